import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderOf, receivables, type World } from "../../test/command.ts";
import { mustRead } from "../../test/must-read.ts";
import { profileNow } from "../../test/profile-of.ts";
import { todayIn } from "../calendar/zone.ts";
import { readLedgerFiles } from "../csv/ledger-files.ts";
import { customerDashboard } from "../profile/dashboard.ts";
import type { DashboardOptions } from "../profile/settings.ts";
import { widgetTitles } from "../profile/widget.ts";

const sample = "docs/building-supplies";
const business = '{ "time_zone": "America/Denver", "currency": "USD" }';

/** What `profile` answers about the building supplies on 10 June 2025, at noon in Denver. */
const run = (options: readonly string[], world: World = {}) =>
  receivables(["profile", sample, ...options], { now: profileNow, ...world });

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

/** The page about the only account of a few files. */
const pageOf = async (files: Readonly<Record<string, string>>, ...options: readonly string[]) => {
  const folder = folderOf({ "business.json": business, "accounts.csv": "account_id\nA\n", ...files });
  const args = ["profile", folder, "--account", "A", ...options];
  const { exitCode, out } = await receivables(args, { now: profileNow, outIsTerminal: true });
  expect(exitCode).toBe(0);
  return out;
};

/** A section of a page by the title of its widget, without the title. */
const section = (text: string, title: string): string => {
  const titles = [...Object.values(widgetTitles), "Account health", "Not shown"];
  const [, rest = ""] = text.split(`\n${title}\n\n`);
  const end = titles.map((each) => rest.indexOf(`\n${each}\n\n`)).filter((at) => at >= 0);
  return rest.slice(0, Math.min(rest.length, ...end));
};

describe("JSON", () => {
  const folder = new URL("../../docs/building-supplies/", import.meta.url);
  const names = [
    "business.json",
    ..."accounts invoices adjustments payments allocations sales quotes".split(" "),
  ];
  const more = "quote_lines activities tasks events notes agreements bonuses jobs contracts".split(" ");
  const files = new Map(
    [...names, ...more].map((name) => {
      const file = name.includes(".") ? name : `${name}.csv`;
      return [file, readFileSync(new URL(file, folder), "utf8")] as const;
    }),
  );
  const { ledger } = mustRead(readLedgerFiles(files, { today: "2025-06-10" }));
  const expected = (options: Partial<DashboardOptions> = {}) =>
    customerDashboard(ledger, "1001", { now: profileNow, todayIn, ...options });

  test("D-001 is the customer's dashboard", async () => {
    const dashboard = await json("--account", "1001");
    expect(dashboard).toEqual(expected());
    expect(Object.keys(dashboard).slice(0, 5)).toEqual(["asOf", "today", "now", "currency", "options"]);
    expect(dashboard.visible).toHaveLength(9);
  });

  const manufacturer = ["--user", "manufacturer"];
  const asked: readonly (readonly [words: readonly string[], options: Partial<DashboardOptions>])[] = [
    [["--user", "business"], { user: "business" }],
    [manufacturer, { user: "manufacturer" }],
    [[...manufacturer, "--wholesaler-id", "W-NORTH"], { user: "manufacturer", wholesalerId: "W-NORTH" }],
    [[...manufacturer, "--direct"], { user: "manufacturer", wholesalerId: null }],
    [
      [...manufacturer, "--wholesaler-id", "W-NORTH", "--show-all-sales"],
      { user: "manufacturer", wholesalerId: "W-NORTH", showAllSales: true },
    ],
    [["--sales-from", "invoices"], { salesFrom: "invoices" }],
    [["--sales-from=sales"], {}],
    [["--comparison", "full-months"], { comparison: "full-months" }],
    [["--projection-months", "3"], { projectionMonths: 3 }],
    [["--events-limit", "1"], { eventsLimit: 1 }],
    [["--upcoming-limit", "2"], { upcomingLimit: 2 }],
  ];
  test.each(asked)("D-041 D-044 %j is the option it says", async (words, options) => {
    const dashboard = await json("--account", "1001", ...words);
    expect(dashboard).toEqual(expected(options));
    // It is not passed over: what was asked for makes a difference, or is the default.
    const plain = JSON.stringify(expected());
    const isDefault = words.includes("business") || words[0] === "--sales-from=sales";
    expect(JSON.stringify(dashboard) === plain).toBe(isDefault);
  });

  test("--now is another instant, and its day the one everything is of", async () => {
    const at = async (now: string) => {
      const dashboard = await json("--account", "1001", "--now", now);
      return [dashboard.asOf, dashboard.now, dashboard.widgets.latestEvents.events[0].id];
    };
    expect(await at("2025-06-10T05:29:59.999Z")).toEqual([
      ...["2025-06-09", "2025-06-10T05:29:59.999Z", "activity:AC-21"],
    ]);
    expect((await at("2025-06-10T05:30:00Z"))[2]).toBe("event:EV-10");
    expect((await at("2025-06-10T06:00:00Z"))[0]).toBe("2025-06-10");
  });

  test("a leading zero of --account counts", async () => {
    expect((await json("--account", "0042")).accountId).toBe("0042");
    expect((await run(["--account", "42"])).exitCode).toBe(1);
  });

  test("--format decides wherever it goes", async () => {
    const account = ["--account", "1001"];
    expect(await page(...account, "--format", "json")).toBe((await run(account)).out);
    expect((await run([...account, "--format", "table"])).out).toBe(await page(...account));
  });
});

