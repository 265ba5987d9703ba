import { type CsvColumn, type CsvOptions, csvText } from "./write-csv.ts";

/** A column that can say its numbers as numbers: a cell of them is written without making text of it. */
export interface CsvByteColumn<Row> extends CsvColumn<Row> {
  /**
   * A numeric cell as a whole number of units of its last decimal: 1250 with 2 decimals is `12.50`. Undefined where only
   * `text` says it.
   */
  readonly scaled?: (row: Row) => number | undefined;
  /** Decimals of `scaled`, 0 to 20. Default 0. */
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

/**
 * {@link writeCsv} as UTF-8, byte for byte.
 *
 * @throws {Fault} as {@link writeCsv}.
 */
export function writeCsvBytes<Row>(
  rows: readonly Row[],
  columns: readonly CsvByteColumn<Row>[],
  options: CsvOptions = {},
): Uint8Array<ArrayBuffer> {
  const pieces = [...csvPieces(rows, columns, options)];
  const bytes = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/**
 * {@link writeCsvBytes} piece by piece, so that a file need not be held whole. What is wrong with a row is thrown when its
 * piece is asked for.
 *
 * @throws {Fault} as {@link writeCsv}.
 */
export function* csvPieces<Row>(
  rows: ArrayLike<Row>,
  columns: readonly CsvByteColumn<Row>[],
  options: CsvOptions = {},
): Generator<Uint8Array<ArrayBuffer>, void> {
  const { begin, cell, lineEnd } = csvText(columns, options);
  const end = encoder.encode(lineEnd);
  const head = encoder.encode(begin);
  const most = Math.min(pieceBytes + (pieceBytes >> 2), head.length + 512 * (rows.length + 1));
  let bytes = new Uint8Array(most);
  bytes.set(head);
  let at = head.length;
  const last = columns.length - 1;
  // Alone on its line an empty cell is quoted.
  const isAlone = last === 0;
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] as Row;
    for (let place = 0; place <= last; place += 1) {
      const column = columns[place] as CsvByteColumn<Row>;
      const scaled = column.scaled?.(row);
      if (scaled === undefined) {
        const said = column.text(row);
        if (at + said.length + 2 > bytes.length) bytes = longer(bytes, said.length + 2);
        const behind = isAlone ? -1 : putPlain(bytes, at, said);
        if (behind !== -1) at = behind;
        else {
          const text = cell(row, index, column);
          // A code unit takes at most three bytes.
          if (at + 3 * text.length + 2 > bytes.length) bytes = longer(bytes, 3 * text.length + 2);
          at = putText(bytes, at, text);
        }
      } else {
        if (at + longestNumber > bytes.length) bytes = longer(bytes, longestNumber);
        at = putNumber(bytes, at, scaled, column.decimals ?? 0);
      }
      if (place < last) {
        bytes[at] = comma;
        at += 1;
      }
    }
    if (at + 2 > bytes.length) bytes = longer(bytes, 2);
    bytes.set(end, at);
    at += end.length;
    if (at < pieceBytes) continue;
    yield bytes.subarray(0, at);
    bytes = new Uint8Array(most);
    at = 0;
  }
  if (at > 0) yield bytes.subarray(0, at);
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
    const tenth = rest < 0x7fffffff ? (rest / 10) | 0 : Math.floor(rest / 10);
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
