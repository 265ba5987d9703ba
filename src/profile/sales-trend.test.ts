import { describe, expect, test } from "vitest";
import { faultOf } from "../../test/fault-of.ts";
import { dashboardOf, noonOf, type Sold, salesOf } from "../../test/profile-of.ts";
import type { DashboardOptions } from "./settings.ts";

const june = salesOf(
  ["2025-06-01", "4000.00"],
  ["2025-06-10", "1000.00"],
  ["2025-05-01", "3000.00"],
  ["2025-05-10", "500.00"],
  ["2025-05-11", "4500.00"],
  ["2024-06-01", "1000.00"],
  ["2024-06-10", "3000.00"],
  ["2024-06-11", "2000.00"],
);

const trendOf = (sales: readonly object[], options: Partial<DashboardOptions> = {}) =>
  dashboardOf({ sales }, options).widgets.salesTrend;

/** The amounts of each month on the same days and in whole, on a day with these sales. */
const amountsOn = (day: string, ...sales: readonly Sold[]) => {
  const trend = trendOf(salesOf(...sales), { now: noonOf(day) });
  const { currentMonth, previousMonth, sameMonthLastYear } = trend ?? {};
  return {
    current: currentMonth,
    previous: previousMonth && [previousMonth.sameDays, previousMonth.whole],
    lastYear: sameMonthLastYear && [sameMonthLastYear.sameDays, sameMonthLastYear.whole],
  };
};

test("E-55 D-004 D-005 D-006 month and year against the same days: 42.86 % and 25 % up", () => {
  const { summary: _, ...trend } = trendOf(june) ?? {};
  expect(trend).toEqual({
    comparison: "same-elapsed-days",
    currentMonth: { month: "2025-06", through: "2025-06-10", amount: 500_000 },
    previousMonth: {
      month: "2025-05",
      sameDays: { through: "2025-05-10", amount: 350_000 },
      whole: 800_000,
    },
    monthOverMonth: { amount: 150_000, percent: 42.86, arrow: "up" },
    sameMonthLastYear: {
      month: "2024-06",
      sameDays: { through: "2024-06-10", amount: 400_000 },
      whole: 600_000,
    },
    yearOverYear: { amount: 100_000, percent: 25, arrow: "up" },
    declining: false,
  });
});

test("E-55 P-44 against whole months it would be 37.5 % down, and declining still means the same days", () => {
  const { summary: _, ...same } = trendOf(june) ?? {};
  const { summary: __, ...whole } = trendOf(june, { comparison: "full-months" }) ?? {};
  expect(whole).toEqual({
    ...same,
    comparison: "full-months",
    monthOverMonth: { amount: -300_000, percent: -37.5, arrow: "down" },
    yearOverYear: { amount: -100_000, percent: -16.67, arrow: "down" },
  });
});

test("E-55 D-006 after nothing there is an arrow and no percentage", () => {
  const trend = trendOf(salesOf(["2025-06-10", "1.00"]));
  expect(trend?.monthOverMonth).toEqual({ amount: 100, percent: null, arrow: "up" });
  expect(trend?.yearOverYear).toEqual({ amount: 100, percent: null, arrow: "up" });
  const returned = trendOf(salesOf(["2025-06-10", "-1.00"]));
  expect(returned?.monthOverMonth).toEqual({ amount: -100, percent: null, arrow: "down" });
});

test("D-006 up from a month of returns is up, and alike is flat", () => {
  const trend = trendOf(salesOf(["2025-06-10", "50.00"], ["2025-05-10", "-100.00"], ["2024-06-10", "50.00"]));
  expect(trend?.monthOverMonth).toEqual({ amount: 15_000, percent: 150, arrow: "up" });
  expect(trend?.yearOverYear).toEqual({ amount: 0, percent: 0, arrow: "flat" });
});

describe("declining", () => {
  test.each([
    ["99.99", true],
    ["100.00", false],
    ["100.01", false],
  ])("D-008 %s after 100.00 on the same days: %j", (amount, declining) => {
    const sales = salesOf(["2025-06-10", amount], ["2025-05-10", "100.00"], ["2025-05-11", "900.00"]);
    for (const comparison of ["same-elapsed-days", "full-months"] as const) {
      expect(trendOf(sales, { comparison })?.declining).toBe(declining);
    }
  });

  test("D-008 the year before does not make it so", () => {
    expect(trendOf(salesOf(["2025-06-10", "1.00"], ["2024-06-10", "9.00"]))?.declining).toBe(false);
  });
});

