import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, inject, test } from "vitest";

const home = inject("packedHome");
const dist = join(home, "node_modules", "receivables", "dist");

/** Everything a file of dist loads, by name: its own chunks followed, packages and built-ins named. */
function graphOf(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const text = readFileSync(file, "utf8");
  const loads = /(?:^import| from) "([^"\n]+)";$|\brequire\(["']([^"'\n]+)["']\)/gm;
  for (const [, imported, required] of text.matchAll(loads)) {
    const name = imported ?? required ?? "";
    if (name.startsWith(".")) graphOf(join(dirname(file), name), seen);
    else seen.add(name);
  }
  return seen;
}

const packages = (file: string) =>
  [...graphOf(join(dist, file))].filter((name) => !name.startsWith(dist)).toSorted();
const text = (file: string) =>
  [...graphOf(join(dist, file))]
    .filter((name) => name.startsWith(dist))
    .map((name) => readFileSync(name, "utf8"))
    .join("\n");

/** Words of csv-parse and of the Temporal polyfill that nothing else would say. */
const csvParser = /CSV_INVALID_CLOSING_QUOTE/;
const temporal = /@js-temporal\/polyfill/;

describe.each(["js", "cjs"])("what each door loads, .%s", (kind) => {
  test("the engine and the customers board load decimal.js alone, the store, the other boards and columns nothing", () => {
    const others = ["store", "debtors", "summary", "profile", "columns"];
    for (const door of ["index", "customers", ...others]) {
      expect(packages(`${door}.${kind}`)).toEqual(others.includes(door) ? [] : ["decimal.js"]);
      expect(text(`${door}.${kind}`)).not.toMatch(csvParser);
      expect(text(`${door}.${kind}`)).not.toMatch(temporal);
    }
  });

  test("the calendar loads Temporal, the CSV door its parser, neither the other's", () => {
    expect(packages(`calendar.${kind}`)).toContain("@js-temporal/polyfill");
    expect(text(`calendar.${kind}`)).not.toMatch(csvParser);
    expect(text(`csv.${kind}`)).toMatch(csvParser);
    expect(text(`csv.${kind}`)).not.toMatch(temporal);
    expect(packages(`csv.${kind}`)).toEqual([]);
  });

  test("no door loads anything of Node", () => {
    for (const door of [
      "index",
      "calendar",
      "csv",
      "store",
      "customers",
      "debtors",
      "summary",
      "profile",
      "columns",
    ]) {
      const built = packages(`${door}.${kind}`).filter((name) => name.startsWith("node:") || name === "fs");
      expect([door, built]).toEqual([door, []]);
    }
  });
});

test("what require has loaded for the engine says the same", () => {
  const code = 'require("receivables"); console.log(JSON.stringify(Object.keys(require.cache)))';
  const options = { cwd: home, encoding: "utf8" } as const;
  const loaded: string[] = JSON.parse(execFileSync(process.execPath, ["--eval", code], options));
  expect(loaded.length).toBeGreaterThan(0);
  expect(loaded.filter((file) => /temporal|csv/.test(file))).toEqual([]);
});
