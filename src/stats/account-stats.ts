import { type AgingScheme, agingScheme, byDueDate, type DueDateBucket } from "../aging/scheme.ts";
import { dayNumber } from "../calendar/day.ts";
import { Fault } from "../fault/fault.ts";
import { shown } from "../fault/issue.ts";
import { choiceOption, knownOptions, listArgument } from "../fault/options.ts";
import { checkCurrency } from "../money/currency.ts";
import type { OpenItem } from "../positions/open-items.ts";
import { Accumulator } from "./accumulator.ts";
import { type AccountStats, discountCombinings, type StatsOptions, statsOptionNames } from "./stats.ts";

/** Which of an account's documents are meant. */
export type StatsScope =
  /** Invoices on one statement, discounts included; adjustments are the account's and stay out. */
  | { readonly statementId: string }
  /** Documents of one job; null: documents of no job, adjustments among them. */
  | { readonly jobId: string | null };

/** Whose documents {@link accountStats} adds up. */
export interface AccountStatsOptions<Label extends string = DueDateBucket> extends StatsOptions<Label> {
  /** Default: all of the account's. */
  readonly scope?: StatsScope;
}

/**
 * Adds up one account's open documents.
 *
 * An invoice due on `asOf` or later is current; due before, it is past due and stands in the bucket of its days overdue.
 * The order of the items never matters. No items give zeros.
 *
 * @param items - One account's open documents with balances in minor units, as `openItems` or `readOpenItems` give them.
 * A zero balance adds nothing, not even to a count.
 * @throws {Fault} `AMOUNT_OVERFLOW` where an amount passes 2^53 − 1 minor units; `BALANCE_NEGATIVE`,
 * `AMOUNT_NOT_INTEGER`, `AMOUNT_NOT_FINITE`, `AMOUNT_UNSAFE`, `AMOUNT_NOT_POSITIVE` (a discount), `TYPE`,
 * `DUE_DATE_MISSING`, `DATE_INVALID`, `DATE_TYPE`, `DATE_RANGE`, `ENUM_UNKNOWN` with the item's index; `BUCKETS_INVALID`,
 * `CURRENCY_UNKNOWN`, `DATE_INVALID`, `DATE_TYPE`, `DATE_RANGE`, `POLICY_RANGE`, `POLICY_UNKNOWN` for options.
 * @see docs/sources.md, 001:15-27 and 001:49-98.
 *
 * @example
 * import { accountStats, averageDays } from "receivables";
 *
 * const currency = { code: "USD", exponent: 2 };
 * const stats = accountStats(
 *   [
 *     { id: "1", accountId: "C-100", kind: "invoice", balance: 300000, dueOn: "2025-01-09" },
 *     { id: "2", accountId: "C-100", kind: "invoice", balance: 50000, dueOn: "2025-03-10" },
 *   ],
 *   { asOf: "2025-03-10", currency },
 * );
 * stats.pastDue;                           // => { amount: 300000, count: 1, amountDays: 18000000n }
 * stats.current.amount;                    // => 50000
 * stats.byBucket["31-60"].count;           // => 1
 * averageDays(stats.pastDue).toFixed(2);   // => "60.00"
 */
export function accountStats<Label extends string = DueDateBucket>(
  items: readonly OpenItem[],
  options: AccountStatsOptions<Label>,
): AccountStats<Label> {
  knownOptions(options, [...statsOptionNames, "scope"]);
  listArgument("items", items);
  const { scope, ...rest } = options;
  const sum = startSum(rest);
  const inScope = scopeTest(scope);
  const slot = sum.open();
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index] as OpenItem;
    if (inScope === undefined || inScope(item)) sum.add(slot, item, index);
  }
  return sum.stats(slot);
}

/**
 * Adds up the open documents of many accounts in one pass, each account as {@link accountStats} would.
 *
 * @returns One entry for each account that an item names, in the order in which they are met. Accounts without open
 * documents have none: give them `accountStats([], options)`.
 * @throws {Fault} as {@link accountStats}.
 *
 * @example
 * import { statsByAccount } from "receivables";
 *
 * const byAccount = statsByAccount(
 *   [
 *     { id: "1", accountId: "A", kind: "invoice", balance: 100, dueOn: "2025-03-09" },
 *     { id: "2", accountId: "B", kind: "credit", balance: 70 },
 *   ],
 *   { asOf: "2025-03-10", currency: { code: "USD", exponent: 2 } },
 * );
 * byAccount.get("A")?.pastDue.amount; // => 100
 * byAccount.get("B")?.credits.amount; // => 70
 */
export function statsByAccount<Label extends string = DueDateBucket>(
  items: readonly OpenItem[],
  options: StatsOptions<Label>,
): Map<string, AccountStats<Label>> {
  return statsByKey(items, accountIdOf, startSum(options));
}

