import { type Day, dayOf, dayProblem } from "../calendar/day.ts";
import { Fault } from "../fault/fault.ts";
import { type Path, shown } from "../fault/issue.ts";
import { countOption, listArgument } from "../fault/options.ts";
import { checkMinor, type Minor, minorText, plusMinor } from "../money/amount.ts";
import { type Currency, checkCurrency } from "../money/currency.ts";
import { isWellFormed } from "./text.ts";

/** What a column of a grid holds: it decides how a cell is written. */
export type GridKind = "id" | "text" | "label" | "money" | "percent" | "count" | "days" | "day";

/** A cell: minor units for money, a rounded number for percentages and days, `YYYY-MM-DD` for a day; null where blank. */
export type GridCell = string | number | null;

/** A column of a grid. */
export interface GridColumn {
  /** In camelCase, unique in its grid; the name of its element in XML. */
  readonly name: string;
  /** What stands above it. */
  readonly label: string;
  readonly kind: GridKind;
  /** Decimals of percentages and days. Default 0. */
  readonly decimals?: number;
}

/** A table with typed cells: what CSV, HTML and XML are written from, and what a writer of spreadsheets takes. Plain data. */
export interface Grid {
  /** Good for a file name. */
  readonly name: string;
  readonly title: string;
  readonly currency: Currency;
  readonly columns: readonly GridColumn[];
  readonly rows: readonly (readonly GridCell[])[];
  /** What the columns that are added up come to, null for the others; null where none is. */
  readonly totals: readonly GridCell[] | null;
}

/** How a column of a grid is made from a row. */
export interface GridColumnOf<Row> extends GridColumn {
  readonly cell: (row: Row) => GridCell;
  /** Whether the totals add it up: money and counts. */
  readonly total: boolean;
}

/**
 * A grid of rows. Of its columns it keeps what {@link GridColumn} names; blank cells count nothing in totals.
 *
 * @throws {Fault} amounts' codes, `TYPE` and days' codes for a cell that its column cannot hold, with row and column;
 * `AMOUNT_OVERFLOW` where a total passes 2^53 − 1; `POLICY_RANGE` for a total of anything but money or a count, and as
 * {@link checkGrid}.
 */
export function gridOf<Row>(
  { name, title, currency }: Pick<Grid, "name" | "title" | "currency">,
  columns: readonly GridColumnOf<Row>[],
  rows: readonly Row[],
): Grid {
  const cells = rows.map((row, at) =>
    columns.map((column) => {
      const cell = column.cell(row);
      checkCell(cell, column, [at, column.name]);
      return cell;
    }),
  );
  const grid: Grid = {
    name,
    title,
    currency: { ...currency },
    columns: columns.map(({ name, label, kind, decimals }) => ({
      name,
      label,
      kind,
      ...(decimals === undefined ? {} : { decimals }),
    })),
    rows: cells,
    totals: columns.some(({ total }) => total)
      ? columns.map((column, at) => (column.total ? totalOf(column, at, cells) : null))
      : null,
  };
  checkGrid(grid);
  return grid;
}

function totalOf({ name, kind }: GridColumn, at: number, rows: Grid["rows"]): Minor {
  if (kind !== "money" && kind !== "count") {
    throw new Fault("POLICY_RANGE", `Only money and counts are added up, not ${kind} (${name}).`, {
      path: ["columns", at, "total"],
    });
  }
  return rows.reduce((sum, row) => plusMinor(sum, Number(row[at] ?? 0)), 0);
}

/** What an element of XML may be named, less what is reserved there. */
const columnName = /^(?!xml)[a-z][A-Za-z0-9]*$/i;

/**
 * Checks what a grid's type cannot say, except its cells: {@link cellText} checks those. A grid may come from JSON.
 *
 * @throws {Fault} `CURRENCY_UNKNOWN`; `POLICY_RANGE` for a column's name or decimals; `TYPE` for a label
 * that is no text, and for a row or totals with more or fewer cells than there are columns; `TEXT_NOT_WELL_FORMED` for a
 * label with a lone surrogate.
 */
