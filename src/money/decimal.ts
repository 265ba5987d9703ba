import { Decimal as DecimalJs } from "decimal.js";

/** An exact decimal number of decimal.js: what averages are returned as. */
export type Decimal = DecimalJs;

const settings = {
  rounding: DecimalJs.ROUND_HALF_UP,
  toExpNeg: -9e15,
  toExpPos: 9e15,
  minE: -9e15,
  maxE: 9e15,
  modulo: DecimalJs.ROUND_DOWN,
  crypto: false,
  defaults: true,
} as const;

/** A copy of decimal.js whose limits of size nobody can change: of all settings, they alone bear on reading text. */
function ownCopy(precision: number): typeof DecimalJs {
  const copy = DecimalJs.clone({ precision, ...settings });
  return Object.defineProperties(copy, { minE: { writable: false }, maxE: { writable: false } });
}

/**
 * The class of the numbers we hand out, a copy of decimal.js of our own: what a host sets on its copy does not reach it.
 *
 * Made from finished decimal text only, so nothing we answer depends even on what a caller sets on this copy. It is not
 * frozen whole because decimal.js writes to its own class while it takes a logarithm, which a caller may want to do.
 */
export const Decimal: typeof DecimalJs = /* @__PURE__ */ ownCopy(60);

/**
 * A second copy that never leaves the library, for logarithms.
 *
 * 120 digits, so that exposures of 50 digits still have more than 60 right after the logarithm.
 */
export const LogDecimal: typeof DecimalJs = /* @__PURE__ */ ownCopy(120);
