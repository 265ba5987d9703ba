/** One customer's financial summary, and finding an invoice by its number, headless. */
export type { CustomerActivity } from "./activity.ts";
export { type CreditInfo, type CustomerUseStatus, customerUseStatuses } from "./credit-info.ts";
export { type FoundInvoice, type FoundInvoices, findInvoice, type VoidedInvoice } from "./find-invoice.ts";
export type { HistoryLine, HistoryPeriods, HistoryTotals } from "./history-totals.ts";
export { type Linked, type SummaryLink, type SummaryScreen, summaryScreens } from "./link.ts";
export type { Outstanding, OverdueTotal, SummaryTotal } from "./outstanding.ts";
export { type FinancialSummary, financialSummary, type SummaryOptions, summarySections } from "./summary.ts";
