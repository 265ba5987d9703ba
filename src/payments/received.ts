import type { Day } from "../calendar/day.ts";
import type { Payment } from "../model/payment.ts";
import { isActive, isPaid } from "../model/standing.ts";

/** Whether a payment row reduces what an account owes on a day: settled, to the account's register, dated by then. */
export function isAccountCredit(payment: Payment, day: Day): boolean {
  return payment.register === "account" && isActive(payment) && isPaid(payment, day);
}

/**
 * Whether a payment row is money received for an account by a day: a discount or a write-off is entered like a payment and
 * reduces what is owed, but nobody received it.
 *
 * @see docs/decisions.md, "Payments received".
 */
export function isReceived(payment: Payment, day: Day): boolean {
  return payment.kind === "payment" && isAccountCredit(payment, day);
}
