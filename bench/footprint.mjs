/** What one thing costs in a process of its own: `node --expose-gc footprint.mjs WHAT` prints megabytes or milliseconds. */
import { rawColumns, rows } from "./data.mjs";

/** Memory that is still reached, on the heap and in typed arrays. */
function reached() {
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}

/** What is kept of the workload in a form. A small one goes before: code and tables made on the way are nobody's documents. */
function kept(make) {
  make("100k");
  const before = reached();
  const all = make("1M");
  return { value: reached() - before, size: all.size ?? all.length };
}

const timed = async (work) => {
  const from = performance.now();
  await work();
  return { value: performance.now() - from };
};

const footprints = {
  "memory of sorted columns": async () => {
    const { documentColumns, sortColumns } = await import("receivables/columns");
    return kept((size) => sortColumns(documentColumns(rawColumns(size))));
  },
  "memory of objects": async () => {
    const { read } = await import("./peers/naive-exact.mjs");
    return kept((size) => rows(size, "wire").map(read));
  },
  "import of columns": () => timed(() => import("receivables/columns")),
  "import of packages": () =>
    timed(async () => {
      await import("decimal.js");
      await import("@js-temporal/polyfill");
    }),
};

console.log(JSON.stringify(await footprints[process.argv[2]]()));
