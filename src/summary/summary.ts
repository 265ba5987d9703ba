import { checkDay, type Day } from "../calendar/day.ts";
import { choiceOption, knownOptions } from "../fault/options.ts";
import { accountOf } from "../model/account-of.ts";
import type { Ledger } from "../model/ledger.ts";
import { ownLedger } from "../model/own-ledger.ts";
import type { Currency } from "../money/currency.ts";
import { type AsOfMode, asOfModes, documentsOn, unallocatedPayments } from "../positions/open-items.ts";
import { activityOf, type CustomerActivity } from "./activity.ts";
import { type CreditInfo, creditInfoOf } from "./credit-info.ts";
import { type HistoryTotals, historyTotalsOf } from "./history-totals.ts";
import { linkedTo, permissionsOption, type SummaryScreen } from "./link.ts";
import { type Outstanding, outstandingOf } from "./outstanding.ts";

/** What the four sections of the screen are called, in its order. */
export const summarySections: readonly ["Outstanding", "Credit info", "Activity", "History totals"] =
  /* @__PURE__ */ Object.freeze(["Outstanding", "Credit info", "Activity", "History totals"] as const);

/** Of which day a summary is, and who looks at it. */
export interface SummaryOptions {
  /** Default: the ledger's today. A later day only ages today's balances. */
  readonly asOf?: Day;
  /** What a day before the ledger's today means. Default `"reconstruct"`: balances as they stood then. */
  readonly mode?: AsOfMode;
  /** The screens that the operator may open. Default: none, and nothing is linked. */
  readonly permissions?: readonly SummaryScreen[];
}

/** One customer's financial summary. Plain data; amounts in minor units of `currency`. */
export interface FinancialSummary {
  readonly asOf: Day;
  /** The business's own day. */
  readonly today: Day;
  readonly currency: Currency;
  readonly options: { readonly mode: AsOfMode; readonly permissions: readonly SummaryScreen[] };
  readonly accountId: string;
  readonly accountName: string;
  readonly outstanding: Outstanding;
  readonly creditInfo: CreditInfo;
  readonly activity: CustomerActivity;
  readonly historyTotals: HistoryTotals;
}

/**
 * One customer on a page: what is owed in aged form, who the customer is as a payer, contracts and sites, and what was
 * invoiced and paid since the periods were closed.
 *
 * Balances are those of `asOf`, as {@link AsOfMode} says. Last dates, the average of days to pay and history totals look at
 * no day after `asOf`, nor after today: on a later `asOf` the ages alone differ from today's. Contracts, sites and the
 * status are as they stand. An account without documents has zeros and nulls.
 *
 * @param ledger - Only this account's documents are looked at; those of others cannot make its history unknown.
 * @throws {Fault} `REF_UNKNOWN` for an account that the ledger does not have; `HISTORY_UNAVAILABLE` as `openItems`;
 * `AMOUNT_OVERFLOW` where a sum passes 2^53 − 1 minor units; `DATE_INVALID`, `DATE_TYPE`, `DATE_RANGE`, `POLICY_RANGE`,
 * `POLICY_UNKNOWN` for options.
 * @see docs/sources.md, 003:2-45; docs/decisions.md, G-110 to G-120.
 *
 * @example
 * import { readLedger } from "receivables";
 * import { financialSummary } from "receivables/summary";
 *
 * const invoice = (invoice_number: string, amount: string, due_on: string, retention = "0.00") => {
 *   return { invoice_number, account_id: "A", amount, issued_on: "2025-01-10", due_on, retention };
 * };
 * const reading = readLedger(
 *   {
 *     business: { time_zone: "UTC", currency: "USD" },
 *     accounts: [{ account_id: "A", account_name: "Acme" }],
 *     invoices: [
 *       invoice("1", "1300.00", "2025-03-10", "300.00"),
 *       invoice("2", "500.00", "2025-03-09"),
 *       invoice("3", "250.00", "2025-02-07"),
 *     ],
 *   },
 *   { today: "2025-03-10" },
 * );
 * if (!reading.ok) throw new Error(reading.issues[0]?.message);
 * const { accountName, outstanding } = financialSummary(reading.value, "A", { permissions: ["open-items"] });
 * const { current, overdue, totalCurrentDue, retention, totalBalanceDue } = outstanding;
 * accountName;                                                // => "Acme"
 * current;                                                    // => { amount: 100000, count: 1 }
 * overdue.map(({ amount }) => amount);                        // => [50000, 25000, 0, 0]
 * [totalCurrentDue.amount, retention.amount];                 // => [175000, 30000]
 * [totalBalanceDue.amount, totalBalanceDue.link?.title];      // => [205000, "Open Items"]
 */
export function financialSummary(
  ledger: Ledger,
  accountId: string,
  options: SummaryOptions = {},
): FinancialSummary {
  knownOptions(options, ["asOf", "mode", "permissions"]);
  const { today, business } = ledger;
  const asOf = options.asOf ?? today;
  checkDay("asOf", asOf);
  const mode = choiceOption("mode", options.mode ?? "reconstruct", asOfModes);
  const permissions = permissionsOption(options.permissions);
  const account = accountOf(ledger, accountId);
  const own = ownLedger(ledger, accountId);
  const documents = documentsOn(own, { asOf, mode });
  const unallocated = unallocatedPayments(own, { asOf, mode });
  // What is dated ahead of today has not happened, whatever day is asked about.
  const through = asOf < today ? asOf : today;
  const linked = (screen: SummaryScreen) => linkedTo(screen, accountId, permissions);
  return {
    asOf,
    today,
    currency: business.currency,
    options: { mode, permissions },
    accountId,
    accountName: account.accountName,
    outstanding: outstandingOf(documents, unallocated, asOf, linked("open-items")),
    creditInfo: creditInfoOf(own, account, documents, through),
    activity: activityOf(own, linked("contracts")),
    historyTotals: historyTotalsOf(own, documents, through, linked("payment-history")),
  };
}
