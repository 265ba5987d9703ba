import { describe, expect, test } from "vitest";
import { faultOf } from "../../test/fault-of.ts";
import { dayNumber } from "../calendar/day.ts";
import type { OpenItem } from "../positions/open-items.ts";
import type { ColumnStatsOptions, FigureOptions } from "./column-stats.ts";
import { ColumnsBuilder, columnsOf } from "./columns-builder.ts";
import { type DocumentColumns, documentColumns, type RawDocumentColumns } from "./document-columns.ts";
import { mergeColumnStats } from "./merge-stats.ts";
import { type SortedColumns, sortColumns, statsOfSorted } from "./sorted-columns.ts";
import { statsOfColumns } from "./stats-of-columns.ts";
import type { AgedTally, ColumnTally } from "./tallies.ts";

const currency = { code: "USD", exponent: 2 };
const options = { asOf: "2025-03-10", currency };
const today = dayNumber(options.asOf);

const invoice = (balance: number, dueOn: string, more: Partial<OpenItem> = {}): OpenItem => ({
  id: "1",
  accountId: "A",
  kind: "invoice",
  balance,
  dueOn,
  ...more,
});

/** Both ways to add columns up. */
const ways = [
  ["in any order", (columns: DocumentColumns, asked = options) => statsOfColumns(columns, asked)],
  ["sorted", (columns: DocumentColumns, asked = options) => statsOfSorted(sortColumns(columns), asked)],
] as const;

