import { checkDay, type Day, daysBetween } from "../calendar/day.ts";
import { Fault } from "../fault/fault.ts";
import { type Issue, shown } from "../fault/issue.ts";
import { choiceOption } from "../fault/options.ts";
import type { Quote } from "../model/quote.ts";
import { isActive, isPaid } from "../model/standing.ts";
import { type Minor, plusMinor } from "../money/amount.ts";
import type { Currency } from "../money/currency.ts";
import { isAccountCredit, isReceived } from "../payments/received.ts";
import { isIn, monthToDate } from "../payments/window.ts";
import { foldSearch, foldText } from "../table/fold.ts";
import { deepFrozen } from "../table/frozen.ts";
import { type Charge, debtorOf } from "./standing.ts";
import { asCredit, byDay, chargeRow, creditRow, type DebtorTransaction, paymentRow } from "./transaction.ts";
import { type DebtorsView, partsOf, type ViewParts } from "./view.ts";

/** The lists that tiles open, as the command names them. */
export const debtorLists = [
  "current-month-sales",
  "payments-received",
  "outstanding-30",
  "proforma-payments",
] as const;
/** One of {@link debtorLists}. */
export type DebtorListKind = (typeof debtorLists)[number];

/** What stands above each list. */
export const debtorListTitles: Readonly<Record<DebtorListKind, string>> = /* @__PURE__ */ Object.freeze({
  "current-month-sales": "Debtors List - Current Sales this month",
  "payments-received": "Debtors List - Payments Received",
  "outstanding-30": "Debtors List - Outstanding Invoices",
  "proforma-payments": "Debtors List - Proforma Payments",
});

/** A charge stands on the list of outstanding invoices when it is more than so many days old. */
export const outstandingDays = 30;

/** What is typed into the search boxes above a list. Without any, the whole list: that is what Clear Filter gives. */
export interface DebtorListQuery {
  /** The first day, included. */
  readonly from?: Day;
  /** The last day, included. */
  readonly to?: Day;
  /** Found in the customer's name or number or in the stamp, ignoring case; blank: all. At most 256 characters. */
  readonly search?: string;
}

/** A part of a payment that went to one proforma. */
export interface ProformaPart {
  readonly quoteId: string;
  /** The quote's number; its id where the ledger has no such quote. */
  readonly number: string;
  readonly kind: Quote["kind"] | null;
  /** Minor units. */
  readonly amount: Minor;
}

/** A row of a list. */
export interface DebtorListRow extends DebtorTransaction {
  /** What the arrow on the left unfolds: the proformas that were paid; empty on other lists. */
  readonly proformas: readonly ProformaPart[];
}

/** What rows add up to, in minor units. */
export interface ListTotals {
  readonly count: number;
  readonly amount: Minor;
  readonly balance: Minor;
  /** Unique customer accounts. */
  readonly accounts: number;
}

/** A list that a tile opens. Plain data. */
export interface DebtorList {
  readonly kind: DebtorListKind;
  readonly title: string;
  /** Lists are of today, as tiles are. */
  readonly today: Day;
  readonly currency: Currency;
  readonly query: { readonly from: Day | null; readonly to: Day | null; readonly search: string | null };
  /** By day, then by stamp and id. */
  readonly rows: readonly DebtorListRow[];
  /** Of the rows shown. */
  readonly shown: ListTotals;
  /** Of the whole list: its tile. */
  readonly totals: ListTotals;
  /** `INTEGRITY`: payments to proformas of which a part is put against nothing. */
  readonly warnings: readonly Issue[];
}

