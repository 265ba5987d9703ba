import { exportCommand } from "./export-command.ts";
import type { Data, ExitCode, Io, Outcome, Task } from "./io.ts";
import { exportOptions } from "./options.ts";
import { refusal } from "./refusal.ts";

/** Exports one ledger of many, by the command of one: what that prints and says is kept for whoever asked. */
export async function exportLedger({ ledger, values, now }: Task): Promise<Outcome> {
  const pieces: Data[] = [];
  let err = "";
  const io: Io = {
    now: () => now,
    readStdin: () => Promise.reject(new Error("A ledger of many is not on standard input.")),
    out: (data) => {
      pieces.push(data);
    },
    outIsTerminal: false,
    err: (text) => {
      err += text;
    },
    errIsTerminal: false,
  };
  let exitCode: ExitCode;
  // Warnings may stand before the words of a refusal, which is then what the exit code comes from.
  let said = 0;
  try {
    exitCode = await exportCommand({ values, positionals: [ledger] }, io);
  } catch (error) {
    said = err.length;
    exitCode = refusal(error, "export", exportOptions, io);
  }
  const out = pieces.length === 0 ? undefined : pieces;
  return { exitCode, out, err, reason: err.slice(said).split("\n", 1)[0] ?? "" };
}
