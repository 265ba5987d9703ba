import { Fault } from "../fault/fault.ts";
import { type Issue, shown } from "../fault/issue.ts";
import { choiceOption, knownOptions } from "../fault/options.ts";
import { type Grid, gridOf } from "../table/grid.ts";
import { gridCsv } from "../table/write-grid-csv.ts";
import { gridText } from "../table/write-grid-text.ts";
import { gridsHtml } from "../table/write-html.ts";
import { gridsXml } from "../table/write-xml.ts";
import { type CustomerAging, type CustomerAgingOptions, customerAging } from "./aging-tab.ts";
import type { AtRiskCard } from "./at-risk.ts";
import { forecastCharts, overviewCharts, type TabCharts } from "./chart.ts";
import {
  agingColumns,
  creditColumns,
  type DebtorColumn,
  laybyColumns,
  listColumns,
  reliabilityColumns,
  reportColumns,
  transactionColumns,
  valueColumns,
} from "./columns.ts";
import { type CreditUtilizationOptions, creditUtilization } from "./credit-tab.ts";
import type { CustomerDetail } from "./detail.ts";
import {
  type ForecastBar,
  type PaymentForecast,
  type PaymentForecastOptions,
  paymentForecast,
} from "./forecast.ts";
import type { LaybyManager } from "./layby.ts";
import type { DebtorList } from "./list.ts";
import {
  type DonutSlice,
  type Overview,
  type OverviewOptions,
  overview,
  type TopDebtor,
} from "./overview.ts";
import { type PaymentReliabilityOptions, paymentReliability } from "./reliability-tab.ts";
import type { DebtorReport } from "./report.ts";
import { type DebtorTab, type DebtorTabName, debtorTabNames, debtorTabs } from "./tabs.ts";
import { type CustomerValueOptions, customerValue } from "./value-tab.ts";
import type { DebtorsView } from "./view.ts";

/** What each tab takes as its options. */
export interface DebtorTabOptions {
  readonly overview: OverviewOptions;
  readonly aging: CustomerAgingOptions;
  readonly credit: CreditUtilizationOptions;
  readonly reliability: PaymentReliabilityOptions;
  readonly value: CustomerValueOptions;
  readonly forecast: PaymentForecastOptions;
}

/** A file of a tab as text. */
export interface ExportedText {
  readonly kind: "text";
  readonly name: string;
  readonly format: "csv" | "html" | "xml" | "json" | "table";
  readonly text: string;
}

/** The grid that a writer of spreadsheet files takes. */
export interface ExportedGrid {
  readonly kind: "grid";
  readonly name: string;
  readonly format: "xlsx";
  readonly grid: Grid;
}

/** The charts that whatever draws an image takes. */
export interface ExportedCharts extends TabCharts {
  readonly kind: "charts";
  readonly name: string;
  readonly format: "png";
}

/** What an export gives: text, or data for whoever makes the file. */
export type Exported = ExportedText | ExportedGrid | ExportedCharts;

/** Every format that some tab allows, and the two that all allow. */
export const exportFormats = ["xlsx", "csv", "html", "xml", "png", "json", "table"] as const;
/** One of {@link exportFormats}. */
export type ExportFormat = (typeof exportFormats)[number];

/** How a tab is exported. */
export interface ExportTabOptions<Tab extends DebtorTabName = DebtorTabName> {
  /** The tab's own options. */
  readonly tab?: DebtorTabOptions[Tab];
  /**
   * Called with what the tab remarks on, and a `TEXT_SUSPICIOUS` warning for each cell that holds characters which hide text or
   * were left out.
   */
  readonly onWarning?: (issue: Issue) => void;
}

