import { describe, expect, test } from "vitest";
import { debtorLedger, goldenRetailer } from "../../test/retailer.ts";
import { nextDayChange, todayIn } from "../calendar/zone.ts";
import { openStore } from "../store/store.ts";
import { customerDetail, detailBoxLabels } from "./detail.ts";
import { detailActions } from "./detail-actions.ts";
import { planOverdueMessages } from "./reminders.ts";
import { debtorTiles } from "./tiles.ts";
import { debtorsView } from "./view.ts";

const golden = debtorsView(debtorLedger(goldenRetailer()));
const now = "2025-05-10T02:00:00Z";

/** A customer with a transaction of every kind and standing. */
const history = debtorsView(
  debtorLedger({
    accounts: [
      { account_id: "A", account_name: "Acme", terms: "30 days", credit_limit: "5000.00", notes: "Call Sue" },
    ],
    invoices: [
      { invoice_number: "1", account_id: "A", amount: "1250.00", issued_on: "2025-01-01" },
      { invoice_number: "2", account_id: "A", amount: "125.50", issued_on: "2025-05-01", kind: "charge" },
      { invoice_number: "3", account_id: "A", amount: "9.00", issued_on: "2025-04-01" },
      {
        invoice_number: "4",
        account_id: "A",
        amount: "7.00",
        issued_on: "2025-04-02",
        voided_on: "2025-04-03",
      },
    ],
    adjustments: [
      { adjustment_id: "D", account_id: "A", type: "debit", amount: "3.00", issued_on: "2025-04-05" },
      { adjustment_id: "K", account_id: "A", type: "credit", amount: "2.00", issued_on: "2025-04-06" },
    ],
    payments: [
      { payment_id: "P1", account_id: "A", paid_on: "2025-04-10", amount: "9.00" },
      { payment_id: "P2", account_id: "A", paid_on: "2025-05-02", amount: "50.00" },
      { payment_id: "P3", account_id: "A", paid_on: "2025-05-03", amount: "60.00", status: "pending" },
      { payment_id: "P4", account_id: "A", paid_on: "2025-05-04", amount: "1.00", kind: "write-off" },
      { payment_id: "P5", account_id: "A", paid_on: "2025-05-20", amount: "70.00" },
    ],
    allocations: [
      { payment_id: "P1", invoice_id: "3", amount: "9.00", allocated_on: "2025-04-10" },
      { payment_id: "P2", invoice_id: "1", amount: "20.00", allocated_on: "2025-05-02" },
      { payment_id: "P4", invoice_id: "1", amount: "1.00", allocated_on: "2025-05-04" },
    ],
    notes: [
      {
        note_id: "N1",
        account_id: "A",
        at: "2025-04-02T00:00:00Z",
        text: "Disputed",
        user: "kim",
        invoice_id: "1",
      },
      { note_id: "N2", account_id: "A", at: "2025-04-01T00:00:00Z", text: "Sent again", invoice_id: "1" },
      { note_id: "N3", account_id: "A", at: "2025-04-01T00:00:00Z", text: "About the account" },
    ],
  }),
);

