import type { DueDateBucket } from "../aging/scheme.ts";
import { type Day, dayNumber } from "../calendar/day.ts";
import { Fault } from "../fault/fault.ts";
import { shown } from "../fault/issue.ts";
import { choiceOption, countOption, knownOptions } from "../fault/options.ts";
import type { Minor } from "../money/amount.ts";
import { type Currency, checkCurrency } from "../money/currency.ts";
import {
  type ExposureEnds,
  type PriorityOptions,
  PriorityScale,
  priorityDecimals,
} from "../stats/priority.ts";
import { type AccountStats, type DiscountCombining, discountCombinings } from "../stats/stats.ts";
import { averageDecimals, nothing, plus, type Tally } from "../tally/tally.ts";
import { type ColumnFigures, layOut } from "./figures.ts";
import { exactAverage, nearestAverage } from "./nearest-average.ts";
import { at, bucketLabels, classes, discountsAt, pastDueClasses, type Sums, width } from "./sums.ts";
import { type AgedTally, agedTallies, type ColumnTally, columnTallies, partsOf } from "./tallies.ts";

/** How documents in columns are added up. */
export interface ColumnStatsOptions {
  /** The day the question is asked, in the business's zone. */
  readonly asOf: Day;
  readonly currency: Currency;
  /** How several discounts on one invoice combine. Default `"max"`. */
  readonly discounts?: DiscountCombining;
}

/** The options with nothing left open. */
export type ColumnQuestion = Required<ColumnStatsOptions> & {
  /** The day, counted from 1970-01-01. */
  readonly day: number;
};

/**
 * The options, checked.
 *
 * @throws {Fault} `CURRENCY_UNKNOWN`, `DATE_INVALID`, `DATE_TYPE`, `DATE_RANGE`, `POLICY_RANGE`, `POLICY_UNKNOWN`.
 */
export function questionOf(options: ColumnStatsOptions): ColumnQuestion {
  knownOptions(options, ["asOf", "currency", "discounts"]);
  const { asOf, currency } = options;
  const day = dayNumber(asOf);
  checkCurrency(currency);
  const discounts = choiceOption("discounts", options.discounts ?? "max", discountCombinings);
  return { asOf, currency, discounts, day };
}

/** What {@link ColumnStats.figures} rounds to, and how priorities are computed. */
export interface FigureOptions {
  /** Decimals of average days, 0 to 6. Default 2. */
  readonly averageDecimals?: number;
  /** As {@link ColumnStats.priorities}. */
  readonly priorities?: Omit<PriorityOptions, "currency">;
}

/**
 * What documents in columns add up to by account, as columns in the order of the accounts. It never changes; what it hands
 * out is the caller's own.
 */
export class ColumnStats {
  readonly asOf: Day;
  readonly currency: Currency;
  readonly accountIds: readonly string[];
  readonly #sums: Sums;

  /** @internal */
  constructor(
    accountIds: readonly string[],
    { asOf, currency }: Pick<ColumnQuestion, "asOf" | "currency">,
    sums: Sums,
  ) {
    this.accountIds = accountIds;
    this.asOf = asOf;
    this.currency = currency;
    this.#sums = sums;
    Object.freeze(this);
  }

  /** @internal */
  static sumsOf(stats: ColumnStats): Sums {
    return stats.#sums;
  }

  /** How many accounts. */
  get size(): number {
    return this.accountIds.length;
  }

  /** The amounts of a tally, in minor units. */
  amounts(tally: ColumnTally): Float64Array {
    return this.column(tally, 0);
  }

  /** The numbers of documents of a tally; of discounts, of invoices. */
  counts(tally: ColumnTally): Float64Array {
    return this.column(tally, 1);
  }

  private column(tally: ColumnTally, offset: 0 | 1): Float64Array {
    choiceOption("tally", tally, columnTallies);
    return this.added(tally === "discounts" ? [discountsAt] : partsOf[tally].map(at), offset);
  }

  /** What stands at some places of each account, added up. */
  private added(places: readonly number[], offset: number): Float64Array {
    const { numbers } = this.#sums;
    const column = new Float64Array(this.size);
    for (const place of places) {
      for (let account = 0, from = place + offset; account < column.length; account += 1, from += width) {
        column[account] = (column[account] as number) + (numbers[from] as number);
      }
    }
    return column;
  }

