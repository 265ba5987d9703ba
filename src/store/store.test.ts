import { describe, expect, test } from "vitest";
import { faultOf } from "../../test/fault-of.ts";
import { mustRead } from "../../test/must-read.ts";
import {
  account,
  allocate,
  apply,
  change,
  credit,
  creditAgain,
  debit,
  invite,
  inviteAgain,
  invoice,
  invoiceAgain,
  paid,
  payment,
  paymentAgain,
  statement,
  voided,
} from "../../test/short-changes.ts";
import { noon, storeOf, today } from "../../test/store-of.ts";
import * as calendar from "../calendar/index.ts";
import { readLedger } from "../model/read-ledger.ts";
import type { Change } from "./change.ts";
import type { Snapshot } from "./snapshot.ts";
import { openStore, type RecomputeOptions, type Store, stalenesses } from "./store.ts";

const accounts = [{ account_id: "A" }, { account_id: "B" }];

/** A store that has taken some changes. */
function storeAfter(...changes: readonly Change[]): Store {
  const store = storeOf({ accounts });
  mustRead(store.apply(changes));
  return store;
}

const stalenessOf = (store: Store, now = noon) => Object.fromEntries(store.staleness(now));
const amountsOf = (snapshot: Snapshot | undefined, id = "A") => {
  const { invoices, credits, debits } = snapshot?.row(id)?.stats ?? {};
  return [invoices?.amount, credits?.amount, debits?.amount];
};
/** A snapshot by itself: what a store opened on its ledger would say. */
const plain = (snapshot: Snapshot) => ({ ...snapshot.toJSON(), version: 0 });
const afresh = (store: Store, now: string) => openStore(store.ledger(now), { calendar }).recompute(now);

describe("opening", () => {
  test("needs the two functions of a calendar, and takes no option that nothing reads", () => {
    const { todayIn, nextDayChange } = calendar;
    const ledger = storeOf({ accounts }).ledger(noon);
    const open = (options: object) => faultOf(() => openStore(ledger, options as never));
    for (const wrong of [
      undefined,
      null,
      {},
      { todayIn },
      { nextDayChange },
      { todayIn: 1, nextDayChange: 2 },
    ]) {
      expect(open({ calendar: wrong })).toMatchObject({ code: "POLICY_RANGE", path: ["calendar"] });
    }
    expect(open(undefined as never)?.code).toBe("POLICY_RANGE");
    expect(open({ calendar, mode: "reage" })).toMatchObject({ code: "POLICY_UNKNOWN", path: ["mode"] });
    expect(open({ calendar, floor: "low" })).toMatchObject({ code: "POLICY_RANGE", path: ["floor"] });
    expect(open({ calendar, equal: 7 })).toMatchObject({ code: "POLICY_RANGE", path: ["equal"] });
    expect(open({ calendar, discounts: "min" })).toMatchObject({ code: "POLICY_RANGE", path: ["discounts"] });
    expect(open({ calendar: { todayIn, nextDayChange } })).toBeUndefined();
  });

  test("gives a store without a snapshot, at version 0, that nobody can change from outside", () => {
    const store = storeOf({ accounts });
    expect([store.version, store.snapshot(), store.openItems("A")]).toEqual([0, undefined, undefined]);
    expect(store.business).toMatchObject({
      timeZone: "America/Chicago",
      currency: { code: "USD", exponent: 2 },
    });
    expect(Object.isFrozen(store)).toBe(true);
    expect(() => Object.assign(store, { version: 7 })).toThrow(TypeError);
  });

  test("keeps the choices about figures in every snapshot", () => {
    const ledger = storeOf({ accounts }).ledger(noon);
    const options = { calendar, discounts: "sum", floor: "zero", equal: 5 } as const;
    expect(openStore(ledger, options).recompute(noon).settings).toEqual({
      mode: "reconstruct",
      discounts: "sum",
      floor: "zero",
      equal: 5,
    });
    expect(openStore(ledger, { calendar }).recompute(noon).settings).toEqual({
      mode: "reconstruct",
      discounts: "max",
      floor: "observed",
      equal: 10,
    });
  });

  test("what the caller does to the ledger's lists afterwards does not reach it", () => {
    const ledger = storeAfter(invoice()).ledger(noon);
    const store = openStore(ledger, { calendar });
    (ledger.invoices as Map<string, unknown>).clear();
    (ledger.accounts as Map<string, unknown>).delete("A");
    expect(amountsOf(store.recompute(noon))).toEqual([10000, 0, 0]);
  });
});

