import { type Options, parse } from "csv-parse/browser/esm/sync";
import { Fault } from "../fault/fault.ts";
import { type Issue, type IssueLog, shown } from "../fault/issue.ts";
import { isWellFormed } from "./text.ts";

/** A CSV file as it stands: its header cells and its records, each with the line it begins on. */
export interface CsvGrid {
  readonly header: readonly string[];
  readonly records: readonly CsvRecord[];
  /** Records that are narrower or wider than the header, each with its issue: for the caller to log or to set aside. */
  readonly ragged: readonly { readonly record: CsvRecord; readonly issue: Issue }[];
}

/** One line of a CSV file, or several where a quoted cell spans lines. */
export interface CsvRecord {
  /** As many cells as the header has. */
  readonly cells: readonly string[];
  /** Counted from 1; the header is usually line 1. */
  readonly line: number;
}

/** How a CSV file is read. */
export interface ReadCsvOptions {
  /** What stands between cells: one character. Default `","`. */
  readonly delimiter?: string;
  /**
   * Whether what spreadsheets leave behind is not there: records at the end whose cells are all blank, and columns at the
   * end without a header in which nothing stands. Default `false`.
   */
  readonly fromSpreadsheet?: boolean;
}

/** Minimal shape of the platform's UTF-8 decoder, which every runtime has and no ECMAScript library declares. */
declare const TextDecoder: new (
  label: string,
  options: { readonly fatal: boolean; readonly ignoreBOM: boolean },
) => { readonly decode: (bytes: Uint8Array) => string };

/** Bytes as text; an `ENCODING_INVALID` issue, with the line, where they are not UTF-8. Text passes as it is. */
export function decodeUtf8(input: string | Uint8Array, file: string, log: IssueLog): string | undefined {
  if (typeof input === "string") return input;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(input);
  } catch {
    const line = firstInvalidLine(input);
    log.error({
      code: "ENCODING_INVALID",
      path: [file],
      file,
      line,
      message: `${file} is not UTF-8 text from line ${line} on; save it as UTF-8.`,
    });
    return undefined;
  }
}

/** The line of the first byte that is not UTF-8, of bytes that hold one. No character spans two lines. */
function firstInvalidLine(bytes: Uint8Array): number {
  let line = 1;
  for (let from = 0; ; line += 1) {
    const end = bytes.indexOf(10, from) + 1 || bytes.length;
    if (!isUtf8(bytes.subarray(from, end))) return line;
    from = end;
  }
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/**
 * Reads CSV text strictly: quotes as RFC 4180, every record as wide as the header. `CSV_SHAPE` issues carry the line.
 *
 * A byte order mark, mixed line ends and blank lines at the end are accepted. Undefined where the text has no header or
 * its quoting is broken; records that are too short or too long stand apart, each with its issue.
 *
 * @throws {Fault} `POLICY_RANGE` for a delimiter that is not one character, or a quote or line end.
 */
export function readCsv(
  text: string,
  file: string,
  log: IssueLog,
  options: ReadCsvOptions = {},
): CsvGrid | undefined {
  const delimiter = checkedDelimiter(options.delimiter ?? ",");
  if (!hasPlainHeader(text, file, log)) return undefined;
  const lines = parseAll(withoutBlankEnd(text), file, log, delimiter);
  if (lines === undefined) return undefined;
  const [first, ...rest] = options.fromSpreadsheet === true ? withoutLeftovers(lines) : lines;
  if (first === undefined) {
    log.error({
      code: "CSV_SHAPE",
      path: [file],
      file,
      line: 1,
      message: `${file} is empty: it has no header line.`,
    });
    return undefined;
  }
  const width = first.cells.length;
  const records = rest.filter(({ cells }) => cells.length === width);
  const ragged = rest.filter(({ cells }) => cells.length !== width);
  return {
    header: first.cells,
    records,
    ragged: ragged.map((record) => ({ record, issue: raggedIssue(file, record, width) })),
  };
}

/** Whether the first line is without NUL, which stands between the letters of text that is UTF-16. */
function hasPlainHeader(text: string, file: string, log: IssueLog): boolean {
  const [header = ""] = text.split(/[\r\n]/, 1);
  if (!header.includes("\0")) return true;
  const message = `${file} has NUL characters in its header, as UTF-16 text has; save it as UTF-8.`;
  log.error({ code: "ENCODING_INVALID", path: [file], file, line: 1, message });
  return false;
}

/** A file's header and records without what a spreadsheet leaves behind. */
function withoutLeftovers(lines: readonly CsvRecord[]): readonly CsvRecord[] {
  // A blank cell alone on its line is one that was quoted: somebody wrote it.
  const last = lines.findLastIndex(({ cells }, at) => at === 0 || cells.length === 1 || !isBlank(cells));
  const kept = lines.slice(0, last + 1);
  const widest = kept[0]?.cells.length;
  if (widest === undefined) return kept;
  let width = widest;
  while (width > 1 && kept.every(({ cells }) => isBlank(cells.slice(width - 1, width)))) width -= 1;
  if (width === widest) return kept;
  return kept.map((record) => {
    const isLeftover = record.cells.length <= widest && isBlank(record.cells.slice(width));
    return isLeftover ? { ...record, cells: record.cells.slice(0, width) } : record;
  });
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === "");
}

