import type { Day } from "../calendar/day.ts";
import type { Issue, IssueLog, Path, Reading } from "../fault/issue.ts";
import type { Minor } from "../money/amount.ts";
import type { Currency } from "../money/currency.ts";
import { amount, choice, currency, day, type Fields, id, label, required } from "./field.ts";
import { makeReader, type Reader, type ReaderOptions } from "./reader.ts";
import { cellPath, type Entry, type RowReader, rowReader } from "./row.ts";
import { dayOrFault, dueDate, type Terms } from "./terms.ts";

/** What kind of charge an invoice is. */
export const invoiceKinds = ["invoice", "charge", "weekly-billing"] as const;
/** One of {@link invoiceKinds}. */
export type InvoiceKind = (typeof invoiceKinds)[number];

/** Where an invoice stands as the ERP says it; the balance decides what is owed. */
export const invoiceStatuses = ["Open", "Partially Paid", "Paid", "Voided"] as const;
/** One of {@link invoiceStatuses}. */
export type InvoiceStatus = (typeof invoiceStatuses)[number];

/** Whether an invoice has been updated to the ledger; boards count posted ones only. */
export const postings = ["Posted", "Unapproved", "Unposted draw", "Unposted A/R"] as const;
/** One of {@link postings}. */
export type Posting = (typeof postings)[number];

/** Money off for paying in time. */
export interface Discount {
  /** Minor units, positive. */
  readonly amount: Minor;
  /** The last day on which it can be captured, included. */
  readonly until: Day;
}

/** One line of an invoice: a row of `line_items.csv`. */
export interface LineItem {
  readonly invoiceId: string;
  readonly line: string;
  /** In the ERP's own words. */
  readonly status: string;
  readonly amount?: Minor;
  readonly brand?: string;
}

/** An invoice or another charge: a row of `invoices.csv` with its line items. */
export interface Invoice {
  /** Unique in the ledger; the invoice number where the row has no other. */
  readonly invoiceId: string;
  /** The ERP's number. Text: leading zeros count. */
  readonly invoiceNumber: string;
  readonly accountId: string;
  readonly kind: InvoiceKind;
  /** The original amount, in minor units, 0 or more. */
  readonly amount: Minor;
  readonly issuedOn?: Day;
  readonly dueOn: Day;
  /** The unpaid balance as the ERP gives it today, in minor units; absent where payments are to be counted instead. */
  readonly balance?: Minor;
  readonly status?: InvoiceStatus;
  /** The part held back, in minor units. */
  readonly retention?: Minor;
  readonly cost?: Minor;
  readonly discount?: Discount;
  readonly jobId?: string;
  readonly contractId?: string;
  readonly storeId?: string;
  readonly wholesalerId?: string;
  readonly posting: Posting;
  readonly postedOn?: Day;
  readonly voidedOn?: Day;
  /** The day it was entered; absent where it was entered on the day it was issued. */
  readonly recordedOn?: Day;
  readonly lineItems: readonly LineItem[];
}

/** An invoice whose due day may be left to the account's terms. */
export type UndatedInvoice = Omit<Invoice, "dueOn"> & { readonly dueOn?: Day };

/** A row of `invoices.csv` as its cells say it. */
export interface InvoiceRow {
  readonly invoiceNumber: string;
  readonly accountId: string;
  readonly amount: Minor;
  readonly dueOn?: Day;
  readonly invoiceId?: string;
  readonly kind?: InvoiceKind;
  readonly issuedOn?: Day;
  readonly balance?: Minor;
  readonly status?: InvoiceStatus;
  readonly retention?: Minor;
  readonly cost?: Minor;
  readonly discountAmount?: Minor;
  readonly discountUntil?: Day;
  readonly jobId?: string;
  readonly contractId?: string;
  readonly storeId?: string;
  readonly wholesalerId?: string;
  readonly posting?: Posting;
  readonly postedOn?: Day;
  readonly voidedOn?: Day;
  readonly recordedOn?: Day;
  readonly currency?: string;
}

/** The columns of `invoices.csv`. */
export const invoiceFields: Fields<InvoiceRow> = {
  invoiceNumber: required(id("The ERP's invoice number.")),
  accountId: required(id("The account that owes it.")),
  amount: required(amount("The original amount.")),
  dueOn: day("The day it is due; where blank the account's terms and issued_on give it."),
  invoiceId: id("Unique in the ledger; the invoice number where blank."),
  kind: choice("invoice where blank.", invoiceKinds),
  issuedOn: day("The day on the invoice."),
  balance: amount("What is unpaid today; blank: the amount less its allocations."),
  status: choice("As the ERP says it; the balance decides.", invoiceStatuses),
  retention: amount("The part held back."),
  cost: amount("What the goods cost."),
  discountAmount: amount("What paying in time takes off."),
  discountUntil: day("The last day for that, included."),
  jobId: id("The job it belongs to."),
  contractId: id("The contract it belongs to."),
  storeId: id("The store that sold it."),
  wholesalerId: id("The wholesaler it was sold through."),
  posting: choice("Whether it has been updated to the ledger; Posted where blank.", postings),
  postedOn: day("The day it was posted."),
  voidedOn: day("The day it was voided; from then on nothing is owed."),
  recordedOn: day("The day it was entered; the day it was issued where blank."),
  currency: currency("The row's currency; must be the business's."),
};

