import { listArgument } from "../fault/options.ts";
import type { DetailInvoice } from "./detail-tabs.ts";
import { choices } from "./query.ts";

/** What the filter of an account's invoices offers, in the source document's order. */
export const invoiceFilters = ["Open", "Paid", "Partially Paid"] as const;

/**
 * The invoices of an account's detail that stand as asked, in their order.
 *
 * A voided invoice is none of the three, so that it is shown only without a filter.
 *
 * @param statuses - Any of {@link invoiceFilters}, matched ignoring case, spaces, `-` and `_`. Absent or empty: all.
 * @throws {Fault} `QUERY_INVALID` for any other word, with its path; `TYPE` for invoices that are no list.
 * @see docs/sources.md, 000:35.
 *
 * @example
 * import { readLedger } from "receivables";
 * import { accountDetail, filterInvoices } from "receivables/customers";
 *
 * const invoices = [
 *   { invoice_number: "7", account_id: "A", amount: "100.00", balance: "0.00", due_on: "2025-03-01" },
 *   { invoice_number: "8", account_id: "A", amount: "100.00", balance: "40.00", due_on: "2025-03-01" },
 * ];
 * const reading = readLedger({ business: { time_zone: "UTC", currency: "USD" }, invoices }, { today: "2025-03-10" });
 * if (!reading.ok) throw new Error(reading.issues[0]?.message);
 * const { tabs } = accountDetail(reading.value, "A", { asOf: "2025-03-10", now: "2025-03-10T12:00:00Z" });
 * filterInvoices(tabs.invoices, ["paid"]).map(({ invoiceNumber }) => invoiceNumber); // => ["7"]
 * filterInvoices(tabs.invoices, ["open", "partially paid"]).length;                  // => 1
 */
export function filterInvoices(
  invoices: readonly DetailInvoice[],
  statuses?: readonly string[],
): readonly DetailInvoice[] {
  listArgument("invoices", invoices);
  const wanted = choices(statuses, invoiceFilters, "statuses");
  return wanted === undefined ? invoices : invoices.filter(({ status }) => wanted.has(status));
}
