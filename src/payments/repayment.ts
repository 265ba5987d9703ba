import type { Day } from "../calendar/day.ts";
import type { Adjustment } from "../model/adjustment.ts";
import type { Invoice } from "../model/invoice.ts";
import type { Ledger } from "../model/ledger.ts";
import { endsOf, isActive, stands, standsFrom } from "../model/standing.ts";

/** When the allocations that stand on a document came. */
export interface Repayment {
  /** The earliest day on which money that was put against it was paid; undefined where only credits were. */
  readonly firstPaidOn: Day | undefined;
  /** The latest day: of a payment the day it was paid, of a credit memo the day it was put there. */
  readonly lastPaidOn: Day;
  /** The first day on which all of them stand. */
  readonly standsFrom: Day;
}

type RepaymentInMaking = { -readonly [Key in keyof Repayment]: Repayment[Key] };

/**
 * What was put against each document by a day, in one pass over the allocations.
 *
 * @param through - Money paid later than this is not looked for among first payments.
 */
export function repaymentsOn(
  ledger: Ledger,
  day: Day,
  through: Day,
): ReadonlyMap<Invoice | Adjustment, Repayment> {
  const repayments = new Map<Invoice | Adjustment, RepaymentInMaking>();
  for (const allocation of ledger.allocations) {
    const ends = endsOf(allocation, ledger);
    const { source, target } = ends;
    if (source === undefined || target === undefined || !isActive(source)) continue;
    if (!stands(allocation, ends, ledger.today, day)) continue;
    const isPayment = "paymentId" in source;
    const lastPaidOn = isPayment ? source.paidOn : allocation.allocatedOn;
    const isMoney = isPayment && source.kind === "payment" && source.paidOn <= through;
    const from = standsFrom(allocation, ends, ledger.today);
    const before = repayments.get(target);
    if (before === undefined) {
      repayments.set(target, {
        firstPaidOn: isMoney ? lastPaidOn : undefined,
        lastPaidOn,
        standsFrom: from,
      });
      continue;
    }
    if (isMoney && (before.firstPaidOn === undefined || lastPaidOn < before.firstPaidOn)) {
      before.firstPaidOn = lastPaidOn;
    }
    if (lastPaidOn > before.lastPaidOn) before.lastPaidOn = lastPaidOn;
    if (from > before.standsFrom) before.standsFrom = from;
  }
  return repayments;
}
