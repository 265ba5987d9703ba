import { dayOf, dayProblem } from "../calendar/day.ts";
import { Fault } from "../fault/fault.ts";
import { type Path, shown } from "../fault/issue.ts";
import type { Minor } from "../money/amount.ts";
import type { OpenDiscount } from "../positions/open-items.ts";
import type { DiscountCombining } from "./stats.ts";

/** What can still be captured on a day, before it is held against the balance. The last day of a discount counts. */
export function availableDiscount(
  offers: readonly OpenDiscount[],
  asOf: number,
  combining: DiscountCombining,
  index: number,
): Minor {
  let invoice = 0;
  let statement = 0;
  let sum = 0;
  for (let place = 0; place < offers.length; place += 1) {
    const offer = offers[place] as OpenDiscount;
    const { amount, from } = offer;
    const lastDay = dayOf(offer.until);
    if (!(Number.isSafeInteger(amount) && amount >= 0) || Number.isNaN(lastDay)) {
      throw badDiscount(offer, [index, "discounts", place]);
    }
    if (lastDay < asOf) continue;
    sum += amount;
    if (from === "invoice") invoice = Math.max(invoice, amount);
    else statement = Math.max(statement, amount);
  }
  return combinedOffers(invoice, statement, sum, combining);
}

/** What offers that still stand come to: the greatest of the invoice's, the greatest of the statement's, the sum of all. */
export function combinedOffers(
  invoice: Minor,
  statement: Minor,
  sum: Minor,
  combining: DiscountCombining,
): Minor {
  if (combining === "sum") return sum;
  if (combining === "statement-first") return statement > 0 ? statement : invoice;
  if (combining === "invoice-first") return invoice > 0 ? invoice : statement;
  return Math.max(invoice, statement);
}

/**
 * The offers that {@link availableDiscount} is made of: all that still stand where they are summed, else the one that wins,
 * of equal ones the first. None where nothing can be captured.
 */
export function countedOffers(
  offers: readonly OpenDiscount[],
  asOf: number,
  combining: DiscountCombining,
): readonly OpenDiscount[] {
  const standing = offers.filter(({ amount, until }) => amount > 0 && dayOf(until) >= asOf);
  if (combining === "sum") return standing;
  const amount = availableDiscount(offers, asOf, combining, 0);
  const winners = standing.filter((offer) => offer.amount === amount);
  const first = combining === "invoice-first" ? "invoice" : "statement";
  const winner =
    combining === "max" ? winners[0] : (winners.find(({ from }) => from === first) ?? winners[0]);
  return winner === undefined ? [] : [winner];
}

function badDiscount({ amount, until }: OpenDiscount, path: Path): Fault {
  if (Number.isSafeInteger(amount) && amount >= 0)
    return new Fault(...dayProblem(until), { path: [...path, "until"] });
  const message = `A discount is a whole number of minor units, not negative: ${shown(amount)}.`;
  return new Fault("AMOUNT_NOT_POSITIVE", message, { path: [...path, "amount"] });
}
