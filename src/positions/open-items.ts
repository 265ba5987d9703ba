import { type Day, dayNumber } from "../calendar/day.ts";
import { Fault } from "../fault/fault.ts";
import { choiceOption, knownOptions } from "../fault/options.ts";
import type { Adjustment } from "../model/adjustment.ts";
import type { Discount, Invoice } from "../model/invoice.ts";
import type { Ledger } from "../model/ledger.ts";
import {
  balanceOf,
  endsOf,
  isActive,
  isPaid,
  isRecorded,
  isVoided,
  type Reduction,
  reductionsOn,
  stands,
} from "../model/standing.ts";
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
 * day and no record day. `details.ids` lists them, `details.documents` says of each `{ table, id, why }`. `DATE_INVALID`, `POLICY_RANGE`, `POLICY_UNKNOWN` for options.
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
  const items: OpenItem[] = [];
  eachOpenDocument(ledger, options, {
    invoice: (invoice, balance, statements) => items.push(invoiceItem(invoice, balance, statements)),
    adjustment: (adjustment, balance) => items.push(adjustmentItem(adjustment, balance)),
  });
  return items;
}

/** What is done with each document that something was left on. */
export interface OpenVisitor {
  readonly invoice: (
    invoice: Invoice,
    balance: Minor,
    /** The statements it stands on; undefined for none. */
    statements: readonly OnStatement[] | undefined,
  ) => void;
  readonly adjustment: (adjustment: Adjustment, balance: Minor) => void;
}

/**
 * Goes through what {@link openItems} lists without making a list of it.
 *
 * @throws {Fault} as {@link openItems}, after all documents were visited.
 */
export function eachOpenDocument(ledger: Ledger, options: PositionOptions, visit: OpenVisitor): void {
  const position = positionOf(ledger, options);
  const statements = statementsOn(ledger, position.day);
  eachDocument(ledger, position, {
    invoice: (invoice, balance) => {
      if (balance > 0) visit.invoice(invoice, balance, statements.get(invoice.invoiceId));
    },
    adjustment: (adjustment, balance) => {
      if (balance > 0) visit.adjustment(adjustment, balance);
    },
  });
}

/** A document and what was left on it on a day, in minor units: 0 where it was settled or voided. */
export interface DocumentOnDay<Document> {
  readonly document: Document;
  readonly balance: Minor;
  readonly voided: boolean;
}

/** Every document that had been entered by a day: open, settled and voided. */
export interface DocumentsOnDay {
  /** The day whose balances these are: the ledger's today for a day after it, and in mode `reage`. */
  readonly day: Day;
  /** Posted invoices. */
  readonly invoices: readonly DocumentOnDay<Invoice>[];
  readonly adjustments: readonly DocumentOnDay<Adjustment>[];
}

/**
 * All documents entered by a day, with what was left on each: {@link openItems} are those with something left.
 *
 * @throws {Fault} as {@link openItems}.
 */
export function documentsOn(ledger: Ledger, options: PositionOptions): DocumentsOnDay {
  const position = positionOf(ledger, options);
  const invoices: DocumentOnDay<Invoice>[] = [];
  const adjustments: DocumentOnDay<Adjustment>[] = [];
  eachDocument(ledger, position, {
    invoice: (document, balance, voided) => invoices.push({ document, balance, voided }),
    adjustment: (document, balance, voided) => adjustments.push({ document, balance, voided }),
  });
  return { day: position.day, invoices, adjustments };
}

/** What is done with each document that had been entered by a day. */
export interface DocumentVisitor {
  readonly invoice: (invoice: Invoice, balance: Minor, voided: boolean) => void;
  readonly adjustment: (adjustment: Adjustment, balance: Minor, voided: boolean) => void;
}

/**
 * Goes through what {@link documentsOn} lists without making lists of it.
 *
 * @returns The day whose balances these are.
 * @throws {Fault} as {@link openItems}, after all documents were visited.
 */
export function visitDocuments(ledger: Ledger, options: PositionOptions, visit: DocumentVisitor): Day {
  const position = positionOf(ledger, options);
  eachDocument(ledger, position, visit);
  return position.day;
}

/**
 * The day whose balances a position shows: `asOf` itself for a past day that is reconstructed, else the ledger's today.
 *
 * @throws {Fault} `DATE_INVALID`, `POLICY_RANGE`, `POLICY_UNKNOWN` for options.
 */
export function positionDay(ledger: Ledger, options: PositionOptions): Day {
  return positionOf(ledger, options).day;
}

