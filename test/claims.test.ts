import { expect, test } from "vitest";
import { claimed, known, leading, titles, trailing } from "./claims.ts";
import { notBuilt } from "./not-built.ts";

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
  expect(titles.filter(({ title }) => trailing(title).length > 0)).toEqual([]);
});
