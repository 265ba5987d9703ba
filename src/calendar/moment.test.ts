import { describe, expect, test } from "vitest";
import { hasCome, hasPassed, isCertainlyAfter, isWholeDay } from "./moment.ts";

test.each([
  ["2025-03-10", true],
  ["0001-01-01", true],
  ["2025-03-10T00:00:00.000Z", false],
  ["+010000-01-01T00:00:00.000Z", false],
])("%s is a whole day: %s", (moment, is) => {
  expect(isWholeDay(moment)).toBe(is);
});

describe("certainly after", () => {
  test.each([
    ["2025-03-11", "2025-03-10", true],
    ["2025-03-10", "2025-03-10", false],
    ["2025-03-09", "2025-03-10", false],
    ["2025-03-10T12:00:00.001Z", "2025-03-10T12:00:00.000Z", true],
    ["2025-03-10T12:00:00.000Z", "2025-03-10T12:00:00.000Z", false],
    ["2025-03-10T11:59:59.999Z", "2025-03-10T12:00:00.000Z", false],
  ])("%s after %s, of one kind: %s", (first, second, is) => {
    expect(isCertainlyAfter(first, second)).toBe(is);
  });

  test("two instants are compared as instants, not as text", () => {
    expect(isCertainlyAfter("+010000-01-01T00:00:00.000Z", "9999-12-31T00:00:00.000Z")).toBe(true);
    expect(isCertainlyAfter("9999-12-31T00:00:00.000Z", "+010000-01-01T00:00:00.000Z")).toBe(false);
  });

  test.each([
    // Somewhere it is the 11th already when the 10th of UTC begins.
    ["2025-03-12", "2025-03-10T00:00:00.000Z", true],
    ["2025-03-12", "2025-03-10T23:59:59.999Z", true],
    ["2025-03-12", "2025-03-11T00:00:00.000Z", false],
    ["2025-03-11", "2025-03-10T00:00:00.000Z", false],
    ["2025-03-10", "2025-03-10T00:00:00.000Z", false],
  ])("the day %s after the instant %s: %s", (day, instant, is) => {
    expect(isCertainlyAfter(day, instant)).toBe(is);
  });

  test.each([
    // Somewhere it is the 11th still when the 12th of UTC ends.
    ["2025-03-12T00:00:00.000Z", "2025-03-10", true],
    ["2025-03-11T23:59:59.999Z", "2025-03-10", false],
    ["2025-03-10T00:00:00.000Z", "2025-03-10", false],
    ["2025-03-09T00:00:00.000Z", "2025-03-10", false],
    // Before 1970 days are counted backwards.
    ["1969-12-31T23:59:59.999Z", "1969-12-29", true],
    ["1969-12-31T00:00:00.000Z", "1969-12-30", false],
  ])("the instant %s after the day %s: %s", (instant, day, is) => {
    expect(isCertainlyAfter(instant, day)).toBe(is);
  });
});

describe("by an instant of 10 March", () => {
  const clock = { now: "2025-03-10T17:00:00.000Z", today: "2025-03-10" };

  test.each([
    ["2025-03-09", true, true],
    ["2025-03-10", true, false],
    ["2025-03-11", false, false],
    ["2025-03-10T16:59:59.999Z", true, true],
    ["2025-03-10T17:00:00.000Z", true, false],
    ["2025-03-10T17:00:00.001Z", false, false],
  ])("%s has come: %s, has passed: %s", (moment, come, passed) => {
    expect([hasCome(clock, moment), hasPassed(clock, moment)]).toEqual([come, passed]);
  });

  test("a day is held against today, whatever day it is in UTC", () => {
    const late = { now: "2025-03-11T03:00:00.000Z", today: "2025-03-10" };
    expect([hasCome(late, "2025-03-11"), hasPassed(late, "2025-03-10")]).toEqual([false, false]);
    const early = { now: "2025-03-09T22:00:00.000Z", today: "2025-03-10" };
    expect([hasCome(early, "2025-03-10"), hasPassed(early, "2025-03-09")]).toEqual([true, true]);
  });

  test("instants are compared as instants, not as text", () => {
    const far = { now: "+010000-01-01T00:00:00.000Z", today: "9999-12-31" };
    expect([hasCome(far, "9999-12-31T23:00:00.000Z"), hasPassed(far, "9999-12-31T23:00:00.000Z")]).toEqual([
      true,
      true,
    ]);
  });
});
