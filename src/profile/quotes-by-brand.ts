import { type Day, daysBetween } from "../calendar/day.ts";
import type { Quote } from "../model/quote.ts";
import { type Minor, plusMinor, sumMinor } from "../money/amount.ts";
import { compareIds } from "../table/order.ts";
import { barOf, percentOfWhole } from "./change.ts";
import { percentages } from "./percentages.ts";

/** What was quoted of one brand. */
export interface QuotedBrand {
  /** Null for lines without a brand. */
  readonly brand: string | null;
  readonly label: string;
  /** What its lines come to, in minor units. */
  readonly amount: Minor;
  /** On how many quotes it stands. */
  readonly count: number;
  /** Of the whole amount, with 1 decimal; all add up to 100.0. Null where nothing has an amount. */
  readonly percent: number | null;
  /** Relative to the brand quoted most, 0 to 1. */
  readonly bar: number;
}

/** The quotes of a customer by brand. */
export interface QuotesByBrand {
  /** The brand quoted most first. */
  readonly brands: readonly QuotedBrand[];
  /** Minor units. */
  readonly total: Minor;
  /** How many quotes. */
  readonly quotes: number;
}

/** What stands for lines without a brand. */
export const noBrand = "(no brand)";

/** The offers dated by a day: proformas and invoices of the quote management are no quotes. */
export function quotesBy(quotes: Iterable<Quote>, today: Day): readonly Quote[] {
  return [...quotes].filter(({ kind, quotedOn }) => kind === "quote" && quotedOn <= today);
}

/**
 * Quotes by brand; undefined where there is no quote.
 *
 * @see docs/sources.md, 004:16-18; docs/decisions.md, G-129 and G-131.
 */
export function quotesByBrandOf(quotes: readonly Quote[]): QuotesByBrand | undefined {
  if (quotes.length === 0) return undefined;
  const sums = new Map<string | null, { amount: Minor; count: number }>();
  for (const { lines } of quotes) {
    const brands = new Set<string | null>();
    for (const { brand = null, amount } of lines.length === 0 ? [{ amount: 0 }] : lines) {
      const sum = sums.get(brand) ?? { amount: 0, count: 0 };
      sum.amount = plusMinor(sum.amount, amount);
      if (!brands.has(brand)) sum.count += 1;
      brands.add(brand);
      sums.set(brand, sum);
    }
  }
  const rows = [...sums].map(([brand, sum]) => ({ brand, ...sum })).sort(mostQuotedFirst);
  const amounts = rows.map(({ amount }) => amount);
  const percents = percentages(amounts);
  const [most = 0] = amounts;
  return {
    brands: rows.map(({ brand, amount, count }, at) => ({
      brand,
      label: brand ?? noBrand,
      amount,
      count,
      percent: percents?.[at] ?? null,
      bar: barOf(amount, most),
    })),
    total: sumMinor(amounts),
    quotes: quotes.length,
  };
}

type Row = Pick<QuotedBrand, "brand" | "amount" | "count">;

function mostQuotedFirst(a: Row, b: Row): number {
  if (a.amount !== b.amount) return b.amount - a.amount;
  if (a.count !== b.count) return b.count - a.count;
  if (a.brand === null || b.brand === null) return a.brand === null ? 1 : -1;
  return compareIds(a.brand, b.brand);
}

/** How many days back what is quoted is compared with what was quoted before. */
export const quoteTrendDays = 90;

/** What was quoted in the last days, and in as many before, in minor units. */
export function quotedLately(
  quotes: readonly Quote[],
  today: Day,
): { readonly lately: Minor; readonly before: Minor } {
  const sum = (from: number, to: number) => {
    const some = quotes.filter(({ quotedOn }) => {
      const age = daysBetween(quotedOn, today);
      return from <= age && age < to;
    });
    return sumMinor(some.flatMap(({ lines }) => lines.map(({ amount }) => amount)));
  };
  return { lately: sum(0, quoteTrendDays), before: sum(quoteTrendDays, 2 * quoteTrendDays) };
}

/** What became of quotes that were decided. */
export interface Conversion {
  readonly won: number;
  /** Won or lost. */
  readonly decided: number;
  /** Won of decided, with 2 decimals; null where none was decided. */
  readonly percent: number | null;
}

/** How many of the quotes that were decided were won. */
export function conversionOf(quotes: readonly Quote[]): Conversion {
  const won = quotes.filter(({ status }) => status === "won").length;
  const decided = won + quotes.filter(({ status }) => status === "lost").length;
  return { won, decided, percent: percentOfWhole(won, decided) };
}
