import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { faultOf } from "../../test/fault-of.ts";
import { mustRead } from "../../test/must-read.ts";
import { runs } from "../../test/runs.ts";
import { ColumnsBuilder } from "../columns/columns-builder.ts";
import { statsOfColumns } from "../columns/stats-of-columns.ts";
import { namedAccount } from "../model/account.ts";
import { readLedger } from "../model/read-ledger.ts";
import { openItems } from "../positions/open-items.ts";
import type { CsvOptions } from "../table/write-csv.ts";
import { exportCustomers, exportCustomersBytes } from "./export.ts";
import { type ExportStatsOptions, exportCustomersOfStats, fitsColumns } from "./export-stats.ts";
import { customerList } from "./list.ts";

const today = "2025-03-10";
const now = "2025-03-10T17:00:00.000Z";

interface Tables {
  readonly exponent: number;
  /** Absent: those that documents name. */
  readonly accounts?: readonly object[];
  readonly invoices: readonly object[];
  readonly adjustments: readonly object[];
  readonly invites: readonly object[];
}

/** The export of a ledger by both ways, as text. */
function bothWays(
  { exponent, ...tables }: Tables,
  settings: Omit<ExportStatsOptions, "now">,
  csv: CsvOptions,
) {
  const business = { time_zone: "UTC", currency: { code: "XTS", exponent } };
  const ledger = mustRead(readLedger({ business, ...tables }, { today }));
  const builder = new ColumnsBuilder();
  for (const id of ledger.accounts.keys()) builder.account(id);
  for (const item of openItems(ledger, { asOf: today })) builder.add(item);
  const { currency } = ledger.business;
  const stats = statsOfColumns(builder.build(), { asOf: today, currency });
  const pieces = exportCustomersOfStats({ ...ledger, stats }, { ...settings, now }, csv);
  const list = customerList(ledger, { ...settings, asOf: today, now });
  const rows = exportCustomersBytes(list, {}, csv);
  return { rows: utf8([rows]), columns: utf8([...pieces]) };
}

function utf8(pieces: readonly Uint8Array[]): string {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true, fatal: true });
  return pieces.map((piece) => decoder.decode(piece, { stream: true })).join("") + decoder.decode();
}

const ids = ["10", "9", "A", "b", "B-2", "é", "=1", "日本", "a,b"];
const arbAccount = fc.constantFrom(...ids);
const arbText = fc.constantFrom(
  'say "no"',
  "=SUM(A1)",
  "-1",
  "Ünder, Ltd",
  "two\nlines",
  "\t",
  "＝x",
  "日本",
  "",
);

const arbAccounts = fc
  .tuple(
    fc.shuffledSubarray(ids),
    fc.array(fc.tuple(arbText, arbText, fc.constantFrom("Active", "Inactive", "Not Used", undefined)), {
      minLength: ids.length,
      maxLength: ids.length,
    }),
  )
  .map(([own, says]) =>
    own.map((account_id, at) => {
      const [account_name, type, status] = says[at] ?? [];
      return { account_id, account_name, buyer_company_name: type, account_type: type || undefined, status };
    }),
  );

const arbDay = fc
  .integer({ min: -130, max: 20 })
  .map((days) => new Date(Date.UTC(2025, 2, 10) + days * 86_400_000).toISOString().slice(0, 10));
/** Minor units: few, so that exposures are often equal, and such that scores nearly are. */
const arbMinor = fc.oneof(
  fc.constantFrom(1, 2, 100, 12_345),
  fc.integer({ min: 1, max: 99_999_999 }),
  fc.integer({ min: 0, max: 3 }).map((off) => 60_000_000_000 + off),
);
const asText = (minor: number, exponent: number) => {
  const digits = String(minor).padStart(exponent + 1, "0");
  return exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
};

const arbInvites = fc.array(
  fc.record({
    account_id: arbAccount,
    status: fc.constantFrom("Pending", "Accepted", "Declined", "Expired"),
    created_at: fc.constantFrom(
      "2025-01-01T00:00:00Z",
      "2025-01-01T00:00:00.001Z",
      "2025-03-10T17:00:00+02:00",
    ),
    updated_at: fc.constantFrom(undefined, "2025-03-10T16:00:00Z"),
    expires_at: fc.constantFrom(undefined, "2025-03-10T16:59:59.999Z", now, "2025-03-10T17:00:00.001Z"),
  }),
  { maxLength: 8 },
);

