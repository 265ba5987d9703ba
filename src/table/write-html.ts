import { knownOptions, listArgument } from "../fault/options.ts";
import { checkGrid, type Grid, isNumber, rowTexts, totalTexts } from "./grid.ts";
import { type MarkupOptions, type MarkupText, markupText } from "./markup.ts";

const style =
  "body{font:14px/1.4 sans-serif;margin:2em}table{border-collapse:collapse;margin:0 0 2em}" +
  "caption{font-weight:bold;text-align:left;padding:.4em 0}th,td{padding:.25em .6em;border-bottom:1px solid #ccc;" +
  "text-align:left;white-space:pre-wrap}.n{text-align:right;white-space:nowrap}tfoot td{font-weight:bold}";

/**
 * Grids as one HTML document, a table each, totals at the foot. It is well-formed XML too.
 *
 * Text is escaped; what HTML or XML cannot hold is left out and warned about. A line end is one LF: HTML has no way to write
 * a CR that its parsers give back.
 *
 * @throws {Fault} `TEXT_NOT_WELL_FORMED` for a lone surrogate, with row and column; as {@link checkGrid} and `cellText`.
 */
export function gridsHtml(title: string, grids: readonly Grid[], options: MarkupOptions = {}): string {
  knownOptions(options, ["onWarning"]);
  listArgument("grids", grids);
  const html = markupText("HTML", options);
  const heading = html(title, ["title"]);
  return [
    "<!DOCTYPE html>",
    '<html lang="en" xml:lang="en" xmlns="http://www.w3.org/1999/xhtml">',
    `<head><meta charset="utf-8" /><title>${heading}</title><style>${style}</style></head>`,
    `<body><h1>${heading}</h1>`,
    ...grids.map((grid) => tableOf(grid, html)),
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

function tableOf(grid: Grid, html: MarkupText): string {
  checkGrid(grid);
  const { name, title, currency, columns } = grid;
  const classes = columns.map(({ kind }) => (isNumber(kind) ? ' class="n"' : ""));
  const heads = columns.map(
    ({ name, label }, at) => `<th scope="col"${classes[at]}>${html(label, ["columns", name])}</th>`,
  );
  const line = (texts: readonly string[], at: number | "totals"): string => {
    const cells = columns.map(
      ({ name }, place) => `<td${classes[place]}>${html(texts[place] as string, [at, name])}</td>`,
    );
    return `<tr>${cells.join("")}</tr>`;
  };
  const totals = totalTexts(grid);
  return [
    `<table><caption>${html(`${title} (${currency.code})`, [name, "title"])}</caption>`,
    `<thead><tr>${heads.join("")}</tr></thead>`,
    `<tbody>${grid.rows.map((cells, at) => line(rowTexts(cells, grid, at), at)).join("\n")}</tbody>`,
    ...(totals === undefined ? [] : [`<tfoot>${line(totals, "totals")}</tfoot>`]),
    "</table>",
  ].join("\n");
}
