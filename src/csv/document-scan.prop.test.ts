import fc from "fast-check";
import { expect, test } from "vitest";
import { hashOf, wordsOf } from "../../test/id-words.ts";
import { runs } from "../../test/runs.ts";
import { dayText, firstDayNumber, lastDayNumber, parseDay } from "../calendar/day.ts";
import { invoiceKinds, invoiceStatuses, postings } from "../model/invoice.ts";
import { parseMinor } from "../money/amount.ts";
import { amountNames, choiceNames, dayNames, idNames, layoutOf } from "./document-layout.ts";
import { blankAmount, blankChoice, blankDay, DocumentScanner } from "./document-scan.ts";

const encoder = new TextEncoder();

/** A column amid others that are skipped. */
interface Cell {
  readonly name: string;
  readonly cell: string;
  /** How many cells stand before it. */
  readonly before: number;
  readonly lineEnd: string;
  readonly exponent: number;
}

const arbPlace = fc.record({
  before: fc.constantFrom(0, 1, 2),
  lineEnd: fc.constantFrom("\n", "\r\n"),
  exponent: fc.integer({ min: 0, max: 4 }),
});

/** A scanner that read a record with the cell, another that ends there, and it again; undefined where it left them to others. */
function scanned({ name, cell, before, lineEnd, exponent }: Cell) {
  const header = ["job_id", "store_id"].toSpliced(before, 0, name);
  const scanner = new DocumentScanner(layoutOf("invoices", header), exponent);
  const record = (own: string) => ["J", "S"].toSpliced(before, 0, own).join(",") + lineEnd;
  const bytes = encoder.encode(record(cell) + record("?") + record(cell));
  scanner.scan(bytes, 0, bytes.length, bytes.length);
  const isUsual = scanner.unusual.every(({ row }) => row === 1);
  expect(scanner.count + scanner.unusual.length).toBe(3);
  return isUsual ? { scanner, bytes, last: scanner.count - 1 } : undefined;
}

/** What the scanner keeps of a cell of a column; undefined where it leaves the record to others. */
function kept(
  columnsOf: (scanner: DocumentScanner) => readonly ArrayLike<number>[],
  names: readonly string[],
  cell: Cell,
): number | undefined {
  const found = scanned(cell);
  return found && columnsOf(found.scanner)[names.indexOf(cell.name)]?.[found.last];
}

const arbWhole = fc.oneof(
  fc.nat(99_999).map(String),
  fc.constantFrom("0", "00", "007", "", "9".repeat(400)),
  fc.integer({ min: -3, max: 3 }).map((off) => String(2n ** 53n + BigInt(off))),
  fc.bigInt({ min: 0n, max: 2n ** 54n }).map(String),
);
const arbDecimals = fc.constantFrom(
  ...["", ".", ".0", ".00", ".5", ".05", ".000", ".0001", ".00000", ".12345"],
);
const arbAmount = fc
  .tuple(
    arbWhole,
    arbDecimals,
    fc.nat(4),
    fc.constantFrom("", "", "", "", "", "-", "+", " ", "$"),
    fc.constantFrom("", "", "", "", "", " ", "e3", ".", "x", "-"),
  )
  .map(([whole, decimals, places, before, after]) => {
    // The largest amounts have their point anywhere among their digits.
    const at = whole.length - places;
    const text = at > 4 && places > 0 ? `${whole.slice(0, at)}.${whole.slice(at)}` : whole + decimals;
    return before + text + after;
  });

test("an amount is what it is everywhere, and left to others where it is none or has a sign", () => {
  fc.assert(
    fc.property(arbAmount, arbPlace, fc.constantFrom(...amountNames.slice(0, 3)), (cell, place, name) => {
      const minor = cell === "" ? blankAmount : parseMinor(cell, place.exponent);
      const isUsual = !Number.isNaN(minor) && !cell.startsWith("-");
      const amount = kept(({ amounts }) => amounts, amountNames, { ...place, name, cell });
      expect([cell, amount]).toEqual([cell, isUsual ? minor : undefined]);
    }),
    { numRuns: runs(400) },
  );
});

