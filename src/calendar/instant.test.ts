import { Temporal } from "@js-temporal/polyfill";
import { describe, expect, test } from "vitest";
import { epochMilliseconds, instantText, readInstant } from "./instant.ts";

const code = (expected: string) => expect.objectContaining({ name: "Fault", code: expected });
const noon = Date.UTC(2025, 2, 10, 12);

describe("what is an instant", () => {
  test.each([
    ["2025-03-10T12:00:00Z", noon],
    ["2025-03-10T12:00Z", noon],
    ["2025-03-10t12:00:00z", noon],
    ["2025-03-10 12:00:00Z", noon],
    ["2025-03-10T12:00:00+00:00", noon],
    ["2025-03-10T07:00:00-05:00", noon],
    ["2025-03-10T07:00:00-05", noon],
    ["2025-03-10T17:30:00+0530", noon],
    ["2025-03-10T17:45:00+05:45", noon],
    ["2025-03-11T11:59:00+23:59", noon],
    ["2025-03-09T12:01:00-23:59", noon],
    ["2025-03-10T12:00:00.5Z", noon + 500],
    ["2025-03-10T12:00:00,25Z", noon + 250],
    ["2025-03-10T12:00:00.007Z", noon + 7],
    ["2025-03-10T12:00:00.999999999Z", noon + 999],
    ["2025-03-10T23:59:59Z", noon + 43_199_000],
    ["2024-02-29T00:00:00Z", Date.UTC(2024, 1, 29)],
    ["2025-12-31T00:00:00Z", Date.UTC(2025, 11, 31)],
    ["2025-01-01T00:00:00Z", Date.UTC(2025, 0, 1)],
    ["1969-12-31T23:59:59.999Z", -1],
    ["1969-12-31T23:59:59.9999Z", -1],
    ["+275760-09-13T00:00:00Z", 8.64e15],
    ["-271821-04-20T00:00:00Z", -8.64e15],
    [0, 0],
    [-1, -1],
    [8.64e15, 8.64e15],
    [-8.64e15, -8.64e15],
    [new Date(noon), noon],
    [Temporal.Instant.fromEpochMilliseconds(noon), noon],
    [Temporal.Instant.fromEpochMilliseconds(noon).toZonedDateTimeISO("Asia/Kathmandu"), noon],
  ])("%s is %d milliseconds after 1970 began", (instant, ms) => {
    expect(readInstant(instant)).toBe(ms);
    expect(epochMilliseconds(instant as string)).toBe(ms);
  });

  test.each([
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    8.64e15 + 1,
    -8.64e15 - 1,
    0.5,
    "yesterday",
    "",
    "2025-03-10",
    "2025-03-10T12:00:00",
    "2025-03-10T12:00:00.000",
    "2025-03-10T12Z",
    "2025-03-10TZ",
    "2025-02-29T12:00:00Z",
    "2025-00-10T12:00:00Z",
    "2025-13-10T12:00:00Z",
    "2025-03-00T12:00:00Z",
    "2025-03-32T12:00:00Z",
    "2025-03-10T24:00:00Z",
    "2025-03-10T12:60:00Z",
    "2025-03-10T12:00:60Z",
    "2025-03-10T12:00:00.Z",
    "2025-03-10T12:00:00.0000000001Z",
    "2025-03-10T12:00:00+24:00",
    "2025-03-10T12:00:00-24:00",
    "2025-03-10T12:00:00+05:60",
    "2025-03-10T12:00:00+5",
    "2025-03-10T12:00:00 Z",
    " 2025-03-10T12:00:00Z",
    "2025-03-10T12:00:00Z ",
    "2025-03-10T12:00:00Z[UTC]",
    "+275760-09-13T00:00:00.001Z",
    "-271821-04-19T23:59:59.999Z",
    "12025-03-10T12:00:00Z",
    "+12025-03-10T12:00:00Z",
    new Date(Number.NaN),
    { getTime: () => "0" },
    { getTime: 0 },
    { epochMilliseconds: "0" },
    {},
    [],
    null,
    undefined,
    true,
    0n,
    () => 0,
  ])("F-06 %s is INSTANT_INVALID", (value) => {
    expect(readInstant(value)).toBeNaN();
    expect(() => epochMilliseconds(value as never)).toThrow(code("INSTANT_INVALID"));
  });

  test("F-06 the message shows what came and what is wanted", () => {
    expect(() => epochMilliseconds("yesterday")).toThrow(
      '"yesterday" is not an instant: give text like "2025-03-10T05:00:00Z" with Z or an offset.',
    );
  });
});

test("an instant is written in UTC with milliseconds", () => {
  expect(instantText(0)).toBe("1970-01-01T00:00:00.000Z");
  expect(instantText(noon + 7)).toBe("2025-03-10T12:00:00.007Z");
});
