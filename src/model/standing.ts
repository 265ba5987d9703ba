import type { Day } from "../calendar/day.ts";
import type { Minor } from "../money/amount.ts";
import type { Adjustment } from "./adjustment.ts";
import type { Allocation } from "./allocation.ts";
import type { Invoice } from "./invoice.ts";
import type { Ledger } from "./ledger.ts";
import type { Payment } from "./payment.ts";

/** What decides which documents and allocations count on a day. */
export type Books = Pick<Ledger, "today" | "invoices" | "adjustments" | "payments" | "allocations">;

/** Whether a source can reduce anything: a settled payment, a credit memo that is not voided. */
export function isActive(source: Payment | Adjustment): boolean {
  return "paymentId" in source ? source.status === "settled" : source.status !== "Voided";
}

/** Whether a document had been entered by a day. One that does not say when is taken to have been. */
export function isRecorded(document: Invoice | Adjustment, today: Day, day: Day): boolean {
  const since = recordedFrom(document, today);
  return since === undefined || since <= day;
}

/** Voided by a day, or on a day that nobody gives: then nothing is left today, and what was left before is unknown. */
export function isVoided({ status, voidedOn }: Invoice | Adjustment, day: Day): boolean {
  return voidedOn === undefined ? status === "Voided" : voidedOn <= day;
}

/** Whether a document was in the books on a day: entered by then, and not voided on it or before. */
export function isThere(document: Invoice | Adjustment, today: Day, day: Day): boolean {
  return isRecorded(document, today, day) && (document.voidedOn === undefined || document.voidedOn > day);
}

/** A payment is there from the day it was paid, and not before it was recorded. */
export function isPaid({ paidOn, recordedOn = paidOn }: Payment, day: Day): boolean {
  return paidOn <= day && recordedOn <= day;
}

/** The two ends of an allocation. */
export interface Ends {
  readonly source: Payment | Adjustment | undefined;
  /** Undefined where the allocation goes to a quote. */
  readonly target: Invoice | Adjustment | undefined;
}

/** The rows that an allocation names. */
export function endsOf(allocation: Allocation, { payments, adjustments, invoices }: Books): Ends {
  const { paymentId, adjustmentId, invoiceId, debitAdjustmentId } = allocation;
  return {
    source: paymentId === undefined ? adjustments.get(adjustmentId as string) : payments.get(paymentId),
    target: invoiceId === undefined ? adjustments.get(debitAdjustmentId ?? "") : invoices.get(invoiceId),
  };
}

/** Whether an allocation stands on a day: dated by then, and both its ends there by then. */
export function stands({ allocatedOn }: Allocation, { source, target }: Ends, today: Day, day: Day): boolean {
  if (allocatedOn > day || source === undefined) return false;
  const sourceThere = "paymentId" in source ? isPaid(source, day) : isThere(source, today, day);
  return sourceThere && (target === undefined || isThere(target, today, day));
}

/** The first day on which an allocation stands, where its two ends stay: both there, and dated by then. */
export function standsFrom({ allocatedOn }: Allocation, { source, target }: Ends, today: Day): Day {
  const sourceFrom = source === undefined ? "" : thereFrom(source, today);
  const targetFrom = target === undefined ? "" : thereFrom(target, today);
  const later = sourceFrom > targetFrom ? sourceFrom : targetFrom;
  return later > allocatedOn ? later : allocatedOn;
}

/** The first day on which a document or payment is there; the empty text, before all days, where it does not say. */
function thereFrom(end: Payment | Invoice | Adjustment, today: Day): Day {
  if ("paymentId" in end) {
    const { paidOn, recordedOn = paidOn } = end;
    return recordedOn > paidOn ? recordedOn : paidOn;
  }
  return recordedFrom(end, today) ?? "";
}

/** The first day on which a document is in the books; undefined where it does not say. */
export function recordedFrom({ issuedOn, recordedOn }: Invoice | Adjustment, today: Day): Day | undefined {
  return recordedOn ?? (issuedOn !== undefined && issuedOn > today ? today : issuedOn);
}

/** What allocations take off a document: there is one as soon as an allocation names the document, on whatever day. */
export interface Reduction {
  /** The part that stands on the day asked about. */
  standing: Minor;
}

/** What allocations from active sources take off each document they name, on a day. */
export function reductionsOn(books: Books, day: Day): ReadonlyMap<Invoice | Adjustment, Reduction> {
  const reductions = new Map<Invoice | Adjustment, Reduction>();
  const add = (document: Invoice | Adjustment | undefined, amount: Minor) => {
    if (document === undefined) return;
    const reduction = reductions.get(document);
    if (reduction === undefined) reductions.set(document, { standing: amount });
    else reduction.standing += amount;
  };
  for (const allocation of books.allocations) {
    const ends = endsOf(allocation, books);
    const { source, target } = ends;
    if (source === undefined || !isActive(source)) continue;
    const amount = stands(allocation, ends, books.today, day) ? allocation.amount : 0;
    add(target, amount);
    if ("type" in source) add(source, amount);
  }
  return reductions;
}

/** What is left on a document today, or was on a day whose history is known: nothing of one voided on no known day. */
export function balanceOf(document: Invoice | Adjustment, reduction: Reduction | undefined): Minor {
  const { amount, balance, status, voidedOn } = document;
  if (status === "Voided" && voidedOn === undefined) return 0;
  return reduction === undefined ? (balance ?? amount) : amount - reduction.standing;
}
