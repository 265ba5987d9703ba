import { describe, expect, test } from "vitest";
import { debtorLedger, goldenRetailer } from "../../test/retailer.ts";
import { debtorList, debtorLists, debtorListTitles } from "./list.ts";
import { debtorReport, debtorReports } from "./report.ts";
import { debtorTiles } from "./tiles.ts";
import { debtorsView } from "./view.ts";

const golden = debtorsView(debtorLedger(goldenRetailer()));
const accounts = [
  { account_id: "A", account_name: "Acme" },
  { account_id: "B", account_name: "Zenith" },
];
const invoice = (invoice_number: string, amount: string, issued_on: string, more: object = {}) => ({
  invoice_number,
  account_id: "A",
  amount,
  issued_on,
  due_on: "2025-06-30",
  ...more,
});
const payment = (payment_id: string, amount: string, paid_on: string, more: object = {}) => ({
  payment_id,
  account_id: "A",
  amount,
  paid_on,
  ...more,
});
const view = (tables: object) => debtorsView(debtorLedger({ accounts, ...tables }));
const tile = (of: ReturnType<typeof view>, name: string) =>
  debtorTiles(of).tiles.find((each) => each.name === name);

describe("current month sales", () => {
  test("E-40 B-033 B-034 sales less payments and credits may be negative", () => {
    const month = view({
      invoices: [invoice("1", "1000.00", "2025-05-02")],
      payments: [payment("P", "1500.00", "2025-05-03")],
      adjustments: [
        { adjustment_id: "M", account_id: "A", type: "credit", amount: "200.00", issued_on: "2025-05-04" },
      ],
    });
    expect(tile(month, "current_month_sales")?.amount).toBe(-70_000);
    expect(
      debtorList(month, "current-month-sales").rows.map(({ kind, amount, balance }) => [
        kind,
        amount,
        balance,
      ]),
    ).toEqual([
      ["invoice", 100_000, 100_000],
      ["payment", -150_000, -150_000],
      ["credit-adjustment", -20_000, -20_000],
    ]);
  });

  test("B-033 the month runs from its first day to today; what is voided, unposted, pending or for a layby is not in it", () => {
    const month = view({
      invoices: [
        invoice("1", "1.00", "2025-04-30"),
        invoice("2", "2.00", "2025-05-01"),
        invoice("3", "4.00", "2025-05-10"),
        invoice("4", "8.00", "2025-05-11"),
        invoice("5", "16.00", "2025-05-05", { voided_on: "2025-05-06" }),
        invoice("6", "32.00", "2025-05-05", { posting: "Unapproved" }),
      ],
      payments: [
        payment("P1", "64.00", "2025-05-05", { status: "pending" }),
        payment("P2", "128.00", "2025-05-05", { register: "layby" }),
        payment("P3", "0.50", "2025-05-05", { kind: "discount" }),
      ],
      adjustments: [
        { adjustment_id: "M", account_id: "A", type: "debit", amount: "0.25", issued_on: "2025-05-04" },
      ],
    });
    expect(debtorList(month, "current-month-sales").rows.map(({ stamp, amount }) => [stamp, amount])).toEqual(
      [
        ["2", 200],
        ["M", 25],
        ["P3", -50],
        ["3", 400],
      ],
    );
    expect(debtorReport(month, "current-month-sales").totals.amount).toBe(575);
  });
});

describe("payments received", () => {
  const part = view({
    invoices: [invoice("1", "60.00", "2025-04-02")],
    payments: [
      payment("P", "100.00", "2025-05-05", { method: "Card" }),
      payment("Q", "10.00", "2025-05-05", { status: "reversed" }),
      payment("R", "10.00", "2025-05-05", { kind: "write-off" }),
      payment("S", "10.00", "2025-04-30"),
    ],
    allocations: [{ payment_id: "P", invoice_id: "1", amount: "60.00", allocated_on: "2025-05-06" }],
  });

  test("B-037 B-038 money received this month; the balance is what is put against nothing", () => {
    expect(
      debtorList(part, "payments-received").rows.map(({ stamp, amount, balance, status }) => [
        stamp,
        amount,
        balance,
        status,
      ]),
    ).toEqual([["P", 10_000, 4_000, "Partly allocated"]]);
    expect(tile(part, "payments_received")?.amount).toBe(10_000);
  });

  test("B-080 the report holds the same, without due days", () => {
    const { rows, totals } = debtorReport(part, "payments-received");
    expect(rows.map(({ stamp, balance, dueOn }) => [stamp, balance, dueOn])).toEqual([["P", 4_000, null]]);
    expect(totals).toEqual({ count: 1, amount: 10_000, balance: 4_000, accounts: 1 });
  });
});

