import { ColumnStats } from "./column-stats.ts";
import { at, pastDueClasses, width } from "./sums.ts";

/** The exposures of all accounts in minor-unit days; undefined where a number does not hold one. */
export function exposureNumbers(stats: ColumnStats): Float64Array | undefined {
  const { numbers } = ColumnStats.sumsOf(stats);
  const exposures = new Float64Array(stats.size);
  for (let account = 0; account < exposures.length; account += 1) {
    let exposure = 0;
    for (const place of pastDueClasses) exposure += numbers[account * width + at(place) + 2] as number;
    if (exposure > Number.MAX_SAFE_INTEGER) return undefined;
    exposures[account] = exposure;
  }
  return exposures;
}
