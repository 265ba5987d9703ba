import { type IssueLog, type Path, type Reading, shown } from "../fault/issue.ts";
import type { Currency } from "../money/currency.ts";
import { isEmail } from "./email.ts";
import { choice, type Fields, id, instant, required, text } from "./field.ts";
import { makeReader, type Reader, type ReaderOptions } from "./reader.ts";
import { cellPath, type RowReader, rowReader } from "./row.ts";

/** Where an invitation stands. Pending is everything that was sent and has no answer. */
export const inviteStatuses = ["Pending", "Accepted", "Declined", "Expired"] as const;
/** One of {@link inviteStatuses}. */
export type InviteStatus = (typeof inviteStatuses)[number];

/** An invitation to the payments portal: a row of `invites.csv`. Instants are ISO 8601 text in UTC. */
export interface Invite {
  readonly accountId: string;
  readonly email: string;
  readonly status: InviteStatus;
  /** When it was first sent. */
  readonly createdAt: string;
  readonly inviteId?: string;
  /** When it was last sent again or answered; when it was first sent where the row does not say. */
  readonly updatedAt: string;
  readonly expiresAt?: string;
}

type InviteRow = Partial<Invite> & Pick<Invite, "accountId" | "email" | "status" | "createdAt">;

/** The columns of `invites.csv`. */
export const inviteFields: Fields<InviteRow> = {
  accountId: required(id("The account.")),
  email: required(text("The address it was sent to.")),
  status: required(choice("Where it stands.", inviteStatuses)),
  createdAt: required(instant("When it was first sent.")),
  inviteId: id("The invitation's id: of two sent at one instant the greater id is the later."),
  updatedAt: instant("When it was last sent again or answered; when it was first sent where blank."),
  expiresAt: instant("From this instant on an unanswered invitation is Expired."),
};

/** The reader of one row of invitations. */
export function inviteRow(money: Currency): RowReader<Invite> {
  const read = rowReader(inviteFields, money);
  return (raw, path, log) => {
    const row = read(raw, path, log);
    if (row === undefined) return undefined;
    const invite = { ...row, updatedAt: row.updatedAt ?? row.createdAt };
    return isInOrder(invite, raw, path, log) ? invite : undefined;
  };
}

/** Whether the instants of an invitation can be, after logging what cannot and what is only odd. */
function isInOrder(invite: Invite, raw: unknown, path: Path, log: IssueLog): boolean {
  const { email, status, createdAt, updatedAt, expiresAt } = invite;
  const errorsBefore = log.errorCount;
  const [created, updated] = [Date.parse(createdAt), Date.parse(updatedAt)];
  const expires = expiresAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(expiresAt);
  if (updated < created) {
    const message = `Changed at ${updatedAt}, before it was sent at ${createdAt}.`;
    log.error({ code: "DATE_ORDER", path: cellPath(path, raw, "updatedAt"), message });
  }
  if (expires < created) {
    const message = `Expires at ${expiresAt}, before it was sent at ${createdAt}.`;
    log.error({ code: "DATE_ORDER", path: cellPath(path, raw, "expiresAt"), message });
  } else if ((status === "Accepted" || status === "Declined") && updated >= expires) {
    const message = `${status} at ${updatedAt}, when it had expired at ${expiresAt}; the answer stands.`;
    log.warn({ code: "INVITE_ANSWERED_LATE", path: cellPath(path, raw, "updatedAt"), message });
  }
  if (!isEmail(email)) {
    // A warning: no figure depends on where an invitation went.
    const message = `${shown(email)} is no address that mail can be sent to.`;
    log.warn({ code: "EMAIL_INVALID", path: cellPath(path, raw, "email"), message });
  }
  return log.errorCount === errorsBefore;
}

/**
 * The reader of rows of invitations.
 *
 * @example
 * import { inviteReader } from "receivables";
 *
 * const invites = inviteReader({ currency: { code: "USD", exponent: 2 } });
 * const row = { account_id: "A", email: "ap@acme.test", status: "pending", created_at: "2025-01-05T09:00:00-06:00" };
 * const reading = invites.read(row);
 * reading.ok && reading.value.status; // => "Pending"
 */
export function inviteReader(options: ReaderOptions): Reader<Invite> {
  return makeReader(options, inviteRow);
}

/**
 * Reads many rows of invitations: a shortcut for `inviteReader(options).readAll(rows)`.
 *
 * @example
 * import { readInvites } from "receivables";
 *
 * const rows = [
 *   { account_id: "A", email: "ap@acme.test", status: "pending", created_at: "2025-01-05T09:00:00-06:00" },
 * ];
 * const reading = readInvites(rows, { currency: { code: "USD", exponent: 2 } });
 * reading.ok && reading.value[0]?.createdAt; // => "2025-01-05T15:00:00.000Z"
 */
export function readInvites(rows: unknown, options: ReaderOptions): Reading<readonly Invite[]> {
  return inviteReader(options).readAll(rows);
}
