import { exactAverage, nearestAverage } from "../columns/nearest-average.ts";
import { type AgedTally, agedTallies, type ColumnTally, columnTallies } from "../columns/tallies.ts";
import type { CsvByteColumn } from "../table/write-csv-bytes.ts";
import {
  type CustomerColumn,
  type CustomerColumnContext,
  type CustomerColumnRow,
  type CustomerWho,
  customerColumns,
  tallyOf,
} from "./columns.ts";
import type { CustomerRow } from "./list.ts";

/** The most decimals of averages that are written as numbers. */
export const mostNumberDecimals = 6;

/** Numbers of the export by row, each a whole number of units of the last decimal that is shown. */
export interface ShownNumbers {
  readonly amounts: Readonly<Record<ColumnTally, Float64Array>>;
  readonly counts: Readonly<Record<ColumnTally, Float64Array>>;
  /** Undefined where averages have more decimals than {@link mostNumberDecimals}. */
  readonly averageDays: Readonly<Record<AgedTally, Float64Array>> | undefined;
  readonly priorities: Float64Array;
}

/** Where the cells of text of a row come from. */
export interface ShownTexts {
  readonly who: (place: number) => CustomerWho;
  /** A cell that is no number; only asked for where averages are none. */
  readonly text: (place: number, column: CustomerColumn) => string;
}

/** The columns of the customer export over rows that are places in columns of numbers. */
export function figureColumns(
  numbers: ShownNumbers,
  { who, text }: ShownTexts,
  context: CustomerColumnContext,
): readonly CsvByteColumn<number>[] {
  return customerColumns.map((column): CsvByteColumn<number> => {
    const { name, kind, said } = column;
    if (said !== undefined) return { name, numeric: kind === "timestamp", text: (place) => said(who(place)) };
    const own = numbersOf(column, numbers);
    const asText = (place: number) => text(place, column);
    if (own === undefined) return { name, numeric: true, text: asText };
    return { name, numeric: true, text: asText, numbers: own, decimals: decimalsIn(kind, context) };
  });
}

function numbersOf({ figure }: CustomerColumn, numbers: ShownNumbers): Float64Array | undefined {
  if (figure === undefined) return numbers.priorities;
  if (figure.of === "days") return numbers.averageDays?.[figure.tally as AgedTally];
  return figure.of === "amount" ? numbers.amounts[figure.tally] : numbers.counts[figure.tally];
}

/** How many decimals a column of numbers has. */
function decimalsIn(
  kind: CustomerColumn["kind"],
  { currency, averageDecimals, priorityDecimals }: CustomerColumnContext,
): number {
  if (kind === "money") return currency.exponent;
  if (kind === "days") return averageDecimals;
  return kind === "score" ? priorityDecimals : 0;
}

/** Takes the point out of numbers that are rounded to so many decimals. */
export function inUnits(numbers: Float64Array, decimals: number): Float64Array {
  const unit = 10 ** decimals;
  for (let place = 0; place < numbers.length; place += 1) {
    numbers[place] = Math.round((numbers[place] as number) * unit);
  }
  return numbers;
}

/**
 * The numbers of one row at a time, at place 0: columns of all rows would be as large as what is written of them, and a row
 * is looked at once, because figures lie scattered in memory.
 */
export class NumbersOfRow implements ShownNumbers {
  readonly amounts: Record<ColumnTally, Float64Array> = ones(columnTallies);
  readonly counts: Record<ColumnTally, Float64Array> = ones(columnTallies);
  readonly averageDays: Record<AgedTally, Float64Array> | undefined;
  readonly priorities: Float64Array = new Float64Array(1);
  private readonly dayParts: number;
  private readonly scoreParts: number;
  private readonly readings: readonly TallyReading[];

  constructor({ averageDecimals, priorityDecimals }: CustomerColumnContext) {
    this.averageDays = averageDecimals > mostNumberDecimals ? undefined : ones(agedTallies);
    this.dayParts = 10 ** averageDecimals;
    this.scoreParts = 10 ** priorityDecimals;
    this.readings = columnTallies.map((tally) => ({
      of: tallyOf[tally],
      amounts: this.amounts[tally],
      counts: this.counts[tally],
      averages: this.averageDays?.[tally as AgedTally],
    }));
  }

  /** Takes over the numbers of a row. */
  read({ stats, shownPriority }: CustomerColumnRow & Pick<CustomerRow, "shownPriority">): void {
    // Priorities are rounded already: this only takes the point out.
    this.priorities[0] = Math.round(shownPriority * this.scoreParts);
    for (const { of, amounts, counts, averages } of this.readings) {
      const { amount, count, amountDays } = of(stats);
      amounts[0] = amount;
      counts[0] = count;
      if (averages !== undefined) averages[0] = averageIn(this.dayParts, amount, amountDays);
    }
  }
}

interface TallyReading {
  readonly of: (typeof tallyOf)[ColumnTally];
  readonly amounts: Float64Array;
  readonly counts: Float64Array;
  readonly averages: Float64Array | undefined;
}

function ones<Tally extends string>(tallies: readonly Tally[]): Record<Tally, Float64Array> {
  const columns = tallies.map((tally) => [tally, new Float64Array(1)]);
  return Object.fromEntries(columns) as Record<Tally, Float64Array>;
}

/** An average of days in parts of a day, halves up. */
function averageIn(parts: number, amount: number, amountDays: bigint | string): number {
  if (amount === 0) return 0;
  const days = Number(amountDays);
  return Math.round(
    parts *
      (days <= Number.MAX_SAFE_INTEGER
        ? nearestAverage(amount, days, parts)
        : exactAverage(BigInt(amount), BigInt(amountDays), parts)),
  );
}
