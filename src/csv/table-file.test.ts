import { describe, expect, test } from "vitest";
import { IssueLog } from "../fault/issue.ts";
import { type TableName, tableColumns, tableNames } from "../model/tables.ts";
import { readCsv } from "../table/read-csv.ts";
import { spellerOf } from "./spelling.ts";
import { type ColumnMapping, foldHeader, tableOf } from "./table-file.ts";

function read(text: string, mappings: readonly ColumnMapping[] = [], name: TableName = "invoices") {
  const log = new IssueLog();
  const grid = readCsv(text, "x.csv", log);
  if (grid === undefined) throw new Error("No grid");
  const speller = spellerOf({ decimal: ",", dateFormat: "M/D/YYYY" });
  const table = tableOf({ table: name, file: "x.csv", grid, mappings, speller }, log);
  return { table, messages: log.issues.map(({ message }) => message) };
}

describe("a table's columns in a file", () => {
  test("are found by header, whatever its case and blanks; rows hold what is not blank, spelled for readers", () => {
    const { table } = read(
      ' INVOICE_NUMBER,account_id,amount,due_on,colour\n3/1/2025,A,"1,50",3/1/2025,red\n8,A,,  ,\n',
    );
    expect(table?.rows.map(({ raw, line, index }) => [line, index, raw])).toEqual([
      [2, 0, { invoice_number: "3/1/2025", account_id: "A", amount: "1.50", due_on: "2025-03-01" }],
      [3, 1, { invoice_number: "8", account_id: "A" }],
    ]);
    expect(table?.places.get("invoice_number")).toEqual({ at: 0, header: " INVOICE_NUMBER" });
    expect(table?.places.has("colour")).toBe(false);
  });

  test("of moments only days are respelled, of percentages decimals; an instant stays as it is", () => {
    const rows = "V,A,3/1/2025,2025-03-02\nW,A,2025-03-01T10:00:00-06:00,2025-03-01 10:00Z\n";
    const { table } = read(`activity_id,account_id,at,due_at\n${rows}`, [], "activities");
    expect(table?.rows.map(({ raw }) => raw)).toEqual([
      { activity_id: "V", account_id: "A", at: "2025-03-01", due_at: "2025-03-02" },
      { activity_id: "W", account_id: "A", at: "2025-03-01T10:00:00-06:00", due_at: "2025-03-01 10:00Z" },
    ]);
    const bonuses = read('agreement_id,target,rate\nG,"5,00","2,5"\nG,5,2.5\n', [], "bonuses").table;
    expect(bonuses?.rows.map(({ raw }) => raw)).toEqual([
      { agreement_id: "G", target: "5.00", rate: "2.5" },
      // Not spelled as was said, it stays unreadable.
      { agreement_id: "G", target: "5", rate: "2,5" },
    ]);
  });

  test("a mapping takes another header, even where the column's own is there", () => {
    const mappings = [{ table: "invoices", field: "due_on", header: "Late from" }] as const;
    const text = "invoice_number,account_id,amount,due_on,late FROM\n7,A,1,1/1/2025,3/1/2025\n";
    expect(read(text, mappings).table?.rows[0]?.raw).toMatchObject({ due_on: "2025-03-01" });
  });

  test("F-45 each one that is needed or mapped and not there is named", () => {
    const mappings = [{ table: "invoices", field: "job_id", header: "Job" }] as const;
    const { table, messages } = read("invoice_number,account_id,due_on\n7,A,2025-03-01\n", mappings);
    expect(table).toBeUndefined();
    expect(messages).toEqual([
      "There is no column amount: invoices needs it.",
      "There is no column Job: invoices.job_id is mapped to it.",
    ]);
  });
});

test("no two columns of a table have headers that read the same", () => {
  for (const table of tableNames) {
    const folds = tableColumns(table).map(({ name }) => foldHeader(name));
    expect(new Set(folds).size).toBe(folds.length);
  }
});
