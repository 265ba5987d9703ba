import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { customerLedgers } from "../../test/arbitraries/customer-list.ts";
import { takeSnapshot } from "../store/take-snapshot.ts";
import { customerColumns } from "./columns.ts";
import { type DashboardValue, dashboardColumns } from "./dashboard-columns.ts";
import { exportRecords } from "./export.ts";
import { customerListOf } from "./list.ts";
import { customersView } from "./view.ts";

describe("the columns of the dashboard", () => {
  test("A-017 are thirteen, debits before credits", () => {
    expect(dashboardColumns.map(({ label }) => label)).toEqual([
      "Account Name",
      "Account Type",
      "Collection Priority",
      "Outstanding",
      "Invoices (Current)",
      "Invoices (Past Due)",
      "Debit Adjustments",
      "Credit Adjustments",
      "Wtd. Avg. Days Overdue",
      "1–30 Days",
      "31–60 Days",
      "61–90 Days",
      "91+ Days",
    ]);
  });

  test("A-018 carry the tags of the document: three calculated, ten synced", () => {
    const calculated = dashboardColumns.filter(({ source }) => source === "Drypowder calculated");
    expect(calculated.map(({ label }) => label)).toEqual([
      "Collection Priority",
      "Outstanding",
      "Wtd. Avg. Days Overdue",
    ]);
    expect(dashboardColumns.filter(({ source }) => source === "ERP sync")).toHaveLength(10);
  });

  test("each sorts by a header of the export of its own kind, no two by the same", () => {
    const kinds = new Map(customerColumns.map(({ name, kind }) => [name, kind]));
    expect(dashboardColumns.map(({ sortColumn }) => kinds.get(sortColumn))).toEqual(
      dashboardColumns.map(({ kind }) => kind),
    );
    expect(new Set(dashboardColumns.map(({ sortColumn }) => sortColumn)).size).toBe(13);
    for (const { means } of dashboardColumns) expect(means).toMatch(/^\S.*\.$/);
  });

  test("an account named like its number shows that once; a blank type is blank", () => {
    const context = { currency: { code: "USD", exponent: 2 }, priorityDecimals: 1, averageDecimals: 2 };
    const row = { accountId: "7", accountName: "7", accountType: null } as never;
    const [name, type] = dashboardColumns;
    expect(name?.text(row, context)).toBe("7");
    expect(name?.value(row)).toEqual({ name: "7", accountId: "7" });
    expect([type?.text(row, context), type?.value(row)]).toEqual(["", null]);
  });
});

test("a cell says what the export's cell under its header says, as text and as data", () => {
  const numberOf = (value: DashboardValue, kind: string) =>
    typeof value === "number" && kind === "money" ? value / 100 : value;
  const ledgers = customerLedgers(11);
  const arbDecimals = fc.record({
    priorityDecimals: fc.nat({ max: 6 }),
    averageDecimals: fc.nat({ max: 6 }),
  });
  fc.assert(
    fc.property(ledgers, arbDecimals, (ledger, decimals) => {
      const snapshot = takeSnapshot(ledger, { asOf: "2025-03-10", now: 0 });
      const records = exportRecords(customerListOf(snapshot, decimals));
      const { rows, currency } = customersView(snapshot, {}, decimals);
      expect(rows).toHaveLength(records.length);
      for (const [at, row] of rows.entries()) {
        const record = records[at] ?? {};
        for (const { sortColumn, kind, text, value } of dashboardColumns.slice(1)) {
          const exported = record[sortColumn] ?? "";
          expect(text(row, { currency, ...decimals })).toBe(exported);
          const asData = kind === "text" ? exported || null : Number(exported);
          expect(numberOf(value(row), kind)).toBe(asData);
        }
      }
    }),
    { numRuns: 1000 },
  );
});
