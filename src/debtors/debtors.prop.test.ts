import fc from "fast-check";
import { expect, test } from "vitest";
import { arbRetail } from "../../test/arbitraries/retail.ts";
import { runs } from "../../test/runs.ts";
import { addDays } from "../calendar/day.ts";
import type { Ledger } from "../model/ledger.ts";
import { openItems } from "../positions/open-items.ts";
import { statsByAccount } from "../stats/account-stats.ts";
import { customerAging } from "./aging-tab.ts";
import { creditUtilization } from "./credit-tab.ts";
import { customerDetail } from "./detail.ts";
import { exportTab } from "./export.ts";
import { paymentForecast } from "./forecast.ts";
import { laybyManager } from "./layby.ts";
import { type DebtorListKind, debtorList, debtorLists } from "./list.ts";
import { overview } from "./overview.ts";
import { paymentReliability } from "./reliability-tab.ts";
import { debtorReport } from "./report.ts";
import { debtorStatuses } from "./status.ts";
import { debtorTabNames } from "./tabs.ts";
import { type DebtorTile, debtorTiles } from "./tiles.ts";
import { customerValue, tierOf } from "./value-tab.ts";
import { type DebtorsView, debtorsView } from "./view.ts";

const many = { numRuns: runs(1000) };
const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
const tileOf = (view: DebtorsView, name: string) =>
  debtorTiles(view).tiles.find((tile) => tile.name === name) as DebtorTile;
const amountOf = (view: DebtorsView, name: string) => tileOf(view, name).amount ?? 0;

test("B-023 B-024 B-030 B-045 L-31 tiles are those of today whatever the day, the basis or the tab", () => {
  fc.assert(
    fc.property(arbRetail, ({ ledger, asOf }) => {
      const tiles = debtorTiles(debtorsView(ledger));
      for (const basis of ["due", "transaction"] as const) {
        const other = debtorsView(ledger, { asOf, basis });
        overview(other);
        expect(debtorTiles(other)).toEqual(tiles);
      }
    }),
    many,
  );
});

test("B-009 L-32 changing the basis changes donuts and aging grids, and nothing else", () => {
  fc.assert(
    fc.property(arbRetail, ({ ledger, asOf }) => {
      const [due, transaction] = (["due", "transaction"] as const).map((basis) =>
        debtorsView(ledger, { asOf, basis }),
      ) as [DebtorsView, DebtorsView];
      const rest = (view: DebtorsView) => {
        const { sevenDayAging: _, monthlyAging: __, options: ___, ...elements } = overview(view);
        const tabs = [creditUtilization, paymentReliability, customerValue, paymentForecast] as const;
        const others = tabs.map((tab) => ({ ...tab(view), options: null }));
        const detail = [...ledger.accounts.keys()].map((id) => ({
          ...customerDetail(view, id),
          options: null,
        }));
        return [elements, others, detail];
      };
      expect(rest(transaction)).toEqual(rest(due));
      const grids = (view: DebtorsView) =>
        customerAging(view).grids.map(({ rows }) =>
          rows.map(({ accountId, totalOutstanding, net, status }) => ({
            accountId,
            totalOutstanding,
            net,
            status,
          })),
        );
      expect(grids(transaction)).toEqual(grids(due));
    }),
    many,
  );
});

test("B-027 L-34 total debtors is overdue and not overdue; parts are no more than the whole", () => {
  fc.assert(
    fc.property(arbRetail, ({ ledger, today }) => {
      const view = debtorsView(ledger);
      const notDue = sum(
        debtorReport(view, "outstanding")
          .rows.filter(({ dueOn }) => (dueOn ?? "") >= today)
          .map(({ balance }) => balance),
      );
      const [total, overdue] = [tileOf(view, "total_debtors"), tileOf(view, "overdue_amount")];
      expect(total.amount).toBe((overdue.amount ?? 0) + notDue);
      expect(overdue.accounts ?? 0).toBeLessThanOrEqual(total.accounts ?? 0);
      expect(amountOf(view, "outstanding_invoices_30")).toBeLessThanOrEqual(total.amount ?? 0);
    }),
    many,
  );
});

