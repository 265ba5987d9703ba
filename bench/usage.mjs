/**
 * Loaded before a program that is measured (`node --import usage.mjs PROGRAM`): when it ends, what it used is written to the
 * file that BENCH_USAGE names. All threads of the process count.
 */
import { writeFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";
import { peakMb } from "./peak.mjs";

if (isMainThread) {
  process.on("exit", () => {
    const { userCPUTime, systemCPUTime } = process.resourceUsage();
    const usage = { cpuMs: (userCPUTime + systemCPUTime) / 1000, peakMb: peakMb() };
    writeFileSync(process.env.BENCH_USAGE, JSON.stringify(usage));
  });
}
