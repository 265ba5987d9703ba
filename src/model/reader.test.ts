import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { faultOf } from "../../test/fault-of.ts";
import { mustRead } from "../../test/must-read.ts";
import { issuesOf, usd, warningsOf } from "../../test/reading.ts";
import { amount, type Fields, id, label, required } from "./field.ts";
import { makeReader, type ReaderOptions } from "./reader.ts";
import { rowReader } from "./row.ts";

interface Coin {
  readonly coinId: string;
  readonly worth?: number;
  readonly metal?: string;
}

const coinFields: Fields<Coin> = {
  coinId: required(id("The coin.")),
  worth: amount("What it buys."),
  metal: label("What it is made of."),
};

const reader = (options: Partial<ReaderOptions> = {}) =>
  makeReader({ currency: usd, ...options }, (money) => rowReader(coinFields, money));
const coins = reader();

test("one row: the path begins with the row's own keys", () => {
  expect(mustRead(coins.read({ coinId: "1", worth: "0.05" }))).toEqual({ coinId: "1", worth: 5 });
  expect(issuesOf(coins.read({ coinId: "1", worth: 0.05 }))).toEqual(["TYPE worth"]);
  expect(issuesOf(coins.read(null))).toEqual(["TYPE"]);
});

describe("many rows", () => {
  test("the path begins with the row's index, a number", () => {
    const reading = coins.readAll([{ coinId: "1" }, { coinId: "" }]);
    expect(reading.ok ? [] : reading.issues.map(({ path }) => path)).toEqual([[1, "coinId"]]);
  });

  test("all issues of all rows come together", () => {
    const rows = [{ coinId: "1", worth: "x" }, { coinId: "2" }, { worth: 3, metal: "" }];
    expect(issuesOf(coins.readAll(rows))).toEqual([
      "AMOUNT_FORMAT 0/worth",
      "FIELD_MISSING 2/coin_id",
      "TYPE 2/worth",
      "TEXT_EMPTY 2/metal",
    ]);
  });

  test("none is a good answer", () => {
    expect(mustRead(coins.readAll([]))).toEqual([]);
  });

  test("warnings come with the value, and with the issues", () => {
    const good = coins.readAll([{ coinId: "1", year: 1999 }]);
    expect(mustRead(good)).toEqual([{ coinId: "1" }]);
    expect(warningsOf(good)).toEqual(["COLUMN_UNKNOWN 0/year"]);
    const bad = coins.readAll([{ coinId: "1", year: 1999 }, {}]);
    expect(bad.ok).toBe(false);
    expect(warningsOf(bad)).toEqual(["COLUMN_UNKNOWN 0/year"]);
  });

  test("F-29 holes and null are no rows", () => {
    const rows = new Array(4);
    rows[0] = { coinId: "1" };
    rows[2] = null;
    rows[3] = { coinId: "2" };
    expect(issuesOf(coins.readAll(rows))).toEqual(["TYPE 1", "TYPE 2"]);
  });

  test("F-29 an array of another realm is an array", () => {
    expect(mustRead(coins.readAll(runInNewContext('[{ coinId: "1" }]')))).toEqual([{ coinId: "1" }]);
  });

  test.each([
    [undefined],
    [null],
    ["[]"],
    [{ 0: { coinId: "1" }, length: 1 }],
    [new Set()],
  ])("F-28 F-29 %s is no array of rows", (rows) => {
    expect(issuesOf(coins.readAll(rows))).toEqual(["TYPE"]);
  });

  test("F-29 a place of the array whose getter throws is an issue there, and the others are read once", () => {
    let calls = 0;
    const rows: unknown[] = [];
    Object.defineProperty(rows, 0, {
      enumerable: true,
      get: () => {
        throw new Error("gone");
      },
    });
    Object.defineProperty(rows, 1, {
      enumerable: true,
      get: () => {
        calls += 1;
        return { coinId: "" };
      },
    });
    expect(issuesOf(coins.readAll(rows))).toEqual(["TYPE 0", "ID_INVALID 1/coinId"]);
    expect(calls).toBe(1);
  });
});

describe("the limit of issues", () => {
  const bad = (count: number) => Array.from({ length: count }, () => ({ coinId: "" }));

  test("lists a thousand unless asked otherwise, and counts the rest", () => {
    const at = coins.readAll(bad(1000));
    expect(at).toMatchObject({ ok: false, omitted: 0 });
    expect(issuesOf(at)).toHaveLength(1000);
    const beyond = coins.readAll(bad(1001));
    expect(beyond).toMatchObject({ ok: false, omitted: 1 });
    expect(issuesOf(beyond)).toHaveLength(1000);
  });

  test("is an option", () => {
    const reading = reader({ issueLimit: 2 }).readAll(bad(5));
    expect(reading).toMatchObject({ ok: false, omitted: 3 });
    expect(issuesOf(reading)).toEqual(["ID_INVALID 0/coinId", "ID_INVALID 1/coinId"]);
  });

  test("counts warnings apart, and they refuse nothing", () => {
    const rows = [{ coinId: "1", a: 1, b: 2, c: 3 }];
    const reading = reader({ issueLimit: 1 }).readAll(rows);
    expect(reading).toMatchObject({ ok: true, warningsOmitted: 2 });
    expect(warningsOf(reading)).toEqual(["COLUMN_UNKNOWN 0/a"]);
  });

  test("a row whose issues are only counted is still refused", () => {
    expect(reader({ issueLimit: 1 }).readAll([{}, {}])).toMatchObject({ ok: false, omitted: 1 });
  });

  test.each([
    [1, undefined],
    [1_000_000, undefined],
    [0, "POLICY_RANGE"],
    [1_000_001, "POLICY_RANGE"],
    [1.5, "POLICY_RANGE"],
  ])("may be %s: %s", (issueLimit, code) => {
    expect(faultOf(() => reader({ issueLimit }))?.code).toBe(code);
  });
});

test("F-23 a wrong currency is a wrong call", () => {
  expect(faultOf(() => reader({ currency: { code: "USD", exponent: 5 } }))?.code).toBe("CURRENCY_UNKNOWN");
  expect(faultOf(() => reader({ currency: { code: "usd", exponent: 2 } }))?.code).toBe("CURRENCY_UNKNOWN");
});

test("an option that nothing reads is a wrong call", () => {
  expect(faultOf(() => reader({ limit: 3 } as Partial<ReaderOptions>))?.code).toBe("POLICY_UNKNOWN");
});

describe("Standard Schema v1", () => {
  const { "~standard": standard } = coins;

  test("says its version and vendor", () => {
    expect(standard).toMatchObject({ version: 1, vendor: "receivables" });
  });

  test("validates one row: a value without issues", () => {
    expect(standard.validate({ coin_id: "1", worth: "2.50" })).toEqual({
      value: { coinId: "1", worth: 250 },
    });
  });

  test("or issues, each with a message and a path", () => {
    const result = standard.validate({ coin_id: "1", worth: 2.5, metal: "" });
    expect(result.issues?.map(({ path }) => path)).toEqual([["worth"], ["metal"]]);
    expect(result.issues?.every(({ message }) => message.length > 0)).toBe(true);
    expect(result).not.toHaveProperty("value");
  });

  test("warnings do not refuse", () => {
    expect(standard.validate({ coin_id: "1", year: 1999 })).toEqual({ value: { coinId: "1" } });
  });
});
