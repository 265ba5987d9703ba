import { type Day, dayNumber } from "../calendar/day.ts";
import type { Ledger } from "../model/ledger.ts";
import { type Minor, plusMinor } from "../money/amount.ts";
import { unallocatedPayments, visitDocuments } from "../positions/open-items.ts";
import { compareIds } from "../table/order.ts";

/** Where a document stands with its due day. */
export const dueStatuses = ["overdue", "due-today", "due-soon", "not-due"] as const;
/** One of {@link dueStatuses}. */
export type DueStatus = (typeof dueStatuses)[number];

/** Up to how many days ahead of its due day a document is due soon, the last included. */
export const dueSoonDays = 7;

/** A document that is not paid. */
export interface DueDocument {
  /** The invoice's or debit memo's id. */
  readonly id: string;
  readonly kind: "invoice" | "debit";
  /** The number on it. */
  readonly number: string;
  /** Minor units. */
  readonly amount: Minor;
  /** What is left of it, in minor units, more than 0. */
  readonly balance: Minor;
  /** Null for a debit memo, which does not age. */
  readonly dueOn: Day | null;
  /** Whole days; 0 where it is not overdue. */
  readonly daysOverdue: number;
  readonly status: DueStatus;
  readonly partiallyPaid: boolean;
}

/** What a customer owes. */
export interface DueAmount {
  /** What is left on all documents, in minor units; credits are not taken off. */
  readonly total: Minor;
  readonly count: number;
  readonly overdue: {
    /** Minor units. */
    readonly amount: Minor;
    readonly count: number;
    /** Whether it is to be highlighted: something is overdue. */
    readonly highlighted: boolean;
  };
  /** What is in credit beside it, in minor units: unapplied credit memos and unallocated payments. */
  readonly unapplied: Minor;
  /** By due day, those without one last; of one day by id. */
  readonly documents: readonly DueDocument[];
}

/**
 * What is due on the ledger's today, whatever the day it is due; undefined where nothing is.
 *
 * @param ledger - Of one account.
 * @see docs/sources.md, 004:53-58; docs/decisions.md, G-132 and G-133.
 */
export function dueAmountOf(ledger: Ledger): DueAmount | undefined {
  const { today } = ledger;
  const documents: DueDocument[] = [];
  let unapplied = 0;
  visitDocuments(
    ledger,
    { asOf: today },
    {
      invoice: ({ invoiceId, invoiceNumber, amount, dueOn }, balance) => {
        if (balance === 0) return;
        const days = dayNumber(today) - dayNumber(dueOn);
        documents.push({
          id: invoiceId,
          kind: "invoice",
          number: invoiceNumber,
          amount,
          balance,
          dueOn,
          daysOverdue: Math.max(0, days),
          status: statusOf(days),
          partiallyPaid: balance < amount,
        });
      },
      adjustment: ({ adjustmentId, type, amount }, balance) => {
        if (balance === 0) return;
        if (type === "credit") unapplied = plusMinor(unapplied, balance);
        else {
          documents.push({
            id: adjustmentId,
            kind: "debit",
            number: adjustmentId,
            amount,
            balance,
            dueOn: null,
            daysOverdue: 0,
            status: "not-due",
            partiallyPaid: balance < amount,
          });
        }
      },
    },
  );
  if (documents.length === 0) return undefined;
  for (const { amount } of unallocatedPayments(ledger, { asOf: today })) {
    unapplied = plusMinor(unapplied, amount);
  }
  const overdue = documents.filter(({ status }) => status === "overdue");
  const sum = (some: readonly DueDocument[]) =>
    some.reduce((total, { balance }) => plusMinor(total, balance), 0);
  return {
    total: sum(documents),
    count: documents.length,
    overdue: { amount: sum(overdue), count: overdue.length, highlighted: overdue.length > 0 },
    unapplied,
    documents: documents.sort(firstDueFirst),
  };
}

function statusOf(daysPastDue: number): DueStatus {
  if (daysPastDue > 0) return "overdue";
  if (daysPastDue === 0) return "due-today";
  return -daysPastDue <= dueSoonDays ? "due-soon" : "not-due";
}

/** Stands behind every day, where documents without a due day stand. */
const noDay = "~";

function firstDueFirst(a: DueDocument, b: DueDocument): number {
  return compareIds(a.dueOn ?? noDay, b.dueOn ?? noDay) || compareIds(a.id, b.id);
}
