import { byDueDate, type DueDateBucket } from "../aging/scheme.ts";
import { timeZoneProblem } from "../calendar/time-zone.ts";
import type { FaultCode } from "../fault/codes.ts";
import { Fault } from "../fault/fault.ts";
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
import { rowReader } from "../model/row.ts";
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
  const snapshot = snapshotFrom(json, log);
  return log.reading(() => snapshot as Snapshot);
}

function snapshotFrom(json: unknown, log: IssueLog): Snapshot | undefined {
  const header = readHeader(json, [], log);
  if (header === undefined) return undefined;
  if (header.formatVersion !== snapshotFormat) {
    const message = `This version reads format ${snapshotFormat}, not ${shown(header.formatVersion)}.`;
    log.error({ code: "SNAPSHOT_FORMAT", path: ["formatVersion"], message });
    return undefined;
  }
  const { accounts, formatVersion: _, ...rest } = header;
  const { currency } = rest;
  const rows: SnapshotRow[] = [];
  const places = new Map<string, Path>();
  const take = (row: AccountRow, path: Path) => {
    const stats = statsOf(row, currency, path, log);
    const first = places.get(row.accountId);
    if (first !== undefined) {
      const message = `${shown(row.accountId)} already stands at ${first.join("/")}.`;
      log.error({ code: "ID_DUPLICATE", path: [...path, "accountId"], related: first, message });
    }
    places.set(row.accountId, path);
    if (stats !== undefined) rows.push(rowOf(row, rows.length, stats));
  };
  readRows(accounts, ["accounts"], log, rowReader(accountFields, noAmounts), take);
  if (log.errorCount > 0) return undefined;
  return snapshotOf(rest, rows, { positions: positionsOf(places.keys()), names: {} });
}

type Header = SnapshotHeader & { readonly formatVersion: number; readonly accounts: unknown };

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
  return { kind: "text", means: what, required: true, missing: "FIELD_MISSING", read: checked };
}

/** No field here is an amount as text, so that any currency does to read them. */
const noAmounts: Currency = { code: "XXX", exponent: 0 };

/** A field that has fields of its own. */
function nested<Value>(fields: Fields<Value>): Field<Value> {
  const readFields = rowReader(fields, noAmounts);
  const read: Field<Value>["read"] = (value, { rowPath, key, log }) =>
    readFields(value, [...rowPath, key], log);
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
  formatVersion: field("a format version", "SNAPSHOT_FORMAT", (value) =>
    typeof value === "number" ? value : undefined,
  ),
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
  accounts: field<unknown>("the accounts", "TYPE", (value) => value),
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
  buckets: nested(bucketFields),
  discounts: tally,
  credits: tally,
  debits: tally,
};

function tallyOf(value: unknown): Tally | undefined {
  if (!Array.isArray(value) || value.length !== 3) return undefined;
  const [amount, count, days]: readonly unknown[] = value;
  if (!(isCount(amount) && isCount(count)) || typeof days !== "string" || !/^\d+$/.test(days))
    return undefined;
  if (count === 0) return amount === 0 && days === "0" ? nothing : undefined;
  return { amount, count, amountDays: BigInt(days) };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function rowOf(row: AccountRow, place: number, stats: AccountStats): SnapshotRow {
  const { accountId, accountName, buyerCompanyName, accountType, status } = row;
  return {
    accountId,
    accountName,
    buyerCompanyName: buyerCompanyName ?? null,
    accountType: accountType ?? null,
    status,
    place,
    invitation: row.invitation ?? null,
    expiresAt: row.expiresAt ?? null,
    asOf: row.asOf,
    stats,
  };
}

/** All figures of an account from those that the others follow from; undefined after logging that they cannot be. */
function statsOf(row: AccountRow, currency: Currency, path: Path, log: IssueLog): AccountStats | undefined {
  const { buckets, discounts, credits, debits } = row;
  const { current } = buckets;
  const over = discounts.amount > current.amount || discounts.count > current.count;
  const aged = [current, discounts, credits, debits].some(({ amountDays }) => amountDays !== 0n);
  if (over || aged) {
    const message = over
      ? "Discounts pass the current invoices they are on."
      : "Only past-due invoices have minor-unit days.";
    log.error({ code: "INTEGRITY", path, message });
    return undefined;
  }
  try {
    return completed(row, currency);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    log.error({ code: error.code, path, message: error.message });
    return undefined;
  }
}

function completed(row: AccountRow, currency: Currency): AccountStats {
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
