import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { nextDayChange, todayIn } from "../src/calendar/index.ts";
import { parseCsv, readLedgerFiles, readLedgerTables } from "../src/csv/index.ts";
import {
  accountDetail,
  badges,
  customerList,
  customerListOf,
  customersView,
  dashboardColumns,
  explain,
  explainFigure,
  exportCustomers,
  exportRecords,
  filterInvoices,
  planInvites,
  planResends,
  queryCustomers,
  statsPanel,
  toggledSort,
  upcoming,
} from "../src/customers/index.ts";
import {
  customerDetail,
  debtorList,
  debtorLists,
  debtorReport,
  debtorReports,
  debtorsView,
  debtorTabNames,
  debtorTiles,
  detailActions,
  exportTab,
  laybyManager,
  planLaybyReminders,
  planOverdueMessages,
} from "../src/debtors/index.ts";
import {
  accountStats,
  addDays,
  averageDays,
  collectionPriorities,
  daysToPay,
  exposuresOf,
  historyDaysToPay,
  type Ledger,
  latestStatements,
  mergeStats,
  openItems,
  readLedger,
  statsByAccount,
  statsByJob,
  unallocatedPayments,
  verifyIntegrity,
} from "../src/index.ts";
import {
  customerDashboard,
  eventDetails,
  explainMissing,
  refreshDashboard,
  widgetNames,
  withTrendSummary,
} from "../src/profile/index.ts";
import { openStore, readSnapshot, type Snapshot, takeSnapshot } from "../src/store/index.ts";
import { financialSummary, findInvoice, summaryScreens } from "../src/summary/index.ts";
import { deepFreeze } from "./deep-freeze.ts";
import { mustRead } from "./must-read.ts";
import { debtorLedger, goldenRetailer } from "./retailer.ts";
import { arbRawLedger } from "./twin/ledgers.ts";

const now = "2025-03-10T05:00:00Z";
const golden = readFileSync(new URL("fixtures/golden-dealer.json", import.meta.url), "utf8");
const csv = new Map([
  ["business.json", '{ "time_zone": "America/Chicago", "currency": "USD" }'],
  ["invoices.csv", "No;account_id;amount;due_on\n7;0042;1.234,50;3/9/2025\n8;0042;x;3/9/2025\n"],
]);

/** Everything from untrusted input to the export's bytes, through every door. */
function everything(): unknown[] {
  const today = todayIn("America/Chicago", now);
  const ledger = mustRead(readLedger(JSON.parse(golden), { today }));
  const list = customerList(ledger, { asOf: today, now });
  const files = readLedgerFiles(csv, {
    today: (zone) => todayIn(zone, now),
    rejectBadRows: true,
    columns: [{ table: "invoices", field: "invoice_number", header: "No" }],
    delimiter: ";",
    decimal: ",",
    group: ".",
    dateFormat: "M/D/YYYY",
  });
  return [
    nextDayChange("America/Chicago", now),
    mustRead(readLedgerTables(JSON.parse(golden), { today })).rejected,
    exportCustomers(list),
    exportRecords(list, { search: "acme", status: ["Active"], sort: { column: "account_name" } }),
    parseCsv(exportCustomers(list)),
    files,
    exportCustomers(customerList(ledger, { asOf: "2025-01-31", now })),
    ...figures(ledger, today),
    ...boards(takeSnapshot(ledger, { asOf: today, now }), ledger),
    ...history(ledger),
    ...debtors(debtorLedger(goldenRetailer())),
    ...summaries(ledger),
    ...summaries(debtorLedger(goldenRetailer())),
    ...dashboards(buildingSupplies(), noonOfSupplies),
  ];
}

/** An instant of the day that the building supplies are shown on. */
const noonOfSupplies = "2025-06-10T18:00:00Z";
const supplies = new URL("../docs/building-supplies/", import.meta.url);
const suppliesFiles = new Map(
  readdirSync(supplies).map((name) => [name, readFileSync(new URL(name, supplies), "utf8")]),
);

