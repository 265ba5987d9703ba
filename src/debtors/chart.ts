import type { Minor } from "../money/amount.ts";
import type { Currency } from "../money/currency.ts";
import type { PaymentForecast } from "./forecast.ts";
import type { AgingDonut, Overview } from "./overview.ts";

/** A line, a row of bars or the slices of a donut: one value for each category of its chart. */
export interface ChartSeries {
  readonly name: string;
  /** In the unit of the chart. */
  readonly values: readonly number[];
}

/** A chart as plain data, for whatever draws it. */
export interface Chart {
  readonly name: string;
  readonly kind: "donut" | "bar" | "line";
  readonly title: string;
  /** Minor units of a currency. */
  readonly unit: { readonly kind: "money"; readonly currency: Currency };
  /** What stands on the axis, or beside the slices. */
  readonly categories: readonly string[];
  readonly series: readonly ChartSeries[];
  /** What stands in the middle of a donut, in minor units; null for other charts. */
  readonly centre: Minor | null;
}

/** Cards are no chart: they go beside the charts of an image. */
export interface ChartCard {
  readonly title: string;
  readonly lines: readonly string[];
}

/** What an image of a tab shows. */
export interface TabCharts {
  readonly charts: readonly Chart[];
  readonly cards: readonly ChartCard[];
}

/** The charts of the overview: slices that are hidden, and lines of nothing, are left out. */
export function overviewCharts(overview: Overview): TabCharts {
  const { currency, sevenDayAging, monthlyAging, topDebtors, atRisk, paymentTrends } = overview;
  const unit = { kind: "money", currency } as const;
  return {
    charts: [
      donutChart(sevenDayAging, currency),
      donutChart(monthlyAging, currency),
      {
        name: "top-debtors",
        kind: "bar",
        title: topDebtors.title,
        unit,
        categories: topDebtors.bars.map(({ accountName }) => accountName),
        series: [{ name: "Outstanding", values: topDebtors.bars.map(({ net }) => net) }],
        centre: null,
      },
      {
        name: "payment-trends",
        kind: "line",
        title: paymentTrends.title,
        unit,
        categories: paymentTrends.months,
        series: paymentTrends.series
          .filter(({ empty }) => !empty)
          .map(({ name, amounts }) => ({ name, values: amounts })),
        centre: null,
      },
    ],
    cards: atRisk.cards.map(({ accountName, reasons }) => ({
      title: accountName,
      lines: reasons.map(({ text }) => text),
    })),
  };
}

function donutChart({ name, title, slices, total }: AgingDonut, currency: Currency): Chart {
  const shown = slices.filter(({ visible }) => visible);
  return {
    name: `aging-${name}`,
    kind: "donut",
    title,
    unit: { kind: "money", currency },
    categories: shown.map(({ label }) => label),
    series: [{ name: title, values: shown.map(({ amount }) => amount) }],
    centre: total,
  };
}

/** The chart of the forecast: periods in which nothing is due are left out. */
export function forecastCharts({ currency, title, bars }: PaymentForecast): TabCharts {
  const shown = bars.filter(({ applicable }) => applicable);
  return {
    charts: [
      {
        name: "payment-forecast",
        kind: "bar",
        title,
        unit: { kind: "money", currency },
        categories: shown.map(({ period }) => period),
        series: [{ name: "Expected", values: shown.map(({ amount }) => amount) }],
        centre: null,
      },
    ],
    cards: [],
  };
}
