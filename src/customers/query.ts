import { Fault } from "../fault/fault.ts";
import { shown } from "../fault/issue.ts";
import { listArgument } from "../fault/options.ts";
import { foldChoice } from "../model/field.ts";
import { type InviteStatus, inviteStatuses } from "../model/invite.ts";
import { foldSearch, foldText } from "../table/fold.ts";
import { type Direction, orderRows } from "../table/order.ts";
import { orderByNumbersAndIds } from "../table/radix-order.ts";
import { type CustomerColumn, customerColumns } from "./columns.ts";
import type { CustomerList, CustomerRow } from "./list.ts";

/** What the Status filter offers. */
export const customerStatuses = ["Active", "Inactive"] as const;

/** How accounts without an invitation are asked for. */
export const notInvited = "Not Invited";

/** What the Invitation Status filter offers; Not Invited is the blank of the export. */
export const invitationFilters: readonly ("Not Invited" | InviteStatus)[] = [notInvited, ...inviteStatuses];

/** Which rows of a list are shown, and in which order. */
export interface CustomerQuery {
  /** Any of {@link customerStatuses}, matched ignoring case, spaces, `-` and `_`. Absent or empty: all. */
  readonly status?: readonly string[];
  /** Any of {@link invitationFilters}, matched likewise. Absent or empty: all. */
  readonly inviteStatus?: readonly string[];
  /** Found in the name or the number, ignoring case; trimmed; blank: all. At most 256 characters. */
  readonly search?: string;
  /** Default: collection priority, most urgent first. */
  readonly sort?: CustomerSort;
}

/** A column of the export and a direction; without one numbers descend and text ascends. */
export interface CustomerSort {
  readonly column: string;
  readonly direction?: Direction;
}

/** The order of a list nobody has sorted: whom to call first. */
export const defaultCustomerSort: CustomerSort = /* @__PURE__ */ Object.freeze({
  column: "collection_priority",
  direction: "desc",
});

/**
 * The rows of a list that a query shows, in its order. Filters combine; values within a filter are alternatives.
 *
 * The order is total: equal cells stand by account id, in either direction, and blanks last. Priorities order by the exact
 * exposure behind them.
 *
 * @throws {Fault} `QUERY_INVALID` for an unknown filter value, column or direction, or a key that is none of a query's, with
 * its path; `QUERY_TOO_LONG` for a search beyond 256 characters; `TYPE` for what is no list of customers.
 * @see docs/sources.md, 000:60-68.
 *
 * @example
 * import { readLedger } from "receivables";
 * import { customerList, queryCustomers } from "receivables/customers";
 *
 * const accounts = [
 *   { account_id: "1", account_name: "Acme" },
 *   { account_id: "2", account_name: "Zenith", status: "Inactive" },
 * ];
 * const reading = readLedger(
 *   { business: { time_zone: "UTC", currency: "USD" }, accounts },
 *   { today: "2025-03-10" },
 * );
 * if (!reading.ok) throw new Error(reading.issues[0]?.message);
 * const list = customerList(reading.value, { asOf: "2025-03-10", now: "2025-03-10T12:00:00Z" });
 * queryCustomers(list, { status: ["active"], search: "ac" }).map(({ accountId }) => accountId); // => ["1"]
 * queryCustomers(list, { sort: { column: "account_name", direction: "desc" } }).length;         // => 2
 */
export function queryCustomers(
  list: Pick<CustomerList, "rows">,
  query: CustomerQuery = {},
): readonly CustomerRow[] {
  const { statuses, invitations, search, column, direction } = checkedQuery(query);
  listArgument("rows", list?.rows);
  const rows = list.rows.filter(
    (row) =>
      (statuses === undefined || statuses.has(row.status)) &&
      (invitations === undefined || invitations.has(row.invitation?.status ?? notInvited)) &&
      (search === "" ||
        foldText(row.accountName).includes(search) ||
        foldText(row.accountId).includes(search)),
  );
  const keys = numberKeys(rows, column);
  if (keys === undefined) return orderRows(rows, column.sortKey, direction, ({ accountId }) => accountId);
  const order = orderByNumbersAndIds(keys, (place) => (rows[place] as CustomerRow).accountId, direction);
  return Array.from(order, (place) => rows[place] as CustomerRow);
}

