/**
 * One candidate that reads invoices in a process of its own: `node read-candidate.mjs NAME FOLDER CALLS` prints its times
 * and a digest of the columns that it made. Opening the file is part of each call.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { asOf } from "./data.mjs";
import { peakMb } from "./peak.mjs";
import { leftOut } from "./peers/left-out.mjs";

const [name, folder, calls] = process.argv.slice(2);
const invoices = join(folder, "invoices.csv");

async function ours() {
  const { readDocumentColumns } = await import("receivables/csv");
  if (readDocumentColumns === undefined) leftOut(new Error("receivables/csv has no readDocumentColumns"));
  const business = readFileSync(join(folder, "business.json"));
  return {
    read() {
      const files = new Map([
        ["business.json", business],
        ["invoices.csv", readFileSync(invoices)],
      ]);
      const reading = readDocumentColumns(files, { today: asOf });
      if (!reading.ok) throw new Error(`The invoices were refused: ${reading.issues[0].message}`);
      return reading.value.columns;
    },
    sums: ({ accountIds, accounts, balances, dueDays, offers }) =>
      sumsOf({ accountIds, accounts, balances, dueDays }, offers.amounts, offers.lastDays),
  };
}

/** A tool that one would otherwise take. */
async function peer(module) {
  const { name: tool, read, sums } = await import(`./peers/${module}.mjs`).catch(leftOut);
  return { tool, read: () => read(invoices), sums: sums ?? sumsOfTyped };
}

function sumsOfTyped({ discounts, lastDays, ...columns }) {
  const offered = [...discounts.keys()].filter((row) => discounts[row] > 0);
  return sumsOf(
    columns,
    offered.map((row) => discounts[row]),
    offered.map((row) => lastDays[row]),
  );
}

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

/** Whole numbers far below 2^53: these sums are exact. */
function sumsOf({ accountIds, accounts, balances, dueDays }, discounts, lastDays) {
  const [counts, amounts] = [new Float64Array(accountIds.length), new Float64Array(accountIds.length)];
  for (const [row, account] of accounts.entries()) {
    counts[account] += 1;
    amounts[account] += balances[row];
  }
  return {
    totals: [balances.length, sum(balances), sum(dueDays), discounts.length, sum(discounts), sum(lastDays)],
    accounts: accountIds.map((id, account) => [id, counts[account], amounts[account]]),
  };
}

function digest({ totals, accounts }) {
  const lines = accounts.map((cells) => cells.join(" ")).sort();
  return createHash("sha256")
    .update([totals.join(" "), ...lines].join("\n"))
    .digest("hex")
    .slice(0, 16);
}

const candidates = {
  ours,
  "duckdb, 2 threads": () => peer("read-duckdb"),
  "d3-dsv": () => peer("read-d3"),
  "csv-parse": () => peer("read-csv-parse"),
  papaparse: () => peer("read-papaparse"),
};

const { tool, read, sums } = await candidates[name]();
let answer;
const times = [];
for (let call = 0; call < Number(calls); call += 1) {
  // What was read before may go, so that memory is that of one reading.
  answer = undefined;
  const from = performance.now();
  answer = await read();
  times.push(performance.now() - from);
}
const peak = peakMb();
const found = await sums(answer);
console.log(JSON.stringify({ tool, times, peakMb: peak, rows: found.totals[0], digest: digest(found) }));
// Some tools leave threads behind that would keep the process.
process.exit();
