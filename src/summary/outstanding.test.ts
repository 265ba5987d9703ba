import { describe, expect, test } from "vitest";
import { debtorLedger, type RawTables } from "../../test/retailer.ts";
import { financialSummary, type SummaryOptions } from "./summary.ts";

const today = "2025-06-10";

const outstanding = (tables: RawTables, options: SummaryOptions = {}) =>
  financialSummary(debtorLedger(tables, today), "A", options).outstanding;

const invoice = (invoice_number: string, amount: string, due_on: string, more: object = {}) => ({
  invoice_number,
  account_id: "A",
  amount,
  issued_on: "2025-01-02",
  due_on,
  ...more,
});

const none = { amount: 0, count: 0 };

describe("aged by the due date", () => {
  test("C-010 C-011 C-012 C-013 E-53 current, overdue in four buckets, their total, what is held back, and all of it", () => {
    const figures = outstanding({
      invoices: [
        invoice("1", "1100.00", "2025-06-10", { retention: "100.00" }),
        invoice("2", "700.00", "2025-06-09", { retention: "200.00" }),
        invoice("3", "250.00", "2025-05-10"),
      ],
    });
    expect(figures.current).toEqual({ amount: 100_000, count: 1 });
    expect(figures.overdue).toEqual([
      { bucket: "1-30", label: "1-30 days", amount: 50_000, count: 1 },
      { bucket: "31-60", label: "31-60 days", amount: 25_000, count: 1 },
      { bucket: "61-90", label: "61-90 days", ...none },
      { bucket: "91+", label: "91+ days", ...none },
    ]);
    expect(figures.totalOverdue).toEqual({ amount: 75_000, count: 2 });
    expect(figures.totalCurrentDue).toEqual({ amount: 175_000, count: 3 });
    expect(figures.retention).toEqual({ amount: 30_000, count: 2 });
    expect(figures.totalBalanceDue).toEqual({ amount: 205_000, count: 3, link: null, linkDenied: true });
  });

  test("G-111 each bucket holds its first and its last day", () => {
    const edges = [
      ["2025-06-11", "current"],
      ["2025-06-10", "current"],
      ["2025-06-09", "1-30"],
      ["2025-05-11", "1-30"],
      ["2025-05-10", "31-60"],
      ["2025-04-11", "31-60"],
      ["2025-04-10", "61-90"],
      ["2025-03-12", "61-90"],
      ["2025-03-11", "91+"],
      ["2001-01-01", "91+"],
    ] as const;
    for (const [due, bucket] of edges) {
      const { current, overdue } = outstanding({ invoices: [invoice("1", "1.00", due)] });
      const places = [{ bucket: "current", ...current }, ...overdue].filter(({ count }) => count > 0);
      expect(places.map((place) => [due, place.bucket, place.amount])).toEqual([[due, bucket, 100]]);
    }
  });

  test("nothing owed is zeros, all four buckets there", () => {
    const { unapplied, totalBalanceDue, overdue, ...rest } = outstanding({ accounts: [{ account_id: "A" }] });
    expect(totalBalanceDue).toEqual({ ...none, link: null, linkDenied: true });
    expect(unapplied).toEqual({ credits: none, payments: none, amount: 0 });
    expect(overdue.map(({ amount, count }) => [amount, count])).toEqual([
      [0, 0],
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
    for (const total of Object.values(rest)) expect(total).toEqual(none);
  });
});

describe("what is held back", () => {
  const heldOf = (paid: string, retention = "10.00") => {
    const {
      current,
      retention: held,
      totalBalanceDue,
    } = outstanding({
      invoices: [invoice("1", "100.00", "2025-07-01", { retention })],
      payments: [{ payment_id: "P", account_id: "A", paid_on: "2025-02-01", amount: "100.00" }],
      allocations:
        paid === "0" ? [] : [{ payment_id: "P", invoice_id: "1", amount: paid, allocated_on: "2025-02-01" }],
    });
    return [current, held, totalBalanceDue].map(({ amount, count }) => [amount, count]);
  };

  test("G-112 a payment lowers what is due first, and what is held back last", () => {
    expect(heldOf("0")).toEqual([
      [9_000, 1],
      [1_000, 1],
      [10_000, 1],
    ]);
    expect(heldOf("89.99")).toEqual([
      [1, 1],
      [1_000, 1],
      [1_001, 1],
    ]);
    expect(heldOf("90.00")).toEqual([
      [0, 0],
      [1_000, 1],
      [1_000, 1],
    ]);
    expect(heldOf("99.99")).toEqual([
      [0, 0],
      [1, 1],
      [1, 1],
    ]);
    expect(heldOf("100.00")).toEqual([
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
  });

  test("an invoice held back as a whole ages nowhere; a retention of 0 is none", () => {
    expect(heldOf("0", "100.00")).toEqual([
      [0, 0],
      [10_000, 1],
      [10_000, 1],
    ]);
    expect(heldOf("0", "0.00")).toEqual([
      [10_000, 1],
      [0, 0],
      [10_000, 1],
    ]);
  });
});

describe("what counts", () => {
  test("debit memos never age and are part of current; credits are beside it, never netted", () => {
    const figures = outstanding({
      invoices: [invoice("1", "10.00", "2025-07-01"), invoice("2", "20.00", "2025-05-01")],
      adjustments: [
        { adjustment_id: "D", account_id: "A", type: "debit", amount: "3.00", issued_on: "2020-01-01" },
        { adjustment_id: "K", account_id: "A", type: "credit", amount: "500.00", issued_on: "2025-01-01" },
      ],
      payments: [
        { payment_id: "P", account_id: "A", paid_on: "2025-06-10", amount: "7.00" },
        { payment_id: "W", account_id: "A", paid_on: "2025-06-10", amount: "0.50", kind: "write-off" },
      ],
    });
    expect(figures.debits).toEqual({ amount: 300, count: 1 });
    expect(figures.current).toEqual({ amount: 1_300, count: 2 });
    expect(figures.totalBalanceDue).toMatchObject({ amount: 3_300, count: 3 });
    expect(figures.unapplied).toEqual({
      credits: { amount: 50_000, count: 1 },
      payments: { amount: 750, count: 2 },
      amount: 50_750,
    });
  });

  test("G-119 payments that are not settled, not the account's, or dated ahead are no unapplied money", () => {
    const payment = (payment_id: string, more: object) => ({
      payment_id,
      account_id: "A",
      paid_on: "2025-06-10",
      amount: "1.00",
      ...more,
    });
    const { unapplied } = outstanding({
      accounts: [{ account_id: "A" }, { account_id: "B" }],
      payments: [
        payment("1", { status: "pending" }),
        payment("2", { status: "reversed" }),
        payment("3", { register: "layby" }),
        payment("4", { register: "proforma" }),
        payment("5", { paid_on: "2025-06-11" }),
        payment("6", { recorded_on: "2025-06-11" }),
        payment("7", { account_id: "B" }),
      ],
    });
    expect(unapplied.payments).toEqual(none);
  });

  test("G-113 un-updated and voided invoices are in no balance", () => {
    const figures = outstanding({
      invoices: [
        invoice("1", "1.00", "2025-05-01", { posting: "Unapproved" }),
        invoice("2", "2.00", "2025-05-01", { posting: "Unposted draw", retention: "1.00" }),
        invoice("3", "4.00", "2025-05-01", { posting: "Unposted A/R" }),
        invoice("4", "8.00", "2025-05-01", { voided_on: "2025-06-10" }),
        invoice("5", "16.00", "2025-05-01", { status: "Voided" }),
        invoice("6", "32.00", "2025-05-01", { voided_on: "2025-06-11" }),
      ],
    });
    expect(figures.totalBalanceDue).toMatchObject({ amount: 3_200, count: 1 });
    expect(figures.retention).toEqual(none);
  });

  test("balances of an earlier day are those of that day; a later day ages today's", () => {
    const tables = {
      invoices: [
        invoice("1", "100.00", "2025-06-01"),
        invoice("2", "5.00", "2025-07-01", { issued_on: "2025-06-05" }),
      ],
      payments: [{ payment_id: "P", account_id: "A", paid_on: "2025-06-05", amount: "40.00" }],
      allocations: [{ payment_id: "P", invoice_id: "1", amount: "40.00", allocated_on: "2025-06-05" }],
    };
    const on = (asOf: string, mode: "reconstruct" | "reage" = "reconstruct") => {
      const { current, totalOverdue } = outstanding(tables, { asOf, mode });
      return [current.amount, totalOverdue.amount];
    };
    expect(on("2025-06-01")).toEqual([10_000, 0]);
    expect(on("2025-06-02")).toEqual([0, 10_000]);
    expect(on("2025-06-05")).toEqual([500, 6_000]);
    expect(on("2025-07-02")).toEqual([0, 6_500]);
    expect(on("2025-06-01", "reage")).toEqual([6_500, 0]);
    expect(on("2025-01-01")).toEqual([0, 0]);
  });

  test("a sum that is not exact is refused, not rounded", () => {
    const most = "90071992547409.91";
    const two = { invoices: [invoice("1", most, "2025-07-01"), invoice("2", "0.01", "2025-05-01")] };
    expect(() => outstanding(two)).toThrow(expect.objectContaining({ code: "AMOUNT_OVERFLOW" }));
    expect(outstanding({ invoices: [invoice("1", most, "2025-07-01")] }).totalBalanceDue.amount).toBe(
      Number.MAX_SAFE_INTEGER,
    );
  });
});
