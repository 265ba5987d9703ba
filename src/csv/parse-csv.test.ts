import { describe, expect, test } from "vitest";
import { faultOf } from "../../test/fault-of.ts";
import { mustRead } from "../../test/must-read.ts";
import { parseCsv } from "./parse-csv.ts";

const codes = (content: string | Uint8Array) => {
  const reading = parseCsv(content);
  return reading.ok ? [] : reading.issues.map(({ code, line }) => [code, line]);
};

describe("a CSV file", () => {
  test("is its header and its rows, all text, guards taken off", () => {
    const reading = parseCsv('\uFEFFname,amount\r\n\'=1+1,-5.00\r\n"a, ""b""",\'plain\r\n');
    expect(mustRead(reading)).toEqual({
      header: ["name", "amount"],
      rows: [
        ["=1+1", "-5.00"],
        ['a, "b"', "'plain"],
      ],
    });
  });

  test("as bytes, with another delimiter, guards kept", () => {
    const bytes = new TextEncoder().encode("name;note\n'=1;a,b\n");
    expect(mustRead(parseCsv(bytes, { delimiter: ";", unguard: false })).rows).toEqual([["'=1", "a,b"]]);
  });

  test("a header alone has no rows", () => {
    expect(mustRead(parseCsv("a,b\r\n"))).toEqual({ header: ["a", "b"], rows: [] });
  });

  test("F-45 ragged rows, broken quotes, nothing at all and other encodings are issues", () => {
    expect(codes("a,b\n1\n1,2\n1,2,3\n")).toEqual([
      ["CSV_SHAPE", 2],
      ["CSV_SHAPE", 4],
    ]);
    expect(codes('a,b\n"1,2\n')).toEqual([["CSV_SHAPE", expect.any(Number)]]);
    expect(codes("")).toEqual([["CSV_SHAPE", 1]]);
    expect(codes(Uint8Array.of(0x61, 10, 0xff))).toEqual([["ENCODING_INVALID", 2]]);
  });

  test("F-51 an option that is none, or a delimiter that cannot be, is refused", () => {
    expect(faultOf(() => parseCsv("a\n", { quote: "'" } as never))?.code).toBe("POLICY_UNKNOWN");
    expect(faultOf(() => parseCsv("a\n", { delimiter: ";;" }))?.code).toBe("POLICY_RANGE");
  });
});
