/**
 * A second, deliberately naive financial summary, invoice search and customer dashboard, written from the documents alone.
 *
 * It shares no line with the library and exists to be compared with it: raw rows read again for every figure, no index,
 * days as text. It trusts its input, reads no declared balances, and answers in cents.
 */

// The ledger as it comes in -------------------------------------------------------------------------------------------

/** One row, all cells text; a cell that is blank is not there. */
export type Row = Readonly<Record<string, string>>;

export type Feature = "due_documents" | "agreements" | "quotes" | "activities";

export interface RawBusiness {
  readonly time_zone: string;
  readonly currency: string;
  /** A feature that is not named is on. */
  readonly features?: { readonly [Name in Feature]?: boolean };
}

export type TableName =
  | "accounts"
  | "invoices"
  | "adjustments"
  | "payments"
  | "allocations"
  | "laybys"
  | "jobs"
  | "contracts"
  | "sites"
  | "period_clears"
  | "sales"
  | "quotes"
  | "quote_lines"
  | "activities"
  | "tasks"
  | "events"
  | "notes"
  | "agreements"
  | "bonuses";

export type RawTables = { readonly business: RawBusiness } & {
  readonly [Name in TableName]?: readonly Row[];
};

/** Cents, and how many documents they come from. */
export interface Total {
  readonly amount: number;
  readonly count: number;
}

// What was there, and what it owed ------------------------------------------------------------------------------------

/** Balances are read on a day that is never after today. */
interface Position {
  readonly today: string;
  readonly on: string;
}

const invoiceIdOf = (invoice: Row): string => cell(invoice, "invoice_id") ?? need(invoice, "invoice_number");
const isPosted = (invoice: Row): boolean => enumOf(invoice, "posting", "posted") === "posted";
const isCredit = (adjustment: Row): boolean => enumOf(adjustment, "type", "") === "credit";
const isSettled = (payment: Row): boolean => enumOf(payment, "status", "settled") === "settled";

/** Voided by a day; a void that bears no day has always been one. */
function isVoidedBy(document: Row, day: string): boolean {
  const voidedOn = cell(document, "voided_on");
  if (voidedOn !== undefined) return voidedOn <= day;
  return ["void", "voided"].includes(enumOf(document, "status", ""));
}

/** An invoice or an adjustment is there from its recording on; one dated ahead was entered today, one without days long ago. */
function documentIsThere(document: Row, { today, on }: Position): boolean {
  const issuedOn = cell(document, "issued_on") ?? "";
  const recordedOn = cell(document, "recorded_on") ?? (issuedOn <= today ? issuedOn : today);
  return recordedOn <= on && !isVoidedBy(document, on);
}

/** A payment counts once it is settled, its day has come and it is recorded. */
function paymentIsThere(payment: Row, { on }: Position): boolean {
  const paidOn = need(payment, "paid_on");
  return isSettled(payment) && paidOn <= on && (cell(payment, "recorded_on") ?? paidOn) <= on;
}

function sourceIsThere(tables: RawTables, allocation: Row, at: Position): boolean {
  for (const payment of tables.payments ?? []) {
    if (payment["payment_id"] === cell(allocation, "payment_id")) return paymentIsThere(payment, at);
  }
  for (const adjustment of tables.adjustments ?? []) {
    if (adjustment["adjustment_id"] === cell(allocation, "adjustment_id")) {
      return documentIsThere(adjustment, at);
    }
  }
  return false;
}

function targetIsThere(tables: RawTables, allocation: Row, at: Position): boolean {
  for (const invoice of tables.invoices ?? []) {
    if (invoiceIdOf(invoice) === cell(allocation, "invoice_id")) return documentIsThere(invoice, at);
  }
  for (const adjustment of tables.adjustments ?? []) {
    if (adjustment["adjustment_id"] === cell(allocation, "debit_adjustment_id")) {
      return documentIsThere(adjustment, at);
    }
  }
  return false;
}

/** The allocations of one end that are dated by the day and whose both ends are there by then. */
function standing(tables: RawTables, key: string, id: string, at: Position): Row[] {
  return (tables.allocations ?? []).filter(
    (allocation) =>
      cell(allocation, key) === id &&
      need(allocation, "allocated_on") <= at.on &&
      sourceIsThere(tables, allocation, at) &&
      targetIsThere(tables, allocation, at),
  );
}

const less = (document: Row, allocations: readonly Row[]): number =>
  cents(document["amount"]) - sum(allocations.map((each) => cents(each["amount"])));

function invoiceBalance(tables: RawTables, invoice: Row, at: Position): number {
  if (!documentIsThere(invoice, at)) return 0;
  return less(invoice, standing(tables, "invoice_id", invoiceIdOf(invoice), at));
}

function adjustmentBalance(tables: RawTables, adjustment: Row, at: Position): number {
  if (!documentIsThere(adjustment, at)) return 0;
  const key = isCredit(adjustment) ? "adjustment_id" : "debit_adjustment_id";
  return less(adjustment, standing(tables, key, need(adjustment, "adjustment_id"), at));
}

function paymentBalance(tables: RawTables, payment: Row, at: Position): number {
  if (!paymentIsThere(payment, at)) return 0;
  return less(payment, standing(tables, "payment_id", need(payment, "payment_id"), at));
}

/** The day given, or the one that the account's terms make of the day of issue. */
function dueOn(tables: RawTables, invoice: Row): string {
  const given = cell(invoice, "due_on");
  if (given !== undefined) return given;
  const issuedOn = need(invoice, "issued_on");
  const month = issuedOn.slice(0, 7);
  for (const account of tables.accounts ?? []) {
    if (account["account_id"] !== invoice["account_id"]) continue;
    switch (enumOf(account, "terms", "")) {
      case "7days":
        return plusDays(issuedOn, 7);
      case "30days":
        return plusDays(issuedOn, 30);
      case "eomcurrent":
        return lastOf(month);
      case "eomfollowing":
        return lastOf(plusMonths(month, 1));
    }
  }
  throw new Error(`Neither a due day nor terms for invoice ${invoiceIdOf(invoice)}`);
}

