/**
 * Lists of which a changed copy shares all but a small part with the original: a snapshot of 200,000 accounts in which one
 * account is new costs two short arrays, not two long ones.
 */

/** The items of a chunk; a chunk that would pass twice as many is split. */
const chunkSize = 128;

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

  /** Visits all items in order, without an array of them all. */
  forEach(visit: (item: Item, position: number) => void): void {
    let position = 0;
    for (const chunk of this.chunks) {
      for (let place = 0; place < chunk.length; place += 1) {
        visit(chunk[place] as Item, position);
        position += 1;
      }
    }
  }

  /** All items in one array, made once. */
  toArray(): readonly Item[] {
    this.flat ??= joined(this.chunks);
    return this.flat;
  }
}

/** An order that tells all items of a list apart. */
export interface Order<Item> {
  /** A number that never falls along the order. It decides where it can: the numbers of a chunk lie side by side. */
  readonly keyOf: (item: Item) => number;
  /** Which of two items with the same key comes first: negative for the first; 0 for one and the same. */
  readonly compare: (a: Item, b: Item) => number;
}

/** Items in order, and their keys. */
interface Chunk<Item> {
  readonly items: readonly Item[];
  readonly keys: Float64Array;
}

const emptyChunk: Chunk<never> = { items: [], keys: new Float64Array(0) };

/** A list in an order. */
export class SortedList<Item> {
  readonly size: number;
  private readonly chunks: readonly Chunk<Item>[];
  private readonly order: Order<Item>;

  private constructor(chunks: readonly Chunk<Item>[], size: number, order: Order<Item>) {
    this.chunks = chunks;
    this.size = size;
    this.order = order;
  }

  /** @param items - Already in order. */
  static of<Item>(items: readonly Item[], order: Order<Item>): SortedList<Item> {
    return new SortedList(sortedChunks(items, order), items.length, order);
  }

  at(position: number): Item | undefined {
    return this.slice(position, position + 1)[0];
  }

  get last(): Item | undefined {
    return this.chunks.at(-1)?.items.at(-1);
  }

  /** The items from a position up to another, or as many as there are. */
  slice(from: number, to: number): Item[] {
    const found: Item[] = [];
    let start = 0;
    for (const { items } of this.chunks) {
      if (start >= to) break;
      const end = start + items.length;
      if (end > from) found.push(...items.slice(Math.max(0, from - start), to - start));
      start = end;
    }
    return found;
  }

  /** The items whose key is greater than a number. */
  *above(key: number): Generator<Item> {
    const first = firstIndex(
      this.chunks.length,
      (at) => ((this.chunks[at] as Chunk<Item>).keys.at(-1) as number) > key,
    );
    for (let at = first; at < this.chunks.length; at += 1) {
      const { items, keys } = this.chunks[at] as Chunk<Item>;
      for (let place = 0; place < items.length; place += 1) {
        if ((keys[place] as number) > key) yield items[place] as Item;
      }
    }
  }

  with(item: Item): SortedList<Item> {
    const at = Math.max(0, this.chunkFor(item));
    const { items, keys } = this.chunks[at] ?? emptyChunk;
    const place = this.placeIn(this.chunks[at], item);
    const grown: { items: Item[]; keys: Float64Array } = {
      items: items.slice(),
      keys: new Float64Array(items.length + 1),
    };
    grown.items.splice(place, 0, item);
    grown.keys.set(keys.subarray(0, place));
    grown.keys[place] = this.order.keyOf(item);
    grown.keys.set(keys.subarray(place), place + 1);
    const tooLong = grown.items.length >= 2 * chunkSize;
    return this.changed(at, tooLong ? sortedChunks(grown.items, this.order) : [grown], this.size + 1);
  }

  /** The list without an item; the same list where it is not there. */
  without(item: Item): SortedList<Item> {
    const at = this.chunkFor(item);
    const chunk = this.chunks[at];
    const place = this.placeIn(chunk, item);
    const found = chunk?.items[place];
    if (
      chunk === undefined ||
      found === undefined ||
      this.compare(found, chunk.keys[place] as number, item) !== 0
    ) {
      return this;
    }
    const rest = { items: chunk.items.slice(), keys: new Float64Array(chunk.items.length - 1) };
    rest.items.splice(place, 1);
    rest.keys.set(chunk.keys.subarray(0, place));
    rest.keys.set(chunk.keys.subarray(place + 1), place);
    return this.changed(at, rest.items.length === 0 ? [] : [rest], this.size - 1);
  }

  toArray(): Item[] {
    return joined(this.chunks.map(({ items }) => items));
  }

  private changed(at: number, parts: readonly Chunk<Item>[], size: number): SortedList<Item> {
    const chunks = this.chunks.slice();
    chunks.splice(at, 1, ...parts);
    return new SortedList(chunks, size, this.order);
  }

  /** How an item whose key is known stands to another. */
  private compare(item: Item, key: number, other: Item): number {
    return key - this.order.keyOf(other) || this.order.compare(item, other);
  }

  /** The last chunk that begins at or before an item; −1 where the item comes before all. */
  private chunkFor(item: Item): number {
    const isBehind = (at: number) => {
      const { items, keys } = this.chunks[at] as Chunk<Item>;
      return this.compare(items[0] as Item, keys[0] as number, item) > 0;
    };
    return firstIndex(this.chunks.length, isBehind) - 1;
  }

  /** Where an item stands in a chunk, or would stand. */
  private placeIn(chunk: Chunk<Item> | undefined, item: Item): number {
    if (chunk === undefined) return 0;
    const { items, keys } = chunk;
    return firstIndex(items.length, (at) => this.compare(items[at] as Item, keys[at] as number, item) >= 0);
  }
}

function chunkOf<Item>(items: readonly Item[], { keyOf }: Order<Item>): Chunk<Item> {
  const keys = new Float64Array(items.length);
  for (let place = 0; place < items.length; place += 1) keys[place] = keyOf(items[place] as Item);
  return { items, keys };
}

function sortedChunks<Item>(items: readonly Item[], order: Order<Item>): Chunk<Item>[] {
  return chunksOf(items, chunkSize).map((chunk) => chunkOf(chunk, order));
}

/** The items of all chunks; `flat` takes ten times as long. */
function joined<Item>(chunks: readonly (readonly Item[])[]): Item[] {
  const all: Item[] = [];
  for (const chunk of chunks) {
    for (let place = 0; place < chunk.length; place += 1) all.push(chunk[place] as Item);
  }
  return all;
}

function chunksOf<Item>(items: readonly Item[], size: number): Item[][] {
  const chunks: Item[][] = [];
  for (let from = 0; from < items.length; from += size) chunks.push(items.slice(from, from + size));
  return chunks;
}

/** The first index at which a condition holds, which from there on must hold to the end; `length` where it never does. */
function firstIndex(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
