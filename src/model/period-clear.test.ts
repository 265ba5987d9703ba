import { expect, test } from "vitest";
import { mustRead } from "../../test/must-read.ts";
import { issuesOf, usd } from "../../test/reading.ts";
import { periodClearKinds, periodClearReader, readPeriodClears } from "./period-clear.ts";
import { readLedger } from "./read-ledger.ts";

const clears = periodClearReader({ currency: usd });
const clear = { kind: "month", executed_on: "2025-05-31" };

test("a clear is of a month or a year, on a day", () => {
  expect(periodClearKinds).toEqual(["month", "year"]);
  expect(mustRead(clears.read({ ...clear, kind: "Month" }))).toEqual({
    kind: "month",
    executedOn: "2025-05-31",
  });
  expect(mustRead(clears.read({ ...clear, kind: "YEAR" })).kind).toBe("year");
});

test.each([
  [{ kind: undefined }, "FIELD_MISSING kind"],
  [{ kind: "week" }, "ENUM_UNKNOWN kind"],
  [{ executed_on: undefined }, "FIELD_MISSING executed_on"],
  [{ executed_on: "2025-05-32" }, "DATE_INVALID executed_on"],
  [{ executed_on: "2025-05-31T23:00:00Z" }, "DATE_TYPE executed_on"],
])("%j: %s", (cells, issue) => {
  expect(issuesOf(clears.read({ ...clear, ...cells }))).toEqual([issue]);
});

test("paths are spelled as the rows are, with the row's place", () => {
  const camel = { kind: "month", executedOn: "May" };
  expect(issuesOf(readPeriodClears([clear, camel], { currency: usd }))).toEqual([
    "DATE_INVALID 1/executedOn",
  ]);
});

test("M-23 a ledger has its clears in the order in which they were executed", () => {
  const rows = [
    { kind: "year", executed_on: "2024-12-31" },
    clear,
    { kind: "month", executed_on: "2024-12-31" },
    { kind: "month", executed_on: "2025-01-31" },
  ];
  const business = { time_zone: "UTC", currency: "USD" };
  const of = (period_clears: readonly object[]) =>
    mustRead(readLedger({ business, period_clears }, { today: "2025-06-10" })).periodClears;
  const expected = [
    { kind: "month", executedOn: "2024-12-31" },
    { kind: "year", executedOn: "2024-12-31" },
    { kind: "month", executedOn: "2025-01-31" },
    { kind: "month", executedOn: "2025-05-31" },
  ];
  expect(of(rows)).toEqual(expected);
  expect(of(rows.toReversed())).toEqual(expected);
});
