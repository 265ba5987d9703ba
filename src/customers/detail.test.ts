import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { faultOf } from "../../test/fault-of.ts";
import { mustRead } from "../../test/must-read.ts";
import { deepFreeze } from "../../test/reading.ts";
import * as calendar from "../calendar/index.ts";
import { readLedger } from "../model/read-ledger.ts";
import { asOfModes } from "../positions/open-items.ts";
import { discountCombinings } from "../stats/stats.ts";
import { openStore } from "../store/store.ts";
import { averageDecimals } from "../tally/tally.ts";
import { type AccountDetailOptions, accountDetail } from "./detail.ts";
import { detailTabOrder, detailTabs } from "./detail-columns.ts";

const today = "2025-03-10";
const now = "2025-03-10T12:00:00Z";

type Row = Readonly<Record<string, unknown>>;
type Tables = Readonly<Record<string, readonly Row[]>>;

/** The detail of account A of a ledger of these tables. */
function detailOf(tables: Tables, options: Partial<AccountDetailOptions> = {}) {
  const raw = { business: { time_zone: "UTC", currency: "USD" }, ...tables };
  const ledger = deepFreeze(mustRead(readLedger(raw, { today })));
  return accountDetail(ledger, "A", { asOf: today, now, ...options });
}

const invoice = (invoice_number: string, more: Row = {}): Row => ({
  invoice_number,
  account_id: "A",
  amount: "100.00",
  issued_on: "2025-02-01",
  due_on: "2025-03-01",
  ...more,
});
const credit = (adjustment_id: string, more: Row = {}): Row => ({
  adjustment_id,
  account_id: "A",
  type: "credit",
  amount: "30.00",
  issued_on: "2025-02-01",
  ...more,
});
const debit = (adjustment_id: string, more: Row = {}): Row =>
  credit(adjustment_id, { type: "debit", ...more });
const payment = (payment_id: string, more: Row = {}): Row => ({
  payment_id,
  account_id: "A",
  paid_on: "2025-03-05",
  amount: "60.00",
  channel: "drypowder",
  ...more,
});

/** The only one of a list. */
function only<Value>(values: readonly Value[]): Value {
  expect(values).toHaveLength(1);
  return values[0] as Value;
}

