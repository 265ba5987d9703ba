/**
 * A second, deliberately naive customer export, written from the documents alone.
 *
 * It shares no line with the library and exists to be compared with it: exact decimals instead of minor units, Temporal
 * instead of day numbers, a fresh filter for every figure instead of one pass. It trusts its input.
 */
import { Temporal } from "@js-temporal/polyfill";
import { Decimal } from "decimal.js";

const Exact = Decimal.clone({ precision: 100, rounding: Decimal.ROUND_HALF_UP });
const zero: Decimal = new Exact(0);

type Day = Temporal.PlainDate;

// The ledger file -----------------------------------------------------------------------------------------------------

/** The `.json` ledger: amounts are decimal text, days and instants ISO text, what is not known is not there. */
export interface RawLedger {
  business: RawBusiness;
  accounts?: RawAccount[];
  invoices?: RawInvoice[];
  line_items?: RawLineItem[];
  adjustments?: RawAdjustment[];
  payments?: RawPayment[];
  allocations?: RawAllocation[];
  invites?: RawInvite[];
  statements?: RawStatement[];
  statement_lines?: RawStatementLine[];
  jobs?: RawJob[];
}

export interface RawBusiness {
  time_zone: string;
  currency: string | { code: string; exponent: number };
  name?: string;
}

export interface RawAccount {
  account_id: string;
  account_name?: string;
  buyer_company_name?: string;
  account_type?: string;
  status?: string;
  kind?: string;
  terms?: string;
  credit_limit?: string;
  established_on?: string;
  salesperson?: string;
  email?: string;
  phone?: string;
  notes?: string;
}

export interface RawInvoice {
  invoice_number: string;
  account_id: string;
  amount: string;
  due_on?: string;
  invoice_id?: string;
  kind?: string;
  issued_on?: string;
  balance?: string;
  status?: string;
  retention?: string;
  cost?: string;
  discount_amount?: string;
  discount_until?: string;
  job_id?: string;
  contract_id?: string;
  store_id?: string;
  wholesaler_id?: string;
  posting?: string;
  posted_on?: string;
  voided_on?: string;
  recorded_on?: string;
}

export interface RawLineItem {
  invoice_id: string;
  line: string;
  status: string;
  amount?: string;
  brand?: string;
}

export interface RawAdjustment {
  adjustment_id: string;
  account_id: string;
  type: string;
  amount: string;
  reason?: string;
  issued_on?: string;
  balance?: string;
  status?: string;
  recorded_on?: string;
}

export interface RawPayment {
  payment_id: string;
  account_id: string;
  paid_on: string;
  amount: string;
  kind?: string;
  method?: string;
  status?: string;
  channel?: string;
  register?: string;
  recorded_on?: string;
}

export interface RawAllocation {
  payment_id?: string;
  adjustment_id?: string;
  invoice_id?: string;
  debit_adjustment_id?: string;
  proforma_id?: string;
  amount: string;
  allocated_on: string;
}

export interface RawInvite {
  account_id: string;
  email: string;
  status: string;
  created_at: string;
  invite_id?: string;
  updated_at?: string;
  expires_at?: string;
}

export interface RawStatement {
  statement_id: string;
  account_id: string;
  issued_on: string;
}

export interface RawStatementLine {
  statement_id: string;
  invoice_id: string;
  discount_amount?: string;
  discount_until?: string;
}

export interface RawJob {
  job_id: string;
  account_id: string;
  name?: string;
  status?: string;
}

// The export ----------------------------------------------------------------------------------------------------------

export interface TwinOptions {
  /** The instant that stands for the clock; today is its day in the business's zone. */
  now: string;
  /** The day of the balances and ages; today unless given. */
  asOf?: string;
  /** `reconstruct` (unless given): balances as they stood; `reage`: today's balances, aged at `asOf`. */
  mode?: "reconstruct" | "reage";
}

