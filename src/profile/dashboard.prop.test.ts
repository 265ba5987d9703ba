import fc from "fast-check";
import { expect, test } from "vitest";
import { arbCustomerTables, type CustomerCase, dayIn } from "../../test/arbitraries/customer.ts";
import { mustRead } from "../../test/must-read.ts";
import { runs } from "../../test/runs.ts";
import { profileTwin } from "../../test/twin/customer-twin.ts";
import { dashboardInTwinWords } from "../../test/twin/customer-words.ts";
import { todayIn } from "../calendar/zone.ts";
import { readLedger } from "../model/read-ledger.ts";
import { deepFrozen } from "../table/frozen.ts";
import { customerDashboard } from "./dashboard.ts";
import type { DashboardOptions } from "./settings.ts";

/** What a user may ask for. */
const arbAsked = fc.record({
  user: fc.constantFrom("business" as const, "manufacturer" as const),
  wholesalerId: fc.constantFrom("W1", "W2", "W9", null, undefined),
  showAllSales: fc.boolean(),
  salesFrom: fc.constantFrom("sales" as const, "sales" as const, "invoices" as const),
  comparison: fc.constantFrom("same-elapsed-days" as const, "full-months" as const),
  projectionMonths: fc.constantFrom(1, 3, 12, 13),
  eventsLimit: fc.constantFrom(1, 3, 10, 1000),
});
type Asked = typeof arbAsked extends fc.Arbitrary<infer Value> ? Value : never;

function optionsOf({ now }: CustomerCase, asked: Asked): DashboardOptions {
  const { user, wholesalerId, showAllSales, ...rest } = asked;
  if (user === "business") return { now, todayIn, user, ...rest };
  return {
    now,
    todayIn,
    user,
    showAllSales,
    ...rest,
    ...(wholesalerId === undefined ? {} : { wholesalerId }),
  };
}

test("the dashboard is what one computes from the documents alone, for any data and any user", () => {
  fc.assert(
    fc.property(arbCustomerTables, arbAsked, (drawn, drawnAsked) => {
      const { tables, timeZone, now, today } = drawn;
      const ledger = deepFrozen(mustRead(readLedger(tables, { today })));
      // Invoices without a day cannot be sales.
      const canBeSales = tables.invoices.every(({ issued_on, recorded_on }) => issued_on ?? recorded_on);
      const asked = canBeSales ? drawnAsked : { ...drawnAsked, salesFrom: "sales" as const };
      for (const accountId of ledger.accounts.keys()) {
        const options = optionsOf(drawn, asked);
        const dashboard = customerDashboard(ledger, accountId, options);
        expect(JSON.parse(JSON.stringify(dashboard))).toEqual(dashboard);
        const { user, wholesalerId, showAllSales, salesFrom, comparison, projectionMonths, eventsLimit } =
          asked;
        const twin = profileTwin(tables, accountId, {
          now,
          today,
          dayOf: (instant) => dayIn(timeZone, instant),
          userKind: user,
          ...(wholesalerId === undefined ? {} : { wholesalerId }),
          showAllSales: user === "manufacturer" && showAllSales,
          salesFrom,
          comparison,
          projectionMonths,
          eventsLimit,
        });
        expect(dashboardInTwinWords(dashboard)).toEqual(twin);
      }
    }),
    { numRuns: runs(500) },
  );
});
