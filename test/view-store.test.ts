import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { customerListOf } from "../src/customers/list.ts";
import { statsPanel } from "../src/customers/panel.ts";
import type { CustomerQuery } from "../src/customers/query.ts";
import { customersView } from "../src/customers/view.ts";
import type { Change } from "../src/store/change.ts";
import type { Snapshot } from "../src/store/snapshot.ts";
import type { Store } from "../src/store/store.ts";
import { takeSnapshot } from "../src/store/take-snapshot.ts";
import { arbText } from "./arbitraries/customer-list.ts";
import { mustRead } from "./must-read.ts";
import { allPages, arbQuery, arbSearch, plainRows, plainViewRow } from "./plain-view.ts";
import { runs } from "./runs.ts";
import { account, change, invoice } from "./short-changes.ts";
import { noon, storeOf } from "./store-of.ts";

const ids = [
  "C-100",
  "C-99",
  "0042",
  "a",
  "B",
  "__proto__",
  "\u{1F600}",
  "\uFF21",
  "=1",
  "C-1",
  "C-2",
  "C-3",
];

/** What happens to a store, and what somebody looks at meanwhile. */
type Step =
  | { readonly do: "name"; readonly at: number; readonly name: string; readonly status: string }
  | { readonly do: "bill"; readonly at: number; readonly amount: string; readonly dueOn: string }
  | { readonly do: "invite"; readonly at: number; readonly status: string }
  | { readonly do: "recompute"; readonly only: readonly number[] | undefined; readonly hours: number }
  | { readonly do: "look"; readonly snapshot: number; readonly query: CustomerQuery }
  | { readonly do: "type"; readonly snapshots: readonly number[]; readonly text: string };

const arbAt = fc.nat({ max: 11 });
const arbName = fc.oneof(arbText, fc.constantFrom("Acme\nC-99", "Acme", "acme", "ACME 2"));
const arbStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant("name" as const),
    at: arbAt,
    name: arbName,
    status: fc.constantFrom("Active", "Inactive"),
  }),
  fc.record({
    do: fc.constant("bill" as const),
    at: arbAt,
    amount: fc.constantFrom("0.01", "5.00", "5.00", "1000000000000.00", "1000000000000.01"),
    dueOn: fc.constantFrom("2025-03-12", "2025-03-10", "2025-03-09", "2024-12-01", "1925-01-01"),
  }),
  fc.record({
    do: fc.constant("invite" as const),
    at: arbAt,
    status: fc.constantFrom("Pending", "Accepted", "Declined", "Expired"),
  }),
  fc.record({
    do: fc.constant("recompute" as const),
    only: fc.option(fc.array(arbAt, { maxLength: 2 }), { nil: undefined }),
    hours: fc.constantFrom(0, 0, 1, 24),
  }),
  {
    arbitrary: fc.record({ do: fc.constant("look" as const), snapshot: fc.nat(), query: arbQuery }),
    weight: 3,
  },
  fc.record({
    do: fc.constant("type" as const),
    snapshots: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
    text: arbSearch,
  }),
);

/** What happens as a change, on any of the ids: an account that is not there yet comes in. */
function changesOf(step: Extract<Step, { do: "name" | "bill" | "invite" }>, place: number, store: Store) {
  const accountId = ids[step.at] as string;
  const known = new Set(store.staleness(noon).keys()).has(accountId);
  if (step.do === "name") return [account({ accountId, accountName: step.name, status: step.status })];
  const comesIn = known ? [] : [account({ accountId })];
  if (step.do === "bill") {
    const { amount, dueOn } = step;
    return [
      ...comesIn,
      invoice({ invoiceNumber: `${place}`, accountId, amount, dueOn, issuedOn: "1925-01-01" }),
    ];
  }
  const createdAt = `2025-03-0${1 + (place % 9)}T15:00:00Z`;
  const invite = { inviteId: `${place}`, accountId, email: "ap@acme.test", status: step.status, createdAt };
  return [...comesIn, change("invite-created", { invite })];
}

/** Holds a view of a snapshot against the plain filter and sort of its list. */
function looksRight(snapshot: Snapshot, query: CustomerQuery, pageSize = 5): void {
  const list = customerListOf(snapshot);
  const shown = allPages((page) => customersView(snapshot, query, { page, pageSize }));
  expect(shown).toEqual(plainRows(list, query).map((row) => plainViewRow(row, list)));
}

describe("the view of a store's snapshots", () => {
  test("A-019 L-66 shows each as it was, whatever is renamed, billed and typed in between", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 12 }),
        fc.array(arbStep, { minLength: 5, maxLength: 30 }),
        (count, steps) => {
          const accounts = ids.slice(0, count).map((account_id) => ({ account_id }));
          const store = storeOf({ accounts });
          let now = Date.parse(noon);
          const snapshots = [store.recompute(noon)];
          const pick = (place: number) => snapshots[place % snapshots.length] as Snapshot;
          for (const [place, step] of steps.entries()) {
            if (step.do === "look") looksRight(pick(step.snapshot), step.query);
            else if (step.do === "type") {
              for (let length = 0; length <= step.text.length; length += 1) {
                const search = step.text.slice(0, length);
                for (const each of step.snapshots) looksRight(pick(each), { search });
              }
            } else if (step.do === "recompute") {
              now += step.hours * 3_600_000;
              const known = new Set(store.staleness(now).keys());
              const only = step.only?.map((at) => ids[at] as string).filter((id) => known.has(id));
              snapshots.push(store.recompute(now, only === undefined ? {} : { accounts: only }));
            } else mustRead(store.apply(changesOf(step, place, store)));
          }
          for (const snapshot of snapshots) looksRight(snapshot, {});
        },
      ),
      { numRuns: runs(1000) },
    );
  });

  test("A-030 L-26 L-45 after any changes the panel and the view are those of the ledger as it is", () => {
    fc.assert(
      fc.property(fc.array(arbStep, { maxLength: 20 }), arbQuery, (steps, query) => {
        const store = storeOf({ accounts: ids.map((account_id) => ({ account_id })) });
        for (const [place, step] of steps.entries()) {
          if (step.do === "recompute") store.recompute(noon);
          else if (step.do !== "look" && step.do !== "type") {
            mustRead(store.apply(changesOf(step, place, store)));
          }
        }
        const snapshot = store.recompute(noon);
        const fresh = takeSnapshot(store.ledger(noon), { asOf: snapshot.asOf, now: noon });
        expect({ ...statsPanel(snapshot), computedAt: noon }).toEqual(statsPanel(fresh));
        expect({ ...customersView(snapshot, query), computedAt: noon }).toEqual(customersView(fresh, query));
      }),
      { numRuns: runs(1000) },
    );
  });
});

