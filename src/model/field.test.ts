import { Temporal } from "@js-temporal/polyfill";
import { Decimal } from "decimal.js";
import { describe, expect, test } from "vitest";
import { usd } from "../../test/reading.ts";
import { IssueLog } from "../fault/issue.ts";
import type { Currency } from "../money/currency.ts";
import {
  amount,
  choice,
  currency,
  day,
  type Field,
  foldChoice,
  id,
  instant,
  label,
  limit,
  longestLabel,
  longestText,
  moment,
  percent,
  required,
  text,
} from "./field.ts";

/** What a cell reads as; or the codes of what is wrong with it, whose path must be the cell's. */
function reads<Value>(field: Field<Value>, value: unknown, money: Currency = usd) {
  const log = new IssueLog();
  const read = field.read(value, { currency: money, log, rowPath: ["rows", 3], key: "cell" });
  for (const { path, message } of [...log.issues, ...log.warnings]) {
    expect(path).toEqual(["rows", 3, "cell"]);
    expect(message).toMatch(/^\S.*\.$/s);
  }
  const warnings = log.warnings.map(({ code }) => code);
  return log.issues.length > 0
    ? log.issues.map(({ code }) => code)
    : { value: read, ...(warnings.length > 0 ? { warnings } : {}) };
}

describe("ids", () => {
  test.each([
    ["leading zeros", "0012"],
    ["a space", " "],
    ["the last of printable ASCII", "~"],
    ["a no-break space, the first after the control characters", "\u00a0"],
    ["a letter beyond ASCII", "é-1"],
    ["a pair of surrogates", "😀"],
    ["a key of every object", "__proto__"],
  ])("F-21 F-30 %s is an id as it stands", (_, value) => {
    expect(reads(id(""), value)).toEqual({ value });
  });

  test.each([
    ["nothing", ""],
    ["NUL", "a\u0000"],
    ["the last control character before the space", "\u001f"],
    ["a line end", "a\nb"],
    ["DEL", "a\u007f"],
    ["the last control character of Latin-1", "\u009f"],
    ["a high surrogate alone", "a\ud800"],
    ["a low surrogate alone", "\udc00a"],
  ])("F-21 %s is no id", (_, value) => {
    expect(reads(id(""), value)).toEqual(["ID_INVALID"]);
  });

  test.each([[12], [true], [{}], [["12"]]])("F-28 %j is no text, so it is no id", (value) => {
    expect(reads(id(""), value)).toEqual(["TYPE"]);
  });
});

describe("texts", () => {
  test("F-54 a label is not empty, one character is enough", () => {
    expect(reads(label(""), "")).toEqual(["TEXT_EMPTY"]);
    expect(reads(label(""), "x")).toEqual({ value: "x" });
  });

  test("F-54 a label has 10,000 characters at the most", () => {
    expect(longestLabel).toBe(10_000);
    expect(reads(label(""), "x".repeat(10_000))).toEqual({ value: "x".repeat(10_000) });
    expect(reads(label(""), "x".repeat(10_001))).toEqual(["TEXT_TOO_LONG"]);
  });

  test("F-54 words that nobody has listed pass through", () => {
    expect(reads(label(""), "Trade – Net 15")).toEqual({ value: "Trade – Net 15" });
  });

  test("a name may be long, and only a million characters are too many", () => {
    expect(reads(text(""), "n".repeat(100_000))).toEqual({ value: "n".repeat(100_000) });
    expect(reads(text(""), "n".repeat(longestText))).toEqual({ value: "n".repeat(1_000_000) });
    expect(reads(text(""), "n".repeat(longestText + 1))).toEqual(["TEXT_TOO_LONG"]);
  });

  test("free text may be empty", () => {
    expect(reads(text(""), "")).toEqual({ value: "" });
  });

  test.each([[3], [null], [["x"]], [new String("x")]])("F-28 %j is no text", (value) => {
    expect(reads(text(""), value)).toEqual(["TYPE"]);
    expect(reads(label(""), value)).toEqual(["TYPE"]);
  });

  test("a lone surrogate is refused, a pair is not", () => {
    expect(reads(text(""), "Acme \ud83c")).toEqual(["TEXT_NOT_WELL_FORMED"]);
    expect(reads(label(""), "\udfd7 Acme")).toEqual(["TEXT_NOT_WELL_FORMED"]);
    expect(reads(text(""), "Acme \ud83c\udfd7")).toEqual({ value: "Acme 🏗" });
  });

  test("what hides a text's meaning is remarked on and kept", () => {
    expect(reads(text(""), "evil\u202egnp.exe")).toEqual({
      value: "evil\u202egnp.exe",
      warnings: ["TEXT_SUSPICIOUS"],
    });
    expect(reads(label(""), "a\u0000b")).toEqual({ value: "a\u0000b", warnings: ["TEXT_SUSPICIOUS"] });
    expect(reads(text(""), "مرحبا")).toEqual({ value: "مرحبا" });
  });
});

