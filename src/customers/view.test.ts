import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { faultOf } from "../../test/fault-of.ts";
import { mustRead } from "../../test/must-read.ts";
import { account, invoice } from "../../test/short-changes.ts";
import { noon, storeOf } from "../../test/store-of.ts";
import { readLedger } from "../model/read-ledger.ts";
import { readSnapshot } from "../store/read-snapshot.ts";
import { takeSnapshot } from "../store/take-snapshot.ts";
import { customerColumns } from "./columns.ts";
import { dashboardColumns } from "./dashboard-columns.ts";
import type { CustomerQuery } from "./query.ts";
import { type CustomerViewRow, customersView, defaultPageSize } from "./view.ts";

const asOf = "2025-03-10";
const now = "2025-03-10T12:00:00Z";

type Rows = readonly Readonly<Record<string, string>>[];

function snapshotOf(tables: Readonly<Record<string, Rows>>) {
  const raw = { business: { time_zone: "UTC", currency: "USD" }, ...tables };
  return takeSnapshot(mustRead(readLedger(raw, { today: asOf })), { asOf, now });
}

const fixture = new URL("../../test/fixtures/golden-dealer.json", import.meta.url);
const golden = mustRead(readLedger(JSON.parse(readFileSync(fixture, "utf8")), { today: asOf }));
const snapshot = takeSnapshot(golden, { asOf, now: "2025-03-10T05:00:00Z" });
const context = { currency: golden.business.currency, priorityDecimals: 1, averageDecimals: 2 };
const rowOf = (accountId: string): CustomerViewRow => {
  const row = customersView(snapshot).rows.find((each) => each.accountId === accountId);
  if (row === undefined) throw new Error(`There is no ${accountId}`);
  return row;
};
/** The cell of an account of the golden dealer under a column of the dashboard, as data and as text. */
const cell = (accountId: string, label: string) => {
  const column = dashboardColumns.find((each) => each.label === label);
  return [column?.value(rowOf(accountId)), column?.text(rowOf(accountId), context)];
};

