import { describe, expect, test } from "vitest";
import { collationKey, compareCodePoints, compareIds, orderRows, type SortKey } from "./order.ts";

const ratio = (numerator: bigint, denominator: bigint) => ({ numerator, denominator });

/** The ids of rows in order: rows called a, b, c… have the keys given, and come in the reverse order of their names. */
function ordered(keys: readonly SortKey[], direction: "asc" | "desc"): string {
  const rows = keys.map((key, index) => ({ id: "abcdefgh".charAt(index), key })).reverse();
  const inOrder = orderRows(
    rows,
    ({ key }) => key,
    direction,
    ({ id }) => id,
  );
  return inOrder.map(({ id }) => id).join("");
}

describe("orderRows", () => {
  test.each<[string, SortKey[], string, string]>([
    ["numbers by value, not as text", [10, 9, -1, 0.5], "cdba", "abdc"],
    ["bigints beyond doubles", [10n ** 20n + 1n, 10n ** 20n, 0n], "cba", "abc"],
    ["numbers among bigints", [2, 1n, 3], "bac", "cab"],
    ["ratios exactly", [ratio(10n ** 20n + 1n, 3n), ratio(10n ** 20n, 3n), ratio(-1n, 2n)], "cba", "abc"],
    ["ratios of other denominators", [ratio(1n, 2n), ratio(1n, 3n), ratio(2n, 3n)], "bac", "cab"],
    ["equal ratios by id", [ratio(2n, 4n), ratio(1n, 2n)], "ab", "ab"],
    ["text whatever its case", ["beta", "Alpha", "alpine", "BETB"], "bcad", "dacb"],
    ["text by code point", ["z", "ä", "Z1", "\u{10000}", "\uffff"], "acbed", "debca"],
    ["composed and decomposed text alike", ["cafe\u0301b", "caf\u00e9a"], "ba", "ab"],
    ["a shorter text before what it begins", ["ab", "a", ""], "cba", "abc"],
    ["blanks last either way, by id", [undefined, 2, undefined, 1], "dbac", "bdac"],
    ["an empty text and a zero are no blanks", [undefined, "", undefined], "bac", "bac"],
    ["a zero is no blank", [undefined, 0], "ba", "ba"],
    ["ties by ascending id either way", [500n, 500n, 700n], "abc", "cab"],
  ])("E-35 %s", (_what, keys, ascending, descending) => {
    expect(ordered(keys, "asc")).toBe(ascending);
    expect(ordered(keys, "desc")).toBe(descending);
  });

  test("the rows themselves are given back, in a new array", () => {
    const rows = Object.freeze([{ id: "b" }, { id: "a" }]);
    const inOrder = orderRows(
      rows,
      () => undefined,
      "asc",
      ({ id }) => id,
    );
    expect(inOrder).not.toBe(rows);
    expect(inOrder[0]).toBe(rows[1]);
  });

  test("a row is asked once for its key", () => {
    let asked = 0;
    const rows = Array.from({ length: 50 }, (_, index) => ({ id: String(index) }));
    orderRows(
      rows,
      () => {
        asked += 1;
        return asked % 7;
      },
      "asc",
      ({ id }) => id,
    );
    expect(asked).toBe(50);
  });
});

test("a text is ordered composed and in lower case, each code point by itself", () => {
  expect(collationKey("E\u0301A")).toBe("\u00e9a");
  expect(collationKey("ΑΣ")).toBe("ας".replace("ς", "σ"));
});

test.each([
  ["a", "a", 0],
  ["a", "b", -1],
  ["b", "a", 1],
  ["", "a", -1],
  ["ab", "a", 1],
  ["\uffff", "\u{10000}", -1],
  ["\ue000", "\u{10ffff}", -1],
  ["\u{10000}", "\uffff", 1],
  ["\ud7ff", "\u{10000}", -1],
  ["\u{10000}", "\u{10001}", -1],
  ["\u{10000}", "\u{103ff}", -1],
  ["\u{10fc00}", "\u{10ffff}", -1],
])("code points of %o and %o compare as %d", (a, b, sign) => {
  expect(Math.sign(compareCodePoints(a, b))).toBe(sign);
});

test.each([
  ["A-10", "A-9", -1],
  ["a", "B", 1],
  ["A", "A", 0],
  ["\uffff", "\u{10000}", 1], // by code units, as `<` does
])("ids %o and %o compare as %d", (a, b, sign) => {
  expect(compareIds(a, b)).toBe(sign);
});
