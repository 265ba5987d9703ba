import { type AgingScheme, agingScheme } from "../aging/scheme.ts";
import type { Terms } from "../model/terms.ts";
import { deepFrozen } from "../table/frozen.ts";

/** Customers are aged apart: those on monthly or 30-day terms, and those on 7-day terms. In the order of the grids. */
export const termGroups = ["monthly", "7-day"] as const;
/** One of {@link termGroups}. */
export type TermGroup = (typeof termGroups)[number];

/** From which day a debtor's charges are aged. */
export const agingBases = ["due", "transaction"] as const;
/**
 * `"due"`: from the day a charge is due. `"transaction"`: from the day it was made, whenever it is due. Tiles, limits,
 * statuses and the forecast do not depend on it.
 *
 * @see docs/sources.md, 002:20-27.
 */
export type AgingBasis = (typeof agingBases)[number];

/** The group that customers on these terms stand in; without terms the monthly one. */
export function termGroupOf(terms: Terms | undefined): TermGroup {
  return terms === "7 days" ? "7-day" : "monthly";
}

/** How a group is aged on a basis. */
export interface GroupAging {
  readonly scheme: AgingScheme<string>;
  /** The columns from left to right: those of the scheme, Future last. */
  readonly labels: readonly string[];
}

function aging(
  from: "dueOn" | "issuedOn",
  unit: "day" | "month",
  rest: readonly (readonly [label: string, least: number])[],
): GroupAging {
  // Due-date aging has no Future: what is not due yet is current.
  const ahead = from === "issuedOn" ? [{ label: "Future", least: null, most: -1 }] : [];
  const starts = [["Current", ahead.length === 0 ? null : 0], ...rest] as const;
  const others = starts.map(([label, least], at) => {
    const next = rest[at]?.[1];
    return { label, least, most: next === undefined ? null : next - 1 };
  });
  return {
    scheme: agingScheme({ from, unit, buckets: [...ahead, ...others] }),
    labels: [...others, ...ahead].map(({ label }) => label),
  };
}

/**
 * How each group is aged on each basis.
 *
 * Day 90 past due stands in "61-90 days" and day 91 in "90+ days". Months are complete months, 7-day periods complete weeks.
 *
 * @see docs/sources.md, 002:23 and 002:27; docs/decisions.md, G-54 to G-58.
 *
 * @example
 * import { debtorAging } from "receivables/debtors";
 *
 * debtorAging.monthly.due.labels;
 * // => ["Current", "1-30 days", "31-60 days", "61-90 days", "90+ days"]
 * debtorAging["7-day"].transaction.labels;
 * // => ["Current", "1 Week", "2 Weeks", "3+ Weeks", "Future"]
 */
export const debtorAging: Readonly<Record<TermGroup, Readonly<Record<AgingBasis, GroupAging>>>> =
  /* @__PURE__ */ deepFrozen({
    monthly: {
      due: aging("dueOn", "day", [
        ["1-30 days", 1],
        ["31-60 days", 31],
        ["61-90 days", 61],
        ["90+ days", 91],
      ]),
      transaction: aging("issuedOn", "month", [
        ["1 Month", 1],
        ["2 Months", 2],
        ["3+ Months", 3],
      ]),
    },
    "7-day": {
      due: aging("dueOn", "day", [
        ["1-7 days", 1],
        ["8-14 days", 8],
        ["15-21 days", 15],
        ["22+ days", 22],
      ]),
      transaction: aging("issuedOn", "day", [
        ["1 Week", 7],
        ["2 Weeks", 14],
        ["3+ Weeks", 21],
      ]),
    },
  });
