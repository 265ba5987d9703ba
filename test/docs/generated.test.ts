import { existsSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readLedgerTables } from "../../src/csv/ledger-tables.ts";
import * as engine from "../../src/index.ts";
import { businessKeys } from "../../src/model/business.ts";
import { type TableName, tableColumns, tableNames } from "../../src/model/tables.ts";
import { arbRawLedger } from "../twin/ledgers.ts";
import { generatedParts, partInPage, schemaFile, schemaText, writeGenerated } from "./generated.ts";
import { ledgerSchema } from "./ledger-schema.ts";
import { blocksOf, root, textOf } from "./pages.ts";

if (process.env["UPDATE_DOCS"] === "1") writeGenerated();

const rewrite = "npm run docs:write rewrites it";

describe("generated parts of pages", () => {
  test.each(generatedParts.map((part) => [`${part.page} ${part.name}`, part] as const))("%s", (_, part) => {
    expect(partInPage(part), rewrite).toBe(part.text);
  });

  test("no page has a mark for a part that nothing generates", () => {
    for (const page of new Set(generatedParts.map((part) => part.page))) {
      const known = generatedParts.filter((part) => part.page === page).map(({ name }) => name);
      const marked = [...textOf(page).matchAll(/<!-- generated:([\w-]+) -->/g)].map(([, name]) => name);
      expect(marked.toSorted()).toEqual(known.toSorted());
    }
  });

  test(schemaFile, () => {
    expect(existsSync(join(root, schemaFile)), rewrite).toBe(true);
    expect(textOf(schemaFile), rewrite).toBe(schemaText());
  });
});

describe("the schema of a ledger", () => {
  const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(ledgerSchema());
  const problems = (ledger: unknown) => {
    validate(ledger);
    return (validate.errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);
  };
  const invoice = { invoice_number: "0007", account_id: "A", amount: "12.50", due_on: "2025-03-31" };
  const ledgerOf = (row: object) => ({
    business: { time_zone: "America/Chicago", currency: "USD" },
    invoices: [row],
  });

  const ledgers = blocksOf("docs/ledger.md").filter(({ language }) => language === "json");
  test.each(ledgers.map((block) => [block.heading, block] as const))("takes the example of %s", (_, {
    text,
  }) => {
    const ledger = JSON.parse(text);
    expect(problems(ledger)).toEqual([]);
    const reading = readLedgerTables(ledger, { today: "2025-03-10" });
    expect(reading.ok ? reading.warnings : reading.issues).toEqual([]);
  });

  test("takes a small ledger", () => {
    expect(problems(ledgerOf(invoice))).toEqual([]);
    expect(problems({})).toEqual([]);
  });

  test("takes what the readers take: any spelling of a choice, null for absent, columns and tables it does not know", () => {
    const row = { ...invoice, status: "partially_paid", issued_on: null, shelf: 7 };
    const ledger = { ...ledgerOf(row), ponies: [] };

    expect(problems(ledger)).toEqual([]);
    expect(readLedgerTables(ledger, { today: "2025-03-10" }).ok).toBe(true);
  });

  test("takes any ledger that the readers take", () => {
    fc.assert(
      fc.property(arbRawLedger, ({ ledger }) => {
        expect(problems(ledger)).toEqual([]);
      }),
    );
  });

  test.each(tableNames)("takes any cell of %s that the reader takes", (table) => {
    // An allocation has one source and one target, a note is about one document.
    const leftOut: Partial<Readonly<Record<TableName, readonly string[]>>> = {
      allocations: ["adjustment_id", "debit_adjustment_id", "proforma_id"],
      notes: ["adjustment_id", "payment_id"],
    };
    const columns = tableColumns(table).filter(({ name }) => !leftOut[table]?.includes(name));
    const cells = columns.map(({ name, kind, choices }) => [name, choices?.[0] ?? plainCells[kind]]);
    const row = { ...Object.fromEntries(cells), ...(table === "layby_items" ? { quantity: "1" } : {}) };
    const reader = readers[table]({ currency: { code: "USD", exponent: 2 } });
    expect(reader.read(row).ok).toBe(true);
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(row)), arbCell, (column, cell) => {
        const changed = { ...row, [column]: cell };
        if (reader.read(changed).ok) expect(problems({ [table]: [changed] })).toEqual([]);
      }),
    );
  });

  test("knows every key of a business", () => {
    const whole = {
      name: "Acme",
      time_zone: "America/Chicago",
      currency: { code: "XBT", exponent: 4 },
      layby_term: { months: 3 },
      value_tiers: [
        { id: 1, name: "Bronze", min: "0", max: "499.99" },
        { id: 2, name: "Silver", min: "500.00", max: null },
      ],
      features: { quotes: false },
    };

    expect(Object.keys(whole).toSorted()).toEqual(Object.keys(businessKeys).toSorted());
    expect(problems({ business: whole })).toEqual([]);
    expect(readLedgerTables({ business: whole }, { today: "2025-03-10" }).ok).toBe(true);
    expect(problems({ business: { layby_term: { weeks: 3 } } })).not.toEqual([]);
  });

  const wrong: readonly (readonly [string, object, string])[] = [
    ["a number as amount", { ...invoice, amount: 12.5 }, "/invoices/0/amount type"],
    ["a grouped amount", { ...invoice, amount: "1,250.00" }, "/invoices/0/amount pattern"],
    ["a day in another order", { ...invoice, due_on: "03/31/2025" }, "/invoices/0/due_on pattern"],
    ["a day that no month has", { ...invoice, due_on: "2025-02-30" }, "/invoices/0/due_on pattern"],
    ["an instant as day", { ...invoice, due_on: "2025-03-31T00:00:00Z" }, "/invoices/0/due_on pattern"],
    ["a number as invoice number", { ...invoice, invoice_number: 7 }, "/invoices/0/invoice_number type"],
    ["an empty id", { ...invoice, account_id: "" }, "/invoices/0/account_id minLength"],
    ["a row without a required column", { invoice_number: "7" }, "/invoices/0 required"],
  ];
  test.each(wrong)("refuses %s, as the readers do", (_, row, problem) => {
    expect(problems(ledgerOf(row))).toContain(problem);
    expect(readLedgerTables(ledgerOf(row), { today: "2025-03-10" }).ok).toBe(false);
  });
});

