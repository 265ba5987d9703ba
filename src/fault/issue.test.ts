import { describe, expect, test } from "vitest";
import { type Issue, IssueLog, issueLimit, shown } from "./issue.ts";

const issue = (message: string): Issue => ({ code: "TYPE", path: [], message });

describe("IssueLog", () => {
  test("a log without errors reads as the value, with the warnings", () => {
    const log = new IssueLog();
    log.warn(issue("careful"));
    expect(log.reading(() => 42)).toEqual({
      ok: true,
      value: 42,
      warnings: [issue("careful")],
      warningsOmitted: 0,
    });
  });

  test("a log with an error never makes the value", () => {
    const log = new IssueLog();
    log.error(issue("wrong"));
    const reading = log.reading(() => {
      throw new Error("made from bad data");
    });
    expect(reading).toEqual({
      ok: false,
      issues: [issue("wrong")],
      omitted: 0,
      warnings: [],
      warningsOmitted: 0,
    });
  });

  test("beyond the limit errors and warnings are counted, each apart", () => {
    const log = new IssueLog(2);
    for (const name of ["a", "b", "c", "d"]) log.error(issue(name));
    for (const name of ["x", "y", "z"]) log.warn(issue(name));
    expect(log.errorCount).toBe(4);
    expect(log.reading(() => 0)).toEqual({
      ok: false,
      issues: [issue("a"), issue("b")],
      omitted: 2,
      warnings: [issue("x"), issue("y")],
      warningsOmitted: 1,
    });
  });

  test("omitted warnings do not stand in the way of a value", () => {
    const log = new IssueLog(0);
    log.warn(issue("x"));
    expect(log.reading(() => "read")).toEqual({ ok: true, value: "read", warnings: [], warningsOmitted: 1 });
  });

  test("an error that was only counted still forbids the value", () => {
    const log = new IssueLog(0);
    log.error(issue("x"));
    expect(log.errorCount).toBe(1);
    expect(log.reading(() => "read").ok).toBe(false);
  });

  test("unless asked otherwise the limit is 1000", () => {
    expect(issueLimit).toBe(1000);
    const log = new IssueLog();
    for (let count = 0; count < 1001; count += 1) log.error(issue("again"));
    expect([log.issues.length, log.omitted]).toEqual([1000, 1]);
  });
});

describe("shown", () => {
  test.each([
    ["plain", '"plain"'],
    ['two\nlines "quoted"', '"two\\nlines \\"quoted\\""'],
    [null, "null"],
    [undefined, "undefined"],
    [12.5, "12.5"],
    [Number.NaN, "NaN"],
    [12n, "12n"],
    [true, "true"],
    [[1, 2], "an array"],
    [{ a: 1 }, "an object"],
    [new Date(0), "an object"],
    [() => 1, "a function"],
    [Symbol("s"), "Symbol(s)"],
  ])("%o is shown as %s", (value, text) => {
    expect(shown(value)).toBe(text);
  });

  test("text is shown whole up to 80 characters and cut beyond", () => {
    expect(shown("x".repeat(80))).toBe(`"${"x".repeat(80)}"`);
    expect(shown("x".repeat(81))).toBe(`"${"x".repeat(80)}…"`);
  });
});
