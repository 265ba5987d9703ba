import { describe, expect, test } from "vitest";
import { deepFreeze } from "../../test/deep-freeze.ts";
import { faultOf } from "../../test/fault-of.ts";
import { mustRead } from "../../test/must-read.ts";
import {
  dashboardOf,
  noonOf,
  type ProfileTables,
  profileLedger,
  profileNow,
  salesOf,
} from "../../test/profile-of.ts";
import { nextDayChange, todayIn } from "../calendar/zone.ts";
import { readLedger } from "../model/read-ledger.ts";
import { openStore, type Store } from "../store/store.ts";
import { type CustomerDashboard, customerDashboard, refreshDashboard } from "./dashboard.ts";
import type { DashboardOptions } from "./settings.ts";
import { explainMissing, prospectWidgets } from "./visibility.ts";
import { type WidgetName, widgetNames } from "./widget.ts";

const own = { account_id: "A" };
/** Something for every widget. */
const everything = {
  sales: salesOf(["2025-06-01", "2.00", "W"], ["2025-06-02", "3.00", "X"], ["2025-05-01", "4.00"]),
  quotes: [{ ...own, quote_id: "Q", quoted_on: "2025-06-01" }],
  quote_lines: [{ quote_id: "Q", amount: "7.00", brand: "Bolt" }],
  activities: [
    { ...own, activity_id: "V", at: "2025-06-09T15:00:00Z", kind: "visit" },
    { ...own, activity_id: "N", at: "2025-06-12T15:00:00Z", kind: "call" },
  ],
  notes: [{ ...own, note_id: "N", at: "2025-06-08T15:00:00Z", text: "Promised Friday" }],
  invoices: [{ ...own, invoice_number: "1", amount: "5.00", issued_on: "2025-05-01", due_on: "2025-06-01" }],
  agreements: [{ ...own, agreement_id: "G", starts_on: "2025-01-01", ends_on: "2025-12-31" }],
};
const businessWith = (features: object) => ({
  business: { time_zone: "America/Denver", currency: "USD", features },
});
const prospect = { accounts: [{ ...own, account_name: "Acme", kind: "prospect" }] };
const reasons = ({ missing }: CustomerDashboard) =>
  missing.map(({ widget, reason }) => `${widget}: ${reason}`);

test("D-001 performance and recent activity in one picture: every widget with data, under its settings", () => {
  const dashboard = dashboardOf(everything);
  const { options, widgets, health, ...head } = dashboard;
  expect(head).toEqual({
    asOf: "2025-06-10",
    today: "2025-06-10",
    now: "2025-06-10T18:00:00.000Z",
    currency: { code: "USD", exponent: 2 },
    version: null,
    accountId: "A",
    accountName: "Acme",
    kind: "customer",
    defaultTab: "Dashboard",
    showAllSales: { visible: false, on: false },
    visible: [...widgetNames],
    missing: [],
  });
  expect(widgets.salesTrend?.currentMonth.amount).toBe(500);
  expect(widgets.quotesByBrand?.total).toBe(700);
  expect(widgets.monthProjection?.projected).toBe(500);
  expect(widgets.latestEvents?.events.map(({ id }) => id)).toEqual(["activity:V", "note:N"]);
  expect(widgets.last12Months?.total).toBe(900);
  expect(widgets.activitiesByType?.total).toBe(1);
  expect(widgets.dueAmount?.total).toBe(500);
  expect(widgets.upcomingActivities?.entries.map(({ id }) => id)).toEqual(["activity:N"]);
  expect(widgets.agreements?.agreements.map(({ agreementId }) => agreementId)).toEqual(["G"]);
  expect([health.atRisk.up, options.user]).toEqual([false, "business"]);
});

test("D-050 before a meeting, in one call: the trend, what is overdue, what is planned, what happened", () => {
  const { widgets } = dashboardOf(everything);
  expect(widgets.salesTrend?.monthOverMonth.arrow).toBe("up");
  expect(widgets.salesTrend?.summary.text).toMatch(/^Acme: sales of 5\.00 USD .*25\.00% more/);
  expect(widgets.dueAmount?.overdue).toEqual({ amount: 500, count: 1, highlighted: true });
  expect(widgets.upcomingActivities?.total).toBe(1);
  expect(widgets.latestEvents?.total).toBe(2);
});