/** The day of the transaction itself; null where nobody wrote it down. */
const transactionDay = (invoice: Row): string | null =>
  cell(invoice, "issued_on") ?? cell(invoice, "recorded_on") ?? null;

/** What the customer paid on account, as far as it is known by a day. */
function receivedBy(tables: RawTables, accountId: string, kind: "payment" | "discount", day: string): Row[] {
  return of(tables.payments, accountId).filter(
    (payment) =>
      isSettled(payment) &&
      enumOf(payment, "kind", "payment") === kind &&
      enumOf(payment, "register", "account") === "account" &&
      need(payment, "paid_on") <= day &&
      (cell(payment, "recorded_on") ?? day) <= day,
  );
}

// The financial summary -----------------------------------------------------------------------------------------------

export interface HistoryRow {
  readonly mtd: number;
  readonly ytd: number;
  readonly retention: number | null;
  readonly lastYear: number;
}

export interface SummaryTwin {
  readonly current: Total;
  readonly overdue: readonly (Total & { readonly bucket: "1-30" | "31-60" | "61-90" | "91+" })[];
  readonly totalOverdue: Total;
  readonly totalCurrentDue: Total;
  readonly retention: Total;
  readonly totalBalanceDue: Total;
  readonly debits: Total;
  readonly unapplied: { readonly credits: Total; readonly payments: Total; readonly amount: number };
  readonly status: "Active" | "Inactive" | "Not used";
  readonly lastBillDate: string | null;
  readonly lastPaymentDate: string | null;
  readonly averageDaysToPay: number | null;
  readonly openContracts: number;
  readonly activeSites: number;
  readonly history: {
    readonly invoices: HistoryRow;
    readonly payments: HistoryRow;
    readonly discounts: HistoryRow;
    readonly undated: Total;
  };
}

export function summaryTwin(
  tables: RawTables,
  accountId: string,
  { today, asOf }: { readonly today: string; readonly asOf: string },
): SummaryTwin {
  const at: Position = { today, on: asOf < today ? asOf : today };
  const open = of(tables.invoices, accountId)
    .filter((invoice) => isPosted(invoice))
    .map((invoice) => {
      const balance = invoiceBalance(tables, invoice, at);
      const held = Math.min(cents(invoice["retention"]), balance);
      return {
        balance,
        held,
        rest: balance - held,
        late: balance > 0 ? daysBetween(dueOn(tables, invoice), asOf) : 0,
      };
    });
  const agedIn = (from: number, to: number): Total =>
    total(open.filter(({ late }) => from <= late && late <= to).map(({ rest }) => rest));
  const adjustments = of(tables.adjustments, accountId);
  const balances = (rows: readonly Row[]) => rows.map((row) => adjustmentBalance(tables, row, at));
  const debits = balances(adjustments.filter((row) => !isCredit(row)));
  const credits = total(balances(adjustments.filter((row) => isCredit(row))));
  const payments = total(
    of(tables.payments, accountId)
      .filter((payment) => enumOf(payment, "register", "account") === "account")
      .map((payment) => paymentBalance(tables, payment, at)),
  );
  const overdue = [
    { bucket: "1-30" as const, ...agedIn(1, 30) },
    { bucket: "31-60" as const, ...agedIn(31, 60) },
    { bucket: "61-90" as const, ...agedIn(61, 90) },
    { bucket: "91+" as const, ...agedIn(91, Infinity) },
  ];
  const current = plus(agedIn(-Infinity, 0), total(debits));
  const totalOverdue = agedIn(1, Infinity);
  return {
    current,
    overdue,
    totalOverdue,
    totalCurrentDue: plus(current, totalOverdue),
    retention: total(open.map(({ held }) => held)),
    totalBalanceDue: total([...open.map(({ balance }) => balance), ...debits]),
    debits: total(debits),
    unapplied: { credits, payments, amount: credits.amount + payments.amount },
    status: statusOf(tables, accountId),
    lastBillDate: latest(
      of(tables.invoices, accountId)
        .filter((invoice) => isPosted(invoice) && documentIsThere(invoice, at))
        .flatMap((invoice) => transactionDay(invoice) ?? [])
        .filter((day) => day <= at.on),
    ),
    lastPaymentDate: latest(
      receivedBy(tables, accountId, "payment", at.on).map((payment) => need(payment, "paid_on")),
    ),
    averageDaysToPay: averageDaysToPay(tables, accountId, at),
    openContracts: openContracts(tables, accountId),
    activeSites: of(tables.sites, accountId).filter((site) => enumOf(site, "status", "active") === "active")
      .length,
    history: historyOf(tables, accountId, at),
  };
}

function statusOf(tables: RawTables, accountId: string): SummaryTwin["status"] {
  const account = of(tables.accounts, accountId)[0] ?? {};
  const given = enumOf(account, "status", "");
  if (given === "active") return "Active";
  if (given === "inactive") return "Inactive";
  if (given === "notused") return "Not used";
  const { invoices, adjustments, payments, laybys } = tables;
  return [invoices, adjustments, payments, laybys].every((table) => of(table, accountId).length === 0)
    ? "Not used"
    : "Active";
}

