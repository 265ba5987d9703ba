import { Temporal } from "@js-temporal/polyfill";
import { Decimal } from "decimal.js";
import { describe, expect, test } from "vitest";
import { mustRead } from "../../test/must-read.ts";
import { issuesOf, usd, warningsOf } from "../../test/reading.ts";
import { IssueLog, type Path, type Reading } from "../fault/issue.ts";
import { type ChangeKind, changeKinds, changeReader, type ReadChange } from "./change.ts";

const readChange = changeReader({ currency: usd });

/** The change, or what is wrong with it. */
function read(raw: unknown, path: Path = []): Reading<ReadChange> {
  const log = new IssueLog();
  const change = readChange(raw, path, log);
  return log.reading(() => change as ReadChange);
}

const bodyOf = (raw: object) => mustRead(read(raw)).body;

type Row = Readonly<Record<string, unknown>>;

/** A change of every kind as snake_case spells it, and what its main row is understood as. */
const good: Readonly<Record<ChangeKind, { readonly fields: Row; readonly value: Row }>> = {
  "account-changed": {
    fields: { account: { account_id: "A", account_name: "Acme" } },
    value: { accountId: "A", accountName: "Acme", status: "Active", statusGiven: false, kind: "customer" },
  },
  "notes-changed": {
    fields: { account_id: "A", notes: "Call back." },
    value: { accountId: "A", notes: "Call back." },
  },
  "invoice-created": {
    fields: { invoice: { invoice_number: "7", account_id: "A", amount: "12.50", due_on: "2025-03-31" } },
    value: {
      invoiceNumber: "7",
      accountId: "A",
      amount: 1250,
      dueOn: "2025-03-31",
      invoiceId: "7",
      kind: "invoice",
      posting: "Posted",
      lineItems: [],
    },
  },
  "invoice-updated": {
    fields: {
      invoice: {
        invoice_number: "7",
        invoice_id: "I-7",
        account_id: "A",
        amount: "1",
        due_on: "2025-03-31",
        balance: "0.4",
      },
    },
    value: {
      invoiceNumber: "7",
      accountId: "A",
      amount: 100,
      dueOn: "2025-03-31",
      invoiceId: "I-7",
      balance: 40,
      kind: "invoice",
      posting: "Posted",
      lineItems: [],
    },
  },
  "invoice-paid": { fields: { invoice_id: "7" }, value: { invoiceId: "7" } },
  "invoice-voided": {
    fields: { invoice_id: "7", voided_on: "2025-03-09" },
    value: { invoiceId: "7", voidedOn: "2025-03-09" },
  },
  "payment-posted": {
    fields: { payment: { payment_id: "P", account_id: "A", paid_on: "2025-03-09", amount: "5" } },
    value: {
      paymentId: "P",
      accountId: "A",
      paidOn: "2025-03-09",
      amount: 500,
      kind: "payment",
      status: "settled",
      channel: "erp",
      register: "account",
    },
  },
  "payment-updated": {
    fields: {
      payment: { payment_id: "P", account_id: "A", paid_on: "2025-03-09", amount: "5", status: "Reversed" },
    },
    value: {
      paymentId: "P",
      accountId: "A",
      paidOn: "2025-03-09",
      amount: 500,
      kind: "payment",
      status: "reversed",
      channel: "erp",
      register: "account",
    },
  },
  "payment-allocated": {
    fields: {
      allocation: { payment_id: "P", invoice_id: "7", amount: "5.00", allocated_on: "2025-03-09" },
    },
    value: { paymentId: "P", invoiceId: "7", amount: 500, allocatedOn: "2025-03-09" },
  },
  "adjustment-created": {
    fields: { adjustment: { adjustment_id: "M", account_id: "A", type: "credit", amount: "2" } },
    value: { adjustmentId: "M", accountId: "A", type: "credit", amount: 200 },
  },
  "adjustment-updated": {
    fields: {
      adjustment: { adjustment_id: "M", account_id: "A", type: "Debit", amount: "2", reason: "Freight" },
    },
    value: { adjustmentId: "M", accountId: "A", type: "debit", amount: 200, reason: "Freight" },
  },
  "adjustment-applied": {
    fields: {
      allocation: {
        adjustment_id: "M",
        debit_adjustment_id: "N",
        amount: "2",
        allocated_on: "2025-03-09",
      },
    },
    value: { adjustmentId: "M", debitAdjustmentId: "N", amount: 200, allocatedOn: "2025-03-09" },
  },
  "invite-created": {
    fields: {
      invite: {
        account_id: "A",
        email: "ap@acme.test",
        status: "pending",
        created_at: "2025-01-05T09:00:00-06:00",
      },
    },
    value: {
      accountId: "A",
      email: "ap@acme.test",
      status: "Pending",
      createdAt: "2025-01-05T15:00:00.000Z",
      updatedAt: "2025-01-05T15:00:00.000Z",
    },
  },
  "invite-changed": {
    fields: {
      invite: {
        account_id: "A",
        email: "ap@acme.test",
        status: "Accepted",
        created_at: "2025-01-05T15:00:00Z",
        updated_at: "2025-01-06T15:00:00Z",
        invite_id: "I-1",
      },
    },
    value: {
      accountId: "A",
      email: "ap@acme.test",
      status: "Accepted",
      createdAt: "2025-01-05T15:00:00.000Z",
      inviteId: "I-1",
      updatedAt: "2025-01-06T15:00:00.000Z",
    },
  },
  "statement-issued": {
    fields: { statement: { statement_id: "S", account_id: "A", issued_on: "2025-02-28" } },
    value: { statementId: "S", accountId: "A", issuedOn: "2025-02-28", lines: [] },
  },
  "job-changed": {
    fields: { job: { job_id: "J", account_id: "A", name: "Barn", status: "closed" } },
    value: { jobId: "J", accountId: "A", name: "Barn", status: "Closed" },
  },
  "contract-changed": {
    fields: { contract: { contract_id: "K", job_id: "J", amount: "9.99" } },
    value: { contractId: "K", jobId: "J", amount: 999 },
  },
  "site-changed": {
    fields: { site: { site_id: "T", account_id: "A" } },
    value: { siteId: "T", accountId: "A" },
  },
  "layby-changed": {
    fields: { layby: { layby_id: "L", account_id: "A", sold_on: "2025-03-01", due_on: "2025-06-01" } },
    value: {
      laybyId: "L",
      accountId: "A",
      soldOn: "2025-03-01",
      laybyNumber: "L",
      dueOn: "2025-06-01",
      items: [],
      payments: [],
    },
  },
  "quote-changed": {
    fields: { quote: { quote_id: "Q", account_id: "A", quoted_on: "2025-03-01" } },
    value: {
      quoteId: "Q",
      accountId: "A",
      quotedOn: "2025-03-01",
      number: "Q",
      kind: "quote",
      status: "open",
      lines: [],
    },
  },
  "note-added": {
    fields: { note: { note_id: "N", account_id: "A", at: "2025-03-10T05:00:00Z", text: "Promised." } },
    value: { noteId: "N", accountId: "A", at: "2025-03-10T05:00:00.000Z", text: "Promised." },
  },
  "sale-recorded": {
    fields: { sale: { account_id: "A", sold_on: "2025-03-01", amount: "-5.00" } },
    value: { accountId: "A", soldOn: "2025-03-01", amount: -500 },
  },
  "activity-changed": {
    fields: { activity: { activity_id: "V", account_id: "A", at: "2025-03-10", kind: "visit" } },
    value: { activityId: "V", accountId: "A", at: "2025-03-10", kind: "visit" },
  },
  "task-changed": {
    fields: { task: { task_id: "T", account_id: "A", at: "2025-03-10T05:00:00Z", due_at: "2025-03-12" } },
    value: { taskId: "T", accountId: "A", at: "2025-03-10T05:00:00.000Z", dueAt: "2025-03-12" },
  },
  "event-recorded": {
    fields: { event: { event_id: "E", account_id: "A", at: "2025-03-10", text: "Limit raised" } },
    value: { eventId: "E", accountId: "A", at: "2025-03-10", text: "Limit raised" },
  },
  "agreement-changed": {
    fields: {
      agreement: {
        agreement_id: "G",
        account_id: "A",
        starts_on: "2025-01-01",
        ends_on: "2025-12-31",
      },
    },
    value: {
      agreementId: "G",
      accountId: "A",
      startsOn: "2025-01-01",
      endsOn: "2025-12-31",
      bonuses: [],
    },
  },
  "period-cleared": {
    fields: { period_clear: { kind: "Month", executed_on: "2025-02-28" } },
    value: { kind: "month", executedOn: "2025-02-28" },
  },
};

