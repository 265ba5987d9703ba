import { describe, expect, test } from "vitest";
import { debtorLedger, goldenRetailer, retailerToday } from "../../test/retailer.ts";
import { nextDayChange, todayIn } from "../calendar/zone.ts";
import { openStore } from "../store/store.ts";
import { customerAging } from "./aging-tab.ts";
import { creditUtilization } from "./credit-tab.ts";
import { customerDetail } from "./detail.ts";
import { paymentForecast } from "./forecast.ts";
import { laybyManager } from "./layby.ts";
import { debtorList } from "./list.ts";
import { overview } from "./overview.ts";
import { paymentReliability } from "./reliability-tab.ts";
import { debtorReport } from "./report.ts";
import { debtorTiles } from "./tiles.ts";
import { customerValue } from "./value-tab.ts";
import { type DebtorsView, debtorsView } from "./view.ts";

const ledger = debtorLedger(goldenRetailer());
const grids = (view: DebtorsView) => customerAging(view).grids;
const one = (invoice: object, more: object = {}) =>
  debtorLedger({
    accounts: [{ account_id: "A", terms: "30 days" }],
    invoices: [{ invoice_number: "7", account_id: "A", amount: "100.00", ...invoice }],
    ...more,
  });
const bucket = (invoice: object, options: object) => {
  const [row] = grids(debtorsView(one(invoice), options))[0]?.rows ?? [];
  return Object.entries(row?.aging ?? {}).find(([, amount]) => amount > 0)?.[0];
};