describe("what each change marks", () => {
  /** Documents of A that the changes below are about, and some of B that they are not about. */
  const before = [
    invoice(),
    payment(),
    credit(),
    debit(),
    invite({ inviteId: "I" }),
    invoice({ invoiceNumber: "B7", accountId: "B" }),
    payment({ paymentId: "BP", accountId: "B" }),
    allocate({ paymentId: "BP", invoiceId: "B7" }),
  ];

  /**
   * A change marks account A alone; until the recompute its row is the old one, after it what a store made from the
   * ledger as it is would say; the row of B is not even made anew. Gives the new row.
   */
  function marked(trigger: Change, ...earlier: readonly Change[]) {
    const store = storeAfter(...before, ...earlier);
    const old = store.recompute(noon);
    expect(stalenessOf(store)).toEqual({ A: "fresh", B: "fresh" });
    expect(mustRead(store.apply(trigger)).accountIds).toEqual(["A"]);
    expect(stalenessOf(store)).toEqual({ A: "data-changed", B: "fresh" });
    expect(store.snapshot()).toBe(old);
    const snapshot = store.recompute(noon);
    expect(stalenessOf(store)).toEqual({ A: "fresh", B: "fresh" });
    expect(plain(snapshot)).toEqual(plain(afresh(store, noon)));
    expect(snapshot.row("B")).toBe(old.row("B"));
    expect(snapshot.row("A")).not.toEqual(old.row("A"));
    return [...amountsOf(snapshot), snapshot.row("A")?.invitation?.status];
  }

  test("A-165 A-072 an invoice created", () => {
    expect(marked(invoice({ invoiceNumber: "8", amount: "1.00" }))).toEqual([
      10100,
      3000,
      2000 + 1000,
      "Pending",
    ]);
  });

  test("A-166 an invoice updated", () => {
    expect(marked(invoiceAgain({ amount: "99.00" }))).toEqual([9900, 3000, 3000, "Pending"]);
  });

  test("A-167 an invoice marked paid", () => {
    expect(marked(paid())).toEqual([0, 3000, 3000, "Pending"]);
  });

  test("A-168 an invoice voided", () => {
    expect(marked(voided())).toEqual([0, 3000, 3000, "Pending"]);
  });

  test("A-073 a payment that posts, with what it is put against", () => {
    const store = storeAfter(...before);
    const old = store.recompute(noon);
    mustRead(store.apply(payment({ paymentId: "P2" })));
    expect(stalenessOf(store)).toEqual({ A: "data-changed", B: "fresh" });
    expect(amountsOf(store.recompute(noon))).toEqual(amountsOf(old));
    expect(marked(allocate())).toEqual([4000, 3000, 3000, "Pending"]);
    expect(marked(paymentAgain({ status: "reversed" }), allocate())).toEqual([10000, 3000, 3000, "Pending"]);
  });

  test("A-169 A-074 a credit created", () => {
    expect(marked(credit({ adjustmentId: "K2", amount: "1.00" }))).toEqual([10000, 3100, 3000, "Pending"]);
  });

  test("A-169 a credit updated", () => {
    expect(marked(creditAgain({ amount: "31.00" }))).toEqual([10000, 3100, 3000, "Pending"]);
  });

  test("A-169 a credit applied", () => {
    expect(marked(apply())).toEqual([7000, 0, 3000, "Pending"]);
  });

  test("A-170 a debit created", () => {
    expect(marked(debit({ adjustmentId: "D2", amount: "1.00" }))).toEqual([10000, 3000, 3100, "Pending"]);
  });

  test("A-170 a debit updated", () => {
    expect(marked(creditAgain({ adjustmentId: "D", type: "debit", amount: "31.00" }))).toEqual([
      10000,
      3000,
      3100,
      "Pending",
    ]);
  });

  test("A-170 a debit applied to: a payment or a credit put against it", () => {
    const toDebit = { invoiceId: undefined, debitAdjustmentId: "D", amount: "30.00" };
    expect(marked(allocate(toDebit))).toEqual([10000, 3000, 0, "Pending"]);
    expect(marked(apply(toDebit))).toEqual([10000, 0, 0, "Pending"]);
  });

  test("A-171 an invitation answered", () => {
    const answered = { inviteId: "I", status: "Accepted", updatedAt: "2025-03-02T15:00:00Z" };
    expect(marked(inviteAgain(answered))).toEqual([10000, 3000, 3000, "Accepted"]);
    expect(marked(inviteAgain({ ...answered, status: "Declined" }))).toEqual([10000, 3000, 3000, "Declined"]);
    const again = { inviteId: "I2", createdAt: "2025-03-02T15:00:00Z", status: "Expired" };
    expect(marked(invite(again))).toEqual([10000, 3000, 3000, "Expired"]);
  });

  test("a statement, and who the account is", () => {
    const line = { statementId: "S", invoiceId: "8", discountAmount: "2.00", discountUntil: "2025-03-20" };
    const store = storeAfter(invoice({ invoiceNumber: "8", dueOn: "2025-03-31" }));
    store.recompute(noon);
    mustRead(store.apply(statement({}, [line])));
    expect(stalenessOf(store)).toEqual({ A: "data-changed", B: "fresh" });
    expect(store.recompute(noon).row("A")?.stats.discounts.amount).toBe(200);
    mustRead(store.apply(account({ accountName: "Acme", status: "Inactive" })));
    expect(stalenessOf(store)).toEqual({ A: "data-changed", B: "fresh" });
    expect(store.recompute(noon).row("A")).toMatchObject({ accountName: "Acme", status: "Inactive" });
  });

  test("one change of many accounts marks each of them, and no other", () => {
    const store = storeOf({ accounts: ["A", "B", "C", "D"].map((account_id) => ({ account_id })) });
    store.recompute(noon);
    const batch = ["D", "B"].map((accountId) => invoice({ accountId, invoiceNumber: accountId }));
    expect(mustRead(store.apply(batch)).accountIds).toEqual(["D", "B"]);
    expect(stalenessOf(store)).toEqual({ A: "fresh", B: "data-changed", C: "fresh", D: "data-changed" });
  });
});