/** Days from issue to the last of what settled an invoice in full; a prepaid one took none. */
function averageDaysToPay(tables: RawTables, accountId: string, at: Position): number | null {
  const days: number[] = [];
  for (const invoice of of(tables.invoices, accountId)) {
    const issuedOn = transactionDay(invoice);
    if (!isPosted(invoice) || !documentIsThere(invoice, at)) continue;
    if (issuedOn === null || issuedOn > at.on) continue;
    const allocations = standing(tables, "invoice_id", invoiceIdOf(invoice), at);
    if (allocations.length === 0 || invoiceBalance(tables, invoice, at) !== 0) continue;
    const settledOn = allocations.map((allocation) => settlementDay(tables, allocation)).sort(byCodeUnits);
    days.push(Math.max(0, daysBetween(issuedOn, settledOn.at(-1) ?? issuedOn)));
  }
  return days.length === 0 ? null : rounded(sum(days), days.length, 2);
}

function settlementDay(tables: RawTables, allocation: Row): string {
  for (const payment of tables.payments ?? []) {
    if (payment["payment_id"] === cell(allocation, "payment_id")) return need(payment, "paid_on");
  }
  return need(allocation, "allocated_on");
}

function openContracts(tables: RawTables, accountId: string): number {
  let count = 0;
  for (const job of of(tables.jobs, accountId)) {
    if (!["active", "inactive"].includes(enumOf(job, "status", "active"))) continue;
    for (const contract of tables.contracts ?? []) {
      if (contract["job_id"] !== job["job_id"]) continue;
      if (cents(contract["amount"]) !== cents(contract["billed"])) count += 1;
    }
  }
  return count;
}

function historyOf(tables: RawTables, accountId: string, at: Position): SummaryTwin["history"] {
  const last = at.on;
  const clears = (kind: "month" | "year"): string[] =>
    (tables.period_clears ?? [])
      .filter((clear) => enumOf(clear, "kind", "") === kind)
      .map((clear) => need(clear, "executed_on"))
      .filter((day) => day <= last)
      .sort(byCodeUnits);
  const monthClear = clears("month").at(-1) ?? "";
  const yearClear = clears("year").at(-1);
  const yearClearBefore = clears("year").at(-2) ?? "";
  type Entry = { readonly day: string; readonly amount: number; readonly retention: number };
  const within = (entries: readonly Entry[], after: string, through: string): Entry[] =>
    entries.filter(({ day }) => after < day && day <= through);
  const amounts = (entries: readonly Entry[]): number => sum(entries.map(({ amount }) => amount));
  const rowOf = (entries: readonly Entry[]): Omit<HistoryRow, "retention"> => ({
    mtd: amounts(within(entries, monthClear, last)),
    ytd: amounts(within(entries, yearClear ?? "", last)),
    lastYear: yearClear === undefined ? 0 : amounts(within(entries, yearClearBefore, yearClear)),
  });
  const received = (kind: "payment" | "discount"): HistoryRow => ({
    ...rowOf(
      receivedBy(tables, accountId, kind, last).map((payment) => ({
        day: [cell(payment, "recorded_on") ?? "", need(payment, "paid_on")].sort()[1] ?? "",
        amount: cents(payment["amount"]),
        retention: 0,
      })),
    ),
    retention: null,
  });

  const dated: Entry[] = [];
  const undated: number[] = [];
  for (const invoice of of(tables.invoices, accountId)) {
    if (!isPosted(invoice) || !documentIsThere(invoice, at)) continue;
    const amount = cents(invoice["amount"]);
    const day = cell(invoice, "posted_on") ?? cell(invoice, "recorded_on") ?? cell(invoice, "issued_on");
    if (day === undefined) undated.push(amount);
    else dated.push({ day, amount, retention: cents(invoice["retention"]) });
  }
  const ytd = within(dated, yearClear ?? "", last);
  return {
    invoices: { ...rowOf(dated), retention: sum(ytd.map(({ retention }) => retention)) },
    payments: received("payment"),
    discounts: received("discount"),
    undated: { amount: sum(undated), count: undated.length },
  };
}

// Find Invoice --------------------------------------------------------------------------------------------------------

export interface FoundInvoice {
  readonly accountId: string;
  readonly invoiceId: string;
  readonly foundIn: "open-items" | "payment-history";
  readonly status: null | "Unapproved" | "Unposted draw" | "Unposted A/R";
}

export function findTwin(
  tables: RawTables,
  number: string,
  { today }: { readonly today: string },
): { readonly hits: readonly FoundInvoice[]; readonly voided: readonly string[] } {
  const at: Position = { today, on: today };
  const sameNumber = (tables.invoices ?? [])
    .filter((invoice) => need(invoice, "invoice_number").trim().toLowerCase() === number.trim().toLowerCase())
    .sort(
      (a, b) =>
        byCodeUnits(need(a, "account_id"), need(b, "account_id")) ||
        byCodeUnits(invoiceIdOf(a), invoiceIdOf(b)),
    );
  const voided = sameNumber.filter((invoice) => isVoidedBy(invoice, today)).map(invoiceIdOf);
  const openItems: FoundInvoice[] = [];
  const paymentHistory: FoundInvoice[] = [];
  for (const invoice of sameNumber) {
    if (isVoidedBy(invoice, today)) continue;
    const hit = { accountId: need(invoice, "account_id"), invoiceId: invoiceIdOf(invoice) };
    if (!isPosted(invoice)) {
      openItems.push({ ...hit, foundIn: "open-items", status: notYetPosted(invoice) });
      continue;
    }
    if (!documentIsThere(invoice, at)) continue;
    const balance = invoiceBalance(tables, invoice, at);
    if (balance > 0) openItems.push({ ...hit, foundIn: "open-items", status: null });
    if (balance < cents(invoice["amount"]) || balance === 0) {
      paymentHistory.push({ ...hit, foundIn: "payment-history", status: null });
    }
  }
  return { hits: [...openItems, ...paymentHistory], voided };
}

