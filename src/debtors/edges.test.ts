import { expect, test } from "vitest";
import { mustRead } from "../../test/must-read.ts";
import { debtorLedger } from "../../test/retailer.ts";
import { readLedger } from "../model/read-ledger.ts";
import { creditUtilization } from "./credit-tab.ts";
import { customerDetail } from "./detail.ts";
import { exportTab } from "./export.ts";
import { laybyManager } from "./layby.ts";
import { debtorList } from "./list.ts";
import { overview } from "./overview.ts";
import { planLaybyReminders, planOverdueMessages } from "./reminders.ts";
import { debtorStatus } from "./status.ts";
import { debtorTiles } from "./tiles.ts";
import { customerValue } from "./value-tab.ts";
import { debtorsView } from "./view.ts";

const invoice = (invoice_number: string, more: object = {}) => ({
  invoice_number,
  account_id: "A",
  amount: "10.00",
  issued_on: "2025-01-01",
  due_on: "2025-01-31",
  ...more,
});

test("documents of one day and stamp stand by their ids, laybys of one number too, and documents as long overdue", () => {
  const view = debtorsView(
    debtorLedger({
      accounts: [{ account_id: "A", email: "a@a.example" }],
      invoices: ["b", "a", "c"].map((invoice_id) => invoice("7", { invoice_id })),
      laybys: ["L2", "L1"].map((layby_id) => ({
        layby_id,
        account_id: "A",
        layby_number: "9",
        sold_on: "2025-01-01",
        due_on: "2025-06-01",
      })),
      layby_items: ["L2", "L1"].map((layby_id) => ({ layby_id, price: "1.00" })),
    }),
  );
  expect(debtorList(view, "outstanding-30").rows.map(({ id }) => id)).toEqual(["a", "b", "c"]);
  expect(customerDetail(view, "A").tabs.invoices.map(({ id }) => id)).toEqual(["a", "b", "c"]);
  for (const sort of ["overdue-first", "due-date", "sale-date", "balance"] as const) {
    expect(laybyManager(view, { sort }).rows.map(({ laybyId }) => laybyId)).toEqual(["L1", "L2"]);
  }
  const { planned } = planOverdueMessages(view, { accountIds: ["A"] });
  expect(planned[0]?.documents.map(({ id }) => id)).toEqual(["a", "b", "c"]);
});

test("a payment to a quote that no table knows is listed under the id it names", () => {
  const view = debtorsView(
    debtorLedger({
      payments: [{ payment_id: "P", account_id: "A", paid_on: "2025-05-01", amount: "5.00" }],
      allocations: [{ payment_id: "P", proforma_id: "Q", amount: "5.00", allocated_on: "2025-05-01" }],
    }),
  );
  expect(debtorList(view, "proforma-payments").rows[0]?.proformas).toEqual([
    { quoteId: "Q", number: "Q", kind: null, amount: 500 },
  ]);
});

test("voided memos and credits stand in the detail as Voided, and owe nothing", () => {
  const tables = {
    business: { time_zone: "UTC", currency: "USD" },
    invoices: [
      invoice("1", { amount: "-7.00", voided_on: "2025-02-01" }),
      invoice("2", { issued_on: undefined, recorded_on: undefined, voided_on: "2025-03-01" }),
      invoice("3", { issued_on: undefined, status: "Voided" }),
    ],
    adjustments: [
      {
        adjustment_id: "D",
        account_id: "A",
        type: "debit",
        amount: "5.00",
        issued_on: "2025-01-05",
        status: "Voided",
      },
      { adjustment_id: "Z", account_id: "A", type: "debit", amount: "0.00" },
    ],
    notes: [
      { note_id: "N2", account_id: "A", at: "2025-02-01T00:00:00Z", text: "second", adjustment_id: "D" },
      { note_id: "N1", account_id: "A", at: "2025-02-01T00:00:00Z", text: "first", adjustment_id: "D" },
    ],
  };
  const ledger = mustRead(readLedger(tables, { today: "2025-05-10", negativeInvoices: "as-credits" }));
  const view = debtorsView(ledger);
  const { tabs } = customerDetail(view, "A");
  // One that gives no day at all has no place among days.
  expect(tabs.invoices.map(({ stamp, date, status }) => [stamp, date, status])).toEqual([
    ["2", "2025-03-01", "Voided"],
    ["D", "2025-01-05", "Voided"],
  ]);
  expect(tabs.payments.map(({ stamp, status, balance }) => [stamp, status, balance])).toEqual([
    ["1", "Voided", 0],
  ]);
  expect(tabs.invoices[1]?.notes.map(({ text }) => text)).toEqual(["first", "second"]);
  expect(debtorTiles(view).tiles[0]?.amount).toBe(0);
  expect(creditUtilization(view).rows.map(({ accountId }) => accountId)).toEqual(["A"]);
});

test("of two payments of one day the one with the greater id is the last; one paid before stays behind", () => {
  const payments = [
    ["P2", "2025-05-01", "2.00"],
    ["P1", "2025-05-01", "1.00"],
    ["P3", "2025-04-01", "3.00"],
  ].map(([payment_id, paid_on, amount]) => ({ payment_id, account_id: "A", paid_on, amount }));
  const view = debtorsView(debtorLedger({ payments }));
  expect(customerDetail(view, "A").boxes).toMatchObject({
    lastPaymentDate: "2025-05-01",
    lastPaymentAmount: 200,
  });
});

test("a customer without an address or a number gets no reminder of its layby, and that is said", () => {
  const view = debtorsView(
    debtorLedger({
      laybys: [{ layby_id: "L", account_id: "A", sold_on: "2025-01-01", due_on: "2025-02-01" }],
      layby_items: [{ layby_id: "L", price: "1.00" }],
    }),
  );
  expect(planLaybyReminders(view).skipped).toEqual([{ accountId: "A", laybyId: "L", reason: "no-email" }]);
  expect(planLaybyReminders(view, "sms").skipped).toEqual([
    { accountId: "A", laybyId: "L", reason: "no-phone" },
  ]);
});

