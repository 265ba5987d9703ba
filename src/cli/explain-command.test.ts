import { describe, expect, test } from "vitest";
import { folderOf, receivables, type World } from "../../test/command.ts";
import { mustRead } from "../../test/must-read.ts";
import { explain } from "../customers/explain.ts";
import { explainableFigures } from "../customers/explain-figures.ts";
import { readLedger } from "../model/read-ledger.ts";

const files = {
  "business.json": '{ "time_zone": "America/Chicago", "currency": "USD" }',
  "accounts.csv": "account_id,account_name\n0042,Acme\n7,Zenith\n8,Émile\n",
  "invoices.csv": [
    "invoice_number,account_id,amount,issued_on,due_on,discount_amount,discount_until",
    "1,0042,100.00,2025-01-10,2025-02-10,,",
    "2,0042,50.00,2025-02-01,2025-03-09,,",
    "3,7,200.00,2025-02-01,2025-03-10,3.00,2025-03-10",
    "4,7,10.00,2025-02-01,2025-03-08,,",
    "",
  ].join("\n"),
  "adjustments.csv": "adjustment_id,account_id,type,amount,issued_on\nK,7,credit,5.00,2025-02-01\n",
  "statements.csv": "statement_id,account_id,issued_on\nS,7,2025-03-01\n",
  "statement_lines.csv": "statement_id,invoice_id,discount_amount,discount_until\nS,3,2.00,2025-03-31\n",
};

/** What `explain` answers about that folder; the clock stands at 17:00 UTC on 10 March 2025. */
const run = (options: readonly string[], world: World = {}) =>
  receivables(["explain", folderOf(files), ...options], world);

const json = async (...options: readonly string[]) => {
  const { exitCode, out, err } = await run(options);
  expect([exitCode, err]).toEqual([0, ""]);
  return JSON.parse(out);
};

const page = async (...options: readonly string[]) => {
  const { exitCode, out, err } = await run(options, { outIsTerminal: true });
  expect([exitCode, err]).toEqual([0, ""]);
  return out;
};

const average = "past_due_invoice_weighted_average_days_overdue";

describe("JSON, unless it goes to a terminal", () => {
  test("A-047 an account's figure is what the library answers", async () => {
    const answer = await json("--account", "0042", "--column", average);
    const invoices = [
      {
        invoice_number: "1",
        account_id: "0042",
        amount: "100.00",
        issued_on: "2025-01-10",
        due_on: "2025-02-10",
      },
      {
        invoice_number: "2",
        account_id: "0042",
        amount: "50.00",
        issued_on: "2025-02-01",
        due_on: "2025-03-09",
      },
    ];
    const raw = { business: { time_zone: "UTC", currency: "USD" }, invoices };
    const ledger = mustRead(readLedger(raw, { today: "2025-03-10" }));
    expect(answer).toEqual(explain(ledger, { figure: average, accountId: "0042", asOf: "2025-03-10" }));
    expect(Object.keys(answer).slice(0, 4)).toEqual(["asOf", "today", "currency", "options"]);
    expect(answer.arithmetic).toBe("100.00 × 28 + 50.00 × 1 = 2850.00; 2850.00 ÷ 150.00 = 19.00");
    expect(await json("--account", "0042", "--column", average, "--format", "json")).toEqual(answer);
  });

  test("every column and metric of an account, and all but the priority of the business", async () => {
    for (const { name, kind } of explainableFigures) {
      expect((await json("--account", "7", "--column", name)).figure).toBe(name);
      if (kind !== "score") expect((await json("--column", name)).accountId).toBeNull();
    }
    expect((await json("--column", "invoicing_account_count")).value).toBe(3);
    expect((await json("--column", "net_ar_amount")).value).toBe(35_500);
  });

  test("options reach the figure: another day, how it is computed, how it is shown", async () => {
    const then = await json("--account", "0042", "--column", average, "--as-of", "2025-03-09");
    expect([then.asOf, then.today, then.value]).toEqual(["2025-03-09", "2025-03-10", 27]);
    expect((await json("--column", "discounts")).value).toBe(300);
    const sum = await json("--column", "discounts", "--discounts", "sum", "--average-decimals", "4");
    expect([sum.value, sum.options.discounts, sum.options.averageDecimals]).toEqual([500, "sum", 4]);
    const priority = await json(
      ...["--account", "7", "--column", "collection_priority", "--priority-decimals", "3"],
      ...["--floor", "zero", "--equal", "5", "--as-of-mode", "reage"],
    );
    expect(priority).toMatchObject({
      value: 3.827,
      options: { floor: "zero", equal: 5, mode: "reage", priorityDecimals: 3 },
      score: { rule: "between", exposure: "2000" },
    });
  });
});

