import type { Day } from "../calendar/day.ts";
import { type IssueLog, type Path, shown } from "../fault/issue.ts";
import { type Account, accountRow } from "../model/account.ts";
import { type Adjustment, adjustmentRow } from "../model/adjustment.ts";
import { type Allocation, allocationRow } from "../model/allocation.ts";
import { day, type Field, type Fields, foldChoice, id, required, text } from "../model/field.ts";
import { type Invite, inviteRow } from "../model/invite.ts";
import { type Invoice, invoiceRow, type LineItem, lineItemFields } from "../model/invoice.ts";
import { type Contract, contractFields, type Job, jobFields, type Site, siteFields } from "../model/job.ts";
import { type Payment, paymentRow } from "../model/payment.ts";
import { readRows } from "../model/reader.ts";
import {
  cellOf,
  cellPath,
  columnName,
  type Entry,
  isPlainObject,
  type RowReader,
  rowReader,
} from "../model/row.ts";
import { type Statement, type StatementLine, statementLineRow, statementRow } from "../model/statement.ts";
import type { Currency } from "../money/currency.ts";

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
  readonly note: AccountNotes;
  readonly invoice: Invoice;
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
}

/** Which part each kind of change carries; a part that is a row of a ledger table stands under the noun's own key. */
const partOfKind = {
  "account-changed": "account",
  "notes-changed": "note",
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
} as const;

/** What can happen to a ledger. */
export type ChangeKind = keyof typeof partOfKind;

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
);

/** A change whose own rows are in order; whether it fits the ledger is not known yet. */
export type ReadChange = {
  readonly [Kind in ChangeKind]: {
    readonly kind: Kind;
    readonly changeId: string;
    readonly path: Path;
    readonly entry: Entry<Parts[(typeof partOfKind)[Kind]]>;
    readonly lineItems?: readonly Entry<LineItem>[];
    readonly lines?: readonly Entry<StatementLine>[];
    /** The change as it was understood, to tell a replay from a contradiction: spelling does not matter. */
    readonly body: string;
  };
}[ChangeKind];

/** Reads a change; undefined after logging everything that is wrong with it. */
export type ChangeReader = (raw: unknown, path: Path, log: IssueLog) => ReadChange | undefined;

/** Lists of rows that belong to a change's main row. */
const listOfKind: Partial<Readonly<Record<ChangeKind, "lineItems" | "lines">>> = {
  "invoice-created": "lineItems",
  "invoice-updated": "lineItems",
  "statement-issued": "lines",
};

const kindByFold = new Map(changeKinds.map((kind) => [foldChoice(kind), kind]));

/** A cell that is taken as it comes: it is read as a row of its own afterwards. */
const asItComes: Field<unknown> = {
  kind: "text",
  means: "A row of the ledger's tables.",
  required: false,
  missing: "FIELD_MISSING",
  read: (value) => value,
};

/** The reader of changes to a ledger in one currency. */
export function changeReader(currency: Currency): ChangeReader {
  const rows: RowReaders = {
    account: accountRow(currency),
    invoice: invoiceRow(currency),
    payment: paymentRow(currency),
    allocation: allocationRow(currency),
    adjustment: adjustmentRow(currency),
    invite: inviteRow(currency),
    statement: statementRow(currency),
    job: rowReader(jobFields, currency),
    contract: rowReader(contractFields, currency),
    site: rowReader(siteFields, currency),
    lineItems: rowReader(lineItemFields, currency),
    lines: statementLineRow(currency),
  };
  const envelopes = new Map(changeKinds.map((kind) => [kind, envelopeOf(kind, currency)]));
  return (raw, path, log) => {
    const kind = kindOf(raw, path, log);
    if (kind === undefined) return undefined;
    const before = log.errorCount;
    const envelope = envelopes.get(kind)?.(raw, path, log);
    if (envelope === undefined) return undefined;
    const { changeId, kind: _, ...fields } = envelope;
    const part = partOfKind[kind];
    const entry: Entry<unknown> | undefined = isRowPart(part)
      ? readEntry(rows[part] as RowReader<unknown>, fields[part], cellPath(path, raw, part), log)
      : { value: fields, path, raw };
    const list = listOfKind[kind];
    const given = list === undefined ? undefined : fields[list];
    const entries: Entry<unknown>[] = [];
    if (list !== undefined && given !== undefined) {
      const take = (value: unknown, at: Path, row: unknown) => entries.push({ value, path: at, raw: row });
      readRows(given, cellPath(path, raw, list), log, rows[list] as RowReader<unknown>, take);
    }
    if (log.errorCount > before || entry === undefined) return undefined;
    const values = given === undefined ? null : entries.map(({ value }) => value);
    const body = JSON.stringify([kind, entry.value, values]);
    return {
      kind,
      changeId,
      path,
      entry,
      body,
      ...(list === undefined || given === undefined ? {} : { [list]: entries }),
    } as ReadChange;
  };
}

