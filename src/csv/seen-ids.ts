import { foldedId } from "../model/references.ts";

/** Minimal shape of the platform's UTF-8 encoder, which every runtime has and no ECMAScript library declares. */
declare const TextEncoder: new () => { readonly encode: (text: string) => Uint8Array };

/**
 * Which ids have been met, in little memory: nothing else of a document's id is needed.
 *
 * Ids that count on, as those of documents do (`INV-000123`), take a bit each: what stands before the last digits names a
 * group, and the digits a place in it. All others take 16 to 32 bytes each. That one of these was met before is a guess,
 * wrong once in some hundred thousand files of ten million ids; that an id was not met is always true.
 */
export class SeenIds {
  private readonly groups = new Map<number, Group>();
  private last: Group | undefined;
  private added = 0;
  private pages = 0;
  private readonly others = new Prints();

  /**
   * Notes an id whose bytes stand in an array from one place up to another, capital letters as small ones.
   *
   * @returns Whether it was met before, or may have been.
   */
  meet(bytes: Uint8Array, from: number, to: number): boolean {
    this.added += 1;
    const last = this.last;
    if (last !== undefined && to - from === last.start.length + last.digits) {
      const { start } = last;
      // Most ids begin as the one before does, letter by letter.
      let at = 0;
      while (at < start.length && start[at] === bytes[from + at]) at += 1;
      if (at === start.length) {
        const number = numberAt(bytes, from + at, to);
        if (number !== -1) return this.meetNumber(last, number, bytes, from, to);
      }
    }
    let end = to;
    const least = Math.max(from, to - mostDigits);
    while (end > least && ((bytes[end - 1] as number) - 48) >>> 0 <= 9) end -= 1;
    const group = end === to ? undefined : this.group(bytes, from, end, to - end);
    return group === undefined
      ? this.others.meet(bytes, from, to)
      : this.meetNumber(group, numberAt(bytes, end, to), bytes, from, to);
  }

  /** As {@link meet}, for an id that is text: any letters, outer blanks aside. */
  meetText(id: string): boolean {
    const bytes = new TextEncoder().encode(foldedId(id));
    return this.meet(bytes, 0, bytes.length);
  }

  private meetNumber(group: Group, number: number, bytes: Uint8Array, from: number, to: number): boolean {
    const page = group.pages[number >>> pageBits] ?? this.newPage(group, number >>> pageBits);
    return page === noPage ? this.others.meet(bytes, from, to) : setBit(page, number & pageMask);
  }

  /** A page of a group: {@link noPage}, and that for good, where its numbers lie so far apart that bits are no saving. */
  private newPage({ pages }: Group, index: number): Page {
    const isCrowded = this.pages * pageBytes <= spareBytes + 8 * this.added;
    const page = isCrowded ? new Int32Array(pageBytes / 4) : noPage;
    if (isCrowded) this.pages += 1;
    pages[index] = page;
    return page;
  }

  /** The group of ids that begin alike and have so many digits behind; undefined where there are too many groups. */
  private group(bytes: Uint8Array, from: number, to: number, digits: number): Group | undefined {
    let hash = digits;
    for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ small(bytes[at] as number), 0x01000193);
    let group = this.groups.get(hash);
    if (group === undefined && this.groups.size < mostGroups) {
      const folded = bytes.slice(from, to).map(small);
      group = { folded, start: folded, digits, pages: [] };
      this.groups.set(hash, group);
    }
    // Of two groups of one hash the second has no pages, now and later.
    if (group === undefined || !isOf(group, bytes, from, to, digits)) return undefined;
    group.start = bytes.slice(from, to);
    this.last = group;
    return group;
  }
}

/** Ids that begin alike and have so many digits behind. */
interface Group {
  /** How they begin, capital letters as small ones. */
  readonly folded: Uint8Array;
  /** How the last of them began. */
  start: Uint8Array;
  readonly digits: number;
  readonly pages: Page[];
}

function isOf(
  { folded, digits: own }: Group,
  bytes: Uint8Array,
  from: number,
  to: number,
  digits: number,
): boolean {
  if (own !== digits || folded.length !== to - from) return false;
  for (let at = 0; at < folded.length; at += 1) {
    if (folded[at] !== small(bytes[from + at] as number)) return false;
  }
  return true;
}

/** Bits by the numbers they stand for, from a multiple of their number on. */
type Page = Int32Array;

/** So many digits make a number whose bit operations are exact. */
const mostDigits = 9;
const pageBits = 15;
const pageMask = 2 ** pageBits - 1;
const pageBytes = 2 ** pageBits / 8;
/** What pages may always take: ids in no order touch all their pages before these can be known to fill. */
const spareBytes = 4 * 1024 * 1024;
/** Where ids differ in more than their last digits, few have the same start. */
const mostGroups = 64;
/** What stands for a page that would be too empty: its numbers go to the others for good. */
const noPage: Page = new Int32Array(0);

/** The number that digits make; -1 where there is another byte among them. */
function numberAt(bytes: Uint8Array, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at += 1) {
    const digit = (bytes[at] as number) - 48;
    if (digit >>> 0 > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}

function small(byte: number): number {
  return byte >= 65 && byte <= 90 ? byte + 32 : byte;
}

/** Whether a bit was set before. */
function setBit(page: Page, bit: number): boolean {
  const word = page[bit >>> 5] as number;
  page[bit >>> 5] = word | (1 << (bit & 31));
  return (word & (1 << (bit & 31))) !== 0;
}

/** Fingerprints of ids, 64 bits each. */
class Prints {
  private slots = new Int32Array(1024);
  /** By slot the other half of a print, which also says where it wants to stand. */
  private homes = new Int32Array(1024);
  private count = 0;

  meet(bytes: Uint8Array, from: number, to: number): boolean {
    let home = 0x811c9dc5;
    let print = 0x2c1b3c6d;
    for (let at = from; at < to; at += 1) {
      const byte = small(bytes[at] as number);
      home = Math.imul(home ^ byte, 0x01000193);
      print = Math.imul(print, 0x5bd1e995) + byte;
    }
    home ^= home >>> 15;
    print ^= print >>> 13;
    // 0 is an empty slot.
    if (print === 0) print = 1;
    if (2 * this.count >= this.slots.length) this.grow();
    const met = this.put(home, print);
    if (!met) this.count += 1;
    return met;
  }

  private put(home: number, print: number): boolean {
    const mask = this.slots.length - 1;
    let slot = home & mask;
    for (; this.slots[slot] !== 0; slot = (slot + 1) & mask) {
      if (this.slots[slot] === print && this.homes[slot] === home) return true;
    }
    this.slots[slot] = print;
    this.homes[slot] = home;
    return false;
  }

  private grow(): void {
    const { slots, homes } = this;
    this.slots = new Int32Array(2 * slots.length);
    this.homes = new Int32Array(2 * slots.length);
    for (let slot = 0; slot < slots.length; slot += 1) {
      if (slots[slot] !== 0) this.put(homes[slot] as number, slots[slot] as number);
    }
  }
}
