import { describe, expect, test } from "vitest";
import { addMonths, endOfMonth, monthsBetween } from "./month.ts";

const code = (expected: string) => expect.objectContaining({ name: "Fault", code: expected });

describe("monthsBetween", () => {
  test.each([
    ["2025-04-16", "2025-05-10", 0],
    ["2025-04-16", "2025-05-15", 0],
    ["2025-04-16", "2025-05-16", 1],
    ["2025-01-31", "2025-02-27", 0],
    ["2025-01-31", "2025-02-28", 1],
    ["2025-01-31", "2025-03-01", 1],
    ["2025-01-31", "2025-03-30", 1],
    ["2025-01-31", "2025-03-31", 2],
    ["2024-01-30", "2024-02-29", 1],
    ["2024-01-30", "2024-02-28", 0],
    ["2024-02-29", "2025-02-28", 12],
    ["2024-02-29", "2025-02-27", 11],
    ["2024-11-30", "2025-02-28", 3],
    ["2024-12-31", "2025-03-31", 3],
    ["2025-05-11", "2025-05-10", -1],
    ["2025-05-11", "2025-04-11", -1],
    ["2025-05-11", "2025-04-10", -2],
    ["2025-05-11", "2025-05-11", 0],
    ["0001-01-01", "9999-12-31", 119_987],
  ])("E-10 from %s to %s are %d complete months", (from, to, months) => {
    expect(monthsBetween(from, to)).toBe(months);
  });
});

describe("addMonths", () => {
  test.each([
    ["2025-01-31", 1, "2025-02-28"],
    ["2025-01-31", 2, "2025-03-31"],
    ["2024-01-31", 1, "2024-02-29"],
    ["2024-02-29", 12, "2025-02-28"],
    ["2025-03-31", -1, "2025-02-28"],
    ["2025-01-15", -1, "2024-12-15"],
    ["2025-01-15", -13, "2023-12-15"],
    ["2025-12-15", 1, "2026-01-15"],
    ["2025-05-10", 0, "2025-05-10"],
    ["0001-01-31", 119_987, "9999-12-31"],
  ])("E-10 %s and %d months is %s", (day, months, result) => {
    expect(addMonths(day, months)).toBe(result);
  });

  test("E-10 months are counted from the original day: one and one is not two", () => {
    expect(addMonths(addMonths("2025-01-31", 1), 1)).toBe("2025-03-28");
    expect(addMonths("2025-01-31", 2)).toBe("2025-03-31");
  });

  test("F-05 a result outside the years 1 to 9999, or a part of a month, is refused", () => {
    expect(() => addMonths("9999-12-01", 1)).toThrow(code("DATE_RANGE"));
    expect(() => addMonths("0001-01-01", -1)).toThrow(code("DATE_RANGE"));
    expect(() => addMonths("2025-01-01", 1e300)).toThrow(code("DATE_RANGE"));
    expect(() => addMonths("2025-01-01", Number.POSITIVE_INFINITY)).toThrow(code("DATE_RANGE"));
    expect(() => addMonths("2025-01-01", 1.5)).toThrow("Months are counted whole, not 1.5.");
    expect(() => addMonths("2025-01-01", Number.NaN)).toThrow(code("DATE_RANGE"));
  });

  test("F-03 a wrong day is refused before a wrong number of months", () => {
    expect(() => addMonths("2025-02-29", 1.5)).toThrow(code("DATE_INVALID"));
  });
});

describe("endOfMonth", () => {
  test.each([
    ["2025-04-12", 0, "2025-04-30"],
    ["2025-04-12", 1, "2025-05-31"],
    ["2025-01-31", 1, "2025-02-28"],
    ["2024-01-31", 1, "2024-02-29"],
    ["2025-04-30", 0, "2025-04-30"],
    ["2025-03-31", -1, "2025-02-28"],
    ["2025-12-01", 1, "2026-01-31"],
  ])("the month of %s and %d more ends on %s", (day, months, end) => {
    expect(endOfMonth(day, months)).toBe(end);
  });

  test("asked for no months it ends its own", () => {
    expect(endOfMonth("2024-02-01")).toBe("2024-02-29");
  });

  test("F-05 the calendar itself ends with year 9999", () => {
    expect(endOfMonth("9999-12-01")).toBe("9999-12-31");
    expect(() => endOfMonth("9999-12-01", 1)).toThrow(code("DATE_RANGE"));
  });
});
