import type { RejectedRow } from "../csv/settle.ts";
import type { Issue } from "../fault/issue.ts";
import { type CsvColumn, writeCsv } from "../table/write-csv.ts";

/** An issue as one line: `file:line: CODE column: message`, or, for JSON, the path instead of file and line. */
export function issueLine({ code, path, message, file, line }: Issue): string {
  const column = path[2];
  const place = file === undefined ? path.join("/") : line === undefined ? file : `${file}:${line}`;
  const about = file !== undefined && typeof column === "string" ? ` ${column}:` : "";
  return `${place === "" ? "ledger" : place}: ${code}${about} ${message}\n`;
}

/** What issues were listed and how many more there are, as lines. */
export function issueLines(issues: readonly Issue[], omitted: number, kind: "error" | "warning"): string {
  const lines = issues.map(issueLine).join("");
  return omitted === 0 ? lines : `${lines}… and ${counted(omitted, `more ${kind}`)}\n`;
}

/** `1 row`, `2 rows`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

const rejectColumns: readonly CsvColumn<RejectedRow>[] = [
  { name: "file", text: ({ file }) => file, numeric: false },
  { name: "line", text: ({ line }) => String(line), numeric: true },
  {
    name: "reasons",
    text: ({ issues }) => issues.map(({ code, message }) => `${code} ${message}`).join(" | "),
    numeric: false,
  },
  // The row as one cell, spelled as CSV itself, so that it can be mended and put back.
  { name: "row", text: ({ cells }) => cells.map(quoted).join(","), numeric: false },
];

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** The rows that were set aside, as a CSV file. */
export function rejectsCsv(rejected: readonly RejectedRow[]): string {
  return writeCsv(rejected, rejectColumns);
}
