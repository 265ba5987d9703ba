import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderOf, receivables, type World } from "../../test/command.ts";
import { debtorLedger } from "../../test/retailer.ts";
import { findInvoice } from "../summary/find-invoice.ts";
import { financialSummary } from "../summary/summary.ts";

const business = '{ "time_zone": "America/Chicago", "currency": "USD" }';

const files = {
  "business.json": business,
  "accounts.csv": [
    "account_id,account_name,status,credit_limit,established_on,salesperson",
    "0042,Acme,Active,5000.00,2001-02-03,North desk",
    "7,Zenith,,,,",
    "",
  ].join("\n"),
  "invoices.csv": [
    "invoice_id,invoice_number,account_id,amount,issued_on,due_on,retention,posting,voided_on",
    "A-1,0001,0042,100.00,2025-01-10,2025-02-10,10.00,,",
    "A-2,0002,0042,50.00,2025-02-01,2025-03-10,,,",
    "A-3,0003,0042,25.00,2025-01-02,2025-02-01,,,",
    "A-4,0004,0042,7.00,2025-03-04,2025-04-04,,Unapproved,",
    "Z-1,0001,7,8.00,2025-01-10,2025-02-10,,,2025-01-11",
    "",
  ].join("\n"),
  "adjustments.csv": [
    "adjustment_id,account_id,type,amount,issued_on",
    "D-1,0042,debit,5.00,2024-12-01",
    "K-1,0042,credit,30.00,2025-01-05",
    "",
  ].join("\n"),
  "payments.csv": [
    "payment_id,account_id,paid_on,amount,kind",
    "P-1,0042,2025-03-05,80.00,",
    "P-2,0042,2025-02-20,2.00,discount",
    "",
  ].join("\n"),
  "allocations.csv": [
    "payment_id,invoice_id,amount,allocated_on",
    "P-1,A-1,40.00,2025-03-05",
    "P-1,A-3,25.00,2025-03-05",
    "",
  ].join("\n"),
  "jobs.csv": "job_id,account_id,status\nJ1,0042,Inactive\n",
  "contracts.csv": "contract_id,job_id,amount,billed\nK1,J1,500.00,100.00\n",
  "sites.csv": "site_id,account_id,status\nS1,0042,\n",
  "period_clears.csv": "kind,executed_on\nmonth,2025-02-28\nyear,2024-12-31\n",
};

/** What `summary` answers about that folder; the clock stands at 17:00 UTC on 10 March 2025. */
const run = (options: readonly string[], world: World = {}) =>
  receivables(["summary", folderOf(files), ...options], world);

const json = async (...options: readonly string[]) => {
  const { exitCode, out, err } = await run(options);
  expect([exitCode, err]).toEqual([0, ""]);
  expect(out.endsWith("}\n")).toBe(true);
  return JSON.parse(out);
};

const page = async (...options: readonly string[]): Promise<string> => {
  const { exitCode, out, err } = await run(options, { outIsTerminal: true });
  expect([exitCode, err]).toEqual([0, ""]);
  return out;
};

const fixture = "docs/building-supplies";

