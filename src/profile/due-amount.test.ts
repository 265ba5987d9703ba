import { describe, expect, test } from "vitest";
import { faultOf } from "../../test/fault-of.ts";
import { dashboardOf, noonOf, type ProfileTables } from "../../test/profile-of.ts";
import { dueSoonDays, dueStatuses } from "./due-amount.ts";

const invoice = (invoice_number: string, due_on: string, rest: object = {}) => ({
  invoice_number,
  account_id: "A",
  amount: "10.00",
  issued_on: "2025-05-01",
  due_on,
  ...rest,
});
const memo = (adjustment_id: string, type: "debit" | "credit", amount: string, rest: object = {}) => ({
  adjustment_id,
  account_id: "A",
  type,
  amount,
  issued_on: "2025-05-01",
  ...rest,
});
const payment = (payment_id: string, amount: string, rest: object = {}) => ({
  payment_id,
  account_id: "A",
  paid_on: "2025-06-01",
  amount,
  ...rest,
});
const allocation = (payment_id: string, to: object, amount: string) => ({
  payment_id,
  amount,
  allocated_on: "2025-06-01",
  ...to,
});

const dueOf = (tables: ProfileTables, options: object = {}) => dashboardOf(tables, options).widgets.dueAmount;

test("D-029 D-030 D-031 what is due, what of it is overdue, and each document, the first due first", () => {
  const due = dueOf({
    invoices: [
      invoice("2", "2025-06-20", { invoice_id: "I2", retention: "1.00" }),
      invoice("1", "2025-06-05"),
      invoice("3", "2025-06-05", { invoice_id: "0" }),
    ],
    adjustments: [memo("D", "debit", "3.00"), memo("K", "credit", "2.00"), memo("B", "debit", "1.00")],
    payments: [payment("P", "5.00")],
    allocations: [allocation("P", { invoice_id: "1" }, "4.00")],
  });
  expect(due).toEqual({
    total: 1000 + 600 + 1000 + 300 + 100,
    count: 5,
    overdue: { amount: 1600, count: 2, highlighted: true },
    unapplied: 200 + 100,
    documents: [
      {
        ...{ id: "0", kind: "invoice", number: "3", amount: 1000, balance: 1000 },
        ...{ dueOn: "2025-06-05", daysOverdue: 5, status: "overdue", partiallyPaid: false },
      },
      {
        ...{ id: "1", kind: "invoice", number: "1", amount: 1000, balance: 600 },
        ...{ dueOn: "2025-06-05", daysOverdue: 5, status: "overdue", partiallyPaid: true },
      },
      {
        ...{ id: "I2", kind: "invoice", number: "2", amount: 1000, balance: 1000 },
        ...{ dueOn: "2025-06-20", daysOverdue: 0, status: "not-due", partiallyPaid: false },
      },
      {
        ...{ id: "B", kind: "debit", number: "B", amount: 100, balance: 100 },
        ...{ dueOn: null, daysOverdue: 0, status: "not-due", partiallyPaid: false },
      },
      {
        ...{ id: "D", kind: "debit", number: "D", amount: 300, balance: 300 },
        ...{ dueOn: null, daysOverdue: 0, status: "not-due", partiallyPaid: false },
      },
    ],
  });
});

describe("status", () => {
  test.each([
    ["2025-06-09", "overdue", 1],
    ["2024-06-10", "overdue", 365],
    ["2025-06-10", "due-today", 0],
    ["2025-06-11", "due-soon", 0],
    ["2025-06-17", "due-soon", 0],
    ["2025-06-18", "not-due", 0],
  ])("D-030 D-031 G-133 due on %s: %s", (dueOn, status, daysOverdue) => {
    const due = dueOf({ invoices: [invoice("1", dueOn)] });
    expect(due?.documents[0]).toMatchObject({ dueOn, status, daysOverdue, partiallyPaid: false });
    const late = status === "overdue";
    expect(due?.overdue).toEqual({ amount: late ? 1000 : 0, count: late ? 1 : 0, highlighted: late });
    expect([dueSoonDays, dueStatuses]).toEqual([7, ["overdue", "due-today", "due-soon", "not-due"]]);
  });

  test("D-030 days are the business's: overdue with its own midnight", () => {
    const invoices = [invoice("1", "2025-06-10")];
    expect(dueOf({ invoices }, { now: "2025-06-11T05:59:59.999Z" })?.overdue.highlighted).toBe(false);
    expect(dueOf({ invoices }, { now: "2025-06-11T06:00:00Z" })?.overdue.highlighted).toBe(true);
  });

  test("D-031 a debit memo is never overdue, but may be partly paid", () => {
    const due = dueOf({
      adjustments: [memo("D", "debit", "3.00", { issued_on: "2020-01-01" })],
      payments: [payment("P", "1.00")],
      allocations: [allocation("P", { debit_adjustment_id: "D" }, "1.00")],
    });
    expect(due?.documents).toMatchObject([{ balance: 200, status: "not-due", partiallyPaid: true }]);
    expect(due?.overdue.highlighted).toBe(false);
  });
});

