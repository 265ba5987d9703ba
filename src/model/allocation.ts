import type { Day } from "../calendar/day.ts";
import type { Reading } from "../fault/issue.ts";
import type { Minor } from "../money/amount.ts";
import type { Currency } from "../money/currency.ts";
import { amount, day, type Fields, id, required } from "./field.ts";
import { makeReader, type Reader, type ReaderOptions } from "./reader.ts";
import { type RowReader, rowReader } from "./row.ts";

/**
 * Money of a payment, or of a credit memo, put against one document: a row of `allocations.csv`.
 *
 * Exactly one source (`paymentId` or `adjustmentId`) and one target (`invoiceId`, `debitAdjustmentId` or `proformaId`).
 */
export interface Allocation {
  readonly paymentId?: string;
  /** The credit memo that is applied. */
  readonly adjustmentId?: string;
  readonly invoiceId?: string;
  readonly debitAdjustmentId?: string;
  /** A quote: such an allocation reduces no invoice. */
  readonly proformaId?: string;
  /** Minor units, positive. */
  readonly amount: Minor;
  readonly allocatedOn: Day;
}

/** The columns of `allocations.csv`. */
export const allocationFields: Fields<Allocation> = {
  paymentId: id("The payment the money comes from."),
  adjustmentId: id("Or the credit memo it comes from."),
  invoiceId: id("The invoice it goes to."),
  debitAdjustmentId: id("Or the debit memo it goes to."),
  proformaId: id("Or the quote it goes to."),
  amount: required(amount("How much.")),
  allocatedOn: required(day("The day it was put there.")),
};

/** The reader of one row of allocations. */
export function allocationRow(money: Currency): RowReader<Allocation> {
  const read = rowReader(allocationFields, money);
  return (raw, path, log) => {
    const row = read(raw, path, log);
    if (row === undefined) return undefined;
    if (row.amount <= 0) {
      const message = "An allocation's amount is more than zero.";
      log.error({ code: "AMOUNT_NOT_POSITIVE", path: [...path, "amount"], message });
      return undefined;
    }
    const sources = given(row.paymentId, row.adjustmentId);
    const targets = given(row.invoiceId, row.debitAdjustmentId, row.proformaId);
    if (sources === 1 && targets === 1) return row;
    const message =
      sources === 1
        ? `An allocation goes to one of invoice_id, debit_adjustment_id, proforma_id; this one names ${targets}.`
        : `An allocation comes from one of payment_id, adjustment_id; this one names ${sources}.`;
    log.error({ code: "ALLOCATION_ENDS", path, message });
    return undefined;
  };
}

function given(...ids: readonly (string | undefined)[]): number {
  return ids.filter((each) => each !== undefined).length;
}

/**
 * The reader of allocation rows.
 *
 * @example
 * import { allocationReader } from "receivables";
 *
 * const allocations = allocationReader({ currency: { code: "USD", exponent: 2 } });
 * const row = { payment_id: "P-1", invoice_id: "7", amount: "60.00", allocated_on: "2025-03-05" };
 * const reading = allocations.read(row);
 * reading.ok && reading.value.amount; // => 6000
 */
export function allocationReader(options: ReaderOptions): Reader<Allocation> {
  return makeReader(options, allocationRow);
}

/**
 * Reads many allocation rows: a shortcut for `allocationReader(options).readAll(rows)`.
 *
 * @example
 * import { readAllocations } from "receivables";
 *
 * const rows = [{ payment_id: "P-1", invoice_id: "7", amount: "60.00", allocated_on: "2025-03-05" }];
 * const reading = readAllocations(rows, { currency: { code: "USD", exponent: 2 } });
 * reading.ok && reading.value[0]?.allocatedOn; // => "2025-03-05"
 */
export function readAllocations(rows: unknown, options: ReaderOptions): Reading<readonly Allocation[]> {
  return allocationReader(options).readAll(rows);
}
