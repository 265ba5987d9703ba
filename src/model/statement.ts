import type { Day } from "../calendar/day.ts";
import type { Reading } from "../fault/issue.ts";
import type { Minor } from "../money/amount.ts";
import type { Currency } from "../money/currency.ts";
import { amount, day, type Fields, id, required } from "./field.ts";
import { type Discount, discountErrors, discountOf } from "./invoice.ts";
import { makeReader, type Reader, type ReaderOptions } from "./reader.ts";
import { type RowReader, rowReader } from "./row.ts";

/** A statement sent to a customer, with the invoices on it: a row of `statements.csv` and its `statement_lines.csv`. */
export interface Statement {
  readonly statementId: string;
  readonly accountId: string;
  readonly issuedOn: Day;
  readonly lines: readonly StatementLine[];
}

/** An invoice on a statement, and the discount that the statement offers on it. */
export interface StatementLine {
  readonly statementId: string;
  readonly invoiceId: string;
  readonly discount?: Discount;
}

/** The columns of `statements.csv`. */
export const statementFields: Fields<Omit<Statement, "lines">> = {
  statementId: required(id("The statement's number.")),
  accountId: required(id("The account.")),
  issuedOn: required(day("The day on the statement.")),
};

interface StatementLineRow {
  readonly statementId: string;
  readonly invoiceId: string;
  readonly discountAmount?: Minor;
  readonly discountUntil?: Day;
}

/** The columns of `statement_lines.csv`. */
export const statementLineFields: Fields<StatementLineRow> = {
  statementId: required(id("The statement.")),
  invoiceId: required(id("An invoice on it, of the same account.")),
  discountAmount: amount("What paying in time takes off."),
  discountUntil: day("The last day for that, included."),
};

/** The reader of one row of statements. */
export function statementRow(money: Currency): RowReader<Statement> {
  const read = rowReader(statementFields, money);
  return (raw, path, log) => {
    const row = read(raw, path, log);
    return row === undefined ? undefined : { ...row, lines: [] };
  };
}

/** The reader of one line of a statement. */
export function statementLineRow(money: Currency): RowReader<StatementLine> {
  const read = rowReader(statementLineFields, money);
  return (raw, path, log) => {
    const row = read(raw, path, log);
    if (row === undefined) return undefined;
    const { discountAmount, discountUntil, ...line } = row;
    const errors = discountErrors(discountAmount, discountUntil, raw, path);
    for (const error of errors) log.error(error);
    if (errors.length > 0) return undefined;
    const discount = discountOf(discountAmount, discountUntil);
    return discount === undefined ? line : { ...line, discount };
  };
}

/**
 * The reader of rows of statements, without their lines.
 *
 * @example
 * import { statementReader } from "receivables";
 *
 * const statements = statementReader({ currency: { code: "USD", exponent: 2 } });
 * const reading = statements.read({ statement_id: "S1", account_id: "A", issued_on: "2025-02-28" });
 * reading.ok && reading.value.issuedOn; // => "2025-02-28"
 */
export function statementReader(options: ReaderOptions): Reader<Statement> {
  return makeReader(options, statementRow);
}

/**
 * Reads many rows of statements: a shortcut for `statementReader(options).readAll(rows)`.
 *
 * @example
 * import { readStatements } from "receivables";
 *
 * const rows = [{ statement_id: "S1", account_id: "A", issued_on: "2025-02-28" }];
 * const reading = readStatements(rows, { currency: { code: "USD", exponent: 2 } });
 * reading.ok && reading.value[0]?.statementId; // => "S1"
 */
export function readStatements(rows: unknown, options: ReaderOptions): Reading<readonly Statement[]> {
  return statementReader(options).readAll(rows);
}

/**
 * The reader of rows of statement lines.
 *
 * @example
 * import { statementLineReader } from "receivables";
 *
 * const lines = statementLineReader({ currency: { code: "USD", exponent: 2 } });
 * const row = { statement_id: "S1", invoice_id: "7", discount_amount: "5.00", discount_until: "2025-03-10" };
 * const reading = lines.read(row);
 * reading.ok && reading.value.discount; // => { amount: 500, until: "2025-03-10" }
 */
export function statementLineReader(options: ReaderOptions): Reader<StatementLine> {
  return makeReader(options, statementLineRow);
}

/**
 * Reads many rows of statement lines: a shortcut for `statementLineReader(options).readAll(rows)`.
 *
 * @example
 * import { readStatementLines } from "receivables";
 *
 * const rows = [{ statement_id: "S1", invoice_id: "7", discount_amount: "5.00" }];
 * const reading = readStatementLines(rows, { currency: { code: "USD", exponent: 2 } });
 * reading.ok ? [] : reading.issues.map(({ code }) => code); // => ["DISCOUNT_DATE_MISSING"]
 */
export function readStatementLines(rows: unknown, options: ReaderOptions): Reading<readonly StatementLine[]> {
  return statementLineReader(options).readAll(rows);
}
