import { describe, expect, test } from "vitest";
import { debtorLedger, type RawTables } from "../../test/retailer.ts";
import { financialSummary, type SummaryOptions } from "./summary.ts";

const today = "2025-06-10";

const history = (tables: RawTables, options: SummaryOptions = {}) => {
  const accounts = [{ account_id: "A" }, { account_id: "B" }];
  return financialSummary(debtorLedger({ accounts, ...tables }, today), "A", options).historyTotals;
};

let numbers = 0;
const invoice = (amount: string, days: object, more: object = {}) => {
  numbers += 1;
  return { invoice_number: String(numbers), account_id: "A", amount, due_on: "2025-12-01", ...days, ...more };
};
const posted = (posted_on: string, amount: string, more: object = {}) =>
  invoice(amount, { issued_on: "2023-01-01", posted_on }, more);
const payment = (paid_on: string, amount: string, more: object = {}) => {
  numbers += 1;
  return { payment_id: String(numbers), account_id: "A", paid_on, amount, ...more };
};
const clear = (kind: "month" | "year", executed_on: string) => ({ kind, executed_on });
const clears = [clear("month", "2025-04-30"), clear("year", "2024-12-31")];

describe("lines and columns", () => {
  const example = {
    period_clears: clears,
    invoices: [
      posted("2025-04-29", "100.00"),
      posted("2025-05-02", "200.00", { retention: "20.00" }),
      posted("2024-07-01", "1000.00", { retention: "70.00" }),
    ],
    payments: [payment("2025-05-03", "50.00"), payment("2025-05-03", "1.00", { kind: "discount" })],
  };

  test("C-025 C-026 C-027 E-54 invoices, payments and discounts since the periods were closed", () => {
    const totals = history(example);
    expect(totals.invoices).toEqual({ mtd: 20_000, ytd: 30_000, retention: 2_000, lastYear: 100_000 });
    expect(totals.payments).toMatchObject({ mtd: 5_000, ytd: 5_000, retention: null, lastYear: 0 });
    expect(totals.discounts).toEqual({ mtd: 100, ytd: 100, retention: null, lastYear: 0 });
    expect(totals.undated).toEqual({ amount: 0, count: 0 });
    expect(totals.periods).toEqual({
      monthAfter: "2025-04-30",
      yearAfter: "2024-12-31",
      lastYear: { after: null, through: "2024-12-31" },
    });
  });

  test("C-025 C-026 the lines and columns stand in the order of the screen", () => {
    const { invoices, ...rest } = history(example);
    expect(["invoices", ...Object.keys(rest)]).toEqual([
      "invoices",
      "payments",
      "discounts",
      "undated",
      "periods",
    ]);
    expect(Object.keys(invoices)).toEqual(["mtd", "ytd", "retention", "lastYear"]);
  });
});

describe("periods", () => {
  const of = (period_clears: readonly object[], day: string, options: SummaryOptions = {}) => {
    const { mtd, ytd, retention, lastYear } = history(
      { period_clears, invoices: [posted(day, "1.00", { retention: "0.50" })] },
      options,
    ).invoices;
    return [mtd, ytd, retention, lastYear];
  };
  const two = [clear("year", "2023-12-31"), ...clears];

  test("C-027 G-118 the day of a clear belongs to the period that it closes", () => {
    expect(of(two, "2025-05-01")).toEqual([100, 100, 50, 0]);
    expect(of(two, "2025-04-30")).toEqual([0, 100, 50, 0]);
    expect(of(two, "2025-01-01")).toEqual([0, 100, 50, 0]);
    expect(of(two, "2024-12-31")).toEqual([0, 0, 0, 100]);
    expect(of(two, "2024-01-01")).toEqual([0, 0, 0, 100]);
    expect(of(two, "2023-12-31")).toEqual([0, 0, 0, 0]);
  });

  test("G-118 without an earlier clear a period begins with the ledger; without a year clear there was no last year", () => {
    expect(of([], "2001-01-01")).toEqual([100, 100, 50, 0]);
    expect(of([clear("month", "2025-04-30")], "2025-04-30")).toEqual([0, 100, 50, 0]);
    expect(of([clear("year", "2024-12-31")], "2001-01-01")).toEqual([100, 0, 0, 100]);
    expect(history({}).periods).toEqual({ monthAfter: null, yearAfter: null, lastYear: null });
  });

  test("the month goes by month clears and the year by year clears, whichever came later", () => {
    const crossed = [clear("month", "2024-11-30"), clear("year", "2024-12-31")];
    expect(of(crossed, "2024-12-15")).toEqual([100, 0, 0, 100]);
  });

  test("only the last clears count, in whatever order they are listed, and none after the day asked about", () => {
    const months = [clear("month", "2025-05-31"), ...two, clear("month", "2025-03-31")];
    expect(of(months, "2025-05-31")).toEqual([0, 100, 50, 0]);
    expect(of(months, "2025-05-20", { asOf: "2025-05-31" })).toEqual([0, 100, 50, 0]);
    expect(of(months, "2025-05-20", { asOf: "2025-05-30" })).toEqual([100, 100, 50, 0]);
    expect(of(two, "2024-06-01", { asOf: "2024-12-30" })).toEqual([100, 100, 50, 0]);
  });

  test("a clear dated ahead of today has not been executed, on a later day neither", () => {
    const ahead = [...two, clear("month", "2025-06-11"), clear("year", "2025-06-11")];
    expect(of(ahead, "2025-06-10")).toEqual([100, 100, 50, 0]);
    expect(of(ahead, "2025-06-10", { asOf: "2025-07-01" })).toEqual([100, 100, 50, 0]);
  });
});

