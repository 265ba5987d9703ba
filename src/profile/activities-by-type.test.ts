import { describe, expect, test } from "vitest";
import { dashboardOf, noonOf } from "../../test/profile-of.ts";
import { activityMonths } from "./activities-by-type.ts";
import type { DashboardOptions } from "./settings.ts";

const activitiesOf = (
  rows: readonly object[],
  options: Partial<DashboardOptions> = {},
  time_zone = "America/Denver",
) =>
  dashboardOf(
    {
      business: { time_zone, currency: "USD" },
      activities: rows.map((row, at) => ({
        activity_id: String(at),
        account_id: "A",
        at: "2025-06-01",
        ...row,
      })),
    },
    options,
  ).widgets.activitiesByType;

test("D-026 D-027 D-028 visits, calls and others, with counts and per cent, and the exact kinds", () => {
  const kinds = ["visit", "Call", "meeting", "VISIT", "call", "meeting", "visit"].map((kind) => ({ kind }));
  expect(activitiesOf([{}, ...kinds])).toEqual({
    window: { from: "2024-06-11", through: "2025-06-10" },
    total: 8,
    types: [
      { type: "visit", count: 3, percent: 37.5 },
      { type: "call", count: 2, percent: 25 },
      { type: "other", count: 3, percent: 37.5 },
    ],
    kinds: [
      { kind: "meeting", type: "other", count: 2 },
      { kind: "visit", type: "visit", count: 2 },
      { kind: "Call", type: "call", count: 1 },
      { kind: "VISIT", type: "visit", count: 1 },
      { kind: "call", type: "call", count: 1 },
      { kind: null, type: "other", count: 1 },
    ],
  });
});

test("D-027 all three types are there, and kinds may be called anything", () => {
  const one = activitiesOf([{ kind: "__proto__" }]);
  expect(one?.types.map(({ count, percent }) => [count, percent])).toEqual([
    [0, 0],
    [0, 0],
    [1, 100],
  ]);
  expect(one?.kinds).toEqual([{ kind: "__proto__", type: "other", count: 1 }]);
});

describe("which activities", () => {
  test.each([
    [{ status: "done" }, true],
    [{ status: "planned" }, false],
    [{ status: "planned", completed_at: "2025-06-10" }, true],
    [{ status: "cancelled", completed_at: "2025-06-10" }, false],
    [{ due_at: "2025-06-09" }, false],
    [{}, true],
    [{ at: "2025-06-10T18:00:00Z" }, true],
    [{ at: "2025-06-10T18:00:00.001Z" }, false],
    [{ status: "done", at: "2025-06-10T18:00:00.001Z" }, false],
    [{ status: "done", at: "2025-06-11" }, false],
    [{ status: "done", due_at: "2025-06-11" }, true],
    [{ status: "done", completed_at: "2025-06-11" }, true],
  ])("D-027 D-047 %j counts: %j", (row, counts) => {
    expect(activitiesOf([row]) !== undefined && activitiesOf([row]) !== null).toBe(counts);
  });

  test.each([
    ["2025-06-10", "2024-06-11", "2024-06-10"],
    ["2025-02-28", "2024-02-29", "2024-02-28"],
    ["2024-02-29", "2023-03-01", "2023-02-28"],
    ["2025-03-31", "2024-04-01", "2024-03-31"],
  ])("G-130 on %s the window of 12 months begins with %s, not with %s", (day, first, before) => {
    expect(activitiesOf([{ at: first }, { at: before }], { now: noonOf(day) })).toMatchObject({
      window: { from: first, through: day },
      total: 1,
    });
    expect(activityMonths).toBe(12);
  });

  test.each([
    ["America/Denver", "2024-06-11T06:00:00Z", "2024-06-11T05:59:59.999Z"],
    ["Pacific/Auckland", "2024-06-11T12:00:00Z", "2024-06-11T11:59:59.999Z"],
  ])("G-130 its first day begins with the business's midnight: %s", (zone, first, before) => {
    expect(activitiesOf([{ at: first }], {}, zone)?.total).toBe(1);
    expect(activitiesOf([{ at: before }], {}, zone)).toBeNull();
  });

  test("G-130 it is the day an activity was done on that counts, not that of its entry", () => {
    expect(activitiesOf([{ at: "2023-01-01", completed_at: "2025-06-01" }])?.total).toBe(1);
    expect(activitiesOf([{ at: "2025-06-01", due_at: "2023-01-01", status: "done" }])).toBeNull();
  });
});
