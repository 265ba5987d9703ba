import { Fault } from "../fault/fault.ts";
import type { Issue } from "../fault/issue.ts";
import { choiceOption, knownOptions, switchOption } from "../fault/options.ts";
import { guardText } from "./guard.ts";
import { isWellFormed, suspiciousCharacter } from "./text.ts";

/** A column of a file: its header, how a row's cell reads, and whether that text came from people. */
export interface CsvColumn<Row> {
  readonly name: string;
  /** What stands in the header instead of the name. */
  readonly header?: string;
  readonly text: (row: Row) => string;
  /** `true` for numbers and timestamps, which the library spells itself: they are never guarded. */
  readonly numeric: boolean;
}

/** How a CSV file is spelled. */
export interface CsvOptions {
  /** What ends each line. Default `"\r\n"`, as RFC 4180 asks. */
  readonly lineEnd?: "\r\n" | "\n";
  /** Whether the file begins with a byte order mark. Default `false`. */
  readonly bom?: boolean;
  /** Whether text that a spreadsheet would run as a formula gets a `'` in front. Default `true`. */
  readonly formulaGuard?: boolean;
  /** Called with a `TEXT_SUSPICIOUS` warning for each cell that holds NUL or a mark that turns the direction of text. */
  readonly onWarning?: (issue: Issue) => void;
}

/** The names {@link CsvOptions} has. */
export const csvOptionNames: readonly string[] = ["lineEnd", "bom", "formulaGuard", "onWarning"];

/**
 * Rows as CSV text: a header, then a line a row, quoted as RFC 4180 asks, every line ended.
 *
 * Text cells are guarded against formulas; numeric cells never are, so that −5.00 stays a number.
 *
 * @throws {Fault} `TEXT_NOT_WELL_FORMED` for a lone surrogate, with the row and column; `POLICY_RANGE` and
 * `POLICY_UNKNOWN` for options.
 */
export function writeCsv<Row>(
  rows: readonly Row[],
  columns: readonly CsvColumn<Row>[],
  options: CsvOptions = {},
): string {
  const { begin, cell, lineEnd } = csvText(columns, options);
  const lines = rows.map((row, index) => {
    const cells: string[] = [];
    for (const column of columns) cells.push(cell(row, index, column));
    return `${cells.join(",")}${lineEnd}`;
  });
  return begin + lines.join("");
}

/** How a file is begun, how its cells are spelled, and what ends its lines. */
export interface CsvText<Row> {
  /** A byte order mark where one is asked for, and the header with its line end. */
  readonly begin: string;
  /** A cell, guarded and quoted. */
  readonly cell: (row: Row, index: number, column: CsvColumn<Row>) => string;
  readonly lineEnd: string;
}

/**
 * The spelling of a file.
 *
 * @throws {Fault} `POLICY_RANGE` and `POLICY_UNKNOWN` for options; its cells `TEXT_NOT_WELL_FORMED`.
 */
export function csvText<Row>(columns: readonly CsvColumn<Row>[], options: CsvOptions): CsvText<Row> {
  knownOptions(options, csvOptionNames);
  const lineEnd = choiceOption("lineEnd", options.lineEnd ?? "\r\n", ["\r\n", "\n"]);
  const guard = switchOption("formulaGuard", options.formulaGuard ?? true);
  const bom = switchOption("bom", options.bom ?? false);
  const alone = columns.length === 1;
  const header = columns.map(({ name, header }) => quoteCell(header ?? name, alone)).join(",");
  const cell = (row: Row, index: number, { name, text, numeric }: CsvColumn<Row>) => {
    const said = text(row);
    if (!numeric) checkText(said, index, name, options.onWarning);
    return quoteCell(guard && !numeric ? guardText(said) : said, alone);
  };
  return { begin: `${bom ? "\uFEFF" : ""}${header}${lineEnd}`, cell, lineEnd };
}

function checkText(text: string, row: number, column: string, onWarning: CsvOptions["onWarning"]): void {
  if (!isWellFormed(text)) {
    throw new Fault(
      "TEXT_NOT_WELL_FORMED",
      `Row ${row}, ${column}: a lone surrogate cannot be written as UTF-8.`,
      {
        path: [row, column],
      },
    );
  }
  const character = onWarning === undefined ? undefined : suspiciousCharacter(text);
  if (character !== undefined) {
    onWarning?.({
      code: "TEXT_SUSPICIOUS",
      path: [row, column],
      message: `${column} holds ${character}, which hides text.`,
    });
  }
}

/** A cell in quotes where it must be; an empty cell that is `alone` on its line too, or the line would read as blank. */
function quoteCell(text: string, alone: boolean): string {
  if (text === "") return alone ? '""' : "";
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
