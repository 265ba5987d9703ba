import { expect, test } from "vitest";
import { orderByNumbers } from "./radix-order.ts";

const order = (keys: readonly number[], direction: "asc" | "desc", base = [...keys.keys()]) => [
  ...orderByNumbers(Float64Array.from(keys), Uint32Array.from(base), direction),
];

test("small and great, next to every power of two", () => {
  const ascending = Array.from({ length: 54 }, (_, power) => 2 ** power - 1).flatMap((key) => [key, key + 1]);
  const keys = [...new Set(ascending)].filter(Number.isSafeInteger);
  const places = [...keys.keys()];
  expect(order(keys, "asc")).toEqual(places);
  expect(order(keys, "desc")).toEqual(places.toReversed());
  expect(order(keys.toReversed(), "asc")).toEqual(places.toReversed());
});

test("equal keys stand in the order of the base in either direction", () => {
  expect(order([5, 7, 5, 7, 5], "asc", [4, 3, 2, 1, 0])).toEqual([4, 2, 0, 3, 1]);
  expect(order([5, 7, 5, 7, 5], "desc", [4, 3, 2, 1, 0])).toEqual([3, 1, 4, 2, 0]);
  expect(order([9, 9, 9], "desc", [1, 2, 0])).toEqual([1, 2, 0]);
});

test("no keys have an order, and so has one", () => {
  expect(order([], "asc")).toEqual([]);
  expect(order([], "desc")).toEqual([]);
  expect(order([2 ** 53 - 1], "desc")).toEqual([0]);
});

test("keys and base are left as they were", () => {
  const keys = Float64Array.of(3, 1, 2);
  const base = Uint32Array.of(2, 1, 0);
  expect([...orderByNumbers(keys, base, "asc")]).toEqual([1, 2, 0]);
  expect([[...keys], [...base]]).toEqual([
    [3, 1, 2],
    [2, 1, 0],
  ]);
});
