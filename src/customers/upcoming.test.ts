import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { faultOf } from "../../test/fault-of.ts";
import { mustRead } from "../../test/must-read.ts";
import { deepFreeze } from "../../test/reading.ts";
import { addDays } from "../calendar/day.ts";
import { readLedger } from "../model/read-ledger.ts";
import { openItems } from "../positions/open-items.ts";
import { type UpcomingOptions, upcoming, upcomingHorizon } from "./upcoming.ts";

const today = "2025-03-10";
const golden: unknown = JSON.parse(
  readFileSync(new URL("../../test/fixtures/golden-dealer.json", import.meta.url), "utf8"),
);
const dealer = deepFreeze(mustRead(readLedger(golden, { today })));

/** What happens to the documents of a small ledger: a line a change. */
function linesOf(
  tables: Readonly<Record<string, unknown>>,
  options: Partial<UpcomingOptions> = {},
): string[] {
  const business = { time_zone: "UTC", currency: "USD" };
  const ledger = mustRead(readLedger({ business, ...tables }, { today }));
  return upcoming(ledger, { through: addDays(today, 120), ...options }).days.flatMap(({ day, changes }) =>
    changes.map(
      ({ what, id, amount, fromBucket, toBucket, fromBalance, toBalance, fromDiscount, toDiscount }) => {
        const buckets = `${fromBucket ?? "none"}>${toBucket ?? "none"}`;
        return `${day} ${id} ${what} ${amount}: ${buckets} ${fromBalance}>${toBalance} ${fromDiscount}>${toDiscount}`;
      },
    ),
  );
}

const invoice = (invoice_number: string, due_on: string, more: object = {}) => ({
  invoice_number,
  account_id: "A",
  amount: "100.00",
  issued_on: "2025-01-01",
  due_on,
  ...more,
});

describe("the golden dealer a day later", () => {
  const { days, ...rest } = upcoming(dealer, { through: "2025-03-11" });
  const [only] = days;

  test("E-26 what falls past due, what moves on, and the new totals", () => {
    expect(days).toHaveLength(1);
    expect(only?.day).toBe("2025-03-11");
    const changes = only?.changes.map(({ what, id, amount, fromBucket, toBucket }) => [
      what,
      id,
      amount,
      fromBucket,
      toBucket,
    ]);
    expect(changes).toEqual([
      ["falls-past-due", "0008", 50_000, "current", "1-30"],
      ["moves-bucket", "0006", 8000, "61-90", "91+"],
      ["moves-bucket", "0001", 300_000, "31-60", "61-90"],
      ["moves-bucket", "0003", 10_000, "1-30", "31-60"],
      ["discount-ends", "0008", 1000, "current", "1-30"],
    ]);
    expect(only?.accounts).toEqual([
      {
        accountId: "C-100",
        totals: {
          outstanding: { amount: 522_500, count: 10 },
          invoices: { amount: 515_000, count: 9 },
          current: { amount: 70_000, count: 1 },
          pastDue: { amount: 445_000, count: 8 },
          byBucket: {
            current: { amount: 70_000, count: 1 },
            "1-30": { amount: 60_000, count: 2 },
            "31-60": { amount: 35_000, count: 2 },
            "61-90": { amount: 340_000, count: 2 },
            "91+": { amount: 10_000, count: 2 },
          },
          discounts: { amount: 0, count: 0 },
          debits: { amount: 7500, count: 1 },
          credits: { amount: 15_000, count: 1 },
          exposure: "22872000",
        },
      },
    ]);
    expect(only?.totals.pastDue).toEqual({ amount: 545_001, count: 10 });
    // 1,000.00 over 11 days and 0.01 over 2 days besides.
    expect(only?.totals.exposure).toBe(String(22_872_000 + 1_100_000 + 2));
  });

  test("E-17 the discount that ends: today it counts, tomorrow it does not", () => {
    expect(rest.start.accounts.map(({ accountId, totals }) => [accountId, totals.discounts])).toEqual([
      ["C-100", { amount: 1000, count: 1 }],
    ]);
    expect(only?.changes.at(-1)).toEqual({
      what: "discount-ends",
      accountId: "C-100",
      id: "0008",
      kind: "invoice",
      dueOn: today,
      amount: 1000,
      fromBucket: "current",
      toBucket: "1-30",
      fromBalance: 50_000,
      toBalance: 50_000,
      fromDiscount: 1000,
      toDiscount: 0,
    });
  });

  test("says what was asked, and what stood before", () => {
    expect(rest).toMatchObject({
      asOf: today,
      today,
      currency: { code: "USD", exponent: 2 },
      options: { from: today, through: "2025-03-11", accountId: null, discounts: "max" },
    });
    expect(rest.start.totals.outstanding).toEqual({ amount: 100_622_501, count: 13 });
    expect(upcoming(dealer, { through: today }).days).toEqual([]);
    expect(upcoming(dealer, { through: "2025-03-11", accountId: "C-400" })).toMatchObject({
      start: { accounts: [], totals: { outstanding: { amount: 0, count: 0 } } },
      days: [],
    });
  });

  test("from a later day: what happened by then is where it starts", () => {
    const later = upcoming(dealer, { from: "2025-03-11", through: "2025-04-02", accountId: "C-100" });
    expect(later.start.totals).toEqual(only?.accounts[0]?.totals);
    expect(later.days.map(({ day }) => day)).toEqual(["2025-04-02"]);
    expect(later.days[0]?.accounts).toEqual([{ accountId: "C-100", totals: later.days[0]?.totals }]);
  });
});

