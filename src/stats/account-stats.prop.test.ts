import fc from "fast-check";
import { expect, test } from "vitest";
import {
  arbDay,
  arbDraft,
  arbDrafts,
  arbModestDrafts,
  type Draft,
  deepFreeze,
  itemsOn,
  usd,
} from "../../test/arbitraries/open-items.ts";
import { addDays } from "../calendar/day.ts";
import { averageDays } from "../tally/average.ts";
import { nothing, type Tally } from "../tally/tally.ts";
import { accountStats, statsByAccount, statsByJob } from "./account-stats.ts";
import { mergeStats } from "./merge.ts";
import type { AccountStats } from "./stats.ts";

const runs = { numRuns: 1000 };
const pastBuckets = ["1-30", "31-60", "61-90", "91+"] as const;
const day = "2025-03-10";

const statsOf = (drafts: readonly Draft[], asOf = day) =>
  accountStats(itemsOn(drafts, asOf), { asOf, currency: usd });

/** Adds drafts the slow way, in whole numbers without end. */
function tallyOf(drafts: readonly Draft[], days: "days" | "no days" = "no days"): Tally {
  const open = drafts.filter(({ balance }) => balance > 0);
  return {
    amount: Number(open.reduce((sum, { balance }) => sum + BigInt(balance), 0n)),
    count: open.length,
    amountDays:
      days === "days"
        ? open.reduce((sum, { balance, overdue }) => sum + BigInt(balance) * BigInt(overdue), 0n)
        : 0n,
  };
}

const isInvoice = ({ kind }: Draft) => kind === "invoice";
const isPastDue = (draft: Draft) => isInvoice(draft) && draft.overdue > 0;
const isCurrent = (draft: Draft) => isInvoice(draft) && draft.overdue <= 0;
const overdueFrom = (least: number, most: number) => (draft: Draft) =>
  isInvoice(draft) && draft.overdue >= least && draft.overdue <= most;

/** What the greatest discount still open takes off a current invoice, at most what is owed. */
function captured({ discounts, balance }: Draft): number {
  const open = discounts.filter(({ daysLeft }) => daysLeft >= 0).map(({ amount }) => amount);
  return Math.min(balance, Math.max(0, ...open));
}

test("A-082 A-083 A-085 A-102 A-121 A-122 A-123 A-124 A-129 A-130 A-149 A-150 A-151 A-152 each figure is the sum of the documents it names", () => {
  fc.assert(
    fc.property(arbDrafts, arbDay, (drafts, asOf) => {
      const stats = statsOf(drafts, asOf);
      const discounted = drafts.filter(isCurrent).map(captured).filter(Boolean);
      expect(stats).toEqual({
        asOf,
        currency: usd,
        outstanding: tallyOf(drafts.filter(({ kind }) => kind !== "credit")),
        invoices: tallyOf(drafts.filter(isInvoice)),
        current: tallyOf(drafts.filter(isCurrent)),
        discounts: {
          amount: discounted.reduce((sum, each) => sum + each, 0),
          count: discounted.length,
          amountDays: 0n,
        },
        pastDue: tallyOf(drafts.filter(isPastDue), "days"),
        byBucket: {
          current: tallyOf(drafts.filter(isCurrent)),
          "1-30": tallyOf(drafts.filter(overdueFrom(1, 30)), "days"),
          "31-60": tallyOf(drafts.filter(overdueFrom(31, 60)), "days"),
          "61-90": tallyOf(drafts.filter(overdueFrom(61, 90)), "days"),
          "91+": tallyOf(drafts.filter(overdueFrom(91, Number.POSITIVE_INFINITY)), "days"),
        },
        credits: tallyOf(drafts.filter(({ kind }) => kind === "credit")),
        debits: tallyOf(drafts.filter(({ kind }) => kind === "debit")),
      });
    }),
    runs,
  );
});

test("L-01 L-02 L-03 A-118 A-120 A-146 the parts add up: buckets, past due, invoices, outstanding", () => {
  fc.assert(
    fc.property(arbDrafts, arbDay, (drafts, asOf) => {
      const { outstanding, invoices, current, pastDue, byBucket, debits } = statsOf(drafts, asOf);
      for (const part of ["amount", "count"] as const) {
        expect(current[part] + pastDue[part]).toBe(invoices[part]);
        expect(pastBuckets.reduce((sum, label) => sum + byBucket[label][part], 0)).toBe(pastDue[part]);
        expect(invoices[part] + debits[part]).toBe(outstanding[part]);
      }
    }),
    runs,
  );
});

