import { Temporal } from "@js-temporal/polyfill";
import { describe, expect, test } from "vitest";
import {
  addDays,
  dayNumber,
  dayProblem,
  daysBetween,
  daysInMonth,
  dayText,
  firstDayNumber,
  lastDayNumber,
  parseDay,
  readDay,
} from "./day.ts";

const code = (expected: string) => expect.objectContaining({ name: "Fault", code: expected });

describe("daysBetween", () => {
  test.each([
    ["2024-02-28", "2024-03-01", 2],
    ["2023-02-28", "2023-03-01", 1],
    ["2024-02-29", "2025-02-28", 365],
    ["2000-02-28", "2000-03-01", 2], // a leap year: divisible by 400
    ["2100-02-28", "2100-03-01", 1], // not one: divisible by 100
    ["2025-03-08", "2025-03-10", 2], // 47 hours in New York
    ["2025-11-01", "2025-11-03", 2], // 49 hours in New York
    ["2011-12-29", "2011-12-31", 2], // 24 hours in Samoa, which left out the 30th
    ["2025-06-10", "2025-06-10", 0],
    ["2025-06-11", "2025-06-10", -1],
    ["0001-01-01", "9999-12-31", 3652058],
  ])("E-01 E-02 E-05 E-09 from %s to %s are %d days", (from, to, days) => {
    expect(daysBetween(from, to)).toBe(days);
    expect(addDays(from, days)).toBe(to);
  });
});

describe("dayNumber and dayText", () => {
  test.each([
    ["1970-01-01", 0],
    ["1969-12-31", -1],
    ["2025-03-10", 20157],
    ["0001-01-01", -719162],
    ["9999-12-31", 2932896],
    ["0001-03-01", -719103],
  ])("%s is day number %d", (day, number) => {
    expect(dayNumber(day)).toBe(number);
    expect(dayText(number)).toBe(day);
  });

  test("F-05 there is no day before year 1, none after year 9999, and none that is not whole", () => {
    expect([firstDayNumber, lastDayNumber]).toEqual([-719162, 2932896]);
    for (const number of [firstDayNumber - 1, lastDayNumber + 1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => dayText(number)).toThrow(code("DATE_RANGE"));
    }
    expect(() => dayText(lastDayNumber + 1)).toThrow("Day number 2932897 lies outside the years 1 to 9999.");
    expect(addDays("9999-12-30", 1)).toBe("9999-12-31");
    expect(() => addDays("9999-12-31", 1)).toThrow(code("DATE_RANGE"));
    expect(() => addDays("0001-01-01", -1)).toThrow(code("DATE_RANGE"));
    expect(() => addDays("2025-01-01", 1.5)).toThrow(code("DATE_RANGE"));
  });
});

