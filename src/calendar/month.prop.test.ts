import { Temporal } from "@js-temporal/polyfill";
import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, type Day, daysBetween } from "./day.ts";
import { addMonths, endOfMonth, monthsBetween } from "./month.ts";

// Temporal is the oracle for adding months: its default, like ours, keeps to the shorter month's last day.
const temporal = (day: Day) => Temporal.PlainDate.from(day);

/** Days of years that leave room for eighty years either way; half of them beside a month's end. */
const arbDay: fc.Arbitrary<Day> = fc
  .record({
    year: fc.oneof(fc.integer({ min: 81, max: 9918 }), fc.integer({ min: 1990, max: 2040 })),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.oneof(fc.integer({ min: 1, max: 31 }), fc.integer({ min: 27, max: 31 })),
  })
  .map((date) => Temporal.PlainDate.from(date).toString());
const arbMonths = fc.integer({ min: -960, max: 960 });
const arbMonthsOn = fc.integer({ min: 0, max: 960 });

test("L-54 E-10 months are added as Temporal adds them", () => {
  fc.assert(
    fc.property(arbDay, arbMonths, (day, months) => {
      expect(addMonths(day, months)).toBe(temporal(day).add({ months }).toString());
    }),
    { numRuns: 1000 },
  );
});

test("L-54 from every day of a leap year and the year before, each of the next 30 months is Temporal's", () => {
  const wrong: string[] = [];
  for (let day: Day = "2023-01-01"; day <= "2024-12-31"; day = addDays(day, 1)) {
    const from = temporal(day);
    for (let months = 0; months <= 30; months += 1) {
      const to = addMonths(day, months);
      if (to !== from.add({ months }).toString()) wrong.push(`${day} + ${months}`);
      if (monthsBetween(day, to) !== months) wrong.push(`${day} to ${to}`);
      if (months > 0 && monthsBetween(day, addDays(to, -1)) !== months - 1)
        wrong.push(`${day} to before ${to}`);
    }
  }
  expect(wrong).toEqual([]);
});

test("L-54 as many months as were added lie between", () => {
  fc.assert(
    fc.property(arbDay, arbMonthsOn, (day, months) => {
      expect(monthsBetween(day, addMonths(day, months))).toBe(months);
    }),
    { numRuns: 1000 },
  );
});

test("L-54 E-10 the months between are the most that can be added without passing the later day", () => {
  const arbApart = fc.oneof(fc.integer({ min: -29_000, max: 29_000 }), fc.integer({ min: -70, max: 70 }));
  fc.assert(
    fc.property(arbDay, arbApart, (from, days) => {
      const to = addDays(from, days);
      const months = monthsBetween(from, to);
      const reached = (count: number) => temporal(from).add({ months: count }).toString();
      expect(reached(months) <= to).toBe(true);
      expect(reached(months + 1) > to).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test("L-54 a later day is never fewer months away", () => {
  fc.assert(
    fc.property(arbDay, arbDay, fc.nat({ max: 60 }), (from, to, days) => {
      expect(monthsBetween(from, addDays(to, days))).toBeGreaterThanOrEqual(monthsBetween(from, to));
    }),
    { numRuns: 1000 },
  );
});

test("L-54 the n-th month on is always the n-th month of the calendar on, 28 to 31 days a month away", () => {
  fc.assert(
    fc.property(arbDay, arbMonthsOn, (day, months) => {
      const to = addMonths(day, months);
      const index = (text: Day) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
      expect(index(to) - index(day)).toBe(months);
      expect(daysBetween(day, to)).toBeGreaterThanOrEqual(28 * months);
      expect(daysBetween(day, to)).toBeLessThanOrEqual(31 * months);
    }),
    { numRuns: 1000 },
  );
});

test("the end of a month is the day before the first of the next", () => {
  fc.assert(
    fc.property(arbDay, arbMonths, (day, months) => {
      const first = temporal(day)
        .with({ day: 1 })
        .add({ months: months + 1 });
      expect(endOfMonth(day, months)).toBe(first.subtract({ days: 1 }).toString());
    }),
    { numRuns: 1000 },
  );
});
