import { describe, expect, test } from "vitest";
import { debtorLedger, goldenRetailer } from "../../test/retailer.ts";
import { customerAging } from "./aging-tab.ts";
import { creditUtilization } from "./credit-tab.ts";
import { customerDetail } from "./detail.ts";
import { paymentForecast } from "./forecast.ts";
import { paymentReliability } from "./reliability-tab.ts";
import { debtorStatus, statusThresholds } from "./status.ts";
import { customerValue } from "./value-tab.ts";
import { debtorsView } from "./view.ts";

const golden = debtorsView(debtorLedger(goldenRetailer()));
const on = (tables: object, options: object = {}) =>
  debtorsView(debtorLedger({ ...tables } as never), options);
const invoice = (invoice_number: string, amount: string, issued_on: string, more: object = {}) => ({
  invoice_number,
  account_id: "A",
  amount,
  issued_on,
  due_on: issued_on,
  ...more,
});

describe("customer aging", () => {
  test("B-119 B-122 B-125 monthly and 30-day customers above, 7-day customers below; without terms above", () => {
    const terms = ["7 days", "30 days", "EOM Current", "EOM Following", undefined];
    const accounts = terms.map((each, at) => ({
      account_id: `C${at}`,
      ...(each === undefined ? {} : { terms: each }),
    }));
    const invoices = terms.map((_, at) => ({
      ...invoice(`${at}`, "1.00", "2025-05-01"),
      account_id: `C${at}`,
    }));
    const { grids } = customerAging(on({ accounts, invoices }));
    expect(grids.map(({ rows }) => rows.map((row) => row.terms))).toEqual([
      ["30 days", "EOM Current", "EOM Following", null],
      ["7 days"],
    ]);
  });

  test("B-123 a limit of 0 is none", () => {
    const limits = customerAging(golden).grids.flatMap(({ rows }) =>
      rows.map(({ accountName, creditLimit }) => [accountName, creditLimit]),
    );
    expect(limits).toEqual([
      ["Anna", 100_000],
      ["Bob", 20_000],
      ["Eve", null],
      ["Cara", null],
    ]);
  });

  test("B-126 Max Days is 0 where nothing lies back", () => {
    const ahead = { accounts: [{ account_id: "A" }], invoices: [invoice("1", "1.00", "2025-06-01")] };
    const maxDays = (basis: string) => customerAging(on(ahead, { basis })).grids[0]?.rows[0]?.maxDays;
    expect([maxDays("due"), maxDays("transaction")]).toEqual([0, 0]);
  });

  test("B-120 credits that cover what is owed to the cent leave no row; what is in credit stands beside", () => {
    const tables = (amount: string) => ({
      invoices: [invoice("1", "100.00", "2025-05-01")],
      payments: [{ payment_id: "P", account_id: "A", paid_on: "2025-05-02", amount }],
    });
    expect(customerAging(on(tables("100.00"))).grids[0]?.rows).toEqual([]);
    const [row] = customerAging(on(tables("99.99"))).grids[0]?.rows ?? [];
    expect([row?.totalOutstanding, row?.unallocatedCredit, row?.net]).toEqual([10_000, 9_999, 1]);
  });

  test("debit memos are charges, due on the day they were issued", () => {
    const tables = {
      adjustments: [
        { adjustment_id: "D", account_id: "A", type: "debit", amount: "5.00", issued_on: "2025-04-09" },
      ],
    };
    expect(customerAging(on(tables)).grids[0]?.rows[0]?.aging["31-60 days"]).toBe(500);
  });

  test("B-128 B-118 a click on a line opens the customer", () => {
    const [row] = customerAging(golden).grids[1]?.rows ?? [];
    expect(row?.opens).toEqual({ action: "open-customer-detail", accountId: "003" });
    expect(customerDetail(golden, row?.opens.accountId ?? "").accountName).toBe("Cara");
  });

  test.each([
    [0, "Current"],
    [1, "Late"],
    [30, "Late"],
    [31, "Overdue"],
    [90, "Overdue"],
    [91, "Critical"],
  ])("B-127 %d days past due: %s", (days, status) => {
    expect(debtorStatus({ limit: null, net: 5, available: null }, days)).toBe(status);
  });

  test("B-127 over the limit is the worst; thresholds may be others and must ascend", () => {
    const over = { limit: 10, net: 11, available: -1 };
    expect(debtorStatus(over, 100)).toBe("Over Limit");
    expect(debtorStatus({ ...over, net: 10 }, 5, { ...statusThresholds, late: 10 })).toBe("Current");
    const bad = { late: 1, overdue: 40, critical: 39 };
    expect(() => customerAging(golden, { statusThresholds: bad })).toThrow(
      expect.objectContaining({ code: "POLICY_RANGE", path: ["critical"] }),
    );
    expect(() => customerAging(golden, { thresholds: bad } as never)).toThrow(
      expect.objectContaining({ code: "POLICY_UNKNOWN" }),
    );
    const strict = customerAging(golden, { statusThresholds: { late: 1, overdue: 2, critical: 3 } });
    expect(strict.grids[1]?.rows[0]?.status).toBe("Overdue");
    expect(strict.options.statusThresholds.critical).toBe(3);
  });
});

