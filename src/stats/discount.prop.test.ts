import fc from "fast-check";
import { expect, test } from "vitest";
import { dayNumber } from "../calendar/day.ts";
import { availableDiscount, countedOffers } from "./discount.ts";
import { discountCombinings } from "./stats.ts";

const asOf = dayNumber("2025-03-10");

const arbOffer = fc.record({
  from: fc.constantFrom("invoice" as const, "statement" as const),
  amount: fc.nat({ max: 3 }),
  until: fc.constantFrom("2025-03-09", "2025-03-10", "2025-03-11"),
});

test("the counted offers add up to what is available, and each of them is one of the offers", () => {
  fc.assert(
    fc.property(
      fc.array(arbOffer, { maxLength: 5 }),
      fc.constantFrom(...discountCombinings),
      (offers, how) => {
        const counted = countedOffers(offers, asOf, how);
        expect(counted.reduce((sum, { amount }) => sum + amount, 0)).toBe(
          availableDiscount(offers, asOf, how, 0),
        );
        for (const each of counted) expect(offers).toContain(each);
        if (how !== "sum") expect(counted.length).toBeLessThanOrEqual(1);
      },
    ),
    { numRuns: 1000 },
  );
});
