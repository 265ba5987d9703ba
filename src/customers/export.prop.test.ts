import fc from "fast-check";
import { expect, test } from "vitest";
import { arbCustomerList } from "../../test/arbitraries/customer-list.ts";
import { mustRead } from "../../test/must-read.ts";
import { parseCsv } from "../csv/parse-csv.ts";
import { guardText, unguardText } from "../table/guard.ts";
import { customerColumns } from "./columns.ts";
import { exportCustomers, exportCustomersBytes, exportRecords } from "./export.ts";

const headers = customerColumns.map(({ name }) => name);
const isText = customerColumns.map(({ kind }) => kind === "id" || kind === "text" || kind === "enum");

test("L-28 what is written is read back, cell by cell, 37 in every line", () => {
  fc.assert(
    fc.property(arbCustomerList, fc.constantFrom("\r\n", "\n"), fc.boolean(), (list, lineEnd, bom) => {
      const bytes = new TextEncoder().encode(exportCustomers(list, {}, { lineEnd, bom }));
      const { header, rows } = mustRead(parseCsv(bytes));
      expect(header).toEqual(headers);
      expect(rows).toEqual(exportRecords(list).map((record) => Object.values(record)));
      for (const row of rows) expect(row).toHaveLength(37);
    }),
    { numRuns: 1000 },
  );
});

test("L-28 without the guard the bytes are the cells too", () => {
  fc.assert(
    fc.property(arbCustomerList, (list) => {
      const text = exportCustomers(list, {}, { formulaGuard: false });
      const { rows } = mustRead(parseCsv(text, { unguard: false }));
      expect(rows).toEqual(exportRecords(list).map((record) => Object.values(record)));
    }),
    { numRuns: 300 },
  );
});

test("L-63 no text cell begins with a formula, no numeric cell is touched, and the guard comes off again", () => {
  fc.assert(
    fc.property(arbCustomerList, (list) => {
      const { rows } = mustRead(parseCsv(exportCustomers(list), { unguard: false }));
      const plain = exportRecords(list).map((record) => Object.values(record));
      const dangerous = rows.map((row) =>
        row.filter((cell, column) => isText[column] && /^\s*[=+\-@\t\r＝＋－＠]/.test(cell)),
      );
      expect(dangerous.flat()).toEqual([]);
      const guarded = plain.map((row) =>
        row.map((cell, column) => (isText[column] ? guardText(cell) : cell)),
      );
      expect(rows).toEqual(guarded);
      expect(guarded.map((row) => row.map(unguardText))).toEqual(plain);
    }),
    { numRuns: 1000 },
  );
});

test("L-64 accounts with odd ids are all there, each once", () => {
  fc.assert(
    fc.property(arbCustomerList, (list) => {
      const ids = exportRecords(list).map((record) => record["account_id"]);
      expect(ids.toSorted()).toEqual(list.rows.map(({ accountId }) => accountId).toSorted());
    }),
    { numRuns: 300 },
  );
});

test("L-27 the export as bytes is the export as text, whatever the rows and the spelling", () => {
  const arbOptions = fc.record({
    lineEnd: fc.constantFrom("\r\n" as const, "\n" as const),
    bom: fc.boolean(),
    formulaGuard: fc.boolean(),
  });
  fc.assert(
    fc.property(arbCustomerList, arbOptions, (list, options) => {
      const text = exportCustomers(list, {}, options);
      expect(
        new TextDecoder("utf-8", { ignoreBOM: true }).decode(exportCustomersBytes(list, {}, options)),
      ).toBe(text);
    }),
    { numRuns: 1000 },
  );
});
