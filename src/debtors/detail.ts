import type { Day } from "../calendar/day.ts";
import { choiceOption, knownOptions } from "../fault/options.ts";
import { accountOf } from "../model/account-of.ts";
import type { Adjustment } from "../model/adjustment.ts";
import type { Invoice } from "../model/invoice.ts";
import type { Note } from "../model/note.ts";
import type { Payment } from "../model/payment.ts";
import { isPaid } from "../model/standing.ts";
import type { Terms } from "../model/terms.ts";
import { type Minor, minorText } from "../money/amount.ts";
import {
  averageDaysToPay,
  creditDaysToPay,
  type DaysToPayEndpoint,
  daysToPayEndpoints,
} from "../payments/days-to-pay.ts";
import { isAccountCredit, isReceived } from "../payments/received.ts";
import { foldSearch, foldText } from "../table/fold.ts";
import { compareIds } from "../table/order.ts";
import { type Debtor, debtorOf } from "./standing.ts";
import { chargeRow, creditRow, type DebtorTransaction, grouped, paymentRow } from "./transaction.ts";
import { type DebtorsHeader, type DebtorsView, partsOf, type ViewParts } from "./view.ts";
import { daysToPayIn } from "./windows.ts";

/** How a customer's detail is computed, and what is searched for in it. */
export interface CustomerDetailOptions {
  /** Found in what a transaction's cells show; blank: all. At most 256 characters. */
  readonly search?: string;
  /** Up to which day days to pay are counted. Default `"first-payment"`. */
  readonly daysToPay?: DaysToPayEndpoint;
}

/** The six boxes. What is not known is null, never 0 or a made-up day. */
export interface DetailBoxes {
  /** What is owed, in minor units; credits are not taken off. */
  readonly totalOutstanding: Minor;
  readonly lastPaymentDate: Day | null;
  readonly paymentTerms: Terms | null;
  /** Rounded; null where no invoice of the last 12 months was paid. */
  readonly averageDaysToPay: number | null;
  /** Minor units; null for none. */
  readonly creditLimit: Minor | null;
  /** Minor units. */
  readonly lastPaymentAmount: Minor | null;
}

/** What the six boxes are called, in their order. */
export const detailBoxLabels: Readonly<Record<keyof DetailBoxes, string>> = /* @__PURE__ */ Object.freeze({
  totalOutstanding: "Total Outstanding",
  lastPaymentDate: "Last Payment Date",
  paymentTerms: "Payment Terms",
  averageDaysToPay: "Average Days to Pay",
  creditLimit: "Credit Limit",
  lastPaymentAmount: "Last Payment Amount",
});

/** A note on a transaction, in a detail. */
export type TransactionNote = Pick<Note, "noteId" | "at" | "text"> & { readonly user: string | null };

/** A transaction with the notes on it, oldest first. */
export interface DetailTransaction extends DebtorTransaction {
  readonly notes: readonly TransactionNote[];
}

/** One customer in detail. Plain data. */
export interface CustomerDetail extends DebtorsHeader {
  readonly options: DebtorsHeader["options"] & { readonly daysToPay: DaysToPayEndpoint };
  readonly accountId: string;
  readonly accountName: string;
  readonly boxes: DetailBoxes;
  /** What is owed less what is in credit, in minor units. */
  readonly net: Minor;
  /** Unallocated payments and unapplied credits, in minor units. */
  readonly unallocatedCredit: Minor;
  /** The notes on the account as they stand, whatever the day; null where there are none. */
  readonly notes: string | null;
  /** What was searched for; null for nothing. */
  readonly search: string | null;
  /** The two tabs; the newest transaction first. */
  readonly tabs: {
    /** Invoices, charges and debit memos. */
    readonly invoices: readonly DetailTransaction[];
    /** Payments of every status, discounts, write-offs and credit memos. */
    readonly payments: readonly DetailTransaction[];
  };
}

