import type { Day } from "../calendar/day.ts";
import { epochMilliseconds } from "../calendar/instant.ts";
import { IssueLog, type Path, shown } from "../fault/issue.ts";
import type { Agreement } from "../model/agreement.ts";
import type { Allocation } from "../model/allocation.ts";
import type { Business } from "../model/business.ts";
import type { Invite } from "../model/invite.ts";
import { datedInvoice, type Invoice, type LineItem } from "../model/invoice.ts";
import { checkLayby, type Layby } from "../model/layby.ts";
import type { Note } from "../model/note.ts";
import { inOrderOfExecution, type PeriodClear } from "../model/period-clear.ts";
import type { Quote } from "../model/quote.ts";
import { reconcile } from "../model/reconcile.ts";
import { References } from "../model/references.ts";
import { cellPath, type Entry, spelling } from "../model/row.ts";
import { isActive } from "../model/standing.ts";
import type { Statement, StatementLine } from "../model/statement.ts";
import type { Minor } from "../money/amount.ts";
import {
  type AccountBooks,
  type BooksOfAll,
  type BookTable,
  emptyBooks,
  emptyHomes,
  type Homes,
} from "./account-books.ts";
import type { ReadChange } from "./change.ts";
import { PatchedMap } from "./patched-map.ts";

/** What changes are held against. */
export interface Basis {
  readonly business: Business;
  readonly books: ReadonlyMap<string, AccountBooks>;
  readonly homes: Homes;
  readonly periodClears: readonly PeriodClear[];
}

/** A change of one kind. */
type Of<Kind extends ReadChange["kind"]> = Extract<ReadChange, { readonly kind: Kind }>;

/** Where untouched rows stand, in issues about them: the row of a table by its id, in the ledger as it was. */
const inLedger = "ledger";

/**
 * Changes carried out on a copy: nothing of the basis changes, so that a batch that fails leaves no trace.
 *
 * Only the books of accounts that a change touches are made anew.
 */
export class Draft {
  /** The new books of touched accounts. */
  readonly books: Map<string, AccountBooks> = new Map();
  /** Rows that are new, by table, with their account. */
  readonly homes: BooksOfAll["homes"] = emptyHomes();
  /** All clears of the business, those of this draft among them. */
  periodClears: readonly PeriodClear[];
  private readonly basis: Basis;
  private readonly log: IssueLog;
  private readonly references: References;
  /** Where rows of the batch stand in it. */
  private readonly entries = new Map<unknown, Entry<unknown>>();
  /** Lists that this draft made and may add to. */
  private readonly lists = new Set<readonly unknown[]>();

  constructor(basis: Basis, log: IssueLog) {
    this.basis = basis;
    this.periodClears = basis.periodClears;
    this.log = log;
    this.references = new References(noneRefused, log);
  }

  /** Carries out one change; what does not fit is logged. */
  take(change: ReadChange): void {
    switch (change.kind) {
      case "account-changed":
        this.changeAccount(change);
        return;
      case "notes-changed":
        this.changeNotes(change);
        return;
      case "invoice-created":
      case "invoice-updated":
        this.putInvoice(change);
        return;
      case "invoice-paid":
        this.payInvoice(change);
        return;
      case "invoice-voided":
        this.voidInvoice(change);
        return;
      case "payment-posted":
      case "payment-updated":
        this.putRow("payments", change.entry, "paymentId", change.kind === "payment-posted");
        return;
      case "payment-allocated":
      case "adjustment-applied":
        this.allocate(change);
        return;
      case "adjustment-created":
      case "adjustment-updated":
        this.putRow("adjustments", change.entry, "adjustmentId", change.kind === "adjustment-created");
        return;
      case "invite-created":
      case "invite-changed":
        this.putInvite(change);
        return;
      case "statement-issued":
        this.issueStatement(change);
        return;
      case "job-changed":
        this.putRow("jobs", change.entry, "jobId");
        return;
      case "contract-changed":
        this.putContract(change);
        return;
      case "site-changed":
        this.putRow("sites", change.entry, "siteId");
        return;
      case "layby-changed":
        this.putLayby(change);
        return;
      case "quote-changed":
        this.putQuote(change);
        return;
      case "note-added":
        this.addNote(change);
        return;
      case "sale-recorded":
        this.recordSale(change);
        return;
      case "activity-changed":
        this.putRow("activities", change.entry, "activityId");
        return;
      case "task-changed":
        this.putRow("tasks", change.entry, "taskId");
        return;
      case "event-recorded":
        this.putRow("events", change.entry, "eventId", true);
        return;
      case "agreement-changed":
        this.putAgreement(change);
        return;
      case "period-cleared":
        this.clearPeriod(change);
        return;
    }
  }

