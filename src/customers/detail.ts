import type { DueDateBucket } from "../aging/scheme.ts";
import type { Day } from "../calendar/day.ts";
import { epochMilliseconds, type InstantLike, instantText } from "../calendar/instant.ts";
import { choiceOption, countOption, knownOptions } from "../fault/options.ts";
import type { Account } from "../model/account.ts";
import { accountOf } from "../model/account-of.ts";
import type { JobStatus } from "../model/job.ts";
import type { Ledger } from "../model/ledger.ts";
import { ownLedger } from "../model/own-ledger.ts";
import { isPaid } from "../model/standing.ts";
import { type Minor, plusMinor } from "../money/amount.ts";
import type { Currency } from "../money/currency.ts";
import {
  type AsOfMode,
  asOfModes,
  type DocumentsOnDay,
  documentsOn,
  type OpenItem,
  openItems,
  type UnallocatedPayment,
  unallocatedPayments,
} from "../positions/open-items.ts";
import { accountStats, statsByJob } from "../stats/account-stats.ts";
import { type PlainStats, plainStats } from "../stats/plain.ts";
import { latestStatements } from "../stats/statement.ts";
import {
  type AccountStats,
  type DiscountCombining,
  discountCombinings,
  type StatsOptions,
} from "../stats/stats.ts";
import { type Invitation, invitationAt, latestInvites } from "../store/invitation.ts";
import { type AccountIdentity, identityOf } from "../store/row.ts";
import { compareIds } from "../table/order.ts";
import { roundedAverageDays } from "../tally/average.ts";
import { averageDecimals, type Tally } from "../tally/tally.ts";
import { type Badge, badges } from "./badges.ts";
import type { DetailTabs } from "./detail-columns.ts";
import { detailCredit, detailDebit, detailInvoice, detailPayment, newestFirst } from "./detail-tabs.ts";

/** How an account's detail is computed. */
export interface AccountDetailOptions {
  /** The day balances and ages are of. */
  readonly asOf: Day;
  /** The instant at which the invitation is read. */
  readonly now: InstantLike;
  /** What a day before the ledger's today means. Default `"reconstruct"`. */
  readonly mode?: AsOfMode;
  /** How several discounts on one invoice combine. Default `"max"`. */
  readonly discounts?: DiscountCombining;
  /** Decimals of averages of days, 0 to 20. Default {@link averageDecimals}. */
  readonly averageDecimals?: number;
}

/** One job of an account, and what its open invoices add up to. */
export interface JobDetail {
  readonly jobId: string;
  /** Null where the ledger does not say, or has no such job. */
  readonly name: string | null;
  readonly status: JobStatus | null;
  readonly stats: PlainStats;
}

/** An account's open documents job by job. They add up to the account's. */
export interface JobsDetail {
  /** By id. A job with nothing open is there too. */
  readonly jobs: readonly JobDetail[];
  /** Documents of no job: adjustments, and invoices without one. */
  readonly unassigned: PlainStats;
}

/** An account's most recent statement, and what is still open of the invoices on it. Adjustments stand on none. */
export interface StatementDetail {
  readonly statementId: string;
  readonly issuedOn: Day;
  readonly stats: PlainStats;
}

/** Averages of days overdue, weighted by what is unpaid, rounded to the decimals asked for; 0 where nothing is. */
export interface AveragesDetail {
  readonly pastDue: number;
  readonly byBucket: Readonly<Record<DueDateBucket, number>>;
}

/** What of an account's payments is put against no document. */
export interface UnallocatedDetail {
  /** Minor units. No other figure nets it. */
  readonly amount: Minor;
  readonly count: number;
  /** Newest first. */
  readonly payments: readonly Omit<UnallocatedPayment, "accountId">[];
}

