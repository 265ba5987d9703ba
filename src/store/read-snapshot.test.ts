import { describe, expect, test } from "vitest";
import { mustRead } from "../../test/must-read.ts";
import { issuesOf, warningsOf } from "../../test/reading.ts";
import { account, credit, debit, invite, invoice, statement } from "../../test/short-changes.ts";
import { noon, storeOf } from "../../test/store-of.ts";
import { readSnapshot } from "./read-snapshot.ts";
import { partsOf } from "./snapshot.ts";

type Json = Readonly<Record<string, unknown>>;

/** A snapshot in which account A has something of everything and B has nothing, parsed from its text. */
function good(): { readonly [key: string]: unknown; readonly accounts: readonly Json[] } {
  const store = storeOf({ accounts: [{ account_id: "A" }, { account_id: "B" }] });
  const discounted = { discountAmount: "2.00", discountUntil: "2025-03-20" };
  const line = { statementId: "S", invoiceId: "0", discountAmount: "3.00", discountUntil: "2025-03-20" };
  mustRead(
    store.apply([
      account({ accountName: "Acme", buyerCompanyName: "Acme LLC", accountType: "Credit" }),
      invoice({ invoiceNumber: "0", dueOn: "2025-03-10", ...discounted }),
      invoice({ invoiceNumber: "1", dueOn: "2025-03-09" }),
      invoice({ invoiceNumber: "2", dueOn: "2025-02-01" }),
      invoice({ invoiceNumber: "3", dueOn: "2025-01-01" }),
      invoice({ invoiceNumber: "4", dueOn: "2024-01-01" }),
      statement({}, [line]),
      credit(),
      debit(),
      invite({ expiresAt: "2025-03-15T15:00:00Z" }),
    ]),
  );
  return JSON.parse(JSON.stringify(store.recompute(noon)));
}

/** The good snapshot with some cells of account A changed. */
const withA = (cells: Json) => ({
  ...good(),
  accounts: [{ ...good().accounts[0], ...cells }, good().accounts[1]],
});
const withBuckets = (cells: Json) =>
  withA({ buckets: { ...(good().accounts[0]?.["buckets"] as Json), ...cells } });
const issues = (json: unknown) => issuesOf(readSnapshot(json));

const without = (key: string, { [key]: _, ...rest }: Json): Json => rest;

describe("a snapshot that was written", () => {
  test("is read as it was: rows, order, scale, totals and its own text", () => {
    const store = storeOf({ accounts: [{ account_id: "B" }, { account_id: "A" }] });
    mustRead(
      store.apply([invoice(), invoice({ invoiceNumber: "8", accountId: "B", amount: "7.00" }), invite()]),
    );
    const snapshot = store.recompute(noon);
    const reading = readSnapshot(JSON.parse(JSON.stringify(snapshot)));
    expect(warningsOf(reading)).toEqual([]);
    const again = mustRead(reading);
    expect(JSON.stringify(again)).toBe(JSON.stringify(snapshot));
    expect({ ...again }).toEqual({ ...snapshot });
    expect(again.accountIds()).toEqual(["B", "A"]);
    for (const id of ["A", "B", "Z"]) expect(again.row(id)).toEqual(snapshot.row(id));
    const { rows, ranking, totals, scale, positions } = partsOf(again);
    const of = partsOf(snapshot);
    expect(rows.toArray()).toEqual(of.rows.toArray());
    expect(ranking.toArray()).toEqual(of.ranking.toArray());
    expect([totals, scale, [...positions]]).toEqual([of.totals, of.scale, [...of.positions]]);
  });

  test("is read from the object too that JSON.stringify asks for", () => {
    const snapshot = storeOf({ accounts: [{ account_id: "A" }] }).recompute(noon);
    expect(mustRead(readSnapshot(snapshot.toJSON())).row("A")).toEqual(snapshot.row("A"));
  });

  test("of a business without accounts is one", () => {
    const again = mustRead(readSnapshot(JSON.parse(JSON.stringify(storeOf({}).recompute(noon)))));
    expect([again.size, again.accountIds()]).toEqual([0, []]);
  });

  test("is frozen, header and rows, and the JSON that was read is not", () => {
    const json = good();
    const again = mustRead(readSnapshot(json));
    expect(
      [again, again.settings, again.currency, again.row("A")?.stats.byBucket].every(Object.isFrozen),
    ).toBe(true);
    expect([json, json["settings"], json["currency"], json.accounts[0]].some(Object.isFrozen)).toBe(false);
  });
});

