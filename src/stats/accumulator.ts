import type { AgingScheme } from "../aging/scheme.ts";
import { type Day, dayNumber, dayOf, dayProblem } from "../calendar/day.ts";
import { Fault } from "../fault/fault.ts";
import { shown } from "../fault/issue.ts";
import { checkMinor, type Minor } from "../money/amount.ts";
import type { Currency } from "../money/currency.ts";
import type { OpenDiscount, OpenItem } from "../positions/open-items.ts";
import { nothing, plus, type Tally } from "../tally/tally.ts";
import { availableDiscount } from "./discount.ts";
import type { AccountStats, DiscountCombining } from "./stats.ts";

/** What a sum is about: checked options without defaults left open. */
export interface SumOptions<Label extends string> {
  readonly asOf: Day;
  readonly currency: Currency;
  readonly businessId?: string;
  readonly scheme: AgingScheme<Label, "dueOn">;
  readonly discounts: DiscountCombining;
}

/** Where the numbers of a slot stand: three classes before the buckets, each bucket amount, count and amount-days. */
const credits = 0;
const debits = 2;
const discounts = 4;
const firstBucket = 6;

/**
 * Adds open documents into slots, one slot an account (or a job, or one for all).
 *
 * All slots lie in one typed array, so that adding a document allocates nothing. The sums are plain numbers. That is
 * exact as long as they stay below 2^53: addends are never negative, so sums only grow, and one look at the end proves
 * every step. An amount that does not stay below is a fault; amount-days that would not are kept beside as bigint.
 */
export class Accumulator<Label extends string> {
  private readonly options: SumOptions<Label>;
  private readonly asOf: number;
  /** The last age of each bucket; the last bucket has no end. */
  private readonly ends: readonly number[];
  /** The first bucket that is past due. */
  private readonly overdueFrom: number;
  private readonly width: number;
  private sums: Float64Array;
  /** Amount-days beyond the exact range of numbers, by where they belong in `sums`; they come on top of what is there. */
  private readonly beyond = new Map<number, bigint>();
  private slots = 0;

  constructor(options: SumOptions<Label>) {
    this.options = options;
    this.asOf = dayNumber(options.asOf);
    this.ends = options.scheme.buckets.map(({ most }) => most ?? Number.POSITIVE_INFINITY);
    this.overdueFrom = this.ends.indexOf(0) + 1;
    this.width = firstBucket + 3 * this.ends.length;
    this.sums = new Float64Array(2 * this.width);
  }

  /** A new slot, with nothing in it. */
  open(): number {
    const slot = this.slots * this.width;
    this.slots += 1;
    if (slot + this.width > this.sums.length) {
      const larger = new Float64Array(this.sums.length * 2);
      larger.set(this.sums);
      this.sums = larger;
    }
    return slot;
  }

  /** Adds a document; `index` is where it stands in the caller's list, for messages. */
  add(slot: number, item: OpenItem, index: number): void {
    const { balance, kind } = item;
    if (!(Number.isSafeInteger(balance) && balance >= 0)) throw badBalance(balance, index);
    if (kind === "invoice") {
      const due = dayOf(item.dueOn);
      if (Number.isNaN(due)) throw badDueDay(item.dueOn, index);
      this.addInvoice(slot, balance, due);
      this.addOffers(slot, balance, due, item.discounts, index);
    } else if (kind === "credit" || kind === "debit") this.addAdjustment(slot, kind, balance);
    else throw badKind(kind, index);
  }

  /** Adds a credit or debit adjustment over a checked balance. */
  addAdjustment(slot: number, kind: "credit" | "debit", balance: Minor): void {
    if (balance === 0) return;
    const at = slot + (kind === "credit" ? credits : debits);
    this.put(at, balance);
    this.put(at + 1, 1);
  }

  /** Adds an invoice over a checked balance, without its discounts. */
  addInvoice(slot: number, balance: Minor, dueDay: number): void {
    if (balance === 0) return;
    const age = this.asOf - dueDay;
    let bucket = 0;
    while (age > (this.ends[bucket] as number)) bucket += 1;
    const at = slot + firstBucket + 3 * bucket;
    this.put(at, balance);
    this.put(at + 1, 1);
    if (bucket >= this.overdueFrom) this.putDays(at + 2, balance, age);
  }

