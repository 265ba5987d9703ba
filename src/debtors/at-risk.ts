import { type CreditUse, creditUse, usesMoreThan, utilizationPercent } from "../credit/credit-use.ts";
import { Fault } from "../fault/fault.ts";
import { countOption, knownOptions } from "../fault/options.ts";
import { formatAmount, type Minor } from "../money/amount.ts";
import type { Currency } from "../money/currency.ts";
import { compareIds } from "../table/order.ts";
import type { OpenDetailAction } from "./action.ts";
import { longestOverdue } from "./aged.ts";
import type { ViewParts } from "./view.ts";

/** Why a customer is at risk, the most urgent first. */
export const riskReasons = ["over-limit", "overdue-90", "overdue-60", "approaching-limit"] as const;
/** One of {@link riskReasons}. */
export type RiskReason = (typeof riskReasons)[number];

/** From when on a customer is at risk. */
export interface AtRiskThresholds {
  /** From so many days past due on, included: `overdue-60`. */
  readonly overdue60: number;
  /** From so many days past due on, included: `overdue-90`. */
  readonly overdue90: number;
  /** Beyond so many per cent of the limit, itself excluded: `approaching-limit`. */
  readonly approachingPercent: number;
}

/**
 * From when on a customer is at risk unless asked otherwise: more than 60 days, more than 90 days, more than 90 per cent.
 *
 * @see docs/sources.md, 002:206-209; docs/decisions.md, G-98.
 */
export const atRiskThresholds: AtRiskThresholds = /* @__PURE__ */ Object.freeze({
  overdue60: 61,
  overdue90: 91,
  approachingPercent: 90,
});

/** A reason with the words for it. */
export interface RiskReasonText {
  readonly reason: RiskReason;
  readonly text: string;
}

/** The card of a customer at risk. */
export interface AtRiskCard {
  readonly accountId: string;
  readonly accountName: string;
  /** The most urgent reason: it decides where the card stands. */
  readonly reason: RiskReason;
  /** All reasons, the most urgent first. */
  readonly reasons: readonly RiskReasonText[];
  /** What is owed less what is in credit, in minor units. */
  readonly net: Minor;
  readonly creditLimit: Minor | null;
  readonly utilizationPercent: number | null;
  /** Days past due of the charge that is longest past due; 0 where none is. */
  readonly maxDaysOverdue: number;
  readonly opens: OpenDetailAction;
}

/** Cards of the customers at risk: by their first reason; then by excess, by days, by percentage; then by number. */
export function atRiskCards({ standing, header }: ViewParts, thresholds: AtRiskThresholds): AtRiskCard[] {
  const found: Found[] = [];
  for (const { account, charges, net } of standing.debtors.values()) {
    if (net <= 0) continue;
    const use = creditUse(account.creditLimit, net);
    const days = longestOverdue(charges, header.asOf);
    const reasons = reasonsOf(use, days, thresholds);
    const [first] = reasons;
    if (first === undefined) continue;
    const { accountId, accountName } = account;
    const card = {
      accountId,
      accountName,
      reason: first,
      reasons: reasons.map((reason) => ({
        reason,
        text: textOf(reason, use, days, thresholds, header.currency),
      })),
      net,
      creditLimit: use.limit,
      utilizationPercent: utilizationPercent(use),
      maxDaysOverdue: days,
      opens: { action: "open-customer-detail", accountId } as const,
    };
    found.push({ card, use, rank: riskReasons.indexOf(first) });
  }
  return found.sort(byUrgency).map(({ card }) => card);
}

interface Found {
  readonly card: AtRiskCard;
  readonly use: CreditUse;
  readonly rank: number;
}

function byUrgency(a: Found, b: Found): number {
  return a.rank - b.rank || withinReason(a, b) || compareIds(a.card.accountId, b.card.accountId);
}

function withinReason(a: Found, b: Found): number {
  switch (a.card.reason) {
    case "over-limit":
      return excessOf(b.use) - excessOf(a.use);
    case "approaching-limit":
      return compareUse(b.use, a.use);
    default:
      return b.card.maxDaysOverdue - a.card.maxDaysOverdue;
  }
}

/** How much is owed beyond the limit: only asked of customers that have one. */
function excessOf({ limit, net }: CreditUse): Minor {
  return net - (limit as Minor);
}

/** By the share of the limit that is used: only asked of customers that have one. */
function compareUse(a: CreditUse, b: CreditUse): number {
  const apart = BigInt(a.net) * BigInt(b.limit as Minor) - BigInt(b.net) * BigInt(a.limit as Minor);
  return apart === 0n ? 0 : Number(apart > 0n) * 2 - 1;
}

function reasonsOf(use: CreditUse, days: number, thresholds: AtRiskThresholds): readonly RiskReason[] {
  const { overdue60, overdue90, approachingPercent } = thresholds;
  const over = usesMoreThan(use, 100);
  return [
    ...(over ? (["over-limit"] as const) : []),
    ...(days >= overdue90 ? (["overdue-90"] as const) : []),
    ...(days >= overdue60 && days < overdue90 ? (["overdue-60"] as const) : []),
    ...(!over && usesMoreThan(use, approachingPercent) ? (["approaching-limit"] as const) : []),
  ];
}

function textOf(
  reason: RiskReason,
  use: CreditUse,
  days: number,
  { overdue60, overdue90 }: AtRiskThresholds,
  currency: Currency,
): string {
  if (reason === "over-limit") {
    return `Over credit limit by ${formatAmount(excessOf(use), currency)} (${usedOf(use, currency)})`;
  }
  if (reason === "approaching-limit") return `Approaching credit limit (${usedOf(use, currency)})`;
  return `Overdue by ${days} days (${(reason === "overdue-90" ? overdue90 : overdue60) - 1}+)`;
}

function usedOf(use: CreditUse, currency: Currency): string {
  return `${utilizationPercent(use)?.toFixed(2)}% of ${formatAmount(use.limit as Minor, currency)}`;
}

/**
 * Checks thresholds of the risk cards.
 *
 * @throws {Fault} `POLICY_RANGE`, `POLICY_UNKNOWN`.
 */
export function checkAtRiskThresholds(thresholds: AtRiskThresholds): void {
  knownOptions(thresholds, ["overdue60", "overdue90", "approachingPercent"]);
  countOption("overdue60", thresholds.overdue60, 1, 36_500);
  countOption("overdue90", thresholds.overdue90, 1, 36_500);
  countOption("approachingPercent", thresholds.approachingPercent, 0, 100);
  if (thresholds.overdue60 <= thresholds.overdue90) return;
  const message = `Days past due ascend, not ${thresholds.overdue60}, ${thresholds.overdue90}.`;
  throw new Fault("POLICY_RANGE", message, { path: ["overdue90"] });
}
