import { expect, test } from "vitest";
import { faultOf } from "../../test/fault-of.ts";
import { dashboardOf, noonOf, type Sold, salesOf } from "../../test/profile-of.ts";
import { chartMonths } from "./last-12-months.ts";

type Sales = readonly Sold[];

const chartOn = (day: string, ...sales: Sales) =>
  dashboardOf({ sales: salesOf(...sales) }, { now: noonOf(day) }).widgets.last12Months;

const sales: Sales = [
  ["2025-06-10", "3.00"],
  ["2025-06-11", "1000.00"],
  ["2025-05-31", "2.00"],
  ["2025-05-01", "2.00"],
  ["2024-07-01", "5.00"],
  ["2024-06-30", "6.00"],
  ["2024-06-11", "4.00"],
  ["2024-05-01", "8.00"],
  ["2023-07-01", "-7.00"],
  ["2023-06-30", "9999.00"],
];

test("L-58 D-022 twelve months up to today's, the earliest first", () => {
  const chart = chartOn("2025-06-10", ...sales);
  expect(chart?.kind).toBe("bar");
  expect(chart?.bars.map(({ month }) => month)).toEqual([
    ...["2024-07", "2024-08", "2024-09", "2024-10", "2024-11", "2024-12"],
    ...["2025-01", "2025-02", "2025-03", "2025-04", "2025-05", "2025-06"],
  ]);
  expect(chart?.bars.map(({ amount }) => amount)).toEqual([500, 0, 0, 0, 0, 0, 0, 0, 0, 0, 400, 300]);
  expect([chart?.total, chart?.previousTotal]).toEqual([1200, 1100]);
  expect(chartMonths).toBe(12);
});

test("L-58 D-023 each beside the whole same month of the year before, the current one too", () => {
  const bars = chartOn("2025-06-10", ...sales)?.bars;
  expect(bars?.at(-1)).toEqual({
    month: "2025-06",
    amount: 300,
    partial: true,
    previousYear: { month: "2024-06", amount: 1000 },
    change: { amount: -700, percent: -70, arrow: "down" },
    delta: { amount: -100, percent: -25, arrow: "down" },
  });
  expect(bars?.map(({ previousYear }) => previousYear.month?.slice(0, 4))).toEqual([
    ...Array(6).fill("2023"),
    ...Array(6).fill("2024"),
  ]);
  expect(bars?.[0]?.change).toEqual({ amount: 1200, percent: 171.43, arrow: "up" });
});

test("D-025 each bar says how it differs from the month before, the first from one that is not shown", () => {
  const bars = chartOn("2025-06-10", ...sales)?.bars;
  expect(bars?.[0]?.delta).toEqual({ amount: -500, percent: -50, arrow: "down" });
  expect(bars?.[1]?.delta).toEqual({ amount: -500, percent: -100, arrow: "down" });
  expect(bars?.[2]?.delta).toEqual({ amount: 0, percent: null, arrow: "flat" });
  expect(bars?.[10]?.delta).toEqual({ amount: 400, percent: null, arrow: "up" });
});

test("D-024 amounts are exact to the minor unit", () => {
  const bars = chartOn("2025-06-10", ["2025-06-01", "90071992547409.90"], ["2025-05-01", "0.01"])?.bars;
  expect(bars?.slice(-2).map(({ amount }) => amount)).toEqual([1, 9_007_199_254_740_990]);
});

test("D-022 only the current month is partial, and not on its last day", () => {
  const partial = (day: string) => chartOn(day, ["2025-01-01", "1.00"])?.bars.map((bar) => bar.partial);
  expect(partial("2025-02-27")).toEqual([...Array(11).fill(false), true]);
  expect(partial("2025-02-28")).toEqual(Array(12).fill(false));
  expect(partial("2024-02-28")).toBeUndefined();
});

test("D-023 the leap day of the year before is in its month", () => {
  const bar = chartOn("2025-02-28", ["2024-02-29", "1.00"])?.bars.at(-1);
  expect(bar?.previousYear).toEqual({ month: "2024-02", amount: 100 });
});

test.each([
  ["2025-06-11", false],
  ["2025-06-10", true],
  ["2024-07-01", true],
  ["2024-06-30", true],
  ["2023-07-01", true],
  ["2023-06-30", false],
])("D-047 a sale on %s alone shows the chart: %j", (day, visible) => {
  expect(chartOn("2025-06-10", [day, "0.00"]) !== null).toBe(visible);
});

test("where the calendar begins there are fewer months", () => {
  const chart = chartOn("0002-01-31", ["0001-01-01", "1.00"], ["0002-01-31", "2.00"]);
  expect(chart?.bars).toHaveLength(12);
  expect(chart?.bars[0]).toMatchObject({ month: "0001-02", previousYear: { month: null, amount: 0 } });
  expect(chart?.bars.at(-1)?.previousYear).toEqual({ month: "0001-01", amount: 100 });
  const early = chartOn("0001-02-01", ["0001-01-01", "1.00"]);
  expect(early?.bars.map(({ month, amount, delta }) => [month, amount, delta.amount])).toEqual([
    ["0001-01", 100, 100],
    ["0001-02", 0, -100],
  ]);
});

test("F-12 a year beyond all amounts is refused", () => {
  const most = "90071992547409.91";
  expect(faultOf(() => chartOn("2025-06-10", ["2025-03-01", most], ["2025-01-01", "0.01"]))?.code).toBe(
    "AMOUNT_OVERFLOW",
  );
});