test("B-035 B-047 B-054 L-35 a list adds up to its tile; what is filtered is part of it; the report holds the 30+ list", () => {
  fc.assert(
    fc.property(arbRetail, fc.nat(30), ({ ledger, today }, back) => {
      const view = debtorsView(ledger);
      const rows = (kind: DebtorListKind) => debtorList(view, kind).rows;
      expect(amountOf(view, "current_month_sales")).toBe(
        sum(rows("current-month-sales").map((row) => row.amount)),
      );
      expect(amountOf(view, "payments_received")).toBe(
        sum(rows("payments-received").map((row) => row.amount)),
      );
      expect(amountOf(view, "outstanding_invoices_30")).toBe(
        sum(rows("outstanding-30").map((row) => row.balance)),
      );
      expect(amountOf(view, "total_proforma_payments")).toBe(
        sum(rows("proforma-payments").map((row) => row.amount)),
      );
      expect(amountOf(view, "total_layby")).toBe(sum(laybyManager(view).rows.map((row) => row.outstanding)));
      const report = new Set(debtorReport(view, "outstanding").rows.map(({ table, id }) => `${table} ${id}`));
      for (const { table, id } of rows("outstanding-30")) expect(report.has(`${table} ${id}`)).toBe(true);
      for (const kind of debtorLists) {
        const all = debtorList(view, kind);
        const some = debtorList(view, kind, { from: addDays(today, -back), search: "customer 1" });
        expect(some.totals).toEqual(all.totals);
        expect(all.rows).toEqual(expect.arrayContaining([...some.rows]));
        expect(debtorList(view, kind, {}).rows).toEqual(all.rows);
      }
    }),
    many,
  );
});

test("B-090 B-091 L-36 a donut's slices add up to its middle; hidden slices change what is shown only; customers in credit change nothing", () => {
  fc.assert(
    fc.property(arbRetail, fc.nat(), ({ ledger, asOf }, pick) => {
      const view = debtorsView(ledger, { asOf });
      const plain = overview(view);
      for (const donut of [plain.monthlyAging, plain.sevenDayAging]) {
        expect(sum(donut.slices.map(({ amount }) => amount))).toBe(donut.total);
        expect(donut.visibleTotal).toBe(donut.total);
      }
      const label = plain.monthlyAging.slices[pick % plain.monthlyAging.slices.length]?.label as string;
      const { monthlyAging } = overview(view, { hidden: { monthly: [label] } });
      expect(monthlyAging.total).toBe(plain.monthlyAging.total);
      const shown = monthlyAging.slices.filter(({ visible }) => visible);
      expect(shown.map((slice) => slice.label)).not.toContain(label);
      expect(monthlyAging.visibleTotal).toBe(sum(shown.map(({ amount }) => amount)));
      const withCredit = overview(debtorsView(inCredit(ledger), { asOf }));
      expect(withCredit.monthlyAging).toEqual(plain.monthlyAging);
      expect(withCredit.topDebtors).toEqual(plain.topDebtors);
    }),
    many,
  );
});

/** The ledger with a customer more, who has paid ahead of an invoice. */
function inCredit(ledger: Ledger): Ledger {
  const account = {
    accountId: "ahead",
    accountName: "Ahead",
    status: "Active",
    statusGiven: false,
    kind: "customer",
  } as const;
  const [issuedOn, dueOn] = ["2020-01-01", "2020-01-31"];
  const invoice = {
    invoiceId: "ahead",
    invoiceNumber: "ahead",
    accountId: "ahead",
    kind: "invoice",
    amount: 100,
    issuedOn,
    dueOn,
    posting: "Posted",
    lineItems: [],
  } as const;
  const payment = {
    paymentId: "ahead",
    accountId: "ahead",
    paidOn: "2020-01-01",
    amount: 100,
    kind: "payment",
    status: "settled",
    channel: "erp",
    register: "account",
  } as const;
  return {
    ...ledger,
    accounts: new Map([...ledger.accounts, ["ahead", account]]),
    invoices: new Map([...ledger.invoices, ["ahead", invoice]]),
    payments: new Map([...ledger.payments, ["ahead", payment]]),
  };
}

