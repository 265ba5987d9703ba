import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arbCustomerTables, type CustomerCase } from "../../test/arbitraries/customer.ts";
import { deepFreeze } from "../../test/deep-freeze.ts";
import { mustRead } from "../../test/must-read.ts";
import { runs } from "../../test/runs.ts";
import { addDays } from "../calendar/day.ts";
import { isWholeDay } from "../calendar/moment.ts";
import { addMonths, endOfMonth } from "../calendar/month.ts";
import { nextDayChange, todayIn } from "../calendar/zone.ts";
import type { Ledger } from "../model/ledger.ts";
import { readLedger } from "../model/read-ledger.ts";
import type { Minor } from "../money/amount.ts";
import { openItems } from "../positions/open-items.ts";
import { openStore } from "../store/store.ts";
import { clockOf } from "./clock.ts";
import { type CustomerDashboard, customerDashboard, refreshDashboard } from "./dashboard.ts";
import { eventDetails } from "./events.ts";
import { last12MonthsOf } from "./last-12-months.ts";
import { projectionOf } from "./month-projection.ts";
import { percentages } from "./percentages.ts";
import type { CountedSale } from "./sales.ts";
import { trendOf } from "./sales-trend.ts";
import type { DashboardOptions } from "./settings.ts";
import { explainMissing, prospectWidgets } from "./visibility.ts";
import { type WidgetName, widgetNames } from "./widget.ts";

const some = { numRuns: runs(100) };
const many = { numRuns: runs(500) };
const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

interface Asked {
  readonly drawn: CustomerCase;
  readonly ledger: Ledger;
  readonly accountId: string;
  readonly ask: (options?: Partial<DashboardOptions>) => CustomerDashboard;
}

/** A random customer whose dashboard may be asked for. */
const arbAsked: fc.Arbitrary<Asked> = fc.tuple(arbCustomerTables, fc.nat(1)).map(([drawn, at]) => {
  const { tables, now, today } = drawn;
  const ledger = mustRead(readLedger(tables, { today }));
  const accountId = [...ledger.accounts.keys()][at] as string;
  const ask = (options: Partial<DashboardOptions> = {}) =>
    customerDashboard(ledger, accountId, { now, todayIn, eventsLimit: 1000, ...options });
  return { drawn, ledger, accountId, ask };
});

const salesWidgets: readonly WidgetName[] = ["salesTrend", "monthProjection", "last12Months"];

describe("L-59 whose sales", () => {
  /** What the sales widgets add up: amounts that are sums of sales, without rounding. */
  const amountsOf = ({ widgets: { salesTrend, monthProjection, last12Months } }: CustomerDashboard) => [
    salesTrend?.currentMonth.amount ?? 0,
    salesTrend?.previousMonth?.sameDays.amount ?? 0,
    salesTrend?.previousMonth?.whole ?? 0,
    salesTrend?.sameMonthLastYear?.sameDays.amount ?? 0,
    salesTrend?.sameMonthLastYear?.whole ?? 0,
    monthProjection?.monthToDate ?? 0,
    monthProjection?.lastMonth.amount ?? 0,
    ...Array.from({ length: 12 }, (_, at) => last12Months?.bars[at]?.amount ?? 0),
    ...Array.from({ length: 12 }, (_, at) => last12Months?.bars[at]?.previousYear.amount ?? 0),
  ];

  test("L-59 D-042 D-043 D-044 D-054 what is sold through each and through none adds up to all, each sale once", () => {
    fc.assert(
      fc.property(arbAsked, fc.boolean(), ({ drawn, ask }, fromInvoices) => {
        // Invoices without a day cannot be sales.
        const canBeSales = drawn.tables.invoices.every(
          ({ issued_on, recorded_on }) => issued_on ?? recorded_on,
        );
        const salesFrom = fromInvoices && canBeSales ? "invoices" : "sales";
        const all = amountsOf(ask({ salesFrom }));
        const parts = ["W1", "W2", null].map((wholesalerId) =>
          amountsOf(ask({ user: "manufacturer", wholesalerId, salesFrom })),
        );
        expect(all.map((_, at) => sum(parts.map((part) => part[at] ?? 0)))).toEqual(all);
        const on = ask({ user: "manufacturer", wholesalerId: "W1", showAllSales: true, salesFrom });
        expect(amountsOf(on)).toEqual(all);
      }),
      some,
    );
  });

  test("L-59 D-045 the toggle changes the sales widgets only", () => {
    fc.assert(
      fc.property(arbAsked, fc.constantFrom("W1", "W9", null), ({ ask }, wholesalerId) => {
        const rest = (options: Partial<DashboardOptions>) => {
          const { widgets, health, missing } = ask({ user: "manufacturer", ...options });
          const others = Object.entries(widgets).filter(
            ([name]) => !salesWidgets.includes(name as WidgetName),
          );
          return [others, health, missing.filter(({ widget }) => !salesWidgets.includes(widget))];
        };
        expect(rest({ wholesalerId })).toEqual(rest({ wholesalerId, showAllSales: true }));
        expect(rest({ wholesalerId })).toEqual(rest({ user: "business" }));
      }),
      some,
    );
  });
});