  /** Holds the rows of touched accounts against each other: allocations, balances, statuses. */
  reconcile(today: Day): void {
    if (this.hasFirst("jobs") || this.hasFirst("contracts")) this.checkAllInvoices();
    if (this.hasFirst("quotes")) this.checkAllProformas();
    for (const books of this.books.values()) this.reconcileAccount(books, today);
  }

  /** Whether a table had no row before and has one now: what invoices name in it can be looked up from now on. */
  private hasFirst(table: "jobs" | "contracts" | "quotes"): boolean {
    return this.basis.homes[table].size === 0 && this.homes[table].size > 0;
  }

  private checkAllProformas(): void {
    for (const id of new Set([...this.basis.books.keys(), ...this.books.keys()])) {
      const { allocations } = this.booksOf(id) as AccountBooks;
      for (const [at, allocation] of allocations.entries()) {
        const entry = this.entries.get(allocation) as Entry<Allocation>;
        this.proformaFits(entry ?? untouchedEntry("allocations", at, allocation), id);
      }
    }
  }

  /** Whether the quote that an allocation names is there, and of the same account; logs what is not. */
  private proformaFits(entry: Entry<Allocation>, accountId: string): boolean {
    const { proformaId } = entry.value;
    if (proformaId === undefined || !this.hasAny("quotes")) return true;
    if (!this.refers(entry, "proformaId", "quotes", proformaId)) return false;
    const key = entry.value.paymentId === undefined ? "adjustmentId" : "paymentId";
    const home = this.home("quotes", proformaId);
    return this.references.sameAccount(entry, key, home, accountId, "ALLOCATION_CROSS_ACCOUNT");
  }

  private checkAllInvoices(): void {
    for (const id of new Set([...this.basis.books.keys(), ...this.books.keys()])) {
      const { invoices } = this.booksOf(id) as AccountBooks;
      for (const [invoiceId, invoice] of invoices) {
        this.fits(
          (this.entries.get(invoice) as Entry<Invoice>) ?? untouchedEntry("invoices", invoiceId, invoice),
        );
      }
    }
  }

  /**
   * Only rows of the batch can be wrong, and rows that allocations connect with them: all others were in order before and
   * have not changed. So documents that neither came nor have an allocation are left out.
   */
  private reconcileAccount(books: AccountBooks, today: Day): void {
    // How many are listed at most is for the batch's own log to say.
    const log = new IssueLog(Number.POSITIVE_INFINITY);
    const { invoices, adjustments, payments, allocations, statements } = books;
    const isConcerned = ({ invoiceId }: StatementLine) => this.entries.has(invoices.get(invoiceId));
    const lines = [...statements.values()].flatMap((each) =>
      this.entries.has(each) ? each.lines : each.lines.filter(isConcerned),
    );
    // Untouched rows that allocations or lines of the batch lead to.
    const concernedInvoices = new Set(lines.map(({ invoiceId }) => invoiceId));
    const concernedMemos = new Set<string>();
    for (const { adjustmentId, invoiceId, debitAdjustmentId } of allocations) {
      if (invoiceId !== undefined) concernedInvoices.add(invoiceId);
      for (const id of [adjustmentId, debitAdjustmentId]) if (id !== undefined) concernedMemos.add(id);
    }
    const entriesOf = <Row>(
      table: string,
      rows: ReadonlyMap<string, Row>,
      concerned: ReadonlySet<string>,
    ) => {
      const found: Entry<Row>[] = [];
      for (const row of PatchedMap.rowsPut(rows)) found.push(this.entries.get(row) as Entry<Row>);
      for (const id of concerned) {
        const row = rows.get(id);
        if (row !== undefined && !this.entries.has(row)) found.push(untouchedEntry(table, id, row));
      }
      return found;
    };
    reconcile(
      {
        invoices: entriesOf("invoices", invoices, concernedInvoices),
        adjustments: entriesOf("adjustments", adjustments, concernedMemos),
        allocations: allocations.map(
          (row, at) => (this.entries.get(row) as Entry<Allocation>) ?? untouchedEntry("allocations", at, row),
        ),
        statementLines: lines.map(
          (line, at) =>
            (this.entries.get(line) as Entry<StatementLine>) ?? untouchedEntry("statement_lines", at, line),
        ),
      },
      {
        today,
        invoices,
        adjustments,
        payments,
        references: new References(noneRefused, log),
        currency: this.basis.business.currency,
        log,
      },
    );
    for (const issue of log.issues) this.log.error(issue);
    const near = this.nearIn(books);
    for (const issue of log.warnings) {
      // What is to be remarked on rows that the batch does not reach was remarked when they came.
      if (
        issue.path[0] !== inLedger ||
        issue.path[1] === "statement_lines" ||
        near.has(issue.path.slice(1, 3).join("/"))
      )
        this.log.warn(issue);
    }
  }

