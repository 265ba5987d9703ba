import { byDueDate, type DueDateBucket } from "../aging/scheme.ts";
import { timeZoneProblem } from "../calendar/time-zone.ts";
import type { FaultCode } from "../fault/codes.ts";
import { type Issue, IssueLog, type Path, type Reading, shown } from "../fault/issue.ts";
import {
  choice,
  day,
  type Field,
  type FieldContext,
  type Fields,
  id,
  instant,
  label,
  required,
  text,
} from "../model/field.ts";
import { inviteStatuses } from "../model/invite.ts";
import { readRows } from "../model/reader.ts";
import { cellOf, cellPath, isPlainObject, logThrown, rowReader } from "../model/row.ts";
import { type Currency, currencyOf, currencyProblem } from "../money/currency.ts";
import { asOfModes } from "../positions/open-items.ts";
import { type EqualScore, equalScores, priorityFloors } from "../stats/priority.ts";
import { type AccountStats, discountCombinings } from "../stats/stats.ts";
import { nothing, plus, type Tally } from "../tally/tally.ts";
import type { Invitation } from "./invitation.ts";
import type { SnapshotRow } from "./row.ts";
import {
  positionsOf,
  type Snapshot,
  type SnapshotHeader,
  type SnapshotSettings,
  snapshotFormat,
  snapshotOf,
} from "./snapshot.ts";

/**
 * Reads a snapshot back from its JSON: the parsed value, not the text. Nothing of it is lost: its figures, its order and
 * its own JSON are what they were.
 *
 * @returns The snapshot, or all issues: `SNAPSHOT_FORMAT` for another format version, `INTEGRITY` for figures that cannot
 * be, and the codes of what a field holds.
 *
 * @example
 * import { readLedger } from "receivables";
 * import { readSnapshot, takeSnapshot } from "receivables/store";
 *
 * const ledger = readLedger(
 *   { business: { time_zone: "UTC", currency: "USD" }, accounts: [{ account_id: "007" }] },
 *   { today: "2025-03-10" },
 * );
 * if (!ledger.ok) throw new Error(ledger.issues[0]?.message);
 * const snapshot = takeSnapshot(ledger.value, { asOf: "2025-03-10", now: "2025-03-10T12:00:00Z" });
 * const reading = readSnapshot(JSON.parse(JSON.stringify(snapshot)));
 * reading.ok && reading.value.accountIds(); // => ["007"]
 */
export function readSnapshot(json: unknown): Reading<Snapshot> {
  const log = new IssueLog();
  let snapshot: Snapshot | undefined;
  try {
    snapshot = snapshotFrom(json, log);
  } catch (error) {
    logThrown(error, [], log);
  }
  return log.reading(() => snapshot as Snapshot);
}

function snapshotFrom(json: unknown, log: IssueLog): Snapshot | undefined {
  if (isOtherFormat(json, log)) return undefined;
  const header = readHeader(json, [], log);
  if (header === undefined) return undefined;
  const { accounts, formatVersion: _, ...rest } = header;
  const rows: AccountRow[] = [];
  const places = new Map<string, Path>();
  const take = (row: AccountRow, path: Path, raw: unknown) => {
    const first = places.get(row.accountId);
    if (first !== undefined) {
      const message = `${shown(row.accountId)} already stands at ${first.join("/")}.`;
      log.error({ code: "ID_DUPLICATE", path: cellPath(path, raw, "accountId"), related: first, message });
    }
    places.set(row.accountId, path);
    rows.push(row);
    checkFigures(row, path, log);
  };
  readRows(accounts, ["accounts"], log, rowReader(accountFields, noAmounts), take);
  if (log.errorCount > 0) return undefined;
  const complete = rows.map((row, place) => rowOf(row, place, rest.currency));
  return snapshotOf(rest, complete, { positions: positionsOf(places.keys()), names: {} });
}

/** Whether JSON is of another format, after logging so: nothing else in it would be worth a word. */
function isOtherFormat(json: unknown, log: IssueLog): boolean {
  if (!isPlainObject(json)) return false;
  const format = cellOf(json, "formatVersion", "format_version", [], log);
  if (format === undefined) return true;
  if (format.value === undefined || format.value === snapshotFormat) return false;
  const message = `This version reads format ${snapshotFormat}, not ${shown(format.value)}.`;
  log.error({ code: "SNAPSHOT_FORMAT", path: [format.key], message, received: shown(format.value) });
  return true;
}