describe("the golden dealer's 13 cells", () => {
  test("A-004 the name stands with the business's own number", () => {
    expect(cell("C-100", "Account Name")).toEqual([
      { name: "Acme Builders", accountId: "C-100" },
      "Acme Builders (C-100)",
    ]);
  });

  test("A-005 the type is Cash, Credit, System or one of the business's own, as it is spelled", () => {
    const types = ["C-500", "C-100", "C-400", "C-300"].map((id) => cell(id, "Account Type"));
    expect(types).toEqual(["Cash", "Credit", "System", "Trade-Net15"].map((type) => [type, type]));
  });

  test("A-006 E-19 E-20 the priority is a score from 0 to 10, whatever is owed that is not late", () => {
    const scores = ["C-100", "C-300", "C-500", "C-200", "C-400"].map((id) => cell(id, "Collection Priority"));
    expect(scores).toEqual([
      [10, "10.0"],
      [7.5, "7.5"],
      [0, "0.0"],
      [0, "0.0"],
      [0, "0.0"],
    ]);
    const exact = customersView(snapshot, {}, { priorityDecimals: 6 }).rows;
    expect(exact.map(({ collectionPriority }) => collectionPriority)).toEqual([10, 7.475636, 0.008076, 0, 0]);
  });

  test("A-007 E-16 what is outstanding is invoices and debits; credits are not subtracted", () => {
    expect(cell("C-100", "Outstanding")).toEqual([522_500, "5225.00"]);
  });

  test("A-008 A-009 E-15 invoices are current or past due", () => {
    expect(cell("C-100", "Invoices (Current)")).toEqual([120_000, "1200.00"]);
    expect(cell("C-100", "Invoices (Past Due)")).toEqual([395_000, "3950.00"]);
    expect(cell("C-200", "Invoices (Current)")).toEqual([100_000_000, "1000000.00"]);
    expect(cell("C-200", "Invoices (Past Due)")).toEqual([0, "0.00"]);
  });

  test("A-010 A-011 E-16 adjustments stand apart, credits as a positive amount of what is not applied", () => {
    expect(cell("C-100", "Debit Adjustments")).toEqual([7_500, "75.00"]);
    expect(cell("C-100", "Credit Adjustments")).toEqual([15_000, "150.00"]);
  });

  test("A-012 E-15 E-18 the average is weighted by what is unpaid, over past-due invoices alone; 0 without any", () => {
    expect(cell("C-100", "Wtd. Avg. Days Overdue")).toEqual([56.78, "56.78"]);
    expect(cell("C-200", "Wtd. Avg. Days Overdue")).toEqual([0, "0.00"]);
    expect(cell("C-400", "Wtd. Avg. Days Overdue")).toEqual([0, "0.00"]);
  });

  test("A-013 A-014 A-015 A-016 E-15 each bucket has its past-due invoices", () => {
    expect(cell("C-100", "1–30 Days")).toEqual([20_000, "200.00"]);
    expect(cell("C-100", "31–60 Days")).toEqual([325_000, "3250.00"]);
    expect(cell("C-100", "61–90 Days")).toEqual([48_000, "480.00"]);
    expect(cell("C-100", "91+ Days")).toEqual([2_000, "20.00"]);
  });

  test("A-013 A-014 A-015 A-016 E-06 a bucket begins and ends on the day that it says", () => {
    const dueOn = {
      "2025-03-10": 0,
      "2025-03-09": 1,
      "2025-02-08": 30,
      "2025-02-07": 31,
      "2025-01-09": 60,
      "2025-01-08": 61,
      "2024-12-10": 90,
      "2024-12-09": 91,
      "2014-03-27": 4001,
    };
    const invoices = Object.entries(dueOn).map(([due_on, days]) => ({
      invoice_number: `${days}`,
      account_id: `${days}`,
      amount: "1.00",
      due_on,
    }));
    const { rows } = customersView(snapshotOf({ invoices }), { sort: { column: "account_id" } });
    const buckets = rows.map(({ accountId, days1To30, days31To60, days61To90, days91Plus }) => {
      return [Number(accountId), days1To30, days31To60, days61To90, days91Plus] as const;
    });
    expect(buckets.toSorted(([a], [b]) => a - b)).toEqual([
      [0, 0, 0, 0, 0],
      [1, 100, 0, 0, 0],
      [30, 100, 0, 0, 0],
      [31, 0, 100, 0, 0],
      [60, 0, 100, 0, 0],
      [61, 0, 0, 100, 0],
      [90, 0, 0, 100, 0],
      [91, 0, 0, 0, 100],
      [4001, 0, 0, 0, 100],
    ]);
  });

  test("the status, the invitation and the badges stand beside the cells", () => {
    expect(rowOf("C-100")).toMatchObject({
      status: "Active",
      invitation: {
        email: "ap@acme.test",
        status: "Accepted",
        createdAt: "2025-01-05T15:00:00.000Z",
        updatedAt: "2025-01-06T09:30:00.000Z",
      },
      asOf,
    });
    expect(rowOf("C-100").badges.map(({ label }) => label)).toEqual(["Active", "Credit", "Accepted"]);
    expect(rowOf("C-400")).toMatchObject({ status: "Inactive", invitation: null });
  });
});

