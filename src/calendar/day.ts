import { Fault } from "../fault/fault.ts";
import { shown } from "../fault/issue.ts";

/**
 * A calendar day, written `YYYY-MM-DD`: a real date of the Gregorian calendar, year 0001 to 9999. No clock, no zone.
 *
 * Days in this form sort as text in the order of time.
 */
export type Day = string;

/** 1 January of year 1 and 31 December of year 9999, in days since 1970-01-01. */
export const firstDayNumber = -719162;
export const lastDayNumber = 2932896;

/**
 * The days from 1970-01-01 to a day; negative before it. `NaN` where the text is no day.
 *
 * By char codes, because this runs once or twice for every document (a third of the time of a regular expression).
 */
export function parseDay(text: string): number {
  if (text.length !== 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return Number.NaN;
  const y1 = text.charCodeAt(0) - 48;
  const y2 = text.charCodeAt(1) - 48;
  const y3 = text.charCodeAt(2) - 48;
  const y4 = text.charCodeAt(3) - 48;
  const m1 = text.charCodeAt(5) - 48;
  const m2 = text.charCodeAt(6) - 48;
  const d1 = text.charCodeAt(8) - 48;
  const d2 = text.charCodeAt(9) - 48;
  // A code below "0" wraps to a huge unsigned number: one comparison tests both ends of the digits.
  if (y1 >>> 0 > 9 || y2 >>> 0 > 9 || y3 >>> 0 > 9 || y4 >>> 0 > 9) return Number.NaN;
  if (m1 >>> 0 > 9 || m2 >>> 0 > 9 || d1 >>> 0 > 9 || d2 >>> 0 > 9) return Number.NaN;
  const year = y1 * 1000 + y2 * 100 + y3 * 10 + y4;
  const month = m1 * 10 + m2;
  const date = d1 * 10 + d2;
  if (year === 0 || month === 0 || month > 12 || date === 0) return Number.NaN;
  if (date > 28 && date > daysInMonth(year, month)) return Number.NaN;
  return numberOf(year, month, date);
}

/** The day number of text that is a day; `NaN` for anything else. */
export function dayOf(value: unknown): number {
  return typeof value === "string" ? parseDay(value) : Number.NaN;
}

/** The days from 1970-01-01 to a day of the proleptic Gregorian calendar, whose parts are known to be right. */
export function numberOf(year: number, month: number, date: number): number {
  // Years are counted from March, so that the leap day is the last of its year (Hinnant's days_from_civil).
  const y = month > 2 ? year : year - 1;
  const century = Math.floor(y / 100);
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + date - 1;
  return 365 * y + (y >> 2) - century + Math.floor(century / 4) + dayOfYear - 719468;
}

/** Year, month (1 to 12) and day of the month of a day number. */
export function partsOf(dayNumber: number): {
  readonly year: number;
  readonly month: number;
  readonly date: number;
} {
  const shifted = dayNumber + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    date: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
}

/** How many days a month has; `month` from 1 to 12. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/**
 * The days from 1970-01-01 to `day`; negative before it.
 *
 * @throws {Fault} `DATE_INVALID` where `day` is no real date written `YYYY-MM-DD`, `DATE_RANGE` outside the
 * years 1 to 9999, `DATE_TYPE` where it is no text at all.
 *
 * @example
 * import { dayNumber } from "receivables";
 *
 * dayNumber("2025-03-10"); // => 20157
 */
export function dayNumber(day: Day): number {
  const number = typeof day === "string" ? parseDay(day) : Number.NaN;
  if (!Number.isNaN(number)) return number;
  const [code, message] = dayProblem(day);
  throw new Fault(code, message);
}

/**
 * The day that lies so many days after 1970-01-01.
 *
 * @throws {Fault} `DATE_RANGE` outside the years 1 to 9999 or where the number is not whole.
 *
 * @example
 * import { dayText } from "receivables";
 *
 * dayText(20157); // => "2025-03-10"
 */
export function dayText(dayNumber: number): Day {
  if (!Number.isInteger(dayNumber) || dayNumber < firstDayNumber || dayNumber > lastDayNumber) {
    throw new Fault("DATE_RANGE", `Day number ${dayNumber} lies outside the years 1 to 9999.`);
  }
  const { year, month, date } = partsOf(dayNumber);
  return `${String(year).padStart(4, "0")}-${pad2(month)}-${pad2(date)}`;
}

function pad2(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}

/** Why a value is no day: the code and a sentence. Only asked where {@link parseDay} said no. */
export function dayProblem(value: unknown): readonly ["DATE_INVALID" | "DATE_RANGE" | "DATE_TYPE", string] {
  if (typeof value !== "string") {
    return [
      "DATE_TYPE",
      isClockDate(value)
        ? "A Date is an instant, not a calendar day: todayIn(timeZone, date) says which day it is for the business."
        : `A day is text like "2025-03-31" or a PlainDate, not ${shown(value)}.`,
    ];
  }
  if (/^\d{4}-\d\d-\d\d[Tt ]\d\d/.test(value)) {
    return [
      "DATE_TYPE",
      `${shown(value)} is an instant, not a calendar day: todayIn(timeZone, instant) gives the day.`,
    ];
  }
  if (/^(0000|[+-]\d+|\d{5,})-\d\d-\d\d$/.test(value)) {
    return ["DATE_RANGE", `${shown(value)} lies outside the years 0001 to 9999.`];
  }
  return ["DATE_INVALID", `${shown(value)} is not a calendar day written like "2025-03-31".`];
}

/**
 * Refuses an option that is no day, with the key it stands under.
 *
 * @throws {Fault} as {@link dayNumber}, with the key as path.
 */
export function checkDay(key: string, day: Day): void {
  if (!Number.isNaN(dayOf(day))) return;
  const [code, message] = dayProblem(day);
  throw new Fault(code, message, { path: [key] });
}

function isClockDate(value: unknown): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    typeof (value as { getTime?: unknown }).getTime === "function"
  );
}

