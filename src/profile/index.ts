/** The customer dashboard: nine widgets, why one is not there, and the health of the account, headless. */
export type { Moment } from "../calendar/moment.ts";
export {
  type AccountHealth,
  growthSigns,
  type HealthFlag,
  highConversionPercent,
  recentActivityDays,
  riskSigns,
  serviceSigns,
} from "./account-health.ts";
export type { ActiveAgreement, ActiveAgreements, BonusProgress } from "./active-agreements.ts";
export {
  type ActivitiesByType,
  type ActivityKindCount,
  type ActivityTypeShare,
  activityMonths,
} from "./activities-by-type.ts";
export { type ActivityType, activityTypes } from "./activity-state.ts";
export { type Arrow, type Change, percentDecimals } from "./change.ts";
export {
  type CustomerDashboard,
  customerDashboard,
  type DashboardWidgets,
  refreshDashboard,
  type SalesTrend,
  withTrendSummary,
} from "./dashboard.ts";
export { type DueAmount, type DueDocument, type DueStatus, dueSoonDays, dueStatuses } from "./due-amount.ts";
export {
  type DashboardEvent,
  type EventDetails,
  type EventIcon,
  type EventKind,
  eventDetails,
  eventIcons,
  eventKinds,
  eventTextLength,
  type History,
  type LatestEvents,
} from "./events.ts";
export { chartMonths, type Last12Months, type MonthBar } from "./last-12-months.ts";
export {
  confidenceMonths,
  type MonthProjection,
  type ProjectionConfidence,
  projectionConfidences,
} from "./month-projection.ts";
export {
  type Conversion,
  noBrand,
  type QuotedBrand,
  type QuotesByBrand,
  quoteTrendDays,
} from "./quotes-by-brand.ts";
export type { ComparedMonth, TrendFigures } from "./sales-trend.ts";
export {
  type DashboardOptions,
  type DashboardSettings,
  defaultProjectionMonths,
  latestEventsLimit,
  type SalesScope,
  type SalesTable,
  salesScopes,
  salesTables,
  type TrendComparison,
  trendComparisons,
  type UserKind,
  userKinds,
} from "./settings.ts";
export type { TrendFacts, TrendSummariser, TrendSummary } from "./trend-summary.ts";
export type { UpcomingActivities, UpcomingEntry } from "./upcoming-activities.ts";
export { explainMissing, prospectWidgets } from "./visibility.ts";
export {
  defaultProfileTab,
  type MissingReason,
  type MissingWidget,
  missingReasons,
  type WidgetName,
  widgetNames,
  widgetTitles,
} from "./widget.ts";
