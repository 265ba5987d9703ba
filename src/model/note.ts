import type { Reading } from "../fault/issue.ts";
import type { Currency } from "../money/currency.ts";
import { type Fields, id, instant, required, text } from "./field.ts";
import { makeReader, type Reader, type ReaderOptions } from "./reader.ts";
import { type RowReader, rowReader } from "./row.ts";

/** Something written down about an account, or about one of its documents: a row of `notes.csv`. */
export interface Note {
  readonly noteId: string;
  readonly accountId: string;
  /** When, as ISO 8601 text in UTC with milliseconds. */
  readonly at: string;
  readonly text: string;
  /** Who wrote it. */
  readonly user?: string;
  /** The document it is about, at most one of the three. */
  readonly invoiceId?: string;
  readonly adjustmentId?: string;
  readonly paymentId?: string;
}

/** The columns of `notes.csv`. */
export const noteFields: Fields<Note> = {
  noteId: required(id("The note's own id.")),
  accountId: required(id("The account.")),
  at: required(instant("When it was written.")),
  text: required(text("What it says.")),
  user: text("Who wrote it."),
  invoiceId: id("The invoice it is about."),
  adjustmentId: id("Or the memo it is about."),
  paymentId: id("Or the payment it is about."),
};

/** The reader of one row of notes. */
export function noteRow(money: Currency): RowReader<Note> {
  const read = rowReader(noteFields, money);
  return (raw, path, log) => {
    const row = read(raw, path, log);
    if (row === undefined) return undefined;
    const named = [row.invoiceId, row.adjustmentId, row.paymentId].filter((each) => each !== undefined);
    if (named.length <= 1) return row;
    const message = `A note is about one of invoice_id, adjustment_id, payment_id; this one names ${named.length}.`;
    log.error({ code: "NOTE_ENDS", path, message });
    return undefined;
  };
}

/**
 * The reader of note rows.
 *
 * @example
 * import { noteReader } from "receivables";
 *
 * const notes = noteReader({ currency: { code: "USD", exponent: 2 } });
 * const reading = notes.read({ note_id: "N1", account_id: "A", at: "2025-03-10T15:00:00Z", text: "Promised Friday" });
 * reading.ok && reading.value.at; // => "2025-03-10T15:00:00.000Z"
 */
export function noteReader(options: ReaderOptions): Reader<Note> {
  return makeReader(options, noteRow);
}

/**
 * Reads many note rows: a shortcut for `noteReader(options).readAll(rows)`.
 *
 * @example
 * import { readNotes } from "receivables";
 *
 * const rows = [{ note_id: "N1", account_id: "A", at: "2025-03-10T15:00:00Z", text: "Promised Friday" }];
 * const reading = readNotes(rows, { currency: { code: "USD", exponent: 2 } });
 * reading.ok && reading.value[0]?.text; // => "Promised Friday"
 */
export function readNotes(rows: unknown, options: ReaderOptions): Reading<readonly Note[]> {
  return noteReader(options).readAll(rows);
}