describe("JSON", () => {
  test("C-001 is the summary, with the options it was asked for under", async () => {
    const all = ["--account", "0042", "--permissions", "contracts,open-items"];
    const summary = await json(...all);
    expect(Object.keys(summary)).toEqual([
      ...["asOf", "today", "currency", "options", "accountId", "accountName"],
      ...["outstanding", "creditInfo", "activity", "historyTotals"],
    ]);
    expect(summary).toMatchObject({
      asOf: "2025-03-10",
      options: { mode: "reconstruct", permissions: ["open-items", "contracts"] },
      accountName: "Acme",
      outstanding: { totalBalanceDue: { amount: 11_500, link: { title: "Open Items" } } },
      historyTotals: { payments: { link: null, linkDenied: true } },
    });
    expect((await run(all)).out).toBe(`${JSON.stringify(summary, null, 2)}\n`);
  });

  test("C-001 C-004 is what the library answers", async () => {
    const tables = {
      accounts: [{ account_id: "A" }],
      invoices: [{ invoice_number: "7", account_id: "A", amount: "1.00", due_on: "2025-03-01" }],
    };
    const world = {
      stdin: JSON.stringify({ business: { time_zone: "Australia/Sydney", currency: "AUD" }, ...tables }),
    };
    const ledger = debtorLedger(tables, "2025-03-11");
    const { out } = await receivables(["summary", "-", "--account", "A"], world);
    expect(JSON.parse(out)).toEqual(financialSummary(ledger, "A"));
    const found = await receivables(["summary", "-", "--find", " 7 "], world);
    expect(JSON.parse(found.out)).toEqual(findInvoice(ledger, "7"));
  });

  test("a leading zero of --account and of --find counts", async () => {
    expect((await json("--account", "0042")).accountId).toBe("0042");
    expect((await run(["--account", "42"])).exitCode).toBe(1);
    expect((await json("--find", "1")).found).toBe(false);
  });

  test("--as-of shows another day, --as-of-mode whose balances", async () => {
    const past = await json("--account", "0042", "--as-of", "2025-03-04");
    expect([past.asOf, past.today, past.outstanding.totalBalanceDue.amount]).toEqual([
      "2025-03-04",
      "2025-03-10",
      18_000,
    ]);
    expect(past.creditInfo.lastPaymentDate).toBeNull();
    const reaged = await json("--account", "0042", "--as-of", "2025-03-04", "--as-of-mode", "reage");
    expect([reaged.options.mode, reaged.outstanding.totalBalanceDue.amount]).toEqual(["reage", 11_500]);
  });

  test("C-014 C-023 C-028 --permissions link; a list, or given several times", async () => {
    const denied = async (...options: readonly string[]) => {
      const { outstanding, activity, historyTotals } = await json("--account", "0042", ...options);
      return [outstanding.totalBalanceDue, activity.openContracts, historyTotals.payments].map(
        ({ linkDenied }) => linkDenied,
      );
    };
    expect(await denied()).toEqual([true, true, true]);
    expect(await denied("--permissions", "payment-history")).toEqual([true, true, false]);
    expect(await denied("--permissions", "contracts", "--permissions", "open-items,payment-history")).toEqual(
      [false, false, false],
    );
  });

  test("C-007 C-008 --find finds of any account, with status, and says so where nothing is found", async () => {
    const { hits } = await json("--find", "0004");
    expect(hits).toMatchObject([{ foundIn: "open-items", status: "Unapproved", accountName: "Acme" }]);
    expect(await json("--find", "nothing")).toMatchObject({ found: false, hits: [], voided: [] });
    expect(await json("--find", "")).toMatchObject({ number: "", found: false });
  });
});

