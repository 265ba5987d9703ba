import { daysInMonth, numberOf } from "../calendar/day.ts";
import { longestLabel } from "../model/field.ts";
import {
  amountNames,
  type CellReading,
  choiceNames,
  dayNames,
  idNames,
  type LayoutColumn,
} from "./document-layout.ts";
import { firstHash, mixed } from "./id-index.ts";

/** The most records that are read before they are added. */
export const mostRecords: number = 1 << 15;

/** What a blank cell leaves behind. */
export const blankAmount = -1;
export const blankDay = -0x80000000;
export const blankChoice = 255;

/** So many digits make a number of 32 bits. */
const shortDigits = 9;

const comma = 44;
const quote = 34;
const lineFeed = 10;
const carriageReturn = 13;
const point = 46;
const hyphen = 45;

/** 1 for bytes that stand for themselves wherever they stand: printable ASCII but for comma and quote. */
const isPlain = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x20 && byte <= 0x7e && byte !== comma && byte !== quote ? 1 : 0,
);

/** Readings as numbers, which are compared faster than text. */
const codeSkip = 0;
const codeBlank = 1;
const codeId = 2;
const codeAccount = 3;
const codeAmount = 4;
const codeDay = 5;
const codeChoice = 6;
const codes: Readonly<Record<CellReading, number>> = {
  skip: codeSkip,
  blank: codeBlank,
  id: codeId,
  account: codeAccount,
  amount: codeAmount,
  day: codeDay,
  choice: codeChoice,
};

/** Records that the scanner leaves to others, by where they stand. */
export interface Unusual {
  /** How many records before it stand in the columns. */
  readonly row: number;
  readonly from: number;
  /** Behind its line end. */
  readonly to: number;
}

/**
 * Reads records of documents from bytes into small columns, no text per cell: what is plain. Any record with a quote, a
 * byte beyond ASCII, a cell of another shape than the usual or another number of cells is left to others.
 */
export class DocumentScanner {
  /** How many records stand in the columns. */
  count = 0;
  readonly unusual: Unusual[] = [];
  /** By {@link amountNames}, {@link dayNames}, {@link choiceNames}; in minor units, day numbers, places of words. */
  readonly amounts: readonly Float64Array[];
  readonly days: readonly Int32Array[];
  readonly choices: readonly Uint8Array[];
  /** By {@link idNames}, where an id begins and ends among the bytes; both 0 for a blank one. */
  readonly idStarts: readonly Uint32Array[];
  readonly idEnds: readonly Uint32Array[];
  /** Where the words of the account's id begin among {@link words}; one more than there are records. */
  readonly accountStarts: Uint32Array;
  readonly accountHashes: Int32Array;
  words: Int32Array = new Int32Array(0);
  private readonly codes: Uint8Array;
  private readonly places: Uint8Array;
  private readonly choiceWords: readonly (readonly Uint8Array[])[];
  private readonly exponent: number;
  private readonly powers: Float64Array;
  /** Whether a line without anything on it was met: nothing may come behind it. */
  private metBlankLine = false;
  private readonly room: number;

  /**
   * @param exponent - Decimals of the currency.
   * @param room - How many records its columns hold.
   */
  constructor(layout: readonly LayoutColumn[], exponent: number, room: number = mostRecords) {
    this.room = room;
    this.amounts = amountNames.map(() => new Float64Array(room).fill(blankAmount));
    this.days = dayNames.map(() => new Int32Array(room).fill(blankDay));
    this.choices = choiceNames.map(() => new Uint8Array(room).fill(blankChoice));
    this.idStarts = idNames.map(() => new Uint32Array(room));
    this.idEnds = idNames.map(() => new Uint32Array(room));
    this.accountStarts = new Uint32Array(room + 1);
    this.accountHashes = new Int32Array(room);
    this.codes = Uint8Array.from(layout, ({ reading }) => codes[reading]);
    this.places = Uint8Array.from(layout, ({ place }) => place);
    this.choiceWords = layout.map(({ words }) => words);
    this.exponent = exponent;
    this.powers = Float64Array.from({ length: exponent + 1 }, (_, power) => 10 ** power);
  }

