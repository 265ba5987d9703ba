import { describe, expect, test } from "vitest";
import { mustRead } from "../../test/must-read.ts";
import { issuesOf, warningsOf } from "../../test/reading.ts";
import { readLedger } from "./read-ledger.ts";

const today = "2025-03-10";

type Tables = Readonly<Record<string, readonly object[] | undefined>>;

/** Two customers. A owes invoice 7 of 100.00 and debit memo D of 50.00, has paid 60.00 (P) and holds credit K of 20.00. */
const tables = {
  accounts: [{ account_id: "A" }, { account_id: "B" }],
  invoices: [
    { invoice_number: "7", account_id: "A", amount: "100.00", issued_on: "2025-02-01", due_on: "2025-03-01" },
  ],
  adjustments: [
    { adjustment_id: "D", account_id: "A", type: "debit", amount: "50.00", issued_on: "2025-02-01" },
    { adjustment_id: "K", account_id: "A", type: "credit", amount: "20.00", issued_on: "2025-02-01" },
  ],
  payments: [{ payment_id: "P", account_id: "A", paid_on: "2025-03-05", amount: "60.00" }],
};

const [invoice] = tables.invoices as [object];
const [debit, credit] = tables.adjustments as [object, object];
const [payment] = tables.payments as [object];

const read = (changes: Tables) =>
  readLedger({ business: { time_zone: "UTC", currency: "USD" }, ...tables, ...changes }, { today });

const allocation = { payment_id: "P", invoice_id: "7", amount: "10.00", allocated_on: "2025-03-05" };

const activity = { activity_id: "V", account_id: "A", at: today };
const task = { task_id: "T", account_id: "A", at: today };
const event = { event_id: "E", account_id: "A", at: today };
const sale = { account_id: "A", sold_on: today, amount: "5.00" };
const agreement = { agreement_id: "G", account_id: "A", starts_on: "2025-01-01", ends_on: "2025-12-31" };
const bonus = { agreement_id: "G", target: "100.00" };

test("the ledger that the others are changed from is good", () => {
  const reading = read({ allocations: [allocation] });
  expect(issuesOf(reading)).toEqual([]);
  expect(warningsOf(reading)).toEqual([]);
});

