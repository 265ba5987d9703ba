import { describe, expect, test } from "vitest";
import { mustRead } from "../../test/must-read.ts";
import { issuesOf, usd, warningsOf } from "../../test/reading.ts";
import { invoiceReader, lineItemReader, readInvoices, readLineItems } from "./invoice.ts";

const invoices = invoiceReader({ currency: usd });
const invoice = { invoice_number: "0007", account_id: "A", amount: "100.00", due_on: "2025-03-01" };

test("an invoice needs its number, account, amount and due day; the number is its id", () => {
  expect(mustRead(invoices.read(invoice))).toEqual({
    invoiceId: "0007",
    invoiceNumber: "0007",
    accountId: "A",
    kind: "invoice",
    amount: 10_000,
    dueOn: "2025-03-01",
    posting: "Posted",
    lineItems: [],
  });
  expect(issuesOf(invoices.read({}))).toEqual([
    "FIELD_MISSING invoice_number",
    "FIELD_MISSING account_id",
    "FIELD_MISSING amount",
    "DUE_DATE_MISSING due_on",
  ]);
});

test("every column is read, and the currency only checked", () => {
  const row = {
    ...invoice,
    invoice_id: "INV-7",
    kind: "Weekly Billing",
    issued_on: "2025-02-01",
    balance: "60.00",
    status: "partially_paid",
    retention: "5.00",
    cost: "-1.00",
    discount_amount: "2.00",
    discount_until: "2025-02-10",
    job_id: "J",
    contract_id: "K",
    store_id: "S",
    wholesaler_id: "W",
    posting: "unposted a/r",
    posted_on: "2025-02-02",
    voided_on: "2025-02-03",
    recorded_on: "2025-02-04",
    currency: "USD",
  };
  const reading = invoices.read(row);
  expect(mustRead(reading)).toEqual({
    invoiceId: "INV-7",
    invoiceNumber: "0007",
    accountId: "A",
    kind: "weekly-billing",
    amount: 10_000,
    issuedOn: "2025-02-01",
    dueOn: "2025-03-01",
    balance: 6000,
    status: "Partially Paid",
    retention: 500,
    cost: -100,
    discount: { amount: 200, until: "2025-02-10" },
    jobId: "J",
    contractId: "K",
    storeId: "S",
    wholesalerId: "W",
    posting: "Unposted A/R",
    postedOn: "2025-02-02",
    voidedOn: "2025-02-03",
    recordedOn: "2025-02-04",
    lineItems: [],
  });
  expect(warningsOf(reading)).toEqual([]);
  expect(issuesOf(invoices.read({ ...invoice, currency: "EUR" }))).toEqual(["CURRENCY_MIXED currency"]);
});

describe("amounts", () => {
  test.each([
    ["-0.01", ["AMOUNT_NOT_POSITIVE amount"], []],
    ["0.00", [], ["AMOUNT_ZERO amount"]],
    ["-0.00", [], ["AMOUNT_ZERO amount"]],
    ["0.01", [], []],
  ])("F-13 M-05 of %s: refused %j, remarked on %j", (amount, issues, warnings) => {
    const reading = invoices.read({ ...invoice, amount });
    expect(issuesOf(reading)).toEqual(issues);
    expect(warningsOf(reading)).toEqual(warnings);
    expect(reading.ok).toBe(issues.length === 0);
  });

  test.each([
    ["-0.01", ["BALANCE_NEGATIVE balance"]],
    ["0.00", []],
    ["100.00", []],
    ["100.01", ["BALANCE_EXCEEDS_AMOUNT balance"]],
  ])("F-14 F-15 M-06 with %s unpaid of 100.00: %j", (balance, issues) => {
    expect(issuesOf(invoices.read({ ...invoice, balance }))).toEqual(issues);
  });

  test.each([
    ["-0.01", ["AMOUNT_NOT_POSITIVE retention"]],
    ["0.00", []],
    ["100.00", []],
    ["100.01", ["RETENTION_EXCEEDS_AMOUNT retention"]],
  ])("M-07 with %s held back of 100.00: %j", (retention, issues) => {
    expect(issuesOf(invoices.read({ ...invoice, retention }))).toEqual(issues);
  });

  test("F-28 a JS number is no amount in a row", () => {
    expect(issuesOf(invoices.read({ ...invoice, amount: 100 }))).toEqual(["TYPE amount"]);
  });

  test("F-13 F-14 F-32 everything that is wrong is said", () => {
    const row = {
      ...invoice,
      amount: "-1.00",
      balance: "-2.00",
      retention: "1.00",
      discount_amount: "-3.00",
    };
    expect(issuesOf(invoices.read(row))).toEqual([
      "AMOUNT_NOT_POSITIVE amount",
      "BALANCE_NEGATIVE balance",
      "RETENTION_EXCEEDS_AMOUNT retention",
      "AMOUNT_NOT_POSITIVE discount_amount",
    ]);
  });
});

