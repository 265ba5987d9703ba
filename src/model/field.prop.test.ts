import fc from "fast-check";
import { expect, test } from "vitest";
import { dayText, firstDayNumber, lastDayNumber } from "../calendar/day.ts";
import { IssueLog } from "../fault/issue.ts";
import { formatAmount } from "../money/amount.ts";
import { amount, choice, day, type Field, id, instant, limit, text } from "./field.ts";
import { invoiceStatuses, postings } from "./invoice.ts";

const many = { numRuns: 1000 };

function read<Value>(field: Field<Value>, value: unknown, exponent = 2) {
  const log = new IssueLog();
  const context = { currency: { code: "XTS", exponent }, log, rowPath: [], key: "cell" };
  return { value: field.read(value, context), codes: log.issues.map(({ code }) => code) };
}

const arbMinor = fc.oneof(
  fc.integer({ min: -100, max: 100 }),
  fc.integer({ min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER }),
);

test("an amount reads as what it was written from, in every currency", () => {
  fc.assert(
    fc.property(arbMinor, fc.integer({ min: 0, max: 4 }), (minor, exponent) => {
      const written = formatAmount(minor, { code: "XTS", exponent });
      expect(read(amount(""), written, exponent)).toEqual({ value: minor, codes: [] });
    }),
    many,
  );
});

test("F-38 M-04 a limit is an amount that is not negative, and has one code otherwise", () => {
  fc.assert(
    fc.property(arbMinor, (minor) => {
      const written = formatAmount(minor, { code: "XTS", exponent: 2 });
      expect(read(limit(""), written)).toEqual(
        minor < 0 ? { value: undefined, codes: ["CREDIT_LIMIT_INVALID"] } : { value: minor, codes: [] },
      );
    }),
    many,
  );
});

test("a day reads as it is written", () => {
  fc.assert(
    fc.property(fc.integer({ min: firstDayNumber, max: lastDayNumber }), (number) => {
      const written = dayText(number);
      expect(read(day(""), written)).toEqual({ value: written, codes: [] });
    }),
    many,
  );
});

test("an instant reads as itself in UTC, whatever the form it comes in", () => {
  fc.assert(
    fc.property(fc.date({ noInvalidDate: true }), (date) => {
      const written = date.toISOString();
      for (const form of [date, written, date.getTime()]) expect(read(instant(""), form).value).toBe(written);
    }),
    many,
  );
});

test("F-21 F-30 any text is an id but the empty one and those with control or broken characters", () => {
  const arbText = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
    fc.constantFrom("__proto__", "constructor", "hasOwnProperty", ""),
  );
  fc.assert(
    fc.property(arbText, (value) => {
      const isId = value !== "" && !/\p{Cc}/u.test(value) && !/\p{Cs}/u.test(value);
      expect(read(id(""), value)).toEqual(
        isId ? { value, codes: [] } : { value: undefined, codes: ["ID_INVALID"] },
      );
    }),
    many,
  );
});

test("F-28 a word is found in any case and with any of the separators between its letters", () => {
  const words = [...invoiceStatuses, ...postings];
  const field = choice("", words);
  const separator = fc.constantFrom("", " ", "-", "_", "  ");
  fc.assert(
    fc.property(
      fc.constantFrom(...words),
      fc.array(fc.tuple(fc.boolean(), separator), { minLength: 14, maxLength: 14 }),
      (word, changes) => {
        const letters = [...word].map((letter, at) => {
          const [isUpper, after] = changes[at] ?? [false, ""];
          return (isUpper ? letter.toUpperCase() : letter.toLowerCase()) + after;
        });
        expect(read(field, letters.join("")).value).toBe(word);
      },
    ),
    many,
  );
});

test("F-28 F-29 whatever comes, a field answers with a value or with an issue, never both and never neither", () => {
  const fields: Field<unknown>[] = [
    amount(""),
    limit(""),
    day(""),
    instant(""),
    id(""),
    text(""),
    choice("", ["a"]),
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...fields),
      fc.anything({ withDate: true, withBigInt: true }),
      (field, value) => {
        const { value: answer, codes } = read(field, value);
        expect(codes).toHaveLength(answer === undefined ? 1 : 0);
      },
    ),
    many,
  );
});
