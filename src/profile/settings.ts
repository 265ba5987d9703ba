import type { Day } from "../calendar/day.ts";
import type { InstantLike } from "../calendar/instant.ts";
import type { TimeZone } from "../calendar/time-zone.ts";
import { Fault } from "../fault/fault.ts";
import { shown } from "../fault/issue.ts";
import { choiceOption, countOption, knownOptions, switchOption } from "../fault/options.ts";

/** Who looks at a dashboard. */
export const userKinds = ["business", "manufacturer"] as const;
/** One of {@link userKinds}. */
export type UserKind = (typeof userKinds)[number];

/** Where sales come from: the table of sales, or posted invoices that are not voided. */
export const salesTables = ["sales", "invoices"] as const;
/** One of {@link salesTables}. */
export type SalesTable = (typeof salesTables)[number];

/** What the month so far is compared with: the same days of another month, or all of it. */
export const trendComparisons = ["same-elapsed-days", "full-months"] as const;
/** One of {@link trendComparisons}. */
export type TrendComparison = (typeof trendComparisons)[number];

/** Whose sales are shown: all; those through one wholesaler; those through none. */
export const salesScopes = ["all", "wholesaler", "direct"] as const;
/** One of {@link salesScopes}. */
export type SalesScope = (typeof salesScopes)[number];

/** How a dashboard is computed. */
export interface DashboardOptions {
  /** The instant of the question: events up to it have happened, what is planned lies ahead of it. */
  readonly now: InstantLike;
  /** `todayIn` of `receivables/calendar`: it says on which day of the business an instant lies. */
  readonly todayIn: (timeZone: TimeZone, instant: InstantLike) => Day;
  /** Who looks. Default `"business"`. */
  readonly user?: UserKind;
  /**
   * Of a manufacturer, the wholesaler whose sales are shown while the toggle is off; null for sales that went through none.
   * Absent: none is set, and all sales are shown.
   */
  readonly wholesalerId?: string | null;
  /** Of a manufacturer, whether Show All Sales is on. Default `false`. */
  readonly showAllSales?: boolean;
  /** What sales are. Default `"sales"`. */
  readonly salesFrom?: SalesTable;
  /** What the month so far is compared with. Default `"same-elapsed-days"`. */
  readonly comparison?: TrendComparison;
  /** How many complete months the projection looks back on, 1 to 120. Default {@link defaultProjectionMonths}. */
  readonly projectionMonths?: number;
  /** How many of the latest events are listed, 1 to 1,000. Default {@link latestEventsLimit}. */
  readonly eventsLimit?: number;
  /** How many of the upcoming activities are listed, 1 to 1,000; null for all. Default null. */
  readonly upcomingLimit?: number | null;
}

/** How many complete months a projection looks back on unless asked otherwise. */
export const defaultProjectionMonths = 12;
/** How many of the latest events are listed unless asked otherwise. */
export const latestEventsLimit = 10;

/** What a dashboard was computed under. */
export interface DashboardSettings {
  readonly user: UserKind;
  readonly salesScope: SalesScope;
  /** The wholesaler whose sales are shown while the toggle is off; null for none. */
  readonly wholesalerId: string | null;
  readonly showAllSales: boolean;
  readonly salesFrom: SalesTable;
  readonly comparison: TrendComparison;
  readonly projectionMonths: number;
  readonly eventsLimit: number;
  readonly upcomingLimit: number | null;
}

const names: readonly (keyof DashboardOptions)[] = [
  "now",
  "todayIn",
  "user",
  "wholesalerId",
  "showAllSales",
  "salesFrom",
  "comparison",
  "projectionMonths",
  "eventsLimit",
  "upcomingLimit",
];

/**
 * The settings that options ask for, `now` and `todayIn` apart.
 *
 * @throws {Fault} `POLICY_RANGE`, `POLICY_UNKNOWN`.
 */
export function settingsOf(options: DashboardOptions): DashboardSettings {
  knownOptions(options, names);
  if (typeof options.todayIn !== "function") {
    const message = `todayIn must be the function of receivables/calendar, not ${shown(options.todayIn)}.`;
    throw new Fault("POLICY_RANGE", message, { path: ["todayIn"] });
  }
  const user = choiceOption("user", options.user ?? "business", userKinds);
  const { upcomingLimit = null } = options;
  return {
    user,
    ...scopeOf(user, options),
    salesFrom: choiceOption("salesFrom", options.salesFrom ?? "sales", salesTables),
    comparison: choiceOption("comparison", options.comparison ?? "same-elapsed-days", trendComparisons),
    projectionMonths: countOption(
      "projectionMonths",
      options.projectionMonths ?? defaultProjectionMonths,
      1,
      120,
    ),
    eventsLimit: countOption("eventsLimit", options.eventsLimit ?? latestEventsLimit, 1, mostListed),
    upcomingLimit: upcomingLimit === null ? null : countOption("upcomingLimit", upcomingLimit, 1, mostListed),
  };
}

const mostListed = 1000;

/** Which sales are shown, and whether the toggle is on: without a wholesaler it cannot be off. */
function scopeOf(
  user: UserKind,
  { wholesalerId, showAllSales = false }: DashboardOptions,
): Pick<DashboardSettings, "salesScope" | "wholesalerId" | "showAllSales"> {
  switchOption("showAllSales", showAllSales);
  if (
    wholesalerId !== undefined &&
    wholesalerId !== null &&
    (typeof wholesalerId !== "string" || wholesalerId === "")
  ) {
    const message = `wholesalerId must be an id, or null for none, not ${shown(wholesalerId)}.`;
    throw new Fault("POLICY_RANGE", message, { path: ["wholesalerId"] });
  }
  if (user === "business") {
    refuseOfBusiness("wholesalerId", wholesalerId !== undefined);
    refuseOfBusiness("showAllSales", showAllSales);
    return { salesScope: "all", wholesalerId: null, showAllSales: false };
  }
  if (showAllSales || wholesalerId === undefined) {
    return { salesScope: "all", wholesalerId: wholesalerId ?? null, showAllSales: true };
  }
  return wholesalerId === null
    ? { salesScope: "direct", wholesalerId: null, showAllSales: false }
    : { salesScope: "wholesaler", wholesalerId, showAllSales: false };
}

function refuseOfBusiness(option: string, given: boolean): void {
  if (!given) return;
  const message = `${option} is for manufacturers: a business sees its own sales, all of them.`;
  throw new Fault("POLICY_RANGE", message, { path: [option] });
}