describe("the page", () => {
  test("D-001 D-050 of a customer: nine sections in their order, and the health", async () => {
    expect(await page("--account", "1001")).toBe(`Aspen Ridge Homes  1001
Today 2025-06-10 (America/Denver), in USD

Sales Trend

Aspen Ridge Homes: sales of 6000.00 USD from 1 to 10 June 2025, 50.00% more than from 1 to 10 May 2025 (4000.00), 25.00% more than from 1 to 10 June 2024 (4800.00).

Month    Same days  All of it  This month
───────  ─────────  ─────────  ──────────
2025-06    6000.00
2025-05    4000.00   10000.00  ▲ 50.00%
2024-06    4800.00    9300.00  ▲ 25.00%

Quotes by Brand

Brand         Quotes    Amount     %
────────────  ──────  ────────  ────  ────────────────────
Bluestem           3  18000.00  45.0  ████████████████████
Granite Peak       2  13000.00  32.5  ██████████████▌
Redrock            2   8000.00  20.0  ████████▉
(no brand)         1   1000.00   2.5  █▏

40000.00 on 5 quotes

Month Projection

2025-06: 11000.00 projected, 6000.00 so far, ▲ 10.00% on 2025-05 (10000.00)
Confidence: high (12 months of history)

Latest Events

When              What      User           About
────────────────  ────────  ─────────────  ─────────────────────────────────────────────────────
2025-06-09 23:30  system    system         Statement of May opened in the portal
2025-06-09 15:00  visit     field rep      Ridge Court, lot 3: walked the framing
2025-06-09 09:00  task      field rep      Look for a second crane firm
2025-06-08 09:00  note      field rep      Prefers deliveries before seven in the morning.
2025-06-06 08:00  task      north desk     Approve the invoice for lot 4
2025-06-05 08:00  activity  accounts desk  Statement of May sent with the discount offer
2025-06-04 10:30  note      field rep      Lot 2 is signed off; the rest is only retention soon.
2025-06-04 09:00  task      field rep      Revise the truss quote
2025-06-03 10:45  note      accounts desk  1,000.00 left over: for the June draw, they say.
2025-06-03        system    system         Payment of 3,000.00 received through the portal

10 of 24 events

Last 12 Months Chart

▆▇▇█▆▅▅▅▇█▇▅

Month        Sales                        Year before  Year over year
────────  ────────  ────────────────────  ───────────  ──────────────
2024-07    8000.00  ██████████████▌           7000.00  ▲ 14.29%
2024-08   10000.00  ██████████████████▏       7500.00  ▲ 33.33%
2024-09    9000.00  ████████████████▍         8000.00  ▲ 12.50%
2024-10   11000.00  ████████████████████      7200.00  ▲ 52.78%
2024-11    7500.00  █████████████▋            6000.00  ▲ 25.00%
2024-12    5500.00  ██████████                4500.00  ▲ 22.22%
2025-01    6000.00  ██████████▉               4500.00  ▲ 33.33%
2025-02    7000.00  ████████████▊             5000.00  ▲ 40.00%
2025-03    9500.00  █████████████████▎        7000.00  ▲ 35.71%
2025-04   10500.00  ███████████████████▏      7000.00  ▲ 50.00%
2025-05   10000.00  ██████████████████▏       7000.00  ▲ 42.86%
2025-06*   6000.00  ██████████▉               9300.00  ▼ 35.48%

100000.00 in all, 80000.00 the year before; * up to today

Activities by Type

Type   Count     %
─────  ─────  ────  ────────
visit      3  37.5  ███████▌
call       2  25.0  █████
other      3  37.5  ███████▌

2024-06-11 to 2025-06-10: 3 visit, 2 call, 2 meeting, 1 email

Due Amount

45500.00 due on 13 documents; 1500.00 in credit is not taken off
! 32300.00 overdue on 7 documents

Due         Number  Balance  Status
──────────  ──────  ───────  ─────────────────────────────
2024-11-14  4107    2200.00  overdue 208 days, partly paid
2025-02-14  4113    3000.00  overdue 116 days, partly paid
2025-03-11  4114    4000.00  overdue 91 days, partly paid
2025-04-10  4120    5600.00  overdue 61 days, partly paid
2025-05-10  4125    7000.00  overdue 31 days, partly paid
2025-05-11  4127    2500.00  overdue 30 days
2025-06-09  4133    8000.00  overdue 1 day
2025-06-10  4134    1500.00  due today
2025-06-17  4141     400.00  due soon
2025-06-26  4138    6000.00  not due
2025-07-05  4144    1100.00  not due
2025-07-16  4149    3900.00  not due
            DM-22    300.00  not due

Upcoming Activities

When              What     User           About
────────────────  ───────  ─────────────  ─────────────────────────────
2025-06-10 14:00  call     accounts desk  Confirm the card payment
2025-06-10        task     north desk     Approve the invoice for lot 4
2025-06-12 09:00  visit    field rep      Ridge Court, lot 4: roof load
2025-06-12        task     field rep      Revise the truss quote
2025-06-17        meeting  north desk     Half-year review

Agreements

Spring decking offer, until 2025-06-10 (the last day)

Bonus         Rate  Of       Target   Reached       %
────────────  ────  ─────  ────────  ────────  ──────  ────────────────────
Decking push  2%    sales  30000.00  36000.00  120.00  ████████████████████

Volume partner 2025, until 2025-12-31 (204 days left)

Bonus           Rate  Of           Target   Reached      %
──────────────  ────  ────────  ─────────  ────────  ─────  ──────────────
Volume 2025     1.5%  sales      70000.00  49000.00  70.00  ██████████████
Prompt payment  0.5%  payments  100000.00  61270.00  61.27  ████████████▎

Account health

At risk: no
Growth opportunity: increasing quotes, high conversion
Service need: overdue amounts, pending activities
`);
  });

  test("D-048 D-049 of a prospect: four sections, and why the others are not there", async () => {
    expect(await page("--account", "1005")).toBe(`Cottonwood Gate Joinery  1005  [Prospect]
Today 2025-06-10 (America/Denver), in USD

Quotes by Brand

Brand     Quotes   Amount     %
────────  ──────  ───────  ────  ────────────────────
Bluestem       1  7000.00  73.7  ████████████████████
Redrock        1  2500.00  26.3  ███████▏

9500.00 on 2 quotes

Latest Events

When              What            User       About
────────────────  ──────────────  ─────────  ────────────────────────────────────────
2025-05-07 09:30  note            field rep  Decides after the summer.
2025-05-06 16:00  task completed  field rep  Send quote for 7,000.00 of deck boards
2025-05-06 12:00  task            field rep  Send quote for 7,000.00 of deck boards
2025-05-06 11:00  visit           field rep  Showed deck boards and took measurements

Activities by Type

Type   Count      %
─────  ─────  ─────  ────────────────────
visit      1  100.0  ████████████████████
call       0    0.0
other      0    0.0

2024-06-11 to 2025-06-10: 1 visit

Upcoming Activities

When              What     User       About
────────────────  ───────  ─────────  ─────────────────────────
2025-06-13 09:00  meeting  field rep  Talk through quote 25-035

Account health

At risk: no recent activity
Growth opportunity: increasing quotes
Service need: no

Not shown

Sales Trend: Prospects do not have this widget.
Month Projection: Prospects do not have this widget.
Last 12 Months Chart: Prospects do not have this widget.
Due Amount: Prospects do not have this widget.
Agreements: Prospects do not have this widget.
`);
  });

  test("D-042 D-043 a manufacturer's says whose sales it shows, and shows no others'", async () => {
    const manufacturer = ["--account", "1001", "--user", "manufacturer"];
    const head = async (...options: readonly string[]) =>
      (await page(...manufacturer, ...options)).split("\n")[1];
    const today = "Today 2025-06-10 (America/Denver), in USD";
    expect(await head()).toBe(`${today}; all sales`);
    expect(await head("--wholesaler-id", "W-NORTH")).toBe(`${today}; sales through W-NORTH`);
    expect(await head("--wholesaler-id", "W-NORTH", "--show-all-sales")).toBe(`${today}; all sales`);
    expect(await head("--direct")).toBe(`${today}; sales through no wholesaler`);

    const north = await page(...manufacturer, "--wholesaler-id", "W-NORTH");
    const all = await page("--account", "1001");
    expect(section(north, "Sales Trend")).toBe(`\
Aspen Ridge Homes: sales of 3500.00 USD from 1 to 10 June 2025, 16.67% more than from 1 to 10 May 2025 (3000.00), 27.08% less than from 1 to 10 June 2024 (4800.00).

Month    Same days  All of it  This month
───────  ─────────  ─────────  ──────────
2025-06    3500.00
2025-05    3000.00    5500.00  ▲ 16.67%
2024-06    4800.00    6300.00  ▼ 27.08%
`);
    expect(section(north, "Month Projection")).toBe(`\
2025-06: 5500.00 projected, 3500.00 so far, = 0.00% on 2025-05 (5500.00)
Confidence: high (12 months of history)
`);
    expect(section(north, "Last 12 Months Chart")).toContain("\n2025-06*  3500.00  ");
    for (const widget of [
      "quotesByBrand",
      "latestEvents",
      "activitiesByType",
      "dueAmount",
      "agreements",
    ] as const) {
      expect(section(north, widgetTitles[widget])).toBe(section(all, widgetTitles[widget]));
    }
  });

  test("--events-limit and --upcoming-limit say how many there are", async () => {
    const limited = await page("--account", "1001", "--events-limit", "1", "--upcoming-limit", "1");
    expect(section(limited, "Latest Events")).toMatch(
      /Statement of May opened in the portal\n\n1 of 24 events\n$/,
    );
    expect(section(limited, "Upcoming Activities")).toMatch(/Confirm the card payment\n\n1 of 5 planned\n$/);
    const whole = await page("--account", "1005");
    expect(section(whole, "Latest Events")).not.toMatch(/ of \d+ events/);
  });

  test("an account of which nothing is known is short", async () => {
    expect(await pageOf({})).toBe(`A  A
Today 2025-06-10 (America/Denver), in USD

Account health

At risk: no recent activity
Growth opportunity: no
Service need: no

Not shown

${Object.values(widgetTitles)
  .map((title) => `${title}: There is no relevant data.\n`)
  .join("")}`);
  });

  test("a feature that is off is said to be", async () => {
    const off =
      '{ "time_zone": "America/Denver", "currency": "USD", "features": { "due_documents": false } }';
    expect(section(await pageOf({ "business.json": off }), "Not shown")).toContain(
      "\nDue Amount: The business does not use this feature.\n",
    );
  });

  test("nothing overdue, an agreement without bonuses or a name, a target of nothing, a debit alone", async () => {
    const text = await pageOf({
      "invoices.csv": "invoice_number,account_id,amount,issued_on,due_on\n1,A,5.00,2025-06-01,2025-06-11\n",
      "agreements.csv":
        "agreement_id,account_id,starts_on,ends_on\nG1,A,2025-01-01,2025-06-11\nG2,A,2025-01-01,2025-12-31\n",
      "bonuses.csv": "agreement_id,target\nG2,0.00\n",
    });
    expect(section(text, "Due Amount")).toBe(`\
5.00 due on 1 document
Nothing overdue

Due         Number  Balance  Status
──────────  ──────  ───────  ────────
2025-06-11  1          5.00  due soon
`);
    expect(section(text, "Agreements")).toBe(`\
G1, until 2025-06-11 (1 day left)

G2, until 2025-12-31 (204 days left)

Bonus  Rate  Of     Target  Reached  %
─────  ────  ─────  ──────  ───────  ─
             sales    0.00     0.00
`);
  });

  test("quotes of nothing, activities without a kind, returns alone, an end that is never", async () => {
    const text = await pageOf({
      "quotes.csv": "quote_id,account_id,quoted_on\nQ,A,2025-06-01\n",
      "activities.csv": "activity_id,account_id,at\nV,A,2025-06-01\n",
      "tasks.csv": "task_id,account_id,at,due_at\nT,A,2025-06-01,9999-12-31T23:59:59Z\n",
      "sales.csv": "account_id,sold_on,amount\nA,2025-06-01,-5.00\n",
    });
    expect(section(text, "Quotes by Brand")).toBe(`\
Brand       Quotes  Amount  %
──────────  ──────  ──────  ─
(no brand)       1    0.00

0.00 on 1 quote
`);
    expect(section(text, "Activities by Type")).toMatch(/: 1 without a kind\n$/);
    expect(section(text, "Upcoming Activities")).toContain("\n9999-12-31 16:59  task");
    expect(section(text, "Last 12 Months Chart")).toMatch(/\n2025-06\* {2,}-5\.00 +0\.00 {2}▼\n/);
    expect(section(text, "Month Projection")).toBe(`\
2025-06: -5.00 projected, -5.00 so far, ▼ on 2025-05 (0.00)
Confidence: none (0 months of history)
`);
  });

  test("on the last day of a month nothing is partial; where the calendar begins there is no month before", async () => {
    const sales = { "sales.csv": "account_id,sold_on,amount\nA,2025-05-01,5.00\nA,0001-01-01,5.00\n" };
    const may = await pageOf(sales, "--now", "2025-05-31T18:00:00Z");
    expect(section(may, "Last 12 Months Chart")).toMatch(
      /\n2025-05 [\s\S]*5\.00 in all, 0\.00 the year before\n$/,
    );
    const first = await pageOf(sales, "--now", "0001-01-01T18:00:00Z");
    expect(section(first, "Month Projection")).toMatch(/^0001-01: 5\.00 projected, 5\.00 so far\n/);
    expect(section(first, "Sales Trend")).toMatch(/\n0001-01 +5\.00\n$/);
  });

  test("no text of the ledger moves the cursor, begins a line or turns the direction", async () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
    const unshowable = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
    const evil = "\u001b[2J\u202eX";
    const text = await pageOf({
      "business.json": business,
      "accounts.csv": `account_id,account_name\nA,${evil}\n`,
      "sales.csv": `account_id,sold_on,amount,wholesaler_id\nA,2025-06-01,1.00,W\n`,
      "quotes.csv": "quote_id,account_id,quoted_on\nQ,A,2025-06-01\n",
      "quote_lines.csv": `quote_id,amount,brand\nQ,1.00,"${evil}\nbrand"\n`,
      "activities.csv": `activity_id,account_id,at,kind,user,text\nV,A,2025-06-01,"${evil}\nkind","${evil}\nuser","${evil}\ntext"\n`,
      "tasks.csv": `task_id,account_id,at,due_at,user,text\nT,A,2025-06-01,2025-06-12,"${evil}\nuser","${evil}\ntext"\n`,
      "events.csv": `event_id,account_id,at,kind\nE,A,2025-06-01,"${evil}\nkind"\n`,
      "notes.csv": `note_id,account_id,at,text\nN,A,2025-06-01T00:00:00Z,"${evil}\nnote"\n`,
      "invoices.csv": `invoice_number,account_id,amount,issued_on,due_on\n7\u202e,A,1.00,2025-05-01,2025-05-31\n`,
      "agreements.csv": `agreement_id,account_id,starts_on,ends_on,name\nG,A,2025-01-01,2025-12-31,"${evil}\nname"\n`,
      "bonuses.csv": `agreement_id,target,name\nG,1.00,"${evil}\nname"\n`,
    });
    expect(text).not.toMatch(unshowable);
    const lines = text.split("\n");
    for (const word of ["brand", "kind", "user", "text", "note", "name"]) {
      expect(lines.filter((line) => line.startsWith(word))).toEqual([]);
    }
    expect(lines[0]).toBe("\uFFFD[2J\uFFFDX  A");
    expect(text.match(/\uFFFD\[2J/g)?.length).toBeGreaterThan(10);
  });

  test("nor does a wholesaler that is asked for", async () => {
    const words = ["--account", "1001", "--user", "manufacturer", "--wholesaler-id", "\u001b[2JW\u202e"];
    expect((await page(...words)).split("\n")[1]).toMatch(/; sales through \uFFFD\[2JW\uFFFD$/);
  });
});

describe("what cannot be answered", () => {
  test("an account that is not there: exit code 1, and a line", async () => {
    expect(await run(["--account", "C-9"])).toEqual({
      exitCode: 1,
      out: "",
      err: 'REF_UNKNOWN There is no account "C-9".\n',
    });
  });

  test("no account, or an option that is none: exit code 2, before a ledger is read", async () => {
    const bad = folderOf({ "business.json": "{}", "invoices.csv": "x\n" });
    const usage = async (...options: readonly string[]) => {
      const { exitCode, out, err } = await receivables(["profile", bad, ...options]);
      expect([exitCode, out]).toEqual([2, ""]);
      expect(err).toMatch(/\nSee receivables profile --help\n$/);
      return err.split("\n")[0];
    };
    expect(await usage()).toBe("Name the account: --account ID.");
    const account = ["--account", "A"];
    const manufacturer = [...account, "--user", "manufacturer"];
    expect(await usage(...account, "--format", "csv")).toMatch(/^--format takes json, table, not "csv"/);
    expect(await usage(...account, "--user", "wholesaler")).toBe(
      '--user takes business, manufacturer, not "wholesaler".',
    );
    const refused = "--wholesaler-id, --direct and --show-all-sales are for --user manufacturer.";
    for (const user of [[], ["--user", "business"]]) {
      for (const option of [["--wholesaler-id", "W"], ["--direct"], ["--show-all-sales"]]) {
        expect(await usage(...account, ...user, ...option)).toBe(refused);
      }
    }
    expect(await usage(...manufacturer, "--wholesaler-id", "W", "--direct")).toBe(
      "Sales go through --wholesaler-id ID or --direct, not both.",
    );
    expect(await usage(...manufacturer, "--wholesaler-id=")).toMatch(/^POLICY_RANGE --wholesaler-id: /);
    expect(await usage(...account, "--sales-from", "quotes")).toBe(
      '--sales-from takes sales, invoices, not "quotes".',
    );
    expect(await usage(...account, "--comparison", "years")).toBe(
      '--comparison takes same-elapsed-days, full-months, not "years".',
    );
    for (const option of ["projection-months", "events-limit", "upcoming-limit"]) {
      expect(await usage(...account, `--${option}`, "0")).toMatch(
        new RegExp(`^POLICY_RANGE --${option}: \\w+ must be a whole number from 1 to 1`),
      );
      expect(await usage(...account, `--${option}`, "many")).toBe(
        `--${option} takes a whole number, not "many".`,
      );
    }
    expect(await usage(...account, "--as-of", "2025-06-10")).toBe("There is no option --as-of.");
    expect(await usage(...account, "--now", "soon")).toMatch(/^INSTANT_INVALID --now: /);
  });

  test("invoices that are sales and give no day: exit code 1, and which they are", async () => {
    const folder = folderOf({
      "business.json": business,
      "invoices.csv": "invoice_number,account_id,amount,due_on\n7,A,1.00,2025-06-11\n",
    });
    const args = ["profile", folder, "--account", "A"];
    const { exitCode, err } = await receivables([...args, "--sales-from", "invoices"], { now: profileNow });
    expect(exitCode).toBe(1);
    expect(err).toMatch(/^ISSUE_DATE_MISSING .*\b7\b/);
    expect((await receivables(args, { now: profileNow })).exitCode).toBe(0);
  });

  test("a ledger with errors: its lines, exit code 1", async () => {
    const folder = folderOf({
      "business.json": business,
      "sales.csv": "account_id,sold_on,amount\nA,soon,1.00\n",
    });
    const { exitCode, out, err } = await receivables(["profile", folder, "--account", "A"]);
    expect([exitCode, out]).toEqual([1, ""]);
    expect(err).toMatch(/^sales\.csv:2: DATE_INVALID sold_on: /);
  });
});

test("warnings go to stderr and count with --strict; rejected rows are written", async () => {
  const folder = folderOf({
    "business.json": business,
    "accounts.csv": "account_id,colour\nA,red\n",
    "sales.csv": "account_id,sold_on,amount\nA,soon,1.00\nA,2025-06-01,2.00\n",
  });
  const rejects = join(folder, "bad.txt");
  const args = ["profile", folder, "--account", "A", "--reject-to", rejects];
  const { exitCode, out, err } = await receivables(args, { now: profileNow });
  expect(exitCode).toBe(0);
  expect(JSON.parse(out).widgets.salesTrend.currentMonth.amount).toBe(200);
  expect(err).toMatch(/^accounts\.csv:1: COLUMN_UNKNOWN .*\n1 row rejected: see /);
  expect(existsSync(rejects)).toBe(true);
  expect((await receivables([...args, "--strict"], { now: profileNow })).exitCode).toBe(1);
});
