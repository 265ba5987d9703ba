import { describe, expect, test } from "vitest";
import { faultOf } from "../../test/fault-of.ts";
import { mustRead } from "../../test/must-read.ts";
import { deepFreeze } from "../../test/reading.ts";
import type { Ledger } from "../model/ledger.ts";
import { readLedger } from "../model/read-ledger.ts";
import { invitationAt, latestInvites } from "../store/invitation.ts";
import { type InvitePlan, planInvites, planResends } from "./invites.ts";

const now = "2025-03-10T12:00:00.000Z";
const sent = "2025-01-05T15:00:00.000Z";

type Row = Readonly<Record<string, string>>;

function ledgerOf(accounts: readonly Row[], invites: readonly Row[] = []): Ledger {
  const tables = {
    business: { time_zone: "UTC", currency: "USD" },
    accounts,
    invites: invites.map((row) => ({ email: "last@acme.test", created_at: sent, ...row })),
  };
  return deepFreeze(mustRead(readLedger(tables, { today: "2025-03-10" })));
}

/** One account A with an address and a latest invitation of its own. */
const withInvite = (invite?: Row, account: Row = { email: "ap@acme.test" }): Ledger =>
  ledgerOf(
    [{ account_id: "A", account_name: "Acme", ...account }],
    invite === undefined ? [] : [{ account_id: "A", ...invite }],
  );

/** Who gets one and who is skipped, an entry each. */
const inShort = ({ planned, skipped }: InvitePlan): readonly string[] => [
  ...planned.map(({ accountId, email, status }) => `${accountId} ${status} ${email}`),
  ...skipped.map(({ accountId, reason }) => `${accountId} ${reason}`),
];

const expired = { status: "Pending", expires_at: "2025-01-19T15:00:00Z" };

