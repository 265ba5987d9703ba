import { bucketOf } from "../aging/classify.ts";
import { byDueDate, type DueDateBucket } from "../aging/scheme.ts";
import { type Day, dayNumber } from "../calendar/day.ts";
import type { Minor } from "../money/amount.ts";
import type { OpenItem } from "../positions/open-items.ts";
import { availableDiscount } from "../stats/discount.ts";
import type { DiscountCombining } from "../stats/stats.ts";
import { compareIds } from "../table/order.ts";

/**
 * What may happen to a document from one day to the next, in the order of a day's list. `"discount-begins"`: a statement
 * issued ahead offers one, or another one counts now that the preferred one has ended. `"balance-changes"`: a post-dated
 * payment, credit, document or void takes effect.
 */
export const upcomingKinds = [
  "falls-past-due",
  "moves-bucket",
  "discount-ends",
  "discount-begins",
  "balance-changes",
] as const;
/** One of {@link upcomingKinds}. */
export type UpcomingKind = (typeof upcomingKinds)[number];

/** One thing that happens to one document on a day. What begins with `from` was so the day before. */
export interface UpcomingChange {
  readonly what: UpcomingKind;
  readonly accountId: string;
  readonly id: string;
  readonly kind: OpenItem["kind"];
  /** Null for adjustments. */
  readonly dueOn: Day | null;
  /**
   * Minor units: what falls past due or moves, what can no longer (or now) be captured, or by how much more is left on the
   * document, which is below zero where less is.
   */
  readonly amount: Minor;
  /** Null for adjustments, and where the document was not open. */
  readonly fromBucket: DueDateBucket | null;
  /** Null for adjustments, and where the document is no longer open. */
  readonly toBucket: DueDateBucket | null;
  /** What was left on it, in minor units; 0 where it was not open. */
  readonly fromBalance: Minor;
  readonly toBalance: Minor;
  /** What of its discounts could be captured, in minor units. */
  readonly fromDiscount: Minor;
  readonly toDiscount: Minor;
}

/** What happens to a document from the day before to a day; one of the two is undefined where it was, or is, not open. */
export function changesOf(
  before: OpenItem | undefined,
  after: OpenItem | undefined,
  day: number,
  combining: DiscountCombining,
): readonly UpcomingChange[] {
  const { accountId, id, kind, dueOn = null } = (after ?? before) as OpenItem;
  const from = stateOn(before, day - 1, combining);
  const to = stateOn(after, day, combining);
  const changes: UpcomingChange[] = [];
  const add = (what: UpcomingKind, amount: Minor) =>
    changes.push({
      what,
      accountId,
      id,
      kind,
      dueOn,
      amount,
      fromBucket: from.bucket,
      toBucket: to.bucket,
      fromBalance: from.balance,
      toBalance: to.balance,
      fromDiscount: from.discount,
      toDiscount: to.discount,
    });
  if (before !== undefined && after !== undefined) {
    if (from.bucket !== to.bucket) {
      add(from.bucket === "current" ? "falls-past-due" : "moves-bucket", to.balance);
    }
    // Held against one balance, so that what a payment does to a discount is not taken for its end.
    const { discount } = stateOn({ ...before, balance: to.balance }, day - 1, combining);
    if (to.discount < discount) add("discount-ends", discount - to.discount);
    if (to.discount > discount) add("discount-begins", to.discount - discount);
  }
  if (from.balance !== to.balance) add("balance-changes", to.balance - from.balance);
  return changes;
}

interface State {
  readonly bucket: DueDateBucket | null;
  readonly balance: Minor;
  readonly discount: Minor;
}

/** How a document stands on a day. */
function stateOn(item: OpenItem | undefined, day: number, combining: DiscountCombining): State {
  if (item === undefined) return { bucket: null, balance: 0, discount: 0 };
  const { kind, balance, dueOn, discounts } = item;
  if (kind !== "invoice") return { bucket: null, balance, discount: 0 };
  const overdue = day - dayNumber(dueOn as Day);
  const available =
    discounts === undefined || overdue > 0 ? 0 : availableDiscount(discounts, day, combining, 0);
  return { bucket: bucketOf(overdue, byDueDate), balance, discount: Math.min(available, balance) };
}

/** The days on which time alone may change a document: it leaves a bucket, or the last day of a discount is over. */
export function turnsOf({ kind, dueOn, discounts = [] }: OpenItem): ReadonlySet<number> {
  if (kind !== "invoice") return new Set();
  const due = dayNumber(dueOn as Day);
  const ends = byDueDate.buckets.flatMap(({ most }) => (most === null ? [] : [due + most + 1]));
  return new Set([...ends, ...discounts.map(({ until }) => dayNumber(until) + 1)]);
}

/** The order of a day's changes within an account. */
export function compareChanges(a: UpcomingChange, b: UpcomingChange): number {
  return (
    upcomingKinds.indexOf(a.what) - upcomingKinds.indexOf(b.what) ||
    compareIds(a.dueOn ?? "", b.dueOn ?? "") ||
    compareIds(a.id, b.id)
  );
}