function notYetPosted(invoice: Row): FoundInvoice["status"] {
  switch (enumOf(invoice, "posting", "posted")) {
    case "unapproved":
      return "Unapproved";
    case "unposteddraw":
      return "Unposted draw";
    case "unpostedar":
      return "Unposted A/R";
    default:
      throw new Error(`Unknown posting ${invoice["posting"]}`);
  }
}

// The dashboard -------------------------------------------------------------------------------------------------------

export const widgetNames = [
  "sales-trend",
  "quotes-by-brand",
  "month-projection",
  "latest-events",
  "last-12-months",
  "activities-by-type",
  "due-amount",
  "upcoming-activities",
  "agreements",
] as const;

export type WidgetName = (typeof widgetNames)[number];

export interface Change {
  readonly amount: number;
  /** Of the absolute value before, two decimals; null where that is 0. */
  readonly percent: number | null;
  readonly arrow: "up" | "down" | "flat";
}

export interface TwinSalesTrend {
  readonly current: number;
  readonly previousSameDays: number;
  readonly previousWhole: number;
  readonly change: Change;
  readonly yearAgoSameDays: number;
  readonly yearAgoWhole: number;
  readonly yearOverYear: Change;
  readonly declining: boolean;
}

export interface TwinBrand {
  readonly brand: string | null;
  readonly amount: number;
  readonly count: number;
  readonly percent: number | null;
  readonly bar: number;
}

export interface TwinProjection {
  readonly projected: number;
  readonly monthToDate: number;
  readonly lastMonth: number;
  readonly months: number;
  readonly confidence: "none" | "low" | "medium" | "high";
  readonly change: Change;
}

export interface TwinMonth {
  readonly month: string;
  readonly amount: number;
  readonly previousYear: number;
  readonly change: Change;
  readonly delta: Change;
}

export interface TwinActivityType {
  readonly type: "visit" | "call" | "other";
  readonly count: number;
  readonly percent: number | null;
}

export interface TwinDueAmount {
  readonly total: number;
  readonly overdue: number;
  readonly documents: readonly {
    readonly id: string;
    readonly balance: number;
    readonly status: "overdue" | "due-today" | "due-soon" | "not-due";
    readonly partiallyPaid: boolean;
  }[];
}

export interface TwinAgreement {
  readonly agreementId: string;
  readonly bonuses: readonly { readonly progress: number; readonly percent: number | null }[];
}

export interface TwinHealth {
  readonly atRisk: readonly ("declining-sales" | "no-recent-activity")[];
  readonly growthOpportunity: readonly ("increasing-quotes" | "high-conversion")[];
  readonly serviceNeed: readonly ("overdue-amounts" | "pending-activities")[];
}

export interface ProfileTwin {
  readonly visible: readonly WidgetName[];
  readonly missing: readonly {
    readonly name: WidgetName;
    readonly reason: "feature-disabled" | "prospect" | "no-data";
  }[];
  readonly salesTrend: TwinSalesTrend | null;
  readonly quotesByBrand: readonly TwinBrand[] | null;
  readonly monthProjection: TwinProjection | null;
  readonly latestEvents: readonly string[] | null;
  readonly last12Months: readonly TwinMonth[] | null;
  readonly activitiesByType: readonly TwinActivityType[] | null;
  readonly dueAmount: TwinDueAmount | null;
  readonly upcoming: readonly string[] | null;
  readonly agreements: readonly TwinAgreement[] | null;
  readonly health: TwinHealth;
}

export interface ProfileOptions {
  readonly now: string;
  readonly today: string;
  /** The day of an instant in the business's time zone. */
  readonly dayOf: (instant: string) => string;
  readonly userKind: "business" | "manufacturer";
  readonly wholesalerId?: string | null;
  readonly showAllSales: boolean;
  readonly salesFrom: "sales" | "invoices";
  readonly comparison: "same-elapsed-days" | "full-months";
  readonly projectionMonths: number;
  readonly eventsLimit: number;
}

export function profileTwin(tables: RawTables, accountId: string, options: ProfileOptions): ProfileTwin {
  const { today, comparison, projectionMonths } = options;
  const isProspect = enumOf(of(tables.accounts, accountId)[0] ?? {}, "kind", "customer") === "prospect";
  const isOn = (feature: Feature): boolean => tables.business.features?.[feature] !== false;

  const all = salesOf(tables, accountId, options);
  const scoped = all.filter((sale) => isInScope(sale, options));
  const due = dueAmount(tables, accountId, today);

  const featureOf: { readonly [Name in WidgetName]?: Feature } = {
    "due-amount": "due_documents",
    agreements: "agreements",
    "quotes-by-brand": "quotes",
    "activities-by-type": "activities",
    "upcoming-activities": "activities",
  };
  const forProspects: readonly WidgetName[] = [
    "quotes-by-brand",
    "latest-events",
    "activities-by-type",
    "upcoming-activities",
  ];
  const visible: WidgetName[] = [];
  const missing: ProfileTwin["missing"][number][] = [];
  const shown = <Content>(name: WidgetName, content: Content | null): Content | null => {
    const feature = featureOf[name];
    if (feature !== undefined && !isOn(feature)) missing.push({ name, reason: "feature-disabled" });
    else if (isProspect && !forProspects.includes(name)) missing.push({ name, reason: "prospect" });
    else if (content === null) missing.push({ name, reason: "no-data" });
    else {
      visible.push(name);
      return content;
    }
    return null;
  };

  return {
    visible,
    missing,
    salesTrend: shown("sales-trend", salesTrend(scoped, today, comparison)),
    quotesByBrand: shown("quotes-by-brand", quotesByBrand(tables, accountId, today)),
    monthProjection: shown("month-projection", monthProjection(scoped, today, projectionMonths)),
    latestEvents: shown("latest-events", latestEvents(tables, accountId, options, isOn("activities"))),
    last12Months: shown("last-12-months", last12Months(scoped, today)),
    activitiesByType: shown("activities-by-type", activitiesByType(tables, accountId, options)),
    dueAmount: shown("due-amount", due),
    upcoming: shown("upcoming-activities", upcoming(tables, accountId, options)),
    agreements: shown("agreements", agreementsOf(tables, accountId, all, today)),
    health: {
      atRisk: [
        ...when(!isProspect && isDeclining(all, today), "declining-sales" as const),
        ...when(isOn("activities") && !wasActive(tables, accountId, options), "no-recent-activity" as const),
      ],
      growthOpportunity: [
        ...when(isOn("quotes") && quotesIncrease(tables, accountId, today), "increasing-quotes" as const),
        ...when(isOn("quotes") && convertsWell(tables, accountId, today), "high-conversion" as const),
      ],
      serviceNeed: [
        ...when(
          isOn("due_documents") && !isProspect && due !== null && due.overdue > 0,
          "overdue-amounts" as const,
        ),
        ...when(isOn("activities") && isPending(tables, accountId, options), "pending-activities" as const),
      ],
    },
  };
}