describe("ids", () => {
  test.each([
    ["accounts", "account_id", { account_id: "A" }],
    ["invoices", "invoice_number", invoice],
    ["invoices", "invoice_id", { ...invoice, invoice_id: "I" }],
    ["adjustments", "adjustment_id", credit],
    ["payments", "payment_id", payment],
    ["statements", "statement_id", { statement_id: "S", account_id: "A", issued_on: today }],
    ["jobs", "job_id", { job_id: "J", account_id: "A" }],
    ["sites", "site_id", { site_id: "S", account_id: "A" }],
    ["activities", "activity_id", activity],
    ["tasks", "task_id", task],
    ["events", "event_id", event],
    ["agreements", "agreement_id", agreement],
    [
      "invites",
      "invite_id",
      { invite_id: "I", account_id: "A", email: "", status: "Pending", created_at: "2025-03-10T05:00Z" },
    ],
  ])("F-20 M-03 A-076 twice the same in %s, under %s: an error that knows both places", (table, key, row) => {
    const reading = read({ [table]: [row, row] });
    expect(issuesOf(reading)).toEqual([`ID_DUPLICATE ${table}/1/${key}`]);
    expect(reading.ok ? [] : reading.issues.map(({ related }) => related)).toEqual([[table, 0, key]]);
  });

  test("F-20 twice the same in contracts", () => {
    const contract = { contract_id: "K", job_id: "J", amount: "1" };
    expect(
      issuesOf(read({ jobs: [{ job_id: "J", account_id: "A" }], contracts: [contract, contract] })),
    ).toEqual(["ID_DUPLICATE contracts/1/contract_id"]);
  });

  test("F-20 the same clear twice: an error that knows both places; one of another day or kind is another", () => {
    const clear = { kind: "month", executed_on: "2025-02-28" };
    const others = [
      { kind: "year", executed_on: "2025-02-28" },
      { kind: "month", executed_on: "2025-01-31" },
    ];
    expect(issuesOf(read({ period_clears: [clear, ...others] }))).toEqual([]);
    const reading = read({ period_clears: [clear, ...others, { ...clear, kind: "Month" }] });
    expect(issuesOf(reading)).toEqual(["ID_DUPLICATE period_clears/3/executed_on"]);
    expect(reading.ok ? [] : reading.issues.map(({ related }) => related)).toEqual([
      ["period_clears", 0, "executed_on"],
    ]);
    const camel = { kind: "month", executedOn: "2025-02-28" };
    expect(issuesOf(read({ period_clears: [camel, camel] }))).toEqual([
      "ID_DUPLICATE period_clears/1/executedOn",
    ]);
  });

  test("F-20 activities, tasks, events and agreements may share an id; two that look alike are remarked on", () => {
    const shared = {
      activities: [{ ...activity, activity_id: "X" }],
      tasks: [{ ...task, task_id: "X" }],
      events: [{ ...event, event_id: "X" }],
      agreements: [{ ...agreement, agreement_id: "X" }],
    };
    expect([...issuesOf(read(shared)), ...warningsOf(read(shared))]).toEqual([]);
    const alike = {
      activities: [activity, { ...activity, activity_id: "v" }],
      tasks: [task, { ...task, task_id: "t" }],
      events: [event, { ...event, event_id: "e" }],
      agreements: [agreement, { ...agreement, agreement_id: "g" }],
    };
    expect(warningsOf(read(alike))).toEqual([
      "ID_CONFUSABLE activities/1/activity_id",
      "ID_CONFUSABLE tasks/1/task_id",
      "ID_CONFUSABLE events/1/event_id",
      "ID_CONFUSABLE agreements/1/agreement_id",
    ]);
  });

  test("F-20 sales and bonuses have no ids, so those that are alike are not the same", () => {
    const changes = { sales: [sale, sale], agreements: [agreement], bonuses: [bonus, bonus] };
    expect(issuesOf(read(changes))).toEqual([]);
  });

  test("F-20 an invoice may have the number of another, or its id, not both one id", () => {
    const other = { ...invoice, invoice_id: "I-8" };
    expect(issuesOf(read({ invoices: [invoice, other] }))).toEqual([]);
    expect(
      issuesOf(read({ invoices: [invoice, { ...invoice, invoice_number: "8", invoice_id: "7" }] })),
    ).toEqual(["ID_DUPLICATE invoices/1/invoice_id"]);
  });

  test("F-20 three times the same is two errors, each naming the first", () => {
    const reading = read({ payments: [payment, payment, payment] });
    expect(issuesOf(reading)).toEqual([
      "ID_DUPLICATE payments/1/payment_id",
      "ID_DUPLICATE payments/2/payment_id",
    ]);
    expect(reading.ok ? [] : reading.issues.map(({ related }) => related?.[1])).toEqual([0, 0]);
  });

  test("F-20 a line stands once on its invoice, an invoice once on a statement", () => {
    const line = { invoice_id: "7", line: "1", status: "Open" };
    const statement = { statement_id: "S", account_id: "A", issued_on: today };
    const onStatement = { statement_id: "S", invoice_id: "7" };
    expect(
      issuesOf(
        read({
          line_items: [line, line],
          statements: [statement],
          statement_lines: [onStatement, onStatement],
        }),
      ),
    ).toEqual(["ID_DUPLICATE line_items/1/line", "ID_DUPLICATE statement_lines/1/invoice_id"]);
    expect(issuesOf(read({ line_items: [line, { ...line, line: "2" }] }))).toEqual([]);
  });

  test("F-20 invitations need no id, so those without one are not the same", () => {
    const invite = { account_id: "A", email: "", status: "Pending", created_at: "2025-03-10T05:00Z" };
    expect(issuesOf(read({ invites: [invite, invite] }))).toEqual([]);
  });

  test.each([
    ["case", "c-1", "C-1"],
    ["composition", "é", "e\u0301"],
    ["both", "É", "e\u0301"],
    ["outer blanks", " C-1", "C-1 "],
  ])("F-20 two that differ only by %s are both kept, and remarked on with both places", (_, one, two) => {
    const reading = read({ accounts: [...tables.accounts, { account_id: one }, { account_id: two }] });
    expect([...mustRead(reading).accounts.keys()]).toEqual(["A", "B", one, two]);
    expect(warningsOf(reading)).toEqual(["ID_CONFUSABLE accounts/3/account_id"]);
    expect(reading.warnings[0]?.related).toEqual(["accounts", 2, "account_id"]);
  });

  test.each([
    ["42", "0042"],
    ["é", "e"],
    ["C-1", "C-2"],
  ])("F-20 %s and %s are two ids that nobody confuses", (one, two) => {
    expect(
      warningsOf(read({ accounts: [{ account_id: "A" }, { account_id: one }, { account_id: two }] })),
    ).toEqual([]);
  });

  test("F-20 accounts that only rows name are remarked on too, at the first row of the second", () => {
    const second = { ...invoice, invoice_number: "8", account_id: "a" };
    const invoices = [invoice, second, { ...second, invoice_number: "9" }];
    const reading = read({ accounts: undefined, invoices, adjustments: [], payments: [] });
    expect(warningsOf(reading)).toEqual(["ID_CONFUSABLE invoices/1/account_id"]);
    expect([...mustRead(reading).accounts.keys()]).toEqual(["A", "a"]);
  });

  test("F-20 a memo and an invoice may share an id", () => {
    expect(issuesOf(read({ adjustments: [{ ...debit, adjustment_id: "7" }] }))).toEqual([]);
  });
});

