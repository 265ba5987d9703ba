import { type Issue, shown } from "../fault/issue.ts";
import type { FieldKind } from "../model/field.ts";
import { columnName } from "../model/row.ts";
import { type TableName, tableColumns } from "../model/tables.ts";
import { readMinor } from "../money/amount.ts";
import { type SourceRow, type SourceTable, valueIn } from "./source.ts";
import type { CellSpelling } from "./spelling.ts";

/** What an issue says of a cell. */
type Said = Partial<Pick<Issue, "message" | "received">>;

/** What is to be said of a cell instead, for whoever wrote the file: as it is spelled there, and without names of functions. */
export function cellMessage(issue: Issue, table: SourceTable, row: SourceRow, spelling: CellSpelling): Said {
  const key = issue.path[2];
  if (key === undefined) return {};
  const given = valueIn(row.raw, String(key));
  const at = table.places.get(String(key))?.at;
  const cell = at === undefined ? given : row.cells?.[at];
  if (issue.code === "DATE_TYPE" && typeof cell === "string") {
    const message = `${shown(cell)} holds a time; write only the day, such as ${shown(cell.slice(0, 10))}.`;
    return { message, received: shown(cell) };
  }
  const kind = () => kindsOf(table).get(columnName(String(key)));
  if (typeof given === "number" && /^(TYPE|CREDIT_LIMIT_INVALID)$/.test(issue.code) && kind() === "amount") {
    return {
      message: `${given} is a number (dollars or cents?): write the amount in quotes, such as "5.00".`,
    };
  }
  const respelled = [spelling.dateFormat, spelling.decimal, spelling.group].some(
    (each) => each !== undefined,
  );
  if (!respelled || typeof given !== "string" || typeof cell !== "string") return {};
  return respelledMessage(issue, { table, row, given, cell, kind: kind() }, spelling);
}

/** A cell of a CSV file. */
interface Cell {
  readonly table: SourceTable;
  readonly row: SourceRow;
  /** As readers saw it. */
  readonly given: string;
  /** As it stands in the file. */
  readonly cell: string;
  readonly kind: FieldKind | undefined;
}

function respelledMessage({ code, message }: Issue, at: Cell, spelling: CellSpelling): Said {
  const { given, cell, kind } = at;
  const received = shown(cell);
  if (kind === "moment" && spelling.dateFormat !== undefined) {
    return code === "INSTANT_INVALID" || code === "DATE_INVALID"
      ? { message: `${received} is neither an instant nor a day written ${spelling.dateFormat}.`, received }
      : { message: withOwnDays(message, at), received };
  }
  if (kind === "day" && spelling.dateFormat !== undefined) {
    return code === "DATE_INVALID"
      ? { message: `${received} is not a day written ${spelling.dateFormat}.`, received }
      : { message: withOwnDays(message, at), received };
  }
  if (spelling.decimal === undefined && spelling.group === undefined) return {};
  if (kind === "percent") {
    const mark = shown(spelling.decimal ?? ".");
    return {
      message: `${received} is not per cent from 0 to 100 with ${mark} before its decimals.`,
      received,
    };
  }
  if (kind !== "amount") return {};
  const read = readMinor(given, 0);
  return Array.isArray(read) && read[0] === "AMOUNT_FORMAT"
    ? { message: amountMessage(received, spelling), received }
    : { message: message.replaceAll(shown(given), () => received), received };
}

function amountMessage(received: string, { decimal = ".", group }: CellSpelling): string {
  const grouping = group === undefined ? "" : ` and ${shown(group)} between thousands`;
  return `${received} is not an amount with ${shown(decimal)} before its decimals${grouping}.`;
}

/** A message in which each day of the row is spelled as its cell is; the day that an instant begins with is none of them. */
function withOwnDays(message: string, { table, row }: Cell): string {
  const kinds = kindsOf(table);
  let own = message;
  for (const [column, { at }] of table.places) {
    const day = valueIn(row.raw, column);
    const cell = row.cells?.[at];
    const kind = kinds.get(column);
    if (!(kind === "day" || kind === "moment") || typeof day !== "string" || cell === undefined) continue;
    own = own.replaceAll(day, (found, place: number, text: string) =>
      text[place + found.length] === "T" ? found : shown(cell).slice(1, -1),
    );
  }
  return own;
}

function kindsOf({ table }: SourceTable): ReadonlyMap<string, FieldKind> {
  return new Map(tableColumns(columnName(table) as TableName).map(({ name, kind }) => [name, kind]));
}
