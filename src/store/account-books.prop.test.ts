import fc from "fast-check";
import { expect, test } from "vitest";
import { arbLedger } from "../../test/ledger-of.ts";
import { mustRead } from "../../test/must-read.ts";
import type { Ledger } from "../model/ledger.ts";
import { readLedger } from "../model/read-ledger.ts";
import { accountLedger, booksOf, emptyBooks, ledgerOf } from "./account-books.ts";

/** A ledger with its lists in an order of their own: by account they stand together. */
const sorted = ({ allocations, invites, ...ledger }: Ledger) => ({
  ...ledger,
  allocations: allocations.map((row) => JSON.stringify(row)).sort(),
  invites: invites.map((row) => JSON.stringify(row)).sort(),
});

test("a ledger taken apart by account and put together is the ledger, of the day that is asked, with rows of its own", () => {
  fc.assert(
    fc.property(arbLedger, ({ ledger }) => {
      const { books, homes } = booksOf(ledger);
      expect([...books.keys()]).toEqual([...ledger.accounts.keys()]);
      const again = ledgerOf(books.values(), ledger, "2025-03-10");
      expect(sorted(again)).toEqual(sorted({ ...ledger, today: "2025-03-10" }));
      for (const [id, invoice] of ledger.invoices) {
        // A copy: what its owner does to the ledger does not reach the books.
        expect(again.invoices.get(id)).not.toBe(invoice);
        expect(homes.invoices.get(id)).toBe(invoice.accountId);
      }
      for (const [id, each] of books) {
        const alone = accountLedger(each, ledger, ledger.today);
        expect([...alone.accounts.keys()]).toEqual([id]);
        const rows = [...alone.invoices.values(), ...alone.adjustments.values(), ...alone.payments.values()];
        expect(rows.every(({ accountId }) => accountId === id)).toBe(true);
        // In the order in which the ledger has them: of two invitations of one instant the later one counts.
        expect(alone.invites).toEqual(ledger.invites.filter(({ accountId }) => accountId === id));
      }
    }),
    { numRuns: 1000 },
  );
});

test("two accounts without rows share nothing", () => {
  const account = {
    accountId: "A",
    accountName: "A",
    status: "Active",
    statusGiven: false,
    kind: "customer",
  } as const;
  const [one, two] = [emptyBooks(account), emptyBooks(account)];
  expect(one).toEqual(two);
  expect([one.invoices === two.invoices, one.allocations === two.allocations]).toEqual([false, false]);
});

test("books share nothing with the ledger they come from, down to discounts and lines", () => {
  const tables = {
    business: { time_zone: "UTC", currency: "USD" },
    accounts: [{ account_id: "A", account_name: "Acme" }],
    invoices: [
      {
        invoice_number: "7",
        account_id: "A",
        amount: "100.00",
        due_on: "2025-03-10",
        discount_amount: "5.00",
        discount_until: "2025-03-10",
      },
    ],
    line_items: [{ invoice_id: "7", line: "1", status: "Shipped" }],
    statements: [{ statement_id: "S", account_id: "A", issued_on: "2025-03-01" }],
    statement_lines: [{ statement_id: "S", invoice_id: "7" }],
  };
  const ledger = mustRead(readLedger(tables, { today: "2025-03-10" }));
  const books = booksOf(ledger).books.get("A");
  const invoice = ledger.invoices.get("7");
  const copy = books?.invoices.get("7");
  expect([books?.account, copy, books?.statements.get("S")]).toEqual([
    ledger.accounts.get("A"),
    invoice,
    ledger.statements.get("S"),
  ]);
  expect(books?.account).not.toBe(ledger.accounts.get("A"));
  expect(copy?.discount).not.toBe(invoice?.discount);
  expect(copy?.lineItems[0]).not.toBe(invoice?.lineItems[0]);
  expect(books?.statements.get("S")?.lines[0]).not.toBe(ledger.statements.get("S")?.lines[0]);
});
