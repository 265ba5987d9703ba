import type { DueDateBucket } from "../aging/scheme.ts";
import type { Day } from "../calendar/day.ts";
import { epochMilliseconds, type InstantLike, instantText } from "../calendar/instant.ts";
import { choiceOption, knownOptions } from "../fault/options.ts";
import type { Ledger } from "../model/ledger.ts";
import { type AsOfMode, asOfModes } from "../positions/open-items.ts";
import { startSum } from "../stats/account-stats.ts";
import { addOpenDocuments, statsOfAccount } from "../stats/ledger-sum.ts";
import {
  type EqualScore,
  equalScores,
  highestPriority,
  type PriorityFloor,
  priorityFloors,
} from "../stats/priority.ts";
import { type AccountStats, type DiscountCombining, discountCombinings } from "../stats/stats.ts";
import { latestInvites } from "./invitation.ts";
import { rowOf } from "./row.ts";
import { positionsOf, type Snapshot, type SnapshotSettings, snapshotOf } from "./snapshot.ts";

/** Choices about figures that a snapshot or a store is made with. */
export interface FigureOptions {
  /** How several discounts on one invoice combine. Default `"max"`. */
  readonly discounts?: DiscountCombining;
  /** The lowest end of the priority scale. Default `"observed"`. */
  readonly floor?: PriorityFloor;
  /** What accounts score where all exposures are equal and positive. Default 10. */
  readonly equal?: EqualScore;
}

/** How a snapshot of a ledger is taken. */
export interface TakeSnapshotOptions extends FigureOptions {
  /** The day balances and ages are of. */
  readonly asOf: Day;
  /** The instant at which invitations are read. */
  readonly now: InstantLike;
  /** What a day before the ledger's today means. Default `"reconstruct"`. */
  readonly mode?: AsOfMode;
}

/** The names {@link FigureOptions} has. */
export const figureOptionNames: readonly string[] = ["discounts", "floor", "equal"];

/** The settings that options ask for. */
export function settingsOf(options: FigureOptions & { readonly mode?: AsOfMode }): SnapshotSettings {
  return Object.freeze({
    mode: choiceOption("mode", options.mode ?? "reconstruct", asOfModes),
    discounts: choiceOption("discounts", options.discounts ?? "max", discountCombinings),
    floor: choiceOption("floor", options.floor ?? "observed", priorityFloors),
    equal: choiceOption("equal", options.equal ?? highestPriority, equalScores),
  });
}

/**
 * The figures of every account of a ledger, whatever its status or balance, without a store.
 *
 * Priorities compare all accounts of the ledger.
 *
 * @throws {Fault} `HISTORY_UNAVAILABLE` as `openItems`; `AMOUNT_OVERFLOW` with the account; `INSTANT_INVALID`,
 * `DATE_INVALID`, `DATE_TYPE`, `DATE_RANGE`, `POLICY_RANGE`, `POLICY_UNKNOWN` for options.
 * @see docs/sources.md, 001:7-19.
 *
 * @example
 * import { readLedger } from "receivables";
 * import { takeSnapshot } from "receivables/store";
 *
 * const reading = readLedger(
 *   {
 *     business: { time_zone: "America/Chicago", currency: "USD" },
 *     invoices: [{ invoice_number: "7", account_id: "C-100", amount: "100.00", issued_on: "2025-02-01", due_on: "2025-03-01" }],
 *   },
 *   { today: "2025-03-10" },
 * );
 * if (!reading.ok) throw new Error(reading.issues[0]?.message);
 * const snapshot = takeSnapshot(reading.value, { asOf: "2025-03-10", now: "2025-03-10T05:00:00Z" });
 * snapshot.row("C-100")?.stats.pastDue; // => { amount: 10000, count: 1, amountDays: 90000n }
 */
export function takeSnapshot(ledger: Ledger, options: TakeSnapshotOptions): Snapshot {
  knownOptions(options, ["asOf", "now", "mode", ...figureOptionNames]);
  const { discounts, mode } = settingsOf(options);
  const { asOf } = options;
  const currency = Object.freeze({ ...ledger.business.currency });
  const sum = startSum<DueDateBucket>({ asOf, currency, discounts });
  const slots = new Map<string, number>();
  for (const id of ledger.accounts.keys()) slots.set(id, sum.open());
  addOpenDocuments(sum, ledger, { asOf, mode }, (id) => slots.get(id) as number);
  return snapshotWith(ledger, options, (accountId) =>
    statsOfAccount(sum, slots.get(accountId) as number, accountId),
  );
}

/** The snapshot of a ledger whose accounts' figures are known; its documents are not looked at. */
export function snapshotWith(
  ledger: Ledger,
  options: TakeSnapshotOptions,
  statsOf: (accountId: string, place: number) => AccountStats,
): Snapshot {
  const now = epochMilliseconds(options.now);
  const settings = settingsOf(options);
  const { asOf } = options;
  const { timeZone } = ledger.business;
  const currency = Object.freeze({ ...ledger.business.currency });
  const invites = latestInvites(ledger.invites);
  const rows = [...ledger.accounts.values()].map((account, place) => {
    const { accountId } = account;
    return rowOf(account, place, invites.get(accountId), statsOf(accountId, place), now);
  });
  const { today } = ledger;
  const header = { version: 0, asOf, today, computedAt: instantText(now), timeZone, currency, settings };
  return snapshotOf(header, rows, { positions: positionsOf(ledger.accounts.keys()), names: {} });
}
