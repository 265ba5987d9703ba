import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { creditUse, meanUtilizationPercent, utilizationPercent } from "./credit-use.ts";

describe("creditUse", () => {
  test("B-139 what is available is the limit less what is owed, negative beyond it", () => {
    expect(creditUse(20_000, 25_000)).toEqual({ limit: 20_000, net: 25_000, available: -5_000 });
    expect(creditUse(50_000, -6_000).available).toBe(56_000);
  });

  test.each([0, null, undefined])("B-123 B-135 %j is no limit", (limit) => {
    expect(creditUse(limit, 25_000)).toEqual({ limit: null, net: 25_000, available: null });
  });

  test.each([-1, 0.5, Number.NaN, "200"])("a limit of %j is refused", (limit) => {
    expect(() => creditUse(limit as number, 0)).toThrow(
      expect.objectContaining({ code: "CREDIT_LIMIT_INVALID", path: ["limit"] }),
    );
  });

  test("what is owed must be minor units", () => {
    expect(() => creditUse(1, 0.5)).toThrow(
      expect.objectContaining({ code: "AMOUNT_NOT_INTEGER", path: ["net"] }),
    );
  });
});

describe("utilizationPercent", () => {
  test.each([
    [100_000, 100_000, 100],
    [20_000, 25_000, 125],
    [50_000, -6_000, 0],
    [300, 100, 33.33],
    [200_000, 9, 0], // 0.0045
    [200_000, 10, 0.01], // 0.005, away from zero
  ])("B-138 of a limit of %d, %d is %d", (limit, net, percent) => {
    expect(utilizationPercent(creditUse(limit, net))).toBe(percent);
  });
});

describe("meanUtilizationPercent", () => {
  test("E-41 B-040 90 % and 50 % are 70 % whatever the limits", () => {
    expect(meanUtilizationPercent([creditUse(1_000_000, 900_000), creditUse(500_000, 250_000)])).toBe(70);
  });

  test("E-41 B-041 the five customers: 100, 125 and 0 are 75 %; those without a limit are left out", () => {
    const five = [
      creditUse(100_000, 100_000),
      creditUse(20_000, 25_000),
      creditUse(null, 10_000),
      creditUse(50_000, -6_000),
      creditUse(0, 2_000),
    ];
    expect(meanUtilizationPercent(five)).toBe(75);
  });

  test("B-041 nobody with a limit: not applicable", () => {
    expect(meanUtilizationPercent([])).toBeNull();
    expect(meanUtilizationPercent([creditUse(0, 5)])).toBeNull();
  });

  test("a mean that is a tie only when thirds are added exactly is rounded as one", () => {
    // 1/3 + 1/3 + 1/3 + 0.0002 of four: 25.005 %.
    const uses = [creditUse(3, 1), creditUse(3, 1), creditUse(30, 10), creditUse(10_000, 2)];
    expect(meanUtilizationPercent(uses)).toBe(25.01);
  });

  test("is the exact mean, rounded once", () => {
    const arbUse = fc.tuple(
      fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 9e15 })),
      fc.oneof(fc.integer({ min: -5, max: 12 }), fc.integer({ min: 0, max: 9e15 })),
    );
    fc.assert(
      fc.property(fc.array(arbUse, { minLength: 1, maxLength: 12 }), (pairs) => {
        // One fraction over the product of all limits, in hundredths of a per cent.
        const denominator = pairs.reduce((product, [limit]) => product * BigInt(limit), 1n);
        const numerator = pairs.reduce(
          (sum, [limit, net]) => sum + (BigInt(Math.max(0, net)) * denominator) / BigInt(limit),
          0n,
        );
        const whole = denominator * BigInt(pairs.length);
        const hundredths = (2n * 10_000n * numerator + whole) / (2n * whole);
        const uses = pairs.map(([limit, net]) => ({ limit, net, available: null }));
        expect(meanUtilizationPercent(uses)).toBe(Number(hundredths) / 100);
      }),
      { numRuns: 1000 },
    );
  });
});
