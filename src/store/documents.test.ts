import { describe, expect, test } from "vitest";
import { mustRead } from "../../test/must-read.ts";
import { nextDayChange, todayIn } from "../calendar/zone.ts";
import { readLedger } from "../model/read-ledger.ts";
import { openStore, type Store } from "./store.ts";

const now = "2025-05-10T12:00:00Z";
const business = { time_zone: "UTC", currency: "USD", layby_term: { days: 30 } };
const accounts = [{ account_id: "A", terms: "EOM Current" }, { account_id: "B" }];
const open = (tables: object = {}): Store =>
  openStore(mustRead(readLedger({ business, accounts, ...tables }, { today: "2025-05-10" })), {
    calendar: { nextDayChange, todayIn },
  });
let changeIds = 0;
const nextId = (): string => {
  changeIds += 1;
  return String(changeIds);
};
const apply = (store: Store, ...changes: readonly object[]) => {
  const reading = store.apply(changes.map((change) => ({ changeId: nextId(), ...change })) as never);
  return reading.ok
    ? reading.value.applied
    : reading.issues.map(({ code, path }) => `${code} ${path.join("/")}`);
};

const layby = { layby_id: "L", account_id: "A", sold_on: "2025-04-20" };
const items = [{ layby_id: "L", price: "50.00", quantity: "2" }];
const payments = [{ layby_id: "L", paid_on: "2025-05-01", amount: "40.00" }];
const quote = { quote_id: "Q", account_id: "A", quoted_on: "2025-04-01", kind: "proforma" };
const lines = [{ quote_id: "Q", amount: "75.00", brand: "Acme" }];
const payment = {
  payment_id: "P",
  account_id: "A",
  paid_on: "2025-04-02",
  amount: "75.00",
  register: "proforma",
};
const allocation = { payment_id: "P", proforma_id: "Q", amount: "75.00", allocated_on: "2025-04-02" };
const note = { note_id: "N", account_id: "A", at: "2025-05-01T10:00:00Z", text: "Paid", payment_id: "P" };
const invoice = { invoice_number: "7", account_id: "A", amount: "10.00", issued_on: "2025-04-12" };

test("L-48 laybys, quotes, notes and due days from terms: changes one by one, as a batch, and a ledger's tables give the same", () => {
  const changes = [
    { kind: "invoice-created", invoice },
    { kind: "layby-changed", layby, items, payments },
    { kind: "quote-changed", quote, lines },
    { kind: "payment-posted", payment },
    { kind: "payment-allocated", allocation },
    { kind: "note-added", note },
  ];
  const single = open();
  for (const change of changes) expect(apply(single, change)).toBe(1);
  const batch = open();
  expect(apply(batch, ...changes)).toBe(6);
  const files = open({
    invoices: [invoice],
    laybys: [layby],
    layby_items: items,
    layby_payments: payments,
    quotes: [quote],
    quote_lines: lines,
    payments: [payment],
    allocations: [allocation],
    notes: [note],
  });
  expect(single.ledger(now)).toEqual(files.ledger(now));
  expect(batch.ledger(now)).toEqual(files.ledger(now));
  expect(single.ledger(now).invoices.get("7")?.dueOn).toBe("2025-04-30");
});

describe("due days", () => {
  test("are worked out once, under the terms of that moment; an update works them out again", () => {
    const store = open();
    const due = () => store.ledger(now).invoices.get("7")?.dueOn;
    apply(store, { kind: "invoice-created", invoice });
    apply(store, { kind: "account-changed", account: { account_id: "A", terms: "7 days" } });
    expect(due()).toBe("2025-04-30");
    apply(store, { kind: "invoice-updated", invoice: { ...invoice, amount: "11.00" } });
    expect(due()).toBe("2025-04-19");
    const both = open();
    apply(
      both,
      { kind: "account-changed", account: { account_id: "B", terms: "30 days" } },
      { kind: "invoice-created", invoice: { ...invoice, account_id: "B" } },
    );
    expect(both.ledger(now).invoices.get("7")?.dueOn).toBe("2025-05-12");
  });

  test("that follow from nothing are missing, and an unknown account is said once", () => {
    expect(apply(open(), { kind: "invoice-created", invoice: { ...invoice, account_id: "B" } })).toEqual([
      "DUE_DATE_MISSING 0/invoice/due_on",
    ]);
    expect(apply(open(), { kind: "invoice-created", invoice: { ...invoice, account_id: "Z" } })).toEqual([
      "REF_UNKNOWN 0/invoice/account_id",
    ]);
  });
});

