import { mkdirSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { folderOf, receivables } from "../../test/command.ts";

const business = '{ "time_zone": "America/Chicago", "currency": "USD" }';
const invoice = { invoice_number: "1", account_id: "A", amount: "12.50", due_on: "2025-03-01" };
const json = JSON.stringify({ business: JSON.parse(business), invoices: [invoice] });
const csv = {
  "business.json": business,
  "invoices.csv": "invoice_number,account_id,amount,due_on\n1,A,12.50,2025-03-01\n",
};

describe("a ledger", () => {
  test("is a folder, a .json file or JSON on standard input: the same figures", async () => {
    const folder = await receivables(["export", folderOf(csv)]);
    const file = await receivables(["export", join(folderOf({ "ledger.json": json }), "ledger.json")]);
    const stdin = await receivables(["export", "-"], { stdin: `\uFEFF${json}` });
    expect(folder).toMatchObject({ exitCode: 0, err: "" });
    expect(folder.out).toContain("\r\nA,A,,,Active,10.0,,,,,12.50,1,");
    expect(file).toEqual(folder);
    expect(stdin).toEqual(folder);
  });

  test("that is not there, is none, or cannot be opened is wrong usage", async () => {
    const folder = folderOf({});
    const socket = join(folder, "socket");
    const server = createServer().listen(socket);
    onTestFinished(() => void server.close());
    await new Promise((listening) => server.once("listening", listening));
    mkdirSync(join(folder, "invoices.csv"));
    for (const args of [[], ["a", "b"], [join(folder, "nowhere")], [socket], [folder]]) {
      const { exitCode, out, err } = await receivables(["export", ...args]);
      expect([args, exitCode, out]).toEqual([args, 2, ""]);
      expect(err).toMatch(/^(Name one ledger|.* cannot be opened: ).*\nSee receivables export --help\n$/);
    }
  });

  test("that is not JSON, or not UTF-8, exits with 1 and names the file", async () => {
    const files = folderOf({ "a.json": "{", "b.json": Uint8Array.of(0x7b, 10, 0xff) });
    const broken = await receivables(["export", join(files, "a.json")]);
    expect([broken.exitCode, broken.out, broken.err.includes("a.json: JSON_INVALID ")]).toEqual([
      1,
      "",
      true,
    ]);
    const bytes = await receivables(["check", join(files, "b.json")]);
    expect([bytes.exitCode, bytes.out.includes("b.json:2: ENCODING_INVALID ")]).toEqual([1, true]);
    const array = await receivables(["check", "-"], { stdin: "[]" });
    expect([array.exitCode, array.out]).toEqual([
      1,
      "ledger: TYPE A ledger is an object of tables, not an array.\n",
    ]);
  });

  test("without a zone or a currency needs flags", async () => {
    const { "business.json": _, ...rest } = csv;
    const folder = folderOf(rest);
    const { exitCode, err } = await receivables(["export", folder]);
    expect(exitCode).toBe(1);
    const none = "There is no business.json: write one or give";
    expect(err.split("\n").map((line) => line.replace(/ The business needs .*(?=There)/, " "))).toEqual([
      `business.json: BUSINESS_INCOMPLETE ${none} --time-zone.`,
      `business.json: BUSINESS_INCOMPLETE ${none} --currency.`,
      "",
    ]);
    const blank = await receivables(["export", folderOf({ ...rest, "business.json": '{"currency":"USD"}' })]);
    expect(blank.err).toMatch(/BUSINESS_INCOMPLETE .* Write it into business\.json or give --time-zone\.\n$/);
    const flags = ["--time-zone", "UTC", "--currency", "USD"];
    expect((await receivables(["export", folder, ...flags])).exitCode).toBe(0);
    const stdin = JSON.stringify({ invoices: [invoice] });
    const incomplete = await receivables(["export", "-"], { stdin });
    expect(
      incomplete.err.match(/^business\/\w+: BUSINESS_INCOMPLETE .* Write it under "business" or /gm),
    ).toHaveLength(2);
    expect((await receivables(["export", "-", ...flags], { stdin })).exitCode).toBe(0);
  });

  test("names of files that are almost those of tables are warned of, whatever their case", async () => {
    const folder = folderOf({
      ...csv,
      "Invoices.CSV": "",
      "account.csv": "account_id\nZ\n",
      "x.csv": "",
    });
    const { exitCode, err } = await receivables(["export", folder]);
    expect(exitCode).toBe(0);
    expect(err.trimEnd().split("\n")).toEqual([
      "Invoices.CSV: TABLE_UNKNOWN Invoices.CSV is not read: is it invoices.csv?",
      "account.csv: TABLE_UNKNOWN account.csv is not read: is it accounts.csv?",
    ]);
  });
});

describe("what is no ledger", () => {
  test("a file that is no JSON ledger: which argument is meant", async () => {
    const file = join(folderOf(csv), "invoices.csv");
    const { exitCode, out, err } = await receivables(["check", file]);
    expect([exitCode, out]).toEqual([2, ""]);
    expect(err).toBe(
      `${file} is one file: give the folder it is in, or a .json file.\nSee receivables check --help\n`,
    );
    const json5 = join(folderOf({ "LEDGER.JSON": json }), "LEDGER.JSON");
    expect((await receivables(["check", json5])).exitCode).toBe(0);
  });

  test("a folder in which no file is of a ledger", async () => {
    const flags = ["--time-zone", "UTC", "--currency", "USD"];
    for (const files of [{}, { "invocies.csv": "a\n" }, { "sold.csv": "a\n", "x.txt": "" }]) {
      const folder = folderOf(files);
      const { exitCode, out, err } = await receivables(["check", folder, ...flags]);
      expect([exitCode, out]).toEqual([2, ""]);
      expect(err).toContain(`There are no ledger files in ${folder}, `);
    }
    expect((await receivables(["check", folderOf({ "business.json": business })])).exitCode).toBe(0);
  });

  test("an old name of a zone is put down to the flag that gives it", async () => {
    const { exitCode, err } = await receivables(["export", folderOf(csv), "--time-zone", "EST"]);
    expect([exitCode, err.split(" ").slice(0, 3)]).toEqual([0, ["--time-zone:", "TIME_ZONE_ALIAS", "EST"]]);
  });
});

describe("days and amounts that programs write", () => {
  test("of CSV: a day with a time, told without naming a function", async () => {
    const folder = folderOf({
      ...csv,
      "invoices.csv": "invoice_number,account_id,amount,due_on\n1,A,12.50,2025-03-31 00:00\n",
    });
    expect((await receivables(["check", folder])).out).toBe(
      'invoices.csv:2: DATE_TYPE due_on: "2025-03-31 00:00" holds a time; write only the day, such as "2025-03-31".\n',
    );
  });

  test("of JSON: a day with a time, an amount that is a number", async () => {
    const rows = [{ ...invoice, amount: 12.5, due_on: "2025-03-31T00:00:00Z" }];
    const stdin = JSON.stringify({
      business: JSON.parse(business),
      accounts: [{ account_id: "A", creditLimit: 5 }],
      invoices: rows,
    });
    expect((await receivables(["check", "-"], { stdin })).out.split("\n").toSorted()).toEqual([
      "",
      'accounts/0/creditLimit: CREDIT_LIMIT_INVALID 5 is a number (dollars or cents?): write the amount in quotes, such as "5.00".',
      'invoices/0/amount: TYPE 12.5 is a number (dollars or cents?): write the amount in quotes, such as "5.00".',
      'invoices/0/due_on: DATE_TYPE "2025-03-31T00:00:00Z" holds a time; write only the day, such as "2025-03-31".',
    ]);
  });
});

describe("other spellings of CSV files", () => {
  test("a header with a colon is named with its file", async () => {
    const folder = folderOf({
      ...csv,
      "invoices.csv": "invoice_number,account_id,Amt: USD,due_on\n1,A,12.50,2025-03-01\n",
    });
    const bare = await receivables(["check", folder, "--columns", "invoices.amount=Amt: USD"]);
    expect([bare.exitCode, bare.out]).toEqual([2, ""]);
    expect(bare.err).toContain(
      '"invoices.amount=Amt: USD" was read as FILE:HEADER; for a header with a colon write "invoices.amount=invoices.csv:Amt: USD".\n',
    );
    const named = ["--columns", "invoices.amount=invoices.csv:Amt: USD"];
    expect((await receivables(["check", folder, ...named])).exitCode).toBe(0);
  });

  const raw = "No;Customer;Sum;Due;Paid\n1;A;1.234,50;3/1/2025;\n2;B;-0,50;2025-03-09;\n";
  const columns = ["invoice_number=raw.csv:No", "account_id=Customer", "amount=Sum", "due_on=Due"].flatMap(
    (mapping) => ["--columns", `invoices.${mapping}`],
  );
  const spelled = ["--date-format", "M/D/YYYY", "--decimal", ",", "--group", ".", "--delimiter", ";"];

  test("are read with --columns, --date-format, --decimal, --group and --delimiter", async () => {
    const folder = folderOf({ "business.json": business, "raw.csv": raw });
    const options = [...columns, ...spelled, "--negative-invoices", "as-credits", "--sort", "account_id"];
    const { exitCode, out, err } = await receivables(["export", folder, "--format", "json", ...options]);
    expect([exitCode, err]).toEqual([0, 'raw.csv:1: COLUMN_UNKNOWN Columns that are not read: "Paid".\n']);
    const [a, b] = JSON.parse(out) as Record<string, string>[];
    expect([a?.["one_to_thirty_invoice_amount"], b?.["outstanding_credit_adjustment_amount"]]).toEqual([
      "1234.50",
      "0.50",
    ]);
    const refused = await receivables([
      "export",
      folder,
      ...columns,
      ...spelled,
      "--negative-invoices",
      "refuse",
    ]);
    expect([refused.exitCode, refused.out]).toEqual([1, ""]);
    expect(refused.err).toContain("raw.csv:3: AMOUNT_NOT_POSITIVE Sum: ");
    const unspelled = await receivables(["check", folder, ...columns, "--delimiter", ";"]);
    expect(unspelled.out).toContain('raw.csv:2: AMOUNT_FORMAT Sum: "1.234,50" ');
    expect(unspelled.out).toContain('raw.csv:2: DATE_INVALID Due: "3/1/2025" ');
  });

  test("a file that is mapped may lie elsewhere; one that is not there is wrong usage", async () => {
    const elsewhere = folderOf({
      "raw.csv": "invoice_number,account_id,amount,due_on\n1,A,5.00,2025-03-01\n",
    });
    const folder = folderOf({ "business.json": business });
    const from = (file: string) => ["--columns", `invoices.invoice_number=${file}:invoice_number`];
    const { out } = await receivables(["export", folder, ...from(join(elsewhere, "raw.csv"))]);
    expect(out).toContain("\r\nA,A,,,Active,10.0,,,,,5.00,1,");
    const missing = await receivables(["export", folder, ...from("raw.csv")]);
    expect([missing.exitCode, missing.out, missing.err.includes("raw.csv cannot be opened")]).toEqual([
      2,
      "",
      true,
    ]);
  });

  test.each([
    ["--columns", "invoices.due_on"],
    ["--columns", "due_on=Due"],
    ["--columns", "bills.due_on=Due"],
    ["--columns", "invoices.due=Due"],
    ["--columns", "=x"],
    ["--date-format", "MM/YYYY"],
    ["--decimal", ";"],
    ["--group", "_"],
    ["--group", "."],
    ["--delimiter", ";;"],
    ["--delimiter", '"'],
    ["--negative-invoices", "drop"],
  ])("%s %s is wrong usage", async (option, value) => {
    const { exitCode, out } = await receivables(["export", folderOf(csv), option, value]);
    expect([exitCode, out]).toEqual([2, ""]);
  });

  test.each([
    "--columns",
    "--date-format",
    "--decimal",
    "--group",
    "--delimiter",
  ])("%s is about CSV files and refused for JSON", async (option) => {
    const value = { "--columns": "invoices.due_on=Due", "--date-format": "M/D/YYYY" }[option] ?? ",";
    const { exitCode, err } = await receivables(["export", "-", option, value], { stdin: json });
    expect([exitCode, err.split("\n")[0]]).toEqual([
      2,
      `${option} is about CSV files; a JSON ledger is read as it is.`,
    ]);
  });
});

describe("progress", () => {
  test("is shown file by file on a terminal, and taken away again", async () => {
    const { out, err } = await receivables(["export", folderOf(csv)], { errIsTerminal: true });
    expect(err).toContain("\rreading business.json");
    expect(err).toContain("\rreading invoices.csv");
    expect(err.endsWith("\r")).toBe(true);
    expect(err.slice(0, -1).split("\r").at(-1)?.trim()).toBe("");
    expect(out).not.toContain("reading");
  });

  test("counts rows while tables are made, and before they are held against each other", async () => {
    // A zero amount is a warning: a ledger that must be talked about is kept whole.
    const rows = Array.from(
      { length: 20_001 },
      (_, at) => `${at},A,${at === 0 ? "0.00" : "12.50"},2025-03-01`,
    );
    const many = `invoice_number,account_id,amount,due_on\n${rows.join("\n")}\n`;
    const folder = folderOf({ ...csv, "invoices.csv": many });
    const { err } = await receivables(["export", folder], { errIsTerminal: true });
    const words = err
      .slice(0, err.indexOf("invoices.csv:2:"))
      .split("\r")
      .map((each) => each.trim());
    expect(words.slice(words.lastIndexOf("reading business.json") - 1)).toEqual([
      "",
      "reading business.json",
      "reading invoices.csv",
      "reading invoices.csv: 10000 rows",
      "reading invoices.csv: 20000 rows",
      "checking 20001 rows",
      "",
      "",
    ]);
  });

  test("is shown for JSON too, and not where nobody watches", async () => {
    expect((await receivables(["export", folderOf(csv)])).err).toBe("");
    const { err } = await receivables(["export", "-"], { stdin: json, errIsTerminal: true });
    expect(err.split("\r").map((each) => each.trim())).toEqual([
      "",
      "reading standard input",
      "checking 1 row",
      "",
      "",
    ]);
  });

  test("is taken away before an error", async () => {
    const bad = { ...csv, "invoices.csv": "invoice_number\n1\n" };
    const { err } = await receivables(["export", folderOf(bad)], { errIsTerminal: true });
    expect(err).toMatch(/\r {10,}\rinvoices\.csv:1: CSV_SHAPE /);
  });
});
