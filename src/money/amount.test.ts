import { Decimal } from "decimal.js";
import { describe, expect, test } from "vitest";
import {
  checkMinor,
  formatAmount,
  parseAmount,
  parseMinor,
  plusMinor,
  readMinor,
  sumMinor,
} from "./amount.ts";

const usd = { code: "USD", exponent: 2 };
const jpy = { code: "JPY", exponent: 0 };
const kwd = { code: "KWD", exponent: 3 };
const clf = { code: "CLF", exponent: 4 };
const most = Number.MAX_SAFE_INTEGER; // 9007199254740991

const code = (expected: string) => expect.objectContaining({ name: "Fault", code: expected });

describe("parseAmount", () => {
  test.each([
    ["1234.50", usd, 123450],
    ["1234.5", usd, 123450],
    ["-0.00", usd, 0],
    ["1500", jpy, 1500],
    ["1.500", kwd, 1500],
    ["1.500", clf, 15000],
    ["0", usd, 0],
    ["-12.34", usd, -1234],
    ["007.10", usd, 710],
    ["0.01", usd, 1],
    ["0.99", usd, 99],
  ])("E-31 E-32 %o in %o is %d", (text, currency, minor) => {
    expect(parseAmount(text, currency)).toBe(minor);
  });

  test.each(["-0", "-0.00", "-0.0000"])("F-11 %o is 0 and not −0", (text) => {
    expect(Object.is(parseAmount(text, usd), 0)).toBe(true);
  });

  test.each([
    "1,234.50",
    "1.234,50",
    "$12",
    "1e3",
    "１２",
    " 12 ",
    "12 ",
    " 12",
    "",
    "--1",
    "NaN",
    "Infinity",
    "-Infinity",
    "-",
    "+1",
    ".5",
    "5.",
    "-.5",
    ".",
    "1.2.3",
    "1-2",
    "1/2",
    "1:2",
    "1.2/",
    "1.2:",
    "0x10",
    "12\n",
    "٣",
  ])("F-09 E-31 %o is not plain decimal text", (text) => {
    expect(() => parseAmount(text, usd)).toThrow(code("AMOUNT_FORMAT"));
  });

  test.each([
    ["12.345", usd],
    ["1.5", jpy],
    ["0.0001", kwd],
    ["-0.001", usd],
    ["12.3401", usd],
    ["12.30050", usd],
  ])("F-10 E-31 %o has more decimals than %o", (text, currency) => {
    expect(() => parseAmount(text, currency)).toThrow(code("AMOUNT_SCALE"));
  });

  test.each([
    ["12.3400", usd, 1234],
    ["1.0", jpy, 1],
    ["12.000000000000000000000", usd, 1200],
  ])("F-10 %o: decimals that are zeros are no decimals", (text, currency, minor) => {
    expect(parseAmount(text, currency)).toBe(minor);
  });

  test("F-08 the largest amount is read and the next one is refused, either way", () => {
    expect(parseAmount("90071992547409.91", usd)).toBe(most);
    expect(parseAmount("-90071992547409.91", usd)).toBe(-most);
    expect(parseAmount("9007199254740991", jpy)).toBe(most);
    for (const [text, currency] of [
      ["90071992547409.92", usd],
      ["-90071992547409.92", usd],
      ["9007199254740992", jpy],
      ["9007199254740993", jpy],
      ["900719925474100", usd],
      ["9".repeat(400), usd],
    ] as const) {
      expect(() => parseAmount(text, currency)).toThrow(code("AMOUNT_UNSAFE"));
    }
  });

  test("F-07 a decimal object that is no finite number is refused", () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      expect(() => parseAmount(new Decimal(value), usd)).toThrow(code("AMOUNT_NOT_FINITE"));
    }
  });

  test("E-31 a decimal object is read exactly", () => {
    expect(parseAmount(new Decimal("1234.5"), usd)).toBe(123450);
    expect(parseAmount(new Decimal("-0"), usd)).toBe(0);
    expect(() => parseAmount(new Decimal("12.345"), usd)).toThrow(code("AMOUNT_SCALE"));
  });

  test("a currency with an impossible exponent is refused before the text is read", () => {
    expect(() => parseAmount("1", { code: "USD", exponent: 5 })).toThrow(code("CURRENCY_UNKNOWN"));
    expect(() => parseAmount("1", { code: "USD", exponent: -1 })).toThrow(code("CURRENCY_UNKNOWN"));
  });

  test("F-10 a hostile text of a hundred thousand zeros is refused at once", () => {
    const text = `1${"0".repeat(100_000)}1`;
    const begin = performance.now();
    expect(() => parseAmount(text, usd)).toThrow(code("AMOUNT_UNSAFE"));
    expect(() => parseAmount(`0.${text}`, usd)).toThrow(code("AMOUNT_SCALE"));
    expect(performance.now() - begin).toBeLessThan(500);
  });

  test("the message shows what came", () => {
    expect(() => parseAmount("1,0", usd)).toThrow('"1,0" is not a plain decimal like "1234.50".');
    expect(() => parseAmount("1.005", usd)).toThrow('"1.005" has more than the 2 decimals of the currency.');
    expect(() => parseAmount("9007199254740992", jpy)).toThrow(
      '"9007199254740992" is beyond the largest exact amount, 2^53 − 1 minor units.',
    );
  });
});

