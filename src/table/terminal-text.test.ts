import { expect, test } from "vitest";
import { terminalText } from "./terminal-text.ts";

test("text that a terminal may show stays as it is", () => {
  for (const text of ["", "Acme", "Émile 😀", "שלום", "a  b"]) expect(terminalText(text)).toBe(text);
});

test.each([
  ["\u001b[2J", "\uFFFD[2J"],
  ["a\nb\r\tc", "a\uFFFDb\uFFFD\uFFFDc"],
  ["\0\u007f", "\uFFFD\uFFFD"],
  ["\u0085\u009b", "\uFFFD\uFFFD"],
  ["\u061c\u200e\u200f\u202a\u202e\u2066\u2069", "\uFFFD".repeat(7)],
])("%j is shown as %j", (text, shown) => {
  expect(terminalText(text)).toBe(shown);
});