describe("debtorsView", () => {
  test("B-004 B-008 the ledger's today, by due date, balances as they stood", () => {
    const view = debtorsView(ledger);
    expect({ ...view }).toEqual({
      asOf: retailerToday,
      today: retailerToday,
      basis: "due",
      mode: "reconstruct",
      currency: { code: "AUD", exponent: 2 },
    });
    expect(debtorsView(ledger, { basis: "transaction" }).basis).toBe("transaction");
  });

  test("B-005 the day of the view is what overdue and days old are counted to", () => {
    const on = (asOf: string) => grids(debtorsView(ledger, { asOf }))[0]?.rows[0]?.maxDays;
    expect([on("2025-05-10"), on("2025-05-09"), on("2025-06-10")]).toEqual([68, 67, 99]);
  });

  test("B-006 B-018 a view never changes; a later state needs another one", () => {
    const store = openStore(ledger, { calendar: { nextDayChange, todayIn } });
    const now = "2025-05-10T02:00:00Z";
    const before = debtorsView(store.ledger(now));
    const shown = JSON.stringify(debtorTiles(before));
    const invoice = { invoice_number: "S8", account_id: "005", amount: "5.00", issued_on: "2025-05-10" };
    expect(store.apply([{ changeId: "1", kind: "invoice-created", invoice }]).ok).toBe(true);
    expect(JSON.stringify(debtorTiles(before))).toBe(shown);
    expect(paymentForecast(before).total).toBe(141_000);
    expect(paymentForecast(debtorsView(store.ledger(now))).total).toBe(141_500);
    expect(Object.isFrozen(before)).toBe(true);
  });

  test.each([
    ["2025-05-10", "Current"],
    ["2025-05-09", "1-30 days"],
    ["2025-04-10", "1-30 days"],
    ["2025-04-09", "31-60 days"],
    ["2025-03-11", "31-60 days"],
    ["2025-03-10", "61-90 days"],
    ["2025-02-09", "61-90 days"],
    ["2025-02-08", "90+ days"],
  ])("B-010 B-011 due on %s: %s", (due_on, label) => {
    expect(bucket({ issued_on: "2024-01-01", due_on }, {})).toBe(label);
  });

  test.each([
    ["2025-04-16", "2025-05-10", "Current"],
    ["2025-04-16", "2025-05-15", "Current"],
    ["2025-04-16", "2025-05-16", "1 Month"],
    ["2025-03-10", "2025-05-09", "1 Month"],
    ["2025-03-10", "2025-05-10", "2 Months"],
    ["2025-02-10", "2025-05-10", "3+ Months"],
    ["2025-05-11", "2025-05-10", "Future"],
  ])("B-014 B-016 B-017 made on %s and looked at on %s: %s", (issued_on, asOf, label) => {
    expect(bucket({ issued_on, due_on: "2025-05-10" }, { asOf, basis: "transaction", mode: "reage" })).toBe(
      label,
    );
  });

  test("B-017 what was entered ahead of its day is Future, and by due date Current", () => {
    const ahead = { issued_on: "2025-06-01", due_on: "2025-07-01" };
    expect(bucket(ahead, { basis: "transaction" })).toBe("Future");
    expect(bucket(ahead, {})).toBe("Current");
  });

  test("B-002 B-003 all stores count, a customer of several once, and nothing asks for a store", () => {
    const stores = new Set([...ledger.invoices.values()].map(({ storeId }) => storeId));
    expect(stores.size).toBeGreaterThan(2);
    const tile = debtorTiles(debtorsView(ledger)).tiles[0];
    expect([tile?.amount, tile?.accounts]).toEqual([141_000, 5]);
    expect(() => debtorsView(ledger, { storeId: "North" } as never)).toThrow(
      expect.objectContaining({ code: "POLICY_UNKNOWN", path: ["storeId"] }),
    );
  });

  test("F-48 a day before the first document is an empty board, no error", () => {
    for (const asOf of ["2024-12-31", "0001-01-01"]) {
      const view = debtorsView(ledger, { asOf });
      expect(grids(view).map(({ rows }) => rows)).toEqual([[], []]);
      expect(creditUtilization(view).rows).toEqual([]);
      expect([
        paymentForecast(view).total,
        overview(view).topDebtors.bars,
        overview(view).atRisk.cards,
      ]).toEqual([0, [], []]);
      expect(overview(view).paymentTrends.series.every(({ empty }) => empty)).toBe(true);
      expect(new Set(paymentReliability(view).rows.map(({ category }) => category))).toEqual(
        new Set(["No Activity"]),
      );
      expect(
        customerValue(view).rows.every(
          ({ revenue12m, tier }) => revenue12m === 0 && tier.name === "Standard",
        ),
      ).toBe(true);
      expect(customerDetail(view, "001").boxes).toMatchObject({
        totalOutstanding: 0,
        lastPaymentDate: null,
        lastPaymentAmount: null,
      });
      expect(debtorTiles(view)).toEqual(debtorTiles(debtorsView(ledger)));
    }
  });

  test("a day far ahead only ages today's balances", () => {
    const far = debtorsView(ledger, { asOf: "9999-12-31" });
    expect(paymentForecast(far).bars.at(-1)?.amount).toBe(141_000);
    expect(creditUtilization(far).rows.map(({ sales12m }) => sales12m)).toEqual([0, 0, 0, 0, 0]);
  });

  test("reage ages today's balances on an earlier day", () => {
    const february = debtorsView(ledger, { asOf: "2025-02-10", mode: "reage" });
    expect(paymentForecast(february).total).toBe(141_000);
    expect(grids(february)[0]?.rows[0]?.totalOutstanding).toBe(100_000);
  });

  test("F-48 a day that is none, an unknown basis or mode are refused", () => {
    const refused = (options: object) => () => debtorsView(ledger, options);
    expect(refused({ asOf: "2025-02-30" })).toThrow(expect.objectContaining({ code: "DATE_INVALID" }));
    expect(refused({ asOf: new Date(0) })).toThrow(expect.objectContaining({ code: "DATE_TYPE" }));
    expect(refused({ basis: "issue" })).toThrow(
      expect.objectContaining({ code: "POLICY_RANGE", path: ["basis"] }),
    );
    expect(refused({ mode: "now" })).toThrow(
      expect.objectContaining({ code: "POLICY_RANGE", path: ["mode"] }),
    );
  });

  test("what is no view is refused", () => {
    for (const what of [{}, null, { ...debtorsView(ledger) }]) {
      expect(() => debtorTiles(what as never)).toThrow(
        expect.objectContaining({ code: "TYPE", path: ["view"] }),
      );
    }
  });

  test("documents without any day are named, all of them; only settled nothings may have none", () => {
    const undated = one(
      { due_on: "2025-05-01" },
      { adjustments: [{ adjustment_id: "M", account_id: "A", type: "debit", amount: "5.00" }] },
    );
    for (const ask of [
      debtorTiles,
      overview,
      laybyManager,
      (view: DebtorsView) => debtorReport(view, "outstanding"),
    ]) {
      expect(() => ask(debtorsView(undated))).toThrow(
        expect.objectContaining({ code: "ISSUE_DATE_MISSING", details: { ids: ["7", "M"] } }),
      );
    }
    const recorded = one({ due_on: "2025-05-01", recorded_on: "2025-04-01" });
    expect(debtorList(debtorsView(recorded), "outstanding-30").rows.map(({ date }) => date)).toEqual([
      "2025-04-01",
    ]);
    const nothing = one({ amount: "0.00", due_on: "2025-05-01" });
    expect(debtorTiles(debtorsView(nothing)).tiles[0]?.amount).toBe(0);
  });

  test("a past day whose balances are not known is refused, with the documents", () => {
    const unknown = one({ balance: "40.00", issued_on: "2025-01-01" });
    expect(() => customerAging(debtorsView(unknown, { asOf: "2025-04-01" }))).toThrow(
      expect.objectContaining({
        code: "HISTORY_UNAVAILABLE",
        details: expect.objectContaining({ ids: ["7"] }),
      }),
    );
    expect(debtorTiles(debtorsView(unknown, { asOf: "2025-04-01" })).tiles[0]?.amount).toBe(4_000);
  });

  test("a sum that is not exact is refused", () => {
    const most = "90071992547409.91";
    const huge = debtorLedger({
      invoices: ["7", "8"].map((invoice_number) => ({
        invoice_number,
        account_id: invoice_number,
        amount: most,
        issued_on: "2025-01-01",
        due_on: "2025-02-01",
      })),
    });
    expect(() => debtorTiles(debtorsView(huge))).toThrow(
      expect.objectContaining({ code: "AMOUNT_OVERFLOW" }),
    );
    expect(() => paymentForecast(debtorsView(huge))).toThrow(
      expect.objectContaining({ code: "AMOUNT_OVERFLOW" }),
    );
  });
});
