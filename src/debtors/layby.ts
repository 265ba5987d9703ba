import type { Day } from "../calendar/day.ts";
import { Fault } from "../fault/fault.ts";
import { shown } from "../fault/issue.ts";
import { foldChoice } from "../model/field.ts";
import type { Layby } from "../model/layby.ts";
import { type Minor, minorText, plusMinor } from "../money/amount.ts";
import type { Currency } from "../money/currency.ts";
import { foldSearch, foldText } from "../table/fold.ts";
import { deepFrozen } from "../table/frozen.ts";
import { compareIds } from "../table/order.ts";
import { debtorOf } from "./standing.ts";
import { grouped } from "./transaction.ts";
import { type DebtorsView, partsOf, type ViewParts } from "./view.ts";

/** What a layby's label is made of, in the order in which the source document names them. */
export const laybyStatuses = [
  "No payment yet",
  "Partially paid",
  "Partially collected",
  "Partially credited",
  "Paid",
  "Collected",
  "Credited",
  "Overdue",
] as const;
/** One of {@link laybyStatuses}. A layby has one about its payments, and may have one of each other sort. */
export type LaybyStatus = (typeof laybyStatuses)[number];

/** The orders that laybys may be listed in. Each breaks ties by layby number and id. */
export const laybySorts = ["overdue-first", "due-date", "sale-date", "balance"] as const;
/** One of {@link laybySorts}. */
export type LaybySort = (typeof laybySorts)[number];

/** What can be done with one layby; nothing is printed or sent here. */
export type LaybyAction =
  | { readonly action: "preview-layby-receipt"; readonly laybyId: string }
  | { readonly action: "send-layby-reminder"; readonly laybyId: string };

/** A layby as the manager shows it. */
export interface LaybyRow {
  readonly laybyId: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly laybyNumber: string;
  /** The value of all its items, in minor units. */
  readonly total: Minor;
  readonly paid: Minor;
  /** The value of the items that were taken back. */
  readonly credited: Minor;
  /** What is left to pay: total less paid less credited. */
  readonly outstanding: Minor;
  readonly soldOn: Day;
  readonly dueOn: Day;
  /** In the order of {@link laybyStatuses}, but Overdue last. */
  readonly statuses: readonly LaybyStatus[];
  readonly overdue: boolean;
  /** A reminder only where it is overdue. */
  readonly actions: readonly LaybyAction[];
}

/** Which laybys are listed, and in which order. */
export interface LaybyQuery {
  /** Laybys with any of these labels, matched ignoring case and blanks. Absent or empty: those with something outstanding. */
  readonly status?: readonly string[];
  /** Found in the layby number, the customer's name, the total or what is outstanding; blank: all. */
  readonly search?: string;
  /** Default `"overdue-first"`. */
  readonly sort?: LaybySort;
}

/** The outstanding layby manager. Plain data. */
export interface LaybyManager {
  readonly today: Day;
  readonly currency: Currency;
  readonly query: {
    readonly status: readonly LaybyStatus[] | null;
    readonly search: string | null;
    readonly sort: LaybySort;
  };
  readonly rows: readonly LaybyRow[];
  /** Of the rows shown. */
  readonly shown: { readonly count: number; readonly outstanding: Minor };
  /** Of all laybys with something outstanding: the tile. */
  readonly totals: LaybyTotals;
}

/** What laybys add up to. */
export interface LaybyTotals {
  /** Minor units. */
  readonly outstanding: Minor;
  /** How many have something outstanding. */
  readonly active: number;
  /** How many of them are past their due day. */
  readonly overdue: number;
}

