import { Fault } from "../fault/fault.ts";
import { shown } from "../fault/issue.ts";
import { knownOptions, listArgument } from "../fault/options.ts";
import { checkGrid, type Grid, type GridCell, type GridColumn, isNumber, rowTexts } from "./grid.ts";
import { type MarkupOptions, type MarkupText, markupText } from "./markup.ts";

/** How an XML document is written. */
export interface XmlOptions extends MarkupOptions {
  /** The title of the outermost element; none unless given. */
  readonly title?: string;
}

/**
 * Grids as one XML 1.0 document: a `<grid>` each with its `<column>`s, and a `<row>` a row with an element for each cell,
 * named as its column; `nil="true"` where blank. `<totals>` has the columns that are added up.
 *
 * Amounts stand in major units with the decimals of the currency. What XML 1.0 forbids is left out and warned about; every
 * other character, CR too, is read back as it was.
 *
 * @param root - The name of the outermost element: ASCII letters, digits, `-`, `_` and `.`.
 * @throws {Fault} `TEXT_NOT_WELL_FORMED` for a lone surrogate, with row and column; `POLICY_RANGE` for the root's name; as
 * {@link checkGrid} and `cellText`.
 */
export function gridsXml(root: string, grids: readonly Grid[], options: XmlOptions = {}): string {
  knownOptions(options, ["onWarning", "title"]);
  listArgument("grids", grids);
  if (!/^(?!xml)[a-z_][\w.-]*$/i.test(root)) {
    throw new Fault("POLICY_RANGE", `An element cannot be named ${shown(root)}.`, { path: ["root"] });
  }
  const xml = markupText("XML", options);
  const title = options.title === undefined ? "" : ` title="${xml(options.title, ["title"])}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<${root}${title}>`,
    ...grids.flatMap((grid) => gridLines(grid, xml)),
    `</${root}>`,
    "",
  ].join("\n");
}

function gridLines(grid: Grid, xml: MarkupText): string[] {
  checkGrid(grid);
  const { name, title, currency, columns, rows, totals } = grid;
  const attribute = (key: "name" | "title", text: string): string => `${key}="${xml(text, [name, key])}"`;
  const heads = columns.map(
    (column) =>
      `<column name="${column.name}" label="${xml(column.label, ["columns", column.name])}"${typeOf(column, grid)}/>`,
  );
  const cell = (value: GridCell, column: GridColumn, text: string, at: number | "totals"): string =>
    value === null
      ? `<${column.name} nil="true"/>`
      : `<${column.name}>${xml(text, [at, column.name])}</${column.name}>`;
  const cells = (row: readonly GridCell[], at: number | "totals"): string[] => {
    const texts = rowTexts(row, grid, at);
    return columns.map((column, place) => cell(row[place] as GridCell, column, texts[place] as string, at));
  };
  return [
    `<grid ${attribute("name", name)} ${attribute("title", title)} currency="${currency.code}">`,
    `<columns>${heads.join("")}</columns>`,
    "<rows>",
    ...rows.map((row, at) => `<row>${cells(row, at).join("")}</row>`),
    "</rows>",
    ...(totals === null
      ? []
      : [
          `<totals>${cells(totals, "totals")
            .filter((_, at) => totals[at] !== null)
            .join("")}</totals>`,
        ]),
    "</grid>",
  ];
}

/** The attributes that say what a column's cells are. */
function typeOf({ kind, decimals = 0 }: GridColumn, { currency }: Grid): string {
  if (kind === "money") return ` type="money" currency="${currency.code}" decimals="${currency.exponent}"`;
  return isNumber(kind) ? ` type="${kind}" decimals="${decimals}"` : ` type="${kind}"`;
}
