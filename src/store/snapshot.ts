import type { Day } from "../calendar/day.ts";
import { Fault } from "../fault/fault.ts";
import { shown } from "../fault/issue.ts";
import type { Currency } from "../money/currency.ts";
import type { AsOfMode } from "../positions/open-items.ts";
import { type EqualScore, type PriorityFloor, PriorityScale } from "../stats/priority.ts";
import type { DiscountCombining } from "../stats/stats.ts";
import { deepFrozen } from "../table/frozen.ts";
import type { Tally } from "../tally/tally.ts";
import { ChunkedList, SortedList } from "./chunked.ts";
import { byUrgency, exposureOf, type SnapshotRow } from "./row.ts";
import { movedTotals, noTotals, type Totals } from "./totals.ts";

/** The format that snapshots are written in; another number means another shape. */
export const snapshotFormat = 1;

/** What the figures of a snapshot were computed under. */
export interface SnapshotSettings {
  /** What a day before the ledger's today means. */
  readonly mode: AsOfMode;
  /** How several discounts on one invoice combine. */
  readonly discounts: DiscountCombining;
  /** The lowest end of the priority scale. */
  readonly floor: PriorityFloor;
  /** What accounts score where all exposures are equal and positive. */
  readonly equal: EqualScore;
}

/** What a snapshot says about itself. */
export interface SnapshotHeader {
  /** How many batches of changes the store had taken; 0 for a ledger as it was read. */
  readonly version: number;
  /** The day balances and ages are of. */
  readonly asOf: Day;
  /** The business's own day when it was computed. */
  readonly today: Day;
  /** The instant at which it was computed and invitations were read, as ISO 8601 text in UTC. */
  readonly computedAt: string;
  readonly timeZone: string;
  readonly currency: Currency;
  readonly settings: SnapshotSettings;
}

/** What boards read a snapshot from. */
export interface SnapshotParts {
  /** By position; accounts keep their position from snapshot to snapshot. */
  readonly rows: ChunkedList<SnapshotRow>;
  /** Shared by the snapshots of a store: one that lies at or beyond the size belongs to a later snapshot. */
  readonly positions: ReadonlyMap<string, number>;
  readonly ranking: SortedList<SnapshotRow>;
  readonly totals: Totals;
  readonly scale: PriorityScale;
  /** One object for all snapshots in which the same accounts have the same names: what depends on names alone is kept under it. */
  readonly names: object;
}

/**
 * Every account of a business with its figures, at one moment. It never changes.
 *
 * `JSON.stringify(snapshot)` writes it down; `readSnapshot` reads it back. Boards take it as it is.
 */
export class Snapshot implements SnapshotHeader {
  readonly formatVersion: typeof snapshotFormat = snapshotFormat;
  readonly version: number;
  readonly asOf: Day;
  readonly today: Day;
  readonly computedAt: string;
  readonly timeZone: string;
  readonly currency: Currency;
  readonly settings: SnapshotSettings;
  /** How many accounts it has. */
  readonly size: number;
  readonly #parts: SnapshotParts;

  /** @internal */
  constructor(header: SnapshotHeader, parts: SnapshotParts) {
    this.version = header.version;
    this.asOf = header.asOf;
    this.today = header.today;
    this.computedAt = header.computedAt;
    this.timeZone = header.timeZone;
    this.currency = header.currency;
    this.settings = Object.freeze(header.settings);
    this.size = parts.rows.size;
    this.#parts = parts;
    Object.freeze(this);
  }

  /** @internal What a value is made of where it is a snapshot; undefined where it is none. */
  static partsIn(value: unknown): SnapshotParts | undefined {
    return typeof value === "object" && value !== null && #parts in value ? value.#parts : undefined;
  }

  /** The figures of one account; undefined where the snapshot does not have it. */
  row(accountId: string): SnapshotRow | undefined {
    const { positions, rows } = this.#parts;
    const position = positions.get(accountId);
    const row = position === undefined ? undefined : rows.at(position);
    return row === undefined ? undefined : deepFrozen(row);
  }

  /** The accounts, in the order of the ledger. */
  accountIds(): readonly string[] {
    return this.#parts.rows.toArray().map(({ accountId }) => accountId);
  }

