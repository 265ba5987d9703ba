import { describe, expect, test } from "vitest";
import { faultOf } from "../../test/fault-of.ts";
import { mustRead } from "../../test/must-read.ts";
import { deepFreeze } from "../../test/reading.ts";
import { Fault } from "../fault/fault.ts";
import type { Ledger } from "../model/ledger.ts";
import { readLedger } from "../model/read-ledger.ts";
import { type AsOfMode, openItems, type PositionOptions, unallocatedPayments } from "./open-items.ts";

const today = "2025-03-10";
const yesterday = "2025-03-09";
const tomorrow = "2025-03-11";

type Row = Readonly<Record<string, string>>;

interface Tables {
  readonly invoices?: readonly Row[];
  readonly adjustments?: readonly Row[];
  readonly payments?: readonly Row[];
  readonly allocations?: readonly Row[];
  readonly statements?: readonly Row[];
  readonly statement_lines?: readonly Row[];
}

const ledgerOf = (tables: Tables, options: { readonly negativeInvoices?: "as-credits" } = {}): Ledger =>
  mustRead(readLedger({ business: { time_zone: "UTC", currency: "USD" }, ...tables }, { today, ...options }));

/** Invoice 7 over 100.00, issued on 1 February and due on 1 March. */
const invoice = (more: Row = {}): Row => ({
  invoice_number: "7",
  account_id: "A",
  amount: "100.00",
  issued_on: "2025-02-01",
  due_on: "2025-03-01",
  ...more,
});
/** The same invoice without a day of issue. */
const undated = (more: Row = {}): Row => {
  const { issued_on: _, ...rest } = invoice();
  return { ...rest, ...more };
};
const credit = (more: Row = {}): Row => ({
  adjustment_id: "K",
  account_id: "A",
  type: "credit",
  amount: "20.00",
  issued_on: "2025-02-01",
  ...more,
});
const debit = (more: Row = {}): Row =>
  credit({ adjustment_id: "D", type: "debit", amount: "50.00", ...more });
const payment = (more: Row = {}): Row => ({
  payment_id: "P",
  account_id: "A",
  paid_on: "2025-02-20",
  amount: "60.00",
  ...more,
});
/** 60.00 of payment P for invoice 7, on 20 February. */
const allocation = (more: Row = {}): Row => ({
  payment_id: "P",
  invoice_id: "7",
  amount: "60.00",
  allocated_on: "2025-02-20",
  ...more,
});
/** 15.00 of credit memo K for invoice 7. */
const application = (more: Row = {}): Row => ({
  adjustment_id: "K",
  invoice_id: "7",
  amount: "15.00",
  allocated_on: "2025-02-20",
  ...more,
});

/** What is left on each document on a day, in minor units. */
function left(tables: Tables, asOf: string = today, mode?: AsOfMode): Record<string, number> {
  const options = mode === undefined ? { asOf } : { asOf, mode };
  return Object.fromEntries(openItems(ledgerOf(tables), options).map(({ id, balance }) => [id, balance]));
}

/** The ids whose past nobody knows; undefined where all is known. */
function unknownOn(asOf: string, tables: Tables): unknown {
  try {
    openItems(ledgerOf(tables), { asOf });
    return undefined;
  } catch (error) {
    if (error instanceof Fault && error.code === "HISTORY_UNAVAILABLE") return error.details["ids"];
    throw error;
  }
}