describe.each(ways)("%s", (_, statsOf) => {
  test("F-34 each edge of each bucket, on both sides", () => {
    const ages = [0, 1, 30, 31, 60, 61, 90, 91, -1, 3_000_000];
    const columns = documentColumns({
      accountIds: ages.map(String),
      accounts: Uint32Array.from(ages.keys()),
      kinds: new Uint8Array(ages.length),
      balances: new Float64Array(ages.length).fill(100),
      // The last lies in the year 1, as many days ago as the calendar has.
      dueDays: Int32Array.from(ages, (age) => Math.max(today - age, -719_162)),
    });
    const stats = statsOf(columns);
    const inBucket = (tally: ColumnTally) => ages.filter((_age, at) => stats.amounts(tally)[at] === 100);
    expect(inBucket("current")).toEqual([0, -1]);
    expect(inBucket("1-30")).toEqual([1, 30]);
    expect(inBucket("31-60")).toEqual([31, 60]);
    expect(inBucket("61-90")).toEqual([61, 90]);
    expect(inBucket("91+")).toEqual([91, 3_000_000]);
    expect(inBucket("pastDue")).toEqual([1, 30, 31, 60, 61, 90, 91, 3_000_000]);
    expect([...stats.averageDays("pastDue")].slice(1, 8)).toEqual([1, 30, 31, 60, 61, 90, 91]);
  });

  test("L-17 crafted ties of scores round as exact logarithms say", () => {
    // Exposures of 0, 1, 31, 2^19 - 1 and 2^20 - 1 dollar-days score halves of twentieths.
    const dollarDays = [0, 1, 31, 2 ** 19 - 1, 2 ** 20 - 1];
    const items = dollarDays.map((exposure, at) =>
      invoice(exposure * 100, "2025-03-09", { accountId: String(at), id: String(at) }),
    );
    const builder = new ColumnsBuilder();
    for (const [at] of items.entries()) builder.account(String(at));
    for (const item of items) builder.add(item);
    const stats = statsOf(builder.build());
    expect([...stats.priorities({ decimals: 0 })]).toEqual([0, 1, 3, 10, 10]);
    expect([...stats.figures({ priorities: { decimals: 0 } }).priorities]).toEqual([0, 1, 3, 10, 10]);
  });

  test("F-36 amount-days beyond 2^53 are exact, averages and exposures of them too", () => {
    const most = Number.MAX_SAFE_INTEGER;
    const stats = statsOf(columnsOf([invoice(most - 1, "2024-03-10"), invoice(1, "2025-03-09")]));
    expect(stats.account(0).pastDue).toEqual({
      amount: most,
      count: 2,
      amountDays: BigInt(most - 1) * 365n + 1n,
    });
    expect(stats.exposure(0)).toBe(BigInt(most - 1) * 365n + 1n);
    expect([...stats.averageDays("pastDue")]).toEqual([365]);
    expect([...stats.priorities()]).toEqual([10]);
    const { averageDays, priorities } = stats.figures({ averageDecimals: 6 });
    expect([averageDays.pastDue[0], averageDays["1-30"][0], averageDays["91+"][0], priorities[0]]).toEqual([
      365, 1, 365, 10,
    ]);
  });

  test("F-12 amounts beyond are refused with the account, of invoices, of debits on top, of credits", () => {
    const most = Number.MAX_SAFE_INTEGER;
    const refused = (items: readonly OpenItem[]) => {
      const fault = faultOf(() => statsOf(columnsOf(items)));
      return [fault?.code, fault?.path];
    };
    const debit = { kind: "debit", dueOn: "" } as const;
    expect(refused([invoice(most, "2025-03-10"), invoice(1, "2025-03-10")])).toEqual([
      "AMOUNT_OVERFLOW",
      ["A"],
    ]);
    expect(refused([invoice(most, "2025-03-10"), invoice(1, "", debit)])).toEqual(["AMOUNT_OVERFLOW", ["A"]]);
    const credit = { kind: "credit", dueOn: "" } as const;
    expect(refused([invoice(most, "", credit), invoice(1, "", credit)])).toEqual(["AMOUNT_OVERFLOW", ["A"]]);
    expect(statsOf(columnsOf([invoice(most, "2025-03-10"), invoice(most, "", credit)])).size).toBe(1);
  });

  test("no accounts, and accounts without documents", () => {
    const none = statsOf(columnsOf([]));
    expect([none.size, [...none.amounts("outstanding")], [...none.priorities()]]).toEqual([0, [], []]);
    const builder = new ColumnsBuilder();
    expect([builder.account("A"), builder.account("B"), builder.account("A")]).toEqual([0, 1, 0]);
    const stats = statsOf(builder.build());
    expect([stats.accountIds, [...stats.priorities()]]).toEqual([
      ["A", "B"],
      [0, 0],
    ]);
    expect(stats.account(1).outstanding).toEqual({ amount: 0, count: 0, amountDays: 0n });
  });

  test("what it hands out is the caller's own", () => {
    const stats = statsOf(columnsOf([invoice(100, "2025-03-01")]));
    stats.amounts("pastDue")[0] = 7;
    expect(stats.amounts("pastDue")[0]).toBe(100);
    const figures = stats.figures();
    const before = structuredClone(figures);
    for (const column of [...Object.values(figures.amounts), ...Object.values(figures.counts)])
      column.fill(7);
    for (const column of [...Object.values(figures.averageDays), figures.priorities]) column.fill(7);
    expect(stats.figures()).toEqual(before);
    const all = [figures.amounts, figures.counts, figures.averageDays].flatMap((each) => Object.values(each));
    expect(new Set([...all, figures.priorities].map(({ buffer }) => buffer)).size).toBe(28);
    expect(Object.isFrozen(stats)).toBe(true);
  });

  test("a question that is none", () => {
    const columns = columnsOf([]);
    const refused = (asked: unknown) => {
      const fault = faultOf(() => statsOf(columns, asked as typeof options));
      return [fault?.code, ...(fault?.path ?? [])];
    };
    expect(refused({ ...options, asOf: "2025-02-29" })[0]).toBe("DATE_INVALID");
    expect(refused({ ...options, currency: { code: "USD", exponent: 9 } })[0]).toBe("CURRENCY_UNKNOWN");
    expect(refused({ ...options, discounts: "best" })).toEqual(["POLICY_RANGE", "discounts"]);
    expect(refused({ ...options, scheme: 1 })).toEqual(["POLICY_UNKNOWN", "scheme"]);
    expect(refused(null)[0]).toBe("POLICY_RANGE");
    const stats = statsOf(columns);
    expect(faultOf(() => stats.account(0))).toMatchObject({ code: "REF_UNKNOWN", path: ["account"] });
    expect(faultOf(() => stats.exposure(-1))).toMatchObject({ code: "REF_UNKNOWN" });
    expect(faultOf(() => stats.amounts("open" as ColumnTally))).toMatchObject({ code: "POLICY_RANGE" });
    expect(faultOf(() => stats.averageDays("current" as AgedTally))).toMatchObject({ code: "POLICY_RANGE" });
    expect(faultOf(() => stats.averageDays("pastDue", 7))).toMatchObject({ code: "POLICY_RANGE" });
    expect(faultOf(() => stats.priorities({ decimals: 7 }))).toMatchObject({ code: "POLICY_RANGE" });
    const refusedFigures = (asked: unknown) => faultOf(() => stats.figures(asked as FigureOptions));
    expect(refusedFigures({ averageDecimals: 7 })).toMatchObject({
      code: "POLICY_RANGE",
      path: ["averageDecimals"],
    });
    expect(refusedFigures({ priorities: { decimals: -1 } })).toMatchObject({ code: "POLICY_RANGE" });
    expect(refusedFigures({ priorities: { floor: "none" } })).toMatchObject({ code: "POLICY_RANGE" });
    expect(refusedFigures({ priorities: { scale: 1 } })).toMatchObject({ code: "POLICY_UNKNOWN" });
    expect(refusedFigures({ decimals: 1 })).toMatchObject({ code: "POLICY_UNKNOWN", path: ["decimals"] });
    expect(refusedFigures(null)).toMatchObject({ code: "POLICY_RANGE" });
  });
});

