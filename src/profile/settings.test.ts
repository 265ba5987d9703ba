import { describe, expect, test } from "vitest";
import { faultOf } from "../../test/fault-of.ts";
import { dashboardOf, profileNow, salesOf } from "../../test/profile-of.ts";
import { todayIn } from "../calendar/zone.ts";
import {
  type DashboardOptions,
  defaultProjectionMonths,
  latestEventsLimit,
  salesScopes,
  salesTables,
  settingsOf,
  trendComparisons,
  userKinds,
} from "./settings.ts";

const asked = { now: profileNow, todayIn };
const settings = (options: object) => settingsOf({ ...asked, ...options });

test("what is not asked for is as documented, and a dashboard says it", () => {
  const defaults = {
    user: "business",
    salesScope: "all",
    wholesalerId: null,
    showAllSales: false,
    salesFrom: "sales",
    comparison: "same-elapsed-days",
    projectionMonths: 12,
    eventsLimit: 10,
    upcomingLimit: null,
  };
  expect(settings({})).toEqual(defaults);
  expect(dashboardOf({}).options).toEqual(defaults);
  expect([defaultProjectionMonths, latestEventsLimit]).toEqual([12, 10]);
  const undefinedOptions = Object.fromEntries(Object.keys(defaults).map((name) => [name, undefined]));
  const { salesScope: _, ...absent } = undefinedOptions;
  expect(settings(absent)).toEqual(defaults);
});

test("the words of options", () => {
  expect([userKinds, salesTables, trendComparisons, salesScopes]).toEqual([
    ["business", "manufacturer"],
    ["sales", "invoices"],
    ["same-elapsed-days", "full-months"],
    ["all", "wholesaler", "direct"],
  ]);
});

test("what is asked for is kept", () => {
  const options = {
    salesFrom: "invoices",
    comparison: "full-months",
    projectionMonths: 1,
    eventsLimit: 1,
    upcomingLimit: 1,
  };
  expect(settings(options)).toMatchObject(options);
  const most = { projectionMonths: 120, eventsLimit: 1000, upcomingLimit: 1000 };
  expect(settings(most)).toMatchObject(most);
  expect(settings({ upcomingLimit: null }).upcomingLimit).toBeNull();
});

describe("whose sales", () => {
  const all = { salesScope: "all", wholesalerId: null };
  const scopes: readonly (readonly [what: string, options: object, expected: object])[] = [
    ["a business sees all of its own, without a toggle", {}, { ...all, showAllSales: false }],
    [
      "so it does where it says so",
      { user: "business", showAllSales: false },
      { ...all, showAllSales: false },
    ],
    [
      "a manufacturer without a wholesaler sees all: G-136",
      { user: "manufacturer" },
      { ...all, showAllSales: true },
    ],
    [
      "even with the toggle off",
      { user: "manufacturer", showAllSales: false },
      { ...all, showAllSales: true },
    ],
    [
      "with one, those through it",
      { user: "manufacturer", wholesalerId: "W" },
      { salesScope: "wholesaler", wholesalerId: "W", showAllSales: false },
    ],
    [
      "with none, those through none",
      { user: "manufacturer", wholesalerId: null },
      { salesScope: "direct", wholesalerId: null, showAllSales: false },
    ],
    [
      "with the toggle on, all, whatever the wholesaler",
      { user: "manufacturer", wholesalerId: "W", showAllSales: true },
      { ...all, wholesalerId: "W", showAllSales: true },
    ],
    [
      "or none",
      { user: "manufacturer", wholesalerId: null, showAllSales: true },
      { ...all, showAllSales: true },
    ],
  ];
  test.each(scopes)("D-042 D-043 D-044 %s", (_, options, expected) => {
    expect(settings(options)).toMatchObject(expected);
  });
});

describe("X-006 F-51 what cannot be", () => {
  const manufacturer = { user: "manufacturer" };
  const refused: readonly (readonly [what: string, options: object, code: string, path: string])[] = [
    ["no function of days", { todayIn: undefined }, "POLICY_RANGE", "todayIn"],
    ["a day for it", { todayIn: "2025-06-10" }, "POLICY_RANGE", "todayIn"],
    ["another user", { user: "Business" }, "POLICY_RANGE", "user"],
    ["a wholesaler of a business", { wholesalerId: "W" }, "POLICY_RANGE", "wholesalerId"],
    ["no wholesaler of a business", { wholesalerId: null }, "POLICY_RANGE", "wholesalerId"],
    ["a toggle of a business", { showAllSales: true }, "POLICY_RANGE", "showAllSales"],
    ["an empty wholesaler", { ...manufacturer, wholesalerId: "" }, "POLICY_RANGE", "wholesalerId"],
    ["a wholesaler by number", { ...manufacturer, wholesalerId: 7 }, "POLICY_RANGE", "wholesalerId"],
    ["a toggle that is neither", { ...manufacturer, showAllSales: "no" }, "POLICY_RANGE", "showAllSales"],
    ["no toggle", { ...manufacturer, showAllSales: null }, "POLICY_RANGE", "showAllSales"],
    ["sales from elsewhere", { salesFrom: "quotes" }, "POLICY_RANGE", "salesFrom"],
    ["another comparison", { comparison: "year-to-date" }, "POLICY_RANGE", "comparison"],
    ["no months", { projectionMonths: 0 }, "POLICY_RANGE", "projectionMonths"],
    ["too many months", { projectionMonths: 121 }, "POLICY_RANGE", "projectionMonths"],
    ["half a month", { projectionMonths: 1.5 }, "POLICY_RANGE", "projectionMonths"],
    ["no events", { eventsLimit: 0 }, "POLICY_RANGE", "eventsLimit"],
    ["too many events", { eventsLimit: 1001 }, "POLICY_RANGE", "eventsLimit"],
    ["events without end", { eventsLimit: Number.POSITIVE_INFINITY }, "POLICY_RANGE", "eventsLimit"],
    ["nothing upcoming", { upcomingLimit: 0 }, "POLICY_RANGE", "upcomingLimit"],
    ["too much upcoming", { upcomingLimit: 1001 }, "POLICY_RANGE", "upcomingLimit"],
    ["a number as text", { upcomingLimit: "5" }, "POLICY_RANGE", "upcomingLimit"],
    ["another day", { asOf: "2025-06-10" }, "POLICY_UNKNOWN", "asOf"],
    ["a misspelt option", { eventLimit: 5 }, "POLICY_UNKNOWN", "eventLimit"],
  ];
  test.each(refused)("%s", (_, options, code, path) => {
    const whole = { ...asked, ...options } as DashboardOptions;
    const faults = [() => settingsOf(whole), () => dashboardOf({}, whole)].map((call) => faultOf(call));
    expect(faults.map((fault) => [fault?.code, fault?.path])).toEqual([
      [code, [path]],
      [code, [path]],
    ]);
    expect(faults[0]?.message).toContain(path);
  });

  test.each([undefined, null, "2025-06-10T18:00:00Z"])("%s for options", (options) => {
    const fault = faultOf(() => settingsOf(options as never));
    expect([fault?.code, fault?.path]).toEqual(["POLICY_RANGE", []]);
  });
});

test("a wholesaler that no sale names has no sales", () => {
  const dashboard = dashboardOf(
    { sales: salesOf(["2025-06-01", "1.00", "W"], ["2025-06-01", "1.00"]) },
    { user: "manufacturer", wholesalerId: "__proto__" },
  );
  expect(dashboard.missing.slice(0, 2).map(({ reason }) => reason)).toEqual(["no-data", "no-data"]);
  expect(dashboard.widgets.salesTrend).toBeNull();
});
