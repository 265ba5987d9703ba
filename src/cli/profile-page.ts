import { isWholeDay } from "../calendar/moment.ts";
import type { TimeZone } from "../calendar/time-zone.ts";
import { clockTimeIn } from "../calendar/zone.ts";
import { formatAmount, type Minor } from "../money/amount.ts";
import type { Currency } from "../money/currency.ts";
import type { AccountHealth } from "../profile/account-health.ts";
import type { ActiveAgreements } from "../profile/active-agreements.ts";
import type { ActivitiesByType } from "../profile/activities-by-type.ts";
import type { Change } from "../profile/change.ts";
import type { CustomerDashboard, DashboardWidgets, SalesTrend } from "../profile/dashboard.ts";
import type { DueAmount } from "../profile/due-amount.ts";
import type { LatestEvents } from "../profile/events.ts";
import type { Last12Months } from "../profile/last-12-months.ts";
import type { MonthProjection } from "../profile/month-projection.ts";
import type { QuotesByBrand } from "../profile/quotes-by-brand.ts";
import type { UpcomingActivities } from "../profile/upcoming-activities.ts";
import { type WidgetName, widgetTitles } from "../profile/widget.ts";
import { sparkline } from "../table/sparkline.ts";
import { terminalText } from "../table/terminal-text.ts";
import { bar } from "../table/text-bar.ts";
import { type TextColumn, writeText } from "../table/write-text.ts";
import { counted } from "./report.ts";

/** How many kinds of activities are named. */
const kindsShown = 10;

/** How many characters the longest bar has. */
const barWidth = 20;

/**
 * A customer's dashboard for a person: a section for each widget, charts as text, and why others are missing.
 *
 * @param timeZone - Whose clock the times of events are read off.
 */
export function dashboardPage(dashboard: CustomerDashboard, timeZone: TimeZone): string {
  const { accountId, accountName, kind, today, currency, widgets, visible, missing, health } = dashboard;
  const marks = kind === "prospect" ? "  [Prospect]" : "";
  const head = [
    `${accountName}  ${accountId}${marks}`,
    `Today ${today} (${timeZone}), in ${currency.code}${salesWords(dashboard)}`,
  ];
  const sections = visible.map(
    (name) => `${widgetTitles[name]}\n\n${pageOf(name, widgets, { currency, timeZone })}`,
  );
  const absent = missing.map(({ widget, text }) => `${widgetTitles[widget]}: ${text}\n`).join("");
  return [
    head.map((line) => `${terminalText(line)}\n`).join(""),
    ...sections,
    `Account health\n\n${healthPage(health)}`,
    ...(absent === "" ? [] : [`Not shown\n\n${absent}`]),
  ].join("\n");
}

function salesWords({ options: { user, salesScope, wholesalerId } }: CustomerDashboard): string {
  if (user === "business") return "";
  if (salesScope === "all") return "; all sales";
  return salesScope === "direct" ? "; sales through no wholesaler" : `; sales through ${wholesalerId}`;
}

/** What amounts and times are shown in. */
interface Shown {
  readonly currency: Currency;
  readonly timeZone: TimeZone;
}

type Pages = {
  readonly [Name in WidgetName]: (data: Exclude<DashboardWidgets[Name], null>, shown: Shown) => string;
};

const pages: Pages = {
  salesTrend: trendPage,
  quotesByBrand: quotesPage,
  monthProjection: projectionPage,
  latestEvents: eventsPage,
  last12Months: chartPage,
  activitiesByType: activitiesPage,
  dueAmount: duePage,
  upcomingActivities: upcomingPage,
  agreements: agreementsPage,
};

function pageOf(name: WidgetName, widgets: DashboardWidgets, shown: Shown): string {
  const page = pages[name] as (data: unknown, shown: Shown) => string;
  return page(widgets[name], shown);
}

const arrows = { up: "▲", down: "▼", flat: "=" } as const;

/** `▲ 42.86%`; the arrow alone where there is no percentage. */
function changeText({ arrow, percent }: Change): string {
  return percent === null ? arrows[arrow] : `${arrows[arrow]} ${Math.abs(percent).toFixed(2)}%`;
}

