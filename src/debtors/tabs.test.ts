import { expect, test } from "vitest";
import { debtorLedger, goldenRetailer } from "../../test/retailer.ts";
import { customerAging } from "./aging-tab.ts";
import {
  agingColumns,
  creditColumns,
  laybyColumns,
  listColumns,
  reliabilityColumns,
  reportColumns,
  valueColumns,
} from "./columns.ts";
import { paymentForecast } from "./forecast.ts";
import { overview } from "./overview.ts";
import { debtorReports, debtorReportTitles } from "./report.ts";
import { debtorsAccess, debtorTabs, defaultDebtorTab } from "./tabs.ts";
import { debtorAging } from "./terms-group.ts";
import { debtorTiles, debtorTileTexts } from "./tiles.ts";
import { debtorsView } from "./view.ts";

const labels = (columns: readonly { readonly label: string }[]) => columns.map(({ label }) => label);

test("B-001 where the board is opened, and the level of its password, which may be another", () => {
  expect(debtorsAccess()).toEqual({
    menu: ["Reports", "Debtors Dashboard"],
    areaCode: 427,
    passwordLevel: "D",
  });
  expect(debtorsAccess({ passwordLevel: "B" }).passwordLevel).toBe("B");
  expect(() => debtorsAccess({ passwordLevel: "" })).toThrow(
    expect.objectContaining({ code: "POLICY_RANGE", path: ["passwordLevel"] }),
  );
  expect(() => debtorsAccess({ level: "B" } as never)).toThrow(
    expect.objectContaining({ code: "POLICY_UNKNOWN", path: ["level"] }),
  );
});

test("B-084 B-085 six tabs in their order, the overview first", () => {
  expect(labels(debtorTabs)).toEqual([
    "Overview",
    "Customer Aging",
    "Credit Utilization",
    "Payment Reliability",
    "Customer Value",
    "Payment Forecast",
  ]);
  expect(defaultDebtorTab).toBe("overview");
});

test("B-020 date, aging, refresh and export stand on every tab", () => {
  for (const { buttons } of debtorTabs) {
    expect(buttons).toEqual(["date", "due-date-aging", "transaction-aging", "refresh", "export"]);
  }
});

test("B-086 B-187 B-188 what each tab shows: the overview two donuts, bars, cards and lines, in one call", () => {
  const kinds = debtorTabs.map(({ elements }) => elements.map(({ kind }) => kind));
  expect(kinds).toEqual([
    ["donut", "donut", "bar", "cards", "line"],
    ["table", "table"],
    ["table"],
    ["table"],
    ["table"],
    ["bar"],
  ]);
  const view = debtorsView(debtorLedger(goldenRetailer()));
  const { sevenDayAging, monthlyAging, topDebtors, atRisk, paymentTrends } = overview(view);
  const elements = [sevenDayAging, monthlyAging, topDebtors, atRisk, paymentTrends];
  expect(elements.map(({ kind, title }) => ({ kind, title }))).toEqual(debtorTabs[0]?.elements);
  expect(customerAging(view).grids.map(({ title }) => ({ kind: "table", title }))).toEqual(
    debtorTabs[1]?.elements,
  );
  const { kind, title } = paymentForecast(view);
  expect([{ kind, title }]).toEqual(debtorTabs[5]?.elements);
});

test("B-021 B-061 eight tiles in their order, though the document speaks of seven", () => {
  expect(labels(debtorTileTexts)).toEqual([
    "Total Debtors",
    "Overdue Amount",
    "Current Month Sales",
    "Payments Received",
    "Credit Utilization",
    "Outstanding Invoices (30+)",
    "Total Proforma Payments",
    "Total Layby",
  ]);
});

test("B-060 five tiles open something", () => {
  expect(debtorTileTexts.map(({ opens }) => opens)).toEqual([
    null,
    null,
    "current-month-sales",
    "payments-received",
    null,
    "outstanding-30",
    "proforma-payments",
    "layby-manager",
  ]);
});

test("B-022 the tiles of a view are one object, on whatever tab", () => {
  const view = debtorsView(debtorLedger(goldenRetailer()), { asOf: "2025-04-30", basis: "transaction" });
  const tiles = debtorTiles(view);
  customerAging(view);
  expect(debtorTiles(view)).toBe(tiles);
  expect(Object.isFrozen(tiles.tiles[0])).toBe(true);
});

