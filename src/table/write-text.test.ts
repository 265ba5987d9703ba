import { expect, test } from "vitest";
import { type TextColumn, writeText } from "./write-text.ts";

interface Row {
  readonly name: string;
  readonly owed: string;
}
const columns: readonly TextColumn<Row>[] = [
  { name: "name", numeric: false, text: ({ name }) => name },
  { name: "owed", numeric: true, text: ({ owed }) => owed },
];
const shown = (name: string) => writeText([{ name, owed: "0" }], columns).split("\n")[2];

test("columns are as wide as their widest cell, text stands left and numbers right", () => {
  const rows = [
    { name: "Acme Builders", owed: "5225.00" },
    { name: "Bo", owed: "-0.05" },
  ];
  expect(writeText(rows, columns)).toBe(
    [
      "name              owed",
      "─────────────  ───────",
      "Acme Builders  5225.00",
      "Bo               -0.05",
      "",
    ].join("\n"),
  );
});

test("a header may be the widest; no line ends in blanks", () => {
  const [name] = columns;
  expect(writeText([{ name: "Bo", owed: "" }], name === undefined ? [] : [name])).toBe("name\n────\nBo\n");
});

test("without rows there is a header and its rule", () => {
  expect(writeText([], columns)).toBe("name  owed\n────  ────\n");
});

test("text of 32 characters is shown whole and longer text is cut", () => {
  expect(shown("x".repeat(32))).toBe(`${"x".repeat(32)}     0`);
  expect(shown("x".repeat(33))).toBe(`${"x".repeat(31)}…     0`);
  expect(shown("😀".repeat(33))).toBe(`${"😀".repeat(31)}…     0`);
});

test("numbers are never cut", () => {
  const digits = "9".repeat(40);
  expect(writeText([{ name: "", owed: digits }], columns)).toContain(digits);
});

test.each([
  "\0",
  "\x1b",
  "\n",
  "\r",
  "\t",
  "\x7f",
  "\x9b",
  "\u061c",
  "\u200e",
  "\u200f",
  "\u202a",
  "\u202e",
  "\u2066",
  "\u2069",
])("%j cannot move the cursor or turn the text behind it", (character) => {
  expect(shown(`a${character}b${character}`)).toBe("a\ufffdb\ufffd     0");
});
