import { parseArgs } from "node:util";
import { Fault } from "../fault/fault.ts";
import { columnName } from "../model/row.ts";
import { UsageError, type Values } from "./io.ts";

/** An option of a command: what parses it and what its help says. */
export interface Option {
  readonly type: "string" | "boolean";
  readonly multiple?: boolean;
  /** One letter that means the same after a single `-`. */
  readonly short?: string;
  /** What stands for the value in the help. */
  readonly value?: string;
  readonly help: string;
}

/** A command's options by name, without the leading `--`. */
export type Options = Readonly<Record<string, Option>>;

/** A command line as it was understood. */
export interface Parsed {
  readonly values: Values;
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

/** How figures of an account are computed and shown. */
const figures: Options = {
  discounts: {
    type: "string",
    value: "HOW",
    help: "several on one invoice: max (default), statement-first, invoice-first or sum",
  },
  "average-decimals": { type: "string", value: "N", help: "decimals of averages (default: 2)" },
};

const help: Options = { help: { type: "boolean", short: "h", help: "show this" } };

const priorities: Options = {
  floor: { type: "string", value: "FLOOR", help: "lowest end of priorities: observed (default) or zero" },
  equal: { type: "string", value: "SCORE", help: "what equal exposures score: 10 (default), 5 or 0" },
  "priority-decimals": { type: "string", value: "N", help: "decimals of priorities (default: 1)" },
};

const query: Options = {
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
};

/** The options of `export`. */
export const exportOptions: Options = {
  format: { type: "string", value: "FORMAT", help: "csv (default), json or table" },
  output: {
    type: "string",
    value: "FILE",
    help: "write to FILE, complete or not at all (default: standard output)",
  },
  ...query,
  ...priorities,
  ...figures,
  "line-end": { type: "string", value: "END", help: "crlf (default) or lf" },
  bom: { type: "boolean", help: "begin the CSV with a byte order mark" },
  "no-formula-guard": { type: "boolean", help: "write text that a spreadsheet would run as it is" },
  each: {
    type: "string",
    value: "FOLDER",
    help: "instead of <ledger>: export every ledger in FOLDER, folders and .json files",
  },
  out: {
    type: "string",
    value: "FOLDER",
    help: "with --each: where to write a file for each ledger, complete or not at all",
  },
  jobs: {
    type: "string",
    value: "N",
    help: "with --each: how many ledgers at a time (default: as many as there are cores)",
  },
  ...reading,
  "reject-to": {
    type: "string",
    value: "FILE",
    help: "go on without bad rows; write each with its reasons to FILE (with --each: a folder)",
  },
  ...help,
};

/** The options of `customers`. */
export const customersOptions: Options = {
  ...query,
  page: { type: "string", value: "N", help: "which page of accounts (default: 1)" },
  "page-size": { type: "string", value: "N", help: "accounts on a page (default: 50)" },
  ...priorities,
  ...figures,
  "average-decimals": {
    type: "string",
    value: "N",
    help: "decimals of averages, 0 to 6, in csv to 20 (default: 2)",
  },
  format: {
    type: "string",
    value: "FORMAT",
    help: "json, table (default on a terminal), or csv: the export of all accounts shown",
  },
  ...reading,
  ...help,
};

/** The options of `debtors`. */
export const debtorsOptions: Options = {
  tab: {
    type: "string",
    value: "TAB",
    help: "overview (default), aging, credit, reliability, value, forecast, tiles or laybys",
  },
  list: {
    type: "string",
    value: "LIST",
    help: "instead of a tab: current-month-sales, payments-received, outstanding-30 or proforma-payments",
  },
  report: {
    type: "string",
    value: "REPORT",
    help: "instead of a tab: outstanding, payments-received, current-month-sales or proforma-payments",
  },
  basis: {
    type: "string",
    value: "BASIS",
    help: "what donuts and aging grids are aged from: due (default) or transaction",
  },
  from: { type: "string", value: "DAY", help: "of a list: only from this day on" },
  to: { type: "string", value: "DAY", help: "of a list: only to this day" },
  search: { type: "string", value: "TEXT", help: "of a list or laybys: only what holds TEXT" },
  status: {
    type: "string",
    multiple: true,
    value: "A,B",
    help: "of laybys: only those labelled so (default: those with something outstanding)",
  },
  sort: {
    type: "string",
    value: "ORDER",
    help: "of laybys: overdue-first (default), due-date, sale-date or balance",
  },
  grid: { type: "string", value: "GRID", help: "of aging: only the grid monthly or 7-day; csv needs one" },
  "top-debtors": { type: "string", value: "N", help: "of the overview: how many debtors (default: 10)" },
  "horizon-days": {
    type: "string",
    value: "N",
    help: "of the forecast: how many days ahead it reaches (default: without end)",
  },
  "days-to-pay": {
    type: "string",
    value: "ENDPOINT",
    help: "of credit and value: to the first-payment (default) or to the settlement",
  },
  format: {
    type: "string",
    value: "FORMAT",
    help: "json, table (default on a terminal); grids, lists and reports also csv, html, xml",
  },
  output: {
    type: "string",
    value: "FILE",
    help: "write to FILE, complete or not at all (default: standard output)",
  },
  ...reading,
  ...help,
};

/** The options of `account`. */
export const accountOptions: Options = {
  account: { type: "string", value: "ID", help: "the account's number" },
  "invoice-status": {
    type: "string",
    multiple: true,
    value: "A,B",
    help: "only invoices that are Open, Paid or Partially Paid",
  },
  ...figures,
  format: { type: "string", value: "FORMAT", help: "json, or table (default on a terminal)" },
  ...reading,
  ...help,
};

/** The options of `summary`. */
export const summaryOptions: Options = {
  account: { type: "string", value: "ID", help: "the account's number" },
  find: { type: "string", value: "NUMBER", help: "instead: find an invoice by its number, of any account" },
  permissions: {
    type: "string",
    multiple: true,
    value: "A,B",
    help: "the screens that are linked: open-items, contracts, payment-history (default: none)",
  },
  format: { type: "string", value: "FORMAT", help: "json, or table (default on a terminal)" },
  ...reading,
  ...help,
};

/** The options of `check`. */
export const checkOptions: Options = { ...reading, ...help };

/** The options of `explain`. */
export const explainOptions: Options = {
  column: {
    type: "string",
    value: "NAME",
    help: "the figure: a header of the export, or a metric of the stats panel such as net_ar_amount",
  },
  account: { type: "string", value: "ID", help: "the account's number (default: the whole business)" },
  ...priorities,
  ...figures,
  format: { type: "string", value: "FORMAT", help: "json, or table (default on a terminal)" },
  ...reading,
  ...help,
};

const { "as-of": _, "as-of-mode": __, ...readingToday } = reading;

/** The options of `upcoming`, which begins today. */
export const upcomingOptions: Options = {
  through: { type: "string", value: "DAY", help: "the last day to look at" },
  account: { type: "string", value: "ID", help: "only this account (default: all)" },
  discounts: figures["discounts"] as Option,
  format: { type: "string", value: "FORMAT", help: "json, or table (default on a terminal)" },
  ...readingToday,
  ...help,
};

/** The options of `profile`, which is of today. */
export const profileOptions: Options = {
  account: { type: "string", value: "ID", help: "the account's number" },
  user: { type: "string", value: "KIND", help: "who looks: business (default) or manufacturer" },
  "wholesaler-id": {
    type: "string",
    value: "ID",
    help: "of a manufacturer: only sales through this wholesaler (default: all)",
  },
  direct: { type: "boolean", help: "of a manufacturer: only sales through no wholesaler" },
  "show-all-sales": { type: "boolean", help: "of a manufacturer: all sales, whatever the wholesaler" },
  "sales-from": { type: "string", value: "TABLE", help: "what sales are: sales (default) or invoices" },
  comparison: {
    type: "string",
    value: "HOW",
    help: "the month so far against same-elapsed-days (default), or full-months",
  },
  "projection-months": {
    type: "string",
    value: "N",
    help: "how many months before this one the projection looks at (default: 12)",
  },
  "events-limit": { type: "string", value: "N", help: "how many of the latest events (default: 10)" },
  "upcoming-limit": {
    type: "string",
    value: "N",
    help: "how many of the upcoming activities (default: all)",
  },
  format: { type: "string", value: "FORMAT", help: "json, or table (default on a terminal)" },
  ...readingToday,
  ...help,
};

/** The options of `init`. */
export const initOptions: Options = {
  "time-zone": { type: "string", value: "ZONE", help: "written to business.json" },
  currency: { type: "string", value: "CODE[:N]", help: "written to business.json" },
  ...help,
};

/**
 * Takes a command line apart.
 *
 * @throws {UsageError} for an option that the command does not have, a missing value, one given twice.
 */
export function parse(args: readonly string[], options: Options): Parsed {
  const config = Object.fromEntries(
    Object.entries(options).map(([name, { type, multiple, short }]) => [
      name,
      { type, multiple: multiple ?? false, ...(short === undefined ? {} : { short }) },
    ]),
  );
  // Not strict: what is wrong is said in our own words, which do not change with the version of Node.
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options: config,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const given = tokens.filter((token) => token.kind === "option");
  for (const token of given) {
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (option === undefined) throw new UsageError(`There is no option ${token.rawName}.`);
    checkValue(token, option);
    const times = given.filter(({ name }) => name === token.name).length;
    if (times > 1 && option.multiple !== true)
      throw new UsageError(`--${token.name} is given ${times} times.`);
  }
  // Only options of type string may be repeated here, so no list holds a boolean.
  return { values: values as Parsed["values"], positionals };
}

/** An option of a command line as `parseArgs` found it. */
interface GivenOption {
  readonly name: string;
  readonly value: string | undefined;
  /** Whether the value stands in the same word: `--name=value`. */
  readonly inlineValue: boolean | undefined;
}

function checkValue({ name, value, inlineValue }: GivenOption, { type, value: stands }: Option): void {
  if (type === "boolean") {
    if (value !== undefined) throw new UsageError(`--${name} takes no value.`);
  } else if (value === undefined) {
    throw new UsageError(`--${name} needs a value: ${stands ?? "VALUE"}.`);
  } else if (inlineValue === false && /^-./.test(value)) {
    throw new UsageError(
      `--${name} is followed by ${value}: a value that begins with - is given as --${name}=${value}`,
    );
  }
}

/** The value of an option that takes one; undefined where it is not given. */
export function textOf({ values }: Parsed, name: string): string | undefined {
  const value = values[name];
  return typeof value === "string" ? value : undefined;
}

/** The values of an option that may be repeated, each as it is given; undefined where it is not. */
export function textsOf({ values }: Parsed, name: string): readonly string[] | undefined {
  const value = values[name];
  return Array.isArray(value) ? value : undefined;
}

/**
 * The values of an option that may be repeated or separated by commas; undefined where it is not given.
 *
 * @throws {UsageError} for a part that is blank.
 */
export function listOf(parsed: Parsed, name: string): readonly string[] | undefined {
  return textsOf(parsed, name)?.flatMap((text) => {
    const parts = text.split(",");
    if (parts.every((part) => part.trim() !== "")) return parts;
    throw new UsageError(`--${name} ${JSON.stringify(text)} has an empty part: put a word between commas.`);
  });
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
  if (!/^\d{1,6}$/.test(value))
    throw new UsageError(`--${name} takes a whole number, not ${JSON.stringify(value)}.`);
  return Number(value);
}

/**
 * Checks an option by a call that throws where it cannot be, and puts that down to the option.
 *
 * @param key - The option as faults spell it: `asOf` for `--as-of`.
 */
export function checked<Value>(key: string, check: () => Value): Value {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof Fault) || error.path[0] === key) throw error;
    throw new Fault(error.code, error.message, { path: [key, ...error.path], details: error.details });
  }
}

/** The option that a fault is about, as it is typed; undefined where it is about none of them. */
export function flagOf({ path }: Fault, options: Options): string | undefined {
  const name = columnName(String(path[0] ?? "")).replaceAll("_", "-");
  return Object.hasOwn(options, name) ? `--${name}` : undefined;
}

/** The lines of a help page that explain options. */
export function optionLines(options: Options): string {
  const left = Object.entries(options).map(([name, { value, short }]) => {
    return `  --${name}${short === undefined ? "" : `, -${short}`}${value === undefined ? "" : ` ${value}`}`;
  });
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
