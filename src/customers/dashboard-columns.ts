import { formatAmount, type Minor } from "../money/amount.ts";
import type { Currency } from "../money/currency.ts";
import { deepFrozen } from "../table/frozen.ts";
import type { CustomerColumnKind } from "./columns.ts";
import type { ShownDecimals } from "./list.ts";
import type { CustomerViewRow } from "./view.ts";

/** Where the documents say a column comes from. What is tagged as synced is computed here all the same. */
export type ColumnSource = "ERP sync" | "Drypowder calculated";

/** What a dashboard cell's text depends on besides its row. */
export interface DashboardContext extends Required<ShownDecimals> {
  readonly currency: Currency;
}

/** A column of the customers dashboard. */
export interface DashboardColumn {
  /** What stands above it. */
  readonly label: string;
  readonly kind: CustomerColumnKind;
  /** What it says, in a sentence. */
  readonly means: string;
  /** As the documents tag it. */
  readonly source: ColumnSource;
  /** The header of the export that a click on it sorts by. */
  readonly sortColumn: string;
  /** The cell as data: amounts in minor units, null for a blank, the name with its account id. */
  readonly value: (row: CustomerViewRow) => DashboardValue;
  /** The cell as text, for people: amounts with the currency's decimals, nothing grouped. */
  readonly text: (row: CustomerViewRow, context: DashboardContext) => string;
}

/** What a cell holds. */
export type DashboardValue = string | number | null | { readonly name: string; readonly accountId: string };

function money(
  label: string,
  source: ColumnSource,
  means: string,
  sortColumn: string,
  value: (row: CustomerViewRow) => Minor,
): DashboardColumn {
  const text: DashboardColumn["text"] = (row, { currency }) => formatAmount(value(row), currency);
  return { label, kind: "money", means, source, sortColumn, value, text };
}

function bucket(
  label: string,
  words: string,
  name: string,
  value: (row: CustomerViewRow) => Minor,
): DashboardColumn {
  return money(label, "ERP sync", `Past-due invoices ${words} overdue.`, `${name}_invoice_amount`, value);
}

/**
 * The 13 columns of the customers dashboard in their order. Debits come before credits here, unlike in the export.
 *
 * @see docs/sources.md, 000:5-19; docs/decisions.md, G-05.
 */
export const dashboardColumns: readonly DashboardColumn[] = /* @__PURE__ */ deepFrozen<
  readonly DashboardColumn[]
>([
  {
    label: "Account Name",
    kind: "text",
    means: "The customer's name, with the business's own number for it.",
    source: "ERP sync",
    sortColumn: "account_name",
    value: ({ accountName, accountId }) => ({ name: accountName, accountId }),
    text: ({ accountName, accountId }) =>
      accountName === accountId ? accountId : `${accountName} (${accountId})`,
  },
  {
    label: "Account Type",
    kind: "text",
    means: "Cash, Credit, System or a type of the business's own.",
    source: "ERP sync",
    sortColumn: "account_type",
    value: ({ accountType }) => accountType,
    text: ({ accountType }) => accountType ?? "",
  },
  {
    label: "Collection Priority",
    kind: "score",
    means: "0 to 10, 10 the most urgent.",
    source: "Drypowder calculated",
    sortColumn: "collection_priority",
    value: ({ collectionPriority }) => collectionPriority,
    text: ({ collectionPriority }, { priorityDecimals }) => collectionPriority.toFixed(priorityDecimals),
  },
  money(
    "Outstanding",
    "Drypowder calculated",
    "Unpaid invoices and debit adjustments; credits are not subtracted.",
    "outstanding_amount",
    ({ outstanding }) => outstanding,
  ),
  money(
    "Invoices (Current)",
    "ERP sync",
    "Invoices due today or later.",
    "current_invoice_amount",
    ({ currentInvoices }) => currentInvoices,
  ),
  money(
    "Invoices (Past Due)",
    "ERP sync",
    "Invoices due before today.",
    "past_due_invoice_amount",
    ({ pastDueInvoices }) => pastDueInvoices,
  ),
  money(
    "Debit Adjustments",
    "ERP sync",
    "Unpaid debit memos.",
    "outstanding_debit_adjustment_amount",
    ({ debitAdjustments }) => debitAdjustments,
  ),
  money(
    "Credit Adjustments",
    "ERP sync",
    "Unapplied credit memos, as a positive amount.",
    "outstanding_credit_adjustment_amount",
    ({ creditAdjustments }) => creditAdjustments,
  ),
  {
    label: "Wtd. Avg. Days Overdue",
    kind: "days",
    means: "Average days overdue of past-due invoices, weighted by what is unpaid; 0 when there are none.",
    source: "Drypowder calculated",
    sortColumn: "past_due_invoice_weighted_average_days_overdue",
    value: ({ averageDaysOverdue }) => averageDaysOverdue,
    text: ({ averageDaysOverdue }, { averageDecimals }) => averageDaysOverdue.toFixed(averageDecimals),
  },
  bucket("1–30 Days", "1 to 30 days", "one_to_thirty", ({ days1To30 }) => days1To30),
  bucket("31–60 Days", "31 to 60 days", "thirty_one_to_sixty", ({ days31To60 }) => days31To60),
  bucket("61–90 Days", "61 to 90 days", "sixty_one_to_ninety", ({ days61To90 }) => days61To90),
  bucket("91+ Days", "91 or more days", "ninety_one_plus", ({ days91Plus }) => days91Plus),
]);
