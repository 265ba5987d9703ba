import { type IssueLog, type Path, shown } from "../fault/issue.ts";
import type { Currency } from "../money/currency.ts";
import type { Field, Fields } from "./field.ts";

/** What a row may look like before it is read: keys in camelCase or, as in ledger files, in snake_case. */
export type RawRow = Readonly<Record<string, unknown>>;

/** `dueOn` as ledger files spell it: `due_on`. */
export function columnName(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
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
        const value = field.read(found.value, context);
        if (value !== undefined) row[key] = value;
      } else if (field.required) {
        const message = `${found.key} is missing: ${field.means}`;
        log.error({ code: field.missing, path: [...path, found.key], message });
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

/** A cell by either spelling of its key, and the spelling that the row uses; undefined where reading it failed. */
function cellOf(
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
    if (camel === undefined) return { key: Object.hasOwn(raw, key) ? key : column, value: snake };
    if (snake === undefined) return { key, value: camel };
    const message = `The row has both ${key} and ${column}: which one counts?`;
    log.error({ code: "FIELD_TWICE", path: [...path, column], related: [...path, key], message });
  } catch (error) {
    const message = `Reading ${key} threw: ${error instanceof Error ? error.message : shown(error)}`;
    log.error({ code: "TYPE", path: [...path, key], message });
  }
  return undefined;
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
