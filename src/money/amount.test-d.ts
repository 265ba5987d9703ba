import { expectTypeOf, test } from "vitest";
import { type AmountProblem, type Minor, parseAmount, readMinor } from "./amount.ts";
import { Decimal } from "./decimal.ts";

const usd = { code: "USD", exponent: 2 };

test("an amount is read from text or a decimal, never from a number", () => {
  expectTypeOf(parseAmount).returns.toEqualTypeOf<Minor>();
  parseAmount("12.00", usd);
  parseAmount(new Decimal("12"), usd);
  // @ts-expect-error dollars or cents?
  parseAmount(12, usd);
  // @ts-expect-error a currency needs its exponent
  parseAmount("12.00", { code: "USD" });
});

test("untrusted input answers an amount or a problem, which a check for a number tells apart", () => {
  const answer = readMinor({}, 2);
  if (typeof answer === "number") expectTypeOf(answer).toEqualTypeOf<Minor>();
  else expectTypeOf(answer).toEqualTypeOf<AmountProblem>();
});
