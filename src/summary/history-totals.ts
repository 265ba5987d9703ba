import type { Day } from "../calendar/day.ts";
import type { Ledger } from "../model/ledger.ts";
import type { Payment, PaymentKind } from "../model/payment.ts";
import type { PeriodClear, PeriodClearKind } from "../model/period-clear.ts";
import { type Minor, sumMinor } from "../money/amount.ts";
import { isAccountCredit } from "../payments/received.ts";
import type { DocumentsOnDay } from "../positions/open-items.ts";
import type { Linked } from "./link.ts";
import type { SummaryTotal } from "./outstanding.ts";

/** What one line of history totals adds up to, in minor units. */
export interface HistoryLine {
  /** Since the last month-end clear. */
  readonly mtd: Minor;
  /** Since the last year-end clear. */
  readonly ytd: Minor;
  /** What was held back of the year's invoices when they were made, paid since or not; null on the other lines. */
  readonly retention: Minor | null;
  /** Between the last two year-end clears; 0 while no year was closed. */
  readonly lastYear: Minor;
}

/** Between which period-end clears the totals lie. The day of a clear belongs to the period that it closes. */
export interface HistoryPeriods {
  /** The last month-end clear: `mtd` begins on the day after. Null for none: then `mtd` begins with the ledger. */
  readonly monthAfter: Day | null;
  /** The last year-end clear: `ytd` begins on the day after. Null for none: then `ytd` begins with the ledger. */
  readonly yearAfter: Day | null;
  /** Last year: after the year-end clear before the last, or from the beginning, through the last. Null for no clear. */
  readonly lastYear: { readonly after: Day | null; readonly through: Day } | null;
}

/** What was updated to the ledger since its periods were closed. */
export interface HistoryTotals {
  /** Posted invoices that are not voided, by the day they were posted, else recorded, else issued. */
  readonly invoices: HistoryLine;
  /** Money received for the account, by the day it was paid, or recorded where that is later. */
  readonly payments: HistoryLine & Linked;
  /** Discounts entered like payments, by the same day. */
  readonly discounts: HistoryLine;
  /** Posted invoices that give no day at all: they are in none of the lines. */
  readonly undated: SummaryTotal;
  readonly periods: HistoryPeriods;
}

/** Something that was updated to the ledger on a day. */
interface Entry {
  readonly on: Day;
  readonly amount: Minor;
}

/**
 * An account's history totals.
 *
 * @param ledger - Of this account alone, but for clears: these are the business's.
 * @param through - The last day that has happened: nothing later counts, and no later clear.
 */
export function historyTotalsOf(
  { payments, periodClears }: Ledger,
  { invoices }: DocumentsOnDay,
  through: Day,
  link: Linked,
): HistoryTotals {
  const periods = periodsOf(periodClears, through);
  const standing = invoices.filter(({ voided }) => !voided);
  const posted = standing.map(({ document }) => {
    const { postedOn, recordedOn, issuedOn, amount, retention = 0 } = document;
    return { on: postedOn ?? recordedOn ?? issuedOn, amount, retention };
  });
  const dated = posted.filter((entry): entry is typeof entry & Entry => isBy(entry.on, through));
  const ofYear = dated.filter(({ on }) => isAfter(on, periods.yearAfter));
  const undated = posted.filter(({ on }) => on === undefined);
  const paid = (kind: PaymentKind): HistoryLine => {
    const entries = [...payments.values()].filter(
      (payment) => payment.kind === kind && isAccountCredit(payment, through),
    );
    return lineOf(entries.map(paymentEntry), periods, null);
  };
  return {
    invoices: lineOf(dated, periods, sumMinor(ofYear.map(({ retention }) => retention))),
    payments: { ...paid("payment"), ...link },
    discounts: paid("discount"),
    undated: { amount: sumMinor(undated.map(({ amount }) => amount)), count: undated.length },
    periods,
  };
}

/** A payment counts on the day it was recorded, but not before it was paid. */
function paymentEntry({ paidOn, recordedOn = paidOn, amount }: Payment): Entry {
  return { on: recordedOn > paidOn ? recordedOn : paidOn, amount };
}

/** @param clears - In the order in which they were executed, no two of a kind on one day, as a ledger has them. */
function periodsOf(clears: readonly PeriodClear[], through: Day): HistoryPeriods {
  const executed = (kind: PeriodClearKind): readonly Day[] =>
    clears
      .filter((clear) => clear.kind === kind && clear.executedOn <= through)
      .map(({ executedOn }) => executedOn);
  const years = executed("year");
  const yearAfter = years.at(-1) ?? null;
  return {
    monthAfter: executed("month").at(-1) ?? null,
    yearAfter,
    lastYear: yearAfter === null ? null : { after: years.at(-2) ?? null, through: yearAfter },
  };
}

function lineOf(
  entries: readonly Entry[],
  { monthAfter, yearAfter, lastYear }: HistoryPeriods,
  retention: Minor | null,
): HistoryLine {
  const sum = (isIn: (on: Day) => boolean): Minor =>
    sumMinor(entries.filter(({ on }) => isIn(on)).map(({ amount }) => amount));
  return {
    mtd: sum((on) => isAfter(on, monthAfter)),
    ytd: sum((on) => isAfter(on, yearAfter)),
    retention,
    lastYear: sum((on) => lastYear !== null && isAfter(on, lastYear.after) && on <= lastYear.through),
  };
}

/** Every day is after no clear. */
function isAfter(on: Day, clear: Day | null): boolean {
  return clear === null || on > clear;
}

function isBy(on: Day | undefined, through: Day): boolean {
  return on !== undefined && on <= through;
}