describe("amounts", () => {
  test.each([
    ["12.50", 1250],
    ["-12.5", -1250],
    ["0", 0],
    [new Decimal("3950"), 395_000],
    [new Decimal("1e-2"), 1],
    [{ toFixed: () => "7.25" }, 725],
  ])("%s is an amount", (value, minor) => {
    expect(reads(amount(""), value)).toEqual({ value: minor });
  });

  test("the currency's exponent decides", () => {
    expect(reads(amount(""), "1.234", { code: "KWD", exponent: 3 })).toEqual({ value: 1234 });
    expect(reads(amount(""), "1.234")).toEqual(["AMOUNT_SCALE"]);
    expect(reads(amount(""), "1.5", { code: "JPY", exponent: 0 })).toEqual(["AMOUNT_SCALE"]);
  });

  test("F-28 a JS number is no amount: dollars or cents?", () => {
    expect(reads(amount(""), 12.5)).toEqual(["TYPE"]);
    expect(reads(amount(""), 0)).toEqual(["TYPE"]);
  });

  test.each([
    ["1,234.50", "AMOUNT_FORMAT"],
    ["", "AMOUNT_FORMAT"],
    [new Decimal(Number.NaN), "AMOUNT_NOT_FINITE"],
    [Number.POSITIVE_INFINITY, "AMOUNT_NOT_FINITE"],
    [new Decimal("1e30"), "AMOUNT_UNSAFE"],
    [{}, "TYPE"],
    [null, "TYPE"],
  ])("%s is refused as %s", (value, code) => {
    expect(reads(amount(""), value)).toEqual([code]);
  });
});

describe("credit limits", () => {
  test.each([
    ["5000.00", 500_000],
    ["0.00", 0],
    ["0.01", 1],
    [new Decimal(100), 10_000],
  ])("M-04 %s is a limit", (value, minor) => {
    expect(reads(limit(""), value)).toEqual({ value: minor });
  });

  test.each([
    ["-0.01"],
    [Number.NaN],
    ["NaN"],
    ["lots"],
    [5000],
    [""],
    ["1.005"],
    [{}],
  ])("F-38 M-04 %s is no limit", (value) => {
    expect(reads(limit(""), value)).toEqual(["CREDIT_LIMIT_INVALID"]);
  });
});

describe("days", () => {
  test.each([
    ["text", "2024-02-29"],
    ["a PlainDate", Temporal.PlainDate.from("2024-02-29")],
    ["a PlainDate of another calendar", Temporal.PlainDate.from("2024-02-29").withCalendar("buddhist")],
  ])("%s is a day", (_, value) => {
    expect(reads(day(""), value)).toEqual({ value: "2024-02-29" });
  });

  test.each([
    ["2025-02-29", "DATE_INVALID"],
    ["2025-1-1", "DATE_INVALID"],
    ["", "DATE_INVALID"],
    ["0000-01-01", "DATE_RANGE"],
    ["2025-03-10T05:00:00Z", "DATE_TYPE"],
    [20_157, "DATE_TYPE"],
    [new Date("2025-03-10T05:00:00Z"), "DATE_TYPE"],
    [Temporal.PlainDateTime.from("2025-03-10T05:00"), "DATE_TYPE"],
    [Temporal.Instant.from("2025-03-10T05:00Z"), "DATE_TYPE"],
  ])("%s is refused as %s", (value, code) => {
    expect(reads(day(""), value)).toEqual([code]);
  });

  test("a Date is answered with the function that makes a day of it", () => {
    const log = new IssueLog();
    day("").read(new Date(0), { currency: usd, log, rowPath: [], key: "due_on" });
    expect(log.issues[0]?.message).toContain("todayIn");
  });
});

