import type { FaultCode } from "../fault/codes.ts";
import { Fault } from "../fault/fault.ts";
import { shown } from "../fault/issue.ts";
import { type Currency, checkCurrency } from "./currency.ts";

/**
 * An amount in minor units of its currency, a safe integer: 395000 is $3,950.00.
 *
 * Never −0, never a fraction, never beyond 2^53 − 1 either way.
 */
export type Minor = number;

/** What is wrong with an amount: the code and a sentence. */
export type AmountProblem = readonly [FaultCode, string];

/**
 * The minor units of plain decimal text, or `NaN` where the text is not plain, has too many decimals or is too large.
 *
 * Plain is an optional `-`, digits, and at most one `.` followed by digits. The hot path of all reading.
 */
export function parseMinor(text: string, exponent: number): number {
  const length = text.length;
  const start = text.charCodeAt(0) === 45 ? 1 : 0;
  let value = 0;
  let at = start;
  for (; at < length; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (digit >>> 0 > 9) break;
    value = value * 10 + digit;
  }
  if (at === start) return Number.NaN;
  let decimals = 0;
  if (at < length) {
    if (text.charCodeAt(at) !== 46 || at + 1 === length) return Number.NaN;
    for (at += 1; at < length; at += 1) {
      const digit = text.charCodeAt(at) - 48;
      if (digit >>> 0 > 9) return Number.NaN;
      decimals += 1;
      if (decimals <= exponent) value = value * 10 + digit;
      else if (digit !== 0) return Number.NaN;
    }
  }
  for (; decimals < exponent; decimals += 1) value *= 10;
  // Below 2^53 every step above was exact, and a value that passed it never comes back below.
  if (!(value <= Number.MAX_SAFE_INTEGER)) return Number.NaN;
  return start === 1 && value !== 0 ? -value : value;
}

/** Why {@link parseMinor} refused a text. */
export function amountProblem(text: string, exponent: number): AmountProblem {
  if (!/^-?\d+(\.\d+)?$/.test(text)) {
    return ["AMOUNT_FORMAT", `${shown(text)} is not a plain decimal like "1234.50".`];
  }
  // The point and what follows up to the last decimal that is no zero.
  const decimals = (/\.\d*[1-9]/.exec(text)?.[0].length ?? 1) - 1;
  return decimals > exponent
    ? ["AMOUNT_SCALE", `${shown(text)} has more than the ${exponent} decimals of the currency.`]
    : ["AMOUNT_UNSAFE", `${shown(text)} is beyond the largest exact amount, 2^53 − 1 minor units.`];
}

/**
 * Reads an amount from untrusted input: plain decimal text, or a decimal object (anything but a number with `toFixed()`).
 *
 * A JS number is refused: nothing says whether 12 are dollars or cents, and 0.1 + 0.2 is not 0.3.
 */
export function readMinor(value: unknown, exponent: number): Minor | AmountProblem {
  const text = typeof value === "string" ? value : decimalText(value);
  if (text === undefined) {
    if (typeof value === "number" && !Number.isFinite(value))
      return ["AMOUNT_NOT_FINITE", `${value} is not a finite amount.`];
    return [
      "TYPE",
      `An amount is decimal text or a decimal object, not ${shown(value)} (dollars or cents?).`,
    ];
  }
  const minor = parseMinor(text, exponent);
  if (!Number.isNaN(minor)) return minor;
  return typeof value !== "string" && /^-?(NaN|Infinity)$/.test(text)
    ? ["AMOUNT_NOT_FINITE", `${text} is not a finite amount.`]
    : amountProblem(text, exponent);
}

/**
 * The minor units of a cell that is spelled the plain way: plain decimal text, or an object of decimal.js that is not negative.
 * `NaN` for anything else, which {@link readMinor} may still read.
 */
export function plainMinor(value: unknown, exponent: number): number {
  return typeof value === "string" ? parseMinor(value, exponent) : digitsMinor(value, exponent);
}

/** What decimal.js documents of its objects: words of seven digits, the exponent of the first digit, the sign. */
interface DecimalDigits {
  readonly [Symbol.toStringTag]: unknown;
  readonly d: unknown;
  readonly e: unknown;
  readonly s: unknown;
}

const wordDigits = 7;
/** Looked up, because a power of ten takes longer than all else. */
const tens = /* @__PURE__ */ Array.from({ length: 23 }, (_, power) => 10 ** power);

/** By the words of its digits, in a thirtieth of the time in which it makes a text. */
function digitsMinor(value: unknown, exponent: number): number {
  if (typeof value !== "object" || value === null) return Number.NaN;
  const decimal = value as DecimalDigits;
  const { d: words, e: first } = decimal;
  if (decimal[Symbol.toStringTag] !== "Decimal" || decimal.s !== 1) return Number.NaN;
  if (!Array.isArray(words) || typeof first !== "number") return Number.NaN;
  let minor = 0;
  let power = wordDigits * Math.floor(first / wordDigits) + exponent;
  for (let at = 0; at < words.length; at += 1, power -= wordDigits) {
    const word = words[at] as number;
    const weight = tens[Math.abs(power)] ?? Number.POSITIVE_INFINITY;
    if (power < 0 && word % weight !== 0) return Number.NaN;
    minor += power < 0 ? word / weight : word * weight;
  }
  // Below 2^53 every step above was exact, and a value that passed it never comes back below.
  return minor <= Number.MAX_SAFE_INTEGER ? minor : Number.NaN;
}

