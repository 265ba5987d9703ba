/**
 * One candidate that writes the customer export in a process of its own: `node write-candidate.mjs NAME SIZE CALLS` prints
 * its times and a digest of the bytes. All are given the same list, in the order of the accounts.
 */
import { createHash } from "node:crypto";
import { documentColumns, statsOfColumns } from "receivables/columns";
import { customerColumns, exportCustomersBytes, exportCustomersOfStats } from "receivables/customers";
import { workloadList } from "./customer-list.mjs";
import { rawColumns, sizes } from "./data.mjs";
import { peakMb } from "./peak.mjs";
import { leftOut } from "./peers/left-out.mjs";

const [name, size, calls] = process.argv.slice(2);
const header = customerColumns.map(({ name }) => name);

/** A tool that one would otherwise take. */
async function peer(module) {
  const { name: tool, write } = await import(`./peers/${module}.mjs`).catch(leftOut);
  return { tool, write: (list) => write(header, list) };
}

/** The accounts and invitations of the list beside the sums of columns: what `readLedgerStats` gives. */
function fromColumns({ rows, asOf, now, currency }) {
  const accounts = new Map(
    rows.map(({ accountId, accountName, buyerCompanyName, accountType, status }) => [
      accountId,
      {
        accountId,
        accountName,
        ...(buyerCompanyName === null ? {} : { buyerCompanyName }),
        ...(accountType === null ? {} : { accountType }),
        status,
        statusGiven: true,
        kind: "customer",
      },
    ]),
  );
  const invites = rows.flatMap(({ accountId, invitation }) =>
    invitation === null ? [] : [{ accountId, ...invitation }],
  );
  const stats = statsOfColumns(documentColumns(rawColumns(size)), { asOf, currency });
  return { source: { accounts, invites, stats }, options: { now } };
}

const candidates = {
  "from columns": () => ({
    given: fromColumns,
    write: ({ source, options }) => [...exportCustomersOfStats(source, options)],
  }),
  "from a list": () => ({ write: (list) => exportCustomersBytes(list) }),
  "csv-stringify": () => peer("write-csv-stringify"),
  "d3-dsv": () => peer("write-d3"),
  papaparse: () => peer("write-papaparse"),
};

const { tool, write, given = (list) => list } = await candidates[name]();
const list = given(workloadList(size));
let bytes;
const times = [];
for (let call = 0; call < Number(calls); call += 1) {
  bytes = undefined;
  const from = performance.now();
  bytes = write(list);
  times.push(performance.now() - from);
}
const peak = peakMb();
const pieces = Array.isArray(bytes) ? bytes : [bytes];
const hash = createHash("sha256");
for (const piece of pieces) hash.update(piece);
const digest = hash.digest("hex").slice(0, 16);
const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
console.log(JSON.stringify({ tool, times, peakMb: peak, rows: sizes[size].accounts, bytes: length, digest }));
