import { knownOptions } from "../fault/options.ts";
import type { Minor } from "../money/amount.ts";
import {
  checkThresholds,
  type ReliabilityCategory,
  type ReliabilityThresholds,
  reliabilityOf,
  reliabilityThresholds,
} from "../payments/reliability.ts";
import { compareIds } from "../table/order.ts";
import { type DebtorsHeader, type DebtorsView, partsOf } from "./view.ts";
import { windowFigures } from "./windows.ts";

/** How payment reliability is computed. */
export interface PaymentReliabilityOptions {
  /** Default {@link reliabilityThresholds}. */
  readonly reliabilityThresholds?: ReliabilityThresholds;
}

/** A customer of the payment reliability tab. Amounts in minor units. */
export interface PaymentReliabilityRow {
  readonly accountId: string;
  readonly accountName: string;
  /** 0 to 100, rounded toward zero to 2 decimals; null where nothing was invoiced. */
  readonly scorePercent: number | null;
  /** Invoices and charges of the last 6 months. */
  readonly invoiced6m: Minor;
  /** Money received in the last 6 months, for whatever it was paid. */
  readonly paid6m: Minor;
  /** What is unpaid of the invoices of the 6 months. */
  readonly outstanding6m: Minor;
  readonly category: ReliabilityCategory;
}

/** The payment reliability tab. Plain data. */
export interface PaymentReliability extends DebtorsHeader {
  readonly options: DebtorsHeader["options"] & Required<PaymentReliabilityOptions>;
  /** The lowest score first, equal ones by number; customers without a score last. */
  readonly rows: readonly PaymentReliabilityRow[];
}

/** How many months back the tab looks. */
export const reliabilityMonths = 6;

/**
 * The payment reliability tab: every customer but prospects, the worst payer first.
 *
 * @throws {Fault} `POLICY_RANGE`, `POLICY_UNKNOWN` for options; as `debtorsView` says of tabs.
 * @see docs/sources.md, 002:322-337; docs/decisions.md, G-83 to G-86.
 *
 * @example
 * import { readLedger } from "receivables";
 * import { debtorsView, paymentReliability } from "receivables/debtors";
 *
 * const reading = readLedger(
 *   {
 *     business: { time_zone: "UTC", currency: "USD" },
 *     invoices: [
 *       { invoice_number: "7", account_id: "A", amount: "100.00", issued_on: "2025-02-01", due_on: "2025-03-01" },
 *       { invoice_number: "8", account_id: "B", amount: "40.00", issued_on: "2023-02-01", due_on: "2023-03-01" },
 *     ],
 *     payments: [{ payment_id: "P", account_id: "A", paid_on: "2025-03-05", amount: "75.00" }],
 *     allocations: [{ payment_id: "P", invoice_id: "7", amount: "75.00", allocated_on: "2025-03-05" }],
 *   },
 *   { today: "2025-03-10" },
 * );
 * if (!reading.ok) throw new Error(reading.issues[0]?.message);
 * const { rows } = paymentReliability(debtorsView(reading.value));
 * rows.map(({ accountId, scorePercent, category }) => [accountId, scorePercent, category]);
 * // => [["A", 75, "Average"], ["B", null, "No Activity"]]
 */
export function paymentReliability(
  view: DebtorsView,
  options: PaymentReliabilityOptions = {},
): PaymentReliability {
  const parts = partsOf(view);
  knownOptions(options, ["reliabilityThresholds"]);
  const thresholds = options.reliabilityThresholds ?? reliabilityThresholds;
  checkThresholds(thresholds);
  const { sales, outstanding, payments } = windowFigures(parts, reliabilityMonths);
  const rows: (PaymentReliabilityRow & { readonly paid: Minor })[] = [];
  for (const { account } of parts.standing.debtors.values()) {
    if (account.kind === "prospect") continue;
    const { accountId, accountName } = account;
    const invoiced6m = sales.amountOf(accountId);
    const outstanding6m = outstanding.amountOf(accountId);
    const { scorePercent, category } = reliabilityOf(
      { invoiced: invoiced6m, outstanding: outstanding6m },
      thresholds,
    );
    const paid6m = payments.amountOf(accountId);
    rows.push({
      accountId,
      accountName,
      scorePercent,
      invoiced6m,
      paid6m,
      outstanding6m,
      category,
      paid: invoiced6m - outstanding6m,
    });
  }
  rows.sort((a, b) => compareShares(a, b) || compareIds(a.accountId, b.accountId));
  const { header } = parts;
  return {
    ...header,
    options: { ...header.options, reliabilityThresholds: { ...thresholds } },
    rows: rows.map(({ paid: _, ...row }) => row),
  };
}

interface Share {
  readonly paid: Minor;
  readonly invoiced6m: Minor;
}

/** By the exact share, so that rounding ties nobody; customers without invoices last. */
function compareShares(a: Share, b: Share): number {
  if (a.invoiced6m === 0 || b.invoiced6m === 0)
    return Number(a.invoiced6m === 0) - Number(b.invoiced6m === 0);
  const left = BigInt(a.paid) * BigInt(b.invoiced6m);
  const right = BigInt(b.paid) * BigInt(a.invoiced6m);
  return left < right ? -1 : left > right ? 1 : 0;
}
