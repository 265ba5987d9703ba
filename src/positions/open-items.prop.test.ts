import fc from "fast-check";
import { expect, test } from "vitest";
import { arbLedger } from "../../test/ledger-of.ts";
import { deepFreeze } from "../../test/reading.ts";
import { runs } from "../../test/runs.ts";
import { addDays } from "../calendar/day.ts";
import { Fault } from "../fault/fault.ts";
import type { Adjustment } from "../model/adjustment.ts";
import type { Invoice } from "../model/invoice.ts";
import type { Ledger } from "../model/ledger.ts";
import type { Payment } from "../model/payment.ts";
import { openItems, type PositionOptions, unallocatedPayments } from "./open-items.ts";

const many = { numRuns: runs(1000) };

/** What is open, or the ids whose history nobody knows. */
function openOrUnknown(ledger: Ledger, options: PositionOptions): unknown {
  try {
    return openItems(ledger, options);
  } catch (error) {
    if (error instanceof Fault && error.code === "HISTORY_UNAVAILABLE") return error.details["ids"];
    throw error;
  }
}

function mapped<Value>(map: ReadonlyMap<string, Value>, change: (value: Value) => Value): Map<string, Value> {
  return new Map([...map].map(([id, value]) => [id, change(value)]));
}

function filtered<Value>(
  map: ReadonlyMap<string, Value>,
  keep: (value: Value) => boolean,
): Map<string, Value> {
  return new Map([...map].filter(([, value]) => keep(value)));
}

/** A ledger of which every document's history is known: no given balances, no voids and no documents without a day. */
const arbHistory = arbLedger.map(({ ledger, asOf }) => {
  const told = <Document extends Invoice | Adjustment>({ balance: _, status, ...document }: Document) => ({
    ...document,
    ...(document.issuedOn === undefined ? { issuedOn: "2020-01-01" } : {}),
    ...(status === undefined || status === "Voided" ? {} : { status }),
  });
  return {
    ledger: {
      ...ledger,
      invoices: mapped(ledger.invoices, (each) => told(each) as Invoice),
      adjustments: mapped(ledger.adjustments, (each) => told(each) as Adjustment),
    },
    asOf,
  };
});

/** Since when a document counts: the day it was recorded; else of issue, or today where that lies ahead. */
const since = ({ issuedOn = "", recordedOn }: Invoice | Adjustment, today: string): string =>
  recordedOn ?? (issuedOn > today ? today : issuedOn);

const paidSince = ({ paidOn, recordedOn = paidOn }: Payment): string =>
  recordedOn > paidOn ? recordedOn : paidOn;

/** The ledger as it would have been read on a day: nothing that was recorded, paid, allocated or sent after it. */
function knownBy(day: string, ledger: Ledger): Ledger {
  const invoices = filtered(ledger.invoices, (each) => since(each, ledger.today) <= day);
  const adjustments = filtered(ledger.adjustments, (each) => since(each, ledger.today) <= day);
  const payments = filtered(ledger.payments, (each) => paidSince(each) <= day);
  return {
    ...ledger,
    invoices,
    adjustments,
    payments,
    allocations: ledger.allocations.filter(
      ({ allocatedOn, paymentId, adjustmentId, invoiceId, debitAdjustmentId }) =>
        allocatedOn <= day &&
        (paymentId === undefined || payments.has(paymentId)) &&
        (adjustmentId === undefined || adjustments.has(adjustmentId)) &&
        (invoiceId === undefined || invoices.has(invoiceId)) &&
        (debitAdjustmentId === undefined || adjustments.has(debitAdjustmentId)),
    ),
    statements: filtered(ledger.statements, ({ issuedOn }) => issuedOn <= day),
  };
}

const sumOf = (rows: readonly { readonly amount: number }[]): number =>
  rows.reduce((sum, { amount }) => sum + amount, 0);

test("L-33 nothing that was recorded, paid, allocated or sent after a day changes that day", () => {
  fc.assert(
    fc.property(arbHistory, ({ ledger, asOf }) => {
      const day = asOf < ledger.today ? asOf : ledger.today;
      expect(openItems(knownBy(day, ledger), { asOf })).toEqual(openItems(ledger, { asOf }));
      expect(unallocatedPayments(knownBy(day, ledger), { asOf })).toEqual(
        unallocatedPayments(ledger, { asOf }),
      );
    }),
    many,
  );
});

test("L-33 today reconstructed is today's balances; re-aged, they are those of every day", () => {
  fc.assert(
    fc.property(arbLedger, fc.nat({ max: 1000 }), ({ ledger, asOf }, days) => {
      const current = openItems(ledger, { asOf: ledger.today });
      expect(openItems(ledger, { asOf: ledger.today, mode: "reage" })).toEqual(current);
      expect(openItems(ledger, { asOf, mode: "reage" })).toEqual(current);
      expect(openItems(ledger, { asOf: addDays(ledger.today, days) })).toEqual(current);
    }),
    many,
  );
});

