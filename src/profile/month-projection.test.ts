import { describe, expect, test } from "vitest";
import { faultOf } from "../../test/fault-of.ts";
import { dashboardOf, noonOf, type Sold, salesOf } from "../../test/profile-of.ts";
import { confidenceMonths, projectionOf as project, projectionConfidences } from "./month-projection.ts";
import type { DashboardOptions } from "./settings.ts";

type Sales = readonly Sold[];

const projectionOf = (sales: Sales, options: Partial<DashboardOptions> = {}) =>
  dashboardOf({ sales: salesOf(...sales) }, options).widgets.monthProjection;
const projectedOn = (day: string, ...sales: Sales) => projectionOf(sales, { now: noonOf(day) })?.projected;

/** March to May with 8,000, 9,000 and 4,500 after the 10th, and 5,000 in June so far. */
const spring: Sales = [
  ["2025-06-02", "5000.00"],
  ["2025-05-10", "3500.00"],
  ["2025-05-11", "4500.00"],
  ["2025-04-01", "3500.00"],
  ["2025-04-30", "9000.00"],
  ["2025-03-10", "3500.00"],
  ["2025-03-11", "7999.99"],
  ["2025-03-31", "0.01"],
];

test("E-56 D-012 D-013 D-014 the month to date and the mean of the remainders, against last month", () => {
  expect(projectionOf(spring)).toEqual({
    month: "2025-06",
    monthToDate: 500_000,
    projected: 1_216_667,
    months: 3,
    confidence: "medium",
    lastMonth: { month: "2025-05", amount: 800_000 },
    change: { amount: 416_667, percent: 52.08, arrow: "up" },
  });
});

test("E-56 L-62 on the last day nothing is left to come", () => {
  expect(projectionOf(spring, { now: noonOf("2025-06-30") })).toMatchObject({
    monthToDate: 500_000,
    projected: 500_000,
    months: 3,
  });
  expect(projectedOn("2025-06-29", ...spring)).toBe(800_000);
});

describe("the rest of a month", () => {
  test("D-012 begins after the same date: the 10th, the 11th", () => {
    const may: Sales = [
      ["2025-05-10", "1.00"],
      ["2025-05-11", "2.00"],
    ];
    expect(
      [9, 10, 11].map((date) => projectedOn(`2025-06-${String(date).padStart(2, "0")}`, ...may)),
    ).toEqual([300, 200, 0]);
  });

  test("D-012 is none where the other month is too short: 29 to 31 March after February", () => {
    const february: Sales = [
      ["2025-02-27", "1.00"],
      ["2025-02-28", "2.00"],
    ];
    expect(projectedOn("2025-03-27", ...february)).toBe(200);
    expect(["28", "29", "30", "31"].map((date) => projectedOn(`2025-03-${date}`, ...february))).toEqual([
      0, 0, 0, 0,
    ]);
  });

  test("L-62 is none on the last day of a short month, though the other one is longer", () => {
    const january: Sales = [
      ["2024-01-28", "1.00"],
      ["2024-01-29", "2.00"],
      ["2024-01-31", "4.00"],
    ];
    expect(projectedOn("2024-02-28", ...january)).toBe(600);
    expect(projectedOn("2024-02-29", ...january)).toBe(0);
    const year = january.map(([day, amount]) => [day.replace("2024", "2025"), amount] as const);
    expect(projectedOn("2025-02-27", ...year)).toBe(700);
    expect(projectedOn("2025-02-28", ...year)).toBe(0);
  });

  test("G-125 may be negative: returns late in past months are expected again", () => {
    const sales: Sales = [
      ["2025-06-01", "1.00"],
      ["2025-05-20", "-3.00"],
    ];
    expect(projectionOf(sales)).toMatchObject({
      projected: -200,
      change: { amount: 100, percent: 33.33, arrow: "up" },
    });
  });

  test("D-012 is rounded once, halves away from zero", () => {
    const two = (rest: string): Sales => [
      ["2025-05-20", rest],
      ["2025-04-01", "0.00"],
    ];
    expect([two("0.01"), two("-0.01"), two("0.03")].map((sales) => projectionOf(sales)?.projected)).toEqual([
      1, -1, 2,
    ]);
    // A third of a cent each: rounding each month by itself would give nothing.
    const three: Sales = [
      ["2025-05-20", "0.01"],
      ["2025-04-20", "0.01"],
      ["2025-03-01", "0.00"],
    ];
    expect(projectionOf(three)?.projected).toBe(1);
  });
});

