import fc from "fast-check";
import { expect, test } from "vitest";
import { nothing, plus, type Tally } from "./tally.ts";

const arbTally: fc.Arbitrary<Tally> = fc.record(
  {
    amount: fc.oneof(fc.integer({ min: 0, max: 3e15 }), fc.constantFrom(0, 1, 99, 100)),
    count: fc.nat(1_000_000),
    amountDays: fc.bigInt({ min: 0n, max: 10n ** 30n }),
  },
  { noNullPrototype: true },
);

test("tallies add in any order and any grouping", () => {
  fc.assert(
    fc.property(arbTally, arbTally, arbTally, (a, b, c) => {
      expect(plus(a, b)).toEqual(plus(b, a));
      expect(plus(plus(a, b), c)).toEqual(plus(a, plus(b, c)));
    }),
    { numRuns: 1000 },
  );
});

test("nothing is neutral", () => {
  fc.assert(
    fc.property(arbTally, (tally) => {
      expect(plus(tally, nothing)).toEqual(tally);
      expect(plus(nothing, tally)).toEqual(tally);
    }),
    { numRuns: 1000 },
  );
});
