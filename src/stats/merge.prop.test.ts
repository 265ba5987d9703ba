import fc from "fast-check";
import { expect, test } from "vitest";
import { arbDay, arbDrafts, deepFreeze, itemsOn, usd } from "../../test/arbitraries/open-items.ts";
import { accountStats } from "./account-stats.ts";
import { mergeStats } from "./merge.ts";
import type { AccountStats } from "./stats.ts";

const runs = { numRuns: 1000 };

test("L-07 parts of any kind add up to the whole, in any grouping and order", () => {
  const arbParted = arbDrafts.chain((drafts) =>
    fc.tuple(
      fc.constant(drafts),
      fc.array(fc.integer({ min: 0, max: 2 }), { minLength: drafts.length, maxLength: drafts.length }),
    ),
  );
  fc.assert(
    fc.property(arbParted, arbDay, ([drafts, parts], asOf) => {
      const items = itemsOn(drafts, asOf);
      const options = { asOf, currency: usd, businessId: "dealer 1" };
      const [a, b, c] = [0, 1, 2].map((part) =>
        accountStats(
          items.filter((_, index) => parts[index] === part),
          options,
        ),
      ) as [AccountStats, AccountStats, AccountStats];
      const whole = accountStats(items, options);
      expect(mergeStats(mergeStats(a, b), c)).toEqual(whole);
      expect(mergeStats(c, mergeStats(b, a))).toEqual(whole);
    }),
    runs,
  );
});

test("L-50 merging only reads its parts", () => {
  fc.assert(
    fc.property(arbDrafts, arbDay, (drafts, asOf) => {
      const stats = deepFreeze(accountStats(itemsOn(drafts, asOf), { asOf, currency: { ...usd } }));
      const empty = deepFreeze(accountStats([], { asOf, currency: { ...usd } }));
      expect(mergeStats(stats, empty)).toEqual(stats);
    }),
    runs,
  );
});