const header = [
  "account_id",
  "account_name",
  "buyer_company_name",
  "account_type",
  "status",
  "collection_priority",
  "invite_email_address",
  "invite_status",
  "invite_created_at",
  "invite_updated_at",
  "outstanding_amount",
  "outstanding_count",
  "outstanding_invoice_amount",
  "outstanding_invoice_count",
  "current_invoice_amount",
  "current_invoice_count",
  "discount_amount",
  "discount_count",
  "past_due_invoice_amount",
  "past_due_invoice_count",
  "past_due_invoice_weighted_average_days_overdue",
  "one_to_thirty_invoice_amount",
  "one_to_thirty_invoice_count",
  "one_to_thirty_invoice_weighted_average_days_overdue",
  "thirty_one_to_sixty_invoice_amount",
  "thirty_one_to_sixty_invoice_count",
  "thirty_one_to_sixty_invoice_weighted_average_days_overdue",
  "sixty_one_to_ninety_invoice_amount",
  "sixty_one_to_ninety_invoice_count",
  "sixty_one_to_ninety_invoice_weighted_average_days_overdue",
  "ninety_one_plus_invoice_amount",
  "ninety_one_plus_invoice_count",
  "ninety_one_plus_invoice_weighted_average_days_overdue",
  "outstanding_credit_adjustment_amount",
  "outstanding_credit_adjustment_count",
  "outstanding_debit_adjustment_amount",
  "outstanding_debit_adjustment_count",
];

/**
 * The customer export of a valid ledger: every account a row, most urgent first, texts as they stand in the cells before
 * quoting and before the formula guard.
 *
 * @throws Error whose message is `HISTORY_UNAVAILABLE` and the ids, where a past day cannot be reconstructed.
 */
export function twinExport(ledger: RawLedger, options: TwinOptions): { header: string[]; rows: string[][] } {
  const view = viewOf(ledger, options);
  refuseMissingHistory(view);

  const accounts = accountsOf(ledger);
  const exposures = new Map(accounts.map(({ account_id }) => [account_id, exposureOf(view, account_id)]));
  const scores = scoresOf(exposures);

  const rows = accounts
    .toSorted((a, b) => {
      const byExposure = find(exposures, b.account_id).comparedTo(find(exposures, a.account_id));
      return byExposure !== 0 ? byExposure : a.account_id < b.account_id ? -1 : 1;
    })
    .map((account) => [
      ...identityCells(account),
      scoreText(find(scores, account.account_id)),
      ...inviteCells(view, account.account_id),
      ...outstandingCells(view, account.account_id),
      ...invoiceCells(view, account.account_id),
      ...bucketCells(view, account.account_id),
      ...adjustmentCells(view, account.account_id),
    ]);
  return { header: [...header], rows };
}

/** A ledger looked at from one instant: which day's balances, which day's ages. */
interface View {
  ledger: RawLedger;
  now: Temporal.Instant;
  today: Day;
  /** The day ages and discount windows are read at. */
  asOf: Day;
  /** The day balances, and what has been recorded, are read at. */
  positionDay: Day;
  mode: "reconstruct" | "reage";
  exponent: number;
}

function viewOf(ledger: RawLedger, options: TwinOptions): View {
  const now = Temporal.Instant.from(options.now);
  const today = now.toZonedDateTimeISO(ledger.business.time_zone).toPlainDate();
  const asOf = options.asOf === undefined ? today : day(options.asOf);
  const mode = options.mode ?? "reconstruct";
  const positionDay = mode === "reconstruct" ? earlier(asOf, today) : today;
  return { ledger, now, today, asOf, positionDay, mode, exponent: exponentOf(ledger.business.currency) };
}

function exponentOf(currency: RawBusiness["currency"]): number {
  if (typeof currency !== "string") return currency.exponent;
  if (
    [
      "BIF",
      "CLP",
      "DJF",
      "GNF",
      "ISK",
      "JPY",
      "KMF",
      "KRW",
      "PYG",
      "RWF",
      "UGX",
      "UYI",
      "VND",
      "VUV",
      "XAF",
      "XOF",
      "XPF",
    ].includes(currency)
  )
    return 0;
  if (["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"].includes(currency)) return 3;
  if (["CLF", "UYW"].includes(currency)) return 4;
  return 2;
}

