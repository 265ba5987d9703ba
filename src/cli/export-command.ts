import { customerColumns } from "../customers/columns.ts";
import { contextOf, exportCustomersBytes, exportRecords } from "../customers/export.ts";
import { exportCustomersOfStats, fitsColumns } from "../customers/export-stats.ts";
import {
  type CustomerList,
  type CustomerListOptions,
  customerList,
  customerListOfStats,
} from "../customers/list.ts";
import { type CustomerQuery, queryCustomers } from "../customers/query.ts";
import { readLedger } from "../model/read-ledger.ts";
import { terminalText } from "../table/terminal-text.ts";
import type { CsvOptions } from "../table/write-csv.ts";
import { writeText } from "../table/write-text.ts";
import { queryOf, settingsOf } from "./customer-options.ts";
import { type Data, type ExitCode, exitCodes, type Io, UsageError } from "./io.ts";
import { isOn, type Parsed, textOf, wordOf } from "./options.ts";
import { readOpenInput } from "./read-ledger.ts";
import { counted, issueLines, unallocatedWords } from "./report.ts";
import { settledLedger } from "./settled-ledger.ts";
import { writeWhole } from "./write-file.ts";

/** `receivables export`: the 37 columns of every account. */
export async function exportCommand(parsed: Parsed, io: Io): Promise<ExitCode> {
  for (const option of ["out", "jobs"]) {
    if (parsed.values[option] !== undefined) throw new UsageError(`--${option} goes with --each.`);
  }
  const asked = exportOf(parsed);
  const { settings, query } = asked;
  const open = await readOpenInput(parsed, io, settings);
  if (open !== undefined) {
    const { ledger, stats, now } = open;
    const asOf = stats.asOf;
    io.err(issueLines(open.warnings, open.warningsOmitted, "warning"));
    // The figures are there: what they were asked under is no question of how they are written.
    const { mode: _, discounts: __, ...shown } = settings;
    if (isAll(asked)) {
      const pieces = exportCustomersOfStats({ ...ledger, stats }, { ...shown, now }, asked.csv);
      await print(pieces, ledger.accounts.size, asOf, parsed, io);
    } else {
      const list = customerListOfStats(ledger, stats, { ...settings, asOf, now });
      await print([dataIn(list, asked)], queryCustomers(list, query).length, asOf, parsed, io);
    }
    return isOn(parsed, "strict") && open.warnings.length > 0 ? exitCodes.data : exitCodes.good;
  }
  const settled = await settledLedger(parsed, io, io.err);
  if (!settled.ok) return settled.exitCode;
  const { ledger, now } = settled;
  const asOf = textOf(parsed, "as-of") ?? ledger.today;
  const list = customerList(ledger, { ...settings, asOf, now });
  const data = dataIn(list, asked);
  io.err(unallocatedWords(ledger, { asOf, mode: list.options.mode }));
  await print([data], queryCustomers(list, query).length, asOf, parsed, io);
  return settled.conclude();
}

/** Writes what was asked for to standard output, or to a file, and then says so. */
async function print(
  data: Iterable<Data>,
  accounts: number,
  asOf: string,
  parsed: Parsed,
  io: Io,
): Promise<void> {
  const output = textOf(parsed, "output");
  if (output === undefined) {
    for (const piece of data) io.out(piece);
    return;
  }
  await writeWhole(output, data);
  io.err(`${terminalText(`${counted(accounts, "account")} as of ${asOf} written to ${output}`)}\n`);
}

/** Whether all accounts are asked for as CSV, in the order that nobody has changed. */
function isAll({ format, query, settings }: Export): boolean {
  return format === "csv" && Object.keys(query).length === 0 && fitsColumns(settings);
}

/** An export as a command line asks for it. */
interface Export {
  readonly format: "csv" | "json" | "table";
  readonly settings: Omit<CustomerListOptions, "asOf" | "now">;
  readonly query: CustomerQuery;
  readonly csv: CsvOptions;
}

/** Goes through the whole with a ledger of nothing, so that options that cannot be are refused before one is read. */
export function exportOf(parsed: Parsed): Export {
  const format = wordOf(parsed, "format", ["csv", "json", "table"]) ?? "csv";
  const query = queryOf(parsed);
  const csv = csvOf(parsed);
  const settings = settingsOf(parsed);
  const asOf = "2000-01-01";
  const raw = { business: { time_zone: "UTC", currency: "USD" } };
  const reading = readLedger(raw, { today: asOf });
  const asked = { format, query, csv, settings };
  if (reading.ok) dataIn(customerList(reading.value, { ...settings, asOf, now: 0 }), asked);
  return asked;
}

function dataIn(list: CustomerList, { format, query, csv }: Export): Data {
  if (format === "json") return `${JSON.stringify(exportRecords(list, query), null, 2)}\n`;
  return format === "csv" ? exportCustomersBytes(list, query, csv) : tableOf(list, query);
}

/** The columns that fit a terminal, under the names of the dashboard. */
const tableHeaders: Readonly<Record<string, string>> = {
  account_id: "Account",
  account_name: "Name",
  status: "Status",
  collection_priority: "Priority",
  outstanding_amount: "Outstanding",
  current_invoice_amount: "Current",
  past_due_invoice_amount: "Past due",
  past_due_invoice_weighted_average_days_overdue: "Avg. days",
  one_to_thirty_invoice_amount: "1-30",
  thirty_one_to_sixty_invoice_amount: "31-60",
  sixty_one_to_ninety_invoice_amount: "61-90",
  ninety_one_plus_invoice_amount: "91+",
};

function tableOf(list: CustomerList, query: CustomerQuery): string {
  const context = contextOf(list);
  const columns = customerColumns.flatMap(({ name, kind, text }) => {
    const header = tableHeaders[name];
    if (header === undefined) return [];
    const numeric = kind === "money" || kind === "days" || kind === "score";
    return [{ name: header, numeric, text: (row: CustomerList["rows"][number]) => text(row, context) }];
  });
  return writeText(queryCustomers(list, query), columns);
}

function csvOf(parsed: Parsed): CsvOptions {
  const lineEnd = wordOf(parsed, "line-end", ["crlf", "lf"]);
  return {
    lineEnd: lineEnd === "lf" ? "\n" : "\r\n",
    bom: isOn(parsed, "bom"),
    formulaGuard: !isOn(parsed, "no-formula-guard"),
  };
}
