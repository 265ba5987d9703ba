import type { Day } from "../calendar/day.ts";
import type { Ledger } from "../model/ledger.ts";
import { endsOf, isActive, stands } from "../model/standing.ts";
import { type Minor, plusMinor } from "../money/amount.ts";

/** What of each payment was put against documents and quotes by a day. */
export interface Allocated {
  readonly byPayment: ReadonlyMap<string, Minor>;
  /** Per payment, what went to each proforma, in the order of the ledger. */
  readonly toProformas: ReadonlyMap<string, ReadonlyMap<string, Minor>>;
}

/** Adds up the allocations of active payments that stand on a day. */
export function allocatedOn(ledger: Ledger, day: Day): Allocated {
  const byPayment = new Map<string, Minor>();
  const toProformas = new Map<string, Map<string, Minor>>();
  for (const allocation of ledger.allocations) {
    const { paymentId, proformaId, amount } = allocation;
    if (paymentId === undefined) continue;
    const ends = endsOf(allocation, ledger);
    if (ends.source === undefined || !isActive(ends.source)) continue;
    if (!stands(allocation, ends, ledger.today, day)) continue;
    byPayment.set(paymentId, plusMinor(byPayment.get(paymentId) ?? 0, amount));
    if (proformaId === undefined) continue;
    const parts = toProformas.get(paymentId) ?? new Map<string, Minor>();
    parts.set(proformaId, plusMinor(parts.get(proformaId) ?? 0, amount));
    toProformas.set(paymentId, parts);
  }
  return { byPayment, toProformas };
}
