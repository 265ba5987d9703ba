import { type Day, daysBetween } from "../calendar/day.ts";
import type { Bonus, BonusBasis } from "../model/agreement.ts";
import type { Ledger } from "../model/ledger.ts";
import { type Minor, plusMinor } from "../money/amount.ts";
import { isReceived } from "../payments/received.ts";
import { type DayWindow, isIn } from "../payments/window.ts";
import { compareIds } from "../table/order.ts";
import { barOf, percentOfWhole } from "./change.ts";
import { type CountedSale, sumIn } from "./sales.ts";

/** A bonus and how far its target is. */
export interface BonusProgress {
  readonly name: string | null;
  readonly basis: BonusBasis;
  /** Minor units; 0 for no target. */
  readonly target: Minor;
  /** Per cent; null where none is agreed. */
  readonly rate: number | null;
  /** What counts towards the target since the agreement began, in minor units. */
  readonly progress: Minor;
  /** Of the target, with 2 decimals, beyond 100 where it is passed; null without a target. */
  readonly percent: number | null;
  /** The same from 0 to 1 for a bar, never beyond; null without a target. */
  readonly bar: number | null;
  /** Whether the target is reached. */
  readonly reached: boolean;
}

/** An agreement that holds today. */
export interface ActiveAgreement {
  readonly agreementId: string;
  readonly name: string | null;
  readonly startsOn: Day;
  /** The last day, included. */
  readonly endsOn: Day;
  /** Days after today up to the last; 0 on the last day. */
  readonly daysLeft: number;
  readonly bonuses: readonly BonusProgress[];
}

/** The agreements that hold today. */
export interface ActiveAgreements {
  /** The first to end first, of one day by id. */
  readonly agreements: readonly ActiveAgreement[];
}

/**
 * The agreements of an account on the ledger's today; undefined where none holds.
 *
 * @param ledger - Of one account.
 * @param sales - All of its sales, whatever the user is shown.
 * @see docs/sources.md, 004:66-69; docs/decisions.md, G-135.
 */
export function activeAgreementsOf(
  ledger: Ledger,
  sales: readonly CountedSale[],
): ActiveAgreements | undefined {
  const { today } = ledger;
  const active = [...ledger.agreements.values()]
    .filter(({ startsOn, endsOn }) => startsOn <= today && today <= endsOn)
    .sort((a, b) => compareIds(a.endsOn, b.endsOn) || compareIds(a.agreementId, b.agreementId));
  if (active.length === 0) return undefined;
  return {
    agreements: active.map(({ agreementId, name, startsOn, endsOn, bonuses }) => ({
      agreementId,
      name: name || null,
      startsOn,
      endsOn,
      daysLeft: daysBetween(today, endsOn),
      bonuses: bonuses.map((bonus) => progressOf(bonus, { from: startsOn, through: today }, ledger, sales)),
    })),
  };
}

function progressOf(
  { name, basis, target, rate }: Bonus,
  window: DayWindow,
  ledger: Ledger,
  sales: readonly CountedSale[],
): BonusProgress {
  const progress = basis === "sales" ? sumIn(sales, window).amount : receivedIn(ledger, window);
  return {
    name: name || null,
    basis,
    target,
    rate: rate ?? null,
    progress,
    percent: percentOfWhole(progress, target),
    bar: target === 0 ? null : barOf(progress, target),
    reached: target > 0 && progress >= target,
  };
}

/** The money received in a window. */
function receivedIn({ payments, today }: Ledger, window: DayWindow): Minor {
  let sum = 0;
  for (const payment of payments.values()) {
    if (isReceived(payment, today) && isIn(window, payment.paidOn)) sum = plusMinor(sum, payment.amount);
  }
  return sum;
}
