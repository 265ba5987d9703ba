import type { Day } from "../calendar/day.ts";
import { Fault } from "../fault/fault.ts";
import { shown } from "../fault/issue.ts";
import type { AccountKind } from "../model/account.ts";
import { accountOf } from "../model/account-of.ts";
import type { Ledger } from "../model/ledger.ts";
import { ownLedger } from "../model/own-ledger.ts";
import type { Currency } from "../money/currency.ts";
import type { Store } from "../store/store.ts";
import { type AccountHealth, healthOf } from "./account-health.ts";
import { type ActiveAgreements, activeAgreementsOf } from "./active-agreements.ts";
import { type ActivitiesByType, activitiesByTypeOf } from "./activities-by-type.ts";
import { checkedNow, clockOf } from "./clock.ts";
import { type DueAmount, dueAmountOf } from "./due-amount.ts";
import { type LatestEvents, latestEventsOf } from "./events.ts";
import { type Last12Months, last12MonthsOf } from "./last-12-months.ts";
import { type MonthProjection, projectionOf } from "./month-projection.ts";
import { type QuotesByBrand, quotesBy, quotesByBrandOf } from "./quotes-by-brand.ts";
import { salesIn, scopedSales } from "./sales.ts";
import { type TrendFigures, trendOf } from "./sales-trend.ts";
import { type DashboardOptions, type DashboardSettings, settingsOf } from "./settings.ts";
import { summaryBy, type TrendSummariser, type TrendSummary, templateSummary } from "./trend-summary.ts";
import { type UpcomingActivities, upcomingActivitiesOf } from "./upcoming-activities.ts";
import { missingWidget, whyHidden } from "./visibility.ts";
import { defaultProfileTab, type MissingWidget, type WidgetName, widgetNames } from "./widget.ts";

/** The sales trend and what it says in words. */
export interface SalesTrend extends TrendFigures {
  readonly summary: TrendSummary;
}

/** What each widget shows; null where it is not shown. */
export interface DashboardWidgets {
  readonly salesTrend: SalesTrend | null;
  readonly quotesByBrand: QuotesByBrand | null;
  readonly monthProjection: MonthProjection | null;
  readonly latestEvents: LatestEvents | null;
  readonly last12Months: Last12Months | null;
  readonly activitiesByType: ActivitiesByType | null;
  readonly dueAmount: DueAmount | null;
  readonly upcomingActivities: UpcomingActivities | null;
  readonly agreements: ActiveAgreements | null;
}

/** One customer's dashboard. Plain data. */
export interface CustomerDashboard {
  /** Always today: a dashboard of another day is read with another `now`. */
  readonly asOf: Day;
  /** The business's own day. */
  readonly today: Day;
  /** ISO 8601 text in UTC. */
  readonly now: string;
  readonly currency: Currency;
  readonly options: DashboardSettings;
  /** The version of the store it was read from; null for a ledger by itself. */
  readonly version: number | null;
  readonly accountId: string;
  readonly accountName: string;
  readonly kind: AccountKind;
  /** The tab on which the profile opens: this dashboard. */
  readonly defaultTab: typeof defaultProfileTab;
  /** The toggle Show All Sales. */
  readonly showAllSales: {
    /** Whether the user has it: manufacturers do. */
    readonly visible: boolean;
    readonly on: boolean;
  };
  /** The widgets that are shown, in their order. */
  readonly visible: readonly WidgetName[];
  /** The others, with the reason. */
  readonly missing: readonly MissingWidget[];
  readonly widgets: DashboardWidgets;
  readonly health: AccountHealth;
}

