import { type Day, dayNumber } from "../calendar/day.ts";
import { IssueLog, issueLimit, type Reading, shown } from "../fault/issue.ts";
import { choiceOption, countOption, knownOptions } from "../fault/options.ts";
import type { Currency } from "../money/currency.ts";
import { accountRow } from "./account.ts";
import { type Adjustment, adjustmentRow } from "./adjustment.ts";
import { allocationRow } from "./allocation.ts";
import { businessFrom } from "./business.ts";
import { crossCheck } from "./cross-check.ts";
import type { Entries, Entry } from "./entries.ts";
import { inviteRow } from "./invite.ts";
import { type Invoice, type InvoiceRow, invoiceOf, lineItemFields, signedInvoiceRow } from "./invoice.ts";
import { contractFields, jobFields, siteFields } from "./job.ts";
import type { Ledger } from "./ledger.ts";
import { paymentRow } from "./payment.ts";
import { isPlainObject, type RawRow, type RowReader, rowReader } from "./row.ts";
import { statementLineRow, statementRow } from "./statement.ts";
import { type TableName, tableNames, unreadTables } from "./tables.ts";

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
 * Reads a whole ledger from untrusted tables: `{ business, accounts, invoices, … }`, each table an array of rows, keys in
 * snake_case as in ledger files or in camelCase. A table that is not there has no rows; without `accounts` the accounts
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
  if (!isPlainObject(raw)) {
    log.error({ code: "TYPE", path: [], message: `A ledger is an object of tables, not ${shown(raw)}.` });
    return log.reading(() => unreachable());
  }
  warnUnknownTables(raw, log);
  const business = businessFrom(raw["business"], options, ["business"], log);
  if (business === undefined) return log.reading(() => unreachable());
  const entries = entriesOf(raw, business.currency, asCredits, log);
  const ledger = crossCheck(entries, business, options.today, log);
  return log.reading(() => ledger);
}

/** Only to satisfy the types: the log holds an error whenever this would be asked for. */
function unreachable(): never {
  throw new TypeError("A reading without errors has a value.");
}

function warnUnknownTables(raw: RawRow, log: IssueLog): void {
  for (const key of Object.keys(raw)) {
    if (key === "business" || tableNames.some((name) => name === key)) continue;
    if (unreadTables.includes(key)) {
      log.warn({ code: "TABLE_NOT_READ", path: [key], message: `No board of this version reads ${key}.` });
    } else {
      log.warn({
        code: "TABLE_UNKNOWN",
        path: [key],
        message: `A ledger has no table ${shown(key)}; it is not read.`,
      });
    }
  }
}

function entriesOf(raw: RawRow, currency: Currency, asCredits: boolean, log: IssueLog): Entries {
  const table = <Value>(name: TableName, read: RowReader<Value>) => readEntries(raw[name], name, read, log);
  const { invoices, credits } = splitInvoices(table("invoices", signedInvoiceRow(currency)), asCredits, log);
  const jobs = table("jobs", rowReader(jobFields, currency));
  const contracts = table("contracts", rowReader(contractFields, currency));
  const accounts = table("accounts", accountRow(currency));
  return {
    accounts: given(raw["accounts"], accounts),
    invoices,
    lineItems: table("line_items", rowReader(lineItemFields, currency)),
    adjustments: [...table("adjustments", adjustmentRow(currency)), ...credits],
    payments: table("payments", paymentRow(currency)),
    allocations: table("allocations", allocationRow(currency)),
    invites: table("invites", inviteRow(currency)),
    statements: table("statements", statementRow(currency)),
    statementLines: table("statement_lines", statementLineRow(currency)),
    jobs: given(raw["jobs"], jobs),
    contracts: given(raw["contracts"], contracts),
    sites: table("sites", rowReader(siteFields, currency)),
  };
}

function given<Value>(raw: unknown, entries: readonly Entry<Value>[]): readonly Entry<Value>[] | undefined {
  return raw === undefined || raw === null ? undefined : entries;
}

function readEntries<Value>(
  rows: unknown,
  name: TableName,
  read: RowReader<Value>,
  log: IssueLog,
): Entry<Value>[] {
  if (rows === undefined || rows === null) return [];
  if (!Array.isArray(rows)) {
    log.error({ code: "TYPE", path: [name], message: `${name} is an array of rows, not ${shown(rows)}.` });
    return [];
  }
  const entries: Entry<Value>[] = [];
  for (let index = 0; index < rows.length; index += 1) {
    const path = [name, index];
    const value = read(rows[index], path, log);
    if (value !== undefined) entries.push({ value, path });
  }
  return entries;
}

/** Judges the signs of invoices; where that is asked for, a negative one becomes a credit of its magnitude. */
function splitInvoices(
  rows: readonly Entry<InvoiceRow>[],
  asCredits: boolean,
  log: IssueLog,
): { readonly invoices: readonly Entry<Invoice>[]; readonly credits: readonly Entry<Adjustment>[] } {
  const invoices: Entry<Invoice>[] = [];
  const credits: Entry<Adjustment>[] = [];
  for (const { value: row, path } of rows) {
    const credit = asCredits ? creditOf(row) : undefined;
    if (credit !== undefined) credits.push({ value: credit, path });
    if (credit !== undefined && row.amount < 0) continue;
    const invoice = invoiceOf(credit === undefined ? row : { ...row, balance: 0 }, path, log);
    if (invoice !== undefined) invoices.push({ value: invoice, path });
  }
  return { invoices, credits };
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
    const voided = row.voidedOn !== undefined || row.status === "Voided";
    return {
      ...identity,
      amount: -amount,
      ...(balance === undefined ? {} : { balance: balance === 0 ? 0 : -balance }),
      ...(issuedOn === undefined ? {} : { issuedOn }),
      ...(recordedOn === undefined ? {} : { recordedOn }),
      ...(voided ? { status: "Voided" as const } : {}),
    };
  }
  // Nobody knows on which day an invoice was overpaid: on past days such a credit has no history.
  return amount >= 0 && balance !== undefined && balance < 0 ? { ...identity, amount: -balance } : undefined;
}
