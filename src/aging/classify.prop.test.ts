import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, type Day, dayText, firstDayNumber, lastDayNumber } from "../calendar/day.ts";
import { addMonths } from "../calendar/month.ts";
import { bucketOf, classify, daysOverdue } from "./classify.ts";
import { type AgingScheme, agingScheme, byDueDate, byIssueMonth } from "./scheme.ts";

/** A valid scheme: whole numbers in ascending order, each of them the last age of a bucket; perhaps none. */
const arbScheme: fc.Arbitrary<AgingScheme<string, "dueOn">> = fc
  .uniqueArray(
    fc
      .oneof(fc.maxSafeInteger(), fc.integer({ min: -100, max: 100 }))
      .filter((end) => end < Number.MAX_SAFE_INTEGER),
    { maxLength: 8 },
  )
  .map((unsorted) => {
    const ends = unsorted.sort((a, b) => a - b);
    return agingScheme({
      from: "dueOn",
      unit: "day",
      buckets: [...ends, null].map((most, index) => {
        const before = ends[index - 1];
        return { label: `bucket ${index}`, least: before === undefined ? null : before + 1, most };
      }),
    });
  });

const arbDay: fc.Arbitrary<Day> = fc
  .oneof(
    fc.integer({ min: firstDayNumber + 50_000, max: lastDayNumber - 50_000 }),
    fc.integer({ min: 19_000, max: 21_000 }),
  )
  .map(dayText);
const arbDays = fc.oneof(
  fc.integer({ min: -40_000, max: 40_000 }),
  fc.constantFrom(-1, 0, 1, 30, 31, 60, 61, 90, 91),
);

test("L-21 A-145 every age falls in exactly one bucket of a valid scheme", () => {
  const arbSchemeAndAge = arbScheme.chain((scheme) => {
    const bounds = scheme.buckets
      .flatMap(({ least, most }) => [least, most])
      .filter((bound) => bound !== null);
    const anyAge = fc.maxSafeInteger();
    return fc.record({
      scheme: fc.constant(scheme),
      age: bounds.length === 0 ? anyAge : fc.oneof(fc.constantFrom(...bounds), anyAge),
    });
  });
  fc.assert(
    fc.property(arbSchemeAndAge, ({ scheme, age }) => {
      const holding = scheme.buckets.filter(
        ({ least, most }) => (least === null || least <= age) && (most === null || age <= most),
      );
      expect(holding.map(({ label }) => label)).toEqual([bucketOf(age, scheme)]);
    }),
    { numRuns: 1000 },
  );
});

test("L-22 A-096 so many days overdue is today so many days after the due day", () => {
  fc.assert(
    fc.property(arbDay, arbDays, (dueOn, days) => {
      expect(daysOverdue(dueOn, addDays(dueOn, days))).toBe(days);
      expect(addDays(dueOn, daysOverdue(dueOn, addDays(dueOn, days)))).toBe(addDays(dueOn, days));
    }),
    { numRuns: 1000 },
  );
});

test("L-22 A-097 not a day overdue and current are the same", () => {
  fc.assert(
    fc.property(arbDay, arbDays, (dueOn, days) => {
      const today = addDays(dueOn, days);
      expect(classify({ dueOn }, today, byDueDate).bucket === "current").toBe(today <= dueOn);
    }),
    { numRuns: 1000 },
  );
});

test("L-22 days overdue are antisymmetric and additive", () => {
  fc.assert(
    fc.property(arbDay, arbDay, arbDay, (a, b, c) => {
      expect(daysOverdue(a, b) + daysOverdue(b, a)).toBe(0);
      expect(daysOverdue(a, b) + daysOverdue(b, c)).toBe(daysOverdue(a, c));
    }),
    { numRuns: 1000 },
  );
});

test("L-10 days and the day asked about moved by as much leave due-date aging as it was", () => {
  fc.assert(
    fc.property(arbDay, arbDays, fc.integer({ min: -9000, max: 9000 }), (dueOn, days, shift) => {
      const asOf = addDays(dueOn, days);
      expect(classify({ dueOn: addDays(dueOn, shift) }, addDays(asOf, shift), byDueDate)).toEqual(
        classify({ dueOn }, asOf, byDueDate),
      );
    }),
    { numRuns: 1000 },
  );
});

test("L-54 so many months after its issue a document is so many months old, the day before one fewer", () => {
  fc.assert(
    fc.property(arbDay, fc.integer({ min: 1, max: 600 }), (issuedOn, months) => {
      const asOf = addMonths(issuedOn, months);
      expect(classify({ issuedOn }, asOf, byIssueMonth).age).toBe(months);
      expect(classify({ issuedOn }, addDays(asOf, -1), byIssueMonth).age).toBe(months - 1);
    }),
    { numRuns: 1000 },
  );
});
