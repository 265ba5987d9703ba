import { epochMilliseconds, type InstantLike, instantText } from "../calendar/instant.ts";
import { Fault } from "../fault/fault.ts";
import { shown } from "../fault/issue.ts";
import { knownOptions, listArgument } from "../fault/options.ts";
import type { Account } from "../model/account.ts";
import { isEmail } from "../model/email.ts";
import type { Invite, InviteStatus } from "../model/invite.ts";
import type { Ledger } from "../model/ledger.ts";
import { invitationAt, latestInvites } from "../store/invitation.ts";

/** When invitations are planned, and when they are to expire. */
export interface InviteOptions {
  /** The instant at which they are sent: latest invitations are read at it. */
  readonly now: InstantLike;
  /** From then on an unanswered one is Expired; after `now`. Absent: never. */
  readonly expiresAt?: InstantLike;
}

/** An account that gets an invitation. */
export interface PlannedInvite {
  readonly accountId: string;
  readonly accountName: string;
  /** The address it goes to. */
  readonly email: string;
  /** Where the account's latest invitation stands before. */
  readonly status: "Not Invited" | InviteStatus;
}

/**
 * Why an account of the selection gets no invitation:
 *
 * - `unknown-account`: the ledger has no such account.
 * - `already-registered`: it accepted the last one.
 * - `pending`: the last one is unanswered and has not expired; send it again instead.
 * - `never-invited`: there is none to send again; invite instead.
 * - `declined`: the last one was declined; invite anew instead.
 * - `changed-since`: the last one was sent or changed after `now`, so it is not known how it stands.
 * - `no-email`, `invalid-email`: there is no address, or none that mail can be sent to.
 */
export type SkipReason =
  | "unknown-account"
  | "already-registered"
  | "pending"
  | "never-invited"
  | "declined"
  | "changed-since"
  | "no-email"
  | "invalid-email";

/** An account of the selection that gets no invitation, and why. */
export interface SkippedInvite {
  readonly accountId: string;
  readonly reason: SkipReason;
}

/** An invitation that is to be entered or changed: the store applies it as it is. */
export interface InviteChange {
  /** The same whenever the same is planned at the same instant, so that entering it twice does nothing. */
  readonly changeId: string;
  readonly kind: "invite-created" | "invite-changed";
  /** The whole row. */
  readonly invite: { readonly [Key in keyof Invite]: Invite[Key] };
}

/** What a bulk action will do: plain data. Nothing is sent and nothing is changed by planning. */
export interface InvitePlan {
  readonly action: "invite" | "resend";
  /** ISO 8601 text in UTC. */
  readonly now: string;
  /** When the invitations expire, as ISO 8601 text in UTC; null for never. */
  readonly options: { readonly expiresAt: string | null };
  /** In the order of the selection, each account once. */
  readonly planned: readonly PlannedInvite[];
  /** In the order of the selection, each account once. */
  readonly skipped: readonly SkippedInvite[];
  /** One for each planned invitation. */
  readonly changes: readonly InviteChange[];
}

/**
 * Plans new invitations to the payments portal for selected accounts.
 *
 * Those may be invited whose latest invitation was declined or has expired, and those that have none. Every other account
 * of the selection is listed with the reason; an account that is selected twice counts once. Whether an account is active
 * does not matter. Invitations go to the account's address.
 *
 * @throws {Fault} `INSTANT_INVALID`; `DATE_ORDER` where `expiresAt` is not after `now`; `TYPE` for a selection that is no
 * list of ids; `POLICY_RANGE`, `POLICY_UNKNOWN` for options.
 * @see docs/sources.md, 000:72; docs/decisions.md, G-34 and G-35.
 *
 * @example
 * import { readLedger } from "receivables";
 * import { planInvites } from "receivables/customers";
 *
 * const accounts = [{ account_id: "1", account_name: "Acme", email: "ap@acme.test" }, { account_id: "2" }];
 * const reading = readLedger({ business: { time_zone: "UTC", currency: "USD" }, accounts }, { today: "2025-03-10" });
 * if (!reading.ok) throw new Error(reading.issues[0]?.message);
 * const { planned, skipped, changes } = planInvites(reading.value, ["1", "2"], { now: "2025-03-10T12:00:00Z" });
 * planned; // => [{ accountId: "1", accountName: "Acme", email: "ap@acme.test", status: "Not Invited" }]
 * skipped; // => [{ accountId: "2", reason: "no-email" }]
 * changes.map(({ kind, invite }) => [kind, invite.status]); // => [["invite-created", "Pending"]]
 */
export function planInvites(
  ledger: Ledger,
  accountIds: readonly string[],
  options: InviteOptions,
): InvitePlan {
  return plan("invite", ledger, accountIds, options);
}

/**
 * Plans to send pending or expired invitations of selected accounts again.
 *
 * A resend keeps when the invitation was first sent and its id, makes it Pending, and replaces when it expires; without
 * `expiresAt` it no longer does. It goes to the account's address, or, where the account has none, to that of the last
 * time.
 *
 * @throws {Fault} as {@link planInvites}.
 * @see docs/sources.md, 000:73 and 001:42-45; docs/decisions.md, G-34.
 *
 * @example
 * import { readLedger } from "receivables";
 * import { planResends } from "receivables/customers";
 *
 * const invites = [
 *   { account_id: "1", email: "ap@acme.test", status: "Pending", created_at: "2025-01-05T15:00:00Z" },
 *   { account_id: "2", email: "ap@zenith.test", status: "Accepted", created_at: "2025-01-05T15:00:00Z" },
 * ];
 * const reading = readLedger({ business: { time_zone: "UTC", currency: "USD" }, invites }, { today: "2025-03-10" });
 * if (!reading.ok) throw new Error(reading.issues[0]?.message);
 * const { changes, skipped } = planResends(reading.value, ["1", "2"], { now: "2025-03-10T12:00:00Z" });
 * changes.map(({ invite }) => [invite.createdAt, invite.updatedAt]);
 * // => [["2025-01-05T15:00:00.000Z", "2025-03-10T12:00:00.000Z"]]
 * skipped; // => [{ accountId: "2", reason: "already-registered" }]
 */
