import type { Day } from "../calendar/day.ts";
import { Fault } from "../fault/fault.ts";
import { shown } from "../fault/issue.ts";
import { knownOptions } from "../fault/options.ts";
import type { Minor } from "../money/amount.ts";
import type { Currency } from "../money/currency.ts";
import type { PriorityScale } from "../stats/priority.ts";
import type { Invitation } from "../store/invitation.ts";
import { exposureOf, type SnapshotRow } from "../store/row.ts";
import { partsOf, type Snapshot, type SnapshotSettings } from "../store/snapshot.ts";
import type { Direction } from "../table/order.ts";
import { roundedAverageDays } from "../tally/average.ts";
import { type Badge, badges } from "./badges.ts";
import { decimalsOf, type ShownDecimals } from "./list.ts";
import { type CheckedQuery, type CustomerQuery, checkedQuery } from "./query.ts";
import { selectRows } from "./select.ts";

/** One account on the dashboard: its 13 cells, and what stands beside them. Amounts in minor units. */
export interface CustomerViewRow {
  readonly accountId: string;
  readonly accountName: string;
  readonly accountType: string | null;
  /** 0 to 10, rounded. */
  readonly collectionPriority: number;
  /** Unpaid invoices and debit adjustments; credits are not subtracted. */
  readonly outstanding: Minor;
  readonly currentInvoices: Minor;
  readonly pastDueInvoices: Minor;
  readonly debitAdjustments: Minor;
  /** A positive magnitude. */
  readonly creditAdjustments: Minor;
  /** Days, rounded; 0 where nothing is past due. */
  readonly averageDaysOverdue: number;
  readonly days1To30: Minor;
  readonly days31To60: Minor;
  readonly days61To90: Minor;
  readonly days91Plus: Minor;
  readonly status: "Active" | "Inactive";
  readonly invitation: Invitation | null;
  readonly badges: readonly Badge[];
  /** The day of these figures: earlier than the view's where the account waits to be recomputed. */
  readonly asOf: Day;
}

/** Which page of a view is wanted. */
export interface CustomerViewOptions extends ShownDecimals {
  /** Counted from 1. Default 1. A page behind the last one has no rows. */
  readonly page?: number;
  /** Rows on a page, 1 to 10,000. Default {@link defaultPageSize}. */
  readonly pageSize?: number;
  /** Decimals of averages of days, 0 to 6: more are digits that a number does not have. Default 2. */
  readonly averageDecimals?: number;
}

/** How many rows a page has unless asked otherwise. */
export const defaultPageSize = 50;
const largestPageSize = 10_000;

/** Averages stand in rows as numbers; with more decimals their text would show digits that no division gave. */
const mostAverageDecimals = 6;

/** A page of the customers dashboard. Plain data: it survives JSON. */
export interface CustomerView {
  readonly asOf: Day;
  readonly today: Day;
  /** When the snapshot was computed, as ISO 8601 text in UTC. */
  readonly computedAt: string;
  readonly currency: Currency;
  readonly options: SnapshotSettings & Required<ShownDecimals>;
  /** What was asked for, filter values as they are spelled here; null for what lets everything through. */
  readonly query: {
    readonly status: readonly string[] | null;
    readonly inviteStatus: readonly string[] | null;
    readonly search: string | null;
    /** The order of the rows: a header of the export and a direction. */
    readonly sort: { readonly column: string; readonly direction: Direction };
  };
  /** How many accounts the business has. */
  readonly accounts: number;
  /** How many of them the query shows, on all pages. */
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
  /** How many pages there are; 0 where the query shows nothing. */
  readonly pages: number;
  readonly rows: readonly CustomerViewRow[];
}

/**
 * A page of the customers dashboard: every account of the snapshot unless a filter leaves it out, in the order asked for.
 *
 * All rows come from one snapshot. Filters and search never change a figure. Without a query: all accounts, the most
 * urgent first.
 *
 * @param snapshot - Of a store, of `takeSnapshot` or of `readSnapshot`.
 * @throws {Fault} `QUERY_INVALID` and `QUERY_TOO_LONG` as `queryCustomers`, and for a page that is no whole number from 1;
 * `POLICY_RANGE`, `POLICY_UNKNOWN` for options; `TYPE` for what is no snapshot.
 * @see docs/sources.md, 000:3-19 and 000:60-68.
 *
 * @example
 * import { readLedger } from "receivables";
 * import { customersView } from "receivables/customers";
 * import { takeSnapshot } from "receivables/store";
 *
 * const reading = readLedger(
 *   {
 *     business: { time_zone: "America/Chicago", currency: "USD" },
 *     invoices: [
 *       { invoice_number: "7", account_id: "C-100", amount: "100.00", due_on: "2025-03-01" },
 *       { invoice_number: "8", account_id: "C-200", amount: "900.00", due_on: "2025-03-31" },
 *     ],
 *   },
 *   { today: "2025-03-10" },
 * );
 * if (!reading.ok) throw new Error(reading.issues[0]?.message);
 * const snapshot = takeSnapshot(reading.value, { asOf: "2025-03-10", now: "2025-03-10T15:00:00Z" });
 * const { rows, total } = customersView(snapshot);
 * total; // => 2
 * rows.map(({ accountId, collectionPriority, outstanding }) => [accountId, collectionPriority, outstanding]);
 * // => [["C-100", 10, 10000], ["C-200", 0, 90000]]
 * customersView(snapshot, { search: "c-2" }).rows.length;       // => 1
 * customersView(snapshot, {}, { page: 2, pageSize: 1 }).pages; // => 2
 */
