/**
 * The answers that candidates of the columns' benchmark give: columns with an entry an account, in the accounts' order.
 * For peers that only group: they add up by account and class, and what follows from these sums is worked out here.
 */

/** The classes of documents: current, the four buckets past due, credits, debits. */
export const classCount = 7;
/** Amount, count and amount-days of each class, then amount and count of the discounts. */
export const width = 3 * classCount + 2;
export const discountsAt = 3 * classCount;

/** Eleven tallies, of each the amounts and the counts; then five averages in days, and the scores. */
export const tallies = [
  "outstanding",
  "invoices",
  "current",
  "discounts",
  "pastDue",
  "1-30",
  "31-60",
  "61-90",
  "91+",
  "credits",
  "debits",
];
export const aged = ["pastDue", "1-30", "31-60", "61-90", "91+"];

/** As SQL: the class of a document by how many days it is past due. */
export const classOf = (kind, age) =>
  `CASE WHEN ${kind} = 1 THEN 5 WHEN ${kind} = 2 THEN 6 WHEN ${age} <= 0 THEN 0 WHEN ${age} <= 30 THEN 1 WHEN ${age} <= 60 THEN 2 WHEN ${age} <= 90 THEN 3 ELSE 4 END`;

/** Adds groups by account and class, eight classes an account in one key, to the sums of the accounts. */
export function addGroups(sums, { keys, amounts, counts, days, offs, offered }, length = keys.length) {
  for (let row = 0; row < length; row += 1) {
    const start = (keys[row] >> 3) * width;
    const at = start + 3 * (keys[row] & 7);
    sums[at] += amounts[row];
    sums[at + 1] += counts[row];
    sums[at + 2] += days[row];
    sums[start + discountsAt] += offs[row];
    sums[start + discountsAt + 1] += offered[row];
  }
}

/** Answers from sums, `width` numbers an account. */
export function answersOf(sums) {
  const accounts = sums.length / width;
  const empty = () => new Float64Array(accounts);
  const amounts = tallies.map(empty);
  const counts = tallies.map(empty);
  const averages = aged.map(empty);
  const exposures = empty();
  for (let account = 0, from = 0; account < accounts; account += 1, from += width) {
    let [amount, count, days] = [0, 0, 0];
    for (let bucket = 1; bucket <= 4; bucket += 1) {
      const at = from + 3 * bucket;
      amounts[4 + bucket][account] = sums[at];
      counts[4 + bucket][account] = sums[at + 1];
      averages[bucket][account] = average(sums[at], sums[at + 2]);
      amount += sums[at];
      count += sums[at + 1];
      days += sums[at + 2];
    }
    exposures[account] = days;
    averages[0][account] = average(amount, days);
    amounts[0][account] = sums[from] + amount + sums[from + 18];
    counts[0][account] = sums[from + 1] + count + sums[from + 19];
    amounts[1][account] = sums[from] + amount;
    counts[1][account] = sums[from + 1] + count;
    amounts[2][account] = sums[from];
    counts[2][account] = sums[from + 1];
    amounts[3][account] = sums[from + discountsAt];
    counts[3][account] = sums[from + discountsAt + 1];
    amounts[4][account] = amount;
    counts[4][account] = count;
    amounts[9][account] = sums[from + 15];
    counts[9][account] = sums[from + 16];
    amounts[10][account] = sums[from + 18];
    counts[10][account] = sums[from + 19];
  }
  return { amounts, counts, averages, priorities: scores(exposures) };
}

/** Two decimals, halves up; exact as long as the numbers are, which those of the workload are by far. */
function average(amount, days) {
  if (amount === 0) return 0;
  const rest = days % amount;
  return (((days - rest) / amount) * 100 + Math.floor((200 * rest + amount) / (2 * amount))) / 100;
}

/** One decimal by doubles alone, without a look at what comes near a half. */
function scores(exposures) {
  let [lowest, highest] = [Number.POSITIVE_INFINITY, 0];
  for (const exposure of exposures) {
    if (exposure < lowest) lowest = exposure;
    if (exposure > highest) highest = exposure;
  }
  const floor = Math.log1p(lowest / 100);
  const scale = 100 / (Math.log1p(highest / 100) - floor);
  return exposures.map((exposure) =>
    exposure === 0 ? 0 : Math.round((Math.log1p(exposure / 100) - floor) * scale) / 10,
  );
}
