/** A copy of plain data, frozen with all its parts. */
export function frozenCopy<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null) return value;
  const parts = Object.entries(value).map(([key, part]) => [key, frozenCopy<unknown>(part)] as const);
  return Object.freeze(
    Array.isArray(value) ? parts.map(([, part]) => part) : Object.fromEntries(parts),
  ) as Value;
}

/** A value, frozen with all its parts. */
export function deepFrozen<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    for (const part of Object.values(value)) deepFrozen(part);
    Object.freeze(value);
  }
  return value;
}