describe("what is not shown", () => {
  test("D-047 D-049 without data nothing is, and each says so", () => {
    const dashboard = dashboardOf({});
    expect([dashboard.visible, Object.values(dashboard.widgets)]).toEqual([[], Array(9).fill(null)]);
    expect(dashboard.missing).toEqual(
      widgetNames.map((widget) => ({
        widget,
        reason: "no-data",
        text: "There is no relevant data.",
      })),
    );
  });

  test("D-046 D-048 what is not shown is not computed: it cannot fail", () => {
    const undated = { account_id: "A", invoice_number: "1", amount: "1.00", due_on: "2025-06-01" };
    const prospect = { accounts: [{ account_id: "A", kind: "prospect" }], invoices: [undated] };
    expect(dashboardOf(prospect, { salesFrom: "invoices" }).visible).toEqual([]);
    expect(faultOf(() => dashboardOf({ invoices: [undated] }, { salesFrom: "invoices" }))).toMatchObject({
      code: "ISSUE_DATE_MISSING",
      details: { ids: ["1"] },
    });

    const most = "90071992547409.91";
    const large = ["1", "2"].map((invoice_number) => ({ ...undated, invoice_number, amount: most }));
    const withoutDue = { ...businessWith({ due_documents: false }), invoices: large };
    expect(dashboardOf(withoutDue).health.facts.overdue).toBe(null);
    expect(faultOf(() => dashboardOf({ invoices: large }))).toMatchObject({ code: "AMOUNT_OVERFLOW" });

    const quotes = [{ account_id: "A", quote_id: "Q", quoted_on: "2025-06-01" }];
    const lines = [most, most].map((amount) => ({ quote_id: "Q", amount }));
    const withoutQuotes = { ...businessWith({ quotes: false }), quotes, quote_lines: lines };
    expect(dashboardOf(withoutQuotes).health.facts.quotedLately).toBe(null);
    expect(faultOf(() => dashboardOf({ quotes, quote_lines: lines }))).toMatchObject({
      code: "AMOUNT_OVERFLOW",
    });
  });

  test.each([
    ["due_documents", ["dueAmount"]],
    ["agreements", ["agreements"]],
    ["quotes", ["quotesByBrand"]],
    ["activities", ["activitiesByType", "upcomingActivities"]],
  ])("D-046 D-049 G-139 without the feature %s: %j, with data or without", (feature, widgets) => {
    const off = businessWith({ [feature]: false });
    expect(reasons(dashboardOf({ ...everything, ...off }))).toEqual(
      widgets.map((widget) => `${widget}: feature-disabled`),
    );
    for (const widget of widgetNames) {
      const reason = widgets.includes(widget) ? "feature-disabled" : "no-data";
      expect(explainMissing(dashboardOf(off), widget)?.reason).toBe(reason);
    }
  });

  test("D-046 a feature that is off leaves the other widgets as they were", () => {
    const all = dashboardOf(everything);
    const off = dashboardOf({ ...everything, ...businessWith({ due_documents: false, agreements: false }) });
    expect(off.widgets).toEqual({ ...all.widgets, dueAmount: null, agreements: null });
  });

  test("D-048 D-049 prospects have quotes, events, activities and plans, though there be more", () => {
    const dashboard = dashboardOf({ ...everything, ...prospect });
    expect([dashboard.kind, dashboard.visible]).toEqual(["prospect", [...prospectWidgets]]);
    expect(reasons(dashboard)).toEqual([
      "salesTrend: prospect",
      "monthProjection: prospect",
      "last12Months: prospect",
      "dueAmount: prospect",
      "agreements: prospect",
    ]);
    const shown = dashboardOf(everything).widgets;
    for (const widget of prospectWidgets) expect(dashboard.widgets[widget]).toEqual(shown[widget]);
    expect(prospectWidgets).toEqual([
      "quotesByBrand",
      "latestEvents",
      "activitiesByType",
      "upcomingActivities",
    ]);
    expect(Object.isFrozen(prospectWidgets)).toBe(true);
  });

  test("D-049 of several reasons the first: the feature, then the prospect, then the data", () => {
    const off = businessWith({ due_documents: false, quotes: false });
    const dashboard = dashboardOf({ ...off, ...prospect });
    const reason = (widget: WidgetName) => explainMissing(dashboard, widget);
    expect(reason("dueAmount")).toEqual({
      widget: "dueAmount",
      reason: "feature-disabled",
      text: "The business does not use this feature.",
    });
    expect(reason("agreements")).toEqual({
      widget: "agreements",
      reason: "prospect",
      text: "Prospects do not have this widget.",
    });
    expect([reason("quotesByBrand")?.reason, reason("latestEvents")?.reason]).toEqual([
      "feature-disabled",
      "no-data",
    ]);
  });

  test("D-049 what is shown needs no reason", () => {
    const dashboard = dashboardOf(everything);
    expect(widgetNames.map((widget) => explainMissing(dashboard, widget))).toEqual(Array(9).fill(null));
  });

  test.each([
    "Sales Trend",
    "sales-trend",
    "",
    "__proto__",
    undefined,
    0,
  ])("X-006 no widget is called %j", (widget) => {
    const fault = faultOf(() => explainMissing(dashboardOf({}), widget as WidgetName));
    expect([fault?.code, fault?.path]).toEqual(["POLICY_RANGE", ["widget"]]);
  });

  test.each([
    [true, true, "customer", true],
    [true, true, "prospect", false],
    [true, false, "customer", false],
    [true, false, "prospect", false],
    [false, true, "customer", false],
    [false, true, "prospect", false],
    [false, false, "customer", false],
    [false, false, "prospect", false],
  ])("L-60 D-032 due documents %j, something due %j, a %s: shown %j", (due_documents, isDue, kind, shown) => {
    const { invoices } = everything;
    const { visible, widgets } = dashboardOf({
      ...businessWith({ due_documents }),
      accounts: [{ ...own, kind }],
      ...(isDue ? { invoices } : {}),
    });
    expect([visible.includes("dueAmount"), widgets.dueAmount !== null]).toEqual([shown, shown]);
  });
});

