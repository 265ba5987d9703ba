/** Ledgers for the store's benchmark: the engine's workload as a checked ledger, and accounts with names to search. */
import { asOf, rows } from "./data.mjs";
import { companyName, mixed } from "./names.mjs";

export const timeZone = "America/Chicago";
export const currency = { code: "USD", exponent: 2 };
/** Noon of the workload's day. */
export const now = "2025-11-08T18:00:00Z";

const business = { timeZone, currency };
const account = (accountId, accountName) => [
  accountId,
  { accountId, accountName, status: "Active", statusGiven: false, kind: "customer" },
];

function ledgerOf(accounts, invoices, adjustments) {
  return {
    business,
    today: asOf,
    accounts,
    invoices,
    adjustments,
    payments: new Map(),
    allocations: [],
    invites: [],
    statements: new Map(),
    jobs: new Map(),
    contracts: new Map(),
    sites: new Map(),
    laybys: new Map(),
    quotes: new Map(),
    notes: new Map(),
  };
}

/** The engine's workload as the ledger that reading it would have given: reading a million rows is not what is measured. */
export function workloadLedger(size) {
  const accounts = new Map();
  const invoices = new Map();
  const adjustments = new Map();
  for (const { id, accountId, kind, balance: amount, dueOn, discounts } of rows(size, "typed")) {
    if (!accounts.has(accountId)) accounts.set(...account(accountId, `Customer ${accountId}`));
    if (kind !== "invoice") {
      adjustments.set(id, { adjustmentId: id, accountId, type: kind, amount });
      continue;
    }
    const [discount] = discounts ?? [];
    invoices.set(id, {
      invoiceId: id,
      invoiceNumber: id,
      accountId,
      kind: "invoice",
      amount,
      dueOn,
      posting: "Posted",
      lineItems: [],
      ...(discount === undefined ? {} : { discount: { amount: discount.amount, until: discount.until } }),
    });
  }
  return ledgerOf(accounts, invoices, adjustments);
}

/** Accounts with names, each with one open invoice of its own size. */
export function namedLedger(count) {
  const accounts = new Map();
  const invoices = new Map();
  for (let index = 0; index < count; index += 1) {
    const bits = mixed(index);
    const accountId = `ACCT-${String(index).padStart(6, "0")}`;
    accounts.set(...account(accountId, companyName(index)));
    const invoiceId = `DOC-${index}`;
    const dueOn = `2025-${String(1 + (bits % 12)).padStart(2, "0")}-15`;
    invoices.set(invoiceId, {
      invoiceId,
      invoiceNumber: invoiceId,
      accountId,
      kind: "invoice",
      amount: 1 + (bits % 50_000_000),
      dueOn,
      posting: "Posted",
      lineItems: [],
    });
  }
  return ledgerOf(accounts, invoices, new Map());
}

/** Names as they are typed into the search bar, letter by letter: of accounts far apart, and of nobody. */
export function keystrokesIn(accounts) {
  const names = [...accounts.values()].map(({ accountName }) => accountName.toLowerCase());
  const typed = Array.from({ length: 9 }, (_, at) => names[Math.floor(((at + 0.5) * names.length) / 9)]);
  return [...typed, "zzyzx roofing"].flatMap((text) => Array.from(text, (_, at) => text.slice(0, at + 1)));
}
