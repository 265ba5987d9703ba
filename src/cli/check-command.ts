import { Fault } from "../fault/fault.ts";
import type { Ledger } from "../model/ledger.ts";
import { formatAmount, plusMinor } from "../money/amount.ts";
import {
  asOfModes,
  type OpenItem,
  openItems,
  type PositionOptions,
  unallocatedPayments,
} from "../positions/open-items.ts";
import { accountStats, statsByAccount } from "../stats/account-stats.ts";
import { verifyIntegrity } from "../stats/integrity.ts";
import { mergeStats } from "../stats/merge.ts";
import type { AccountStats } from "../stats/stats.ts";
import { writeText } from "../table/write-text.ts";
import { nothing, type Tally } from "../tally/tally.ts";
import { figureLines } from "./figures.ts";
import { type ExitCode, exitCodes, type Io } from "./io.ts";
import { type Parsed, textOf, wordOf } from "./options.ts";
import { counted, historyLines, issueLine, reageHint } from "./report.ts";
import { settledLedger } from "./settled-ledger.ts";

/** `receivables check`: what is wrong with a ledger, a line each, and what it adds up to. */
export async function checkCommand(parsed: Parsed, io: Io): Promise<ExitCode> {
  const mode = wordOf(parsed, "as-of-mode", asOfModes) ?? "reconstruct";
  const settled = await settledLedger(parsed, io, io.out);
  if (!settled.ok) return settled.exitCode;
  const { ledger } = settled;
  const { currency } = ledger.business;
  const asOf = textOf(parsed, "as-of") ?? ledger.today;
  const items = itemsOf(ledger, { asOf, mode }, io);
  if (items === undefined) return exitCodes.data;
  const whole = accountStats(items, { asOf, currency });
  const byAccount = statsByAccount(items, { asOf, currency });

  let added: AccountStats = accountStats([], { asOf, currency });
  for (const stats of byAccount.values()) added = mergeStats(added, stats);
  const issues = [whole, added].flatMap((stats) => verifyIntegrity(stats));
  if (JSON.stringify(words(whole)) !== JSON.stringify(words(added))) {
    issues.push({ code: "INTEGRITY", path: [], message: "The accounts do not add up to the whole." });
  }
  for (const issue of issues) io.out(issueLine(issue));

  let unallocated: Tally = nothing;
  for (const { amount } of unallocatedPayments(ledger, { asOf, mode })) {
    unallocated = {
      ...unallocated,
      amount: plusMinor(unallocated.amount, amount),
      count: unallocated.count + 1,
    };
  }
  const rows = [...words(whole), { what: "payments not allocated", ...unallocated }];
  io.out(
    `\n${counted(ledger.accounts.size, "account")}, ${counted(ledger.invoices.size, "invoice")}, ` +
      `${counted(ledger.payments.size, "payment")}; `,
  );
  io.out(`open as of ${asOf} in ${currency.code}:\n\n`);
  io.out(
    writeText(rows, [
      { name: "", text: ({ what }) => what, numeric: false },
      { name: "Documents", text: ({ count }) => String(count), numeric: true },
      { name: "Amount", text: ({ amount }) => formatAmount(amount, currency), numeric: true },
    ]),
  );
  if (issues.length === 0) {
    io.out(
      "\nReconciled: accounts add up to the whole, buckets to past due, past due and current to all invoices.\n",
    );
  }
  const exitCode = await settled.conclude();
  return issues.length > 0 ? exitCodes.data : exitCode;
}

/** What was open on the day; undefined after a line for each document of which nobody can know. */
function itemsOf(ledger: Ledger, position: PositionOptions, io: Io): readonly OpenItem[] | undefined {
  try {
    return openItems(ledger, position);
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== "HISTORY_UNAVAILABLE") throw error;
    io.out(historyLines(error, (id) => (ledger.invoices.has(id) ? "invoices" : "adjustments")));
    io.err(reageHint);
    return undefined;
  }
}

interface Line {
  readonly what: string;
  readonly amount: number;
  readonly count: number;
}

function words(stats: AccountStats): readonly Line[] {
  return figureLines(stats).map(({ what, tally: { amount, count } }) => ({ what, amount, count }));
}
