import { Temporal } from "@js-temporal/polyfill";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  addDays,
  type Day,
  dayNumber,
  daysBetween,
  dayText,
  firstDayNumber,
  lastDayNumber,
  parseDay,
  partsOf,
} from "./day.ts";

// Temporal is the oracle: it counts, prints and adds by itself.
const epoch = Temporal.PlainDate.from("1970-01-01");
const oracleNumber = (day: Day) => epoch.until(Temporal.PlainDate.from(day), { largestUnit: "day" }).days;

/** Any day of the years 1 to 9999, often one beside a month's end, a leap day or the edge of the calendar. */
const arbDay: fc.Arbitrary<Day> = fc
  .oneof(
    fc
      .record({ year: fc.integer({ min: 1, max: 9999 }), month: fc.integer({ min: 1, max: 12 }) })
      .chain(({ year, month }) =>
        fc
          .integer({ min: -2, max: 2 })
          .map((days) =>
            Temporal.PlainDate.from({ year, month, day: 31 }).add({ days: year === 9999 ? -2 - days : days }),
          ),
      ),
    fc.integer({ min: 1, max: 9999 }).map((year) => Temporal.PlainDate.from({ year, month: 2, day: 29 })),
    fc.integer({ min: firstDayNumber, max: lastDayNumber }).map((days) => epoch.add({ days })),
    fc
      .constantFrom("0001-01-01", "0001-12-31", "9999-12-31", "9999-01-01")
      .map((text) => Temporal.PlainDate.from(text)),
  )
  .map(String);

test("L-53 E-05 every month of the years 1 to 9999 begins and ends on the number and text Temporal gives", () => {
  const wrong: string[] = [];
  let number = firstDayNumber;
  for (let year = 1; year <= 9999; year += 1) {
    for (let month = 1; month <= 12; month += 1) {
      const { daysInMonth } = Temporal.PlainDate.from({ year, month, day: 1 });
      const head = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-`;
      const last = number + daysInMonth - 1;
      if (parseDay(`${head}01`) !== number || dayText(number) !== `${head}01`) wrong.push(`${head}01`);
      const end = `${head}${daysInMonth}`;
      if (parseDay(end) !== last || dayText(last) !== end) wrong.push(end);
      if (!Number.isNaN(parseDay(`${head}${daysInMonth + 1}`))) wrong.push(`${head}${daysInMonth + 1}`);
      number = last + 1;
    }
  }
  expect(wrong).toEqual([]);
  expect(number - 1).toBe(lastDayNumber);
});

test("L-53 E-05 every day of four hundred years is the day after the one before it", () => {
  const wrong: string[] = [];
  let date = { year: 1800, month: 1, date: 1 };
  for (let number = oracleNumber("1800-01-01"); date.year < 2200; number += 1) {
    const parts = partsOf(number);
    const text = dayText(number);
    if (parts.year !== date.year || parts.month !== date.month || parts.date !== date.date) wrong.push(text);
    if (parseDay(text) !== number) wrong.push(text);
    date = following(date);
  }
  expect(wrong).toEqual([]);
});

test("L-53 a day's number and text are Temporal's", () => {
  fc.assert(
    fc.property(arbDay, (day) => {
      expect(dayNumber(day)).toBe(oracleNumber(day));
      expect(dayText(dayNumber(day))).toBe(day);
    }),
    { numRuns: 1000 },
  );
});

test("F-03 of all texts of digits in the form of a day those are read that Temporal reads, and no other", () => {
  const two = fc.integer({ min: 0, max: 99 }).map((number) => String(number).padStart(2, "0"));
  const few = (max: number) => fc.integer({ min: 0, max }).map((number) => String(number).padStart(2, "0"));
  const arbText = fc
    .tuple(two, two, fc.oneof(few(13), two), fc.oneof(few(32), two))
    .map(([century, year, month, date]) => `${century}${year}-${month}-${date}`);
  fc.assert(
    fc.property(arbText, (text) => {
      const exists = !text.startsWith("0000") && isReal(text);
      expect(parseDay(text)).toBe(exists ? oracleNumber(text) : Number.NaN);
    }),
    { numRuns: 1000 },
  );
});

test("L-53 adding the days between two days to the first gives the second", () => {
  fc.assert(
    fc.property(arbDay, arbDay, (from, to) => {
      expect(addDays(from, daysBetween(from, to))).toBe(to);
    }),
    { numRuns: 1000 },
  );
});

test("L-53 days are added and counted as Temporal does, whatever the zone of the host", () => {
  fc.assert(
    fc.property(arbDay, arbDay, (from, to) => {
      const [a, b] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)];
      const { days } = a.until(b, { largestUnit: "day" });
      expect(daysBetween(from, to)).toBe(days);
      expect(addDays(from, days)).toBe(a.add({ days }).toString());
    }),
    { numRuns: 1000 },
  );
});

test("L-22 days between are antisymmetric and additive", () => {
  fc.assert(
    fc.property(arbDay, arbDay, arbDay, (a, b, c) => {
      expect(daysBetween(a, b) + daysBetween(b, a)).toBe(0);
      expect(daysBetween(a, b) + daysBetween(b, c)).toBe(daysBetween(a, c));
    }),
    { numRuns: 1000 },
  );
});

test("days sort as text in the order of time", () => {
  fc.assert(
    fc.property(arbDay, arbDay, (a, b) => {
      expect(a < b).toBe(daysBetween(a, b) > 0);
    }),
    { numRuns: 1000 },
  );
});

function isReal(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
}

/** The day after a day, as one would tell it on one's knuckles. */
function following({ year, month, date }: { year: number; month: number; date: number }) {
  const leap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
  const length = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  if (date !== length) return { year, month, date: date + 1 };
  return month === 12 ? { year: year + 1, month: 1, date: 1 } : { year, month: month + 1, date: 1 };
}
