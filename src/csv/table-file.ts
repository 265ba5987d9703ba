import type { Issue, IssueLog } from "../fault/issue.ts";
import { type TableColumn, type TableName, tableColumns } from "../model/tables.ts";
import type { CsvGrid } from "../table/read-csv.ts";
import type { SourceTable } from "./settle.ts";
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

/** Finds a table's columns in a grid and makes its rows; undefined where a column that it needs is not there. */
export function tableOf(
  table: TableName,
  file: string,
  grid: CsvGrid,
  mappings: readonly ColumnMapping[],
  speller: Speller,
  log: IssueLog,
): SourceTable | undefined {
  const columns = tableColumns(table);
  const places = new Map<string, { at: number; header: string }>();
  const problems: Issue[] = [];
  for (const column of columns) {
    const mapping = mappings.find(({ field }) => field === column.name);
    const wanted = foldHeader(mapping?.header ?? column.name);
    const [at, header] = [...grid.header.entries()].find(([, each]) => foldHeader(each) === wanted) ?? [];
    if (at !== undefined && header !== undefined) places.set(column.name, { at, header });
    else if (mapping !== undefined)
      problems.push(noColumn(file, mapping.header, `${table}.${column.name} is mapped to it`));
    else if (column.required) problems.push(noColumn(file, column.name, `${table} needs it`));
  }
  for (const problem of problems) log.error(problem);
  if (problems.length > 0) return undefined;
  const cells = columns.flatMap((column) => {
    const at = places.get(column.name)?.at;
    return at === undefined ? [] : [{ name: column.name, at, spell: spellOf(column, speller) }];
  });
  const rows = grid.records.map((record, index) => {
    const raw: Record<string, string> = {};
    for (const { name, at, spell } of cells) {
      // A record is as wide as the header.
      const cell = record.cells[at] as string;
      if (cell.trim() !== "") raw[name] = spell(cell);
    }
    return { raw, index, ...record };
  });
  return { table, file, rows, places };
}

function spellOf({ kind }: TableColumn, speller: Speller): (cell: string) => string {
  if (kind === "day") return speller.day;
  return kind === "amount" ? speller.amount : (cell) => cell;
}

function noColumn(file: string, header: string, why: string): Issue {
  const message = `There is no column ${header}: ${why}.`;
  return { code: "CSV_SHAPE", path: [file], file, line: 1, message, expected: header };
}
