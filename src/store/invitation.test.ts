import { describe, expect, test } from "vitest";
import type { Invite } from "../model/invite.ts";
import { invitationAt, latestInvites } from "./invitation.ts";

const sent = "2025-01-05T15:00:00.000Z";

const invite = (more: Partial<Invite> = {}): Invite => ({
  accountId: "A",
  email: "ap@acme.test",
  status: "Pending",
  createdAt: sent,
  updatedAt: sent,
  ...more,
});

const at = (instant: string) => Date.parse(instant);

describe("the most recent invitation", () => {
  test("A-114 A-115 is the last created, wherever it stands in the ledger", () => {
    const old = invite({ email: "old@acme.test", status: "Declined", createdAt: "2024-12-31T23:59:59.999Z" });
    const recent = invite({ email: "new@acme.test" });
    expect(latestInvites([old, recent]).get("A")).toBe(recent);
    expect(latestInvites([recent, old]).get("A")).toBe(recent);
  });

  test("A-115 of two created at one instant the one with the greater id", () => {
    const first = invite({ inviteId: "I-1", email: "1@acme.test" });
    const second = invite({ inviteId: "I-2", email: "2@acme.test" });
    expect(latestInvites([first, second]).get("A")).toBe(second);
    expect(latestInvites([second, first]).get("A")).toBe(second);
  });

  test("A-115 of two created at one instant without ids the later in the ledger", () => {
    const first = invite({ email: "1@acme.test" });
    const second = invite({ email: "2@acme.test", inviteId: "I-1" });
    expect(latestInvites([first, second]).get("A")).toBe(second);
    expect(latestInvites([second, first]).get("A")).toBe(first);
  });

  test("A-115 an account that was never invited has none, and accounts do not mix", () => {
    const found = latestInvites([invite({ accountId: "A" }), invite({ accountId: "B", status: "Declined" })]);
    expect([found.get("A")?.status, found.get("B")?.status, found.get("C")]).toEqual([
      "Pending",
      "Declined",
      undefined,
    ]);
  });
});

describe("how an invitation stands", () => {
  test("A-115 a pending one is Expired from the instant it expires", () => {
    const pending = invite({ expiresAt: "2025-01-19T15:00:00.000Z" });
    expect(invitationAt(pending, at("2025-01-19T14:59:59.999Z")).status).toBe("Pending");
    expect(invitationAt(pending, at("2025-01-19T15:00:00.000Z")).status).toBe("Expired");
    expect(invitationAt(invite(), at("2999-01-01T00:00:00Z")).status).toBe("Pending");
  });

  test.each([
    "Accepted",
    "Declined",
    "Expired",
  ] as const)("A-115 an answered or ended one stays %s whatever the clock says", (status) => {
    const answered = invite({ status, expiresAt: "2025-01-19T15:00:00.000Z" });
    expect(invitationAt(answered, at("2025-01-06T00:00:00Z")).status).toBe(status);
    expect(invitationAt(answered, at("2026-01-06T00:00:00Z")).status).toBe(status);
  });

  test("A-116 A-117 sent again: when it was first sent stays, when it was last changed moves; expiry moves neither", () => {
    const again = invite({ updatedAt: "2025-02-01T09:00:00.000Z", expiresAt: "2025-02-15T09:00:00.000Z" });
    expect(invitationAt(again, at("2025-03-10T00:00:00Z"))).toEqual({
      email: "ap@acme.test",
      status: "Expired",
      createdAt: sent,
      updatedAt: "2025-02-01T09:00:00.000Z",
    });
  });
});
