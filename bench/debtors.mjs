/**
 * The debtors board beside the engine's own pass, on 100,000 documents: `node debtors.mjs` prints what it measured.
 *
 * The pass and a tab take turns within a round, and each ratio is of one round. A tab includes opening the view, so that
 * nothing is left over from another tab.
 */
import { collectionPriorities, exposuresOf, openItems, statsByAccount } from "receivables";
import {
  creditUtilization,
  customerAging,
  customerValue,
  debtorsView,
  debtorTiles,
  overview,
  paymentForecast,
  paymentReliability,
} from "receivables/debtors";

const warmUps = 3;
const rounds = 7;
const today = "2025-05-10";
const currency = { code: "AUD", exponent: 2 };

/** 60,000 invoices, 38,000 payments and 2,000 memos of 5,000 customers over 18 months; two thirds are paid, mostly at once. */
function retailer() {
  let state = 20250510;
  // A linear congruential generator: the same ledger every time.
  const random = (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const dayBack = (days) => new Date(Date.UTC(2025, 4, 10) - days * 86_400_000).toISOString().slice(0, 10);
  const accounts = new Map();
  const terms = ["7 days", "30 days", "EOM Current", "EOM Following"];
  for (let at = 0; at < 5000; at += 1) {
    accounts.set(`C${at}`, {
      accountId: `C${at}`,
      accountName: `Customer ${at}`,
      status: "Active",
      statusGiven: false,
      kind: "customer",
      terms: terms[at % 4],
      creditLimit: 100_000 + 10_000 * random(40),
      establishedOn: dayBack(30 + random(2000)),
    });
  }
  const invoices = new Map();
  const payments = new Map();
  const allocations = [];
  for (let at = 0; at < 60_000; at += 1) {
    const id = `S${at}`;
    const back = random(540);
    const amount = 100 + random(100_000);
    const accountId = `C${random(5000)}`;
    invoices.set(id, {
      invoiceId: id,
      invoiceNumber: id,
      accountId,
      kind: "invoice",
      amount,
      cost: Math.floor(amount * 0.6),
      issuedOn: dayBack(back),
      dueOn: dayBack(back - 30),
      posting: "Posted",
      lineItems: [],
    });
    if (payments.size === 38_000 || random(3) === 0) continue;
    const paymentId = `P${at}`;
    const paidOn = dayBack(Math.max(0, back - random(60)));
    const part = random(4) === 0 ? 1 + random(amount) : amount;
    const rest = { method: "Card", kind: "payment", status: "settled", channel: "erp", register: "account" };
    payments.set(paymentId, { paymentId, accountId, paidOn, amount: part, ...rest });
    allocations.push({ paymentId, invoiceId: id, amount: part, allocatedOn: paidOn });
  }
  const adjustments = new Map();
  for (let at = 0; at < 2000; at += 1) {
    const type = at % 2 === 0 ? "credit" : "debit";
    const issuedOn = dayBack(random(400));
    adjustments.set(`M${at}`, { adjustmentId: `M${at}`, accountId: `C${at}`, type, amount: 500, issuedOn });
  }
  const features = { dueDocuments: true, agreements: true, quotes: true, activities: true };
  const valueTiers = [{ id: 1, name: "Bronze", min: 0, max: null }];
  return {
    business: { timeZone: "Australia/Sydney", currency, valueTiers, features },
    today,
    accounts,
    invoices,
    adjustments,
    payments,
    allocations,
    ...Object.fromEntries(
      ["statements", "jobs", "contracts", "sites", "laybys", "quotes", "notes"].map((table) => [
        table,
        new Map(),
      ]),
    ),
    invites: [],
  };
}

const ledger = retailer();
const documents = ledger.invoices.size + ledger.payments.size + ledger.adjustments.size;

/** From the ledger to scores: what the customers board's figures cost. */
function enginePass(asOf) {
  const stats = statsByAccount(openItems(ledger, { asOf }), { asOf, currency });
  return collectionPriorities(exposuresOf(stats), { currency });
}

const past = "2025-01-31";
const parts = [
  ["tiles", today, (view) => debtorTiles(view)],
  ["overview", today, (view) => overview(view)],
  ["customer aging", today, (view) => customerAging(view)],
  ["customer aging, by transaction", today, (view) => customerAging(view), { basis: "transaction" }],
  ["customer aging, backdated", past, (view) => customerAging(view)],
  ["credit utilization", today, (view) => creditUtilization(view)],
  ["payment reliability", today, (view) => paymentReliability(view)],
  ["customer value", today, (view) => customerValue(view)],
  ["payment forecast", today, (view) => paymentForecast(view)],
];

const timed = (work) => {
  const from = performance.now();
  work();
  return performance.now() - from;
};

const owed = openItems(ledger, { asOf: today });
const gross = owed.filter(({ kind }) => kind !== "credit").reduce((sum, { balance }) => sum + balance, 0);
if (paymentForecast(debtorsView(ledger)).total !== gross)
  throw new Error("The forecast and the open items differ.");

const comparisons = parts.map(([name, asOf, tab, options = {}]) => {
  const pairs = [];
  for (let round = 0; round < warmUps + rounds; round += 1) {
    const engine = timed(() => enginePass(asOf));
    const ours = timed(() => tab(debtorsView(ledger, { asOf, ...options })));
    if (round >= warmUps) pairs.push([ours, engine]);
  }
  return { name, pairs };
});
console.log(
  JSON.stringify({
    documents,
    accounts: ledger.accounts.size,
    allocations: ledger.allocations.length,
    comparisons,
  }),
);
