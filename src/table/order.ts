/** What a column sorts by: text, a number, an exact ratio, or nothing (a blank cell). */
export type SortKey = string | number | bigint | SortRatio | undefined;

/** An exact ratio of integers with a positive denominator. */
export interface SortRatio {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Ascending or descending. */
export type Direction = "asc" | "desc";

/** A text as names are ordered: composed (NFC), each code point in lower case. No locale: the same order everywhere. */
export function collationKey(text: string): string {
  let key = "";
  for (const character of text.normalize("NFC")) key += character.toLowerCase();
  return key;
}

/** Code point order; differs from `<` where a character beyond U+FFFF meets one from U+E000 on. */
export function compareCodePoints(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  for (let at = 0; at < shorter; at += 1) {
    const x = a.charCodeAt(at);
    const y = b.charCodeAt(at);
    if (x !== y) return ascending(aboveSurrogates(x), aboveSurrogates(y));
  }
  return a.length - b.length;
}

/** Moves surrogates behind U+FFFF, where the code points they spell stand. */
function aboveSurrogates(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/** Ids are ordered by UTF-16 code units, as `<` does: the tie-break of every order. */
export function compareIds(a: string, b: string): number {
  return ascending(a, b);
}

function ascending<Value extends string | number | bigint>(a: Value, b: Value): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Keys of one column are of one kind: all text, all ratios, or all numbers and bigints. */
function compareKeys(a: Exclude<SortKey, undefined>, b: Exclude<SortKey, undefined>): number {
  if (typeof a === "string" && typeof b === "string") return compareCodePoints(a, b);
  if (typeof a === "object" && typeof b === "object") {
    return ascending(a.numerator * b.denominator, b.numerator * a.denominator);
  }
  return ascending(a as number | bigint, b as number | bigint);
}

/**
 * Rows in the order of one key, as a new array.
 *
 * Total: blanks stand last in either direction, ties stand by ascending id in either direction, so reversing twice gives
 * back what was there. Text keys compare by {@link collationKey}.
 */
export function orderRows<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => SortKey,
  direction: Direction,
  idOf: (row: Row) => string,
): Row[] {
  const sign = direction === "asc" ? 1 : -1;
  const keyed = rows.map((row) => {
    const key = keyOf(row);
    return { row, id: idOf(row), key: typeof key === "string" ? collationKey(key) : key };
  });
  keyed.sort((a, b) => {
    if (a.key === undefined || b.key === undefined) {
      if (a.key !== b.key) return a.key === undefined ? 1 : -1;
      return compareIds(a.id, b.id);
    }
    return sign * compareKeys(a.key, b.key) || compareIds(a.id, b.id);
  });
  return keyed.map(({ row }) => row);
}
