import { Temporal } from "@js-temporal/polyfill";
import { Decimal } from "decimal.js";
import { describe, expect, test } from "vitest";
import { usd } from "../../test/arbitraries/open-items.ts";
import { Fault } from "../fault/fault.ts";
import { type ReadStatsOptions, readAccountStats } from "./read-stats.ts";
import type { AccountStats } from "./stats.ts";

const options: ReadStatsOptions = { asOf: "2025-03-10", currency: usd };
const plain = { id: "1", accountId: "A", kind: "invoice", balance: "39.50", dueOn: "2025-03-01" };

function read(rows: unknown, more: Partial<ReadStatsOptions> = {}): ReadonlyMap<string, AccountStats> {
  const reading = readAccountStats(rows, { ...options, ...more });
  if (!reading.ok)
    throw new Error(reading.issues.map(({ code, message }) => `${code} ${message}`).join("\n"));
  return reading.value;
}

/** The figures of one account that are not nothing. */
function figures(stats: AccountStats | undefined): Record<string, readonly [number, number]> {
  const { byBucket, asOf, currency, ...tallies } = stats as AccountStats;
  return Object.fromEntries(
    Object.entries({ ...tallies, ...byBucket })
      .filter((entry): entry is [string, AccountStats["pastDue"]] => typeof entry[1] === "object")
      .filter(([, { count }]) => count > 0)
      .map(([key, { amount, count }]) => [key, [amount, count] as const]),
  );
}

function issuesOf(rows: unknown, more: Partial<ReadStatsOptions> = {}) {
  const reading = readAccountStats(rows, { ...options, ...more });
  return reading.ok ? [] : reading.issues.map(({ code, path }) => [code, ...path].join("/"));
}