describe("recompute", () => {
  test("A-090 accounts that are not named keep their rows, whatever has happened to them", () => {
    const store = storeAfter(invoice(), invoice({ invoiceNumber: "8", accountId: "B" }));
    const old = store.recompute(noon);
    mustRead(
      store.apply([
        invoiceAgain({ amount: "1.00" }),
        invoiceAgain({ invoiceNumber: "8", accountId: "B", amount: "2.00" }),
      ]),
    );
    const next = store.recompute(noon, { accounts: ["B"] });
    expect([amountsOf(next, "A")[0], amountsOf(next, "B")[0]]).toEqual([10000, 200]);
    expect(next.row("A")).toBe(old.row("A"));
    expect(stalenessOf(store)).toEqual({ A: "data-changed", B: "fresh" });
    expect(amountsOf(store.recompute(noon), "A")[0]).toBe(100);
  });

  test("A-090 on another day the accounts that are named are of that day, the others of theirs", () => {
    const store = storeAfter(
      invoice({ dueOn: today }),
      invoice({ invoiceNumber: "8", accountId: "B", dueOn: today }),
    );
    store.recompute(noon);
    const tomorrow = "2025-03-11T17:00:00.000Z";
    const next = store.recompute(tomorrow, { accounts: ["B"] });
    expect([next.row("A")?.asOf, next.row("B")?.asOf, next.asOf]).toEqual([
      today,
      "2025-03-11",
      "2025-03-11",
    ]);
    expect([next.row("A")?.stats.pastDue.count, next.row("B")?.stats.pastDue.count]).toEqual([0, 1]);
    expect(stalenessOf(store, tomorrow)).toEqual({ A: "day-rolled-over", B: "fresh" });
    expect(store.recompute(tomorrow).row("A")?.stats.pastDue.count).toBe(1);
    expect(stalenessOf(store, tomorrow)).toEqual({ A: "fresh", B: "fresh" });
  });

  test("a named account is rebuilt even where nothing changed; none named rebuilds none", () => {
    const store = storeAfter(invoice());
    const old = store.recompute(noon);
    expect(store.recompute(noon, { accounts: [] })).toBe(old);
    const next = store.recompute(noon, { accounts: ["A", "A"] });
    expect(next).not.toBe(old);
    expect(plain(next)).toEqual(plain(old));
  });

  test("accounts without a row are computed with those that are named: scores compare all accounts", () => {
    const store = storeAfter(invoice({ amount: "1.00" }), invoice({ invoiceNumber: "8", accountId: "B" }));
    const first = store.recompute(noon, { accounts: ["B"] });
    expect(plain(first)).toEqual(plain(afresh(store, noon)));
    mustRead(store.apply([account({ accountId: "D" }), account({ accountId: "C" }), paid()]));
    const second = store.recompute(noon, { accounts: ["B"] });
    expect(second.accountIds()).toEqual(["A", "B", "D", "C"]);
    expect(second.row("A")).toBe(first.row("A"));
    expect(stalenessOf(store)).toEqual({ A: "data-changed", B: "fresh", D: "fresh", C: "fresh" });
    expect(plain(store.recompute(noon))).toEqual(plain(afresh(store, noon)));
  });

  test("who is named must be there, in a list", () => {
    const store = storeAfter(invoice());
    const fault = (options: unknown) => faultOf(() => store.recompute(noon, options as RecomputeOptions));
    expect(fault({ accounts: ["A", "Z"] })).toMatchObject({ code: "REF_UNKNOWN", path: ["accounts", 1] });
    expect(fault({ accounts: "A" })).toMatchObject({ code: "TYPE", path: ["accounts"] });
    expect(fault({ account: ["A"] })).toMatchObject({ code: "POLICY_UNKNOWN", path: ["account"] });
    expect(fault(null)?.code).toBe("POLICY_RANGE");
    expect(store.snapshot()).toBeUndefined();
  });

  test("twice at one instant, and later on the same day, gives the same snapshot", () => {
    const store = storeAfter(invoice(), invite({ expiresAt: "2025-03-12T00:00:00Z" }));
    const snapshot = store.recompute(noon);
    expect(store.recompute(noon)).toBe(snapshot);
    expect(store.recompute("2025-03-11T04:59:59.999Z")).toBe(snapshot);
    expect(store.snapshot()).toBe(snapshot);
    expect(snapshot.computedAt).toBe(noon);
    expect(store.recompute("2025-03-11T05:00:00.000Z")).not.toBe(snapshot);
  });

  test("F-46 does not go back in time; the instant of the last one is still good", () => {
    const store = storeAfter(invoice());
    const snapshot = store.recompute(noon);
    const before = faultOf(() => store.recompute("2025-03-10T16:59:59.999Z"));
    expect(before).toMatchObject({ code: "CLOCK_BACKWARDS", path: ["now"] });
    expect(before?.message).toContain(noon);
    expect(store.recompute(noon)).toBe(snapshot);
    store.recompute("2025-03-10T18:00:00Z");
    expect(faultOf(() => store.recompute("2025-03-10T17:59:59.999Z"))?.code).toBe("CLOCK_BACKWARDS");
    expect(faultOf(() => store.recompute("yesterday"))?.code).toBe("INSTANT_INVALID");
    expect(store.staleness("2025-03-01T00:00:00Z").get("A")).toBe("day-rolled-over");
  });

  test("takes an instant as text, as milliseconds or as an object", () => {
    const ms = Date.parse(noon);
    for (const now of ["2025-03-10T12:00:00-05:00", ms, new Date(ms), { epochMilliseconds: ms }]) {
      expect(storeAfter(invoice()).recompute(now).computedAt).toBe(noon);
    }
  });

  test("says what a snapshot is of", () => {
    const store = storeAfter(invoice());
    expect({ ...store.recompute(noon) }).toEqual({
      formatVersion: 1,
      version: 1,
      asOf: today,
      today,
      computedAt: noon,
      timeZone: "America/Chicago",
      currency: { code: "USD", exponent: 2 },
      settings: { mode: "reconstruct", discounts: "max", floor: "observed", equal: 10 },
      size: 2,
    });
  });

  test("a business without accounts has snapshots too, of the day that it is", () => {
    const store = storeOf({});
    const snapshot = store.recompute(noon);
    expect([snapshot.size, snapshot.accountIds(), snapshot.asOf]).toEqual([0, [], today]);
    expect(store.recompute("2025-03-10T18:00:00Z")).toBe(snapshot);
    expect(store.recompute("2025-03-11T18:00:00Z").asOf).toBe("2025-03-11");
    mustRead(store.apply(account()));
    expect(store.recompute("2025-03-11T18:00:00Z").accountIds()).toEqual(["A"]);
  });

  test("what is dated ahead takes effect on its day", () => {
    const store = storeAfter(
      invoice(),
      payment({ paidOn: "2025-03-12" }),
      allocate({ allocatedOn: "2025-03-12" }),
    );
    const amounts: unknown[] = [];
    for (const date of ["10", "11", "12", "13"]) {
      amounts.push(amountsOf(store.recompute(`2025-03-${date}T17:00:00Z`))[0]);
      expect(store.openItems("A")?.[0]?.balance).toBe(amounts.at(-1));
    }
    expect(amounts).toEqual([10000, 10000, 4000, 4000]);
  });

  test("where the day goes back, so do balances and ages", () => {
    // On 7 November 2010 clocks in St. John's went back from 00:01 to 23:01 of the day before.
    const business = { time_zone: "America/St_Johns", currency: "USD" };
    const tables = {
      business,
      invoices: [
        {
          invoice_number: "7",
          account_id: "A",
          amount: "100.00",
          issued_on: "2010-10-01",
          due_on: "2010-11-06",
        },
      ],
      payments: [{ payment_id: "P", account_id: "A", paid_on: "2010-11-07", amount: "60.00" }],
      allocations: [{ payment_id: "P", invoice_id: "7", amount: "60.00", allocated_on: "2010-11-07" }],
    };
    const store = openStore(mustRead(readLedger(tables, { today: "2010-11-06" })), { calendar });
    const seen = [
      "2010-11-07T02:29:59Z",
      "2010-11-07T02:30:00Z",
      "2010-11-07T02:31:00Z",
      "2010-11-07T03:30:00Z",
    ].map((now) => {
      const { asOf, ...snapshot } = store.recompute(now);
      const { invoices, pastDue } = store.snapshot()?.row("A")?.stats ?? {};
      return [asOf, snapshot.today, invoices?.amount, pastDue?.count];
    });
    expect(seen).toEqual([
      ["2010-11-06", "2010-11-06", 10000, 0],
      ["2010-11-07", "2010-11-07", 4000, 1],
      ["2010-11-06", "2010-11-06", 10000, 0],
      ["2010-11-07", "2010-11-07", 4000, 1],
    ]);
  });
});

