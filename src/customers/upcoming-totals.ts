import type { DueDateBucket } from "../aging/scheme.ts";
import { type Day, dayNumber } from "../calendar/day.ts";
import { type Minor, plusMinor } from "../money/amount.ts";
import type { OpenItem } from "../positions/open-items.ts";
import type { AccountStats } from "../stats/stats.ts";
import type { Tally } from "../tally/tally.ts";
import type { UpcomingChange } from "./upcoming-changes.ts";

/** An amount in minor units, and how many documents it is of. */
export type AmountAndCount = Pick<Tally, "amount" | "count">;

/** What open documents add up to on a day. */
export interface UpcomingTotals {
  readonly outstanding: AmountAndCount;
  readonly invoices: AmountAndCount;
  readonly current: AmountAndCount;
  readonly pastDue: AmountAndCount;
  readonly byBucket: Readonly<Record<DueDateBucket, AmountAndCount>>;
  readonly discounts: AmountAndCount;
  readonly debits: AmountAndCount;
  readonly credits: AmountAndCount;
  /** Balance times days overdue, as decimal text of minor-unit days. It grows every day, listed or not. */
  readonly exposure: string;
}

/** What stats say, as totals. */
export function totalsOf({ byBucket, discounts, debits, credits, pastDue }: AccountStats): UpcomingTotals {
  return totalsFrom(
    {
      current: plain(byBucket.current),
      "1-30": plain(byBucket["1-30"]),
      "31-60": plain(byBucket["31-60"]),
      "61-90": plain(byBucket["61-90"]),
      "91+": plain(byBucket["91+"]),
      discounts: plain(discounts),
      debits: plain(debits),
      credits: plain(credits),
    },
    pastDue.amountDays,
  );
}

function plain({ amount, count }: Tally): AmountAndCount {
  return { amount, count };
}

/** The totals that all others add up from. */
type Part = DueDateBucket | "discounts" | "debits" | "credits";

function totalsFrom(parts: Readonly<Record<Part, AmountAndCount>>, exposure: bigint): UpcomingTotals {
  const { discounts, debits, credits, ...byBucket } = parts;
  const { current, "1-30": first, "31-60": second, "61-90": third, "91+": fourth } = byBucket;
  const pastDue = sumOf(sumOf(first, second), sumOf(third, fourth));
  const invoices = sumOf(current, pastDue);
  const outstanding = sumOf(invoices, debits);
  const whole = { outstanding, invoices, current, pastDue, byBucket, discounts, debits, credits };
  return { ...whole, exposure: String(exposure) };
}

function sumOf(a: AmountAndCount, b: AmountAndCount): AmountAndCount {
  return { amount: plusMinor(a.amount, b.amount), count: a.count + b.count };
}

/**
 * Totals after a day's changes, from those of the last day that changed anything.
 *
 * @param elapsed - How many days lie between the two: all that was past due is so much older.
 * @throws {Fault} `AMOUNT_OVERFLOW` where they add up to more than 2^53 − 1 minor units.
 */
export function totalsAfter(
  before: UpcomingTotals,
  elapsed: number,
  changes: readonly UpcomingChange[],
  day: number,
): UpcomingTotals {
  const { byBucket, discounts, debits, credits } = before;
  const parts: Record<Part, AmountAndCount> = { ...byBucket, discounts, debits, credits };
  let exposure = BigInt(before.exposure) + BigInt(before.pastDue.amount) * BigInt(elapsed);
  const put = (part: Part, amount: Minor, sign: 1 | -1) => {
    if (amount !== 0) parts[part] = sumOf(parts[part], { amount: sign * amount, count: sign });
  };
  const move = (
    { kind, dueOn }: UpcomingChange,
    bucket: DueDateBucket | null,
    balance: Minor,
    sign: 1 | -1,
  ) => {
    put(bucket ?? partOf[kind], balance, sign);
    if (bucket === null || bucket === "current") return;
    exposure += BigInt(sign * balance) * BigInt(day - dayNumber(dueOn as Day));
  };
  const documents = [...new Map(changes.map((change) => [`${change.kind} ${change.id}`, change])).values()];
  // First all that goes, then all that comes: no sum on the way is larger than the last one.
  for (const change of documents) {
    move(change, change.fromBucket, change.fromBalance, -1);
    put("discounts", change.fromDiscount, -1);
  }
  for (const change of documents) {
    move(change, change.toBucket, change.toBalance, 1);
    put("discounts", change.toDiscount, 1);
  }
  return totalsFrom(parts, exposure);
}

/** Where adjustments stand. An invoice without a bucket is not open, and nothing of it is anywhere. */
const partOf: Readonly<Record<OpenItem["kind"], Part>> = {
  invoice: "current",
  debit: "debits",
  credit: "credits",
};
