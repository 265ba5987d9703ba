/** One candidate in a process of its own: `node candidate.mjs NAME SIZE` prints its times, then its answers. */
import {
  collectionPriorities,
  exposuresOf,
  readAccountStats,
  roundedAverageDays,
  statsByAccount,
} from "receivables";
import { asOf, asOfDay, centsText, dayText, flat, rows } from "./data.mjs";
import { peakMb } from "./peak.mjs";

const currency = { code: "USD", exponent: 2 };
const pastBuckets = ["1-30", "31-60", "61-90", "91+"];

/** Our two ways end alike: averages of every account and bucket, and the scores of the business. */
function finish(stats) {
  const averages = new Map();
  for (const [id, { pastDue, byBucket }] of stats) {
    averages.set(
      id,
      [pastDue, ...pastBuckets.map((label) => byBucket[label])].map((tally) => roundedAverageDays(tally)),
    );
  }
  return { stats, averages, scores: collectionPriorities(exposuresOf(stats), { currency, decimals: 1 }) };
}

function ourFigures({ stats, averages, scores }) {
  return new Map(
    [...stats].map(
      ([id, { outstanding, invoices, current, discounts, pastDue, byBucket, credits, debits }]) => {
        const buckets = pastBuckets.map((label) => byBucket[label]);
        const tallies = [outstanding, invoices, current, discounts, pastDue, ...buckets, credits, debits];
        return [
          id,
          [
            ...tallies.map(({ amount, count }) => `${amount}/${count}`),
            ...averages.get(id).map((average) => average.toFixed(2)),
            scores.get(id).toFixed(1),
          ],
        ];
      },
    ),
  );
}

const theirFigures = (figures) => (accounts) =>
  new Map([...accounts].map(([id, each]) => [id, figures(each)]));

/** Rows with a Decimal for every amount and a PlainDate for every day, none shared. */
async function objects() {
  const { default: Decimal } = await import("decimal.js");
  const { Temporal } = await import("@js-temporal/polyfill");
  return flat(
    (cents) => new Decimal(centsText(cents)),
    (day) => Temporal.PlainDate.from(dayText(day)),
  );
}

const read = (all) => {
  const reading = readAccountStats(all, { asOf, currency });
  if (!reading.ok) throw new Error(`The workload was refused: ${reading.issues[0].message}`);
  return finish(reading.value);
};

const candidates = {
  wire: () => ({ form: "wire", run: read, figures: ourFigures }),
  typed: () => ({
    form: "typed",
    run: (all) => finish(statsByAccount(all, { asOf, currency })),
    figures: ourFigures,
  }),
  objects: async () => ({ form: await objects(), run: read, figures: ourFigures }),
  "naive-objects": async () => {
    const { addUp, figures } = await import("./peers/naive-exact.mjs");
    return { form: await objects(), run: (all) => addUp(all, asOf), figures: theirFigures(figures) };
  },
  "naive-exact": async () => {
    const { figures, run } = await import("./peers/naive-exact.mjs");
    return { form: "wire", run: (all) => run(all, asOf), figures: theirFigures(figures) };
  },
  "naive-float": async () => {
    const { figures, isAdrift, runDays } = await import("./peers/naive-float.mjs");
    return {
      form: "float days",
      run: (all) => runDays(all, asOfDay),
      figures: theirFigures(figures),
      isAdrift,
    };
  },
  "naive-float-iso": async () => {
    const { figures, isAdrift, runText } = await import("./peers/naive-float.mjs");
    return { form: "float text", run: (all) => runText(all, asOf), figures: theirFigures(figures), isAdrift };
  },
};

const [name, size, runs] = process.argv.slice(2);
const { form, run, figures, isAdrift } = await candidates[name]();
const all = rows(size, form);

let answer;
const times = [];
// The first call is cold; the next few warm the compiler up; the rest are the sample.
for (let call = 0; call < Number(runs); call += 1) {
  const start = performance.now();
  answer = run(all);
  times.push(performance.now() - start);
}
const peak = peakMb();
const answers = [...figures(answer)].map(([id, cells]) => [id, ...cells].join(" ")).sort();
const adrift = isAdrift === undefined ? 0 : [...answer.values()].filter(isAdrift).length;
console.log(JSON.stringify({ times, peakMb: peak, answers, adrift }));
