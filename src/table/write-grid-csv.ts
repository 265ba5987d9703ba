import { switchOption } from "../fault/options.ts";
import { checkGrid, type Grid, isNumeric, rowTexts } from "./grid.ts";
import { guardText } from "./guard.ts";
import { type CsvOptions, writeCsv } from "./write-csv.ts";

/**
 * A grid as CSV: its labels, then a line a row. Totals are left out: a CSV is data.
 *
 * Ids, names and labels are guarded against formulas, headers too; numbers and days never are.
 *
 * @throws {Fault} as `writeCsv`, and as {@link checkGrid} and `cellText`.
 */
export function gridCsv(grid: Grid, options: CsvOptions = {}): string {
  checkGrid(grid);
  const guard = switchOption("formulaGuard", options.formulaGuard ?? true);
  const rows = grid.rows.map((cells, at) => rowTexts(cells, grid, at));
  const columns = grid.columns.map(({ name, label, kind }, at) => ({
    name,
    header: guard ? guardText(label) : label,
    text: (texts: readonly string[]): string => texts[at] as string,
    numeric: isNumeric(kind),
  }));
  return writeCsv(rows, columns, options);
}
