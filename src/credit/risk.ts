import { Fault } from "../fault/fault.ts";
import { countOption, knownOptions } from "../fault/options.ts";
import { type CreditUse, usesMoreThan } from "./credit-use.ts";

/** How risky the use of a limit is, the least first. */
export const riskLevels = ["Low", "Moderate", "High", "Critical", "Over Limit"] as const;
/** One of {@link riskLevels}. */
export type RiskLevel = (typeof riskLevels)[number];

/** Beyond which percentage of the limit each level begins; the percentage itself is still the level below. */
export interface RiskThresholds {
  readonly moderate: number;
  readonly high: number;
  readonly critical: number;
}

/**
 * Where the levels begin unless asked otherwise.
 *
 * @see docs/sources.md, 002:305.
 */
export const riskThresholds: RiskThresholds = /* @__PURE__ */ Object.freeze({
  moderate: 50,
  high: 75,
  critical: 90,
});

/**
 * The risk level of a use: more than 100 per cent is Over Limit, exactly 100 is Critical. Null without a limit.
 *
 * Exact: 50.000001 per cent is more than 50.
 *
 * @throws {Fault} `POLICY_RANGE` for thresholds that are no whole percentages from 0 to 100, or do not ascend;
 * `POLICY_UNKNOWN` for another threshold.
 * @see docs/sources.md, 002:304-305; docs/decisions.md, G-82.
 *
 * @example
 * import { creditUse, riskLevel } from "receivables";
 *
 * riskLevel(creditUse(10000, 5000));  // => "Low"
 * riskLevel(creditUse(10000, 5001));  // => "Moderate"
 * riskLevel(creditUse(10000, 10000)); // => "Critical"
 * riskLevel(creditUse(10000, 10001)); // => "Over Limit"
 * riskLevel(creditUse(null, 10001));  // => null
 */
export function riskLevel(use: CreditUse, thresholds: RiskThresholds = riskThresholds): RiskLevel | null {
  checkRiskThresholds(thresholds);
  if (use.limit === null) return null;
  if (usesMoreThan(use, 100)) return "Over Limit";
  if (usesMoreThan(use, thresholds.critical)) return "Critical";
  if (usesMoreThan(use, thresholds.high)) return "High";
  return usesMoreThan(use, thresholds.moderate) ? "Moderate" : "Low";
}

/**
 * Checks thresholds of risk.
 *
 * @throws {Fault} as {@link riskLevel}.
 */
export function checkRiskThresholds(thresholds: RiskThresholds): void {
  knownOptions(thresholds, ["moderate", "high", "critical"]);
  const { moderate, high, critical } = thresholds;
  countOption("moderate", moderate, 0, 100);
  countOption("high", high, 0, 100);
  countOption("critical", critical, 0, 100);
  if (moderate <= high && high <= critical) return;
  throw new Fault("POLICY_RANGE", `Thresholds ascend, not ${moderate}, ${high}, ${critical}.`, {
    path: [moderate <= high ? "critical" : "high"],
  });
}
