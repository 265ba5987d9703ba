import { Fault } from "../fault/fault.ts";
import type { Issue } from "../fault/issue.ts";
import { choiceOption, knownOptions, listArgument } from "../fault/options.ts";
import { type ValueTier, validateTiers } from "../model/tiers.ts";
import { type Minor, plusMinor } from "../money/amount.ts";
import { ratioText } from "../money/rounding.ts";
import {
  averageDaysToPay,
  type DaysToPayEndpoint,
  daysToPayEndpoints,
  valueDaysToPay,
} from "../payments/days-to-pay.ts";
import { isIn } from "../payments/window.ts";
import { compareIds } from "../table/order.ts";
import { type DebtorsHeader, type DebtorsView, partsOf, type ViewParts } from "./view.ts";
import { daysToPayIn, windowFigures } from "./windows.ts";

/** How customer value is computed. */
export interface CustomerValueOptions {
  /** Classes of customers by revenue. Default: the business's own. */
  readonly tiers?: readonly ValueTier[];
  /** Up to which day days to pay are counted. Default `"first-payment"`. */
  readonly daysToPay?: DaysToPayEndpoint;
}

/** A colour that a tier of this name is known by; null for other names. */
export type TierColor = "bronze" | "silver" | "gold" | "platinum";

/** The tier a customer stands in. */
export interface CustomerTier {
  /** {@link standardTier} where the revenue is 0 or less, or in no tier. */
  readonly name: string;
  readonly color: TierColor | null;
}

/** The name of the tier of customers that stand in no other. */
export const standardTier = "Standard";

/** A customer of the value tab. Amounts in minor units. */
export interface CustomerValueRow {
  readonly accountId: string;
  readonly accountName: string;
  /** Invoices and charges of the last 12 months, as recorded. */
  readonly revenue12m: Minor;
  /** Revenue less the cost of what was sold; null where an invoice does not say its cost. */
  readonly grossProfit: Minor | null;
  /** Gross profit over revenue, rounded to 2 decimals, halves away from zero; null where either is unknown or revenue is 0. */
  readonly marginPercent: number | null;
  readonly tier: CustomerTier;
  /** Rounded; null where no invoice of the 12 months was paid. */
  readonly averagePaymentDays: number | null;
  /** How many of these invoices were paid before they were issued: they count as 0 days. */
  readonly prepaidInvoices: number;
}

/** The customer value tab. Plain data. */
export interface CustomerValue extends DebtorsHeader {
  readonly options: DebtorsHeader["options"] & Required<CustomerValueOptions>;
  /** Highest revenue first, equal ones by number. */
  readonly rows: readonly CustomerValueRow[];
  /** `TIERS_MISSING` where there are no tiers; what is remarkable about tiers. */
  readonly warnings: readonly Issue[];
}

/** How many months back the tab looks. */
export const valueMonths = 12;

/**
 * The customer value tab: every customer but prospects by revenue, with its tier.
 *
 * @throws {Fault} `TIER_OVERLAP`, `TIER_RANGE`, `TIER_ID` for tiers; `POLICY_RANGE`, `POLICY_UNKNOWN` for options;
 * `AMOUNT_OVERFLOW`; as `debtorsView` says of tabs.
 * @see docs/sources.md, 002:338-362; docs/decisions.md, G-87 to G-92.
 *
 * @example
 * import { readLedger } from "receivables";
 * import { customerValue, debtorsView } from "receivables/debtors";
 *
 * const reading = readLedger(
 *   {
 *     business: {
 *       time_zone: "UTC",
 *       currency: "USD",
 *       value_tiers: [{ id: 1, name: "Bronze", min: "0.00", max: "499.99" }, { id: 2, name: "Silver", min: "500.00", max: null }],
 *     },
 *     invoices: [
 *       { invoice_number: "7", account_id: "A", amount: "400.00", cost: "250.00", issued_on: "2025-02-01", due_on: "2025-03-01" },
 *     ],
 *   },
 *   { today: "2025-03-10" },
 * );
 * if (!reading.ok) throw new Error(reading.issues[0]?.message);
 * const [row] = customerValue(debtorsView(reading.value)).rows;
 * [row?.revenue12m, row?.grossProfit, row?.marginPercent]; // => [40000, 15000, 37.5]
 * row?.tier;                                               // => { name: "Bronze", color: "bronze" }
 */
