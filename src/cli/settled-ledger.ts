import type { Ledger } from "../model/ledger.ts";
import { type ExitCode, exitCodes, type Io } from "./io.ts";
import { type Parsed, textOf } from "./options.ts";
import { isStrict, readLedgerInput } from "./read-ledger.ts";
import { counted, issueLines, rejectsCsv } from "./report.ts";
import { writeWhole } from "./write-file.ts";

/** A ledger that a command can go on with, or the exit code where there is none. */
export type Settled =
  | { readonly ok: true; readonly ledger: Ledger; readonly now: number; readonly exitCode: ExitCode }
  | { readonly ok: false; readonly exitCode: ExitCode };

/**
 * Reads the ledger that a command line names, says what is to be said about it, and writes the rows it rejects.
 *
 * @param say - Where issues and warnings go, a line each.
 */
export async function settledLedger(parsed: Parsed, io: Io, say: (text: string) => void): Promise<Settled> {
  const { reading, now } = await readLedgerInput(parsed, io);
  const strict = isStrict(parsed);
  if (!reading.ok) say(issueLines(reading.issues, reading.omitted, "error"));
  say(issueLines(reading.warnings, reading.warningsOmitted, "warning"));
  if (!reading.ok) return { ok: false, exitCode: exitCodes.data };
  const { ledger, rejected } = reading.value;
  const rejectFile = textOf(parsed, "reject-to");
  if (rejectFile !== undefined) {
    await writeWhole(rejectFile, rejectsCsv(rejected));
    io.err(`${counted(rejected.length, "row")} rejected: see ${rejectFile}\n`);
  }
  const flawed = reading.warnings.length > 0 || rejected.length > 0;
  return { ok: true, ledger, now, exitCode: strict && flawed ? exitCodes.data : exitCodes.good };
}
