import { classify } from "../aging/classify.ts";
import { byDueDate } from "../aging/scheme.ts";
import { type Day, dayNumber } from "../calendar/day.ts";
import { Fault } from "../fault/fault.ts";
import { shown } from "../fault/issue.ts";
import { countOption, knownOptions } from "../fault/options.ts";
import type { Currency } from "../money/currency.ts";
import type { OpenDiscount, OpenItem } from "../positions/open-items.ts";
import { accountStats, startSum } from "../stats/account-stats.ts";
import { countedOffers } from "../stats/discount.ts";
import { plainStats } from "../stats/plain.ts";
import { type EqualScore, type PriorityFloor, PriorityScale, priorityDecimals } from "../stats/priority.ts";
import type { DiscountCombining, StatsOptions } from "../stats/stats.ts";
import { compareIds } from "../table/order.ts";
import { averageDecimals } from "../tally/tally.ts";
import {
  accountsLine,
  amountLine,
  averageLine,
  countLine,
  netLine,
  scoreLine,
} from "./explain-arithmetic.ts";
import { accountCount, type FigureReader, figureNamed, netAmount } from "./explain-figures.ts";
import type { ExplainedDiscount, ExplainedDocument, ExplainedScore, Explanation } from "./explained.ts";

/** The end of a business's scale of priorities: whose exposure it is, and how much, in minor-unit days. */
export interface ExposureEnd {
  readonly accountId: string;
  readonly exposure: bigint;
}

/** What a priority is compared with. */
export interface ExplainedScale {
  readonly lowest: ExposureEnd;
  readonly highest: ExposureEnd;
  /** Default `"observed"`. */
  readonly floor?: PriorityFloor;
  /** Default 10. */
  readonly equal?: EqualScore;
  /** Decimals the priority is shown with, 0 to 6. Default {@link priorityDecimals}. */
  readonly decimals?: number;
}

/** What a figure is a figure of, besides its documents. */
export interface ExplainContext {
  /** Null for the business. */
  readonly accountId: string | null;
  readonly asOf: Day;
  readonly currency: Currency;
  /** Default `"max"`. */
  readonly discounts?: DiscountCombining;
  /** Decimals of an average, 0 to 20. Default {@link averageDecimals}. */
  readonly averageDecimals?: number;
  /** Needed for `collection_priority`, and read for it alone. */
  readonly scale?: ExplainedScale;
  /** The accounts of the business: needed for `invoicing_account_count` of a business, and read for it alone. */
  readonly accountCount?: number;
}

/**
 * The documents behind a figure of open items, what each adds to it, and the arithmetic.
 *
 * What a document adds is the same figure of that document alone, so contributions add up to the figure exactly. Documents
 * that add nothing are left out.
 *
 * @param figure - One of `explainableFigures`.
 * @param items - All open documents of the account, or of the business where the context names no account.
 * @throws {Fault} `QUERY_INVALID` for a name that is no figure, a priority of no account, or a context that lacks what the
 * figure needs; `POLICY_RANGE` for a scale without its ends; `EXPOSURE_INVALID` for an exposure outside them; as
 * `accountStats` for items and options.
 * @see docs/sources.md, 001:116 and 000:22-31.
 *
 * @example
 * import type { OpenItem } from "receivables";
 * import { explainFigure } from "receivables/customers";
 *
 * const items: OpenItem[] = [
 *   { id: "1", accountId: "C-100", kind: "invoice", balance: 300000, dueOn: "2025-01-09" },
 *   { id: "2", accountId: "C-100", kind: "invoice", balance: 95000, dueOn: "2025-03-09" },
 *   { id: "3", accountId: "C-100", kind: "invoice", balance: 50000, dueOn: "2025-03-10" },
 * ];
 * const context = { accountId: "C-100", asOf: "2025-03-10", currency: { code: "USD", exponent: 2 } };
 * const average = explainFigure("past_due_invoice_weighted_average_days_overdue", items, context);
 * average.value;      // => 45.81
 * average.arithmetic;
 * // => "3000.00 × 60 + 950.00 × 1 = 180950.00; 180950.00 ÷ 3950.00 = 45.810… → 45.81"
 * average.documents.map(({ id, contribution }) => [id, contribution]); // => [["1", "18000000"], ["2", "95000"]]
 */
