/** Ledger files: a folder of CSV files in, a checked ledger out. The only door that loads a CSV parser. */
export type { Day } from "../calendar/day.ts";
export type { Issue, Path, Reading } from "../fault/issue.ts";
export type { Ledger } from "../model/ledger.ts";
export type { LedgerOptions } from "../model/read-ledger.ts";
export type { TableName } from "../model/tables.ts";
export {
  type LedgerColumns,
  type LedgerOutline,
  type LedgerStats,
  type LedgerStatsOptions,
  readDocumentColumns,
  readLedgerStats,
} from "./ledger-columns.ts";
export { type LedgerFileOptions, type LedgerFiles, readLedgerFiles } from "./ledger-files.ts";
export { readLedgerTables } from "./ledger-tables.ts";
export type { FileSource, OpenQuestion } from "./open-stats.ts";
export { type CsvTable, type ParseCsvOptions, parseCsv } from "./parse-csv.ts";
export type { LedgerFromFiles, SourceOptions } from "./settle.ts";
export type { RejectedRow } from "./source.ts";
export type { CellSpelling } from "./spelling.ts";
export type { ColumnMapping } from "./table-file.ts";
