import type { Day } from "../calendar/day.ts";
import type { ColumnStats } from "../columns/column-stats.ts";
import { ColumnsBuilder } from "../columns/columns-builder.ts";
import type { DocumentColumns } from "../columns/document-columns.ts";
import { GatheredColumns } from "../columns/gathered-columns.ts";
import { statsOfColumns } from "../columns/stats-of-columns.ts";
import type { Reading } from "../fault/issue.ts";
import type { Business } from "../model/business.ts";
import type { Ledger } from "../model/ledger.ts";
import { openItems, type PositionOptions } from "../positions/open-items.ts";
import { NotPlain } from "./document-file.ts";
import type { DocumentTable } from "./document-layout.ts";
import { type LedgerFileOptions, type LedgerFiles, readLedgerFiles } from "./ledger-files.ts";
import { documentTables, headerOf, mayBeOpen, OpenLedgerReader } from "./open-ledger.ts";
import { bytesOf, contentOf, type FileSource, type OpenQuestion, readOpenStats } from "./open-stats.ts";
import type { RejectedRow } from "./source.ts";

/** What ledger files say of a business, besides its documents. */
export interface LedgerOutline {
  readonly business: Business;
  /** The business's own day: balances are of it. */
  readonly today: Day;
  readonly accounts: Ledger["accounts"];
  readonly invites: Ledger["invites"];
  /** By file and line, one for each. */
  readonly rejected: readonly RejectedRow[];
}

/** A ledger whose open documents are columns. */
export interface LedgerColumns extends LedgerOutline {
  /** Accounts in the order of `accounts`; documents in no particular order. */
  readonly columns: DocumentColumns;
}

/** A ledger whose open documents were added up. */
export interface LedgerStats extends LedgerOutline {
  /** Accounts in the order of `accounts`. */
  readonly stats: ColumnStats;
}

/**
 * Reads the documents that are open today from the files of a ledger, as columns: what `openItems` says of the ledger that
 * `readLedgerFiles` reads.
 *
 * Files of open items alone (business, accounts, invites, invoices, adjustments, as `docs/ledger.md` spells them) go from
 * bytes to numbers without a text for each cell. Everything else, and every ledger about which something is to be said, is
 * read as `readLedgerFiles` reads it, with the same issues and warnings.
 *
 * @throws {Fault} for options, as `readLedgerFiles`.
 * @see docs/performance.md
 *
 * @example
 * import { statsOfColumns } from "receivables/columns";
 * import { readDocumentColumns } from "receivables/csv";
 *
 * const files = new Map([
 *   ["business.json", '{ "time_zone": "America/Chicago", "currency": "USD" }'],
 *   ["invoices.csv", "invoice_number,account_id,amount,due_on\n7,C-100,12.50,2025-03-01\n8,C-200,7.00,2025-03-31\n"],
 * ]);
 * const reading = readDocumentColumns(files, { today: "2025-03-10" });
 * if (!reading.ok) throw new Error(reading.issues[0]?.message);
 * const { columns, today, business } = reading.value;
 * const stats = statsOfColumns(columns, { asOf: today, currency: business.currency });
 * columns.accountIds;              // => ["C-100", "C-200"]
 * [...stats.averageDays("pastDue")]; // => [9, 0]
 */
export function readDocumentColumns(files: LedgerFiles, options: LedgerFileOptions): Reading<LedgerColumns> {
  const plain = plainColumns(files, options);
  if (plain !== undefined) return plain;
  return outlined(readLedgerFiles(files, options), (ledger) => ({
    columns: columnsOfLedger(ledger, { asOf: ledger.today }),
  }));
}

/** How {@link readLedgerStats} reads and what it asks. */
export interface LedgerStatsOptions extends LedgerFileOptions, OpenQuestion {}