describe("references", () => {
  test("F-22 naming a row that was refused is not another error", () => {
    const accounts = [{ account_id: "A", credit_limit: "-1" }, { account_id: "B" }];
    expect(issuesOf(read({ accounts }))).toEqual(["CREDIT_LIMIT_INVALID accounts/0/credit_limit"]);
    const invoices = [{ ...invoice, due_on: "soon" }];
    const lines = {
      line_items: [{ invoice_id: "7", line: "1", status: "Shipped" }],
      allocations: [allocation],
    };
    expect(issuesOf(read({ invoices, ...lines }))).toEqual(["DATE_INVALID invoices/0/due_on"]);
    const memo = { ...allocation, payment_id: undefined, adjustment_id: "K" };
    const adjustments = [debit, { ...credit, amount: "x" }];
    expect(issuesOf(read({ adjustments, allocations: [memo] }))).toEqual([
      "AMOUNT_FORMAT adjustments/1/amount",
    ]);
    const toDebit = { ...allocation, invoice_id: undefined, debit_adjustment_id: "D" };
    const debits = [{ ...debit, amount: "x" }, credit];
    expect(issuesOf(read({ adjustments: debits, allocations: [toDebit] }))).toEqual([
      "AMOUNT_FORMAT adjustments/0/amount",
    ]);
    // A credit applied to it is not called wrong either.
    const applied = [debit, { ...credit, balance: "10.00" }];
    const fromCredit = { adjustment_id: "K", invoice_id: "7", amount: "10.00", allocated_on: "2025-03-05" };
    expect(issuesOf(read({ invoices, adjustments: applied, allocations: [fromCredit] }))).toEqual([
      "DATE_INVALID invoices/0/due_on",
    ]);
    // An id under which nothing stood is an error as ever.
    expect(issuesOf(read({ invoices, allocations: [{ ...allocation, invoice_id: "8" }] }))).toEqual([
      "DATE_INVALID invoices/0/due_on",
      "REF_UNKNOWN allocations/0/invoice_id",
    ]);
  });

  const statement = { statement_id: "S", account_id: "A", issued_on: today };

  test("F-22 naming an agreement that was refused is not another error, and neither is a refused bonus", () => {
    const agreements = [{ ...agreement, ends_on: "2024-12-31" }];
    expect(issuesOf(read({ agreements, bonuses: [bonus, bonus] }))).toEqual([
      "DATE_ORDER agreements/0/ends_on",
    ]);
    const camel = { agreementId: "G", accountId: "A", startsOn: "2025-01-01", endsOn: "soon" };
    expect(issuesOf(read({ agreements: [camel], bonuses: [bonus] }))).toEqual([
      "DATE_INVALID agreements/0/endsOn",
    ]);
    expect(issuesOf(read({ agreements: [agreement], bonuses: [{ ...bonus, target: "-1.00" }] }))).toEqual([
      "AMOUNT_NOT_POSITIVE bonuses/0/target",
    ]);
    // An id under which nothing stood is an error as ever.
    expect(issuesOf(read({ agreements, bonuses: [{ ...bonus, agreement_id: "H" }] }))).toEqual([
      "DATE_ORDER agreements/0/ends_on",
      "REF_UNKNOWN bonuses/0/agreement_id",
    ]);
  });

  test("F-22 naming an account that was refused is not another error of what is sold to it or done for it", () => {
    const accounts = [{ account_id: "A", credit_limit: "-1" }, { account_id: "B" }];
    const rows = { sales: [sale], activities: [activity], tasks: [task], events: [event] };
    expect(issuesOf(read({ accounts, ...rows, agreements: [agreement] }))).toEqual([
      "CREDIT_LIMIT_INVALID accounts/0/credit_limit",
    ]);
  });

  test.each<[string, Tables, string]>([
    ["an invoice's account", { invoices: [{ ...invoice, account_id: "Z" }] }, "invoices/0/account_id"],
    ["an adjustment's account", { adjustments: [{ ...debit, account_id: "Z" }] }, "adjustments/0/account_id"],
    ["a payment's account", { payments: [{ ...payment, account_id: "Z" }] }, "payments/0/account_id"],
    ["a statement's account", { statements: [{ ...statement, account_id: "Z" }] }, "statements/0/account_id"],
    ["a job's account", { jobs: [{ job_id: "J", account_id: "Z" }] }, "jobs/0/account_id"],
    ["a site's account", { sites: [{ site_id: "S", account_id: "Z" }] }, "sites/0/account_id"],
    ["a sale's account", { sales: [{ ...sale, account_id: "Z" }] }, "sales/0/account_id"],
    ["an activity's account", { activities: [{ ...activity, account_id: "Z" }] }, "activities/0/account_id"],
    ["a task's account", { tasks: [{ ...task, account_id: "Z" }] }, "tasks/0/account_id"],
    ["an event's account", { events: [{ ...event, account_id: "Z" }] }, "events/0/account_id"],
    [
      "an agreement's account",
      { agreements: [{ ...agreement, account_id: "Z" }] },
      "agreements/0/account_id",
    ],
    ["a bonus's agreement", { bonuses: [bonus] }, "bonuses/0/agreement_id"],
    [
      "an invitation's account",
      { invites: [{ account_id: "Z", email: "", status: "Pending", created_at: "2025-03-10T05:00Z" }] },
      "invites/0/account_id",
    ],
    ["an invoice's job", { invoices: [{ ...invoice, job_id: "J" }], jobs: [] }, "invoices/0/job_id"],
    [
      "an invoice's contract",
      { invoices: [{ ...invoice, contract_id: "K" }], contracts: [] },
      "invoices/0/contract_id",
    ],
    [
      "a contract's job",
      { contracts: [{ contract_id: "K", job_id: "J", amount: "1" }] },
      "contracts/0/job_id",
    ],
    [
      "a line's invoice",
      { line_items: [{ invoice_id: "8", line: "1", status: "Open" }] },
      "line_items/0/invoice_id",
    ],
    [
      "a statement line's statement",
      { statement_lines: [{ statement_id: "S", invoice_id: "7" }] },
      "statement_lines/0/statement_id",
    ],
    [
      "a statement line's invoice",
      { statements: [statement], statement_lines: [{ statement_id: "S", invoice_id: "8" }] },
      "statement_lines/0/invoice_id",
    ],
    [
      "an allocation's payment",
      { allocations: [{ ...allocation, payment_id: "Z" }] },
      "allocations/0/payment_id",
    ],
    [
      "an allocation's invoice",
      { allocations: [{ ...allocation, invoice_id: "Z" }] },
      "allocations/0/invoice_id",
    ],
    [
      "an allocation's credit memo",
      { allocations: [{ ...allocation, payment_id: null, adjustment_id: "Z" }] },
      "allocations/0/adjustment_id",
    ],
    [
      "an allocation's debit memo",
      { allocations: [{ ...allocation, invoice_id: null, debit_adjustment_id: "Z" }] },
      "allocations/0/debit_adjustment_id",
    ],
  ])("F-22 M-17 %s must be there", (_, changes, path) => {
    expect(issuesOf(read(changes))).toEqual([`REF_UNKNOWN ${path}`]);
  });

  test("the rows that name a document stand on it in their order", () => {
    const line = { invoice_id: "7", status: "Open" };
    const ledger = mustRead(
      read({
        invoices: [invoice, { ...invoice, invoice_number: "8" }],
        line_items: ["2", "1", "3"].map((name) => ({ ...line, line: name })),
        statements: [statement, { ...statement, statement_id: "T" }],
        statement_lines: ["8", "7"].map((invoice_id) => ({ statement_id: "S", invoice_id })),
      }),
    );
    expect(ledger.invoices.get("7")?.lineItems.map((each) => each.line)).toEqual(["2", "1", "3"]);
    expect(ledger.invoices.get("8")?.lineItems).toEqual([]);
    expect(ledger.statements.get("S")?.lines.map(({ invoiceId }) => invoiceId)).toEqual(["8", "7"]);
    expect(ledger.statements.get("T")?.lines).toEqual([]);
  });

  test("M-17 they are there", () => {
    const reading = read({
      invoices: [{ ...invoice, job_id: "J", contract_id: "K" }],
      jobs: [{ job_id: "J", account_id: "A" }],
      contracts: [{ contract_id: "K", job_id: "J", amount: "1" }],
      sites: [{ site_id: "S", account_id: "B" }],
      line_items: [{ invoice_id: "7", line: "1", status: "Open" }],
      statements: [statement],
      statement_lines: [{ statement_id: "S", invoice_id: "7" }],
    });
    const { invoices, statements, contracts } = mustRead(reading);
    expect(invoices.get("7")?.lineItems).toEqual([{ invoiceId: "7", line: "1", status: "Open" }]);
    expect(statements.get("S")?.lines).toEqual([{ statementId: "S", invoiceId: "7" }]);
    expect(contracts.get("K")?.jobId).toBe("J");
  });

  test("a quote is not part of a ledger: an allocation may go to any", () => {
    expect(issuesOf(read({ allocations: [{ ...allocation, invoice_id: null, proforma_id: "Q" }] }))).toEqual(
      [],
    );
  });

  test("without accounts they are those that rows name, in the order they are met", () => {
    const reading = read({
      accounts: undefined,
      payments: [{ ...payment, account_id: "C" }],
      sites: [{ site_id: "S", account_id: "B" }],
    });
    expect([...mustRead(reading).accounts.keys()]).toEqual(["A", "C", "B"]);
    expect(mustRead(reading).accounts.get("A")).toEqual({
      accountId: "A",
      accountName: "A",
      status: "Active",
      statusGiven: false,
      kind: "customer",
    });
  });

  test.each<[string, Tables]>([
    ["sales", { sales: [{ ...sale, account_id: "C" }, sale] }],
    [
      "activities",
      {
        activities: [
          { ...activity, account_id: "C" },
          { ...activity, activity_id: "W" },
        ],
      },
    ],
    [
      "tasks",
      {
        tasks: [
          { ...task, account_id: "C" },
          { ...task, task_id: "U" },
        ],
      },
    ],
    [
      "events",
      {
        events: [
          { ...event, account_id: "C" },
          { ...event, event_id: "F" },
        ],
      },
    ],
    [
      "agreements",
      {
        agreements: [
          { ...agreement, account_id: "C" },
          { ...agreement, agreement_id: "H" },
        ],
      },
    ],
  ])("without accounts, %s alone name them too", (_, rows) => {
    const nothing = { accounts: undefined, invoices: [], adjustments: [], payments: [] };
    const { accounts } = mustRead(read({ ...nothing, ...rows }));
    expect([...accounts.keys()]).toEqual(["C", "A"]);
  });

  test("without accounts, a clear names none", () => {
    const nothing = { accounts: undefined, invoices: [], adjustments: [], payments: [] };
    const clears = [{ kind: "year", executed_on: "2024-12-31" }];
    expect(mustRead(read({ ...nothing, period_clears: clears })).accounts.size).toBe(0);
  });

  test("M-23 clears come out by day, whatever order they come in", () => {
    const period_clears = [
      { kind: "month", executed_on: "2025-02-28" },
      { kind: "year", executed_on: "2024-12-31" },
      { kind: "month", executed_on: "2024-12-31" },
    ];
    const { periodClears } = mustRead(read({ period_clears }));
    expect(periodClears.map(({ kind, executedOn }) => `${executedOn} ${kind}`)).toEqual([
      "2024-12-31 month",
      "2024-12-31 year",
      "2025-02-28 month",
    ]);
  });

  test("without jobs and contracts an invoice may name any", () => {
    expect(issuesOf(read({ invoices: [{ ...invoice, job_id: "J", contract_id: "K" }] }))).toEqual([]);
  });

  test("F-22 M-17 paths are spelled as the rows are", () => {
    const camel = { invoiceNumber: "8", accountId: "Z", amount: "1", dueOn: "2025-03-01" };
    expect(issuesOf(read({ invoices: [invoice, camel] }))).toEqual(["REF_UNKNOWN invoices/1/accountId"]);
  });
});