  /** Adds what can still be captured of the discounts offered on an invoice over a checked balance. */
  addOffers(
    slot: number,
    balance: Minor,
    dueDay: number,
    offers: readonly OpenDiscount[] | undefined,
    index: number,
  ): void {
    if (offers === undefined || !this.isCurrent(dueDay)) return;
    this.addDiscount(slot, balance, availableDiscount(offers, this.asOf, this.options.discounts, index));
  }

  /** Adds the discount that can still be captured on a current invoice: at most what is unpaid. */
  addDiscount(slot: number, balance: Minor, available: Minor): void {
    const amount = Math.min(available, balance);
    if (amount === 0) return;
    this.put(slot + discounts, amount);
    this.put(slot + discounts + 1, 1);
  }

  /** Whether something that ends on a day has not ended yet: the day itself still counts. */
  isCurrent(lastDay: number): boolean {
    return lastDay >= this.asOf;
  }

  private put(at: number, addend: number): void {
    this.sums[at] = (this.sums[at] as number) + addend;
  }

  private putDays(at: number, balance: Minor, age: number): void {
    const sum = (this.sums[at] as number) + balance * age;
    // Doubles may round the product or the sum, but never from 2^53 or more to less.
    if (sum <= Number.MAX_SAFE_INTEGER) this.sums[at] = sum;
    else this.beyond.set(at, (this.beyond.get(at) ?? 0n) + BigInt(balance) * BigInt(age));
  }

  /** What stands in a slot. */
  stats(slot: number): AccountStats<Label> {
    const { asOf, currency, businessId, scheme } = this.options;
    const byBucket: Record<string, Tally> = {};
    let current = nothing;
    let pastDue = nothing;
    let at = slot + firstBucket;
    for (const { label, most } of scheme.buckets) {
      const tally = this.tally(at, at + 2);
      byBucket[label] = tally;
      if (most !== null && most <= 0) current = sumOf(current, tally);
      else pastDue = sumOf(pastDue, tally);
      at += 3;
    }
    const debitSum = this.tally(slot + debits);
    // Days count for past-due invoices alone: sums over other documents keep none.
    const invoices = sumOf(current, withoutDays(pastDue));
    const stats: AccountStats<Label> = {
      asOf,
      currency,
      outstanding: sumOf(invoices, debitSum),
      invoices,
      current,
      discounts: this.tally(slot + discounts),
      pastDue,
      byBucket: byBucket as Record<Label, Tally>,
      credits: this.tally(slot + credits),
      debits: debitSum,
    };
    return businessId === undefined ? stats : { ...stats, businessId };
  }

  private tally(at: number, daysAt?: number): Tally {
    const count = this.sums[at + 1] as number;
    if (count === 0) return nothing;
    const amountDays = daysAt === undefined ? 0n : this.amountDays(daysAt);
    return { amount: checkedSum(this.sums[at] as number), count, amountDays };
  }

  private amountDays(at: number): bigint {
    const exact = BigInt(this.sums[at] as number);
    const beyond = this.beyond.get(at);
    return beyond === undefined ? exact : exact + beyond;
  }
}

/** What is wrong with a balance that is no whole number from 0 on. */
function badBalance(balance: unknown, index: number): Fault {
  const path = [index, "balance"];
  checkMinor(balance, path);
  return new Fault("BALANCE_NEGATIVE", `An open balance is not negative: ${shown(balance)}.`, { path });
}

function badDueDay(dueOn: unknown, index: number): Fault {
  const path = [index, "dueOn"];
  if (dueOn === undefined)
    return new Fault("DUE_DATE_MISSING", "An invoice needs the day it is due.", { path });
  return new Fault(...dayProblem(dueOn), { path });
}

function badKind(kind: unknown, index: number): Fault {
  return new Fault("ENUM_UNKNOWN", `An open item is an invoice, debit or credit, not ${shown(kind)}.`, {
    path: [index, "kind"],
  });
}

function checkedSum(amount: number): Minor {
  if (amount <= Number.MAX_SAFE_INTEGER) return amount;
  throw new Fault("AMOUNT_OVERFLOW", "The documents add up to more than 2^53 − 1 minor units.");
}

function sumOf(a: Tally, b: Tally): Tally {
  if (a.count === 0) return b;
  return b.count === 0 ? a : plus(a, b);
}

function withoutDays(tally: Tally): Tally {
  return tally.amountDays === 0n ? tally : { amount: tally.amount, count: tally.count, amountDays: 0n };
}
