import { describe, expect, test } from "vitest";
import { debtorLedger, type RawTables } from "../../test/retailer.ts";
import { financialSummary, type SummaryOptions } from "./summary.ts";

const today = "2025-06-10";

const info = (tables: RawTables, options: SummaryOptions = {}) =>
  financialSummary(debtorLedger(tables, today), "A", options).creditInfo;

const invoice = (invoice_number: string, issued_on: string | undefined, more: object = {}) => ({
  invoice_number,
  account_id: "A",
  amount: "10.00",
  due_on: "2025-07-01",
  ...(issued_on === undefined ? {} : { issued_on }),
  ...more,
});

const payment = (payment_id: string, paid_on: string, more: object = {}) => ({
  payment_id,
  account_id: "A",
  amount: "1.00",
  paid_on,
  ...more,
});

const known = [{ account_id: "A" }, { account_id: "B" }];

describe("status", () => {
  const statusOf = (account: object, tables: RawTables = {}) =>
    info({ accounts: [{ account_id: "A", ...account }, { account_id: "B" }], ...tables }).status;

  test("C-015 is one of three, as given", () => {
    const invoices = [invoice("1", "2025-01-01")];
    expect(statusOf({ status: "Active" })).toBe("Active");
    expect(statusOf({ status: "inactive" }, { invoices })).toBe("Inactive");
    expect(statusOf({ status: "not-used" }, { invoices })).toBe("Not used");
  });

  test("C-015 G-115 where none is given: Not used without any document, else Active", () => {
    expect(statusOf({})).toBe("Not used");
    expect(statusOf({}, { invoices: [invoice("1", "2025-01-01", { account_id: "B" })] })).toBe("Not used");
    expect(statusOf({}, { jobs: [{ job_id: "J", account_id: "A" }] })).toBe("Not used");
    const each: readonly RawTables[] = [
      { invoices: [invoice("1", "2025-01-01", { posting: "Unapproved" })] },
      { invoices: [invoice("1", "2025-01-01", { voided_on: "2025-01-02" })] },
      { payments: [payment("P", "2025-01-01", { status: "failed" })] },
      { adjustments: [{ adjustment_id: "K", account_id: "A", type: "credit", amount: "1.00" }] },
      { laybys: [{ layby_id: "L", account_id: "A", sold_on: "2025-01-01", due_on: "2025-02-01" }] },
    ];
    for (const tables of each) expect(statusOf({}, tables)).toBe("Active");
  });

  test("G-115 a document of a later day makes an account Active on any day", () => {
    const tables = { accounts: known, invoices: [invoice("1", "2025-06-01")] };
    expect(info(tables, { asOf: "2025-05-01" }).status).toBe("Active");
  });
});

describe("last bill date", () => {
  const lastBill = (invoices: readonly object[], options: SummaryOptions = {}) =>
    info({ accounts: known, invoices }, options).lastBillDate;

  test("C-016 the day of the latest invoice, of whatever amount; null for none", () => {
    expect(lastBill([])).toBeNull();
    const invoices = [invoice("1", "2025-02-01"), invoice("2", "2025-03-01"), invoice("3", "2025-01-01")];
    expect(lastBill(invoices)).toBe("2025-03-01");
    expect(lastBill([...invoices, invoice("4", "2025-04-01", { amount: "0.00" })])).toBe("2025-04-01");
    expect(lastBill([...invoices, invoice("4", "2025-04-01", { account_id: "B" })])).toBe("2025-03-01");
  });

  test("C-016 G-110 voided and un-updated invoices are none", () => {
    const first = invoice("1", "2025-02-01");
    expect(lastBill([first, invoice("2", "2025-03-01", { posting: "Unposted A/R" })])).toBe("2025-02-01");
    expect(lastBill([first, invoice("2", "2025-03-01", { voided_on: "2025-06-10" })])).toBe("2025-02-01");
    expect(lastBill([first, invoice("2", "2025-03-01", { voided_on: "2025-06-11" })])).toBe("2025-03-01");
    expect(lastBill([first, invoice("2", "2025-03-01", { status: "Voided" })])).toBe("2025-02-01");
  });

  test("an invoice without an issue day was billed when it was recorded; without either it gives no day", () => {
    expect(lastBill([invoice("1", undefined, { recorded_on: "2025-03-04" })])).toBe("2025-03-04");
    expect(lastBill([invoice("1", undefined)])).toBeNull();
  });

  test("no day later than the day asked about, or today: what is post-dated is not billed yet", () => {
    const invoices = [
      invoice("1", "2025-05-01"),
      invoice("2", "2025-06-10"),
      invoice("3", "2025-06-11"),
      invoice("4", "2025-04-01", { recorded_on: "2025-06-05" }),
    ];
    expect(lastBill(invoices)).toBe("2025-06-10");
    expect(lastBill(invoices, { asOf: "2025-06-09" })).toBe("2025-05-01");
    expect(lastBill(invoices, { asOf: "2025-04-30" })).toBeNull();
    expect(lastBill(invoices, { asOf: "2025-06-11" })).toBe("2025-06-10");
    expect(lastBill(invoices, { asOf: "2025-05-31", mode: "reage" })).toBe("2025-05-01");
  });
});

