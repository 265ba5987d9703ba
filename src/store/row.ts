import type { Day } from "../calendar/day.ts";
import { epochMilliseconds } from "../calendar/instant.ts";
import type { Account } from "../model/account.ts";
import type { Invite } from "../model/invite.ts";
import type { AccountStats } from "../stats/stats.ts";
import { compareIds } from "../table/order.ts";
import type { Order } from "./chunked.ts";
import { type Invitation, invitationAt } from "./invitation.ts";

/** Who an account is, as boards show it. */
export interface AccountIdentity {
  readonly accountId: string;
  readonly accountName: string;
  /** Null until the customer has registered. */
  readonly buyerCompanyName: string | null;
  readonly accountType: string | null;
  /** `Not Used` counts as Inactive. */
  readonly status: "Active" | "Inactive";
}

/** One account in a snapshot. */
export interface SnapshotRow extends AccountIdentity {
  /** Where it stands among the accounts in the order of the ledger, from 0; the same in every snapshot of a store. */
  readonly place: number;
  /** The most recent invitation, as it stood when the row was computed; null where there was none. */
  readonly invitation: Invitation | null;
  /** When that invitation expires unless it is answered, as ISO 8601 text in UTC; null where it will not. */
  readonly expiresAt: string | null;
  /** The day its figures are of. Rows that were not recomputed since may be of an earlier day than the snapshot. */
  readonly asOf: Day;
  readonly stats: AccountStats;
}

/** The row of an account over its figures. */
export function rowOf(
  account: Account,
  place: number,
  invite: Invite | undefined,
  stats: AccountStats,
  now: number,
): SnapshotRow {
  const invitation = invite === undefined ? null : invitationAt(invite, now);
  const { accountId, accountName, buyerCompanyName, accountType, status } = identityOf(account);
  return {
    accountId,
    accountName,
    buyerCompanyName,
    accountType,
    status,
    place,
    invitation,
    expiresAt: invitation?.status === "Pending" ? (invite?.expiresAt ?? null) : null,
    asOf: stats.asOf,
    stats,
  };
}

/** Who an account is, as boards show it. */
export function identityOf(account: Account): AccountIdentity {
  const { accountId, accountName, buyerCompanyName, accountType, status } = account;
  return {
    accountId,
    accountName,
    buyerCompanyName: buyerCompanyName ?? null,
    accountType: accountType ?? null,
    status: status === "Active" ? status : "Inactive",
  };
}

/** Whether a row shows an invitation as open that by an instant has expired. */
export function hasExpired({ expiresAt }: SnapshotRow, now: number): boolean {
  return expiresAt !== null && epochMilliseconds(expiresAt) <= now;
}

/** An account's past-due exposure in minor-unit days: what its priority is computed from. */
export function exposureOf({ stats }: SnapshotRow): bigint {
  return stats.pastDue.amountDays;
}

/** The order of collection: the greatest exposure first, equal ones by account id. */
export const byUrgency: Order<SnapshotRow> = {
  keyOf: (row) => -Number(exposureOf(row)),
  compare: (a, b) => {
    const [x, y] = [exposureOf(a), exposureOf(b)];
    if (x !== y) return x > y ? -1 : 1;
    return compareIds(a.accountId, b.accountId);
  },
};
