import { describe, expect, test } from "vitest";
import { UsageError } from "./io.ts";
import { isOn, listOf, numberOf, type Options, optionLines, parse, textOf, wordOf } from "./options.ts";

const options: Options = {
  name: { type: "string", value: "NAME", help: "a name" },
  tag: { type: "string", multiple: true, value: "A,B", help: "tags" },
  loud: { type: "boolean", help: "louder" },
};

describe("a command line", () => {
  test("is arguments, options with a value, lists and switches", () => {
    const parsed = parse(["x", "--name", "n", "--tag", "a,b", "y", "--tag=c", "--loud"], options);
    expect(parsed.positionals).toEqual(["x", "y"]);
    expect([textOf(parsed, "name"), listOf(parsed, "tag"), isOn(parsed, "loud")]).toEqual([
      "n",
      ["a", "b", "c"],
      true,
    ]);
  });

  test("without options has none", () => {
    const parsed = parse([], options);
    expect(parsed.positionals).toEqual([]);
    expect([textOf(parsed, "name"), listOf(parsed, "tag"), isOn(parsed, "loud")]).toEqual([
      undefined,
      undefined,
      false,
    ]);
    expect([wordOf(parsed, "name", ["n"]), numberOf(parsed, "name")]).toEqual([undefined, undefined]);
  });

  test("that cannot be is wrong usage", () => {
    for (const args of [
      ["--other"],
      ["--name"],
      ["--loud=yes"],
      ["--name", "a", "--name", "b"],
      ["--loud", "--loud"],
      ["-x"],
    ]) {
      expect(() => parse(args, options), args.join(" ")).toThrow(UsageError);
    }
    expect(() => parse(["--name", "a", "--name", "b"], options)).toThrow("--name is given 2 times.");
  });
});

describe("values", () => {
  const name = (value: string) => parse([`--name=${value}`], options);

  test("a word is one of those offered, as they are written", () => {
    expect(wordOf(name("lf"), "name", ["crlf", "lf"])).toBe("lf");
    expect(() => wordOf(name("LF"), "name", ["crlf", "lf"])).toThrow('--name takes crlf, lf, not "LF".');
  });

  test("a number is whole and short", () => {
    expect([numberOf(name("0"), "name"), numberOf(name("999"), "name")]).toEqual([0, 999]);
    for (const value of ["", "-1", "1.5", "1e3", "0x1", "1000", "two"]) {
      expect(() => numberOf(name(value), "name")).toThrow(UsageError);
    }
  });
});

test("help lines stand under each other, long names on a line of their own", () => {
  expect(optionLines(options)).toBe("  --name NAME  a name\n  --tag A,B    tags\n  --loud       louder");
  const long = { "a-name-that-is-longer-than-most": { type: "string", value: "VALUE", help: "x" } } as const;
  expect(optionLines({ ...long, b: { type: "boolean", help: "y" } })).toBe(
    `  --a-name-that-is-longer-than-most VALUE\n${" ".repeat(38)}x\n  --b${" ".repeat(33)}y`,
  );
});
