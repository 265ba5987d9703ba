import { Fault } from "../fault/fault.ts";
import { checkCommand } from "./check-command.ts";
import { exportCommand } from "./export-command.ts";
import { initCommand } from "./init-command.ts";
import { type ExitCode, exitCodes, type Io, UsageError } from "./io.ts";
import {
  checkOptions,
  exportOptions,
  initOptions,
  isOn,
  type Options,
  optionLines,
  type Parsed,
  parse,
} from "./options.ts";

interface Command {
  readonly usage: string;
  readonly means: string;
  readonly options: Options;
  readonly run: (parsed: Parsed, io: Io) => Promise<ExitCode>;
}

const commands: Readonly<Record<string, Command>> = {
  export: {
    usage: "receivables export <ledger> [options]",
    means: "Print the customer export: 37 columns, a line for every account.",
    options: exportOptions,
    run: exportCommand,
  },
  check: {
    usage: "receivables check <ledger> [options]",
    means: "List what is wrong with a ledger, a line each, and what it adds up to.",
    options: checkOptions,
    run: checkCommand,
  },
  init: {
    usage: "receivables init <folder> [options]",
    means: "Make an empty ledger with every header.",
    options: initOptions,
    run: initCommand,
  },
};

const ledgerHelp = `<ledger> is a folder of CSV files, a .json file of the same shape, or - for JSON on standard input.
Exit codes: 0 good, 1 the data cannot answer, 2 wrong usage or a ledger that cannot be opened.`;

/** Runs a command line; never throws for what a user can do wrong. */
export async function run(args: readonly string[], io: Io, version: string): Promise<ExitCode> {
  const [name = "", ...rest] = args;
  if (name === "--version") {
    io.out(`${version}\n`);
    return exitCodes.good;
  }
  if (name === "--help" || name === "help") {
    io.out(generalHelp());
    return exitCodes.good;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    io.err(name === "" ? generalHelp() : `There is no command ${JSON.stringify(name)}.\n\n${generalHelp()}`);
    return exitCodes.usage;
  }
  try {
    const parsed = parse(rest, command.options);
    if (isOn(parsed, "help")) {
      io.out(`${command.usage}\n\n${command.means}\n\n${optionLines(command.options)}\n\n${ledgerHelp}\n`);
      return exitCodes.good;
    }
    return await command.run(parsed, io);
  } catch (error) {
    if (error instanceof UsageError) {
      io.err(`${error.message}\nSee receivables ${name} --help\n`);
      return exitCodes.usage;
    }
    if (!(error instanceof Fault)) throw error;
    io.err(`${error.code} ${error.message}\n`);
    return answerFaults.has(error.code) ? exitCodes.data : exitCodes.usage;
  }
}

/** Faults that say the data cannot answer; all others say that an option was wrong. */
const answerFaults: ReadonlySet<string> = new Set([
  "HISTORY_UNAVAILABLE",
  "AMOUNT_OVERFLOW",
  "TEXT_NOT_WELL_FORMED",
]);

function generalHelp(): string {
  const lines = Object.entries(commands).map(([name, { means }]) => `  ${name.padEnd(8)}${means}`);
  return `receivables <command> <ledger> [options]

${lines.join("\n")}

receivables <command> --help explains a command's options; receivables --version prints the version.
${ledgerHelp}
`;
}
