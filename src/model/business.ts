import { isFixedAlias, type TimeZone, timeZoneProblem } from "../calendar/time-zone.ts";
import { IssueLog, issueLimit, type Path, type Reading, shown } from "../fault/issue.ts";
import { countOption, knownOptions } from "../fault/options.ts";
import { type Minor, readMinor } from "../money/amount.ts";
import { type Currency, currencyOf, currencyProblem } from "../money/currency.ts";
import { cellOf, cellPath, columnName, isPlainObject, keyName, logThrown, type RawRow } from "./row.ts";
import { checkTierId, checkTierRange, checkTogether, type PlacedTier, type ValueTier } from "./tiers.ts";

/** The business whose ledger it is: `business.json`. */
export interface Business {
  readonly name?: string;
  /** Decides which day it is, and with it what is past due. */
  readonly timeZone: TimeZone;
  /** One for the whole ledger. */
  readonly currency: Currency;
  /** How long a layby runs. */
  readonly laybyTerm?: LaybyTerm;
  /** Ascending and without overlap. */
  readonly valueTiers: readonly ValueTier[];
  readonly features: Features;
}

/** A number of days, or of months. */
export type LaybyTerm = { readonly days: number } | { readonly months: number };

/** What the business uses; what it does not say it has. */
export interface Features {
  readonly dueDocuments: boolean;
  readonly agreements: boolean;
  readonly quotes: boolean;
  readonly activities: boolean;
}

/** What may be said beside the file. */
export interface BusinessOptions {
  /** Stands where the file gives no time zone, and wins over it. */
  readonly timeZone?: string;
  /** Stands where the file gives no currency, and wins over it: a code or `{ code, exponent }`. */
  readonly currency?: string | Currency;
  readonly issueLimit?: number;
}

/** The keys of `business.json`, each with what it means. */
export const businessKeys: Readonly<Record<string, string>> = {
  time_zone: "IANA time zone of the business, such as America/Chicago. Required here or as an option.",
  currency: "ISO 4217 code, or { code, exponent }. Required here or as an option.",
  name: "What the business is called.",
  layby_term: "How long a layby runs: { days } or { months }.",
  value_tiers: "Classes of customers by revenue: [{ id, name, min, max }], max null for open.",
  features: "What is used: { due_documents, agreements, quotes, activities }, true where not said.",
};

/**
 * Reads the business. Without a time zone or a currency, here or in the options, nothing can be computed.
 *
 * Issues: `BUSINESS_INCOMPLETE`, `TIME_ZONE_UNKNOWN`, `CURRENCY_UNKNOWN`, `TYPE`, `NUMBER_INVALID`, `TIER_OVERLAP`,
 * `TIER_RANGE`, `TIER_ID`, amounts' codes. Warnings: `TIME_ZONE_ALIAS`, `TIER_GAP`, `COLUMN_UNKNOWN`.
 *
 * @example
 * import { readBusiness } from "receivables";
 *
 * const reading = readBusiness({ time_zone: "America/Chicago", currency: "USD" });
 * reading.ok && reading.value.currency; // => { code: "USD", exponent: 2 }
 */
export function readBusiness(raw: unknown, options: BusinessOptions = {}): Reading<Business> {
  knownOptions(options, ["timeZone", "currency", "issueLimit"]);
  const log = new IssueLog(countOption("issueLimit", options.issueLimit ?? issueLimit, 1, 1_000_000));
  const business = businessFrom(raw, options, [], log);
  return log.reading(() => business as Business);
}

/** {@link readBusiness} for a larger reading. */
export function businessFrom(
  raw: unknown,
  options: Pick<BusinessOptions, "timeZone" | "currency">,
  path: Path,
  log: IssueLog,
): Business | undefined {
  const given = raw === undefined || raw === null ? {} : raw;
  if (!isPlainObject(given)) {
    log.error({ code: "TYPE", path, message: `The business is a plain object, not ${shown(raw)}.` });
    return undefined;
  }
  for (const key of Object.keys(given)) {
    if (!Object.hasOwn(businessKeys, columnName(key))) {
      log.warn({
        code: "COLUMN_UNKNOWN",
        path: [...path, key],
        message: `${shown(key)} says nothing about a business here.`,
      });
    }
  }
  const at = (column: string) => cell(given, column, path, log);
  const zoneCell = at("time_zone");
  const currencyCell = at("currency");
  const timeZone = timeZoneFrom(options.timeZone ?? zoneCell.value, zoneCell.path, log);
  const currency = currencyFrom(options.currency ?? currencyCell.value, currencyCell.path, log);
  const name = nameFrom(at("name"), log);
  const laybyTerm = laybyTermFrom(at("layby_term"), log);
  const features = featuresFrom(at("features"), log);
  if (currency === undefined) return undefined;
  const valueTiers = tiersFrom(at("value_tiers"), currency, log);
  return {
    // Without a zone there is an error already, and this only helps to find the others.
    timeZone: timeZone ?? "",
    currency,
    valueTiers,
    features,
    ...(name === undefined ? {} : { name }),
    ...(laybyTerm === undefined ? {} : { laybyTerm }),
  };
}

interface Cell {
  readonly value: unknown;
  readonly path: Path;
}

/** A cell by its key in either spelling; one that cannot be read counts as absent, after logging that. */
function cell(raw: RawRow, column: string, path: Path, log: IssueLog): Cell {
  const key = keyName(column);
  const value = cellOf(raw, key, column, path, log)?.value;
  return { value, path: cellPath(path, raw, key) };
}

