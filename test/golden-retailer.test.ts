import { describe, expect, test } from "vitest";
import { customerAging } from "../src/debtors/aging-tab.ts";
import { creditUtilization } from "../src/debtors/credit-tab.ts";
import { paymentForecast } from "../src/debtors/forecast.ts";
import { laybyManager } from "../src/debtors/layby.ts";
import { debtorList } from "../src/debtors/list.ts";
import { overview } from "../src/debtors/overview.ts";
import { paymentReliability } from "../src/debtors/reliability-tab.ts";
import { debtorReport } from "../src/debtors/report.ts";
import { debtorTiles } from "../src/debtors/tiles.ts";
import { customerValue } from "../src/debtors/value-tab.ts";
import { debtorsView } from "../src/debtors/view.ts";
import { debtorLedger, goldenRetailer } from "./retailer.ts";

const ledger = debtorLedger(goldenRetailer());
const view = debtorsView(ledger);
const transaction = debtorsView(ledger, { basis: "transaction" });

describe("due days from terms", () => {
  test("each sale is due as its customer's terms say", () => {
    expect([...ledger.invoices.values()].map(({ invoiceId, dueOn }) => [invoiceId, dueOn])).toEqual([
      ["S1", "2025-05-16"],
      ["S2", "2025-03-03"],
      ["S3", "2025-03-31"],
      ["S4", "2025-05-08"],
      ["S5", "2025-05-13"],
      ["S6", "2025-05-31"],
      ["S7", "2025-06-30"],
    ]);
  });
});

describe("overview", () => {
  test("E-36 B-087 B-089 B-094 B-095 the donuts by due date", () => {
    const { sevenDayAging, monthlyAging } = overview(view);
    expect(monthlyAging.slices.map(({ label, amount }) => [label, amount])).toEqual([
      ["Current", 52_000],
      ["1-30 days", 0],
      ["31-60 days", 25_000],
      ["61-90 days", 50_000],
      ["90+ days", 0],
    ]);
    expect([monthlyAging.total, monthlyAging.customers]).toEqual([127_000, 3]);
    expect(sevenDayAging.slices.map(({ label, amount }) => [label, amount])).toEqual([
      ["Current", 3_000],
      ["1-7 days", 7_000],
      ["8-14 days", 0],
      ["15-21 days", 0],
      ["22+ days", 0],
    ]);
    expect(sevenDayAging.total).toBe(10_000);
  });

  test("E-36 B-092 the donuts by transaction", () => {
    const { monthlyAging, sevenDayAging } = overview(transaction);
    expect(monthlyAging.slices.map(({ label, amount }) => [label, amount])).toEqual([
      ["Current", 52_000],
      ["1 Month", 25_000],
      ["2 Months", 0],
      ["3+ Months", 50_000],
      ["Future", 0],
    ]);
    expect(sevenDayAging.slices.map(({ label, amount }) => [label, amount])).toEqual([
      ["Current", 3_000],
      ["1 Week", 7_000],
      ["2 Weeks", 0],
      ["3+ Weeks", 0],
      ["Future", 0],
    ]);
  });

  test("E-37 B-088 B-093 Dan is in credit and in no donut", () => {
    const { sevenDayAging, monthlyAging } = overview(view);
    expect(sevenDayAging.total + monthlyAging.total).toBe(141_000 - 4_000);
    expect(monthlyAging.unallocatedCredit).toBe(0);
  });

  test("E-44 B-097 at risk: Bob over his limit before Anna overdue, her limit as the second reason", () => {
    expect(overview(view).atRisk.cards.map(({ accountName, reasons }) => [accountName, reasons])).toEqual([
      ["Bob", [{ reason: "over-limit", text: "Over credit limit by 50.00 (125.00% of 200.00)" }]],
      [
        "Anna",
        [
          { reason: "overdue-60", text: "Overdue by 68 days (60+)" },
          { reason: "approaching-limit", text: "Approaching credit limit (100.00% of 1000.00)" },
        ],
      ],
    ]);
  });

  test("B-096 the debtors that owe most, by what is owed less what is in credit", () => {
    expect(overview(view).topDebtors.bars.map(({ accountName, net }) => [accountName, net])).toEqual([
      ["Anna", 100_000],
      ["Bob", 25_000],
      ["Cara", 10_000],
      ["Eve", 2_000],
    ]);
  });

  test("E-50 B-102 B-103 trends cover the six months before May", () => {
    const { months, series } = overview(view).paymentTrends;
    expect(months).toEqual(["2024-11", "2024-12", "2025-01", "2025-02", "2025-03", "2025-04"]);
    expect(series).toEqual([
      { name: "Payments", amounts: [0, 0, 0, 10_000, 0, 0], empty: false },
      { name: "Invoice sales", amounts: [0, 0, 0, 60_000, 25_000, 50_000], empty: false },
    ]);
  });
});