describe("an account's detail", () => {
  test("A-031 has four tabs in order, empty where there is nothing, also for an account without documents", () => {
    const { tabs } = detailOf({ accounts: [{ account_id: "A" }] });
    expect(Object.entries(tabs)).toEqual([
      ["invoices", []],
      ["debitAdjustments", []],
      ["creditAdjustments", []],
      ["payments", []],
    ]);
    expect(detailTabOrder).toEqual(Object.keys(tabs));
    expect(detailTabOrder.map((tab) => detailTabs[tab].label)).toEqual([
      "Invoices",
      "Debit Adjustments",
      "Credit Adjustments",
      "Payments",
    ]);
  });

  test("says who the account is, null where the ledger does not", () => {
    const bare = detailOf({ accounts: [{ account_id: "A" }] });
    const { accountName, buyerCompanyName, accountType, status, email, phone, notes } = bare;
    expect([accountName, buyerCompanyName, accountType, status]).toEqual(["A", null, null, "Active"]);
    expect([email, phone, notes]).toEqual([null, null, null]);
    const { terms, creditLimit, establishedOn, salesperson, invitation, jobs, statement } = bare;
    expect([terms, creditLimit, establishedOn, salesperson]).toEqual([null, null, null, null]);
    expect([invitation, jobs, statement]).toEqual([null, null, null]);
    expect(bare.badges.map(({ label }) => label)).toEqual(["Active"]);

    const account = {
      account_id: "A",
      account_name: "Acme",
      buyer_company_name: "Acme Ltd",
      account_type: "Credit",
      status: "Not Used",
      terms: "30 days",
      credit_limit: "5000.00",
      established_on: "2001-02-03",
      salesperson: "North desk",
      email: "ap@acme.test",
      phone: "555-0100",
      notes: "Calls back on Fridays.",
    };
    const invite = {
      account_id: "A",
      email: "ap@acme.test",
      status: "Pending",
      created_at: "2025-01-05T15:00:00Z",
      expires_at: now,
    };
    const full = detailOf({ accounts: [account], invites: [invite] });
    expect(full).toMatchObject({
      accountId: "A",
      accountName: "Acme",
      buyerCompanyName: "Acme Ltd",
      accountType: "Credit",
      status: "Inactive",
      terms: "30 days",
      creditLimit: 500000,
      establishedOn: "2001-02-03",
      salesperson: "North desk",
      email: "ap@acme.test",
      phone: "555-0100",
      notes: "Calls back on Fridays.",
      invitation: { email: "ap@acme.test", status: "Expired" },
    });
    expect(full.badges.map(({ label }) => label)).toEqual(["Inactive", "Credit", "Expired"]);
  });

  test("X-005 says what it was computed under; every default is a constant that the engine names", () => {
    const { asOf, now: at, currency, options, ...rest } = detailOf({ accounts: [{ account_id: "A" }] });
    expect([asOf, rest.today, at]).toEqual([today, today, "2025-03-10T12:00:00.000Z"]);
    expect(currency).toEqual({ code: "USD", exponent: 2 });
    expect(options).toEqual({ mode: asOfModes[0], discounts: discountCombinings[0], averageDecimals });
    const given = { mode: "reage", discounts: "sum", averageDecimals: 0 } as const;
    expect(detailOf({ accounts: [{ account_id: "A" }] }, given).options).toEqual(given);
  });

  test("averages are weighted by what is unpaid and rounded as asked", () => {
    const invoices = [
      invoice("1", { amount: "3000.00", due_on: "2025-01-09" }),
      invoice("2", { amount: "950.00", due_on: "2025-03-09" }),
    ];
    const { averageDaysOverdue } = detailOf({ invoices });
    // (3000 × 60 + 950 × 1) ÷ 3950 = 45.8101…
    expect(averageDaysOverdue).toEqual({
      pastDue: 45.81,
      byBucket: { current: 0, "1-30": 1, "31-60": 60, "61-90": 0, "91+": 0 },
    });
    expect(detailOf({ invoices }, { averageDecimals: 1 }).averageDaysOverdue.pastDue).toBe(45.8);
    expect(detailOf({ invoices }, { averageDecimals: 4 }).averageDaysOverdue.pastDue).toBe(45.8101);
  });

  test("discounts combine as asked", () => {
    const tables = {
      invoices: [invoice("1", { due_on: today, discount_amount: "1.00", discount_until: today })],
      statements: [{ statement_id: "S", account_id: "A", issued_on: "2025-03-01" }],
      statement_lines: [
        { statement_id: "S", invoice_id: "1", discount_amount: "3.00", discount_until: today },
      ],
    };
    const discounts = (how?: AccountDetailOptions["discounts"]) => {
      const detail = detailOf(tables, how === undefined ? {} : { discounts: how });
      return [detail.stats.discounts.amount, detail.statement?.stats.discounts.amount];
    };
    expect(discounts()).toEqual([300, 300]);
    expect(discounts("invoice-first")).toEqual([100, 100]);
    expect(discounts("sum")).toEqual([400, 400]);
  });

  test("payments that are put against nothing are said beside the figures, and never netted", () => {
    const tables = {
      invoices: [invoice("1")],
      payments: [
        payment("P1"),
        payment("P2", { channel: "erp", paid_on: "2025-03-06" }),
        payment("P3", { status: "pending" }),
      ],
      allocations: [{ payment_id: "P1", invoice_id: "1", amount: "45.00", allocated_on: "2025-03-05" }],
    };
    const { unallocated, stats } = detailOf(tables);
    expect(unallocated).toEqual({
      amount: 7500,
      count: 2,
      payments: [
        { paymentId: "P2", paidOn: "2025-03-06", amount: 6000 },
        { paymentId: "P1", paidOn: "2025-03-05", amount: 1500 },
      ],
    });
    expect(stats.outstanding.amount).toBe(5500);
    expect(detailOf({ invoices: [invoice("1")] }).unallocated).toEqual({ amount: 0, count: 0, payments: [] });
  });
});

