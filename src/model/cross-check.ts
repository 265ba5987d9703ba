import type { Day } from "../calendar/day.ts";
import type { IssueLog } from "../fault/issue.ts";
import type { Currency } from "../money/currency.ts";
import { type Account, namedAccount } from "./account.ts";
import type { Agreement } from "./agreement.ts";
import type { Business } from "./business.ts";
import type { Entries } from "./entries.ts";
import { datedInvoice, type Invoice, type LineItem } from "./invoice.ts";
import { checkLayby, type Layby } from "./layby.ts";
import type { Ledger } from "./ledger.ts";
import type { Note } from "./note.ts";
import { inOrderOfExecution } from "./period-clear.ts";
import type { Quote } from "./quote.ts";
import { reconcile } from "./reconcile.ts";
import { References } from "./references.ts";
import type { Entry } from "./row.ts";
import type { Statement, StatementLine } from "./statement.ts";

/** Checks rows against each other, logs what contradicts, and makes the ledger of what was read. */
export function crossCheck(given: Entries, business: Business, today: Day, log: IssueLog): Ledger {
  const index = new References(given.refused, log);
  const accounts = accountsOf(given, index);
  const entries = { ...given, invoices: datedInvoices(given, accounts, today, log) };
  const invoices = index.byId(entries.invoices, invoiceKeys, ({ invoiceId }) => invoiceId);
  const adjustments = index.byId(entries.adjustments, memoKeys, ({ adjustmentId }) => adjustmentId);
  const payments = index.byId(entries.payments, ["paymentId"], ({ paymentId }) => paymentId);
  const statements = index.byId(entries.statements, ["statementId"], ({ statementId }) => statementId);
  const jobs = index.byId(entries.jobs ?? [], ["jobId"], ({ jobId }) => jobId);
  const contracts = index.byId(entries.contracts ?? [], ["contractId"], ({ contractId }) => contractId);
  const sites = index.byId(entries.sites, ["siteId"], ({ siteId }) => siteId);
  const laybys = index.byId(entries.laybys, ["laybyId"], ({ laybyId }) => laybyId);
  const quotes = index.byId(entries.quotes ?? [], ["quoteId"], ({ quoteId }) => quoteId);
  const notes = index.byId(entries.notes, ["noteId"], ({ noteId }) => noteId);
  const activities = index.byId(entries.activities, ["activityId"], ({ activityId }) => activityId);
  const tasks = index.byId(entries.tasks, ["taskId"], ({ taskId }) => taskId);
  const events = index.byId(entries.events, ["eventId"], ({ eventId }) => eventId);
  const agreements = index.byId(entries.agreements, ["agreementId"], ({ agreementId }) => agreementId);
  index.uniquePairs(entries.periodClears, ["kind", "executedOn"], "The clear of");
  index.unique(entries.invites, ["inviteId"], ({ inviteId }) => inviteId);

  if (entries.accounts !== undefined) {
    for (const table of tablesWithAccounts(entries)) {
      for (const entry of table) index.refer(entry, "accountId", entry.value.accountId, accounts);
    }
  }
  for (const entry of entries.invoices) {
    const { accountId, jobId, contractId } = entry.value;
    if (jobId !== undefined && entries.jobs !== undefined && index.refer(entry, "jobId", jobId, jobs)) {
      index.sameAccount(entry, "jobId", accountId, jobs.get(jobId)?.accountId);
    }
    if (contractId !== undefined && entries.contracts !== undefined) {
      index.refer(entry, "contractId", contractId, contracts);
    }
  }
  for (const entry of entries.contracts ?? []) index.refer(entry, "jobId", entry.value.jobId, jobs);
  for (const entry of entries.notes) checkNote(entry, { invoices, adjustments, payments }, index);

  const lineItems = lineItemsByInvoice(entries, invoices, index);
  const statementLines = linesByStatement(entries, statements, invoices, index);
  const { currency } = business;
  const quotesToLookIn = entries.quotes === undefined ? {} : { quotes };
  const looked = { today, invoices, adjustments, payments, ...quotesToLookIn };
  reconcile(entries, { ...looked, references: index, currency, log });
  const allocations = entries.allocations.map(({ value }) => value);

  return {
    business,
    today,
    accounts,
    invoices: mapValues(invoices, (invoice) => withItems(invoice, lineItems.get(invoice.invoiceId))),
    adjustments,
    payments,
    allocations,
    invites: entries.invites.map(({ value }) => value),
    statements: mapValues(statements, (each) => ({
      ...each,
      lines: statementLines.get(each.statementId) ?? [],
    })),
    jobs,
    contracts,
    sites,
    laybys: laybysOf(entries, laybys, index, currency, log),
    quotes: quotesOf(entries, quotes, index),
    notes,
    sales: entries.sales.map(({ value }) => value),
    activities,
    tasks,
    events,
    agreements: agreementsOf(entries, agreements, index),
    periodClears: inOrderOfExecution(entries.periodClears.map(({ value }) => value)),
  };
}

