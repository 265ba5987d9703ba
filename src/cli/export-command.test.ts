import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderOf, receivables } from "../../test/command.ts";
import { mustRead } from "../../test/must-read.ts";
import { parseCsv } from "../csv/parse-csv.ts";
import { customerColumns } from "../customers/columns.ts";

const files = {
  "business.json": '{ "time_zone": "America/Chicago", "currency": "USD" }',
  "accounts.csv": "account_id,account_name,status\n0042,Acme,Active\n7,=Zenith,Inactive\n8,Émile,\n",
  "invoices.csv": [
    "invoice_number,account_id,amount,issued_on,due_on,discount_amount,discount_until",
    "1,0042,100.00,2025-01-10,2025-02-10,,",
    "2,0042,50.00,2025-02-01,2025-03-09,,",
    "3,7,200.00,2025-02-01,2025-03-10,3.00,2025-03-10",
    "",
  ].join("\n"),
  "statements.csv": "statement_id,account_id,issued_on\nS,7,2025-03-01\n",
  "statement_lines.csv": "statement_id,invoice_id,discount_amount,discount_until\nS,3,2.00,2025-03-31\n",
  "invites.csv": [
    "account_id,email,status,created_at,expires_at",
    "7,z@zenith.test,Pending,2025-03-01T00:00:00Z,2025-03-10T12:00:00Z",
    "8,e@emile.test,Accepted,2025-03-01T00:00:00Z,",
    "",
  ].join("\n"),
};

/** What `export` prints of that folder; the clock stands at 11:59:59.999 UTC on 10 March 2025. */
async function run(...options: readonly string[]) {
  return receivables(["export", folderOf(files), ...options], { now: "2025-03-10T11:59:59.999Z" });
}

async function records(...options: readonly string[]): Promise<Record<string, string>[]> {
  const { exitCode, out, err } = await run("--format", "json", ...options);
  expect([exitCode, err]).toEqual([0, ""]);
  return JSON.parse(out);
}

const column = async (name: string, ...options: readonly string[]) =>
  (await records(...options)).map((record) => record[name]);

describe("what is printed", () => {
  test("A-070 A-112 CSV unless said otherwise: 37 columns, every account, most urgent first, nothing on stderr", async () => {
    const { exitCode, out, err } = await run();
    expect([exitCode, err]).toEqual([0, ""]);
    const { header, rows } = mustRead(parseCsv(out));
    expect(header).toEqual(customerColumns.map(({ name }) => name));
    expect(rows.map(([id]) => id)).toEqual(["0042", "7", "8"]);
    expect(out).toContain("\r\n7,'=Zenith,");
    expect((await run("--format", "csv")).out).toBe(out);
  });

  test("JSON: the same texts under the same headers, unguarded", async () => {
    const { out } = await run();
    const { header, rows } = mustRead(parseCsv(out));
    const expected = rows.map((row) => Object.fromEntries(row.map((cell, at) => [header[at], cell])));
    expect(await records()).toEqual(expected);
    expect((await records())[1]?.["account_name"]).toBe("=Zenith");
  });

  test("a table for people, as narrow as a terminal", async () => {
    const { out } = await run("--format", "table");
    const [header = "", , first = ""] = out.split("\n");
    expect(header.split(/\s{2,}/)).toEqual([
      "Account",
      "Name",
      "Status",
      "Priority",
      "Outstanding",
      "Current",
      "Past due",
      "Avg. days",
      "1-30",
      "31-60",
      "61-90",
      "91+",
    ]);
    expect(first.split(/\s{2,}/)).toEqual([
      "0042",
      "Acme",
      "Active",
      "10.0",
      "150.00",
      "0.00",
      "150.00",
      "19.00",
      "150.00",
      "0.00",
      "0.00",
      "0.00",
    ]);
    expect(out.split("\n")).toHaveLength(6);
  });

  test("other line ends, a byte order mark, no guard", async () => {
    const { out } = await run("--line-end", "lf", "--bom", "--no-formula-guard");
    expect(out.startsWith("\uFEFFaccount_id,")).toBe(true);
    expect(out).toContain("\n7,=Zenith,");
    expect(out).not.toContain("\r");
    expect((await run("--line-end", "crlf")).out).toBe((await run()).out);
  });
});

