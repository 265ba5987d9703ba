/** Stats of documents in columns: the engine's answers for millions of documents at once. */
export type { ColumnStats, ColumnStatsOptions, FigureOptions } from "./column-stats.ts";
export { ColumnsBuilder, columnsOf } from "./columns-builder.ts";
export {
  type ColumnKind,
  columnKinds,
  type DocumentColumns,
  documentColumns,
  type OfferColumns,
  offerSources,
  type RawDocumentColumns,
} from "./document-columns.ts";
export type { ColumnFigures } from "./figures.ts";
export { mergeColumnStats } from "./merge-stats.ts";
export { type SortedColumns, sortColumns, statsOfSorted } from "./sorted-columns.ts";
export { statsOfColumns } from "./stats-of-columns.ts";
export { type AgedTally, type ColumnTally, columnTallies } from "./tallies.ts";
