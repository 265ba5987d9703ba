import fc from "fast-check";
import { expect, test } from "vitest";
import { changesOf, type LedgerRows } from "../../test/changes-of.ts";
import { filesOf } from "../../test/files-of.ts";
import { arbLedgerRows } from "../../test/ledger-of.ts";
import { mustRead } from "../../test/must-read.ts";
import { runs } from "../../test/runs.ts";
import * as calendar from "../calendar/index.ts";
import { readLedgerFiles } from "../csv/index.ts";
import type { Ledger } from "../model/ledger.ts";
import { readLedger } from "../model/read-ledger.ts";
import type { Change } from "./change.ts";
import { openStore, type Store } from "./store.ts";

/** Ledgers with rows in every table that a store takes changes to. */
const arbRows: fc.Arbitrary<{ readonly rows: LedgerRows; readonly today: string }> = fc
  .tuple(arbLedgerRows, fc.nat({ max: 3 }), fc.nat({ max: 3 }))
  .map(([{ ledger, today }, items, more]) => {
    const { invoices = [], jobs = [], accounts = [] } = ledger;
    const line_items = invoices.flatMap(({ invoice_id, invoice_number, amount }, place) =>
      Array.from({ length: (items + place) % 3 }, (_, line) => ({
        invoice_id: invoice_id ?? invoice_number,
        line: String(line + 1),
        status: line === 0 ? "Shipped" : "Back order",
        amount,
      })),
    );
    const contracts = jobs
      .slice(0, more)
      .map(({ job_id }) => ({ contract_id: `K-${job_id}`, job_id, amount: "5" }));
    const sites = accounts
      .slice(0, more)
      .map(({ account_id }) => ({ site_id: `T-${account_id}`, account_id }));
    const withContracts = invoices.map((row) => {
      const contract = contracts.find(({ job_id }) => job_id === row.job_id);
      return contract === undefined ? row : { ...row, contract_id: contract.contract_id };
    });
    const documents = { invoices: withContracts, line_items, contracts, sites };
    return { rows: { ...ledger, ...documents, ...customerTables(ledger, today, items, more) }, today };
  });

/** Laybys, quotes, notes, sales and the like: some of each, for some of the accounts and documents there are. */
function customerTables(
  { accounts = [], payments = [] }: LedgerRows,
  today: string,
  parts: number,
  more: number,
) {
  const some = accounts.slice(0, more);
  const each = (place: number) => Array.from({ length: (parts + place) % 3 }, (_, part) => String(part + 1));
  const laybys = some.map(({ account_id }) => ({
    layby_id: `L-${account_id}`,
    account_id,
    sold_on: today,
    due_on: today,
  }));
  const quotes = some.map(({ account_id }) => ({
    quote_id: `Q-${account_id}`,
    account_id,
    quoted_on: today,
  }));
  const work = some.map(({ account_id }) => ({ account_id, at: today, due_at: `${today}T12:00:00Z` }));
  const agreements = some.map(({ account_id }) => ({
    agreement_id: `G-${account_id}`,
    account_id,
    starts_on: today,
    ends_on: today,
  }));
  return {
    laybys,
    layby_items: laybys.flatMap(({ layby_id }, place) =>
      each(place).map((price) => ({ layby_id, price, quantity: "2" })),
    ),
    layby_payments: laybys.flatMap(({ layby_id }, place) =>
      each(place).map((amount) => ({ layby_id, paid_on: today, amount })),
    ),
    quotes,
    quote_lines: quotes.flatMap(({ quote_id }, place) => each(place).map((amount) => ({ quote_id, amount }))),
    notes: payments.slice(0, more).map(({ payment_id, account_id }) => ({
      note_id: `N-${payment_id}`,
      account_id,
      at: `${today}T12:00:00Z`,
      text: "Promised",
      payment_id,
    })),
    // The last first, so that the accounts take turns.
    sales: [...some.toReversed(), ...some].map(({ account_id }, place) => ({
      account_id,
      sold_on: today,
      amount: String(parts - place),
    })),
    activities: work.map((row) => ({ ...row, activity_id: `V-${row.account_id}` })),
    tasks: work.map((row) => ({ ...row, task_id: `T-${row.account_id}` })),
    events: work.map(({ account_id, at }) => ({ event_id: `E-${account_id}`, account_id, at })),
    agreements,
    bonuses: agreements.flatMap(({ agreement_id }, place) =>
      each(place).map((target) => ({ agreement_id, target })),
    ),
    period_clears: [today, "2000-01-31"]
      .slice(0, more)
      .map((executed_on) => ({ kind: "month", executed_on })),
  };
}

/** A ledger's content, whatever the order of rows that no figure depends on. */
function contentOf({ allocations, invites, sales, ...ledger }: Ledger) {
  const sorted = (rows: readonly object[]) =>
    rows.map((row) => JSON.stringify(Object.entries(row).sort())).sort();
  return {
    ...ledger,
    allocations: sorted(allocations),
    invites: sorted(invites),
    sales: sorted(sales),
  };
}

/** A store of a business of which nothing is known yet, and an instant in the middle of its day. */
function emptyStore(
  { business }: LedgerRows,
  today: string,
): { readonly store: Store; readonly now: string } {
  const store = openStore(mustRead(readLedger({ business, accounts: [] }, { today })), { calendar });
  const midday = calendar.nextDayChange(store.business.timeZone, `${today}T00:00:00Z`);
  const around = [-30, -18, -6, 6].map((hours) => Date.parse(midday) + hours * 3_600_000);
  const now = around.find((each) => calendar.todayIn(store.business.timeZone, each) === today);
  return { store, now: new Date(now as number).toISOString() };
}