describe("inviting", () => {
  test.each<[string, Row | undefined, string]>([
    ["never invited", undefined, "A Not Invited ap@acme.test"],
    ["pending", { status: "Pending" }, "A pending"],
    ["pending until later", { ...expired, expires_at: "2025-03-10T12:00:00.001Z" }, "A pending"],
    ["unanswered, and expired this instant", { ...expired, expires_at: now }, "A Expired ap@acme.test"],
    ["expired", { status: "Expired" }, "A Expired ap@acme.test"],
    ["declined", { status: "Declined" }, "A Declined ap@acme.test"],
    ["accepted", { status: "Accepted" }, "A already-registered"],
    ["accepted late", { ...expired, status: "Accepted", updated_at: now }, "A already-registered"],
  ])("A-064 G-34 P-17 an account %s", (_, invite, outcome) => {
    expect(inShort(planInvites(withInvite(invite), ["A"], { now }))).toEqual([outcome]);
  });

  test("A-064 enters a new invitation, Pending, created now", () => {
    const plan = planInvites(withInvite(), ["A"], { now: Date.parse(now) });
    expect(plan).toEqual({
      action: "invite",
      now,
      options: { expiresAt: null },
      planned: [{ accountId: "A", accountName: "Acme", email: "ap@acme.test", status: "Not Invited" }],
      skipped: [],
      changes: [
        {
          changeId: `["invite","A","${now}"]`,
          kind: "invite-created",
          invite: {
            accountId: "A",
            email: "ap@acme.test",
            status: "Pending",
            createdAt: now,
            updatedAt: now,
          },
        },
      ],
    });
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
    const expiresAt = Date.parse("2025-04-01T12:00:00Z");
    expect(planInvites(withInvite(), ["A"], { now, expiresAt }).options).toEqual({
      expiresAt: "2025-04-01T12:00:00.000Z",
    });
  });

  test("A-064 takes nothing over from an invitation that was declined", () => {
    const ledger = withInvite({ status: "Declined", invite_id: "I-1", expires_at: "2025-01-19T15:00:00Z" });
    const [change] = planInvites(ledger, ["A"], { now }).changes;
    expect(change?.invite).toEqual({
      accountId: "A",
      email: "ap@acme.test",
      status: "Pending",
      createdAt: now,
      updatedAt: now,
    });
  });

  test.each<[string, Row, string]>([
    ["no address", {}, "A no-email"],
    ["a blank address", { email: "" }, "A no-email"],
    ["an address that is none", { email: "ap at acme" }, "A invalid-email"],
  ])("A-064 F-47 G-35 an account with %s is skipped and says so", (_, account, outcome) => {
    expect(inShort(planInvites(withInvite(undefined, account), ["A"], { now }))).toEqual([outcome]);
    // An address that was good last time is not the account's.
    const declined = withInvite({ status: "Declined" }, account);
    expect(inShort(planInvites(declined, ["A"], { now }))).toEqual([outcome]);
  });

  test("A-064 F-47 an account that is not there is skipped; one that is selected twice is planned, or skipped, once", () => {
    const ledger = ledgerOf([
      { account_id: "A", email: "a@acme.test", status: "Inactive" },
      { account_id: "B" },
    ]);
    const plan = planInvites(ledger, ["Z", "A", "B", "A", "Z", "B"], { now });
    expect(inShort(plan)).toEqual(["A Not Invited a@acme.test", "Z unknown-account", "B no-email"]);
    expect(plan.changes).toHaveLength(1);
    expect(inShort(planInvites(ledger, [], { now }))).toEqual([]);
  });

  test("the latest invitation counts, wherever it stands in the ledger", () => {
    const account = { account_id: "A", email: "ap@acme.test" };
    const old = { account_id: "A", status: "Accepted", created_at: "2024-01-05T15:00:00Z" };
    const latest = { account_id: "A", status: "Declined" };
    for (const invites of [
      [old, latest],
      [latest, old],
    ]) {
      const ledger = ledgerOf([account], invites);
      expect(inShort(planInvites(ledger, ["A"], { now }))).toEqual(["A Declined ap@acme.test"]);
    }
  });

  test.each([
    ["2025-03-10T11:59:59.999Z", "A Declined ap@acme.test"],
    [now, "A changed-since"],
    ["2025-03-10T12:00:00.001Z", "A changed-since"],
  ])("one that was created at %s, beside a new one of noon: %s", (created_at, outcome) => {
    const ledger = withInvite({ status: "Declined", created_at });
    expect(inShort(planInvites(ledger, ["A"], { now }))).toEqual([outcome]);
  });

  test.each([
    [now, "A Declined ap@acme.test"],
    ["2025-03-10T12:00:00.001Z", "A changed-since"],
  ])("one that was declined at %s, beside a new one of noon: %s", (updated_at, outcome) => {
    const ledger = withInvite({ status: "Declined", updated_at });
    expect(inShort(planInvites(ledger, ["A"], { now }))).toEqual([outcome]);
  });
});

