/**
 * The stats of columns beside what else would answer the same: `npm run bench -- --columns [--large] [--rounds N] [--json]`.
 *
 * Each candidate runs in a process of its own, round by round in turn. No time counts before all of a round have answered
 * alike.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { sizes } from "./data.mjs";
import { median, summary } from "./ratios.mjs";

/** How often each candidate is asked, and from which call on that is a sample; before, the compiler warms up. */
const candidates = {
  columns: { "1M": [60, 30], "10M": [12, 4] },
  sorted: { "1M": [90, 45], "10M": [18, 6] },
  "sorted, sums only": { "1M": [90, 45], "10M": [18, 6] },
  floor: { "1M": [90, 45], "10M": [18, 6] },
  rows: { "1M": [8, 3] },
  "duckdb, 1 thread": { "1M": [14, 4] },
  "duckdb, 2 threads": { "1M": [20, 6], "10M": [6, 2] },
  "duckdb sorted, 1 thread": { "1M": [14, 4] },
  "duckdb sorted, 2 threads": { "1M": [20, 6], "10M": [6, 2] },
  polars: { "1M": [14, 4], "10M": [5, 2] },
  arquero: { "1M": [5, 2] },
  sqlite: { "1M": [3, 1] },
};

/** Which is held against which: how many times as fast it should be, by size; or how many times as long it may take. */
const comparisons = [
  { fast: "columns", slow: "duckdb, 2 threads", goals: { "1M": 4.5, "10M": 2.2 } },
  { fast: "sorted", slow: "duckdb, 2 threads", goals: { "1M": 11, "10M": 10 } },
  { fast: "sorted", slow: "duckdb sorted, 2 threads", goals: { "1M": 8, "10M": 6 } },
  { fast: "columns", slow: "duckdb, 1 thread" },
  { fast: "sorted", slow: "duckdb, 1 thread" },
  { fast: "sorted", slow: "duckdb sorted, 1 thread" },
  { fast: "columns", slow: "polars" },
  { fast: "sorted", slow: "polars" },
  { fast: "columns", slow: "arquero" },
  { fast: "sorted", slow: "arquero" },
  { fast: "columns", slow: "sqlite" },
  { fast: "sorted", slow: "sqlite" },
  { fast: "columns", slow: "rows" },
  { fast: "sorted", slow: "columns" },
];
const costs = [
  {
    what: "sums of sorted columns : floor loop, time",
    ours: "sorted, sums only",
    theirs: "floor",
    most: { "1M": 2, "10M": 2 },
  },
];

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

function child(args, flags = []) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, ...args], { encoding: "utf8" });
  if (status !== 0) throw new Error(`${args.slice(1).join(" ")} failed:\n${stderr}`);
  return JSON.parse(stdout);
}

const progress = (text) => process.stderr.write(`\r${text.padEnd(60)}`);

/** Runs the rounds of one size. */
export function measureColumns(size, rounds) {
  const names = Object.keys(candidates).filter((name) => candidates[name][size] !== undefined);
  const samples = Object.fromEntries(names.map((name) => [name, []]));
  const tools = {};
  const missing = {};
  let digest;
  for (let round = 0; round < rounds; round += 1) {
    const asked = names.filter((name) => missing[name] === undefined);
    for (let turn = 0; turn < asked.length; turn += 1) {
      const name = asked[(round + turn) % asked.length];
      progress(`columns, ${size}, round ${round + 1} of ${rounds}: ${name}`);
      const [calls, warm] = candidates[name][size];
      const result = child([here("columns-candidate.mjs"), name, size, String(calls)]);
      if (result.missing !== undefined) {
        missing[name] = result.missing;
        continue;
      }
      const { tool, loadMs, times, peakMb } = result;
      if (tool !== undefined) tools[name] = tool;
      // The floor answers nothing; it only shows how long reading takes.
      if (name !== "floor") {
        digest ??= result.digest;
        if (result.digest !== digest) throw new Error(`${name} answers ${result.digest}, not ${digest}.`);
      }
      samples[name].push({ loadMs, firstMs: times[0], steadyMs: median(times.slice(warm)), peakMb });
    }
  }
  progress("");
  const isMeasured = (...names) => names.every((name) => samples[name]?.length === rounds);
  const steady = (name) => samples[name].map(({ steadyMs }) => steadyMs);
  const over = (above, below) => steady(above).map((ms, round) => ms / steady(below)[round]);
  return {
    size,
    ...sizes[size],
    rounds,
    digest,
    tools,
    missing,
    samples,
    ratios: comparisons
      .filter(({ fast, slow }) => isMeasured(fast, slow))
      .map(({ fast, slow, goals }) => {
        const ratio = summary(over(slow, fast));
        const goal = goals?.[size];
        return { fast, slow, ...ratio, ...(goal && { goal, reached: ratio.median >= goal }) };
      }),
    costs: costs
      .filter(({ ours, theirs }) => isMeasured(ours, theirs))
      .map(({ what, ours, theirs, most }) => cost(what, over(ours, theirs), most[size])),
  };
}