const readers: Readonly<
  Record<TableName, (options: engine.ReaderOptions) => Pick<engine.Reader<unknown>, "read">>
> = {
  accounts: engine.accountReader,
  invoices: engine.invoiceReader,
  line_items: engine.lineItemReader,
  adjustments: engine.adjustmentReader,
  payments: engine.paymentReader,
  allocations: engine.allocationReader,
  invites: engine.inviteReader,
  statements: engine.statementReader,
  statement_lines: engine.statementLineReader,
  jobs: engine.jobReader,
  contracts: engine.contractReader,
  sites: engine.siteReader,
  laybys: engine.laybyReader,
  layby_items: engine.laybyItemReader,
  layby_payments: engine.laybyPaymentReader,
  quotes: engine.quoteReader,
  quote_lines: engine.quoteLineReader,
  notes: engine.noteReader,
  sales: engine.saleReader,
  activities: engine.activityReader,
  tasks: engine.taskReader,
  events: engine.eventReader,
  agreements: engine.agreementReader,
  bonuses: engine.bonusReader,
  period_clears: engine.periodClearReader,
};

/** A cell of each kind that every column of it takes. */
const plainCells = {
  id: "1",
  text: "text",
  label: "label",
  amount: "12.50",
  count: "0",
  day: "2025-03-10",
  instant: "2025-03-10T05:00:00Z",
  moment: "2025-03-10",
  percent: "2.5",
  choice: "",
  currency: "USD",
};

/** What may stand in a cell, right or wrong. */
const arbCell = fc.oneof(
  fc.string(),
  fc.constantFrom("0", "-0.00", "00012.5", "1.500", "1e3", "+1", "1,000.00", ".5", "5.", "١٢"),
  fc.constantFrom(
    "2024-02-29",
    "2025-02-29",
    "0001-01-01",
    "0000-01-01",
    "9999-12-31",
    "2025-3-1",
    "2025-04-31",
  ),
  fc.constantFrom(
    "2025-03-10 05:00Z",
    "2025-03-10t05:00:00.5z",
    "2025-03-10T05:00:00,123456789-0600",
    "+002025-03-10T05:00+05",
    "-000001-03-10T05:00:00Z",
    "2025-03-10",
  ),
  fc.constantFrom(
    "PARTIALLY-PAID",
    "unposteda/r",
    "Not_Used",
    "not used",
    " credit",
    "write off",
    "weekly billing",
  ),
  fc.constantFrom<unknown>(null, true, 0, 12.5, 1741582800000, [], {}),
  fc.constantFrom<unknown>("USD", "usd", { code: "USD" }, { code: "USD", exponent: 2 }, { code: "EUR" }),
);
