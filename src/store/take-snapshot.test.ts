import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { faultOf } from "../../test/fault-of.ts";
import { arbLedger } from "../../test/ledger-of.ts";
import { mustRead } from "../../test/must-read.ts";
import { allocate, invite, invoice, payment, statement } from "../../test/short-changes.ts";
import { noon, storeOf, today } from "../../test/store-of.ts";
import * as calendar from "../calendar/index.ts";
import { openStore } from "./store.ts";
import { type TakeSnapshotOptions, takeSnapshot } from "./take-snapshot.ts";

function ledgerAfter(...changes: Parameters<ReturnType<typeof storeOf>["apply"]>[0][]) {
  const store = storeOf({ accounts: [{ account_id: "A" }, { account_id: "B" }] });
  for (const change of changes) mustRead(store.apply(change));
  return store.ledger(noon);
}

describe("takeSnapshot", () => {
  const ledger = ledgerAfter(invoice(), payment(), allocate());

  test("has every account, whatever its balance, as of the day that is asked", () => {
    const snapshot = takeSnapshot(ledger, { asOf: today, now: noon });
    expect(snapshot.accountIds()).toEqual(["A", "B"]);
    expect([snapshot.version, snapshot.asOf, snapshot.today, snapshot.computedAt]).toEqual([
      0,
      today,
      today,
      noon,
    ]);
    expect(snapshot.row("A")?.stats.pastDue).toEqual({ amount: 4000, count: 1, amountDays: 36000n });
    expect(snapshot.row("B")?.stats.outstanding.count).toBe(0);
  });

  test("of a past day shows what was open then, or today's balances aged to it", () => {
    const options = { asOf: "2025-03-04", now: noon } as const;
    expect(takeSnapshot(ledger, options).row("A")?.stats.pastDue.amount).toBe(10000);
    const reaged = takeSnapshot(ledger, { ...options, mode: "reage" });
    expect([reaged.row("A")?.stats.pastDue.amount, reaged.settings.mode]).toEqual([4000, "reage"]);
  });

  test("reads invitations at the instant, whatever the day", () => {
    const invited = ledgerAfter(invite({ expiresAt: "2025-03-10T18:00:00Z" }));
    const statusAt = (now: string) =>
      takeSnapshot(invited, { asOf: "2025-01-01", now }).row("A")?.invitation?.status;
    expect([statusAt("2025-03-10T17:59:59.999Z"), statusAt("2025-03-10T18:00:00Z")]).toEqual([
      "Pending",
      "Expired",
    ]);
  });

  test("combines discounts as it is told, the greatest where it is not", () => {
    const offers = { discountAmount: "2.00", discountUntil: "2025-03-20" };
    const line = { statementId: "S", invoiceId: "7", discountAmount: "1.00", discountUntil: "2025-03-20" };
    const offered = ledgerAfter(invoice({ dueOn: "2025-03-31", ...offers }), statement({}, [line]));
    const amount = (options: object) =>
      takeSnapshot(offered, { asOf: today, now: noon, ...options }).row("A")?.stats.discounts.amount;
    expect([amount({}), amount({ discounts: "sum" }), amount({ discounts: "statement-first" })]).toEqual([
      200, 300, 100,
    ]);
  });

  test("refuses a wrong day, instant or option", () => {
    const fault = (options: object) =>
      faultOf(() => takeSnapshot(ledger, { asOf: today, now: noon, ...options } as TakeSnapshotOptions));
    expect(fault({ asOf: "2025-02-30" })?.code).toBe("DATE_INVALID");
    expect(fault({ now: "now" })?.code).toBe("INSTANT_INVALID");
    expect(fault({ mode: "x" })).toMatchObject({ code: "POLICY_RANGE", path: ["mode"] });
    expect(fault({ discounts: "x" })).toMatchObject({ code: "POLICY_RANGE", path: ["discounts"] });
    expect(fault({ floor: "x" })).toMatchObject({ code: "POLICY_RANGE", path: ["floor"] });
    expect(fault({ equal: 3 })).toMatchObject({ code: "POLICY_RANGE", path: ["equal"] });
    expect(fault({ asof: today })).toMatchObject({ code: "POLICY_UNKNOWN", path: ["asof"] });
    expect(faultOf(() => takeSnapshot(ledger, undefined as never))?.code).toBe("POLICY_RANGE");
    const unknown = ledgerAfter(invoice({ balance: "1.00" }));
    expect(faultOf(() => takeSnapshot(unknown, { asOf: "2025-03-01", now: noon }))?.code).toBe(
      "HISTORY_UNAVAILABLE",
    );
  });
});

test("a snapshot taken of a ledger says what a store opened on it says", () => {
  fc.assert(
    fc.property(arbLedger, ({ ledger }) => {
      const around = Date.parse(`${ledger.today}T12:00:00Z`);
      const instants = [-20, -12, -4, 4, 12].map((hours) => around + hours * 3_600_000);
      const now = instants.find((each) => calendar.todayIn(ledger.business.timeZone, each) === ledger.today);
      const taken = takeSnapshot(ledger, { asOf: ledger.today, now: now as number });
      const kept = openStore(ledger, { calendar }).recompute(now as number);
      expect(taken.toJSON()).toEqual(kept.toJSON());
    }),
    { numRuns: 1000 },
  );
});
