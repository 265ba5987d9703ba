import { describe, expect, test } from "vitest";
import { dashboardOf, noonOf, type ProfileTables, salesOf } from "../../test/profile-of.ts";
import {
  growthSigns,
  highConversionPercent,
  recentActivityDays,
  riskSigns,
  serviceSigns,
} from "./account-health.ts";

const healthOf = (tables: ProfileTables, options: object = {}) => dashboardOf(tables, options).health;
const withFeatures = (features: object) => ({
  business: { time_zone: "America/Denver", currency: "USD", features },
});

const recent = { activities: [{ activity_id: "V", account_id: "A", at: "2025-06-10" }] };
const decline = { sales: salesOf(["2025-05-10", "2.00", "W"], ["2025-06-10", "1.00", "W"]) };
const quote = (quote_id: string, quoted_on: string, amount: string, status = "open") => ({
  quotes: [{ quote_id, account_id: "A", quoted_on, status }],
  quote_lines: [{ quote_id, amount }],
});
const merged = (...tables: readonly ReturnType<typeof quote>[]) => ({
  quotes: tables.flatMap(({ quotes }) => quotes),
  quote_lines: tables.flatMap((each) => each.quote_lines),
});
const overdue = {
  invoices: [
    {
      ...{ invoice_number: "1", account_id: "A", amount: "1.00" },
      ...{ issued_on: "2025-05-01", due_on: "2025-06-09" },
    },
  ],
};
const pending = { tasks: [{ task_id: "T", account_id: "A", at: "2025-06-01", due_at: "2025-06-09" }] };

test("D-051 D-052 D-053 three flags, each up with any of its signs", () => {
  expect([riskSigns, growthSigns, serviceSigns]).toEqual([
    ["declining-sales", "no-recent-activity"],
    ["increasing-quotes", "high-conversion"],
    ["overdue-amounts", "pending-activities"],
  ]);
  const won = quote("Q", "2025-06-10", "1.00", "won");
  expect(healthOf({ ...decline, ...won, ...overdue, ...pending })).toEqual({
    atRisk: { up: true, signs: ["declining-sales", "no-recent-activity"] },
    growthOpportunity: { up: true, signs: ["increasing-quotes", "high-conversion"] },
    serviceNeed: { up: true, signs: ["overdue-amounts", "pending-activities"] },
    facts: {
      daysSinceActivity: null,
      quotedLately: 100,
      quotedBefore: 0,
      conversion: { won: 1, decided: 1, percent: 100 },
      overdue: 100,
      pending: 1,
    },
  });
  expect(healthOf(recent)).toEqual({
    atRisk: { up: false, signs: [] },
    growthOpportunity: { up: false, signs: [] },
    serviceNeed: { up: false, signs: [] },
    facts: {
      daysSinceActivity: 0,
      quotedLately: 0,
      quotedBefore: 0,
      conversion: { won: 0, decided: 0, percent: null },
      overdue: 0,
      pending: 0,
    },
  });
});

