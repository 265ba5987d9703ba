import { Fault } from "../fault/fault.ts";
import { shown } from "../fault/issue.ts";

/** How a business spells days and amounts in its CSV files. */
export interface CellSpelling {
  /**
   * How days are written: `YYYY`, `M` or `MM`, and `D` or `DD`, with anything between: `"M/D/YYYY"`. `M` and `D` take
   * one or two digits. ISO days are understood as well, unless the format reads them differently. Default: ISO only.
   */
  readonly dateFormat?: string;
  /** What stands before the decimals of an amount or a percentage: `"."` (default) or `","`. */
  readonly decimal?: "." | ",";
  /** What groups thousands in amounts; groups must be complete. Default: nothing does. */
  readonly group?: "." | "," | " " | "'";
}

/** Turns cells into the spelling that readers take; cells that are spelled otherwise stay unreadable. */
export interface Speller {
  readonly day: (cell: string) => string;
  readonly amount: (cell: string) => string;
}

/**
 * @throws {Fault} `POLICY_RANGE` for a date format without year, month and day, or a decimal mark that also groups.
 */
export function spellerOf({ dateFormat, decimal = ".", group }: CellSpelling): Speller {
  if (decimal !== "." && decimal !== ",") throw refused("decimal", `"." or ","`, decimal);
  if (group !== undefined && (group === decimal || ![".", ",", " ", "'"].includes(group))) {
    throw refused("group", "one of . , space ' and not the decimal mark", group);
  }
  return {
    day: dateFormat === undefined ? (cell) => cell : daySpeller(dateFormat),
    amount: decimal === "." && group === undefined ? (cell) => cell : amountSpeller(decimal, group),
  };
}

function refused(option: string, expected: string, value: unknown): Fault {
  return new Fault("POLICY_RANGE", `${option} must be ${expected}, not ${shown(value)}.`, { path: [option] });
}

const isoShape = /^\d{4}-\d\d-\d\d$/;

function daySpeller(format: string): (cell: string) => string {
  const pattern = patternOf(format);
  const readsIso = pattern.test("2001-12-11");
  return (cell) => {
    const { year, month, date } = pattern.exec(cell)?.groups ?? {};
    if (year !== undefined && month !== undefined && date !== undefined) {
      return `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
    }
    return readsIso || !isoShape.test(cell) ? cell.replaceAll("-", "/") : cell;
  };
}

const digitsOf: Readonly<Record<string, string>> = {
  YYYY: "(?<year>\\d{4})",
  MM: "(?<month>\\d\\d)",
  M: "(?<month>\\d\\d?)",
  DD: "(?<date>\\d\\d)",
  D: "(?<date>\\d\\d?)",
};

function patternOf(format: unknown): RegExp {
  const text = typeof format === "string" ? format : "";
  const tokens = text.match(/YYYY|MM?|DD?/g) ?? [];
  if (
    [...tokens]
      .map((token) => token[0])
      .sort()
      .join("") !== "DMY"
  ) {
    throw refused("dateFormat", "a format with YYYY, M or MM, and D or DD, such as M/D/YYYY", format);
  }
  if (/(?<!M)MD(?!D)|(?<!D)DM(?!M)/.test(text)) {
    throw refused("dateFormat", "a format that says where the month ends and the day begins", format);
  }
  const parts = text
    .split(/(YYYY|MM?|DD?)/)
    .map((part) => digitsOf[part] ?? part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`^${parts.join("")}$`);
}

function amountSpeller(decimal: string, group: string | undefined): (cell: string) => string {
  const whole = group === undefined ? "\\d+" : `\\d+|\\d{1,3}(?:[${group}]\\d{3})+`;
  const pattern = new RegExp(`^-?(?:${whole})(?:[${decimal}]\\d+)?$`);
  return (cell) => {
    // Without a point no text with a point or comma in it reads as plain decimal: what is not understood stays refused.
    if (!pattern.test(cell)) return cell.replaceAll(".", ",");
    const ungrouped = group === undefined ? cell : cell.replaceAll(group, "");
    return ungrouped.replace(decimal, ".");
  };
}
