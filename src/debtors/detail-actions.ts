import type { Day } from "../calendar/day.ts";
import { Fault } from "../fault/fault.ts";
import { shown } from "../fault/issue.ts";
import type { Account } from "../model/account.ts";
import type { Minor } from "../money/amount.ts";
import { type CustomerDetail, customerDetail } from "./detail.ts";
import {
  addressOf,
  type MessageChannel,
  messageChannels,
  planOverdueMessages,
  type ReminderSkip,
} from "./reminders.ts";
import { byDay, type DebtorTransaction, type ReprintAction } from "./transaction.ts";
import { type DebtorsView, partsOf } from "./view.ts";

/** A line of a statement. Amounts in minor units. */
export type StatementItem = Pick<
  DebtorTransaction,
  "table" | "id" | "kind" | "date" | "stamp" | "amount" | "balance" | "dueOn" | "status"
>;

/** A statement of what a customer owes on a day. */
export interface DebtorStatement {
  readonly accountId: string;
  readonly accountName: string;
  readonly asOf: Day;
  /** What is open, the oldest first. */
  readonly items: readonly StatementItem[];
  /** What is put against nothing, the oldest first. */
  readonly credits: readonly StatementItem[];
  readonly totalOutstanding: Minor;
  readonly unallocatedCredit: Minor;
  readonly net: Minor;
}

/** A button under a customer's detail. What it does, somebody else does. */
export type DetailAction =
  | {
      readonly action: "view-transaction";
      readonly label: "View Transaction";
      /** Only with a transaction selected. */
      readonly enabled: boolean;
      readonly opens: ReprintAction | null;
    }
  | {
      readonly action: "email-statement";
      readonly label: "Email Statement";
      readonly enabled: boolean;
      /** The account's address; null where it has none. */
      readonly to: string | null;
      readonly statement: DebtorStatement;
    }
  | {
      readonly action: "record-payment";
      readonly label: "Record Payment";
      readonly enabled: true;
      readonly accountId: string;
      /** The kind of change that enters it into a store. */
      readonly change: "payment-posted";
    }
  | {
      readonly action: "add-note";
      readonly label: "Add Note";
      /** Only with a transaction selected. */
      readonly enabled: boolean;
      /** The kind of change that enters it into a store, and what its note names. */
      readonly change: "note-added";
      readonly note: {
        readonly accountId: string;
        readonly invoiceId?: string;
        readonly adjustmentId?: string;
        readonly paymentId?: string;
      } | null;
    }
  | {
      readonly action: "overdue-reminder";
      readonly label: "Over Due Reminder";
      /** Whether anything can be sent on some channel. */
      readonly enabled: boolean;
      /** What can be sent how; or why not. */
      readonly channels: readonly {
        readonly channel: MessageChannel;
        readonly to: string | null;
        readonly reason: ReminderSkip | null;
      }[];
    }
  | {
      readonly action: "edit-customer-notes";
      readonly label: "Edit Customer Notes";
      readonly enabled: true;
      readonly accountId: string;
      readonly notes: string | null;
      /** The kind of change that enters them into a store. */
      readonly change: "notes-changed";
    };

/**
 * The buttons of a customer's detail: five below the transactions and the one for the account's notes.
 *
 * @param selected - The id of the transaction that is highlighted; absent for none.
 * @throws {Fault} `REF_UNKNOWN` for an account or a transaction that is not there; as `customerDetail`.
 * @see docs/sources.md, 002:217-227 and 002:262-272.
 *
 * @example
 * import { readLedger } from "receivables";
 * import { debtorsView, detailActions } from "receivables/debtors";
 *
 * const reading = readLedger(
 *   {
 *     business: { time_zone: "UTC", currency: "USD" },
 *     accounts: [{ account_id: "A", email: "ap@acme.example" }],
 *     invoices: [{ invoice_number: "7", account_id: "A", amount: "100.00", issued_on: "2025-01-01", due_on: "2025-01-31" }],
 *   },
 *   { today: "2025-03-10" },
 * );
 * if (!reading.ok) throw new Error(reading.issues[0]?.message);
 * const view = debtorsView(reading.value);
 * detailActions(view, "A").filter(({ enabled }) => !enabled).map(({ label }) => label);
 * // => ["View Transaction", "Add Note"]
 * const [first] = detailActions(view, "A", { table: "invoices", id: "7" });
 * first?.action === "view-transaction" && first.opens; // => { action: "reprint-invoice", table: "invoices", id: "7" }
 */
export function detailActions(
  view: DebtorsView,
  accountId: string,
  selected?: SelectedTransaction,
): readonly DetailAction[] {
  const detail = customerDetail(view, accountId);
  const highlighted = selected ? selectedIn(detail, selected) : null;
  const channels = messageChannels.map((channel) => {
    const { planned, skipped } = planOverdueMessages(view, { accountIds: [accountId] }, channel);
    return { channel, to: planned[0]?.to ?? null, reason: skipped[0]?.reason ?? null };
  });
  const email = addressOf(partsOf(view).ledger.accounts.get(accountId) as Account, "email");
  return [
    {
      action: "view-transaction",
      label: "View Transaction",
      enabled: highlighted !== null,
      opens: highlighted?.opens ?? null,
    },
    {
      action: "email-statement",
      label: "Email Statement",
      enabled: "to" in email,
      to: "to" in email ? email.to : null,
      statement: statementOf(detail),
    },
    {
      action: "record-payment",
      label: "Record Payment",
      enabled: true,
      accountId,
      change: "payment-posted",
    },
    {
      action: "add-note",
      label: "Add Note",
      enabled: highlighted !== null,
      change: "note-added",
      note: highlighted === null ? null : { accountId, [idKeys[highlighted.table]]: highlighted.id },
    },
    {
      action: "overdue-reminder",
      label: "Over Due Reminder",
      enabled: channels.some(({ to }) => to !== null),
      channels,
    },
    {
      action: "edit-customer-notes",
      label: "Edit Customer Notes",
      enabled: true,
      accountId,
      notes: detail.notes,
      change: "notes-changed",
    },
  ];
}

/** Which transaction is highlighted. */
export type SelectedTransaction = Pick<DebtorTransaction, "table" | "id">;

const idKeys = { invoices: "invoiceId", adjustments: "adjustmentId", payments: "paymentId" } as const;

function selectedIn({ tabs }: CustomerDetail, { table, id }: SelectedTransaction): DebtorTransaction {
  const found = [...tabs.invoices, ...tabs.payments].find((row) => row.table === table && row.id === id);
  if (found !== undefined) return found;
  const message = `The customer has no transaction ${shown(id)} in ${shown(table)}.`;
  throw new Fault("REF_UNKNOWN", message, { path: ["selected"] });
}

function statementOf({
  accountId,
  accountName,
  asOf,
  boxes,
  unallocatedCredit,
  net,
  tabs,
}: CustomerDetail): DebtorStatement {
  const open = (rows: readonly DebtorTransaction[]) =>
    byDay(rows.filter(({ balance }) => balance !== 0)).map(itemOf);
  return {
    accountId,
    accountName,
    asOf,
    items: open(tabs.invoices),
    credits: open(tabs.payments),
    totalOutstanding: boxes.totalOutstanding,
    unallocatedCredit,
    net,
  };
}

function itemOf({
  table,
  id,
  kind,
  date,
  stamp,
  amount,
  balance,
  dueOn,
  status,
}: DebtorTransaction): StatementItem {
  return { table, id, kind, date, stamp, amount, balance, dueOn, status };
}