/** The accounts listed; where no list is given, those that any row of the ledger names. */
function accountsOf(ledger: RawLedger): RawAccount[] {
  if (ledger.accounts !== undefined) return ledger.accounts;
  const naming: { account_id: string }[] = [
    ...(ledger.invoices ?? []),
    ...(ledger.adjustments ?? []),
    ...(ledger.payments ?? []),
    ...(ledger.invites ?? []),
    ...(ledger.statements ?? []),
    ...(ledger.jobs ?? []),
  ];
  return [...new Set(naming.map((row) => row.account_id))].map((account_id) => ({ account_id }));
}

// What was there, and what it owed ------------------------------------------------------------------------------------

/** What invoices and adjustments have in common. Adjustments have no `voided_on`. */
type RawDocument = RawInvoice | RawAdjustment;

const invoiceId = (invoice: RawInvoice): string => invoice.invoice_id ?? invoice.invoice_number;
const documentId = (document: RawDocument): string =>
  "adjustment_id" in document ? document.adjustment_id : invoiceId(document);

const isCredit = (adjustment: RawAdjustment): boolean => word(adjustment.type) === "credit";
const isPosted = (invoice: RawInvoice): boolean => word(invoice.posting ?? "posted") === "posted";
const isSettled = (payment: RawPayment): boolean => word(payment.status ?? "settled") === "settled";

const voidedOn = (document: RawDocument): Day | undefined =>
  "voided_on" in document && document.voided_on !== undefined ? day(document.voided_on) : undefined;

const isVoidWithoutDate = (document: RawDocument): boolean =>
  ["void", "voided"].includes(word(document.status ?? "")) && voidedOn(document) === undefined;

/** The day a document came into the books, where that is known: a post-dated one has been entered by today. */
function recordedOn(view: View, document: RawDocument): Day | undefined {
  if (document.recorded_on !== undefined) return day(document.recorded_on);
  if (document.issued_on !== undefined) return earlier(day(document.issued_on), view.today);
  return undefined;
}

function documentIsThere(view: View, document: RawDocument): boolean {
  return !isCertainlyAbsent(view, document) && !isVoidWithoutDate(document);
}

/** Absent on the position day whatever else is unknown: recorded later, or voided by then. */
function isCertainlyAbsent(view: View, document: RawDocument): boolean {
  const recorded = recordedOn(view, document);
  const voided = voidedOn(document);
  return (
    (recorded !== undefined && isAfter(recorded, view.positionDay)) ||
    (voided !== undefined && !isAfter(voided, view.positionDay))
  );
}

/** A payment counts once it is recorded and its day has come; pending, failed and reversed ones never. */
function paymentIsThere(view: View, payment: RawPayment): boolean {
  return (
    isSettled(payment) &&
    !isAfter(day(payment.paid_on), view.positionDay) &&
    !isAfter(day(payment.recorded_on ?? payment.paid_on), view.positionDay)
  );
}

const paymentOf = (view: View, allocation: RawAllocation): RawPayment | undefined =>
  (view.ledger.payments ?? []).find((payment) => payment.payment_id === allocation.payment_id);

function sourceIsThere(view: View, allocation: RawAllocation): boolean {
  if (allocation.payment_id !== undefined) {
    const payment = paymentOf(view, allocation);
    return payment !== undefined && paymentIsThere(view, payment);
  }
  return adjustmentIsThere(view, allocation.adjustment_id);
}

function targetIsThere(view: View, allocation: RawAllocation): boolean {
  if (allocation.invoice_id !== undefined) {
    const invoice = (view.ledger.invoices ?? []).find((each) => invoiceId(each) === allocation.invoice_id);
    return invoice !== undefined && documentIsThere(view, invoice);
  }
  if (allocation.debit_adjustment_id !== undefined)
    return adjustmentIsThere(view, allocation.debit_adjustment_id);
  return true; // a quote, which this twin does not read
}

