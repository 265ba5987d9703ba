import fc from "fast-check";
import { expect, test } from "vitest";
import { faultOf } from "../../test/fault-of.ts";
import { arbLedger } from "../../test/ledger-of.ts";
import { asOfModes, openItems } from "../positions/open-items.ts";
import { accountStats, startSum, statsByAccount } from "./account-stats.ts";
import { addOpenDocuments } from "./ledger-sum.ts";
import { discountCombinings } from "./stats.ts";

test("the open documents of a ledger add up to what its open items add up to, refusals included", () => {
  const options = fc.record({
    mode: fc.constantFrom(...asOfModes),
    discounts: fc.constantFrom(...discountCombinings),
  });
  fc.assert(
    fc.property(arbLedger, options, ({ ledger, asOf }, { mode, discounts }) => {
      const { currency } = ledger.business;
      const statsOptions = { asOf, currency, discounts };
      const direct = () => {
        const sum = startSum(statsOptions);
        const slots = new Map([...ledger.accounts.keys()].map((id) => [id, sum.open()]));
        addOpenDocuments(sum, ledger, { asOf, mode }, (id) => slots.get(id) as number);
        return new Map([...slots].map(([id, slot]) => [id, sum.stats(slot)]));
      };
      const listed = () => {
        const found = statsByAccount(openItems(ledger, { asOf, mode }), statsOptions);
        return new Map(
          [...ledger.accounts.keys()].map((id) => [id, found.get(id) ?? accountStats([], statsOptions)]),
        );
      };
      const fault = faultOf(listed);
      expect(faultOf(direct)).toEqual(fault);
      if (fault === undefined) expect(direct()).toEqual(listed());
    }),
    { numRuns: 1000 },
  );
});
