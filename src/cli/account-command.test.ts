import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderOf, receivables, type World } from "../../test/command.ts";
import { mustRead } from "../../test/must-read.ts";
import { accountDetail } from "../customers/detail.ts";
import { customerDetail } from "../debtors/detail.ts";
import { debtorsView } from "../debtors/view.ts";
import { readLedger } from "../model/read-ledger.ts";

const business = '{ "time_zone": "America/Chicago", "currency": "USD" }';

const files = {
  "business.json": business,
  "accounts.csv": [
    "account_id,account_name,account_type,status,buyer_company_name,terms,credit_limit,established_on,salesperson,email,phone,notes",
    "0042,Acme,Credit,Active,Acme Ltd,30 days,5000.00,2001-02-03,North desk,ap@acme.test,555-0100,Calls back.",
    "7,Zenith,,Inactive,,,,,,,,",
    "",
  ].join("\n"),
  "invoices.csv": [
    "invoice_number,account_id,amount,issued_on,due_on,discount_amount,discount_until,job_id",
    "0001,0042,100.00,2025-01-10,2025-02-10,,,J1",
    "0002,0042,50.00,2025-02-01,2025-03-10,3.00,2025-03-10,",
    "0003,0042,25.00,2025-01-02,2025-02-01,,,",
    "",
  ].join("\n"),
  "line_items.csv": "invoice_id,line,status\n0001,1,Shipped\n0001,2,Returned\n0001,3,Shipped\n",
  "adjustments.csv": [
    "adjustment_id,account_id,type,amount,reason,issued_on",
    "K-1,0042,credit,30.00,Write-off,2025-01-05",
    "",
  ].join("\n"),
  "payments.csv": [
    "payment_id,account_id,paid_on,amount,method,channel",
    "P-1,0042,2025-03-05,80.00,Card,drypowder",
    "P-2,0042,2025-03-06,20.00,Check,erp",
    "",
  ].join("\n"),
  "allocations.csv": [
    "payment_id,invoice_id,amount,allocated_on",
    "P-1,0001,40.00,2025-03-05",
    "P-1,0003,25.00,2025-03-05",
    "",
  ].join("\n"),
  "invites.csv": [
    "account_id,email,status,created_at,expires_at",
    "0042,office@acme.test,Pending,2025-03-01T00:00:00Z,2025-03-10T17:00:00Z",
    "",
  ].join("\n"),
  "statements.csv": "statement_id,account_id,issued_on\nS,0042,2025-03-01\n",
  "statement_lines.csv": "statement_id,invoice_id,discount_amount,discount_until\nS,0001,,\n",
  "jobs.csv": "job_id,account_id,name,status\nJ1,0042,Roof,Active\n",
};

/** What `account` answers about that folder; the clock stands at 17:00 UTC on 10 March 2025. */
const run = (options: readonly string[], world: World = {}) =>
  receivables(["account", folderOf(files), ...options], world);

const detail = async (...options: readonly string[]) => {
  const { exitCode, out, err } = await run(["--account", "0042", ...options]);
  expect([exitCode, err]).toEqual([0, ""]);
  expect(out.endsWith("}\n")).toBe(true);
  return JSON.parse(out);
};

const page = async (...options: readonly string[]): Promise<string> => {
  const { exitCode, out, err } = await run(["--account", "0042", ...options], { outIsTerminal: true });
  expect([exitCode, err]).toEqual([0, ""]);
  return out.split("\nAs a debtor\n")[0] ?? "";
};

