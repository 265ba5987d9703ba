import type { CreditUse } from "../credit/credit-use.ts";
import { usesMoreThan } from "../credit/credit-use.ts";
import { Fault } from "../fault/fault.ts";
import { countOption, knownOptions } from "../fault/options.ts";

/** The conditions of a customer, the worst first. */
export const debtorStatuses = ["Over Limit", "Critical", "Overdue", "Late", "Current"] as const;
/** One of {@link debtorStatuses}. */
export type DebtorStatus = (typeof debtorStatuses)[number];

/** From how many days past due on a customer is called so, included. */
export interface StatusThresholds {
  readonly late: number;
  readonly overdue: number;
  readonly critical: number;
}

/**
 * Where statuses begin unless asked otherwise: with the buckets of due-date aging.
 *
 * @see docs/decisions.md, G-72.
 */
export const statusThresholds: StatusThresholds = /* @__PURE__ */ Object.freeze({
  late: 1,
  overdue: 31,
  critical: 91,
});

/**
 * The worst condition of a customer: over the limit, or by the days its oldest charge is past due, whatever the basis.
 *
 * @param maxDaysOverdue - Of the charge that is longest past due; 0 or less where none is.
 * @throws {Fault} `POLICY_RANGE` for thresholds that are no whole days or do not ascend, `POLICY_UNKNOWN`.
 * @see docs/sources.md, 002:253-254; docs/decisions.md, G-72, G-73.
 *
 * @example
 * import { creditUse } from "receivables";
 * import { debtorStatus } from "receivables/debtors";
 *
 * debtorStatus(creditUse(null, 5000), 31);   // => "Overdue"
 * debtorStatus(creditUse(10000, 10001), 31); // => "Over Limit"
 * debtorStatus(creditUse(10000, 10000), 0);  // => "Current"
 */
export function debtorStatus(
  use: CreditUse,
  maxDaysOverdue: number,
  thresholds: StatusThresholds = statusThresholds,
): DebtorStatus {
  checkStatusThresholds(thresholds);
  if (usesMoreThan(use, 100)) return "Over Limit";
  if (maxDaysOverdue >= thresholds.critical) return "Critical";
  if (maxDaysOverdue >= thresholds.overdue) return "Overdue";
  return maxDaysOverdue >= thresholds.late ? "Late" : "Current";
}

/**
 * Checks thresholds of statuses.
 *
 * @throws {Fault} as {@link debtorStatus}.
 */
export function checkStatusThresholds(thresholds: StatusThresholds): void {
  knownOptions(thresholds, ["late", "overdue", "critical"]);
  const { late, overdue, critical } = thresholds;
  countOption("late", late, 1, 36_500);
  countOption("overdue", overdue, 1, 36_500);
  countOption("critical", critical, 1, 36_500);
  if (late <= overdue && overdue <= critical) return;
  throw new Fault("POLICY_RANGE", `Thresholds ascend, not ${late}, ${overdue}, ${critical}.`, {
    path: [late <= overdue ? "critical" : "overdue"],
  });
}
