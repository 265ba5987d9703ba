import type { DueDateBucket } from "../aging/scheme.ts";
import type { Day } from "../calendar/day.ts";
import { epochMilliseconds, type InstantLike, instantText } from "../calendar/instant.ts";
import type { TimeZone } from "../calendar/time-zone.ts";
import { Fault } from "../fault/fault.ts";
import { IssueLog, type Reading, shown } from "../fault/issue.ts";
import { knownOptions, listArgument } from "../fault/options.ts";
import type { Business } from "../model/business.ts";
import type { Ledger } from "../model/ledger.ts";
import { readRows } from "../model/reader.ts";
import { cellPath } from "../model/row.ts";
import type { Currency } from "../money/currency.ts";
import { type OpenItem, openItems } from "../positions/open-items.ts";
import { startSum } from "../stats/account-stats.ts";
import { addOpenDocuments, statsOfAccount } from "../stats/ledger-sum.ts";
import type { AccountStats } from "../stats/stats.ts";
import { deepFrozen, frozenCopy } from "../table/frozen.ts";
import { compareIds } from "../table/order.ts";
import {
  type AccountBooks,
  accountLedger,
  type BooksOfAll,
  booksOf,
  ledgerOf,
  settledBooks,
} from "./account-books.ts";
import { type Change, type ChangeReader, changeReader, type ReadChange } from "./change.ts";
import { type Order, SortedList } from "./chunked.ts";
import { Draft } from "./draft.ts";
import { latestInvites } from "./invitation.ts";
import { hasExpired, rowOf, type SnapshotRow } from "./row.ts";
import {
  partsOf,
  Snapshot,
  type SnapshotHeader,
  type SnapshotSettings,
  scaleOf,
  snapshotOf,
} from "./snapshot.ts";
import { type FigureOptions, figureOptionNames, settingsOf } from "./take-snapshot.ts";
import { movedTotals } from "./totals.ts";

/** What a store must be told about days: the two functions of `receivables/calendar`. */
export interface StoreCalendar {
  /** The calendar day that it is in a time zone at an instant. */
  readonly todayIn: (timeZone: TimeZone, instant: InstantLike) => Day;
  /** The first instant after another at which that day is a different one, as ISO 8601 text. */
  readonly nextDayChange: (timeZone: TimeZone, after: InstantLike) => string;
}

/** How a store is opened. */
export interface StoreOptions extends FigureOptions {
  /** The functions of `receivables/calendar`: passed in, so that a store does not load time zone data by itself. */
  readonly calendar: StoreCalendar;
  /**
   * Ids of changes that the ledger already holds: each is a replay when it comes again, whatever it says. Default: none.
   */
  readonly changeIds?: readonly string[];
}

/** What a batch of changes did. */
export interface Applied {
  /** How many batches the store has taken, this one included where it changed anything. */
  readonly version: number;
  /** How many changes were carried out. */
  readonly applied: number;
  /** How many had been carried out before, under the same id. */
  readonly replayed: number;
  /** The accounts they touched: each is recomputed by the next `recompute`. */
  readonly accountIds: readonly string[];
}

/**
 * Why an account's row does or does not say what the ledger says. The first that applies: no row yet; its ledger changed
 * since; its row is of another day; its invitation has expired since.
 */
export const stalenesses = [
  "fresh",
  "never-computed",
  "data-changed",
  "day-rolled-over",
  "invitation-expired",
] as const;
/** One of {@link stalenesses}. */
export type Staleness = (typeof stalenesses)[number];

/** Which accounts are recomputed. */
export interface RecomputeOptions {
  /**
   * Only these, whether they need it or not, and those that have no row yet, because scores compare all accounts; all
   * others keep their rows. Absent: every account that needs it.
   */
  readonly accounts?: readonly string[];
}

/** When an account's open invitation expires. */
interface Expiry {
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly at: number;
  readonly accountId: string;
}

const byExpiry: Order<Expiry> = {
  keyOf: ({ at }) => at,
  compare: (a, b) => compareIds(a.accountId, b.accountId),
};

