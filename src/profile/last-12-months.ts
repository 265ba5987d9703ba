import type { Day } from "../calendar/day.ts";
import { endOfMonth } from "../calendar/month.ts";
import { type Minor, plusMinor } from "../money/amount.ts";
import type { DayWindow } from "../payments/window.ts";
import { type Change, changeOf } from "./change.ts";
import { type CountedSale, monthName, salesMonths, sumIn } from "./sales.ts";

/** The sales of one month beside those of the same month a year before. Amounts in minor units, exact. */
export interface MonthBar {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly amount: Minor;
  /** Whether the month is not over: its amount is up to today. */
  readonly partial: boolean;
  /** The whole month 12 months earlier; `month` is null where the calendar begins. */
  readonly previousYear: { readonly month: string | null; readonly amount: Minor };
  /** Against the same month a year before. */
  readonly change: Change;
  /** Against the month before. */
  readonly delta: Change;
}

/** The chart of twelve months up to the current one. */
export interface Last12Months {
  readonly kind: "bar";
  /** Twelve, the earliest first; the last is the current month up to today. Fewer where the calendar begins. */
  readonly bars: readonly MonthBar[];
  /** What the bars add up to. */
  readonly total: Minor;
  /** What the same months a year before add up to. */
  readonly previousTotal: Minor;
}

/** How many months the chart shows. */
export const chartMonths = 12;

/**
 * The chart of the last 12 months; undefined where neither they nor the 12 before have a sale.
 *
 * @see docs/sources.md, 004:38-44; docs/decisions.md, G-128.
 */
export function last12MonthsOf(sales: readonly CountedSale[], today: Day): Last12Months | undefined {
  const { current, before } = salesMonths(today, 2 * chartMonths - 1);
  const months = [current, ...before];
  const sums = months.map((month) => sumIn(sales, month));
  if (sums.every(({ count }) => count === 0)) return undefined;
  const amountAt = (at: number) => sums[at]?.amount ?? 0;
  const nameAt = (at: number) => (months[at] === undefined ? null : monthName(months[at]));
  const bars = months.slice(0, chartMonths).map((month: DayWindow, at): MonthBar => {
    const amount = amountAt(at);
    const yearBefore = amountAt(at + chartMonths);
    return {
      month: monthName(month),
      amount,
      partial: at === 0 && today < endOfMonth(today),
      previousYear: { month: nameAt(at + chartMonths), amount: yearBefore },
      change: changeOf(amount, yearBefore),
      delta: changeOf(amount, amountAt(at + 1)),
    };
  });
  const sum = (amounts: readonly Minor[]) => amounts.reduce((total, amount) => plusMinor(total, amount), 0);
  return {
    kind: "bar",
    bars: bars.reverse(),
    total: sum(bars.map(({ amount }) => amount)),
    previousTotal: sum(bars.map(({ previousYear }) => previousYear.amount)),
  };
}
