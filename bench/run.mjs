/**
 * Compares this library with what one would otherwise write: `npm run bench -- [--quick] [--store] [--debtors] [--json]`;
 * and with what one would otherwise take: `npm run bench -- --columns [--large] [--rounds N] [--json]`.
 *
 * Each candidate runs in a process of its own, round by round in turn, so that a busy moment of the machine falls on
 * all. What counts are ratios within a round; milliseconds say little on another day. A wrong exact answer ends the run.
 */
import { execSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { measureColumns, measureFootprint, printColumns, printFootprint } from "./columns.mjs";
import { seed, sizes } from "./data.mjs";
import { median } from "./ratios.mjs";

const rounds = 5;
const names = ["wire", "typed", "naive-exact", "naive-float", "naive-float-iso"];
const exact = ["wire", "typed", "naive-exact"];
/** Which is held against which, and how many times as fast it should be. */
const comparisons = [
  { fast: "wire", slow: "naive-exact", goal: 100 },
  { fast: "typed", slow: "naive-float", goal: 1 },
  { fast: "typed", slow: "naive-float-iso" },
];

/** How often a process computes the answers, and from which call on that is a sample; the first is cold. */
function callsOf(name, size) {
  if (name === "naive-exact") return size === "1M" ? { calls: 1, warm: 0 } : { calls: 3, warm: 1 };
  return size === "1M" ? { calls: 7, warm: 3 } : { calls: 60, warm: 40 };
}

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

function runOnce(name, size) {
  const { calls, warm } = callsOf(name, size);
  const { status, stdout, stderr } = spawnSync(process.execPath, [here("candidate.mjs"), name, size, calls], {
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(`${name} failed:\n${stderr}`);
  const { times, peakMb, answers, adrift } = JSON.parse(stdout);
  return { firstMs: times[0], steadyMs: median(times.slice(warm)), peakMb, answers, adrift };
}

const digest = (answers) => createHash("sha256").update(answers.join("\n")).digest("hex").slice(0, 16);

/** Runs the rounds of one size; the answers are compared before the second begins. */
function measure(size) {
  const samples = Object.fromEntries(names.map((name) => [name, []]));
  const checks = {};
  for (let round = 0; round < rounds; round += 1) {
    const answersOf = {};
    for (let turn = 0; turn < names.length; turn += 1) {
      const name = names[(round + turn) % names.length];
      process.stderr.write(`\r${size}, round ${round + 1} of ${rounds}: ${name.padEnd(16)}`);
      const { answers, adrift, ...sample } = runOnce(name, size);
      samples[name].push(sample);
      answersOf[name] = answers;
      checks[name] ??= { digest: digest(answers), adrift };
      if (digest(answers) !== checks[name].digest) throw new Error(`${name} answers differently each time.`);
    }
    if (round === 0) {
      for (const name of names) checks[name].wrong = countWrong(answersOf[name], answersOf["naive-exact"]);
      for (const name of exact) {
        if (checks[name].wrong > 0) throw new Error(`${name} is wrong for ${checks[name].wrong} accounts.`);
      }
    }
  }
  process.stderr.write(`\r${" ".repeat(60)}\r`);
  return { size, ...sizes[size], checks, samples, ratios: comparisons.map((each) => compare(each, samples)) };
}

function countWrong(answers, truth) {
  const right = new Set(truth);
  return answers.filter((answer) => !right.has(answer)).length + Math.abs(answers.length - truth.length);
}

function compare({ fast, slow, goal }, samples) {
  const each = samples[fast].map(({ steadyMs }, round) => samples[slow][round].steadyMs / steadyMs);
  const middle = median(each);
  const result = { fast, slow, median: middle, min: Math.min(...each), max: Math.max(...each), each };
  return goal === undefined ? result : { ...result, goal, reached: middle >= goal };
}

function print({ size, documents, accounts, checks, samples, ratios }) {
  const times = (ratio) => `${ratio.toFixed(ratio < 10 ? 2 : 0)}x`.padStart(8);
  const number = (value, width) => value.toFixed(value < 100 ? 1 : 0).padStart(width);
  console.log(`\n${size}: ${documents} documents of ${accounts} accounts, ${rounds} rounds\n`);
  console.log("how many times as fast               median     min     max   goal");
  for (const { fast, slow, median: middle, min, max, goal, reached } of ratios) {
    const verdict = goal === undefined ? "" : `   ${goal}x ${reached ? "reached" : "not reached"}`;
    console.log(`${`${fast} : ${slow}`.padEnd(34)} ${times(middle)}${times(min)}${times(max)}${verdict}`);
  }
  console.log("\n                    first ms    ms  ns/document  peak MB  accounts wrong  sums adrift");
  for (const name of names) {
    const middle = (key) => median(samples[name].map((sample) => sample[key]));
    const cells = [
      number(middle("firstMs"), 8),
      number(middle("steadyMs"), 8),
      number((middle("steadyMs") * 1e6) / documents, 10),
      number(middle("peakMb"), 9),
      String(checks[name].wrong).padStart(12),
      String(checks[name].adrift).padStart(13),
    ];
    console.log(`${name.padEnd(18)} ${cells.join(" ")}`);
  }
}

const storeParts = ["change", "rollover", "search", "sort"];

/** A part of the store's benchmark, in a process of its own. */
function measureStore(part) {
  process.stderr.write(`\r${`store: ${part}`.padEnd(40)}`);
  const args = [here("store.mjs"), part, ...(process.argv.includes("--quick") ? ["--quick"] : [])];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  process.stderr.write(`\r${" ".repeat(60)}\r`);
  if (status !== 0) throw new Error(`store: ${part} failed:\n${stderr}`);
  const { about, comparisons } = JSON.parse(stdout);
  const ratios = comparisons.map(({ peer, pairs, goal }) => {
    const each = pairs.map(([ours, theirs]) => theirs / ours);
    const [ourMs, peerMs] = [0, 1].map((side) => median(pairs.map((pair) => pair[side])));
    const middle = median(each);
    const ends = { min: Math.min(...each), max: Math.max(...each) };
    const figures = { peer, ourMs, peerMs, median: middle, ...ends, each };
    // Goals are about the full size: a small business leaves less to win.
    return process.argv.includes("--quick") ? figures : { ...figures, goal, reached: middle >= goal };
  });
  return { part, about, ratios };
}

/** How many times the engine's own pass a tab of the debtors board may take. */
const debtorsGoal = 3;

/** The debtors board's benchmark, in a process of its own. Here a ratio is how many times as long ours takes. */
function measureDebtors() {
  process.stderr.write(`\r${"debtors".padEnd(40)}`);
  const { status, stdout, stderr } = spawnSync(process.execPath, [here("debtors.mjs")], { encoding: "utf8" });
  process.stderr.write(`\r${" ".repeat(60)}\r`);
  if (status !== 0) throw new Error(`debtors failed:\n${stderr}`);
  const { comparisons, ...about } = JSON.parse(stdout);
  const ratios = comparisons.map(({ name, pairs }) => {
    const each = pairs.map(([ours, engine]) => ours / engine);
    const [ourMs, engineMs] = [0, 1].map((side) => median(pairs.map((pair) => pair[side])));
    const ends = { min: Math.min(...each), max: Math.max(...each) };
    const middle = median(each);
    return {
      name,
      ourMs,
      engineMs,
      median: middle,
      ...ends,
      each,
      goal: debtorsGoal,
      reached: middle < debtorsGoal,
    };
  });
  return { ...about, ratios };
}

function printDebtors({ documents, accounts, allocations, ratios }) {
  console.log(`\nDebtors: ${documents} documents of ${accounts} accounts, ${allocations} allocations\n`);
  console.log("a view and its tab, in passes of the engine from ledger to scores   median     min     max");
  for (const { name, ourMs, engineMs, median: middle, min, max, reached } of ratios) {
    const times = [middle, min, max].map((ratio) => `${ratio.toFixed(2)}x`.padStart(8)).join("");
    const verdict = reached ? `below ${debtorsGoal}x` : `not below ${debtorsGoal}x`;
    console.log(
      `${name.padEnd(34)} ${`${ourMs.toFixed(0)} against ${engineMs.toFixed(0)} ms`.padStart(32)} ${times}   ${verdict}`,
    );
  }
}

function printStore({ about, ratios }) {
  const times = (ratio) => `${ratio.toFixed(ratio < 10 ? 2 : 0)}x`;
  const ms = (value) => `${value.toPrecision(3)} ms`;
  console.log(`\nStore: ${about}\n`);
  for (const { peer, ourMs, peerMs, median: middle, min, max, goal, reached } of ratios) {
    console.log(`  against: ${peer}`);
    console.log(
      `    ${times(middle)} as fast [${times(min)}..${times(max)}], ${ms(ourMs)} against ${ms(peerMs)}`,
    );
    if (goal !== undefined) console.log(`    goal ${times(goal)}: ${reached ? "reached" : "not reached"}`);
  }
}

/** How many rounds the columns' candidates are run. */
function askedRounds() {
  const at = process.argv.indexOf("--rounds");
  const asked = at === -1 ? rounds : Number(process.argv[at + 1]);
  if (!(Number.isInteger(asked) && asked > 0)) throw new Error("--rounds takes a whole number above 0.");
  return asked;
}

if (!existsSync(here("../dist/columns.js"))) {
  execSync("npm run build", { cwd: here(".."), stdio: ["ignore", "ignore", "inherit"] });
}
try {
  const wanted = process.argv.includes("--quick") ? ["100k"] : ["100k", "1M"];
  const only = ["--store", "--debtors", "--columns"].filter((part) => process.argv.includes(part));
  const asked = (part) => only.length === 0 || only.includes(part);
  const results = only.length === 0 ? wanted.map(measure) : [];
  const store = asked("--store") ? storeParts.map(measureStore) : [];
  const debtors = asked("--debtors") ? measureDebtors() : undefined;
  // Alone of all, these take minutes and other people's packages: they are asked for by name.
  const columns = only.includes("--columns")
    ? ["1M", ...(process.argv.includes("--large") ? ["10M"] : [])].map((size) =>
        measureColumns(size, askedRounds()),
      )
    : [];
  const footprint = only.includes("--columns") ? measureFootprint() : [];
  const about = { node: process.version, cpu: cpus()[0]?.model ?? "unknown", seed };
  if (process.argv.includes("--json"))
    console.log(JSON.stringify({ ...about, rounds, results, store, debtors, columns, footprint }, null, 2));
  else {
    console.log(`node ${about.node}, ${about.cpu}, seed ${seed}`);
    for (const result of results) print(result);
    for (const each of store) printStore(each);
    if (debtors !== undefined) printDebtors(debtors);
    for (const each of columns) printColumns(each);
    if (footprint.length > 0) printFootprint(footprint);
    console.log("\nTimes are medians of rounds.");
    if (results.length > 0) {
      console.log("Wrong: a figure differs once it is rounded for display.");
      console.log("Adrift: current and past due, or the buckets, do not add up before rounding.");
    }
  }
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