describe("what is open", () => {
  test("A-075 unpaid and partly paid invoices, unapplied credit memos and unpaid debit memos, of each account", () => {
    const tables = {
      invoices: [
        invoice({ invoice_number: "unpaid" }),
        invoice({ invoice_number: "partly paid", balance: "40.00" }),
        invoice({ invoice_number: "paid", balance: "0.00" }),
        invoice({ invoice_number: "of B", account_id: "B" }),
      ],
      adjustments: [credit(), credit({ adjustment_id: "applied", balance: "0.00" }), debit()],
    };
    expect(openItems(ledgerOf(tables), { asOf: today })).toEqual([
      {
        id: "unpaid",
        accountId: "A",
        kind: "invoice",
        balance: 10_000,
        issuedOn: "2025-02-01",
        dueOn: "2025-03-01",
      },
      {
        id: "partly paid",
        accountId: "A",
        kind: "invoice",
        balance: 4000,
        issuedOn: "2025-02-01",
        dueOn: "2025-03-01",
      },
      {
        id: "of B",
        accountId: "B",
        kind: "invoice",
        balance: 10_000,
        issuedOn: "2025-02-01",
        dueOn: "2025-03-01",
      },
      { id: "K", accountId: "A", kind: "credit", balance: 2000, issuedOn: "2025-02-01" },
      { id: "D", accountId: "A", kind: "debit", balance: 5000, issuedOn: "2025-02-01" },
    ]);
  });

  test("A-075 nothing in a ledger without rows", () => {
    expect(openItems(ledgerOf({}), { asOf: today })).toEqual([]);
  });

  test("A-077 A-101 L-14 a paid invoice is not, whichever way the ledger says so", () => {
    expect(left({ invoices: [invoice({ balance: "0.00" })] })).toEqual({});
    expect(
      left({
        invoices: [invoice()],
        payments: [payment({ amount: "100.00" })],
        allocations: [allocation({ amount: "99.99" })],
      }),
    ).toEqual({ 7: 1 });
    expect(
      left({
        invoices: [invoice()],
        payments: [payment({ amount: "100.00" })],
        allocations: [allocation({ amount: "100.00" })],
      }),
    ).toEqual({});
  });

  test("A-078 A-101 L-14 a voided invoice is not, whichever way the ledger says so", () => {
    expect(left({ invoices: [invoice({ status: "Voided" })] })).toEqual({});
    expect(left({ invoices: [invoice({ status: "Voided", balance: "100.00" })] })).toEqual({});
    expect(left({ invoices: [invoice({ voided_on: today })] })).toEqual({});
    expect(left({ invoices: [invoice({ voided_on: tomorrow })] })).toEqual({ 7: 10_000 });
  });

  test("A-079 L-14 a fully applied credit memo is not", () => {
    const tables = (amount: string) => ({
      invoices: [invoice()],
      adjustments: [credit()],
      allocations: [application({ amount })],
    });
    expect(left(tables("20.00"))).toEqual({ 7: 8000 });
    expect(left(tables("19.99"))).toEqual({ 7: 8001, K: 1 });
    expect(left({ adjustments: [credit({ balance: "0.00" })] })).toEqual({});
    expect(left({ adjustments: [credit({ status: "Voided" }), debit({ status: "Voided" })] })).toEqual({});
  });

  test("L-14 a document over nothing is not, an invoice that is not posted is not", () => {
    expect(left({ invoices: [invoice({ amount: "0.00" })], adjustments: [credit({ amount: "0" })] })).toEqual(
      {},
    );
    for (const posting of ["Unapproved", "Unposted draw", "Unposted A/R"]) {
      expect(left({ invoices: [invoice({ posting })] })).toEqual({});
    }
    expect(left({ invoices: [invoice({ posting: "posted" })] })).toEqual({ 7: 10_000 });
  });

  test("E-12 A-080 A-099 A-100 of 10,000.00 with 7,000.00 paid 3,000.00 are left, and after the rest nothing", () => {
    const tables = (...amounts: readonly string[]) => ({
      invoices: [invoice({ amount: "10000.00" })],
      payments: [payment({ amount: "10000.00" })],
      allocations: amounts.map((amount) => allocation({ amount })),
    });
    expect(left(tables("7000.00"))).toEqual({ 7: 300_000 });
    expect(left(tables("7000.00", "3000.00"))).toEqual({});
    expect(left({ invoices: [invoice({ amount: "10000.00", balance: "3000.00" })] })).toEqual({ 7: 300_000 });
  });

  test("A-081 of a memo only what is unapplied, or unpaid", () => {
    const tables = {
      invoices: [invoice()],
      adjustments: [credit(), debit()],
      payments: [payment()],
      allocations: [
        application(),
        { payment_id: "P", debit_adjustment_id: "D", amount: "45.00", allocated_on: "2025-02-20" },
      ],
    };
    expect(left(tables)).toEqual({ 7: 8500, K: 500, D: 500 });
    expect(left({ adjustments: [credit({ balance: "0.01" }), debit({ balance: "49.99" })] })).toEqual({
      K: 1,
      D: 4999,
    });
  });

  test("an open item carries the discount, the job and the statements of its invoice", () => {
    const tables = {
      invoices: [invoice({ discount_amount: "2.00", discount_until: "2025-03-20", job_id: "J" })],
      statements: [
        { statement_id: "S1", account_id: "A", issued_on: "2025-02-05" },
        { statement_id: "S2", account_id: "A", issued_on: "2025-02-06" },
      ],
      statement_lines: [
        { statement_id: "S1", invoice_id: "7", discount_amount: "3.00", discount_until: "2025-03-15" },
        { statement_id: "S2", invoice_id: "7" },
      ],
    };
    expect(openItems(ledgerOf(tables), { asOf: today })).toEqual([
      {
        id: "7",
        accountId: "A",
        kind: "invoice",
        balance: 10_000,
        issuedOn: "2025-02-01",
        dueOn: "2025-03-01",
        discounts: [
          { amount: 200, until: "2025-03-20", from: "invoice" },
          { amount: 300, until: "2025-03-15", from: "statement" },
        ],
        statementIds: ["S1", "S2"],
        jobId: "J",
      },
    ]);
  });

  test("what a document does not have its open item does not either", () => {
    const { issued_on: _, ...memo } = credit();
    const tables = { invoices: [undated()], adjustments: [memo] };
    expect(openItems(ledgerOf(tables), { asOf: today })).toStrictEqual([
      { id: "7", accountId: "A", kind: "invoice", balance: 10_000, dueOn: "2025-03-01" },
      { id: "K", accountId: "A", kind: "credit", balance: 2000 },
    ]);
  });

  test("L-64 an invoice may be called __proto__, on a statement too", () => {
    const tables = {
      invoices: [invoice({ invoice_number: "__proto__" }), invoice({ invoice_number: "constructor" })],
      payments: [payment({ payment_id: "hasOwnProperty" })],
      allocations: [allocation({ payment_id: "hasOwnProperty", invoice_id: "__proto__" })],
      statements: [{ statement_id: "toString", account_id: "A", issued_on: "2025-02-05" }],
      statement_lines: [{ statement_id: "toString", invoice_id: "__proto__" }],
    };
    const items = openItems(ledgerOf(tables), { asOf: today });
    expect(items.map(({ id, balance }) => [id, balance])).toEqual([
      ["__proto__", 4000],
      ["constructor", 10_000],
    ]);
    expect(items.map(({ statementIds }) => statementIds)).toEqual([["toString"], undefined]);
    expect(unallocatedPayments(ledgerOf(tables), { asOf: today })).toEqual([]);
  });
});

