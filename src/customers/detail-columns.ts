import type { Day } from "../calendar/day.ts";
import { type Minor, minorText } from "../money/amount.ts";
import type { Currency } from "../money/currency.ts";
import { deepFrozen } from "../table/frozen.ts";
import type {
  CreditStatus,
  DebitStatus,
  DetailAdjustment,
  DetailInvoice,
  DetailPayment,
} from "./detail-tabs.ts";

/** The tabs of an account's detail and the rows of each. */
export interface DetailTabs {
  readonly invoices: readonly DetailInvoice[];
  readonly debitAdjustments: readonly DetailAdjustment<DebitStatus>[];
  readonly creditAdjustments: readonly DetailAdjustment<CreditStatus>[];
  readonly payments: readonly DetailPayment[];
}

/** One of the four tabs. */
export type DetailTab = keyof DetailTabs;

/** What kind of value a column of a tab holds. */
export type DetailColumnKind = "id" | "text" | "money" | "day" | "status";

/** A column of a tab. */
export interface DetailColumn<Row> {
  /** The field of the row that it shows. */
  readonly name: string;
  /** The header. */
  readonly label: string;
  readonly kind: DetailColumnKind;
  /** What it says, in a sentence. */
  readonly means: string;
  /** The source document and line that name it; null where none does. */
  readonly source: string | null;
  /** The cell, amounts as plain decimals; empty where there is nothing to say. */
  readonly text: (row: Row, currency: Currency) => string;
}

/** A tab: what is written on it, and its columns. */
export interface DetailTabColumns<Row> {
  readonly label: string;
  /** The source document and lines that define it. */
  readonly source: string;
  readonly columns: readonly DetailColumn<Row>[];
}

type KeysOf<Row, Value> = { [Key in keyof Row]: Row[Key] extends Value ? Key : never }[keyof Row] & string;

function textColumn<Row>(
  name: KeysOf<Row, string | null>,
  kind: "id" | "text" | "status",
  label: string,
  means: string,
  source: string | null,
): DetailColumn<Row> {
  return { name, kind, label, means, source, text: (row) => (row[name] as string | null) ?? "" };
}

function moneyColumn<Row>(
  name: KeysOf<Row, Minor>,
  label: string,
  means: string,
  source: string | null,
): DetailColumn<Row> {
  const text = (row: Row, { exponent }: Currency) => minorText(row[name] as Minor, exponent);
  return { name, kind: "money", label, means, source, text };
}

function dayColumn<Row>(
  name: KeysOf<Row, Day | null>,
  label: string,
  means: string,
  source: string | null,
): DetailColumn<Row> {
  return { name, kind: "day", label, means, source, text: (row) => (row[name] as Day | null) ?? "" };
}

function adjustmentColumns<Row extends DetailAdjustment<DebitStatus | CreditStatus>>(
  source: string,
  balance: string,
  status: string,
): readonly DetailColumn<Row>[] {
  const columns: readonly DetailColumn<DetailAdjustment<DebitStatus | CreditStatus>>[] = [
    textColumn("adjustmentId", "id", "Number", "The memo's number.", null),
    moneyColumn("amount", "Amount", "Original amount, a positive magnitude.", source),
    moneyColumn("balance", "Balance", balance, null),
    dayColumn("issuedOn", "Date", "The day on the memo; blank where none is given.", source),
    textColumn("status", "status", "Status", status, source),
    textColumn("reason", "text", "Reason", "Why it was entered; blank where nobody says.", null),
  ];
  return columns;
}

/**
 * What stands on each tab of an account's detail, and its columns: those that the source document names in its order, and
 * few more (`source: null`) that make its rows readable.
 *
 * @see docs/sources.md, 000:33-49.
 */
export const detailTabs: {
  readonly [Tab in DetailTab]: DetailTabColumns<DetailTabs[Tab][number]>;
} = /* @__PURE__ */ deepFrozen({
  invoices: {
    label: "Invoices",
    source: "000:34-43",
    columns: [
      textColumn("invoiceNumber", "id", "Invoice Number", "The ERP's invoice identifier.", "000:38"),
      moneyColumn("amount", "Amount", "Original invoice amount.", "000:39"),
      moneyColumn("balance", "Balance", "Remaining unpaid amount.", "000:40"),
      dayColumn("dueOn", "Due Date", "The day payment is due.", "000:41"),
      textColumn(
        "status",
        "status",
        "Status",
        "Open, Paid or Partially Paid, by balance; or Voided.",
        "000:42",
      ),
      {
        name: "lineItemStatuses",
        label: "Line Item Statuses",
        kind: "status",
        means: "Status of individual line items, with how many have each.",
        source: "000:43",
        text: ({ lineItemStatuses }) =>
          lineItemStatuses.map(({ status, count }) => `${count} ${status}`).join(", "),
      },
    ],
  },
  debitAdjustments: {
    label: "Debit Adjustments",
    source: "000:44-45",
    columns: adjustmentColumns(
      "000:45",
      "What is unpaid of it.",
      "Open, Partially Paid or Paid, by balance; or Voided.",
    ),
  },
  creditAdjustments: {
    label: "Credit Adjustments",
    source: "000:46-47",
    columns: adjustmentColumns(
      "000:47",
      "What is unapplied of it.",
      "Open, Partially Applied or Applied, by balance; or Voided.",
    ),
  },
  payments: {
    label: "Payments",
    source: "000:48-49",
    columns: [
      textColumn("paymentId", "id", "Number", "The payment's number.", null),
      moneyColumn("amount", "Amount", "How much was paid.", "000:49"),
      textColumn("method", "text", "Method", "How; blank where nobody says.", "000:49"),
      textColumn("status", "status", "Status", "Only settled payments reduce what is owed.", "000:49"),
      dayColumn("paidOn", "Date", "The day it was paid.", "000:49"),
      textColumn("kind", "text", "Kind", "Money, or a discount or write-off entered like it.", null),
    ],
  },
});

/** The tabs in the order of the source document. */
export const detailTabOrder: readonly DetailTab[] = Object.keys(detailTabs) as DetailTab[];