test("B-120 B-124 L-37 buckets add up to the gross of the row, Max Days is that of its oldest charge, and the grids hold every customer that owes once", () => {
  fc.assert(
    fc.property(arbRetail, fc.constantFrom("due", "transaction"), ({ ledger, asOf }, basis) => {
      const view = debtorsView(ledger, { asOf, basis: basis as "due" | "transaction" });
      const { grids } = customerAging(view);
      for (const row of grids.flatMap(({ rows }) => rows)) {
        expect(sum(Object.values(row.aging))).toBe(row.totalOutstanding);
        expect(row.net).toBe(row.totalOutstanding - row.unallocatedCredit);
        expect(row.net).toBeGreaterThan(0);
      }
      for (const { rows, totals } of grids) {
        expect(totals.totalOutstanding).toBe(sum(rows.map(({ totalOutstanding }) => totalOutstanding)));
        expect(totals.customers).toBe(rows.length);
      }
      const listed = grids.flatMap(({ rows }) => rows.map(({ accountId }) => accountId));
      expect(new Set(listed).size).toBe(listed.length);
      const owing = [...ledger.accounts.keys()].filter((id) => customerDetail(view, id).net > 0);
      expect([...listed].sort()).toEqual([...owing].sort());
    }),
    many,
  );
});

test("B-096 L-38 the top debtors never grow, are at most ten, and nobody outside owes more than the last", () => {
  fc.assert(
    fc.property(arbRetail, fc.integer({ min: 1, max: 4 }), ({ ledger, asOf }, limit) => {
      const view = debtorsView(ledger, { asOf });
      const all = overview(view).topDebtors.bars;
      const bars = overview(view, { topDebtors: limit }).topDebtors.bars;
      expect(all.length).toBeLessThanOrEqual(10);
      expect(bars).toEqual(all.slice(0, limit));
      for (const [at, { net }] of all.entries())
        expect(net).toBeLessThanOrEqual(all[at - 1]?.net ?? Infinity);
      const least = all.at(-1)?.net ?? 0;
      for (const id of ledger.accounts.keys()) {
        if (!all.some(({ accountId }) => accountId === id))
          expect(customerDetail(view, id).net).toBeLessThanOrEqual(least);
      }
    }),
    many,
  );
});

test("B-127 L-39 a status never improves as days go by and nothing is posted", () => {
  fc.assert(
    fc.property(arbRetail, fc.nat(120), ({ ledger, today }, later) => {
      const statuses = (asOf: string) =>
        new Map(
          customerAging(debtorsView(ledger, { asOf })).grids.flatMap(({ rows }) =>
            rows.map(({ accountId, status }) => [accountId, debtorStatuses.indexOf(status)] as const),
          ),
        );
      const now = statuses(today);
      for (const [id, rank] of statuses(addDays(today, later)))
        expect(rank).toBeLessThanOrEqual(now.get(id) ?? Infinity);
    }),
    many,
  );
});

test("B-064 L-40 a layby has exactly one label about its payments, is overdue only with something left after its day, and its parts add up", () => {
  const aboutPayments = ["No payment yet", "Partially paid", "Paid"];
  fc.assert(
    fc.property(arbRetail, ({ ledger, today }) => {
      const view = debtorsView(ledger);
      for (const row of laybyManager(view, { status: aboutPayments }).rows) {
        expect(row.statuses.filter((each) => aboutPayments.includes(each))).toHaveLength(1);
        expect(row.overdue).toBe(row.outstanding > 0 && row.dueOn < today);
        expect(row.statuses.includes("Overdue")).toBe(row.overdue);
        expect(row.outstanding).toBe(row.total - row.paid - row.credited);
        expect(row.outstanding).toBeGreaterThanOrEqual(0);
      }
      expect(laybyManager(view, { status: aboutPayments }).rows).toHaveLength(ledger.laybys.size);
    }),
    many,
  );
});