  /** Untouched rows that a touched one is connected with by an allocation: `table/id`. */
  private nearIn({ allocations, invoices, adjustments, payments }: AccountBooks): ReadonlySet<string> {
    const near = new Set<string>();
    const isNew = (row: unknown) => this.entries.has(row);
    for (const [at, allocation] of allocations.entries()) {
      const { paymentId, adjustmentId, invoiceId, debitAdjustmentId } = allocation;
      const ends = [
        ["payments", payments, paymentId],
        ["adjustments", adjustments, adjustmentId],
        ["invoices", invoices, invoiceId],
        ["adjustments", adjustments, debitAdjustmentId],
      ] as const;
      const named = ends.filter(([, rows, id]) => id !== undefined && rows.has(id));
      if (!isNew(allocation) && !named.some(([, rows, id]) => isNew(rows.get(id as string)))) continue;
      near.add(`allocations/${at}`);
      for (const [table, , id] of named) near.add(`${table}/${id}`);
    }
    return near;
  }

  private changeAccount({ entry }: Of<"account-changed">): void {
    const account = entry.value;
    const books = this.booksOf(account.accountId);
    this.books.set(account.accountId, books === undefined ? emptyBooks(account) : { ...books, account });
  }

  private changeNotes({ entry }: Of<"notes-changed">): void {
    const { accountId, notes } = entry.value;
    const books = this.owner(entry, accountId);
    if (books !== undefined) this.put({ ...books, account: { ...books.account, notes } });
  }

  private putInvoice(change: Of<"invoice-created" | "invoice-updated">): void {
    const { kind, lists } = change;
    const { lineItems } = lists;
    const { invoiceId, accountId } = change.entry.value;
    const linesFit = this.linesFit(lineItems ?? [], "invoiceId", invoiceId, "line");
    // The due day is worked out once, under the terms that the account has now.
    const owner = this.owner(change.entry, accountId);
    const dated = owner && datedInvoice(change.entry, owner.account.terms, this.log);
    if (dated === undefined) return;
    const entry: Entry<Invoice> = { ...change.entry, value: dated };
    if (!(this.fits(entry) && linesFit)) return;
    const before = this.booksOf(accountId)?.invoices.get(invoiceId);
    const items = lineItems?.map(({ value }) => value) ?? before?.lineItems ?? [];
    const invoice: Invoice = items.length === 0 ? entry.value : { ...entry.value, lineItems: items };
    this.putRow("invoices", { ...entry, value: invoice }, "invoiceId", kind === "invoice-created");
  }

  /**
   * The invoice is settled as the ERP says: where allocations are known, they must say so too. Where they already do, they
   * alone say it, so that it is owed again should a payment bounce.
   */
  private payInvoice(change: Of<"invoice-paid">): void {
    const found = this.invoiceOf(change);
    if (found === undefined) return;
    if (isVoided(found)) {
      this.contradiction(change, "invoiceId", `Invoice ${shown(found.invoiceId)} is voided.`);
      return;
    }
    const { balance: _, ...invoice } = found;
    const paid: Invoice = this.allocatedTo(found) === found.amount ? invoice : { ...invoice, balance: 0 };
    this.replaceInvoice(change, { ...paid, status: "Paid" });
  }