describe("since when a document is there", () => {
  test.each<[string, Row, string, string]>([
    ["the day it was issued", {}, "2025-01-31", "2025-02-01"],
    ["the day it was recorded, which is later", { recorded_on: "2025-02-10" }, "2025-02-09", "2025-02-10"],
    ["the day it was recorded, which is earlier", { recorded_on: "2025-01-10" }, "2025-01-09", "2025-01-10"],
    ["today, where it is post-dated", { issued_on: tomorrow }, yesterday, today],
    [
      "the day it was recorded, where it is post-dated",
      { issued_on: tomorrow, recorded_on: "2025-03-05" },
      "2025-03-04",
      "2025-03-05",
    ],
    ["today, where it is issued today", { issued_on: today }, yesterday, today],
  ])("L-33 from %s", (_, cells, before, from) => {
    expect(left({ invoices: [invoice(cells)] }, before)).toEqual({});
    expect(left({ invoices: [invoice(cells)] }, from)).toEqual({ 7: 10_000 });
    expect(left({ adjustments: [credit(cells)] }, before)).toEqual({});
    expect(left({ adjustments: [credit(cells)] }, from)).toEqual({ K: 2000 });
  });

  test("L-33 what is only recorded tomorrow is not there today, nor on a later day", () => {
    const tables = {
      invoices: [invoice({ recorded_on: tomorrow })],
      adjustments: [debit({ recorded_on: tomorrow })],
    };
    expect(left(tables)).toEqual({});
    expect(left(tables, "2025-04-30")).toEqual({});
    expect(left(tables, yesterday, "reage")).toEqual({});
  });

  test("without a day of issue, from the day it was recorded", () => {
    const tables = { invoices: [undated({ recorded_on: "2025-02-10" })] };
    expect(left(tables, "2025-02-09")).toEqual({});
    expect(left(tables, "2025-02-10")).toEqual({ 7: 10_000 });
  });

  test("A-078 until the day before it is voided", () => {
    const tables = { invoices: [invoice({ voided_on: "2025-02-10" })] };
    expect(left(tables, "2025-02-09")).toEqual({ 7: 10_000 });
    expect(left(tables, "2025-02-10")).toEqual({});
    expect(
      left({ invoices: [invoice({ voided_on: "2025-02-10", status: "Voided" })] }, "2025-02-09"),
    ).toEqual({
      7: 10_000,
    });
  });

  test("A-078 a negative invoice that was read as a credit likewise", () => {
    const ledger = ledgerOf(
      { invoices: [invoice({ amount: "-100.00", voided_on: "2025-02-10" })] },
      { negativeInvoices: "as-credits" },
    );
    const on = (asOf: string) => openItems(ledger, { asOf }).map(({ kind, balance }) => [kind, balance]);
    expect(on("2025-01-31")).toEqual([]);
    expect(on("2025-02-09")).toEqual([["credit", 10_000]]);
    expect(on("2025-02-10")).toEqual([]);
    expect(on(today)).toEqual([]);
  });

  test("F-48 before all data nothing is there, which is no fault", () => {
    expect(left({ invoices: [invoice()], adjustments: [credit()] }, "0001-01-01")).toEqual({});
  });
});