describe("a view", () => {
  test("A-061 A-164 says what it shows; unasked: every account, the most urgent first, on pages of fifty", () => {
    const { rows, ...about } = customersView(snapshot);
    expect(about).toEqual({
      asOf,
      today: asOf,
      computedAt: "2025-03-10T05:00:00.000Z",
      currency: { code: "USD", exponent: 2 },
      options: {
        mode: "reconstruct",
        discounts: "max",
        floor: "observed",
        equal: 10,
        priorityDecimals: 1,
        averageDecimals: 2,
      },
      query: {
        status: null,
        inviteStatus: null,
        search: null,
        sort: { column: "collection_priority", direction: "desc" },
      },
      accounts: 5,
      total: 5,
      page: 1,
      pageSize: defaultPageSize,
      pages: 1,
    });
    expect(defaultPageSize).toBe(50);
    expect(rows.map(({ accountId }) => accountId)).toEqual(["C-100", "C-300", "C-500", "C-200", "C-400"]);
  });

  test("says back what was asked for: filters as they are spelled here, the search as it came in", () => {
    const asked: CustomerQuery = {
      status: ["in active", "ACTIVE"],
      inviteStatus: ["not_invited"],
      search: "  Owes ",
      sort: { column: "account_name" },
    };
    const { query, total, accounts, rows } = customersView(snapshot, asked);
    expect(query).toEqual({
      status: ["Inactive", "Active"],
      inviteStatus: ["Not Invited"],
      search: "  Owes ",
      sort: { column: "account_name", direction: "asc" },
    });
    expect([total, accounts]).toEqual([2, 5]);
    expect(rows.map(({ accountId }) => accountId)).toEqual(["C-200", "C-400"]);
    const nothing = customersView(snapshot, { status: [], inviteStatus: [], search: " \t" }).query;
    expect([nothing.status, nothing.inviteStatus, nothing.search]).toEqual([null, null, null]);
  });

  test("E-35 equal exposures stand by account id, in either direction", () => {
    const invoices = Object.entries({ B: "500.00", C: "700.00", A: "500.00" }).map(([id, amount]) => {
      return { invoice_number: id, account_id: id, amount, due_on: "2025-03-09" };
    });
    const sorted = (direction: "asc" | "desc") => {
      const sort = { column: "collection_priority", direction };
      return customersView(snapshotOf({ invoices }), { sort }).rows.map(({ accountId }) => accountId);
    };
    expect(sorted("desc")).toEqual(["C", "A", "B"]);
    expect(sorted("asc")).toEqual(["A", "B", "C"]);
  });

  test("A-059 a click on any of the 13 headers orders by what stands below it, blanks last", () => {
    for (const { label, sortColumn, value } of dashboardColumns) {
      for (const direction of ["asc", "desc"] as const) {
        const { rows } = customersView(snapshot, { sort: { column: sortColumn, direction } });
        const cells = rows.map((row) => value(row)).filter((each) => each !== null);
        const keys = cells.map((each) => (typeof each === "object" ? each.name : each));
        const isInOrder = keys.slice(1).every((key, at) => {
          const before = keys[at] as typeof key;
          return direction === "asc" ? before <= key : before >= key;
        });
        expect([label, direction, isInOrder]).toEqual([label, direction, true]);
        expect(rows).toHaveLength(5);
      }
    }
  });

  test("has pages: a full one, a last one, none behind it, and none where nothing is shown", () => {
    const page = (number: number, query: CustomerQuery = {}) => {
      const { rows, pages, total } = customersView(snapshot, query, { page: number, pageSize: 2 });
      return [rows.map(({ accountId }) => accountId), pages, total];
    };
    expect(page(1)).toEqual([["C-100", "C-300"], 3, 5]);
    expect(page(3)).toEqual([["C-400"], 3, 5]);
    expect(page(4)).toEqual([[], 3, 5]);
    expect(page(Number.MAX_SAFE_INTEGER)).toEqual([[], 3, 5]);
    expect(page(Number.MAX_SAFE_INTEGER, { status: ["Active"] })).toEqual([[], 2, 4]);
    expect(page(1, { search: "nobody" })).toEqual([[], 0, 0]);
    expect(customersView(snapshotOf({ accounts: [] })).pages).toBe(0);
    expect(customersView(snapshot, {}, { pageSize: 10_000 }).rows).toHaveLength(5);
  });

  test("of a business without accounts is empty, whatever is asked", () => {
    const empty = snapshotOf({ accounts: [] });
    for (const { name: column } of customerColumns) {
      for (const search of ["", "a"]) {
        expect(customersView(empty, { search, sort: { column } })).toMatchObject({ rows: [], total: 0 });
      }
    }
  });

  test("is the same of a snapshot that was written down and read back", () => {
    const back = mustRead(readSnapshot(JSON.parse(JSON.stringify(snapshot))));
    for (const { name: column } of customerColumns) {
      const query = { sort: { column }, search: "c-", status: ["Active"] };
      expect(customersView(back, query)).toEqual(customersView(snapshot, query));
    }
  });
});

