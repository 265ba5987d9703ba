import type { DueDateBucket } from "../aging/scheme.ts";
import { classes, pastDueClasses } from "./sums.ts";

/** The tallies that columns are given of: as the properties of an account's stats, and the four buckets past due. */
export const columnTallies = [
  "outstanding",
  "invoices",
  "current",
  "discounts",
  "pastDue",
  "1-30",
  "31-60",
  "61-90",
  "91+",
  "credits",
  "debits",
] as const;
/** One of {@link columnTallies}. */
export type ColumnTally = (typeof columnTallies)[number];

/** Those of {@link columnTallies} that count days. */
export type AgedTally = "pastDue" | Exclude<DueDateBucket, "current">;
export const agedTallies: readonly AgedTally[] = ["pastDue", "1-30", "31-60", "61-90", "91+"];

/** The classes that each tally is made of. */
export const partsOf: Readonly<Record<Exclude<ColumnTally, "discounts">, readonly number[]>> = {
  outstanding: [classes.current, ...pastDueClasses, classes.debits],
  invoices: [classes.current, ...pastDueClasses],
  current: [classes.current],
  pastDue: pastDueClasses,
  "1-30": [1],
  "31-60": [2],
  "61-90": [3],
  "91+": [4],
  credits: [classes.credits],
  debits: [classes.debits],
};
