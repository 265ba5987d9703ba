import { describe, expect, test } from "vitest";
import { debtorLedger } from "../../test/retailer.ts";
import {
  averageDaysToPay,
  creditDaysToPay,
  type DaysToPayRule,
  daysToPay,
  historyDaysToPay,
  valueDaysToPay,
} from "./days-to-pay.ts";

const asOf = "2025-05-10";
const invoice = (invoice_number: string, issued_on: string, amount: string, more: object = {}) => ({
  invoice_number,
  account_id: "A",
  amount,
  issued_on,
  due_on: issued_on,
  ...more,
});
const payment = (payment_id: string, paid_on: string, amount: string, more: object = {}) => ({
  payment_id,
  account_id: "A",
  paid_on,
  amount,
  ...more,
});
const put = (payment_id: string, invoice_id: string, amount: string, allocated_on: string) => ({
  payment_id,
  invoice_id,
  amount,
  allocated_on,
});

/** Charge A of 1 January: a part on the 11th, the rest on the 31st. Charge B of 1 February: settled on the 21st. */
const example = {
  invoices: [invoice("A", "2025-01-01", "100.00"), invoice("B", "2025-02-01", "50.00")],
  payments: [
    payment("1", "2025-01-11", "40.00"),
    payment("2", "2025-01-31", "60.00"),
    payment("3", "2025-02-21", "50.00"),
  ],
  allocations: [
    put("1", "A", "40.00", "2025-01-11"),
    put("2", "A", "60.00", "2025-01-31"),
    put("3", "B", "50.00", "2025-02-21"),
  ],
};
const today = {
  invoices: [...example.invoices, invoice("C", "2025-03-01", "9.00"), invoice("D", asOf, "7.00")],
  payments: [...example.payments, payment("4", asOf, "7.00")],
  allocations: [...example.allocations, put("4", "D", "7.00", asOf)],
};
const average = (
  tables: object,
  rule: DaysToPayRule,
  on = asOf,
  mode: "reconstruct" | "reage" = "reconstruct",
) => averageDaysToPay(daysToPay(debtorLedger(tables as never), { ...rule, asOf: on, mode }).get("A"));

describe("daysToPay", () => {
  test("E-43 B-143 B-168 to the first payment 15 days, to the settlement 25", () => {
    expect([creditDaysToPay, valueDaysToPay, historyDaysToPay].map((rule) => average(example, rule))).toEqual(
      [15, 15, 25],
    );
  });

  test("E-43 an unpaid charge changes nothing; one of today, paid today, counts for value and history only", () => {
    expect(
      average(
        {
          ...today,
          invoices: today.invoices.filter(({ invoice_number }) => invoice_number !== "D"),
          allocations: example.allocations,
        },
        creditDaysToPay,
      ),
    ).toBe(15);
    expect([creditDaysToPay, valueDaysToPay, historyDaysToPay].map((rule) => average(today, rule))).toEqual([
      15, 10, 16.67,
    ]);
  });

  test("the window begins after the same day twelve months before; the history has none", () => {
    const old = (issued: string) => ({
      invoices: [invoice("A", issued, "1.00")],
      payments: [payment("1", "2025-05-01", "1.00")],
      allocations: [put("1", "A", "1.00", "2025-05-01")],
    });
    expect([average(old("2024-05-10"), valueDaysToPay), average(old("2024-05-11"), valueDaysToPay)]).toEqual([
      null,
      355,
    ]);
    expect(average(old("2024-05-10"), historyDaysToPay)).toBe(356);
  });

  test("discounts, write-offs and credits are no payments, but they settle", () => {
    const tables = {
      invoices: [invoice("A", "2025-03-01", "10.00")],
      payments: [
        payment("1", "2025-03-03", "4.00", { kind: "discount" }),
        payment("2", "2025-03-05", "5.00"),
      ],
      adjustments: [
        { adjustment_id: "K", account_id: "A", type: "credit", amount: "1.00", issued_on: "2025-03-02" },
      ],
      allocations: [
        put("1", "A", "4.00", "2025-03-03"),
        put("2", "A", "5.00", "2025-03-06"),
        { adjustment_id: "K", invoice_id: "A", amount: "1.00", allocated_on: "2025-03-11" },
      ],
    };
    expect([average(tables, creditDaysToPay), average(tables, historyDaysToPay)]).toEqual([4, 10]);
  });

  test("paid before it was issued is 0 days, and counted as prepaid", () => {
    const tables = {
      invoices: [invoice("A", "2025-03-10", "1.00")],
      payments: [payment("1", "2025-03-01", "1.00")],
      allocations: [put("1", "A", "1.00", "2025-03-10")],
    };
    const found = daysToPay(debtorLedger(tables as never), { ...creditDaysToPay, asOf });
    expect(found.get("A")).toEqual({ days: 0, count: 1, prepaid: 1 });
  });

  test("pending and bounced payments, voided invoices and other days do not count", () => {
    const bounced = { ...example, payments: example.payments.map((row) => ({ ...row, status: "reversed" })) };
    expect(average(bounced, creditDaysToPay)).toBeNull();
    const voided = { invoices: [invoice("A", "2025-03-10", "1.00", { voided_on: "2025-03-12" })] };
    expect(average(voided, historyDaysToPay)).toBeNull();
    expect(average(example, creditDaysToPay, "2025-01-15")).toBe(10);
    expect(average(example, historyDaysToPay, "2025-01-30")).toBeNull();
    expect(average(example, creditDaysToPay, "2025-01-15", "reage")).toBe(10);
    expect(average(example, historyDaysToPay, "2025-01-15", "reage")).toBeNull();
  });

  test("the three rules as they are named", () => {
    expect(creditDaysToPay).toEqual({ endpoint: "first-payment", months: 12, withoutSameDay: true });
    expect(valueDaysToPay).toEqual({ endpoint: "first-payment", months: 12, withoutSameDay: false });
    expect(historyDaysToPay).toEqual({ endpoint: "settlement", months: null, withoutSameDay: false });
  });

  test.each([
    [{ endpoint: "half" }, "POLICY_RANGE", "endpoint"],
    [{ months: 0 }, "POLICY_RANGE", "months"],
    [{ withoutSameDay: 1 }, "POLICY_RANGE", "withoutSameDay"],
    [{ mode: "now" }, "POLICY_RANGE", "mode"],
    [{ window: 12 }, "POLICY_UNKNOWN", "window"],
  ])("%j is refused", (options, code, key) => {
    const ledger = debtorLedger({});
    expect(() => daysToPay(ledger, { ...creditDaysToPay, asOf, ...options } as never)).toThrow(
      expect.objectContaining({ code, path: [key] }),
    );
  });

  test("a day that is none, and decimals out of range, are refused", () => {
    expect(() => daysToPay(debtorLedger({}), { ...creditDaysToPay, asOf: "2025-02-30" })).toThrow(
      expect.objectContaining({ code: "DATE_INVALID" }),
    );
    expect(() => averageDaysToPay({ days: 1, count: 3 }, 7)).toThrow(
      expect.objectContaining({ code: "POLICY_RANGE", path: ["decimals"] }),
    );
    expect([
      averageDaysToPay({ days: 1, count: 3 }, 0),
      averageDaysToPay({ days: 0, count: 0 }),
      averageDaysToPay({ days: 5, count: 1000 }, 2),
    ]).toEqual([0, null, 0.01]);
  });
});