function raggedIssue(file: string, { cells, line }: CsvRecord, width: number): Issue {
  return {
    code: "CSV_SHAPE",
    path: [file],
    file,
    line,
    message: `${cells.length} cells where the header has ${width}.`,
    expected: `${width} cells`,
    received: `${cells.length} cells`,
  };
}

/**
 * A delimiter that can be one.
 *
 * @throws {Fault} `POLICY_RANGE` for what is not one character, or a quote or line end.
 */
export function checkedDelimiter(delimiter: unknown): string {
  if (typeof delimiter === "string" && delimiter.length === 1 && !/["\r\n]/.test(delimiter)) return delimiter;
  const message = `A delimiter is one character, not a quote or line end: ${shown(delimiter)}.`;
  throw new Fault("POLICY_RANGE", message, { path: ["delimiter"] });
}

/** The text without the line ends it ends with. A last cell that is quoted and empty is no blank line and stays. */
function withoutBlankEnd(text: string): string {
  let end = text.length;
  while (text[end - 1] === "\n" || text[end - 1] === "\r") end -= 1;
  return text.slice(0, end);
}

/** Lines are counted from the cells: csv-parse counts CR LF inside quotes as two lines. */
function withFirstLines(records: readonly (readonly string[])[]): CsvRecord[] {
  let line = 1;
  return records.map((cells) => {
    const begins = line;
    line += lineCount(cells);
    return { cells, line: begins };
  });
}

/** How many lines a record takes. */
function lineCount(cells: readonly string[]): number {
  return cells.reduce((lines, cell) => lines + (cell.match(/\r\n|[\r\n]/g)?.length ?? 0), 1);
}

/** How the CSV parser reads every file. */
function parserOptions(delimiter: string): Options {
  return {
    bom: true,
    delimiter,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
  };
}

function parseAll(
  text: string,
  file: string,
  log: IssueLog,
  delimiter: string,
): readonly CsvRecord[] | undefined {
  const simple = splitRecords(text, delimiter);
  if (simple !== undefined) return simple;
  const options = parserOptions(delimiter);
  try {
    return withFirstLines(parse(text, options));
  } catch (error) {
    const { code, records } = error as { readonly code: string; readonly records: number };
    const before = records === 0 ? [] : parse(text, { ...options, to: records });
    log.error({
      code: "CSV_SHAPE",
      path: [file],
      file,
      line: before.reduce((line, cells) => line + lineCount(cells), 1),
      message:
        code === "CSV_QUOTE_NOT_CLOSED"
          ? "A quote is opened and never closed."
          : "A quote stands inside a cell: the whole cell must be quoted, and quotes in it doubled.",
    });
    return undefined;
  }
}

/**
 * The records of a text without the CSV parser: cutting lines at their delimiters takes a tenth of its time. Undefined where
 * anything in it could read another way than the parser reads it, or is for the parser to refuse.
 */
function splitRecords(text: string, delimiter: string): readonly CsvRecord[] | undefined {
  // A CR alone ends a line too, and the parser takes text apart as UTF-8.
  if (/^\ufeff?$/.test(text) || /\r(?!\n)/.test(text) || !isWellFormed(text)) return undefined;
  const records: CsvRecord[] = [];
  for (let from = text.charCodeAt(0) === 0xfeff ? 1 : 0, line = 1; from <= text.length; ) {
    const begins = line;
    let end = lineEnd(text, from);
    line += 1;
    // A line end is inside quotes wherever an odd number of them stands before it.
    let quotes = quotesIn(text, from, end);
    while (quotes % 2 === 1) {
      if (end === text.length) return undefined;
      const next = end + 1;
      end = lineEnd(text, next);
      line += 1;
      quotes += quotesIn(text, next, end);
    }
    const hasReturn = end > from && end < text.length && text.charCodeAt(end - 1) === 13;
    const record = text.slice(from, hasReturn ? end - 1 : end);
    const cells = quotes === 0 ? record.split(delimiter) : splitQuoted(record, delimiter);
    if (cells === undefined) return undefined;
    records.push({ cells, line: begins });
    from = end + 1;
  }
  return records;
}

/** The cells of a record with quotes, as RFC 4180 has them; undefined where they stand otherwise. */
function splitQuoted(record: string, delimiter: string): readonly string[] | undefined {
  const cells: string[] = [];
  for (let from = 0; from <= record.length; ) {
    if (record[from] !== '"') {
      const end = record.indexOf(delimiter, from);
      const cell = record.slice(from, end === -1 ? record.length : end);
      if (cell.includes('"')) return undefined;
      cells.push(cell);
      from += cell.length + 1;
      continue;
    }
    let end = record.indexOf('"', from + 1);
    let isDoubled = false;
    for (; record[end + 1] === '"' && end !== -1; end = record.indexOf('"', end + 2)) isDoubled = true;
    const behind = record[end + 1];
    if (end === -1 || (behind !== undefined && behind !== delimiter)) return undefined;
    const cell = record.slice(from + 1, end);
    cells.push(isDoubled ? cell.replaceAll('""', '"') : cell);
    from = end + 2;
  }
  return cells;
}

/** Where the line that begins at a place ends: at its LF, or at the end of the text. */
function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end === -1 ? text.length : end;
}

function quotesIn(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at += 1) if (text.charCodeAt(at) === 34) count += 1;
  return count;
}