describe("D-029 what counts", () => {
  test.each([
    ["an open one", {}, 1000],
    ["one with a balance", { balance: "4.00" }, 400],
    ["one that is settled", { balance: "0.00", status: "Paid" }, undefined],
    ["one voided today", { voided_on: "2025-06-10" }, undefined],
    ["one voided tomorrow", { voided_on: "2025-06-11" }, 1000],
    ["one that is not posted", { posting: "Unapproved" }, undefined],
    ["one dated ahead that is in the books", { issued_on: "2025-07-01", recorded_on: "2025-06-10" }, 1000],
    ["one recorded tomorrow", { recorded_on: "2025-06-11" }, undefined],
  ])("D-029 %s", (_, rest, total) => {
    expect(dueOf({ invoices: [invoice("1", "2025-07-31", rest)] })?.total).toBe(total);
  });

  test("D-029 memos that are settled do not", () => {
    const settled = {
      adjustments: [memo("D", "debit", "3.00"), memo("K", "credit", "3.00")],
      allocations: [
        {
          ...{ adjustment_id: "K", debit_adjustment_id: "D" },
          ...{ amount: "3.00", allocated_on: "2025-06-01" },
        },
      ],
    };
    expect(dueOf(settled)).toBeNull();
    const due = dueOf({ ...settled, invoices: [invoice("1", "2025-07-31")] });
    expect([due?.total, due?.count, due?.unapplied]).toEqual([1000, 1, 0]);
  });

  test("D-029 a payment counts once it is settled and its day has come", () => {
    const left = (rest: object) =>
      dueOf({
        invoices: [invoice("1", "2025-06-05")],
        payments: [payment("P", "10.00", rest)],
        allocations: [{ ...allocation("P", { invoice_id: "1" }, "10.00"), allocated_on: "2025-06-10" }],
      })?.total;
    expect([left({}), left({ paid_on: "2025-06-10" }), left({ paid_on: "2025-06-11" })]).toEqual([
      undefined,
      undefined,
      1000,
    ]);
    expect([left({ status: "pending" }), left({ status: "reversed" })]).toEqual([1000, 1000]);
  });
});

test("D-032 G-132 credits do not take it off: it is there while anything is open, and not for credits alone", () => {
  const credits = { adjustments: [memo("K", "credit", "99.00")], payments: [payment("P", "99.00")] };
  expect(dueOf({ ...credits, invoices: [invoice("1", "2025-07-31")] })).toMatchObject({
    total: 1000,
    unapplied: 19_800,
  });
  expect(dueOf(credits)).toBeNull();
  expect(dueOf({ invoices: [invoice("1", "2025-07-31", { amount: "0.01" })] })?.total).toBe(1);
});

test("D-029 payments to other registers are not in credit here", () => {
  const invoices = [invoice("1", "2025-07-31")];
  const unapplied = (rest: object) => dueOf({ invoices, payments: [payment("P", "5.00", rest)] })?.unapplied;
  expect([unapplied({}), unapplied({ register: "proforma" }), unapplied({ status: "failed" })]).toEqual([
    500, 0, 0,
  ]);
});

test("D-029 a balance that was carried by an older day is not asked about: the dashboard is of today", () => {
  const invoices = [invoice("1", "2025-05-31", { balance: "4.00" })];
  expect(dueOf({ invoices }, { now: noonOf("2025-05-31") })?.documents[0]?.status).toBe("due-today");
});

test("F-12 what is due beyond all amounts is refused", () => {
  const most = { amount: "90071992547409.91" };
  const tables = { invoices: [invoice("1", "2025-07-31", most), invoice("2", "2025-07-31")] };
  expect(faultOf(() => dueOf(tables))?.code).toBe("AMOUNT_OVERFLOW");
  const credits = {
    invoices: [invoice("1", "2025-07-31")],
    adjustments: [memo("K", "credit", most.amount)],
    payments: [payment("P", "0.01")],
  };
  expect(faultOf(() => dueOf(credits))?.code).toBe("AMOUNT_OVERFLOW");
});