/**
 * A customer's dashboard: nine widgets, why one of them is not there, and how the account does, all of one instant and one
 * state of the ledger. What to look at before a meeting is all in it: the trend, what is overdue, what is planned, what
 * happened lately.
 *
 * Sales, balances and agreements are of the ledger's today; events and plans of the instant `now`, which lies on it.
 *
 * @throws {Fault} `REF_UNKNOWN` for an account that the ledger does not have; `MIXED_DAY` where `now` lies on another day
 * than the ledger was read for; `ISSUE_DATE_MISSING` where invoices are the sales and give no day; `INSTANT_INVALID`;
 * `POLICY_RANGE`, `POLICY_UNKNOWN` for options; `AMOUNT_OVERFLOW`.
 * @see docs/sources.md, 004; docs/decisions.md, G-121 to G-140.
 *
 * @example
 * import { readLedger } from "receivables";
 * import { todayIn } from "receivables/calendar";
 * import { customerDashboard } from "receivables/profile";
 *
 * const reading = readLedger(
 *   {
 *     business: { time_zone: "America/Denver", currency: "USD" },
 *     sales: [
 *       { account_id: "A", sold_on: "2025-05-08", amount: "3500.00" },
 *       { account_id: "A", sold_on: "2025-05-20", amount: "4500.00" },
 *       { account_id: "A", sold_on: "2025-06-03", amount: "5000.00" },
 *     ],
 *   },
 *   { today: "2025-06-10" },
 * );
 * if (!reading.ok) throw new Error(reading.issues[0]?.message);
 * const dashboard = customerDashboard(reading.value, "A", { now: "2025-06-10T18:00:00Z", todayIn });
 * dashboard.widgets.salesTrend?.monthOverMonth; // => { amount: 150000, percent: 42.86, arrow: "up" }
 * dashboard.widgets.monthProjection?.projected; // => 950000
 * dashboard.visible;                            // => ["salesTrend", "monthProjection", "last12Months"]
 * dashboard.missing[0]?.reason;                 // => "no-data"
 */
export function customerDashboard(
  ledger: Ledger,
  accountId: string,
  options: DashboardOptions,
): CustomerDashboard {
  const settings = settingsOf(options);
  const account = accountOf(ledger, accountId);
  const clock = clockOf(ledger, options);
  const own = ownLedger(ledger, accountId);
  const { currency, features } = ledger.business;
  const { accountName, kind } = account;
  const sources = sourcesOf(own, settings);
  const dataOf: DataOf = {
    salesTrend: () => {
      const trend = trendOf(sources.shownSales(), clock.today, settings.comparison);
      const facts = trend && { ...trend, accountId, accountName, currency: { ...currency } };
      return trend && facts && { ...trend, summary: templateSummary(facts) };
    },
    quotesByBrand: () => quotesByBrandOf(sources.quotes()),
    monthProjection: () => projectionOf(sources.shownSales(), clock.today, settings.projectionMonths),
    latestEvents: () => latestEventsOf(own, clock, settings.eventsLimit, features.activities),
    last12Months: () => last12MonthsOf(sources.shownSales(), clock.today),
    activitiesByType: () => activitiesByTypeOf([...own.activities.values()], clock),
    dueAmount: () => sources.due(),
    upcomingActivities: () => upcomingActivitiesOf(own, clock, settings.upcomingLimit),
    agreements: () => activeAgreementsOf(own, sources.sales()),
  };
  const missing: MissingWidget[] = [];
  const widgets: Record<string, unknown> = {};
  for (const name of widgetNames) {
    const why = whyHidden(name, features, kind);
    // What is not shown is not computed either: nothing about it can fail.
    const data = why === undefined ? dataOf[name]() : undefined;
    widgets[name] = data ?? null;
    if (data === undefined) missing.push(missingWidget(name, why ?? "no-data"));
  }
  const isProspect = kind === "prospect";
  return {
    asOf: clock.today,
    today: clock.today,
    now: clock.now,
    currency: { ...currency },
    options: settings,
    version: null,
    accountId,
    accountName,
    kind,
    defaultTab: defaultProfileTab,
    showAllSales: { visible: settings.user === "manufacturer", on: settings.showAllSales },
    visible: widgetNames.filter((name) => widgets[name] !== null),
    missing,
    widgets: widgets as unknown as DashboardWidgets,
    health: healthOf(
      {
        // What a user is shown does not change how the account does.
        trend: isProspect ? undefined : trendOf(sources.sales(), clock.today, settings.comparison),
        history: features.activities ? own : undefined,
        quotes: features.quotes ? sources.quotes() : undefined,
        due: features.dueDocuments && !isProspect ? (sources.due() ?? null) : undefined,
      },
      clock,
    ),
  };
}

