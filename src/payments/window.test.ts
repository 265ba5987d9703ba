import { describe, expect, test } from "vitest";
import { monthsBefore, monthToDate, rollingMonths, windowSums } from "./window.ts";

describe("rollingMonths", () => {
  test.each([
    ["2025-05-10", 12, "2024-05-11"],
    ["2025-05-10", 6, "2024-11-11"],
    ["2025-08-31", 6, "2025-03-01"], // after 28 February
    ["2024-02-29", 12, "2023-03-01"],
  ])("E-51 %s, %d months: from %s through the day", (asOf, months, from) => {
    expect(rollingMonths(asOf, months)).toEqual({ from, through: asOf });
  });

  test("E-51 an entry on the lower bound is out, one on the day is in", () => {
    const window = rollingMonths("2025-05-10", 12);
    const sums = (on: string) => windowSums([{ accountId: "A", on, amount: 1 }], window).size;
    expect(["2024-05-10", "2024-05-11", "2025-05-10", "2025-05-11"].map(sums)).toEqual([0, 1, 1, 0]);
  });

  test("a window that would begin before the calendar begins with it", () => {
    expect(rollingMonths("0001-03-01", 12)).toEqual({ from: "0001-01-01", through: "0001-03-01" });
  });

  test.each([0, -1, 1.5, 1201, "6"])("%j months are refused", (months) => {
    expect(() => rollingMonths("2025-05-10", months as number)).toThrow(
      expect.objectContaining({ code: "POLICY_RANGE", path: ["months"] }),
    );
  });

  test("a day that is none is refused", () => {
    expect(() => rollingMonths("2025-02-29", 6)).toThrow(expect.objectContaining({ code: "DATE_INVALID" }));
  });
});

describe("monthsBefore", () => {
  test.each([
    ["2025-03-31", ["2024-09", "2024-10", "2024-11", "2024-12", "2025-01", "2025-02"]],
    ["2025-05-10", ["2024-11", "2024-12", "2025-01", "2025-02", "2025-03", "2025-04"]],
    ["2025-01-01", ["2024-07", "2024-08", "2024-09", "2024-10", "2024-11", "2024-12"]],
  ])("E-50 the six months before that of %s", (asOf, months) => {
    const windows = monthsBefore(asOf, 6);
    expect(windows.map(({ from }) => from.slice(0, 7))).toEqual(months);
    expect(windows.every(({ from, through }) => from.slice(0, 7) === through.slice(0, 7))).toBe(true);
  });

  test("a month runs from its first day to its last", () => {
    expect(monthsBefore("2024-03-31", 1)).toEqual([{ from: "2024-02-01", through: "2024-02-29" }]);
  });

  test("there are fewer where the calendar begins", () => {
    expect(monthsBefore("0001-03-01", 6).map(({ from }) => from)).toEqual(["0001-01-01", "0001-02-01"]);
    expect(monthsBefore("0001-01-31", 6)).toEqual([]);
  });
});

test("monthToDate begins with the first of the month", () => {
  expect(monthToDate("2025-05-10")).toEqual({ from: "2025-05-01", through: "2025-05-10" });
  expect(monthToDate("2025-05-01")).toEqual({ from: "2025-05-01", through: "2025-05-01" });
});

describe("windowSums", () => {
  const window = { from: "2025-05-01", through: "2025-05-31" };

  test("adds up by account, both signs", () => {
    const entries = [
      { accountId: "A", on: "2025-05-01", amount: 100 },
      { accountId: "B", on: "2025-05-02", amount: 7 },
      { accountId: "A", on: "2025-05-31", amount: -30 },
    ];
    expect([...windowSums(entries, window)]).toEqual([
      ["A", { amount: 70, count: 2 }],
      ["B", { amount: 7, count: 1 }],
    ]);
  });

  test("a sum that is no safe integer is refused", () => {
    const entries = [1, 2].map(() => ({
      accountId: "A",
      on: "2025-05-01",
      amount: Number.MAX_SAFE_INTEGER,
    }));
    expect(() => windowSums(entries, window)).toThrow(expect.objectContaining({ code: "AMOUNT_OVERFLOW" }));
    const odd = [{ accountId: "A", on: "2025-05-01", amount: 0.5 }];
    expect(() => windowSums(odd, window)).toThrow(expect.objectContaining({ code: "AMOUNT_NOT_INTEGER" }));
  });

  test("what is no list or no window is refused", () => {
    expect(() => windowSums("A" as never, window)).toThrow(expect.objectContaining({ code: "TYPE" }));
    expect(() => windowSums([], { from: "May", through: "2025-05-31" })).toThrow(
      expect.objectContaining({ code: "DATE_INVALID" }),
    );
  });
});
