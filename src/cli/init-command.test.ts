import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderOf, receivables } from "../../test/command.ts";
import { tableColumns, tableNames } from "../model/tables.ts";

const business = (folder: string) => JSON.parse(readFileSync(join(folder, "business.json"), "utf8"));

describe("init", () => {
  test("makes a folder with a file for every table, every header in it, and business.json", async () => {
    const folder = join(folderOf({}), "new", "ledger");
    const { exitCode, out, err } = await receivables(["init", folder]);
    expect([exitCode, out]).toEqual([0, ""]);
    expect(err).toBe(`An empty ledger is in ${folder}; fill in time_zone and currency in business.json\n`);
    expect(readdirSync(folder).toSorted()).toEqual(
      ["business.json", ...tableNames.map((table) => `${table}.csv`)].toSorted(),
    );
    for (const table of tableNames) {
      const header = tableColumns(table).map(({ name }) => name);
      expect(readFileSync(join(folder, `${table}.csv`), "utf8")).toBe(`${header.join(",")}\n`);
    }
    expect(business(folder)).toEqual({ name: "", time_zone: null, currency: null });
  });

  test("what it makes is incomplete, and a good ledger once the business is known", async () => {
    const folder = folderOf({});
    expect((await receivables(["init", folder])).exitCode).toBe(0);
    const incomplete = await receivables(["check", folder]);
    expect([incomplete.exitCode, incomplete.out.match(/BUSINESS_INCOMPLETE/g)?.length]).toEqual([1, 2]);
    const good = await receivables(["check", folder, "--time-zone", "UTC", "--currency", "USD", "--strict"]);
    expect([good.exitCode, good.out.includes("0 accounts, 0 invoices, 0 payments")]).toEqual([0, true]);
  });

  test.each([
    ["USD", "USD"],
    ["USD:2", "USD"],
    ["USD:4", { code: "USD", exponent: 4 }],
    ["XBT:4", { code: "XBT", exponent: 4 }],
  ])("--time-zone and --currency %s are written, and are enough", async (flag, currency) => {
    const folder = join(folderOf({}), "ledger");
    const options = ["--time-zone", "Pacific/Auckland", "--currency", flag];
    const { err } = await receivables(["init", folder, ...options]);
    expect(err).toBe(`An empty ledger is in ${folder}\n`);
    expect(business(folder)).toEqual({ name: "", time_zone: "Pacific/Auckland", currency });
    expect((await receivables(["check", folder, "--strict"])).exitCode).toBe(0);
  });

  test("never touches a folder that holds anything", async () => {
    const folder = folderOf({ "notes.txt": "mine" });
    const { exitCode, err } = await receivables(["init", folder]);
    expect([exitCode, err]).toEqual([
      2,
      `${folder} is not empty: nothing was written.\nSee receivables init --help\n`,
    ]);
    expect(readdirSync(folder)).toEqual(["notes.txt"]);
  });

  test("wrong usage makes nothing", async () => {
    const parent = folderOf({ "file.txt": "" });
    const folder = join(parent, "ledger");
    for (const args of [
      [],
      [folder, "more"],
      [folder, "--time-zone", "Mars/Base"],
      [folder, "--currency", "Taler"],
      [folder, "--now", "2025-03-10T00:00:00Z"],
      [join(parent, "file.txt", "ledger")],
    ]) {
      expect([args, (await receivables(["init", ...args])).exitCode]).toEqual([args, 2]);
    }
    expect(existsSync(folder)).toBe(false);
  });
});
