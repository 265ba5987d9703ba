import { describe, expect, test } from "vitest";
import { mustRead } from "../../test/must-read.ts";
import { issuesOf, usd, warningsOf } from "../../test/reading.ts";
import { adjustmentReader, readAdjustments } from "./adjustment.ts";

const adjustments = adjustmentReader({ currency: usd });
const memo = { adjustment_id: "K1", account_id: "A", type: "credit", amount: "200.00" };

test("a memo needs its id, account, type and amount", () => {
  expect(mustRead(adjustments.read(memo))).toEqual({
    adjustmentId: "K1",
    accountId: "A",
    type: "credit",
    amount: 20_000,
  });
  expect(issuesOf(adjustments.read({}))).toEqual([
    "FIELD_MISSING adjustment_id",
    "FIELD_MISSING account_id",
    "FIELD_MISSING type",
    "FIELD_MISSING amount",
  ]);
});

test("every column is read, and the currency only checked", () => {
  const row = {
    ...memo,
    type: "Debit",
    reason: "An extra charge",
    issued_on: "2025-01-01",
    balance: "75.00",
    status: "partially paid",
    recorded_on: "2025-01-02",
    currency: "USD",
  };
  expect(mustRead(adjustments.read(row))).toEqual({
    adjustmentId: "K1",
    accountId: "A",
    type: "debit",
    amount: 20_000,
    reason: "An extra charge",
    issuedOn: "2025-01-01",
    balance: 7500,
    status: "Partially Paid",
    recordedOn: "2025-01-02",
  });
  expect(issuesOf(adjustments.read({ ...memo, currency: "EUR" }))).toEqual(["CURRENCY_MIXED currency"]);
});

describe("amounts", () => {
  test.each([
    ["-0.01", ["AMOUNT_NOT_POSITIVE amount"], []],
    ["0.00", [], ["AMOUNT_ZERO amount"]],
    ["0.01", [], []],
  ])("F-13 M-09 M-05 of %s: refused %j, remarked on %j", (amount, issues, warnings) => {
    const reading = adjustments.read({ ...memo, amount });
    expect(issuesOf(reading)).toEqual(issues);
    expect(warningsOf(reading)).toEqual(warnings);
    expect(reading.ok).toBe(issues.length === 0);
  });

  test.each([
    ["-0.01", ["BALANCE_NEGATIVE balance"]],
    ["0.00", []],
    ["200.00", []],
    ["200.01", ["BALANCE_EXCEEDS_AMOUNT balance"]],
  ])("F-14 F-15 M-10 M-06 with %s left of 200.00: %j", (balance, issues) => {
    expect(issuesOf(adjustments.read({ ...memo, balance }))).toEqual(issues);
  });

  test("F-13 F-14 both wrong are both said", () => {
    expect(issuesOf(adjustments.read({ ...memo, amount: "-1", balance: "-1" }))).toEqual([
      "AMOUNT_NOT_POSITIVE amount",
      "BALANCE_NEGATIVE balance",
    ]);
  });
});

test("F-28 words are checked", () => {
  const rows = [
    { ...memo, type: "refund" },
    { ...memo, status: "Halfway" },
  ];
  expect(issuesOf(readAdjustments(rows, { currency: usd }))).toEqual([
    "ENUM_UNKNOWN 0/type",
    "ENUM_UNKNOWN 1/status",
  ]);
});