/**
 * Adds up the open documents of ledger files by account while they are read: what `statsByAccount` says of the ledger that
 * `readLedgerFiles` reads.
 *
 * A file may come piece by piece. Of files of open items alone (business, accounts, invites, invoices, adjustments) no more
 * than a piece is kept: memory grows with accounts, and by a bit for each document whose number is near the others', by some
 * 30 bytes for each other. Everything else, a past day, and every ledger about which something is to be said, is read whole
 * as `readLedgerFiles` reads it, with the same issues and warnings: then a file is asked for a second time.
 *
 * @param files - By name, as of `readLedgerFiles`; or a function that gives a file piece by piece, from its beginning each
 * time it is called. A piece may be written over when the next is asked for.
 * @throws {Fault} `HISTORY_UNAVAILABLE` as `openItems`; `AMOUNT_OVERFLOW` with the account; for options as
 * `readLedgerFiles` and `openItems`.
 * @see docs/performance.md
 *
 * @example
 * import { readLedgerStats } from "receivables/csv";
 *
 * const encoder = new TextEncoder();
 * async function* invoices() {
 *   yield encoder.encode("invoice_number,account_id,amount,due_on\n7,C-100,12.50,20");
 *   yield encoder.encode("25-03-01\n8,C-200,7.00,2025-03-31\n");
 * }
 * const business = '{ "time_zone": "America/Chicago", "currency": "USD" }';
 * const files = new Map<string, string | typeof invoices>([["business.json", business], ["invoices.csv", invoices]]);
 * const reading = await readLedgerStats(files, { today: "2025-03-10" });
 * if (!reading.ok) throw new Error(reading.issues[0]?.message);
 * const { accounts, stats } = reading.value;
 * [...accounts.keys()];          // => ["C-100", "C-200"]
 * [...stats.amounts("pastDue")]; // => [1250, 0]
 */
export async function readLedgerStats(
  files: ReadonlyMap<string, FileSource>,
  options: LedgerStatsOptions,
): Promise<Reading<LedgerStats>> {
  const { asOf, mode, discounts, ...reading } = options;
  const question = {
    ...(asOf === undefined ? {} : { asOf }),
    ...(mode === undefined ? {} : { mode }),
    ...(discounts === undefined ? {} : { discounts }),
  };
  const open = await readOpenStats(files, reading, question);
  if (open !== undefined) {
    const { ledger, stats, warnings, warningsOmitted } = open;
    return { ok: true, value: { ...outlineOf(ledger), stats }, warnings, warningsOmitted };
  }
  const whole = new Map<string, string | Uint8Array>();
  for (const [name, source] of files) whole.set(name, await contentOf(source));
  return outlined(readLedgerFiles(whole, reading), (ledger) => {
    const day = asOf ?? ledger.today;
    const columns = columnsOfLedger(ledger, { asOf: day, ...(mode === undefined ? {} : { mode }) });
    const { currency } = ledger.business;
    return {
      stats: statsOfColumns(columns, {
        asOf: day,
        currency,
        ...(discounts === undefined ? {} : { discounts }),
      }),
    };
  });
}

/** The columns of files of open items; undefined where they are read the general way. */
function plainColumns(files: LedgerFiles, options: LedgerFileOptions): Reading<LedgerColumns> | undefined {
  if (!mayBeOpen(files.keys(), options)) return undefined;
  try {
    const whole = new Map(files);
    const headers = new Map<DocumentTable, string>();
    const rests = new Map<DocumentTable, Uint8Array>();
    for (const table of documentTables) {
      const content = files.get(`${table}.csv`);
      if (content === undefined) continue;
      whole.delete(`${table}.csv`);
      const bytes = bytesOf(content);
      const found = headerOf(bytes);
      if (found === undefined) return undefined;
      headers.set(table, found.header);
      rests.set(table, bytes.subarray(found.length));
    }
    const gathered = new GatheredColumns();
    const reader = new OpenLedgerReader(whole, headers, options, () => (columns) => gathered.add(columns));
    for (const [table, rest] of rests) {
      reader.push(table, rest);
      reader.end(table);
    }
    const { ledger, accountIds, warnings, warningsOmitted } = reader.ledger();
    const value = { ...outlineOf(ledger), columns: gathered.columns(accountIds) };
    return { ok: true, value, warnings, warningsOmitted };
  } catch (error) {
    if (error instanceof NotPlain) return undefined;
    throw error;
  }
}

function outlined<More>(
  reading: ReturnType<typeof readLedgerFiles>,
  more: (ledger: Ledger) => More,
): Reading<LedgerOutline & More> {
  if (!reading.ok) return reading;
  const { ledger, rejected } = reading.value;
  return { ...reading, value: { ...outlineOf(ledger), rejected, ...more(ledger) } };
}

function outlineOf({ business, today, accounts, invites }: Ledger): LedgerOutline {
  return { business, today, accounts, invites, rejected: [] };
}

/** The open items of a ledger as columns of all its accounts. */
function columnsOfLedger(ledger: Ledger, position: PositionOptions): DocumentColumns {
  const builder = new ColumnsBuilder();
  for (const id of ledger.accounts.keys()) builder.account(id);
  for (const item of openItems(ledger, position)) builder.add(item);
  return builder.build();
}
