import { Decimal as DecimalJs } from "decimal.js";
import fc from "fast-check";
import { expect, test } from "vitest";
import { percentOf, ratioText, roundHalfAway } from "./rounding.ts";

// Judged by decimal.js with digits to spare, in a copy of the test's own; ROUND_HALF_UP is away from zero there.
const Exact = DecimalJs.clone({ precision: 120, rounding: DecimalJs.ROUND_HALF_UP, defaults: true });

const arbNumerator = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
const arbDenominator = fc.oneof(
  fc.bigInt({ min: 1n, max: 10n ** 16n }),
  fc.bigInt({ min: 1n, max: 12n }),
  fc.constantFrom(2n, 200n, 1000n, 2000n),
);

test("E-14 the rounded ratio is nearest, and of two as near it is the one farther from zero", () => {
  fc.assert(
    fc.property(arbNumerator, arbDenominator, (numerator, denominator) => {
      const rounded = roundHalfAway(numerator, denominator);
      const twice = 2n * abs(numerator - rounded * denominator);
      expect(twice <= denominator).toBe(true);
      if (twice === denominator) expect(abs(rounded) * denominator > abs(numerator)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test("E-14 rounding a ratio and its negative are mirror images", () => {
  fc.assert(
    fc.property(arbNumerator, arbDenominator, (numerator, denominator) => {
      expect(roundHalfAway(-numerator, denominator)).toBe(-roundHalfAway(numerator, denominator));
    }),
    { numRuns: 1000 },
  );
});

test("E-14 ratio text is what exact decimal division rounds to, without −0", () => {
  fc.assert(
    fc.property(
      arbNumerator,
      arbDenominator,
      fc.integer({ min: 0, max: 20 }),
      (numerator, denominator, decimals) => {
        const quotient = new Exact(String(numerator)).div(String(denominator)).toFixed(decimals);
        const expected = /[1-9]/.test(quotient) ? quotient : quotient.replace("-", "");
        expect(ratioText(numerator, denominator, decimals)).toBe(expected);
      },
    ),
    { numRuns: 1000 },
  );
});

test("E-32 a percentage is exact arithmetic rounded once", () => {
  const arbPercent = fc
    .tuple(fc.integer({ min: 0, max: 100 }), fc.stringMatching(/^\d{0,6}$/))
    .map(([whole, decimals]) => (decimals === "" ? String(whole) : `${whole}.${decimals}`));
  const arbAmount = fc.integer({ min: -9e13, max: 9e13 });
  fc.assert(
    fc.property(arbAmount, arbPercent, (amount, percent) => {
      const expected = new Exact(amount).times(percent).div(100).toDecimalPlaces(0).toNumber();
      expect(percentOf(amount, percent)).toBe(expected === 0 ? 0 : expected);
    }),
    { numRuns: 1000 },
  );
});

function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}
