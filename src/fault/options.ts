import { Fault } from "./fault.ts";
import { shown } from "./issue.ts";

/**
 * Checks an option that counts something.
 *
 * @throws {Fault} `POLICY_RANGE` unless `value` is a whole number from `least` to `most`, both allowed.
 */
export function countOption(name: string, value: unknown, least: number, most: number): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most) return value;
  throw new Fault(
    "POLICY_RANGE",
    `${name} must be a whole number from ${least} to ${most}, not ${shown(value)}.`,
    {
      path: [name],
    },
  );
}

/**
 * Checks an option that names one of a few ways.
 *
 * @throws {Fault} `POLICY_RANGE` unless `value` is one of `choices`.
 */
export function choiceOption<Choice extends string | number>(
  name: string,
  value: unknown,
  choices: readonly Choice[],
): Choice {
  const found = choices.find((choice) => choice === value);
  if (found !== undefined) return found;
  throw new Fault("POLICY_RANGE", `${name} must be one of ${choices.join(", ")}, not ${shown(value)}.`, {
    path: [name],
  });
}

/**
 * Checks an option that is on or off.
 *
 * @throws {Fault} `POLICY_RANGE` unless `value` is `true` or `false`.
 */
export function switchOption(name: string, value: unknown): boolean {
  if (typeof value === "boolean") return value;
  throw new Fault("POLICY_RANGE", `${name} must be true or false, not ${shown(value)}.`, { path: [name] });
}

/**
 * Refuses an argument that only looks like a list: something else would count as an empty one.
 *
 * @throws {Fault} `TYPE` unless `value` is an array.
 */
export function listArgument(name: string, value: unknown): void {
  if (Array.isArray(value)) return;
  throw new Fault("TYPE", `${name} must be an array, not ${shown(value)}.`, { path: [name] });
}

/**
 * Refuses an argument that only looks like a map by id.
 *
 * @throws {Fault} `TYPE` unless `value` is a `Map`, of any realm.
 */
export function mapArgument(name: string, value: unknown): void {
  if (Object.prototype.toString.call(value) === "[object Map]") return;
  throw new Fault("TYPE", `${name} must be a Map, not ${shown(value)}.`, { path: [name] });
}

/**
 * Refuses option names that nothing reads: a misspelt option must not pass in silence.
 *
 * @throws {Fault} `POLICY_RANGE` where there are no options at all, `POLICY_UNKNOWN` for the first unknown name.
 */
export function knownOptions(options: object, names: readonly string[]): void {
  if (typeof options !== "object" || options === null) {
    throw new Fault("POLICY_RANGE", `Options are an object, not ${shown(options)}.`);
  }
  for (const name of Object.keys(options)) {
    if (!names.includes(name)) {
      throw new Fault(
        "POLICY_UNKNOWN",
        `There is no option ${shown(name)}; the options are ${names.join(", ")}.`,
        {
          path: [name],
        },
      );
    }
  }
}