test("of many documents without a day the message names some, the details all", () => {
  const invoices = Array.from({ length: 7 }, (_, at) => invoice(`${at}`, { issued_on: undefined }));
  const asking = () => debtorTiles(debtorsView(debtorLedger({ invoices })));
  expect(asking).toThrow(/How old 0, 1, 2, 3, 4 and 2 more are cannot be told/);
  expect(asking).toThrow(expect.objectContaining({ details: { ids: ["0", "1", "2", "3", "4", "5", "6"] } }));
});

test("thresholds of a status that do not ascend are refused, with the one that breaks the order", () => {
  const use = { limit: null, net: 1, available: null };
  expect(() => debtorStatus(use, 1, { late: 9, overdue: 5, critical: 9 })).toThrow(
    expect.objectContaining({ code: "POLICY_RANGE", path: ["overdue"] }),
  );
});

const payment = (payment_id: string, amount: string, more: object = {}) => ({
  payment_id,
  account_id: "A",
  amount,
  paid_on: "2025-05-01",
  ...more,
});

test("money for a layby or a proforma leaves nothing over for the account, in the detail as in the tiles", () => {
  const view = debtorsView(
    debtorLedger({
      payments: [
        payment("P1", "5.00"),
        payment("P2", "6.00", { register: "layby" }),
        payment("P3", "7.00", { register: "proforma" }),
      ],
    }),
  );
  const { payments } = customerDetail(view, "A").tabs;
  expect(new Map(payments.map(({ id, balance }) => [id, balance]))).toEqual(
    new Map([
      ["P1", 500],
      ["P2", 0],
      ["P3", 0],
    ]),
  );
  expect(debtorTiles(view).tiles[0]).toMatchObject({ amount: 0, unallocatedCredit: 500, net: -500 });
});

test("a customer that has as much in credit as it owes gets no overdue message, and that is said", () => {
  const accounts = [{ account_id: "A", email: "a@a.example" }];
  const planned = (amount: string) =>
    planOverdueMessages(
      debtorsView(debtorLedger({ accounts, invoices: [invoice("1")], payments: [payment("P", amount)] })),
      { accountIds: ["A"] },
    );
  expect(planned("10.00")).toMatchObject({ planned: [], skipped: [{ accountId: "A", reason: "in-credit" }] });
  expect(planned("9.99")).toMatchObject({ planned: [{ accountId: "A" }], skipped: [] });
});

test("a sale dated ahead of today is in no window and no trend, on a later day either", () => {
  const invoices = [
    invoice("1", { issued_on: "2025-05-10", due_on: "2025-06-09" }),
    invoice("2", { issued_on: "2025-05-11", due_on: "2025-06-10", amount: "20.00" }),
  ];
  const later = debtorsView(debtorLedger({ invoices }), { asOf: "2025-06-10" });
  expect(customerValue(later).rows.map(({ revenue12m }) => revenue12m)).toEqual([1_000]);
  expect(overview(later).paymentTrends.series.map(({ amounts }) => amounts.at(-1))).toEqual([0, 1_000]);
});

test("a detail of a day before reads no payment after it, when balances are those of today either", () => {
  const ledger = debtorLedger({
    invoices: [invoice("1")],
    payments: [payment("P1", "1.00", { paid_on: "2025-03-01" }), payment("P2", "2.00")],
  });
  const backdated = debtorsView(ledger, { asOf: "2025-04-01", mode: "reage" });
  expect(customerDetail(backdated, "A").boxes.lastPaymentDate).toBe("2025-03-01");
});

test("rows that every call hands out cannot be changed", () => {
  const view = debtorsView(
    debtorLedger({
      invoices: [invoice("1")],
      laybys: [{ layby_id: "L", account_id: "A", sold_on: "2025-01-01", due_on: "2025-06-01" }],
      layby_items: [{ layby_id: "L", price: "1.00" }],
    }),
  );
  const [row] = debtorList(view, "outstanding-30").rows;
  const [layby] = laybyManager(view).rows;
  expect([row, row?.opens, layby].map((each) => Object.isFrozen(each))).toEqual([true, true, true]);
});

test("an amount of a layby is found as it is written with grouping", () => {
  const view = debtorsView(
    debtorLedger({
      laybys: [{ layby_id: "L", account_id: "A", sold_on: "2025-01-01", due_on: "2025-06-01" }],
      layby_items: [{ layby_id: "L", price: "1234.50" }],
    }),
  );
  expect(laybyManager(view, { search: "1,234.50" }).rows).toHaveLength(1);
  expect(laybyManager(view, { search: "1234.5" }).rows).toHaveLength(1);
  expect(laybyManager(view, { search: "1,2345" }).rows).toHaveLength(0);
});

test("what a tab remarks on is told on export too, and options of a tab are an object", () => {
  const view = debtorsView(debtorLedger({ invoices: [invoice("1")] }));
  const tiers = [
    { id: 1, name: "Bronze", min: 0, max: 9 },
    { id: 2, name: "Gold", min: 11, max: null },
  ];
  const told: unknown[] = [];
  exportTab(view, "value", "csv", { tab: { tiers }, onWarning: (issue) => told.push(issue) });
  expect(told).toEqual([expect.objectContaining({ code: "TIER_GAP", path: ["tiers", 1] })]);
  expect(() => exportTab(view, "value", "csv", { tab: 5 as never })).toThrow(
    expect.objectContaining({ code: "POLICY_RANGE", path: ["tab"] }),
  );
});