test("L-60 D-046 D-047 D-048 D-049 what is due shows where it may and there is some; what is hidden has a reason", () => {
  fc.assert(
    fc.property(arbAsked, ({ ledger, accountId, drawn: { today }, ask }) => {
      const dashboard = ask();
      const { visible, missing, widgets, kind } = dashboard;
      const open = openItems(ledger, { asOf: today }).filter((item) => item.accountId === accountId);
      const owed = sum(open.filter((item) => item.kind !== "credit").map(({ balance }) => balance));
      const { dueDocuments } = ledger.business.features;
      expect(widgets.dueAmount !== null).toBe(dueDocuments && owed > 0 && kind !== "prospect");
      if (widgets.dueAmount !== null) expect(widgets.dueAmount.total).toBe(owed);

      expect([...visible, ...missing.map(({ widget }) => widget)].sort()).toEqual([...widgetNames].sort());
      for (const name of widgetNames) {
        const reason = explainMissing(dashboard, name)?.reason;
        expect([widgets[name] === null, visible.includes(name)]).toEqual([
          reason !== undefined,
          reason === undefined,
        ]);
        if (kind === "prospect" && !prospectWidgets.includes(name)) {
          expect(["prospect", "feature-disabled"]).toContain(reason);
        }
      }
    }),
    some,
  );
});

test("L-65 D-015 events: the newest first, of one instant by id, none after now, older ones beyond the limit no matter", () => {
  fc.assert(
    fc.property(arbAsked, fc.integer({ min: 1, max: 12 }), ({ drawn, ledger, ask }, eventsLimit) => {
      const { now, today } = drawn;
      const { events = [], total = 0 } = ask().widgets.latestEvents ?? {};
      const clock = clockOf(ledger, { now, todayIn });
      expect(events).toHaveLength(total);
      expect(new Set(events.map(({ id }) => id)).size).toBe(total);
      for (const [index, { id, at, day }] of events.entries()) {
        expect(isWholeDay(at) ? at <= today : Date.parse(at) <= Date.parse(now)).toBe(true);
        expect([day, eventDetails(ledger, id).id]).toEqual([clock.dayOf(at), id]);
        const before = events[index - 1];
        if (before === undefined) continue;
        if (before.day !== day) expect(before.day > day).toBe(true);
        else if (before.at === at) expect(before.id < id).toBe(true);
        // A whole day stands last of its day, and no two whole days of it are unequal.
        else expect(!isWholeDay(before.at) && (isWholeDay(at) || before.at > at)).toBe(true);
      }
      const fewer = ask({ eventsLimit }).widgets.latestEvents;
      expect([fewer?.events ?? [], fewer?.total ?? 0]).toEqual([events.slice(0, eventsLimit), total]);
    }),
    some,
  );
});

test("G-134 what is planned is ahead or pending, never both, and none of it has happened", () => {
  fc.assert(
    fc.property(arbAsked, ({ drawn: { now, today }, ask }) => {
      const { latestEvents, upcomingActivities } = ask().widgets;
      const happened = new Set(latestEvents?.events.map(({ id }) => id));
      const ahead = upcomingActivities?.entries ?? [];
      for (const { id, at } of ahead) {
        expect(isWholeDay(at) ? at >= today : Date.parse(at) >= Date.parse(now)).toBe(true);
        expect([happened.has(id), happened.has(id.replace("task:", "task-completed:"))]).toEqual([
          false,
          false,
        ]);
      }
      const days = ahead.map(({ day }) => day);
      expect(days).toEqual([...days].sort());
    }),
    some,
  );
});