test("B-139 B-142 L-41 available is the limit less what is outstanding, below 0 exactly over the limit; the monthly average is a twelfth", () => {
  fc.assert(
    fc.property(arbRetail, ({ ledger, asOf }) => {
      for (const row of creditUtilization(debtorsView(ledger, { asOf })).rows) {
        if (row.creditLimit === null) {
          expect([row.availableCredit, row.riskLevel, row.utilizationPercent]).toEqual([null, null, null]);
          expect(row.recommendation).toBe("STANDARD TERMS - No limit set");
        } else {
          expect(row.availableCredit).toBe(row.creditLimit - row.outstanding);
          expect((row.availableCredit ?? 0) < 0).toBe(row.riskLevel === "Over Limit");
          expect(row.recommendation.startsWith("HOLD")).toBe(row.riskLevel === "Over Limit");
        }
        expect(Math.abs(row.averageMonthlySales * 12 - row.sales12m)).toBeLessThanOrEqual(6);
      }
    }),
    many,
  );
});

test("B-154 B-156 L-42 reliability ascends, customers without a score stand last, and 100 says that nothing is left", () => {
  fc.assert(
    fc.property(arbRetail, ({ ledger, asOf }) => {
      const { rows } = paymentReliability(debtorsView(ledger, { asOf }));
      const scores = rows.map(({ scorePercent }) => scorePercent ?? 101);
      expect(scores).toEqual([...scores].sort((a, b) => a - b));
      for (const { scorePercent, invoiced6m, outstanding6m } of rows) {
        expect(scorePercent === 100).toBe(invoiced6m > 0 && outstanding6m === 0);
      }
      const customers = [...ledger.accounts.values()].filter(({ kind }) => kind === "customer");
      expect(rows.map(({ accountId }) => accountId).sort()).toEqual(
        customers.map(({ accountId }) => accountId).sort(),
      );
    }),
    many,
  );
});

test("B-175 B-184 L-43 six bars are the gross of all debtors; a day later each charge has moved one bar at most", () => {
  const order = ["Overdue", "Week 1", "Week 2", "Week 3", "Week 4", "Week 5-8"];
  fc.assert(
    fc.property(arbRetail, ({ ledger, asOf, today }) => {
      const view = debtorsView(ledger, { asOf });
      const { bars, total } = paymentForecast(view);
      expect(sum(bars.map(({ amount }) => amount))).toBe(total);
      const gross = sum(
        [...ledger.accounts.keys()].map((id) => customerDetail(view, id).boxes.totalOutstanding),
      );
      expect(total).toBe(gross);
      // From the bars that lie nearest on, nothing leaves but to the bar before.
      const upTo = (on: string) => {
        const of = new Map(
          paymentForecast(debtorsView(ledger, { asOf: on })).bars.map((bar) => [
            bar.period as string,
            bar.amount,
          ]),
        );
        return order.map((_, at) => sum(order.slice(0, at + 1).map((period) => of.get(period) ?? 0)));
      };
      const [now, next] = [upTo(today), upTo(addDays(today, 1))];
      for (const at of order.keys()) {
        expect(next[at]).toBeGreaterThanOrEqual(now[at] as number);
        expect(next[at]).toBeLessThanOrEqual(now[at + 1] ?? total + Infinity);
      }
      const { bars: someBars, beyondHorizon, total: same } = paymentForecast(view, { horizonDays: 40 });
      expect([sum(someBars.map(({ amount }) => amount)) + beyondHorizon.amount, same]).toEqual([
        total,
        total,
      ]);
    }),
    many,
  );
});

test("X-004 L-31b overdue invoices are the same on this board, in the stats and on the customers board, for customers not in credit", () => {
  fc.assert(
    fc.property(arbRetail, ({ ledger: drawn, asOf }) => {
      // The customers board ages no debit memos: without them, both speak of the same documents.
      const kept = [...drawn.adjustments].filter(([, { type }]) => type === "credit");
      const ledger = {
        ...drawn,
        adjustments: new Map(kept),
        allocations: drawn.allocations.filter(({ debitAdjustmentId }) => debitAdjustmentId === undefined),
      };
      const view = debtorsView(ledger, { asOf });
      const stats = statsByAccount(openItems(ledger, { asOf }), { asOf, currency: ledger.business.currency });
      const rows = customerAging(view).grids.flatMap(({ rows }) => rows);
      const pastDue = rows.map(({ accountId, aging }) => {
        const overdue = sum(Object.values(aging)) - (aging["Current"] ?? 0);
        expect(overdue).toBe(stats.get(accountId)?.pastDue.amount ?? 0);
        return overdue;
      });
      const owing = new Set(rows.map(({ accountId }) => accountId));
      const inCredit = sum(
        [...stats]
          .filter(([id]) => !owing.has(id))
          .map(
            ([
              ,
              {
                pastDue: { amount },
              },
            ]) => amount,
          ),
      );
      const { bars } = paymentForecast(view);
      expect(bars.find(({ period }) => period === "Overdue")?.amount).toBe(sum(pastDue) + inCredit);
      if (asOf === ledger.today) expect(amountOf(view, "overdue_amount")).toBe(sum(pastDue) + inCredit);
    }),
    many,
  );
});