/**
 * A ledger in memory that takes changes as they arrive, and keeps the last computed figures apart from it.
 *
 * Changes mark accounts; `recompute` rebuilds marked accounts from their documents, and those whose day has turned, then
 * swaps one new snapshot in. Until then every reader has the old one. Nothing here looks at a clock: `now` is given.
 */
export interface Store {
  readonly business: Business;
  /** How many batches of changes it has taken. */
  readonly version: number;
  /**
   * Takes changes: one, or a list of which all or none count. A change that was taken before, by its id, does nothing.
   *
   * @returns What they did; or all issues, and then nothing has changed. `REF_UNKNOWN` for what is not there,
   * `ID_DUPLICATE` for what is there already, `EVENT_CONFLICT` for another change under an id that was used, or one that
   * contradicts the ledger; and every error of docs/faults.md that a ledger of the same rows would have. Paths begin with
   * the change's place in the list; rows that came before stand under `"ledger"`. Warnings are of rows that came and of
   * rows they reach; ids that are easily confused (`ID_CONFUSABLE`) are remarked on only where a ledger is read.
   */
  readonly apply: (changes: Change | readonly Change[]) => Reading<Applied>;
  /**
   * Rebuilds what has changed, is of another day, or shows an invitation as open that has expired, and gives the new
   * snapshot; the same as before where nothing has.
   *
   * @throws {Fault} `CLOCK_BACKWARDS` for an instant before that of the last call; `REF_UNKNOWN` for an account that is
   * not there; `AMOUNT_OVERFLOW` with the account; `INSTANT_INVALID`; `TYPE`, `POLICY_RANGE`, `POLICY_UNKNOWN` for options. After a fault the old snapshot stands.
   */
  readonly recompute: (now: InstantLike, options?: RecomputeOptions) => Snapshot;
  /** The instant of the last `recompute`, as ISO 8601 text in UTC: the next one may not be before it. Null before the first. */
  readonly recomputedAt: string | null;
  /** The last snapshot; undefined before the first `recompute`. */
  readonly snapshot: () => Snapshot | undefined;
  /**
   * Of every account, whether its row says what the ledger says at an instant.
   *
   * @throws {Fault} `INSTANT_INVALID`.
   */
  readonly staleness: (now: InstantLike) => ReadonlyMap<string, Staleness>;
  /**
   * The first instant after `now` at which figures change by themselves, as ISO 8601 text in UTC: the day turns in the
   * business's zone, or an open invitation expires.
   *
   * @throws {Fault} `INSTANT_INVALID`.
   */
  readonly nextRecomputeAt: (now: InstantLike) => string;
  /**
   * The ledger as it is now, a copy: later changes do not reach it. Its rows are frozen.
   *
   * @throws {Fault} `INSTANT_INVALID`.
   */
  readonly ledger: (now: InstantLike) => Ledger;
  /**
   * The ledger of one account alone, a copy. Its rows are frozen.
   *
   * @throws {Fault} `REF_UNKNOWN` for an account that is not there; `INSTANT_INVALID`.
   */
  readonly accountLedger: (accountId: string, now: InstantLike) => Ledger;
  /** The ids of all changes that were taken: give them to the next store that is opened over this one's ledger. */
  readonly changeIds: () => readonly string[];
  /**
   * The open documents that an account's row was computed from: what explains its figures. Undefined where nobody can tell
   * any more, because the account has changed since, or has no row: recompute first, or ask `accountLedger`.
   *
   * @throws {Fault} `REF_UNKNOWN` for an account that is not there.
   */
  readonly openItems: (accountId: string) => readonly OpenItem[] | undefined;
}