describe("JSON", () => {
  test("A-031 is the account's detail, with the options it was asked for under", async () => {
    const raw = JSON.parse(readFileSync("test/fixtures/golden-dealer.json", "utf8"));
    const ledger = mustRead(readLedger(raw, { today: "2025-03-10" }));
    const now = "2025-03-10T17:00:00Z";
    const expected = accountDetail(ledger, "C-100", { asOf: "2025-03-10", now });
    const { out } = await receivables(["account", "test/fixtures/golden-dealer.json", "--account", "C-100"]);
    const json = JSON.parse(out);
    const { debtor, ...rest } = json;
    expect(rest).toEqual({ ...expected, options: { ...expected.options, invoiceStatus: null } });
    expect(debtor).toEqual(customerDetail(debtorsView(ledger), "C-100"));
    expect(Object.keys(json).slice(0, 5)).toEqual(["asOf", "today", "now", "currency", "options"]);
    expect(Object.keys(json.tabs)).toEqual(["invoices", "debitAdjustments", "creditAdjustments", "payments"]);
  });

  test("a leading zero of --account counts", async () => {
    expect((await detail()).accountId).toBe("0042");
    expect((await run(["--account", "42"])).exitCode).toBe(1);
  });

  test("A-033 --invoice-status leaves out other invoices, and nothing else", async () => {
    const all = await detail();
    const numbers = async (...options: readonly string[]) => {
      const { tabs, options: asked, ...rest } = await detail(...options);
      expect({ ...rest, options: { ...asked, invoiceStatus: null } }).toEqual({
        ...all,
        tabs: undefined,
      });
      expect({ ...tabs, invoices: all.tabs.invoices }).toEqual(all.tabs);
      return [asked.invoiceStatus, tabs.invoices.map((row: { invoiceNumber: string }) => row.invoiceNumber)];
    };
    expect(await numbers()).toEqual([null, ["0002", "0001", "0003"]]);
    expect(await numbers("--invoice-status", "partially_paid")).toEqual([["Partially Paid"], ["0001"]]);
    expect(await numbers("--invoice-status", "paid,OPEN")).toEqual([
      ["Paid", "Open"],
      ["0002", "0003"],
    ]);
    expect(await numbers("--invoice-status", "paid", "--invoice-status", "open")).toEqual([
      ["Paid", "Open"],
      ["0002", "0003"],
    ]);
  });

  test("--as-of shows another day, --now another instant", async () => {
    const past = await detail("--as-of", "2025-03-04");
    expect([past.asOf, past.today]).toEqual(["2025-03-04", "2025-03-10"]);
    expect(past.stats.outstanding.amount).toBe(17500);
    expect(past.tabs.payments).toEqual([]);
    expect(past.invitation.status).toBe("Expired");
    const reaged = await detail("--as-of", "2025-03-04", "--as-of-mode", "reage");
    expect([reaged.options.mode, reaged.stats.outstanding.amount]).toEqual(["reage", 11000]);
    const before = await detail("--now", "2025-03-10T16:59:59.999Z");
    expect([before.now, before.invitation.status]).toEqual(["2025-03-10T16:59:59.999Z", "Pending"]);
  });

  test("--discounts and --average-decimals are those of the export", async () => {
    expect((await detail("--discounts", "sum")).options.discounts).toBe("sum");
    const { options, averageDaysOverdue } = await detail("--average-decimals", "0");
    expect([options.averageDecimals, averageDaysOverdue.pastDue]).toEqual([0, 28]);
  });
});

