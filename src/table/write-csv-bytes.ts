import { type CsvColumn, type CsvOptions, type CsvText, csvText } from "./write-csv.ts";

/** A column that can say its numbers as numbers: a cell of them is written without making text of it. */
export interface CsvByteColumn<Row> extends CsvColumn<Row> {
  /**
   * The cells of all rows as whole numbers of units of their last decimal, where rows are places in a list: 1250 with 2
   * decimals is `12.50`.
   */
  readonly numbers?: Row extends number ? Float64Array : undefined;
  /** Decimals of `numbers`, 0 to 20. Default 0. */
  readonly decimals?: number;
}

const comma = 0x2c;
const point = 0x2e;
const minus = 0x2d;
const zero = 0x30;

/** The most bytes of a number: a sign, 16 digits, a point, and zeros before them up to 20 decimals. */
const longestNumber = 48;

/** Minimal shape of the platform's UTF-8 encoder, which every runtime has and no ECMAScript library declares. */
declare const TextEncoder: new () => {
  readonly encode: (text: string) => Uint8Array;
  readonly encodeInto: (text: string, bytes: Uint8Array) => { readonly written: number };
};

const encoder = /* @__PURE__ */ new TextEncoder();

/** A piece of a file is handed over once it has so many bytes. */
const pieceBytes = 1 << 20;

/** Rows one after the other: they need not be there before they are asked for, each once and in order. */
export interface RowSource<Row> {
  readonly length: number;
  readonly at: (index: number) => Row;
}

/** The rows of a list. */
export function rowsOf<Row>(rows: ArrayLike<Row>): RowSource<Row> {
  return { length: rows.length, at: (index) => rows[index] as Row };
}

/** After so many rows it is known how long rows are. */
const sampleRows = 1000;

/**
 * {@link writeCsv} as UTF-8, byte for byte.
 *
 * @throws {Fault} as {@link writeCsv}.
 */
export function writeCsvBytes<Row>(
  rows: RowSource<Row>,
  columns: readonly CsvByteColumn<Row>[],
  options: CsvOptions = {},
): Uint8Array<ArrayBuffer> {
  const writer = new RowWriter(columns, options, firstRoom(rows));
  for (let index = 0; index < rows.length; index += 1) {
    writer.put(rows.at(index), index);
    // Room for all of them, and a tenth more: to grow is to copy, and to have both.
    if (index === sampleRows) writer.reserve(1.1 * (writer.length / sampleRows) * rows.length);
  }
  return writer.take();
}

/**
 * {@link writeCsvBytes} piece by piece, so that a file need not be held whole. What is wrong with a row is thrown when its
 * piece is asked for.
 *
 * @throws {Fault} as {@link writeCsv}.
 */
export function* csvPieces<Row>(
  rows: RowSource<Row>,
  columns: readonly CsvByteColumn<Row>[],
  options: CsvOptions = {},
): Generator<Uint8Array<ArrayBuffer>, void> {
  const writer = new RowWriter(columns, options, firstRoom(rows));
  for (let index = 0; index < rows.length; index += 1) {
    writer.put(rows.at(index), index);
    if (writer.length < pieceBytes) continue;
    yield writer.take();
    writer.reserve(pieceBytes + (pieceBytes >> 2));
  }
  if (writer.length > 0) yield writer.take();
}

function firstRoom({ length }: RowSource<unknown>): number {
  return Math.min(pieceBytes + (pieceBytes >> 2), 512 * (length + 2));
}

/** Puts rows into bytes. A class of its own, because the loop of a generator is not compiled while it runs. */
class RowWriter<Row> {
  private at: number;
  private bytes: Uint8Array<ArrayBuffer>;
  private readonly columns: readonly CsvByteColumn<Row>[];
  private readonly cell: CsvText<Row>["cell"];
  private readonly lineEnd: Uint8Array;

  constructor(columns: readonly CsvByteColumn<Row>[], options: CsvOptions, room: number) {
    const { begin, cell, lineEnd } = csvText(columns, options);
    const head = encoder.encode(begin);
    this.columns = columns;
    this.cell = cell;
    this.lineEnd = encoder.encode(lineEnd);
    this.bytes = new Uint8Array(head.length + room);
    this.bytes.set(head);
    this.at = head.length;
  }

  /** How many bytes there are. */
  get length(): number {
    return this.at;
  }

  /** The bytes so far, which are whoever's that takes them. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.bytes.subarray(0, this.at);
    this.bytes = new Uint8Array(0);
    this.at = 0;
    return taken;
  }

  /** Makes room for so many bytes in all. */
  reserve(room: number): void {
    if (room <= this.bytes.length) return;
    const larger = new Uint8Array(room);
    larger.set(this.bytes.subarray(0, this.at));
    this.bytes = larger;
  }

  put(row: Row, index: number): void {
    const columns = this.columns;
    const lineEnd = this.lineEnd;
    const last = columns.length - 1;
    let bytes = this.bytes;
    let at = this.at;
    for (let place = 0; place <= last; place += 1) {
      const column = columns[place] as CsvByteColumn<Row>;
      const { numbers } = column;
      if (numbers !== undefined) {
        if (at + longestNumber > bytes.length) bytes = longer(bytes, longestNumber);
        at = putNumber(bytes, at, numbers[row as number] as number, column.decimals ?? 0);
      } else {
        const said = column.text(row);
        if (at + said.length + 2 > bytes.length) bytes = longer(bytes, said.length + 2);
        // Alone on its line an empty cell is quoted.
        const behind = last === 0 ? -1 : putPlain(bytes, at, said);
        if (behind !== -1) at = behind;
        else {
          const text = this.cell(row, index, column);
          // A code unit takes at most three bytes.
          if (at + 3 * text.length + 2 > bytes.length) bytes = longer(bytes, 3 * text.length + 2);
          at = putText(bytes, at, text);
        }
      }
      if (place < last) {
        bytes[at] = comma;
        at += 1;
      }
    }
    if (at + 2 > bytes.length) bytes = longer(bytes, 2);
    for (let place = 0; place < lineEnd.length; place += 1) bytes[at + place] = lineEnd[place] as number;
    this.bytes = bytes;
    this.at = at + lineEnd.length;
  }
}

