import { describe, expect, test } from "vitest";
import { percentOf, ratioText, roundHalfAway } from "./rounding.ts";

const code = (expected: string) => expect.objectContaining({ name: "Fault", code: expected });

describe("roundHalfAway", () => {
  test.each([
    [201n, 2n, 101n],
    [-201n, 2n, -101n],
    [5n, 2n, 3n],
    [-5n, 2n, -3n],
    [3n, 2n, 2n],
    [1n, 2n, 1n],
    [-1n, 2n, -1n],
    [1n, 3n, 0n],
    [2n, 3n, 1n],
    [-2n, 3n, -1n],
    [49n, 100n, 0n],
    [50n, 100n, 1n],
    [51n, 100n, 1n],
    [-49n, 100n, 0n],
    [7n, 1n, 7n],
    [0n, 9n, 0n],
  ])("E-14 A-102 %d over %d is %d: halves round away from zero", (numerator, denominator, rounded) => {
    expect(roundHalfAway(numerator, denominator)).toBe(rounded);
  });

  test.each([0n, -1n])("a denominator of %d is refused", (denominator) => {
    expect(() => roundHalfAway(1n, denominator)).toThrow(
      expect.objectContaining({
        code: "POLICY_RANGE",
        path: ["denominator"],
        message: `A ratio is rounded over a positive denominator, not ${denominator}.`,
      }),
    );
  });
});

describe("ratioText", () => {
  test.each([
    [199n * 1n + 1n * 2n, 200n, "1.01"], // 1.99 at 1 day and 0.01 at 2 days: 1.005
    [1300n * 2n + 2700n * 3n, 4000n, "2.68"], // 13.00 at 2 days and 27.00 at 3 days: 2.675
    [1n + 1n + 2n, 3n, "1.33"],
  ])("E-14 A-102 %d over %d reads %s, where a float's toFixed is a cent short", (total, amount, text) => {
    expect(ratioText(total, amount, 2)).toBe(text);
  });

  test.each([
    [-1005n, 1000n, 2, "-1.01"],
    [-1n, 1000n, 2, "0.00"],
    [-5n, 1000n, 2, "-0.01"],
    [1n, 3n, 0, "0"],
    [-3n, 2n, 0, "-2"],
    [7n, 2n, 1, "3.5"],
    [1n, 20n, 1, "0.1"],
    [0n, 1n, 3, "0.000"],
    [2n, 3n, 20, "0.66666666666666666667"],
    [328762772798046171500n, 9007199254740991n, 2, "36500.00"],
  ])("%d over %d with %d decimals reads %s", (numerator, denominator, decimals, text) => {
    expect(ratioText(numerator, denominator, decimals)).toBe(text);
  });
});

describe("percentOf", () => {
  test.each([
    [5, "1", 0], // 0.05 of a cent
    [5, "10", 1], // half a cent
    [33333, "1.5", 500], // 499.995 cents
    [-5, "10", -1],
    [5, "-10", -1],
    [10_000, "0.000001", 0],
    [50_000_000, "0.000001", 1],
    [12345, "100", 12345],
    [0, "50", 0],
    [Number.MAX_SAFE_INTEGER, "100", Number.MAX_SAFE_INTEGER],
  ])("E-32 of %d minor units %s %% is %d", (amount, percent, part) => {
    expect(percentOf(amount, percent)).toBe(part);
  });

  test.each([
    "",
    "1,5",
    "10%",
    "0.0000001",
    "abc",
    "1e2",
    10 as never,
    undefined as never,
  ])("%o is no percentage", (percent) => {
    expect(() => percentOf(100, percent)).toThrow(code("AMOUNT_FORMAT"));
  });

  test("the message shows what came", () => {
    expect(() => percentOf(100, "10%")).toThrow(
      '"10%" is not a percentage like "1.5" with at most 6 decimals.',
    );
  });

  test("F-12 a part beyond the safe range is refused", () => {
    expect(() => percentOf(Number.MAX_SAFE_INTEGER, "100.000001")).toThrow(
      "100.000001 per cent of 9007199254740991 minor units leaves the exact range of 2^53 − 1.",
    );
    expect(() => percentOf(-Number.MAX_SAFE_INTEGER, "200")).toThrow(code("AMOUNT_OVERFLOW"));
  });

  test.each([
    [12.5, "AMOUNT_NOT_INTEGER"],
    [Number.NaN, "AMOUNT_NOT_FINITE"],
    [2 ** 53 + 2, "AMOUNT_UNSAFE"],
  ])("F-07 F-08 %d is no amount to take a part of", (amount, fault) => {
    expect(() => percentOf(amount, "10")).toThrow(expect.objectContaining({ code: fault, path: ["amount"] }));
  });
});