describe("one account", () => {
  test("M-16 an invoice on a statement is of the statement's account", () => {
    const changes = {
      statements: [{ statement_id: "S", account_id: "B", issued_on: today }],
      statement_lines: [{ statement_id: "S", invoice_id: "7" }],
    };
    expect(issuesOf(read(changes))).toEqual(["ACCOUNT_MISMATCH statement_lines/0/invoice_id"]);
  });

  test("an invoice's job is of the invoice's account", () => {
    const changes = { invoices: [{ ...invoice, job_id: "J" }], jobs: [{ job_id: "J", account_id: "B" }] };
    expect(issuesOf(read(changes))).toEqual(["ACCOUNT_MISMATCH invoices/0/job_id"]);
  });

  test.each<[string, Tables, string]>([
    [
      "a payment of B",
      { payments: [{ ...payment, account_id: "B" }], allocations: [allocation] },
      "payment_id",
    ],
    [
      "a credit memo of B",
      {
        adjustments: [{ ...credit, account_id: "B" }],
        allocations: [{ ...allocation, payment_id: null, adjustment_id: "K" }],
      },
      "adjustment_id",
    ],
    [
      "an invoice of B",
      { invoices: [{ ...invoice, account_id: "B" }], allocations: [allocation] },
      "payment_id",
    ],
  ])("F-19 M-14 %s does not meet an end of A", (_, changes, key) => {
    expect(issuesOf(read(changes))).toEqual([`ALLOCATION_CROSS_ACCOUNT allocations/0/${key}`]);
  });
});

