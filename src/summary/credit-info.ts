import type { Day } from "../calendar/day.ts";
import type { Account } from "../model/account.ts";
import type { Ledger } from "../model/ledger.ts";
import type { Minor } from "../money/amount.ts";
import { averageDaysToPay, DaysToPayCount, historyDaysToPay } from "../payments/days-to-pay.ts";
import { isReceived } from "../payments/received.ts";
import { repaymentsOn } from "../payments/repayment.ts";
import type { DocumentsOnDay } from "../positions/open-items.ts";
import { transactionDay } from "../positions/transaction-day.ts";

/** Whether a customer is used, as the summary's source spells it. */
export const customerUseStatuses = ["Active", "Inactive", "Not used"] as const;
/** One of {@link customerUseStatuses}. */
export type CustomerUseStatus = (typeof customerUseStatuses)[number];

/** Who the customer is as a payer. What is not known is null, never 0 or a made-up day. */
export interface CreditInfo {
  /** As the account says; where it says nothing Active, or Not used if it has no document, payment or layby at all. */
  readonly status: CustomerUseStatus;
  /** The latest day of a posted invoice that is not voided: the day it was issued, else recorded. */
  readonly lastBillDate: Day | null;
  /** The latest day on which money was paid to the account; discounts and write-offs are none. */
  readonly lastPaymentDate: Day | null;
  /** The day the customer was first entered. */
  readonly dateEstablished: Day | null;
  /** The customer's default salesperson. */
  readonly salesperson: string | null;
  /** Minor units; null for no limit. */
  readonly creditLimit: Minor | null;
  /**
   * Days from invoice to settlement, the mean of all settled invoices, rounded to 2 decimals; null where none is settled.
   * A part payment settles nothing, and an invoice paid before it was issued took 0 days.
   */
  readonly averageDaysToPay: number | null;
}

/**
 * An account's credit info.
 *
 * @param ledger - Of this account alone.
 * @param through - The last day that has happened: no date is later.
 */
export function creditInfoOf(
  ledger: Ledger,
  account: Account,
  documents: DocumentsOnDay,
  through: Day,
): CreditInfo {
  const standing = documents.invoices.filter(({ voided }) => !voided);
  const bills = standing.map(({ document }) => transactionDay(document));
  const payments = [...ledger.payments.values()].filter((payment) => isReceived(payment, through));
  const paid = new DaysToPayCount(historyDaysToPay, through);
  const last = documents.day < through ? documents.day : through;
  const repayments = repaymentsOn(ledger, documents.day, last);
  for (const { document, balance } of standing) paid.add(document, balance, repayments);
  return {
    status: useStatus(ledger, account),
    lastBillDate: latest(bills.filter((day) => day !== undefined && day <= through)),
    lastPaymentDate: latest(payments.map(({ paidOn }) => paidOn)),
    dateEstablished: account.establishedOn ?? null,
    salesperson: account.salesperson ?? null,
    creditLimit: account.creditLimit ?? null,
    averageDaysToPay: averageDaysToPay(paid.byAccount.get(account.accountId)),
  };
}

/** The status given; without one whatever was ever entered for the account makes it Active. */
function useStatus(
  { invoices, adjustments, payments, laybys }: Ledger,
  { status, statusGiven }: Account,
): CustomerUseStatus {
  if (statusGiven) return status === "Not Used" ? "Not used" : status;
  return [invoices, adjustments, payments, laybys].some(({ size }) => size > 0) ? "Active" : "Not used";
}

function latest(days: readonly (Day | undefined)[]): Day | null {
  return days.reduce<Day | null>(
    (last, day) => (day !== undefined && (last === null || day > last) ? day : last),
    null,
  );
}
