import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";

const home = inject("packedHome");
const installed = join(home, "node_modules", "receivables");
const manifest = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
const doors = Object.keys(manifest.exports)
  .filter((door) => door !== "./package.json")
  .map((door) => `receivables${door.slice(1)}`);

/** What a fresh process prints when it runs this code as an ES module or as CommonJS. */
function print(kind: "module" | "commonjs", expression: string): unknown {
  const code = `console.log(JSON.stringify(${expression}))`;
  return JSON.parse(
    execFileSync(process.execPath, [`--input-type=${kind}`, "--eval", code], { cwd: home, encoding: "utf8" }),
  );
}

describe("the packed package", () => {
  test.each(doors)("%s has the same names as an ES module and as CommonJS", (door) => {
    const esm = print("module", `Object.keys(await import("${door}")).sort()`);
    const cjs = print("commonjs", `Object.keys(require("${door}")).sort()`);

    expect(esm).not.toEqual([]);
    expect(cjs).toEqual(esm);
  });

  test("doors that name Fault name one class", () => {
    const faults = "doors.map((door) => door.Fault).filter(Boolean)";
    const esm = `await Promise.all(${JSON.stringify(doors)}.map((door) => import(door)))`;
    const cjs = `${JSON.stringify(doors)}.map((door) => require(door))`;

    expect(print("module", `((doors) => new Set(${faults}).size)(${esm})`)).toBe(1);
    expect(print("commonjs", `((doors) => new Set(${faults}).size)(${cjs})`)).toBe(1);
  });

  test("a fault thrown behind any door is the engine's Fault", () => {
    const codes = `((engine, csv, customers, calendar) => [
      () => customers.queryCustomers({ rows: [] }, { sort: { column: "x" } }),
      () => csv.readLedgerFiles(new Map(), { today: "2025-03-10", delimeter: ";" }),
      () => calendar.todayIn("Mars/Base", 0),
      () => engine.daysBetween("2025-02-29", "2025-03-01"),
    ].map((call) => {
      try { call(); } catch (error) { return error instanceof engine.Fault && error.code; }
    }))`;
    const names = ["", "/csv", "/customers", "/calendar"].map((door) => `"receivables${door}"`);
    const esm = names.map((name) => `await import(${name})`).join(", ");
    const cjs = names.map((name) => `require(${name})`).join(", ");
    const expected = ["QUERY_INVALID", "POLICY_UNKNOWN", "TIME_ZONE_UNKNOWN", "DATE_INVALID"];

    expect(print("module", `${codes}(${esm})`)).toEqual(expected);
    expect(print("commonjs", `${codes}(${cjs})`)).toEqual(expected);
  });

  test("A-070 computes an export from files, as an ES module and as CommonJS", () => {
    const lines = `((csv, customers, calendar) => {
      const files = new Map([
        ["business.json", '{ "time_zone": "America/Chicago", "currency": "USD" }'],
        ["invoices.csv", "invoice_number,account_id,amount,due_on\\n7,0042,12.50,2025-03-09\\n"],
      ]);
      const now = "2025-03-10T05:00:00Z";
      const reading = csv.readLedgerFiles(files, { today: (zone) => calendar.todayIn(zone, now) });
      const list = customers.customerList(reading.value.ledger, { asOf: reading.value.ledger.today, now });
      return csv.parseCsv(customers.exportCustomers(list)).value.rows;
    })`;
    const names = ["/csv", "/customers", "/calendar"].map((door) => `"receivables${door}"`);
    const esm = print("module", `${lines}(${names.map((name) => `await import(${name})`).join(", ")})`);
    const cjs = print("commonjs", `${lines}(${names.map((name) => `require(${name})`).join(", ")})`);

    expect((esm as string[][])[0]?.slice(0, 13)).toEqual([
      "0042",
      "0042",
      "",
      "",
      "Active",
      "10.0",
      "",
      "",
      "",
      "",
      "12.50",
      "1",
      "12.50",
    ]);
    expect(cjs).toEqual(esm);
  });

  test("a store of one door, a calendar of another and a board of a third work together, in both formats", () => {
    const lines = `((engine, calendar, store, customers) => {
      const tables = { business: { time_zone: "America/Chicago", currency: "USD" }, accounts: [{ account_id: "0042" }] };
      const { value: ledger } = engine.readLedger(tables, { today: "2025-03-10" });
      const opened = store.openStore(ledger, { calendar });
      const invoice = { invoice_number: "7", account_id: "0042", amount: "12.50", due_on: "2025-03-10" };
      opened.apply({ changeId: "1", kind: "invoice-created", invoice });
      const before = customers.customersView(opened.recompute("2025-03-11T04:59:59.999Z")).rows[0];
      const after = customers.customersView(opened.recompute("2025-03-11T05:00:00Z")).rows[0];
      const read = store.readSnapshot(JSON.parse(JSON.stringify(opened.snapshot()))).value;
      const panel = customers.statsPanel(read).metrics[2].amount;
      return [before.pastDueInvoices, after.pastDueInvoices, after.collectionPriority, panel];
    })`;
    const names = ["", "/calendar", "/store", "/customers"].map((door) => `"receivables${door}"`);
    const esm = print("module", `${lines}(${names.map((name) => `await import(${name})`).join(", ")})`);
    const cjs = print("commonjs", `${lines}(${names.map((name) => `require(${name})`).join(", ")})`);

    expect(esm).toEqual([0, 1250, 10, 1250]);
    expect(cjs).toEqual(esm);
  });

  test("ships the command, the manifest and the license, and no source", () => {
    expect(existsSync(join(installed, "dist", "cli.js"))).toBe(true);
    expect(existsSync(join(installed, "LICENSE"))).toBe(true);
    expect(existsSync(join(installed, "src"))).toBe(false);
    expect(print("commonjs", `require("receivables/package.json").version`)).toBe(manifest.version);
  });

  test("the command starts with a line that finds node", () => {
    const command = readFileSync(join(installed, "dist", "cli.js"), "utf8");

    expect(command.startsWith("#!/usr/bin/env node\n")).toBe(true);
  });
});