describe("customerDetail", () => {
  test("B-106 B-107 name and number above, six boxes", () => {
    const { accountId, accountName, boxes, notes } = customerDetail(history, "A");
    expect([accountId, accountName, notes]).toEqual(["A", "Acme", "Call Sue"]);
    expect(Object.values(detailBoxLabels)).toEqual([
      "Total Outstanding",
      "Last Payment Date",
      "Payment Terms",
      "Average Days to Pay",
      "Credit Limit",
      "Last Payment Amount",
    ]);
    expect(Object.keys(boxes)).toEqual(Object.keys(detailBoxLabels));
    expect(boxes).toEqual({
      totalOutstanding: 125_000 - 2_100 + 12_550 + 300,
      lastPaymentDate: "2025-05-02",
      paymentTerms: "30 days",
      averageDaysToPay: (121 + 9) / 2,
      creditLimit: 500_000,
      lastPaymentAmount: 5_000,
    });
  });

  test("B-108 what is not there is null", () => {
    expect(customerDetail(golden, "003").boxes).toMatchObject({
      lastPaymentDate: null,
      lastPaymentAmount: null,
      averageDaysToPay: null,
      creditLimit: null,
    });
    expect(customerDetail(golden, "001").notes).toBeNull();
  });

  test("B-110 B-189 invoices and payments apart, the newest first, each with its standing", () => {
    const { tabs } = customerDetail(history, "A");
    expect(
      tabs.invoices.map(({ stamp, kind, balance, dueOn, status }) => [stamp, kind, balance, dueOn, status]),
    ).toEqual([
      ["2", "charge", 12_550, "2025-05-31", "Not due"],
      ["D", "debit-adjustment", 300, "2025-04-05", "Overdue"],
      ["4", "invoice", 0, "2025-05-02", "Voided"],
      ["3", "invoice", 0, "2025-05-01", "Paid"],
      ["1", "invoice", 122_900, "2025-01-31", "Overdue"],
    ]);
    expect(
      tabs.payments.map(({ stamp, kind, amount, balance, status }) => [stamp, kind, amount, balance, status]),
    ).toEqual([
      ["P4", "write-off", 100, 0, "Fully allocated"],
      ["P3", "payment", 6_000, 0, "Pending"],
      ["P2", "payment", 5_000, 3_000, "Partly allocated"],
      ["P1", "payment", 900, 0, "Fully allocated"],
      ["K", "credit-adjustment", 200, 200, "Unallocated"],
    ]);
  });

  test("as it stood on an earlier day", () => {
    const april = debtorsView(debtorLedger(goldenRetailer()), { asOf: "2025-02-10" });
    const { tabs, boxes } = customerDetail(april, "001");
    expect([
      tabs.invoices.map(({ stamp, balance }) => [stamp, balance]),
      tabs.payments,
      boxes.lastPaymentDate,
    ]).toEqual([[["S2", 60_000]], [], null]);
  });

  const found = (search: string) => {
    const { tabs } = customerDetail(history, "A", { search });
    return [...tabs.invoices, ...tabs.payments].map(({ stamp }) => stamp);
  };

  test("B-111 OVERDUE finds what is overdue and nothing else", () => {
    expect([found("OVERDUE"), found("overdue")]).toEqual([
      ["D", "1"],
      ["D", "1"],
    ]);
    expect(found("not due")).toEqual(["2"]);
    expect(found("unallocated")).toEqual(["K"]);
  });

  test("B-112 an amount finds transactions with it, grouped or not", () => {
    expect([found("125.50"), found("1250.00"), found("1,250.00"), found("1,229.00")]).toEqual([
      ["2"],
      ["1"],
      ["1"],
      ["1"],
    ]);
  });

  test("days, stamps and kinds are found; a blank search finds all", () => {
    expect([found("2025-04-05"), found("p2"), found("write-off"), found(" ").length]).toEqual([
      ["D"],
      ["P2"],
      ["P4"],
      10,
    ]);
    expect(found("2025-05-31")).toEqual(["2"]);
  });

  test("notes on a transaction, the oldest first", () => {
    const row = customerDetail(history, "A").tabs.invoices.at(-1);
    expect(row?.notes).toEqual([
      { noteId: "N2", at: "2025-04-01T00:00:00.000Z", text: "Sent again", user: null },
      { noteId: "N1", at: "2025-04-02T00:00:00.000Z", text: "Disputed", user: "kim" },
    ]);
  });

  test("an unknown account, search or option is refused", () => {
    expect(() => customerDetail(history, "Z")).toThrow(
      expect.objectContaining({ code: "REF_UNKNOWN", path: ["accountId"] }),
    );
    expect(() => customerDetail(history, "A", { search: 7 as never })).toThrow(
      expect.objectContaining({ code: "QUERY_INVALID" }),
    );
    expect(() => customerDetail(history, "A", { find: "x" } as never)).toThrow(
      expect.objectContaining({ code: "POLICY_UNKNOWN" }),
    );
  });
});

