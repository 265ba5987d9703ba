import type { Reading } from "../src/fault/issue.ts";

/** The value of a reading that must have gone well. */
export function mustRead<Value>(reading: Reading<Value>): Value {
  if (reading.ok) return reading.value;
  const issues = reading.issues.map(({ code, path, message }) => `${code} ${path.join("/")}: ${message}`);
  throw new Error(`Refused:\n${issues.join("\n")}`);
}
