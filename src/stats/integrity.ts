import type { DueDateBucket } from "../aging/scheme.ts";
import type { Issue, Path } from "../fault/issue.ts";
import { nothing, type Tally } from "../tally/tally.ts";
import type { AccountStats } from "./stats.ts";

/** What of stats must add up; stats of one's own making need no more. */
export type StatsTotals<Label extends string = DueDateBucket> = Pick<
  AccountStats<Label>,
  "outstanding" | "invoices" | "current" | "discounts" | "pastDue" | "byBucket" | "debits"
>;

/**
 * Checks what must hold among an account's figures: buckets add up to past due, current and past due to all invoices,
 * invoices and debits to outstanding, discounts stay within current invoices.
 *
 * Stats that this library computed always pass; it is for stats that were stored, imported or made by hand.
 *
 * @param currentBuckets - The labels of buckets that are not past due. Default `["current"]`.
 * @returns An `INTEGRITY` issue for each equality that fails, with what is there and what should be; empty when all hold.
 * @see docs/sources.md, 001:72 ("that is a data integrity bug").
 *
 * @example
 * import { accountStats, verifyIntegrity } from "receivables";
 *
 * const stats = accountStats(
 *   [{ id: "1", accountId: "A", kind: "invoice", balance: 100, dueOn: "2025-03-01" }],
 *   { asOf: "2025-03-10", currency: { code: "USD", exponent: 2 } },
 * );
 * verifyIntegrity(stats); // => []
 * const tampered = { ...stats, pastDue: { ...stats.pastDue, amount: 99 } };
 * verifyIntegrity(tampered).map(({ code }) => code); // => ["INTEGRITY", "INTEGRITY"]
 */
export function verifyIntegrity<Label extends string = DueDateBucket>(
  stats: StatsTotals<Label>,
  currentBuckets: readonly string[] = ["current"],
): readonly Issue[] {
  const { outstanding, invoices, current, discounts, pastDue, byBucket, debits } = stats;
  const buckets = Object.entries<Tally>(byBucket);
  const sumOf = (past: boolean) =>
    sum(buckets.filter(([label]) => currentBuckets.includes(label) !== past).map(([, tally]) => tally));
  const issues = [
    ...differences("current", current, sumOf(false), "the current buckets"),
    ...differences("pastDue", pastDue, sumOf(true), "the past-due buckets"),
    ...differences(
      "invoices",
      withoutDays(invoices),
      withoutDays(sum([current, pastDue])),
      "current and past due",
    ),
    ...differences(
      "outstanding",
      withoutDays(outstanding),
      withoutDays(sum([invoices, debits])),
      "invoices and debits",
    ),
  ];
  if (discounts.amount > current.amount || discounts.count > current.count) {
    issues.push(
      integrity(["discounts"], "discounts pass the current invoices they are on", current, discounts),
    );
  }
  return issues;
}

/** Adds without minding the exact range: what is checked here may come from anywhere. */
function sum(tallies: readonly Tally[]): Tally {
  let { amount, count, amountDays } = nothing;
  for (const tally of tallies) {
    amount += tally.amount;
    count += tally.count;
    amountDays += BigInt(tally.amountDays);
  }
  return { amount, count, amountDays };
}

function withoutDays({ amount, count }: Tally): Tally {
  return { amount, count, amountDays: 0n };
}

function differences(key: string, found: Tally, due: Tally, parts: string): Issue[] {
  const same =
    found.amount === due.amount && found.count === due.count && BigInt(found.amountDays) === due.amountDays;
  return same ? [] : [integrity([key], `${key} is not what ${parts} add up to`, due, found)];
}

function integrity(path: Path, message: string, expected: Tally, received: Tally): Issue {
  return {
    code: "INTEGRITY",
    path,
    message: `${message}.`,
    expected: words(expected),
    received: words(received),
  };
}

function words({ amount, count, amountDays }: Tally): string {
  return `${amount} minor units, ${count} documents, ${amountDays} minor-unit days`;
}
