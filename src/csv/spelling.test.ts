import { describe, expect, test } from "vitest";
import { faultOf } from "../../test/fault-of.ts";
import { readDay } from "../calendar/day.ts";
import { readMinor } from "../money/amount.ts";
import { spellerOf } from "./spelling.ts";

describe("days", () => {
  const day = (cell: string, dateFormat?: string) =>
    spellerOf(dateFormat === undefined ? {} : { dateFormat }).day(cell);

  test("are ISO unless said otherwise", () => {
    expect(day("2025-03-01")).toBe("2025-03-01");
    expect(day("3/1/2025")).toBe("3/1/2025");
  });

  test.each([
    ["M/D/YYYY", "3/1/2025"],
    ["M/D/YYYY", "03/01/2025"],
    ["MM/DD/YYYY", "03/01/2025"],
    ["D.M.YYYY", "1.3.2025"],
    ["DD-MM-YYYY", "01-03-2025"],
    ["YYYYMMDD", "20250301"],
    ["DMMYYYY", "1032025"],
    ["YYYY年M月D日", "2025年3月1日"],
    ["(D) M [YYYY]*", "(1) 3 [2025]*"],
  ])("written %s are read: %s", (dateFormat, cell) => {
    expect(day(cell, dateFormat)).toBe("2025-03-01");
  });

  test("ISO days are read as well, unless the format reads them otherwise", () => {
    expect(day("2025-03-01", "M/D/YYYY")).toBe("2025-03-01");
    expect(day("2025-03-01", "YYYY-DD-MM")).toBe("2025-01-03");
  });

  test("F-03 what is written otherwise stays no day", () => {
    const cells = [
      "3-1-2025",
      "3/1/25",
      "13/1/2025",
      "2/30/2025",
      " 3/1/2025",
      "3/1/2025 ",
      "1 March",
      "20250301",
    ];
    for (const cell of cells) {
      expect([cell, readDay(day(cell, "M/D/YYYY"))]).toEqual([cell, expect.any(Array)]);
    }
    // As year, day and month this is the 31st of a month that has only 30 days: not to be read as ISO instead.
    expect(readDay(day("2025-31-04", "YYYY-DD-MM"))).toEqual(expect.any(Array));
    expect(readDay(day("2025-3-01", "YYYY-DD-MM"))).toEqual(expect.any(Array));
    expect(readDay(day("3/1/2025", "MM/DD/YYYY"))).toEqual(expect.any(Array));
  });

  test("a format without year, month and day, or that does not part month from day, is refused", () => {
    for (const dateFormat of ["", "M/D/YY", "YYYY", "D/D/YYYY", "M/D/YYYY/D", "YYYYMD", "DMYYYY", 7]) {
      const fault = faultOf(() => spellerOf({ dateFormat: dateFormat as string }));
      expect([dateFormat, fault?.code, fault?.path]).toEqual([dateFormat, "POLICY_RANGE", ["dateFormat"]]);
    }
  });
});

describe("amounts", () => {
  const amount = (cell: string, spelling: object) => spellerOf(spelling).amount(cell);

  test("are plain decimals unless said otherwise", () => {
    expect(amount("1234.50", {})).toBe("1234.50");
    expect(amount("1,234.50", { decimal: "." })).toBe("1,234.50");
  });

  test.each([
    [{ decimal: "," }, "1234,50", "1234.50"],
    [{ decimal: "," }, "-1234,5", "-1234.5"],
    [{ decimal: "," }, "1234", "1234"],
    [{ decimal: ",", group: "." }, "1.234.567,50", "1234567.50"],
    [{ decimal: ",", group: " " }, "1 234,50", "1234.50"],
    [{ group: "," }, "1,234.50", "1234.50"],
    [{ group: "," }, "-1,234", "-1234"],
    [{ group: "'" }, "1'234'567.50", "1234567.50"],
    [{ group: "," }, "1234.50", "1234.50"],
  ])("%j %s", (spelling, cell, plain) => {
    expect(amount(cell, spelling)).toBe(plain);
  });

  test("F-09 what is written otherwise stays no amount", () => {
    const wrong: readonly [object, string][] = [
      [{ decimal: "," }, "1234.50"],
      [{ decimal: "," }, "1.234,50"],
      [{ decimal: ",", group: "." }, "1234.50"],
      [{ decimal: ",", group: "." }, "1.23,50"],
      [{ decimal: ",", group: "." }, "12.34.567,50"],
      [{ group: "," }, "1,23.50"],
      [{ group: "," }, ",234"],
      [{ group: "," }, "1,234,"],
      [{ group: "," }, "1,234.5.0"],
      [{ group: "'" }, "1,234.50"],
      [{ decimal: "," }, "$12"],
      [{ decimal: "," }, "1e3"],
      [{ decimal: "," }, ",5"],
    ];
    for (const [spelling, cell] of wrong) {
      const read = readMinor(amount(cell, spelling), 2);
      expect([cell, read]).toEqual([cell, ["AMOUNT_FORMAT", expect.any(String)]]);
    }
  });

  test("marks that cannot be, or that mean two things, are refused", () => {
    for (const spelling of [{ decimal: ";" }, { group: "_" }, { group: "." }, { decimal: ",", group: "," }]) {
      expect([spelling, faultOf(() => spellerOf(spelling as never))?.code]).toEqual([
        spelling,
        "POLICY_RANGE",
      ]);
    }
  });
});