/**
 * What is on a tab, as files: one for each grid of it in `csv` and `xlsx`, one for the whole tab otherwise.
 *
 * `xlsx` gives typed grids and `png` charts as plain data: writing spreadsheets and drawing is for others. `csv` has no line of
 * totals.
 *
 * @param format - Grids go to `xlsx`, `csv`, `html` and `xml`; the overview and the forecast to `png`; every tab to `json` and
 * `table`, which is text for a terminal.
 * @throws {Fault} `FORMAT_NOT_ALLOWED` for a format that the tab does not have; `POLICY_RANGE` for another tab or format;
 * `TEXT_NOT_WELL_FORMED` for a lone surrogate in a name; as the tab.
 * @see docs/sources.md, 002:30, 002:279, 002:321, 002:382; docs/decisions.md, G-106, G-107.
 *
 * @example
 * import { readLedger } from "receivables";
 * import { debtorsView, exportTab } from "receivables/debtors";
 *
 * const reading = readLedger(
 *   {
 *     business: { time_zone: "UTC", currency: "USD" },
 *     invoices: [{ invoice_number: "7", account_id: "007", amount: "100.00", issued_on: "2025-02-01", due_on: "2025-03-01" }],
 *   },
 *   { today: "2025-03-10" },
 * );
 * if (!reading.ok) throw new Error(reading.issues[0]?.message);
 * const view = debtorsView(reading.value);
 * const [file] = exportTab(view, "reliability", "csv");
 * file?.kind === "text" && file.text.split("\r\n")[1]; // => "007,007,0.00,100.00,0.00,100.00,At Risk"
 * exportTab(view, "aging", "csv").map(({ name }) => name); // => ["customer-aging-monthly", "customer-aging-7-day"]
 */
export function exportTab<Tab extends DebtorTabName>(
  view: DebtorsView,
  tab: Tab,
  format: ExportFormat,
  options: ExportTabOptions<Tab> = {},
): readonly Exported[] {
  choiceOption("tab", tab, debtorTabNames);
  choiceOption("format", format, exportFormats);
  knownOptions(options, ["tab", "onWarning"]);
  checkTabFormat(tab, format);
  const given: unknown = options.tab ?? {};
  if (typeof given !== "object") {
    const message = `Options of a tab are an object, not ${shown(given)}.`;
    throw new Fault("POLICY_RANGE", message, { path: ["tab"] });
  }
  const content = tabContent(view, tab, options.tab);
  for (const warning of content.warnings) options.onWarning?.(warning);
  const csvOptions = options.onWarning === undefined ? {} : { onWarning: options.onWarning };
  const { label } = tabOf(tab);
  const name = fileNames[tab];
  switch (format) {
    case "csv":
      return content.grids.map((grid) => text(grid.name, format, gridCsv(grid, csvOptions)));
    case "xlsx":
      return content.grids.map((grid) => ({ kind: "grid", name: grid.name, format, grid }));
    case "html":
      return [text(name, format, gridsHtml(label, content.grids, csvOptions))];
    case "xml":
      return [text(name, format, gridsXml(name, content.grids, csvOptions))];
    case "png":
      return [{ kind: "charts", name, format, ...content.charts }];
    case "json":
      return [text(name, format, `${JSON.stringify(content.data, null, 2)}\n`)];
    case "table":
      return [text(name, format, content.grids.map(gridText).join("\n"))];
  }
}

function text(name: string, format: ExportedText["format"], content: string): ExportedText {
  return { kind: "text", name, format, text: content };
}

/**
 * Refuses a format that a tab does not have.
 *
 * @throws {Fault} `FORMAT_NOT_ALLOWED`.
 */
export function checkTabFormat(tab: DebtorTabName, format: ExportFormat): void {
  if (format === "json" || format === "table") return;
  const { formats } = tabOf(tab);
  const allowed: readonly string[] = formats;
  if (allowed.includes(format)) return;
  const message = `The tab ${tab} is exported as ${[...formats, "json", "table"].join(", ")}, not as ${format}.`;
  throw new Fault("FORMAT_NOT_ALLOWED", message, { path: ["format"] });
}

function tabOf(tab: DebtorTabName): DebtorTab {
  return debtorTabs.find(({ name }) => name === tab) as DebtorTab;
}

const fileNames: Readonly<Record<DebtorTabName, string>> = {
  overview: "overview",
  aging: "customer-aging",
  credit: "credit-utilization",
  reliability: "payment-reliability",
  value: "customer-value",
  forecast: "payment-forecast",
};

interface TabContent {
  readonly data: object;
  readonly grids: readonly Grid[];
  readonly charts: TabCharts;
  /** What the tab remarks on. */
  readonly warnings: readonly Issue[];
}

const noCharts: TabCharts = { charts: [], cards: [] };

