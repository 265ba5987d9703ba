import { type AccountDetail, type AccountDetailOptions, accountDetail } from "../customers/detail.ts";
import { type DetailTab, type DetailTabs, detailTabOrder, detailTabs } from "../customers/detail-columns.ts";
import { filterInvoices, invoiceFilters } from "../customers/detail-filter.ts";
import { decimalsOf } from "../customers/list.ts";
import { choices } from "../customers/query.ts";
import { type CustomerDetail, customerDetail } from "../debtors/detail.ts";
import { debtorsView } from "../debtors/view.ts";
import { Fault } from "../fault/fault.ts";
import type { Ledger } from "../model/ledger.ts";
import { ownLedger } from "../model/own-ledger.ts";
import { formatAmount } from "../money/amount.ts";
import { asOfModes, type PositionOptions } from "../positions/open-items.ts";
import type { PlainStats } from "../stats/plain.ts";
import { discountCombinings } from "../stats/stats.ts";
import { terminalText } from "../table/terminal-text.ts";
import { type TextColumn, writeText } from "../table/write-text.ts";
import { averageDaysText } from "../tally/average.ts";
import { detailPage } from "./debtors-page.ts";
import { figureLines } from "./figures.ts";
import { formatOf } from "./format.ts";
import { type ExitCode, type Io, UsageError } from "./io.ts";
import { listOf, numberOf, type Parsed, textOf, wordOf } from "./options.ts";
import { settledLedger } from "./settled-ledger.ts";

/** `receivables account`: one account in detail. */
export async function accountCommand(parsed: Parsed, io: Io): Promise<ExitCode> {
  const accountId = textOf(parsed, "account");
  if (accountId === undefined) throw new UsageError("Name the account: --account ID.");
  const format = formatOf(parsed, io);
  const statuses = choices(listOf(parsed, "invoice-status"), invoiceFilters, "invoiceStatus");
  const settings = settingsOf(parsed);
  decimalsOf(settings);
  const settled = await settledLedger(parsed, io, io.err);
  if (!settled.ok) return settled.exitCode;
  const { ledger, now } = settled;
  const asOf = textOf(parsed, "as-of") ?? ledger.today;
  const detail = accountDetail(ledger, accountId, { ...settings, asOf, now });
  const invoiceStatus = statuses === undefined ? null : [...statuses];
  const debtor = debtorOf(ledger, accountId, { asOf, mode: detail.options.mode }, io);
  const tabs = { ...detail.tabs, invoices: filterInvoices(detail.tabs.invoices, invoiceStatus ?? []) };
  if (format === "table") {
    const page = pageOf(detail, tabs, invoiceStatus);
    io.out(debtor === null ? page : `${page}\n${detailPage(debtor)}`);
  } else {
    const json = { ...detail, options: { ...detail.options, invoiceStatus }, tabs, debtor };
    io.out(`${JSON.stringify(json, null, 2)}\n`);
  }
  return settled.conclude();
}

/**
 * The account as the debtors board has it; null, after saying why, where its documents do not say how old they are. Only its
 * own documents are looked at, as for its detail.
 */
function debtorOf(
  ledger: Ledger,
  accountId: string,
  position: PositionOptions,
  io: Io,
): CustomerDetail | null {
  try {
    return customerDetail(debtorsView(ownLedger(ledger, accountId), position), accountId);
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== "ISSUE_DATE_MISSING") throw error;
    io.err(`${terminalText(`${error.code} As a debtor: ${error.message}`)}\n`);
    return null;
  }
}

function settingsOf(parsed: Parsed): Omit<AccountDetailOptions, "asOf" | "now"> {
  const mode = wordOf(parsed, "as-of-mode", asOfModes);
  const discounts = wordOf(parsed, "discounts", discountCombinings);
  const averageDecimals = numberOf(parsed, "average-decimals");
  return {
    ...(mode === undefined ? {} : { mode }),
    ...(discounts === undefined ? {} : { discounts }),
    ...(averageDecimals === undefined ? {} : { averageDecimals }),
  };
}

/** The detail for a person: who it is, what is owed, the four tabs, and jobs and statement where there are any. */
function pageOf(detail: AccountDetail, tabs: DetailTabs, invoiceStatus: readonly string[] | null): string {
  const filter = invoiceStatus === null ? "" : ` (${invoiceStatus.join(", ")})`;
  return [
    headOf(detail),
    figuresOf(detail),
    ...detailTabOrder.map((tab) => tabOf(tab, detail, tabs, tab === "invoices" ? filter : "")),
    ...(detail.jobs === null ? [] : [`Jobs\n\n${jobsTable(detail, detail.jobs)}`]),
    ...(detail.statement === null ? [] : [`Latest statement\n\n${statementTable(detail, detail.statement)}`]),
  ].join("\n");
}

