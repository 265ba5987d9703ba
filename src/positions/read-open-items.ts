import type { Day } from "../calendar/day.ts";
import type { Reading } from "../fault/issue.ts";
import { amount, choice, day, type Fields, id, required } from "../model/field.ts";
import { discountErrors, discountOf } from "../model/invoice.ts";
import { makeReader, type Reader, type ReaderOptions } from "../model/reader.ts";
import { cellPath, type RowReader, rowReader } from "../model/row.ts";
import type { Minor } from "../money/amount.ts";
import type { Currency } from "../money/currency.ts";
import type { OpenItem } from "./open-items.ts";

/** What an open item is. */
export const openItemKinds = ["invoice", "debit", "credit"] as const;

/** An open item as a service's own rows say it: flat, with decimal text for amounts. */
export interface OpenItemRow {
  readonly id: string;
  readonly accountId: string;
  readonly kind: OpenItem["kind"];
  /** What is left, in major units as text: `"3950.00"`. */
  readonly balance: Minor;
  readonly dueOn?: Day;
  readonly issuedOn?: Day;
  readonly discountAmount?: Minor;
  readonly discountUntil?: Day;
  readonly statementId?: string;
  readonly jobId?: string;
}

/** The columns of rows of open items. */
export const openItemFields: Fields<OpenItemRow> = {
  id: required(id("The document's id.")),
  accountId: required(id("The account.")),
  kind: required(choice("invoice, debit or credit.", openItemKinds)),
  balance: required(amount("What is unpaid, or of a credit unapplied.")),
  dueOn: day("The day it is due; invoices need it."),
  issuedOn: day("The day on the document."),
  discountAmount: amount("What paying in time takes off."),
  discountUntil: day("The last day for that, included."),
  statementId: id("The statement it stands on."),
  jobId: id("The job it belongs to."),
};

/** The reader of one row of open items. */
export function openItemRow(money: Currency): RowReader<OpenItem> {
  const read = rowReader(openItemFields, money);
  return (raw, path, log) => {
    const row = read(raw, path, log);
    if (row === undefined) return undefined;
    const errors = [...discountErrors(row.discountAmount, row.discountUntil, raw, path)];
    if (row.balance < 0) {
      const message = "An open balance is not negative: what is overpaid is a credit.";
      errors.push({ code: "BALANCE_NEGATIVE", path: [...path, "balance"], message });
    }
    if (row.kind === "invoice" && row.dueOn === undefined) {
      errors.push({
        code: "DUE_DATE_MISSING",
        path: cellPath(path, raw, "dueOn"),
        message: "An invoice needs the day it is due.",
      });
    }
    for (const error of errors) log.error(error);
    return errors.length > 0 ? undefined : itemOf(row);
  };
}

function itemOf({ discountAmount, discountUntil, statementId, ...item }: OpenItemRow): OpenItem {
  const discount = discountOf(discountAmount, discountUntil);
  return {
    ...item,
    ...(discount === undefined ? {} : { discounts: [{ ...discount, from: "invoice" as const }] }),
    ...(statementId === undefined ? {} : { statementIds: [statementId] }),
  };
}

/**
 * The reader of rows of open items: for services that keep open documents and need no ledger.
 *
 * @throws {Fault} `CURRENCY_UNKNOWN`, `POLICY_RANGE`, `POLICY_UNKNOWN` for its options.
 *
 * @example
 * import { openItemReader } from "receivables";
 *
 * const items = openItemReader({ currency: { code: "USD", exponent: 2 } });
 * const reading = items.read({ id: "1", accountId: "A", kind: "invoice", balance: "39.50" });
 * reading.ok ? [] : reading.issues.map(({ code }) => code); // => ["DUE_DATE_MISSING"]
 */
export function openItemReader(options: ReaderOptions): Reader<OpenItem> {
  return makeReader(options, openItemRow);
}

/**
 * Reads many rows of open items: a shortcut for `openItemReader(options).readAll(rows)`.
 *
 * @example
 * import { readOpenItems } from "receivables";
 *
 * const rows = [{ id: "1", accountId: "A", kind: "invoice", balance: "39.50", dueOn: "2025-03-01" }];
 * const reading = readOpenItems(rows, { currency: { code: "USD", exponent: 2 } });
 * reading.ok && reading.value[0]?.balance; // => 3950
 */
export function readOpenItems(rows: unknown, options: ReaderOptions): Reading<readonly OpenItem[]> {
  return openItemReader(options).readAll(rows);
}