/**
 * The list that a tile opens: the transactions behind its figure.
 *
 * - `current-month-sales`: charges and debit memos of this month, and, with a minus, payments and credit memos. Its amounts add
 *   up to the tile.
 * - `payments-received`: money received for accounts this month; the balance is what is put against nothing.
 * - `outstanding-30`: charges made more than 30 days ago, whenever they are due. Its balances add up to the tile.
 * - `proforma-payments`: payments to proformas and invoices of the quote management; the amount is what went to them.
 *
 * Filters choose among rows and change no figure; `totals` stay those of the whole list.
 *
 * @throws {Fault} `POLICY_RANGE` for another list; `QUERY_INVALID` for a key that a query does not have; `DATE_INVALID` and
 * its like for days; `RANGE_INVERTED` where `from` lies after `to`; `QUERY_TOO_LONG`; `HISTORY_UNAVAILABLE`,
 * `ISSUE_DATE_MISSING`, `AMOUNT_OVERFLOW`.
 * @see docs/sources.md, 002:53-135; docs/decisions.md, G-57, G-62 to G-64, G-68, G-97.
 *
 * @example
 * import { readLedger } from "receivables";
 * import { debtorList, debtorsView } from "receivables/debtors";
 *
 * const reading = readLedger(
 *   {
 *     business: { time_zone: "UTC", currency: "USD" },
 *     invoices: [{ invoice_number: "7", account_id: "A", amount: "100.00", issued_on: "2025-03-03", due_on: "2025-04-02" }],
 *     payments: [{ payment_id: "P", account_id: "A", paid_on: "2025-03-05", amount: "60.00" }],
 *   },
 *   { today: "2025-03-10" },
 * );
 * if (!reading.ok) throw new Error(reading.issues[0]?.message);
 * const view = debtorsView(reading.value);
 * const { rows, totals } = debtorList(view, "current-month-sales");
 * rows.map(({ stamp, amount }) => [stamp, amount]);                            // => [["7", 10000], ["P", -6000]]
 * totals.amount;                                                               // => 4000
 * debtorList(view, "current-month-sales", { from: "2025-03-05" }).rows.length; // => 1
 */
export function debtorList(view: DebtorsView, kind: DebtorListKind, query: DebtorListQuery = {}): DebtorList {
  const parts = partsOf(view);
  choiceOption("list", kind, debtorLists);
  const { from, to, search } = checkedListQuery(query);
  const { totals } = wholeList(parts, kind);
  const rows = orderedRows(parts, kind);
  const warnings = kind === "proforma-payments" ? rows.flatMap(unallocatedWarning) : [];
  const wanted = rows.filter(
    (row) =>
      (from === undefined || row.date >= from) &&
      (to === undefined || row.date <= to) &&
      (search === "" ||
        [row.accountName, row.accountId, row.stamp].some((text) => foldText(text).includes(search))),
  );
  const { today, currency } = parts.header;
  return {
    kind,
    title: debtorListTitles[kind],
    today,
    currency,
    query: { from: from ?? null, to: to ?? null, search: search === "" ? null : search },
    rows: wanted,
    shown: wanted.length === rows.length ? totals : totalsOf(wanted),
    totals,
    warnings,
  };
}

/**
 * A query of a list that was checked; the search is folded.
 *
 * @throws {Fault} as {@link debtorList}.
 */
export function checkedListQuery(query: DebtorListQuery): DebtorListQuery & { readonly search: string } {
  if (typeof query !== "object" || query === null) {
    throw new Fault("QUERY_INVALID", `A query is an object, not ${shown(query)}.`);
  }
  for (const key of Object.keys(query)) {
    if (!["from", "to", "search"].includes(key)) {
      throw new Fault("QUERY_INVALID", `A query of a list has no ${shown(key)}.`, { path: [key] });
    }
  }
  const { from, to } = query;
  for (const [key, day] of Object.entries({ from, to })) if (day !== undefined) checkDay(key, day);
  if (from !== undefined && to !== undefined && from > to) {
    throw new Fault("RANGE_INVERTED", `From ${from} lies after to ${to}.`, { path: ["from"] });
  }
  return { ...query, search: foldSearch(query.search ?? "") };
}

interface WholeList {
  /** In no order yet: a tile asks for the totals only. */
  readonly found: readonly FoundRow[];
  readonly totals: ListTotals;
}

/** A list before anything is searched for, found once a view. */
export function wholeList(parts: ViewParts, kind: DebtorListKind): WholeList {
  return parts.once(`list ${kind}`, () => {
    const found = rowsOf[kind](parts);
    return { found, totals: Object.freeze(totalsOf(found)) };
  });
}

/** The rows of a list by day, found once a view. */
export function orderedRows(parts: ViewParts, kind: DebtorListKind): readonly DebtorListRow[] {
  return parts.once(`rows ${kind}`, () =>
    // Frozen: every call hands out the same rows.
    deepFrozen(
      byDay(wholeList(parts, kind).found.map((row) => ({ ...row, proformas: row.proformas ?? [] }))),
    ),
  );
}

type FoundRow = DebtorTransaction & { readonly proformas?: readonly ProformaPart[] };

const rowsOf: Readonly<Record<DebtorListKind, (parts: ViewParts) => readonly FoundRow[]>> = {
  "current-month-sales": currentMonthSales,
  "payments-received": paymentsReceived,
  "outstanding-30": (parts) => {
    const { today } = parts.header;
    return outstandingCharges(parts, ({ issuedOn }) => daysBetween(issuedOn, today) > outstandingDays);
  },
  "proforma-payments": proformaPayments,
};

