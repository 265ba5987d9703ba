import fc from "fast-check";
import { expect, test } from "vitest";
import { issuesOf, warningsOf } from "../../test/reading.ts";
import { formatAmount } from "../money/amount.ts";
import { readLedger } from "./read-ledger.ts";

const many = { numRuns: 1000 };
const usd = { code: "USD", exponent: 2 };
const text = (minor: number) => formatAmount(minor, usd);

const arbParts = fc.array(fc.integer({ min: 1, max: 1_000_000_000 }), { minLength: 1, maxLength: 8 });
const sum = (parts: readonly number[]) => parts.reduce((total, part) => total + part, 0);

interface Amounts {
  readonly invoice: number;
  readonly payment: number;
  readonly parts: readonly number[];
  readonly balance?: number;
}

const read = ({ invoice, payment, parts, balance }: Amounts) =>
  readLedger(
    {
      business: { time_zone: "UTC", currency: usd },
      invoices: [
        {
          invoice_number: "7",
          account_id: "A",
          amount: text(invoice),
          due_on: "2025-03-01",
          balance: balance === undefined ? null : text(balance),
        },
      ],
      payments: [{ payment_id: "P", account_id: "A", paid_on: "2025-03-05", amount: text(payment) }],
      allocations: parts.map((part) => ({
        payment_id: "P",
        invoice_id: "7",
        amount: text(part),
        allocated_on: "2025-03-05",
      })),
    },
    { today: "2025-03-10" },
  );

test("F-17 M-12 an invoice may be paid in whatever parts, to the last cent and not beyond", () => {
  fc.assert(
    fc.property(arbParts, (parts) => {
      const all = sum(parts);
      expect(issuesOf(read({ invoice: all, payment: all + 1, parts }))).toEqual([]);
      expect(issuesOf(read({ invoice: all, payment: all + 1, parts: [...parts, 1] }))).toEqual([
        `OVER_ALLOCATED allocations/${parts.length}`,
      ]);
    }),
    many,
  );
});

test("F-18 M-13 a payment may be spent in whatever parts, to the last cent and not beyond", () => {
  fc.assert(
    fc.property(arbParts, (parts) => {
      const all = sum(parts);
      expect(issuesOf(read({ invoice: all + 1, payment: all, parts }))).toEqual([]);
      expect(issuesOf(read({ invoice: all + 1, payment: all, parts: [...parts, 1] }))).toEqual([
        `PAYMENT_OVER_ALLOCATED allocations/${parts.length}`,
      ]);
    }),
    many,
  );
});

test("F-16 M-06 of all balances from zero to the amount one agrees with the allocations", () => {
  fc.assert(
    fc.property(arbParts, fc.nat({ max: 1_000_000 }), fc.integer({ min: -3, max: 3 }), (parts, rest, off) => {
      const invoice = sum(parts) + rest;
      const balance = Math.min(invoice, Math.max(0, rest + off));
      const agrees = balance === rest;
      expect(issuesOf(read({ invoice, payment: invoice, parts, balance }))).toEqual(
        agrees ? [] : ["BALANCE_MISMATCH invoices/0/balance"],
      );
    }),
    many,
  );
});

const arbId = fc.oneof(
  fc.constantFrom(
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "toString",
    "valueOf",
    "a",
    "A",
    "é",
    "e\u0301",
  ),
  fc.string({ unit: "grapheme", minLength: 1 }).filter((id) => !/\p{Cc}/u.test(id)),
);

test("F-20 F-30 L-64 ids are the same exactly when their code units are", () => {
  fc.assert(
    fc.property(fc.array(arbId, { maxLength: 8 }), (ids) => {
      const reading = readLedger(
        {
          business: { time_zone: "UTC", currency: "USD" },
          accounts: ids.map((account_id) => ({ account_id })),
        },
        { today: "2025-03-10" },
      );
      const repeated = ids.flatMap((id, at) =>
        ids.indexOf(id) < at ? [`ID_DUPLICATE accounts/${at}/account_id`] : [],
      );
      expect(issuesOf(reading)).toEqual(repeated);
      if (reading.ok) expect([...reading.value.accounts.keys()]).toEqual(ids);
    }),
    many,
  );
});

test("F-20 ids that differ only by case or composition are remarked on, once each, and kept", () => {
  fc.assert(
    fc.property(fc.uniqueArray(arbId, { maxLength: 8 }), (ids) => {
      const folds = ids.map((id) => id.normalize("NFC").trim().toLowerCase());
      const twins = folds.flatMap((fold, at) =>
        folds.indexOf(fold) < at ? [`ID_CONFUSABLE accounts/${at}/account_id`] : [],
      );
      const reading = readLedger(
        {
          business: { time_zone: "UTC", currency: "USD" },
          accounts: ids.map((account_id) => ({ account_id })),
        },
        { today: "2025-03-10" },
      );
      expect(reading.ok).toBe(true);
      expect(warningsOf(reading)).toEqual(twins);
    }),
    many,
  );
});
