import { expect, test } from "vitest";
import { faultOf } from "../../test/fault-of.ts";
import type { Issue } from "../fault/issue.ts";
import type { Grid } from "./grid.ts";
import { gridsXml } from "./write-xml.ts";

const grid: Grid = {
  name: "aging",
  title: "Aging & more",
  currency: { code: "USD", exponent: 2 },
  columns: [
    { name: "customerName", label: 'Customer "name"', kind: "text" },
    { name: "since", label: "Since", kind: "day" },
    { name: "owed", label: "Owed", kind: "money" },
    { name: "limitUsed", label: "Limit used", kind: "percent", decimals: 1 },
    { name: "invoices", label: "Invoices", kind: "count" },
  ],
  rows: [
    ["Acme & Söhne <1>", "2025-03-10", 522500, 87.46, 2],
    ["", null, -5, null, 1],
  ],
  totals: [null, null, 522495, null, 3],
};
/** A grid of one column of text. */
const texts = (...cells: readonly string[]): Grid => ({
  ...grid,
  columns: [{ name: "customerName", label: "Name", kind: "text" }],
  rows: cells.map((cell) => [cell]),
  totals: null,
});

test("a grid has its columns with their types, a row a row, blanks as nil, and what is added up", () => {
  expect(gridsXml("receivables", [grid], { title: "Who's who" }).split("\n")).toEqual([
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<receivables title="Who&#39;s who">',
    '<grid name="aging" title="Aging &amp; more" currency="USD">',
    '<columns><column name="customerName" label="Customer &quot;name&quot;" type="text"/>' +
      '<column name="since" label="Since" type="day"/>' +
      '<column name="owed" label="Owed" type="money" currency="USD" decimals="2"/>' +
      '<column name="limitUsed" label="Limit used" type="percent" decimals="1"/>' +
      '<column name="invoices" label="Invoices" type="count" decimals="0"/></columns>',
    "<rows>",
    "<row><customerName>Acme &amp; Söhne &lt;1&gt;</customerName><since>2025-03-10</since><owed>5225.00</owed>" +
      "<limitUsed>87.5</limitUsed><invoices>2</invoices></row>",
    '<row><customerName></customerName><since nil="true"/><owed>-0.05</owed><limitUsed nil="true"/>' +
      "<invoices>1</invoices></row>",
    "</rows>",
    "<totals><owed>5224.95</owed><invoices>3</invoices></totals>",
    "</grid>",
    "</receivables>",
    "",
  ]);
});

test("without totals there is no such element, without grids or a title only the root", () => {
  expect(gridsXml("tab", [texts("x")])).not.toContain("totals");
  expect(gridsXml("tab", [])).toBe('<?xml version="1.0" encoding="UTF-8"?>\n<tab>\n</tab>\n');
});

test("what a parser would change is written as a reference", () => {
  expect(gridsXml("tab", [texts("a\r\nb\tc]]>")])).toContain(">a&#13;&#10;b&#9;c]]&gt;<");
  expect(gridsXml("tab", [{ ...grid, title: "a\r\n\tb" }])).toContain('title="a&#13;&#10;&#9;b"');
});

test("what XML forbids is left out and told, what it permits stays", () => {
  const warnings: Issue[] = [];
  const onWarning = (issue: Issue) => warnings.push(issue);
  const text = gridsXml("tab", [texts("fine", "a\0b\ufffec\x1f", "a\x7f\x85\ufdd0\u{1fffe}b")], {
    onWarning,
  });
  expect(text).toContain("<customerName>abc</customerName>");
  expect(text).toContain("<customerName>a\x7f\x85\ufdd0\u{1fffe}b</customerName>");
  expect(warnings).toEqual([
    {
      code: "TEXT_SUSPICIOUS",
      path: [1, "customerName"],
      message: "1, customerName: U+0000, which XML cannot hold, is left out.",
    },
  ]);
});

test("marks that turn text are told and stay", () => {
  const warnings: Issue[] = [];
  const text = gridsXml("tab", [texts("a\u202eb")], { onWarning: (issue) => warnings.push(issue) });
  expect(text).toContain("a\u202eb");
  expect(warnings).toMatchObject([
    { path: [0, "customerName"], message: "0, customerName: U+202E hides text." },
  ]);
});

test("a lone surrogate is refused wherever it stands", () => {
  const fault = (part: Partial<Grid>) => {
    const { code, path } = faultOf(() => gridsXml("tab", [{ ...texts("x", "y"), ...part }])) ?? {};
    return [code, path];
  };
  expect(fault({ rows: [["x"], ["\ud800"]] })).toEqual(["TEXT_NOT_WELL_FORMED", [1, "customerName"]]);
  expect(fault({ title: "\ud800" })).toEqual(["TEXT_NOT_WELL_FORMED", ["aging", "title"]]);
  expect(fault({ name: "\ud800" })).toEqual(["TEXT_NOT_WELL_FORMED", ["\ud800", "name"]]);
  expect(faultOf(() => gridsXml("tab", [], { title: "\ud800" }))?.path).toEqual(["title"]);
});

test.each(["", "a b", "1a", "xmlTab", "XML", "a>", "ä", "-a"])("no element is named %o", (root) => {
  expect(faultOf(() => gridsXml(root, []))).toMatchObject({ code: "POLICY_RANGE", path: ["root"] });
});

test.each(["tab", "_tab", "customer-aging", "a.b", "A1"])("an element may be named %o", (root) => {
  expect(gridsXml(root, [])).toContain(`</${root}>`);
});

test("a column that cannot name an element, a cell that its column cannot hold, another option: refused", () => {
  const columns = [{ name: "a><b", label: "A", kind: "text" }] as const;
  expect(faultOf(() => gridsXml("tab", [{ ...texts("x"), columns }]))?.code).toBe("POLICY_RANGE");
  expect(faultOf(() => gridsXml("tab", [{ ...texts(), rows: [[7]] }]))).toMatchObject({
    code: "TYPE",
    path: [0, "customerName"],
  });
  expect(faultOf(() => gridsXml("tab", [], { titel: "x" } as object))?.code).toBe("POLICY_UNKNOWN");
  expect(faultOf(() => gridsXml("tab", grid as unknown as Grid[]))?.code).toBe("TYPE");
  expect(faultOf(() => gridsXml("tab", [{ ...grid, title: 7 as unknown as string }]))).toMatchObject({
    code: "TYPE",
    path: ["aging", "title"],
  });
});
