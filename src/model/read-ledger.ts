import { type Day, dayNumber } from "../calendar/day.ts";
import { IssueLog, issueLimit, type Reading, shown } from "../fault/issue.ts";
import { choiceOption, countOption, knownOptions } from "../fault/options.ts";
import type { Currency } from "../money/currency.ts";
import { accountRow } from "./account.ts";
import { activityRow, eventFields, taskRow } from "./activity.ts";
import { type Adjustment, adjustmentRow } from "./adjustment.ts";
import { agreementRow, bonusRow } from "./agreement.ts";
import { allocationRow } from "./allocation.ts";
import { businessFrom, type LaybyTerm } from "./business.ts";
import { crossCheck } from "./cross-check.ts";
import type { Entries } from "./entries.ts";
import { inviteRow } from "./invite.ts";
import {
  type InvoiceRow,
  invoiceOf,
  lineItemFields,
  signedInvoiceRow,
  type UndatedInvoice,
} from "./invoice.ts";
import { contractFields, jobFields, siteFields } from "./job.ts";
import { laybyItemRow, laybyPaymentRow, laybyRow } from "./layby.ts";
import type { Ledger } from "./ledger.ts";
import { noteRow } from "./note.ts";
import { paymentRow } from "./payment.ts";
import { periodClearFields } from "./period-clear.ts";
import { quoteLineRow, quoteRow } from "./quote.ts";
import { readRows } from "./reader.ts";
import {
  cellOf,
  cellPath,
  columnName,
  type Entry,
  isPlainObject,
  keyName,
  type RawRow,
  type RowReader,
  rowReader,
} from "./row.ts";
import { saleFields } from "./sale.ts";
import { statementLineRow, statementRow } from "./statement.ts";
import { type TableName, tableNames } from "./tables.ts";

/** How a ledger is read. */
export interface LedgerOptions {
  /** The business's own day (see `todayIn` of `receivables/calendar`). */
  readonly today: Day;
  /** Wins over the business's own. */
  readonly timeZone?: string;
  /** Wins over the business's own. */
  readonly currency?: string | Currency;
  /**
   * What an invoice with a negative amount or balance is. Default `"refuse"`: an error. `"as-credits"`: an unapplied
   * credit adjustment of that magnitude, under the invoice's id.
   */
  readonly negativeInvoices?: "refuse" | "as-credits";
  readonly issueLimit?: number;
}

/**
 * Reads a whole ledger from untrusted tables: `{ business, accounts, invoices, … }`, each table an array of rows, all keys
 * in snake_case as in ledger files or in camelCase. A table that is not there has no rows; without `accounts` the accounts
 * are those that rows name.
 *
 * All issues at once, up to the limit; `docs/faults.md` lists their codes. The input is not changed.
 *
 * @throws {Fault} for its options: `DATE_INVALID`, `POLICY_RANGE`, `POLICY_UNKNOWN`.
 * @see docs/ledger.md for every table and column.
 *
 * @example
 * import { readLedger } from "receivables";
 *
 * const reading = readLedger(
 *   {
 *     business: { time_zone: "America/Chicago", currency: "USD" },
 *     invoices: [{ invoice_number: "7", account_id: "C-100", amount: "100.00", issued_on: "2025-02-01", due_on: "2025-03-01" }],
 *     payments: [{ payment_id: "P-1", account_id: "C-100", paid_on: "2025-03-05", amount: "60.00" }],
 *     allocations: [{ payment_id: "P-1", invoice_id: "7", amount: "60.00", allocated_on: "2025-03-05" }],
 *   },
 *   { today: "2025-03-10" },
 * );
 * reading.ok && [...reading.value.accounts.keys()]; // => ["C-100"]
 */
export function readLedger(raw: unknown, options: LedgerOptions): Reading<Ledger> {
  knownOptions(options, ["today", "timeZone", "currency", "negativeInvoices", "issueLimit"]);
  dayNumber(options.today);
  const asCredits =
    choiceOption("negativeInvoices", options.negativeInvoices ?? "refuse", ["refuse", "as-credits"]) ===
    "as-credits";
  const log = new IssueLog(countOption("issueLimit", options.issueLimit ?? issueLimit, 1, 1_000_000));
  const ledger = ledgerFrom(raw, options, asCredits, log);
  return log.reading(() => ledger as Ledger);
}

