import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { folderOf, receivables, type World } from "../../test/command.ts";
import { filesOf } from "../../test/files-of.ts";
import { debtorLedger, goldenRetailer } from "../../test/retailer.ts";
import type { RawLedger } from "../../test/twin/twin.ts";
import { customerAging } from "../debtors/aging-tab.ts";
import { exportTab } from "../debtors/export.ts";
import { laybyManager } from "../debtors/layby.ts";
import { debtorList, debtorLists } from "../debtors/list.ts";
import { debtorReport, debtorReports } from "../debtors/report.ts";
import { debtorTabNames } from "../debtors/tabs.ts";
import { debtorTiles } from "../debtors/tiles.ts";
import { debtorsView } from "../debtors/view.ts";

const file = "test/fixtures/golden-retailer.json";
const now = "2025-05-10T02:00:00Z";
const view = debtorsView(debtorLedger(goldenRetailer()));
const run = (options: readonly string[], world: World = {}) =>
  receivables(["debtors", file, ...options], { now, ...world });
const answer = async (...options: readonly string[]) => {
  const { exitCode, out } = await run(options);
  expect(exitCode).toBe(0);
  return out;
};
const json = async (...options: readonly string[]) => JSON.parse(await answer(...options));

describe("JSON", () => {
  test("each tab, with the tiles beside it", async () => {
    const { tiles } = debtorTiles(view);
    for (const tab of debtorTabNames) {
      const [exported] = exportTab(view, tab, "json");
      const data = JSON.parse(exported?.kind === "text" ? exported.text : "");
      expect(await json("--tab", tab)).toEqual({ ...data, tiles });
    }
    expect(await json()).toEqual(await json("--tab", "overview"));
  });

  test("tiles, laybys, lists and reports", async () => {
    expect(await json("--tab", "tiles")).toEqual(debtorTiles(view));
    expect(await json("--tab", "laybys")).toEqual(laybyManager(view));
    for (const kind of debtorLists) expect(await json("--list", kind)).toEqual(debtorList(view, kind));
    for (const kind of debtorReports) expect(await json("--report", kind)).toEqual(debtorReport(view, kind));
  });

  test("a folder of CSV files says the same", async () => {
    const { business, ...tables } = goldenRetailer();
    const folder = folderOf(Object.fromEntries(filesOf({ business, ...tables } as unknown as RawLedger)));
    const { out, err } = await receivables(["debtors", folder, "--tab", "aging"], { now });
    expect([JSON.parse(out), err]).toEqual([await json("--tab", "aging"), ""]);
  });
});

