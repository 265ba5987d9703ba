import { Fault } from "../fault/fault.ts";
import { shown } from "../fault/issue.ts";
import { type Day, dayNumber, daysInMonth, dayText, numberOf, partsOf } from "./day.ts";

/** {@link addMonths} on day numbers. */
export function addMonthsToNumber(dayNumber: number, months: number): number {
  const { year, month, date } = partsOf(dayNumber);
  const index = year * 12 + (month - 1) + months;
  const newYear = Math.floor(index / 12);
  const newMonth = index - newYear * 12 + 1;
  return numberOf(newYear, newMonth, Math.min(date, daysInMonth(newYear, newMonth)));
}

/** {@link monthsBetween} on day numbers. */
export function monthsBetweenNumbers(from: number, to: number): number {
  const a = partsOf(from);
  const b = partsOf(to);
  const months = (b.year - a.year) * 12 + b.month - a.month;
  return addMonthsToNumber(from, months) > to ? months - 1 : months;
}

/**
 * The day `months` months after `day` (before it, when negative), on the same day of the month or, where that month is
 * shorter, on its last day.
 *
 * Always count from the original day: adding 1 month twice may end elsewhere than adding 2.
 *
 * @throws {Fault} as `dayNumber`; `DATE_RANGE` when `months` is not whole or the result leaves the years 1 to 9999.
 *
 * @example
 * import { addMonths } from "receivables";
 *
 * addMonths("2025-01-31", 1); // => "2025-02-28"
 * addMonths("2025-01-31", 2); // => "2025-03-31"
 */
export function addMonths(day: Day, months: number): Day {
  const from = dayNumber(day);
  if (!Number.isInteger(months))
    throw new Fault("DATE_RANGE", `Months are counted whole, not ${shown(months)}.`);
  return dayText(addMonthsToNumber(from, months));
}

/**
 * Complete months from `from` to `to`: the most that can be added to `from` without passing `to`.
 *
 * 16 April to 15 May is 0 and to 16 May is 1; at month ends the shorter month's last day completes the month, so
 * 31 January to 28 February is 1. Floors: one day before `from` is −1.
 *
 * @throws {Fault} as `dayNumber`.
 * @see docs/decisions.md, G-56.
 *
 * @example
 * import { monthsBetween } from "receivables";
 *
 * monthsBetween("2025-04-16", "2025-05-15"); // => 0
 * monthsBetween("2025-01-31", "2025-02-28"); // => 1
 */
export function monthsBetween(from: Day, to: Day): number {
  return monthsBetweenNumbers(dayNumber(from), dayNumber(to));
}

/**
 * The last day of the month that lies `months` months after the month of `day`; 0 is its own month.
 *
 * @throws {Fault} as {@link addMonths}.
 *
 * @example
 * import { endOfMonth } from "receivables";
 *
 * endOfMonth("2025-04-12");    // => "2025-04-30"
 * endOfMonth("2024-01-31", 1); // => "2024-02-29"
 */
export function endOfMonth(day: Day, months: number = 0): Day {
  const { year, month } = partsOf(dayNumber(addMonths(day, months)));
  return dayText(numberOf(year, month, daysInMonth(year, month)));
}
