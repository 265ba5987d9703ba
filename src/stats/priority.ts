import { Fault } from "../fault/fault.ts";
import { shown } from "../fault/issue.ts";
import { choiceOption, countOption, knownOptions, mapArgument } from "../fault/options.ts";
import { type Currency, checkCurrency } from "../money/currency.ts";
import { bitsIn, fixedLogRatio } from "./fixed-log.ts";
import { checkSameQuestion } from "./merge.ts";
import type { AccountStats } from "./stats.ts";

/** The highest score. */
export const highestPriority = 10;

/** Decimals that scores are shown with, in the export and on boards. */
export const priorityDecimals = 1;

/** What the lowest end of the scale is: the lowest exposure of the business, or none at all. */
export const priorityFloors = ["observed", "zero"] as const;
/** One of {@link priorityFloors}. */
export type PriorityFloor = (typeof priorityFloors)[number];

/** What accounts score where all exposures are the same and more than 0, and the floor is the lowest observed. */
export const equalScores = [10, 0, 5] as const;
/** One of {@link equalScores}. */
export type EqualScore = (typeof equalScores)[number];

/** How scores are computed. */
export interface PriorityOptions {
  /** The currency of the exposures: the scale counts days of major units. */
  readonly currency: Currency;
  /** Default `"observed"`. See docs/decisions.md, G-09. */
  readonly floor?: PriorityFloor;
  /** Default 10: such accounts are the business's most urgent. See docs/decisions.md, G-10. */
  readonly equal?: EqualScore;
  /** Decimals to round to, 0 to 6, exactly, halves up. Absent: full doubles. */
  readonly decimals?: number;
}

/**
 * The collection priority of every account of one business, 0 to 10, 10 the most urgent.
 *
 * An exposure is the sum of balance times days overdue over the account's past-due invoices (`pastDue.amountDays`). Its
 * score is ln(1 + exposure in major-unit days), scaled so that the business's lowest exposure scores 0 and its highest 10.
 * Scores of different businesses cannot be compared, and a filter must never come before scoring: give all accounts.
 *
 * Exposure 0 scores exactly 0, whatever the others are. The lowest scores exactly 0 and the highest exactly 10 even where
 * their doubles are equal. Higher exposures never score lower; equal ones score the same bits.
 *
 * @param exposures - Minor-unit days by account id, none negative.
 * @returns The scores in the order of the exposures; empty for none. Where scores are equal, order by exposure: two
 * exposures beyond 2^53 may share one double.
 * @throws {Fault} `EXPOSURE_INVALID` for what is no bigint or negative, with the account's id; `CURRENCY_UNKNOWN`,
 * `POLICY_RANGE`, `POLICY_UNKNOWN` for options.
 * @see docs/sources.md, 001:100-110; docs/decisions.md, G-09 to G-14.
 *
 * @example
 * import { collectionPriorities } from "receivables";
 *
 * const currency = { code: "USD", exponent: 2 };
 * const exposures = new Map([["C-100", 22427000n], ["C-200", 0n], ["C-300", 1000000n]]);
 * const scores = collectionPriorities(exposures, { currency, decimals: 1 });
 * [...scores]; // => [["C-100", 10], ["C-200", 0], ["C-300", 7.5]]
 */
export function collectionPriorities(
  exposures: ReadonlyMap<string, bigint>,
  options: PriorityOptions,
): Map<string, number> {
  const scale = new PriorityScale(endsOf(exposures), options);
  const { decimals } = options;
  if (decimals === undefined) return scoresInOrder(exposures, scale);
  // Accounts of one exposure share one score, which near a tie costs a logarithm of 126 digits.
  const byExposure = new Map<bigint, number>();
  const scores = new Map<string, number>();
  for (const [id, exposure] of exposures) {
    const score = byExposure.get(exposure) ?? scale.rounded(exposure, decimals);
    byExposure.set(exposure, score);
    scores.set(id, score);
  }
  return scores;
}

/**
 * The exposures of the accounts of one business: what {@link collectionPriorities} scores.
 *
 * @throws {Fault} `MIXED_BUSINESS`, `MIXED_DAY`, `CURRENCY_MIXED` or `BUCKETS_INVALID` where the stats do not belong
 * together.
 *
 * @example
 * import { accountStats, exposuresOf, type OpenItem } from "receivables";
 *
 * const options = { asOf: "2025-03-10", currency: { code: "USD", exponent: 2 } };
 * const items: OpenItem[] = [{ id: "1", accountId: "A", kind: "invoice", balance: 100, dueOn: "2025-03-05" }];
 * [...exposuresOf(new Map([["A", accountStats(items, options)]]))]; // => [["A", 500n]]
 */
