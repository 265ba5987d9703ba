import fc from "fast-check";
import { expect, test } from "vitest";
import { mustRead } from "../../test/must-read.ts";
import { usd } from "../../test/reading.ts";
import { dayText } from "../calendar/day.ts";
import { formatAmount } from "../money/amount.ts";
import type { OpenItem } from "./open-items.ts";
import { readOpenItems } from "./read-open-items.ts";

const arbDay = fc.integer({ min: -10_000, max: 30_000 }).map(dayText);
const arbMinor = fc.nat({ max: Number.MAX_SAFE_INTEGER });
const arbId = fc.oneof(fc.constantFrom("__proto__", "constructor", "0012"), fc.string({ minLength: 1 }));

const arbItem: fc.Arbitrary<OpenItem> = fc
  .record(
    {
      id: arbId,
      accountId: arbId,
      kind: fc.constantFrom("invoice", "debit", "credit"),
      balance: arbMinor,
      dueOn: arbDay,
      issuedOn: arbDay,
      discounts: fc.tuple(
        fc.record({
          amount: fc.integer({ min: 1, max: 1_000_000 }),
          until: arbDay,
          from: fc.constant("invoice" as const),
        }),
      ),
      statementIds: fc.tuple(arbId),
      jobId: arbId,
    },
    { requiredKeys: ["id", "accountId", "kind", "balance", "dueOn"], noNullPrototype: true },
  )
  .map((item) => item as OpenItem);

/** An open item as a flat row with decimal text. */
function rowOf({ balance, discounts = [], statementIds = [], ...item }: OpenItem): object {
  const [discount] = discounts;
  const [statementId] = statementIds;
  return {
    ...item,
    balance: formatAmount(balance, usd),
    ...(discount === undefined
      ? {}
      : { discountAmount: formatAmount(discount.amount, usd), discountUntil: discount.until }),
    ...(statementId === undefined ? {} : { statementId }),
  };
}

test("L-64 items read as what their rows were written from", () => {
  fc.assert(
    fc.property(fc.array(arbItem), (items) => {
      expect(mustRead(readOpenItems(items.map(rowOf), { currency: usd }))).toEqual(items);
    }),
    { numRuns: 1000 },
  );
});
