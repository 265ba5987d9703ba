import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { customerLedgers } from "../../test/arbitraries/customer-list.ts";
import { allPages, arbQuery, arbSearch, plainRows, plainViewRow } from "../../test/plain-view.ts";
import { runs } from "../../test/runs.ts";
import type { Ledger } from "../model/ledger.ts";
import type { Snapshot } from "../store/snapshot.ts";
import { takeSnapshot } from "../store/take-snapshot.ts";
import { foldSearch } from "../table/fold.ts";
import { exportRecords } from "./export.ts";
import { customerListOf } from "./list.ts";
import { customerStatuses, invitationFilters, queryCustomers } from "./query.ts";
import { customersView } from "./view.ts";

const asOf = "2025-03-10";
const now = "2025-03-10T12:00:00Z";
const snapshotOf = (ledger: Ledger) => takeSnapshot(ledger, { asOf, now });
const arbLedger = customerLedgers(11);
const arbPageSize = fc.integer({ min: 1, max: 12 });
const all = { pageSize: 10_000 };
const ids = (snapshot: Snapshot, query: Parameters<typeof customersView>[1]) =>
  customersView(snapshot, query, all).rows.map(({ accountId }) => accountId);

describe("the view against a plain filter and sort", () => {
  test("A-001 A-056 A-057 A-059 A-062 the pages hold what they leave, in their order, each cell as counted out", () => {
    fc.assert(
      fc.property(
        arbLedger,
        fc.array(arbQuery, { minLength: 1, maxLength: 4 }),
        arbPageSize,
        fc.record({ priorityDecimals: fc.nat({ max: 6 }), averageDecimals: fc.nat({ max: 6 }) }),
        (ledger, queries, pageSize, decimals) => {
          const snapshot = snapshotOf(ledger);
          const list = customerListOf(snapshot, decimals);
          for (const query of queries) {
            const rows = plainRows(list, query);
            expect(queryCustomers(list, query)).toEqual(rows);
            const pageOf = (page: number) => customersView(snapshot, query, { page, pageSize, ...decimals });
            expect(allPages(pageOf)).toEqual(rows.map((row) => plainViewRow(row, list)));
            const { total, accounts, pages } = pageOf(1);
            expect([total, accounts, pages]).toEqual([
              rows.length,
              list.rows.length,
              Math.ceil(rows.length / pageSize),
            ]);
            expect(pageOf(pages + 1).rows).toEqual([]);
          }
        },
      ),
      { numRuns: runs(1000) },
    );
  });

  test("A-067 A-068 L-27 the export holds the rows of all pages in their order, whatever a page holds", () => {
    fc.assert(
      fc.property(arbLedger, arbQuery, arbPageSize, (ledger, query, pageSize) => {
        const snapshot = snapshotOf(ledger);
        const shown = allPages((page) => customersView(snapshot, query, { page, pageSize }));
        const records = exportRecords(snapshot, query);
        expect(records.map((record) => record["account_id"])).toEqual(shown.map((row) => row.accountId));
        expect(records).toEqual(exportRecords(customerListOf(snapshot), query));
        const cents = (text: string | undefined) => Number(text?.replace(".", ""));
        expect(records.map((record) => cents(record["outstanding_amount"]))).toEqual(
          shown.map(({ outstanding }) => outstanding),
        );
        expect(records.map((record) => Number(record["collection_priority"]))).toEqual(
          shown.map(({ collectionPriority }) => collectionPriority),
        );
      }),
      { numRuns: runs(1000) },
    );
  });
});

describe("the laws of lists on snapshots", () => {
  test("A-058 L-23 filters combine, twice is once, and the values of each share out all accounts", () => {
    fc.assert(
      fc.property(arbLedger, arbQuery, (ledger, query) => {
        const snapshot = snapshotOf(ledger);
        const { status = [], inviteStatus = [], search = "", sort } = query;
        const order = sort === undefined ? {} : { sort };
        const parts = [{ status }, { inviteStatus }, { search }].map((part) => ids(snapshot, part));
        const everyone = ids(snapshot, order);
        const allowed = everyone.filter((id) => parts.every((part) => part.includes(id)));
        expect(ids(snapshot, query)).toEqual(allowed);
        expect(ids(snapshot, { ...query, status: [...status, ...status] })).toEqual(allowed);
        const shared = (values: readonly string[], one: (value: string) => object) =>
          values.flatMap((value) => ids(snapshot, one(value))).toSorted();
        expect(shared(customerStatuses, (value) => ({ status: [value] }))).toEqual(everyone.toSorted());
        expect(shared(invitationFilters, (value) => ({ inviteStatus: [value] }))).toEqual(
          everyone.toSorted(),
        );
        expect(ids(snapshot, { ...order, status: [], inviteStatus: [], search: " " })).toEqual(everyone);
      }),
      { numRuns: runs(1000) },
    );
  });

  test("A-063 L-25 typing on never shows more, and any way of typing finds what a fresh search finds", () => {
    fc.assert(
      fc.property(arbLedger, fc.array(arbSearch, { minLength: 1, maxLength: 4 }), (ledger, texts) => {
        const snapshot = snapshotOf(ledger);
        for (const text of texts) {
          let before = { typed: "", found: ids(snapshot, {}) };
          for (let length = 0; length <= text.length; length += 1) {
            const typed = text.slice(0, length);
            const found = ids(snapshot, { search: typed });
            expect(found).toEqual(ids(snapshotOf(ledger), { search: typed }));
            if (foldSearch(typed).startsWith(foldSearch(before.typed))) {
              expect(before.found).toEqual(expect.arrayContaining(found));
            }
            before = { typed, found };
          }
        }
      }),
      { numRuns: runs(300) },
    );
  });
});
