import fc from "fast-check";
import { expect, test } from "vitest";
import { arbDay, arbModestDrafts, itemsOn, usd } from "../../test/arbitraries/open-items.ts";
import { arbLedger } from "../../test/ledger-of.ts";
import { runs } from "../../test/runs.ts";
import { type Day, daysBetween } from "../calendar/day.ts";
import { type OpenItem, openItems } from "../positions/open-items.ts";
import { priorityFloors } from "../stats/priority.ts";
import { discountCombinings } from "../stats/stats.ts";
import { explain } from "./explain.ts";
import { explainFigure } from "./explain-figure.ts";
import { explainableFigures } from "./explain-figures.ts";
import type { ExplainedDocument, Explanation } from "./explained.ts";
import { exportRecords } from "./export.ts";
import { type CustomerRow, customerList } from "./list.ts";

/** Which documents a figure is made of, as the sources say it. */
type Belongs = (item: OpenItem, overdue: number, asOf: Day) => boolean;

const invoice: Belongs = ({ kind }) => kind === "invoice";
const debit: Belongs = ({ kind }) => kind === "debit";
const credit: Belongs = ({ kind }) => kind === "credit";
const current: Belongs = ({ kind }, overdue) => kind === "invoice" && overdue <= 0;
const between =
  (least: number, most: number): Belongs =>
  ({ kind }, overdue) =>
    kind === "invoice" && overdue >= least && overdue <= most;
const pastDue = between(1, Number.POSITIVE_INFINITY);
const discounted: Belongs = ({ kind, discounts = [] }, overdue, asOf) =>
  kind === "invoice" &&
  overdue <= 0 &&
  discounts.some(({ amount, until }) => amount > 0 && daysBetween(asOf, until) >= 0);

const belonging: readonly (readonly [start: string, belongs: Belongs])[] = [
  ["collection_priority", pastDue],
  ["outstanding_amount", ({ kind }) => kind !== "credit"],
  ["outstanding_count", ({ kind }) => kind !== "credit"],
  ["outstanding_invoice", invoice],
  ["outstanding_credit_adjustment", credit],
  ["outstanding_debit_adjustment", debit],
  ["credit_adjustments", credit],
  ["debit_adjustments", debit],
  ["current_invoice", current],
  ["discount", discounted],
  ["past_due_invoice", pastDue],
  ["one_to_thirty_", between(1, 30)],
  ["thirty_one_to_sixty_", between(31, 60)],
  ["sixty_one_to_ninety_", between(61, 90)],
  ["ninety_one_plus_", between(91, Number.POSITIVE_INFINITY)],
  ["net_ar_amount", () => true],
  ["invoicing_account_count", () => false],
];

function idsBehind(figure: string, items: readonly OpenItem[], asOf: Day): string[] {
  const belongs = belonging.find(([start]) => figure.startsWith(start))?.[1];
  if (belongs === undefined) throw new Error(`Nothing says what ${figure} is made of.`);
  return items
    .filter((item) => item.balance > 0)
    .filter((item) => belongs(item, item.dueOn === undefined ? 0 : daysBetween(item.dueOn, asOf), asOf))
    .map(({ id, kind }) => `${kind} ${id}`)
    .sort();
}

const idsOf = ({ documents }: Explanation) => documents.map(({ id, kind }) => `${kind} ${id}`).sort();
const sumOf = ({ documents }: Explanation) =>
  documents.reduce((sum, { contribution }) => sum + BigInt(contribution), 0n);

/** The panel's metrics, from the rows of all accounts. */
function panelOf(rows: readonly CustomerRow[]): Record<string, number> {
  const sum = (of: (row: CustomerRow) => number) => rows.reduce((total, row) => total + of(row), 0);
  const invoices = sum(({ stats }) => stats.invoices.amount);
  const debits = sum(({ stats }) => stats.debits.amount);
  const credits = sum(({ stats }) => stats.credits.amount);
  return {
    outstanding_invoices: invoices,
    current_invoices: sum(({ stats }) => stats.current.amount),
    past_due_invoices: sum(({ stats }) => stats.pastDue.amount),
    debit_adjustments: debits,
    credit_adjustments: credits,
    discounts: sum(({ stats }) => stats.discounts.amount),
    net_ar_amount: invoices + debits - credits,
    invoicing_account_count: rows.length,
  };
}

const columns = explainableFigures.slice(0, 28).map(({ name }) => name);
const metrics = explainableFigures.slice(28).map(({ name }) => name);

