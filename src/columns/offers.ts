import { combinedOffers } from "../stats/discount.ts";
import type { DiscountCombining } from "../stats/stats.ts";
import type { OfferColumns } from "./document-columns.ts";

/**
 * What can still be captured on a day of the offers of one document, which stand from one place up to another: as the
 * library's own rule for open items.
 */
export function availableOffer(
  { amounts, lastDays, sources }: Pick<OfferColumns, "amounts" | "lastDays" | "sources">,
  from: number,
  to: number,
  asOf: number,
  combining: DiscountCombining,
): number {
  let invoice = 0;
  let statement = 0;
  let sum = 0;
  for (let at = from; at < to; at += 1) {
    if ((lastDays[at] as number) < asOf) continue;
    const amount = amounts[at] as number;
    sum += amount;
    if (sources[at] === 0) invoice = Math.max(invoice, amount);
    else statement = Math.max(statement, amount);
  }
  return combinedOffers(invoice, statement, sum, combining);
}