describe("invoices", () => {
  const mtd = (row: object, options: SummaryOptions = {}) =>
    history({ period_clears: clears, invoices: [row] }, options).invoices.mtd;

  test("C-027 count on the day they were posted, else recorded, else issued", () => {
    const [early, late] = ["2025-04-30", "2025-05-01"];
    expect(mtd(invoice("1.00", { posted_on: late, recorded_on: early, issued_on: early }))).toBe(100);
    expect(mtd(invoice("1.00", { posted_on: early, recorded_on: late, issued_on: late }))).toBe(0);
    expect(mtd(invoice("1.00", { recorded_on: late, issued_on: early }))).toBe(100);
    expect(mtd(invoice("1.00", { recorded_on: early, issued_on: late }))).toBe(0);
    expect(mtd(invoice("1.00", { issued_on: late }))).toBe(100);
    expect(mtd(invoice("1.00", { issued_on: early }))).toBe(0);
  });

  test("one without any day is in no period and stands apart", () => {
    const totals = history({
      invoices: [invoice("1.00", {}), invoice("2.00", {}), invoice("4.00", {}, { status: "Voided" })],
    });
    expect(totals.invoices).toEqual({ mtd: 0, ytd: 0, retention: 0, lastYear: 0 });
    expect(totals.undated).toEqual({ amount: 300, count: 2 });
  });

  test("un-updated and voided ones, those of others and what has not happened yet are left out", () => {
    const day = { issued_on: "2025-05-01" };
    expect(mtd(invoice("1.00", day, { posting: "Unapproved" }))).toBe(0);
    expect(mtd(invoice("1.00", day, { voided_on: "2025-06-10" }))).toBe(0);
    expect(mtd(invoice("1.00", day, { voided_on: "2025-06-11" }))).toBe(100);
    expect(mtd(invoice("1.00", day, { voided_on: "2025-05-09" }), { asOf: "2025-05-08" })).toBe(100);
    expect(mtd(invoice("1.00", day, { account_id: "B" }))).toBe(0);
    expect(mtd(posted("2025-06-10", "1.00"))).toBe(100);
    expect(mtd(posted("2025-06-11", "1.00"))).toBe(0);
    expect(mtd(posted("2025-06-11", "1.00"), { asOf: "2025-06-11" })).toBe(0);
    expect(mtd(posted("2025-06-01", "1.00"), { asOf: "2025-05-31" })).toBe(0);
    expect(mtd(posted("2025-06-01", "1.00"), { asOf: "2025-05-31", mode: "reage" })).toBe(0);
  });

  test("the original amount and retention count, whatever was paid since", () => {
    const row = { ...posted("2025-05-02", "200.00", { retention: "20.00" }), balance: "0.00" };
    expect(history({ period_clears: clears, invoices: [row] }).invoices).toMatchObject({
      mtd: 20_000,
      retention: 2_000,
    });
  });
});

describe("payments and discounts", () => {
  const mtd = (row: object, options: SummaryOptions = {}) => {
    const { payments, discounts } = history({ period_clears: clears, payments: [row] }, options);
    return [payments.mtd, discounts.mtd];
  };

  test("C-027 count on the day they were recorded, else paid", () => {
    expect(mtd(payment("2025-05-01", "1.00"))).toEqual([100, 0]);
    expect(mtd(payment("2025-04-30", "1.00"))).toEqual([0, 0]);
    expect(mtd(payment("2025-04-30", "1.00", { recorded_on: "2025-05-01" }))).toEqual([100, 0]);
    expect(mtd(payment("2025-04-30", "1.00", { kind: "discount", recorded_on: "2025-05-01" }))).toEqual([
      0, 100,
    ]);
    expect(mtd(payment("2025-05-01", "1.00", { recorded_on: "2025-05-03" }), { asOf: "2025-05-02" })).toEqual(
      [0, 0],
    );
  });

  test("only settled ones to the account, that have been paid", () => {
    const others = [
      { status: "pending" },
      { status: "failed" },
      { status: "reversed" },
      { register: "layby" },
      { register: "proforma" },
      { kind: "write-off" },
      { account_id: "B" },
    ];
    for (const more of others) expect(mtd(payment("2025-05-01", "1.00", more))).toEqual([0, 0]);
    expect(mtd(payment("2025-06-10", "1.00"))).toEqual([100, 0]);
    expect(mtd(payment("2025-06-11", "1.00"))).toEqual([0, 0]);
    expect(mtd(payment("2025-06-11", "1.00"), { asOf: "2025-06-11" })).toEqual([0, 0]);
    expect(mtd(payment("2025-06-11", "1.00", { recorded_on: "2025-06-09" }))).toEqual([0, 0]);
  });
});
