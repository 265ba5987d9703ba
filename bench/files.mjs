/**
 * Files: `npm run bench -- --files [--large] [--rounds N] [--json]`, or one of `--read`, `--write`, `--process`. Invoices read into columns, the customer export written, and a
 * whole process from a ledger folder to the export, beside what else would do the same.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { closeSync, mkdtempSync, openSync, readFileSync, readSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { asOf, sizes } from "./data.mjs";
import { aboutOf, grouped } from "./report.mjs";
import { asFast, asMuch, child, here, inTurn, progress, ratiosOf, timesOf } from "./rounds.mjs";

/** Noon of the workload's day, where its business is. */
const now = "2025-11-08T18:00:00Z";
const duckdb = "duckdb, 2 threads";

/** How often each reads the file in a process, and from which call on that is a sample. */
const readers = {
  ours: { calls: 12, warm: 4 },
  [duckdb]: { calls: 12, warm: 4 },
  "d3-dsv": { calls: 6, warm: 2 },
  "csv-parse": { calls: 3, warm: 1 },
  papaparse: { calls: 4, warm: 1 },
};
const readGoals = { [duckdb]: 1, "d3-dsv": 3, "csv-parse": 12, papaparse: undefined };

const writers = {
  "from columns": { calls: 8, warm: 3 },
  "from a list": { calls: 6, warm: 2 },
  "csv-stringify": { calls: 3, warm: 1 },
  "d3-dsv": { calls: 6, warm: 2 },
  papaparse: { calls: 4, warm: 1 },
};
const writeGoals = { "csv-stringify": 14, "d3-dsv": 4.5, papaparse: undefined };

/** How many times as fast as each of the others it should be; a small size has no goals. */
const against = (goals, hasGoals, ours = "ours") =>
  Object.entries(goals).map(([slow, least]) => asFast(ours, slow, "steadyMs", hasGoals ? least : undefined));

const perCall = [
  { key: "firstMs", header: "first call, ms", digits: 0 },
  { key: "steadyMs", header: "a call, ms", digits: 0 },
  { key: "peakMb", header: "peak, MB", digits: 0 },
];

function timedCalls(file, candidates, where) {
  return (name) => {
    const { calls, warm } = candidates[name];
    const { times, ...found } = child(file, [name, where, String(calls)]);
    return times === undefined ? found : { ...timesOf(times, warm), ...found };
  };
}

const rounded = (bytes) => `${(bytes / 1e6).toFixed(0)} MB`;

function measureRead(size, folder, rounds) {
  const title = "Read: invoices.csv to typed columns";
  const found = inTurn(
    `read, ${size}`,
    readers,
    rounds,
    timedCalls("read-candidate.mjs", readers, join(folder, size)),
  );
  const [sample] = Object.values(found.samples).flat();
  const bytes = statSync(join(folder, size, "invoices.csv")).size;
  return {
    part: `read-${size}`,
    title,
    about: [...(sample === undefined ? [] : [`${grouped(sample.rows)} rows`]), rounded(bytes)].join(", "),
    ...found,
    figures: perCall,
    ratios: ratiosOf(found.samples, against(readGoals, size === "1M")),
  };
}

function measureWrite(size, rounds) {
  const found = inTurn(`write, ${size}`, writers, rounds, timedCalls("write-candidate.mjs", writers, size));
  const [sample] = Object.values(found.samples).flat();
  return {
    part: "write",
    title: "Write: a customer list to the 37 columns of the export",
    about: `${grouped(sample.rows)} accounts, ${rounded(sample.bytes)}`,
    ...found,
    figures: perCall,
    ratios: ratiosOf(
      found.samples,
      ["from columns", "from a list"].flatMap((ours) => against(writeGoals, size === "10M", ours)),
    ),
  };
}

