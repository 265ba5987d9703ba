import { expect, test } from "vitest";
import { faultOf } from "../../test/fault-of.ts";
import { filterInvoices, invoiceFilters } from "./detail-filter.ts";
import type { DetailInvoice, DetailInvoiceStatus } from "./detail-tabs.ts";

const rows = (["Open", "Paid", "Voided", "Partially Paid", "Open"] as const).map(
  (status: DetailInvoiceStatus, at): DetailInvoice => ({
    invoiceId: String(at),
    invoiceNumber: String(at),
    amount: 100,
    balance: 0,
    issuedOn: null,
    dueOn: "2025-03-01",
    daysOverdue: 0,
    status,
    lineItems: [],
    lineItemStatuses: [],
    jobId: null,
  }),
);
const shown = (statuses?: readonly string[]) =>
  filterInvoices(rows, statuses)
    .map(({ invoiceId }) => invoiceId)
    .join("");

test("A-033 the filter offers what the source document names, in its order", () => {
  expect(invoiceFilters).toEqual(["Open", "Paid", "Partially Paid"]);
});

test("A-033 each status shows its own, several show all of theirs, in the order of the rows", () => {
  expect(shown(["Open"])).toBe("04");
  expect(shown(["Paid"])).toBe("1");
  expect(shown(["Partially Paid"])).toBe("3");
  expect(shown(["Paid", "Open"])).toBe("014");
  expect(shown(["Open", "Paid", "Partially Paid"])).toBe("0134");
});

test("A-033 no filter shows all, voided ones too", () => {
  expect(shown()).toBe("01234");
  expect(shown([])).toBe("01234");
});

test("A-033 case, blanks, - and _ do not matter", () => {
  expect(shown(["partially_paid"])).toBe("3");
  expect(shown(["PARTIALLY-PAID", " open "])).toBe("034");
});

test("A-033 another word is refused where it stands", () => {
  const refused = (statuses: unknown) => {
    const fault = faultOf(() => filterInvoices(rows, statuses as string[]));
    return [fault?.code, ...(fault?.path ?? [])];
  };
  expect(refused(["open", "voided"])).toEqual(["QUERY_INVALID", "statuses", 1]);
  expect(refused([null])).toEqual(["QUERY_INVALID", "statuses", 0]);
  expect(refused("open")).toEqual(["QUERY_INVALID", "statuses"]);
});

test("what is no list of invoices is refused, with a filter and without", () => {
  for (const invoices of [undefined, null, {}, "7"]) {
    for (const statuses of [undefined, ["open"]]) {
      const fault = faultOf(() => filterInvoices(invoices as never, statuses));
      expect([fault?.code, fault?.path]).toEqual(["TYPE", ["invoices"]]);
    }
  }
});