function accountIdOf({ accountId }: OpenItem, index: number): string {
  if (typeof accountId === "string") return accountId;
  throw new Fault("TYPE", `An open item names its account, not ${shown(accountId)}.`, {
    path: [index, "accountId"],
  });
}

/** One account's documents by job. */
export interface JobStats<Label extends string = DueDateBucket> {
  readonly jobs: ReadonlyMap<string, AccountStats<Label>>;
  /** Documents of no job: adjustments, and invoices without one. Jobs and these add up to the account. */
  readonly unassigned: AccountStats<Label>;
}

/**
 * Adds up one account's open documents job by job.
 *
 * @throws {Fault} as {@link accountStats}.
 * @see docs/sources.md, 001:125.
 *
 * @example
 * import { statsByJob } from "receivables";
 *
 * const { jobs, unassigned } = statsByJob(
 *   [
 *     { id: "1", accountId: "A", kind: "invoice", balance: 100, dueOn: "2025-03-09", jobId: "J1" },
 *     { id: "2", accountId: "A", kind: "credit", balance: 70 },
 *   ],
 *   { asOf: "2025-03-10", currency: { code: "USD", exponent: 2 } },
 * );
 * jobs.get("J1")?.pastDue.amount; // => 100
 * unassigned.credits.amount;      // => 70
 */
export function statsByJob<Label extends string = DueDateBucket>(
  items: readonly OpenItem[],
  options: StatsOptions<Label>,
): JobStats<Label> {
  return {
    jobs: statsByKey(items, ({ jobId }) => jobId, startSum(options)),
    unassigned: accountStats(items, { ...options, scope: { jobId: null } }),
  };
}

/** Adds up items by a key; those without one are left out. */
function statsByKey<Label extends string>(
  items: readonly OpenItem[],
  keyOf: (item: OpenItem, index: number) => string | undefined,
  sum: Accumulator<Label>,
): Map<string, AccountStats<Label>> {
  listArgument("items", items);
  const slots = new Map<string, number>();
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index] as OpenItem;
    const key = keyOf(item, index);
    if (key !== undefined) sum.add(slotOf(key, slots, sum), item, index);
  }
  return statsOfSlots(slots, sum);
}

/** The slot of a key; a new one where the key is new. */
export function slotOf(key: string, slots: Map<string, number>, sum: Accumulator<string>): number {
  const known = slots.get(key);
  if (known !== undefined) return known;
  const slot = sum.open();
  slots.set(key, slot);
  return slot;
}

/** What stands in each slot, by its key. */
export function statsOfSlots<Label extends string>(
  slots: ReadonlyMap<string, number>,
  sum: Accumulator<Label>,
): Map<string, AccountStats<Label>> {
  const stats = new Map<string, AccountStats<Label>>();
  for (const [key, slot] of slots) stats.set(key, sum.stats(slot));
  return stats;
}

/** Checks the options of a sum and makes what it adds into. */
export function startSum<Label extends string>(options: StatsOptions<Label>): Accumulator<Label> {
  knownOptions(options, statsOptionNames);
  checkCurrency(options.currency);
  dayNumber(options.asOf);
  const discounts = choiceOption("discounts", options.discounts ?? "max", discountCombinings);
  const scheme = options.scheme === undefined ? defaultScheme<Label>() : agingScheme(options.scheme);
  if (scheme.unit !== "day" || scheme.from !== "dueOn" || !scheme.buckets.some(({ most }) => most === 0)) {
    const message =
      "Stats need a scheme by day from dueOn with a bucket that ends at 0, where past due begins.";
    throw new Fault("BUCKETS_INVALID", message, { path: ["scheme"] });
  }
  return new Accumulator({ ...options, scheme, discounts });
}

/** The default's labels are `DueDateBucket`, which is what `Label` is where no scheme is given. */
function defaultScheme<Label extends string>(): AgingScheme<Label, "dueOn"> {
  return byDueDate as AgingScheme<string, "dueOn"> as AgingScheme<Label, "dueOn">;
}

function scopeTest(scope: StatsScope | undefined): ((item: OpenItem) => boolean) | undefined {
  if (scope === undefined) return undefined;
  const { statementId, jobId }: { readonly statementId?: unknown; readonly jobId?: unknown } = scope ?? {};
  if (typeof statementId === "string" && jobId === undefined) {
    return ({ kind, statementIds = [] }) => kind === "invoice" && statementIds.includes(statementId);
  }
  if ((jobId === null || typeof jobId === "string") && statementId === undefined) {
    return (item) => (item.jobId ?? null) === jobId;
  }
  throw new Fault("POLICY_RANGE", `A scope is { statementId } or { jobId }, not ${shown(scope)}.`, {
    path: ["scope"],
  });
}
