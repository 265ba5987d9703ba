import fc from "fast-check";
import { expect, test } from "vitest";
import { arbExposure, arbExposures, exactScore, exposureAt } from "../../test/arbitraries/exposures.ts";
import { arbDrafts, type Draft, itemsOn, usd } from "../../test/arbitraries/open-items.ts";
import { statsByAccount } from "./account-stats.ts";
import { collectionPriorities, exposuresOf, type PriorityOptions } from "./priority.ts";

const runs = { numRuns: 1000 };
const options: PriorityOptions = { currency: usd };

const scoresOf = (exposures: ReadonlyMap<string, bigint>, more: Partial<PriorityOptions> = {}) =>
  collectionPriorities(exposures, { ...options, ...more });

const arbOptions: fc.Arbitrary<Partial<PriorityOptions>> = fc.record(
  {
    floor: fc.constantFrom("observed", "zero"),
    equal: fc.constantFrom(10, 0, 5),
    decimals: fc.integer({ min: 0, max: 6 }),
  },
  { requiredKeys: [], noNullPrototype: true },
);

const extremes = (exposures: ReadonlyMap<string, bigint>) => {
  const ascending = [...exposures.values()].sort((a, b) => (a < b ? -1 : 1));
  return { least: ascending[0] ?? 0n, most: ascending.at(-1) ?? 0n };
};

/** Equal but for the last bits of a double. */
function expectClose(found: number | undefined, expected: number): void {
  expect(Math.abs((found ?? Number.NaN) - expected)).toBeLessThanOrEqual(1e-12 * Math.max(expected, 1e-300));
}

test("L-17 A-155 A-158 between 0 and 10, 0 for none, 10 for the most, in the order of exposures, equal for equal", () => {
  fc.assert(
    fc.property(arbExposures, arbOptions, (exposures, more) => {
      const scores = scoresOf(exposures, more);
      const { least, most } = extremes(exposures);
      expect([...scores.keys()]).toEqual([...exposures.keys()]);
      const ascending = [...exposures].sort(([, a], [, b]) => (a < b ? -1 : a > b ? 1 : 0));
      let before = { exposure: 0n, score: 0 };
      for (const [id, exposure] of ascending) {
        const score = scores.get(id) ?? Number.NaN;
        expect(score >= before.score && score <= 10).toBe(true);
        if (exposure === before.exposure) expect(score).toBe(before.score);
        if (exposure === most && exposure > 0n && (least !== most || more.floor === "zero")) {
          expect(score).toBe(10);
        } else if (least === most && exposure > 0n) expect(score).toBe(more.equal ?? 10);
        before = { exposure, score };
      }
    }),
    runs,
  );
});

test("A-157 L-17 the double is the formula's value, to its last digits", () => {
  fc.assert(
    fc.property(arbExposures, fc.constantFrom(0, 2, 3), (exposures, exponent) => {
      const { least, most } = extremes(exposures);
      const scores = scoresOf(exposures, { currency: { code: "XXX", exponent } });
      for (const [id, exposure] of exposures) {
        if (exposure > least && exposure < most) {
          expectClose(scores.get(id), exactScore(exposure, least, most, exponent).toNumber());
        }
      }
    }),
    runs,
  );
});

test("G-13 L-17 rounding is exact on both sides of every tie", () => {
  const arbTie = fc.tuple(
    fc.bigInt({ min: 10n ** 4n, max: 10n ** 28n }),
    fc.integer({ min: 0, max: 6 }),
    fc.double({ min: 0.01, max: 0.999, noNaN: true }),
  );
  let nearest = Number.POSITIVE_INFINITY;
  fc.assert(
    fc.property(arbTie, ([most, decimals, share]) => {
      const unit = 10 ** decimals;
      const tie = (Math.floor(10 * unit * share) + 0.5) / unit;
      const below = exposureAt(tie, most);
      for (const exposure of [below, below + 1n]) {
        if (exposure <= 0n || exposure >= most) continue;
        const exact = exactScore(exposure, 0n, most);
        nearest = Math.min(nearest, exact.minus(tie).abs().toNumber());
        const exposures = new Map([
          ["none", 0n],
          ["it", exposure],
          ["most", most],
        ]);
        expect(scoresOf(exposures, { decimals }).get("it")).toBe(exact.toDecimalPlaces(decimals).toNumber());
      }
    }),
    { numRuns: 300 }, // each run takes logarithms of 126 digits
  );
  expect(nearest).toBeLessThan(1e-20);
});

