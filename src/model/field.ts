import { type Day, dayText, readDay } from "../calendar/day.ts";
import { instantProblem, instantText, readInstant } from "../calendar/instant.ts";
import type { Moment } from "../calendar/moment.ts";
import type { FaultCode } from "../fault/codes.ts";
import { type IssueLog, type Path, shown } from "../fault/issue.ts";
import { type Minor, readMinor } from "../money/amount.ts";
import { type Currency, currencyOf, currencyProblem, sameCurrency } from "../money/currency.ts";
import { isWellFormed, suspiciousCharacter } from "../table/text.ts";

/** What reading one cell needs to know besides the cell. */
export interface FieldContext {
  readonly currency: Currency;
  readonly log: IssueLog;
  readonly rowPath: Path;
  /** The key of the cell that is being read; one context serves a whole row. */
  key: string;
}

function pathOf({ rowPath, key }: FieldContext): Path {
  return [...rowPath, key];
}

/** What kind of cell a field has: it decides how the cell is read. */
export type FieldKind =
  | "id"
  | "text"
  | "label"
  | "amount"
  | "count"
  | "day"
  | "instant"
  | "moment"
  | "percent"
  | "choice"
  | "currency";

/** How the cell of one field is written, checked and explained: readers, headers, JSON Schema and docs come from here. */
export interface Field<Value> {
  readonly kind: FieldKind;
  /** One sentence for the format page. */
  readonly means: string;
  readonly required: boolean;
  /** The code of the issue when a required field is absent. */
  readonly missing: FaultCode;
  /** The spellings of a choice. */
  readonly choices?: readonly string[];
  /** The value of a present cell; undefined after logging what is wrong with it. */
  readonly read: (value: unknown, context: FieldContext) => Value | undefined;
}

/** The fields of a noun, one for each key of its row type. */
export type Fields<Row> = { readonly [Key in keyof Row]-?: Field<Exclude<Row[Key], undefined>> };

/** The longest label, such as an account type, in UTF-16 code units. */
export const longestLabel = 10_000;
/** The longest of any other text, in UTF-16 code units. */
export const longestText = 1_000_000;

// The makers below are marked as free of side effects: a bundle that reads no rows then drops all fields made with them.

function optional<Value>(
  kind: Field<Value>["kind"],
  means: string,
  read: Field<Value>["read"],
): Field<Value> {
  return { kind, means, read, required: false, missing: "FIELD_MISSING" };
}

/** The same field, but a row without it is an error. */
/* @__NO_SIDE_EFFECTS__ */ export function required<Value>(
  field: Field<Value>,
  missing: FaultCode = "FIELD_MISSING",
): Field<Value> {
  return { ...field, required: true, missing };
}

function problem(context: FieldContext, code: FaultCode, message: string, received: unknown): undefined {
  context.log.error({ code, path: pathOf(context), message, received: shown(received) });
  return undefined;
}

/** An identifier: text with at least one character, no control characters, no lone surrogates. Leading zeros stay. */
/* @__NO_SIDE_EFFECTS__ */ export function id(means: string): Field<string> {
  return optional("id", means, (value, context) => {
    if (typeof value !== "string")
      return problem(context, "TYPE", `An id is text, not ${shown(value)}.`, value);
    return isPlainId(value) || (value !== "" && isWellFormed(value) && !hasControl(value))
      ? value
      : problem(
          context,
          "ID_INVALID",
          `${shown(value)} is no id: empty, or with control or broken characters.`,
          value,
        );
  });
}

/** Ids of printable ASCII, nearly all there are, need no second look. */
export function isPlainId(value: string): boolean {
  // By char codes: this runs for every row, and takes half the time of a regular expression.
  for (let at = 0; at < value.length; at += 1) {
    const unit = value.charCodeAt(at);
    if (unit < 0x20 || unit > 0x7e) return false;
  }
  return value !== "";
}

function hasControl(value: string): boolean {
  for (let at = 0; at < value.length; at += 1) {
    const unit = value.charCodeAt(at);
    if (unit < 0x20 || (unit >= 0x7f && unit <= 0x9f)) return true;
  }
  return false;
}

/** Free text; empty is allowed and means nothing was said. */
/* @__NO_SIDE_EFFECTS__ */ export function text(means: string): Field<string> {
  return optional("text", means, (value, context) => readText(value, context, longestText));
}

/** Text that names a kind of thing in the business's own words: not empty, at most {@link longestLabel} characters. */
/* @__NO_SIDE_EFFECTS__ */ export function label(means: string): Field<string> {
  return optional("label", means, (value, context) =>
    value === ""
      ? problem(context, "TEXT_EMPTY", "A label is not empty: leave the field out instead.", value)
      : readText(value, context, longestLabel),
  );
}

function readText(value: unknown, context: FieldContext, longest: number): string | undefined {
  if (typeof value !== "string")
    return problem(context, "TYPE", `Expected text, not ${shown(value)}.`, value);
  if (value.length > longest) {
    return problem(
      context,
      "TEXT_TOO_LONG",
      `Text of ${value.length} characters; at most ${longest}.`,
      value,
    );
  }
  if (!isWellFormed(value)) {
    return problem(
      context,
      "TEXT_NOT_WELL_FORMED",
      `${shown(value)} holds a lone surrogate, which is no character.`,
      value,
    );
  }
  const character = suspiciousCharacter(value);
  if (character !== undefined) {
    const message = `${shown(value)} holds ${character}, which hides what a text says.`;
    context.log.warn({ code: "TEXT_SUSPICIOUS", path: pathOf(context), message });
  }
  return value;
}