describe("days", () => {
  test("F-25 without a due day it is unknown when an invoice falls past due", () => {
    const { due_on: _, ...undated } = invoice;
    expect(issuesOf(invoices.read(undated))).toEqual(["DUE_DATE_MISSING due_on"]);
    expect(issuesOf(invoices.read({ ...invoice, due_on: null }))).toEqual(["DUE_DATE_MISSING due_on"]);
  });

  test.each([
    ["2025-03-02", ["DUE_BEFORE_ISSUE due_on"]],
    ["2025-03-01", []],
  ])("F-24 M-08 issued on %s and due on 2025-03-01: accepted, remarked on %j", (issued_on, warnings) => {
    const reading = invoices.read({ ...invoice, issued_on });
    expect(mustRead(reading)).toMatchObject({ issuedOn: issued_on, dueOn: "2025-03-01" });
    expect(warningsOf(reading)).toEqual(warnings);
  });

  test("F-13 F-24 a row that is refused is not remarked on besides", () => {
    const row = { ...invoice, amount: "0.00", balance: "-1.00", issued_on: "2025-03-02" };
    const reading = invoices.read(row);
    expect(issuesOf(reading)).toEqual(["BALANCE_NEGATIVE balance"]);
    expect(warningsOf(reading)).toEqual([]);
  });

  test("F-24 the remark is at the key as the row spells it", () => {
    const row = {
      invoiceNumber: "7",
      accountId: "A",
      amount: "1",
      issuedOn: "2025-03-02",
      dueOn: "2025-03-01",
    };
    expect(warningsOf(invoices.read(row))).toEqual(["DUE_BEFORE_ISSUE dueOn"]);
  });
});

describe("discounts", () => {
  test.each([
    [{ discount_amount: "-0.01", discount_until: "2025-03-10" }, ["AMOUNT_NOT_POSITIVE discount_amount"]],
    [{ discount_amount: "-0.01" }, ["AMOUNT_NOT_POSITIVE discount_amount"]],
    [{ discount_amount: "0.01" }, ["DISCOUNT_DATE_MISSING discount_until"]],
    [{ discount_amount: "0.01", discount_until: null }, ["DISCOUNT_DATE_MISSING discount_until"]],
  ])("F-32 %j is refused: %j", (cells, issues) => {
    expect(issuesOf(invoices.read({ ...invoice, ...cells }))).toEqual(issues);
  });

  test("F-32 the path is spelled as the row is", () => {
    const row = { invoiceNumber: "7", accountId: "A", amount: "1", dueOn: "2025-03-01" };
    expect(issuesOf(invoices.read({ ...row, discountAmount: "0.10" }))).toEqual([
      "DISCOUNT_DATE_MISSING discountUntil",
    ]);
    expect(issuesOf(invoices.read({ ...row, discountAmount: "-0.10" }))).toEqual([
      "AMOUNT_NOT_POSITIVE discountAmount",
    ]);
  });

  test.each([
    [{ discount_amount: "0.00", discount_until: "2025-03-10" }],
    [{ discount_amount: "0.00" }],
    [{ discount_until: "2025-03-10" }],
  ])("%j is no discount", (cells) => {
    expect(mustRead(invoices.read({ ...invoice, ...cells }))).not.toHaveProperty("discount");
  });
});

test("F-28 words are checked", () => {
  const rows = [
    { ...invoice, kind: "bill" },
    { ...invoice, status: "Late" },
    { ...invoice, posting: "Draft" },
  ];
  expect(issuesOf(readInvoices(rows, { currency: usd }))).toEqual([
    "ENUM_UNKNOWN 0/kind",
    "ENUM_UNKNOWN 1/status",
    "ENUM_UNKNOWN 2/posting",
  ]);
});

describe("line items", () => {
  const items = lineItemReader({ currency: usd });
  const item = { invoice_id: "7", line: "1", status: "Shipped, not billed" };

  test("keep the ERP's own words", () => {
    expect(mustRead(items.read({ ...item, amount: "-5.00", brand: "Acme" }))).toEqual({
      invoiceId: "7",
      line: "1",
      status: "Shipped, not billed",
      amount: -500,
      brand: "Acme",
    });
  });

  test("F-54 but an empty or an endless one is no word", () => {
    const rows = [
      { ...item, status: "" },
      { ...item, status: "s".repeat(10_001) },
      { ...item, line: "" },
    ];
    expect(issuesOf(readLineItems(rows, { currency: usd }))).toEqual([
      "TEXT_EMPTY 0/status",
      "TEXT_TOO_LONG 1/status",
      "ID_INVALID 2/line",
    ]);
  });
});
