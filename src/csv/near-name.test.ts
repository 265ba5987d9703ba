import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { editDistance, nearName } from "./near-name.ts";

describe("the distance of two words", () => {
  test.each([
    ["", "", 0],
    ["invoices", "invoices", 0],
    ["invocies", "invoices", 1],
    ["invoice", "invoices", 1],
    ["invioces", "invoices", 1],
    ["payements", "payments", 1],
    ["raw", "jobs", 4],
    ["ca", "abc", 3],
    ["", "abc", 3],
    ["kitten", "sitting", 3],
  ])("%j and %j: %d", (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
  });

  test("is the same both ways, nothing only for the same word, and at most the longer word", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 8 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        const distance = editDistance(a, b);
        expect(editDistance(b, a)).toBe(distance);
        expect(distance === 0).toBe(a === b);
        expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
        expect(distance).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
      }),
    );
  });
});

test("the nearest name wins, the first of two, none that is too far", () => {
  expect(nearName("invoiecs", ["invites", "invoices"], 2)).toBe("invoices");
  expect(nearName("b", ["a", "c"], 1)).toBe("a");
  expect(nearName("raw", ["accounts"], 2)).toBeUndefined();
});
