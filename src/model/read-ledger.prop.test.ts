import fc from "fast-check";
import { expect, test } from "vitest";
import { arbLedgerRows } from "../../test/ledger-of.ts";
import { mustRead } from "../../test/must-read.ts";
import { deepFreeze, issuesOf } from "../../test/reading.ts";
import { runs } from "../../test/runs.ts";
import type { RawLedger } from "../../test/twin/twin.ts";
import { readLedger } from "./read-ledger.ts";
import { keyName } from "./row.ts";

const many = { numRuns: runs(1000) };

/** How many rows there are in all tables. */
const rowsOf = (ledger: RawLedger) =>
  Object.values(ledger).flatMap((table) => (Array.isArray(table) ? table : []));

test("M-17 every valid ledger is read, whole, and every account that a row names is there", () => {
  fc.assert(
    fc.property(arbLedgerRows, ({ ledger: raw, today }) => {
      const ledger = mustRead(readLedger(raw, { today }));
      expect(ledger.today).toBe(today);
      expect(ledger.invoices.size).toBe(raw.invoices?.length ?? 0);
      expect(ledger.adjustments.size).toBe(raw.adjustments?.length ?? 0);
      expect(ledger.payments.size).toBe(raw.payments?.length ?? 0);
      expect(ledger.allocations.length).toBe(raw.allocations?.length ?? 0);
      expect(ledger.invites.length).toBe(raw.invites?.length ?? 0);
      expect(ledger.jobs.size).toBe(raw.jobs?.length ?? 0);
      const lines = [...ledger.statements.values()].flatMap((statement) => statement.lines);
      expect(lines.length).toBe(raw.statement_lines?.length ?? 0);
      for (const account of raw.accounts ?? []) expect(ledger.accounts.has(account.account_id)).toBe(true);
      const { accounts, invoices, adjustments, payments, invites } = ledger;
      for (const { accountId } of [
        ...invoices.values(),
        ...adjustments.values(),
        ...payments.values(),
        ...invites,
      ]) {
        expect(accounts.get(accountId)?.accountId).toBe(accountId);
      }
    }),
    many,
  );
});

test("L-50 a frozen ledger reads like one that is not, and stays as it was", () => {
  fc.assert(
    fc.property(arbLedgerRows, ({ ledger: raw, today }) => {
      const copy = structuredClone(raw);
      expect(readLedger(deepFreeze(raw), { today })).toEqual(readLedger(copy, { today }));
      expect(raw).toEqual(copy);
    }),
    many,
  );
});

test("the spelling of keys means nothing", () => {
  const inCamelCase = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inCamelCase);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [keyName(key), inCamelCase(part)]));
  };
  fc.assert(
    fc.property(arbLedgerRows, ({ ledger: raw, today }) => {
      expect(mustRead(readLedger(inCamelCase(raw), { today }))).toEqual(mustRead(readLedger(raw, { today })));
    }),
    many,
  );
});

test("F-28 F-29 a ledger with one cell that is anything at all is answered, never thrown at", () => {
  fc.assert(
    fc.property(
      arbLedgerRows.filter(({ ledger }) => rowsOf(ledger).length > 0),
      fc.nat(),
      fc.nat(),
      fc.anything({ withDate: true, withBigInt: true, withNullPrototype: true, withSparseArray: true }),
      ({ ledger, today }, pickRow, pickCell, cell) => {
        const raw = structuredClone(ledger);
        const rows = rowsOf(raw);
        const row = rows[pickRow % rows.length] as unknown as Record<string, unknown>;
        const keys = Object.keys(row);
        row[keys[pickCell % keys.length] as string] = cell;
        const reading = readLedger(raw, { today });
        for (const { path } of reading.ok ? reading.warnings : reading.issues) {
          // Every path but that of a key that is missing leads to something.
          let at: unknown = raw;
          for (const key of path.slice(0, -1)) at = (at as Record<string, unknown>)[key];
          expect(at).toBeTypeOf("object");
        }
      },
    ),
    many,
  );
});

test("F-28 F-29 whatever comes in place of a table, or of a ledger, is answered", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("business", "accounts", "invoices", "allocations", "jobs", "statement_lines"),
      fc.anything({ withSparseArray: true }),
      (table, anything) => {
        const options = { today: "2025-03-10", timeZone: "UTC", currency: "USD" };
        const reading = readLedger({ [table]: anything }, options);
        const isAbsent = anything === undefined || anything === null;
        if (isAbsent || (Array.isArray(anything) && anything.length === 0 && table !== "business")) {
          expect(issuesOf(reading)).toEqual([]);
        } else if (!reading.ok) {
          for (const { path } of reading.issues) expect(path[0]).toBe(table);
        }
        expect(readLedger(anything, options).ok).toBeTypeOf("boolean");
      },
    ),
    many,
  );
});
