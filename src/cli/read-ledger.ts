import { readdir, readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { epochMilliseconds } from "../calendar/instant.ts";
import { timeZoneProblem } from "../calendar/time-zone.ts";
import { todayIn } from "../calendar/zone.ts";
import { type LedgerFileOptions, readLedgerFiles } from "../csv/ledger-files.ts";
import { parseJson, readLedgerTables } from "../csv/ledger-tables.ts";
import { type LedgerFromFiles, type SourceOptions, unreachable } from "../csv/settle.ts";
import type { ColumnMapping } from "../csv/table-file.ts";
import { IssueLog, type Reading } from "../fault/issue.ts";
import type { TableName } from "../model/tables.ts";
import { tableNames } from "../model/tables.ts";
import { type Currency, currencyOf } from "../money/currency.ts";
import { decodeUtf8 } from "../table/read-csv.ts";
import { type Io, UsageError } from "./io.ts";
import { isOn, listOf, type Parsed, textOf, wordOf } from "./options.ts";

/** A ledger as the command line asked for it, and the instant that counts as now. */
export interface LedgerInput {
  readonly reading: Reading<LedgerFromFiles>;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly now: number;
}

/**
 * Reads the ledger that a command line names: a folder, a `.json` file, or `-` for JSON on standard input.
 *
 * @throws {UsageError} for a ledger that cannot be opened or options that cannot be.
 */
export async function readLedgerInput(parsed: Parsed, io: Io): Promise<LedgerInput> {
  const [ledger, ...more] = parsed.positionals;
  if (ledger === undefined || more.length > 0) {
    throw new UsageError(`Name one ledger: a folder, a .json file, or - for standard input.`);
  }
  const now = nowOf(parsed, io);
  const options = readingOptions(parsed, now);
  const progress = progressOf(io);
  try {
    const isFolder = ledger !== "-" && (await opened(ledger, stat(ledger))).isDirectory();
    const reading = isFolder
      ? readLedgerFiles(await filesOf(ledger, options.columns ?? [], progress), options)
      : await readJsonLedger(ledger, parsed, options, io);
    return { reading, now };
  } finally {
    progress("");
  }
}

function nowOf(parsed: Parsed, io: Io): number {
  const now = textOf(parsed, "now");
  return now === undefined ? io.now() : epochMilliseconds(now);
}

function readingOptions(parsed: Parsed, now: number): LedgerFileOptions {
  const timeZone = textOf(parsed, "time-zone");
  const problem = timeZone === undefined ? undefined : timeZoneProblem(timeZone);
  if (problem !== undefined) throw new UsageError(`--time-zone: ${problem}`);
  const currency = currencyFlag(parsed);
  const columns = (parsed.values["columns"] as readonly string[] | undefined)?.map(mappingOf);
  const negativeInvoices = wordOf(parsed, "negative-invoices", ["refuse", "as-credits"]);
  const dateFormat = textOf(parsed, "date-format");
  const decimal = wordOf(parsed, "decimal", [".", ","]);
  const group = wordOf(parsed, "group", [".", ",", " ", "'"]);
  const delimiter = textOf(parsed, "delimiter");
  return {
    today: (zone) => todayIn(zone, now),
    rejectBadRows: textOf(parsed, "reject-to") !== undefined,
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(currency === undefined ? {} : { currency }),
    ...(columns === undefined ? {} : { columns }),
    ...(negativeInvoices === undefined ? {} : { negativeInvoices }),
    ...(dateFormat === undefined ? {} : { dateFormat }),
    ...(decimal === undefined ? {} : { decimal }),
    ...(group === undefined ? {} : { group }),
    ...(delimiter === undefined ? {} : { delimiter }),
  };
}

/** The currency of `--currency CODE` or `--currency CODE:DECIMALS`. */
export function currencyFlag(parsed: Parsed): Currency | undefined {
  const flag = textOf(parsed, "currency");
  if (flag === undefined) return undefined;
  const [code = "", exponent, ...more] = flag.split(":");
  if (more.length > 0 || (exponent !== undefined && !/^\d$/.test(exponent))) {
    throw new UsageError(
      `--currency takes a code such as USD, or XBT:4 for one of your own, not ${JSON.stringify(flag)}.`,
    );
  }
  return currencyOf(exponent === undefined ? code : { code, exponent: Number(exponent) });
}

/** `TABLE.FIELD=[FILE:]HEADER` taken apart. */
function mappingOf(text: string): ColumnMapping {
  const [, table, field, file, header] = /^([^.=]+)\.([^=]+)=(?:([^:]+):)?(.+)$/.exec(text) ?? [];
  if (table === undefined || field === undefined || header === undefined) {
    throw new UsageError(`--columns takes TABLE.FIELD=[FILE:]HEADER, not ${JSON.stringify(text)}.`);
  }
  return { table: table as TableName, field, header, ...(file === undefined ? {} : { file }) };
}

/** What the file system answers about a file; a {@link UsageError} where it cannot. */
async function opened<Answer>(name: string, answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    throw new UsageError(
      `${name} cannot be opened: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** The files of a folder that say something. Those that are only named, to see a misspelt name, stay unread. */
async function filesOf(
  folder: string,
  mappings: readonly ColumnMapping[],
  progress: (words: string) => void,
): Promise<ReadonlyMap<string, Uint8Array | string>> {
  const files = new Map<string, Uint8Array | string>();
  const wanted = new Set(["business.json", ...tableNames.map((table) => `${table}.csv`)]);
  const present = (await opened(folder, readdir(folder))).sort();
  for (const name of present) if (name.toLowerCase().endsWith(".csv")) files.set(name, "");
  const mapped = mappings.flatMap(({ file }) => (file === undefined ? [] : [file]));
  for (const name of new Set([...present.filter((each) => wanted.has(each)), ...mapped])) {
    progress(`reading ${name}`);
    files.set(name, await opened(name, readFile(resolve(folder, name))));
  }
  return files;
}

async function readJsonLedger(
  ledger: string,
  parsed: Parsed,
  options: LedgerFileOptions,
  io: Io,
): Promise<Reading<LedgerFromFiles>> {
  for (const name of ["columns", "date-format", "decimal", "group", "delimiter"]) {
    if (textOf(parsed, name) !== undefined || listOf(parsed, name) !== undefined) {
      throw new UsageError(`--${name} is about CSV files; a JSON ledger is read as it is.`);
    }
  }
  const log = new IssueLog();
  const file = ledger === "-" ? "standard input" : ledger;
  const bytes = ledger === "-" ? await io.readStdin() : await opened(ledger, readFile(ledger));
  const text = decodeUtf8(bytes, file, log);
  const raw = text === undefined ? undefined : parseJson(text, file, log);
  if (log.errorCount > 0) return log.reading(unreachable);
  const { today, timeZone, currency, negativeInvoices, rejectBadRows } = options;
  const tableOptions: SourceOptions = {
    today,
    ...(rejectBadRows === undefined ? {} : { rejectBadRows }),
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(currency === undefined ? {} : { currency }),
    ...(negativeInvoices === undefined ? {} : { negativeInvoices }),
  };
  return readLedgerTables(raw, tableOptions);
}

/** Shows what is being done on one line of a terminal; an empty text takes the line away. */
function progressOf(io: Io): (words: string) => void {
  let shown = 0;
  return (words) => {
    if (!io.errIsTerminal || (words === "" && shown === 0)) return;
    io.err(`\r${words.padEnd(shown)}${words === "" ? "\r" : ""}`);
    shown = words.length;
  };
}

/** Whether `--strict` makes warnings count. */
export function isStrict(parsed: Parsed): boolean {
  return isOn(parsed, "strict");
}