test("what is no columns", () => {
  for (const wrong of [undefined, {}, columnsOf]) {
    const columns = wrong as unknown as DocumentColumns;
    expect(faultOf(() => statsOfColumns(columns, options))).toMatchObject({
      code: "TYPE",
      path: ["columns"],
    });
    expect(faultOf(() => sortColumns(columns))).toMatchObject({ code: "TYPE", path: ["columns"] });
    const sorted = wrong as unknown as SortedColumns;
    expect(faultOf(() => statsOfSorted(sorted, options))).toMatchObject({ code: "TYPE", path: ["sorted"] });
  }
});

describe("documentColumns", () => {
  const good: RawDocumentColumns = {
    accountIds: ["A", "B"],
    accounts: Uint32Array.of(0, 1),
    kinds: Uint8Array.of(0, 1),
    balances: Float64Array.of(100, 70),
    dueDays: Int32Array.of(today, -2_000_000_000),
    offers: {
      documents: Uint32Array.of(0, 0),
      amounts: Float64Array.of(5, 3),
      lastDays: Int32Array.of(today, today),
      sources: Uint8Array.of(0, 1),
    },
  };
  const offers = good.offers as Required<RawDocumentColumns>["offers"];

  test("takes what is in order, keeps it, and needs no offers", () => {
    const columns = documentColumns(Object.freeze({ ...good }));
    expect([columns.size, columns.balances]).toEqual([2, good.balances]);
    const { offers: _, ...without } = good;
    expect(statsOfColumns(documentColumns(without), options).counts("discounts")[0]).toBe(0);
    expect(statsOfColumns(columns, options).amounts("discounts")[0]).toBe(5);
    expect(statsOfColumns(columns, { ...options, discounts: "sum" }).amounts("discounts")[0]).toBe(8);
  });

  test.each<readonly [string, object, string, readonly (string | number)[]]>([
    ["no list of accounts", { accountIds: "AB" }, "TYPE", ["accountIds"]],
    ["an account that is no text", { accountIds: ["A", 7] }, "TYPE", ["accountIds", 1]],
    ["an account twice", { accountIds: ["A", "A"] }, "ID_DUPLICATE", ["accountIds", 1]],
    ["plain arrays", { balances: [100, 70] }, "TYPE", ["balances"]],
    ["another type", { dueDays: Float64Array.of(1, 2) }, "TYPE", ["dueDays"]],
    ["another length", { kinds: Uint8Array.of(0) }, "TYPE", ["kinds"]],
    ["an account that is not there", { accounts: Uint32Array.of(0, 2) }, "REF_UNKNOWN", ["accounts", 1]],
    ["a kind that is none", { kinds: Uint8Array.of(3, 0) }, "ENUM_UNKNOWN", ["kinds", 0]],
    ["a negative balance", { balances: Float64Array.of(100, -1) }, "BALANCE_NEGATIVE", ["balances", 1]],
    ["cents of cents", { balances: Float64Array.of(100.5, 1) }, "AMOUNT_NOT_INTEGER", ["balances", 0]],
    ["no number", { balances: Float64Array.of(1, Number.NaN) }, "AMOUNT_NOT_INTEGER", ["balances", 1]],
    ["2^53", { balances: Float64Array.of(1, 2 ** 53) }, "AMOUNT_NOT_INTEGER", ["balances", 1]],
    ["a day before the calendar", { dueDays: Int32Array.of(-719_163, 0) }, "DATE_RANGE", ["dueDays", 0]],
    ["a column that is none", { dueDates: [] }, "POLICY_UNKNOWN", ["dueDates"]],
    [
      "an offer on no document",
      { offers: { ...offers, documents: Uint32Array.of(0, 2) } },
      "REF_UNKNOWN",
      ["offers", "documents", 1],
    ],
    [
      "offers out of order",
      { offers: { ...offers, documents: Uint32Array.of(1, 0) } },
      "POLICY_RANGE",
      ["offers", "documents", 1],
    ],
    [
      "a negative discount",
      { offers: { ...offers, amounts: Float64Array.of(1, -1) } },
      "AMOUNT_NOT_POSITIVE",
      ["offers", "amounts", 1],
    ],
    [
      "a discount of no whole cents",
      { offers: { ...offers, amounts: Float64Array.of(0.5, 1) } },
      "AMOUNT_NOT_INTEGER",
      ["offers", "amounts", 0],
    ],
    [
      "a last day after the calendar",
      { offers: { ...offers, lastDays: Int32Array.of(1, 2_932_897) } },
      "DATE_RANGE",
      ["offers", "lastDays", 1],
    ],
    [
      "a source that is none",
      { offers: { ...offers, sources: Uint8Array.of(0, 2) } },
      "ENUM_UNKNOWN",
      ["offers", "sources", 1],
    ],
    ["half of offers", { offers: { documents: Uint32Array.of(0) } }, "TYPE", ["offers.amounts"]],
  ])("refuses %s", (_, wrong, code, path) => {
    expect(faultOf(() => documentColumns({ ...good, ...wrong } as RawDocumentColumns))).toMatchObject({
      code,
      path,
    });
  });
});

