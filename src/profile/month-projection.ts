import type { Day } from "../calendar/day.ts";
import { endOfMonth } from "../calendar/month.ts";
import { type Minor, plusMinor } from "../money/amount.ts";
import { roundHalfAway } from "../money/rounding.ts";
import { type Change, changeOf } from "./change.ts";
import { type CountedSale, monthName, salesMonths, sameDays, sumIn } from "./sales.ts";

/** How much a projection rests on, from none to a full year of months. */
export const projectionConfidences = ["none", "low", "medium", "high"] as const;
/** One of {@link projectionConfidences}. */
export type ProjectionConfidence = (typeof projectionConfidences)[number];

/**
 * From how many months of history on a projection has more than no confidence.
 *
 * @see docs/decisions.md, G-126.
 */
export const confidenceMonths: Readonly<Record<Exclude<ProjectionConfidence, "none">, number>> =
  /* @__PURE__ */ Object.freeze({ low: 1, medium: 3, high: 12 });

/** What the current month may come to. Amounts in minor units. */
export interface MonthProjection {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly monthToDate: Minor;
  /** The month to date, and what was sold on average in the rest of the months of history. */
  readonly projected: Minor;
  /** How many months of the window have a sale. */
  readonly months: number;
  readonly confidence: ProjectionConfidence;
  /** All of the month before. */
  readonly lastMonth: { readonly month: string | null; readonly amount: Minor };
  /** The projection against the month before. */
  readonly change: Change;
}

/**
 * The projection of the current month; undefined where there is no sale in it or in the months looked back on.
 *
 * It is the month to date and the mean, over the months looked back on that have a sale, of what was sold after the same
 * date: rounded once, halves away from zero. On the last day of a month nothing is left to come.
 *
 * @see docs/sources.md, 004:20-23; docs/decisions.md, G-125 and G-126.
 */
export function projectionOf(
  sales: readonly CountedSale[],
  today: Day,
  months: number,
): MonthProjection | undefined {
  const { current, before } = salesMonths(today, months);
  const toDate = sumIn(sales, current);
  const history = before
    .map((month) => ({ month, whole: sumIn(sales, month) }))
    .filter(({ whole }) => whole.count > 0);
  if (toDate.count === 0 && history.length === 0) return undefined;
  let remainders = 0;
  for (const { month, whole } of today === endOfMonth(today) ? [] : history) {
    const through = sumIn(sales, sameDays(month, current)).amount;
    remainders = plusMinor(remainders, plusMinor(whole.amount, -through));
  }
  const rest = history.length === 0 ? 0n : roundHalfAway(BigInt(remainders), BigInt(history.length));
  const projected = plusMinor(toDate.amount, Number(rest));
  const [previous] = salesMonths(today, 1).before;
  const last = sumIn(sales, previous).amount;
  return {
    month: monthName(current),
    monthToDate: toDate.amount,
    projected,
    months: history.length,
    confidence: confidenceOf(history.length),
    lastMonth: { month: previous === undefined ? null : monthName(previous), amount: last },
    change: changeOf(projected, last),
  };
}

function confidenceOf(months: number): ProjectionConfidence {
  if (months >= confidenceMonths.high) return "high";
  if (months >= confidenceMonths.medium) return "medium";
  return months >= confidenceMonths.low ? "low" : "none";
}