/** Cuts a list into parts at places that are drawn. */
function batches(changes: readonly Change[], cuts: readonly number[]): (readonly Change[])[] {
  const places = [0, ...cuts.map((cut) => cut % (changes.length + 1)), changes.length].sort((a, b) => a - b);
  return places.slice(1).map((end, at) => changes.slice(places[at], end));
}

/** Changes of different accounts in another order, those of one account in theirs. */
function shuffled(changes: ReturnType<typeof changesOf>, picks: readonly number[]): Change[] {
  const queues = new Map<string | undefined, Change[]>();
  for (const { accountId, change } of changes) {
    const queue = queues.get(accountId);
    if (queue === undefined) queues.set(accountId, [change]);
    else queue.push(change);
  }
  const found: Change[] = [];
  for (let at = 0; queues.size > 0; at += 1) {
    const ids = [...queues.keys()];
    const id = ids[(picks[at % picks.length] as number) % ids.length];
    const queue = queues.get(id) as Change[];
    found.push(queue.shift() as Change);
    if (queue.length === 0) queues.delete(id);
  }
  return found;
}

const arbNumbers = fc.array(fc.nat({ max: 1000 }), { minLength: 1, maxLength: 12 });

test("A-003 L-48 changes one by one, in batches, and in another order between accounts lead to the ledger that files lead to", () => {
  fc.assert(
    fc.property(arbRows, arbNumbers, arbNumbers, ({ rows, today }, cuts, picks) => {
      const ledger = mustRead(readLedger(rows, { today }));
      const files = mustRead(readLedgerFiles(filesOf(rows), { today: () => today }));
      expect(contentOf(files.ledger)).toEqual(contentOf(ledger));
      const changes = changesOf(rows);
      const inOrder = changes.map(({ change }) => change);
      const oneByOne = emptyStore(rows, today);
      for (const change of inOrder) mustRead(oneByOne.store.apply(change));
      const atOnce = emptyStore(rows, today);
      mustRead(atOnce.store.apply(inOrder));
      const inParts = emptyStore(rows, today);
      for (const batch of batches(inOrder, cuts)) mustRead(inParts.store.apply(batch));
      const mixed = emptyStore(rows, today);
      for (const change of shuffled(changes, picks)) mustRead(mixed.store.apply(change));
      for (const { store, now } of [oneByOne, atOnce, inParts, mixed]) {
        expect(contentOf(store.ledger(now))).toEqual(contentOf(ledger));
      }
      for (const { store, now } of [oneByOne, atOnce, inParts]) {
        expect([...store.ledger(now).accounts.keys()]).toEqual([...ledger.accounts.keys()]);
        const { version: _, ...plain } = store.recompute(now).toJSON();
        const { version: __, ...fresh } = openStore(ledger, { calendar }).recompute(now).toJSON();
        expect(plain).toEqual(fresh);
      }
    }),
    { numRuns: runs(400) },
  );
}, 120_000);

test("a batch that is sent again, whole or in part, changes nothing; one bad change leaves no trace", () => {
  fc.assert(
    fc.property(arbRows, arbNumbers, ({ rows, today }, picks) => {
      const { store, now } = emptyStore(rows, today);
      const changes = changesOf(rows).map(({ change }) => change);
      const bad: Change = { changeId: "bad", kind: "invoice-paid", invoiceId: "not there" };
      const place = (picks[0] as number) % (changes.length + 1);
      expect(store.apply([...changes.slice(0, place), bad, ...changes.slice(place)]).ok).toBe(false);
      expect([store.version, store.ledger(now).accounts.size, store.staleness(now).size]).toEqual([0, 0, 0]);
      mustRead(store.apply(changes));
      const before = { ledger: store.ledger(now), version: store.version, staleness: store.staleness(now) };
      const again = picks.flatMap((pick) => changes[pick % Math.max(1, changes.length)] ?? []);
      expect(mustRead(store.apply(again))).toMatchObject({
        applied: 0,
        replayed: again.length,
        accountIds: [],
      });
      expect({ ledger: store.ledger(now), version: store.version, staleness: store.staleness(now) }).toEqual(
        before,
      );
    }),
    { numRuns: runs(400) },
  );
}, 120_000);

test("A-002 a single change, as it arrives, is in the ledger from then on, and one of the books apart", () => {
  fc.assert(
    fc.property(arbRows, ({ rows, today }) => {
      const { store, now } = emptyStore(rows, today);
      for (const { accountId, change } of changesOf(rows)) {
        const before = store.ledger(now);
        expect(mustRead(store.apply(change))).toMatchObject({
          applied: 1,
          replayed: 0,
          accountIds: accountId === undefined ? [] : [accountId],
        });
        const after = store.ledger(now);
        expect(contentOf(after)).not.toEqual(contentOf(before));
        if (accountId === undefined) continue;
        expect([...store.accountLedger(accountId, now).accounts.keys()]).toEqual([accountId]);
      }
      const whole = store.ledger(now);
      const parts = [...whole.accounts.keys()].map((id) => store.accountLedger(id, now));
      expect(parts.reduce((sum, each) => sum + each.invoices.size, 0)).toBe(whole.invoices.size);
      expect(parts.flatMap(({ allocations }) => allocations)).toEqual(whole.allocations);
    }),
    { numRuns: runs(400) },
  );
}, 120_000);