describe("what allocations take off", () => {
  const paid = (more: { payment?: Row; allocation?: Row; invoice?: Row } = {}) => ({
    invoices: [invoice(more.invoice)],
    payments: [payment(more.payment)],
    allocations: [allocation(more.allocation)],
  });

  test.each<[string, Parameters<typeof paid>[0], string, string]>([
    ["the day of the allocation", {}, "2025-02-19", "2025-02-20"],
    [
      "the day of the payment, where that is later",
      { payment: { paid_on: "2025-02-25" } },
      "2025-02-24",
      "2025-02-25",
    ],
    [
      "the day the payment was recorded",
      { payment: { recorded_on: "2025-02-26" } },
      "2025-02-25",
      "2025-02-26",
    ],
    [
      "the day of the payment, where it was recorded before",
      { payment: { paid_on: "2025-02-25", recorded_on: "2025-02-01" } },
      "2025-02-24",
      "2025-02-25",
    ],
  ])("L-33 from %s", (_, changes, before, from) => {
    expect(left(paid(changes), before)).toEqual({ 7: 10_000 });
    expect(left(paid(changes), from)).toEqual({ 7: 4000 });
  });

  test("L-33 from the day the invoice is there, where the money came before", () => {
    const tables = paid({ payment: { paid_on: "2025-01-10" }, allocation: { allocated_on: "2025-01-10" } });
    expect(left(tables, "2025-01-31")).toEqual({});
    expect(left(tables, "2025-02-01")).toEqual({ 7: 4000 });
  });

  test("a post-dated payment counts from its day, not before; a later day shows today's balances", () => {
    const tables = paid({ payment: { paid_on: tomorrow } });
    expect(left(tables, today)).toEqual({ 7: 10_000 });
    expect(left(tables, tomorrow)).toEqual({ 7: 10_000 });
    expect(left(paid({ payment: { paid_on: today }, allocation: { allocated_on: today } }))).toEqual({
      7: 4000,
    });
  });

  test("an allocation dated tomorrow counts tomorrow, and a later day shows today's balances", () => {
    const tables = paid({ allocation: { allocated_on: tomorrow } });
    expect(left(tables, today)).toEqual({ 7: 10_000 });
    expect(left(tables, "2025-12-31")).toEqual({ 7: 10_000 });
  });

  test.each([["pending"], ["failed"], ["reversed"]])("F-19 a %s payment reduces nothing", (status) => {
    expect(left(paid({ payment: { status } }))).toEqual({ 7: 10_000 });
    expect(left(paid({ payment: { status } }), "2025-02-25")).toEqual({ 7: 10_000 });
  });

  test("several add up, each from its own day", () => {
    const tables = {
      invoices: [invoice()],
      payments: [payment({ amount: "100.00" })],
      allocations: [
        allocation({ amount: "10.00", allocated_on: "2025-02-20" }),
        allocation({ amount: "20.00", allocated_on: "2025-02-21" }),
        allocation({ amount: "30.00", allocated_on: "2025-02-22" }),
      ],
    };
    expect(["2025-02-20", "2025-02-21", "2025-02-22"].map((asOf) => left(tables, asOf)["7"])).toEqual([
      9000, 7000, 4000,
    ]);
  });

  test("L-33 A-081 a credit memo is used up on the day it is applied, and its invoice reduced", () => {
    const tables = { invoices: [invoice()], adjustments: [credit()], allocations: [application()] };
    expect(left(tables, "2025-02-19")).toEqual({ 7: 10_000, K: 2000 });
    expect(left(tables, "2025-02-20")).toEqual({ 7: 8500, K: 500 });
  });

  test("L-33 not before the memo is there", () => {
    const tables = {
      invoices: [invoice()],
      adjustments: [credit({ recorded_on: "2025-02-25" })],
      allocations: [application()],
    };
    expect(left(tables, "2025-02-24")).toEqual({ 7: 10_000 });
    expect(left(tables, "2025-02-25")).toEqual({ 7: 8500, K: 500 });
  });

  test("L-33 nor before the invoice is there: until then the memo is unapplied", () => {
    const tables = {
      invoices: [invoice({ recorded_on: "2025-02-25" })],
      adjustments: [credit()],
      allocations: [application()],
    };
    expect(left(tables, "2025-02-24")).toEqual({ K: 2000 });
    expect(left(tables, "2025-02-25")).toEqual({ 7: 8500, K: 500 });
  });

  test("A-081 a debit memo is paid on the day of the allocation, by a payment or a credit memo", () => {
    const tables = {
      adjustments: [debit(), credit()],
      payments: [payment()],
      allocations: [
        { payment_id: "P", debit_adjustment_id: "D", amount: "10.00", allocated_on: "2025-02-20" },
        { adjustment_id: "K", debit_adjustment_id: "D", amount: "20.00", allocated_on: "2025-02-22" },
      ],
    };
    expect(left(tables, "2025-02-19")).toEqual({ D: 5000, K: 2000 });
    expect(left(tables, "2025-02-21")).toEqual({ D: 4000, K: 2000 });
    expect(left(tables, "2025-02-22")).toEqual({ D: 2000 });
  });

  test("a credit memo that goes to a quote is used up too", () => {
    const tables = {
      adjustments: [credit()],
      allocations: [{ adjustment_id: "K", proforma_id: "Q", amount: "5.00", allocated_on: "2025-02-20" }],
    };
    expect(left(tables, "2025-02-19")).toEqual({ K: 2000 });
    expect(left(tables, "2025-02-20")).toEqual({ K: 1500 });
  });

  test("one whose source is not in the ledger does not stand", () => {
    const ledger = ledgerOf(paid());
    const without = { ...ledger, payments: new Map() };
    expect(openItems(without, { asOf: today }).map(({ balance }) => balance)).toEqual([10_000]);
    expect(unallocatedPayments(without, { asOf: today })).toEqual([]);
  });

  test("a voided credit memo reduces nothing", () => {
    const tables = {
      invoices: [invoice()],
      adjustments: [credit({ status: "Voided" })],
      allocations: [application()],
    };
    expect(left(tables)).toEqual({ 7: 10_000 });
  });
});

