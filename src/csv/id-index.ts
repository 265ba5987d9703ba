/** Minimal shape of the platform's UTF-8 coders, which every runtime has and no ECMAScript library declares. */
declare const TextEncoder: new () => { readonly encode: (text: string) => Uint8Array };
declare const TextDecoder: new (
  label: string,
  options: { readonly ignoreBOM: boolean },
) => { readonly decode: (bytes: Uint8Array) => string };

/** The number that an id's words are mixed into, from which the next follows. */
export const firstHash = 0x2c1b3c6d;

/** A hash after one word more. */
export function mixed(hash: number, word: number): number {
  const product = Math.imul(hash ^ word, 0x9e3779b1);
  return product ^ (product >>> 15);
}

/** The words of an id that is being looked up. */
let scratch = new Int32Array(64);

/**
 * Puts the words of an id that is text into {@link scratch}: four bytes of its UTF-8 a word, the first the lowest, zeros
 * behind. No byte of an id is zero, so that equal words are equal ids.
 *
 * @returns How many words.
 */
function wordsOf(id: string): number {
  if (id.length > 2 * scratch.length) scratch = new Int32Array(id.length);
  let word = 0;
  for (let at = 0; at < id.length; at += 1) {
    const unit = id.charCodeAt(at);
    if (unit > 0x7f) return wordsOfBytes(new TextEncoder().encode(id));
    word |= unit << ((at & 3) << 3);
    if ((at & 3) !== 3) continue;
    scratch[at >>> 2] = word;
    word = 0;
  }
  if ((id.length & 3) !== 0) scratch[id.length >>> 2] = word;
  return (id.length + 3) >>> 2;
}

function wordsOfBytes(bytes: Uint8Array): number {
  if (bytes.length > 4 * scratch.length) scratch = new Int32Array(bytes.length);
  scratch.fill(0, 0, (bytes.length + 3) >>> 2);
  for (const [at, byte] of bytes.entries()) {
    scratch[at >>> 2] = (scratch[at >>> 2] as number) | (byte << ((at & 3) << 3));
  }
  return (bytes.length + 3) >>> 2;
}

/** The hash of so many words of {@link scratch}. */
function hashOf(count: number): number {
  let hash = firstHash;
  for (let at = 0; at < count; at += 1) hash = mixed(hash, scratch[at] as number);
  return hash;
}

/**
 * A place for each id, in the order in which they are first met. Ids are compared as the words of their bytes, so that no
 * text is made of one that is known: a document names an account that was met before nearly every time.
 */
export class IdIndex {
  private count = 0;
  /** By slot the hash of an id and its place + 1, side by side; an empty slot has 0 for both. */
  private slots = new Int32Array(2 * 1024);
  /** By place, where its words begin; one more than there are places. */
  private starts = new Uint32Array(1024);
  private words = new Int32Array(4096);

  /** How many ids. */
  get size(): number {
    return this.count;
  }

  /** The place of an id that is text; a new one where it has none. */
  placeOf(id: string): number {
    const count = wordsOf(id);
    return this.place(scratch, 0, count, hashOf(count));
  }

  /** The place of an id that is text; -1 where it has none. */
  knownPlaceOf(id: string): number {
    const count = wordsOf(id);
    return this.knownPlace(scratch, 0, count, hashOf(count));
  }

  /** The place of an id whose words stand in an array from one place up to another; a new one where it has none. */
  place(words: Int32Array, from: number, to: number, hash: number): number {
    const known = this.knownPlace(words, from, to, hash);
    return known === -1 ? this.add(words, from, to, hash) : known;
  }

  /** As {@link place}, but -1 where it has none. */
  knownPlace(words: Int32Array, from: number, to: number, hash: number): number {
    const { slots, starts, words: own } = this;
    const mask = (slots.length >>> 1) - 1;
    const length = to - from;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const place = (slots[2 * slot + 1] as number) - 1;
      if (place === -1) return -1;
      if (slots[2 * slot] !== hash) continue;
      const start = starts[place] as number;
      if ((starts[place + 1] as number) - start !== length) continue;
      let at = 0;
      while (at < length && own[start + at] === words[from + at]) at += 1;
      if (at === length) return place;
    }
  }

  private add(words: Int32Array, from: number, to: number, hash: number): number {
    const place = this.count;
    const start = this.starts[place] as number;
    const end = start + to - from;
    if (4 * (place + 1) > this.slots.length) this.growSlots();
    if (place + 2 > this.starts.length) this.starts = longer(this.starts, 2 * this.starts.length);
    if (end > this.words.length) this.words = longer(this.words, 2 * end);
    this.words.set(words.subarray(from, to), start);
    this.starts[place + 1] = end;
    this.count = place + 1;
    put(this.slots, hash, place);
    return place;
  }

  /** Twice the slots: at most half of them are ever taken, so that a search ends soon. */
  private growSlots(): void {
    const slots = new Int32Array(2 * this.slots.length);
    for (let slot = 0; slot < this.slots.length; slot += 2) {
      const place = (this.slots[slot + 1] as number) - 1;
      if (place !== -1) put(slots, this.slots[slot] as number, place);
    }
    this.slots = slots;
  }

  /** The ids in the order of their places. */
  texts(): string[] {
    // A byte order mark that an id begins with is part of it.
    const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
    return Array.from({ length: this.count }, (_, place) => {
      const from = 4 * (this.starts[place] as number);
      const bytes = new Uint8Array(this.words.buffer, from, 4 * (this.starts[place + 1] as number) - from);
      const end = bytes.indexOf(0);
      return decoder.decode(end === -1 ? bytes : bytes.subarray(0, end));
    });
  }
}

function put(slots: Int32Array, hash: number, place: number): void {
  const mask = (slots.length >>> 1) - 1;
  let slot = hash & mask;
  while (slots[2 * slot + 1] !== 0) slot = (slot + 1) & mask;
  slots[2 * slot] = hash;
  slots[2 * slot + 1] = place + 1;
}

function longer<Column extends Int32Array | Uint32Array>(column: Column, length: number): Column {
  const more = new (column.constructor as new (length: number) => Column)(length);
  more.set(column);
  return more;
}
