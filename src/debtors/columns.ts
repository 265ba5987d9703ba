import { deepFrozen } from "../table/frozen.ts";
import type { GridCell, GridColumn } from "../table/grid.ts";
import type { CustomerAgingRow } from "./aging-tab.ts";
import type { CreditUtilizationRow } from "./credit-tab.ts";
import type { LaybyRow } from "./layby.ts";
import type { PaymentReliabilityRow } from "./reliability-tab.ts";
import type { DebtorTransaction } from "./transaction.ts";
import type { CustomerValueRow } from "./value-tab.ts";

/** A column of a grid, list or report: header, kind, meaning and cell. Screens, files and pages are made from it. */
export interface DebtorColumn<Row> extends GridColumn {
  /** What it says, in a sentence. */
  readonly means: string;
  /** The source document and lines that define it. */
  readonly source: string;
  /** What stands in it for a row. */
  readonly cell: (row: Row) => GridCell;
  /** Whether the totals line adds it up. */
  readonly total: boolean;
}

type Kind = GridColumn["kind"];

function column<Row>(
  name: string,
  label: string,
  kind: Kind,
  means: string,
  source: string,
  cell: (row: Row) => GridCell,
  more: { readonly total?: true; readonly decimals?: number } = {},
): DebtorColumn<Row> {
  const { total = false, ...rest } = more;
  return { name, label, kind, means, source, cell, total, ...rest };
}

const added = { total: true } as const;
const hundredths = { decimals: 2 } as const;

/** The six columns of the lists that tiles open. */
export const listColumns: readonly DebtorColumn<DebtorTransaction>[] = /* @__PURE__ */ deepFrozen([
  column("saleDate", "Sale date", "day", "The day of the transaction.", "002:59", (row) => row.date),
  column("salesStamp", "Sales stamp", "id", "The number printed on it.", "002:60", (row) => row.stamp),
  column("customerNumber", "Customer number", "id", "The account.", "002:61", (row) => row.accountId),
  column("customerName", "Customer name", "text", "Its name.", "002:62", (row) => row.accountName),
  column(
    "saleAmount",
    "Sale amount",
    "money",
    "The whole transaction; of a payment to proformas what went to them.",
    "002:63",
    (row) => row.amount,
    added,
  ),
  column(
    "saleBalance",
    "Sale balance",
    "money",
    "What is unpaid of a charge; of a payment what is put against nothing.",
    "002:64",
    (row) => row.balance,
    added,
  ),
]);

/** The seven columns of the reports. */
export const reportColumns: readonly DebtorColumn<DebtorTransaction>[] = /* @__PURE__ */ deepFrozen([
  column("transactionDate", "Transaction date", "day", "The day of it.", "002:167", (row) => row.date),
  column("salesStamp", "Sales stamp", "id", "The number printed on it.", "002:167", (row) => row.stamp),
  column("customerNumber", "Customer number", "id", "The account.", "002:167", (row) => row.accountId),
  column("customerName", "Customer name", "text", "Its name.", "002:167", (row) => row.accountName),
  column(
    "transactionAmount",
    "Transaction amount",
    "money",
    "The whole.",
    "002:167",
    (row) => row.amount,
    added,
  ),
  column(
    "transactionBalance",
    "Transaction balance",
    "money",
    "What is unpaid of a charge; of a payment what is put against nothing.",
    "002:167",
    (row) => row.balance,
    added,
  ),
  column(
    "dueDate",
    "Due date",
    "day",
    "The day payment is due; blank for payments and credits.",
    "002:167",
    (row) => row.dueOn,
  ),
]);

/** The columns of a customer's transactions. */
export const transactionColumns: readonly DebtorColumn<DebtorTransaction>[] = /* @__PURE__ */ deepFrozen([
  column("date", "Date", "day", "The day of the transaction.", "002:219", (row) => row.date),
  column("stamp", "Sales stamp", "id", "The number printed on it.", "002:219", (row) => row.stamp),
  column("kind", "Kind", "label", "What it is.", "002:219", (row) => row.kind),
  column("amount", "Amount", "money", "The whole.", "002:219", (row) => row.amount),
  column("balance", "Balance", "money", "What is left of it.", "002:219", (row) => row.balance),
  column("dueOn", "Due date", "day", "Blank for payments and credits.", "002:219", (row) => row.dueOn),
  column("status", "Status", "label", "Where it stands.", "002:220", (row) => row.status),
]);