describe("the page", () => {
  test("C-009 C-029 on a terminal: who, then the four sections", async () => {
    expect(await page("--account", "0042", "--permissions", "open-items,contracts")).toBe(`Acme  0042
As of 2025-03-10, in USD

Outstanding                     Documents  Amount
──────────────────────────────  ─────────  ──────  ────────────
Current                                 2   55.00
  of it debit memos                     1    5.00
Past due                                1   50.00
  1-30 days                             1   50.00
  31-60 days                            0    0.00
  61-90 days                            0    0.00
  91+ days                              0    0.00
Total current due                       3  105.00
Retention/holdback balance              1   10.00
Total balance due                       3  115.00  → Open Items
Unapplied credits, not netted           1   30.00
Unapplied payments, not netted          2   17.00

Credit info
───────────────────  ──────────
Status               Active
Last bill date       2025-02-01
Last payment date    2025-03-05
Date established     2001-02-03
Salesperson          North desk
Credit limit         5000.00
Average days to pay  62.00

Activity
──────────────  ─  ───────────
Open contracts  1  → Contracts
Active sites    1

History totals    MTD     YTD  Retention  Last year
──────────────  ─────  ──────  ─────────  ─────────
Invoices         0.00  175.00      10.00       0.00
Payments        80.00   80.00                  0.00
Discounts        0.00    2.00                  0.00

MTD after 2025-02-28, YTD after 2024-12-31, last year from the beginning through 2024-12-31
`);
  });

  test("a customer of whom little is known is short of figures, not of lines", async () => {
    const few = {
      "business.json": business,
      "invoices.csv": "invoice_number,account_id,amount,due_on\n1,A,5.00,2025-03-01\n2,A,1.00,2025-04-01\n",
    };
    const { out } = await receivables(["summary", folderOf(few), "--account", "A"], { outIsTerminal: true });
    expect(out).toMatch(/^Total balance due +2 +6\.00$/m);
    expect(out).toMatch(/^Last bill date +–$/m);
    expect(out).toMatch(/^Credit limit +–$/m);
    expect(out).toMatch(/^Invoices +0\.00 +0\.00 +0\.00 +0\.00$/m);
    expect(out).toMatch(
      /\nMTD from the beginning, YTD from the beginning, last year not closed\nIn none, for want of a day: 2 invoices, 6\.00\n$/,
    );
  });

  test("C-005 C-006 --find shows each place, and apart what was voided", async () => {
    expect(await page("--find", "0001")).toBe(`Invoice 0001: found in 2 places, on 2025-03-10, in USD

Found in                  Status  Customer  Name  Invoice     Date        Due         Amount  Balance
────────────────────────  ──────  ────────  ────  ──────────  ──────────  ──────────  ──────  ───────
Customer Open Items               0042      Acme  0001 (A-1)  2025-01-10  2025-02-10  100.00    60.00
Customer Payment History          0042      Acme  0001 (A-1)  2025-01-10  2025-02-10  100.00    60.00

Voided on 2025-01-11: Z-1 of 7
`);
    expect(await page("--find", "0003")).toMatch(/^Customer Payment History +0042 +Acme +0003 \(A-3\) /m);
    expect(await page("--find", "0004")).toMatch(/^Customer Open Items +Unapproved +0042 /m);
    expect(await page("--find", "5")).toBe("Invoice 5: not found, on 2025-03-10, in USD\n");
  });

  test("C-008 an invoice that is only voided is not found, and listed without a day where none is given", async () => {
    const voided = {
      "business.json": business,
      "invoices.csv": "invoice_number,account_id,amount,due_on,status\n1,A,5.00,2025-03-01,Voided\n",
    };
    const { out } = await receivables(["summary", folderOf(voided), "--find", "1"], { outIsTerminal: true });
    expect(out).toBe("Invoice 1: not found, on 2025-03-10, in USD\n\nVoided: 1 of A\n");
  });

  test("no text of the ledger or of the command line moves the cursor", async () => {
    const odd = {
      ...files,
      "accounts.csv": "account_id,account_name,salesperson\n0042,\u001b[2JAcme,\u202eksed\n7,Z,\n",
    };
    const show = async (...options: readonly string[]) =>
      (await receivables(["summary", folderOf(odd), ...options], { outIsTerminal: true })).out;
    const shown = await show("--account", "0042");
    expect(shown).toMatch(/^\uFFFD\[2JAcme {2}0042\n/);
    expect(shown).toMatch(/^Salesperson +\uFFFDksed$/m);
    expect(await show("--find", "0002")).toContain("  \uFFFD[2JAcme  ");
    expect(await show("--find", "\u001b[2J")).toMatch(/^Invoice \uFFFD\[2J: not found/);
  });

  test("--format decides wherever it goes", async () => {
    expect(await page("--account", "0042", "--format", "json")).toBe((await run(["--account", "0042"])).out);
    expect((await run(["--account", "0042", "--format", "table"])).out).toBe(await page("--account", "0042"));
    expect((await run(["--find", "0001", "--format", "table"])).out).toBe(await page("--find", "0001"));
  });
});

describe("what cannot be answered", () => {
  test("C-009 an account that is not there: exit code 1, and a line", async () => {
    expect(await run(["--account", "C-9"])).toEqual({
      exitCode: 1,
      out: "",
      err: 'REF_UNKNOWN There is no account "C-9".\n',
    });
  });

  test("neither or both of --account and --find, or a word that is none: exit code 2, before a ledger is read", async () => {
    const bad = folderOf({ "business.json": "{}", "invoices.csv": "x\n" });
    const usage = async (...options: readonly string[]) => {
      const { exitCode, out, err } = await receivables(["summary", bad, ...options]);
      expect([exitCode, out]).toEqual([2, ""]);
      expect(err).toMatch(/\nSee receivables summary --help\n$/);
      return err.split("\n")[0];
    };
    expect(await usage()).toBe("Name the account, --account ID, or an invoice to find, --find NUMBER.");
    expect(await usage("--account", "A", "--find", "1")).toBe(
      "Ask for one of --account and --find at a time.",
    );
    for (const other of ["--as-of=2025-03-01", "--as-of-mode=reage", "--permissions=contracts"]) {
      expect(await usage("--find", "1", other)).toBe(
        `${other.split("=")[0]} is about --account: --find looks at today, and always links.`,
      );
    }
    expect(await usage("--find", "7".repeat(257))).toMatch(/^QUERY_TOO_LONG --find: /);
    const account = ["--account", "A"];
    expect(await usage(...account, "--permissions", "contracts,everything")).toMatch(
      /^POLICY_RANGE --permissions: permissions must be one of open-items, contracts, payment-history/,
    );
    expect(await usage(...account, "--permissions", "contracts,")).toMatch(/^--permissions .* empty part/);
    expect(await usage(...account, "--as-of-mode", "rewind")).toMatch(/^--as-of-mode takes reconstruct/);
    expect(await usage(...account, "--format", "csv")).toMatch(/^--format takes json, table, not "csv"/);
    expect(await usage(...account, "--as-of", "yesterday")).toMatch(/^DATE_INVALID --as-of: /);
  });

  test("a day whose balances nobody knows: exit code 1, and what to do", async () => {
    const unknown = {
      "business.json": business,
      "invoices.csv":
        "invoice_number,account_id,amount,balance,issued_on,due_on\n1,A,9.00,4.00,2025-01-10,2025-02-10\n",
    };
    const args = ["summary", folderOf(unknown), "--account", "A", "--as-of", "2025-03-01"];
    const { exitCode, err } = await receivables(args);
    expect(exitCode).toBe(1);
    expect(err).toMatch(/^HISTORY_UNAVAILABLE .*\n--as-of-mode reage .*\n$/);
    expect((await receivables([...args, "--as-of-mode", "reage"])).exitCode).toBe(0);
  });

  test("a ledger with errors: its lines, exit code 1", async () => {
    const bad = { ...files, "contracts.csv": "contract_id,job_id,amount\nK1,nobody,1.00\n" };
    const { exitCode, out, err } = await receivables(["summary", folderOf(bad), "--account", "0042"]);
    expect([exitCode, out]).toEqual([1, ""]);
    expect(err).toMatch(/^contracts\.csv:2: REF_UNKNOWN job_id: /);
  });
});

test("warnings go to stderr and count with --strict; rejected rows are written", async () => {
  const odd = { ...files, "period_clears.csv": "kind,executed_on,by\nweek,2025-02-28,\nmonth,2025-01-31,\n" };
  const folder = folderOf(odd);
  const rejects = join(folder, "bad.txt");
  const args = ["summary", folder, "--account", "0042", "--reject-to", rejects];
  const { exitCode, out, err } = await receivables(args);
  expect(exitCode).toBe(0);
  expect(JSON.parse(out).historyTotals.periods.monthAfter).toBe("2025-01-31");
  expect(err).toMatch(/^period_clears\.csv:1: COLUMN_UNKNOWN .*\n1 row rejected: see /m);
  expect(existsSync(rejects)).toBe(true);
  expect((await receivables([...args, "--strict"])).exitCode).toBe(1);
});

test("C-010 C-021 the worked ledger of the documentation", async () => {
  const now = { now: "2025-06-10T18:00:00Z" };
  const { out } = await receivables(["summary", fixture, "--account", "1001"], now);
  const { outstanding, creditInfo, activity } = JSON.parse(out);
  const { current, overdue, totalCurrentDue, retention, totalBalanceDue, unapplied } = outstanding;
  expect(overdue.map(({ amount }: { amount: number }) => amount)).toEqual([
    970_000, 580_000, 400_000, 220_000,
  ]);
  expect([current, totalCurrentDue, retention, totalBalanceDue].map(({ amount }) => amount)).toEqual([
    1_320_000, 3_490_000, 1_060_000, 4_550_000,
  ]);
  expect(unapplied.amount).toBe(150_000);
  expect([creditInfo.averageDaysToPay, activity.openContracts.count]).toEqual([34, 2]);
});

test("its help names its options", async () => {
  const { exitCode, out } = await receivables(["summary", "--help"]);
  expect(exitCode).toBe(0);
  for (const word of [
    "--account ID",
    "--find NUMBER",
    "--permissions A,B",
    "--as-of DAY",
    "--format FORMAT",
  ]) {
    expect(out).toContain(word);
  }
  expect((await receivables(["--help"])).out).toMatch(/^ {2}summary +Show one customer's financial summary/m);
});
