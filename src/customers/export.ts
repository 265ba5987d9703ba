import { type CsvColumn, type CsvOptions, writeCsv } from "../table/write-csv.ts";
import { type CustomerColumn, type CustomerColumnContext, customerColumns } from "./columns.ts";
import type { CustomerList, CustomerRow } from "./list.ts";
import { type CustomerQuery, queryCustomers } from "./query.ts";

/**
 * The customer export as CSV text: a header of 37 columns and a line for each row that the query shows, in its order.
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
  list: CustomerList,
  query: CustomerQuery = {},
  options: CsvOptions = {},
): string {
  const context = contextOf(list);
  const columns = customerColumns.map((column) => csvColumn(column, context));
  return writeCsv(queryCustomers(list, query), columns, options);
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
  list: CustomerList,
  query: CustomerQuery = {},
): readonly Readonly<Record<string, string>>[] {
  const context = contextOf(list);
  return queryCustomers(list, query).map((row) =>
    Object.fromEntries(customerColumns.map(({ name, text }) => [name, text(row, context)])),
  );
}

/** What cells of a list are written under. */
export function contextOf({ currency, options }: CustomerList): CustomerColumnContext {
  return { currency, averageDecimals: options.averageDecimals, priorityDecimals: options.priorityDecimals };
}

function csvColumn(
  { name, kind, text }: CustomerColumn,
  context: CustomerColumnContext,
): CsvColumn<CustomerRow> {
  const numeric = !(kind === "id" || kind === "text" || kind === "enum");
  return { name, numeric, text: (row) => text(row, context) };
}
