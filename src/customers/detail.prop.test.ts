import fc from "fast-check";
import { expect, test } from "vitest";
import { faultOf } from "../../test/fault-of.ts";
import { arbLedger } from "../../test/ledger-of.ts";
import { deepFreeze } from "../../test/reading.ts";
import { runs } from "../../test/runs.ts";
import * as calendar from "../calendar/index.ts";
import type { Ledger } from "../model/ledger.ts";
import { asOfModes, openItems, unallocatedPayments } from "../positions/open-items.ts";
import { openStore } from "../store/store.ts";
import { badges } from "./badges.ts";
import { type AccountDetail, type AccountDetailOptions, accountDetail } from "./detail.ts";
import { filterInvoices, invoiceFilters } from "./detail-filter.ts";
import type { DetailInvoice } from "./detail-tabs.ts";
import { customerList } from "./list.ts";

const now = "2025-03-10T12:00:00.000Z";

interface Case {
  readonly ledger: Ledger;
  readonly options: AccountDetailOptions;
  readonly details: readonly AccountDetail[];
}

/** A ledger and the details of all its accounts, on a day for which the balances of all are known. */
const arbCase: fc.Arbitrary<Case> = fc
  .record({
    drawn: arbLedger,
    mode: fc.constantFrom(...asOfModes),
    discounts: fc.constantFrom("max", "sum", "invoice-first"),
  })
  .map(({ drawn: { ledger, asOf }, mode, discounts }): Case => {
    const known = faultOf(() => openItems(ledger, { asOf, mode })) === undefined;
    const options = { asOf, now, mode: known ? mode : "reage", discounts } as const;
    const frozen = deepFreeze(ledger);
    const details = [...ledger.accounts.keys()].map((id) => accountDetail(frozen, id, options));
    return { ledger, options, details };
  });

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
const ids = (rows: readonly DetailInvoice[]) => rows.map(({ invoiceId }) => invoiceId);

test("A-036 A-040 A-041 the balances on the tabs add up to the account's figures", () => {
  fc.assert(
    fc.property(arbCase, ({ details }) => {
      for (const { tabs, stats } of details) {
        const left = (rows: readonly { readonly balance: number }[]) => {
          const open = rows.filter(({ balance }) => balance > 0);
          return { amount: sum(open.map(({ balance }) => balance)), count: open.length };
        };
        expect(stats.invoices).toMatchObject(left(tabs.invoices));
        expect(stats.pastDue).toMatchObject(left(tabs.invoices.filter(({ daysOverdue }) => daysOverdue > 0)));
        expect(stats.debits).toMatchObject(left(tabs.debitAdjustments));
        expect(stats.credits).toMatchObject(left(tabs.creditAdjustments));
        const exposure = tabs.invoices.map(
          ({ balance, daysOverdue }) => BigInt(balance) * BigInt(daysOverdue),
        );
        expect(stats.pastDue.amountDays).toBe(String(exposure.reduce((total, each) => total + each, 0n)));
      }
    }),
    { numRuns: runs(500) },
  );
});

test("A-044 every posted invoice, adjustment and portal payment there is by then stands on its own account's tab, once", () => {
  fc.assert(
    fc.property(arbLedger, ({ ledger }) => {
      const { today } = ledger;
      const details = [...ledger.accounts.keys()].map((id) =>
        accountDetail(ledger, id, { asOf: today, now }),
      );
      const expected = <Row extends { readonly accountId: string }>(
        rows: Iterable<Row>,
        isThere: (row: Row) => boolean,
        idOf: (row: Row) => string,
      ) =>
        [...rows]
          .filter(isThere)
          .map((row) => [row.accountId, idOf(row)].join())
          .toSorted();
      const found = (idsOn: (detail: AccountDetail) => readonly string[]) =>
        details.flatMap((detail) => idsOn(detail).map((id) => [detail.accountId, id].join())).toSorted();
      // A document dated ahead is there from today; one that is entered ahead is not.
      const isEntered = ({ recordedOn = today }: { readonly recordedOn?: string }) => recordedOn <= today;
      expect(found(({ tabs }) => ids(tabs.invoices))).toEqual(
        expected(
          ledger.invoices.values(),
          (row) => row.posting === "Posted" && isEntered(row),
          ({ invoiceId }) => invoiceId,
        ),
      );
      for (const [tab, type] of [
        ["debitAdjustments", "debit"],
        ["creditAdjustments", "credit"],
      ] as const) {
        expect(found(({ tabs }) => tabs[tab].map(({ adjustmentId }) => adjustmentId))).toEqual(
          expected(
            ledger.adjustments.values(),
            (row) => row.type === type && isEntered(row),
            ({ adjustmentId }) => adjustmentId,
          ),
        );
      }
      expect(found(({ tabs }) => tabs.payments.map(({ paymentId }) => paymentId))).toEqual(
        expected(
          ledger.payments.values(),
          (row) => row.channel === "drypowder" && row.paidOn <= today && isEntered(row),
          ({ paymentId }) => paymentId,
        ),
      );
    }),
    { numRuns: runs(500) },
  );
});

