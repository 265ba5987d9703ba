import fc from "fast-check";
import { expect, test } from "vitest";
import { todayIn } from "../src/calendar/index.ts";
import { customerList } from "../src/customers/index.ts";
import { customerAging, debtorsView, debtorTiles, paymentForecast } from "../src/debtors/index.ts";
import { type Ledger, readLedger } from "../src/index.ts";
import { customerDashboard } from "../src/profile/index.ts";
import { financialSummary } from "../src/summary/index.ts";
import { arbCustomerTables, type CustomerCase } from "./arbitraries/customer.ts";
import { mustRead } from "./must-read.ts";
import { runs } from "./runs.ts";

/**
 * A ledger of posted invoices without retention, and payments of them, of customers who are not in credit: what the four
 * boards have in common. What a board adds of its own (debit memos that age on one and not on another) is left out.
 */
function commonLedger({ tables, today }: CustomerCase): Ledger {
  const { business } = tables;
  // The debtors board asks how old a document is, the others only when it is due.
  const dated = tables.invoices.filter(({ issued_on, recorded_on }) => issued_on ?? recorded_on);
  const invoices = dated.map(({ retention: _, ...invoice }) => invoice);
  const known = new Set<string | undefined>(
    dated.map((each) => each["invoice_id"] ?? each["invoice_number"]),
  );
  const allocations = tables.allocations.filter(
    ({ payment_id, invoice_id }) =>
      payment_id !== undefined && invoice_id !== undefined && known.has(invoice_id),
  );
  const read = (accounts: CustomerCase["tables"]["accounts"]) => {
    const ids = new Set(accounts.map(({ account_id }) => account_id));
    const payments = tables.payments.filter(({ account_id }) => ids.has(account_id));
    const paymentIds = new Set(payments.map(({ payment_id }) => payment_id));
    const common = {
      business,
      accounts,
      invoices: invoices.filter(({ account_id }) => ids.has(account_id)),
      payments,
      allocations: allocations.filter(({ payment_id }) => paymentIds.has(payment_id)),
    };
    return mustRead(readLedger(common, { today }));
  };
  const inCredit = new Set<string | undefined>(customersInCredit(read(tables.accounts)));
  return read(tables.accounts.filter(({ account_id }) => !inCredit.has(account_id)));
}

/** Accounts whose unallocated payments reach what they owe, or who owe nothing. */
function customersInCredit(ledger: Ledger): readonly string[] {
  return [...ledger.accounts.keys()].filter((id) => {
    const { outstanding } = financialSummary(ledger, id);
    return outstanding.totalBalanceDue.amount <= outstanding.unapplied.amount;
  });
}

const add = (amounts: readonly number[]): number => amounts.reduce((sum, amount) => sum + amount, 0);

test("X-004 L-31b the four boards agree on what is past due, in all and bucket by bucket", () => {
  let seen = 0;
  fc.assert(
    fc.property(arbCustomerTables, (drawn) => {
      const ledger = commonLedger(drawn);
      const { now, today } = drawn;
      const rows = customerList(ledger, { asOf: today, now }).rows;
      const view = debtorsView(ledger);
      const aged = new Map(
        customerAging(view).grids.flatMap((grid) =>
          grid.rows.map((row) => [row.accountId, row.aging] as const),
        ),
      );
      let total = 0;
      for (const { accountId, stats } of rows) {
        const { outstanding } = financialSummary(ledger, accountId);
        const { widgets } = customerDashboard(ledger, accountId, { now, todayIn });
        const { Current: current = 0, ...late } = aged.get(accountId) ?? {};
        const isProspect = ledger.accounts.get(accountId)?.kind === "prospect";
        const hasWidget = ledger.business.features.dueDocuments && !isProspect;

        expect(add(Object.values(late))).toBe(stats.pastDue.amount);
        expect(outstanding.totalOverdue.amount).toBe(stats.pastDue.amount);
        if (hasWidget) expect(widgets.dueAmount?.overdue.amount ?? 0).toBe(stats.pastDue.amount);
        expect(outstanding.current.amount).toBe(stats.current.amount);
        expect(current).toBe(stats.current.amount);

        const summaryBuckets = outstanding.overdue.map(({ amount }) => amount);
        expect(summaryBuckets).toEqual(
          (["1-30", "31-60", "61-90", "91+"] as const).map((bucket) => stats.byBucket[bucket].amount),
        );
        if (Object.hasOwn(late, "90+ days")) expect(Object.values(late)).toEqual(summaryBuckets);
        total += stats.pastDue.amount;
        seen += stats.pastDue.amount > 0 ? 1 : 0;
      }
      const tile = debtorTiles(view).tiles.find(({ name }) => name === "overdue_amount");
      const bar = paymentForecast(view).bars.find(({ period }) => period === "Overdue");
      expect([tile?.amount, bar?.amount]).toEqual([total, total]);
    }),
    { numRuns: runs(300) },
  );
  expect(seen).toBeGreaterThan(0);
});