/**
 * One customer: six boxes, the notes, and the history of transactions in two tabs. It is the same from a card, from a line of
 * a grid and by itself.
 *
 * The search looks through what is displayed: `overdue` finds overdue transactions, an amount those with that amount, as
 * `1250.00` or `1,250.00`.
 *
 * @throws {Fault} `REF_UNKNOWN` for an account that the ledger does not have; `QUERY_INVALID`, `QUERY_TOO_LONG` for the search;
 * `POLICY_RANGE`, `POLICY_UNKNOWN` for options; as `debtorsView` says of tabs.
 * @see docs/sources.md, 002:210-227 and 002:255-272; docs/decisions.md, G-78, G-96.
 *
 * @example
 * import { readLedger } from "receivables";
 * import { customerDetail, debtorsView } from "receivables/debtors";
 *
 * const reading = readLedger(
 *   {
 *     business: { time_zone: "UTC", currency: "USD" },
 *     accounts: [{ account_id: "A", account_name: "Acme", terms: "30 days" }],
 *     invoices: [
 *       { invoice_number: "7", account_id: "A", amount: "1250.00", issued_on: "2025-01-01" },
 *       { invoice_number: "8", account_id: "A", amount: "40.00", issued_on: "2025-03-01" },
 *     ],
 *     payments: [{ payment_id: "P", account_id: "A", paid_on: "2025-03-05", amount: "60.00" }],
 *   },
 *   { today: "2025-03-10" },
 * );
 * if (!reading.ok) throw new Error(reading.issues[0]?.message);
 * const { boxes, tabs } = customerDetail(debtorsView(reading.value), "A", { search: "overdue" });
 * [boxes.totalOutstanding, boxes.lastPaymentDate, boxes.lastPaymentAmount]; // => [129000, "2025-03-05", 6000]
 * tabs.invoices.map(({ stamp, status }) => [stamp, status]);                // => [["7", "Overdue"]]
 */
export function customerDetail(
  view: DebtorsView,
  accountId: string,
  options: CustomerDetailOptions = {},
): CustomerDetail {
  const parts = partsOf(view);
  knownOptions(options, ["search", "daysToPay"]);
  const endpoint = choiceOption(
    "daysToPay",
    options.daysToPay ?? creditDaysToPay.endpoint,
    daysToPayEndpoints,
  );
  const search = foldSearch(options.search ?? "");
  const account = accountOf(parts.ledger, accountId);
  const debtor = debtorOf(parts.standing, accountId);
  const { gross, credit, net } = debtor;
  const { header, ledger, standing } = parts;
  const payments = [...ledger.payments.values()].filter((payment) => payment.accountId === accountId);
  const last = lastOf(
    payments.filter((payment) => isReceived(payment, standing.day) && payment.paidOn <= header.asOf),
  );
  const paid = daysToPayIn(parts, { ...creditDaysToPay, endpoint }).get(accountId);
  const { exponent } = header.currency;
  const matches = (row: DebtorTransaction) =>
    search === "" || cellTexts(row, exponent).some((text) => foldText(text).includes(search));
  return {
    ...header,
    options: { ...header.options, daysToPay: endpoint },
    accountId,
    accountName: account.accountName,
    boxes: {
      totalOutstanding: gross,
      lastPaymentDate: last?.paidOn ?? null,
      paymentTerms: account.terms ?? null,
      averageDaysToPay: averageDaysToPay(paid),
      creditLimit: account.creditLimit ?? null,
      lastPaymentAmount: last?.amount ?? null,
    },
    net,
    unallocatedCredit: credit,
    notes: account.notes === undefined || account.notes === "" ? null : account.notes,
    search: search === "" ? null : search,
    tabs: {
      invoices: newestFirst(chargesOf(parts, debtor).filter(matches)),
      payments: newestFirst(creditsOf(parts, debtor, payments).filter(matches)),
    },
  };
}

/** The last payment; of several on one day that with the last id. */
function lastOf(payments: readonly Payment[]): Payment | undefined {
  return payments.reduce<Payment | undefined>((last, payment) => {
    const later =
      last === undefined ||
      payment.paidOn > last.paidOn ||
      (payment.paidOn === last.paidOn && payment.paymentId > last.paymentId);
    return later ? payment : last;
  }, undefined);
}

/** What a transaction's cells show, amounts with and without grouping. */
export function cellTexts(row: DebtorTransaction, exponent: number): readonly string[] {
  const { date, stamp, amount, balance, dueOn, status, kind } = row;
  const amounts = [amount, balance].map((each) => minorText(each, exponent));
  return [date, stamp, ...amounts, ...amounts.map(grouped), dueOn ?? "", status, kind];
}

