import { describe, expect, test } from "vitest";
import { faultOf } from "../../test/fault-of.ts";
import { mustRead } from "../../test/must-read.ts";
import { issuesOf, warningsOf } from "../../test/reading.ts";
import {
  account,
  allocate,
  apply,
  change,
  contract,
  credit,
  creditAgain,
  creditRow,
  debit,
  invite,
  inviteAgain,
  inviteRow,
  invoice,
  invoiceAgain,
  invoiceRow,
  job,
  line,
  paid,
  payment,
  paymentAgain,
  paymentRow,
  site,
  statement,
  voided,
} from "../../test/short-changes.ts";
import { noon, storeOf, today } from "../../test/store-of.ts";
import { readLedger } from "../model/read-ledger.ts";
import type { Change } from "./change.ts";
import type { Store } from "./store.ts";

// What is seen of a store ---------------------------------------------------------------------------------------------

const accounts = [{ account_id: "A" }, { account_id: "B" }];
const two = () => storeOf({ accounts });

/** A store of accounts A and B that has taken some changes. */
function storeAfter(...changes: readonly Change[]): Store {
  const store = two();
  mustRead(store.apply(changes));
  return store;
}

/** Everything that can be seen of a store at an instant. */
function seen(store: Store) {
  return {
    version: store.version,
    ledger: store.ledger(noon),
    snapshot: store.snapshot(),
    staleness: store.staleness(noon),
    next: store.nextRecomputeAt(noon),
  };
}

/** The issues of a batch; the test fails where refusing it left a trace. */
function refused(store: Store, ...changes: readonly Change[]): string[] {
  const before = seen(store);
  const reading = store.apply(changes);
  expect(reading.ok).toBe(false);
  expect(seen(store)).toEqual(before);
  return issuesOf(reading);
}

const invoiceOf = (store: Store, id = "7") => store.ledger(noon).invoices.get(id);

describe("what is not there", () => {
  test.each([
    ["notes-changed", change("notes-changed", { accountId: "Z", notes: "n" }), "accountId"],
    ["invoice-created", invoice({ accountId: "Z", invoiceNumber: "n" }), "invoice/accountId"],
    ["invoice-paid", paid("8"), "invoiceId"],
    ["invoice-voided", voided("2025-03-08", "8"), "invoiceId"],
    ["payment-posted", payment({ accountId: "Z", paymentId: "n" }), "payment/accountId"],
    ["adjustment-created", credit({ accountId: "Z", adjustmentId: "n" }), "adjustment/accountId"],
    ["invite-created", invite({ accountId: "Z" }), "invite/accountId"],
    ["invite-changed", inviteAgain({ accountId: "Z" }), "invite/accountId"],
    ["statement-issued", statement({ accountId: "Z" }), "statement/accountId"],
    ["job-changed", job({ accountId: "Z" }), "job/accountId"],
    ["contract-changed", contract({ jobId: "Z" }), "contract/jobId"],
    ["site-changed", site({ accountId: "Z" }), "site/accountId"],
    ["invoice-updated", invoiceAgain({ invoiceId: "8" }), "invoice/invoiceId"],
    ["invoice-updated, by its number", invoiceAgain({ invoiceNumber: "8" }), "invoice/invoiceNumber"],
    ["payment-updated", paymentAgain({ paymentId: "Q" }), "payment/paymentId"],
    ["adjustment-updated", creditAgain({ adjustmentId: "L" }), "adjustment/adjustmentId"],
    ["payment-allocated, from", allocate({ paymentId: "Q" }), "allocation/paymentId"],
    ["payment-allocated, to", allocate({ invoiceId: "8" }), "allocation/invoiceId"],
    [
      "payment-allocated, to a memo",
      allocate({ invoiceId: undefined, debitAdjustmentId: "8" }),
      "allocation/debitAdjustmentId",
    ],
    ["adjustment-applied, from", apply({ adjustmentId: "L" }), "allocation/adjustmentId"],
    ["adjustment-applied, to", apply({ invoiceId: "8" }), "allocation/invoiceId"],
    ["invite-changed, by its id", inviteAgain({ inviteId: "I" }), "invite/inviteId"],
    [
      "invite-changed, by its instant",
      inviteAgain({ createdAt: "2025-03-01T15:00:01Z", updatedAt: "2025-03-02T15:00:00Z" }),
      "invite/createdAt",
    ],
    ["statement-issued, a line", statement({}, [line(), line({ invoiceId: "8" })]), "lines/1/invoiceId"],
    [
      "invoice-created, a line",
      invoice({ invoiceNumber: "9" }, { lineItems: [{ invoiceId: "7", line: "1", status: "x" }] }),
      "lineItems/0/invoiceId",
    ],
    [
      "statement-issued, a line of another",
      statement({ statementId: "S2" }, [line()]),
      "lines/0/statementId",
    ],
  ])("F-46 %s names something unknown", (_, wrong, path) => {
    const store = storeAfter(invoice(), payment(), credit(), invite());
    expect(refused(store, wrong)).toEqual([`REF_UNKNOWN 0/${path}`]);
    expect(issuesOf(store.apply(wrong))).toEqual([`REF_UNKNOWN ${path}`]);
  });

  test("F-46 what comes out of order is not there yet; in order, in one batch, it is", () => {
    const [posted, put, sent] = [payment(), allocate(), invoice()];
    const store = two();
    expect(refused(store, put, posted, sent)).toEqual([
      "REF_UNKNOWN 0/allocation/paymentId",
      "REF_UNKNOWN 0/allocation/invoiceId",
    ]);
    expect(refused(store, posted, put)).toEqual(["REF_UNKNOWN 1/allocation/invoiceId"]);
    expect(mustRead(store.apply([sent, posted, put]))).toEqual({
      version: 1,
      applied: 3,
      replayed: 0,
      accountIds: ["A"],
    });
  });

  test("F-46 an account that the same batch brings is there from then on", () => {
    const store = two();
    expect(refused(store, invoice({ accountId: "N" }), account({ accountId: "N" }))).toEqual([
      "REF_UNKNOWN 0/invoice/accountId",
    ]);
    mustRead(store.apply([account({ accountId: "N" }), invoice({ accountId: "N" })]));
    expect([...store.ledger(noon).accounts.keys()]).toEqual(["A", "B", "N"]);
  });

  test("an account that is not there and an id that is are both said", () => {
    expect(refused(storeAfter(payment()), payment({ accountId: "Z" }))).toEqual([
      "REF_UNKNOWN 0/payment/accountId",
      "ID_DUPLICATE 0/payment/paymentId",
    ]);
  });

  test("an allocation from and to nothing says both", () => {
    expect(refused(two(), allocate({ paymentId: "Q", invoiceId: "8" }))).toEqual([
      "REF_UNKNOWN 0/allocation/paymentId",
      "REF_UNKNOWN 0/allocation/invoiceId",
    ]);
  });
});

