import { describe, expect, test } from "vitest";
import { mustRead } from "../../test/must-read.ts";
import { readLedger } from "../model/read-ledger.ts";
import { badges } from "./badges.ts";
import { customerList } from "./list.ts";

const sent = "2025-01-05T15:00:00Z";
const expires = "2025-01-19T15:00:00Z";

/** The labels of an account's badges at an instant, from rows as they come in. */
function labels(
  account: Readonly<Record<string, string>>,
  invite?: Readonly<Record<string, string>>,
  now = "2025-03-10T12:00:00Z",
): readonly string[] {
  const tables = {
    business: { time_zone: "UTC", currency: "USD" },
    accounts: [{ account_id: "A", ...account }],
    invites:
      invite === undefined ? [] : [{ account_id: "A", email: "ap@acme.test", created_at: sent, ...invite }],
  };
  const ledger = mustRead(readLedger(tables, { today: "2025-03-10" }));
  const [row] = customerList(ledger, { asOf: "2025-03-10", now }).rows;
  return row === undefined ? [] : badges(row).map(({ kind, label }) => `${kind} ${label}`);
}

describe("badges", () => {
  test("A-048 a row may have several, in one order", () => {
    const found = labels({ status: "Active", account_type: "Credit" }, { status: "Accepted" });
    expect(found).toEqual(["activity Active", "account-type Credit", "invitation Accepted"]);
  });

  test.each([
    ["Active", "Active"],
    ["Inactive", "Inactive"],
    ["Not Used", "Inactive"],
  ])("A-049 an account that the ERP calls %s is %s", (status, label) => {
    expect(labels({ status })).toEqual([`activity ${label}`]);
  });

  test.each([
    "Cash",
    "Credit",
    "System",
    "contractor (NET 30)",
  ])("A-050 G-28 the type %s stands on a badge as it is spelled", (accountType) => {
    expect(labels({ account_type: accountType })).toEqual(["activity Active", `account-type ${accountType}`]);
  });

  test("A-050 an account without a type has no badge for it", () => {
    expect(labels({})).toEqual(["activity Active"]);
    const row = { status: "Active", accountType: "", invitation: null } as const;
    expect(badges(row)).toHaveLength(1);
  });

  test("A-051 Pending: sent, and neither answered nor expired", () => {
    expect(labels({}, { status: "Pending" })).toEqual(["activity Active", "invitation Pending"]);
    const before = "2025-01-19T14:59:59.999Z";
    const found = labels({}, { status: "Pending", expires_at: expires }, before);
    expect(found).toContain("invitation Pending");
  });

  test("A-052 Accepted: the customer has registered", () => {
    expect(labels({}, { status: "Accepted" })).toEqual(["activity Active", "invitation Accepted"]);
  });

  test("A-053 Declined: the customer declined", () => {
    expect(labels({}, { status: "Declined" })).toEqual(["activity Active", "invitation Declined"]);
  });

  test("A-054 Expired: said so, or unanswered from the instant it expires", () => {
    expect(labels({}, { status: "Expired" })).toEqual(["activity Active", "invitation Expired"]);
    const found = labels({}, { status: "Pending", expires_at: expires }, expires);
    expect(found).toEqual(["activity Active", "invitation Expired"]);
  });

  test("A-054 an answer that came after the invitation expired goes before: the badge says the answer", () => {
    const late = { updated_at: "2025-02-01T15:00:00Z", expires_at: expires };
    expect(labels({}, { status: "Accepted", ...late })).toContain("invitation Accepted");
    expect(labels({}, { status: "Declined", ...late })).toContain("invitation Declined");
  });

  test("A-055 never invited: no badge for an invitation", () => {
    expect(labels({ account_type: "Cash" }).join()).not.toContain("invitation");
  });

  test("each says what it means", () => {
    const at = { createdAt: sent, updatedAt: sent, email: "ap@acme.test" };
    const means = (["Pending", "Accepted", "Declined", "Expired"] as const).map((status) => {
      const found = badges({ status: "Inactive", accountType: "Cash", invitation: { ...at, status } });
      return found.map((badge) => badge.means);
    });
    expect(means).toEqual(
      [
        "Invitation sent; the customer has not registered.",
        "The customer has registered for the payments portal.",
        "The customer declined the invitation.",
        "The invitation expired before the customer responded.",
      ].map((invitation) => [
        "The account is inactive in the ERP.",
        "The account's type in the ERP.",
        invitation,
      ]),
    );
  });
});