test("L-67 current invoices, credits, debits, invitations and names move no score and no place in the order", () => {
  const arbUnmoving = fc.array(
    fc.record({
      at: arbAt,
      what: fc.constantFrom("current", "credit", "debit", "invite", "name"),
      amount: fc.constantFrom("0.01", "5.00", "1000000000000.00"),
    }),
    { minLength: 1, maxLength: 8 },
  );
  const arbLate = fc.array(
    fc.record({ at: arbAt, amount: fc.constantFrom("0.01", "5.00", "7.50", "900.00") }),
  );
  fc.assert(
    fc.property(arbLate, arbUnmoving, (late, unmoving) => {
      const store = storeOf({
        accounts: ids.map((account_id) => ({ account_id })),
        invoices: late.map(({ at, amount }, place) => ({
          invoice_number: `late ${place}`,
          account_id: ids[at],
          amount,
          due_on: `2025-02-${10 + (place % 19)}`,
        })),
      });
      const scores = (snapshot: Snapshot) =>
        customersView(snapshot, {}, { priorityDecimals: 6 }).rows.map((row) => [
          row.accountId,
          row.collectionPriority,
        ]);
      const before = scores(store.recompute(noon));
      for (const [place, { at, what, amount }] of unmoving.entries()) {
        const accountId = ids[at] as string;
        const adjustment = { adjustmentId: `${place}`, accountId, amount, type: what };
        const made = {
          current: () => invoice({ invoiceNumber: `${place}`, accountId, amount, dueOn: "2025-03-10" }),
          credit: () => change("adjustment-created", { adjustment }),
          debit: () => change("adjustment-created", { adjustment }),
          invite: () => changesOf({ do: "invite", at, status: "Pending" }, place, store)[0],
          name: () => account({ accountId, accountName: `Acme ${place}`, status: "Inactive" }),
        }[what]();
        mustRead(store.apply(made as Change));
        if (place % 2 === 0) expect(scores(store.recompute(noon))).toEqual(before);
      }
      expect(scores(store.recompute(noon))).toEqual(before);
    }),
    { numRuns: runs(1000) },
  );
});

describe("search as one types", () => {
  const store = storeOf({
    accounts: [
      { account_id: "C-1", account_name: "Acme" },
      { account_id: "C-2", account_name: "Acorn" },
      { account_id: "C-3", account_name: "Zenith\nC-9" },
      { account_id: "C-9", account_name: "Zenith" },
      { account_id: "AC", account_name: "Nobody" },
    ],
  });
  const before = store.recompute(noon);
  const found = (snapshot: Snapshot, search: string) =>
    customersView(snapshot, { search, sort: { column: "account_id" } }).rows.map(
      ({ accountId }) => accountId,
    );

  test("A-063 L-25 each letter narrows, going back widens, another text starts anew", () => {
    expect(found(before, "a")).toEqual(["AC", "C-1", "C-2"]);
    expect(found(before, "ac")).toEqual(["AC", "C-1", "C-2"]);
    expect(found(before, "aco")).toEqual(["C-2"]);
    expect(found(before, "acox")).toEqual([]);
    expect(found(before, "aco")).toEqual(["C-2"]);
    expect(found(before, "zen")).toEqual(["C-3", "C-9"]);
    expect(found(before, "ac")).toEqual(["AC", "C-1", "C-2"]);
  });

  test("what looks like a name above a number is found only within one of them", () => {
    expect(found(before, "zenith\nc-9")).toEqual(["C-3"]);
    expect(found(before, "h\nc")).toEqual(["C-3"]);
    expect(found(before, "zenith")).toEqual(["C-3", "C-9"]);
    expect(found(before, "zenith\nc")).toEqual(["C-3"]);
    expect(found(before, "acme\nc-1")).toEqual([]);
  });

  test("a new name is found in the new snapshot and the old one in the old, in the midst of typing", () => {
    expect(found(before, "acm")).toEqual(["C-1"]);
    mustRead(
      store.apply([
        account({ accountId: "C-1", accountName: "Beta" }),
        account({ accountId: "D-1", accountName: "Acme too" }),
      ]),
    );
    const after = store.recompute(noon);
    expect(found(after, "acme")).toEqual(["D-1"]);
    expect(found(before, "acme")).toEqual(["C-1"]);
    expect(found(after, "beta")).toEqual(["C-1"]);
    expect(found(before, "beta")).toEqual([]);
    expect(found(after, "acme")).toEqual(["D-1"]);
  });
});
