import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

const codes = [...read("src/fault/codes.ts").matchAll(/^ {2}\| "(\w+)"/gm)].map(([, code = ""]) => code);

/** The rows of the page's tables, a list of cells each. */
const rows = read("docs/faults.md")
  .split("\n")
  .filter((line) => line.startsWith("| `"))
  .map((line) => line.slice(2, -2).split(" | "));

const named = rows.map(([cell = ""]) => cell.replaceAll("`", ""));

test("there are codes, each once", () => {
  expect(codes.length).toBeGreaterThan(50);
  expect(new Set(codes).size).toBe(codes.length);
});

test("the page names every code, once, in the order of the union, and no other", () => {
  expect(named).toEqual(codes);
});

test("the page says of every code how it arrives, when, and what it covers", () => {
  const all = read("docs/faults.md").match(/^\| `.*$/gm) ?? [];
  expect(rows).toHaveLength(all.length);
  for (const row of rows) {
    const [code, arrives, when, covers, ...more] = row;
    expect(arrives, code).toMatch(/^(error|warning|thrown)(, (warning|thrown))*$/);
    expect(when, code).toMatch(/^[A-Z].*\.$/);
    expect(covers, code).toMatch(/^(–|F-\d\d( F-\d\d)*)$/);
    expect(more, code).toEqual([]);
  }
});

test("every code is used", () => {
  const files = readdirSync(new URL("../../src", import.meta.url), { recursive: true, encoding: "utf8" });
  const sources = files
    .filter((path) => /\.ts$/.test(path) && !/\.test(-d)?\.ts$/.test(path) && !/\bcodes\.ts$/.test(path))
    .map((path) => read(`src/${path}`).replace(/^\s*(\/?\*|\/\/).*$/gm, ""));
  const unused = codes.filter((code) => !sources.some((source) => source.includes(`"${code}"`)));
  expect(unused).toEqual([]);
});
