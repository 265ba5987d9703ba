import { describe, expect, test } from "vitest";
import { tableColumns, tableNames } from "./tables.ts";

/** The columns of the ledger format, the required ones with a star. */
const format: Readonly<Record<string, string>> = {
  accounts:
    "account_id* account_name buyer_company_name account_type status kind terms credit_limit established_on salesperson email phone notes",
  invoices: `invoice_number* account_id* amount* due_on invoice_id kind issued_on balance status retention cost
    discount_amount discount_until job_id contract_id store_id wholesaler_id posting posted_on voided_on recorded_on currency`,
  line_items: "invoice_id* line* status* amount brand",
  adjustments:
    "adjustment_id* account_id* type* amount* reason issued_on balance status recorded_on currency",
  payments:
    "payment_id* account_id* paid_on* amount* kind method status channel register recorded_on currency",
  allocations: "payment_id adjustment_id invoice_id debit_adjustment_id proforma_id amount* allocated_on*",
  invites: "account_id* email* status* created_at* invite_id updated_at expires_at",
  statements: "statement_id* account_id* issued_on*",
  statement_lines: "statement_id* invoice_id* discount_amount discount_until",
  jobs: "job_id* account_id* name status",
  contracts: "contract_id* job_id* amount* billed",
  sites: "site_id* account_id* name status",
  laybys: "layby_id* account_id* sold_on* layby_number due_on",
  layby_items: "layby_id* price* quantity collected credited",
  layby_payments: "layby_id* paid_on* amount*",
  quotes: "quote_id* account_id* quoted_on* number kind status",
  quote_lines: "quote_id* amount* brand",
  notes: "note_id* account_id* at* text* user invoice_id adjustment_id payment_id",
  sales: "account_id* sold_on* amount* cost wholesaler_id brand",
  activities: "activity_id* account_id* at* kind user text status due_at completed_at",
  tasks: "task_id* account_id* at* kind user text status due_at completed_at",
  events: "event_id* account_id* at* kind user text",
  agreements: "agreement_id* account_id* starts_on* ends_on* name",
  bonuses: "agreement_id* target* name basis rate",
  period_clears: "kind* executed_on*",
};

test("every table of the format is read", () => {
  expect(tableNames).toEqual(Object.keys(format));
});

describe("columns", () => {
  test.each([...tableNames])("of %s", (table) => {
    const names = tableColumns(table).map(({ name, required }) => `${name}${required ? "*" : ""}`);
    expect(names).toEqual(format[table]?.split(/\s+/));
  });

  test("each says what it means, in a sentence", () => {
    for (const table of tableNames) {
      for (const { means } of tableColumns(table)) expect(means).toMatch(/^\S.*\.$/);
    }
  });

  test("a choice lists its words as the sources spell them", () => {
    const columns = new Map(tableColumns("invoices").map((column) => [column.name, column]));
    expect(columns.get("posting")?.choices).toEqual([
      "Posted",
      "Unapproved",
      "Unposted draw",
      "Unposted A/R",
    ]);
    expect(columns.get("status")?.choices).toEqual(["Open", "Partially Paid", "Paid", "Voided"]);
    expect(columns.get("due_on")).not.toHaveProperty("choices");
    expect(columns.get("due_on")?.kind).toBe("day");
  });
});