describe("what time does", () => {
  test("an invoice goes from bucket to bucket, each the day after its last age", () => {
    expect(linesOf({ invoices: [invoice("1", "2025-03-10")] })).toEqual([
      "2025-03-11 1 falls-past-due 10000: current>1-30 10000>10000 0>0",
      "2025-04-10 1 moves-bucket 10000: 1-30>31-60 10000>10000 0>0",
      "2025-05-10 1 moves-bucket 10000: 31-60>61-90 10000>10000 0>0",
      "2025-06-09 1 moves-bucket 10000: 61-90>91+ 10000>10000 0>0",
    ]);
    expect(linesOf({ invoices: [invoice("1", "2025-03-10")] }, { through: "2025-03-10" })).toEqual([]);
    expect(
      linesOf({ invoices: [invoice("1", "2025-03-10")] }, { from: "2025-03-11", through: "2025-04-09" }),
    ).toEqual([]);
  });

  test("a discount ends with its last day, or when its invoice falls past due; under another rule the next one begins to count", () => {
    const discounted = invoice("1", "2025-03-20", { discount_amount: "4.00", discount_until: "2025-03-31" });
    const tables = {
      invoices: [discounted],
      statements: [{ statement_id: "S", account_id: "A", issued_on: "2025-03-01" }],
      statement_lines: [
        { statement_id: "S", invoice_id: "1", discount_amount: "3.00", discount_until: "2025-03-12" },
      ],
    };
    const through = "2025-03-31";
    const pastDue = "2025-03-21 1 falls-past-due 10000: current>1-30 10000>10000 400>0";
    const ends = "2025-03-21 1 discount-ends 400: current>1-30 10000>10000 400>0";
    expect(linesOf(tables, { through })).toEqual([pastDue, ends]);
    expect(linesOf(tables, { through, discounts: "sum" })).toEqual([
      "2025-03-13 1 discount-ends 300: current>current 10000>10000 700>400",
      pastDue,
      ends,
    ]);
    expect(linesOf(tables, { through, discounts: "statement-first" })).toEqual([
      "2025-03-13 1 discount-begins 100: current>current 10000>10000 300>400",
      pastDue,
      ends,
    ]);
  });
});

