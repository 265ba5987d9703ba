import type { Day } from "../calendar/day.ts";
import type { ColumnStats } from "../columns/column-stats.ts";
import { questionOf } from "../columns/column-stats.ts";
import { RunningStats } from "../columns/running-stats.ts";
import { Fault } from "../fault/fault.ts";
import { choiceOption } from "../fault/options.ts";
import { type AsOfMode, asOfModes } from "../positions/open-items.ts";
import type { DiscountCombining } from "../stats/stats.ts";
import { batchBytes, NotPlain } from "./document-file.ts";
import type { DocumentTable } from "./document-layout.ts";
import type { LedgerFileOptions } from "./ledger-files.ts";
import { documentTables, headerOf, mayBeOpen, type OpenLedger, OpenLedgerReader } from "./open-ledger.ts";

/** A file of a ledger: its text, its bytes as UTF-8, or what gives them piece by piece, from the beginning each time. */
export type FileSource = string | Uint8Array | (() => AsyncIterable<Uint8Array>);

/** What is asked of the documents of a ledger. */
export interface OpenQuestion {
  /** Default: the ledger's today. */
  readonly asOf?: Day;
  readonly mode?: AsOfMode;
  readonly discounts?: DiscountCombining;
}

/** A ledger of open items, its documents added up and not kept. */
export interface OpenStats extends OpenLedger {
  readonly stats: ColumnStats;
}

/**
 * Adds up the documents of ledger files as they are read, in memory that grows with accounts alone.
 *
 * @returns Undefined where the files hold more than open items, or there is something to say about a document: whoever asks
 * reads them by `readLedgerFiles` then.
 * @throws {Fault} for options that cannot be.
 */
export async function readOpenStats(
  files: ReadonlyMap<string, FileSource>,
  options: LedgerFileOptions,
  question: OpenQuestion,
): Promise<OpenStats | undefined> {
  if (!mayBeOpen(files.keys(), options)) return undefined;
  const opened: AsyncGenerator<Uint8Array>[] = [];
  try {
    return await openStats(files, options, question, opened);
  } catch (error) {
    if (error instanceof NotPlain || (error instanceof Fault && error.code === "AMOUNT_OVERFLOW"))
      return undefined;
    throw error;
  } finally {
    // A file of which no more is wanted would stay open.
    for (const pieces of opened) await pieces.return(undefined);
  }
}

async function openStats(
  files: ReadonlyMap<string, FileSource>,
  options: LedgerFileOptions,
  { asOf, mode = "reconstruct", discounts = "max" }: OpenQuestion,
  opened: AsyncGenerator<Uint8Array>[],
): Promise<OpenStats> {
  const whole = new Map<string, string | Uint8Array>();
  const begun = new Map<DocumentTable, Begun>();
  for (const [name, source] of files) {
    const table = documentTables.find((each) => name === `${each}.csv`);
    if (table === undefined) {
      whole.set(name, await contentOf(source));
      continue;
    }
    const pieces = piecesOf(source);
    opened.push(pieces);
    begun.set(table, await begin(pieces));
  }
  const headers = new Map([...begun].map(([table, { header }]) => [table, header]));
  let running: RunningStats | undefined;
  const reader = new OpenLedgerReader(whole, headers, options, ({ today, accounts, business }) => {
    // On a day before today, balances are those that stood then: nothing a document says by itself.
    if (choiceOption("mode", mode, asOfModes) === "reconstruct" && asOf !== undefined && asOf < today)
      throw new NotPlain("A past day is asked for.");
    const asked = questionOf({ asOf: asOf ?? today, currency: business.currency, discounts });
    const sums = new RunningStats(asked, accounts.size);
    running = sums;
    return (columns, known) => sums.add(columns, known);
  });
  for (const table of documentTables) {
    const file = begun.get(table);
    if (file === undefined) continue;
    reader.push(table, file.rest);
    for (let next = await file.pieces.next(); next.done !== true; next = await file.pieces.next()) {
      reader.push(table, next.value);
    }
    reader.end(table);
  }
  const ledger = reader.ledger();
  const stats = running?.stats(ledger.accountIds);
  if (stats === undefined) throw new NotPlain("Sums passed what numbers hold.");
  return { ...ledger, stats };
}

/** A file of which the header was read. */
interface Begun {
  readonly header: string;
  /** What was read behind it. */
  readonly rest: Uint8Array;
  readonly pieces: AsyncIterator<Uint8Array>;
}

async function begin(pieces: AsyncIterator<Uint8Array>): Promise<Begun> {
  let bytes: Uint8Array = new Uint8Array(0);
  for (;;) {
    const next = await pieces.next();
    const isOver = next.done === true;
    const piece = isOver ? Uint8Array.of(10) : next.value;
    // What comes first mostly holds the header, and stays as it is until more is asked for.
    const all = bytes.length === 0 ? piece : joined([bytes, piece]);
    const found = headerOf(all);
    if (found !== undefined) return { header: found.header, rest: all.subarray(found.length), pieces };
    bytes = all.slice();
    if (isOver || bytes.length > batchBytes) throw new NotPlain("The header does not end.");
  }
}

async function* piecesOf(source: FileSource): AsyncGenerator<Uint8Array> {
  if (typeof source === "function") yield* source();
  else yield bytesOf(source);
}

declare const TextEncoder: new () => { readonly encode: (text: string) => Uint8Array };

/** The bytes of a file. */
export function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === "string" ? new TextEncoder().encode(content) : content;
}

/** All of a file. */
export async function contentOf(source: FileSource): Promise<string | Uint8Array> {
  if (typeof source !== "function") return source;
  const pieces: Uint8Array[] = [];
  // A piece may be written over when the next is asked for.
  for await (const piece of source()) pieces.push(piece.slice());
  return joined(pieces);
}

function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
