import { expect, test } from "vitest";
import { Fault, faultOf } from "./fault.ts";
import type { Issue } from "./issue.ts";

test("a fault is an error with a code, a path and details", () => {
  const fault = new Fault("AMOUNT_OVERFLOW", "Too much.", { path: ["rows", 3], details: { sum: 7n } });
  expect(fault).toBeInstanceOf(Error);
  expect(fault.name).toBe("Fault");
  expect(fault.message).toBe("Too much.");
  expect(fault.code).toBe("AMOUNT_OVERFLOW");
  expect(fault.path).toEqual(["rows", 3]);
  expect(fault.details).toEqual({ sum: 7n });
  expect(String(fault)).toBe("Fault: Too much.");
});

test("a fault without a place has an empty path and no details", () => {
  const fault = new Fault("DATE_INVALID", "No day.");
  expect(fault.path).toEqual([]);
  expect(fault.details).toEqual({});
});

test("the fault of issues says what the first one says and carries them all", () => {
  const issues: Issue[] = [
    { code: "DATE_INVALID", path: ["invoices", 0, "due_on"], message: "First." },
    { code: "TYPE", path: [], message: "Second." },
  ];
  const fault = faultOf(issues);
  expect(fault).toBeInstanceOf(Fault);
  expect([fault.code, fault.message]).toEqual(["DATE_INVALID", "First."]);
  expect(fault.path).toEqual(["invoices", 0, "due_on"]);
  expect(fault.details).toEqual({ issues });
});

test("there is no fault of no issues", () => {
  expect(() => faultOf([])).toThrow(TypeError);
  expect(() => faultOf([])).toThrow("at least one issue");
});
