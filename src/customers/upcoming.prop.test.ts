import fc from "fast-check";
import { expect, test } from "vitest";
import { arbLedgerRows } from "../../test/ledger-of.ts";
import { mustRead } from "../../test/must-read.ts";
import { runs } from "../../test/runs.ts";
import { addDays, type Day, daysBetween } from "../calendar/day.ts";
import type { Ledger } from "../model/ledger.ts";
import { readLedger } from "../model/read-ledger.ts";
import { type OpenItem, openItems } from "../positions/open-items.ts";
import { accountStats } from "../stats/account-stats.ts";
import { type AccountStats, type DiscountCombining, discountCombinings } from "../stats/stats.ts";
import type { Tally } from "../tally/tally.ts";
import { upcoming } from "./upcoming.ts";
import type { UpcomingTotals } from "./upcoming-totals.ts";

const arbSpan = fc.record({
  ahead: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 60 })),
  length: fc.oneof(
    { arbitrary: fc.integer({ min: 0, max: 40 }), weight: 4 },
    { arbitrary: fc.constant(100), weight: 1 },
  ),
});

const asRead = (ledger: Ledger, day: Day) => openItems({ ...ledger, today: day }, { asOf: day });

function expected(items: readonly OpenItem[], asOf: Day, { business }: Ledger, discounts: DiscountCombining) {
  const { currency } = business;
  const stats: AccountStats = accountStats(items, { asOf, currency, discounts });
  const plain = ({ amount, count }: Tally) => ({ amount, count });
  const { outstanding, invoices, current, pastDue, byBucket } = stats;
  const totals = {
    outstanding: plain(outstanding),
    invoices: plain(invoices),
    current: plain(current),
    pastDue: plain(pastDue),
    byBucket: Object.fromEntries(Object.entries(byBucket).map(([label, tally]) => [label, plain(tally)])),
    discounts: plain(stats.discounts),
    debits: plain(stats.debits),
    credits: plain(stats.credits),
  };
  return { totals, exposure: String(pastDue.amountDays) };
}

const withoutExposure = ({ exposure: _, ...totals }: UpcomingTotals) => totals;

/** Every open document, and how it stands. */
function states(items: readonly OpenItem[], asOf: Day, { business }: Ledger, discounts: DiscountCombining) {
  return new Map(
    items.map((item) => {
      const { currency } = business;
      const stats = accountStats([item], { asOf, currency, discounts });
      const bucket = Object.entries(stats.byBucket).find(([, { count }]) => count === 1)?.[0] ?? null;
      const { accountId, balance } = item;
      return [`${item.kind} ${item.id}`, { accountId, bucket, balance, discount: stats.discounts.amount }];
    }),
  );
}