describe("which rows, in which order", () => {
  test("--status and --invite-status in any spelling, repeated or with commas", async () => {
    expect(await column("account_id", "--status", "active")).toEqual(["0042", "8"]);
    expect(await column("account_id", "--status", "Active,INACTIVE")).toEqual(["0042", "7", "8"]);
    expect(await column("account_id", "--status", "Active", "--status", "inactive")).toHaveLength(3);
    expect(await column("account_id", "--invite-status", "not-invited")).toEqual(["0042"]);
    expect(await column("account_id", "--invite-status", "Accepted,Pending")).toEqual(["7", "8"]);
  });

  test("--search in name or number", async () => {
    expect(await column("account_id", "--search", "ÉMI")).toEqual(["8"]);
    expect(await column("account_id", "--search", "42")).toEqual(["0042"]);
  });

  test("A-164 --sort by any header, numbers down and text up unless said otherwise", async () => {
    expect(await column("account_id", "--sort", "collection_priority:desc")).toEqual(["0042", "7", "8"]);
    expect(await column("account_id", "--sort", "outstanding_amount")).toEqual(["7", "0042", "8"]);
    expect(await column("account_id", "--sort", "outstanding_amount:asc")).toEqual(["8", "0042", "7"]);
    expect(await column("account_id", "--sort", "account_name")).toEqual(["7", "0042", "8"]);
    for (const { name } of customerColumns)
      expect(await column("account_id", "--sort", name)).toHaveLength(3);
  });

  test("filters never change a score", async () => {
    expect(await column("collection_priority", "--status", "inactive")).toEqual(["0.0"]);
    expect(await column("collection_priority", "--search", "acme")).toEqual(["10.0"]);
  });
});

describe("the day and the instant", () => {
  test("F-48 --as-of moves ages and balances, not invitations, which are read at now", async () => {
    const names = ["past_due_invoice_amount", "past_due_invoice_weighted_average_days_overdue"];
    const [acme] = await records("--as-of", "2025-02-11");
    expect(names.map((name) => acme?.[name])).toEqual(["100.00", "1.00"]);
    expect(await column("invite_status", "--as-of", "2025-12-31", "--sort", "account_id")).toEqual([
      "",
      "Pending",
      "Accepted",
    ]);
  });

  test("--now replaces the clock: today is its day where the business is, and invitations expire by it", async () => {
    const late = ["--now", "2025-03-10T12:00:00Z", "--sort", "account_id"];
    expect(await column("invite_status", ...late)).toEqual(["", "Expired", "Accepted"]);
    const before = await records("--now", "2025-03-10T04:59:59.999Z", "--sort", "account_id");
    const after = await records("--now", "2025-03-10T00:00:00-05:00", "--sort", "account_id");
    expect([before[0]?.["current_invoice_amount"], after[0]?.["current_invoice_amount"]]).toEqual([
      "50.00",
      "0.00",
    ]);
  });

  test("--time-zone and --currency win over business.json", async () => {
    const now = ["--now", "2025-03-10T00:00:00Z", "--sort", "account_id"];
    expect(await column("current_invoice_amount", ...now)).toEqual(["50.00", "200.00", "0.00"]);
    const there = [...now, "--time-zone", "Pacific/Auckland", "--currency", "KWD"];
    expect(await column("current_invoice_amount", ...there)).toEqual(["0.000", "200.000", "0.000"]);
    expect(await column("current_invoice_amount", ...now, "--currency", "XBT:4")).toContain("200.0000");
  });

  test("--as-of-mode reage ages today's balances; reconstruct is what happens unasked", async () => {
    const day = ["--as-of", "2025-01-31", "--sort", "account_id"];
    expect(await column("outstanding_count", ...day, "--as-of-mode", "reage")).toEqual(["2", "1", "0"]);
    expect(await column("outstanding_count", ...day, "--as-of-mode", "reconstruct")).toEqual(["1", "0", "0"]);
    expect(await column("outstanding_count", ...day)).toEqual(["1", "0", "0"]);
  });
});

