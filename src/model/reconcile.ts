import type { Day } from "../calendar/day.ts";
import { type IssueLog, type Path, shown } from "../fault/issue.ts";
import { formatAmount, type Minor } from "../money/amount.ts";
import type { Currency } from "../money/currency.ts";
import type { Adjustment } from "./adjustment.ts";
import type { Allocation } from "./allocation.ts";
import type { Entries } from "./entries.ts";
import type { Invoice } from "./invoice.ts";
import type { Payment } from "./payment.ts";
import type { Quote } from "./quote.ts";
import { pathIn, type References } from "./references.ts";
import type { Entry } from "./row.ts";
import { balanceOf, isActive, type Reduction, reductionsOn } from "./standing.ts";
import type { StatementLine } from "./statement.ts";

/** The rows whose amounts must agree with each other. */
export type Accounting = Pick<Entries, "adjustments" | "allocations" | "statementLines"> & {
  readonly invoices: readonly Entry<Invoice>[];
};

/** What {@link reconcile} looks rows up in, and where it says what it finds. */
export interface ReconcileContext {
  /** The business's own day: statuses are held against what is left today. */
  readonly today: Day;
  readonly invoices: ReadonlyMap<string, Invoice>;
  readonly adjustments: ReadonlyMap<string, Adjustment>;
  readonly payments: ReadonlyMap<string, Payment>;
  /** Absent where the ledger has no table of quotes: then an allocation may name any. */
  readonly quotes?: ReadonlyMap<string, Quote>;
  readonly references: References;
  readonly currency: Currency;
  readonly log: IssueLog;
}

/** Holds allocations against the documents at their ends, and given balances and statuses against allocations. */
export function reconcile(accounting: Accounting, context: ReconcileContext): void {
  const { today, invoices, adjustments, payments } = context;
  const totals = checkAllocations(accounting.allocations, context);
  const allocations = accounting.allocations.map(({ value }) => value);
  const books = { today, invoices, adjustments, payments, allocations };
  checkBalances(accounting, { ...context, totals, reductions: reductionsOn(books, today) });
}

/** What allocations take off each document, whatever their days; null where one of them is wrong, so that nobody knows. */
type Totals = ReadonlyMap<Invoice | Adjustment, Minor | null>;

function checkAllocations(allocations: readonly Entry<Allocation>[], context: ReconcileContext): Totals {
  const { currency, log } = context;
  const totals = new Map<Invoice | Adjustment, Minor | null>();
  const spent = new Map<Payment | Adjustment, Minor>();
  for (const entry of allocations) {
    const { value, path } = entry;
    const source = sourceOf(entry, context);
    // What reduces nothing may stand on a voided document: its payment bounced before it was voided.
    const target = targetOf(entry, context, source !== undefined && !isActive(source));
    const fits = source !== undefined && target !== undefined;
    const end = target ?? context.quotes?.get(value.proformaId ?? "");
    if (!fits || (end !== undefined && !sameAccountEnds(entry, source, end, context))) {
      if (target) totals.set(target, null);
      if (source !== undefined && "type" in source) totals.set(source, null);
      continue;
    }
    if (!isActive(source)) {
      const message = `${nameOf(source)} is not settled: the allocation reduces nothing.`;
      log.warn({ code: "ALLOCATION_INACTIVE", path, message });
      continue;
    }
    const tooMuch = (document: Payment | Adjustment | Invoice, how: "from" | "to") =>
      `More is allocated ${how} ${nameOf(document)} than its ${formatAmount(document.amount, currency)}.`;
    const taken = (spent.get(source) ?? 0) + value.amount;
    const overspent = taken > source.amount;
    if (overspent) log.error({ code: "PAYMENT_OVER_ALLOCATED", path, message: tooMuch(source, "from") });
    else spent.set(source, taken);
    if ("type" in source) addTotal(totals, source, overspent ? null : value.amount);
    if (target === null) continue;
    warnPrepayment(source, target, path, log);
    const overpaid = (totals.get(target) ?? 0) + value.amount > target.amount;
    if (overpaid) log.error({ code: "OVER_ALLOCATED", path, message: tooMuch(target, "to") });
    addTotal(totals, target, overspent || overpaid ? null : value.amount);
  }
  return totals;
}

function addTotal(
  totals: Map<Invoice | Adjustment, Minor | null>,
  document: Invoice | Adjustment,
  amount: Minor | null,
): void {
  const total = totals.get(document) ?? 0;
  totals.set(document, amount === null || totals.get(document) === null ? null : total + amount);
}

/** A document as a message names it. */
function nameOf(document: Payment | Adjustment | Invoice): string {
  if ("paymentId" in document) return `payment ${shown(document.paymentId)}`;
  if ("invoiceId" in document) return `invoice ${shown(document.invoiceId)}`;
  return `${document.type} memo ${shown(document.adjustmentId)}`;
}

