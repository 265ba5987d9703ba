import type { Day } from "../calendar/day.ts";
import { daysBetween } from "../calendar/day.ts";
import { Fault } from "../fault/fault.ts";
import { shown } from "../fault/issue.ts";
import { choiceOption, listArgument } from "../fault/options.ts";
import type { Account } from "../model/account.ts";
import { isEmail } from "../model/email.ts";
import { type Minor, plusMinor } from "../money/amount.ts";
import type { Currency } from "../money/currency.ts";
import { compareIds } from "../table/order.ts";
import { owingIn } from "./aging-tab.ts";
import { allLaybys } from "./layby.ts";
import type { Debtor } from "./standing.ts";
import type { TermGroup } from "./terms-group.ts";
import { termGroups } from "./terms-group.ts";
import { type DebtorsView, partsOf } from "./view.ts";

/** How a message goes out. */
export const messageChannels = ["email", "sms"] as const;
/** One of {@link messageChannels}. */
export type MessageChannel = (typeof messageChannels)[number];

/** Why nothing is sent to a customer. */
export type ReminderSkip =
  | "nothing-overdue"
  | "in-credit"
  | "no-email"
  | "email-invalid"
  | "no-phone"
  | "unknown";

/** What is to be sent to one customer, and where. */
export interface MessageTarget {
  readonly accountId: string;
  readonly accountName: string;
  readonly channel: MessageChannel;
  /** The address or the number. */
  readonly to: string;
}

/** A document that a message speaks of. */
export interface OverdueDocument {
  readonly table: "invoices" | "adjustments";
  readonly id: string;
  readonly dueOn: Day;
  readonly daysOverdue: number;
  /** Minor units. */
  readonly balance: Minor;
}

/** An overdue account message. */
export interface OverdueMessage extends MessageTarget {
  readonly action: "send-overdue-message";
  /** What is past due, in minor units. */
  readonly overdue: Minor;
  readonly count: number;
  /** Days past due of the oldest. */
  readonly maxDaysOverdue: number;
  /** The longest past due first. */
  readonly documents: readonly OverdueDocument[];
}

/** A reminder of a layby that is past its due day. */
export interface LaybyReminder extends MessageTarget {
  readonly action: "send-layby-reminder";
  readonly laybyId: string;
  readonly laybyNumber: string;
  /** Minor units. */
  readonly outstanding: Minor;
  readonly dueOn: Day;
}

/** Whom a message is not sent to, and why. */
export interface SkippedMessage {
  readonly accountId: string;
  readonly laybyId?: string;
  readonly reason: ReminderSkip;
}

/** Messages to be sent: whoever sends them does so; nothing is sent here and nobody is left out in silence. */
export interface MessagePlan<Message> {
  readonly currency: Currency;
  readonly planned: readonly Message[];
  readonly skipped: readonly SkippedMessage[];
}

/** To whom overdue messages go: all customers of an aging grid, or those that are named. */
export type MessageSelection = { readonly grid: TermGroup } | { readonly accountIds: readonly string[] };

/**
 * Overdue account messages for all customers on an aging grid, or for selected ones: what each has past due on the view's day.
 *
 * A customer that is named twice gets one message, one that has as much in credit as it owes none.
 *
 * @param channel - Default `"email"`.
 * @throws {Fault} `POLICY_RANGE` for another channel, grid or selection; `TYPE` for ids that are no list; as `debtorsView` says
 * of tabs.
 * @see docs/sources.md, 002:227, 002:273-276.
 *
 * @example
 * import { readLedger } from "receivables";
 * import { debtorsView, planOverdueMessages } from "receivables/debtors";
 *
 * const reading = readLedger(
 *   {
 *     business: { time_zone: "UTC", currency: "USD" },
 *     accounts: [{ account_id: "A", email: "ap@acme.example" }, { account_id: "B" }],
 *     invoices: [
 *       { invoice_number: "7", account_id: "A", amount: "100.00", issued_on: "2025-01-01", due_on: "2025-01-31" },
 *       { invoice_number: "8", account_id: "B", amount: "40.00", issued_on: "2025-01-01", due_on: "2025-01-31" },
 *     ],
 *   },
 *   { today: "2025-03-10" },
 * );
 * if (!reading.ok) throw new Error(reading.issues[0]?.message);
 * const { planned, skipped } = planOverdueMessages(debtorsView(reading.value), { grid: "monthly" });
 * planned.map(({ to, overdue, maxDaysOverdue }) => [to, overdue, maxDaysOverdue]); // => [["ap@acme.example", 10000, 38]]
 * skipped; // => [{ accountId: "B", reason: "no-email" }]
 */
