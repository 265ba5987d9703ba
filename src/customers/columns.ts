import type { AgedTally, ColumnTally } from "../columns/tallies.ts";
import { minorText } from "../money/amount.ts";
import type { Currency } from "../money/currency.ts";
import type { PlainStats, PlainTally } from "../stats/plain.ts";
import type { AccountStats } from "../stats/stats.ts";
import { deepFrozen } from "../table/frozen.ts";
import type { SortKey } from "../table/order.ts";
import { averageDaysText } from "../tally/average.ts";
import type { Tally } from "../tally/tally.ts";
import type { CustomerRow } from "./list.ts";

/** A row as columns read it: of a list, where minor-unit days are decimal text, or of a snapshot, where they are bigints. */
export interface CustomerColumnRow extends Omit<CustomerRow, "stats" | "priority" | "shownPriority"> {
  /** Amounts in minor units. */
  readonly stats: PlainStats | AccountStats;
}

/** Who a row is about: all that columns of text read. */
export type CustomerWho = Omit<CustomerColumnRow, "stats">;

type RowStats = CustomerColumnRow["stats"];
type RowTally = PlainTally | Tally;

/** What kind of value a column holds. */
export type CustomerColumnKind = "id" | "text" | "enum" | "timestamp" | "money" | "count" | "days" | "score";

/** What a cell's text depends on besides its row. */
export interface CustomerColumnContext {
  readonly currency: Currency;
  readonly averageDecimals: number;
  readonly priorityDecimals: number;
}

/** A column of the customer export. */
export interface CustomerColumn {
  /** The header. */
  readonly name: string;
  readonly kind: CustomerColumnKind;
  /** What it says, in a sentence. */
  readonly means: string;
  /** The source document and lines that define it. */
  readonly source: string;
  /** The cell; empty where there is nothing to say. */
  readonly text: (
    row: CustomerColumnRow & Pick<CustomerRow, "shownPriority">,
    context: CustomerColumnContext,
  ) => string;
  /** What the column sorts by; undefined for a blank. */
  readonly sortKey: (row: CustomerColumnRow) => SortKey;
  /** The cell of a column of text, which depends on nothing else; absent for columns of numbers. */
  readonly said?: (who: CustomerWho) => string;
  /** Which figure of which tally the cells are; absent for columns that are none. */
  readonly figure?: { readonly tally: ColumnTally; readonly of: "amount" | "count" | "days" };
}

/** The tallies of a row. Named one by one: to look them up by name takes ten times as long. */
export const tallyOf: Readonly<Record<ColumnTally, (stats: RowStats) => RowTally>> = {
  outstanding: (stats) => stats.outstanding,
  invoices: (stats) => stats.invoices,
  current: (stats) => stats.current,
  discounts: (stats) => stats.discounts,
  pastDue: (stats) => stats.pastDue,
  "1-30": ({ byBucket }) => byBucket["1-30"],
  "31-60": ({ byBucket }) => byBucket["31-60"],
  "61-90": ({ byBucket }) => byBucket["61-90"],
  "91+": ({ byBucket }) => byBucket["91+"],
  credits: (stats) => stats.credits,
  debits: (stats) => stats.debits,
};

function textColumn(
  name: string,
  kind: CustomerColumnKind,
  source: string,
  means: string,
  value: (who: CustomerWho) => string | null | undefined,
): CustomerColumn {
  return {
    name,
    kind,
    means,
    source,
    text: (row) => value(row) ?? "",
    said: (who) => value(who) ?? "",
    sortKey: (row) => {
      const text = value(row) ?? "";
      return text === "" ? undefined : text;
    },
  };
}

function moneyColumn(name: string, source: string, means: string, tally: ColumnTally): CustomerColumn {
  const of = tallyOf[tally];
  return {
    name,
    kind: "money",
    means,
    source,
    text: ({ stats }, { currency }) => minorText(of(stats).amount, currency.exponent),
    sortKey: ({ stats }) => of(stats).amount,
    figure: { tally, of: "amount" },
  };
}

function countColumn(name: string, source: string, means: string, tally: ColumnTally): CustomerColumn {
  const of = tallyOf[tally];
  return {
    name,
    kind: "count",
    means,
    source,
    text: ({ stats }) => String(of(stats).count),
    sortKey: ({ stats }) => of(stats).count,
    figure: { tally, of: "count" },
  };
}

function daysColumn(name: string, source: string, means: string, tally: AgedTally): CustomerColumn {
  const of = tallyOf[tally];
  return {
    name,
    kind: "days",
    means,
    source,
    text: ({ stats }, { averageDecimals }) =>
      averageDaysText(exact(of(stats)), { decimals: averageDecimals }),
    sortKey: ({ stats }) => {
      const { amount, amountDays } = exact(of(stats));
      return { numerator: amountDays, denominator: amount === 0 ? 1n : BigInt(amount) };
    },
    figure: { tally, of: "days" },
  };
}

function exact({ amount, amountDays }: RowTally) {
  return { amount, amountDays: BigInt(amountDays) };
}

function bucketColumns(
  name: string,
  words: string,
  line: number,
  label: AgedTally,
): readonly CustomerColumn[] {
  const average = `Dollar-weighted average days overdue within the bucket; 0 when it is empty.`;
  return [
    moneyColumn(`${name}_invoice_amount`, `001:${line}`, `Past-due invoices ${words} overdue.`, label),
    countColumn(`${name}_invoice_count`, `001:${line + 1}`, "How many those are.", label),
    daysColumn(`${name}_invoice_weighted_average_days_overdue`, `001:${line + 2}`, average, label),
  ];
}