test("amounts at the edges", () => {
  const cells = [
    "0",
    "00.00",
    "1",
    "1.",
    ".5",
    "1.0",
    "1.00",
    "1.000",
    "1.001",
    "01.50",
    "1..5",
    "1.5.",
    "-1",
    "1,0",
  ];
  const large = [
    "90071992547409.91",
    "90071992547409.92",
    "90071992547409.93",
    "90071992547410",
    "9007199254740.991",
  ];
  const huge = ["9007199254740991", "9007199254740992", "9007199254740993", "9".repeat(400)];
  for (const exponent of [0, 1, 2, 3, 4]) {
    for (const cell of [...cells, ...large, ...huge]) {
      const minor = parseMinor(cell, exponent);
      const expected = Number.isNaN(minor) || minor < 0 ? undefined : minor;
      const place = { name: "amount", cell, before: 1, lineEnd: "\n", exponent };
      expect([cell, exponent, kept(({ amounts }) => amounts, amountNames, place)]).toEqual([
        cell,
        exponent,
        expected,
      ]);
    }
  }
});

const arbDay = fc.oneof(
  fc.integer({ min: firstDayNumber, max: lastDayNumber }).map(dayText),
  fc.constantFrom("0001-01-01", "0001-12-31", "9999-01-01", "9999-12-31", "0000-12-31", "10000-01-01", ""),
  fc.constantFrom("1900-02-29", "2000-02-29", "2024-02-29", "2025-02-29", "2025-04-31", "2025-00-10"),
  fc.constantFrom(
    "2025-13-01",
    "2025-01-00",
    "2025-01-32",
    "2025/01/01",
    "2025-1-01",
    "2025-01-1",
    "20250101",
  ),
  fc.constantFrom(" 2025-01-01", "2025-01-01 ", "2025-01-01T", "2025-01-0:", "2025-01-/1", ":025-01-01", "2"),
);

test("a day is what it is everywhere, and left to others where it is none", () => {
  fc.assert(
    fc.property(arbDay, arbPlace, fc.constantFrom(...dayNames.slice(0, 3)), (cell, place, name) => {
      const number = cell === "" ? blankDay : parseDay(cell);
      const day = kept(({ days }) => days, dayNames, { ...place, name, cell });
      expect([cell, day]).toEqual([cell, Number.isNaN(number) ? undefined : number]);
    }),
    { numRuns: runs(400) },
  );
});

test("a choice is a word as it is spelled, and left to others where it is spelled otherwise", () => {
  const words = { kind: invoiceKinds, status: invoiceStatuses, posting: postings } as const;
  for (const name of ["kind", "status", "posting"] as const) {
    const cells = words[name].flatMap((word) => [word, `${word}x`, word.slice(0, -1), word.toUpperCase()]);
    for (const cell of ["", ...cells]) {
      const known = (words[name] as readonly string[]).indexOf(cell);
      const expected = cell === "" ? blankChoice : known === -1 ? undefined : known;
      const place = { name, cell, before: 1, lineEnd: "\n", exponent: 2 };
      expect([cell, kept(({ choices }) => choices, choiceNames, place)]).toEqual([cell, expected]);
    }
  }
});

const arbId = fc.string({
  unit: fc.constantFrom("a", "B", "7", "-", " ", "é", "\t", "\u007f", "~", "/"),
  maxLength: 12,
});

test("ids are found where they stand; what is not plain, or has outer blanks, is left to others", () => {
  fc.assert(
    fc.property(arbId, arbPlace, fc.constantFrom(...idNames.slice(0, 2)), (cell, place, name) => {
      const found = scanned({ ...place, name, cell });
      expect([cell, found !== undefined]).toEqual([cell, /^[ -~]*$/.test(cell) && cell === cell.trim()]);
      if (found === undefined) return;
      const { scanner, bytes, last } = found;
      const [start, end] = [scanner.idStarts, scanner.idEnds].map(
        (ids) => ids[idNames.indexOf(name)]?.[last],
      );
      expect(new TextDecoder().decode(bytes.subarray(start, end))).toBe(cell);
      expect(end !== 0).toBe(cell !== "");
    }),
    { numRuns: runs(400) },
  );
});

test("ids of accounts are the words and hashes of their bytes", () => {
  fc.assert(
    fc.property(arbId, arbPlace, (cell, place) => {
      const found = scanned({ ...place, name: "account_id", cell });
      expect([cell, found !== undefined]).toEqual([cell, /^[!-~][ -~]*$/.test(cell)]);
      if (found === undefined) return;
      const { scanner, last } = found;
      const [from, to] = [scanner.accountStarts[last], scanner.accountStarts[last + 1]];
      const words = wordsOf(encoder.encode(cell));
      expect(scanner.words.slice(from, to)).toEqual(words);
      expect(scanner.accountHashes[last]).toBe(hashOf(words));
    }),
    { numRuns: runs(400) },
  );
});
