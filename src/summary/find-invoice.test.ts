import { describe, expect, test } from "vitest";
import { faultOf } from "../../test/fault-of.ts";
import { debtorLedger, type RawTables } from "../../test/retailer.ts";
import { findInvoice } from "./find-invoice.ts";

const today = "2025-06-10";
const accounts = [
  { account_id: "A", account_name: "Acme" },
  { account_id: "B", account_name: "Birch" },
];

const found = (tables: RawTables, number = "0007") =>
  findInvoice(debtorLedger({ accounts, ...tables }, today), number);

const invoice = (invoice_id: string, more: object = {}) => ({
  invoice_id,
  invoice_number: "0007",
  account_id: "A",
  amount: "10.00",
  issued_on: "2025-05-01",
  due_on: "2025-06-01",
  ...more,
});

const places = (tables: RawTables, number?: string) =>
  found(tables, number).hits.map(({ invoiceId, foundIn, link }) => [invoiceId, foundIn, link.title]);

describe("where an invoice is found", () => {
  test("C-004 C-005 one with something left on it is in open items, and links to them", () => {
    const result = found({ invoices: [invoice("1", { issued_on: "2025-05-02" })] });
    expect(result).toEqual({
      asOf: today,
      today,
      currency: { code: "AUD", exponent: 2 },
      options: {},
      number: "0007",
      found: true,
      hits: [
        {
          invoiceId: "1",
          invoiceNumber: "0007",
          accountId: "A",
          accountName: "Acme",
          foundIn: "open-items",
          status: null,
          amount: 1_000,
          balance: 1_000,
          issuedOn: "2025-05-02",
          dueOn: "2025-06-01",
          link: { screen: "open-items", title: "Customer Open Items", accountId: "A" },
        },
      ],
      voided: [],
    });
  });

  test("C-004 C-006 one that is paid is in payment history, and links to it", () => {
    const { hits } = found({ invoices: [invoice("1", { balance: "0.00" })] });
    expect(hits).toHaveLength(1);
    expect(hits[0]).toMatchObject({
      foundIn: "payment-history",
      status: null,
      balance: 0,
      link: { screen: "payment-history", title: "Customer Payment History", accountId: "A" },
    });
  });

  test("C-004 G-114 one that is partly paid is in both, on either side of paid", () => {
    const both = ["open-items", "payment-history"];
    const of = (balance: string) =>
      found({ invoices: [invoice("1", { balance })] }).hits.map(({ foundIn }) => foundIn);
    expect(of("10.00")).toEqual(["open-items"]);
    expect(of("9.99")).toEqual(both);
    expect(of("0.01")).toEqual(both);
    expect(of("0.00")).toEqual(["payment-history"]);
  });

  test("what allocations leave is what is left, as of today", () => {
    const tables = (allocated_on: string) => ({
      invoices: [invoice("1")],
      payments: [{ payment_id: "P", account_id: "A", paid_on: "2025-05-05", amount: "4.00" }],
      allocations: [{ payment_id: "P", invoice_id: "1", amount: "4.00", allocated_on }],
    });
    expect(found(tables("2025-06-10")).hits.map(({ balance }) => balance)).toEqual([600, 600]);
    expect(found(tables("2025-06-11")).hits.map(({ balance }) => balance)).toEqual([1_000]);
  });

  test("one over nothing is paid, not open", () => {
    expect(places({ invoices: [invoice("1", { amount: "0.00" })] })).toEqual([
      ["1", "payment-history", "Customer Payment History"],
    ]);
  });

  test("C-007 un-updated invoices are in open items with their status, a posted one has none", () => {
    for (const status of ["Unapproved", "Unposted draw", "Unposted A/R"]) {
      const { hits } = found({ invoices: [invoice("1", { posting: status })] });
      expect(hits).toHaveLength(1);
      expect(hits[0]).toMatchObject({ foundIn: "open-items", status, balance: 1_000 });
    }
    expect(found({ invoices: [invoice("1", { posting: "Posted" })] }).hits[0]?.status).toBeNull();
  });

  test("C-007 an un-updated invoice is open whatever is left on it", () => {
    expect(places({ invoices: [invoice("1", { posting: "Unapproved", balance: "0.00" })] })).toEqual([
      ["1", "open-items", "Customer Open Items"],
    ]);
  });

  test("C-008 what is not found says so, without a hit or a link", () => {
    const nothing = { found: false, hits: [], voided: [] };
    expect(found({ invoices: [invoice("1")] }, "8")).toMatchObject({ number: "8", ...nothing });
    expect(found({}, "0007")).toMatchObject(nothing);
  });

  test("a voided invoice is no hit and stands apart, with its day where there is one", () => {
    const result = found({
      invoices: [
        invoice("2", { voided_on: "2025-06-10" }),
        invoice("1", { status: "Voided", posting: "Unapproved" }),
        invoice("0", { voided_on: "2025-05-09", account_id: "B" }),
        invoice("3", { voided_on: "2025-06-11" }),
      ],
    });
    expect(result.hits.map(({ invoiceId }) => invoiceId)).toEqual(["3"]);
    expect(result.voided).toEqual([
      { invoiceId: "1", accountId: "A", voidedOn: null },
      { invoiceId: "2", accountId: "A", voidedOn: "2025-06-10" },
      { invoiceId: "0", accountId: "B", voidedOn: "2025-05-09" },
    ]);
    expect(found({ invoices: [invoice("1", { status: "Voided" })] }).found).toBe(false);
  });

  test("a post-dated invoice is there, one that will be recorded later is not yet", () => {
    expect(
      places({ invoices: [invoice("1", { issued_on: "2025-06-11", due_on: "2025-07-01" })] }),
    ).toHaveLength(1);
    expect(places({ invoices: [invoice("1", { recorded_on: "2025-06-10" })] })).toHaveLength(1);
    expect(places({ invoices: [invoice("1", { recorded_on: "2025-06-11" })] })).toEqual([]);
  });

  test("one without an issue day is found too", () => {
    const { issued_on: _, ...undated } = invoice("1");
    expect(found({ invoices: [undated] }).hits[0]?.issuedOn).toBeNull();
  });
});