function headOf(detail: AccountDetail): string {
  const { accountId, accountName, badges, asOf, currency, creditLimit, invitation } = detail;
  const marks = badges.map(({ label }) => `[${label}]`).join(" ");
  const facts: readonly (readonly [string, string | null])[] = [
    ["Registered as", detail.buyerCompanyName],
    ["Invitation", invitation && `${invitation.email}, last changed ${invitation.updatedAt}`],
    ["Email", detail.email],
    ["Phone", detail.phone],
    ["Terms", detail.terms],
    ["Credit limit", creditLimit === null ? null : formatAmount(creditLimit, currency)],
    ["Customer since", detail.establishedOn],
    ["Salesperson", detail.salesperson],
    ["Notes", detail.notes],
  ];
  const lines = [
    `${accountName}  ${accountId}  ${marks}`,
    ...facts.flatMap(([what, text]) => (text === null ? [] : [`${what}: ${text}`])),
    `As of ${asOf}, in ${currency.code}`,
  ];
  return lines.map((line) => `${terminalText(line)}\n`).join("");
}

function figuresOf({ stats, unallocated, currency, options }: AccountDetail): string {
  const decimals = options.averageDecimals;
  const rows = [
    ...figureLines(stats).map(({ what, tally: { amount, count, amountDays }, ages }) => ({
      what,
      amount,
      count,
      average: ages ? averageDaysText({ amount, amountDays: BigInt(amountDays) }, { decimals }) : "",
    })),
    { what: "payments not allocated", ...unallocated, average: "" },
  ];
  return writeText(rows, [
    { name: "", text: ({ what }) => what, numeric: false },
    { name: "Documents", text: ({ count }) => String(count), numeric: true },
    { name: "Amount", text: ({ amount }) => formatAmount(amount, currency), numeric: true },
    { name: "Avg. days", text: ({ average }) => average, numeric: true },
  ]);
}

function tabOf<Tab extends DetailTab>(
  tab: Tab,
  { tabs: all, currency }: AccountDetail,
  shown: DetailTabs,
  filter: string,
): string {
  const { label, columns } = detailTabs[tab];
  const rows: readonly DetailTabs[Tab][number][] = shown[tab];
  const of = rows.length === all[tab].length ? "" : ` of ${all[tab].length}`;
  const head = `${label}${filter}: ${rows.length === 0 && of === "" ? "none" : rows.length}${of}\n`;
  if (rows.length === 0) return head;
  const table = writeText(
    rows,
    columns.map(({ label: name, kind, text }) => ({
      name,
      numeric: kind === "money",
      text: (row: DetailTabs[Tab][number]) => text(row, currency),
    })),
  );
  return `${head}\n${table}`;
}

type Jobs = Exclude<AccountDetail["jobs"], null>;
type Statement = Exclude<AccountDetail["statement"], null>;

function jobsTable(detail: AccountDetail, { jobs, unassigned }: Jobs): string {
  const noJob = { jobId: "", name: "no job", status: null, stats: unassigned };
  return writeText<Jobs["jobs"][number]>(
    [...jobs, noJob],
    [
      { name: "Job", text: ({ jobId }) => jobId, numeric: false },
      { name: "Name", text: ({ name }) => name ?? "", numeric: false },
      { name: "Status", text: ({ status }) => status ?? "", numeric: false },
      ...statsColumns(detail),
    ],
  );
}

function statementTable(detail: AccountDetail, statement: Statement): string {
  return writeText<Statement>(
    [statement],
    [
      { name: "Statement", text: ({ statementId }) => statementId, numeric: false },
      { name: "Date", text: ({ issuedOn }) => issuedOn, numeric: false },
      ...statsColumns(detail),
    ],
  );
}

/** Columns of what something adds up to, for one line each. */
function statsColumns({ currency }: AccountDetail): readonly TextColumn<{ readonly stats: PlainStats }>[] {
  const column = (name: string, of: (stats: PlainStats) => { readonly amount: number }) => ({
    name,
    numeric: true,
    text: ({ stats }: { readonly stats: PlainStats }) => formatAmount(of(stats).amount, currency),
  });
  return [
    column("Outstanding", (stats) => stats.outstanding),
    column("Current", (stats) => stats.current),
    column("Past due", (stats) => stats.pastDue),
    column("1-30", ({ byBucket }) => byBucket["1-30"]),
    column("31-60", ({ byBucket }) => byBucket["31-60"]),
    column("61-90", ({ byBucket }) => byBucket["61-90"]),
    column("91+", ({ byBucket }) => byBucket["91+"]),
  ];
}