type Header = SnapshotHeader & { readonly formatVersion: unknown; readonly accounts: unknown };

/** A field whose values are checked by one function, which says what is wrong with them. */
function field<Value>(
  what: string,
  code: FaultCode,
  read: (value: unknown, context: FieldContext) => Value | undefined,
): Field<Value> {
  const checked: Field<Value>["read"] = (value, context) => {
    const found = read(value, context);
    if (found !== undefined) return found;
    const path = [...context.rowPath, context.key];
    const issue: Issue = {
      code,
      path,
      message: `Expected ${what}, not ${shown(value)}.`,
      received: shown(value),
    };
    context.log.error(issue);
    return undefined;
  };
  return { kind: "text", means: `It is ${what}.`, required: true, missing: "FIELD_MISSING", read: checked };
}

/** A cell that is looked at elsewhere. */
const asItComes: Field<unknown> = {
  kind: "text",
  means: "What makes a snapshot.",
  required: true,
  missing: "FIELD_MISSING",
  read: (value) => value,
};

/** No field here is an amount as text, so that any currency does to read them. */
const noAmounts: Currency = { code: "XXX", exponent: 0 };

/** A field that has fields of its own; `closed` where another than these is an error. */
function nested<Value>(fields: Fields<Value>, closed = false): Field<Value> {
  const readFields = rowReader(fields, noAmounts);
  const read: Field<Value>["read"] = (value, { rowPath, key, log }) => {
    const path = [...rowPath, key];
    const unknown =
      closed && isPlainObject(value) ? Object.keys(value).filter((each) => !Object.hasOwn(fields, each)) : [];
    for (const name of unknown) {
      const message = `There is no ${shown(name)} here: what it holds would be lost.`;
      log.error({ code: "INTEGRITY", path: [...path, name], message });
    }
    return unknown.length > 0 ? undefined : readFields(value, path, log);
  };
  return { kind: "text", means: "Fields of its own.", required: true, missing: "FIELD_MISSING", read };
}

function optional<Value>(of: Field<Value>): Field<Value> {
  return { ...of, required: false };
}

const wholeNumber = field("a whole number", "TYPE", (value) =>
  Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : undefined,
);

const settingsFields: Fields<SnapshotSettings> = {
  mode: required(choice("What a past day means.", asOfModes)),
  discounts: required(choice("How discounts combine.", discountCombinings)),
  floor: required(choice("The lowest end of priorities.", priorityFloors)),
  equal: field<EqualScore>(`one of ${equalScores.join(", ")}`, "POLICY_RANGE", (value) =>
    equalScores.find((score) => score === value),
  ),
};

const headerFields: Fields<Header> = {
  formatVersion: asItComes,
  version: wholeNumber,
  asOf: required(day("The day of its figures.")),
  today: required(day("The business's day.")),
  computedAt: required(instant("When it was computed.")),
  timeZone: field("a time zone", "TIME_ZONE_UNKNOWN", (value) =>
    timeZoneProblem(value) === undefined ? (value as string) : undefined,
  ),
  currency: field("a currency", "CURRENCY_UNKNOWN", (value) =>
    currencyProblem(value) === undefined ? currencyOf(value as string | Currency) : undefined,
  ),
  settings: nested(settingsFields),
  accounts: asItComes,
};

const readHeader = rowReader(headerFields, noAmounts);

interface AccountRow {
  readonly accountId: string;
  readonly accountName: string;
  readonly buyerCompanyName?: string;
  readonly accountType?: string;
  readonly status: "Active" | "Inactive";
  readonly invitation?: Invitation;
  readonly expiresAt?: string;
  readonly asOf: string;
  readonly buckets: Readonly<Record<DueDateBucket, Tally>>;
  readonly discounts: Tally;
  readonly credits: Tally;
  readonly debits: Tally;
}

const invitationFields: Fields<Invitation> = {
  email: required(text("Where it was sent.")),
  status: required(choice("Where it stands.", inviteStatuses)),
  createdAt: required(instant("When it was first sent.")),
  updatedAt: required(instant("When it was last changed.")),
};

const tally = field("[amount, count, minor-unit days as text]", "TYPE", tallyOf);

const bucketFields = Object.fromEntries(byDueDate.buckets.map(({ label: name }) => [name, tally])) as Fields<
  Record<DueDateBucket, Tally>
>;

