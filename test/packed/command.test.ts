import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, inject, test } from "vitest";
import { oddTexts } from "../arbitraries/customer-list.ts";

const home = inject("packedHome");
const sample = fileURLToPath(new URL("../../docs/sample-ledger", import.meta.url));

/** Runs the installed command as its users do. */
function npx(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync("npx", ["--no-install", "receivables", ...args], {
    cwd: home,
    encoding: "utf8",
    shell: process.platform === "win32",
    env: { ...process.env, npm_config_loglevel: "silent" },
  });
  return { status, stdout, stderr };
}

/** Runs the installed command without the detour. */
function command(args: readonly string[], input = "", nodeArgs: readonly string[] = []) {
  const file = join(home, "node_modules", "receivables", "dist", "cli.js");
  const { status, stdout, stderr } = spawnSync(process.execPath, [...nodeArgs, file, ...args], {
    cwd: home,
    encoding: "utf8",
    input,
  });
  return { status, stdout, stderr };
}

describe("the installed command", () => {
  test("A-070 gives the sample ledger's figures through npx", () => {
    const { status, stdout, stderr } = npx("export", sample, "--as-of", "2013-07-01", "--format", "json");
    expect([status, stderr]).toEqual([0, ""]);
    const rows = JSON.parse(stdout) as Record<string, string>[];
    const sum = (name: string) => rows.reduce((total, row) => total + Number(row[name]), 0);
    const figures = [
      sum("outstanding_count"),
      sum("outstanding_amount").toFixed(2),
      sum("past_due_invoice_count"),
      sum("past_due_invoice_amount").toFixed(2),
    ];
    const [totals] = readFileSync(new URL("../fixtures/past-due.txt", import.meta.url), "utf8").split("\n");
    expect(rows).toHaveLength(100);
    expect(figures.join(" ")).toBe(totals);
  });

  test("prints the version of its manifest, and takes the clock of the machine", () => {
    const manifest = join(home, "node_modules", "receivables", "package.json");
    expect(command(["--version"]).stdout).toBe(`${JSON.parse(readFileSync(manifest, "utf8")).version}\n`);
    const { stdout } = command(["check", sample]);
    const day = /open as of (\d{4})-/.exec(stdout)?.[1];
    expect(Math.abs(Number(day) - new Date().getUTCFullYear())).toBeLessThanOrEqual(1);
  });

  test("F-09 F-45 of bad input prints nothing, says what is wrong and exits with 1", () => {
    const ledger = {
      business: { time_zone: "UTC", currency: "USD" },
      invoices: [{ invoice_number: "1", account_id: "A", amount: "1,234.50", due_on: "2025-03-01" }],
    };
    const bad = command(["export", "-"], JSON.stringify(ledger));
    expect([bad.status, bad.stdout]).toEqual([1, ""]);
    expect(bad.stderr).toMatch(/^invoices\/0\/amount: AMOUNT_FORMAT "1,234\.50" .*\n$/);
    const folder = mkdtempSync(join(home, "bad-"));
    writeFileSync(join(folder, "accounts.csv"), 'account_id\nA\n"B\n');
    const flags = ["--time-zone", "UTC", "--currency", "USD"];
    const shape = command(["export", folder, ...flags]);
    expect([shape.status, shape.stdout]).toEqual([1, ""]);
    expect(shape.stderr).toMatch(/^accounts\.csv:\d: CSV_SHAPE .*\n$/);
    expect(command(["export", join(folder, "nowhere")]).status).toBe(2);
    expect(command(["export", "--colour"]).status).toBe(2);
  });

  test.skipIf(process.platform === "win32")(
    "whose reader stops reading exits with 0 and says nothing",
    () => {
      const file = join(home, "node_modules", "receivables", "dist", "cli.js");
      const errors = join(mkdtempSync(join(tmpdir(), "receivables-pipe-")), "stderr");
      // More than a pipe holds, so that the command is still writing when its reader is gone.
      const line = `"${process.execPath}" "${file}" export "${sample}" --as-of 2013-07-01 --format json 2>"${errors}"`;
      for (const [reader, printed] of [
        ["head -1", "[\n"],
        ["true", ""],
      ]) {
        const script = `${line} | ${reader}; echo "\${PIPESTATUS[0]}" >>"${errors}"`;
        expect(execFileSync("bash", ["-c", script], { encoding: "utf8" })).toBe(printed);
        expect(readFileSync(errors, "utf8")).toBe("0\n");
      }
    },
  );
});

