import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arbCustomerList, arbText } from "../../test/arbitraries/customer-list.ts";
import { runs } from "../../test/runs.ts";
import { foldSearch } from "../table/fold.ts";
import { compareIds } from "../table/order.ts";
import { customerColumns } from "./columns.ts";
import type { CustomerRow } from "./list.ts";
import { type CustomerQuery, customerStatuses, invitationFilters, queryCustomers } from "./query.ts";

const ids = (rows: readonly CustomerRow[]) => rows.map(({ accountId }) => accountId);

const arbFilters: fc.Arbitrary<CustomerQuery> = fc.record({
  status: fc.subarray([...customerStatuses]),
  inviteStatus: fc.subarray([...invitationFilters]),
  search: arbText,
});

const arbColumn = fc.constantFrom(...customerColumns.map(({ name }) => name));

describe("filters", () => {
  test("L-23 filtering twice is filtering once, in any order of the filters", () => {
    fc.assert(
      fc.property(arbCustomerList, arbFilters, (list, { status = [], inviteStatus = [], search = "" }) => {
        const once = queryCustomers(list, { status, inviteStatus, search });
        expect(queryCustomers({ rows: once }, { status, inviteStatus, search })).toEqual(once);
        const parts = [{ status }, { inviteStatus }, { search }];
        for (const order of [parts, parts.toReversed()]) {
          const rows = order.reduce<readonly CustomerRow[]>((left, part) => {
            return queryCustomers({ rows: left }, part);
          }, list.rows);
          expect(rows).toEqual(once);
        }
      }),
      { numRuns: runs(1000) },
    );
  });

  test("L-23 the values of a filter share out all accounts, and no filter shows them all", () => {
    fc.assert(
      fc.property(arbCustomerList, (list) => {
        const all = ids(queryCustomers(list)).toSorted();
        const byStatus = customerStatuses.flatMap((each) => ids(queryCustomers(list, { status: [each] })));
        const byInvitation = invitationFilters.flatMap((each) => {
          return ids(queryCustomers(list, { inviteStatus: [each] }));
        });
        expect(byStatus.toSorted()).toEqual(all);
        expect(byInvitation.toSorted()).toEqual(all);
        expect(ids(list.rows).toSorted()).toEqual(all);
      }),
      { numRuns: runs(1000) },
    );
  });
});

describe("search", () => {
  /** A text, and a piece to go on typing, out of what the list holds or out of nothing. */
  const arbTyping = fc
    .tuple(arbText, fc.nat({ max: 12 }), fc.nat({ max: 12 }), arbText)
    .map(([text, from, to, more]) => [text.slice(Math.min(from, to), Math.max(from, to)), more] as const);

  test("L-25 an empty search shows all, and typing on never shows more", () => {
    fc.assert(
      fc.property(arbCustomerList, arbTyping, (list, [typed, more]) => {
        expect(queryCustomers(list, { search: "" })).toEqual(queryCustomers(list));
        const search = typed + more;
        if (!foldSearch(search).startsWith(foldSearch(typed))) return;
        const before = new Set(ids(queryCustomers(list, { search: typed })));
        for (const id of ids(queryCustomers(list, { search }))) expect(before).toContain(id);
      }),
      { numRuns: runs(1000) },
    );
  });

  test("L-25 swapping the case of letters a to z changes nothing", () => {
    const swap = (text: string) =>
      text.replace(/[a-z]/gi, (letter) => {
        return letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
      });
    fc.assert(
      fc.property(arbCustomerList, arbTyping, (list, [search]) => {
        const found = queryCustomers(list, { search });
        expect(queryCustomers(list, { search: swap(search) })).toEqual(found);
      }),
      { numRuns: runs(1000) },
    );
  });
});

describe("sorting", () => {
  test("L-24 any column orders all rows, totally: the order they came in is forgotten", () => {
    fc.assert(
      fc.property(arbCustomerList, arbColumn, fc.constantFrom("asc", "desc"), (list, column, direction) => {
        const sort = { column, direction } as const;
        const rows = queryCustomers(list, { sort });
        expect(ids(rows).toSorted()).toEqual(ids(list.rows).toSorted());
        expect(queryCustomers({ rows: list.rows.toReversed() }, { sort })).toEqual(rows);
        expect(queryCustomers({ rows }, { sort })).toEqual(rows);
      }),
      { numRuns: runs(1000) },
    );
  });

  test("L-24 the other direction turns the order round, equal cells staying by id; turning twice restores it", () => {
    fc.assert(
      fc.property(arbCustomerList, fc.constantFrom(...customerColumns), (list, { name, sortKey }) => {
        const ascending = queryCustomers(list, { sort: { column: name, direction: "asc" } });
        const descending = queryCustomers({ rows: ascending }, { sort: { column: name, direction: "desc" } });
        const again = queryCustomers({ rows: descending }, { sort: { column: name, direction: "asc" } });
        expect(again).toEqual(ascending);
        const isBlank = (row: CustomerRow) => sortKey(row) === undefined;
        for (const [at, row] of descending.entries()) {
          const before = descending[at - 1];
          if (before === undefined || ascending.indexOf(before) > ascending.indexOf(row)) continue;
          // What follows in both directions is equal to what stands before it, or blank where that is not.
          const inOrder = compareIds(before.accountId, row.accountId) < 0;
          expect(inOrder || (isBlank(row) && !isBlank(before))).toBe(true);
        }
      }),
      { numRuns: runs(1000) },
    );
  });

  test("L-68 by priority is by exact exposure, then by id, even where scores are equal", () => {
    fc.assert(
      fc.property(arbCustomerList, (list) => {
        const exposure = ({ stats }: CustomerRow) => BigInt(stats.pastDue.amountDays);
        const byExposure = [...list.rows].sort((a, b) => {
          if (exposure(a) !== exposure(b)) return exposure(a) > exposure(b) ? -1 : 1;
          return compareIds(a.accountId, b.accountId);
        });
        const rows = queryCustomers(list, { sort: { column: "collection_priority", direction: "desc" } });
        expect(ids(rows)).toEqual(ids(byExposure));
        for (const [at, { priority }] of rows.entries()) {
          expect(priority).toBeLessThanOrEqual(rows[at - 1]?.priority ?? 10);
        }
      }),
      { numRuns: runs(1000) },
    );
  });
});