function adjustmentIsThere(view: View, id: string | undefined): boolean {
  const adjustment = (view.ledger.adjustments ?? []).find((each) => each.adjustment_id === id);
  return adjustment !== undefined && documentIsThere(view, adjustment);
}

/** Dated by the position day, and both ends there by then. */
function stands(view: View, allocation: RawAllocation): boolean {
  return (
    !isAfter(day(allocation.allocated_on), view.positionDay) &&
    sourceIsThere(view, allocation) &&
    targetIsThere(view, allocation)
  );
}

/** The allocations that ever count for a document: a credit's own, or those to an invoice or a debit. */
function allocationsOf(view: View, document: RawDocument): RawAllocation[] {
  const counted = (view.ledger.allocations ?? []).filter((allocation) => {
    const payment = paymentOf(view, allocation);
    return payment === undefined || isSettled(payment);
  });
  if (!("adjustment_id" in document))
    return counted.filter((each) => each.invoice_id === invoiceId(document));
  return isCredit(document)
    ? counted.filter((each) => each.adjustment_id === document.adjustment_id)
    : counted.filter((each) => each.debit_adjustment_id === document.adjustment_id);
}

/** What is open of a document on the position day: nothing where it is not there. */
function balanceOf(view: View, document: RawDocument): Decimal {
  if (!documentIsThere(view, document)) return zero;
  const allocations = allocationsOf(view, document);
  if (allocations.length === 0 && document.balance !== undefined) return new Exact(document.balance);
  return new Exact(document.amount).minus(
    sum(allocations.filter((each) => stands(view, each)).map((each) => new Exact(each.amount))),
  );
}

/** On a past day, balances without allocations, voids without a date and documents without a day cannot be known. */
function refuseMissingHistory(view: View): void {
  if (view.mode === "reage" || !isAfter(view.today, view.asOf)) return;
  const documents: RawDocument[] = [
    ...(view.ledger.invoices ?? []).filter(isPosted),
    ...(view.ledger.adjustments ?? []),
  ];
  const unknown = documents.filter(
    (document) =>
      !isCertainlyAbsent(view, document) &&
      (recordedOn(view, document) === undefined ||
        isVoidWithoutDate(document) ||
        (document.balance !== undefined &&
          new Exact(document.balance).lt(document.amount) &&
          allocationsOf(view, document).length === 0)),
  );
  if (unknown.length > 0)
    throw new Error(`HISTORY_UNAVAILABLE ${unknown.map(documentId).toSorted(byCodeUnits).join(",")}`);
}

// Open documents of one account ---------------------------------------------------------------------------------------

interface OpenInvoice {
  invoice: RawInvoice;
  balance: Decimal;
  daysOverdue: number;
}

function openInvoices(view: View, accountId: string): OpenInvoice[] {
  return (view.ledger.invoices ?? [])
    .filter((invoice) => invoice.account_id === accountId && isPosted(invoice))
    .map((invoice) => ({
      invoice,
      balance: balanceOf(view, invoice),
      daysOverdue: dueOn(view, invoice).until(view.asOf, { largestUnit: "days" }).days,
    }))
    .filter(({ balance }) => balance.gt(0));
}

function dueOn(view: View, invoice: RawInvoice): Day {
  if (invoice.due_on !== undefined) return day(invoice.due_on);
  const account = (view.ledger.accounts ?? []).find((each) => each.account_id === invoice.account_id);
  if (account?.terms === undefined || invoice.issued_on === undefined) {
    throw new Error(`Neither a due day nor terms for invoice ${invoiceId(invoice)}`);
  }
  const issued = day(invoice.issued_on);
  switch (word(account.terms)) {
    case "7days":
      return issued.add({ days: 7 });
    case "30days":
      return issued.add({ days: 30 });
    case "eomcurrent":
      return issued.with({ day: issued.daysInMonth });
    case "eomfollowing": {
      const following = issued.with({ day: 1 }).add({ months: 1 });
      return following.with({ day: following.daysInMonth });
    }
    default:
      throw new Error(`Unknown terms ${account.terms}`);
  }
}