function decimalText(value: unknown): string | undefined {
  // A number in an object is a number still: its `toFixed` would round.
  if (typeof value !== "object" || value === null || value instanceof Number) return undefined;
  const { toFixed } = value as { readonly toFixed?: unknown };
  if (typeof toFixed !== "function") return undefined;
  const text: unknown = toFixed.call(value);
  return typeof text === "string" ? text : undefined;
}

/**
 * The minor units of decimal text or of a decimal object, exactly.
 *
 * Strict: no grouping, no sign but `-`, no exponent form, no blanks, ASCII digits only. Decimals beyond the currency's
 * are refused unless they are zeros; nothing is rounded. `"-0.00"` is 0.
 *
 * @throws {Fault} `AMOUNT_FORMAT`, `AMOUNT_SCALE`, `AMOUNT_UNSAFE`, `AMOUNT_NOT_FINITE`; `TYPE` for a JS number;
 * `CURRENCY_UNKNOWN` for an impossible exponent.
 *
 * @example
 * import { parseAmount } from "receivables";
 *
 * parseAmount("1234.5", { code: "USD", exponent: 2 }); // => 123450
 * parseAmount("1.500", { code: "KWD", exponent: 3 });  // => 1500
 */
export function parseAmount(
  value: string | (object & { readonly toFixed: () => string }),
  currency: Currency,
): Minor {
  checkCurrency(currency);
  const minor = readMinor(value, currency.exponent);
  if (typeof minor === "number") return minor;
  throw new Fault(...minor);
}

/**
 * Minor units as plain decimal text with all decimals of the currency: `"3950.00"`. No grouping, no symbol.
 *
 * @throws {Fault} `AMOUNT_NOT_FINITE`, `AMOUNT_NOT_INTEGER`, `AMOUNT_UNSAFE`; `CURRENCY_UNKNOWN` for no currency.
 *
 * @example
 * import { formatAmount } from "receivables";
 *
 * formatAmount(395000, { code: "USD", exponent: 2 }); // => "3950.00"
 * formatAmount(-5, { code: "USD", exponent: 2 });     // => "-0.05"
 */
export function formatAmount(minor: Minor, currency: Currency): string {
  checkMinor(minor, []);
  checkCurrency(currency);
  return minorText(minor, currency.exponent);
}

/** {@link formatAmount} of an amount and exponent known to be right: files write many. */
export function minorText(minor: Minor, exponent: number): string {
  const digits = String(Math.abs(minor));
  const sign = minor < 0 ? "-" : "";
  if (exponent === 0) return sign + digits;
  const padded = digits.padStart(exponent + 1, "0");
  return `${sign}${padded.slice(0, -exponent)}.${padded.slice(-exponent)}`;
}

/**
 * Checks that a typed amount is what its type cannot say: a safe whole number of minor units.
 *
 * @throws {Fault} `AMOUNT_NOT_FINITE`, `AMOUNT_NOT_INTEGER`, `AMOUNT_UNSAFE`, or `TYPE` for no number.
 */
export function checkMinor(minor: unknown, path: readonly (string | number)[]): void {
  if (Number.isSafeInteger(minor)) return;
  if (typeof minor !== "number")
    throw new Fault("TYPE", `Minor units are a number, not ${shown(minor)}.`, { path });
  if (!Number.isFinite(minor))
    throw new Fault("AMOUNT_NOT_FINITE", `${minor} is not a finite amount.`, { path });
  if (!Number.isInteger(minor)) {
    throw new Fault("AMOUNT_NOT_INTEGER", `${minor} is not a whole number of minor units.`, { path });
  }
  throw new Fault("AMOUNT_UNSAFE", `${minor} is beyond the largest exact amount, 2^53 − 1 minor units.`, {
    path,
  });
}

/**
 * The sum of two amounts.
 *
 * @throws {Fault} `AMOUNT_OVERFLOW` where the sum leaves the safe range: it is never rounded.
 */
export function plusMinor(a: Minor, b: Minor): Minor {
  const sum = a + b;
  if (Number.isSafeInteger(sum)) return sum;
  checkMinor(a, []);
  checkMinor(b, []);
  throw new Fault(
    "AMOUNT_OVERFLOW",
    `The sum of ${a} and ${b} minor units leaves the exact range of 2^53 − 1.`,
  );
}

/**
 * What amounts add up to; nothing for none.
 *
 * @throws {Fault} as {@link plusMinor}.
 */
export function sumMinor(amounts: Iterable<Minor>): Minor {
  let sum = 0;
  for (const amount of amounts) sum = plusMinor(sum, amount);
  return sum;
}
