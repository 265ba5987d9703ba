import type { Day } from "../calendar/day.ts";
import { type Issue, IssueLog, issueLimit, type Path, type Reading, shown } from "../fault/issue.ts";
import { countOption } from "../fault/options.ts";
import { readBusiness } from "../model/business.ts";
import type { Ledger } from "../model/ledger.ts";
import { type LedgerOptions, readLedger } from "../model/read-ledger.ts";
import type { CellSpelling } from "./spelling.ts";

/** How tables from outside become a ledger. */
export interface SourceOptions extends Omit<LedgerOptions, "today"> {
  /** The business's own day, or what it is in the business's time zone (`todayIn` of `receivables/calendar`). */
  readonly today: Day | ((timeZone: string) => Day);
  /** Whether rows with errors are set aside, with what they were about, instead of failing the whole. Default `false`. */
  readonly rejectBadRows?: boolean;
}

/** The names {@link SourceOptions} has. */
export const sourceOptionNames: readonly string[] = [
  "today",
  "timeZone",
  "currency",
  "negativeInvoices",
  "issueLimit",
  "rejectBadRows",
];

/** A row that was set aside. */
export interface RejectedRow {
  /** The file it stood in; for JSON the table. */
  readonly file: string;
  /** The line it begins on, counted from 1; for JSON its index, counted from 0. */
  readonly line: number;
  /** Its cells as they stand in the file; for JSON the row as one text. */
  readonly cells: readonly string[];
  readonly issues: readonly Issue[];
}

/** A ledger, and the rows it had to do without. */
export interface LedgerFromFiles {
  readonly ledger: Ledger;
  readonly rejected: readonly RejectedRow[];
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
}

/** The log of a reading with these options. */
export function logOf(options: SourceOptions): IssueLog {
  return new IssueLog(countOption("issueLimit", options.issueLimit ?? issueLimit, 1, 1_000_000));
}

/** Reads the ledger; where bad rows are set aside, as often as leaving some out makes others wrong. */
export function settle(source: Source, options: SourceOptions, log: IssueLog): Reading<LedgerFromFiles> {
  const { timeZone, currency, negativeInvoices } = options;
  const given = {
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(currency === undefined ? {} : { currency }),
  };
  const rejects = new Rejects(source);
  const business = readBusiness(source.rest["business"], given);
  if (!business.ok) {
    for (const issue of business.issues)
      log.error(rejects.locate({ ...issue, path: ["business", ...issue.path] }));
    return log.reading(unreachable);
  }
  const reject = options.rejectBadRows === true;
  for (const { file, row, issue } of source.ragged) {
    if (reject) rejects.add(file, row, issue);
    else log.error(issue);
  }
  const ledgerOptions: LedgerOptions = {
    ...given,
    ...(negativeInvoices === undefined ? {} : { negativeInvoices }),
    today: typeof options.today === "function" ? options.today(business.value.timeZone) : options.today,
    issueLimit: 1_000_000,
  };
  for (;;) {
    const reading = readLedger(rejects.rawLedger(), ledgerOptions);
    if (!reading.ok && reject && rejects.takeBadRows(reading.issues)) continue;
    for (const issue of reading.warnings) log.warn(rejects.locate(issue));
    if (reading.ok) return log.reading(() => ({ ledger: reading.value, rejected: rejects.rows() }));
    for (const issue of reading.issues) log.error(rejects.locate(issue));
    return log.reading(unreachable);
  }
}

/** Only to satisfy the types: the log holds an error whenever this would be asked for. */
export function unreachable(): never {
  throw new TypeError("A reading without errors has a value.");
}

/** Keeps which rows of the source are still in, and why the others are not. */
class Rejects {
  private readonly source: Source;
  private readonly left: Map<string, readonly SourceRow[]>;
  private readonly out = new Map<SourceRow, { readonly file: string; readonly issues: Issue[] }>();

  constructor(source: Source) {
    this.source = source;
    this.left = new Map(source.tables.map(({ table, rows }) => [table, rows]));
  }

  add(file: string, row: SourceRow, issue: Issue): void {
    const entry = this.out.get(row);
    if (entry === undefined) this.out.set(row, { file, issues: [issue] });
    else entry.issues.push(issue);
  }