/**
 * Invoices with their due days. One that gets none stands in the ledger with a day that is not its own, so that what names
 * it is no second error: the ledger is refused in any case.
 */
function datedInvoices(
  { invoices }: Entries,
  accounts: ReadonlyMap<string, Account>,
  today: Day,
  log: IssueLog,
): readonly Entry<Invoice>[] {
  return invoices.map((entry): Entry<Invoice> => {
    const { accountId, issuedOn = today } = entry.value;
    if (entry.value.dueOn !== undefined) return entry as Entry<Invoice>;
    const account = accounts.get(accountId);
    // An account that was refused, or is not there, is an error by itself.
    const value = account === undefined ? undefined : datedInvoice(entry, account.terms, log);
    return { ...entry, value: value ?? { ...entry.value, dueOn: issuedOn } };
  });
}

/** Logs where the document that a note is about is not there, or of another account. */
function checkNote(
  entry: Entry<Note>,
  { invoices, adjustments, payments }: Pick<Ledger, "invoices" | "adjustments" | "payments">,
  index: References,
): void {
  const { accountId, invoiceId, adjustmentId, paymentId } = entry.value;
  const check = (
    key: string,
    id: string | undefined,
    rows: ReadonlyMap<string, { readonly accountId: string }>,
  ) => {
    if (id === undefined || !index.refer(entry, key, id, rows)) return;
    index.sameAccount(entry, key, accountId, rows.get(id)?.accountId);
  };
  check("invoiceId", invoiceId, invoices);
  check("adjustmentId", adjustmentId, adjustments);
  check("paymentId", paymentId, payments);
}

function laybysOf(
  entries: Entries,
  laybys: ReadonlyMap<string, Layby>,
  index: References,
  currency: Currency,
  log: IssueLog,
): Map<string, Layby> {
  const items = entriesBy(entries.laybyItems, "laybyId", laybys, index);
  const payments = entriesBy(entries.laybyPayments, "laybyId", laybys, index);
  const found = new Map<string, Layby>();
  for (const layby of entries.laybys) {
    const { laybyId } = layby.value;
    const own = { items: items.get(laybyId) ?? [], payments: payments.get(laybyId) ?? [] };
    const isWhole = entries.refused.get("laybyItems")?.has(laybyId) !== true;
    if (isWhole) checkLayby({ layby, ...own }, currency, log);
    found.set(laybyId, {
      ...layby.value,
      items: own.items.map(({ value }) => value),
      payments: own.payments.map(({ value }) => value),
    });
  }
  return found;
}

function quotesOf(
  entries: Entries,
  quotes: ReadonlyMap<string, Quote>,
  index: References,
): Map<string, Quote> {
  const lines = entriesBy(entries.quoteLines, "quoteId", quotes, index);
  return mapValues(quotes, (quote) => ({
    ...quote,
    lines: (lines.get(quote.quoteId) ?? []).map(({ value }) => value),
  }));
}

function agreementsOf(
  entries: Entries,
  agreements: ReadonlyMap<string, Agreement>,
  index: References,
): Map<string, Agreement> {
  const bonuses = entriesBy(entries.bonuses, "agreementId", agreements, index);
  return mapValues(agreements, (agreement) => ({
    ...agreement,
    bonuses: (bonuses.get(agreement.agreementId) ?? []).map(({ value }) => value),
  }));
}