/**
 * Opens a store over a ledger, of which it keeps a copy.
 *
 * @throws {Fault} `POLICY_RANGE`, `POLICY_UNKNOWN` for options.
 * @see docs/sources.md, 001:11-19 and 001:112-116; docs/decisions.md, G-07 and G-08; docs/store.md.
 *
 * @example
 * import { readLedger } from "receivables";
 * import { nextDayChange, todayIn } from "receivables/calendar";
 * import { openStore } from "receivables/store";
 *
 * const reading = readLedger(
 *   { business: { time_zone: "America/Chicago", currency: "USD" }, accounts: [{ account_id: "C-100" }] },
 *   { today: "2025-03-10" },
 * );
 * if (!reading.ok) throw new Error(reading.issues[0]?.message);
 * const store = openStore(reading.value, { calendar: { nextDayChange, todayIn } });
 * store.recompute("2025-03-10T15:00:00Z").row("C-100")?.stats.invoices.amount; // => 0
 *
 * const invoice = { invoice_number: "7", account_id: "C-100", amount: "100.00", due_on: "2025-03-10" };
 * store.apply({ changeId: "1", kind: "invoice-created", invoice }).ok;         // => true
 * store.snapshot()?.row("C-100")?.stats.invoices.amount;                       // => 0
 * store.staleness("2025-03-10T15:00:01Z").get("C-100");                        // => "data-changed"
 * store.recompute("2025-03-10T15:00:01Z").row("C-100")?.stats.invoices.amount; // => 10000
 * store.nextRecomputeAt("2025-03-10T15:00:01Z");                               // => "2025-03-11T05:00:00.000Z"
 */
export function openStore(ledger: Ledger, options: StoreOptions): Store {
  knownOptions(options, ["calendar", "changeIds", ...figureOptionNames]);
  const { calendar } = options;
  if (typeof calendar?.todayIn !== "function" || typeof calendar.nextDayChange !== "function") {
    const message = "calendar must be { todayIn, nextDayChange }, as receivables/calendar exports them.";
    throw new Fault("POLICY_RANGE", message, { path: ["calendar"] });
  }
  const { changeIds = [] } = options;
  listArgument("changeIds", changeIds);
  const state = new StoreState(ledger, calendar, settingsOf(options), changeIds);
  return Object.freeze({
    business: state.business,
    get recomputedAt() {
      return state.recomputedAt;
    },
    changeIds: () => state.changeIds(),
    get version() {
      return state.version;
    },
    apply: (changes: Change | readonly Change[]) => state.apply(changes),
    recompute: (now: InstantLike, only?: RecomputeOptions) => state.recompute(now, only),
    snapshot: () => state.snapshot,
    staleness: (now: InstantLike) => state.staleness(now),
    nextRecomputeAt: (now: InstantLike) => state.nextRecomputeAt(now),
    ledger: (now: InstantLike) => state.ledger(now),
    accountLedger: (accountId: string, now: InstantLike) => state.accountLedger(accountId, now),
    openItems: (accountId: string) => state.openItems(accountId),
  });
}

class StoreState {
  version = 0;
  snapshot: Snapshot | undefined;

  readonly business: Business;
  periodClears: Ledger["periodClears"];
  private readonly currency: Currency;
  private readonly calendar: StoreCalendar;
  private readonly settings: SnapshotSettings;
  private readonly readChange: ChangeReader;
  private readonly books: BooksOfAll["books"];
  private readonly homes: BooksOfAll["homes"];
  /** What each change that was taken said, by its id; undefined for one that the ledger held when the store was opened. */
  private readonly taken = new Map<string, string | undefined>();
  /** Accounts whose books changed since their row was computed; those without a row among them. */
  private readonly marked: Set<string>;
  /** Accounts whose invitation expired at or before the last recompute that left them out. */
  private readonly expired = new Set<string>();
  /** Accounts keep their place from snapshot to snapshot. */
  private readonly positions = new Map<string, number>();
  private names: object = {};
  private expiries: SortedList<Expiry>;
  /** The day on which all rows are; undefined where some are of another than others. */
  private rowsOf: Day | undefined;
  private lastNow = Number.NEGATIVE_INFINITY;
  /** The business's day of the last instant asked about, and the instants at which it begins to be known and ends. */
  private known = { day: "", from: Number.POSITIVE_INFINITY, until: Number.NEGATIVE_INFINITY };
  /** The day changes are held against, where a status is compared with what is left. */
  private today: Day;

