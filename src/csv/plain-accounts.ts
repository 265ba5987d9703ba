import { IssueLog } from "../fault/issue.ts";
import { type Account, accountStatuses } from "../model/account.ts";
import { isPlainId, longestLabel } from "../model/field.ts";
import { readLedger } from "../model/read-ledger.ts";
import { foldedId } from "../model/references.ts";
import { tableColumns } from "../model/tables.ts";
import type { Currency } from "../money/currency.ts";
import { decodeUtf8, readCsv } from "../table/read-csv.ts";
import { foldHeader, isBlank } from "./table-file.ts";

/** Columns of plain text: what stands in them is what they say. */
const texts = {
  account_id: "accountId",
  account_name: "accountName",
  buyer_company_name: "buyerCompanyName",
  account_type: "accountType",
  status: "status",
  salesperson: "salesperson",
  email: "email",
  phone: "phone",
  notes: "notes",
} as const;

/** Columns whose cells are no plain text: a row that says something there is read as any other table's. */
const others = tableColumns("accounts")
  .map(({ name }) => name)
  .filter((name) => !Object.hasOwn(texts, name));

/** An account while it is put together. */
type AccountInMaking = { -readonly [Key in keyof Account]: Account[Key] };

/**
 * The accounts of a file: what `readLedger` makes of its rows, where there is nothing to say about one. Undefined where
 * there is.
 *
 * Rows of plain text, nearly all there are, are taken as they stand, in a fifth of the time; the others go to `readLedger`.
 */
export function plainAccounts(
  content: string | Uint8Array,
  currency: Currency,
): Map<string, Account> | undefined {
  const log = new IssueLog();
  const text = decodeUtf8(content, "accounts.csv", log);
  const grid = text === undefined ? undefined : readCsv(text, "accounts.csv", log, { fromSpreadsheet: true });
  if (grid === undefined || grid.ragged.length > 0) return undefined;
  const placeOf = new Map(grid.header.map((header, place) => [foldHeader(header), place]));
  if (placeOf.has("") || placeOf.size < grid.header.length || !placeOf.has("account_id")) return undefined;
  const columns = Object.entries(texts).flatMap(([name, key]) => {
    const place = placeOf.get(name);
    return place === undefined ? [] : [{ key, place }];
  });
  const rare = others.flatMap((name) => placeOf.get(name) ?? []);
  const found: (Account | undefined)[] = [];
  const unusual: (readonly string[])[] = [];
  for (const { cells } of grid.records) {
    const account = rare.every((place) => isBlank(cells[place])) ? plainAccount(cells, columns) : undefined;
    if (account === undefined) unusual.push(cells);
    found.push(account);
  }
  const read = unusualAccounts(unusual, placeOf, currency);
  if (read === undefined) return undefined;
  const accounts = new Map<string, Account>();
  const folds = new Set<string>();
  let next = 0;
  for (const each of found) {
    const account = each ?? (read[next++] as Account);
    accounts.set(account.accountId, account);
    folds.add(foldedId(account.accountId));
  }
  // Ids that are used twice, or are hard to tell apart, are told.
  return accounts.size === found.length && folds.size === found.length ? accounts : undefined;
}

const statuses: ReadonlyMap<string, Account["status"]> = new Map(
  accountStatuses.map((status) => [status, status]),
);

/** Printable ASCII and the letters of Latin, Greek and Cyrillic: nothing among them hides what a text says. */
const europeanText = /^[ -~\u00a0-\u052f]*$/;

/** The account of a row of plain text; undefined for any other. */
function plainAccount(
  cells: readonly string[],
  columns: readonly { readonly key: (typeof texts)[keyof typeof texts]; readonly place: number }[],
): Account | undefined {
  const account: AccountInMaking = {
    accountId: "",
    accountName: "",
    status: "Active",
    statusGiven: false,
    kind: "customer",
  };
  for (const { key, place } of columns) {
    const cell = cells[place] as string;
    if (cell === "") continue;
    // A blank at the beginning may be all there is.
    if (cell.length > longestLabel || cell.trimStart() !== cell) return undefined;
    if (key === "accountId") {
      if (!isPlainId(cell)) return undefined;
      account.accountId = cell;
    } else if (key !== "status") {
      if (!isPlainId(cell) && !europeanText.test(cell)) return undefined;
      account[key] = cell;
    } else {
      const status = statuses.get(cell);
      if (status === undefined) return undefined;
      account.status = status;
      account.statusGiven = true;
    }
  }
  if (account.accountId === "") return undefined;
  if (account.accountName === "") account.accountName = account.accountId;
  return account;
}

/** The accounts of other rows, in their order; undefined where there is something to say about one. */
function unusualAccounts(
  rows: readonly (readonly string[])[],
  placeOf: ReadonlyMap<string, number>,
  currency: Currency,
): readonly Account[] | undefined {
  const names = tableColumns("accounts").flatMap(({ name }) => {
    const place = placeOf.get(name);
    return place === undefined ? [] : [{ name, place }];
  });
  const accounts = rows.map((cells) => {
    const said = names.filter(({ place }) => !isBlank(cells[place]));
    return Object.fromEntries(said.map(({ name, place }) => [name, cells[place]]));
  });
  const raw = { business: { time_zone: "UTC", currency }, accounts };
  const reading = readLedger(raw, { today: "2000-01-01" });
  if (!reading.ok || reading.warnings.length > 0) return undefined;
  return [...reading.value.accounts.values()];
}
