import { Fault } from "../fault/fault.ts";
import { shown } from "../fault/issue.ts";
import { ColumnStats, type ColumnStatsOptions, checkSums, questionOf } from "./column-stats.ts";
import { DocumentColumns } from "./document-columns.ts";
import { noSums } from "./sums.ts";
import { addExactly, addUnsorted } from "./unsorted.ts";

/**
 * Adds up documents in columns by account, whatever their order: what `statsByAccount` says of the same open items.
 *
 * @throws {Fault} `AMOUNT_OVERFLOW` with the account where an amount passes 2^53 − 1 minor units; `TYPE` for what is no
 * columns; `CURRENCY_UNKNOWN`, `DATE_INVALID`, `DATE_TYPE`, `DATE_RANGE`, `POLICY_RANGE`, `POLICY_UNKNOWN` for options.
 *
 * @example
 * import { columnsOf, statsOfColumns } from "receivables/columns";
 *
 * const columns = columnsOf([
 *   { id: "1", accountId: "A", kind: "invoice", balance: 100, dueOn: "2025-03-05" },
 *   { id: "2", accountId: "B", kind: "invoice", balance: 70, dueOn: "2025-03-31" },
 * ]);
 * const stats = statsOfColumns(columns, { asOf: "2025-03-10", currency: { code: "USD", exponent: 2 } });
 * [...stats.amounts("pastDue")];     // => [100, 0]
 * [...stats.averageDays("pastDue")]; // => [5, 0]
 * [...stats.priorities()];           // => [10, 0]
 * stats.account(1).current.amount;   // => 70
 */
export function statsOfColumns(columns: DocumentColumns, options: ColumnStatsOptions): ColumnStats {
  if (!(columns instanceof DocumentColumns)) {
    const message = `Columns come from documentColumns or a ColumnsBuilder, not ${shown(columns)}.`;
    throw new Fault("TYPE", message, { path: ["columns"] });
  }
  const question = questionOf(options);
  const { accountIds } = columns;
  const sums = noSums(accountIds.length);
  addUnsorted(columns, question.day, question.discounts, sums.numbers);
  const flagged = checkSums(sums, accountIds);
  if (flagged !== undefined) addExactly(columns, question.day, flagged, sums);
  return new ColumnStats(accountIds, question, sums);
}