  /**
   * The dollar-weighted days overdue of a tally, rounded once, halves away from zero; 0 where it is empty.
   *
   * @param decimals - 0 to 6.
   */
  averageDays(tally: AgedTally, decimals: number = averageDecimals): Float64Array {
    countOption("decimals", decimals, 0, 6);
    const places = partsOf[choiceOption("tally", tally, agedTallies)];
    const averages = this.added(places.map(at), 0);
    const days = this.added(places.map(at), 2);
    const parts = 10 ** decimals;
    for (let account = 0; account < averages.length; account += 1) {
      const amount = averages[account] as number;
      const amountDays = days[account] as number;
      averages[account] =
        amountDays <= Number.MAX_SAFE_INTEGER
          ? nearestAverage(amount, amountDays, parts)
          : exactAverage(BigInt(amount), this.exactDays(account, places), parts);
    }
    return averages;
  }

  /** The amount-days of some classes of an account. */
  private exactDays(account: number, places: readonly number[]): bigint {
    return places.reduce((total, place) => total + this.daysAt(account * width + at(place) + 2), 0n);
  }

  private daysAt(place: number): bigint {
    const { numbers, beyond } = this.#sums;
    return beyond.get(place) ?? BigInt(numbers[place] as number);
  }

  /** The exposure of an account, by its place: past-due amounts times their days, in minor-unit days. */
  exposure(account: number): bigint {
    return this.exactDays(this.placeOf(account), pastDueClasses);
  }

  /**
   * The collection priorities of all accounts, which must be those of one business: as `collectionPriorities` with decimals.
   *
   * @throws {Fault} `POLICY_RANGE`, `POLICY_UNKNOWN` for options.
   */
  priorities(options: Omit<PriorityOptions, "currency"> = {}): Float64Array {
    const decimals = countOption("decimals", options.decimals ?? priorityDecimals, 0, 6);
    return this.scored(this.added(pastDueClasses.map(at), 2), { ...options, decimals });
  }

  /** Puts scores in the place of exposures. */
  private scored(
    exposures: Float64Array,
    options: Omit<PriorityOptions, "currency"> & { readonly decimals: number },
  ): Float64Array {
    const beyond = this.placesBeyond(exposures);
    const scale = new PriorityScale(this.ends(exposures, beyond), { ...options, currency: this.currency });
    scale.roundNumbers(exposures, options.decimals);
    for (const account of beyond) {
      exposures[account] = scale.rounded(this.exposure(account), options.decimals);
    }
    return exposures;
  }

  /** The accounts whose exposures numbers do not hold. */
  private placesBeyond(exposures: Float64Array): readonly number[] {
    const beyond: number[] = [];
    for (let account = 0; account < exposures.length; account += 1) {
      if ((exposures[account] as number) > Number.MAX_SAFE_INTEGER) beyond.push(account);
    }
    return beyond;
  }

  /** The lowest and the highest exposure; only those that numbers do not hold are compared as bigints. */
  private ends(exposures: Float64Array, beyond: readonly number[]): ExposureEnds {
    let [lowest, highest] = [Number.POSITIVE_INFINITY, 0];
    for (let account = 0; account < exposures.length; account += 1) {
      const exposure = exposures[account] as number;
      if (exposure > Number.MAX_SAFE_INTEGER) continue;
      if (exposure < lowest) lowest = exposure;
      if (exposure > highest) highest = exposure;
    }
    const exact = beyond.map((account) => this.exposure(account)).sort((a, b) => (a < b ? -1 : 1));
    return {
      lowest: Number.isFinite(lowest) ? BigInt(lowest) : (exact[0] ?? 0n),
      highest: exact.at(-1) ?? BigInt(highest),
    };
  }

