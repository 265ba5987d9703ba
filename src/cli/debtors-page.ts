import { type CustomerDetail, type DetailBoxes, detailBoxLabels } from "../debtors/detail.ts";
import { detailGrids } from "../debtors/export.ts";
import type { PaymentForecast } from "../debtors/forecast.ts";
import type { AgingDonut, Overview } from "../debtors/overview.ts";
import type { DebtorTabName } from "../debtors/tabs.ts";
import type { DebtorTile, DebtorTiles } from "../debtors/tiles.ts";
import type { DebtorsView } from "../debtors/view.ts";
import { formatAmount, type Minor } from "../money/amount.ts";
import type { Currency } from "../money/currency.ts";
import type { Grid } from "../table/grid.ts";
import { terminalText } from "../table/terminal-text.ts";
import { bar } from "../table/text-bar.ts";
import { gridText } from "../table/write-grid-text.ts";
import { type TextColumn, writeText } from "../table/write-text.ts";
import { counted } from "./report.ts";

/** How many characters the longest bar has. */
const barWidth = 24;

/** The tiles for a person: a line each. */
export function tilesPage({ today, currency, tiles }: DebtorTiles): string {
  const table = writeText(tiles, [
    { name: "Today", text: ({ label }) => label, numeric: false },
    { name: "", text: (tile) => figureOf(tile, currency), numeric: true },
    { name: "", text: remarkOf, numeric: false },
  ]);
  return `Debtors on ${today}, in ${currency.code}\n\n${table}`;
}

function figureOf({ amount, percent, barPercent }: DebtorTile, currency: Currency): string {
  if (amount !== null) return formatAmount(amount, currency);
  return percent === null || barPercent === null ? "no limits" : `${percent.toFixed(2)}%`;
}

function remarkOf({ accounts, barPercent, laybys }: DebtorTile): string {
  if (accounts !== null) return counted(accounts, "customer");
  if (laybys !== null) return `${laybys.active} active, ${laybys.overdue} overdue`;
  return barPercent === null ? "" : bar(barPercent / 100, barWidth);
}

/** A tab for a person: its grids; charts as bars of text. */
export function tabPage(view: DebtorsView, tab: DebtorTabName, data: object, grids: readonly Grid[]): string {
  const { asOf, basis, currency } = view;
  const head = (words: string) => `${words} as of ${asOf}, in ${currency.code}\n`;
  const age = basis === "due" ? "aged from the due day" : "aged from the transaction";
  if (tab === "overview") return `${head(`Overview, ${age},`)}\n${overviewPage(data as Overview)}`;
  if (tab === "forecast") return `${head("Payment forecast")}\n${forecastPage(data as PaymentForecast)}`;
  const what = tab === "aging" ? `Customer aging, ${age},` : "Customers";
  return [head(what), ...grids.map((grid) => `${grid.title}\n\n${tableOf(grid)}`)].join("\n");
}

/** A customer's detail for a person: six boxes, and the transactions in two tabs. */
export function detailPage(detail: CustomerDetail): string {
  const { boxes, currency } = detail;
  const texts: Readonly<Record<keyof DetailBoxes, string>> = {
    totalOutstanding: formatAmount(boxes.totalOutstanding, currency),
    lastPaymentDate: boxes.lastPaymentDate ?? "–",
    paymentTerms: boxes.paymentTerms ?? "–",
    averageDaysToPay: boxes.averageDaysToPay?.toFixed(2) ?? "–",
    creditLimit: boxes.creditLimit === null ? "–" : formatAmount(boxes.creditLimit, currency),
    lastPaymentAmount:
      boxes.lastPaymentAmount === null ? "–" : formatAmount(boxes.lastPaymentAmount, currency),
  };
  const lines = Object.entries(detailBoxLabels).map(
    ([key, label]) => `${label}: ${texts[key as keyof DetailBoxes]}\n`,
  );
  const [invoices, payments] = detailGrids(detail);
  const tab = (title: string, grid: Grid | undefined) =>
    grid === undefined || grid.rows.length === 0 ? `${title}: none\n` : `${title}\n\n${gridText(grid)}`;
  return [
    `As a debtor\n\n${lines.join("")}`,
    tab("Transactions: invoices and charges", invoices),
    tab("Transactions: payments and credits", payments),
  ].join("\n");
}

