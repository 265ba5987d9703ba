import fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "../../test/runs.ts";
import { ratioText } from "../money/rounding.ts";
import { exactAverage, nearestAverage } from "./nearest-average.ts";

const lifetime = 3_652_058;

/** An amount and days that it was past due on average, often as close to a half of a part as whole numbers come. */
const arbAverage = fc
  .record({
    decimals: fc.nat(6),
    amount: fc.oneof(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 2 ** 31 })),
    days: fc.integer({ min: 0, max: lifetime - 1 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    halfOff: fc.option(fc.integer({ min: -1, max: 1 })),
  })
  .map(({ decimals, amount, days, share, halfOff }) => {
    const parts = 10 ** decimals;
    const whole = days * amount + Math.floor(share * amount);
    if (halfOff === null) return { decimals, amount, amountDays: whole };
    // (n + 1/2) / parts days, to the nearest whole amount-day.
    const half = (BigInt(amount) * (2n * BigInt(Math.floor(share * parts)) + 1n)) / (2n * BigInt(parts));
    return { decimals, amount, amountDays: Math.max(0, days * amount + Number(half) + halfOff) };
  })
  .filter(({ amountDays }) => amountDays <= Number.MAX_SAFE_INTEGER);

test("an average by doubles is the exact one, near halves too", () => {
  fc.assert(
    fc.property(arbAverage, ({ decimals, amount, amountDays }) => {
      const expected = Number(ratioText(BigInt(amountDays), BigInt(amount), decimals));
      expect(nearestAverage(amount, amountDays, 10 ** decimals)).toBe(expected);
      expect(exactAverage(BigInt(amount), BigInt(amountDays), 10 ** decimals)).toBe(expected);
    }),
    { numRuns: runs(20_000) },
  );
});

test("the largest that columns hold, and one below a half of a part", () => {
  const amount = 2 ** 31 + 1;
  const amountDays = amount * (lifetime - 1) + (amount - 1) / 2;
  const text = (decimals: number) => Number(ratioText(BigInt(amountDays), BigInt(amount), decimals));
  for (const decimals of [0, 2, 6])
    expect(nearestAverage(amount, amountDays, 10 ** decimals)).toBe(text(decimals));
  expect(nearestAverage(amount, amountDays, 1)).toBe(lifetime - 1);
});

test("ties go up, and nothing averages 0", () => {
  expect([1, 3, 5].map((days) => nearestAverage(8, days, 100))).toEqual([0.13, 0.38, 0.63]);
  expect([nearestAverage(0, 0, 100), exactAverage(0n, 0n, 100)]).toEqual([0, 0]);
});
