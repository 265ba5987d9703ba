import { expectTypeOf, test } from "vitest";
import { type Aged, classify } from "./classify.ts";
import { agingScheme, byDueDate, byIssueMonth, type DueDateBucket, type MonthBucket } from "./scheme.ts";

const dated = { issuedOn: "2026-02-01", dueOn: "2026-03-01" };

test("the bucket is one of the scheme's own labels", () => {
  expectTypeOf(classify(dated, "2026-03-31", byDueDate)).toEqualTypeOf<Aged<DueDateBucket>>();
  expectTypeOf(classify(dated, "2026-03-31", byIssueMonth).bucket).toEqualTypeOf<MonthBucket>();
  const halves = agingScheme({
    from: "dueOn",
    unit: "day",
    buckets: [
      { label: "early", least: null, most: 0 },
      { label: "late", least: 1, most: null },
    ],
  });
  expectTypeOf(classify(dated, "2026-03-31", halves).bucket).toEqualTypeOf<"early" | "late">();
});

test("a document needs the day its scheme counts from, and no other", () => {
  classify({ dueOn: "2026-03-01" }, "2026-03-31", byDueDate);
  classify({ issuedOn: "2026-02-01" }, "2026-03-31", byIssueMonth);
  // @ts-expect-error aged from the due day, which is missing
  classify({ issuedOn: "2026-02-01" }, "2026-03-31", byDueDate);
  // @ts-expect-error aged from the day of issue, which is missing
  classify({ dueOn: "2026-03-01" }, "2026-03-31", byIssueMonth);
  // @ts-expect-error the day the question is asked never defaults to today
  classify(dated, byDueDate);
});
