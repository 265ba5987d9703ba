import { exposureOf } from "../store/row.ts";
import { isSnapshot, partsOf, type Snapshot } from "../store/snapshot.ts";
import { type CsvColumn, type CsvOptions, writeCsv } from "../table/write-csv.ts";
import { writeCsvBytes } from "../table/write-csv-bytes.ts";
import {
  type CustomerColumn,
  type CustomerColumnContext,
  type CustomerColumnRow,
  customerColumns,
} from "./columns.ts";
import { figureColumns, NumbersOfRow } from "./figure-columns.ts";
import { type CustomerList, type CustomerRow, decimalsOf } from "./list.ts";
import { type CustomerQuery, checkedQuery, queryCustomers } from "./query.ts";
import { selectRows } from "./select.ts";

/**
 * The customer export as CSV text: a header of 37 columns and a line for each row that the query shows, in its order.
 *
 * Of a snapshot it writes what was computed then, whatever has happened to the ledger since; of a list, its rows.
 *
 * RFC 4180: comma, CRLF, UTF-8. Amounts have the currency's decimals, averages 2, priorities 1; nothing is grouped.
 * Blank only where the documents say blank; a zero is printed.
 *
 * @throws {Fault} as `queryCustomers`; `TEXT_NOT_WELL_FORMED` for a lone surrogate in a name; `POLICY_RANGE` and
 * `POLICY_UNKNOWN` for CSV options.
 * @see docs/sources.md, 000:75 and 001.
 *
 * @example
 * import { readLedger } from "receivables";
 * import { customerList, exportCustomers } from "receivables/customers";
 *
 * const reading = readLedger(
 *   { business: { time_zone: "UTC", currency: "USD" }, accounts: [{ account_id: "007", account_name: "Bond" }] },
 *   { today: "2025-03-10" },
 * );
 * if (!reading.ok) throw new Error(reading.issues[0]?.message);
 * const list = customerList(reading.value, { asOf: "2025-03-10", now: "2025-03-10T12:00:00Z" });
 * exportCustomers(list).split("\r\n")[1]?.slice(0, 30); // => "007,Bond,,,Active,0.0,,,,,0.00"
 */
export function exportCustomers(
  source: CustomerList | Snapshot,
  query: CustomerQuery = {},
  options: CsvOptions = {},
): string {
  const { rows, context } = selected(source, query);
  const columns = customerColumns.map((column) => csvColumn(column, context));
  return writeCsv(rows, columns, options);
}

/**
 * {@link exportCustomers} as UTF-8, byte for byte, several times as fast: for files and responses. Behind the bytes their
 * buffer may have room that says nothing.
 *
 * @throws {Fault} as {@link exportCustomers}.
 *
 * @example
 * import { readLedger } from "receivables";
 * import { customerList, exportCustomersBytes } from "receivables/customers";
 *
 * const reading = readLedger(
 *   { business: { time_zone: "UTC", currency: "USD" }, accounts: [{ account_id: "007", account_name: "Bond" }] },
 *   { today: "2025-03-10" },
 * );
 * if (!reading.ok) throw new Error(reading.issues[0]?.message);
 * const list = customerList(reading.value, { asOf: "2025-03-10", now: "2025-03-10T12:00:00Z" });
 * exportCustomersBytes(list, {}, { bom: true }).slice(0, 3); // => new Uint8Array([0xef, 0xbb, 0xbf])
 */
export function exportCustomersBytes(
  source: CustomerList | Snapshot,
  query: CustomerQuery = {},
  options: CsvOptions = {},
): Uint8Array<ArrayBuffer> {
  const { rows, context } = selected(source, query);
  const numbers = new NumbersOfRow(context);
  let current: ExportRow;
  const texts = { who: () => current, text: (_: number, { text }: CustomerColumn) => text(current, context) };
  const at = (index: number): 0 => {
    current = rows[index] as ExportRow;
    numbers.read(current);
    return 0;
  };
  return writeCsvBytes({ length: rows.length, at }, figureColumns(numbers, texts, context), options);
}

/**
 * The same rows as objects: the texts of the CSV's cells by header, unguarded.
 *
 * @throws {Fault} as `queryCustomers`.
 *
 * @example
 * import { readLedger } from "receivables";
 * import { customerList, exportRecords } from "receivables/customers";
 *
 * const reading = readLedger(
 *   { business: { time_zone: "UTC", currency: "USD" }, accounts: [{ account_id: "007" }] },
 *   { today: "2025-03-10" },
 * );
 * if (!reading.ok) throw new Error(reading.issues[0]?.message);
 * const list = customerList(reading.value, { asOf: "2025-03-10", now: "2025-03-10T12:00:00Z" });
 * exportRecords(list)[0]?.["account_id"]; // => "007"
 */
export function exportRecords(
  source: CustomerList | Snapshot,
  query: CustomerQuery = {},
): readonly Readonly<Record<string, string>>[] {
  const { rows, context } = selected(source, query);
  return rows.map((row) =>
    Object.fromEntries(customerColumns.map(({ name, text }) => [name, text(row, context)])),
  );
}

type ExportRow = CustomerColumnRow & Pick<CustomerRow, "shownPriority">;

/** The rows that a query shows, and what their cells are written under. */
function selected(
  source: CustomerList | Snapshot,
  query: CustomerQuery,
): { readonly rows: readonly ExportRow[]; readonly context: CustomerColumnContext } {
  if (!isSnapshot(source)) return { rows: queryCustomers(source, query), context: contextOf(source) };
  const { scale } = partsOf(source);
  const decimals = decimalsOf({});
  const { total, slice } = selectRows(source, checkedQuery(query));
  const rows = slice(0, total).map((row): ExportRow => {
    const shownPriority = scale.rounded(exposureOf(row), decimals.priorityDecimals);
    return { ...row, shownPriority };
  });
  return { rows, context: { currency: source.currency, ...decimals } };
}

/** What cells of a list are written under. */
export function contextOf({ currency, options }: CustomerList): CustomerColumnContext {
  return { currency, averageDecimals: options.averageDecimals, priorityDecimals: options.priorityDecimals };
}

function csvColumn(
  { name, kind, text }: CustomerColumn,
  context: CustomerColumnContext,
): CsvColumn<ExportRow> {
  const numeric = !(kind === "id" || kind === "text" || kind === "enum");
  return { name, numeric, text: (row) => text(row, context) };
}
