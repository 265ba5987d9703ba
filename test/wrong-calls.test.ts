import { describe, expect, test } from "vitest";
import * as calendar from "../src/calendar/index.ts";
import * as board from "../src/customers/index.ts";
import * as engine from "../src/index.ts";
import * as profile from "../src/profile/index.ts";
import * as storage from "../src/store/index.ts";
import { writeCsv } from "../src/table/write-csv.ts";
import { faultOf } from "./fault-of.ts";
import { mustRead } from "./must-read.ts";

// What a caller without types may hand over. Each is refused as a Fault that names it; none counts as empty.
const currency = { code: "USD", exponent: 2 };
const asOf = "2025-03-10";
const stats = { asOf, currency };
const item = { id: "1", accountId: "A", kind: "invoice", balance: 100, dueOn: "2025-03-01" };
const any = (value: unknown) => value as never;

const now = "2025-03-10T12:00:00Z";
const rows = { business: { time_zone: "UTC", currency: "USD" }, accounts: [{ account_id: "A" }] };
const ledger = mustRead(engine.readLedger(rows, { today: asOf }));
const snapshot = storage.takeSnapshot(ledger, { asOf, now });
const store = storage.openStore(ledger, { calendar });
const asked = { now, todayIn: calendar.todayIn };
const dashboard = profile.customerDashboard(ledger, "A", asked);

const calls: readonly (readonly [
  what: string,
  call: () => unknown,
  code: string,
  path: readonly unknown[],
])[] = [
  ["a set of items", () => engine.accountStats(any(new Set([item])), stats), "TYPE", ["items"]],
  ["a map of items", () => engine.statsByAccount(any(new Map([["A", item]])), stats), "TYPE", ["items"]],
  ["no items", () => engine.statsByJob(any(undefined), stats), "TYPE", ["items"]],
  [
    "an item of no account",
    () => engine.statsByAccount([any({ ...item, accountId: undefined })], stats),
    "TYPE",
    [0, "accountId"],
  ],
  ["no options of stats", () => engine.accountStats([], any(undefined)), "POLICY_RANGE", []],
  ["no options of rows", () => engine.readAccountStats([], any(undefined)), "POLICY_RANGE", []],
  ["no options of a reader", () => engine.readInvoices([], any(undefined)), "POLICY_RANGE", []],
  ["no options of a ledger", () => engine.readLedger({}, any(undefined)), "POLICY_RANGE", []],
  ["no options of scores", () => engine.collectionPriorities(new Map(), any(null)), "POLICY_RANGE", []],
  [
    "exposures in an object",
    () => engine.collectionPriorities(any({ A: 1n }), { currency }),
    "TYPE",
    ["exposures"],
  ],
  ["stats in an object", () => engine.exposuresOf(any({})), "TYPE", ["stats"]],
  ["a table that is none", () => engine.tableColumns(any("__proto__")), "POLICY_RANGE", ["table"]],
  [
    "an average of a fraction",
    () => engine.averageDays({ amount: 1.5, amountDays: 1n }),
    "AMOUNT_NOT_INTEGER",
    ["amount"],
  ],
  [
    "an average below zero",
    () => engine.averageDays({ amount: -5, amountDays: 1n }),
    "AMOUNT_NOT_INTEGER",
    ["amount"],
  ],
  [
    "days that are a number",
    () => engine.averageDays({ amount: 5, amountDays: any(1) }),
    "TYPE",
    ["amountDays"],
  ],
  ["a ratio of numbers", () => engine.roundHalfAway(any(1), any(2)), "TYPE", []],
  ["no scheme", () => engine.agingScheme(any(null)), "BUCKETS_INVALID", ["from"]],
  [
    "a sum of fractions",
    () => engine.plus({ ...engine.nothing, amount: 0.5 }, engine.nothing),
    "AMOUNT_NOT_INTEGER",
    [],
  ],
  ["days as text", () => engine.addDays("2025-03-10", any("1")), "DATE_RANGE", []],
  [
    "a currency that is a code",
    () => engine.formatAmount(12345, any("USD")),
    "CURRENCY_UNKNOWN",
    ["currency"],
  ],
  [
    "a negative exponent",
    () => engine.formatAmount(12345, { code: "USD", exponent: -1 }),
    "CURRENCY_UNKNOWN",
    ["currency"],
  ],
  [
    "a guard that is no switch",
    () => writeCsv([], [], { formulaGuard: any(0) }),
    "POLICY_RANGE",
    ["formulaGuard"],
  ],
  ["a mark that is no switch", () => writeCsv([], [], { bom: any("x") }), "POLICY_RANGE", ["bom"]],
  [
    "a misspelt direction",
    () => board.queryCustomers({ rows: [] }, { sort: any({ column: "account_id", dir: "desc" }) }),
    "QUERY_INVALID",
    ["sort", "dir"],
  ],
  ["no list of customers", () => board.queryCustomers(any(undefined)), "TYPE", ["rows"]],
  ["rows instead of their list", () => board.exportCustomers(any([])), "TYPE", ["rows"]],
  ["no options of a list", () => board.customerList(ledger, any(undefined)), "POLICY_RANGE", []],
  ["a ledger for a snapshot", () => board.customersView(any(ledger)), "TYPE", []],
  ["JSON for a snapshot", () => board.statsPanel(any(snapshot.toJSON())), "TYPE", []],
  ["nothing for a snapshot", () => board.customerListOf(any(undefined)), "TYPE", []],
  ["a page in the query", () => board.customersView(snapshot, any({ page: 2 })), "QUERY_INVALID", ["page"]],
  ["a page 0", () => board.customersView(snapshot, {}, { page: 0 }), "QUERY_INVALID", ["page"]],
  [
    "decimals of a page",
    () => board.customersView(snapshot, {}, any({ decimals: 1 })),
    "POLICY_UNKNOWN",
    ["decimals"],
  ],
  ["a sort of no order", () => board.toggledSort(any(null), "status"), "QUERY_INVALID", ["sort", "column"]],
  [
    "the detail of nobody",
    () => board.accountDetail(ledger, "B", { asOf, now }),
    "REF_UNKNOWN",
    ["accountId"],
  ],
  ["a word for a list of words", () => board.filterInvoices([], any("open")), "QUERY_INVALID", ["statuses"]],
  [
    "a figure that is none",
    () => board.explain(ledger, { figure: "outstanding", asOf }),
    "QUERY_INVALID",
    ["figure"],
  ],
  [
    "no context of a figure",
    () => board.explainFigure("outstanding_amount", [], any(null)),
    "POLICY_RANGE",
    [],
  ],
  ["no days of upcoming", () => board.upcoming(ledger, any(undefined)), "POLICY_RANGE", []],
  ["one account to invite", () => board.planInvites(ledger, any("A"), { now }), "TYPE", ["accountIds"]],
  ["no instant to resend", () => board.planResends(ledger, ["A"], any({})), "INSTANT_INVALID", []],
  ["no options of a snapshot", () => storage.takeSnapshot(ledger, any(undefined)), "POLICY_RANGE", []],
  ["no options of a store", () => storage.openStore(ledger, any(undefined)), "POLICY_RANGE", []],
  ["a store without a calendar", () => storage.openStore(ledger, any({})), "POLICY_RANGE", ["calendar"]],
  ["no instant", () => store.recompute(any(undefined)), "INSTANT_INVALID", []],
  ["one account for a list", () => store.recompute(now, { accounts: any("A") }), "TYPE", ["accounts"]],
  ["an account of nobody", () => store.recompute(now, { accounts: ["B"] }), "REF_UNKNOWN", ["accounts", 0]],
  ["an instant that is none", () => store.staleness("soon"), "INSTANT_INVALID", []],
  ["no instant to go on from", () => store.nextRecomputeAt(any(undefined)), "INSTANT_INVALID", []],
  ["the ledger at no instant", () => store.ledger(any(null)), "INSTANT_INVALID", []],
  ["the books of nobody", () => store.accountLedger("B", now), "REF_UNKNOWN", ["accountId"]],
  ["the documents of no id", () => store.openItems(any(undefined)), "REF_UNKNOWN", ["accountId"]],
  [
    "no options of a dashboard",
    () => profile.customerDashboard(ledger, "A", any(undefined)),
    "POLICY_RANGE",
    [],
  ],
  ["no options of a refresh", () => profile.refreshDashboard(store, "A", any(null)), "POLICY_RANGE", []],
  [
    "a dashboard without a function of days",
    () => profile.customerDashboard(ledger, "A", any({ now })),
    "POLICY_RANGE",
    ["todayIn"],
  ],
  [
    "a dashboard at no instant",
    () => profile.customerDashboard(ledger, "A", any({ todayIn: calendar.todayIn })),
    "INSTANT_INVALID",
    ["now"],
  ],
  [
    "the dashboard of nobody",
    () => profile.customerDashboard(ledger, "B", asked),
    "REF_UNKNOWN",
    ["accountId"],
  ],
  [
    "the refreshed dashboard of nobody",
    () => profile.refreshDashboard(store, any(undefined), asked),
    "REF_UNKNOWN",
    ["accountId"],
  ],
  ["an event that is none", () => profile.eventDetails(ledger, any(undefined)), "REF_UNKNOWN", ["id"]],
  [
    "a widget that is none",
    () => profile.explainMissing(dashboard, any("Sales Trend")),
    "POLICY_RANGE",
    ["widget"],
  ],
];