  /** What settled payments and credits put against an invoice, in minor units, whatever the day. */
  private allocatedTo({ invoiceId, accountId }: Invoice): Minor {
    const { allocations, adjustments, payments } = this.booksOf(accountId) as AccountBooks;
    let sum = 0;
    for (const { invoiceId: target, paymentId, adjustmentId, amount } of allocations) {
      if (target !== invoiceId) continue;
      const source =
        paymentId === undefined ? adjustments.get(adjustmentId as string) : payments.get(paymentId);
      if (source !== undefined && isActive(source)) sum += amount;
    }
    return sum;
  }

  private voidInvoice(change: Of<"invoice-voided">): void {
    const found = this.invoiceOf(change);
    if (found === undefined) return;
    const { voidedOn } = change.entry.value;
    if (found.voidedOn !== undefined && found.voidedOn !== voidedOn) {
      const message = `Invoice ${shown(found.invoiceId)} is voided since ${found.voidedOn}.`;
      this.contradiction(change, "voidedOn", message);
      return;
    }
    this.replaceInvoice(change, { ...found, voidedOn, status: "Voided" });
  }

  private invoiceOf({ entry }: Of<"invoice-paid" | "invoice-voided">): Invoice | undefined {
    const { invoiceId } = entry.value;
    if (!this.refers(entry, "invoiceId", "invoices", invoiceId)) return undefined;
    return this.booksOf(this.home("invoices", invoiceId) as string)?.invoices.get(invoiceId);
  }

  private replaceInvoice(change: Of<"invoice-paid" | "invoice-voided">, invoice: Invoice): void {
    this.putRow("invoices", { ...change.entry, value: invoice }, "invoiceId", false);
  }

  private contradiction({ path, entry }: ReadChange, key: string, message: string): void {
    this.log.error({ code: "EVENT_CONFLICT", path: cellPath(path, entry.raw, key), message });
  }

  private allocate({ entry, kind }: Of<"payment-allocated" | "adjustment-applied">): void {
    const { paymentId, adjustmentId, invoiceId, debitAdjustmentId } = entry.value;
    const wanted = kind === "payment-allocated" ? "paymentId" : "adjustmentId";
    if (entry.value[wanted] === undefined) {
      const message = `A change of kind ${kind} says where the money comes from under ${wanted}.`;
      this.log.error({ code: "ALLOCATION_ENDS", path: cellPath(entry.path, entry.raw, wanted), message });
      return;
    }
    const sourceKnown =
      paymentId === undefined
        ? this.refers(entry, "adjustmentId", "adjustments", adjustmentId as string)
        : this.refers(entry, "paymentId", "payments", paymentId);
    const target = invoiceId ?? debitAdjustmentId;
    const [key, table] =
      invoiceId === undefined
        ? (["debitAdjustmentId", "adjustments"] as const)
        : (["invoiceId", "invoices"] as const);
    const targetKnown = target === undefined || this.refers(entry, key, table, target);
    if (!(sourceKnown && targetKnown)) return;
    const accountId = (
      paymentId === undefined
        ? this.home("adjustments", adjustmentId as string)
        : this.home("payments", paymentId)
    ) as string;
    const other = target === undefined ? accountId : this.home(table, target);
    if (other !== accountId) {
      const message = `What it comes from is of account ${shown(accountId)}, what it goes to of ${shown(other)}.`;
      this.log.error({
        code: "ALLOCATION_CROSS_ACCOUNT",
        path: cellPath(entry.path, entry.raw, wanted),
        message,
      });
      return;
    }
    if (!this.proformaFits(entry, accountId)) return;
    const books = this.booksOf(accountId) as AccountBooks;
    this.entries.set(entry.value, entry);
    this.put({ ...books, allocations: this.appended(books.allocations, entry.value) });
  }

