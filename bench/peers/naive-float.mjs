/** What one writes with nothing: float amounts, days by subtraction, text days through Date.parse. Fast, and inexact. */

const newBucket = () => ({ amount: 0, count: 0, days: 0, average: 0 });
const newAccount = () => ({
  outstanding: 0,
  outstandingCount: 0,
  invoices: 0,
  invoiceCount: 0,
  current: 0,
  currentCount: 0,
  discounts: 0,
  discountCount: 0,
  pastDue: 0,
  pastDueCount: 0,
  days: 0,
  average: 0,
  buckets: [newBucket(), newBucket(), newBucket(), newBucket()],
  credits: 0,
  creditCount: 0,
  debits: 0,
  debitCount: 0,
  score: 0,
});

/** From rows whose days were made numbers beforehand. */
export const runDays = (rows, today) => run(rows, today, (day) => day);

/** From rows with days as text. */
export const runText = (rows, asOf) => run(rows, parseDay(asOf), parseDay);
const parseDay = (text) => Date.parse(text) / 86_400_000;

function run(rows, today, dayOf) {
  const accounts = new Map();
  for (const row of rows) {
    let account = accounts.get(row.accountId);
    if (account === undefined) {
      account = newAccount();
      accounts.set(row.accountId, account);
    }
    const { balance, kind } = row;
    if (kind === "credit") {
      account.credits += balance;
      account.creditCount += 1;
      continue;
    }
    account.outstanding += balance;
    account.outstandingCount += 1;
    if (kind === "debit") {
      account.debits += balance;
      account.debitCount += 1;
      continue;
    }
    account.invoices += balance;
    account.invoiceCount += 1;
    const days = today - dayOf(row.dueOn);
    if (days > 0) {
      account.pastDue += balance;
      account.pastDueCount += 1;
      account.days += balance * days;
      const bucket = account.buckets[days <= 30 ? 0 : days <= 60 ? 1 : days <= 90 ? 2 : 3];
      bucket.amount += balance;
      bucket.count += 1;
      bucket.days += balance * days;
      continue;
    }
    account.current += balance;
    account.currentCount += 1;
    if (row.discountAmount !== undefined && dayOf(row.discountUntil) >= today) {
      account.discounts += Math.min(row.discountAmount, balance);
      account.discountCount += 1;
    }
  }
  return finish(accounts);
}

function finish(accounts) {
  const average = (days, amount) => (amount === 0 ? 0 : Math.round((days / amount) * 100) / 100);
  let lowest = Number.POSITIVE_INFINITY;
  let highest = 0;
  for (const { days } of accounts.values()) {
    lowest = Math.min(lowest, Math.log1p(days));
    highest = Math.max(highest, Math.log1p(days));
  }
  for (const account of accounts.values()) {
    account.average = average(account.days, account.pastDue);
    for (const bucket of account.buckets) bucket.average = average(bucket.days, bucket.amount);
    account.score = Math.round((100 * (Math.log1p(account.days) - lowest)) / (highest - lowest)) / 10;
  }
  return accounts;
}

/** Whether an account's float sums are not even equal among themselves. */
export const isAdrift = ({ pastDue, current, invoices, buckets }) =>
  current + pastDue !== invoices || buckets.reduce((sum, { amount }) => sum + amount, 0) !== pastDue;

/** An account's figures as the benchmark compares them: minor units, counts, averages, score. */
export function figures(account) {
  const cents = (amount, count) => `${Math.round(amount * 100)}/${count}`;
  const { outstanding, invoices, current, discounts, pastDue, credits, debits } = account;
  return [
    cents(outstanding, account.outstandingCount),
    cents(invoices, account.invoiceCount),
    cents(current, account.currentCount),
    cents(discounts, account.discountCount),
    cents(pastDue, account.pastDueCount),
    ...account.buckets.map(({ amount, count }) => cents(amount, count)),
    cents(credits, account.creditCount),
    cents(debits, account.debitCount),
    ...[account, ...account.buckets].map(({ average }) => average.toFixed(2)),
    account.score.toFixed(1),
  ];
}
