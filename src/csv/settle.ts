import type { Day } from "../calendar/day.ts";
import { IssueLog, issueLimit, type Reading } from "../fault/issue.ts";
import { countOption } from "../fault/options.ts";
import { businessFrom, readBusiness } from "../model/business.ts";
import type { Ledger } from "../model/ledger.ts";
import { type LedgerOptions, readLedger, rowIssues } from "../model/read-ledger.ts";
import { Rejects } from "./rejects.ts";
import type { RejectedRow, Source } from "./source.ts";

/** How tables from outside become a ledger. */
export interface SourceOptions extends Omit<LedgerOptions, "today"> {
  /** The business's own day, or what it is in the business's time zone (`todayIn` of `receivables/calendar`). */
  readonly today: Day | ((timeZone: string) => Day);
  /**
   * Whether rows with errors are set aside, with what they were about, instead of failing the whole. Rows that become wrong
   * by that follow, at most 50 times. Default `false`.
   */
  readonly rejectBadRows?: boolean;
  /** Called now and then with a few words about what is being done, for a person who waits. */
  readonly onProgress?: (words: string) => void;
}

/** The names {@link SourceOptions} has. */
export const sourceOptionNames: readonly string[] = [
  "today",
  "timeZone",
  "currency",
  "negativeInvoices",
  "issueLimit",
  "rejectBadRows",
  "onProgress",
];

/** A ledger, and the rows it had to do without. */
export interface LedgerFromFiles {
  readonly ledger: Ledger;
  /** By file and line, one for each. */
  readonly rejected: readonly RejectedRow[];
}

/** How often bad rows are set aside before a ledger is given up: a row may become wrong because another one went. */
export const mostRounds = 50;

/** The log of a reading with these options. */
export function logOf(options: SourceOptions): IssueLog {
  return new IssueLog(limitOf(options));
}

function limitOf({ issueLimit: limit = issueLimit }: SourceOptions): number {
  return countOption("issueLimit", limit, 1, 1_000_000);
}

/** Reads the ledger; where bad rows are set aside, as often as leaving some out makes others wrong. */
export function settle(source: Source, options: SourceOptions, log: IssueLog): Reading<LedgerFromFiles> {
  const given = givenOf(options);
  const rejects = new Rejects(source, given);
  const business = readBusiness(source.rest["business"], given);
  if (log.errorCount > 0 || !business.ok) return unsettled(source, options, rejects, log);
  const reject = options.rejectBadRows === true;
  if (reject) rejects.takeRagged();
  else for (const { issue } of source.ragged) log.error(issue);
  const { today, negativeInvoices } = options;
  const ledgerOptions: LedgerOptions = {
    ...given,
    ...(negativeInvoices === undefined ? {} : { negativeInvoices }),
    today: typeof today === "function" ? today(business.value.timeZone) : today,
    // What is set aside must be known in full; what is only listed need not.
    issueLimit: reject ? 1_000_000 : limitOf(options),
  };
  for (let round = 1; ; round += 1) {
    options.onProgress?.(`checking ${rowsIn(rejects.rowCount)}`);
    const reading = readLedger(rejects.rawLedger(), ledgerOptions);
    const mayReject = reject && round <= mostRounds;
    if (!reading.ok && mayReject && rejects.takeBadRows(reading.issues, round > 1)) continue;
    report(reading, rejects, log);
    if (reading.ok) return log.reading(() => ({ ledger: reading.value, rejected: rejects.rows() }));
    return log.reading(unreachable);
  }
}

/** `1 row`, `2 rows`: for the words of progress. */
export function rowsIn(count: number): string {
  return count === 1 ? "1 row" : `${count} rows`;
}

function givenOf({ timeZone, currency }: SourceOptions): Pick<LedgerOptions, "timeZone" | "currency"> {
  return {
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(currency === undefined ? {} : { currency }),
  };
}

/** Says what can be said of a ledger that lacks a part: what the business lacks, and what is wrong with rows alone. */
function unsettled(
  source: Source,
  options: SourceOptions,
  rejects: Rejects,
  log: IssueLog,
): Reading<LedgerFromFiles> {
  const inBusiness = new IssueLog(limitOf(options));
  const business = businessFrom(source.rest["business"], givenOf(options), ["business"], inBusiness);
  if (source.businessUnreadable !== true) report(inBusiness.reading(nothing), rejects, log);
  // Bad rows that would be set aside are not what keeps the ledger from being read.
  if (options.rejectBadRows === true || business === undefined) return log.reading(unreachable);
  for (const { issue } of source.ragged) log.error(issue);
  const inRows = new IssueLog(limitOf(options));
  const asCredits = options.negativeInvoices === "as-credits";
  rowIssues(rejects.rawLedger(), business.currency, asCredits, inRows);
  report(inRows.reading(nothing), rejects, log);
  return log.reading(unreachable);
}

function nothing(): undefined {
  return undefined;
}

/** Says what a reading says, each with its place in the files. */
function report(reading: Reading<unknown>, rejects: Rejects, log: IssueLog): void {
  for (const warning of reading.warnings) log.warn(rejects.locate(warning));
  log.warningsOmitted += reading.warningsOmitted;
  if (reading.ok) return;
  for (const issue of reading.issues) log.error(rejects.locate(issue));
  log.omitted += reading.omitted;
}

/** Only to satisfy the types: the log holds an error whenever this would be asked for. */
export function unreachable(): never {
  throw new TypeError("A reading without errors has a value.");
}
