import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { timeZoneProblem } from "../calendar/time-zone.ts";
import { tableColumns, tableNames } from "../model/tables.ts";
import { isoExponent } from "../money/currency.ts";
import { terminalText } from "../table/terminal-text.ts";
import { type ExitCode, exitCodes, type Io, UsageError } from "./io.ts";
import { type Parsed, textOf } from "./options.ts";
import { currencyFlag } from "./read-ledger.ts";
import { writeWhole } from "./write-file.ts";

/** `receivables init`: an empty ledger with every header, in a folder that is empty or not there yet. */
export async function initCommand(parsed: Parsed, io: Io): Promise<ExitCode> {
  const [folder, ...more] = parsed.positionals;
  if (folder === undefined || more.length > 0) throw new UsageError("Name one folder to make.");
  const timeZone = textOf(parsed, "time-zone") ?? null;
  const problem = timeZone === null ? undefined : timeZoneProblem(timeZone);
  if (problem !== undefined) throw new UsageError(`--time-zone: ${problem}`);
  const currency = currencyFlag(parsed);
  const business = {
    name: "",
    time_zone: timeZone,
    currency:
      currency === undefined
        ? null
        : isoExponent(currency.code) === currency.exponent
          ? currency.code
          : currency,
  };
  await makeEmptyFolder(folder);
  for (const table of tableNames) {
    const header = tableColumns(table).map(({ name }) => name);
    await writeWhole(join(folder, `${table}.csv`), `${header.join(",")}\n`);
  }
  await writeWhole(join(folder, "business.json"), `${JSON.stringify(business, null, 2)}\n`);
  const missing =
    timeZone === null || currency === undefined ? "; fill in time_zone and currency in business.json" : "";
  io.err(`${terminalText(`An empty ledger is in ${folder}${missing}`)}\n`);
  return exitCodes.good;
}

async function makeEmptyFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    if ((await readdir(folder)).length === 0) return;
  } catch (error) {
    throw new UsageError(
      `${folder} cannot be made: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  throw new UsageError(`${folder} is not empty: nothing was written.`);
}
