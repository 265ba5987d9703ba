import { dayNumber } from "../calendar/day.ts";
import { countOption, knownOptions } from "../fault/options.ts";
import { type Minor, plusMinor } from "../money/amount.ts";
import { type DebtorsHeader, type DebtorsView, partsOf } from "./view.ts";

/** How the payment forecast is computed. */
export interface PaymentForecastOptions {
  /**
   * How many days ahead Week 5-8 reaches, 31 to 36,500; null for no end. Default null. What is due later stands in
   * `beyondHorizon`.
   */
  readonly horizonDays?: number | null;
}

/** When money is expected, in the order of the source document. */
export const forecastPeriods = ["Week 1", "Week 2", "Week 3", "Week 4", "Week 5-8", "Overdue"] as const;
/** One of {@link forecastPeriods}. */
export type ForecastPeriod = (typeof forecastPeriods)[number];

/** One bar of the forecast. */
export interface ForecastBar {
  readonly period: ForecastPeriod;
  /** What that says, in words. */
  readonly means: string;
  /** Minor units. */
  readonly amount: Minor;
  /** How many charges. */
  readonly count: number;
  /** Whether there is anything to show: a bar of nothing is left out of the chart. */
  readonly applicable: boolean;
}

/** The payment forecast tab. Plain data. */
export interface PaymentForecast extends DebtorsHeader {
  readonly options: DebtorsHeader["options"] & Required<PaymentForecastOptions>;
  readonly kind: "bar";
  readonly title: string;
  /** Always all six. */
  readonly bars: readonly ForecastBar[];
  /** What is due after the horizon; nothing without one. */
  readonly beyondHorizon: { readonly amount: Minor; readonly count: number };
  /** All bars and what lies beyond: the gross of all debtors. Minor units. */
  readonly total: Minor;
}

interface Period {
  readonly period: ForecastPeriod;
  readonly means: string;
  /** The most days ahead, included. */
  readonly most: number;
}

const ahead: readonly Period[] = [
  { period: "Week 1", means: "Due today or in the next 7 days", most: 7 },
  { period: "Week 2", means: "Due in 8 to 14 days", most: 14 },
  { period: "Week 3", means: "Due in 15 to 21 days", most: 21 },
  { period: "Week 4", means: "Due in 22 to 30 days", most: 30 },
  { period: "Week 5-8", means: "Due in more than 30 days", most: Number.POSITIVE_INFINITY },
];
const overdue = { period: "Overdue", means: "Already past due" } as const;

/**
 * The payment forecast: what is left on charges by when it is due. It predicts nothing from how customers paid.
 *
 * Due on the day itself is Week 1; Week 4 has nine days; Week 5-8 has no end unless a horizon is asked for.
 *
 * @throws {Fault} `POLICY_RANGE`, `POLICY_UNKNOWN` for options; `AMOUNT_OVERFLOW`; as `debtorsView` says of tabs.
 * @see docs/sources.md, 002:363-382; docs/decisions.md, G-93 to G-95.
 *
 * @example
 * import { readLedger } from "receivables";
 * import { debtorsView, paymentForecast } from "receivables/debtors";
 *
 * const reading = readLedger(
 *   {
 *     business: { time_zone: "UTC", currency: "USD" },
 *     invoices: [
 *       { invoice_number: "7", account_id: "A", amount: "100.00", issued_on: "2025-02-01", due_on: "2025-03-17" },
 *       { invoice_number: "8", account_id: "A", amount: "40.00", issued_on: "2025-02-01", due_on: "2025-03-09" },
 *     ],
 *   },
 *   { today: "2025-03-10" },
 * );
 * if (!reading.ok) throw new Error(reading.issues[0]?.message);
 * const { bars, total } = paymentForecast(debtorsView(reading.value));
 * bars.filter(({ applicable }) => applicable).map(({ period, amount }) => [period, amount]);
 * // => [["Week 1", 10000], ["Overdue", 4000]]
 * total; // => 14000
 */
export function paymentForecast(view: DebtorsView, options: PaymentForecastOptions = {}): PaymentForecast {
  const parts = partsOf(view);
  knownOptions(options, ["horizonDays"]);
  const given = options.horizonDays ?? null;
  const horizonDays = given === null ? null : countOption("horizonDays", given, 31, 36_500);
  const { header, standing } = parts;
  const today = dayNumber(header.asOf);
  const sums = new Map<Period | typeof overdue, Sum>([...ahead, overdue].map((period) => [period, newSum()]));
  const beyondHorizon = newSum();
  for (const { charges } of standing.debtors.values()) {
    for (const { dueOn, balance } of charges) {
      const days = dayNumber(dueOn) - today;
      const period = days < 0 ? overdue : (ahead.find(({ most }) => days <= most) as Period);
      const sum = horizonDays !== null && days > horizonDays ? beyondHorizon : (sums.get(period) as Sum);
      sum.amount = plusMinor(sum.amount, balance);
      sum.count += 1;
    }
  }
  const bars = [...sums].map(([{ period, means }, { amount, count }]) => ({
    period,
    means,
    amount,
    count,
    applicable: amount > 0,
  }));
  return {
    ...header,
    options: { ...header.options, horizonDays },
    kind: "bar",
    title: "Payment Forecast",
    bars,
    beyondHorizon,
    total: bars.reduce((total, { amount }) => plusMinor(total, amount), beyondHorizon.amount),
  };
}

interface Sum {
  amount: Minor;
  count: number;
}

function newSum(): Sum {
  return { amount: 0, count: 0 };
}