describe("what is no snapshot", () => {
  test.each([null, undefined, 5, "{}", [], new Map(), () => 1])("%o is refused", (json) => {
    expect(issues(json)).toEqual(["TYPE"]);
  });

  test("another format is said, and nothing else", () => {
    for (const format of [0, 2, 1.5, "1", Number.NaN, {}]) {
      expect(issues({ formatVersion: format })).toEqual(["SNAPSHOT_FORMAT formatVersion"]);
      expect(issues({ ...good(), formatVersion: format })).toEqual(["SNAPSHOT_FORMAT formatVersion"]);
    }
    const message = readSnapshot({ formatVersion: 2 });
    expect(message.ok ? "" : message.issues[0]?.message).toBe("This version reads format 1, not 2.");
  });

  test("every cell of the header is asked for", () => {
    for (const key of Object.keys(good()))
      expect(issues(without(key, good())), key).toEqual([`FIELD_MISSING ${key}`]);
    const settings = good()["settings"] as Json;
    for (const key of Object.keys(settings)) {
      expect(issues({ ...good(), settings: without(key, settings) }), key).toEqual([
        `FIELD_MISSING settings/${key}`,
      ]);
    }
  });

  test.each<[string, unknown, string]>([
    ["version", -1, "TYPE version"],
    ["version", 1.5, "TYPE version"],
    ["version", "1", "TYPE version"],
    ["asOf", "2025-02-30", "DATE_INVALID asOf"],
    ["today", 5, "DATE_TYPE today"],
    ["computedAt", "2025-03-10T17:00:00", "INSTANT_INVALID computedAt"],
    ["timeZone", "Chicago", "TIME_ZONE_UNKNOWN timeZone"],
    ["timeZone", 5, "TIME_ZONE_UNKNOWN timeZone"],
    ["currency", "US", "CURRENCY_UNKNOWN currency"],
    ["currency", { code: "USD", exponent: 9 }, "CURRENCY_UNKNOWN currency"],
    ["settings", [], "TYPE settings"],
    ["settings", { mode: "x", discounts: "max", floor: "zero", equal: 5 }, "ENUM_UNKNOWN settings/mode"],
    [
      "settings",
      { mode: "reage", discounts: "x", floor: "zero", equal: 5 },
      "ENUM_UNKNOWN settings/discounts",
    ],
    ["settings", { mode: "reage", discounts: "max", floor: 0, equal: 5 }, "ENUM_UNKNOWN settings/floor"],
    ["settings", { mode: "reage", discounts: "max", floor: "zero", equal: 7 }, "POLICY_RANGE settings/equal"],
    ["accounts", {}, "TYPE accounts"],
    ["accounts", [null], "TYPE accounts/0"],
    ["accounts", ["A"], "TYPE accounts/0"],
  ])("%s may not be %o", (key, value, issue) => {
    expect(issues({ ...good(), [key]: value })).toEqual([issue]);
  });

  test("a key that nobody reads is warned about", () => {
    expect(warningsOf(readSnapshot({ ...good(), business: "Acme" }))).toEqual(["COLUMN_UNKNOWN business"]);
  });
});