/** The columns of `line_items.csv`. */
export const lineItemFields: Fields<LineItem> = {
  invoiceId: required(id("The invoice.")),
  line: required(id("The line's number or name, unique in its invoice.")),
  status: required(label("The line's status in the ERP's own words.")),
  amount: amount("The line's amount."),
  brand: label("The line's brand."),
};

/** The reader of one row of invoices, before the sign of its amount and balance is judged. */
export function signedInvoiceRow(currency: Currency): RowReader<InvoiceRow> {
  return rowReader(invoiceFields, currency);
}

/** The reader of one row of invoices; negative amounts and balances are refused. The due day may be missing. */
export function undatedInvoiceRow(currency: Currency): RowReader<UndatedInvoice> {
  const read = signedInvoiceRow(currency);
  return (raw, path, log) => {
    const row = read(raw, path, log);
    return row === undefined ? undefined : invoiceOf(row, raw, path, log);
  };
}

/** The reader of one row of invoices by itself: without an account nobody knows terms. */
export function invoiceRow(currency: Currency): RowReader<Invoice> {
  const dueOn = required(invoiceFields.dueOn, "DUE_DATE_MISSING");
  const read = rowReader({ ...invoiceFields, dueOn }, currency);
  return (raw, path, log) => {
    const row = read(raw, path, log);
    return row === undefined ? undefined : (invoiceOf(row, raw, path, log) as Invoice | undefined);
  };
}

/** An invoice with its due day: the row's own, or what terms make of its issue day; undefined after logging that neither is. */
export function datedInvoice(
  { value, path, raw }: Entry<UndatedInvoice>,
  terms: Terms | undefined,
  log: IssueLog,
): Invoice | undefined {
  const { issuedOn } = value;
  if (value.dueOn !== undefined) return value as Invoice;
  const at = cellPath(path, raw, "dueOn");
  if (terms === undefined || issuedOn === undefined) {
    const why = terms === undefined ? "the account's terms are not known" : "there is no issued_on";
    const message = `due_on is missing, and cannot be worked out: ${why}.`;
    log.error({ code: "DUE_DATE_MISSING", path: at, message });
    return undefined;
  }
  const dueOn = dayOrFault(() => dueDate(issuedOn, terms));
  if (typeof dueOn === "string") return { ...value, dueOn };
  log.error({ code: "DATE_RANGE", path: at, message: dueOn.message });
  return undefined;
}

/** The invoice that a row describes, read from `raw`; undefined after logging what cannot be. */
export function invoiceOf(
  row: InvoiceRow,
  raw: unknown,
  path: Path,
  log: IssueLog,
): UndatedInvoice | undefined {
  const { discountAmount, discountUntil, currency: _, ...rest } = row;
  const errors = invoiceErrors(row, raw, path);
  for (const error of errors) log.error(error);
  if (errors.length > 0) return undefined;
  if (row.amount === 0) log.warn(zeroAmount(path));
  if (row.issuedOn !== undefined && row.dueOn !== undefined && row.dueOn < row.issuedOn) {
    const message = `Due on ${row.dueOn}, before it was issued on ${row.issuedOn}; it ages from the due day.`;
    log.warn({ code: "DUE_BEFORE_ISSUE", path: cellPath(path, raw, "dueOn"), message });
  }
  const discount = discountOf(discountAmount, discountUntil);
  return {
    ...rest,
    ...(discount === undefined ? {} : { discount }),
    invoiceId: row.invoiceId ?? row.invoiceNumber,
    kind: row.kind ?? "invoice",
    posting: row.posting ?? "Posted",
    lineItems: [],
  };
}

/** The warning for a document over nothing: it is accepted and contributes nothing. */
export function zeroAmount(path: Path): Issue {
  return {
    code: "AMOUNT_ZERO",
    path: [...path, "amount"],
    message: "The amount is zero: the document adds nothing.",
  };
}

