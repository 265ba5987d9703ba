import { type Day, dayNumber } from "../calendar/day.ts";
import { choiceOption, countOption, knownOptions, switchOption } from "../fault/options.ts";
import type { Adjustment } from "../model/adjustment.ts";
import type { Invoice } from "../model/invoice.ts";
import type { Ledger } from "../model/ledger.ts";
import { ratioText } from "../money/rounding.ts";
import { type AsOfMode, visitDocuments } from "../positions/open-items.ts";
import { type Repayment, repaymentsOn } from "./repayment.ts";
import { isIn, rollingMonths } from "./window.ts";

/** Up to which day it is counted how long an invoice took. */
export const daysToPayEndpoints = ["first-payment", "settlement"] as const;
/** One of {@link daysToPayEndpoints}. */
export type DaysToPayEndpoint = (typeof daysToPayEndpoints)[number];

/** Which invoices count, and up to which day. */
export interface DaysToPayRule {
  /**
   * `"first-payment"`: the day of the first payment that was put against it; discounts, write-offs and credit memos are no
   * payments. `"settlement"`: the day that left nothing on it, however it was settled.
   */
  readonly endpoint: DaysToPayEndpoint;
  /** Only invoices of the last so many months; null for all there are. */
  readonly months: number | null;
  /** Whether invoices issued on the day itself are left out. */
  readonly withoutSameDay: boolean;
}

/** How days to pay are computed. */
export interface DaysToPayOptions extends DaysToPayRule {
  readonly asOf: Day;
  /** What a day before the ledger's today means. Default `"reconstruct"`. */
  readonly mode?: AsOfMode;
}

/**
 * Average days to pay of the credit utilisation tab and of a debtor's detail: to the first payment, over the invoices of
 * the last 12 months but those of the day itself.
 *
 * @see docs/sources.md, 002:302-303; docs/decisions.md, G-78 to G-80.
 */
export const creditDaysToPay: DaysToPayRule = /* @__PURE__ */ Object.freeze({
  endpoint: "first-payment",
  months: 12,
  withoutSameDay: true,
});

/**
 * Average payment days of the customer value tab: to the first payment, over the invoices of the last 12 months.
 *
 * @see docs/sources.md, 002:350-351.
 */
export const valueDaysToPay: DaysToPayRule = /* @__PURE__ */ Object.freeze({
  endpoint: "first-payment",
  months: 12,
  withoutSameDay: false,
});

/**
 * Average days to pay over a customer's payment history: to the settlement of each invoice that is settled.
 *
 * @see docs/sources.md, 003:34-35; docs/decisions.md, G-116.
 */
export const historyDaysToPay: DaysToPayRule = /* @__PURE__ */ Object.freeze({
  endpoint: "settlement",
  months: null,
  withoutSameDay: false,
});

/** How long invoices took to be paid: exact, so that parts can be added. */
export interface DaysToPay {
  /** The sum of days. An invoice paid before it was issued took 0. */
  readonly days: number;
  /** How many invoices. */
  readonly count: number;
  /** How many of them were paid before they were issued. */
  readonly prepaid: number;
}

/**
 * How long the invoices of each account took to be paid: posted invoices of every kind, not voided, that were. An account
 * without any has no entry.
 *
 * Three rules are named: {@link creditDaysToPay}, {@link valueDaysToPay}, {@link historyDaysToPay}. They differ on purpose.
 *
 * @throws {Fault} `HISTORY_UNAVAILABLE` as `openItems`; `DATE_INVALID`, `POLICY_RANGE`, `POLICY_UNKNOWN` for options.
 * @see docs/decisions.md, G-78.
 *
 * @example
 * import { averageDaysToPay, creditDaysToPay, daysToPay, readLedger } from "receivables";
 *
 * const reading = readLedger(
 *   {
 *     business: { time_zone: "UTC", currency: "USD" },
 *     invoices: [{ invoice_number: "7", account_id: "A", amount: "100.00", issued_on: "2025-01-01", due_on: "2025-01-31" }],
 *     payments: [{ payment_id: "P", account_id: "A", paid_on: "2025-01-11", amount: "60.00" }],
 *     allocations: [{ payment_id: "P", invoice_id: "7", amount: "60.00", allocated_on: "2025-01-12" }],
 *   },
 *   { today: "2025-03-10" },
 * );
 * if (!reading.ok) throw new Error(reading.issues[0]?.message);
 * const found = daysToPay(reading.value, { ...creditDaysToPay, asOf: "2025-03-10" });
 * found.get("A");                   // => { days: 10, count: 1, prepaid: 0 }
 * averageDaysToPay(found.get("A")); // => 10
 * averageDaysToPay(undefined);      // => null
 */
