import type { Issue, IssueLog } from "../fault/issue.ts";
import { type TableColumn, type TableName, tableColumns } from "../model/tables.ts";
import type { CsvGrid } from "../table/read-csv.ts";
import type { SourceRow, SourceTable } from "./source.ts";
import type { Speller } from "./spelling.ts";

/** Reads a field of a table from a header, and a file, of another name. */
export interface ColumnMapping {
  readonly table: TableName;
  /** The column as the ledger format names it: `due_on`. */
  readonly field: string;
  /** The file; absent: the table's own. All mappings of a table name the same one. */
  readonly file?: string;
  readonly header: string;
}

/** A header as headers are compared: without case and outer blanks. */
export function foldHeader(header: string): string {
  return header.trim().toLowerCase();
}

/** Where a table is read from, and how. */
export interface TableFile {
  readonly table: TableName;
  readonly file: string;
  readonly grid: CsvGrid;
  readonly mappings: readonly ColumnMapping[];
  readonly speller: Speller;
  readonly onProgress?: ((words: string) => void) | undefined;
}

/** Finds a table's columns in a grid and makes its rows; undefined where a column that it needs is not there. */
export function tableOf(from: TableFile, log: IssueLog): SourceTable | undefined {
  const { table, file, grid, mappings } = from;
  const places = new Map<string, { at: number; header: string }>();
  const problems: Issue[] = [];
  for (const column of tableColumns(table)) {
    const mapping = mappings.find(({ field }) => field === column.name);
    const wanted = foldHeader(mapping?.header ?? column.name);
    const [at, header] = [...grid.header.entries()].find(([, each]) => foldHeader(each) === wanted) ?? [];
    if (at !== undefined && header !== undefined) places.set(column.name, { at, header });
    else if (mapping !== undefined)
      problems.push(noColumn(file, mapping.header, `${table}.${column.name} is mapped to it`));
    else if (column.required) problems.push(noColumn(file, column.name, `${table} needs it`));
  }
  for (const problem of problems) log.error(problem);
  return problems.length > 0 ? undefined : { table, file, rows: rowsOf(from, places), places };
}

/** How many rows are made between two words of progress. */
const progressStep = 10_000;

function rowsOf(
  { table, file, grid, speller, onProgress }: TableFile,
  places: SourceTable["places"],
): readonly SourceRow[] {
  const cells = tableColumns(table).flatMap((column) => {
    const at = places.get(column.name)?.at;
    return at === undefined ? [] : [{ name: column.name, at, spell: spellOf(column, speller) }];
  });
  return grid.records.map((record, index) => {
    if (index > 0 && index % progressStep === 0) onProgress?.(`reading ${file}: ${index} rows`);
    const raw: Record<string, string> = {};
    for (const { name, at, spell } of cells) {
      // A record is as wide as the header.
      const cell = record.cells[at] as string;
      if (!isBlank(cell)) raw[name] = spell(cell);
    }
    return { raw, index, ...record };
  });
}

/** Whether a cell says nothing. */
export function isBlank(cell: string | undefined): boolean {
  return cell === undefined || cell.trim() === "";
}

/**
 * A table without the lines on which it has no row, where others read the same file: those on which all that it reads
 * beyond one of the tables before it is blank, as the payment's day of an invoice that is not settled.
 *
 * @param before - The tables that read the same file and stand before it in the order of tables.
 */
export function withoutAbsentRows(table: SourceTable, before: readonly SourceTable[]): SourceTable {
  const own = before.map((other) => ownCells(table, other)).filter((cells) => cells.length > 0);
  if (own.length === 0) return table;
  const rows = table.rows.filter(({ cells }) => !own.some((ats) => ats.every((at) => isBlank(cells?.[at]))));
  return { ...table, rows: rows.map((row, index) => ({ ...row, index })) };
}

/** The cells a table reads and another does not; none where it needs no column among them: such a row is always there. */
function ownCells({ table, places }: SourceTable, other: SourceTable): readonly number[] {
  const others = new Set([...other.places.values()].map(({ at }) => at));
  const own = tableColumns(table as TableName).flatMap(({ name, required }) => {
    const at = places.get(name)?.at;
    return at === undefined || others.has(at) ? [] : [{ at, required }];
  });
  return own.some(({ required }) => required) ? own.map(({ at }) => at) : [];
}

/** How an instant begins: its day and what stands between it and the time. */
const instantStart = /^(?:\d{4}|[+-]\d{6})-\d\d-\d\d[Tt ]/;

function spellOf({ kind }: TableColumn, speller: Speller): (cell: string) => string {
  if (kind === "day") return speller.day;
  // An instant has one spelling, whatever days are written like.
  if (kind === "moment") return (cell) => (instantStart.test(cell) ? cell : speller.day(cell));
  return kind === "amount" || kind === "percent" ? speller.amount : (cell) => cell;
}

function noColumn(file: string, header: string, why: string): Issue {
  const message = `There is no column ${header}: ${why}.`;
  return { code: "CSV_SHAPE", path: [file], file, line: 1, message, expected: header };
}