const changeOf = (kind: ChangeKind): Row => ({ change_id: "1", kind, ...good[kind].fields });

/** The same value with every key of every row as this library spells it. */
function camel(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camel);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      camel(each),
    ]),
  );
}

/** The same value with the keys of every row in the opposite order. */
function reversed(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, each]) => [key, reversed(each)]),
  );
}

describe("every kind", () => {
  test("is one of the twenty-seven that the public list names", () => {
    expect(changeKinds).toEqual(Object.keys(good));
  });

  test.each(changeKinds)("%s is read from its row", (kind) => {
    const change = mustRead(read(changeOf(kind)));
    expect([change.kind, change.changeId, change.entry.value]).toEqual([kind, "1", good[kind].value]);
  });

  test.each(changeKinds)("%s is the same in camelCase, in any order of keys", (kind) => {
    const body = bodyOf(changeOf(kind));
    expect(bodyOf(camel(changeOf(kind)) as object)).toBe(body);
    expect(bodyOf(reversed(changeOf(kind)) as object)).toBe(body);
  });

  test.each(changeKinds)("%s is matched ignoring case, blanks, - and _", (kind) => {
    const words = kind.replaceAll("-", " ");
    for (const spelled of [words, words.toUpperCase(), kind.replaceAll("-", "_"), kind.replaceAll("-", "")]) {
      const change = mustRead(read({ ...changeOf(kind), kind: spelled }));
      expect([change.kind, change.body]).toEqual([kind, bodyOf(changeOf(kind))]);
    }
  });

  test.each(changeKinds)("%s needs each of its keys", (kind) => {
    const { fields } = good[kind];
    for (const key of ["change_id", "kind", ...Object.keys(fields)]) {
      const { [key]: _, ...rest } = changeOf(kind);
      expect(issuesOf(read(rest)), key).toEqual([`FIELD_MISSING ${key}`]);
      expect(issuesOf(read({ ...changeOf(kind), [key]: null })), key).toEqual([`FIELD_MISSING ${key}`]);
    }
  });

  test.each(changeKinds)("%s has no other key: what nobody reads is not lost in silence", (kind) => {
    expect(issuesOf(read({ ...changeOf(kind), source: "ERP" }))).toEqual(["COLUMN_UNKNOWN source"]);
    const other = kind === "site-changed" ? "job" : "site";
    expect(issuesOf(read({ ...changeOf(kind), [other]: {} }))).toEqual([`COLUMN_UNKNOWN ${other}`]);
  });

  test.each(changeKinds)("%s: everything wrong with it is said at once", (kind) => {
    const key = Object.keys(good[kind].fields)[0] as string;
    const wrong = { kind, ...good[kind].fields, [key]: 5, extra: 1 };
    expect(issuesOf(read(wrong))).toEqual(
      expect.arrayContaining(["COLUMN_UNKNOWN extra", "FIELD_MISSING change_id", `TYPE ${key}`]),
    );
  });
});

