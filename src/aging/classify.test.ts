import { describe, expect, test } from "vitest";
import { bucketOf, classify, daysOverdue } from "./classify.ts";
import { agingScheme, byDueDate, byIssueMonth } from "./scheme.ts";

const code = (expected: string) => expect.objectContaining({ name: "Fault", code: expected });

describe("due-date aging", () => {
  const today = "2025-06-10";

  test.each([
    ["2025-06-10", 0, "current"],
    ["2025-06-11", -1, "current"],
    ["2025-06-09", 1, "1-30"],
    ["2026-06-10", -365, "current"],
  ])("E-04 A-092 A-093 A-094 A-096 due on %s it is %d days overdue: %s", (dueOn, age, bucket) => {
    expect(daysOverdue(dueOn, today)).toBe(age);
    expect(classify({ dueOn }, today, byDueDate)).toEqual({ age, bucket });
  });

  test.each([
    [-1, "current"],
    [0, "current"],
    [1, "1-30"],
    [30, "1-30"],
    [31, "31-60"],
    [60, "31-60"],
    [61, "61-90"],
    [90, "61-90"],
    [91, "91+"],
    [4000, "91+"],
    [-4000, "current"],
  ])("E-06 A-097 A-145 an age of %d days stands in %s", (age, bucket) => {
    expect(bucketOf(age, byDueDate)).toBe(bucket);
  });

  test("A-095 there is no grace period, and nothing to bring one in with", () => {
    expect(classify({ dueOn: "2025-06-09" }, today, byDueDate).bucket).toBe("1-30");
    const [current, first] = byDueDate.buckets;
    expect([current?.most, first?.least]).toEqual([0, 1]);
    expect(byDueDate).toSatisfy(Object.isFrozen);
    expect(byDueDate.buckets).toSatisfy(Object.isFrozen);
    for (const bucket of byDueDate.buckets) expect(bucket).toSatisfy(Object.isFrozen);
  });

  test("A-098 only the due day counts, not how long ago the document was issued", () => {
    const old = { issuedOn: "2020-01-01", dueOn: "2025-06-10" };
    const fresh = { issuedOn: "2025-06-10", dueOn: "2025-06-09" };
    expect(classify(old, today, byDueDate).bucket).toBe("current");
    expect(classify(fresh, today, byDueDate).bucket).toBe("1-30");
  });
});

describe("month aging", () => {
  test.each([
    ["2025-04-16", "2025-05-10", 0, "Current"],
    ["2025-04-16", "2025-05-15", 0, "Current"],
    ["2025-04-16", "2025-05-16", 1, "1 Month"],
    ["2025-01-31", "2025-02-27", 0, "Current"],
    ["2025-01-31", "2025-02-28", 1, "1 Month"],
    ["2025-01-31", "2025-03-30", 1, "1 Month"],
    ["2025-01-31", "2025-03-31", 2, "2 Months"],
    ["2024-12-31", "2025-03-30", 2, "2 Months"],
    ["2024-12-31", "2025-03-31", 3, "3+ Months"],
    ["2024-02-29", "2025-02-28", 12, "3+ Months"],
    ["2025-05-11", "2025-05-10", -1, "Future"],
    ["2025-05-10", "2025-05-10", 0, "Current"],
    ["2025-12-31", "2025-05-10", -8, "Future"],
  ])("E-10 issued on %s it is on %s %d months old: %s", (issuedOn, asOf, age, bucket) => {
    expect(classify({ issuedOn }, asOf, byIssueMonth)).toEqual({ age, bucket });
  });

  test("only the day of issue counts", () => {
    const document = { issuedOn: "2025-01-01", dueOn: "2099-01-01" };
    expect(classify(document, "2025-05-10", byIssueMonth)).toEqual({ age: 4, bucket: "3+ Months" });
  });
});

test("a scheme of one's own counts by the day and in the unit it names", () => {
  const buckets = [
    { label: "early", least: null, most: 6 },
    { label: "late", least: 7, most: null },
  ] as const;
  const document = { issuedOn: "2025-01-01", dueOn: "2025-05-01" };
  const classified = (from: "dueOn" | "issuedOn", unit: "day" | "month") =>
    classify(document, "2025-05-08", agingScheme({ from, unit, buckets }));
  expect(classified("dueOn", "day")).toEqual({ age: 7, bucket: "late" });
  expect(classified("dueOn", "month")).toEqual({ age: 0, bucket: "early" });
  expect(classified("issuedOn", "day")).toEqual({ age: 127, bucket: "late" });
  expect(classified("issuedOn", "month")).toEqual({ age: 4, bucket: "early" });
});

test("F-03 a day that does not exist is refused", () => {
  expect(() => classify({ dueOn: "2025-02-29" }, "2025-03-01", byDueDate)).toThrow(code("DATE_INVALID"));
  expect(() => classify({ dueOn: "2025-02-28" }, "2025-13-01", byDueDate)).toThrow(code("DATE_INVALID"));
  expect(() => classify({ issuedOn: "2025-02-29" }, "2025-03-01", byIssueMonth)).toThrow(
    code("DATE_INVALID"),
  );
  expect(() => daysOverdue("2025-02-30", "2025-03-01")).toThrow(code("DATE_INVALID"));
});

test.each([
  Number.NaN,
  0.5,
  30.5,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  2 ** 53,
  "30" as never,
])("F-34 %s is no age", (age) => {
  expect(() => bucketOf(age, byDueDate)).toThrow(
    expect.objectContaining({ name: "Fault", code: "AGE_INVALID", path: ["age"] }),
  );
});

test("F-34 the message says the unit and what came", () => {
  expect(() => bucketOf(30.5, byDueDate)).toThrow("An age is a whole number of days, not 30.5.");
  expect(() => bucketOf(Number.NaN, byIssueMonth)).toThrow("An age is a whole number of months, not NaN.");
});

test("F-34 an age that an unchecked scheme forgot is refused, not lost", () => {
  const forgetful = { ...byDueDate, buckets: byDueDate.buckets.slice(0, 2) };
  expect(bucketOf(30, forgetful)).toBe("1-30");
  expect(() => bucketOf(31, forgetful)).toThrow(code("AGE_INVALID"));
});