describe("ColumnsBuilder", () => {
  test("grows, leaves out what nothing is left on, and keeps what was built", () => {
    const builder = new ColumnsBuilder();
    for (let at = 0; at < 5000; at += 1) {
      builder.add(
        invoice(at, "2025-03-01", {
          accountId: String(at % 7),
          discounts: [{ amount: 1, until: "2025-03-31", from: at % 2 === 0 ? "invoice" : "statement" }],
        }),
      );
    }
    const columns = builder.build();
    expect([columns.size, columns.accountIds.length, columns.offers.documents.length]).toEqual([
      4999, 7, 4999,
    ]);
    builder.add(invoice(9, "2025-03-01"));
    expect([columns.size, builder.build().size]).toEqual([4999, 5000]);
  });

  test.each<readonly [string, object, string, readonly (string | number)[]]>([
    ["an account that is no text", { accountId: 7 }, "TYPE", [1, "accountId"]],
    ["a negative balance", { balance: -1 }, "BALANCE_NEGATIVE", [1, "balance"]],
    ["cents of cents", { balance: 0.5 }, "AMOUNT_NOT_INTEGER", [1, "balance"]],
    ["a kind that is none", { kind: "quote" }, "ENUM_UNKNOWN", [1, "kind"]],
    ["no due day", { dueOn: undefined }, "DUE_DATE_MISSING", [1, "dueOn"]],
    ["a day that is none", { dueOn: "2025-02-29" }, "DATE_INVALID", [1, "dueOn"]],
    [
      "a negative discount",
      { discounts: [{ amount: -1, until: "2025-03-31", from: "invoice" }] },
      "AMOUNT_NOT_POSITIVE",
      [1, "discounts", 0, "amount"],
    ],
    [
      "a discount until never",
      { discounts: [{ amount: 1, until: "never", from: "invoice" }] },
      "DATE_INVALID",
      [1, "discounts", 0, "until"],
    ],
  ])("refuses %s, with its place", (_, wrong, code, path) => {
    const items = [invoice(1, "2025-03-01"), { ...invoice(1, "2025-03-01"), ...wrong } as OpenItem];
    expect(faultOf(() => columnsOf(items))).toMatchObject({ code, path });
  });

  test("refuses what is no list", () => {
    expect(faultOf(() => columnsOf("items" as unknown as OpenItem[]))).toMatchObject({ code: "TYPE" });
  });
});

test("parts of two days, or of two currencies, are not added", () => {
  const part = (more: Partial<ColumnStatsOptions>) => statsOfColumns(columnsOf([]), { ...options, ...more });
  expect(faultOf(() => mergeColumnStats(part({}), part({ asOf: "2025-03-11" })))).toMatchObject({
    code: "MIXED_DAY",
    path: ["asOf"],
  });
  const euros = { code: "EUR", exponent: 2 };
  expect(faultOf(() => mergeColumnStats(part({}), part({ currency: euros })))).toMatchObject({
    code: "CURRENCY_MIXED",
    path: ["currency"],
  });
});