describe("given balances", () => {
  test("F-53 A-099 without allocations stand for today and later", () => {
    const tables = { invoices: [invoice({ balance: "40.00" })] };
    expect(left(tables, today)).toEqual({ 7: 4000 });
    expect(left(tables, tomorrow)).toEqual({ 7: 4000 });
    expect(unknownOn(yesterday, tables)).toEqual(["7"]);
    expect(left(tables, yesterday, "reage")).toEqual({ 7: 4000 });
  });

  test("F-53 of the whole amount stand for every day: nothing was paid yet", () => {
    expect(left({ invoices: [invoice({ balance: "100.00" })] }, yesterday)).toEqual({ 7: 10_000 });
    expect(unknownOn(yesterday, { invoices: [invoice({ balance: "99.99" })] })).toEqual(["7"]);
    expect(left({ adjustments: [credit({ balance: "20.00" })] }, yesterday)).toEqual({ K: 2000 });
    expect(unknownOn(yesterday, { adjustments: [credit({ balance: "19.99" })] })).toEqual(["K"]);
  });

  test("F-16 with allocations are what allocations say, each from its day", () => {
    const tables = {
      invoices: [invoice({ balance: "40.00" })],
      payments: [payment()],
      allocations: [allocation()],
    };
    expect(left(tables, "2025-02-19")).toEqual({ 7: 10_000 });
    expect(left(tables, "2025-02-20")).toEqual({ 7: 4000 });
    const later = { ...tables, allocations: [allocation({ allocated_on: tomorrow })] };
    expect(left(later, today)).toEqual({ 7: 10_000 });
  });

  test("F-53 with allocations of unsettled payments only, nobody knows since when", () => {
    const tables = {
      invoices: [invoice({ balance: "40.00" })],
      payments: [payment({ status: "pending" })],
      allocations: [allocation()],
    };
    expect(left(tables, today)).toEqual({ 7: 4000 });
    expect(unknownOn(yesterday, tables)).toEqual(["7"]);
  });

  test("F-14 what was overpaid has no history", () => {
    const ledger = ledgerOf(
      { invoices: [invoice({ balance: "-5.00" })] },
      { negativeInvoices: "as-credits" },
    );
    expect(openItems(ledger, { asOf: today })).toEqual([
      { id: "7", accountId: "A", kind: "credit", balance: 500 },
    ]);
    expect(faultOf(() => openItems(ledger, { asOf: yesterday }))?.code).toBe("HISTORY_UNAVAILABLE");
  });
});

