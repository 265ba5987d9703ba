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