/** The ledger in `raw`; undefined where without an object, or without a currency, there is nothing to read. */
function ledgerFrom(
  raw: unknown,
  options: LedgerOptions,
  asCredits: boolean,
  log: IssueLog,
): Ledger | undefined {
  if (!isPlainObject(raw)) {
    log.error({ code: "TYPE", path: [], message: `A ledger is an object of tables, not ${shown(raw)}.` });
    return undefined;
  }
  warnUnknownTables(raw, log);
  const given = cellOf(raw, "business", "business", [], log)?.value;
  const business = businessFrom(given, options, ["business"], log);
  if (business === undefined) return undefined;
  const entries = entriesOf(raw, business.currency, business.laybyTerm, asCredits, log);
  return crossCheck(entries, business, options.today, log);
}

/**
 * Logs what is wrong with rows by themselves, for a ledger whose rows cannot be held against each other because a table or
 * the business is missing: no id is asked for that the missing part may hold.
 */
export function rowIssues(raw: RawRow, currency: Currency, asCredits: boolean, log: IssueLog): void {
  entriesOf(raw, currency, "unknown", asCredits, log);
}

function warnUnknownTables(raw: RawRow, log: IssueLog): void {
  for (const key of Object.keys(raw)) {
    const name = columnName(key);
    if (name === "business" || tableNames.some((known) => known === name)) continue;
    log.warn({
      code: "TABLE_UNKNOWN",
      path: [key],
      message: `A ledger has no table ${shown(key)}; it is not read.`,
    });
  }
}

function entriesOf(
  raw: RawRow,
  currency: Currency,
  laybyTerm: LaybyTerm | "unknown" | undefined,
  asCredits: boolean,
  log: IssueLog,
): Entries {
  const refused = new Map<string, Set<string>>();
  const given = <Value>(name: TableName, read: RowReader<Value>) => entriesIn(raw, name, read, refused, log);
  const table = <Value>(name: TableName, read: RowReader<Value>) => given(name, read) ?? [];
  const split = splitInvoices(table("invoices", signedInvoiceRow(currency)), asCredits, log);
  return {
    accounts: given("accounts", accountRow(currency)),
    invoices: split.invoices,
    lineItems: table("line_items", rowReader(lineItemFields, currency)),
    adjustments: [...table("adjustments", adjustmentRow(currency)), ...split.credits],
    payments: table("payments", paymentRow(currency)),
    allocations: table("allocations", allocationRow(currency)),
    invites: table("invites", inviteRow(currency)),
    statements: table("statements", statementRow(currency)),
    statementLines: table("statement_lines", statementLineRow(currency)),
    jobs: given("jobs", rowReader(jobFields, currency)),
    contracts: given("contracts", rowReader(contractFields, currency)),
    sites: table("sites", rowReader(siteFields, currency)),
    laybys: table("laybys", laybyRow(currency, laybyTerm)),
    laybyItems: table("layby_items", laybyItemRow(currency)),
    laybyPayments: table("layby_payments", laybyPaymentRow(currency)),
    quotes: given("quotes", quoteRow(currency)),
    quoteLines: table("quote_lines", quoteLineRow(currency)),
    notes: table("notes", noteRow(currency)),
    sales: table("sales", rowReader(saleFields, currency)),
    activities: table("activities", activityRow(currency)),
    tasks: table("tasks", taskRow(currency)),
    events: table("events", rowReader(eventFields, currency)),
    agreements: table("agreements", agreementRow(currency)),
    bonuses: table("bonuses", bonusRow(currency)),
    periodClears: table("period_clears", rowReader(periodClearFields, currency)),
    refused,
    credited: split.credited,
  };
}

/** The rows of a table that could be read; undefined where there is no such table. */
function entriesIn<Value>(
  raw: RawRow,
  name: TableName,
  read: RowReader<Value>,
  refused: Map<string, Set<string>>,
  log: IssueLog,
): readonly Entry<Value>[] | undefined {
  const table = cellOf(raw, keyName(name), name, [], log);
  if (table === undefined || table.value === undefined) return undefined;
  const entries: Entry<Value>[] = [];
  const readOrNote: RowReader<Value> = (row, path, log) => {
    const value = read(row, path, log);
    if (value === undefined) noteRefused(row, name, refused);
    return value;
  };
  readRows(table.value, [table.key], log, readOrNote, (value, path, raw) =>
    entries.push({ value, path, raw }),
  );
  return entries;
}