describe("what is dated ahead", () => {
  test("a payment, a credit that is applied, a void, an invoice that is entered, a statement with a discount", () => {
    const lines = linesOf(
      {
        invoices: [
          invoice("1", "2025-06-30"),
          invoice("2", "2025-06-30", { voided_on: "2025-03-14" }),
          invoice("3", "2025-06-30", { recorded_on: "2025-03-15" }),
          invoice("4", "2025-06-30"),
        ],
        adjustments: [
          {
            adjustment_id: "C",
            account_id: "A",
            type: "credit",
            amount: "6.00",
            issued_on: "2025-03-01",
            recorded_on: "2025-03-16",
          },
          { adjustment_id: "1", account_id: "A", type: "credit", amount: "30.00", issued_on: "2025-03-01" },
          {
            adjustment_id: "D",
            account_id: "A",
            type: "debit",
            amount: "5.00",
            issued_on: "2025-03-01",
            recorded_on: "2025-03-16",
          },
        ],
        payments: [{ payment_id: "P", account_id: "A", paid_on: "2025-03-12", amount: "60.00" }],
        allocations: [
          { payment_id: "P", invoice_id: "1", amount: "60.00", allocated_on: "2025-03-12" },
          { adjustment_id: "1", invoice_id: "1", amount: "30.00", allocated_on: "2025-03-13" },
        ],
        statements: [
          { statement_id: "S", account_id: "A", issued_on: "2025-03-17" },
          { statement_id: "T", account_id: "A", issued_on: "2025-03-18" },
        ],
        statement_lines: [
          { statement_id: "S", invoice_id: "4", discount_amount: "3.00", discount_until: "2025-04-12" },
          { statement_id: "T", invoice_id: "1" },
        ],
      },
      { through: "2025-04-13" },
    );
    expect(lines).toEqual([
      "2025-03-12 1 balance-changes -6000: current>current 10000>4000 0>0",
      "2025-03-13 1 balance-changes -3000: none>none 3000>0 0>0",
      "2025-03-13 1 balance-changes -3000: current>current 4000>1000 0>0",
      "2025-03-14 2 balance-changes -10000: current>none 10000>0 0>0",
      "2025-03-15 3 balance-changes 10000: none>current 0>10000 0>0",
      "2025-03-16 C balance-changes 600: none>none 0>600 0>0",
      "2025-03-16 D balance-changes 500: none>none 0>500 0>0",
      "2025-03-17 4 discount-begins 300: current>current 10000>10000 0>300",
      "2025-04-13 4 discount-ends 300: current>current 10000>10000 300>0",
    ]);
  });

  test("a credit that is voided ahead gives back what it took off; an invoice that is not posted is never open", () => {
    const business = { time_zone: "UTC", currency: "USD" };
    const credit = invoice("C", "2025-06-30", { amount: "-40.00", voided_on: "2025-03-14" });
    const draft = invoice("draft", "2025-06-30", { posting: "Unapproved", recorded_on: "2025-03-13" });
    const rows = {
      business,
      invoices: [invoice("1", "2025-06-30"), credit, draft],
      allocations: [{ adjustment_id: "C", invoice_id: "1", amount: "30.00", allocated_on: "2025-03-01" }],
    };
    const ledger = mustRead(readLedger(rows, { today, negativeInvoices: "as-credits" }));
    const { days } = upcoming(ledger, { through: "2025-03-31" });
    const lines = days.map(({ day, changes }) => [
      day,
      ...changes.map(({ id, fromBalance, toBalance }) => `${id} ${fromBalance}>${toBalance}`),
    ]);
    expect(lines).toEqual([["2025-03-14", "C 1000>0", "1 7000>10000"]]);
    for (const asOf of ["2025-03-13", "2025-03-14"]) {
      const later = openItems({ ...ledger, today: asOf }, { asOf });
      const outstanding = later.reduce(
        (sum, { kind, balance }) => sum + (kind === "invoice" ? balance : 0),
        0,
      );
      expect(outstanding).toBe(asOf === "2025-03-13" ? 7000 : 10_000);
    }
  });

  test("on the day it falls past due: what is left then is what falls", () => {
    const lines = linesOf(
      {
        invoices: [invoice("1", "2025-03-12", { discount_amount: "90.00", discount_until: "2025-03-31" })],
        payments: [{ payment_id: "P", account_id: "A", paid_on: "2025-03-13", amount: "60.00" }],
        allocations: [{ payment_id: "P", invoice_id: "1", amount: "60.00", allocated_on: "2025-03-13" }],
      },
      { through: "2025-03-31" },
    );
    expect(lines).toEqual([
      "2025-03-13 1 falls-past-due 4000: current>1-30 10000>4000 9000>0",
      "2025-03-13 1 discount-ends 4000: current>1-30 10000>4000 9000>0",
      "2025-03-13 1 balance-changes -6000: current>1-30 10000>4000 9000>0",
    ]);
  });

  test("a discount that a payment cuts short does not end by that", () => {
    const lines = linesOf(
      {
        invoices: [invoice("1", "2025-06-30", { discount_amount: "90.00", discount_until: "2025-03-20" })],
        payments: [{ payment_id: "P", account_id: "A", paid_on: "2025-03-13", amount: "60.00" }],
        allocations: [{ payment_id: "P", invoice_id: "1", amount: "60.00", allocated_on: "2025-03-13" }],
      },
      { through: "2025-03-31" },
    );
    expect(lines).toEqual([
      "2025-03-13 1 balance-changes -6000: current>current 10000>4000 9000>4000",
      "2025-03-21 1 discount-ends 4000: current>current 4000>4000 4000>0",
    ]);
  });
});

