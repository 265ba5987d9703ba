import { IssueLog, type Reading } from "../fault/issue.ts";
import { knownOptions } from "../fault/options.ts";
import { unguardText } from "../table/guard.ts";
import { decodeUtf8, readCsv } from "../table/read-csv.ts";
import { unreachable } from "./settle.ts";

/** A CSV file's header and rows, as text. */
export interface CsvTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** How {@link parseCsv} reads. */
export interface ParseCsvOptions {
  /** What stands between cells: one character, not a quote or line end. Default `","`. */
  readonly delimiter?: string;
  /** Whether the `'` that guards text against formulas is taken off again. Default `true`. */
  readonly unguard?: boolean;
}

/**
 * Reads a CSV file strictly, such as an export of this library: `parseCsv(exportCustomers(list))` gives back every cell.
 *
 * Issues: `CSV_SHAPE` with the line for ragged rows and broken quotes, `ENCODING_INVALID` for bytes that are not UTF-8.
 *
 * @throws {Fault} `POLICY_RANGE` for a delimiter that cannot be; `POLICY_UNKNOWN` for another option.
 *
 * @example
 * import { parseCsv } from "receivables/csv";
 *
 * const reading = parseCsv("name,note\r\n'=1+1,\"a, b\"\r\n");
 * reading.ok && reading.value.rows; // => [["=1+1", "a, b"]]
 */
export function parseCsv(content: string | Uint8Array, options: ParseCsvOptions = {}): Reading<CsvTable> {
  knownOptions(options, ["delimiter", "unguard"]);
  const log = new IssueLog();
  const text = decodeUtf8(content, "csv", log);
  const grid =
    text === undefined ? undefined : readCsv(text, "csv", log, { delimiter: options.delimiter ?? "," });
  if (grid === undefined) return log.reading(unreachable);
  for (const { issue } of grid.ragged) log.error(issue);
  const plain = options.unguard === false ? (cell: string) => cell : unguardText;
  return log.reading(() => ({
    header: grid.header,
    rows: grid.records.map(({ cells }) => cells.map((cell) => plain(cell))),
  }));
}