describe("sending again", () => {
  test.each<[string, Row | undefined, string]>([
    ["never invited", undefined, "A never-invited"],
    ["pending", { status: "Pending" }, "A Pending ap@acme.test"],
    ["unanswered, and expired", expired, "A Expired ap@acme.test"],
    ["expired", { status: "Expired" }, "A Expired ap@acme.test"],
    ["declined", { status: "Declined" }, "A declined"],
    ["accepted", { status: "Accepted" }, "A already-registered"],
  ])("A-065 G-34 an account %s", (_, invite, outcome) => {
    expect(inShort(planResends(withInvite(invite), ["A"], { now }))).toEqual([outcome]);
  });

  test("A-066 changes when it was updated, its status and its address; when it was created stays, and its id", () => {
    const ledger = withInvite({ ...expired, invite_id: "I-1", updated_at: "2025-01-06T15:00:00Z" });
    const plan = planResends(ledger, ["A"], { now });
    expect(plan).toEqual({
      action: "resend",
      now,
      options: { expiresAt: null },
      planned: [{ accountId: "A", accountName: "Acme", email: "ap@acme.test", status: "Expired" }],
      skipped: [],
      changes: [
        {
          changeId: `["resend","A","${now}"]`,
          kind: "invite-changed",
          invite: {
            accountId: "A",
            inviteId: "I-1",
            email: "ap@acme.test",
            status: "Pending",
            createdAt: sent,
            updatedAt: now,
          },
        },
      ],
    });
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
  });

  test("A-066 put into the ledger, the invitation is Pending again, at its new address", () => {
    const ledger = withInvite(expired);
    const expiresAt = "2025-03-24T12:00:00.000Z";
    const invites = planResends(ledger, ["A"], { now, expiresAt }).changes.map(({ invite }) => invite);
    const latest = latestInvites(invites).get("A");
    expect(latest && invitationAt(latest, Date.parse(now))).toEqual({
      email: "ap@acme.test",
      status: "Pending",
      createdAt: sent,
      updatedAt: now,
    });
    expect(latest && invitationAt(latest, Date.parse(expiresAt)).status).toBe("Expired");
  });

  test.each<[string, Row, Row, string]>([
    ["none", {}, { email: "last@acme.test" }, "A Pending last@acme.test"],
    ["a blank one", { email: "" }, { email: "last@acme.test" }, "A Pending last@acme.test"],
    ["none, nor had the invitation", {}, { email: "" }, "A no-email"],
    ["none, and the invitation's is none", {}, { email: "last at acme" }, "A invalid-email"],
    ["one that is none", { email: "ap at acme" }, { email: "last@acme.test" }, "A invalid-email"],
  ])("A-065 F-47 G-35 an account whose own address is %s", (_, account, invite, outcome) => {
    const ledger = withInvite({ status: "Pending", ...invite }, account);
    expect(inShort(planResends(ledger, ["A"], { now }))).toEqual([outcome]);
  });

  test("A-065 F-47 an account that is not there is skipped", () => {
    expect(inShort(planResends(ledgerOf([]), ["A"], { now }))).toEqual(["A unknown-account"]);
  });

  test.each([
    [{ updated_at: now }, "A Pending ap@acme.test"],
    [{ created_at: now }, "A Pending ap@acme.test"],
    [{ updated_at: "2025-03-10T12:00:00.001Z" }, "A changed-since"],
  ])("one with %j, sent again at noon: %s", (instants, outcome) => {
    const ledger = withInvite({ status: "Pending", ...instants });
    expect(inShort(planResends(ledger, ["A"], { now }))).toEqual([outcome]);
  });
});

describe("what both ask for", () => {
  const both = [planInvites, planResends] as const;

  test.each(both)("F-47 an expiry that is not after now is refused", (plan) => {
    for (const expiresAt of [now, "2025-03-10T11:59:59.999Z"]) {
      const fault = faultOf(() => plan(withInvite(), ["A"], { now, expiresAt }));
      expect([fault?.code, fault?.path]).toEqual(["DATE_ORDER", ["expiresAt"]]);
      expect(fault?.message).toBe(`Invitations sent at ${now} cannot expire at ${instant(expiresAt)}.`);
    }
    expect(faultOf(() => plan(withInvite(), [], { now, expiresAt: Date.parse(now) + 1 }))).toBeUndefined();
  });

  test.each(both)("other arguments are refused by name", (plan) => {
    const refused = (accountIds: unknown, options: object) => {
      const fault = faultOf(() => plan(ledgerOf([]), accountIds as string[], options as { now: string }));
      return [fault?.code, ...(fault?.path ?? [])];
    };
    expect(refused("A", { now })).toEqual(["TYPE", "accountIds"]);
    expect(refused(["A", 7], { now })).toEqual(["TYPE", "accountIds", 1]);
    expect(refused([], {})).toEqual(["INSTANT_INVALID"]);
    expect(refused([], { now, expiresAt: "2025-03-24" })).toEqual(["INSTANT_INVALID"]);
    expect(refused([], { now, expires: now })).toEqual(["POLICY_UNKNOWN", "expires"]);
  });

  test("ids of changes tell actions, accounts and instants apart, whatever an id holds", () => {
    const ids = ["A", 'A","', "A\\", "é", "[]"];
    const ledger = ledgerOf(ids.map((account_id) => ({ account_id, email: "ap@acme.test" })));
    const later = "2025-03-10T12:00:00.001Z";
    const changes = [now, later].flatMap((at) => planInvites(ledger, ids, { now: at }).changes);
    expect(new Set(changes.map(({ changeId }) => changeId)).size).toBe(10);
    expect(planInvites(ledger, ids, { now }).changes).toEqual(changes.slice(0, 5));
  });
});

const instant = (text: string): string => new Date(text).toISOString();