function currentMonthSales(parts: ViewParts): readonly FoundRow[] {
  const { ledger, standingToday, header } = parts;
  const { today } = header;
  const window = monthToDate(today);
  const rows: FoundRow[] = [];
  for (const { document, issuedOn, balance } of standingToday.invoices) {
    if (!isIn(window, issuedOn)) continue;
    rows.push(
      chargeRow(document, debtorOf(standingToday, document.accountId).account, issuedOn, balance, today),
    );
  }
  for (const { document, issuedOn, balance } of standingToday.adjustments) {
    if (!isIn(window, issuedOn)) continue;
    const { account } = debtorOf(standingToday, document.accountId);
    rows.push(
      document.type === "debit"
        ? chargeRow(document, account, issuedOn, balance, today)
        : asCredit(creditRow(document, account, issuedOn, balance)),
    );
  }
  const { byPayment } = standingToday.allocated;
  for (const payment of ledger.payments.values()) {
    if (!isAccountCredit(payment, today) || !isIn(window, payment.paidOn)) continue;
    const { account } = debtorOf(standingToday, payment.accountId);
    const unallocated = payment.amount - (byPayment.get(payment.paymentId) ?? 0);
    rows.push(asCredit(paymentRow(payment, account, unallocated)));
  }
  return rows;
}

function paymentsReceived(parts: ViewParts): readonly FoundRow[] {
  const { ledger, standingToday, header } = parts;
  const window = monthToDate(header.today);
  const { byPayment } = standingToday.allocated;
  const rows: FoundRow[] = [];
  for (const payment of ledger.payments.values()) {
    if (!isReceived(payment, header.today) || !isIn(window, payment.paidOn)) continue;
    const { account } = debtorOf(standingToday, payment.accountId);
    rows.push(paymentRow(payment, account, payment.amount - (byPayment.get(payment.paymentId) ?? 0)));
  }
  return rows;
}

/** The charges with something left on them today, all of them or those that count. */
export function outstandingCharges(
  { standingToday, header }: ViewParts,
  counts: (charge: Charge) => boolean = () => true,
): readonly DebtorTransaction[] {
  const rows: DebtorTransaction[] = [];
  for (const { account, charges } of standingToday.debtors.values()) {
    for (const charge of charges) {
      if (!counts(charge)) continue;
      const { document, issuedOn, balance } = charge;
      rows.push(chargeRow(document, account, issuedOn, balance, header.today));
    }
  }
  return rows;
}

/** Payments of which something went to a proforma, and payments meant for one. */
function proformaPayments(parts: ViewParts): readonly FoundRow[] {
  const { ledger, standingToday, header } = parts;
  const { byPayment, toProformas } = standingToday.allocated;
  const rows: FoundRow[] = [];
  for (const payment of ledger.payments.values()) {
    const paid = toProformas.get(payment.paymentId);
    const isMeant = payment.register === "proforma" && isActive(payment) && isPaid(payment, header.today);
    if (paid === undefined && !isMeant) continue;
    const proformas = [...(paid ?? [])].map(([quoteId, amount]) => {
      const { number, kind } = ledger.quotes.get(quoteId) ?? { number: quoteId, kind: null };
      return { quoteId, number, kind, amount };
    });
    const { account } = debtorOf(standingToday, payment.accountId);
    const unallocated = payment.amount - (byPayment.get(payment.paymentId) ?? 0);
    const amount = proformas.reduce((sum, part) => plusMinor(sum, part.amount), 0);
    rows.push({ ...paymentRow(payment, account, unallocated), amount, proformas });
  }
  return rows;
}

function unallocatedWarning({ id, balance }: DebtorListRow): readonly Issue[] {
  if (balance === 0) return [];
  const message = `Payment ${shown(id)} to proformas has ${balance} minor units that are put against nothing.`;
  return [{ code: "INTEGRITY", path: ["payments", id], message }];
}

/** What rows add up to. */
export function totalsOf(rows: readonly DebtorTransaction[]): ListTotals {
  let amount = 0;
  let balance = 0;
  for (const row of rows) {
    amount = plusMinor(amount, row.amount);
    balance = plusMinor(balance, row.balance);
  }
  return {
    count: rows.length,
    amount,
    balance,
    accounts: new Set(rows.map(({ accountId }) => accountId)).size,
  };
}
