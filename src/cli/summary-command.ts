import { asOfModes } from "../positions/open-items.ts";
import { findInvoice } from "../summary/find-invoice.ts";
import { permissionsOption } from "../summary/link.ts";
import { financialSummary, type SummaryOptions } from "../summary/summary.ts";
import { foldSearch } from "../table/fold.ts";
import { formatOf } from "./format.ts";
import { type ExitCode, type Io, UsageError } from "./io.ts";
import { checked, listOf, type Parsed, textOf, wordOf } from "./options.ts";
import { settledLedger } from "./settled-ledger.ts";
import { foundPage, summaryPage } from "./summary-page.ts";

/** `receivables summary`: one customer's financial summary, or the invoices of a number. */
export async function summaryCommand(parsed: Parsed, io: Io): Promise<ExitCode> {
  const format = formatOf(parsed, io);
  const asked = askedOf(parsed);
  const settled = await settledLedger(parsed, io, io.err);
  if (!settled.ok) return settled.exitCode;
  const { ledger } = settled;
  const print = <Answer>(answer: Answer, page: (answer: Answer) => string): void =>
    io.out(format === "table" ? page(answer) : `${JSON.stringify(answer, null, 2)}\n`);
  if (asked.what === "find") print(findInvoice(ledger, asked.number), foundPage);
  else print(financialSummary(ledger, asked.accountId, asked.options), summaryPage);
  return settled.conclude();
}

/** What a command line asks for. */
type Asked =
  | { readonly what: "find"; readonly number: string }
  | { readonly what: "account"; readonly accountId: string; readonly options: SummaryOptions };

/** Looked at before a ledger is read: a command that cannot be carried out should say so at once. */
function askedOf(parsed: Parsed): Asked {
  const accountId = textOf(parsed, "account");
  const number = textOf(parsed, "find");
  if (accountId !== undefined && number !== undefined) {
    throw new UsageError("Ask for one of --account and --find at a time.");
  }
  if (number !== undefined) {
    const other = ["permissions", "as-of", "as-of-mode"].find((name) => parsed.values[name] !== undefined);
    if (other !== undefined) {
      throw new UsageError(`--${other} is about --account: --find looks at today, and always links.`);
    }
    checked("find", () => foldSearch(number));
    return { what: "find", number };
  }
  if (accountId === undefined) {
    throw new UsageError("Name the account, --account ID, or an invoice to find, --find NUMBER.");
  }
  return { what: "account", accountId, options: optionsOf(parsed) };
}

function optionsOf(parsed: Parsed): SummaryOptions {
  const asOf = textOf(parsed, "as-of");
  const mode = wordOf(parsed, "as-of-mode", asOfModes);
  return {
    ...(asOf === undefined ? {} : { asOf }),
    ...(mode === undefined ? {} : { mode }),
    permissions: permissionsOption(listOf(parsed, "permissions")),
  };
}
