import { formatAmount, type Minor } from "../money/amount.ts";
import type { Currency } from "../money/currency.ts";
import type { FoundInvoices } from "../summary/find-invoice.ts";
import type { HistoryLine, HistoryPeriods } from "../summary/history-totals.ts";
import type { SummaryLink } from "../summary/link.ts";
import type { SummaryTotal } from "../summary/outstanding.ts";
import { type FinancialSummary, summarySections } from "../summary/summary.ts";
import { terminalText } from "../table/terminal-text.ts";
import { type TextColumn, writeText } from "../table/write-text.ts";
import { counted } from "./report.ts";

/** A line of a section: what it says, and where it leads; null where it leads nowhere. */
interface Line<Figure> {
  readonly what: string;
  readonly figure: Figure;
  readonly link?: SummaryLink | null;
}

/** A customer's financial summary for a person: the four sections as on the screen. */
export function summaryPage(summary: FinancialSummary): string {
  const { accountName, accountId, asOf, currency } = summary;
  const [outstanding, creditInfo, activity, historyTotals] = summarySections;
  return [
    `${terminalText(`${accountName}  ${accountId}`)}\nAs of ${asOf}, in ${currency.code}\n`,
    outstandingTable(outstanding, summary),
    writeText(creditLines(summary), [
      title(creditInfo),
      { name: "", text: ({ figure }) => figure, numeric: false },
    ]),
    writeText(activityLines(summary), [
      title(activity),
      { name: "", text: ({ figure }) => String(figure), numeric: true },
      leadsTo(),
    ]),
    historyTable(historyTotals, summary),
    periodWords(summary),
  ].join("\n");
}

function outstandingTable(name: string, { outstanding, currency }: FinancialSummary): string {
  const { current, debits, totalOverdue, overdue, totalCurrentDue, retention, totalBalanceDue, unapplied } =
    outstanding;
  const lines: readonly Line<SummaryTotal>[] = [
    { what: "Current", figure: current },
    { what: "  of it debit memos", figure: debits },
    { what: "Past due", figure: totalOverdue },
    ...overdue.map(({ label, amount, count }) => ({ what: `  ${label}`, figure: { amount, count } })),
    { what: "Total current due", figure: totalCurrentDue },
    { what: "Retention/holdback balance", figure: retention },
    { what: "Total balance due", figure: totalBalanceDue, link: totalBalanceDue.link },
    { what: "Unapplied credits, not netted", figure: unapplied.credits },
    { what: "Unapplied payments, not netted", figure: unapplied.payments },
  ];
  return writeText(lines, [
    title(name),
    { name: "Documents", text: ({ figure }) => String(figure.count), numeric: true },
    { name: "Amount", text: ({ figure }) => formatAmount(figure.amount, currency), numeric: true },
    leadsTo(),
  ]);
}

function creditLines({ creditInfo, currency }: FinancialSummary): readonly Line<string>[] {
  const { status, lastBillDate, lastPaymentDate, dateEstablished, salesperson } = creditInfo;
  const { creditLimit, averageDaysToPay } = creditInfo;
  const figures: readonly (readonly [string, string | null | undefined])[] = [
    ["Status", status],
    ["Last bill date", lastBillDate],
    ["Last payment date", lastPaymentDate],
    ["Date established", dateEstablished],
    ["Salesperson", salesperson],
    ["Credit limit", creditLimit === null ? null : formatAmount(creditLimit, currency)],
    ["Average days to pay", averageDaysToPay?.toFixed(2)],
  ];
  return figures.map(([what, figure]) => ({ what, figure: figure ?? "–" }));
}

function activityLines({ activity }: FinancialSummary): readonly Line<number>[] {
  const { openContracts, activeSites } = activity;
  return [
    { what: "Open contracts", figure: openContracts.count, link: openContracts.link },
    { what: "Active sites", figure: activeSites.count },
  ];
}

