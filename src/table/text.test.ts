import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { codePointName, isWellFormed, suspiciousCharacter } from "./text.ts";

describe("isWellFormed", () => {
  test.each([
    "",
    "Acme",
    "İstanbul",
    "😀",
    "a😀b😀",
    "\u{10000}",
    "\u{10ffff}",
    "\ud7ff",
    "\ue000",
    "\uffff",
  ])("F-44 %o is", (text) => {
    expect(isWellFormed(text)).toBe(true);
  });

  test.each([
    "\ud800",
    "\udbff",
    "\udc00",
    "\udfff",
    "a\ud800",
    "\ud800a",
    "\udc00\ud800",
    "\ud83d\ud83d\ude00",
    "😀\udc00",
    "\ud800\ue000",
    "\ud800\udbff",
  ])("F-44 %j is not: a surrogate stands alone", (text) => {
    expect(isWellFormed(text)).toBe(false);
  });

  test("F-44 well formed is what UTF-8 gives back as it was", () => {
    const arbText = fc.string({
      unit: fc.constantFrom("a", "😀", "\ud800", "\udbff", "\udc00", "\udfff", "\ud7ff", "\ue000"),
    });
    fc.assert(
      fc.property(arbText, (text) => {
        const back = new TextDecoder().decode(new TextEncoder().encode(text));
        expect(isWellFormed(text)).toBe(back === text);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("suspiciousCharacter", () => {
  test.each([
    ["a\0b", "U+0000"],
    ["\u202eabc", "U+202E"],
    ["abc\u202a", "U+202A"],
    ["\u2066x", "U+2066"],
    ["x\u2069", "U+2069"],
    ["\u200e", "U+200E"],
    ["\u200f", "U+200F"],
    ["\u061c", "U+061C"],
    ["\u202e\0", "U+202E"],
  ])("F-43 %j holds %s", (text, character) => {
    expect(suspiciousCharacter(text)).toBe(character);
  });

  test.each([
    "",
    "Acme",
    "שלום",
    "مرحبا",
    "\u2028",
    "\ufeff",
    "\t\r\n",
    "😀",
    "\u200d",
    "\u2065",
    "\u2029",
  ])("F-43 %j hides nothing", (text) => {
    expect(suspiciousCharacter(text)).toBeUndefined();
  });
});

test.each([
  ["\0", "U+0000"],
  ["\u202e", "U+202E"],
  ["\u{1fffe}", "U+1FFFE"],
])("%j is named by its code point", (character, name) => {
  expect(codePointName(character)).toBe(name);
});