export function exposuresOf<Label extends string>(
  stats: ReadonlyMap<string, AccountStats<Label>>,
): Map<string, bigint> {
  const exposures = new Map<string, bigint>();
  let first: AccountStats<Label> | undefined;
  mapArgument("stats", stats);
  for (const [id, each] of stats) {
    first ??= each;
    checkSameQuestion(first, each);
    exposures.set(id, each.pastDue.amountDays);
  }
  return exposures;
}

/** The lowest and the highest exposure of one business, in minor-unit days. */
export interface ExposureEnds {
  readonly lowest: bigint;
  readonly highest: bigint;
}

/**
 * The scale of one business: everything about scoring that does not depend on the account. For whoever keeps the ends at
 * hand and asks for single scores.
 */
export class PriorityScale {
  readonly ends: ExposureEnds;
  private readonly lowest: bigint;
  private readonly highest: bigint;
  /** Minor units of one major unit: adding 1 before the logarithm means adding one major-unit day. */
  private readonly one: bigint;
  private readonly equal: EqualScore;
  private readonly span: number;
  /** Whether the ends are one, or so close that their logarithms are no use. */
  private readonly isFlat: boolean;
  /** The lowest exposure, and with one major-unit day on top, as doubles. */
  private readonly lowestNumber: number;
  private readonly base: number;

  constructor(ends: ExposureEnds, options: PriorityOptions) {
    knownOptions(options, ["currency", "floor", "equal", "decimals"]);
    checkCurrency(options.currency);
    if (options.decimals !== undefined) countOption("decimals", options.decimals, 0, 6);
    const floor = choiceOption("floor", options.floor ?? "observed", priorityFloors);
    this.equal = choiceOption("equal", options.equal ?? highestPriority, equalScores);
    this.one = 10n ** BigInt(options.currency.exponent);
    this.ends = ends;
    this.lowest = floor === "zero" ? 0n : ends.lowest;
    this.highest = ends.highest;
    this.span = logRatio(this.highest - this.lowest, this.one + this.lowest);
    this.isFlat = this.lowest === this.highest || this.span < 1e-100;
    this.lowestNumber = Number(this.lowest);
    this.base = Number(this.one + this.lowest);
  }

  /** The score of an exposure between the ends, a full double. */
  score(exposure: bigint): number {
    if (exposure === 0n) return 0;
    if (this.lowest === this.highest) return this.equal;
    return Math.min(highestPriority, highestPriority * this.part(exposure));
  }

  /** How far up the scale an exposure stands: exactly 0 and 1 at its ends, where 0 or the span is divided by the span. */
  private part(exposure: bigint): number {
    const above = exposure - this.lowest;
    // So close together, ln(1 + x) is x to all digits, and doubles could not hold it.
    if (this.span < 1e-100) return ratioOf(above, this.highest - this.lowest);
    return logRatio(above, this.one + this.lowest) / this.span;
  }

  /** The score to so many decimals; near a tie the doubles are not asked. */
  rounded(exposure: bigint, decimals: number): number {
    const unit = 10 ** decimals;
    const scaled = this.score(exposure) * unit;
    const fraction = scaled - Math.floor(scaled);
    if (Math.abs(fraction - 0.5) > tieWindow) return Math.round(scaled) / unit;
    return this.roundedExactly(exposure, decimals);
  }

  /**
   * {@link rounded} of very many exposures, in their place. Those that a number may not hold exactly, beyond 2^53 − 1, stay
   * as they are.
   */
  roundNumbers(exposures: Float64Array, decimals: number): void {
    const lowest = this.lowestNumber;
    const base = this.base;
    const span = this.span;
    const isFlat = this.isFlat;
    const unit = 10 ** decimals;
    // Equal exposures near a tie share the logarithm of 126 digits that it costs.
    const decided = new Map<number, number>();
    for (let at = 0; at < exposures.length; at += 1) {
      const exposure = exposures[at] as number;
      if (exposure === 0 || exposure > Number.MAX_SAFE_INTEGER) continue;
      // The same doubles that rounding a bigint comes by.
      const part = Math.log1p((exposure - lowest) / base) / span;
      const scaled = Math.min(highestPriority, highestPriority * part) * unit;
      const nearest = Math.floor(scaled + 0.5);
      // Also false where the ends are one and their logarithms no numbers.
      if (Math.abs(scaled - nearest) < 0.5 - tieWindow && !isFlat) exposures[at] = nearest / unit;
      else {
        const score = decided.get(exposure) ?? this.rounded(BigInt(exposure), decimals);
        decided.set(exposure, score);
        exposures[at] = score;
      }
    }
  }