  /**
   * Reads records from one place on until the columns are full, or up to another place, behind a line end.
   *
   * @param limit - Where the bytes end: a record with quotes may go on beyond `to`.
   * @returns Where it stopped: at `to`, at the first record that does not fit, or at one of which the end is not there.
   * Undefined where the file is no such file: a line end of its own kind, a blank line amid records.
   */
  scan(bytes: Uint8Array, from: number, to: number, limit: number): number | undefined {
    this.count = 0;
    this.unusual.length = 0;
    // Each id takes its bytes, and at most three more.
    const most = ((to - from) >>> 2) + this.room;
    if (this.words.length < most) this.words = new Int32Array(most);
    let at = from;
    while (at < to && this.count < this.room) {
      if (!this.metBlankLine) {
        at = this.scanPlain(bytes, at, to);
        if (at === to || this.count === this.room) break;
      }
      const first = bytes[at];
      if (first === lineFeed || (first === carriageReturn && bytes[at + 1] === lineFeed)) {
        this.metBlankLine = true;
        at += first === lineFeed ? 1 : 2;
        continue;
      }
      const end = this.metBlankLine ? undefined : recordEnd(bytes, at, limit);
      if (end === undefined) return undefined;
      if (end === 0) break;
      this.unusual.push({ row: this.count, from: at, to: end });
      at = end;
    }
    return at;
  }

  /**
   * Reads records up to the first that is unusual; where that begins, or where there is none, or no room for more.
   *
   * One loop for all cells of all records, everything it needs in names of its own: a function a record or a cell took twice
   * the time.
   */
  private scanPlain(bytes: Uint8Array, from: number, to: number): number {
    const { amounts, days, choices, idStarts, idEnds, accountStarts, accountHashes, words } = this;
    const readings = this.codes;
    const places = this.places;
    const exponent = this.exponent;
    const powers = this.powers;
    const choiceWords = this.choiceWords;
    const plain = isPlain;
    const last = readings.length - 1;
    const room = this.room;
    let row = this.count;
    let start = from;
    records: while (start < to && row < room) {
      let at = start;
      for (let column = 0; column <= last; column += 1) {
        let byte = bytes[at] as number;
        const isBlank = plain[byte] === 0;
        switch (readings[column]) {
          case codeAmount: {
            let value = blankAmount;
            if (!isBlank) {
              let digit = byte - 48;
              if (digit >>> 0 > 9) break records;
              // Whole numbers of 32 bits first, which are added up several times as fast as others.
              let units = 0;
              const begin = at;
              do {
                units = (units * 10 + digit) | 0;
                at += 1;
                byte = bytes[at] as number;
                digit = byte - 48;
              } while (digit >>> 0 <= 9 && at - begin < shortDigits);
              value = units;
              while (digit >>> 0 <= 9) {
                value = value * 10 + digit;
                at += 1;
                byte = bytes[at] as number;
                digit = byte - 48;
              }
              if (byte === point) {
                const behind = at + 1;
                const end = behind + exponent;
                let parts = 0;
                at = behind;
                for (;;) {
                  byte = bytes[at] as number;
                  digit = byte - 48;
                  if (digit >>> 0 > 9) break;
                  if (at < end) parts = parts * 10 + digit;
                  else if (digit !== 0) break records;
                  at += 1;
                }
                if (at === behind) break records;
                const decimals = at < end ? at - behind : exponent;
                value =
                  value * (powers[exponent] as number) + parts * (powers[exponent - decimals] as number);
              } else value *= powers[exponent] as number;
              // Below 2^53 every step was exact, and what passed it never comes back below.
              if (!(value <= Number.MAX_SAFE_INTEGER)) break records;
            }
            (amounts[places[column] as number] as Float64Array)[row] = value;
            break;
          }
          case codeDay: {
            let day = blankDay;
            if (!isBlank) {
              day = dayAt(bytes, at);
              if (day === blankDay) break records;
              at += 10;
              byte = bytes[at] as number;
            }
            (days[places[column] as number] as Int32Array)[row] = day;
            break;
          }
          case codeAccount: {
            let to = accountStarts[row] as number;
            let hash = firstHash;
            let word = 0;
            let shift = 0;
            // A blank id, or one of blanks alone, is missing.
            if (isBlank || byte === 32) break records;
            while (plain[byte] === 1) {
              word |= byte << shift;
              shift += 8;
              if (shift === 32) {
                words[to] = word;
                to += 1;
                hash = mixed(hash, word);
                word = 0;
                shift = 0;
              }
              at += 1;
              byte = bytes[at] as number;
            }
            if (shift > 0) {
              words[to] = word;
              to += 1;
              hash = mixed(hash, word);
            }
            accountStarts[row + 1] = to;
            accountHashes[row] = hash;
            break;
          }
          case codeId: {
            const start = at;
            while (plain[byte] === 1) {
              at += 1;
              byte = bytes[at] as number;
            }
            // Outer blanks count when ids are told apart.
            if (at > start && (bytes[start] === 32 || bytes[at - 1] === 32)) break records;
            const place = places[column] as number;
            (idStarts[place] as Uint32Array)[row] = at > start ? start : 0;
            (idEnds[place] as Uint32Array)[row] = at > start ? at : 0;
            break;
          }
          case codeChoice: {
            const start = at;
            while (plain[byte] === 1) {
              at += 1;
              byte = bytes[at] as number;
            }
            let choice = blankChoice;
            if (at > start) {
              choice = wordAt(choiceWords[column] as readonly Uint8Array[], bytes, start, at);
              if (choice === -1) break records;
            }
            (choices[places[column] as number] as Uint8Array)[row] = choice;
            break;
          }
          case codeBlank:
            // Anything else than a blank cell is no comma, as is seen below.
            break;
          default: {
            const start = at;
            while (plain[byte] === 1) {
              at += 1;
              byte = bytes[at] as number;
            }
            // Of labels there is a longest.
            if (at - start > longestLabel) break records;
          }
        }
        if (column < last) {
          if (byte !== comma) break records;
          at += 1;
        } else {
          if (byte === carriageReturn) {
            at += 1;
            byte = bytes[at] as number;
          }
          if (byte !== lineFeed) break records;
        }
      }
      start = at + 1;
      row += 1;
    }
    this.count = row;
    return start;
  }
}

