import { Fault } from "../fault/fault.ts";
import { shown } from "../fault/issue.ts";
import { countOption, knownOptions } from "../fault/options.ts";
import { type Minor, plusMinor } from "../money/amount.ts";
import { isReceived } from "../payments/received.ts";
import { monthsBefore } from "../payments/window.ts";
import { compareIds } from "../table/order.ts";
import type { OpenDetailAction } from "./action.ts";
import { agedOn } from "./aged.ts";
import { owingIn } from "./aging-tab.ts";
import {
  type AtRiskCard,
  type AtRiskThresholds,
  atRiskCards,
  atRiskThresholds,
  checkAtRiskThresholds,
} from "./at-risk.ts";
import { debtorAging, type TermGroup, termGroups } from "./terms-group.ts";
import { type DebtorsHeader, type DebtorsView, partsOf, type ViewParts } from "./view.ts";

/** How the overview is computed and shown. */
export interface OverviewOptions {
  /** Slices whose tick box is off, by donut. Default: none. They change no total. */
  readonly hidden?: Partial<Readonly<Record<TermGroup, readonly string[]>>>;
  /** How many debtors the bar chart shows, 1 to 100. Default {@link topDebtorsLimit}. */
  readonly topDebtors?: number;
  /** Default {@link atRiskThresholds}. */
  readonly atRiskThresholds?: AtRiskThresholds;
}

/** How many debtors the bar chart shows unless asked otherwise. */
export const topDebtorsLimit = 10;
/** How many months payment trends cover. */
export const trendMonths = 6;

/** One slice of a donut. */
export interface DonutSlice {
  readonly label: string;
  /** Minor units. */
  readonly amount: Minor;
  /** Whether its tick box is on. */
  readonly visible: boolean;
}

/** A donut of balances by age. */
export interface AgingDonut {
  readonly kind: "donut";
  readonly name: TermGroup;
  readonly title: string;
  readonly slices: readonly DonutSlice[];
  /** What stands in the middle: all slices, hidden ones too. Minor units. */
  readonly total: Minor;
  /** The slices that are shown. */
  readonly visibleTotal: Minor;
  /** How many customers are in it. */
  readonly customers: number;
  /** Unallocated payments and unapplied credits of these customers: in no slice. */
  readonly unallocatedCredit: Minor;
}

/** One bar of the top debtors. */
export interface TopDebtor {
  readonly accountId: string;
  readonly accountName: string;
  /** What is owed less what is in credit, in minor units, more than 0. */
  readonly net: Minor;
  /** What is owed, in minor units. */
  readonly gross: Minor;
  readonly opens: OpenDetailAction;
}

/** The bar chart of the debtors that owe most. */
export interface TopDebtors {
  readonly kind: "bar";
  readonly title: string;
  /** Highest first; equal ones by number. */
  readonly bars: readonly TopDebtor[];
}

/** The customers at risk. */
export interface AtRiskAccounts {
  readonly kind: "cards";
  readonly title: string;
  readonly cards: readonly AtRiskCard[];
}

/** One line of the payment trends. */
export interface TrendSeries {
  readonly name: "Payments" | "Invoice sales";
  /** Minor units by month. */
  readonly amounts: readonly Minor[];
  /** Nothing in any of the months: no line is drawn. */
  readonly empty: boolean;
}

/** Payments and sales by calendar month. */
export interface PaymentTrends {
  readonly kind: "line";
  readonly title: string;
  /** `YYYY-MM`, the earliest first. */
  readonly months: readonly string[];
  readonly series: readonly TrendSeries[];
}

/** The overview tab: five elements in the order of the source document. Plain data. */
export interface Overview extends DebtorsHeader {
  readonly options: DebtorsHeader["options"] & {
    readonly topDebtors: number;
    readonly atRiskThresholds: AtRiskThresholds;
  };
  readonly sevenDayAging: AgingDonut;
  readonly monthlyAging: AgingDonut;
  readonly topDebtors: TopDebtors;
  readonly atRisk: AtRiskAccounts;
  readonly paymentTrends: PaymentTrends;
}

/** What stands above each donut. */
export const donutTitles: Readonly<Record<TermGroup, string>> = /* @__PURE__ */ Object.freeze({
  "7-day": "7-Day Terms Aging",
  monthly: "30-Day+ Terms Aging",
});

/**
 * The overview: how old debts are, who owes most, who is at risk, and whether payments keep pace with sales.
 *
 * Donuts show the charges of customers that owe more than they have in credit; only they depend on the basis. Bars and cards
 * are of what is owed less what is in credit. Trends cover the six calendar months before the month of the day.
 *
 * @throws {Fault} `POLICY_RANGE` for options, a slice that a donut does not have among them; `POLICY_UNKNOWN`; as
 * `debtorsView` says of tabs.
 * @see docs/sources.md, 002:187-234; docs/decisions.md, G-60, G-98 to G-101, G-104.
 *
 * @example
 * import { readLedger } from "receivables";
 * import { debtorsView, overview } from "receivables/debtors";
 *
 * const reading = readLedger(
 *   {
 *     business: { time_zone: "UTC", currency: "USD" },
 *     accounts: [{ account_id: "A", account_name: "Acme", terms: "30 days", credit_limit: "80.00" }],
 *     invoices: [{ invoice_number: "7", account_id: "A", amount: "100.00", issued_on: "2025-02-01" }],
 *   },
 *   { today: "2025-03-10" },
 * );
 * if (!reading.ok) throw new Error(reading.issues[0]?.message);
 * const { monthlyAging, topDebtors, atRisk } = overview(debtorsView(reading.value), { hidden: { monthly: ["1-30 days"] } });
 * [monthlyAging.total, monthlyAging.visibleTotal];                // => [10000, 0]
 * topDebtors.bars.map(({ accountName, net }) => [accountName, net]); // => [["Acme", 10000]]
 * atRisk.cards[0]?.reasons[0]?.text; // => "Over credit limit by 20.00 (125.00% of 80.00)"
 */
