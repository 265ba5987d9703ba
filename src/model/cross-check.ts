import type { Day } from "../calendar/day.ts";
import type { FaultCode } from "../fault/codes.ts";
import { type IssueLog, type Path, shown } from "../fault/issue.ts";
import { formatAmount, type Minor } from "../money/amount.ts";
import type { Currency } from "../money/currency.ts";
import type { Account } from "./account.ts";
import type { Adjustment } from "./adjustment.ts";
import type { Allocation } from "./allocation.ts";
import type { Business } from "./business.ts";
import type { Entries } from "./entries.ts";
import type { Invoice, LineItem } from "./invoice.ts";
import type { Ledger } from "./ledger.ts";
import type { Payment } from "./payment.ts";
import { cellPath, type Entry, spelling } from "./row.ts";
import { type Books, balanceOf, isActive, type Reduction, reductionsOn } from "./standing.ts";
import type { Statement, StatementLine } from "./statement.ts";

/** Checks rows against each other, logs what contradicts, and makes the ledger of what was read. */
export function crossCheck(entries: Entries, business: Business, today: Day, log: IssueLog): Ledger {
  const index = new Index(entries.refused, log);
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
  const totals = checkAllocations(entries.allocations, {
    invoices,
    adjustments,
    payments,
    index,
    currency,
    log,
  });
  const allocations = entries.allocations.map(({ value }) => value);
  const books: Books = { today, invoices, adjustments, payments, allocations };
  checkBalances(entries, { totals, reductions: reductionsOn(books, today), currency, log });

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

/** Finds rows by id, and says where an id is wrong. */
class Index {
  private readonly refused: Entries["refused"];
  private readonly log: IssueLog;

  constructor(refused: Entries["refused"], log: IssueLog) {
    this.refused = refused;
    this.log = log;
  }

  byId<Value>(
    entries: readonly Entry<Value>[],
    keys: readonly string[],
    idOf: (value: Value) => string,
  ): Map<string, Value> {
    const values = new Map<string, Value>();
    this.unique(entries, keys, idOf);
    for (const { value } of entries) values.set(idOf(value), value);
    return values;
  }

  /** Logs pairs of ids that stand twice in a table whose rows have no id of their own. */
  uniquePairs<Value>(entries: readonly Entry<Value>[], keys: readonly [string, string], what: string): void {
    const seen = new Map<string, Entry<Value>>();
    for (const entry of entries) {
      const [one, two] = keys.map((key) => (entry.value as Readonly<Record<string, string>>)[key]);
      const pair = JSON.stringify([one, two]);
      const first = seen.get(pair);
      if (first === undefined) seen.set(pair, entry);
      else {
        const message = `${what} ${shown(two)} of ${shown(one)} already stands at ${first.path.join("/")}.`;
        const related = pathIn(first, keys[1]);
        this.log.error({ code: "ID_DUPLICATE", path: pathIn(entry, keys[1]), related, message });
      }
    }
  }

  /** Logs ids that are used twice, and ids that only case, composition of letters or outer blanks tell apart. */
  unique<Value>(
    entries: readonly Entry<Value>[],
    keys: readonly string[],
    idOf: (value: Value) => string | undefined,
  ): void {
    const seen = new Map<string, Entry<Value>>();
    const folds = new Map<string, Entry<Value>>();
    for (const entry of entries) {
      const id = idOf(entry.value);
      if (id === undefined) continue;
      const first = seen.get(id);
      if (first !== undefined) {
        const message = `${shown(id)} is already used at ${first.path.join("/")}.`;
        const related = idPath(first, keys);
        this.log.error({ code: "ID_DUPLICATE", path: idPath(entry, keys), related, message });
        continue;
      }
      seen.set(id, entry);
      if (/^[!-@]*$/.test(id)) continue;
      const fold = id.normalize("NFC").trim().toLowerCase();
      const twin = folds.get(fold);
      if (twin === undefined) folds.set(fold, entry);
      else {
        const other = shown(idOf(twin.value));
        const message = `${shown(id)} and ${other} differ only by case, composition of letters or outer blanks.`;
        const related = idPath(twin, keys);
        this.log.warn({ code: "ID_CONFUSABLE", path: idPath(entry, keys), related, message });
      }
    }
  }

  /** Whether an id is known; logs that it is not, unless the row it names was there and refused. */
  refer(entry: Entry<unknown>, key: string, id: string, known: ReadonlyMap<string, unknown>): boolean {
    if (known.has(id)) return true;
    if (this.refused.get(key === "debitAdjustmentId" ? "adjustmentId" : key)?.has(id)) return false;
    this.log.error({
      code: "REF_UNKNOWN",
      path: pathIn(entry, key),
      message: `There is no ${nounOf(key)} ${shown(id)}.`,
      received: shown(id),
    });
    return false;
  }

  sameAccount(
    entry: Entry<unknown>,
    key: string,
    own: string | undefined,
    other: string | undefined,
    code: FaultCode = "ACCOUNT_MISMATCH",
  ): boolean {
    if (own === other) return true;
    const message = `This row is of account ${shown(own)}, what it names is of ${shown(other)}.`;
    this.log.error({ code, path: pathIn(entry, key), message });
    return false;
  }
}

/** What an id under a key names: `accountId` an account. */
function nounOf(key: string): string {
  return key
    .replace(/Id$/, "")
    .replace(/([A-Z])/g, " $1")
    .toLowerCase();
}

function pathIn({ path, raw }: Entry<unknown>, key: string): Path {
  return cellPath(path, raw, key);
}

/** The path of an id that may stand under several keys: the first of them that the row has. */
function idPath({ path, raw }: Entry<unknown>, keys: readonly string[]): Path {
  const spelled = keys.map((key) => spelling(raw, key));
  return [...path, spelled.find((key) => Object.hasOwn(raw as object, key)) as string];
}

function tablesWithAccounts(entries: Entries): readonly (readonly Entry<{ readonly accountId: string }>[])[] {
  const { invoices, adjustments, payments, invites, statements, jobs = [], sites } = entries;
  return [invoices, adjustments, payments, invites, statements, jobs, sites];
}

/** The accounts given, or, where there is no such table, those that rows name, in the order they are met. */
function accountsOf(entries: Entries, index: Index): Map<string, Account> {
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
  index: Index,
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
  index: Index,
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

interface AllocationContext {
  readonly invoices: ReadonlyMap<string, Invoice>;
  readonly adjustments: ReadonlyMap<string, Adjustment>;
  readonly payments: ReadonlyMap<string, Payment>;
  readonly index: Index;
  readonly currency: Currency;
  readonly log: IssueLog;
}

/** What allocations take off each document, whatever their days; null where one of them is wrong, so that nobody knows. */
type Totals = ReadonlyMap<Invoice | Adjustment, Minor | null>;

function checkAllocations(allocations: readonly Entry<Allocation>[], context: AllocationContext): Totals {
  const { currency, log } = context;
  const totals = new Map<Invoice | Adjustment, Minor | null>();
  const spent = new Map<Payment | Adjustment, Minor>();
  for (const entry of allocations) {
    const { value, path } = entry;
    const source = sourceOf(entry, context);
    const target = targetOf(entry, context);
    const fits = source !== undefined && target !== undefined;
    if (!fits || (target !== null && !sameAccountEnds(entry, source, target, context))) {
      if (target) totals.set(target, null);
      if (source !== undefined && "type" in source) totals.set(source, null);
      continue;
    }
    if (!isActive(source)) {
      const message = `${nameOf(source)} is not settled: the allocation reduces nothing.`;
      log.warn({ code: "ALLOCATION_INACTIVE", path, message });
      continue;
    }
    const tooMuch = (document: Payment | Adjustment | Invoice, how: "from" | "to") =>
      `More is allocated ${how} ${nameOf(document)} than its ${formatAmount(document.amount, currency)}.`;
    const taken = (spent.get(source) ?? 0) + value.amount;
    const overspent = taken > source.amount;
    if (overspent) log.error({ code: "PAYMENT_OVER_ALLOCATED", path, message: tooMuch(source, "from") });
    else spent.set(source, taken);
    if ("type" in source) addTotal(totals, source, overspent ? null : value.amount);
    if (target === null) continue;
    warnPrepayment(source, target, path, log);
    const overpaid = (totals.get(target) ?? 0) + value.amount > target.amount;
    if (overpaid) log.error({ code: "OVER_ALLOCATED", path, message: tooMuch(target, "to") });
    addTotal(totals, target, overspent || overpaid ? null : value.amount);
  }
  return totals;
}

function addTotal(
  totals: Map<Invoice | Adjustment, Minor | null>,
  document: Invoice | Adjustment,
  amount: Minor | null,
): void {
  const total = totals.get(document) ?? 0;
  totals.set(document, amount === null || totals.get(document) === null ? null : total + amount);
}

/** A document as a message names it. */
function nameOf(document: Payment | Adjustment | Invoice): string {
  if ("paymentId" in document) return `payment ${shown(document.paymentId)}`;
  if ("invoiceId" in document) return `invoice ${shown(document.invoiceId)}`;
  return `${document.type} memo ${shown(document.adjustmentId)}`;
}

function sourceOf(entry: Entry<Allocation>, context: AllocationContext): Payment | Adjustment | undefined {
  const { payments, adjustments, index, log } = context;
  const { paymentId, adjustmentId } = entry.value;
  if (paymentId !== undefined) {
    index.refer(entry, "paymentId", paymentId, payments);
    return payments.get(paymentId);
  }
  const id = adjustmentId as string;
  if (!index.refer(entry, "adjustmentId", id, adjustments)) return undefined;
  const source = adjustments.get(id);
  if (source?.type === "credit") return source;
  const message = `${shown(id)} is a debit memo: only a credit memo can be applied.`;
  log.error({ code: "ALLOCATION_ENDS", path: pathIn(entry, "adjustmentId"), message });
  return undefined;
}

/** The document an allocation goes to; null for a quote, which is not part of this ledger. */
function targetOf(
  entry: Entry<Allocation>,
  context: AllocationContext,
): Invoice | Adjustment | null | undefined {
  const { invoices, adjustments, index, log } = context;
  const { invoiceId, debitAdjustmentId, proformaId } = entry.value;
  if (proformaId !== undefined) return null;
  const key = invoiceId === undefined ? "debitAdjustmentId" : "invoiceId";
  const id = (invoiceId ?? debitAdjustmentId) as string;
  const target = invoiceId === undefined ? adjustments.get(id) : invoices.get(id);
  if (target === undefined) {
    index.refer(entry, key, id, new Map());
    return undefined;
  }
  const voided = target.status === "Voided" || target.voidedOn !== undefined;
  const wrongType = "type" in target && target.type !== "debit";
  if (!voided && !wrongType) return target;
  const message = voided
    ? `${shown(id)} is voided: nothing can be put against it.`
    : `${shown(id)} is a credit memo.`;
  log.error({ code: "ALLOCATION_INVALID_TARGET", path: pathIn(entry, key), message });
  return undefined;
}

function sameAccountEnds(
  entry: Entry<Allocation>,
  source: Payment | Adjustment,
  target: Invoice | Adjustment,
  { index }: AllocationContext,
): boolean {
  const key = entry.value.paymentId === undefined ? "adjustmentId" : "paymentId";
  return index.sameAccount(entry, key, target.accountId, source.accountId, "ALLOCATION_CROSS_ACCOUNT");
}

function warnPrepayment(
  source: Payment | Adjustment,
  target: Invoice | Adjustment,
  path: Path,
  log: IssueLog,
): void {
  if (!("paymentId" in source) || target.issuedOn === undefined || source.paidOn >= target.issuedOn) return;
  const message = `Paid on ${source.paidOn}, before the document of ${target.issuedOn} was issued.`;
  log.warn({ code: "PREPAYMENT", path, message });
}

interface BalanceContext {
  readonly totals: Totals;
  /** What stands today. */
  readonly reductions: ReadonlyMap<Invoice | Adjustment, Reduction>;
  readonly currency: Currency;
  readonly log: IssueLog;
}

function checkBalances(entries: Entries, context: BalanceContext): void {
  const balances = new Map<string, Minor>();
  for (const entry of entries.invoices) {
    const balance = checkBalance(entry, context);
    balances.set(entry.value.invoiceId, balance);
    warnLargeDiscount(entry, balance, context);
  }
  for (const entry of entries.adjustments) checkBalance(entry, context);
  for (const entry of entries.statementLines) {
    warnLargeDiscount(entry, balances.get(entry.value.invoiceId), context);
  }
}

function warnLargeDiscount(
  entry: Entry<Invoice | StatementLine>,
  balance: Minor | undefined,
  { log }: BalanceContext,
): void {
  const { discount } = entry.value;
  if (discount === undefined || !balance || discount.amount <= balance) return;
  const message = "The discount is more than what is unpaid; it counts up to that.";
  log.warn({ code: "DISCOUNT_EXCEEDS_BALANCE", path: pathIn(entry, "discountAmount"), message });
}

/** Checks a given balance and status against allocations; the balance of today. */
function checkBalance(entry: Entry<Invoice | Adjustment>, context: BalanceContext): Minor {
  const { totals, reductions, currency, log } = context;
  const { value } = entry;
  const total = totals.get(value);
  if (value.balance !== undefined && typeof total === "number" && value.balance !== value.amount - total) {
    const left = formatAmount(value.amount - total, currency);
    const message = `The balance is given as ${formatAmount(value.balance, currency)}, and allocations leave ${left}.`;
    log.error({ code: "BALANCE_MISMATCH", path: pathIn(entry, "balance"), message });
  }
  const balance = balanceOf(value, reductions.get(value));
  if (contradicts(value, balance)) {
    const open = `${formatAmount(balance, currency)} of ${formatAmount(value.amount, currency)}`;
    const message = `The status says ${value.status} and ${open} is open; the balance counts.`;
    log.warn({ code: "STATUS_BALANCE_MISMATCH", path: pathIn(entry, "status"), message });
  }
  return balance;
}

function contradicts({ status, amount, voidedOn }: Invoice | Adjustment, balance: Minor): boolean {
  if (status === undefined || status === "Voided" || voidedOn !== undefined || amount === 0) return false;
  if (status === "Paid" || status === "Applied") return balance !== 0;
  if (status === "Partially Paid" || status === "Partially Applied")
    return balance === 0 || balance === amount;
  return balance === 0;
}