/**
 * Reads a day from untrusted input: text, or an object like Temporal's `PlainDate` (of any copy of Temporal).
 *
 * The day number, or the code and sentence that say what is wrong.
 */
export function readDay(
  value: unknown,
): number | readonly ["DATE_INVALID" | "DATE_RANGE" | "DATE_TYPE", string] {
  const text = typeof value === "string" ? value : plainDateText(value);
  const number = text === undefined ? Number.NaN : parseDay(text);
  return !Number.isNaN(number) ? number : dayProblem(text ?? value);
}

interface PlainDateLike {
  readonly calendarId: string;
  readonly toString: () => string;
  readonly withCalendar: (calendar: string) => PlainDateLike;
}

/** The length of `YYYY-MM-DD`. */
const isoLength = 10;

/** The ISO text of a PlainDate-like object; undefined for anything else, other Temporal types included. */
function plainDateText(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if ((value as { readonly [Symbol.toStringTag]?: unknown })[Symbol.toStringTag] === "Temporal.PlainDate") {
    // A PlainDate of another calendar says so behind its day. Looking at its parts first took five times as long.
    const text = String(value);
    if (text.length === isoLength) return text;
  }
  const date = value as Partial<PlainDateLike> & { readonly year?: unknown; readonly hour?: unknown };
  if (typeof date.calendarId !== "string" || typeof date.withCalendar !== "function") return undefined;
  if (typeof date.year !== "number" || date.hour !== undefined) return undefined;
  return date.withCalendar("iso8601").toString();
}

/**
 * Whole days from `from` to `to`, negative when `to` comes first. Counted on the calendar: a clock change never counts.
 *
 * @throws {Fault} as {@link dayNumber}.
 * @see docs/sources.md, 001:23 (`daysOverdue = today − dueDate`).
 *
 * @example
 * import { daysBetween } from "receivables";
 *
 * daysBetween("2025-03-08", "2025-03-10"); // => 2
 */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from);
}

/**
 * The day `days` days after `day` (before it, when negative).
 *
 * @throws {Fault} as {@link dayNumber}; `DATE_RANGE` when the result leaves the years 1 to 9999.
 *
 * @example
 * import { addDays } from "receivables";
 *
 * addDays("2024-02-28", 2); // => "2024-03-01"
 */
export function addDays(day: Day, days: number): Day {
  const from = dayNumber(day);
  if (!Number.isInteger(days)) throw new Fault("DATE_RANGE", `Days are counted whole, not ${shown(days)}.`);
  return dayText(from + days);
}
