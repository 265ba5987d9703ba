import fc from "fast-check";
import { expect, test } from "vitest";
import { mustRead } from "../../test/must-read.ts";
import { issuesOf, warningsOf } from "../../test/reading.ts";
import { formatAmount } from "../money/amount.ts";
import { readBusiness } from "./business.ts";

const many = { numRuns: 1000 };
const usd = { code: "USD", exponent: 2 };

interface Range {
  readonly min: number;
  readonly max: number | null;
}

/** Tiers from 0 up that touch each other, the last of them open. */
const arbTiers: fc.Arbitrary<readonly Range[]> = fc
  .uniqueArray(fc.integer({ min: 1, max: 1_000_000 }), { maxLength: 5 })
  .map((starts) => {
    const bounds = [0, ...starts.sort((a, b) => a - b)];
    return bounds.map((min, at) => ({ min, max: at + 1 < bounds.length ? (bounds[at + 1] ?? 0) - 1 : null }));
  });

const read = (tiers: readonly Range[]) =>
  readBusiness({
    time_zone: "UTC",
    currency: usd,
    value_tiers: tiers.map(({ min, max }, at) => ({
      id: at + 1,
      name: `T${at}`,
      min: formatAmount(min, usd),
      max: max === null ? null : formatAmount(max, usd),
    })),
  });

test("M-02 tiers that touch are good in any order, and come back from the lowest up", () => {
  fc.assert(
    fc.property(
      arbTiers.chain((tiers) =>
        fc.tuple(fc.constant(tiers), fc.shuffledSubarray([...tiers], { minLength: tiers.length })),
      ),
      ([tiers, shuffled]) => {
        const reading = read(shuffled);
        expect(mustRead(reading).valueTiers.map(({ min, max }) => ({ min, max }))).toEqual(tiers);
        expect(warningsOf(reading)).toEqual([]);
      },
    ),
    many,
  );
});

test("M-02 without one of them there is a gap, unless it was the first or the last", () => {
  fc.assert(
    fc.property(arbTiers, fc.nat(), (tiers, pick) => {
      const gone = pick % tiers.length;
      const reading = read(tiers.filter((_, at) => at !== gone));
      expect(reading.ok).toBe(true);
      expect(warningsOf(reading)).toEqual(
        gone === 0 || gone === tiers.length - 1 ? [] : [`TIER_GAP value_tiers/${gone}`],
      );
    }),
    many,
  );
});

test("M-02 one that begins a cent earlier overlaps", () => {
  fc.assert(
    fc.property(
      arbTiers.filter(({ length }) => length > 1),
      fc.nat(),
      (tiers, pick) => {
        const early = 1 + (pick % (tiers.length - 1));
        const changed = tiers.map((tier, at) => (at === early ? { ...tier, min: tier.min - 1 } : tier));
        expect(issuesOf(read(changed))).toContain(`TIER_OVERLAP value_tiers/${early}`);
      },
    ),
    many,
  );
});
