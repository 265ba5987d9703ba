import { describe, expect, test } from "vitest";
import { IssueLog } from "../fault/issue.ts";
import { decodeUtf8, readCsv } from "./read-csv.ts";

/** What was read of a text, and what was said of it. */
function read(text: string, delimiter?: string) {
  const log = new IssueLog();
  const grid = readCsv(text, "invoices.csv", log, delimiter === undefined ? {} : { delimiter });
  return { grid, issues: log.issues };
}
const shape = (line: number, message: string) => ({
  code: "CSV_SHAPE",
  path: ["invoices.csv"],
  file: "invoices.csv",
  line,
  message,
});

describe("a file that is well formed", () => {
  test("has a header and records with the line each begins on", () => {
    expect(read('id,name\r\n1,Acme\r\n2,"Smith, ""Bob"""\r\n')).toEqual({
      issues: [],
      grid: {
        header: ["id", "name"],
        records: [
          { cells: ["1", "Acme"], line: 2 },
          { cells: ["2", 'Smith, "Bob"'], line: 3 },
        ],
        ragged: [],
      },
    });
  });

  test.each([
    ["a byte order mark", "\ufeffid,name\n1,Acme\n"],
    ["a byte order mark before a quote", '\ufeff"id",name\n1,Acme\n'],
    ["line ends of Unix", "id,name\n1,Acme\n"],
    ["line ends of Windows", "id,name\r\n1,Acme\r\n"],
    ["line ends of the old Macintosh", "id,name\r1,Acme\r"],
    ["mixed line ends", "id,name\r\n1,Acme\n"],
    ["no line end at the end", "id,name\n1,Acme"],
    ["blank lines at the end", "id,name\n1,Acme\n\n\r\n\r\n"],
  ])("F-45 %s is tolerated", (_what, text) => {
    expect(read(text)).toEqual({
      issues: [],
      grid: { header: ["id", "name"], records: [{ cells: ["1", "Acme"], line: 2 }], ragged: [] },
    });
  });

  test("cells are kept as they are: blanks, leading zeros, apostrophes", () => {
    expect(read("id,name\n 0012 ,'=1\n").grid?.records[0]?.cells).toEqual([" 0012 ", "'=1"]);
  });

  test("a header alone is a file without records", () => {
    expect(read("id,name").grid).toEqual({ header: ["id", "name"], records: [], ragged: [] });
  });

  test.each([
    ["LF", "\n"],
    ["CR LF", "\r\n"],
    ["CR", "\r"],
  ])("a cell over three lines ended by %s moves what follows by two", (_what, end) => {
    const lines = read(`id,name\n1,"x${end}y${end}z"\n2,Acme\n`).grid?.records.map(({ line }) => line);
    expect(lines).toEqual([2, 5]);
  });

  test("in a file of one column a quoted empty cell is a record, at the end too, and a blank line there is not", () => {
    const lines = (text: string) => read(text).grid?.records.map(({ cells, line }) => [cells[0], line]);
    expect(lines('id\n""\n1\n""\n""\n\n')).toEqual([
      ["", 2],
      ["1", 3],
      ["", 4],
      ["", 5],
    ]);
    expect(lines("id\n\n1\n\n")).toEqual([
      ["", 2],
      ["1", 3],
    ]);
  });

  test("another delimiter is taken for what it is", () => {
    expect(read("id;name\n1;Smith, Bob\n", ";").grid?.records[0]?.cells).toEqual(["1", "Smith, Bob"]);
    expect(read("id\tname\n1\tAcme\n", "\t").grid?.header).toEqual(["id", "name"]);
  });

  test.each(["", ",,", '"', "\n", "\r", 5 as never])("%j is no delimiter", (delimiter) => {
    expect(() => read("id,name\n", delimiter)).toThrow(
      expect.objectContaining({ name: "Fault", code: "POLICY_RANGE", path: ["delimiter"] }),
    );
    expect(() => read("id,name\n", delimiter)).toThrow(
      `A delimiter is one character, not a quote or line end: ${JSON.stringify(delimiter)}.`,
    );
  });

  test("a list of delimiters is none", () => {
    expect(() => read("id,name\n", [","] as never)).toThrow(
      expect.objectContaining({ name: "Fault", code: "POLICY_RANGE", path: ["delimiter"] }),
    );
  });
});

describe("what a spreadsheet leaves behind", () => {
  const spread = (text: string) => {
    const log = new IssueLog();
    const grid = readCsv(text, "invoices.csv", log, { fromSpreadsheet: true });
    const rows = grid?.records.map(({ cells, line }) => [line, ...cells]);
    return { header: grid?.header, rows, ragged: grid?.ragged.map(({ record }) => record.line) };
  };
  const plain = { header: ["id", "name"], rows: [[2, "1", "Acme"]], ragged: [] };

  test.each([
    ["blank records at the end", "id,name\n1,Acme\n,\n , \n"],
    ["blank records of any width", "id,name\n1,Acme\n,,,\n,\n"],
    ["columns without header and cells at the end", "id,name,,\n1,Acme,,\n,,,\n"],
    ["such columns of which some records know nothing", "id,name,, \n1,Acme\n"],
    ["such columns of which some records know one", "id,name,,\n1,Acme,\n"],
  ])("%s is not there", (_what, text) => {
    expect(spread(text)).toEqual(plain);
  });

  test("what stands before it, or says anything, stays", () => {
    expect(spread("id,name\n,\n1,Acme\n").rows).toEqual([
      [2, "", ""],
      [3, "1", "Acme"],
    ]);
    expect(spread("id,,name\n1,,Acme\n").header).toEqual(["id", "", "name"]);
    expect(spread("id,name,\n1,Acme,x\n").header).toEqual(["id", "name", ""]);
    expect(spread("id,name,\n1,Acme,,\n").ragged).toEqual([2]);
    expect(spread('id\n""\n').rows).toEqual([[2, ""]]);
    expect(spread(",\n1,2\n").header).toEqual(["", ""]);
    expect(spread(",,\n").header).toEqual([""]);
    expect(spread("").header).toBeUndefined();
  });

  test("unasked, every cell counts", () => {
    expect(read("id,name,\n1,Acme,\n,,\n").grid?.records).toHaveLength(2);
  });
});

