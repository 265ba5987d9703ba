import fc from "fast-check";
import { expect, test } from "vitest";
import { agingScheme } from "./scheme.ts";

/** Where one bucket ends and the next begins, or nearly so: a scheme that holds, with at most two of its bounds changed. */
const bound = fc.oneof(fc.integer({ min: -3, max: 9 }), fc.constantFrom(null, 0.5, Number.NaN));
const arbBuckets = fc
  .record({
    ends: fc
      .uniqueArray(fc.integer({ min: -3, max: 8 }), { maxLength: 3 })
      .map((ends) => ends.sort((a, b) => a - b)),
    changes: fc.array(fc.tuple(fc.nat(3), fc.constantFrom("least", "most"), bound), { maxLength: 2 }),
  })
  .map(({ ends, changes }) => {
    const ranges: { least: number | null; most: number | null }[] = [];
    for (const most of [...ends, null]) {
      const before = ranges.at(-1)?.most ?? null;
      ranges.push({ least: before === null ? null : before + 1, most });
    }
    for (const [index, key, value] of changes) {
      const range = ranges[index];
      if (range !== undefined) range[key] = value;
    }
    return ranges;
  });

test("L-21 F-33 of any buckets those are taken that hold each age once, and no others", () => {
  // Small bounds, so that the ages from one before the least to one after the largest show it all.
  const ages = Array.from({ length: 17 }, (_, index) => index - 5);
  fc.assert(
    fc.property(arbBuckets, (ranges) => {
      const buckets = ranges.map((range, index) => ({ label: `bucket ${index}`, ...range }));
      const whole = ranges.every(({ least, most }) =>
        [least, most].every((end) => end === null || Number.isInteger(end)),
      );
      const holding = (age: number) =>
        ranges.filter(
          ({ least, most }) => (least === null || least <= age) && (most === null || age <= most),
        );
      // In order: the bucket that holds an age never stands before the one that held a smaller age.
      const places = ages.flatMap((age) => holding(age).map((range) => ranges.indexOf(range)));
      const inOrder = places.every((place, at) => at === 0 || place >= (places[at - 1] ?? 0));
      const someAge = ranges.every((_, index) => places.includes(index));
      const valid = whole && inOrder && someAge && ages.every((age) => holding(age).length === 1);
      expect(accepts(() => agingScheme({ from: "dueOn", unit: "day", buckets }))).toBe(valid);
    }),
    { numRuns: 1000 },
  );
});

function accepts(call: () => unknown): boolean {
  try {
    call();
    return true;
  } catch (error) {
    expect(error).toMatchObject({ code: "BUCKETS_INVALID" });
    return false;
  }
}