/** A ledger with rows of every table. */
function buildingSupplies(): Ledger {
  const today = (zone: string) => todayIn(zone, noonOfSupplies);
  return mustRead(readLedgerFiles(suppliesFiles, { today })).ledger;
}

/** Every account's dashboard as each user sees it, why widgets are missing, and what events tell. */
function dashboards(ledger: Ledger, instant: string): unknown[] {
  const store = openStore(ledger, { calendar: { nextDayChange, todayIn } });
  const options = { now: instant, todayIn } as const;
  const manufacturer = { ...options, user: "manufacturer", wholesalerId: "W-NORTH" } as const;
  return [...ledger.accounts.keys()].map((id) => {
    const dashboard = customerDashboard(ledger, id, options);
    return [
      dashboard,
      customerDashboard(ledger, id, { ...manufacturer, comparison: "full-months" }),
      refreshDashboard(store, id, manufacturer),
      widgetNames.map((widget) => explainMissing(dashboard, widget)),
      dashboard.widgets.latestEvents?.events.map((event) => eventDetails(ledger, event.id)),
    ];
  });
}

/** Every account's financial summary, and every invoice found by its number. */
function summaries(ledger: Ledger): unknown[] {
  const asOf = addDays(ledger.today, -40);
  return [
    [...ledger.accounts.keys()].flatMap((id) => [
      financialSummary(ledger, id),
      financialSummary(ledger, id, { asOf, mode: "reage", permissions: summaryScreens }),
    ]),
    [...ledger.invoices.values()].map(({ invoiceNumber }) => findInvoice(ledger, invoiceNumber)),
  ];
}

/** Everything that the debtors board says of a ledger, today and on an earlier day. */
function debtors(ledger: Ledger): unknown[] {
  return (["2025-05-10", "2025-03-15"] as const).flatMap((asOf) => {
    const view = debtorsView(ledger, { asOf, basis: "transaction" });
    return [
      debtorTiles(view),
      debtorTabNames.flatMap((tab) => exportTab(view, tab, "json")),
      exportTab(view, "aging", "html"),
      exportTab(view, "credit", "xml"),
      exportTab(view, "value", "csv"),
      exportTab(view, "overview", "png"),
      debtorLists.map((kind) => debtorList(view, kind, { search: "a" })),
      debtorReports.map((kind) => debtorReport(view, kind)),
      laybyManager(view, { status: ["Overdue"], sort: "balance" }),
      planOverdueMessages(view, { grid: "monthly" }),
      planLaybyReminders(view, "sms"),
      [...ledger.accounts.keys()].map((id) => [
        customerDetail(view, id, { search: "s" }),
        detailActions(view, id),
      ]),
      daysToPay(ledger, { ...historyDaysToPay, asOf }),
    ];
  });
}

/** Everything that the customers board says of a snapshot, and of the ledger that it was taken of. */
function boards(snapshot: Snapshot, ledger: Ledger): unknown[] {
  const { asOf, currency } = snapshot;
  const options = { asOf, mode: "reage" } as const;
  const query = { search: "a", status: ["Active"], sort: { column: "account_name" } };
  const view = customersView(snapshot, {}, { priorityDecimals: 3, averageDecimals: 5 });
  const context = { currency, priorityDecimals: 3, averageDecimals: 5 };
  const items = openItems(ledger, options);
  return [
    view,
    view.rows.map((row) => dashboardColumns.map(({ text, value }) => [text(row, context), value(row)])),
    customersView(snapshot, query, { page: 1, pageSize: 2 }),
    statsPanel(snapshot),
    customerListOf(snapshot),
    exportCustomers(snapshot, query),
    exportRecords(snapshot),
    toggledSort({ column: "account_name" }, "account_name"),
    mustRead(readSnapshot(JSON.parse(JSON.stringify(snapshot)))).toJSON(),
    snapshot.accountIds().flatMap((id) => {
      const detail = accountDetail(ledger, id, { ...options, now });
      return [
        snapshot.row(id),
        detail,
        badges(detail),
        filterInvoices(detail.tabs.invoices, ["Open"]),
        explain(ledger, { ...options, figure: "collection_priority", accountId: id }),
      ];
    }),
    explain(ledger, { ...options, figure: "net_ar_amount" }),
    explainFigure("outstanding_amount", items, { accountId: null, asOf, currency }),
    upcoming(ledger, { from: ledger.today, through: addDays(ledger.today, 40) }),
    planInvites(ledger, snapshot.accountIds(), { now, expiresAt: "9999-01-01T00:00:00Z" }),
    planResends(ledger, snapshot.accountIds(), { now }),
  ];
}