describe("history", () => {
  test("D-012 is months with a sale only, one of 0 too", () => {
    const sales: Sales = [
      ["2025-05-20", "3.00"],
      ["2025-03-20", "1.00"],
    ];
    expect(projectionOf(sales)).toMatchObject({ months: 2, projected: 200 });
    expect(projectionOf([...sales, ["2025-04-01", "0.00"]])).toMatchObject({ months: 3, projected: 133 });
  });

  test("D-012 goes back 12 complete months, or as many as asked for", () => {
    const edge: Sales = [
      ["2024-06-30", "1.00"],
      ["2024-05-31", "2.00"],
      ["2025-05-01", "0.00"],
    ];
    expect(projectionOf(edge)).toMatchObject({ months: 2, projected: 50 });
    expect(projectionOf(edge, { projectionMonths: 11 })).toMatchObject({ months: 1, projected: 0 });
    expect(projectionOf(edge, { projectionMonths: 13 })).toMatchObject({ months: 3, projected: 100 });
    expect(projectionOf(edge, { projectionMonths: 1 })).toMatchObject({ months: 1, projected: 0 });
  });

  /** As many months of history, and today's sale. */
  const months = (count: number): Sales => [
    ["2025-06-01", "1.00"],
    ...Array.from({ length: count }, (_, at) => {
      const month = 2025 * 12 + 4 - at;
      return [`${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}-20`, "1.00"] as const;
    }),
  ];

  test.each([
    [0, "none"],
    [1, "low"],
    [2, "low"],
    [3, "medium"],
    [11, "medium"],
    [12, "high"],
    [13, "high"],
  ])("E-56 D-014 of %d months: confidence %s", (count, confidence) => {
    expect(projectionOf(months(count), { projectionMonths: 24 })).toMatchObject({
      months: count,
      confidence,
    });
  });

  test("D-014 no more than was looked at gives confidence", () => {
    expect(projectionOf(months(13), { projectionMonths: 11 })?.confidence).toBe("medium");
    expect(projectionOf(months(13))).toMatchObject({ months: 12, confidence: "high" });
    expect([projectionConfidences, confidenceMonths]).toEqual([
      ["none", "low", "medium", "high"],
      { low: 1, medium: 3, high: 12 },
    ]);
  });

  test("D-012 without history the projection is the month to date", () => {
    expect(projectionOf([["2025-06-10", "7.00"]])).toMatchObject({
      projected: 700,
      lastMonth: { month: "2025-05", amount: 0 },
      change: { amount: 700, percent: null, arrow: "up" },
    });
  });
});

test.each([
  ["2025-06-11", false],
  ["2025-06-10", true],
  ["2025-06-01", true],
  ["2025-05-31", true],
  ["2024-06-01", true],
  ["2024-05-31", false],
])("D-047 a sale on %s alone shows the widget: %j", (day, visible) => {
  expect(projectionOf([[day, "0.00"]]) !== null).toBe(visible);
});

test("where the calendar begins there are fewer months", () => {
  const first = projectionOf([["0001-01-05", "1.00"]], { now: noonOf("0001-01-10") });
  expect(first).toMatchObject({ projected: 100, months: 0, lastMonth: { month: null, amount: 0 } });
  const second = projectionOf([["0001-01-20", "1.00"]], { now: noonOf("0001-02-10") });
  expect(second).toMatchObject({ projected: 100, months: 1, lastMonth: { month: "0001-01", amount: 100 } });
});

test("F-12 a projection beyond all amounts is refused", () => {
  const most = Number.MAX_SAFE_INTEGER;
  const sale = (on: string, amount: number) => ({ on, amount, wholesalerId: undefined });
  const june = sale("2025-06-01", most);
  const fault = faultOf(() => project([june, sale("2025-05-20", 1)], "2025-06-10", 12));
  expect(fault?.code).toBe("AMOUNT_OVERFLOW");
  expect(project([june, sale("2025-05-10", 1)], "2025-06-10", 12)?.projected).toBe(most);
});
