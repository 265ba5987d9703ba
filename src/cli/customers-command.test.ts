import { describe, expect, test } from "vitest";
import { folderOf, receivables, type World } from "../../test/command.ts";
import { mustRead } from "../../test/must-read.ts";
import { statsPanel } from "../customers/panel.ts";
import { type CustomerView, type CustomerViewRow, customersView } from "../customers/view.ts";
import { readLedger } from "../model/read-ledger.ts";
import { takeSnapshot } from "../store/take-snapshot.ts";

const files = {
  "business.json": '{ "time_zone": "America/Chicago", "currency": "USD" }',
  "accounts.csv":
    "account_id,account_name,account_type,status\n0042,Acme,Credit,Active\n7,Zenith,,Inactive\n8,Émile,Cash,Active\n",
  "invoices.csv":
    "invoice_number,account_id,amount,issued_on,due_on\n1,0042,100.00,2025-01-10,2025-02-10\n2,7,50.00,2025-02-01,2025-03-09\n",
  "adjustments.csv": "adjustment_id,account_id,type,amount,issued_on\nK,7,credit,75.00,2025-02-01\n",
  "payments.csv": "payment_id,account_id,paid_on,amount\nP,8,2025-03-01,5.00\n",
  "invites.csv":
    "account_id,email,status,created_at,expires_at\n0042,ap@acme.test,pending,2025-03-01T00:00:00Z,2025-03-10T17:00:00Z\n",
};

/** What `customers` answers about that folder; the clock stands at 17:00 UTC on 10 March 2025. */
const run = (options: readonly string[] = [], world: World = {}) =>
  receivables(["customers", folderOf(files), ...options], world);

const notNetted = "1 payment not allocated in full: 5.00, not netted\n";

const json = async (...options: readonly string[]) => {
  const { exitCode, out, err } = await run(options);
  expect([exitCode, err]).toEqual([0, notNetted]);
  return JSON.parse(out) as CustomerView & { readonly panel: unknown };
};
const ids = ({ rows }: { readonly rows: readonly CustomerViewRow[] }) =>
  rows.map(({ accountId }) => accountId);

describe("JSON", () => {
  test("is the view and the panel of the library", async () => {
    const table = (name: string) => {
      const [head = "", ...lines] = (files as Record<string, string>)[name]?.trim().split("\n") ?? [];
      const keys = head.split(",");
      return lines.map((line) =>
        Object.fromEntries(line.split(",").flatMap((cell, at) => (cell === "" ? [] : [[keys[at], cell]]))),
      );
    };
    const raw = {
      business: { time_zone: "America/Chicago", currency: "USD" },
      accounts: table("accounts.csv"),
      invoices: table("invoices.csv"),
      adjustments: table("adjustments.csv"),
      payments: table("payments.csv"),
      invites: table("invites.csv"),
    };
    const ledger = mustRead(readLedger(raw, { today: "2025-03-10" }));
    const snapshot = takeSnapshot(ledger, { asOf: "2025-03-10", now: "2025-03-10T17:00:00Z" });
    expect(await json()).toEqual({ ...customersView(snapshot), panel: statsPanel(snapshot).metrics });
  });

  test("begins with the day, the currency and the options", async () => {
    expect(Object.keys(await json()).slice(0, 5)).toEqual([
      "asOf",
      "today",
      "computedAt",
      "currency",
      "options",
    ]);
  });

  test("--now replaces the clock: invitations and the day are read at it", async () => {
    const { today, rows } = await json("--now", "2025-03-10T16:59:59.999Z");
    expect([today, rows[0]?.invitation?.status]).toEqual(["2025-03-10", "Pending"]);
    const later = await json("--now", "2025-03-11T05:00:00Z");
    expect([later.asOf, later.rows[0]?.invitation?.status]).toEqual(["2025-03-11", "Expired"]);
  });

  test("--as-of moves ages and balances, not the day of today", async () => {
    const { asOf, today, rows } = await json("--as-of", "2025-03-09");
    expect([asOf, today]).toEqual(["2025-03-09", "2025-03-10"]);
    expect(rows.find(({ accountId }) => accountId === "7")?.pastDueInvoices).toBe(0);
  });
});

