import { tableColumns } from "../model/tables.ts";
import { foldHeader } from "./table-file.ts";

/** The tables whose rows are documents. */
export type DocumentTable = "invoices" | "adjustments";

/**
 * How a cell is read where nothing about it is unusual:
 * - `skip`: any text; nothing depends on it.
 * - `blank`: only a blank cell is usual, because what it says would need more than its own row.
 * - `id`: the document's own id. `account`: whose it is.
 * - `amount`: plain decimal text, not negative. `day`: `YYYY-MM-DD`. `choice`: a word as the library spells it.
 */
export type CellReading = "skip" | "blank" | "id" | "account" | "amount" | "day" | "choice";

/** Cells that are read but for their own sake: what they say is kept under these names. */
export const amountNames = ["amount", "balance", "discount_amount", "other_amount"] as const;
export const dayNames = ["due_on", "issued_on", "discount_until", "other_day"] as const;
export const choiceNames = ["kind", "type", "status", "posting"] as const;
export const idNames = ["invoice_number", "invoice_id", "adjustment_id"] as const;

/** A column of a file: how its cells are read, and where what they say is kept. */
export interface LayoutColumn {
  readonly reading: CellReading;
  /** The place in the list of names of its reading. */
  readonly place: number;
  /** The words of a choice, as bytes. */
  readonly words: readonly Uint8Array[];
}

const readings: Readonly<Record<DocumentTable, Readonly<Record<string, CellReading>>>> = {
  invoices: {
    invoice_number: "id",
    invoice_id: "id",
    account_id: "account",
    amount: "amount",
    balance: "amount",
    cost: "amount",
    discount_amount: "amount",
    due_on: "day",
    issued_on: "day",
    discount_until: "day",
    posted_on: "day",
    kind: "choice",
    status: "choice",
    posting: "choice",
    job_id: "skip",
    contract_id: "skip",
    store_id: "skip",
    wholesaler_id: "skip",
  },
  adjustments: {
    adjustment_id: "id",
    account_id: "account",
    amount: "amount",
    balance: "amount",
    issued_on: "day",
    type: "choice",
    status: "choice",
    reason: "skip",
  },
};

const names = { amount: amountNames, day: dayNames, choice: choiceNames, id: idNames };

/** How the columns of a header are read; columns that the table does not have are skipped. */
export function layoutOf(table: DocumentTable, header: readonly string[]): readonly LayoutColumn[] {
  const columns = new Map(tableColumns(table).map((column) => [column.name, column]));
  return header.map((cell): LayoutColumn => {
    const name = foldHeader(cell);
    const column = columns.get(name);
    if (column === undefined) return { reading: "skip", place: 0, words: [] };
    const reading = readings[table][name] ?? "blank";
    if (reading === "skip" || reading === "blank" || reading === "account")
      return { reading, place: 0, words: [] };
    const known: readonly string[] = names[reading];
    const place = known.indexOf(name);
    // What is only checked goes to the last place of its kind.
    return {
      reading,
      place: place === -1 ? known.length - 1 : place,
      words: (column.choices ?? []).map(asciiBytes),
    };
  });
}

/** The bytes of ASCII text. */
export function asciiBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
