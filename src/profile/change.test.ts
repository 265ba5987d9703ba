import { describe, expect, test } from "vitest";
import { faultOf } from "../../test/fault-of.ts";
import { barOf, changeOf, percentDecimals, percentOfWhole } from "./change.ts";

describe("a change: the difference, per cent of the earlier amount's magnitude, an arrow", () => {
  test.each([
    [500_000, 350_000, 150_000, 42.86, "up"],
    [500_000, 800_000, -300_000, -37.5, "down"],
    [500_000, 400_000, 100_000, 25, "up"],
    [100, 100, 0, 0, "flat"],
    [101, 100, 1, 1, "up"],
    [99, 100, -1, -1, "down"],
    // Of nothing there is no percentage, but an arrow.
    [500_000, 0, 500_000, null, "up"],
    [-1, 0, -1, null, "down"],
    [0, 0, 0, null, "flat"],
    [0, 100, -100, -100, "down"],
    // From an amount below zero: up is up.
    [50, -100, 150, 150, "up"],
    [-150, -100, -50, -50, "down"],
    [-50, -100, 50, 50, "up"],
    [-100, -100, 0, 0, "flat"],
    [-100, 100, -200, -200, "down"],
    // Halves away from zero, both ways: 0.125 %, 0.005 %.
    [801, 800, 1, 0.13, "up"],
    [799, 800, -1, -0.13, "down"],
    [20_001, 20_000, 1, 0.01, "up"],
    [20_002, 20_001, 1, 0, "up"],
    [19_999, 20_000, -1, -0.01, "down"],
  ] as const)("D-006 %d after %d", (later, earlier, amount, percent, arrow) => {
    expect(changeOf(later, earlier)).toEqual({ amount, percent, arrow });
  });
});

test("G-122 there is no zero with a sign", () => {
  for (const { amount, percent } of [changeOf(0, 0), changeOf(20_000_000, 20_000_001), changeOf(-7, -7)]) {
    expect([Object.is(amount, -0), Object.is(percent, -0)]).toEqual([false, false]);
  }
});

test("a difference beyond all amounts is refused, not rounded", () => {
  const most = Number.MAX_SAFE_INTEGER;
  expect(changeOf(most, 0).amount).toBe(most);
  expect(changeOf(0, most)).toEqual({ amount: -most, percent: -100, arrow: "down" });
  expect(faultOf(() => changeOf(most, -1))?.code).toBe("AMOUNT_OVERFLOW");
  expect(faultOf(() => changeOf(-most, 1))?.code).toBe("AMOUNT_OVERFLOW");
});

test("per cent are not clamped, and exact for the largest amounts", () => {
  const most = Number.MAX_SAFE_INTEGER;
  expect(percentDecimals).toBe(2);
  expect([
    percentOfWhole(130, 100),
    percentOfWhole(-30, 100),
    percentOfWhole(1, 3),
    percentOfWhole(2, 3),
  ]).toEqual([130, -30, 33.33, 66.67]);
  expect([percentOfWhole(most - 1, most), percentOfWhole((most - 1) / 2, most)]).toEqual([100, 50]);
  expect(percentOfWhole(1, 0)).toBeNull();
});

test("D-010 a bar goes from 0 to 1, never beyond", () => {
  expect([barOf(0, 4), barOf(1, 4), barOf(4, 4), barOf(5, 4)]).toEqual([0, 0.25, 1, 1]);
  expect([barOf(-1, 4), barOf(1, 0), barOf(0, 0), barOf(1, 3)]).toEqual([0, 0, 0, 0.3333]);
  expect([barOf(1, 20_000), barOf(1, 20_001)]).toEqual([0.0001, 0]);
});