describe("customer aging", () => {
  test("E-36 B-126 Anna's oldest charge: 68 days past due, 98 days since it was made", () => {
    const anna = (from: typeof view) => customerAging(from).grids[0]?.rows[0];
    expect([anna(view)?.maxDays, anna(transaction)?.maxDays]).toEqual([68, 98]);
    expect(anna(view)?.aging).toEqual({
      Current: 50_000,
      "1-30 days": 0,
      "31-60 days": 0,
      "61-90 days": 50_000,
      "90+ days": 0,
    });
  });

  test("E-45 B-127 status: Bob over limit, Anna overdue, Cara late, Eve current, Dan in no grid", () => {
    const statuses = customerAging(view).grids.flatMap(({ rows }) =>
      rows.map(({ accountName, status }) => [accountName, status]),
    );
    expect(statuses).toEqual([
      ["Anna", "Overdue"],
      ["Bob", "Over Limit"],
      ["Eve", "Current"],
      ["Cara", "Late"],
    ]);
    const byTransaction = customerAging(transaction).grids.flatMap(({ rows }) =>
      rows.map(({ accountName, status }) => [accountName, status]),
    );
    expect(byTransaction).toEqual(statuses);
  });
});

describe("tiles", () => {
  const tile = (name: string) => debtorTiles(view).tiles.find((each) => each.name === name);

  test.each([
    ["total_debtors", 141_000, 5],
    ["overdue_amount", 82_000, 3],
    ["payments_received", 10_000, null],
    ["outstanding_invoices_30", 75_000, 2],
  ])("E-37 B-025 B-028 B-029 B-032 B-037 B-046 %s: %d, %s accounts", (name, amount, accounts) => {
    expect([tile(name)?.amount, tile(name)?.accounts]).toEqual([amount, accounts]);
  });

  test("E-40 current month sales: 70 + 30 + 40 + 20 less 100", () => {
    expect(tile("current_month_sales")?.amount).toBe(6_000);
  });

  test("E-41 B-039 credit utilization: 100, 125 and 0 of three customers with a limit", () => {
    expect([tile("credit_utilization")?.percent, tile("credit_utilization")?.barPercent]).toEqual([75, 75]);
  });

  test("B-048 B-051 proforma payments, and laybys: L1 and L2 are left, L1 is overdue", () => {
    expect(tile("total_proforma_payments")?.amount).toBe(7_500);
    expect([tile("total_layby")?.amount, tile("total_layby")?.laybys]).toEqual([
      11_000,
      { active: 2, overdue: 1 },
    ]);
  });
});

describe("backdated", () => {
  test("E-38 B-007 on 30 April what May brought is not there", () => {
    const april = debtorsView(ledger, { asOf: "2025-04-30" });
    expect(overview(april).monthlyAging.slices.map(({ label, amount }) => [label, amount])).toEqual([
      ["Current", 50_000],
      ["1-30 days", 25_000],
      ["31-60 days", 50_000],
      ["61-90 days", 0],
      ["90+ days", 0],
    ]);
    expect(paymentForecast(april).total).toBe(125_000);
    const anna = customerAging(april).grids[0]?.rows[0];
    expect([anna?.accountName, anna?.maxDays]).toEqual(["Anna", 58]);
  });

  test("E-38 on 10 February the payment of the 15th has not been made", () => {
    const february = debtorsView(ledger, { asOf: "2025-02-10" });
    const { rows } = customerAging(february).grids[0] ?? { rows: [] };
    expect(
      rows.map(({ accountName, totalOutstanding, aging }) => [
        accountName,
        totalOutstanding,
        aging["Current"],
      ]),
    ).toEqual([["Anna", 60_000, 60_000]]);
  });

  test("B-186 what accounts would have owed on a past date: the total on every day of the story", () => {
    const totalOn = (asOf: string) => paymentForecast(debtorsView(ledger, { asOf })).total;
    expect(
      ["2025-01-31", "2025-02-01", "2025-02-14", "2025-02-15", "2025-03-31", "2025-04-16", "2025-05-01"].map(
        totalOn,
      ),
    ).toEqual([0, 60_000, 60_000, 50_000, 75_000, 125_000, 136_000]);
  });
});