test("L-04 L-16 A-105 A-148 A-156 the exposure is what the buckets add up to, and 0 only where nothing is past due", () => {
  fc.assert(
    fc.property(arbDrafts, arbDay, (drafts, asOf) => {
      const { pastDue, byBucket } = statsOf(drafts, asOf);
      const days = pastBuckets.reduce((sum, label) => sum + byBucket[label].amountDays, 0n);
      expect(pastDue.amountDays).toBe(days);
      expect(pastDue.amountDays === 0n).toBe(pastDue.count === 0);
      for (const tally of [pastDue, ...pastBuckets.map((label) => byBucket[label])]) {
        if (tally.count === 0) expect(averageDays(tally).toFixed(2)).toBe("0.00");
      }
    }),
    runs,
  );
});

test("L-05 an average of days lies between the least and the most, and within its bucket", () => {
  fc.assert(
    fc.property(arbDrafts, arbDay, (drafts, asOf) => {
      const { pastDue, byBucket } = statsOf(drafts, asOf);
      const within = (tally: Tally, least: number, most: number) => {
        if (tally.count === 0) return;
        expect(averageDays(tally).gte(least)).toBe(true);
        expect(averageDays(tally).lte(most)).toBe(true);
      };
      const ages = drafts
        .filter((draft) => isPastDue(draft) && draft.balance > 0)
        .map(({ overdue }) => overdue);
      within(pastDue, Math.max(1, Math.min(...ages)), Math.max(...ages));
      within(byBucket["1-30"], 1, 30);
      within(byBucket["31-60"], 31, 60);
      within(byBucket["61-90"], 61, 90);
      within(byBucket["91+"], 91, Number.POSITIVE_INFINITY);
    }),
    runs,
  );
});

const text = (value: unknown) =>
  JSON.stringify(value, (_, each) => (typeof each === "bigint" ? `${each}n` : each));

test("L-06 the order of documents never matters, to the byte", () => {
  const arbShuffled = arbDrafts.chain((drafts) =>
    fc.tuple(
      fc.constant(drafts),
      fc.shuffledSubarray([...drafts], { minLength: drafts.length, maxLength: drafts.length }),
    ),
  );
  fc.assert(
    fc.property(arbShuffled, arbDay, ([drafts, shuffled], asOf) => {
      expect(text(statsOf(shuffled, asOf))).toBe(text(statsOf(drafts, asOf)));
      const all = { asOf, currency: usd };
      const byAccount = statsByAccount(itemsOn(drafts, asOf), all);
      for (const [accountId, stats] of statsByAccount(itemsOn(shuffled, asOf), all)) {
        expect(text(stats)).toBe(text(byAccount.get(accountId)));
      }
    }),
    runs,
  );
});

test("L-08 an invoice in two parts owes and ages the same; only counts grow", () => {
  const arbSplit = fc.tuple(arbDraft, fc.integer({ min: 1, max: 1_000_000 }), arbModestDrafts);
  fc.assert(
    fc.property(arbSplit, ([whole, part, others]) => {
      const rest = 1 + (whole.balance % 1_000_000);
      const invoice: Draft = { ...whole, kind: "invoice", discounts: [], balance: part + rest };
      const one = statsOf([...others, invoice]);
      const two = statsOf([...others, { ...invoice, balance: part }, { ...invoice, balance: rest }]);
      for (const key of [
        "outstanding",
        "invoices",
        "current",
        "pastDue",
        "discounts",
        "credits",
        "debits",
      ] as const) {
        expect(two[key]).toEqual({ ...one[key], count: two[key].count });
      }
      expect(two.invoices.count).toBe(one.invoices.count + 1);
      expect(two.outstanding.count).toBe(one.outstanding.count + 1);
      expect(averageDays(two.pastDue).eq(averageDays(one.pastDue))).toBe(true);
    }),
    runs,
  );
});

test("L-09 k times every amount is k times every total, and the same averages", () => {
  fc.assert(
    fc.property(arbModestDrafts, fc.integer({ min: 1, max: 100_000 }), (drafts, k) => {
      const small = drafts.map((draft) => ({
        ...draft,
        discounts: draft.discounts.map((each) => ({ ...each, amount: each.amount % 1_000_000_000 })),
      }));
      const times = small.map((draft) => ({
        ...draft,
        balance: draft.balance * k,
        discounts: draft.discounts.map((each) => ({ ...each, amount: each.amount * k })),
      }));
      const once = statsOf(small);
      const scaled = statsOf(times);
      const grown = ({ amount, count, amountDays }: Tally) => ({
        amount: amount * k,
        count,
        amountDays: amountDays * BigInt(k),
      });
      for (const key of [
        "outstanding",
        "invoices",
        "current",
        "pastDue",
        "discounts",
        "credits",
        "debits",
      ] as const) {
        expect(scaled[key]).toEqual(grown(once[key]));
      }
      for (const label of pastBuckets) {
        expect(averageDays(scaled.byBucket[label]).eq(averageDays(once.byBucket[label]))).toBe(true);
      }
    }),
    runs,
  );
});