function sourceOf(entry: Entry<Allocation>, context: ReconcileContext): Payment | Adjustment | undefined {
  const { payments, adjustments, references, log } = context;
  const { paymentId, adjustmentId } = entry.value;
  if (paymentId !== undefined) {
    references.refer(entry, "paymentId", paymentId, payments);
    return payments.get(paymentId);
  }
  const id = adjustmentId as string;
  if (!references.refer(entry, "adjustmentId", id, adjustments)) return undefined;
  const source = adjustments.get(id);
  if (source?.type === "credit") return source;
  const message = `${shown(id)} is a debit memo: only a credit memo can be applied.`;
  log.error({ code: "ALLOCATION_ENDS", path: pathIn(entry, "adjustmentId"), message });
  return undefined;
}

/** The document an allocation goes to; null for a quote, which is not part of this ledger. */
function targetOf(
  entry: Entry<Allocation>,
  context: ReconcileContext,
  mayBeVoided: boolean,
): Invoice | Adjustment | null | undefined {
  const { invoices, adjustments, references, log } = context;
  const { invoiceId, debitAdjustmentId, proformaId } = entry.value;
  if (proformaId !== undefined) {
    const { quotes } = context;
    return quotes === undefined || references.refer(entry, "proformaId", proformaId, quotes)
      ? null
      : undefined;
  }
  const key = invoiceId === undefined ? "debitAdjustmentId" : "invoiceId";
  const id = (invoiceId ?? debitAdjustmentId) as string;
  const target = invoiceId === undefined ? adjustments.get(id) : invoices.get(id);
  if (target === undefined) {
    references.refer(entry, key, id, new Map());
    return undefined;
  }
  const voided = target.status === "Voided" || target.voidedOn !== undefined;
  const wrongType = "type" in target && target.type !== "debit";
  if ((!voided || mayBeVoided) && !wrongType) return target;
  const message = wrongType
    ? `${shown(id)} is a credit memo.`
    : `${shown(id)} is voided: nothing can be put against it.`;
  log.error({ code: "ALLOCATION_INVALID_TARGET", path: pathIn(entry, key), message });
  return undefined;
}

function sameAccountEnds(
  entry: Entry<Allocation>,
  source: Payment | Adjustment,
  target: Invoice | Adjustment | Quote,
  { references }: ReconcileContext,
): boolean {
  const key = entry.value.paymentId === undefined ? "adjustmentId" : "paymentId";
  return references.sameAccount(entry, key, target.accountId, source.accountId, "ALLOCATION_CROSS_ACCOUNT");
}

function warnPrepayment(
  source: Payment | Adjustment,
  target: Invoice | Adjustment,
  path: Path,
  log: IssueLog,
): void {
  if (!("paymentId" in source) || target.issuedOn === undefined || source.paidOn >= target.issuedOn) return;
  const message = `Paid on ${source.paidOn}, before the document of ${target.issuedOn} was issued.`;
  log.warn({ code: "PREPAYMENT", path, message });
}

interface BalanceContext extends ReconcileContext {
  readonly totals: Totals;
  /** What stands today. */
  readonly reductions: ReadonlyMap<Invoice | Adjustment, Reduction>;
}

function checkBalances(accounting: Accounting, context: BalanceContext): void {
  const balances = new Map<string, Minor>();
  for (const entry of accounting.invoices) {
    const balance = checkBalance(entry, context);
    balances.set(entry.value.invoiceId, balance);
    warnLargeDiscount(entry, balance, context);
  }
  for (const entry of accounting.adjustments) checkBalance(entry, context);
  for (const entry of accounting.statementLines) {
    warnLargeDiscount(entry, balances.get(entry.value.invoiceId), context);
  }
}

function warnLargeDiscount(
  entry: Entry<Invoice | StatementLine>,
  balance: Minor | undefined,
  { log }: BalanceContext,
): void {
  const { discount } = entry.value;
  if (discount === undefined || !balance || discount.amount <= balance) return;
  const message = "The discount is more than what is unpaid; it counts up to that.";
  log.warn({ code: "DISCOUNT_EXCEEDS_BALANCE", path: pathIn(entry, "discountAmount"), message });
}

/** Checks a given balance and status against allocations; the balance of today. */
function checkBalance(entry: Entry<Invoice | Adjustment>, context: BalanceContext): Minor {
  const { totals, reductions, currency, log } = context;
  const { value } = entry;
  const total = totals.get(value);
  if (value.balance !== undefined && typeof total === "number" && value.balance !== value.amount - total) {
    const left = formatAmount(value.amount - total, currency);
    const message = `The balance is given as ${formatAmount(value.balance, currency)}, and allocations leave ${left}.`;
    log.error({ code: "BALANCE_MISMATCH", path: pathIn(entry, "balance"), message });
  }
  const balance = balanceOf(value, reductions.get(value));
  if (contradicts(value, balance)) {
    const open = `${formatAmount(balance, currency)} of ${formatAmount(value.amount, currency)}`;
    const message = `The status says ${value.status} and ${open} is open; the balance counts.`;
    log.warn({ code: "STATUS_BALANCE_MISMATCH", path: pathIn(entry, "status"), message });
  }
  return balance;
}

function contradicts({ status, amount, voidedOn }: Invoice | Adjustment, balance: Minor): boolean {
  if (status === undefined || status === "Voided" || voidedOn !== undefined || amount === 0) return false;
  if (status === "Paid" || status === "Applied") return balance !== 0;
  if (status === "Partially Paid" || status === "Partially Applied")
    return balance === 0 || balance === amount;
  return balance === 0;
}
