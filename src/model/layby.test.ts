import { describe, expect, test } from "vitest";
import { mustRead } from "../../test/must-read.ts";
import { laybyItemReader, laybyPaymentReader, laybyReader } from "./layby.ts";
import { noteReader } from "./note.ts";
import { quoteLineReader, quoteReader } from "./quote.ts";
import { readLedger } from "./read-ledger.ts";

const currency = { code: "USD", exponent: 2 };
const today = "2025-05-10";
const codes = (reading: { readonly ok: boolean }) => {
  const { issues = [] } = reading as { issues?: readonly { code: string; path: readonly unknown[] }[] };
  return issues.map(({ code, path }) => `${code} ${path.join("/")}`);
};
const ledger = (tables: object, business: object = {}) =>
  readLedger(
    {
      business: { time_zone: "UTC", currency: "USD", ...business },
      accounts: [{ account_id: "A" }, { account_id: "B" }],
      ...tables,
    },
    { today },
  );
const layby = { layby_id: "L", account_id: "A", sold_on: "2025-03-01", due_on: "2025-06-01" };
const item = { layby_id: "L", price: "50.00" };
const paid = (amount: string) => ({ layby_id: "L", paid_on: "2025-04-01", amount });

describe("laybys", () => {
  test("a layby with its items and payments, in the ledger's order", () => {
    const { laybys } = mustRead(
      ledger({
        laybys: [layby],
        layby_items: [item, { ...item, price: "1.00", quantity: 2, collected: "1" }],
        layby_payments: [paid("3.00"), paid("4.00")],
      }),
    );
    expect(laybys.get("L")).toEqual({
      laybyId: "L",
      accountId: "A",
      soldOn: "2025-03-01",
      dueOn: "2025-06-01",
      laybyNumber: "L",
      items: [
        { laybyId: "L", price: 5_000, quantity: 1, collected: 0, credited: 0 },
        { laybyId: "L", price: 100, quantity: 2, collected: 1, credited: 0 },
      ],
      payments: [
        { laybyId: "L", paidOn: "2025-04-01", amount: 300 },
        { laybyId: "L", paidOn: "2025-04-01", amount: 400 },
      ],
    });
  });

  test("the due day follows from the business's term; without one, and none given, it is missing", () => {
    const { due_on: _, ...open } = layby;
    const due = (layby_term: object) =>
      mustRead(ledger({ laybys: [open] }, { layby_term })).laybys.get("L")?.dueOn;
    expect([due({ days: 30 }), due({ months: 3 })]).toEqual(["2025-03-31", "2025-06-01"]);
    expect(codes(ledger({ laybys: [open] }))).toEqual(["DUE_DATE_MISSING laybys/0/due_on"]);
    expect(codes(laybyReader({ currency }).read(open))).toEqual(["DUE_DATE_MISSING due_on"]);
  });

  test("a business that lacks something else has a term, or none, all the same", () => {
    const { due_on: _, ...open } = layby;
    const reading = readLedger({ business: { currency: "USD" }, laybys: [open] }, { today });
    expect(codes(reading)).toEqual([
      "BUSINESS_INCOMPLETE business/time_zone",
      "DUE_DATE_MISSING laybys/0/due_on",
    ]);
  });

  test("F-49 M-18 no more is paid and credited than the layby comes to", () => {
    const of = (items: readonly object[], payments: readonly object[]) =>
      codes(ledger({ laybys: [layby], layby_items: items, layby_payments: payments }));
    expect(of([item], [paid("50.00")])).toEqual([]);
    expect(of([item], [paid("30.00"), paid("20.01")])).toEqual(["LAYBY_OVERPAID layby_payments/1/amount"]);
    expect(of([{ ...item, credited: "1" }], [paid("0.01")])).toEqual([
      "LAYBY_OVERPAID layby_payments/0/amount",
    ]);
    expect(of([], [paid("0.01")])).toEqual(["LAYBY_OVERPAID layby_payments/0/amount"]);
  });

  test("F-49 a negative price or instalment, an instalment of nothing", () => {
    expect(codes(laybyItemReader({ currency }).read({ ...item, price: "-1.00" }))).toEqual([
      "AMOUNT_NOT_POSITIVE price",
    ]);
    expect(codes(laybyPaymentReader({ currency }).readAll([paid("0.00"), paid("-1.00")]))).toEqual([
      "AMOUNT_NOT_POSITIVE 0/amount",
      "AMOUNT_NOT_POSITIVE 1/amount",
    ]);
  });

  test("F-49 due before it was sold is remarked on", () => {
    const reading = ledger({ laybys: [{ ...layby, due_on: "2025-02-28" }] });
    expect(reading.warnings.map(({ code, path }) => `${code} ${path.join("/")}`)).toEqual([
      "DUE_BEFORE_ISSUE laybys/0/due_on",
    ]);
  });

  test.each([
    [{ quantity: "0" }, "NUMBER_INVALID quantity"],
    [{ quantity: "1.5" }, "NUMBER_INVALID quantity"],
    [{ quantity: -1 }, "NUMBER_INVALID quantity"],
    [{ collected: "x" }, "NUMBER_INVALID collected"],
    [{ collected: "1", credited: "1" }, "NUMBER_INVALID collected"],
  ])("%j: %s", (cells, expected) => {
    expect(codes(laybyItemReader({ currency }).read({ ...item, ...cells }))).toEqual([expected]);
  });

  test("a row that lacks a cell says so; one that would be due after the year 9999 too", () => {
    expect(codes(laybyReader({ currency }).read({ layby_id: "L", account_id: "A" }))).toEqual([
      "FIELD_MISSING sold_on",
    ]);
    expect(codes(laybyItemReader({ currency }).read({ layby_id: "L" }))).toEqual(["FIELD_MISSING price"]);
    expect(codes(laybyPaymentReader({ currency }).read({ layby_id: "L", amount: "1.00" }))).toEqual([
      "FIELD_MISSING paid_on",
    ]);
    const late = { layby_id: "L", account_id: "A", sold_on: "9999-12-30" };
    expect(codes(ledger({ laybys: [late] }, { layby_term: { days: 30 } }))).toEqual([
      "DATE_RANGE laybys/0/due_on",
    ]);
  });

  test("a total beyond 2^53 − 1 is refused, not rounded", () => {
    const huge = { ...item, price: "90071992547409.91", quantity: "2" };
    expect(codes(ledger({ laybys: [layby], layby_items: [huge] }))).toEqual(["AMOUNT_OVERFLOW laybys/0"]);
  });

  test("ids are known and used once", () => {
    expect(codes(ledger({ laybys: [layby, layby] }))).toEqual(["ID_DUPLICATE laybys/1/layby_id"]);
    expect(codes(ledger({ laybys: [{ ...layby, account_id: "Z" }] }))).toEqual([
      "REF_UNKNOWN laybys/0/account_id",
    ]);
    expect(codes(ledger({ layby_items: [item], layby_payments: [paid("1.00")] }))).toEqual([
      "REF_UNKNOWN layby_items/0/layby_id",
      "REF_UNKNOWN layby_payments/0/layby_id",
    ]);
    const named = mustRead(
      readLedger({ business: { time_zone: "UTC", currency: "USD" }, laybys: [layby] }, { today }),
    );
    expect([...named.accounts.keys()]).toEqual(["A"]);
  });
});

