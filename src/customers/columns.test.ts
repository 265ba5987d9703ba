import { describe, expect, test } from "vitest";
import { mustRead } from "../../test/must-read.ts";
import { readLedger } from "../model/read-ledger.ts";
import { customerColumns, quickMap } from "./columns.ts";
import { exportCustomers, exportRecords } from "./export.ts";
import { customerList } from "./list.ts";

const asOf = "2025-03-10";
const headers = customerColumns.map(({ name }) => name);

interface Tables {
  readonly [table: string]: readonly Readonly<Record<string, string>>[];
}

/** The export's cells by header, account by account, of a ledger in dollars as of 10 March 2025. */
function cells(tables: Tables): Readonly<Record<string, string>>[] {
  const raw = { business: { time_zone: "UTC", currency: "USD" }, ...tables };
  const list = customerList(mustRead(readLedger(raw, { today: asOf })), {
    asOf,
    now: "2025-03-10T12:00:00Z",
  });
  return [...exportRecords(list, { sort: { column: "account_id" } })];
}

/** The cells of one account A with these invoices. */
function invoiceCells(
  ...invoices: readonly Readonly<Record<string, string>>[]
): Readonly<Record<string, string>> {
  const rows = invoices.map((invoice, at) => ({ invoice_number: `${at}`, account_id: "A", ...invoice }));
  return cells({ accounts: [{ account_id: "A" }], invoices: rows })[0] ?? {};
}

/** Some of a row's cells, in the order asked for. */
const pick = (row: Readonly<Record<string, string>> | undefined, ...names: readonly string[]) =>
  names.map((name) => row?.[name]);

describe("the header", () => {
  test("A-106 A-107 the thirty-seven columns that the document names, in its order and in snake_case", () => {
    expect(headers).toEqual([
      "account_id",
      "account_name",
      "buyer_company_name",
      "account_type",
      "status",
      "collection_priority",
      "invite_email_address",
      "invite_status",
      "invite_created_at",
      "invite_updated_at",
      "outstanding_amount",
      "outstanding_count",
      "outstanding_invoice_amount",
      "outstanding_invoice_count",
      "current_invoice_amount",
      "current_invoice_count",
      "discount_amount",
      "discount_count",
      "past_due_invoice_amount",
      "past_due_invoice_count",
      "past_due_invoice_weighted_average_days_overdue",
      "one_to_thirty_invoice_amount",
      "one_to_thirty_invoice_count",
      "one_to_thirty_invoice_weighted_average_days_overdue",
      "thirty_one_to_sixty_invoice_amount",
      "thirty_one_to_sixty_invoice_count",
      "thirty_one_to_sixty_invoice_weighted_average_days_overdue",
      "sixty_one_to_ninety_invoice_amount",
      "sixty_one_to_ninety_invoice_count",
      "sixty_one_to_ninety_invoice_weighted_average_days_overdue",
      "ninety_one_plus_invoice_amount",
      "ninety_one_plus_invoice_count",
      "ninety_one_plus_invoice_weighted_average_days_overdue",
      "outstanding_credit_adjustment_amount",
      "outstanding_credit_adjustment_count",
      "outstanding_debit_adjustment_amount",
      "outstanding_debit_adjustment_count",
    ]);
    expect(headers).toHaveLength(37);
    for (const header of headers) expect(header).toMatch(/^[a-z]+(_[a-z]+)*$/);
  });

  test("A-132 every amount stands beside a count of its own", () => {
    const amounts = headers.filter((header) => header.endsWith("_amount"));
    expect(amounts).toHaveLength(11);
    for (const amount of amounts) expect(headers).toContain(amount.replace(/_amount$/, "_count"));
    const kinds = new Map(customerColumns.map(({ name, kind }) => [name, kind]));
    for (const amount of amounts) {
      expect(kinds.get(amount)).toBe("money");
      expect(kinds.get(amount.replace(/_amount$/, "_count"))).toBe("count");
    }
  });

  test("A-153 credits come before debits", () => {
    expect(headers.slice(-4)).toEqual([
      "outstanding_credit_adjustment_amount",
      "outstanding_credit_adjustment_count",
      "outstanding_debit_adjustment_amount",
      "outstanding_debit_adjustment_count",
    ]);
  });

  test("A-175 A-176 A-177 A-178 nothing of statements, sales outstanding, payments or jobs", () => {
    expect(headers.filter((header) => /statement|dso|sales|payment|paid|job/.test(header))).toEqual([]);
  });

  test("says of each column what it means and where that is written", () => {
    for (const { means, source } of customerColumns) {
      expect(means).toMatch(/\.$/);
      expect(source).toMatch(/^001:\d+/);
    }
  });

  test("A-179 eight questions, each with the column that answers it", () => {
    expect(quickMap.map(({ column }) => column)).toEqual([
      "outstanding_amount",
      "past_due_invoice_amount",
      "past_due_invoice_weighted_average_days_overdue",
      "ninety_one_plus_invoice_amount",
      "discount_amount",
      "collection_priority",
      "outstanding_credit_adjustment_amount",
      "invite_status",
    ]);
    expect(quickMap[0]?.question).toBe("How much does this customer owe me right now, all in?");
    expect(quickMap[7]?.question).toBe("Have we even invited this customer to the portal yet?");
    for (const { column } of quickMap) expect(headers).toContain(column);
  });
});