test("L-10 all days moved together change nothing", () => {
  fc.assert(
    fc.property(arbDrafts, arbDay, fc.integer({ min: -1000, max: 1000 }), (drafts, asOf, days) => {
      const items = itemsOn(drafts, asOf).map((item) => ({
        ...item,
        ...(item.dueOn === undefined ? {} : { dueOn: addDays(item.dueOn, days) }),
        ...(item.discounts === undefined
          ? {}
          : {
              discounts: item.discounts.map((each) => ({ ...each, until: addDays(each.until, days) })),
            }),
      }));
      const moved = accountStats(items, { asOf: addDays(asOf, days), currency: usd });
      expect({ ...moved, asOf }).toEqual(statsOf(drafts, asOf));
    }),
    runs,
  );
});

test("L-11 L-12 L-55 a day later without payments: exposure grows by what is past due then, and nothing gets better", () => {
  fc.assert(
    fc.property(arbDrafts, arbDay, (drafts, asOf) => {
      const items = itemsOn(drafts, asOf);
      const today = accountStats(items, { asOf, currency: usd });
      const next = accountStats(items, { asOf: addDays(asOf, 1), currency: usd });
      expect(next.pastDue.amountDays).toBe(today.pastDue.amountDays + BigInt(next.pastDue.amount));
      expect(next.pastDue.amount).toBeGreaterThanOrEqual(today.pastDue.amount);
      expect(next.current.amount).toBeLessThanOrEqual(today.current.amount);
      expect(next.discounts.amount).toBeLessThanOrEqual(today.discounts.amount);
      expect(next.discounts.count).toBeLessThanOrEqual(today.discounts.count);
      // Of each bucket and all older ones together, the amount never falls: nothing moves back.
      let before = today.invoices.amount;
      let after = next.invoices.amount;
      for (const label of ["current", ...pastBuckets] as const) {
        expect(after).toBeGreaterThanOrEqual(before);
        before -= today.byBucket[label].amount;
        after -= next.byBucket[label].amount;
      }
    }),
    runs,
  );
});

test("L-13 paying some of a past-due invoice takes that off its bucket and p times k off the exposure", () => {
  const arbPayment = fc.tuple(
    arbModestDrafts,
    fc.integer({ min: 1, max: 400 }),
    fc.integer({ min: 1, max: 1_000_000 }),
    fc.integer({ min: 0, max: 1_000_000 }),
  );
  fc.assert(
    fc.property(arbPayment, ([others, overdue, paid, left]) => {
      const invoice: Draft = {
        kind: "invoice",
        accountId: "A",
        balance: paid + left,
        overdue,
        discounts: [],
        statementIds: [],
        jobId: undefined,
      };
      const before = statsOf([...others, invoice]);
      const after = statsOf([...others, { ...invoice, balance: left }]);
      const settled = left === 0 ? 1 : 0;
      const less = (tally: Tally, days: bigint): Tally => ({
        amount: tally.amount - paid,
        count: tally.count - settled,
        amountDays: tally.amountDays - days,
      });
      const bucket = pastBuckets[overdue <= 30 ? 0 : overdue <= 60 ? 1 : overdue <= 90 ? 2 : 3];
      const days = BigInt(paid) * BigInt(overdue);
      expect(after).toEqual({
        ...before,
        outstanding: less(before.outstanding, 0n),
        invoices: less(before.invoices, 0n),
        pastDue: less(before.pastDue, days),
        byBucket: { ...before.byBucket, [bucket as string]: less(before.byBucket[bucket ?? "91+"], days) },
      });
    }),
    runs,
  );
});

test("L-14 documents over nothing, and those of other accounts, change nothing of an account", () => {
  fc.assert(
    fc.property(arbModestDrafts, arbModestDrafts, (drafts, others) => {
      const settled = others.map((draft) => ({ ...draft, balance: 0 }));
      expect(statsOf([...drafts, ...settled])).toEqual(statsOf(drafts));
      const mine = drafts.map((draft) => ({ ...draft, accountId: "mine" }));
      const all = statsByAccount(itemsOn([...others, ...mine, ...others], day), { asOf: day, currency: usd });
      expect(all.get("mine") ?? statsOf([])).toEqual(statsOf(mine));
    }),
    runs,
  );
});

