import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { faultOf } from "../../test/fault-of.ts";
import { mustRead } from "../../test/must-read.ts";
import { change, debit, invoice } from "../../test/short-changes.ts";
import { noon, storeOf } from "../../test/store-of.ts";
import { readLedger } from "../model/read-ledger.ts";
import { accountStats } from "../stats/account-stats.ts";
import { readSnapshot } from "../store/read-snapshot.ts";
import type { Snapshot } from "../store/snapshot.ts";
import { takeSnapshot } from "../store/take-snapshot.ts";
import { exportRecords } from "./export.ts";
import { panelMetrics, statsPanel } from "./panel.ts";
import { customersView } from "./view.ts";

const asOf = "2025-03-10";
const now = "2025-03-10T05:00:00Z";
const fixture = new URL("../../test/fixtures/golden-dealer.json", import.meta.url);
const golden = takeSnapshot(
  mustRead(readLedger(JSON.parse(readFileSync(fixture, "utf8")), { today: asOf })),
  {
    asOf,
    now,
  },
);

const panelOf = (tables: object) => {
  const raw = { business: { time_zone: "UTC", currency: "USD" }, ...tables };
  return statsPanel(takeSnapshot(mustRead(readLedger(raw, { today: asOf })), { asOf, now }));
};

/** What a metric says: its amount and its count. */
const metric = (from: Snapshot | ReturnType<typeof statsPanel>, name: string) => {
  const { metrics } = "metrics" in from ? from : statsPanel(from);
  const found = metrics.find((each) => each.name === name);
  return [found?.amount, found?.count];
};

