import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { creditUse } from "./credit-use.ts";
import { riskLevel, riskLevels, riskThresholds } from "./risk.ts";

describe("riskLevel", () => {
  test.each([
    [500_000, "Low"],
    [500_100, "Moderate"],
    [750_000, "Moderate"],
    [750_100, "High"],
    [900_000, "High"],
    [900_100, "Critical"],
    [1_000_000, "Critical"],
    [1_000_001, "Over Limit"],
  ])("E-42 B-145 %d of 1,000,000 is %s", (net, level) => {
    expect(riskLevel(creditUse(1_000_000, net))).toBe(level);
  });

  test("B-144 blank without a limit", () => {
    expect(riskLevel(creditUse(0, 1_000_000))).toBeNull();
  });

  test("a customer in credit is Low", () => {
    expect(riskLevel(creditUse(100, -50))).toBe("Low");
  });

  test("B-145 no percentage is rounded before it is held against a threshold", () => {
    const limit = 2_000_000_000_000_000;
    expect(riskLevel(creditUse(limit, limit / 2))).toBe("Low");
    expect(riskLevel(creditUse(limit, limit / 2 + 1))).toBe("Moderate");
  });

  test("thresholds may be others, must ascend, and no others are known", () => {
    expect(riskLevel(creditUse(100, 20), { ...riskThresholds, moderate: 10 })).toBe("Moderate");
    expect(() => riskLevel(creditUse(100, 20), { moderate: 60, high: 50, critical: 90 })).toThrow(
      expect.objectContaining({ code: "POLICY_RANGE", path: ["high"] }),
    );
    expect(() => riskLevel(creditUse(100, 20), { moderate: 50, high: 95, critical: 90 })).toThrow(
      expect.objectContaining({ code: "POLICY_RANGE", path: ["critical"] }),
    );
    expect(() => riskLevel(creditUse(100, 20), { ...riskThresholds, low: 1 } as never)).toThrow(
      expect.objectContaining({ code: "POLICY_UNKNOWN", path: ["low"] }),
    );
  });

  test("L-41 available is negative exactly over the limit, and the level never falls as more is used", () => {
    const arb = fc.tuple(
      fc.integer({ min: 1, max: 9e15 }),
      fc.integer({ min: -9e15, max: 9e15 }),
      fc.nat(1e6),
    );
    fc.assert(
      fc.property(arb, ([limit, net, more]) => {
        fc.pre(Number.isSafeInteger(limit - net));
        const use = creditUse(limit, net);
        expect(use.available).toBe(limit - net);
        expect((use.available ?? 0) < 0).toBe(riskLevel(use) === "Over Limit");
        const rank = (owed: number) => riskLevels.indexOf(riskLevel({ ...use, net: owed }) ?? "Low");
        expect(rank(net + more)).toBeGreaterThanOrEqual(rank(net));
      }),
      { numRuns: 1000 },
    );
  });
});
