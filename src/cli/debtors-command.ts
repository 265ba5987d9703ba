import {
  checkTabFormat,
  type DebtorTabOptions,
  laybyGrid,
  listGrid,
  reportGrid,
  tabContent,
} from "../debtors/export.ts";
import { type LaybyManager, type LaybyQuery, laybyManager, laybySorts } from "../debtors/layby.ts";
import {
  type DebtorList,
  type DebtorListKind,
  type DebtorListQuery,
  debtorList,
  debtorLists,
} from "../debtors/list.ts";
import { type DebtorReport, type DebtorReportKind, debtorReport, debtorReports } from "../debtors/report.ts";
import { type DebtorTabName, debtorTabNames, debtorTabs, defaultDebtorTab } from "../debtors/tabs.ts";
import { agingBases, type TermGroup, termGroups } from "../debtors/terms-group.ts";
import { debtorTiles } from "../debtors/tiles.ts";
import { type DebtorsView, type DebtorsViewOptions, debtorsView } from "../debtors/view.ts";
import type { Issue } from "../fault/issue.ts";
import { readLedger } from "../model/read-ledger.ts";
import { formatAmount } from "../money/amount.ts";
import { daysToPayEndpoints } from "../payments/days-to-pay.ts";
import { asOfModes } from "../positions/open-items.ts";
import type { Grid } from "../table/grid.ts";
import { terminalText } from "../table/terminal-text.ts";
import { gridCsv } from "../table/write-grid-csv.ts";
import { gridText } from "../table/write-grid-text.ts";
import { gridsHtml } from "../table/write-html.ts";
import { gridsXml } from "../table/write-xml.ts";
import { tabPage, tilesPage } from "./debtors-page.ts";
import { boardFormats, formatOf } from "./format.ts";
import { type ExitCode, type Io, UsageError } from "./io.ts";
import { listOf, numberOf, type Parsed, textOf, wordOf } from "./options.ts";
import { counted, issueLines } from "./report.ts";
import { settledLedger } from "./settled-ledger.ts";
import { writeWhole } from "./write-file.ts";

/** What `--format` may say. Spreadsheets and images are made by others from what the library gives. */
const formats = [...boardFormats, "csv", "html", "xml"] as const;
type Format = (typeof formats)[number];

/** How many remarks are printed one by one. */
const remarksShown = 20;

/** What `--tab` may say: the six tabs, and what stands above them. */
const tabs = [...debtorTabNames, "tiles", "laybys"] as const;

/** What a command line asks of the dashboard. */
type Asked =
  | { readonly what: "tab"; readonly tab: DebtorTabName; readonly options: object }
  | { readonly what: "tiles" }
  | { readonly what: "laybys"; readonly query: LaybyQuery }
  | { readonly what: "list"; readonly list: DebtorListKind; readonly query: DebtorListQuery }
  | { readonly what: "report"; readonly report: DebtorReportKind };

interface Wanted {
  readonly asked: Asked;
  readonly format: Format;
  readonly grid: TermGroup | undefined;
}

/** `receivables debtors`: the debtors dashboard, a tab, a list or a report of it. */
export async function debtorsCommand(parsed: Parsed, io: Io): Promise<ExitCode> {
  const format = formatOf<Format>(parsed, io, formats);
  const asked = askedOf(parsed);
  const wanted: Wanted = { asked, format, grid: gridOf(parsed, asked, format) };
  const view = viewOf(parsed);
  rehearse(wanted, view);
  const settled = await settledLedger(parsed, io, io.err);
  if (!settled.ok) return settled.exitCode;
  const { ledger } = settled;
  const warnings: Issue[] = [];
  const text = textIn(debtorsView(ledger, view), wanted, warnings);
  const left = Math.max(0, warnings.length - remarksShown);
  io.err(issueLines(warnings.slice(0, remarksShown), left, "warning"));
  const output = textOf(parsed, "output");
  if (output === undefined) io.out(text);
  else {
    await writeWhole(output, text);
    io.err(`${terminalText(`${nameOf(asked)} written to ${output}`)}\n`);
  }
  return settled.conclude();
}

