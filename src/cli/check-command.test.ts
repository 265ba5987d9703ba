import { describe, expect, test } from "vitest";
import { folderOf, receivables } from "../../test/command.ts";

const files = {
  "business.json": '{ "time_zone": "America/Chicago", "currency": "USD" }',
  "accounts.csv": "account_id\nA\nB\n",
  "invoices.csv": [
    "invoice_number,account_id,amount,issued_on,due_on,discount_amount,discount_until",
    "1,A,100.00,2024-11-01,2024-12-01,,",
    "2,A,50.00,2025-02-01,2025-03-09,,",
    "3,B,200.00,2025-02-01,2025-03-10,3.00,2025-03-10",
    "",
  ].join("\n"),
  "adjustments.csv":
    "adjustment_id,account_id,type,amount,issued_on\nD,A,debit,7.00,2025-02-01\nK,B,credit,5.00,2025-02-01\n",
  "payments.csv": "payment_id,account_id,paid_on,amount\nP,A,2025-03-01,40.00\n",
  "allocations.csv": "payment_id,invoice_id,amount,allocated_on\nP,1,30.00,2025-03-01\n",
};

/** The totals that check prints: what, how many, how much. */
function totals(out: string): Record<string, string> {
  const lines = out.split("\n").flatMap((line) => /^ *(\S.*?) {2,}(\d+) +(\d+\.\d+)$/.exec(line) ?? []);
  const entries: [string, string][] = [];
  for (let at = 0; at < lines.length; at += 4)
    entries.push([lines[at + 1] ?? "", `${lines[at + 2]} ${lines[at + 3]}`]);
  return Object.fromEntries(entries);
}

