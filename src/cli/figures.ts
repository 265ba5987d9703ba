import type { DueDateBucket } from "../aging/scheme.ts";

/** Figures of an account, a job, a statement or a whole business: exact or as plain data. */
export type Figures<Tally> = {
  readonly [Key in
    | "outstanding"
    | "invoices"
    | "current"
    | "pastDue"
    | "debits"
    | "credits"
    | "discounts"]: Tally;
} & { readonly byBucket: Readonly<Record<DueDateBucket, Tally>> };

/** A line of a page of figures; what is part of the line before stands further in. */
export interface FigureLine<Tally> {
  readonly what: string;
  readonly tally: Tally;
  /** Whether days overdue are counted in it. */
  readonly ages: boolean;
}

/** What figures add up to, a line each, parts under their whole. */
export function figureLines<Tally>(figures: Figures<Tally>): readonly FigureLine<Tally>[] {
  const { outstanding, invoices, current, discounts, pastDue, byBucket, credits, debits } = figures;
  const line = (what: string, tally: Tally, ages = false) => ({ what, tally, ages });
  return [
    line("outstanding", outstanding),
    line("  invoices", invoices),
    line("    current", current),
    line("    past due", pastDue, true),
    line("      1-30 days", byBucket["1-30"], true),
    line("      31-60 days", byBucket["31-60"], true),
    line("      61-90 days", byBucket["61-90"], true),
    line("      91+ days", byBucket["91+"], true),
    line("  debit adjustments", debits),
    line("credit adjustments, not netted", credits),
    line("discounts still available", discounts),
  ];
}