/**
 * The columns of the customer export in file order: header, sorting, documentation and tests all come from this list.
 *
 * The source document says thirty-six and names thirty-seven; these are the thirty-seven (docs/decisions.md, G-01).
 * Credits come before debits here, unlike on the dashboard.
 */
export const customerColumns: readonly CustomerColumn[] = /* @__PURE__ */ deepFrozen<
  readonly CustomerColumn[]
>([
  textColumn(
    "account_id",
    "id",
    "001:36",
    "The business's own number for the customer.",
    (row) => row.accountId,
  ),
  textColumn("account_name", "text", "001:37", "The customer's name in the ERP.", (row) => row.accountName),
  textColumn(
    "buyer_company_name",
    "text",
    "001:38",
    "The customer's company on the payments portal; blank until it has registered.",
    (row) => row.buyerCompanyName,
  ),
  textColumn(
    "account_type",
    "text",
    "001:39",
    "Cash, Credit, System or a type of the business's own.",
    (row) => row.accountType,
  ),
  textColumn("status", "enum", "001:40", "Active or Inactive in the ERP.", (row) => row.status),
  {
    name: "collection_priority",
    kind: "score",
    means: "0 to 10, 10 the most urgent: log-scaled past-due exposure, compared within the business.",
    source: "001:41, 001:100-110",
    text: ({ shownPriority }, { priorityDecimals }) => shownPriority.toFixed(priorityDecimals),
    sortKey: ({ stats }) => BigInt(stats.pastDue.amountDays),
  },
  textColumn(
    "invite_email_address",
    "text",
    "001:42",
    "Where the last invitation was sent; blank if none was.",
    (row) => row.invitation?.email,
  ),
  textColumn(
    "invite_status",
    "enum",
    "001:43",
    "Pending, Accepted, Declined or Expired; blank if never invited.",
    (row) => row.invitation?.status,
  ),
  textColumn(
    "invite_created_at",
    "timestamp",
    "001:44",
    "When that invitation was first sent, in UTC.",
    (row) => row.invitation?.createdAt,
  ),
  textColumn(
    "invite_updated_at",
    "timestamp",
    "001:45",
    "When it was last answered or sent again, in UTC.",
    (row) => row.invitation?.updatedAt,
  ),
  moneyColumn(
    "outstanding_amount",
    "001:52",
    "All unpaid invoices and debit adjustments; credits are not subtracted.",
    "outstanding",
  ),
  countColumn("outstanding_count", "001:53", "How many documents those are.", "outstanding"),
  moneyColumn("outstanding_invoice_amount", "001:60", "All unpaid or partly paid invoices.", "invoices"),
  countColumn("outstanding_invoice_count", "001:61", "How many those are.", "invoices"),
  moneyColumn("current_invoice_amount", "001:62", "Invoices due today or later.", "current"),
  countColumn("current_invoice_count", "001:63", "How many those are.", "current"),
  moneyColumn(
    "discount_amount",
    "001:64",
    "Discounts on current invoices that can still be captured.",
    "discounts",
  ),
  countColumn("discount_count", "001:65", "How many invoices have one.", "discounts"),
  moneyColumn("past_due_invoice_amount", "001:66", "Invoices due before today.", "pastDue"),
  countColumn("past_due_invoice_count", "001:67", "How many those are.", "pastDue"),
  daysColumn(
    "past_due_invoice_weighted_average_days_overdue",
    "001:68, 001:27",
    "Average days overdue of past-due invoices, weighted by what is unpaid; 0 when there are none.",
    "pastDue",
  ),
  ...bucketColumns("one_to_thirty", "1 to 30 days", 77, "1-30"),
  ...bucketColumns("thirty_one_to_sixty", "31 to 60 days", 80, "31-60"),
  ...bucketColumns("sixty_one_to_ninety", "61 to 90 days", 83, "61-90"),
  ...bucketColumns("ninety_one_plus", "91 or more days", 86, "91+"),
  moneyColumn("outstanding_credit_adjustment_amount", "001:95", "Unapplied credit memos.", "credits"),
  countColumn("outstanding_credit_adjustment_count", "001:96", "How many those are.", "credits"),
  moneyColumn("outstanding_debit_adjustment_amount", "001:97", "Unpaid debit memos.", "debits"),
  countColumn("outstanding_debit_adjustment_count", "001:98", "How many those are.", "debits"),
]);

/**
 * Which column answers which question.
 *
 * @see docs/sources.md, 001:129-137.
 */
export const quickMap: readonly { readonly question: string; readonly column: string }[] =
  /* @__PURE__ */ deepFrozen([
    { question: "How much does this customer owe me right now, all in?", column: "outstanding_amount" },
    { question: "How much of that is past due?", column: "past_due_invoice_amount" },
    {
      question: "How bad is the past-due, on average?",
      column: "past_due_invoice_weighted_average_days_overdue",
    },
    { question: "How much of the past-due is really old?", column: "ninety_one_plus_invoice_amount" },
    { question: "Are there discounts this customer is leaving on the table?", column: "discount_amount" },
    { question: "Who should I call first?", column: "collection_priority" },
    {
      question: "Does this customer have credits sitting unapplied?",
      column: "outstanding_credit_adjustment_amount",
    },
    { question: "Have we even invited this customer to the portal yet?", column: "invite_status" },
  ]);