  /**
   * Every figure of every account at once: the same numbers as {@link amounts}, {@link counts}, {@link averageDays} and
   * {@link priorities} give one by one, in a fraction of their time: 28 columns of 8 bytes an account. For priorities the
   * accounts must be those of one business.
   *
   * @throws {Fault} `POLICY_RANGE`, `POLICY_UNKNOWN` for options.
   */
  figures(options: FigureOptions = {}): ColumnFigures {
    knownOptions(options, ["averageDecimals", "priorities"]);
    const parts = 10 ** countOption("averageDecimals", options.averageDecimals ?? averageDecimals, 0, 6);
    const decimals = countOption("decimals", options.priorities?.decimals ?? priorityDecimals, 0, 6);
    const { exposures, ...figures } = layOut(this.#sums.numbers, this.size, parts);
    // Where an exposure is beyond numbers, so may any of its averages be.
    for (const account of this.placesBeyond(exposures)) {
      for (const tally of agedTallies) {
        const days = this.exactDays(account, partsOf[tally]);
        const amount = BigInt(figures.amounts[tally][account] as number);
        figures.averageDays[tally][account] = exactAverage(amount, days, parts);
      }
    }
    return { ...figures, priorities: this.scored(exposures, { ...options.priorities, decimals }) };
  }

  /**
   * What an account adds up to, by its place in `accountIds`: the same as `accountStats` of its open items.
   *
   * @throws {Fault} `REF_UNKNOWN` for a place that no account has.
   */
  account(account: number): AccountStats {
    const from = this.placeOf(account) * width;
    const tallies = bucketLabels.map(
      (label, place) => [label, this.tally(from + at(place), place > 0)] as const,
    );
    const byBucket = Object.fromEntries(tallies) as Record<DueDateBucket, Tally>;
    const current = byBucket.current;
    const pastDue = pastDueClasses
      .map((place) => byBucket[bucketLabels[place] as DueDateBucket])
      .reduce((a, b) => plus(a, b));
    const debits = this.tally(from + at(classes.debits), false);
    const invoices = plus(current, { ...pastDue, amountDays: 0n });
    return {
      asOf: this.asOf,
      currency: this.currency,
      outstanding: plus(invoices, debits),
      invoices,
      current,
      discounts: this.tally(from + discountsAt, false),
      pastDue,
      byBucket,
      credits: this.tally(from + at(classes.credits), false),
      debits,
    };
  }

  private tally(place: number, ages: boolean): Tally {
    const { numbers } = this.#sums;
    const count = numbers[place + 1] as number;
    if (count === 0) return nothing;
    return { amount: numbers[place] as Minor, count, amountDays: ages ? this.daysAt(place + 2) : 0n };
  }

  private placeOf(account: number): number {
    if (Number.isInteger(account) && account >= 0 && account < this.size) return account;
    const message = `There is no account ${shown(account)}; there are ${this.size}.`;
    throw new Fault("REF_UNKNOWN", message, { path: ["account"] });
  }
}

/**
 * Refuses sums that numbers do not hold, and says whose amount-days they do not.
 *
 * Addends are never negative, so that sums only grow: what is in the exact range at the end always was, and one look proves
 * every step.
 *
 * @returns The accounts whose amount-days must be added again exactly; undefined where there are none.
 * @throws {Fault} `AMOUNT_OVERFLOW` with the account as its path.
 */
export function checkSums({ numbers, beyond }: Sums, accountIds: readonly string[]): Uint8Array | undefined {
  if (areExact(numbers, 0, accountIds.length)) return undefined;
  let flagged: Uint8Array | undefined;
  for (let account = 0, from = 0; account < accountIds.length; account += 1, from += width) {
    let outstanding = (numbers[from] as number) + (numbers[from + at(classes.debits)] as number);
    for (const place of pastDueClasses) {
      outstanding += numbers[from + at(place)] as number;
      const days = from + at(place) + 2;
      if ((numbers[days] as number) <= Number.MAX_SAFE_INTEGER) continue;
      flagged ??= new Uint8Array(accountIds.length);
      flagged[account] = 1;
      beyond.set(days, 0n);
    }
    const credits = numbers[from + at(classes.credits)] as number;
    if (outstanding <= Number.MAX_SAFE_INTEGER && credits <= Number.MAX_SAFE_INTEGER) continue;
    const message = "The documents add up to more than 2^53 − 1 minor units.";
    const accountId = accountIds[account] as string;
    throw new Fault("AMOUNT_OVERFLOW", `Account ${shown(accountId)}: ${message}`, { path: [accountId] });
  }
  return flagged;
}

/**
 * Whether all sums of some accounts are in the exact range, from one account up to another.
 *
 * Written out, and one comparison for all that may be wrong: a loop over the buckets took half as long again.
 */
export function areExact(numbers: Float64Array, first: number, last: number): boolean {
  let most = 0;
  for (let account = first, from = first * width; account < last; account += 1, from += width) {
    const pastDue =
      (numbers[from + 3] as number) +
      (numbers[from + 6] as number) +
      (numbers[from + 9] as number) +
      (numbers[from + 12] as number);
    const days =
      (numbers[from + 5] as number) +
      (numbers[from + 8] as number) +
      (numbers[from + 11] as number) +
      (numbers[from + 14] as number);
    const outstanding = (numbers[from] as number) + pastDue + (numbers[from + 18] as number);
    most = Math.max(most, outstanding, days, numbers[from + 15] as number);
  }
  return most <= Number.MAX_SAFE_INTEGER;
}
