import { Fault } from "../fault/fault.ts";
import { shown } from "../fault/issue.ts";
import { minorText } from "../money/amount.ts";
import type { PlainStats } from "../stats/plain.ts";
import { deepFrozen } from "../table/frozen.ts";
import type { SortKey } from "../table/order.ts";
import { type CustomerColumn, type CustomerColumnContext, customerColumns } from "./columns.ts";
import { type PanelMetric, panelMetrics } from "./panel.ts";

/** What kind of value a figure is: minor units, a number of documents, an average of days, a priority. */
export type FigureKind = "money" | "count" | "days" | "score";

/** A figure that documents add up to. */
export interface Figure {
  /** The header of the export's column, or the metric of the stats panel in the same spelling. */
  readonly name: string;
  readonly kind: FigureKind;
  /** What it says, in a sentence. */
  readonly means: string;
  /** The source document and lines that define it. */
  readonly source: string;
}

/** A figure and how it is read off stats, of all documents or of one alone. */
export interface FigureReader extends Figure {
  /** What the documents add to it: minor units, documents, or minor-unit days for an average and a priority. */
  readonly part: (stats: PlainStats) => bigint;
  /** The figure as the export writes it. */
  readonly text: (figure: WholeFigure, context: CustomerColumnContext) => string;
}

/** What all documents come to, and what of a business no documents add up to: the priority, the number of accounts. */
export interface WholeFigure {
  readonly stats: PlainStats;
  readonly shownPriority: number;
  readonly accountCount: number;
}

/** What a row has besides its figures. No computed column reads it. */
const nobody = {
  accountId: "",
  accountName: "",
  buyerCompanyName: null,
  accountType: null,
  status: "Active",
  invitation: null,
  priority: 0,
} as const;

/** What a computed column sorts by is its exact figure; an average stands there over what it is divided by. */
function exact(key: SortKey): bigint {
  return typeof key === "object" ? key.numerator : BigInt(key as number | bigint);
}

function columnFigure(
  { name, means, source, sortKey, text }: CustomerColumn,
  kind: FigureKind,
): FigureReader {
  return {
    name,
    kind,
    means,
    source,
    part: (stats) => exact(sortKey({ ...nobody, stats })),
    text: ({ stats, shownPriority }, context) => text({ ...nobody, stats, shownPriority }, context),
  };
}

const columnFigures: readonly FigureReader[] = customerColumns.flatMap((column, at) => {
  const { kind } = column;
  // A count stands behind its amount, and says how many "those" are.
  if (kind === "count") {
    return [columnFigure({ ...column, means: `${customerColumns[at - 1]?.means} ${column.means}` }, kind)];
  }
  return kind === "money" || kind === "days" || kind === "score" ? [columnFigure(column, kind)] : [];
});

/** Where the panel's metrics begin in their source document, a line each. */
const firstMetricLine = 24;

/** How the panel names a metric and says what it means. */
function metric(name: string): Pick<FigureReader, "name" | "means" | "source"> {
  const at = panelMetrics.findIndex((each) => each.name === name);
  return { name, means: (panelMetrics[at] as PanelMetric).means, source: `000:${firstMetricLine + at}` };
}

/** A metric of the panel that a column of the export is, summed over accounts. */
function columnMetric(name: string, columnName: string): FigureReader {
  const column = columnFigures.find((each) => each.name === columnName) as FigureReader;
  return { ...column, ...metric(name) };
}

/** Invoices and debits less credits: the one figure to which documents add below zero. */
export const netAmount: FigureReader = {
  ...metric("net_ar_amount"),
  kind: "money",
  part: ({ invoices, debits, credits }) => BigInt(invoices.amount + debits.amount - credits.amount),
  text: ({ stats }, { currency }) => minorText(Number(netAmount.part(stats)), currency.exponent),
};

/** The metric that counts accounts; no document adds to it. */
export const accountCount: FigureReader = {
  ...metric("invoicing_account_count"),
  kind: "count",
  part: () => 0n,
  text: (figure) => String(figure.accountCount),
};

const figures: readonly FigureReader[] = [
  ...columnFigures,
  columnMetric("outstanding_invoices", "outstanding_invoice_amount"),
  columnMetric("current_invoices", "current_invoice_amount"),
  columnMetric("past_due_invoices", "past_due_invoice_amount"),
  columnMetric("debit_adjustments", "outstanding_debit_adjustment_amount"),
  columnMetric("credit_adjustments", "outstanding_credit_adjustment_amount"),
  columnMetric("discounts", "discount_amount"),
  netAmount,
  accountCount,
];

/**
 * Every figure that `explain` answers for: the 28 computed columns of the export in file order, then the 8 metrics of the
 * stats panel.
 *
 * @see docs/sources.md, 000:22-31 and 001:41-98.
 */
export const explainableFigures: readonly Figure[] = /* @__PURE__ */ deepFrozen(
  figures.map(({ name, kind, means, source }) => ({ name, kind, means, source })),
);

/**
 * The figure of a name.
 *
 * @throws {Fault} `QUERY_INVALID` for a name that is none.
 */
export function figureNamed(name: unknown): FigureReader {
  const figure = figures.find((each) => each.name === name);
  if (figure !== undefined) return figure;
  const identity = customerColumns.some((column) => column.name === name);
  const names = explainableFigures.map((each) => each.name).join(", ");
  const message = identity
    ? `${name} is no sum of documents: it stands in the account's own data.`
    : `There is no figure ${shown(name)}; the figures are ${names}.`;
  throw new Fault("QUERY_INVALID", message, { path: ["figure"] });
}