describe("Show All Sales", () => {
  const through = (options: Partial<DashboardOptions>) => dashboardOf(everything, options);

  test("D-041 the toggle is there for manufacturers, and for nobody else", () => {
    const toggle = (options: Partial<DashboardOptions>) => through(options).showAllSales;
    expect(toggle({})).toEqual({ visible: false, on: false });
    expect(toggle({ user: "business" })).toEqual({ visible: false, on: false });
    expect(toggle({ user: "manufacturer" })).toEqual({ visible: true, on: true });
    expect(toggle({ user: "manufacturer", wholesalerId: "W" })).toEqual({ visible: true, on: false });
    expect(toggle({ user: "manufacturer", wholesalerId: null })).toEqual({ visible: true, on: false });
    expect(toggle({ user: "manufacturer", wholesalerId: "W", showAllSales: true })).toEqual({
      visible: true,
      on: true,
    });
  });

  test("D-042 D-043 D-044 D-054 off, sales through one wholesaler; on, all, each once", () => {
    const seen = (options: Partial<DashboardOptions>) => {
      const { widgets } = through({ user: "manufacturer", ...options });
      const { salesTrend, monthProjection, last12Months } = widgets;
      return [
        salesTrend?.currentMonth.amount,
        salesTrend?.previousMonth?.whole,
        monthProjection?.monthToDate,
        last12Months?.total,
      ];
    };
    expect(seen({ wholesalerId: "W" })).toEqual([200, 0, 200, 200]);
    expect(seen({ wholesalerId: "X" })).toEqual([300, 0, 300, 300]);
    expect(seen({ wholesalerId: null })).toEqual([0, 400, 0, 400]);
    const all = [500, 400, 500, 900];
    expect([seen({ wholesalerId: "W", showAllSales: true }), seen({})]).toEqual([all, all]);
    const { salesTrend, monthProjection, last12Months } = dashboardOf(everything).widgets;
    expect([salesTrend?.currentMonth.amount, monthProjection?.monthToDate, last12Months?.total]).toEqual([
      500, 500, 900,
    ]);
  });

  test("D-045 it changes the sales widgets and nothing else, though they be missing", () => {
    const rest = (options: Partial<DashboardOptions>) => {
      const { widgets, health, missing } = through({ user: "manufacturer", ...options });
      const { salesTrend: _, monthProjection: __, last12Months: ___, ...others } = widgets;
      return { others, health, missing: missing.filter(({ widget }) => widget in others) };
    };
    const all = rest({ wholesalerId: "W", showAllSales: true });
    for (const wholesalerId of ["W", "nobody", null]) expect(rest({ wholesalerId })).toEqual(all);
    expect(reasons(through({ user: "manufacturer", wholesalerId: "nobody" }))).toEqual([
      "salesTrend: no-data",
      "monthProjection: no-data",
      "last12Months: no-data",
    ]);
  });
});