/** The keys under which other tables name a row of a table; of several the first that the row has. */
const idKeys: Partial<Readonly<Record<TableName, readonly string[]>>> = {
  accounts: ["accountId"],
  invoices: ["invoiceId", "invoiceNumber"],
  adjustments: ["adjustmentId"],
  payments: ["paymentId"],
  statements: ["statementId"],
  jobs: ["jobId"],
  contracts: ["contractId"],
  laybys: ["laybyId"],
  // What a layby comes to is not known where one of its items was refused.
  layby_items: ["laybyItems", "laybyId"],
  quotes: ["quoteId"],
  agreements: ["agreementId"],
};

/** Notes the id of a refused row, where it has one that is text; getters are not asked again. */
function noteRefused(row: unknown, table: TableName, refused: Map<string, Set<string>>): void {
  const [key = "", ...others] = idKeys[table] ?? [];
  if (key === "" || !isPlainObject(row)) return;
  for (const name of [key, ...others].flatMap((each) => [each, columnName(each)])) {
    const id: unknown = Object.getOwnPropertyDescriptor(row, name)?.value;
    if (typeof id !== "string") continue;
    refused.set(key, (refused.get(key) ?? new Set()).add(id));
    return;
  }
}

interface SplitInvoices {
  readonly invoices: readonly Entry<UndatedInvoice>[];
  readonly credits: readonly Entry<Adjustment>[];
  /** The ids of rows that are no invoices any more. */
  readonly credited: ReadonlySet<string>;
}

/** Judges the signs of invoices; where that is asked for, a negative one becomes a credit of its magnitude. */
function splitInvoices(rows: readonly Entry<InvoiceRow>[], asCredits: boolean, log: IssueLog): SplitInvoices {
  const invoices: Entry<UndatedInvoice>[] = [];
  const credits: Entry<Adjustment>[] = [];
  const credited = new Set<string>();
  for (const { value: row, path, raw } of rows) {
    if (asCredits && row.amount < 0 && (row.posting ?? "Posted") !== "Posted") {
      const message = "A negative invoice that is not posted is left out: no board counts it.";
      log.warn({ code: "AMOUNT_NOT_POSITIVE", path: cellPath(path, raw, "amount"), message });
      credited.add(row.invoiceId ?? row.invoiceNumber);
      continue;
    }
    const credit = asCredits ? creditOf(row) : undefined;
    if (credit !== undefined) credits.push({ value: credit, path, raw });
    if (credit !== undefined && row.amount < 0) {
      credited.add(credit.adjustmentId);
      continue;
    }
    const invoice = invoiceOf(credit === undefined ? row : { ...row, balance: 0 }, raw, path, log);
    if (invoice !== undefined) invoices.push({ value: invoice, path, raw });
  }
  return { invoices, credits, credited };
}

/** The credit in a posted negative invoice, or in what was paid beyond an invoice; undefined where there is none. */
function creditOf(row: InvoiceRow): Adjustment | undefined {
  const { amount, balance, issuedOn, recordedOn } = row;
  if ((row.posting ?? "Posted") !== "Posted") return undefined;
  const identity = {
    adjustmentId: row.invoiceId ?? row.invoiceNumber,
    accountId: row.accountId,
    type: "credit",
  } as const;
  if (amount < 0 && (balance === undefined || (balance <= 0 && balance >= amount))) {
    return {
      ...identity,
      amount: -amount,
      ...(balance === undefined ? {} : { balance: balance === 0 ? 0 : -balance }),
      ...(issuedOn === undefined ? {} : { issuedOn }),
      ...(recordedOn === undefined ? {} : { recordedOn }),
      ...(row.voidedOn === undefined ? {} : { voidedOn: row.voidedOn }),
      ...(row.status === "Voided" ? { status: row.status } : {}),
    };
  }
  // Nobody knows on which day an invoice was overpaid: on past days such a credit has no history.
  return amount >= 0 && balance !== undefined && balance < 0 ? { ...identity, amount: -balance } : undefined;
}
