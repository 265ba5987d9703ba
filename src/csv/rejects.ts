import { type Issue, type Path, shown } from "../fault/issue.ts";
import { columnName, keyName } from "../model/row.ts";
import { cellMessage } from "./cell-message.ts";
import { type RejectedRow, type Source, type SourceRow, type SourceTable, valueIn } from "./source.ts";

/** What options say of the business beside its file. */
export interface GivenBusiness {
  readonly timeZone?: unknown;
  readonly currency?: unknown;
}

/** A line of a file, or a row of JSON, that was set aside. */
interface Reject {
  readonly file: string;
  readonly row: SourceRow;
  readonly reasons: { readonly issue: Issue; readonly follows: () => boolean }[];
}

/** Keeps which rows of the source are still in, and why the others are not. */
export class Rejects {
  private readonly source: Source;
  private readonly given: GivenBusiness;
  private readonly left: Map<string, readonly SourceRow[]>;
  private readonly out = new Map<string, Reject>();
  /** `account_id` and an id, for rows that are out. */
  private readonly ids = new Set<string>();

  constructor(source: Source, given: GivenBusiness) {
    this.source = source;
    this.given = given;
    this.left = new Map(source.tables.map(({ table, rows }) => [table, rows]));
  }

  /** Sets aside the records that are no rows. */
  takeRagged(): void {
    for (const { file, row, issue } of this.source.ragged) {
      this.add(file, row, issue, () => false);
      for (const table of this.source.tables) if (table.file === file) this.addId(table, row);
    }
  }

  /**
   * Sets aside the rows that issues are about, with all that was read from their lines; false where an issue is about no
   * row, so that nothing can be done.
   *
   * @param late - Whether rows were set aside before, without which these would be good.
   */
  takeBadRows(issues: readonly Issue[], late: boolean): boolean {
    for (const issue of issues) {
      const place = this.placeOf(issue.path);
      if (place === undefined) return false;
      const id = issue.code === "REF_UNKNOWN" ? namedId(issue.path, place.row) : undefined;
      const follows = () => late || (id !== undefined && this.ids.has(id));
      this.add(place.table.file, place.row, this.locate(issue), follows);
    }
    for (const table of this.source.tables) this.leaveOut(table);
    return true;
  }

  private add(file: string, row: SourceRow, issue: Issue, follows: () => boolean): void {
    const key = keyOf(file, row);
    const reject = this.out.get(key) ?? { file, row, reasons: [] };
    reject.reasons.push({ issue, follows });
    this.out.set(key, reject);
  }

  private leaveOut(table: SourceTable): void {
    const rows = this.left.get(table.table) ?? [];
    const stays = (row: SourceRow) => !this.out.has(keyOf(table.file, row));
    for (const row of rows) if (!stays(row)) this.addId(table, row);
    this.left.set(table.table, rows.filter(stays));
  }

  private addId(table: SourceTable, row: SourceRow): void {
    const id = ownId(table, row);
    if (id !== undefined) this.ids.add(id);
  }

  rawLedger(): Readonly<Record<string, unknown>> {
    const tables = [...this.left].map(([table, rows]) => [table, rows.map(({ raw }) => raw)]);
    return { ...this.source.rest, ...Object.fromEntries(tables) };
  }

  /** How many rows are still in. */
  get rowCount(): number {
    return [...this.left.values()].reduce((count, rows) => count + rows.length, 0);
  }

  /** By file and line. */
  rows(): readonly RejectedRow[] {
    const rows = [...this.out.values()].map(({ file, row, reasons }) => ({
      file,
      line: row.line ?? row.index,
      cells: row.cells ?? [jsonOf(row.raw)],
      issues: reasons.map(({ issue }) => issue),
      follows: reasons.every(({ follows }) => follows()),
    }));
    return rows.sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
  }

  /** The issue with the file, line and header it is about. */
  locate(issue: Issue): Issue {
    if (issue.path[0] === "business") return this.locateBusiness(issue);
    const place = this.placeOf(issue.path);
    if (place === undefined) return issue;
    const { file } = place.table;
    const { line } = place.row;
    const path = ownPath(issue.path, place);
    const where = line === undefined ? { path } : { path, file, line };
    const said = cellMessage(issue, place.table, place.row, this.source.spelling);
    return { ...issue, ...where, ...said, ...this.relatedOf({ ...issue, ...said }) };
  }

  /** What an option says is not put down to the file. */
  private locateBusiness(issue: Issue): Issue {
    const [, key, ...rest] = issue.path;
    const option = key === undefined ? "" : keyName(String(key));
    const isGiven =
      option === "timeZone" ? this.given.timeZone : option === "currency" && this.given.currency;
    const { businessFile } = this.source;
    if (isGiven && /^(TIME_ZONE|CURRENCY)_/.test(issue.code)) return { ...issue, path: [option, ...rest] };
    return businessFile === undefined ? issue : { ...issue, file: businessFile };
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

/** What all tables read from one line of a file has one key. */
function keyOf(file: string, { line, index }: SourceRow): string {
  return `${file}\0${line ?? index}`;
}

/** The id by which other rows name a row, with the column they do it in. */
function ownId({ table, places }: SourceTable, { raw, cells }: SourceRow): string | undefined {
  const column = `${columnName(table).replace(/s$/, "")}_id`;
  const columns = column === "invoice_id" ? [column, "invoice_number"] : [column];
  for (const each of columns) {
    const at = places.get(each)?.at;
    const id = at === undefined ? (valueIn(raw, each) ?? valueIn(raw, keyName(each))) : cells?.[at];
    if (typeof id === "string" && id !== "") return `${column}\0${id}`;
  }
  return undefined;
}

/** The id that a row names in the cell a path leads to, as {@link ownId} would spell it. */
function namedId(path: Path, { raw }: SourceRow): string {
  const key = String(path[2]);
  const column = columnName(key)
    .replace(/^debit_/, "")
    .replace(/^proforma_/, "quote_");
  return `${column}\0${valueIn(raw, key)}`;
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
