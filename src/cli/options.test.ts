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
  });

  test.each([
    [["--name", "a", "--name", "b"], "--name is given 2 times."],
    [["--other"], "There is no option --other."],
    [["--constructor"], "There is no option --constructor."],
    [["-x"], "There is no option -x."],
    [["--name"], "--name needs a value: NAME."],
    [["--loud=yes"], "--loud takes no value."],
    [["--name", "-5"], "--name is followed by -5: a value that begins with - is given as --name=-5"],
  ])("%j: %s", (args, message) => {
    expect(() => parse(args, options)).toThrow(new UsageError(message));
  });

  test("a value may begin with a hyphen, or be one", () => {
    expect(textOf(parse(["--name=-5"], options), "name")).toBe("-5");
    expect(textOf(parse(["--name", "-"], options), "name")).toBe("-");
    expect(parse(["-", "--", "--loud"], options).positionals).toEqual(["-", "--loud"]);
  });

  test("a list has no empty part", () => {
    for (const list of ["a,", ",a", "a,,b", "", " , a"]) {
      const parsed = parse([`--tag=${list}`], options);
      expect(() => listOf(parsed, "tag")).toThrow(`--tag ${JSON.stringify(list)} has an empty part`);
    }
    expect(listOf(parse(["--tag=a, b"], options), "tag")).toEqual(["a", " b"]);
  });
});

describe("values", () => {
  const name = (value: string) => parse([`--name=${value}`], options);

  test("a word is one of those offered, as they are written", () => {
    expect(wordOf(name("lf"), "name", ["crlf", "lf"])).toBe("lf");
    expect(() => wordOf(name("LF"), "name", ["crlf", "lf"])).toThrow('--name takes crlf, lf, not "LF".');
  });

  test("a number is whole and short", () => {
    expect([numberOf(name("0"), "name"), numberOf(name("999999"), "name")]).toEqual([0, 999_999]);
    for (const value of ["", "-1", "1.5", "1e3", "0x1", "1000000", "two"]) {
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
