import type { DueDateBucket } from "../aging/scheme.ts";
import type { Day } from "../calendar/day.ts";
import type { Minor } from "../money/amount.ts";
import type { Currency } from "../money/currency.ts";
import type { OpenDiscount, OpenItem } from "../positions/open-items.ts";
import type { Figure } from "./explain-figures.ts";

/** An offer on an invoice, and whether it is part of the figure. */
export interface ExplainedOffer extends OpenDiscount {
  /** `"outdone"`: it still stands, but another one counts instead. `"ended"`: its last day is over. */
  readonly state: "counts" | "outdone" | "ended";
}

/** What an invoice offers to whoever pays in time. */
export interface ExplainedDiscount {
  /** What the offers that count come to, in minor units; of it the invoice adds no more than its balance. */
  readonly offered: Minor;
  readonly offers: readonly ExplainedOffer[];
}

/** A document behind a figure. */
export interface ExplainedDocument {
  readonly id: string;
  readonly accountId: string;
  readonly kind: OpenItem["kind"];
  /** Null for adjustments, which do not age. */
  readonly dueOn: Day | null;
  /** Negative while the due day lies ahead; null for adjustments. */
  readonly daysOverdue: number | null;
  /** Null for adjustments. */
  readonly bucket: DueDateBucket | null;
  /** What is left on it, in minor units; a positive magnitude. */
  readonly balance: Minor;
  /**
   * What it adds to the figure: minor units (below zero for a credit in the net amount), 1 for a count, and for averages and
   * priorities balance times days overdue, as decimal text of minor-unit days.
   */
  readonly contribution: number | string;
  /** Its discounts, where the figure is about them; null elsewhere. */
  readonly discount: ExplainedDiscount | null;
}

/** An account and its exposure, as decimal text of minor-unit days. */
export interface ExplainedExposure {
  readonly accountId: string;
  readonly exposure: string;
}

/** Where a priority comes from besides the account's documents. */
export interface ExplainedScore {
  /** The account's exposure, as decimal text of minor-unit days. */
  readonly exposure: string;
  /** The lowest of the business. */
  readonly lowest: ExplainedExposure;
  /** The highest of the business. */
  readonly highest: ExplainedExposure;
  /** The exposure from which the scale counts: the lowest, or 0 with the floor `"zero"`. */
  readonly foot: string;
  /** Which rule decided: one of the four that need no logarithm, or the formula between the ends. */
  readonly rule: "nothing-past-due" | "all-equal" | "lowest" | "highest" | "between";
  /** The priority before it was rounded, a full double. */
  readonly exact: number;
}

/** A figure with the documents behind it. Plain data: it survives JSON. */
export interface Explanation {
  /** Null for the business. */
  readonly accountId: string | null;
  readonly asOf: Day;
  readonly currency: Currency;
  readonly figure: string;
  readonly kind: Figure["kind"];
  readonly means: string;
  readonly source: string;
  /** Minor units, a count, or a rounded number of days or of the priority. */
  readonly value: number;
  /** The same as the export writes it. */
  readonly text: string;
  /** Those that add something: invoices, the oldest due first, then debits, then credits, each by id. */
  readonly documents: readonly ExplainedDocument[];
  /** How they make the figure, as a line in major units. */
  readonly arithmetic: string;
  /** Null for other figures than the priority. */
  readonly score: ExplainedScore | null;
}
