import { describe, expect, test } from "vitest";
import { faultOf } from "../../test/fault-of.ts";
import { mustRead } from "../../test/must-read.ts";
import { issuesOf, warningsOf } from "../../test/reading.ts";
import { type BusinessOptions, readBusiness } from "./business.ts";

const business = { time_zone: "America/Chicago", currency: "USD" };

test("M-01 a business needs a time zone and a currency; the rest has its defaults", () => {
  expect(mustRead(readBusiness(business))).toEqual({
    timeZone: "America/Chicago",
    currency: { code: "USD", exponent: 2 },
    valueTiers: [],
    features: { dueDocuments: true, agreements: true, quotes: true, activities: true },
  });
});

test("every key is read, in either spelling", () => {
  const read = {
    timeZone: "UTC",
    currency: { code: "KWD", exponent: 3 },
    name: "Souk",
    laybyTerm: { months: 3 },
    valueTiers: [{ id: 1, name: "Gold", min: 0, max: null }],
    features: { dueDocuments: false, agreements: true, quotes: false, activities: true },
  };
  const snake = {
    time_zone: "UTC",
    currency: { code: "KWD", exponent: 3 },
    name: "Souk",
    layby_term: { months: 3 },
    value_tiers: [{ id: 1, name: "Gold", min: "0" }],
    features: { due_documents: false, quotes: false },
  };
  expect(mustRead(readBusiness(snake))).toEqual(read);
  const camel = { ...read, valueTiers: [{ id: 1, name: "Gold", min: "0.000", max: null }] };
  expect(mustRead(readBusiness(camel))).toEqual(read);
});

describe("time zones", () => {
  test.each([
    ["Mars/Base"],
    [""],
    [" America/New_York"],
    ["America/New_York "],
    ["+05:30"],
    ["UTC+1"],
    [5],
    [{}],
  ])("F-01 M-01 %j is none", (time_zone) => {
    expect(issuesOf(readBusiness({ ...business, time_zone }))).toEqual(["TIME_ZONE_UNKNOWN time_zone"]);
  });

  test.each([
    ["us/eastern"],
    ["America/new_york"],
    ["UTC"],
    ["Asia/Kathmandu"],
    ["Etc/GMT+5"],
  ])("F-02 %s is one", (time_zone) => {
    const reading = readBusiness({ ...business, time_zone });
    expect(mustRead(reading).timeZone).toBe(time_zone);
    expect(warningsOf(reading)).toEqual([]);
  });

  test.each([
    ["EST"],
    ["est"],
    ["MST"],
    ["HST"],
  ])("F-02 %s is one that never has summer time", (time_zone) => {
    const reading = readBusiness({ ...business, time_zone });
    expect(mustRead(reading).timeZone).toBe(time_zone);
    expect(warningsOf(reading)).toEqual(["TIME_ZONE_ALIAS time_zone"]);
  });

  test("F-01 the path is spelled as the input is", () => {
    expect(issuesOf(readBusiness({ timeZone: "Mars/Base", currency: "USD" }))).toEqual([
      "TIME_ZONE_UNKNOWN timeZone",
    ]);
  });
});

describe("currencies", () => {
  test.each([
    ["USD", { code: "USD", exponent: 2 }],
    ["JPY", { code: "JPY", exponent: 0 }],
    [
      { code: "HUF", exponent: 0 },
      { code: "HUF", exponent: 0 },
    ],
    [
      { code: "POINTS", exponent: 4 },
      { code: "POINTS", exponent: 4 },
    ],
    [{ code: "KWD" }, { code: "KWD", exponent: 3 }],
  ])("F-23 M-01 %j is one", (currency, read) => {
    expect(mustRead(readBusiness({ ...business, currency })).currency).toEqual(read);
  });

  test.each([
    ["XXQ", "CURRENCY_UNKNOWN currency"],
    ["usd", "CURRENCY_UNKNOWN currency"],
    ["", "CURRENCY_UNKNOWN currency"],
    [840, "CURRENCY_UNKNOWN currency"],
    [{ code: "USD", exponent: 5 }, "CURRENCY_UNKNOWN currency/exponent"],
    [{ code: "USD", exponent: -1 }, "CURRENCY_UNKNOWN currency/exponent"],
    [{ code: "USD", exponent: "2" }, "CURRENCY_UNKNOWN currency/exponent"],
    [{ code: "POINTS" }, "CURRENCY_UNKNOWN currency/exponent"],
    [{ exponent: 2 }, "CURRENCY_UNKNOWN currency/code"],
  ])("F-23 M-01 %j is none", (currency, issue) => {
    expect(issuesOf(readBusiness({ ...business, currency }))).toEqual([issue]);
  });
});