/** Everything about one account. Plain data: it survives JSON. */
export interface AccountDetail extends AccountIdentity {
  readonly asOf: Day;
  readonly today: Day;
  /** The instant at which the invitation was read, as ISO 8601 text in UTC. */
  readonly now: string;
  readonly currency: Currency;
  readonly options: Required<Omit<AccountDetailOptions, "asOf" | "now">>;
  readonly terms: string | null;
  /** Minor units; null where there is no limit. */
  readonly creditLimit: Minor | null;
  readonly establishedOn: Day | null;
  readonly salesperson: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly notes: string | null;
  /** The most recent invitation; null where there was none. */
  readonly invitation: Invitation | null;
  readonly badges: readonly Badge[];
  /** Amounts in minor units, minor-unit days as decimal text. */
  readonly stats: PlainStats;
  readonly averageDaysOverdue: AveragesDetail;
  readonly unallocated: UnallocatedDetail;
  /** In the order of the source document; `detailTabs` has their columns. Rows stand newest first. */
  readonly tabs: DetailTabs;
  /** Null where the account has neither jobs nor invoices that name one. */
  readonly jobs: JobsDetail | null;
  /** Null where no statement was issued by the day. */
  readonly statement: StatementDetail | null;
}

/**
 * One account in detail, as a ledger stands: who it is, its figures, and four tabs of documents.
 *
 * The tabs list what had been entered by `asOf`: posted invoices, paid and voided ones included; debit and credit
 * adjustments; payments that came in through the payments portal, whatever became of them. Payments that the ERP took in
 * reduce balances and stand on no tab. A later `asOf` only ages what there is today. The priority is no part of it: it
 * compares accounts.
 *
 * @param ledger - Only this account's documents are looked at; those of others cannot make its history unknown.
 * @throws {Fault} `REF_UNKNOWN` for an account that the ledger does not have; `HISTORY_UNAVAILABLE` as `openItems`;
 * `AMOUNT_OVERFLOW`; `INSTANT_INVALID`, `DATE_INVALID`, `DATE_TYPE`, `DATE_RANGE`, `POLICY_RANGE`, `POLICY_UNKNOWN` for
 * options.
 * @see docs/sources.md, 000:33-49 and 001:120-125; docs/decisions.md, G-44 and G-45.
 *
 * @example
 * import { readLedger } from "receivables";
 * import { accountDetail } from "receivables/customers";
 *
 * const reading = readLedger(
 *   {
 *     business: { time_zone: "UTC", currency: "USD" },
 *     invoices: [
 *       { invoice_number: "0007", account_id: "A", amount: "100.00", balance: "40.00", issued_on: "2025-02-01", due_on: "2025-03-01" },
 *     ],
 *     payments: [
 *       { payment_id: "P", account_id: "A", amount: "10.00", paid_on: "2025-03-05", method: "Card", channel: "drypowder" },
 *     ],
 *   },
 *   { today: "2025-03-10" },
 * );
 * if (!reading.ok) throw new Error(reading.issues[0]?.message);
 * const { tabs, stats, unallocated } = accountDetail(reading.value, "A", { asOf: "2025-03-10", now: "2025-03-10T12:00:00Z" });
 * tabs.invoices.map(({ invoiceNumber, balance, status }) => [invoiceNumber, balance, status]);
 * // => [["0007", 4000, "Partially Paid"]]
 * tabs.payments.map(({ amount, method, paidOn }) => [amount, method, paidOn]); // => [[1000, "Card", "2025-03-05"]]
 * stats.pastDue.amount; // => 4000
 * unallocated.amount;   // => 1000
 */
export function accountDetail(
  ledger: Ledger,
  accountId: string,
  options: AccountDetailOptions,
): AccountDetail {
  const settings = settingsOf(options);
  const { asOf } = options;
  const now = epochMilliseconds(options.now);
  const account = accountOf(ledger, accountId);
  const own = ownLedger(ledger, accountId);
  const position = { asOf, mode: settings.mode };
  const documents = documentsOn(own, position);
  const items = openItems(own, position);
  const { currency } = ledger.business;
  const statsOptions = { asOf, currency, discounts: settings.discounts };
  const stats = accountStats(items, statsOptions);
  const identity = identityOf(account);
  const invite = latestInvites(own.invites).get(accountId);
  const invitation = invite === undefined ? null : invitationAt(invite, now);
  return {
    asOf,
    today: ledger.today,
    now: instantText(now),
    currency,
    options: settings,
    ...identity,
    ...contactOf(account),
    invitation,
    badges: badges({ ...identity, invitation }),
    stats: plainStats(stats),
    averageDaysOverdue: averagesOf(stats, settings.averageDecimals),
    unallocated: unallocatedOf(own, position),
    tabs: tabsOf(own, documents, asOf),
    jobs: jobsOf(own, documents, items, statsOptions),
    statement: statementOf(own, documents.day, items, statsOptions),
  };
}

