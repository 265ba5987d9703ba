import fc from "fast-check";
import { expect, test } from "vitest";
import { PatchedMap } from "./patched-map.ts";

const arbRows = fc.uniqueArray(fc.tuple(fc.constantFrom("a", "b", "c", "d", "__proto__", "1"), fc.nat()), {
  selector: ([id]) => id,
});
const arbPuts = fc.array(fc.tuple(fc.constantFrom("a", "b", "e", "f", "__proto__", "2"), fc.nat()), {
  minLength: 1,
  maxLength: 8,
});

test("a map with rows over it answers like a copy with the rows in it, and the map below does not change until it is settled", () => {
  fc.assert(
    fc.property(arbRows, arbPuts, (rows, puts) => {
      const below = new Map<string, number>(rows);
      const model = new Map<string, number>(rows);
      let map: ReadonlyMap<string, number> = below;
      for (const [id, row] of puts) {
        map = PatchedMap.put(map, id, row);
        model.set(id, row);
      }
      expect([...map]).toEqual([...model]);
      expect([...map.entries()]).toEqual([...model]);
      expect([...map.keys()]).toEqual([...model.keys()]);
      expect([...map.values()]).toEqual([...model.values()]);
      expect(map.size).toBe(model.size);
      for (const id of ["a", "b", "c", "e", "__proto__", "none"]) {
        expect([map.has(id), map.get(id)]).toEqual([model.has(id), model.get(id)]);
      }
      const visited: unknown[] = [];
      map.forEach((row, id, all) => {
        visited.push([id, row]);
        expect(all).toBe(map);
      });
      expect(visited).toEqual([...model]);
      expect([...below]).toEqual(rows);
      const last = new Map(puts);
      expect([...PatchedMap.rowsPut(map)]).toEqual([...last.values()]);
      const settled = PatchedMap.settled(map);
      expect(settled).toBe(below);
      expect([...settled]).toEqual([...model]);
    }),
    { numRuns: 1000 },
  );
});

test("a map that nothing was put over is itself, with no rows put", () => {
  const plain = new Map([["a", 1]]);
  expect(PatchedMap.settled(plain)).toBe(plain);
  expect([...PatchedMap.rowsPut(plain)]).toEqual([]);
});