describe("at risk", () => {
  const signs = (tables: ProfileTables, options: object = {}) => healthOf(tables, options).atRisk.signs;

  test("D-051 declining sales alone are a sign, on the same days whatever the comparison", () => {
    expect(healthOf({ ...recent, ...decline }).atRisk).toEqual({ up: true, signs: ["declining-sales"] });
    expect(signs({ ...recent, ...decline }, { comparison: "full-months" })).toEqual(["declining-sales"]);
    const late = { sales: salesOf(["2025-05-11", "2.00"], ["2025-06-10", "1.00"]) };
    expect(signs({ ...recent, ...late }, { comparison: "full-months" })).toEqual([]);
    expect(signs({ ...recent, sales: salesOf(["2025-05-10", "1.00"], ["2025-06-10", "1.00"]) })).toEqual([]);
  });

  test("D-051 D-045 what a manufacturer is shown does not change it", () => {
    const sales = [...decline.sales, ...salesOf(["2025-06-10", "1.00"])];
    const through = { user: "manufacturer", wholesalerId: "W" } as const;
    expect(dashboardOf({ sales }, through).widgets.salesTrend?.declining).toBe(true);
    expect(signs({ ...recent, sales }, through)).toEqual([]);
    expect(signs({ ...recent, ...decline }, { ...through, wholesalerId: "X" })).toEqual(["declining-sales"]);
  });

  test.each([
    ["2025-05-12", 29, []],
    ["2025-05-11", 30, ["no-recent-activity"]],
    ["2025-05-12T06:00:00Z", 29, []],
    ["2025-05-12T05:59:59.999Z", 30, ["no-recent-activity"]],
    ["2025-06-10T18:00:00Z", 0, []],
    ["2025-06-10T18:00:00.001Z", null, ["no-recent-activity"]],
    ["2025-06-11", null, ["no-recent-activity"]],
  ])("D-051 G-140 an activity at %s: %j days since, %j", (at, daysSinceActivity, expected) => {
    const health = healthOf({ activities: [{ activity_id: "V", account_id: "A", at }] });
    expect([health.facts.daysSinceActivity, health.atRisk.signs]).toEqual([daysSinceActivity, expected]);
    expect(recentActivityDays).toBe(30);
  });

  test("D-051 the last one counts, done ones only, by the day they were done", () => {
    const activity = (activity_id: string, rest: object) => ({ activity_id, account_id: "A", ...rest });
    const activities = [
      activity("1", { at: "2025-06-01" }),
      activity("2", { at: "2025-06-05" }),
      activity("3", { at: "2025-06-03" }),
      activity("4", { at: "2025-06-09", status: "cancelled" }),
      activity("5", { at: "2025-06-09", status: "planned" }),
      activity("6", { at: "2025-06-09", due_at: "2025-06-04", status: "done" }),
    ];
    expect(healthOf({ activities }).facts.daysSinceActivity).toBe(5);
    const tasks = [{ task_id: "T", account_id: "A", at: "2025-06-01", completed_at: "2025-06-10" }];
    expect(signs({ tasks })).toEqual(["no-recent-activity"]);
  });

  test("D-051 in zones whose clock went back over midnight an activity is never of a later day than today", () => {
    const business = { time_zone: "America/St_Johns", currency: "USD" };
    const activities = [{ activity_id: "V", account_id: "A", at: "2006-10-29T02:30:30Z" }];
    const health = healthOf({ business, activities }, { now: "2006-10-29T03:00:00Z" });
    expect(health.facts.daysSinceActivity).toBe(0);
  });

  test("D-051 without the feature activities there is nothing to tell from", () => {
    const health = healthOf({ ...withFeatures({ activities: false }), ...pending });
    expect([health.atRisk.up, health.serviceNeed.up]).toEqual([false, false]);
    expect(health.facts).toMatchObject({ daysSinceActivity: null, pending: null });
  });
});