describe("staleness", () => {
  test("A-091 has a word for each reason, the first that applies", () => {
    expect(stalenesses).toEqual([
      "fresh",
      "never-computed",
      "data-changed",
      "day-rolled-over",
      "invitation-expired",
    ]);
    const store = storeAfter(invite({ expiresAt: "2025-03-10T18:00:00Z" }));
    expect(stalenessOf(store)).toEqual({ A: "never-computed", B: "never-computed" });
    store.recompute(noon);
    expect(stalenessOf(store)).toEqual({ A: "fresh", B: "fresh" });
    expect(stalenessOf(store, "2025-03-10T17:59:59.999Z")).toEqual({ A: "fresh", B: "fresh" });
    expect(stalenessOf(store, "2025-03-10T18:00:00.000Z")).toEqual({ A: "invitation-expired", B: "fresh" });
    expect(stalenessOf(store, "2025-03-11T04:59:59.999Z")).toEqual({ A: "invitation-expired", B: "fresh" });
    expect(stalenessOf(store, "2025-03-11T05:00:00.000Z")).toEqual({
      A: "day-rolled-over",
      B: "day-rolled-over",
    });
    mustRead(store.apply([invoice(), account({ accountId: "N" })]));
    expect(stalenessOf(store)).toEqual({ A: "data-changed", B: "fresh", N: "never-computed" });
    expect(stalenessOf(store, "2025-03-11T05:00:00.000Z")).toEqual({
      A: "data-changed",
      B: "day-rolled-over",
      N: "never-computed",
    });
  });

  test("A-091 a refused batch makes nothing stale, nor does a replay", () => {
    const created = invoice();
    const store = storeAfter(created);
    store.recompute(noon);
    expect(store.apply([payment(), paid("99")]).ok).toBe(false);
    expect(store.apply(created).ok).toBe(true);
    expect(stalenessOf(store)).toEqual({ A: "fresh", B: "fresh" });
  });
});