describe("the invoices tab", () => {
  test("A-032 lists all posted invoices, paid and voided ones too, that the figures do not count", () => {
    const { tabs, stats } = detailOf({
      invoices: [
        invoice("open"),
        invoice("paid", { balance: "0.00" }),
        invoice("voided", { status: "Voided", voided_on: "2025-03-01" }),
        invoice("unposted", { posting: "Unapproved" }),
      ],
    });
    expect(tabs.invoices.map(({ invoiceNumber, status }) => [invoiceNumber, status])).toEqual([
      ["open", "Open"],
      ["paid", "Paid"],
      ["voided", "Voided"],
    ]);
    expect([stats.invoices.count, stats.invoices.amount]).toEqual([1, 10000]);
  });

  test("A-034 A-035 A-036 A-037 a row has number, original amount, what is unpaid and the due day", () => {
    const tables = {
      invoices: [invoice("000123", { invoice_id: "I-1", job_id: "J" })],
      payments: [payment("P")],
      allocations: [{ payment_id: "P", invoice_id: "I-1", amount: "60.00", allocated_on: "2025-03-05" }],
    };
    expect(only(detailOf(tables).tabs.invoices)).toEqual({
      invoiceId: "I-1",
      invoiceNumber: "000123",
      amount: 10000,
      balance: 4000,
      issuedOn: "2025-02-01",
      dueOn: "2025-03-01",
      daysOverdue: 9,
      status: "Partially Paid",
      lineItems: [],
      lineItemStatuses: [],
      jobId: "J",
    });
  });

  test.each([
    ["0.00", "Paid"],
    ["0.01", "Partially Paid"],
    ["99.99", "Partially Paid"],
    ["100.00", "Open"],
  ])("A-038 with %s of 100.00 unpaid it is %s", (balance, status) => {
    expect(only(detailOf({ invoices: [invoice("1", { balance })] }).tabs.invoices).status).toBe(status);
  });

  test("A-038 the balance decides, whatever the ERP says; an invoice over nothing is Paid", () => {
    const { tabs } = detailOf({
      invoices: [invoice("1", { status: "Paid" }), invoice("2", { amount: "0.00" })],
    });
    expect(tabs.invoices.map(({ status }) => status)).toEqual(["Open", "Paid"]);
  });

  test.each([
    ["before it is voided", "2025-03-04", "Open", 10000, 3],
    ["on the day it is voided", "2025-03-05", "Voided", 0, 0],
    ["after that", today, "Voided", 0, 0],
  ])("A-038 %s it is as it stood", (_, asOf, status, balance, daysOverdue) => {
    const voided = invoice("1", { status: "Voided", voided_on: "2025-03-05" });
    const row = only(detailOf({ invoices: [voided] }, { asOf }).tabs.invoices);
    expect(row).toMatchObject({ status, balance, daysOverdue });
  });

  test("A-038 an invoice voided on no known day is Voided", () => {
    const row = only(detailOf({ invoices: [invoice("1", { status: "Voided" })] }).tabs.invoices);
    expect(row).toMatchObject({ status: "Voided", balance: 0 });
  });

  test.each([
    ["due tomorrow", { due_on: "2025-03-11" }, 0],
    ["due today", { due_on: today }, 0],
    ["due yesterday", { due_on: "2025-03-09" }, 1],
    ["due yesterday and paid", { due_on: "2025-03-09", balance: "0.00" }, 0],
    ["due yesterday with a cent unpaid", { due_on: "2025-03-09", balance: "0.01" }, 1],
  ])("an invoice %s is overdue for so many days", (_, cells, daysOverdue) => {
    expect(only(detailOf({ invoices: [invoice("1", cells)] }).tabs.invoices).daysOverdue).toBe(daysOverdue);
  });

  test("A-039 the status of each line, in the order of lines, and how many have each", () => {
    const line_items = [
      { invoice_id: "1", line: "3", status: "Shipped" },
      { invoice_id: "1", line: "1", status: "Back-ordered" },
      { invoice_id: "1", line: "2", status: "Shipped" },
      { invoice_id: "2", line: "1", status: "Returned" },
    ];
    const tables = { invoices: [invoice("1"), invoice("2")], line_items };
    const [first] = detailOf(tables).tabs.invoices;
    expect(first?.lineItems).toEqual([
      { line: "3", status: "Shipped" },
      { line: "1", status: "Back-ordered" },
      { line: "2", status: "Shipped" },
    ]);
    expect(first?.lineItemStatuses).toEqual([
      { status: "Shipped", count: 2 },
      { status: "Back-ordered", count: 1 },
    ]);
  });
});

