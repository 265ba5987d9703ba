import { explain, type LedgerExplanation } from "../customers/explain.ts";
import { figureNamed } from "../customers/explain-figures.ts";
import type { ExplainedDiscount, ExplainedDocument, ExplainedExposure } from "../customers/explained.ts";
import { decimalsOf } from "../customers/list.ts";
import { formatAmount } from "../money/amount.ts";
import type { Currency } from "../money/currency.ts";
import { ratioText } from "../money/rounding.ts";
import { terminalText } from "../table/terminal-text.ts";
import { type TextColumn, writeText } from "../table/write-text.ts";
import { settingsOf } from "./customer-options.ts";
import { formatOf } from "./format.ts";
import { type ExitCode, type Io, UsageError } from "./io.ts";
import { checked, type Parsed, textOf } from "./options.ts";
import { settledLedger } from "./settled-ledger.ts";

/** `receivables explain`: the documents behind one figure, and the arithmetic. */
export async function explainCommand(parsed: Parsed, io: Io): Promise<ExitCode> {
  const figure = textOf(parsed, "column");
  if (figure === undefined) throw new UsageError("Name the figure: --column NAME.");
  const { kind } = checked("column", () => figureNamed(figure));
  const accountId = textOf(parsed, "account") ?? null;
  if (accountId === null && kind === "score") {
    throw new UsageError(`${figure} compares accounts: name one with --account ID.`);
  }
  const format = formatOf(parsed, io);
  const settings = settingsOf(parsed);
  decimalsOf(settings);
  const settled = await settledLedger(parsed, io, io.err);
  if (!settled.ok) return settled.exitCode;
  const { ledger } = settled;
  const asOf = textOf(parsed, "as-of") ?? ledger.today;
  const explanation = explain(ledger, { ...settings, figure, accountId, asOf });
  if (format === "table") {
    const name = accountId === null ? undefined : ledger.accounts.get(accountId)?.accountName;
    io.out(pageOf(explanation, name ?? "All accounts"));
  } else io.out(`${JSON.stringify(explanation, null, 2)}\n`);
  return settled.conclude();
}

/** The explanation for a person: the figure and what it says, the documents, and how they make it. */
function pageOf(explanation: LedgerExplanation, name: string): string {
  const { figure, text, means, source, asOf, currency, documents, arithmetic } = explanation;
  const who = explanation.accountId === null ? name : `${name}  ${explanation.accountId}`;
  const lines = [who, `${figure}: ${text}`, `${means} (${source})`, `As of ${asOf}, in ${currency.code}`];
  const head = lines.map((line) => `${terminalText(line)}\n`).join("");
  const table = documents.length === 0 ? "" : `${writeText(documents, columnsOf(explanation))}\n`;
  return `${head}\n${table}${terminalText(arithmetic)}\n${endsOf(explanation)}`;
}

/** Whose exposures the priority is counted between. */
function endsOf({ score, currency }: LedgerExplanation): string {
  if (score === null) return "";
  const end = ({ accountId, exposure }: ExplainedExposure) =>
    `${majorText(exposure, currency)} of ${accountId}`;
  const line = `Lowest exposure: ${end(score.lowest)}. Highest: ${end(score.highest)}.`;
  return `${terminalText(line)}\n`;
}

type Column = TextColumn<ExplainedDocument>;

function columnsOf({ kind, accountId, currency, documents }: LedgerExplanation): readonly Column[] {
  const text = (name: string, of: Column["text"]): Column => ({ name, text: of, numeric: false });
  const number = (name: string, of: Column["text"]): Column => ({ name, text: of, numeric: true });
  const inDays = kind === "days" || kind === "score";
  const discounted = documents.some(({ discount }) => discount !== null);
  return [
    ...(accountId === null ? [text("Account", (document) => document.accountId)] : []),
    text("Document", ({ id }) => id),
    text("Kind", (document) => document.kind),
    text("Due", ({ dueOn }) => dueOn ?? ""),
    number("Days", ({ daysOverdue }) => String(daysOverdue ?? "")),
    text("Bucket", ({ bucket }) => bucket ?? ""),
    number("Balance", ({ balance }) => formatAmount(balance, currency)),
    number(inDays ? "Balance × days" : "Adds", ({ contribution }) =>
      kind === "count" ? String(contribution) : majorText(contribution, currency),
    ),
    // At the right, where nothing cuts it: an invoice may have many.
    ...(discounted ? [number("Discounts", ({ discount }) => offersOf(discount, currency))] : []),
  ];
}

function offersOf(discount: ExplainedDiscount | null, currency: Currency): string {
  const words = discount?.offers.map(
    ({ from, amount, until, state }) => `${from} ${formatAmount(amount, currency)} until ${until} ${state}`,
  );
  return words?.join(", ") ?? "";
}

/** Minor units, or minor-unit days, in major ones. */
function majorText(minor: number | string, { exponent }: Currency): string {
  return ratioText(BigInt(minor), 10n ** BigInt(exponent), exponent);
}