describe("a page for a person", () => {
  test("who, which figure, what it says, the documents, the arithmetic", async () => {
    const out = await page("--account", "0042", "--column", average);
    expect(out.split("\n").map((line) => line.trimEnd())).toEqual([
      "Acme  0042",
      `${average}: 19.00`,
      "Average days overdue of past-due invoices, weighted by what is unpaid; 0 when there are none. (001:68, 001:27)",
      "As of 2025-03-10, in USD",
      "",
      "Document  Kind     Due         Days  Bucket  Balance  Balance × days",
      "────────  ───────  ──────────  ────  ──────  ───────  ──────────────",
      "1         invoice  2025-02-10    28  1-30     100.00         2800.00",
      "2         invoice  2025-03-09     1  1-30      50.00           50.00",
      "",
      "100.00 × 28 + 50.00 × 1 = 2850.00; 2850.00 ÷ 150.00 = 19.00",
      "",
    ]);
    const again = await run(["--account", "0042", "--column", average, "--format", "table"]);
    expect(again.out).toBe(out);
  });

  test("a priority is shown with the ends it lies between", async () => {
    const out = await page("--account", "7", "--column", "collection_priority");
    expect(out).toContain("4         invoice  2025-03-08     2  1-30      10.00           20.00\n");
    expect(out.endsWith("\nLowest exposure: 0.00 of 8. Highest: 2850.00 of 0042.\n")).toBe(true);
  });

  test("a discount is shown with its offers, the business with the accounts of its documents", async () => {
    const out = await page("--column", "discounts");
    expect(out.startsWith("All accounts\ndiscounts: 3.00\n")).toBe(true);
    expect(out).toContain("Account  Document  Kind ");
    expect(out).toMatch(
      /\n7 {8}3 .* 200\.00 +3\.00 +invoice 3\.00 until 2025-03-10 counts, statement 2\.00 until 2025-03-31 outdone\n/,
    );
  });

  test("adjustments have no day and no bucket; counts add one each", async () => {
    expect(await page("--account", "7", "--column", "net_ar_amount")).toMatch(
      /\nK {9}credit +5\.00 +-5\.00\n/,
    );
    expect(await page("--account", "7", "--column", "current_invoice_count")).toMatch(
      /\n3 {9}invoice {2}2025-03-10 {5}0 {2}current {3}200\.00 {5}1\n\n1 invoice = 1\n$/,
    );
  });

  test("a figure of nothing has no table", async () => {
    expect(await page("--account", "8", "--column", "outstanding_amount")).toBe(
      "Émile  8\noutstanding_amount: 0.00\n" +
        "All unpaid invoices and debit adjustments; credits are not subtracted. (001:52)\n" +
        "As of 2025-03-10, in USD\n\nno documents = 0.00\n",
    );
  });
});

describe("what cannot be answered", () => {
  test("an account that is not there: exit code 1", async () => {
    const { exitCode, out, err } = await run(["--account", "C-999", "--column", average]);
    expect([exitCode, out, err]).toEqual([1, "", 'REF_UNKNOWN There is no account "C-999".\n']);
  });

  test("a ledger with errors: exit code 1", async () => {
    const folder = folderOf({ ...files, "accounts.csv": "account_id\n0042\n" });
    const { exitCode, out } = await receivables(["explain", folder, "--column", "discounts"]);
    expect([exitCode, out]).toEqual([1, ""]);
  });

  test.each<[string, readonly string[], RegExp]>([
    ["no figure", [], /^Name the figure: --column NAME\.\n/],
    [
      "another figure",
      ["--column", "outstanding"],
      /^QUERY_INVALID --column: There is no figure "outstanding"; /,
    ],
    [
      "a column that is no sum",
      ["--column", "account_name"],
      /^QUERY_INVALID --column: account_name is no sum of documents/,
    ],
    [
      "a priority of no account",
      ["--column", "collection_priority"],
      /^collection_priority compares accounts: name one with --account ID\.\n/,
    ],
    ["another format", ["--column", "discounts", "--format", "csv"], /^--format takes json, table/],
    [
      "too many decimals",
      ["--column", "discounts", "--average-decimals", "21"],
      /^POLICY_RANGE --average-decimals: /,
    ],
    ["another sum", ["--column", "discounts", "--discounts", "min"], /^--discounts takes /],
  ])("%s: exit code 2, before the ledger is read", async (_, options, message) => {
    const { exitCode, out, err } = await receivables(["explain", "no-such-folder", ...options]);
    expect([exitCode, out]).toEqual([2, ""]);
    expect(err).toMatch(message);
    expect(err.endsWith("See receivables explain --help\n")).toBe(true);
  });

  test("warnings are said, and with --strict are not good enough", async () => {
    const folder = folderOf({ ...files, "accounts.csv": "account_id,colour\n0042,red\n7,blue\n8,\n" });
    const lax = await receivables(["explain", folder, "--column", "discounts"]);
    expect([lax.exitCode, lax.err]).toEqual([
      0,
      'accounts.csv:1: COLUMN_UNKNOWN Columns that are not read: "colour".\n',
    ]);
    expect((await receivables(["explain", folder, "--column", "discounts", "--strict"])).exitCode).toBe(1);
  });
});
