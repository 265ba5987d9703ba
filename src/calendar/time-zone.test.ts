import { describe, expect, test } from "vitest";
import { isFixedAlias, timeZoneProblem } from "./time-zone.ts";

describe("timeZoneProblem", () => {
  test.each([
    "America/New_York",
    "America/Argentina/Buenos_Aires",
    "America/Port-au-Prince",
    "Etc/GMT+5",
    "UTC",
    "us/eastern",
    "EST",
    "AMERICA/CHICAGO",
  ])("F-02 %o is a time zone", (zone) => {
    expect(timeZoneProblem(zone)).toBeUndefined();
  });

  test.each([
    "Mars/Base",
    "",
    " America/New_York",
    "America/New_York ",
    "America/New_York\n",
    "+05:30",
    "-0500",
    "05:30",
    "America/New York",
    "(UTC)",
    "/UTC",
    "_UTC",
  ])("F-01 %o is none", (zone) => {
    expect(timeZoneProblem(zone)).toBe(
      `${JSON.stringify(zone)} is no known time zone: give an IANA name such as "America/Chicago".`,
    );
  });

  test.each([undefined, null, -300, {}])("F-01 %o is no text", (zone) => {
    expect(timeZoneProblem(zone)).toMatch(/^A time zone is text, not .+: give an IANA name such as/);
  });

  test("F-01 without a zone there is a problem, not the zone of the host", () => {
    expect(timeZoneProblem(undefined)).toBeDefined();
  });
});

describe("isFixedAlias", () => {
  test.each(["EST", "MST", "HST", "est", "Mst"])("F-02 under %s summer time never comes", (zone) => {
    expect(isFixedAlias(zone)).toBe(true);
  });

  test.each([
    "America/New_York",
    "us/eastern",
    "EST5EDT",
    "UTC",
    "EET",
  ])("F-02 %s is none of them", (zone) => {
    expect(isFixedAlias(zone)).toBe(false);
  });
});