describe("what is no change", () => {
  test.each([
    null,
    undefined,
    5,
    "invoice-paid",
    new Date(0),
    () => 1,
    new Map(),
  ])("%o is refused where it stands", (raw) => {
    expect(issuesOf(read(raw))).toEqual(["TYPE"]);
    expect(issuesOf(read(raw, [3]))).toEqual(["TYPE 3"]);
  });

  test.each(["invoice-deleted", "", 5, {}, "toString", "__proto__"])("the kind %o is unknown", (kind) => {
    expect(issuesOf(read({ changeId: "1", kind }))).toEqual(["ENUM_UNKNOWN kind"]);
    expect(issuesOf(read({ changeId: "1", kind }, [3]))).toEqual(["ENUM_UNKNOWN 3/kind"]);
  });

  test.each([5, "", "a\u0007b", {}])("the id %o is none", (changeId) => {
    const [issue] = issuesOf(read({ ...changeOf("invoice-paid"), change_id: changeId }));
    expect(issue).toMatch(/^(TYPE|ID_INVALID) change_id$/);
  });

  test("a key in both spellings is refused", () => {
    expect(issuesOf(read({ ...changeOf("invoice-paid"), changeId: "1" }))).toEqual(["FIELD_TWICE change_id"]);
    const twice = { ...changeOf("invoice-created"), lineItems: [], line_items: [] };
    expect(issuesOf(read(twice))).toEqual(["FIELD_TWICE line_items"]);
  });
});

