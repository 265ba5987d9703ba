import type { Day } from "../calendar/day.ts";
import { choiceOption } from "../fault/options.ts";
import type { Currency } from "../money/currency.ts";
import { type DebtorListKind, type ListTotals, orderedRows, outstandingCharges, totalsOf } from "./list.ts";
import { byDay, type DebtorTransaction } from "./transaction.ts";
import { type DebtorsView, partsOf, type ViewParts } from "./view.ts";

/** The reports that a right click beside the tiles offers, in their order, as the command names them. */
export const debtorReports = [
  "outstanding",
  "payments-received",
  "current-month-sales",
  "proforma-payments",
] as const;
/** One of {@link debtorReports}. */
export type DebtorReportKind = (typeof debtorReports)[number];

/** What stands above each report. */
export const debtorReportTitles: Readonly<Record<DebtorReportKind, string>> = /* @__PURE__ */ Object.freeze({
  outstanding: "Outstanding Invoices",
  "payments-received": "Payments Received",
  "current-month-sales": "Current Month Sales",
  "proforma-payments": "Proforma Payment List",
});

/** A report, ready to be printed. Plain data. */
export interface DebtorReport {
  readonly kind: DebtorReportKind;
  readonly title: string;
  readonly today: Day;
  readonly currency: Currency;
  /** By day, then by stamp and id. */
  readonly rows: readonly DebtorTransaction[];
  readonly totals: ListTotals;
}

/**
 * A report: the transactions behind a tile, with the day each is due.
 *
 * `outstanding` holds every charge and debit memo with something left on it, of whatever age: its balances add up to Total
 * Debtors. The others hold what the list of the same name holds. The due day of a payment is null.
 *
 * @throws {Fault} `POLICY_RANGE` for another report; otherwise as `debtorList`.
 * @see docs/sources.md, 002:166-175; docs/decisions.md, G-67.
 *
 * @example
 * import { readLedger } from "receivables";
 * import { debtorReport, debtorsView } from "receivables/debtors";
 *
 * const reading = readLedger(
 *   {
 *     business: { time_zone: "UTC", currency: "USD" },
 *     invoices: [{ invoice_number: "7", account_id: "A", amount: "100.00", issued_on: "2025-03-03", due_on: "2025-04-02" }],
 *   },
 *   { today: "2025-03-10" },
 * );
 * if (!reading.ok) throw new Error(reading.issues[0]?.message);
 * const { title, rows } = debtorReport(debtorsView(reading.value), "outstanding");
 * title;                                              // => "Outstanding Invoices"
 * rows.map(({ stamp, balance }) => [stamp, balance]); // => [["7", 10000]]
 */
export function debtorReport(view: DebtorsView, kind: DebtorReportKind): DebtorReport {
  const parts = partsOf(view);
  choiceOption("report", kind, debtorReports);
  const rows = kind === "outstanding" ? byDay(outstandingCharges(parts)) : listRows(parts, kind);
  const { today, currency } = parts.header;
  return { kind, title: debtorReportTitles[kind], today, currency, rows, totals: totalsOf(rows) };
}

function listRows(parts: ViewParts, kind: DebtorListKind): readonly DebtorTransaction[] {
  return orderedRows(parts, kind).map(({ proformas: _, ...row }) => row);
}
