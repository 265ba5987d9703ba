/** The workload as the customers' board lists it: made from columns, because a million objects are not what is measured. */
import { collectionPriorities } from "receivables";
import { accountIdsOf, asOf, asOfDay, columns, sizes } from "./data.mjs";
import { identityOf, mixed } from "./names.mjs";

const currency = { code: "USD", exponent: 2 };
const now = "2025-11-08T18:00:00.000Z";
/** Current, the four buckets, credits, debits; and the discounts that are still on offer. */
const classes = 8;
const [credits, debits, discounts] = [5, 6, 7];

/** Amount, count and amount-days of each class of each account. */
function sumsOf(size) {
  const { account, kind, cents, dueDay, off } = columns(size);
  const sums = new Float64Array(sizes[size].accounts * classes * 3);
  const add = (of, place, amount, days) => {
    const at = (of * classes + place) * 3;
    sums[at] += amount;
    sums[at + 1] += 1;
    sums[at + 2] += amount * days;
  };
  for (let row = 0; row < cents.length; row += 1) {
    const age = asOfDay - dueDay[row];
    if (kind[row] !== 0) add(account[row], kind[row] === 1 ? credits : debits, cents[row], 0);
    else if (age > 0) add(account[row], Math.min(4, Math.ceil(age / 30)), cents[row], age);
    else {
      add(account[row], 0, cents[row], 0);
      if (off[row] > 0 && age <= -20) add(account[row], discounts, off[row], 0);
    }
  }
  return sums;
}

const tally = (amount, count, days) => ({ amount, count, amountDays: String(days) });

function statsOf(sums, account) {
  const of = (places) => {
    const figure = (part) =>
      places.reduce((sum, place) => sum + sums[(account * classes + place) * 3 + part], 0);
    return tally(figure(0), figure(1), figure(2));
  };
  const undated = (places) => ({ ...of(places), amountDays: "0" });
  return {
    asOf,
    currency,
    outstanding: undated([0, 1, 2, 3, 4, debits]),
    invoices: undated([0, 1, 2, 3, 4]),
    current: of([0]),
    discounts: of([discounts]),
    pastDue: of([1, 2, 3, 4]),
    byBucket: { current: of([0]), "1-30": of([1]), "31-60": of([2]), "61-90": of([3]), "91+": of([4]) },
    credits: of([credits]),
    debits: of([debits]),
  };
}

/** Seven accounts in ten were invited. */
function invitationOf(account) {
  const bits = mixed(account + 77);
  if ((bits >>> 9) % 10 >= 7) return null;
  const [day, hour] = [10 + ((bits >>> 13) % 18), 10 + ((bits >>> 18) % 10)];
  return {
    email: `office${account}@example.com`,
    status: ["Pending", "Accepted", "Declined", "Expired"][(bits >>> 22) % 4],
    createdAt: `2025-09-${day}T${hour}:15:00.000Z`,
    updatedAt: `2025-10-${day}T${hour}:45:00.000Z`,
  };
}

/** A `CustomerList` of every account of the workload, in the order of the accounts. */
export function workloadList(size) {
  const ids = accountIdsOf(size);
  const sums = sumsOf(size);
  const stats = ids.map((_, account) => statsOf(sums, account));
  const exposures = new Map(ids.map((id, account) => [id, BigInt(stats[account].pastDue.amountDays)]));
  const priorities = collectionPriorities(exposures, { currency });
  const shown = collectionPriorities(exposures, { currency, decimals: 1 });
  const rows = ids.map((accountId, account) => {
    const { accountName, buyerCompanyName, accountType, status } = identityOf(account);
    return {
      accountId,
      accountName,
      buyerCompanyName: buyerCompanyName === "" ? null : buyerCompanyName,
      accountType: accountType === "" ? null : accountType,
      status,
      invitation: invitationOf(account),
      stats: stats[account],
      priority: priorities.get(accountId),
      shownPriority: shown.get(accountId),
    };
  });
  const options = { priorityDecimals: 1, averageDecimals: 2 };
  return { asOf, today: asOf, now, currency, options, rows };
}
