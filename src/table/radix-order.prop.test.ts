import fc from "fast-check";
import { expect, test } from "vitest";
import { orderByNumbers } from "./radix-order.ts";

/** Around every power of two, where a digit or a word may end. */
const edges = Array.from({ length: 54 }, (_, power) => [2 ** power - 1, 2 ** power])
  .flat()
  .filter(Number.isSafeInteger);

/** Keys by place, often equal or an edge, and all places in any order. */
const arbKeys = fc
  .array(
    fc.oneof(
      fc.constantFrom(...edges),
      fc.nat({ max: 3 }),
      fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
    ),
    { maxLength: 40 },
  )
  .chain((keys) => {
    const places = [...keys.keys()];
    const base = fc.shuffledSubarray(places, { minLength: places.length });
    return fc.record({ keys: fc.constant(keys), base });
  });

test("L-24 places stand as a stable sort by comparing would put them", () => {
  fc.assert(
    fc.property(arbKeys, fc.constantFrom("asc", "desc"), ({ keys, base }, direction) => {
      const sign = direction === "asc" ? 1 : -1;
      const sorted = base.toSorted((a, b) => sign * ((keys[a] as number) - (keys[b] as number)));
      const order = orderByNumbers(Float64Array.from(keys), Uint32Array.from(base), direction);
      expect([...order]).toEqual(sorted);
    }),
    { numRuns: 1000 },
  );
});
