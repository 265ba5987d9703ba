import { expect, test } from "vitest";
import { usd } from "../../test/arbitraries/open-items.ts";
import { agingScheme } from "../aging/scheme.ts";
import { Fault } from "../fault/fault.ts";
import type { OpenItem } from "../positions/open-items.ts";
import { accountStats } from "./account-stats.ts";
import { mergeStats } from "./merge.ts";
import type { AccountStats, StatsOptions } from "./stats.ts";

const options: StatsOptions = { asOf: "2025-03-10", currency: usd };

const items: readonly OpenItem[] = [
  { id: "1", accountId: "A", kind: "invoice", balance: 100, dueOn: "2025-03-05" },
  {
    id: "2",
    accountId: "A",
    kind: "invoice",
    balance: 40,
    dueOn: "2025-03-10",
    discounts: [{ amount: 3, until: "2025-03-10", from: "invoice" }],
  },
  { id: "3", accountId: "A", kind: "credit", balance: 7 },
  { id: "4", accountId: "A", kind: "debit", balance: 9 },
];

function codeOf(act: () => unknown): string | undefined {
  try {
    act();
  } catch (error) {
    if (error instanceof Fault) return error.code;
  }
  return undefined;
}

test("L-07 a heap and itself is twice the heap, figure by figure", () => {
  const heap = accountStats(items, options);
  expect(mergeStats(heap, heap)).toEqual({
    asOf: "2025-03-10",
    currency: usd,
    outstanding: { amount: 298, count: 6, amountDays: 0n },
    invoices: { amount: 280, count: 4, amountDays: 0n },
    current: { amount: 80, count: 2, amountDays: 0n },
    discounts: { amount: 6, count: 2, amountDays: 0n },
    pastDue: { amount: 200, count: 2, amountDays: 1000n },
    byBucket: {
      current: { amount: 80, count: 2, amountDays: 0n },
      "1-30": { amount: 200, count: 2, amountDays: 1000n },
      "31-60": { amount: 0, count: 0, amountDays: 0n },
      "61-90": { amount: 0, count: 0, amountDays: 0n },
      "91+": { amount: 0, count: 0, amountDays: 0n },
    },
    credits: { amount: 14, count: 2, amountDays: 0n },
    debits: { amount: 18, count: 2, amountDays: 0n },
  });
  expect(Object.keys(mergeStats(heap, heap))).not.toContain("businessId");
  const named = accountStats(items, { ...options, businessId: "dealer 1" });
  expect(mergeStats(named, named).businessId).toBe("dealer 1");
});

test("A-161 L-07 parts that answer different questions are refused", () => {
  const part = accountStats(items, { ...options, businessId: "dealer 1" });
  const refusal = (other: Partial<AccountStats>) => [
    codeOf(() => mergeStats(part, { ...part, ...other })),
    codeOf(() => mergeStats({ ...part, ...other }, part)),
  ];
  expect(refusal({})).toEqual([undefined, undefined]);
  expect(refusal({ asOf: "2025-03-11" })).toEqual(["MIXED_DAY", "MIXED_DAY"]);
  expect(refusal({ currency: { code: "CAD", exponent: 2 } })).toEqual(["CURRENCY_MIXED", "CURRENCY_MIXED"]);
  expect(refusal({ currency: { code: "USD", exponent: 4 } })).toEqual(["CURRENCY_MIXED", "CURRENCY_MIXED"]);
  expect(refusal({ businessId: "dealer 2" })).toEqual(["MIXED_BUSINESS", "MIXED_BUSINESS"]);
  const { businessId: _, ...unnamed } = part;
  expect(codeOf(() => mergeStats(part, unnamed))).toBe("MIXED_BUSINESS");

  const relabelled = (labels: readonly string[]) =>
    accountStats(items, {
      ...options,
      businessId: "dealer 1",
      scheme: agingScheme({
        from: "dueOn",
        unit: "day",
        buckets: labels.map((label, index) => ({
          label,
          least: index === 0 ? null : index,
          most: index === labels.length - 1 ? null : index,
        })),
      }),
    }) as AccountStats<string>;
  const five = relabelled(["a", "b", "c", "d", "e"]);
  const whole: AccountStats<string> = part;
  for (const other of [
    five,
    relabelled(["a", "b"]),
    relabelled(["current", "1-30", "31-60", "61-90", "toString"]),
    relabelled(["current", "1-30", "31-60", "61-90"]),
    relabelled(["current", "1-30", "31-60", "61-90", "91+", "more"]),
  ]) {
    expect(codeOf(() => mergeStats(whole, other))).toBe("BUCKETS_INVALID");
    expect(codeOf(() => mergeStats(other, whole))).toBe("BUCKETS_INVALID");
  }
  expect(mergeStats(five, five).byBucket["b"]).toEqual({ amount: 0, count: 0, amountDays: 0n });
});

test("a refusal says what differs", () => {
  const part = accountStats(items, options);
  const message = (other: Partial<AccountStats>) => {
    try {
      return mergeStats(part, { ...part, ...other });
    } catch (error) {
      return (error as Fault).message;
    }
  };
  expect(message({ asOf: "2025-03-11" })).toBe("One part is of 2025-03-10, the other of 2025-03-11.");
  expect(message({ currency: { code: "CAD", exponent: 2 } })).toBe("One part is in USD, the other in CAD.");
  expect(message({ businessId: "dealer 2" })).toBe("The parts are of two businesses.");
  expect(message({ byBucket: {} as AccountStats["byBucket"] })).toBe(
    "The parts have different aging buckets.",
  );
});

test("F-12 a sum beyond 2^53 - 1 is a fault, never rounded", () => {
  const most = accountStats(
    [{ id: "1", accountId: "A", kind: "credit", balance: Number.MAX_SAFE_INTEGER }],
    options,
  );
  const one = accountStats([{ id: "2", accountId: "A", kind: "credit", balance: 1 }], options);
  expect(codeOf(() => mergeStats(most, one))).toBe("AMOUNT_OVERFLOW");
  expect(mergeStats(most, accountStats([], options)).credits.amount).toBe(Number.MAX_SAFE_INTEGER);
});
