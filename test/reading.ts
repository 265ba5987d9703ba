import type { Issue, Reading } from "../src/fault/issue.ts";

export const usd = { code: "USD", exponent: 2 } as const;

/** What is wrong, an entry each: `CODE path/to/it`. */
export function issuesOf(reading: Reading<unknown>): string[] {
  return reading.ok ? [] : reading.issues.map(inShort);
}

/** What is accepted and remarked on, an entry each: `CODE path/to/it`. */
export function warningsOf(reading: Reading<unknown>): string[] {
  return reading.warnings.map(inShort);
}

function inShort({ code, path, message }: Issue): string {
  if (!/^\S.*[.?]$/s.test(message)) throw new Error(`${code} says no sentence: ${message}`);
  return [code, path.join("/")].join(" ").trim();
}

/** The same value, frozen through and through. */
export function deepFreeze<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of value instanceof Map ? value.values() : Object.values(value)) deepFreeze(part);
  }
  return value;
}