describe("the adjustment tabs", () => {
  const tables = {
    adjustments: [
      debit("D-1", { reason: "Additional charge" }),
      credit("K-1", { reason: "Write-off" }),
      debit("D-2", { reason: "Overpayment correction", amount: "12.34" }),
      credit("K-2", { reason: "Discount" }),
      credit("K-3", { reason: "Credit issued" }),
      debit("D-3", { account_id: "B" }),
      credit("K-4", { account_id: "B" }),
    ],
  };

  test("A-040 debits, whatever they are for, with amount, date and status", () => {
    const { tabs } = detailOf(tables);
    const row = { adjustmentId: "D-1", amount: 3000, balance: 3000, issuedOn: "2025-02-01", status: "Open" };
    expect(tabs.debitAdjustments).toEqual([
      { ...row, reason: "Additional charge" },
      { ...row, adjustmentId: "D-2", amount: 1234, balance: 1234, reason: "Overpayment correction" },
    ]);
  });

  test("A-041 credits, whatever they are for, with amount, date and status", () => {
    const row = { amount: 3000, balance: 3000, issuedOn: "2025-02-01", status: "Open" };
    expect(detailOf(tables).tabs.creditAdjustments).toEqual([
      { adjustmentId: "K-1", ...row, reason: "Write-off" },
      { adjustmentId: "K-2", ...row, reason: "Discount" },
      { adjustmentId: "K-3", ...row, reason: "Credit issued" },
    ]);
    const bare = only(
      detailOf({ adjustments: [{ ...credit("K"), issued_on: null }] }).tabs.creditAdjustments,
    );
    expect([bare.reason, bare.issuedOn]).toEqual([null, null]);
  });

  test.each([
    ["0.00", "Paid", "Applied"],
    ["0.01", "Partially Paid", "Partially Applied"],
    ["29.99", "Partially Paid", "Partially Applied"],
    ["30.00", "Open", "Open"],
  ])("A-040 A-041 with %s of 30.00 left a debit is %s and a credit %s", (balance, owed, unapplied) => {
    const { tabs } = detailOf({ adjustments: [debit("D", { balance }), credit("K", { balance })] });
    expect(only(tabs.debitAdjustments).status).toBe(owed);
    expect(only(tabs.creditAdjustments).status).toBe(unapplied);
  });

  test("A-040 A-041 one that is voided says so, and nothing is left on it", () => {
    const { tabs, stats } = detailOf({
      adjustments: [debit("D", { status: "Voided" }), credit("K", { status: "Voided" })],
    });
    expect(only(tabs.debitAdjustments)).toMatchObject({ status: "Voided", amount: 3000, balance: 0 });
    expect(only(tabs.creditAdjustments)).toMatchObject({ status: "Voided", amount: 3000, balance: 0 });
    expect([stats.debits.count, stats.credits.count]).toEqual([0, 0]);
  });
});

