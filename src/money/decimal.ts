import { Decimal as DecimalJs } from "decimal.js";

/** An exact decimal number of decimal.js: what averages are returned as. */
export type Decimal = DecimalJs;

const settings = {
  precision: 60,
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
function ownCopy(): typeof DecimalJs {
  const copy = DecimalJs.clone(settings);
  return Object.defineProperties(copy, { minE: { writable: false }, maxE: { writable: false } });
}

/**
 * The class of the numbers we hand out, a copy of decimal.js of our own: what a host sets on its copy does not reach it.
 *
 * Made from finished decimal text only, so nothing we answer depends even on what a caller sets on this copy. It is not
 * frozen whole because decimal.js writes to its own class while it takes a logarithm, which a caller may want to do.
 */
export const Decimal: typeof DecimalJs = /* @__PURE__ */ ownCopy();
