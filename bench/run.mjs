/**
 * Compares this library with what one would otherwise write or take: `npm run bench -- [--rows] [--store] [--debtors] [--columns]
 * [--files | --read | --write | --process] [--quick] [--large] [--rounds N] [--json | --markdown]`. Without a part: rows, store and
 * debtors.
 *
 * Each candidate runs in a process of its own, round by round in turn, so that a busy moment of the machine falls on
 * all. What counts are ratios within a round; milliseconds say little on another day. A wrong exact answer ends the run.
 */
import { execSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { cpus } from "node:os";
import { measureColumns, measureFootprint, printColumns, printFootprint } from "./columns.mjs";
import { seed } from "./data.mjs";
import { fileParts, measureFiles } from "./files.mjs";
import { median } from "./ratios.mjs";
import { asMarkdown, asText, partsOf } from "./report.mjs";
import { here } from "./rounds.mjs";
import { measureRows } from "./rows.mjs";

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

/** How many rounds candidates are run. */
function askedRounds() {
  const at = process.argv.indexOf("--rounds");
  const asked = at === -1 ? 5 : Number(process.argv[at + 1]);
  if (!(Number.isInteger(asked) && asked > 0)) throw new Error("--rounds takes a whole number above 0.");
  return asked;
}

const has = (option) => process.argv.includes(option);
/** Alone of all, columns and files take minutes and other people's packages: they are asked for by name. */
const short = ["--rows", "--store", "--debtors"];
const parts = [...short, "--columns", "--files", ...fileParts];

function measure() {
  const only = parts.filter(has);
  const asked = (part) => (only.length === 0 ? short : only).includes(part);
  const files = fileParts.filter((part) => asked("--files") || asked(part));
  const [quick, large, rounds] = [has("--quick"), has("--large"), askedRounds()];
  const rowSizes = quick ? ["100k"] : only.length === 0 ? ["100k", "1M"] : ["1M"];
  const columnSizes = large ? ["1M", "10M"] : ["1M"];
  return {
    node: process.version,
    cpu: cpus()[0]?.model ?? "unknown",
    seed,
    rounds,
    rows: asked("--rows") ? rowSizes.map((size) => measureRows(size, rounds)) : [],
    store: asked("--store") ? storeParts.map(measureStore) : [],
    debtors: asked("--debtors") ? measureDebtors() : undefined,
    columns: asked("--columns") ? columnSizes.map((size) => measureColumns(size, rounds)) : [],
    footprint: asked("--columns") ? measureFootprint() : [],
    files: files.length > 0 ? measureFiles(files, { quick, large, rounds }) : [],
  };
}

function print({ node, cpu, rows, store, debtors, columns, footprint, files }) {
  console.log(`node ${node}, ${cpu}, seed ${seed}`);
  for (const part of rows) console.log(asText(part));
  for (const each of store) printStore(each);
  if (debtors !== undefined) printDebtors(debtors);
  for (const each of columns) printColumns(each);
  if (footprint.length > 0) printFootprint(footprint);
  for (const part of files) console.log(asText(part));
  console.log("\nTimes are medians of rounds.");
  if (rows.length > 0) {
    console.log("Wrong: a figure differs once it is rounded for display.");
    console.log("Adrift: current and past due, or the buckets, do not add up before rounding.");
  }
}

if (!existsSync(here("../dist/columns.js"))) {
  execSync("npm run build", { cwd: here(".."), stdio: ["ignore", "ignore", "inherit"] });
}
try {
  const result = measure();
  if (has("--json")) console.log(JSON.stringify(result, null, 2));
  else if (has("--markdown")) console.log(partsOf(result).map(asMarkdown).join("\n\n"));
  else print(result);
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
