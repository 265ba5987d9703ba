import { bucketOf } from "../aging/classify.ts";
import { type Day, dayNumber } from "../calendar/day.ts";
import { monthsBetweenNumbers } from "../calendar/month.ts";
import { type Minor, plusMinor } from "../money/amount.ts";
import type { Charge, Debtor } from "./standing.ts";
import { type AgingBasis, debtorAging, type TermGroup } from "./terms-group.ts";

/** What a customer's charges add up to by age. */
export interface Aged {
  /** Minor units by label. */
  readonly byLabel: Map<string, Minor>;
  /** Days past due, or since the transaction, of the charge that is oldest; 0 where none lies back. */
  readonly maxDays: number;
  /** Days past due of the charge that is longest past due, whatever the basis; 0 where none is. */
  readonly maxDaysOverdue: number;
}

/** Ages a customer's charges under its group's scheme. */
export function agedOn(debtor: Debtor, asOf: Day, basis: AgingBasis, group: TermGroup): Aged {
  const { scheme, labels } = debtorAging[group][basis];
  const today = dayNumber(asOf);
  const byLabel = new Map<string, Minor>(labels.map((label) => [label, 0]));
  let maxDays = 0;
  let maxDaysOverdue = 0;
  for (const charge of debtor.charges) {
    const from = dayNumber(charge[scheme.from]);
    const age = scheme.unit === "day" ? today - from : monthsBetweenNumbers(from, today);
    const label = bucketOf(age, scheme);
    byLabel.set(label, plusMinor(byLabel.get(label) as Minor, charge.balance));
    maxDays = Math.max(maxDays, today - from);
    maxDaysOverdue = Math.max(maxDaysOverdue, today - dayNumber(charge.dueOn));
  }
  return { byLabel, maxDays, maxDaysOverdue };
}

/** Days past due of the charge that is longest past due; 0 where none is. */
export function longestOverdue(charges: readonly Charge[], asOf: Day): number {
  const today = dayNumber(asOf);
  return charges.reduce((most, { dueOn }) => Math.max(most, today - dayNumber(dueOn)), 0);
}
