/**
 * One candidate that writes the customer export in a process of its own: `node write-candidate.mjs NAME SIZE CALLS` prints
 * its times and a digest of the bytes. All are given the same list, in the order of the accounts.
 */
import { createHash } from "node:crypto";
import { customerColumns, exportCustomersBytes } from "receivables/customers";
import { workloadList } from "./customer-list.mjs";
import { peakMb } from "./peak.mjs";
import { leftOut } from "./peers/left-out.mjs";

const [name, size, calls] = process.argv.slice(2);
const header = customerColumns.map(({ name }) => name);

/** A tool that one would otherwise take. */
async function peer(module) {
  const { name: tool, write } = await import(`./peers/${module}.mjs`).catch(leftOut);
  return { tool, write: (list) => write(header, list) };
}

const candidates = {
  ours: () => ({ write: (list) => exportCustomersBytes(list) }),
  "csv-stringify": () => peer("write-csv-stringify"),
  "d3-dsv": () => peer("write-d3"),
  papaparse: () => peer("write-papaparse"),
};

const { tool, write } = await candidates[name]();
const list = workloadList(size);
let bytes;
const times = [];
for (let call = 0; call < Number(calls); call += 1) {
  bytes = undefined;
  const from = performance.now();
  bytes = write(list);
  times.push(performance.now() - from);
}
const peak = peakMb();
const digest = createHash("sha256").update(bytes).digest("hex").slice(0, 16);
console.log(
  JSON.stringify({ tool, times, peakMb: peak, rows: list.rows.length, bytes: bytes.length, digest }),
);
