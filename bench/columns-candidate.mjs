/**
 * One candidate of the columns' benchmark in a process of its own: `node columns-candidate.mjs NAME SIZE CALLS` prints
 * its times and a digest of its answers.
 *
 * Each call asks about another day, so that no answer can be an old one; the last asks about the day of the workload.
 */
import { createHash } from "node:crypto";
import { accountIdsOf, asOfDay, columns, dayText, rawColumns, rows, sizes } from "./data.mjs";
import { peakMb } from "./peak.mjs";
import { aged, tallies } from "./peers/answers.mjs";

const [name, size, calls] = process.argv.slice(2);
const currency = { code: "USD", exponent: 2 };
const questionOf = (day) => ({ asOf: dayText(day), currency });

/** Every figure of every account, as columns in the order of the peers'. */
function answersOf(stats) {
  const { amounts, counts, averageDays, priorities } = stats.figures();
  return {
    amounts: tallies.map((tally) => amounts[tally]),
    counts: tallies.map((tally) => counts[tally]),
    averages: aged.map((tally) => averageDays[tally]),
    priorities,
  };
}

async function sorted(read) {
  const { documentColumns, sortColumns, statsOfSorted } = await import("receivables/columns");
  const unsorted = documentColumns(rawColumns(size));
  const [all, loadMs] = timed(() => sortColumns(unsorted));
  return { loadMs, run: (day) => read(statsOfSorted(all, questionOf(day))) };
}

/** The least there is to do: every number of the four columns read and added. */
function addUp(accounts, kinds, balances, dueDays) {
  let [account, kind, balance, due] = [0, 0, 0, 0];
  for (let row = 0; row < balances.length; row += 1) {
    account = (account + accounts[row]) | 0;
    kind = (kind + kinds[row]) | 0;
    balance += balances[row];
    due = (due + dueDays[row]) | 0;
  }
  return account + kind + balance + due;
}

/** A tool that one would otherwise take. Where it is not installed, that is the answer. */
async function peer(module, options) {
  const tool = await import(`./peers/${module}.mjs`).catch((error) => {
    const [missing] = error.message.split(/\n| imported from /);
    console.log(JSON.stringify({ missing }));
    process.exit();
  });
  const workload = { ...columns(size), accounts: sizes[size].accounts };
  const from = performance.now();
  const run = await tool.load(workload, options);
  return { tool: tool.name, loadMs: performance.now() - from, run };
}

const candidates = {
  columns: async () => {
    const { documentColumns, statsOfColumns } = await import("receivables/columns");
    const raw = rawColumns(size);
    const [all, loadMs] = timed(() => documentColumns(raw));
    const run = (day) => answersOf(statsOfColumns(all, questionOf(day)));
    return { loadMs, run };
  },
  sorted: () => sorted(answersOf),
  "sorted, sums only": async () => ({ ...(await sorted((stats) => stats)), answers: answersOf }),
  floor: async () => {
    const { accounts, kinds, balances, dueDays } = rawColumns(size);
    return { run: () => addUp(accounts, kinds, balances, dueDays), answers: null };
  },
  rows: async () => {
    const { collectionPriorities, exposuresOf, roundedAverageDays, statsByAccount } = await import(
      "receivables"
    );
    const all = rows(size, "typed");
    const run = (day) => {
      const stats = statsByAccount(all, questionOf(day));
      const averages = new Map();
      for (const [id, each] of stats) {
        averages.set(
          id,
          aged.map((tally) => roundedAverageDays(tallyOf(each, tally))),
        );
      }
      return {
        stats,
        averages,
        scores: collectionPriorities(exposuresOf(stats), { currency, decimals: 1 }),
      };
    };
    return { run, answers: answersOfRows };
  },
  "duckdb, 1 thread": () => peer("duckdb", { threads: 1, sorted: false }),
  "duckdb, 2 threads": () => peer("duckdb", { threads: 2, sorted: false }),
  "duckdb sorted, 1 thread": () => peer("duckdb", { threads: 1, sorted: true }),
  "duckdb sorted, 2 threads": () => peer("duckdb", { threads: 2, sorted: true }),
  polars: () => peer("polars"),
  arquero: () => peer("arquero"),
  sqlite: () => peer("sqlite"),
};

const tallyOf = (stats, tally) => stats[tally] ?? stats.byBucket[tally];

/** The engine's own answers from rows, in the same columns. */
function answersOfRows({ stats, averages, scores }) {
  const ids = accountIdsOf(size);
  const column = (figure) => Float64Array.from(ids, figure);
  return {
    amounts: tallies.map((tally) => column((id) => tallyOf(stats.get(id), tally).amount)),
    counts: tallies.map((tally) => column((id) => tallyOf(stats.get(id), tally).count)),
    averages: aged.map((_, place) => column((id) => Number(averages.get(id)[place]))),
    priorities: column((id) => scores.get(id)),
  };
}

function timed(work) {
  const from = performance.now();
  const result = work();
  return [result, performance.now() - from];
}

/** Averages count in hundredths and scores in tenths, so that equal figures are equal bytes. */
function digest({ amounts, counts, averages, priorities }) {
  const hash = createHash("sha256");
  const add = (column) => hash.update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength));
  for (const column of [...amounts, ...counts]) add(column);
  for (const column of averages) add(column.map((average) => Math.round(average * 100)));
  add(priorities.map((score) => Math.round(score * 10)));
  return hash.digest("hex").slice(0, 16);
}

const { tool, loadMs = 0, run, answers = (given) => given } = await candidates[name]();
let answer;
const times = [];
for (let left = Number(calls) - 1; left >= 0; left -= 1) {
  const from = performance.now();
  answer = await run(asOfDay - left);
  times.push(performance.now() - from);
}
const peak = peakMb();
// The floor's sum is printed for nothing but that it must be worked out.
const found = answers === null ? { sum: answer } : { digest: digest(answers(answer)) };
console.log(JSON.stringify({ tool, loadMs, times, peakMb: peak, ...found }));
// Some tools leave threads behind that would keep the process.
process.exit();
