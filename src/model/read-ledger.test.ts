import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { faultOf } from "../../test/fault-of.ts";
import { mustRead } from "../../test/must-read.ts";
import { deepFreeze, issuesOf, warningsOf } from "../../test/reading.ts";
import { type LedgerOptions, readLedger } from "./read-ledger.ts";

const today = "2025-03-10";
const business = { time_zone: "America/Chicago", currency: "USD" };
const invoice = { invoice_number: "7", account_id: "A", amount: "100.00", due_on: "2025-03-01" };

/** A ledger with a row in every table. */
const full = () => ({
  business,
  accounts: [{ account_id: "A" }],
  invoices: [{ ...invoice, job_id: "J", contract_id: "C" }],
  line_items: [{ invoice_id: "7", line: "1", status: "Open" }],
  adjustments: [{ adjustment_id: "D", account_id: "A", type: "debit", amount: "1.00" }],
  payments: [{ payment_id: "P", account_id: "A", paid_on: "2025-03-05", amount: "60.00" }],
  allocations: [{ payment_id: "P", invoice_id: "7", amount: "60.00", allocated_on: "2025-03-05" }],
  invites: [{ account_id: "A", email: "ap@acme.test", status: "Pending", created_at: "2025-03-10T05:00Z" }],
  statements: [{ statement_id: "S", account_id: "A", issued_on: "2025-03-01" }],
  statement_lines: [{ statement_id: "S", invoice_id: "7" }],
  jobs: [{ job_id: "J", account_id: "A" }],
  contracts: [{ contract_id: "C", job_id: "J", amount: "1000.00" }],
  sites: [{ site_id: "T", account_id: "A" }],
});

test("every table is read", () => {
  const reading = readLedger(full(), { today });
  const ledger = mustRead(reading);
  expect(warningsOf(reading)).toEqual([]);
  expect(ledger.business).toMatchObject({
    timeZone: "America/Chicago",
    currency: { code: "USD", exponent: 2 },
  });
  expect(ledger.today).toBe("2025-03-10");
  for (const table of [
    "accounts",
    "invoices",
    "adjustments",
    "payments",
    "statements",
    "jobs",
    "contracts",
    "sites",
  ] as const) {
    expect([...ledger[table].keys()], table).toHaveLength(1);
  }
  expect(ledger.invoices.get("7")?.lineItems).toHaveLength(1);
  expect(ledger.statements.get("S")?.lines).toHaveLength(1);
  expect(ledger.allocations).toHaveLength(1);
  expect(ledger.invites).toEqual([expect.objectContaining({ accountId: "A", status: "Pending" })]);
});

test("a ledger may be spelled in camelCase, tables too", () => {
  const camel = {
    business: { timeZone: "America/Chicago", currency: "USD" },
    invoices: [{ invoiceNumber: "7", accountId: "A", amount: "100.00", dueOn: "2025-03-01" }],
    lineItems: [{ invoiceId: "7", line: "1", status: "Open" }],
    statements: [{ statementId: "S", accountId: "A", issuedOn: "2025-03-01" }],
    statementLines: [{ statementId: "S", invoiceId: "7" }],
  };
  const reading = readLedger(camel, { today });
  expect(warningsOf(reading)).toEqual([]);
  expect(mustRead(reading).invoices.get("7")?.lineItems).toHaveLength(1);
  expect(mustRead(reading).statements.get("S")?.lines).toHaveLength(1);
  const bad = {
    ...camel,
    lineItems: [
      { invoiceId: "8", line: "1", status: "" },
      { invoiceId: "8", line: "2", status: "x" },
    ],
  };
  expect(issuesOf(readLedger(bad, { today }))).toEqual([
    "TEXT_EMPTY lineItems/0/status",
    "REF_UNKNOWN lineItems/1/invoiceId",
  ]);
});

test("a table that is not there has no rows", () => {
  const ledger = mustRead(readLedger({ business, invoices: null }, { today }));
  expect([ledger.invoices.size, ledger.accounts.size, ledger.allocations.length]).toEqual([0, 0, 0]);
});