describe("L-61 percentages", () => {
  const arbParts = fc.array(
    fc.oneof(fc.nat(3), fc.nat(1000), fc.maxSafeNat(), fc.constant(Number.MAX_SAFE_INTEGER)),
    { maxLength: 30 },
  );

  test("L-61 they add up to 100.0, each within 0.1 of the exact share, and keep the order of the parts", () => {
    fc.assert(
      fc.property(arbParts, (parts) => {
        const percents = percentages(parts);
        const total = parts.reduce((all, part) => all + BigInt(part), 0n);
        expect(percents === null).toBe(total === 0n);
        if (percents === null) return;
        const tenths = percents.map((percent) => Math.round(percent * 10));
        expect(percents).toEqual(tenths.map((each) => each / 10));
        expect(sum(tenths)).toBe(1000);
        for (const [at, part] of parts.entries()) {
          // |tenths / 10 − 100 part / total| < 0.1, in whole numbers.
          const off = BigInt(tenths[at] ?? 0) * total - 1000n * BigInt(part);
          expect(off < total && -off < total).toBe(true);
          if (part === 0) expect(percents[at]).toBe(0);
          for (const [other, than] of parts.entries()) {
            if (part > than) expect(percents[at]).toBeGreaterThanOrEqual(percents[other] ?? 0);
          }
        }
      }),
      many,
    );
  });

  test("L-61 of brands and types of activities too", () => {
    fc.assert(
      fc.property(arbAsked, ({ ask }) => {
        const { quotesByBrand, activitiesByType } = ask().widgets;
        const added = (shares: readonly { readonly percent: number | null }[] = []) =>
          Math.round(sum(shares.map(({ percent }) => percent ?? 0)) * 10);
        if ((quotesByBrand?.total ?? 0) > 0) expect(added(quotesByBrand?.brands)).toBe(1000);
        if (activitiesByType !== null) expect(added(activitiesByType.types)).toBe(1000);
      }),
      some,
    );
  });
});

// Sales by themselves --------------------------------------------------------------------------------------------------

const arbToday = fc.constantFrom(
  ...["2025-06-10", "2025-06-30", "2025-01-31", "2025-02-28", "2024-02-28", "2024-02-29", "2025-03-31"],
  ...["2025-03-01", "2025-01-01", "2025-12-31", "2026-02-27", "2025-04-30", "0001-11-30", "9999-12-30"],
);
const arbAmount = fc.oneof(fc.constantFrom(0, 1, -1, 3, 100), fc.integer({ min: -1e6, max: 1e9 }));

/** A day of the last 27 months, often at an edge of its month or on today's date. */
function daysBefore(today: string): fc.Arbitrary<string> {
  const arbMonths = fc.oneof(fc.constantFrom(0, 1, 2, 11, 12, 13, 23, 24), fc.nat(27));
  return fc.tuple(arbMonths, fc.constantFrom(0, 0, 1, 31), fc.nat(31)).map(([months, kind, days]) => {
    const month = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1 - months;
    if (month < 24) return today;
    const there = addMonths(today, -months);
    const day = kind === 31 ? endOfMonth(there) : kind === 1 ? addDays(endOfMonth(there), -days) : there;
    return day <= today && day.slice(0, 4) !== "0000" ? day : today;
  });
}

const arbSales = arbToday.chain((today) =>
  fc.record({
    today: fc.constant(today),
    sales: fc.array(
      fc.record({ on: daysBefore(today), amount: arbAmount, wholesalerId: fc.constant(undefined) }),
      { maxLength: 25 },
    ),
  }),
);
const within = (sales: readonly CountedSale[], from: string, through: string): Minor =>
  sum(sales.filter(({ on }) => from <= on && on <= through).map(({ amount }) => amount));

test("L-58 D-022 D-023 twelve months in a row up to today's; bars add up to their sales; each beside the one 12 earlier", () => {
  fc.assert(
    fc.property(arbSales, ({ today, sales }) => {
      const chart = last12MonthsOf(sales, today);
      if (chart === undefined) return;
      const { bars, total, previousTotal } = chart;
      expect(bars).toHaveLength(today < "0002" ? 11 : 12);
      const numbers = bars.map(({ month }) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)));
      expect(numbers).toEqual(numbers.map((_, at) => (numbers[0] ?? 0) + at));
      expect(bars.at(-1)?.month).toBe(today.slice(0, 7));
      for (const [at, { previousYear }] of bars.entries()) {
        if (previousYear.month === null) continue;
        const month = Number(previousYear.month.slice(0, 4)) * 12 + Number(previousYear.month.slice(5));
        expect(month).toBe((numbers[at] ?? 0) - 12);
      }
      expect(total).toBe(within(sales, `${bars[0]?.month}-01`, today));
      expect(total).toBe(sum(bars.map(({ amount }) => amount)));
      const [first] = bars;
      if (first?.previousYear.month != null) {
        const last = bars.at(-1)?.previousYear.month;
        expect(previousTotal).toBe(within(sales, `${first.previousYear.month}-01`, `${last}-31`));
      }
    }),
    many,
  );
});

