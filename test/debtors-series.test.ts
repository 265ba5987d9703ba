import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readLedgerFiles } from "../src/csv/ledger-files.ts";
import { customersView, statsPanel } from "../src/customers/index.ts";
import {
  creditUtilization,
  customerAging,
  debtorsView,
  debtorTiles,
  overview,
  paymentForecast,
  paymentReliability,
} from "../src/debtors/index.ts";
import { takeSnapshot } from "../src/store/index.ts";
import { mustRead } from "./must-read.ts";

const folder = new URL("../docs/sample-ledger/", import.meta.url);
const text = (name: string) => readFileSync(new URL(name, folder), "utf8");
const files = new Map(
  ["business.json", "accounts.csv", "invoices.csv", "payments.csv", "allocations.csv"].map((name) => [
    name,
    text(name),
  ]),
);
const { ledger } = mustRead(readLedgerFiles(files, { today: () => "2014-06-30" }));

/** The file as it was published: an invoice and the day it was settled, a line each. Amounts in cents. */
const lines = text("raw.csv")
  .trim()
  .split(/\r?\n/)
  .slice(1)
  .map((line) => {
    const [, customer = "", , , invoiced = "", due = "", amount = "", , settled = ""] = line.split(",");
    return {
      customer,
      invoiced: iso(invoiced),
      due: iso(due),
      settled: iso(settled),
      cents: Math.round(Number(amount) * 100),
    };
  });

/** `7/4/2013` as `2013-07-04`. */
function iso(day: string): string {
  const [month = "", date = "", year = ""] = day.split("/");
  return `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
}

const sum = (some: readonly { readonly cents: number }[]) =>
  some.reduce((total, { cents }) => total + cents, 0);
const days = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/** The last day of each month, and a day in the middle of it. */
const months = Array.from({ length: 24 }, (_, at) =>
  new Date(Date.UTC(2012, at + 1, 0)).toISOString().slice(0, 10),
);
const asked = months.flatMap((end) => [end, `${end.slice(0, 8)}15`]);

test("the published file has the columns that are read here", () => {
  expect(text("raw.csv").split(/\r?\n/)[0]).toBe(
    "countryCode,customerID,PaperlessDate,invoiceNumber,InvoiceDate,DueDate,InvoiceAmount,Disputed,SettledDate,PaperlessBill,DaysToSettle,DaysLate",
  );
  expect(lines).toHaveLength(2466);
});

test.each(
  asked,
)("B-007 B-186 on %s the board owes what a direct sum over invoices and payments owes", (asOf) => {
  const view = debtorsView(ledger, { asOf });
  const open = lines.filter(({ invoiced, settled }) => invoiced <= asOf && settled > asOf);
  const { bars, total } = paymentForecast(view);
  expect(total).toBe(sum(open));
  expect(bars.at(-1)?.amount).toBe(sum(open.filter(({ due }) => due < asOf)));
  const inBucket = (least: number, most: number) =>
    sum(open.filter(({ due }) => days(due, asOf) >= least && days(due, asOf) <= most));
  const { monthlyAging, topDebtors, paymentTrends } = overview(view);
  expect(monthlyAging.slices.map(({ amount }) => amount)).toEqual([
    inBucket(-9999, 0),
    inBucket(1, 30),
    inBucket(31, 60),
    inBucket(61, 90),
    inBucket(91, 9999),
  ]);
  const byCustomer = new Map<string, number>();
  for (const { customer, cents } of open) byCustomer.set(customer, (byCustomer.get(customer) ?? 0) + cents);
  const [grid] = customerAging(view).grids;
  expect(new Map(grid?.rows.map(({ accountId, totalOutstanding }) => [accountId, totalOutstanding]))).toEqual(
    byCustomer,
  );
  expect(topDebtors.bars.map(({ net }) => net)).toEqual(
    [...byCustomer.values()].sort((a, b) => b - a).slice(0, 10),
  );
  const [payments, sales] = paymentTrends.series;
  paymentTrends.months.forEach((month, at) => {
    expect(sales?.amounts[at]).toBe(sum(lines.filter(({ invoiced }) => invoiced.startsWith(month))));
    expect(payments?.amounts[at]).toBe(sum(lines.filter(({ settled }) => settled.startsWith(month))));
  });
});

test("E-51 sales, payments and days to pay of the twelve and six months before a day, by a direct sum", () => {
  const asOf = "2013-05-31";
  const view = debtorsView(ledger, { asOf });
  const within = (day: string, after: string) => day > after && day <= asOf;
  for (const row of creditUtilization(view).rows) {
    const own = lines.filter(({ customer }) => customer === row.accountId);
    const sold = own.filter(({ invoiced }) => within(invoiced, "2012-05-31"));
    expect(row.sales12m).toBe(sum(sold));
    expect(row.payments12m).toBe(sum(own.filter(({ settled }) => within(settled, "2012-05-31"))));
    const paid = sold.filter(({ invoiced, settled }) => settled <= asOf && invoiced !== asOf);
    const mean =
      paid.reduce((total, { invoiced, settled }) => total + days(invoiced, settled), 0) / paid.length;
    if (paid.length === 0) expect(row.averageDaysToPay).toBeNull();
    else expect(Math.abs((row.averageDaysToPay ?? 0) - mean)).toBeLessThanOrEqual(0.005 + 1e-9);
  }
  for (const row of paymentReliability(view).rows) {
    const sold = lines.filter(
      ({ customer, invoiced }) => customer === row.accountId && within(invoiced, "2012-11-30"),
    );
    const left = sold.filter(({ settled }) => settled > asOf);
    expect([row.invoiced6m, row.outstanding6m]).toEqual([sum(sold), sum(left)]);
    if (sold.length > 0)
      expect(row.scorePercent).toBe(Math.floor(((sum(sold) - sum(left)) * 10_000) / sum(sold)) / 100);
  }
});

test.each([
  "2012-12-31",
  "2013-07-01",
  "2013-12-31",
])("L-31b on %s this board and the customers board have the same past due, bucket by bucket", (asOf) => {
  const snapshot = takeSnapshot(ledger, { asOf, now: "2014-06-30T12:00:00Z" });
  const { rows } = customersView(snapshot, {}, { pageSize: 1000 });
  const panel = new Map(statsPanel(snapshot).metrics.map(({ name, amount }) => [name, amount]));
  const view = debtorsView(ledger, { asOf });
  const [grid] = customerAging(view).grids;
  const listed = new Map(grid?.rows.map((row) => [row.accountId, Object.values(row.aging)]));
  for (const row of rows) {
    const buckets = [row.currentInvoices, row.days1To30, row.days31To60, row.days61To90, row.days91Plus];
    expect(listed.get(row.accountId) ?? [0, 0, 0, 0, 0]).toEqual(buckets);
  }
  expect(paymentForecast(view).bars.at(-1)?.amount).toBe(panel.get("past_due_invoices"));
  const then = mustRead(readLedgerFiles(files, { today: () => asOf })).ledger;
  const tiles = new Map(debtorTiles(debtorsView(then)).tiles.map(({ name, amount }) => [name, amount]));
  expect(tiles.get("overdue_amount")).toBe(panel.get("past_due_invoices"));
});