/** What a store over the golden dealer says in the course of two days. */
function history(ledger: Ledger): unknown[] {
  const store = openStore(ledger, { calendar: { nextDayChange, todayIn } });
  const later = "2025-03-11T05:00:00Z";
  const looked = () => [
    [...store.staleness(later)],
    store.nextRecomputeAt(now),
    store.version,
    store.openItems("C-100"),
    store.accountLedger("C-100", later),
  ];
  const first = store.recompute(now);
  const invoice = { invoice_number: "N", account_id: "C-400", amount: "1.00", due_on: "2025-03-01" };
  const taken = mustRead(
    store.apply([
      { changeId: "1", kind: "invoice-created", invoice },
      { changeId: "2", kind: "notes-changed", accountId: "C-100", notes: "Rang." },
    ]),
  );
  const refused = store.apply({ changeId: "1", kind: "notes-changed", accountId: "C-100", notes: "" });
  const between = looked();
  const second = store.recompute(later, { accounts: ["C-400"] });
  const third = store.recompute(later);
  return [taken, refused, between, looked(), [first, second, third].map((each) => each.toJSON()), third.size];
}

/** Everything that the engine says of a ledger. */
function figures(ledger: Ledger, asOf: string): unknown[] {
  const { currency } = ledger.business;
  const items = openItems(ledger, { asOf, mode: "reage" });
  const options = { asOf, currency };
  const byAccount = statsByAccount(items, options);
  const whole = accountStats(items, options);
  return [
    items,
    byAccount,
    [...byAccount.values()].reduce((sum, stats) => mergeStats(sum, stats), accountStats([], options)),
    verifyIntegrity(whole),
    averageDays(whole.pastDue).toFixed(2),
    statsByJob(items, options),
    collectionPriorities(exposuresOf(byAccount), { currency, decimals: 3 }),
    unallocatedPayments(ledger, { asOf, mode: "reage" }),
    latestStatements(ledger.statements.values(), asOf),
  ];
}

/**
 * Makes the world one without a clock, chance, environment, or a zone and language of the host, until it is cured.
 *
 * A `new Date()` is let through with another instant, because the Temporal polyfill makes one only to set all its fields.
 */
function poison(): () => void {
  const refuse = (what: string) => (): never => {
    throw new Error(`${what} was asked`);
  };
  const env = process.env;
  class PoisonedDate extends Date {
    constructor(...args: readonly unknown[]) {
      super(...((args.length === 0 ? [12_345_678_901] : args) as [number]));
    }
    static override now = refuse("The clock");
    override getTimezoneOffset = refuse("The host's zone");
    override getDate = refuse("The host's zone");
    override getHours = refuse("The host's zone");
    override toLocaleString = refuse("The host's language");
    override toLocaleDateString = refuse("The host's language");
  }
  const chance = vi.spyOn(Math, "random").mockImplementation(refuse("Chance"));
  const language = vi.spyOn(String.prototype, "localeCompare");
  language.mockImplementation(refuse("The host's language"));
  vi.stubGlobal("Date", PoisonedDate);
  process.env = new Proxy(env, {
    get: refuse("The environment"),
    has: refuse("The environment"),
    ownKeys: refuse("The environment"),
  });
  return () => {
    process.env = env;
    vi.unstubAllGlobals();
    chance.mockRestore();
    language.mockRestore();
  };
}

/** Runs a call in such a world. */
function withPoison<Value>(call: () => Value): Value {
  const cure = poison();
  try {
    return call();
  } finally {
    cure();
  }
}