describe("the row of a change", () => {
  test("amounts as JS numbers are refused: dollars or cents?", () => {
    const change = (invoice: object) => ({
      changeId: "1",
      kind: "invoice-created",
      invoice: { invoiceNumber: "7", accountId: "A", amount: "1.00", dueOn: "2025-03-31", ...invoice },
    });
    expect(issuesOf(read(change({ amount: 12.5 })))).toEqual(["TYPE invoice/amount"]);
    expect(issuesOf(read(change({ amount: 1250, balance: 0 })))).toEqual([
      "TYPE invoice/amount",
      "TYPE invoice/balance",
    ]);
    expect(issuesOf(read(change({ amount: "12.505" })))).toEqual(["AMOUNT_SCALE invoice/amount"]);
    expect(issuesOf(read(change({ amount: "-1.00" })))).toEqual(["AMOUNT_NOT_POSITIVE invoice/amount"]);
  });

  test.each([
    ["account-changed", "account", "FIELD_MISSING account/account_id"],
    ["invoice-created", "invoice", "FIELD_MISSING invoice/invoice_number"],
    ["payment-posted", "payment", "FIELD_MISSING payment/payment_id"],
    ["payment-allocated", "allocation", "FIELD_MISSING allocation/amount"],
    ["adjustment-created", "adjustment", "FIELD_MISSING adjustment/adjustment_id"],
    ["invite-created", "invite", "FIELD_MISSING invite/account_id"],
    ["statement-issued", "statement", "FIELD_MISSING statement/statement_id"],
    ["job-changed", "job", "FIELD_MISSING job/job_id"],
    ["contract-changed", "contract", "FIELD_MISSING contract/contract_id"],
    ["site-changed", "site", "FIELD_MISSING site/site_id"],
  ])("%s: an empty %s is refused cell by cell, no row at all in one", (kind, part, first) => {
    expect(issuesOf(read({ changeId: "1", kind, [part]: {} }))[0]).toBe(first);
    expect(issuesOf(read({ changeId: "1", kind, [part]: {} }, [2]))[0]).toBe(first.replace(" ", " 2/"));
    expect(issuesOf(read({ changeId: "1", kind, [part]: [] }))).toEqual([`TYPE ${part}`]);
  });

  test("a column that a row does not have is warned about, as in ledger tables", () => {
    const job = { jobId: "J", accountId: "A", colour: "red" };
    const reading = read({ changeId: "1", kind: "job-changed", job });
    expect([reading.ok, warningsOf(reading)]).toEqual([true, ["COLUMN_UNKNOWN job/colour"]]);
  });

  test("days as PlainDate and amounts as decimals are read like text", () => {
    const invoice = { invoice_number: "7", account_id: "A", amount: "12.50", due_on: "2025-03-31" };
    const objects = {
      ...invoice,
      amount: new Decimal("12.5"),
      due_on: Temporal.PlainDate.from("2025-03-31"),
    };
    const change = { changeId: "1", kind: "invoice-created" };
    expect(bodyOf({ ...change, invoice: objects })).toBe(bodyOf({ ...change, invoice }));
    const voided = { changeId: "1", kind: "invoice-voided", invoiceId: "7", voidedOn: "2025-03-09" };
    expect(bodyOf({ ...voided, voidedOn: Temporal.PlainDate.from("2025-03-09") })).toBe(bodyOf(voided));
    expect(issuesOf(read({ ...voided, voidedOn: new Date(0) }))).toEqual(["DATE_TYPE voidedOn"]);
    expect(issuesOf(read({ ...voided, voidedOn: "2025-02-30" }))).toEqual(["DATE_INVALID voidedOn"]);
  });
});

