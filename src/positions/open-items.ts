import { type Day, dayNumber } from "../calendar/day.ts";
import { Fault } from "../fault/fault.ts";
import { choiceOption, knownOptions } from "../fault/options.ts";
import type { Adjustment } from "../model/adjustment.ts";
import type { Allocation } from "../model/allocation.ts";
import { isActive } from "../model/cross-check.ts";
import type { Discount, Invoice } from "../model/invoice.ts";
import type { Ledger } from "../model/ledger.ts";
import type { Payment } from "../model/payment.ts";
import type { Minor } from "../money/amount.ts";

/** A discount that paying an invoice in time captures, and who offers it. */
export interface OpenDiscount extends Discount {
  readonly from: "invoice" | "statement";
}

/** A document with something left on it: what all figures are computed from. */
export interface OpenItem {
  /** The invoice's or adjustment's id. */
  readonly id: string;
  readonly accountId: string;
  readonly kind: "invoice" | "debit" | "credit";
  /** What is unpaid, or of a credit what is unapplied, in minor units; a positive magnitude. */
  readonly balance: Minor;
  readonly issuedOn?: Day;
  /** Always there on invoices. */
  readonly dueOn?: Day;
  readonly discounts?: readonly OpenDiscount[];
  /** The statements it stands on. */
  readonly statementIds?: readonly string[];
  readonly jobId?: string;
}

/** What {@link openItems} does on a day before the ledger's today. */
export const asOfModes = ["reconstruct", "reage"] as const;

/**
 * `"reconstruct"`: balances as they stood on that day, from dated allocations, voids and entry days.
 * `"reage"`: the balances of the ledger's today; the day only ages them.
 */
export type AsOfMode = (typeof asOfModes)[number];

/** Which position of a ledger is asked for. */
export interface PositionOptions {
  /** The day asked about. A day after the ledger's today only ages today's balances. */
  readonly asOf: Day;
  /** Default `"reconstruct"`. */
  readonly mode?: AsOfMode;
}

/**
 * The documents of a ledger that had something left on them on a day: unpaid or partly paid posted invoices, unpaid debit
 * memos, unapplied credit memos. Invoices first, each table in the order of the ledger.
 *
 * A document is there from the day it was recorded (by default the day it was issued, or today where it is post-dated)
 * until the day it is voided. An allocation counts from its own day on, once both its ends are there. A day before all
 * data gives an empty list.
 *
 * @throws {Fault} `HISTORY_UNAVAILABLE` in mode `reconstruct` on a day before the ledger's today, where documents do not
 * say what was left on them then: a given balance below the amount without allocations, a void without a day, no issue
 * day and no record day. `details.ids` lists them. `DATE_INVALID`, `POLICY_RANGE`, `POLICY_UNKNOWN` for options.
 * @see docs/decisions.md, G-53; docs/sources.md, 001:15.
 *
 * @example
 * import { openItems, readLedger } from "receivables";
 *
 * const reading = readLedger(
 *   {
 *     business: { time_zone: "UTC", currency: "USD" },
 *     invoices: [{ invoice_number: "7", account_id: "A", amount: "100.00", issued_on: "2025-02-01", due_on: "2025-03-01" }],
 *     payments: [{ payment_id: "P", account_id: "A", paid_on: "2025-03-05", amount: "60.00" }],
 *     allocations: [{ payment_id: "P", invoice_id: "7", amount: "60.00", allocated_on: "2025-03-05" }],
 *   },
 *   { today: "2025-03-10" },
 * );
 * if (!reading.ok) throw new Error(reading.issues[0]?.message);
 * const balanceOn = (asOf: string) => openItems(reading.value, { asOf }).map(({ balance }) => balance);
 * balanceOn("2025-03-10"); // => [4000]
 * balanceOn("2025-03-04"); // => [10000]
 * balanceOn("2025-01-31"); // => []
 */
export function openItems(ledger: Ledger, options: PositionOptions): readonly OpenItem[] {
  const position = positionOf(ledger, options);
  const reductions = reductionsOn(ledger, position.day);
  const statements = statementsOn(ledger, position.day);
  const unknown: string[] = [];
  const items: OpenItem[] = [];
  for (const invoice of ledger.invoices.values()) {
    if (invoice.posting !== "Posted" || !isThere(invoice, ledger.today, position.day)) continue;
    const balance = balanceOn(invoice, reductions.get(invoice), position.past);
    if (balance === undefined) unknown.push(invoice.invoiceId);
    else if (balance > 0) items.push(invoiceItem(invoice, balance, statements.get(invoice.invoiceId)));
  }
  for (const adjustment of ledger.adjustments.values()) {
    if (!isThere(adjustment, ledger.today, position.day)) continue;
    const balance = balanceOn(adjustment, reductions.get(adjustment), position.past);
    if (balance === undefined) unknown.push(adjustment.adjustmentId);
    else if (balance > 0) items.push(adjustmentItem(adjustment, balance));
  }
  if (unknown.length > 0) throw historyUnavailable(unknown, options.asOf);
  return items;
}

