import { byDueDate, type DueDateBucket } from "../aging/scheme.ts";

/**
 * How an account's sums stand in one typed array: seven classes of amount, count and amount-days, then the discounts' amount
 * and count. Amount-days of a class without ages are never read.
 */
export const width = 24;
/** The classes by their place: the buckets of the scheme, the one that is not past due first, then the adjustments. */
export const classes = { current: 0, credits: 5, debits: 6 } as const;
/** Where the discounts stand. */
export const discountsAt = 21;
/** Where the sums of a class stand. */
export const at = (place: number): number => 3 * place;

/** The first place and the last of the classes that are past due. */
export const pastDueClasses = [1, 2, 3, 4] as const;
/** The labels of the buckets, by class. */
export const bucketLabels: readonly DueDateBucket[] = byDueDate.buckets.map(({ label }) => label);
/** The most days past due of each bucket but the last. */
export const bucketEnds: readonly number[] = byDueDate.buckets.flatMap(({ most }) =>
  most === null ? [] : [most],
);

/** The sums of accounts, and amount-days that a number cannot hold, by where they stand. */
export interface Sums {
  readonly numbers: Float64Array;
  readonly beyond: Map<number, bigint>;
}

/** Sums of nothing for so many accounts. */
export function noSums(accounts: number): Sums {
  return { numbers: new Float64Array(accounts * width), beyond: new Map() };
}
