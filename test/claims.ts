import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("../", import.meta.url);
const text = (file: string): string => readFileSync(new URL(file, root), "utf8");

const id = "(?:[ABCDX]-\\d{3}|[LEFM]-\\d{2}b?)";

/** Every rule, from the tables of the sources: an id a row. */
export const known = [...text("docs/sources.md").matchAll(new RegExp(`^\\| (${id}) \\|`, "gm"))].map(
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

export const titles = testFiles.flatMap((file) => titlesOf(file).map((title) => ({ file, title })));

/** What a title begins with: rules, and decisions (G) and options (P) that it leans on. */
const beginning = new RegExp(`^(?:(?:${id}|[GP]-\\d{2,3}) )*`);

/** The rules at the beginning of a title: what its test proves. */
export const leading = (title: string): string[] =>
  beginning.exec(title)?.[0].match(new RegExp(id, "g")) ?? [];

/** Rules that a title names behind its beginning, where they do not count. */
export const trailing = (title: string): string[] =>
  (title.replace(beginning, "").match(new RegExp(`\\b${id}\\b`, "g")) ?? []).filter((each) =>
    known.includes(each),
  );

export const claimed = new Set(titles.flatMap(({ title }) => leading(title)));

/** The test files that prove a rule, by path. */
export function filesThatClaim(rule: string): readonly string[] {
  const files = titles.filter(({ title }) => leading(title).includes(rule)).map(({ file }) => file);
  return [...new Set(files)].sort();
}