test("L-15 A-119 A-154 an open credit changes the credits alone", () => {
  fc.assert(
    fc.property(arbModestDrafts, arbDraft, (drafts, draft) => {
      const credit: Draft = { ...draft, kind: "credit", balance: 1 + (draft.balance % 1_000_000) };
      const { credits, ...rest } = statsOf(drafts);
      const { credits: more, ...same } = statsOf([...drafts, credit]);
      expect(same).toEqual(rest);
      expect(more).toEqual({
        amount: credits.amount + credit.balance,
        count: credits.count + 1,
        amountDays: 0n,
      });
    }),
    runs,
  );
});

test("L-55 A-126 A-128 discounts stay within the current invoices, and are counted where there are any", () => {
  fc.assert(
    fc.property(arbDrafts, arbDay, (drafts, asOf) => {
      const { discounts, current } = statsOf(drafts, asOf);
      expect(discounts.amount).toBeLessThanOrEqual(current.amount);
      expect(discounts.count).toBeLessThanOrEqual(current.count);
      expect(discounts.amount === 0).toBe(discounts.count === 0);
    }),
    runs,
  );
});

test("L-29 A-084 A-174 a statement never holds more than the account; one with all invoices has all of the account's", () => {
  fc.assert(
    fc.property(arbDrafts, arbDay, (drafts, asOf) => {
      const items = itemsOn(drafts, asOf);
      const options = { asOf, currency: usd };
      const account = accountStats(items, options);
      const scoped = accountStats(items, { ...options, scope: { statementId: "S1" } });
      for (const key of ["outstanding", "invoices", "current", "pastDue", "discounts"] as const) {
        expect(scoped[key].amount).toBeLessThanOrEqual(account[key].amount);
        expect(scoped[key].count).toBeLessThanOrEqual(account[key].count);
      }
      const onOne = drafts.filter((draft) => isInvoice(draft) && draft.statementIds.includes("S1"));
      expect(scoped).toEqual(statsOf(onOne, asOf));
      const allOn = items.map((item) => ({ ...item, statementIds: ["S0", "S9"] }));
      expect(accountStats(allOn, { ...options, scope: { statementId: "S9" } })).toEqual({
        ...account,
        outstanding: account.invoices,
        credits: nothing,
        debits: nothing,
      });
      const empty = accountStats(items, { ...options, scope: { statementId: "S" } });
      expect(empty).toEqual(accountStats([], options));
    }),
    runs,
  );
});

test("L-30 A-178 jobs and what has no job add up to the account", () => {
  fc.assert(
    fc.property(arbDrafts, arbDay, (drafts, asOf) => {
      const items = itemsOn(drafts, asOf);
      const options = { asOf, currency: usd };
      const { jobs, unassigned } = statsByJob(items, options);
      const sum = [...jobs.values()].reduce<AccountStats>((a, b) => mergeStats(a, b), unassigned);
      expect(sum).toEqual(accountStats(items, options));
      expect(unassigned).toEqual(
        statsOf(
          drafts.filter(({ jobId }) => jobId === undefined),
          asOf,
        ),
      );
      for (const [jobId, stats] of jobs) {
        expect(stats).toEqual(accountStats(items, { ...options, scope: { jobId } }));
      }
    }),
    runs,
  );
});

test("L-07 L-19 the accounts of a heap are what each account's own documents give, in the order they are met", () => {
  fc.assert(
    fc.property(arbDrafts, arbDay, (drafts, asOf) => {
      const byAccount = statsByAccount(itemsOn(drafts, asOf), { asOf, currency: usd });
      const ids = [...new Set(drafts.map(({ accountId }) => accountId))];
      expect([...byAccount.keys()]).toEqual(ids);
      for (const id of ids) {
        expect(byAccount.get(id)).toEqual(
          statsOf(
            drafts.filter(({ accountId }) => accountId === id),
            asOf,
          ),
        );
      }
    }),
    runs,
  );
});

test("L-50 deep-frozen items and options are enough, and the neutral tally stays as it is", () => {
  fc.assert(
    fc.property(arbDrafts, arbDay, (drafts, asOf) => {
      const items = deepFreeze(itemsOn(drafts, asOf));
      const options = deepFreeze({ asOf, currency: { ...usd }, discounts: "sum" as const });
      const before = text([items, options]);
      accountStats(items, { ...options, scope: Object.freeze({ statementId: "S1" }) });
      statsByAccount(items, options);
      statsByJob(items, options);
      expect(text([items, options])).toBe(before);
      expect(Object.isFrozen(nothing)).toBe(true);
    }),
    runs,
  );
});