describe("credit utilization, reliability, value, forecast", () => {
  test("E-42 B-134 B-136 B-137 B-140 B-141 the credit tab", () => {
    const { rows } = creditUtilization(view);
    expect(
      rows.map((row) => [
        row.accountName,
        row.limitStatus,
        row.outstanding,
        row.utilizationPercent,
        row.availableCredit,
        row.payments12m,
        row.sales12m,
        row.averageMonthlySales,
        row.averageDaysToPay,
        row.riskLevel,
        row.recommendation.split(" - ")[0],
      ]),
    ).toEqual([
      ["Anna", "LIMITED", 100_000, 100, 0, 10_000, 110_000, 9_167, 14, "Critical", "CONSIDER INCREASE"],
      ["Bob", "LIMITED", 25_000, 125, -5_000, 0, 25_000, 2_083, null, "Over Limit", "HOLD ORDERS"],
      ["Cara", "NO LIMIT", 10_000, null, null, 0, 10_000, 833, null, null, "STANDARD TERMS"],
      ["Dan", "LIMITED", -6_000, 0, 56_000, 10_000, 4_000, 333, null, "Low", "REVIEW"],
      ["Eve", "NO LIMIT", 2_000, null, null, 0, 2_000, 167, null, null, "STANDARD TERMS"],
    ]);
  });

  test("E-46 B-154 B-157 B-158 B-159 reliability: Anna 9.09 %, Dan 0 % and not 250 %", () => {
    const { rows } = paymentReliability(view);
    expect(
      rows.map((row) => [
        row.accountName,
        row.scorePercent,
        row.invoiced6m,
        row.paid6m,
        row.outstanding6m,
        row.category,
      ]),
    ).toEqual([
      ["Bob", 0, 25_000, 0, 25_000, "At Risk"],
      ["Cara", 0, 10_000, 0, 10_000, "At Risk"],
      ["Dan", 0, 4_000, 10_000, 4_000, "At Risk"],
      ["Eve", 0, 2_000, 0, 2_000, "At Risk"],
      ["Anna", 9.09, 110_000, 10_000, 100_000, "At Risk"],
    ]);
  });

  test("E-48 E-49 B-162 B-164 B-165 B-166 customer value: revenue, profit, margin, tier", () => {
    const { rows } = customerValue(view);
    expect(
      rows.map((row) => [row.accountName, row.revenue12m, row.grossProfit, row.marginPercent, row.tier.name]),
    ).toEqual([
      ["Anna", 110_000, 45_000, 40.91, "Gold"],
      ["Bob", 25_000, null, null, "Bronze"],
      ["Cara", 10_000, 3_000, 30, "Bronze"],
      ["Dan", 4_000, -1_000, -25, "Bronze"],
      ["Eve", 2_000, 1_500, 75, "Bronze"],
    ]);
  });

  test("E-52 B-175 B-178 B-180 B-182 B-183 the forecast adds up to Total Debtors", () => {
    const { bars, total } = paymentForecast(view);
    expect(bars.map(({ period, amount }) => [period, amount])).toEqual([
      ["Week 1", 53_000],
      ["Week 2", 0],
      ["Week 3", 4_000],
      ["Week 4", 0],
      ["Week 5-8", 2_000],
      ["Overdue", 82_000],
    ]);
    expect(total).toBe(141_000);
  });
});

describe("lists, reports, laybys", () => {
  test("the lists behind the tiles", () => {
    const stamps = (kind: Parameters<typeof debtorList>[1]) =>
      debtorList(view, kind).rows.map(({ stamp, amount, balance }) => [stamp, amount, balance]);
    expect(stamps("current-month-sales")).toEqual([
      ["S4", 7_000, 7_000],
      ["S6", 4_000, 4_000],
      ["P2", -10_000, -10_000],
      ["S5", 3_000, 3_000],
      ["S7", 2_000, 2_000],
    ]);
    expect(stamps("payments-received")).toEqual([["P2", 10_000, 10_000]]);
    expect(stamps("outstanding-30")).toEqual([
      ["S2", 60_000, 50_000],
      ["S3", 25_000, 25_000],
    ]);
    expect(stamps("proforma-payments")).toEqual([["P3", 7_500, 0]]);
  });

  test("B-079 the outstanding report holds all of Total Debtors", () => {
    const { rows, totals } = debtorReport(view, "outstanding");
    expect(rows.map(({ stamp }) => stamp)).toEqual(["S2", "S3", "S1", "S4", "S6", "S5", "S7"]);
    expect(totals.balance).toBe(141_000);
  });

  test("E-47 B-066 B-067 laybys: what was paid, collected, credited, and Overdue", () => {
    const all = laybyManager(view, { status: ["No payment yet", "Partially paid", "Paid"] });
    expect(
      all.rows.map(({ laybyNumber, outstanding, statuses }) => [laybyNumber, outstanding, statuses]),
    ).toEqual([
      ["1001", 6_000, ["Partially paid", "Partially collected", "Overdue"]],
      ["1004", 0, ["No payment yet", "Credited"]],
      ["1003", 0, ["Paid", "Collected"]],
      ["1002", 5_000, ["No payment yet"]],
    ]);
    expect(laybyManager(view).rows.map(({ laybyNumber }) => laybyNumber)).toEqual(["1001", "1002"]);
  });
});
