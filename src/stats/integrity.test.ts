import fc from "fast-check";
import { expect, test } from "vitest";
import { arbDay, arbDrafts, deepFreeze, itemsOn, usd } from "../../test/arbitraries/open-items.ts";
import { agingScheme } from "../aging/scheme.ts";
import type { OpenItem } from "../positions/open-items.ts";
import type { Tally } from "../tally/tally.ts";
import { accountStats } from "./account-stats.ts";
import { verifyIntegrity } from "./integrity.ts";
import type { AccountStats } from "./stats.ts";

const items: readonly OpenItem[] = [
  { id: "1", accountId: "A", kind: "invoice", balance: 100, dueOn: "2025-03-05" },
  { id: "2", accountId: "A", kind: "invoice", balance: 200, dueOn: "2025-02-01" },
  {
    id: "3",
    accountId: "A",
    kind: "invoice",
    balance: 40,
    dueOn: "2025-03-10",
    discounts: [{ amount: 40, until: "2025-03-10", from: "invoice" }],
  },
  { id: "4", accountId: "A", kind: "debit", balance: 9 },
];
const good = accountStats(items, { asOf: "2025-03-10", currency: usd });

const paths = (stats: AccountStats) =>
  verifyIntegrity(stats).map(({ code, path }) => {
    expect(code).toBe("INTEGRITY");
    return path.join("/");
  });

/** The same stats with something on top of one tally. */
function tampered(key: keyof AccountStats, more: Partial<Tally>): AccountStats {
  const { amount, count, amountDays } = good[key] as Tally;
  const tally = {
    amount: amount + (more.amount ?? 0),
    count: count + (more.count ?? 0),
    amountDays: amountDays + (more.amountDays ?? 0n),
  };
  return { ...good, [key]: tally };
}

test("A-147 A-146 each part of each figure that does not add up is an issue", () => {
  expect(verifyIntegrity(good)).toEqual([]);
  for (const more of [{ amount: 1 }, { amount: -1 }, { count: 1 }, { count: -1 }] as const) {
    expect(paths(tampered("pastDue", more))).toEqual(["pastDue", "invoices"]);
    expect(paths(tampered("invoices", more))).toEqual(["invoices", "outstanding"]);
    expect(paths(tampered("outstanding", more))).toEqual(["outstanding"]);
    expect(paths(tampered("debits", more))).toEqual(["outstanding"]);
  }
  expect(paths(tampered("pastDue", { amountDays: 1n }))).toEqual(["pastDue"]);
  expect(paths(tampered("current", { amountDays: 1n }))).toEqual(["current"]);
  expect(paths(tampered("current", { amount: 1 }))).toEqual(["current", "invoices"]);
  expect(paths(tampered("current", { count: 1 }))).toEqual(["current", "invoices"]);
  // Of other sums only amounts and counts are read: they carry no days.
  expect(paths(tampered("invoices", { amountDays: 1n }))).toEqual([]);
  expect(paths(tampered("outstanding", { amountDays: 1n }))).toEqual([]);
});

test("A-147 L-02 a bucket that was changed, and buckets that make up for each other", () => {
  const bucket = (label: keyof AccountStats["byBucket"], more: number): AccountStats => {
    const tally = { ...good.byBucket[label], amount: good.byBucket[label].amount + more };
    return { ...good, byBucket: { ...good.byBucket, [label]: tally } };
  };
  expect(paths(bucket("1-30", 1))).toEqual(["pastDue"]);
  expect(paths(bucket("91+", 1))).toEqual(["pastDue"]);
  expect(paths(bucket("current", 1))).toEqual(["current"]);
  const moved = bucket("1-30", 1);
  const back = { ...moved.byBucket["31-60"], amount: moved.byBucket["31-60"].amount - 1 };
  expect(paths({ ...moved, byBucket: { ...moved.byBucket, "31-60": back } })).toEqual([]);
});

test("A-147 L-55 discounts within the current invoices", () => {
  expect(paths(tampered("discounts", { amount: 1 }))).toEqual(["discounts"]);
  expect(paths(tampered("discounts", { count: 1 }))).toEqual(["discounts"]);
  expect(paths(tampered("discounts", { amount: -1 }))).toEqual([]);
});

test("A-147 an issue says what is there and what should be", () => {
  expect(verifyIntegrity(tampered("outstanding", { amount: 1, count: 2 }))).toEqual([
    {
      code: "INTEGRITY",
      path: ["outstanding"],
      message: "outstanding is not what invoices and debits add up to.",
      expected: "349 minor units, 4 documents, 0 minor-unit days",
      received: "350 minor units, 6 documents, 0 minor-unit days",
    },
  ]);
  const [bucketIssue, sumIssue] = verifyIntegrity(tampered("pastDue", { amount: -1 }));
  expect(bucketIssue).toMatchObject({
    message: "pastDue is not what the past-due buckets add up to.",
    expected: "300 minor units, 2 documents, 7900 minor-unit days",
    received: "299 minor units, 2 documents, 7900 minor-unit days",
  });
  expect(sumIssue?.message).toBe("invoices is not what current and past due add up to.");
  expect(verifyIntegrity(tampered("current", { amountDays: 1n }))[0]?.message).toBe(
    "current is not what the current buckets add up to.",
  );
  expect(verifyIntegrity(tampered("discounts", { amount: 1 }))[0]).toMatchObject({
    message: "discounts pass the current invoices they are on.",
    expected: "40 minor units, 1 documents, 0 minor-unit days",
    received: "41 minor units, 1 documents, 0 minor-unit days",
  });
});

test("A-147 days that came through JSON as text or numbers are the same days", () => {
  const byBucket = Object.fromEntries(
    Object.entries(good.byBucket).map(([label, tally]) => [
      label,
      { ...tally, amountDays: Number(tally.amountDays) },
    ]),
  );
  const pastDue = { ...good.pastDue, amountDays: String(good.pastDue.amountDays) };
  const imported = { ...good, byBucket, pastDue } as unknown as AccountStats;
  expect(verifyIntegrity(imported)).toEqual([]);
});

test("A-147 sums beyond the exact range are compared, not refused", () => {
  const most = Number.MAX_SAFE_INTEGER;
  const huge = {
    ...good,
    pastDue: { ...good.pastDue, amount: most },
    current: { ...good.current, amount: most },
  };
  expect(paths(huge)).toEqual(["current", "pastDue", "invoices"]);
});

test("A-147 which buckets are current can be said", () => {
  const scheme = agingScheme({
    from: "dueOn",
    unit: "day",
    buckets: [
      { label: "later", least: null, most: -1 },
      { label: "today", least: 0, most: 0 },
      { label: "late", least: 1, most: null },
    ],
  });
  const stats = accountStats(items, { asOf: "2025-03-10", currency: usd, scheme });
  expect(verifyIntegrity(stats, ["later", "today"])).toEqual([]);
  expect(verifyIntegrity(stats, ["later"]).map(({ path }) => path)).toEqual([["current"], ["pastDue"]]);
});

test("A-147 L-50 what this library adds up always passes, and is only read", () => {
  fc.assert(
    fc.property(arbDrafts, arbDay, (drafts, asOf) => {
      const stats = deepFreeze(accountStats(itemsOn(drafts, asOf), { asOf, currency: { ...usd } }));
      expect(verifyIntegrity(stats)).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});
