import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { nextDayChange, todayIn } from "../src/calendar/index.ts";
import { parseCsv, readLedgerFiles, readLedgerTables } from "../src/csv/index.ts";
import { customerList, exportCustomers, exportRecords, queryCustomers } from "../src/customers/index.ts";
import {
  accountStats,
  averageDays,
  collectionPriorities,
  exposuresOf,
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
import { mustRead } from "./must-read.ts";
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
  ];
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
 * Runs a call in a world without a clock, chance, environment, or a zone and language of the host.
 *
 * A `new Date()` is let through with another instant, because the Temporal polyfill makes one only to set all its fields.
 */
function withPoison<Value>(call: () => Value): Value {
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
  try {
    process.env = new Proxy(env, {
      get: refuse("The environment"),
      has: refuse("The environment"),
      ownKeys: refuse("The environment"),
    });
    return call();
  } finally {
    process.env = env;
    vi.unstubAllGlobals();
    chance.mockRestore();
    language.mockRestore();
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

test("X-001 the same call gives the same answer", () => {
  expect(everything()).toEqual(everything());
});

/** The same value, frozen through and through; what a Map holds is frozen with it. */
function deepFreeze<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  const parts: Iterable<unknown> = value instanceof Map ? value.values() : Object.values(value);
  for (const part of parts) deepFreeze(part);
  return value;
}

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
