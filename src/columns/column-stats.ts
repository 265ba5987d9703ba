import type { DueDateBucket } from "../aging/scheme.ts";
import { type Day, dayNumber } from "../calendar/day.ts";
import { Fault } from "../fault/fault.ts";
import { shown } from "../fault/issue.ts";
import { choiceOption, countOption, knownOptions } from "../fault/options.ts";
import type { Minor } from "../money/amount.ts";
import { type Currency, checkCurrency } from "../money/currency.ts";
import { ratioText } from "../money/rounding.ts";
import {
  type ExposureEnds,
  type PriorityOptions,
  PriorityScale,
  priorityDecimals,
} from "../stats/priority.ts";
import { type AccountStats, type DiscountCombining, discountCombinings } from "../stats/stats.ts";
import { averageDecimals, scaledAverage } from "../tally/scaled-average.ts";
import { nothing, plus, type Tally } from "../tally/tally.ts";
import { at, bucketLabels, classes, discountsAt, pastDueClasses, type Sums, width } from "./sums.ts";

/** The tallies that columns are given of: as the properties of an account's stats, and the four buckets past due. */
export const columnTallies = [
  "outstanding",
  "invoices",
  "current",
  "discounts",
  "pastDue",
  "1-30",
  "31-60",
  "61-90",
  "91+",
  "credits",
  "debits",
] as const;
/** One of {@link columnTallies}. */
export type ColumnTally = (typeof columnTallies)[number];

/** Those of {@link columnTallies} that count days. */
export type AgedTally = "pastDue" | Exclude<DueDateBucket, "current">;

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

/** The classes that each tally is made of. */
const partsOf: Readonly<Record<Exclude<ColumnTally, "discounts">, readonly number[]>> = {
  outstanding: [classes.current, ...pastDueClasses, classes.debits],
  invoices: [classes.current, ...pastDueClasses],
  current: [classes.current],
  pastDue: pastDueClasses,
  "1-30": [1],
  "31-60": [2],
  "61-90": [3],
  "91+": [4],
  credits: [classes.credits],
  debits: [classes.debits],
};

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
    const amounts = this.added(places.map(at), 0);
    const days = this.added(places.map(at), 2);
    const unit = 10 ** decimals;
    for (let account = 0; account < amounts.length; account += 1) {
      const amount = amounts[account] as number;
      // Undefined where doubles do not prove every digit, and so wherever they do not hold the days.
      const scaled = scaledAverage(amount, days[account] as number, decimals);
      amounts[account] =
        scaled === undefined
          ? Number(ratioText(this.exactDays(account, places), BigInt(amount), decimals))
          : scaled / unit;
    }
    return amounts;
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
    const exposures = this.added(pastDueClasses.map(at), 2);
    const scale = new PriorityScale(this.ends(exposures), { ...options, decimals, currency: this.currency });
    for (let account = 0; account < exposures.length; account += 1) {
      const exposure = exposures[account] as number;
      exposures[account] =
        exposure <= Number.MAX_SAFE_INTEGER
          ? scale.roundedNumber(exposure, decimals)
          : scale.rounded(this.exposure(account), decimals);
    }
    return exposures;
  }

  /** The lowest and the highest exposure; only those that numbers do not hold are compared as bigints. */
  private ends(exposures: Float64Array): ExposureEnds {
    let [lowest, highest] = [Number.POSITIVE_INFINITY, 0];
    let beyond: bigint[] = [];
    for (let account = 0; account < exposures.length; account += 1) {
      const exposure = exposures[account] as number;
      if (exposure > Number.MAX_SAFE_INTEGER) beyond.push(this.exposure(account));
      else {
        if (exposure < lowest) lowest = exposure;
        if (exposure > highest) highest = exposure;
      }
    }
    beyond = beyond.sort((a, b) => (a < b ? -1 : 1));
    return {
      lowest: Number.isFinite(lowest) ? BigInt(lowest) : (beyond[0] ?? 0n),
      highest: beyond.at(-1) ?? BigInt(highest),
    };
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

const agedTallies: readonly AgedTally[] = ["pastDue", "1-30", "31-60", "61-90", "91+"];

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
