import type { FaultCode } from "./codes.ts";
import type { Path } from "./issue.ts";

/**
 * Thrown for a wrong call: an amount that is no integer, a day that does not exist, a sum that leaves the safe range.
 *
 * Bad *data* is never thrown: readers return it as a list of issues.
 *
 * @example
 * import { Fault, daysBetween } from "receivables";
 *
 * let code;
 * try {
 *   daysBetween("2025-02-29", "2025-03-01");
 * } catch (error) {
 *   if (error instanceof Fault) code = error.code;
 * }
 * code; // => "DATE_INVALID"
 */
export class Fault extends Error {
  override readonly name = "Fault";
  readonly code: FaultCode;
  /** Where in the argument the fault lies; empty when it is the argument itself. */
  readonly path: Path;
  /** What a program may want to know besides the message. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    code: FaultCode,
    message: string,
    options: { readonly path?: Path; readonly details?: Readonly<Record<string, unknown>> } = {},
  ) {
    super(message);
    this.code = code;
    this.path = options.path ?? [];
    this.details = options.details ?? {};
  }
}
