import { creditUse } from "../credit/credit-use.ts";
import { knownOptions } from "../fault/options.ts";
import type { Terms } from "../model/terms.ts";
import { type Minor, plusMinor } from "../money/amount.ts";
import { compareIds } from "../table/order.ts";
import type { OpenDetailAction } from "./action.ts";
import { agedOn } from "./aged.ts";
import type { Debtor } from "./standing.ts";
import {
  checkStatusThresholds,
  type DebtorStatus,
  debtorStatus,
  type StatusThresholds,
  statusThresholds,
} from "./status.ts";
import { debtorAging, type TermGroup, termGroupOf, termGroups } from "./terms-group.ts";
import { type DebtorsHeader, type DebtorsView, partsOf, type ViewParts } from "./view.ts";

/** How customer aging is computed. */
export interface CustomerAgingOptions {
  /** Default {@link statusThresholds}. */
  readonly statusThresholds?: StatusThresholds;
}

/** A customer in an aging grid. Amounts in minor units. */
export interface CustomerAgingRow {
  readonly accountId: string;
  readonly accountName: string;
  /** Null where the account has none: it stands in the monthly grid. */
  readonly terms: Terms | null;
  /** Null for none. */
  readonly creditLimit: Minor | null;
  /** All open charges. Credits are not taken off. */
  readonly totalOutstanding: Minor;
  /** The charges by the grid's labels. */
  readonly aging: Readonly<Record<string, Minor>>;
  /** Days past due, or since the transaction, of the oldest charge; 0 where none lies back. */
  readonly maxDays: number;
  readonly status: DebtorStatus;
  /** Unallocated payments and unapplied credits: in no bucket. */
  readonly unallocatedCredit: Minor;
  /** Total outstanding less the credit, more than 0. */
  readonly net: Minor;
  readonly opens: OpenDetailAction;
}

/** What a grid's rows add up to, in minor units. */
export interface CustomerAgingTotals {
  readonly customers: number;
  readonly totalOutstanding: Minor;
  readonly aging: Readonly<Record<string, Minor>>;
  readonly unallocatedCredit: Minor;
  readonly net: Minor;
}

/** One of the two grids. */
export interface CustomerAgingGrid {
  readonly group: TermGroup;
  readonly title: string;
  /** The aging columns from left to right. */
  readonly labels: readonly string[];
  /** By customer number. */
  readonly rows: readonly CustomerAgingRow[];
  readonly totals: CustomerAgingTotals;
}

/** The customer aging tab. Plain data. */
export interface CustomerAging extends DebtorsHeader {
  readonly options: DebtorsHeader["options"] & Required<CustomerAgingOptions>;
  /** Monthly and 30-day terms above, 7-day terms below. */
  readonly grids: readonly CustomerAgingGrid[];
}

/** What stands above each grid. */
export const agingGridTitles: Readonly<Record<TermGroup, string>> = /* @__PURE__ */ Object.freeze({
  monthly: "Customer Detail Aging Report - Monthly and 30 Day Terms",
  "7-day": "Customer Detail Aging Report - 7 Day Terms",
});

/**
 * The customer aging tab: every customer that owes more than it has in credit, its charges by age.
 *
 * Total outstanding and the buckets are gross; what is in credit stands beside them and is in no bucket. Status goes by
 * days past due on either basis.
 *
 * @throws {Fault} `POLICY_RANGE`, `POLICY_UNKNOWN` for options; as `debtorsView` says of tabs.
 * @see docs/sources.md, 002:235-279; docs/decisions.md, G-59 to G-61, G-72 to G-74.
 *
 * @example
 * import { readLedger } from "receivables";
 * import { customerAging, debtorsView } from "receivables/debtors";
 *
 * const reading = readLedger(
 *   {
 *     business: { time_zone: "UTC", currency: "USD" },
 *     accounts: [{ account_id: "A", terms: "30 days" }, { account_id: "B", terms: "7 days" }],
 *     invoices: [
 *       { invoice_number: "7", account_id: "A", amount: "100.00", issued_on: "2025-01-01" },
 *       { invoice_number: "8", account_id: "B", amount: "50.00", issued_on: "2025-03-01" },
 *     ],
 *   },
 *   { today: "2025-03-10" },
 * );
 * if (!reading.ok) throw new Error(reading.issues[0]?.message);
 * const [monthly, weekly] = customerAging(debtorsView(reading.value)).grids;
 * monthly?.rows[0]?.aging;
 * // => { Current: 0, "1-30 days": 0, "31-60 days": 10000, "61-90 days": 0, "90+ days": 0 }
 * [monthly?.rows[0]?.maxDays, monthly?.rows[0]?.status]; // => [38, "Overdue"]
 * weekly?.rows[0]?.aging["1-7 days"];                    // => 5000
 */
export function customerAging(view: DebtorsView, options: CustomerAgingOptions = {}): CustomerAging {
  const parts = partsOf(view);
  knownOptions(options, ["statusThresholds"]);
  const thresholds = options.statusThresholds ?? statusThresholds;
  checkStatusThresholds(thresholds);
  const { header } = parts;
  return {
    ...header,
    options: { ...header.options, statusThresholds: { ...thresholds } },
    grids: termGroups.map((group) => gridOf(parts, group, thresholds)),
  };
}

/** The customers of a group that owe more than they have in credit, by number. */
export function owingIn({ standing }: ViewParts, group: TermGroup): readonly Debtor[] {
  return [...standing.debtors.values()]
    .filter(({ account, net }) => net > 0 && termGroupOf(account.terms) === group)
    .sort((a, b) => compareIds(a.account.accountId, b.account.accountId));
}

function gridOf(parts: ViewParts, group: TermGroup, thresholds: StatusThresholds): CustomerAgingGrid {
  const { asOf, options } = parts.header;
  const { labels } = debtorAging[group][options.basis];
  const rows = owingIn(parts, group).map((debtor) => {
    const { account, gross, credit, net } = debtor;
    const { byLabel, maxDays, maxDaysOverdue } = agedOn(debtor, asOf, options.basis, group);
    const { accountId, accountName, terms, creditLimit } = account;
    return {
      accountId,
      accountName,
      terms: terms ?? null,
      creditLimit: creditLimit ?? null,
      totalOutstanding: gross,
      aging: Object.fromEntries(byLabel),
      maxDays,
      status: debtorStatus(creditUse(creditLimit, net), maxDaysOverdue, thresholds),
      unallocatedCredit: credit,
      net,
      opens: { action: "open-customer-detail", accountId } as const,
    };
  });
  return { group, title: agingGridTitles[group], labels, rows, totals: totalsOf(rows, labels) };
}

function totalsOf(rows: readonly CustomerAgingRow[], labels: readonly string[]): CustomerAgingTotals {
  const sum = (of: (row: CustomerAgingRow) => Minor) =>
    rows.reduce((total, row) => plusMinor(total, of(row)), 0);
  return {
    customers: rows.length,
    totalOutstanding: sum((row) => row.totalOutstanding),
    aging: Object.fromEntries(labels.map((label) => [label, sum((row) => row.aging[label] as Minor)])),
    unallocatedCredit: sum((row) => row.unallocatedCredit),
    net: sum((row) => row.net),
  };
}
