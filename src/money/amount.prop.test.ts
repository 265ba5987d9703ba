import { Decimal as DecimalJs } from "decimal.js";
import fc from "fast-check";
import { expect, test } from "vitest";
import { formatAmount, type Minor, parseAmount, plainMinor, plusMinor, readMinor } from "./amount.ts";

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

test("an object of decimal.js read by its digits is what its text says, or is left to that", () => {
  let plain = 0;
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
      fc.integer({ min: -12, max: 12 }),
      fc.integer({ min: 0, max: 6 }),
      (digits, shift, exponent) => {
        const decimal = new Exact(`${digits}e${shift}`);
        const minor = plainMinor(decimal, exponent);
        if (Number.isNaN(minor)) return;
        plain += 1;
        expect(minor).toBe(readMinor(decimal, exponent));
      },
    ),
    { numRuns: 3000 },
  );
  expect(plain).toBeGreaterThan(100);
  const left = [
    new Exact(-5),
    new Exact(Number.NaN),
    new Exact(Number.POSITIVE_INFINITY),
    { toFixed: () => "5" },
    5,
    null,
  ];
  for (const each of left) expect(plainMinor(each, 2)).toBeNaN();
  expect([new Exact("12.30"), new Exact(0), "12.3"].map((each) => plainMinor(each, 2))).toEqual([
    1230, 0, 1230,
  ]);
  expect(plainMinor(new Exact("90071992547409.91"), 2)).toBe(Number.MAX_SAFE_INTEGER);
  expect(plainMinor(new Exact("90071992547409.92"), 2)).toBeNaN();
});
