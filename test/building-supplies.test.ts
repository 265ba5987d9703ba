import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { todayIn } from "../src/calendar/index.ts";
import { parseCsv, readLedgerFiles } from "../src/csv/index.ts";
import { tableNames } from "../src/index.ts";
import { customerDashboard, widgetNames } from "../src/profile/index.ts";
import { financialSummary, findInvoice } from "../src/summary/index.ts";
import { dayIn } from "./arbitraries/customer.ts";
import { mustRead } from "./must-read.ts";
import { findTwin, profileTwin, type RawTables, type Row, summaryTwin } from "./twin/customer-twin.ts";
import { dashboardInTwinWords, summaryInTwinWords } from "./twin/customer-words.ts";

const folder = new URL("../docs/building-supplies/", import.meta.url);
const files = new Map(readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), "utf8")]));
const now = "2025-06-10T18:00:00Z";
const today = "2025-06-10";

const reading = readLedgerFiles(files, { today: (zone) => todayIn(zone, now) });
const { ledger } = mustRead(reading);

/** The rows of each file as they stand in it, cells that are blank left out. */
const tables = {
  business: JSON.parse(files.get("business.json") ?? ""),
  ...Object.fromEntries(
    tableNames.map((table) => {
      const { header, rows } = mustRead(parseCsv(files.get(`${table}.csv`) ?? ""));
      const cells = rows.map((row) => row.map((cell, at) => [header[at] ?? "", cell] as const));
      return [table, cells.map((row): Row => Object.fromEntries(row.filter(([, cell]) => cell !== "")))];
    }),
  ),
} as unknown as RawTables;

const accountIds = [...ledger.accounts.keys()];

test("every table of the format has rows, and nothing is to be remarked on", () => {
  expect(reading.warnings).toEqual([]);
  expect([...files.keys()].filter((name) => name.endsWith(".csv")).toSorted()).toEqual(
    tableNames.map((table) => `${table}.csv`).toSorted(),
  );
  for (const rows of Object.values(tables)) expect(rows).not.toEqual([]);
});

describe("a naive reading of the files says the same", () => {
  test.each(accountIds)("the financial summary of %s, today and on other days", (accountId) => {
    for (const asOf of [today, "2025-05-31", "2025-03-31", "2024-12-31", "2024-07-15", "2025-09-30"]) {
      const summary = financialSummary(ledger, accountId, { asOf });
      expect(summaryInTwinWords(summary)).toEqual(summaryTwin(tables, accountId, { today, asOf }));
    }
  });

  test.each(accountIds)("the dashboard of %s, for the business and for a manufacturer", (accountId) => {
    for (const wholesalerId of [undefined, null, "W-NORTH", "W-PLAINS"]) {
      const user = wholesalerId === undefined ? "business" : "manufacturer";
      const scope = wholesalerId === undefined ? {} : { wholesalerId };
      const dashboard = customerDashboard(ledger, accountId, { now, todayIn, user, ...scope });
      const twin = profileTwin(tables, accountId, {
        now,
        today,
        dayOf: (instant) => dayIn(ledger.business.timeZone, instant),
        userKind: user,
        ...scope,
        showAllSales: false,
        salesFrom: "sales",
        comparison: "same-elapsed-days",
        projectionMonths: 12,
        eventsLimit: 10,
      });
      expect(dashboardInTwinWords(dashboard)).toEqual(twin);
    }
  });

  test("every invoice is found where it is", () => {
    for (const number of new Set([...ledger.invoices.values()].map(({ invoiceNumber }) => invoiceNumber))) {
      const { hits, voided } = findInvoice(ledger, number);
      const places = hits.map(({ accountId, invoiceId, foundIn, status }) => ({
        accountId,
        invoiceId,
        foundIn,
        status,
      }));
      const twin = findTwin(tables, number, { today });
      expect({ hits: places, voided: voided.map(({ invoiceId }) => invoiceId) }).toEqual(twin);
    }
  });
});

test("its accounts show everything: each widget, each bucket, each status of an invoice that is not updated", () => {
  const dashboards = accountIds.map((id) => customerDashboard(ledger, id, { now, todayIn }));
  const reasons = dashboards.flatMap(({ missing }) => missing.map(({ reason }) => reason));
  expect(dashboards.find(({ accountId }) => accountId === "1001")?.visible).toEqual(widgetNames);
  expect(new Set(reasons)).toEqual(new Set(["prospect", "no-data"]));
  const summaries = accountIds.map((id) => financialSummary(ledger, id));
  for (const at of [0, 1, 2, 3]) {
    expect(summaries.some(({ outstanding }) => (outstanding.overdue[at]?.amount ?? 0) > 0)).toBe(true);
  }
  expect(new Set(summaries.map(({ creditInfo }) => creditInfo.status))).toEqual(
    new Set(["Active", "Inactive", "Not used"]),
  );
  const numbers = [...ledger.invoices.values()].map(({ invoiceNumber }) => invoiceNumber);
  const statuses = numbers.flatMap((number) => findInvoice(ledger, number).hits.map(({ status }) => status));
  expect(new Set(statuses)).toEqual(new Set([null, "Unapproved", "Unposted draw", "Unposted A/R"]));
});
