import type { Day } from "../calendar/day.ts";
import type { IssueLog, Path, Reading } from "../fault/issue.ts";
import type { Minor } from "../money/amount.ts";
import type { Currency } from "../money/currency.ts";
import { amount, choice, currency, day, type Fields, id, label, required } from "./field.ts";
import { zeroAmount } from "./invoice.ts";
import { makeReader, type Reader, type ReaderOptions } from "./reader.ts";
import { type RowReader, rowReader } from "./row.ts";

/** What a payment is: money, or a reduction that is entered like one. */
export const paymentKinds = ["payment", "discount", "write-off"] as const;
/** One of {@link paymentKinds}. */
export type PaymentKind = (typeof paymentKinds)[number];

/** Only settled payments reduce what is owed. */
export const paymentStatuses = ["settled", "pending", "failed", "reversed"] as const;
/** One of {@link paymentStatuses}. */
export type PaymentStatus = (typeof paymentStatuses)[number];

/** Where a payment came in: through the payments portal or in the ERP. */
export const paymentChannels = ["drypowder", "erp"] as const;
/** One of {@link paymentChannels}. */
export type PaymentChannel = (typeof paymentChannels)[number];

/** What a payment is paid to. */
export const paymentRegisters = ["account", "proforma", "layby"] as const;
/** One of {@link paymentRegisters}. */
export type PaymentRegister = (typeof paymentRegisters)[number];

/** A payment, or a discount or write-off entered as one: a row of `payments.csv`. */
export interface Payment {
  readonly paymentId: string;
  readonly accountId: string;
  readonly paidOn: Day;
  /** Minor units, positive. */
  readonly amount: Minor;
  readonly kind: PaymentKind;
  /** In the business's own words: Check, Card. */
  readonly method?: string;
  readonly status: PaymentStatus;
  readonly channel: PaymentChannel;
  readonly register: PaymentRegister;
  readonly recordedOn?: Day;
}

type PaymentRow = Partial<Payment> &
  Pick<Payment, "paymentId" | "accountId" | "paidOn" | "amount"> & { readonly currency?: string };

/** The columns of `payments.csv`. */
export const paymentFields: Fields<PaymentRow> = {
  paymentId: required(id("The payment's number.")),
  accountId: required(id("The account.")),
  paidOn: required(day("The day it was paid.")),
  amount: required(amount("How much.")),
  kind: choice("payment where blank.", paymentKinds),
  method: label("How it was paid, in the business's own words."),
  status: choice("settled where blank; others reduce nothing.", paymentStatuses),
  channel: choice("erp where blank.", paymentChannels),
  register: choice("account where blank.", paymentRegisters),
  recordedOn: day("The day it was entered; the day it was paid where blank."),
  currency: currency("The row's currency; must be the business's."),
};

/** The reader of one row of payments. */
export function paymentRow(money: Currency): RowReader<Payment> {
  const read = rowReader(paymentFields, money);
  return (raw, path, log) => {
    const row = read(raw, path, log);
    return row === undefined ? undefined : checked(row, path, log);
  };
}

function checked({ currency: _, ...row }: PaymentRow, path: Path, log: IssueLog): Payment | undefined {
  if (row.amount < 0) {
    const message = "A payment's amount is not negative: a payment taken back has the status reversed.";
    log.error({ code: "AMOUNT_NOT_POSITIVE", path: [...path, "amount"], message });
    return undefined;
  }
  if (row.amount === 0) log.warn(zeroAmount(path));
  return {
    ...row,
    kind: row.kind ?? "payment",
    status: row.status ?? "settled",
    channel: row.channel ?? "erp",
    register: row.register ?? "account",
  };
}

/**
 * The reader of payment rows.
 *
 * @example
 * import { paymentReader } from "receivables";
 *
 * const payments = paymentReader({ currency: { code: "USD", exponent: 2 } });
 * const row = { payment_id: "P-1", account_id: "A", paid_on: "2025-03-05", amount: "60.00" };
 * const reading = payments.read(row);
 * reading.ok && reading.value.status; // => "settled"
 */
export function paymentReader(options: ReaderOptions): Reader<Payment> {
  return makeReader(options, paymentRow);
}

/**
 * Reads many payment rows: a shortcut for `paymentReader(options).readAll(rows)`.
 *
 * @example
 * import { readPayments } from "receivables";
 *
 * const rows = [{ payment_id: "P-1", account_id: "A", paid_on: "2025-03-05", amount: "60.00" }];
 * const reading = readPayments(rows, { currency: { code: "USD", exponent: 2 } });
 * reading.ok && reading.value[0]?.amount; // => 6000
 */
export function readPayments(rows: unknown, options: ReaderOptions): Reading<readonly Payment[]> {
  return paymentReader(options).readAll(rows);
}