describe("the payments tab", () => {
  test("A-042 lists what came in through the portal, whatever became of it, and nothing that the ERP took in", () => {
    const { tabs } = detailOf({
      payments: [
        payment("P1"),
        payment("P2", { status: "pending" }),
        payment("P3", { status: "failed" }),
        payment("P4", { status: "reversed" }),
        payment("E1", { channel: "erp" }),
        { ...payment("E2"), channel: null },
      ],
    });
    expect(tabs.payments.map(({ paymentId, status }) => [paymentId, status])).toEqual([
      ["P1", "settled"],
      ["P2", "pending"],
      ["P3", "failed"],
      ["P4", "reversed"],
    ]);
  });

  test("A-043 a row has amount, method, status and date", () => {
    const { tabs } = detailOf({
      payments: [payment("P1", { method: "Card" }), payment("P2", { kind: "discount" })],
    });
    expect(tabs.payments).toEqual([
      {
        paymentId: "P1",
        amount: 6000,
        method: "Card",
        status: "settled",
        paidOn: "2025-03-05",
        kind: "payment",
      },
      {
        paymentId: "P2",
        amount: 6000,
        method: null,
        status: "settled",
        paidOn: "2025-03-05",
        kind: "discount",
      },
    ]);
  });

  test("A-044 those of other customers stand on theirs", () => {
    const { tabs } = detailOf({ payments: [payment("P1"), payment("P2", { account_id: "B" })] });
    expect(tabs.payments.map(({ paymentId }) => paymentId)).toEqual(["P1"]);
  });
});

describe("the order within a tab", () => {
  test("newest day first, one day by id, no day last", () => {
    const days: readonly Row[] = [
      { issued_on: "2025-01-05" },
      { issued_on: null },
      { issued_on: "2025-02-05" },
      { issued_on: "2025-01-05" },
      { issued_on: null },
    ];
    const ids = ["e", "d", "c", "b", "a"];
    const { tabs } = detailOf({
      invoices: days.map((cells, at) => invoice(ids[at] ?? "", cells)),
      adjustments: days.flatMap((cells, at) => [debit(`D${ids[at]}`, cells), credit(`K${ids[at]}`, cells)]),
      payments: days.map((cells, at) =>
        payment(`P${ids[at]}`, { paid_on: cells["issued_on"] ?? "2025-01-01" }),
      ),
    });
    const order = ["c", "b", "e", "a", "d"];
    expect(tabs.invoices.map(({ invoiceId }) => invoiceId)).toEqual(order);
    expect(tabs.debitAdjustments.map(({ adjustmentId }) => adjustmentId)).toEqual(
      order.map((id) => `D${id}`),
    );
    expect(tabs.creditAdjustments.map(({ adjustmentId }) => adjustmentId)).toEqual(
      order.map((id) => `K${id}`),
    );
    expect(tabs.payments.map(({ paymentId }) => paymentId)).toEqual(order.map((id) => `P${id}`));
  });
});

