import { describe, expect, test } from "vitest";
import { guardText, unguardText } from "./guard.ts";

describe("guardText", () => {
  test.each([
    '=HYPERLINK("http://x","y")',
    "-2+3",
    "+2",
    "@SUM(A1)",
    "\t=1",
    "\tname",
    "\rname",
    "\nname",
    "＝1",
    "＋1",
    "－1",
    "＠SUM",
    " =1",
    "  -1",
    "\u00a0=1",
    "\u3000+1",
    "\ufeff@x",
    " \tname",
    "'=1",
    "''-1",
    "' =1",
    "'\tname",
    "=",
    "-",
  ])("F-42 E-29 %o gets one more '", (text) => {
    expect(guardText(text)).toBe(`'${text}`);
    expect(unguardText(`'${text}`)).toBe(text);
  });

  test.each([
    "",
    "Acme Builders",
    "a=1",
    "2-3",
    "'t Hof",
    "'",
    "' ",
    " ",
    "  Acme",
    "O'=1",
    "a\n=1",
    "−5", // a minus sign that no spreadsheet computes with
    "#REF!",
    "0012",
    "*",
    ",=1",
    "a'=",
  ])("F-42 %o stays as it is", (text) => {
    expect(guardText(text)).toBe(text);
    expect(unguardText(text)).toBe(text);
  });

  test("F-42 what another program wrote without a guard is not changed by taking the guard off", () => {
    for (const text of ["=1", " =1", "-5.00", "\tname"]) expect(unguardText(text)).toBe(text);
  });
});