test("L-58 L-62 the widgets agree on the current month and the one before", () => {
  fc.assert(
    fc.property(arbSales, ({ today, sales }) => {
      const trend = trendOf(sales, today, "same-elapsed-days");
      const projection = projectionOf(sales, today, 12);
      const bars = last12MonthsOf(sales, today)?.bars;
      if (trend === undefined || projection === undefined) return;
      expect(projection.monthToDate).toBe(trend.currentMonth.amount);
      expect(bars?.at(-1)?.amount).toBe(trend.currentMonth.amount);
      expect(projection.lastMonth.amount).toBe(trend.previousMonth?.whole);
      expect(bars?.at(-2)?.amount).toBe(trend.previousMonth?.whole);
      expect(trend.sameMonthLastYear?.whole).toBe(
        bars?.at(-1)?.previousYear.month === null ? undefined : bars?.at(-1)?.previousYear.amount,
      );
    }),
    many,
  );
});

test("L-62 D-012 a projection is at least the month to date where nothing came back, and that on the last day", () => {
  fc.assert(
    fc.property(arbSales, fc.constantFrom(1, 3, 12, 24), ({ today, sales }, months) => {
      const bought = sales.map((sale) => ({ ...sale, amount: Math.abs(sale.amount) }));
      const projection = projectionOf(bought, today, months);
      if (projection !== undefined) {
        expect(projection.projected).toBeGreaterThanOrEqual(projection.monthToDate);
      }
      const last = projectionOf(sales, endOfMonth(today), months);
      if (last !== undefined) expect(last.projected).toBe(last.monthToDate);
    }),
    many,
  );
});

test("L-62 months outside the window, and the order of sales, are no matter", () => {
  fc.assert(
    fc.property(
      arbSales,
      fc.constantFrom(1, 3, 12),
      fc.array(arbAmount),
      ({ today, sales }, months, amounts) => {
        if (today < "0003") return;
        const first = `${addMonths(`${today.slice(0, 7)}-01`, -months)}`;
        const inside = sales.filter(({ on }) => on >= first);
        const outside = amounts.map((amount, at) => ({
          ...{ on: addDays(first, -1 - at * 17), amount, wholesalerId: undefined },
        }));
        const projection = projectionOf(inside, today, months);
        expect(projectionOf([...outside, ...inside].reverse(), today, months)).toEqual(projection);
        // One more day is inside, and counts as a month of history where its month had none.
        if (months > 1) {
          const more = projectionOf(
            [...inside, { on: first, amount: 0, wholesalerId: undefined }],
            today,
            months,
          );
          const had = inside.some(({ on }) => on.slice(0, 7) === first.slice(0, 7));
          expect(more?.months).toBe((projection?.months ?? 0) + (had ? 0 : 1));
        }
      },
    ),
    many,
  );
});

test("L-09 amounts times a number: amounts times it, percentages and arrows as they were", () => {
  fc.assert(
    fc.property(arbSales, fc.integer({ min: 2, max: 9 }), ({ today, sales }, times) => {
      const larger = sales.map((sale) => ({ ...sale, amount: sale.amount * times }));
      const [one, other] = [sales, larger].map((each) => trendOf(each, today, "same-elapsed-days"));
      expect(other?.monthOverMonth).toEqual(
        one && { ...one.monthOverMonth, amount: one.monthOverMonth.amount * times },
      );
      expect(other?.declining).toBe(one?.declining);
    }),
    many,
  );
});

// The whole dashboard ---------------------------------------------------------------------------------------------------

test("L-50 X-002 X-003 frozen tables do and stay; answers survive JSON; rows in any order give the same", () => {
  fc.assert(
    fc.property(arbAsked, ({ drawn: { tables, now, today }, ledger, accountId, ask }) => {
      const before = structuredClone(ledger);
      deepFreeze(ledger);
      const dashboard = ask();
      expect(ledger).toEqual(before);
      expect(JSON.parse(JSON.stringify(dashboard))).toEqual(dashboard);
      // Bonuses and quote lines keep the ledger's order; all else is in an order of its own.
      const kept = ["business", "bonuses", "quote_lines"];
      const turned = Object.fromEntries(
        Object.entries(tables).map(([name, rows]) =>
          kept.includes(name) ? [name, rows] : [name, [...(rows as readonly unknown[])].reverse()],
        ),
      );
      const other = mustRead(readLedger(turned, { today }));
      expect(customerDashboard(other, accountId, { now, todayIn, eventsLimit: 1000 })).toEqual(dashboard);
    }),
    some,
  );
});

test("L-45 D-040 a store's dashboard is that of its ledger", () => {
  fc.assert(
    fc.property(arbAsked, ({ drawn: { now }, ledger, accountId, ask }) => {
      const store = openStore(ledger, { calendar: { nextDayChange, todayIn } });
      const options = { now, todayIn, eventsLimit: 1000 };
      expect(refreshDashboard(store, accountId, options)).toEqual({ ...ask(), version: store.version });
    }),
    some,
  );
});