describe("a change that comes again", () => {
  const sent = { changeId: "1", kind: "invoice-created", invoice: invoiceRow({ amount: "12.5" }) } as const;
  const spelled = {
    kind: "Invoice Created",
    change_id: "1",
    invoice: {
      due_on: "2025-03-01",
      issued_on: "2025-02-01",
      amount: "12.50",
      account_id: "A",
      invoice_number: "7",
    },
  } as unknown as Change;
  const other = { ...sent, invoice: invoiceRow({ amount: "12.51" }) };

  test("F-46 does nothing, however it is spelled", () => {
    const store = two();
    expect(mustRead(store.apply(sent))).toEqual({ version: 1, applied: 1, replayed: 0, accountIds: ["A"] });
    store.recompute(noon);
    const before = seen(store);
    const nothing = { version: 1, applied: 0, replayed: 1, accountIds: [] };
    expect(mustRead(store.apply(sent))).toEqual(nothing);
    expect(mustRead(store.apply([spelled]))).toEqual(nothing);
    expect(mustRead(store.apply([spelled, sent]))).toEqual({ ...nothing, replayed: 2 });
    expect(seen(store)).toEqual(before);
    expect(store.recompute(noon)).toBe(before.snapshot);
  });

  test("F-46 counts once where it stands twice in a batch", () => {
    const store = two();
    const applied = mustRead(store.apply([sent, spelled, sent]));
    expect(applied).toEqual({ version: 1, applied: 1, replayed: 2, accountIds: ["A"] });
    expect(store.ledger(noon).invoices.size).toBe(1);
  });

  test("F-46 and says something else is a conflict, across batches and in one", () => {
    const store = two();
    expect(refused(store, sent, other)).toEqual(["EVENT_CONFLICT 1/changeId"]);
    mustRead(store.apply(sent));
    expect(refused(store, other)).toEqual(["EVENT_CONFLICT 0/changeId"]);
    expect(refused(store, change("invoice-paid", { invoiceId: "7", changeId: "1" }))).toEqual([
      "EVENT_CONFLICT 0/changeId",
    ]);
    const snake = { ...spelled, invoice: { ...invoiceRow(), amount: "9" } } as unknown as Change;
    expect(refused(store, snake)).toEqual(["EVENT_CONFLICT 0/change_id"]);
  });

  test("F-46 does nothing even where the ledger has moved on since", () => {
    const store = storeAfter(sent, paid());
    expect(mustRead(store.apply(sent)).replayed).toBe(1);
    expect(invoiceOf(store)?.status).toBe("Paid");
  });

  test("F-46 after it was refused it is new, and may say something else", () => {
    const store = two();
    refused(store, { ...sent, invoice: invoiceRow({ accountId: "Z" }) });
    refused(store, sent, paid("8"));
    expect(mustRead(store.apply(other)).applied).toBe(1);
  });

  test("F-46 a batch of replays alone is no new version; an empty one neither", () => {
    const store = storeAfter(sent);
    expect([mustRead(store.apply([])).version, mustRead(store.apply([sent])).version]).toEqual([1, 1]);
    expect(mustRead(store.apply([sent, paid()]))).toEqual({
      version: 2,
      applied: 1,
      replayed: 1,
      accountIds: ["A"],
    });
  });
});

describe("all or nothing", () => {
  test("one bad change among good ones leaves everything as it was; mended, the batch is taken", () => {
    const store = storeAfter(invoice(), invite({ expiresAt: "2025-03-10T18:00:00Z" }));
    store.recompute(noon);
    const good = [
      account({ accountId: "N" }),
      invoice({ invoiceNumber: "8" }),
      payment(),
      allocate(),
      inviteAgain({
        status: "Accepted",
        updatedAt: "2025-03-02T15:00:00Z",
        expiresAt: "2025-03-10T18:00:00Z",
      }),
      job(),
      contract(),
      site(),
      statement({}, [line()]),
    ];
    const bad = [
      payment({ paymentId: "P2", amount: "x" }),
      paid("99"),
      invoice(),
      allocate({ amount: "60.01" }),
    ];
    for (const each of bad) {
      for (const place of [0, 4, good.length])
        refused(store, ...good.slice(0, place), each, ...good.slice(place));
    }
    expect(mustRead(store.apply(good))).toEqual({
      version: 2,
      applied: good.length,
      replayed: 0,
      accountIds: ["N", "A"],
    });
  });

  test("every change that is wrong by itself is named", () => {
    expect(
      refused(two(), payment({ amount: 5 }), paid("99"), change("nonsense", {}), invoice({ accountId: "Z" })),
    ).toEqual([
      "TYPE 0/payment/amount",
      "ENUM_UNKNOWN 2/kind",
      "REF_UNKNOWN 1/invoiceId",
      "REF_UNKNOWN 3/invoice/accountId",
    ]);
  });

  test("a batch is an array: what is none is one change", () => {
    expect(issuesOf(two().apply(null as unknown as Change))).toEqual(["TYPE"]);
    expect(issuesOf(two().apply(new Set([paid()]) as unknown as Change))).toEqual(["TYPE"]);
    const holes: Change[] = [];
    holes[1] = account();
    expect(issuesOf(two().apply(holes))).toEqual(["TYPE 0"]);
    const throwing = Object.defineProperty([account()], 0, {
      get: () => {
        throw new Error("No.");
      },
    });
    expect(issuesOf(two().apply(throwing))).toEqual(["TYPE 0"]);
  });
});