function tableOf(grid: Grid): string {
  return grid.rows.length === 0 ? "Nobody\n" : gridText(grid);
}

function overviewPage(data: Overview): string {
  const { currency, sevenDayAging, monthlyAging, topDebtors, atRisk, paymentTrends } = data;
  const [payments, sales] = paymentTrends.series;
  const months = paymentTrends.months.map((month, at) => ({
    month,
    paid: payments?.amounts[at] ?? 0,
    sold: sales?.amounts[at] ?? 0,
  }));
  const most = Math.max(0, ...months.flatMap(({ paid, sold }) => [paid, sold]));
  const owed = topDebtors.bars[0]?.net ?? 0;
  return [
    donutPage(sevenDayAging, currency),
    donutPage(monthlyAging, currency),
    section(topDebtors.title, topDebtors.bars, [
      { name: "Customer", text: ({ accountName }) => accountName, numeric: false },
      { name: "Number", text: ({ accountId }) => accountId, numeric: false },
      money("Outstanding", ({ net }) => net, currency),
      bars(({ net }) => share(net, owed)),
    ]),
    cardsPage(atRisk),
    section(paymentTrends.title, months, [
      { name: "Month", text: ({ month }) => month, numeric: false },
      money("Payments", ({ paid }) => paid, currency),
      bars(({ paid }) => share(paid, most)),
      money("Invoice sales", ({ sold }) => sold, currency),
      bars(({ sold }) => share(sold, most)),
    ]),
  ].join("\n");
}

function cardsPage({ title, cards }: Overview["atRisk"]): string {
  const lines = cards.map(({ accountName, accountId, reasons }) =>
    terminalText(`${accountName} (${accountId}): ${reasons.map(({ text }) => text).join("; ")}`),
  );
  return `${title}\n\n${lines.length === 0 ? "Nobody" : lines.join("\n")}\n`;
}

function donutPage({ title, slices, total, unallocatedCredit }: AgingDonut, currency: Currency): string {
  const shown = slices.filter(({ visible }) => visible);
  const credit =
    unallocatedCredit === 0 ? "" : `; ${formatAmount(unallocatedCredit, currency)} in credit is in none`;
  const words = `${formatAmount(total, currency)} in all${credit}\n`;
  return `${section(title, shown, [
    { name: "Age", text: ({ label }) => label, numeric: false },
    money("Balance", ({ amount }) => amount, currency),
    bars(({ amount }) => share(amount, total)),
  ])}\n${words}`;
}

function forecastPage({ title, bars: periods, beyondHorizon, total, currency }: PaymentForecast): string {
  const shown = periods.filter(({ applicable }) => applicable);
  const most = Math.max(0, ...shown.map(({ amount }) => amount));
  const beyond =
    beyondHorizon.count === 0
      ? ""
      : `; ${formatAmount(beyondHorizon.amount, currency)} due after the horizon`;
  return `${section(title, shown, [
    { name: "Period", text: ({ period }) => period, numeric: false },
    { name: "Expected", text: ({ means }) => means, numeric: false },
    money("Amount", ({ amount }) => amount, currency),
    bars(({ amount }) => share(amount, most)),
  ])}\n${formatAmount(total, currency)} in all${beyond}\n`;
}

function section<Row>(title: string, rows: readonly Row[], columns: readonly TextColumn<Row>[]): string {
  return `${title}\n\n${rows.length === 0 ? "Nothing\n" : writeText(rows, columns)}`;
}

function money<Row>(name: string, of: (row: Row) => Minor, currency: Currency): TextColumn<Row> {
  return { name, text: (row) => formatAmount(of(row), currency), numeric: true };
}

function bars<Row>(of: (row: Row) => number): TextColumn<Row> {
  return { name: "", text: (row) => bar(of(row), barWidth), numeric: false };
}

function share(part: Minor, whole: Minor): number {
  return whole === 0 ? 0 : part / whole;
}