const currentInvoices = (view: View, accountId: string): OpenInvoice[] =>
  openInvoices(view, accountId).filter(({ daysOverdue }) => daysOverdue <= 0);

const pastDueInvoices = (view: View, accountId: string): OpenInvoice[] =>
  openInvoices(view, accountId).filter(({ daysOverdue }) => daysOverdue >= 1);

/** Balances of the open credits, or of the open debits, of an account. */
function openAdjustments(view: View, accountId: string, type: "credit" | "debit"): Decimal[] {
  return (view.ledger.adjustments ?? [])
    .filter(
      (adjustment) => adjustment.account_id === accountId && isCredit(adjustment) === (type === "credit"),
    )
    .map((adjustment) => balanceOf(view, adjustment))
    .filter((balance) => balance.gt(0));
}

/** What can still be saved on a current invoice: the best offer not yet expired, at most what is owed. */
function discountOf(view: View, { invoice, balance }: OpenInvoice): Decimal {
  const statementsOut = (view.ledger.statements ?? []).filter(
    (each) => !isAfter(day(each.issued_on), view.positionDay),
  );
  const offers: { discount_amount?: string; discount_until?: string }[] = [
    invoice,
    ...(view.ledger.statement_lines ?? []).filter(
      (line) =>
        line.invoice_id === invoiceId(invoice) &&
        statementsOut.some((each) => each.statement_id === line.statement_id),
    ),
  ];
  const available = offers.flatMap(({ discount_amount, discount_until }) =>
    discount_amount !== undefined && discount_until !== undefined && !isAfter(view.asOf, day(discount_until))
      ? [new Exact(discount_amount)]
      : [],
  );
  return Exact.min(balance, Exact.max(zero, ...available));
}

// Collection priority -------------------------------------------------------------------------------------------------

/** Major units times days, over past-due invoices. */
const exposureOf = (view: View, accountId: string): Decimal => amountDays(pastDueInvoices(view, accountId));

/** 0 to 10 by the logarithm of 1 + exposure, between the lowest and the highest exposure of the business. */
function scoresOf(exposures: ReadonlyMap<string, Decimal>): Map<string, Decimal> {
  if (exposures.size === 0) return new Map();
  const lowest = Exact.min(...exposures.values());
  const highest = Exact.max(...exposures.values());
  const scoreOf = (exposure: Decimal): Decimal => {
    if (highest.eq(0)) return zero;
    if (highest.eq(lowest)) return new Exact(10);
    const log = (value: Decimal): Decimal => value.plus(1).ln();
    return log(exposure)
      .minus(log(lowest))
      .div(log(highest).minus(log(lowest)))
      .times(10);
  };
  return new Map([...exposures].map(([accountId, exposure]) => [accountId, scoreOf(exposure)]));
}

/** Logarithms to 100 digits may miss an exact half (1.25 of 0, 1, 255) by their last digits, so these are dropped first. */
const scoreText = (score: Decimal): string => score.toSignificantDigits(60).toFixed(1);

// Columns, a group at a time ------------------------------------------------------------------------------------------

function identityCells(account: RawAccount): string[] {
  return [
    account.account_id,
    account.account_name ?? account.account_id,
    account.buyer_company_name ?? "",
    account.account_type ?? "",
    word(account.status ?? "Active") === "active" ? "Active" : "Inactive",
  ];
}

function inviteCells(view: View, accountId: string): string[] {
  const invites = (view.ledger.invites ?? []).filter((invite) => invite.account_id === accountId);
  const [first, ...others] = invites;
  if (first === undefined) return ["", "", "", ""];
  const latest = others.reduce((best, next) => (isOlderInvite(next, best) ? best : next), first);
  return [
    latest.email,
    inviteStatus(view, latest),
    timestamp(latest.created_at),
    timestamp(latest.updated_at ?? latest.created_at),
  ];
}

