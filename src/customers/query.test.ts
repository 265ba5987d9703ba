import { describe, expect, test } from "vitest";
import { faultOf } from "../../test/fault-of.ts";
import { mustRead } from "../../test/must-read.ts";
import { readLedger } from "../model/read-ledger.ts";
import { customerColumns } from "./columns.ts";
import { dashboardColumns } from "./dashboard-columns.ts";
import { customerList } from "./list.ts";
import { type CustomerQuery, defaultCustomerSort, queryCustomers, toggledSort } from "./query.ts";

const asOf = "2025-03-10";

type Rows = readonly Readonly<Record<string, string>>[];

function listOf(accounts: Rows, more: Readonly<Record<string, Rows>> = {}) {
  const raw = { business: { time_zone: "UTC", currency: "USD" }, accounts, ...more };
  const ledger = mustRead(readLedger(raw, { today: asOf }));
  return customerList(ledger, { asOf, now: "2025-03-10T12:00:00Z" });
}

/** Past-due invoices of so many dollars, one day late. */
const late = (amounts: Readonly<Record<string, string>>): Readonly<Record<string, Rows>> => ({
  invoices: Object.entries(amounts).map(([account_id, amount]) => ({
    invoice_number: account_id,
    account_id,
    amount,
    due_on: "2025-03-09",
  })),
});

describe("filters", () => {
  const list = listOf(
    [
      { account_id: "1" },
      { account_id: "2", status: "Inactive" },
      { account_id: "3", status: "Not Used" },
      { account_id: "4" },
      { account_id: "5" },
      { account_id: "6" },
    ],
    {
      invites: ["Pending", "Accepted", "Declined", "Expired"].map((status, at) => ({
        account_id: `${at + 1}`,
        email: "ap@acme.test",
        status,
        created_at: "2025-03-01T00:00:00Z",
      })),
    },
  );
  const ids = (query: CustomerQuery) => queryCustomers(list, query).map(({ accountId }) => accountId);

  test("by status, in any spelling; Not Used is Inactive", () => {
    expect(ids({ status: ["Active"] })).toEqual(["1", "4", "5", "6"]);
    expect(ids({ status: ["in-ACTIVE"] })).toEqual(["2", "3"]);
    expect(ids({ status: ["Active", "Inactive"] })).toHaveLength(6);
    expect(ids({ status: [] })).toHaveLength(6);
  });

  test("by invitation; Not Invited is the blank of the export", () => {
    expect(ids({ inviteStatus: ["not_invited"] })).toEqual(["5", "6"]);
    expect(ids({ inviteStatus: ["Pending", "expired"] })).toEqual(["1", "4"]);
    expect(ids({ inviteStatus: ["Accepted"] })).toEqual(["2"]);
    expect(ids({ inviteStatus: ["Declined"] })).toEqual(["3"]);
  });

  test("combined they leave what all of them leave", () => {
    expect(ids({ status: ["Active"], inviteStatus: ["Pending", "Declined"], search: "1" })).toEqual(["1"]);
  });

  test("F-40 a value that is none, or no list, is refused with its place", () => {
    const refused = (query: unknown) => {
      const fault = faultOf(() => queryCustomers(list, query as CustomerQuery));
      return [fault?.code, fault?.path.join("/")];
    };
    expect(refused({ status: ["Active", "Sleeping"] })).toEqual(["QUERY_INVALID", "status/1"]);
    expect(refused({ inviteStatus: ["Opened"] })).toEqual(["QUERY_INVALID", "inviteStatus/0"]);
    expect(refused({ inviteStatus: [7] })).toEqual(["QUERY_INVALID", "inviteStatus/0"]);
    expect(refused({ status: "Active" })).toEqual(["QUERY_INVALID", "status"]);
    expect(refused({ page: 0 })).toEqual(["QUERY_INVALID", "page"]);
    // biome-ignore lint/suspicious/noSparseArray: a hole is a value that is none.
    expect(refused({ status: ["Active", , "Inactive"] })).toEqual(["QUERY_INVALID", "status/1"]);
    expect(refused({ status: new Array(1) })).toEqual(["QUERY_INVALID", "status/0"]);
  });

  test("F-40 what is no query, or no list of customers, is refused", () => {
    expect(faultOf(() => queryCustomers(list, null as never))?.code).toBe("QUERY_INVALID");
    expect(faultOf(() => queryCustomers(list, "acme" as never))?.code).toBe("QUERY_INVALID");
    for (const none of [undefined, null, {}, { rows: undefined }, { rows: new Set(list.rows) }, 7]) {
      const fault = faultOf(() => queryCustomers(none as never));
      expect([fault?.code, fault?.path]).toEqual(["TYPE", ["rows"]]);
    }
  });
});