describe("invitations that expire", () => {
  const expiresAt = "2025-03-10T18:00:00.000Z";
  const statusAt = (snapshot: Snapshot) => snapshot.row("A")?.invitation?.status;

  test("turn Expired with the recompute at that instant, not one millisecond before", () => {
    const store = storeAfter(invite({ expiresAt }));
    const open = store.recompute("2025-03-10T17:59:59.999Z");
    expect([statusAt(open), open.row("A")?.expiresAt]).toEqual(["Pending", expiresAt]);
    const expired = store.recompute(expiresAt);
    expect([statusAt(expired), expired.row("A")?.expiresAt]).toEqual(["Expired", null]);
    expect(expired.row("B")).toBe(open.row("B"));
    expect(expired.row("A")?.invitation?.updatedAt).toBe("2025-03-01T15:00:00.000Z");
    expect(store.recompute("2025-03-10T19:00:00Z")).toBe(expired);
  });

  test("of an account that a recompute left out are made up for by the next", () => {
    const store = storeAfter(invite({ expiresAt }));
    store.recompute(noon);
    const later = "2025-03-10T19:00:00.000Z";
    const partly = store.recompute(later, { accounts: ["B"] });
    expect(statusAt(partly)).toBe("Pending");
    expect(stalenessOf(store, later)).toEqual({ A: "invitation-expired", B: "fresh" });
    expect(statusAt(store.recompute(later))).toBe("Expired");
    expect(stalenessOf(store, later)).toEqual({ A: "fresh", B: "fresh" });
  });

  test("of an account that was recomputed by name need nothing more", () => {
    const store = storeAfter(invite({ expiresAt }));
    store.recompute(noon);
    const named = store.recompute(expiresAt, { accounts: ["A"] });
    expect(statusAt(named)).toBe("Expired");
    expect(store.recompute(expiresAt)).toBe(named);
  });
});