function trendPage(trend: SalesTrend, { currency }: Shown): string {
  const { currentMonth, previousMonth, sameMonthLastYear, monthOverMonth, yearOverYear, summary } = trend;
  const compared = [
    ...(previousMonth === null ? [] : [{ ...previousMonth, change: monthOverMonth }]),
    ...(sameMonthLastYear === null ? [] : [{ ...sameMonthLastYear, change: yearOverYear }]),
  ];
  const rows = [
    { month: currentMonth.month, days: currentMonth.amount, whole: null, change: null },
    ...compared.map(({ month, sameDays, whole, change }) => ({
      month,
      days: sameDays.amount,
      whole,
      change,
    })),
  ];
  const table = writeText<(typeof rows)[number]>(rows, [
    text("Month", ({ month }) => month),
    amount("Same days", ({ days }) => days, currency),
    {
      name: "All of it",
      text: ({ whole }) => (whole === null ? "" : formatAmount(whole, currency)),
      numeric: true,
    },
    text("This month", ({ change }) => (change === null ? "" : changeText(change))),
  ]);
  return `${terminalText(summary.text)}\n\n${table}`;
}

function quotesPage({ brands, total, quotes }: QuotesByBrand, { currency }: Shown): string {
  const table = writeText(brands, [
    text("Brand", ({ label }) => label),
    count("Quotes", ({ count: each }) => each),
    amount("Amount", ({ amount: each }) => each, currency),
    share(({ percent }) => percent),
    bars(({ bar: length }) => length),
  ]);
  return `${table}\n${formatAmount(total, currency)} on ${counted(quotes, "quote")}\n`;
}

function projectionPage(projection: MonthProjection, { currency }: Shown): string {
  const { month, monthToDate, projected, months, confidence, lastMonth, change } = projection;
  const amounts = [projected, monthToDate, lastMonth.amount].map((each) => formatAmount(each, currency));
  const before =
    lastMonth.month === null ? "" : `, ${changeText(change)} on ${lastMonth.month} (${amounts[2]})`;
  return [
    `${month}: ${amounts[0]} projected, ${amounts[1]} so far${before}\n`,
    `Confidence: ${confidence} (${counted(months, "month")} of history)\n`,
  ].join("");
}

function eventsPage({ events, total }: LatestEvents, { timeZone }: Shown): string {
  const table = writeText(events, [
    text("When", ({ at, day }) => (isWholeDay(at) ? day : `${day} ${clockTimeIn(timeZone, at)}`)),
    text("What", ({ icon }) => icon.replace("-", " ")),
    text("User", ({ user }) => user ?? ""),
    { name: "About", text: ({ text: about }) => about, numeric: false, whole: true },
  ]);
  return events.length === total ? table : `${table}\n${events.length} of ${counted(total, "event")}\n`;
}

function chartPage({ bars: months, total, previousTotal }: Last12Months, { currency }: Shown): string {
  const most = Math.max(0, ...months.map((each) => each.amount));
  const table = writeText(months, [
    text("Month", ({ month, partial }) => `${month}${partial ? "*" : ""}`),
    amount("Sales", (each) => each.amount, currency),
    bars((each) => (most === 0 ? 0 : each.amount / most)),
    amount("Year before", ({ previousYear }) => previousYear.amount, currency),
    text("Year over year", ({ change }) => changeText(change)),
  ]);
  const line = sparkline(months.map((each) => each.amount));
  const [all, before] = [total, previousTotal].map((each) => formatAmount(each, currency));
  const partial = months.some((each) => each.partial) ? "; * up to today" : "";
  return `${line}\n\n${table}\n${all} in all, ${before} the year before${partial}\n`;
}

function activitiesPage({ types, kinds, window }: ActivitiesByType): string {
  const table = writeText(types, [
    text("Type", ({ type }) => type),
    count("Count", ({ count: each }) => each),
    share(({ percent }) => percent),
    bars(({ percent }) => percent / 100),
  ]);
  const more = kinds.length > kindsShown ? ` and ${counted(kinds.length - kindsShown, "more kind")}` : "";
  const shown = kinds
    .slice(0, kindsShown)
    .map(({ kind, count: each }) => `${each} ${kind ?? "without a kind"}`);
  const words = `${shown.join(", ")}${more}`;
  return `${table}\n${terminalText(`${window.from} to ${window.through}: ${words}`)}\n`;
}

