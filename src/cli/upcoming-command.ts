import { dayNumber } from "../calendar/day.ts";
import { type Upcoming, type UpcomingOptions, upcoming } from "../customers/upcoming.ts";
import type { UpcomingChange } from "../customers/upcoming-changes.ts";
import type { AmountAndCount, UpcomingTotals } from "../customers/upcoming-totals.ts";
import { formatAmount } from "../money/amount.ts";
import type { Currency } from "../money/currency.ts";
import { discountCombinings } from "../stats/stats.ts";
import { terminalText } from "../table/terminal-text.ts";
import { type TextColumn, writeText } from "../table/write-text.ts";
import { formatOf } from "./format.ts";
import { type ExitCode, type Io, UsageError } from "./io.ts";
import { checked, type Parsed, textOf, wordOf } from "./options.ts";
import { settledLedger } from "./settled-ledger.ts";

/** `receivables upcoming`: what changes from today on if nothing is posted. */
export async function upcomingCommand(parsed: Parsed, io: Io): Promise<ExitCode> {
  const through = textOf(parsed, "through");
  if (through === undefined) throw new UsageError("Say until when: --through DAY.");
  checked("through", () => dayNumber(through));
  const format = formatOf(parsed, io);
  const discounts = wordOf(parsed, "discounts", discountCombinings);
  const settled = await settledLedger(parsed, io, io.err);
  if (!settled.ok) return settled.exitCode;
  const options: UpcomingOptions = {
    through,
    accountId: textOf(parsed, "account") ?? null,
    ...(discounts === undefined ? {} : { discounts }),
  };
  const answer = upcoming(settled.ledger, options);
  io.out(format === "table" ? pageOf(answer) : `${JSON.stringify(answer, null, 2)}\n`);
  return settled.conclude();
}

/** The changes for a person, a line each, then what everything adds up to after each day. */
function pageOf(answer: Upcoming): string {
  const { asOf, currency, options, start, days } = answer;
  const who = options.accountId === null ? "all accounts" : `account ${options.accountId}`;
  const head = `${terminalText(`After ${asOf} through ${options.through}, ${who}, in ${currency.code}`)}\n\n`;
  const changes = days.flatMap(({ day, changes }) => changes.map((change) => ({ day, ...change })));
  if (changes.length === 0) return `${head}Nothing changes.\n`;
  const positions = [{ day: asOf, totals: start.totals }, ...days];
  return `${head}${writeText(changes, changeColumns(currency))}\n${writeText(positions, totalColumns(currency))}`;
}

type DayChange = UpcomingChange & { readonly day: string };

function changeColumns(currency: Currency): readonly TextColumn<DayChange>[] {
  const text = (name: string, of: (change: DayChange) => string) => ({ name, text: of, numeric: false });
  return [
    text("Day", ({ day }) => day),
    text("Account", ({ accountId }) => accountId),
    text("Document", ({ id }) => id),
    text("What", ({ what }) => what.replaceAll("-", " ")),
    { name: "Amount", text: ({ amount }) => formatAmount(amount, currency), numeric: true },
    text("From", (change) => standOf(change, "from", currency)),
    text("To", (change) => standOf(change, "to", currency)),
  ];
}

/** What a change is a change of, before it or after it: a bucket, a discount or a balance. */
function standOf(change: UpcomingChange, side: "from" | "to", currency: Currency): string {
  const { what } = change;
  if (what === "balance-changes") return formatAmount(change[`${side}Balance`], currency);
  const isDiscount = what === "discount-ends" || what === "discount-begins";
  return isDiscount ? formatAmount(change[`${side}Discount`], currency) : (change[`${side}Bucket`] ?? "");
}

function totalColumns(
  currency: Currency,
): readonly TextColumn<{ readonly day: string; readonly totals: UpcomingTotals }>[] {
  const amount = (name: string, of: (totals: UpcomingTotals) => AmountAndCount) => ({
    name,
    text: ({ totals }: { readonly totals: UpcomingTotals }) => formatAmount(of(totals).amount, currency),
    numeric: true,
  });
  return [
    { name: "After", text: ({ day }) => day, numeric: false },
    amount("Outstanding", ({ outstanding }) => outstanding),
    amount("Current", ({ current }) => current),
    amount("Past due", ({ pastDue }) => pastDue),
    amount("1-30", ({ byBucket }) => byBucket["1-30"]),
    amount("31-60", ({ byBucket }) => byBucket["31-60"]),
    amount("61-90", ({ byBucket }) => byBucket["61-90"]),
    amount("91+", ({ byBucket }) => byBucket["91+"]),
    amount("Discounts", ({ discounts }) => discounts),
  ];
}
