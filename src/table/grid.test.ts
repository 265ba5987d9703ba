import { describe, expect, test } from "vitest";
import { faultOf } from "../../test/fault-of.ts";
import {
  cellText,
  checkGrid,
  type Grid,
  type GridCell,
  type GridColumnOf,
  type GridKind,
  gridOf,
  isNumber,
  isNumeric,
  totalTexts,
} from "./grid.ts";

const usd = { code: "USD", exponent: 2 };
const kinds: readonly GridKind[] = ["id", "text", "label", "money", "percent", "count", "days", "day"];

interface Row {
  readonly name: string;
  readonly owed: number | null;
  readonly count: number;
}
const columns: readonly GridColumnOf<Row>[] = [
  { name: "name", label: "Name", kind: "text", total: false, cell: (row) => row.name },
  { name: "owed", label: "Owed", kind: "money", total: true, cell: (row) => row.owed },
  { name: "count", label: "Invoices", kind: "count", total: true, cell: (row) => row.count },
  { name: "share", label: "Share", kind: "percent", decimals: 1, total: false, cell: () => 12.5 },
];
const head = { name: "owed", title: "Who owes", currency: usd };
const rows: readonly Row[] = [
  { name: "Acme", owed: 125000, count: 2 },
  { name: "Bo", owed: null, count: 1 },
];
const grid = gridOf(head, columns, rows);

describe("gridOf", () => {
  test("a grid is plain data: columns without their functions, cells, and what columns add up to", () => {
    expect(grid).toEqual({
      ...head,
      columns: [
        { name: "name", label: "Name", kind: "text" },
        { name: "owed", label: "Owed", kind: "money" },
        { name: "count", label: "Invoices", kind: "count" },
        { name: "share", label: "Share", kind: "percent", decimals: 1 },
      ],
      rows: [
        ["Acme", 125000, 2, 12.5],
        ["Bo", null, 1, 12.5],
      ],
      totals: [null, 125000, 3, null],
    });
    expect(JSON.parse(JSON.stringify(grid))).toEqual(grid);
  });

  test("what a board says more of its columns stays out", () => {
    const described = columns.map((column) => ({ ...column, means: "Something.", source: "somewhere" }));
    expect(gridOf(head, described, rows)).toEqual(grid);
  });

  test("no rows add up to 0, and without columns to add up there are no totals", () => {
    expect(gridOf(head, columns, []).totals).toEqual([null, 0, 0, null]);
    expect(gridOf(head, columns.slice(0, 1), rows).totals).toBeNull();
  });

  test("a total beyond the exact range is refused, never rounded", () => {
    const most = { name: "", owed: Number.MAX_SAFE_INTEGER, count: 0 };
    const one = { name: "", owed: 1, count: 0 };
    expect(faultOf(() => gridOf(head, columns, [most, one]))?.code).toBe("AMOUNT_OVERFLOW");
    expect(gridOf(head, columns, [most]).totals?.[1]).toBe(Number.MAX_SAFE_INTEGER);
  });

  test.each(
    kinds.filter((kind) => kind !== "money" && kind !== "count"),
  )("a column of kind %s is not added up", (kind) => {
    const column = { name: "x", label: "X", kind, total: true, cell: () => null };
    expect(faultOf(() => gridOf(head, [column], [null]))).toMatchObject({
      code: "POLICY_RANGE",
      path: ["columns", 0, "total"],
    });
  });
});

describe("cells that their column cannot hold", () => {
  const cases: readonly (readonly [GridKind, unknown, string])[] = [
    ["money", 1.5, "AMOUNT_NOT_INTEGER"],
    ["money", Number.NaN, "AMOUNT_NOT_FINITE"],
    ["money", 2 ** 53, "AMOUNT_UNSAFE"],
    ["money", "12.50", "TYPE"],
    ["percent", Number.POSITIVE_INFINITY, "TYPE"],
    ["percent", "12", "TYPE"],
    ["percent", 1e21, "TYPE"],
    ["days", Number.NaN, "TYPE"],
    ["count", 1.5, "TYPE"],
    ["count", "=1+1", "TYPE"],
    ["day", "=1+1", "DATE_INVALID"],
    ["day", "2025-02-29", "DATE_INVALID"],
    ["day", 20157, "DATE_TYPE"],
    ["id", 7, "TYPE"],
    ["text", undefined, "TYPE"],
    ["label", true, "TYPE"],
  ];
  test.each(cases)("a cell of kind %s is not %s: %s", (kind, cell, code) => {
    const column = { name: "x", label: "X", kind, total: false, cell: (each: unknown) => each as GridCell };
    expect(faultOf(() => gridOf(head, [column], [null, cell]))).toMatchObject({ code, path: [1, "x"] });
    expect(faultOf(() => cellText(cell as GridCell, column, usd))).toMatchObject({ code, path: ["x"] });
  });

  test("the message says what is wanted", () => {
    const message = (kind: GridKind, cell: GridCell) =>
      faultOf(() => cellText(cell, { name: "x", label: "X", kind }, usd))?.message;
    expect(message("id", 7)).toBe("A cell of kind id is text, not 7.");
    expect(message("count", 1.5)).toBe("A cell of kind count is a whole number, not 1.5.");
    expect(message("days", "x")).toBe('A cell of kind days is a finite number, not "x".');
  });
});

