import { describe, expect, test } from "vitest";
import { customerList, queryCustomers } from "../src/customers/index.ts";
import * as engine from "../src/index.ts";
import { writeCsv } from "../src/table/write-csv.ts";
import { faultOf } from "./fault-of.ts";

// What a caller without types may hand over. Each is refused as a Fault that names it; none counts as empty.
const currency = { code: "USD", exponent: 2 };
const asOf = "2025-03-10";
const stats = { asOf, currency };
const item = { id: "1", accountId: "A", kind: "invoice", balance: 100, dueOn: "2025-03-01" };
const any = (value: unknown) => value as never;

const calls: readonly (readonly [
  what: string,
  call: () => unknown,
  code: string,
  path: readonly unknown[],
])[] = [
  ["a set of items", () => engine.accountStats(any(new Set([item])), stats), "TYPE", ["items"]],
  ["a map of items", () => engine.statsByAccount(any(new Map([["A", item]])), stats), "TYPE", ["items"]],
  ["no items", () => engine.statsByJob(any(undefined), stats), "TYPE", ["items"]],
  [
    "an item of no account",
    () => engine.statsByAccount([any({ ...item, accountId: undefined })], stats),
    "TYPE",
    [0, "accountId"],
  ],
  ["no options of stats", () => engine.accountStats([], any(undefined)), "POLICY_RANGE", []],
  ["no options of rows", () => engine.readAccountStats([], any(undefined)), "POLICY_RANGE", []],
  ["no options of a reader", () => engine.readInvoices([], any(undefined)), "POLICY_RANGE", []],
  ["no options of a ledger", () => engine.readLedger({}, any(undefined)), "POLICY_RANGE", []],
  ["no options of scores", () => engine.collectionPriorities(new Map(), any(null)), "POLICY_RANGE", []],
  [
    "exposures in an object",
    () => engine.collectionPriorities(any({ A: 1n }), { currency }),
    "TYPE",
    ["exposures"],
  ],
  ["stats in an object", () => engine.exposuresOf(any({})), "TYPE", ["stats"]],
  ["a table that is none", () => engine.tableColumns(any("__proto__")), "POLICY_RANGE", ["table"]],
  [
    "an average of a fraction",
    () => engine.averageDays({ amount: 1.5, amountDays: 1n }),
    "AMOUNT_NOT_INTEGER",
    ["amount"],
  ],
  [
    "an average below zero",
    () => engine.averageDays({ amount: -5, amountDays: 1n }),
    "AMOUNT_NOT_INTEGER",
    ["amount"],
  ],
  [
    "days that are a number",
    () => engine.averageDays({ amount: 5, amountDays: any(1) }),
    "TYPE",
    ["amountDays"],
  ],
  ["a ratio of numbers", () => engine.roundHalfAway(any(1), any(2)), "TYPE", []],
  ["no scheme", () => engine.agingScheme(any(null)), "BUCKETS_INVALID", ["from"]],
  [
    "a sum of fractions",
    () => engine.plus({ ...engine.nothing, amount: 0.5 }, engine.nothing),
    "AMOUNT_NOT_INTEGER",
    [],
  ],
  ["days as text", () => engine.addDays("2025-03-10", any("1")), "DATE_RANGE", []],
  [
    "a currency that is a code",
    () => engine.formatAmount(12345, any("USD")),
    "CURRENCY_UNKNOWN",
    ["currency"],
  ],
  [
    "a negative exponent",
    () => engine.formatAmount(12345, { code: "USD", exponent: -1 }),
    "CURRENCY_UNKNOWN",
    ["currency"],
  ],
  [
    "a guard that is no switch",
    () => writeCsv([], [], { formulaGuard: any(0) }),
    "POLICY_RANGE",
    ["formulaGuard"],
  ],
  ["a mark that is no switch", () => writeCsv([], [], { bom: any("x") }), "POLICY_RANGE", ["bom"]],
  [
    "a misspelt direction",
    () => queryCustomers({ rows: [] }, { sort: any({ column: "account_id", dir: "desc" }) }),
    "QUERY_INVALID",
    ["sort", "dir"],
  ],
];

describe("X-006 a wrong call is a Fault with a code and a path", () => {
  test.each(calls)("%s", (_, call, code, path) => {
    const fault = faultOf(call);
    expect([fault?.code, fault?.path]).toEqual([code, path]);
  });
});

test("X-003 a list of customers survives JSON", () => {
  const raw = { business: { time_zone: "UTC", currency: "USD" }, accounts: [{ account_id: "A" }] };
  const reading = engine.readLedger(raw, { today: asOf });
  if (!reading.ok) throw new Error(reading.issues[0]?.message);
  const list = customerList(reading.value, { asOf, now: "2025-03-10T12:00:00Z" });
  expect(JSON.parse(JSON.stringify(list))).toEqual(list);
});