/** What is run, with which arguments. */
const programs = {
  ours: (folder, out) => ["../dist/cli.js", "export", folder, "--now", now, "--output", out],
  [duckdb]: (folder, out) => ["peers/export-duckdb.mjs", folder, out, asOf],
  naive: (folder, out) => ["peers/export-naive.mjs", folder, out, asOf],
};
/** Who takes part; the naive one, which takes half a minute, not in every round. */
const inSize = {
  "100k": { ours: {}, [duckdb]: {}, naive: {} },
  "1M": { ours: {}, [duckdb]: {}, naive: { rounds: 2 } },
  "10M": { ours: {}, [duckdb]: {} },
};
/** What a process may take of DuckDB's, and how many times as fast as the naive one it should be. */
const processGoals = {
  "1M": { wallMs: 0.7, cpuMs: 0.6, peakMb: 0.65, naive: 70 },
  "10M": { wallMs: 1, cpuMs: 0.6, peakMb: 0.65 },
};

/** A program from its start to its end. What it used is asked of itself as it ends; that costs each the same. */
function runProgram(name, folder, work) {
  const [out, usage] = [join(work, "export.csv"), join(work, "usage.json")];
  const [file, ...args] = programs[name](folder, out);
  rmSync(out, { force: true });
  const from = performance.now();
  const { status, signal, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", here("usage.mjs"), here(file), ...args],
    { encoding: "utf8", env: { ...process.env, BENCH_USAGE: usage } },
  );
  const wallMs = performance.now() - from;
  if (status !== 0)
    throw new Error(`The export of ${name} ended with ${status ?? signal}:\n${stderr.slice(-2000)}`);
  if (stdout.startsWith('{"missing"')) return JSON.parse(stdout);
  return { wallMs, ...JSON.parse(readFileSync(usage, "utf8")), digest: digestOf(out) };
}

/** In pieces, so that this process stays small. */
function digestOf(path) {
  const hash = createHash("sha256");
  const file = openSync(path);
  const piece = Buffer.alloc(2 ** 20);
  for (let read = readSync(file, piece); read > 0; read = readSync(file, piece)) {
    hash.update(piece.subarray(0, read));
  }
  closeSync(file);
  return hash.digest("hex").slice(0, 16);
}

function measureProcess(size, folder, rounds) {
  const found = inTurn(`whole process, ${size}`, inSize[size], rounds, (name) =>
    runProgram(name, join(folder, size), folder),
  );
  const goals = processGoals[size] ?? {};
  return {
    part: `process-${size}`,
    title: "Whole process: a ledger folder to the customer export",
    about: aboutOf(sizes[size]),
    ...found,
    figures: [
      { key: "wallMs", header: "wall, ms", digits: 0 },
      { key: "cpuMs", header: "CPU, ms", digits: 0 },
      { key: "peakMb", header: "peak, MB", digits: 0 },
    ],
    ratios: ratiosOf(found.samples, [
      asMuch("ours", duckdb, "wallMs", "wall time", goals.wallMs),
      asMuch("ours", duckdb, "cpuMs", "CPU time", goals.cpuMs),
      asMuch("ours", duckdb, "peakMb", "peak memory", goals.peakMb),
      ...(inSize[size].naive === undefined ? [] : [asFast("ours", "naive", "wallMs", goals.naive)]),
    ]),
  };
}

/** What can be asked for alone. */
export const fileParts = ["--read", "--write", "--process"];

/** The parts about files that are asked for; the workload is written to a folder that is gone afterwards. */
export function measureFiles(asked, { quick, large, rounds }) {
  const folder = mkdtempSync(join(tmpdir(), "receivables-bench-"));
  const size = quick ? "100k" : "1M";
  try {
    const parts = [];
    if (asked.some((part) => part !== "--write")) writeLedger(folder, size);
    if (asked.includes("--read")) parts.push(measureRead(size, folder, rounds));
    if (asked.includes("--write")) parts.push(measureWrite(quick ? "100k" : "10M", rounds));
    if (asked.includes("--process")) parts.push(measureProcess(size, folder, rounds));
    if (asked.includes("--process") && large) {
      writeLedger(folder, "10M");
      parts.push(measureProcess("10M", folder, rounds));
    }
    return parts;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** In a process of its own, which needs much memory for it. */
function writeLedger(folder, size) {
  progress(`writing the ledger folder of ${size}`);
  const args = [here("ledger-files.mjs"), join(folder, size), size];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`The ledger folder could not be written:\n${stderr}`);
}
