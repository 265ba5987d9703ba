/** Small customer lists with what trips sorting, searching and writing: odd names, equal figures, blanks. */
import fc from "fast-check";
import { type CustomerList, customerList } from "../../src/customers/list.ts";
import type { Ledger } from "../../src/model/ledger.ts";
import { readLedger } from "../../src/model/read-ledger.ts";
import { mustRead } from "../must-read.ts";

const today = "2025-03-10";

/** Texts that a spreadsheet, a CSV reader, a search or a JavaScript object might take for something else. */
export const oddTexts = [
  '=HYPERLINK("http://x","y")',
  "-2+3",
  "@SUM(A1)",
  "＝1+1",
  " =1+1",
  "'=1+1",
  "''quoted",
  'Smith, "Bob"\n',
  "two\r\nlines",
  "\ttab",
  "İstanbul",
  "ΑΣΑ",
  "Straße",
  "Cafe\u0301",
  "🏗 Ærø",
  "مرحبا, שלום",
  "\u202Etxt.exe",
  "\uFEFFmark",
  "a\u2028b",
  "nul\0nul",
  "__proto__",
  "constructor",
  "hasOwnProperty",
];

/** Any text that UTF-8 can hold, oftener one of the odd ones. */
export const arbText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...oddTexts),
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.string({ unit: "binary-ascii", maxLength: 6 }),
  fc.constantFrom("Acme", "acme builders", "ACME 0042"),
);

const ids = [
  "C-100",
  "C-99",
  "0042",
  "42",
  "a",
  "B",
  "__proto__",
  "constructor",
  "\u{1F600}",
  "\uFF21",
  "=1",
];

const arbRow = fc.record(
  {
    id: fc.constantFrom(...ids),
    // A name may look like another customer's name and number, one below the other.
    name: fc.oneof({ arbitrary: arbText, weight: 9 }, { arbitrary: fc.constant("Acme\nC-99"), weight: 1 }),
    company: fc.option(arbText, { nil: undefined }),
    type: fc.option(fc.constantFrom("Cash", "Credit", "-own"), { nil: undefined }),
    status: fc.constantFrom("Active", "Inactive", "Not Used"),
    invite: fc.option(fc.constantFrom("Pending", "Accepted", "Declined", "Expired"), { nil: undefined }),
    invitedAt: fc.constantFrom("2025-01-05T15:00:00Z", "2025-02-05T15:00:00Z"),
    // Cents and due days: a few of each, so that exposures are often equal.
    invoices: fc.array(
      fc.tuple(
        fc.constantFrom("0.01", "1.00", "5.00", "5.00", "1000000000000.00", "1000000000000.01"),
        fc.constantFrom("2025-03-11", "2025-03-10", "2025-03-09", "2025-03-05", "2024-12-01", "1925-01-01"),
      ),
      { maxLength: 2 },
    ),
    credit: fc.constantFrom(undefined, "3.00"),
    debit: fc.constantFrom(undefined, "2.00"),
  },
  { noNullPrototype: true },
);

/** Ledgers of up to five customers, or as many as are asked for (there are eleven ids). */
export const customerLedgers = (maxLength = 5): fc.Arbitrary<Ledger> =>
  fc.uniqueArray(arbRow, { maxLength, selector: ({ id }) => id }).map((drafts) => {
    const raw = {
      business: { time_zone: "UTC", currency: "USD" },
      accounts: drafts.map(({ id, name, company, type, status }) => ({
        account_id: id,
        account_name: name,
        buyer_company_name: company,
        account_type: type,
        status,
      })),
      invoices: drafts.flatMap(({ id, invoices }) =>
        invoices.map(([amount, due_on], at) => ({
          invoice_number: `${id}/${at}`,
          account_id: id,
          amount,
          due_on,
        })),
      ),
      adjustments: drafts.flatMap(({ id, credit, debit }) => [
        ...(credit === undefined
          ? []
          : [{ adjustment_id: `${id}+`, account_id: id, type: "credit", amount: credit }]),
        ...(debit === undefined
          ? []
          : [{ adjustment_id: `${id}-`, account_id: id, type: "debit", amount: debit }]),
      ]),
      invites: drafts.flatMap(({ id, invite, invitedAt }) =>
        invite === undefined
          ? []
          : [{ account_id: id, email: "ap@acme.test", status: invite, created_at: invitedAt }],
      ),
    };
    return mustRead(readLedger(raw, { today }));
  });

/** A list of up to five customers, read from a ledger as any other. */
export const arbCustomerList: fc.Arbitrary<CustomerList> = customerLedgers().map((ledger) =>
  customerList(ledger, { asOf: today, now: "2025-03-10T12:00:00Z" }),
);