// Sales ---------------------------------------------------------------------------------------------------------------

interface Sale {
  readonly day: string;
  readonly amount: number;
  readonly wholesalerId: string | null;
}

/** The sales table, or posted invoices. */
function salesOf(tables: RawTables, accountId: string, { today, salesFrom }: ProfileOptions): Sale[] {
  const rows =
    salesFrom === "sales"
      ? of(tables.sales, accountId)
      : of(tables.invoices, accountId).filter((invoice) => isPosted(invoice) && !isVoidedBy(invoice, today));
  return rows
    .flatMap((row) => {
      const day = cell(row, "sold_on") ?? transactionDay(row);
      const wholesalerId = cell(row, "wholesaler_id") ?? null;
      return day === null ? [] : [{ day, amount: cents(row["amount"]), wholesalerId }];
    })
    .filter(({ day }) => day <= today);
}

function isInScope(sale: Sale, { userKind, wholesalerId, showAllSales }: ProfileOptions): boolean {
  if (userKind === "business" || showAllSales || wholesalerId === undefined) return true;
  return sale.wholesalerId === wholesalerId;
}

const within = (sales: readonly Sale[], from: string, through: string): Sale[] =>
  sales.filter(({ day }) => from <= day && day <= through);

const soldIn = (sales: readonly Sale[], from: string, through: string): number =>
  sum(within(sales, from, through).map(({ amount }) => amount));

const soldInMonth = (sales: readonly Sale[], month: string): number =>
  soldIn(sales, firstOf(month), lastOf(month));

/** The day of a month that bears a date, or its last where it is too short. */
const dateIn = (month: string, date: number): string => {
  const day = `${month}-${String(date).padStart(2, "0")}`;
  return day < lastOf(month) ? day : lastOf(month);
};

const dateOf = (day: string): number => Number(day.slice(8));

function change(now: number, before: number): Change {
  const amount = now - before;
  return {
    amount,
    percent: before === 0 ? null : rounded(amount * 100, Math.abs(before), 2),
    arrow: amount > 0 ? "up" : amount < 0 ? "down" : "flat",
  };
}

function isDeclining(sales: readonly Sale[], today: string): boolean {
  const month = today.slice(0, 7);
  const before = plusMonths(month, -1);
  const current = soldIn(sales, firstOf(month), today);
  return current < soldIn(sales, firstOf(before), dateIn(before, dateOf(today)));
}

function salesTrend(
  sales: readonly Sale[],
  today: string,
  comparison: ProfileOptions["comparison"],
): TwinSalesTrend | null {
  const month = today.slice(0, 7);
  const before = plusMonths(month, -1);
  const yearAgo = plusMonths(month, -12);
  const rows = [
    ...within(sales, firstOf(before), lastOf(before)),
    ...within(sales, firstOf(month), today),
    ...within(sales, firstOf(yearAgo), lastOf(yearAgo)),
  ];
  if (rows.length === 0) return null;
  const current = soldIn(sales, firstOf(month), today);
  const previousSameDays = soldIn(sales, firstOf(before), dateIn(before, dateOf(today)));
  const previousWhole = soldInMonth(sales, before);
  const yearAgoSameDays = soldIn(sales, firstOf(yearAgo), dateIn(yearAgo, dateOf(today)));
  const yearAgoWhole = soldInMonth(sales, yearAgo);
  const isWhole = comparison === "full-months";
  return {
    current,
    previousSameDays,
    previousWhole,
    change: change(current, isWhole ? previousWhole : previousSameDays),
    yearAgoSameDays,
    yearAgoWhole,
    yearOverYear: change(current, isWhole ? yearAgoWhole : yearAgoSameDays),
    declining: isDeclining(sales, today),
  };
}

function monthProjection(
  sales: readonly Sale[],
  today: string,
  projectionMonths: number,
): TwinProjection | null {
  const month = today.slice(0, 7);
  const monthToDate = soldIn(sales, firstOf(month), today);
  let months = 0;
  let remainders = 0;
  for (let back = 1; back <= projectionMonths; back += 1) {
    const past = plusMonths(month, -back);
    if (within(sales, firstOf(past), lastOf(past)).length === 0) continue;
    months += 1;
    if (today === lastOf(month)) continue;
    remainders += soldIn(sales, plusDays(dateIn(past, dateOf(today)), 1), lastOf(past));
  }
  if (months === 0 && within(sales, firstOf(month), today).length === 0) return null;
  const projected = monthToDate + (months === 0 ? 0 : rounded(remainders, months, 0));
  const lastMonth = soldInMonth(sales, plusMonths(month, -1));
  return {
    projected,
    monthToDate,
    lastMonth,
    months,
    confidence: months === 0 ? "none" : months < 3 ? "low" : months < 12 ? "medium" : "high",
    change: change(projected, lastMonth),
  };
}