describe("an account in it", () => {
  test("every cell is asked for, but those that may be null", () => {
    const row = good().accounts[0] as Json;
    const nullable = ["buyerCompanyName", "accountType", "expiresAt"];
    for (const key of Object.keys(row).filter((each) => each !== "invitation")) {
      const expected = nullable.includes(key) ? [] : [`FIELD_MISSING accounts/0/${key}`];
      expect(issues({ ...good(), accounts: [without(key, row)] }), key).toEqual(expected);
      expect(issues({ ...good(), accounts: [{ ...row, [key]: null }] }), key).toEqual(expected);
    }
    expect(issues({ ...good(), accounts: [{ ...row, invitation: null, expiresAt: null }] })).toEqual([]);
    for (const key of ["email", "status", "createdAt", "updatedAt"]) {
      const invitation = without(key, row["invitation"] as Json);
      expect(issues(withA({ invitation }))).toEqual([`FIELD_MISSING accounts/0/invitation/${key}`]);
    }
    for (const key of ["current", "1-30", "31-60", "61-90", "91+"]) {
      const buckets = without(key, row["buckets"] as Json);
      expect(issues(withA({ buckets }))).toEqual([`FIELD_MISSING accounts/0/buckets/${key}`]);
    }
  });

  test.each<[string, Json, string]>([
    ["its id", { accountId: 5 }, "TYPE accounts/0/accountId"],
    ["its id", { accountId: "" }, "ID_INVALID accounts/0/accountId"],
    ["its name", { accountName: 5 }, "TYPE accounts/0/accountName"],
    ["its type", { accountType: "" }, "TEXT_EMPTY accounts/0/accountType"],
    ["its status", { status: "Not Used" }, "ENUM_UNKNOWN accounts/0/status"],
    ["its day", { asOf: "10 March" }, "DATE_INVALID accounts/0/asOf"],
    ["its invitation", { invitation: "Pending" }, "TYPE accounts/0/invitation"],
    ["its expiry", { expiresAt: "tomorrow" }, "INSTANT_INVALID accounts/0/expiresAt"],
    ["its buckets", { buckets: [] }, "TYPE accounts/0/buckets"],
    ["an expiry of no invitation", { invitation: null }, "INTEGRITY accounts/0/expiresAt"],
  ])("%s: %o", (_, cells, issue) => {
    expect(issues(withA(cells))).toEqual([issue]);
  });

  test("an expiry of an invitation that is answered cannot be", () => {
    const invitation = { ...(good().accounts[0]?.["invitation"] as Json), status: "Accepted" };
    expect(issues(withA({ invitation }))).toEqual(["INTEGRITY accounts/0/expiresAt"]);
    expect(issues(withA({ invitation, expiresAt: null }))).toEqual([]);
  });

  test("two of one id are refused at the second, which names the first", () => {
    const [a, b] = good().accounts;
    const reading = readSnapshot({ ...good(), accounts: [a, b, a] });
    expect(issuesOf(reading)).toEqual(["ID_DUPLICATE accounts/2/accountId"]);
    expect(reading.ok ? [] : reading.issues[0]?.related).toEqual(["accounts", 0]);
  });

  test("all that is wrong is said at once, in every account", () => {
    const [a, b] = good().accounts;
    const accounts = [{ ...a, credits: null, status: 1 }, { ...b, debits: [1, 2] }, 5];
    expect(issues({ ...good(), accounts })).toEqual([
      "ENUM_UNKNOWN accounts/0/status",
      "FIELD_MISSING accounts/0/credits",
      "TYPE accounts/1/debits",
      "TYPE accounts/2",
    ]);
  });
});