describe("identity and account columns", () => {
  test("A-108 account_id is text: leading zeros and long digits stay", () => {
    const rows = cells({ accounts: [{ account_id: "000123" }, { account_id: "12345678901234567890" }] });
    expect(rows.map((row) => row["account_id"])).toEqual(["000123", "12345678901234567890"]);
  });

  test("A-109 account_name is the name in the ERP", () => {
    const rows = cells({
      accounts: [{ account_id: "A", account_name: "Acme Builders" }, { account_id: "B" }],
    });
    expect(rows.map((row) => row["account_name"])).toEqual(["Acme Builders", "B"]);
  });

  test("A-110 buyer_company_name is blank until the customer has registered", () => {
    const rows = cells({
      accounts: [{ account_id: "A" }, { account_id: "B", buyer_company_name: "Acme Building LLC" }],
    });
    expect(rows.map((row) => row["buyer_company_name"])).toEqual(["", "Acme Building LLC"]);
  });

  test("A-111 account_type is Cash, Credit, System or the business's own", () => {
    const types = ["Cash", "Credit", "System", "Trade-Net15"];
    const rows = cells({
      accounts: types.map((account_type, at) => ({ account_id: `${at}`, account_type })),
    });
    expect(rows.map((row) => row["account_type"])).toEqual(types);
    expect(cells({ accounts: [{ account_id: "A" }] })[0]?.["account_type"]).toBe("");
  });

  test("A-112 status is Active or Inactive, and inactive accounts are there", () => {
    const statuses = ["Active", "Inactive", "Not Used", "not_used"];
    const rows = cells({ accounts: statuses.map((status, at) => ({ account_id: `${at}`, status })) });
    expect(rows.map((row) => row["status"])).toEqual(["Active", "Inactive", "Inactive", "Inactive"]);
  });

  test("A-113 collection_priority has one decimal, from 0.0 to 10.0", () => {
    const rows = cells({
      invoices: [
        { invoice_number: "1", account_id: "A", amount: "224270.00", due_on: "2025-03-09" },
        { invoice_number: "2", account_id: "B", amount: "9.99", due_on: "2025-03-10" },
        { invoice_number: "3", account_id: "C", amount: "10000.00", due_on: "2025-03-09" },
      ],
    });
    expect(rows.map((row) => row["collection_priority"])).toEqual(["10.0", "0.0", "7.5"]);
  });
});

describe("the combined rollup", () => {
  const row = cells({
    invoices: [
      { invoice_number: "1", account_id: "A", amount: "10.00", due_on: "2025-03-09" },
      { invoice_number: "2", account_id: "A", amount: "20.00", due_on: "2025-04-01", balance: "5.50" },
    ],
    adjustments: [
      { adjustment_id: "D", account_id: "A", type: "debit", amount: "3.00" },
      { adjustment_id: "E", account_id: "A", type: "debit", amount: "4.00", balance: "0.25" },
      { adjustment_id: "F", account_id: "A", type: "debit", amount: "4.00", balance: "0.00" },
      { adjustment_id: "K", account_id: "A", type: "credit", amount: "7.00" },
      { adjustment_id: "L", account_id: "A", type: "credit", amount: "7.00", balance: "0.75" },
      { adjustment_id: "M", account_id: "A", type: "credit", amount: "7.00", balance: "0.00" },
    ],
  })[0];

  test("A-118 outstanding_amount is invoices plus debit adjustments", () => {
    expect(pick(row, "outstanding_amount", "outstanding_invoice_amount")).toEqual(["18.75", "15.50"]);
  });

  test("A-119 credits are not subtracted", () => {
    expect(row?.["outstanding_credit_adjustment_amount"]).toBe("7.75");
    expect(row?.["outstanding_amount"]).toBe("18.75");
  });

  test("A-120 outstanding_count counts invoices and debit adjustments, no credits", () => {
    expect(row?.["outstanding_count"]).toBe("4");
  });

  test("A-149 A-150 credit adjustments: what is unapplied, and how many", () => {
    const names = ["outstanding_credit_adjustment_amount", "outstanding_credit_adjustment_count"];
    expect(pick(row, ...names)).toEqual(["7.75", "2"]);
  });

  test("A-151 A-152 debit adjustments: what is unpaid, and how many", () => {
    const names = ["outstanding_debit_adjustment_amount", "outstanding_debit_adjustment_count"];
    expect(pick(row, ...names)).toEqual(["3.25", "2"]);
  });
});