describe("ids", () => {
  test.each([
    ["invoice", invoice(), "invoice/invoiceNumber"],
    ["invoice with an id", invoice({ invoiceNumber: "x", invoiceId: "7" }), "invoice/invoiceId"],
    ["payment", payment(), "payment/paymentId"],
    ["credit", credit(), "adjustment/adjustmentId"],
    ["debit under the id of a credit", debit({ adjustmentId: "K" }), "adjustment/adjustmentId"],
    ["invitation", invite({ inviteId: "I" }), "invite/inviteId"],
    ["invitation of another account", invite({ inviteId: "I", accountId: "B" }), "invite/inviteId"],
    ["statement", statement(), "statement/statementId"],
  ])("%s: what is there already cannot come into being", (_, again, path) => {
    const store = storeAfter(invoice(), payment(), credit(), invite({ inviteId: "I" }), statement());
    expect(refused(store, again)).toEqual([`ID_DUPLICATE 0/${path}`]);
  });

  test("twice in one batch is twice", () => {
    expect(refused(two(), payment(), payment({ amount: "1.00" }))).toEqual([
      "ID_DUPLICATE 1/payment/paymentId",
    ]);
    expect(refused(two(), invite({ inviteId: "I" }), invite({ inviteId: "I" }))).toEqual([
      "ID_DUPLICATE 1/invite/inviteId",
    ]);
  });

  test("lines are unique in their invoice, invoices on their statement", () => {
    const items = ["1", "2", "1"].map((each) => ({ invoiceId: "7", line: each, status: "x" }));
    expect(refused(two(), invoice({}, { lineItems: items }))).toEqual(["ID_DUPLICATE 0/lineItems/2/line"]);
    expect(refused(storeAfter(invoice()), statement({}, [line(), line()]))).toEqual([
      "ID_DUPLICATE 0/lines/1/invoiceId",
    ]);
  });

  test("invitations without an id never collide", () => {
    const store = storeAfter(invite(), invite());
    expect(store.ledger(noon).invites).toHaveLength(2);
  });
});

describe("a row keeps its account", () => {
  test.each([
    ["invoice", invoiceAgain({ accountId: "B" }), "invoice/accountId"],
    ["payment", paymentAgain({ accountId: "B" }), "payment/accountId"],
    ["adjustment", creditAgain({ accountId: "B" }), "adjustment/accountId"],
    ["job", job({ accountId: "B" }), "job/accountId"],
    ["site", site({ accountId: "B" }), "site/accountId"],
    ["contract, by its job", contract({ jobId: "JB" }), "contract/jobId"],
    ["invitation", inviteAgain({ inviteId: "I", accountId: "B" }), "invite/accountId"],
  ])("%s", (_, moved, path) => {
    const store = storeAfter(
      invoice(),
      payment(),
      credit(),
      job(),
      job({ jobId: "JB", accountId: "B" }),
      contract(),
      site(),
      invite({ inviteId: "I" }),
    );
    expect(refused(store, moved)).toEqual([`ACCOUNT_MISMATCH 0/${path}`]);
  });

  test("a contract may move between jobs of one account", () => {
    const store = storeAfter(job(), job({ jobId: "J2" }), contract());
    mustRead(store.apply(contract({ jobId: "J2", billed: "10.00" })));
    expect(store.ledger(noon).contracts.get("C")).toEqual({
      contractId: "C",
      jobId: "J2",
      amount: 500000,
      billed: 1000,
    });
  });
});