describe("growth", () => {
  const growth = (tables: ProfileTables) => healthOf(tables).growthOpportunity;

  test.each([
    ["2025-03-13", "2025-03-12", "2.00", "1.00", true],
    ["2025-03-13", "2025-03-12", "1.00", "1.00", false],
    ["2025-03-13", "2025-03-12", "1.00", "2.00", false],
    ["2025-03-12", "2024-12-13", "2.00", "1.00", false],
    ["2025-06-10", "2024-12-13", "1.00", "2.00", false],
    ["2025-06-10", "2024-12-12", "1.00", "2.00", true],
    ["2025-06-11", "2025-06-12", "2.00", "1.00", false],
  ])("D-052 G-140 %s and %s, of %s and %s: increasing quotes %j", (first, second, a, b, expected) => {
    const tables = merged(quote("1", first, a), quote("2", second, b));
    expect(growth(tables)).toEqual({ up: expected, signs: expected ? ["increasing-quotes"] : [] });
  });

  const decided = (won: number, lost: number) =>
    merged(
      ...Array.from({ length: won }, (_, at) => quote(`W${at}`, "2020-01-01", "0.00", "won")),
      ...Array.from({ length: lost }, (_, at) => quote(`L${at}`, "2020-01-01", "0.00", "lost")),
      quote("O", "2020-01-01", "0.00", "open"),
    );
  test.each([
    [0, 0, false],
    [1, 0, true],
    [1, 1, true],
    [1, 2, false],
    [0, 1, false],
    [99, 100, false],
    [100, 100, true],
  ])("D-052 G-140 %d won and %d lost: high conversion %j", (won, lost, expected) => {
    expect(growth(decided(won, lost))).toEqual({ up: expected, signs: expected ? ["high-conversion"] : [] });
    expect(highConversionPercent).toBe(50);
  });

  test("D-052 only offers dated by today count", () => {
    const won = quote("Q", "2025-06-10", "1.00", "won");
    const [row] = won.quotes;
    expect(growth({ ...won, quotes: [{ ...row, kind: "proforma" }] }).up).toBe(false);
    expect(growth({ ...won, quotes: [{ ...row, quoted_on: "2025-06-11" }] }).up).toBe(false);
  });

  test("D-052 without the feature quotes there is nothing to tell from", () => {
    const won = quote("Q", "2025-06-10", "1.00", "won");
    const health = healthOf({ ...withFeatures({ quotes: false }), ...won });
    expect(health.growthOpportunity.up).toBe(false);
    expect(health.facts).toMatchObject({ quotedLately: null, quotedBefore: null, conversion: null });
  });
});

describe("service", () => {
  const service = (tables: ProfileTables, options: object = {}) => healthOf(tables, options).serviceNeed;

  test("D-053 overdue amounts alone, from the day after the due day", () => {
    expect(service(overdue)).toEqual({ up: true, signs: ["overdue-amounts"] });
    expect(service(overdue, { now: noonOf("2025-06-09") }).up).toBe(false);
    const due = { ...withFeatures({ due_documents: false }), ...overdue };
    expect([service(due).up, healthOf(due).facts.overdue]).toEqual([false, null]);
  });

  test.each([
    [{ due_at: "2025-06-09" }, 1],
    [{ due_at: "2025-06-10" }, 0],
    [{ due_at: "2025-06-10T17:59:59.999Z" }, 1],
    [{ due_at: "2025-06-10T18:00:00Z" }, 0],
    [{}, 0],
    [{ due_at: "2025-06-09", status: "completed" }, 0],
    [{ due_at: "2025-06-09", status: "cancelled" }, 0],
    [{ due_at: "2025-06-09", completed_at: "2025-06-10" }, 0],
    [{ due_at: "2025-06-09", completed_at: "2025-06-11" }, 1],
  ])("D-053 a task with %j: %d pending", (row, count) => {
    const health = healthOf({ tasks: [{ task_id: "T", account_id: "A", at: "2025-06-01", ...row }] });
    expect([health.facts.pending, health.serviceNeed.up]).toEqual([count, count > 0]);
  });

  test.each([
    [{ due_at: "2025-06-09" }, 1],
    [{ due_at: "2025-06-10" }, 0],
    [{ status: "planned" }, 1],
    [{ status: "planned", due_at: "2025-06-20" }, 0],
    [{ status: "done" }, 0],
    [{ status: "cancelled", due_at: "2025-06-09" }, 0],
    [{}, 0],
  ])("D-053 an activity with %j: %d pending", (row, count) => {
    const activities = [{ activity_id: "V", account_id: "A", at: "2025-06-01", ...row }];
    expect(healthOf({ activities }).facts.pending).toBe(count);
    expect(healthOf({ activities, ...pending }).facts.pending).toBe(count + 1);
  });
});

test("D-048 D-053 of a prospect neither sales nor what is due are told", () => {
  const accounts = [{ account_id: "A", kind: "prospect" }];
  const { atRisk, serviceNeed, facts } = healthOf({
    accounts,
    ...decline,
    ...overdue,
    ...pending,
    ...recent,
  });
  expect([atRisk.signs, serviceNeed.signs, facts.overdue]).toEqual([[], ["pending-activities"], null]);
});
