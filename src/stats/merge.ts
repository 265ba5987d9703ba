import type { DueDateBucket } from "../aging/scheme.ts";
import { Fault } from "../fault/fault.ts";
import { sameCurrency } from "../money/currency.ts";
import { plus, type Tally } from "../tally/tally.ts";
import type { AccountStats } from "./stats.ts";

/** The tallies of stats that are not buckets. */
const tallyKeys = [
  "outstanding",
  "invoices",
  "current",
  "discounts",
  "pastDue",
  "credits",
  "debits",
] as const;

/**
 * Adds two partial answers: of two heaps of documents, of two jobs, of two shards. The result is what one pass over both
 * would have given; order and grouping do not matter.
 *
 * @throws {Fault} `MIXED_DAY`, `CURRENCY_MIXED`, `MIXED_BUSINESS` or `BUCKETS_INVALID` where the parts answer different
 * questions; `AMOUNT_OVERFLOW` where the sum passes 2^53 − 1 minor units.
 *
 * @example
 * import { accountStats, mergeStats } from "receivables";
 *
 * const options = { asOf: "2025-03-10", currency: { code: "USD", exponent: 2 } };
 * const credit = accountStats([{ id: "1", accountId: "A", kind: "credit", balance: 70 }], options);
 * mergeStats(credit, credit).credits; // => { amount: 140, count: 2, amountDays: 0n }
 */
export function mergeStats<Label extends string = DueDateBucket>(
  a: AccountStats<Label>,
  b: AccountStats<Label>,
): AccountStats<Label> {
  checkSameQuestion(a, b);
  const [outstanding, invoices, current, discounts, pastDue, credits, debits] = tallyKeys.map((key) =>
    plus(a[key], b[key]),
  ) as [Tally, Tally, Tally, Tally, Tally, Tally, Tally];
  const byBucket = Object.fromEntries(
    Object.entries<Tally>(a.byBucket).map(([label, tally]) => [
      label,
      plus(tally, b.byBucket[label as Label]),
    ]),
  ) as Readonly<Record<Label, Tally>>;
  const { asOf, currency, businessId } = a;
  return {
    asOf,
    currency,
    ...(businessId === undefined ? {} : { businessId }),
    outstanding,
    invoices,
    current,
    discounts,
    pastDue,
    byBucket,
    credits,
    debits,
  };
}

/**
 * Refuses stats that cannot stand beside each other.
 *
 * @throws {Fault} `MIXED_DAY`, `CURRENCY_MIXED`, `MIXED_BUSINESS` or `BUCKETS_INVALID`.
 */
export function checkSameQuestion<Label extends string>(
  a: AccountStats<Label>,
  b: AccountStats<Label>,
): void {
  if (a.asOf !== b.asOf) throw new Fault("MIXED_DAY", `One part is of ${a.asOf}, the other of ${b.asOf}.`);
  if (!sameCurrency(a.currency, b.currency)) {
    throw new Fault("CURRENCY_MIXED", `One part is in ${a.currency.code}, the other in ${b.currency.code}.`);
  }
  if (a.businessId !== b.businessId) throw new Fault("MIXED_BUSINESS", "The parts are of two businesses.");
  // Counting in a loop makes no lists of keys: this is asked for every account of a business.
  let more = 0;
  for (const label in a.byBucket) more += Object.hasOwn(b.byBucket, label) ? 1 : Number.NaN;
  for (const _ in b.byBucket) more -= 1;
  if (more !== 0) throw new Fault("BUCKETS_INVALID", "The parts have different aging buckets.");
}
