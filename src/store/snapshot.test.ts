import { describe, expect, test } from "vitest";
import { faultOf } from "../../test/fault-of.ts";
import { mustRead } from "../../test/must-read.ts";
import { invite, invoice } from "../../test/short-changes.ts";
import { noon, storeOf } from "../../test/store-of.ts";
import * as door from "./index.ts";
import { isSnapshot, partsOf, type Snapshot } from "./snapshot.ts";

const accounts = ["B", "A", "C"].map((account_id) => ({ account_id }));

function snapshotAfter(...changes: readonly door.Change[]): Snapshot {
  const store = storeOf({ accounts });
  mustRead(store.apply(changes));
  return store.recompute(noon);
}

/** Account A owes 100.00 for nine days, B 1.00; C owes nothing. */
const owing = () =>
  snapshotAfter(invoice(), invoice({ invoiceNumber: "8", accountId: "B", amount: "1.00" }), invite());

describe("a snapshot", () => {
  test("gives the row of an account, the same object each time, and none of one it does not have", () => {
    const snapshot = owing();
    expect(snapshot.row("A")?.stats.pastDue).toEqual({ amount: 10000, count: 1, amountDays: 90000n });
    expect(snapshot.row("A")).toBe(snapshot.row("A"));
    for (const id of ["Z", "", "__proto__", "constructor"]) expect(snapshot.row(id)).toBeUndefined();
  });

  test("lists accounts in the order of the ledger, and their places with them", () => {
    const snapshot = owing();
    expect(snapshot.accountIds()).toEqual(["B", "A", "C"]);
    expect(snapshot.accountIds().map((id) => snapshot.row(id)?.place)).toEqual([0, 1, 2]);
    expect(snapshot.size).toBe(3);
  });

  test("shows nothing of what it is made of, and cannot be changed", () => {
    const snapshot = owing();
    expect(Object.keys(snapshot)).toEqual([
      "formatVersion",
      "version",
      "asOf",
      "today",
      "computedAt",
      "timeZone",
      "currency",
      "settings",
      "size",
    ]);
    expect(Object.isFrozen(snapshot)).toBe(true);
    expect(() => Object.assign(snapshot, { asOf: "2025-01-01" })).toThrow(TypeError);
    expect(() => Object.assign(snapshot.settings, { floor: "zero" })).toThrow(TypeError);
    expect(() => Object.assign(snapshot.currency, { exponent: 0 })).toThrow(TypeError);
    expect(() => Object.assign(snapshot, { more: 1 })).toThrow(TypeError);
  });

  test("gives plain data of which nothing is its own", () => {
    const snapshot = owing();
    const before = JSON.stringify(snapshot);
    const json = snapshot.toJSON() as unknown as {
      accounts: { invitation: object | null; buckets: object }[];
    };
    for (const row of json.accounts) {
      Object.assign(row, { accountName: "Changed" });
      Object.assign(row.invitation ?? {}, { status: "Accepted" });
      Object.assign(row.buckets, { current: [1, 1, "1"] });
    }
    json.accounts.pop();
    (snapshot.accountIds() as string[]).reverse();
    expect(JSON.stringify(snapshot)).toBe(before);
    expect(snapshot.accountIds()).toEqual(["B", "A", "C"]);
  });

  test("is written down as what its figures follow from", () => {
    const { accounts: rows, ...header } = JSON.parse(JSON.stringify(owing()));
    expect(header).toEqual({
      formatVersion: door.snapshotFormat,
      version: 1,
      asOf: "2025-03-10",
      today: "2025-03-10",
      computedAt: noon,
      timeZone: "America/Chicago",
      currency: { code: "USD", exponent: 2 },
      settings: { mode: "reconstruct", discounts: "max", floor: "observed", equal: 10 },
    });
    expect(rows[1]).toEqual({
      accountId: "A",
      accountName: "A",
      buyerCompanyName: null,
      accountType: null,
      status: "Active",
      invitation: {
        email: "ap@acme.test",
        status: "Pending",
        createdAt: "2025-03-01T15:00:00.000Z",
        updatedAt: "2025-03-01T15:00:00.000Z",
      },
      expiresAt: null,
      asOf: "2025-03-10",
      buckets: {
        current: [0, 0, "0"],
        "1-30": [10000, 1, "90000"],
        "31-60": [0, 0, "0"],
        "61-90": [0, 0, "0"],
        "91+": [0, 0, "0"],
      },
      discounts: [0, 0, "0"],
      credits: [0, 0, "0"],
      debits: [0, 0, "0"],
    });
  });
});

describe("what is no snapshot", () => {
  test.each([null, undefined, 5, "snapshot", {}, [], () => 1])("%o has no parts", (value) => {
    expect(isSnapshot(value as never)).toBe(false);
    expect(faultOf(() => partsOf(value as never))?.code).toBe("TYPE");
  });

  test("nor has a copy, or an object of the same shape or prototype", () => {
    const snapshot = owing();
    const copies = [
      { ...snapshot },
      structuredClone(snapshot.toJSON()),
      Object.create(snapshot),
      JSON.parse(JSON.stringify(snapshot)),
    ];
    for (const copy of copies) {
      expect(isSnapshot(copy)).toBe(false);
      expect(faultOf(() => partsOf(copy))?.code).toBe("TYPE");
    }
    expect(isSnapshot(snapshot)).toBe(true);
  });
});

describe("the ranking", () => {
  test("puts the greatest exposure first and equal ones by id; its ends are those of the scale", () => {
    const { ranking, scale } = partsOf(owing());
    expect(ranking.toArray().map(({ accountId }) => accountId)).toEqual(["A", "B", "C"]);
    expect(scale.ends).toEqual({ lowest: 0n, highest: 90000n });
    const nothing = partsOf(snapshotAfter());
    expect(nothing.ranking.toArray().map(({ accountId }) => accountId)).toEqual(["A", "B", "C"]);
    expect(nothing.scale.ends).toEqual({ lowest: 0n, highest: 0n });
    expect(partsOf(storeOf({}).recompute(noon)).scale.ends).toEqual({ lowest: 0n, highest: 0n });
  });

  test("tells exposures apart that are one number: beyond 2^53 the last minor unit decides", () => {
    const since = { amount: "90071992547409.00", issuedOn: "2000-01-01", dueOn: "2000-01-01" };
    const owes = (accountId: string, more: string) => [
      invoice({ accountId, invoiceNumber: accountId, ...since }),
      invoice({ accountId, invoiceNumber: `${accountId}2`, amount: more, dueOn: "2025-03-09" }),
    ];
    const batch = [...owes("B", "0.02"), ...owes("A", "0.01"), ...owes("C", "0.03")];
    const { ranking } = partsOf(snapshotAfter(...batch));
    const [first, second, third] = ranking.toArray();
    expect([first?.accountId, second?.accountId, third?.accountId]).toEqual(["C", "B", "A"]);
    expect(Number(first?.stats.pastDue.amountDays)).toBe(Number(third?.stats.pastDue.amountDays));
    const store = storeOf({ accounts });
    for (const change of batch) {
      mustRead(store.apply(change));
      store.recompute(noon);
    }
    const one = partsOf(store.snapshot() as Snapshot).ranking.toArray();
    expect(one.map(({ accountId }) => accountId)).toEqual(["C", "B", "A"]);
  });
});

test("the door names what it exports: a snapshot is a type there, made by nobody else", () => {
  expect(Object.keys(door).sort()).toEqual([
    "changeKinds",
    "openStore",
    "readSnapshot",
    "snapshotFormat",
    "stalenesses",
    "takeSnapshot",
  ]);
});
