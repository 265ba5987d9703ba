import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { anyCharacter } from "../../test/arbitraries/text.ts";
import { faultOf } from "../../test/fault-of.ts";
import { runs } from "../../test/runs.ts";
import { parseCsv } from "../csv/parse-csv.ts";
import type { Issue } from "../fault/issue.ts";
import type { Grid } from "./grid.ts";
import { unguardText } from "./guard.ts";
import { gridCsv } from "./write-grid-csv.ts";

const grid: Grid = {
  name: "aging",
  title: "Aging",
  currency: { code: "USD", exponent: 2 },
  columns: [
    { name: "customerNumber", label: "Customer number", kind: "id" },
    { name: "customerName", label: "Customer name", kind: "text" },
    { name: "terms", label: "Terms", kind: "label" },
    { name: "owed", label: "Owed", kind: "money" },
    { name: "limitUsed", label: "Limit used", kind: "percent", decimals: 1 },
    { name: "invoices", label: "Invoices", kind: "count" },
    { name: "late", label: "Days late", kind: "days" },
    { name: "since", label: "Since", kind: "day" },
  ],
  rows: [
    ["-7", '=HYPERLINK("x")', "@7 days", -125000, -12.55, -3, -2, "2025-03-10"],
    ["8", "Bo, Ltd", "", null, null, null, null, null],
  ],
  totals: [null, null, null, -125000, null, -3, null, null],
};

test("labels are the header, people's text is guarded, numbers and days are not, and totals are left out", () => {
  expect(gridCsv(grid)).toBe(
    [
      "Customer number,Customer name,Terms,Owed,Limit used,Invoices,Days late,Since",
      `'-7,"'=HYPERLINK(""x"")",'@7 days,-1250.00,-12.6,-3,-2,2025-03-10`,
      '8,"Bo, Ltd",,,,,,',
      "",
    ].join("\r\n"),
  );
});

test("options are those of every CSV file", () => {
  const plain = gridCsv(grid, { formulaGuard: false, lineEnd: "\n", bom: true });
  expect(plain.split("\n")[0]).toBe(`\uFEFF${grid.columns.map(({ label }) => label).join(",")}`);
  expect(plain).toContain('\n-7,"=HYPERLINK(""x"")",@7 days,');
  expect(faultOf(() => gridCsv(grid, { formulaGuard: 1 as unknown as boolean }))?.code).toBe("POLICY_RANGE");
  expect(faultOf(() => gridCsv(grid, { guard: true } as object))?.code).toBe("POLICY_UNKNOWN");
});

test("a header that a spreadsheet would run is guarded too", () => {
  const columns = [{ name: "a", label: "=1+1", kind: "text" }] as const;
  const short = { ...grid, columns, rows: [["x"]], totals: null };
  expect(gridCsv(short)).toBe("'=1+1\r\nx\r\n");
  expect(gridCsv(short, { formulaGuard: false })).toBe("=1+1\r\nx\r\n");
});

test("broken and hiding characters are told with row and column", () => {
  const columns = [{ name: "customerName", label: "Customer name", kind: "text" }] as const;
  const of = (...cells: readonly string[]): Grid => ({
    ...grid,
    columns,
    rows: cells.map((cell) => [cell]),
    totals: null,
  });
  expect(faultOf(() => gridCsv(of("fine", "\udc00")))).toMatchObject({
    code: "TEXT_NOT_WELL_FORMED",
    path: [1, "customerName"],
  });
  const warnings: Issue[] = [];
  gridCsv(of("fine", "\u202e"), { onWarning: (issue) => warnings.push(issue) });
  expect(warnings).toMatchObject([{ code: "TEXT_SUSPICIOUS", path: [1, "customerName"] }]);
});

test("cells that are not what their column says never reach the file unguarded", () => {
  for (const [at, column] of grid.columns.entries()) {
    const rows = [grid.columns.map((_, place) => (place === at ? "=1+1" : null))];
    if (at < 3) expect(gridCsv({ ...grid, rows })).toContain("'=1+1");
    else expect(faultOf(() => gridCsv({ ...grid, rows }))?.path).toEqual([0, column.name]);
  }
});

const arbText = fc.oneof(
  fc.string({ unit: fc.constantFrom(...",;\"'\r\n\t =+-@＝a1é\u2028\ufeff\0\u202e", "😀", "שלום") }),
  fc.string({ unit: anyCharacter }),
);

test("what was written is read back by this library's reader and by another", () => {
  const columns = grid.columns.slice(1, 4);
  const arbRow = fc.tuple(arbText, arbText, fc.maxSafeInteger());
  fc.assert(
    fc.property(fc.array(arbRow, { maxLength: 6 }), (rows) => {
      const text = gridCsv({ ...grid, columns, rows, totals: null });
      const wanted = rows.map(([name, terms, owed]) => {
        const digits = String(Math.abs(owed)).padStart(3, "0");
        return [name, terms, `${owed < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`];
      });
      const reading = parseCsv(text);
      const own = reading.ok ? reading.value : undefined;
      expect(own?.header).toEqual(["Customer name", "Terms", "Owed"]);
      const unguarded = ([name = "", terms = "", owed = ""]: readonly string[]) => [
        unguardText(name),
        unguardText(terms),
        owed,
      ];
      expect(own?.rows).toEqual(wanted);
      const others: string[][] = parse(text, { record_delimiter: "\r\n" });
      expect(others.slice(1).map(unguarded)).toEqual(wanted);
    }),
    { numRuns: runs(1000) },
  );
});
