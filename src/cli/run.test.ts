import { describe, expect, test } from "vitest";
import { folderOf, receivables } from "../../test/command.ts";
import {
  accountOptions,
  checkOptions,
  customersOptions,
  debtorsOptions,
  explainOptions,
  exportOptions,
  initOptions,
  type Options,
  profileOptions,
  summaryOptions,
  upcomingOptions,
} from "./options.ts";

/** Every command, in the order of the help, with its options. */
const commands: Readonly<Record<string, Options>> = {
  export: exportOptions,
  customers: customersOptions,
  account: accountOptions,
  debtors: debtorsOptions,
  summary: summaryOptions,
  profile: profileOptions,
  explain: explainOptions,
  upcoming: upcomingOptions,
  check: checkOptions,
  init: initOptions,
};
const names = Object.keys(commands);

describe("without a command", () => {
  test("--version prints the version, --help and help the page", async () => {
    expect(await receivables(["--version"])).toEqual({ exitCode: 0, out: "9.8.7\n", err: "" });
    const help = await receivables(["--help"]);
    expect([help.exitCode, help.err]).toEqual([0, ""]);
    expect([...help.out.matchAll(/^ {2}(\w+) /gm)].map(([, name]) => name)).toEqual(names);
    for (const word of ["<ledger>", "standard input", "Exit codes: 0 good"]) expect(help.out).toContain(word);
    expect(await receivables(["help"])).toEqual(help);
    expect(await receivables(["-h"])).toEqual(help);
  });

  test("nothing, or a command there is not, is wrong usage: the page on stderr", async () => {
    const page = (await receivables(["--help"])).out;
    expect(await receivables([])).toEqual({ exitCode: 2, out: "", err: page });
    const unknown = await receivables(["report", "."]);
    expect(unknown).toEqual({ exitCode: 2, out: "", err: `There is no command "report".\n\n${page}` });
    expect((await receivables(["constructor"])).exitCode).toBe(2);
    expect((await receivables(["--strict"])).exitCode).toBe(2);
  });
});

describe("every command", () => {
  test.each(names)("%s --help, %s -h and help %s say the same", async (name) => {
    const page = await receivables([name, "--help"]);
    expect(await receivables([name, "-h"])).toEqual(page);
    expect(await receivables(["help", name])).toEqual(page);
    expect((await receivables(["help", "report"])).exitCode).toBe(2);
  });

  test.each([
    ["--as-of", "2025-02-29", /^DATE_INVALID --as-of: /],
    ["--now", "2025-03-10", /^INSTANT_INVALID --now: /],
    ["--sort", "priority", /^QUERY_INVALID --sort: /],
    ["--status", "Sleeping", /^QUERY_INVALID --status: /],
    ["--status", "Active,", /^--status "Active," has an empty part: /],
    ["--invite-status", "Lost", /^QUERY_INVALID --invite-status: /],
    ["--search", "x".repeat(257), /^QUERY_TOO_LONG --search: /],
    ["--priority-decimals", "7", /^POLICY_RANGE --priority-decimals: /],
    ["--currency", "Taler", /^CURRENCY_UNKNOWN --currency: /],
    ["--date-format", "MM", /^POLICY_RANGE --date-format: /],
    ["--delimiter", ";;", /^POLICY_RANGE --delimiter: /],
    ["--group", ".", /^POLICY_RANGE --group: /],
    ["--columns", "invoices.due=Due", /^POLICY_RANGE --columns: /],
    ["--time-zone", "Mars/Base", /^--time-zone: /],
  ])("%s %s is blamed, and says where help is", async (option, value, words) => {
    // Even where the ledger is bad: what was typed is looked at first.
    const folder = folderOf({ "business.json": "{}", "invoices.csv": "x\n" });
    const { exitCode, out, err } = await receivables(["export", folder, option, value]);
    expect([exitCode, out]).toEqual([2, ""]);
    expect(err).toMatch(words);
    expect(err).toMatch(/^[^\n]+\nSee receivables export --help\n$/);
  });

  test("no argument moves the cursor", async () => {
    const odd = "\u001b[2J\u202e\n";
    for (const args of [[odd], ["export", odd], ["export", `--${odd}`], ["export", "-", "--as-of", odd]]) {
      const { exitCode, err } = await receivables(args);
      expect([exitCode, ["\u001b", "\u202e"].some((mark) => err.includes(mark))]).toEqual([2, false]);
    }
  });

  test.each(
    Object.entries(commands),
  )("%s --help explains all its options, and needs no ledger", async (name, options) => {
    const { exitCode, out, err } = await receivables([name, "--help"]);
    expect([exitCode, err]).toEqual([0, ""]);
    expect(out.startsWith(`receivables ${name} <`)).toBe(true);
    for (const [option, { help, value }] of Object.entries(options)) {
      expect(out).toContain(`  --${option}${value === undefined ? "" : ` ${value}`}`);
      expect(out).toContain(help);
    }
  });

  test.each(names)("%s refuses an option it does not have, and says where help is", async (name) => {
    const { exitCode, out, err } = await receivables([name, "x", "--colour", "red"]);
    expect([exitCode, out]).toEqual([2, ""]);
    expect(err).toContain("--colour");
    expect(err).toContain(`See receivables ${name} --help\n`);
  });

  test("a fault of an option is wrong usage, one of the data is not", async () => {
    const folder = folderOf({
      "business.json": '{ "time_zone": "UTC", "currency": "USD" }',
      "invoices.csv":
        "invoice_number,account_id,amount,due_on\n1,A,90071992547409.91,2025-03-01\n2,A,0.01,2025-03-01\n",
    });
    const overflow = await receivables(["check", folder]);
    expect([overflow.exitCode, overflow.out]).toEqual([1, ""]);
    expect(overflow.err).toMatch(/^AMOUNT_OVERFLOW /);
    const usage = await receivables(["check", folder, "--now", "yesterday"]);
    expect([usage.exitCode, usage.out]).toEqual([2, ""]);
    expect(usage.err).toMatch(/^INSTANT_INVALID --now: .*\nSee receivables check --help\n$/);
  });

  test("what no user can do wrong is thrown on", async () => {
    const { run } = await import("./run.ts");
    const broken = {
      now: () => 0,
      readStdin: () => Promise.reject(new TypeError("broken")),
      out: () => undefined,
      err: () => undefined,
      errIsTerminal: false,
      outIsTerminal: false,
    };
    await expect(run(["export", "-"], broken, "1")).rejects.toThrow("broken");
  });
});