test("tables that the format does not know are remarked on", () => {
  const raw = { business, sales: [], periodClears: [], invoice: [], Invoices: [] };
  expect(warningsOf(readLedger(raw, { today }))).toEqual(["TABLE_UNKNOWN invoice", "TABLE_UNKNOWN Invoices"]);
});

describe("the business", () => {
  test.each([
    ["Mars/Base"],
    [""],
    [" America/New_York"],
    ["+05:30"],
  ])("F-01 M-01 %j is no time zone", (time_zone) => {
    const raw = { business: { time_zone, currency: "USD" } };
    expect(issuesOf(readLedger(raw, { today }))).toEqual(["TIME_ZONE_UNKNOWN business/time_zone"]);
    expect(issuesOf(readLedger({ business: { timeZone: time_zone, currency: "USD" } }, { today }))).toEqual([
      "TIME_ZONE_UNKNOWN business/timeZone",
    ]);
  });

  test("F-02 EST is accepted, and remarked on", () => {
    const reading = readLedger({ business: { ...business, time_zone: "EST" } }, { today });
    expect(mustRead(reading).business.timeZone).toBe("EST");
    expect(warningsOf(reading)).toEqual(["TIME_ZONE_ALIAS business/time_zone"]);
  });

  test("F-23 M-01 a ledger has one currency, which its rows may repeat", () => {
    const rows = (currency: unknown) => ({ business, invoices: [{ ...invoice, currency }] });
    expect(issuesOf(readLedger(rows("USD"), { today }))).toEqual([]);
    expect(issuesOf(readLedger(rows("EUR"), { today }))).toEqual(["CURRENCY_MIXED invoices/0/currency"]);
    expect(issuesOf(readLedger(rows("XXQ"), { today }))).toEqual(["CURRENCY_UNKNOWN invoices/0/currency"]);
    expect(issuesOf(readLedger(rows({ code: "USD", exponent: 3 }), { today }))).toEqual([
      "CURRENCY_MIXED invoices/0/currency",
    ]);
  });

  test("F-23 the currency's exponent decides what an amount is", () => {
    const raw = { business: { ...business, currency: "JPY" }, invoices: [{ ...invoice, amount: "1.5" }] };
    expect(issuesOf(readLedger(raw, { today }))).toEqual(["AMOUNT_SCALE invoices/0/amount"]);
    expect(
      mustRead(readLedger({ ...raw, invoices: [{ ...invoice, amount: "15" }] }, { today })).invoices.get("7")
        ?.amount,
    ).toBe(15);
  });

  test("M-01 it may stand in the options", () => {
    const reading = readLedger({ invoices: [invoice] }, { today, timeZone: "UTC", currency: "EUR" });
    expect(mustRead(reading).business).toMatchObject({
      timeZone: "UTC",
      currency: { code: "EUR", exponent: 2 },
    });
    expect(issuesOf(readLedger({ invoices: [invoice] }, { today }))).toEqual([
      "BUSINESS_INCOMPLETE business/time_zone",
      "BUSINESS_INCOMPLETE business/currency",
    ]);
  });

  test("a time zone that is unknown does not hide what is wrong with the rows", () => {
    const raw = {
      business: { ...business, time_zone: "Mars/Base" },
      invoices: [{ ...invoice, amount: "x" }],
    };
    expect(issuesOf(readLedger(raw, { today }))).toEqual([
      "TIME_ZONE_UNKNOWN business/time_zone",
      "AMOUNT_FORMAT invoices/0/amount",
    ]);
  });
});

