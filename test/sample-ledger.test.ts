import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { receivables } from "./command.ts";

const folder = fileURLToPath(new URL("../docs/sample-ledger", import.meta.url));
const asked = ["export", folder, "--as-of", "2013-07-01"];

/** Summed from raw.csv by a few lines of Python beside it. */
const [totals = "", ...accounts] = readFileSync(new URL("fixtures/past-due.txt", import.meta.url), "utf8")
  .trim()
  .split("\n");

async function records(): Promise<Record<string, string>[]> {
  const { exitCode, out } = await receivables([...asked, "--format", "json"]);
  expect(exitCode).toBe(0);
  return JSON.parse(out);
}

/** The sum of a column, in cents. */
const cents = (rows: readonly Record<string, string>[], name: string): number =>
  rows.reduce((sum, row) => sum + Number(row[name]?.replace(".", "")), 0);
const count = (rows: readonly Record<string, string>[], name: string): number =>
  rows.reduce((sum, row) => sum + Number(row[name]), 0);

test("A-070 A-112 the sample ledger as of 2013-07-01: every account, and the totals of an independent sum", async () => {
  const rows = await records();
  expect(rows).toHaveLength(100);
  const open = [count(rows, "outstanding_count"), cents(rows, "outstanding_amount") / 100];
  const past = [count(rows, "past_due_invoice_count"), cents(rows, "past_due_invoice_amount") / 100];
  expect(totals).toBe("87 5274.43 14 995.70");
  expect(`${open[0]} ${open[1]?.toFixed(2)} ${past[0]} ${past[1]?.toFixed(2)}`).toBe(totals);
});

test("A-121 A-129 the sample ledger as of 2013-07-01: each account's open and past-due amounts", async () => {
  const rows = await records();
  const open = rows.filter((row) => row["outstanding_invoice_amount"] !== "0.00");
  const words = open.map(
    (row) => `${row["account_id"]} ${row["outstanding_invoice_amount"]} ${row["past_due_invoice_amount"]}`,
  );
  expect(words.toSorted()).toEqual(accounts);
});

test("A-164 the sample ledger as of 2013-07-01: the first to call is the most exposed", async () => {
  const rows = await records();
  expect(rows[0]?.["collection_priority"]).toBe("10.0");
  const scores = rows.map((row) => Number(row["collection_priority"]));
  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  const exposures = rows.map((row) => {
    const average = row["past_due_invoice_weighted_average_days_overdue"];
    return Number(row["past_due_invoice_amount"]) * Number(average);
  });
  expect(Math.max(...exposures)).toBe(exposures[0]);
});

test("A-070 F-45 the published file read through --columns and --date-format gives the same bytes", async () => {
  const from = (table: string, fields: Readonly<Record<string, string>>): string[] =>
    Object.entries(fields).flatMap(([field, header]) => ["--columns", `${table}.${field}=raw.csv:${header}`]);
  const mapped = [
    ...from("invoices", {
      invoice_number: "invoiceNumber",
      account_id: "customerID",
      issued_on: "InvoiceDate",
      due_on: "DueDate",
      amount: "InvoiceAmount",
    }),
    ...from("payments", {
      payment_id: "invoiceNumber",
      account_id: "customerID",
      paid_on: "SettledDate",
      amount: "InvoiceAmount",
    }),
    ...from("allocations", {
      payment_id: "invoiceNumber",
      invoice_id: "invoiceNumber",
      amount: "InvoiceAmount",
      allocated_on: "SettledDate",
    }),
  ];
  const own = await receivables(asked);
  const published = await receivables([...asked, ...mapped, "--date-format", "M/D/YYYY"]);
  expect(published.exitCode).toBe(0);
  expect(published.out).toBe(own.out);
  expect(published.err).toMatch(/^raw\.csv:1: COLUMN_UNKNOWN Columns that are not read: "countryCode", /);
});

test("the sample ledger today: all is settled", async () => {
  const { exitCode, out, err } = await receivables(["check", folder, "--now", "2014-06-01T12:00:00Z"]);
  expect(exitCode).toBe(0);
  expect(err).toBe("");
  expect(out).toMatch(/^outstanding +0 +0\.00$/m);
  expect(out).toContain("100 accounts, 2466 invoices, 2466 payments");
});
