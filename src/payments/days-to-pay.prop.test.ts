import fc from "fast-check";
import { expect, test } from "vitest";
import { arbRetail } from "../../test/arbitraries/retail.ts";
import { runs } from "../../test/runs.ts";
import type { Ledger } from "../model/ledger.ts";
import {
  averageDaysToPay,
  creditDaysToPay,
  daysToPay,
  historyDaysToPay,
  valueDaysToPay,
} from "./days-to-pay.ts";

const rules = [creditDaysToPay, valueDaysToPay, historyDaysToPay];

test("L-56 unpaid charges, later payments and payments on other accounts change no account's days to pay", () => {
  fc.assert(
    fc.property(arbRetail, fc.nat(4), ({ ledger, today, asOf }, pick) => {
      const accountId = `C${pick}`;
      const invoice = {
        invoiceId: "unpaid",
        invoiceNumber: "unpaid",
        accountId,
        kind: "invoice",
        amount: 5,
        issuedOn: "2024-12-24",
        dueOn: "2024-12-24",
        posting: "Posted",
        lineItems: [],
      } as const;
      const payment = {
        paymentId: "later",
        accountId,
        paidOn: today,
        amount: 5,
        kind: "payment",
        status: "settled",
        channel: "erp",
        register: "account",
      } as const;
      // On the last day, and put against an invoice that was paid before: the first payment stays the first.
      const earlier = ledger.allocations.find((each) => {
        const source = ledger.payments.get(each.paymentId ?? "");
        const isMoney = source?.kind === "payment" && source.status === "settled" && source.paidOn < today;
        return (
          isMoney &&
          each.allocatedOn <= today &&
          each.invoiceId !== undefined &&
          source.accountId === accountId
        );
      });
      const again =
        earlier === undefined
          ? []
          : [{ paymentId: "later", invoiceId: earlier.invoiceId as string, amount: 1, allocatedOn: today }];
      const more: Ledger = {
        ...ledger,
        invoices: new Map([...ledger.invoices, ["unpaid", invoice]]),
        payments: new Map([...ledger.payments, ["later", payment]]),
        allocations: [...ledger.allocations, ...again],
      };
      for (const rule of [creditDaysToPay, valueDaysToPay]) {
        expect(daysToPay(more, { ...rule, asOf })).toEqual(daysToPay(ledger, { ...rule, asOf }));
      }
      const others = daysToPay(more, { ...historyDaysToPay, asOf });
      for (const [id, found] of daysToPay(ledger, { ...historyDaysToPay, asOf }))
        if (id !== accountId) expect(others.get(id)).toEqual(found);
    }),
    { numRuns: runs(1000) },
  );
});

test("an average lies between nothing and the days there are, and settlement comes no sooner than the first payment", () => {
  fc.assert(
    fc.property(arbRetail, ({ ledger, asOf }) => {
      for (const rule of rules) {
        for (const found of daysToPay(ledger, { ...rule, asOf }).values()) {
          expect(found.count).toBeGreaterThan(0);
          expect(found.prepaid).toBeLessThanOrEqual(found.count);
          expect(averageDaysToPay(found)).toBeGreaterThanOrEqual(0);
        }
      }
      const all = { months: null, withoutSameDay: false, asOf } as const;
      const first = daysToPay(ledger, { ...all, endpoint: "first-payment" });
      const value = daysToPay(ledger, { ...valueDaysToPay, asOf });
      for (const [id, found] of value) expect(first.get(id)?.count ?? 0).toBeGreaterThanOrEqual(found.count);
    }),
    { numRuns: runs(1000) },
  );
});
