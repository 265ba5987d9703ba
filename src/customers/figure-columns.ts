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

/** The numbers of rows, each row looked at once: figures lie scattered in memory. */
export function numbersOfRows(
  rows: readonly (CustomerColumnRow & Pick<CustomerRow, "shownPriority">)[],
  { averageDecimals, priorityDecimals }: CustomerColumnContext,
): ShownNumbers {
  const empty = <Tally extends string>(tallies: readonly Tally[]) =>
    Object.fromEntries(tallies.map((tally) => [tally, new Float64Array(rows.length)])) as Record<
      Tally,
      Float64Array
    >;
  const amounts = empty(columnTallies);
  const counts = empty(columnTallies);
  const averageDays = averageDecimals > mostNumberDecimals ? undefined : empty(agedTallies);
  const priorities = new Float64Array(rows.length);
  const parts = 10 ** averageDecimals;
  const readings = columnTallies.map((tally) => ({
    of: tallyOf[tally],
    amounts: amounts[tally],
    counts: counts[tally],
    averages: averageDays?.[tally as AgedTally],
  }));
  for (let place = 0; place < rows.length; place += 1) {
    const { stats, shownPriority } = rows[place] as (typeof rows)[number];
    priorities[place] = shownPriority;
    for (const reading of readings) {
      const { amount, count, amountDays } = reading.of(stats);
      reading.amounts[place] = amount;
      reading.counts[place] = count;
      if (reading.averages === undefined || amount === 0) continue;
      const days = Number(amountDays);
      reading.averages[place] =
        days <= Number.MAX_SAFE_INTEGER
          ? nearestAverage(amount, days, parts)
          : exactAverage(BigInt(amount), BigInt(amountDays), parts);
    }
  }
  if (averageDays !== undefined) {
    for (const tally of agedTallies) inUnits(averageDays[tally], averageDecimals);
  }
  return { amounts, counts, averageDays, priorities: inUnits(priorities, priorityDecimals) };
}