  private putInvite({ entry, kind }: Of<"invite-created" | "invite-changed">): void {
    const invite = entry.value;
    const books = this.owner(entry, invite.accountId);
    if (books === undefined) return;
    const { inviteId } = invite;
    const home = inviteId === undefined ? undefined : this.home("invites", inviteId);
    if (kind === "invite-created") {
      if (home !== undefined) {
        this.duplicate(entry, "inviteId", inviteId as string);
        return;
      }
      if (inviteId !== undefined) this.homes.invites.set(inviteId, invite.accountId);
      this.put({ ...books, invites: this.appended(books.invites, invite) });
      return;
    }
    if (home !== undefined && !this.references.sameAccount(entry, "accountId", invite.accountId, home)) {
      return;
    }
    const place = placeOfInvite(books.invites, invite);
    if (place === -1) {
      const message =
        inviteId === undefined
          ? `Account ${shown(invite.accountId)} has no invitation without an id sent at ${invite.createdAt}.`
          : `Account ${shown(invite.accountId)} has no invitation ${shown(inviteId)}.`;
      const key = inviteId === undefined ? "createdAt" : "inviteId";
      this.log.error({ code: "REF_UNKNOWN", path: cellPath(entry.path, entry.raw, key), message });
      return;
    }
    const before = books.invites[place] as Invite;
    if (epochMilliseconds(invite.updatedAt) < epochMilliseconds(before.updatedAt)) {
      const message = `The invitation was changed at ${before.updatedAt}, after this change of ${invite.updatedAt}.`;
      this.log.error({ code: "EVENT_CONFLICT", path: cellPath(entry.path, entry.raw, "updatedAt"), message });
      return;
    }
    this.put({ ...books, invites: books.invites.map((each, at) => (at === place ? invite : each)) });
  }

  private issueStatement({ entry, lists }: Of<"statement-issued">): void {
    const lines = lists.statementLines ?? [];
    const { statementId, accountId } = entry.value;
    const fit = this.linesFit(lines, "statementId", statementId, "invoiceId");
    const known = lines.filter((line) => {
      const { invoiceId } = line.value;
      if (!this.refers(line, "invoiceId", "invoices", invoiceId)) return false;
      return this.references.sameAccount(line, "invoiceId", accountId, this.home("invoices", invoiceId));
    });
    if (!fit || known.length < lines.length) return;
    for (const line of lines) this.entries.set(line.value, line);
    const statement: Statement = { ...entry.value, lines: lines.map(({ value }) => value) };
    this.putRow("statements", { ...entry, value: statement }, "statementId", true);
  }

  private putLayby({ entry, lists }: Of<"layby-changed">): void {
    const { laybyId, accountId } = entry.value;
    const before = this.booksOf(accountId)?.laybys.get(laybyId);
    // Rows that are not given stay as they are.
    const kept = <Row>(rows: readonly Row[] = []) => rows.map((value) => ({ ...entry, value }));
    const { laybyItems: items = kept(before?.items), laybyPayments: payments = kept(before?.payments) } =
      lists;
    const itemsFit = this.rowsBelong(items, "laybyId", laybyId);
    const paymentsFit = this.rowsBelong(payments, "laybyId", laybyId);
    if (!(itemsFit && paymentsFit)) return;
    checkLayby({ layby: entry, items, payments }, this.basis.business.currency, this.log);
    const layby: Layby = {
      ...entry.value,
      items: items.map(({ value }) => value),
      payments: payments.map(({ value }) => value),
    };
    this.putRow("laybys", { ...entry, value: layby }, "laybyId");
  }

  private putQuote({ entry, lists }: Of<"quote-changed">): void {
    const { quoteId, accountId } = entry.value;
    const given = lists.quoteLines;
    if (given !== undefined && !this.rowsBelong(given, "quoteId", quoteId)) return;
    const before = this.booksOf(accountId)?.quotes.get(quoteId);
    const quote: Quote = { ...entry.value, lines: given?.map(({ value }) => value) ?? before?.lines ?? [] };
    this.putRow("quotes", { ...entry, value: quote }, "quoteId");
  }

  private addNote({ entry }: Of<"note-added">): void {
    const { accountId, invoiceId, adjustmentId, paymentId } = entry.value;
    const isOwn = (key: string, table: BookTable, id: string | undefined) =>
      id === undefined ||
      (this.refers(entry, key, table, id) &&
        this.references.sameAccount(entry, key, accountId, this.home(table, id)));
    const fits = [
      isOwn("invoiceId", "invoices", invoiceId),
      isOwn("adjustmentId", "adjustments", adjustmentId),
      isOwn("paymentId", "payments", paymentId),
    ];
    if (fits.every((each) => each)) this.putRow<Note>("notes", entry, "noteId", true);
  }