function viewOf(parsed: Parsed): DebtorsViewOptions {
  const asOf = textOf(parsed, "as-of");
  const basis = wordOf(parsed, "basis", agingBases);
  const mode = wordOf(parsed, "as-of-mode", asOfModes);
  return {
    ...(asOf === undefined ? {} : { asOf }),
    ...(basis === undefined ? {} : { basis }),
    ...(mode === undefined ? {} : { mode }),
  };
}

function askedOf(parsed: Parsed): Asked {
  const tab = wordOf(parsed, "tab", tabs);
  const list = wordOf(parsed, "list", debtorLists);
  const report = wordOf(parsed, "report", debtorReports);
  if ([tab, list, report].filter((each) => each !== undefined).length > 1) {
    throw new UsageError("Ask for one of --tab, --list and --report at a time.");
  }
  const asked = chosen(parsed, tab ?? defaultDebtorTab, list, report);
  for (const name of [...Object.keys(readBy)].filter((each) => parsed.values[each] !== undefined)) {
    const readers = readBy[name] as readonly string[];
    if (readers.includes(nameOf(asked)) || readers.includes(asked.what)) continue;
    throw new UsageError(`--${name} is about ${readers.join(", ")}, not about ${nameOf(asked)}.`);
  }
  return asked;
}

/** Which part of the dashboard each of these options is about: it is refused with any other. */
const readBy: Readonly<Record<string, readonly string[]>> = {
  from: ["list"],
  to: ["list"],
  search: ["list", "laybys"],
  status: ["laybys"],
  sort: ["laybys"],
  "top-debtors": ["overview"],
  "horizon-days": ["forecast"],
  "days-to-pay": ["credit", "value"],
  grid: ["aging"],
  // Tiles, lists, reports and laybys are of today.
  "as-of": debtorTabNames,
  "as-of-mode": debtorTabNames,
  basis: ["overview", "aging"],
};

function nameOf(asked: Asked): string {
  switch (asked.what) {
    case "tab":
      return asked.tab;
    case "list":
      return asked.list;
    case "report":
      return asked.report;
    default:
      return asked.what;
  }
}

function chosen(
  parsed: Parsed,
  tab: (typeof tabs)[number],
  list: DebtorListKind | undefined,
  report: DebtorReportKind | undefined,
): Asked {
  const search = textOf(parsed, "search");
  const words = search === undefined ? {} : { search };
  if (list !== undefined) {
    const [from, to] = [textOf(parsed, "from"), textOf(parsed, "to")];
    const days = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
    return { what: "list", list, query: { ...days, ...words } };
  }
  if (report !== undefined) return { what: "report", report };
  if (tab === "tiles") return { what: "tiles" };
  if (tab === "laybys") {
    const status = listOf(parsed, "status");
    const sort = wordOf(parsed, "sort", laybySorts);
    return { what: "laybys", query: { ...words, ...given("status", status), ...given("sort", sort) } };
  }
  return { what: "tab", tab, options: tabOptions(parsed, tab) };
}

function tabOptions(parsed: Parsed, tab: DebtorTabName): object {
  switch (tab) {
    case "overview":
      return given("topDebtors", numberOf(parsed, "top-debtors"));
    case "forecast":
      return given("horizonDays", numberOf(parsed, "horizon-days"));
    case "credit":
    case "value":
      return given("daysToPay", wordOf(parsed, "days-to-pay", daysToPayEndpoints));
    default:
      return {};
  }
}

/** An option that is there only where it was given. */
function given<Value>(name: string, value: Value | undefined): object {
  return value === undefined ? {} : { [name]: value };
}

function gridOf(parsed: Parsed, asked: Asked, format: Format): TermGroup | undefined {
  const grid = wordOf(parsed, "grid", termGroups);
  const isAging = asked.what === "tab" && asked.tab === "aging";
  if (isAging && format === "csv" && grid === undefined) {
    throw new UsageError(
      `Customer aging has two grids with columns of their own, and one CSV file holds one: --grid ${termGroups.join(" or ")}.`,
    );
  }
  if (grid !== undefined && format === "json") {
    throw new UsageError("--grid chooses what a file or a table shows; json holds both grids.");
  }
  return grid;
}

