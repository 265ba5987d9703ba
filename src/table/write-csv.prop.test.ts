import fc from "fast-check";
import { expect, test } from "vitest";
import { anyCharacter } from "../../test/arbitraries/text.ts";
import { IssueLog } from "../fault/issue.ts";
import { unguardText } from "./guard.ts";
import { readCsv } from "./read-csv.ts";
import { type CsvColumn, writeCsv } from "./write-csv.ts";

const arbText = fc.oneof(
  fc.string({ unit: fc.constantFrom(...",;\"'\r\n\t =+-@＝a1é\u2028\ufeff\0\u202e", "😀", "\r\n", "שלום") }),
  fc.string({ unit: anyCharacter }),
);
/** A grid of texts, from one column to five. */
const arbGrid = fc
  .integer({ min: 1, max: 5 })
  .chain((width) => fc.array(fc.array(arbText, { minLength: width, maxLength: width }), { maxLength: 6 }))
  .map((rows) => ({ rows, width: rows[0]?.length ?? 1 }));
const arbOptions = fc.record({ lineEnd: fc.constantFrom<"\r\n" | "\n">("\r\n", "\n"), bom: fc.boolean() });

const columnsOf = (width: number, numeric: boolean): CsvColumn<readonly string[]>[] =>
  Array.from({ length: width }, (_, index) => ({
    name: `column ${index}`,
    numeric,
    text: (row) => row[index] ?? "",
  }));

test("L-28 L-63 F-43 reading what was written, and taking the guard off, gives every cell back", () => {
  fc.assert(
    fc.property(arbGrid, arbOptions, ({ rows, width }, options) => {
      const log = new IssueLog();
      const grid = readCsv(writeCsv(rows, columnsOf(width, false), options), "file.csv", log);
      expect(log.errorCount).toBe(0);
      expect(grid?.ragged).toEqual([]);
      expect(grid?.header).toEqual(columnsOf(width, false).map(({ name }) => name));
      expect(grid?.records.map(({ cells }) => cells.map(unguardText))).toEqual(rows);
    }),
    { numRuns: 1000 },
  );
});

test("L-63 F-42 no text in the file begins with what a spreadsheet would run", () => {
  fc.assert(
    fc.property(arbGrid, arbOptions, ({ rows, width }, options) => {
      const grid = readCsv(writeCsv(rows, columnsOf(width, false), options), "file.csv", new IssueLog());
      const cells = (grid?.records ?? []).flatMap((record) => record.cells);
      expect(cells.filter((cell) => /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(cell))).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});

test("L-63 numeric cells are what they were, minus and all", () => {
  const arbNumber = fc.oneof(
    fc.integer().map(String),
    fc.integer().map((cents) => (cents / 100).toFixed(2)),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(arbNumber, arbNumber)), (rows) => {
      const lines = writeCsv(rows, columnsOf(2, true)).split("\r\n");
      expect(lines.slice(1, -1)).toEqual(rows.map((row) => row.join(",")));
    }),
    { numRuns: 1000 },
  );
});
