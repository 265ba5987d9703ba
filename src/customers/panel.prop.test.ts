import fc from "fast-check";
import { expect, test } from "vitest";
import { faultOf } from "../../test/fault-of.ts";
import { arbLedger } from "../../test/ledger-of.ts";
import { runs } from "../../test/runs.ts";
import { openItems } from "../positions/open-items.ts";
import { accountStats } from "../stats/account-stats.ts";
import { takeSnapshot } from "../store/take-snapshot.ts";
import { statsPanel } from "./panel.ts";

test("A-021 A-022 A-023 A-024 A-025 A-026 A-027 A-028 A-030 L-26 the panel is the plain sum over all accounts", () => {
  fc.assert(
    fc.property(arbLedger, ({ ledger, asOf }) => {
      const mode = "reage";
      const { currency } = ledger.business;
      const snapshot = takeSnapshot(ledger, { asOf, now: 0, mode });
      const items = openItems(ledger, { asOf, mode });
      const accounts = [...ledger.accounts.keys()].map((id) =>
        accountStats(
          items.filter(({ accountId }) => accountId === id),
          { asOf, currency },
        ),
      );
      const sum = (of: (stats: (typeof accounts)[number]) => number) =>
        accounts.reduce((all, stats) => all + BigInt(of(stats)), 0n);
      const amounts = [
        sum(({ invoices }) => invoices.amount),
        sum(({ current }) => current.amount),
        sum(({ pastDue }) => pastDue.amount),
        sum(({ debits }) => debits.amount),
        sum(({ credits }) => credits.amount),
        sum(({ discounts }) => discounts.amount),
      ];
      const [invoices = 0n, , , debits = 0n, credits = 0n] = amounts;
      amounts.push(invoices + debits - credits);
      if (amounts.some((amount) => amount > Number.MAX_SAFE_INTEGER || amount < Number.MIN_SAFE_INTEGER)) {
        expect(faultOf(() => statsPanel(snapshot))?.code).toBe("AMOUNT_OVERFLOW");
        return;
      }
      const { metrics } = statsPanel(snapshot);
      expect(metrics.map(({ amount }) => amount)).toEqual([...amounts.map(Number), null]);
      expect(metrics.map(({ count }) => count)).toEqual([
        Number(sum((stats) => stats.invoices.count)),
        ...Array(6).fill(null),
        ledger.accounts.size,
      ]);
    }),
    { numRuns: runs(1000) },
  );
});
