import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SnapshotRow } from "../store/row.ts";
import { NameIndex } from "./name-index.ts";

// Few letters, so that parts are found; the line feed that stands between texts inside; pairs, marks, capitals.
const arbText = fc.string({
  unit: fc.constantFrom(
    "a",
    "b",
    "A",
    "c",
    "\n",
    "Σ",
    "e\u0301",
    "\u00e9",
    "😀",
    "１",
    "1",
    "-",
    "ß",
    "\u0301",
  ),
  maxLength: 6,
});
const arbRows = fc
  .array(fc.record({ accountName: arbText, accountId: arbText }), { maxLength: 40 })
  .map((rows) => rows.map((row, place) => ({ ...row, place })) as unknown as readonly SnapshotRow[]);

const fold = (text: string) =>
  Array.from(text.normalize("NFKC"), (character) => character.toLowerCase())
    .join("")
    .normalize("NFKC");

/** The places whose name or number holds a text, looked at one by one. */
const plain = (rows: readonly SnapshotRow[], search: string) =>
  [...rows.keys()].filter((place) => {
    const { accountName = "", accountId = "" } = rows[place] ?? {};
    return fold(accountName).includes(search) || fold(accountId).includes(search);
  });

const arbSearch = arbText.map(fold).filter((text) => text !== "");

describe("an index of names", () => {
  test("L-25 finds the places that looking through each name and number finds", () => {
    fc.assert(
      fc.property(arbRows, arbSearch, (rows, search) => {
        expect([...new NameIndex(rows).find(search)]).toEqual(plain(rows, search));
      }),
      { numRuns: 2000 },
    );
  });

  test("L-25 finds the same whatever was searched for before", () => {
    /** A text, the same going on, or going back. */
    const arbTyping = fc.array(fc.tuple(arbSearch, fc.integer({ min: 1, max: 4 })), {
      minLength: 2,
      maxLength: 8,
    });
    fc.assert(
      fc.property(arbRows, arbTyping, (rows, typing) => {
        const index = new NameIndex(rows);
        let typed = "";
        for (const [text, how] of typing) {
          typed = how === 1 ? text : how === 2 ? typed.slice(0, -1) || text : typed + text;
          expect([...index.find(typed)]).toEqual(plain(rows, typed));
        }
      }),
      { numRuns: 1000 },
    );
  });

  test("gives all places in the order of ids", () => {
    fc.assert(
      fc.property(arbRows, (rows) => {
        const places = [...new NameIndex(rows).inIdOrder()];
        const idOf = (place: number) => rows[place]?.accountId as string;
        const sorted = [...rows.keys()].sort((a, b) =>
          idOf(a) < idOf(b) ? -1 : idOf(a) > idOf(b) ? 1 : a - b,
        );
        expect(places).toEqual(sorted);
      }),
      { numRuns: 1000 },
    );
  });
});

test("hits far apart and side by side, at the first place and the last of thousands", () => {
  const names = Array.from({ length: 3_001 }, (_, at) => (at % 1_000 === 0 || at === 1_001 ? "hit" : "miss"));
  const rows = names.map((accountName, place) => ({
    accountName,
    accountId: `${place}`,
    place,
  })) as unknown as SnapshotRow[];
  const index = new NameIndex(rows);
  expect([...index.find("hit")]).toEqual([0, 1_000, 1_001, 2_000, 3_000]);
  expect([...index.find("3000")]).toEqual([3_000]);
  expect(index.find("miss")).toHaveLength(2_996);
  expect([...new NameIndex([]).find("hit")]).toEqual([]);
});