export function planResends(
  ledger: Ledger,
  accountIds: readonly string[],
  options: InviteOptions,
): InvitePlan {
  return plan("resend", ledger, accountIds, options);
}

type Action = InvitePlan["action"];
type Status = PlannedInvite["status"];

/** Which latest invitations a new one, or sending the same again, is not for. */
const refusals: Readonly<Record<Action, Partial<Readonly<Record<Status, SkipReason>>>>> = {
  invite: { Pending: "pending", Accepted: "already-registered" },
  resend: { "Not Invited": "never-invited", Declined: "declined", Accepted: "already-registered" },
};

/** An account of the selection as it stands. */
interface Candidate {
  readonly account: Account;
  readonly last: Invite | undefined;
  readonly status: Status;
  /** Empty where there is no address. */
  readonly email: string;
}

function plan(
  action: Action,
  ledger: Ledger,
  accountIds: readonly string[],
  options: InviteOptions,
): InvitePlan {
  const { now, expiry } = instantsOf(options);
  const nowText = instantText(now);
  const latest = latestInvites(ledger.invites);
  const planned: PlannedInvite[] = [];
  const skipped: SkippedInvite[] = [];
  const changes: InviteChange[] = [];
  for (const accountId of selectionOf(accountIds)) {
    const account = ledger.accounts.get(accountId);
    if (account === undefined) {
      skipped.push({ accountId, reason: "unknown-account" });
      continue;
    }
    const candidate = candidateOf(action, account, latest.get(accountId), now);
    const reason = skipReason(action, candidate, now);
    if (reason !== undefined) {
      skipped.push({ accountId, reason });
      continue;
    }
    const { status, email } = candidate;
    planned.push({ accountId, accountName: account.accountName, email, status });
    changes.push({
      changeId: JSON.stringify([action, accountId, nowText]),
      kind: action === "invite" ? "invite-created" : "invite-changed",
      invite: {
        ...keptOf(action, candidate, nowText),
        email,
        status: "Pending",
        updatedAt: nowText,
        ...expiry,
      },
    });
  }
  const asked = { expiresAt: expiry.expiresAt ?? null };
  return { action, now: nowText, options: asked, planned, skipped, changes };
}

function instantsOf(options: InviteOptions): {
  readonly now: number;
  readonly expiry: { expiresAt?: string };
} {
  knownOptions(options, ["now", "expiresAt"]);
  const now = epochMilliseconds(options.now);
  if (options.expiresAt === undefined) return { now, expiry: {} };
  const expires = epochMilliseconds(options.expiresAt);
  if (expires > now) return { now, expiry: { expiresAt: instantText(expires) } };
  const message = `Invitations sent at ${instantText(now)} cannot expire at ${instantText(expires)}.`;
  throw new Fault("DATE_ORDER", message, { path: ["expiresAt"] });
}

/** Each account of the selection once, in the order in which they are first named. */
function selectionOf(accountIds: readonly string[]): ReadonlySet<string> {
  listArgument("accountIds", accountIds);
  for (const [index, id] of accountIds.entries()) {
    if (typeof id === "string") continue;
    throw new Fault("TYPE", `An account's id is text, not ${shown(id)}.`, { path: ["accountIds", index] });
  }
  return new Set(accountIds);
}

function candidateOf(action: Action, account: Account, last: Invite | undefined, now: number): Candidate {
  const status = last === undefined ? "Not Invited" : invitationAt(last, now).status;
  const lastEmail = action === "resend" ? last?.email : undefined;
  return { account, last, status, email: account.email || lastEmail || "" };
}

function skipReason(action: Action, candidate: Candidate, now: number): SkipReason | undefined {
  const { last, status, email } = candidate;
  const refusal = refusals[action][status];
  if (refusal !== undefined) return refusal;
  if (last !== undefined && isAhead(action, last, now)) return "changed-since";
  if (email === "") return "no-email";
  return isEmail(email) ? undefined : "invalid-email";
}

/** Whether what would be entered at `now` could not stand behind the latest invitation. */
function isAhead(action: Action, { createdAt, updatedAt }: Invite, now: number): boolean {
  // Of two invitations created at one instant neither would clearly be the latest.
  const createdTwice = action === "invite" && epochMilliseconds(createdAt) === now;
  return createdTwice || epochMilliseconds(updatedAt) > now;
}

/** What does not change of the invitation that is sent again; of a new one, whose it is and when it is sent. */
function keptOf(action: Action, { account, last }: Candidate, now: string) {
  if (action === "invite") return { accountId: account.accountId, createdAt: now };
  // An account without an invitation never comes so far: it is skipped as never-invited.
  const { accountId, createdAt, inviteId } = last as Invite;
  return { accountId, createdAt, ...(inviteId === undefined ? {} : { inviteId }) };
}