export function explainFigure(
  figure: string,
  items: readonly OpenItem[],
  context: ExplainContext,
): Explanation {
  knownOptions(context, contextNames);
  const reader = figureNamed(figure);
  const { accountId, asOf, currency } = context;
  const options = { asOf, currency, discounts: context.discounts ?? "max" } as const;
  const decimals = countOption("averageDecimals", context.averageDecimals ?? averageDecimals, 0, 20);
  const sums = accountStats(items, options);
  const stats = plainStats(sums);
  const documents = documentsOf(reader, items, options);
  const accounts = reader === accountCount ? accountsOf(context) : 0;
  const scale = reader.kind === "score" ? scaleOf(context) : undefined;
  const scored = scale === undefined ? undefined : scoreOf(sums.pastDue.amountDays, scale, currency);
  const text = reader.text(
    { stats, shownPriority: scored?.shown ?? 0, accountCount: accounts },
    { currency, averageDecimals: decimals, priorityDecimals: scale?.decimals ?? priorityDecimals },
  );
  const line = { documents, text, currency, decimals, accounts, score: scored?.score ?? null };
  const { name, kind, means, source } = reader;
  return {
    accountId,
    asOf,
    currency,
    figure: name,
    kind,
    means,
    source,
    value: kind === "money" ? Number(reader.part(stats)) : Number(text),
    text,
    documents,
    arithmetic: arithmeticOf(reader, line),
    score: line.score,
  };
}

const contextNames: readonly string[] = [
  "accountId",
  "asOf",
  "currency",
  "discounts",
  "averageDecimals",
  "scale",
  "accountCount",
];

function arithmeticOf(
  reader: FigureReader,
  line: {
    readonly documents: readonly ExplainedDocument[];
    readonly text: string;
    readonly currency: Currency;
    readonly decimals: number;
    readonly accounts: number;
    readonly score: ExplainedScore | null;
  },
): string {
  const { documents, text, currency, score } = line;
  if (score !== null) return scoreLine(documents, text, score, currency);
  if (reader === accountCount) return accountsLine(line.accounts);
  if (reader === netAmount) return netLine(documents, text, currency);
  if (reader.kind === "days") return averageLine(documents, text, line.decimals, currency);
  return reader.kind === "count" ? countLine(documents, text) : amountLine(documents, text, currency);
}

type DocumentOptions = StatsOptions & { readonly discounts: DiscountCombining };

/** The documents that add to a figure, in their order. */
function documentsOf(
  reader: FigureReader,
  items: readonly OpenItem[],
  options: DocumentOptions,
): readonly ExplainedDocument[] {
  // Stats of two heaps are the sum of theirs, so a figure is the sum of the figures of single documents.
  const sum = startSum(options);
  const documents = items.flatMap((item, index) => {
    const slot = sum.open();
    sum.add(slot, item, index);
    const part = reader.part(plainStats(sum.stats(slot)));
    return part === 0n ? [] : [documentOf(reader, item, part, options)];
  });
  return documents.sort(
    (a, b) =>
      kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind) ||
      compareIds(a.dueOn ?? "", b.dueOn ?? "") ||
      compareIds(a.id, b.id),
  );
}

const kindOrder: readonly OpenItem["kind"][] = ["invoice", "debit", "credit"];