describe("the same days", () => {
  test("end where the other month does: 31 March", () => {
    const sales = [
      ["2025-02-28", "1.00"],
      ["2025-02-27", "2.00"],
      ["2024-03-31", "4.00"],
      ["2025-03-31", "8.00"],
      ["2025-04-01", "16.00"],
    ] as const;
    expect(amountsOn("2025-03-31", ...sales)).toEqual({
      current: { month: "2025-03", through: "2025-03-31", amount: 800 },
      previous: [{ through: "2025-02-28", amount: 300 }, 300],
      lastYear: [{ through: "2024-03-31", amount: 400 }, 400],
    });
    expect(amountsOn("2025-03-27", ...sales).previous).toEqual([{ through: "2025-02-27", amount: 200 }, 300]);
    expect(amountsOn("2025-03-28", ...sales).previous).toEqual([{ through: "2025-02-28", amount: 300 }, 300]);
  });

  test("do not go on to the end of a longer month: 30 April, 28 February", () => {
    expect(amountsOn("2025-04-30", ["2025-03-31", "1.00"], ["2025-03-30", "2.00"]).previous).toEqual([
      { through: "2025-03-30", amount: 200 },
      300,
    ]);
    expect(amountsOn("2025-02-28", ["2025-01-28", "1.00"], ["2025-01-29", "2.00"]).previous).toEqual([
      { through: "2025-01-28", amount: 100 },
      300,
    ]);
  });

  test("G-123 29 February is compared with 28 February of the year before, and 28 with 28 of a leap year", () => {
    expect(amountsOn("2024-02-29", ["2023-02-28", "1.00"], ["2023-03-01", "2.00"])).toMatchObject({
      current: { through: "2024-02-29", amount: 0 },
      lastYear: [{ through: "2023-02-28", amount: 100 }, 100],
    });
    expect(amountsOn("2025-02-28", ["2024-02-28", "1.00"], ["2024-02-29", "2.00"]).lastYear).toEqual([
      { through: "2024-02-28", amount: 100 },
      300,
    ]);
  });

  test("of January are those of December; of a first day the first days", () => {
    expect(
      amountsOn("2025-01-01", ["2024-12-01", "1.00"], ["2024-12-02", "2.00"], ["2024-01-01", "4.00"]),
    ).toEqual({
      current: { month: "2025-01", through: "2025-01-01", amount: 0 },
      previous: [{ through: "2024-12-01", amount: 100 }, 300],
      lastYear: [{ through: "2024-01-01", amount: 400 }, 400],
    });
  });
});

describe("which sales", () => {
  test("those dated by today: a sale of tomorrow has not happened", () => {
    expect(amountsOn("2025-06-10", ["2025-06-10", "1.00"], ["2025-06-11", "2.00"]).current?.amount).toBe(100);
    expect(trendOf(salesOf(["2025-06-11", "2.00"]))).toBeNull();
  });

  test("the account's own", () => {
    const accounts = [{ account_id: "A" }, { account_id: "a" }];
    const sales = [{ account_id: "a", sold_on: "2025-06-10", amount: "1.00" }];
    expect(dashboardOf({ accounts, sales }).widgets.salesTrend).toBeNull();
  });

  test.each([
    ["2025-06-10", true],
    ["2025-05-31", true],
    ["2025-05-01", true],
    ["2025-04-30", false],
    ["2024-07-01", false],
    ["2024-06-30", true],
    ["2024-06-01", true],
    ["2024-05-31", false],
  ])("D-047 one on %s alone shows the widget: %j", (day, visible) => {
    // A sale of nothing is a record all the same: G-138.
    expect(trendOf(salesOf([day, "0.00"])) !== null).toBe(visible);
  });
});

test("where the calendar begins there is no month before", () => {
  const sales = salesOf(["0001-01-31", "-1.00"]);
  const trend = trendOf(sales, { now: noonOf("0001-01-31") });
  expect([trend?.previousMonth, trend?.sameMonthLastYear]).toEqual([null, null]);
  expect(trend?.monthOverMonth).toEqual({ amount: -100, percent: null, arrow: "down" });
  expect(trend?.summary.text).toBe(
    "Acme: sales of -1.00 USD from 1 to 31 January 0001. Sales are declining.",
  );
  const whole = trendOf(sales, { now: noonOf("0001-01-31"), comparison: "full-months" });
  expect([whole?.monthOverMonth, whole?.yearOverYear]).toEqual([trend?.monthOverMonth, trend?.yearOverYear]);
  const february = trendOf(sales, { now: noonOf("0001-02-01") });
  expect([february?.previousMonth?.month, february?.sameMonthLastYear]).toEqual(["0001-01", null]);
});