describe("search", () => {
  const list = listOf([
    { account_id: "C-100", account_name: "İstanbul" },
    { account_id: "C-200", account_name: "Straße" },
    { account_id: "C-300", account_name: "Cafe\u0301" },
    { account_id: "C-400", account_name: "ΑΣΑ" },
    { account_id: "c-.*(5", account_name: "Ｆｕｌｌ width" },
  ]);
  const found = (search: string) =>
    queryCustomers(list, { search, sort: { column: "account_id" } }).map(({ accountId }) => accountId);

  test("in the name or the number, anywhere in it, whatever the case", () => {
    expect(found("CAF")).toEqual(["C-300"]);
    expect(found("CAFE")).toEqual([]);
    expect(found("c-4")).toEqual(["C-400"]);
    expect(found("00")).toEqual(["C-100", "C-200", "C-300", "C-400"]);
    expect(found("nobody")).toEqual([]);
  });

  test("E-30 letters are compared as Unicode composes them, without folding accents or ß", () => {
    expect(found("caf\u00e9")).toEqual(["C-300"]);
    expect(found("istanbul")).toEqual([]);
    expect(found("i̇stanbul")).toEqual(["C-100"]);
    expect(found("STRASSE")).toEqual([]);
    expect(found("STRAßE")).toEqual(["C-200"]);
    expect(found("ΑΣ")).toEqual(["C-400"]);
    expect(found("full")).toEqual(["c-.*(5"]);
  });

  test("F-41 what looks like a pattern is only text; blanks search nothing", () => {
    expect(found(".*(")).toEqual(["c-.*(5"]);
    expect(found("")).toHaveLength(5);
    expect(found("  \t ")).toHaveLength(5);
    expect(found("  caf ")).toEqual(["C-300"]);
  });

  test("F-41 256 characters are searched for, 257 and a megabyte are refused, and so is no text", () => {
    const refused = (search: unknown) => faultOf(() => queryCustomers(list, { search: search as string }));
    expect(found("x".repeat(256))).toEqual([]);
    expect(refused("x".repeat(257))?.code).toBe("QUERY_TOO_LONG");
    expect(refused("x".repeat(1_000_000))?.code).toBe("QUERY_TOO_LONG");
    expect([refused(7)?.code, refused(7)?.path]).toEqual(["QUERY_INVALID", ["search"]]);
  });
});

describe("sorting", () => {
  const abc = listOf(
    [{ account_id: "B" }, { account_id: "C" }, { account_id: "A" }],
    late({ A: "500.00", B: "500.00", C: "700.00" }),
  );
  const sorted = (list: typeof abc, column: string, direction?: "asc" | "desc") =>
    queryCustomers(list, { sort: direction === undefined ? { column } : { column, direction } }).map(
      ({ accountId }) => accountId,
    );

  test("E-35 equal exposures stand by account id, in either direction", () => {
    expect(sorted(abc, "collection_priority", "desc")).toEqual(["C", "A", "B"]);
    expect(sorted(abc, "collection_priority", "asc")).toEqual(["A", "B", "C"]);
  });

  test("A-164 unasked, the most urgent come first", () => {
    expect(queryCustomers(abc).map(({ accountId }) => accountId)).toEqual(["C", "A", "B"]);
  });

  test("without a direction numbers descend and text ascends", () => {
    for (const { name, kind } of customerColumns) {
      const direction = ["money", "count", "days", "score"].includes(kind) ? "desc" : "asc";
      expect([name, sorted(abc, name)]).toEqual([name, sorted(abc, name, direction)]);
    }
    expect(sorted(abc, "outstanding_amount")).toEqual(["C", "A", "B"]);
    expect(sorted(abc, "account_id")).toEqual(["A", "B", "C"]);
  });

  test("blanks stand last in either direction", () => {
    const list = listOf([
      { account_id: "1" },
      { account_id: "2", account_type: "cash" },
      { account_id: "3", account_type: "Credit" },
    ]);
    expect(sorted(list, "account_type", "asc")).toEqual(["2", "3", "1"]);
    expect(sorted(list, "account_type", "desc")).toEqual(["3", "2", "1"]);
  });

  test("average days order by the exact average, not by its two decimals", () => {
    const invoices = [
      // 1.0000001 and 1 days on average: both shown as 1.00.
      { invoice_number: "1", account_id: "B", amount: "100000.00", due_on: "2025-03-09" },
      { invoice_number: "2", account_id: "B", amount: "0.01", due_on: "2025-03-08" },
      { invoice_number: "3", account_id: "A", amount: "100000.00", due_on: "2025-03-09" },
    ];
    const list = listOf([{ account_id: "A" }, { account_id: "B" }, { account_id: "C" }], { invoices });
    const column = "past_due_invoice_weighted_average_days_overdue";
    expect(sorted(list, column, "desc")).toEqual(["B", "A", "C"]);
    expect(sorted(list, column, "asc")).toEqual(["C", "A", "B"]);
  });

  test("F-40 an unknown column or direction is refused with its place", () => {
    const refused = (sort: unknown) => {
      const fault = faultOf(() => queryCustomers(abc, { sort } as CustomerQuery));
      return [fault?.code, fault?.path.join("/")];
    };
    expect(refused({ column: "priority" })).toEqual(["QUERY_INVALID", "sort/column"]);
    expect(refused("account_id")).toEqual(["QUERY_INVALID", "sort/column"]);
    expect(refused({ column: "account_id", dir: "asc" })).toEqual(["QUERY_INVALID", "sort/dir"]);
    expect(refused({ column: "account_id", direction: "down" })).toEqual(["QUERY_INVALID", "sort/direction"]);
  });
});

