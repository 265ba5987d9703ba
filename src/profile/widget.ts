/** The nine widgets of the dashboard, in the order of the source document. */
export const widgetNames = [
  "salesTrend",
  "quotesByBrand",
  "monthProjection",
  "latestEvents",
  "last12Months",
  "activitiesByType",
  "dueAmount",
  "upcomingActivities",
  "agreements",
] as const;
/** One of {@link widgetNames}. */
export type WidgetName = (typeof widgetNames)[number];

/** What the widgets are called. */
export const widgetTitles: Readonly<Record<WidgetName, string>> = /* @__PURE__ */ Object.freeze({
  salesTrend: "Sales Trend",
  quotesByBrand: "Quotes by Brand",
  monthProjection: "Month Projection",
  latestEvents: "Latest Events",
  last12Months: "Last 12 Months Chart",
  activitiesByType: "Activities by Type",
  dueAmount: "Due Amount",
  upcomingActivities: "Upcoming Activities",
  agreements: "Agreements",
});

/**
 * Why a widget is not shown, the first that applies: the business does not use the feature; prospects do not have it; there
 * is no record that it would show.
 */
export const missingReasons = ["feature-disabled", "prospect", "no-data"] as const;
/** One of {@link missingReasons}. */
export type MissingReason = (typeof missingReasons)[number];

/** A widget that is not shown, and why. */
export interface MissingWidget {
  readonly widget: WidgetName;
  readonly reason: MissingReason;
  /** The reason in words. */
  readonly text: string;
}

/** The tab on which a customer's profile opens. */
export const defaultProfileTab = "Dashboard";
