import fc from "fast-check";
import { expect, test } from "vitest";
import { faultOf } from "../../test/fault-of.ts";
import { runs } from "../../test/runs.ts";
import { bar } from "./text-bar.ts";

test.each([
  [0, 4, ""],
  [-0, 4, ""],
  [-0.5, 4, ""],
  [Number.NEGATIVE_INFINITY, 4, ""],
  [0.25, 4, "█"],
  [0.5, 4, "██"],
  [1, 4, "████"],
  [1.5, 4, "████"],
  [Number.POSITIVE_INFINITY, 2, "██"],
  [5e-324, 4, "▏"],
  [1 / 8, 1, "▏"],
  [2 / 8, 1, "▎"],
  [3 / 8, 1, "▍"],
  [4 / 8, 1, "▌"],
  [5 / 8, 1, "▋"],
  [6 / 8, 1, "▊"],
  [7 / 8, 1, "▉"],
  [8 / 8, 1, "█"],
  [3 / 16, 1, "▎"],
  [9 / 64, 8, "█▏"],
])("a share of %d of %d characters is %s", (share, width, text) => {
  expect(bar(share, width)).toBe(text);
});

const eighthsOf = (text: string) =>
  [...text].reduce((sum, block) => sum + 8 - (block.charCodeAt(0) - 0x2588), 0);

test("a bar is its share in eighths, at least one, never wider than its width, and grows with the share", () => {
  const arbShare = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(arbShare, arbShare, fc.integer({ min: 1, max: 60 }), (one, other, width) => {
      const parts = eighthsOf(bar(one, width));
      expect(parts).toBe(one === 0 ? 0 : Math.max(1, Math.round(one * width * 8)));
      expect([...bar(one, width)].length).toBeLessThanOrEqual(width);
      expect(Math.sign(parts - eighthsOf(bar(other, width))) * Math.sign(one - other)).toBeGreaterThanOrEqual(
        0,
      );
    }),
    { numRuns: runs(1000) },
  );
});

test("a share that is no number, and a width that is none, are refused", () => {
  expect(faultOf(() => bar(Number.NaN, 4))).toMatchObject({ code: "TYPE", path: ["share"] });
  expect(faultOf(() => bar("1" as unknown as number, 4))).toMatchObject({ code: "TYPE", path: ["share"] });
  for (const width of [0, -1, 2.5, 1001]) {
    expect(faultOf(() => bar(0.5, width))).toMatchObject({ code: "POLICY_RANGE", path: ["width"] });
  }
});
