import type { Day } from "../calendar/day.ts";
import { type IssueLog, type Path, shown } from "../fault/issue.ts";
import { type Account, accountRow } from "../model/account.ts";
import {
  type Activity,
  activityRow,
  eventFields,
  type SystemEvent,
  type Task,
  taskRow,
} from "../model/activity.ts";
import { type Adjustment, adjustmentRow } from "../model/adjustment.ts";
import { type Agreement, agreementRow, type Bonus, bonusRow } from "../model/agreement.ts";
import { type Allocation, allocationRow } from "../model/allocation.ts";
import type { Business } from "../model/business.ts";
import { day, type Field, type Fields, foldChoice, id, required, text } from "../model/field.ts";
import { type Invite, inviteRow } from "../model/invite.ts";
import { type LineItem, lineItemFields, type UndatedInvoice, undatedInvoiceRow } from "../model/invoice.ts";
import { type Contract, contractFields, type Job, jobFields, type Site, siteFields } from "../model/job.ts";
import {
  type Layby,
  type LaybyItem,
  type LaybyPayment,
  laybyItemRow,
  laybyPaymentRow,
  laybyRow,
} from "../model/layby.ts";
import { type Note, noteRow } from "../model/note.ts";
import { type Payment, paymentRow } from "../model/payment.ts";
import { type PeriodClear, periodClearFields } from "../model/period-clear.ts";
import { type Quote, type QuoteLine, quoteLineRow, quoteRow } from "../model/quote.ts";
import { readRows } from "../model/reader.ts";
import {
  cellPath,
  columnName,
  type Entry,
  isPlainObject,
  logThrown,
  type RowReader,
  rowReader,
} from "../model/row.ts";
import { type Sale, saleFields } from "../model/sale.ts";
import { type Statement, type StatementLine, statementLineRow, statementRow } from "../model/statement.ts";
import type { Currency } from "../money/currency.ts";
import { compareIds } from "../table/order.ts";

/** The invoice that was paid: of `invoice-paid`. */
interface PaidInvoice {
  readonly invoiceId: string;
}

/** The invoice that was voided: of `invoice-voided`. */
interface VoidedInvoice {
  readonly invoiceId: string;
  readonly voidedOn: Day;
}

/** The new notes on an account: of `notes-changed`. */
interface AccountNotes {
  readonly accountId: string;
  readonly notes: string;
}

/** What each part of a change is once it is read. */
interface Parts {
  readonly account: Account;
  readonly accountNotes: AccountNotes;
  readonly invoice: UndatedInvoice;
  readonly paid: PaidInvoice;
  readonly voided: VoidedInvoice;
  readonly payment: Payment;
  readonly allocation: Allocation;
  readonly adjustment: Adjustment;
  readonly invite: Invite;
  readonly statement: Statement;
  readonly job: Job;
  readonly contract: Contract;
  readonly site: Site;
  readonly layby: Layby;
  readonly quote: Quote;
  readonly note: Note;
  readonly sale: Sale;
  readonly activity: Activity;
  readonly task: Task;
  readonly event: SystemEvent;
  readonly agreement: Agreement;
  readonly periodClear: PeriodClear;
}

/** Which part each kind of change carries; a part that is a row of a ledger table stands under the noun's own key. */
const partOfKind = {
  "account-changed": "account",
  "notes-changed": "accountNotes",
  "invoice-created": "invoice",
  "invoice-updated": "invoice",
  "invoice-paid": "paid",
  "invoice-voided": "voided",
  "payment-posted": "payment",
  "payment-updated": "payment",
  "payment-allocated": "allocation",
  "adjustment-created": "adjustment",
  "adjustment-updated": "adjustment",
  "adjustment-applied": "allocation",
  "invite-created": "invite",
  "invite-changed": "invite",
  "statement-issued": "statement",
  "job-changed": "job",
  "contract-changed": "contract",
  "site-changed": "site",
  "layby-changed": "layby",
  "quote-changed": "quote",
  "note-added": "note",
  "sale-recorded": "sale",
  "activity-changed": "activity",
  "task-changed": "task",
  "event-recorded": "event",
  "agreement-changed": "agreement",
  "period-cleared": "periodClear",
} as const;

/** What can happen to a ledger. */
export type ChangeKind = Change["kind"];

/** The kinds of changes a store takes, as a list. */
export const changeKinds: readonly ChangeKind[] = Object.keys(partOfKind) as ChangeKind[];

/** A row of a ledger table as it comes in: keys in camelCase or snake_case, amounts and days as text. */
export type RawChangeRow = Readonly<Record<string, unknown>>;