/** The columns of the outstanding layby manager. */
export const laybyColumns: readonly DebtorColumn<LaybyRow>[] = /* @__PURE__ */ deepFrozen([
  column("customerNumber", "Customer Number", "id", "The account.", "002:142", (row) => row.accountId),
  column("customerName", "Customer Name", "text", "Its name.", "002:143", (row) => row.accountName),
  column("laybyNumber", "Layby No", "id", "The layby's number.", "002:144", (row) => row.laybyNumber),
  column(
    "laybyTotal",
    "Layby Total",
    "money",
    "The value of all its items.",
    "002:145-146",
    (row) => row.total,
    added,
  ),
  column(
    "outstanding",
    "Outstanding",
    "money",
    "What is left to pay.",
    "002:147-148",
    (row) => row.outstanding,
    added,
  ),
  column("saleDate", "Sale Date", "day", "The day of sale.", "002:149", (row) => row.soldOn),
  column("dueDate", "Due Date", "day", "By when all is to be paid.", "002:150-151", (row) => row.dueOn),
  column(
    "status",
    "Status",
    "label",
    "What was paid, collected and credited; Overdue where it is.",
    "002:152-154",
    (row) => row.statuses.join(", "),
  ),
]);

/**
 * The columns of an aging grid, those of its labels in between.
 *
 * @example
 * import { agingColumns, debtorAging } from "receivables/debtors";
 *
 * agingColumns(debtorAging.monthly.due.labels).length; // => 12
 */
export function agingColumns(labels: readonly string[]): readonly DebtorColumn<CustomerAgingRow>[] {
  return [
    column("customerNumber", "Customer number", "id", "The account.", "002:241", (row) => row.accountId),
    column("customerName", "Customer name", "text", "Its name.", "002:242", (row) => row.accountName),
    column("terms", "Terms", "label", "Its payment terms.", "002:243-244", (row) => row.terms),
    column(
      "creditLimit",
      "Credit Limit",
      "money",
      "Blank for no limit.",
      "002:245-246",
      (row) => row.creditLimit,
    ),
    column(
      "totalOutstanding",
      "Total Outstanding",
      "money",
      "All open charges; credits are not taken off.",
      "002:247-248",
      (row) => row.totalOutstanding,
      added,
    ),
    ...labels.map((label) =>
      column<CustomerAgingRow>(
        agingColumnName(label),
        label,
        "money",
        `Of these what stands in ${label}.`,
        "002:249-250",
        (row) => row.aging[label] as number,
        added,
      ),
    ),
    column(
      "maxDays",
      "Max Days",
      "count",
      "Days past due, or since the transaction, of the oldest charge.",
      "002:251-252",
      (row) => row.maxDays,
    ),
    column("status", "Status", "label", "The worst condition.", "002:253-254", (row) => row.status),
  ];
}

/** `1-30 days` as `days1To30`, `90+ days` as `days90Plus`, `3+ Months` as `months3Plus`, `Current` as `current`. */
function agingColumnName(label: string): string {
  const [, from, to, unit = ""] = /^(\d+)(?:-(\d+)|(?:\+))? (\w+)$/.exec(label) ?? [];
  if (from === undefined) return label.toLowerCase();
  const word = unit.toLowerCase().replace(/s?$/, "s");
  if (to !== undefined) return `${word}${from}To${to}`;
  return `${word}${from}${label.includes("+") ? "Plus" : ""}`;
}

