import { minorText } from "../money/amount.ts";
import type { Currency } from "../money/currency.ts";
import { ratioText } from "../money/rounding.ts";
import type { ExplainedDocument, ExplainedScore } from "./explained.ts";

/** How many documents a line of arithmetic spells out; what is beyond stands as one subtotal. */
const mostTerms = 12;

/** Decimals of a priority beyond those it is shown with, before it is cut with `…`. */
const moreDecimals = 3;

/** `100.00 + 50.00 = 150.00`: every document that adds to an amount. */
export function amountLine(
  documents: readonly ExplainedDocument[],
  text: string,
  currency: Currency,
): string {
  const inMajor = majorText(currency);
  return `${added(documents, ({ contribution }) => inMajor(BigInt(contribution)), inMajor)} = ${text}`;
}

/** `5150.00 of 9 invoices + 75.00 of 1 debit adjustment − 0.00 of 0 credit adjustments = 5225.00`. */
export function netLine(documents: readonly ExplainedDocument[], text: string, currency: Currency): string {
  const inMajor = majorText(currency);
  const parts = kinds.map(({ kind, noun }) => {
    const own = documents.filter((document) => document.kind === kind);
    return `${inMajor(sumOf(own.map(({ balance }) => BigInt(balance))))} of ${counted(own.length, noun)}`;
  });
  const [invoices, debits, credits] = parts;
  return `${invoices} + ${debits} − ${credits} = ${text}`;
}

/** `9 invoices + 1 debit adjustment = 10`. */
export function countLine(documents: readonly ExplainedDocument[], text: string): string {
  const parts = kinds.flatMap(({ kind, noun }) => {
    const count = documents.filter((document) => document.kind === kind).length;
    return count === 0 ? [] : [counted(count, noun)];
  });
  return `${parts.length === 0 ? noDocuments : parts.join(" + ")} = ${text}`;
}

/** `5 accounts = 5`. */
export function accountsLine(count: number): string {
  return `${counted(count, "account")} = ${count}`;
}

/** `3000.00 × 60 + 950.00 × 1 = 180950.00; 180950.00 ÷ 3950.00 = 45.810… → 45.81`. */
export function averageLine(
  documents: readonly ExplainedDocument[],
  text: string,
  decimals: number,
  currency: Currency,
): string {
  if (documents.length === 0) return `${noDocuments} = ${text}`;
  const exposure = sumOf(documents.map(({ contribution }) => BigInt(contribution)));
  const amount = sumOf(documents.map(({ balance }) => BigInt(balance)));
  const inMajor = majorText(currency);
  const quotient = quotientText(exposure, amount, decimals);
  const division = `${inMajor(exposure)} ÷ ${inMajor(amount)} = ${quotient}`;
  return `${exposureLine(documents, exposure, currency)}; ${division}${quotient === text ? "" : ` → ${text}`}`;
}

/** The documents of a priority, then the formula with the business's ends filled in, or the rule that stands for it. */
export function scoreLine(
  documents: readonly ExplainedDocument[],
  text: string,
  score: ExplainedScore,
  currency: Currency,
): string {
  const inMajor = majorText(currency);
  const exposure = BigInt(score.exposure);
  const sum = exposureLine(documents, exposure, currency);
  if (score.rule === "nothing-past-due") return `${sum}; nothing past due scores ${text}`;
  if (score.rule === "all-equal") return `${sum}; every account has this exposure, which scores ${text}`;
  const above = (other: bigint) => `ln((1 + ${inMajor(other)}) ÷ (1 + ${inMajor(BigInt(score.foot))}))`;
  const formula = `10 × ${above(exposure)} ÷ ${above(BigInt(score.highest.exposure))}`;
  if (score.rule === "highest") return `${sum}; ${formula} = 10 → ${text}, the highest of the business`;
  if (score.rule === "lowest") return `${sum}; ${formula} = 0 → ${text}, the lowest of the business`;
  // Ten decimals of the double are right; where it stands a hair below a round number, it is that number.
  const digits = score.exact.toFixed(10);
  const point = digits.indexOf(".") + 1;
  const decimals = text.includes(".") ? text.length - text.indexOf(".") - 1 : 0;
  return `${sum}; ${formula} = ${digits.slice(0, point + decimals + moreDecimals)}… → ${text}`;
}

const noDocuments = "no documents";

const kinds = [
  { kind: "invoice", noun: "invoice" },
  { kind: "debit", noun: "debit adjustment" },
  { kind: "credit", noun: "credit adjustment" },
] as const;

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function sumOf(parts: readonly bigint[]): bigint {
  return parts.reduce((sum, part) => sum + part, 0n);
}

/** Writes minor units, or minor-unit days, in major ones. */
function majorText({ exponent }: Currency): (minor: bigint) => string {
  return (minor) => ratioText(minor, 10n ** BigInt(exponent), exponent);
}

function exposureLine(documents: readonly ExplainedDocument[], exposure: bigint, currency: Currency): string {
  const inMajor = majorText(currency);
  const term = ({ balance, daysOverdue }: ExplainedDocument) =>
    `${minorText(balance, currency.exponent)} × ${daysOverdue}`;
  return `${added(documents, term, inMajor)} = ${inMajor(exposure)}`;
}

/** The terms with `+` between; of a long list the first, and the others as one subtotal: the line still adds up. */
function added(
  documents: readonly ExplainedDocument[],
  termOf: (document: ExplainedDocument) => string,
  inMajor: (minor: bigint) => string,
): string {
  if (documents.length === 0) return noDocuments;
  if (documents.length <= mostTerms) return documents.map(termOf).join(" + ");
  const rest = documents.slice(mostTerms - 1);
  const subtotal = inMajor(sumOf(rest.map(({ contribution }) => BigInt(contribution))));
  const terms = documents.slice(0, mostTerms - 1).map(termOf);
  return [...terms, `${subtotal} of ${counted(rest.length, "more document")}`].join(" + ");
}

/** A quotient to one decimal more than it is shown with, which tells how it rounds; `…` where it goes on. */
function quotientText(numerator: bigint, denominator: bigint, decimals: number): string {
  const scaled = numerator * 10n ** BigInt(decimals + 1);
  const digits = scaled / denominator;
  const goesOn = scaled % denominator !== 0n;
  if (!goesOn && digits % 10n === 0n) return ratioText(digits / 10n, 10n ** BigInt(decimals), decimals);
  return `${ratioText(digits, 10n ** BigInt(decimals + 1), decimals + 1)}${goesOn ? "…" : ""}`;
}
