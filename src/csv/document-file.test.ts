import { describe, expect, test } from "vitest";
import { inPieces, readBothWays, today } from "../../test/open-files.ts";
import { tableColumns } from "../model/tables.ts";
import { readDocumentColumns } from "./ledger-columns.ts";
import { readOpenStats } from "./open-stats.ts";

const business = '{ "time_zone": "UTC", "currency": "USD" }';
/** The last column is none of the table's: any text may stand in it. */
const header = "invoice_number,account_id,amount,due_on,note\n";
const encoder = new TextEncoder();

const row = (at: number, end = "\n") =>
  `INV-${at},A${at % 7},${at % 1000}.25,2025-01-01,${"j".repeat(at % 40)}${end}`;
const rows = (from: number, to: number, end?: string) =>
  Array.from({ length: to - from }, (_, at) => row(from + at, end)).join("");

/** The amounts of rows by account, in minor units, in the order in which they name them. */
function amountsOf(from: number, to: number): [string, number][] {
  const amounts = new Map<string, number>();
  for (let at = from; at < to; at += 1) {
    const id = `A${at % 7}`;
    amounts.set(id, (amounts.get(id) ?? 0) + (at % 1000) * 100 + 25);
  }
  return [...amounts];
}

const filesOf = <Source>(invoices: Source) =>
  new Map<string, string | Source>([
    ["business.json", business],
    ["invoices.csv", invoices],
  ]);

/** The amounts of a file by account, added up in pieces of some lengths; undefined where they are not added up so. */
async function addedUp(bytes: Uint8Array, lengths: readonly number[]) {
  const open = await readOpenStats(filesOf(inPieces(bytes, lengths)), { today }, {});
  if (open === undefined) return undefined;
  const amounts = open.stats.amounts("invoices");
  return open.accountIds.map((id, place) => [id, amounts[place]]);
}

