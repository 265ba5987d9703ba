import fc from "fast-check";
import { expect, test } from "vitest";
import { arbDay, arbDrafts, arbModestDrafts, itemsOn, usd } from "../../test/arbitraries/open-items.ts";
import { faultOf } from "../../test/fault-of.ts";
import { runs } from "../../test/runs.ts";
import { addDays } from "../calendar/day.ts";
import type { OpenItem } from "../positions/open-items.ts";
import { accountStats, statsByAccount } from "../stats/account-stats.ts";
import { collectionPriorities, exposuresOf } from "../stats/priority.ts";
import { type AccountStats, discountCombinings } from "../stats/stats.ts";
import { roundedAverageDays } from "../tally/average.ts";
import type { ColumnStats } from "./column-stats.ts";
import { columnsOf } from "./columns-builder.ts";
import { documentColumns } from "./document-columns.ts";
import { mergeColumnStats } from "./merge-stats.ts";
import { sortColumns, statsOfSorted } from "./sorted-columns.ts";
import { statsOfColumns } from "./stats-of-columns.ts";
import { agedTallies, type ColumnTally, columnTallies } from "./tallies.ts";

const many = { numRuns: runs(1000) };
const arbCombining = fc.constantFrom(...discountCombinings);

/** The tally of an account's stats that a column is of. */
function tallyIn(stats: AccountStats, name: ColumnTally) {
  return name === "1-30" || name === "31-60" || name === "61-90" || name === "91+"
    ? stats.byBucket[name]
    : stats[name];
}

/** Holds columns against objects: every account, every column, averages and priorities. */
function expectSame(stats: ColumnStats, objects: ReadonlyMap<string, AccountStats>): void {
  const empty = accountStats([], { asOf: stats.asOf, currency: stats.currency });
  const expected = stats.accountIds.map((id) => objects.get(id) ?? empty);
  expect(stats.accountIds.map((_, place) => stats.account(place))).toEqual(expected);
  for (const name of columnTallies) {
    expect([...stats.amounts(name)]).toEqual(expected.map((each) => tallyIn(each, name).amount));
    expect([...stats.counts(name)]).toEqual(expected.map((each) => tallyIn(each, name).count));
  }
  for (const name of agedTallies) {
    for (const decimals of [2, 0, 5]) {
      expect([...stats.averageDays(name, decimals)]).toEqual(
        expected.map((each) => roundedAverageDays(tallyIn(each, name), { decimals })),
      );
    }
  }
  const byId = new Map(stats.accountIds.map((id, place) => [id, expected[place] as AccountStats]));
  for (const options of [{}, { decimals: 3, floor: "zero" }, { equal: 5, decimals: 0 }] as const) {
    const scores = collectionPriorities(exposuresOf(byId), { decimals: 1, ...options, currency: usd });
    expect([...stats.priorities(options)]).toEqual(stats.accountIds.map((id) => scores.get(id)));
    for (const averageDecimals of [2, 0, 5]) {
      expect(stats.figures({ averageDecimals, priorities: options })).toEqual({
        amounts: columnsBy(columnTallies, (name) => stats.amounts(name)),
        counts: columnsBy(columnTallies, (name) => stats.counts(name)),
        averageDays: columnsBy(agedTallies, (name) => stats.averageDays(name, averageDecimals)),
        priorities: stats.priorities(options),
      });
    }
  }
}

function columnsBy<Name extends string>(names: readonly Name[], column: (name: Name) => Float64Array) {
  return Object.fromEntries(names.map((name) => [name, column(name)]));
}

test("columns, in any order and sorted, say what objects say, sums beyond 2^53 included", () => {
  fc.assert(
    fc.property(arbDrafts, arbDay, arbCombining, (drafts, asOf, discounts) => {
      const items = itemsOn(drafts, asOf);
      const options = { asOf, currency: usd, discounts };
      const columns = columnsOf(items);
      const answers = [
        () => statsOfColumns(columns, options),
        () => statsOfSorted(sortColumns(columns), options),
      ];
      let objects: ReadonlyMap<string, AccountStats> | undefined;
      try {
        objects = statsByAccount(items, options);
      } catch {
        for (const answer of answers) expect(faultOf(answer)).toMatchObject({ code: "AMOUNT_OVERFLOW" });
        return;
      }
      for (const answer of answers) expectSame(answer(), objects);
    }),
    many,
  );
});