test("X-001 no figure asks for the clock, chance, the environment, or the host's zone or language", () => {
  expect(() => withPoison(() => Date.now())).toThrow("The clock was asked");
  expect(() => withPoison(() => Math.random())).toThrow("Chance was asked");
  expect(() => withPoison(() => process.env["TZ"])).toThrow("The environment was asked");
  const plain = everything();
  const poisoned = withPoison(everything);
  expect(poisoned).toEqual(plain);
});

test("X-001 nor do a summariser's words of the sales trend, and what stands where there are none", async () => {
  const dashboard = customerDashboard(buildingSupplies(), "1001", { now: noonOfSupplies, todayIn });
  const told = () => Promise.all(["Fine.", ""].map((text) => withTrendSummary(dashboard, async () => text)));
  const plain = await told();
  expect(plain.map(({ widgets }) => widgets.salesTrend?.summary.by)).toEqual(["summariser", "template"]);
  const cure = poison();
  const poisoned = await told().finally(cure);
  expect(poisoned).toEqual(plain);
});

test("X-001 the same call gives the same answer", () => {
  expect(everything()).toEqual(everything());
});

test("X-002 L-50 frozen inputs do, and nothing is changed", () => {
  fc.assert(
    fc.property(arbRawLedger, ({ ledger: drawn, now: instant, asOf }) => {
      const invoices = (drawn.invoices ?? []).map((row) => ({
        due_on: row.issued_on ?? "2025-01-31",
        ...row,
      }));
      const raw = { ...drawn, invoices };
      const before = structuredClone(raw);
      const today = todayIn(raw.business.time_zone, instant);
      const ledger = deepFreeze(mustRead(readLedger(deepFreeze(raw), { today })));
      const read = structuredClone(ledger);
      const { rejected } = mustRead(readLedgerTables(raw, deepFreeze({ today, rejectBadRows: true })));
      expect(rejected).toEqual([]);
      const options = deepFreeze({ asOf, now: instant, mode: "reage" } as const);
      const list = deepFreeze(customerList(ledger, options));
      const listed = structuredClone(list);
      const query = deepFreeze({ status: ["Active"], search: "a", sort: { column: "account_name" } });
      const rows = queryCustomers(list, query);
      expect(rows.every((row) => list.rows.includes(row))).toBe(true);
      expect(exportCustomers(list, query, deepFreeze({ bom: true }))).toMatch(/^\uFEFFaccount_id,/);
      exportRecords(list);
      figures(ledger, asOf);
      const snapshot = takeSnapshot(ledger, options);
      const written = deepFreeze(JSON.parse(JSON.stringify(snapshot)));
      mustRead(readSnapshot(written));
      boards(snapshot, ledger);
      summaries(ledger);
      dashboards(ledger, instant);
      expect(JSON.parse(JSON.stringify(snapshot))).toEqual(written);
      const store = openStore(ledger, deepFreeze({ calendar: { nextDayChange, todayIn } }));
      store.recompute(instant);
      const accountIds = [...ledger.accounts.keys()];
      const changes = deepFreeze(
        accountIds.map((account_id, at) => ({
          changeId: `${at}`,
          kind: "account-changed" as const,
          account: { account_id, account_name: "Acme" },
        })),
      );
      mustRead(store.apply(changes));
      store.recompute(instant, deepFreeze({ accounts: accountIds }));
      expect(raw).toEqual(before);
      expect(ledger).toEqual(read);
      expect(list).toEqual(listed);
    }),
    { numRuns: 300 },
  );
});

test("L-50 files read as bytes are left as they were", () => {
  const bytes = new TextEncoder().encode(csv.get("invoices.csv"));
  const before = Uint8Array.from(bytes);
  const files = new Map<string, string | Uint8Array>([...csv, ["invoices.csv", bytes]]);
  const options = deepFreeze({ today: "2025-03-10", delimiter: ";", timeZone: "UTC", currency: "USD" });
  expect(readLedgerFiles(files, options).ok).toBe(false);
  expect(bytes).toEqual(before);
  expect([...files.keys()]).toEqual([...csv.keys()]);
});
