import type { Minor } from "../money/amount.ts";

/** Tenths of a per cent in a whole. */
const tenths = 1000n;

/**
 * The shares of some amounts or counts in per cent with 1 decimal, which add up to exactly 100.0: what rounding down leaves
 * goes to the largest remainders, of equal ones to the first. Null where there is nothing to share.
 *
 * @param parts - Each 0 or more.
 * @see docs/decisions.md, G-131.
 */
export function percentages(parts: readonly Minor[]): readonly number[] | null {
  const total = parts.reduce((sum, part) => sum + BigInt(part), 0n);
  if (total === 0n) return null;
  const shares = parts.map((part, at) => {
    const scaled = BigInt(part) * tenths;
    return { at, floor: Number(scaled / total), remainder: scaled % total };
  });
  const left = 1000 - shares.reduce((sum, { floor }) => sum + floor, 0);
  const lucky = new Set(
    [...shares]
      .sort((a, b) => (a.remainder === b.remainder ? a.at - b.at : a.remainder > b.remainder ? -1 : 1))
      .slice(0, left)
      .map(({ at }) => at),
  );
  return shares.map(({ at, floor }) => (floor + (lucky.has(at) ? 1 : 0)) / 10);
}
