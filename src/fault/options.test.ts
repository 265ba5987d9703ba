import { describe, expect, test } from "vitest";
import { choiceOption, countOption, knownOptions } from "./options.ts";

describe("countOption", () => {
  test.each([0, 1, 19, 20])("%d lies from 0 to 20", (value) => {
    expect(countOption("decimals", value, 0, 20)).toBe(value);
  });

  test.each([
    -1,
    21,
    2.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    "2",
    null,
    undefined,
    2n,
  ])("%s is refused with its name", (value) => {
    expect(() => countOption("decimals", value, 0, 20)).toThrow(
      expect.objectContaining({ code: "POLICY_RANGE", path: ["decimals"] }),
    );
  });

  test("the message says the range and what came", () => {
    expect(() => countOption("decimals", 40, 0, 20)).toThrow(
      "decimals must be a whole number from 0 to 20, not 40.",
    );
  });
});

describe("choiceOption", () => {
  test("a choice is given back as it is", () => {
    expect(choiceOption("floor", "zero", ["observed", "zero"])).toBe("zero");
    expect(choiceOption("equal", 0, [0, 10])).toBe(0);
  });

  test.each(["Zero", "", 0, "10", null, undefined])("%o is none of the choices", (value) => {
    expect(() => choiceOption("floor", value, ["observed", "zero", 10])).toThrow(
      expect.objectContaining({ code: "POLICY_RANGE", path: ["floor"] }),
    );
  });

  test("the message says the choices and what came", () => {
    expect(() => choiceOption("floor", "low", ["observed", "zero"])).toThrow(
      'floor must be one of observed, zero, not "low".',
    );
  });
});

describe("knownOptions", () => {
  test("known names pass, in any number", () => {
    expect(() => knownOptions({}, ["floor", "equal"])).not.toThrow();
    expect(() => knownOptions({ equal: 1 }, ["floor", "equal"])).not.toThrow();
    expect(() => knownOptions({ equal: 1, floor: undefined }, ["floor", "equal"])).not.toThrow();
  });

  test("a misspelt option is refused", () => {
    const misspelt = () => knownOptions({ floor: 1, eqaul: 1 }, ["floor", "equal"]);
    expect(misspelt).toThrow(expect.objectContaining({ code: "POLICY_UNKNOWN", path: ["eqaul"] }));
    expect(misspelt).toThrow('There is no option "eqaul"; the options are floor, equal.');
  });
});