describe("instants", () => {
  test.each([
    ["text in UTC", "2025-03-10T05:00:00Z"],
    ["text with an offset", "2025-03-10T00:00:00.000-05:00"],
    ["text without seconds", "2025-03-10T05:00Z"],
    ["milliseconds", Date.UTC(2025, 2, 10, 5)],
    ["a Date", new Date("2025-03-10T05:00:00Z")],
    ["a Temporal.Instant", Temporal.Instant.from("2025-03-10T05:00:00Z")],
  ])("%s is an instant, kept as text in UTC with milliseconds", (_, value) => {
    expect(reads(instant(""), value)).toEqual({ value: "2025-03-10T05:00:00.000Z" });
  });

  test.each([
    ["2025-03-10T05:00:00"],
    ["2025-03-10"],
    ["yesterday"],
    [Number.NaN],
    [new Date(Number.NaN)],
    [{}],
  ])("%s is no instant", (value) => {
    expect(reads(instant(""), value)).toEqual(["INSTANT_INVALID"]);
  });
});

describe("moments", () => {
  test.each([
    ["a day", "2024-02-29", "2024-02-29"],
    ["the first day", "0001-01-01", "0001-01-01"],
    ["the last day", "9999-12-31", "9999-12-31"],
    ["an instant in UTC", "2025-03-10T05:00:00Z", "2025-03-10T05:00:00.000Z"],
    ["an instant with an offset", "2025-03-10T00:00-05:00", "2025-03-10T05:00:00.000Z"],
    ["an instant at midnight, which is no day", "2025-03-10T00:00:00Z", "2025-03-10T00:00:00.000Z"],
    ["milliseconds", Date.UTC(2025, 2, 10, 5), "2025-03-10T05:00:00.000Z"],
    ["a Date", new Date("2025-03-10T05:00:00Z"), "2025-03-10T05:00:00.000Z"],
    ["a Temporal.Instant", Temporal.Instant.from("2025-03-10T05:00:00Z"), "2025-03-10T05:00:00.000Z"],
  ])("%s: %s is kept as %s", (_, value, kept) => {
    expect(reads(moment(""), value)).toEqual({ value: kept });
  });

  test.each([
    ["a day that no calendar has", "2025-02-29", "DATE_INVALID"],
    ["a day of the year 0", "0000-01-01", "DATE_RANGE"],
    ["a day written otherwise", "2025-1-1", "INSTANT_INVALID"],
    ["a day with something behind it", "2025-03-10 ", "INSTANT_INVALID"],
    ["a time without an offset", "2025-03-10T05:00:00", "INSTANT_INVALID"],
    ["a word", "yesterday", "INSTANT_INVALID"],
    ["nothing", "", "INSTANT_INVALID"],
    ["no number", Number.NaN, "INSTANT_INVALID"],
    ["an object", {}, "INSTANT_INVALID"],
  ])("%s: %s is refused as %s", (_, value, code) => {
    expect(reads(moment(""), value)).toEqual([code]);
  });
});

describe("percentages", () => {
  test.each([
    ["0", 0],
    ["0.00", 0],
    ["2.5", 2.5],
    ["0.0001", 0.0001],
    ["33.3333", 33.3333],
    ["99.9999", 99.9999],
    ["100", 100],
    ["100.00000", 100],
    [new Decimal("12.5"), 12.5],
  ])("%s is %d per cent", (value, percentage) => {
    expect(reads(percent(""), value)).toEqual({ value: percentage });
  });

  test("a minus before zero is zero", () => {
    expect(reads(percent(""), "-0.0")).toStrictEqual({ value: 0 });
  });

  test("they are the same in every currency", () => {
    expect(reads(percent(""), "2.5", { code: "JPY", exponent: 0 })).toEqual({ value: 2.5 });
  });

  test.each([
    ["-0.0001"],
    ["100.0001"],
    ["2.50001"],
    ["2,5"],
    ["2.5%"],
    ["1e1"],
    [""],
    [2.5],
    [0],
    [Number.NaN],
    [new Decimal(Number.NaN)],
    [{}],
  ])("F-28 %s is none", (value) => {
    expect(reads(percent(""), value)).toEqual(["NUMBER_INVALID"]);
  });
});

