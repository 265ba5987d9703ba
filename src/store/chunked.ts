/**
 * Lists of which a changed copy shares all but a small part with the original: a snapshot of 200,000 accounts in which one
 * account is new costs two short arrays, not two long ones.
 */

/** The items of a chunk; a chunk that would pass twice as many is split. */
const chunkSize = 256;

/** A list by position that only grows. */
export class ChunkedList<Item> {
  readonly size: number;
  private readonly chunks: readonly (readonly Item[])[];
  private flat: readonly Item[] | undefined;

  private constructor(chunks: readonly (readonly Item[])[], size: number) {
    this.chunks = chunks;
    this.size = size;
  }

  static of<Item>(items: readonly Item[]): ChunkedList<Item> {
    return new ChunkedList(chunksOf(items, chunkSize), items.length);
  }

  at(position: number): Item | undefined {
    return this.chunks[Math.floor(position / chunkSize)]?.[position % chunkSize];
  }

  /** The list with another item at a position; at the position behind the last one it is one longer. */
  with(position: number, item: Item): ChunkedList<Item> {
    const at = Math.floor(position / chunkSize);
    const chunk = this.chunks[at]?.slice() ?? [];
    chunk[position % chunkSize] = item;
    const chunks = this.chunks.slice();
    chunks[at] = chunk;
    return new ChunkedList(chunks, Math.max(this.size, position + 1));
  }

  /** All items in one array, made once. */
  toArray(): readonly Item[] {
    this.flat ??= this.chunks.flat();
    return this.flat;
  }
}

/** How two items stand to each other: negative where the first comes first; 0 for one and the same. */
export type Compare<Item> = (a: Item, b: Item) => number;

/** A list in the order of a comparison that tells all items apart. */
export class SortedList<Item> {
  readonly size: number;
  private readonly chunks: readonly (readonly Item[])[];
  private readonly compare: Compare<Item>;

  private constructor(chunks: readonly (readonly Item[])[], size: number, compare: Compare<Item>) {
    this.chunks = chunks;
    this.size = size;
    this.compare = compare;
  }

  /** @param items - Already in order. */
  static of<Item>(items: readonly Item[], compare: Compare<Item>): SortedList<Item> {
    return new SortedList(chunksOf(items, chunkSize), items.length, compare);
  }

  at(position: number): Item | undefined {
    let before = position;
    for (const chunk of this.chunks) {
      if (before < chunk.length) return chunk[before];
      before -= chunk.length;
    }
    return undefined;
  }

  get last(): Item | undefined {
    return this.chunks.at(-1)?.at(-1);
  }

  /** So many items from a position on, or as many as there are. */
  slice(from: number, to: number): Item[] {
    const found: Item[] = [];
    let start = 0;
    for (const chunk of this.chunks) {
      const end = start + chunk.length;
      if (end > from && start < to) found.push(...chunk.slice(Math.max(0, from - start), to - start));
      start = end;
    }
    return found;
  }

  /** The items that `isBefore` does not hold for: it must hold for the first ones of the list only. */
  *after(isBefore: (item: Item) => boolean): Generator<Item> {
    const first = firstIndex(this.chunks, (chunk) => !isBefore(chunk.at(-1) as Item));
    for (let at = first; at < this.chunks.length; at += 1) {
      for (const item of this.chunks[at] as readonly Item[]) if (!isBefore(item)) yield item;
    }
  }

  with(item: Item): SortedList<Item> {
    const at = Math.max(0, this.chunkFor(item));
    const chunk = this.chunks[at] ?? [];
    const place = this.placeIn(chunk, item);
    const grown = [...chunk.slice(0, place), item, ...chunk.slice(place)];
    const parts = grown.length < 2 * chunkSize ? [grown] : chunksOf(grown, chunkSize);
    return this.changed(at, parts, this.size + 1);
  }

  /** The list without an item; the same list where it is not there. */
  without(item: Item): SortedList<Item> {
    const at = this.chunkFor(item);
    const chunk = this.chunks[at] ?? [];
    const place = this.placeIn(chunk, item);
    const found = chunk[place];
    if (found === undefined || this.compare(found, item) !== 0) return this;
    const rest = [...chunk.slice(0, place), ...chunk.slice(place + 1)];
    return this.changed(at, rest.length === 0 ? [] : [rest], this.size - 1);
  }

  toArray(): Item[] {
    return this.chunks.flat();
  }

  private changed(at: number, parts: readonly (readonly Item[])[], size: number): SortedList<Item> {
    const chunks = [...this.chunks.slice(0, at), ...parts, ...this.chunks.slice(at + 1)];
    return new SortedList(chunks, size, this.compare);
  }

  /** The last chunk that begins at or before an item; −1 where the item comes before all. */
  private chunkFor(item: Item): number {
    return firstIndex(this.chunks, (chunk) => this.compare(chunk[0] as Item, item) > 0) - 1;
  }

  /** Where an item stands in a chunk, or would stand. */
  private placeIn(chunk: readonly Item[], item: Item): number {
    return firstIndex(chunk, (each) => this.compare(each, item) >= 0);
  }
}

function chunksOf<Item>(items: readonly Item[], size: number): Item[][] {
  const chunks: Item[][] = [];
  for (let from = 0; from < items.length; from += size) chunks.push(items.slice(from, from + size));
  return chunks;
}

/** The first index at which a condition holds, which from there on must hold to the end; the length where it never does. */
function firstIndex<Item>(items: readonly Item[], holds: (item: Item) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(items[middle] as Item)) high = middle;
    else low = middle + 1;
  }
  return low;
}
