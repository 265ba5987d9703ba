import { type Day, dayNumber, dayText } from "../calendar/day.ts";
import { Fault } from "../fault/fault.ts";
import { choiceOption, knownOptions } from "../fault/options.ts";
import { accountOf } from "../model/account-of.ts";
import type { Ledger } from "../model/ledger.ts";
import type { Currency } from "../money/currency.ts";
import { type OpenItem, openItems } from "../positions/open-items.ts";
import { accountStats } from "../stats/account-stats.ts";
import { type DiscountCombining, discountCombinings } from "../stats/stats.ts";
import { type AccountBooks, accountLedger, booksOf, type SharedBooks } from "../store/account-books.ts";
import { compareIds } from "../table/order.ts";
import { changesOf, compareChanges, turnsOf, type UpcomingChange } from "./upcoming-changes.ts";
import { type DayOfEntries, entriesAhead, keyOf } from "./upcoming-entries.ts";
import { totalsAfter, totalsOf, type UpcomingTotals } from "./upcoming-totals.ts";

/** How many days ahead `upcoming` looks at the most: ten years. */
export const upcomingHorizon = 3660;

/** Which days, and whose. */
export interface UpcomingOptions {
  /** The day that changes are counted from; changes on that day itself have happened. Default: the ledger's today. */
  readonly from?: Day;
  /** The last day looked at, included; at most {@link upcomingHorizon} days after `from`. */
  readonly through: Day;
  /** Absent or null: all accounts. */
  readonly accountId?: string | null;
  /** How several discounts on one invoice combine. Default `"max"`. */
  readonly discounts?: DiscountCombining;
}

/** What one account adds up to. */
export interface UpcomingAccount {
  readonly accountId: string;
  readonly totals: UpcomingTotals;
}

/** Totals of those accounts that change, and of all that was asked for. */
export interface UpcomingPosition {
  /** In the order of their ids. */
  readonly accounts: readonly UpcomingAccount[];
  /** The business, or the one account that was asked for. */
  readonly totals: UpcomingTotals;
}

/** A day on which something happens to a document. */
export interface UpcomingDay extends UpcomingPosition {
  readonly day: Day;
  /** By account id, then in the order of `upcomingKinds`, then by due day and id. */
  readonly changes: readonly UpcomingChange[];
}

/** What changes if nothing is posted. Plain data: it survives JSON. */
export interface Upcoming {
  /** The day before the first change: `from`. */
  readonly asOf: Day;
  readonly today: Day;
  readonly currency: Currency;
  readonly options: Required<UpcomingOptions>;
  /** What stands on `asOf`: the accounts that change later, and the whole. */
  readonly start: UpcomingPosition;
  /** Only days on which something changes, with the totals after it; they stand until the next of these days. */
  readonly days: readonly UpcomingDay[];
}

/**
 * What changes from a day to a day if nothing is posted: invoices that fall past due or move on to the next bucket,
 * discounts that end, post-dated entries that take effect; with the amounts and the new totals.
 *
 * Each day's totals are those of the ledger read on that day, with nothing new in it.
 *
 * @throws {Fault} `REF_UNKNOWN` for an account that the ledger does not have; `POLICY_RANGE` for a day before the ledger's
 * today, days in the wrong order or too far apart; `AMOUNT_OVERFLOW`; `DATE_INVALID`, `DATE_TYPE`, `DATE_RANGE`,
 * `POLICY_UNKNOWN` for options.
 * @see docs/sources.md, 001:16 and 001:64; docs/decisions.md, G-07.
 *
 * @example
 * import { readLedger } from "receivables";
 * import { upcoming } from "receivables/customers";
 *
 * const invoices = [
 *   {
 *     invoice_number: "7",
 *     account_id: "C-100",
 *     amount: "100.00",
 *     issued_on: "2025-02-10",
 *     due_on: "2025-03-12",
 *     discount_amount: "2.00",
 *     discount_until: "2025-03-10",
 *   },
 * ];
 * const business = { time_zone: "UTC", currency: "USD" };
 * const reading = readLedger({ business, invoices }, { today: "2025-03-10" });
 * if (!reading.ok) throw new Error(reading.issues[0]?.message);
 * const { start, days } = upcoming(reading.value, { through: "2025-04-11" });
 * start.totals.current; // => { amount: 10000, count: 1 }
 * days.map(({ day, changes }) => [day, changes[0]?.what, changes[0]?.amount, changes[0]?.toBucket]);
 * // => [["2025-03-11", "discount-ends", 200, "current"], ["2025-03-13", "falls-past-due", 10000, "1-30"]]
 * days[1]?.totals.pastDue; // => { amount: 10000, count: 1 }
 */
