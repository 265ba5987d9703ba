import fc from "fast-check";
import { expect, test } from "vitest";
import { anyCharacter } from "../../test/arbitraries/text.ts";
import { guardText, unguardText } from "./guard.ts";

const arbText = fc.oneof(
  fc.string({ unit: fc.constantFrom(..."'=+-@＝＋－＠\t\r\n \u00a0a1\"") }),
  fc.string({ unit: anyCharacter }),
);

test("L-63 F-42 no text begins with what a spreadsheet would run, not even behind blanks", () => {
  const starts = "=+-@＝＋－＠\t\r\n";
  fc.assert(
    fc.property(arbText, (text) => {
      const guarded = guardText(text);
      for (const seen of [guarded, guarded.trimStart()]) {
        expect(seen === "" || !starts.includes(seen.charAt(0))).toBe(true);
      }
    }),
    { numRuns: 1000 },
  );
});

test("L-63 a text gains nothing or one apostrophe", () => {
  fc.assert(
    fc.property(arbText, (text) => {
      expect([text, `'${text}`]).toContain(guardText(text));
    }),
    { numRuns: 1000 },
  );
});

test("L-63 the guard comes off again, however often it was put on", () => {
  fc.assert(
    fc.property(arbText, (text) => {
      expect(unguardText(guardText(text))).toBe(text);
      expect(unguardText(unguardText(guardText(guardText(text))))).toBe(text);
    }),
    { numRuns: 1000 },
  );
});