describe("how figures are made", () => {
  test("--average-decimals and --priority-decimals", async () => {
    const name = "past_due_invoice_weighted_average_days_overdue";
    expect((await column(name, "--average-decimals", "4"))[0]).toBe("19.0000");
    expect((await column(name, "--average-decimals", "0"))[0]).toBe("19");
    expect((await column("collection_priority", "--priority-decimals", "3"))[0]).toBe("10.000");
    expect((await column("collection_priority", "--priority-decimals", "0"))[0]).toBe("10");
  });

  test("--discounts: the greatest unless said otherwise", async () => {
    const discount = async (...options: readonly string[]) =>
      (await column("discount_amount", ...options))[1];
    expect(await discount()).toBe("3.00");
    expect(await discount("--discounts", "max")).toBe("3.00");
    expect(await discount("--discounts", "sum")).toBe("5.00");
    expect(await discount("--discounts", "statement-first")).toBe("2.00");
    expect(await discount("--discounts", "invoice-first")).toBe("3.00");
  });

  test("--floor and --equal: where all exposures are the same", async () => {
    const folder = folderOf({
      "business.json": files["business.json"],
      "invoices.csv": "invoice_number,account_id,amount,due_on\n1,A,5.00,2025-03-09\n2,B,5.00,2025-03-09\n",
    });
    const scores = async (...options: readonly string[]) => {
      const { out } = await receivables(["export", folder, "--format", "json", ...options]);
      return (JSON.parse(out) as Record<string, string>[]).map((row) => row["collection_priority"]);
    };
    expect(await scores()).toEqual(["10.0", "10.0"]);
    expect(await scores("--equal", "5")).toEqual(["5.0", "5.0"]);
    expect(await scores("--equal", "0", "--floor", "observed")).toEqual(["0.0", "0.0"]);
    expect(await scores("--equal", "0", "--floor", "zero")).toEqual(["10.0", "10.0"]);
  });
});

describe("options that cannot be", () => {
  test.each([
    ["--format", "xlsx"],
    ["--line-end", "cr"],
    ["--floor", "lowest"],
    ["--equal", "7"],
    ["--discounts", "min"],
    ["--as-of-mode", "backdate"],
    ["--average-decimals", "21"],
    ["--average-decimals", "two"],
    ["--priority-decimals", "7"],
    ["--sort", "account_id:asc:desc"],
    ["--status", ""],
    ["--now", "2025-03-10"],
    ["--time-zone", "Mars/Base"],
    ["--currency", "Taler"],
    ["--currency", "USD:x"],
    ["--currency", "USD:2:2"],
  ])("%s %s is wrong usage, and nothing is printed", async (option, value) => {
    const { exitCode, out, err } = await run(option, value);
    expect([exitCode, out]).toEqual([2, ""]);
    expect(err).toMatch(/^\S.*\n/);
  });
});

describe("--output", () => {
  test("writes the file whole and says so; nothing is printed", async () => {
    const folder = folderOf({ "out.csv": "old" });
    const output = join(folder, "out.csv");
    const ran = await run("--output", output);
    expect(ran).toEqual({
      exitCode: 0,
      out: "",
      err: `3 accounts as of 2025-03-10 written to ${output}\n`,
    });
    expect(readFileSync(output, "utf8")).toBe((await run()).out);
    expect(readdirSync(folder)).toEqual(["out.csv"]);
  });

  test("counts the accounts that it wrote", async () => {
    const output = join(folderOf({}), "out.json");
    const { err } = await run("--output", output, "--format", "json", "--search", "acme");
    expect(err).toBe(`1 account as of 2025-03-10 written to ${output}\n`);
    expect(JSON.parse(readFileSync(output, "utf8"))).toHaveLength(1);
  });

  test("that fails leaves what was there: bad data, no history, a place that is none", async () => {
    const bad = { ...files, "invoices.csv": "invoice_number,account_id,amount,due_on\n1,A,x,2025-03-01\n" };
    const folder = folderOf({ ...bad, "out.csv": "old" });
    const output = join(folder, "out.csv");
    const ran = await receivables(["export", folder, "--output", output]);
    expect([ran.exitCode, ran.out]).toEqual([1, ""]);
    const nowhere = await run("--output", join(folder, "nowhere", "out.csv"));
    expect([nowhere.exitCode, nowhere.out]).toEqual([2, ""]);
    expect(nowhere.err).toContain("cannot be written");
    const onFolder = await run("--output", folder);
    expect(onFolder.exitCode).toBe(2);
    expect(readFileSync(output, "utf8")).toBe("old");
    expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
    expect(existsSync(join(folder, "nowhere"))).toBe(false);
  });
});