describe("rows that were shown before", () => {
  test("other decimals give other rows, and the first ones again what they gave", () => {
    const shown = (options: object) => {
      const row = customersView(snapshot, {}, options).rows[1];
      return [row?.collectionPriority, row?.averageDaysOverdue];
    };
    const invoices = [
      { invoice_number: "1", account_id: "A", amount: "1000.00", due_on: "2025-02-28" },
      { invoice_number: "2", account_id: "B", amount: "2.00", due_on: "2025-03-09" },
      { invoice_number: "3", account_id: "B", amount: "1.00", due_on: "2025-03-08" },
    ];
    const averages = (averageDecimals?: number) => {
      const options = averageDecimals === undefined ? {} : { averageDecimals };
      return customersView(other, {}, options).rows[1]?.averageDaysOverdue;
    };
    const other = snapshotOf({ invoices });
    expect(shown({})).toEqual([7.5, 10]);
    expect(shown({ priorityDecimals: 3 })).toEqual([7.476, 10]);
    expect(shown({ priorityDecimals: 0, averageDecimals: 0 })).toEqual([7, 10]);
    expect(shown({})).toEqual([7.5, 10]);
    expect([averages(), averages(5), averages(0), averages()]).toEqual([1.33, 1.33333, 1, 1.33]);
  });

  const late = (invoiceNumber: string, accountId: string, amount: string) =>
    invoice({ invoiceNumber, accountId, amount, issuedOn: "2025-01-01", dueOn: "2025-03-09" });
  /** A dozen accounts, so that a change of one is one row among old ones. */
  const dozen = () => {
    const store = storeOf({
      accounts: Array.from("ABCDEFGHIJKL", (account_id) => ({ account_id })),
      invoices: [
        { invoice_number: "1", account_id: "A", amount: "10.00", due_on: "2025-03-09" },
        { invoice_number: "2", account_id: "B", amount: "100.00", due_on: "2025-03-09" },
      ],
    });
    return store;
  };
  const scores = (from: ReturnType<typeof snapshotOf>) =>
    customersView(from).rows.map((row) => [row.accountId, row.collectionPriority, row.pastDueInvoices]);

  test("A-019 a scale that moved gives new scores to rows that did not change, and old views keep theirs", () => {
    const store = dozen();
    const before = store.recompute(noon);
    const view = customersView(before);
    const said = JSON.stringify(view);
    expect(scores(before).slice(0, 3)).toEqual([
      ["B", 10, 10_000],
      ["A", 5.2, 1_000],
      ["C", 0, 0],
    ]);
    expect(mustRead(store.apply(late("3", "C", "1000000.00"))).applied).toBe(1);
    expect(scores(before).slice(0, 2)).toEqual([
      ["B", 10, 10_000],
      ["A", 5.2, 1_000],
    ]);
    const after = store.recompute(noon);
    expect(scores(after).slice(0, 3)).toEqual([
      ["C", 10, 100_000_000],
      ["B", 3.3, 10_000],
      ["A", 1.7, 1_000],
    ]);
    expect(JSON.stringify(customersView(before))).toBe(said);
    expect(JSON.stringify(view)).toBe(said);
  });

  test("A-019 a row recomputed has new figures throughout; the old snapshot has the old ones throughout", () => {
    const store = dozen();
    const before = store.recompute(noon);
    const rowIn = (from: typeof before, id: string) =>
      customersView(from, { search: id, sort: { column: "account_id" } }).rows.find(
        ({ accountId }) => accountId === id,
      );
    const old = rowIn(before, "A");
    mustRead(
      store.apply([
        account({ accountName: "Acme", accountType: "Cash", status: "Inactive" }),
        late("3", "A", "5.00"),
      ]),
    );
    expect(rowIn(before, "A")).toEqual(old);
    const after = store.recompute(noon);
    expect(rowIn(before, "A")).toEqual(old);
    expect(old).toMatchObject({ accountName: "A", accountType: null, status: "Active", outstanding: 1_000 });
    expect(old?.days1To30).toBe(1_000);
    const fresh = rowIn(after, "A");
    expect(fresh).toMatchObject({ accountName: "Acme", accountType: "Cash", status: "Inactive" });
    expect(fresh).toMatchObject({ outstanding: 1_500, pastDueInvoices: 1_500, days1To30: 1_500 });
    expect(fresh?.badges.map(({ label }) => label)).toEqual(["Inactive", "Cash"]);
    expect(customersView(after, { status: ["Inactive"] }).total).toBe(1);
    expect(customersView(before, { status: ["Inactive"] }).total).toBe(0);
    expect(customersView(after, { search: "acm" }).total).toBe(1);
    expect(customersView(before, { search: "acm" }).total).toBe(0);
  });

  test("a row that waits to be recomputed says of which day it is", () => {
    const store = dozen();
    store.recompute(noon);
    const next = store.recompute("2025-03-11T17:00:00Z", { accounts: ["A"] });
    const { asOf: day, rows } = customersView(next, { sort: { column: "account_id" } });
    expect([day, rows[0]?.asOf, rows[1]?.asOf]).toEqual(["2025-03-11", "2025-03-11", "2025-03-10"]);
    expect([rows[0]?.averageDaysOverdue, rows[1]?.averageDaysOverdue]).toEqual([2, 1]);
  });
});

