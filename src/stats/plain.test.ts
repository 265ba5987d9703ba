import { expect, test } from "vitest";
import { agingScheme } from "../aging/scheme.ts";
import { accountStats } from "./account-stats.ts";
import { plainStats } from "./plain.ts";

const currency = { code: "USD", exponent: 2 };
const items = [
  { id: "1", accountId: "A", kind: "invoice", balance: 9_007_199_254_740_991, dueOn: "1925-03-10" },
  { id: "2", accountId: "A", kind: "credit", balance: 70 },
] as const;

test("X-003 plain stats survive JSON, exposures beyond 2^53 included", () => {
  const plain = plainStats(accountStats(items, { asOf: "2025-03-10", currency, businessId: "B" }));
  expect(JSON.parse(JSON.stringify(plain))).toEqual(plain);
  expect(plain.pastDue).toEqual({
    amount: 9_007_199_254_740_991,
    count: 1,
    // 36,525 days: a hundred years with 25 leap days.
    amountDays: String(9_007_199_254_740_991n * 36_525n),
  });
  expect(plain.byBucket["91+"]).toEqual(plain.pastDue);
  expect(plain.credits).toEqual({ amount: 70, count: 1, amountDays: "0" });
  expect([plain.asOf, plain.currency, plain.businessId]).toEqual(["2025-03-10", currency, "B"]);
});

test("plain stats keep every tally and the buckets of any scheme", () => {
  const scheme = agingScheme({
    from: "dueOn",
    unit: "day",
    buckets: [
      { label: "not due", least: null, most: 0 },
      { label: "due", least: 1, most: null },
    ],
  });
  const stats = accountStats(items, { asOf: "2025-03-10", currency, scheme });
  const plain = plainStats(stats);
  expect(Object.keys(plain)).toEqual(Object.keys(stats));
  expect(Object.keys(plain.byBucket)).toEqual(["not due", "due"]);
  for (const key of [
    "outstanding",
    "invoices",
    "current",
    "discounts",
    "pastDue",
    "credits",
    "debits",
  ] as const) {
    const { amount, count, amountDays } = stats[key];
    expect(plain[key], key).toEqual({ amount, count, amountDays: String(amountDays) });
  }
});
