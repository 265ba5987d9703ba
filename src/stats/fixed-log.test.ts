import { Decimal as DecimalJs } from "decimal.js";
import fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "../../test/runs.ts";
import { bitsIn, fixedLogRatio } from "./fixed-log.ts";

/** decimal.js with more digits than any of these logarithms is compared to. */
const Exact = DecimalJs.clone({ precision: 160 });

function expectLog(above: bigint, base: bigint, bits: number): void {
  const unit = new Exact(2).pow(bits);
  const exact = new Exact(String(above)).div(String(base)).plus(1).ln().times(unit);
  const error = exact.minus(String(fixedLogRatio(above, base, bits))).abs();
  // Each of the terms is cut off, in the logarithm of two as often as there are powers of two.
  const powers = bitsIn(above + base) - bitsIn(base);
  expect(error.lt(2 * bits * (powers + 1))).toBe(true);
}

test("nothing above is the logarithm of one", () => {
  expect(fixedLogRatio(0n, 100n, 420)).toBe(0n);
});

test.each([
  [1n, 1n],
  [1n, 2n],
  [3n, 4n],
  [1n, 3n],
  [255n, 1n],
  [256n, 255n],
  [1n, 100n],
  [1n, 10n ** 40n],
  [10n ** 60n, 1n],
  [10n ** 60n, 10n ** 60n - 1n],
])("%d over %d, to 420 bits", (above, base) => {
  expectLog(above, base, 420);
});

test("is the logarithm to its last bits, whatever the ratio", () => {
  const arb = fc.bigInt({ min: 1n, max: 10n ** 45n });
  fc.assert(
    fc.property(arb, arb, fc.constantFrom(64, 200, 420), (above, base, bits) => {
      expectLog(above, base, bits);
    }),
    { numRuns: runs(300) },
  );
});