test("F-12 sums beyond all amounts are refused", () => {
  const most = "90071992547409.91";
  const over = [
    salesOf(["2025-06-01", most], ["2025-06-02", "0.01"]),
    salesOf(["2025-06-01", most], ["2025-05-01", "-0.01"]),
  ];
  for (const sales of over) expect(faultOf(() => trendOf(sales))?.code).toBe("AMOUNT_OVERFLOW");
  expect(trendOf(salesOf(["2025-06-01", most]))?.currentMonth.amount).toBe(Number.MAX_SAFE_INTEGER);
});

describe("sales from invoices", () => {
  const invoice = (invoice_number: string, rest: object) => ({
    invoice_number,
    account_id: "A",
    amount: "1.00",
    due_on: "2025-07-01",
    ...rest,
  });
  const fromInvoices = (...invoices: readonly object[]) =>
    dashboardOf({ invoices }, { salesFrom: "invoices" }).widgets.salesTrend?.currentMonth.amount;

  test.each([
    ["posted", {}, 100],
    ["paid", { status: "Paid", balance: "0.00" }, 100],
    ["voided", { voided_on: "2025-06-10" }, undefined],
    ["to be voided tomorrow", { voided_on: "2025-06-11" }, 100],
    ["voided on no day", { status: "Voided" }, undefined],
    ["not posted", { posting: "Unapproved" }, undefined],
    ["an unposted draw", { posting: "Unposted draw" }, undefined],
  ])("one that is %s", (_, rest, expected) => {
    expect(fromInvoices(invoice("1", { issued_on: "2025-06-10", ...rest }))).toBe(expected);
  });

  test("the day is that of issue, else of record; post-dated ones have not happened", () => {
    expect(fromInvoices(invoice("1", { issued_on: "2025-06-01", recorded_on: "2025-06-09" }))).toBe(100);
    expect(fromInvoices(invoice("1", { recorded_on: "2025-06-09" }))).toBe(100);
    expect(fromInvoices(invoice("1", { recorded_on: "2025-04-09" }))).toBeUndefined();
    expect(fromInvoices(invoice("1", { issued_on: "2025-06-11" }))).toBeUndefined();
    expect(
      fromInvoices(invoice("1", { issued_on: "2025-04-30", recorded_on: "2025-06-09" })),
    ).toBeUndefined();
  });

  test("one without any day cannot be a sale: it is refused by name, unless it is voided, not posted or of nothing", () => {
    const fault = faultOf(() => fromInvoices(invoice("1", {}), invoice("2", { issued_on: "2025-06-01" })));
    expect([fault?.code, fault?.details]).toEqual(["ISSUE_DATE_MISSING", { ids: ["1"] }]);
    const harmless = [{ status: "Voided" }, { posting: "Unapproved" }, { amount: "0.00" }];
    for (const rest of harmless) {
      expect(fromInvoices(invoice("1", rest), invoice("2", { issued_on: "2025-06-01" }))).toBe(100);
    }
    expect(dashboardOf({ invoices: [invoice("1", {})] }).widgets.dueAmount?.total).toBe(100);
  });

  test("are taken by wholesaler, and the sales table is not looked at", () => {
    const tables = {
      sales: salesOf(["2025-06-01", "9.00", "W"]),
      invoices: [
        invoice("1", { issued_on: "2025-06-01", wholesaler_id: "W" }),
        invoice("2", { issued_on: "2025-06-01" }),
      ],
    };
    const amount = (options: Partial<DashboardOptions>) =>
      dashboardOf(tables, options).widgets.salesTrend?.currentMonth.amount;
    expect([amount({ salesFrom: "invoices" }), amount({ salesFrom: "sales" }), amount({})]).toEqual([
      200, 900, 900,
    ]);
    const through = { user: "manufacturer", salesFrom: "invoices" } as const;
    expect([amount({ ...through, wholesalerId: "W" }), amount({ ...through, wholesalerId: null })]).toEqual([
      100, 100,
    ]);
  });

  test("a ledger without sales rows does not turn to invoices by itself", () => {
    const invoices = [invoice("1", { issued_on: "2025-06-01" })];
    expect(dashboardOf({ invoices }).widgets.salesTrend).toBeNull();
  });
});
