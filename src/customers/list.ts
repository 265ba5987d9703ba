import type { Day } from "../calendar/day.ts";
import { epochMilliseconds, type InstantLike, instantText } from "../calendar/instant.ts";
import { countOption, knownOptions } from "../fault/options.ts";
import type { Account } from "../model/account.ts";
import type { Ledger } from "../model/ledger.ts";
import type { Currency } from "../money/currency.ts";
import { type AsOfMode, openItems } from "../positions/open-items.ts";
import { accountStats, statsByAccount } from "../stats/account-stats.ts";
import { type PlainStats, plainStats } from "../stats/plain.ts";
import {
  collectionPriorities,
  type EqualScore,
  exposuresOf,
  highestPriority,
  type PriorityFloor,
  priorityDecimals,
} from "../stats/priority.ts";
import type { AccountStats, DiscountCombining } from "../stats/stats.ts";
import { type Invitation, invitationAt, latestInvites } from "../store/invitation.ts";
import { averageDecimals } from "../tally/average.ts";

/** One account on the customers board. */
export interface CustomerRow {
  readonly accountId: string;
  readonly accountName: string;
  /** Null until the customer has registered. */
  readonly buyerCompanyName: string | null;
  readonly accountType: string | null;
  /** `Not Used` counts as Inactive. */
  readonly status: "Active" | "Inactive";
  /** The most recent invitation; null where there was none. */
  readonly invitation: Invitation | null;
  /** Amounts in minor units; the exact exposure is `stats.pastDue.amountDays`, in minor-unit days. */
  readonly stats: PlainStats;
  /** 0 to 10, a full double. Order by the exact exposure, of which it is the logarithm. */
  readonly priority: number;
  /** The priority rounded to the decimals asked for. */
  readonly shownPriority: number;
}

/** How a list of customers is computed. */
export interface CustomerListOptions {
  /** The day balances and ages are of. */
  readonly asOf: Day;
  /** The instant at which invitations are read. */
  readonly now: InstantLike;
  /** What a day before the ledger's today means. Default `"reconstruct"`. */
  readonly mode?: AsOfMode;
  /** How several discounts on one invoice combine. Default `"max"`. */
  readonly discounts?: DiscountCombining;
  /** The lowest end of the priority scale. Default `"observed"`. */
  readonly floor?: PriorityFloor;
  /** What accounts score where all exposures are equal and positive. Default 10. */
  readonly equal?: EqualScore;
  /** Decimals of shown priorities, 0 to 6. Default {@link priorityDecimals}. */
  readonly priorityDecimals?: number;
  /** Decimals of shown averages of days, 0 to 20. Default {@link averageDecimals}. */
  readonly averageDecimals?: number;
}

/** Every account of a business with its figures, and what they were computed under. Plain data: it survives JSON. */
export interface CustomerList {
  readonly asOf: Day;
  readonly today: Day;
  /** The instant at which invitations were read, as ISO 8601 text in UTC. */
  readonly now: string;
  readonly currency: Currency;
  readonly options: Required<Omit<CustomerListOptions, "asOf" | "now">>;
  /** In the order of the ledger's accounts; `queryCustomers` filters and sorts. */
  readonly rows: readonly CustomerRow[];
}

/**
 * Computes the customers board's figures: one row for every account, whatever its status or balance.
 *
 * Scores compare all accounts of the ledger; filters come after and never change one.
 *
 * @throws {Fault} `HISTORY_UNAVAILABLE` as `openItems`; `AMOUNT_OVERFLOW`; `INSTANT_INVALID`, `DATE_INVALID`,
 * `POLICY_RANGE`, `POLICY_UNKNOWN` for options.
 * @see docs/sources.md, 000:3-31 and 001:7-19.
 *
 * @example
 * import { readLedger } from "receivables";
 * import { customerList } from "receivables/customers";
 *
 * const reading = readLedger(
 *   {
 *     business: { time_zone: "America/Chicago", currency: "USD" },
 *     invoices: [{ invoice_number: "7", account_id: "C-100", amount: "100.00", issued_on: "2025-02-01", due_on: "2025-03-01" }],
 *   },
 *   { today: "2025-03-10" },
 * );
 * if (!reading.ok) throw new Error(reading.issues[0]?.message);
 * const list = customerList(reading.value, { asOf: "2025-03-10", now: "2025-03-10T05:00:00Z" });
 * list.rows[0]?.stats.pastDue.amount; // => 10000
 * list.rows[0]?.priority;             // => 10
 */
export function customerList(ledger: Ledger, options: CustomerListOptions): CustomerList {
  const settings = settingsOf(options);
  const now = epochMilliseconds(options.now);
  const { currency } = ledger.business;
  const { mode, discounts, floor, equal, priorityDecimals: decimals } = settings;
  const statsOptions = { asOf: options.asOf, currency, discounts };
  const items = openItems(ledger, { asOf: options.asOf, mode });
  const found = statsByAccount(items, statsOptions);
  const none = accountStats([], statsOptions);
  const stats = new Map<string, AccountStats>();
  for (const id of ledger.accounts.keys()) stats.set(id, found.get(id) ?? none);

  const exposures = exposuresOf(stats);
  const scale = { currency, floor, equal };
  const priorities = collectionPriorities(exposures, scale);
  const shown = collectionPriorities(exposures, { ...scale, decimals });
  const invites = latestInvites(ledger.invites);
  const rows = [...ledger.accounts.values()].map((account): CustomerRow => {
    const { accountId } = account;
    const invite = invites.get(accountId);
    return {
      ...identityOf(account),
      invitation: invite === undefined ? null : invitationAt(invite, now),
      stats: plainStats(found.get(accountId) ?? none),
      // Every account has an exposure, so every account has a score.
      priority: priorities.get(accountId) as number,
      shownPriority: shown.get(accountId) as number,
    };
  });
  return {
    asOf: options.asOf,
    today: ledger.today,
    now: instantText(now),
    currency,
    options: settings,
    rows,
  };
}

function settingsOf(options: CustomerListOptions): CustomerList["options"] {
  const { asOf: _, now: __, ...settings } = options;
  const complete = {
    mode: settings.mode ?? "reconstruct",
    discounts: settings.discounts ?? "max",
    floor: settings.floor ?? "observed",
    equal: settings.equal ?? highestPriority,
    priorityDecimals: countOption("priorityDecimals", settings.priorityDecimals ?? priorityDecimals, 0, 6),
    averageDecimals: countOption("averageDecimals", settings.averageDecimals ?? averageDecimals, 0, 20),
  } as const;
  knownOptions(settings, Object.keys(complete));
  return complete;
}

function identityOf({ accountId, accountName, buyerCompanyName, accountType, status }: Account) {
  return {
    accountId,
    accountName,
    buyerCompanyName: buyerCompanyName ?? null,
    accountType: accountType ?? null,
    status: status === "Active" ? status : "Inactive",
  } as const;
}
