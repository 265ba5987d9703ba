import { type IssueLog, type Path, shown } from "../fault/issue.ts";
import type { Currency } from "../money/currency.ts";
import type { Field, FieldContext, Fields } from "./field.ts";

/** What a row may look like before it is read: keys in camelCase or, as in ledger files, in snake_case. */
export type RawRow = Readonly<Record<string, unknown>>;

/** `dueOn` as ledger files spell it: `due_on`. */
export function columnName(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** `due_on` as rows of this library spell it: `dueOn`. */
export function keyName(column: string): string {
  return column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** A row that was read, where it stood, and as it came: paths of its cells are spelled as it spells them. */
export interface Entry<Value> {
  readonly value: Value;
  readonly path: Path;
  readonly raw: unknown;
}

/** The path of a cell, its key as the row spells it. */
export function cellPath(path: Path, raw: unknown, key: string): Path {
  return [...path, spelling(raw, key)];
}

/** A key as a row spells it; one that the row does not have, as its other keys are spelled. */
export function spelling(raw: unknown, key: string): string {
  const row = raw as object;
  const column = columnName(key);
  if (Object.hasOwn(row, key)) return key;
  if (Object.hasOwn(row, column)) return column;
  return Object.keys(row).some((each) => /[A-Z]/.test(each)) ? key : column;
}

/** Reads one row; undefined after logging everything that is wrong with it. */
export type RowReader<Row> = (raw: unknown, path: Path, log: IssueLog) => Row | undefined;

interface Slot {
  readonly key: string;
  readonly column: string;
  readonly field: Field<unknown>;
}

/**
 * Makes the reader of a noun's rows from its fields.
 *
 * Each property is read once, so that a getter cannot answer differently the second time. `null` and undefined count as
 * absent. Keys that no field has are warned about once a table.
 */
export function rowReader<Row>(fields: Fields<Row>, currency: Currency): RowReader<Row> {
  const slots = slotsOf(fields);
  const known = new Set(slots.flatMap(({ key, column }) => [key, column]));
  const warned = new WeakMap<IssueLog, Set<string>>();
  return (raw, path, log) => {
    if (!isPlainObject(raw)) {
      log.error({
        code: "TYPE",
        path,
        message: `A row is a plain object, not ${shown(raw)}.`,
        received: shown(raw),
      });
      return undefined;
    }
    warnUnknownKeys(raw, known, path, log, warned);
    const errorsBefore = log.errorCount;
    const row: Record<string, unknown> = {};
    const context = { currency, log, rowPath: path, key: "" };
    for (const { key, column, field } of slots) {
      const found = cellOf(raw, key, column, path, log);
      if (found === undefined) continue;
      if (found.value !== undefined) {
        context.key = found.key;
        const value = readCell(field, found.value, context);
        if (value !== undefined) row[key] = value;
      } else if (field.required) {
        const message = `${spelling(raw, key)} is missing: ${field.means}`;
        log.error({ code: field.missing, path: cellPath(path, raw, key), message });
      }
    }
    return log.errorCount === errorsBefore ? (row as Row) : undefined;
  };
}

function slotsOf<Row>(fields: Fields<Row>): readonly Slot[] {
  return Object.entries<Field<unknown>>(fields).map(([key, field]) => ({
    key,
    column: columnName(key),
    field,
  }));
}

/** The value of a cell; undefined after logging what is wrong with it, which may be that an object in it throws. */
function readCell(field: Field<unknown>, value: unknown, context: FieldContext): unknown {
  try {
    return field.read(value, context);
  } catch (error) {
    logThrown(error, [...context.rowPath, context.key], context.log);
    return undefined;
  }
}

/**
 * A cell by either spelling of its key, read once, and the spelling that the row uses; `null` counts as absent.
 * Undefined after logging that the row has both, or that reading threw.
 */
export function cellOf(
  raw: RawRow,
  key: string,
  column: string,
  path: Path,
  log: IssueLog,
): { readonly key: string; readonly value: unknown } | undefined {
  try {
    const camel = Object.hasOwn(raw, key) ? (raw[key] ?? undefined) : undefined;
    if (column === key) return { key, value: camel };
    const snake = Object.hasOwn(raw, column) ? (raw[column] ?? undefined) : undefined;
    if (snake === undefined) return { key, value: camel };
    if (camel === undefined) return { key: column, value: snake };
    const message = `The row has both ${key} and ${column}: which one counts?`;
    log.error({ code: "FIELD_TWICE", path: [...path, column], related: [...path, key], message });
  } catch (error) {
    logThrown(error, cellPath(path, raw, key), log);
  }
  return undefined;
}

/** Logs that reading something threw: a getter, or a method of an object that should stand for a day or an amount. */
export function logThrown(error: unknown, path: Path, log: IssueLog): void {
  const message = `Reading it threw ${shown(error instanceof Error ? error.message : error)}.`;
  log.error({ code: "TYPE", path, message });
}

function warnUnknownKeys(
  raw: RawRow,
  known: ReadonlySet<string>,
  path: Path,
  log: IssueLog,
  warned: WeakMap<IssueLog, Set<string>>,
): void {
  for (const key of Object.keys(raw)) {
    if (known.has(key)) continue;
    const keys = warned.get(log) ?? new Set();
    warned.set(log, keys);
    if (keys.has(key)) continue;
    keys.add(key);
    log.warn({
      code: "COLUMN_UNKNOWN",
      path: [...path, key],
      message: `${shown(key)} is no field of such a row; it is not read.`,
    });
  }
}

/** An object literal, or one of JSON, of any realm: not an array, not an instance of a class. */
export function isPlainObject(value: unknown): value is RawRow {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