/** A payment of which a part is put against no document. */
export interface UnallocatedPayment {
  readonly paymentId: string;
  readonly accountId: string;
  readonly paidOn: Day;
  /** The part, in minor units, more than 0. */
  readonly amount: Minor;
}

/**
 * The settled payments to accounts of which something was put against no document on a day, and how much: money that
 * figures of what is owed do not net.
 *
 * @throws {Fault} `DATE_INVALID`, `POLICY_RANGE`, `POLICY_UNKNOWN` for options.
 *
 * @example
 * import { readLedger, unallocatedPayments } from "receivables";
 *
 * const reading = readLedger(
 *   {
 *     business: { time_zone: "UTC", currency: "USD" },
 *     payments: [{ payment_id: "P", account_id: "A", paid_on: "2025-03-05", amount: "60.00" }],
 *   },
 *   { today: "2025-03-10" },
 * );
 * if (!reading.ok) throw new Error(reading.issues[0]?.message);
 * unallocatedPayments(reading.value, { asOf: "2025-03-10" });
 * // => [{ paymentId: "P", accountId: "A", paidOn: "2025-03-05", amount: 6000 }]
 */
export function unallocatedPayments(ledger: Ledger, options: PositionOptions): readonly UnallocatedPayment[] {
  const { day } = positionOf(ledger, options);
  const allocated = new Map<string, Minor>();
  for (const allocation of ledger.allocations) {
    const { paymentId, amount } = allocation;
    if (paymentId === undefined || !stands(allocation, endsOf(allocation, ledger), ledger.today, day))
      continue;
    allocated.set(paymentId, (allocated.get(paymentId) ?? 0) + amount);
  }
  const parts: UnallocatedPayment[] = [];
  for (const payment of ledger.payments.values()) {
    if (payment.register !== "account" || !isActive(payment) || !isPaid(payment, day)) continue;
    const { paymentId, accountId, paidOn } = payment;
    const amount = payment.amount - (allocated.get(paymentId) ?? 0);
    if (amount > 0) parts.push({ paymentId, accountId, paidOn, amount });
  }
  return parts;
}

interface Position {
  /** The day whose balances are meant. */
  readonly day: Day;
  /** Whether that day lies before the ledger's today. */
  readonly past: boolean;
}

function positionOf({ today }: Ledger, options: PositionOptions): Position {
  knownOptions(options, ["asOf", "mode"]);
  dayNumber(options.asOf);
  const mode = choiceOption("mode", options.mode ?? "reconstruct", asOfModes);
  const past = mode === "reconstruct" && options.asOf < today;
  return { day: past ? options.asOf : today, past };
}

/** Whether a document was in the books on a day. One that does not say since when is taken to be: see `balanceOn`. */
function isThere(document: Invoice | Adjustment, today: Day, day: Day): boolean {
  const { issuedOn, recordedOn = issuedOn !== undefined && issuedOn > today ? today : issuedOn } = document;
  if (recordedOn !== undefined && recordedOn > day) return false;
  return document.voidedOn === undefined || document.voidedOn > day;
}

/** What was left on a document that was there; undefined where, on a past day, nobody can know. */
function balanceOn(
  document: Invoice | Adjustment,
  reduction: Reduction | undefined,
  past: boolean,
): Minor | undefined {
  const { amount, balance, status, issuedOn, recordedOn, voidedOn } = document;
  const voidedSometime = status === "Voided" && voidedOn === undefined;
  if (past) {
    const paidSometime = balance !== undefined && balance < amount && reduction === undefined;
    const hereSinceSometime = issuedOn === undefined && recordedOn === undefined;
    if (amount > 0 && (voidedSometime || paidSometime || hereSinceSometime)) return undefined;
  }
  if (voidedSometime) return 0;
  return reduction === undefined ? (balance ?? amount) : amount - reduction.standing;
}

/** What allocations take off a document: there is one as soon as an allocation names the document, on whatever day. */
interface Reduction {
  /** The part that stands on the day asked about. */
  standing: Minor;
}

