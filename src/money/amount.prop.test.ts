import { Decimal as DecimalJs } from "decimal.js";
import fc from "fast-check";
import { expect, test } from "vitest";
import { formatAmount, type Minor, parseAmount, plusMinor } from "./amount.ts";

// Judged by decimal.js with digits to spare, in a copy of the test's own.
const Exact = DecimalJs.clone({ precision: 80, defaults: true });

const arbExponent = fc.integer({ min: 0, max: 4 });
const arbMinor: fc.Arbitrary<Minor> = fc.oneof(
  fc.maxSafeInteger(),
  fc.integer({ min: -10_000, max: 10_000 }),
  fc.constantFrom(0, 1, -1, 99, 100, -99, -100, Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER),
);
const currencyWith = (exponent: number) => ({ code: "XXX", exponent });

/** Plain decimal text of any size: leading zeros, long decimals, amounts too large, most of them not acceptable. */
const arbPlainText = fc
  .tuple(
    fc.constantFrom("", "-"),
    fc.stringMatching(/^\d{1,19}$/),
    fc.oneof(fc.constant(""), fc.stringMatching(/^\.\d{1,6}$/), fc.stringMatching(/^\.\d{0,2}0{1,6}$/)),
  )
  .map((parts) => parts.join(""));

test("E-31 an amount is what exact arithmetic says: value times 10^exponent, if that is a safe whole number", () => {
  fc.assert(
    fc.property(arbPlainText, arbExponent, (text, exponent) => {
      const minor = new Exact(text).times(new Exact(10).pow(exponent));
      const answer = attempt(() => parseAmount(text, currencyWith(exponent)));
      if (!minor.isInteger()) expect(answer).toBe("AMOUNT_SCALE");
      else if (minor.abs().gt(Number.MAX_SAFE_INTEGER)) expect(answer).toBe("AMOUNT_UNSAFE");
      else expect(String(answer)).toBe(minor.isZero() ? "0" : minor.toFixed(0));
    }),
    { numRuns: 1000 },
  );
});

test("F-09 of all short texts only those of the plain form are read", () => {
  const plain = /^-?[0-9]+([.][0-9]+)?$/;
  const arbText = fc.string({ unit: fc.constantFrom(..."0159.-+,e/: ＋１"), maxLength: 6 });
  fc.assert(
    fc.property(arbText, (text) => {
      const answer = attempt(() => parseAmount(text, currencyWith(4)));
      if (plain.test(text)) expect(answer).not.toBe("AMOUNT_FORMAT");
      else expect(answer).toBe("AMOUNT_FORMAT");
    }),
    { numRuns: 1000 },
  );
});

test("F-11 what is written is read again as the same amount, never as −0", () => {
  fc.assert(
    fc.property(arbMinor, arbExponent, (minor, exponent) => {
      const currency = currencyWith(exponent);
      expect(parseAmount(formatAmount(minor, currency), currency)).toBe(minor);
    }),
    { numRuns: 1000 },
  );
});

test("an amount is written with all its decimals and no sign but a minus before a real debt", () => {
  fc.assert(
    fc.property(arbMinor, arbExponent, (minor, exponent) => {
      const value = new Exact(minor).div(new Exact(10).pow(exponent));
      expect(formatAmount(minor, currencyWith(exponent))).toBe(value.toFixed(exponent));
    }),
    { numRuns: 1000 },
  );
});

test("F-12 a sum is exact or refused", () => {
  fc.assert(
    fc.property(arbMinor, arbMinor, (a, b) => {
      const sum = BigInt(a) + BigInt(b);
      const safe = sum <= 2n ** 53n - 1n && sum >= -(2n ** 53n - 1n);
      const answer = attempt(() => plusMinor(a, b));
      expect(safe ? BigInt(answer) : answer).toBe(safe ? sum : "AMOUNT_OVERFLOW");
    }),
    { numRuns: 1000 },
  );
});

function attempt(call: () => number): number | string {
  try {
    return call();
  } catch (error) {
    return (error as { readonly code: string }).code;
  }
}
