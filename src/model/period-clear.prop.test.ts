import fc from "fast-check";
import { expect, test } from "vitest";
import { deepFreeze } from "../../test/reading.ts";
import { inOrderOfExecution, type PeriodClear, periodClearKinds } from "./period-clear.ts";

const arbClears: fc.Arbitrary<readonly PeriodClear[]> = fc.array(
  fc.record({
    kind: fc.constantFrom(...periodClearKinds),
    executedOn: fc.constantFrom("2024-12-31", "2025-01-01", "2025-01-31", "2025-02-28", "9999-12-31"),
  }),
  { maxLength: 8 },
);

test("M-23 clears in any order come out by day, and of one day the month's first", () => {
  fc.assert(
    fc.property(arbClears, (given) => {
      const ordered = inOrderOfExecution(deepFreeze(given));
      const texts = ordered.map(({ kind, executedOn }) => `${executedOn} ${kind}`);
      // As text a month comes before a year, and days compare as days.
      expect(texts).toEqual(given.map(({ kind, executedOn }) => `${executedOn} ${kind}`).toSorted());
    }),
  );
});