type RowPart = Exclude<keyof Parts, "note" | "paid" | "voided">;
type RowReaders = { readonly [Part in RowPart]: RowReader<Parts[Part]> } & {
  readonly lineItems: RowReader<LineItem>;
  readonly lines: RowReader<StatementLine>;
};

function isRowPart(part: keyof Parts): part is RowPart {
  return !(part === "note" || part === "paid" || part === "voided");
}

/** What a change says besides its rows, which are taken as they come. */
type Envelope = { readonly changeId: string } & Readonly<Record<string, unknown>>;

function kindOf(raw: unknown, path: Path, log: IssueLog): ChangeKind | undefined {
  if (!isPlainObject(raw)) {
    const message = `A change is a plain object, not ${shown(raw)}.`;
    log.error({ code: "TYPE", path, message, received: shown(raw) });
    return undefined;
  }
  const given = cellOf(raw, "kind", "kind", path, log)?.value;
  const kind = typeof given === "string" ? kindByFold.get(foldChoice(given)) : undefined;
  if (kind !== undefined) return kind;
  const message = `A change's kind is one of ${changeKinds.join(", ")}, not ${shown(given)}.`;
  log.error({ code: "ENUM_UNKNOWN", path: [...path, "kind"], message, received: shown(given) });
  return undefined;
}

/** The reader of a kind's envelope: a key that the kind does not have is an error, so that nothing is lost in silence. */
function envelopeOf(kind: ChangeKind, currency: Currency): RowReader<Envelope> {
  const fields: Fields<Envelope> = { ...envelopeFields, ...fieldsOfPart(partOfKind[kind]) };
  const list = listOfKind[kind];
  const all: Fields<Envelope> = list === undefined ? fields : { ...fields, [list]: asItComes };
  const known = new Set(Object.keys(all).flatMap((key) => [key, columnName(key)]));
  const read = rowReader<Envelope>(all, currency);
  return (raw, path, log) => {
    const before = log.errorCount;
    for (const key of Object.keys(raw as object)) {
      if (known.has(key)) continue;
      const message = `A change of kind ${kind} has no ${shown(key)}.`;
      log.error({ code: "COLUMN_UNKNOWN", path: [...path, key], message });
    }
    return log.errorCount > before ? undefined : read(raw, path, log);
  };
}

const envelopeFields = { changeId: required(id("The change's own id.")), kind: asItComes };

function fieldsOfPart(part: keyof Parts): Readonly<Record<string, Field<unknown>>> {
  if (part === "note") {
    return { accountId: required(id("The account.")), notes: required(text("The notes.")) };
  }
  const invoiceId = required(id("The invoice."));
  if (part === "paid") return { invoiceId };
  if (part === "voided") return { invoiceId, voidedOn: required(day("The day it was voided.")) };
  return { [part]: required(asItComes) };
}

function readEntry<Value>(
  read: RowReader<Value>,
  row: unknown,
  path: Path,
  log: IssueLog,
): Entry<Value> | undefined {
  const value = read(row, path, log);
  return value === undefined ? undefined : { value, path, raw: row };
}