/**
 * The laybys of a business as they stand today.
 *
 * Instalments count from their day on. A layby is overdue when something is outstanding and its due day lies before today.
 * Paid and Collected speak of what was not credited. Without a status filter the manager lists the laybys that make up the tile.
 *
 * @throws {Fault} `QUERY_INVALID` for an unknown key, label or order, `QUERY_TOO_LONG`, `AMOUNT_OVERFLOW`.
 * @see docs/sources.md, 002:136-163; docs/decisions.md, G-70 and G-71.
 *
 * @example
 * import { readLedger } from "receivables";
 * import { debtorsView, laybyManager } from "receivables/debtors";
 *
 * const reading = readLedger(
 *   {
 *     business: { time_zone: "UTC", currency: "USD", layby_term: { months: 1 } },
 *     laybys: [{ layby_id: "L1", account_id: "A", sold_on: "2025-01-31" }],
 *     layby_items: [{ layby_id: "L1", price: "50.00", quantity: "2", collected: "1" }],
 *     layby_payments: [{ layby_id: "L1", paid_on: "2025-02-10", amount: "40.00" }],
 *   },
 *   { today: "2025-03-10" },
 * );
 * if (!reading.ok) throw new Error(reading.issues[0]?.message);
 * const [layby] = laybyManager(debtorsView(reading.value)).rows;
 * [layby?.total, layby?.outstanding, layby?.dueOn]; // => [10000, 6000, "2025-02-28"]
 * layby?.statuses; // => ["Partially paid", "Partially collected", "Overdue"]
 */
export function laybyManager(view: DebtorsView, query: LaybyQuery = {}): LaybyManager {
  const parts = partsOf(view);
  const { statuses, search, sort } = checkedLaybyQuery(query);
  const { currency, today } = parts.header;
  const rows = allLaybys(parts).filter(
    (row) =>
      (statuses === undefined ? row.outstanding > 0 : row.statuses.some((each) => statuses.has(each))) &&
      (search === "" || searchTexts(row, currency).some((text) => foldText(text).includes(search))),
  );
  const shownTotals = {
    count: rows.length,
    outstanding: rows.reduce((sum, row) => plusMinor(sum, row.outstanding), 0),
  };
  return {
    today,
    currency,
    query: { status: statuses === undefined ? null : [...statuses], search: search || null, sort },
    rows: rows.sort(laybyOrders[sort]),
    shown: shownTotals,
    totals: laybyTotals(parts),
  };
}

/**
 * Checks a query of laybys; the search is folded.
 *
 * @throws {Fault} as {@link laybyManager}.
 */
export function checkedLaybyQuery(query: LaybyQuery): {
  readonly statuses: ReadonlySet<LaybyStatus> | undefined;
  readonly search: string;
  readonly sort: LaybySort;
} {
  if (typeof query !== "object" || query === null) {
    throw new Fault("QUERY_INVALID", `A query is an object, not ${shown(query)}.`);
  }
  for (const key of Object.keys(query)) {
    if (!["status", "search", "sort"].includes(key)) {
      throw new Fault("QUERY_INVALID", `A query of laybys has no ${shown(key)}.`, { path: [key] });
    }
  }
  const sort = laybySorts.find((each) => each === (query.sort ?? "overdue-first"));
  if (sort === undefined) {
    const message = `Laybys are sorted by ${laybySorts.join(", ")}, not ${shown(query.sort)}.`;
    throw new Fault("QUERY_INVALID", message, { path: ["sort"] });
  }
  return { statuses: statusesOf(query.status), search: foldSearch(query.search ?? ""), sort };
}

function statusesOf(given: readonly string[] | undefined): ReadonlySet<LaybyStatus> | undefined {
  if (given === undefined) return undefined;
  if (!Array.isArray(given)) {
    throw new Fault("QUERY_INVALID", `status is a list, not ${shown(given)}.`, { path: ["status"] });
  }
  const found = Array.from(given, (value: unknown, at) => {
    const match = laybyStatuses.find(
      (each) => typeof value === "string" && foldChoice(each) === foldChoice(value),
    );
    if (match !== undefined) return match;
    const message = `${shown(value)} is none of ${laybyStatuses.join(", ")}.`;
    throw new Fault("QUERY_INVALID", message, { path: ["status", at] });
  });
  return found.length === 0 ? undefined : new Set(found);
}