test("accounts stand by id, whatever their order in the ledger", () => {
  const invoices = ["B", "a", "A"].map((account_id) => ({ ...invoice(account_id, today), account_id }));
  const business = { time_zone: "UTC", currency: "USD" };
  const ledger = mustRead(readLedger({ business, invoices }, { today }));
  const { start, days } = upcoming(ledger, { through: "2025-03-11" });
  const ids = ["A", "B", "a"];
  expect(start.accounts.map(({ accountId }) => accountId)).toEqual(ids);
  expect(days[0]?.accounts.map(({ accountId }) => accountId)).toEqual(ids);
  expect(days[0]?.changes.map(({ accountId }) => accountId)).toEqual(ids);
});

test("F-12 accounts that add up beyond the exact range are refused, now and on the day they do", () => {
  const business = { time_zone: "UTC", currency: { code: "USD", exponent: 2 } };
  const most = "90071992547409.91";
  const invoices = (recorded_on: string) => [
    invoice("1", "2025-06-30", { amount: most }),
    { ...invoice("2", "2025-06-30", { amount: "0.01", recorded_on }), account_id: "B" },
  ];
  for (const recordedOn of [today, "2025-03-11"]) {
    const ledger = mustRead(readLedger({ business, invoices: invoices(recordedOn) }, { today }));
    expect(faultOf(() => upcoming(ledger, { through: "2025-03-12" }))?.code).toBe("AMOUNT_OVERFLOW");
  }
});

