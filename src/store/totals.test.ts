import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { faultOf } from "../../test/fault-of.ts";
import { arbLedger } from "../../test/ledger-of.ts";
import { nothing, plus } from "../tally/tally.ts";
import { partsOf } from "./snapshot.ts";
import { takeSnapshot } from "./take-snapshot.ts";
import { minorTotal, movedTotals, noTotals } from "./totals.ts";

test("the totals of a snapshot are what its rows add up to, and taking every row away leaves nothing", () => {
  fc.assert(
    fc.property(arbLedger, ({ ledger, asOf }) => {
      const snapshot = takeSnapshot(ledger, { asOf, now: 0, mode: "reage" });
      const { rows, totals } = partsOf(snapshot);
      for (const key of ["invoices", "current", "pastDue", "debits", "credits", "discounts"] as const) {
        const { amount, count } = rows
          .toArray()
          .map(({ stats }) => stats[key])
          .reduce(plus, nothing);
        expect(totals[key]).toEqual({ amount: BigInt(amount), count });
      }
      const [first] = rows.toArray();
      if (first === undefined) return;
      const empty = takeSnapshot(
        { ...ledger, invoices: new Map(), adjustments: new Map() },
        { asOf, now: 0 },
      );
      let left = totals;
      for (const row of rows.toArray())
        left = movedTotals(left, row.stats, partsOf(empty).rows.at(row.place)?.stats as never);
      expect(left).toEqual(noTotals);
    }),
    { numRuns: 1000 },
  );
});

describe("a total as an amount", () => {
  const most = BigInt(Number.MAX_SAFE_INTEGER);

  test.each([0n, 1n, -1n, most, -most])("%s is exact", (amount) => {
    expect(BigInt(minorTotal(amount))).toBe(amount);
  });

  test.each([most + 1n, -most - 1n, most * 3n])("%s is too much", (amount) => {
    expect(faultOf(() => minorTotal(amount))?.code).toBe("AMOUNT_OVERFLOW");
  });
});