describe("outstanding invoices (30+)", () => {
  const both = view({
    invoices: [
      invoice("1", "10.00", "2025-04-10"), // 30 days
      invoice("2", "20.00", "2025-04-09", { due_on: "2026-01-01" }), // 31 days, not due for long
      invoice("3", "40.00", "2025-05-01", { due_on: "2025-05-02" }),
    ],
  });

  test("E-39 B-044 30 days old is not in it and 31 is, whenever it is due", () => {
    expect(debtorList(both, "outstanding-30").rows.map(({ stamp }) => stamp)).toEqual(["2"]);
    expect(tile(both, "outstanding_invoices_30")?.amount).toBe(2_000);
  });

  test("B-079 the report lists every outstanding charge and debit memo, of whatever age", () => {
    const more = view({
      invoices: [
        invoice("1", "10.00", "2025-04-30"),
        invoice("2", "5.00", "2025-01-01", { balance: "0.00" }),
      ],
      adjustments: [
        { adjustment_id: "D", account_id: "B", type: "debit", amount: "7.00", issued_on: "2025-05-01" },
        { adjustment_id: "K", account_id: "B", type: "credit", amount: "3.00", issued_on: "2025-05-01" },
      ],
    });
    expect(
      debtorReport(more, "outstanding").rows.map(({ stamp, kind, dueOn }) => [stamp, kind, dueOn]),
    ).toEqual([
      ["1", "invoice", "2025-06-30"],
      ["D", "debit-adjustment", "2025-05-01"],
    ]);
    expect(debtorReport(more, "outstanding").totals.balance).toBe(tile(more, "total_debtors")?.amount);
  });
});

describe("proforma payments", () => {
  test("B-049 B-050 B-082 a row a payment, with what went to each proforma", () => {
    const list = debtorList(golden, "proforma-payments");
    expect(
      list.rows.map(({ stamp, amount, balance, proformas }) => [stamp, amount, balance, proformas]),
    ).toEqual([["P3", 7_500, 0, [{ quoteId: "Q1", number: "PF-1", kind: "proforma", amount: 7_500 }]]]);
    expect(list.warnings).toEqual([]);
    expect(
      debtorReport(golden, "proforma-payments").rows.map(({ stamp, balance }) => [stamp, balance]),
    ).toEqual([["P3", 0]]);
  });

  const odd = view({
    quotes: [
      { quote_id: "Q1", account_id: "A", quoted_on: "2025-04-01", kind: "proforma" },
      { quote_id: "Q2", account_id: "A", quoted_on: "2025-04-01", kind: "qim-invoice" },
    ],
    payments: [
      payment("P", "100.00", "2025-04-05", { register: "proforma" }),
      payment("R", "9.00", "2025-04-06", { register: "proforma" }),
      payment("S", "9.00", "2025-04-06", { register: "proforma", status: "failed" }),
    ],
    allocations: [
      { payment_id: "P", proforma_id: "Q1", amount: "30.00", allocated_on: "2025-04-05" },
      { payment_id: "P", proforma_id: "Q2", amount: "20.00", allocated_on: "2025-04-05" },
      { payment_id: "P", proforma_id: "Q1", amount: "10.00", allocated_on: "2025-04-07" },
    ],
  });

  test("B-048 B-049 a part put against nothing is a warning, also of a payment meant for a proforma that paid none", () => {
    const list = debtorList(odd, "proforma-payments");
    expect(
      list.rows.map(({ stamp, amount, balance, proformas }) => [
        stamp,
        amount,
        balance,
        proformas.map((part) => part.amount),
      ]),
    ).toEqual([
      ["P", 6_000, 4_000, [4_000, 2_000]],
      ["R", 0, 900, []],
    ]);
    expect(list.warnings.map(({ code, path }) => [code, path])).toEqual([
      ["INTEGRITY", ["payments", "P"]],
      ["INTEGRITY", ["payments", "R"]],
    ]);
    expect(tile(odd, "total_proforma_payments")?.amount).toBe(6_000);
    expect(tile(odd, "total_debtors")?.amount).toBe(0);
  });
});