describe("nextRecomputeAt", () => {
  const midnight = "2025-03-11T05:00:00.000Z";
  const six = "2025-03-10T18:00:00.000Z";

  test("without invitations is the instant at which the business's day turns", () => {
    const store = storeAfter(invoice(), invite());
    expect(store.nextRecomputeAt(noon)).toBe(midnight);
    expect(store.nextRecomputeAt("2025-03-11T04:59:59.999Z")).toBe(midnight);
    expect(store.nextRecomputeAt(midnight)).toBe("2025-03-12T05:00:00.000Z");
  });

  test("is the next expiry where that comes first, and never the instant asked about", () => {
    const store = storeAfter(
      invite({ expiresAt: six }),
      invite({ accountId: "B", expiresAt: "2025-03-10T20:00:00Z" }),
    );
    expect(store.nextRecomputeAt(noon)).toBe(six);
    expect(store.nextRecomputeAt("2025-03-10T17:59:59.999Z")).toBe(six);
    expect(store.nextRecomputeAt(six)).toBe("2025-03-10T20:00:00.000Z");
    expect(store.nextRecomputeAt("2025-03-10T20:00:00.000Z")).toBe(midnight);
  });

  test.each([
    ["at midnight", midnight, midnight],
    ["a millisecond before", "2025-03-11T04:59:59.999Z", "2025-03-11T04:59:59.999Z"],
    ["a millisecond after", "2025-03-11T05:00:00.001Z", midnight],
  ])("an expiry %s", (_, expiresAt, next) => {
    expect(storeAfter(invite({ expiresAt })).nextRecomputeAt(noon)).toBe(next);
  });

  test.each(["Accepted", "Declined", "Expired"])("an invitation that is %s does not expire", (status) => {
    expect(storeAfter(invite({ status, expiresAt: six })).nextRecomputeAt(noon)).toBe(midnight);
    const store = storeAfter(invite({ inviteId: "I", expiresAt: six }));
    const answered = { inviteId: "I", status, updatedAt: "2025-03-02T00:00:00Z", expiresAt: six };
    mustRead(store.apply(inviteAgain(answered)));
    expect(store.nextRecomputeAt(noon)).toBe(midnight);
  });

  test("only an account's latest invitation counts, as it stands after each change", () => {
    const store = storeAfter(invite({ inviteId: "I-1", expiresAt: six }));
    const next = () => store.nextRecomputeAt(noon);
    const second = { inviteId: "I-2", createdAt: "2025-03-02T00:00:00Z" };
    mustRead(store.apply(invite(second)));
    expect(next()).toBe(midnight);
    mustRead(store.apply(inviteAgain({ ...second, expiresAt: "2025-03-10T17:30:00Z" })));
    expect(next()).toBe("2025-03-10T17:30:00.000Z");
    mustRead(store.apply(inviteAgain({ ...second, expiresAt: "2025-03-10T19:00:00Z" })));
    expect(next()).toBe("2025-03-10T19:00:00.000Z");
    mustRead(
      store.apply(inviteAgain({ inviteId: "I-1", createdAt: "2025-03-03T00:00:00Z", expiresAt: six })),
    );
    expect(next()).toBe(six);
  });

  test("counts what the ledger came with, and asks nobody to have recomputed", () => {
    const invites = [
      {
        account_id: "A",
        email: "a@b.test",
        status: "Pending",
        created_at: "2025-03-01T00:00:00Z",
        expires_at: six,
      },
    ];
    const store = storeOf({ accounts, invites });
    expect(store.nextRecomputeAt(noon)).toBe(six);
    store.recompute(six);
    expect(store.nextRecomputeAt(noon)).toBe(six);
    expect(store.nextRecomputeAt(six)).toBe(midnight);
  });

  test("of many expiries finds the next one, however they came", () => {
    const ids = Array.from({ length: 1500 }, (_, place) => `C-${place}`);
    const store = storeOf({ accounts: ids.map((account_id) => ({ account_id })) });
    const at = (place: number) => new Date(Date.parse(noon) + 1 + ((place * 7919) % 1500) * 10).toISOString();
    const changes = ids.map((accountId, place) => invite({ accountId, expiresAt: at(place) }));
    mustRead(store.apply(changes.slice(0, 700)));
    for (const each of changes.slice(700)) mustRead(store.apply(each));
    for (const from of [0, 1, 11, 4321, 14_990, 14_991]) {
      const expected = from < 14_991 ? Math.ceil(from / 10) * 10 + 1 : undefined;
      const next = expected === undefined ? midnight : new Date(Date.parse(noon) + expected).toISOString();
      expect(store.nextRecomputeAt(Date.parse(noon) + from), String(from)).toBe(next);
    }
  });
});

describe("whoever looks while a recompute runs", () => {
  test("A-089 L-49 sees the snapshot before it, whole, and the new one afterwards", () => {
    const seen: (Snapshot | undefined)[] = [];
    let store: Store | undefined;
    const watching = {
      todayIn: (...asked: Parameters<typeof calendar.todayIn>) => {
        seen.push(store?.snapshot());
        return calendar.todayIn(...asked);
      },
      nextDayChange: (...asked: Parameters<typeof calendar.nextDayChange>) => {
        seen.push(store?.snapshot());
        return calendar.nextDayChange(...asked);
      },
    };
    store = openStore(storeAfter(invoice({ dueOn: today })).ledger(noon), { calendar: watching });
    const first = store.recompute(noon);
    expect(seen).toEqual([undefined, undefined]);
    const json = JSON.stringify(first);
    mustRead(store.apply([invoice({ invoiceNumber: "8" }), invoice({ invoiceNumber: "9", accountId: "B" })]));
    seen.length = 0;
    const second = store.recompute("2025-03-11T17:00:00Z");
    expect(seen).toHaveLength(2);
    expect(seen.every((each) => each === first)).toBe(true);
    expect(JSON.stringify(first)).toBe(json);
    expect(store.snapshot()).toBe(second);
    expect(plain(second)).toEqual(plain(afresh(store, "2025-03-11T17:00:00Z")));
  });

  test("A-089 L-49 sees the old one still where it fails, and every mark; mended, the next one is right", () => {
    const store = storeAfter(invoice({ dueOn: "2025-03-01" }));
    const old = store.recompute(noon);
    const largest = "90071992547409.91";
    mustRead(
      store.apply([
        invoice({ invoiceNumber: "8", accountId: "B" }),
        invoice({ invoiceNumber: "9", amount: largest }),
        account({ accountId: "N" }),
      ]),
    );
    const later = "2025-03-11T17:00:00.000Z";
    const fault = faultOf(() => store.recompute(later));
    expect(fault).toMatchObject({ code: "AMOUNT_OVERFLOW", path: ["A"] });
    expect(fault?.message).toMatch(/^Account "A": /);
    expect(store.snapshot()).toBe(old);
    expect(store.openItems("A")).toBeUndefined();
    expect(stalenessOf(store)).toEqual({ A: "data-changed", B: "data-changed", N: "never-computed" });
    expect(faultOf(() => store.recompute(noon, { accounts: ["A"] }))?.code).toBe("AMOUNT_OVERFLOW");
    const partly = store.recompute(noon, { accounts: ["B"] });
    expect([partly.accountIds(), partly.row("A") === old.row("A")]).toEqual([["A", "B", "N"], true]);
    mustRead(store.apply(voided("2025-03-10", "9")));
    expect(plain(store.recompute(later))).toEqual(plain(afresh(store, later)));
  });

  test("a calendar that fails leaves everything as it was", () => {
    let broken = false;
    const moody = {
      ...calendar,
      todayIn: (...asked: Parameters<typeof calendar.todayIn>) => {
        if (broken) throw new RangeError("No zone data.");
        return calendar.todayIn(...asked);
      },
    };
    const store = openStore(storeAfter(invoice()).ledger(noon), { calendar: moody });
    const old = store.recompute(noon);
    broken = true;
    expect(() => store.recompute("2025-03-11T17:00:00Z")).toThrow(RangeError);
    expect(store.snapshot()).toBe(old);
    broken = false;
    expect(store.recompute("2025-03-11T16:00:00Z").asOf).toBe("2025-03-11");
  });
});