function searchTexts({ laybyNumber, accountName, total, outstanding }: LaybyRow, { exponent }: Currency) {
  const amounts = [minorText(total, exponent), minorText(outstanding, exponent)];
  return [laybyNumber, accountName, ...amounts, ...amounts.map(grouped)];
}

const byNumber = (a: LaybyRow, b: LaybyRow) =>
  compareIds(a.laybyNumber, b.laybyNumber) || compareIds(a.laybyId, b.laybyId);
const byDueDay = (a: LaybyRow, b: LaybyRow) => compareIds(a.dueOn, b.dueOn) || byNumber(a, b);
const laybyOrders: Readonly<Record<LaybySort, (a: LaybyRow, b: LaybyRow) => number>> = {
  "overdue-first": (a, b) => Number(b.overdue) - Number(a.overdue) || byDueDay(a, b),
  "due-date": byDueDay,
  "sale-date": (a, b) => compareIds(a.soldOn, b.soldOn) || byNumber(a, b),
  balance: (a, b) => a.outstanding - b.outstanding || byNumber(a, b),
};

/** Every layby of the ledger, found once a view. */
export function allLaybys(parts: ViewParts): readonly LaybyRow[] {
  return parts.once("laybys", () => {
    const { ledger, standingToday, header } = parts;
    // Frozen: every call hands out the same rows.
    return [...ledger.laybys.values()].map((layby) =>
      deepFrozen(laybyRow(layby, debtorOf(standingToday, layby.accountId).account.accountName, header.today)),
    );
  });
}

/** What all laybys add up to. */
export function laybyTotals(parts: ViewParts): LaybyTotals {
  let outstanding = 0;
  let active = 0;
  let overdue = 0;
  for (const row of allLaybys(parts)) {
    outstanding = plusMinor(outstanding, row.outstanding);
    if (row.outstanding > 0) active += 1;
    if (row.overdue) overdue += 1;
  }
  return { outstanding, active, overdue };
}

function laybyRow(layby: Layby, accountName: string, today: Day): LaybyRow {
  const { laybyId, accountId, laybyNumber, soldOn, dueOn, items, payments } = layby;
  const pieces = { all: 0, collected: 0, credited: 0 };
  let total = 0n;
  let credited = 0n;
  for (const { price, quantity, ...item } of items) {
    pieces.all += quantity;
    pieces.collected += item.collected;
    pieces.credited += item.credited;
    total += BigInt(price) * BigInt(quantity);
    credited += BigInt(price) * BigInt(item.credited);
  }
  let paid = 0n;
  for (const { paidOn, amount } of payments) if (paidOn <= today) paid += BigInt(amount);
  const outstanding = total - paid - credited;
  const overdue = outstanding > 0n && dueOn < today;
  const statuses: LaybyStatus[] = [
    paid === 0n ? "No payment yet" : paid < total - credited ? "Partially paid" : "Paid",
    ...partOf<LaybyStatus>(
      pieces.collected,
      pieces.all - pieces.credited,
      "Partially collected",
      "Collected",
    ),
    ...partOf<LaybyStatus>(pieces.credited, pieces.all, "Partially credited", "Credited"),
    ...(overdue ? (["Overdue"] as const) : []),
  ];
  return {
    laybyId,
    accountId,
    accountName,
    laybyNumber,
    // A reader refuses a layby of which less than nothing is left, or whose total passes 2^53 − 1.
    total: Number(total),
    paid: Number(paid),
    credited: Number(credited),
    outstanding: Number(outstanding),
    soldOn,
    dueOn,
    statuses,
    overdue,
    actions: [
      { action: "preview-layby-receipt", laybyId },
      ...(overdue ? [{ action: "send-layby-reminder", laybyId } as const] : []),
    ],
  };
}

/** None of something has no label. */
function partOf<Label>(count: number, all: number, part: Label, whole: Label): readonly Label[] {
  if (count === 0) return [];
  return [count < all ? part : whole];
}