/** What is on a tab: as data, as grids, as charts. */
export function tabContent<Tab extends DebtorTabName>(
  view: DebtorsView,
  tab: Tab,
  options: DebtorTabOptions[Tab] | undefined,
): TabContent {
  const { currency } = view;
  const given = { ...options };
  switch (tab as DebtorTabName) {
    case "overview": {
      const data = overview(view, given as OverviewOptions);
      return { data, grids: overviewGrids(data), charts: overviewCharts(data), warnings: [] };
    }
    case "aging": {
      const data = customerAging(view, given as CustomerAgingOptions);
      return { data, grids: agingGrids(data), charts: noCharts, warnings: [] };
    }
    case "credit": {
      const data = creditUtilization(view, given as CreditUtilizationOptions);
      const grid = { name: "credit-utilization", title: "Credit Utilization", currency };
      return {
        data,
        grids: [gridOf(grid, creditColumns, data.rows)],
        charts: noCharts,
        warnings: data.warnings,
      };
    }
    case "reliability": {
      const data = paymentReliability(view, given as PaymentReliabilityOptions);
      const grid = { name: "payment-reliability", title: "Payment Reliability", currency };
      return { data, grids: [gridOf(grid, reliabilityColumns, data.rows)], charts: noCharts, warnings: [] };
    }
    case "value": {
      const data = customerValue(view, given as CustomerValueOptions);
      const grid = { name: "customer-value", title: "Customer Value", currency };
      return {
        data,
        grids: [gridOf(grid, valueColumns, data.rows)],
        charts: noCharts,
        warnings: data.warnings,
      };
    }
    case "forecast": {
      const data = paymentForecast(view, given as PaymentForecastOptions);
      return { data, grids: [forecastGrid(data)], charts: forecastCharts(data), warnings: [] };
    }
  }
}

/** The two grids of customer aging. */
export function agingGrids({ grids, currency }: CustomerAging): readonly Grid[] {
  return grids.map(({ group, title, labels, rows }) =>
    gridOf({ name: `customer-aging-${group}`, title, currency }, agingColumns(labels), rows),
  );
}

type Column<Row> = DebtorColumn<Row>;

function plain<Row>(
  name: string,
  label: string,
  kind: Column<Row>["kind"],
  cell: Column<Row>["cell"],
  more: Partial<Pick<Column<Row>, "total" | "decimals">> = {},
): Column<Row> {
  return { name, label, kind, cell, total: false, means: "", source: "", ...more };
}

/** The overview's five elements as grids, for tables of text. */
export function overviewGrids(data: Overview): readonly Grid[] {
  const { currency, sevenDayAging, monthlyAging, topDebtors, atRisk, paymentTrends } = data;
  const donuts = [sevenDayAging, monthlyAging].map(({ name, title, slices }) =>
    gridOf(
      { name: `aging-${name}`, title, currency },
      [
        plain<DonutSlice>("age", "Age", "label", ({ label }) => label),
        plain<DonutSlice>("amount", "Balance", "money", ({ amount }) => amount, { total: true }),
      ],
      slices.filter(({ visible }) => visible),
    ),
  );
  const [payments, sales] = paymentTrends.series;
  const months = paymentTrends.months.map((month, at) => ({ month, at }));
  return [
    ...donuts,
    gridOf(
      { name: "top-debtors", title: topDebtors.title, currency },
      [
        plain<TopDebtor>("customerNumber", "Customer number", "id", (row) => row.accountId),
        plain<TopDebtor>("customerName", "Customer name", "text", (row) => row.accountName),
        plain<TopDebtor>("outstanding", "Outstanding", "money", (row) => row.net),
      ],
      topDebtors.bars,
    ),
    gridOf(
      { name: "at-risk", title: atRisk.title, currency },
      [
        plain<AtRiskCard>("customerNumber", "Customer number", "id", (row) => row.accountId),
        plain<AtRiskCard>("customerName", "Customer name", "text", (row) => row.accountName),
        plain<AtRiskCard>("reasons", "Reasons", "label", (row) =>
          row.reasons.map((each) => each.text).join("; "),
        ),
      ],
      atRisk.cards,
    ),
    gridOf(
      { name: "payment-trends", title: paymentTrends.title, currency },
      [
        plain<Month>("month", "Month", "label", ({ month }) => month),
        plain<Month>("payments", "Payments", "money", ({ at }) => payments?.amounts[at] as number),
        plain<Month>("invoiceSales", "Invoice sales", "money", ({ at }) => sales?.amounts[at] as number),
      ],
      months,
    ),
  ];
}

interface Month {
  readonly month: string;
  readonly at: number;
}