describe("another day", () => {
  const tables = {
    invoices: [invoice("1"), invoice("2", { issued_on: "2025-03-06", due_on: "2025-04-01" })],
    adjustments: [credit("K", { issued_on: "2025-03-06" })],
    payments: [payment("P")],
    allocations: [{ payment_id: "P", invoice_id: "1", amount: "60.00", allocated_on: "2025-03-05" }],
    statements: [
      { statement_id: "S1", account_id: "A", issued_on: "2025-02-28" },
      { statement_id: "S2", account_id: "A", issued_on: "2025-03-06" },
    ],
    statement_lines: [
      { statement_id: "S1", invoice_id: "1" },
      { statement_id: "S2", invoice_id: "2" },
    ],
  };
  const on = (asOf: string, mode: AccountDetailOptions["mode"] = "reconstruct") => {
    const { tabs, statement, today: day } = detailOf(tables, { asOf, mode });
    return {
      invoices: tabs.invoices.map(({ invoiceId, balance, daysOverdue }) => [invoiceId, balance, daysOverdue]),
      others: [...tabs.creditAdjustments, ...tabs.payments].length,
      statement: [statement?.statementId, statement?.stats.invoices.amount],
      today: day,
    };
  };

  test("a past one shows what had been entered by then, as it stood", () => {
    expect(on("2025-03-04")).toEqual({
      invoices: [["1", 10000, 3]],
      others: 0,
      statement: ["S1", 10000],
      today,
    });
    expect(on("2025-03-05")).toEqual({
      invoices: [["1", 4000, 4]],
      others: 1,
      statement: ["S1", 4000],
      today,
    });
  });

  test("re-aged, and on a later one, today's rows stand, and only ages differ", () => {
    const ages = (first: number, second: number) => ({
      invoices: [
        ["2", 10000, second],
        ["1", 4000, first],
      ],
      others: 2,
      statement: ["S2", 10000],
      today,
    });
    expect(on("2025-03-04", "reage")).toEqual(ages(3, 0));
    expect(on(today)).toEqual(ages(9, 0));
    expect(on("2025-04-02")).toEqual(ages(32, 1));
  });

  test("a statement that is dated ahead is not there before its day", () => {
    const ahead = [...tables.statements, { statement_id: "S3", account_id: "A", issued_on: "2025-03-20" }];
    const detail = (asOf: string) => detailOf({ ...tables, statements: ahead }, { asOf });
    expect(detail(today).statement?.statementId).toBe("S2");
    expect(detail("2025-04-02").statement?.statementId).toBe("S2");
  });

  test("the history of another account does not matter, one's own does", () => {
    const unknown = { balance: "40.00", invoice_number: "9" };
    const other = [...tables.invoices, invoice("9", { ...unknown, account_id: "B" })];
    expect(detailOf({ ...tables, invoices: other }, { asOf: "2025-03-04" }).tabs.invoices).toHaveLength(1);
    const own = [...tables.invoices, invoice("9", unknown)];
    const fault = faultOf(() => detailOf({ ...tables, invoices: own }, { asOf: "2025-03-04" }));
    expect([fault?.code, fault?.details["ids"]]).toEqual(["HISTORY_UNAVAILABLE", ["9"]]);
  });
});

describe("a store", () => {
  test("A-045 the detail says at once what has happened, the list when it is computed again", () => {
    const raw = { business: { time_zone: "UTC", currency: "USD" }, invoices: [invoice("1")] };
    const store = openStore(mustRead(readLedger(raw, { today })), { calendar });
    const [later, latest] = ["2025-03-10T12:00:01Z", "2025-03-10T12:00:02Z"];
    const balances = (instant: string) => {
      const detail = accountDetail(store.accountLedger("A", instant), "A", { asOf: today, now: instant });
      return [only(detail.tabs.invoices).balance, store.snapshot()?.row("A")?.stats.invoices.amount];
    };
    store.recompute(now);
    expect(balances(now)).toEqual([10000, 10000]);
    const allocation = { payment_id: "P", invoice_id: "1", amount: "60.00", allocated_on: "2025-03-05" };
    const paid = store.apply([
      { changeId: "1", kind: "payment-posted", payment: payment("P") },
      { changeId: "2", kind: "payment-allocated", allocation },
    ]);
    expect(mustRead(paid).applied).toBe(2);
    expect(balances(later)).toEqual([4000, 10000]);
    store.recompute(latest);
    expect(balances(latest)).toEqual([4000, 4000]);
  });
});

