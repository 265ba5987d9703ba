import fc from "fast-check";
import { expect, test } from "vitest";
import { arbDay, arbDrafts, arbModestDrafts, itemsOn, usd } from "../../test/arbitraries/open-items.ts";
import { faultOf } from "../../test/fault-of.ts";
import { runs } from "../../test/runs.ts";
import type { OpenItem } from "../positions/open-items.ts";
import { discountCombinings } from "../stats/stats.ts";
import { questionOf } from "./column-stats.ts";
import { columnsOf } from "./columns-builder.ts";
import { DocumentColumns } from "./document-columns.ts";
import { exposureNumbers } from "./exposures.ts";
import { GatheredColumns } from "./gathered-columns.ts";
import { RunningStats } from "./running-stats.ts";
import { statsOfColumns } from "./stats-of-columns.ts";

/** Documents in batches of some length, accounts by their place among all, each with how many accounts are known by then. */
function batchesOf(items: readonly OpenItem[], length: number) {
  const ids: string[] = [];
  const batches: (readonly [DocumentColumns, number])[] = [];
  for (let from = 0; from < items.length; from += length) {
    const columns = columnsOf(items.slice(from, from + length));
    const places = columns.accountIds.map((id) => (ids.includes(id) ? ids.indexOf(id) : ids.push(id) - 1));
    const accounts = columns.accounts.map((account) => places[account] as number);
    batches.push([new DocumentColumns({ ...columns, accountIds: [], accounts }), ids.length]);
  }
  return { ids, batches };
}

/** Writes over a batch, as whoever reads the next one into its arrays. */
function spoil({ accounts, kinds, balances, dueDays, offers }: DocumentColumns): void {
  for (const column of [accounts, kinds, balances, dueDays, ...Object.values(offers)]) column.fill(99);
}

const arbLength = fc.integer({ min: 1, max: 5 });

test("documents in batches, put together, are the documents", () => {
  fc.assert(
    fc.property(arbDrafts, arbDay, arbLength, (drafts, asOf, length) => {
      const items = itemsOn(drafts, asOf);
      const { ids, batches } = batchesOf(items, length);
      const gathered = new GatheredColumns();
      for (const [batch] of batches) {
        gathered.add(batch);
        spoil(batch);
      }
      expect({ ...gathered.columns(ids) }).toEqual({ ...columnsOf(items) });
    }),
    { numRuns: runs(300) },
  );
});

test("documents in batches add up to what they do together, however many accounts come up", () => {
  const arbCombining = fc.constantFrom(...discountCombinings);
  fc.assert(
    fc.property(arbModestDrafts, arbDay, arbLength, arbCombining, (drafts, asOf, length, discounts) => {
      // Accounts that come up one after the other, each once: sums grow at every step.
      const items = itemsOn(drafts, asOf).map((item, at) => ({
        ...item,
        accountId: `${item.accountId}-${at % 11}`,
      }));
      const { ids, batches } = batchesOf(items, length);
      const options = { asOf, currency: usd, discounts };
      const running = new RunningStats(questionOf(options), 0);
      for (const [batch, accounts] of batches) {
        running.add(batch, accounts);
        spoil(batch);
      }
      const expected = statsOfColumns(columnsOf(items), options);
      const stats = running.stats(ids);
      expect(stats?.accountIds).toEqual(expected.accountIds);
      for (const place of ids.keys()) expect(stats?.account(place)).toEqual(expected.account(place));
      const exposures = ids.map((_, place) => Number(expected.exposure(place)));
      expect([...(stats === undefined ? [] : (exposureNumbers(stats) ?? []))]).toEqual(exposures);
    }),
    { numRuns: runs(300) },
  );
});

test("amount-days that a number does not hold are not guessed, and amounts are refused with the account", () => {
  const asOf = "2025-03-10";
  const options = { asOf, currency: usd };
  const most = Number.MAX_SAFE_INTEGER;
  const added = (items: readonly Omit<OpenItem, "id" | "accountId" | "kind">[]) => {
    const running = new RunningStats(questionOf(options), 1);
    const all = items.map(
      (item, at): OpenItem => ({ ...item, id: String(at), accountId: "A", kind: "invoice" }),
    );
    for (const [batch, accounts] of batchesOf(all, 1).batches) running.add(batch, accounts);
    return running.stats(["A"]);
  };
  const exposures = (...items: Parameters<typeof added>[0]) => {
    const stats = added(items);
    return stats === undefined ? undefined : exposureNumbers(stats);
  };
  expect(exposures({ balance: most, dueOn: "2025-03-09" })).toEqual(Float64Array.of(most));
  expect(exposures({ balance: most - 1, dueOn: "2025-03-08" })).toBeUndefined();
  // Held by class, and not together; one more than is held.
  const [half, old] = [
    { balance: (most - 1) / 2, dueOn: "2025-03-09" },
    { balance: 1, dueOn: "2025-01-01" },
  ];
  expect(added([half, half, { ...old, balance: 1 }])).toBeDefined();
  expect(exposures(half, half, { ...old, balance: 1 })).toBeUndefined();
  const fault = faultOf(() => added([half, half, { ...old, balance: 2 }]));
  expect([fault?.code, fault?.path]).toEqual(["AMOUNT_OVERFLOW", ["A"]]);
});