/** The place of the word that stands among bytes; -1 for none. */
function wordAt(words: readonly Uint8Array[], bytes: Uint8Array, from: number, to: number): number {
  for (let place = 0; place < words.length; place += 1) {
    if (isAt(words[place] as Uint8Array, bytes, from, to)) return place;
  }
  return -1;
}

function isAt(word: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
  if (word.length !== to - from) return false;
  for (let at = 0; at < word.length; at += 1) if (word[at] !== bytes[from + at]) return false;
  return true;
}

/** The day number of `YYYY-MM-DD` at a place; {@link blankDay} where there is none. */
function dayAt(bytes: Uint8Array, at: number): number {
  const y1 = (bytes[at] as number) - 48;
  const y2 = (bytes[at + 1] as number) - 48;
  const y3 = (bytes[at + 2] as number) - 48;
  const y4 = (bytes[at + 3] as number) - 48;
  const m1 = (bytes[at + 5] as number) - 48;
  const m2 = (bytes[at + 6] as number) - 48;
  const d1 = (bytes[at + 8] as number) - 48;
  const d2 = (bytes[at + 9] as number) - 48;
  if (bytes[at + 4] !== hyphen || bytes[at + 7] !== hyphen) return blankDay;
  if (y1 >>> 0 > 9 || y2 >>> 0 > 9 || y3 >>> 0 > 9 || y4 >>> 0 > 9) return blankDay;
  if (m1 >>> 0 > 9 || m2 >>> 0 > 9 || d1 >>> 0 > 9 || d2 >>> 0 > 9) return blankDay;
  const year = y1 * 1000 + y2 * 100 + y3 * 10 + y4;
  const month = m1 * 10 + m2;
  const date = d1 * 10 + d2;
  if (year === 0 || month === 0 || month > 12 || date === 0) return blankDay;
  if (date > 28 && date > daysInMonth(year, month)) return blankDay;
  const key = year * 12 + month;
  const slot = key & (cachedMonths - 1);
  if (monthKeys[slot] !== key) {
    monthKeys[slot] = key;
    monthStarts[slot] = numberOf(year, month, 0);
  }
  return (monthStarts[slot] as number) + date;
}

/** Documents fall into few months: their first days are worked out once, which saves four divisions a day. */
const cachedMonths = 1024;
const monthKeys: Int32Array = new Int32Array(cachedMonths);
const monthStarts: Int32Array = new Int32Array(cachedMonths);

/**
 * Where the record that begins at a place ends, behind its line end, which is none inside quotes; 0 where its end is not
 * there yet. Undefined where a line ends with CR alone.
 */
function recordEnd(bytes: Uint8Array, from: number, limit: number): number | undefined {
  let isQuoted = false;
  for (let at = from; at < limit; at += 1) {
    const byte = bytes[at];
    if (byte === quote) isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (byte === lineFeed) return at + 1;
    else if (byte === carriageReturn && at + 1 < limit && bytes[at + 1] !== lineFeed) return undefined;
  }
  return 0;
}
