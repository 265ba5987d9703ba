import { type Day, dayNumber } from "./day.ts";
import { epochMilliseconds } from "./instant.ts";

/**
 * When something happened or is planned: an instant as ISO 8601 text in UTC with milliseconds, or a calendar day where
 * nobody says at what time.
 */
export type Moment = string;

/** Whether a moment is a whole day. */
export function isWholeDay(moment: Moment): boolean {
  return moment.length === "YYYY-MM-DD".length;
}

/**
 * Whether `first` certainly lies after `second`, in whatever time zone. Of a day and an instant that can only be told where a
 * day lies between them: an instant's day in a zone is at most one away from its day in UTC.
 */
export function isCertainlyAfter(first: Moment, second: Moment): boolean {
  if (isWholeDay(first) === isWholeDay(second)) {
    return isWholeDay(first) ? first > second : epochMilliseconds(first) > epochMilliseconds(second);
  }
  return isWholeDay(first)
    ? dayNumber(first) > utcDayNumber(second) + 1
    : utcDayNumber(first) > dayNumber(second) + 1;
}

/** The day number in UTC of an instant. */
export function utcDayNumber(instant: string): number {
  return Math.floor(epochMilliseconds(instant) / 86_400_000);
}

/** Which moments have come at an instant, and which day each belongs to, in one time zone. */
export interface MomentClock {
  /** ISO 8601 text in UTC with milliseconds. */
  readonly now: string;
  /** The day of `now`. */
  readonly today: Day;
  /** The day of a moment. */
  readonly dayOf: (moment: Moment) => Day;
}

/** Whether a moment has come: an instant up to now, or a day up to today. */
export function hasCome({ now, today }: Pick<MomentClock, "now" | "today">, moment: Moment): boolean {
  return isWholeDay(moment) ? moment <= today : epochMilliseconds(moment) <= epochMilliseconds(now);
}

/** Whether a moment has passed: an instant before now, or a day before today. A day that is not over has not. */
export function hasPassed({ now, today }: Pick<MomentClock, "now" | "today">, moment: Moment): boolean {
  return isWholeDay(moment) ? moment < today : epochMilliseconds(moment) < epochMilliseconds(now);
}
