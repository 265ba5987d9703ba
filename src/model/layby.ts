import { addDays, type Day } from "../calendar/day.ts";
import { addMonths } from "../calendar/month.ts";
import type { IssueLog, Path, Reading } from "../fault/issue.ts";
import { formatAmount, type Minor } from "../money/amount.ts";
import type { Currency } from "../money/currency.ts";
import type { LaybyTerm } from "./business.ts";
import { amount, count, day, type Fields, id, required } from "./field.ts";
import { makeReader, type Reader, type ReaderOptions } from "./reader.ts";
import { cellPath, type Entry, type RowReader, rowReader } from "./row.ts";
import { dayOrFault } from "./terms.ts";

/** Goods put aside on a layby: a row of `layby_items.csv`. */
export interface LaybyItem {
  readonly laybyId: string;
  /** Of one piece, in minor units, 0 or more. */
  readonly price: Minor;
  /** How many pieces; 1 where the row does not say. */
  readonly quantity: number;
  /** How many of them were taken home. */
  readonly collected: number;
  /** How many of them were taken back. Together with `collected` at most `quantity`. */
  readonly credited: number;
}

/** An instalment on a layby: a row of `layby_payments.csv`. */
export interface LaybyPayment {
  readonly laybyId: string;
  readonly paidOn: Day;
  /** Minor units, more than 0. */
  readonly amount: Minor;
}

/** Goods put aside and paid in instalments: a row of `laybys.csv` with its items and payments. */
export interface Layby {
  readonly laybyId: string;
  readonly accountId: string;
  readonly soldOn: Day;
  /** The id where the row has no other. */
  readonly laybyNumber: string;
  /** From the row, or the day of sale and the business's layby term. */
  readonly dueOn: Day;
  /** In the order of the ledger. */
  readonly items: readonly LaybyItem[];
  /** In the order of the ledger. */
  readonly payments: readonly LaybyPayment[];
}

interface LaybyCells {
  readonly laybyId: string;
  readonly accountId: string;
  readonly soldOn: Day;
  readonly laybyNumber?: string;
  readonly dueOn?: Day;
}

/** The columns of `laybys.csv`. */
export const laybyFields: Fields<LaybyCells> = {
  laybyId: required(id("The layby's own id.")),
  accountId: required(id("The account.")),
  soldOn: required(day("The day of sale.")),
  laybyNumber: id("The number on it; the id where blank."),
  dueOn: day("By when all is to be paid; where blank the business's layby term after the day of sale."),
};

type ItemCells = Pick<LaybyItem, "laybyId" | "price"> & Partial<LaybyItem>;

/** The columns of `layby_items.csv`. */
export const laybyItemFields: Fields<ItemCells> = {
  laybyId: required(id("The layby.")),
  price: required(amount("Of one piece.")),
  quantity: count("How many pieces; 1 where blank.", 1),
  collected: count("How many of them were taken home; 0 where blank.", 0),
  credited: count("How many of them were taken back; 0 where blank.", 0),
};

/** The columns of `layby_payments.csv`. */
export const laybyPaymentFields: Fields<LaybyPayment> = {
  laybyId: required(id("The layby.")),
  paidOn: required(day("The day it was paid.")),
  amount: required(amount("How much.")),
};

/**
 * The reader of one row of laybys.
 *
 * @param term - How long a layby runs; `"unknown"` while the business could not be read: then no row is refused for it.
 */
export function laybyRow(money: Currency, term?: LaybyTerm | "unknown"): RowReader<Layby> {
  const read = rowReader(laybyFields, money);
  return (raw, path, log) => {
    const row = read(raw, path, log);
    if (row === undefined) return undefined;
    const { soldOn, laybyId } = row;
    const dueOn = row.dueOn ?? dayOrFault(() => dueAfter(soldOn, term));
    if (dueOn === "" || typeof dueOn !== "string") {
      const missing = "due_on is missing, and the business has no layby_term to work it out from.";
      const [code, message] =
        dueOn === "" ? (["DUE_DATE_MISSING", missing] as const) : (["DATE_RANGE", dueOn.message] as const);
      log.error({ code, path: cellPath(path, raw, "dueOn"), message });
      return undefined;
    }
    if (dueOn < soldOn) {
      const message = `Due on ${dueOn}, before it was sold on ${soldOn}.`;
      log.warn({ code: "DUE_BEFORE_ISSUE", path: cellPath(path, raw, "dueOn"), message });
    }
    return { ...row, laybyNumber: row.laybyNumber ?? laybyId, dueOn, items: [], payments: [] };
  };
}

/** The day a layby is due; the empty text where the business does not say how long one runs. */
function dueAfter(soldOn: Day, term: LaybyTerm | "unknown" | undefined): Day | "" {
  if (term === undefined) return "";
  if (term === "unknown") return soldOn;
  return "days" in term ? addDays(soldOn, term.days) : addMonths(soldOn, term.months);
}

/** The reader of one row of layby items. */
export function laybyItemRow(money: Currency): RowReader<LaybyItem> {
  const read = rowReader(laybyItemFields, money);
  return (raw, path, log) => {
    const row = read(raw, path, log);
    if (row === undefined) return undefined;
    const { quantity = 1, collected = 0, credited = 0 } = row;
    if (row.price < 0) {
      const message = "A price is not negative.";
      log.error({ code: "AMOUNT_NOT_POSITIVE", path: cellPath(path, raw, "price"), message });
      return undefined;
    }
    if (collected + credited > quantity) {
      const message = `${collected} collected and ${credited} credited are more than ${quantity}.`;
      log.error({ code: "NUMBER_INVALID", path: cellPath(path, raw, "collected"), message });
      return undefined;
    }
    return { ...row, quantity, collected, credited };
  };
}

