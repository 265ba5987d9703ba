import { type DashboardContext, dashboardColumns } from "../customers/dashboard-columns.ts";
import { exportCustomers } from "../customers/export.ts";
import { type CustomerListOptions, customerListOf } from "../customers/list.ts";
import { type StatsPanel, statsPanel } from "../customers/panel.ts";
import type { CustomerQuery } from "../customers/query.ts";
import { type CustomerView, type CustomerViewOptions, customersView } from "../customers/view.ts";
import { readLedger } from "../model/read-ledger.ts";
import { formatAmount } from "../money/amount.ts";
import type { Snapshot } from "../store/snapshot.ts";
import { takeSnapshot } from "../store/take-snapshot.ts";
import { type TextColumn, writeText } from "../table/write-text.ts";
import { queryOf, settingsOf } from "./customer-options.ts";
import { boardFormats, formatOf } from "./format.ts";
import { type ExitCode, type Io, UsageError } from "./io.ts";
import { numberOf, type Parsed, textOf } from "./options.ts";
import { counted, unallocatedWords } from "./report.ts";
import { settledLedger } from "./settled-ledger.ts";

/** What a command line asks of the dashboard. */
interface Wanted {
  readonly format: Format;
  readonly query: CustomerQuery;
  readonly view: CustomerViewOptions;
}

type Format = "json" | "table" | "csv";

/** `receivables customers`: the stats panel and a page of the customers dashboard. */
export async function customersCommand(parsed: Parsed, io: Io): Promise<ExitCode> {
  const format = formatOf<Format>(parsed, io, [...boardFormats, "csv"]);
  const { priorityDecimals, averageDecimals, ...figures } = settingsOf(parsed);
  const decimals = {
    ...(priorityDecimals === undefined ? {} : { priorityDecimals }),
    ...(averageDecimals === undefined ? {} : { averageDecimals }),
  };
  const wanted: Wanted = { format, query: queryOf(parsed), view: { ...pageOf(parsed, format), ...decimals } };
  rehearse(figures, wanted);
  const settled = await settledLedger(parsed, io, io.err);
  if (!settled.ok) return settled.exitCode;
  const { ledger, now } = settled;
  const asOf = textOf(parsed, "as-of") ?? ledger.today;
  const snapshot = takeSnapshot(ledger, { ...figures, asOf, now });
  io.out(textIn(snapshot, wanted));
  io.err(unallocatedWords(ledger, { asOf, mode: snapshot.settings.mode }));
  return settled.conclude();
}

function pageOf(parsed: Parsed, format: Format): Pick<CustomerViewOptions, "page" | "pageSize"> {
  const page = numberOf(parsed, "page");
  const pageSize = numberOf(parsed, "page-size");
  if (format === "csv" && (page ?? pageSize) !== undefined) {
    throw new UsageError("--page and --page-size are about what is shown; csv writes all accounts.");
  }
  return {
    ...(page === undefined ? {} : { page }),
    ...(pageSize === undefined ? {} : { pageSize }),
  };
}

/** Goes through the whole with a ledger of nothing, so that options that cannot be are refused before one is read. */
function rehearse(figures: Omit<CustomerListOptions, "asOf" | "now">, wanted: Wanted): void {
  const asOf = "2000-01-01";
  const reading = readLedger({ business: { time_zone: "UTC", currency: "USD" } }, { today: asOf });
  if (reading.ok) textIn(takeSnapshot(reading.value, { ...figures, asOf, now: 0 }), wanted);
}

function textIn(snapshot: Snapshot, { format, query, view: options }: Wanted): string {
  const { page: _, pageSize: __, ...decimals } = options;
  if (format === "csv") return exportCustomers(customerListOf(snapshot, decimals), query);
  const view = customersView(snapshot, query, options);
  const panel = statsPanel(snapshot);
  if (format === "table") return `${panelText(panel)}\n${tableOf(view)}`;
  return `${JSON.stringify({ ...view, panel: panel.metrics }, null, 2)}\n`;
}

function panelText({ asOf, currency, metrics }: StatsPanel): string {
  const table = writeText(metrics, [
    { name: "", text: ({ label }) => label, numeric: false },
    {
      name: "Amount",
      text: ({ amount }) => (amount === null ? "" : formatAmount(amount, currency)),
      numeric: true,
    },
    { name: "Count", text: ({ count }) => (count === null ? "" : String(count)), numeric: true },
  ]);
  return `As of ${asOf}, in ${currency.code}\n\n${table}`;
}

/** Headers short enough that 13 columns fit side by side, by the column of the export behind them. */
const shortHeaders: Readonly<Record<string, string>> = {
  account_type: "Type",
  collection_priority: "Priority",
  outstanding_amount: "Outstanding",
  current_invoice_amount: "Current",
  past_due_invoice_amount: "Past due",
  outstanding_debit_adjustment_amount: "Debits",
  outstanding_credit_adjustment_amount: "Credits",
  past_due_invoice_weighted_average_days_overdue: "Avg. days",
  one_to_thirty_invoice_amount: "1-30",
  thirty_one_to_sixty_invoice_amount: "31-60",
  sixty_one_to_ninety_invoice_amount: "61-90",
  ninety_one_plus_invoice_amount: "91+",
};

type Row = CustomerView["rows"][number];

function tableOf(view: CustomerView): string {
  const { currency, options, rows, page, pages, pageSize, total, accounts } = view;
  const context: DashboardContext = { currency, ...options };
  const [, ...others] = dashboardColumns;
  const columns = others.map(({ kind, sortColumn, text }): TextColumn<Row> => {
    return {
      name: shortHeaders[sortColumn] as string,
      numeric: kind !== "text",
      text: (row) => text(row, context),
    };
  });
  // The number apart from the name, which may be cut: it is what `account --account` asks for.
  const names: readonly TextColumn<Row>[] = [
    { name: "Account", numeric: false, text: ({ accountId }) => accountId },
    { name: "Name", numeric: false, text: ({ accountName }) => accountName },
  ];
  const marks: TextColumn<Row> = {
    name: "Badges",
    numeric: false,
    // The type stands in a column of its own.
    text: ({ badges }) =>
      badges
        .filter(({ kind }) => kind !== "account-type")
        .map(({ label }) => label)
        .join(", "),
  };
  const first = (page - 1) * pageSize + 1;
  const which = rows.length === 0 ? "No account" : `Accounts ${first} to ${first + rows.length - 1}`;
  const of =
    total === accounts
      ? counted(accounts, "account")
      : `${total} found among ${counted(accounts, "account")}`;
  return `${writeText(rows, [...names, ...columns, marks])}\n${which} of ${of}; page ${page} of ${pages}\n`;
}