function nameFrom({ value, path }: Cell, log: IssueLog): string | undefined {
  if (value === undefined || typeof value === "string") return value;
  typeIssue("text", value, path, log);
  return undefined;
}

function typeIssue(expected: string, value: unknown, path: Path, log: IssueLog): void {
  log.error({
    code: "TYPE",
    path,
    message: `Expected ${expected}, not ${shown(value)}.`,
    expected,
    received: shown(value),
  });
}

function timeZoneFrom(value: unknown, path: Path, log: IssueLog): TimeZone | undefined {
  if (value === undefined) {
    const message = "The business needs a time zone: it decides which day it is.";
    log.error({ code: "BUSINESS_INCOMPLETE", path, message });
    return undefined;
  }
  const problem = timeZoneProblem(value);
  if (problem !== undefined) {
    log.error({ code: "TIME_ZONE_UNKNOWN", path, message: problem, received: shown(value) });
    return undefined;
  }
  const zone = value as string;
  if (isFixedAlias(zone)) {
    const message = `${zone} is a fixed offset that never has summer time; a place such as "America/New_York" has.`;
    log.warn({ code: "TIME_ZONE_ALIAS", path, message });
  }
  return zone;
}

function currencyFrom(value: unknown, path: Path, log: IssueLog): Currency | undefined {
  if (value === undefined) {
    log.error({ code: "BUSINESS_INCOMPLETE", path, message: "The business needs a currency, such as USD." });
    return undefined;
  }
  try {
    const given = isPlainObject(value) ? { ...value } : value;
    const problem = currencyProblem(given);
    if (problem === undefined) return currencyOf(given as string | Currency);
    const at = problem.key === undefined ? path : [...path, problem.key];
    log.error({ code: "CURRENCY_UNKNOWN", path: at, message: problem.message, received: shown(value) });
  } catch (error) {
    logThrown(error, path, log);
  }
  return undefined;
}

function laybyTermFrom({ value, path }: Cell, log: IssueLog): LaybyTerm | undefined {
  if (value === undefined) return undefined;
  if (isPlainObject(value)) {
    const [[unit, length] = [], ...more] = Object.entries(value);
    const fits = typeof length === "number" && Number.isInteger(length) && length >= 1 && length <= 36_500;
    if (more.length === 0 && fits && unit === "days") return { days: length };
    if (more.length === 0 && fits && unit === "months") return { months: length };
  }
  const message = "A layby term is { days } or { months }, a whole number from 1 on.";
  log.error({ code: "NUMBER_INVALID", path, message, received: shown(value) });
  return undefined;
}

const featureKeys = ["due_documents", "agreements", "quotes", "activities"] as const;

function featuresFrom({ value, path }: Cell, log: IssueLog): Features {
  const raw = value ?? {};
  const on: Record<string, boolean> = {};
  if (!isPlainObject(raw)) typeIssue("an object of features", value, path, log);
  else {
    for (const key of featureKeys) {
      const { value: flag = true, path: at } = cell(raw, key, path, log);
      if (typeof flag !== "boolean") typeIssue("true or false", flag, at, log);
      on[key] = flag === true;
    }
    for (const key of Object.keys(raw)) {
      if (featureKeys.some((known) => known === columnName(key))) continue;
      log.warn({
        code: "COLUMN_UNKNOWN",
        path: [...path, key],
        message: `There is no feature ${shown(key)}.`,
      });
    }
  }
  const { due_documents = true, agreements = true, quotes = true, activities = true } = on;
  return { dueDocuments: due_documents, agreements, quotes, activities };
}

function tiersFrom({ value, path }: Cell, currency: Currency, log: IssueLog): readonly ValueTier[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    typeIssue("an array of tiers", value, path, log);
    return [];
  }
  const placed: PlacedTier[] = [];
  for (const [index, raw] of value.entries()) {
    const at = [...path, index];
    const tier = tierFrom(raw, currency, at, log);
    if (tier !== undefined) placed.push({ tier, path: at });
  }
  checkTogether(placed, log);
  return placed.map(({ tier }) => tier).sort((a, b) => a.min - b.min);
}

function tierFrom(raw: unknown, currency: Currency, path: Path, log: IssueLog): ValueTier | undefined {
  if (!isPlainObject(raw)) {
    typeIssue("a tier { id, name, min, max }", raw, path, log);
    return undefined;
  }
  const errors = log.errorCount;
  const at = (key: string) => cell(raw, key, path, log).value;
  const [id, name, min, max] = [at("id"), at("name"), at("min"), at("max")];
  checkTierId(id, path, log);
  if (typeof name !== "string" || name === "") typeIssue("a name", name, [...path, "name"], log);
  const least = tierBound(min, currency, [...path, "min"], log);
  const most = max === undefined ? null : tierBound(max, currency, [...path, "max"], log);
  // A bound that could not be read is no bound to judge.
  if (log.errorCount > errors) return undefined;
  const tier = { id: id as number, name: name as string, min: least, max: most };
  checkTierRange(tier, path, log);
  return log.errorCount > errors ? undefined : tier;
}

function tierBound(value: unknown, currency: Currency, path: Path, log: IssueLog): Minor {
  const minor = readMinor(value, currency.exponent);
  if (typeof minor === "number") return minor;
  log.error({ code: minor[0], path, message: minor[1], received: shown(value) });
  return 0;
}