describe("rows as they should be", () => {
  test("E-15 A-082 A-083 A-125 A-149 A-151 the golden account from its rows", () => {
    const invoice = (balance: string, dueOn: string, more: object = {}) => ({
      ...plain,
      balance,
      dueOn,
      ...more,
    });
    const rows = [
      invoice("3000.00", "2025-01-09", { issuedOn: "2024-12-09", jobId: "J1", statementId: "S1" }),
      invoice("100", "2025-03-09"),
      invoice("100.0", "2025-02-08", { discountAmount: "5.00", discountUntil: "2025-04-30" }),
      invoice("250.00", "2025-02-07", { discountAmount: null, discountUntil: null }),
      invoice("400.00", "2025-01-08"),
      invoice("80.00", "2024-12-10"),
      invoice("20.00", "2024-12-09"),
      invoice("500.00", "2025-03-10", { discountAmount: "10.00", discountUntil: "2025-03-10" }),
      invoice("700.00", "2025-04-01", { discountAmount: "14.00", discountUntil: "2025-03-09" }),
      { id: "D", accountId: "A", kind: "debit", balance: "75.00" },
      { id: "C", accountId: "A", kind: "credit", balance: "150.00", dueOn: "2025-01-01" },
      { id: "C2", accountId: "A", kind: "credit", balance: "0.00" },
    ];
    const stats = read(rows).get("A");
    expect(figures(stats)).toEqual({
      outstanding: [522_500, 10],
      invoices: [515_000, 9],
      current: [120_000, 2],
      discounts: [1000, 1],
      pastDue: [395_000, 7],
      "1-30": [20_000, 2],
      "31-60": [325_000, 2],
      "61-90": [48_000, 2],
      "91+": [2000, 1],
      credits: [15_000, 1],
      debits: [7500, 1],
    });
    expect(stats?.pastDue.amountDays).toBe(22_427_000n);
  });

  test("G-17 A-128 a discount is capped at the balance, and none over nothing", () => {
    const offered = (
      balance: string,
      discountAmount: string,
      discountUntil: string | undefined = "2025-03-10",
    ) =>
      read([{ ...plain, balance, dueOn: "2025-03-10", discountAmount, discountUntil }]).get("A")?.discounts;
    expect(offered("5.00", "7.00")).toEqual({ amount: 500, count: 1, amountDays: 0n });
    expect(offered("7.00", "5.00")).toEqual({ amount: 500, count: 1, amountDays: 0n });
    expect(offered("7.00", "0.00")).toEqual({ amount: 0, count: 0, amountDays: 0n });
    expect(offered("0.00", "5.00")).toEqual({ amount: 0, count: 0, amountDays: 0n });
    expect(read([{ ...plain, dueOn: "2025-03-11", discountAmount: "0" }]).get("A")?.current.count).toBe(1);
  });

  test("E-27 amount-days beyond 2^53, and amounts beyond it", () => {
    const large = { ...plain, balance: "90071992547409.91", dueOn: "1925-04-04" }; // 36,500 days
    expect(read([large]).get("A")?.pastDue.amountDays).toBe(328_762_772_798_046_171_500n);
    expect(read([large, { ...large, accountId: "B" }]).size).toBe(2);
    expect(() => readAccountStats([large, large], options)).toThrowError(
      expect.objectContaining({ name: "Fault", code: "AMOUNT_OVERFLOW" }),
    );
  });

  test("accounts stand in the order in which they are met, plain or not", () => {
    const rows = [
      { ...plain, accountId: "é" },
      { ...plain, accountId: "B" },
      { ...plain, accountId: "é" },
      { ...plain, account_id: "A", accountId: undefined },
      plain,
    ];
    const counts = [...read(rows)].map(([id, { invoices }]) => [id, invoices.count]);
    expect(counts).toEqual([
      ["é", 2],
      ["B", 1],
      ["A", 2],
    ]);
  });

  test("options reach the sums: the business, the scheme, the day", () => {
    const scheme = {
      from: "dueOn",
      unit: "day",
      buckets: [
        { label: "not due", least: null, most: 0 },
        { label: "due", least: 1, most: null },
      ],
    } as const;
    const reading = readAccountStats([plain], { ...options, asOf: "2025-03-01", businessId: "X", scheme });
    expect(reading.ok && reading.value.get("A")).toMatchObject({
      asOf: "2025-03-01",
      businessId: "X",
      byBucket: { "not due": { amount: 3950, count: 1 }, due: { amount: 0, count: 0 } },
    });
  });

  test("E-32 amounts have the decimals of the currency", () => {
    const yen = { currency: { code: "JPY", exponent: 0 } };
    expect(read([{ ...plain, balance: "1500" }], yen).get("A")?.pastDue.amount).toBe(1500);
    expect(issuesOf([{ ...plain, balance: "1500.5" }], yen)).toEqual(["AMOUNT_SCALE/0/balance"]);
    expect(read([{ ...plain, balance: "1500.00" }], yen).get("A")?.pastDue.amount).toBe(1500);
  });
});

