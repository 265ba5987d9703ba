import type { Ledger } from "./ledger.ts";

/** The ledger as far as it is about one account: what is unknown of others is no matter there. */
export function ownLedger(ledger: Ledger, accountId: string): Ledger {
  const isOwn = (row: { readonly accountId: string }) => row.accountId === accountId;
  const own = <Row extends { readonly accountId: string }>(rows: ReadonlyMap<string, Row>) =>
    new Map([...rows].filter(([, row]) => isOwn(row)));
  const payments = own(ledger.payments);
  const adjustments = own(ledger.adjustments);
  return {
    ...ledger,
    payments,
    adjustments,
    invoices: own(ledger.invoices),
    statements: own(ledger.statements),
    jobs: own(ledger.jobs),
    sites: own(ledger.sites),
    laybys: own(ledger.laybys),
    quotes: own(ledger.quotes),
    notes: own(ledger.notes),
    activities: own(ledger.activities),
    tasks: own(ledger.tasks),
    events: own(ledger.events),
    agreements: own(ledger.agreements),
    sales: ledger.sales.filter(isOwn),
    invites: ledger.invites.filter(isOwn),
    // Where an allocation goes to belongs to the same account as where it comes from.
    allocations: ledger.allocations.filter(
      ({ paymentId, adjustmentId }) => payments.has(paymentId ?? "") || adjustments.has(adjustmentId ?? ""),
    ),
  };
}