/** The forecast's bars as a grid, for tables of text. */
export function forecastGrid({ currency, title, bars }: PaymentForecast): Grid {
  return gridOf(
    { name: "payment-forecast", title, currency },
    [
      plain<ForecastBar>("period", "Period", "label", ({ period }) => period),
      plain<ForecastBar>("means", "Expected", "label", ({ means }) => means),
      plain<ForecastBar>("amount", "Amount", "money", ({ amount }) => amount, { total: true }),
      plain<ForecastBar>("count", "Charges", "count", ({ count }) => count, { total: true }),
    ],
    bars,
  );
}

/**
 * A list that a tile opens, as a grid. Totals are those of the rows shown.
 *
 * @example
 * import { readLedger } from "receivables";
 * import { debtorList, debtorsView, listGrid } from "receivables/debtors";
 *
 * const reading = readLedger(
 *   {
 *     business: { time_zone: "UTC", currency: "USD" },
 *     invoices: [{ invoice_number: "7", account_id: "A", amount: "100.00", issued_on: "2025-01-03", due_on: "2025-02-02" }],
 *   },
 *   { today: "2025-03-10" },
 * );
 * if (!reading.ok) throw new Error(reading.issues[0]?.message);
 * const view = debtorsView(reading.value);
 * listGrid(debtorList(view, "outstanding-30")).rows; // => [["2025-01-03", "7", "A", "A", 10000, 10000]]
 */
export function listGrid({ kind, title, currency, rows }: DebtorList): Grid {
  return gridOf({ name: kind, title, currency }, listColumns, rows);
}

/**
 * A report as a grid, ready to be printed.
 *
 * @example
 * import { readLedger } from "receivables";
 * import { debtorReport, debtorsView, reportGrid } from "receivables/debtors";
 *
 * const reading = readLedger(
 *   {
 *     business: { time_zone: "UTC", currency: "USD" },
 *     invoices: [{ invoice_number: "7", account_id: "A", amount: "100.00", issued_on: "2025-01-03", due_on: "2025-02-02" }],
 *   },
 *   { today: "2025-03-10" },
 * );
 * if (!reading.ok) throw new Error(reading.issues[0]?.message);
 * const view = debtorsView(reading.value);
 * reportGrid(debtorReport(view, "outstanding")).columns.length; // => 7
 */
export function reportGrid({ kind, title, currency, rows }: DebtorReport): Grid {
  return gridOf({ name: `report-${kind}`, title, currency }, reportColumns, rows);
}

/**
 * The laybys of the manager as a grid.
 *
 * @example
 * import { readLedger } from "receivables";
 * import { debtorsView, laybyGrid, laybyManager } from "receivables/debtors";
 *
 * const reading = readLedger(
 *   {
 *     business: { time_zone: "UTC", currency: "USD" },
 *     invoices: [{ invoice_number: "7", account_id: "A", amount: "100.00", issued_on: "2025-01-03", due_on: "2025-02-02" }],
 *   },
 *   { today: "2025-03-10" },
 * );
 * if (!reading.ok) throw new Error(reading.issues[0]?.message);
 * const view = debtorsView(reading.value);
 * laybyGrid(laybyManager(view)).rows; // => []
 */
export function laybyGrid({ currency, rows }: LaybyManager): Grid {
  return gridOf({ name: "laybys", title: "Outstanding Layby Manager", currency }, laybyColumns, rows);
}

/**
 * The two tabs of a customer's transactions as grids.
 *
 * @example
 * import { readLedger } from "receivables";
 * import { customerDetail, debtorsView, detailGrids } from "receivables/debtors";
 *
 * const reading = readLedger(
 *   {
 *     business: { time_zone: "UTC", currency: "USD" },
 *     invoices: [{ invoice_number: "7", account_id: "A", amount: "100.00", issued_on: "2025-01-03", due_on: "2025-02-02" }],
 *   },
 *   { today: "2025-03-10" },
 * );
 * if (!reading.ok) throw new Error(reading.issues[0]?.message);
 * const view = debtorsView(reading.value);
 * detailGrids(customerDetail(view, "A")).map(({ title, rows }) => [title, rows.length]);
 * // => [["Invoices", 1], ["Payments", 0]]
 */
export function detailGrids({ tabs, currency }: CustomerDetail): readonly Grid[] {
  return [
    gridOf({ name: "invoices", title: "Invoices", currency }, transactionColumns, tabs.invoices),
    gridOf({ name: "payments", title: "Payments", currency }, transactionColumns, tabs.payments),
  ];
}