describe("options", () => {
  test("--as-of and --basis move the tabs, --as-of-mode says what an earlier day means", async () => {
    const { grids, asOf } = await json("--tab", "aging", "--as-of", "2025-04-30", "--basis", "transaction");
    const expected = customerAging(
      debtorsView(debtorLedger(goldenRetailer()), { asOf: "2025-04-30", basis: "transaction" }),
    );
    expect([asOf, grids]).toEqual(["2025-04-30", expected.grids]);
    expect((await json("--tab", "forecast", "--as-of", "2025-02-10", "--as-of-mode", "reage")).total).toBe(
      141_000,
    );
  });

  test("lists take days and a search, laybys a status, a search and an order", async () => {
    const list = await json(
      "--list",
      "current-month-sales",
      "--from",
      "2025-05-01",
      "--to",
      "2025-05-05",
      "--search",
      "dan",
    );
    expect(list.rows.map(({ stamp }: { stamp: string }) => stamp)).toEqual(["S6", "P2"]);
    const laybys = await json(
      "--tab",
      "laybys",
      "--status",
      "paid,credited",
      "--sort",
      "sale-date",
      "--search",
      "e",
    );
    expect(laybys.rows.map(({ laybyNumber }: { laybyNumber: string }) => laybyNumber)).toEqual(["1004"]);
  });

  test("tabs take their own", async () => {
    expect((await json("--top-debtors", "2")).topDebtors.bars).toHaveLength(2);
    expect((await json("--tab", "forecast", "--horizon-days", "50")).beyondHorizon.amount).toBe(2_000);
    expect(
      (await json("--tab", "credit", "--days-to-pay", "settlement")).rows[0].averageDaysToPay,
    ).toBeNull();
  });

  test.each([
    [["--tab", "aging", "--list", "outstanding-30"], "Ask for one of --tab, --list and --report at a time."],
    [["--tab", "credits"], /^--tab takes overview, aging, /],
    [["--list", "sales"], /^--list takes current-month-sales, /],
    [["--report", "sales"], /^--report takes outstanding, /],
    [["--basis", "issue"], /^--basis takes due, transaction, not "issue"/],
    [["--tab", "aging", "--search", "x"], "--search is about list, laybys, not about aging."],
    [
      ["--list", "outstanding-30", "--as-of", "2025-05-01"],
      /^--as-of is about overview, .*, not about outstanding-30\.$/,
    ],
    [["--tab", "tiles", "--as-of-mode", "reage"], /^--as-of-mode is about overview, .*, not about tiles\.$/],
    [["--tab", "value", "--basis", "due"], "--basis is about overview, aging, not about value."],
    [["--report", "outstanding", "--from", "2025-05-01"], "--from is about list, not about outstanding."],
    [["--tab", "value", "--horizon-days", "60"], "--horizon-days is about forecast, not about value."],
    [["--tab", "forecast", "--horizon-days", "30"], /^POLICY_RANGE --horizon-days: /],
    [["--top-debtors", "0"], /^POLICY_RANGE --top-debtors: /],
    [["--format", "csv"], /^FORMAT_NOT_ALLOWED --format: The tab overview /],
    [["--tab", "forecast", "--format", "xml"], /^FORMAT_NOT_ALLOWED --format: /],
    [["--tab", "tiles", "--format", "csv"], "--format csv: tiles are printed as json or table."],
    [["--tab", "aging", "--format", "csv"], /--grid monthly or 7-day\.$/],
    [["--tab", "aging", "--grid", "monthly"], /^--grid chooses what a file or a table shows/],
    [["--tab", "credit", "--grid", "monthly", "--format", "csv"], "--grid is about aging, not about credit."],
    [["--tab", "laybys", "--status", "Cancelled"], /^QUERY_INVALID --status: /],
    [["--list", "outstanding-30", "--from", "2025-05-02", "--to", "2025-05-01"], /^RANGE_INVERTED --from: /],
    [["--list", "outstanding-30", "--to", "May"], /^DATE_INVALID --to: /],
    [["--as-of", "2025-02-30"], /^DATE_INVALID --as-of: /],
  ])("%j is wrong usage, said before the ledger is read", async (options, line) => {
    const { exitCode, out, err } = await receivables(["debtors", "no/such/folder", ...options]);
    expect([exitCode, out]).toEqual([2, ""]);
    const [first] = err.split("\n");
    if (typeof line === "string") expect(first).toBe(line);
    else expect(first).toMatch(line);
    expect(err).toMatch(/\nSee receivables debtors --help\n$/);
  });
});

describe("files", () => {
  test("grids, lists and reports as CSV, HTML and XML are those of the library", async () => {
    const [csv] = exportTab(view, "credit", "csv");
    expect(await answer("--tab", "credit", "--format", "csv")).toBe(csv?.kind === "text" && csv.text);
    const [html] = exportTab(view, "aging", "html");
    expect(await answer("--tab", "aging", "--format", "html")).toBe(html?.kind === "text" && html.text);
    expect(
      parse(await answer("--tab", "aging", "--format", "csv", "--grid", "7-day"))[1]?.slice(0, 2),
    ).toEqual(["003", "Cara"]);
    expect(parse(await answer("--list", "payments-received", "--format", "csv"))).toEqual([
      ["Sale date", "Sales stamp", "Customer number", "Customer name", "Sale amount", "Sale balance"],
      ["2025-05-05", "P2", "004", "Dan", "100.00", "100.00"],
    ]);
    expect(parse(await answer("--tab", "laybys", "--format", "csv"))[1]?.at(-1)).toBe(
      "Partially paid, Partially collected, Overdue",
    );
    const xml = await answer("--report", "outstanding", "--format", "xml");
    expect(xml.match(/<row>/g)).toHaveLength(7);
    expect(await answer("--tab", "aging", "--grid", "7-day", "--format", "xml")).not.toContain("Anna");
  });

  test("--output writes a file, complete or not at all", async () => {
    const output = join(folderOf({}), "credit.csv");
    const { exitCode, out, err } = await run(["--tab", "credit", "--format", "csv", "--output", output]);
    expect([exitCode, out]).toEqual([0, ""]);
    expect(err).toContain(`credit written to ${output}\n`);
    expect(parse(readFileSync(output, "utf8"))).toHaveLength(6);
  });
});