describe("parseMinor", () => {
  test("says NaN, and throws nothing, where there is no amount", () => {
    for (const text of ["", "-", "x", "1.", "1.x", "1.005", "9007199254740992"]) {
      expect(parseMinor(text, 2)).toBeNaN();
    }
    expect(parseMinor("1.00", 2)).toBe(100);
  });
});

describe("readMinor", () => {
  test.each([
    [12, "TYPE"],
    [0.1, "TYPE"],
    [12n, "TYPE"],
    [true, "TYPE"],
    [null, "TYPE"],
    [undefined, "TYPE"],
    [{}, "TYPE"],
    [{ toFixed: "12.00" }, "TYPE"],
    [{ toFixed: () => 12 }, "TYPE"],
    [Object(12.6), "TYPE"],
    [() => "12", "TYPE"],
    [Number.NaN, "AMOUNT_NOT_FINITE"],
    [Number.POSITIVE_INFINITY, "AMOUNT_NOT_FINITE"],
    [Number.NEGATIVE_INFINITY, "AMOUNT_NOT_FINITE"],
    [{ toFixed: () => "Infinity" }, "AMOUNT_NOT_FINITE"],
    [{ toFixed: () => "-Infinity" }, "AMOUNT_NOT_FINITE"],
    [{ toFixed: () => "NaN" }, "AMOUNT_NOT_FINITE"],
    [{ toFixed: () => "xNaN" }, "AMOUNT_FORMAT"],
    [{ toFixed: () => "NaNx" }, "AMOUNT_FORMAT"],
    ["NaN", "AMOUNT_FORMAT"],
    ["1,0", "AMOUNT_FORMAT"],
  ])("F-07 F-09 %o answers the problem %s", (value, problem) => {
    expect(readMinor(value, 2)).toEqual([problem, expect.any(String)]);
  });

  test("a JS number is refused with the question it leaves open", () => {
    expect(readMinor(12, 2)).toEqual([
      "TYPE",
      "An amount is decimal text or a decimal object, not 12 (dollars or cents?).",
    ]);
    expect(readMinor(Number.NaN, 2)).toEqual(["AMOUNT_NOT_FINITE", "NaN is not a finite amount."]);
    expect(readMinor(new Decimal("-Infinity"), 2)).toEqual([
      "AMOUNT_NOT_FINITE",
      "-Infinity is not a finite amount.",
    ]);
  });

  test("an object is asked for its text as itself", () => {
    const money = { cents: 1234, toFixed: toFixedOfCents };
    expect(readMinor(money, 2)).toBe(1234);
  });
});

function toFixedOfCents(this: { readonly cents: number }): string {
  return `${Math.trunc(this.cents / 100)}.${String(this.cents % 100).padStart(2, "0")}`;
}

