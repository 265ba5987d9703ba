import { terminalText } from "./terminal-text.ts";

/** A column of a table for people: its header and a cell's text; numbers stand at the right. */
export interface TextColumn<Row> {
  readonly name: string;
  readonly text: (row: Row) => string;
  readonly numeric: boolean;
  /** Whether its text is never cut: words of a list of ours. */
  readonly whole?: boolean;
}

/** The widest a cell of text is shown, in characters. */
const widest = 32;

/**
 * Rows as a table for a terminal: columns padded to their widest cell, two blanks between, a rule under the header.
 *
 * Long text is cut with `…`; control characters and marks that turn the direction of text are shown as `�`, so that no
 * name can move the cursor.
 */
export function writeText<Row>(rows: readonly Row[], columns: readonly TextColumn<Row>[]): string {
  const laid = columns.map((column) => layOut(column, rows));
  const lines = [
    laid.map(({ head }) => head),
    laid.map(({ rule }) => rule),
    ...rows.map((row) => laid.map(({ cell }) => cell(row))),
  ];
  return lines.map((cells) => `${cells.join("  ").trimEnd()}\n`).join("");
}

/** A column as wide as its widest cell. */
function layOut<Row>({ name, text, numeric, whole }: TextColumn<Row>, rows: readonly Row[]) {
  const shown = (row: Row): string => {
    if (numeric) return text(row);
    return whole === true ? terminalText(text(row)) : shownText(text(row));
  };
  const width = rows.reduce((most, row) => Math.max(most, lengthOf(shown(row))), lengthOf(name));
  const padded = (cell: string): string => {
    const padding = " ".repeat(width - lengthOf(cell));
    return numeric ? padding + cell : cell + padding;
  };
  return { head: padded(name), rule: "─".repeat(width), cell: (row: Row): string => padded(shown(row)) };
}

/** In code points, so that a name of emoji does not move the columns behind it twice as far. */
function lengthOf(text: string): number {
  return [...text].length;
}

function shownText(text: string): string {
  const plain = [...terminalText(text)];
  return plain.length > widest ? `${plain.slice(0, widest - 1).join("")}…` : plain.join("");
}