export function upcoming(ledger: Ledger, options: UpcomingOptions): Upcoming {
  const settings = settingsOf(ledger, options);
  const { from, accountId, discounts } = settings;
  const { currency } = ledger.business;
  const statsOptions = { asOf: from, currency, discounts };
  const whole: OpenItem[] = [];
  const changing: UpcomingAccount[] = [];
  const byDay = new Map<number, AccountDay[]>();
  for (const books of accountsOf(ledger, accountId)) {
    const items = itemsOn(books, ledger, from);
    for (const item of items) whole.push(item);
    const days = [...daysOf(books, ledger, items, settings)];
    if (days.length === 0) continue;
    const { accountId: id } = books.account;
    let totals = totalsOf(accountStats(items, statsOptions));
    let since = dayNumber(from);
    changing.push({ accountId: id, totals });
    for (const { day, changes } of days) {
      totals = totalsAfter(totals, day - since, changes, day);
      since = day;
      push(byDay, day, { accountId: id, changes, totals });
    }
  }
  const start = { accounts: changing, totals: totalsOf(accountStats(whole, statsOptions)) };
  let { totals } = start;
  let since = dayNumber(from);
  const days = [...byDay.keys()].sort(ascending).map((day): UpcomingDay => {
    const touched = byDay.get(day) as readonly AccountDay[];
    const changes = touched.flatMap((each) => each.changes);
    totals = totalsAfter(totals, day - since, changes, day);
    since = day;
    const accounts = touched.map(({ accountId: id, totals: own }) => ({ accountId: id, totals: own }));
    return { day: dayText(day), changes, accounts, totals };
  });
  return { asOf: from, today: ledger.today, currency, options: settings, start, days };
}

function settingsOf(ledger: Ledger, options: UpcomingOptions): Upcoming["options"] {
  knownOptions(options, ["from", "through", "accountId", "discounts"]);
  const { from = ledger.today, through, accountId = null } = options;
  if (dayNumber(from) < dayNumber(ledger.today)) {
    const message = `from must be ${ledger.today}, the ledger's today, or later, not ${from}.`;
    throw new Fault("POLICY_RANGE", message, { path: ["from"] });
  }
  const ahead = dayNumber(through) - dayNumber(from);
  if (ahead < 0 || ahead > upcomingHorizon) {
    const message = `through must be a day from ${from} to ${upcomingHorizon} days later, not ${through}.`;
    throw new Fault("POLICY_RANGE", message, { path: ["through"] });
  }
  if (accountId !== null) accountOf(ledger, accountId);
  const discounts = choiceOption("discounts", options.discounts ?? "max", discountCombinings);
  return { from, through, accountId, discounts };
}

/** The books of the accounts that are asked for, in the order of their ids. */
function accountsOf(ledger: Ledger, accountId: string | null): readonly AccountBooks[] {
  const { books } = booksOf(ledger);
  const asked = accountId === null ? [...books.keys()].sort(compareIds) : [accountId];
  return asked.map((id) => books.get(id) as AccountBooks);
}

/** What is open on a day on which the ledger is read: what is dated by then has taken effect. */
function itemsOn(books: AccountBooks, shared: SharedBooks, day: Day): readonly OpenItem[] {
  return openItems(accountLedger(books, shared, day), { asOf: day });
}

/** What a day changes on an account. */
interface AccountDay extends UpcomingAccount {
  readonly changes: readonly UpcomingChange[];
}

/** The days on which something changes on one account, in their order. */
function* daysOf(
  books: AccountBooks,
  shared: SharedBooks,
  first: readonly OpenItem[],
  { from, through, discounts }: Upcoming["options"],
): Generator<{ readonly day: number; readonly changes: readonly UpcomingChange[] }> {
  const ahead = entriesAhead(accountLedger(books, shared, from), through);
  const entries = new Map(ahead.map(({ day, documents }) => [day, documents]));
  const open = new Map(first.map((item) => [keyOf(item), item]));
  const turning = turningDays(first, ahead, dayNumber(from), dayNumber(through));
  for (const day of [...new Set([...turning.keys(), ...entries.keys()])].sort(ascending)) {
    const changes: UpcomingChange[] = [];
    const add = (before: OpenItem | undefined, after: OpenItem | undefined) => {
      for (const change of changesOf(before, after, day, discounts)) changes.push(change);
    };
    const replaced = new Set<string>();
    for (const [key, after] of entries.get(day) ?? []) {
      const before = open.get(key);
      if (isSame(before, after)) continue;
      replaced.add(key);
      if (after === undefined) open.delete(key);
      else open.set(key, after);
      add(before, after);
    }
    for (const key of turning.get(day) ?? []) {
      const item = open.get(key);
      if (item !== undefined && !replaced.has(key)) add(item, item);
    }
    if (changes.length > 0) yield { day, changes: changes.sort(compareChanges) };
  }
}

/** The documents that time alone may change on each day after one and up to another, by their keys. */
function turningDays(
  first: readonly OpenItem[],
  ahead: readonly DayOfEntries[],
  from: number,
  last: number,
): ReadonlyMap<number, ReadonlySet<string>> {
  const turning = new Map<number, Set<string>>();
  const enter = (item: OpenItem | undefined) => {
    if (item === undefined) return;
    for (const day of turnsOf(item)) {
      if (day <= from || day > last) continue;
      const keys = turning.get(day);
      if (keys === undefined) turning.set(day, new Set([keyOf(item)]));
      else keys.add(keyOf(item));
    }
  };
  for (const item of first) enter(item);
  for (const { documents } of ahead) for (const item of documents.values()) enter(item);
  return turning;
}

/** Whether a document is left as it was. Offers are only ever added: a statement that is issued stays so. */
function isSame(before: OpenItem | undefined, after: OpenItem | undefined): boolean {
  return before?.balance === after?.balance && before?.discounts?.length === after?.discounts?.length;
}

function push<Value>(lists: Map<number, Value[]>, key: number, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

function ascending(a: number, b: number): number {
  return a - b;
}
