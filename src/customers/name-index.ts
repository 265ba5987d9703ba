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

/** Names and numbers of accounts, as texts to look through. */
interface Texts {
  /** Name and number of each account, folded, by place. */
  readonly lines: readonly string[];
  /** All of them in one text: looking through it once is faster than looking through each. */
  readonly haystack: string;
  /** Where each account begins in the haystack, and at the end where it ends. */
  readonly starts: Uint32Array;
}

/** What a search found. */
interface Found {
  readonly search: string;
  /** The accounts, ascending. */
  readonly places: Uint32Array;
  /** Where the text stands first in each of them, in the haystack. */
  readonly indexes: Uint32Array;
}

/** Finds accounts by a part of their name or number, at the pace of typing. */
export class NameIndex {
  private readonly rows: readonly SnapshotRow[];
  private texts: Texts | undefined;
  private byId: Uint32Array | undefined;
  /** What was found last: a text that only goes on from there is looked for among the same accounts. */
  private last: Found | undefined;

  constructor(rows: readonly SnapshotRow[]) {
    this.rows = rows;
  }

  /** The places of accounts whose name or number holds a folded text, ascending. */
  find(search: string): Uint32Array {
    // A text with the separator in it could begin in the name and end in the number.
    if (search.includes(separator)) return this.scanApart(search);
    const last = this.last;
    const goesOn = last !== undefined && search.startsWith(last.search);
    const found = goesOn ? this.narrow(last, search) : this.scan(search);
    this.last = found;
    return found.places;
  }

  /** All places, in the order of account ids. */
  inIdOrder(): Uint32Array {
    this.byId ??= Uint32Array.from(this.rows.keys()).sort((a, b) =>
      compareIds((this.rows[a] as SnapshotRow).accountId, (this.rows[b] as SnapshotRow).accountId),
    );
    return this.byId;
  }

  private scanApart(search: string): Uint32Array {
    const holds = ({ accountName, accountId }: SnapshotRow) =>
      foldText(accountName).includes(search) || foldText(accountId).includes(search);
    return Uint32Array.from(this.rows.filter(holds), ({ place }) => place);
  }

  private scan(search: string): Found {
    const { haystack, starts } = this.textsOfAll();
    const places = new Uint32Array(this.rows.length);
    const indexes = new Uint32Array(this.rows.length);
    let count = 0;
    let place = 0;
    for (let at = haystack.indexOf(search); at !== -1; at = haystack.indexOf(search, at)) {
      place = placeAt(starts, at, place);
      places[count] = place;
      indexes[count] = at;
      count += 1;
      at = starts[place + 1] as number;
    }
    return { search, places: places.subarray(0, count), indexes: indexes.subarray(0, count) };
  }

  /** Where a text stood, the longer one mostly stands too; else it stands further on in the same line, or nowhere in it. */
  private narrow(last: Found, search: string): Found {
    const { haystack, starts, lines } = this.textsOfAll();
    const places = new Uint32Array(last.places.length);
    const indexes = new Uint32Array(last.places.length);
    let count = 0;
    for (let hit = 0; hit < last.places.length; hit += 1) {
      const place = last.places[hit] as number;
      let at = last.indexes[hit] as number;
      if (!haystack.startsWith(search, at)) {
        const start = starts[place] as number;
        const further = (lines[place] as string).indexOf(search, at - start + 1);
        if (further === -1) continue;
        at = start + further;
      }
      places[count] = place;
      indexes[count] = at;
      count += 1;
    }
    return { search, places: places.subarray(0, count), indexes: indexes.subarray(0, count) };
  }

  private textsOfAll(): Texts {
    this.texts ??= textsOf(this.rows);
    return this.texts;
  }
}

function textsOf(rows: readonly SnapshotRow[]): Texts {
  const lines = rows.map(
    ({ accountName, accountId }) => foldText(accountName) + separator + foldText(accountId) + separator,
  );
  const starts = new Uint32Array(rows.length + 1);
  for (let place = 0; place < lines.length; place += 1) {
    starts[place + 1] = (starts[place] as number) + (lines[place] as string).length;
  }
  return { lines, haystack: lines.join(""), starts };
}

/** The account in whose text an index of the haystack lies; at `from` or behind. Steps double, then halve. */
function placeAt(starts: Uint32Array, index: number, from: number): number {
  const last = starts.length - 2;
  let place = from;
  let step = 1;
  while (place + step <= last && (starts[place + step] as number) <= index) {
    place += step;
    step *= 2;
  }
  while (step >= 1) {
    if (place + step <= last && (starts[place + step] as number) <= index) place += step;
    step = Math.floor(step / 2);
  }
  return place;
}