describe("files that are read", () => {
  test.each([
    ["--output", "invoices.csv"],
    ["--reject-to", "business.json"],
    ["--output", "payments.csv"],
    ["--output", "../link/accounts.csv"],
    ["--reject-to", "raw.csv"],
  ])("%s %s is not written over", async (option, name) => {
    const parent = folderOf(
      Object.fromEntries(Object.entries(files).map(([file, text]) => [`books/${file}`, text])),
    );
    const folder = join(parent, "books");
    writeFileSync(join(folder, "raw.csv"), "id\n0042\n7\n8\n");
    symlinkSync(folder, join(parent, "link"));
    const mapping = ["--columns", "accounts.account_id=raw.csv:id"];
    const target = join(folder, name);
    const before = readdirSync(folder);
    const { exitCode, out, err } = await receivables(["export", folder, ...mapping, option, target]);
    expect([exitCode, out]).toEqual([2, ""]);
    expect(err).toBe(
      `${option}: ${target} is part of the ledger; nothing was written.\nSee receivables export --help\n`,
    );
    expect(readdirSync(folder)).toEqual(before);
  });

  test("a JSON ledger is not either, and two options name two files", async () => {
    const folder = folderOf({ "ledger.json": "{}", "elsewhere.csv": "old" });
    const ledger = join(folder, "ledger.json");
    const over = await receivables(["export", ledger, "--output", ledger]);
    expect([over.exitCode, over.err.split("\n")[0]]).toEqual([
      2,
      `--output: ${ledger} is part of the ledger; nothing was written.`,
    ]);
    const file = join(folder, "elsewhere.csv");
    const same = await run("--output", file, "--reject-to", join(folder, ".", "elsewhere.csv"));
    expect([same.exitCode, same.err.split("\n")[0]]).toEqual([
      2,
      `--reject-to: ${file} is what --output names too; nothing was written.`,
    ]);
    expect(readFileSync(file, "utf8")).toBe("old");
  });
});

test("what hides text is warned of once", async () => {
  const folder = folderOf({ ...files, "accounts.csv": "account_id,account_name\n0042,a\u202eb\n7,\n8,\n" });
  const { exitCode, err } = await receivables(["export", folder]);
  expect([exitCode, err.match(/TEXT_SUSPICIOUS/g)]).toEqual([0, ["TEXT_SUSPICIOUS"]]);
  expect(err).toMatch(/^accounts\.csv:2: TEXT_SUSPICIOUS account_name: /);
});

test("payments that are put against nothing are reported beside the figures, as of the day", async () => {
  const payments = {
    "payments.csv": "payment_id,account_id,paid_on,amount\nP,0042,2025-03-01,40.00\nQ,7,2025-03-05,2.50\n",
    "allocations.csv": "payment_id,invoice_id,amount,allocated_on\nP,1,10.00,2025-03-01\n",
  };
  const folder = folderOf({ ...files, ...payments });
  const { exitCode, out, err } = await receivables(["export", folder]);
  expect([exitCode, err]).toEqual([0, "2 payments not allocated in full: 32.50, not netted\n"]);
  expect(out).toContain(",140.00,2,");
  const before = await receivables(["export", folder, "--as-of", "2025-03-01"]);
  expect(before.err).toBe("1 payment not allocated in full: 30.00, not netted\n");
});
