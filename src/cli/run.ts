import { terminalText } from "../table/terminal-text.ts";
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
  textOf,
  upcomingOptions,
} from "./options.ts";
import { refusal } from "./refusal.ts";

interface Command {
  readonly usage: string;
  readonly means: string;
  readonly options: Options;
  /** What runs it. Only the command that was asked for is loaded: the others would take longer than most ledgers. */
  readonly load: (parsed: Parsed) => Promise<(parsed: Parsed, io: Io) => Promise<ExitCode>>;
}

const commands: Readonly<Record<string, Command>> = {
  export: {
    usage: "receivables export <ledger> | --each FOLDER --out FOLDER [options]",
    means: "Print the customer export: 37 columns, a line for every account.",
    options: exportOptions,
    load: async (parsed) =>
      textOf(parsed, "each") !== undefined
        ? (await import("./export-each.ts")).exportEach
        : (await import("./export-command.ts")).exportCommand,
  },
  customers: {
    usage: "receivables customers <ledger> [options]",
    means: "Show the customers dashboard: totals, and a page of accounts, the most urgent first.",
    options: customersOptions,
    load: async () => (await import("./customers-command.ts")).customersCommand,
  },
  account: {
    usage: "receivables account <ledger> --account ID [options]",
    means: "Show one account: its figures, invoices, adjustments, payments, jobs and latest statement.",
    options: accountOptions,
    load: async () => (await import("./account-command.ts")).accountCommand,
  },
  debtors: {
    usage: "receivables debtors <ledger> [--tab TAB | --list LIST | --report REPORT] [options]",
    means: "Show the debtors dashboard: tiles and a tab, or a list or report behind a tile.",
    options: debtorsOptions,
    load: async () => (await import("./debtors-command.ts")).debtorsCommand,
  },
  summary: {
    usage: "receivables summary <ledger> --account ID | --find NUMBER [options]",
    means: "Show one customer's financial summary, or find an invoice.",
    options: summaryOptions,
    load: async () => (await import("./summary-command.ts")).summaryCommand,
  },
  profile: {
    usage: "receivables profile <ledger> --account ID [options]",
    means: "Show one customer's dashboard: sales, quotes, events, what is due, what is planned.",
    options: profileOptions,
    load: async () => (await import("./profile-command.ts")).profileCommand,
  },
  explain: {
    usage: "receivables explain <ledger> --column NAME [--account ID] [options]",
    means: "List the documents behind one figure, with the arithmetic.",
    options: explainOptions,
    load: async () => (await import("./explain-command.ts")).explainCommand,
  },
  upcoming: {
    usage: "receivables upcoming <ledger> --through DAY [options]",
    means: "List what changes day by day if nothing is posted, with the new totals.",
    options: upcomingOptions,
    load: async () => (await import("./upcoming-command.ts")).upcomingCommand,
  },
  check: {
    usage: "receivables check <ledger> [options]",
    means: "List what is wrong with a ledger, a line each, and what it adds up to.",
    options: checkOptions,
    load: async () => (await import("./check-command.ts")).checkCommand,
  },
  init: {
    usage: "receivables init <folder> [options]",
    means: "Make an empty ledger with every header.",
    options: initOptions,
    load: async () => (await import("./init-command.ts")).initCommand,
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
    return await (await command.load(parsed))(parsed, io);
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
