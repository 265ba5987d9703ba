import { describe, expect, test } from "vitest";
import { nothing, plus } from "./tally.ts";

const most = Number.MAX_SAFE_INTEGER;
const tally = (amount: number, count: number, amountDays: bigint) => ({ amount, count, amountDays });

describe("plus", () => {
  test("adds amounts, counts and amount-days each apart", () => {
    expect(plus(tally(100, 1, 500n), tally(50, 2, 7n))).toEqual(tally(150, 3, 507n));
  });

  test("leaves what it was given as it was", () => {
    const [a, b] = [Object.freeze(tally(100, 1, 500n)), Object.freeze(tally(50, 2, 7n))];
    expect(plus(a, b)).not.toBe(a);
    expect([a, b]).toEqual([tally(100, 1, 500n), tally(50, 2, 7n)]);
  });

  test("F-12 amounts are added up to 2^53 − 1 and not beyond", () => {
    expect(plus(tally(most - 1, 1, 0n), tally(1, 1, 0n)).amount).toBe(most);
    expect(() => plus(tally(most, 1, 0n), tally(1, 1, 0n))).toThrow(
      expect.objectContaining({ name: "Fault", code: "AMOUNT_OVERFLOW" }),
    );
  });

  test("amount-days are exact far beyond 2^53", () => {
    const days = 328_762_772_798_046_171_500n; // 90,071,992,547,409.91 at 36,500 days
    expect(plus(tally(1, 1, days), tally(1, 1, 1n)).amountDays).toBe(days + 1n);
  });
});

test("nothing is a tally of no documents that nobody can change", () => {
  expect(nothing).toEqual(tally(0, 0, 0n));
  expect(nothing).toSatisfy(Object.isFrozen);
});
