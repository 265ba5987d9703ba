import { shown } from "../fault/issue.ts";
import { formatAmount } from "../money/amount.ts";
import type { Currency } from "../money/currency.ts";
import { frozenCopy } from "../table/frozen.ts";
import { isWellFormed } from "../table/text.ts";
import type { Change } from "./change.ts";
import type { ComparedMonth, TrendFigures } from "./sales-trend.ts";

/** What a summary of the sales trend is written from. Plain data. */
export interface TrendFacts extends TrendFigures {
  readonly accountId: string;
  readonly accountName: string;
  readonly currency: Currency;
}

/** The sales trend in words. */
export interface TrendSummary {
  readonly text: string;
  /** Who wrote it. */
  readonly by: "template" | "summariser";
  /** Why a summariser's text is not used; null where none was asked, or its text is. */
  readonly failure: string | null;
  readonly facts: TrendFacts;
}

/** Writes a summary of the sales trend from its facts: a service, a model, a person. */
export type TrendSummariser = (facts: TrendFacts) => string | Promise<string>;

/** The summary that the library writes itself. The same facts give the same text. */
export function templateSummary(facts: TrendFacts): TrendSummary {
  const { accountName, currency, currentMonth, monthOverMonth, yearOverYear, declining } = facts;
  const { previousMonth, sameMonthLastYear, comparison } = facts;
  const { month, through, amount } = currentMonth;
  const against = (change: Change, other: ComparedMonth | null) =>
    other === null ? [] : [comparedWords(change, other, comparison === "full-months", currency)];
  const parts = [...against(monthOverMonth, previousMonth), ...against(yearOverYear, sameMonthLastYear)];
  const sold = `${accountName}: sales of ${formatAmount(amount, currency)} ${currency.code}`;
  const words = [`${sold} ${daysWords(month, through)}`, ...parts].join(", ");
  return {
    text: `${words}.${declining ? " Sales are declining." : ""}`,
    by: "template",
    failure: null,
    facts,
  };
}

function comparedWords(
  { arrow, percent }: Change,
  { month, sameDays, whole }: ComparedMonth,
  isWhole: boolean,
  currency: Currency,
): string {
  const days = isWhole ? `in ${monthWords(month)}` : daysWords(month, sameDays.through);
  const amount = formatAmount(isWhole ? whole : sameDays.amount, currency);
  if (arrow === "flat") return `as much as ${days}`;
  const more = percent === null ? "" : `${Math.abs(percent).toFixed(2)}% `;
  const side = arrow === "up" ? "more than" : "less than";
  return `${more}${side} ${days} (${amount})`;
}

const monthNames = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** `May 2025`. */
function monthWords(month: string): string {
  return `${monthNames[Number(month.slice(5, 7)) - 1]} ${month.slice(0, 4)}`;
}

/** `from 1 to 10 May 2025`; of a first day `on 1 May 2025`. */
function daysWords(month: string, through: string): string {
  const last = Number(through.slice(8));
  return `${last === 1 ? "on 1" : `from 1 to ${last}`} ${monthWords(month)}`;
}

/**
 * The summary of a summariser over some facts, or the template with what failed: the summariser threw, or gave no text.
 */
export async function summaryBy(summariser: TrendSummariser, before: TrendSummary): Promise<TrendSummary> {
  const { facts } = before;
  const failed = (failure: string): TrendSummary => ({ ...templateSummary(facts), failure });
  try {
    const text: unknown = await summariser(frozenCopy(facts));
    if (typeof text === "string" && text.trim() !== "" && isWellFormed(text)) {
      return { text, by: "summariser", failure: null, facts };
    }
    return failed(`The summariser gave ${shown(text)}, which is no text.`);
  } catch (error) {
    return failed(`The summariser failed: ${messageOf(error)}`);
  }
}

/** What a summariser threw, in words. */
function messageOf(error: unknown): string {
  const message: unknown = error instanceof Error ? error.message : undefined;
  return typeof message === "string" ? message : shown(error);
}
