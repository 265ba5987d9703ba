import { Temporal } from "@js-temporal/polyfill";
import { Fault } from "../fault/fault.ts";
import type { Day } from "./day.ts";
import { epochMilliseconds, type InstantLike, instantText } from "./instant.ts";
import { type TimeZone, timeZoneProblem } from "./time-zone.ts";

/**
 * The calendar day that it is in a time zone at an instant: the bridge from clocks to days.
 *
 * @throws {Fault} `TIME_ZONE_UNKNOWN`; `INSTANT_INVALID`; `DATE_RANGE` where the day leaves the years 1 to 9999.
 * @see docs/sources.md, 001:16 (the dealer's own zone decides).
 *
 * @example
 * import { todayIn } from "receivables/calendar";
 *
 * todayIn("America/Chicago", "2025-03-10T04:59:59.999Z"); // => "2025-03-09"
 * todayIn("America/Chicago", "2025-03-10T05:00:00Z");     // => "2025-03-10"
 */
export function todayIn(timeZone: TimeZone, instant: InstantLike): Day {
  return dayOf(at(knownZone(timeZone), epochMilliseconds(instant)));
}

/**
 * The time of day that a clock in a time zone shows at an instant, to the minute, as `17:05`.
 *
 * @throws {Fault} as {@link todayIn}.
 */
export function clockTimeIn(timeZone: TimeZone, instant: InstantLike): string {
  return at(knownZone(timeZone), epochMilliseconds(instant))
    .toPlainTime()
    .toString({ smallestUnit: "minute" });
}

/**
 * The first instant after `after` at which the local day is another one, as ISO text in UTC.
 *
 * Usually the next midnight; where midnight does not exist, the instant at which the next day begins; where it comes
 * twice, the first. Where a clock is set back across midnight the next other day may be the day before.
 *
 * @throws {Fault} as {@link todayIn}.
 * @see docs/decisions.md, G-07 (why a store must be told of it).
 *
 * @example
 * import { nextDayChange } from "receivables/calendar";
 *
 * nextDayChange("America/Sao_Paulo", "2018-11-03T12:00:00Z"); // => "2018-11-04T03:00:00.000Z"
 */
export function nextDayChange(timeZone: TimeZone, after: InstantLike): string {
  const zone = knownZone(timeZone);
  let cursor = epochMilliseconds(after);
  const day = dayOf(at(zone, cursor));
  for (;;) {
    // Between two changes of the offset, local days are whole days of the offset's own clock.
    const offset = offsetAt(zone, cursor);
    const midnight = (Math.floor((cursor + offset) / msPerDay) + 1) * msPerDay - offset;
    const change = nextOffsetChange(zone, cursor, midnight);
    if (change === undefined) return instantText(midnight);
    if (dayOf(at(zone, change)) !== day) return instantText(change);
    cursor = change;
  }
}

const msPerDay = 86_400_000;
const msPerStep = 900_000;

/** The first instant after `from`, up to and including `to`, at which the offset differs from the one at `from`. */
function nextOffsetChange(zone: TimeZone, from: number, to: number): number | undefined {
  const offset = offsetAt(zone, from);
  for (let low = from; low < to; low += msPerStep) {
    // No zone ever changed its offset twice within a quarter of an hour, so a step either shows a change or has none.
    let high = Math.min(low + msPerStep, to);
    if (offsetAt(zone, high) === offset) continue;
    let below = low;
    while (high - below > 1) {
      const middle = Math.floor((below + high) / 2);
      if (offsetAt(zone, middle) === offset) below = middle;
      else high = middle;
    }
    return high;
  }
  return undefined;
}

function knownZone(timeZone: TimeZone): TimeZone {
  const problem = timeZoneProblem(timeZone);
  if (problem !== undefined) throw new Fault("TIME_ZONE_UNKNOWN", problem);
  return timeZone;
}

function at(zone: TimeZone, epochMilliseconds: number): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(epochMilliseconds).toZonedDateTimeISO(zone);
}

function offsetAt(zone: TimeZone, epochMilliseconds: number): number {
  return Math.round(at(zone, epochMilliseconds).offsetNanoseconds / 1e6);
}

function dayOf({ year, month, day }: Temporal.ZonedDateTime): Day {
  if (year < 1 || year > 9999)
    throw new Fault("DATE_RANGE", `Year ${year} lies outside the years 1 to 9999.`);
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}