describe("allocations", () => {
  test("take no more than there is on either end", () => {
    const store = storeAfter(invoice(), payment({ amount: "150.00" }), allocate({ amount: "60.00" }));
    expect(refused(store, allocate({ amount: "40.01" }))).toEqual(["OVER_ALLOCATED 0/allocation"]);
    mustRead(store.apply(allocate({ amount: "40.00" })));
    mustRead(store.apply(invoice({ invoiceNumber: "8" })));
    expect(refused(store, allocate({ invoiceId: "8", amount: "50.01" }))).toEqual([
      "PAYMENT_OVER_ALLOCATED 0/allocation",
    ]);
    mustRead(store.apply(allocate({ invoiceId: "8", amount: "50.00" })));
    expect(store.ledger(noon).allocations).toHaveLength(3);
  });

  test("one row sent twice under two ids is two allocations, and each stands where it was sent", () => {
    const allocation = { paymentId: "P", invoiceId: "7", amount: "30.00", allocatedOn: "2025-03-05" };
    const twice = [1, 2].map(() => change("payment-allocated", { allocation }));
    expect(storeAfter(invoice(), payment(), ...twice).ledger(noon).allocations).toHaveLength(2);
    const third = change("payment-allocated", { allocation });
    expect(refused(storeAfter(invoice(), payment()), ...twice, third)).toEqual([
      "PAYMENT_OVER_ALLOCATED 2/allocation",
    ]);
  });

  test("an end that shrinks below what is allocated is refused, at the allocation that is now too much", () => {
    const store = storeAfter(invoice(), payment(), allocate());
    expect(refused(store, invoiceAgain({ amount: "59.99" }))).toEqual([
      "OVER_ALLOCATED ledger/allocations/0",
    ]);
    expect(refused(store, paymentAgain({ amount: "59.99" }))).toEqual([
      "PAYMENT_OVER_ALLOCATED ledger/allocations/0",
    ]);
    mustRead(store.apply([invoiceAgain({ amount: "60.00" }), paymentAgain({ amount: "60.00" })]));
  });

  test("must leave the balances that were given, of either end", () => {
    const given = { amount: "60.00", balance: "60.00" };
    const store = storeAfter(invoice(given), payment(), credit(given), debit(given));
    const toDebit = { invoiceId: undefined, debitAdjustmentId: "D", amount: "10.00" };
    expect(refused(store, allocate({ amount: "10.00" }))).toEqual([
      "BALANCE_MISMATCH ledger/invoices/7/balance",
    ]);
    expect(refused(store, allocate(toDebit))).toEqual(["BALANCE_MISMATCH ledger/adjustments/D/balance"]);
    expect(refused(store, apply(toDebit))).toEqual([
      "BALANCE_MISMATCH ledger/adjustments/K/balance",
      "BALANCE_MISMATCH ledger/adjustments/D/balance",
    ]);
    const agreeing = [invoiceAgain({ amount: "60.00", balance: "50.00" }), allocate({ amount: "10.00" })];
    mustRead(store.apply(agreeing));
  });

  test("stay in one account", () => {
    const store = storeAfter(invoice(), payment({ accountId: "B" }), credit({ accountId: "B" }), debit());
    expect(refused(store, allocate())).toEqual(["ALLOCATION_CROSS_ACCOUNT 0/allocation/paymentId"]);
    expect(refused(store, apply())).toEqual(["ALLOCATION_CROSS_ACCOUNT 0/allocation/adjustmentId"]);
    const memo = { invoiceId: undefined, debitAdjustmentId: "D" };
    expect(refused(store, apply(memo))).toEqual(["ALLOCATION_CROSS_ACCOUNT 0/allocation/adjustmentId"]);
  });

  test("do not go to what is voided, nor to a credit, nor come from a debit", () => {
    const ends = [invoice(), payment(), credit(), debit(), credit({ adjustmentId: "K2" })];
    const store = storeAfter(
      ...ends,
      voided(),
      creditAgain({ adjustmentId: "D", type: "debit", status: "Voided" }),
    );
    expect(refused(store, allocate())).toEqual(["ALLOCATION_INVALID_TARGET 0/allocation/invoiceId"]);
    const toDebit = { invoiceId: undefined, debitAdjustmentId: "D" };
    const toCredit = { invoiceId: undefined, debitAdjustmentId: "K2" };
    expect(refused(store, apply(toDebit))).toEqual([
      "ALLOCATION_INVALID_TARGET 0/allocation/debitAdjustmentId",
    ]);
    expect(refused(store, apply(toCredit))).toEqual([
      "ALLOCATION_INVALID_TARGET 0/allocation/debitAdjustmentId",
    ]);
    expect(refused(storeAfter(...ends), apply({ adjustmentId: "D" }))).toEqual([
      "ALLOCATION_ENDS 0/allocation/adjustmentId",
    ]);
  });

  test("what carries allocations is not voided", () => {
    const store = storeAfter(invoice(), payment(), allocate(), debit(), credit());
    mustRead(store.apply(apply({ invoiceId: undefined, debitAdjustmentId: "D" })));
    expect(refused(store, voided())).toEqual(["ALLOCATION_INVALID_TARGET ledger/allocations/0/invoice_id"]);
    const memo = creditAgain({ adjustmentId: "D", type: "debit", status: "Voided" });
    expect(refused(store, memo)).toEqual([
      "ALLOCATION_INVALID_TARGET ledger/allocations/1/debit_adjustment_id",
    ]);
  });

  test("come from what the kind of the change says", () => {
    const store = storeAfter(invoice(), payment(), credit());
    const crossed = [
      change("payment-allocated", {
        allocation: { ...allocationRow, adjustmentId: "K", paymentId: undefined },
      }),
      change("adjustment-applied", { allocation: allocationRow }),
    ];
    expect(refused(store, crossed[0] as Change)).toEqual(["ALLOCATION_ENDS 0/allocation/paymentId"]);
    expect(refused(store, crossed[1] as Change)).toEqual(["ALLOCATION_ENDS 0/allocation/adjustmentId"]);
    expect(refused(store, allocate({ adjustmentId: "K" }))).toEqual(["ALLOCATION_ENDS 0/allocation"]);
    expect(refused(store, allocate({ proformaId: "Q" }))).toEqual(["ALLOCATION_ENDS 0/allocation"]);
  });

  test("a credit goes to an invoice and to a debit, and only as far as it reaches", () => {
    const store = storeAfter(invoice(), credit(), debit());
    const toDebit = { invoiceId: undefined, debitAdjustmentId: "D" };
    mustRead(store.apply([apply({ amount: "20.00" }), apply({ ...toDebit, amount: "10.00" })]));
    expect(refused(store, apply({ ...toDebit, amount: "0.01" }))).toEqual([
      "PAYMENT_OVER_ALLOCATED 0/allocation",
    ]);
    const figures = store.recompute(noon).row("A")?.stats;
    expect([figures?.invoices.amount, figures?.debits.amount, figures?.credits.amount]).toEqual([
      8000, 2000, 0,
    ]);
  });

  test("a payment goes to a quote, which this ledger does not hold, and that uses it up", () => {
    const quote = { invoiceId: undefined, proformaId: "Q-1" };
    const store = storeAfter(invoice(), payment(), allocate({ ...quote, amount: "50.00" }));
    expect(refused(store, allocate({ amount: "10.01" }))).toEqual(["PAYMENT_OVER_ALLOCATED 0/allocation"]);
    mustRead(store.apply(allocate({ amount: "10.00" })));
    expect(store.recompute(noon).row("A")?.stats.invoices.amount).toBe(9000);
  });

  test("a payment that is not settled reduces nothing, with a warning; reversed later, it is open again", () => {
    const store = storeAfter(invoice(), payment({ status: "pending" }));
    const reading = store.apply(allocate());
    expect(warningsOf(reading)).toEqual(["ALLOCATION_INACTIVE allocation"]);
    expect(store.recompute(noon).row("A")?.stats.invoices.amount).toBe(10000);
    mustRead(store.apply(paymentAgain()));
    expect(store.recompute(noon).row("A")?.stats.invoices.amount).toBe(4000);
    mustRead(store.apply(paymentAgain({ status: "reversed" })));
    expect(store.recompute(noon).row("A")?.stats.invoices.amount).toBe(10000);
  });
});

