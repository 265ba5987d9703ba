import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyCharacter } from "../../test/arbitraries/text.ts";
import { foldSearch, foldText, longestSearch } from "./fold.ts";

const finds = (search: string, text: string) => foldText(text).includes(foldSearch(search));
const code = (expected: string) =>
  expect.objectContaining({ name: "Fault", code: expected, path: ["search"] });

describe("folding", () => {
  test.each([
    ["ACME", "Acme Builders"],
    ["acme", "ACME BUILDERS"],
    ["caf\u00e9", "Cafe\u0301 Royal"],
    ["cafe\u0301", "CAF\u00c9 ROYAL"],
    ["ΑΣ", "ΑΣΑ"],
    ["ας", "ΑΣΑ".toLowerCase().replace("σ", "ς")],
    ["ａｃｍｅ", "Acme"],
    ["H\u0331", "\u1e96"], // no capital of its own: h with a line below
    ["\u1e96", "H\u0331"],
    [" acme ", "Acme"],
    ["DŽ", "ǆ"],
    ["😀", "a😀b"],
  ])("%o finds %o", (search, text) => {
    expect(finds(search, text)).toBe(true);
  });

  test.each([
    ["istanbul", "İstanbul"],
    ["STRASSE", "Straße"],
    ["cafe", "Café"],
    ["acme b", "Acme  Builders"],
  ])("%o does not find %o: accents, ß and inner blanks stay", (search, text) => {
    expect(finds(search, text)).toBe(false);
  });

  test("ASCII is lower case", () => {
    expect(foldText("AZaz@[09 `{")).toBe("azaz@[09 `{");
  });
});

describe("foldSearch", () => {
  test("nothing but blanks is nothing to search for", () => {
    expect(foldSearch("")).toBe("");
    expect(foldSearch(" \t\u00a0 ")).toBe("");
  });

  test("256 characters are taken and 257 are not, blanks included", () => {
    expect(longestSearch).toBe(256);
    expect(foldSearch("x".repeat(256))).toBe("x".repeat(256));
    expect(() => foldSearch("x".repeat(257))).toThrow(code("QUERY_TOO_LONG"));
    expect(() => foldSearch(" ".repeat(257))).toThrow("A search has at most 256 characters, not 257.");
  });

  test.each([12, null, undefined, {}, ["x"]])("%o is no search", (search) => {
    expect(() => foldSearch(search)).toThrow(code("QUERY_INVALID"));
    expect(() => foldSearch(search)).toThrow(/^A search is text, not /);
  });
});

const arbText = fc.oneof(
  fc.string({ unit: anyCharacter, maxLength: 12 }),
  fc.string({
    unit: fc.constantFrom(..."aAhHtTwWyYjJkKiIσΣςßİé\u0301\u0307\u0308\u030a\u0331\u030cＡﬁǅ한ｶﾞ"),
  }),
);
const swapAsciiCase = (text: string) =>
  text.replace(/[a-z]/gi, (letter) => (letter < "a" ? letter.toLowerCase() : letter.toUpperCase()));

test("L-25 swapping the case of ASCII letters changes nothing", () => {
  fc.assert(
    fc.property(arbText, (text) => {
      expect(foldText(swapAsciiCase(text))).toBe(foldText(text));
    }),
    { numRuns: 2000 },
  );
});

test("L-25 a folded text folds to itself", () => {
  fc.assert(
    fc.property(arbText, (text) => {
      expect(foldText(foldText(text))).toBe(foldText(text));
    }),
    { numRuns: 2000 },
  );
});

test("canonically equal texts fold alike", () => {
  fc.assert(
    fc.property(arbText, (text) => {
      expect(foldText(text.normalize("NFD"))).toBe(foldText(text));
      expect(foldText(text.normalize("NFKC"))).toBe(foldText(text));
    }),
    { numRuns: 1000 },
  );
});
