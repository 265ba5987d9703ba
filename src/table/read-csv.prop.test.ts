import fc from "fast-check";
import { expect, test } from "vitest";
import { IssueLog } from "../fault/issue.ts";
import { readCsv } from "./read-csv.ts";

/** A file of two columns as its lines are typed, and where each record begins, counted while it is put together. */
const arbFile = fc
  .record({
    records: fc.array(
      fc.tuple(
        fc.stringMatching(/^[a-z ']{0,3}$/),
        fc.array(fc.constantFrom("x", ",", "\n", "\r\n", "\r", '""', " ", "\u2028"), { maxLength: 5 }),
        fc.constantFrom("\n", "\r\n", "\r"),
      ),
    ),
    blankEnd: fc.constantFrom("", "\n", "\r\n\r\n"),
  })
  .map(({ records, blankEnd }) => {
    let line = 2;
    let text = "id,name\r\n";
    const begins: number[] = [];
    for (const [id, parts, end] of records) {
      begins.push(line);
      // The x keeps a CR and an LF that meet by chance apart: they would be one line end.
      const quoted = parts.flatMap((part) => [part, part === "\r" ? "x" : ""]).join("");
      text += `${id},"${quoted}"${end}`;
      line += 1 + parts.filter((part) => /[\r\n]/.test(part)).length;
    }
    // A last record ended by CR and a blank line by LF would be one line end, and is: nothing depends on it.
    return { text: text + blankEnd, begins, ids: records.map(([id]) => id) };
  });

test("F-45 every record is told with the line it begins on, whatever its cells and line ends", () => {
  fc.assert(
    fc.property(arbFile, ({ text, begins, ids }) => {
      const log = new IssueLog();
      const grid = readCsv(text, "file.csv", log);
      expect(log.errorCount).toBe(0);
      expect(grid?.records.map(({ cells }) => cells[0])).toEqual(ids);
      expect(grid?.records.map(({ line }) => line)).toEqual(begins);
    }),
    { numRuns: 1000 },
  );
});

test("F-45 a quote never closed is told with the line its record begins on", () => {
  fc.assert(
    fc.property(arbFile, ({ text, begins }) => {
      const body = text.replace(/[\r\n]+$/, "\n");
      const log = new IssueLog();
      expect(readCsv(`${body}9,"never\nclosed`, "file.csv", log)).toBeUndefined();
      const last = begins.at(-1);
      const after = readCsv(`${body}9,closed`, "file.csv", new IssueLog())?.records.at(-1)?.line;
      expect(log.issues.map(({ line }) => line)).toEqual([after]);
      if (last === undefined) expect(after).toBe(2);
      else expect(after).toBeGreaterThan(last);
    }),
    { numRuns: 1000 },
  );
});
