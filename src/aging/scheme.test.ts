import { describe, expect, test } from "vitest";
import { type AgingBucket, agingScheme } from "./scheme.ts";

const bucket = (label: string, least: number | null, most: number | null): AgingBucket => ({
  label,
  least,
  most,
});
const days = (...buckets: AgingBucket[]) => agingScheme({ from: "dueOn", unit: "day", buckets });

describe("a scheme that holds", () => {
  test("is given back as it was, frozen to the bottom and apart from its source", () => {
    const source = {
      from: "dueOn",
      unit: "day",
      buckets: [bucket("not due", null, 0), bucket("1-14", 1, 14), bucket("15+", 15, null)],
    } as const;
    const scheme = agingScheme(source);
    expect(scheme).toEqual(source);
    expect(scheme).toSatisfy(Object.isFrozen);
    expect(scheme.buckets).toSatisfy(Object.isFrozen);
    for (const one of scheme.buckets) expect(one).toSatisfy(Object.isFrozen);
    expect(source.buckets[0]).not.toSatisfy(Object.isFrozen);
  });

  test("may have one bucket, buckets of one age, and bounds below 0", () => {
    expect(days(bucket("all", null, null)).buckets).toHaveLength(1);
    expect(days(bucket("a", null, -8), bucket("b", -7, -7), bucket("c", -6, null)).buckets).toHaveLength(3);
  });
});

describe("F-33 a scheme that loses ages or counts them twice", () => {
  const wrong = (path: readonly (string | number)[]) =>
    expect.objectContaining({ name: "Fault", code: "BUCKETS_INVALID", path });

  test.each<[string, readonly AgingBucket[], readonly (string | number)[], string]>([
    [
      "has a gap",
      [bucket("a", null, 0), bucket("b", 2, null)],
      ["buckets", 1, "least"],
      '"b" must begin at 1, not at 2: ages must not be lost or counted twice.',
    ],
    [
      "overlaps",
      [bucket("a", null, 0), bucket("b", 0, null)],
      ["buckets", 1, "least"],
      '"b" must begin at 1, not at 0: ages must not be lost or counted twice.',
    ],
    [
      "is unsorted",
      [bucket("a", null, 30), bucket("c", 61, 90), bucket("b", 31, 60), bucket("d", 91, null)],
      ["buckets", 1, "least"],
      '"c" must begin at 31, not at 61: ages must not be lost or counted twice.',
    ],
    [
      "runs backwards inside a bucket",
      [bucket("a", null, 30), bucket("b", 31, 29), bucket("c", 30, null)],
      ["buckets", 1, "most"],
      '"b" must end at 31 or later, not at 29.',
    ],
    [
      "runs backwards by one",
      [bucket("a", null, 30), bucket("b", 31, 30), bucket("c", 31, null)],
      ["buckets", 1, "most"],
      '"b" must end at 31 or later, not at 30.',
    ],
    [
      "has no open beginning",
      [bucket("a", 0, 30), bucket("b", 31, null)],
      ["buckets", 0, "least"],
      "The first bucket begins with null, not at 0: ages must not be lost or counted twice.",
    ],
    [
      "has no open end",
      [bucket("a", null, 30), bucket("b", 31, 60)],
      ["buckets", 1, "most"],
      "The last bucket ends with null, not at 60.",
    ],
    [
      "ends before its last bucket",
      [bucket("a", null, null), bucket("b", null, null)],
      ["buckets", 0, "most"],
      '"a" must end at a number or later, not at null.',
    ],
    [
      "ends in the middle",
      [bucket("a", null, 0), bucket("b", 1, null), bucket("c", 2, null)],
      ["buckets", 1, "most"],
      '"b" must end at 1 or later, not at null.',
    ],
    [
      "has a fraction for a bound",
      [bucket("a", null, 0.5), bucket("b", 1.5, null)],
      ["buckets", 0, "most"],
      '"a": a bound is a whole number or null, not 0.5.',
    ],
    [
      "has a fraction for its beginning",
      [bucket("a", null, 0), bucket("b", 0.5, null)],
      ["buckets", 1, "least"],
      '"b": a bound is a whole number or null, not 0.5.',
    ],
    [
      "has NaN for a bound",
      [bucket("a", null, Number.NaN), bucket("b", 1, null)],
      ["buckets", 0, "most"],
      '"a": a bound is a whole number or null, not NaN.',
    ],
    [
      "leaves a bound out",
      [{ label: "a", least: null } as never, bucket("b", 1, null)],
      ["buckets", 0, "most"],
      '"a": a bound is a whole number or null, not undefined.',
    ],
    [
      "labels two buckets alike",
      [bucket("a", null, 0), bucket("a", 1, null)],
      ["buckets", 1, "label"],
      'Two buckets are labelled "a".',
    ],
    [
      "has an empty label",
      [bucket("a", null, 0), bucket("", 1, null)],
      ["buckets", 1, "label"],
      'A bucket needs a label, not "".',
    ],
    [
      "has a label that is no text",
      [bucket(30 as never, null, null)],
      ["buckets", 0, "label"],
      "A bucket needs a label, not 30.",
    ],
    [
      "has a label no object can hold as a key",
      [bucket("__proto__", null, null)],
      ["buckets", 0, "label"],
      "A bucket cannot be labelled __proto__: labels become keys.",
    ],
    ["has no bucket", [], ["buckets"], "A scheme needs a bucket."],
  ])("F-33 %s", (_what, buckets, path, message) => {
    expect(() => days(...buckets)).toThrow(wrong(path));
    expect(() => days(...buckets)).toThrow(message);
  });

  test("F-33 buckets that are no list are refused", () => {
    const buckets = { length: 1, 0: bucket("all", null, null) };
    expect(() => agingScheme({ from: "dueOn", unit: "day", buckets: buckets as never })).toThrow(
      wrong(["buckets"]),
    );
    expect(() => agingScheme({ from: "dueOn", unit: "day" } as never)).toThrow(wrong(["buckets"]));
  });

  test("F-33 a day or a unit that is none is refused", () => {
    const buckets = [bucket("all", null, null)];
    const fromPaid = () => agingScheme({ from: "paidOn" as "dueOn", unit: "day", buckets });
    const byWeek = () => agingScheme({ from: "dueOn", unit: "week" as "day", buckets });
    expect(fromPaid).toThrow(wrong(["from"]));
    expect(fromPaid).toThrow('A document has no day "paidOn".');
    expect(byWeek).toThrow(wrong(["unit"]));
    expect(byWeek).toThrow('Age is counted by day or month, not "week".');
  });
});
