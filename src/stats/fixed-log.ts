/**
 * ln((base + above) / base) as a whole number of parts of 2^`bits`, truncated: its error is a few hundred parts
 * for each power of two in the ratio.
 *
 * In whole numbers alone, so that it is the same on every engine. Asked where doubles leave open on which side of a half a
 * score lies.
 *
 * @param above - 0 or more.
 * @param base - More than 0.
 */
export function fixedLogRatio(above: bigint, base: bigint, bits: number): bigint {
  const value = base + above;
  // value / base = m × 2^k, with m between a half and two: ln = k × ln 2 + 2 × atanh((m − 1) / (m + 1)).
  const k = bitsIn(value) - bitsIn(base);
  const scaled = base << BigInt(k);
  const log = 2n * fixedArtanh(value - scaled, value + scaled, bits);
  return k === 0 ? log : log + BigInt(k) * 2n * fixedArtanh(1n, 3n, bits);
}

/** How many bits a positive whole number has. */
export function bitsIn(value: bigint): number {
  return value.toString(2).length;
}

/** atanh of a ratio of at most a third, either way from 0: z + z³/3 + z⁵/5 and so on until a term is nothing. */
function fixedArtanh(numerator: bigint, denominator: bigint, bits: number): bigint {
  const shift = BigInt(bits);
  const z = (numerator << shift) / denominator;
  const square = (z * z) >> shift;
  let sum = 0n;
  let power = z;
  for (let odd = 1n; power !== 0n && power !== -1n; odd += 2n) {
    sum += power / odd;
    power = (power * square) >> shift;
  }
  return sum;
}
