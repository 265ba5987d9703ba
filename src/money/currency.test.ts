import { describe, expect, test } from "vitest";
import {
  checkCurrency,
  currencyOf,
  currencyProblem,
  isoExponent,
  largestExponent,
  sameCurrency,
} from "./currency.ts";

const unknown = (path: readonly string[]) =>
  expect.objectContaining({ name: "Fault", code: "CURRENCY_UNKNOWN", path });

describe("isoExponent", () => {
  // ISO 4217, list one; HUF, IDR and COP are those where Intl differs.
  test.each([
    ["JPY", 0],
    ["KRW", 0],
    ["ISK", 0],
    ["XPF", 0],
    ["BIF", 0],
    ["USD", 2],
    ["EUR", 2],
    ["AED", 2],
    ["ZWG", 2],
    ["HUF", 2],
    ["IDR", 2],
    ["COP", 2],
    ["MGA", 2],
    ["BHD", 3],
    ["KWD", 3],
    ["TND", 3],
    ["CLF", 4],
    ["UYW", 4],
  ])("E-32 %s has %d decimals", (code, exponent) => {
    expect(isoExponent(code)).toBe(exponent);
  });

  test.each([
    "",
    "US",
    "USDX",
    "usd",
    "XAU",
    "XXX",
    "XTS",
    "D U",
    " JP",
    " JPY",
    "ISK JPY",
    "US1",
    "€",
    "JPYKRW",
    "COP\n",
  ])("%o is not in the table", (code) => {
    expect(isoExponent(code)).toBeUndefined();
  });
});

describe("currencyOf", () => {
  test("a code is looked up, an exponent beside it counts more", () => {
    expect(currencyOf("KWD")).toEqual({ code: "KWD", exponent: 3 });
    expect(currencyOf({ code: "KWD" })).toEqual({ code: "KWD", exponent: 3 });
    expect(currencyOf({ code: "HUF", exponent: 0 })).toEqual({ code: "HUF", exponent: 0 });
    expect(currencyOf({ code: "POINTS", exponent: 0 })).toEqual({ code: "POINTS", exponent: 0 });
  });

  test("the answer is frozen", () => {
    expect(currencyOf("USD")).toSatisfy(Object.isFrozen);
  });

  test.each([
    ["usd", []],
    ["XXX", []],
    ["", []],
    [{ code: "POINTS" }, ["exponent"]],
    [{ code: "usd", exponent: 2 }, ["code"]],
    [{ code: "", exponent: 2 }, ["code"]],
    [{ code: ["USD"] as never, exponent: 2 }, ["code"]],
    [{ code: "USD", exponent: 5 }, ["exponent"]],
    [{ code: "USD", exponent: -1 }, ["exponent"]],
    [{ code: "USD", exponent: 1.5 }, ["exponent"]],
    [{ code: "USD", exponent: "2" as never }, ["exponent"]],
    [{ code: "USD", exponent: null as never }, ["exponent"]],
    [null as never, []],
    [12 as never, []],
    [undefined as never, []],
  ])("%o is refused, at %o", (value, path) => {
    expect(() => currencyOf(value)).toThrow(unknown(path));
  });

  test("exponents reach from 0 to 4, codes from 2 to 12 characters that begin with a letter", () => {
    expect(largestExponent).toBe(4);
    for (const exponent of [0, 4]) expect(currencyOf({ code: "AB", exponent }).exponent).toBe(exponent);
    expect(currencyOf({ code: "A23456789012", exponent: 0 }).code).toBe("A23456789012");
    for (const code of ["A", "A234567890123", "1AB", "aAB", "ABc", "AB "]) {
      expect(() => currencyOf({ code, exponent: 0 })).toThrow(unknown(["code"]));
    }
  });
});

describe("currencyProblem", () => {
  test("says what came", () => {
    expect(currencyProblem("USD")).toBeUndefined();
    expect(currencyProblem("XXX")?.message).toBe(
      '"XXX" is no currency code of ISO 4217: give { code, exponent } for a unit of your own.',
    );
    expect(currencyProblem(12)?.message).toBe("A currency is a code or { code, exponent }, not 12.");
    expect(currencyProblem({})).toEqual({
      key: "code",
      message: "A currency code is 2 to 12 capital letters or digits, not undefined.",
    });
    expect(currencyProblem({ code: "PTS" })).toEqual({
      key: "exponent",
      message: "An exponent is a whole number from 0 to 4, not undefined.",
    });
  });
});

describe("checkCurrency", () => {
  test("a currency with its exponent passes", () => {
    expect(() => checkCurrency({ code: "USD", exponent: 2 })).not.toThrow();
    expect(() => checkCurrency({ code: "PTS", exponent: 0 })).not.toThrow();
  });

  test.each([
    { code: "USD", exponent: 7 },
    { code: "usd", exponent: 2 },
    { code: "PTS" },
    { code: "USD" },
    "USD",
    undefined,
  ])("%o is refused", (currency) => {
    expect(() => checkCurrency(currency as never)).toThrow(unknown(["currency"]));
  });

  test("the message says what is missing", () => {
    expect(() => checkCurrency({ code: "USD" } as never)).toThrow(
      'A currency is { code, exponent }, such as { code: "USD", exponent: 2 }, not "USD", undefined.',
    );
    expect(() => checkCurrency({ code: "USD", exponent: 7 })).toThrow(`not "USD", 7.`);
  });
});

test("currencies are the same where code and exponent are", () => {
  const usd = { code: "USD", exponent: 2 };
  expect(sameCurrency(usd, { code: "USD", exponent: 2 })).toBe(true);
  expect(sameCurrency(usd, { code: "CAD", exponent: 2 })).toBe(false);
  expect(sameCurrency(usd, { code: "USD", exponent: 3 })).toBe(false);
});
