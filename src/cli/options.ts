import { parseArgs } from "node:util";
import { UsageError } from "./io.ts";

/** An option of a command: what parses it and what its help says. */
export interface Option {
  readonly type: "string" | "boolean";
  readonly multiple?: boolean;
  /** What stands for the value in the help. */
  readonly value?: string;
  readonly help: string;
}

/** A command's options by name, without the leading `--`. */
export type Options = Readonly<Record<string, Option>>;

/** A command line as it was understood. */
export interface Parsed {
  readonly values: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
  readonly positionals: readonly string[];
}

const reading: Options = {
  "time-zone": { type: "string", value: "ZONE", help: "the business's time zone; wins over business.json" },
  currency: {
    type: "string",
    value: "CODE[:N]",
    help: "its currency, with N decimals; wins over business.json",
  },
  now: {
    type: "string",
    value: "INSTANT",
    help: "instead of the clock: an ISO 8601 instant with Z or an offset",
  },
  "as-of": { type: "string", value: "DAY", help: "the day balances and ages are of (default: today)" },
  "as-of-mode": {
    type: "string",
    value: "MODE",
    help: "on an earlier day: reconstruct the balances as they stood (default), or reage today's",
  },
  columns: {
    type: "string",
    multiple: true,
    value: "TABLE.FIELD=[FILE:]HEADER",
    help: "read a field from another header, or file; repeatable",
  },
  "date-format": {
    type: "string",
    value: "FORMAT",
    help: "how days are written, such as M/D/YYYY (default: ISO)",
  },
  decimal: { type: "string", value: "MARK", help: "what stands before decimals: . (default) or ," },
  group: {
    type: "string",
    value: "MARK",
    help: "what groups thousands: , . ' or a space (default: nothing)",
  },
  delimiter: { type: "string", value: "CHARACTER", help: "what stands between cells (default: ,)" },
  "negative-invoices": {
    type: "string",
    value: "HOW",
    help: "refuse them (default), or read them as-credits",
  },
  "reject-to": {
    type: "string",
    value: "FILE",
    help: "go on without bad rows; write each with its reasons to FILE",
  },
  strict: { type: "boolean", help: "exit with 1 on warnings and on rejected rows too" },
};

const help: Options = { help: { type: "boolean", help: "show this" } };

/** The options of `export`. */
export const exportOptions: Options = {
  format: { type: "string", value: "FORMAT", help: "csv (default), json or table" },
  output: {
    type: "string",
    value: "FILE",
    help: "write to FILE, complete or not at all (default: standard output)",
  },
  status: { type: "string", multiple: true, value: "A,B", help: "only accounts that are Active or Inactive" },
  "invite-status": {
    type: "string",
    multiple: true,
    value: "A,B",
    help: "only Not Invited, Pending, Accepted, Declined or Expired",
  },
  search: { type: "string", value: "TEXT", help: "only accounts whose name or number holds TEXT" },
  sort: {
    type: "string",
    value: "COLUMN[:asc|desc]",
    help: "by one of the 37 headers (default: collection_priority)",
  },
  floor: { type: "string", value: "FLOOR", help: "lowest end of priorities: observed (default) or zero" },
  equal: { type: "string", value: "SCORE", help: "what equal exposures score: 10 (default), 5 or 0" },
  discounts: {
    type: "string",
    value: "HOW",
    help: "several on one invoice: max (default), statement-first, invoice-first or sum",
  },
  "average-decimals": { type: "string", value: "N", help: "decimals of averages (default: 2)" },
  "priority-decimals": { type: "string", value: "N", help: "decimals of priorities (default: 1)" },
  "line-end": { type: "string", value: "END", help: "crlf (default) or lf" },
  bom: { type: "boolean", help: "begin the CSV with a byte order mark" },
  "no-formula-guard": { type: "boolean", help: "write text that a spreadsheet would run as it is" },
  ...reading,
  ...help,
};

/** The options of `check`. */
export const checkOptions: Options = { ...reading, ...help };

/** The options of `init`. */
export const initOptions: Options = {
  "time-zone": { type: "string", value: "ZONE", help: "written to business.json" },
  currency: { type: "string", value: "CODE[:N]", help: "written to business.json" },
  ...help,
};

/**
 * Takes a command line apart.
 *
 * @throws {UsageError} for an option that the command does not have, a missing value, a wrong number of arguments.
 */
export function parse(args: readonly string[], options: Options): Parsed {
  const config = Object.fromEntries(
    Object.entries(options).map(([name, { type, multiple }]) => [
      name,
      { type, multiple: multiple ?? false },
    ]),
  );
  try {
    const { values, positionals, tokens } = parseArgs({
      args: [...args],
      options: config,
      allowPositionals: true,
      strict: true,
      tokens: true,
    });
    for (const token of tokens) {
      if (token.kind !== "option" || options[token.name]?.multiple === true) continue;
      const times = tokens.filter((other) => other.kind === "option" && other.name === token.name).length;
      if (times > 1) throw new UsageError(`--${token.name} is given ${times} times.`);
    }
    // Only options of type string may be repeated here, so no list holds a boolean.
    return { values: values as Parsed["values"], positionals };
  } catch (error) {
    throw error instanceof UsageError
      ? error
      : new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** The value of an option that takes one; undefined where it is not given. */
export function textOf({ values }: Parsed, name: string): string | undefined {
  const value = values[name];
  return typeof value === "string" ? value : undefined;
}

/** The values of an option that may be repeated or separated by commas; undefined where it is not given. */
export function listOf({ values }: Parsed, name: string): readonly string[] | undefined {
  const value = values[name];
  return Array.isArray(value) ? value.flatMap((each: string) => each.split(",")) : undefined;
}

/** Whether a switch is on. */
export function isOn({ values }: Parsed, name: string): boolean {
  return values[name] === true;
}

/**
 * The value of an option that takes one of a few words.
 *
 * @throws {UsageError} for any other word.
 */
export function wordOf<Word extends string>(
  parsed: Parsed,
  name: string,
  words: readonly Word[],
): Word | undefined {
  const value = textOf(parsed, name);
  if (value === undefined) return undefined;
  const word = words.find((each) => each === value);
  if (word === undefined)
    throw new UsageError(`--${name} takes ${words.join(", ")}, not ${JSON.stringify(value)}.`);
  return word;
}

/**
 * The value of an option that takes a whole number.
 *
 * @throws {UsageError} for anything else.
 */
export function numberOf(parsed: Parsed, name: string): number | undefined {
  const value = textOf(parsed, name);
  if (value === undefined) return undefined;
  if (!/^\d{1,3}$/.test(value))
    throw new UsageError(`--${name} takes a whole number, not ${JSON.stringify(value)}.`);
  return Number(value);
}

/** The lines of a help page that explain options. */
export function optionLines(options: Options): string {
  const left = Object.entries(options).map(
    ([name, { value }]) => `  --${name}${value === undefined ? "" : ` ${value}`}`,
  );
  const width = Math.min(36, Math.max(...left.map((each) => each.length)));
  return Object.values(options)
    .map(({ help: words }, at) => {
      const name = left[at] ?? "";
      return name.length > width
        ? `${name}\n${" ".repeat(width)}  ${words}`
        : `${name.padEnd(width)}  ${words}`;
    })
    .join("\n");
}
