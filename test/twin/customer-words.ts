/** Answers of the library in the words of the naive twin, so that the two can be held against each other. */
import type { CustomerDashboard } from "../../src/profile/dashboard.ts";
import { widgetNames } from "../../src/profile/widget.ts";
import type { FinancialSummary } from "../../src/summary/summary.ts";
import { type SummaryTwin, widgetNames as twinNames } from "./customer-twin.ts";

/** A financial summary in the words of the twin. */
export function summaryInTwinWords({
  outstanding,
  creditInfo,
  activity,
  historyTotals,
}: FinancialSummary): SummaryTwin {
  const { link: _, linkDenied: __, ...totalBalanceDue } = outstanding.totalBalanceDue;
  const { link: ___, linkDenied: ____, ...payments } = historyTotals.payments;
  const { status, lastBillDate, lastPaymentDate, averageDaysToPay } = creditInfo;
  return {
    ...outstanding,
    totalBalanceDue,
    overdue: outstanding.overdue.map(({ label: _____, ...total }) => total),
    status,
    lastBillDate,
    lastPaymentDate,
    averageDaysToPay,
    openContracts: activity.openContracts.count,
    activeSites: activity.activeSites.count,
    history: {
      invoices: historyTotals.invoices,
      payments,
      discounts: historyTotals.discounts,
      undated: historyTotals.undated,
    },
  };
}

/** A dashboard in the words of the twin. */
export function dashboardInTwinWords({ visible, missing, widgets, health }: CustomerDashboard) {
  const named = (name: (typeof widgetNames)[number]) => twinNames[widgetNames.indexOf(name)];
  const { salesTrend: trend, monthProjection: projection, dueAmount: due } = widgets;
  return {
    visible: visible.map(named),
    missing: missing.map(({ widget, reason }) => ({ name: named(widget), reason })),
    salesTrend: trend && {
      current: trend.currentMonth.amount,
      previousSameDays: trend.previousMonth?.sameDays.amount,
      previousWhole: trend.previousMonth?.whole,
      change: trend.monthOverMonth,
      yearAgoSameDays: trend.sameMonthLastYear?.sameDays.amount,
      yearAgoWhole: trend.sameMonthLastYear?.whole,
      yearOverYear: trend.yearOverYear,
      declining: trend.declining,
    },
    quotesByBrand: widgets.quotesByBrand?.brands.map(({ label: _, ...brand }) => brand) ?? null,
    monthProjection: projection && {
      projected: projection.projected,
      monthToDate: projection.monthToDate,
      lastMonth: projection.lastMonth.amount,
      months: projection.months,
      confidence: projection.confidence,
      change: projection.change,
    },
    latestEvents: widgets.latestEvents?.events.map(({ id }) => id) ?? null,
    last12Months:
      widgets.last12Months?.bars.map(({ month, amount, previousYear, change, delta }) => ({
        month,
        amount,
        previousYear: previousYear.amount,
        change,
        delta,
      })) ?? null,
    activitiesByType: widgets.activitiesByType?.types ?? null,
    dueAmount: due && {
      total: due.total,
      overdue: due.overdue.amount,
      documents: due.documents.map(({ id, balance, status, partiallyPaid }) => ({
        id,
        balance,
        status,
        partiallyPaid,
      })),
    },
    upcoming: widgets.upcomingActivities?.entries.map(({ id }) => id) ?? null,
    agreements:
      widgets.agreements?.agreements.map(({ agreementId, bonuses }) => ({
        agreementId,
        bonuses: bonuses.map(({ progress, percent }) => ({ progress, percent })),
      })) ?? null,
    health: {
      atRisk: health.atRisk.signs,
      growthOpportunity: health.growthOpportunity.signs,
      serviceNeed: health.serviceNeed.signs,
    },
  };
}
