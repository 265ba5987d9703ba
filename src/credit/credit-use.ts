import { Fault } from "../fault/fault.ts";
import { shown } from "../fault/issue.ts";
import { checkMinor, type Minor, plusMinor } from "../money/amount.ts";
import { ratioText, roundHalfAway } from "../money/rounding.ts";

/** How much of a credit limit is used, exactly. */
export interface CreditUse {
  /** Minor units; null where there is no limit, which 0 also means. */
  readonly limit: Minor | null;
  /** What is owed less what is in credit, in minor units; negative for a customer in credit. */
  readonly net: Minor;
  /** What may still be charged, in minor units: negative beyond the limit, null without one. */
  readonly available: Minor | null;
}

/**
 * How much of a credit limit is used.
 *
 * @param limit - Minor units; null, undefined or 0 for none.
 * @param net - What is owed less unallocated payments and unapplied credits, in minor units.
 * @throws {Fault} `CREDIT_LIMIT_INVALID` for a negative limit, or one that is no whole number of minor units; amounts'
 * codes for `net`; `AMOUNT_OVERFLOW` where what is available passes 2^53 − 1.
 * @see docs/sources.md, 002:286-295; docs/decisions.md, G-65, G-66.
 *
 * @example
 * import { creditUse } from "receivables";
 *
 * creditUse(20000, 25000).available; // => -5000
 * creditUse(0, 25000).limit;         // => null
 */
export function creditUse(limit: Minor | null | undefined, net: Minor): CreditUse {
  checkMinor(net, ["net"]);
  if (limit === undefined || limit === null || limit === 0) return { limit: null, net, available: null };
  if (!Number.isSafeInteger(limit) || limit < 0) {
    const message = `A credit limit is a whole number of minor units, not negative: ${shown(limit)}.`;
    throw new Fault("CREDIT_LIMIT_INVALID", message, { path: ["limit"] });
  }
  return { limit, net, available: plusMinor(limit, -net) };
}

/** Decimals of utilisation unless asked otherwise. */
export const utilizationDecimals = 2;

/**
 * The percentage of the limit that is used, rounded once, halves away from zero: 0 for a customer in credit, more than 100
 * beyond the limit, null without a limit.
 *
 * For display: thresholds are held against the exact ratio.
 *
 * @see docs/sources.md, 002:292-293; docs/decisions.md, G-65.
 *
 * @example
 * import { creditUse, utilizationPercent } from "receivables";
 *
 * utilizationPercent(creditUse(20000, 25000)); // => 125
 * utilizationPercent(creditUse(20000, -5000)); // => 0
 * utilizationPercent(creditUse(null, 5000));   // => null
 */
export function utilizationPercent({ limit, net }: CreditUse): number | null {
  if (limit === null) return null;
  return Number(ratioText(100n * BigInt(Math.max(0, net)), BigInt(limit), utilizationDecimals));
}

/** Whether more than so many per cent of a limit is used, exactly; never without a limit. */
export function usesMoreThan({ limit, net }: CreditUse, percent: number): boolean {
  return limit !== null && 100n * BigInt(Math.max(0, net)) > BigInt(percent) * BigInt(limit);
}

/** Whether less than so many per cent of a limit is used, exactly; never without a limit. */
export function usesLessThan({ limit, net }: CreditUse, percent: number): boolean {
  return limit !== null && 100n * BigInt(Math.max(0, net)) < BigInt(percent) * BigInt(limit);
}

/**
 * The mean of the percentages used, every customer with a limit alike, whatever the limit; rounded once, halves away from
 * zero. Null where nobody has a limit.
 *
 * @see docs/sources.md, 002:90-95; docs/decisions.md, G-65.
 *
 * @example
 * import { creditUse, meanUtilizationPercent } from "receivables";
 *
 * meanUtilizationPercent([creditUse(1000000, 900000), creditUse(500000, 250000), creditUse(0, 100)]); // => 70
 */
export function meanUtilizationPercent(uses: readonly CreditUse[]): number | null {
  // Customers with the same limit are added exactly; there are few limits.
  const byLimit = new Map<number, bigint>();
  let customers = 0n;
  for (const { limit, net } of uses) {
    if (limit === null) continue;
    customers += 1n;
    byLimit.set(limit, (byLimit.get(limit) ?? 0n) + BigInt(Math.max(0, net)));
  }
  if (customers === 0n) return null;
  const ratios = [...byLimit].map(([limit, net]) => ({ numerator: net, denominator: BigInt(limit) }));
  const scale = 100n * 10n ** BigInt(utilizationDecimals);
  const [low, high] = bounds(ratios, scale, customers);
  const hundredths = low === high ? low : exactMean(ratios, scale, customers);
  return Number(hundredths) / 10 ** utilizationDecimals;
}

interface Ratio {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** 40 digits behind the point: only a mean within 10^-40 of a half is left for exact fractions, whose digits are many. */
const fine = 10n ** 40n;

/** Between which rounded values the mean times `scale` lies. */
function bounds(ratios: readonly Ratio[], scale: bigint, count: bigint): readonly [bigint, bigint] {
  let low = 0n;
  for (const { numerator, denominator } of ratios) low += (numerator * scale * fine) / denominator;
  const high = low + BigInt(ratios.length);
  return [roundHalfAway(low, count * fine), roundHalfAway(high, count * fine)];
}

function exactMean(ratios: readonly Ratio[], scale: bigint, count: bigint): bigint {
  const { numerator, denominator } = sumOf(ratios, 0, ratios.length);
  return roundHalfAway(numerator * scale, denominator * count);
}

/** The sum of fractions, halves first, so that most products are of short numbers. */
function sumOf(ratios: readonly Ratio[], from: number, to: number): Ratio {
  if (to - from === 1) return ratios[from] as Ratio;
  const half = (from + to) >> 1;
  const a = sumOf(ratios, from, half);
  const b = sumOf(ratios, half, to);
  return {
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  };
}