describe("last payment date", () => {
  const lastPayment = (payments: readonly object[], options: SummaryOptions = {}) =>
    info({ accounts: known, payments }, options).lastPaymentDate;

  test("C-017 the latest day on which money was paid to the account; null for none", () => {
    expect(lastPayment([])).toBeNull();
    expect(lastPayment([payment("1", "2025-03-01"), payment("2", "2025-02-01")])).toBe("2025-03-01");
  });

  test("C-017 what did not arrive, is no money, or went elsewhere is no payment", () => {
    const others = [
      { status: "pending" },
      { status: "failed" },
      { status: "reversed" },
      { kind: "discount" },
      { kind: "write-off" },
      { register: "layby" },
      { register: "proforma" },
      { account_id: "B" },
    ];
    const payments = others.map((more, at) => payment(String(at), "2025-05-01", more));
    expect(lastPayment(payments)).toBeNull();
    expect(lastPayment([...payments, payment("good", "2025-04-01")])).toBe("2025-04-01");
  });

  test("neither paid nor recorded after the day asked about, or after today", () => {
    const payments = [
      payment("1", "2025-05-01"),
      payment("2", "2025-05-02", { recorded_on: "2025-05-09" }),
      payment("3", "2025-06-11"),
    ];
    expect(lastPayment(payments)).toBe("2025-05-02");
    expect(lastPayment(payments, { asOf: "2025-05-09" })).toBe("2025-05-02");
    expect(lastPayment(payments, { asOf: "2025-05-08" })).toBe("2025-05-01");
    expect(lastPayment(payments, { asOf: "2025-05-08", mode: "reage" })).toBe("2025-05-01");
    expect(lastPayment(payments, { asOf: "2025-04-30" })).toBeNull();
    expect(lastPayment(payments, { asOf: "2025-06-11" })).toBe("2025-05-02");
  });
});

describe("what the account says", () => {
  const all = { established_on: "2019-03-18", salesperson: "north desk", credit_limit: "550.00" };

  test("C-018 date established", () => {
    expect(info({ accounts: [{ account_id: "A", ...all }] }).dateEstablished).toBe("2019-03-18");
  });

  test("C-019 the default salesperson", () => {
    expect(info({ accounts: [{ account_id: "A", ...all }] }).salesperson).toBe("north desk");
  });

  test("C-020 the credit limit; a limit of 0 is none", () => {
    expect(info({ accounts: [{ account_id: "A", ...all }] }).creditLimit).toBe(55_000);
    expect(info({ accounts: [{ account_id: "A", credit_limit: "0.00" }] }).creditLimit).toBeNull();
  });

  test("C-018 C-019 C-020 what it does not say is null", () => {
    expect(info({ accounts: [{ account_id: "A" }] })).toEqual({
      status: "Not used",
      lastBillDate: null,
      lastPaymentDate: null,
      dateEstablished: null,
      salesperson: null,
      creditLimit: null,
      averageDaysToPay: null,
    });
  });
});

describe("average days to pay", () => {
  const allocation = (source: object, invoice_id: string, amount: string, allocated_on: string) => ({
    ...source,
    invoice_id,
    amount,
    allocated_on,
  });
  /** Charge A of 1 January: part payment on the 11th, settled on the 31st. Charge B of 1 February: settled on the 21st. */
  const example = {
    invoices: [invoice("A", "2025-01-01"), invoice("B", "2025-02-01"), invoice("C", "2025-03-01")],
    payments: [
      payment("P1", "2025-01-11", { amount: "4.00" }),
      payment("P2", "2025-01-31", { amount: "6.00" }),
      payment("P3", "2025-02-21", { amount: "10.00" }),
    ],
    allocations: [
      allocation({ payment_id: "P1" }, "A", "4.00", "2025-01-11"),
      allocation({ payment_id: "P2" }, "A", "6.00", "2025-01-31"),
      allocation({ payment_id: "P3" }, "B", "10.00", "2025-02-21"),
    ],
  };

  test("C-021 is the mean of days to settlement over all settled invoices: (30 + 20) / 2", () => {
    expect(info(example).averageDaysToPay).toBe(25);
  });

  test("C-021 an invoice of today that is paid today counts: (30 + 20 + 0) / 3, rounded to 2 decimals", () => {
    const more = {
      invoices: [...example.invoices, invoice("D", today)],
      payments: [...example.payments, payment("P4", today, { amount: "10.00" })],
      allocations: [...example.allocations, allocation({ payment_id: "P4" }, "D", "10.00", today)],
    };
    expect(info(more).averageDaysToPay).toBe(16.67);
  });

  test("C-021 G-116 only what is settled by the day counts; nothing settled is null", () => {
    const on = (asOf: string) => info(example, { asOf }).averageDaysToPay;
    expect(on("2025-01-30")).toBeNull();
    expect(on("2025-01-31")).toBe(30);
    expect(on("2025-02-20")).toBe(30);
    expect(on("2025-02-21")).toBe(25);
    expect(on("2026-01-01")).toBe(25);
  });

  test("G-116 settled by a credit memo: the day it was put there; an invoice without an issue day counts from its record day", () => {
    const tables = {
      invoices: [invoice("A", undefined, { recorded_on: "2025-01-01" })],
      adjustments: [
        { adjustment_id: "K", account_id: "A", type: "credit", amount: "10.00", issued_on: "2025-01-02" },
      ],
      allocations: [allocation({ adjustment_id: "K" }, "A", "10.00", "2025-01-08")],
    };
    expect(info(tables).averageDaysToPay).toBe(7);
  });

  test("voided and un-updated invoices are none, and one paid before it was issued took no days", () => {
    const paid = (more: object, issued_on = "2025-01-01") =>
      info({
        invoices: [invoice("A", issued_on, more)],
        payments: [payment("P", "2025-01-11", { amount: "10.00" })],
        allocations: [allocation({ payment_id: "P" }, "A", "10.00", "2025-01-11")],
      }).averageDaysToPay;
    expect(paid({})).toBe(10);
    expect(paid({ posting: "Unapproved" })).toBeNull();
    expect(paid({}, "2025-01-21")).toBe(0);
    // Not issued yet, though it is paid: it is no history, on a later day neither.
    expect(paid({}, "2025-06-11")).toBeNull();
  });
});
