import { readFileSync } from "node:fs";

/**
 * The most memory that this process has had, in MB. On Linux `resourceUsage` counts what the process that started it had until
 * then, so the kernel's own mark is read where there is one.
 */
export function peakMb() {
  try {
    const [, kilobytes] = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"));
    return Math.round(kilobytes / 1024);
  } catch {
    return Math.round(process.resourceUsage().maxRSS / 1024);
  }
}
