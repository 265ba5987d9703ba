/**
 * How often a long test runs: in full in one zone of the host, and for a part of that in the others, where it only has to
 * show that the zone makes no difference.
 */
export function runs(full: number): number {
  return Math.ceil(full * Number(process.env["SHARE_OF_RUNS"] ?? 1));
}