function documentOf(
  { name, kind }: FigureReader,
  { id, accountId, kind: document, balance, dueOn, discounts }: OpenItem,
  part: bigint,
  options: DocumentOptions,
): ExplainedDocument {
  const inDays = kind === "days" || kind === "score";
  const due = document === "invoice" ? (dueOn as Day) : null;
  const aged = due === null ? null : classify({ dueOn: due }, options.asOf, byDueDate);
  return {
    id,
    accountId,
    kind: document,
    dueOn: due,
    daysOverdue: aged?.age ?? null,
    bucket: aged?.bucket ?? null,
    balance,
    contribution: inDays ? String(part) : Number(part),
    discount: name.startsWith("discount") ? discountOf(discounts as readonly OpenDiscount[], options) : null,
  };
}

function discountOf(
  offers: readonly OpenDiscount[],
  { asOf, discounts }: DocumentOptions,
): ExplainedDiscount {
  const counted = countedOffers(offers, dayNumber(asOf), discounts);
  return {
    offered: counted.reduce((sum, { amount }) => sum + amount, 0),
    offers: offers.map((offer) => {
      const { from, amount, until } = offer;
      const state = counted.includes(offer) ? "counts" : until < asOf ? "ended" : "outdone";
      return { from, amount, until, state };
    }),
  };
}

function accountsOf({ accountId, accountCount }: ExplainContext): number {
  if (accountId !== null) return 1;
  if (accountCount !== undefined)
    return countOption("accountCount", accountCount, 0, Number.MAX_SAFE_INTEGER);
  throw lacking(
    "How many accounts the business has is not among its documents: give accountCount.",
    "accountCount",
  );
}

function scaleOf({ accountId, scale }: ExplainContext): ExplainedScale {
  if (accountId === null) throw lacking("A priority compares accounts: name the one it is of.", "accountId");
  if (scale !== undefined) return scale;
  throw lacking("A priority needs the lowest and highest exposure of the business: give scale.", "scale");
}

function lacking(message: string, key: string): Fault {
  return new Fault("QUERY_INVALID", message, { path: [key] });
}

/** The priority of an exposure as it is shown, and where it comes from. */
function scoreOf(
  exposure: bigint,
  scale: ExplainedScale,
  currency: Currency,
): { readonly shown: number; readonly score: ExplainedScore } {
  knownOptions(scale, ["lowest", "highest", "floor", "equal", "decimals"]);
  const { lowest, highest, decimals = priorityDecimals, ...policy } = scale;
  checkEnd("lowest", lowest);
  checkEnd("highest", highest);
  if (exposure < lowest.exposure || exposure > highest.exposure) {
    const message = `An exposure of ${exposure} does not lie between the ends ${lowest.exposure} and ${highest.exposure}.`;
    throw new Fault("EXPOSURE_INVALID", message, { path: ["scale"] });
  }
  const ends = { lowest: lowest.exposure, highest: highest.exposure };
  const scores = new PriorityScale(ends, { currency, decimals, ...policy });
  const foot = policy.floor === "zero" ? 0n : lowest.exposure;
  return {
    shown: scores.rounded(exposure, decimals),
    score: {
      exposure: String(exposure),
      lowest: { accountId: lowest.accountId, exposure: String(lowest.exposure) },
      highest: { accountId: highest.accountId, exposure: String(highest.exposure) },
      foot: String(foot),
      rule: ruleOf(exposure, foot, highest.exposure),
      exact: scores.score(exposure),
    },
  };
}

function checkEnd(name: "lowest" | "highest", end: Partial<ExposureEnd> | null | undefined): void {
  if (typeof end?.accountId === "string" && typeof end.exposure === "bigint") return;
  const message = `${name} names an account and its exposure as a bigint; this one is ${shown(end)}.`;
  throw new Fault("POLICY_RANGE", message, { path: ["scale", name] });
}

function ruleOf(exposure: bigint, foot: bigint, highest: bigint): ExplainedScore["rule"] {
  if (exposure === 0n) return "nothing-past-due";
  if (foot === highest) return "all-equal";
  if (exposure === highest) return "highest";
  return exposure === foot ? "lowest" : "between";
}
