import { expect, test } from "vitest";
import type { AgingBucket, AgingScheme } from "./scheme.ts";

// Loaded inside each test: a scheme that does not hold throws while its file loads, and a file that does not load has no
// tests that could fail.
const load = () => import("./scheme.ts");

const columns = ({ from, unit, buckets }: AgingScheme) => ({
  from,
  unit,
  buckets: buckets.map(({ label, least, most }: AgingBucket) => [label, least, most]),
});

test("E-06 due-date aging has the columns of the documents", async () => {
  const { byDueDate } = await load();
  expect(columns(byDueDate)).toEqual({
    from: "dueOn",
    unit: "day",
    buckets: [
      ["current", null, 0],
      ["1-30", 1, 30],
      ["31-60", 31, 60],
      ["61-90", 61, 90],
      ["91+", 91, null],
    ],
  });
});

test("E-10 month aging has the columns of the documents", async () => {
  const { byIssueMonth } = await load();
  expect(columns(byIssueMonth)).toEqual({
    from: "issuedOn",
    unit: "month",
    buckets: [
      ["Future", null, -1],
      ["Current", 0, 0],
      ["1 Month", 1, 1],
      ["2 Months", 2, 2],
      ["3+ Months", 3, null],
    ],
  });
});