/** Goes through all documents entered by a day, invoices first; refuses at the end where what was left on some is unknown. */
function eachDocument(ledger: Ledger, { asOf, day, past }: Position, visit: DocumentVisitor): void {
  const { today } = ledger;
  const reductions = reductionsOn(ledger, day);
  const unknown: UnknownDocument[] = [];
  for (const document of ledger.invoices.values()) {
    if (document.posting !== "Posted" || !isRecorded(document, today, day)) continue;
    const reduction = reductions.get(document);
    const why = past ? unknownHistory(document, reduction, day) : undefined;
    if (why !== undefined) unknown.push({ table: "invoices", id: document.invoiceId, why });
    const voided = isVoided(document, day);
    visit.invoice(document, voided ? 0 : balanceOf(document, reduction), voided);
  }
  for (const document of ledger.adjustments.values()) {
    if (!isRecorded(document, today, day)) continue;
    const reduction = reductions.get(document);
    const why = past ? unknownHistory(document, reduction, day) : undefined;
    if (why !== undefined) unknown.push({ table: "adjustments", id: document.adjustmentId, why });
    const voided = isVoided(document, day);
    visit.adjustment(document, voided ? 0 : balanceOf(document, reduction), voided);
  }
  if (unknown.length > 0) throw historyUnavailable(unknown, asOf);
}

/** A document of which nobody can tell what was left on a past day. */
interface UnknownDocument {
  readonly table: "invoices" | "adjustments";
  readonly id: string;
  readonly why: string;
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
  readonly asOf: Day;
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
  return { asOf: options.asOf, day: past ? options.asOf : today, past };
}

/** Why nobody can know what was left on a document on a past day; undefined where it can be known. */
function unknownHistory(
  document: Invoice | Adjustment,
  reduction: Reduction | undefined,
  day: Day,
): string | undefined {
  const { amount, balance, status, issuedOn, recordedOn, voidedOn } = document;
  if (amount === 0 || (voidedOn !== undefined && voidedOn <= day)) return undefined;
  if (status === "Voided" && voidedOn === undefined) return "it is voided on a day that it does not give";
  if (balance !== undefined && balance < amount && reduction === undefined) {
    return "its balance is below its amount, and no allocation says since when";
  }
  if (issuedOn === undefined && recordedOn === undefined)
    return "it gives neither an issue day nor a record day";
  return undefined;
}

/** A statement that an invoice stands on, and what it offers there. */
export interface OnStatement {
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

/** An open item while it is put together: property by property, which is several times faster than spreading parts. */
type ItemInMaking = { -readonly [Key in keyof OpenItem]: OpenItem[Key] };

function invoiceItem(
  invoice: Invoice,
  balance: Minor,
  statements: readonly OnStatement[] | undefined,
): OpenItem {
  const { invoiceId: id, accountId, issuedOn, dueOn, discount, jobId } = invoice;
  const item: ItemInMaking = { id, accountId, kind: "invoice", balance, dueOn };
  if (issuedOn !== undefined) item.issuedOn = issuedOn;
  const discounts = offersOn(discount, statements);
  if (discounts !== undefined) item.discounts = discounts;
  if (statements !== undefined) item.statementIds = statements.map(({ statementId }) => statementId);
  if (jobId !== undefined) item.jobId = jobId;
  return item;
}

/** The discounts offered on an invoice, its own first; undefined for none. */
export function offersOn(
  own: Discount | undefined,
  statements: readonly OnStatement[] | undefined,
): readonly OpenDiscount[] | undefined {
  if (own === undefined && statements === undefined) return undefined;
  const offers: OpenDiscount[] =
    own === undefined ? [] : [{ amount: own.amount, until: own.until, from: "invoice" }];
  for (const { discount } of statements ?? []) {
    if (discount !== undefined) {
      offers.push({ amount: discount.amount, until: discount.until, from: "statement" });
    }
  }
  return offers.length === 0 ? undefined : offers;
}

function adjustmentItem(
  { adjustmentId: id, accountId, type, issuedOn }: Adjustment,
  balance: Minor,
): OpenItem {
  const item: ItemInMaking = { id, accountId, kind: type, balance };
  if (issuedOn !== undefined) item.issuedOn = issuedOn;
  return item;
}

const idsShown = 5;

function historyUnavailable(documents: readonly UnknownDocument[], asOf: Day): Fault {
  const ids = documents.map(({ id }) => id);
  const more = ids.length > idsShown ? ` and ${ids.length - idsShown} more` : "";
  const message =
    `What was open on ${asOf} cannot be told for ${ids.slice(0, idsShown).join(", ")}${more}: ` +
    "no dated allocations, void or issue day. Mode reage ages today's balances instead.";
  return new Fault("HISTORY_UNAVAILABLE", message, { path: ["asOf"], details: { ids, documents } });
}
