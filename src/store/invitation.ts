import { epochMilliseconds } from "../calendar/instant.ts";
import type { Invite, InviteStatus } from "../model/invite.ts";

/** What an account's row shows of its most recent invitation. Instants are ISO 8601 text in UTC. */
export interface Invitation {
  /** The address it was last sent to. */
  readonly email: string;
  readonly status: InviteStatus;
  /** When it was first sent. */
  readonly createdAt: string;
  /** When it was last sent again or answered; that it expired does not change it. */
  readonly updatedAt: string;
}

/**
 * The most recent invitation of each account: the last created, of two created at one instant the one with the greater id,
 * or, without ids, the one later in the ledger.
 */
export function latestInvites(invites: readonly Invite[]): ReadonlyMap<string, Invite> {
  const latest = new Map<string, Invite>();
  for (const invite of invites) {
    const before = latest.get(invite.accountId);
    if (before === undefined || !isLater(before, invite)) latest.set(invite.accountId, invite);
  }
  return latest;
}

function isLater(a: Invite, b: Invite): boolean {
  const [first, second] = [epochMilliseconds(a.createdAt), epochMilliseconds(b.createdAt)];
  if (first !== second) return first > second;
  return a.inviteId !== undefined && b.inviteId !== undefined && a.inviteId > b.inviteId;
}

/**
 * How an invitation stands at an instant: one that has no answer is Expired from `expiresAt` on.
 *
 * @see docs/decisions.md, G-31 and G-32.
 */
export function invitationAt(invite: Invite, now: number): Invitation {
  const { email, createdAt, updatedAt, expiresAt } = invite;
  const expired =
    invite.status === "Pending" && expiresAt !== undefined && epochMilliseconds(expiresAt) <= now;
  return { email, status: expired ? "Expired" : invite.status, createdAt, updatedAt };
}
