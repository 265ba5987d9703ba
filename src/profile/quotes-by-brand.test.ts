import { describe, expect, test } from "vitest";
import { faultOf } from "../../test/fault-of.ts";
import { dashboardOf } from "../../test/profile-of.ts";
import { conversionOf, noBrand, quotedLately } from "./quotes-by-brand.ts";

type Line = readonly [brand: string | null, amount: string];

/** Quotes with lines, by id. */
function tablesOf(quotes: Readonly<Record<string, readonly Line[] | (object & { lines: readonly Line[] })>>) {
  const rows = Object.entries(quotes).map(([quote_id, given]) => {
    const { lines, ...rest } = "lines" in given ? given : { lines: given };
    return { row: { quote_id, account_id: "A", quoted_on: "2025-06-01", ...rest }, lines };
  });
  return {
    quotes: rows.map(({ row }) => row),
    quote_lines: rows.flatMap(({ row: { quote_id }, lines }) =>
      lines.map(([brand, amount]) => ({ quote_id, amount, ...(brand === null ? {} : { brand }) })),
    ),
  };
}

const brandsOf = (quotes: Parameters<typeof tablesOf>[0]) =>
  dashboardOf(tablesOf(quotes)).widgets.quotesByBrand;

test("D-009 D-010 D-011 brands by what was quoted of them, with per cent and a bar", () => {
  const lines: readonly Line[] = [
    ["Acme", "50.00"],
    ["Zeta", "200.00"],
    ["Acme", "25.00"],
  ];
  expect(brandsOf({ Q1: lines, Q2: [["Acme", "25.00"]], Q3: [["Bolt", "0.00"]] })).toEqual({
    brands: [
      { brand: "Zeta", label: "Zeta", amount: 20_000, count: 1, percent: 66.7, bar: 1 },
      { brand: "Acme", label: "Acme", amount: 10_000, count: 2, percent: 33.3, bar: 0.5 },
      { brand: "Bolt", label: "Bolt", amount: 0, count: 1, percent: 0, bar: 0 },
    ],
    total: 30_000,
    quotes: 3,
  });
});

test("D-009 E-57 per cent add up to 100.0, of equal amounts the first gets the tenth", () => {
  const three = brandsOf({
    Q: [
      ["c", "1.00"],
      ["b", "1.00"],
      ["a", "1.00"],
    ],
  });
  expect(three?.brands.map(({ brand, percent }) => [brand, percent])).toEqual([
    ["a", 33.4],
    ["b", 33.3],
    ["c", 33.3],
  ]);
});

describe("order", () => {
  test("D-011 by amount, then by quotes, then by code units, lines without a brand last, in whatever order they come", () => {
    const Q1: readonly Line[] = [
      ["b", "1.00"],
      ["B", "1.00"],
      [null, "1.00"],
      ["two", "0.50"],
      ["most", "1.01"],
    ];
    const Q2: readonly Line[] = [
      ["two", "0.50"],
      ["least", "0.99"],
    ];
    const Q3: readonly Line[] = [
      ["least", "0.00"],
      ["zero", "0.00"],
    ];
    for (const first of [Q1, [...Q1].reverse(), [...Q1].sort()]) {
      const brands = brandsOf({ Q1: first, Q2, Q3 })?.brands;
      expect(brands?.map(({ label }) => label)).toEqual(["most", "two", "B", "b", noBrand, "least", "zero"]);
    }
  });

  test("D-011 lines without a brand stand where their amount puts them", () => {
    const brands = brandsOf({
      Q: [
        ["a", "1.00"],
        [null, "2.00"],
      ],
    })?.brands;
    expect(brands?.map(({ brand, label }) => [brand, label])).toEqual([
      [null, "(no brand)"],
      ["a", "a"],
    ]);
  });

  test("a brand that is called so is another one, and names of objects are names", () => {
    const brands = brandsOf({
      Q: [
        ["(no brand)", "2.00"],
        [null, "2.00"],
        ["__proto__", "1.00"],
        ["constructor", "1.00"],
      ],
    });
    expect(brands?.brands.map(({ brand }) => brand)).toEqual([
      "(no brand)",
      null,
      "__proto__",
      "constructor",
    ]);
  });
});

describe("which quotes", () => {
  const visible = (rest: object) =>
    dashboardOf(tablesOf({ Q: { ...rest, lines: [["a", "1.00"]] } })).widgets.quotesByBrand !== null;

  test.each([
    [{ quoted_on: "2025-06-10" }, true],
    [{ quoted_on: "2025-06-11" }, false],
    [{ quoted_on: "1999-01-01" }, true],
    [{ kind: "quote", status: "lost" }, true],
    [{ kind: "proforma" }, false],
    [{ kind: "qim-invoice" }, false],
  ])("D-047 one with %j shows the widget: %j", (rest, expected) => {
    expect(visible(rest)).toBe(expected);
  });

  test("G-138 one without lines, or of nothing, is a record: no percentages, no bar", () => {
    const nothing = { brand: null, label: noBrand, amount: 0, count: 1, percent: null, bar: 0 };
    expect(brandsOf({ Q: [] })).toEqual({ brands: [nothing], total: 0, quotes: 1 });
    expect(brandsOf({ Q: [["a", "0.00"]] })).toMatchObject({
      brands: [{ brand: "a", percent: null, bar: 0 }],
    });
  });
});

describe("quoted lately", () => {
  const quote = (quotedOn: string, amount: number) => ({
    quoteId: quotedOn,
    accountId: "A",
    quotedOn,
    number: quotedOn,
    kind: "quote" as const,
    status: "open" as const,
    lines: [{ quoteId: quotedOn, amount }],
  });

  test("D-052 is in the last 90 days with today, and before in the 90 days before those", () => {
    const quotes = [
      quote("2025-06-10", 1),
      quote("2025-03-13", 2),
      quote("2025-03-12", 4),
      quote("2024-12-13", 8),
      quote("2024-12-12", 16),
    ];
    expect(quotedLately(quotes, "2025-06-10")).toEqual({ lately: 3, before: 12 });
  });

  test("where the calendar begins the windows do", () => {
    expect(quotedLately([quote("0001-01-02", 1)], "0001-01-03")).toEqual({ lately: 1, before: 0 });
  });
});

test("D-052 conversion: won of decided; none decided, no per cent", () => {
  const of = (...statuses: readonly ("open" | "won" | "lost")[]) =>
    conversionOf(
      statuses.map((status) => ({
        ...{ quoteId: "Q", accountId: "A", quotedOn: "2025-06-10", number: "Q" },
        kind: "quote",
        status,
        lines: [],
      })),
    );
  expect(of("won", "lost", "open", "lost")).toEqual({ won: 1, decided: 3, percent: 33.33 });
  expect(of("won", "open")).toEqual({ won: 1, decided: 1, percent: 100 });
  expect([of(), of("open")]).toEqual(Array(2).fill({ won: 0, decided: 0, percent: null }));
});

test("F-12 quotes beyond all amounts are refused", () => {
  const most = "90071992547409.91";
  const codes = [
    {
      Q: [
        ["a", most],
        ["a", "0.01"],
      ] as const,
    },
    { Q: [["a", most]] as const, R: [["b", "0.01"]] as const },
  ].map((quotes) => faultOf(() => brandsOf(quotes))?.code);
  expect(codes).toEqual(["AMOUNT_OVERFLOW", "AMOUNT_OVERFLOW"]);
});