describe("what is no ledger", () => {
  test.each([[undefined], [null], ["{}"], [[]], [new Map()]])("F-28 F-29 %s", (raw) => {
    expect(issuesOf(readLedger(raw, { today, timeZone: "UTC", currency: "USD" }))).toEqual(["TYPE"]);
  });

  test("F-28 F-29 a table that is no array", () => {
    const raw = { business, invoices: { 0: invoice }, payments: "none", accounts: 3 };
    expect(issuesOf(readLedger(raw, { today })).sort()).toEqual([
      "TYPE accounts",
      "TYPE invoices",
      "TYPE payments",
    ]);
  });

  test("F-29 holes, null, instances of classes and things that are no rows, each at its index", () => {
    class Invoice {
      invoice_number = "8";
    }
    const invoices = new Array(5);
    invoices[0] = invoice;
    invoices[2] = null;
    invoices[3] = new Invoice();
    invoices[4] = "8";
    expect(issuesOf(readLedger({ business, invoices }, { today }))).toEqual([
      "TYPE invoices/1",
      "TYPE invoices/2",
      "TYPE invoices/3",
      "TYPE invoices/4",
    ]);
  });

  test("F-29 a getter that throws, of a table, a row or a cell", () => {
    const throwing = (key: string, rest: object = {}) =>
      Object.defineProperty({ ...rest }, key, {
        enumerable: true,
        get: () => {
          throw new Error("no");
        },
      });
    expect(issuesOf(readLedger(throwing("invoices", { business }), { today }))).toEqual(["TYPE invoices"]);
    expect(issuesOf(readLedger({ business, invoices: throwing("0", []) }, { today }))).toEqual([
      "TYPE invoices",
    ]);
    expect(issuesOf(readLedger({ business, invoices: [throwing("amount", invoice)] }, { today }))).toEqual([
      "TYPE invoices/0/amount",
    ]);
    expect(issuesOf(readLedger(throwing("business"), { today }))).toContain("TYPE business");
  });

  test("F-29 getters are read once, of the ledger, of a table and of a row", () => {
    const calls = new Map<string, number>();
    const counting = (values: object, place: string): object => {
      const descriptors = Object.entries(values).map(([key, value]) => [
        key,
        {
          enumerable: true,
          get: () => {
            calls.set(`${place}.${key}`, (calls.get(`${place}.${key}`) ?? 0) + 1);
            return value;
          },
        },
      ]);
      return Object.defineProperties({}, Object.fromEntries(descriptors));
    };
    const tables = Object.entries(full()).map(([name, rows]) => [
      name,
      Array.isArray(rows) ? rows.map((row) => counting(row, name)) : counting(rows, name),
    ]);
    expect(issuesOf(readLedger(counting(Object.fromEntries(tables), "ledger"), { today }))).toEqual([]);
    expect(calls.size).toBeGreaterThan(50);
    expect([...calls].filter(([, times]) => times !== 1)).toEqual([]);
  });

  test("F-29 a ledger that holds itself", () => {
    const raw: Record<string, unknown> = { business, invoices: [invoice] };
    raw["self"] = raw;
    const row: Record<string, unknown> = { ...invoice, invoice_number: "8" };
    row["store_id"] = row;
    raw["invoices"] = [invoice, row];
    const reading = readLedger(raw, { today });
    expect(issuesOf(reading)).toEqual(["TYPE invoices/1/store_id"]);
    expect(warningsOf(reading)).toEqual(["TABLE_UNKNOWN self"]);
  });

  test("F-29 a ledger of another realm is as good as one of ours", () => {
    const foreign = runInNewContext(`(${JSON.stringify(full())})`);
    expect(mustRead(readLedger(foreign, { today }))).toEqual(mustRead(readLedger(full(), { today })));
  });
});

