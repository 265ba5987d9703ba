import { describe, expect, test } from "vitest";
import { reliabilityCategories, reliabilityOf, reliabilityThresholds } from "./reliability.ts";

describe("reliabilityOf", () => {
  test.each([
    [100_000, 25_000, 75],
    [110_000, 100_000, 9.09], // 100 of 1,100: rounded down
    [4_000, 4_000, 0],
    [100_000_000, 1, 99.99], // 99.999999 is not all
    [100, 0, 100],
  ])("E-46 of %d invoiced %d outstanding is %d", (invoiced, outstanding, scorePercent) => {
    expect(reliabilityOf({ invoiced, outstanding }).scorePercent).toBe(scorePercent);
  });

  test("E-46 nothing invoiced has no score", () => {
    expect(reliabilityOf({ invoiced: 0, outstanding: 0 })).toEqual({
      scorePercent: null,
      category: "No Activity",
    });
  });

  test.each([
    [95_000, "Excellent"],
    [94_999, "Good"],
    [85_000, "Good"],
    [84_999, "Average"],
    [70_000, "Average"],
    [69_999, "Poor"],
    [50_000, "Poor"],
    [49_999, "At Risk"],
    [0, "At Risk"],
  ])("B-160 %d paid of 100,000 is %s", (paid, category) => {
    expect(reliabilityOf({ invoiced: 100_000, outstanding: 100_000 - paid }).category).toBe(category);
  });

  test("the exact share decides: 94.9999… is not 95, though it shows so with fewer digits", () => {
    const found = reliabilityOf({ invoiced: 10_000_000, outstanding: 500_001 });
    expect(found).toEqual({ scorePercent: 94.99, category: "Good" });
    expect(reliabilityOf({ invoiced: Number.MAX_SAFE_INTEGER, outstanding: 1 }).scorePercent).toBe(99.99);
  });

  test("B-160 the categories", () => {
    expect(reliabilityCategories).toEqual(["Excellent", "Good", "Average", "Poor", "At Risk", "No Activity"]);
    expect(reliabilityThresholds).toEqual({ excellent: 95, good: 85, average: 70, poor: 50 });
  });

  test("thresholds may be others", () => {
    const thresholds = { excellent: 99, good: 98, average: 97, poor: 96 };
    expect(reliabilityOf({ invoiced: 100, outstanding: 5 }, thresholds).category).toBe("At Risk");
  });

  test.each([
    [{ ...reliabilityThresholds, excellent: 101 }, ["excellent"]],
    [{ ...reliabilityThresholds, good: 96 }, ["good"]],
    [{ ...reliabilityThresholds, poor: 49.5 }, ["poor"]],
  ])("thresholds %j are refused", (thresholds, path) => {
    expect(() => reliabilityOf({ invoiced: 1, outstanding: 0 }, thresholds)).toThrow(
      expect.objectContaining({ code: "POLICY_RANGE", path }),
    );
  });

  test("an unknown threshold is refused", () => {
    expect(() =>
      reliabilityOf({ invoiced: 1, outstanding: 0 }, { ...reliabilityThresholds, fair: 60 } as never),
    ).toThrow(expect.objectContaining({ code: "POLICY_UNKNOWN", path: ["fair"] }));
  });

  test.each([
    [-1, 0],
    [10, 11],
    [10, -1],
  ])("invoiced %d and outstanding %d are refused", (invoiced, outstanding) => {
    expect(() => reliabilityOf({ invoiced, outstanding })).toThrow(
      expect.objectContaining({ code: "POLICY_RANGE", path: ["outstanding"] }),
    );
  });
});