describe("credit utilization", () => {
  const ids = (tables: object, options: object = {}) =>
    creditUtilization(on(tables, options)).rows.map(({ accountId }) => accountId);
  const settled = (issued_on: string, paid_on: string) => ({
    invoices: [invoice("1", "10.00", issued_on)],
    payments: [{ payment_id: "P", account_id: "A", paid_on, amount: "10.00" }],
    allocations: [{ payment_id: "P", invoice_id: "1", amount: "10.00", allocated_on: paid_on }],
  });

  test("B-132 who owed something at the end of some day of the last 12 months: after 10 May 2024", () => {
    expect(ids(settled("2024-01-01", "2024-05-11"))).toEqual([]);
    expect(ids(settled("2024-01-01", "2024-05-12"))).toEqual(["A"]);
    expect(ids(settled("2025-03-01", "2025-03-01"))).toEqual([]); // paid before the day ended
    expect(ids(settled("2025-03-01", "2025-03-02"))).toEqual(["A"]);
    expect(ids({ invoices: [invoice("1", "10.00", "2020-01-01")] })).toEqual(["A"]);
    expect(ids({ accounts: [{ account_id: "A" }] })).toEqual([]);
  });

  test("B-132 voided and credited charges were owed before; a given balance of 0 is taken to have been owed on its first day", () => {
    expect(ids({ invoices: [invoice("1", "10.00", "2025-01-01", { voided_on: "2025-01-02" })] })).toEqual([
      "A",
    ]);
    expect(ids({ invoices: [invoice("1", "10.00", "2025-01-01", { voided_on: "2025-01-01" })] })).toEqual([]);
    expect(ids({ invoices: [invoice("1", "10.00", "2025-01-01", { balance: "0.00" })] })).toEqual(["A"]);
    expect(ids({ invoices: [invoice("1", "10.00", "2024-01-01", { balance: "0.00" })] })).toEqual([]);
    const credit = [
      { adjustment_id: "K", account_id: "A", type: "credit", amount: "5.00", issued_on: "2025-05-01" },
    ];
    expect(ids({ adjustments: credit })).toEqual([]);
  });

  test("E-51 B-140 B-141 sales and payments of the 12 months: after 10 May 2024, through the day", () => {
    const row = creditUtilization(
      on({
        invoices: ["2024-05-10", "2024-05-11", "2025-05-10"].map((day, at) =>
          invoice(`${at}`, `${10 ** at}.00`, day),
        ),
        payments: ["2024-05-10", "2024-05-11", "2025-05-10"].map((paid_on, at) => ({
          payment_id: `${at}`,
          account_id: "A",
          paid_on,
          amount: `${10 ** at}.00`,
        })),
      }),
    ).rows[0];
    expect([row?.sales12m, row?.payments12m]).toEqual([11_000, 11_000]);
  });

  test("E-43 B-143 from a charge to its first payment, charges of the day itself left out", () => {
    const paid = {
      invoices: [
        invoice("A", "100.00", "2025-01-01"),
        invoice("B", "50.00", "2025-02-01"),
        invoice("C", "9.00", "2025-03-01"),
        invoice("D", "7.00", "2025-05-10"),
      ],
      payments: [
        { payment_id: "1", account_id: "A", paid_on: "2025-01-11", amount: "40.00" },
        { payment_id: "2", account_id: "A", paid_on: "2025-01-31", amount: "60.00" },
        { payment_id: "3", account_id: "A", paid_on: "2025-02-21", amount: "50.00" },
        { payment_id: "4", account_id: "A", paid_on: "2025-05-10", amount: "7.00" },
      ],
      allocations: [
        { payment_id: "1", invoice_id: "A", amount: "40.00", allocated_on: "2025-01-11" },
        { payment_id: "2", invoice_id: "A", amount: "60.00", allocated_on: "2025-01-31" },
        { payment_id: "3", invoice_id: "B", amount: "50.00", allocated_on: "2025-02-21" },
        { payment_id: "4", invoice_id: "D", amount: "7.00", allocated_on: "2025-05-10" },
      ],
    };
    const view = on(paid);
    expect(creditUtilization(view).rows[0]?.averageDaysToPay).toBe(15);
    expect(creditUtilization(view, { daysToPay: "settlement" }).rows[0]?.averageDaysToPay).toBe(25);
    expect(customerValue(view).rows[0]?.averagePaymentDays).toBe(10);
    expect(customerDetail(view, "A").boxes.averageDaysToPay).toBe(15);
  });

  test("B-138 B-144 a limit, or none", () => {
    const { rows } = creditUtilization(golden);
    expect(rows.map(({ utilizationPercent, riskLevel }) => [utilizationPercent, riskLevel])).toEqual([
      [100, "Critical"],
      [125, "Over Limit"],
      [null, null],
      [0, "Low"],
      [null, null],
    ]);
  });

  test("a customer with a limit and no day of establishment is remarked on; options are checked and said", () => {
    const view = on({
      accounts: [{ account_id: "A", credit_limit: "5.00" }],
      invoices: [invoice("1", "1.00", "2025-05-01")],
    });
    const { warnings, options } = creditUtilization(view);
    expect(warnings.map(({ code, path }) => [code, path])).toEqual([
      ["FIELD_MISSING", ["accounts", "A", "establishedOn"]],
    ]);
    expect([
      options.daysToPay,
      options.riskThresholds.high,
      options.recommendationThresholds.newForMonths,
    ]).toEqual(["first-payment", 75, 6]);
    const loose = { ...options.riskThresholds, moderate: 10 };
    expect(creditUtilization(view, { riskThresholds: loose }).rows[0]?.riskLevel).toBe("Moderate");
    expect(() => creditUtilization(view, { riskThresholds: { ...loose, high: 5 } })).toThrow(
      expect.objectContaining({ code: "POLICY_RANGE" }),
    );
    expect(() => creditUtilization(view, { daysToPay: "never" as never })).toThrow(
      expect.objectContaining({ code: "POLICY_RANGE", path: ["daysToPay"] }),
    );
    expect(() => creditUtilization(view, { risk: {} } as never)).toThrow(
      expect.objectContaining({ code: "POLICY_UNKNOWN" }),
    );
  });
});