describe("rows that are merely unusual", () => {
  test.each([
    ["snake_case", { id: "1", account_id: "A", kind: "invoice", balance: "39.50", due_on: "2025-03-01" }],
    ["decimal objects", { ...plain, balance: new Decimal("39.5") }],
    ["PlainDates", { ...plain, dueOn: Temporal.PlainDate.from("2025-03-01") }],
    ["the kind in capitals", { ...plain, kind: "Invoice" }],
    ["null where nothing is", { ...plain, issuedOn: null, jobId: null, statementId: null }],
    ["undefined where nothing is", { ...plain, issuedOn: undefined, discountAmount: undefined }],
    ["no prototype", Object.assign(Object.create(null), plain)],
    ["an accented id", { ...plain, id: "é", jobId: "ü", statementId: "ß" }],
    ["a discount over nothing without a day", { ...plain, discountAmount: "0.00" }],
    ["a discount's day without an amount", { ...plain, discountUntil: "2025-04-01" }],
    ["getters", Object.defineProperty({ ...plain }, "balance", { get: () => "39.50", enumerable: true })],
    ["a hidden cell", Object.defineProperty({ ...plain }, "dueOn", { enumerable: false })],
  ])("%s", (_, row) => {
    const reading = readAccountStats([row], options);
    expect(reading).toMatchObject({ ok: true, warnings: [] });
    expect(figures(read([row]).get("A"))).toEqual({
      outstanding: [3950, 1],
      invoices: [3950, 1],
      pastDue: [3950, 1],
      "1-30": [3950, 1],
    });
  });

  test("a column that is not known is one warning, wherever it comes first", () => {
    const rows = [plain, { ...plain, colour: "red" }, { ...plain, colour: "blue", size: undefined }];
    const reading = readAccountStats(rows, options);
    expect(reading.warnings.map(({ code, path }) => [code, ...path])).toEqual([
      ["COLUMN_UNKNOWN", 1, "colour"],
      ["COLUMN_UNKNOWN", 2, "size"],
    ]);
    expect(reading.ok && reading.value.get("A")?.invoices.count).toBe(3);
  });

  const { dueOn: _, ...undated } = plain;
  test.each([
    ["an invoice", plain],
    ["one over nothing", { ...plain, balance: "0.00" }],
    ["one with all there can be", { ...plain, issuedOn: "2025-02-01", jobId: "J", statementId: "S" }],
    ["a discount", { ...plain, discountAmount: "1.00", discountUntil: "2025-03-10" }],
    ["a discount over nothing", { ...plain, discountAmount: "0", discountUntil: "2025-03-10" }],
    ["no discount, said twice", { ...plain, discountAmount: null, discountUntil: null }],
    ["a discount's day alone", { ...plain, discountUntil: "2025-03-10" }],
    ["a credit", { ...undated, kind: "credit" }],
    ["a debit that is due", { ...plain, kind: "debit" }],
    ["an account that was met before", { ...plain, accountId: "é" }],
    ["a row without a prototype", Object.assign(Object.create(null), plain)],
  ])("F-29 the cells of a plain row are read once, and no other spelling is looked for: %s", (_name, row: object) => {
    const reads: PropertyKey[] = [];
    const looks: PropertyKey[] = [];
    const watched = new Proxy(row, {
      get: (target, key) => {
        if (key in target) reads.push(key);
        return Reflect.get(target, key);
      },
      getOwnPropertyDescriptor: (target, key) => {
        looks.push(key);
        return Reflect.getOwnPropertyDescriptor(target, key);
      },
    });
    expect(read([{ ...plain, accountId: "é" }, watched]).size).toBeGreaterThan(0);
    expect(reads.sort()).toEqual(Object.keys(row).sort());
    expect(looks).not.toContain("account_id");
  });
});

