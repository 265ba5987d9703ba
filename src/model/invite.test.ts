import { describe, expect, test } from "vitest";
import { mustRead } from "../../test/must-read.ts";
import { issuesOf, usd, warningsOf } from "../../test/reading.ts";
import { inviteReader, readInvites } from "./invite.ts";

const invites = inviteReader({ currency: usd });
const invite = {
  account_id: "A",
  email: "ap@acme.test",
  status: "pending",
  created_at: "2025-03-10T05:00:00Z",
};

test("an invitation that says no more was last changed when it was sent", () => {
  expect(mustRead(invites.read(invite))).toEqual({
    accountId: "A",
    email: "ap@acme.test",
    status: "Pending",
    createdAt: "2025-03-10T05:00:00.000Z",
    updatedAt: "2025-03-10T05:00:00.000Z",
  });
});

test("every column is read, instants in UTC", () => {
  const row = {
    ...invite,
    status: "ACCEPTED",
    invite_id: "I-1",
    updated_at: "2025-03-11T00:00:00+01:00",
    expires_at: new Date("2025-04-01T00:00:00Z"),
  };
  expect(mustRead(invites.read(row))).toEqual({
    accountId: "A",
    email: "ap@acme.test",
    status: "Accepted",
    createdAt: "2025-03-10T05:00:00.000Z",
    inviteId: "I-1",
    updatedAt: "2025-03-10T23:00:00.000Z",
    expiresAt: "2025-04-01T00:00:00.000Z",
  });
});

test.each([
  ["2025-03-10T04:59:59.999Z", ["DATE_ORDER updated_at"]],
  ["2025-03-10T00:00:00-05:00", []],
  ["2025-03-10T05:00:00.001Z", []],
])("M-15 sent at 05:00 UTC and changed at %s: %j", (updated_at, issues) => {
  expect(issuesOf(invites.read({ ...invite, updated_at }))).toEqual(issues);
});

test("M-15 instants are compared as instants, not as text", () => {
  // As text "+010000…" comes before "9999…".
  const late = { ...invite, created_at: "9999-12-31T00:00:00Z", updated_at: "+010000-01-01T00:00:00Z" };
  expect(issuesOf(invites.read(late))).toEqual([]);
});

test("M-15 the path is spelled as the row is", () => {
  const row = {
    accountId: "A",
    email: "",
    status: "Pending",
    createdAt: "2025-03-10T05:00Z",
    updatedAt: "2025-03-09T05:00Z",
  };
  expect(issuesOf(invites.read(row))).toEqual(["DATE_ORDER updatedAt"]);
});

test.each([
  ["2025-03-10T04:59:59.999Z", ["DATE_ORDER expires_at"]],
  ["2025-03-10T05:00:00Z", []],
  ["2025-03-24T05:00:00Z", []],
])("F-47 sent at 05:00 UTC and expiring at %s: %j", (expires_at, issues) => {
  const reading = invites.read({ ...invite, expires_at });
  expect(issuesOf(reading)).toEqual(issues);
  expect(warningsOf(reading)).toEqual([]);
});

test("F-47 an invitation that was changed and expires before it was sent says both", () => {
  const early = "2025-03-09T05:00:00Z";
  const row = { ...invite, status: "Accepted", updated_at: early, expires_at: early };
  expect(issuesOf(invites.read(row))).toEqual(["DATE_ORDER updated_at", "DATE_ORDER expires_at"]);
});

describe("an invitation that expires on 24 March at 05:00 UTC", () => {
  const expires_at = "2025-03-24T05:00:00Z";
  const late = ["INVITE_ANSWERED_LATE updated_at"];

  test.each([
    ["Accepted", "2025-03-24T04:59:59.999Z", []],
    ["Accepted", "2025-03-24T05:00:00Z", late],
    ["Declined", "2025-03-25T05:00:00Z", late],
    // What was not answered is Expired, however late it was touched.
    ["Pending", "2025-03-25T05:00:00Z", []],
    ["Expired", "2025-03-25T05:00:00Z", []],
  ])("F-47 is %s and was changed at %s: %j, and keeps its status", (status, updated_at, warnings) => {
    const reading = invites.read({ ...invite, status, updated_at, expires_at });
    expect(warningsOf(reading)).toEqual(warnings);
    expect(mustRead(reading).status).toBe(status);
  });
});

test("F-47 an address that mail cannot be sent to is a warning, and is kept", () => {
  for (const email of ["", "ap at acme", "ap@acme.test "]) {
    const reading = invites.read({ ...invite, email });
    expect(warningsOf(reading)).toEqual(["EMAIL_INVALID email"]);
    expect(mustRead(reading).email).toBe(email);
  }
  expect(warningsOf(invites.read(invite))).toEqual([]);
});

test("F-28 account, address, status and instant are required and checked", () => {
  expect(
    issuesOf(readInvites([{}, { ...invite, status: "Opened", created_at: "2025-03-10" }], { currency: usd })),
  ).toEqual([
    "FIELD_MISSING 0/account_id",
    "FIELD_MISSING 0/email",
    "FIELD_MISSING 0/status",
    "FIELD_MISSING 0/created_at",
    "ENUM_UNKNOWN 1/status",
    "INSTANT_INVALID 1/created_at",
  ]);
});
