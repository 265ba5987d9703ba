import { firstDayNumber, lastDayNumber } from "../calendar/day.ts";
import { Fault } from "../fault/fault.ts";
import { type Path, shown } from "../fault/issue.ts";
import { knownOptions, listArgument } from "../fault/options.ts";

/** What a document is; its place in this list is what stands in a column of kinds. */
export const columnKinds = ["invoice", "credit", "debit"] as const;
/** One of {@link columnKinds}. */
export type ColumnKind = (typeof columnKinds)[number];

/** Who offers a discount; its place in this list is what stands in a column of sources. */
export const offerSources = ["invoice", "statement"] as const;

/** The discounts offered on documents: few documents have any. One row an offer, in the order of the documents. */
export interface OfferColumns {
  /** Which document, by its place; ascending. Two offers on one invoice stand one after the other. */
  readonly documents: Uint32Array;
  /** Minor units, 0 or more. */
  readonly amounts: Float64Array;
  /** The last day for it, included, counted from 1970-01-01. */
  readonly lastDays: Int32Array;
  /** By its place in {@link offerSources}. */
  readonly sources: Uint8Array;
}

/** Open documents as columns: one entry a document, in any order. */
export interface RawDocumentColumns {
  /** Every account once; documents name them by place. */
  readonly accountIds: readonly string[];
  /** Whose document, by the account's place. */
  readonly accounts: Uint32Array;
  /** By its place in {@link columnKinds}. */
  readonly kinds: Uint8Array;
  /** What is left on it, in minor units: whole numbers from 0 to 2^53 − 1. */
  readonly balances: Float64Array;
  /** The due day of an invoice, counted from 1970-01-01; of an adjustment it is not read. */
  readonly dueDays: Int32Array;
  /** Absent: none. */
  readonly offers?: OfferColumns;
}

/**
 * Open documents as checked columns. Made by `documentColumns` or a `ColumnsBuilder`; they are not copied: who changes the
 * arrays afterwards changes the answers.
 */
export class DocumentColumns {
  readonly accountIds: readonly string[];
  readonly accounts: Uint32Array;
  readonly kinds: Uint8Array;
  readonly balances: Float64Array;
  readonly dueDays: Int32Array;
  readonly offers: OfferColumns;

  /** @internal */
  constructor(columns: Required<RawDocumentColumns>) {
    this.accountIds = columns.accountIds;
    this.accounts = columns.accounts;
    this.kinds = columns.kinds;
    this.balances = columns.balances;
    this.dueDays = columns.dueDays;
    this.offers = columns.offers;
    Object.freeze(this);
  }

  /** How many documents. */
  get size(): number {
    return this.balances.length;
  }
}

/** No offers. */
export const noOffers: OfferColumns = {
  documents: new Uint32Array(0),
  amounts: new Float64Array(0),
  lastDays: new Int32Array(0),
  sources: new Uint8Array(0),
};

const keys = ["accountIds", "accounts", "kinds", "balances", "dueDays", "offers"];

/**
 * Checks columns of open documents, in one pass over each.
 *
 * @throws {Fault} with the column and the place: `TYPE` for a column of another type or length; `REF_UNKNOWN` for an account
 * or document that is not there; `ID_DUPLICATE` for an account twice; `ENUM_UNKNOWN` for a kind or source; `BALANCE_NEGATIVE`,
 * `AMOUNT_NOT_INTEGER`, `AMOUNT_NOT_POSITIVE` (a discount) for amounts; `DATE_RANGE` for a day outside the years 1 to 9999;
 * `POLICY_RANGE` for offers out of order; `POLICY_UNKNOWN` for another column.
 *
 * @example
 * import { documentColumns, statsOfColumns } from "receivables/columns";
 *
 * const columns = documentColumns({
 *   accountIds: ["C-100"],
 *   accounts: Uint32Array.of(0, 0),
 *   kinds: Uint8Array.of(0, 0),
 *   balances: Float64Array.of(300000, 50000),
 *   dueDays: Int32Array.of(20097, 20157), // 2025-01-09 and 2025-03-10
 * });
 * const stats = statsOfColumns(columns, { asOf: "2025-03-10", currency: { code: "USD", exponent: 2 } });
 * stats.amounts("pastDue")[0]; // => 300000
 */
export function documentColumns(raw: RawDocumentColumns): DocumentColumns {
  knownOptions(raw, keys);
  const { accountIds, accounts, kinds, balances, dueDays, offers = noOffers } = raw;
  checkAccounts(accountIds);
  const size = balances instanceof Float64Array ? balances.length : 0;
  checkArray("balances", balances, Float64Array, size);
  checkArray("accounts", accounts, Uint32Array, size);
  checkArray("kinds", kinds, Uint8Array, size);
  checkArray("dueDays", dueDays, Int32Array, size);
  checkRows(raw);
  checkOffers(offers, size);
  return new DocumentColumns({ accountIds, accounts, kinds, balances, dueDays, offers });
}