function invoiceErrors(row: InvoiceRow, raw: unknown, path: Path): readonly Issue[] {
  const { amount, balance, retention, discountAmount, discountUntil } = row;
  const errors: Issue[] = [];
  const refuse = (code: Issue["code"], key: string, message: string) =>
    errors.push({ code, path: [...path, key], message });
  if (amount < 0)
    refuse(
      "AMOUNT_NOT_POSITIVE",
      "amount",
      "An invoice's amount is not negative: a credit is an adjustment.",
    );
  if (balance !== undefined && balance < 0)
    refuse("BALANCE_NEGATIVE", "balance", "A balance is not negative: an overpayment is a credit.");
  if (balance !== undefined && amount >= 0 && balance > amount)
    refuse("BALANCE_EXCEEDS_AMOUNT", "balance", "More is unpaid than the invoice was over.");
  if (retention !== undefined && retention < 0)
    refuse("AMOUNT_NOT_POSITIVE", "retention", "A retention is not negative.");
  if (retention !== undefined && retention > Math.max(amount, 0))
    refuse("RETENTION_EXCEEDS_AMOUNT", "retention", "More is held back than the invoice was over.");
  errors.push(...discountErrors(discountAmount, discountUntil, raw, path));
  return errors;
}

/** The discount of two cells without errors; an amount of zero is none. */
export function discountOf(amount: Minor | undefined, until: Day | undefined): Discount | undefined {
  return amount && until !== undefined ? { amount, until } : undefined;
}

/** What is wrong with a discount's two cells, read from `raw`. */
export function discountErrors(
  amount: Minor | undefined,
  until: Day | undefined,
  raw: unknown,
  path: Path,
): readonly Issue[] {
  if (amount !== undefined && amount < 0) {
    return [
      {
        code: "AMOUNT_NOT_POSITIVE",
        path: cellPath(path, raw, "discountAmount"),
        message: "A discount is not negative.",
      },
    ];
  }
  if (amount !== undefined && amount !== 0 && until === undefined) {
    const message = "A discount needs the last day on which it can be captured.";
    return [{ code: "DISCOUNT_DATE_MISSING", path: cellPath(path, raw, "discountUntil"), message }];
  }
  return [];
}

/**
 * The reader of invoice rows. An absent `invoiceId` is the invoice number.
 *
 * @throws {Fault} `CURRENCY_UNKNOWN`, `POLICY_RANGE`, `POLICY_UNKNOWN` for its options.
 *
 * @example
 * import { invoiceReader } from "receivables";
 *
 * const invoices = invoiceReader({ currency: { code: "USD", exponent: 2 } });
 * const good = invoices.read({ invoiceNumber: "7", accountId: "A", amount: "12.50", dueOn: "2025-03-31" });
 * good.ok && good.value.amount; // => 1250
 *
 * const bad = invoices.read({ invoiceNumber: "7", accountId: "A", amount: 12.5, dueOn: "2025-02-30" });
 * bad.ok ? [] : bad.issues.map(({ code }) => code); // => ["TYPE", "DATE_INVALID"]
 */
export function invoiceReader(options: ReaderOptions): Reader<Invoice> {
  return makeReader(options, invoiceRow);
}

/**
 * Reads many invoice rows: a shortcut for `invoiceReader(options).readAll(rows)`.
 *
 * @example
 * import { readInvoices } from "receivables";
 *
 * const rows = [
 *   { invoice_number: "7", account_id: "A", amount: "12.50", due_on: "2025-03-31" },
 *   { invoice_number: "8", account_id: "A", amount: "12.50" },
 * ];
 * const reading = readInvoices(rows, { currency: { code: "USD", exponent: 2 } });
 * reading.ok ? [] : reading.issues.map(({ code, path }) => [code, path]);
 * // => [["DUE_DATE_MISSING", [1, "due_on"]]]
 */
export function readInvoices(rows: unknown, options: ReaderOptions): Reading<readonly Invoice[]> {
  return invoiceReader(options).readAll(rows);
}

/**
 * The reader of rows of line items.
 *
 * @example
 * import { lineItemReader } from "receivables";
 *
 * const lines = lineItemReader({ currency: { code: "USD", exponent: 2 } });
 * const reading = lines.read({ invoice_id: "7", line: "1", status: "Shipped" });
 * reading.ok && reading.value.status; // => "Shipped"
 */
export function lineItemReader(options: ReaderOptions): Reader<LineItem> {
  return makeReader(options, (money) => rowReader(lineItemFields, money));
}

/**
 * Reads many rows of line items: a shortcut for `lineItemReader(options).readAll(rows)`.
 *
 * @example
 * import { readLineItems } from "receivables";
 *
 * const rows = [{ invoice_id: "7", line: "1", status: "Shipped" }];
 * const reading = readLineItems(rows, { currency: { code: "USD", exponent: 2 } });
 * reading.ok && reading.value[0]?.line; // => "1"
 */
export function readLineItems(rows: unknown, options: ReaderOptions): Reading<readonly LineItem[]> {
  return lineItemReader(options).readAll(rows);
}
