import { describe, expect, test } from "vitest";
import { faultOf } from "../../test/fault-of.ts";
import { debtorLedger } from "../../test/retailer.ts";
import { summaryScreens } from "./link.ts";
import { financialSummary, type SummaryOptions, summarySections } from "./summary.ts";

const today = "2025-06-10";

const ledger = debtorLedger(
  {
    accounts: [
      { account_id: "0042", account_name: "Acme", status: "Active" },
      { account_id: "B" },
      { account_id: "constructor" },
    ],
    invoices: [
      {
        invoice_number: "1",
        account_id: "0042",
        amount: "10.00",
        issued_on: "2025-05-01",
        due_on: "2025-05-31",
      },
      { invoice_number: "2", account_id: "B", amount: "9.00", balance: "1.00", due_on: "2025-05-31" },
    ],
    payments: [{ payment_id: "P", account_id: "0042", paid_on: "2025-05-20", amount: "3.00" }],
    jobs: [{ job_id: "J", account_id: "0042", status: "Inactive" }],
    contracts: [{ contract_id: "K", job_id: "J", amount: "5.00" }],
    sites: [{ site_id: "S", account_id: "0042", status: "Active" }],
  },
  today,
);

const summary = (options: SummaryOptions = {}) => financialSummary(ledger, "0042", options);

describe("the screen", () => {
  test("C-001 C-002 C-003 invoicing and payment history, what is outstanding in aged form, contracts and sites", () => {
    expect(summary()).toMatchObject({
      outstanding: {
        current: { amount: 0, count: 0 },
        overdue: [{ bucket: "1-30", amount: 1_000 }, { amount: 0 }, { amount: 0 }, { amount: 0 }],
        totalBalanceDue: { amount: 1_000, count: 1 },
        unapplied: { amount: 300 },
      },
      creditInfo: { status: "Active", lastBillDate: "2025-05-01", lastPaymentDate: "2025-05-20" },
      activity: { openContracts: { count: 1 }, activeSites: { count: 1 } },
      historyTotals: { invoices: { mtd: 1_000, ytd: 1_000 }, payments: { mtd: 300 }, discounts: { mtd: 0 } },
    });
  });

  test("C-029 four sections in their order, frozen", () => {
    expect(summarySections).toEqual(["Outstanding", "Credit info", "Activity", "History totals"]);
    expect(Object.isFrozen(summarySections)).toBe(true);
    const keys = Object.keys(summary());
    expect(keys).toEqual([
      "asOf",
      "today",
      "currency",
      "options",
      "accountId",
      "accountName",
      "outstanding",
      "creditInfo",
      "activity",
      "historyTotals",
    ]);
    const asKey = (title: string) =>
      title.toLowerCase().replace(/ (.)/, (_, letter: string) => letter.toUpperCase());
    expect(keys.slice(-4)).toEqual(summarySections.map(asKey));
  });

  test("C-009 a code gives the customer's name; without a name the code; leading zeros count", () => {
    expect(summary().accountName).toBe("Acme");
    expect(financialSummary(ledger, "B").accountName).toBe("B");
    expect(financialSummary(ledger, "constructor").accountName).toBe("constructor");
  });

  test("C-009 a code that no customer has is a fault", () => {
    for (const code of ["42", "", "toString", "b"]) {
      expect(faultOf(() => financialSummary(ledger, code))).toMatchObject({
        code: "REF_UNKNOWN",
        path: ["accountId"],
        message: `There is no account ${JSON.stringify(code)}.`,
      });
    }
  });

  test("X-005 says of which day it is, in which currency, and under which options", () => {
    const { asOf, currency, options } = summary({ asOf: "2025-05-31", mode: "reage" });
    expect({ asOf, currency, options }).toEqual({
      asOf: "2025-05-31",
      currency: { code: "AUD", exponent: 2 },
      options: { mode: "reage", permissions: [] },
    });
    expect(summary()).toMatchObject({ asOf: today, today, options: { mode: "reconstruct" } });
  });
});

describe("links", () => {
  const link = (screen: string, title: string) => ({
    link: { screen, title, accountId: "0042" },
    linkDenied: false,
  });
  const denied = { link: null, linkDenied: true };

  test("C-014 G-120 total balance due leads to Open Items for those who may open them", () => {
    const due = (options: SummaryOptions) => summary(options).outstanding.totalBalanceDue;
    expect(due({ permissions: ["open-items"] })).toMatchObject(link("open-items", "Open Items"));
    expect(due({ permissions: ["contracts", "payment-history"] })).toMatchObject(denied);
    expect(due({})).toMatchObject(denied);
  });

  test("C-023 G-120 open contracts lead to Contracts for those who may open them", () => {
    const contracts = (options: SummaryOptions) => summary(options).activity.openContracts;
    expect(contracts({ permissions: ["contracts"] })).toMatchObject(link("contracts", "Contracts"));
    expect(contracts({ permissions: ["open-items", "payment-history"] })).toMatchObject(denied);
  });

  test("C-028 G-120 the Payments line leads to Payment History for those who may open it", () => {
    const payments = (options: SummaryOptions) => summary(options).historyTotals.payments;
    expect(payments({ permissions: ["payment-history"] })).toMatchObject(
      link("payment-history", "Payment History"),
    );
    expect(payments({ permissions: ["open-items", "contracts"] })).toMatchObject(denied);
  });

  test("permissions are given back in one order, each once", () => {
    const given = ["payment-history", "open-items", "payment-history"] as const;
    expect(summary({ permissions: given }).options.permissions).toEqual(["open-items", "payment-history"]);
    expect(summary({ permissions: summaryScreens }).options.permissions).toEqual(summaryScreens);
    expect(summary({ permissions: [] }).options.permissions).toEqual([]);
  });
});

describe("wrong calls", () => {
  const any = (value: unknown) => value as never;

  test.each<readonly [unknown, string, readonly string[]]>([
    [{ asOf: "2025-02-30" }, "DATE_INVALID", ["asOf"]],
    [{ asOf: "10000-01-01" }, "DATE_RANGE", ["asOf"]],
    [{ asOf: new Date(0) }, "DATE_TYPE", ["asOf"]],
    [{ mode: "rewind" }, "POLICY_RANGE", ["mode"]],
    [{ permissions: "open-items" }, "POLICY_RANGE", ["permissions"]],
    [{ permissions: ["open-items", "Contracts"] }, "POLICY_RANGE", ["permissions"]],
    [{ permissions: new Array(1) }, "POLICY_RANGE", ["permissions"]],
    [{ permissions: null }, "POLICY_RANGE", ["permissions"]],
    [{ permission: [] }, "POLICY_UNKNOWN", ["permission"]],
    [null, "POLICY_RANGE", []],
  ])("%j is refused", (options, code, path) => {
    expect(faultOf(() => summary(any(options)))).toMatchObject({ code, path });
  });

  test("a day whose balances nobody knows is refused; what is unknown of others does no harm", () => {
    const asOf = "2025-06-01";
    expect(faultOf(() => financialSummary(ledger, "B", { asOf }))).toMatchObject({
      code: "HISTORY_UNAVAILABLE",
      path: ["asOf"],
      details: { ids: ["2"] },
    });
    expect(summary({ asOf }).outstanding.totalBalanceDue.amount).toBe(1_000);
    const reaged = financialSummary(ledger, "B", { asOf, mode: "reage" });
    expect(reaged.outstanding.totalOverdue).toEqual({ amount: 100, count: 1 });
    expect(financialSummary(ledger, "B").outstanding.totalBalanceDue.amount).toBe(100);
  });
});
