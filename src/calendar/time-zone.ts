import { shown } from "../fault/issue.ts";

/** An IANA time zone name, such as `America/Chicago`. Offsets such as `+05:30` are refused: they know no clock changes. */
export type TimeZone = string;

/** Names that look like a place's zone and are a fixed offset all year round. */
const fixedAliases: readonly string[] = ["EST", "MST", "HST"];

/** Why a value is no time zone; undefined when it is one. */
export function timeZoneProblem(value: unknown): string | undefined {
  const advice = 'give an IANA name such as "America/Chicago"';
  if (typeof value !== "string") return `A time zone is text, not ${shown(value)}: ${advice}.`;
  // An offset, which some runtimes take for a zone, is spelled without letters.
  if (!/[A-Za-z]/.test(value) || !isKnown(value)) return `${shown(value)} is no known time zone: ${advice}.`;
  return undefined;
}

/** Whether a known zone is an old name for a fixed offset, under which summer time never comes. */
export function isFixedAlias(timeZone: TimeZone): boolean {
  return fixedAliases.includes(timeZone.toUpperCase());
}

function isKnown(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat("en-US", { timeZone });
    return true;
  } catch {
    return false;
  }
}