test("A-047 the documents behind each figure of an account sum back to what the list and the export say", () => {
  fc.assert(
    fc.property(
      arbLedger,
      fc.nat(),
      fc.constantFrom(...discountCombinings),
      fc.constantFrom(...priorityFloors),
      ({ ledger, asOf }, pick, discounts, floor) => {
        const options = { asOf, mode: "reage", discounts, floor } as const;
        const list = customerList(ledger, { ...options, now: 0 });
        const { rows } = list;
        const row = rows[pick % Math.max(1, rows.length)];
        if (row === undefined) return;
        const { accountId, stats } = row;
        const record = exportRecords(list).find((each) => each["account_id"] === accountId) ?? {};
        const items = openItems(ledger, { asOf, mode: "reage" }).filter(
          (each) => each.accountId === accountId,
        );
        for (const figure of columns) {
          const explanation = explain(ledger, { ...options, figure, accountId });
          expect([figure, explanation.text]).toEqual([figure, record[figure]]);
          expect(explanation.value).toBe(
            explanation.kind === "money" ? Number(record[figure]?.replace(".", "")) : Number(record[figure]),
          );
          expect([figure, idsOf(explanation)]).toEqual([figure, idsBehind(figure, items, asOf)]);
          if (explanation.kind === "money" || explanation.kind === "count") {
            expect([figure, sumOf(explanation)]).toEqual([figure, BigInt(explanation.value)]);
          }
        }
        const exposure = (figure: string) => sumOf(explain(ledger, { ...options, figure, accountId }));
        const average = "invoice_weighted_average_days_overdue";
        expect(exposure("collection_priority")).toBe(BigInt(stats.pastDue.amountDays));
        expect(exposure(`past_due_${average}`)).toBe(BigInt(stats.pastDue.amountDays));
        expect(exposure(`one_to_thirty_${average}`)).toBe(BigInt(stats.byBucket["1-30"].amountDays));
        expect(exposure(`thirty_one_to_sixty_${average}`)).toBe(BigInt(stats.byBucket["31-60"].amountDays));
        expect(exposure(`sixty_one_to_ninety_${average}`)).toBe(BigInt(stats.byBucket["61-90"].amountDays));
        expect(exposure(`ninety_one_plus_${average}`)).toBe(BigInt(stats.byBucket["91+"].amountDays));
        const { value, score } = explain(ledger, { ...options, figure: "collection_priority", accountId });
        expect(value).toBe(row.shownPriority);
        expect(score?.exact).toBeCloseTo(row.priority, 12);
      },
    ),
    { numRuns: runs(1000) },
  );
});

test("A-047 the documents behind each metric of the panel sum back to the rollup of all accounts", () => {
  fc.assert(
    fc.property(arbLedger, fc.constantFrom(...discountCombinings), ({ ledger, asOf }, discounts) => {
      const options = { asOf, mode: "reage", discounts } as const;
      const panel = panelOf(customerList(ledger, { ...options, now: 0 }).rows);
      const items = openItems(ledger, { asOf, mode: "reage" });
      for (const figure of metrics) {
        const explanation = explain(ledger, { ...options, figure });
        expect([figure, explanation.value]).toEqual([figure, panel[figure]]);
        expect([figure, idsOf(explanation)]).toEqual([figure, idsBehind(figure, items, asOf)]);
        if (figure === "invoicing_account_count") continue;
        expect([figure, sumOf(explanation)]).toEqual([figure, BigInt(panel[figure] ?? Number.NaN)]);
      }
    }),
    { numRuns: runs(1000) },
  );
});

/** What a side of an equation comes to, in hundredths: terms of cents, of cents times days, or subtotals with words. */
function hundredths(side: string): bigint {
  if (side === "no documents") return 0n;
  const terms = side.replaceAll(" − ", " + -").split(" + ");
  return terms.reduce((sum, term) => {
    const [, sign = "", units = "", cents = "", days = "1"] =
      /^(-?)(\d+)\.(\d\d)(?: × (\d+))?(?: of .*)?$/.exec(term) ?? [];
    if (units === "") throw new Error(`${term} is no term`);
    return sum + BigInt(`${sign}${units}${cents}`) * BigInt(days);
  }, 0n);
}

/** Many documents: beyond what a line spells out, and below. */
const arbItems = fc
  .tuple(fc.array(arbModestDrafts, { maxLength: 5 }), arbDay)
  .map(([drafts, asOf]) => ({ items: itemsOn(drafts.flat(), asOf), asOf }));

test("the line of arithmetic adds up, however many documents there are", () => {
  fc.assert(
    fc.property(arbItems, ({ items, asOf }) => {
      const context = { accountId: null, asOf, currency: usd, accountCount: 3 };
      for (const { name, kind } of explainableFigures) {
        if (kind === "score") continue;
        const { arithmetic, text, documents } = explainFigure(name, items, context);
        const [line = "", quotient = ""] = arithmetic.split("; ");
        const [sum = "", total = ""] = line.split(" = ");
        if (kind === "count") {
          const counts = sum.split(" + ").map((part) => Number(/^\d+/.exec(part)?.[0] ?? 0));
          expect([name, counts.reduce((a, b) => a + b, 0), total]).toEqual([name, Number(text), text]);
          continue;
        }
        expect([name, hundredths(sum)]).toEqual([name, hundredths(total)]);
        if (kind === "money") expect(total).toBe(text);
        else if (documents.length > 0) {
          const [, dividend = "", divisor = ""] = /^(\S+) ÷ (\S+) = /.exec(quotient) ?? [];
          expect([name, dividend]).toEqual([name, total]);
          const balances = documents.reduce(
            (all: bigint, { balance }: ExplainedDocument) => all + BigInt(balance),
            0n,
          );
          expect([name, hundredths(divisor)]).toEqual([name, balances]);
          expect(quotient.endsWith(text)).toBe(true);
        } else expect(arithmetic).toBe("no documents = 0.00");
      }
    }),
    { numRuns: runs(1000) },
  );
});