test("B-036 the lists have six columns", () => {
  expect(labels(listColumns)).toEqual([
    "Sale date",
    "Sales stamp",
    "Customer number",
    "Customer name",
    "Sale amount",
    "Sale balance",
  ]);
});

test("B-077 B-078 four reports of seven columns", () => {
  expect(debtorReports.map((kind) => debtorReportTitles[kind])).toEqual([
    "Outstanding Invoices",
    "Payments Received",
    "Current Month Sales",
    "Proforma Payment List",
  ]);
  expect(labels(reportColumns)).toEqual([
    "Transaction date",
    "Sales stamp",
    "Customer number",
    "Customer name",
    "Transaction amount",
    "Transaction balance",
    "Due date",
  ]);
});

test("B-062 the columns of the layby manager", () => {
  expect(labels(laybyColumns)).toEqual([
    "Customer Number",
    "Customer Name",
    "Layby No",
    "Layby Total",
    "Outstanding",
    "Sale Date",
    "Due Date",
    "Status",
  ]);
});

test("B-011 B-015 the buckets of due-date and transaction aging, and those of 7-day terms", () => {
  expect(debtorAging.monthly.due.labels).toEqual([
    "Current",
    "1-30 days",
    "31-60 days",
    "61-90 days",
    "90+ days",
  ]);
  expect(debtorAging.monthly.transaction.labels).toEqual([
    "Current",
    "1 Month",
    "2 Months",
    "3+ Months",
    "Future",
  ]);
  expect(debtorAging["7-day"].due.labels).toEqual([
    "Current",
    "1-7 days",
    "8-14 days",
    "15-21 days",
    "22+ days",
  ]);
  expect(debtorAging["7-day"].transaction.labels).toEqual([
    "Current",
    "1 Week",
    "2 Weeks",
    "3+ Weeks",
    "Future",
  ]);
});

test("B-121 the columns of an aging grid, with those of its labels in between, named for files", () => {
  for (const group of Object.values(debtorAging)) {
    for (const { labels: aging } of Object.values(group)) {
      const columns = agingColumns(aging);
      expect(labels(columns)).toEqual([
        "Customer number",
        "Customer name",
        "Terms",
        "Credit Limit",
        "Total Outstanding",
        ...aging,
        "Max Days",
        "Status",
      ]);
      const names = columns.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      for (const name of names) expect(name).toMatch(/^[a-z][A-Za-z0-9]*$/);
    }
  }
  expect(
    agingColumns(debtorAging.monthly.due.labels)
      .map(({ name }) => name)
      .slice(5, 10),
  ).toEqual(["current", "days1To30", "days31To60", "days61To90", "days90Plus"]);
});

test("B-133 the thirteen columns of the credit tab", () => {
  expect(labels(creditColumns)).toEqual([
    "Customer Number",
    "Customer Name",
    "Credit Limit",
    "Limit Status",
    "Outstanding",
    "Utilization Pct",
    "Available Credit",
    "Payments 12m",
    "Sales 12m",
    "Avg Monthly Sales",
    "Avg Days to Pay",
    "Risk Level",
    "Recommendation Action",
  ]);
});

test("B-155 the seven columns of the reliability tab", () => {
  expect(labels(reliabilityColumns)).toEqual([
    "Customer number",
    "Customer name",
    "Payment Reliability Score",
    "Total Invoiced 6m",
    "Total Paid 6m",
    "Outstanding 6m",
    "Risk Category",
  ]);
});

test("B-163 the six columns of the value tab", () => {
  expect(labels(valueColumns)).toEqual([
    "Customer name",
    "Revenue (12M)",
    "Gross Profit",
    "Margin %",
    "Customer Tier",
    "Avg Payment Days",
  ]);
});

test("every column says what it means and where it is named", () => {
  const columns = [
    ...listColumns,
    ...reportColumns,
    ...laybyColumns,
    ...creditColumns,
    ...reliabilityColumns,
    ...valueColumns,
  ];
  for (const { means, source } of columns) {
    expect(means).toMatch(/^\S.*\.$/);
    expect(source).toMatch(/^002:\d/);
  }
});