describe("files that are longer than what is read at a time", () => {
  test("of more records than stand in the columns, and of some megabytes, however they come", async () => {
    const count = 70_000;
    const bytes = encoder.encode(header + rows(1, count + 1));
    expect(bytes.length).toBeGreaterThan(3 << 20);
    const expected = amountsOf(1, count + 1);
    for (const lengths of [[bytes.length], [65_536], [1 << 20], [(1 << 20) + 1, 7]]) {
      expect(await addedUp(bytes, lengths)).toEqual(expected);
    }
    const reading = readDocumentColumns(filesOf(bytes), { today });
    expect(reading.ok && reading.value.columns.size).toBe(count);
    // An id that stood first, again at the end: with quotes, without, and composed of other letters.
    const odd = row(0).replace("INV-0", "É-0");
    for (const again of [
      row(1),
      row(1).replace("INV-1", '"inv-1"'),
      odd.normalize("NFD"),
      odd.toLowerCase(),
    ]) {
      const parts = [header + odd, bytes.subarray(header.length), again];
      const all = joined(parts.map((part) => (typeof part === "string" ? encoder.encode(part) : part)));
      expect(await addedUp(all, [1 << 20])).toBeUndefined();
      expect(await addedUp(all.subarray(0, -encoder.encode(again).length), [1 << 20])).toHaveLength(7);
    }
  });

  test("of more short records in a megabyte than stand in the columns", async () => {
    const count = 90_000;
    const line = (at: number) => `${at},${at % 3},${at},2025-01-01\n`;
    const lines = Array.from({ length: count }, (_, at) => line(at + 1)).join("");
    const bytes = encoder.encode(`invoice_number,account_id,amount,due_on\n${lines}`);
    // The sums of every third number up to the last.
    const third = count / 3;
    const sum = (first: number) => 100 * (third * first + (3 * third * (third - 1)) / 2);
    const expected = [1, 2, 3].map((first) => [String(first % 3), sum(first)]);
    for (const lengths of [[bytes.length], [700_001]])
      expect(await addedUp(bytes, lengths)).toEqual(expected);
    const twice = encoder.encode(`invoice_number,account_id,amount,due_on\n${lines}${line(40_000)}`);
    expect(await addedUp(twice, [bytes.length])).toBeUndefined();
  });

  test("with a record of several lines wherever a megabyte may end in it", async () => {
    const odd = encoder.encode('O-1,"A é",12.00,2025-01-01,"two\r\n""lines"" and\nmore"\r\n');
    const before = encoder.encode(rows(1, 20_050, "\r\n"));
    const padded = encoder.encode("P-1,A0,0.01,2025-01-01,");
    const after = encoder.encode(`\r\n${rows(50_000, 50_010, "\r\n")}`);
    const sums = new Map(amountsOf(1, 20_050));
    for (const [id, amount] of [...amountsOf(50_000, 50_010), ["A0", 1], ["A é", 1200]] as const) {
      sums.set(id, (sums.get(id) ?? 0) + amount);
    }
    for (let cut = 0; cut <= odd.length; cut += 1) {
      // What is behind the header is read a megabyte at a time: the odd record's first bytes are the last of the first.
      const pad = (1 << 20) - cut - 2 - padded.length - before.length;
      expect(pad).toBeGreaterThan(0);
      const parts = [before, padded, encoder.encode(`${"p".repeat(pad)}\r\n`), odd, after.subarray(2)];
      const found = await addedUp(joined([encoder.encode(header), ...parts]), [header.length, 2 << 20]);
      expect([cut, new Map(found as [string, number][])]).toEqual([cut, sums]);
    }
  });

  test("with many records that are read by others, between those that are not", async () => {
    const odd = (at: number) => row(at).replace(`A${at % 7}`, `"A${at % 7}"`);
    const lines = Array.from({ length: 4000 }, (_, at) => (at % 3 === 0 ? odd(at + 1) : row(at + 1)));
    const bytes = encoder.encode(header + lines.join(""));
    expect(await addedUp(bytes, [50_000])).toEqual(amountsOf(1, 4001));
    const twice = encoder.encode(header + lines.join("") + odd(4000));
    expect(await addedUp(twice, [50_000])).toBeUndefined();
  });

  test("with a record of some megabytes; a longer one is for others", async () => {
    const of = (length: number) =>
      encoder.encode(`${header}1,A1,1.00,2025-01-01,"${"x\n".repeat(length / 2)}"\n${rows(2, 1000)}`);
    const expected = new Map(amountsOf(2, 1000));
    expected.set("A1", (expected.get("A1") ?? 0) + 100);
    const found = await addedUp(of(3_900_000), [1 << 16]);
    expect(new Map(found as [string, number][])).toEqual(expected);
    expect(await addedUp(of(5_500_000), [1 << 16])).toBeUndefined();
  });

  test.each([
    1 << 20,
    1 << 16,
    1 << 12,
  ])("with a quote that is never closed, soon given up, in pieces of %i bytes", async (length) => {
    const bytes = encoder.encode(`${header}1,A,1.00,2025-01-01,"${rows(1, 100_000)}`);
    expect(bytes.length).toBeGreaterThan(5_000_000);
    const begin = performance.now();
    expect(await addedUp(bytes, [length])).toBeUndefined();
    expect(performance.now() - begin).toBeLessThan(5000);
  });
});

/** Files after each other. */
function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