function reductionsOn(ledger: Ledger, day: Day): ReadonlyMap<Invoice | Adjustment, Reduction> {
  const reductions = new Map<Invoice | Adjustment, Reduction>();
  const add = (document: Invoice | Adjustment | undefined, amount: Minor) => {
    if (document === undefined) return;
    const reduction = reductions.get(document);
    if (reduction === undefined) reductions.set(document, { standing: amount });
    else reduction.standing += amount;
  };
  for (const allocation of ledger.allocations) {
    const ends = endsOf(allocation, ledger);
    const { source, target } = ends;
    if (source === undefined || !isActive(source)) continue;
    const amount = stands(allocation, ends, ledger.today, day) ? allocation.amount : 0;
    add(target, amount);
    if ("type" in source) add(source, amount);
  }
  return reductions;
}

interface Ends {
  readonly source: Payment | Adjustment | undefined;
  /** Undefined where the allocation goes to a quote. */
  readonly target: Invoice | Adjustment | undefined;
}

function endsOf(allocation: Allocation, { payments, adjustments, invoices }: Ledger): Ends {
  const { paymentId, adjustmentId, invoiceId, debitAdjustmentId } = allocation;
  return {
    source: paymentId === undefined ? adjustments.get(adjustmentId as string) : payments.get(paymentId),
    target: invoiceId === undefined ? adjustments.get(debitAdjustmentId ?? "") : invoices.get(invoiceId),
  };
}

/** Whether an allocation stands on a day: dated by then, and both its ends there by then. */
function stands({ allocatedOn }: Allocation, { source, target }: Ends, today: Day, day: Day): boolean {
  if (allocatedOn > day || source === undefined) return false;
  const sourceThere = "paymentId" in source ? isPaid(source, day) : isThere(source, today, day);
  return sourceThere && (target === undefined || isThere(target, today, day));
}

/** A payment is there from the day it was paid, and not before it was recorded. */
function isPaid({ paidOn, recordedOn = paidOn }: Payment, day: Day): boolean {
  return paidOn <= day && recordedOn <= day;
}

interface OnStatement {
  readonly statementId: string;
  readonly discount: Discount | undefined;
}

/** Which statements issued by a day each invoice stands on. */
function statementsOn(ledger: Ledger, day: Day): ReadonlyMap<string, readonly OnStatement[]> {
  const byInvoice = new Map<string, OnStatement[]>();
  for (const { statementId, issuedOn, lines } of ledger.statements.values()) {
    if (issuedOn > day) continue;
    for (const { invoiceId, discount } of lines) {
      const list = byInvoice.get(invoiceId);
      if (list === undefined) byInvoice.set(invoiceId, [{ statementId, discount }]);
      else list.push({ statementId, discount });
    }
  }
  return byInvoice;
}

function invoiceItem(invoice: Invoice, balance: Minor, statements: readonly OnStatement[] = []): OpenItem {
  const { invoiceId, accountId, issuedOn, dueOn, discount, jobId } = invoice;
  const discounts: OpenDiscount[] = discount === undefined ? [] : [{ ...discount, from: "invoice" }];
  for (const each of statements) {
    if (each.discount !== undefined) discounts.push({ ...each.discount, from: "statement" });
  }
  return {
    id: invoiceId,
    accountId,
    kind: "invoice",
    balance,
    dueOn,
    ...(issuedOn === undefined ? {} : { issuedOn }),
    ...(discounts.length === 0 ? {} : { discounts }),
    ...(statements.length === 0 ? {} : { statementIds: statements.map(({ statementId }) => statementId) }),
    ...(jobId === undefined ? {} : { jobId }),
  };
}

function adjustmentItem({ adjustmentId, accountId, type, issuedOn }: Adjustment, balance: Minor): OpenItem {
  return {
    id: adjustmentId,
    accountId,
    kind: type,
    balance,
    ...(issuedOn === undefined ? {} : { issuedOn }),
  };
}

const idsShown = 5;

function historyUnavailable(ids: readonly string[], asOf: Day): Fault {
  const more = ids.length > idsShown ? ` and ${ids.length - idsShown} more` : "";
  const message =
    `What was open on ${asOf} cannot be told for ${ids.slice(0, idsShown).join(", ")}${more}: ` +
    "no dated allocations, void or issue day. Mode reage ages today's balances instead.";
  return new Fault("HISTORY_UNAVAILABLE", message, { path: ["asOf"], details: { ids } });
}
