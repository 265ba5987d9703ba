import { classify } from "../aging/classify.ts";
import { byDueDate, type DueDateBucket } from "../aging/scheme.ts";
import type { Day } from "../calendar/day.ts";
import { type Minor, plusMinor } from "../money/amount.ts";
import type { DocumentsOnDay, UnallocatedPayment } from "../positions/open-items.ts";
import type { Linked } from "./link.ts";

/** Money, and how many documents it stands on. A document over nothing counts in none. */
export interface SummaryTotal {
  /** Minor units. */
  readonly amount: Minor;
  readonly count: number;
}

/** What is past due by so many days. */
export interface OverdueTotal extends SummaryTotal {
  readonly bucket: Exclude<DueDateBucket, "current">;
  /** The bucket's name on a screen, as `1-30 days`. */
  readonly label: string;
}

/**
 * What a customer owes, aged by the due date.
 *
 * Of each open invoice the retention is carved out before the rest is aged, so an invoice may stand in two places and its
 * count in two totals. Due today is current: there is no grace period.
 */
export interface Outstanding {
  /** What is not past due: rests of invoices due on the day or later, and open debit memos, which never age. */
  readonly current: SummaryTotal;
  /** Rests of invoices due before the day: 1-30, 31-60, 61-90, 91+ days, both ends included. Always all four. */
  readonly overdue: readonly OverdueTotal[];
  /** What the four add up to. */
  readonly totalOverdue: SummaryTotal;
  /** `current` and `totalOverdue`. */
  readonly totalCurrentDue: SummaryTotal;
  /** What is held back of open invoices: of each the retention, or its balance where that is less. */
  readonly retention: SummaryTotal;
  /** `totalCurrentDue` and `retention`. Its count is of documents: each open one once. */
  readonly totalBalanceDue: SummaryTotal & Linked;
  /** Open debit memos; they are part of `current`. */
  readonly debits: SummaryTotal;
  /** Money of the customer's that stands against no charge. It is in no other figure: nothing is netted. */
  readonly unapplied: {
    /** Unapplied parts of credit memos. */
    readonly credits: SummaryTotal;
    /** Unallocated parts of settled payments to the account. */
    readonly payments: SummaryTotal;
    /** Both, in minor units. */
    readonly amount: Minor;
  };
}

/** What an account's documents leave to be paid, aged on a day. */
export function outstandingOf(
  { invoices, adjustments }: DocumentsOnDay,
  unallocated: readonly UnallocatedPayment[],
  asOf: Day,
  link: Linked,
): Outstanding {
  const aged = new Map(byDueDate.buckets.map(({ label }) => [label, new Total()]));
  // Every bucket of the scheme is there.
  const agedIn = (bucket: DueDateBucket) => aged.get(bucket) as Total;
  const [retention, debits, credits, payments, open] = [
    new Total(),
    new Total(),
    new Total(),
    new Total(),
    new Total(),
  ] as const;
  for (const { document, balance } of invoices) {
    const held = Math.min(document.retention ?? 0, balance);
    retention.add(held);
    agedIn(classify(document, asOf, byDueDate).bucket).add(balance - held);
    open.add(balance);
  }
  for (const { document, balance } of adjustments) {
    if (document.type === "credit") credits.add(balance);
    else {
      debits.add(balance);
      open.add(balance);
    }
  }
  for (const { amount } of unallocated) payments.add(amount);

  const current = sumOf([agedIn("current"), debits]);
  const overdue = byDueDate.buckets.flatMap(({ label }) =>
    label === "current" ? [] : [{ bucket: label, label: `${label} days`, ...agedIn(label).plain() }],
  );
  const totalOverdue = sumOf(overdue);
  return {
    current,
    overdue,
    totalOverdue,
    totalCurrentDue: sumOf([current, totalOverdue]),
    retention: retention.plain(),
    totalBalanceDue: { ...open.plain(), ...link },
    debits: debits.plain(),
    unapplied: {
      credits: credits.plain(),
      payments: payments.plain(),
      amount: plusMinor(credits.amount, payments.amount),
    },
  };
}

/** A total in the making. */
class Total implements SummaryTotal {
  amount: Minor = 0;
  count = 0;

  add(amount: Minor): void {
    if (amount === 0) return;
    this.amount = plusMinor(this.amount, amount);
    this.count += 1;
  }

  plain(): SummaryTotal {
    return { amount: this.amount, count: this.count };
  }
}

/** What totals add up to, their counts too. */
function sumOf(totals: readonly SummaryTotal[]): SummaryTotal {
  return totals.reduce<SummaryTotal>(
    (sum, { amount, count }) => ({ amount: plusMinor(sum.amount, amount), count: sum.count + count }),
    { amount: 0, count: 0 },
  );
}
