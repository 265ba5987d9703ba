import fc from "fast-check";
import { expect, test } from "vitest";
import { faultOf } from "../../test/fault-of.ts";
import { minorText } from "../money/amount.ts";
import { type CsvColumn, type CsvOptions, writeCsv } from "./write-csv.ts";
import { type CsvByteColumn, csvPieces, putNumber, rowsOf, writeCsvBytes } from "./write-csv-bytes.ts";

const decode = (bytes: Uint8Array) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);

interface Row {
  readonly name: string;
  readonly minor: number;
}

/** The same columns over rows, and over their places with numbers beside. */
const textColumns: readonly CsvColumn<Row>[] = [
  { name: "name", text: ({ name }) => name, numeric: false },
  { name: "amount", text: ({ minor }) => minorText(minor, 2), numeric: true },
  { name: "count", text: ({ minor }) => String(minor), numeric: true },
  { name: "rate", text: ({ minor }) => minorText(minor, 3), numeric: true },
];

function byteColumns(rows: readonly Row[]): readonly CsvByteColumn<number>[] {
  const numbers = Float64Array.from(rows, ({ minor }) => minor);
  return textColumns.map(({ name, text, numeric }, at) => ({
    name,
    numeric,
    text: (place) => text(rows[place] as Row),
    ...(at === 0 ? {} : { numbers, decimals: [0, 2, 0, 3][at] as number }),
  }));
}

const bytesOf = (rows: readonly Row[], options?: CsvOptions) =>
  writeCsvBytes(rowsOf([...rows.keys()]), byteColumns(rows), options);

const arbRow = fc.record({
  name: fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.constantFrom('a,"b"', "=1+1", "\r\n", "\u{1f44d}".repeat(90)),
  ),
  minor: fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -1000, max: 1000 })),
});

test("bytes are the text, for any names and numbers, however long", () => {
  fc.assert(
    fc.property(
      fc.array(arbRow),
      fc.boolean(),
      fc.constantFrom("\r\n" as const, "\n" as const),
      (rows, bom, lineEnd) => {
        expect(decode(bytesOf(rows, { bom, lineEnd }))).toBe(writeCsv(rows, textColumns, { bom, lineEnd }));
      },
    ),
    { numRuns: 500 },
  );
});

test("a number is the text of its minor units, with any decimals", () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.nat({ max: 20 }), (scaled, decimals) => {
      const bytes = new Uint8Array(48);
      const end = putNumber(bytes, 0, scaled, decimals);
      expect(decode(bytes.subarray(0, end))).toBe(minorText(scaled, decimals));
    }),
  );
});

test.each([
  [0, 0, "0"],
  [0, 2, "0.00"],
  [5, 2, "0.05"],
  [-5, 2, "-0.05"],
  [100, 2, "1.00"],
  [2 ** 31 - 1, 0, "2147483647"],
  [2 ** 31, 0, "2147483648"],
  [Number.MAX_SAFE_INTEGER, 2, "90071992547409.91"],
])("%d with %d decimals is %s", (scaled, decimals, text) => {
  const bytes = new Uint8Array(48);
  expect(decode(bytes.subarray(0, putNumber(bytes, 0, scaled, decimals)))).toBe(text);
});

test("no rows are a header, and texts of a megabyte find room", () => {
  expect(decode(bytesOf([]))).toBe("name,amount,count,rate\r\n");
  const long = [{ name: "ä".repeat(1_000_000), minor: 1 }];
  expect(decode(bytesOf(long))).toBe(writeCsv(long, textColumns));
});

test("what text refuses, bytes refuse", () => {
  const broken = [{ name: "\ud800", minor: 1 }];
  const fault = faultOf(() => writeCsv(broken, textColumns));
  expect(faultOf(() => bytesOf(broken))).toEqual(fault);
  expect(fault).toMatchObject({ code: "TEXT_NOT_WELL_FORMED", path: [0, "name"] });
  const wrong = { lineEnd: "\r" } as unknown as { lineEnd: "\n" };
  expect(faultOf(() => bytesOf([], wrong))).toMatchObject({
    code: "POLICY_RANGE",
    path: ["lineEnd"],
  });
});

test("pieces have a megabyte and little more, but for the last, and stay as they are", () => {
  const rows = Array.from({ length: 30_000 }, (_, at) => ({ name: `${at}`.padEnd(100, "ä"), minor: at }));
  const pieces = [...csvPieces(rowsOf([...rows.keys()]), byteColumns(rows))];
  const lengths = pieces.map(({ length }) => length);
  expect(lengths.length).toBeGreaterThan(3);
  for (const length of lengths.slice(0, -1)) {
    expect(length).toBeGreaterThanOrEqual(1 << 20);
    expect(length).toBeLessThan((1 << 20) + 1000);
  }
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  expect(
    pieces.map((piece) => decoder.decode(piece, { stream: true })).join("") === writeCsv(rows, textColumns),
  ).toBe(true);
});
