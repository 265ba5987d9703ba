/** What is written as XML and HTML, read by parsers that are not ours. */
import fc from "fast-check";
import { type DefaultTreeAdapterTypes, html, parse } from "parse5";
import { SaxesParser } from "saxes";
import { expect, test } from "vitest";
import { anyCharacter } from "../../test/arbitraries/text.ts";
import { runs } from "../../test/runs.ts";
import type { Issue } from "../fault/issue.ts";
import type { Grid } from "./grid.ts";
import { gridsHtml } from "./write-html.ts";
import { gridsXml } from "./write-xml.ts";

const parts = [
  ..."&<>\"'-]! \t\r\n\0\x01\x0b\x0c\x1b\x7f\x85\x9f;#x",
  "\u2028",
  "\u202e",
  "\ufeff",
  "\ufdd0",
];
const more = [
  "]]>",
  "--",
  "<!--",
  "</td>",
  "&amp;",
  "&#0;",
  "<script>",
  "\r\n",
  "\ufffe",
  "\uffff",
  "\u{1fffe}",
];
const arbText = fc.oneof(
  fc.string({ unit: fc.constantFrom(...parts, ...more, "😀", "שלום", "a") }),
  fc.string({ unit: anyCharacter }),
);

/** A grid of text whose every text is arbitrary: cells, labels, title and name. */
const arbGrid: fc.Arbitrary<Grid> = fc
  .record({
    width: fc.integer({ min: 1, max: 3 }),
    name: arbText,
    title: arbText,
    cells: fc.array(fc.array(arbText, { minLength: 3, maxLength: 3 }), { maxLength: 4 }),
    labels: fc.array(arbText, { minLength: 3, maxLength: 3 }),
  })
  .map(({ width, name, title, cells, labels }) => ({
    name,
    title,
    currency: { code: "USD", exponent: 2 },
    columns: labels.slice(0, width).map((label, at) => ({ name: `column${at}`, label, kind: "text" })),
    rows: cells.map((row) => row.slice(0, width)),
    totals: null,
  }));

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
}

/** The elements of an XML document in the order they begin, each with the text directly in it; throws where it is not well-formed. */
function elementsOf(document: string): readonly Element[] {
  const elements: Element[] = [];
  const open: Element[] = [];
  const parser = new SaxesParser({ xmlns: false });
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const element = { name, attributes: { ...attributes }, text: "" };
    elements.push(element);
    open.push(element);
  });
  parser.on("closetag", () => open.pop());
  parser.on("text", (text) => {
    const inside = open.at(-1);
    if (inside !== undefined) inside.text += text;
  });
  parser.write(document).close();
  return elements;
}

/** The same of an HTML document, and the parser's complaints. */
function htmlOf(document: string): {
  readonly errors: readonly string[];
  readonly elements: readonly Element[];
} {
  const errors: string[] = [];
  const elements: Element[] = [];
  const visit = (node: DefaultTreeAdapterTypes.ParentNode): void => {
    for (const child of node.childNodes) {
      if (!("tagName" in child)) continue;
      const attributes = Object.fromEntries(child.attrs.map(({ name, value }) => [name, value]));
      const texts = child.childNodes.map((each) => ("value" in each ? each.value : ""));
      elements.push({ name: child.tagName, attributes, text: texts.join("") });
      visit(child);
    }
  };
  const tree = parse(document, {
    sourceCodeLocationInfo: true,
    onParseError: ({ code }) => errors.push(code),
  });
  expect(tree.mode).toBe(html.DOCUMENT_MODE.NO_QUIRKS);
  visit(tree);
  return { errors, elements };
}

/** Told apart from the library's own way: by the ranges of the two standards. */
function isXml(point: number): boolean {
  if (point < 0x20) return point === 9 || point === 10 || point === 13;
  return point !== 0xfffe && point !== 0xffff;
}
function isHtml(point: number): boolean {
  const isCharacter = (point & 0xfffe) !== 0xfffe && (point < 0xfdd0 || point > 0xfdef);
  return isXml(point) && isCharacter && (point < 0x7f || point > 0x9f);
}
const keeping = (text: string, is: (point: number) => boolean) =>
  [...text].filter((character) => is(character.codePointAt(0) ?? 0)).join("");
const inXml = (text: string) => keeping(text, isXml);
const inHtml = (text: string) => keeping(text, isHtml).replaceAll("\r\n", "\n").replaceAll("\r", "\n");

