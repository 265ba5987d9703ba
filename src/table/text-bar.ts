import { Fault } from "../fault/fault.ts";
import { shown } from "../fault/issue.ts";
import { countOption } from "../fault/options.ts";

/** Blocks of nothing, an eighth and so on to seven eighths of a character. */
const eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"] as const;

/**
 * A bar of text: a share of `width` characters, in eighths of a character, rounded to the nearest.
 *
 * Less than nothing is nothing and more than all is all; any share above 0 shows at least an eighth.
 *
 * @param share - From 0 to 1.
 * @param width - Of the whole, in characters: 1 to 1000.
 * @throws {Fault} `TYPE` for a share that is no number; `POLICY_RANGE` for the width.
 */
export function bar(share: number, width: number): string {
  if (typeof share !== "number" || Number.isNaN(share)) {
    throw new Fault("TYPE", `A share is a number, not ${shown(share)}.`, { path: ["share"] });
  }
  countOption("width", width, 1, 1000);
  if (share <= 0) return "";
  const parts = Math.max(1, Math.round(Math.min(1, share) * width * 8));
  return `${"█".repeat(parts >> 3)}${eighths[parts & 7]}`;
}
