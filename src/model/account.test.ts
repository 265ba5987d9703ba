import { expect, test } from "vitest";
import { mustRead } from "../../test/must-read.ts";
import { issuesOf, usd, warningsOf } from "../../test/reading.ts";
import { accountReader, readAccounts } from "./account.ts";

const accounts = accountReader({ currency: usd });

test("an account needs only its id; the rest has its defaults", () => {
  expect(mustRead(accounts.read({ accountId: "0012" }))).toEqual({
    accountId: "0012",
    accountName: "0012",
    status: "Active",
    statusGiven: false,
    kind: "customer",
  });
  expect(issuesOf(accounts.read({ account_name: "Acme" }))).toEqual(["FIELD_MISSING account_id"]);
});

test("every column is read", () => {
  const row = {
    account_id: "C-1",
    account_name: "Acme Builders",
    buyer_company_name: "Acme LLC",
    account_type: "Trade – Net 15",
    status: "not_used",
    kind: "PROSPECT",
    terms: "30 days",
    credit_limit: "5000.00",
    established_on: "2020-02-29",
    salesperson: "Ann",
    email: "ap@acme.test",
    phone: "555",
    notes: "",
  };
  const reading = accounts.read(row);
  expect(mustRead(reading)).toEqual({
    accountId: "C-1",
    accountName: "Acme Builders",
    buyerCompanyName: "Acme LLC",
    accountType: "Trade – Net 15",
    status: "Not Used",
    statusGiven: true,
    kind: "prospect",
    terms: "30 days",
    creditLimit: 500_000,
    establishedOn: "2020-02-29",
    salesperson: "Ann",
    email: "ap@acme.test",
    phone: "555",
    notes: "",
  });
  expect(warningsOf(reading)).toEqual([]);
});

test("an empty name says nothing: the id stands for it", () => {
  expect(mustRead(accounts.read({ account_id: "C-1", account_name: "" })).accountName).toBe("C-1");
});

test("M-04 a limit of zero is no limit, a cent is one", () => {
  expect(mustRead(accounts.read({ accountId: "1", creditLimit: "0.00" }))).not.toHaveProperty("creditLimit");
  expect(mustRead(accounts.read({ accountId: "1", creditLimit: "0.01" })).creditLimit).toBe(1);
});

test("F-38 M-04 a limit is not negative, and decimal text", () => {
  const rows = ["-0.01", "NaN", Number.NaN, "plenty"].map((credit_limit, index) => ({
    account_id: String(index),
    credit_limit,
  }));
  expect(issuesOf(readAccounts(rows, { currency: usd }))).toEqual([
    "CREDIT_LIMIT_INVALID 0/credit_limit",
    "CREDIT_LIMIT_INVALID 1/credit_limit",
    "CREDIT_LIMIT_INVALID 2/credit_limit",
    "CREDIT_LIMIT_INVALID 3/credit_limit",
  ]);
});

test("F-54 F-28 an account type is a word, a status one of three", () => {
  const row = { account_id: "1", account_type: "", status: "Closed", kind: "friend" };
  expect(issuesOf(accounts.read(row))).toEqual([
    "TEXT_EMPTY account_type",
    "ENUM_UNKNOWN status",
    "ENUM_UNKNOWN kind",
  ]);
  const long = { account_id: "1", account_type: "t".repeat(10_001) };
  expect(issuesOf(accounts.read(long))).toEqual(["TEXT_TOO_LONG account_type"]);
});
