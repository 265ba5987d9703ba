import type { AgingScheme, DueDateBucket } from "../aging/scheme.ts";
import type { Day } from "../calendar/day.ts";
import type { Currency } from "../money/currency.ts";
import type { Tally } from "../tally/tally.ts";

/**
 * Everything one account's open documents add up to on one day.
 *
 * Amounts are remaining balances in minor units. Days are counted for past-due invoices only: elsewhere `amountDays` is 0.
 */
export interface AccountStats<Label extends string = DueDateBucket> {
  readonly asOf: Day;
  readonly currency: Currency;
  /** The business it belongs to, where the call named one. */
  readonly businessId?: string;
  /** Invoices and debit adjustments; credits are not subtracted. */
  readonly outstanding: Tally;
  /** All invoices: current and past due. */
  readonly invoices: Tally;
  /** Invoices due on the day or later. */
  readonly current: Tally;
  /** Discounts on current invoices that can still be captured, each up to what is unpaid; the count is of invoices. */
  readonly discounts: Tally;
  /** Invoices due before the day. */
  readonly pastDue: Tally;
  /** The invoices of each bucket of the scheme. The buckets after the one that ends at 0 partition `pastDue`. */
  readonly byBucket: Readonly<Record<Label, Tally>>;
  /** Unapplied credit adjustments, as a positive magnitude. */
  readonly credits: Tally;
  /** Unpaid debit adjustments. They do not age. */
  readonly debits: Tally;
}

/**
 * How several discounts on one invoice combine: the greatest that is still available (an invoice is paid once, so one is
 * captured), the statement's before the invoice's, the invoice's before the statement's, or their sum.
 */
export const discountCombinings = ["max", "statement-first", "invoice-first", "sum"] as const;
/** One of {@link discountCombinings}. */
export type DiscountCombining = (typeof discountCombinings)[number];

/** How stats are computed. */
export interface StatsOptions<Label extends string = DueDateBucket> {
  /** The day the question is asked, in the business's zone. */
  readonly asOf: Day;
  readonly currency: Currency;
  /** Kept in the result, so that parts of two businesses are never added or scored together. */
  readonly businessId?: string;
  /** Bucket edges: by day, from the due date, one bucket ending at 0. Default: {@link byDueDate}. */
  readonly scheme?: AgingScheme<Label, "dueOn">;
  /** Default `"max"`. See docs/decisions.md, G-16. */
  readonly discounts?: DiscountCombining;
}

/** The names {@link StatsOptions} has. */
export const statsOptionNames: readonly string[] = ["asOf", "currency", "businessId", "scheme", "discounts"];
