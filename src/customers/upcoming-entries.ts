import { type Day, dayNumber, dayText } from "../calendar/day.ts";
import type { Adjustment } from "../model/adjustment.ts";
import type { Allocation } from "../model/allocation.ts";
import type { Invoice } from "../model/invoice.ts";
import type { Ledger } from "../model/ledger.ts";
import type { Payment } from "../model/payment.ts";
import {
  balanceOf,
  endsOf,
  isActive,
  isThere,
  type Reduction,
  reductionsOn,
  stands,
} from "../model/standing.ts";
import type { Minor } from "../money/amount.ts";
import { type OnStatement, type OpenItem, offersOn } from "../positions/open-items.ts";

type Document = Invoice | Adjustment;

/** A day on which something that is dated ahead takes effect. */
export interface DayOfEntries {
  readonly day: number;
  /** The documents that it reaches, by {@link keyOf}: as they then stand; undefined where nothing is left on them. */
  readonly documents: ReadonlyMap<string, OpenItem | undefined>;
}

/**
 * The days on which what is dated ahead in one account's ledger takes effect, in their order, after its today and up to
 * another day: payments and allocations, documents entered and voided, statements issued.
 *
 * Each document stands as `openItems` has it in the ledger read on that day. A day looks at no more than its entries reach,
 * so that all days together cost no more than all entries.
 */
export function entriesAhead(ledger: Ledger, through: Day): readonly DayOfEntries[] {
  const { today } = ledger;
  const ahead = datedAhead(ledger, through);
  const reductions = reductionsOn(ledger, today);
  const lines = linesByInvoice(ledger);
  const standing = new Set<Allocation>();
  for (const { allocations } of ahead.values()) {
    for (const allocation of allocations) {
      if (stands(allocation, endsOf(allocation, ledger), today, today)) standing.add(allocation);
    }
  }
  /** Counts an allocation in or out where the day decides so: the documents at its ends. */
  const turn = (allocation: Allocation, day: Day): readonly Document[] => {
    const ends = endsOf(allocation, ledger);
    const stood = standing.has(allocation);
    if (stands(allocation, ends, day, day) === stood) return [];
    if (stood) standing.delete(allocation);
    else standing.add(allocation);
    const documents = [ends.source, ends.target].filter(isDocument);
    for (const document of documents) {
      // Whatever an allocation names has one, on whatever day it begins to stand.
      const reduction = reductions.get(document) as Reduction;
      reduction.standing += stood ? -allocation.amount : allocation.amount;
    }
    return documents;
  };
  const itemOn = (document: Document, day: Day): OpenItem | undefined => {
    const there = isThere(document, day, day) && !("posting" in document && document.posting !== "Posted");
    const balance = there ? balanceOf(document, reductions.get(document)) : 0;
    return balance > 0 ? itemOf(document, balance, lines, day) : undefined;
  };
  return [...ahead.keys()]
    .sort((a, b) => a - b)
    .map((number) => {
      const day = dayText(number);
      const { documents, allocations } = ahead.get(number) as Dated;
      for (const allocation of allocations) {
        for (const document of turn(allocation, day)) documents.add(document);
      }
      return {
        day: number,
        documents: new Map([...documents].map((each) => [documentKey(each), itemOn(each, day)])),
      };
    });
}

/** Invoices and adjustments have ids of their own: the same one may be in both tables. */
export function keyOf({ kind, id }: OpenItem): string {
  return `${kind} ${id}`;
}

function documentKey(document: Document): string {
  return "invoiceId" in document
    ? `invoice ${document.invoiceId}`
    : `${document.type} ${document.adjustmentId}`;
}

/** What is dated on one day. */
interface Dated {
  /** Entered or voided then, or on a statement issued then. */
  readonly documents: Set<Document>;
  /** Dated then, or with an end that is. */
  readonly allocations: Set<Allocation>;
}

function datedAhead(ledger: Ledger, through: Day): ReadonlyMap<number, Dated> {
  const ahead = new Map<number, Dated>();
  const dated = (days: readonly (Day | undefined)[]): readonly Dated[] =>
    days.flatMap((day) => {
      if (day === undefined || day <= ledger.today || day > through) return [];
      const number = dayNumber(day);
      const found = ahead.get(number) ?? { documents: new Set(), allocations: new Set() };
      ahead.set(number, found);
      return [found];
    });
  for (const document of [...ledger.invoices.values(), ...ledger.adjustments.values()]) {
    for (const { documents } of dated(daysOf(document))) documents.add(document);
  }
  for (const allocation of ledger.allocations) {
    const { source, target } = endsOf(allocation, ledger);
    if (source === undefined || !isActive(source)) continue;
    const days = [allocation.allocatedOn, ...daysOf(source), ...(target === undefined ? [] : daysOf(target))];
    for (const { allocations } of dated(days)) allocations.add(allocation);
  }
  for (const { issuedOn, lines } of ledger.statements.values()) {
    for (const { documents } of dated([issuedOn])) {
      // A checked ledger has every invoice that a statement names.
      for (const { invoiceId } of lines) documents.add(ledger.invoices.get(invoiceId) as Invoice);
    }
  }
  return ahead;
}

/** The days on which a row may begin or cease to count. */
function daysOf(row: Document | Payment): readonly (Day | undefined)[] {
  return isDocument(row) ? [row.recordedOn, row.voidedOn] : [row.paidOn, row.recordedOn];
}

function isDocument(row: Document | Payment | undefined): row is Document {
  return row !== undefined && !("paymentId" in row);
}

/** What statements offer on an invoice, whenever they are issued. */
type LinesByInvoice = ReadonlyMap<string, readonly (OnStatement & { readonly issuedOn: Day })[]>;

function linesByInvoice({ statements }: Ledger): LinesByInvoice {
  const byInvoice = new Map<string, (OnStatement & { readonly issuedOn: Day })[]>();
  for (const { statementId, issuedOn, lines } of statements.values()) {
    for (const { invoiceId, discount } of lines) {
      const list = byInvoice.get(invoiceId) ?? [];
      list.push({ statementId, issuedOn, discount });
      byInvoice.set(invoiceId, list);
    }
  }
  return byInvoice;
}

function itemOf(document: Document, balance: Minor, lines: LinesByInvoice, day: Day): OpenItem {
  const { accountId } = document;
  if (!("invoiceId" in document)) {
    return { id: document.adjustmentId, accountId, kind: document.type, balance };
  }
  const { invoiceId, dueOn, discount } = document;
  const issued = lines.get(invoiceId)?.filter(({ issuedOn }) => issuedOn <= day);
  const discounts = offersOn(discount, issued);
  const item = { id: invoiceId, accountId, kind: "invoice", balance, dueOn } as const;
  return discounts === undefined ? item : { ...item, discounts };
}
