import fc from "fast-check";
import { expect, test } from "vitest";
import { arbCustomerTables } from "../../test/arbitraries/customer.ts";
import { mustRead } from "../../test/must-read.ts";
import { deepFreeze } from "../../test/reading.ts";
import { runs } from "../../test/runs.ts";
import { findTwin, type Row, summaryTwin } from "../../test/twin/customer-twin.ts";
import { summaryInTwinWords } from "../../test/twin/customer-words.ts";
import { addDays } from "../calendar/day.ts";
import { readLedger } from "../model/read-ledger.ts";
import { openItems } from "../positions/open-items.ts";
import { accountStats } from "../stats/account-stats.ts";
import { findInvoice } from "./find-invoice.ts";
import { summaryScreens } from "./link.ts";
import { type FinancialSummary, financialSummary, type SummaryOptions } from "./summary.ts";

const many = { numRuns: runs(500) };
const some = { numRuns: runs(300) };

/** Random small businesses as they are read, with a day to ask about. */
const arbCase = arbCustomerTables.map(({ tables, today, asOf }) => ({
  tables,
  today,
  asOf,
  ledger: mustRead(readLedger(tables, { today })),
}));

test("every figure is what a second, naive summary written from the documents says", () => {
  fc.assert(
    fc.property(arbCase, ({ ledger, tables, today, asOf }) => {
      for (const accountId of ledger.accounts.keys()) {
        const summary = financialSummary(ledger, accountId, { asOf });
        expect(summaryInTwinWords(summary)).toEqual(summaryTwin(tables, accountId, { today, asOf }));
      }
    }),
    many,
  );
});

test("Find Invoice finds what a second, naive search finds, however the number is typed", () => {
  const numbers = ["0007", " 0007\t", "INV-1", "inv-1", "Inv-2", "7", ""];
  fc.assert(
    fc.property(arbCase, fc.constantFrom(...numbers), ({ ledger, tables, today }, number) => {
      const { found, hits, voided, ...rest } = findInvoice(ledger, number);
      const expected = findTwin(tables, number, { today });
      const places = hits.map(({ accountId, invoiceId, foundIn, status }) => {
        return { accountId, invoiceId, foundIn, status };
      });
      expect(places).toEqual(expected.hits);
      expect(voided.map(({ invoiceId }) => invoiceId)).toEqual(expected.voided);
      expect(found).toBe(expected.hits.length > 0);
      expect(rest).toEqual({
        asOf: today,
        today,
        currency: { code: "USD", exponent: 2 },
        options: {},
        number: number.trim(),
      });
    }),
    many,
  );
});

test("L-44 totals are what their parts add up to, counts are never below zero, and nothing counts without an amount", () => {
  fc.assert(
    fc.property(arbCase, ({ ledger, asOf }) => {
      for (const accountId of ledger.accounts.keys()) {
        const { outstanding } = financialSummary(ledger, accountId, { asOf });
        const { current, overdue, totalOverdue, totalCurrentDue, retention, totalBalanceDue } = outstanding;
        const { debits, unapplied } = outstanding;
        const amounts = overdue.map(({ amount }) => amount);
        expect(totalOverdue.amount).toBe(amounts.reduce((sum, amount) => sum + amount, 0));
        expect(totalCurrentDue.amount).toBe(current.amount + totalOverdue.amount);
        expect(totalBalanceDue.amount).toBe(totalCurrentDue.amount + retention.amount);
        expect(totalCurrentDue.count).toBe(current.count + totalOverdue.count);
        // Each document once: none in more than two places, none in none.
        expect(totalBalanceDue.count).toBeLessThanOrEqual(totalCurrentDue.count + retention.count);
        expect(totalBalanceDue.count).toBeGreaterThanOrEqual(
          Math.max(totalCurrentDue.count, retention.count),
        );
        expect(debits.amount).toBeLessThanOrEqual(current.amount);
        expect(unapplied.amount).toBe(unapplied.credits.amount + unapplied.payments.amount);
        const totals = [current, ...overdue, retention, debits, unapplied.credits, unapplied.payments];
        for (const { amount, count } of totals) {
          expect(count).toBeGreaterThanOrEqual(0);
          expect(amount > 0).toBe(count > 0);
        }
      }
    }),
    some,
  );
});

test("C-013 G-119 total balance due is what the customers board calls outstanding, on any day and in either mode", () => {
  fc.assert(
    fc.property(arbCase, fc.constantFrom("reconstruct", "reage"), ({ ledger, asOf }, mode) => {
      for (const accountId of ledger.accounts.keys()) {
        const { outstanding } = financialSummary(ledger, accountId, { asOf, mode });
        const items = openItems(ledger, { asOf, mode }).filter((item) => item.accountId === accountId);
        const stats = accountStats(items, { asOf, currency: ledger.business.currency });
        const { amount, count } = outstanding.totalBalanceDue;
        expect({ amount, count }).toEqual({
          amount: stats.outstanding.amount,
          count: stats.outstanding.count,
        });
        expect(outstanding.debits).toEqual({ amount: stats.debits.amount, count: stats.debits.count });
        expect(outstanding.unapplied.credits).toEqual({
          amount: stats.credits.amount,
          count: stats.credits.count,
        });
      }
    }),
    some,
  );
});

