import { daysOverdue } from "../aging/classify.ts";
import type { Day } from "../calendar/day.ts";
import type { Adjustment } from "../model/adjustment.ts";
import type { Invoice, LineItem } from "../model/invoice.ts";
import type { Payment, PaymentKind, PaymentStatus } from "../model/payment.ts";
import type { Minor } from "../money/amount.ts";
import type { DocumentOnDay } from "../positions/open-items.ts";
import { orderRows } from "../table/order.ts";

/**
 * Where an invoice stands on a day, by what is left on it: all of it, a part, nothing.
 *
 * The documents know no word for an invoice that was voided, on which nothing is left either: here it is Voided, and
 * none of the other three.
 */
export type DetailInvoiceStatus = "Open" | "Partially Paid" | "Paid" | "Voided";

/** How many lines of an invoice have a status. */
export interface LineItemStatusCount {
  /** In the ERP's own words. */
  readonly status: string;
  readonly count: number;
}

/** An invoice in an account's detail. */
export interface DetailInvoice {
  readonly invoiceId: string;
  /** The ERP's number. Text: leading zeros count. */
  readonly invoiceNumber: string;
  /** The original amount, in minor units. */
  readonly amount: Minor;
  /** What is unpaid, in minor units. */
  readonly balance: Minor;
  readonly issuedOn: Day | null;
  readonly dueOn: Day;
  /** Days past due; 0 where it is current or nothing is unpaid. */
  readonly daysOverdue: number;
  readonly status: DetailInvoiceStatus;
  /** In the ledger's order of lines. */
  readonly lineItems: readonly Pick<LineItem, "line" | "status">[];
  /** In the order in which the lines first show each status. */
  readonly lineItemStatuses: readonly LineItemStatusCount[];
  readonly jobId: string | null;
}

/** Where a debit adjustment stands on a day, by what is unpaid of it. */
export type DebitStatus = "Open" | "Partially Paid" | "Paid" | "Voided";

/** Where a credit adjustment stands on a day, by what is unapplied of it. */
export type CreditStatus = "Open" | "Partially Applied" | "Applied" | "Voided";

/** A debit or credit adjustment in an account's detail. */
export interface DetailAdjustment<Status extends DebitStatus | CreditStatus> {
  readonly adjustmentId: string;
  /** The original amount, in minor units: a positive magnitude. */
  readonly amount: Minor;
  /** What is unpaid, or of a credit what is unapplied, in minor units. */
  readonly balance: Minor;
  readonly issuedOn: Day | null;
  readonly reason: string | null;
  readonly status: Status;
}

/** A payment in an account's detail. */
export interface DetailPayment {
  readonly paymentId: string;
  /** Minor units. */
  readonly amount: Minor;
  /** In the business's own words: Check, Card. */
  readonly method: string | null;
  readonly status: PaymentStatus;
  readonly paidOn: Day;
  readonly kind: PaymentKind;
}

/** Rows of a tab, newest day first; rows of one day by id, rows without a day last. */
export function newestFirst<Row>(
  rows: readonly Row[],
  dayOf: (row: Row) => Day | null,
  idOf: (row: Row) => string,
): readonly Row[] {
  return orderRows(rows, (row) => dayOf(row) ?? undefined, "desc", idOf);
}

/** An invoice as its tab shows it, aged on `asOf`. */
export function detailInvoice(
  { document, balance, voided }: DocumentOnDay<Invoice>,
  asOf: Day,
): DetailInvoice {
  const { invoiceId, invoiceNumber, amount, issuedOn, dueOn, lineItems, jobId } = document;
  return {
    invoiceId,
    invoiceNumber,
    amount,
    balance,
    issuedOn: issuedOn ?? null,
    dueOn,
    daysOverdue: balance > 0 ? Math.max(0, daysOverdue(dueOn, asOf)) : 0,
    status: voided ? "Voided" : byBalance(balance, amount, ["Open", "Partially Paid", "Paid"]),
    lineItems: lineItems.map(({ line, status }) => ({ line, status })),
    lineItemStatuses: countedStatuses(lineItems),
    jobId: jobId ?? null,
  };
}

/** A debit adjustment as its tab shows it. */
export function detailDebit(on: DocumentOnDay<Adjustment>): DetailAdjustment<DebitStatus> {
  return detailAdjustment(on, ["Open", "Partially Paid", "Paid"]);
}

/** A credit adjustment as its tab shows it. */
export function detailCredit(on: DocumentOnDay<Adjustment>): DetailAdjustment<CreditStatus> {
  return detailAdjustment(on, ["Open", "Partially Applied", "Applied"]);
}

/** A payment as its tab shows it. */
export function detailPayment({ paymentId, amount, method, status, paidOn, kind }: Payment): DetailPayment {
  return { paymentId, amount, method: method ?? null, status, paidOn, kind };
}

function detailAdjustment<Status extends DebitStatus | CreditStatus>(
  { document, balance, voided }: DocumentOnDay<Adjustment>,
  words: Words<Status>,
): DetailAdjustment<Status | "Voided"> {
  const { adjustmentId, amount, issuedOn, reason } = document;
  return {
    adjustmentId,
    amount,
    balance,
    issuedOn: issuedOn ?? null,
    reason: reason ?? null,
    status: voided ? "Voided" : byBalance(balance, amount, words),
  };
}

/** What a document is called of which all is left, a part, nothing. */
type Words<Word> = readonly [all: Word, part: Word, nothing: Word];

/** A document over nothing has nothing left. */
function byBalance<Word>(balance: Minor, amount: Minor, [all, part, nothing]: Words<Word>): Word {
  if (balance === 0) return nothing;
  return balance === amount ? all : part;
}

function countedStatuses(lineItems: readonly LineItem[]): readonly LineItemStatusCount[] {
  const counts = new Map<string, number>();
  for (const { status } of lineItems) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts].map(([status, count]) => ({ status, count }));
}