function last12Months(sales: readonly Sale[], today: string): TwinMonth[] | null {
  const thisMonth = today.slice(0, 7);
  if (within(sales, firstOf(plusMonths(thisMonth, -23)), today).length === 0) return null;
  const rows: TwinMonth[] = [];
  for (let back = 11; back >= 0; back -= 1) {
    const month = plusMonths(thisMonth, -back);
    const amount = soldInMonth(sales, month);
    const previousYear = soldInMonth(sales, plusMonths(month, -12));
    rows.push({
      month,
      amount,
      previousYear,
      change: change(amount, previousYear),
      delta: change(amount, soldInMonth(sales, plusMonths(month, -1))),
    });
  }
  return rows;
}

// Quotes --------------------------------------------------------------------------------------------------------------

const quotesOf = (tables: RawTables, accountId: string, today: string): Row[] =>
  of(tables.quotes, accountId).filter(
    (quote) => enumOf(quote, "kind", "quote") === "quote" && need(quote, "quoted_on") <= today,
  );

const linesOf = (tables: RawTables, quote: Row): Row[] =>
  (tables.quote_lines ?? []).filter((line) => line["quote_id"] === quote["quote_id"]);

function quotesByBrand(tables: RawTables, accountId: string, today: string): TwinBrand[] | null {
  const quotes = quotesOf(tables, accountId, today).map((quote) => linesOf(tables, quote));
  if (quotes.length === 0) return null;
  const brandOf = (line: Row): string | null => cell(line, "brand") ?? null;
  const brandsOf = (lines: readonly Row[]): (string | null)[] =>
    lines.length === 0 ? [null] : lines.map(brandOf);
  const brands = [...new Set(quotes.flatMap(brandsOf))]
    .map((brand) => ({
      brand,
      amount: sum(
        quotes
          .flat()
          .filter((line) => brandOf(line) === brand)
          .map((line) => cents(line["amount"])),
      ),
      count: quotes.filter((lines) => brandsOf(lines).includes(brand)).length,
    }))
    .sort((a, b) => b.amount - a.amount || b.count - a.count || byBrand(a.brand, b.brand));
  const shares = percentages(brands.map(({ amount }) => amount));
  const largest = brands[0]?.amount ?? 0;
  return brands.map((brand, place) => ({
    ...brand,
    percent: shares?.[place] ?? null,
    bar: largest === 0 ? 0 : rounded(brand.amount, largest, 4),
  }));
}

function byBrand(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return byCodeUnits(a, b);
}

function quotesIncrease(tables: RawTables, accountId: string, today: string): boolean {
  const quoted = (from: string, through: string): number =>
    sum(
      quotesOf(tables, accountId, today)
        .filter((quote) => from <= need(quote, "quoted_on") && need(quote, "quoted_on") <= through)
        .flatMap((quote) => linesOf(tables, quote))
        .map((line) => cents(line["amount"])),
    );
  return quoted(plusDays(today, -89), today) > quoted(plusDays(today, -179), plusDays(today, -90));
}

function convertsWell(tables: RawTables, accountId: string, today: string): boolean {
  const quotes = quotesOf(tables, accountId, today);
  const won = quotes.filter((quote) => enumOf(quote, "status", "open") === "won").length;
  const lost = quotes.filter((quote) => enumOf(quote, "status", "open") === "lost").length;
  return won + lost > 0 && won >= lost;
}

// Activities, tasks and events ----------------------------------------------------------------------------------------

/** An instant, or a bare day that is the whole day without a time. */
const isBareDay = (moment: string): boolean => moment.length === "YYYY-MM-DD".length;

const dayOfMoment = (moment: string, { dayOf }: ProfileOptions): string =>
  isBareDay(moment) ? moment : dayOf(moment);

const hasCome = (moment: string, { now, today }: ProfileOptions): boolean =>
  isBareDay(moment) ? moment <= today : Date.parse(moment) <= Date.parse(now);

/** Still to come, or on at this very instant or day. */
const isAhead = (moment: string, { now, today }: ProfileOptions): boolean =>
  isBareDay(moment) ? moment >= today : Date.parse(moment) >= Date.parse(now);

/** Days in turn; in a day the instants, then what has no time; `direction` is 1 upwards and -1 newest first. */
function byMoment(a: string, b: string, direction: 1 | -1, options: ProfileOptions): number {
  const byDay = byCodeUnits(dayOfMoment(a, options), dayOfMoment(b, options));
  if (byDay !== 0) return byDay * direction;
  if (isBareDay(a) || isBareDay(b)) return Number(isBareDay(a)) - Number(isBareDay(b));
  return (Date.parse(a) - Date.parse(b)) * direction;
}

interface Listed {
  readonly id: string;
  readonly moment: string;
}

const inOrder = (listed: readonly Listed[], direction: 1 | -1, options: ProfileOptions): string[] =>
  [...listed]
    .sort((a, b) => byMoment(a.moment, b.moment, direction, options) || byCodeUnits(a.id, b.id))
    .map(({ id }) => id);

const isCancelled = (row: Row): boolean => enumOf(row, "status", "") === "cancelled";

const plannedMoment = (activity: Row): string => cell(activity, "due_at") ?? need(activity, "at");

