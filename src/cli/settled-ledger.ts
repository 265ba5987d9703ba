import type { Ledger } from "../model/ledger.ts";
import { terminalText } from "../table/terminal-text.ts";
import { type ExitCode, exitCodes, type Io } from "./io.ts";
import { isOn, type Parsed, textOf } from "./options.ts";
import { readLedgerInput } from "./read-ledger.ts";
import { issueLines, rejectsCsv, rejectsWords } from "./report.ts";
import { writeWhole } from "./write-file.ts";

/** A ledger that a command can go on with, or the exit code where there is none. */
export type Settled =
  | {
      readonly ok: true;
      readonly ledger: Ledger;
      /** Milliseconds since 1970-01-01T00:00Z. */
      readonly now: number;
      /** Ends a command that has written its answer: writes the rows that were rejected, and says the exit code. */
      readonly conclude: () => Promise<ExitCode>;
    }
  | { readonly ok: false; readonly exitCode: ExitCode };

/**
 * Reads the ledger that a command line names, and says what is to be said about it.
 *
 * @param say - Where issues and warnings go, a line each.
 */
export async function settledLedger(parsed: Parsed, io: Io, say: (text: string) => void): Promise<Settled> {
  const { reading, now, delimiter } = await readLedgerInput(parsed, io);
  if (!reading.ok) say(issueLines(reading.issues, reading.omitted, "error"));
  say(issueLines(reading.warnings, reading.warningsOmitted, "warning"));
  if (!reading.ok) return { ok: false, exitCode: exitCodes.data };
  const { ledger, rejected } = reading.value;
  const flawed = reading.warnings.length > 0 || rejected.length > 0;
  const conclude = async (): Promise<ExitCode> => {
    const rejectFile = textOf(parsed, "reject-to");
    if (rejectFile !== undefined) {
      await writeWhole(rejectFile, rejectsCsv(rejected, delimiter));
      io.err(`${terminalText(`${rejectsWords(rejected)}: see ${rejectFile}`)}\n`);
    }
    return isOn(parsed, "strict") && flawed ? exitCodes.data : exitCodes.good;
  };
  return { ok: true, ledger, now, conclude };
}