function duePage(
  { total, count: documents, overdue, unapplied, documents: rows }: DueAmount,
  { currency }: Shown,
): string {
  const credit = unapplied === 0 ? "" : `; ${formatAmount(unapplied, currency)} in credit is not taken off`;
  const late = overdue.highlighted
    ? `! ${formatAmount(overdue.amount, currency)} overdue on ${counted(overdue.count, "document")}\n`
    : "Nothing overdue\n";
  const table = writeText(rows, [
    text("Due", ({ dueOn }) => dueOn ?? ""),
    text("Number", ({ number }) => number),
    amount("Balance", ({ balance }) => balance, currency),
    text("Status", ({ status, daysOverdue, partiallyPaid }) => {
      const days = daysOverdue === 0 ? "" : ` ${counted(daysOverdue, "day")}`;
      return `${status.replace("-", " ")}${days}${partiallyPaid ? ", partly paid" : ""}`;
    }),
  ]);
  const owed = `${formatAmount(total, currency)} due on ${counted(documents, "document")}${credit}\n`;
  return `${owed}${late}\n${table}`;
}

function upcomingPage({ entries, total }: UpcomingActivities, { timeZone }: Shown): string {
  const table = writeText(entries, [
    text("When", ({ at, day }) => (isWholeDay(at) ? day : `${day} ${clockTimeIn(timeZone, at)}`)),
    text("What", ({ icon }) => icon),
    text("User", ({ user }) => user ?? ""),
    { name: "About", text: ({ text: about }) => about, numeric: false, whole: true },
  ]);
  return entries.length === total ? table : `${table}\n${entries.length} of ${total} planned\n`;
}

function agreementsPage({ agreements }: ActiveAgreements, { currency }: Shown): string {
  return agreements
    .map(({ agreementId, name, endsOn, daysLeft, bonuses }) => {
      const left = daysLeft === 0 ? "the last day" : `${counted(daysLeft, "day")} left`;
      const head = `${terminalText(`${name ?? agreementId}, until ${endsOn} (${left})`)}\n`;
      if (bonuses.length === 0) return head;
      const table = writeText(bonuses, [
        text("Bonus", (each) => each.name ?? ""),
        text("Rate", ({ rate }) => (rate === null ? "" : `${rate}%`)),
        text("Of", ({ basis }) => basis),
        amount("Target", ({ target }) => target, currency),
        amount("Reached", ({ progress }) => progress, currency),
        { name: "%", text: ({ percent }) => percent?.toFixed(2) ?? "", numeric: true },
        bars(({ bar: length }) => length ?? 0),
      ]);
      return `${head}\n${table}`;
    })
    .join("\n");
}

function healthPage({ atRisk, growthOpportunity, serviceNeed }: AccountHealth): string {
  const line = (name: string, { signs }: { readonly signs: readonly string[] }) =>
    `${name}: ${signs.length === 0 ? "no" : signs.map((sign) => sign.replaceAll("-", " ")).join(", ")}\n`;
  return [
    line("At risk", atRisk),
    line("Growth opportunity", growthOpportunity),
    line("Service need", serviceNeed),
  ].join("");
}

function text<Row>(name: string, of: (row: Row) => string): TextColumn<Row> {
  return { name, text: of, numeric: false };
}

function amount<Row>(name: string, of: (row: Row) => Minor, currency: Currency): TextColumn<Row> {
  return { name, text: (row) => formatAmount(of(row), currency), numeric: true };
}

function count<Row>(name: string, of: (row: Row) => number): TextColumn<Row> {
  return { name, text: (row) => String(of(row)), numeric: true };
}

function share<Row>(of: (row: Row) => number | null): TextColumn<Row> {
  return { name: "%", text: (row) => of(row)?.toFixed(1) ?? "", numeric: true };
}

function bars<Row>(of: (row: Row) => number): TextColumn<Row> {
  return { name: "", text: (row) => bar(of(row), barWidth), numeric: false };
}