describe("detailActions", () => {
  const of = (selected?: Parameters<typeof detailActions>[2]) =>
    new Map(detailActions(history, "A", selected).map((each) => [each.action, each]));

  test("B-113 a transaction can be viewed once it is highlighted", () => {
    expect(of().get("view-transaction")).toMatchObject({ enabled: false, opens: null });
    expect(of({ table: "payments", id: "P2" }).get("view-transaction")).toMatchObject({
      enabled: true,
      opens: { action: "reprint-payment-receipt", id: "P2" },
    });
    expect(() => of({ table: "invoices", id: "P2" })).toThrow(
      expect.objectContaining({ code: "REF_UNKNOWN", path: ["selected"] }),
    );
  });

  test("B-114 a statement lists what is open, the oldest first, and what is in credit; without an address it cannot be mailed", () => {
    const action = of().get("email-statement");
    expect(action).toMatchObject({ enabled: false, to: null });
    const statement = action?.action === "email-statement" ? action.statement : undefined;
    expect(statement?.items.map(({ stamp, balance }) => [stamp, balance])).toEqual([
      ["1", 122_900],
      ["D", 300],
      ["2", 12_550],
    ]);
    expect(statement?.credits.map(({ stamp, balance }) => [stamp, balance])).toEqual([
      ["K", 200],
      ["P2", 3_000],
    ]);
    expect([statement?.totalOutstanding, statement?.unallocatedCredit, statement?.net]).toEqual([
      135_750, 3_200, 132_550,
    ]);
    expect(detailActions(golden, "001").find(({ action: each }) => each === "email-statement")).toMatchObject(
      { enabled: true, to: "anna@anna.example" },
    );
  });

  test("B-117 an overdue reminder by email or SMS, where something is overdue and there is somewhere to send it", () => {
    expect(of().get("overdue-reminder")).toMatchObject({
      enabled: false,
      channels: [
        { channel: "email", to: null, reason: "no-email" },
        { channel: "sms", to: null, reason: "no-phone" },
      ],
    });
    const reminder = (id: string) =>
      detailActions(golden, id).find(({ action }) => action === "overdue-reminder");
    expect(reminder("003")).toMatchObject({
      enabled: true,
      channels: [
        { to: null, reason: "no-email" },
        { to: "555-0103", reason: null },
      ],
    });
    expect(reminder("005")).toMatchObject({
      enabled: false,
      channels: [{ reason: "nothing-overdue" }, { reason: "nothing-overdue" }],
    });
  });

  test("B-109 B-115 B-116 notes, payments and notes on transactions are changes that a store takes", () => {
    const store = openStore(debtorLedger(goldenRetailer()), { calendar: { nextDayChange, todayIn } });
    const at = () => debtorsView(store.ledger(now));
    const actions = new Map(
      detailActions(at(), "001", { table: "invoices", id: "S1" }).map((each) => [each.action, each]),
    );
    const edit = actions.get("edit-customer-notes");
    expect(edit).toMatchObject({ accountId: "001", notes: null, change: "notes-changed" });
    expect(
      store.apply([{ changeId: "1", kind: "notes-changed", accountId: "001", notes: "Promised Friday" }]).ok,
    ).toBe(true);
    expect(customerDetail(at(), "001").notes).toBe("Promised Friday");

    const add = actions.get("add-note");
    const note = add?.action === "add-note" ? add.note : null;
    expect(note).toEqual({ accountId: "001", invoiceId: "S1" });
    expect(
      store.apply([
        { changeId: "2", kind: "note-added", note: { noteId: "N1", at: now, text: "Disputed", ...note } },
      ]).ok,
    ).toBe(true);
    expect(customerDetail(at(), "001").tabs.invoices[0]?.notes.map(({ text }) => text)).toEqual(["Disputed"]);

    expect(actions.get("record-payment")).toMatchObject({
      enabled: true,
      accountId: "001",
      change: "payment-posted",
    });
    const payment = { paymentId: "P9", accountId: "001", paidOn: "2025-05-10", amount: "500.00" };
    const allocation = { paymentId: "P9", invoiceId: "S2", amount: "500.00", allocatedOn: "2025-05-10" };
    expect(
      store.apply([
        { changeId: "3", kind: "payment-posted", payment },
        { changeId: "4", kind: "payment-allocated", allocation },
      ]).ok,
    ).toBe(true);
    expect(customerDetail(at(), "001").boxes).toMatchObject({
      totalOutstanding: 50_000,
      lastPaymentDate: "2025-05-10",
      lastPaymentAmount: 50_000,
    });
    expect(debtorTiles(at()).tiles[0]?.amount).toBe(91_000);
  });
});

