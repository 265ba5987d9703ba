import { Temporal } from "@js-temporal/polyfill";
import { describe, expect, test } from "vitest";
import { daysBetween } from "./day.ts";
import { clockTimeIn, nextDayChange, todayIn } from "./zone.ts";

const code = (expected: string) => expect.objectContaining({ name: "Fault", code: expected });

describe("todayIn", () => {
  test.each([
    ["E-01", "America/New_York", "2025-03-10T04:30Z", "2025-03-10"],
    ["E-01", "America/New_York", "2025-03-10T03:59:59.999Z", "2025-03-09"],
    ["E-02", "America/New_York", "2025-11-03T05:30Z", "2025-11-03"],
    ["E-02", "America/New_York", "2025-11-03T04:59:59.999Z", "2025-11-02"],
    ["E-03", "Pacific/Auckland", "2025-06-10T11:59:59.999Z", "2025-06-10"],
    ["E-03", "Pacific/Auckland", "2025-06-10T12:00:00.000Z", "2025-06-11"],
    ["E-03", "UTC", "2025-06-10T12:00:00.000Z", "2025-06-10"],
    ["E-03", "America/Los_Angeles", "2025-06-10T12:00:00.000Z", "2025-06-10"],
    ["E-03", "Pacific/Auckland", "2025-12-31T10:59:59.999Z", "2025-12-31"],
    ["E-03", "Pacific/Auckland", "2025-12-31T11:00:00Z", "2026-01-01"],
    ["E-07", "America/Chicago", "2025-03-10T04:59:59.999Z", "2025-03-09"],
    ["E-07", "America/Chicago", "2025-03-10T05:00:00Z", "2025-03-10"],
    ["E-08", "America/Havana", "2025-11-02T03:59:59.999Z", "2025-11-01"],
    ["E-08", "America/Havana", "2025-11-02T04:00:00Z", "2025-11-02"],
    ["E-08", "America/Havana", "2025-11-02T05:00:00Z", "2025-11-02"],
    ["E-08", "America/St_Johns", "2010-11-07T02:29:59.999Z", "2010-11-06"],
    ["E-08", "America/St_Johns", "2010-11-07T02:30:00Z", "2010-11-07"],
    ["E-08", "America/St_Johns", "2010-11-07T02:31:00Z", "2010-11-06"],
    ["E-08", "America/St_Johns", "2010-11-07T03:30:00Z", "2010-11-07"],
    ["E-09", "Pacific/Apia", "2011-12-30T09:59:59.999Z", "2011-12-29"],
    ["E-09", "Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-31"],
    ["E-09", "America/Sao_Paulo", "2018-11-04T02:59:59.999Z", "2018-11-03"],
    ["E-09", "America/Sao_Paulo", "2018-11-04T03:00:00Z", "2018-11-04"],
    ["F-02", "us/eastern", "2025-07-10T04:00:00Z", "2025-07-10"],
    ["F-02", "EST", "2025-07-10T04:00:00Z", "2025-07-09"],
  ])("E-01 E-02 E-03 E-07 E-08 E-09 F-02 (%s) in %s at %s it is %s", (_id, zone, instant, day) => {
    expect(todayIn(zone, instant)).toBe(day);
  });

  test.each([
    ["E-01", "America/New_York", "2025-03-08", "2025-03-10T04:30Z", 2], // 47 hours between the midnights
    ["E-02", "America/New_York", "2025-11-01", "2025-11-03T05:30Z", 2], // 49 hours
    ["E-03", "Pacific/Auckland", "2025-06-10", "2025-06-10T11:59:59.999Z", 0],
    ["E-03", "Pacific/Auckland", "2025-06-10", "2025-06-10T12:00:00.000Z", 1],
    ["E-03", "Pacific/Auckland", "2025-12-31", "2025-12-31T11:00:00Z", 1],
    ["E-09", "Pacific/Apia", "2011-12-29", "2011-12-30T10:00:00Z", 2], // 24 hours
  ])("E-01 E-02 E-03 E-09 (%s) in %s what was due on %s is at %s so many days overdue: %d", (_id, zone, dueOn, now, days) => {
    expect(daysBetween(dueOn, todayIn(zone, now))).toBe(days);
  });

  test("an instant may come as text, number, Date or Temporal.Instant", () => {
    const ms = Date.UTC(2025, 2, 10, 4, 59, 59, 999);
    for (const instant of [
      "2025-03-09T23:59:59.999-05:00",
      ms,
      new Date(ms),
      Temporal.Instant.fromEpochMilliseconds(ms),
    ]) {
      expect(todayIn("America/Chicago", instant)).toBe("2025-03-09");
    }
  });

  test.each([
    "Mars/Base",
    "",
    " America/New_York",
    "+05:30",
    undefined as never,
  ])("F-01 %o is TIME_ZONE_UNKNOWN", (zone) => {
    expect(() => todayIn(zone, 0)).toThrow(code("TIME_ZONE_UNKNOWN"));
    expect(() => nextDayChange(zone, 0)).toThrow(code("TIME_ZONE_UNKNOWN"));
  });

  test.each([
    Number.NaN,
    8.64e15 + 1,
    "yesterday",
    "2025-03-10T05:00:00",
    new Date(Number.NaN),
  ])("F-06 %s is INSTANT_INVALID", (instant) => {
    expect(() => todayIn("UTC", instant)).toThrow(code("INSTANT_INVALID"));
    expect(() => nextDayChange("UTC", instant)).toThrow(code("INSTANT_INVALID"));
  });

  test("F-05 the calendar begins with year 1 and ends with year 9999", () => {
    expect(todayIn("UTC", "0001-01-01T00:00:00Z")).toBe("0001-01-01");
    expect(todayIn("UTC", "0099-12-31T00:00:00Z")).toBe("0099-12-31");
    expect(todayIn("UTC", "9999-12-31T23:59:59.999Z")).toBe("9999-12-31");
    expect(() => todayIn("UTC", "0000-12-31T23:59:59Z")).toThrow(code("DATE_RANGE"));
    expect(() => todayIn("UTC", "+010000-01-01T00:00:00Z")).toThrow(
      "Year 10000 lies outside the years 1 to 9999.",
    );
  });
});

