import { Fault } from "../fault/fault.ts";
import { shown } from "../fault/issue.ts";
import { countOption, knownOptions } from "../fault/options.ts";
import { minorText } from "../money/amount.ts";
import { Decimal } from "../money/decimal.ts";
import { ratioText } from "../money/rounding.ts";
import { averageDecimals, scaledAverage, type Tally } from "./tally.ts";

/** How {@link averageDays} rounds. */
export interface AverageOptions {
  /** Decimals of the result, 0 to 20. Default: {@link averageDecimals}. */
  readonly decimals?: number;
}

const defaults: AverageOptions = {};

/**
 * The dollar-weighted average of days overdue: the sum of balance times days over the sum of balances, in days.
 *
 * Rounded once, from exact integers, halves away from zero. 0 where nothing is owed.
 *
 * @throws {Fault} `POLICY_RANGE` when `decimals` is no whole number from 0 to 20; `POLICY_UNKNOWN` for another option;
 * `AMOUNT_NOT_INTEGER` or `TYPE` for what is no tally.
 * @see docs/sources.md, 001:27 and 001:68.
 *
 * @example
 * import { averageDays } from "receivables";
 *
 * averageDays({ amount: 395000, amountDays: 22427000n }).toFixed(2); // => "56.78"
 * averageDays({ amount: 0, amountDays: 0n }).toFixed(2);             // => "0.00"
 */
export function averageDays(
  tally: Pick<Tally, "amount" | "amountDays">,
  options: AverageOptions = defaults,
): Decimal {
  return new Decimal(averageDaysText(tally, options));
}

/**
 * {@link averageDays} as a number, the double nearest to the exactly rounded average: for boards, and for many at once.
 *
 * @throws {Fault} as {@link averageDays}.
 *
 * @example
 * import { roundedAverageDays } from "receivables";
 *
 * roundedAverageDays({ amount: 395000, amountDays: 22427000n }); // => 56.78
 */
export function roundedAverageDays(
  { amount, amountDays }: Pick<Tally, "amount" | "amountDays">,
  options: AverageOptions = defaults,
): number {
  const decimals = checked(amount, amountDays, options);
  const scaled = scaledAverage(amount, Number(amountDays), decimals);
  return scaled === undefined ? Number(exactText(amount, amountDays, decimals)) : scaled / 10 ** decimals;
}

/** {@link averageDays} as text with exactly the decimals asked for, for files and tables. */
export function averageDaysText(
  { amount, amountDays }: Pick<Tally, "amount" | "amountDays">,
  options: AverageOptions = defaults,
): string {
  const decimals = checked(amount, amountDays, options);
  const scaled = scaledAverage(amount, Number(amountDays), decimals);
  return scaled === undefined ? exactText(amount, amountDays, decimals) : minorText(scaled, decimals);
}

function checked(amount: unknown, amountDays: unknown, options: AverageOptions): number {
  checkTally(amount, amountDays);
  // Nothing was asked for: most calls, and reading options is most of the time of a call.
  if (options === defaults) return averageDecimals;
  knownOptions(options, ["decimals"]);
  return countOption("decimals", options.decimals ?? averageDecimals, 0, 20);
}

function exactText(amount: number, amountDays: bigint, decimals: number): string {
  return ratioText(amountDays, BigInt(amount), decimals);
}

/** An amount may here pass 2^53 − 1, where a sum could not be kept: the average is still exact. */
function checkTally(amount: unknown, amountDays: unknown): void {
  if (!Number.isInteger(amount) || (amount as number) < 0) {
    const message = `A tally's amount is a whole number of minor units, not negative: ${shown(amount)}.`;
    throw new Fault("AMOUNT_NOT_INTEGER", message, { path: ["amount"] });
  }
  if (typeof amountDays !== "bigint") {
    const message = `A tally's amount-days are a bigint, not ${shown(amountDays)}.`;
    throw new Fault("TYPE", message, { path: ["amountDays"] });
  }
}
