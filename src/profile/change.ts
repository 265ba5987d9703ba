import { type Minor, plusMinor } from "../money/amount.ts";
import { ratioText } from "../money/rounding.ts";

/** Which way an amount went. */
export type Arrow = "up" | "down" | "flat";

/** How an amount differs from an earlier one. */
export interface Change {
  /** The later less the earlier, in minor units. */
  readonly amount: Minor;
  /** Of the earlier one's magnitude, with 2 decimals, halves away from zero; null where that is 0. */
  readonly percent: number | null;
  /** The sign of the difference, whether or not there is a percentage. */
  readonly arrow: Arrow;
}

/** Decimals of percentages of change and progress. */
export const percentDecimals = 2;

/**
 * How `later` differs from `earlier`, both in minor units.
 *
 * @throws {Fault} `AMOUNT_OVERFLOW`.
 */
export function changeOf(later: Minor, earlier: Minor): Change {
  const amount = plusMinor(later, -earlier);
  const arrow = amount === 0 ? "flat" : amount > 0 ? "up" : "down";
  return { amount, percent: percentOfWhole(amount, Math.abs(earlier)), arrow };
}

/** A part of a whole in per cent with {@link percentDecimals}, unclamped; null for a whole of 0. */
export function percentOfWhole(part: Minor, whole: Minor): number | null {
  return whole === 0 ? null : Number(ratioText(BigInt(part) * 100n, BigInt(whole), percentDecimals));
}

/** A part of a whole from 0 to 1 with 4 decimals, halves up: how long a bar is. */
export function barOf(part: Minor, whole: Minor): number {
  if (whole <= 0 || part <= 0) return 0;
  return Math.min(1, Number(ratioText(BigInt(part), BigInt(whole), 4)));
}