export function customersView(
  snapshot: Snapshot,
  query: CustomerQuery = {},
  options: CustomerViewOptions = {},
): CustomerView {
  knownOptions(options, ["page", "pageSize", "priorityDecimals", "averageDecimals"]);
  const page = pageNumber("page", options.page ?? 1, Number.MAX_SAFE_INTEGER);
  const pageSize = pageNumber("pageSize", options.pageSize ?? defaultPageSize, largestPageSize);
  const decimals = decimalsOf(options, mostAverageDecimals);
  const checked = checkedQuery(query);
  const { scale } = partsOf(snapshot);
  const { total, slice } = selectRows(snapshot, checked);
  const from = (page - 1) * pageSize;
  const shownAs = `${decimals.priorityDecimals} ${decimals.averageDecimals}`;
  const { asOf, today, computedAt, currency, settings, size } = snapshot;
  return {
    asOf,
    today,
    computedAt,
    currency,
    options: { ...settings, ...decimals },
    query: shownQuery(checked, query),
    accounts: size,
    total,
    page,
    pageSize,
    pages: Math.ceil(total / pageSize),
    rows: slice(from, from + pageSize).map((row) => viewRow(row, scale, decimals, shownAs)),
  };
}

function shownQuery(checked: CheckedQuery, { search }: CustomerQuery): CustomerView["query"] {
  const { statuses, invitations, column, direction } = checked;
  return {
    status: statuses === undefined ? null : [...statuses],
    inviteStatus: invitations === undefined ? null : [...invitations],
    search: checked.search === "" ? null : (search as string),
    sort: { column: column.name, direction },
  };
}

/** Pages belong to what is asked for, as filters do: the fault says so. */
function pageNumber(name: string, value: unknown, most: number): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= most) return value;
  const upTo = most === Number.MAX_SAFE_INTEGER ? "on" : `to ${most}`;
  const message = `${name} must be a whole number from 1 ${upTo}, not ${shown(value)}.`;
  throw new Fault("QUERY_INVALID", message, { path: [name] });
}

/** The last view row made of a snapshot's row: most rows are shown again as they were. */
const made = new WeakMap<
  SnapshotRow,
  { readonly scale: PriorityScale; readonly decimals: string; readonly row: CustomerViewRow }
>();

function viewRow(
  row: SnapshotRow,
  scale: PriorityScale,
  decimals: Required<ShownDecimals>,
  shownAs: string,
): CustomerViewRow {
  const before = made.get(row);
  if (before !== undefined && before.scale === scale && before.decimals === shownAs) return before.row;
  const { accountId, accountName, accountType, status, invitation, asOf, stats } = row;
  const { outstanding, current, pastDue, byBucket, debits, credits } = stats;
  const fresh: CustomerViewRow = Object.freeze({
    accountId,
    accountName,
    accountType,
    collectionPriority: scale.rounded(exposureOf(row), decimals.priorityDecimals),
    outstanding: outstanding.amount,
    currentInvoices: current.amount,
    pastDueInvoices: pastDue.amount,
    debitAdjustments: debits.amount,
    creditAdjustments: credits.amount,
    averageDaysOverdue: roundedAverageDays(pastDue, { decimals: decimals.averageDecimals }),
    days1To30: byBucket["1-30"].amount,
    days31To60: byBucket["31-60"].amount,
    days61To90: byBucket["61-90"].amount,
    days91Plus: byBucket["91+"].amount,
    status,
    invitation: invitation === null ? null : Object.freeze({ ...invitation }),
    badges: Object.freeze(badges(row).map((badge) => Object.freeze(badge))),
    asOf,
  });
  made.set(row, { scale, decimals: shownAs, row: fresh });
  return fresh;
}
