import { describe, expect, test } from "vitest";
import { usd } from "../../test/reading.ts";
import type { Account } from "../model/account.ts";
import type { Invite } from "../model/invite.ts";
import { accountStats } from "../stats/account-stats.ts";
import { byUrgency, hasExpired, identityOf, rowOf, type SnapshotRow } from "./row.ts";

const account = (more: Partial<Account> = {}): Account => ({
  accountId: "A",
  accountName: "Acme",
  status: "Active",
  statusGiven: true,
  kind: "customer",
  ...more,
});
const sent = "2025-03-01T15:00:00.000Z";
const expiresAt = "2025-03-15T15:00:00.000Z";
const invite = (more: Partial<Invite> = {}): Invite => ({
  accountId: "A",
  email: "ap@acme.test",
  status: "Pending",
  createdAt: sent,
  updatedAt: sent,
  expiresAt,
  ...more,
});

/** The row of an account that owes so many minor units for one day, at an instant. */
const row = (balance = 0, accountId = "A", invited?: Invite, now = sent): SnapshotRow => {
  const item = { id: "7", accountId, kind: "invoice", balance, dueOn: "2025-03-09" } as const;
  const stats = accountStats([item], { asOf: "2025-03-10", currency: usd });
  return rowOf(account({ accountId }), 3, invited, stats, Date.parse(now));
};

describe("who an account is", () => {
  test("is null where nobody has said", () => {
    expect(identityOf(account({ notes: "n" }))).toEqual({
      accountId: "A",
      accountName: "Acme",
      buyerCompanyName: null,
      accountType: null,
      status: "Active",
    });
    const said = identityOf(account({ buyerCompanyName: "Acme LLC", accountType: "Credit" }));
    expect([said.buyerCompanyName, said.accountType]).toEqual(["Acme LLC", "Credit"]);
  });

  test.each(["Inactive", "Not Used"] as const)("%s counts as Inactive", (status) => {
    expect(identityOf(account({ status })).status).toBe("Inactive");
  });
});

describe("the row of an account", () => {
  test("has its place, its day and its figures", () => {
    const { place, asOf, stats } = row(500);
    expect([place, asOf, stats.pastDue]).toEqual([
      3,
      "2025-03-10",
      { amount: 500, count: 1, amountDays: 500n },
    ]);
  });

  test("has no invitation where there was none", () => {
    expect([row().invitation, row().expiresAt]).toEqual([null, null]);
  });

  test("says when an invitation expires only as long as it is open", () => {
    expect(row(0, "A", invite()).expiresAt).toBe(expiresAt);
    expect(row(0, "A", invite(), expiresAt).expiresAt).toBeNull();
    const { expiresAt: _, ...forever } = invite();
    expect(row(0, "A", forever).expiresAt).toBeNull();
    for (const status of ["Accepted", "Declined", "Expired"] as const) {
      expect(row(0, "A", invite({ status })).expiresAt, status).toBeNull();
    }
  });

  test("has expired from the instant on at which its invitation does", () => {
    const open = row(0, "A", invite());
    expect(hasExpired(open, Date.parse(expiresAt) - 1)).toBe(false);
    expect(hasExpired(open, Date.parse(expiresAt))).toBe(true);
    expect(hasExpired(row(), Date.parse(expiresAt))).toBe(false);
  });
});

test("the greater exposure comes first, then the id that comes first", () => {
  const rows = [row(5, "C"), row(7, "B"), row(5, "A"), row(0, "D")];
  const key = (each: SnapshotRow) => byUrgency.keyOf(each);
  const sorted = [...rows].sort((a, b) => key(a) - key(b) || byUrgency.compare(a, b));
  expect(sorted.map(({ accountId }) => accountId)).toEqual(["B", "A", "C", "D"]);
  expect([...rows].sort(byUrgency.compare)).toEqual(sorted);
  expect(byUrgency.compare(row(5, "A"), row(5, "A"))).toBe(0);
});