describe("payment reliability", () => {
  test("E-51 B-153 the last 6 months: after 10 November 2024", () => {
    const row = paymentReliability(
      on({
        invoices: ["2024-11-10", "2024-11-11", "2025-05-10"].map((day, at) =>
          invoice(`${at}`, `${10 ** at}.00`, day),
        ),
      }),
    ).rows[0];
    expect([row?.invoiced6m, row?.outstanding6m]).toEqual([11_000, 11_000]);
  });

  test("E-46 paying old debts does not count: 75 % whatever else was paid", () => {
    const view = on({
      invoices: [invoice("old", "3000.00", "2023-01-01"), invoice("new", "1000.00", "2025-04-01")],
      payments: [
        { payment_id: "P", account_id: "A", paid_on: "2025-05-01", amount: "3000.00" },
        { payment_id: "Q", account_id: "A", paid_on: "2025-05-01", amount: "750.00" },
      ],
      allocations: [
        { payment_id: "P", invoice_id: "old", amount: "3000.00", allocated_on: "2025-05-01" },
        { payment_id: "Q", invoice_id: "new", amount: "750.00", allocated_on: "2025-05-01" },
      ],
    });
    const row = paymentReliability(view).rows[0];
    expect([row?.scorePercent, row?.paid6m, row?.category]).toEqual([75, 375_000, "Average"]);
  });

  test("B-160 without invoices No Activity, at the end; prospects are not in the list; thresholds are said", () => {
    const view = on({
      accounts: [{ account_id: "A" }, { account_id: "B" }, { account_id: "C", kind: "prospect" }],
      invoices: [{ ...invoice("1", "1.00", "2025-05-01"), account_id: "B" }],
    });
    const { rows, options } = paymentReliability(view);
    expect(rows.map(({ accountId, category }) => [accountId, category])).toEqual([
      ["B", "At Risk"],
      ["A", "No Activity"],
    ]);
    expect(options.reliabilityThresholds.excellent).toBe(95);
    const easy = { excellent: 0, good: 0, average: 0, poor: 0 };
    expect(paymentReliability(view, { reliabilityThresholds: easy }).rows[0]?.category).toBe("Excellent");
  });
});