const accountFields: Fields<AccountRow> = {
  accountId: required(id("The account.")),
  accountName: required(text("Its name.")),
  buyerCompanyName: text("The company's name on the payments portal."),
  accountType: label("Its type."),
  status: required(choice("Whether it is used.", ["Active", "Inactive"])),
  invitation: optional(nested(invitationFields)),
  expiresAt: instant("When its invitation expires."),
  asOf: required(day("The day of its figures.")),
  buckets: nested(bucketFields, true),
  discounts: tally,
  credits: tally,
  debits: tally,
};

function tallyOf(value: unknown): Tally | undefined {
  if (!Array.isArray(value) || value.length !== 3) return undefined;
  const [amount, count, days]: readonly unknown[] = value;
  if (!(isCount(amount) && isCount(count)) || typeof days !== "string" || !wholeDays.test(days))
    return undefined;
  return count === 0 && amount === 0 && days === "0" ? nothing : { amount, count, amountDays: BigInt(days) };
}

/** 2^53 minor units, as old as the calendar goes, have 23 digits. */
const wholeDays = /^(0|[1-9]\d{0,23})$/;

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** Logs figures that no documents add up to. */
function checkFigures(row: AccountRow, path: Path, log: IssueLog): void {
  const { buckets, discounts, credits, debits, invitation, expiresAt } = row;
  const integrity = (key: string, message: string, ...rest: readonly string[]) =>
    log.error({ code: "INTEGRITY", path: [...path, key, ...rest], message });
  for (const [key, each] of Object.entries({ discounts, credits, debits })) {
    const problem = problemOf(each, 0, 0);
    if (problem !== undefined) integrity(key, problem);
  }
  for (const { label: name, least, most } of byDueDate.buckets) {
    const problem = problemOf(buckets[name], least ?? 0, most);
    if (problem !== undefined) integrity("buckets", problem, name);
  }
  if (discounts.amount > buckets.current.amount || discounts.count > buckets.current.count) {
    integrity("discounts", "Discounts pass the current invoices they are on.");
  }
  if (expiresAt !== undefined && invitation?.status !== "Pending") {
    integrity("expiresAt", "Only an invitation that is open expires.");
  }
  const owed = [...Object.values(buckets), debits].reduce((sum, { amount }) => sum + BigInt(amount), 0n);
  if (owed > BigInt(Number.MAX_SAFE_INTEGER)) {
    const message = "The account owes more than 2^53 − 1 minor units.";
    log.error({ code: "AMOUNT_OVERFLOW", path, message });
  }
}

/** Why documents that are so many days overdue, at least and at most, cannot add up to a tally; undefined where they can. */
function problemOf(
  { amount, count, amountDays }: Tally,
  least: number,
  most: number | null,
): string | undefined {
  // Only a document with something left on it counts: one minor unit at least.
  if (count === 0 ? amount > 0 || amountDays > 0n : amount < count) {
    return `${amount} minor units are not what ${count} documents add up to.`;
  }
  const fewest = BigInt(amount) * BigInt(least);
  if (amountDays >= fewest && (most === null || amountDays <= BigInt(amount) * BigInt(most)))
    return undefined;
  return `${amount} minor units cannot have ${amountDays} minor-unit days here.`;
}

/** A row with all figures, from those that the others follow from. */
function rowOf(row: AccountRow, place: number, currency: Currency): SnapshotRow {
  const { accountId, accountName, buyerCompanyName, accountType, status, asOf } = row;
  return {
    accountId,
    accountName,
    buyerCompanyName: buyerCompanyName ?? null,
    accountType: accountType ?? null,
    status,
    place,
    invitation: row.invitation ?? null,
    expiresAt: row.expiresAt ?? null,
    asOf,
    stats: statsOf(row, currency),
  };
}

function statsOf(row: AccountRow, currency: Currency): AccountStats {
  const { asOf, buckets: byBucket, discounts, credits, debits } = row;
  const { current } = byBucket;
  const past = byDueDate.buckets.filter(({ label: name }) => name !== "current");
  const pastDue = past.map(({ label: name }) => byBucket[name]).reduce(plus, nothing);
  const invoices = { ...plus(current, pastDue), amountDays: 0n };
  return {
    asOf,
    currency,
    outstanding: plus(invoices, debits),
    invoices,
    current,
    discounts,
    pastDue,
    byBucket,
    credits,
    debits,
  };
}