describe("wrong calls", () => {
  const ledger = profileLedger(everything);
  const options = { now: profileNow, todayIn };

  test.each(["B", "a", "A ", "", "__proto__", undefined, null, 7])("X-006 there is no account %j", (id) => {
    const fault = faultOf(() => customerDashboard(ledger, id as string, options));
    expect([fault?.code, fault?.path]).toEqual(["REF_UNKNOWN", ["accountId"]]);
  });

  test("X-006 an instant of another day than the ledger's, or none", () => {
    const asked = (now: unknown) => {
      const fault = faultOf(() => customerDashboard(ledger, "A", { ...options, now: now as string }));
      return [fault?.code, fault?.path];
    };
    expect(asked("2025-06-11T06:00:00Z")).toEqual(["MIXED_DAY", ["now"]]);
    expect(asked("2025-06-10T05:59:59.999Z")).toEqual(["MIXED_DAY", ["now"]]);
    expect(asked(undefined)).toEqual(["INSTANT_INVALID", ["now"]]);
    expect(asked("2025-06-10")).toEqual(["INSTANT_INVALID", ["now"]]);
  });
});

test("X-002 L-50 X-003 frozen inputs do, nothing is changed, and the answer survives JSON", () => {
  const raw = { business: { time_zone: "America/Denver", currency: "USD" }, accounts: [own], ...everything };
  const ledger = mustRead(readLedger(raw, { today: "2025-06-10" }));
  const before = structuredClone(ledger);
  const options: DashboardOptions = { now: profileNow, todayIn, user: "manufacturer", wholesalerId: "W" };
  const first = customerDashboard(deepFreeze(ledger), "A", deepFreeze(options));
  expect(JSON.parse(JSON.stringify(first))).toEqual(first);
  expect(ledger).toEqual(before);
  expect(customerDashboard(ledger, "A", options)).toEqual(first);
});

test("X-002 what is answered is the caller's own: to change it changes no ledger and no later answer", () => {
  const raw = { business: { time_zone: "America/Denver", currency: "USD" }, accounts: [own], ...everything };
  const ledger = mustRead(readLedger(raw, { today: "2025-06-10" }));
  const before = structuredClone(ledger);
  const ask = () => customerDashboard(ledger, "A", { now: profileNow, todayIn });
  const expected = structuredClone(ask());
  const spoil = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, part] of Object.entries(value)) {
      spoil(part);
      (value as Record<string, unknown>)[key] = "spoilt";
    }
  };
  spoil(ask());
  expect(ledger).toEqual(before);
  expect(ask()).toEqual(expected);
});

test("L-64 accounts with names of objects are accounts like any other", () => {
  for (const account_id of ["__proto__", "constructor", "hasOwnProperty"]) {
    const tables: ProfileTables = {
      accounts: [{ account_id }, own],
      sales: [{ account_id, sold_on: "2025-06-01", amount: "2.00" }],
      events: [{ account_id, event_id: "__proto__", at: "2025-06-01" }],
    };
    const options = { now: profileNow, todayIn };
    const dashboard = customerDashboard(profileLedger(tables), account_id, options);
    expect([dashboard.accountId, dashboard.accountName]).toEqual([account_id, account_id]);
    expect(dashboard.visible).toEqual(["salesTrend", "monthProjection", "latestEvents", "last12Months"]);
    expect(dashboard.widgets.latestEvents?.events[0]?.id).toBe("event:__proto__");
    expect(customerDashboard(profileLedger(tables), "A", options).visible).toEqual([]);
  }
  expect(Object.keys(Object.prototype)).toEqual([]);
});

