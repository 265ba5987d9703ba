import { expect, test } from "vitest";
import { Fault } from "./fault.ts";

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