describe("history that nobody knows", () => {
  test("F-53 a void without a day", () => {
    const tables = { invoices: [invoice({ status: "Voided" })], adjustments: [debit({ status: "Voided" })] };
    expect(unknownOn(yesterday, tables)).toEqual(["7", "D"]);
    expect(left(tables, today)).toEqual({});
    expect(left(tables, yesterday, "reage")).toEqual({});
  });

  test("F-53 no day of issue, and none of entry", () => {
    const { issued_on: _, ...memo } = credit();
    expect(unknownOn(yesterday, { invoices: [undated()], adjustments: [memo] })).toEqual(["7", "K"]);
    expect(unknownOn(yesterday, { invoices: [undated({ recorded_on: "2025-02-01" })] })).toBeUndefined();
    expect(left({ invoices: [undated()], adjustments: [memo] }, today)).toEqual({ 7: 10_000, K: 2000 });
  });

  test("F-53 only of documents that were there", () => {
    const later = { recorded_on: yesterday };
    const tables = {
      invoices: [
        invoice({ invoice_number: "entered later", balance: "40.00", ...later }),
        invoice({ invoice_number: "voided before", balance: "40.00", voided_on: "2025-02-15" }),
        invoice({ invoice_number: "not posted", balance: "40.00", posting: "Unapproved" }),
        undated({ invoice_number: "over nothing", amount: "0.00" }),
      ],
      adjustments: [credit({ status: "Voided", ...later })],
    };
    expect(unknownOn("2025-03-08", tables)).toBeUndefined();
    expect(unknownOn(yesterday, tables)).toEqual(["entered later", "K"]);
  });

  test("F-53 all their ids are listed, the first five in the message", () => {
    const invoices = (count: number) =>
      Array.from({ length: count }, (_, index) => invoice({ invoice_number: `N${index}`, balance: "1.00" }));
    const refusalOf = (count: number): unknown => {
      try {
        return openItems(ledgerOf({ invoices: invoices(count) }), { asOf: yesterday });
      } catch (error) {
        return error;
      }
    };
    const five = refusalOf(5) as Fault;
    expect(five.message).toContain("N0, N1, N2, N3, N4:");
    const seven = refusalOf(7) as Fault;
    expect(seven.details["ids"]).toEqual(["N0", "N1", "N2", "N3", "N4", "N5", "N6"]);
    const why = "its balance is below its amount, and no allocation says since when";
    expect((seven.details["documents"] as readonly unknown[])[6]).toEqual({
      table: "invoices",
      id: "N6",
      why,
    });
    expect(seven.message).toContain("N4 and 2 more");
    expect(seven.message).toContain("reage");
    expect(seven.path).toEqual(["asOf"]);
  });

  test("F-53 one such document refuses the day for all, whatever the others know", () => {
    const tables = { invoices: [invoice(), invoice({ invoice_number: "8", balance: "1.00" })] };
    expect(unknownOn(yesterday, tables)).toEqual(["8"]);
  });
});

