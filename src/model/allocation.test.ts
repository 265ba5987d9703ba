import { describe, expect, test } from "vitest";
import { mustRead } from "../../test/must-read.ts";
import { issuesOf, usd } from "../../test/reading.ts";
import { allocationReader, readAllocations } from "./allocation.ts";

const allocations = allocationReader({ currency: usd });
const dated = { amount: "10.00", allocated_on: "2025-03-01" };

test.each([
  [
    { payment_id: "P", invoice_id: "1" },
    { paymentId: "P", invoiceId: "1" },
  ],
  [
    { payment_id: "P", debit_adjustment_id: "D" },
    { paymentId: "P", debitAdjustmentId: "D" },
  ],
  [
    { payment_id: "P", proforma_id: "Q" },
    { paymentId: "P", proformaId: "Q" },
  ],
  [
    { adjustment_id: "K", invoice_id: "1" },
    { adjustmentId: "K", invoiceId: "1" },
  ],
  [
    { adjustment_id: "K", debit_adjustment_id: "D" },
    { adjustmentId: "K", debitAdjustmentId: "D" },
  ],
])("an allocation may go as %j", (ends, read) => {
  expect(mustRead(allocations.read({ ...ends, ...dated }))).toEqual({
    ...read,
    amount: 1000,
    allocatedOn: "2025-03-01",
  });
});

test.each([
  [{ invoice_id: "1" }],
  [{ payment_id: "P", adjustment_id: "K", invoice_id: "1" }],
  [{ payment_id: "P" }],
  [{ payment_id: "P", invoice_id: "1", debit_adjustment_id: "D" }],
  [{ payment_id: "P", invoice_id: "1", proforma_id: "Q" }],
  [{}],
])("an allocation has one source and one target, not %j", (ends) => {
  expect(issuesOf(allocations.read({ ...ends, ...dated }))).toEqual(["ALLOCATION_ENDS"]);
});

test("the message says which end is wrong, and how many there are", () => {
  const messageFor = (ends: object) => {
    const reading = allocations.read({ ...ends, ...dated });
    return reading.ok ? "" : reading.issues[0]?.message;
  };
  expect(messageFor({ invoice_id: "1" })).toMatch(/payment_id, adjustment_id.* 0\b/);
  expect(messageFor({ payment_id: "P", invoice_id: "1", proforma_id: "Q" })).toMatch(/invoice_id.* 2\b/);
});

describe("amounts and days", () => {
  const row = { payment_id: "P", invoice_id: "1", ...dated };

  test.each([
    ["-0.01", ["AMOUNT_NOT_POSITIVE amount"]],
    ["0.00", ["AMOUNT_NOT_POSITIVE amount"]],
    ["0.01", []],
  ])("M-11 F-13 of %s: %j", (amount, issues) => {
    expect(issuesOf(allocations.read({ ...row, amount }))).toEqual(issues);
  });

  test("both are required", () => {
    expect(issuesOf(readAllocations([{ paymentId: "P", invoiceId: "1" }], { currency: usd }))).toEqual([
      "FIELD_MISSING 0/amount",
      "FIELD_MISSING 0/allocatedOn",
    ]);
  });
});