describe("formatAmount", () => {
  test.each([
    [395000, usd, "3950.00"],
    [5, usd, "0.05"],
    [-5, usd, "-0.05"],
    [-500, usd, "-5.00"],
    [0, usd, "0.00"],
    [-0, usd, "0.00"],
    [10, usd, "0.10"],
    [99, usd, "0.99"],
    [100, usd, "1.00"],
    [1500, jpy, "1500"],
    [-1500, jpy, "-1500"],
    [0, jpy, "0"],
    [1500, kwd, "1.500"],
    [15, clf, "0.0015"],
    [most, usd, "90071992547409.91"],
    [-most, usd, "-90071992547409.91"],
  ])("%d of %o is written %s", (minor, currency, text) => {
    expect(formatAmount(minor, currency)).toBe(text);
  });

  test.each([
    [Number.NaN, "AMOUNT_NOT_FINITE"],
    [Number.POSITIVE_INFINITY, "AMOUNT_NOT_FINITE"],
    [12.5, "AMOUNT_NOT_INTEGER"],
    [2 ** 53 + 2, "AMOUNT_UNSAFE"],
  ])("F-07 F-08 %d is not written but refused", (minor, fault) => {
    expect(() => formatAmount(minor, usd)).toThrow(expect.objectContaining({ code: fault, path: [] }));
  });
});

describe("checkMinor", () => {
  test.each([0, -0, 1, -1, most, -most])("%d is a safe whole number", (minor) => {
    expect(() => checkMinor(minor, [])).not.toThrow();
  });

  test.each([
    [Number.NaN, "AMOUNT_NOT_FINITE", "NaN is not a finite amount."],
    [Number.POSITIVE_INFINITY, "AMOUNT_NOT_FINITE", "Infinity is not a finite amount."],
    [Number.NEGATIVE_INFINITY, "AMOUNT_NOT_FINITE", "-Infinity is not a finite amount."],
    [12.5, "AMOUNT_NOT_INTEGER", "12.5 is not a whole number of minor units."],
    [2 ** 53, "AMOUNT_UNSAFE", "9007199254740992 is beyond the largest exact amount, 2^53 − 1 minor units."],
    [
      2 ** 53 + 2,
      "AMOUNT_UNSAFE",
      "9007199254740994 is beyond the largest exact amount, 2^53 − 1 minor units.",
    ],
    [
      -(2 ** 53),
      "AMOUNT_UNSAFE",
      "-9007199254740992 is beyond the largest exact amount, 2^53 − 1 minor units.",
    ],
    ["12", "TYPE", 'Minor units are a number, not "12".'],
    [12n, "TYPE", "Minor units are a number, not 12n."],
    [undefined, "TYPE", "Minor units are a number, not undefined."],
  ])("F-07 F-08 %o is refused with %s and its place", (minor, fault, message) => {
    expect(() => checkMinor(minor, ["items", 3, "balance"])).toThrow(
      expect.objectContaining({ code: fault, message, path: ["items", 3, "balance"] }),
    );
  });
});

describe("plusMinor", () => {
  test.each([
    [1, 2, 3],
    [5, -5, 0],
    [most - 1, 1, most],
    [-most, most, 0],
    [1 - most, -1, -most],
  ])("%d and %d are %d", (a, b, sum) => {
    expect(plusMinor(a, b)).toBe(sum);
  });

  test.each([
    [most, 1],
    [most, most],
    [-most, -1],
    [9007199254740991, 9007199254740991],
  ])("F-12 the sum of %d and %d is refused, never rounded", (a, b) => {
    expect(() => plusMinor(a, b)).toThrow(code("AMOUNT_OVERFLOW"));
    expect(() => plusMinor(a, b)).toThrow(
      `The sum of ${a} and ${b} minor units leaves the exact range of 2^53 − 1.`,
    );
  });
});

describe("sumMinor", () => {
  test("what amounts add up to, nothing for none", () => {
    expect(sumMinor([])).toBe(0);
    expect(sumMinor([1, 2, -5])).toBe(-2);
    expect(sumMinor(new Set([most - 1, 1]))).toBe(most);
  });

  test("F-12 a sum that passes the exact range on its way is refused", () => {
    expect(() => sumMinor([most, 1, -1])).toThrow(code("AMOUNT_OVERFLOW"));
  });
});
