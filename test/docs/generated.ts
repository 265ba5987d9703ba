/** The parts of pages that are made from the lists the library itself reads from. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { customerColumns, quickMap } from "../../src/customers/columns.ts";
import { dashboardColumns } from "../../src/customers/dashboard-columns.ts";
import { detailTabOrder, detailTabs } from "../../src/customers/detail-columns.ts";
import { explainableFigures } from "../../src/customers/explain-figures.ts";
import { panelMetrics } from "../../src/customers/panel.ts";
import {
  agingColumns,
  creditColumns,
  type DebtorColumn,
  laybyColumns,
  listColumns,
  reliabilityColumns,
  valueColumns,
} from "../../src/debtors/columns.ts";
import { debtorLists, debtorListTitles } from "../../src/debtors/list.ts";
import { debtorTileTexts } from "../../src/debtors/tiles.ts";
import { businessKeys } from "../../src/model/business.ts";
import { type TableColumn, tableColumns, tableNames } from "../../src/model/tables.ts";
import { ledgerSchema } from "./ledger-schema.ts";
import { root, textOf } from "./pages.ts";

/** A part of a page, between `<!-- generated:name -->` and `<!-- /generated:name -->`. */
export interface GeneratedPart {
  readonly page: string;
  readonly name: string;
  readonly text: string;
}

/** The file of the schema, and what it must be. */
export const schemaFile = "docs/ledger.schema.json";
/** The text of {@link schemaFile}. */
export function schemaText(): string {
  return `${JSON.stringify(ledgerSchema(), null, 2)}\n`;
}

/** Where a figure is defined: metrics of the panel are figures that can be explained. */
const figureSources = new Map(explainableFigures.map(({ name, source }) => [name, source]));

/** Everything that is generated. */
export const generatedParts: readonly GeneratedPart[] = [
  {
    page: "docs/ledger.md",
    name: "business",
    text: markdownTable(
      ["Key", "Meaning"],
      Object.entries(businessKeys).map(([key, means]) => [code(key), means]),
    ),
  },
  ...tableNames.map((table) => ({
    page: "docs/ledger.md",
    name: table,
    text: markdownTable(["Column", "Required", "Kind", "Meaning"], tableColumns(table).map(columnCells)),
  })),
  {
    page: "docs/customer-export.md",
    name: "columns",
    text: markdownTable(
      ["", "Column", "Kind", "Definition", "Source"],
      customerColumns.map(({ name, kind, means, source }, at) => [
        String(at + 1),
        code(name),
        kind,
        means,
        source,
      ]),
    ),
  },
  {
    page: "docs/customer-export.md",
    name: "quick-map",
    text: markdownTable(
      ["Question", "Column"],
      quickMap.map(({ question, column }) => [question, code(column)]),
    ),
  },
  {
    page: "docs/customers-board.md",
    name: "columns",
    text: markdownTable(
      ["", "Column", "What it says", "Tagged as", "Sorts by", "Source"],
      dashboardColumns.map(({ label, means, source, sortColumn }, at) => [
        String(at + 1),
        label,
        means,
        source,
        code(sortColumn),
        // The document's own table, a line for each column in the same order.
        `000:${at + 7}`,
      ]),
    ),
  },
  {
    page: "docs/customers-board.md",
    name: "panel",
    text: markdownTable(
      ["Metric", "Name", "What it says", "Source"],
      panelMetrics.map(({ label, name, means }) => [label, code(name), means, figureSources.get(name) ?? ""]),
    ),
  },
  {
    page: "docs/customers-board.md",
    name: "tabs",
    text: markdownTable(
      ["Tab", "Column", "What it says", "Source"],
      detailTabOrder.flatMap((tab) =>
        detailTabs[tab].columns.map(({ label, means, source }) => [
          detailTabs[tab].label,
          label,
          means,
          source ?? "–",
        ]),
      ),
    ),
  },
  {
    page: "docs/debtors-board.md",
    name: "tiles",
    text: markdownTable(
      ["Tile", "What it says", "Opens", "Source"],
      debtorTileTexts.map(({ label, means, opens, source }) => [
        label,
        means,
        opens === null ? "" : code(opens),
        source,
      ]),
    ),
  },
  {
    page: "docs/debtors-board.md",
    name: "lists",
    text: `${markdownTable(
      ["List", "Title"],
      debtorLists.map((kind) => [code(kind), debtorListTitles[kind]]),
    )}\n\n${debtorColumns(listColumns)}`,
  },
  ...Object.entries<readonly DebtorColumn<never>[]>({
    laybys: laybyColumns,
    aging: agingColumns([]),
    credit: creditColumns,
    reliability: reliabilityColumns,
    value: valueColumns,
  }).map(([name, columns]) => ({ page: "docs/debtors-board.md", name, text: debtorColumns(columns) })),
];

function debtorColumns(columns: readonly Pick<DebtorColumn<never>, "label" | "means" | "source">[]): string {
  return markdownTable(
    ["Column", "What it says", "Source"],
    columns.map(({ label, means, source }) => [label, means, source]),
  );
}

function columnCells({ name, kind, means, required, choices }: TableColumn): readonly string[] {
  const spellings = choices === undefined ? "" : ` One of ${choices.map(code).join(", ")}.`;
  return [code(name), required ? "yes" : "", kind, means + spellings];
}

function code(text: string): string {
  return `\`${text}\``;
}

function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(header), `|${"---|".repeat(header.length)}`, ...rows.map(line)].join("\n");
}

function partPattern(name: string): RegExp {
  return new RegExp(`(<!-- generated:${name} -->\n)((?:[\\s\\S]*?\n)?)(<!-- /generated:${name} -->)`);
}

/** What stands in a page between the marks of a part; undefined where the marks are missing. */
export function partInPage({ page, name }: GeneratedPart): string | undefined {
  return partPattern(name).exec(textOf(page))?.[2]?.replace(/\n$/, "");
}

/** Writes everything that is generated into its place. */
export function writeGenerated(): void {
  for (const { page, name, text } of generatedParts) {
    const whole = textOf(page).replace(partPattern(name), (_, start, __, end) => `${start}${text}\n${end}`);
    writeFileSync(join(root, page), whole);
  }
  writeFileSync(join(root, schemaFile), schemaText());
}