test("L-18 A-162 twice the exposure scores more, but never twice as much", () => {
  const arb = fc.tuple(fc.bigInt({ min: 1n, max: 10n ** 20n }), fc.bigInt({ min: 0n, max: 10n ** 20n }));
  fc.assert(
    fc.property(arb, ([exposure, more]) => {
      const scores = scoresOf(
        new Map([
          ["none", 0n],
          ["once", exposure],
          ["twice", 2n * exposure],
          ["most", 2n * exposure + more],
        ]),
      );
      const ratio = (scores.get("twice") ?? 0) / (scores.get("once") ?? 0);
      expect(ratio).toBeGreaterThan(1);
      // ln(1 + 2x) of the smallest x is 2 ln(1 + x) but for the last digits of a double.
      expect(ratio).toBeLessThan(exposure < 100n ? 2 : 1.7);
    }),
    runs,
  );
});

test("L-20 an account inside the range moves no score, a higher one raises none, the base of the logarithm none", () => {
  fc.assert(
    fc.property(arbExposures, arbExposure, (exposures, extra) => {
      const { least, most } = extremes(exposures);
      fc.pre(exposures.size > 0 && least < most);
      const scores = scoresOf(exposures);
      const inside = least + (extra % (most - least));
      const withOne = scoresOf(new Map([...exposures, ["new", inside]]));
      const higher = scoresOf(new Map([...exposures, ["new", most + extra]]));
      const log2 = (exposure: bigint) => Math.log2(1 + Number(exposure) / 100);
      for (const [id, exposure] of exposures) {
        const score = scores.get(id) ?? Number.NaN;
        expectClose(withOne.get(id), score);
        expect(higher.get(id)).toBeLessThanOrEqual(score * (1 + 1e-12));
        if (least === 0n && exposure > 10_000n)
          expect(score).toBeCloseTo((10 * log2(exposure)) / log2(most), 9);
      }
    }),
    runs,
  );
});

const day = "2025-03-10";
const priorities = (drafts: readonly Draft[]) =>
  scoresOf(exposuresOf(statsByAccount(itemsOn(drafts, day), { asOf: day, currency: usd })));

const sorted = (scores: ReadonlyMap<string, number>) => [...scores].sort(([a], [b]) => (a < b ? -1 : 1));

test("L-67 A-154 A-159 no order, current invoice, credit, debit or discount moves a score", () => {
  const arb = arbDrafts.chain((drafts) =>
    fc.tuple(
      fc.constant(drafts),
      fc.shuffledSubarray([...drafts], { minLength: drafts.length, maxLength: drafts.length }),
      fc.integer({ min: 0, max: 1000 }),
    ),
  );
  fc.assert(
    fc.property(arb, ([drafts, shuffled, balance]) => {
      const changed = shuffled.map((draft) =>
        draft.kind === "invoice" && draft.overdue > 0 ? { ...draft, discounts: [] } : { ...draft, balance },
      );
      expect(sorted(priorities(changed))).toEqual(sorted(priorities(drafts)));
    }),
    runs,
  );
});

test("L-19 A-160 each business scores as if the other were not there", () => {
  fc.assert(
    fc.property(arbDrafts, arbDrafts, (here, there) => {
      const first = here.map((draft) => ({ ...draft, accountId: `1 ${draft.accountId}` }));
      const second = there.map((draft) => ({ ...draft, accountId: `2 ${draft.accountId}` }));
      const store = statsByAccount(itemsOn([...second, ...first], day), { asOf: day, currency: usd });
      const ofFirst = new Map([...store].filter(([id]) => id.startsWith("1")));
      expect(sorted(scoresOf(exposuresOf(ofFirst)))).toEqual(sorted(priorities(first)));
    }),
    runs,
  );
});

test("L-68 A-164 by score and then by exposure is by exposure", () => {
  fc.assert(
    fc.property(arbExposures, (exposures) => {
      const scores = scoresOf(exposures);
      const rows = [...exposures].map(([id, exposure]) => ({ id, exposure, score: scores.get(id) ?? 0 }));
      const byExposure = [...rows].sort((a, b) =>
        a.exposure > b.exposure ? -1 : a.exposure < b.exposure ? 1 : a.id < b.id ? -1 : 1,
      );
      const byScore = [...byExposure].sort((a, b) => b.score - a.score);
      expect(byScore).toEqual(byExposure);
    }),
    runs,
  );
});

test("L-50 the exposures are only read", () => {
  fc.assert(
    fc.property(arbExposures, arbOptions, (exposures, more) => {
      const before = [...exposures];
      collectionPriorities(exposures, Object.freeze({ ...options, ...more }));
      expect([...exposures]).toEqual(before);
    }),
    runs,
  );
});