describe("the panel", () => {
  test("A-020 stands by itself above the list, and may be folded away", () => {
    const { metrics, ...about } = statsPanel(golden);
    expect(about).toEqual({
      asOf,
      today: asOf,
      computedAt: "2025-03-10T05:00:00.000Z",
      currency: { code: "USD", exponent: 2 },
      options: { mode: "reconstruct", discounts: "max", floor: "observed", equal: 10 },
      oldestAsOf: asOf,
      collapsible: true,
    });
    expect(metrics.map(({ name, label, means }) => ({ name, label, means }))).toEqual(panelMetrics);
  });

  test("says under which options it was computed, and not by handing out the snapshot's own", () => {
    const options = { mode: "reage", discounts: "sum", floor: "zero", equal: 5 } as const;
    const ledger = mustRead(readLedger(JSON.parse(readFileSync(fixture, "utf8")), { today: asOf }));
    const snapshot = takeSnapshot(ledger, { asOf, now, ...options });
    const panel = statsPanel(snapshot);
    expect(panel.options).toEqual(options);
    expect(panel.options).not.toBe(snapshot.settings);
  });

  test("names the earliest day of its figures: another than its own where some accounts wait to be recomputed", () => {
    const store = storeOf({ accounts: ["A", "B"].map((account_id) => ({ account_id })) });
    const before = store.recompute(noon);
    const dayLater = "2025-03-11T17:00:00.000Z";
    const partly = store.recompute(dayLater, { accounts: ["B"] });
    const days = (snapshot: Snapshot) => [statsPanel(snapshot).asOf, statsPanel(snapshot).oldestAsOf];
    expect(days(before)).toEqual([asOf, asOf]);
    expect(days(partly)).toEqual(["2025-03-11", asOf]);
    expect(days(partly)).toEqual(["2025-03-11", asOf]);
    expect(days(store.recompute(dayLater))).toEqual(["2025-03-11", "2025-03-11"]);
    expect(panelOf({}).oldestAsOf).toBeNull();
  });

  test("A-029 has these eight metrics in this order", () => {
    expect(panelMetrics.map(({ label }) => label)).toEqual([
      "Outstanding Invoices",
      "Current Invoices",
      "Past Due Invoices",
      "Debit Adjustments",
      "Credit Adjustments",
      "Discounts",
      "Net AR Amount",
      "Invoicing Account Count",
    ]);
    expect(panelMetrics.map(({ name }) => name)).toEqual(
      panelMetrics.map(({ label }) => label.toLowerCase().replaceAll(" ", "_")),
    );
    for (const { means } of panelMetrics) expect(means).toMatch(/^\S.*\.$/);
  });

  test("A-021 E-15 outstanding invoices have an amount and a count", () => {
    // 5,150.00 of nine, a million of one, a thousand of one, a cent of one.
    expect(metric(golden, "outstanding_invoices")).toEqual([100_615_001, 12]);
  });

  test("A-022 A-023 E-15 current and past due have amounts, and add up to all invoices", () => {
    expect(metric(golden, "current_invoices")).toEqual([100_120_000, null]);
    expect(metric(golden, "past_due_invoices")).toEqual([495_001, null]);
    expect(100_120_000 + 495_001).toBe(100_615_001);
  });

  test("A-024 A-025 E-16 debits and credits, each as what is not applied", () => {
    expect(metric(golden, "debit_adjustments")).toEqual([7_500, null]);
    expect(metric(golden, "credit_adjustments")).toEqual([15_000, null]);
  });

  test("A-026 E-17 discounts that can still be captured, gone the day after", () => {
    expect(metric(golden, "discounts")).toEqual([1_000, null]);
    const store = JSON.parse(readFileSync(fixture, "utf8"));
    const later = mustRead(readLedger(store, { today: "2025-03-11" }));
    const next = takeSnapshot(later, { asOf: "2025-03-11", now: "2025-03-11T05:00:00Z" });
    expect(metric(next, "discounts")).toEqual([0, null]);
  });

  test("A-027 E-16 net is invoices and debits less credits, and may be negative", () => {
    expect(metric(golden, "net_ar_amount")).toEqual([100_615_001 + 7_500 - 15_000, null]);
    const c100 = JSON.parse(readFileSync(fixture, "utf8")) as Record<string, { account_id?: string }[]>;
    const own = Object.fromEntries(
      Object.entries(c100).map(([table, rows]) => [
        table,
        Array.isArray(rows) ? rows.filter((row) => (row.account_id ?? "C-100") === "C-100") : rows,
      ]),
    );
    expect(metric(panelOf(own), "net_ar_amount")).toEqual([507_500, null]);
    const adjustments = [{ adjustment_id: "K", account_id: "A", type: "credit", amount: "30.00" }];
    expect(metric(panelOf({ adjustments }), "net_ar_amount")).toEqual([-3_000, null]);
    expect(metric(panelOf({ accounts: [] }), "net_ar_amount")).toEqual([0, null]);
  });

  test("A-028 all accounts are counted, inactive ones and those that owe nothing among them", () => {
    expect(metric(golden, "invoicing_account_count")).toEqual([null, 5]);
    const accounts = [
      { account_id: "1" },
      { account_id: "2", status: "Inactive" },
      { account_id: "3", status: "Not Used" },
    ];
    expect(metric(panelOf({ accounts }), "invoicing_account_count")).toEqual([null, 3]);
    expect(metric(panelOf({ accounts: [] }), "invoicing_account_count")).toEqual([null, 0]);
  });

  test("A-030 adds up what the list shows and the export writes, of the same snapshot", () => {
    const { rows } = customersView(golden);
    const records = exportRecords(golden);
    const cents = (column: string) =>
      records.reduce((sum, record) => sum + Number(record[column]?.replace(".", "")), 0);
    const shown = (of: (row: (typeof rows)[number]) => number) => rows.reduce((sum, row) => sum + of(row), 0);
    expect([cents("current_invoice_amount"), shown((row) => row.currentInvoices)]).toEqual([
      metric(golden, "current_invoices")[0],
      metric(golden, "current_invoices")[0],
    ]);
    expect([cents("past_due_invoice_amount"), shown((row) => row.pastDueInvoices)]).toEqual([
      metric(golden, "past_due_invoices")[0],
      metric(golden, "past_due_invoices")[0],
    ]);
    expect([cents("outstanding_debit_adjustment_amount"), shown((row) => row.debitAdjustments)]).toEqual([
      metric(golden, "debit_adjustments")[0],
      metric(golden, "debit_adjustments")[0],
    ]);
    expect([cents("outstanding_credit_adjustment_amount"), shown((row) => row.creditAdjustments)]).toEqual([
      metric(golden, "credit_adjustments")[0],
      metric(golden, "credit_adjustments")[0],
    ]);
    expect(cents("outstanding_invoice_amount")).toBe(metric(golden, "outstanding_invoices")[0]);
    expect(cents("discount_amount")).toBe(metric(golden, "discounts")[0]);
  });

  test("is the same of a snapshot that was written down and read back", () => {
    const back = mustRead(readSnapshot(JSON.parse(JSON.stringify(golden))));
    expect(statsPanel(back)).toEqual(statsPanel(golden));
  });

  test("X-003 survives JSON, and what one caller does to it no other sees", () => {
    const panel = statsPanel(golden);
    const said = JSON.stringify(panel);
    expect(JSON.parse(said)).toEqual(panel);
    Object.assign(panel.metrics[0] as object, { amount: 1 });
    (panel.metrics as unknown[]).length = 1;
    expect(JSON.stringify(statsPanel(golden))).toBe(said);
  });

  test("what is no snapshot is refused", () => {
    for (const none of [undefined, null, {}, golden.toJSON()]) {
      expect(faultOf(() => statsPanel(none as never))?.code).toBe("TYPE");
    }
  });
});