/** Whether `a`, which stands later in the file, is nevertheless the older of two invites. */
function isOlderInvite(a: RawInvite, b: RawInvite): boolean {
  const byCreation = Temporal.Instant.compare(
    Temporal.Instant.from(a.created_at),
    Temporal.Instant.from(b.created_at),
  );
  if (byCreation !== 0) return byCreation < 0;
  return a.invite_id !== undefined && b.invite_id !== undefined && a.invite_id < b.invite_id;
}

function inviteStatus(view: View, invite: RawInvite): string {
  const spellings = ["Pending", "Accepted", "Declined", "Expired"];
  const status = spellings.find((each) => word(each) === word(invite.status)) ?? invite.status;
  const hasExpired =
    invite.expires_at !== undefined &&
    Temporal.Instant.compare(Temporal.Instant.from(invite.expires_at), view.now) <= 0;
  return status === "Pending" && hasExpired ? "Expired" : status;
}

function outstandingCells(view: View, accountId: string): string[] {
  const balances = [
    ...openInvoices(view, accountId).map(({ balance }) => balance),
    ...openAdjustments(view, accountId, "debit"),
  ];
  return [money(view, sum(balances)), String(balances.length)];
}

function invoiceCells(view: View, accountId: string): string[] {
  const discounts = currentInvoices(view, accountId)
    .map((open) => discountOf(view, open))
    .filter((discount) => discount.gt(0));
  return [
    ...amountAndCount(view, openInvoices(view, accountId)),
    ...amountAndCount(view, currentInvoices(view, accountId)),
    money(view, sum(discounts)),
    String(discounts.length),
    ...amountAndCount(view, pastDueInvoices(view, accountId)),
    averageDays(pastDueInvoices(view, accountId)),
  ];
}

function bucketCells(view: View, accountId: string): string[] {
  const buckets: [from: number, to: number][] = [
    [1, 30],
    [31, 60],
    [61, 90],
    [91, Infinity],
  ];
  return buckets.flatMap(([from, to]) => {
    const inBucket = openInvoices(view, accountId).filter(
      ({ daysOverdue }) => from <= daysOverdue && daysOverdue <= to,
    );
    return [...amountAndCount(view, inBucket), averageDays(inBucket)];
  });
}

function adjustmentCells(view: View, accountId: string): string[] {
  const credits = openAdjustments(view, accountId, "credit");
  const debits = openAdjustments(view, accountId, "debit");
  return [money(view, sum(credits)), String(credits.length), money(view, sum(debits)), String(debits.length)];
}

const amountAndCount = (view: View, open: OpenInvoice[]): string[] => [
  money(view, sum(open.map(({ balance }) => balance))),
  String(open.length),
];

const amountDays = (open: OpenInvoice[]): Decimal =>
  sum(open.map(({ balance, daysOverdue }) => balance.times(daysOverdue)));

/** Weighted by balance, two decimals, half away from zero; `0.00` of nothing. */
function averageDays(open: OpenInvoice[]): string {
  if (open.length === 0) return "0.00";
  return amountDays(open)
    .div(sum(open.map(({ balance }) => balance)))
    .toFixed(2);
}

// Small things --------------------------------------------------------------------------------------------------------

const day = (text: string): Day => Temporal.PlainDate.from(text);
const isAfter = (a: Day, b: Day): boolean => Temporal.PlainDate.compare(a, b) > 0;
const earlier = (a: Day, b: Day): Day => (isAfter(a, b) ? b : a);
const timestamp = (text: string): string =>
  Temporal.Instant.from(text).toString({ fractionalSecondDigits: 3 });
const sum = (amounts: Decimal[]): Decimal => amounts.reduce((total, amount) => total.plus(amount), zero);
const money = (view: View, amount: Decimal): string => amount.toFixed(view.exponent);
const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Enumerated words match ignoring case, spaces, `-` and `_`. */
const word = (text: string): string => text.toLowerCase().replaceAll(/[\s_-]/g, "");

function find<Value>(values: ReadonlyMap<string, Value>, key: string): Value {
  const value = values.get(key);
  if (value === undefined) throw new Error(`Nothing under ${key}`);
  return value;
}
