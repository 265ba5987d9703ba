import type { Day } from "../calendar/day.ts";
import type { Reading } from "../fault/issue.ts";
import type { Minor } from "../money/amount.ts";
import { amount, day, type Fields, id, label, required } from "./field.ts";
import { makeReader, type Reader, type ReaderOptions } from "./reader.ts";
import { rowReader } from "./row.ts";

/** What a customer bought on a day: a row of `sales.csv`. Whether it was invoiced or paid is another matter. */
export interface Sale {
  readonly accountId: string;
  readonly soldOn: Day;
  /** Minor units, of either sign: a return is negative. */
  readonly amount: Minor;
  /** What the goods cost, in minor units. */
  readonly cost?: Minor;
  /** The wholesaler it went through; absent where it went through none. */
  readonly wholesalerId?: string;
  readonly brand?: string;
}

/** The columns of `sales.csv`. */
export const saleFields: Fields<Sale> = {
  accountId: required(id("The account.")),
  soldOn: required(day("The day of sale.")),
  amount: required(amount("How much; negative for a return.")),
  cost: amount("What the goods cost."),
  wholesalerId: id("The wholesaler it went through; blank for none."),
  brand: label("The brand."),
};

/**
 * The reader of rows of sales.
 *
 * @example
 * import { saleReader } from "receivables";
 *
 * const sales = saleReader({ currency: { code: "USD", exponent: 2 } });
 * const reading = sales.read({ account_id: "A", sold_on: "2025-06-03", amount: "-120.00" });
 * reading.ok && reading.value.amount; // => -12000
 */
export function saleReader(options: ReaderOptions): Reader<Sale> {
  return makeReader(options, (money) => rowReader(saleFields, money));
}

/**
 * Reads many rows of sales: a shortcut for `saleReader(options).readAll(rows)`.
 *
 * @example
 * import { readSales } from "receivables";
 *
 * const rows = [{ account_id: "A", sold_on: "2025-06-03", amount: "120.00", brand: "Acme" }];
 * const reading = readSales(rows, { currency: { code: "USD", exponent: 2 } });
 * reading.ok && reading.value[0]?.brand; // => "Acme"
 */
export function readSales(rows: unknown, options: ReaderOptions): Reading<readonly Sale[]> {
  return saleReader(options).readAll(rows);
}
