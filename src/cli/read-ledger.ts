import { readSync } from "node:fs";
import { open, readdir, readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { dayNumber } from "../calendar/day.ts";
import { epochMilliseconds } from "../calendar/instant.ts";
import { timeZoneProblem } from "../calendar/time-zone.ts";
import { todayIn } from "../calendar/zone.ts";
import { batchBytes } from "../csv/document-file.ts";
import { type LedgerFileOptions, readLedgerFiles } from "../csv/ledger-files.ts";
import { parseJson, readLedgerTables } from "../csv/ledger-tables.ts";
import { mayBeOpen } from "../csv/open-ledger.ts";
import { type FileSource, type OpenQuestion, type OpenStats, readOpenStats } from "../csv/open-stats.ts";
import { type LedgerFromFiles, unreachable } from "../csv/settle.ts";
import type { ColumnMapping } from "../csv/table-file.ts";
import { type Issue, IssueLog, type Reading } from "../fault/issue.ts";
import { columnName } from "../model/row.ts";
import type { TableName } from "../model/tables.ts";
import { tableNames } from "../model/tables.ts";
import { type Currency, currencyOf } from "../money/currency.ts";
import { decodeUtf8 } from "../table/read-csv.ts";
import { type Io, UsageError } from "./io.ts";
import { checked, type Parsed, textOf, textsOf, wordOf } from "./options.ts";
import { progressOf } from "./progress.ts";
import { checkTargets } from "./targets.ts";

/** A ledger as the command line asked for it, and the instant that counts as now. */
export interface LedgerInput {
  readonly reading: Reading<LedgerFromFiles>;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly now: number;
  /** What stands between the cells of its rows; absent for JSON. */
  readonly delimiter?: string;
}

/**
 * Reads the ledger that a command line names: a folder, a `.json` file, or `-` for JSON on standard input.
 *
 * @throws {UsageError} for a ledger that cannot be opened, options that cannot be, a file that would be written over it.
 */
export async function readLedgerInput(parsed: Parsed, io: Io): Promise<LedgerInput> {
  const [ledger, ...more] = parsed.positionals;
  if (ledger === undefined || more.length > 0) {
    throw new UsageError("Name one ledger: a folder, a .json file, or - for standard input.");
  }
  const now = nowOf(parsed, io);
  const progress = progressOf(io);
  const options = { ...readingOptions(parsed, now), onProgress: progress };
  try {
    if (await isFolder(ledger)) {
      const reading = await readFolder(ledger, parsed, options);
      return { reading, now, delimiter: options.delimiter ?? "," };
    }
    return { reading: await readJsonLedger(ledger, parsed, options, io), now };
  } finally {
    progress("");
  }
}

/** A ledger of open items as the command line asked for it, and the instant that counts as now. */
export interface OpenInput extends OpenStats {
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly now: number;
}

/**
 * Adds up the folder that a command line names while it is read, without keeping its documents; undefined where it is to be
 * read by {@link readLedgerInput}.
 *
 * @throws {UsageError} as {@link readLedgerInput}.
 */
export async function readOpenInput(
  parsed: Parsed,
  io: Io,
  { mode, discounts }: Pick<OpenQuestion, "mode" | "discounts">,
): Promise<OpenInput | undefined> {
  const [folder, ...more] = parsed.positionals;
  if (folder === undefined || more.length > 0 || !(await isFolder(folder))) return undefined;
  const now = nowOf(parsed, io);
  const progress = progressOf(io);
  const options = { ...readingOptions(parsed, now), onProgress: progress };
  try {
    const present = (await opened(folder, readdir(folder))).sort();
    if (!present.some(isLedgerFile) || !mayBeOpen(present, options)) return undefined;
    await checkTargets(parsed, sourcesOf(folder, []));
    const files = new Map<string, FileSource>();
    for (const name of present) if (/\.csv$/i.test(name)) files.set(name, "");
    for (const name of present.filter(isLedgerFile)) {
      const path = resolve(folder, name);
      files.set(name, () => piecesOf(name, path, progress));
    }
    const asOf = textOf(parsed, "as-of");
    const question = {
      ...(asOf === undefined ? {} : { asOf }),
      ...(mode === undefined ? {} : { mode }),
      ...(discounts === undefined ? {} : { discounts }),
    };
    const found = await readOpenStats(files, options, question);
    return found === undefined ? undefined : { ...found, warnings: found.warnings.map(withFlag), now };
  } finally {
    progress("");
  }
}

/** A file in pieces; each is gone when the next is asked for. */
async function* piecesOf(
  name: string,
  path: string,
  onProgress: Progress["onProgress"],
): AsyncGenerator<Uint8Array> {
  const file = await opened(name, open(path));
  try {
    const piece = new Uint8Array(batchBytes);
    for (let megabytes = 0; ; megabytes += 1) {
      onProgress(`reading ${name}${megabytes === 0 ? "" : `: ${megabytes} MB`}`);
      // Nothing else could be done meanwhile, and waiting took a tenth of the time.
      const length = await opened(name, (async () => readSync(file.fd, piece))());
      if (length === 0) return;
      yield piece.subarray(0, length);
    }
  } finally {
    await file.close();
  }
}

/** The files that a folder's ledger is read from, those too that are not there. */
function sourcesOf(folder: string, mapped: readonly string[]): readonly string[] {
  return ["business.json", ...tableFiles, ...mapped].map((name) => resolve(folder, name));
}

/**
 * Refuses options of reading that cannot be, before there is a ledger.
 *
 * @returns The instant that counts as now, and the files that `--columns` names.
 */
export function rehearseReading(
  parsed: Parsed,
  io: Io,
): { readonly now: number; readonly mapped: readonly string[] } {
  const now = nowOf(parsed, io);
  const options = readingOptions(parsed, now);
  readLedgerFiles(new Map(), options);
  return { now, mapped: mappedFiles(options) };
}

/** The files that columns are read from, besides those of the tables. */
function mappedFiles({ columns = [] }: LedgerFileOptions): readonly string[] {
  return columns.flatMap(({ file }) => (file === undefined ? [] : [file]));
}

async function isFolder(ledger: string): Promise<boolean> {
  if (ledger === "-") return false;
  const there = await opened(ledger, stat(ledger));
  if (there.isFile() && !/\.json$/i.test(ledger)) {
    throw new UsageError(`${ledger} is one file: give the folder it is in, or a .json file.`);
  }
  return there.isDirectory();
}

function nowOf(parsed: Parsed, io: Io): number {
  const now = textOf(parsed, "now");
  return now === undefined ? io.now() : checked("now", () => epochMilliseconds(now));
}

function readingOptions(parsed: Parsed, now: number): LedgerFileOptions {
  const asOf = textOf(parsed, "as-of");
  if (asOf !== undefined) checked("asOf", () => dayNumber(asOf));
  const timeZone = textOf(parsed, "time-zone");
  const problem = timeZone === undefined ? undefined : timeZoneProblem(timeZone);
  if (problem !== undefined) throw new UsageError(`--time-zone: ${problem}`);
  const currency = currencyFlag(parsed);
  const columns = textsOf(parsed, "columns")?.map(mappingOf);
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
  const given = exponent === undefined ? code : { code, exponent: Number(exponent) };
  return checked("currency", () => currencyOf(given));
}

/** `TABLE.FIELD=[FILE:]HEADER` taken apart; the colon of a Windows drive belongs to the file. */
function mappingOf(text: string): ColumnMapping {
  const pattern = /^([^.=]+)\.([^=]+)=(?:((?:[A-Za-z]:(?=[\\/]))?[^:]+):)?(.+)$/;
  const [, table, field, file, header] = pattern.exec(text) ?? [];
  if (table === undefined || field === undefined || header === undefined) {
    throw new UsageError(`--columns takes TABLE.FIELD=[FILE:]HEADER, not ${JSON.stringify(text)}.`);
  }
  return { table: table as TableName, field, header, ...(file === undefined ? {} : { file }) };
}

/** What the file system answers about a file; a {@link UsageError} where it cannot. */
export async function opened<Answer>(name: string, answer: Promise<Answer>, advice = ""): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${name} cannot be opened: ${why}${advice}`);
  }
}

const tableFiles = tableNames.map((table) => `${table}.csv`);

/** Whether a file of a folder is one of a ledger by its name. */
export function isLedgerFile(name: string): boolean {
  return name === "business.json" || tableFiles.includes(name);
}

async function readFolder(
  folder: string,
  parsed: Parsed,
  options: LedgerFileOptions & Progress,
): Promise<Reading<LedgerFromFiles>> {
  const mapped = mappedFiles(options);
  await checkTargets(parsed, sourcesOf(folder, mapped));
  const files = await filesOf(folder, mapped, options);
  const hasBusiness = files.has("business.json");
  const advice = hasBusiness ? "Write it into business.json" : "There is no business.json: write one";
  return advised(readLedgerFiles(files, options), advice);
}

/** The files of a folder that say something. Those that are only named, to see a misspelt name, stay unread. */
async function filesOf(
  folder: string,
  mapped: readonly string[],
  { columns = [], onProgress }: LedgerFileOptions & Progress,
): Promise<ReadonlyMap<string, Uint8Array | string>> {
  const files = new Map<string, Uint8Array | string>();
  const present = (await opened(folder, readdir(folder))).sort();
  for (const name of present) if (/\.csv$/i.test(name)) files.set(name, "");
  const wanted = present.filter(isLedgerFile);
  if (wanted.length + mapped.length === 0) {
    throw new UsageError(`There are no ledger files in ${folder}, such as business.json or invoices.csv.`);
  }
  for (const name of new Set([...wanted, ...mapped])) {
    onProgress(`reading ${name}`);
    const content = opened(name, readFile(resolve(folder, name)), colonAdvice(name, columns));
    files.set(name, await content);
  }
  return files;
}

/** What to say of a file that was perhaps the beginning of a header. */
function colonAdvice(name: string, mappings: readonly ColumnMapping[]): string {
  const mapping = mappings.find(({ file }) => file === name);
  if (mapping === undefined || /\.[a-z]+$/i.test(name)) return "";
  const { table, field, header } = mapping;
  const target = `${table}.${field}=`;
  return (
    `. --columns ${JSON.stringify(`${target}${name}:${header}`)} was read as FILE:HEADER; ` +
    `for a header with a colon write ${JSON.stringify(`${target}${table}.csv:${name}:${header}`)}.`
  );
}

/** Says of what the business lacks where to give it, and of what a flag says which flag that is. */
function advised(reading: Reading<LedgerFromFiles>, advice: string): Reading<LedgerFromFiles> {
  const told = (issue: Issue): Issue =>
    issue.code === "BUSINESS_INCOMPLETE"
      ? { ...issue, message: `${issue.message} ${advice} or give ${flagOf(issue.path.at(-1))}.` }
      : withFlag(issue);
  const warnings = reading.warnings.map(told);
  return reading.ok ? { ...reading, warnings } : { ...reading, warnings, issues: reading.issues.map(told) };
}

/** An issue that is about what a flag says, put down to the flag. */
function withFlag(issue: Issue): Issue {
  const [key, ...rest] = issue.path;
  return key === "timeZone" || key === "currency" ? { ...issue, path: [flagOf(key), ...rest] } : issue;
}

function flagOf(key: string | number | undefined): string {
  return `--${columnName(String(key)).replaceAll("_", "-")}`;
}

async function readJsonLedger(
  ledger: string,
  parsed: Parsed,
  options: LedgerFileOptions & Progress,
  io: Io,
): Promise<Reading<LedgerFromFiles>> {
  for (const name of ["columns", "date-format", "decimal", "group", "delimiter"]) {
    if (parsed.values[name] !== undefined) {
      throw new UsageError(`--${name} is about CSV files; a JSON ledger is read as it is.`);
    }
  }
  await checkTargets(parsed, ledger === "-" ? [] : [ledger]);
  const log = new IssueLog();
  const file = ledger === "-" ? "standard input" : ledger;
  options.onProgress(`reading ${file}`);
  const bytes = ledger === "-" ? await io.readStdin() : await opened(ledger, readFile(ledger));
  const text = decodeUtf8(bytes, file, log);
  const raw = text === undefined ? undefined : parseJson(text, file, log);
  if (log.errorCount > 0) return log.reading(unreachable);
  return advised(readLedgerTables(raw, options), 'Write it under "business"');
}

interface Progress {
  readonly onProgress: (words: string) => void;
}
