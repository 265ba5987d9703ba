import type { Day } from "../calendar/day.ts";
import { dayNumber } from "../calendar/day.ts";
import { addMonthsToNumber } from "../calendar/month.ts";
import { countOption, knownOptions } from "../fault/options.ts";
import { type CreditUse, usesLessThan, usesMoreThan } from "./credit-use.ts";

/** What to do about a customer's limit, in the order in which they are considered; the last is for customers without one. */
export const recommendations = [
  "HOLD ORDERS - Collect payment before processing",
  "CONSIDER INCREASE - Good payment history",
  "MONITOR CLOSELY - New customer",
  "REVIEW - Low utilization or inactive",
  "NO ACTION - Within normal range",
  "STANDARD TERMS - No limit set",
] as const;
/** One of {@link recommendations}. */
export type Recommendation = (typeof recommendations)[number];

/** What recommendations depend on. */
export interface RecommendationThresholds {
  /** CONSIDER INCREASE: more than so many per cent used… */
  readonly increaseAbovePercent: number;
  /** …and paid in so many days or fewer. */
  readonly increaseWithinDays: number;
  /** MONITOR CLOSELY: more than so many per cent used… */
  readonly monitorAbovePercent: number;
  /** …by an account younger than so many months. */
  readonly newForMonths: number;
  /** REVIEW: less than so many per cent used… */
  readonly reviewBelowPercent: number;
  /** …by an account older than so many months. */
  readonly reviewAfterMonths: number;
}

/**
 * What recommendations depend on unless asked otherwise.
 *
 * @see docs/sources.md, 002:306-319.
 */
export const recommendationThresholds: RecommendationThresholds = /* @__PURE__ */ Object.freeze({
  increaseAbovePercent: 80,
  increaseWithinDays: 45,
  monitorAbovePercent: 75,
  newForMonths: 6,
  reviewBelowPercent: 10,
  reviewAfterMonths: 12,
});

/** What is known of a customer when a recommendation is made. */
export interface CreditHistory {
  readonly asOf: Day;
  /** The day the account was first entered; where it is unknown no rule about its age fires. */
  readonly establishedOn?: Day | undefined;
  /** Exact days to pay; undefined where no invoice was paid: then nobody says it pays promptly. */
  readonly daysToPay?: { readonly days: number; readonly count: number } | undefined;
}

/**
 * What to do about a customer's limit: the first of {@link recommendations} that applies.
 *
 * Percentages and the average of days are compared exactly. An account of exactly 6 months is not younger than 6 months, one
 * of exactly 12 months is not older than 12.
 *
 * @throws {Fault} as `dayNumber`; `POLICY_RANGE` and `POLICY_UNKNOWN` for thresholds.
 * @see docs/sources.md, 002:306-319; docs/decisions.md, G-81, G-102, G-103.
 *
 * @example
 * import { creditUse, recommendation } from "receivables";
 *
 * const use = creditUse(10000, 8500);
 * recommendation(use, { asOf: "2025-05-10", daysToPay: { days: 90, count: 2 } });
 * // => "CONSIDER INCREASE - Good payment history"
 * recommendation(use, { asOf: "2025-05-10", establishedOn: "2025-02-10" }); // => "MONITOR CLOSELY - New customer"
 */
export function recommendation(
  use: CreditUse,
  { asOf, establishedOn, daysToPay }: CreditHistory,
  thresholds: RecommendationThresholds = recommendationThresholds,
): Recommendation {
  const checked = checkRecommendationThresholds(thresholds);
  const today = dayNumber(asOf);
  const since = establishedOn === undefined ? undefined : dayNumber(establishedOn);
  if (use.limit === null) return "STANDARD TERMS - No limit set";
  if (usesMoreThan(use, 100)) return "HOLD ORDERS - Collect payment before processing";
  const isPrompt =
    daysToPay !== undefined &&
    daysToPay.count > 0 &&
    daysToPay.days <= checked.increaseWithinDays * daysToPay.count;
  if (isPrompt && usesMoreThan(use, checked.increaseAbovePercent))
    return "CONSIDER INCREASE - Good payment history";
  const isNew = since !== undefined && addMonthsToNumber(since, checked.newForMonths) > today;
  if (isNew && usesMoreThan(use, checked.monitorAbovePercent)) return "MONITOR CLOSELY - New customer";
  const isOld = since !== undefined && addMonthsToNumber(since, checked.reviewAfterMonths) < today;
  if (isOld && usesLessThan(use, checked.reviewBelowPercent)) return "REVIEW - Low utilization or inactive";
  return "NO ACTION - Within normal range";
}

/**
 * Checks thresholds of recommendations.
 *
 * @throws {Fault} `POLICY_RANGE`, `POLICY_UNKNOWN`.
 */
export function checkRecommendationThresholds(
  thresholds: RecommendationThresholds,
): RecommendationThresholds {
  knownOptions(thresholds, Object.keys(recommendationThresholds));
  return {
    increaseAbovePercent: countOption("increaseAbovePercent", thresholds.increaseAbovePercent, 0, 100),
    increaseWithinDays: countOption("increaseWithinDays", thresholds.increaseWithinDays, 0, 36_500),
    monitorAbovePercent: countOption("monitorAbovePercent", thresholds.monitorAbovePercent, 0, 100),
    newForMonths: countOption("newForMonths", thresholds.newForMonths, 0, 1200),
    reviewBelowPercent: countOption("reviewBelowPercent", thresholds.reviewBelowPercent, 0, 100),
    reviewAfterMonths: countOption("reviewAfterMonths", thresholds.reviewAfterMonths, 0, 1200),
  };
}
