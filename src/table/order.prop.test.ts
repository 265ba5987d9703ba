import fc from "fast-check";
import { expect, test } from "vitest";
import { anyCharacter } from "../../test/arbitraries/text.ts";
import { collationKey, compareCodePoints, orderRows, type SortKey } from "./order.ts";

interface Row {
  readonly id: string;
  readonly key: SortKey;
}

const arbText = fc.string({
  unit: fc.oneof(
    fc.constantFrom(..."abAB\u00e9\ue000\uffff\ud7ff"),
    fc.constantFrom("e\u0301", "😀", "\u{10000}"),
  ),
  maxLength: 4,
});
const arbRatio = fc.record({
  numerator: fc.bigInt({ min: -20n, max: 20n }),
  denominator: fc.bigInt({ min: 1n, max: 6n }),
});
/** Rows of one column: all keys of one kind, some of them blank or equal; ids all differ. */
const arbRows: fc.Arbitrary<readonly Row[]> = fc
  .constantFrom<fc.Arbitrary<SortKey>>(
    arbText,
    arbRatio,
    fc.integer({ min: -5, max: 5 }),
    fc.bigInt({ min: -5n, max: 5n }),
  )
  .chain((key) =>
    fc.uniqueArray(
      fc.record({ id: fc.string({ maxLength: 3 }), key: fc.option(key, { nil: undefined, freq: 5 }) }),
      { selector: ({ id }) => id, maxLength: 20 },
    ),
  );
const arbDirection = fc.constantFrom<"asc" | "desc">("asc", "desc");

const order = (rows: readonly Row[], direction: "asc" | "desc") =>
  orderRows(
    rows,
    ({ key }) => key,
    direction,
    ({ id }) => id,
  );

/** How two keys stand to each other, told by other means: arrays of code points, cross products. */
function relation(a: SortKey, b: SortKey): number {
  if (typeof a === "string" && typeof b === "string")
    return relationOfTexts(collationKey(a), collationKey(b));
  if (typeof a === "object" && typeof b === "object") {
    return Number(a.numerator * b.denominator) - Number(b.numerator * a.denominator);
  }
  return Number(a) - Number(b);
}

function relationOfTexts(a: string, b: string): number {
  const [x, y] = [codePoints(a), codePoints(b)];
  const at = x.findIndex((point, index) => point !== y[index]);
  return at === -1 ? x.length - y.length : (x[at] ?? 0) - (y[at] ?? -1);
}

function codePoints(text: string): readonly number[] {
  return Array.from(text, (one) => one.codePointAt(0) ?? 0);
}

test("L-24 neighbours stand in order: blanks last, then by key, equal keys by id", () => {
  fc.assert(
    fc.property(arbRows, arbDirection, (rows, direction) => {
      const sorted = order(rows, direction);
      for (const [index, next] of sorted.slice(1).entries()) {
        const row = sorted[index] as Row;
        const bothBlank = row.key === undefined && next.key === undefined;
        if (row.key === undefined) expect(next.key).toBeUndefined();
        const tie = bothBlank || (next.key !== undefined && relation(row.key, next.key) === 0);
        if (tie) expect(row.id < next.id).toBe(true);
        else if (next.key !== undefined) expect(relation(row.key, next.key) < 0).toBe(direction === "asc");
      }
    }),
    { numRuns: 1000 },
  );
});

test("L-24 sorting is a permutation that depends on no order of the input, and turning it twice restores it", () => {
  fc.assert(
    fc.property(arbRows, arbDirection, (rows, direction) => {
      const sorted = order(rows, direction);
      expect([...sorted].sort(byId)).toEqual([...rows].sort(byId));
      expect(order([...rows].reverse(), direction)).toEqual(sorted);
      const other = direction === "asc" ? "desc" : "asc";
      expect(order(order(sorted, other), direction)).toEqual(sorted);
    }),
    { numRuns: 1000 },
  );
});

test("texts compare as the arrays of their code points", () => {
  const arbAny = fc.string({ unit: anyCharacter, maxLength: 6 });
  fc.assert(
    fc.property(arbAny, arbAny, fc.string(), (a, b, head) => {
      const compared = compareCodePoints(head + a, head + b);
      expect(Math.sign(compared)).toBe(Math.sign(relationOfTexts(head + a, head + b)));
    }),
    { numRuns: 1000 },
  );
});

function byId(a: Row, b: Row): number {
  return a.id < b.id ? -1 : 1;
}