/** The reader of one row of layby payments. */
export function laybyPaymentRow(money: Currency): RowReader<LaybyPayment> {
  const read = rowReader(laybyPaymentFields, money);
  return (raw, path, log) => {
    const row = read(raw, path, log);
    if (row === undefined || row.amount > 0) return row;
    const message = "An instalment is more than zero.";
    log.error({ code: "AMOUNT_NOT_POSITIVE", path: [...path, "amount"], message });
    return undefined;
  };
}

/** Where the rows of a layby stand. */
export interface LaybyEntries {
  readonly layby: Entry<Layby>;
  readonly items: readonly Entry<LaybyItem>[];
  readonly payments: readonly Entry<LaybyPayment>[];
}

/** Logs what is wrong with a layby's amounts: more paid and credited than it comes to, or a total that is not exact. */
export function checkLayby({ layby, items, payments }: LaybyEntries, money: Currency, log: IssueLog): void {
  let total = 0n;
  let left = 0n;
  for (const { value } of items) {
    total += BigInt(value.price) * BigInt(value.quantity);
    left += BigInt(value.price) * BigInt(value.quantity - value.credited);
  }
  if (total > BigInt(Number.MAX_SAFE_INTEGER)) {
    const message = `The items come to ${total} minor units, which leaves the exact range of 2^53 − 1.`;
    log.error({ code: "AMOUNT_OVERFLOW", path: layby.path, message });
    return;
  }
  for (const { value, path } of payments) {
    left -= BigInt(value.amount);
    if (left >= 0n) continue;
    const owed = formatAmount(Number(total), money);
    const message = `More is paid than is left of the layby's ${owed} after what was credited.`;
    log.error({ code: "LAYBY_OVERPAID", path: amountPath(path), message });
    return;
  }
}

function amountPath(path: Path): Path {
  return [...path, "amount"];
}

/**
 * The reader of layby rows. Items and payments have readers of their own.
 *
 * One row knows no business: a blank `dueOn` is `DUE_DATE_MISSING`; `readLedger` works it out from the layby term.
 *
 * @example
 * import { laybyReader } from "receivables";
 *
 * const laybys = laybyReader({ currency: { code: "USD", exponent: 2 } });
 * const reading = laybys.read({ layby_id: "L1", account_id: "A", sold_on: "2025-01-31", due_on: "2025-04-30" });
 * reading.ok && reading.value.laybyNumber; // => "L1"
 */
export function laybyReader(options: ReaderOptions): Reader<Layby> {
  return makeReader(options, (money) => laybyRow(money));
}

/**
 * Reads many layby rows: a shortcut for `laybyReader(options).readAll(rows)`.
 *
 * @example
 * import { readLaybys } from "receivables";
 *
 * const rows = [{ layby_id: "L1", account_id: "A", sold_on: "2025-01-31", due_on: "2025-04-30" }];
 * const reading = readLaybys(rows, { currency: { code: "USD", exponent: 2 } });
 * reading.ok && reading.value[0]?.dueOn; // => "2025-04-30"
 */
export function readLaybys(rows: unknown, options: ReaderOptions): Reading<readonly Layby[]> {
  return laybyReader(options).readAll(rows);
}

/**
 * The reader of rows of layby items.
 *
 * @example
 * import { laybyItemReader } from "receivables";
 *
 * const items = laybyItemReader({ currency: { code: "USD", exponent: 2 } });
 * const reading = items.read({ layby_id: "L1", price: "50.00", quantity: "2", collected: "1" });
 * reading.ok && [reading.value.quantity, reading.value.credited]; // => [2, 0]
 */
export function laybyItemReader(options: ReaderOptions): Reader<LaybyItem> {
  return makeReader(options, laybyItemRow);
}

/**
 * Reads many rows of layby items: a shortcut for `laybyItemReader(options).readAll(rows)`.
 *
 * @example
 * import { readLaybyItems } from "receivables";
 *
 * const reading = readLaybyItems([{ layby_id: "L1", price: "50.00" }], { currency: { code: "USD", exponent: 2 } });
 * reading.ok && reading.value[0]?.price; // => 5000
 */
export function readLaybyItems(rows: unknown, options: ReaderOptions): Reading<readonly LaybyItem[]> {
  return laybyItemReader(options).readAll(rows);
}

/**
 * The reader of rows of layby payments.
 *
 * @example
 * import { laybyPaymentReader } from "receivables";
 *
 * const payments = laybyPaymentReader({ currency: { code: "USD", exponent: 2 } });
 * const reading = payments.read({ layby_id: "L1", paid_on: "2025-02-10", amount: "40.00" });
 * reading.ok && reading.value.amount; // => 4000
 */
export function laybyPaymentReader(options: ReaderOptions): Reader<LaybyPayment> {
  return makeReader(options, laybyPaymentRow);
}

/**
 * Reads many rows of layby payments: a shortcut for `laybyPaymentReader(options).readAll(rows)`.
 *
 * @example
 * import { readLaybyPayments } from "receivables";
 *
 * const rows = [{ layby_id: "L1", paid_on: "2025-02-10", amount: "40.00" }];
 * const reading = readLaybyPayments(rows, { currency: { code: "USD", exponent: 2 } });
 * reading.ok && reading.value.length; // => 1
 */
export function readLaybyPayments(rows: unknown, options: ReaderOptions): Reading<readonly LaybyPayment[]> {
  return laybyPaymentReader(options).readAll(rows);
}
