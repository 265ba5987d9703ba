import { type Issue, IssueLog, issueLimit, type Path, type Reading, shown } from "../fault/issue.ts";
import { countOption, knownOptions } from "../fault/options.ts";
import { type Currency, checkCurrency } from "../money/currency.ts";
import { logThrown, type RowReader } from "./row.ts";

/** What every reader of rows asks for. */
export interface ReaderOptions {
  /** The currency all amounts are in: its exponent says how many decimals they may have. */
  readonly currency: Currency;
  /** How many issues, and how many warnings, are listed before the rest is only counted. Default {@link issueLimit}. */
  readonly issueLimit?: number;
}

/** The part of Standard Schema v1 that a reader offers, so that it can stand wherever a schema is asked for. */
export interface StandardSchema<Value> {
  readonly version: 1;
  readonly vendor: "receivables";
  /** Reads one row: its value, or everything that is wrong with it. */
  readonly validate: (
    value: unknown,
  ) => { readonly value: Value; readonly issues?: undefined } | { readonly issues: readonly Issue[] };
  /** Only for type inference; never there at run time. */
  readonly types?: { readonly input: unknown; readonly output: Value };
}

/** Reads rows of one noun from untrusted input; also a Standard Schema v1 of one row. */
export interface Reader<Value> {
  /** Reads one row. Paths begin with the row's own keys. */
  readonly read: (row: unknown) => Reading<Value>;
  /** Reads many rows. Paths begin with the row's index. */
  readonly readAll: (rows: unknown) => Reading<readonly Value[]>;
  readonly "~standard": StandardSchema<Value>;
}

/** Makes the public reader of a noun from the reader of its rows. */
export function makeReader<Value>(
  options: ReaderOptions,
  makeRowReader: (currency: Currency) => RowReader<Value>,
): Reader<Value> {
  knownOptions(options, ["currency", "issueLimit"]);
  checkCurrency(options.currency);
  const limit = countOption("issueLimit", options.issueLimit ?? issueLimit, 1, 1_000_000);
  const readRow = makeRowReader(options.currency);
  const read = (row: unknown): Reading<Value> => {
    const log = new IssueLog(limit);
    const value = readRow(row, [], log);
    return log.reading(() => value as Value);
  };
  const readAll = (rows: unknown): Reading<readonly Value[]> => {
    const log = new IssueLog(limit);
    const values: Value[] = [];
    readRows(rows, [], log, readRow, (value) => values.push(value));
    return log.reading(() => values);
  };
  const validate: StandardSchema<Value>["validate"] = (row) => {
    const reading = read(row);
    return reading.ok ? { value: reading.value } : { issues: reading.issues };
  };
  return { read, readAll, "~standard": { version: 1, vendor: "receivables", validate } };
}

/** Reads the rows of an array, holes and all, and hands on each that has no errors, with its place and as it came. */
export function readRows<Value>(
  rows: unknown,
  path: Path,
  log: IssueLog,
  readRow: RowReader<Value>,
  take: (value: Value, path: Path, raw: unknown) => void,
): void {
  if (!Array.isArray(rows)) {
    const message = `Expected an array of rows, not ${shown(rows)}.`;
    log.error({ code: "TYPE", path, message, received: shown(rows) });
    return;
  }
  for (let index = 0; index < rows.length; index += 1) {
    const at = [...path, index];
    try {
      const raw: unknown = rows[index];
      const value = readRow(raw, at, log);
      if (value !== undefined) take(value, at, raw);
    } catch (error) {
      logThrown(error, at, log);
    }
  }
}