describe("planOverdueMessages", () => {
  test("B-129 all customers on a grid: those that are overdue", () => {
    const { planned, skipped } = planOverdueMessages(golden, { grid: "monthly" });
    expect(
      planned.map(({ accountName, to, overdue, count, maxDaysOverdue, documents }) => [
        accountName,
        to,
        overdue,
        count,
        maxDaysOverdue,
        documents.map(({ id }) => id),
      ]),
    ).toEqual([
      ["Anna", "anna@anna.example", 50_000, 1, 68, ["S2"]],
      ["Bob", "bob@bob.example", 25_000, 1, 40, ["S3"]],
    ]);
    expect(skipped).toEqual([]);
    expect(planOverdueMessages(golden, { grid: "7-day" }).skipped).toEqual([
      { accountId: "003", reason: "no-email" },
    ]);
    expect(planOverdueMessages(golden, { grid: "7-day" }, "sms").planned.map(({ to }) => to)).toEqual([
      "555-0103",
    ]);
  });

  test("B-130 selected customers, each once; the others with the reason", () => {
    const { planned, skipped } = planOverdueMessages(golden, { accountIds: ["002", "005", "002", "099"] });
    expect(planned.map(({ accountId }) => accountId)).toEqual(["002"]);
    expect(skipped).toEqual([
      { accountId: "005", reason: "nothing-overdue" },
      { accountId: "099", reason: "unknown" },
    ]);
  });

  test("an address that is none is said so; the longest past due stands first", () => {
    const view = debtorsView(
      debtorLedger({
        accounts: [
          { account_id: "A", email: "nobody" },
          { account_id: "B", email: " b@b.example " },
        ],
        invoices: ["A", "B", "B"].map((account_id, at) => ({
          invoice_number: `${at}`,
          account_id,
          amount: "1.00",
          issued_on: `2025-0${3 - at}-01`,
          due_on: `2025-0${3 - at}-02`,
        })),
      }),
    );
    const { planned, skipped } = planOverdueMessages(view, { grid: "monthly" });
    expect(skipped).toEqual([{ accountId: "A", reason: "email-invalid" }]);
    expect(planned.map(({ to, documents }) => [to, documents.map(({ id }) => id)])).toEqual([
      ["b@b.example", ["2", "1"]],
    ]);
  });

  test("a selection, grid or channel that is none is refused", () => {
    const asking =
      (selection: unknown, channel: unknown = "email") =>
      () =>
        planOverdueMessages(golden, selection as never, channel as never);
    expect(asking({})).toThrow(expect.objectContaining({ code: "POLICY_RANGE", path: ["selection"] }));
    expect(asking(null)).toThrow(expect.objectContaining({ code: "POLICY_RANGE", path: ["selection"] }));
    expect(asking({ accountIds: "001" })).toThrow(
      expect.objectContaining({ code: "TYPE", path: ["accountIds"] }),
    );
    expect(asking({ grid: "weekly" })).toThrow(
      expect.objectContaining({ code: "POLICY_RANGE", path: ["grid"] }),
    );
    expect(asking({ accountIds: [] }, "fax")).toThrow(
      expect.objectContaining({ code: "POLICY_RANGE", path: ["channel"] }),
    );
  });
});
