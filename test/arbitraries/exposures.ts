/** Random exposures of a business, and the score as the formula says it, to as many digits as it takes. */
import { Decimal } from "decimal.js";
import fc from "fast-check";

/** Minor-unit days: none, the smallest, ordinary, and far beyond what a double counts one by one. */
export const arbExposure: fc.Arbitrary<bigint> = fc.oneof(
  { arbitrary: fc.constantFrom(0n, 1n, 99n, 100n, 22_427_000n), weight: 4 },
  { arbitrary: fc.bigInt({ min: 0n, max: 10n ** 9n }), weight: 4 },
  { arbitrary: fc.bigInt({ min: 0n, max: 10n ** 29n }), weight: 2 },
  { arbitrary: fc.bigInt({ min: 10n ** 20n, max: 10n ** 20n + 3n }), weight: 1 },
);

/** Exposures by account id; empty ones, single ones and equal ones among them. */
export const arbExposures: fc.Arbitrary<ReadonlyMap<string, bigint>> = fc
  .array(arbExposure, { maxLength: 8 })
  .map((all) => new Map(all.map((exposure, index) => [`A${index}`, exposure])));

const Exact = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP, minE: -9e15, maxE: 9e15 });

/** Enough for exposures of 30 digits. */
const Short = Exact.clone({ precision: 36 });

/** 10 · ln((1 + x) / (1 + least)) / ln((1 + most) / (1 + least)), x in major-unit days, to some 50 digits. */
export function exactScore(exposure: bigint, least: bigint, most: bigint, exponent = 2): Decimal {
  const one = 10n ** BigInt(exponent);
  const foot = ln(one + least);
  return ln(one + exposure)
    .minus(foot)
    .div(ln(one + most).minus(foot))
    .times(10);
}

let logarithms = new Map<bigint, Decimal>();
/** A logarithm of 60 digits takes a while, and the ends of a scale are asked for again and again. */
function ln(number: bigint): Decimal {
  const known = logarithms.get(number);
  if (known !== undefined) return known;
  if (logarithms.size > 100) logarithms = new Map();
  const logarithm = new Exact(String(number)).ln();
  logarithms.set(number, logarithm);
  return logarithm;
}

/** The exposure that scores `score` over 0 and `most`, as the formula turned round says, cut to a whole number. */
export function exposureAt(score: Decimal.Value, most: bigint, exponent = 2): bigint {
  const one = 10n ** BigInt(exponent);
  const share = new Short(score).div(10);
  const grown = new Short(String(one + most)).div(String(one)).pow(share);
  return BigInt(grown.times(String(one)).floor().toFixed()) - one;
}
