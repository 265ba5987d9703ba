import type { SnapshotRow } from "../store/row.ts";
import { partsOf, type Snapshot } from "../store/snapshot.ts";
import { type Direction, orderRows } from "../table/order.ts";
import { orderByNumbers } from "../table/radix-order.ts";
import { nameIndexOf } from "./name-index.ts";
import { type CheckedQuery, defaultCustomerSort, notInvited } from "./query.ts";

/** The rows of a snapshot that a query shows, in its order, as far as somebody asks for them. */
export interface Selection {
  readonly total: number;
  readonly slice: (from: number, to: number) => readonly SnapshotRow[];
}

/**
 * Selects rows of a snapshot: what `queryCustomers` selects of a list.
 *
 * All accounts in the default order stand ready in the snapshot; everything else goes through orders that are found once
 * a snapshot and column.
 */
export function selectRows(snapshot: Snapshot, query: CheckedQuery): Selection {
  const { ranking, rows } = partsOf(snapshot);
  const { statuses, invitations, search, column, direction } = query;
  const byUrgency = column.name === defaultCustomerSort.column && direction === defaultCustomerSort.direction;
  const all = statuses === undefined && invitations === undefined && search === "";
  if (all && byUrgency) return { total: ranking.size, slice: (from, to) => ranking.slice(from, to) };
  const order = orderOf(snapshot, query);
  const places = all ? order : shownPlaces(snapshot, query, order);
  return {
    total: places.length,
    slice: (from, to) => Array.from(places.subarray(from, to), (place) => rows.at(place) as SnapshotRow),
  };
}

/** The places of an order that the filters and the search of a query let through. */
function shownPlaces(snapshot: Snapshot, query: CheckedQuery, order: Uint32Array): Uint32Array {
  const { statuses, invitations, search } = query;
  const rows = partsOf(snapshot).rows.toArray();
  const shows = new Uint8Array(rows.length);
  if (search === "") shows.fill(1);
  else for (const place of nameIndexOf(snapshot).find(search)) shows[place] = 1;
  const filtered = statuses !== undefined || invitations !== undefined;
  const passes = ({ status, invitation }: SnapshotRow) =>
    (statuses === undefined || statuses.has(status)) &&
    (invitations === undefined || invitations.has(invitation?.status ?? notInvited));
  const places = new Uint32Array(order.length);
  let total = 0;
  for (const place of order) {
    if (shows[place] === 0 || (filtered && !passes(rows[place] as SnapshotRow))) continue;
    places[total] = place;
    total += 1;
  }
  return places.subarray(0, total);
}

const orders = new WeakMap<Snapshot, Map<string, Uint32Array>>();

/** All places in the order of a query's column. */
function orderOf(snapshot: Snapshot, { column, direction }: CheckedQuery): Uint32Array {
  const known = orders.get(snapshot) ?? new Map<string, Uint32Array>();
  orders.set(snapshot, known);
  const name = `${column.name} ${direction}`;
  const order = known.get(name) ?? newOrder(snapshot, column, direction);
  known.set(name, order);
  return order;
}

function newOrder(snapshot: Snapshot, column: CheckedQuery["column"], direction: Direction): Uint32Array {
  const { rows, ranking } = partsOf(snapshot);
  const placeOf = ({ place }: SnapshotRow) => place;
  if (column.name === defaultCustomerSort.column && direction === defaultCustomerSort.direction) {
    return Uint32Array.from(ranking.toArray(), placeOf);
  }
  const all = rows.toArray();
  if (column.kind === "money" || column.kind === "count") {
    const keys = Float64Array.from(all, (row) => column.sortKey(row) as number);
    return orderByNumbers(keys, nameIndexOf(snapshot).inIdOrder(), direction);
  }
  return Uint32Array.from(
    orderRows(all, column.sortKey, direction, ({ accountId }) => accountId),
    placeOf,
  );
}
