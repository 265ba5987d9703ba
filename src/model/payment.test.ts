import { expect, test } from "vitest";
import { mustRead } from "../../test/must-read.ts";
import { issuesOf, usd, warningsOf } from "../../test/reading.ts";
import { paymentReader, readPayments } from "./payment.ts";

const payments = paymentReader({ currency: usd });
const payment = { payment_id: "P", account_id: "A", paid_on: "2025-03-01", amount: "60.00" };

test("a payment is settled, comes through the ERP and is paid to the account unless it says otherwise", () => {
  expect(mustRead(payments.read(payment))).toEqual({
    paymentId: "P",
    accountId: "A",
    paidOn: "2025-03-01",
    amount: 6000,
    kind: "payment",
    status: "settled",
    channel: "erp",
    register: "account",
  });
});

test("every column is read, and the currency only checked", () => {
  const row = {
    ...payment,
    kind: "WRITE_OFF",
    method: "Check",
    status: "Pending",
    channel: "Drypowder",
    register: "layby",
    recorded_on: "2025-03-02",
    currency: "USD",
  };
  expect(mustRead(payments.read(row))).toEqual({
    paymentId: "P",
    accountId: "A",
    paidOn: "2025-03-01",
    amount: 6000,
    kind: "write-off",
    method: "Check",
    status: "pending",
    channel: "drypowder",
    register: "layby",
    recordedOn: "2025-03-02",
  });
  expect(issuesOf(payments.read({ ...payment, currency: "EUR" }))).toEqual(["CURRENCY_MIXED currency"]);
});

test("id, account, day and amount are required", () => {
  expect(issuesOf(readPayments([{}], { currency: usd }))).toEqual([
    "FIELD_MISSING 0/payment_id",
    "FIELD_MISSING 0/account_id",
    "FIELD_MISSING 0/paid_on",
    "FIELD_MISSING 0/amount",
  ]);
});

test.each([
  ["-0.01", ["AMOUNT_NOT_POSITIVE amount"], []],
  ["0.00", [], ["AMOUNT_ZERO amount"]],
  ["0.01", [], []],
])("F-13 M-09 a payment of %s: refused %j, remarked on %j", (amount, issues, warnings) => {
  const reading = payments.read({ ...payment, amount });
  expect(issuesOf(reading)).toEqual(issues);
  expect(warningsOf(reading)).toEqual(warnings);
  expect(reading.ok).toBe(issues.length === 0);
});

test("F-28 F-54 words are checked", () => {
  const row = { ...payment, kind: "gift", status: "lost", channel: "post", register: "till", method: "" };
  expect(issuesOf(payments.read(row))).toEqual([
    "ENUM_UNKNOWN kind",
    "TEXT_EMPTY method",
    "ENUM_UNKNOWN status",
    "ENUM_UNKNOWN channel",
    "ENUM_UNKNOWN register",
  ]);
  expect(issuesOf(payments.read({ ...payment, method: "m".repeat(10_001) }))).toEqual([
    "TEXT_TOO_LONG method",
  ]);
  expect(mustRead(payments.read({ ...payment, method: "m".repeat(10_000) })).method).toHaveLength(10_000);
});