describe("quotes", () => {
  const quote = { quote_id: "Q", account_id: "A", quoted_on: "2025-04-01" };
  const payment = { payment_id: "P", account_id: "A", paid_on: "2025-04-02", amount: "5.00" };
  const allocation = { payment_id: "P", proforma_id: "Q", amount: "5.00", allocated_on: "2025-04-02" };

  test("a quote with its lines; kinds and statuses as they are spelled here", () => {
    const lines = [
      { quote_id: "Q", amount: "5.00", brand: "Acme" },
      { quote_id: "Q", amount: "0.00" },
    ];
    const { quotes } = mustRead(
      ledger({
        quotes: [{ ...quote, kind: "QIM Invoice", status: "WON", number: "0012" }],
        quote_lines: lines,
      }),
    );
    expect(quotes.get("Q")).toEqual({
      quoteId: "Q",
      accountId: "A",
      quotedOn: "2025-04-01",
      number: "0012",
      kind: "qim-invoice",
      status: "won",
      lines: [
        { quoteId: "Q", amount: 500, brand: "Acme" },
        { quoteId: "Q", amount: 0 },
      ],
    });
    expect(mustRead(quoteReader({ currency }).read(quote))).toMatchObject({
      number: "Q",
      kind: "quote",
      status: "open",
    });
  });

  test("M-19 no line is negative", () => {
    expect(codes(quoteLineReader({ currency }).read({ quote_id: "Q", amount: "-0.01" }))).toEqual([
      "AMOUNT_NOT_POSITIVE amount",
    ]);
  });

  test("where there is a table of quotes, an allocation names one of them, of the same account; without it any", () => {
    const of = (quotes: object) =>
      codes(ledger({ payments: [payment], allocations: [allocation], ...quotes }));
    expect(of({ quotes: [quote] })).toEqual([]);
    expect(of({})).toEqual([]);
    expect(of({ quotes: [] })).toEqual(["REF_UNKNOWN allocations/0/proforma_id"]);
    expect(of({ quotes: [{ ...quote, account_id: "B" }] })).toEqual([
      "ALLOCATION_CROSS_ACCOUNT allocations/0/payment_id",
    ]);
    expect(of({ quotes: [{ ...quote, kind: "ponies" }] })).toEqual(["ENUM_UNKNOWN quotes/0/kind"]);
    expect(codes(ledger({ quote_lines: [{ quote_id: "Q", amount: "1.00" }] }))).toEqual([
      "REF_UNKNOWN quote_lines/0/quote_id",
    ]);
  });
});

