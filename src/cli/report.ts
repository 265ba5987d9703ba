import type { RejectedRow } from "../csv/source.ts";
import type { Fault } from "../fault/fault.ts";
import type { Issue } from "../fault/issue.ts";
import type { Ledger } from "../model/ledger.ts";
import { formatAmount, plusMinor } from "../money/amount.ts";
import { type PositionOptions, unallocatedPayments } from "../positions/open-items.ts";
import { terminalText } from "../table/terminal-text.ts";
import { type CsvColumn, writeCsv } from "../table/write-csv.ts";

/** An issue as one line: `file:line: CODE column: message`, or, for JSON, the path instead of file and line. */
export function issueLine(issue: Issue): string {
  const { path, file, line } = issue;
  const place = file === undefined ? path.join("/") : line === undefined ? file : `${file}:${line}`;
  const words = file === undefined ? `${issue.code} ${issue.message}` : reasonOf(issue);
  return `${terminalText(`${place === "" ? "ledger" : place}: ${words}`)}\n`;
}

/** An issue of a row whose place is known: `CODE column: message`. */
function reasonOf({ code, path, message }: Issue): string {
  const column = path[2];
  return `${code}${typeof column === "string" ? ` ${column}:` : ""} ${message}`;
}

/** What issues were listed and how many more there are, as lines. */
export function issueLines(issues: readonly Issue[], omitted: number, kind: "error" | "warning"): string {
  const lines = issues.map(issueLine).join("");
  return omitted === 0 ? lines : `${lines}… and ${counted(omitted, `more ${kind}`)}\n`;
}

/** Payments of which something is put against no document, as a line; nothing where there are none. */
export function unallocatedWords(ledger: Ledger, position: PositionOptions): string {
  const unallocated = unallocatedPayments(ledger, position);
  if (unallocated.length === 0) return "";
  const sum = unallocated.reduce((total, { amount }) => plusMinor(total, amount), 0);
  const amount = formatAmount(sum, ledger.business.currency);
  return `${counted(unallocated.length, "payment")} not allocated in full: ${amount}, not netted\n`;
}

/** `1 row`, `2 rows`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** What to do where balances of a past day are not known, a line. */
export const reageHint = "--as-of-mode reage ages today's balances on that day instead.\n";

/** Which documents do not say what was left on them, a line each. */
export function historyLines({ code, details }: Fault, tableOf: (id: string) => string): string {
  const { documents, ids } = details as {
    readonly documents?: readonly { readonly table: string; readonly id: string; readonly why: string }[];
    readonly ids: readonly string[];
  };
  const unexplained = "It does not say what was left on it on that day.";
  const lines = documents ?? ids.map((id) => ({ table: tableOf(id), id, why: unexplained }));
  return lines.map(({ table, id, why }) => `${terminalText(`${table}/${id}: ${code} ${why}`)}\n`).join("");
}

/** How many rows were set aside, and how many of them only because of others. */
export function rejectsWords(rejected: readonly RejectedRow[]): string {
  const following = rejected.filter(({ follows }) => follows).length;
  const why = following === 0 ? "" : `, ${following} of them because they name rejected rows`;
  return `${counted(rejected.length, "row")} rejected${why}`;
}

/**
 * The rows that were set aside, as a CSV file.
 *
 * @param delimiter - What stands between the cells of the file they come from; absent for JSON.
 */
export function rejectsCsv(rejected: readonly RejectedRow[], delimiter?: string): string {
  const columns: readonly CsvColumn<RejectedRow>[] = [
    { name: "file", text: ({ file }) => file, numeric: false },
    { name: "line", text: ({ line }) => String(line), numeric: true },
    { name: "reasons", text: reasonsOf, numeric: false },
    // Never guarded, as numbers are not: it is there to be mended and put back.
    { name: "row", text: ({ cells }) => spelledRow(cells, delimiter), numeric: true },
  ];
  return writeCsv(rejected, columns);
}

function reasonsOf({ issues, follows }: RejectedRow): string {
  const reasons = issues.map(reasonOf).join(" | ");
  return follows ? `${reasons} (follows from rejected rows)` : reasons;
}

/** The row as its file spells it. */
function spelledRow(cells: readonly string[], delimiter: string | undefined): string {
  if (delimiter === undefined) return cells.join("");
  if (cells.length === 1 && cells[0] === "") return '""';
  const quoted = (cell: string) =>
    cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  return cells.map(quoted).join(delimiter);
}