describe("lists of rows", () => {
  const invoice = { invoice_number: "7", account_id: "A", amount: "12.50", due_on: "2025-03-31" };
  const item = { invoice_id: "7", line: "1", status: "Shipped", amount: "12.50" };
  const created = { changeId: "1", kind: "invoice-created", invoice };
  const statement = { statement_id: "S", account_id: "A", issued_on: "2025-02-28" };
  const line = { statement_id: "S", invoice_id: "7", discount_amount: "1.00", discount_until: "2025-03-10" };
  const issued = { changeId: "1", kind: "statement-issued", statement };

  test("line items and statement lines are read, each with its place", () => {
    const { lineItems } = mustRead(read({ ...created, line_items: [item] }, [4])).lists;
    expect(lineItems).toEqual([
      {
        value: { invoiceId: "7", line: "1", status: "Shipped", amount: 1250 },
        path: [4, "line_items", 0],
        raw: item,
      },
    ]);
    const { statementLines } = mustRead(read({ ...issued, lines: [line] })).lists;
    expect(statementLines).toEqual([
      {
        value: { statementId: "S", invoiceId: "7", discount: { amount: 100, until: "2025-03-10" } },
        path: ["lines", 0],
        raw: line,
      },
    ]);
  });

  test("an absent list is not there, an empty one is", () => {
    expect(mustRead(read(created)).lists.lineItems).toBeUndefined();
    expect(mustRead(read({ ...created, lineItems: null })).lists.lineItems).toBeUndefined();
    expect(mustRead(read({ ...created, lineItems: [] })).lists.lineItems).toEqual([]);
  });

  test("where nothing came before, no lines and an empty list of lines are one and the same; on an update they are not", () => {
    expect(bodyOf({ ...created, lineItems: [] })).toBe(bodyOf(created));
    expect(bodyOf({ ...issued, lines: [] })).toBe(bodyOf(issued));
    const updated = { ...created, kind: "invoice-updated" };
    expect(bodyOf({ ...updated, lineItems: [] })).not.toBe(bodyOf(updated));
  });

  test("the lines count towards what a change says", () => {
    const one = bodyOf({ ...created, lineItems: [item] });
    expect(bodyOf({ ...created, lineItems: [{ ...item, amount: "12.5" }] })).toBe(one);
    expect(bodyOf({ ...created, lineItems: [{ ...item, amount: "12.51" }] })).not.toBe(one);
    expect(bodyOf(created)).not.toBe(one);
  });

  test("what is wrong with a row of a list has the row's place", () => {
    const bad = [item, { ...item, status: "" }, 5];
    expect(issuesOf(read({ ...created, lineItems: bad }, [2]))).toEqual([
      "TEXT_EMPTY 2/lineItems/1/status",
      "TYPE 2/lineItems/2",
    ]);
    expect(issuesOf(read({ ...created, lineItems: item }))).toEqual(["TYPE lineItems"]);
    expect(issuesOf(read({ ...issued, lines: "S" }))).toEqual(["TYPE lines"]);
  });

  test("only kinds that have such rows take a list", () => {
    expect(issuesOf(read({ ...issued, lineItems: [item] }))).toEqual(["COLUMN_UNKNOWN lineItems"]);
    expect(issuesOf(read({ ...created, lines: [line] }))).toEqual(["COLUMN_UNKNOWN lines"]);
  });
});