  rawLedger(): Readonly<Record<string, unknown>> {
    const tables = [...this.left].map(([table, rows]) => [table, rows.map(({ raw }) => raw)]);
    return { ...this.source.rest, ...Object.fromEntries(tables) };
  }

  /** Sets aside the rows that issues are about; false where an issue is about no row, so that nothing can be done. */
  takeBadRows(issues: readonly Issue[]): boolean {
    const bad = new Set<SourceRow>();
    for (const issue of issues) {
      const place = this.placeOf(issue.path);
      if (place === undefined) return false;
      this.add(place.table.file, place.row, this.locate(issue));
      bad.add(place.row);
    }
    for (const [table, rows] of this.left)
      this.left.set(
        table,
        rows.filter((row) => !bad.has(row)),
      );
    return true;
  }

  rows(): readonly RejectedRow[] {
    return [...this.out].map(([{ raw, cells, line, index }, { file, issues }]) => ({
      file,
      line: line ?? index,
      cells: cells ?? [jsonOf(raw)],
      issues,
    }));
  }

  /** The issue with the file, line and header it is about. */
  locate(issue: Issue): Issue {
    const place = this.placeOf(issue.path);
    const { businessFile } = this.source;
    if (issue.path[0] === "business" && businessFile !== undefined) return { ...issue, file: businessFile };
    if (place === undefined) return issue;
    const { file, places } = place.table;
    const { line, cells } = place.row;
    const path = ownPath(issue.path, place);
    const where = line === undefined ? { path } : { path, file, line };
    const at = places.get(String(issue.path[2]))?.at;
    const cell = at === undefined ? undefined : cells?.[at];
    const message = cell === undefined ? undefined : spellingMessage(issue, cell, this.source.spelling);
    const spelled = message === undefined ? {} : { message, received: shown(cell) };
    return { ...issue, ...where, ...spelled, ...this.relatedOf(issue) };
  }

  /** The second place that an issue speaks of, where the input has it: in its path and in its message. */
  private relatedOf({ related, message }: Issue): Partial<Pick<Issue, "related" | "message">> {
    const place = related === undefined ? undefined : this.placeOf(related);
    if (related === undefined || place === undefined) return {};
    const { table, row } = place;
    const words = row.line === undefined ? `${table.table}/${row.index}` : `${table.file}:${row.line}`;
    const own = message.replace(`at ${related.slice(0, 2).join("/")}.`, `at ${words}.`);
    return { related: ownPath(related, place), message: own };
  }

  private placeOf([name, index]: Path): Place | undefined {
    const table = this.source.tables.find((each) => each.table === name);
    const row =
      table === undefined || typeof index !== "number" ? undefined : this.left.get(table.table)?.[index];
    return table === undefined || row === undefined ? undefined : { table, row };
  }
}

/** A row, and the table it stands in. */
interface Place {
  readonly table: SourceTable;
  readonly row: SourceRow;
}

/** A path with the row's own index and the header as the input spells it. */
function ownPath([, , column, ...rest]: Path, { table, row }: Place): Path {
  if (column === undefined) return [table.table, row.index];
  return [table.table, row.index, table.places.get(String(column))?.header ?? column, ...rest];
}

/** A row of JSON as one text; what it is where it has none, such as a row that refers to itself. */
function jsonOf(raw: unknown): string {
  try {
    return JSON.stringify(raw) ?? shown(raw);
  } catch {
    return shown(raw);
  }
}

/** What to say of a cell that is not spelled as the options say. */
function spellingMessage({ code }: Issue, cell: string, spelling: CellSpelling): string | undefined {
  if (code === "DATE_INVALID" && spelling.dateFormat !== undefined) {
    return `${shown(cell)} is not a day written ${spelling.dateFormat}.`;
  }
  if (code === "AMOUNT_FORMAT" && (spelling.decimal === "," || spelling.group !== undefined)) {
    const grouping = spelling.group === undefined ? "" : ` and ${shown(spelling.group)} between thousands`;
    return `${shown(cell)} is not an amount with ${shown(spelling.decimal ?? ".")} before its decimals${grouping}.`;
  }
  return undefined;
}