  constructor(
    ledger: Ledger,
    calendar: StoreCalendar,
    settings: SnapshotSettings,
    changeIds: Iterable<string>,
  ) {
    this.business = frozenCopy(ledger.business);
    this.currency = this.business.currency;
    for (const id of changeIds) this.taken.set(id, undefined);
    this.calendar = calendar;
    this.settings = settings;
    this.readChange = changeReader(this.business);
    this.today = ledger.today;
    ({ books: this.books, homes: this.homes } = booksOf(ledger));
    this.periodClears = frozenCopy(ledger.periodClears);
    this.marked = new Set(this.books.keys());
    const expiries = [...this.books.values()].flatMap((books) => expiryOf(books) ?? []);
    this.expiries = SortedList.of(
      expiries.sort((a, b) => a.at - b.at || byExpiry.compare(a, b)),
      byExpiry,
    );
  }

  apply(changes: unknown): Reading<Applied> {
    const log = new IssueLog();
    const { business, books, homes, periodClears } = this;
    const draft = new Draft({ business, books, homes, periodClears }, log);
    const bodies = new Map<string, string>();
    let replayed = 0;
    for (const change of this.changesIn(changes, log)) {
      const { changeId } = change;
      const body = bodies.get(changeId) ?? this.taken.get(changeId);
      if (body === undefined && !this.taken.has(changeId)) {
        bodies.set(changeId, change.body);
        draft.take(change);
      } else if (body === undefined || body === change.body) replayed += 1;
      else log.error(conflict(change));
    }
    if (log.errorCount === 0) draft.reconcile(this.today);
    return log.reading(() => this.commit(draft, bodies, replayed));
  }

  /** The changes that could be read: of a list, or one alone, whose path is empty. */
  private changesIn(changes: unknown, log: IssueLog): readonly ReadChange[] {
    const read: ReadChange[] = [];
    if (Array.isArray(changes)) readRows(changes, [], log, this.readChange, (change) => read.push(change));
    else {
      const change = this.readChange(changes, [], log);
      if (change !== undefined) read.push(change);
    }
    return read;
  }

  private commit(draft: Draft, bodies: ReadonlyMap<string, string>, replayed: number): Applied {
    for (const [id, drafted] of draft.books) {
      const books = settledBooks(drafted);
      this.moveExpiry(this.books.get(id), books);
      this.books.set(id, books);
      this.marked.add(id);
    }
    for (const [table, homes] of Object.entries(draft.homes)) {
      for (const [id, accountId] of homes) this.homes[table as keyof typeof draft.homes].set(id, accountId);
    }
    this.periodClears = draft.periodClears;
    for (const [id, body] of bodies) this.taken.set(id, body);
    if (bodies.size > 0) this.version += 1;
    const accountIds = [...draft.books.keys()];
    return { version: this.version, applied: bodies.size, replayed, accountIds };
  }

  private moveExpiry(before: AccountBooks | undefined, after: AccountBooks): void {
    if (before?.invites === after.invites) return;
    const [old, now] = [before === undefined ? undefined : expiryOf(before), expiryOf(after)];
    if (old !== undefined) this.expiries = this.expiries.without(old);
    if (now !== undefined) this.expiries = this.expiries.with(now);
  }

  recompute(instant: InstantLike, options: RecomputeOptions = {}): Snapshot {
    knownOptions(options, ["accounts"]);
    const now = epochMilliseconds(instant);
    if (now < this.lastNow) {
      const message = `It was already ${instantText(this.lastNow)}: a recompute at ${instantText(now)} would go back.`;
      throw new Fault("CLOCK_BACKWARDS", message, { path: ["now"] });
    }
    const today = this.dayOf(now);
    const expiredNow = this.expiredUntil(now);
    const targets = this.targets(options.accounts, today, expiredNow);
    const rows = this.rowsFor(targets, today, now);
    // From here on nothing can fail, and nobody looks: the new snapshot comes in whole.
    this.lastNow = now;
    this.today = today;
    for (const id of expiredNow) this.expired.add(id);
    for (const { accountId } of rows) {
      this.marked.delete(accountId);
      this.expired.delete(accountId);
    }
    const before = this.snapshot;
    // A business without accounts has no row that could be of another day, and is yet of the day it is asked about.
    if (before === undefined || rows.length > 0 || (this.books.size === 0 && before.asOf !== today)) {
      const header = this.header(today, now);
      const most = before === undefined || rows.length > before.size / 8;
      this.snapshot = most ? this.wholeSnapshot(header, rows) : this.changedSnapshot(header, before, rows);
    }
    const all = options.accounts === undefined || rows.length === this.books.size;
    this.rowsOf = all || this.rowsOf === today ? today : undefined;
    return this.snapshot as Snapshot;
  }

