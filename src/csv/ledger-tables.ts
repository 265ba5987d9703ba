import { type IssueLog, type Reading, shown } from "../fault/issue.ts";
import { knownOptions } from "../fault/options.ts";
import { columnName, isPlainObject, logThrown } from "../model/row.ts";
import { tableNames } from "../model/tables.ts";
import {
  type LedgerFromFiles,
  logOf,
  type SourceOptions,
  settle,
  sourceOptionNames,
  unreachable,
} from "./settle.ts";
import type { SourceTable } from "./source.ts";

/** Parses JSON, with or without a byte order mark; undefined after a `JSON_INVALID` issue. */
export function parseJson(text: string, file: string, log: IssueLog): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    const message = `${file} is not JSON: ${(error as SyntaxError).message}`;
    log.error({ code: "JSON_INVALID", path: [file], file, message });
    return undefined;
  }
}

/**
 * Reads a ledger from parsed JSON of the same shape as a folder: `{ business, accounts, invoices, … }`. As `readLedger`,
 * but today may follow from the business's time zone, and bad rows may be set aside.
 *
 * @throws {Fault} `POLICY_UNKNOWN` for another option; as `readLedger`.
 *
 * @example
 * import { readLedgerTables } from "receivables/csv";
 *
 * const raw = {
 *   business: { time_zone: "UTC", currency: "USD" },
 *   invoices: [
 *     { invoice_number: "7", account_id: "A", amount: "12.50", due_on: "2025-03-01" },
 *     { invoice_number: "8", account_id: "A", amount: 12.5, due_on: "2025-03-01" },
 *   ],
 * };
 * const reading = readLedgerTables(raw, { today: () => "2025-03-10", rejectBadRows: true });
 * reading.ok && reading.value.rejected.map(({ line, issues }) => [line, issues[0]?.code]); // => [[1, "TYPE"]]
 */
export function readLedgerTables(raw: unknown, options: SourceOptions): Reading<LedgerFromFiles> {
  knownOptions(options, sourceOptionNames);
  const log = logOf(options);
  if (!isPlainObject(raw)) {
    log.error({ code: "TYPE", path: [], message: `A ledger is an object of tables, not ${shown(raw)}.` });
    return log.reading(unreachable);
  }
  const tables: SourceTable[] = [];
  const rest: [key: string, value: unknown][] = [];
  for (const key of Object.keys(raw)) {
    const value = valueAt(raw, key, log);
    const isTable = tableNames.some((name) => name === columnName(key));
    if (!isTable || !Array.isArray(value)) rest.push([key, value]);
    else {
      const rows = Array.from(value, (row: unknown, index) => ({ raw: row, index }));
      tables.push({ table: key, file: key, rows, places: new Map() });
    }
  }
  // Not by assignment: a key may be __proto__.
  return settle({ rest: Object.fromEntries(rest), tables, ragged: [], spelling: {} }, options, log);
}

/** What stands under a key; undefined after logging that reading it threw. */
function valueAt(raw: Readonly<Record<string, unknown>>, key: string, log: IssueLog): unknown {
  try {
    return raw[key];
  } catch (error) {
    logThrown(error, [key], log);
    return undefined;
  }
}
