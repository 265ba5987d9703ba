/** The engine: money, days, aging, ledgers, open items, stats and priorities. Loads no time zone data and no CSV parser. */
export { type Aged, bucketOf, classify, daysOverdue } from "./aging/classify.ts";
export {
  type AgedFrom,
  type AgingBucket,
  type AgingScheme,
  agingScheme,
  byDueDate,
  byIssueMonth,
  type DueDateBucket,
  type MonthBucket,
} from "./aging/scheme.ts";
export { addDays, type Day, dayNumber, daysBetween, dayText } from "./calendar/day.ts";
export { addMonths, endOfMonth, monthsBetween } from "./calendar/month.ts";
export type { TimeZone } from "./calendar/time-zone.ts";
export {
  type CreditUse,
  creditUse,
  meanUtilizationPercent,
  utilizationDecimals,
  utilizationPercent,
} from "./credit/credit-use.ts";
export {
  type CreditHistory,
  type Recommendation,
  type RecommendationThresholds,
  recommendation,
  recommendations,
  recommendationThresholds,
} from "./credit/recommendation.ts";
export { type RiskLevel, type RiskThresholds, riskLevel, riskLevels, riskThresholds } from "./credit/risk.ts";
export type { FaultCode } from "./fault/codes.ts";
export { Fault } from "./fault/fault.ts";
export { type Issue, issueLimit, type Path, type Reading } from "./fault/issue.ts";
export {
  type Account,
  type AccountKind,
  type AccountStatus,
  accountKinds,
  accountReader,
  accountStatuses,
  readAccounts,
} from "./model/account.ts";
export {
  type Activity,
  type ActivityStatus,
  activityReader,
  activityStatuses,
  eventReader,
  readActivities,
  readEvents,
  readTasks,
  type SystemEvent,
  type Task,
  type TaskStatus,
  taskReader,
  taskStatuses,
} from "./model/activity.ts";
export {
  type Adjustment,
  type AdjustmentStatus,
  type AdjustmentType,
  adjustmentReader,
  adjustmentStatuses,
  adjustmentTypes,
  readAdjustments,
} from "./model/adjustment.ts";
export {
  type Agreement,
  agreementReader,
  type Bonus,
  type BonusBasis,
  bonusBases,
  bonusReader,
  readAgreements,
  readBonuses,
} from "./model/agreement.ts";
export { type Allocation, allocationReader, readAllocations } from "./model/allocation.ts";
export {
  type Business,
  type BusinessOptions,
  type Features,
  type LaybyTerm,
  readBusiness,
} from "./model/business.ts";
export { type FieldKind, longestLabel, longestText } from "./model/field.ts";
export { type Invite, type InviteStatus, inviteReader, inviteStatuses, readInvites } from "./model/invite.ts";
export {
  type Discount,
  type Invoice,
  type InvoiceKind,
  type InvoiceStatus,
  invoiceKinds,
  invoiceReader,
  invoiceStatuses,
  type LineItem,
  lineItemReader,
  type Posting,
  postings,
  readInvoices,
  readLineItems,
} from "./model/invoice.ts";
export {
  type Contract,
  contractReader,
  type Job,
  type JobStatus,
  jobReader,
  jobStatuses,
  readContracts,
  readJobs,
  readSites,
  type Site,
  type SiteStatus,
  siteReader,
  siteStatuses,
} from "./model/job.ts";
export {
  type Layby,
  type LaybyItem,
  type LaybyPayment,
  laybyItemReader,
  laybyPaymentReader,
  laybyReader,
  readLaybyItems,
  readLaybyPayments,
  readLaybys,
} from "./model/layby.ts";
export type { Ledger } from "./model/ledger.ts";
export { type Note, noteReader, readNotes } from "./model/note.ts";
export {
  type Payment,
  type PaymentChannel,
  type PaymentKind,
  type PaymentRegister,
  type PaymentStatus,
  paymentChannels,
  paymentKinds,
  paymentReader,
  paymentRegisters,
  paymentStatuses,
  readPayments,
} from "./model/payment.ts";
export {
  type PeriodClear,
  type PeriodClearKind,
  periodClearKinds,
  periodClearReader,
  readPeriodClears,
} from "./model/period-clear.ts";
export {
  type Quote,
  type QuoteKind,
  type QuoteLine,
  type QuoteStatus,
  quoteKinds,
  quoteLineReader,
  quoteReader,
  quoteStatuses,
  readQuoteLines,
  readQuotes,
} from "./model/quote.ts";
export { type LedgerOptions, readLedger } from "./model/read-ledger.ts";
export type { Reader, ReaderOptions, StandardSchema } from "./model/reader.ts";
export { readSales, type Sale, saleReader } from "./model/sale.ts";
export {
  readStatementLines,
  readStatements,
  type Statement,
  type StatementLine,
  statementLineReader,
  statementReader,
} from "./model/statement.ts";
export { type TableColumn, type TableName, tableColumns, tableNames } from "./model/tables.ts";
export { accountTerms, dueDate, type Terms } from "./model/terms.ts";
export { addTier, removeTier, type TierIssues, type ValueTier, validateTiers } from "./model/tiers.ts";
export { formatAmount, type Minor, parseAmount } from "./money/amount.ts";
export { type Currency, currencyOf } from "./money/currency.ts";
export type { Decimal } from "./money/decimal.ts";
export { percentOf, roundHalfAway } from "./money/rounding.ts";
export {
  averageDaysToPay,
  creditDaysToPay,
  type DaysToPay,
  type DaysToPayEndpoint,
  type DaysToPayOptions,
  type DaysToPayRule,
  daysToPay,
  daysToPayDecimals,
  daysToPayEndpoints,
  historyDaysToPay,
  valueDaysToPay,
} from "./payments/days-to-pay.ts";
export {
  type Reliability,
  type ReliabilityCategory,
  type ReliabilityThresholds,
  reliabilityCategories,
  reliabilityOf,
  reliabilityThresholds,
} from "./payments/reliability.ts";
export {
  type DatedAmount,
  type DayWindow,
  monthsBefore,
  monthToDate,
  rollingMonths,
  type WindowSum,
  windowSums,
} from "./payments/window.ts";
export {
  type AsOfMode,
  asOfModes,
  type OpenDiscount,
  type OpenItem,
  openItems,
  type PositionOptions,
  type UnallocatedPayment,
  unallocatedPayments,
} from "./positions/open-items.ts";
export { openItemKinds, openItemReader, readOpenItems } from "./positions/read-open-items.ts";
export {
  type AccountStatsOptions,
  accountStats,
  type JobStats,
  type StatsScope,
  statsByAccount,
  statsByJob,
} from "./stats/account-stats.ts";
export { type StatsTotals, verifyIntegrity } from "./stats/integrity.ts";
export { mergeStats } from "./stats/merge.ts";
export { type PlainStats, type PlainTally, plainStats } from "./stats/plain.ts";
export {
  collectionPriorities,
  type EqualScore,
  equalScores,
  exposuresOf,
  highestPriority,
  type PriorityFloor,
  type PriorityOptions,
  priorityDecimals,
  priorityFloors,
} from "./stats/priority.ts";
export { type ReadStatsOptions, readAccountStats } from "./stats/read-stats.ts";
export { latestStatements } from "./stats/statement.ts";
export {
  type AccountStats,
  type DiscountCombining,
  discountCombinings,
  type StatsOptions,
} from "./stats/stats.ts";
export { type AverageOptions, averageDays, roundedAverageDays } from "./tally/average.ts";
export { averageDecimals, nothing, plus, type Tally } from "./tally/tally.ts";