describe("signs", () => {
  const negative = { ...invoice, amount: "-100.00", issued_on: "2025-02-01" };
  const asCredits = (rows: readonly object[], more: object = {}) =>
    readLedger({ business, invoices: rows, ...more }, { today, negativeInvoices: "as-credits" });

  test("F-13 F-14 M-05 M-06 a negative invoice or balance is an error", () => {
    const rows = [negative, { ...invoice, invoice_number: "8", balance: "-5.00" }];
    const issues = ["AMOUNT_NOT_POSITIVE invoices/0/amount", "BALANCE_NEGATIVE invoices/1/balance"];
    expect(issuesOf(readLedger({ business, invoices: rows }, { today }))).toEqual(issues);
    expect(issuesOf(readLedger({ business, invoices: rows }, { today, negativeInvoices: "refuse" }))).toEqual(
      issues,
    );
  });

  test("F-13 a negative invoice becomes an unapplied credit of its magnitude where that is asked for", () => {
    const ledger = mustRead(asCredits([{ ...negative, recorded_on: "2025-02-02" }]));
    expect([...ledger.invoices]).toEqual([]);
    expect([...ledger.adjustments]).toEqual([
      [
        "7",
        {
          adjustmentId: "7",
          accountId: "A",
          type: "credit",
          amount: 10_000,
          issuedOn: "2025-02-01",
          recordedOn: "2025-02-02",
        },
      ],
    ]);
    expect([...ledger.accounts.keys()]).toEqual(["A"]);
  });

  test("F-13 its id is the invoice's own, where it has one", () => {
    expect([...mustRead(asCredits([{ ...negative, invoice_id: "I" }])).adjustments.keys()]).toEqual(["I"]);
  });

  test.each([
    ["-100.00", 10_000],
    ["-0.01", 1],
    ["0.00", 0],
  ])("F-14 with a balance of %s that much is unapplied", (balance, left) => {
    expect(mustRead(asCredits([{ ...negative, balance }])).adjustments.get("7")?.balance).toBe(left);
  });

  test.each([
    ["0.01", ["AMOUNT_NOT_POSITIVE invoices/0/amount"]],
    ["-100.01", ["AMOUNT_NOT_POSITIVE invoices/0/amount", "BALANCE_NEGATIVE invoices/0/balance"]],
  ])("F-13 F-14 a balance of %s of -100.00 makes no sense either way", (balance, issues) => {
    expect(issuesOf(asCredits([{ ...negative, balance }]))).toEqual(issues);
  });

  test("F-14 an overpaid invoice owes nothing, and what is too much becomes a credit under its id", () => {
    const ledger = mustRead(asCredits([{ ...invoice, balance: "-5.00" }]));
    expect(ledger.invoices.get("7")).toMatchObject({ amount: 10_000, balance: 0 });
    expect(ledger.adjustments.get("7")).toEqual({
      adjustmentId: "7",
      accountId: "A",
      type: "credit",
      amount: 500,
    });
  });

  test("F-14 what was paid for an invoice over nothing is a credit too", () => {
    const ledger = mustRead(asCredits([{ ...invoice, amount: "0.00", balance: "-5.00" }]));
    expect(ledger.invoices.get("7")).toMatchObject({ amount: 0, balance: 0 });
    expect(ledger.adjustments.get("7")).toMatchObject({ type: "credit", amount: 500 });
  });

  test("F-13 F-14 what is not negative stays as it is", () => {
    const rows = [
      { ...invoice, amount: "0.00" },
      { ...invoice, invoice_number: "8", balance: "0.00" },
    ];
    const reading = asCredits(rows);
    expect([...mustRead(reading).invoices.keys()]).toEqual(["7", "8"]);
    expect(mustRead(reading).adjustments.size).toBe(0);
    expect(warningsOf(reading)).toEqual(["AMOUNT_ZERO invoices/0/amount"]);
  });

  test("F-13 voided, it stays voided, since the same day", () => {
    const rows = [
      { ...negative, voided_on: "2025-02-10" },
      { ...negative, invoice_number: "8", status: "Voided" },
    ];
    const { adjustments } = mustRead(asCredits(rows));
    expect(adjustments.get("7")).toMatchObject({ voidedOn: "2025-02-10" });
    expect(adjustments.get("7")).not.toHaveProperty("status");
    expect(adjustments.get("8")).toMatchObject({ status: "Voided" });
  });

  test("F-13 without a day it becomes a credit without one", () => {
    const { issued_on: _, ...undated } = negative;
    expect(mustRead(asCredits([undated])).adjustments.get("7")).toStrictEqual({
      adjustmentId: "7",
      accountId: "A",
      type: "credit",
      amount: 10_000,
    });
  });

  test("F-13 F-14 one that is not posted is no credit: a negative amount is left out, a negative balance refused", () => {
    const draft = { ...negative, posting: "Unapproved" };
    const reading = asCredits([draft]);
    expect(warningsOf(reading)).toEqual(["AMOUNT_NOT_POSITIVE invoices/0/amount"]);
    expect(reading.ok && [reading.value.invoices.size, reading.value.adjustments.size]).toEqual([0, 0]);
    const overpaid = { ...invoice, invoice_number: "8", posting: "Unposted draw", balance: "-5.00" };
    expect(issuesOf(asCredits([overpaid]))).toEqual(["BALANCE_NEGATIVE invoices/0/balance"]);
  });

  test("F-13 F-22 its line items and statement lines say nothing any more, and do not fail", () => {
    const reading = asCredits([negative], {
      line_items: [{ invoice_id: "7", line: "1", status: "Shipped" }],
      statements: [{ statement_id: "S", account_id: "A", issued_on: today }],
      statement_lines: [{ statement_id: "S", invoice_id: "7" }],
    });
    expect(issuesOf(reading)).toEqual([]);
    expect(reading.ok && reading.value.statements.get("S")?.lines).toEqual([]);
  });

  test("F-13 such a credit can be applied", () => {
    const more = {
      invoices: [negative, { ...invoice, invoice_number: "8" }],
      allocations: [{ adjustment_id: "7", invoice_id: "8", amount: "100.00", allocated_on: "2025-03-05" }],
    };
    expect(issuesOf(asCredits([], more))).toEqual([]);
  });

  test("F-20 it may not share its id with a memo, and the place is the invoice's", () => {
    const memo = { adjustment_id: "7", account_id: "A", type: "credit", amount: "1.00" };
    const reading = asCredits([negative], { adjustments: [memo] });
    expect(issuesOf(reading)).toEqual(["ID_DUPLICATE invoices/0/invoice_number"]);
    expect(reading.ok ? undefined : reading.issues[0]?.related).toEqual(["adjustments", 0, "adjustment_id"]);
    const other = asCredits([{ ...negative, invoice_number: "8", invoice_id: "7" }], { adjustments: [memo] });
    expect(issuesOf(other)).toEqual(["ID_DUPLICATE invoices/0/invoice_id"]);
  });
});

