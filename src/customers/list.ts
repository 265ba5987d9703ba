import type { Day } from "../calendar/day.ts";
import type { ColumnStats } from "../columns/column-stats.ts";
import { countOption, knownOptions } from "../fault/options.ts";
import type { Ledger } from "../model/ledger.ts";
import type { Currency } from "../money/currency.ts";
import { type PlainStats, plainStats } from "../stats/plain.ts";
import { collectionPriorities, priorityDecimals } from "../stats/priority.ts";
import type { Invitation } from "../store/invitation.ts";
import { type AccountIdentity, exposureOf } from "../store/row.ts";
import { partsOf, type Snapshot } from "../store/snapshot.ts";
import {
  figureOptionNames,
  snapshotWith,
  type TakeSnapshotOptions,
  takeSnapshot,
} from "../store/take-snapshot.ts";
import { averageDecimals } from "../tally/tally.ts";

/** One account on the customers board. */
export interface CustomerRow extends AccountIdentity {
  /** The most recent invitation; null where there was none. */
  readonly invitation: Invitation | null;
  /** Amounts in minor units; the exact exposure is `stats.pastDue.amountDays`, in minor-unit days. */
  readonly stats: PlainStats;
  /** 0 to 10, a full double. Order by the exact exposure, of which it is the logarithm. */
  readonly priority: number;
  /** The priority rounded to the decimals asked for. */
  readonly shownPriority: number;
}

/** How a list of customers is computed. */
export interface CustomerListOptions extends TakeSnapshotOptions, ShownDecimals {}

/** Every account of a business with its figures, and what they were computed under. Plain data: it survives JSON. */
export interface CustomerList {
  readonly asOf: Day;
  readonly today: Day;
  /** The instant at which invitations were read, as ISO 8601 text in UTC. */
  readonly now: string;
  readonly currency: Currency;
  readonly options: Required<Omit<CustomerListOptions, "asOf" | "now">>;
  /** In the order of the ledger's accounts; `queryCustomers` filters and sorts. */
  readonly rows: readonly CustomerRow[];
}

/**
 * Computes the customers board's figures: one row for every account, whatever its status or balance.
 *
 * Scores compare all accounts of the ledger; filters come after and never change one.
 *
 * @throws {Fault} `HISTORY_UNAVAILABLE` as `openItems`; `AMOUNT_OVERFLOW`; `INSTANT_INVALID`, `DATE_INVALID`, `DATE_TYPE`,
 * `DATE_RANGE`, `POLICY_RANGE`, `POLICY_UNKNOWN` for options.
 * @see docs/sources.md, 000:3-31 and 001:7-19.
 *
 * @example
 * import { readLedger } from "receivables";
 * import { customerList } from "receivables/customers";
 *
 * const reading = readLedger(
 *   {
 *     business: { time_zone: "America/Chicago", currency: "USD" },
 *     invoices: [{ invoice_number: "7", account_id: "C-100", amount: "100.00", issued_on: "2025-02-01", due_on: "2025-03-01" }],
 *   },
 *   { today: "2025-03-10" },
 * );
 * if (!reading.ok) throw new Error(reading.issues[0]?.message);
 * const list = customerList(reading.value, { asOf: "2025-03-10", now: "2025-03-10T05:00:00Z" });
 * list.rows[0]?.stats.pastDue.amount; // => 10000
 * list.rows[0]?.priority;             // => 10
 */
export function customerList(ledger: Ledger, options: CustomerListOptions): CustomerList {
  return listWith(options, (asked) => takeSnapshot(ledger, asked));
}

/**
 * The board's figures where the accounts' own are known: {@link customerList} without a look at documents.
 *
 * @throws {Fault} for options, as {@link customerList}.
 */
export function customerListOfStats(
  ledger: Ledger,
  stats: ColumnStats,
  options: CustomerListOptions,
): CustomerList {
  return listWith(options, (asked) => snapshotWith(ledger, asked, (_, place) => stats.account(place)));
}

function listWith(
  options: CustomerListOptions,
  snapshot: (asked: TakeSnapshotOptions) => Snapshot,
): CustomerList {
  knownOptions(options, ["asOf", "now", "mode", ...figureOptionNames, ...decimalNames]);
  const { priorityDecimals: _, averageDecimals: __, ...asked } = options;
  const shownAs = decimalsOf(options);
  return listOf(snapshot(asked), shownAs);
}

/** How figures of a snapshot are shown. */
export interface ShownDecimals {
  /** Decimals of shown priorities, 0 to 6. Default {@link priorityDecimals}. */
  readonly priorityDecimals?: number;
  /** Decimals of shown averages of days, 0 to 20. Default {@link averageDecimals}. */
  readonly averageDecimals?: number;
}

const decimalNames: readonly string[] = ["priorityDecimals", "averageDecimals"];

/**
 * The list of a snapshot: every row of it, as plain data.
 *
 * @throws {Fault} `POLICY_RANGE`, `POLICY_UNKNOWN` for options; `TYPE` for what is no snapshot.
 *
 * @example
 * import { readLedger } from "receivables";
 * import { customerListOf } from "receivables/customers";
 * import { takeSnapshot } from "receivables/store";
 *
 * const reading = readLedger(
 *   { business: { time_zone: "UTC", currency: "USD" }, accounts: [{ account_id: "007" }] },
 *   { today: "2025-03-10" },
 * );
 * if (!reading.ok) throw new Error(reading.issues[0]?.message);
 * const snapshot = takeSnapshot(reading.value, { asOf: "2025-03-10", now: "2025-03-10T12:00:00Z" });
 * customerListOf(snapshot).rows[0]?.accountId; // => "007"
 */
export function customerListOf(snapshot: Snapshot, options: ShownDecimals = {}): CustomerList {
  knownOptions(options, decimalNames);
  return listOf(snapshot, decimalsOf(options));
}

function listOf(snapshot: Snapshot, decimals: Required<ShownDecimals>): CustomerList {
  const found = partsOf(snapshot).rows.toArray();
  const { asOf, today, computedAt, currency, settings } = snapshot;
  const exposures = new Map(found.map((row) => [row.accountId, exposureOf(row)]));
  const { floor, equal } = settings;
  const scale = { currency, floor, equal };
  const priorities = collectionPriorities(exposures, scale);
  const shown = collectionPriorities(exposures, { ...scale, decimals: decimals.priorityDecimals });
  const rows = found.map(({ place: _, expiresAt: __, asOf: ___, stats, invitation, ...row }): CustomerRow => {
    const { accountId } = row;
    return {
      ...row,
      invitation: invitation === null ? null : { ...invitation },
      stats: plainStats(stats),
      // Every account has an exposure, so every account has a score.
      priority: priorities.get(accountId) as number,
      shownPriority: shown.get(accountId) as number,
    };
  });
  return { asOf, today, now: computedAt, currency, options: { ...settings, ...decimals }, rows };
}

/** The decimals that options ask for; averages have at most so many. */
export function decimalsOf(options: ShownDecimals, most = 20): Required<ShownDecimals> {
  return {
    priorityDecimals: countOption("priorityDecimals", options.priorityDecimals ?? priorityDecimals, 0, 6),
    averageDecimals: countOption("averageDecimals", options.averageDecimals ?? averageDecimals, 0, most),
  };
}
