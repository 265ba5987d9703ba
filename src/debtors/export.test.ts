import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { debtorLedger, goldenRetailer } from "../../test/retailer.ts";
import type { Issue } from "../fault/issue.ts";
import { customerAging } from "./aging-tab.ts";
import { customerDetail } from "./detail.ts";
import {
  detailGrids,
  type ExportFormat,
  exportFormats,
  exportTab,
  laybyGrid,
  listGrid,
  reportGrid,
} from "./export.ts";
import { laybyManager } from "./layby.ts";
import { debtorList } from "./list.ts";
import { debtorReport } from "./report.ts";
import { type DebtorTabName, debtorTabNames, debtorTabs } from "./tabs.ts";
import { debtorsView } from "./view.ts";

const golden = debtorsView(debtorLedger(goldenRetailer()));
const texts = (tab: DebtorTabName, format: ExportFormat) =>
  exportTab(golden, tab, format).map((file) => (file.kind === "text" ? file.text : ""));

describe("exportTab", () => {
  test("B-019 B-105 B-131 B-152 B-161 B-174 B-185 each tab has its formats, JSON and a table besides, and refuses the others", () => {
    const image = ["png"];
    const files = ["xlsx", "csv", "html", "xml"];
    expect(debtorTabs.map(({ formats }) => formats)).toEqual([image, files, files, files, files, image]);
    for (const { name, formats } of debtorTabs) {
      for (const format of exportFormats) {
        const asking = () => exportTab(golden, name, format);
        if ([...formats, "json", "table"].includes(format)) expect(asking().length).toBeGreaterThan(0);
        else
          expect(asking).toThrow(expect.objectContaining({ code: "FORMAT_NOT_ALLOWED", path: ["format"] }));
      }
    }
  });

  test("B-131 customer aging is a file a grid in CSV, one document in HTML and XML", () => {
    const files = exportTab(golden, "aging", "csv");
    expect(files.map(({ name, format }) => [name, format])).toEqual([
      ["customer-aging-monthly", "csv"],
      ["customer-aging-7-day", "csv"],
    ]);
    const [monthly = "", weekly = ""] = texts("aging", "csv");
    expect(parse(monthly)).toEqual([
      [
        "Customer number",
        "Customer name",
        "Terms",
        "Credit Limit",
        "Total Outstanding",
        "Current",
        "1-30 days",
        "31-60 days",
        "61-90 days",
        "90+ days",
        "Max Days",
        "Status",
      ],
      [
        "001",
        "Anna",
        "30 days",
        "1000.00",
        "1000.00",
        "500.00",
        "0.00",
        "0.00",
        "500.00",
        "0.00",
        "68",
        "Overdue",
      ],
      [
        "002",
        "Bob",
        "EOM Current",
        "200.00",
        "250.00",
        "0.00",
        "0.00",
        "250.00",
        "0.00",
        "0.00",
        "40",
        "Over Limit",
      ],
      ["005", "Eve", "EOM Following", "", "20.00", "20.00", "0.00", "0.00", "0.00", "0.00", "0", "Current"],
    ]);
    expect(parse(weekly)[1]?.slice(0, 7)).toEqual(["003", "Cara", "7 days", "", "100.00", "30.00", "70.00"]);
    const [html = ""] = texts("aging", "html");
    expect(html.match(/<table>/g)).toHaveLength(2);
    const [xml = ""] = texts("aging", "xml");
    expect(xml).toContain(
      "<row><customerNumber>001</customerNumber><customerName>Anna</customerName><terms>30 days</terms>",
    );
    expect(xml.match(/<grid /g)).toHaveLength(2);
  });

  test("B-152 B-161 B-174 the other grids, a line a customer", () => {
    expect(parse(texts("credit", "csv")[0] ?? "")[2]).toEqual([
      "002",
      "Bob",
      "200.00",
      "LIMITED",
      "250.00",
      "125.00",
      "-50.00",
      "0.00",
      "250.00",
      "20.83",
      "",
      "Over Limit",
      "HOLD ORDERS - Collect payment before processing",
    ]);
    expect(parse(texts("reliability", "csv")[0] ?? "")[5]).toEqual([
      "001",
      "Anna",
      "9.09",
      "1100.00",
      "100.00",
      "1000.00",
      "At Risk",
    ]);
    expect(parse(texts("value", "csv")[0] ?? "")[1]).toEqual([
      "Anna",
      "1100.00",
      "450.00",
      "40.91",
      "Gold",
      "14.00",
    ]);
  });

  test("B-131 a spreadsheet writer gets typed cells: minor units, numbers, days, null for blanks", () => {
    const [file] = exportTab(golden, "credit", "xlsx");
    const grid = file?.kind === "grid" ? file.grid : undefined;
    expect(grid?.rows[2]).toEqual([
      "003",
      "Cara",
      null,
      "NO LIMIT",
      10_000,
      null,
      null,
      0,
      10_000,
      833,
      null,
      null,
      "STANDARD TERMS - No limit set",
    ]);
    expect(grid?.columns[5]).toEqual({
      name: "utilizationPct",
      label: "Utilization Pct",
      kind: "percent",
      decimals: 2,
    });
    expect(grid?.totals?.[4]).toBe(131_000);
    expect(JSON.parse(JSON.stringify(grid))).toEqual(grid);
  });

  test("B-105 B-185 what is drawn as an image is plain data: title, unit, categories, series; bars of nothing are left out", () => {
    const [image] = exportTab(golden, "overview", "png", { tab: { hidden: { monthly: ["Current"] } } });
    const charts = image?.kind === "charts" ? image.charts : [];
    expect(charts.map(({ name, kind, title }) => [name, kind, title])).toEqual([
      ["aging-7-day", "donut", "7-Day Terms Aging"],
      ["aging-monthly", "donut", "30-Day+ Terms Aging"],
      ["top-debtors", "bar", "Top 10 Debtors Outstanding"],
      ["payment-trends", "line", "Payment Trends"],
    ]);
    expect(charts[1]).toMatchObject({
      categories: ["1-30 days", "31-60 days", "61-90 days", "90+ days"],
      series: [{ values: [0, 25_000, 50_000, 0] }],
      centre: 127_000,
    });
    expect(charts[3]?.unit).toEqual({ kind: "money", currency: { code: "AUD", exponent: 2 } });
    expect(image?.kind === "charts" && image.cards.map(({ title }) => title)).toEqual(["Bob", "Anna"]);
    const [forecast] = exportTab(golden, "forecast", "png");
    expect(forecast?.kind === "charts" && forecast.charts[0]?.categories).toEqual([
      "Week 1",
      "Week 3",
      "Week 5-8",
      "Overdue",
    ]);
    expect(JSON.parse(JSON.stringify(image))).toEqual(image);
  });

  test("JSON is the tab's own answer, and what is exported is what the tab shows under its options", () => {
    expect(JSON.parse(texts("aging", "json")[0] ?? "")).toEqual(customerAging(golden));
    const options = { tab: { statusThresholds: { late: 1, overdue: 2, critical: 3 } } };
    const [file] = exportTab(golden, "aging", "csv", options);
    expect(file?.kind === "text" && file.text.split("\r\n")[1]?.endsWith(",68,Critical")).toBe(true);
  });

  test("a table of text ends with the totals", () => {
    expect(texts("reliability", "table")[0]?.trimEnd().split("\n").at(-1)).toMatch(
      /^Total +1510\.00 +200\.00 +1410\.00$/,
    );
    for (const tab of debtorTabNames) expect(texts(tab, "table")[0]?.length).toBeGreaterThan(50);
  });

  test("names are guarded in CSV, escaped in markup, and what markup cannot hold is left out and remarked on", () => {
    const odd = debtorsView(
      debtorLedger({
        accounts: [{ account_id: "A", account_name: '=1+1 <b>&"\u0001\u202e' }],
        invoices: [
          {
            invoice_number: "1",
            account_id: "A",
            amount: "1.00",
            issued_on: "2025-05-01",
            due_on: "2025-05-31",
          },
        ],
      }),
    );
    const remarks: Issue[] = [];
    const read = (format: ExportFormat) => {
      const [file] = exportTab(odd, "reliability", format, { onWarning: (issue) => remarks.push(issue) });
      return file?.kind === "text" ? file.text : "";
    };
    expect(read("csv")).toContain(`"'=1+1 <b>&""\u0001\u202e"`);
    expect(read("html")).toContain("<td>=1+1 &lt;b&gt;&amp;&quot;\u202e</td>");
    expect(read("xml")).toContain("<customerName>=1+1 &lt;b&gt;&amp;&quot;\u202e</customerName>");
    // Of CSV that it hides text, of markup also that a character was left out.
    expect(remarks.map(({ code, path }) => [code, path])).toEqual(
      Array.from({ length: 5 }, () => ["TEXT_SUSPICIOUS", [0, "customerName"]]),
    );
  });

  test("a tab, format or option that is none is refused", () => {
    expect(() => exportTab(golden, "laybys" as never, "csv")).toThrow(
      expect.objectContaining({ code: "POLICY_RANGE", path: ["tab"] }),
    );
    expect(() => exportTab(golden, "aging", "pdf" as never)).toThrow(
      expect.objectContaining({ code: "POLICY_RANGE", path: ["format"] }),
    );
    expect(() => exportTab(golden, "aging", "csv", { bom: true } as never)).toThrow(
      expect.objectContaining({ code: "POLICY_UNKNOWN", path: ["bom"] }),
    );
    expect(() => exportTab(golden, "aging", "csv", { tab: { sort: 1 } } as never)).toThrow(
      expect.objectContaining({ code: "POLICY_UNKNOWN", path: ["sort"] }),
    );
  });
});

test("lists, reports, laybys and transactions are grids too, with the totals of what is shown", () => {
  const list = listGrid(debtorList(golden, "current-month-sales", { search: "cara" }));
  expect([list.title, list.rows.length, list.totals]).toEqual([
    "Debtors List - Current Sales this month",
    2,
    [null, null, null, null, 10_000, 10_000],
  ]);
  const report = reportGrid(debtorReport(golden, "outstanding"));
  expect([report.title, report.rows[0], report.totals?.[5]]).toEqual([
    "Outstanding Invoices",
    ["2025-02-01", "S2", "001", "Anna", 60_000, 50_000, "2025-03-03"],
    141_000,
  ]);
  const laybys = laybyGrid(laybyManager(golden));
  expect(laybys.rows[0]?.at(-1)).toBe("Partially paid, Partially collected, Overdue");
  const [invoices, payments] = detailGrids(customerDetail(golden, "001"));
  expect([invoices?.rows.length, payments?.rows.length, invoices?.totals]).toEqual([2, 1, null]);
});
