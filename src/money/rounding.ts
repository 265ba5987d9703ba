import { Fault } from "../fault/fault.ts";
import { shown } from "../fault/issue.ts";
import { checkMinor, type Minor, parseMinor } from "./amount.ts";

/**
 * A ratio of integers, rounded once to the nearest integer, halves away from zero: 2.5 is 3 and −2.5 is −3.
 *
 * @throws {Fault} `POLICY_RANGE` when the denominator is not positive; `TYPE` for what is no bigint.
 *
 * @example
 * import { roundHalfAway } from "receivables";
 *
 * roundHalfAway(201n, 2n);  // => 101n
 * roundHalfAway(-201n, 2n); // => -101n
 */
export function roundHalfAway(numerator: bigint, denominator: bigint): bigint {
  if (typeof numerator !== "bigint" || typeof denominator !== "bigint") {
    throw new Fault("TYPE", `A ratio is of two bigints, not ${shown(numerator)} and ${shown(denominator)}.`);
  }
  if (denominator <= 0n) {
    throw new Fault("POLICY_RANGE", `A ratio is rounded over a positive denominator, not ${denominator}.`, {
      path: ["denominator"],
    });
  }
  const magnitude = numerator < 0n ? -numerator : numerator;
  const rounded = (2n * magnitude + denominator) / (2n * denominator);
  return numerator < 0n ? -rounded : rounded;
}

/**
 * A ratio of integers as decimal text with exactly so many decimals, rounded once, halves away from zero.
 *
 * `denominator` must be positive; a result of zero has no sign.
 */
export function ratioText(numerator: bigint, denominator: bigint, decimals: number): string {
  const scaled = roundHalfAway(numerator * 10n ** BigInt(decimals), denominator);
  const digits = String(scaled < 0n ? -scaled : scaled).padStart(decimals + 1, "0");
  const sign = scaled < 0n ? "-" : "";
  return decimals === 0 ? sign + digits : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** The most decimals a percentage may be written with. */
const percentDecimals = 6;

/**
 * So many per cent of an amount, rounded to the minor unit, halves away from zero: how a percentage discount becomes the
 * absolute amount the model stores.
 *
 * @param percent - Plain decimal text such as `"1.5"`, at most 6 decimals.
 * @throws {Fault} `AMOUNT_FORMAT` for other text; `AMOUNT_OVERFLOW` where the result leaves the safe range;
 * `AMOUNT_NOT_FINITE`, `AMOUNT_NOT_INTEGER`, `AMOUNT_UNSAFE` for an amount that is no whole number of minor units.
 * @see docs/decisions.md, G-18.
 *
 * @example
 * import { percentOf } from "receivables";
 *
 * percentOf(33333, "1.5"); // => 500
 * percentOf(5, "10");      // => 1
 */
export function percentOf(amount: Minor, percent: string): Minor {
  checkMinor(amount, ["amount"]);
  const parts = typeof percent === "string" ? parseMinor(percent, percentDecimals) : Number.NaN;
  if (Number.isNaN(parts)) {
    throw new Fault(
      "AMOUNT_FORMAT",
      `${shown(percent)} is not a percentage like "1.5" with at most 6 decimals.`,
    );
  }
  const minor = Number(roundHalfAway(BigInt(amount) * BigInt(parts), 100n * 10n ** BigInt(percentDecimals)));
  if (Number.isSafeInteger(minor)) return minor;
  throw new Fault(
    "AMOUNT_OVERFLOW",
    `${percent} per cent of ${amount} minor units leaves the exact range of 2^53 − 1.`,
  );
}
