import { expect, test } from "vitest";
import { dashboardOf } from "../../test/profile-of.ts";
import { percentages } from "./percentages.ts";

test.each([
  [
    [1, 1, 1],
    [33.4, 33.3, 33.3],
  ],
  [
    [2, 1],
    [66.7, 33.3],
  ],
  [
    [1, 2],
    [33.3, 66.7],
  ],
  [
    [5, 0],
    [100, 0],
  ],
  [
    [0, 5],
    [0, 100],
  ],
  [[0, 0, 0], null],
  [[], null],
  [[7], [100]],
  // Six equal parts leave 4 tenths, of equal remainders to the first.
  [
    [1, 1, 1, 1, 1, 1],
    [16.7, 16.7, 16.7, 16.7, 16.6, 16.6],
  ],
  // The largest remainder wins, wherever it stands, and a zero never does.
  [
    [0, 1, 0, 2],
    [0, 33.3, 0, 66.7],
  ],
  [
    [3, 3, 1],
    [42.9, 42.8, 14.3],
  ],
  // Parts too small to see, and parts too large for doubles.
  [
    [1, 999_999],
    [0, 100],
  ],
  [
    [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, 1],
    [50, 50, 0],
  ],
])("E-57 G-131 %j", (parts, expected) => {
  expect(percentages(parts)).toEqual(expected);
});

test("L-61 a thousand and one equal parts: all but one get a tenth", () => {
  const shares = percentages(Array.from({ length: 1001 }, () => 1));
  expect(shares?.filter((share) => share === 0.1)).toHaveLength(1000);
  expect(shares?.at(-1)).toBe(0);
});

test("E-57 of types of activities and of brands", () => {
  const activity = (kind: string, at: number) => ({
    activity_id: String(at),
    account_id: "A",
    at: "2025-06-01",
    kind,
  });
  const types = (...kinds: readonly string[]) =>
    dashboardOf({ activities: kinds.map(activity) }).widgets.activitiesByType?.types.map(
      ({ percent }) => percent,
    );
  expect(types("visit", "call", "meeting")).toEqual([33.4, 33.3, 33.3]);
  expect(types("call", "visit", "visit")).toEqual([66.7, 33.3, 0]);
  expect(types("meeting")).toEqual([0, 0, 100]);
  expect(types()).toBeUndefined();
});