test("F-19 what goes across accounts is not counted besides", () => {
  const allocations = [{ ...allocation, amount: "1000.00" }];
  expect(issuesOf(read({ payments: [{ ...payment, account_id: "B" }], allocations }))).toEqual([
    "ALLOCATION_CROSS_ACCOUNT allocations/0/payment_id",
  ]);
});

describe("allocations", () => {
  const four = (amounts: readonly string[], ends: object = {}) =>
    amounts.map((amount) => ({ ...allocation, ...ends, amount }));
  const rich = { payments: [{ ...payment, amount: "1000.00" }] };

  test("F-17 M-12 all of an invoice may be allocated", () => {
    expect(issuesOf(read({ ...rich, allocations: four(["10.00", "20.00", "30.00", "40.00"]) }))).toEqual([]);
  });

  test("F-17 M-12 a cent more may not: the error is at the allocation that goes beyond", () => {
    const allocations = four(["10.00", "20.00", "30.00", "40.01"]);
    expect(issuesOf(read({ ...rich, allocations }))).toEqual(["OVER_ALLOCATED allocations/3"]);
  });

  test("F-17 M-12 one that goes beyond takes nothing, so a smaller one after it may fit", () => {
    const allocations = four(["60.00", "60.00", "40.00"]);
    expect(issuesOf(read({ ...rich, allocations }))).toEqual(["OVER_ALLOCATED allocations/1"]);
  });

  test("F-17 M-12 a debit memo likewise", () => {
    const to = { invoice_id: null, debit_adjustment_id: "D" };
    expect(issuesOf(read({ ...rich, allocations: four(["25.00", "25.00"], to) }))).toEqual([]);
    expect(issuesOf(read({ ...rich, allocations: four(["25.00", "25.01"], to) }))).toEqual([
      "OVER_ALLOCATED allocations/1",
    ]);
  });

  test("F-18 M-13 all of a payment may be allocated, to whatever documents", () => {
    const debitEnd = { invoice_id: null, debit_adjustment_id: "D" };
    expect(issuesOf(read({ allocations: [...four(["30.00"]), ...four(["30.00"], debitEnd)] }))).toEqual([]);
    expect(issuesOf(read({ allocations: [...four(["30.00"]), ...four(["30.01"], debitEnd)] }))).toEqual([
      "PAYMENT_OVER_ALLOCATED allocations/1",
    ]);
  });

  test("F-18 M-13 what goes to a quote is spent too", () => {
    const quote = { invoice_id: null, proforma_id: "Q" };
    expect(issuesOf(read({ allocations: [...four(["50.00"], quote), ...four(["10.01"])] }))).toEqual([
      "PAYMENT_OVER_ALLOCATED allocations/1",
    ]);
  });

  test("F-18 M-13 M-10 a credit memo likewise", () => {
    const from = { payment_id: null, adjustment_id: "K" };
    expect(issuesOf(read({ allocations: four(["15.00", "5.00"], from) }))).toEqual([]);
    expect(issuesOf(read({ allocations: four(["15.00", "5.01"], from) }))).toEqual([
      "PAYMENT_OVER_ALLOCATED allocations/1",
    ]);
  });

  test("F-17 F-18 M-12 M-13 one that goes beyond both is said to", () => {
    expect(issuesOf(read({ allocations: four(["100.01"]) }))).toEqual([
      "PAYMENT_OVER_ALLOCATED allocations/0",
      "OVER_ALLOCATED allocations/0",
    ]);
  });

  test.each([
    ["by its status", { invoices: [{ ...invoice, status: "Voided" }] }, {}, "invoice_id"],
    ["since a day", { invoices: [{ ...invoice, voided_on: "2025-03-06" }] }, {}, "invoice_id"],
    [
      "as a memo",
      { adjustments: [{ ...debit, status: "Voided" }] },
      { invoice_id: null, debit_adjustment_id: "D" },
      "debit_adjustment_id",
    ],
  ])("F-19 nothing goes to a document that is voided %s", (_, changes, ends, key) => {
    expect(issuesOf(read({ ...changes, allocations: [{ ...allocation, ...ends }] }))).toEqual([
      `ALLOCATION_INVALID_TARGET allocations/0/${key}`,
    ]);
  });

  test("F-19 nothing goes to a credit memo", () => {
    const ends = { invoice_id: null, debit_adjustment_id: "K" };
    expect(issuesOf(read({ allocations: [{ ...allocation, ...ends }] }))).toEqual([
      "ALLOCATION_INVALID_TARGET allocations/0/debit_adjustment_id",
    ]);
  });

  test("nothing comes from a debit memo", () => {
    const ends = { payment_id: null, adjustment_id: "D" };
    expect(issuesOf(read({ allocations: [{ ...allocation, ...ends }] }))).toEqual([
      "ALLOCATION_ENDS allocations/0/adjustment_id",
    ]);
  });

  test.each([
    ["pending"],
    ["failed"],
    ["reversed"],
  ])("F-19 one from a %s payment is accepted, remarked on, and uses up nothing", (status) => {
    const changes = {
      payments: [
        { ...payment, status },
        { payment_id: "Q", account_id: "A", paid_on: "2025-03-05", amount: "100.00" },
      ],
      // 60.00 is all of P and 100.00 all of the invoice: with the first three nothing would be left for the last.
      allocations: [
        ...four(["60.00", "60.00", "60.00"]),
        { ...allocation, payment_id: "Q", amount: "100.00" },
      ],
    };
    const reading = read(changes);
    expect(mustRead(reading).allocations).toHaveLength(4);
    expect(warningsOf(reading)).toEqual([
      "ALLOCATION_INACTIVE allocations/0",
      "ALLOCATION_INACTIVE allocations/1",
      "ALLOCATION_INACTIVE allocations/2",
    ]);
  });

  test("F-19 one from a voided credit memo likewise", () => {
    const reading = read({
      adjustments: [{ ...credit, status: "Voided" }],
      allocations: four(["20.00"], { payment_id: null, adjustment_id: "K" }),
    });
    expect(reading.ok).toBe(true);
    expect(warningsOf(reading)).toEqual(["ALLOCATION_INACTIVE allocations/0"]);
  });

  test.each([
    ["2025-01-31", ["PREPAYMENT allocations/0"]],
    ["2025-02-01", []],
  ])("F-26 paid on %s for an invoice of 2025-02-01: accepted, remarked on %j", (paid_on, warnings) => {
    const reading = read({ payments: [{ ...payment, paid_on }], allocations: [allocation] });
    expect(reading.ok).toBe(true);
    expect(warningsOf(reading)).toEqual(warnings);
  });

  test("F-26 a credit memo that is older than the invoice is no prepayment", () => {
    const reading = read({
      adjustments: [{ ...credit, issued_on: "2024-01-01" }],
      allocations: four(["20.00"], { payment_id: null, adjustment_id: "K" }),
    });
    expect(warningsOf(reading)).toEqual([]);
  });

  test("F-26 of an invoice that does not say when it was issued nobody knows", () => {
    const reading = read({ invoices: [{ ...invoice, issued_on: null }], allocations: [allocation] });
    expect(warningsOf(reading)).toEqual([]);
  });
});