export function planOverdueMessages(
  view: DebtorsView,
  selection: MessageSelection,
  channel: MessageChannel = "email",
): MessagePlan<OverdueMessage> {
  const parts = partsOf(view);
  choiceOption("channel", channel, messageChannels);
  const planned: OverdueMessage[] = [];
  const skipped: SkippedMessage[] = [];
  const consider = (debtor: Debtor) => {
    const { accountId, accountName } = debtor.account;
    const documents = overdueDocuments(debtor, parts.header.asOf);
    const [oldest] = documents;
    const to = addressOf(debtor.account, channel);
    if (oldest === undefined) skipped.push({ accountId, reason: "nothing-overdue" });
    else if (debtor.net <= 0) skipped.push({ accountId, reason: "in-credit" });
    else if ("reason" in to) skipped.push({ accountId, reason: to.reason });
    else {
      planned.push({
        action: "send-overdue-message",
        accountId,
        accountName,
        channel,
        to: to.to,
        overdue: documents.reduce((sum, { balance }) => plusMinor(sum, balance), 0),
        count: documents.length,
        maxDaysOverdue: oldest.daysOverdue,
        documents,
      });
    }
  };
  if (typeof selection === "object" && selection !== null && "grid" in selection) {
    const group = choiceOption("grid", selection.grid, termGroups);
    // Of a grid those that are not overdue are not selected: nobody asked for them by name.
    const overdue = owingIn(parts, group).filter(
      (debtor) => overdueDocuments(debtor, parts.header.asOf).length > 0,
    );
    for (const debtor of overdue) consider(debtor);
  } else {
    for (const accountId of selectedIds(selection)) {
      const debtor = parts.standing.debtors.get(accountId);
      if (debtor === undefined) skipped.push({ accountId, reason: "unknown" });
      else consider(debtor);
    }
  }
  return { currency: parts.header.currency, planned, skipped };
}

function selectedIds(selection: unknown): ReadonlySet<string> {
  const ids = (selection as { readonly accountIds?: unknown } | null | undefined)?.accountIds;
  if (ids === undefined) {
    const message = `A selection is { grid } or { accountIds }, not ${shown(selection)}.`;
    throw new Fault("POLICY_RANGE", message, { path: ["selection"] });
  }
  listArgument("accountIds", ids);
  return new Set(ids as readonly string[]);
}

/** What of an account is past due, the longest past due first. */
function overdueDocuments({ charges }: Debtor, asOf: Day): readonly OverdueDocument[] {
  return charges
    .filter(({ dueOn }) => dueOn < asOf)
    .map(({ document, id, dueOn, balance }) => ({
      table: "invoiceId" in document ? ("invoices" as const) : ("adjustments" as const),
      id,
      dueOn,
      daysOverdue: daysBetween(dueOn, asOf),
      balance,
    }))
    .sort((a, b) => b.daysOverdue - a.daysOverdue || compareIds(a.id, b.id));
}

/** Where a message to an account goes, or why it goes nowhere. */
export function addressOf(
  { email, phone }: Account,
  channel: MessageChannel,
): { readonly to: string } | { readonly reason: ReminderSkip } {
  const to = (channel === "email" ? email : phone)?.trim() ?? "";
  if (to === "") return { reason: channel === "email" ? "no-email" : "no-phone" };
  return channel === "email" && !isEmail(to) ? { reason: "email-invalid" } : { to };
}

/**
 * Reminders of laybys that are overdue today: of all of them, or of those that are named.
 *
 * The count on the button is `laybyManager(view).totals.overdue`.
 *
 * @param channel - Default `"email"`.
 * @param laybyIds - Default: all that are overdue. One that is named and not overdue is skipped.
 * @throws {Fault} `POLICY_RANGE` for another channel; `REF_UNKNOWN` for an id that no layby has; `TYPE` for ids that are no list.
 * @see docs/sources.md, 002:158-163.
 *
 * @example
 * import { readLedger } from "receivables";
 * import { debtorsView, planLaybyReminders } from "receivables/debtors";
 *
 * const reading = readLedger(
 *   {
 *     business: { time_zone: "UTC", currency: "USD", layby_term: { days: 30 } },
 *     accounts: [{ account_id: "A", phone: "555-0100" }],
 *     laybys: [{ layby_id: "L1", account_id: "A", sold_on: "2025-01-31" }],
 *     layby_items: [{ layby_id: "L1", price: "50.00" }],
 *   },
 *   { today: "2025-03-10" },
 * );
 * if (!reading.ok) throw new Error(reading.issues[0]?.message);
 * const view = debtorsView(reading.value);
 * planLaybyReminders(view, "sms").planned.map(({ to, outstanding }) => [to, outstanding]); // => [["555-0100", 5000]]
 * planLaybyReminders(view).skipped; // => [{ accountId: "A", laybyId: "L1", reason: "no-email" }]
 */
export function planLaybyReminders(
  view: DebtorsView,
  channel: MessageChannel = "email",
  laybyIds?: readonly string[],
): MessagePlan<LaybyReminder> {
  const parts = partsOf(view);
  choiceOption("channel", channel, messageChannels);
  const rows = new Map(allLaybys(parts).map((row) => [row.laybyId, row]));
  if (laybyIds !== undefined) listArgument("laybyIds", laybyIds);
  const wanted =
    laybyIds === undefined
      ? [...rows.values()].filter(({ overdue }) => overdue)
      : [...new Set(laybyIds)].map((laybyId) => {
          const row = rows.get(laybyId);
          if (row !== undefined) return row;
          throw new Fault("REF_UNKNOWN", `There is no layby ${shown(laybyId)}.`, { path: ["laybyIds"] });
        });
  const planned: LaybyReminder[] = [];
  const skipped: SkippedMessage[] = [];
  for (const { laybyId, laybyNumber, accountId, accountName, outstanding, dueOn, overdue } of wanted) {
    const to = addressOf(parts.ledger.accounts.get(accountId) as Account, channel);
    if (!overdue) skipped.push({ accountId, laybyId, reason: "nothing-overdue" });
    else if ("reason" in to) skipped.push({ accountId, laybyId, reason: to.reason });
    else {
      planned.push({
        action: "send-layby-reminder",
        accountId,
        accountName,
        channel,
        to: to.to,
        laybyId,
        laybyNumber,
        outstanding,
        dueOn,
      });
    }
  }
  return { currency: parts.header.currency, planned, skipped };
}
