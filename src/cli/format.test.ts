import { expect, test } from "vitest";
import { formatOf } from "./format.ts";
import { type Io, UsageError } from "./io.ts";
import type { Parsed } from "./options.ts";

const io = (outIsTerminal: boolean): Io => ({
  now: () => 0,
  readStdin: async () => new Uint8Array(),
  out: () => undefined,
  outIsTerminal,
  err: () => undefined,
  errIsTerminal: false,
});
const given = (format?: string): Parsed => ({ values: { format }, positionals: [] });

test("a board is a table on a terminal and JSON anywhere else", () => {
  expect(formatOf(given(), io(true))).toBe("table");
  expect(formatOf(given(), io(false))).toBe("json");
});

test("--format decides on either", () => {
  expect(formatOf(given("json"), io(true))).toBe("json");
  expect(formatOf(given("table"), io(false))).toBe("table");
});

test("a command may print more formats; a word that is none of them is refused", () => {
  expect(formatOf(given("csv"), io(true), ["json", "table", "csv"])).toBe("csv");
  expect(() => formatOf(given("csv"), io(true))).toThrow(UsageError);
  expect(() => formatOf(given("csv"), io(true))).toThrow('--format takes json, table, not "csv".');
});
