import { describe, expect, test } from "vitest";
import { mustRead } from "../../test/must-read.ts";
import { addTier, removeTier, validateTiers } from "./tiers.ts";

const bronze = { id: 1, name: "Bronze", min: 0, max: 49_999 };
const silver = { id: 2, name: "Silver", min: 50_000, max: 99_999 };
const gold = { id: 3, name: "Gold", min: 100_000, max: null };
const found = (tiers: readonly object[]) => {
  const { issues, warnings } = validateTiers(tiers as never);
  return [issues, warnings].map((some) => some.map(({ code, path }) => `${code} ${path.join("/")}`));
};

describe("validateTiers", () => {
  test("E-49 B-169 B-171 tiers that touch in minor units are good, in any order; one shared unit overlaps", () => {
    expect(found([bronze, silver, gold])).toEqual([[], []]);
    expect(found([gold, silver, bronze])).toEqual([[], []]);
    expect(
      found([
        { ...bronze, max: 50_000 },
        { ...silver, max: 100_000 },
      ]),
    ).toEqual([["TIER_OVERLAP 1"], []]);
    expect(found([{ ...bronze, max: null }, silver])).toEqual([["TIER_OVERLAP 1"], []]);
  });

  test("F-37 a tier that begins below zero or ends before it begins, an id twice or none, a gap, a hole in the ids", () => {
    expect(found([{ ...bronze, min: -1 }])).toEqual([["TIER_RANGE 0"], []]);
    expect(found([{ ...silver, max: 49_999, id: 1 }])).toEqual([["TIER_RANGE 0"], []]);
    expect(found([{ ...bronze, max: 0.5 }])).toEqual([["TIER_RANGE 0"], []]);
    expect(found([bronze, { ...silver, id: 1 }])).toEqual([["TIER_ID 1/id"], []]);
    expect(found([{ ...bronze, id: 0 }])).toEqual([["TIER_ID 0/id"], []]);
    expect(found([bronze, { ...silver, min: 50_001 }])).toEqual([[], ["TIER_GAP 1"]]);
    expect(found([bronze, { ...gold, id: 2 }])).toEqual([[], ["TIER_GAP 1"]]);
    expect(found([bronze, { ...silver, id: 3 }])).toEqual([[], ["TIER_ID 1/id"]]);
    expect(found([])).toEqual([[], []]);
    expect(found([{ ...bronze, max: null }, silver, gold])).toEqual([
      ["TIER_OVERLAP 1", "TIER_OVERLAP 2"],
      [],
    ]);
    expect(found([{ ...bronze, max: 99_999 }, { ...silver, max: 60_000 }, gold])).toEqual([
      ["TIER_OVERLAP 1"],
      [],
    ]);
    expect(found([bronze, 5 as never, silver])).toEqual([["TYPE 1"], []]);
    expect(() => validateTiers("tiers" as never)).toThrow(
      expect.objectContaining({ code: "TYPE", path: ["tiers"] }),
    );
  });
});

test("B-170 F-37 a tier that is added has the next id", () => {
  expect(mustRead(addTier([bronze], silver))).toEqual([bronze, silver]);
  expect(mustRead(addTier([], bronze))).toEqual([bronze]);
  const reading = addTier([bronze], { ...silver, id: 3 });
  expect(reading.ok ? [] : reading.issues.map(({ code, path }) => [code, path])).toEqual([
    ["TIER_ID", [1, "id"]],
  ]);
  const overlapping = addTier([bronze], { ...silver, min: 1 });
  expect(overlapping.ok ? [] : overlapping.issues.map(({ code }) => code)).toEqual(["TIER_OVERLAP"]);
});

test("B-172 a tier that is taken away may leave a gap and a hole, which is remarked on", () => {
  const reading = removeTier([bronze, silver, gold], 2);
  expect(mustRead(reading)).toEqual([bronze, gold]);
  expect(reading.warnings.map(({ code }) => code)).toEqual(["TIER_GAP", "TIER_ID"]);
  const unknown = removeTier([bronze], 7);
  expect(unknown.ok ? [] : unknown.issues.map(({ code }) => code)).toEqual(["REF_UNKNOWN"]);
});
