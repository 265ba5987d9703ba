import { Fault } from "../src/fault/fault.ts";
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

function inShort({ code, path }: Issue): string {
  return [code, path.join("/")].join(" ").trim();
}

/** The value of a reading that must have gone well. */
export function valueIn<Value>(reading: Reading<Value>): Value {
  if (reading.ok) return reading.value;
  throw new Error(`Refused: ${issuesOf(reading).join(", ")}`);
}

/** The code of the fault that a call throws; undefined where it throws nothing. */
export function faultCodeOf(call: () => unknown): string | undefined {
  try {
    call();
    return undefined;
  } catch (error) {
    if (error instanceof Fault) return error.code;
    throw error;
  }
}

/** The same value, frozen through and through. */
export function deepFreeze<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of value instanceof Map ? value.values() : Object.values(value)) deepFreeze(part);
  }
  return value;
}