test("X-004 L-31b where nothing is held back, what is past due is past due on every board", () => {
  fc.assert(
    fc.property(arbCase, ({ tables, today, asOf }) => {
      const invoices = tables.invoices.map(({ retention: _, ...invoice }) => invoice);
      const ledger = mustRead(readLedger({ ...tables, invoices }, { today }));
      for (const accountId of ledger.accounts.keys()) {
        const { outstanding } = financialSummary(ledger, accountId, { asOf });
        const items = openItems(ledger, { asOf }).filter((item) => item.accountId === accountId);
        const { pastDue, byBucket } = accountStats(items, { asOf, currency: ledger.business.currency });
        expect(outstanding.totalOverdue).toEqual({ amount: pastDue.amount, count: pastDue.count });
        for (const { bucket, amount, count } of outstanding.overdue) {
          expect({ amount, count }).toEqual({
            amount: byBucket[bucket].amount,
            count: byBucket[bucket].count,
          });
        }
      }
    }),
    some,
  );
});

test("a day after today only ages: all but the ages is that of today", () => {
  fc.assert(
    fc.property(arbCase, fc.integer({ min: 1, max: 400 }), ({ ledger, today }, ahead) => {
      const timeless = ({ outstanding, asOf: _, ...rest }: FinancialSummary) => {
        const { current: __, overdue: ___, totalOverdue: ____, totalCurrentDue, ...totals } = outstanding;
        return { ...rest, ...totals, due: totalCurrentDue };
      };
      for (const accountId of ledger.accounts.keys()) {
        const now = financialSummary(ledger, accountId);
        expect(now.asOf).toBe(today);
        const later = financialSummary(ledger, accountId, { asOf: addDays(today, ahead) });
        expect(timeless(later)).toEqual(timeless(now));
        expect(later.outstanding.totalOverdue.amount).toBeGreaterThanOrEqual(
          now.outstanding.totalOverdue.amount,
        );
      }
    }),
    some,
  );
});

test("C-014 C-023 C-028 G-120 permissions change links and no figure", () => {
  fc.assert(
    fc.property(arbCase, fc.subarray([...summaryScreens]), ({ ledger, asOf }, permissions) => {
      for (const accountId of ledger.accounts.keys()) {
        const allowed = financialSummary(ledger, accountId, { asOf, permissions });
        const figures = (summary: FinancialSummary) => ({
          ...summaryInTwinWords(summary),
          info: summary.creditInfo,
        });
        expect(figures(allowed)).toEqual(figures(financialSummary(ledger, accountId, { asOf })));
        const links = [
          allowed.outstanding.totalBalanceDue,
          allowed.activity.openContracts,
          allowed.historyTotals.payments,
        ];
        for (const [at, { link, linkDenied }] of links.entries()) {
          const screen = summaryScreens[at];
          expect(linkDenied).toBe(!permissions.some((each) => each === screen));
          expect(link === null ? null : [link.screen, link.accountId]).toEqual(
            linkDenied ? null : [screen, accountId],
          );
        }
      }
    }),
    some,
  );
});

test("X-002 X-003 L-50 frozen ledgers and options do and stay as they were; what comes out survives JSON", () => {
  fc.assert(
    fc.property(arbCase, ({ ledger, asOf }) => {
      const before = structuredClone(ledger);
      const frozen = deepFreeze(ledger);
      const options: SummaryOptions = deepFreeze({ asOf, mode: "reage", permissions: ["contracts"] });
      for (const accountId of frozen.accounts.keys()) {
        for (const given of [{}, options]) {
          const summary = financialSummary(frozen, accountId, given);
          expect(JSON.parse(JSON.stringify(summary))).toEqual(summary);
        }
      }
      const found = findInvoice(frozen, "inv-1");
      expect(JSON.parse(JSON.stringify(found))).toEqual(found);
      expect(frozen).toEqual(before);
    }),
    some,
  );
});

test("neither the order of rows nor what others owe changes anything", () => {
  fc.assert(
    fc.property(arbCase, fc.boolean(), ({ tables, ledger, today, asOf }, alone) => {
      const [accountId = ""] = ledger.accounts.keys();
      const isOwn = (row: Row) => !alone || row["account_id"] === accountId;
      const payments = tables.payments.filter(isOwn).toReversed();
      const adjustments = tables.adjustments.filter(isOwn).toReversed();
      const ids = new Set(
        [...payments, ...adjustments].map((row) => row["payment_id"] ?? row["adjustment_id"]),
      );
      const other = {
        ...tables,
        payments,
        adjustments,
        invoices: tables.invoices.filter(isOwn).toReversed(),
        laybys: tables.laybys.filter(isOwn),
        allocations: tables.allocations
          .filter((row) => ids.has(row["payment_id"] ?? row["adjustment_id"]))
          .toReversed(),
        period_clears: tables.period_clears.toReversed(),
        contracts: tables.contracts.toReversed(),
      };
      const read = mustRead(readLedger(other, { today }));
      expect(financialSummary(read, accountId, { asOf })).toEqual(
        financialSummary(ledger, accountId, { asOf }),
      );
    }),
    some,
  );
});