const allocationRow = { paymentId: "P", invoiceId: "7", amount: "60.00", allocatedOn: "2025-03-05" };

describe("invoice-paid", () => {
  test("settles an invoice of which nobody says by what", () => {
    const store = storeAfter(invoice(), paid());
    expect(invoiceOf(store)).toMatchObject({ balance: 0, status: "Paid", amount: 10000 });
    expect(store.recompute(noon).row("A")?.stats.invoices).toEqual({ amount: 0, count: 0, amountDays: 0n });
    expect(mustRead(store.apply(paid())).applied).toBe(1);
  });

  test("agrees with allocations that cover it, and contradicts those that do not", () => {
    const store = storeAfter(invoice(), payment({ amount: "100.00" }), allocate());
    expect(refused(store, paid())).toEqual(["BALANCE_MISMATCH 0/balance"]);
    mustRead(store.apply([allocate({ amount: "40.00" }), paid()]));
    expect(invoiceOf(store)).toMatchObject({ status: "Paid" });
    expect(invoiceOf(store)).not.toHaveProperty("balance");
  });

  test("said of one that allocations cover, it is owed again when a payment bounces", () => {
    const store = storeAfter(
      invoice(),
      payment({ amount: "100.00" }),
      allocate(),
      allocate({ amount: "40.00" }),
      paid(),
    );
    expect(store.recompute(noon).row("A")?.stats.invoices.amount).toBe(0);
    mustRead(store.apply(paymentAgain({ amount: "100.00", status: "reversed" })));
    expect(store.recompute(noon).row("A")?.stats.invoices.amount).toBe(10000);
  });

  test("said of an invoice that nothing is put against, it stands", () => {
    const store = storeAfter(invoice(), paid());
    expect(invoiceOf(store)).toMatchObject({ balance: 0, status: "Paid" });
  });

  test("said before the allocations that cover it come, they must come in one batch", () => {
    const store = storeAfter(invoice(), payment({ amount: "100.00" }), paid());
    expect(refused(store, allocate())).toEqual(["BALANCE_MISMATCH ledger/invoices/7/balance"]);
    mustRead(store.apply([allocate(), allocate({ amount: "40.00" })]));
    expect(store.recompute(noon).row("A")?.stats.invoices.amount).toBe(0);
  });

  test("contradicts a void", () => {
    const store = storeAfter(invoice(), voided());
    expect(refused(store, paid())).toEqual(["EVENT_CONFLICT 0/invoiceId"]);
    expect(refused(storeAfter(invoice({ status: "Voided" })), paid())).toEqual([
      "EVENT_CONFLICT 0/invoiceId",
    ]);
  });
});

describe("invoice-voided", () => {
  test("gives the day and the status; again with the same day it says nothing new", () => {
    const store = storeAfter(invoice(), voided());
    expect(invoiceOf(store)).toMatchObject({ voidedOn: "2025-03-08", status: "Voided" });
    expect(mustRead(store.apply(voided())).applied).toBe(1);
    expect(refused(store, voided("2025-03-07"))).toEqual(["EVENT_CONFLICT 0/voidedOn"]);
  });

  test("gives a day to one that had none", () => {
    const store = storeAfter(invoice({ status: "Voided" }), voided());
    expect(invoiceOf(store)?.voidedOn).toBe("2025-03-08");
  });

  test("an update may take it back", () => {
    const store = storeAfter(invoice(), voided(), invoiceAgain());
    expect(invoiceOf(store)?.voidedOn).toBeUndefined();
    expect(store.recompute(noon).row("A")?.stats.invoices.amount).toBe(10000);
  });

  test("of a day to come leaves the invoice open until then", () => {
    const store = storeAfter(invoice(), voided("2025-03-12"));
    expect(store.recompute(noon).row("A")?.stats.invoices.amount).toBe(10000);
    expect(store.recompute("2025-03-12T17:00:00Z").row("A")?.stats.invoices.amount).toBe(0);
  });
});

