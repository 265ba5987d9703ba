import { formatAmount, plusMinor } from "../money/amount.ts";
import { asOfModes, openItems, unallocatedPayments } from "../positions/open-items.ts";
import { accountStats, statsByAccount } from "../stats/account-stats.ts";
import { verifyIntegrity } from "../stats/integrity.ts";
import { mergeStats } from "../stats/merge.ts";
import type { AccountStats } from "../stats/stats.ts";
import { writeText } from "../table/write-text.ts";
import { nothing, type Tally } from "../tally/tally.ts";
import { type ExitCode, exitCodes, type Io } from "./io.ts";
import { type Parsed, textOf, wordOf } from "./options.ts";
import { issueLine } from "./report.ts";
import { settledLedger } from "./settled-ledger.ts";

/** `receivables check`: what is wrong with a ledger, a line each, and what it adds up to. */
export async function checkCommand(parsed: Parsed, io: Io): Promise<ExitCode> {
  const mode = wordOf(parsed, "as-of-mode", asOfModes) ?? "reconstruct";
  const settled = await settledLedger(parsed, io, io.out);
  if (!settled.ok) return settled.exitCode;
  const { ledger } = settled;
  const { currency } = ledger.business;
  const asOf = textOf(parsed, "as-of") ?? ledger.today;
  const items = openItems(ledger, { asOf, mode });
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
    `\n${ledger.accounts.size} accounts, ${ledger.invoices.size} invoices, ${ledger.payments.size} payments; `,
  );
  io.out(`open as of ${asOf} in ${currency.code}:\n\n`);
  io.out(
    writeText(rows, [
      { name: "", text: ({ what }) => what, numeric: false },
      { name: "Documents", text: ({ count }) => String(count), numeric: true },
      { name: "Amount", text: ({ amount }) => formatAmount(amount, currency), numeric: true },
    ]),
  );
  if (issues.length > 0) return exitCodes.data;
  io.out(
    "\nReconciled: accounts add up to the whole, buckets to past due, past due and current to all invoices.\n",
  );
  return settled.exitCode;
}

interface Line {
  readonly what: string;
  readonly amount: number;
  readonly count: number;
}

function words(stats: AccountStats): readonly Line[] {
  const { outstanding, invoices, current, discounts, pastDue, byBucket, credits, debits } = stats;
  const line = (what: string, { amount, count }: Tally): Line => ({ what, amount, count });
  return [
    line("outstanding", outstanding),
    line("  invoices", invoices),
    line("    current", current),
    line("    past due", pastDue),
    line("      1-30 days", byBucket["1-30"]),
    line("      31-60 days", byBucket["31-60"]),
    line("      61-90 days", byBucket["61-90"]),
    line("      91+ days", byBucket["91+"]),
    line("  debit adjustments", debits),
    line("credit adjustments, not netted", credits),
    line("discounts still available", discounts),
  ];
}
