import type { InviteStatus } from "../model/invite.ts";
import type { CustomerRow } from "./list.ts";

/** What a badge tells: whether the account is active, of which type it is, where its invitation stands. */
export type BadgeKind = "activity" | "account-type" | "invitation";

/** A mark on a customer's row. */
export interface Badge {
  readonly kind: BadgeKind;
  /** What stands on it. */
  readonly label: string;
  /** What that says, in a sentence. */
  readonly means: string;
}

/** What invitations' badges say. */
const invitationMeans: Readonly<Record<InviteStatus, string>> = {
  Pending: "Invitation sent; the customer has not registered.",
  Accepted: "The customer has registered for the payments portal.",
  Declined: "The customer declined the invitation.",
  Expired: "The invitation expired before the customer responded.",
};

/**
 * The badges of an account: whether it is active; its type, where it has one; its invitation, where it has one. In this
 * order.
 *
 * A type of the business's own stands on its badge as it is spelled. An account that was never invited has no badge for
 * that. Takes any row of a list, and an account's detail.
 *
 * @see docs/sources.md, 000:51-59; docs/decisions.md, G-28.
 *
 * @example
 * import { badges } from "receivables/customers";
 *
 * const found = badges({ status: "Active", accountType: "Contractor", invitation: null });
 * found.map(({ kind, label }) => [kind, label]); // => [["activity", "Active"], ["account-type", "Contractor"]]
 */
export function badges({
  status,
  accountType,
  invitation,
}: Pick<CustomerRow, "status" | "accountType" | "invitation">): readonly Badge[] {
  const found: Badge[] = [
    { kind: "activity", label: status, means: `The account is ${status.toLowerCase()} in the ERP.` },
  ];
  if (accountType) {
    found.push({ kind: "account-type", label: accountType, means: "The account's type in the ERP." });
  }
  if (invitation !== null) {
    const { status: label } = invitation;
    found.push({ kind: "invitation", label, means: invitationMeans[label] });
  }
  return found;
}