/** What each widget shows, computed when it is asked for; undefined where there is no record. */
type DataOf = { readonly [Name in WidgetName]: () => Exclude<DashboardWidgets[Name], null> | undefined };

/** What several widgets and the health are told from, each found once and only where it is asked for. */
function sourcesOf(own: Ledger, settings: DashboardSettings) {
  const sales = once(() => salesIn(own, settings.salesFrom));
  return {
    sales,
    shownSales: once(() => scopedSales(sales(), settings)),
    quotes: once(() => quotesBy(own.quotes.values(), own.today)),
    due: once(() => dueAmountOf(own)),
  };
}

function once<Value>(find: () => Value): () => Value {
  let found: { readonly value: Value } | undefined;
  return () => {
    found ??= { value: find() };
    return found.value;
  };
}

/**
 * A customer's dashboard from a store: what Refresh gives. Every widget is of the one state that the store has at the moment
 * of the call, and says its version.
 *
 * @throws {Fault} as {@link customerDashboard}.
 * @see docs/sources.md, 004:71.
 *
 * @example
 * import { readLedger } from "receivables";
 * import { nextDayChange, todayIn } from "receivables/calendar";
 * import { refreshDashboard } from "receivables/profile";
 * import { openStore } from "receivables/store";
 *
 * const reading = readLedger(
 *   { business: { time_zone: "UTC", currency: "USD" }, accounts: [{ account_id: "A" }] },
 *   { today: "2025-06-10" },
 * );
 * if (!reading.ok) throw new Error(reading.issues[0]?.message);
 * const store = openStore(reading.value, { calendar: { nextDayChange, todayIn } });
 * const sale = { account_id: "A", sold_on: "2025-06-10", amount: "120.00" };
 * store.apply({ changeId: "1", kind: "sale-recorded", sale });
 *
 * const { version, widgets } = refreshDashboard(store, "A", { now: "2025-06-10T18:00:00Z", todayIn });
 * [version, widgets.salesTrend?.currentMonth.amount]; // => [1, 12000]
 */
export function refreshDashboard(
  store: Store,
  accountId: string,
  options: DashboardOptions,
): CustomerDashboard {
  settingsOf(options);
  checkedNow(options.now);
  const { version } = store;
  return { ...customerDashboard(store.accountLedger(accountId, options.now), accountId, options), version };
}

/**
 * The same dashboard with the sales trend in the words of a summariser, who is given the facts and asked once. Without a
 * sales trend nobody is asked. Where the summariser throws, or gives no text, the template stands and the summary says what
 * failed. How long it may take is for the summariser to limit.
 *
 * @see docs/sources.md, 004:12; docs/decisions.md, G-124.
 *
 * @example
 * import { readLedger } from "receivables";
 * import { todayIn } from "receivables/calendar";
 * import { customerDashboard, withTrendSummary } from "receivables/profile";
 *
 * const reading = readLedger(
 *   {
 *     business: { time_zone: "UTC", currency: "USD" },
 *     sales: [{ account_id: "A", sold_on: "2025-06-03", amount: "5000.00" }],
 *   },
 *   { today: "2025-06-10" },
 * );
 * if (!reading.ok) throw new Error(reading.issues[0]?.message);
 * const dashboard = customerDashboard(reading.value, "A", { now: "2025-06-10T18:00:00Z", todayIn });
 * dashboard.widgets.salesTrend?.summary.by; // => "template"
 *
 * const told = await withTrendSummary(dashboard, ({ declining }) => (declining ? "Call them." : "All is well."));
 * told.widgets.salesTrend?.summary.text; // => "All is well."
 */
export async function withTrendSummary(
  dashboard: CustomerDashboard,
  summariser: TrendSummariser,
): Promise<CustomerDashboard> {
  const { salesTrend } = dashboard.widgets;
  if (typeof summariser !== "function") {
    throw new Fault("TYPE", `A summariser is a function, not ${shown(summariser)}.`, {
      path: ["summariser"],
    });
  }
  if (salesTrend === null) return dashboard;
  const summary = await summaryBy(summariser, salesTrend.summary);
  return { ...dashboard, widgets: { ...dashboard.widgets, salesTrend: { ...salesTrend, summary } } };
}
