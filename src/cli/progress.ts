import { terminalText } from "../table/terminal-text.ts";
import type { Io } from "./io.ts";

/** Shows what is being done on one line of a terminal; an empty text takes the line away. */
export function progressOf(io: Io): (words: string) => void {
  let shown = 0;
  return (words) => {
    if (!io.errIsTerminal || (words === "" && shown === 0)) return;
    io.err(`\r${terminalText(words).padEnd(shown)}${words === "" ? "\r" : ""}`);
    shown = words.length;
  };
}
