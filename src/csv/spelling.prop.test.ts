import fc from "fast-check";
import { expect, test } from "vitest";
import { dayText, firstDayNumber, lastDayNumber } from "../calendar/day.ts";
import { formatAmount, readMinor } from "../money/amount.ts";
import { spellerOf } from "./spelling.ts";

test("a day in any format is read back as that day", () => {
  const formats = ["M/D/YYYY", "MM/DD/YYYY", "D.M.YYYY", "YYYY.MM.DD", "DDMMYYYY", "YYYY-DD-MM", "MDDYYYY"];
  fc.assert(
    fc.property(
      fc.integer({ min: firstDayNumber, max: lastDayNumber }),
      fc.constantFrom(...formats),
      (number, dateFormat) => {
        const iso = dayText(number);
        const [year = "", month = "", date = ""] = iso.split("-");
        const cell = dateFormat
          .replace("YYYY", year)
          .replace(/MM?/, (token) => (token === "M" ? String(Number(month)) : month))
          .replace(/DD?/, (token) => (token === "D" ? String(Number(date)) : date));
        expect(spellerOf({ dateFormat }).day(cell)).toBe(iso);
      },
    ),
    { numRuns: 1000 },
  );
});

test("an amount with any marks is read back to the cent; with the marks swapped never as another amount", () => {
  const marks = [
    { decimal: ",", group: "." },
    { decimal: ".", group: "," },
    { decimal: ",", group: " " },
    { decimal: ".", group: "'" },
  ] as const;
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.constantFrom(...marks), (minor, { decimal, group }) => {
      const [whole = "", cents = ""] = formatAmount(minor, { code: "USD", exponent: 2 }).split(".");
      const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
      const cell = `${grouped}${decimal}${cents}`;
      expect(readMinor(spellerOf({ decimal, group }).amount(cell), 2)).toBe(minor);
      for (const other of marks) {
        if (other.decimal === decimal) continue;
        const read = readMinor(spellerOf(other).amount(cell), 2);
        expect(Array.isArray(read) ? read[0] : read).toBe("AMOUNT_FORMAT");
      }
    }),
    { numRuns: 1000 },
  );
});