/** Of when it was completed, when it was planned for and its own time the first that has come. */
const doneMoment = (activity: Row, options: ProfileOptions): string | undefined =>
  [cell(activity, "completed_at"), cell(activity, "due_at"), cell(activity, "at")].find(
    (moment) => moment !== undefined && hasCome(moment, options),
  );

function isDone(activity: Row, options: ProfileOptions): boolean {
  if (doneMoment(activity, options) === undefined) return false;
  if (enumOf(activity, "status", "") === "done") return true;
  const completedAt = cell(activity, "completed_at");
  if (completedAt !== undefined && hasCome(completedAt, options)) return true;
  return cell(activity, "status") === undefined && cell(activity, "due_at") === undefined;
}

const doneActivities = (tables: RawTables, accountId: string, options: ProfileOptions): Row[] =>
  of(tables.activities, accountId).filter((row) => !isCancelled(row) && isDone(row, options));

function isCompleted(task: Row, options: ProfileOptions): boolean {
  if (enumOf(task, "status", "") === "completed") return true;
  const completedAt = cell(task, "completed_at");
  return completedAt !== undefined && hasCome(completedAt, options);
}

/** What is neither done nor cancelled and has a moment it is planned for. */
function planned(tables: RawTables, accountId: string, options: ProfileOptions): Listed[] {
  const listed: Listed[] = [];
  for (const activity of of(tables.activities, accountId)) {
    if (isCancelled(activity) || isDone(activity, options)) continue;
    listed.push({ id: `activity:${activity["activity_id"]}`, moment: plannedMoment(activity) });
  }
  for (const task of of(tables.tasks, accountId)) {
    const moment = cell(task, "due_at");
    if (isCancelled(task) || isCompleted(task, options) || moment === undefined) continue;
    listed.push({ id: `task:${task["task_id"]}`, moment });
  }
  return listed;
}

function upcoming(tables: RawTables, accountId: string, options: ProfileOptions): string[] | null {
  const ahead = planned(tables, accountId, options).filter(({ moment }) => isAhead(moment, options));
  return ahead.length === 0 ? null : inOrder(ahead, 1, options);
}

const isPending = (tables: RawTables, accountId: string, options: ProfileOptions): boolean =>
  planned(tables, accountId, options).some(({ moment }) => !isAhead(moment, options));

function latestEvents(
  tables: RawTables,
  accountId: string,
  options: ProfileOptions,
  withActivities: boolean,
): string[] | null {
  const events: Listed[] = [];
  if (withActivities) {
    for (const activity of doneActivities(tables, accountId, options)) {
      events.push({ id: `activity:${activity["activity_id"]}`, moment: doneMoment(activity, options) ?? "" });
    }
    for (const task of of(tables.tasks, accountId)) {
      events.push({ id: `task-created:${task["task_id"]}`, moment: need(task, "at") });
      const completedAt = cell(task, "completed_at");
      if (completedAt !== undefined) {
        events.push({ id: `task-completed:${task["task_id"]}`, moment: completedAt });
      }
    }
  }
  for (const note of of(tables.notes, accountId)) {
    events.push({ id: `note:${note["note_id"]}`, moment: need(note, "at") });
  }
  for (const event of of(tables.events, accountId)) {
    events.push({ id: `event:${event["event_id"]}`, moment: need(event, "at") });
  }
  const past = events.filter(({ moment }) => hasCome(moment, options));
  return past.length === 0 ? null : inOrder(past, -1, options).slice(0, options.eventsLimit);
}

function activitiesByType(
  tables: RawTables,
  accountId: string,
  options: ProfileOptions,
): TwinActivityType[] | null {
  const { today } = options;
  const after = dateIn(plusMonths(today.slice(0, 7), -12), dateOf(today));
  const kinds = doneActivities(tables, accountId, options)
    .filter((activity) => {
      const day = dayOfMoment(doneMoment(activity, options) ?? "", options);
      return after < day && day <= today;
    })
    .map((activity) => folded(cell(activity, "kind") ?? ""));
  if (kinds.length === 0) return null;
  const visits = kinds.filter((kind) => kind === "visit").length;
  const calls = kinds.filter((kind) => kind === "call").length;
  const others = kinds.length - visits - calls;
  const shares = percentages([visits, calls, others]);
  return [
    { type: "visit", count: visits, percent: shares?.[0] ?? null },
    { type: "call", count: calls, percent: shares?.[1] ?? null },
    { type: "other", count: others, percent: shares?.[2] ?? null },
  ];
}

function wasActive(tables: RawTables, accountId: string, options: ProfileOptions): boolean {
  const after = plusDays(options.today, -30);
  return doneActivities(tables, accountId, options).some(
    (activity) => dayOfMoment(doneMoment(activity, options) ?? "", options) > after,
  );
}

// What is due ---------------------------------------------------------------------------------------------------------

function dueAmount(tables: RawTables, accountId: string, today: string): TwinDueAmount | null {
  const at: Position = { today, on: today };
  const open: { id: string; due: string | null; amount: number; balance: number }[] = [];
  for (const invoice of of(tables.invoices, accountId)) {
    if (!isPosted(invoice)) continue;
    const balance = invoiceBalance(tables, invoice, at);
    const amount = cents(invoice["amount"]);
    if (balance > 0) open.push({ id: invoiceIdOf(invoice), due: dueOn(tables, invoice), amount, balance });
  }
  for (const adjustment of of(tables.adjustments, accountId)) {
    if (isCredit(adjustment)) continue;
    const balance = adjustmentBalance(tables, adjustment, at);
    const amount = cents(adjustment["amount"]);
    if (balance > 0) open.push({ id: need(adjustment, "adjustment_id"), due: null, amount, balance });
  }
  if (open.length === 0) return null;
  const never = "9999-99-99";
  open.sort((a, b) => byCodeUnits(a.due ?? never, b.due ?? never) || byCodeUnits(a.id, b.id));
  return {
    total: sum(open.map(({ balance }) => balance)),
    overdue: sum(open.filter(({ due }) => due !== null && due < today).map(({ balance }) => balance)),
    documents: open.map(({ id, due, amount, balance }) => ({
      id,
      balance,
      status: due === null ? "not-due" : dueStatus(daysBetween(today, due)),
      partiallyPaid: balance < amount,
    })),
  };
}

