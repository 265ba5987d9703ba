import fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "../../test/runs.ts";
import { SeenIds } from "./seen-ids.ts";

const encoder = new TextEncoder();

/** Whether an id was met before, its bytes standing among others'. */
function meet(seen: SeenIds, id: string): boolean {
  const bytes = encoder.encode(`9${id}7`);
  return seen.meet(bytes, 1, bytes.length - 1);
}

const arbPrefix = fc.oneof(
  fc.constantFrom("", "INV-", "inv-", "Inv-", "A", "a9", "Ü", "X1Y"),
  fc.nat(150).map((at) => `P${at}-`),
);
const arbDigits = fc.oneof(
  fc.nat(40).map(String),
  fc.nat(40).map((number) => String(number).padStart(6, "0")),
  // Around the ends of pages and of words.
  fc.constantFrom(32_767, 32_768, 65_535, 65_536, 31, 32, 63).map(String),
  fc.nat(999_999_999).map(String),
  fc.constantFrom("7", "07", "007", "999999999", "0999999999", "1999999999", "999999999999", ""),
);
const arbId = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(arbPrefix, arbDigits).map(([prefix, digits]) => prefix + digits) },
  fc.tuple(arbPrefix, arbDigits).map(([prefix, digits]) => `${prefix}${digits}/x`),
  fc.string({ maxLength: 6 }),
);

/** As ids are told apart: without case of ASCII letters. */
const fold = (id: string) => id.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

test("an id was met before where it was, but for case, and nowhere else", () => {
  fc.assert(
    fc.property(fc.array(arbId, { maxLength: 400 }), (ids) => {
      const seen = new SeenIds();
      const met = new Set<string>();
      for (const id of ids) {
        expect([id, meet(seen, id)]).toEqual([id, met.has(fold(id))]);
        met.add(fold(id));
      }
    }),
    { numRuns: runs(500) },
  );
});

test("leading zeros, lengths and what stands before the last digits tell ids apart", () => {
  const seen = new SeenIds();
  const ids = [
    "7",
    "07",
    "007",
    "A7",
    "A07",
    "B7",
    "7A",
    "1000000007",
    "2000000007",
    "000000007",
    "",
    "-",
    "7-",
  ];
  for (const id of ids) expect([id, meet(seen, id)]).toEqual([id, false]);
  for (const id of ids) expect([id, meet(seen, id)]).toEqual([id, true]);
  expect(meet(seen, "a07")).toBe(true);
});

test("numbers beyond what bits or a number hold are told apart", () => {
  const seen = new SeenIds();
  const long = "1".repeat(20);
  const ids = [
    "0000000007",
    "4294967303",
    "8589934599",
    `${long}1`,
    `${long}2`,
    `${long}3`,
    `9007199254740993`,
  ];
  for (const id of [...ids, "9007199254740992"]) expect([id, meet(seen, id)]).toEqual([id, false]);
});

test("ids of two beginnings whose group shares a hash are told apart, whichever came first", () => {
  const seen = new SeenIds();
  for (const id of ["11uzx-0001", "1c2ad-0001", "1c2ad-0002", "11uzx-0002"]) {
    expect([id, meet(seen, id)]).toEqual([id, false]);
    expect([id, meet(seen, id)]).toEqual([id, true]);
  }
});

test("ids of many beginnings, and numbers so far apart that each would take a page, are all known again", () => {
  const seen = new SeenIds();
  const many = Array.from({ length: 300 }, (_, at) => `G${at}G`);
  const ids = [
    ...many.flatMap((prefix) => [`${prefix}1`, `${prefix}02`, `${prefix}${32_768 * 5}`]),
    ...Array.from({ length: 20_000 }, (_, at) => `S${(at * 49_999) % 1_000_000_000}`),
    ...Array.from({ length: 3000 }, (_, at) => `T${at * 32_768}`),
  ];
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect([id, meet(seen, id)]).toEqual([id, false]);
  for (const id of ids) expect([id, meet(seen, id.toLowerCase())]).toEqual([id, true]);
});

/** What typed arrays take, after those that nobody holds are gone. */
const arrayBytes = () => process.memoryUsage().arrayBuffers;

test("millions of ids that count on take few bytes, in whatever order they come", () => {
  const count = 2_000_000;
  const before = arrayBytes();
  const seen = new SeenIds();
  const bytes = encoder.encode("INV-00000000");
  let met = 0;
  for (let at = 0; at < count; at += 1) {
    // Each number below 2^21 once, jumping about.
    let number = Math.imul(at, 1_234_567) & (2 ** 21 - 1);
    for (let place = bytes.length - 1; place >= 4; place -= 1) {
      bytes[place] = 48 + (number % 10);
      number = Math.floor(number / 10);
    }
    if (seen.meet(bytes, 0, bytes.length)) met += 1;
  }
  expect(met).toBe(0);
  expect(arrayBytes() - before).toBeLessThan(4_000_000);
  // The last one again: it is not a search of nothing that is so small.
  expect(seen.meet(bytes, 0, bytes.length)).toBe(true);
});

test("ids whose numbers lie far apart take no page each", () => {
  const before = arrayBytes();
  const seen = new SeenIds();
  for (let at = 0; at < 30_000; at += 1)
    expect(meet(seen, `S-${String(at * 32_768).padStart(9, "0")}`)).toBe(false);
  // A page each would be 120 MB.
  expect(arrayBytes() - before).toBeLessThan(20_000_000);
  expect(meet(seen, "s-000000000")).toBe(true);
});

test("ids that begin alike and are as long, with letters among their digits, are ids of their own", () => {
  const seen = new SeenIds();
  const ids = ["INV-001", "INV-0A1", "INV-0B1", "INV-00A", "INV-A00", "INV-002"];
  for (const id of ids) expect([id, meet(seen, id)]).toEqual([id, false]);
  for (const id of ids) expect([id, meet(seen, id)]).toEqual([id, true]);
});