describe("X-006 a wrong call is a Fault with a code and a path", () => {
  test.each(calls)("%s", (_, call, code, path) => {
    const fault = faultOf(call);
    expect([fault?.code, fault?.path]).toEqual([code, path]);
  });
});

test("X-006 a summariser that is none is refused like a wrong call", async () => {
  await expect(profile.withTrendSummary(dashboard, any("Fine."))).rejects.toMatchObject({
    code: "TYPE",
    path: ["summariser"],
  });
});

test("X-006 changes and snapshots that are none are data: answered, not thrown", () => {
  for (const reading of [store.apply(any(undefined)), storage.readSnapshot(undefined)]) {
    expect(reading.ok ? [] : reading.issues.map(({ code, path }) => [code, path])).toEqual([["TYPE", []]]);
  }
});

test("X-003 what the customers board says survives JSON", () => {
  const said = [
    board.customerList(ledger, { asOf, now }),
    board.customerListOf(snapshot),
    board.customersView(snapshot),
    board.statsPanel(snapshot),
    board.accountDetail(ledger, "A", { asOf, now }),
    board.explain(ledger, { figure: "collection_priority", accountId: "A", asOf }),
    board.upcoming(ledger, { through: "2025-03-20" }),
    board.planInvites(ledger, ["A", "B"], { now }),
    board.planResends(ledger, ["A", "B"], { now }),
    board.toggledSort(board.defaultCustomerSort, "status"),
    store.apply([]),
  ];
  for (const each of said) expect(JSON.parse(JSON.stringify(each))).toEqual(each);
});