describe("notes", () => {
  const note = {
    note_id: "N",
    account_id: "A",
    at: "2025-04-01T10:00:00+10:00",
    text: "Called",
    user: "kim",
  };
  const invoice = { invoice_number: "7", account_id: "A", amount: "1.00", due_on: "2025-04-01" };

  test("a note about an account, or about one of its documents", () => {
    const { notes } = mustRead(ledger({ invoices: [invoice], notes: [{ ...note, invoice_id: "7" }] }));
    expect(notes.get("N")).toEqual({
      noteId: "N",
      accountId: "A",
      at: "2025-04-01T00:00:00.000Z",
      text: "Called",
      user: "kim",
      invoiceId: "7",
    });
  });

  test("it names at most one document, which is there and of the same account", () => {
    expect(codes(noteReader({ currency }).read({ ...note, invoice_id: "7", payment_id: "P" }))).toEqual([
      "NOTE_ENDS ",
    ]);
    expect(codes(ledger({ notes: [{ ...note, invoice_id: "7" }] }))).toEqual([
      "REF_UNKNOWN notes/0/invoice_id",
    ]);
    expect(codes(ledger({ notes: [{ ...note, adjustment_id: "M" }] }))).toEqual([
      "REF_UNKNOWN notes/0/adjustment_id",
    ]);
    expect(codes(ledger({ notes: [{ ...note, payment_id: "P" }] }))).toEqual([
      "REF_UNKNOWN notes/0/payment_id",
    ]);
    expect(
      codes(ledger({ invoices: [{ ...invoice, account_id: "B" }], notes: [{ ...note, invoice_id: "7" }] })),
    ).toEqual(["ACCOUNT_MISMATCH notes/0/invoice_id"]);
    expect(codes(ledger({ notes: [note, note] }))).toEqual(["ID_DUPLICATE notes/1/note_id"]);
    expect(codes(noteReader({ currency }).read({ ...note, at: "yesterday" }))).toEqual([
      "INSTANT_INVALID at",
    ]);
  });
});
