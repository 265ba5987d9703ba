/**
 * What one writes with the named packages: first the rows are read, a Decimal for every amount and a PlainDate for every
 * day, then they are added up.
 */
import { Temporal } from "@js-temporal/polyfill";
import Decimal from "decimal.js";

const zero = new Decimal(0);
const newAccount = () => ({
  outstanding: { amount: zero, count: 0 },
  invoices: { amount: zero, count: 0 },
  current: { amount: zero, count: 0 },
  discounts: { amount: zero, count: 0 },
  pastDue: { amount: zero, count: 0, days: zero },
  buckets: [0, 1, 2, 3].map(() => ({ amount: zero, count: 0, days: zero })),
  credits: { amount: zero, count: 0 },
  debits: { amount: zero, count: 0 },
});

function add(tally, amount, days) {
  tally.amount = tally.amount.plus(amount);
  tally.count += 1;
  if (days !== undefined) tally.days = tally.days.plus(amount.times(days));
}

export const read = ({ accountId, kind, balance, dueOn, discountAmount, discountUntil }) => ({
  accountId,
  kind,
  balance: new Decimal(balance),
  dueOn: dueOn === undefined ? undefined : Temporal.PlainDate.from(dueOn),
  discountAmount: discountAmount === undefined ? undefined : new Decimal(discountAmount),
  discountUntil: discountUntil === undefined ? undefined : Temporal.PlainDate.from(discountUntil),
});

/** From rows of text. */
export const run = (rows, asOf, accountIds) => addUp(rows.map(read), asOf, accountIds);

/** From rows that were read; accounts that are named have figures even without a row. */
export function addUp(rows, asOf, accountIds = []) {
  const today = Temporal.PlainDate.from(asOf);
  const accounts = new Map(accountIds.map((id) => [id, newAccount()]));
  for (const { accountId, kind, balance, dueOn, discountAmount, discountUntil } of rows) {
    let account = accounts.get(accountId);
    if (account === undefined) {
      account = newAccount();
      accounts.set(accountId, account);
    }
    if (kind === "credit") {
      add(account.credits, balance);
      continue;
    }
    add(account.outstanding, balance);
    if (kind === "debit") {
      add(account.debits, balance);
      continue;
    }
    add(account.invoices, balance);
    const { days } = dueOn.until(today);
    if (days > 0) {
      add(account.pastDue, balance, days);
      add(account.buckets[days <= 30 ? 0 : days <= 60 ? 1 : days <= 90 ? 2 : 3], balance, days);
      continue;
    }
    add(account.current, balance);
    if (discountAmount !== undefined && Temporal.PlainDate.compare(discountUntil, today) >= 0) {
      add(account.discounts, Decimal.min(discountAmount, balance));
    }
  }
  return finish(accounts);
}

function finish(accounts) {
  const average = ({ amount, days }) =>
    amount.isZero() ? zero : days.div(amount).toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
  const logs = new Map();
  for (const [id, account] of accounts) logs.set(id, account.pastDue.days.plus(1).ln());
  let lowest;
  let highest;
  for (const log of logs.values()) {
    if (lowest === undefined || log.lt(lowest)) lowest = log;
    if (highest === undefined || log.gt(highest)) highest = log;
  }
  for (const [id, account] of accounts) {
    account.averages = [account.pastDue, ...account.buckets].map(average);
    const share = logs.get(id).minus(lowest).div(highest.minus(lowest));
    account.score = share.times(10).toDecimalPlaces(1, Decimal.ROUND_HALF_UP);
  }
  return accounts;
}

/** An account's figures as the benchmark compares them: minor units, counts, averages, score. */
export function figures({
  outstanding,
  invoices,
  current,
  discounts,
  pastDue,
  buckets,
  credits,
  debits,
  averages,
  score,
}) {
  const tallies = [outstanding, invoices, current, discounts, pastDue, ...buckets, credits, debits];
  return [
    ...tallies.map(({ amount, count }) => `${amount.times(100)}/${count}`),
    ...averages.map((average) => average.toFixed(2)),
    score.toFixed(1),
  ];
}

/** The 27 columns of figures of the customer export. */
export function figureColumns({
  outstanding,
  invoices,
  current,
  discounts,
  pastDue,
  buckets,
  credits,
  debits,
  averages,
}) {
  const columns = [
    ["outstanding", outstanding],
    ["outstanding_invoice", invoices],
    ["current_invoice", current],
    ["discount", discounts],
    ["past_due_invoice", pastDue, averages[0]],
    ["one_to_thirty_invoice", buckets[0], averages[1]],
    ["thirty_one_to_sixty_invoice", buckets[1], averages[2]],
    ["sixty_one_to_ninety_invoice", buckets[2], averages[3]],
    ["ninety_one_plus_invoice", buckets[3], averages[4]],
    ["outstanding_credit_adjustment", credits],
    ["outstanding_debit_adjustment", debits],
  ];
  return Object.fromEntries(
    columns.flatMap(([name, { amount, count }, average]) => [
      [`${name}_amount`, amount.toFixed(2)],
      [`${name}_count`, String(count)],
      ...(average === undefined ? [] : [[`${name}_weighted_average_days_overdue`, average.toFixed(2)]]),
    ]),
  );
}
