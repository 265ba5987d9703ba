import fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "../../test/runs.ts";
import { firstHash, hashOf, IdIndex, mixed, wordsOf } from "./id-index.ts";

const arbId = fc.oneof(
  fc.string({ unit: "binary", minLength: 1, maxLength: 25 }).filter((id) => !id.includes("\0")),
  fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 100 }),
  // Ids of which one begins another, and of which only the last letters differ.
  fc
    .tuple(fc.constantFrom("A", "AB", "ABCD", "\ufeffA"), fc.nat(12))
    .map(([end, times]) => "x".repeat(times) + end),
);

/** An id as it stands among others' words. */
function placed(id: string) {
  const words = wordsOf(new TextEncoder().encode(id));
  const all = Int32Array.of(7, ...words, -1);
  return [all, 1, 1 + words.length, hashOf(words)] as const;
}

test("ids have places in the order in which they are met, and a look adds none", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(arbId, fc.constantFrom("text", "words", "look")), { maxLength: 60 }),
      (steps) => {
        const index = new IdIndex();
        const expected = new Map<string, number>();
        for (const [id, way] of steps) {
          const known = expected.get(id) ?? -1;
          if (way === "look") {
            expect([index.knownPlaceOf(id), index.knownPlace(...placed(id))]).toEqual([known, known]);
          } else {
            const place = known === -1 ? expected.size : known;
            expected.set(id, place);
            expect(way === "text" ? index.placeOf(id) : index.place(...placed(id))).toBe(place);
          }
          expect(index.size).toBe(expected.size);
        }
        expect(index.texts()).toEqual([...expected.keys()]);
      },
    ),
    { numRuns: runs(1000) },
  );
});

test("places stay while thousands of ids are added, whatever their lengths", () => {
  const index = new IdIndex();
  const ids = Array.from({ length: 12_000 }, (_, at) => `${"é".repeat(at % 50)}${at * 7919}`);
  for (const [place, id] of ids.entries()) {
    expect(index.knownPlaceOf(id)).toBe(-1);
    expect(index.placeOf(id)).toBe(place);
    // A place of long ago, at every step of growth.
    const before = Math.floor(place / 3);
    expect(index.knownPlaceOf(ids[before] as string)).toBe(before);
  }
  expect(index.texts()).toEqual(ids);
  for (const [place, id] of ids.entries()) expect(index.placeOf(id)).toBe(place);
  expect(index.size).toBe(ids.length);
});

/** Ids of eight letters and digits that share a hash, found by trying: mixing in a word can be turned back. */
function colliding(): readonly string[] {
  const wanted = hashOf(wordsOf(new TextEncoder().encode("ACME0001")));
  const found: string[] = [];
  const inverse = 0x144cbc89;
  for (let at = 0; found.length < 20; at += 1) {
    const first = at.toString(36).padStart(4, "0");
    const [word = 0] = wordsOf(new TextEncoder().encode(first));
    // What must have been mixed in last: x ^ (x >>> 15) turned back, then the product.
    const product = wanted ^ (wanted >>> 15) ^ (wanted >>> 30);
    const last = Math.imul(product, inverse) ^ mixed(firstHash, word);
    const bytes = Uint8Array.of(last, last >>> 8, last >>> 16, last >>> 24);
    if (bytes.every((byte) => byte > 0x20 && byte < 0x7f)) found.push(first + String.fromCharCode(...bytes));
  }
  return found;
}

test("ids of one hash are told apart", () => {
  const ids = colliding();
  expect(new Set(ids.map((id) => hashOf(wordsOf(new TextEncoder().encode(id))))).size).toBe(1);
  const index = new IdIndex();
  for (const [place, id] of ids.entries()) {
    expect(index.knownPlaceOf(id)).toBe(-1);
    expect(index.placeOf(id)).toBe(place);
  }
  // Others that want the same slots, of other hashes.
  for (let at = 0; at < 3000; at += 1) index.placeOf(`X${at}`);
  for (const [place, id] of ids.entries()) expect(index.placeOf(id)).toBe(place);
  expect(index.texts().slice(0, ids.length)).toEqual(ids);
});
