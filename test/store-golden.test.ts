import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as calendar from "../src/calendar/index.ts";
import { exportCustomers, exportRecords, statsPanel } from "../src/customers/index.ts";
import { averageDays, readLedger, type Tally } from "../src/index.ts";
import { openStore, type Store } from "../src/store/index.ts";
import { type ChangeOfAccount, changesOf } from "./changes-of.ts";
import { mustRead } from "./must-read.ts";
import type { RawLedger } from "./twin/twin.ts";

const raw = JSON.parse(
  readFileSync(new URL("fixtures/golden-dealer.json", import.meta.url), "utf8"),
) as RawLedger;
const changes = changesOf(raw);

/** The first instant of 10 March in Chicago, and of the day after. */
const now = "2025-03-10T05:00:00Z";
const nextDay = "2025-03-11T05:00:00Z";

/** A store that was opened empty and has taken changes, so many at a time. */
function storeFed(taken: readonly ChangeOfAccount[], atATime = 1): Store {
  const nothing = { business: raw.business, accounts: [] };
  const store = openStore(mustRead(readLedger(nothing, { today: "2025-03-10" })), { calendar });
  for (let from = 0; from < taken.length; from += atATime) {
    const batch = taken.slice(from, from + atATime).map(({ change }) => change);
    expect(mustRead(store.apply(batch)).applied).toBe(batch.length);
  }
  return store;
}

/** Cents, documents and the average days as they are shown. */
function shown(tally: Tally | undefined): readonly unknown[] {
  return tally === undefined ? [] : [tally.amount, tally.count, averageDays(tally).toFixed(2)];
}

const row100 =
  "C-100,Acme Builders,Acme Building LLC,Credit,Active,10.0,ap@acme.test,Accepted," +
  "2025-01-05T15:00:00.000Z,2025-01-06T09:30:00.000Z," +
  "5225.00,10,5150.00,9,1200.00,2,10.00,1,3950.00,7,56.78," +
  "200.00,2,15.50,3250.00,2,57.77,480.00,2,65.83,20.00,1,91.00,150.00,1,75.00,1";

/** The same account a day later, when the invoice due on 10 March has become past due. */
const row100NextDay =
  "C-100,Acme Builders,Acme Building LLC,Credit,Active,10.0,ap@acme.test,Accepted," +
  "2025-01-05T15:00:00.000Z,2025-01-06T09:30:00.000Z," +
  "5225.00,10,5150.00,9,700.00,1,0.00,0,4450.00,8,51.40," +
  "600.00,2,1.17,350.00,2,31.71,3400.00,2,61.12,100.00,2,91.20,150.00,1,75.00,1";

describe("the golden dealer through the store", () => {
  const store = storeFed(changes);
  const snapshot = store.recompute(now);
  const stats = snapshot.row("C-100")?.stats;

  test("E-15 E-16 E-17 E-28 the row of C-100, cell by cell, from changes one by one", () => {
    expect(snapshot.asOf).toBe("2025-03-10");
    const [, row] = exportCustomers(snapshot).split("\r\n");
    expect(row).toBe(row100);
    expect(row?.split(",")).toHaveLength(37);
  });

  test("E-15 what C-100 owes, bucket by bucket", () => {
    expect(shown(stats?.byBucket["1-30"])).toEqual([20_000, 2, "15.50"]);
    expect(shown(stats?.byBucket["31-60"])).toEqual([325_000, 2, "57.77"]);
    expect(shown(stats?.byBucket["61-90"])).toEqual([48_000, 2, "65.83"]);
    expect(shown(stats?.byBucket["91+"])).toEqual([2_000, 1, "91.00"]);
    expect(shown(stats?.pastDue)).toEqual([395_000, 7, "56.78"]);
    expect(stats?.pastDue.amountDays).toBe(22_427_000n);
    expect([stats?.current.amount, stats?.invoices.amount]).toEqual([120_000, 515_000]);
  });

  test("E-16 the panel of C-100 alone adds debits and takes credits off", () => {
    const own = changes.filter(({ accountId }) => accountId === "C-100");
    const { metrics } = statsPanel(storeFed(own).recompute(now));
    const amounts = Object.fromEntries(metrics.map(({ name, amount }) => [name, amount]));
    expect(amounts).toMatchObject({
      outstanding_invoices: 515_000,
      debit_adjustments: 7_500,
      credit_adjustments: 15_000,
      discounts: 1_000,
      net_ar_amount: 507_500,
    });
  });

  test("E-18 E-19 E-20 all accounts, most urgent first, with their scores", () => {
    const records = exportRecords(snapshot);
    expect(records.map((each) => [each["account_id"], each["collection_priority"]])).toEqual([
      ["C-100", "10.0"],
      ["C-300", "7.5"],
      ["C-500", "0.0"],
      ["C-200", "0.0"],
      ["C-400", "0.0"],
    ]);
    for (const { account_id, ...cells } of records.slice(3)) {
      const averages = Object.entries(cells).filter(([name]) => name.endsWith("_days_overdue"));
      expect([account_id, averages.map(([, cell]) => cell)]).toEqual([account_id, Array(5).fill("0.00")]);
    }
    expect(records[3]?.["outstanding_amount"]).toBe("1000000.00");
  });

  test("E-17 E-26 a day later, without any change, C-100 is a day older", () => {
    const other = storeFed(changes);
    other.recompute(now);
    expect(other.nextRecomputeAt(now)).toBe("2025-03-11T05:00:00.000Z");
    const later = other.recompute(nextDay);
    expect(exportCustomers(later).split("\r\n")[1]).toBe(row100NextDay);
    const pastDue = later.row("C-100")?.stats.pastDue;
    expect(pastDue?.amountDays).toBe(22_872_000n);
    expect(pastDue?.amountDays).toBe(22_427_000n + BigInt(pastDue?.amount ?? 0));
  });

  test("in batches of any size, with recomputes in between, the dealer is the same", () => {
    const { accounts } = snapshot.toJSON();
    for (const atATime of [1, 2, 7, changes.length]) {
      expect(storeFed(changes, atATime).recompute(now).toJSON().accounts).toEqual(accounts);
    }
    const watched = storeFed([]);
    for (const { change } of changes) {
      mustRead(watched.apply(change));
      watched.recompute(now);
    }
    expect(watched.recompute(now).toJSON().accounts).toEqual(accounts);
    expect(exportCustomers(watched.recompute(now))).toBe(exportCustomers(snapshot));
  });
});
