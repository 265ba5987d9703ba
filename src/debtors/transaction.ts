import type { Day } from "../calendar/day.ts";
import type { Account } from "../model/account.ts";
import type { Adjustment } from "../model/adjustment.ts";
import type { Invoice, InvoiceKind } from "../model/invoice.ts";
import type { Payment, PaymentKind } from "../model/payment.ts";
import type { Minor } from "../money/amount.ts";
import { compareIds } from "../table/order.ts";

/** What a transaction of an account is. */
export type TransactionKind = InvoiceKind | "debit-adjustment" | "credit-adjustment" | PaymentKind;

/**
 * What stands on an invoice, charge or debit memo; or on a payment or credit memo. No status holds another, so that a
 * search for one finds no other.
 *
 * @see docs/decisions.md, G-96.
 */
export type TransactionStatus =
  | "Overdue"
  | "Not due"
  | "Paid"
  | "Voided"
  | "Fully allocated"
  | "Partly allocated"
  | "Unallocated"
  | "Pending"
  | "Failed"
  | "Reversed";

/** What a double click on a transaction does; nothing is printed here. */
export interface ReprintAction {
  readonly action: "reprint-invoice" | "reprint-payment-receipt";
  /** The ledger table that the id is of. */
  readonly table: "invoices" | "adjustments" | "payments";
  readonly id: string;
}

/** A row of the drill lists, the reports and a customer's detail. */
export interface DebtorTransaction {
  /** The ledger table that it is a row of. */
  readonly table: "invoices" | "adjustments" | "payments";
  /** Its own id in that table. */
  readonly id: string;
  readonly kind: TransactionKind;
  /** The day of the transaction. */
  readonly date: Day;
  /** What is printed on it: the invoice number, or the number of a payment or memo. */
  readonly stamp: string;
  readonly accountId: string;
  readonly accountName: string;
  /** The whole, in minor units. */
  readonly amount: Minor;
  /** What is unpaid of it; of a payment or credit what is put against nothing. Minor units. */
  readonly balance: Minor;
  /** Null for payments and credits. */
  readonly dueOn: Day | null;
  readonly status: TransactionStatus;
  readonly opens: ReprintAction;
}

/** A charge as a row, on a day. */
export function chargeRow(
  document: Invoice | Adjustment,
  account: Account,
  date: Day,
  balance: Minor,
  asOf: Day,
): DebtorTransaction {
  const isInvoice = "invoiceId" in document;
  const id = isInvoice ? document.invoiceId : document.adjustmentId;
  const dueOn = isInvoice ? document.dueOn : date;
  return {
    table: isInvoice ? "invoices" : "adjustments",
    id,
    kind: isInvoice ? document.kind : "debit-adjustment",
    date,
    stamp: isInvoice ? document.invoiceNumber : id,
    accountId: account.accountId,
    accountName: account.accountName,
    amount: document.amount,
    balance,
    dueOn,
    status: balance === 0 ? "Paid" : dueOn < asOf ? "Overdue" : "Not due",
    opens: { action: "reprint-invoice", table: isInvoice ? "invoices" : "adjustments", id },
  };
}

/** A payment as a row. */
export function paymentRow(payment: Payment, account: Account, unallocated: Minor): DebtorTransaction {
  const { paymentId: id, kind, paidOn, amount, status } = payment;
  return {
    table: "payments",
    id,
    kind,
    date: paidOn,
    stamp: id,
    accountId: account.accountId,
    accountName: account.accountName,
    amount,
    balance: unallocated,
    dueOn: null,
    status: status === "settled" ? allocationStatus(amount, unallocated) : unsettled[status],
    opens: { action: "reprint-payment-receipt", table: "payments", id },
  };
}

const unsettled = { pending: "Pending", failed: "Failed", reversed: "Reversed" } as const;

/** A credit memo as a row. */
export function creditRow(
  { adjustmentId: id, amount }: Adjustment,
  account: Account,
  date: Day,
  unapplied: Minor,
): DebtorTransaction {
  return {
    table: "adjustments",
    id,
    kind: "credit-adjustment",
    date,
    stamp: id,
    accountId: account.accountId,
    accountName: account.accountName,
    amount,
    balance: unapplied,
    dueOn: null,
    status: allocationStatus(amount, unapplied),
    opens: { action: "reprint-payment-receipt", table: "adjustments", id },
  };
}

function allocationStatus(amount: Minor, left: Minor): TransactionStatus {
  if (left === 0) return "Fully allocated";
  return left === amount ? "Unallocated" : "Partly allocated";
}

/** Money that went out of an account's debt: its amounts stand with a minus, so that a list adds up to its tile. */
export function asCredit(row: DebtorTransaction): DebtorTransaction {
  return { ...row, amount: negated(row.amount), balance: negated(row.balance) };
}

/** No −0. */
function negated(amount: Minor): Minor {
  return amount === 0 ? 0 : -amount;
}

/** Transactions by day, those of one day by stamp and id, as a new list. */
export function byDay<Row extends DebtorTransaction>(rows: readonly Row[]): readonly Row[] {
  return [...rows].sort(
    (a, b) => compareIds(a.date, b.date) || compareIds(a.stamp, b.stamp) || compareIds(a.id, b.id),
  );
}

/** `1234567.89` as `1,234,567.89`. */
export function grouped(text: string): string {
  const [whole = "", ...decimals] = text.split(".");
  return [whole.replace(/\B(?=(\d{3})+$)/g, ","), ...decimals].join(".");
}