describe("on a terminal", () => {
  const page = async (...options: readonly string[]) => (await run(options, { outIsTerminal: true })).out;

  test("the tiles, and the overview with bars of text", async () => {
    const out = await page();
    expect(out).toMatch(/^Debtors on 2025-05-10, in AUD\n/);
    expect(out).toMatch(/^Total Debtors +1410\.00 +5 customers$/m);
    expect(out).toMatch(/^Credit Utilization +75\.00% +█{18}$/m);
    expect(out).toMatch(/^Total Layby +110\.00 +2 active, 1 overdue$/m);
    expect(out).toMatch(/^Anna +001 +1000\.00 +█{24}$/m);
    expect(out).toMatch(/^31-60 days +250\.00 +█+/m);
    expect(out).toContain("Bob (002): Over credit limit by 50.00 (125.00% of 200.00)\n");
    expect(out).toMatch(/^2025-02 +100\.00 +█{4} +600\.00 +█{24}$/m);
  });

  test("grids end with totals; an empty one says so", async () => {
    const aging = await page("--tab", "aging", "--basis", "transaction");
    expect(aging).toMatch(/aged from the transaction, as of 2025-05-10/);
    expect(aging).toMatch(/^Total +1270\.00 +520\.00 +250\.00 +0\.00 +500\.00 +0\.00$/m);
    expect(await page("--tab", "aging", "--as-of", "2024-01-01")).toContain("7 Day Terms\n\nNobody\n");
    expect(await page("--tab", "overview", "--as-of", "2024-01-01")).toContain(
      "At-Risk Accounts\n\nNobody\n",
    );
    expect(await page("--tab", "aging", "--grid", "7-day")).not.toContain("Anna");
  });

  test("the forecast leaves out what does not apply, and says what lies beyond a horizon", async () => {
    const out = await page("--tab", "forecast", "--horizon-days", "50");
    expect(out).toMatch(/^Overdue +Already past due +820\.00 +█{24}$/m);
    expect(out).not.toContain("Week 2 ");
    expect(out).toMatch(/\n1410\.00 in all; 20\.00 due after the horizon\n$/);
  });

  test("lists, reports and laybys say how many and how much", async () => {
    expect(await page("--list", "current-month-sales", "--search", "dan")).toMatch(
      /\n2 of 5 transactions as of 2025-05-10, in AUD: amount -60\.00, balance -60\.00\n$/,
    );
    expect(await page("--report", "outstanding")).toMatch(
      /\n7 transactions of 5 customers as of 2025-05-10, in AUD\n$/,
    );
    expect(await page("--tab", "laybys")).toMatch(
      /\n2 shown as of 2025-05-10, in AUD; 2 laybys outstanding, 1 overdue: 110\.00\n$/,
    );
    for (const tab of ["credit", "reliability", "value", "tiles"])
      expect((await page("--tab", tab)).length).toBeGreaterThan(100);
  });
});

describe("what the data cannot answer", () => {
  test("F-48 a past day whose balances are not known, or documents without any day: exit code 1, and what to do", async () => {
    const folder = (invoices: string) =>
      folderOf({ "business.json": '{ "time_zone": "UTC", "currency": "USD" }', "invoices.csv": invoices });
    const unknown = folder(
      "invoice_number,account_id,amount,balance,issued_on,due_on\n7,A,9.00,5.00,2025-01-01,2025-02-01\n",
    );
    const past = await receivables(["debtors", unknown, "--as-of", "2025-01-15"]);
    expect([past.exitCode, past.out]).toEqual([1, ""]);
    expect(past.err).toMatch(/^HISTORY_UNAVAILABLE .*\n--as-of-mode reage /);
    const undated = await receivables([
      "debtors",
      folder("invoice_number,account_id,amount,due_on\n7,A,9.00,2025-02-01\n"),
    ]);
    expect([undated.exitCode, undated.out]).toEqual([1, ""]);
    expect(undated.err).toMatch(/^ISSUE_DATE_MISSING How old 7 are cannot be told/);
  });

  test("a day before all data is an empty board", async () => {
    const { grids } = await json("--tab", "aging", "--as-of", "2000-01-01");
    expect(grids.map(({ rows }: { rows: readonly unknown[] }) => rows)).toEqual([[], []]);
  });

  test("warnings of a tab or a list go to standard error", async () => {
    expect((await run(["--tab", "credit"])).err).toBe("");
    const ledger = JSON.stringify({
      business: { time_zone: "UTC", currency: "USD" },
      payments: [
        { payment_id: "P", account_id: "A", paid_on: "2025-03-01", amount: "5.00", register: "proforma" },
      ],
    });
    const { exitCode, err } = await receivables(["debtors", "-", "--list", "proforma-payments"], {
      stdin: ledger,
    });
    expect([exitCode, err]).toEqual([
      0,
      'payments/P: INTEGRITY Payment "P" to proformas has 500 minor units that are put against nothing.\n',
    ]);
    const tiers = await receivables(["debtors", "-", "--tab", "value"], { stdin: ledger });
    expect(tiers.err).toMatch(/^tiers: TIERS_MISSING /);
  });
});