describe("jobs", () => {
  const jobs = [
    { job_id: "J2", account_id: "A", name: "Cellar", status: "Active" },
    { job_id: "J1", account_id: "A" },
    { job_id: "J9", account_id: "B" },
  ];

  test("A-046 G-45 without jobs, and without invoices that name one, there is no such section", () => {
    const other = {
      jobs: jobs.slice(2),
      invoices: [invoice("1"), invoice("2", { account_id: "B", job_id: "J9" })],
    };
    expect(detailOf(other).jobs).toBeNull();
  });

  test("A-046 G-45 every job of the account is there, by id, with the figures of its invoices, and what has no job", () => {
    const invoices = [
      invoice("1", { job_id: "J2" }),
      invoice("2", { job_id: "J2", due_on: today }),
      invoice("3"),
      invoice("4", { account_id: "B", job_id: "J9" }),
    ];
    const { jobs: section, stats } = detailOf({ jobs, invoices, adjustments: [debit("D")] });
    expect(section?.jobs.map(({ jobId, name, status }) => [jobId, name, status])).toEqual([
      ["J1", null, null],
      ["J2", "Cellar", "Active"],
    ]);
    const [first, second] = section?.jobs ?? [];
    expect(first?.stats).toMatchObject({ outstanding: { amount: 0, count: 0, amountDays: "0" } });
    expect(second?.stats).toMatchObject({
      pastDue: { amount: 10000, count: 1, amountDays: "90000" },
      current: { amount: 10000, count: 1, amountDays: "0" },
    });
    expect(section?.unassigned).toMatchObject({ invoices: { amount: 10000 }, debits: { amount: 3000 } });
    expect(stats.outstanding.amount).toBe(33000);
  });

  test("A-046 a job that only an invoice names is one too, though the invoice be paid", () => {
    const { jobs: section } = detailOf({ invoices: [invoice("1", { job_id: "J7", balance: "0.00" })] });
    expect(section?.jobs.map(({ jobId, name, status }) => [jobId, name, status])).toEqual([
      ["J7", null, null],
    ]);
  });
});

describe("the statement", () => {
  test("A-174 G-44 is the most recent one, with what is still open of the invoices on it, and no adjustments", () => {
    const tables = {
      invoices: [invoice("1"), invoice("2", { balance: "40.00" }), invoice("3", { balance: "0.00" })],
      adjustments: [debit("D"), credit("K")],
      statements: [
        { statement_id: "S2", account_id: "A", issued_on: "2025-02-28" },
        { statement_id: "S1", account_id: "A", issued_on: "2025-02-28" },
        { statement_id: "S9", account_id: "B", issued_on: "2025-03-01" },
      ],
      statement_lines: [
        { statement_id: "S2", invoice_id: "2" },
        { statement_id: "S2", invoice_id: "3" },
        { statement_id: "S1", invoice_id: "1" },
      ],
    };
    const { statement } = detailOf(tables);
    expect([statement?.statementId, statement?.issuedOn]).toEqual(["S2", "2025-02-28"]);
    expect(statement?.stats).toMatchObject({
      outstanding: { amount: 4000, count: 1 },
      pastDue: { amount: 4000, count: 1, amountDays: "36000" },
      debits: { amount: 0 },
      credits: { amount: 0 },
    });
  });
});

describe("wrong calls", () => {
  test("an account that is not there is unknown", () => {
    const fault = faultOf(() => detailOf({ accounts: [{ account_id: "B" }] }));
    expect([fault?.code, fault?.path]).toEqual(["REF_UNKNOWN", ["accountId"]]);
    expect(fault?.message).toBe('There is no account "A".');
  });

  test.each([
    [{ mode: "rewind" }, "POLICY_RANGE", ["mode"]],
    [{ discounts: "none" }, "POLICY_RANGE", ["discounts"]],
    [{ averageDecimals: 21 }, "POLICY_RANGE", ["averageDecimals"]],
    [{ floor: "zero" }, "POLICY_UNKNOWN", ["floor"]],
    [{ asOf: "2025-02-29" }, "DATE_INVALID", []],
    [{ now: "2025-03-10" }, "INSTANT_INVALID", []],
  ])("the option %j is refused", (options, code, path) => {
    const fault = faultOf(() => detailOf({ accounts: [{ account_id: "A" }] }, options as object));
    expect([fault?.code, fault?.path]).toEqual([code, path]);
  });
});