describe("without a time zone or a currency nothing can be computed", () => {
  test.each([
    [{ currency: "USD" }, ["BUSINESS_INCOMPLETE time_zone"]],
    [{ time_zone: "UTC" }, ["BUSINESS_INCOMPLETE currency"]],
    [{ time_zone: null, currency: null }, ["BUSINESS_INCOMPLETE time_zone", "BUSINESS_INCOMPLETE currency"]],
    [{}, ["BUSINESS_INCOMPLETE time_zone", "BUSINESS_INCOMPLETE currency"]],
    [undefined, ["BUSINESS_INCOMPLETE time_zone", "BUSINESS_INCOMPLETE currency"]],
    [null, ["BUSINESS_INCOMPLETE time_zone", "BUSINESS_INCOMPLETE currency"]],
  ])("M-01 %j", (raw, issues) => {
    expect(issuesOf(readBusiness(raw))).toEqual(issues);
  });

  test("M-01 options stand in for what is missing, and win over what is there", () => {
    const options = { timeZone: "UTC", currency: "EUR" };
    const read = { timeZone: "UTC", currency: { code: "EUR", exponent: 2 } };
    expect(mustRead(readBusiness(undefined, options))).toMatchObject(read);
    expect(mustRead(readBusiness(business, options))).toMatchObject(read);
    expect(mustRead(readBusiness({ time_zone: "Mars/Base", currency: "XXQ" }, options))).toMatchObject(read);
  });

  test("F-01 F-23 options are checked like the file", () => {
    expect(issuesOf(readBusiness(business, { timeZone: "Mars/Base", currency: "XXQ" }))).toEqual([
      "TIME_ZONE_UNKNOWN time_zone",
      "CURRENCY_UNKNOWN currency",
    ]);
  });
});

describe("other keys", () => {
  test("M-01 an unknown one is remarked on, and not merged into anything", () => {
    const reading = readBusiness(
      JSON.parse('{"time_zone":"UTC","currency":"USD","timezone":"UTC","__proto__":{"name":"x"}}'),
    );
    expect(mustRead(reading)).not.toHaveProperty("name");
    expect(warningsOf(reading)).toEqual(["COLUMN_UNKNOWN timezone", "COLUMN_UNKNOWN __proto__"]);
  });

  test("one under both spellings is refused", () => {
    expect(issuesOf(readBusiness({ ...business, laybyTerm: { days: 1 }, layby_term: { days: 2 } }))).toEqual([
      "FIELD_TWICE layby_term",
    ]);
  });

  test("F-28 a name is text, a business an object", () => {
    expect(issuesOf(readBusiness({ ...business, name: 3 }))).toEqual(["TYPE name"]);
    for (const raw of ["UTC", 3, [business], new Map()])
      expect(issuesOf(readBusiness(raw))).toEqual(["TYPE"]);
  });

  test.each([[{ days: 1 }], [{ days: 36_500 }], [{ months: 3 }]])("%j is a layby term", (layby_term) => {
    expect(mustRead(readBusiness({ ...business, layby_term })).laybyTerm).toEqual(layby_term);
  });

  test.each([
    [{ days: 0 }],
    [{ days: 36_501 }],
    [{ days: 1.5 }],
    [{ days: "90" }],
    [{ weeks: 2 }],
    [{}],
    [90],
    [{ days: 1, months: 1 }],
  ])("%j is no layby term", (layby_term) => {
    expect(issuesOf(readBusiness({ ...business, layby_term }))).toEqual(["NUMBER_INVALID layby_term"]);
  });

  test("features are true or false, and known", () => {
    const odd = readBusiness({ ...business, features: { quotes: "no", dueDocuments: 1, chat: true } });
    expect(issuesOf(odd)).toEqual(["TYPE features/dueDocuments", "TYPE features/quotes"]);
    expect(warningsOf(odd)).toEqual(["COLUMN_UNKNOWN features/chat"]);
    expect(issuesOf(readBusiness({ ...business, features: ["quotes"] }))).toEqual(["TYPE features"]);
  });
});

