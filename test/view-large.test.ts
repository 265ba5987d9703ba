import { describe, expect, test } from "vitest";
import { exportRecords } from "../src/customers/export.ts";
import { customerListOf } from "../src/customers/list.ts";
import type { CustomerQuery } from "../src/customers/query.ts";
import { customersView } from "../src/customers/view.ts";
import { readLedger } from "../src/model/read-ledger.ts";
import type { Snapshot } from "../src/store/snapshot.ts";
import { takeSnapshot } from "../src/store/take-snapshot.ts";
import { mustRead } from "./must-read.ts";
import { allPages, headers, plainRows, plainViewRow } from "./plain-view.ts";

const asOf = "2025-03-10";

// A cent, what a digit of the counting order ends at, and the greatest amount there is, each more than once.
const amounts = [
  1,
  1,
  500,
  2 ** 16 - 1,
  2 ** 16,
  2 ** 32 - 1,
  2 ** 32,
  2 ** 32 + 1,
  2 ** 53 - 2,
  2 ** 53 - 1,
];
const days = [
  "2025-03-10",
  "2025-03-09",
  "2025-02-08",
  "2025-02-07",
  "2025-01-01",
  "2024-12-09",
  "1925-06-01",
];
const statuses = ["Active", "Inactive", "Not Used"];
const invitations = [undefined, "Pending", "Accepted", "Declined", "Expired"];
const types = [undefined, "Cash", "credit", "Credit", "Système"];

const dollars = (minor: number) => `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, "0")}`;
const pick = <Item>(items: readonly Item[], at: number): Item => items[at % items.length] as Item;

/** So many accounts; figures and names repeat with different periods, and ids do not come in their order. */
function snapshotOf(count: number): Snapshot {
  const places = Array.from({ length: count }, (_, at) => at);
  const idOf = (at: number) => `C-${(at * 7919) % count}`;
  const raw = {
    business: { time_zone: "UTC", currency: "USD" },
    accounts: places.map((at) => ({
      account_id: idOf(at),
      account_name: at < 1_001 ? `Acme ${pick(["Ærø", "Bau", "bau"], at)}` : `Zenith ${at % 3}`,
      account_type: pick(types, at),
      status: pick(statuses, at),
    })),
    invoices: places
      .filter((at) => at % 4 !== 0)
      .map((at) => ({
        invoice_number: `${at}`,
        account_id: idOf(at),
        amount: dollars(pick(amounts, at)),
        due_on: pick(days, Math.floor(at / 10)),
      })),
    adjustments: places
      .filter((at) => at % 8 === 0)
      .map((at) => ({
        adjustment_id: `${at}`,
        account_id: idOf(at),
        type: pick(["credit", "debit"], at / 8),
        amount: dollars(pick(amounts, at / 8)),
      })),
    invites: places.flatMap((at) => {
      const status = pick(invitations, at);
      const invite = {
        account_id: idOf(at),
        email: `ap${at % 9}@acme.test`,
        created_at: "2025-01-05T15:00:00Z",
      };
      return status === undefined ? [] : [{ ...invite, status }];
    }),
  };
  return takeSnapshot(mustRead(readLedger(raw, { today: asOf })), { asOf, now: "2025-03-10T12:00:00Z" });
}

const snapshot = snapshotOf(2_000);
const list = customerListOf(snapshot);
const ids = (rows: readonly { readonly accountId: string }[]) => rows.map(({ accountId }) => accountId);