describe("an update replaces the whole row", () => {
  test("invoice: cells that it leaves out are gone, its lines stay unless it brings others", () => {
    const items = [{ invoiceId: "7", line: "1", status: "Shipped" }];
    const store = storeAfter(
      invoice({ storeId: "North" }, { lineItems: items }),
      invoiceAgain({ amount: "90.00" }),
    );
    expect(invoiceOf(store)).toEqual({
      invoiceId: "7",
      invoiceNumber: "7",
      accountId: "A",
      kind: "invoice",
      amount: 9000,
      issuedOn: "2025-02-01",
      dueOn: "2025-03-01",
      posting: "Posted",
      lineItems: items,
    });
    const others = [{ invoiceId: "7", line: "2", status: "Back order" }];
    mustRead(store.apply(invoiceAgain({}, { lineItems: others })));
    expect(invoiceOf(store)?.lineItems).toEqual(others);
    mustRead(store.apply([paid(), change("notes-changed", { accountId: "A", notes: "n" })]));
    expect(invoiceOf(store)?.lineItems).toEqual(others);
    mustRead(store.apply(invoiceAgain({}, { lineItems: [] })));
    expect(invoiceOf(store)?.lineItems).toEqual([]);
  });

  test("account: its documents stay, its notes too where only they are changed", () => {
    const store = storeAfter(invoice(), account({ accountName: "Acme", notes: "Old." }));
    mustRead(store.apply(change("notes-changed", { accountId: "A", notes: "New." })));
    const ledger = store.ledger(noon);
    expect(ledger.accounts.get("A")).toMatchObject({ accountName: "Acme", notes: "New." });
    expect(ledger.invoices.size).toBe(1);
    mustRead(store.apply(account({ accountName: "Acme Inc." })));
    expect(store.ledger(noon).accounts.get("A")?.notes).toBeUndefined();
  });

  test("payment, memo, job, contract, site", () => {
    const store = storeAfter(
      payment({ method: "Check" }),
      credit({ reason: "Freight" }),
      job({ name: "Barn" }),
      contract(),
      site({ name: "Yard" }),
    );
    mustRead(
      store.apply([
        paymentAgain(),
        creditAgain({ amount: "1.00" }),
        job(),
        contract({ amount: "1.00" }),
        site(),
      ]),
    );
    const { payments, adjustments, jobs, contracts, sites } = store.ledger(noon);
    expect(payments.get("P")?.method).toBeUndefined();
    expect(adjustments.get("K")).toEqual({ adjustmentId: "K", accountId: "A", type: "credit", amount: 100 });
    expect(jobs.get("J")).toEqual({ jobId: "J", accountId: "A" });
    expect(contracts.get("C")?.amount).toBe(100);
    expect(sites.get("T")).toEqual({ siteId: "T", accountId: "A" });
  });

  test("invitation: the one of its id; without an id the last of those sent at its instant", () => {
    const answered = { status: "Accepted", updatedAt: "2025-03-02T15:00:00Z" };
    const emails = (store: Store) =>
      store.ledger(noon).invites.map(({ email, status }) => `${email} ${status}`);
    const three = [
      invite({ email: "1@acme.test", inviteId: "I-1" }),
      invite({ email: "2@acme.test" }),
      invite({ email: "3@acme.test" }),
    ];
    expect(
      emails(storeAfter(...three, inviteAgain({ email: "1@acme.test", inviteId: "I-1", ...answered }))),
    ).toEqual(["1@acme.test Accepted", "2@acme.test Pending", "3@acme.test Pending"]);
    expect(emails(storeAfter(...three, inviteAgain({ email: "3@acme.test", ...answered })))).toEqual([
      "1@acme.test Pending",
      "2@acme.test Pending",
      "3@acme.test Accepted",
    ]);
  });
});

describe("jobs and contracts", () => {
  test("without any an invoice may name them; as soon as there are some it names one of them", () => {
    expect(storeAfter(invoice({ jobId: "X", contractId: "Y" })).ledger(noon).invoices.size).toBe(1);
    const store = storeAfter(job(), contract(), job({ jobId: "JB", accountId: "B" }));
    expect(refused(store, invoice({ jobId: "X" }))).toEqual(["REF_UNKNOWN 0/invoice/jobId"]);
    expect(refused(store, invoice({ contractId: "Y" }))).toEqual(["REF_UNKNOWN 0/invoice/contractId"]);
    expect(refused(store, invoice({ jobId: "JB" }))).toEqual(["ACCOUNT_MISMATCH 0/invoice/jobId"]);
    mustRead(store.apply(invoice({ jobId: "J", contractId: "C" })));
  });

  test("the first job must be one that the invoices there are can name", () => {
    const store = storeAfter(invoice({ jobId: "J" }), invoice({ invoiceNumber: "8", jobId: "J2" }));
    expect(refused(store, job())).toEqual(["REF_UNKNOWN ledger/invoices/8/job_id"]);
    expect(refused(store, job({ accountId: "B" }), job({ jobId: "J2" }))).toEqual([
      "ACCOUNT_MISMATCH ledger/invoices/7/job_id",
    ]);
    mustRead(store.apply([job(), job({ jobId: "J2" })]));
    expect(refused(store, invoice({ invoiceNumber: "9", jobId: "J3" }))).toEqual([
      "REF_UNKNOWN 0/invoice/jobId",
    ]);
  });

  test("the first job may come after its invoice, in the batch of the invoice", () => {
    mustRead(two().apply([invoice({ jobId: "J" }), job()]));
    expect(refused(two(), invoice({ jobId: "J" }), job({ accountId: "B" }))).toEqual([
      "ACCOUNT_MISMATCH 0/invoice/jobId",
    ]);
    expect(refused(two(), invoice({ jobId: "X" }), job())).toEqual(["REF_UNKNOWN 0/invoice/jobId"]);
  });

  test("contracts alike, but that the account of a contract is not asked", () => {
    const store = storeAfter(job(), job({ jobId: "JB", accountId: "B" }), invoice({ contractId: "C" }));
    expect(refused(store, contract({ contractId: "C2" }))).toEqual([
      "REF_UNKNOWN ledger/invoices/7/contract_id",
    ]);
    mustRead(store.apply(contract({ jobId: "JB" })));
  });
});

describe("statements", () => {
  test("stand with their lines, and offer their discounts", () => {
    const discounted = line({ discountAmount: "5.00", discountUntil: "2025-03-20" });
    const store = storeAfter(invoice({ dueOn: "2025-03-31" }), statement({}, [discounted]));
    expect(store.ledger(noon).statements.get("S")).toEqual({
      statementId: "S",
      accountId: "A",
      issuedOn: "2025-02-28",
      lines: [{ statementId: "S", invoiceId: "7", discount: { amount: 500, until: "2025-03-20" } }],
    });
    expect(store.recompute(noon).row("A")?.stats.discounts.amount).toBe(500);
  });

  test("name invoices of their own account", () => {
    const store = storeAfter(invoice({ accountId: "B" }));
    expect(refused(store, statement({}, [line()]))).toEqual(["ACCOUNT_MISMATCH 0/lines/0/invoiceId"]);
  });

  test("a discount beyond what is unpaid is warned about where it stands", () => {
    const reading = storeAfter(invoice()).apply(
      statement({}, [line({ discountAmount: "100.01", discountUntil: "2025-03-20" })]),
    );
    expect(warningsOf(reading)).toEqual(["DISCOUNT_EXCEEDS_BALANCE lines/0/discountAmount"]);
  });
});