export function checkGrid({ currency, columns, rows, totals }: Grid): void {
  checkCurrency(currency);
  listArgument("columns", columns);
  listArgument("rows", rows);
  const names = new Set<string>();
  for (const [at, { name, label, decimals }] of columns.entries()) {
    if (!columnName.test(name) || names.has(name)) {
      const message = `A column's name is letters and digits and used once, not ${shown(name)}.`;
      throw new Fault("POLICY_RANGE", message, { path: ["columns", at, "name"] });
    }
    names.add(name);
    checkLabel(label, ["columns", at, "label"]);
    countOption("decimals", decimals ?? 0, 0, 20);
  }
  for (const [at, row] of rows.entries()) checkWidth(row, columns.length, at);
  if (totals !== null) checkWidth(totals, columns.length, "totals");
}

function checkLabel(label: unknown, path: Path): void {
  if (typeof label !== "string") throw new Fault("TYPE", `A label is text, not ${shown(label)}.`, { path });
  if (isWellFormed(label)) return;
  throw new Fault("TEXT_NOT_WELL_FORMED", `The label ${shown(label)} has a lone surrogate.`, { path });
}

function checkWidth(cells: readonly GridCell[], width: number, at: number | "totals"): void {
  if (Array.isArray(cells) && cells.length === width) return;
  const came = Array.isArray(cells) ? `${cells.length}` : shown(cells);
  throw new Fault("TYPE", `A row has a cell for each of the ${width} columns, not ${came}.`, { path: [at] });
}

/** Whether cells of a kind are spelled by the library itself: numbers and days, which need no guard against formulas. */
export function isNumeric(kind: GridKind): boolean {
  return isNumber(kind) || kind === "day";
}

/** Whether cells of a kind are numbers, which stand at the right. */
export function isNumber(kind: GridKind): boolean {
  return kind === "money" || kind === "percent" || kind === "count" || kind === "days";
}

/**
 * A cell as it is written: amounts with the decimals of the currency, blanks as nothing, no −0.
 *
 * @param path - Where the cell is, for faults; the column's name unless given.
 * @throws {Fault} as {@link gridOf} for a cell that its column cannot hold.
 */
export function cellText(
  cell: GridCell,
  column: GridColumn,
  { exponent }: Currency,
  path: Path = [column.name],
): string {
  checkCell(cell, column, path);
  if (typeof cell !== "number") return cell ?? "";
  if (column.kind === "money") return minorText(cell, exponent);
  const text = cell.toFixed(column.decimals ?? 0);
  // A number that is 0 as it is written has no sign.
  return /^-[0.]+$/.test(text) ? text.slice(1) : text;
}

/** The texts of a row's cells; `at` is its place for faults. */
export function rowTexts(
  cells: readonly GridCell[],
  { columns, currency }: Grid,
  at: number | "totals",
): readonly string[] {
  // As wide as the columns, checked before.
  return columns.map((column, place) =>
    cellText(cells[place] as GridCell, column, currency, [at, column.name]),
  );
}

/**
 * The texts of the line of totals, with "Total" in the first column unless that is added up; undefined where nothing is added
 * up or there are no rows.
 */
export function totalTexts(grid: Grid): readonly string[] | undefined {
  if (grid.totals === null || grid.rows.length === 0) return undefined;
  const texts = rowTexts(grid.totals, grid, "totals");
  return grid.totals[0] === null ? ["Total", ...texts.slice(1)] : texts;
}

function checkCell(cell: GridCell, { kind }: GridColumn, path: Path): void {
  if (cell === null) return;
  if (kind === "money") checkMinor(cell, path);
  else if (kind === "day") checkDay(cell, path);
  else if (!holds(cell, kind)) {
    throw new Fault("TYPE", `A cell of kind ${kind} is ${wanted(kind)}, not ${shown(cell)}.`, { path });
  }
}

function checkDay(day: unknown, path: Path): asserts day is Day {
  if (!Number.isNaN(dayOf(day))) return;
  const [code, message] = dayProblem(day);
  throw new Fault(code, message, { path });
}

/** From here on `toFixed` writes powers of ten. */
const tooLarge = 1e21;

function holds(cell: unknown, kind: GridKind): boolean {
  if (!isNumber(kind)) return typeof cell === "string";
  return kind === "count"
    ? Number.isSafeInteger(cell)
    : Number.isFinite(cell) && Math.abs(Number(cell)) < tooLarge;
}

function wanted(kind: GridKind): string {
  if (!isNumber(kind)) return "text";
  return kind === "count" ? "a whole number" : "a finite number";
}