describe("what was handed out", () => {
  /** Everything in a value, frozen or not. */
  function parts(value: unknown): object[] {
    if (typeof value !== "object" || value === null) return [];
    return [value, ...Object.values(value).flatMap(parts)];
  }

  test("L-66 snapshots never change after later changes and recomputes", () => {
    const store = storeAfter(invoice(), invite({ expiresAt: "2025-03-10T18:00:00Z" }));
    const handed: { readonly snapshot: Snapshot; readonly json: string; readonly rows: unknown }[] = [];
    const take = (snapshot: Snapshot) => {
      const rows = ["A", "B", "N"].map((id) => snapshot.row(id));
      handed.push({ snapshot, json: JSON.stringify(snapshot), rows: structuredClone(rows) });
    };
    take(store.recompute(noon));
    const batches = [
      [invoice({ invoiceNumber: "8", accountId: "B" })],
      [account({ accountId: "N" }), invoice({ invoiceNumber: "9", accountId: "N" })],
      [account({ accountName: "Renamed" }), paid()],
      [voided("2025-03-08", "8")],
    ];
    for (const [hours, batch] of batches.entries()) {
      mustRead(store.apply(batch));
      take(store.recompute(Date.parse(noon) + (hours + 1) * 8 * 3_600_000));
    }
    expect(new Set(handed.map(({ json }) => json)).size).toBe(5);
    for (const { snapshot, json, rows } of handed) {
      expect(JSON.stringify(snapshot)).toBe(json);
      expect(["A", "B", "N"].map((id) => snapshot.row(id))).toEqual(rows);
    }
    expect(handed[0]?.snapshot.row("N")).toBeUndefined();
    expect(handed[0]?.snapshot.size).toBe(2);
  });

  test("L-66 snapshots and their rows are frozen, through and through", () => {
    const snapshot = storeAfter(invoice(), invite()).recompute(noon);
    for (const id of snapshot.accountIds())
      expect(parts(snapshot.row(id)).every(Object.isFrozen), id).toBe(true);
    expect(parts(snapshot).every(Object.isFrozen)).toBe(true);
    expect(() => Object.assign(snapshot.row("A")?.stats.invoices ?? {}, { amount: 1 })).toThrow(TypeError);
  });

  test("L-66 ledgers never change after later changes", () => {
    const store = storeAfter(invoice(), payment(), credit(), invite({ inviteId: "I" }));
    const whole = store.ledger(noon);
    const alone = store.accountLedger("A", noon);
    const before = structuredClone({ whole, alone });
    mustRead(
      store.apply([
        allocate(),
        invoiceAgain({ amount: "70.00" }),
        account({ accountName: "Renamed" }),
        inviteAgain({ inviteId: "I", status: "Accepted", updatedAt: "2025-03-02T00:00:00Z" }),
        debit(),
        invoice({ invoiceNumber: "8", accountId: "B" }),
      ]),
    );
    expect({ whole, alone }).toEqual(before);
    expect(store.ledger(noon)).not.toEqual(before.whole);
  });

  test("the ledger of one account has its rows alone, and the day that it is", () => {
    const store = storeAfter(
      invoice(),
      payment(),
      allocate(),
      invoice({ invoiceNumber: "8", accountId: "B" }),
      invite(),
    );
    const ledger = store.accountLedger("A", "2025-03-11T05:00:00Z");
    expect([...ledger.accounts.keys(), ...ledger.invoices.keys(), ledger.today]).toEqual([
      "A",
      "7",
      "2025-03-11",
    ]);
    expect([ledger.allocations.length, ledger.invites.length]).toEqual([1, 1]);
    expect(store.accountLedger("B", noon).allocations).toEqual([]);
    expect(faultOf(() => store.accountLedger("Z", noon))).toMatchObject({
      code: "REF_UNKNOWN",
      path: ["accountId"],
    });
    expect(faultOf(() => store.openItems("Z"))).toMatchObject({ code: "REF_UNKNOWN", path: ["accountId"] });
  });

  test("a ledger handed out opens a store that says the same", () => {
    const store = storeAfter(invoice(), payment(), allocate(), credit(), invite());
    expect(plain(store.recompute(noon))).toEqual(plain(afresh(store, noon)));
    mustRead(store.apply(change("notes-changed", { accountId: "B", notes: "Call." })));
    expect(afresh(store, noon).toJSON()).toEqual(plain(store.recompute(noon)));
  });

  test("the open items are those that the row was computed from", () => {
    const store = storeAfter(invoice(), payment(), allocate());
    store.recompute(noon);
    const items = [
      {
        id: "7",
        accountId: "A",
        kind: "invoice",
        balance: 4000,
        dueOn: "2025-03-01",
        issuedOn: "2025-02-01",
      },
    ];
    expect(store.openItems("A")).toEqual(items);
    mustRead(store.apply(invoice({ invoiceNumber: "8", accountId: "B" })));
    expect([store.openItems("A"), store.openItems("B")]).toEqual([items, undefined]);
    store.recompute(noon);
    expect([store.openItems("A"), store.openItems("B")?.map(({ id }) => id)]).toEqual([items, ["8"]]);
  });

  test("a new account has no open items before it has a row", () => {
    const store = storeAfter();
    store.recompute(noon);
    mustRead(store.apply(account({ accountId: "N" })));
    expect(store.openItems("N")).toBeUndefined();
    store.recompute(noon);
    expect(store.openItems("N")).toEqual([]);
  });
});

