import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { filesThatClaim } from "../claims.ts";

const page = new URL("../../docs/sources.md", import.meta.url);
const row = /^\| (?<rule>[A-Z]-\d{2,3}b?) \|(?<middle>.*)\|(?<tests>[^|]*)\|$/;

/** The page with the last column of every rule as the titles of tests say it. */
function filled(text: string): string {
  const lines = text.split("\n").map((line) => {
    const { rule = "", middle = "" } = row.exec(line)?.groups ?? {};
    if (rule === "") return line;
    const tests = filesThatClaim(rule).map((file) => `\`${file}\``);
    return `| ${rule} |${middle}| ${tests.length === 0 ? "not built" : tests.join(", ")} |`;
  });
  return lines.join("\n");
}

if (process.env["UPDATE_DOCS"] === "1") writeFileSync(page, filled(readFileSync(page, "utf8")));

test("the sources name the tests of every rule: npm run docs:write fills them in", () => {
  const text = readFileSync(page, "utf8");
  expect(filled(text)).toBe(text);
});