function checkAccounts(accountIds: readonly unknown[]): void {
  listArgument("accountIds", accountIds);
  const seen = new Set<unknown>();
  for (const [place, id] of accountIds.entries()) {
    const path = ["accountIds", place];
    if (typeof id !== "string" || id === "") {
      throw new Fault("TYPE", `An account's id is text, not ${shown(id)}.`, { path });
    }
    if (seen.has(id)) throw new Fault("ID_DUPLICATE", `${shown(id)} stands twice.`, { path });
    seen.add(id);
  }
}

type Column = Uint32Array | Uint8Array | Float64Array | Int32Array;

function checkArray<Of extends Column>(
  name: string,
  array: Of,
  of: { new (length: number): Of; readonly name: string },
  length: number,
): void {
  const isOne = array instanceof of;
  if (isOne && array.length === length) return;
  const came = isOne ? `one of ${array.length}` : shown(array);
  throw new Fault("TYPE", `${name} must be a ${of.name} of ${length}, not ${came}.`, { path: [name] });
}

function checkRows({ accountIds, accounts, kinds, balances, dueDays }: RawDocumentColumns): void {
  const known = accountIds.length;
  for (let row = 0; row < balances.length; row += 1) {
    const balance = balances[row] as number;
    const due = dueDays[row] as number;
    const isDay = (due >= firstDayNumber && due <= lastDayNumber) || kinds[row] !== 0;
    // Whole and safe in two comparisons: this runs for every document.
    const isBalance = balance >= 0 && balance <= Number.MAX_SAFE_INTEGER && Math.floor(balance) === balance;
    if (
      (accounts[row] as number) < known &&
      (kinds[row] as number) < columnKinds.length &&
      isBalance &&
      isDay
    ) {
      continue;
    }
    throw wrongRow(row, {
      known,
      account: accounts[row] as number,
      kind: kinds[row] as number,
      balance,
      due,
    });
  }
}

interface Row {
  readonly known: number;
  readonly account: number;
  readonly kind: number;
  readonly balance: number;
  readonly due: number;
}

function wrongRow(row: number, { known, account, kind, balance, due }: Row): Fault {
  if (account >= known) return unknownPlace("account", account, known, ["accounts", row]);
  if (kind >= columnKinds.length) {
    const message = `A kind is 0, 1 or 2 for ${columnKinds.join(", ")}, not ${kind}.`;
    return new Fault("ENUM_UNKNOWN", message, { path: ["kinds", row] });
  }
  if (balance < 0) {
    return new Fault("BALANCE_NEGATIVE", `A balance is not negative: ${balance}.`, {
      path: ["balances", row],
    });
  }
  if (!Number.isSafeInteger(balance)) return notWhole(balance, ["balances", row]);
  return dayOutside(due, ["dueDays", row]);
}

function unknownPlace(noun: string, place: number, known: number, path: Path): Fault {
  return new Fault("REF_UNKNOWN", `There is no ${noun} ${place}; there are ${known}.`, { path });
}

function notWhole(amount: number, path: Path): Fault {
  const message = `An amount is a whole number of minor units up to 2^53 − 1, not ${amount}.`;
  return new Fault("AMOUNT_NOT_INTEGER", message, { path });
}

function dayOutside(day: number, path: Path): Fault {
  return new Fault("DATE_RANGE", `A day lies in the years 1 to 9999; ${day} does not.`, { path });
}

function checkOffers(offers: OfferColumns, size: number): void {
  const { documents, amounts, lastDays, sources } = offers;
  const count = documents instanceof Uint32Array ? documents.length : 0;
  checkArray("offers.documents", documents, Uint32Array, count);
  checkArray("offers.amounts", amounts, Float64Array, count);
  checkArray("offers.lastDays", lastDays, Int32Array, count);
  checkArray("offers.sources", sources, Uint8Array, count);
  let before = 0;
  for (let at = 0; at < count; at += 1) {
    const document = documents[at] as number;
    const path = (name: string) => ["offers", name, at];
    if (document >= size) throw unknownPlace("document", document, size, path("documents"));
    if (document < before) {
      const message = "Offers stand in the order of their documents.";
      throw new Fault("POLICY_RANGE", message, { path: path("documents") });
    }
    before = document;
    const amount = amounts[at] as number;
    if (amount < 0) {
      throw new Fault("AMOUNT_NOT_POSITIVE", `A discount is not negative: ${amount}.`, {
        path: path("amounts"),
      });
    }
    if (!Number.isSafeInteger(amount)) throw notWhole(amount, path("amounts"));
    const last = lastDays[at] as number;
    if (last < firstDayNumber || last > lastDayNumber) throw dayOutside(last, path("lastDays"));
    if ((sources[at] as number) >= offerSources.length) {
      const message = `A source is 0 or 1 for ${offerSources.join(", ")}, not ${sources[at]}.`;
      throw new Fault("ENUM_UNKNOWN", message, { path: path("sources") });
    }
  }
}