test("sorted once, they are aged on any day", () => {
  fc.assert(
    fc.property(
      arbModestDrafts,
      fc.array(fc.integer({ min: -400, max: 400 }), { maxLength: 4 }),
      (drafts, shifts) => {
        const items = itemsOn(drafts, "2025-03-10");
        const columns = columnsOf(items);
        const sorted = sortColumns(columns);
        for (const shift of [0, ...shifts]) {
          const options = { asOf: addDays("2025-03-10", shift), currency: usd };
          expectSame(statsOfSorted(sorted, options), statsByAccount(items, options));
          expectSame(statsOfColumns(columns, options), statsByAccount(items, options));
        }
      },
    ),
    { numRuns: runs(300) },
  );
});

test("any split put together is the whole", () => {
  const options = { asOf: "2025-03-10", currency: usd };
  const partOf = (items: readonly OpenItem[]) => statsOfColumns(columnsOf(items), options);
  fc.assert(
    fc.property(arbDrafts, fc.nat(20), fc.nat(20), (drafts, one, two) => {
      const items = itemsOn(drafts, options.asOf);
      const [from, to] = [Math.min(one, two), Math.max(one, two)];
      const parts = () => [items.slice(0, from), items.slice(from, to), items.slice(to)].map(partOf);
      let objects: ReadonlyMap<string, AccountStats> | undefined;
      try {
        objects = statsByAccount(items, options);
      } catch {
        const whole = () => parts().reduce((a, b) => mergeColumnStats(a, b));
        expect(faultOf(whole)).toMatchObject({ code: "AMOUNT_OVERFLOW" });
        return;
      }
      const [a, b, c] = parts() as [ColumnStats, ColumnStats, ColumnStats];
      expectSame(mergeColumnStats(mergeColumnStats(a, b), c), objects);
      expectSame(mergeColumnStats(a, mergeColumnStats(b, c)), objects);
    }),
    many,
  );
});

test("the order of documents says nothing, and documents over nothing add nothing", () => {
  const options = { asOf: "2025-03-10", currency: usd };
  fc.assert(
    fc.property(arbModestDrafts, fc.nat(), (drafts, seed) => {
      const items = itemsOn(drafts, options.asOf);
      const { accountIds, accounts, kinds, balances, dueDays, offers } = columnsOf(items);
      const size = balances.length;
      // A permutation by a step that has no divisor in common with the size, and a document over nothing behind.
      const step = [7, 11, 13].find((each) => size % each !== 0) ?? 1;
      const old = Array.from({ length: size }, (_, row) => (row * step + (seed % Math.max(1, size))) % size);
      const placeOf = new Map(old.map((row, place) => [row, place]));
      const offered = [...offers.documents.keys()].sort(
        (a, b) =>
          (placeOf.get(offers.documents[a] as number) ?? 0) -
            (placeOf.get(offers.documents[b] as number) ?? 0) || a - b,
      );
      const mixed = documentColumns({
        accountIds,
        accounts: Uint32Array.from([
          ...old.map((row) => accounts[row] as number),
          ...(accountIds.length > 0 ? [0] : []),
        ]),
        kinds: Uint8Array.from([
          ...old.map((row) => kinds[row] as number),
          ...(accountIds.length > 0 ? [0] : []),
        ]),
        balances: Float64Array.from([
          ...old.map((row) => balances[row] as number),
          ...(accountIds.length > 0 ? [0] : []),
        ]),
        dueDays: Int32Array.from([
          ...old.map((row) => dueDays[row] as number),
          ...(accountIds.length > 0 ? [20_000] : []),
        ]),
        offers: {
          documents: Uint32Array.from(
            offered,
            (place) => placeOf.get(offers.documents[place] as number) ?? 0,
          ),
          amounts: Float64Array.from(offered, (place) => offers.amounts[place] as number),
          lastDays: Int32Array.from(offered, (place) => offers.lastDays[place] as number),
          sources: Uint8Array.from(offered, (place) => offers.sources[place] as number),
        },
      });
      expectSame(statsOfColumns(mixed, options), statsByAccount(items, options));
      expectSame(statsOfSorted(sortColumns(mixed), options), statsByAccount(items, options));
    }),
    { numRuns: runs(300) },
  );
});
