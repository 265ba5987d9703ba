import { describe, expect, test } from "vitest";
import { folderOf, receivables, type World } from "../../test/command.ts";

const files = {
  "business.json": '{ "time_zone": "America/Chicago", "currency": "USD" }',
  "invoices.csv": [
    "invoice_number,account_id,amount,issued_on,due_on,discount_amount,discount_until",
    "1,0042,100.00,2025-01-10,2025-02-10,,",
    "2,7,200.00,2025-02-01,2025-03-11,3.00,2025-03-10",
    "",
  ].join("\n"),
  "payments.csv": "payment_id,account_id,paid_on,amount\nP,7,2025-03-13,60.00\n",
  "allocations.csv": "payment_id,invoice_id,amount,allocated_on\nP,2,60.00,2025-03-13\n",
  "statements.csv": "statement_id,account_id,issued_on\nS,7,2025-03-11\n",
  "statement_lines.csv": "statement_id,invoice_id,discount_amount,discount_until\nS,2,2.00,2025-03-31\n",
};

/** What `upcoming` answers about that folder; the clock stands at 17:00 UTC on 10 March 2025. */
const run = (options: readonly string[], world: World = {}) =>
  receivables(["upcoming", folderOf(files), ...options], world);

const json = async (...options: readonly string[]) => {
  const { exitCode, out, err } = await run(options);
  expect([exitCode, err]).toEqual([0, ""]);
  return JSON.parse(out);
};

interface Day {
  readonly day: string;
  readonly changes: readonly { readonly what: string; readonly id: string }[];
}

const linesOf = ({ days }: { readonly days: readonly Day[] }) =>
  days.flatMap(({ day, changes }) => changes.map(({ what, id }) => `${day} ${id} ${what}`));

describe("upcoming", () => {
  test("JSON: what happens on which day after today, with the totals", async () => {
    const answer = await json("--through", "2025-03-13");
    expect(Object.keys(answer)).toEqual(["asOf", "today", "currency", "options", "start", "days"]);
    expect(answer).toMatchObject({
      asOf: "2025-03-10",
      today: "2025-03-10",
      options: { from: "2025-03-10", through: "2025-03-13", accountId: null, discounts: "max" },
      start: { totals: { pastDue: { amount: 10_000, count: 1 } } },
    });
    expect(linesOf(answer)).toEqual([
      "2025-03-11 2 discount-ends",
      "2025-03-12 2 falls-past-due",
      "2025-03-12 2 discount-ends",
      "2025-03-13 1 moves-bucket",
      "2025-03-13 2 balance-changes",
    ]);
    expect(answer.days.at(-1).totals.pastDue).toEqual({ amount: 24_000, count: 2 });
  });

  test("of one account, under another rule for discounts, from another clock", async () => {
    const own = await json("--through", "2025-03-13", "--account", "0042");
    expect([own.options.accountId, linesOf(own)]).toEqual(["0042", ["2025-03-13 1 moves-bucket"]]);
    const sum = await json("--through", "2025-03-11", "--discounts", "sum");
    expect(sum.days[0].changes).toMatchObject([
      { what: "discount-ends", amount: 100, fromDiscount: 300, toDiscount: 200 },
    ]);
    const later = await json("--through", "2025-03-13", "--now", "2025-03-12T17:00:00Z");
    expect(later.asOf).toBe("2025-03-12");
    expect(linesOf(later)).toEqual(["2025-03-13 1 moves-bucket", "2025-03-13 2 balance-changes"]);
  });

  test("a page for a person: the changes, then what everything adds up to after each day", async () => {
    const { exitCode, out, err } = await run(["--through", "2025-03-13"], { outIsTerminal: true });
    expect([exitCode, err]).toEqual([0, ""]);
    expect(out.split("\n").map((line) => line.trimEnd())).toEqual([
      "After 2025-03-10 through 2025-03-13, all accounts, in USD",
      "",
      "Day         Account  Document  What             Amount  From     To",
      "──────────  ───────  ────────  ───────────────  ──────  ───────  ──────",
      "2025-03-11  7        2         discount ends      1.00  3.00     2.00",
      "2025-03-12  7        2         falls past due   200.00  current  1-30",
      "2025-03-12  7        2         discount ends      2.00  2.00     0.00",
      "2025-03-13  0042     1         moves bucket     100.00  1-30     31-60",
      "2025-03-13  7        2         balance changes  -60.00  200.00   140.00",
      "",
      "After       Outstanding  Current  Past due    1-30   31-60  61-90   91+  Discounts",
      "──────────  ───────────  ───────  ────────  ──────  ──────  ─────  ────  ─────────",
      "2025-03-10       300.00   200.00    100.00  100.00    0.00   0.00  0.00       3.00",
      "2025-03-11       300.00   200.00    100.00  100.00    0.00   0.00  0.00       2.00",
      "2025-03-12       300.00     0.00    300.00  300.00    0.00   0.00  0.00       0.00",
      "2025-03-13       240.00     0.00    240.00  140.00  100.00   0.00  0.00       0.00",
      "",
    ]);
    expect((await run(["--through", "2025-03-13", "--format", "table"])).out).toBe(out);
  });

  test("a discount that begins, a document that was not open", async () => {
    const ahead = {
      ...files,
      "invoices.csv":
        "invoice_number,account_id,amount,issued_on,due_on,recorded_on\n2,7,200.00,2025-02-01,2025-03-31,\n3,7,5.00,2025-02-01,2025-03-31,2025-03-12\n",
      "allocations.csv": "payment_id,invoice_id,amount,allocated_on\n",
    };
    const { out } = await receivables([
      "upcoming",
      folderOf(ahead),
      "--through",
      "2025-03-12",
      "--format",
      "table",
    ]);
    expect(out).toContain("2025-03-11  7        2         discount begins    2.00  0.00  2.00\n");
    expect(out).toContain("2025-03-12  7        3         balance changes    5.00  0.00  5.00\n");
  });

  test("nothing to say is said", async () => {
    const { out } = await run(["--through", "2025-03-11", "--account", "0042", "--format", "table"]);
    expect(out).toBe("After 2025-03-10 through 2025-03-11, account 0042, in USD\n\nNothing changes.\n");
    expect((await json("--through", "2025-03-10")).days).toEqual([]);
  });
});