test("A-075 A-080 A-081 an open item is a posted document of its account with something left, at most its amount", () => {
  fc.assert(
    fc.property(arbLedger, ({ ledger }) => {
      const items = openItems(ledger, { asOf: ledger.today });
      const places = items.map(({ id, kind }) => JSON.stringify([id, kind === "invoice"]));
      expect(new Set(places).size).toBe(items.length);
      for (const { id, kind, accountId, balance } of items) {
        const invoice = kind === "invoice" ? ledger.invoices.get(id) : undefined;
        const document = invoice ?? ledger.adjustments.get(id);
        expect(document?.accountId).toBe(accountId);
        expect(invoice?.posting ?? "Posted").toBe("Posted");
        expect(Number.isSafeInteger(balance) && balance > 0).toBe(true);
        expect(balance).toBeLessThanOrEqual(document?.amount ?? 0);
      }
    }),
    many,
  );
});

test("A-099 a cent allocated is a cent less open: what was charged is what is open and what was put against it", () => {
  fc.assert(
    fc.property(arbHistory, ({ ledger, asOf }) => {
      const day = asOf < ledger.today ? asOf : ledger.today;
      const known = knownBy(day, ledger);
      const isVoided = ({ voidedOn = "9999-12-31" }: Invoice) => voidedOn <= day;
      const charges = [...known.invoices.values()].filter(
        (each) => each.posting === "Posted" && !isVoided(each),
      );
      const isCounted = ({ paymentId }: { readonly paymentId?: string }) =>
        paymentId === undefined || known.payments.get(paymentId)?.status === "settled";
      const put = known.allocations.filter(
        (each) => isCounted(each) && charges.some(({ invoiceId }) => invoiceId === each.invoiceId),
      );
      const open = openItems(ledger, { asOf }).filter(({ kind }) => kind === "invoice");
      expect(open.reduce((sum, { balance }) => sum + balance, 0) + sumOf(put)).toBe(sumOf(charges));
    }),
    many,
  );
});

test("a payment is what is put against documents and what is not", () => {
  fc.assert(
    fc.property(arbHistory, ({ ledger, asOf }) => {
      const day = asOf < ledger.today ? asOf : ledger.today;
      const known = knownBy(day, ledger);
      const settled = filtered(known.payments, ({ status }) => status === "settled");
      const put = known.allocations.filter(
        ({ paymentId, invoiceId }) =>
          paymentId !== undefined &&
          settled.has(paymentId) &&
          (known.invoices.get(invoiceId ?? "")?.voidedOn ?? "9999-12-31") > day,
      );
      const rest = unallocatedPayments(ledger, { asOf });
      expect(sumOf(rest) + sumOf(put)).toBe(sumOf([...settled.values()]));
      for (const { amount } of rest) expect(amount).toBeGreaterThan(0);
    }),
    many,
  );
});

const nothingLeft = fc.constantFrom<Partial<Invoice>>(
  { balance: 0, status: "Paid" },
  { voidedOn: "2000-01-01" },
  { status: "Voided" },
  { amount: 0 },
  { posting: "Unapproved" },
  { recordedOn: "9999-12-31" },
);

test("A-077 A-078 A-079 L-14 a document with nothing left on it changes nothing", () => {
  fc.assert(
    fc.property(arbLedger, nothingLeft, fc.boolean(), ({ ledger }, cells, isInvoice) => {
      const options = { asOf: ledger.today };
      const accountId = [...ledger.accounts.keys()][0] ?? "A";
      const added = { accountId, amount: 10_000, issuedOn: "2000-01-01", recordedOn: "2000-01-01", ...cells };
      const invoice = {
        invoiceNumber: "+",
        invoiceId: "+",
        dueOn: "2000-01-31",
        kind: "invoice",
        posting: "Posted",
      };
      const more = isInvoice
        ? {
            invoices: new Map([
              ["+", { ...invoice, lineItems: [], ...added } as Invoice],
              ...ledger.invoices,
            ]),
          }
        : {
            adjustments: new Map([
              [
                "+",
                {
                  adjustmentId: "+",
                  type: "credit",
                  ...added,
                  ...("posting" in cells ? { amount: 0 } : {}),
                } as Adjustment,
              ],
              ...ledger.adjustments,
            ]),
          };
      expect(openItems({ ...ledger, ...more }, options)).toEqual(openItems(ledger, options));
    }),
    many,
  );
});

test("L-50 a frozen ledger is as good as any, and stays as it was", () => {
  fc.assert(
    fc.property(arbLedger, ({ ledger, asOf }) => {
      const copy = structuredClone(ledger);
      const options = { asOf };
      expect(openOrUnknown(deepFreeze(ledger), options)).toEqual(openOrUnknown(copy, options));
      expect(ledger).toEqual(copy);
    }),
    many,
  );
});