describe("the page", () => {
  test("A-031 on a terminal: who, how much, the four tabs, jobs and statement", async () => {
    expect(await page()).toBe(`Acme  0042  [Active] [Credit] [Expired]
Registered as: Acme Ltd
Invitation: office@acme.test, last changed 2025-03-01T00:00:00.000Z
Email: ap@acme.test
Phone: 555-0100
Terms: 30 days
Credit limit: 5000.00
Customer since: 2001-02-03
Salesperson: North desk
Notes: Calls back.
As of 2025-03-10, in USD

                                Documents  Amount  Avg. days
──────────────────────────────  ─────────  ──────  ─────────
outstanding                             2  110.00
  invoices                              2  110.00
    current                             1   50.00
    past due                            1   60.00      28.00
      1-30 days                         1   60.00      28.00
      31-60 days                        0    0.00       0.00
      61-90 days                        0    0.00       0.00
      91+ days                          0    0.00       0.00
  debit adjustments                     0    0.00
credit adjustments, not netted          1   30.00
discounts still available               1    3.00
payments not allocated                  2   35.00

Invoices: 3

Invoice Number  Amount  Balance  Due Date    Status          Line Item Statuses
──────────────  ──────  ───────  ──────────  ──────────────  ─────────────────────
0002             50.00    50.00  2025-03-10  Open
0001            100.00    60.00  2025-02-10  Partially Paid  2 Shipped, 1 Returned
0003             25.00     0.00  2025-02-01  Paid

Debit Adjustments: none

Credit Adjustments: 1

Number  Amount  Balance  Date        Status  Reason
──────  ──────  ───────  ──────────  ──────  ─────────
K-1      30.00    30.00  2025-01-05  Open    Write-off

Payments: 1

Number  Amount  Method  Status   Date        Kind
──────  ──────  ──────  ───────  ──────────  ───────
P-1      80.00  Card    settled  2025-03-05  payment

Jobs

Job  Name    Status  Outstanding  Current  Past due   1-30  31-60  61-90   91+
───  ──────  ──────  ───────────  ───────  ────────  ─────  ─────  ─────  ────
J1   Roof    Active        60.00     0.00     60.00  60.00   0.00   0.00  0.00
     no job                50.00    50.00      0.00   0.00   0.00   0.00  0.00

Latest statement

Statement  Date        Outstanding  Current  Past due   1-30  31-60  61-90   91+
─────────  ──────────  ───────────  ───────  ────────  ─────  ─────  ─────  ────
S          2025-03-01        60.00     0.00     60.00  60.00   0.00   0.00  0.00
`);
  });

  test("an account of which little is known is short", async () => {
    const { out } = await run(["--account", "7"], { outIsTerminal: true });
    const [head, figures, ...tabs] = out.split("\n\n");
    expect(head).toBe("Zenith  7  [Inactive]\nAs of 2025-03-10, in USD");
    expect(figures).toMatch(/^outstanding +0 +0\.00$/m);
    expect(tabs.join("\n").trimEnd().split("\n")).toEqual([
      "Invoices: none",
      "Debit Adjustments: none",
      "Credit Adjustments: none",
      "Payments: none",
      "As a debtor",
      "Total Outstanding: 0.00",
      "Last Payment Date: –",
      "Payment Terms: –",
      "Average Days to Pay: –",
      "Credit Limit: –",
      "Last Payment Amount: –",
      "Transactions: invoices and charges: none",
      "Transactions: payments and credits: none",
    ]);
  });

  test("A-033 --invoice-status says how many of all invoices it shows", async () => {
    const some = await page("--invoice-status", "open,paid");
    expect(some).toContain("\nInvoices (Open, Paid): 2 of 3\n\nInvoice Number");
    expect(some).not.toContain("\n0001 ");
    expect(some).toContain("\nCredit Adjustments: 1\n");
    const { out } = await run(["--account", "7", "--invoice-status", "open"], { outIsTerminal: true });
    expect(out).toContain("\nInvoices (Open): none\n\nDebit");
    const earlier = ["--account", "0042", "--as-of", "2025-03-04", "--invoice-status", "paid"];
    const none = await run(earlier, { outIsTerminal: true });
    expect(none.out).toContain("\nInvoices (Paid): 0 of 3\n\nDebit");
  });

  test("averages have the decimals asked for", async () => {
    expect(await page("--average-decimals", "3")).toMatch(/^ {4}past due +1 +60\.00 +28\.000$/m);
  });

  test("a job of which only the number is known shows no more", async () => {
    const jobs = { ...files, "jobs.csv": "job_id,account_id,name,status\nJ1,0042,,\n" };
    const { out } = await receivables(["account", folderOf(jobs), "--account", "0042"], {
      outIsTerminal: true,
    });
    expect(out).toMatch(/^J1 {17,}60\.00/m);
  });

  test("no text of the ledger moves the cursor", async () => {
    const odd = {
      ...files,
      "accounts.csv": "account_id,account_name,notes\n0042,\u001b[2JAcme,\u202eseton\n",
    };
    const { out } = await receivables(["account", folderOf(odd), "--account", "0042"], {
      outIsTerminal: true,
    });
    expect(out).toContain("\uFFFD[2JAcme  0042");
    expect(out).toContain("Notes: \uFFFDseton");
  });

  test("--format decides wherever it goes", async () => {
    expect(await page("--format", "json")).toBe((await run(["--account", "0042"])).out);
    expect((await run(["--account", "0042", "--format", "table"])).out).toContain(await page());
  });
});

