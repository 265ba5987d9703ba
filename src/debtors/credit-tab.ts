import { creditUse, utilizationPercent } from "../credit/credit-use.ts";
import {
  checkRecommendationThresholds,
  type Recommendation,
  type RecommendationThresholds,
  recommendation,
  recommendationThresholds,
} from "../credit/recommendation.ts";
import {
  checkRiskThresholds,
  type RiskLevel,
  type RiskThresholds,
  riskLevel,
  riskThresholds,
} from "../credit/risk.ts";
import { type Issue, shown } from "../fault/issue.ts";
import { choiceOption, knownOptions } from "../fault/options.ts";
import type { Adjustment } from "../model/adjustment.ts";
import type { Invoice } from "../model/invoice.ts";
import { recordedFrom } from "../model/standing.ts";
import type { Minor } from "../money/amount.ts";
import { roundHalfAway } from "../money/rounding.ts";
import {
  averageDaysToPay,
  creditDaysToPay,
  type DaysToPayEndpoint,
  daysToPayEndpoints,
} from "../payments/days-to-pay.ts";
import { isIn } from "../payments/window.ts";
import { compareIds } from "../table/order.ts";
import type { OpenDetailAction } from "./action.ts";
import type { Debtor } from "./standing.ts";
import { type DebtorsHeader, type DebtorsView, partsOf, type ViewParts } from "./view.ts";
import { daysToPayIn, repayments, windowFigures } from "./windows.ts";

/** How credit utilization is computed. */
export interface CreditUtilizationOptions {
  /** Default {@link riskThresholds}. */
  readonly riskThresholds?: RiskThresholds;
  /** Default {@link recommendationThresholds}. */
  readonly recommendationThresholds?: RecommendationThresholds;
  /** Up to which day days to pay are counted. Default `"first-payment"`. */
  readonly daysToPay?: DaysToPayEndpoint;
}

/** A customer of the credit utilization tab. Amounts in minor units. */
export interface CreditUtilizationRow {
  readonly accountId: string;
  readonly accountName: string;
  /** Null for none. */
  readonly creditLimit: Minor | null;
  readonly limitStatus: "LIMITED" | "NO LIMIT";
  /** What is owed less what is in credit; negative for a customer in credit. */
  readonly outstanding: Minor;
  /** Rounded; null without a limit, 0 in credit. */
  readonly utilizationPercent: number | null;
  /** The limit less what is outstanding; negative beyond it, null without one. */
  readonly availableCredit: Minor | null;
  /** Money received in the last 12 months. */
  readonly payments12m: Minor;
  /** Invoices and charges of the last 12 months. */
  readonly sales12m: Minor;
  /** Sales of the 12 months divided by 12, rounded to the minor unit, halves away from zero. */
  readonly averageMonthlySales: Minor;
  /** Rounded; null where no invoice of the 12 months was paid. */
  readonly averageDaysToPay: number | null;
  /** How many of these invoices were paid before they were issued: they count as 0 days. */
  readonly prepaidInvoices: number;
  /** Null without a limit. */
  readonly riskLevel: RiskLevel | null;
  readonly recommendation: Recommendation;
  /** What is owed, credits not taken off. */
  readonly grossOutstanding: Minor;
  readonly opens: OpenDetailAction;
}

/** The credit utilization tab. Plain data. */
export interface CreditUtilization extends DebtorsHeader {
  readonly options: DebtorsHeader["options"] & Required<CreditUtilizationOptions>;
  /** By customer number. */
  readonly rows: readonly CreditUtilizationRow[];
  /** `FIELD_MISSING` for each customer with a limit that does not say since when it is one: rules of age pass it over. */
  readonly warnings: readonly Issue[];
}

/** How many months back the tab looks. */
export const creditMonths = 12;

/**
 * The credit utilization tab: every customer that owed something on some day of the last 12 months.
 *
 * @throws {Fault} `POLICY_RANGE`, `POLICY_UNKNOWN` for options; as `debtorsView` says of tabs.
 * @see docs/sources.md, 002:280-321; docs/decisions.md, G-65, G-66, G-75 to G-82.
 *
 * @example
 * import { readLedger } from "receivables";
 * import { creditUtilization, debtorsView } from "receivables/debtors";
 *
 * const reading = readLedger(
 *   {
 *     business: { time_zone: "UTC", currency: "USD" },
 *     accounts: [{ account_id: "A", credit_limit: "80.00" }],
 *     invoices: [{ invoice_number: "7", account_id: "A", amount: "100.00", issued_on: "2025-02-01", due_on: "2025-03-01" }],
 *   },
 *   { today: "2025-03-10" },
 * );
 * if (!reading.ok) throw new Error(reading.issues[0]?.message);
 * const [row] = creditUtilization(debtorsView(reading.value)).rows;
 * [row?.utilizationPercent, row?.availableCredit, row?.riskLevel]; // => [125, -2000, "Over Limit"]
 * [row?.sales12m, row?.averageMonthlySales];                       // => [10000, 833]
 * row?.recommendation; // => "HOLD ORDERS - Collect payment before processing"
 */