describe("refreshDashboard", () => {
  const options = { now: profileNow, todayIn };
  const storeOf = (tables: ProfileTables = everything): Store =>
    openStore(profileLedger(tables), { calendar: { nextDayChange, todayIn } });

  test("D-040 every widget is of the store's one state, and says its version", () => {
    const store = storeOf();
    expect(refreshDashboard(store, "A", options)).toEqual({ ...dashboardOf(everything), version: 0 });
    const changes = [
      { kind: "sale-recorded", sale: { ...own, sold_on: "2025-06-10", amount: "1.00" } },
      { kind: "event-recorded", event: { ...own, event_id: "S", at: "2025-06-10T17:00:00Z" } },
      { kind: "task-changed", task: { ...own, task_id: "T", at: "2025-06-10", due_at: "2025-06-11" } },
      { kind: "activity-changed", activity: { ...own, activity_id: "L", at: "2025-06-10", kind: "call" } },
      {
        kind: "quote-changed",
        quote: { ...own, quote_id: "R", quoted_on: "2025-06-10" },
        lines: [{ quote_id: "R", amount: "9.00", brand: "Acme" }],
      },
      {
        kind: "invoice-created",
        invoice: {
          ...own,
          invoice_number: "2",
          amount: "1.00",
          issued_on: "2025-06-10",
          due_on: "2025-07-10",
        },
      },
      {
        kind: "agreement-changed",
        agreement: { ...own, agreement_id: "H", starts_on: "2025-06-01", ends_on: "2025-06-30" },
        bonuses: [],
      },
    ] as const;
    mustRead(store.apply(changes.map((change, at) => ({ ...change, changeId: String(at) }) as never)));
    const after = refreshDashboard(store, "A", options);
    expect(after.version).toBe(store.version);
    expect(after.version).toBeGreaterThan(0);
    expect(after.widgets.salesTrend?.currentMonth.amount).toBe(600);
    expect(after.widgets.monthProjection?.monthToDate).toBe(600);
    expect(after.widgets.last12Months?.total).toBe(1000);
    expect(after.widgets.latestEvents?.events.map(({ id }) => id)).toEqual([
      ...["event:S", "activity:L", "task-created:T", "activity:V", "note:N"],
    ]);
    expect(after.widgets.upcomingActivities?.entries.map(({ id }) => id)).toEqual(["task:T", "activity:N"]);
    expect(after.widgets.activitiesByType?.types.map(({ count }) => count)).toEqual([1, 1, 0]);
    expect(after.widgets.quotesByBrand?.brands.map(({ brand }) => brand)).toEqual(["Acme", "Bolt"]);
    expect(after.widgets.dueAmount?.total).toBe(600);
    expect(after.widgets.agreements?.agreements.map(({ agreementId }) => agreementId)).toEqual(["H", "G"]);
    // The same as one computes from the whole ledger of that state.
    const whole = customerDashboard(store.ledger(profileNow), "A", options);
    expect(after).toEqual({ ...whole, version: after.version });
    expect(JSON.parse(JSON.stringify(after))).toEqual(after);
  });

  test("D-040 L-66 an earlier dashboard stays as it was", () => {
    const store = storeOf();
    const first = refreshDashboard(store, "A", options);
    const kept = structuredClone(first);
    const change = {
      changeId: "1",
      kind: "sale-recorded",
      sale: { ...own, sold_on: "2025-06-10", amount: "1.00" },
    } as const;
    mustRead(store.apply(change));
    expect(first).toEqual(kept);
    const second = refreshDashboard(store, "A", options);
    expect(second.widgets.salesTrend?.currentMonth.amount).toBe(600);
    expect([kept.version, second.version]).toEqual([0, 1]);
  });

  test("D-040 a refused change leaves state and version", () => {
    const store = storeOf();
    const first = refreshDashboard(store, "A", options);
    const sale = { account_id: "A", sold_on: "soon", amount: "1.00" };
    expect(store.apply({ changeId: "1", kind: "sale-recorded", sale }).ok).toBe(false);
    expect(refreshDashboard(store, "A", options)).toEqual(first);
  });

  test("D-040 on the next day everything is of the next day, without a change", () => {
    const store = storeOf();
    const now = noonOf("2025-06-12");
    const next = refreshDashboard(store, "A", { ...options, now });
    expect([next.asOf, next.now, next.version]).toEqual(["2025-06-12", "2025-06-12T18:00:00.000Z", 0]);
    expect(next.widgets.dueAmount?.documents[0]?.daysOverdue).toBe(11);
    expect(next.widgets.latestEvents?.events[0]?.id).toBe("activity:N");
    expect(next).toEqual({ ...dashboardOf(everything, { now }), version: 0 });
  });

  test("D-040 changes of other accounts change the version alone", () => {
    const accounts = [{ ...own, account_name: "Acme" }, { account_id: "B" }];
    const store = storeOf({ ...everything, accounts });
    const first = refreshDashboard(store, "A", options);
    const event = { account_id: "B", event_id: "S", at: "2025-06-10T17:00:00Z" };
    mustRead(store.apply({ changeId: "1", kind: "event-recorded", event }));
    expect(refreshDashboard(store, "A", options)).toEqual({ ...first, version: 1 });
  });

  test("X-006 wrong calls are those of customerDashboard", () => {
    const store = storeOf();
    const fault = (id: unknown, asked: unknown) => {
      const { code, path } = faultOf(() => refreshDashboard(store, id as string, asked as never)) ?? {};
      return [code, path];
    };
    expect(fault("B", options)).toEqual(["REF_UNKNOWN", ["accountId"]]);
    expect(fault("A", undefined)).toEqual(["POLICY_RANGE", []]);
    expect(fault("A", { ...options, now: "soon" })).toEqual(["INSTANT_INVALID", ["now"]]);
    expect(fault("A", { ...options, eventsLimit: 0 })).toEqual(["POLICY_RANGE", ["eventsLimit"]]);
    const todayElsewhere = () => "2025-06-11";
    expect(fault("A", { ...options, todayIn: todayElsewhere })).toEqual(["MIXED_DAY", ["now"]]);
  });
});