/** The thirteen columns of the credit utilization tab. */
export const creditColumns: readonly DebtorColumn<CreditUtilizationRow>[] = /* @__PURE__ */ deepFrozen([
  column("customerNumber", "Customer Number", "id", "The account.", "002:284", (row) => row.accountId),
  column("customerName", "Customer Name", "text", "Its name.", "002:285", (row) => row.accountName),
  column(
    "creditLimit",
    "Credit Limit",
    "money",
    "Blank for no limit.",
    "002:286-287",
    (row) => row.creditLimit,
  ),
  column(
    "limitStatus",
    "Limit Status",
    "label",
    "LIMITED or NO LIMIT.",
    "002:288-289",
    (row) => row.limitStatus,
  ),
  column(
    "outstanding",
    "Outstanding",
    "money",
    "What is owed less what is in credit.",
    "002:290-291",
    (row) => row.outstanding,
    added,
  ),
  column(
    "utilizationPct",
    "Utilization Pct",
    "percent",
    "Outstanding over the limit; blank without one.",
    "002:292-293",
    (row) => row.utilizationPercent,
    hundredths,
  ),
  column(
    "availableCredit",
    "Available Credit",
    "money",
    "The limit less what is outstanding; blank without one.",
    "002:294-295",
    (row) => row.availableCredit,
  ),
  column(
    "payments12m",
    "Payments 12m",
    "money",
    "Money received in the last 12 months.",
    "002:296-297",
    (row) => row.payments12m,
    added,
  ),
  column(
    "sales12m",
    "Sales 12m",
    "money",
    "Invoices and charges of the last 12 months.",
    "002:298-299",
    (row) => row.sales12m,
    added,
  ),
  column(
    "avgMonthlySales",
    "Avg Monthly Sales",
    "money",
    "Sales of the 12 months divided by 12.",
    "002:300-301",
    (row) => row.averageMonthlySales,
  ),
  column(
    "avgDaysToPay",
    "Avg Days to Pay",
    "days",
    "From invoice to first payment, invoices of the day itself left out; blank where none was paid.",
    "002:302-303",
    (row) => row.averageDaysToPay,
    hundredths,
  ),
  column("riskLevel", "Risk Level", "label", "Blank without a limit.", "002:304-305", (row) => row.riskLevel),
  column(
    "recommendationAction",
    "Recommendation Action",
    "label",
    "What to do about the limit.",
    "002:306-319",
    (row) => row.recommendation,
  ),
]);

/** The seven columns of the payment reliability tab. */
export const reliabilityColumns: readonly DebtorColumn<PaymentReliabilityRow>[] = /* @__PURE__ */ deepFrozen([
  column("customerNumber", "Customer number", "id", "The account.", "002:324", (row) => row.accountId),
  column("customerName", "Customer name", "text", "Its name.", "002:325", (row) => row.accountName),
  column(
    "paymentReliabilityScore",
    "Payment Reliability Score",
    "percent",
    "The share of what was invoiced that is paid, rounded down; blank where nothing was invoiced.",
    "002:326-327",
    (row) => row.scorePercent,
    hundredths,
  ),
  column(
    "totalInvoiced6m",
    "Total Invoiced 6m",
    "money",
    "Invoices and charges of the last 6 months.",
    "002:328-329",
    (row) => row.invoiced6m,
    added,
  ),
  column(
    "totalPaid6m",
    "Total Paid 6m",
    "money",
    "Money received in the last 6 months.",
    "002:330-331",
    (row) => row.paid6m,
    added,
  ),
  column(
    "outstanding6m",
    "Outstanding 6m",
    "money",
    "What is unpaid of the invoices of the 6 months.",
    "002:332-333",
    (row) => row.outstanding6m,
    added,
  ),
  column(
    "riskCategory",
    "Risk Category",
    "label",
    "How reliable that is.",
    "002:334-335",
    (row) => row.category,
  ),
]);

/** The six columns of the customer value tab. */
export const valueColumns: readonly DebtorColumn<CustomerValueRow>[] = /* @__PURE__ */ deepFrozen([
  column("customerName", "Customer name", "text", "Its name.", "002:341", (row) => row.accountName),
  column(
    "revenue12m",
    "Revenue (12M)",
    "money",
    "Invoices and charges of the last 12 months.",
    "002:342-343",
    (row) => row.revenue12m,
    added,
  ),
  column(
    "grossProfit",
    "Gross Profit",
    "money",
    "Revenue less cost; blank where a cost is not known.",
    "002:344-345",
    (row) => row.grossProfit,
  ),
  column(
    "marginPercent",
    "Margin %",
    "percent",
    "Gross profit over revenue; blank where either is not known or revenue is 0.",
    "002:346-347",
    (row) => row.marginPercent,
    hundredths,
  ),
  column(
    "customerTier",
    "Customer Tier",
    "label",
    "The tier of the revenue; Standard where it stands in none.",
    "002:348-349",
    (row) => row.tier.name,
  ),
  column(
    "avgPaymentDays",
    "Avg Payment Days",
    "days",
    "From invoice to first payment; blank where none was paid.",
    "002:350-351",
    (row) => row.averagePaymentDays,
    hundredths,
  ),
]);