describe("rows that are wrong", () => {
  test.each([
    ["a number for an amount", { balance: 39.5 }, ["TYPE/0/balance"]],
    ["too many decimals", { balance: "39.505" }, ["AMOUNT_SCALE/0/balance"]],
    ["no amount at all", { balance: "" }, ["AMOUNT_FORMAT/0/balance"]],
    ["an amount beyond 2^53", { balance: "90071992547409.92" }, ["AMOUNT_UNSAFE/0/balance"]],
    ["a negative balance", { balance: "-0.01" }, ["BALANCE_NEGATIVE/0/balance"]],
    ["a day that is none", { dueOn: "2025-02-29" }, ["DATE_INVALID/0/dueOn"]],
    ["a Date", { dueOn: new Date(0) }, ["DATE_TYPE/0/dueOn"]],
    ["no due day", { dueOn: undefined }, ["DUE_DATE_MISSING/0/dueOn"]],
    ["a wrong issue day", { issuedOn: "2025-13-01" }, ["DATE_INVALID/0/issuedOn"]],
    ["an empty id", { id: "" }, ["ID_INVALID/0/id"]],
    ["an id of a number", { id: 1 }, ["TYPE/0/id"]],
    ["an account with a tab", { accountId: "A\t" }, ["ID_INVALID/0/accountId"]],
    ["no account", { accountId: undefined }, ["FIELD_MISSING/0/accountId"]],
    ["a job with a line end", { jobId: "J\n" }, ["ID_INVALID/0/jobId"]],
    ["an empty statement", { statementId: "" }, ["ID_INVALID/0/statementId"]],
    ["an unknown kind", { kind: "refund" }, ["ENUM_UNKNOWN/0/kind"]],
    [
      "a negative discount",
      { discountAmount: "-1", discountUntil: "2025-03-10" },
      ["AMOUNT_NOT_POSITIVE/0/discountAmount"],
    ],
    ["a discount of a number", { discountAmount: 1, discountUntil: "2025-03-10" }, ["TYPE/0/discountAmount"]],
    ["a discount without a day", { discountAmount: "1.00" }, ["DISCOUNT_DATE_MISSING/0/discountUntil"]],
    ["a discount's day that is none", { discountUntil: "soon" }, ["DATE_INVALID/0/discountUntil"]],
    [
      "a discount until null",
      { discountAmount: "1", discountUntil: null },
      ["DISCOUNT_DATE_MISSING/0/discountUntil"],
    ],
    ["two spellings", { due_on: "2025-03-01" }, ["FIELD_TWICE/0/due_on"]],
    ["several", { balance: "x", dueOn: "y" }, ["AMOUNT_FORMAT/0/balance", "DATE_INVALID/0/dueOn"]],
  ])("%s", (_, cells, issues) => {
    expect(issuesOf([{ ...plain, ...cells }])).toEqual(issues);
    // A good row beside it does not help, and its place is told.
    expect(issuesOf([plain, { ...plain, ...cells }])).toEqual(
      issues.map((each) => each.replace("/0/", "/1/")),
    );
  });

  test("F-28 F-29 what is no row, and what are no rows", () => {
    class Row {
      id = "1";
      accountId = "A";
      kind = "invoice";
      balance = "39.50";
      dueOn = "2025-03-01";
    }
    for (const row of [
      null,
      undefined,
      "row",
      7,
      [],
      [plain],
      new Row(),
      () => plain,
      Object.create(plain),
    ]) {
      expect(issuesOf([row])).toEqual(["TYPE/0"]);
    }
    // biome-ignore lint/suspicious/noSparseArray: a hole is what is tested
    expect(issuesOf([plain, , plain])).toEqual(["TYPE/1"]);
    for (const rows of [undefined, null, "rows", plain, new Set([plain])]) {
      expect(issuesOf(rows)).toEqual(["TYPE"]);
    }
    expect(read([]).size).toBe(0);
  });

  test("F-29 a cell that throws is an issue, not an exception", () => {
    const row = Object.defineProperty({ ...plain }, "dueOn", {
      get: () => {
        throw new Error("no such column");
      },
      enumerable: true,
    });
    expect(issuesOf([plain, row])).toEqual(["TYPE/1/dueOn"]);
    const revoked = Proxy.revocable({}, {});
    revoked.revoke();
    expect(issuesOf([revoked.proxy])).toEqual(["TYPE/0"]);
  });

  test("no stats of good rows beside bad ones, and no more issues than asked for", () => {
    const bad = { ...plain, balance: "x" };
    const reading = readAccountStats([plain, bad, bad, bad], { ...options, issueLimit: 2 });
    expect(reading).toMatchObject({ ok: false, issues: [{}, {}], omitted: 1 });
    expect(reading).not.toHaveProperty("value");
  });

  test.each([
    [{ issueLimit: 0 }, "POLICY_RANGE", ["issueLimit"]],
    [{ issueLimit: 1_000_001 }, "POLICY_RANGE", ["issueLimit"]],
    [{ asOf: "2025-02-30" }, "DATE_INVALID", []],
    [{ scope: { jobId: null } }, "POLICY_UNKNOWN", ["scope"]],
    [{ discounts: "least" }, "POLICY_RANGE", ["discounts"]],
  ])("F-51 options %j", (wrong, code, path) => {
    try {
      readAccountStats([plain], { ...options, ...wrong } as ReadStatsOptions);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(Fault);
      expect(error).toMatchObject({ code, path });
    }
  });

  test("F-51 the limits of the issue limit themselves are allowed", () => {
    expect(read([plain], { issueLimit: 1 }).size).toBe(1);
    expect(read([plain], { issueLimit: 1_000_000 }).size).toBe(1);
  });
});
