import { Fault } from "../fault/fault.ts";
import { shown } from "../fault/issue.ts";

const heights = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"] as const;

/**
 * A line of text that rises and falls as values do: one character for each, the lowest block for the least and the highest for
 * the greatest. Zero is always in the range, so that months of much alike do not look like ups and downs; where all values are
 * zero all are lowest.
 *
 * @param values - Finite numbers of either sign.
 * @throws {Fault} `TYPE` for a value that is no finite number.
 */
export function sparkline(values: readonly number[]): string {
  for (const [at, value] of values.entries()) {
    if (Number.isFinite(value)) continue;
    throw new Fault("TYPE", `A value is a finite number, not ${shown(value)}.`, { path: ["values", at] });
  }
  const least = values.reduce((lowest, value) => Math.min(lowest, value), 0);
  const most = values.reduce((highest, value) => Math.max(highest, value), 0);
  // Halved first: the distance of two large values of opposite sign may be beyond all numbers.
  const range = most / 2 - least / 2;
  return values
    .map((value) => {
      const share = range === 0 ? 0 : (value / 2 - least / 2) / range;
      return heights[Math.round(share * (heights.length - 1))] as string;
    })
    .join("");
}