describe("customer value", () => {
  test("B-162 B-173 highest revenue first, customers without revenue in the list under Standard", () => {
    const view = on({
      accounts: [{ account_id: "A" }, { account_id: "B" }],
      invoices: [{ ...invoice("1", "1.00", "2025-05-01"), account_id: "B" }],
    });
    expect(
      customerValue(view).rows.map(({ accountId, revenue12m, grossProfit, marginPercent, tier }) => [
        accountId,
        revenue12m,
        grossProfit,
        marginPercent,
        tier.name,
      ]),
    ).toEqual([
      ["B", 100, null, null, "Standard"],
      ["A", 0, 0, null, "Standard"],
    ]);
  });

  test("B-167 tiers have the colours of their names", () => {
    const tiers = ["Bronze", "Silver", "Gold", "Platinum", "VIP"].map((name, at) => ({
      id: at + 1,
      name,
      min: at * 100,
      max: at === 4 ? null : at * 100 + 99,
    }));
    const colors = [1, 100, 200, 300, 400].map((revenue) => {
      const view = on({ invoices: [invoice("1", (revenue / 100).toFixed(2), "2025-05-01")] });
      return customerValue(view, { tiers }).rows[0]?.tier;
    });
    expect(colors).toEqual([
      { name: "Bronze", color: "bronze" },
      { name: "Silver", color: "silver" },
      { name: "Gold", color: "gold" },
      { name: "Platinum", color: "platinum" },
      { name: "VIP", color: null },
    ]);
  });

  test("E-49 B-172 revenue above the last tier or in a gap is Standard; without tiers all are, and that is remarked on", () => {
    const tier = (revenue: string, tiers: readonly object[]) =>
      customerValue(on({ invoices: [invoice("1", revenue, "2025-05-01")] }), { tiers: tiers as never })
        .rows[0]?.tier.name;
    const bronze = { id: 1, name: "Bronze", min: 0, max: 49_999 };
    const silver = { id: 2, name: "Silver", min: 50_000, max: 99_999 };
    expect([
      tier("499.99", [bronze, silver]),
      tier("500.00", [bronze, silver]),
      tier("1000.00", [bronze, silver]),
    ]).toEqual(["Bronze", "Silver", "Standard"]);
    expect(tier("600.00", [bronze])).toBe("Standard");
    expect(customerValue(on({})).warnings.map(({ code }) => code)).toEqual(["TIERS_MISSING"]);
    expect(customerValue(golden).warnings).toEqual([]);
    expect(() => tier("1.00", [bronze, { ...silver, min: 49_999 }])).toThrow(
      expect.objectContaining({ code: "TIER_OVERLAP", path: ["tiers", 1] }),
    );
  });

  test("B-168 from an invoice to its first payment, those of the day itself too", () => {
    expect(customerValue(golden).rows.map(({ averagePaymentDays }) => averagePaymentDays)).toEqual([
      14,
      null,
      null,
      null,
      null,
    ]);
  });
});

describe("payment forecast", () => {
  test.each([
    [-1, "Overdue"],
    [0, "Week 1"],
    [7, "Week 1"],
    [8, "Week 2"],
    [14, "Week 2"],
    [15, "Week 3"],
    [21, "Week 3"],
    [22, "Week 4"],
    [30, "Week 4"],
    [31, "Week 5-8"],
    [55, "Week 5-8"],
    [236, "Week 5-8"],
  ])("E-52 B-176 B-178 B-179 B-180 B-181 B-182 B-183 due in %d days: %s", (days, period) => {
    const due_on = new Date(Date.UTC(2025, 4, 10 + days)).toISOString().slice(0, 10);
    const { bars } = paymentForecast(on({ invoices: [invoice("1", "1.00", "2025-01-01", { due_on })] }));
    expect(bars.filter(({ amount }) => amount > 0).map((bar) => bar.period)).toEqual([period]);
  });

  test("B-177 six bars always; those of nothing do not apply", () => {
    const { bars } = paymentForecast(golden);
    expect(bars.map(({ applicable }) => applicable)).toEqual([true, false, true, false, true, true]);
  });

  test("B-176 what lies beyond a horizon stands apart", () => {
    const { bars, beyondHorizon, total, options } = paymentForecast(golden, { horizonDays: 50 });
    expect([bars[4]?.amount, beyondHorizon, total, options.horizonDays]).toEqual([
      0,
      { amount: 2_000, count: 1 },
      141_000,
      50,
    ]);
    expect(() => paymentForecast(golden, { horizonDays: 30 })).toThrow(
      expect.objectContaining({ code: "POLICY_RANGE", path: ["horizonDays"] }),
    );
    expect(() => paymentForecast(golden, { days: 56 } as never)).toThrow(
      expect.objectContaining({ code: "POLICY_UNKNOWN" }),
    );
  });

  test("B-184 how somebody paid before changes nothing", () => {
    const base = {
      accounts: [{ account_id: "A" }],
      invoices: [
        invoice("1", "5.00", "2025-01-01", { due_on: "2025-05-12" }),
        invoice("2", "9.00", "2024-06-01"),
      ],
    };
    const paidOn = (day: string) =>
      paymentForecast(
        on({
          ...base,
          payments: [{ payment_id: "P", account_id: "A", paid_on: day, amount: "9.00" }],
          allocations: [{ payment_id: "P", invoice_id: "2", amount: "9.00", allocated_on: day }],
        }),
      );
    expect(paidOn("2025-05-01")).toEqual(paidOn("2024-06-01"));
  });
});