/** The same bytes with room for at least so many more. */
function longer(bytes: Uint8Array<ArrayBuffer>, room: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(bytes.length * 2 + room);
  larger.set(bytes);
  return larger;
}

/** 1 for characters that no cell is quoted or guarded for, wherever they stand: letters, digits and some more. */
const isHarmless = Uint8Array.from({ length: 128 }, (_, code) =>
  /[\w .;:/()[\]#$%&*<>?!^`{|}~\\]/.test(String.fromCharCode(code)) ? 1 : 0,
);

/**
 * Puts text that needs neither quotes nor a guard, nor more than a byte for a character; returns where the next byte goes, or
 * -1 for any other text. Nearly all cells are such, and take a quarter of the time.
 */
function putPlain(bytes: Uint8Array, from: number, text: string): number {
  for (let unit = 0; unit < text.length; unit += 1) {
    const code = text.charCodeAt(unit);
    // What a guard looks at stands first, or behind blanks.
    if (isHarmless[code] !== 1 && !(unit > 0 && isInner(code) && text.charCodeAt(0) !== 32)) return -1;
    bytes[from + unit] = code;
  }
  return from + text.length;
}

/** Signs that only at the beginning make a formula. */
function isInner(code: number): boolean {
  return code === 0x2d || code === 0x2b || code === 0x40 || code === 0x3d || code === 0x27;
}

/** Puts text that is already quoted where it must be; returns where the next byte goes. */
function putText(bytes: Uint8Array, from: number, text: string): number {
  let at = from;
  for (let unit = 0; unit < text.length; unit += 1) {
    const code = text.charCodeAt(unit);
    // From here on it takes more than a byte for some: the encoder knows how many.
    if (code > 0x7f) return at + encoder.encodeInto(text.slice(unit), bytes.subarray(at)).written;
    bytes[at] = code;
    at += 1;
  }
  return at;
}

/** Puts a whole number of units of the last decimal; returns where the next byte goes. */
export function putNumber(bytes: Uint8Array, from: number, scaled: number, decimals: number): number {
  // Nearly all numbers are amounts with two decimals, or counts, and whole in 32 bits: a quarter of the time.
  if (scaled >= 0 && scaled <= 0x7fffffff) {
    if (decimals === 0) return putWhole(bytes, from, scaled | 0);
    if (decimals === 2) {
      const whole = ((scaled | 0) / 100) | 0;
      const at = putWhole(bytes, from, whole);
      const pair = 2 * ((scaled | 0) - whole * 100);
      bytes[at] = point;
      bytes[at + 1] = pairs[pair] as number;
      bytes[at + 2] = pairs[pair + 1] as number;
      return at + 3;
    }
  }
  return putAny(bytes, from, scaled, decimals);
}

/** The digits of 00 to 99, two a number. */
const pairs = Uint8Array.from({ length: 200 }, (_, at) =>
  at % 2 === 0 ? zero + Math.floor(at / 20) : zero + (((at - 1) / 2) % 10),
);

/** Puts a whole number of 32 bits, two digits at a time from its end; returns where the next byte goes. */
function putWhole(bytes: Uint8Array, from: number, whole: number): number {
  let rest = whole | 0;
  const end = from + digitsOfWhole(rest);
  let at = end;
  while (rest >= 100) {
    const hundredth = (rest / 100) | 0;
    const pair = 2 * (rest - hundredth * 100);
    at -= 2;
    bytes[at] = pairs[pair] as number;
    bytes[at + 1] = pairs[pair + 1] as number;
    rest = hundredth;
  }
  if (rest < 10) bytes[at - 1] = zero + rest;
  else {
    bytes[at - 2] = pairs[2 * rest] as number;
    bytes[at - 1] = pairs[2 * rest + 1] as number;
  }
  return end;
}

function digitsOfWhole(whole: number): number {
  if (whole < 10_000) return whole < 100 ? (whole < 10 ? 1 : 2) : whole < 1000 ? 3 : 4;
  if (whole < 100_000_000) {
    if (whole < 1_000_000) return whole < 100_000 ? 5 : 6;
    return whole < 10_000_000 ? 7 : 8;
  }
  return whole < 1_000_000_000 ? 9 : 10;
}

/** Any safe integer, with any decimals. */
function putAny(bytes: Uint8Array, from: number, scaled: number, decimals: number): number {
  let at = from;
  let rest = scaled;
  if (rest < 0) {
    bytes[at] = minus;
    at += 1;
    rest = -rest;
  }
  const digits = Math.max(digitsOf(rest), decimals + 1);
  const end = at + digits + (decimals > 0 ? 1 : 0);
  let place = end - 1;
  for (let digit = 0; digit < digits; digit += 1) {
    if (digit === decimals && decimals > 0) {
      bytes[place] = point;
      place -= 1;
    }
    const tenth = Math.floor(rest / 10);
    bytes[place] = zero + (rest - tenth * 10);
    place -= 1;
    rest = tenth;
  }
  return end;
}

function digitsOf(whole: number): number {
  let digits = 1;
  for (let power = 10; whole >= power; power *= 10) digits += 1;
  return digits;
}