/** Rows that belong to others, by whose they are; logs those that belong to none. */
function entriesBy<Key extends string, Row extends { readonly [Each in Key]: string }>(
  rows: readonly Entry<Row>[],
  key: Key,
  owners: ReadonlyMap<string, unknown>,
  index: References,
): ReadonlyMap<string, readonly Entry<Row>[]> {
  const found = new Map<string, Entry<Row>[]>();
  for (const entry of rows) {
    const id = entry.value[key];
    if (!index.refer(entry, key, id, owners)) continue;
    const list = found.get(id);
    if (list === undefined) found.set(id, [entry]);
    else list.push(entry);
  }
  return found;
}

function withItems(invoice: Invoice, lineItems: readonly LineItem[] | undefined): Invoice {
  return lineItems === undefined ? invoice : { ...invoice, lineItems };
}

function mapValues<Value, Changed>(
  map: ReadonlyMap<string, Value>,
  change: (value: Value) => Changed,
): Map<string, Changed> {
  const changed = new Map<string, Changed>();
  for (const [id, value] of map) changed.set(id, change(value));
  return changed;
}

/** Where an invoice's id stands: the number is the id of a row that has no other. */
const invoiceKeys = ["invoiceId", "invoiceNumber"];
/** Where a memo's id stands: a negative invoice may have been read as a credit memo. */
const memoKeys = ["adjustmentId", "invoiceId", "invoiceNumber"];

function tablesWithAccounts(entries: Entries): readonly (readonly Entry<{ readonly accountId: string }>[])[] {
  const { invoices, adjustments, payments, invites, statements, jobs = [], sites } = entries;
  const { laybys, quotes = [], notes, sales, activities, tasks, events, agreements } = entries;
  const documents = [invoices, adjustments, payments, invites, statements, jobs, sites, laybys, quotes];
  return [...documents, notes, sales, activities, tasks, events, agreements];
}

/** The accounts given, or, where there is no such table, those that rows name, in the order they are met. */
function accountsOf(entries: Entries, index: References): Map<string, Account> {
  if (entries.accounts !== undefined)
    return index.byId(entries.accounts, ["accountId"], ({ accountId }) => accountId);
  const first = new Map<string, Entry<{ readonly accountId: string }>>();
  for (const table of tablesWithAccounts(entries)) {
    for (const entry of table) if (!first.has(entry.value.accountId)) first.set(entry.value.accountId, entry);
  }
  const named = index.byId([...first.values()], ["accountId"], ({ accountId }) => accountId);
  return mapValues(named, ({ accountId }) => namedAccount(accountId));
}

function lineItemsByInvoice(
  entries: Pick<Entries, "lineItems" | "credited">,
  invoices: ReadonlyMap<string, Invoice>,
  index: References,
): Map<string, LineItem[]> {
  index.uniquePairs(entries.lineItems, ["invoiceId", "line"], "Line");
  const items = new Map<string, LineItem[]>();
  for (const entry of entries.lineItems) {
    const { value } = entry;
    if (entries.credited.has(value.invoiceId)) continue;
    if (!index.refer(entry, "invoiceId", value.invoiceId, invoices)) continue;
    const list = items.get(value.invoiceId);
    if (list === undefined) items.set(value.invoiceId, [value]);
    else list.push(value);
  }
  return items;
}

function linesByStatement(
  entries: Entries,
  statements: ReadonlyMap<string, Statement>,
  invoices: ReadonlyMap<string, Invoice>,
  index: References,
): Map<string, StatementLine[]> {
  index.uniquePairs(entries.statementLines, ["statementId", "invoiceId"], "Invoice");
  const lines = new Map<string, StatementLine[]>();
  for (const entry of entries.statementLines) {
    const { value } = entry;
    const known = index.refer(entry, "statementId", value.statementId, statements);
    if (entries.credited.has(value.invoiceId)) continue;
    if (!index.refer(entry, "invoiceId", value.invoiceId, invoices) || !known) continue;
    const accountId = statements.get(value.statementId)?.accountId;
    if (!index.sameAccount(entry, "invoiceId", accountId, invoices.get(value.invoiceId)?.accountId)) continue;
    const list = lines.get(value.statementId);
    if (list === undefined) lines.set(value.statementId, [value]);
    else list.push(value);
  }
  return lines;
}
