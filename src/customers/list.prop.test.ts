import fc from "fast-check";
import { expect, test } from "vitest";
import { mustRead } from "../../test/must-read.ts";
import { readLedger } from "../model/read-ledger.ts";
import { customerList } from "./list.ts";

const asOf = "2025-03-10";

type Row = Readonly<Record<string, string>>;

const arbPastDue = fc.array(
  fc.record({
    account: fc.constantFrom("A", "B", "C", "D"),
    cents: fc.integer({ min: 1, max: 100_000_000 }),
    due: fc.constantFrom("2025-03-09", "2025-02-01", "2024-03-10", "2015-01-01"),
  }),
  { maxLength: 8 },
);

const arbRest = fc.array(
  fc.record({
    account: fc.constantFrom("A", "B", "C", "D"),
    cents: fc.integer({ min: 1, max: 100_000_000 }),
    kind: fc.constantFrom("current", "credit", "debit", "invite"),
  }),
  { maxLength: 8 },
);

const dollars = (cents: number) => (cents / 100).toFixed(2);

test("L-67 accounts in another order, current invoices, credits, debits and invitations move no score", () => {
  fc.assert(
    fc.property(arbPastDue, arbRest, fc.boolean(), (pastDue, rest, turned) => {
      const accounts: Row[] = ["A", "B", "C", "D"].map((account_id) => ({ account_id }));
      const invoices: Row[] = pastDue.map(({ account, cents, due }, at) => {
        return { invoice_number: `${at}`, account_id: account, amount: dollars(cents), due_on: due };
      });
      const of = (kind: string) => rest.filter((each) => each.kind === kind);
      const more: Row[] = of("current").map(({ account, cents }, at) => {
        return { invoice_number: `c${at}`, account_id: account, amount: dollars(cents), due_on: asOf };
      });
      const adjustments: Row[] = [...of("credit"), ...of("debit")].map(({ account, cents, kind }, at) => {
        return { adjustment_id: `${at}`, account_id: account, amount: dollars(cents), type: kind };
      });
      const invites: Row[] = of("invite").map(({ account }) => {
        const created_at = "2025-01-05T15:00:00Z";
        return { account_id: account, email: "ap@acme.test", status: "Pending", created_at };
      });
      const scores = (tables: Readonly<Record<string, readonly Row[]>>) => {
        const raw = { business: { time_zone: "UTC", currency: "USD" }, ...tables };
        const ledger = mustRead(readLedger(raw, { today: asOf }));
        const { rows } = customerList(ledger, { asOf, now: 0 });
        return new Map(rows.map(({ accountId, priority }) => [accountId, priority]));
      };
      const plain = scores({ accounts, invoices });
      const all = {
        accounts: turned ? accounts.toReversed() : accounts,
        invoices: turned ? [...more, ...invoices.toReversed()] : [...invoices, ...more],
        adjustments,
        invites,
      };
      expect(scores(all)).toEqual(plain);
    }),
    { numRuns: 1000 },
  );
});

test("A-113 priorities lie from 0 to 10, and nothing past due scores 0", () => {
  fc.assert(
    fc.property(arbPastDue, (pastDue) => {
      const invoices = pastDue.map(({ account, cents, due }, at) => {
        return { invoice_number: `${at}`, account_id: account, amount: dollars(cents), due_on: due };
      });
      const accounts = ["A", "B", "C", "D"].map((account_id) => ({ account_id }));
      const raw = { business: { time_zone: "UTC", currency: "USD" }, accounts, invoices };
      const { rows } = customerList(mustRead(readLedger(raw, { today: asOf })), { asOf, now: 0 });
      for (const { priority, shownPriority, stats } of rows) {
        expect(priority).toBeGreaterThanOrEqual(0);
        expect(priority).toBeLessThanOrEqual(10);
        expect(Math.abs(shownPriority - priority)).toBeLessThanOrEqual(0.05 + 1e-12);
        if (stats.pastDue.count === 0) expect(priority).toBe(0);
      }
    }),
    { numRuns: 1000 },
  );
});
