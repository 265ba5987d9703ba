import { Fault } from "../fault/fault.ts";
import { type IssueLog, type Reading, shown } from "../fault/issue.ts";
import { knownOptions } from "../fault/options.ts";
import { foldChoice } from "../model/field.ts";
import { type TableName, tableColumns, tableNames } from "../model/tables.ts";
import { type CsvGrid, checkedDelimiter, decodeUtf8, readCsv } from "../table/read-csv.ts";
import { parseJson } from "./ledger-tables.ts";
import { nearName } from "./near-name.ts";
import { type LedgerFromFiles, logOf, type SourceOptions, settle, sourceOptionNames } from "./settle.ts";
import type { Source, SourceTable } from "./source.ts";
import { type CellSpelling, spellerOf } from "./spelling.ts";
import { type ColumnMapping, foldHeader, tableOf, withoutAbsentRows } from "./table-file.ts";

/** The files of a ledger folder by name (`business.json`, `invoices.csv`, …), as text or as the bytes of UTF-8. */
export type LedgerFiles = ReadonlyMap<string, string | Uint8Array>;

/** How ledger files are read. */
export interface LedgerFileOptions extends CellSpelling, SourceOptions {
  /** Fields that are read from other headers or files. */
  readonly columns?: readonly ColumnMapping[];
  /** What stands between cells: one character, not a quote or line end. Default `","`. */
  readonly delimiter?: string;
}

const optionNames = [...sourceOptionNames, "columns", "dateFormat", "decimal", "group", "delimiter"];

/**
 * Reads a ledger from the files of its folder. A file that is not there means none of that kind.
 *
 * Issues carry the file, the line and the header as the file spells it. Besides those of `readLedger`: `CSV_SHAPE`,
 * `ENCODING_INVALID`, `JSON_INVALID`; warnings `COLUMN_UNKNOWN` once a file, `TABLE_UNKNOWN` for a file whose name is
 * almost that of a table.
 *
 * @throws {Fault} `POLICY_RANGE` for a mapping of an unknown table or field, two files for one table, a date format or
 * decimal mark that cannot be; `POLICY_UNKNOWN`.
 * @see docs/ledger.md
 *
 * @example
 * import { readLedgerFiles } from "receivables/csv";
 *
 * const files = new Map([
 *   ["business.json", '{ "time_zone": "America/Chicago", "currency": "USD" }'],
 *   ["invoices.csv", "invoice_number,account_id,amount,due_on\n7,C-100,12.50,2025-03-01\n8,C-100,1250,soon\n"],
 * ]);
 * const reading = readLedgerFiles(files, { today: "2025-03-10" });
 * reading.ok ? [] : reading.issues.map(({ file, line, code }) => `${file}:${line}: ${code}`);
 * // => ["invoices.csv:3: DATE_INVALID"]
 */
export function readLedgerFiles(files: LedgerFiles, options: LedgerFileOptions): Reading<LedgerFromFiles> {
  knownOptions(options, optionNames);
  const mappings = checkedMappings(options.columns ?? []);
  const log = logOf(options);
  warnMisnamedFiles(files, mappings, log);
  return settle(sourceOf(files, mappings, options, log), options, log);
}

function sourceOf(
  files: LedgerFiles,
  mappings: readonly ColumnMapping[],
  options: LedgerFileOptions,
  log: IssueLog,
): Source {
  const { onProgress } = options;
  const delimiter = checkedDelimiter(options.delimiter ?? ",");
  const speller = spellerOf(options);
  const grids = new Map<string, CsvGrid | undefined>();
  const tables: SourceTable[] = [];
  const ragged: Source["ragged"][number][] = [];
  for (const table of tableNames) {
    const own = mappings.filter((mapping) => mapping.table === table);
    const file = own.find((mapping) => mapping.file !== undefined)?.file ?? `${table}.csv`;
    const content = files.get(file);
    if (content === undefined) {
      if (own.length > 0) {
        const message = `${table} is to be read from ${file}, which is not there.`;
        log.error({ code: "TABLE_UNKNOWN", path: [file], file, message });
      }
      continue;
    }
    if (!grids.has(file)) grids.set(file, gridOf(content, file, delimiter, ragged, log));
    const grid = grids.get(file);
    if (grid === undefined) continue;
    const read = tableOf({ table, file, grid, mappings: own, speller, onProgress }, log);
    const before = tables.filter((other) => other.file === file);
    if (read !== undefined) tables.push(withoutAbsentRows(read, before));
  }
  warnUnknownColumns(grids, tables, log);
  const business = businessOf(files, log);
  return {
    rest: { business },
    tables,
    ragged,
    spelling: options,
    businessFile,
    businessUnreadable: business === undefined && files.has(businessFile),
  };
}