describe("totals that pass what a number holds", () => {
  // The greatest amount there is, and a cent.
  const most = "90071992547409.91";
  const late = (invoiceNumber: string, accountId: string, amount: string) =>
    invoice({ invoiceNumber, accountId, amount, issuedOn: "2025-01-01", dueOn: "2025-03-09" });
  const accounts = Array.from("ABCDEFGHIJKL", (account_id) => ({ account_id }));
  const greatest = [{ invoice_number: "1", account_id: "A", amount: most, due_on: "2025-03-09" }];

  test("F-12 E-27 are refused by the panel alone; once they fit again they are exact", () => {
    const store = storeOf({ accounts, invoices: greatest });
    const fits = store.recompute(noon);
    expect(metric(fits, "outstanding_invoices")).toEqual([Number.MAX_SAFE_INTEGER, 1]);

    mustRead(store.apply([late("2", "B", "0.01"), late("3", "C", most)]));
    const over = store.recompute(noon);
    expect(faultOf(() => statsPanel(over))?.code).toBe("AMOUNT_OVERFLOW");
    expect(customersView(over).rows[0]?.outstanding).toBe(Number.MAX_SAFE_INTEGER);
    expect(exportRecords(over)[0]?.["outstanding_amount"]).toBe(most);
    const again = mustRead(readSnapshot(JSON.parse(JSON.stringify(over))));
    expect(faultOf(() => statsPanel(again))?.code).toBe("AMOUNT_OVERFLOW");
    expect(metric(fits, "outstanding_invoices")).toEqual([Number.MAX_SAFE_INTEGER, 1]);

    mustRead(store.apply([change("invoice-paid", { invoiceId: "1" })]));
    expect(faultOf(() => statsPanel(store.recompute(noon)))?.code).toBe("AMOUNT_OVERFLOW");
    mustRead(store.apply([change("invoice-paid", { invoiceId: "2" })]));
    expect(metric(store.recompute(noon), "outstanding_invoices")).toEqual([Number.MAX_SAFE_INTEGER, 1]);
  });

  test("F-12 net may pass it where no other total does, and fits again once credits bring it down", () => {
    const store = storeOf({ accounts, invoices: greatest });
    mustRead(store.apply(debit({ accountId: "B", amount: "0.01" })));
    const over = store.recompute(noon);
    expect(faultOf(() => statsPanel(over))?.code).toBe("AMOUNT_OVERFLOW");
    mustRead(
      store.apply(
        change("adjustment-created", {
          adjustment: { adjustmentId: "K", accountId: "C", type: "credit", amount: "0.01" },
        }),
      ),
    );
    const net = metric(store.recompute(noon), "net_ar_amount");
    expect(net).toEqual([Number.MAX_SAFE_INTEGER, null]);
  });

  test("L-26 thousands of changes leave the totals what the accounts add up to", () => {
    const names = Array.from({ length: 60 }, (_, at) => `A${at}`);
    const store = storeOf({ accounts: names.map((account_id) => ({ account_id })) });
    // A plain sequence of numbers that look drawn.
    let state = 1;
    const draw = (below: number) => {
      state = (state * 48_271) % 2_147_483_647;
      return state % below;
    };
    const days = ["2025-03-11", "2025-03-10", "2025-03-09", "2025-02-08", "2025-01-08", "2024-01-01"];
    const open: string[] = [];
    const next = (at: number) => {
      const accountId = names[draw(names.length)] as string;
      const dollars = draw(2) === 0 ? `${draw(999_999_999)}.99` : `0.0${1 + draw(9)}`;
      const issuedOn = "2023-01-01";
      switch (draw(6)) {
        case 0:
          return debit({ adjustmentId: `D${at}`, accountId, amount: dollars });
        case 1:
          return debit({ adjustmentId: `K${at}`, accountId, type: "credit", amount: dollars });
        case 2: {
          const [invoiceId] = open.splice(draw(open.length), 1);
          if (invoiceId !== undefined) return change("invoice-paid", { invoiceId });
        }
      }
      open.push(`${at}`);
      const dueOn = days[draw(days.length)];
      const discount = draw(2) === 0 ? {} : { discountAmount: "0.01", discountUntil: "2025-03-10" };
      return invoice({ invoiceNumber: `${at}`, accountId, amount: dollars, issuedOn, dueOn, ...discount });
    };
    for (let at = 0; at < 4_000; at += 1) {
      mustRead(store.apply(next(at)));
      const snapshot = store.recompute(noon);
      if (at % 400 !== 399) continue;
      const sums = names.map((id) => {
        return accountStats(store.openItems(id) ?? [], { asOf, currency: snapshot.currency });
      });
      const sum = (of: (stats: (typeof sums)[number]) => number) =>
        sums.reduce((all, stats) => all + of(stats), 0);
      expect(statsPanel(snapshot).metrics.map(({ amount, count }) => [amount, count])).toEqual([
        [sum((stats) => stats.invoices.amount), sum((stats) => stats.invoices.count)],
        [sum((stats) => stats.current.amount), null],
        [sum((stats) => stats.pastDue.amount), null],
        [sum((stats) => stats.debits.amount), null],
        [sum((stats) => stats.credits.amount), null],
        [sum((stats) => stats.discounts.amount), null],
        [sum(({ invoices, debits, credits }) => invoices.amount + debits.amount - credits.amount), null],
        [null, 60],
      ]);
    }
    expect(store.version).toBe(4_000);
  });
});
