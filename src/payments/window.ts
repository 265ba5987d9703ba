import { type Day, dayNumber, dayText, firstDayNumber, numberOf, partsOf } from "../calendar/day.ts";
import { addMonthsToNumber } from "../calendar/month.ts";
import { countOption, listArgument } from "../fault/options.ts";
import { type Minor, plusMinor } from "../money/amount.ts";

/** A span of days, both included. */
export interface DayWindow {
  readonly from: Day;
  readonly through: Day;
}

/**
 * The last `months` months up to a day: after the same day so many months before, through the day itself. Where that month
 * is shorter, its last day stands for the day.
 *
 * @param months - 1 to 1,200.
 * @throws {Fault} as `dayNumber`; `POLICY_RANGE` for another number of months.
 * @see docs/decisions.md, G-76.
 *
 * @example
 * import { rollingMonths } from "receivables";
 *
 * rollingMonths("2025-05-10", 12); // => { from: "2024-05-11", through: "2025-05-10" }
 * rollingMonths("2025-08-31", 6);  // => { from: "2025-03-01", through: "2025-08-31" }
 */
export function rollingMonths(asOf: Day, months: number): DayWindow {
  const number = dayNumber(asOf);
  countOption("months", months, 1, mostMonths);
  return { from: dayAt(addMonthsToNumber(number, -months) + 1), through: asOf };
}

/**
 * The month of a day up to that day.
 *
 * @throws {Fault} as `dayNumber`.
 *
 * @example
 * import { monthToDate } from "receivables";
 *
 * monthToDate("2025-05-10"); // => { from: "2025-05-01", through: "2025-05-10" }
 */
export function monthToDate(day: Day): DayWindow {
  const number = dayNumber(day);
  return { from: dayText(number - partsOf(number).date + 1), through: day };
}

/**
 * The complete calendar months before the month of a day, the earliest first. Fewer where the calendar begins.
 *
 * @param months - 1 to 1,200.
 * @throws {Fault} as {@link rollingMonths}.
 * @see docs/sources.md, 002:231; docs/decisions.md, G-101.
 *
 * @example
 * import { monthsBefore } from "receivables";
 *
 * monthsBefore("2025-03-31", 2);
 * // => [{ from: "2025-01-01", through: "2025-01-31" }, { from: "2025-02-01", through: "2025-02-28" }]
 */
export function monthsBefore(day: Day, months: number): readonly DayWindow[] {
  const { year, month } = partsOf(dayNumber(day));
  countOption("months", months, 1, mostMonths);
  const windows: DayWindow[] = [];
  for (let back = months; back >= 1; back -= 1) {
    const first = addMonthsToNumber(numberOf(year, month, 1), -back);
    if (first < firstDayNumber) continue;
    windows.push({ from: dayText(first), through: dayText(addMonthsToNumber(first, 1) - 1) });
  }
  return windows;
}

/** A hundred years. */
const mostMonths = 1200;

/** The calendar begins in the year 1: a window that would begin earlier begins there. */
function dayAt(number: number): Day {
  return dayText(Math.max(number, firstDayNumber));
}

/** Whether a day lies in a window. */
export function isIn({ from, through }: DayWindow, day: Day): boolean {
  return day >= from && day <= through;
}

/** What entries of a window add up to. */
export interface WindowSum {
  /** Minor units. */
  readonly amount: Minor;
  readonly count: number;
}

/** One dated amount of an account. */
export interface DatedAmount {
  readonly accountId: string;
  readonly on: Day;
  /** Minor units, of either sign. */
  readonly amount: Minor;
}

/**
 * What the entries of each account add up to in a window. An account without any has no sum.
 *
 * @throws {Fault} `AMOUNT_OVERFLOW` where a sum passes 2^53 − 1 minor units; `TYPE` for entries that are no list, or an
 * amount that is no number.
 *
 * @example
 * import { monthToDate, windowSums } from "receivables";
 *
 * const entries = [
 *   { accountId: "A", on: "2025-04-30", amount: 100 },
 *   { accountId: "A", on: "2025-05-01", amount: 250 },
 *   { accountId: "A", on: "2025-05-10", amount: -50 },
 * ];
 * windowSums(entries, monthToDate("2025-05-10")).get("A"); // => { amount: 200, count: 2 }
 */
export function windowSums(
  entries: readonly DatedAmount[],
  window: DayWindow,
): ReadonlyMap<string, WindowSum> {
  listArgument("entries", entries);
  dayNumber(window.from);
  dayNumber(window.through);
  const sums = new WindowSums(window);
  for (const { accountId, on, amount } of entries) sums.add(accountId, on, amount);
  return sums.byAccount;
}

/** Adds dated amounts up by account, those of a window only. */
export class WindowSums {
  readonly byAccount: Map<string, { amount: Minor; count: number }> = new Map();
  private readonly window: DayWindow;

  constructor(window: DayWindow) {
    this.window = window;
  }

  add(accountId: string, on: Day, amount: Minor): void {
    if (isIn(this.window, on)) this.addInside(accountId, amount);
  }

  /** Adds an amount whose day is known to lie in the window. */
  addInside(accountId: string, amount: Minor): void {
    const sum = this.byAccount.get(accountId);
    if (sum === undefined) this.byAccount.set(accountId, { amount: plusMinor(0, amount), count: 1 });
    else {
      sum.amount = plusMinor(sum.amount, amount);
      sum.count += 1;
    }
  }

  /** The amount of an account; 0 where it has no entry. */
  amountOf(accountId: string): Minor {
    return this.byAccount.get(accountId)?.amount ?? 0;
  }
}
