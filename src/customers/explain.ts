import type { Day } from "../calendar/day.ts";
import { knownOptions } from "../fault/options.ts";
import { accountOf } from "../model/account-of.ts";
import type { Ledger } from "../model/ledger.ts";
import { ownLedger } from "../model/own-ledger.ts";
import { type OpenItem, openItems } from "../positions/open-items.ts";
import { statsByAccount } from "../stats/account-stats.ts";
import { settingsOf as snapshotSettings } from "../store/take-snapshot.ts";
import { compareIds } from "../table/order.ts";
import { type ExposureEnd, explainFigure } from "./explain-figure.ts";
import type { Explanation } from "./explained.ts";
import { type CustomerList, type CustomerListOptions, decimalsOf } from "./list.ts";

/** Which figure of a ledger is explained, and how it is computed. */
export interface ExplainOptions extends Omit<CustomerListOptions, "now"> {
  /** One of `explainableFigures`. */
  readonly figure: string;
  /** Absent or null: the business. */
  readonly accountId?: string | null;
}

/** An explanation of a ledger's figure, and what it was computed under. */
export interface LedgerExplanation extends Explanation {
  readonly today: Day;
  readonly options: CustomerList["options"];
}

/**
 * The documents of a ledger behind a figure of an account or of the business, what each adds to it, and the arithmetic.
 *
 * The figure is the one of `customerList` under the same options. A priority is explained by the exposures of all accounts;
 * for any other figure of an account, no history but its own needs to be known.
 *
 * @throws {Fault} `QUERY_INVALID` for a name that is no figure or a priority of no account; `REF_UNKNOWN` for an account
 * that the ledger does not have; `HISTORY_UNAVAILABLE` as `openItems`; `AMOUNT_OVERFLOW`; `DATE_INVALID`, `DATE_TYPE`,
 * `DATE_RANGE`, `POLICY_RANGE`, `POLICY_UNKNOWN` for options.
 * @see docs/sources.md, 001:116 and 000:22-31.
 *
 * @example
 * import { readLedger } from "receivables";
 * import { explain } from "receivables/customers";
 *
 * const invoices = [
 *   { invoice_number: "7", account_id: "C-100", amount: "100.00", issued_on: "2025-02-01", due_on: "2025-03-01" },
 *   { invoice_number: "8", account_id: "C-100", amount: "50.00", issued_on: "2025-02-01", due_on: "2025-03-05" },
 *   { invoice_number: "9", account_id: "C-200", amount: "20.00", issued_on: "2025-02-01", due_on: "2025-03-05" },
 * ];
 * const business = { time_zone: "UTC", currency: "USD" };
 * const reading = readLedger({ business, invoices }, { today: "2025-03-10" });
 * if (!reading.ok) throw new Error(reading.issues[0]?.message);
 * const figure = { figure: "past_due_invoice_amount", asOf: "2025-03-10" };
 * explain(reading.value, { ...figure, accountId: "C-100" }).arithmetic; // => "100.00 + 50.00 = 150.00"
 * explain(reading.value, figure).value;                                 // => 17000
 *
 * const priority = explain(reading.value, { ...figure, figure: "collection_priority", accountId: "C-200" });
 * priority.arithmetic;
 * // => "20.00 × 5 = 100.00; 10 × ln((1 + 100.00) ÷ (1 + 100.00)) ÷ ln((1 + 1150.00) ÷ (1 + 100.00)) = 0 → 0.0, the lowest of the business"
 */
export function explain(ledger: Ledger, options: ExplainOptions): LedgerExplanation {
  knownOptions(options, ["figure", "accountId", "asOf", ...settingNames]);
  const { figure, accountId = null, asOf, ...given } = options;
  const settings = { ...snapshotSettings(given), ...decimalsOf(given) };
  if (accountId !== null) accountOf(ledger, accountId);
  const { currency } = ledger.business;
  const { mode, discounts, floor, equal } = settings;
  const position = { asOf, mode };
  const items = openItems(accountId === null ? ledger : ownLedger(ledger, accountId), position);
  const isCompared = figure === "collection_priority" && accountId !== null;
  const ends = isCompared ? endsOf(ledger, openItems(ledger, position), asOf) : undefined;
  const explanation = explainFigure(figure, items, {
    accountId,
    asOf,
    currency,
    discounts,
    averageDecimals: settings.averageDecimals,
    accountCount: ledger.accounts.size,
    ...(ends === undefined ? {} : { scale: { ...ends, floor, equal, decimals: settings.priorityDecimals } }),
  });
  const frame = { asOf, today: ledger.today, currency, options: settings };
  return { ...frame, ...explanation };
}

/** The options that a list of customers takes too: the explanation is of the figures that such a list would have. */
const settingNames = ["mode", "discounts", "floor", "equal", "priorityDecimals", "averageDecimals"];

/** The accounts with the lowest and the highest exposure; of equal ones the first by id. */
function endsOf(
  { accounts, business }: Ledger,
  items: readonly OpenItem[],
  asOf: Day,
): { readonly lowest: ExposureEnd; readonly highest: ExposureEnd } {
  const stats = statsByAccount(items, { asOf, currency: business.currency });
  const exposures = [...accounts.keys()].sort(compareIds).map((accountId): ExposureEnd => {
    return { accountId, exposure: stats.get(accountId)?.pastDue.amountDays ?? 0n };
  });
  return {
    lowest: exposures.reduce((least, each) => (each.exposure < least.exposure ? each : least)),
    highest: exposures.reduce((most, each) => (each.exposure > most.exposure ? each : most)),
  };
}
