import { type Minor, plusMinor } from "../money/amount.ts";

/** What a set of documents adds up to. Every total of this library is one of these. */
export interface Tally {
  /** Remaining balances, in minor units. */
  readonly amount: Minor;
  /** How many documents. */
  readonly count: number;
  /** Balance times days overdue, in minor-unit days: a bigint, because it may pass 2^53. 0 where days do not count. */
  readonly amountDays: bigint;
}

/** The tally of no documents: adding it changes nothing. */
export const nothing: Tally = /* @__PURE__ */ Object.freeze({ amount: 0, count: 0, amountDays: 0n });

/**
 * Adds two tallies. Order and grouping never matter, so parts may be computed apart and added in any way.
 *
 * @throws {Fault} `AMOUNT_OVERFLOW` where the amounts add up to more than 2^53 − 1 minor units.
 *
 * @example
 * import { plus } from "receivables";
 *
 * plus({ amount: 100, count: 1, amountDays: 500n }, { amount: 50, count: 1, amountDays: 0n });
 * // => { amount: 150, count: 2, amountDays: 500n }
 */
export function plus(a: Tally, b: Tally): Tally {
  return {
    amount: plusMinor(a.amount, b.amount),
    count: a.count + b.count,
    amountDays: a.amountDays + b.amountDays,
  };
}

/** How many decimals an average of days has unless asked otherwise. */
export const averageDecimals = 2;

/**
 * The average times 10^decimals, rounded, where doubles are enough to prove every digit; undefined where they are not.
 *
 * @param amountDays - A whole number that doubles hold exactly.
 */
export function scaledAverage(amount: number, amountDays: number, decimals: number): number | undefined {
  return averageInParts(amount, amountDays, 10 ** decimals);
}

/**
 * The same in so many parts of a day, a power of ten.
 *
 * The remainder of doubles is exact, and what is divided below is divisible: a tenth of the time of bigints.
 */
export function averageInParts(amount: number, amountDays: number, parts: number): number | undefined {
  if (amount === 0) return 0;
  if (parts > 1000 || amount >= 2 ** 40 || !(amountDays >= 0 && amountDays <= Number.MAX_SAFE_INTEGER)) {
    return undefined;
  }
  const rest = amountDays % amount;
  // Twice the rest in parts, and one amount more, so that the next lower whole is the nearest, halves up.
  const doubled = 2 * rest * parts + amount;
  const scaled = ((amountDays - rest) / amount) * parts + (doubled - (doubled % (2 * amount))) / (2 * amount);
  return Number.isSafeInteger(scaled) ? scaled : undefined;
}