describe("files that end and are cut oddly", () => {
  const cases: Readonly<Record<string, readonly [string, boolean]>> = {
    nothing: ["", false],
    "a header alone": [header, true],
    "a header alone, without a line end": [header.trim(), true],
    "a header alone, with CR": [`${header.trim()}\r`, true],
    "a header of several lines": [
      `"invoice_number",account_id,amount,due_on,"a\nb"\n1,A,1.00,2025-01-01,\n`,
      true,
    ],
    "a byte order mark": [`\ufeff${header}${row(1)}`, true],
    "two byte order marks": [`\ufeff\ufeff${header}${row(1)}`, true],
    "a byte order mark alone": ["\ufeff", false],
    "no last line end": [header + row(1) + row(2).trim(), true],
    "no last line end, and quotes": [`${header}1,A,1.00,2025-01-01,"J"`, true],
    "a last CR": [`${header}${row(1)}${row(2, "\r")}`, true],
    "lines of both ends": [`${header.trim()}\r\n${row(1)}${row(2, "\r\n")}${row(3)}`, true],
    "lines of CR alone": [`${header}${row(1, "\r")}${row(2)}`, false],
    "blank lines at the end": [`${header}${row(1)}\n\r\n\n`, true],
    "blank lines and a CR at the end": [`${header}${row(1)}\n\r`, true],
    "rows behind blank lines": [`${header}${row(1)}\n\n${row(2)}`, false],
    "odd rows behind blank lines": [`${header}${row(1)}\n"2",A,1.00,2025-01-01,\n`, false],
    "blank cells at the end": [`${header}${row(1)},,,,\n,,,,\n`, false],
    "blanks behind blank lines": [`${header}${row(1)}\n  \n`, false],
    "a short row": [`${header}1,A,1.00,2025-01-01\n`, false],
    "a long row": [`${header}1,A,1.00,2025-01-01,,\n`, false],
    "a quote amid a cell": [`${header}1,A,1.00,2025-01-01,a"b\n${row(2)}`, false],
    "text behind a quote": [`${header}1,A,1.00,2025-01-01,"a"b\n${row(2)}`, false],
    "a quote that is never closed": [`${header}${row(1)}2,A,1.00,2025-01-01,"a\n${row(3)}`, false],
    "a quote at the very end": [`${header}${row(1)}"`, false],
    "CR in quotes": [`${header}1,A,1.00,2025-01-01,x\n2,"A\rB",1.00,2025-01-01,\n`, false],
  };

  test.each(Object.entries(cases))("%s", async (_, [text, plain]) => {
    for (const length of [1, 2, 3, 1000]) {
      expect(await readBothWays(filesOf(text), [length])).toMatchObject({ plain });
    }
  });

  test("bytes that are not UTF-8, in a header and in a row", async () => {
    for (const text of [
      `${header.trim()},é\n${row(1).trim()},\n`,
      `${header}${row(1)}2,é,1.00,2025-01-01,\n`,
    ]) {
      const bytes = encoder.encode(text).filter((byte) => byte !== 0xa9);
      expect(await readBothWays(filesOf(bytes), [5])).toEqual({ ok: false, plain: false });
    }
  });
});

describe("columns in any order", () => {
  const cells: Readonly<Record<string, readonly [string, string]>> = {
    invoice_number: ["7", "INV-8"],
    account_id: ["A", "B-100"],
    amount: ["100.00", "7"],
    due_on: ["2025-02-28", "2025-03-20"],
    invoice_id: ["", "X-8"],
    kind: ["charge", "invoice"],
    issued_on: ["2025-01-31", ""],
    balance: ["99.5", ""],
    status: ["Partially Paid", "Open"],
    cost: ["0.01", ""],
    discount_amount: ["", "0.70"],
    discount_until: ["", "2025-03-10"],
    posting: ["Posted", ""],
    posted_on: ["2025-01-31", ""],
  };

  test("say the same, whichever comes first and whichever last", async () => {
    const known = tableColumns("invoices").map(({ name }) => name);
    expect(known).toEqual(expect.arrayContaining(Object.keys(cells)));
    for (let turn = 0; turn < known.length; turn += 1) {
      const turned = [...known.slice(turn), ...known.slice(0, turn)];
      const names = turn % 2 === 0 ? turned : turned.toReversed();
      const headers = names.map((name) => (turn % 3 === 0 ? name : ` ${name.toUpperCase()} `));
      const line = (place: 0 | 1) => names.map((name) => cells[name]?.[place] ?? "");
      const text = [headers, line(0), line(1)].map((each) => `${each.join(",")}\n`).join("");
      expect(await readBothWays(filesOf(text), [40])).toEqual({ ok: true, plain: true });
    }
  });
});
