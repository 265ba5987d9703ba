import type { FaultCode } from "./codes.ts";

/** Where in the input something stands: the keys from the outermost value inwards, as the input spells them. */
export type Path = readonly (string | number)[];

/** One thing wrong with, or worth knowing about, one piece of incoming data. */
export interface Issue {
  readonly code: FaultCode;
  readonly path: Path;
  /** One sentence for a person; it shows what came. */
  readonly message: string;
  readonly expected?: string;
  readonly received?: string;
  /** The second place, where two places contradict each other (an id that is used twice). */
  readonly related?: Path;
  /** The file the value came from, where it came from one. */
  readonly file?: string;
  /** The line of that file, counted from 1; a quoted cell that spans lines has the line its row begins on. */
  readonly line?: number;
}

/**
 * What reading untrusted data gives back: a value, or everything that is wrong with the input.
 *
 * `issues` holds at most {@link issueLimit} entries unless the call asked for another limit;
 * `omitted` says how many more there were. `warnings` never prevent a value, are cut at the same limit, and
 * `warningsOmitted` counts the rest.
 */
export type Reading<Value> =
  | {
      readonly ok: true;
      readonly value: Value;
      readonly warnings: readonly Issue[];
      readonly warningsOmitted: number;
    }
  | {
      readonly ok: false;
      readonly issues: readonly Issue[];
      readonly omitted: number;
      readonly warnings: readonly Issue[];
      readonly warningsOmitted: number;
    };

/** How many issues (and, counted apart, warnings) one reading lists before it only counts. */
export const issueLimit = 1000;

/** Gathers what is wrong while a reader goes on reading. */
export class IssueLog {
  readonly issues: Issue[] = [];
  readonly warnings: Issue[] = [];
  omitted = 0;
  warningsOmitted = 0;
  private readonly limit: number;

  constructor(limit: number = issueLimit) {
    this.limit = limit;
  }

  error(issue: Issue): void {
    if (this.issues.length < this.limit) this.issues.push(issue);
    else this.omitted += 1;
  }

  warn(issue: Issue): void {
    if (this.warnings.length < this.limit) this.warnings.push(issue);
    else this.warningsOmitted += 1;
  }

  /** How many errors so far, the uncounted ones included: a reader asks before and after a row. */
  get errorCount(): number {
    return this.issues.length + this.omitted;
  }

  /** The reading of a finished log: the value if no error was met. */
  reading<Value>(value: () => Value): Reading<Value> {
    const { warnings, warningsOmitted } = this;
    return this.errorCount === 0
      ? { ok: true, value: value(), warnings, warningsOmitted }
      : { ok: false, issues: this.issues, omitted: this.omitted, warnings, warningsOmitted };
  }
}

/** A value as it may stand in a message: short, on one line, its kind visible. */
export function shown(value: unknown): string {
  if (typeof value === "string") return quoted(value);
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object") return "an object";
  if (typeof value === "function") return "a function";
  return typeof value === "bigint" ? `${value}n` : String(value);
}

const shownLength = 80;

function quoted(text: string): string {
  const short = text.length > shownLength ? `${text.slice(0, shownLength)}…` : text;
  return JSON.stringify(short);
}