describe("what is handed out", () => {
  test("X-003 survives JSON", () => {
    const view = customersView(snapshot, { search: "c", status: ["Active"] });
    expect(JSON.parse(JSON.stringify(view))).toEqual(view);
  });

  test("X-002 L-50 is frozen or fresh: nobody can change what is shown next", () => {
    const take = () => customersView(snapshot, { search: "c-1" });
    const view = take();
    const said = JSON.stringify(view);
    const [row] = view.rows as unknown as [Record<string, unknown>];
    expect(() => Object.assign(row, { outstanding: 1 })).toThrow(TypeError);
    expect(() => Object.assign(row["invitation"] as object, { email: "x" })).toThrow(TypeError);
    expect(() => (row["badges"] as unknown[]).push(1)).toThrow(TypeError);
    expect(() => Object.assign((row["badges"] as object[])[0] as object, { label: "x" })).toThrow(TypeError);
    expect(() => Object.assign(view.currency, { exponent: 0 })).toThrow(TypeError);
    (view.rows as unknown[]).length = 0;
    Object.assign(view.options, { priorityDecimals: 6 });
    Object.assign(view.query.sort, { direction: "asc" });
    Object.assign(view, { total: 7 });
    expect(JSON.stringify(take())).toBe(said);
  });

  test("X-002 L-50 frozen queries and options do, and are left as they are", () => {
    const query = Object.freeze({
      status: Object.freeze(["Active"]),
      inviteStatus: Object.freeze(["Accepted"]),
      search: "C",
      sort: Object.freeze({ column: "account_id" }),
    });
    const options = Object.freeze({ page: 1, pageSize: 1, priorityDecimals: 2, averageDecimals: 3 });
    const before = structuredClone([query, options]);
    expect(customersView(snapshot, query, options).total).toBe(1);
    expect([query, options]).toEqual(before);
  });
});

describe("a wrong call", () => {
  const refused = (query: unknown, options: unknown = {}) => {
    const fault = faultOf(() => customersView(snapshot, query as never, options as never));
    return [fault?.code, fault?.path.join("/")];
  };

  test("F-40 a page, filter or order that is none is refused with its place", () => {
    for (const page of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, "1", 2 ** 53, true, []]) {
      expect([page, ...refused({}, { page })]).toEqual([page, "QUERY_INVALID", "page"]);
    }
    for (const pageSize of [0, -1, 1.5, 10_001, "50", Number.NaN]) {
      expect([pageSize, ...refused({}, { pageSize })]).toEqual([pageSize, "QUERY_INVALID", "pageSize"]);
    }
    expect(refused({ status: ["Active", "Asleep"] })).toEqual(["QUERY_INVALID", "status/1"]);
    expect(refused({ status: "Active" })).toEqual(["QUERY_INVALID", "status"]);
    expect(refused({ inviteStatus: ["Invited"] })).toEqual(["QUERY_INVALID", "inviteStatus/0"]);
    expect(refused({ inviteStatus: new Set(["Pending"]) })).toEqual(["QUERY_INVALID", "inviteStatus"]);
    expect(refused({ sort: { column: "outstanding" } })).toEqual(["QUERY_INVALID", "sort/column"]);
    expect(refused({ sort: { column: "status", direction: -1 } })).toEqual([
      "QUERY_INVALID",
      "sort/direction",
    ]);
    expect(refused({ sort: { column: "status", by: "x" } })).toEqual(["QUERY_INVALID", "sort/by"]);
    expect(refused({ search: 7 })).toEqual(["QUERY_INVALID", "search"]);
    expect(refused({ page: 2 })).toEqual(["QUERY_INVALID", "page"]);
    expect(refused({ filter: "x" })).toEqual(["QUERY_INVALID", "filter"]);
    expect(refused(null)).toEqual(["QUERY_INVALID", ""]);
    expect(refused("acme")).toEqual(["QUERY_INVALID", ""]);
  });

  test("F-41 a search beyond 256 characters is refused, one of 256 is not", () => {
    expect(refused({ search: "x".repeat(257) })).toEqual(["QUERY_TOO_LONG", "search"]);
    expect(customersView(snapshot, { search: "x".repeat(256) }).total).toBe(0);
  });

  test("F-51 an option that is none or out of range is refused", () => {
    expect(refused({}, { priorityDecimals: 7 })).toEqual(["POLICY_RANGE", "priorityDecimals"]);
    expect(refused({}, { averageDecimals: -1 })).toEqual(["POLICY_RANGE", "averageDecimals"]);
    expect(refused({}, { averageDecimals: 7 })).toEqual(["POLICY_RANGE", "averageDecimals"]);
    expect(refused({}, { decimals: 1 })).toEqual(["POLICY_UNKNOWN", "decimals"]);
    expect(refused({}, null)).toEqual(["POLICY_RANGE", ""]);
    expect(customersView(snapshot, {}, { priorityDecimals: 6, averageDecimals: 6 }).total).toBe(5);
  });

  test("what is no snapshot is refused", () => {
    for (const none of [
      undefined,
      null,
      {},
      7,
      "x",
      snapshot.toJSON(),
      { ...snapshot },
      Object.create(snapshot),
    ]) {
      expect(faultOf(() => customersView(none as never))?.code).toBe("TYPE");
    }
  });
});
