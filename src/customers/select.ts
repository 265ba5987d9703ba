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
  const { ranking } = partsOf(snapshot);
  const { statuses, invitations, search, column, direction } = query;
  const isDefault = column.name === defaultCustomerSort.column && direction === defaultCustomerSort.direction;
  const filtered = statuses !== undefined || invitations !== undefined;
  if (filtered) return ofPlaces(snapshot, filteredPlaces(snapshot, query));
  if (search !== "") return found(snapshot, query, nameIndexOf(snapshot).find(search));
  if (isDefault) return { total: ranking.size, slice: (from, to) => ranking.slice(from, to) };
  return ofPlaces(snapshot, orderOf(snapshot, query).places);
}

/** The rows at places, in their order. */
function ofPlaces(snapshot: Snapshot, places: Uint32Array): Selection {
  const { rows } = partsOf(snapshot);
  const slice = (from: number, to: number) =>
    Array.from(places.subarray(from, to), (place) => rows.at(place) as SnapshotRow);
  return { total: places.length, slice };
}

/** Up to so many hits are sorted; more are met soon enough on the way through the whole order. */
const fewHits = 1000;

/** The rows at the places that a search found, in a query's order: no more of them are put in order than are asked for. */
function found(snapshot: Snapshot, query: CheckedQuery, hits: Uint32Array): Selection {
  const order = orderOf(snapshot, query);
  const { places } = order;
  if (hits.length <= fewHits) {
    const ranks = hits.map((place) => order.rankOf(place)).sort();
    return ofPlaces(
      snapshot,
      ranks.map((rank) => places[rank] as number),
    );
  }
  const isHit = new Uint8Array(places.length);
  for (const place of hits) isHit[place] = 1;
  const { rows } = partsOf(snapshot);
  const slice = (from: number, to: number): readonly SnapshotRow[] => {
    const shown: SnapshotRow[] = [];
    let met = 0;
    for (let rank = 0; rank < places.length && met < to; rank += 1) {
      const place = places[rank] as number;
      if (isHit[place] === 0) continue;
      if (met >= from) shown.push(rows.at(place) as SnapshotRow);
      met += 1;
    }
    return shown;
  };
  return { total: hits.length, slice };
}

/** The places that the filters and the search of a query let through, in its order. */
function filteredPlaces(snapshot: Snapshot, query: CheckedQuery): Uint32Array {
  const { statuses, invitations, search } = query;
  const rows = partsOf(snapshot).rows.toArray();
  const passes = new Uint8Array(rows.length);
  const test = (place: number) => {
    const { status, invitation } = rows[place] as SnapshotRow;
    const shown =
      (statuses === undefined || statuses.has(status)) &&
      (invitations === undefined || invitations.has(invitation?.status ?? notInvited));
    if (shown) passes[place] = 1;
  };
  if (search === "") for (let place = 0; place < rows.length; place += 1) test(place);
  else for (const place of nameIndexOf(snapshot).find(search)) test(place);
  return orderOf(snapshot, query).places.filter((place) => passes[place] === 1);
}

/** All places in an order. */
class PlacesInOrder {
  readonly places: Uint32Array;
  private ranks: Uint32Array | undefined;

  constructor(places: Uint32Array) {
    this.places = places;
  }

  /** Where a place stands in the order. */
  rankOf(place: number): number {
    this.ranks ??= ranksOf(this.places);
    return this.ranks[place] as number;
  }
}

function ranksOf(places: Uint32Array): Uint32Array {
  const ranks = new Uint32Array(places.length);
  for (let rank = 0; rank < places.length; rank += 1) ranks[places[rank] as number] = rank;
  return ranks;
}

const orders = new WeakMap<Snapshot, Map<string, PlacesInOrder>>();

/** All places in the order of a query's column: found once a snapshot. */
function orderOf(snapshot: Snapshot, { column, direction }: CheckedQuery): PlacesInOrder {
  const known = orders.get(snapshot) ?? new Map<string, PlacesInOrder>();
  orders.set(snapshot, known);
  const name = `${column.name} ${direction}`;
  const order = known.get(name) ?? new PlacesInOrder(newOrder(snapshot, column, direction));
  known.set(name, order);
  return order;
}

function newOrder(snapshot: Snapshot, column: CheckedQuery["column"], direction: Direction): Uint32Array {
  const { rows, ranking } = partsOf(snapshot);
  const placeOf = ({ place }: SnapshotRow) => place;
  if (column.name === defaultCustomerSort.column && direction === defaultCustomerSort.direction) {
    return Uint32Array.from(ranking.toArray(), placeOf);
  }
  if (column.kind === "money" || column.kind === "count") {
    const keys = new Float64Array(rows.size);
    rows.forEach((row, place) => {
      keys[place] = column.sortKey(row) as number;
    });
    return orderByNumbers(keys, nameIndexOf(snapshot).inIdOrder(), direction);
  }
  return Uint32Array.from(
    orderRows(rows.toArray(), column.sortKey, direction, ({ accountId }) => accountId),
    placeOf,
  );
}