describe("balances", () => {
  const withBalance = (balance: string, allocations: readonly object[]) =>
    read({ invoices: [{ ...invoice, balance }], allocations });

  test("F-16 M-06 a given balance is the amount less its allocations", () => {
    expect(issuesOf(withBalance("90.00", [allocation]))).toEqual([]);
    expect(issuesOf(withBalance("90.01", [allocation]))).toEqual(["BALANCE_MISMATCH invoices/0/balance"]);
    expect(issuesOf(withBalance("89.99", [allocation]))).toEqual(["BALANCE_MISMATCH invoices/0/balance"]);
    const reading = withBalance("90.01", [allocation]);
    expect(reading.ok ? [] : reading.issues.map(({ message }) => message)).toEqual([
      "The balance is given as 90.01, and allocations leave 90.00.",
    ]);
  });

  test("F-16 F-17 F-18 where an allocation is wrong, the balance is not called wrong as well", () => {
    const codes = (allocations: readonly object[]) =>
      issuesOf(withBalance("90.00", allocations)).map((each) => each.split(" ")[0]);
    expect(codes([{ ...allocation, amount: "60.01" }])).toEqual(["PAYMENT_OVER_ALLOCATED"]);
    expect(codes([allocation, { ...allocation, payment_id: "Z" }])).toEqual(["REF_UNKNOWN"]);
    expect(
      codes([
        { ...allocation, payment_id: "Z" },
        { ...allocation, amount: "5.00" },
      ]),
    ).toEqual(["REF_UNKNOWN"]);
  });

  test("F-17 F-18 what is too much is said in amounts, of which document and payment", () => {
    const reading = read({
      payments: [{ ...payment, amount: "200.00" }],
      allocations: [{ ...allocation, amount: "100.01" }],
    });
    expect(reading.ok ? [] : reading.issues.map(({ message }) => message)).toEqual([
      'More is allocated to invoice "7" than its 100.00.',
    ]);
    const spent = read({ allocations: [{ ...allocation, amount: "60.01" }] });
    expect(spent.ok ? [] : spent.issues.map(({ message }) => message)).toEqual([
      'More is allocated from payment "P" than its 60.00.',
    ]);
  });

  test("F-16 allocations of later days count too", () => {
    const later = { ...allocation, allocated_on: "2025-12-31" };
    expect(issuesOf(withBalance("90.00", [later]))).toEqual([]);
    expect(issuesOf(withBalance("100.00", [later]))).toEqual(["BALANCE_MISMATCH invoices/0/balance"]);
  });

  test("F-16 without allocations any balance up to the amount may be given", () => {
    expect(issuesOf(withBalance("0.00", []))).toEqual([]);
    expect(issuesOf(withBalance("12.34", []))).toEqual([]);
  });

  test("F-16 an allocation that reduces nothing contradicts nothing", () => {
    const reading = read({
      invoices: [{ ...invoice, balance: "100.00" }],
      payments: [{ ...payment, status: "pending" }],
      allocations: [allocation],
    });
    expect(issuesOf(reading)).toEqual([]);
  });

  test("F-16 M-10 memos likewise: what is applied, what is paid", () => {
    const applied = { ...allocation, payment_id: null, adjustment_id: "K" };
    const paid = { ...allocation, invoice_id: null, debit_adjustment_id: "D" };
    const given = (creditLeft: string, debitLeft: string) =>
      read({
        adjustments: [
          { ...credit, balance: creditLeft },
          { ...debit, balance: debitLeft },
        ],
        allocations: [applied, paid],
      });
    expect(issuesOf(given("10.00", "40.00"))).toEqual([]);
    expect(issuesOf(given("20.00", "50.00"))).toEqual([
      "BALANCE_MISMATCH adjustments/0/balance",
      "BALANCE_MISMATCH adjustments/1/balance",
    ]);
  });

  test("F-16 a row that is refused for another reason is not compared", () => {
    const reading = read({ invoices: [{ ...invoice, amount: "x", balance: "1.00" }] });
    expect(issuesOf(reading)).toEqual(["AMOUNT_FORMAT invoices/0/amount"]);
  });

  test.each([
    ["Paid", "0.00", []],
    ["Paid", "0.01", ["STATUS_BALANCE_MISMATCH invoices/0/status"]],
    ["Partially Paid", "0.00", ["STATUS_BALANCE_MISMATCH invoices/0/status"]],
    ["Partially Paid", "0.01", []],
    ["Partially Paid", "99.99", []],
    ["Partially Paid", "100.00", ["STATUS_BALANCE_MISMATCH invoices/0/status"]],
    ["Open", "0.00", ["STATUS_BALANCE_MISMATCH invoices/0/status"]],
    ["Open", "0.01", []],
    ["Open", "100.00", []],
    ["Voided", "100.00", []],
    ["Voided", "0.00", []],
  ])("F-27 %s with %s left of 100.00: accepted, remarked on %j", (status, balance, warnings) => {
    const reading = read({ invoices: [{ ...invoice, status, balance }] });
    expect(mustRead(reading).invoices.get("7")?.balance).toBe(Math.round(Number(balance) * 100));
    expect(warningsOf(reading)).toEqual(warnings);
  });

  test.each([
    ["Applied", "0.00", []],
    ["Applied", "20.00", ["STATUS_BALANCE_MISMATCH adjustments/0/status"]],
    ["Partially Applied", "5.00", []],
    ["Partially Applied", "0.00", ["STATUS_BALANCE_MISMATCH adjustments/0/status"]],
    ["Partially Applied", "20.00", ["STATUS_BALANCE_MISMATCH adjustments/0/status"]],
    ["Open", "20.00", []],
  ])("F-27 a credit memo %s with %s left of 20.00: remarked on %j", (status, balance, warnings) => {
    expect(warningsOf(read({ adjustments: [{ ...credit, status, balance }] }))).toEqual(warnings);
  });

  test("F-27 the balance is that of today: a payment allocated tomorrow has not paid yet", () => {
    const full = (allocated_on: string) =>
      read({
        invoices: [{ ...invoice, status: "Paid" }],
        payments: [{ ...payment, amount: "100.00" }],
        allocations: [{ ...allocation, amount: "100.00", allocated_on }],
      });
    expect(warningsOf(full(today))).toEqual([]);
    expect(warningsOf(full("2025-03-11"))).toEqual(["STATUS_BALANCE_MISMATCH invoices/0/status"]);
  });

  test("F-27 of a document over nothing every status is true", () => {
    const reading = read({ invoices: [{ ...invoice, amount: "0.00", status: "Partially Paid" }] });
    expect(warningsOf(reading)).toEqual(["AMOUNT_ZERO invoices/0/amount"]);
  });
});