describe("modes", () => {
  const tables = {
    invoices: [
      invoice(),
      invoice({ invoice_number: "8", issued_on: "2025-03-05" }),
      invoice({ invoice_number: "9", voided_on: "2025-03-05" }),
    ],
    payments: [payment()],
    allocations: [allocation()],
  };

  test("L-33 reconstruct, the default, shows balances as they stood", () => {
    expect(left(tables, "2025-02-10")).toEqual({ 7: 10_000, 9: 10_000 });
    expect(left(tables, "2025-02-10", "reconstruct")).toEqual({ 7: 10_000, 9: 10_000 });
  });

  test("reage shows today's balances, on whatever day", () => {
    expect(left(tables, "2025-02-10", "reage")).toEqual({ 7: 4000, 8: 10_000 });
    expect(left(tables, "1999-12-31", "reage")).toEqual({ 7: 4000, 8: 10_000 });
  });

  test("L-33 today both are the same, and a later day changes nothing", () => {
    for (const asOf of [today, tomorrow, "9999-12-31"]) {
      expect(left(tables, asOf, "reconstruct")).toEqual({ 7: 4000, 8: 10_000 });
      expect(left(tables, asOf, "reage")).toEqual({ 7: 4000, 8: 10_000 });
    }
  });
});

describe("statements", () => {
  const tables = {
    invoices: [invoice()],
    statements: [
      { statement_id: "S1", account_id: "A", issued_on: "2025-02-20" },
      { statement_id: "S2", account_id: "A", issued_on: tomorrow },
    ],
    statement_lines: [
      { statement_id: "S1", invoice_id: "7", discount_amount: "1.00", discount_until: "2025-03-31" },
      { statement_id: "S2", invoice_id: "7", discount_amount: "2.00", discount_until: "2025-03-31" },
    ],
  };
  const on = (asOf: string, mode: AsOfMode = "reconstruct") =>
    openItems(ledgerOf(tables), { asOf, mode }).map(({ statementIds, discounts }) => ({
      statementIds,
      discounts,
    }));
  const none = [{ statementIds: undefined, discounts: undefined }];
  const first = [
    { statementIds: ["S1"], discounts: [{ amount: 100, until: "2025-03-31", from: "statement" }] },
  ];

  test("count from the day they are issued", () => {
    expect(on("2025-02-19")).toEqual(none);
    expect(on("2025-02-20")).toEqual(first);
  });

  test("issued after today do not count, on a later day neither", () => {
    expect(on(today)).toEqual(first);
    expect(on(tomorrow)).toEqual(first);
    expect(on("2025-02-19", "reage")).toEqual(first);
  });
});