describe("names that every object knows", () => {
  const names = ["__proto__", "constructor", "hasOwnProperty", "toString", "prototype"];
  const rows = (make: (name: string) => object) => names.map(make);

  test("F-30 L-64 are ids like any other, and Object.prototype is as it was", () => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    const raw = {
      business,
      accounts: rows((name) => ({ account_id: name })),
      invoices: rows((name) => ({
        ...invoice,
        invoice_number: name,
        account_id: name,
        job_id: name,
        contract_id: name,
      })),
      line_items: rows((name) => ({ invoice_id: name, line: name, status: name })),
      adjustments: rows((name) => ({ adjustment_id: name, account_id: name, type: "debit", amount: "1.00" })),
      payments: rows((name) => ({ payment_id: name, account_id: name, paid_on: today, amount: "60.00" })),
      allocations: rows((name) => ({
        payment_id: name,
        invoice_id: name,
        amount: "1.00",
        allocated_on: today,
      })),
      statements: rows((name) => ({ statement_id: name, account_id: name, issued_on: today })),
      statement_lines: rows((name) => ({ statement_id: name, invoice_id: name })),
      jobs: rows((name) => ({ job_id: name, account_id: name })),
      contracts: rows((name) => ({ contract_id: name, job_id: name, amount: "1" })),
      sites: rows((name) => ({ site_id: name, account_id: name })),
    };
    const reading = readLedger(raw, { today });
    expect(warningsOf(reading)).toEqual([]);
    const ledger = mustRead(reading);
    for (const table of [
      "accounts",
      "invoices",
      "adjustments",
      "payments",
      "statements",
      "jobs",
      "contracts",
      "sites",
    ] as const) {
      expect([...ledger[table].keys()], table).toEqual(names);
    }
    for (const name of names) {
      expect(ledger.invoices.get(name)?.lineItems).toHaveLength(1);
      expect(ledger.statements.get(name)?.lines).toEqual([{ statementId: name, invoiceId: name }]);
    }
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
    expect(({} as Record<string, unknown>)["account_id"]).toBeUndefined();
  });

  test("F-30 L-64 a reference to one that is not there is unknown", () => {
    const raw = {
      business,
      accounts: [],
      invoices: rows((name) => ({ ...invoice, invoice_number: name, account_id: name })),
    };
    expect(issuesOf(readLedger(raw, { today }))).toEqual(
      names.map((_, index) => `REF_UNKNOWN invoices/${index}/account_id`),
    );
  });

  test("F-30 L-64 as keys of JSON they are only unknown", () => {
    const raw = JSON.parse(
      `{"business":{"time_zone":"UTC","currency":"USD"},"__proto__":{"invoices":[{"x":1}]},"constructor":[]}`,
    );
    const reading = readLedger(raw, { today });
    expect(mustRead(reading).invoices.size).toBe(0);
    expect(warningsOf(reading)).toEqual(["TABLE_UNKNOWN __proto__", "TABLE_UNKNOWN constructor"]);
  });
});

