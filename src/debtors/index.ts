/** The debtors dashboard: tiles, lists, reports, laybys, six tabs, a customer's detail, messages and exports, headless. */
export type { Grid, GridCell, GridColumn, GridKind } from "../table/grid.ts";
export type { OpenDetailAction } from "./action.ts";
export {
  agingGridTitles,
  type CustomerAging,
  type CustomerAgingGrid,
  type CustomerAgingOptions,
  type CustomerAgingRow,
  type CustomerAgingTotals,
  customerAging,
} from "./aging-tab.ts";
export {
  type AtRiskCard,
  type AtRiskThresholds,
  atRiskThresholds,
  type RiskReason,
  type RiskReasonText,
  riskReasons,
} from "./at-risk.ts";
export type { Chart, ChartCard, ChartSeries, TabCharts } from "./chart.ts";
export {
  agingColumns,
  creditColumns,
  type DebtorColumn,
  laybyColumns,
  listColumns,
  reliabilityColumns,
  reportColumns,
  transactionColumns,
  valueColumns,
} from "./columns.ts";
export {
  type CreditUtilization,
  type CreditUtilizationOptions,
  type CreditUtilizationRow,
  creditMonths,
  creditUtilization,
} from "./credit-tab.ts";
export {
  type CustomerDetail,
  type CustomerDetailOptions,
  customerDetail,
  type DetailBoxes,
  type DetailTransaction,
  detailBoxLabels,
  type TransactionNote,
} from "./detail.ts";
export {
  type DebtorStatement,
  type DetailAction,
  detailActions,
  type SelectedTransaction,
  type StatementItem,
} from "./detail-actions.ts";
export {
  type DebtorTabOptions,
  detailGrids,
  type Exported,
  type ExportedCharts,
  type ExportedGrid,
  type ExportedText,
  type ExportFormat,
  type ExportTabOptions,
  exportFormats,
  exportTab,
  laybyGrid,
  listGrid,
  reportGrid,
} from "./export.ts";
export {
  type ForecastBar,
  type ForecastPeriod,
  forecastPeriods,
  type PaymentForecast,
  type PaymentForecastOptions,
  paymentForecast,
} from "./forecast.ts";
export {
  type LaybyAction,
  type LaybyManager,
  type LaybyQuery,
  type LaybyRow,
  type LaybySort,
  type LaybyStatus,
  type LaybyTotals,
  laybyManager,
  laybySorts,
  laybyStatuses,
} from "./layby.ts";
export {
  type DebtorList,
  type DebtorListKind,
  type DebtorListQuery,
  type DebtorListRow,
  debtorList,
  debtorLists,
  debtorListTitles,
  type ListTotals,
  outstandingDays,
  type ProformaPart,
} from "./list.ts";
export {
  type AgingDonut,
  type AtRiskAccounts,
  type DonutSlice,
  donutTitles,
  type Overview,
  type OverviewOptions,
  overview,
  type PaymentTrends,
  type TopDebtor,
  type TopDebtors,
  type TrendSeries,
  topDebtorsLimit,
  trendMonths,
} from "./overview.ts";
export {
  type PaymentReliability,
  type PaymentReliabilityOptions,
  type PaymentReliabilityRow,
  paymentReliability,
  reliabilityMonths,
} from "./reliability-tab.ts";
export {
  type LaybyReminder,
  type MessageChannel,
  type MessagePlan,
  type MessageSelection,
  type MessageTarget,
  messageChannels,
  type OverdueDocument,
  type OverdueMessage,
  planLaybyReminders,
  planOverdueMessages,
  type ReminderSkip,
  type SkippedMessage,
} from "./reminders.ts";
export {
  type DebtorReport,
  type DebtorReportKind,
  debtorReport,
  debtorReports,
  debtorReportTitles,
} from "./report.ts";
export {
  type DebtorStatus,
  debtorStatus,
  debtorStatuses,
  type StatusThresholds,
  statusThresholds,
} from "./status.ts";
export {
  type DebtorsAccess,
  type DebtorTab,
  type DebtorTabName,
  debtorsAccess,
  debtorTabNames,
  debtorTabs,
  defaultDebtorTab,
  type ElementKind,
  type TabFormat,
} from "./tabs.ts";
export {
  type AgingBasis,
  agingBases,
  debtorAging,
  type GroupAging,
  type TermGroup,
  termGroups,
} from "./terms-group.ts";
export {
  type DebtorTile,
  type DebtorTiles,
  debtorTiles,
  debtorTileTexts,
  type TileTarget,
  type TileText,
} from "./tiles.ts";
export type {
  DebtorTransaction,
  ReprintAction,
  TransactionKind,
  TransactionStatus,
} from "./transaction.ts";
export {
  type CustomerTier,
  type CustomerValue,
  type CustomerValueOptions,
  type CustomerValueRow,
  customerValue,
  standardTier,
  type TierColor,
  tierOf,
  valueMonths,
} from "./value-tab.ts";
export { type DebtorsHeader, type DebtorsView, type DebtorsViewOptions, debtorsView } from "./view.ts";