describe("nextDayChange", () => {
  test.each([
    ["an ordinary midnight", "America/Chicago", "2025-06-10T12:00:00Z", "2025-06-11T05:00:00.000Z"],
    ["the last millisecond", "America/Chicago", "2025-06-11T04:59:59.999Z", "2025-06-11T05:00:00.000Z"],
    ["midnight itself looks ahead", "America/Chicago", "2025-06-11T05:00:00Z", "2025-06-12T05:00:00.000Z"],
    ["23 hours", "America/Chicago", "2025-03-09T06:00:00Z", "2025-03-10T05:00:00.000Z"],
    ["25 hours", "America/Chicago", "2025-11-02T05:00:00Z", "2025-11-03T06:00:00.000Z"],
    ["no midnight", "America/Sao_Paulo", "2018-11-03T12:00:00Z", "2018-11-04T03:00:00.000Z"],
    ["midnight twice", "America/Havana", "2025-11-01T12:00:00Z", "2025-11-02T04:00:00.000Z"],
    ["the second midnight is none", "America/Havana", "2025-11-02T04:30:00Z", "2025-11-03T05:00:00.000Z"],
    ["a day left out", "Pacific/Apia", "2011-12-29T12:00:00Z", "2011-12-30T10:00:00.000Z"],
    ["on to the 7th", "America/St_Johns", "2010-11-06T12:00:00Z", "2010-11-07T02:30:00.000Z"],
    ["back to the 6th", "America/St_Johns", "2010-11-07T02:30:00Z", "2010-11-07T02:31:00.000Z"],
    ["and on again", "America/St_Johns", "2010-11-07T02:31:00Z", "2010-11-07T03:30:00.000Z"],
    ["a quarter of an hour", "Asia/Kathmandu", "2025-06-10T12:00:00Z", "2025-06-10T18:15:00.000Z"],
    ["half an hour back", "Australia/Lord_Howe", "2025-04-05T13:00:00Z", "2025-04-06T13:30:00.000Z"],
  ])("E-08 E-09 %s: in %s after %s it is %s", (_what, zone, after, change) => {
    expect(nextDayChange(zone, after)).toBe(change);
  });

  test("F-05 the last midnight of year 9999 is still told", () => {
    expect(nextDayChange("UTC", "9999-12-31T12:00:00Z")).toBe("+010000-01-01T00:00:00.000Z");
  });
});

describe("clockTimeIn", () => {
  test.each([
    ["America/Denver", "2025-06-10T18:00:00Z", "12:00"],
    ["America/Denver", "2025-01-10T06:59:59.999Z", "23:59"],
    ["Asia/Kathmandu", "2025-06-10T18:15:00Z", "00:00"],
    ["UTC", "2025-06-10T09:05:59Z", "09:05"],
  ])("in %s at %s a clock shows %s", (zone, instant, time) => {
    expect(clockTimeIn(zone, instant)).toBe(time);
  });

  test("refuses what is no zone and no instant", () => {
    expect(() => clockTimeIn("Mars/Base", 0)).toThrow("Mars/Base");
    expect(() => clockTimeIn("UTC", "yesterday")).toThrow("yesterday");
  });
});
