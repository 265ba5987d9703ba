import type { Ledger } from "../model/ledger.ts";

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
    invites: ledger.invites.filter(isOwn),
    // Where an allocation goes to belongs to the same account as where it comes from.
    allocations: ledger.allocations.filter(
      ({ paymentId, adjustmentId }) => payments.has(paymentId ?? "") || adjustments.has(adjustmentId ?? ""),
    ),
  };
}