describe("value tiers", () => {
  const bronze = { id: 1, name: "Bronze", min: "0.00", max: "499.99" };
  const silver = { id: 2, name: "Silver", min: "500.00", max: "999.99" };
  const gold = { id: 3, name: "Gold", min: "1000.00", max: null };
  const read = (...value_tiers: unknown[]) => readBusiness({ ...business, value_tiers });

  test("M-02 are sorted from the lowest up", () => {
    const reading = read(gold, bronze, silver);
    expect(mustRead(reading).valueTiers).toEqual([
      { id: 1, name: "Bronze", min: 0, max: 49_999 },
      { id: 2, name: "Silver", min: 50_000, max: 99_999 },
      { id: 3, name: "Gold", min: 100_000, max: null },
    ]);
    expect(warningsOf(reading)).toEqual([]);
  });

  test("M-02 may touch, not overlap", () => {
    expect(issuesOf(read(bronze, { ...silver, min: "500.00" }))).toEqual([]);
    expect(issuesOf(read(bronze, { ...silver, min: "499.99" }))).toEqual(["TIER_OVERLAP value_tiers/1"]);
    expect(issuesOf(read({ ...bronze, max: null }, silver))).toEqual(["TIER_OVERLAP value_tiers/1"]);
  });

  test("M-02 may leave a gap, which is remarked on", () => {
    const reading = read(bronze, { ...silver, min: "500.01" });
    expect(mustRead(reading).valueTiers).toHaveLength(2);
    expect(warningsOf(reading)).toEqual(["TIER_GAP value_tiers/1"]);
  });

  test.each([
    [{ ...bronze, min: "500.00" }, "TIER_RANGE value_tiers/0"],
    [{ ...bronze, min: "-0.01" }, "TIER_RANGE value_tiers/0"],
    [{ ...bronze, id: 0 }, "TIER_ID value_tiers/0/id"],
    [{ ...bronze, id: "1" }, "TIER_ID value_tiers/0/id"],
    [{ ...bronze, id: 1.5 }, "TIER_ID value_tiers/0/id"],
    [{ ...bronze, name: "" }, "TYPE value_tiers/0/name"],
    [{ ...bronze, name: 1 }, "TYPE value_tiers/0/name"],
    [{ ...bronze, min: 0 }, "TYPE value_tiers/0/min"],
    [{ ...bronze, min: undefined }, "TYPE value_tiers/0/min"],
    [{ ...bronze, max: "499.999" }, "AMOUNT_SCALE value_tiers/0/max"],
    ["Bronze", "TYPE value_tiers/0"],
    [null, "TYPE value_tiers/0"],
  ])("M-02 %j is no tier", (tier, issue) => {
    expect(issuesOf(read(tier))).toEqual([issue]);
  });

  test("M-02 one amount may be a whole tier", () => {
    expect(issuesOf(read({ ...bronze, min: "499.99" }))).toEqual([]);
  });

  test("M-02 have ids of their own, and stand in a list", () => {
    expect(issuesOf(read(bronze, { ...silver, id: 1 }))).toEqual(["TIER_ID value_tiers/1/id"]);
    expect(issuesOf(readBusiness({ ...business, value_tiers: { 0: bronze } }))).toEqual(["TYPE value_tiers"]);
  });
});

describe("getters", () => {
  const throwing = (key: string) =>
    Object.defineProperty({ ...business } as Record<string, unknown>, key, {
      enumerable: true,
      get: () => {
        throw new Error("no");
      },
    });

  test("F-29 that throw are issues at their key", () => {
    expect(issuesOf(readBusiness(throwing("name")))).toEqual(["TYPE name"]);
    expect(issuesOf(readBusiness({ ...business, features: throwing("quotes") }))).toContain(
      "TYPE features/quotes",
    );
    expect(issuesOf(readBusiness({ ...business, currency: throwing("code") }))).toEqual(["TYPE currency"]);
    expect(issuesOf(readBusiness({ ...business, value_tiers: [throwing("id")] }))).toContain(
      "TYPE value_tiers/0/id",
    );
  });

  test("F-29 are read once", () => {
    const calls: string[] = [];
    const once = (key: string, value: unknown) => ({
      enumerable: true,
      get: () => {
        calls.push(key);
        return value;
      },
    });
    const currency = Object.defineProperties(
      {},
      { code: once("code", "USD"), exponent: once("exponent", 2) },
    );
    const raw = Object.defineProperties(
      {},
      { time_zone: once("time_zone", "UTC"), currency: once("currency", currency), name: once("name", "A") },
    );
    expect(readBusiness(raw).ok).toBe(true);
    expect(calls.sort()).toEqual(["code", "currency", "exponent", "name", "time_zone"]);
  });
});

test("all issues at once, up to the limit", () => {
  const raw = { time_zone: "Mars/Base", currency: "USD", name: 1, value_tiers: 2 };
  expect(issuesOf(readBusiness(raw))).toEqual([
    "TIME_ZONE_UNKNOWN time_zone",
    "TYPE name",
    "TYPE value_tiers",
  ]);
  const limited = readBusiness(raw, { issueLimit: 1 });
  expect(limited).toMatchObject({ ok: false, omitted: 2 });
  expect(issuesOf(limited)).toEqual(["TIME_ZONE_UNKNOWN time_zone"]);
});

test("an option that nothing reads, or a limit of nothing, is a wrong call", () => {
  expect(faultOf(() => readBusiness(business, { zone: "UTC" } as BusinessOptions))?.code).toBe(
    "POLICY_UNKNOWN",
  );
  expect(faultOf(() => readBusiness(business, { issueLimit: 0 }))?.code).toBe("POLICY_RANGE");
});
