import fc from "fast-check";
import { expect, test } from "vitest";
import { arbLedger } from "../../test/ledger-of.ts";
import { mustRead } from "../../test/must-read.ts";
import { runs } from "../../test/runs.ts";
import * as calendar from "../calendar/index.ts";
import { inviteReader } from "../model/invite.ts";
import type { Ledger } from "../model/ledger.ts";
import { openStore } from "../store/store.ts";
import { type InvitePlan, planInvites, planResends } from "./invites.ts";
import { customerList } from "./list.ts";

const now = "2100-01-01T00:00:00.000Z";

/** A ledger whose accounts have addresses, mostly good ones, and a selection out of it, with accounts that are not there. */
const arbSelection = fc
  .tuple(arbLedger, fc.array(fc.constantFrom("ap@acme.test", "ap at acme", "", undefined), { minLength: 1 }))
  .map(([{ ledger }, emails]): Ledger => {
    const accounts = [...ledger.accounts].map(([id, account], index) => {
      const email = emails[index % emails.length];
      return [id, email === undefined ? account : { ...account, email }] as const;
    });
    return { ...ledger, accounts: new Map(accounts) };
  })
  .chain((ledger) =>
    fc.record({
      ledger: fc.constant(ledger),
      accountIds: fc.array(fc.constantFrom(...ledger.accounts.keys(), "not there"), { maxLength: 12 }),
      plan: fc.constantFrom(planInvites, planResends),
    }),
  );

/** The ledger once a store has taken a plan's changes, as they are. */
function carriedOut(ledger: Ledger, { changes, now: at }: InvitePlan): Ledger {
  const store = openStore(ledger, { calendar });
  const applied = mustRead(store.apply(changes));
  expect(applied.applied).toBe(changes.length);
  expect(mustRead(store.apply(changes)).replayed).toBe(changes.length);
  return { ...ledger, invites: store.ledger(at).invites };
}

test("A-064 A-065 every account of the selection is planned or skipped with a reason, once, in the selection's order", () => {
  fc.assert(
    fc.property(arbSelection, ({ ledger, accountIds, plan }) => {
      const { planned, skipped, changes } = plan(ledger, accountIds, { now });
      const order = [...new Set(accountIds)];
      const isPlanned = new Set(planned.map(({ accountId }) => accountId));
      expect(planned.map(({ accountId }) => accountId)).toEqual(order.filter((id) => isPlanned.has(id)));
      expect(skipped.map(({ accountId }) => accountId)).toEqual(order.filter((id) => !isPlanned.has(id)));
      expect(changes.map(({ invite }) => [invite.accountId, invite.email])).toEqual(
        planned.map(({ accountId, email }) => [accountId, email]),
      );
    }),
    { numRuns: runs(1000) },
  );
});

test("A-066 carried out, exactly the planned are Pending at their address from now on, and nobody else has changed", () => {
  fc.assert(
    fc.property(arbSelection, ({ ledger, accountIds, plan }) => {
      const options = { asOf: ledger.today, now };
      const before = customerList(ledger, options).rows;
      const done = plan(ledger, accountIds, { now });
      const after = customerList(carriedOut(ledger, done), options).rows;
      const rows = inviteReader({ currency: ledger.business.currency });
      for (const [index, { accountId, invitation }] of after.entries()) {
        const planned = done.planned.find((each) => each.accountId === accountId);
        if (planned === undefined) {
          expect(invitation).toEqual(before[index]?.invitation);
          continue;
        }
        const createdAt = done.action === "invite" ? now : before[index]?.invitation?.createdAt;
        expect(invitation).toEqual({ email: planned.email, status: "Pending", createdAt, updatedAt: now });
        expect(planned.status).toBe(before[index]?.invitation?.status ?? "Not Invited");
      }
      for (const { invite } of done.changes)
        expect(rows.read(invite)).toMatchObject({ ok: true, value: invite });
    }),
    { numRuns: runs(1000) },
  );
});

test("A-064 A-065 who is planned once is pending then: inviting skips, sending again goes on", () => {
  fc.assert(
    fc.property(arbSelection, ({ ledger, accountIds, plan }) => {
      const done = plan(ledger, accountIds, { now });
      const after = carriedOut(ledger, done);
      const ids = done.planned.map(({ accountId }) => accountId);
      const later = "2100-01-02T00:00:00.000Z";
      expect(planInvites(after, ids, { now: later }).skipped).toEqual(
        ids.map((accountId) => ({ accountId, reason: "pending" })),
      );
      expect(planResends(after, ids, { now: later }).planned.map(({ accountId }) => accountId)).toEqual(ids);
    }),
    { numRuns: runs(1000) },
  );
});
