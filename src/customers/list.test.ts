import { describe, expect, test } from "vitest";
import { faultOf } from "../../test/fault-of.ts";
import { mustRead } from "../../test/must-read.ts";
import { readLedger } from "../model/read-ledger.ts";
import { asOfModes } from "../positions/open-items.ts";
import { highestPriority, priorityDecimals, priorityFloors } from "../stats/priority.ts";
import { discountCombinings } from "../stats/stats.ts";
import { takeSnapshot } from "../store/take-snapshot.ts";
import { averageDecimals } from "../tally/tally.ts";
import { exportCustomers, exportRecords } from "./export.ts";
import { type CustomerListOptions, customerList, customerListOf } from "./list.ts";
import { queryCustomers } from "./query.ts";

const asOf = "2025-03-10";
const now = "2025-03-10T12:00:00Z";

const tables = {
  business: { time_zone: "UTC", currency: "USD" },
  accounts: [
    { account_id: "C-300", account_name: "Late" },
    { account_id: "C-100", account_name: "Later" },
    { account_id: "C-200", account_name: "In time", status: "Inactive" },
    { account_id: "C-400", account_name: "Without documents", status: "Not Used" },
  ],
  invoices: [
    {
      invoice_number: "1",
      account_id: "C-100",
      amount: "2242.70",
      due_on: "2024-11-30",
      issued_on: "2024-11-01",
    },
    {
      invoice_number: "2",
      account_id: "C-200",
      amount: "1000000.00",
      due_on: "2025-03-10",
      issued_on: "2025-02-01",
    },
    {
      invoice_number: "3",
      account_id: "C-300",
      amount: "1000.00",
      balance: "900.00",
      due_on: "2025-02-28",
      issued_on: "2025-02-01",
    },
    {
      invoice_number: "4",
      account_id: "C-200",
      amount: "100.00",
      due_on: "2025-03-10",
      issued_on: "2025-02-01",
      discount_amount: "1.00",
      discount_until: "2025-03-10",
    },
  ],
  statements: [{ statement_id: "S", account_id: "C-200", issued_on: "2025-03-01" }],
  statement_lines: [
    { statement_id: "S", invoice_id: "4", discount_amount: "3.00", discount_until: "2025-03-10" },
  ],
};

const ledger = mustRead(readLedger(tables, { today: asOf }));
const list = (options: Partial<CustomerListOptions> = {}) => customerList(ledger, { asOf, now, ...options });
const priorities = (options: Partial<CustomerListOptions> = {}) =>
  Object.fromEntries(list(options).rows.map(({ accountId, shownPriority }) => [accountId, shownPriority]));

describe("a list of customers", () => {
  test("A-070 A-112 has every account once, in the ledger's order, whatever its status or balance", () => {
    const rows = list().rows.map(({ accountId, status }) => [accountId, status]);
    expect(rows).toEqual([
      ["C-300", "Active"],
      ["C-100", "Active"],
      ["C-200", "Inactive"],
      ["C-400", "Inactive"],
    ]);
    expect(exportRecords(list())).toHaveLength(4);
  });

  test("X-005 says what it was computed under; every default is a constant that the engine names", () => {
    const { rows: _, ...about } = list();
    expect(about).toEqual({
      asOf,
      today: asOf,
      now: "2025-03-10T12:00:00.000Z",
      currency: { code: "USD", exponent: 2 },
      options: {
        mode: "reconstruct",
        discounts: "max",
        floor: "observed",
        equal: 10,
        priorityDecimals: 1,
        averageDecimals: 2,
      },
    });
    expect(about.options).toEqual({
      mode: asOfModes[0],
      discounts: discountCombinings[0],
      floor: priorityFloors[0],
      equal: highestPriority,
      priorityDecimals,
      averageDecimals,
    });
  });

  test("an account without documents has zeros", () => {
    const row = list().rows[3];
    expect(row).toMatchObject({ buyerCompanyName: null, accountType: null, invitation: null, priority: 0 });
    expect(row?.stats.outstanding).toEqual({ amount: 0, count: 0, amountDays: "0" });
  });

  test("A-164 the first by priority is whom to call first", () => {
    expect(queryCustomers(list()).map(({ accountId }) => accountId)).toEqual([
      "C-100",
      "C-300",
      "C-200",
      "C-400",
    ]);
  });

  test("A-113 priorities are full doubles, shown ones are rounded", () => {
    // 2,242.70 over 100 days is the worked example's exposure; 900.00 over 10 days is 9,000 dollar-days.
    const score = (10 * Math.log(9001)) / Math.log(224271);
    expect(list().rows[0]?.priority).toBeCloseTo(score, 12);
    expect(priorities()).toEqual({ "C-300": 7.4, "C-100": 10, "C-200": 0, "C-400": 0 });
    expect(priorities({ priorityDecimals: 3 })["C-300"]).toBe(Number(score.toFixed(3)));
  });

  test("the options of priorities, discounts and decimals reach the cells", () => {
    const only = mustRead(
      readLedger(
        {
          ...tables,
          accounts: undefined,
          invoices: tables.invoices.slice(0, 1),
          statements: [],
          statement_lines: [],
        },
        { today: asOf },
      ),
    );
    expect(customerList(only, { asOf, now }).rows[0]?.priority).toBe(10);
    expect(customerList(only, { asOf, now, equal: 5 }).rows[0]?.priority).toBe(5);
    expect(customerList(only, { asOf, now, equal: 0, floor: "zero" }).rows[0]?.priority).toBe(10);
    const discount = (discounts: "max" | "sum" | "invoice-first") =>
      list({ discounts }).rows[2]?.stats.discounts.amount;
    expect([discount("max"), discount("sum"), discount("invoice-first")]).toEqual([300, 400, 100]);
    const cell = exportRecords(list({ averageDecimals: 0 }))[0];
    expect(cell?.["past_due_invoice_weighted_average_days_overdue"]).toBe("100");
  });

  test("F-51 an option that is none, or out of range, is refused; one left undefined is not there", () => {
    expect(faultOf(() => list({ priorityDecimal: 1 } as never))?.code).toBe("POLICY_UNKNOWN");
    for (const options of [
      { priorityDecimals: 7 },
      { priorityDecimals: -1 },
      { averageDecimals: 21 },
      { averageDecimals: 1.5 },
      { mode: "backdate" },
      { floor: "lowest" },
      { equal: 7 },
      { discounts: "min" },
    ]) {
      expect([options, faultOf(() => list(options as never))?.code]).toEqual([options, "POLICY_RANGE"]);
    }
    const absent = { mode: undefined, priorityDecimals: undefined, equal: undefined } as never;
    expect(list(absent).options).toEqual(list().options);
    expect(faultOf(() => list({ now: "yesterday" }))?.code).toBe("INSTANT_INVALID");
  });
});