describe("two thousand accounts", () => {
  test("A-059 L-24 L-27 stand as a plain sort puts them, by any header in both directions, on the pages and in the file", () => {
    for (const { column } of headers) {
      for (const direction of ["asc", "desc"] as const) {
        const query = { sort: { column, direction } };
        const rows = plainRows(list, query);
        const shown = allPages((page) => customersView(snapshot, query, { page, pageSize: 300 }));
        expect([column, direction, ids(shown)]).toEqual([column, direction, ids(rows)]);
        expect(exportRecords(snapshot, query).map((record) => record["account_id"])).toEqual(ids(rows));
      }
    }
    expect(headers).toHaveLength(37);
  });

  test("A-058 L-23 L-25 are filtered and searched as a plain filter does it, few hits or many, on any page", () => {
    const searches = ["acme", "ACME B", "acme bau", "ærø", "c-", "c-1", "c-1999", "zenith", "e", "nobody"];
    const filters: readonly CustomerQuery[] = [
      {},
      { status: ["Inactive"] },
      { inviteStatus: ["Not Invited", "Expired"] },
      { status: ["Active"], inviteStatus: ["Pending"] },
    ];
    const sorts: readonly CustomerQuery[] = [
      {},
      { sort: { column: "collection_priority", direction: "asc" } },
      { sort: { column: "account_name" } },
      { sort: { column: "outstanding_amount" } },
      { sort: { column: "invite_status", direction: "desc" } },
    ];
    for (const search of searches) {
      for (const filter of filters) {
        for (const sort of sorts) {
          const query = { search, ...filter, ...sort };
          const rows = plainRows(list, query);
          const pageSize = 700;
          const shown = allPages((page) => customersView(snapshot, query, { page, pageSize }));
          expect(shown).toEqual(rows.map((row) => plainViewRow(row, list)));
          const third = customersView(snapshot, query, { page: 3, pageSize: 7 });
          expect(ids(third.rows)).toEqual(ids(rows.slice(14, 21)));
        }
      }
    }
  });

  test("a thousand hits and one more are shown alike", () => {
    const thousand = snapshotOf(1_000);
    for (const [from, hits] of [
      [thousand, 1_000],
      [snapshot, 1_001],
    ] as const) {
      for (const column of ["outstanding_amount", "account_name"]) {
        const query = { search: "acme", sort: { column } };
        const rows = plainRows(customerListOf(from), query);
        const { total, rows: shown } = customersView(from, query, { pageSize: 10_000 });
        expect([total, ids(shown)]).toEqual([hits, ids(rows)]);
        expect(ids(customersView(from, query, { page: 101, pageSize: 10 }).rows)).toEqual(
          ids(rows.slice(1_000)),
        );
      }
    }
  });

  test("L-68 stand by exact exposure where exposures share a double, and by id where they are equal", () => {
    const late = (account_id: string, amount: string, due_on: string) => ({
      invoice_number: account_id,
      account_id,
      amount,
      due_on,
    });
    // 36,500 days at the greatest amounts: neighbours differ by 36,500 where doubles stand 65,536 apart.
    const invoices = [
      late("E", "90071992547409.88", "1925-04-04"),
      late("D", "90071992547409.91", "1925-04-04"),
      late("C", "90071992547409.90", "1925-04-04"),
      late("B", "90071992547409.91", "1925-04-04"),
      late("A", "90071992547409.89", "1925-04-04"),
    ];
    const raw = { business: { time_zone: "UTC", currency: "USD" }, invoices };
    const close = takeSnapshot(mustRead(readLedger(raw, { today: asOf })), { asOf, now: 0 });
    const exposures = customerListOf(close).rows.map(({ stats }) => stats.pastDue.amountDays);
    expect(exposures[1]).toBe("328762772798046171500");
    expect(new Set(exposures).size).toBe(4);
    expect(new Set(exposures.map(Number)).size).toBeLessThan(4);
    const order = (query: CustomerQuery) => ids(customersView(close, query).rows);
    expect(order({})).toEqual(["B", "D", "C", "A", "E"]);
    expect(order({ status: ["Active"] })).toEqual(["B", "D", "C", "A", "E"]);
    expect(order({ sort: { column: "collection_priority", direction: "asc" } })).toEqual([
      "E",
      "A",
      "C",
      "B",
      "D",
    ]);
  });

  test("L-68 the default order is that of exact exposures, then of ids", () => {
    const exposure = ({ stats }: (typeof list.rows)[number]) => BigInt(stats.pastDue.amountDays);
    const expected = [...list.rows].sort((a, b) => {
      if (exposure(a) !== exposure(b)) return exposure(a) > exposure(b) ? -1 : 1;
      return a.accountId < b.accountId ? -1 : 1;
    });
    const { rows } = customersView(snapshot, {}, { pageSize: 10_000 });
    expect(ids(rows)).toEqual(ids(expected));
    for (const [at, { collectionPriority }] of rows.entries()) {
      expect(collectionPriority).toBeLessThanOrEqual(rows[at - 1]?.collectionPriority ?? 10);
    }
  });
});