describe("what cannot be answered", () => {
  test("an account that is not there: exit code 1, and a line", async () => {
    const unknown = await run(["--account", "C-9"]);
    expect(unknown).toEqual({ exitCode: 1, out: "", err: 'REF_UNKNOWN There is no account "C-9".\n' });
  });

  test("no account, or a word that is none: exit code 2, before a ledger is read", async () => {
    const bad = folderOf({ "business.json": "{}", "invoices.csv": "x\n" });
    const usage = async (...options: readonly string[]) => {
      const { exitCode, out, err } = await receivables(["account", bad, ...options]);
      expect([exitCode, out]).toEqual([2, ""]);
      expect(err).toMatch(/\nSee receivables account --help\n$/);
      return err.split("\n")[0];
    };
    expect(await usage()).toBe("Name the account: --account ID.");
    const account = ["--account", "A"];
    expect(await usage(...account, "--invoice-status", "voided")).toBe(
      'QUERY_INVALID --invoice-status: "voided" is none of Open, Paid, Partially Paid.',
    );
    expect(await usage(...account, "--average-decimals", "21")).toMatch(/^POLICY_RANGE --average-decimals: /);
    expect(await usage(...account, "--as-of-mode", "rewind")).toMatch(
      /^--as-of-mode takes reconstruct, reage/,
    );
    expect(await usage(...account, "--discounts", "none")).toMatch(/^--discounts takes max, /);
    expect(await usage(...account, "--format", "csv")).toMatch(/^--format takes json, table, not "csv"/);
  });

  test("a ledger with errors: its lines, exit code 1", async () => {
    const bad = { ...files, "jobs.csv": "job_id,account_id\nJ1,nobody\n" };
    const { exitCode, out, err } = await receivables(["account", folderOf(bad), "--account", "0042"]);
    expect([exitCode, out]).toEqual([1, ""]);
    expect(err).toMatch(/^jobs\.csv:2: REF_UNKNOWN account_id: /);
  });

  test("a day whose balances nobody knows: exit code 1, and what to do; only this account's matter", async () => {
    const unknown = {
      "business.json": business,
      "invoices.csv": [
        "invoice_number,account_id,amount,balance,issued_on,due_on",
        "1,A,100.00,40.00,2025-01-10,2025-02-10",
        "2,B,100.00,,2025-01-10,2025-02-10",
        "",
      ].join("\n"),
    };
    const on = (account: string) =>
      receivables(["account", folderOf(unknown), "--account", account, "--as-of", "2025-03-01"]);
    const { exitCode, err } = await on("A");
    expect(exitCode).toBe(1);
    expect(err).toMatch(/^HISTORY_UNAVAILABLE .*\n--as-of-mode reage .*\n$/);
    expect((await on("B")).exitCode).toBe(0);
  });
});

test("warnings go to stderr and count with --strict; rejected rows are written", async () => {
  const odd = {
    ...files,
    "invites.csv": "account_id,email,status,created_at\n0042,nobody,Pending,2025-03-01T00:00:00Z\n",
    "statements.csv": "statement_id,account_id,issued_on\nS,0042,soon\n",
    "statement_lines.csv": "statement_id,invoice_id\n",
  };
  const folder = folderOf(odd);
  const rejects = join(folder, "bad.txt");
  const args = ["account", folder, "--account", "0042", "--reject-to", rejects];
  const { exitCode, out, err } = await receivables(args);
  expect(exitCode).toBe(0);
  expect(JSON.parse(out).statement).toBeNull();
  expect(err).toMatch(
    /^invites\.csv:2: EMAIL_INVALID email: "nobody" is no address .*\n1 row rejected: see /,
  );
  expect(existsSync(rejects)).toBe(true);
  expect((await receivables([...args, "--strict"])).exitCode).toBe(1);
});

test("its help names its options", async () => {
  const { exitCode, out } = await receivables(["account", "--help"]);
  expect(exitCode).toBe(0);
  for (const word of ["--account ID", "--invoice-status A,B", "--as-of DAY", "--format FORMAT"]) {
    expect(out).toContain(word);
  }
  expect((await receivables(["--help"])).out).toMatch(/^ {2}account +Show one account: /m);
});

describe("as a debtor", () => {
  test("B-107 six boxes and the transactions in two tabs, below the rest", async () => {
    const { out } = await run(["--account", "0042", "--format", "table"]);
    const [, debtor = ""] = out.split("\nAs a debtor\n\n");
    expect(debtor.split("\n").slice(0, 6)).toEqual([
      "Total Outstanding: 110.00",
      "Last Payment Date: 2025-03-06",
      "Payment Terms: 30 days",
      "Average Days to Pay: 58.00",
      "Credit Limit: 5000.00",
      "Last Payment Amount: 20.00",
    ]);
    expect(debtor).toMatch(/^2025-01-10 +0001 +invoice +100\.00 +60\.00 +2025-02-10 +Overdue$/m);
    expect(debtor).toMatch(/^2025-03-05 +P-1 +payment +80\.00 +15\.00 +Partly allocated$/m);
  });

  test("documents that do not say how old they are leave the rest as it is, and a line says so", async () => {
    const invoices = "invoice_number,account_id,amount,due_on\n1,A,5.00,2025-03-01\n";
    const folder = folderOf({ "business.json": business, "invoices.csv": invoices });
    const { exitCode, out, err } = await receivables(["account", folder, "--account", "A"]);
    expect([exitCode, JSON.parse(out).debtor, JSON.parse(out).stats.outstanding.amount]).toEqual([
      0,
      null,
      500,
    ]);
    expect(err).toMatch(/^ISSUE_DATE_MISSING As a debtor: How old 1 are cannot be told/);
  });
});
