import type { Day } from "../calendar/day.ts";
import type { IssueLog } from "../fault/issue.ts";
import type { Account } from "./account.ts";
import type { Business } from "./business.ts";
import type { Entries } from "./entries.ts";
import type { Invoice, LineItem } from "./invoice.ts";
import type { Ledger } from "./ledger.ts";
import { reconcile } from "./reconcile.ts";
import { References } from "./references.ts";
import type { Entry } from "./row.ts";
import type { Statement, StatementLine } from "./statement.ts";

/** Checks rows against each other, logs what contradicts, and makes the ledger of what was read. */
export function crossCheck(entries: Entries, business: Business, today: Day, log: IssueLog): Ledger {
  const index = new References(entries.refused, log);
  const accounts = accountsOf(entries, index);
  const invoices = index.byId(entries.invoices, invoiceKeys, ({ invoiceId }) => invoiceId);
  const adjustments = index.byId(entries.adjustments, memoKeys, ({ adjustmentId }) => adjustmentId);
  const payments = index.byId(entries.payments, ["paymentId"], ({ paymentId }) => paymentId);
  const statements = index.byId(entries.statements, ["statementId"], ({ statementId }) => statementId);
  const jobs = index.byId(entries.jobs ?? [], ["jobId"], ({ jobId }) => jobId);
  const contracts = index.byId(entries.contracts ?? [], ["contractId"], ({ contractId }) => contractId);
  const sites = index.byId(entries.sites, ["siteId"], ({ siteId }) => siteId);
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

  const lineItems = lineItemsByInvoice(entries, invoices, index);
  const statementLines = linesByStatement(entries, statements, invoices, index);
  const { currency } = business;
  const looked = { today, invoices, adjustments, payments };
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
  };
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
  return [invoices, adjustments, payments, invites, statements, jobs, sites];
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
  return mapValues(named, ({ accountId }) => ({
    accountId,
    accountName: accountId,
    status: "Active",
    statusGiven: false,
    kind: "customer",
  }));
}

function lineItemsByInvoice(
  entries: Entries,
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