const arbTables = fc
  .record({
    exponent: fc.integer({ min: 0, max: 4 }),
    accounts: arbAccounts,
    invoices: fc.array(fc.tuple(arbAccount, arbMinor, arbDay, fc.boolean()), { maxLength: 20 }),
    adjustments: fc.array(fc.tuple(arbAccount, arbMinor, fc.constantFrom("credit", "debit")), {
      maxLength: 5,
    }),
    invites: arbInvites,
  })
  .map(({ exponent, accounts, invoices, adjustments, invites }): Tables => {
    const known = new Set<string>(accounts.map(({ account_id }) => account_id));
    const isKnown = ([account]: readonly [string, ...unknown[]]) => known.has(account);
    return {
      exponent,
      accounts,
      invoices: invoices.filter(isKnown).map(([account_id, minor, due_on, hasOffer], at) => ({
        invoice_number: String(at),
        account_id,
        amount: asText(minor, exponent),
        due_on,
        ...(hasOffer ? { discount_amount: asText(1, exponent), discount_until: "2025-03-12" } : {}),
      })),
      adjustments: adjustments.filter(isKnown).map(([account_id, minor, type], at) => ({
        adjustment_id: String(at),
        account_id,
        amount: asText(minor, exponent),
        type,
      })),
      invites: invites
        .filter(({ account_id }) => known.has(account_id))
        .map((invite, at) => ({ ...invite, email: `e${at}@x.test` })),
    };
  });

const arbSettings = fc.record(
  {
    floor: fc.constantFrom("observed" as const, "zero" as const),
    equal: fc.constantFrom(10 as const, 5 as const, 0 as const),
    averageDecimals: fc.integer({ min: 0, max: 6 }),
    priorityDecimals: fc.integer({ min: 0, max: 6 }),
  },
  { requiredKeys: [] },
);
const arbCsv = fc.record(
  {
    bom: fc.boolean(),
    lineEnd: fc.constantFrom("\n" as const, "\r\n" as const),
    formulaGuard: fc.boolean(),
  },
  { requiredKeys: [] },
);

test("the export from columns is the export of the list, byte for byte", () => {
  fc.assert(
    fc.property(arbTables, arbSettings, arbCsv, (tables, settings, csv) => {
      const { rows, columns } = bothWays(tables, settings, csv);
      expect(columns).toBe(rows);
    }),
    { numRuns: runs(400) },
  );
});