export function customerValue(view: DebtorsView, options: CustomerValueOptions = {}): CustomerValue {
  const parts = partsOf(view);
  knownOptions(options, ["tiers", "daysToPay"]);
  const endpoint = choiceOption(
    "daysToPay",
    options.daysToPay ?? valueDaysToPay.endpoint,
    daysToPayEndpoints,
  );
  const { tiers, warnings } = checkedTiers(options.tiers ?? parts.ledger.business.valueTiers);
  const { sales } = windowFigures(parts, valueMonths);
  const costs = costsIn(parts);
  const paid = daysToPayIn(parts, { ...valueDaysToPay, endpoint });
  const rows: CustomerValueRow[] = [];
  for (const { account } of parts.standing.debtors.values()) {
    if (account.kind === "prospect") continue;
    const { accountId, accountName } = account;
    const revenue12m = sales.amountOf(accountId);
    const known = costs.get(accountId);
    const cost = known === undefined ? 0 : known;
    const grossProfit = cost === null ? null : plusMinor(revenue12m, -cost);
    rows.push({
      accountId,
      accountName,
      revenue12m,
      grossProfit,
      marginPercent: marginOf(grossProfit, revenue12m),
      tier: tierOf(revenue12m, tiers),
      averagePaymentDays: averageDaysToPay(paid.get(accountId)),
      prepaidInvoices: paid.get(accountId)?.prepaid ?? 0,
    });
  }
  rows.sort((a, b) => b.revenue12m - a.revenue12m || compareIds(a.accountId, b.accountId));
  const { header } = parts;
  return { ...header, options: { ...header.options, tiers, daysToPay: endpoint }, rows, warnings };
}

/** What the sales of the window cost by account; null where an invoice does not say. */
function costsIn(parts: ViewParts): ReadonlyMap<string, Minor | null> {
  const { window } = windowFigures(parts, valueMonths);
  const costs = new Map<string, Minor | null>();
  for (const { document, issuedOn } of parts.standing.invoices) {
    if (!isIn(window, issuedOn)) continue;
    const { accountId, cost } = document;
    const before = costs.get(accountId);
    const unknown = cost === undefined || before === null;
    costs.set(accountId, unknown ? null : plusMinor(before ?? 0, cost));
  }
  return costs;
}

function marginOf(grossProfit: Minor | null, revenue: Minor): number | null {
  if (grossProfit === null || revenue === 0) return null;
  return Number(ratioText(100n * BigInt(grossProfit), BigInt(revenue), 2));
}

/** Tiers as a caller gives them, checked; where there are none that is said. */
function checkedTiers(tiers: readonly ValueTier[]): {
  readonly tiers: readonly ValueTier[];
  readonly warnings: readonly Issue[];
} {
  listArgument("tiers", tiers);
  const { issues, warnings } = validateTiers(tiers);
  const [issue] = issues;
  if (issue !== undefined) throw new Fault(issue.code, issue.message, { path: ["tiers", ...issue.path] });
  if (tiers.length > 0) {
    const placed = warnings.map((warning) => ({ ...warning, path: ["tiers", ...warning.path] }));
    return { tiers: tiers.map((tier) => ({ ...tier })), warnings: placed };
  }
  const message = `The business has no value tiers: every customer is ${standardTier}.`;
  return { tiers: [], warnings: [{ code: "TIERS_MISSING", path: ["tiers"], message }] };
}

/**
 * The tier of a revenue.
 *
 * @param tiers - Without overlap; in any order.
 * @see docs/sources.md, 002:348-359; docs/decisions.md, G-87, G-88.
 *
 * @example
 * import { tierOf } from "receivables/debtors";
 *
 * const tiers = [{ id: 1, name: "Bronze", min: 0, max: 49999 }];
 * tierOf(49999, tiers).name; // => "Bronze"
 * tierOf(50000, tiers).name; // => "Standard"
 * tierOf(0, tiers).name;     // => "Standard"
 */
export function tierOf(revenue: Minor, tiers: readonly ValueTier[]): CustomerTier {
  const tier =
    revenue > 0
      ? tiers.find(({ min, max }) => revenue >= min && (max === null || revenue <= max))
      : undefined;
  if (tier === undefined) return { name: standardTier, color: null };
  return { name: tier.name, color: tierColors.find((color) => color === tier.name.toLowerCase()) ?? null };
}

const tierColors: readonly TierColor[] = ["bronze", "silver", "gold", "platinum"];
