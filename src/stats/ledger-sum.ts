import type { DueDateBucket } from "../aging/scheme.ts";
import { dayOf } from "../calendar/day.ts";
import { Fault } from "../fault/fault.ts";
import { shown } from "../fault/issue.ts";
import type { Ledger } from "../model/ledger.ts";
import { eachOpenDocument, offersOn, type PositionOptions } from "../positions/open-items.ts";
import type { Accumulator } from "./accumulator.ts";
import type { AccountStats } from "./stats.ts";

/**
 * Adds the open documents of a ledger to their accounts' slots: the same sums as of its open items, which are not made.
 *
 * @param slotOf - The slot of an account.
 * @throws {Fault} as `openItems`.
 */
export function addOpenDocuments<Label extends string>(
  sum: Accumulator<Label>,
  ledger: Ledger,
  position: PositionOptions,
  slotOf: (accountId: string) => number,
): void {
  eachOpenDocument(ledger, position, {
    invoice: ({ accountId, dueOn, discount }, balance, statements) => {
      const slot = slotOf(accountId);
      const due = dayOf(dueOn);
      sum.addInvoice(slot, balance, due);
      if (sum.isCurrent(due)) sum.addOffers(slot, balance, due, offersOn(discount, statements), 0);
    },
    adjustment: ({ accountId, type }, balance) => sum.addAdjustment(slotOf(accountId), type, balance),
  });
}

/**
 * What stands in an account's slot.
 *
 * @throws {Fault} `AMOUNT_OVERFLOW` with the account as its path.
 */
export function statsOfAccount(
  sum: Accumulator<DueDateBucket>,
  slot: number,
  accountId: string,
): AccountStats {
  try {
    return sum.stats(slot);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    throw new Fault(error.code, `Account ${shown(accountId)}: ${error.message}`, { path: [accountId] });
  }
}