describe("check", () => {
  test("of a good ledger says what it adds up to, and that it does", async () => {
    const { exitCode, out, err } = await receivables(["check", folderOf(files)]);
    expect([exitCode, err]).toEqual([0, ""]);
    expect(out).toContain("2 accounts, 3 invoices, 1 payment; open as of 2025-03-10 in USD:");
    expect(totals(out)).toEqual({
      outstanding: "4 327.00",
      invoices: "3 320.00",
      current: "1 200.00",
      "past due": "2 120.00",
      "1-30 days": "1 50.00",
      "31-60 days": "0 0.00",
      "61-90 days": "0 0.00",
      "91+ days": "1 70.00",
      "debit adjustments": "1 7.00",
      "credit adjustments, not netted": "1 5.00",
      "discounts still available": "1 3.00",
      "payments not allocated": "1 10.00",
    });
    expect(out).toMatch(/\nReconciled: accounts add up to the whole, [^\n]*\n$/);
  });

  test("lists every issue on standard output, a line each, and exits with 1", async () => {
    const bad = {
      ...files,
      "invoices.csv": "invoice_number,account_id,amount,due_on\n1,A,x,soon\n2,Z,1.00,2025-03-01\n",
      "allocations.csv": "payment_id,invoice_id,amount,allocated_on\n",
    };
    const { exitCode, out, err } = await receivables(["check", folderOf(bad)]);
    expect([exitCode, err]).toEqual([1, ""]);
    expect(out.split("\n").map((line) => line.split(" ").slice(0, 3).join(" "))).toEqual([
      "invoices.csv:2: AMOUNT_FORMAT amount:",
      "invoices.csv:2: DATE_INVALID due_on:",
      "invoices.csv:3: REF_UNKNOWN account_id:",
      "",
    ]);
  });

  test("lists a thousand issues and counts the others", async () => {
    const rows = Array.from({ length: 1003 }, (_, at) => `${at},A,x,2025-03-01`);
    const bad = {
      ...files,
      "invoices.csv": `invoice_number,account_id,amount,due_on\n${rows.join("\n")}\n`,
      "allocations.csv": "payment_id,invoice_id,amount,allocated_on\n",
    };
    const { out } = await receivables(["check", folderOf(bad)]);
    expect(out.split("\n")).toHaveLength(1002);
    expect(out.endsWith("\n… and 3 more errors\n")).toBe(true);
  });

  test("lists warnings too; they are good enough unless --strict", async () => {
    const odd = { ...files, "accounts.csv": "account_id,colour\nA,red\nB,blue\n" };
    const folder = folderOf(odd);
    const lax = await receivables(["check", folder]);
    expect([lax.exitCode, lax.err]).toEqual([0, ""]);
    expect(lax.out.split("\n")[0]).toBe(
      'accounts.csv:1: COLUMN_UNKNOWN Columns that are not read: "colour".',
    );
    expect(lax.out).toContain("Reconciled");
    const strict = await receivables(["check", folder, "--strict"]);
    expect([strict.exitCode, strict.out]).toEqual([1, lax.out]);
    expect((await receivables(["check", folderOf(files), "--strict"])).exitCode).toBe(0);
  });

  test("F-53 --as-of and --as-of-mode say which day; one without history exits with 1", async () => {
    const folder = folderOf(files);
    const then = await receivables(["check", folder, "--as-of", "2025-02-28"]);
    expect(then.out).toContain("open as of 2025-02-28 in USD:");
    expect(totals(then.out)).toMatchObject({ "91+ days": "0 0.00", "61-90 days": "1 100.00" });
    const reaged = await receivables(["check", folder, "--as-of", "2025-02-28", "--as-of-mode", "reage"]);
    expect(totals(reaged.out)).toMatchObject({ "61-90 days": "1 70.00" });
    const balances = {
      ...files,
      "invoices.csv":
        "invoice_number,account_id,amount,balance,due_on,issued_on\n1,A,9.00,5.00,2025-02-01,2025-01-01\n",
      "allocations.csv": "payment_id,invoice_id,amount,allocated_on\n",
    };
    const unknown = await receivables(["check", folderOf(balances), "--as-of", "2025-02-28"]);
    expect([unknown.exitCode, unknown.err]).toEqual([
      1,
      "--as-of-mode reage ages today's balances on that day instead.\n",
    ]);
    expect(unknown.out).toMatch(/^invoices\/1: HISTORY_UNAVAILABLE \S.*\n$/);
    const exported = await receivables(["export", folderOf(balances), "--as-of", "2025-02-28"]);
    expect([exported.exitCode, exported.out]).toEqual([1, ""]);
    expect(exported.err).toMatch(/^HISTORY_UNAVAILABLE .*\n--as-of-mode reage .*\n$/);
  });

  test("F-53 every document without history has a line", async () => {
    const rows = Array.from({ length: 7 }, (_, at) => `${at},A,9.00,5.00,2025-02-01,2025-01-01`);
    const balances = {
      ...files,
      "invoices.csv": `invoice_number,account_id,amount,balance,due_on,issued_on\n${rows.join("\n")}\n`,
      "adjustments.csv": "adjustment_id,account_id,type,amount\nD,A,debit,7.00\n",
      "allocations.csv": "payment_id,invoice_id,amount,allocated_on\n",
    };
    const { exitCode, out } = await receivables(["check", folderOf(balances), "--as-of", "2025-02-28"]);
    expect(exitCode).toBe(1);
    expect(out.match(/^\S+: HISTORY_UNAVAILABLE/gm)).toEqual([
      ...rows.map((_, at) => `invoices/${at}: HISTORY_UNAVAILABLE`),
      "adjustments/D: HISTORY_UNAVAILABLE",
    ]);
  });

  test("wrong usage exits with 2", async () => {
    const folder = folderOf(files);
    for (const options of [
      ["--as-of-mode", "then"],
      ["--as-of", "2025-02-29"],
      ["--format", "csv"],
      ["more"],
    ]) {
      const { exitCode, out } = await receivables(["check", folder, ...options]);
      expect([options, exitCode, out]).toEqual([options, 2, ""]);
    }
  });
});