/** What rows sort by in a column of amounts, counts or scores; undefined where one is beyond what a number holds. */
function numberKeys(
  rows: readonly CustomerRow[],
  { kind, sortKey }: CustomerColumn,
): Float64Array | undefined {
  if (kind !== "money" && kind !== "count" && kind !== "score") return undefined;
  const keys = new Float64Array(rows.length);
  for (let place = 0; place < rows.length; place += 1) {
    const key = Number(sortKey(rows[place] as CustomerRow));
    if (!(key >= 0 && key <= Number.MAX_SAFE_INTEGER)) return undefined;
    keys[place] = key;
  }
  return keys;
}

/** A query that was checked: filters that let everything through are undefined, the search is folded. */
export interface CheckedQuery {
  readonly statuses: ReadonlySet<string> | undefined;
  readonly invitations: ReadonlySet<string> | undefined;
  readonly search: string;
  readonly column: CustomerColumn;
  readonly direction: Direction;
}

/**
 * Checks a query.
 *
 * @throws {Fault} as {@link queryCustomers}.
 */
export function checkedQuery(query: CustomerQuery): CheckedQuery {
  if (typeof query !== "object" || query === null) {
    throw invalid(`A query is an object, not ${shown(query)}.`, []);
  }
  for (const key of Object.keys(query)) {
    if (!["status", "inviteStatus", "search", "sort"].includes(key)) {
      throw invalid(`A query has no ${shown(key)}.`, [key]);
    }
  }
  return {
    statuses: choices(query.status, customerStatuses, "status"),
    invitations: choices(query.inviteStatus, invitationFilters, "inviteStatus"),
    search: foldSearch(query.search ?? ""),
    ...checkedSort(query.sort ?? defaultCustomerSort),
  };
}

/**
 * The order after a click on a column's header: the same column the other way round, another column in its first
 * direction, which is descending for numbers and ascending for text.
 *
 * @throws {Fault} `QUERY_INVALID` for an unknown column, or an order that is none.
 * @see docs/sources.md, 000:66; docs/decisions.md, G-36.
 *
 * @example
 * import { defaultCustomerSort, toggledSort } from "receivables/customers";
 *
 * toggledSort(defaultCustomerSort, "collection_priority"); // => { column: "collection_priority", direction: "asc" }
 * toggledSort(defaultCustomerSort, "account_name");        // => { column: "account_name", direction: "asc" }
 */
export function toggledSort(current: CustomerSort, column: string): Required<CustomerSort> {
  const now = checkedSort(current);
  const next = checkedSort({ column });
  if (now.column !== next.column) return { column, direction: next.direction };
  return { column, direction: now.direction === "asc" ? "desc" : "asc" };
}

/** The values of a filter as they are spelled here; undefined where it lets everything through. */
export function choices(
  values: readonly string[] | undefined,
  known: readonly string[],
  key: string,
): ReadonlySet<string> | undefined {
  if (values === undefined) return undefined;
  if (!Array.isArray(values)) throw invalid(`${key} is a list, not ${shown(values)}.`, [key]);
  // Not `map`, which would pass over holes.
  const found = Array.from(values, (value: unknown, index) => {
    const match = known.find((each) => typeof value === "string" && foldChoice(each) === foldChoice(value));
    if (match === undefined) throw invalid(`${shown(value)} is none of ${known.join(", ")}.`, [key, index]);
    return match;
  });
  return found.length === 0 ? undefined : new Set(found);
}

function checkedSort(sort: CustomerSort): Pick<CheckedQuery, "column" | "direction"> {
  const column = customerColumns.find(({ name }) => name === sort?.column);
  if (column === undefined) {
    throw invalid(`There is no column ${shown(sort?.column)} to sort by.`, ["sort", "column"]);
  }
  for (const key of Object.keys(sort)) {
    if (key !== "column" && key !== "direction") throw invalid(`A sort has no ${shown(key)}.`, ["sort", key]);
  }
  const text = ["id", "text", "enum", "timestamp"].includes(column.kind);
  const direction = sort.direction ?? (text ? "asc" : "desc");
  if (direction !== "asc" && direction !== "desc") {
    throw invalid(`A direction is asc or desc, not ${shown(direction)}.`, ["sort", "direction"]);
  }
  return { column, direction };
}

function invalid(message: string, path: readonly (string | number)[]): Fault {
  return new Fault("QUERY_INVALID", message, { path });
}