  private recordSale({ entry }: Of<"sale-recorded">): void {
    const books = this.owner(entry, entry.value.accountId);
    if (books !== undefined) this.put({ ...books, sales: this.appended(books.sales, entry.value) });
  }

  private putAgreement({ entry, lists }: Of<"agreement-changed">): void {
    const { agreementId, accountId } = entry.value;
    const given = lists.bonuses;
    if (given !== undefined && !this.rowsBelong(given, "agreementId", agreementId)) return;
    const before = this.booksOf(accountId)?.agreements.get(agreementId);
    const bonuses = given?.map(({ value }) => value) ?? before?.bonuses ?? [];
    const agreement: Agreement = { ...entry.value, bonuses };
    this.putRow("agreements", { ...entry, value: agreement }, "agreementId");
  }

  private clearPeriod({ entry }: Of<"period-cleared">): void {
    const { kind, executedOn } = entry.value;
    if (this.periodClears.some((each) => each.kind === kind && each.executedOn === executedOn)) {
      const message = `There is a clear of the ${kind} on ${executedOn} already.`;
      const path = cellPath(entry.path, entry.raw, "executedOn");
      this.log.error({ code: "ID_DUPLICATE", path, message });
      return;
    }
    this.periodClears = inOrderOfExecution([...this.periodClears, entry.value]);
  }

  private putContract({ entry }: Of<"contract-changed">): void {
    const { contractId, jobId } = entry.value;
    if (!this.refers(entry, "jobId", "jobs", jobId)) return;
    const accountId = this.home("jobs", jobId) as string;
    const before = this.home("contracts", contractId);
    if (before !== undefined && !this.references.sameAccount(entry, "jobId", accountId, before)) return;
    const books = this.booksOf(accountId) as AccountBooks;
    this.homes.contracts.set(contractId, accountId);
    this.put({ ...books, contracts: PatchedMap.put(books.contracts, contractId, entry.value) });
  }

  /**
   * Puts a row into its account's books.
   *
   * @param isNew - Whether the row must be new (true), must be there (false), or may be either (absent).
   */
  private putRow<Row extends { readonly accountId: string }>(
    table: Exclude<BookTable, "contracts">,
    entry: Entry<Row>,
    idKey: keyof Row & string,
    isNew?: boolean,
  ): void {
    const { value } = entry;
    const id = value[idKey] as string;
    const books = this.owner(entry, value.accountId);
    const home = this.home(table, id);
    if (isNew === true && home !== undefined) {
      this.duplicate(entry, idKey, id);
      return;
    }
    if (isNew === false && !this.refers(entry, idKey, table, id)) return;
    if (home !== undefined && !this.references.sameAccount(entry, "accountId", value.accountId, home)) return;
    if (books === undefined) return;
    this.homes[table].set(id, value.accountId);
    this.entries.set(value, entry);
    this.put({ ...books, [table]: PatchedMap.put<unknown>(books[table], id, value) });
  }

  /** A list with one more row: the list itself where this draft made it, so that a long batch copies it once. */
  private appended<Row>(list: readonly Row[], row: Row): readonly Row[] {
    if (this.lists.has(list)) {
      (list as Row[]).push(row);
      return list;
    }
    const longer = [...list, row];
    this.lists.add(longer);
    return longer;
  }

  private put(books: AccountBooks): void {
    this.books.set(books.account.accountId, books);
  }

  private booksOf(accountId: string): AccountBooks | undefined {
    return this.books.get(accountId) ?? this.basis.books.get(accountId);
  }

  /** The books of the account that a row names; undefined after logging that there is none. */
  private owner(entry: Entry<unknown>, accountId: string): AccountBooks | undefined {
    const books = this.booksOf(accountId);
    if (books === undefined) this.unknown(entry, "accountId", "account", accountId);
    return books;
  }

  private home(table: keyof Homes, id: string): string | undefined {
    return this.homes[table].get(id) ?? this.basis.homes[table].get(id);
  }

  /** Whether a ledger has any row of a table: one without jobs or contracts may still name them on invoices. */
  private hasAny(table: "jobs" | "contracts" | "quotes"): boolean {
    return this.basis.homes[table].size + this.homes[table].size > 0;
  }