function dueStatus(daysAhead: number): TwinDueAmount["documents"][number]["status"] {
  if (daysAhead < 0) return "overdue";
  if (daysAhead === 0) return "due-today";
  return daysAhead <= 7 ? "due-soon" : "not-due";
}

// Agreements ----------------------------------------------------------------------------------------------------------

function agreementsOf(
  tables: RawTables,
  accountId: string,
  sales: readonly Sale[],
  today: string,
): TwinAgreement[] | null {
  const active = of(tables.agreements, accountId)
    .filter((row) => need(row, "starts_on") <= today && today <= need(row, "ends_on"))
    .sort(
      (a, b) =>
        byCodeUnits(need(a, "ends_on"), need(b, "ends_on")) ||
        byCodeUnits(need(a, "agreement_id"), need(b, "agreement_id")),
    );
  if (active.length === 0) return null;
  return active.map((agreement) => {
    const startsOn = need(agreement, "starts_on");
    const sold = soldIn(sales, startsOn, today);
    const received = sum(
      receivedBy(tables, accountId, "payment", today)
        .filter((payment) => startsOn <= need(payment, "paid_on"))
        .map((payment) => cents(payment["amount"])),
    );
    return {
      agreementId: need(agreement, "agreement_id"),
      bonuses: (tables.bonuses ?? [])
        .filter((bonus) => bonus["agreement_id"] === agreement["agreement_id"])
        .map((bonus) => {
          const progress = enumOf(bonus, "basis", "sales") === "payments" ? received : sold;
          const target = cents(bonus["target"]);
          return { progress, percent: target === 0 ? null : rounded(progress * 100, target, 2) };
        }),
    };
  });
}

// Cells ---------------------------------------------------------------------------------------------------------------

function cell(row: Row, key: string): string | undefined {
  const text = Object.hasOwn(row, key) ? row[key] : undefined;
  return text === "" ? undefined : text;
}

function need(row: Row, key: string): string {
  const text = cell(row, key);
  if (text === undefined) throw new Error(`No ${key} in ${JSON.stringify(row)}`);
  return text;
}

/** Words compare ignoring case, blanks and the marks between their parts. */
const folded = (text: string): string => text.toLowerCase().replaceAll(/[\s_/-]/g, "");

const enumOf = (row: Row, key: string, blank: string): string => folded(cell(row, key) ?? blank);

const of = (table: readonly Row[] | undefined, accountId: string): Row[] =>
  (table ?? []).filter((row) => row["account_id"] === accountId);

function cents(text: string | undefined): number {
  if (text === undefined || text === "") return 0;
  const [units = "", decimals = ""] = text.replace("-", "").split(".");
  const minor = Number(units) * 100 + Number(decimals.padEnd(2, "0"));
  return text.startsWith("-") && minor !== 0 ? -minor : minor;
}

// Numbers -------------------------------------------------------------------------------------------------------------

const sum = (amounts: readonly number[]): number => amounts.reduce((so, amount) => so + amount, 0);

/** Only what is above nothing counts. */
const total = (amounts: readonly number[]): Total => {
  const there = amounts.filter((amount) => amount > 0);
  return { amount: sum(there), count: there.length };
};

const plus = (a: Total, b: Total): Total => ({ amount: a.amount + b.amount, count: a.count + b.count });

/** An exact quotient of whole numbers, rounded once, half away from zero. */
function rounded(numerator: number, denominator: number, decimals: number): number {
  const scale = 10n ** BigInt(decimals);
  const top = BigInt(numerator) * scale;
  const bottom = BigInt(denominator);
  const size = ((top < 0n ? -top : top) * 2n + bottom) / (bottom * 2n);
  return Number(top < 0n ? -size : size) / Number(scale);
}

/** Tenths of a percent that add up to 100.0: floors first, then one each where most was cut off, earlier ones first. */
function percentages(parts: readonly number[]): number[] | null {
  const whole = sum(parts);
  if (whole === 0) return null;
  const tenths = parts.map((part) => Math.floor((part * 1000) / whole));
  const cutOff = parts.map((part) => (part * 1000) % whole);
  for (let left = 1000 - sum(tenths); left > 0; left -= 1) {
    const most = cutOff.indexOf(Math.max(...cutOff));
    tenths[most] = (tenths[most] ?? 0) + 1;
    cutOff[most] = -1;
  }
  return tenths.map((each) => each / 10);
}

const when = <Sign>(isSo: boolean, sign: Sign): Sign[] => (isSo ? [sign] : []);

const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

// Days ----------------------------------------------------------------------------------------------------------------

const latest = (days: readonly string[]): string | null => [...days].sort(byCodeUnits).at(-1) ?? null;

const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000;

const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from);

const plusDays = (day: string, days: number): string =>
  new Date((dayNumber(day) + days) * 86_400_000).toISOString().slice(0, 10);

/** Months as "YYYY-MM". */
function plusMonths(month: string, months: number): string {
  const [year = "", number = ""] = month.split("-");
  return new Date(Date.UTC(Number(year), Number(number) - 1 + months, 1)).toISOString().slice(0, 7);
}

const firstOf = (month: string): string => `${month}-01`;

const lastOf = (month: string): string => plusDays(firstOf(plusMonths(month, 1)), -1);