describe("what cannot be answered", () => {
  test("an account that is not there: exit code 1", async () => {
    const { exitCode, out, err } = await run(["--through", "2025-03-11", "--account", "C-999"]);
    expect([exitCode, out, err]).toEqual([1, "", 'REF_UNKNOWN There is no account "C-999".\n']);
  });

  test("a ledger with errors: exit code 1", async () => {
    const folder = folderOf({ ...files, "accounts.csv": "account_id\n0042\n" });
    const { exitCode, out } = await receivables(["upcoming", folder, "--through", "2025-03-11"]);
    expect([exitCode, out]).toEqual([1, ""]);
  });

  test.each<[string, readonly string[], RegExp]>([
    ["no last day", [], /^Say until when: --through DAY\.\n/],
    ["no day", ["--through", "2025-02-29"], /^DATE_INVALID --through: /],
    [
      "a day that is over",
      ["--through", "2025-03-09"],
      /^POLICY_RANGE --through: through must be a day from 2025-03-10 /,
    ],
    ["a day too far ahead", ["--through", "2035-03-19"], /^POLICY_RANGE --through: /],
    ["another format", ["--through", "2025-03-11", "--format", "csv"], /^--format takes json, table/],
    ["another sum", ["--through", "2025-03-11", "--discounts", "min"], /^--discounts takes /],
    [
      "a day to start from",
      ["--through", "2025-03-11", "--as-of", "2025-03-10"],
      /^There is no option --as-of\.\n/,
    ],
    [
      "a way to start from it",
      ["--through", "2025-03-11", "--as-of-mode", "reage"],
      /^There is no option --as-of-mode\.\n/,
    ],
  ])("%s: exit code 2", async (_, options, message) => {
    const { exitCode, out, err } = await run(options);
    expect([exitCode, out]).toEqual([2, ""]);
    expect(err).toMatch(message);
    expect(err.endsWith("See receivables upcoming --help\n")).toBe(true);
  });
});
