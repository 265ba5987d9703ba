import { Fault } from "../fault/fault.ts";
import { terminalText } from "../table/terminal-text.ts";
import { type ExitCode, exitCodes, type Io, UsageError } from "./io.ts";
import { flagOf, type Options } from "./options.ts";
import { reageHint } from "./report.ts";

/** Says what a command could not do, and which exit code that is; throws on what no user can do wrong. */
export function refusal(error: unknown, name: string, options: Options, io: Io): ExitCode {
  if (!(error instanceof Fault || error instanceof UsageError)) throw error;
  const answer = error instanceof Fault && answerFaults.has(error.code);
  const flag = error instanceof Fault && !answer ? flagOf(error, options) : undefined;
  const code = error instanceof Fault ? `${error.code} ` : "";
  io.err(`${terminalText(`${code}${flag === undefined ? "" : `${flag}: `}${error.message}`)}\n`);
  if (error instanceof Fault && error.code === "HISTORY_UNAVAILABLE") io.err(reageHint);
  if (!answer) io.err(`See receivables ${name} --help\n`);
  return answer ? exitCodes.data : exitCodes.usage;
}

/** Faults that say the data cannot answer; all others say that an option was wrong. */
const answerFaults: ReadonlySet<string> = new Set([
  "HISTORY_UNAVAILABLE",
  "ISSUE_DATE_MISSING",
  "REF_UNKNOWN",
  "AMOUNT_OVERFLOW",
  "TEXT_NOT_WELL_FORMED",
]);
