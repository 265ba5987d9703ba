import { describe, expect, test } from "vitest";
import type { Issue } from "../fault/issue.ts";
import { type CsvColumn, type CsvOptions, csvOptionNames, writeCsv } from "./write-csv.ts";

interface Row {
  readonly name: string;
  readonly net: string;
}
const name: CsvColumn<Row> = { name: "name", numeric: false, text: (row) => row.name };
const net: CsvColumn<Row> = { name: "net", numeric: true, text: (row) => row.net };

const write = (names: readonly string[], options?: CsvOptions) =>
  writeCsv(
    names.map((text) => ({ name: text, net: "-5.00" })),
    [name, net],
    options,
  );
const code = (expected: string) => expect.objectContaining({ name: "Fault", code: expected });

describe("cells", () => {
  test.each([
    ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
    ["-2+3", "'-2+3"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ['Smith, "Bob"\n', '"Smith, ""Bob""\n"'],
    ["Acme", "Acme"],
    ["a,b", '"a,b"'],
    ["a\rb", '"a\rb"'],
    ["a\r\nb", '"a\r\nb"'],
    ['"', '""""'],
    ["0012", "0012"],
    ["", ""],
    [" ", " "],
    ["\u2028\u2029", "\u2028\u2029"],
    ["a\ufeffb", "a\ufeffb"],
    ["😀", "😀"],
    ["\u202eabc\0", "\u202eabc\0"],
    ["a\tb;c", "a\tb;c"],
  ])("E-29 F-42 F-43 %j is written %j, and the number beside it as it is", (text, cell) => {
    expect(write([text])).toBe(`name,net\r\n${cell},-5.00\r\n`);
  });

  test("E-29 without the guard texts are written as they are", () => {
    expect(write(["-2+3", "=1,2"], { formulaGuard: false })).toBe(
      'name,net\r\n-2+3,-5.00\r\n"=1,2",-5.00\r\n',
    );
    expect(write(["-2+3"], { formulaGuard: true })).toBe("name,net\r\n'-2+3,-5.00\r\n");
  });

  test("a header is quoted like a cell", () => {
    expect(writeCsv([], [{ ...name, name: "a,b" }, net])).toBe('"a,b",net\r\n');
  });

  test("an empty cell alone on its line is quoted, lest the line read as blank", () => {
    const rows = [{ name: "", net: "" }];
    expect(writeCsv(rows, [name])).toBe('name\r\n""\r\n');
    expect(writeCsv(rows, [net])).toBe('net\r\n""\r\n');
    expect(writeCsv(rows, [name, net])).toBe("name,net\r\n,\r\n");
  });
});

describe("files", () => {
  test("no rows are a header", () => {
    expect(write([])).toBe("name,net\r\n");
  });

  test("the line end and the byte order mark are chosen", () => {
    expect(write(["a"], { lineEnd: "\n" })).toBe("name,net\na,-5.00\n");
    expect(write(["a"], { lineEnd: "\r\n" })).toBe("name,net\r\na,-5.00\r\n");
    expect(write(["a"], { bom: true })).toBe("\ufeffname,net\r\na,-5.00\r\n");
    expect(write(["a"], { bom: false })).toBe("name,net\r\na,-5.00\r\n");
  });

  test("another line end or another option is refused", () => {
    expect(() => write(["a"], { lineEnd: "\r" as "\n" })).toThrow(
      expect.objectContaining({ code: "POLICY_RANGE", path: ["lineEnd"] }),
    );
    expect(() => write(["a"], { delimiter: ";" } as never)).toThrow(
      expect.objectContaining({ code: "POLICY_UNKNOWN", path: ["delimiter"] }),
    );
    expect(csvOptionNames).toEqual(["lineEnd", "bom", "formulaGuard", "onWarning"]);
  });
});

describe("what UTF-8 or the eye cannot take", () => {
  test.each([
    "\ud800",
    "a\udc00b",
  ])("F-44 a lone surrogate in %j is refused with its row and column", (text) => {
    expect(() => write(["fine", text])).toThrow(code("TEXT_NOT_WELL_FORMED"));
    expect(() => write(["fine", text])).toThrow(
      expect.objectContaining({
        path: [1, "name"],
        message: "Row 1, name: a lone surrogate cannot be written as UTF-8.",
      }),
    );
  });

  test("F-43 NUL and marks that turn text are reported, each cell once, and written all the same", () => {
    const warnings: Issue[] = [];
    const onWarning = (issue: Issue) => warnings.push(issue);
    expect(write(["fine", "a\0b\0", "\u202eabc"], { onWarning })).toContain("a\0b\0");
    expect(warnings).toEqual([
      { code: "TEXT_SUSPICIOUS", path: [1, "name"], message: "name holds U+0000, which hides text." },
      { code: "TEXT_SUSPICIOUS", path: [2, "name"], message: "name holds U+202E, which hides text." },
    ]);
  });
});