describe("warnings", () => {
  test("are of the batch's own rows and of rows that it reaches, not of others that were remarked on when they came", () => {
    const store = two();
    expect(warningsOf(store.apply(invoice({ status: "Paid" })))).toEqual([
      "STATUS_BALANCE_MISMATCH invoice/status",
    ]);
    expect(warningsOf(store.apply(payment()))).toEqual([]);
    expect(warningsOf(store.apply(allocate({ allocatedOn: "2025-03-05" })))).toEqual([
      "STATUS_BALANCE_MISMATCH ledger/invoices/7/status",
    ]);
    const early = payment({ paymentId: "P2", paidOn: "2025-01-31" });
    expect(warningsOf(store.apply([early, allocate({ paymentId: "P2", amount: "1.00" })]))).toEqual([
      "PREPAYMENT 1/allocation",
      "STATUS_BALANCE_MISMATCH ledger/invoices/7/status",
    ]);
  });

  test("what is left is of the day of the last recompute", () => {
    const store = storeAfter(invoice(), payment({ amount: "100.00", paidOn: "2025-03-11" }));
    const put = () => allocate({ amount: "50.00", allocatedOn: "2025-03-11" });
    mustRead(store.apply(put()));
    expect(warningsOf(store.apply(invoiceAgain({ status: "Partially Paid" })))).toEqual([
      "STATUS_BALANCE_MISMATCH invoice/status",
    ]);
    store.recompute("2025-03-11T17:00:00Z");
    expect(warningsOf(store.apply(invoiceAgain({ status: "Partially Paid" })))).toEqual([]);
  });

  test("more wrong allocations than are listed are counted", () => {
    const many = Array.from({ length: 1100 }, () => allocate({ amount: "60.00" }));
    const reading = storeAfter(invoice(), payment()).apply(many);
    expect(reading.ok ? [] : [reading.issues.length, reading.omitted]).toEqual([1000, 100]);
  });
});

describe("the store refuses what the reader of ledgers refuses", () => {
  type Tables = Readonly<Record<string, readonly object[]>>;
  const base: Tables = {
    accounts,
    invoices: [invoiceRow(), invoiceRow({ invoiceNumber: "8", accountId: "B" })],
    payments: [paymentRow()],
    adjustments: [creditRow(), creditRow({ adjustmentId: "D", type: "debit" })],
  };
  const put = { paymentId: "P", invoiceId: "7", amount: "60.00", allocatedOn: "2025-03-05" };
  const used = { adjustmentId: "K", invoiceId: "7", amount: "30.00", allocatedOn: "2025-03-05" };

  /** A ledger, and the changes that lead to it from the base. */
  const cases: readonly (readonly [string, string | null, Tables, readonly Change[]])[] = [
    ["nothing more", null, {}, []],
    ["an allocation", null, { allocations: [put] }, [allocate()]],
    ["a credit applied", null, { allocations: [used] }, [apply()]],
    [
      "too much from a payment",
      "PAYMENT_OVER_ALLOCATED",
      { allocations: [{ ...put, amount: "60.01" }] },
      [allocate({ amount: "60.01" })],
    ],
    [
      "too much to an invoice",
      "OVER_ALLOCATED",
      { invoices: [invoiceRow({ amount: "80.00" })], allocations: [put, used] },
      [invoiceAgain({ amount: "80.00" }), allocate(), apply()],
    ],
    [
      "another account's invoice",
      "ALLOCATION_CROSS_ACCOUNT",
      { allocations: [{ ...put, invoiceId: "8" }] },
      [allocate({ invoiceId: "8" })],
    ],
    [
      "a void with an allocation",
      "ALLOCATION_INVALID_TARGET",
      { invoices: [invoiceRow({ voidedOn: "2025-03-08", status: "Voided" })], allocations: [put] },
      [allocate(), voided()],
    ],
    [
      "a debit as source",
      "ALLOCATION_ENDS",
      { allocations: [{ ...used, adjustmentId: "D" }] },
      [apply({ adjustmentId: "D" })],
    ],
    [
      "a balance that allocations do not leave",
      "BALANCE_MISMATCH",
      { invoices: [invoiceRow({ balance: "39.99" })], allocations: [put] },
      [allocate(), invoiceAgain({ balance: "39.99" })],
    ],
    [
      "a balance that allocations leave",
      null,
      { invoices: [invoiceRow({ balance: "40.00" })], allocations: [put] },
      [allocate(), invoiceAgain({ balance: "40.00" })],
    ],
    [
      "a memo's balance that allocations do not leave",
      "BALANCE_MISMATCH",
      { adjustments: [creditRow({ balance: "1.00" })], allocations: [used] },
      [apply(), creditAgain({ balance: "1.00" })],
    ],
    [
      "paid by nobody knows what",
      null,
      { invoices: [invoiceRow({ balance: "0.00", status: "Paid" })] },
      [paid()],
    ],
    [
      "an unknown account",
      "REF_UNKNOWN",
      { invoices: [invoiceRow({ accountId: "Z" })] },
      [invoice({ accountId: "Z", invoiceNumber: "z" })],
    ],
    [
      "a statement of another account",
      "ACCOUNT_MISMATCH",
      {
        statements: [{ statementId: "S", accountId: "B", issuedOn: "2025-02-28" }],
        statementLines: [line()],
      },
      [statement({ accountId: "B" }, [line()])],
    ],
    [
      "an invoice twice on a statement",
      "ID_DUPLICATE",
      {
        statements: [{ statementId: "S", accountId: "A", issuedOn: "2025-02-28" }],
        statementLines: [line(), line()],
      },
      [statement({}, [line(), line()])],
    ],
    [
      "a job of another account",
      "ACCOUNT_MISMATCH",
      { jobs: [{ jobId: "J", accountId: "B" }], invoices: [invoiceRow({ jobId: "J" })] },
      [job({ accountId: "B" }), invoiceAgain({ jobId: "J" })],
    ],
    [
      "a job that is not there",
      "REF_UNKNOWN",
      { jobs: [{ jobId: "J", accountId: "A" }], invoices: [invoiceRow({ jobId: "X" })] },
      [invoiceAgain({ jobId: "X" }), job()],
    ],
    [
      "a contract under no job",
      "REF_UNKNOWN",
      { contracts: [{ contractId: "C", jobId: "X", amount: "1.00" }] },
      [contract({ jobId: "X" })],
    ],
    [
      "two invitations of one id",
      "ID_DUPLICATE",
      { invites: [inviteRow({ inviteId: "I" }), inviteRow({ inviteId: "I" })] },
      [invite({ inviteId: "I" }), invite({ inviteId: "I" })],
    ],
    [
      "an invitation that expires before it was sent",
      "DATE_ORDER",
      { invites: [inviteRow({ expiresAt: "2025-03-01T14:59:59Z" })] },
      [invite({ expiresAt: "2025-03-01T14:59:59Z" })],
    ],
    [
      "a line twice",
      "ID_DUPLICATE",
      {
        lineItems: [
          { invoiceId: "7", line: "1", status: "x" },
          { invoiceId: "7", line: "1", status: "y" },
        ],
      },
      [
        invoiceAgain(
          {},
          {
            lineItems: [
              { invoiceId: "7", line: "1", status: "x" },
              { invoiceId: "7", line: "1", status: "y" },
            ],
          },
        ),
      ],
    ],
  ];

  test.each(cases)("%s: %s", (_, code, tables, changes) => {
    const business = { time_zone: "America/Chicago", currency: "USD" };
    // Rows of a case stand for those of the base with the same id.
    const merged = Object.fromEntries(
      [...new Set([...Object.keys(base), ...Object.keys(tables)])].map((table) => {
        const idOf = (row: object) => Object.values(row)[0];
        const own = tables[table] ?? [];
        const kept = (base[table] ?? []).filter((row) => !own.some((each) => idOf(each) === idOf(row)));
        return [table, [...own, ...kept]];
      }),
    );
    const reading = readLedger({ business, ...merged }, { today });
    const codes = reading.ok ? [] : reading.issues.map((issue) => issue.code);
    expect([...new Set(codes)]).toEqual(code === null ? [] : [code]);
    const store = storeOf(base);
    const answer = store.apply(changes);
    const answered = answer.ok ? [] : answer.issues.map((issue) => issue.code);
    expect([...new Set(answered)]).toEqual([...new Set(codes)]);
  });
});