describe("columns", () => {
  test("A-031 those that the source document names stand in its order, under its words", () => {
    const named = detailTabOrder.map((tab) => {
      const columns: readonly { readonly label: string; readonly source: string | null }[] =
        detailTabs[tab].columns;
      return columns.flatMap(({ label, source }) => (source === null ? [] : [label]));
    });
    expect(named).toEqual([
      ["Invoice Number", "Amount", "Balance", "Due Date", "Status", "Line Item Statuses"],
      ["Amount", "Date", "Status"],
      ["Amount", "Date", "Status"],
      ["Amount", "Method", "Status", "Date"],
    ]);
  });

  test("each says what it means, and shows a field of its rows as text", () => {
    const { tabs, currency } = detailOf({
      invoices: [invoice("0007", { balance: "40.00" })],
      line_items: ["Shipped", "Returned", "Shipped"].map((status, at) => ({
        invoice_id: "0007",
        line: `${at}`,
        status,
      })),
      adjustments: [debit("D-1", { reason: "Freight" }), { ...credit("K-1"), issued_on: null }],
      payments: [payment("P-1", { method: "Card" }), payment("P-2", { paid_on: "2025-03-01" })],
    });
    const cells = <Row extends object>(
      { columns }: (typeof detailTabs)[keyof typeof detailTabs] & { columns: readonly unknown[] },
      rows: readonly Row[],
    ) =>
      rows.map((row) =>
        (
          columns as readonly {
            name: string;
            means: string;
            text: (row: Row, money: typeof currency) => string;
          }[]
        ).map(({ name, means, text }) => {
          expect(means).toMatch(/^[A-Z].*\.$/);
          expect(Object.keys(row)).toContain(name);
          return text(row, currency);
        }),
      );
    expect(cells(detailTabs.invoices, tabs.invoices)).toEqual([
      ["0007", "100.00", "40.00", "2025-03-01", "Partially Paid", "2 Shipped, 1 Returned"],
    ]);
    expect(cells(detailTabs.debitAdjustments, tabs.debitAdjustments)).toEqual([
      ["D-1", "30.00", "30.00", "2025-02-01", "Open", "Freight"],
    ]);
    expect(cells(detailTabs.creditAdjustments, tabs.creditAdjustments)).toEqual([
      ["K-1", "30.00", "30.00", "", "Open", ""],
    ]);
    expect(cells(detailTabs.payments, tabs.payments)).toEqual([
      ["P-1", "60.00", "Card", "settled", "2025-03-05", "payment"],
      ["P-2", "60.00", "", "settled", "2025-03-01", "payment"],
    ]);
  });
});

describe("the golden dealer's C-100", () => {
  const raw: unknown = JSON.parse(
    readFileSync(new URL("../../test/fixtures/golden-dealer.json", import.meta.url), "utf8"),
  );
  const ledger = mustRead(readLedger(raw, { today }));
  const detail = accountDetail(ledger, "C-100", { asOf: today, now });

  test("A-032 A-042 every document stands on its tab", () => {
    const { invoices, debitAdjustments, creditAdjustments, payments } = detail.tabs;
    const open = (rows: readonly { readonly status: string }[], status: string) =>
      rows.filter((row) => row.status === status).length;
    expect(invoices).toHaveLength(13);
    expect(["Open", "Partially Paid", "Paid", "Voided"].map((status) => open(invoices, status))).toEqual([
      8, 1, 3, 1,
    ]);
    expect(invoices[0]?.invoiceNumber).toBe("0009");
    expect(debitAdjustments.map(({ adjustmentId, status }) => `${adjustmentId} ${status}`)).toEqual([
      "D-1 Open",
    ]);
    expect(creditAdjustments.map(({ adjustmentId, status }) => `${adjustmentId} ${status}`)).toEqual([
      "K-1 Partially Applied",
      "K-2 Applied",
    ]);
    expect(payments.map(({ paymentId }) => paymentId)).toEqual(["P-2"]);
  });

  test("A-046 A-174 its jobs, its latest statement and its badges", () => {
    expect(detail.jobs?.jobs.map(({ name, stats }) => [name, stats.pastDue.amount])).toEqual([
      ["Roof", 300000],
      ["Cellar", 65000],
    ]);
    expect(detail.statement?.statementId).toBe("S-2");
    expect(detail.statement?.stats.invoices).toMatchObject({ amount: 370000, count: 2 });
    expect(detail.badges.map(({ label }) => label)).toEqual(["Active", "Credit", "Accepted"]);
    expect(detail.averageDaysOverdue.pastDue).toBe(56.78);
  });
});