/** Goes through the whole with a ledger of nothing, so that options that cannot be are refused before one is read. */
function rehearse(wanted: Wanted, view: DebtorsViewOptions): void {
  const raw = { business: { time_zone: "UTC", currency: "USD" } };
  const reading = readLedger(raw, { today: "2000-01-01" });
  if (reading.ok) textIn(debtorsView(reading.value, view), wanted, []);
}

function textIn(view: DebtorsView, wanted: Wanted, warnings: Issue[]): string {
  const { asked, format } = wanted;
  switch (asked.what) {
    case "tab":
      return tabText(view, asked.tab, asked.options as DebtorTabOptions[DebtorTabName], wanted, warnings);
    case "tiles": {
      if (format === "json") return jsonText(debtorTiles(view));
      if (format === "table") return tilesPage(debtorTiles(view));
      throw new UsageError(`--format ${format}: tiles are printed as ${boardFormats.join(" or ")}.`);
    }
    case "laybys": {
      const manager = laybyManager(view, asked.query);
      return dataText(manager, laybyGrid(manager), format, laybyWords(manager), warnings);
    }
    case "list": {
      const list = debtorList(view, asked.list, asked.query);
      warnings.push(...list.warnings);
      return dataText(list, listGrid(list), format, listWords(list), warnings);
    }
    case "report": {
      const report = debtorReport(view, asked.report);
      return dataText(report, reportGrid(report), format, reportWords(report), warnings);
    }
  }
}

function tabText(
  view: DebtorsView,
  tab: DebtorTabName,
  options: DebtorTabOptions[DebtorTabName],
  { format, grid }: Wanted,
  warnings: Issue[],
): string {
  const { data, grids, warnings: remarks } = tabContent(view, tab, options);
  for (const remark of remarks) warnings.push(remark);
  if (format === "json") return jsonText({ ...data, tiles: debtorTiles(view).tiles });
  if (format === "table") {
    const shown = grid === undefined ? grids : grids.filter(({ name }) => name.endsWith(grid));
    return `${tilesPage(debtorTiles(view))}\n${tabPage(view, tab, data, shown)}`;
  }
  checkTabFormat(tab, format);
  const { label } = debtorTabs.find(({ name }) => name === tab) as (typeof debtorTabs)[number];
  const wanted = grid === undefined ? grids : grids.filter(({ name }) => name.endsWith(grid));
  return fileText(label, wanted, format, warnings);
}

function dataText(data: object, grid: Grid, format: Format, words: string, warnings: Issue[]): string {
  if (format === "json") return jsonText(data);
  return format === "table"
    ? `${gridText(grid)}\n${words}\n`
    : fileText(grid.title, [grid], format, warnings);
}

function fileText(
  title: string,
  grids: readonly Grid[],
  format: "csv" | "html" | "xml",
  warnings: Issue[],
): string {
  const onWarning = (issue: Issue) => warnings.push(issue);
  if (format === "html") return gridsHtml(title, grids, { onWarning });
  if (format === "xml") return gridsXml("debtors", grids, { onWarning });
  // One grid: where there are several, one of them was asked for.
  return gridCsv(grids[0] as Grid, { onWarning });
}

function jsonText(data: object): string {
  return `${JSON.stringify(data, null, 2)}\n`;
}

function listWords({ today, rows, totals, shown, currency }: DebtorList): string {
  const which = rows.length === totals.count ? "" : `${rows.length} of `;
  const of = counted(totals.count, "transaction");
  const sum = `amount ${formatAmount(shown.amount, currency)}, balance ${formatAmount(shown.balance, currency)}`;
  return `${which}${of} as of ${today}, in ${currency.code}: ${sum}`;
}

function reportWords({ today, totals, currency }: DebtorReport): string {
  return `${counted(totals.count, "transaction")} of ${counted(totals.accounts, "customer")} as of ${today}, in ${currency.code}`;
}

function laybyWords({ today, shown, totals, currency }: LaybyManager): string {
  const open = `${counted(totals.active, "layby")} outstanding, ${totals.overdue} overdue`;
  return `${shown.count} shown as of ${today}, in ${currency.code}; ${open}: ${formatAmount(totals.outstanding, currency)}`;
}
