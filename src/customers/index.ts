/** The customers board: its rows, filters and sorting, and the 37-column export. */
export type { InstantLike } from "../calendar/instant.ts";
export type { Invitation } from "../store/invitation.ts";
export type { Direction, SortKey, SortRatio } from "../table/order.ts";
export type { CsvOptions } from "../table/write-csv.ts";
export { type Badge, type BadgeKind, badges } from "./badges.ts";
export {
  type CustomerColumn,
  type CustomerColumnContext,
  type CustomerColumnKind,
  type CustomerColumnRow,
  type CustomerWho,
  customerColumns,
  quickMap,
} from "./columns.ts";
export {
  type ColumnSource,
  type DashboardColumn,
  type DashboardContext,
  type DashboardValue,
  dashboardColumns,
} from "./dashboard-columns.ts";
export {
  type AccountDetail,
  type AccountDetailOptions,
  type AveragesDetail,
  accountDetail,
  type JobDetail,
  type JobsDetail,
  type StatementDetail,
  type UnallocatedDetail,
} from "./detail.ts";
export {
  type DetailColumn,
  type DetailColumnKind,
  type DetailTab,
  type DetailTabColumns,
  type DetailTabs,
  detailTabOrder,
  detailTabs,
} from "./detail-columns.ts";
export { filterInvoices, invoiceFilters } from "./detail-filter.ts";
export type {
  CreditStatus,
  DebitStatus,
  DetailAdjustment,
  DetailInvoice,
  DetailInvoiceStatus,
  DetailPayment,
  LineItemStatusCount,
} from "./detail-tabs.ts";
export { type ExplainOptions, explain, type LedgerExplanation } from "./explain.ts";
export {
  type ExplainContext,
  type ExplainedScale,
  type ExposureEnd,
  explainFigure,
} from "./explain-figure.ts";
export { explainableFigures, type Figure, type FigureKind } from "./explain-figures.ts";
export type {
  ExplainedDiscount,
  ExplainedDocument,
  ExplainedExposure,
  ExplainedOffer,
  ExplainedScore,
  Explanation,
} from "./explained.ts";
export { exportCustomers, exportCustomersBytes, exportRecords } from "./export.ts";
export { type CustomerStats, type ExportStatsOptions, exportCustomersOfStats } from "./export-stats.ts";
export {
  type InviteChange,
  type InviteOptions,
  type InvitePlan,
  type PlannedInvite,
  planInvites,
  planResends,
  type SkippedInvite,
  type SkipReason,
} from "./invites.ts";
export {
  type CustomerList,
  type CustomerListOptions,
  type CustomerRow,
  customerList,
  customerListOf,
  type ShownDecimals,
} from "./list.ts";
export { type PanelMetric, panelMetrics, type StatsPanel, statsPanel } from "./panel.ts";
export {
  type CustomerQuery,
  type CustomerSort,
  customerStatuses,
  defaultCustomerSort,
  invitationFilters,
  queryCustomers,
  toggledSort,
} from "./query.ts";
export {
  type Upcoming,
  type UpcomingAccount,
  type UpcomingDay,
  type UpcomingOptions,
  type UpcomingPosition,
  upcoming,
  upcomingHorizon,
} from "./upcoming.ts";
export { type UpcomingChange, type UpcomingKind, upcomingKinds } from "./upcoming-changes.ts";
export type { AmountAndCount, UpcomingTotals } from "./upcoming-totals.ts";
export {
  type CustomerView,
  type CustomerViewOptions,
  type CustomerViewRow,
  customersView,
  defaultPageSize,
} from "./view.ts";
