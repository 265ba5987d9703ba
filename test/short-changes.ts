import type { Change } from "../src/store/change.ts";

/** Changes as short as they can be: of account A, invoice 7 over 100.00, payment P, credit K, debit D, and so on. */

let count = 0;
/** A change under an id that no other has. */
export const change = (kind: string, fields: object): Change => {
  count += 1;
  return { changeId: `#${count}`, kind, ...fields } as unknown as Change;
};

export const invoiceRow = (more: object = {}) => ({
  invoiceNumber: "7",
  accountId: "A",
  amount: "100.00",
  issuedOn: "2025-02-01",
  dueOn: "2025-03-01",
  ...more,
});
export const paymentRow = (more: object = {}) => ({
  paymentId: "P",
  accountId: "A",
  paidOn: "2025-03-05",
  amount: "60.00",
  ...more,
});
export const creditRow = (more: object = {}) => ({
  adjustmentId: "K",
  accountId: "A",
  type: "credit",
  amount: "30.00",
  ...more,
});
export const inviteRow = (more: object = {}) => ({
  accountId: "A",
  email: "ap@acme.test",
  status: "Pending",
  createdAt: "2025-03-01T15:00:00Z",
  ...more,
});

export const account = (more: object = {}) =>
  change("account-changed", { account: { accountId: "A", ...more } });
export const invoice = (more?: object, lists?: object) =>
  change("invoice-created", { invoice: invoiceRow(more), ...lists });
export const invoiceAgain = (more?: object, lists?: object) =>
  change("invoice-updated", { invoice: invoiceRow(more), ...lists });
export const paid = (invoiceId = "7") => change("invoice-paid", { invoiceId });
export const voided = (voidedOn = "2025-03-08", invoiceId = "7") =>
  change("invoice-voided", { invoiceId, voidedOn });
export const payment = (more?: object) => change("payment-posted", { payment: paymentRow(more) });
export const paymentAgain = (more?: object) => change("payment-updated", { payment: paymentRow(more) });
export const allocate = (more: object = {}) =>
  change("payment-allocated", {
    allocation: { paymentId: "P", invoiceId: "7", amount: "60.00", allocatedOn: "2025-03-05", ...more },
  });
export const credit = (more?: object) => change("adjustment-created", { adjustment: creditRow(more) });
export const creditAgain = (more?: object) => change("adjustment-updated", { adjustment: creditRow(more) });
export const debit = (more: object = {}) => credit({ adjustmentId: "D", type: "debit", ...more });
export const apply = (more: object = {}) =>
  change("adjustment-applied", {
    allocation: { adjustmentId: "K", invoiceId: "7", amount: "30.00", allocatedOn: "2025-03-05", ...more },
  });
export const invite = (more?: object) => change("invite-created", { invite: inviteRow(more) });
export const inviteAgain = (more?: object) => change("invite-changed", { invite: inviteRow(more) });
export const statement = (more: object = {}, lines: readonly object[] = []) =>
  change("statement-issued", {
    statement: { statementId: "S", accountId: "A", issuedOn: "2025-02-28", ...more },
    lines,
  });
export const line = (more: object = {}) => ({ statementId: "S", invoiceId: "7", ...more });
export const job = (more: object = {}) =>
  change("job-changed", { job: { jobId: "J", accountId: "A", ...more } });
export const contract = (more: object = {}) =>
  change("contract-changed", { contract: { contractId: "C", jobId: "J", amount: "5000.00", ...more } });
export const site = (more: object = {}) =>
  change("site-changed", { site: { siteId: "T", accountId: "A", ...more } });