describe("outstanding invoices", () => {
  test("A-121 A-122 every unpaid or partly paid invoice with what is left of it, no adjustments", () => {
    const invoices = [
      { invoice_number: "1", account_id: "A", amount: "10000.00", due_on: "2025-03-01", balance: "3000.00" },
      { invoice_number: "2", account_id: "A", amount: "5.00", due_on: "2025-03-20" },
      { invoice_number: "3", account_id: "A", amount: "9.00", due_on: "2025-03-01", balance: "0.00" },
      { invoice_number: "4", account_id: "A", amount: "9.00", due_on: "2025-03-01", status: "Voided" },
    ];
    const adjustments = [{ adjustment_id: "D", account_id: "A", type: "debit", amount: "3.00" }];
    const [row] = cells({ invoices, adjustments });
    expect(pick(row, "outstanding_invoice_amount", "outstanding_invoice_count")).toEqual(["3005.00", "2"]);
  });

  test("A-123 A-124 A-129 A-130 due today is current, due yesterday is past due", () => {
    const names = [
      "current_invoice_amount",
      "current_invoice_count",
      "past_due_invoice_amount",
      "past_due_invoice_count",
    ];
    const row = invoiceCells(
      { amount: "1.00", due_on: "2025-03-11" },
      { amount: "2.00", due_on: "2025-03-10" },
      { amount: "4.00", due_on: "2025-03-09" },
    );
    expect(pick(row, ...names)).toEqual(["3.00", "2", "4.00", "1"]);
  });

  test("A-125 A-128 discounts of the invoice or of its statement, each invoice counted once", () => {
    const [row] = cells({
      invoices: [
        {
          invoice_number: "1",
          account_id: "A",
          amount: "100.00",
          due_on: "2025-03-20",
          discount_amount: "2.00",
          discount_until: "2025-03-15",
        },
        { invoice_number: "2", account_id: "A", amount: "100.00", due_on: "2025-03-20" },
        {
          invoice_number: "3",
          account_id: "A",
          amount: "100.00",
          due_on: "2025-03-20",
          discount_amount: "1.00",
          discount_until: "2025-03-15",
        },
        { invoice_number: "4", account_id: "A", amount: "100.00", due_on: "2025-03-20" },
      ],
      statements: [{ statement_id: "S", account_id: "A", issued_on: "2025-03-01" }],
      statement_lines: [
        { statement_id: "S", invoice_id: "2", discount_amount: "3.00", discount_until: "2025-03-15" },
        { statement_id: "S", invoice_id: "3", discount_amount: "4.00", discount_until: "2025-03-15" },
      ],
    });
    expect(pick(row, "discount_amount", "discount_count")).toEqual(["9.00", "3"]);
  });

  test("A-126 no discount counts on a past-due invoice", () => {
    const discount = { discount_amount: "2.00", discount_until: "2025-03-31" };
    const row = invoiceCells(
      { amount: "100.00", due_on: "2025-03-09", ...discount },
      { amount: "100.00", due_on: "2025-03-10", ...discount },
    );
    expect(pick(row, "discount_amount", "discount_count")).toEqual(["2.00", "1"]);
  });

  test("A-127 a discount that ended yesterday counts no more", () => {
    const invoice = { amount: "100.00", due_on: "2025-03-31" };
    const row = invoiceCells(
      { ...invoice, discount_amount: "2.00", discount_until: "2025-03-09" },
      { ...invoice, discount_amount: "3.00", discount_until: "2025-03-10" },
    );
    expect(pick(row, "discount_amount", "discount_count")).toEqual(["3.00", "1"]);
  });

  test("A-131 days overdue weigh by what is unpaid", () => {
    const late = { amount: "10000.00", balance: "3000.00", due_on: "2025-01-09" };
    const lately = Array.from({ length: 10 }, () => ({ amount: "100.00", due_on: "2025-03-05" }));
    const row = invoiceCells(late, ...lately);
    expect(row["past_due_invoice_weighted_average_days_overdue"]).toBe("46.25");
    const none = invoiceCells({ amount: "100.00", due_on: "2025-03-10" });
    expect(none["past_due_invoice_weighted_average_days_overdue"]).toBe("0.00");
  });
});

