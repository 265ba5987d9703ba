import type { Day } from "../calendar/day.ts";
import type { Invoice, Posting } from "../model/invoice.ts";
import type { Ledger } from "../model/ledger.ts";
import { balanceOf, isRecorded, isVoided, reductionsOn } from "../model/standing.ts";
import type { Minor } from "../money/amount.ts";
import type { Currency } from "../money/currency.ts";
import { foldSearch, foldText } from "../table/fold.ts";
import { compareIds } from "../table/order.ts";
import { foundLink, type SummaryLink } from "./link.ts";

/** A place where an invoice was found: one that is partly paid is found in two. */
export interface FoundInvoice {
  readonly invoiceId: string;
  readonly invoiceNumber: string;
  readonly accountId: string;
  readonly accountName: string;
  /** Open items are what is not paid in full, and what was not updated to the ledger yet; history what was paid. */
  readonly foundIn: "open-items" | "payment-history";
  /** Where an invoice that was not updated stands; null for a posted one. */
  readonly status: Exclude<Posting, "Posted"> | null;
  /** The original amount, in minor units. */
  readonly amount: Minor;
  /** What is left on it today, in minor units. */
  readonly balance: Minor;
  readonly issuedOn: Day | null;
  readonly dueOn: Day;
  /** Where to look at it: always there. */
  readonly link: SummaryLink;
}

/** An invoice with the number searched for that was voided. */
export interface VoidedInvoice {
  readonly invoiceId: string;
  readonly accountId: string;
  /** Null where nobody gave the day. */
  readonly voidedOn: Day | null;
}

/** What a search for an invoice found. Plain data. */
export interface FoundInvoices {
  /** Today: a search looks at no other day. */
  readonly asOf: Day;
  readonly today: Day;
  readonly currency: Currency;
  readonly options: Readonly<Record<string, never>>;
  /** As searched for, without blanks around it. */
  readonly number: string;
  /** Whether there is a hit. */
  readonly found: boolean;
  /** Those in open items first; each by account and invoice id. */
  readonly hits: readonly FoundInvoice[];
  /** Voided invoices of that number, by account and invoice id: they are no hits. */
  readonly voided: readonly VoidedInvoice[];
}

/**
 * Finds the invoices of a number, of any account, as they stand today.
 *
 * The whole number must match, ignoring blanks around it and upper and lower case; leading zeros count. A posted invoice
 * with something left on it is in open items, one of which something was paid in payment history, one that is partly paid
 * in both; one over nothing is history. An invoice that was not updated yet is in open items with its status, whatever is
 * left on it. Voided ones are listed apart. A blank number finds nothing.
 *
 * @param number - At most 256 characters.
 * @throws {Fault} `QUERY_INVALID` for no text, `QUERY_TOO_LONG`.
 * @see docs/sources.md, 003:6-7; docs/decisions.md, G-113 and G-114.
 *
 * @example
 * import { readLedger } from "receivables";
 * import { findInvoice } from "receivables/summary";
 *
 * const reading = readLedger(
 *   {
 *     business: { time_zone: "UTC", currency: "USD" },
 *     invoices: [
 *       { invoice_number: "INV-7", account_id: "A", amount: "100.00", balance: "40.00", due_on: "2025-03-01" },
 *       { invoice_number: "INV-8", account_id: "A", amount: "5.00", due_on: "2025-03-01", posting: "Unapproved" },
 *     ],
 *   },
 *   { today: "2025-03-10" },
 * );
 * if (!reading.ok) throw new Error(reading.issues[0]?.message);
 * findInvoice(reading.value, " inv-7").hits.map(({ foundIn, balance, link }) => [foundIn, balance, link.title]);
 * // => [["open-items", 4000, "Customer Open Items"], ["payment-history", 4000, "Customer Payment History"]]
 * findInvoice(reading.value, "INV-8").hits[0]?.status; // => "Unapproved"
 * findInvoice(reading.value, "INV-9").found;           // => false
 */
export function findInvoice(ledger: Ledger, number: string): FoundInvoices {
  const wanted = foldSearch(number, "number");
  const { today, business, accounts } = ledger;
  const matches = wanted === "" ? [] : matching(ledger, wanted);
  const standing = matches.filter((invoice) => !isVoided(invoice, today));
  const balances = balancesOf(ledger, standing);
  const placed = balances.map(({ invoice, balance }) => {
    const { invoiceId, invoiceNumber, accountId, posting, amount, issuedOn, dueOn } = invoice;
    const hitIn = (foundIn: FoundInvoice["foundIn"]): FoundInvoice => ({
      invoiceId,
      invoiceNumber,
      accountId,
      // Every account that a checked ledger names is there.
      accountName: accounts.get(accountId)?.accountName as string,
      foundIn,
      status: posting === "Posted" ? null : posting,
      amount,
      balance,
      issuedOn: issuedOn ?? null,
      dueOn,
      link: foundLink(foundIn, accountId),
    });
    const isPosted = posting === "Posted";
    return {
      open: !isPosted || balance > 0 ? [hitIn("open-items")] : [],
      paid: isPosted && (balance < amount || balance === 0) ? [hitIn("payment-history")] : [],
    };
  });
  const hits = [...placed.flatMap(({ open }) => open), ...placed.flatMap(({ paid }) => paid)];
  return {
    asOf: today,
    today,
    currency: business.currency,
    options: {},
    number: number.trim(),
    found: hits.length > 0,
    hits,
    voided: matches
      .filter((invoice) => isVoided(invoice, today))
      .map(({ invoiceId, accountId, voidedOn }) => ({ invoiceId, accountId, voidedOn: voidedOn ?? null })),
  };
}

/** The invoices of a number that had been entered by today, by account and invoice id. */
function matching({ invoices, today }: Ledger, wanted: string): readonly Invoice[] {
  return [...invoices.values()]
    .filter(
      (invoice) => foldText(invoice.invoiceNumber.trim()) === wanted && isRecorded(invoice, today, today),
    )
    .sort((a, b) => compareIds(a.accountId, b.accountId) || compareIds(a.invoiceId, b.invoiceId));
}

/** What is left on some invoices today, by the allocations that name them. */
function balancesOf(
  { today, invoices, adjustments, payments, allocations }: Ledger,
  some: readonly Invoice[],
): readonly { readonly invoice: Invoice; readonly balance: Minor }[] {
  const ids = new Set(some.map(({ invoiceId }) => invoiceId));
  const own = allocations.filter(({ invoiceId }) => invoiceId !== undefined && ids.has(invoiceId));
  const reductions = reductionsOn({ today, invoices, adjustments, payments, allocations: own }, today);
  return some.map((invoice) => ({ invoice, balance: balanceOf(invoice, reductions.get(invoice)) }));
}