describe("what is no day", () => {
  test.each([
    "2025-02-29",
    "2025-13-01",
    "2025-1-1",
    "20250101",
    "2025-02-30",
    "2025-00-10",
    "2025-01-00",
    "2025-01-32",
    "2025-04-31",
    "2100-02-29",
    "1900-02-29",
    "",
    " 2025-01-01",
    "2025-01-01 ",
    "2025-01-01\n",
    "2025/01/01",
    "2025-01/01",
    "2025/01-01",
    "01-01-2025",
    "abcd-01-01",
    "2025-ab-01",
    "2025-01-ab",
    "２０２５-01-01",
    "x10000-01-01",
    "10000-01-01x",
    "x2025-01-01T00:00:00Z",
  ])("F-03 %o is DATE_INVALID", (text) => {
    expect(() => dayNumber(text)).toThrow(code("DATE_INVALID"));
    expect(readDay(text)).toEqual(["DATE_INVALID", expect.stringContaining("not a calendar day")]);
  });

  // A character just below "0" and one just above "9" at every place of a digit.
  test.each([0, 1, 2, 3, 5, 6, 8, 9])("F-03 place %d takes digits only", (place) => {
    for (const wrong of ["/", ":"]) {
      const text = "2011-11-11";
      expect(parseDay(text.slice(0, place) + wrong + text.slice(place + 1))).toBeNaN();
    }
  });

  test.each([
    new Date("2025-01-01"),
    Object(1),
    20157,
    null,
    undefined,
    {},
    [],
    Temporal.Instant.from("2025-01-01T00:00Z"),
    Temporal.PlainDateTime.from("2025-01-01T10:00"),
    Temporal.PlainDateTime.from("2025-01-01T00:00"),
    Temporal.ZonedDateTime.from("2025-01-01T00:00[Europe/Paris]"),
    Temporal.PlainYearMonth.from("2025-01"),
    Temporal.PlainMonthDay.from("01-01"),
    Temporal.PlainTime.from("10:00"),
    "2025-01-01T00:00:00Z",
    "2025-01-01T00:00:00.000+02:00",
    "2025-01-01 00:00",
    "2025-01-01t00:00z",
  ])("F-04 %s is DATE_TYPE where a day is expected", (value) => {
    expect(readDay(value)).toEqual(["DATE_TYPE", expect.any(String)]);
    expect(() => dayNumber(value as never)).toThrow(code("DATE_TYPE"));
  });

  test("F-04 the message leads from the instant to the day, and shows what came", () => {
    expect(dayProblem(new Date(0))[1]).toBe(
      "A Date is an instant, not a calendar day: todayIn(timeZone, date) says which day it is for the business.",
    );
    expect(dayProblem("2025-01-01T00:00:00Z")[1]).toBe(
      '"2025-01-01T00:00:00Z" is an instant, not a calendar day: todayIn(timeZone, instant) gives the day.',
    );
    expect(dayProblem(20157)[1]).toBe('A day is text like "2025-03-31" or a PlainDate, not 20157.');
    expect(dayProblem(null)[1]).toBe('A day is text like "2025-03-31" or a PlainDate, not null.');
    expect(dayProblem({ getTime: 5 })[1]).toBe(
      'A day is text like "2025-03-31" or a PlainDate, not an object.',
    );
  });

  test.each([
    "0000-01-01",
    "10000-01-01",
    "+012025-01-01",
    "-000001-01-01",
    "-0001-12-31",
    "123456-07-08",
  ])("F-05 %o is DATE_RANGE", (text) => {
    expect(() => dayNumber(text)).toThrow(code("DATE_RANGE"));
    expect(readDay(text)).toEqual([
      "DATE_RANGE",
      `${JSON.stringify(text)} lies outside the years 0001 to 9999.`,
    ]);
  });
});

describe("readDay", () => {
  test("reads text and a PlainDate of any calendar as the same day", () => {
    expect(readDay("2025-03-10")).toBe(20157);
    const date = Temporal.PlainDate.from("2025-03-10");
    expect(readDay(date)).toBe(20157);
    for (const calendar of ["hebrew", "islamic-umalqura", "japanese", "buddhist"]) {
      expect(readDay(date.withCalendar(calendar))).toBe(20157);
    }
  });

  test("F-05 a PlainDate outside the years 1 to 9999 is refused by the text it stands for", () => {
    expect(readDay(Temporal.PlainDate.from("+010000-01-01"))).toEqual([
      "DATE_RANGE",
      '"+010000-01-01" lies outside the years 0001 to 9999.',
    ]);
    expect(readDay(Temporal.PlainDate.from("-000001-01-01"))).toEqual(["DATE_RANGE", expect.any(String)]);
  });

  test("F-04 an object that only resembles a PlainDate is refused", () => {
    const text = () => "2025-03-10";
    const withCalendar = () => ({ toString: text });
    const alike = { calendarId: "iso8601", withCalendar, year: 2025, toString: text };
    expect(readDay(alike)).toBe(20157);
    for (const broken of [
      { ...alike, calendarId: 8601 },
      { ...alike, withCalendar: undefined },
      { ...alike, year: "2025" },
      { ...alike, year: undefined },
      { ...alike, hour: 0 },
    ]) {
      expect(readDay(broken)).toEqual(["DATE_TYPE", expect.any(String)]);
    }
    expect(readDay({ ...alike, calendarId: "hebrew", toString: () => "5785-07-10" })).toBe(20157);
  });
});

test("E-05 February has 29 days in leap years only; the other months keep theirs", () => {
  const lengths = (year: number) => Array.from({ length: 12 }, (_, index) => daysInMonth(year, index + 1));
  expect(lengths(2023)).toEqual([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);
  expect(lengths(2024)).toEqual([31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);
  expect([1900, 2000, 2100, 2400, 4].map((year) => daysInMonth(year, 2))).toEqual([28, 29, 28, 29, 29]);
});
