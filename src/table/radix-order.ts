import { compareIds, type Direction } from "./order.ts";

/** Keys are ordered by so many bits at a time: with more, the places written to would lie too far apart for the cache. */
const digitBits = 11;
const digits = 2 ** digitBits;
/** Keys are taken apart into numbers of two digits, which bit operations can read. */
const wordSize = digits * digits;

/**
 * The places of keys in their order, as {@link orderRows} would give them: ties stand in the order of `base` in either
 * direction.
 *
 * By counting digits instead of comparing: the time grows with the number of keys alone, to a tenth of that of a
 * comparison sort for 200,000.
 *
 * @param keys - Safe integers, none negative, by place.
 * @param base - All places, in the order in which ties stand.
 */
export function orderByNumbers(keys: Float64Array, base: Uint32Array, direction: Direction): Uint32Array {
  let order = base;
  let rest = keys;
  for (;;) {
    const words = new Uint32Array(rest.length);
    const beyond = new Float64Array(rest.length);
    let any = false;
    for (let place = 0; place < rest.length; place += 1) {
      const key = rest[place] as number;
      // Multiplied back, because % of doubles takes ten times as long.
      const higher = Math.floor(key / wordSize);
      words[place] = key - higher * wordSize;
      if (higher === 0) continue;
      beyond[place] = higher;
      any = true;
    }
    order = byDigit(words, 0, order, direction);
    order = byDigit(words, digitBits, order, direction);
    if (!any) return order;
    rest = beyond;
  }
}

/**
 * The places of keys in their order, ties by ascending id in either direction: as `orderRows` orders rows. Only where keys are
 * equal does anybody look at ids.
 *
 * @param keys - Safe integers, none negative, by place.
 */
export function orderByNumbersAndIds(
  keys: Float64Array,
  idOf: (place: number) => string,
  direction: Direction,
): Uint32Array {
  const order = orderByNumbers(keys, Uint32Array.from(keys.keys()), direction);
  for (let from = 0; from < order.length; ) {
    const key = keys[order[from] as number];
    let to = from + 1;
    while (to < order.length && keys[order[to] as number] === key) to += 1;
    if (to - from > 1) order.subarray(from, to).sort((a, b) => compareIds(idOf(a), idOf(b)));
    from = to;
  }
  return order;
}

/** Places by one digit of their words; equal digits keep their order. */
function byDigit(words: Uint32Array, shift: number, order: Uint32Array, direction: Direction): Uint32Array {
  const counts = new Uint32Array(digits);
  for (let place = 0; place < words.length; place += 1) {
    const digit = ((words[place] as number) >>> shift) & (digits - 1);
    counts[digit] = (counts[digit] as number) + 1;
  }
  // All keys have this digit alike: nothing to order by.
  if (counts[((words[0] ?? 0) >>> shift) & (digits - 1)] === words.length) return order;
  let start = 0;
  for (let step = 0; step < digits; step += 1) {
    const digit = direction === "asc" ? step : digits - 1 - step;
    const count = counts[digit] as number;
    counts[digit] = start;
    start += count;
  }
  const next = new Uint32Array(order.length);
  for (let rank = 0; rank < order.length; rank += 1) {
    const place = order[rank] as number;
    const digit = ((words[place] as number) >>> shift) & (digits - 1);
    const at = counts[digit] as number;
    next[at] = place;
    counts[digit] = at + 1;
  }
  return next;
}