function cost(what, each, most) {
  const ratio = summary(each);
  return { what, ...ratio, most, reached: ratio.median <= most };
}

/** Memory is nearly the same each time; an import is over soon, and a busy moment lengthens it much. */
const footprintRounds = { memory: 3, imports: 15 };

/** What is kept of a million documents, and what importing costs: how many times as much as the named packages. */
export function measureFootprint() {
  const pairs = (text, rounds, flags, ours, theirs) =>
    Array.from({ length: rounds }, (_, round) => {
      progress(`${text}, round ${round + 1} of ${rounds}`);
      const both = round % 2 === 0 ? [ours, theirs] : [theirs, ours];
      const found = Object.fromEntries(
        both.map((of) => [of, child([here("footprint.mjs"), of], flags).value]),
      );
      return [found[ours], found[theirs]];
    });
  const kept = pairs(
    "memory",
    footprintRounds.memory,
    ["--expose-gc"],
    "memory of sorted columns",
    "memory of objects",
  );
  const imports = pairs("imports", footprintRounds.imports, [], "import of columns", "import of packages");
  progress("");
  const ratio = (what, unit, each, most) => ({
    ...cost(
      what,
      each.map(([ours, theirs]) => ours / theirs),
      most,
    ),
    unit,
    ours: median(each.map(([ours]) => ours)),
    theirs: median(each.map(([, theirs]) => theirs)),
  });
  return [
    ratio("kept of 1M documents, sorted : Decimal and PlainDate objects", "MB", kept, 1 / 30),
    ratio("import receivables/columns : decimal.js and @js-temporal/polyfill", "ms", imports, 0.15),
  ];
}

const times = (ratio) => `${ratio.toFixed(ratio < 0.1 ? 4 : ratio < 10 ? 2 : 1)}x`.padStart(9);

function printCosts(costs) {
  console.log(`\n${"how many times as much".padEnd(66)}   median      min      max   at most`);
  for (const { what, median: middle, min, max, most, reached, unit, ours, theirs } of costs) {
    const verdict = `${times(most).trim()} ${reached ? "reached" : "not reached"}`;
    const [a, b] = [ours, theirs].map((value) => value?.toPrecision(3));
    const plain = unit === undefined ? "" : `   (${a} : ${b} ${unit})`;
    console.log(`${what.padEnd(66)}${times(middle)}${times(min)}${times(max)}   ${verdict}${plain}`);
  }
}

export function printColumns({ size, documents, accounts, rounds, digest, missing, samples, ...rest }) {
  const { tools, ratios, costs } = rest;
  console.log(
    `\n${size}: ${documents} documents of ${accounts} accounts, ${rounds} rounds, answers ${digest}\n`,
  );
  console.log(`${"how many times as fast".padEnd(45)}   median      min      max   goal`);
  for (const { fast, slow, median: middle, min, max, goal, reached } of ratios) {
    const verdict = goal === undefined ? "" : `   ${goal}x ${reached ? "reached" : "not reached"}`;
    console.log(`${`${fast} : ${slow}`.padEnd(45)}${times(middle)}${times(min)}${times(max)}${verdict}`);
  }
  printCosts(costs);
  console.log(`\n${"".padEnd(25)}  prepare ms  first ms        ms  ns/document  peak MB`);
  for (const name of Object.keys(samples)) {
    if (missing[name] !== undefined) {
      console.log(`${name.padEnd(25)}  left out: ${missing[name]} (npm ci --prefix bench/peers installs it)`);
      continue;
    }
    const middle = (key) => median(samples[name].map((sample) => sample[key]));
    const cells = [
      middle("loadMs").toFixed(0).padStart(10),
      middle("firstMs").toFixed(1).padStart(9),
      middle("steadyMs").toFixed(2).padStart(9),
      ((middle("steadyMs") * 1e6) / documents).toFixed(1).padStart(12),
      String(middle("peakMb")).padStart(8),
    ];
    console.log(`${name.padEnd(25)}  ${cells.join(" ")}   ${tools[name] ?? ""}`);
  }
}

export function printFootprint(footprint) {
  console.log("\nMemory and imports");
  printCosts(footprint);
}