describe("a file that is not", () => {
  test.each([
    ["little-endian", 'i\0d\0,\0n\0\n\x01\0,\0"\0\n\0'],
    ["big-endian", "\0i\0d\0\r\0\n\x01"],
  ])("F-45 UTF-16 without a byte order mark is no UTF-8: %s", (_what, text) => {
    expect(read(text)).toMatchObject({ grid: undefined, issues: [{ code: "ENCODING_INVALID", line: 1 }] });
    expect(read(text).issues[0]?.message).toContain("save it as UTF-8");
  });

  test("F-45 ragged records stand apart, each with its line and its widths", () => {
    const { grid, issues } = read('id,name\n1\n2,"a\r\nb"\n3,b,c\n\n4,d\n');
    expect(issues).toEqual([]);
    expect(grid?.records.map(({ cells }) => cells[0])).toEqual(["2", "4"]);
    const ragged = (line: number, width: number, cells: readonly string[]) => ({
      record: { cells, line },
      issue: {
        ...shape(line, `${width} cells where the header has 2.`),
        expected: "2 cells",
        received: `${width} cells`,
      },
    });
    expect(grid?.ragged).toEqual([ragged(2, 1, ["1"]), ragged(5, 3, ["3", "b", "c"]), ragged(6, 1, [""])]);
  });

  test.each([
    ['"id,name\n1,Acme\n', 1],
    ['id,name\n1,"Acme\n2,Beta\n', 2],
    ['id,name\r\n1,"a\r\nb"\r\n2,"Acme\r\n\r\n3,Beta\r\n', 4],
  ])("F-45 a quote never closed in %j is told with line %d, where its record begins", (text, line) => {
    expect(read(text)).toEqual({
      grid: undefined,
      issues: [shape(line, "A quote is opened and never closed.")],
    });
  });

  test.each([
    ['i"d,name\n1,Acme\n', 1],
    ['id,name\n1,Ac"me\n', 2],
    ['id,name\n1,"Ac"me\n', 2],
    ['id,name\r\n1,"a\r\nb"\r\n2,Acme "Ltd"\r\n', 4],
  ])("F-45 a stray quote in %j is told with line %d", (text, line) => {
    const message = "A quote stands inside a cell: the whole cell must be quoted, and quotes in it doubled.";
    expect(read(text)).toEqual({ grid: undefined, issues: [shape(line, message)] });
  });

  test.each(["", "\n", "\r\n\r\n", "\ufeff", "\ufeff\n"])("F-45 %j has no header", (text) => {
    expect(read(text)).toEqual({
      grid: undefined,
      issues: [shape(1, "invoices.csv is empty: it has no header line.")],
    });
  });
});

describe("decodeUtf8", () => {
  const bytes = (...parts: (string | number[])[]) =>
    Uint8Array.from(
      parts.flatMap((part) => (typeof part === "string" ? [...new TextEncoder().encode(part)] : part)),
    );
  function decode(input: string | Uint8Array) {
    const log = new IssueLog();
    return { text: decodeUtf8(input, "invoices.csv", log), issues: log.issues };
  }

  test("text passes, and UTF-8 is read with its byte order mark left to the reader", () => {
    expect(decode("é")).toEqual({ text: "é", issues: [] });
    expect(decode(bytes("\ufeffé😀"))).toEqual({ text: "\ufeffé😀", issues: [] });
    expect(decode(bytes())).toEqual({ text: "", issues: [] });
  });

  test.each([
    ["Latin-1 in the first line", bytes("Caf", [0xe9]), 1],
    ["Latin-1 in the third", bytes("id\r\n1\r\nCaf", [0xe9], "\r\n2\r\n"), 3],
    ["a character cut off at the end", bytes("id\né\n", [0xf0, 0x9f]), 3],
    ["a line end inside a character", bytes("id\n", [0xe2, 0x82], "\n2\n"), 2],
    ["a surrogate", bytes("id\n", [0xed, 0xa0, 0x80]), 2],
  ])("F-45 %s is ENCODING_INVALID with the line", (_what, input, line) => {
    expect(decode(input)).toEqual({
      text: undefined,
      issues: [
        {
          code: "ENCODING_INVALID",
          path: ["invoices.csv"],
          file: "invoices.csv",
          line,
          message: `invoices.csv is not UTF-8 text from line ${line} on; save it as UTF-8.`,
        },
      ],
    });
  });
});