test("the row of an account is asked for by an id that is there", () => {
  const store = storeAfter(invoice());
  for (const call of [
    () => store.openItems("Z"),
    () => store.accountLedger("Z", noon),
    () => store.recompute(noon, { accounts: ["A", "Z"] }),
  ]) {
    expect(faultOf(call)?.code).toBe("REF_UNKNOWN");
  }
});

test("an invoice can be voided once the payments put against it are reversed", () => {
  const store = storeOf({});
  mustRead(store.apply([account(), invoice(), payment(), allocate()]));
  expect(issuesOf(store.apply(voided("2025-03-10")))).toEqual([
    "ALLOCATION_INVALID_TARGET ledger/allocations/0/invoice_id",
  ]);
  mustRead(store.apply(paymentAgain({ status: "reversed" })));
  mustRead(store.apply(voided("2025-03-10")));
  expect(store.recompute(noon).row("A")?.stats.invoices.count).toBe(0);
});

describe("rows that a batch reaches are remarked on", () => {
  test("a payment that bounces says which allocations reduce nothing any more", () => {
    const store = storeOf({});
    mustRead(store.apply([account(), invoice(), payment(), allocate()]));
    expect(warningsOf(store.apply(paymentAgain({ status: "failed" })))).toEqual([
      "ALLOCATION_INACTIVE ledger/allocations/0",
    ]);
    expect(warningsOf(store.apply(invoice({ invoiceNumber: "8" })))).toEqual([]);
  });

  test("a credit memo that is voided likewise", () => {
    const store = storeOf({});
    mustRead(store.apply([account(), invoice(), credit(), apply()]));
    expect(warningsOf(store.apply(creditAgain({ status: "Voided" })))).toEqual([
      "ALLOCATION_INACTIVE ledger/allocations/0",
    ]);
  });

  test("an invoice that shrinks below the discount of an earlier statement", () => {
    const store = storeOf({});
    const lines = [line({ discountAmount: "50.00", discountUntil: "2025-03-31" })];
    mustRead(store.apply([account(), invoice(), statement({}, lines)]));
    expect(warningsOf(store.apply(invoiceAgain({ amount: "40.00" })))).toEqual([
      "DISCOUNT_EXCEEDS_BALANCE ledger/statement_lines/0/discount_amount",
    ]);
  });
});

test("F-46 an invitation does not go back to before it was last changed", () => {
  const store = storeOf({});
  mustRead(store.apply([account(), invite()]));
  mustRead(store.apply(inviteAgain({ status: "Accepted", updatedAt: "2025-03-02T12:00:05Z" })));
  expect(issuesOf(store.apply(inviteAgain({ updatedAt: "2025-03-02T12:00:04.999Z" })))).toEqual([
    "EVENT_CONFLICT invite/updatedAt",
  ]);
  mustRead(store.apply(inviteAgain({ status: "Declined", updatedAt: "2025-03-02T12:00:05Z" })));
  expect(store.recompute(noon).row("A")?.invitation?.status).toBe("Declined");
});
