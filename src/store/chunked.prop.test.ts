import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "../../test/runs.ts";
import { ChunkedList, type Order, SortedList } from "./chunked.ts";

/** Items of which several share a key; the key decides only where it differs. */
interface Item {
  readonly key: number;
  readonly id: number;
}

const byKey: Order<Item> = { keyOf: ({ key }) => key, compare: (a, b) => a.id - b.id };
const inOrder = (a: Item, b: Item) => a.key - b.key || a.id - b.id;

/** Sizes on both sides of the lengths at which chunks are split, and of several chunks. */
const arbSize = fc.oneof(
  fc.constantFrom(0, 1, 2, 127, 128, 129, 255, 256, 257, 511, 512, 513, 767, 768, 1025),
  fc.nat({ max: 1400 }),
);

const arbSteps = fc.array(fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 1_000_000 })), { maxLength: 30 });

describe("ChunkedList", () => {
  test("is a list that grows at its end and is changed in place, and every older one stays as it was", () => {
    fc.assert(
      fc.property(arbSize, arbSteps, (size, steps) => {
        let model = Array.from({ length: size }, (_, place) => place);
        let list = ChunkedList.of(model);
        const olds: { readonly list: ChunkedList<number>; readonly model: readonly number[] }[] = [];
        for (const [what, pick] of steps) {
          olds.push({ list, model });
          const place = what < 3 ? model.length : pick % (model.length + 1);
          list = list.with(place, -pick);
          model = model.slice();
          model[place] = -pick;
        }
        for (const each of [...olds, { list, model }]) {
          expect(each.list.size).toBe(each.model.length);
          expect(each.list.toArray()).toEqual(each.model);
          expect(each.list.toArray()).toBe(each.list.toArray());
          const visited: [number, number][] = [];
          each.list.forEach((item, position) => {
            visited.push([position, item]);
          });
          expect(visited).toEqual([...each.model.entries()]);
        }
        for (let place = 0; place < model.length; place += 37) expect(list.at(place)).toBe(model[place]);
        expect([list.at(model.length - 1), list.at(model.length), list.at(-1)]).toEqual([
          model.at(-1),
          undefined,
          undefined,
        ]);
      }),
      { numRuns: runs(1000) },
    );
  });

  test("shares what did not change: a copy of a long list holds all chunks but one", () => {
    const list = ChunkedList.of(Array.from({ length: 10_000 }, () => ({})));
    const next = list.with(5000, {});
    const chunksOf = (each: object) => (each as { readonly chunks: readonly unknown[] }).chunks;
    const kept = chunksOf(next).filter((chunk) => chunksOf(list).includes(chunk));
    expect(kept.length).toBe(chunksOf(list).length - 1);
    expect(chunksOf(list).length).toBeGreaterThan(10);
  });
});

describe("SortedList", () => {
  /** Ids from a model that a step may name: those there, those not there, those before and behind all. */
  const arbItem = fc.record({
    key: fc.integer({ min: -5, max: 205 }),
    id: fc.integer({ min: -1, max: 1500 }),
  });

  const modelOf = (size: number) =>
    Array.from({ length: size }, (_, id) => ({ key: Math.floor((id * 200) / Math.max(1, size)), id }));

  test("with and without keep the order; every older one stays as it was", () => {
    fc.assert(
      fc.property(
        arbSize,
        fc.array(fc.tuple(fc.nat({ max: 3 }), arbItem), { maxLength: 40 }),
        (size, steps) => {
          let model: readonly Item[] = modelOf(size);
          let list = SortedList.of(model, byKey);
          const olds: { readonly list: SortedList<Item>; readonly model: readonly Item[] }[] = [];
          for (const [what, drawn] of steps) {
            olds.push({ list, model });
            // Mostly an item that is there is taken out, or moved to another key.
            const there = model[drawn.id % Math.max(1, model.length)];
            const item = what === 0 ? drawn : (there ?? drawn);
            const known = model.some((each) => inOrder(each, item) === 0);
            const without = list.without(item);
            if (!known) expect(without).toBe(list);
            list = without;
            model = model.filter((each) => inOrder(each, item) !== 0);
            if (what < 3) {
              const moved = { key: drawn.key, id: item.id };
              list = list.without(moved).with(moved);
              model = [...model.filter((each) => inOrder(each, moved) !== 0), moved].sort(inOrder);
            }
          }
          for (const each of [...olds, { list, model }]) {
            expect(each.list.size).toBe(each.model.length);
            expect(each.list.toArray()).toEqual(each.model);
          }
          expect([list.at(0), list.last]).toEqual([model[0], model.at(-1)]);
        },
      ),
      { numRuns: runs(1000) },
    );
  });

  test("grows from nothing to many and shrinks to nothing, in any order", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), (step) => {
        const size = 1100;
        const ids = Array.from({ length: size }, (_, place) => (place * (2 * step + 1)) % 2048).filter(
          (id, place, all) => all.indexOf(id) === place,
        );
        const items = ids.map((id) => ({ key: id >> 4, id }));
        let list = SortedList.of<Item>([], byKey);
        for (const item of items) list = list.with(item);
        expect(list.toArray()).toEqual([...items].sort(inOrder));
        for (const item of items.slice(0, -1)) list = list.without(item);
        expect([list.size, list.toArray()]).toEqual([1, items.slice(-1)]);
        list = list.without(items.at(-1) as Item);
        expect([list.size, list.toArray(), list.last, list.at(0)]).toEqual([0, [], undefined, undefined]);
      }),
      { numRuns: 20 },
    );
  });

  test("slices, places and all above a key are those of the array", () => {
    fc.assert(
      fc.property(
        arbSize,
        fc.integer({ min: -10, max: 1500 }),
        fc.integer({ min: 0, max: 300 }),
        fc.integer({ min: -2, max: 202 }),
        (size, from, length, key) => {
          const model = modelOf(size);
          const list = SortedList.of(model, byKey).without({ key: 3, id: 1 });
          const rest = model.filter((each) => !(each.key === 3 && each.id === 1));
          const start = Math.max(0, from);
          expect(list.slice(start, start + length)).toEqual(rest.slice(start, start + length));
          expect(list.at(start)).toEqual(rest[start]);
          expect([...list.above(key)]).toEqual(rest.filter((each) => each.key > key));
          expect([...list.above(key - 0.5)]).toEqual(rest.filter((each) => each.key > key - 0.5));
        },
      ),
      { numRuns: runs(1000) },
    );
  });

  test("keys that are infinite, or −0, are keys like others", () => {
    const items = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 0, 1].map((key, id) => ({
      key,
      id,
    }));
    let list = SortedList.of<Item>([], byKey);
    for (const item of [...items].reverse()) list = list.with(item);
    expect(list.toArray()).toEqual(items);
    list = list.without(items[1] as Item).without(items[2] as Item);
    expect(list.toArray().map(({ id }) => id)).toEqual([0, 3, 4]);
  });
});