describe("queries", () => {
  const stamps = (query: object) =>
    debtorList(golden, "current-month-sales", query).rows.map(({ stamp }) => stamp);

  test("B-055 G-97 from and to are included", () => {
    expect(stamps({ from: "2025-05-05" })).toEqual(["P2", "S5", "S7"]);
    expect(stamps({ to: "2025-05-05" })).toEqual(["S4", "S6", "P2"]);
    expect(stamps({ from: "2025-05-05", to: "2025-05-05" })).toEqual(["P2"]);
  });

  test("B-056 the search looks at name, number and stamp, whatever the case", () => {
    expect([stamps({ search: "CARA" }), stamps({ search: "004" }), stamps({ search: "s7" })]).toEqual([
      ["S4", "S5"],
      ["S6", "P2"],
      ["S7"],
    ]);
    expect(stamps({ search: "70.00" })).toEqual([]);
  });

  test("B-057 without a query, or with a blank one, the whole list; its totals never change", () => {
    expect(stamps({ search: "  " })).toEqual(stamps({}));
    const some = debtorList(golden, "current-month-sales", { search: "cara" });
    expect([some.shown.amount, some.totals.amount, some.query.search]).toEqual([10_000, 6_000, "cara"]);
    expect(debtorList(golden, "current-month-sales").shown).toEqual(some.totals);
  });

  test("F-40 a range turned round, a day that is none, an unknown key and a list that is none are refused", () => {
    const asking =
      (query: unknown, kind: unknown = "outstanding-30") =>
      () =>
        debtorList(golden, kind as never, query as never);
    expect(asking({ from: "2025-05-02", to: "2025-05-01" })).toThrow(
      expect.objectContaining({ code: "RANGE_INVERTED", path: ["from"] }),
    );
    expect(asking({ to: "May" })).toThrow(expect.objectContaining({ code: "DATE_INVALID", path: ["to"] }));
    expect(asking({ store: 1 })).toThrow(expect.objectContaining({ code: "QUERY_INVALID", path: ["store"] }));
    expect(asking(null)).toThrow(expect.objectContaining({ code: "QUERY_INVALID" }));
    expect(asking({ search: "x".repeat(257) })).toThrow(expect.objectContaining({ code: "QUERY_TOO_LONG" }));
    expect(asking({}, "sales")).toThrow(expect.objectContaining({ code: "POLICY_RANGE", path: ["list"] }));
    expect(() => debtorReport(golden, "sales" as never)).toThrow(
      expect.objectContaining({ code: "POLICY_RANGE", path: ["report"] }),
    );
  });
});

test("B-058 B-083 each list is a report too, titled and with totals", () => {
  expect(debtorLists.map((kind) => debtorListTitles[kind])).toEqual([
    "Debtors List - Current Sales this month",
    "Debtors List - Payments Received",
    "Debtors List - Outstanding Invoices",
    "Debtors List - Proforma Payments",
  ]);
  for (const kind of debtorReports) {
    const { title, totals, rows } = debtorReport(golden, kind);
    expect([title.length > 0, totals.count]).toEqual([true, rows.length]);
  }
});

test("B-081 the report of this month's sales holds balance adjustments and payments", () => {
  const kinds = debtorReport(golden, "current-month-sales").rows.map(({ kind }) => kind);
  expect(kinds).toEqual(["weekly-billing", "invoice", "payment", "weekly-billing", "invoice"]);
});

test("B-059 a double click reprints the invoice, or the payment's receipt", () => {
  const opens = debtorList(golden, "current-month-sales").rows.map((row) => row.opens);
  expect(opens[0]).toEqual({ action: "reprint-invoice", table: "invoices", id: "S4" });
  expect(opens[2]).toEqual({ action: "reprint-payment-receipt", table: "payments", id: "P2" });
});

test("B-026 what is paid or credited in full is in no total", () => {
  const settled = view({
    invoices: [invoice("1", "10.00", "2025-01-01"), invoice("2", "10.00", "2025-01-01")],
    payments: [payment("P", "10.00", "2025-02-01")],
    adjustments: [
      { adjustment_id: "K", account_id: "A", type: "credit", amount: "10.00", issued_on: "2025-02-01" },
    ],
    allocations: [
      { payment_id: "P", invoice_id: "1", amount: "10.00", allocated_on: "2025-02-01" },
      { adjustment_id: "K", invoice_id: "2", amount: "10.00", allocated_on: "2025-02-01" },
    ],
  });
  expect([tile(settled, "total_debtors")?.amount, tile(settled, "total_debtors")?.accounts]).toEqual([0, 0]);
});

test("B-031 nothing is overdue where everybody pays on time", () => {
  const onTime = view({ invoices: [invoice("1", "10.00", "2025-05-01", { due_on: "2025-05-10" })] });
  expect([tile(onTime, "overdue_amount")?.amount, tile(onTime, "overdue_amount")?.accounts]).toEqual([0, 0]);
});

test("B-041 B-042 B-043 utilization may pass 100, its bar does not; without limits it is not applicable", () => {
  const over = debtorsView(
    debtorLedger({
      accounts: [{ account_id: "A", credit_limit: "100.00" }],
      invoices: [invoice("1", "120.00", "2025-05-01")],
    }),
  );
  expect([tile(over, "credit_utilization")?.percent, tile(over, "credit_utilization")?.barPercent]).toEqual([
    120, 100,
  ]);
  const none = view({ invoices: [invoice("1", "120.00", "2025-05-01")] });
  expect([tile(none, "credit_utilization")?.percent, tile(none, "credit_utilization")?.barPercent]).toEqual([
    null,
    null,
  ]);
});