const textsOf = (elements: readonly Element[], ...names: readonly string[]) =>
  elements.filter(({ name }) => names.includes(name)).map(({ text }) => text);

test("XML is well-formed and reads back as it was but for what XML forbids", () => {
  fc.assert(
    fc.property(fc.array(arbGrid, { maxLength: 2 }), arbText, (grids, title) => {
      const elements = elementsOf(gridsXml("tab", grids, { title }));
      expect(elements[0]).toEqual({
        name: "tab",
        attributes: { title: inXml(title) },
        text: elements[0]?.text,
      });
      expect(textsOf(elements, "column0", "column1", "column2")).toEqual(
        grids.flatMap(({ rows }) => rows.flat().map((cell) => inXml(String(cell)))),
      );
      expect(elements.filter(({ name }) => name === "grid").map(({ attributes }) => attributes)).toEqual(
        grids.map(({ name, title: each }) => ({ name: inXml(name), title: inXml(each), currency: "USD" })),
      );
      expect(
        elements.filter(({ name }) => name === "column").map(({ attributes }) => attributes["label"]),
      ).toEqual(grids.flatMap(({ columns }) => columns.map(({ label }) => inXml(label))));
      expect(elements.filter(({ name }) => name === "row")).toHaveLength(
        grids.reduce((sum, { rows }) => sum + rows.length, 0),
      );
    }),
    { numRuns: runs(1000) },
  );
});

test("HTML has no errors, is well-formed XML, and both readers give back what was written but for what HTML forbids", () => {
  fc.assert(
    fc.property(fc.array(arbGrid, { maxLength: 2 }), arbText, (grids, title) => {
      const document = gridsHtml(title, grids);
      const { errors, elements } = htmlOf(document);
      expect(errors).toEqual([]);
      for (const read of [elements, elementsOf(document)]) {
        expect(textsOf(read, "title", "h1")).toEqual([inHtml(title), inHtml(title)]);
        expect(textsOf(read, "caption")).toEqual(grids.map((grid) => inHtml(`${grid.title} (USD)`)));
        expect(textsOf(read, "th")).toEqual(
          grids.flatMap(({ columns }) => columns.map(({ label }) => inHtml(label))),
        );
        expect(textsOf(read, "td")).toEqual(
          grids.flatMap(({ rows }) => rows.flat().map((cell) => inHtml(String(cell)))),
        );
      }
      // Both build one tree: no element is moved, added or closed by the rules of HTML.
      expect(elements.map(({ name }) => name)).toEqual(elementsOf(document).map(({ name }) => name));
    }),
    { numRuns: runs(1000) },
  );
});

test("a warning is given exactly for cells that lose something or hide what they say", () => {
  const hiding = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
  fc.assert(
    fc.property(fc.array(arbText), (cells) => {
      const grid: Grid = {
        name: "cells",
        title: "Cells",
        currency: { code: "USD", exponent: 2 },
        columns: [{ name: "cell", label: "Cell", kind: "text" }],
        rows: cells.map((cell) => [cell]),
        totals: null,
      };
      const warned = (write: (onWarning: (issue: Issue) => void) => string) => {
        const places = new Set<number | string | undefined>();
        write(({ path: [row] }) => places.add(row));
        return [...places];
      };
      const wanted = (is: (point: number) => boolean) =>
        [...cells.keys()].filter((at) => {
          const cell = cells[at] ?? "";
          return hiding.test(cell) || keeping(cell, is) !== cell;
        });
      expect(warned((onWarning) => gridsXml("tab", [grid], { onWarning }))).toEqual(wanted(isXml));
      expect(warned((onWarning) => gridsHtml("tab", [grid], { onWarning }))).toEqual(wanted(isHtml));
    }),
    { numRuns: runs(1000) },
  );
});

test("totals and blanks are no errors in HTML either", () => {
  const grid: Grid = {
    name: "owed",
    title: "Owed",
    currency: { code: "USD", exponent: 2 },
    columns: [
      { name: "name", label: "Name", kind: "text" },
      { name: "owed", label: "Owed", kind: "money" },
    ],
    rows: [
      ["Acme", null],
      [null, 5],
    ],
    totals: [null, 5],
  };
  const document = gridsHtml("Owed", [grid, { ...grid, rows: [] }]);
  expect(htmlOf(document).errors).toEqual([]);
  expect(textsOf(elementsOf(document), "td")).toEqual(["Acme", "", "", "0.05", "Total", "0.05"]);
});
