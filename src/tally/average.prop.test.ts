import { Decimal as DecimalJs } from "decimal.js";
import fc from "fast-check";
import { expect, test } from "vitest";
import { averageDays, averageDaysText, roundedAverageDays } from "./average.ts";
import { nothing, plus, type Tally } from "./tally.ts";

// Judged by decimal.js with digits to spare, in a copy of the test's own; ROUND_HALF_UP is away from zero there.
const Exact = DecimalJs.clone({ precision: 120, rounding: DecimalJs.ROUND_HALF_UP, defaults: true });

interface Document {
  readonly balance: number;
  readonly days: number;
}
const arbDocument: fc.Arbitrary<Document> = fc.record({
  balance: fc.oneof(fc.integer({ min: 1, max: 1e13 }), fc.constantFrom(1, 99, 100)),
  days: fc.oneof(fc.integer({ min: 1, max: 40_000 }), fc.constantFrom(1, 30, 31, 60, 61, 90, 91)),
});
const arbDocuments = fc.array(arbDocument, { minLength: 1, maxLength: 30 });

const tallyOf = (documents: readonly Document[]): Tally =>
  documents
    .map(({ balance, days }) => ({ amount: balance, count: 1, amountDays: BigInt(balance) * BigInt(days) }))
    .reduce(plus, nothing);

test("A-102 the average is the sum of balance times days over the sum of balances, rounded once", () => {
  fc.assert(
    fc.property(arbDocuments, fc.integer({ min: 0, max: 20 }), (documents, decimals) => {
      const amountDays = documents.reduce(
        (sum, { balance, days }) => sum.plus(new Exact(balance).times(days)),
        new Exact(0),
      );
      const amount = documents.reduce((sum, { balance }) => sum.plus(balance), new Exact(0));
      const expected = amountDays.div(amount).toFixed(decimals);
      expect(averageDaysText(tallyOf(documents), { decimals })).toBe(expected);
      expect(averageDays(tallyOf(documents), { decimals }).toFixed(decimals)).toBe(expected);
      expect(roundedAverageDays(tallyOf(documents), { decimals })).toBe(Number(expected));
    }),
    { numRuns: 1000 },
  );
});

test("the average lies between the fewest and the most days", () => {
  fc.assert(
    fc.property(arbDocuments, (documents) => {
      const average = averageDays(tallyOf(documents)).toNumber();
      expect(average).toBeGreaterThanOrEqual(Math.min(...documents.map(({ days }) => days)));
      expect(average).toBeLessThanOrEqual(Math.max(...documents.map(({ days }) => days)));
    }),
    { numRuns: 1000 },
  );
});

test("balances times k leave the average as it was", () => {
  fc.assert(
    fc.property(arbDocuments, fc.integer({ min: 1, max: 30 }), (documents, k) => {
      const larger = documents.map(({ balance, days }) => ({ balance: balance * k, days }));
      expect(averageDaysText(tallyOf(larger), { decimals: 20 })).toBe(
        averageDaysText(tallyOf(documents), { decimals: 20 }),
      );
    }),
    { numRuns: 1000 },
  );
});

test("A-102 around ties and around the ends of exact doubles, every digit is right", () => {
  const arb = fc.record({
    amount: fc.oneof(
      fc.integer({ min: 1, max: 2000 }),
      fc.integer({ min: -2, max: 2 }).map((off) => 2 ** 40 + off),
      fc.integer({ min: 1, max: 2 ** 40 - 1 }),
    ),
    // Twice the average in units is this many: odd is a tie.
    halves: fc.oneof(fc.bigInt({ min: 0n, max: 4000n }), fc.bigInt({ min: 0n, max: 2n ** 54n })),
    off: fc.bigInt({ min: -1n, max: 1n }),
    decimals: fc.integer({ min: 0, max: 4 }),
  });
  fc.assert(
    fc.property(arb, ({ amount, halves, off, decimals }) => {
      const exact = (halves * BigInt(amount)) / (2n * 10n ** BigInt(decimals)) + off;
      const amountDays = exact < 0n ? 0n : exact;
      const expected = new Exact(String(amountDays)).div(amount).toFixed(decimals);
      expect(averageDaysText({ amount, amountDays }, { decimals })).toBe(expected);
      expect(roundedAverageDays({ amount, amountDays }, { decimals })).toBe(Number(expected));
    }),
    { numRuns: 1000 },
  );
});
