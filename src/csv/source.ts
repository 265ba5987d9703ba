import type { Issue } from "../fault/issue.ts";
import type { CellSpelling } from "./spelling.ts";

/** A row that was set aside: a line of a file, with all that tables read from it. */
export interface RejectedRow {
  /** The file it stood in; for JSON the table. */
  readonly file: string;
  /** The line it begins on, counted from 1; for JSON its index, counted from 0. */
  readonly line: number;
  /** Its cells as they stand in the file; for JSON the row as one text. */
  readonly cells: readonly string[];
  readonly issues: readonly Issue[];
  /** Whether nothing is wrong with it but that other rows were set aside. */
  readonly follows: boolean;
}

/** A row on its way to the readers, and where it came from. */
export interface SourceRow {
  readonly raw: unknown;
  /** Where it stands in its table, counted from 0. */
  readonly index: number;
  /** The line of a file; absent for JSON. */
  readonly line?: number;
  /** The cells of a file; absent for JSON. */
  readonly cells?: readonly string[];
}

/** A table from outside. */
export interface SourceTable {
  /** Its name, as the input spells it. */
  readonly table: string;
  readonly file: string;
  readonly rows: readonly SourceRow[];
  /** Which cell of a row a column was read from, and what its header is called; empty for JSON. */
  readonly places: ReadonlyMap<string, { readonly at: number; readonly header: string }>;
}

/** Everything that came from outside. */
export interface Source {
  /** What no row says: `business`, and for JSON whatever is no table. */
  readonly rest: Readonly<Record<string, unknown>>;
  readonly tables: readonly SourceTable[];
  /** Records that are no rows because they are too long or too short. */
  readonly ragged: readonly { readonly file: string; readonly row: SourceRow; readonly issue: Issue }[];
  readonly spelling: CellSpelling;
  /** The file that describes the business; absent for JSON. */
  readonly businessFile?: string;
  /** Whether there is such a file and it could not be read, so that nobody knows what it lacks. */
  readonly businessUnreadable?: boolean;
}

/** A cell of a row as it came; undefined where there is none, or where reading it throws. */
export function valueIn(raw: unknown, key: string): unknown {
  try {
    return (raw as Readonly<Record<string, unknown>> | null | undefined)?.[key];
  } catch {
    return undefined;
  }
}