test("A-033 L-23 statuses share out what is not voided; filtering twice is filtering once, in any order; no filter shows all", () => {
  const arbStatuses = fc.subarray([...invoiceFilters]);
  fc.assert(
    fc.property(arbCase, arbStatuses, arbStatuses, ({ details }, first, second) => {
      for (const { invoices } of details.map(({ tabs }) => tabs)) {
        const parts = invoiceFilters.map((status) => filterInvoices(invoices, [status]));
        const rest = invoices.filter(({ status }) => status === "Voided");
        expect([...parts.flatMap(ids), ...ids(rest)].toSorted()).toEqual(ids(invoices).toSorted());
        expect(filterInvoices(invoices, [])).toEqual(invoices);
        const once = filterInvoices(invoices, first);
        expect(filterInvoices(once, first)).toEqual(once);
        expect(filterInvoices(once, second)).toEqual(filterInvoices(filterInvoices(invoices, second), first));
      }
    }),
    { numRuns: runs(500) },
  );
});

test("A-038 the status follows from balance and amount", () => {
  fc.assert(
    fc.property(arbCase, ({ details }) => {
      for (const { amount, balance, status } of details.flatMap(({ tabs }) => tabs.invoices)) {
        const expected =
          balance === 0 ? /^(Paid|Voided)$/ : balance === amount ? /^Open$/ : /^Partially Paid$/;
        expect(status).toMatch(expected);
        expect(balance).toBeLessThanOrEqual(amount);
      }
    }),
    { numRuns: runs(500) },
  );
});

test("L-29 L-30 jobs and what has none add up to the account; the statement never shows more than it", () => {
  fc.assert(
    fc.property(arbCase, ({ details, ledger }) => {
      for (const { accountId, jobs, statement, stats, tabs } of details) {
        const hasJobs = [...ledger.jobs.values()].some((job) => job.accountId === accountId);
        expect(jobs !== null).toBe(hasJobs || tabs.invoices.some(({ jobId }) => jobId !== null));
        const parts = jobs === null ? [stats] : [...jobs.jobs.map((job) => job.stats), jobs.unassigned];
        for (const key of [
          "outstanding",
          "invoices",
          "current",
          "discounts",
          "pastDue",
          "credits",
          "debits",
        ] as const) {
          expect(sum(parts.map((part) => part[key].amount))).toBe(stats[key].amount);
          expect(sum(parts.map((part) => part[key].count))).toBe(stats[key].count);
          expect(statement?.stats[key].amount ?? 0).toBeLessThanOrEqual(stats[key].amount);
        }
      }
    }),
    { numRuns: runs(500) },
  );
});

test("who it is, its figures and its badges are those of its row; unallocated payments those of the ledger", () => {
  fc.assert(
    fc.property(arbCase, ({ ledger, options, details }) => {
      const { rows } = customerList(ledger, options);
      for (const [index, row] of rows.entries()) {
        const { priority: _, shownPriority: __, ...expected } = row;
        expect(details[index]).toMatchObject(expected);
        expect(details[index]?.badges).toEqual(badges(row));
      }
      const { asOf, mode = "reconstruct" } = options;
      const unallocated = unallocatedPayments(ledger, { asOf, mode });
      expect(sum(details.map((detail) => detail.unallocated.amount))).toBe(
        sum(unallocated.map(({ amount }) => amount)),
      );
      expect(sum(details.map((detail) => detail.unallocated.count))).toBe(unallocated.length);
    }),
    { numRuns: runs(500) },
  );
});

test("the result is plain data, and that of the account's own ledger in a store is the same", () => {
  fc.assert(
    fc.property(arbCase, ({ ledger, options, details }) => {
      const store = openStore(ledger, { calendar });
      for (const detail of details) {
        expect(JSON.parse(JSON.stringify(detail))).toEqual(detail);
        const own = { ...store.accountLedger(detail.accountId, now), today: ledger.today };
        expect(accountDetail(own, detail.accountId, options)).toEqual(detail);
      }
    }),
    { numRuns: runs(500) },
  );
});