describe("which invoices a number finds", () => {
  test("C-004 G-114 all that have it, of any account: open ones first, then by account and invoice id", () => {
    const invoices = [
      invoice("b", { balance: "0.00" }),
      invoice("a", { account_id: "B" }),
      invoice("d", { balance: "1.00" }),
      invoice("c", { posting: "Unposted A/R" }),
    ];
    expect(places({ invoices }).map(([id, place]) => [id, place])).toEqual([
      ["c", "open-items"],
      ["d", "open-items"],
      ["a", "open-items"],
      ["b", "payment-history"],
      ["d", "payment-history"],
    ]);
    expect(found({ invoices }).hits[2]?.accountName).toBe("Birch");
  });

  test("G-114 the whole number, whatever the case, without blanks around it; leading zeros count", () => {
    const invoices = [invoice("1", { invoice_number: "INV-0012" })];
    for (const number of ["INV-0012", "inv-0012", "  Inv-0012\t"]) {
      expect(places({ invoices }, number)).toHaveLength(1);
    }
    for (const number of ["INV-12", "INV-001", "INV-00123", "INV 0012", "0012", "INV-0012."]) {
      expect(found({ invoices }, number).found).toBe(false);
    }
  });

  test("G-114 blanks around the number in the ledger count no more than those that are typed", () => {
    const { hits } = found({ invoices: [invoice("1", { invoice_number: " 0007 " })] });
    expect(hits.map(({ invoiceNumber }) => invoiceNumber)).toEqual([" 0007 "]);
  });

  test("C-008 a blank number finds nothing", () => {
    for (const number of ["", "  ", "\t\n"]) {
      expect(found({ invoices: [invoice("1")] }, number)).toMatchObject({
        number: "",
        found: false,
        hits: [],
      });
    }
  });

  test("256 characters do, more are refused, and so is what is no text", () => {
    expect(found({}, "7".repeat(256)).found).toBe(false);
    expect(faultOf(() => found({}, "7".repeat(257)))).toMatchObject({
      code: "QUERY_TOO_LONG",
      path: ["number"],
    });
    expect(faultOf(() => found({}, 7 as never))).toMatchObject({ code: "QUERY_INVALID", path: ["number"] });
  });
});