export function overview(view: DebtorsView, options: OverviewOptions = {}): Overview {
  const parts = partsOf(view);
  knownOptions(options, ["hidden", "topDebtors", "atRiskThresholds"]);
  const limit = countOption("topDebtors", options.topDebtors ?? topDebtorsLimit, 1, 100);
  const thresholds = options.atRiskThresholds ?? atRiskThresholds;
  checkAtRiskThresholds(thresholds);
  const hidden = options.hidden ?? {};
  if (typeof hidden !== "object" || hidden === null) {
    throw new Fault("POLICY_RANGE", `hidden names slices by donut, not ${shown(hidden)}.`, {
      path: ["hidden"],
    });
  }
  knownOptions(hidden, termGroups);
  const { header } = parts;
  return {
    ...header,
    options: { ...header.options, topDebtors: limit, atRiskThresholds: { ...thresholds } },
    sevenDayAging: donutOf(parts, "7-day", hidden["7-day"] ?? []),
    monthlyAging: donutOf(parts, "monthly", hidden.monthly ?? []),
    topDebtors: { kind: "bar", title: `Top ${limit} Debtors Outstanding`, bars: topDebtorsOf(parts, limit) },
    atRisk: { kind: "cards", title: "At-Risk Accounts", cards: atRiskCards(parts, thresholds) },
    paymentTrends: trendsOf(parts),
  };
}

function donutOf(parts: ViewParts, group: TermGroup, hidden: readonly string[]): AgingDonut {
  const { asOf, options } = parts.header;
  const { labels } = debtorAging[group][options.basis];
  checkHidden(group, hidden, labels);
  const sums = new Map<string, Minor>(labels.map((label) => [label, 0]));
  const debtors = owingIn(parts, group);
  let unallocatedCredit = 0;
  for (const debtor of debtors) {
    for (const [label, amount] of agedOn(debtor, asOf, options.basis, group).byLabel) {
      sums.set(label, plusMinor(sums.get(label) as Minor, amount));
    }
    unallocatedCredit = plusMinor(unallocatedCredit, debtor.credit);
  }
  const slices = [...sums].map(([label, amount]) => ({ label, amount, visible: !hidden.includes(label) }));
  const totalOf = (some: readonly DonutSlice[]) =>
    some.reduce((total, { amount }) => plusMinor(total, amount), 0);
  return {
    kind: "donut",
    name: group,
    title: donutTitles[group],
    slices,
    total: totalOf(slices),
    visibleTotal: totalOf(slices.filter(({ visible }) => visible)),
    customers: debtors.length,
    unallocatedCredit,
  };
}

function checkHidden(group: TermGroup, hidden: unknown, labels: readonly string[]): void {
  if (!Array.isArray(hidden)) {
    throw new Fault("POLICY_RANGE", `Hidden slices are a list, not ${shown(hidden)}.`, {
      path: ["hidden", group],
    });
  }
  for (const [at, label] of hidden.entries()) {
    if (labels.includes(label)) continue;
    const message = `${shown(label)} is no slice; there are ${labels.join(", ")}.`;
    throw new Fault("POLICY_RANGE", message, { path: ["hidden", group, at] });
  }
}

function topDebtorsOf({ standing }: ViewParts, limit: number): readonly TopDebtor[] {
  const owing = [...standing.debtors.values()].filter(({ net }) => net > 0);
  owing.sort((a, b) => b.net - a.net || compareIds(a.account.accountId, b.account.accountId));
  return owing.slice(0, limit).map(({ account, net, gross }) => ({
    accountId: account.accountId,
    accountName: account.accountName,
    net,
    gross,
    opens: { action: "open-customer-detail", accountId: account.accountId },
  }));
}

function trendsOf({ standing, ledger, header }: ViewParts): PaymentTrends {
  const months = monthsBefore(header.asOf, trendMonths).map(({ from }) => from.slice(0, 7));
  const sums = () => new Map<string, Minor>(months.map((month) => [month, 0]));
  const [payments, sales] = [sums(), sums()];
  const add = (to: Map<string, Minor>, day: string, amount: Minor) => {
    const month = day.slice(0, 7);
    const before = to.get(month);
    if (before !== undefined) to.set(month, plusMinor(before, amount));
  };
  for (const { document, issuedOn } of standing.invoices) {
    if (issuedOn <= standing.day) add(sales, issuedOn, document.amount);
  }
  for (const payment of ledger.payments.values()) {
    if (isReceived(payment, standing.day)) add(payments, payment.paidOn, payment.amount);
  }
  const series = (name: TrendSeries["name"], by: ReadonlyMap<string, Minor>): TrendSeries => {
    const amounts = [...by.values()];
    return { name, amounts, empty: amounts.every((amount) => amount === 0) };
  };
  return {
    kind: "line",
    title: "Payment Trends",
    months,
    series: [series("Payments", payments), series("Invoice sales", sales)],
  };
}