function gridOf(
  content: string | Uint8Array,
  file: string,
  delimiter: string,
  ragged: Source["ragged"][number][],
  log: IssueLog,
): CsvGrid | undefined {
  const text = decodeUtf8(content, file, log);
  const grid =
    text === undefined ? undefined : readCsv(text, file, log, { delimiter, fromSpreadsheet: true });
  if (grid === undefined) return undefined;
  for (const { record, issue } of grid.ragged) {
    ragged.push({ file, row: { raw: undefined, index: record.line, ...record }, issue });
  }
  const seen = new Set<string>();
  for (const header of grid.header) {
    const fold = foldHeader(header);
    if (seen.has(fold)) {
      const message = `The header ${shown(header)} stands twice: which column counts?`;
      log.error({ code: "CSV_SHAPE", path: [file], file, line: 1, message });
    }
    seen.add(fold);
  }
  return grid;
}

function warnUnknownColumns(
  grids: ReadonlyMap<string, CsvGrid | undefined>,
  tables: readonly SourceTable[],
  log: IssueLog,
): void {
  for (const [file, grid] of grids) {
    const readers = tables.filter((table) => table.file === file);
    if (grid === undefined || readers.length === 0) continue;
    const unread = grid.header.filter((_, at) => {
      return !readers.some(({ places }) => [...places.values()].some((place) => place.at === at));
    });
    if (unread.length === 0) continue;
    const message = `Columns that are not read: ${unread.map((header) => shown(header)).join(", ")}.`;
    log.warn({ code: "COLUMN_UNKNOWN", path: [file], file, line: 1, message });
  }
}

function warnMisnamedFiles(files: LedgerFiles, mappings: readonly ColumnMapping[], log: IssueLog): void {
  for (const file of files.keys()) {
    const name = file.replace(/\.csv$/i, "");
    if (name === file || mappings.some((mapping) => mapping.file === file)) continue;
    const meant = meantTable(name);
    if (meant === undefined || file === `${meant}.csv`) continue;
    const message = `${file} is not read: is it ${meant}.csv?`;
    log.warn({ code: "TABLE_UNKNOWN", path: [file], file, message });
  }
}

/** How far a misspelt name may be from that of a table, and how long that must be to be recognized so. */
const mostEdits = 2;
const shortestNear = 5;

/** The table that a file of this name was perhaps meant to be. */
function meantTable(name: string): TableName | undefined {
  const singular = (text: string) => foldChoice(text).replace(/s$/, "");
  const same = tableNames.find((table) => singular(table) === singular(name));
  if (same !== undefined) return same;
  const long = tableNames.filter((table) => table.length >= shortestNear);
  const near = nearName(foldChoice(name), long.map(foldChoice), mostEdits);
  return near === undefined ? undefined : long.find((table) => foldChoice(table) === near);
}

const businessFile = "business.json";

/** What the file says, `null` included; undefined where there is none, or none that can be read. */
function businessOf(files: LedgerFiles, log: IssueLog): unknown {
  const content = files.get(businessFile);
  if (content === undefined) return undefined;
  const text = decodeUtf8(content, businessFile, log);
  return text === undefined ? undefined : parseJson(text, businessFile, log);
}

function checkedMappings(mappings: readonly ColumnMapping[]): readonly ColumnMapping[] {
  const fileOf = new Map<TableName, string>();
  for (const [index, { table, field, file }] of mappings.entries()) {
    const refuse = (message: string) => new Fault("POLICY_RANGE", message, { path: ["columns", index] });
    if (!tableNames.includes(table)) throw refuse(`There is no table ${shown(table)}.`);
    if (!tableColumns(table).some(({ name }) => name === field))
      throw refuse(`${table} has no field ${shown(field)}.`);
    if (mappings.findIndex((other) => other.table === table && other.field === field) !== index) {
      throw refuse(`${table}.${field} is mapped twice.`);
    }
    if (file === undefined) continue;
    const other = fileOf.get(table);
    if (other !== undefined && other !== file) throw refuse(`${table} is mapped to ${other} and to ${file}.`);
    fileOf.set(table, file);
  }
  return mappings;
}