  private header(today: Day, now: number): SnapshotHeader {
    const { version, currency, settings } = this;
    const { timeZone } = this.business;
    return { version, asOf: today, today, computedAt: instantText(now), timeZone, currency, settings };
  }

  /** The accounts to rebuild, each once. */
  private targets(
    only: readonly string[] | undefined,
    today: Day,
    expiredNow: readonly string[],
  ): ReadonlySet<string> {
    if (only !== undefined) {
      listArgument("accounts", only);
      // Read once: an element that is computed might be another account when it is asked again.
      const named = [...only];
      for (const [index, id] of named.entries()) {
        if (!this.books.has(id)) throw unknownAccount(id, ["accounts", index]);
      }
      const withoutRow = [...this.marked].filter((id) => !this.positions.has(id));
      return new Set([...withoutRow, ...named]);
    }
    if (this.marked.size === this.books.size) return new Set(this.books.keys());
    const targets = new Set([...this.marked, ...this.expired, ...expiredNow]);
    if (this.rowsOf !== today) {
      for (const { accountId, asOf } of this.rows()) if (asOf !== today) targets.add(accountId);
    }
    return targets;
  }

  private rows(): readonly SnapshotRow[] {
    return this.snapshot === undefined ? [] : partsOf(this.snapshot).rows.toArray();
  }

  /** Accounts whose invitation has expired since the last recompute. */
  private expiredUntil(now: number): readonly string[] {
    const ids: string[] = [];
    for (const { at, accountId } of this.expiries.above(this.lastNow)) {
      if (at > now) break;
      ids.push(accountId);
    }
    return ids;
  }

  /** New rows for accounts, each from all of its documents. */
  private rowsFor(accountIds: ReadonlySet<string>, today: Day, now: number): readonly SnapshotRow[] {
    const { currency } = this;
    const sum = startSum<DueDateBucket>({ asOf: today, currency, discounts: this.settings.discounts });
    const stats = new Map<string, AccountStats>();
    for (const id of accountIds) {
      const slot = sum.open();
      const ledger = accountLedger(this.books.get(id) as AccountBooks, this, today);
      addOpenDocuments(sum, ledger, { asOf: today }, () => slot);
      stats.set(id, statsOfAccount(sum, slot, id));
    }
    // Only now that no sum can fail any more do new accounts get their places.
    return Array.from(stats, ([id, found]) => {
      const { account, invites } = this.books.get(id) as AccountBooks;
      const invite = invites.length === 0 ? undefined : latestInvites(invites).get(id);
      return rowOf(account, this.placeOf(id), invite, found, now);
    });
  }

  /** A snapshot in which most rows are new. */
  private wholeSnapshot(header: SnapshotHeader, fresh: readonly SnapshotRow[]): Snapshot {
    const rows = this.rows().slice();
    for (const row of fresh) {
      this.noteName(rows[row.place], row);
      rows[row.place] = row;
    }
    return snapshotOf(header, rows, { positions: this.positions, names: this.names });
  }

  /** A snapshot that shares with the one before all rows but a few. */
  private changedSnapshot(header: SnapshotHeader, before: Snapshot, fresh: readonly SnapshotRow[]): Snapshot {
    let { rows, ranking, totals, scale } = partsOf(before);
    for (const row of fresh) {
      const old = rows.at(row.place);
      this.noteName(old, row);
      rows = rows.with(row.place, row);
      ranking = (old === undefined ? ranking : ranking.without(old)).with(row);
      totals = movedTotals(totals, old?.stats, row.stats);
    }
    const shared = { positions: this.positions, names: this.names };
    scale = scaleOf(ranking, header, scale);
    return new Snapshot(header, { ...shared, rows, ranking, totals, scale });
  }

