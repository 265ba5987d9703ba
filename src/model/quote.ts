import type { Day } from "../calendar/day.ts";
import type { Reading } from "../fault/issue.ts";
import type { Minor } from "../money/amount.ts";
import type { Currency } from "../money/currency.ts";
import { amount, choice, day, type Fields, id, label, required } from "./field.ts";
import { makeReader, type Reader, type ReaderOptions } from "./reader.ts";
import { cellPath, type RowReader, rowReader } from "./row.ts";

/** What a quote is: an offer, a proforma invoice, or an invoice of the quote management. */
export const quoteKinds = ["quote", "proforma", "qim-invoice"] as const;
/** One of {@link quoteKinds}. */
export type QuoteKind = (typeof quoteKinds)[number];

/** What became of a quote. */
export const quoteStatuses = ["open", "won", "lost"] as const;
/** One of {@link quoteStatuses}. */
export type QuoteStatus = (typeof quoteStatuses)[number];

/** One line of a quote: a row of `quote_lines.csv`. */
export interface QuoteLine {
  readonly quoteId: string;
  /** Minor units, 0 or more. */
  readonly amount: Minor;
  readonly brand?: string;
}

/** A quote or proforma: a row of `quotes.csv` with its lines. Payments to it are no part of the account's receivables. */
export interface Quote {
  readonly quoteId: string;
  readonly accountId: string;
  readonly quotedOn: Day;
  /** The id where the row has no other. */
  readonly number: string;
  /** quote where the row does not say. */
  readonly kind: QuoteKind;
  /** open where the row does not say. */
  readonly status: QuoteStatus;
  /** In the order of the ledger. */
  readonly lines: readonly QuoteLine[];
}

type QuoteCells = Pick<Quote, "quoteId" | "accountId" | "quotedOn"> & Partial<Omit<Quote, "lines">>;

/** The columns of `quotes.csv`. */
export const quoteFields: Fields<QuoteCells> = {
  quoteId: required(id("The quote's own id.")),
  accountId: required(id("The account.")),
  quotedOn: required(day("The day on it.")),
  number: id("The number on it; the id where blank."),
  kind: choice("quote where blank.", quoteKinds),
  status: choice("open where blank.", quoteStatuses),
};

/** The columns of `quote_lines.csv`. */
export const quoteLineFields: Fields<QuoteLine> = {
  quoteId: required(id("The quote.")),
  amount: required(amount("The line's amount.")),
  brand: label("The line's brand."),
};

/** The reader of one row of quotes. */
export function quoteRow(money: Currency): RowReader<Quote> {
  const read = rowReader(quoteFields, money);
  return (raw, path, log) => {
    const row = read(raw, path, log);
    if (row === undefined) return undefined;
    const { number = row.quoteId, kind = "quote", status = "open" } = row;
    return { ...row, number, kind, status, lines: [] };
  };
}

/** The reader of one line of a quote. */
export function quoteLineRow(money: Currency): RowReader<QuoteLine> {
  const read = rowReader(quoteLineFields, money);
  return (raw, path, log) => {
    const row = read(raw, path, log);
    if (row === undefined || row.amount >= 0) return row;
    const message = "A line of a quote is not negative.";
    log.error({ code: "AMOUNT_NOT_POSITIVE", path: cellPath(path, raw, "amount"), message });
    return undefined;
  };
}

/**
 * The reader of quote rows. Lines have a reader of their own.
 *
 * @example
 * import { quoteReader } from "receivables";
 *
 * const quotes = quoteReader({ currency: { code: "USD", exponent: 2 } });
 * const reading = quotes.read({ quote_id: "Q1", account_id: "A", quoted_on: "2025-03-01", kind: "QIM Invoice" });
 * reading.ok && [reading.value.kind, reading.value.status]; // => ["qim-invoice", "open"]
 */
export function quoteReader(options: ReaderOptions): Reader<Quote> {
  return makeReader(options, quoteRow);
}

/**
 * Reads many quote rows: a shortcut for `quoteReader(options).readAll(rows)`.
 *
 * @example
 * import { readQuotes } from "receivables";
 *
 * const rows = [{ quote_id: "Q1", account_id: "A", quoted_on: "2025-03-01" }];
 * const reading = readQuotes(rows, { currency: { code: "USD", exponent: 2 } });
 * reading.ok && reading.value[0]?.number; // => "Q1"
 */
export function readQuotes(rows: unknown, options: ReaderOptions): Reading<readonly Quote[]> {
  return quoteReader(options).readAll(rows);
}

/**
 * The reader of rows of quote lines.
 *
 * @example
 * import { quoteLineReader } from "receivables";
 *
 * const lines = quoteLineReader({ currency: { code: "USD", exponent: 2 } });
 * const reading = lines.read({ quote_id: "Q1", amount: "75.00", brand: "Acme" });
 * reading.ok && reading.value.amount; // => 7500
 */
export function quoteLineReader(options: ReaderOptions): Reader<QuoteLine> {
  return makeReader(options, quoteLineRow);
}

/**
 * Reads many rows of quote lines: a shortcut for `quoteLineReader(options).readAll(rows)`.
 *
 * @example
 * import { readQuoteLines } from "receivables";
 *
 * const reading = readQuoteLines([{ quote_id: "Q1", amount: "75.00" }], { currency: { code: "USD", exponent: 2 } });
 * reading.ok && reading.value.length; // => 1
 */
export function readQuoteLines(rows: unknown, options: ReaderOptions): Reading<readonly QuoteLine[]> {
  return quoteLineReader(options).readAll(rows);
}
