import type { Day } from "../calendar/day.ts";
import type { Account } from "../model/account.ts";
import type { Adjustment } from "../model/adjustment.ts";
import type { Invoice } from "../model/invoice.ts";
import type { Ledger } from "../model/ledger.ts";
import { type Minor, plusMinor } from "../money/amount.ts";
import { isAccountCredit } from "../payments/received.ts";
import { type PositionOptions, visitDocuments } from "../positions/open-items.ts";
import { issueDateMissing, transactionDay } from "../positions/transaction-day.ts";
import { type Allocated, allocatedOn } from "./allocated.ts";

/** A charge to an account with something left on it: a posted invoice, or a debit memo. */
export interface Charge {
  readonly document: Invoice | Adjustment;
  readonly id: string;
  readonly accountId: string;
  /** The day of the transaction. */
  readonly issuedOn: Day;
  /** A debit memo is due on the day it was issued. */
  readonly dueOn: Day;
  /** What is left, in minor units, more than 0. */
  readonly balance: Minor;
}

/** An account and what it owes on a day. */
export interface Debtor {
  readonly account: Account;
  /** In the order of the ledger: invoices, then debit memos. */
  readonly charges: readonly Charge[];
  /** What the charges add up to, in minor units. */
  readonly gross: Minor;
  /** Unallocated parts of payments and unapplied parts of credit memos, in minor units. */
  readonly credit: Minor;
  /** Gross less credit: negative for a customer in credit. */
  readonly net: Minor;
}

/** A document on a day, whatever is left on it. */
export interface Standing<Document> {
  readonly document: Document;
  readonly issuedOn: Day;
  readonly balance: Minor;
}

/** All accounts of a business on a day, and every document that had been entered by then. */
export interface StandingOfAll {
  readonly asOf: Day;
  /** The day whose balances these are. */
  readonly day: Day;
  /** Every account, in the order of the ledger. */
  readonly debtors: ReadonlyMap<string, Debtor>;
  /** Posted invoices that are not voided. */
  readonly invoices: readonly Standing<Invoice>[];
  /** Memos that are not voided. */
  readonly adjustments: readonly Standing<Adjustment>[];
  /** What of payments was put against documents and quotes by the day. */
  readonly allocated: Allocated;
  /** What was voided by the day: it had been owed before. */
  readonly voided: readonly (Invoice | Adjustment)[];
}

type DebtorInMaking = { -readonly [Key in keyof Debtor]: Debtor[Key] } & { charges: Charge[] };

/**
 * Where all accounts of a ledger stand on a day.
 *
 * @throws {Fault} `HISTORY_UNAVAILABLE` as `openItems`; `ISSUE_DATE_MISSING` where documents give neither an issue day nor a
 * record day, with all their ids; `AMOUNT_OVERFLOW`.
 */
export function standingOf(ledger: Ledger, position: PositionOptions): StandingOfAll {
  const debtors = new Map<string, DebtorInMaking>();
  for (const [accountId, account] of ledger.accounts) {
    debtors.set(accountId, { account, charges: [], gross: 0, credit: 0, net: 0 });
  }
  const invoices: Standing<Invoice>[] = [];
  const adjustments: Standing<Adjustment>[] = [];
  const voidedOnes: (Invoice | Adjustment)[] = [];
  const undated: string[] = [];
  // Every account that a checked ledger names is there.
  const debtorOf = (accountId: string) => debtors.get(accountId) as DebtorInMaking;
  const charge = (document: Invoice | Adjustment, id: string, issuedOn: Day, dueOn: Day, balance: Minor) => {
    const debtor = debtorOf(document.accountId);
    debtor.charges.push({ document, id, accountId: document.accountId, issuedOn, dueOn, balance });
    debtor.gross = plusMinor(debtor.gross, balance);
  };
  const day = visitDocuments(ledger, position, {
    invoice: (document, balance, voided) => {
      const issuedOn = transactionDay(document);
      if (voided) voidedOnes.push(document);
      else if (issuedOn !== undefined) {
        invoices.push({ document, issuedOn, balance });
        if (balance > 0) charge(document, document.invoiceId, issuedOn, document.dueOn, balance);
      } else if (document.amount > 0) undated.push(document.invoiceId);
    },
    adjustment: (document, balance, voided) => {
      const issuedOn = transactionDay(document);
      if (voided) voidedOnes.push(document);
      else if (issuedOn !== undefined) {
        adjustments.push({ document, issuedOn, balance });
        if (document.type === "credit") addCredit(debtorOf(document.accountId), balance);
        else if (balance > 0) charge(document, document.adjustmentId, issuedOn, issuedOn, balance);
      } else if (document.amount > 0) undated.push(document.adjustmentId);
    },
  });
  if (undated.length > 0) throw issueDateMissing(undated);
  const allocated = allocatedOn(ledger, day);
  for (const payment of ledger.payments.values()) {
    if (!isAccountCredit(payment, day)) continue;
    const left = payment.amount - (allocated.byPayment.get(payment.paymentId) ?? 0);
    addCredit(debtorOf(payment.accountId), left);
  }
  for (const debtor of debtors.values()) debtor.net = debtor.gross - debtor.credit;
  return { asOf: position.asOf, day, debtors, invoices, adjustments, allocated, voided: voidedOnes };
}

function addCredit(debtor: DebtorInMaking, amount: Minor): void {
  debtor.credit = plusMinor(debtor.credit, amount);
}

/** The account of an id. */
export function debtorOf({ debtors }: StandingOfAll, accountId: string): Debtor {
  return debtors.get(accountId) as Debtor;
}