  /** The snapshot as plain data. */
  toJSON(): SnapshotJson {
    const { formatVersion, version, asOf, today, computedAt, timeZone, currency, settings } = this;
    const accounts = this.#parts.rows.toArray().map(jsonOfRow);
    return { formatVersion, version, asOf, today, computedAt, timeZone, currency, settings, accounts };
  }
}

/** Whether a value is a snapshot. */
export function isSnapshot(value: object): value is Snapshot {
  return Snapshot.partsIn(value) !== undefined;
}

/**
 * What a snapshot is made of.
 *
 * @throws {Fault} `TYPE` for what is no snapshot.
 */
export function partsOf(snapshot: Snapshot): SnapshotParts {
  const parts = Snapshot.partsIn(snapshot);
  if (parts !== undefined) return parts;
  const message = `A snapshot comes from a store, takeSnapshot or readSnapshot, not ${shown(snapshot)}.`;
  throw new Fault("TYPE", message);
}

/** A snapshot of rows that stand at their positions. */
export function snapshotOf(
  header: SnapshotHeader,
  rows: readonly SnapshotRow[],
  shared: { readonly positions: ReadonlyMap<string, number>; readonly names: object },
): Snapshot {
  let totals = noTotals;
  for (const { stats } of rows) totals = movedTotals(totals, undefined, stats);
  const ranking = SortedList.of(rankedRows(rows), byUrgency);
  return new Snapshot(header, {
    ...shared,
    rows: ChunkedList.of(rows),
    ranking,
    totals,
    scale: scaleOf(ranking, header),
  });
}

/** Rows by urgency. Numbers decide nearly all comparisons, in a fraction of the time of bigints. */
function rankedRows(rows: readonly SnapshotRow[]): readonly SnapshotRow[] {
  const keyed = rows.map((row) => ({ row, key: byUrgency.keyOf(row) }));
  keyed.sort((a, b) => a.key - b.key || byUrgency.compare(a.row, b.row));
  return keyed.map(({ row }) => row);
}

/** The scale of priorities: its ends are the ends of the ranking. The scale of before where they are the same. */
export function scaleOf(
  ranking: SortedList<SnapshotRow>,
  { currency, settings }: Pick<SnapshotHeader, "currency" | "settings">,
  before?: PriorityScale,
): PriorityScale {
  const [first, last] = [ranking.at(0), ranking.last];
  const ends = {
    lowest: last === undefined ? 0n : exposureOf(last),
    highest: first === undefined ? 0n : exposureOf(first),
  };
  if (before?.ends.lowest === ends.lowest && before.ends.highest === ends.highest) return before;
  return new PriorityScale(ends, { currency, floor: settings.floor, equal: settings.equal });
}

/** Positions of accounts in the order of a list of ids. */
export function positionsOf(accountIds: Iterable<string>): Map<string, number> {
  const positions = new Map<string, number>();
  for (const id of accountIds) positions.set(id, positions.size);
  return positions;
}

/** A tally in a snapshot's JSON: amount, count and, as decimal text, minor-unit days. */
export type TallyJson = readonly [amount: number, count: number, amountDays: string];

/** An account in a snapshot's JSON. What else its figures are follows from these. */
export interface SnapshotRowJson extends Omit<SnapshotRow, "place" | "stats"> {
  readonly buckets: Readonly<Record<string, TallyJson>>;
  readonly discounts: TallyJson;
  readonly credits: TallyJson;
  readonly debits: TallyJson;
}

/** A snapshot as plain data. */
export interface SnapshotJson extends SnapshotHeader {
  readonly formatVersion: number;
  readonly accounts: readonly SnapshotRowJson[];
}

function jsonOfRow({ place: _, stats, ...row }: SnapshotRow): SnapshotRowJson {
  const { byBucket, discounts, credits, debits } = stats;
  return {
    ...row,
    invitation: row.invitation === null ? null : { ...row.invitation },
    buckets: Object.fromEntries(
      Object.entries(byBucket).map(([label, tally]) => [label, jsonOfTally(tally)]),
    ),
    discounts: jsonOfTally(discounts),
    credits: jsonOfTally(credits),
    debits: jsonOfTally(debits),
  };
}

function jsonOfTally({ amount, count, amountDays }: Tally): TallyJson {
  return [amount, count, String(amountDays)];
}
