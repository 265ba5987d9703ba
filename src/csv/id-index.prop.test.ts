import fc from "fast-check";
import { expect, test } from "vitest";
import { hashOf, wordsOf } from "../../test/id-words.ts";
import { runs } from "../../test/runs.ts";
import { IdIndex } from "./id-index.ts";

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

/** The letters that, mixed into a hash, give another: mixing in a word can be turned back. Undefined where they are none. */
function lettersTo(wanted: number, from: number): string | undefined {
  const product = wanted ^ (wanted >>> 15) ^ (wanted >>> 30);
  // Times the inverse of the factor that words are mixed in with.
  const word = Math.imul(product, 0xe8b2f51) ^ from;
  const bytes = Uint8Array.of(word, word >>> 8, word >>> 16, word >>> 24);
  return bytes.every((byte) => byte > 0x20 && byte < 0x7f) ? String.fromCharCode(...bytes) : undefined;
}

const hashOfText = (id: string) => hashOf(wordsOf(new TextEncoder().encode(id)));

/** Ids of eight letters and digits that share a hash, and behind each one of which it is the beginning. */
function colliding(): readonly string[] {
  const wanted = hashOfText("ACME0001");
  const found: string[] = [];
  for (let at = 0; found.length < 20; at += 1) {
    const first = at.toString(36).padStart(4, "0");
    const last = lettersTo(wanted, hashOfText(first));
    if (last !== undefined) found.push(first + last);
  }
  for (let at = 0; found.length < 40; at += 1) {
    const first = at.toString(36).padStart(4, "0");
    const more = lettersTo(hashOfText(first), hashOfText(first));
    if (more !== undefined) found.push(first, first + more, first + more + more);
  }
  return found;
}

test("ids of one hash are told apart", () => {
  const ids = colliding();
  const hashes = ids.map(hashOfText);
  expect(new Set(hashes.slice(0, 20))).toEqual(new Set([hashOfText("ACME0001")]));
  expect([hashes[20], hashes[21]]).toEqual([hashes[21], hashes[22]]);
  const index = new IdIndex();
  for (const [place, id] of ids.entries()) {
    expect(index.knownPlaceOf(id)).toBe(-1);
    expect(index.placeOf(id)).toBe(place);
  }
  // Others that want the same slots, of other hashes.
  for (let at = 0; at < 3000; at += 1) index.placeOf(`X${at}`);
  for (const [place, id] of ids.entries()) expect(index.placeOf(id)).toBe(place);
  expect(index.texts().slice(0, ids.length)).toEqual(ids);
  const backwards = new IdIndex();
  for (const [place, id] of ids.toReversed().entries()) expect(backwards.placeOf(id)).toBe(place);
});

test("ids of any length are found again, those beyond ASCII too", () => {
  const index = new IdIndex();
  const ids = [1, 127, 128, 129, 1000, 5000].flatMap((length) => ["a".repeat(length), "é".repeat(length)]);
  expect(ids.map((id) => index.placeOf(id))).toEqual([...ids.keys()]);
  expect(ids.map((id) => index.knownPlaceOf(id))).toEqual([...ids.keys()]);
  expect(index.texts()).toEqual(ids);
});