  /** Whether the job and the contract that an invoice names are there; logs what is not. */
  private fits(entry: Entry<Invoice>): boolean {
    const { accountId, jobId, contractId } = entry.value;
    const jobFits =
      jobId === undefined ||
      !this.hasAny("jobs") ||
      (this.refers(entry, "jobId", "jobs", jobId) &&
        this.references.sameAccount(entry, "jobId", accountId, this.home("jobs", jobId)));
    const contractFits =
      contractId === undefined ||
      !this.hasAny("contracts") ||
      this.refers(entry, "contractId", "contracts", contractId);
    return jobFits && contractFits;
  }

  /** Whether an id is known; logs that it is not. */
  private refers(entry: Entry<unknown>, key: string, table: BookTable, id: string): boolean {
    if (this.home(table, id) !== undefined) return true;
    this.unknown(entry, key, table.slice(0, -1), id);
    return false;
  }

  private unknown(entry: Entry<unknown>, key: string, noun: string, id: string): void {
    const message = `There is no ${noun} ${shown(id)}.`;
    this.log.error({ code: "REF_UNKNOWN", path: pathOfId(entry, key), message, received: shown(id) });
  }

  private duplicate(entry: Entry<unknown>, key: string, id: string): void {
    const message = `${shown(id)} is already used: a change to it is an update.`;
    this.log.error({ code: "ID_DUPLICATE", path: pathOfId(entry, key), message });
  }

  /** Whether the rows that come with another name it; logs those that do not. */
  private rowsBelong<Key extends string>(
    rows: readonly Entry<{ readonly [Each in Key]: string }>[],
    key: Key,
    id: string,
  ): boolean {
    let belong = true;
    for (const row of rows) {
      const named = row.value[key];
      if (named === id) continue;
      const message = `This row belongs to ${shown(named)}, the change is about ${shown(id)}.`;
      this.log.error({ code: "REF_UNKNOWN", path: cellPath(row.path, row.raw, key), message });
      belong = false;
    }
    return belong;
  }

  /** Whether the lines that come with a row name that row, and each other thing once. */
  private linesFit<Key extends string, Line extends LineItem | StatementLine>(
    lines: readonly Entry<Line>[],
    parentKey: Key,
    parentId: string,
    ownKey: string,
  ): boolean {
    const seen = new Map<unknown, Path>();
    let fit = true;
    for (const line of lines) {
      const cells = line.value as unknown as Readonly<Record<string, unknown>>;
      const [parent, own] = [cells[parentKey], cells[ownKey]];
      if (parent !== parentId) {
        const message = `This line belongs to ${shown(parent)}, the change is about ${shown(parentId)}.`;
        this.log.error({ code: "REF_UNKNOWN", path: cellPath(line.path, line.raw, parentKey), message });
        fit = false;
      }
      const first = seen.get(own);
      if (first !== undefined) {
        const message = `${shown(own)} already stands at ${first.join("/")}.`;
        this.log.error({
          code: "ID_DUPLICATE",
          path: cellPath(line.path, line.raw, ownKey),
          related: first,
          message,
        });
        fit = false;
      }
      seen.set(own, line.path);
    }
    return fit;
  }
}

/** Where an id stands in a row: of an invoice it may be its number. */
function pathOfId({ path, raw }: Entry<unknown>, key: string): Path {
  const row = raw as object;
  const isNumber = key === "invoiceId" && !Object.hasOwn(row, spelling(row, key));
  return cellPath(path, row, isNumber ? "invoiceNumber" : key);
}

const noneRefused: ReadonlyMap<string, ReadonlySet<string>> = new Map<string, ReadonlySet<string>>();
/** Stands for a row that came before the batch: its cells are named as in ledger files. */
const untouched: Readonly<Record<string, never>> = {};

function untouchedEntry<Row>(table: string, id: string | number, value: Row): Entry<Row> {
  return { value, path: [inLedger, table, id], raw: untouched };
}

function isVoided({ status, voidedOn }: Invoice): boolean {
  return status === "Voided" || voidedOn !== undefined;
}

/** Where an invitation stands: by its id, or, without one, the last of those without an id sent at the same instant. */
function placeOfInvite(invites: readonly Invite[], { inviteId, createdAt }: Invite): number {
  return invites.findLastIndex((each) =>
    inviteId === undefined
      ? each.inviteId === undefined && each.createdAt === createdAt
      : each.inviteId === inviteId,
  );
}
