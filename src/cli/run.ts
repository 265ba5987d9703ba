import { terminalText } from "../table/terminal-text.ts";
import { accountCommand } from "./account-command.ts";
import { checkCommand } from "./check-command.ts";
import { customersCommand } from "./customers-command.ts";
import { debtorsCommand } from "./debtors-command.ts";
import { explainCommand } from "./explain-command.ts";
import { exportCommand } from "./export-command.ts";
import { asksForEach, exportEach } from "./export-each.ts";
import { initCommand } from "./init-command.ts";
import { type ExitCode, exitCodes, type Io } from "./io.ts";
import {
  accountOptions,
  checkOptions,
  customersOptions,
  debtorsOptions,
  explainOptions,
  exportOptions,
  initOptions,
  isOn,
  type Options,
  optionLines,
  type Parsed,
  parse,
  profileOptions,
  summaryOptions,
  upcomingOptions,
} from "./options.ts";
import { profileCommand } from "./profile-command.ts";
import { refusal } from "./refusal.ts";
import { summaryCommand } from "./summary-command.ts";
import { upcomingCommand } from "./upcoming-command.ts";

interface Command {
  readonly usage: string;
  readonly means: string;
  readonly options: Options;
  readonly run: (parsed: Parsed, io: Io) => Promise<ExitCode>;
}

const commands: Readonly<Record<string, Command>> = {
  export: {
    usage: "receivables export <ledger> | --each FOLDER --out FOLDER [options]",
    means: "Print the customer export: 37 columns, a line for every account.",
    options: exportOptions,
    run: (parsed, io) => (asksForEach(parsed) ? exportEach : exportCommand)(parsed, io),
  },
  customers: {
    usage: "receivables customers <ledger> [options]",
    means: "Show the customers dashboard: totals, and a page of accounts, the most urgent first.",
    options: customersOptions,
    run: customersCommand,
  },
  account: {
    usage: "receivables account <ledger> --account ID [options]",
    means: "Show one account: its figures, invoices, adjustments, payments, jobs and latest statement.",
    options: accountOptions,
    run: accountCommand,
  },
  debtors: {
    usage: "receivables debtors <ledger> [--tab TAB | --list LIST | --report REPORT] [options]",
    means: "Show the debtors dashboard: tiles and a tab, or a list or report behind a tile.",
    options: debtorsOptions,
    run: debtorsCommand,
  },
  summary: {
    usage: "receivables summary <ledger> --account ID | --find NUMBER [options]",
    means: "Show one customer's financial summary, or find an invoice.",
    options: summaryOptions,
    run: summaryCommand,
  },
  profile: {
    usage: "receivables profile <ledger> --account ID [options]",
    means: "Show one customer's dashboard: sales, quotes, events, what is due, what is planned.",
    options: profileOptions,
    run: profileCommand,
  },
  explain: {
    usage: "receivables explain <ledger> --column NAME [--account ID] [options]",
    means: "List the documents behind one figure, with the arithmetic.",
    options: explainOptions,
    run: explainCommand,
  },
  upcoming: {
    usage: "receivables upcoming <ledger> --through DAY [options]",
    means: "List what changes day by day if nothing is posted, with the new totals.",
    options: upcomingOptions,
    run: upcomingCommand,
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
  if (name === "help" && rest[0] !== undefined) return run([rest[0], "--help"], io, version);
  if (name === "--help" || name === "-h" || name === "help") {
    io.out(generalHelp());
    return exitCodes.good;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    const words = `There is no command ${JSON.stringify(name)}.`;
    io.err(name === "" ? generalHelp() : `${terminalText(words)}\n\n${generalHelp()}`);
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
    return refusal(error, name, command.options, io);
  }
}

function generalHelp(): string {
  const lines = Object.entries(commands).map(([name, { means }]) => `  ${name.padEnd(11)}${means}`);
  return `receivables <command> <ledger> [options]

${lines.join("\n")}

receivables <command> --help explains a command's options; receivables --version prints the version.
${ledgerHelp}
`;
}
