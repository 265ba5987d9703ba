import { Temporal } from "@js-temporal/polyfill";
import { Decimal } from "decimal.js";
import { describe, expect, test } from "vitest";
import { mustRead } from "../../test/must-read.ts";
import { issuesOf, usd } from "../../test/reading.ts";
import { openItemFields, openItemReader, readOpenItems } from "./read-open-items.ts";

const items = openItemReader({ currency: usd });
const item = { id: "7", accountId: "A", kind: "invoice", balance: "39.50", dueOn: "2025-03-01" };

test("an invoice needs its id, account, balance and due day", () => {
  expect(mustRead(items.read(item))).toEqual({
    id: "7",
    accountId: "A",
    kind: "invoice",
    balance: 3950,
    dueOn: "2025-03-01",
  });
  expect(issuesOf(readOpenItems([{}], { currency: usd }))).toEqual([
    "FIELD_MISSING 0/id",
    "FIELD_MISSING 0/account_id",
    "FIELD_MISSING 0/kind",
    "FIELD_MISSING 0/balance",
  ]);
});

test("every column is read, in either spelling", () => {
  const row = {
    id: "7",
    account_id: "A",
    kind: "INVOICE",
    balance: new Decimal("39.5"),
    due_on: Temporal.PlainDate.from("2025-03-01"),
    issued_on: "2025-02-01",
    discount_amount: "2.00",
    discount_until: "2025-03-20",
    statement_id: "S",
    job_id: "J",
  };
  expect(mustRead(items.read(row))).toEqual({
    id: "7",
    accountId: "A",
    kind: "invoice",
    balance: 3950,
    dueOn: "2025-03-01",
    issuedOn: "2025-02-01",
    discounts: [{ amount: 200, until: "2025-03-20", from: "invoice" }],
    statementIds: ["S"],
    jobId: "J",
  });
});

describe("balances", () => {
  test.each([
    ["-0.01", ["BALANCE_NEGATIVE balance"]],
    ["0.00", []],
    ["0.01", []],
  ])("F-14 of %s: %j", (balance, issues) => {
    expect(issuesOf(items.read({ ...item, balance }))).toEqual(issues);
  });

  test("F-28 a JS number is no balance", () => {
    expect(issuesOf(items.read({ ...item, balance: 39.5 }))).toEqual(["TYPE balance"]);
  });
});

describe("due days", () => {
  const { dueOn: _, ...undated } = item;

  test("F-25 an invoice has one, memos need none", () => {
    expect(issuesOf(items.read(undated))).toEqual(["DUE_DATE_MISSING dueOn"]);
    for (const kind of ["debit", "credit"]) expect(issuesOf(items.read({ ...undated, kind }))).toEqual([]);
  });

  test("F-25 the path is spelled as the row is", () => {
    const row = { id: "7", account_id: "A", kind: "invoice", balance: "1" };
    expect(issuesOf(items.read(row))).toEqual(["DUE_DATE_MISSING due_on"]);
  });
});

test("F-32 discounts are positive and have a last day", () => {
  const rows = [
    { ...item, discountAmount: "-0.01", discountUntil: "2025-03-20" },
    { ...item, discountAmount: "0.01" },
    { ...item, discountAmount: "0.00" },
  ];
  expect(issuesOf(readOpenItems(rows, { currency: usd }))).toEqual([
    "AMOUNT_NOT_POSITIVE 0/discountAmount",
    "DISCOUNT_DATE_MISSING 1/discountUntil",
  ]);
  expect(mustRead(items.read(rows[2]))).not.toHaveProperty("discounts");
});

test("F-14 F-25 F-32 everything that is wrong is said", () => {
  const row = { id: "7", accountId: "A", kind: "invoice", balance: "-1", discountAmount: "1" };
  expect(issuesOf(items.read(row))).toEqual([
    "DISCOUNT_DATE_MISSING discountUntil",
    "BALANCE_NEGATIVE balance",
    "DUE_DATE_MISSING dueOn",
  ]);
});

test("each column says what it means, in a sentence", () => {
  for (const { means } of Object.values(openItemFields)) expect(means).toMatch(/^\S.*\.$/);
});

test("F-28 a kind is one of three", () => {
  expect(issuesOf(items.read({ ...item, kind: "payment" }))).toEqual(["ENUM_UNKNOWN kind"]);
});
