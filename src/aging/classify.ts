import { type Day, daysBetween } from "../calendar/day.ts";
import { monthsBetween } from "../calendar/month.ts";
import { Fault } from "../fault/fault.ts";
import { shown } from "../fault/issue.ts";
import type { AgedFrom, AgingScheme } from "./scheme.ts";

/** The answer to "how old is it, and which column does it go in?" */
export interface Aged<Label extends string> {
  /** Whole units of the scheme, never rounded up; negative while the day lies ahead. */
  readonly age: number;
  readonly bucket: Label;
}

/**
 * Whole calendar days from the due day to `today`, both in the business's zone; 0 or less is current, 1 or more past due.
 *
 * There is no grace period.
 *
 * @throws {Fault} as `dayNumber`.
 * @see docs/sources.md, 001:23.
 *
 * @example
 * import { daysOverdue } from "receivables";
 *
 * daysOverdue("2025-06-10", "2025-06-10"); // => 0
 * daysOverdue("2025-06-09", "2025-06-10"); // => 1
 */
export function daysOverdue(dueOn: Day, today: Day): number {
  return daysBetween(dueOn, today);
}

/**
 * Ages one document as of one day.
 *
 * Age is counted on the calendar, not the clock, and both days must already be in the business's zone.
 *
 * @param document - Only the day named by `scheme.from` is read.
 * @param asOf - The day the question is asked. Never defaults to today.
 * @param scheme - Which ages stand in which bucket. Never defaults: a report states its own aging.
 * @throws {Fault} as `dayNumber`.
 *
 * @example
 * import { byDueDate, byIssueMonth, classify } from "receivables";
 *
 * const invoice = { issuedOn: "2026-02-01", dueOn: "2026-03-01" };
 * classify(invoice, "2026-03-31", byDueDate);    // => { age: 30, bucket: "1-30" }
 * classify(invoice, "2026-03-01", byDueDate);    // => { age: 0, bucket: "current" }
 * classify(invoice, "2026-03-31", byIssueMonth); // => { age: 1, bucket: "1 Month" }
 */
export function classify<Label extends string, From extends AgedFrom>(
  document: { readonly [Key in From]: Day },
  asOf: Day,
  scheme: AgingScheme<Label, From>,
): Aged<Label> {
  const elapsed = scheme.unit === "day" ? daysBetween : monthsBetween;
  const age = elapsed(document[scheme.from], asOf);
  return { age, bucket: bucketOf(age, scheme) };
}

/**
 * The bucket an age falls in.
 *
 * @param age - Whole units of the scheme.
 * @throws {Fault} `AGE_INVALID` when the age is no whole number.
 *
 * @example
 * import { bucketOf, byDueDate } from "receivables";
 *
 * bucketOf(90, byDueDate); // => "61-90"
 * bucketOf(91, byDueDate); // => "91+"
 */
export function bucketOf<Label extends string>(age: number, scheme: AgingScheme<Label>): Label {
  const found = Number.isSafeInteger(age)
    ? scheme.buckets.find(({ most }) => most === null || age <= most)?.label
    : undefined;
  if (found !== undefined) return found;
  throw new Fault("AGE_INVALID", `An age is a whole number of ${scheme.unit}s, not ${shown(age)}.`, {
    path: ["age"],
  });
}
