import { Fault } from "../fault/fault.ts";
import { shown } from "../fault/issue.ts";

/** A column of an aging report: every age from `least` to `most`, both included; null is an open end. */
export interface AgingBucket<Label extends string = string> {
  readonly label: Label;
  readonly least: number | null;
  readonly most: number | null;
}

/** Which of a document's days it is aged from. */
export type AgedFrom = "dueOn" | "issuedOn";

/**
 * How a report ages documents: from which day, in which unit, and which ages stand in which column.
 *
 * Buckets ascend and touch, from an open end to an open end, so that every age falls in exactly one.
 */
export interface AgingScheme<Label extends string = string, From extends AgedFrom = AgedFrom> {
  readonly from: From;
  readonly unit: "day" | "month";
  readonly buckets: readonly AgingBucket<Label>[];
}

/**
 * Checks a scheme and freezes it.
 *
 * @throws {Fault} `BUCKETS_INVALID` for a gap, an overlap, buckets out of order, a bound that is no whole number, an end
 * that is not open, a label that is empty, repeated or `__proto__`, or no bucket at all; its path leads to the bucket.
 *
 * @example
 * import { agingScheme } from "receivables";
 *
 * agingScheme({
 *   from: "dueOn",
 *   unit: "day",
 *   buckets: [
 *     { label: "not due", least: null, most: 0 },
 *     { label: "1-14", least: 1, most: 14 },
 *     { label: "15+", least: 15, most: null },
 *   ],
 * }).buckets.length; // => 3
 */
export function agingScheme<Label extends string, From extends AgedFrom>(
  scheme: AgingScheme<Label, From>,
): AgingScheme<Label, From> {
  const { from, unit, buckets } = scheme ?? {};
  if (from !== "dueOn" && from !== "issuedOn")
    throw invalid(`A document has no day ${shown(from)}.`, ["from"]);
  if (unit !== "day" && unit !== "month")
    throw invalid(`Age is counted by day or month, not ${shown(unit)}.`, ["unit"]);
  if (!Array.isArray(buckets) || buckets.length === 0) throw invalid("A scheme needs a bucket.", ["buckets"]);
  checkLabels(buckets);
  checkRanges(buckets);
  return Object.freeze({
    from,
    unit,
    buckets: Object.freeze(buckets.map((bucket) => Object.freeze({ ...bucket }))),
  });
}

function checkLabels(buckets: readonly AgingBucket[]): void {
  const seen = new Set<string>();
  for (const [index, { label }] of buckets.entries()) {
    const path = ["buckets", index, "label"];
    if (typeof label !== "string" || label === "")
      throw invalid(`A bucket needs a label, not ${shown(label)}.`, path);
    if (label === "__proto__")
      throw invalid("A bucket cannot be labelled __proto__: labels become keys.", path);
    if (seen.has(label)) throw invalid(`Two buckets are labelled ${shown(label)}.`, path);
    seen.add(label);
  }
}

function checkRanges(buckets: readonly AgingBucket[]): void {
  let expected: number | null = null;
  for (const [index, { label, least, most }] of buckets.entries()) {
    const last = index === buckets.length - 1;
    for (const [key, bound] of Object.entries({ least, most })) {
      if (bound !== null && !Number.isSafeInteger(bound)) {
        throw invalid(`${shown(label)}: a bound is a whole number or null, not ${shown(bound)}.`, [
          "buckets",
          index,
          key,
        ]);
      }
    }
    if (least !== expected) {
      const how =
        expected === null ? "The first bucket begins with null" : `${shown(label)} must begin at ${expected}`;
      throw invalid(`${how}, not at ${shown(least)}: ages must not be lost or counted twice.`, [
        "buckets",
        index,
        "least",
      ]);
    }
    if (last !== (most === null) || (most !== null && least !== null && most < least)) {
      const how = last
        ? "The last bucket ends with null"
        : `${shown(label)} must end at ${expected ?? "a number"} or later`;
      throw invalid(`${how}, not at ${shown(most)}.`, ["buckets", index, "most"]);
    }
    expected = most === null ? null : most + 1;
  }
}

function invalid(message: string, path: readonly (string | number)[]): Fault {
  return new Fault("BUCKETS_INVALID", message, { path });
}

/** The columns of due-date aging. */
export type DueDateBucket = "current" | "1-30" | "31-60" | "61-90" | "91+";

/**
 * Days past the due date: due today or later is current, and the four buckets hold everything past due.
 *
 * @see docs/sources.md, 001:23 and 001:72; 000:16-19.
 */
export const byDueDate: AgingScheme<DueDateBucket, "dueOn"> = /* @__PURE__ */ agingScheme({
  from: "dueOn",
  unit: "day",
  buckets: [
    { label: "current", least: null, most: 0 },
    { label: "1-30", least: 1, most: 30 },
    { label: "31-60", least: 31, most: 60 },
    { label: "61-90", least: 61, most: 90 },
    { label: "91+", least: 91, most: null },
  ],
});

/** The columns of month aging. */
export type MonthBucket = "Future" | "Current" | "1 Month" | "2 Months" | "3+ Months";

/**
 * Complete months since the document was issued, whenever it is due; month ends count as complete (31 January to
 * 28 February is one month). A document dated after the day asked about is Future.
 *
 * @see docs/sources.md, 002:27; docs/decisions.md, G-56.
 */
export const byIssueMonth: AgingScheme<MonthBucket, "issuedOn"> = /* @__PURE__ */ agingScheme({
  from: "issuedOn",
  unit: "month",
  buckets: [
    { label: "Future", least: null, most: -1 },
    { label: "Current", least: 0, most: 0 },
    { label: "1 Month", least: 1, most: 1 },
    { label: "2 Months", least: 2, most: 2 },
    { label: "3+ Months", least: 3, most: null },
  ],
});