  private roundedExactly(exposure: bigint, decimals: number): number {
    const base = this.one + this.lowest;
    const [above, range] = [exposure - this.lowest, this.highest - this.lowest];
    // A small ratio has a small logarithm, which needs as many more bits to have as many digits.
    const bits = exactBits + Math.max(0, bitsIn(base) - bitsIn(above));
    const unit = 10 ** decimals;
    const whole = fixedLogRatio(range, base, bits);
    const scaled = fixedLogRatio(above, base, bits) * BigInt(highestPriority * unit);
    const floor = scaled / whole;
    // Powers of one number score exact halves (exposures 0, 1 and 255 give 1.25); the digits come this close to them.
    const beyondHalf = 2n * (scaled - floor * whole) - whole;
    const up = beyondHalf > -(whole >> exactTie);
    return Number(up ? floor + 1n : floor) / unit;
  }
}

/**
 * How near a half a scaled score must be for its double not to be trusted. Scores are at most 10 with at most 6 decimals,
 * so scaled to 10^7; a double's error there is below 10^-7 of a unit after the few operations that lead to it.
 */
const tieWindow = 1e-6;
/** Bits after the point of logarithms that decide what doubles leave open: some 126 digits. */
const exactBits = 420;
/**
 * Closer to a half than 2 to the power of minus this is a half, some 65 digits: more are right, and only exposures of as many
 * digits come closer.
 */
const exactTie = 216n;

function endsOf(exposures: ReadonlyMap<string, bigint>): ExposureEnds {
  let lowest: bigint | undefined;
  let highest = 0n;
  mapArgument("exposures", exposures);
  for (const [id, exposure] of exposures) {
    if (typeof exposure !== "bigint" || exposure < 0n) {
      const message = `An exposure is a bigint of minor-unit days, not negative: ${shown(exposure)}.`;
      throw new Fault("EXPOSURE_INVALID", message, { path: [id] });
    }
    if (lowest === undefined || exposure < lowest) lowest = exposure;
    if (exposure > highest) highest = exposure;
  }
  return { lowest: lowest ?? 0n, highest };
}

/**
 * ln((base + above) / base), which is the distance on the scale from one exposure up to another.
 *
 * From the exact difference: subtracting two logarithms would lose the digits in which close exposures differ.
 */
function logRatio(above: bigint, base: bigint): number {
  if (above <= maxExact) return Math.log1p(Number(above) / Number(base));
  const bits = bitsIn(above) - bitsIn(base);
  if (bits < 900) return Math.log1p(ratioOf(above, base));
  // Beyond the range of doubles 1 + ratio is ratio to all digits.
  return Math.log(ratioOf(above, base << BigInt(bits))) + bits * Math.LN2;
}

const maxExact = BigInt(Number.MAX_SAFE_INTEGER);

/** A ratio of large integers as a double: 64 bits of the quotient are more than a double keeps. */
function ratioOf(numerator: bigint, denominator: bigint): number {
  const shift = Math.max(0, 64 + bitsIn(denominator) - bitsIn(numerator));
  const quotient = (numerator << BigInt(shift)) / denominator;
  return Number(quotient) * 2 ** -shift;
}

/** Full doubles: never lower than the score of a lower exposure, which rounding could make them by their last bits. */
function scoresInOrder(exposures: ReadonlyMap<string, bigint>, scale: PriorityScale): Map<string, number> {
  const scores = new Map([...exposures.keys()].map((id) => [id, 0]));
  // Equal exposures score the same, so their order does not matter.
  const ascending = [...exposures].sort(([, a], [, b]) => (a < b ? -1 : 1));
  let highest = 0;
  for (const [id, exposure] of ascending) {
    highest = Math.max(highest, scale.score(exposure));
    scores.set(id, highest);
  }
  return scores;
}