describe("cellText", () => {
  const cases: readonly (readonly [GridKind, number, GridCell, string])[] = [
    ["money", 0, 125000, "1250.00"],
    ["money", 0, -5, "-0.05"],
    ["money", 0, -0, "0.00"],
    ["percent", 2, 12.5, "12.50"],
    ["percent", 0, 12, "12"],
    ["percent", 2, -0.001, "0.00"],
    ["percent", 0, -0.4, "0"],
    ["percent", 1, -0.06, "-0.1"],
    ["days", 1, -3, "-3.0"],
    ["days", 0, -0, "0"],
    ["percent", 0, 999999999999999900000, "999999999999999868928"],
    ["count", 0, -7, "-7"],
    ["count", 0, 10, "10"],
    ["day", 0, "2025-03-10", "2025-03-10"],
    ["id", 0, "0042", "0042"],
    ["text", 0, "-0.00", "-0.00"],
    ["label", 0, "", ""],
  ];
  test.each(cases)("of kind %s with %d decimals, %o is written %s", (kind, decimals, cell, text) => {
    expect(cellText(cell, { name: "x", label: "X", kind, decimals }, usd)).toBe(text);
  });

  test.each(kinds)("a blank of kind %s is nothing", (kind) => {
    expect(cellText(null, { name: "x", label: "X", kind }, usd)).toBe("");
  });

  test("an amount has the decimals of its currency", () => {
    const money = { name: "x", label: "X", kind: "money" } as const;
    expect(cellText(1500, money, { code: "KWD", exponent: 3 })).toBe("1.500");
    expect(cellText(1500, money, { code: "JPY", exponent: 0 })).toBe("1500");
  });

  test("decimals are 0 unless said", () => {
    expect(cellText(12.4, { name: "x", label: "X", kind: "percent" }, usd)).toBe("12");
  });
});

describe("checkGrid", () => {
  const [name] = grid.columns;
  if (name === undefined) throw new Error("no column");
  const wrong: readonly (readonly [string, Partial<Record<keyof Grid, unknown>>, string, unknown])[] = [
    ["an element's name with a blank", { columns: [{ ...name, name: "a b" }] }, "POLICY_RANGE", "name"],
    ["a name that begins with xml", { columns: [{ ...name, name: "xmlFile" }] }, "POLICY_RANGE", "name"],
    ["a name that begins with a digit", { columns: [{ ...name, name: "7day" }] }, "POLICY_RANGE", "name"],
    ["an empty name", { columns: [{ ...name, name: "" }] }, "POLICY_RANGE", "name"],
    ["a name used twice", { columns: [name, name, name, name] }, "POLICY_RANGE", "name"],
    ["a label that is no text", { columns: [{ ...name, label: 7 }] }, "TYPE", "label"],
    [
      "half a character in a label",
      { columns: [{ ...name, label: "\ud800" }] },
      "TEXT_NOT_WELL_FORMED",
      "label",
    ],
    ["too many decimals", { columns: [{ ...name, decimals: 21 }] }, "POLICY_RANGE", "decimals"],
    ["half a decimal", { columns: [{ ...name, decimals: 0.5 }] }, "POLICY_RANGE", "decimals"],
    ["no list of columns", { columns: {} }, "TYPE", "columns"],
    ["no list of rows", { rows: "rows" }, "TYPE", "rows"],
    ["a short row", { rows: [["Acme", 1, 2]] }, "TYPE", 0],
    ["a long row", { rows: [["Acme", 1, 2, 3, 4]] }, "TYPE", 0],
    ["a row that is none", { rows: ["Acme"] }, "TYPE", 0],
    ["short totals", { totals: [] }, "TYPE", "totals"],
    ["no currency", { currency: { code: "USD", exponent: 9 } }, "CURRENCY_UNKNOWN", "currency"],
  ];
  test.each(wrong)("%s is refused", (_, part, code, place) => {
    const fault = faultOf(() => checkGrid({ ...grid, ...part } as Grid));
    expect(fault?.code).toBe(code);
    expect(fault?.path.at(-1)).toBe(place);
  });

  test("a name used twice is named where it is used again", () => {
    expect(faultOf(() => checkGrid({ ...grid, columns: [name, name] }))?.path).toEqual([
      "columns",
      1,
      "name",
    ]);
  });

  test("a grid that went through JSON passes", () => {
    expect(() => checkGrid(JSON.parse(JSON.stringify(grid)))).not.toThrow();
  });
});

describe("totals", () => {
  test("the first column says Total, and those that are not added up nothing", () => {
    expect(totalTexts(grid)).toEqual(["Total", "1250.00", "3", ""]);
  });

  test("a first column that is added up keeps its total", () => {
    const columnsOfNumbers = columns.slice(1, 3);
    expect(totalTexts(gridOf(head, columnsOfNumbers, rows))).toEqual(["1250.00", "3"]);
  });

  test("without rows, or without anything to add up, there is no line", () => {
    expect(totalTexts(gridOf(head, columns, []))).toBeUndefined();
    expect(totalTexts({ ...grid, totals: null })).toBeUndefined();
  });
});

test("numbers and days are spelled by the library, numbers stand at the right", () => {
  expect(kinds.filter(isNumeric)).toEqual(["money", "percent", "count", "days", "day"]);
  expect(kinds.filter(isNumber)).toEqual(["money", "percent", "count", "days"]);
});
