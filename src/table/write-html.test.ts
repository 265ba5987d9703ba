import { expect, test } from "vitest";
import { faultOf } from "../../test/fault-of.ts";
import type { Issue } from "../fault/issue.ts";
import type { Grid } from "./grid.ts";
import { gridsHtml } from "./write-html.ts";

const grid: Grid = {
  name: "aging",
  title: "Aging & more",
  currency: { code: "USD", exponent: 2 },
  columns: [
    { name: "customerName", label: 'Customer "name"', kind: "text" },
    { name: "since", label: "Since", kind: "day" },
    { name: "owed", label: "Owed", kind: "money" },
    { name: "limitUsed", label: "Limit used", kind: "percent", decimals: 1 },
  ],
  rows: [
    ["Acme & Söhne <1>", "2025-03-10", 522500, 87.46],
    ["Bo's", null, -5, null],
  ],
  totals: [null, null, 522495, null],
};
/** A grid of one column of text. */
const texts = (...cells: readonly string[]): Grid => ({
  ...grid,
  columns: [{ name: "customerName", label: "Name", kind: "text" }],
  rows: cells.map((cell) => [cell]),
  totals: null,
});

test("a grid is a table: caption, header, rows, totals; numbers stand at the right", () => {
  const lines = gridsHtml("Debtors & Co", [grid]).split("\n");
  expect(lines.slice(0, 2)).toEqual([
    "<!DOCTYPE html>",
    '<html lang="en" xml:lang="en" xmlns="http://www.w3.org/1999/xhtml">',
  ]);
  expect(lines[2]).toMatch(
    /^<head><meta charset="utf-8" \/><title>Debtors &amp; Co<\/title><style>[^<&]*<\/style><\/head>$/,
  );
  expect(lines.slice(3)).toEqual([
    "<body><h1>Debtors &amp; Co</h1>",
    "<table><caption>Aging &amp; more (USD)</caption>",
    '<thead><tr><th scope="col">Customer &quot;name&quot;</th><th scope="col">Since</th>' +
      '<th scope="col" class="n">Owed</th><th scope="col" class="n">Limit used</th></tr></thead>',
    '<tbody><tr><td>Acme &amp; Söhne &lt;1&gt;</td><td>2025-03-10</td><td class="n">5225.00</td>' +
      '<td class="n">87.5</td></tr>',
    '<tr><td>Bo&#39;s</td><td></td><td class="n">-0.05</td><td class="n"></td></tr></tbody>',
    '<tfoot><tr><td>Total</td><td></td><td class="n">5224.95</td><td class="n"></td></tr></tfoot>',
    "</table>",
    "</body>",
    "</html>",
    "",
  ]);
});

test("without totals or rows there is no foot; without grids there is a heading", () => {
  expect(gridsHtml("x", [{ ...grid, totals: null }])).not.toContain("tfoot>");
  expect(gridsHtml("x", [{ ...grid, rows: [] }])).not.toContain("tfoot>");
  expect(gridsHtml("x", [])).toContain("<body><h1>x</h1>\n</body>");
});

test("a line end is one line feed, since a CR does not pass HTML", () => {
  expect(gridsHtml("x", [texts("a\r\nb\rc\nd\te")])).toContain("<td>a&#10;b&#10;c&#10;d&#9;e</td>");
});

test("what HTML cannot hold is left out and told, marks that turn text are told and stay", () => {
  const warnings: Issue[] = [];
  const onWarning = (issue: Issue) => warnings.push(issue);
  const text = gridsHtml("x", [texts("fine", "\u{1fffe}a\0\x0c\x7f\x85\ufdd0b", "\u202e", "\x01\u200f")], {
    onWarning,
  });
  expect(text).toContain("<td>ab</td>");
  expect(text).toContain("<td>\u202e</td>");
  expect(warnings.map(({ code, path, message }) => [code, path, message])).toEqual([
    [
      "TEXT_SUSPICIOUS",
      [1, "customerName"],
      "1, customerName: U+1FFFE, which HTML cannot hold, is left out.",
    ],
    ["TEXT_SUSPICIOUS", [2, "customerName"], "2, customerName: U+202E hides text."],
    ["TEXT_SUSPICIOUS", [3, "customerName"], "3, customerName: U+0001, which HTML cannot hold, is left out."],
    ["TEXT_SUSPICIOUS", [3, "customerName"], "3, customerName: U+200F hides text."],
  ]);
});

test("a lone surrogate is refused wherever it stands", () => {
  const path = (part: Partial<Grid>) => {
    const fault = faultOf(() => gridsHtml("x", [{ ...texts("x", "y"), ...part }]));
    expect(fault?.code).toBe("TEXT_NOT_WELL_FORMED");
    return fault?.path;
  };
  expect(path({ rows: [["x"], ["\ud800"]] })).toEqual([1, "customerName"]);
  expect(path({ title: "\ud800" })).toEqual(["aging", "title"]);
  expect(faultOf(() => gridsHtml("\ud800", []))?.path).toEqual(["title"]);
});

test("a cell that its column cannot hold and another option are refused", () => {
  expect(faultOf(() => gridsHtml("x", [{ ...texts(), rows: [[7]] }]))?.path).toEqual([0, "customerName"]);
  expect(faultOf(() => gridsHtml("x", [{ ...texts(), rows: [[]] }]))?.path).toEqual([0]);
  expect(faultOf(() => gridsHtml("x", [], { title: "x" } as object))?.code).toBe("POLICY_UNKNOWN");
  expect(faultOf(() => gridsHtml("x", grid as unknown as Grid[]))?.code).toBe("TYPE");
});