export function daysToPay(ledger: Ledger, options: DaysToPayOptions): ReadonlyMap<string, DaysToPay> {
  knownOptions(options, ["asOf", "mode", "endpoint", "months", "withoutSameDay"]);
  const { asOf, mode = "reconstruct" } = options;
  dayNumber(asOf);
  const endpoint = choiceOption("endpoint", options.endpoint, daysToPayEndpoints);
  const months = options.months === null ? null : countOption("months", options.months, 1, 1200);
  const withoutSameDay = switchOption("withoutSameDay", options.withoutSameDay);
  const counted = new DaysToPayCount({ endpoint, months, withoutSameDay }, asOf);
  const candidates: (readonly [Invoice, number])[] = [];
  const day = visitDocuments(
    ledger,
    { asOf, mode },
    {
      invoice: (invoice, balance, voided) => {
        if (!voided) candidates.push([invoice, balance]);
      },
      adjustment: () => {},
    },
  );
  const repayments = repaymentsOn(ledger, day, day < asOf ? day : asOf);
  for (const [invoice, balance] of candidates) counted.add(invoice, balance, repayments);
  return counted.byAccount;
}

/** Counts days to pay while somebody else goes through the documents. */
export class DaysToPayCount {
  readonly byAccount: Map<string, { days: number; count: number; prepaid: number }> = new Map();
  private readonly rule: DaysToPayRule;
  private readonly asOf: Day;
  private readonly window: { readonly from: Day; readonly through: Day } | undefined;

  constructor(rule: DaysToPayRule, asOf: Day) {
    this.rule = rule;
    this.asOf = asOf;
    this.window = rule.months === null ? undefined : rollingMonths(asOf, rule.months);
  }

  /** Counts an invoice that is not voided, where it was paid. */
  add(invoice: Invoice, balance: number, repayments: ReadonlyMap<Invoice | Adjustment, Repayment>): void {
    const { recordedOn, issuedOn = recordedOn, accountId } = invoice;
    if (issuedOn === undefined || issuedOn > this.asOf) return;
    if (this.window !== undefined && !isIn(this.window, issuedOn)) return;
    if (this.rule.withoutSameDay && issuedOn === this.asOf) return;
    const repayment = repayments.get(invoice);
    if (repayment === undefined) return;
    const settled = balance === 0 && repayment.lastPaidOn <= this.asOf;
    const paidOn =
      this.rule.endpoint === "first-payment"
        ? repayment.firstPaidOn
        : settled
          ? repayment.lastPaidOn
          : undefined;
    if (paidOn === undefined) return;
    const days = dayNumber(paidOn) - dayNumber(issuedOn);
    const sum = this.byAccount.get(accountId) ?? { days: 0, count: 0, prepaid: 0 };
    sum.days += Math.max(0, days);
    sum.count += 1;
    if (days < 0) sum.prepaid += 1;
    this.byAccount.set(accountId, sum);
  }
}

/** Decimals of average days to pay unless asked otherwise. */
export const daysToPayDecimals = 2;

/**
 * The mean of days to pay, every invoice alike, rounded once, halves away from zero; null where none was paid.
 *
 * @param decimals - 0 to 6. Default {@link daysToPayDecimals}.
 * @throws {Fault} `POLICY_RANGE` for decimals.
 * @see docs/decisions.md, G-81.
 *
 * @example
 * import { averageDaysToPay } from "receivables";
 *
 * averageDaysToPay({ days: 50, count: 3 }); // => 16.67
 */
export function averageDaysToPay(
  found: Pick<DaysToPay, "days" | "count"> | undefined,
  decimals: number = daysToPayDecimals,
): number | null {
  countOption("decimals", decimals, 0, 6);
  if (found === undefined || found.count === 0) return null;
  return Number(ratioText(BigInt(found.days), BigInt(found.count), decimals));
}
