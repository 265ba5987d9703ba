/** A column of a table for people: its header and a cell's text; numbers stand at the right. */
export interface TextColumn<Row> {
  readonly name: string;
  readonly text: (row: Row) => string;
  readonly numeric: boolean;
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
  const cells = columns.map(({ name, text, numeric }) => {
    const texts = [name, ...rows.map((row) => (numeric ? text(row) : shownText(text(row))))];
    const width = Math.max(...texts.map((each) => [...each].length));
    const lines = texts.map((each) => {
      const padding = " ".repeat(width - [...each].length);
      return numeric ? padding + each : each + padding;
    });
    return [lines[0] ?? "", "─".repeat(width), ...lines.slice(1)];
  });
  const height = rows.length + 2;
  const lines = Array.from({ length: height }, (_, at) =>
    cells
      .map((column) => column[at] ?? "")
      .join("  ")
      .trimEnd(),
  );
  return `${lines.join("\n")}\n`;
}

/** What must not reach a terminal: it would move the cursor, or turn the direction of what follows. */
const unshowable = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

function shownText(text: string): string {
  const plain = [...text.replace(unshowable, "\uFFFD")];
  return plain.length > widest ? `${plain.slice(0, widest - 1).join("")}…` : plain.join("");
}
