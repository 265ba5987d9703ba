import type { SnapshotRow } from "../store/row.ts";
import type { Snapshot } from "../store/snapshot.ts";
import { partsOf } from "../store/snapshot.ts";
import { foldText } from "../table/fold.ts";
import { compareIds } from "../table/order.ts";

/** What stands between the texts of a row, and between rows. */
const separator = "\n";

const indexes = new WeakMap<object, NameIndex>();

/** The index of a snapshot's names; snapshots in which the same accounts have the same names share one. */
export function nameIndexOf(snapshot: Snapshot): NameIndex {
  const { names, rows } = partsOf(snapshot);
  const known = indexes.get(names);
  if (known !== undefined) return known;
  const index = new NameIndex(rows.toArray());
  indexes.set(names, index);
  return index;
}

/** Finds accounts by a part of their name or number, at the pace of typing. */
export class NameIndex {
  /** Name and number of each account, folded, by place. */
  private readonly texts: readonly string[];
  /** All of them in one text: looking through it once is faster than looking through each. */
  private readonly haystack: string;
  /** Where each account begins in the haystack, and at the end where it ends. */
  private readonly starts: Uint32Array;
  private readonly rows: readonly SnapshotRow[];
  private byId: Uint32Array | undefined;
  /** What was found last: a text that only goes on from there is looked for among the same accounts. */
  private last: { readonly search: string; readonly places: readonly number[] } | undefined;

  constructor(rows: readonly SnapshotRow[]) {
    this.rows = rows;
    this.texts = rows.map(
      ({ accountName, accountId }) => foldText(accountName) + separator + foldText(accountId) + separator,
    );
    this.haystack = this.texts.join("");
    this.starts = new Uint32Array(rows.length + 1);
    let at = 0;
    for (const [place, text] of this.texts.entries()) {
      at += text.length;
      this.starts[place + 1] = at;
    }
  }

  /** The places of accounts whose name or number holds a folded text, ascending. */
  find(search: string): readonly number[] {
    const last = this.last;
    const places =
      last !== undefined && search.startsWith(last.search)
        ? last.places.filter((place) => this.holds(place, search))
        : this.scan(search);
    this.last = { search, places };
    return places;
  }

  /** All places, in the order of account ids. */
  inIdOrder(): Uint32Array {
    this.byId ??= Uint32Array.from(this.rows.keys()).sort((a, b) =>
      compareIds((this.rows[a] as SnapshotRow).accountId, (this.rows[b] as SnapshotRow).accountId),
    );
    return this.byId;
  }

  private holds(place: number, search: string): boolean {
    if (!search.includes(separator)) return (this.texts[place] as string).includes(search);
    // A text with the separator in it could begin in the name and end in the number.
    const { accountName, accountId } = this.rows[place] as SnapshotRow;
    return foldText(accountName).includes(search) || foldText(accountId).includes(search);
  }

  private scan(search: string): readonly number[] {
    const places: number[] = [];
    if (search.includes(separator)) {
      for (const place of this.rows.keys()) if (this.holds(place, search)) places.push(place);
      return places;
    }
    let place = 0;
    for (let at = this.haystack.indexOf(search); at !== -1; at = this.haystack.indexOf(search, at)) {
      place = this.placeAt(at, place);
      places.push(place);
      at = this.starts[place + 1] as number;
    }
    return places;
  }

  /** The account in whose text an index of the haystack lies; at `from` or behind. Steps double, then halve. */
  private placeAt(index: number, from: number): number {
    let place = from;
    let step = 1;
    while (place + step < this.rows.length && (this.starts[place + step] as number) <= index) {
      place += step;
      step *= 2;
    }
    while (step >= 1) {
      if (place + step < this.rows.length && (this.starts[place + step] as number) <= index) place += step;
      step = Math.floor(step / 2);
    }
    return place;
  }
}
