import { parse, type RecordWithInfo } from "csv-parse/browser/esm/sync";
import { type Issue, type IssueLog, shown } from "../fault/issue.ts";

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

function firstInvalidLine(bytes: Uint8Array): number {
  const decoder = (part: Uint8Array): boolean => {
    try {
      new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(part);
      return true;
    } catch {
      return false;
    }
  };
  let line = 1;
  for (let from = 0; from < bytes.length; line += 1) {
    const end = bytes.indexOf(10, from);
    const to = end === -1 ? bytes.length : end + 1;
    if (!decoder(bytes.subarray(from, to))) return line;
    from = to;
  }
  return line;
}

/**
 * Reads CSV text strictly: quotes as RFC 4180, every record as wide as the header. `CSV_SHAPE` issues carry the line.
 *
 * A byte order mark, mixed line ends and blank lines at the end are accepted. Undefined where the text has no header or
 * its quoting is broken; records that are too short or too long stand apart, each with its issue.
 */
export function readCsv(
  text: string,
  file: string,
  log: IssueLog,
  options: ReadCsvOptions = {},
): CsvGrid | undefined {
  const parsed = parseAll(text, file, log, options.delimiter ?? ",");
  if (parsed === undefined) return undefined;
  while (isBlank(parsed.at(-1))) parsed.pop();
  const [first, ...rest] = withFirstLines(parsed);
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

function isBlank(record: RecordWithInfo | undefined): boolean {
  return record !== undefined && record.record.length === 1 && record.record[0] === "";
}

/** csv-parse says on which line a record ends; it begins on the line after the one before it. */
function withFirstLines(parsed: readonly RecordWithInfo[]): CsvRecord[] {
  let line = 1;
  return parsed.map(({ record, info }) => {
    const begins = line;
    line = info.lines + 1;
    return { cells: record, line: begins };
  });
}

function parseAll(
  text: string,
  file: string,
  log: IssueLog,
  delimiter: string,
): RecordWithInfo[] | undefined {
  try {
    const records = parse(text, {
      bom: true,
      delimiter,
      info: true,
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
    });
    return [...records];
  } catch (error) {
    const { code, lines, message } = error as {
      readonly code?: string;
      readonly lines?: number;
      readonly message: string;
    };
    const line = lines ?? 1;
    log.error({
      code: "CSV_SHAPE",
      path: [file],
      file,
      line,
      message:
        code === "CSV_QUOTE_NOT_CLOSED" ? "A quote is opened and never closed." : shown(message).slice(1, -1),
    });
    return undefined;
  }
}
