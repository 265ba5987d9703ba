import type { Day } from "../calendar/day.ts";
import type { Minor } from "../money/amount.ts";
import type { DayWindow } from "../payments/window.ts";
import { type Change, changeOf } from "./change.ts";
import { type CountedSale, monthName, salesMonths, sameDays, sumIn } from "./sales.ts";
import type { TrendComparison } from "./settings.ts";

/** Another month beside the current one. Amounts in minor units. */
export interface ComparedMonth {
  /** `YYYY-MM`. */
  readonly month: string;
  /** Up to the same date as today, or to its end where it is shorter. */
  readonly sameDays: { readonly through: Day; readonly amount: Minor };
  /** The whole month. */
  readonly whole: Minor;
}

/** The figures of the sales trend: this month beside the last one, and beside the same month a year ago. */
export interface TrendFigures {
  readonly comparison: TrendComparison;
  /** The month up to today. */
  readonly currentMonth: { readonly month: string; readonly through: Day; readonly amount: Minor };
  /** Null where the calendar begins. */
  readonly previousMonth: ComparedMonth | null;
  /** This month against the last one, as the comparison says. */
  readonly monthOverMonth: Change;
  /** Null where the calendar begins. */
  readonly sameMonthLastYear: ComparedMonth | null;
  /** This month against the same one a year ago, as the comparison says. */
  readonly yearOverYear: Change;
  /** Whether less was sold than on the same days of the last month, whatever the comparison. */
  readonly declining: boolean;
}

/**
 * The sales trend on a day; undefined where no sale lies in any of its months.
 *
 * @see docs/sources.md, 004:9-13; docs/decisions.md, G-121 to G-123.
 */
export function trendOf(
  sales: readonly CountedSale[],
  today: Day,
  comparison: TrendComparison,
): TrendFigures | undefined {
  const { current, before } = salesMonths(today, 12);
  const [previous] = before;
  const yearAgo = before[11];
  const month = sumIn(sales, current);
  if ([month, sumIn(sales, previous), sumIn(sales, yearAgo)].every(({ count }) => count === 0)) {
    return undefined;
  }
  const last = compared(sales, previous, current);
  const year = compared(sales, yearAgo, current);
  const against = (other: ComparedMonth | null) =>
    changeOf(month.amount, (comparison === "full-months" ? other?.whole : other?.sameDays.amount) ?? 0);
  return {
    comparison,
    currentMonth: { month: monthName(current), through: today, amount: month.amount },
    previousMonth: last,
    monthOverMonth: against(last),
    sameMonthLastYear: year,
    yearOverYear: against(year),
    declining: month.amount < (last?.sameDays.amount ?? 0),
  };
}

function compared(
  sales: readonly CountedSale[],
  month: DayWindow | undefined,
  current: DayWindow,
): ComparedMonth | null {
  if (month === undefined) return null;
  const days = sameDays(month, current);
  return {
    month: monthName(month),
    sameDays: { through: days.through, amount: sumIn(sales, days).amount },
    whole: sumIn(sales, month).amount,
  };
}