describe("aging buckets", () => {
  // One invoice at each edge, each twice as large as the one before: every sum says which of them are in it.
  const edges = { 1: "2025-03-09", 30: "2025-02-08", 31: "2025-02-07", 60: "2025-01-09", 61: "2025-01-08" };
  const later = { 90: "2024-12-10", 91: "2024-12-09", 4000: "2014-03-28" };
  const days = Object.values({ ...edges, ...later });
  const row = invoiceCells(...days.map((due_on, at) => ({ amount: `${2 ** at}.00`, due_on })));
  const bucket = (name: string) =>
    pick(
      row,
      `${name}_invoice_amount`,
      `${name}_invoice_count`,
      `${name}_invoice_weighted_average_days_overdue`,
    );

  test("A-133 A-134 A-135 1 to 30 days", () => {
    // (1 × 1 + 2 × 30) / 3
    expect(bucket("one_to_thirty")).toEqual(["3.00", "2", "20.33"]);
  });

  test("A-136 A-137 A-138 31 to 60 days", () => {
    // (4 × 31 + 8 × 60) / 12
    expect(bucket("thirty_one_to_sixty")).toEqual(["12.00", "2", "50.33"]);
  });

  test("A-139 A-140 A-141 61 to 90 days", () => {
    // (16 × 61 + 32 × 90) / 48
    expect(bucket("sixty_one_to_ninety")).toEqual(["48.00", "2", "80.33"]);
  });

  test("A-142 A-143 A-144 91 days and more", () => {
    // (64 × 91 + 128 × 4000) / 192
    expect(bucket("ninety_one_plus")).toEqual(["192.00", "2", "2697.00"]);
  });

  test("A-135 A-138 A-141 A-144 an empty bucket averages zero", () => {
    const none = invoiceCells({ amount: "1.00", due_on: "2025-03-10" });
    const averages = headers.filter((header) => header.endsWith("_days_overdue"));
    expect(averages).toHaveLength(5);
    expect(pick(none, ...averages)).toEqual(["0.00", "0.00", "0.00", "0.00", "0.00"]);
  });
});

test("amounts have the decimals of the currency", () => {
  const invoices = [{ invoice_number: "1", account_id: "A", amount: "1500", due_on: "2025-03-20" }];
  const amountIn = (currency: string) => {
    const raw = { business: { time_zone: "UTC", currency }, invoices };
    const ledger = mustRead(readLedger(raw, { today: asOf }));
    return exportCustomers(customerList(ledger, { asOf, now: 0 }))
      .split("\r\n")[1]
      ?.split(",")[10];
  };
  expect(["JPY", "USD", "KWD"].map(amountIn)).toEqual(["1500", "1500.00", "1500.000"]);
});

test("a caller cannot change what boards are made of", async () => {
  const { dashboardColumns } = await import("./dashboard-columns.ts");
  const { panelMetrics } = await import("./panel.ts");
  const { detailTabs } = await import("./detail-columns.ts");
  const { explainableFigures } = await import("./explain-figures.ts");
  const { defaultCustomerSort } = await import("./query.ts");
  for (const list of [customerColumns, quickMap, dashboardColumns, panelMetrics, explainableFigures]) {
    expect([Object.isFrozen(list), list.every((each) => Object.isFrozen(each))]).toEqual([true, true]);
  }
  expect(Object.values(detailTabs).every(({ columns }) => Object.isFrozen(columns))).toBe(true);
  expect([Object.isFrozen(detailTabs), Object.isFrozen(defaultCustomerSort)]).toEqual([true, true]);
});