describe("export --each with threads", () => {
  /** A folder with this many copies of the sample ledger and one that has an error; removed with all that is packed. */
  function businesses(count: number): { readonly folder: string; readonly out: string } {
    const parent = mkdtempSync(join(home, "each-"));
    const folder = join(parent, "ledgers");
    for (let at = 0; at < count; at += 1) cpSync(sample, join(folder, `${at}`), { recursive: true });
    cpSync(sample, join(folder, "bad"), { recursive: true });
    writeFileSync(join(folder, "bad", "sites.csv"), "site_id,account_id\nT,nobody\n");
    return { folder, out: join(parent, "out") };
  }

  test("writes what export prints of each ledger, whatever the number of threads", () => {
    const { folder, out } = businesses(5);
    const alone = command(["export", sample, "--as-of", "2013-07-01"]).stdout;
    for (const jobs of [[], ["--jobs", "1"], ["--jobs", "3"]]) {
      const ran = command(["export", "--each", folder, "--out", out, "--as-of", "2013-07-01", ...jobs]);
      expect([ran.status, ran.stdout]).toEqual([1, ""]);
      expect(ran.stderr).toMatch(
        /^bad: sites\.csv:2: REF_UNKNOWN .*\n5 of 6 ledgers exported to .*\nbad: exit code 1: sites\.csv:2: .*\n$/,
      );
      expect(readdirSync(out)).toEqual(["0.csv", "1.csv", "2.csv", "3.csv", "4.csv"]);
      for (const name of readdirSync(out)) expect(readFileSync(join(out, name), "utf8")).toBe(alone);
      rmSync(out, { recursive: true });
    }
  });

  test("a ledger too large for the memory of a thread stops no other", () => {
    const { folder, out } = businesses(3);
    const row = '{"invoice_number":"1","account_id":"A","amount":"1.00","due_on":"2025-03-01"},';
    writeFileSync(join(folder, "1a.json"), `{"invoices":[${row.repeat(400_000).slice(0, -1)}]}`);
    const options = ["--as-of", "2013-07-01", "--jobs", "2", "--reject-to", join(out, "rejects")];
    const args = ["export", "--each", folder, "--out", join(out, "files"), ...options];
    const { status, stderr } = command(args, "", ["--max-old-space-size=64"]);
    expect([status, stderr.match(/^\d of .*ledgers exported/m)?.[0]]).toEqual([1, "4 of 5 ledgers exported"]);
    expect(stderr).toMatch(/\n1a: exit code 1: broken off: .*memory.*\n$/);
    expect(readdirSync(join(out, "files"))).toEqual(["0.csv", "1.csv", "2.csv", "bad.csv"]);
    expect(readdirSync(join(out, "rejects"))).toEqual(["0.csv", "1.csv", "2.csv", "bad.csv"]);
  });
});

const hasPython = spawnSync("python3", ["--version"]).status === 0;

test.skipIf(!hasPython)("L-28 F-43 another program's CSV reader reads the same cells", () => {
  const names = oddTexts.filter((text) => !text.includes("\0")); // which Python's reader takes only since 3.11
  const ledger = {
    business: { time_zone: "UTC", currency: "USD" },
    accounts: names.map((account_name, at) => ({ account_id: `${at}`, account_name })),
  };
  const stdin = JSON.stringify(ledger);
  const script =
    "import csv, io, json, sys; text = io.TextIOWrapper(sys.stdin.buffer, encoding='utf-8', newline=''); " +
    "json.dump(list(csv.reader(text, strict=True)), sys.stdout)";
  const python = (input: string): string[][] =>
    JSON.parse(execFileSync("python3", ["-c", script], { input, encoding: "utf8" }));
  const records = JSON.parse(command(["export", "-", "--format", "json"], stdin).stdout);
  const cells = [Object.keys(records[0]), ...records.map(Object.values)];
  expect(records.map((record: Record<string, string>) => record["account_name"]).toSorted()).toEqual(
    names.toSorted(),
  );
  for (const lineEnd of ["crlf", "lf"]) {
    const { stdout } = command(["export", "-", "--no-formula-guard", "--line-end", lineEnd], stdin);
    expect(python(stdout)).toEqual(cells);
  }
  const guarded = python(command(["export", "-"], stdin).stdout);
  const unguarded = guarded.map((row) =>
    row.map((cell) => cell.replace(/^'(?='*\s*[=+\-@\t\r\n＝＋－＠])/, "")),
  );
  expect(unguarded).toEqual(cells);
});
