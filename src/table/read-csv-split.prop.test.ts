import { parse } from "csv-parse/browser/esm/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { IssueLog } from "../fault/issue.ts";
import { readCsv } from "./read-csv.ts";

/** Files of all shapes: most with plain lines, some with quotes that are right, wrong or never closed. */
const arbText = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.stringMatching(/^[a-z ;']{0,3}$/) },
      { weight: 3, arbitrary: fc.constantFrom(",", "\n", "\r\n") },
      {
        weight: 2,
        arbitrary: fc.constantFrom(
          '"a"',
          '"a,b"',
          '"a\nb"',
          '"a\r\nb"',
          '"""a"',
          '""',
          "é",
          "𝄞",
          "\u2028",
          "\ufeff",
        ),
      },
      { weight: 1, arbitrary: fc.constantFrom('"', '"x', "\r", "\0", "\ud800", "\ufeff") },
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(""));

/** What the parser alone says of a text without line ends at its end; undefined where it refuses it. */
function parsedWhole(text: string, delimiter: string): readonly (readonly string[])[] | undefined {
  const record_delimiter = ["\r\n", "\n", "\r"];
  try {
    return parse(text, { bom: true, delimiter, record_delimiter, relax_column_count: true });
  } catch {
    return undefined;
  }
}

test.each([
  ",",
  ";",
  " ",
])("F-45 records that are cut without the parser, delimiter %j, are the parser's", (delimiter) => {
  let plain = 0;
  fc.assert(
    fc.property(fc.constantFrom("", "\ufeff"), arbText, (mark, body) => {
      const text = `${mark}a${delimiter}b\n${body}`.replace(/[\r\n]+$/, "");
      const whole = parsedWhole(text, delimiter);
      const log = new IssueLog();
      const grid = readCsv(text, "file.csv", log, { delimiter });
      if (whole === undefined) {
        expect(log.issues.map(({ code }) => code)).toEqual(["CSV_SHAPE"]);
        return;
      }
      plain += 1;
      const [header, ...rest] = whole;
      const byLine = [...(grid?.records ?? []), ...(grid?.ragged.map(({ record }) => record) ?? [])].sort(
        (a, b) => a.line - b.line,
      );
      expect([grid?.header, ...byLine.map(({ cells }) => cells)]).toEqual([header, ...rest]);
    }),
    { numRuns: 2000 },
  );
  expect(plain).toBeGreaterThan(500);
});
