import fc from "fast-check";
import { expect, test } from "vitest";
import { faultOf } from "../../test/fault-of.ts";
import { sparkline } from "./sparkline.ts";

test.each<readonly [readonly number[], string]>([
  [[], ""],
  [[0], "▁"],
  [[0, 0, 0], "▁▁▁"],
  [[5], "█"],
  [[-5], "▁"],
  [[0, 1, 2, 3, 4, 5, 6, 7], "▁▂▃▄▅▆▇█"],
  [[7, 0], "█▁"],
  [[100, 99, 98], "███"],
  [[-7, 0, 7], "▁▅█"],
  [[-7, -3, 0], "▁▅█"],
  [[-Number.MAX_VALUE, 0, Number.MAX_VALUE], "▁▅█"],
  [[Number.MAX_SAFE_INTEGER, 0], "█▁"],
])("%j is %s", (values, line) => {
  expect(sparkline(values)).toBe(line);
});

test("a greater value never stands lower, and each has a character of its own", () => {
  fc.assert(
    fc.property(fc.array(fc.maxSafeInteger(), { minLength: 1 }), (values) => {
      const line = [...sparkline(values)];
      expect(line.length).toBe(values.length);
      const byValue = values
        .map((value, at) => ({ value, mark: line[at] ?? "" }))
        .sort((a, b) => a.value - b.value);
      expect([...byValue.map(({ mark }) => mark)].sort()).toEqual(byValue.map(({ mark }) => mark));
    }),
  );
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, "1", null])("%o is no value", (value) => {
  expect(faultOf(() => sparkline([1, value as number]))).toMatchObject({ code: "TYPE", path: ["values", 1] });
});
