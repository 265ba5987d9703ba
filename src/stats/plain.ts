import type { DueDateBucket } from "../aging/scheme.ts";
import type { Tally } from "../tally/tally.ts";
import type { AccountStats } from "./stats.ts";

/** A tally that survives JSON: minor-unit days are decimal text, because they may pass what JSON numbers hold. */
export interface PlainTally extends Omit<Tally, "amountDays"> {
  readonly amountDays: string;
}

/** Stats that survive JSON; what is absent is not there. */
export type PlainStats<Label extends string = DueDateBucket> = {
  readonly [Key in keyof AccountStats<Label>]: Key extends "byBucket"
    ? Readonly<Record<Label, PlainTally>>
    : AccountStats<Label>[Key] extends Tally
      ? PlainTally
      : AccountStats<Label>[Key];
};

/**
 * Stats with their minor-unit days as decimal text, for boards, files and other processes.
 *
 * @example
 * import { accountStats, plainStats } from "receivables";
 *
 * const stats = accountStats(
 *   [{ id: "1", accountId: "A", kind: "invoice", balance: 100, dueOn: "2025-03-05" }],
 *   { asOf: "2025-03-10", currency: { code: "USD", exponent: 2 } },
 * );
 * plainStats(stats).pastDue; // => { amount: 100, count: 1, amountDays: "500" }
 */
export function plainStats<Label extends string = DueDateBucket>(
  stats: AccountStats<Label>,
): PlainStats<Label> {
  const { outstanding, invoices, current, discounts, pastDue, byBucket, credits, debits } = stats;
  return {
    ...stats,
    outstanding: plain(outstanding),
    invoices: plain(invoices),
    current: plain(current),
    discounts: plain(discounts),
    pastDue: plain(pastDue),
    byBucket: Object.fromEntries(
      Object.entries<Tally>(byBucket).map(([label, tally]) => [label, plain(tally)]),
    ) as Readonly<Record<Label, PlainTally>>,
    credits: plain(credits),
    debits: plain(debits),
  } as PlainStats<Label>;
}

function plain({ amount, count, amountDays }: Tally): PlainTally {
  return { amount, count, amountDays: String(amountDays) };
}