describe("a click on a header", () => {
  const headers = [
    ...customerColumns.map(({ name }) => name),
    ...dashboardColumns.map((each) => each.sortColumn),
  ];

  test("A-060 turns the order of its column, and a second click turns it back", () => {
    for (const column of headers) {
      for (const direction of ["asc", "desc"] as const) {
        const other = direction === "asc" ? "desc" : "asc";
        const once = toggledSort({ column, direction }, column);
        expect(once).toEqual({ column, direction: other });
        expect(toggledSort(once, column)).toEqual({ column, direction });
      }
    }
  });

  test("A-060 G-36 the first click on another column: numbers descend, text ascends", () => {
    for (const { name: column, kind } of customerColumns) {
      const direction = ["money", "count", "days", "score"].includes(kind) ? "desc" : "asc";
      const from = column === "account_id" ? "status" : "account_id";
      expect(toggledSort({ column: from, direction: "desc" }, column)).toEqual({ column, direction });
    }
  });

  test("A-060 of an order without a direction turns the direction that it has unasked", () => {
    expect(toggledSort({ column: "account_name" }, "account_name").direction).toBe("desc");
    expect(toggledSort({ column: "outstanding_amount" }, "outstanding_amount").direction).toBe("asc");
    expect(toggledSort(defaultCustomerSort, "collection_priority").direction).toBe("asc");
  });

  test("A-060 E-35 what it leads to is the order turned round, equal cells staying by id", () => {
    const list = listOf(
      [{ account_id: "B" }, { account_id: "C" }, { account_id: "A" }],
      late({ A: "500.00", B: "500.00", C: "700.00" }),
    );
    const shown = (sort: CustomerQuery["sort"]) =>
      queryCustomers(list, sort === undefined ? {} : { sort }).map(({ accountId }) => accountId);
    const turned = toggledSort(defaultCustomerSort, "collection_priority");
    expect([shown(undefined), shown(turned)]).toEqual([
      ["C", "A", "B"],
      ["A", "B", "C"],
    ]);
    expect(shown(toggledSort(turned, "collection_priority"))).toEqual(["C", "A", "B"]);
  });

  test("F-40 an order or a column that is none is refused", () => {
    const refused = (current: unknown, column: unknown) => {
      const fault = faultOf(() => toggledSort(current as never, column as never));
      return [fault?.code, fault?.path.join("/")];
    };
    expect(refused(defaultCustomerSort, "priority")).toEqual(["QUERY_INVALID", "sort/column"]);
    expect(refused({ column: "priority" }, "status")).toEqual(["QUERY_INVALID", "sort/column"]);
    expect(refused(undefined, "status")).toEqual(["QUERY_INVALID", "sort/column"]);
    expect(refused(null, "status")).toEqual(["QUERY_INVALID", "sort/column"]);
    expect(refused(defaultCustomerSort, undefined)).toEqual(["QUERY_INVALID", "sort/column"]);
  });
});

test("exposures that one double would stand for stand in their exact order", () => {
  // A hundred days of each: doubles of that size lie 128 apart, these 100.
  const invoice = (accountId: string, amount: string) => ({
    invoice_number: accountId,
    account_id: accountId,
    amount,
    due_on: "2024-11-30",
  });
  const ledger = mustRead(
    readLedger(
      {
        business: { time_zone: "UTC", currency: "USD" },
        invoices: [
          invoice("A", "90071992547409.89"),
          invoice("B", "90071992547409.90"),
          invoice("C", "90071992547409.91"),
        ],
      },
      { today: asOf },
    ),
  );
  const list = customerList(ledger, { asOf, now: "2025-03-10T12:00:00Z" });
  expect(queryCustomers(list).map(({ accountId }) => accountId)).toEqual(["C", "B", "A"]);
});
