import { describe, expect, test } from "vitest";
import { mustRead } from "../../test/must-read.ts";
import { parseCsv } from "../csv/parse-csv.ts";
import type { RejectedRow } from "../csv/source.ts";
import type { Issue } from "../fault/issue.ts";
import { counted, issueLine, issueLines, rejectsCsv, rejectsWords } from "./report.ts";

const issue: Issue = { code: "DATE_INVALID", path: ["invoices", 3, "due_on"], message: "No day." };

describe("an issue's line", () => {
  test("names file, line and column", () => {
    const inFile = { ...issue, file: "invoices.csv", line: 5 };
    expect(issueLine(inFile)).toBe("invoices.csv:5: DATE_INVALID due_on: No day.\n");
    expect(issueLine({ ...inFile, path: ["invoices", 3] })).toBe("invoices.csv:5: DATE_INVALID No day.\n");
  });

  test("names the file alone where there is no line", () => {
    const about = { ...issue, file: "quotes.csv", path: ["quotes.csv"] };
    expect(issueLine(about)).toBe("quotes.csv: DATE_INVALID No day.\n");
  });

  test("names the path where there is no file, and the ledger where there is no path", () => {
    expect(issueLine(issue)).toBe("invoices/3/due_on: DATE_INVALID No day.\n");
    expect(issueLine({ ...issue, path: [] })).toBe("ledger: DATE_INVALID No day.\n");
  });
});

test("many issues are lines, and how many more there are", () => {
  const line = "invoices/3/due_on: DATE_INVALID No day.\n";
  expect(issueLines([], 0, "error")).toBe("");
  expect(issueLines([issue, issue], 0, "error")).toBe(line + line);
  expect(issueLines([issue], 1, "error")).toBe(`${line}… and 1 more error\n`);
  expect(issueLines([issue], 2, "warning")).toBe(`${line}… and 2 more warnings\n`);
  expect([counted(0, "row"), counted(1, "row"), counted(2, "row")]).toEqual(["0 rows", "1 row", "2 rows"]);
});

test("rejected rows are a CSV file from which each row can be taken back", () => {
  const cells = ["=1", 'say "no"', "a,b", "two\nlines", ""];
  const row: RejectedRow = {
    file: "accounts.csv",
    line: 7,
    cells,
    issues: [issue, { ...issue, code: "TYPE", path: ["invoices", 3] }],
    follows: false,
  };
  for (const delimiter of [",", ";", "\t"]) {
    const { header, rows } = mustRead(parseCsv(rejectsCsv([row], delimiter), { unguard: false }));
    expect(header).toEqual(["file", "line", "reasons", "row"]);
    expect(rows[0]?.slice(0, 3)).toEqual([
      "accounts.csv",
      "7",
      "DATE_INVALID due_on: No day. | TYPE No day.",
    ]);
    const own = ["a", "b", "c", "d", "e"].join(delimiter);
    const again = parseCsv(`${own}\n${rows[0]?.[3]}\n`, { delimiter, unguard: false });
    expect(mustRead(again).rows).toEqual([cells]);
  }
  expect(rejectsCsv([], ",")).toBe("file,line,reasons,row\r\n");
  expect(rejectsCsv([{ ...row, cells: [""] }], ",")).toMatch(/,""""""\r\n$/);
});

test("rows that only follow from others say so, and are counted apart", () => {
  const row: RejectedRow = { file: "a.csv", line: 2, cells: ["x"], issues: [issue], follows: true };
  const rejects = mustRead(parseCsv(rejectsCsv([row], ","))).rows;
  expect(rejects[0]?.[2]).toBe("DATE_INVALID due_on: No day. (follows from rejected rows)");
  expect(rejectsWords([{ ...row, follows: false }])).toBe("1 row rejected");
  expect(rejectsWords([row, { ...row, follows: false }, row])).toBe(
    "3 rows rejected, 2 of them because they name rejected rows",
  );
});

test("no line from data moves the cursor, begins a line or turns the direction of text", () => {
  const odd = "a\u001b[2J\nb\u0085\u202e";
  const plain = "a\uFFFD[2J\uFFFDb\uFFFD\uFFFD";
  expect(issueLine({ ...issue, path: ["invoices", 3, odd], file: odd, line: 5, message: odd })).toBe(
    `${plain}:5: DATE_INVALID ${plain}: ${plain}\n`,
  );
  expect(issueLine({ ...issue, path: [odd] })).toBe(`${plain}: DATE_INVALID No day.\n`);
});