describe("what counts as the same change", () => {
  const account = (row: object) => ({ changeId: "1", kind: "account-changed", account: row });

  test("a default that is written out is the default", () => {
    const short = bodyOf(account({ account_id: "A", notes: "n", phone: "1" }));
    const long = { account_id: "A", account_name: "A", kind: "Customer", notes: "n", phone: "1" };
    expect(bodyOf(account(long))).toBe(short);
    expect(bodyOf(account({ ...long, credit_limit: "0" }))).toBe(short);
    expect(bodyOf(account({ ...long, notes: "m" }))).not.toBe(short);
  });

  test("the id of a change and where it stands are no part of what it says", () => {
    const one = mustRead(read(changeOf("invoice-paid"), [0]));
    const two = mustRead(read({ ...changeOf("invoice-paid"), change_id: "2" }, [9]));
    expect(two.body).toBe(one.body);
  });

  test("another kind with the same row is another change", () => {
    expect(bodyOf({ ...changeOf("payment-posted"), kind: "payment-updated" })).not.toBe(
      bodyOf(changeOf("payment-posted")),
    );
  });
});

describe("objects that answer differently each time", () => {
  test.each(changeKinds)("%s: every cell is read once", (kind) => {
    const reads = new Map<string, number>();
    const counted = (row: Row, at: string): object => {
      const object = {};
      for (const [key, value] of Object.entries(row)) {
        const place = `${at}${key}`;
        const nested = typeof value === "object" ? counted(value as Row, `${place}/`) : value;
        Object.defineProperty(object, key, {
          enumerable: true,
          get: () => {
            reads.set(place, (reads.get(place) ?? 0) + 1);
            return nested;
          },
        });
      }
      return object;
    };
    expect(read(counted(changeOf(kind), "")).ok).toBe(true);
    expect(
      [...reads.values()].every((count) => count === 1),
      JSON.stringify([...reads]),
    ).toBe(true);
    expect(reads.size).toBeGreaterThan(2);
  });

  test("a getter that throws is an issue where it stands", () => {
    const throwing = (key: string, row: object) =>
      Object.defineProperty({ ...row }, key, {
        enumerable: true,
        get: () => {
          throw new Error("No.");
        },
      });
    for (const key of ["change_id", "kind", "invoice"]) {
      expect(issuesOf(read(throwing(key, changeOf("invoice-created")), [1]))).toEqual([`TYPE 1/${key}`]);
    }
    const invoice = throwing("amount", { invoice_number: "7", account_id: "A", due_on: "2025-03-31" });
    expect(issuesOf(read({ ...changeOf("invoice-created"), invoice }))).toEqual(["TYPE invoice/amount"]);
    const hostile = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error("No.");
        },
      },
    );
    expect(issuesOf(read(hostile, [1]))).toEqual(["TYPE 1"]);
    expect(issuesOf(read({ changeId: "1", kind: "job-changed", job: hostile }, [1]))).toEqual(["TYPE 1"]);
  });

  test("a change without a prototype is plain, and a key __proto__ is one that nobody reads", () => {
    expect(read(Object.assign(Object.create(null), changeOf("invoice-paid"))).ok).toBe(true);
    const odd = JSON.parse('{"changeId":"1","kind":"invoice-paid","invoiceId":"7","__proto__":{"a":1}}');
    expect(issuesOf(read(odd))).toEqual(["COLUMN_UNKNOWN __proto__"]);
  });
});