describe("discounts", () => {
  const offer = (discount_amount: string) => ({ discount_amount, discount_until: "2025-03-20" });

  test.each([
    ["90.00", []],
    ["90.01", ["DISCOUNT_EXCEEDS_BALANCE invoices/0/discount_amount"]],
  ])("F-31 %s off with 90.00 left: accepted, remarked on %j", (amount, warnings) => {
    const reading = read({ invoices: [{ ...invoice, ...offer(amount) }], allocations: [allocation] });
    expect(mustRead(reading).invoices.get("7")?.discount?.until).toBe("2025-03-20");
    expect(warningsOf(reading)).toEqual(warnings);
  });

  test("F-31 a given balance counts likewise", () => {
    const reading = read({ invoices: [{ ...invoice, ...offer("10.01"), balance: "10.00" }] });
    expect(warningsOf(reading)).toEqual(["DISCOUNT_EXCEEDS_BALANCE invoices/0/discount_amount"]);
  });

  test("F-31 of a paid invoice no discount is more than is left", () => {
    expect(warningsOf(read({ invoices: [{ ...invoice, ...offer("10.00"), balance: "0.00" }] }))).toEqual([]);
  });

  test.each([
    ["90.00", []],
    ["90.01", ["DISCOUNT_EXCEEDS_BALANCE statement_lines/0/discount_amount"]],
  ])("F-31 a statement that offers %s with 90.00 left: remarked on %j", (amount, warnings) => {
    const reading = read({
      allocations: [allocation],
      statements: [{ statement_id: "S", account_id: "A", issued_on: today }],
      statement_lines: [{ statement_id: "S", invoice_id: "7", ...offer(amount) }],
    });
    expect(mustRead(reading).statements.get("S")?.lines).toHaveLength(1);
    expect(warningsOf(reading)).toEqual(warnings);
  });
});
