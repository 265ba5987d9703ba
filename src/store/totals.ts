import { Fault } from "../fault/fault.ts";
import type { Minor } from "../money/amount.ts";
import type { AccountStats } from "../stats/stats.ts";

/** The figures of an account that a business adds up. */
const totalKeys = ["invoices", "current", "pastDue", "debits", "credits", "discounts"] as const;
/** One of them. */
export type TotalKey = (typeof totalKeys)[number];

/** What the accounts of a business add up to. Bigints, so that adding and taking away is exact whatever comes in between. */
export type Totals = Readonly<Record<TotalKey, { readonly amount: bigint; readonly count: number }>>;

/** The totals of no accounts. */
export const noTotals: Totals = Object.fromEntries(
  totalKeys.map((key) => [key, { amount: 0n, count: 0 }]),
) as Totals;

/** Totals with an account's old figures taken away and its new ones added. */
export function movedTotals(totals: Totals, before: AccountStats | undefined, after: AccountStats): Totals {
  const moved: Partial<Record<TotalKey, { readonly amount: bigint; readonly count: number }>> = {};
  for (const key of totalKeys) {
    const { amount, count } = totals[key];
    moved[key] = {
      amount: amount - BigInt(before?.[key].amount ?? 0) + BigInt(after[key].amount),
      count: count - (before?.[key].count ?? 0) + after[key].count,
    };
  }
  return moved as Totals;
}

/**
 * A total as an amount.
 *
 * @throws {Fault} `AMOUNT_OVERFLOW` beyond 2^53 − 1 minor units, either way.
 */
export function minorTotal(amount: bigint): Minor {
  const minor = Number(amount);
  if (Number.isSafeInteger(minor)) return minor;
  throw new Fault("AMOUNT_OVERFLOW", "The accounts add up to more than 2^53 − 1 minor units.");
}