describe("what is refused", () => {
  test.each<[string, object, string, readonly string[]]>([
    ["a day before the ledger's today", { from: "2025-03-09", through: today }, "POLICY_RANGE", ["from"]],
    ["days in the wrong order", { from: "2025-03-12", through: "2025-03-11" }, "POLICY_RANGE", ["through"]],
    ["days too far apart", { through: addDays(today, upcomingHorizon + 1) }, "POLICY_RANGE", ["through"]],
    ["no day", { through: "2025-02-29" }, "DATE_INVALID", []],
    ["no day at all", {}, "DATE_TYPE", []],
    ["an account that is not there", { through: today, accountId: "C-999" }, "REF_UNKNOWN", ["accountId"]],
    ["another sum", { through: today, discounts: "min" }, "POLICY_RANGE", ["discounts"]],
    ["an unknown option", { through: today, asOf: today }, "POLICY_UNKNOWN", ["asOf"]],
  ])("%s", (_, options, code, path) => {
    const fault = faultOf(() => upcoming(dealer, options as UpcomingOptions));
    expect([fault?.code, fault?.path]).toEqual([code, path]);
  });

  test("ten years ahead are not too far", () => {
    const { days } = upcoming(dealer, { through: addDays(today, upcomingHorizon) });
    expect(days.at(-1)?.totals.byBucket["91+"]).toEqual({ amount: 100_615_001, count: 12 });
  });
});

describe("long lists", () => {
  const count = 3000;
  const through = addDays(today, 3600);
  const ids = Array.from({ length: count }, (_, index) => String(index));
  const paidOn = (index: number) => addDays(today, 1 + index);

  test("every invoice of one account paid on a day of its own", { timeout: 5000 }, () => {
    const ledger = mustRead(
      readLedger(
        {
          business: { time_zone: "UTC", currency: "USD" },
          invoices: ids.map((id) => invoice(id, "2035-01-01")),
          payments: ids.map((id, index) => {
            return { payment_id: id, account_id: "A", paid_on: paidOn(index), amount: "100.00" };
          }),
          allocations: ids.map((id, index) => {
            return { payment_id: id, invoice_id: id, amount: "100.00", allocated_on: paidOn(index) };
          }),
        },
        { today },
      ),
    );
    const { days } = upcoming(ledger, { through });
    expect(days.map(({ day, changes }) => [day, ...changes.map(({ id, what }) => `${id} ${what}`)])).toEqual(
      ids.map((id, index) => [paidOn(index), `${id} balance-changes`]),
    );
    expect(days.at(-1)?.totals.outstanding).toEqual({ amount: 0, count: 0 });
  });

  test("one invoice paid, and one credit applied, on every day", { timeout: 5000 }, () => {
    const credited = ids.map((id) => invoice(id, "2035-01-01", { amount: "0.01" }));
    const ledger = mustRead(
      readLedger(
        {
          business: { time_zone: "UTC", currency: "USD" },
          invoices: [invoice("all", "2035-01-01", { amount: "30.00" }), ...credited],
          adjustments: [{ adjustment_id: "C", account_id: "A", type: "credit", amount: "30.00" }],
          payments: [{ payment_id: "P", account_id: "A", paid_on: today, amount: "30.00" }],
          allocations: ids.flatMap((id, index) => [
            { payment_id: "P", invoice_id: "all", amount: "0.01", allocated_on: paidOn(index) },
            { adjustment_id: "C", invoice_id: id, amount: "0.01", allocated_on: paidOn(index) },
          ]),
        },
        { today },
      ),
    );
    const { days } = upcoming(ledger, { through });
    expect(days).toHaveLength(count);
    expect(days.map(({ totals }) => [totals.invoices.amount, totals.credits.amount])).toEqual(
      ids.map((_, index) => [6000 - 2 * (index + 1), 3000 - (index + 1)]),
    );
  });

  test("a day on which more documents turn than a call takes arguments", () => {
    const many = 150_000;
    const ledger = mustRead(
      readLedger(
        {
          business: { time_zone: "UTC", currency: "USD" },
          invoices: [
            ...Array.from({ length: many }, (_, index) => invoice(String(index), today)),
            invoice("ahead", "2025-06-30", { recorded_on: "2025-03-11" }),
          ],
        },
        { today },
      ),
    );
    const { days } = upcoming(ledger, { through: "2025-03-12" });
    expect(days.map(({ changes }) => changes.length)).toEqual([many + 1]);
    expect(days[0]?.totals.pastDue.count).toBe(many);
  });
});