function chargesOf(parts: ViewParts, { account }: Debtor): readonly DetailTransaction[] {
  const { standing, header } = parts;
  const notes = notesByDocument(parts, account.accountId);
  const isOwn = ({ accountId }: { readonly accountId: string }) => accountId === account.accountId;
  const open = [
    ...standing.invoices.filter(({ document }) => isOwn(document)),
    ...standing.adjustments.filter(({ document }) => isOwn(document) && document.type === "debit"),
  ].map(({ document, issuedOn, balance }) => chargeRow(document, account, issuedOn, balance, header.asOf));
  const voided = standing.voided
    .filter((document) => isOwn(document) && !isCredit(document))
    .flatMap((document) => voidedRow(document, (date) => chargeRow(document, account, date, 0, header.asOf)));
  return [...open, ...voided].map((row) => ({ ...row, notes: notes(row) }));
}

function creditsOf(
  parts: ViewParts,
  { account }: Debtor,
  payments: readonly Payment[],
): readonly DetailTransaction[] {
  const { standing } = parts;
  const notes = notesByDocument(parts, account.accountId);
  const { byPayment } = standing.allocated;
  const isOwn = ({ accountId }: { readonly accountId: string }) => accountId === account.accountId;
  const paid = payments
    .filter((payment) => isPaid(payment, standing.day))
    .map((payment) => {
      // Of money that did not come, or came for a layby or a proforma, nothing is left over for the account.
      const isCredit = isAccountCredit(payment, standing.day);
      const left = isCredit ? payment.amount - (byPayment.get(payment.paymentId) ?? 0) : 0;
      return paymentRow(payment, account, left);
    });
  const memos = standing.adjustments
    .filter(({ document }) => isOwn(document) && document.type === "credit")
    .map(({ document, issuedOn, balance }) => creditRow(document, account, issuedOn, balance));
  const voided = standing.voided
    .filter(isCredit)
    .filter(isOwn)
    .flatMap((document) => voidedRow(document, (date) => creditRow(document, account, date, 0)));
  return [...paid, ...memos, ...voided].map((row) => ({ ...row, notes: notes(row) }));
}

function isCredit(document: Invoice | Adjustment): document is Adjustment {
  return "type" in document && document.type === "credit";
}

/** A document that was voided, by its day; one that gives none has no place among days. */
function voidedRow(
  { issuedOn, recordedOn, voidedOn }: Invoice | Adjustment,
  make: (date: Day) => DebtorTransaction,
): readonly DebtorTransaction[] {
  const date = issuedOn ?? recordedOn ?? voidedOn;
  return date === undefined ? [] : [{ ...make(date), status: "Voided" }];
}

/** The notes on each transaction of an account, the oldest first. */
function notesByDocument(
  { ledger }: ViewParts,
  accountId: string,
): (row: DebtorTransaction) => readonly TransactionNote[] {
  const found = new Map<string, TransactionNote[]>();
  // All there are, as the account's own notes: whoever looks back wants to know what became of it.
  const own = [...ledger.notes.values()].filter((note) => note.accountId === accountId);
  own.sort((a, b) => compareIds(a.at, b.at) || compareIds(a.noteId, b.noteId));
  for (const { noteId, at, text, user, ...about } of own) {
    const note = { noteId, at, text, user: user ?? null };
    for (const [table, id] of [
      ["invoices", about.invoiceId],
      ["adjustments", about.adjustmentId],
      ["payments", about.paymentId],
    ] as const) {
      if (id === undefined) continue;
      const list = found.get(`${table} ${id}`);
      if (list === undefined) found.set(`${table} ${id}`, [note]);
      else list.push(note);
    }
  }
  return ({ table, id }) => found.get(`${table} ${id}`) ?? [];
}

function newestFirst<Row extends DebtorTransaction>(rows: readonly Row[]): readonly Row[] {
  return [...rows].sort(
    (a, b) => compareIds(b.date, a.date) || compareIds(a.stamp, b.stamp) || compareIds(a.id, b.id),
  );
}