function settingsOf(options: AccountDetailOptions): AccountDetail["options"] {
  knownOptions(options, ["asOf", "now", "mode", "discounts", "averageDecimals"]);
  return {
    mode: choiceOption("mode", options.mode ?? "reconstruct", asOfModes),
    discounts: choiceOption("discounts", options.discounts ?? "max", discountCombinings),
    averageDecimals: countOption("averageDecimals", options.averageDecimals ?? averageDecimals, 0, 20),
  };
}

function contactOf({ terms, creditLimit, establishedOn, salesperson, email, phone, notes }: Account) {
  return {
    terms: terms ?? null,
    creditLimit: creditLimit ?? null,
    establishedOn: establishedOn ?? null,
    salesperson: salesperson ?? null,
    email: email ?? null,
    phone: phone ?? null,
    notes: notes ?? null,
  };
}

function averagesOf({ pastDue, byBucket }: AccountStats, decimals: number): AveragesDetail {
  const average = (tally: Tally): number => roundedAverageDays(tally, { decimals });
  const entries = Object.entries<Tally>(byBucket).map(([label, tally]) => [label, average(tally)]);
  return {
    pastDue: average(pastDue),
    byBucket: Object.fromEntries(entries) as Readonly<Record<DueDateBucket, number>>,
  };
}

function unallocatedOf(ledger: Ledger, position: { readonly asOf: Day; readonly mode: AsOfMode }) {
  const parts = unallocatedPayments(ledger, position).map(({ accountId: _, ...part }) => part);
  const payments = newestFirst(
    parts,
    ({ paidOn }) => paidOn,
    ({ paymentId }) => paymentId,
  );
  const amount = payments.reduce((sum, part) => plusMinor(sum, part.amount), 0);
  return { amount, count: payments.length, payments };
}

function tabsOf(ledger: Ledger, { day, invoices, adjustments }: DocumentsOnDay, asOf: Day): DetailTabs {
  const issuedOn = (row: { readonly issuedOn: Day | null }) => row.issuedOn;
  const adjustmentId = (row: { readonly adjustmentId: string }) => row.adjustmentId;
  const of = (type: "debit" | "credit") => adjustments.filter(({ document }) => document.type === type);
  const payments = [...ledger.payments.values()].filter(
    (payment) => payment.channel === "drypowder" && isPaid(payment, day),
  );
  return {
    invoices: newestFirst(
      invoices.map((invoice) => detailInvoice(invoice, asOf)),
      issuedOn,
      ({ invoiceId }) => invoiceId,
    ),
    debitAdjustments: newestFirst(of("debit").map(detailDebit), issuedOn, adjustmentId),
    creditAdjustments: newestFirst(of("credit").map(detailCredit), issuedOn, adjustmentId),
    payments: newestFirst(
      payments.map(detailPayment),
      ({ paidOn }) => paidOn,
      ({ paymentId }) => paymentId,
    ),
  };
}

function jobsOf(
  ledger: Ledger,
  { invoices }: DocumentsOnDay,
  items: readonly OpenItem[],
  options: StatsOptions,
): JobsDetail | null {
  const named = invoices.flatMap(({ document: { jobId } }) => (jobId === undefined ? [] : [jobId]));
  const ids = [...new Set([...ledger.jobs.keys(), ...named])].sort(compareIds);
  if (ids.length === 0) return null;
  const { jobs, unassigned } = statsByJob(items, options);
  const none = accountStats([], options);
  return {
    jobs: ids.map((jobId) => {
      const job = ledger.jobs.get(jobId);
      const stats = plainStats(jobs.get(jobId) ?? none);
      return { jobId, name: job?.name ?? null, status: job?.status ?? null, stats };
    }),
    unassigned: plainStats(unassigned),
  };
}

function statementOf(
  ledger: Ledger,
  day: Day,
  items: readonly OpenItem[],
  options: StatsOptions,
): StatementDetail | null {
  const [statement] = latestStatements(ledger.statements.values(), day).values();
  if (statement === undefined) return null;
  const { statementId, issuedOn } = statement;
  return {
    statementId,
    issuedOn,
    stats: plainStats(accountStats(items, { ...options, scope: { statementId } })),
  };
}
