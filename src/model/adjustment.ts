import type { Day } from "../calendar/day.ts";
import type { Issue, IssueLog, Path, Reading } from "../fault/issue.ts";
import type { Minor } from "../money/amount.ts";
import type { Currency } from "../money/currency.ts";
import { amount, choice, currency, day, type Fields, id, label, required } from "./field.ts";
import { zeroAmount } from "./invoice.ts";
import { makeReader, type Reader, type ReaderOptions } from "./reader.ts";
import { type RowReader, rowReader } from "./row.ts";

/** A credit memo lowers what a customer owes once applied; a debit memo is a further charge. */
export const adjustmentTypes = ["credit", "debit"] as const;
/** One of {@link adjustmentTypes}. */
export type AdjustmentType = (typeof adjustmentTypes)[number];

/** Where an adjustment stands as the ERP says it; the balance decides. */
export const adjustmentStatuses = [
  "Open",
  "Partially Applied",
  "Applied",
  "Partially Paid",
  "Paid",
  "Voided",
] as const;
/** One of {@link adjustmentStatuses}. */
export type AdjustmentStatus = (typeof adjustmentStatuses)[number];

/** A credit or debit memo: a row of `adjustments.csv`. Both are positive magnitudes. */
export interface Adjustment {
  readonly adjustmentId: string;
  readonly accountId: string;
  readonly type: AdjustmentType;
  /** The original amount, in minor units, 0 or more. */
  readonly amount: Minor;
  readonly reason?: string;
  readonly issuedOn?: Day;
  /** What is unapplied (credit) or unpaid (debit) today as the ERP gives it, in minor units. */
  readonly balance?: Minor;
  readonly status?: AdjustmentStatus;
  /** Only of a negative invoice that was read as a credit: the day it was voided. */
  readonly voidedOn?: Day;
  readonly recordedOn?: Day;
}

type AdjustmentRow = Omit<Adjustment, "voidedOn"> & { readonly currency?: string };

/** The columns of `adjustments.csv`. */
export const adjustmentFields: Fields<AdjustmentRow> = {
  adjustmentId: required(id("The memo's number.")),
  accountId: required(id("The account.")),
  type: required(choice("credit or debit.", adjustmentTypes)),
  amount: required(amount("The original amount, never negative.")),
  reason: label("Why: a write-off, an additional charge, an overpayment correction."),
  issuedOn: day("The day on the memo."),
  balance: amount("What is unapplied or unpaid today; blank: the amount less its allocations."),
  status: choice("As the ERP says it; the balance decides.", adjustmentStatuses),
  recordedOn: day("The day it was entered; the day it was issued where blank."),
  currency: currency("The row's currency; must be the business's."),
};

/** The reader of one row of adjustments. */
export function adjustmentRow(money: Currency): RowReader<Adjustment> {
  const read = rowReader(adjustmentFields, money);
  return (raw, path, log) => {
    const row = read(raw, path, log);
    return row === undefined ? undefined : checked(row, path, log);
  };
}

function checked(
  { currency: _, ...adjustment }: AdjustmentRow,
  path: Path,
  log: IssueLog,
): Adjustment | undefined {
  const { amount, balance } = adjustment;
  const errors: Issue[] = [];
  if (amount < 0) {
    const message = "An adjustment's amount is not negative: its type says which way it goes.";
    errors.push({ code: "AMOUNT_NOT_POSITIVE", path: [...path, "amount"], message });
  }
  if (balance !== undefined && balance < 0) {
    errors.push({
      code: "BALANCE_NEGATIVE",
      path: [...path, "balance"],
      message: "A balance is not negative.",
    });
  }
  if (balance !== undefined && amount >= 0 && balance > amount) {
    const message = "More is open than the adjustment was over.";
    errors.push({ code: "BALANCE_EXCEEDS_AMOUNT", path: [...path, "balance"], message });
  }
  for (const error of errors) log.error(error);
  if (errors.length > 0) return undefined;
  if (amount === 0) log.warn(zeroAmount(path));
  return adjustment;
}

/**
 * The reader of adjustment rows.
 *
 * @example
 * import { adjustmentReader } from "receivables";
 *
 * const memos = adjustmentReader({ currency: { code: "USD", exponent: 2 } });
 * const reading = memos.read({ adjustment_id: "M-1", account_id: "A", type: "Credit", amount: "200.00" });
 * reading.ok && reading.value.type; // => "credit"
 */
export function adjustmentReader(options: ReaderOptions): Reader<Adjustment> {
  return makeReader(options, adjustmentRow);
}

/**
 * Reads many adjustment rows: a shortcut for `adjustmentReader(options).readAll(rows)`.
 *
 * @example
 * import { readAdjustments } from "receivables";
 *
 * const rows = [{ adjustment_id: "M-1", account_id: "A", type: "Credit", amount: "200.00" }];
 * const reading = readAdjustments(rows, { currency: { code: "USD", exponent: 2 } });
 * reading.ok && reading.value[0]?.amount; // => 20000
 */
export function readAdjustments(rows: unknown, options: ReaderOptions): Reading<readonly Adjustment[]> {
  return adjustmentReader(options).readAll(rows);
}
