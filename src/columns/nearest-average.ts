import { averageInParts } from "../tally/tally.ts";

/** Too little to change an amount that is not 0, and enough to divide by. */
const nearlyNothing = 1e-30;
/**
 * How near a whole number a double must be for that to be the nearest for certain. Days past due and parts of a day are at
 * most 3,652,058 and 10^6, so what is rounded is below 2^42, and two roundings leave it off by less than 2^-10.
 */
const surely = 0.5 - 2 ** -9;

/**
 * The average of days, to the nearest of so many parts of a day, halves up: the double nearest to that.
 *
 * By plain doubles, which leave few in doubt, and without a branch for empty tallies: a sixth of the time of a proof for each.
 *
 * @param amountDays - A whole number that doubles hold exactly.
 * @param parts - A power of ten up to 10^6.
 */
export function nearestAverage(amount: number, amountDays: number, parts: number): number {
  const scaled = (amountDays / (amount + nearlyNothing)) * parts;
  const nearest = Math.floor(scaled + 0.5);
  return Math.abs(scaled - nearest) < surely ? nearest / parts : provenAverage(amount, amountDays, parts);
}

/** The same where a half is near. */
function provenAverage(amount: number, amountDays: number, parts: number): number {
  const scaled = averageInParts(amount, amountDays, parts);
  return scaled === undefined ? exactAverage(BigInt(amount), BigInt(amountDays), parts) : scaled / parts;
}

/** The same of days that doubles do not hold. */
export function exactAverage(amount: bigint, amountDays: bigint, parts: number): number {
  if (amount === 0n) return 0;
  // Below 2^42, so that both are exact numbers and the division is the only rounding.
  return Number((2n * amountDays * BigInt(parts) + amount) / (2n * amount)) / parts;
}