describe("figures that cannot be", () => {
  test.each(
    [
      null,
      5,
      {},
      "1,1,0",
      [1, 1],
      [1, 1, "0", 0],
      ["1", 1, "0"],
      [1, "1", "0"],
      [1, 1, 0],
      [1, 1, 0n],
      [-1, 1, "0"],
      [1, -1, "0"],
      [1, 1, "-1"],
      [1.5, 1, "0"],
      [2, 1.5, "0"],
      [Number.NaN, 1, "0"],
      [Number.POSITIVE_INFINITY, 1, "0"],
      [2 ** 53, 1, "0"],
      [1, 1, ""],
      [1, 1, "1e3"],
      [1, 1, " 1"],
      [1, 1, "007"],
      [1, 1, "9".repeat(31)],
    ].map((value) => ({ value })),
  )("$value is no tally", ({ value }) => {
    const code = value === null ? "FIELD_MISSING" : "TYPE";
    for (const key of ["discounts", "credits", "debits"]) {
      expect(issues(withA({ [key]: value }))).toEqual([`${code} accounts/0/${key}`]);
    }
    expect(issues(withBuckets({ "31-60": value }))).toEqual([`${code} accounts/0/buckets/31-60`]);
  });

  test("an amount of no documents, or of more documents than minor units", () => {
    for (const value of [
      [5, 0, "0"],
      [0, 0, "5"],
      [0, 1, "0"],
      [2, 3, "0"],
    ]) {
      expect(issues(withA({ credits: value }))).toEqual(["INTEGRITY accounts/0/credits"]);
    }
    expect(issues(withA({ credits: [3, 3, "0"] }))).toEqual([]);
    expect(issues(withA({ credits: [0, 0, "0"] }))).toEqual([]);
  });

  test("a bucket that the scheme does not have is not lost in silence", () => {
    const written = JSON.stringify(good().accounts[0]?.["buckets"]);
    for (const label of ["91-120", "toString", "__proto__"]) {
      const buckets = JSON.parse(written.replace("{", `{"${label}":[100,1,"0"],`));
      expect(issues(withA({ buckets }))).toEqual([`INTEGRITY accounts/0/buckets/${label}`]);
    }
  });

  test.each([
    ["1-30", 99, 100],
    ["31-60", 3099, 3100],
    ["61-90", 6099, 6100],
    ["91+", 9099, 9100],
  ])("bucket %s: fewer days than its documents have at least", (bucket, tooFew, enough) => {
    expect(issues(withBuckets({ [bucket]: [100, 1, String(tooFew)] }))).toEqual([
      `INTEGRITY accounts/0/buckets/${bucket}`,
    ]);
    expect(issues(withBuckets({ [bucket]: [100, 1, String(enough)] }))).toEqual([]);
  });

  test.each([
    ["current", 0, 1],
    ["1-30", 3000, 3001],
    ["31-60", 6000, 6001],
    ["61-90", 9000, 9001],
  ])("bucket %s: more days than its documents have at most", (bucket, enough, tooMany) => {
    const tally = (days: number) => [100_000_000, 1, String(BigInt(days) * 1_000_000n)];
    expect(issues(withBuckets({ [bucket]: tally(enough) }))).toEqual([]);
    expect(issues(withBuckets({ [bucket]: tally(tooMany) }))).toEqual([
      `INTEGRITY accounts/0/buckets/${bucket}`,
    ]);
  });

  test.each(["discounts", "credits", "debits"])("%s do not age", (key) => {
    expect(issues(withA({ [key]: [100, 1, "1"] }))).toEqual([`INTEGRITY accounts/0/${key}`]);
  });

  test("discounts beyond the invoices they are on", () => {
    // One current invoice over 100.00.
    expect(issues(withA({ discounts: [10000, 1, "0"] }))).toEqual([]);
    expect(issues(withA({ discounts: [10001, 1, "0"] }))).toEqual(["INTEGRITY accounts/0/discounts"]);
    expect(issues(withA({ discounts: [5, 2, "0"] }))).toEqual(["INTEGRITY accounts/0/discounts"]);
  });

  test("more than 2^53 − 1 minor units in all is an issue, not a throw", () => {
    const most = Number.MAX_SAFE_INTEGER;
    const none = {
      current: [0, 0, "0"],
      "1-30": [0, 0, "0"],
      "31-60": [0, 0, "0"],
      "61-90": [0, 0, "0"],
      "91+": [0, 0, "0"],
    };
    const row = { ...(good().accounts[1] as Json), credits: [most, 1, "0"] };
    const json = (current: number, debits: unknown) => ({
      ...good(),
      accounts: [{ ...row, buckets: { ...none, current: [current, 1, "0"] }, debits }],
    });
    expect(issues(json(most, [0, 0, "0"]))).toEqual([]);
    expect(issues(json(most - 1, [1, 1, "0"]))).toEqual([]);
    expect(issues(json(most, [1, 1, "0"]))).toEqual(["AMOUNT_OVERFLOW accounts/0"]);
    const aged = { ...none, current: [most, 1, "0"], "1-30": [1, 1, "1"] };
    expect(issues({ ...good(), accounts: [{ ...row, buckets: aged }] })).toEqual([
      "AMOUNT_OVERFLOW accounts/0",
    ]);
  });
});

describe("objects that are not from JSON", () => {
  const throwing = (key: string, row: object) =>
    Object.defineProperty({ ...row }, key, {
      enumerable: true,
      get: () => {
        throw new Error("No.");
      },
    });

  test("a getter that throws is an issue where it stands", () => {
    expect(issues(throwing("formatVersion", good()))).toEqual(["TYPE formatVersion"]);
    expect(issues(throwing("asOf", good()))).toEqual(["TYPE asOf"]);
    const accounts = [throwing("credits", good().accounts[0] as Json)];
    expect(issues({ ...good(), accounts })).toEqual(["TYPE accounts/0/credits"]);
    const hostile = new Proxy([1, 1, "0"], {
      get: (target, key) => {
        if (key === "length") throw new Error("No.");
        return Reflect.get(target, key);
      },
    });
    expect(issues(withA({ credits: hostile }))).toEqual(["TYPE accounts/0/credits"]);
  });

  test("an object whose keys cannot be asked for is refused whole", () => {
    const hostile = new Proxy(good(), {
      ownKeys: () => {
        throw new Error("No.");
      },
    });
    expect(issues(hostile)).toEqual(["TYPE"]);
  });
});
