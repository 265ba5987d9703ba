import type { Direction } from "./order.ts";

/** Numbers are ordered by so many bits at a time. */
const digitBits = 16;
const digits = 2 ** digitBits;

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
  const low = new Uint32Array(keys.length);
  const high = new Uint32Array(keys.length);
  for (let place = 0; place < keys.length; place += 1) {
    const key = keys[place] as number;
    low[place] = key % 2 ** 32;
    high[place] = key / 2 ** 32;
  }
  let order = base;
  for (const half of [low, high]) {
    for (const shift of [0, digitBits]) order = byDigit(half, shift, order, direction);
  }
  return order;
}

/** Places by one digit of their keys; equal digits keep their order. */
function byDigit(keys: Uint32Array, shift: number, order: Uint32Array, direction: Direction): Uint32Array {
  const counts = new Uint32Array(digits);
  for (const key of keys) {
    const digit = (key >>> shift) & (digits - 1);
    counts[digit] = (counts[digit] as number) + 1;
  }
  // All keys have one digit: nothing to order by.
  if (counts[((keys[0] ?? 0) >>> shift) & (digits - 1)] === keys.length) return order;
  let start = 0;
  for (let step = 0; step < digits; step += 1) {
    const digit = direction === "asc" ? step : digits - 1 - step;
    const count = counts[digit] as number;
    counts[digit] = start;
    start += count;
  }
  const next = new Uint32Array(order.length);
  for (const place of order) {
    const digit = ((keys[place] as number) >>> shift) & (digits - 1);
    const at = counts[digit] as number;
    next[at] = place;
    counts[digit] = at + 1;
  }
  return next;
}
