import fc from "fast-check";
import { expect, test } from "vitest";
import { reliabilityOf } from "./reliability.ts";

const arbShare = fc
  .tuple(fc.nat(9e15), fc.oneof(fc.nat(9e15), fc.nat(3)))
  .map(([a, b]) => ({ invoiced: Math.max(a, b), outstanding: Math.min(a, b) }));

test("L-42 a score is 0 to 100, and 100 exactly where something was invoiced and nothing of it is left", () => {
  fc.assert(
    fc.property(arbShare, (share) => {
      const { scorePercent } = reliabilityOf(share);
      expect(scorePercent === null).toBe(share.invoiced === 0);
      expect(scorePercent === 100).toBe(share.invoiced > 0 && share.outstanding === 0);
      if (scorePercent !== null) expect(scorePercent >= 0 && scorePercent <= 100).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test("the more is left, the lower the score", () => {
  fc.assert(
    fc.property(arbShare, fc.nat(1000), ({ invoiced, outstanding }, more) => {
      fc.pre(invoiced > 0);
      const worse = Math.min(invoiced, outstanding + more);
      const score = (left: number) => reliabilityOf({ invoiced, outstanding: left }).scorePercent ?? -1;
      expect(score(worse)).toBeLessThanOrEqual(score(outstanding));
    }),
    { numRuns: 1000 },
  );
});
