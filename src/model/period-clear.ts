import type { Day } from "../calendar/day.ts";
import type { Reading } from "../fault/issue.ts";
import { compareIds } from "../table/order.ts";
import { choice, day, type Fields, required } from "./field.ts";
import { makeReader, type Reader, type ReaderOptions } from "./reader.ts";
import { rowReader } from "./row.ts";

/** Which totals a period-end clear begins anew. */
export const periodClearKinds = ["month", "year"] as const;
/** One of {@link periodClearKinds}. */
export type PeriodClearKind = (typeof periodClearKinds)[number];

/** The end of an accounting period: a row of `period_clears.csv`. The day belongs to the period that it closes. */
export interface PeriodClear {
  readonly kind: PeriodClearKind;
  readonly executedOn: Day;
}

/** The columns of `period_clears.csv`. */
export const periodClearFields: Fields<PeriodClear> = {
  kind: required(choice("Which period ends.", periodClearKinds)),
  executedOn: required(day("The day of the clear, the last of its period.")),
};

/** Clears in the order in which they were executed; of one day the month's first. */
export function inOrderOfExecution(clears: readonly PeriodClear[]): readonly PeriodClear[] {
  return [...clears].sort((a, b) => compareIds(a.executedOn, b.executedOn) || compareIds(a.kind, b.kind));
}

/**
 * The reader of rows of period-end clears.
 *
 * @example
 * import { periodClearReader } from "receivables";
 *
 * const clears = periodClearReader({ currency: { code: "USD", exponent: 2 } });
 * const reading = clears.read({ kind: "Month", executed_on: "2025-05-31" });
 * reading.ok && reading.value; // => { kind: "month", executedOn: "2025-05-31" }
 */
export function periodClearReader(options: ReaderOptions): Reader<PeriodClear> {
  return makeReader(options, (money) => rowReader(periodClearFields, money));
}

/**
 * Reads many rows of period-end clears: a shortcut for `periodClearReader(options).readAll(rows)`.
 *
 * @example
 * import { readPeriodClears } from "receivables";
 *
 * const reading = readPeriodClears([{ kind: "week", executed_on: "2025-05-31" }], {
 *   currency: { code: "USD", exponent: 2 },
 * });
 * reading.ok ? [] : reading.issues.map(({ code, path }) => [code, path]); // => [["ENUM_UNKNOWN", [0, "kind"]]]
 */
export function readPeriodClears(rows: unknown, options: ReaderOptions): Reading<readonly PeriodClear[]> {
  return periodClearReader(options).readAll(rows);
}