describe("choices", () => {
  const field = choice("", ["Partially Paid", "Unposted A/R", "write-off"]);

  test.each([
    ["Partially Paid", "Partially Paid"],
    ["partially_paid", "Partially Paid"],
    ["PARTIALLY-PAID", "Partially Paid"],
    ["partiallypaid", "Partially Paid"],
    ["unposted a/r", "Unposted A/R"],
    ["Write Off", "write-off"],
  ])("F-28 %s is %s: case, spaces, - and _ do not count", (value, word) => {
    expect(reads(field, value)).toEqual({ value: word });
  });

  test.each([["Paid"], [""], ["Partially.Paid"], ["partially paid!"]])("F-28 %s is none of them", (value) => {
    expect(reads(field, value)).toEqual(["ENUM_UNKNOWN"]);
  });

  test("F-28 what is no text is none of them either", () => {
    expect(reads(field, 3)).toEqual(["ENUM_UNKNOWN"]);
  });

  test("the spellings stand on the field", () => {
    expect(field.choices).toEqual(["Partially Paid", "Unposted A/R", "write-off"]);
  });

  test("two words that read the same fold the same", () => {
    expect(foldChoice("Unposted A/R")).toBe("unpostedar");
    expect(foldChoice("Not-Used")).toBe(foldChoice("not_used"));
    expect(foldChoice("Open")).not.toBe(foldChoice("Opens"));
  });
});

describe("a row's own currency", () => {
  test.each([
    ["USD"],
    [{ code: "USD", exponent: 2 }],
    [{ code: "USD" }],
  ])("F-23 %j is the business's", (value) => {
    expect(reads(currency(""), value)).toEqual({ value: "USD" });
  });

  test.each([
    ["another currency", "EUR", "CURRENCY_MIXED"],
    ["another exponent", { code: "USD", exponent: 3 }, "CURRENCY_MIXED"],
    ["a code that nobody knows", "XXQ", "CURRENCY_UNKNOWN"],
    ["a lower-case code", "usd", "CURRENCY_UNKNOWN"],
    ["an impossible exponent", { code: "USD", exponent: 9 }, "CURRENCY_UNKNOWN"],
    ["no code", 840, "CURRENCY_UNKNOWN"],
  ])("F-23 %s is refused", (_, value, code) => {
    expect(reads(currency(""), value)).toEqual([code]);
  });

  test("F-23 a unit of the business's own is known in its rows", () => {
    const points = { code: "POINTS", exponent: 0 };
    expect(reads(currency(""), "POINTS", points)).toEqual({ value: "POINTS" });
    expect(reads(currency(""), "USD", points)).toEqual(["CURRENCY_MIXED"]);
  });

  test("F-23 a code alone says nothing about an exponent that the business has changed", () => {
    expect(reads(currency(""), "HUF", { code: "HUF", exponent: 0 })).toEqual({ value: "HUF" });
  });
});

test("each kind of field says which it is", () => {
  const makers = [id, text, label, amount, limit, day, instant, moment, percent, currency];
  const fields = makers.map((make) => make("What it means."));
  expect(fields.map(({ kind }) => kind)).toEqual([
    "id",
    "text",
    "label",
    "amount",
    "amount",
    "day",
    "instant",
    "moment",
    "percent",
    "currency",
  ]);
  for (const { means, required, missing } of fields) {
    expect({ means, required, missing }).toEqual({
      means: "What it means.",
      required: false,
      missing: "FIELD_MISSING",
    });
  }
  expect(choice("", ["a"]).kind).toBe("choice");
});

test("required changes only whether a row may do without", () => {
  const field = day("The day.");
  expect(required(field)).toEqual({ ...field, required: true, missing: "FIELD_MISSING" });
  expect(required(field, "DUE_DATE_MISSING").missing).toBe("DUE_DATE_MISSING");
  expect(field.required).toBe(false);
});