/**
 * Something that happened to a ledger, as it comes in.
 *
 * `changeId` is the sender's own: a change that comes again under it does nothing. A row is whole, as in the ledger's
 * tables (docs/ledger.md): it replaces the row of its id. What a kind means is in docs/store.md.
 */
export type Change = { readonly changeId: string } & (
  | { readonly kind: "account-changed"; readonly account: RawChangeRow }
  | { readonly kind: "notes-changed"; readonly accountId: string; readonly notes: string }
  | {
      readonly kind: "invoice-created" | "invoice-updated";
      readonly invoice: RawChangeRow;
      /** Rows of its line items. Absent from an update: they stay as they are. */
      readonly lineItems?: readonly RawChangeRow[];
    }
  | { readonly kind: "invoice-paid"; readonly invoiceId: string }
  | { readonly kind: "invoice-voided"; readonly invoiceId: string; readonly voidedOn: unknown }
  | { readonly kind: "payment-posted" | "payment-updated"; readonly payment: RawChangeRow }
  | { readonly kind: "payment-allocated" | "adjustment-applied"; readonly allocation: RawChangeRow }
  | { readonly kind: "adjustment-created" | "adjustment-updated"; readonly adjustment: RawChangeRow }
  | { readonly kind: "invite-created" | "invite-changed"; readonly invite: RawChangeRow }
  | {
      readonly kind: "statement-issued";
      readonly statement: RawChangeRow;
      readonly lines?: readonly RawChangeRow[];
    }
  | { readonly kind: "job-changed"; readonly job: RawChangeRow }
  | { readonly kind: "contract-changed"; readonly contract: RawChangeRow }
  | { readonly kind: "site-changed"; readonly site: RawChangeRow }
  | {
      readonly kind: "layby-changed";
      readonly layby: RawChangeRow;
      /** All its items, and all its payments, as they are from now on. Absent: they stay as they are. */
      readonly items?: readonly RawChangeRow[];
      readonly payments?: readonly RawChangeRow[];
    }
  | {
      readonly kind: "quote-changed";
      readonly quote: RawChangeRow;
      /** All its lines, as they are from now on. Absent: they stay as they are. */
      readonly lines?: readonly RawChangeRow[];
    }
  | { readonly kind: "note-added"; readonly note: RawChangeRow }
  | { readonly kind: "sale-recorded"; readonly sale: RawChangeRow }
  | { readonly kind: "activity-changed"; readonly activity: RawChangeRow }
  | { readonly kind: "task-changed"; readonly task: RawChangeRow }
  | { readonly kind: "event-recorded"; readonly event: RawChangeRow }
  | {
      readonly kind: "agreement-changed";
      readonly agreement: RawChangeRow;
      /** All its bonuses, as they are from now on. Absent: they stay as they are. */
      readonly bonuses?: readonly RawChangeRow[];
    }
  | { readonly kind: "period-cleared"; readonly periodClear: RawChangeRow }
);

/** A change whose own rows are in order; whether it fits the ledger is not known yet. */
export type ReadChange = {
  readonly [Kind in ChangeKind]: {
    readonly kind: Kind;
    readonly changeId: string;
    readonly path: Path;
    /** The change's own cells. */
    readonly raw: unknown;
    readonly entry: Entry<Parts[(typeof partOfKind)[Kind]]>;
    readonly lists: ChangeLists;
    /** The change as it was understood, to tell a replay from a contradiction: spelling does not matter. */
    readonly body: string;
  };
}[ChangeKind];

/** The lists of rows that come with a change's main row; one that is not there was not given. */
export interface ChangeLists {
  readonly lineItems?: readonly Entry<LineItem>[];
  readonly statementLines?: readonly Entry<StatementLine>[];
  readonly laybyItems?: readonly Entry<LaybyItem>[];
  readonly laybyPayments?: readonly Entry<LaybyPayment>[];
  readonly quoteLines?: readonly Entry<QuoteLine>[];
  readonly bonuses?: readonly Entry<Bonus>[];
}

/** Reads a change; undefined after logging everything that is wrong with it. */
export type ChangeReader = (raw: unknown, path: Path, log: IssueLog) => ReadChange | undefined;

/** Lists of rows that belong to a change's main row, by the key they stand under. */
const listsOfKind: Partial<Readonly<Record<ChangeKind, Readonly<Record<string, keyof ChangeLists>>>>> = {
  "invoice-created": { lineItems: "lineItems" },
  "invoice-updated": { lineItems: "lineItems" },
  "statement-issued": { lines: "statementLines" },
  "layby-changed": { items: "laybyItems", payments: "laybyPayments" },
  "quote-changed": { lines: "quoteLines" },
  "agreement-changed": { bonuses: "bonuses" },
};

