import { expect, test } from "vitest";
import { faultOf } from "../../test/fault-of.ts";
import type { Grid } from "./grid.ts";
import { gridText } from "./write-grid-text.ts";

const grid: Grid = {
  name: "aging",
  title: "Aging",
  currency: { code: "USD", exponent: 2 },
  columns: [
    { name: "customerName", label: "Customer", kind: "text" },
    { name: "since", label: "Since", kind: "day" },
    { name: "owed", label: "Owed", kind: "money" },
    { name: "limitUsed", label: "Limit used", kind: "percent", decimals: 1 },
  ],
  rows: [
    ["Acme Builders", "2025-03-10", 522500, 87.46],
    ["Bo", null, -5, null],
  ],
  totals: [null, null, 522495, null],
};

test("numbers stand at the right with their decimals, totals under a rule", () => {
  expect(gridText(grid).split("\n")).toEqual([
    "Customer       Since          Owed  Limit used",
    "─────────────  ──────────  ───────  ──────────",
    "Acme Builders  2025-03-10  5225.00        87.5",
    "Bo                           -0.05",
    "─────────────  ──────────  ───────  ──────────",
    "Total                      5224.95",
    "",
  ]);
});

test("without totals or without rows there is no last line", () => {
  expect(gridText({ ...grid, totals: null }).split("\n")).toHaveLength(5);
  expect(gridText({ ...grid, rows: [] }).split("\n")).toHaveLength(3);
});

test("names and headers cannot move the cursor or add a line", () => {
  const text = gridText({
    ...grid,
    columns: [{ name: "customerName", label: "Cus\x1b[2J\ntomer", kind: "text" }],
    rows: [["Bo\n\x1b\u202e"]],
    totals: null,
  });
  expect(text.split("\n")).toHaveLength(4);
  expect([...text].filter((character) => "\x1b\u202e".includes(character))).toEqual([]);
});

test("labels are shown whole, names are cut", () => {
  const long = "x".repeat(40);
  const of = (kind: "label" | "text") =>
    gridText({ ...grid, columns: [{ name: "a", label: "A", kind }], rows: [[long]], totals: null });
  expect(of("label")).toContain(long);
  expect(of("text")).not.toContain(long);
});

test("a cell that its column cannot hold is refused with its place", () => {
  const rows = [...grid.rows, ["Cy", null, 0.5, null]];
  expect(faultOf(() => gridText({ ...grid, rows }))).toMatchObject({
    code: "AMOUNT_NOT_INTEGER",
    path: [2, "owed"],
  });
  expect(faultOf(() => gridText({ ...grid, rows: [["Cy"]] }))).toMatchObject({ code: "TYPE", path: [0] });
});