describe("what nobody can change from outside", () => {
  test("rows of ledgers that were handed out, and the business", () => {
    const store = storeAfter(invoice(), payment(), allocate(), invite());
    const before = plain(store.recompute(noon));
    for (const ledger of [store.ledger(noon), store.accountLedger("A", noon)]) {
      const rows = [ledger.invoices, ledger.payments, ledger.accounts].map((table) => [...table.values()][0]);
      for (const row of [...rows, ledger.allocations[0], ledger.invites[0]]) {
        expect(() => Object.assign(row as object, { amount: 1, email: "x" })).toThrow(TypeError);
      }
    }
    expect(() => Object.assign(store.business, { timeZone: "Asia/Tokyo" })).toThrow(TypeError);
    expect(() => Object.assign(store.business.currency, { exponent: 0 })).toThrow(TypeError);
    mustRead(store.apply(account({ notes: "Call." })));
    expect(plain(store.recompute(noon)).accounts).toEqual(before.accounts);
  });

  test("the business, through the object that the ledger came with", () => {
    const ledger = mustRead(readLedger({ business: { time_zone: "UTC", currency: "USD" } }, { today }));
    const business = { ...ledger.business };
    const store = openStore({ ...ledger, business }, { calendar });
    business.timeZone = "Asia/Tokyo";
    expect(store.recompute("2025-03-10T17:00:00Z").asOf).toBe("2025-03-10");
  });
});

test("recomputedAt is the instant of the last recompute, of one too that changed nothing", () => {
  const store = storeAfter(invoice());
  expect(store.recomputedAt).toBeNull();
  store.recompute("2025-03-10T10:00:00Z");
  const snapshot = store.recompute("2025-03-10T12:00:00Z");
  expect([store.recomputedAt, snapshot.computedAt]).toEqual([
    "2025-03-10T12:00:00.000Z",
    "2025-03-10T10:00:00.000Z",
  ]);
  expect(faultOf(() => store.recompute("2025-03-10T11:00:00Z"))?.code).toBe("CLOCK_BACKWARDS");
  expect(store.recomputedAt).toBe("2025-03-10T12:00:00.000Z");
});

test("F-46 a store over the ledger of another knows the changes that it holds", () => {
  const first = storeAfter(invoice(), payment());
  const put = allocate();
  mustRead(first.apply(put));
  const ledger = first.ledger(noon);
  const next = openStore(ledger, { calendar, changeIds: first.changeIds() });
  expect(next.changeIds()).toEqual(first.changeIds());
  const { changeId } = put;
  // Nobody knows any more what it said: the id decides.
  const other: Change = { changeId, kind: "invoice-paid", invoiceId: "7" };
  for (const change of [put, other]) {
    expect(mustRead(next.apply(change))).toMatchObject({ applied: 0, replayed: 1 });
  }
  expect(faultOf(() => openStore(ledger, { calendar, changeIds: "1" as never }))?.code).toBe("TYPE");
});
