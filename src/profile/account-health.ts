import { daysBetween } from "../calendar/day.ts";
import type { MomentClock } from "../calendar/moment.ts";
import type { Quote } from "../model/quote.ts";
import type { Minor } from "../money/amount.ts";
import { doneBy } from "./activities-by-type.ts";
import { isPending, plannedAt, taskDueAt } from "./activity-state.ts";
import { latestDay } from "./clock.ts";
import type { DueAmount } from "./due-amount.ts";
import type { History } from "./events.ts";
import { type Conversion, conversionOf, quotedLately } from "./quotes-by-brand.ts";
import type { TrendFigures } from "./sales-trend.ts";

/** Signs that an account is at risk. */
export const riskSigns = ["declining-sales", "no-recent-activity"] as const;
/** Signs that an account may grow. */
export const growthSigns = ["increasing-quotes", "high-conversion"] as const;
/** Signs that an account needs service. */
export const serviceSigns = ["overdue-amounts", "pending-activities"] as const;

/** A flag of an account's health: it is up where any of its signs is there. */
export interface HealthFlag<Sign extends string> {
  readonly up: boolean;
  readonly signs: readonly Sign[];
}

/** How an account does. */
export interface AccountHealth {
  readonly atRisk: HealthFlag<(typeof riskSigns)[number]>;
  readonly growthOpportunity: HealthFlag<(typeof growthSigns)[number]>;
  readonly serviceNeed: HealthFlag<(typeof serviceSigns)[number]>;
  /** What the signs are told from; null where the business does not use the feature, or nothing is known. */
  readonly facts: {
    /** Days since the last activity; null where there was none. */
    readonly daysSinceActivity: number | null;
    /** Quoted in the last 90 days, and in the 90 before, in minor units. */
    readonly quotedLately: Minor | null;
    readonly quotedBefore: Minor | null;
    readonly conversion: Conversion | null;
    /** Overdue, in minor units. */
    readonly overdue: Minor | null;
    /** Planned activities and open tasks whose time has passed. */
    readonly pending: number | null;
  };
}

/** Without an activity for so many days an account has had none recently. */
export const recentActivityDays = 30;
/** From how many per cent of decided quotes won on conversion is high. */
export const highConversionPercent = 50;

/** What health is told from; undefined where the business does not use the feature, or the account cannot have it. */
export interface HealthSources {
  readonly trend: TrendFigures | undefined;
  readonly history: History | undefined;
  /** Offers dated by today. */
  readonly quotes: readonly Quote[] | undefined;
  /** Null where nothing is due. */
  readonly due: DueAmount | null | undefined;
}

/**
 * The health of an account: at risk, a growth opportunity, in need of service.
 *
 * @see docs/sources.md, 004:99-101; docs/decisions.md, G-140.
 */
export function healthOf({ trend, history, quotes, due }: HealthSources, clock: MomentClock): AccountHealth {
  const days = history && daysSinceActivity(history, clock);
  const pending = history && pendingIn(history, clock);
  const quoted = quotes && quotedLately(quotes, clock.today);
  const conversion = quotes && conversionOf(quotes);
  const overdue = due === undefined ? null : (due?.overdue.amount ?? 0);
  return {
    atRisk: flag({
      "declining-sales": trend?.declining === true,
      "no-recent-activity": days !== undefined && (days === null || days >= recentActivityDays),
    }),
    growthOpportunity: flag({
      "increasing-quotes": quoted !== undefined && quoted.lately > quoted.before,
      "high-conversion": conversion !== undefined && isHigh(conversion),
    }),
    serviceNeed: flag({
      "overdue-amounts": overdue !== null && overdue > 0,
      "pending-activities": pending !== undefined && pending > 0,
    }),
    facts: {
      daysSinceActivity: days ?? null,
      quotedLately: quoted?.lately ?? null,
      quotedBefore: quoted?.before ?? null,
      conversion: conversion ?? null,
      overdue,
      pending: pending ?? null,
    },
  };
}

function flag<Sign extends string>(signs: Readonly<Record<Sign, boolean>>): HealthFlag<Sign> {
  const there = (Object.keys(signs) as Sign[]).filter((sign) => signs[sign]);
  return { up: there.length > 0, signs: there };
}

function isHigh({ won, decided }: Conversion): boolean {
  return decided > 0 && won * 100 >= highConversionPercent * decided;
}

/** Null where there was none. */
function daysSinceActivity({ activities }: History, clock: MomentClock): number | null {
  const moments = doneBy([...activities.values()], clock).map(({ at }) => at);
  const last = latestDay(moments, clock);
  return last === undefined ? null : Math.max(0, daysBetween(last, clock.today));
}

function pendingIn({ activities, tasks }: History, clock: MomentClock): number {
  const planned = [...activities.values()].filter((each) => isPending(plannedAt(each, clock), clock));
  const due = [...tasks.values()].filter((each) => isPending(taskDueAt(each, clock), clock));
  return planned.length + due.length;
}