describe("what is shown", () => {
  test.each([
    [
      ["--status", "active"],
      ["0042", "8"],
    ],
    [
      ["--invite-status", "not invited"],
      ["7", "8"],
    ],
    [["--invite-status", "expired,pending"], ["0042"]],
    [["--search", "émile"], ["8"]],
    [
      ["--sort", "account_name:desc"],
      ["8", "7", "0042"],
    ],
    [
      ["--sort", "outstanding_credit_adjustment_amount"],
      ["7", "0042", "8"],
    ],
    [["--page", "2", "--page-size", "2"], ["8"]],
  ])("%j", async (options, shown) => {
    expect(ids(await json(...options))).toEqual(shown);
  });

  test("options of figures reach them", async () => {
    const { options, rows } = await json(
      "--floor",
      "zero",
      "--equal",
      "5",
      "--priority-decimals",
      "3",
      "--average-decimals",
      "0",
    );
    expect(options).toMatchObject({ floor: "zero", equal: 5, priorityDecimals: 3, averageDecimals: 0 });
    expect(rows[1]?.collectionPriority).toBe(4.953);
  });
});

describe("table", () => {
  test("on a terminal: the panel above a page of accounts", async () => {
    const { exitCode, out, err } = await run([], { outIsTerminal: true });
    expect([exitCode, err]).toEqual([0, notNetted]);
    expect(out).toMatch(/^As of 2025-03-10, in USD\n/);
    expect(out).toMatch(/^Net AR Amount +75\.00$/m);
    expect(out).toMatch(/^Invoicing Account Count +3$/m);
    expect(out).toMatch(/^0042 +Acme +Credit +10\.0 +100\.00 .* Active, Expired$/m);
    expect(out).toMatch(/^7 +Zenith +5\.0 +50\.00 .* 75\.00 +1\.00 .* Inactive$/m);
    expect(out).toMatch(/\nAccounts 1 to 3 of 3 accounts; page 1 of 1\n$/);
  });

  test("says what a filter left out, and where a page has nothing", async () => {
    const { out } = await run(["--format", "table", "--search", "acme"]);
    expect(out).toMatch(/\nAccounts 1 to 1 of 1 found among 3 accounts; page 1 of 1\n$/);
    const behind = await run(["--format", "table", "--page", "9"]);
    expect(behind.out).toMatch(/\nNo account of 3 accounts; page 9 of 1\n$/);
  });
});

describe("CSV", () => {
  test("A-067 A-068 is the export of all accounts shown, in their order", async () => {
    const { out } = await run(["--format", "csv", "--status", "active", "--sort", "account_name:desc"]);
    const exported = await receivables([
      "export",
      folderOf(files),
      "--status",
      "active",
      "--sort",
      "account_name:desc",
    ]);
    expect(out).toBe(exported.out);
    expect(out.split("\r\n")).toHaveLength(4);
  });

  test("takes the decimals that the command line gives", async () => {
    const { out } = await run(["--format", "csv", "--priority-decimals", "3", "--search", "zenith"]);
    expect(out.split("\r\n")[1]).toMatch(/^7,Zenith,,,Inactive,\d\.\d{3},/);
  });
});

test("csv writes averages with more decimals than numbers hold", async () => {
  const { exitCode, out } = await run(["--format", "csv", "--average-decimals", "20"]);
  expect(exitCode).toBe(0);
  expect(out).toMatch(/,\d+\.\d{20},/);
});

describe("wrong usage ends with 2 before the ledger is read", () => {
  test.each([
    [["--page", "0"], "QUERY_INVALID --page: "],
    [["--page-size", "10001"], "QUERY_INVALID --page-size: "],
    [["--page", "x"], "--page takes a whole number"],
    [["--format", "csv", "--page", "2"], "--page and --page-size are about what is shown"],
    [["--format", "xml"], "--format takes json, table, csv"],
    [["--sort", "nothing"], "QUERY_INVALID --sort: "],
    [["--status", "open"], "QUERY_INVALID --status: "],
    [["--search", "x".repeat(257)], "QUERY_TOO_LONG --search: "],
    [["--average-decimals", "7"], "POLICY_RANGE --average-decimals: "],
    [["--format", "table", "--average-decimals", "7"], "POLICY_RANGE --average-decimals: "],
    [["--format", "csv", "--average-decimals", "21"], "POLICY_RANGE --average-decimals: "],
  ])("%j", async (options, words) => {
    const { exitCode, out, err } = await receivables(["customers", "no such folder", ...options]);
    expect([exitCode, out]).toEqual([2, ""]);
    expect(err.startsWith(words)).toBe(true);
  });
});

test("a ledger with errors ends with 1, and nothing is printed", async () => {
  const folder = folderOf({
    ...files,
    "invoices.csv": "invoice_number,account_id,amount,due_on\n1,0042,x,2025-03-01\n",
  });
  const { exitCode, out, err } = await receivables(["customers", folder]);
  expect([exitCode, out]).toEqual([1, ""]);
  expect(err).toContain("invoices.csv:2: AMOUNT_FORMAT amount:");
});
