import type { Day } from "../calendar/day.ts";
import type { Minor } from "../money/amount.ts";
import type { Currency } from "../money/currency.ts";
import { partsOf, type Snapshot, type SnapshotSettings } from "../store/snapshot.ts";
import { minorTotal, type Totals } from "../store/totals.ts";
import { deepFrozen } from "../table/frozen.ts";

/** A metric of the stats panel. */
export interface PanelMetric {
  readonly name: string;
  /** What stands above it. */
  readonly label: string;
  /** What it says, in a sentence. */
  readonly means: string;
  /** Minor units; null for a metric that only counts. */
  readonly amount: Minor | null;
  /** How many documents or accounts; null where the panel shows no number. */
  readonly count: number | null;
}

/** The stats panel above the customer list: totals over all accounts of a business, whatever the list shows. */
export interface StatsPanel {
  readonly asOf: Day;
  readonly today: Day;
  /** When the snapshot was computed, as ISO 8601 text in UTC. */
  readonly computedAt: string;
  readonly currency: Currency;
  /** What the figures were computed under. */
  readonly options: SnapshotSettings;
  /**
   * The earliest day of an account's figures: earlier than `asOf` where only some accounts were recomputed on that day. Null
   * without accounts.
   */
  readonly oldestAsOf: Day | null;
  /** The panel may be folded away. */
  readonly collapsible: true;
  readonly metrics: readonly PanelMetric[];
}

interface MetricReader extends Pick<PanelMetric, "name" | "label" | "means"> {
  readonly amount?: (totals: Totals) => bigint;
  readonly count?: (totals: Totals, accounts: number) => number;
}

const metricReaders: readonly MetricReader[] = [
  {
    name: "outstanding_invoices",
    label: "Outstanding Invoices",
    means: "All unpaid or partly paid invoices, and how many those are.",
    amount: ({ invoices }) => invoices.amount,
    count: ({ invoices }) => invoices.count,
  },
  {
    name: "current_invoices",
    label: "Current Invoices",
    means: "Invoices due today or later.",
    amount: ({ current }) => current.amount,
  },
  {
    name: "past_due_invoices",
    label: "Past Due Invoices",
    means: "Invoices due before today.",
    amount: ({ pastDue }) => pastDue.amount,
  },
  {
    name: "debit_adjustments",
    label: "Debit Adjustments",
    means: "Unpaid debit memos.",
    amount: ({ debits }) => debits.amount,
  },
  {
    name: "credit_adjustments",
    label: "Credit Adjustments",
    means: "Unapplied credit memos, as a positive amount.",
    amount: ({ credits }) => credits.amount,
  },
  {
    name: "discounts",
    label: "Discounts",
    means: "Discounts on current invoices that can still be captured.",
    amount: ({ discounts }) => discounts.amount,
  },
  {
    name: "net_ar_amount",
    label: "Net AR Amount",
    means: "Invoices and debit adjustments less credit adjustments; may be negative.",
    amount: ({ invoices, debits, credits }) => invoices.amount + debits.amount - credits.amount,
  },
  {
    name: "invoicing_account_count",
    label: "Invoicing Account Count",
    means: "All customer accounts, inactive ones and those that owe nothing among them.",
    count: (_, accounts) => accounts,
  },
];

/**
 * The metrics of the stats panel, in their order.
 *
 * @see docs/sources.md, 000:20-31; docs/decisions.md, G-22 to G-24.
 */
export const panelMetrics: readonly Pick<PanelMetric, "name" | "label" | "means">[] =
  /* @__PURE__ */ deepFrozen(metricReaders.map(({ name, label, means }) => ({ name, label, means })));

/**
 * The stats panel of a snapshot: what the list below it adds up to without any filter.
 *
 * @throws {Fault} `AMOUNT_OVERFLOW` where a total passes 2^53 − 1 minor units; `TYPE` for what is no snapshot.
 * @see docs/sources.md, 000:20-31.
 *
 * @example
 * import { readLedger } from "receivables";
 * import { statsPanel } from "receivables/customers";
 * import { takeSnapshot } from "receivables/store";
 *
 * const reading = readLedger(
 *   {
 *     business: { time_zone: "UTC", currency: "USD" },
 *     invoices: [{ invoice_number: "7", account_id: "A", amount: "100.00", due_on: "2025-03-01" }],
 *     adjustments: [{ adjustment_id: "M", account_id: "A", type: "credit", amount: "30.00" }],
 *   },
 *   { today: "2025-03-10" },
 * );
 * if (!reading.ok) throw new Error(reading.issues[0]?.message);
 * const snapshot = takeSnapshot(reading.value, { asOf: "2025-03-10", now: "2025-03-10T15:00:00Z" });
 * const { metrics } = statsPanel(snapshot);
 * metrics.find(({ name }) => name === "net_ar_amount")?.amount; // => 7000
 */
export function statsPanel(snapshot: Snapshot): StatsPanel {
  const { totals } = partsOf(snapshot);
  const { asOf, today, computedAt, currency, settings, size } = snapshot;
  const metrics = metricReaders.map(({ amount, count, ...metric }) => ({
    ...metric,
    amount: amount === undefined ? null : minorTotal(amount(totals)),
    count: count === undefined ? null : count(totals, size),
  }));
  const options = { ...settings };
  const oldestAsOf = oldestDayOf(snapshot);
  return { asOf, today, computedAt, currency, options, oldestAsOf, collapsible: true, metrics };
}

/** Found once a snapshot, which never changes. */
const oldestDays = new WeakMap<Snapshot, { readonly day: Day | null }>();

function oldestDayOf(snapshot: Snapshot): Day | null {
  const known = oldestDays.get(snapshot);
  if (known !== undefined) return known.day;
  let day: Day | null = null;
  for (const { asOf } of partsOf(snapshot).rows.toArray()) if (day === null || asOf < day) day = asOf;
  oldestDays.set(snapshot, { day });
  return day;
}