const kindByFold = new Map(changeKinds.map((kind) => [foldChoice(kind), kind]));

/** A cell that is taken as it comes: it is read as a row of its own, or was read before. */
const asItComes: Field<unknown> = {
  kind: "text",
  means: "A row, or rows, of the ledger's tables.",
  required: false,
  missing: "FIELD_MISSING",
  read: (value) => value,
};

/** The reader of changes to a ledger in one currency. */
export function changeReader({
  currency,
  laybyTerm,
}: Pick<Business, "currency" | "laybyTerm">): ChangeReader {
  const rows: RowReaders = {
    account: accountRow(currency),
    invoice: undatedInvoiceRow(currency),
    payment: paymentRow(currency),
    allocation: allocationRow(currency),
    adjustment: adjustmentRow(currency),
    invite: inviteRow(currency),
    statement: statementRow(currency),
    job: rowReader(jobFields, currency),
    contract: rowReader(contractFields, currency),
    site: rowReader(siteFields, currency),
    layby: laybyRow(currency, laybyTerm),
    quote: quoteRow(currency),
    note: noteRow(currency),
    sale: rowReader(saleFields, currency),
    activity: activityRow(currency),
    task: taskRow(currency),
    event: rowReader(eventFields, currency),
    agreement: agreementRow(currency),
    periodClear: rowReader(periodClearFields, currency),
    lineItems: rowReader(lineItemFields, currency),
    statementLines: statementLineRow(currency),
    laybyItems: laybyItemRow(currency),
    laybyPayments: laybyPaymentRow(currency),
    quoteLines: quoteLineRow(currency),
    bonuses: bonusRow(currency),
  };
  const envelopes = Object.fromEntries(
    changeKinds.map((kind) => [kind, envelopeOf(kind, currency)]),
  ) as Readonly<Record<ChangeKind, EnvelopeReader>>;
  const read = (raw: unknown, path: Path, log: IssueLog): ReadChange | undefined => {
    const errorsBefore = log.errorCount;
    const cells = cellsOf(raw, path, log);
    const kind = cells === undefined ? undefined : kindOf(cells, path, log);
    if (cells === undefined || kind === undefined) return undefined;
    const envelope = envelopes[kind](cells, path, log);
    const part = partOfKind[kind];
    const entry = isRowPart(part)
      ? entryIn(cells, part, rows[part] as RowReader<unknown>, path, log)
      : { value: withoutHead(envelope), path, raw: cells };
    const lists = listsIn(cells, listsOfKind[kind] ?? {}, rows, path, log);
    if (log.errorCount > errorsBefore || envelope === undefined) return undefined;
    const body = canonical([kind, entry?.value, ...listBodies(kind, lists)]);
    const { changeId } = envelope;
    return {
      kind,
      changeId,
      path,
      raw: cells,
      entry,
      body,
      lists,
    } as ReadChange;
  };
  return (raw, path, log) => {
    try {
      return read(raw, path, log);
    } catch (error) {
      logThrown(error, path, log);
      return undefined;
    }
  };
}

type RowPart = Exclude<keyof Parts, "accountNotes" | "paid" | "voided">;
type RowReaders = { readonly [Part in RowPart]: RowReader<Parts[Part]> } & {
  readonly [List in keyof ChangeLists]-?: RowReader<unknown>;
};

/** The lists of rows of a change, those that were given. */
function listsIn(
  cells: RawChangeRow,
  keys: Readonly<Record<string, keyof ChangeLists>>,
  rows: RowReaders,
  path: Path,
  log: IssueLog,
): ChangeLists {
  const lists: Record<string, unknown> = {};
  for (const [key, list] of Object.entries(keys)) {
    const entries = entriesIn(cells, key, rows[list], path, log);
    if (entries !== undefined) lists[list] = entries;
  }
  return lists;
}

/** Changes to what may have been there: a list that they do not give stays as it is. */
const keepsLists: ReadonlySet<ChangeKind> = new Set([
  "invoice-updated",
  "layby-changed",
  "quote-changed",
  "agreement-changed",
]);

/** What the lists of a change say. Where nothing can have come before, no rows and an empty list of rows say the same. */
function listBodies(kind: ChangeKind, lists: ChangeLists): readonly unknown[] {
  const missing = keepsLists.has(kind) ? undefined : [];
  return Object.values(listsOfKind[kind] ?? {}).map(
    (list) => lists[list]?.map(({ value }: Entry<unknown>) => value) ?? missing,
  );
}

function isRowPart(part: keyof Parts): part is RowPart {
  return !(part === "accountNotes" || part === "paid" || part === "voided");
}

