import { expect, test } from "vitest";
import { runExample } from "./run-example.ts";

test("a claim is read behind a statement, on the lines after it and over several lines", async () => {
  const claims = await runExample(`
import { addDays, type Day } from "receivables";
const day: Day = addDays("2025-03-10", 1); // => "2025-03-11"
[1n, undefined]; // => [1n, undefined]
({ a: 1 });
// => { a:
//      2 }
`);

  expect(claims.map(({ actual, expected }) => [actual, expected])).toEqual([
    ["2025-03-11", "2025-03-11"],
    [
      [1n, undefined],
      [1n, undefined],
    ],
    [{ a: 1 }, { a: 2 }],
  ]);
});

test("an example without a claim has none", async () => {
  expect(await runExample(`const one = 1; // one`)).toEqual([]);
});

test("a claim that belongs to no statement is refused", async () => {
  await expect(runExample(`for (const one of [1]) {\n  one; // => 1\n}`)).rejects.toThrow(
    "after no statement",
  );
});

test("an import of what is not there is refused", async () => {
  await expect(runExample(`import { noSuchThing } from "receivables";`)).rejects.toThrow(
    "has no noSuchThing",
  );
  await expect(runExample(`import { parse } from "elsewhere";`)).rejects.toThrow("not from elsewhere");
});
