import { type Day, dayNumber, dayText, firstDayNumber, lastDayNumber } from "../calendar/day.ts";
import {
  epochMilliseconds,
  type InstantLike,
  instantProblem,
  instantText,
  readInstant,
} from "../calendar/instant.ts";
import { isWholeDay, type Moment, type MomentClock, utcDayNumber } from "../calendar/moment.ts";
import { Fault } from "../fault/fault.ts";
import type { Ledger } from "../model/ledger.ts";
import { compareIds } from "../table/order.ts";
import type { DashboardOptions } from "./settings.ts";

/**
 * The clock of a dashboard: `now`, and on which day of the business a moment lies.
 *
 * @throws {Fault} `MIXED_DAY` where `now` lies on another day than the ledger was read on; `INSTANT_INVALID`.
 */
export function clockOf(
  { business: { timeZone }, today }: Ledger,
  { now, todayIn }: Pick<DashboardOptions, "now" | "todayIn">,
): MomentClock {
  const instant = checkedNow(now);
  const day = todayIn(timeZone, instant);
  if (day !== today) {
    const message = `The ledger was read for ${today}; at ${instantText(instant)} it is ${day} in ${timeZone}.`;
    throw new Fault("MIXED_DAY", message, { path: ["now"] });
  }
  const known = new Map<Moment, Day>();
  const dayOf = (moment: Moment): Day => {
    if (isWholeDay(moment)) return moment;
    const found = known.get(moment) ?? dayWithin(moment, () => todayIn(timeZone, moment));
    known.set(moment, found);
    return found;
  };
  return { now: instantText(instant), today, dayOf };
}

/**
 * The milliseconds of `now`.
 *
 * @throws {Fault} `INSTANT_INVALID` under `now`.
 */
export function checkedNow(now: InstantLike): number {
  const instant = readInstant(now);
  if (!Number.isNaN(instant)) return instant;
  throw new Fault("INSTANT_INVALID", instantProblem(now), { path: ["now"] });
}

/** The day of an instant; one beyond the years of the calendar, such as the last second of 9999 for never, is of its end. */
function dayWithin(instant: Moment, dayOf: () => Day): Day {
  try {
    return dayOf();
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== "DATE_RANGE") throw error;
    return dayText(epochMilliseconds(instant) < 0 ? firstDayNumber : lastDayNumber);
  }
}

/** Something at a moment, with an id that is its own. */
interface AtMoment {
  readonly id: string;
  readonly at: Moment;
}

/**
 * In the order of time: instants by themselves, of one instant by id; a whole day after all instants of it, of one day by id.
 *
 * @param limit - How many of them at most.
 */
export function earliestFirst<Entry extends AtMoment>(
  entries: readonly Entry[],
  clock: MomentClock,
  limit: number,
): readonly Entry[] {
  return inOrder(entries, clock, limit, 1);
}

/** Against the order of time: ids still ascend, and a whole day still stands after all instants of it. */
export function latestFirst<Entry extends AtMoment>(
  entries: readonly Entry[],
  clock: MomentClock,
  limit: number,
): readonly Entry[] {
  return inOrder(entries, clock, limit, -1);
}

/**
 * Instants are put in order by themselves and days are put between them: comparing each with each would not be an order in
 * zones whose clocks once went back over midnight.
 *
 * The day of an instant takes far longer to tell than all else here, so only those are asked that are within the limit.
 */
function inOrder<Entry extends AtMoment>(
  entries: readonly Entry[],
  clock: MomentClock,
  limit: number,
  direction: 1 | -1,
): readonly Entry[] {
  const timed = sorted(
    entries.filter(({ at }) => !isWholeDay(at)),
    direction,
  );
  const days = sorted(
    entries.filter(({ at }) => isWholeDay(at)),
    direction,
  );
  const merged: Entry[] = [];
  let next = 0;
  for (const entry of timed) {
    if (merged.length >= limit) break;
    for (let whole = days[next]; whole !== undefined; whole = days[next]) {
      if (direction * compareDay(entry.at, whole.at, clock) <= 0) break;
      merged.push(whole);
      next += 1;
    }
    merged.push(entry);
  }
  return [...merged, ...days.slice(next)].slice(0, limit);
}

/** Moments of one kind in order, or against it; of one moment by id. */
function sorted<Entry extends AtMoment>(entries: readonly Entry[], direction: 1 | -1): readonly Entry[] {
  return entries
    .map((entry) => ({ entry, number: numberOf(entry.at) }))
    .sort((a, b) => direction * (a.number - b.number) || compareIds(a.entry.id, b.entry.id))
    .map(({ entry }) => entry);
}

/** Where a moment stands among those of its kind: milliseconds or days, because years beyond four digits have a sign as text. */
function numberOf(at: Moment): number {
  return isWholeDay(at) ? dayNumber(at) : epochMilliseconds(at);
}

/**
 * How the day of a moment compares with a day: below 0, 0, above 0. A time zone, which is slow, is asked only where the day
 * in UTC leaves it open: no zone is a whole day away from it.
 */
export function compareDay(moment: Moment, day: Day, { dayOf }: Pick<MomentClock, "dayOf">): number {
  if (isWholeDay(moment)) return compareIds(moment, day);
  const distance = utcDayNumber(moment) - dayNumber(day);
  return Math.abs(distance) > 1 ? distance : compareIds(dayOf(moment), day);
}

/** The latest day of some moments; undefined for none. */
export function latestDay(
  moments: readonly Moment[],
  { dayOf }: Pick<MomentClock, "dayOf">,
): Day | undefined {
  const days = moments.map((moment) => (isWholeDay(moment) ? dayNumber(moment) : utcDayNumber(moment)));
  const last = days.reduce((latest, day) => Math.max(latest, day), Number.NEGATIVE_INFINITY);
  // A moment two days earlier in UTC is of no later day in any zone.
  const near = moments.filter((_, at) => (days[at] as number) >= last - 2).map(dayOf);
  return near.reduce<Day | undefined>(
    (latest, day) => (latest === undefined || day > latest ? day : latest),
    undefined,
  );
}