/** The cells of a change, each read once; undefined after logging that it is no plain object or that reading one threw. */
function cellsOf(raw: unknown, path: Path, log: IssueLog): Record<string, unknown> | undefined {
  if (!isPlainObject(raw)) {
    const message = `A change is a plain object, not ${shown(raw)}.`;
    log.error({ code: "TYPE", path, message, received: shown(raw) });
    return undefined;
  }
  const errorsBefore = log.errorCount;
  // Without a prototype, so that a key like __proto__ is one like others.
  const cells: Record<string, unknown> = Object.create(null);
  for (const key of Object.keys(raw)) {
    try {
      cells[key] = raw[key];
    } catch (error) {
      logThrown(error, [...path, key], log);
    }
  }
  return log.errorCount > errorsBefore ? undefined : cells;
}

function kindOf({ kind: given }: RawChangeRow, path: Path, log: IssueLog): ChangeKind | undefined {
  const kind = typeof given === "string" ? kindByFold.get(foldChoice(given)) : undefined;
  if (kind !== undefined) return kind;
  const code = given === undefined || given === null ? "FIELD_MISSING" : "ENUM_UNKNOWN";
  const message = `A change's kind is one of ${changeKinds.join(", ")}, not ${shown(given)}.`;
  log.error({ code, path: [...path, "kind"], message, received: shown(given) });
  return undefined;
}

/** What a change says besides its rows, which are taken as they come. */
type Envelope = { readonly changeId: string } & Readonly<Record<string, unknown>>;

type EnvelopeReader = (cells: Record<string, unknown>, path: Path, log: IssueLog) => Envelope | undefined;

/** The reader of a kind's envelope: a key that the kind does not have is an error, so that nothing is lost in silence. */
function envelopeOf(kind: ChangeKind, currency: Currency): EnvelopeReader {
  const lists = Object.keys(listsOfKind[kind] ?? {});
  const fields: Fields<Envelope> = {
    changeId: required(id("The change's own id.")),
    kind: asItComes,
    ...fieldsOfPart(partOfKind[kind]),
    ...Object.fromEntries(lists.map((list) => [list, asItComes])),
  };
  const known = new Set(Object.keys(fields).flatMap((key) => [key, columnName(key)]));
  const read = rowReader(fields, currency);
  return (cells, path, log) => {
    for (const key of Object.keys(cells)) {
      if (known.has(key)) continue;
      const message = `A change of kind ${kind} has no ${shown(key)}.`;
      log.error({ code: "COLUMN_UNKNOWN", path: [...path, key], message });
      delete cells[key];
    }
    return read(cells, path, log);
  };
}

function fieldsOfPart(part: keyof Parts): Readonly<Record<string, Field<unknown>>> {
  if (part === "accountNotes") {
    return { accountId: required(id("The account.")), notes: required(text("The notes.")) };
  }
  const invoiceId = required(id("The invoice."));
  if (part === "paid") return { invoiceId };
  if (part === "voided") return { invoiceId, voidedOn: required(day("The day it was voided.")) };
  return { [part]: required(asItComes) };
}

function withoutHead(envelope: Envelope | undefined): Readonly<Record<string, unknown>> {
  if (envelope === undefined) return {};
  const { changeId: _, kind: __, ...rest } = envelope;
  return rest;
}

/** The row under a key; undefined where there is none, or after logging what is wrong with it. */
function entryIn(
  cells: RawChangeRow,
  key: string,
  read: RowReader<unknown>,
  path: Path,
  log: IssueLog,
): Entry<unknown> | undefined {
  const raw = cells[key] ?? cells[columnName(key)] ?? undefined;
  if (raw === undefined) return undefined;
  const at = cellPath(path, cells, key);
  const value = read(raw, at, log);
  return value === undefined ? undefined : { value, path: at, raw };
}

/** The rows of the list under a key; undefined where there is none. */
function entriesIn(
  cells: RawChangeRow,
  key: string,
  read: RowReader<unknown>,
  path: Path,
  log: IssueLog,
): readonly Entry<unknown>[] | undefined {
  const given = cells[key] ?? cells[columnName(key)] ?? undefined;
  if (given === undefined) return undefined;
  const entries: Entry<unknown>[] = [];
  readRows(given, cellPath(path, cells, key), log, read, (value, at, raw) =>
    entries.push({ value, path: at, raw }),
  );
  return entries;
}

/** JSON in which the order of keys says nothing. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => {
    if (typeof each !== "object" || each === null || Array.isArray(each)) return each;
    return Object.fromEntries(Object.entries(each).sort(([a], [b]) => compareIds(a, b)));
  });
}