test("B-007 what comes after a day changes nothing of that day", () => {
  fc.assert(
    fc.property(arbRetail, ({ ledger, today }) => {
      const asOf = addDays(today, -45);
      const early = {
        ...ledger,
        invoices: new Map(
          [...ledger.invoices].filter(([, row]) => (row.recordedOn ?? row.issuedOn ?? "") <= asOf),
        ),
        adjustments: new Map([...ledger.adjustments].filter(([, row]) => (row.issuedOn ?? "") <= asOf)),
        payments: new Map([...ledger.payments].filter(([, row]) => row.paidOn <= asOf)),
      };
      const allocations = ledger.allocations.filter(
        ({ allocatedOn, paymentId, adjustmentId, invoiceId, debitAdjustmentId }) =>
          allocatedOn <= asOf &&
          (early.payments.has(paymentId ?? "") || early.adjustments.has(adjustmentId ?? "")) &&
          (early.invoices.has(invoiceId ?? "") || early.adjustments.has(debitAdjustmentId ?? "")),
      );
      const of = (from: Ledger) => {
        const view = debtorsView(from, { asOf });
        return [
          overview(view),
          customerAging(view),
          paymentForecast(view),
          paymentReliability(view),
          customerValue(view),
          creditUtilization(view),
        ];
      };
      expect(of({ ...early, allocations })).toEqual(of(ledger));
    }),
    many,
  );
});

test("L-57 every revenue has one tier, and a higher revenue no lower one", () => {
  const arbTiers = fc
    .uniqueArray(fc.integer({ min: 1, max: 1e9 }), { minLength: 1, maxLength: 6 })
    .map((ends) => {
      const ascending = [0, ...ends.sort((a, b) => a - b)];
      return ascending
        .map((min, at) => ({ id: at + 1, name: `T${at}`, min, max: (ascending[at + 1] ?? 0) - 1 }))
        .map((tier, at) => (at === ascending.length - 1 ? { ...tier, max: null } : tier));
    });
  fc.assert(
    fc.property(arbTiers, fc.integer({ min: -5, max: 1e9 }), fc.nat(1e6), (tiers, revenue, more) => {
      const rank = (amount: number) => tiers.findIndex(({ name }) => name === tierOf(amount, tiers).name);
      const holding = tiers.filter(
        ({ min, max }) => revenue > 0 && revenue >= min && (max === null || revenue <= max),
      );
      expect(holding.length).toBe(revenue > 0 ? 1 : 0);
      expect(tierOf(revenue, tiers).name).toBe(holding[0]?.name ?? "Standard");
      expect(rank(revenue + more)).toBeGreaterThanOrEqual(rank(revenue));
    }),
    many,
  );
});

test("X-003 everything the board says survives JSON, and nothing it is given changes", () => {
  fc.assert(
    fc.property(arbRetail, ({ ledger, asOf }) => {
      const before = structuredClone(ledger);
      const view = debtorsView(ledger, { asOf });
      const said = [
        debtorTiles(view),
        overview(view),
        customerAging(view),
        creditUtilization(view),
        paymentReliability(view),
        customerValue(view),
        paymentForecast(view),
        laybyManager(view),
        ...debtorLists.map((kind) => debtorList(view, kind)),
        ...debtorTabNames.flatMap((tab) => exportTab(view, tab, "json")),
        ...[...ledger.accounts.keys()].map((id) => customerDetail(view, id)),
      ];
      expect(JSON.parse(JSON.stringify(said))).toEqual(said);
      expect(ledger).toEqual(before);
    }),
    { numRuns: runs(300) },
  );
});
