import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderOf, receivables } from "../../test/command.ts";
import { mustRead } from "../../test/must-read.ts";
import { parseCsv } from "../csv/parse-csv.ts";

const files = {
  "business.json": '{ "time_zone": "UTC", "currency": "USD" }',
  "accounts.csv": "account_id,credit_limit\nA,\nB,-1.00\n",
  "invoices.csv":
    'invoice_number,account_id,amount,due_on\n1,A,10.00,2025-03-01\n2,B,10.00,2025-03-01\n1,A,"1,000.00",2025-03-01\n3,A\n',
  "payments.csv": "payment_id,account_id,paid_on,amount\nP,A,2025-03-05,4.00\nQ,B,2025-03-05,4.00\n",
  "allocations.csv": "payment_id,invoice_id,amount,allocated_on\nP,1,4.00,2025-03-05\nQ,2,4.00,2025-03-05\n",
};

describe("--reject-to", () => {
  test("goes on without bad rows and those that name them, and writes each with its reasons", async () => {
    const folder = folderOf(files);
    const rejects = join(folder, "rejects.csv.txt");
    const { exitCode, out, err } = await receivables(["export", folder, "--reject-to", rejects]);
    expect([exitCode, err]).toEqual([
      0,
      `6 rows rejected, 3 of them because they name rejected rows: see ${rejects}\n`,
    ]);
    expect(out.split("\r\n")[1]).toMatch(/^A,A,,,Active,10\.0,,,,,6\.00,1,/);
    expect(out.split("\r\n")).toHaveLength(3);

    const { header, rows } = mustRead(parseCsv(readFileSync(rejects)));
    expect(header).toEqual(["file", "line", "reasons", "row"]);
    const inShort = rows.map(([file, line, reasons = "", row]) => {
      const codes = reasons.split(" | ").map((reason) => reason.split(" ")[0]);
      return [`${file}:${line}`, codes.join(" "), row];
    });
    expect(inShort).toEqual([
      ["accounts.csv:3", "CREDIT_LIMIT_INVALID", "B,-1.00"],
      ["allocations.csv:3", "REF_UNKNOWN REF_UNKNOWN", "Q,2,4.00,2025-03-05"],
      ["invoices.csv:3", "REF_UNKNOWN", "2,B,10.00,2025-03-01"],
      ["invoices.csv:4", "AMOUNT_FORMAT", '1,A,"1,000.00",2025-03-01'],
      ["invoices.csv:5", "CSV_SHAPE", "3,A"],
      ["payments.csv:3", "REF_UNKNOWN", "Q,B,2025-03-05,4.00"],
    ]);
  });

  test("of JSON writes rows as JSON, under their index", async () => {
    const raw = {
      business: { time_zone: "UTC", currency: "USD" },
      invoices: [
        { invoice_number: "1", account_id: "A", amount: "5.00", due_on: "2025-03-01" },
        { invoice_number: "2", account_id: "A", amount: 5, due_on: "2025-03-01" },
      ],
    };
    const rejects = join(folderOf({}), "rejects.csv");
    const stdin = JSON.stringify(raw);
    const { exitCode, out, err } = await receivables(["export", "-", "--reject-to", rejects], { stdin });
    expect([exitCode, err]).toEqual([0, `1 row rejected: see ${rejects}\n`]);
    expect(out).toContain(",5.00,1,");
    const { rows } = mustRead(parseCsv(readFileSync(rejects)));
    expect(rows[0]?.slice(0, 2)).toEqual(["invoices", "1"]);
    expect(JSON.parse(rows[0]?.[3] ?? "")).toEqual(raw.invoices[1]);
  });

  test("of a good ledger writes a header alone; rejected rows count under --strict", async () => {
    const folder = folderOf({
      ...files,
      "accounts.csv": "account_id\nA\nB\n",
      "invoices.csv": "invoice_number,account_id,amount,due_on\n1,A,10.00,2025-03-01\n2,B,10.00,2025-03-01\n",
    });
    const rejects = join(folder, "rejects.txt");
    const good = await receivables(["check", folder, "--strict", "--reject-to", rejects]);
    expect([good.exitCode, good.err]).toEqual([0, `0 rows rejected: see ${rejects}\n`]);
    expect(readFileSync(rejects, "utf8")).toBe("file,line,reasons,row\r\n");
    const bad = await receivables(["check", folderOf(files), "--strict", "--reject-to", rejects]);
    expect([bad.exitCode, bad.out.includes("Reconciled")]).toEqual([1, true]);
  });

  test("writes nothing where the fault lies in no row, and a place that is none is wrong usage", async () => {
    const folder = folderOf({ ...files, "accounts.csv": "name\nA\n" });
    const rejects = join(folder, "rejects.txt");
    const { exitCode, out, err } = await receivables(["export", folder, "--reject-to", rejects]);
    expect([exitCode, out, err.split(" ")[1]]).toEqual([1, "", "CSV_SHAPE"]);
    expect(existsSync(rejects)).toBe(false);
    const nowhere = await receivables([
      "export",
      folderOf(files),
      "--reject-to",
      join(folder, "no", "r.csv"),
    ]);
    expect([nowhere.exitCode, nowhere.out]).toEqual([2, ""]);
    expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  test("without it any bad row fails the whole, all issues at once", async () => {
    const { exitCode, out, err } = await receivables(["export", folderOf(files)]);
    expect([exitCode, out]).toEqual([1, ""]);
    expect(err.match(/^\S+: [A-Z_]+/gm)?.toSorted()).toEqual([
      "accounts.csv:3: CREDIT_LIMIT_INVALID",
      "invoices.csv:4: AMOUNT_FORMAT",
      "invoices.csv:5: CSV_SHAPE",
    ]);
  });

  test("says of each row which column, and whether it only follows from others", async () => {
    const folder = folderOf(files);
    const rejects = join(folder, "rejects.txt");
    await receivables(["check", folder, "--reject-to", rejects]);
    const reasons = Object.fromEntries(
      mustRead(parseCsv(readFileSync(rejects))).rows.map(([file, line, words]) => [`${file}:${line}`, words]),
    );
    expect(reasons["accounts.csv:3"]).toMatch(/^CREDIT_LIMIT_INVALID credit_limit: .*\.$/);
    expect(reasons["invoices.csv:3"]).toMatch(/^REF_UNKNOWN account_id: .* \(follows from rejected rows\)$/);
  });

  test("spells rows as their file does, formulas too", async () => {
    const folder = folderOf({
      ...files,
      "accounts.csv": "account_id;account_name;credit_limit\n=A;x,y;-1.00\n",
      "invoices.csv": "invoice_number;account_id;amount;due_on\n",
      "payments.csv": "payment_id;account_id;paid_on;amount\n",
      "allocations.csv": "payment_id;invoice_id;amount;allocated_on\n",
    });
    const rejects = join(folder, "rejects.txt");
    await receivables(["check", folder, "--reject-to", rejects, "--delimiter", ";"]);
    const { rows } = mustRead(parseCsv(readFileSync(rejects), { unguard: false }));
    expect(rows.map((row) => row[3])).toEqual(["=A;x,y;-1.00"]);
  });

  test("is written last, and not at all where the answer cannot be", async () => {
    const folder = folderOf({ ...files, "taken/x": "" });
    const rejects = join(folder, "rejects.txt");
    const run = (...options: readonly string[]) =>
      receivables(["export", folder, "--reject-to", rejects, ...options]);
    for (const options of [
      ["--output", join(folder, "taken")],
      ["--output", join(folder, "nowhere", "out.csv")],
      ["--sort", "priority"],
      ["--as-of", "2025-02-30"],
      ["--priority-decimals", "9"],
    ]) {
      const { exitCode, out, err } = await run(...options);
      expect([options[0], exitCode, out]).toEqual([options[0], 2, ""]);
      expect(err).not.toContain("rejected");
      expect(existsSync(rejects)).toBe(false);
    }
  });
});
