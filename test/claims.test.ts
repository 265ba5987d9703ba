import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { notBuilt } from "./not-built.ts";

const root = new URL("../", import.meta.url);
const text = (file: string): string => readFileSync(new URL(file, root), "utf8");

const id = "(?:[ABCDX]-\\d{3}|[LEFM]-\\d{2}b?)";

/** Every rule, from the tables of the sources: an id a row. */
const known = [...text("docs/sources.md").matchAll(new RegExp(`^\\| (${id}) \\|`, "gm"))].map(
  ([, each = ""]) => each,
);

const testFiles = ["src", "test"].flatMap((folder) =>
  readdirSync(fileURLToPath(new URL(folder, root)), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`),
);

/** The titles of a file's tests, as they stand in its source. */
function titlesOf(file: string): string[] {
  const calls = text(file).matchAll(
    /\b(?:test|it)(?:\.(?:prop|each|skipIf|fails|concurrent)\b(?:\([\s\S]*?\)(?=\s*\()|`[\s\S]*?`(?=\s*\()))?\(\s*("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)/g,
  );
  return [...calls].map(([, title = ""]) => title.slice(1, -1));
}

const titles = testFiles.flatMap((file) => titlesOf(file).map((title) => ({ file, title })));

/** What a title begins with: rules, and decisions (G) and options (P) that it leans on. */
const beginning = new RegExp(`^(?:(?:${id}|[GP]-\\d{2,3}) )*`);

/** The rules at the beginning of a title: what its test proves. */
const leading = (title: string): string[] => beginning.exec(title)?.[0].match(new RegExp(id, "g")) ?? [];

const claimed = new Set(titles.flatMap(({ title }) => leading(title)));
const waiting = Object.values(notBuilt).flat();

test("the sources name every rule once", () => {
  expect(known.length, "docs/sources.md lists no rules: a table row begins | A-001 |").toBeGreaterThan(500);
  expect(known.filter((each, at) => known.indexOf(each) !== at)).toEqual([]);
});

test("every rule is claimed by a test's title or stands in the list of rules not built yet", () => {
  const unclaimed = known.filter((each) => !claimed.has(each) && !waiting.includes(each));
  expect(unclaimed).toEqual([]);
});

test("no rule is both, and none waits twice", () => {
  expect(waiting.filter((each) => claimed.has(each))).toEqual([]);
  expect(waiting.filter((each, at) => waiting.indexOf(each) !== at)).toEqual([]);
});

test("every rule that is claimed or waits is one of the sources", () => {
  const unknown = titles.filter(({ title }) => leading(title).some((each) => !known.includes(each)));
  expect(unknown).toEqual([]);
  expect(waiting.filter((each) => !known.includes(each))).toEqual([]);
});

test("a title names its rules at its beginning, where they count", () => {
  const hidden = titles.filter(({ title }) => {
    const others = title.replace(beginning, "").match(new RegExp(`\\b${id}\\b`, "g")) ?? [];
    return others.some((each) => known.includes(each));
  });
  expect(hidden).toEqual([]);
});