describe("by hand", () => {
  const none = { exponent: 2, invoices: [], adjustments: [], invites: [] };
  const invoice = (account_id: string, amount: string, due_on = "2025-03-09") => {
    return { invoice_number: `${account_id}-${amount}`, account_id, amount, due_on };
  };

  test("no account, and one", () => {
    const empty = bothWays(none, {}, {});
    expect(empty.columns).toBe(empty.rows);
    expect(empty.rows.split("\r\n")).toHaveLength(2);
    const one = bothWays({ ...none, invoices: [invoice("A", "1.00")] }, {}, {});
    expect(one.columns).toBe(one.rows);
    expect(one.rows).toContain("\r\nA,A,,,Active,10.0,");
  });

  test("equal exposures stand in the order of ids, those of nothing last", () => {
    const accounts = ["b", "é", "10", "B", "9", "Z", "A"].map((account_id) => ({ account_id }));
    const invoices = [...["é", "9", "10", "b"].map((id) => invoice(id, "5.00")), invoice("Z", "5.01")];
    const { rows, columns } = bothWays({ ...none, accounts, invoices }, {}, {});
    expect(columns).toBe(rows);
    const order = rows
      .split("\r\n")
      .slice(1, -1)
      .map((line) => line.split(",")[0]);
    expect(order[0]).toBe("Z");
    expect(order.slice(1, 5).toSorted()).toEqual(["10", "9", "b", "é"]);
    expect(order.slice(5).toSorted()).toEqual(["A", "B"]);
  });

  test("scores so near to the middle of two that doubles cannot tell, and exposures up to what a number holds", () => {
    const most = 2n ** 53n - 1n;
    // Of 1 and 2^53 − 1 the square root and its neighbours score about 5.
    const near = [94_906_265n, 94_906_266n, 94_906_267n, 300_239_975n, most - 1n, most];
    const invoices = [1n, 2n, 3n, ...near].map((minor, at) => invoice(`A${at}`, String(minor)));
    for (const priorityDecimals of [0, 1, 2, 3, 4, 5, 6]) {
      for (const floor of ["observed", "zero"] as const) {
        const { rows, columns } = bothWays(
          { ...none, exponent: 0, invoices },
          { priorityDecimals, floor },
          {},
        );
        expect(columns).toBe(rows);
      }
    }
    const beyond = [invoice("A", String(most), "2025-03-08"), invoice("B", "1")];
    // Each class by itself is held, all together are not.
    const split = [invoice("A", "9000000000000000"), invoice("A", "3000000000000", "2025-01-01")];
    for (const documents of [beyond, split, [...beyond, invoice("0", String(most), "2025-03-08")]]) {
      const { rows, columns } = bothWays({ ...none, exponent: 0, invoices: documents }, {}, {});
      expect(columns).toBe(rows);
    }
  });

  test("options that cannot be, and accounts of another ledger, are refused", () => {
    const stats = statsOfColumns(new ColumnsBuilder().build(), {
      asOf: today,
      currency: { code: "USD", exponent: 2 },
    });
    const nobody = { accounts: new Map(), invites: [], stats };
    const faults = [
      () => exportCustomersOfStats(nobody, { now, averageDecimals: 7 }),
      () => exportCustomersOfStats(nobody, { now: "soon" }),
      () => exportCustomersOfStats(nobody, { now, mode: "reage" } as never),
      () => exportCustomersOfStats({ ...nobody, accounts: new Map([["A", namedAccount("A")]]) }, { now }),
    ].map((call) => faultOf(call)?.code);
    expect(faults).toEqual(["POLICY_RANGE", "INSTANT_INVALID", "POLICY_UNKNOWN", "TYPE"]);
    expect(utf8([...exportCustomersOfStats(nobody, { now })]).split("\r\n")).toHaveLength(2);
  });

  test("columns have six decimals of averages and no more", () => {
    expect([0, 2, 6, 7, 20].map((averageDecimals) => fitsColumns({ averageDecimals }))).toEqual([
      ...[true, true, true],
      ...[false, false],
    ]);
    expect(fitsColumns({})).toBe(true);
  });

  test("more than a piece of text goes out in several, none of them empty", () => {
    const accounts = Array.from({ length: 4000 }, (_, at) => {
      return { account_id: `A${at}`, account_name: at % 7 === 0 ? `${"é".repeat(400)}"` : "x".repeat(300) };
    });
    const { rows, columns } = bothWays({ ...none, accounts }, {}, { lineEnd: "\n", bom: true });
    expect(columns === rows).toBe(true);
    expect(rows.length).toBeGreaterThan(1 << 20);
  });
});

test("thousands of accounts, many of one exposure, are the same by text, by bytes and from columns", () => {
  const account = (at: number) => `ACCT-${(at * 7919) % 5000}`;
  const invoices = Array.from({ length: 9000 }, (_, at) => ({
    invoice_number: String(at),
    account_id: account(at),
    amount: `${1 + (at % 997)}.${String(at % 100).padStart(2, "0")}`,
    due_on: at % 3 === 0 ? "2025-03-31" : `2025-0${1 + (at % 2)}-${10 + (at % 18)}`,
  }));
  const { rows, columns } = bothWays({ exponent: 2, invoices, adjustments: [], invites: [] }, {}, {});
  expect(rows.split("\r\n")).toHaveLength(5002);
  expect(columns === rows).toBe(true);
  const business = { time_zone: "UTC", currency: { code: "XTS", exponent: 2 } };
  const ledger = mustRead(readLedger({ business, invoices }, { today }));
  expect(exportCustomers(customerList(ledger, { asOf: today, now })) === rows).toBe(true);
});