test("L-50 a ledger that is frozen through and through is read, and stays as it was", () => {
  const raw = deepFreeze(full());
  expect(issuesOf(readLedger(raw, { today }))).toEqual([]);
  expect(raw).toEqual(full());
});

test("issues of all tables, and of rows against each other, come at once", () => {
  const raw = {
    ...full(),
    accounts: [{ account_id: "A", status: "Asleep" }],
    invoices: [
      { ...invoice, amount: 100 },
      { ...invoice, invoice_number: "8" },
    ],
    payments: [{ payment_id: "P", account_id: "B", paid_on: "2025-03-32", amount: "60.00" }],
    allocations: [{ payment_id: "Q", invoice_id: "8", amount: "60.00", allocated_on: "2025-03-05" }],
    line_items: undefined,
    statement_lines: [],
  };
  expect(issuesOf(readLedger(raw, { today }))).toEqual(
    expect.arrayContaining([
      "ENUM_UNKNOWN accounts/0/status",
      "TYPE invoices/0/amount",
      "DATE_INVALID payments/0/paid_on",
      "REF_UNKNOWN allocations/0/payment_id",
    ]),
  );
});

describe("the limit of issues", () => {
  const rows = Array.from({ length: 5 }, (_, index) => ({
    ...invoice,
    invoice_number: String(index),
    amount: 1,
  }));

  test("lists so many, and counts the rest", () => {
    const reading = readLedger({ business, invoices: rows }, { today, issueLimit: 2 });
    expect(reading).toMatchObject({ ok: false, omitted: 3 });
    expect(issuesOf(reading)).toEqual(["TYPE invoices/0/amount", "TYPE invoices/1/amount"]);
  });

  test("warnings have one of their own", () => {
    const zeros = rows.map((row) => ({ ...row, amount: "0.00" }));
    const reading = readLedger({ business, invoices: zeros }, { today, issueLimit: 2 });
    expect(reading).toMatchObject({ ok: true, warningsOmitted: 3 });
    expect(warningsOf(reading)).toEqual(["AMOUNT_ZERO invoices/0/amount", "AMOUNT_ZERO invoices/1/amount"]);
  });
});

describe("wrong calls", () => {
  test.each<[Partial<LedgerOptions>, string]>([
    [{ issueLimit: 0 }, "issueLimit"],
    [{ negativeInvoices: "convert" as "refuse" }, "negativeInvoices"],
  ])("%j: the option is named", (options, name) => {
    expect(faultOf(() => readLedger({ business }, { today, ...options }))?.path).toEqual([name]);
  });

  test.each<[object, string]>([
    [{ today: "2025-02-29" }, "DATE_INVALID"],
    [{ today: new Date(0) }, "DATE_TYPE"],
    [{}, "DATE_TYPE"],
    [{ today, negativeInvoices: "convert" }, "POLICY_RANGE"],
    [{ today, issueLimit: 0 }, "POLICY_RANGE"],
    [{ today, zone: "UTC" }, "POLICY_UNKNOWN"],
  ])("%j: %s", (options, code) => {
    expect(faultOf(() => readLedger({ business }, options as LedgerOptions))?.code).toBe(code);
  });
});