test("every day of the range: what is listed is what recomputing on that day gives, and nothing is left out", () => {
  fc.assert(
    fc.property(
      arbLedgerRows,
      arbSpan,
      fc.constantFrom(...discountCombinings),
      ({ ledger: rows, today }, { ahead, length }, discounts) => {
        const ledger = mustRead(readLedger(rows, { today }));
        const from = addDays(today, ahead);
        const through = addDays(from, length);
        const { start, days, asOf } = upcoming(ledger, { from, through, discounts });
        expect(asOf).toBe(from);
        const listed = new Map(days.map((each) => [each.day, each]));
        expect([...listed.keys()]).toEqual([...listed.keys()].sort());
        expect(listed.size).toBe(days.length);

        let totals = start.totals;
        const ofAccounts = new Map(start.accounts.map((each) => [each.accountId, each.totals]));
        let eve = states(asRead(ledger, from), from, ledger, discounts);
        expect(totals.exposure).toBe(expected(asRead(ledger, from), from, ledger, discounts).exposure);
        for (let day = from; day <= through; day = addDays(day, 1)) {
          const items = asRead(ledger, day);
          const now = states(items, day, ledger, discounts);
          const differing = [...new Set([...eve.keys(), ...now.keys()])].filter(
            (key) => JSON.stringify(eve.get(key)) !== JSON.stringify(now.get(key)),
          );
          const found = listed.get(day);
          const changes = found?.changes ?? [];
          expect([day, found !== undefined]).toEqual([day, differing.length > 0]);
          expect([...new Set(changes.map(({ kind, id }) => `${kind} ${id}`))].sort()).toEqual(
            differing.sort(),
          );
          for (const change of changes) {
            const key = `${change.kind} ${change.id}`;
            const [before, after] = [eve.get(key), now.get(key)];
            expect([change.fromBucket, change.fromBalance, change.fromDiscount]).toEqual([
              before?.bucket ?? null,
              before?.balance ?? 0,
              before?.discount ?? 0,
            ]);
            expect([change.toBucket, change.toBalance, change.toDiscount]).toEqual([
              after?.bucket ?? null,
              after?.balance ?? 0,
              after?.discount ?? 0,
            ]);
          }
          const all = expected(items, day, ledger, discounts);
          if (found !== undefined) {
            totals = found.totals;
            for (const each of found.accounts) ofAccounts.set(each.accountId, each.totals);
            const touched = differing.map((key) => (now.get(key) ?? eve.get(key))?.accountId ?? "");
            expect(found.accounts.map(({ accountId }) => accountId)).toEqual([...new Set(touched)].sort());
            expect(totals.exposure).toBe(all.exposure);
          }
          expect(withoutExposure(totals)).toEqual(all.totals);
          for (const accountId of ledger.accounts.keys()) {
            const own = items.filter((item) => item.accountId === accountId);
            const known = ofAccounts.get(accountId);
            const { totals: due, exposure } = expected(own, day, ledger, discounts);
            if (known !== undefined) expect([day, withoutExposure(known)]).toEqual([day, due]);
            if (found?.accounts.some((each) => each.accountId === accountId))
              expect(known?.exposure).toBe(exposure);
          }
          eve = now;
        }
        expect(JSON.parse(JSON.stringify(days))).toEqual(days);
      },
    ),
    { numRuns: runs(500) },
  );
}, 120_000);

test("a ledger read from its rows on a later day gives the same totals", () => {
  fc.assert(
    fc.property(arbLedgerRows, fc.integer({ min: 0, max: 100 }), ({ ledger: rows, today }, ahead) => {
      const ledger = mustRead(readLedger(rows, { today }));
      const day = addDays(today, ahead);
      const { start, days } = upcoming(ledger, { through: day });
      const last = days.at(-1) ?? { totals: start.totals, day: today };
      const reading = readLedger(rows, { today: day });
      // A void or an invitation that was right today may be wrong in a file that comes in later.
      fc.pre(reading.ok);
      const later = mustRead(reading);
      const { totals } = expected(openItems(later, { asOf: day }), day, later, "max");
      expect(withoutExposure(last.totals)).toEqual(totals);
      const since = BigInt(daysBetween(last.day, day)) * BigInt(last.totals.pastDue.amount);
      const { exposure } = expected(openItems(later, { asOf: day }), day, later, "max");
      expect(BigInt(last.totals.exposure) + since).toBe(BigInt(exposure));
    }),
    { numRuns: runs(500) },
  );
});

test("one account alone changes as it does among the others", () => {
  fc.assert(
    fc.property(arbLedgerRows, fc.nat(), ({ ledger: rows, today }, pick) => {
      const ledger = mustRead(readLedger(rows, { today }));
      const ids = [...ledger.accounts.keys()];
      fc.pre(ids.length > 0);
      const accountId = ids[pick % ids.length] as string;
      const through = addDays(today, 100);
      const { days } = upcoming(ledger, { through });
      const own = upcoming(ledger, { through, accountId });
      const among = days.flatMap((each) => {
        const changes = each.changes.filter((change) => change.accountId === accountId);
        const account = each.accounts.find((one) => one.accountId === accountId);
        return changes.length === 0 ? [] : [{ day: each.day, changes, totals: account?.totals }];
      });
      expect(own.days.map(({ accounts: _, ...rest }) => rest)).toEqual(among);
      for (const { accounts, totals } of own.days) expect(accounts).toEqual([{ accountId, totals }]);
    }),
    { numRuns: runs(500) },
  );
});