function historyTable(name: string, { historyTotals, currency }: FinancialSummary): string {
  const { invoices, payments, discounts } = historyTotals;
  const lines: readonly Line<HistoryLine>[] = [
    { what: "Invoices", figure: invoices },
    { what: "Payments", figure: payments, link: payments.link },
    { what: "Discounts", figure: discounts },
  ];
  const column = (head: string, of: (line: HistoryLine) => Minor | null): TextColumn<Line<HistoryLine>> => ({
    name: head,
    text: ({ figure }) => amountOr("", of(figure), currency),
    numeric: true,
  });
  return writeText(lines, [
    title(name),
    column("MTD", ({ mtd }) => mtd),
    column("YTD", ({ ytd }) => ytd),
    column("Retention", ({ retention }) => retention),
    column("Last year", ({ lastYear }) => lastYear),
    leadsTo(),
  ]);
}

/** Between which days the totals lie, and what lies in none. */
function periodWords({ historyTotals: { periods, undated }, currency }: FinancialSummary): string {
  const since = (day: string | null) => (day === null ? "from the beginning" : `after ${day}`);
  const lines = [
    `MTD ${since(periods.monthAfter)}, YTD ${since(periods.yearAfter)}, last year ${lastYearWords(periods, since)}`,
    ...(undated.count === 0
      ? []
      : [
          `In none, for want of a day: ${counted(undated.count, "invoice")}, ${formatAmount(undated.amount, currency)}`,
        ]),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function lastYearWords({ lastYear }: HistoryPeriods, since: (day: string | null) => string): string {
  return lastYear === null ? "not closed" : `${since(lastYear.after)} through ${lastYear.through}`;
}

function title<Figure>(name: string): TextColumn<Line<Figure>> {
  return { name, text: ({ what }) => what, numeric: false };
}

function leadsTo<Figure>(): TextColumn<Line<Figure>> {
  return { name: "", text: ({ link }) => (link == null ? "" : `→ ${link.title}`), numeric: false };
}

function amountOr(otherwise: string, amount: Minor | null, currency: Currency): string {
  return amount === null ? otherwise : formatAmount(amount, currency);
}

/** A number, and the id beside it where that is another. */
function idText(number: string, id: string): string {
  return number === id ? number : `${number} (${id})`;
}

/** What a search for an invoice found, for a person: a line for each place, then what was voided. */
export function foundPage({ number, asOf, currency, hits, voided }: FoundInvoices): string {
  const head = hits.length === 0 ? "not found" : `found in ${counted(hits.length, "place")}`;
  const table = writeText(hits, [
    { name: "Found in", text: ({ link }) => link.title, numeric: false },
    { name: "Status", text: ({ status }) => status ?? "", numeric: false },
    { name: "Customer", text: ({ accountId }) => accountId, numeric: false },
    { name: "Name", text: ({ accountName }) => accountName, numeric: false },
    {
      name: "Invoice",
      text: ({ invoiceNumber, invoiceId }) => idText(invoiceNumber, invoiceId),
      numeric: false,
    },
    { name: "Date", text: ({ issuedOn }) => issuedOn ?? "", numeric: false },
    { name: "Due", text: ({ dueOn }) => dueOn, numeric: false },
    { name: "Amount", text: ({ amount }) => formatAmount(amount, currency), numeric: true },
    { name: "Balance", text: ({ balance }) => formatAmount(balance, currency), numeric: true },
  ]);
  const words = voided.map(({ invoiceId, accountId, voidedOn }) =>
    terminalText(`Voided${voidedOn === null ? "" : ` on ${voidedOn}`}: ${invoiceId} of ${accountId}`),
  );
  return [
    `${terminalText(`Invoice ${number}`)}: ${head}, on ${asOf}, in ${currency.code}\n`,
    ...(hits.length === 0 ? [] : [table]),
    ...(words.length === 0 ? [] : [`${words.join("\n")}\n`]),
  ].join("\n");
}
