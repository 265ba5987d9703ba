import { type TableName, tableColumns } from "../src/model/tables.ts";
import type { RawLedger } from "./twin/twin.ts";

/** The ledger as the files of a folder: every column of every table, in CSV of the tests' own making. */
export function filesOf({ business, ...tables }: RawLedger): Map<string, string> {
  const files = new Map([["business.json", JSON.stringify(business)]]);
  for (const [table, rows] of Object.entries(tables)) {
    const names = tableColumns(table as TableName).map(({ name }) => name);
    const lines = rows.map((row: object) => {
      const cells = new Map<string, string>(Object.entries(row));
      return names.map((name) => cells.get(name) ?? "");
    });
    const quoted = [names, ...lines].map((cells) =>
      cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(","),
    );
    files.set(`${table}.csv`, `${quoted.join("\n")}\n`);
  }
  return files;
}