describe("layby-changed", () => {
  test("puts a layby in the place of the one before; rows that are not named stay, an empty list takes them away", () => {
    const store = open();
    apply(store, { kind: "layby-changed", layby, items, payments });
    apply(store, { kind: "layby-changed", layby: { ...layby, due_on: "2025-06-30" } });
    expect(store.ledger(now).laybys.get("L")).toMatchObject({ dueOn: "2025-06-30" });
    expect(store.ledger(now).laybys.get("L")?.items).toHaveLength(items.length);
    expect(store.ledger(now).laybys.get("L")?.payments).toHaveLength(payments.length);
    apply(store, { kind: "layby-changed", layby, payments: [] });
    expect(store.ledger(now).laybys.get("L")?.items).toHaveLength(items.length);
    expect(store.ledger(now).laybys.get("L")?.payments).toEqual([]);
  });

  test("is refused where its rows name another layby, more is paid than it comes to, or its account is unknown or another", () => {
    expect(apply(open(), { kind: "layby-changed", layby, items: [{ ...items[0], layby_id: "M" }] })).toEqual([
      "REF_UNKNOWN 0/items/0/layby_id",
    ]);
    expect(
      apply(open(), {
        kind: "layby-changed",
        layby,
        items,
        payments: [{ ...payments[0], amount: "100.01" }],
      }),
    ).toEqual(["LAYBY_OVERPAID 0/payments/0/amount"]);
    expect(apply(open(), { kind: "layby-changed", layby: { ...layby, account_id: "Z" } })).toEqual([
      "REF_UNKNOWN 0/layby/account_id",
    ]);
    expect(
      apply(open({ laybys: [layby] }), { kind: "layby-changed", layby: { ...layby, account_id: "B" } }),
    ).toEqual(["ACCOUNT_MISMATCH 0/layby/account_id"]);
  });
});

describe("quotes", () => {
  test("an allocation names any quote while there is none, and one of the same account once there is", () => {
    const store = open({ payments: [payment] });
    expect(
      apply(store, {
        kind: "payment-allocated",
        allocation: { ...allocation, proforma_id: "R", amount: "1.00" },
      }),
    ).toBe(1);
    expect(apply(store, { kind: "quote-changed", quote })).toEqual([
      "REF_UNKNOWN ledger/allocations/0/proforma_id",
    ]);
    const known = open({
      payments: [payment],
      quotes: [quote, { ...quote, quote_id: "S", account_id: "B" }],
    });
    expect(
      apply(known, { kind: "payment-allocated", allocation: { ...allocation, proforma_id: "R" } }),
    ).toEqual(["REF_UNKNOWN 0/allocation/proforma_id"]);
    expect(
      apply(known, { kind: "payment-allocated", allocation: { ...allocation, proforma_id: "S" } }),
    ).toEqual(["ALLOCATION_CROSS_ACCOUNT 0/allocation/payment_id"]);
    expect(apply(known, { kind: "payment-allocated", allocation })).toBe(1);
  });

  test("lines that name another quote are refused", () => {
    expect(apply(open(), { kind: "quote-changed", quote, lines: [{ ...lines[0], quote_id: "R" }] })).toEqual([
      "REF_UNKNOWN 0/lines/0/quote_id",
    ]);
  });
});

describe("note-added", () => {
  test("is refused where its document is not there or of another account, or its id is used", () => {
    const store = open({ payments: [payment], notes: [note] });
    expect(apply(store, { kind: "note-added", note })).toEqual(["ID_DUPLICATE 0/note/note_id"]);
    expect(apply(store, { kind: "note-added", note: { ...note, note_id: "O", payment_id: "X" } })).toEqual([
      "REF_UNKNOWN 0/note/payment_id",
    ]);
    expect(apply(store, { kind: "note-added", note: { ...note, note_id: "O", account_id: "B" } })).toEqual([
      "ACCOUNT_MISMATCH 0/note/payment_id",
    ]);
  });
});

test("F-46 a change that comes twice counts once, and another body under its id is refused", () => {
  const store = open();
  const change = { changeId: "1", kind: "layby-changed", layby, items, payments } as const;
  store.apply([change]);
  const again = store.apply([{ ...change }]);
  expect(again.ok && [again.value.applied, again.value.replayed]).toEqual([0, 1]);
  const other = store.apply([{ ...change, payments: [] }]);
  expect(other.ok ? [] : other.issues.map(({ code }) => code)).toEqual(["EVENT_CONFLICT"]);
});
