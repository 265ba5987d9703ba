import { nearestAverage } from "./nearest-average.ts";
import { discountsAt, width } from "./sums.ts";
import type { AgedTally, ColumnTally } from "./tallies.ts";

/**
 * Every figure of every account: columns in the order of the accounts. They are the caller's own.
 *
 * @example
 * import { columnsOf, statsOfColumns } from "receivables/columns";
 *
 * const columns = columnsOf([
 *   { id: "1", accountId: "A", kind: "invoice", balance: 100, dueOn: "2025-03-05" },
 *   { id: "2", accountId: "A", kind: "invoice", balance: 50, dueOn: "2025-03-06" },
 *   { id: "3", accountId: "B", kind: "credit", balance: 70 },
 * ]);
 * const stats = statsOfColumns(columns, { asOf: "2025-03-10", currency: { code: "USD", exponent: 2 } });
 * const { amounts, counts, averageDays, priorities } = stats.figures({ averageDecimals: 1 });
 * [...amounts.pastDue];     // => [150, 0]
 * [...counts["1-30"]];      // => [2, 0]
 * [...averageDays.pastDue]; // => [4.7, 0]
 * [...priorities];          // => [10, 0]
 */
export interface ColumnFigures {
  /** In minor units. */
  readonly amounts: Readonly<Record<ColumnTally, Float64Array>>;
  /** Numbers of documents; of discounts, of invoices. */
  readonly counts: Readonly<Record<ColumnTally, Float64Array>>;
  /** Dollar-weighted days overdue, rounded; 0 where a tally is empty. */
  readonly averageDays: Readonly<Record<AgedTally, Float64Array>>;
  /** 0 to 10, 10 the most urgent, rounded. */
  readonly priorities: Float64Array;
}

/** Figures that do not say priorities yet, but the exposures these are made of. */
export interface LaidOut extends Omit<ColumnFigures, "priorities"> {
  readonly exposures: Float64Array;
}

/** A column for each tally. Each has memory of its own: one memory for all took up to 1.8 times as long for large ones. */
function tallyColumns(size: number): Record<ColumnTally, Float64Array> {
  return {
    outstanding: new Float64Array(size),
    invoices: new Float64Array(size),
    current: new Float64Array(size),
    discounts: new Float64Array(size),
    ...agedColumns(size),
    credits: new Float64Array(size),
    debits: new Float64Array(size),
  };
}

function agedColumns(size: number): Record<AgedTally, Float64Array> {
  return {
    pastDue: new Float64Array(size),
    "1-30": new Float64Array(size),
    "31-60": new Float64Array(size),
    "61-90": new Float64Array(size),
    "91+": new Float64Array(size),
  };
}

/**
 * Lays sums out as columns, with averages to one in so many parts of a day. Where amount-days pass the exact range, exposures
 * do too and averages are wrong: whoever asks sees to these accounts.
 */
export function layOut(numbers: Float64Array, size: number, parts: number): LaidOut {
  const amounts = tallyColumns(size);
  const counts = tallyColumns(size);
  const averageDays = agedColumns(size);
  const exposures = new Float64Array(size);
  fill({ amounts, counts, averageDays, exposures }, numbers, size, parts);
  return { amounts, counts, averageDays, exposures };
}

/**
 * One pass, written out: each sum is read once, and what several figures are made of stays at hand. A pass for each part of
 * each figure took seven times as long. Apart from {@link layOut}, so that code made within the loop is not thrown away at
 * its end.
 */
function fill(
  { amounts, counts, averageDays, exposures }: LaidOut,
  numbers: Float64Array,
  size: number,
  parts: number,
): void {
  for (let account = 0, from = 0; account < size; account += 1, from += width) {
    const current = numbers[from] as number;
    const currents = numbers[from + 1] as number;
    const young = numbers[from + 3] as number;
    const youngs = numbers[from + 4] as number;
    const youngDays = numbers[from + 5] as number;
    const late = numbers[from + 6] as number;
    const lates = numbers[from + 7] as number;
    const lateDays = numbers[from + 8] as number;
    const old = numbers[from + 9] as number;
    const olds = numbers[from + 10] as number;
    const oldDays = numbers[from + 11] as number;
    const oldest = numbers[from + 12] as number;
    const oldests = numbers[from + 13] as number;
    const oldestDays = numbers[from + 14] as number;
    const debit = numbers[from + 18] as number;
    const debits = numbers[from + 19] as number;
    const pastDue = young + late + old + oldest;
    const pastDues = youngs + lates + olds + oldests;
    const days = youngDays + lateDays + oldDays + oldestDays;
    amounts.outstanding[account] = current + pastDue + debit;
    counts.outstanding[account] = currents + pastDues + debits;
    amounts.invoices[account] = current + pastDue;
    counts.invoices[account] = currents + pastDues;
    amounts.current[account] = current;
    counts.current[account] = currents;
    amounts.discounts[account] = numbers[from + discountsAt] as number;
    counts.discounts[account] = numbers[from + discountsAt + 1] as number;
    amounts.pastDue[account] = pastDue;
    counts.pastDue[account] = pastDues;
    amounts["1-30"][account] = young;
    counts["1-30"][account] = youngs;
    amounts["31-60"][account] = late;
    counts["31-60"][account] = lates;
    amounts["61-90"][account] = old;
    counts["61-90"][account] = olds;
    amounts["91+"][account] = oldest;
    counts["91+"][account] = oldests;
    amounts.credits[account] = numbers[from + 15] as number;
    counts.credits[account] = numbers[from + 16] as number;
    amounts.debits[account] = debit;
    counts.debits[account] = debits;
    averageDays.pastDue[account] = nearestAverage(pastDue, days, parts);
    averageDays["1-30"][account] = nearestAverage(young, youngDays, parts);
    averageDays["31-60"][account] = nearestAverage(late, lateDays, parts);
    averageDays["61-90"][account] = nearestAverage(old, oldDays, parts);
    averageDays["91+"][account] = nearestAverage(oldest, oldestDays, parts);
    exposures[account] = days;
  }
}
