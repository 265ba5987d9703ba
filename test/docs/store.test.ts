import { expect, test } from "vitest";
import { changeKinds } from "../../src/store/change.ts";
import { stalenesses } from "../../src/store/store.ts";
import { storeOf } from "../store-of.ts";
import { textOf } from "./pages.ts";

/** The rows of the page's tables, by their first cell, which is code. */
const rows = textOf("docs/store.md")
  .split("\n")
  .filter((line) => line.startsWith("| `"))
  .map((line) => line.slice(2, -2).split(" | "));

const codesIn = (cell = "") => [...cell.matchAll(/`([\w-]+)`/g)].map(([, word = ""]) => word);
const named = rows.map(([cell]) => codesIn(cell)[0] ?? "");
const kinds = new Set<string>(changeKinds);
const changes = rows.filter(([cell]) => kinds.has(codesIn(cell)[0] ?? ""));

test("the page names every kind of change, in order, once, and every staleness", () => {
  expect(named).toEqual([...changeKinds, ...stalenesses]);
});

const store = storeOf({});

/** What is wrong with a change that has nothing but its kind and these keys: codes and the keys they are about. */
function problemsOf(kind: string, more: object = {}): readonly string[] {
  const reading = store.apply({ changeId: "1", kind, ...more } as never);
  return reading.ok ? [] : reading.issues.map(({ code, path }) => `${code} ${path[0]}`);
}

test.each(
  changes.map(([kind = "", carries = ""]) => [codesIn(kind)[0] ?? "", carries] as const),
)("%s carries what the page says: %s", (kind, carries) => {
  const [must = "", may = ""] = carries.split("; may carry ");
  expect(problemsOf(kind)).toEqual(codesIn(must).map((key) => `FIELD_MISSING ${key}`));
  const lists = ["lineItems", "lines", "items", "payments", "bonuses"];
  const refused = problemsOf(kind, Object.fromEntries(lists.map((key) => [key, []]))).filter((problem) =>
    problem.startsWith("COLUMN_UNKNOWN "),
  );
  const open = lists.filter((key) => !refused.includes(`COLUMN_UNKNOWN ${key}`));
  expect(open.toSorted()).toEqual(codesIn(may).toSorted());
});