/** An amount as plain decimal text or a decimal object, of either sign: the noun says which it takes. */
/* @__NO_SIDE_EFFECTS__ */ export function amount(means: string): Field<Minor> {
  return optional("amount", means, (value, context) => {
    const minor = readMinor(value, context.currency.exponent);
    return typeof minor === "number" ? minor : problem(context, ...minor, value);
  });
}

/** A credit limit: like an amount, but whatever is wrong with it has one code. Not negative. */
/* @__NO_SIDE_EFFECTS__ */ export function limit(means: string): Field<Minor> {
  return optional("amount", means, (value, context) => {
    const minor = readMinor(value, context.currency.exponent);
    if (typeof minor === "number" && minor >= 0) return minor;
    const message = typeof minor === "number" ? `A credit limit is not negative: ${shown(value)}.` : minor[1];
    return problem(context, "CREDIT_LIMIT_INVALID", message, value);
  });
}

/** A whole number of things, `least` or more: a number, or its digits as text, as in files. */
/* @__NO_SIDE_EFFECTS__ */ export function count(means: string, least: number): Field<number> {
  return optional("count", means, (value, context) => {
    const number = typeof value === "string" && /^\d{1,15}$/.test(value) ? Number(value) : value;
    if (typeof number === "number" && Number.isSafeInteger(number) && number >= least) return number;
    return problem(
      context,
      "NUMBER_INVALID",
      `Expected a whole number from ${least} on, not ${shown(value)}.`,
      value,
    );
  });
}

/** A calendar day: `YYYY-MM-DD` or an object like a PlainDate. */
/* @__NO_SIDE_EFFECTS__ */ export function day(means: string): Field<Day> {
  return optional("day", means, (value, context) => {
    const number = readDay(value);
    if (typeof number !== "number") return problem(context, ...number, value);
    return typeof value === "string" ? value : dayText(number);
  });
}

/** A point in time, kept as ISO 8601 text in UTC with milliseconds. */
/* @__NO_SIDE_EFFECTS__ */ export function instant(means: string): Field<string> {
  return optional("instant", means, (value, context) => {
    const ms = readInstant(value);
    return !Number.isNaN(ms)
      ? instantText(ms)
      : problem(context, "INSTANT_INVALID", instantProblem(value), value);
  });
}

/** A point in time, kept as {@link instant}s are; or a calendar day `YYYY-MM-DD` where nobody says at what time. */
/* @__NO_SIDE_EFFECTS__ */ export function moment(means: string): Field<Moment> {
  const ofInstant = instant(means);
  return optional("moment", means, (value, context) => {
    if (typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value)) {
      const number = readDay(value);
      return typeof number === "number" ? value : problem(context, ...number, value);
    }
    return ofInstant.read(value, context);
  });
}

/** Decimals of a percentage in a cell. */
const percentDecimals = 4;
const wholePercent = 10 ** percentDecimals;

/** A percentage from 0 to 100 as plain decimal text or a decimal object, with at most 4 decimals. */
/* @__NO_SIDE_EFFECTS__ */ export function percent(means: string): Field<number> {
  return optional("percent", means, (value, context) => {
    const parts = readMinor(value, percentDecimals);
    if (typeof parts === "number" && parts >= 0 && parts <= 100 * wholePercent) return parts / wholePercent;
    const message = `Expected per cent from 0 to 100 as text such as "2.5", not ${shown(value)}.`;
    return problem(context, "NUMBER_INVALID", message, value);
  });
}

/** A choice as it is compared: without case, spaces, `-`, `_` and `/`. */
export function foldChoice(value: string): string {
  return value.toLowerCase().replace(/[\s\-_/]+/g, "");
}

/** One of a few words, matched ignoring case, spaces, `-`, `_` and `/`, kept as the choices spell it. */
/* @__NO_SIDE_EFFECTS__ */ export function choice<Choice extends string>(
  means: string,
  choices: readonly Choice[],
  unknown: FaultCode = "ENUM_UNKNOWN",
): Field<Choice> {
  const byFold = new Map(choices.map((word) => [foldChoice(word), word]));
  const field = optional<Choice>("choice", means, (value, context) => {
    const found = typeof value === "string" ? byFold.get(foldChoice(value)) : undefined;
    return found ?? problem(context, unknown, `${shown(value)} is none of ${choices.join(", ")}.`, value);
  });
  return { ...field, choices };
}

/** A row's own currency: it is only compared with the business's, because one ledger has one. */
/* @__NO_SIDE_EFFECTS__ */ export function currency(means: string): Field<string> {
  return optional("currency", means, (value, context) => {
    if (value === context.currency.code) return value;
    const wrong = currencyProblem(value);
    if (wrong !== undefined) return problem(context, "CURRENCY_UNKNOWN", wrong.message, value);
    const own = currencyOf(value as string | Currency);
    return sameCurrency(own, context.currency)
      ? own.code
      : problem(
          context,
          "CURRENCY_MIXED",
          `The row is in ${own.code}, the business in ${context.currency.code}.`,
          value,
        );
  });
}
