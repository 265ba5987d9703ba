import { checkGrid, type Grid, isNumber, rowTexts, totalTexts } from "./grid.ts";
import { terminalText } from "./terminal-text.ts";
import { writeText } from "./write-text.ts";

/**
 * A grid as a table for a terminal, with its totals as the last line under a rule.
 *
 * @throws {Fault} as {@link checkGrid} and `cellText`.
 */
export function gridText(grid: Grid): string {
  checkGrid(grid);
  const rows = grid.rows.map((cells, at) => rowTexts(cells, grid, at));
  const totals = totalTexts(grid);
  const written = writeText(
    totals === undefined ? rows : [...rows, totals],
    grid.columns.map(({ label, kind }, at) => ({
      name: terminalText(label),
      text: (texts: readonly string[]): string => texts[at] as string,
      numeric: isNumber(kind),
      whole: kind === "label",
    })),
  );
  return totals === undefined ? written : withRuleAboveLast(written);
}

/** The second line, which is the rule, above the last one too. No text of a cell ends a line. */
function withRuleAboveLast(written: string): string {
  const lines = written.split("\n");
  return [...lines.slice(0, -2), lines[1], ...lines.slice(-2)].join("\n");
}