export function creditUtilization(
  view: DebtorsView,
  options: CreditUtilizationOptions = {},
): CreditUtilization {
  const parts = partsOf(view);
  const settings = settingsOf(options);
  const owed = owedWithin(parts);
  const debtors = [...parts.standing.debtors.values()]
    .filter(({ account }) => owed.has(account.accountId))
    .sort((a, b) => compareIds(a.account.accountId, b.account.accountId));
  const { header } = parts;
  return {
    ...header,
    options: { ...header.options, ...settings },
    rows: debtors.map((debtor) => rowOf(debtor, parts, settings)),
    warnings: debtors.flatMap(ageWarning),
  };
}

function settingsOf(options: CreditUtilizationOptions): Required<CreditUtilizationOptions> {
  knownOptions(options, ["riskThresholds", "recommendationThresholds", "daysToPay"]);
  const risk = options.riskThresholds ?? riskThresholds;
  checkRiskThresholds(risk);
  return {
    riskThresholds: { ...risk },
    recommendationThresholds: checkRecommendationThresholds(
      options.recommendationThresholds ?? recommendationThresholds,
    ),
    daysToPay: choiceOption("daysToPay", options.daysToPay ?? creditDaysToPay.endpoint, daysToPayEndpoints),
  };
}

function rowOf(
  { account, gross, net }: Debtor,
  parts: ViewParts,
  settings: Required<CreditUtilizationOptions>,
): CreditUtilizationRow {
  const { accountId, accountName, creditLimit, establishedOn } = account;
  const { sales, payments } = windowFigures(parts, creditMonths);
  const paid = daysToPayIn(parts, { ...creditDaysToPay, endpoint: settings.daysToPay }).get(accountId);
  const use = creditUse(creditLimit, net);
  const sales12m = sales.amountOf(accountId);
  return {
    accountId,
    accountName,
    creditLimit: use.limit,
    limitStatus: use.limit === null ? "NO LIMIT" : "LIMITED",
    outstanding: net,
    utilizationPercent: utilizationPercent(use),
    availableCredit: use.available,
    payments12m: payments.amountOf(accountId),
    sales12m,
    averageMonthlySales: Number(roundHalfAway(BigInt(sales12m), BigInt(creditMonths))),
    averageDaysToPay: averageDaysToPay(paid),
    prepaidInvoices: paid?.prepaid ?? 0,
    riskLevel: riskLevel(use, settings.riskThresholds),
    recommendation: recommendation(
      use,
      { asOf: parts.header.asOf, establishedOn, daysToPay: paid },
      settings.recommendationThresholds,
    ),
    grossOutstanding: gross,
    opens: { action: "open-customer-detail", accountId },
  };
}

function ageWarning({ account: { accountId, creditLimit, establishedOn } }: Debtor): readonly Issue[] {
  if (creditLimit === undefined || establishedOn !== undefined) return [];
  const message = `Account ${shown(accountId)} has no day of establishment: rules about its age pass it over.`;
  return [{ code: "FIELD_MISSING", path: ["accounts", accountId, "establishedOn"], message }];
}

/** The accounts that owed something, credits not taken off, at the end of some day of the last 12 months. */
function owedWithin(parts: ViewParts): ReadonlySet<string> {
  return parts.once("owed within", () => {
    const { standing, header } = parts;
    const { window } = windowFigures(parts, creditMonths);
    const owed = new Set<string>();
    for (const { account, charges } of standing.debtors.values()) {
      if (charges.length > 0) owed.add(account.accountId);
    }
    const settled = repayments(parts);
    const consider = (document: Invoice | Adjustment, settledFrom: string | undefined) => {
      if (document.amount === 0 || owed.has(document.accountId)) return;
      const since = recordedFrom(document, header.today);
      // Where nobody says when it was settled, all that is known is that it was owed on its first day.
      const was =
        settledFrom === undefined
          ? since !== undefined && isIn(window, since)
          : settledFrom > window.from && (since ?? "") < settledFrom && (since ?? "") <= window.through;
      if (was) owed.add(document.accountId);
    };
    for (const { document, balance } of standing.invoices) {
      if (balance === 0) consider(document, settled.get(document)?.standsFrom);
    }
    for (const { document, balance } of standing.adjustments) {
      if (balance === 0 && document.type === "debit") consider(document, settled.get(document)?.standsFrom);
    }
    for (const document of standing.voided) {
      if (!("type" in document) || document.type === "debit") consider(document, document.voidedOn);
    }
    return owed;
  });
}