describe("a day before, after, and none", () => {
  test("F-48 before any data nothing is owed, and every account is still there", () => {
    const full = mustRead(
      readLedger(
        { ...tables, invoices: tables.invoices.filter(({ balance }) => balance === undefined) },
        { today: asOf },
      ),
    );
    const rows = exportRecords(customerList(full, { asOf: "1999-12-31", now }));
    expect(rows.map((row) => [row["outstanding_count"], row["outstanding_amount"]])).toEqual(
      Array(4).fill(["0", "0.00"]),
    );
  });

  test("F-48 a day that is none is refused", () => {
    expect(faultOf(() => list({ asOf: "2025-02-29" }))?.code).toBe("DATE_INVALID");
    expect(faultOf(() => list({ asOf: new Date() as never }))?.code).toBe("DATE_TYPE");
  });

  test("F-40 a day far ahead is allowed: today's balances, aged", () => {
    const row = list({ asOf: "9999-12-31" }).rows[2];
    expect(row?.stats.current.count).toBe(0);
    expect(row?.stats.byBucket["91+"].count).toBe(2);
  });

  test("F-53 a past day of a document that only has a balance is refused with its id; reage answers", () => {
    const fault = faultOf(() => list({ asOf: "2025-03-09" }));
    expect([fault?.code, fault?.details["ids"]]).toEqual(["HISTORY_UNAVAILABLE", ["3"]]);
    expect(list({ asOf: "2025-03-09", mode: "reage" }).rows[0]?.stats.pastDue.amount).toBe(90_000);
  });
});

test("X-003 boards of the export are texts: what JSON keeps of them is all there is", () => {
  const records = exportRecords(list());
  expect(JSON.parse(JSON.stringify(records))).toEqual(records);
  expect(exportCustomers(list())).not.toMatch(/NaN|undefined|null|Infinity/);
});

describe("the list of a snapshot", () => {
  const invites = [
    { account_id: "C-100", email: "ap@acme.test", status: "Pending", created_at: "2025-01-05T15:00:00Z" },
  ];
  const invited = mustRead(readLedger({ ...tables, invites }, { today: asOf }));
  const snapshot = takeSnapshot(invited, { asOf, now });

  test("is the list of its ledger", () => {
    expect(customerListOf(snapshot)).toEqual(customerList(invited, { asOf, now }));
    const decimals = { priorityDecimals: 3, averageDecimals: 0 };
    expect(customerListOf(snapshot, decimals)).toEqual(customerList(invited, { asOf, now, ...decimals }));
  });

  test("X-003 survives JSON", () => {
    const found = customerListOf(snapshot);
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  });

  test("X-002 L-50 is frozen or fresh: nobody can change what the snapshot says", () => {
    const said = JSON.stringify([snapshot, customerListOf(snapshot)]);
    const changed = (value: unknown): void => {
      if (typeof value !== "object" || value === null || Object.isFrozen(value)) return;
      for (const part of Object.values(value)) changed(part);
      for (const key of Object.keys(value)) Object.assign(value, { [key]: "changed" });
    };
    changed(customerListOf(snapshot));
    expect(JSON.stringify([snapshot, customerListOf(snapshot)])).toBe(said);
  });

  test("F-51 what is no snapshot, and an option that is none or out of range, are refused", () => {
    const refused = (from: unknown, options?: unknown) => {
      const fault = faultOf(() => customerListOf(from as never, options as never));
      return [fault?.code, fault?.path.join("/")];
    };
    expect(refused(undefined)).toEqual(["TYPE", ""]);
    expect(refused(invited)).toEqual(["TYPE", ""]);
    expect(refused(snapshot, { asOf })).toEqual(["POLICY_UNKNOWN", "asOf"]);
    expect(refused(snapshot, { averageDecimals: 21 })).toEqual(["POLICY_RANGE", "averageDecimals"]);
  });
});