describe("payments that are put against nothing", () => {
  const rest = (tables: Tables, asOf: string = today, mode: AsOfMode = "reconstruct") =>
    unallocatedPayments(ledgerOf(tables), { asOf, mode }).map(({ paymentId, amount }) => [paymentId, amount]);

  test("are reported beside what is owed, which they do not reduce", () => {
    const tables = { invoices: [invoice()], payments: [payment()] };
    expect(left(tables)).toEqual({ 7: 10_000 });
    expect(unallocatedPayments(ledgerOf(tables), { asOf: today })).toEqual([
      { paymentId: "P", accountId: "A", paidOn: "2025-02-20", amount: 6000 },
    ]);
  });

  test("with the part that is not allocated, down to a cent", () => {
    const tables = (amount: string) => ({
      invoices: [invoice()],
      payments: [payment()],
      allocations: [allocation({ amount })],
    });
    expect(rest(tables("59.99"))).toEqual([["P", 1]]);
    expect(rest(tables("60.00"))).toEqual([]);
  });

  test("only settled ones, and only to accounts", () => {
    const payments = [
      payment({ payment_id: "pending", status: "pending" }),
      payment({ payment_id: "failed", status: "failed" }),
      payment({ payment_id: "reversed", status: "reversed" }),
      payment({ payment_id: "layby", register: "layby" }),
      payment({ payment_id: "proforma", register: "proforma" }),
      payment({ payment_id: "none", amount: "0.00" }),
      payment({ payment_id: "account", register: "account" }),
    ];
    expect(rest({ payments })).toEqual([["account", 6000]]);
  });

  test.each<[string, Row, string, string]>([
    ["the day they are paid", {}, "2025-02-19", "2025-02-20"],
    ["the day they are recorded", { recorded_on: "2025-02-25" }, "2025-02-24", "2025-02-25"],
    [
      "the day they are paid, where recorded before",
      { recorded_on: "2025-02-01" },
      "2025-02-19",
      "2025-02-20",
    ],
  ])("from %s", (_, cells, before, from) => {
    expect(rest({ payments: [payment(cells)] }, before)).toEqual([]);
    expect(rest({ payments: [payment(cells)] }, from)).toEqual([["P", 6000]]);
  });

  test("until the day they are allocated", () => {
    const tables = {
      invoices: [invoice()],
      payments: [payment()],
      allocations: [allocation({ allocated_on: "2025-02-25" })],
    };
    expect(rest(tables, "2025-02-24")).toEqual([["P", 6000]]);
    expect(rest(tables, "2025-02-25")).toEqual([]);
    expect(rest(tables, "2025-02-24", "reage")).toEqual([]);
  });

  test("or the day the document they go to is there", () => {
    const tables = {
      invoices: [invoice({ recorded_on: "2025-02-25" })],
      payments: [payment()],
      allocations: [allocation()],
    };
    expect(rest(tables, "2025-02-24")).toEqual([["P", 6000]]);
    expect(rest(tables, "2025-02-25")).toEqual([]);
  });

  test("what goes to a quote or a debit memo is put against something, a credit memo is no payment", () => {
    const tables = {
      adjustments: [debit(), credit()],
      payments: [payment()],
      allocations: [
        { payment_id: "P", proforma_id: "Q", amount: "30.00", allocated_on: "2025-02-20" },
        { payment_id: "P", debit_adjustment_id: "D", amount: "20.00", allocated_on: "2025-02-20" },
        { adjustment_id: "K", debit_adjustment_id: "D", amount: "20.00", allocated_on: "2025-02-20" },
      ],
    };
    expect(rest(tables)).toEqual([["P", 1000]]);
  });

  test("post-dated ones are not there yet, on a later day neither", () => {
    const tables = { payments: [payment({ paid_on: tomorrow })] };
    expect(rest(tables, today)).toEqual([]);
    expect(rest(tables, tomorrow)).toEqual([]);
    expect(rest({ payments: [payment({ paid_on: today })] }, today)).toEqual([["P", 6000]]);
  });
});

test("L-50 a frozen ledger and frozen options are good, and stay as they were", () => {
  const tables = {
    invoices: [invoice({ discount_amount: "1.00", discount_until: "2025-03-31" })],
    adjustments: [credit(), debit()],
    payments: [payment()],
    allocations: [allocation({ amount: "50.00" }), application()],
    statements: [{ statement_id: "S", account_id: "A", issued_on: "2025-02-05" }],
    statement_lines: [{ statement_id: "S", invoice_id: "7" }],
  };
  const ledger = deepFreeze(ledgerOf(tables));
  const before = structuredClone(ledger);
  const options = Object.freeze({ asOf: "2025-02-25", mode: "reconstruct" } as const);
  expect(openItems(ledger, options)).toHaveLength(3);
  expect(unallocatedPayments(ledger, options)).toHaveLength(1);
  expect(ledger).toEqual(before);
});

describe("wrong calls", () => {
  test.each<[object, string]>([
    [{ asOf: "2025-02-30" }, "DATE_INVALID"],
    [{ asOf: "2025-3-1" }, "DATE_INVALID"],
    [{ asOf: "10000-01-01" }, "DATE_RANGE"],
    [{ asOf: new Date(0) }, "DATE_TYPE"],
    [{}, "DATE_TYPE"],
    [{ asOf: today, mode: "rebuild" }, "POLICY_RANGE"],
    [{ asOf: today, as_of: today }, "POLICY_UNKNOWN"],
  ])("F-48 %j: %s", (options, code) => {
    const ledger = ledgerOf({});
    expect(faultOf(() => openItems(ledger, options as PositionOptions))?.code).toBe(code);
    expect(faultOf(() => unallocatedPayments(ledger, options as PositionOptions))?.code).toBe(code);
  });

  test("an option that is wrong is named", () => {
    const mode = "rebuild" as AsOfMode;
    expect(faultOf(() => openItems(ledgerOf({}), { asOf: today, mode }))?.path).toEqual(["mode"]);
  });

  test("F-48 the first and the last day there are may be asked about", () => {
    for (const asOf of ["0001-01-01", "9999-12-31"]) expect(openItems(ledgerOf({}), { asOf })).toEqual([]);
  });
});
