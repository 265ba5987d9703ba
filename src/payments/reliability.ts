import { Fault } from "../fault/fault.ts";
import { shown } from "../fault/issue.ts";
import { knownOptions } from "../fault/options.ts";
import { checkMinor, type Minor } from "../money/amount.ts";

/** How reliably a customer pays, the best first. */
export const reliabilityCategories = [
  "Excellent",
  "Good",
  "Average",
  "Poor",
  "At Risk",
  "No Activity",
] as const;
/** One of {@link reliabilityCategories}. */
export type ReliabilityCategory = (typeof reliabilityCategories)[number];

/** From which score on a customer is called so, in per cent, included; below `poor` At Risk. */
export interface ReliabilityThresholds {
  readonly excellent: number;
  readonly good: number;
  readonly average: number;
  readonly poor: number;
}

/**
 * Where the categories begin unless asked otherwise.
 *
 * @see docs/decisions.md, G-84.
 */
export const reliabilityThresholds: ReliabilityThresholds = /* @__PURE__ */ Object.freeze({
  excellent: 95,
  good: 85,
  average: 70,
  poor: 50,
});

/** The share of what was invoiced that has been paid. */
export interface Reliability {
  /** 0 to 100, rounded toward zero to 2 decimals, so that 100 says that all is paid; null where nothing was invoiced. */
  readonly scorePercent: number | null;
  readonly category: ReliabilityCategory;
}

/**
 * How reliably invoices were paid: the share of what was invoiced that is not outstanding any more.
 *
 * The category is decided by the exact share, not by the rounded score.
 *
 * `invoiced` is 0 or more minor units, `outstanding` what is unpaid of it, 0 to `invoiced`.
 *
 * @throws {Fault} `POLICY_RANGE` for amounts or thresholds that are none; `POLICY_UNKNOWN` for another threshold.
 * @see docs/sources.md, 002:323-335; docs/decisions.md, G-83 to G-86.
 *
 * @example
 * import { reliabilityOf } from "receivables";
 *
 * reliabilityOf({ invoiced: 100000, outstanding: 25000 }); // => { scorePercent: 75, category: "Average" }
 * reliabilityOf({ invoiced: 100000000, outstanding: 1 });  // => { scorePercent: 99.99, category: "Excellent" }
 * reliabilityOf({ invoiced: 0, outstanding: 0 });          // => { scorePercent: null, category: "No Activity" }
 */
export function reliabilityOf(
  { invoiced, outstanding }: { readonly invoiced: Minor; readonly outstanding: Minor },
  thresholds: ReliabilityThresholds = reliabilityThresholds,
): Reliability {
  checkMinor(invoiced, ["invoiced"]);
  checkMinor(outstanding, ["outstanding"]);
  if (invoiced < 0 || outstanding < 0 || outstanding > invoiced) {
    throw new Fault("POLICY_RANGE", `Outstanding ${outstanding} is no part of ${invoiced} invoiced.`, {
      path: ["outstanding"],
    });
  }
  checkThresholds(thresholds);
  if (invoiced === 0) return { scorePercent: null, category: "No Activity" };
  const paid = BigInt(invoiced - outstanding);
  const whole = BigInt(invoiced);
  const reaches = (percent: number) => 100n * paid >= BigInt(percent) * whole;
  const { excellent, good, average, poor } = thresholds;
  const category = reaches(excellent)
    ? "Excellent"
    : reaches(good)
      ? "Good"
      : reaches(average)
        ? "Average"
        : reaches(poor)
          ? "Poor"
          : "At Risk";
  return { scorePercent: Number((10_000n * paid) / whole) / 100, category };
}

/**
 * Checks thresholds of reliability.
 *
 * @throws {Fault} as {@link reliabilityOf}.
 */
export function checkThresholds(thresholds: ReliabilityThresholds): void {
  const names = ["excellent", "good", "average", "poor"] as const;
  knownOptions(thresholds, names);
  let above = 100;
  for (const name of names) {
    const value: unknown = thresholds[name];
    if (typeof value !== "number" || !Number.isInteger(value) || value < 0 || value > above) {
      const message = `${name} must be a whole percentage from 0 to ${above}, not ${shown(value)}.`;
      throw new Fault("POLICY_RANGE", message, { path: [name] });
    }
    above = value;
  }
}