  private noteName(old: SnapshotRow | undefined, { accountName }: SnapshotRow): void {
    if (old?.accountName !== accountName) this.names = {};
  }

  /** An account's place; a new one behind all others. */
  private placeOf(accountId: string): number {
    const known = this.positions.get(accountId) ?? this.positions.size;
    this.positions.set(accountId, known);
    return known;
  }

  get recomputedAt(): string | null {
    return this.lastNow === Number.NEGATIVE_INFINITY ? null : instantText(this.lastNow);
  }

  changeIds(): readonly string[] {
    return [...this.taken.keys()];
  }

  staleness(instant: InstantLike): ReadonlyMap<string, Staleness> {
    const now = epochMilliseconds(instant);
    const today = this.dayOf(now);
    const rows = new Map(this.rows().map((row) => [row.accountId, row]));
    const staleness = new Map<string, Staleness>();
    for (const id of this.books.keys()) staleness.set(id, this.stalenessOf(id, rows.get(id), today, now));
    return staleness;
  }

  private stalenessOf(id: string, row: SnapshotRow | undefined, today: Day, now: number): Staleness {
    if (row === undefined) return "never-computed";
    if (this.marked.has(id)) return "data-changed";
    if (row.asOf !== today) return "day-rolled-over";
    return hasExpired(row, now) ? "invitation-expired" : "fresh";
  }

  nextRecomputeAt(instant: InstantLike): string {
    const now = epochMilliseconds(instant);
    const dayChange = this.calendar.nextDayChange(this.business.timeZone, now);
    for (const { at } of this.expiries.above(now)) {
      return at < epochMilliseconds(dayChange) ? instantText(at) : dayChange;
    }
    return dayChange;
  }

  ledger(instant: InstantLike): Ledger {
    return frozenLedger(ledgerOf(this.books.values(), this, this.dayOf(epochMilliseconds(instant))));
  }

  accountLedger(accountId: string, instant: InstantLike): Ledger {
    const books = [this.booksOf(accountId)];
    return frozenLedger(ledgerOf(books, this, this.dayOf(epochMilliseconds(instant))));
  }

  openItems(accountId: string): readonly OpenItem[] | undefined {
    const books = this.booksOf(accountId);
    const row = this.snapshot?.row(accountId);
    if (row === undefined || this.marked.has(accountId)) return undefined;
    return openItems(accountLedger(books, this, row.asOf), { asOf: row.asOf });
  }

  private booksOf(accountId: string): AccountBooks {
    const books = this.books.get(accountId);
    if (books === undefined) throw unknownAccount(accountId, ["accountId"]);
    return books;
  }

  /** The business's day at an instant; asked of the calendar once a day, because time zones are slow. */
  private dayOf(now: number): Day {
    const { from, until, day } = this.known;
    if (now >= from && now < until) return day;
    const { timeZone } = this.business;
    const found = this.calendar.todayIn(timeZone, now);
    this.known = {
      day: found,
      from: now,
      until: epochMilliseconds(this.calendar.nextDayChange(timeZone, now)),
    };
    return found;
  }
}

/** A ledger whose rows nobody can change: the store has them too. */
function frozenLedger(ledger: Ledger): Ledger {
  for (const table of Object.values(ledger)) {
    if (table instanceof Map || Array.isArray(table)) for (const row of table.values()) deepFrozen(row);
  }
  return ledger;
}

function conflict({ changeId, path, raw }: ReadChange) {
  const message = `Change ${shown(changeId)} was taken before and said something else.`;
  return { code: "EVENT_CONFLICT", path: cellPath(path, raw, "changeId"), message } as const;
}

function unknownAccount(accountId: unknown, path: readonly (string | number)[]): Fault {
  return new Fault("REF_UNKNOWN", `There is no account ${shown(accountId)}.`, { path });
}

/** When the latest invitation of an account expires, where it is still open. */
function expiryOf({ account: { accountId }, invites }: AccountBooks): Expiry | undefined {
  const latest = latestInvites(invites).get(accountId);
  if (latest?.status !== "Pending" || latest.expiresAt === undefined) return undefined;
  return { at: epochMilliseconds(latest.expiresAt), accountId };
}
