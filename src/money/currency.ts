import { Fault } from "../fault/fault.ts";
import { shown } from "../fault/issue.ts";

/** A currency and how many decimals its minor unit has: `{ code: "USD", exponent: 2 }`. */
export interface Currency {
  /** ISO 4217 code, or a code of one's own with an exponent given beside it. */
  readonly code: string;
  /** Decimals of the minor unit, 0 to 4: 2 for cents, 0 for yen, 3 for fils. */
  readonly exponent: number;
}

/** The largest exponent a currency may have. */
export const largestExponent = 4;

/** Codes of ISO 4217 in force, by the decimals of their minor unit; funds, metals and test codes are left out. */
const codesByExponent: Readonly<Record<number, string>> = {
  0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
  2: `AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP
    CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD
    KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK
    NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS
    TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG`,
  3: "BHD IQD JOD KWD LYD OMR TND",
  4: "CLF UYW",
};

/** The decimals ISO 4217 gives a currency's minor unit; undefined for a code it does not list. */
export function isoExponent(code: string): number | undefined {
  if (!/^[A-Z]{3}$/.test(code)) return undefined;
  for (const [exponent, codes] of Object.entries(codesByExponent)) {
    if (codes.includes(code)) return Number(exponent);
  }
  return undefined;
}

/** Why a value names no currency, and at which key; undefined when it does. */
export function currencyProblem(
  value: unknown,
): { readonly message: string; readonly key?: string } | undefined {
  if (typeof value === "string") {
    return isoExponent(value) === undefined
      ? {
          message: `${shown(value)} is no currency code of ISO 4217: give { code, exponent } for a unit of your own.`,
        }
      : undefined;
  }
  if (typeof value !== "object" || value === null) {
    return { message: `A currency is a code or { code, exponent }, not ${shown(value)}.` };
  }
  const { code, exponent } = value as Partial<Record<keyof Currency, unknown>>;
  if (!isCode(code)) {
    return {
      message: `A currency code is 2 to 12 capital letters or digits, not ${shown(code)}.`,
      key: "code",
    };
  }
  if (exponent === undefined && isoExponent(code) !== undefined) return undefined;
  if (isExponent(exponent)) return undefined;
  return {
    message: `An exponent is a whole number from 0 to ${largestExponent}, not ${shown(exponent)}.`,
    key: "exponent",
  };
}

/**
 * The currency of a code, or of a code and an exponent that overrides the table.
 *
 * @throws {Fault} `CURRENCY_UNKNOWN` for a code that ISO 4217 does not list and no exponent, or an exponent that is no
 * whole number from 0 to 4.
 *
 * @example
 * import { currencyOf } from "receivables";
 *
 * currencyOf("KWD"); // => { code: "KWD", exponent: 3 }
 * currencyOf({ code: "HUF", exponent: 0 }); // => { code: "HUF", exponent: 0 }
 */
export function currencyOf(value: string | { readonly code: string; readonly exponent?: number }): Currency {
  const problem = currencyProblem(value);
  if (problem !== undefined) {
    throw new Fault("CURRENCY_UNKNOWN", problem.message, {
      path: problem.key === undefined ? [] : [problem.key],
    });
  }
  const { code, exponent } = typeof value === "string" ? { code: value, exponent: undefined } : value;
  // Without an exponent of its own, a code that is no problem is one of the table.
  return Object.freeze({ code, exponent: exponent ?? (isoExponent(code) as number) });
}

/**
 * Refuses a currency object that a typed caller may still get wrong: an exponent out of range.
 *
 * @throws {Fault} `CURRENCY_UNKNOWN`.
 */
export function checkCurrency(currency: Currency): void {
  const { code, exponent } = Object(currency) as Partial<Currency>;
  if (isCode(code) && isExponent(exponent)) return;
  const message = `A currency is { code, exponent }, such as { code: "USD", exponent: 2 }, not ${shown(code)}, ${shown(exponent)}.`;
  throw new Fault("CURRENCY_UNKNOWN", message, { path: ["currency"] });
}

function isCode(code: unknown): code is string {
  return typeof code === "string" && /^[A-Z][A-Z0-9]{1,11}$/.test(code);
}

function isExponent(exponent: unknown): boolean {
  return Number.isInteger(exponent) && (exponent as number) >= 0 && (exponent as number) <= largestExponent;
}

/** Whether two currencies are one: the same code with the same exponent. */
export function sameCurrency(a: Currency, b: Currency): boolean {
  return a.code === b.code && a.exponent === b.exponent;
}
