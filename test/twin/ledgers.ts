/**
 * Small random ledgers that a strict reader must accept.
 *
 * What is drawn is a draft of plain choices (which account, how many days before, what share of what is left); `build`
 * turns any draft into a valid ledger. So every shrunk draft is a valid ledger too.
 */
import { Temporal } from "@js-temporal/polyfill";
import fc from "fast-check";
import type {
  RawAccount,
  RawAdjustment,
  RawAllocation,
  RawInvite,
  RawInvoice,
  RawLedger,
  RawPayment,
  RawStatement,
  RawStatementLine,
} from "./twin.ts";

type Day = Temporal.PlainDate;

const noNullPrototype = { noNullPrototype: true } as const;

type ValueOf<Arbitrary> = Arbitrary extends fc.Arbitrary<infer Value> ? Value : never;

interface Weighted {
  arbitrary: fc.Arbitrary<unknown>;
  weight: number;
}

/** One of several; what fails shrinks towards the first, the plainest. */
const oneOf = <Choices extends Weighted[]>(
  ...choices: Choices
): fc.Arbitrary<ValueOf<Choices[number]["arbitrary"]>> =>
  fc.oneof({ withCrossShrink: true }, ...choices) as fc.Arbitrary<ValueOf<Choices[number]["arbitrary"]>>;

/** Nothing, or so many times in ten a value. */
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>, timesInTen = 5): fc.Arbitrary<Value | undefined> =>
  oneOf({ arbitrary: fc.constant(undefined), weight: 10 - timesInTen }, { arbitrary, weight: timesInTen });

// Where and when ------------------------------------------------------------------------------------------------------

const zones = [
  "America/Chicago",
  "Pacific/Auckland",
  "America/St_Johns",
  "Pacific/Apia",
  "America/Havana",
  "Asia/Kathmandu",
  "UTC",
  "America/Sao_Paulo",
];

interface Clock {
  zone: string;
  now: string;
}

/** Instants at which naive calendars go wrong: both sides of skipped, repeated and shifted midnights. */
const oddClocks: Clock[] = [
  { zone: "America/Chicago", now: "2025-03-10T04:59:59.999Z" },
  { zone: "America/Chicago", now: "2025-03-10T05:00:00.000Z" },
  { zone: "Pacific/Auckland", now: "2025-06-10T11:59:59.999Z" },
  { zone: "Pacific/Auckland", now: "2025-12-31T11:00:00.000Z" },
  { zone: "America/St_Johns", now: "2010-11-07T02:30:00.000Z" },
  { zone: "America/St_Johns", now: "2010-11-07T02:31:00.000Z" },
  { zone: "Pacific/Apia", now: "2011-12-30T09:59:59.999Z" },
  { zone: "Pacific/Apia", now: "2011-12-30T10:00:00.000Z" },
  { zone: "America/Havana", now: "2025-11-02T04:00:00.000Z" },
  { zone: "America/Havana", now: "2025-11-02T05:00:00.000Z" },
  { zone: "America/Sao_Paulo", now: "2018-11-04T02:59:59.999Z" },
  { zone: "America/Sao_Paulo", now: "2018-11-04T03:00:00.000Z" },
  { zone: "Asia/Kathmandu", now: "2024-02-28T18:14:59.999Z" },
  { zone: "Asia/Kathmandu", now: "2024-02-28T18:15:00.000Z" },
  { zone: "UTC", now: "2000-02-29T00:00:00.000Z" },
];

/** Any day of three decades in any zone, in the middle of it or a millisecond around its first midnight. */
const arbClock: fc.Arbitrary<Clock> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(...zones),
      fc.oneof(
        fc.integer({ min: -9000, max: 3000 }).map((days) => day("2025-03-10").add({ days })),
        fc.constantFrom("2024-02-29", "2024-03-01", "2025-02-28", "2024-12-31", "2025-01-01").map(day),
      ),
      fc.constantFrom(12 * 3_600_000, 0, -1, 1),
    )
    .map(([zone, date, milliseconds]) => ({
      zone,
      now: date
        .toZonedDateTime(zone)
        .toInstant()
        .add({ milliseconds })
        .toString({ fractionalSecondDigits: 3 }),
    })),
  fc.constantFrom(...oddClocks),
);

/** Days between today and the day asked about: mostly none. */
const arbAsOfAhead: fc.Arbitrary<number> = oneOf(
  { arbitrary: fc.constant(0), weight: 3 },
  { arbitrary: fc.constantFrom(-1, 1, -30, 30), weight: 2 },
  { arbitrary: fc.integer({ min: -400, max: 0 }), weight: 3 },
  { arbitrary: fc.integer({ min: 0, max: 400 }), weight: 1 },
);

type DayDraft = { from: "asOf" | "today"; ahead: number } | { monthEndsBack: number } | { on: string };

/** Days at and beside the edges of the buckets, month ends, leap days, any day near. */
const arbDay: fc.Arbitrary<DayDraft> = oneOf(
  {
    arbitrary: fc
      .constantFrom(0, -1, 1, -30, -31, -60, -61, -90, -91, 30, 31, 60, 61, 90, 91)
      .map((ahead) => ({ from: "asOf" as const, ahead })),
    weight: 6,
  },
  {
    arbitrary: fc.integer({ min: -120, max: 60 }).map((ahead) => ({ from: "today" as const, ahead })),
    weight: 3,
  },
  { arbitrary: fc.integer({ min: -2, max: 4 }).map((monthEndsBack) => ({ monthEndsBack })), weight: 2 },
  {
    arbitrary: fc.constantFrom("2024-02-29", "2020-02-29", "2000-02-29", "2028-02-29").map((on) => ({ on })),
    weight: 1,
  },
);

interface Calendar {
  today: Day;
  asOf: Day;
}

function dayOf(calendar: Calendar, draft: DayDraft): Day {
  if ("on" in draft) return day(draft.on);
  if ("monthEndsBack" in draft) return monthEnd(calendar.asOf.subtract({ months: draft.monthEndsBack }));
  return calendar[draft.from].add({ days: draft.ahead });
}

// Amounts -------------------------------------------------------------------------------------------------------------

/** Minor units: 1, 99, 100, or as likely of two digits as of twelve. */
const arbMinor: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(1, 99, 100),
  fc
    .tuple(fc.integer({ min: 0, max: 11 }), fc.integer({ min: 100_000_000_000, max: 900_000_000_000 }))
    .map(([magnitude, digits]) => Math.floor(digits / 10 ** (11 - magnitude))),
);

const arbPercent: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(100, 50, 1),
  fc.integer({ min: 1, max: 100 }),
);

/** A share of an amount, at least one minor unit. */
const shareOf = (minor: number, percent: number): number =>
  Math.max(1, Number((BigInt(minor) * BigInt(percent)) / 100n));

const arbCurrency: fc.Arbitrary<{ currency: string; exponent: number; spelledOut: boolean }> = fc
  .record(
    {
      code: oneOf(
        { arbitrary: fc.constant({ currency: "USD", exponent: 2 }), weight: 5 },
        {
          arbitrary: fc.constantFrom({ currency: "JPY", exponent: 0 }, { currency: "KWD", exponent: 3 }),
          weight: 2,
        },
      ),
      spelledOut: fc.boolean(),
    },
    noNullPrototype,
  )
  .map(({ code, spelledOut }) => ({ ...code, spelledOut }));

// Drafts of the rows --------------------------------------------------------------------------------------------------

const arbPick: fc.Arbitrary<number> = fc.nat({ max: 11 });

const arbAccount = fc.record(
  {
    // Code points and code units order the last two differently.
    id: fc.constantFrom("C-100", "C-99", "0042", "42", "a", "B", "é-1", "__proto__", "\u{1F600}", "\uFF21"),
    name: maybe(fc.constantFrom("Acme Builders", 'Smith, "Bob"', "=SUM(A1)", "-2+3", "İstanbul", "Ærø 🏗")),
    company: maybe(fc.constantFrom("Acme Building LLC", "@home")),
    type: maybe(fc.constantFrom("Cash", "Credit", "System", "Trade-Net15")),
    status: maybe(fc.constantFrom("Active", "Inactive", "Not Used", "not_used", "ACTIVE")),
    terms: maybe(fc.constantFrom("30 days", "7 days", "EOM Current", "EOM Following")),
  },
  noNullPrototype,
);

const arbDiscount = fc.record(
  {
    percent: fc.constantFrom(1, 2, 10, 100, 150),
    until: oneOf(
      {
        arbitrary: fc.constantFrom(0, 1, 10, -1).map((ahead) => ({ from: "asOf" as const, ahead })),
        weight: 2,
      },
      { arbitrary: arbDay, weight: 1 },
    ),
  },
  noNullPrototype,
);

/** How a document tells its balance: not at all, in agreement, or (only where history may be missing) freely. */
const arbBalance = fc.record(
  { given: fc.constantFrom("not", "not", "agreeing", "free"), percent: fc.integer({ min: 0, max: 100 }) },
  noNullPrototype,
);

/** Days from issue to entry; or an entry that is only due tomorrow. */
const arbRecorded = maybe(
  oneOf(
    { arbitrary: fc.integer({ min: -10, max: 40 }).map((after) => ({ after })), weight: 9 },
    { arbitrary: fc.constant("tomorrow" as const), weight: 1 },
  ),
  3,
);

const arbInvoice = fc.record(
  {
    account: arbPick,
    minor: arbMinor,
    due: arbDay,
    dueByTerms: maybe(fc.constant(true), 2),
    daysToPay: fc.oneof(fc.constantFrom(30, 7, 0), fc.integer({ min: -5, max: 120 })),
    issued: oneOf(
      { arbitrary: fc.constant("before due" as const), weight: 6 },
      { arbitrary: fc.constant("today" as const), weight: 1 },
      { arbitrary: fc.integer({ min: 1, max: 40 }), weight: 1 }, // post-dated by so many days
      { arbitrary: fc.constant("unknown" as const), weight: 1 },
    ),
    recorded: arbRecorded,
    kind: maybe(fc.constantFrom("invoice", "charge", "weekly-billing"), 3),
    posting: oneOf(
      { arbitrary: fc.constantFrom(undefined, "posted", "Posted"), weight: 8 },
      { arbitrary: fc.constantFrom("Unapproved", "Unposted draw", "Unposted A/R"), weight: 1 },
    ),
    status: maybe(fc.constantFrom("Open", "Partially Paid", "Paid", "partially_paid"), 3),
    voided: oneOf(
      { arbitrary: fc.constant("not" as const), weight: 8 },
      { arbitrary: fc.constantFrom("dated", "dated with status", "undated"), weight: 2 },
    ),
    voidedAt: arbDay,
    discount: maybe(arbDiscount, 5),
    balance: arbBalance,
    job: maybe(arbPick, 3),
    ownId: fc.boolean(),
  },
  noNullPrototype,
);

const arbAdjustment = fc.record(
  {
    account: arbPick,
    type: fc.constantFrom("credit", "debit"),
    minor: arbMinor,
    issued: maybe(arbDay, 9),
    recorded: arbRecorded,
    voided: maybe(fc.constant(true), 1),
    balance: arbBalance,
  },
  noNullPrototype,
);

const arbPayment = fc.record(
  {
    account: arbPick,
    minor: arbMinor,
    paid: arbDay,
    recorded: arbRecorded,
    status: oneOf(
      { arbitrary: fc.constantFrom(undefined, "settled"), weight: 5 },
      { arbitrary: fc.constantFrom("pending", "failed", "reversed"), weight: 2 },
    ),
    kind: maybe(fc.constantFrom("payment", "discount", "write-off"), 3),
    channel: maybe(fc.constantFrom("drypowder", "erp"), 3),
  },
  noNullPrototype,
);

const arbAllocation = fc.record(
  {
    source: arbPick,
    target: arbPick,
    percent: arbPercent,
    at: fc.oneof(fc.constant("source" as const), arbDay),
  },
  noNullPrototype,
);

const arbInvite = fc.record(
  {
    account: arbPick,
    status: fc.constantFrom("Pending", "Accepted", "Declined", "Expired"),
    secondsAgo: fc.oneof(fc.constantFrom(60, 0, 86_400), fc.nat({ max: 10_000_000 })),
    updatedPercent: maybe(fc.integer({ min: 0, max: 100 })),
    expires: maybe(
      fc.constantFrom("now", "a millisecond ago", "in a millisecond", "two weeks after creation"),
      4,
    ),
    spelling: fc.constantFrom("milliseconds", "shortest", "offset"),
  },
  noNullPrototype,
);

const arbStatement = fc.record(
  {
    account: arbPick,
    issued: arbDay,
    lines: fc.array(fc.record({ invoice: arbPick, discount: maybe(arbDiscount, 7) }, noNullPrototype), {
      maxLength: 4,
    }),
  },
  noNullPrototype,
);

const arbDraft = fc.record(
  {
    clock: arbClock,
    asOfAhead: arbAsOfAhead,
    currency: arbCurrency,
    /** Every document's past is known; else some only have a balance, or no day, or a void without one. */
    historyIsFull: oneOf(
      { arbitrary: fc.constant(true), weight: 2 },
      { arbitrary: fc.constant(false), weight: 1 },
    ),
    accountsListed: oneOf(
      { arbitrary: fc.constant(true), weight: 6 },
      { arbitrary: fc.constant(false), weight: 1 },
    ),
    accounts: fc.uniqueArray(arbAccount, { minLength: 1, maxLength: 6, selector: ({ id }) => id }),
    invoices: fc.array(arbInvoice, { maxLength: 12, size: "medium" }),
    adjustments: fc.array(arbAdjustment, { maxLength: 6 }),
    payments: fc.array(arbPayment, { maxLength: 6 }),
    allocations: fc.array(arbAllocation, { maxLength: 12, size: "medium" }),
    invites: fc.array(arbInvite, { maxLength: 6 }),
    inviteIds: fc.boolean(),
    statements: fc.array(arbStatement, { maxLength: 3 }),
    jobs: fc.array(
      fc.record(
        { account: arbPick, status: maybe(fc.constantFrom("Active", "Inactive", "Closed")) },
        noNullPrototype,
      ),
      { maxLength: 3 },
    ),
  },
  noNullPrototype,
);

type Draft = ValueOf<typeof arbDraft>;

/** A valid ledger, an instant, and a day to ask about: before, at or after the day of that instant. */
export const arbRawLedger: fc.Arbitrary<{ ledger: RawLedger; now: string; asOf: string }> =
  arbDraft.map(build);

// From a draft to a ledger --------------------------------------------------------------------------------------------

/** One end of allocations, with what may still be allocated. */
interface End {
  key: Partial<RawAllocation>;
  accountId: string;
  on: Day;
  left: number;
  /** Allocations from a payment that is pending, failed or reversed use up nothing of their target. */
  counts: boolean;
}

/** A document whose `balance` is filled in when its allocations are known. */
interface Owing {
  row: RawInvoice | RawAdjustment;
  minor: number;
  allocated: number;
  hasAllocations: boolean;
  balance: ValueOf<typeof arbBalance>;
}

function build(draft: Draft): { ledger: RawLedger; now: string; asOf: string } {
  const { zone, now } = draft.clock;
  const { currency, exponent, spelledOut } = draft.currency;
  const today = Temporal.Instant.from(now).toZonedDateTimeISO(zone).toPlainDate();
  const asOf = today.add({ days: draft.asOfAhead });
  const calendar: Calendar = { today, asOf };
  const text = (minor: number): string => amountText(minor, exponent);

  const accounts = draft.accounts.map((account) => accountRow(account, draft.accountsListed));
  const accountAt = (pick: number): RawAccount => at(accounts, pick);

  const jobs = draft.jobs.map(({ account, status }, index) => ({
    job_id: `J${index}`,
    account_id: accountAt(account).account_id,
    ...given("status", status),
  }));

  const owing: Owing[] = [];
  const sources: End[] = [];
  const targets: End[] = [];

  const invoices = draft.invoices.map((invoice, index): RawInvoice => {
    const account = accountAt(invoice.account);
    const due = dayOf(calendar, invoice.due);
    const dates = invoiceDates(invoice, due, calendar, draft.historyIsFull);
    const dueByTerms =
      invoice.dueByTerms === true && account.terms !== undefined && dates.issued !== undefined;
    const job = jobs.filter((each) => each.account_id === account.account_id);
    const row: RawInvoice = {
      invoice_number: `00${index}`,
      account_id: account.account_id,
      amount: text(invoice.minor),
      ...(dueByTerms ? {} : { due_on: due.toString() }),
      ...(invoice.ownId ? { invoice_id: `INV-${index}` } : {}),
      ...given("kind", invoice.kind),
      ...given("issued_on", dates.issued?.toString()),
      ...given("recorded_on", dates.recorded?.toString()),
      ...given("posting", invoice.posting),
      ...given("status", dates.hasVoidStatus ? "Voided" : invoice.status),
      ...given("voided_on", dates.voided?.toString()),
      ...discountCells(invoice.discount, invoice.minor, calendar, text),
      ...(invoice.job !== undefined && job.length > 0 ? { job_id: at(job, invoice.job).job_id } : {}),
    };
    if (!dates.isVoided) {
      owing.push({
        row,
        minor: invoice.minor,
        allocated: 0,
        hasAllocations: false,
        balance: invoice.balance,
      });
      const key = { invoice_id: row.invoice_id ?? row.invoice_number };
      targets.push({ key, accountId: account.account_id, on: due, left: invoice.minor, counts: true });
    }
    return row;
  });

  const adjustments = draft.adjustments.map((adjustment, index): RawAdjustment => {
    const { account_id } = accountAt(adjustment.account);
    const issued = adjustment.issued === undefined ? undefined : dayOf(calendar, adjustment.issued);
    const isVoided = adjustment.voided === true && !draft.historyIsFull;
    const recorded =
      recordedDay(adjustment.recorded, issued ?? asOf, calendar) ??
      (issued === undefined && draft.historyIsFull ? today : undefined);
    const row: RawAdjustment = {
      adjustment_id: `ADJ-${index}`,
      account_id,
      type: adjustment.type,
      amount: text(adjustment.minor),
      ...given("issued_on", issued?.toString()),
      ...given("recorded_on", recorded?.toString()),
      ...(isVoided ? { status: "Voided" } : {}),
    };
    if (!isVoided) {
      owing.push({
        row,
        minor: adjustment.minor,
        allocated: 0,
        hasAllocations: false,
        balance: adjustment.balance,
      });
      const end = {
        accountId: account_id,
        on: issued ?? recorded ?? today,
        left: adjustment.minor,
        counts: true,
      };
      if (adjustment.type === "credit") sources.push({ key: { adjustment_id: row.adjustment_id }, ...end });
      else targets.push({ key: { debit_adjustment_id: row.adjustment_id }, ...end });
    }
    return row;
  });

  const payments = draft.payments.map((payment, index): RawPayment => {
    const { account_id } = accountAt(payment.account);
    const paid = dayOf(calendar, payment.paid);
    const payment_id = `P${index}`;
    sources.push({
      key: { payment_id },
      accountId: account_id,
      on: paid,
      left: payment.minor,
      counts: payment.status === undefined || payment.status === "settled",
    });
    return {
      payment_id,
      account_id,
      paid_on: paid.toString(),
      amount: text(payment.minor),
      ...given("recorded_on", recordedDay(payment.recorded, paid, calendar)?.toString()),
      ...given("status", payment.status),
      ...given("kind", payment.kind),
      ...given("channel", payment.channel),
    };
  });

  const allocations = draft.allocations.flatMap((allocation): RawAllocation[] => {
    if (sources.length === 0) return [];
    const source = at(sources, allocation.source);
    const open = targets.filter(({ accountId, left }) => accountId === source.accountId && left > 0);
    if (open.length === 0 || source.left === 0) return [];
    const target = at(open, allocation.target);
    const minor = shareOf(Math.min(source.left, target.left), allocation.percent);
    source.left -= minor;
    if (source.counts) {
      target.left -= minor;
      for (const end of [source, target]) noteAllocation(owing, end, minor);
    } else {
      noteAllocation(owing, target, 0);
    }
    return [
      {
        ...source.key,
        ...target.key,
        amount: text(minor),
        allocated_on: (allocation.at === "source" ? source.on : dayOf(calendar, allocation.at)).toString(),
      },
    ];
  });

  for (const document of owing) {
    const balance = declaredBalance(document, draft.historyIsFull);
    if (balance !== undefined) document.row.balance = text(balance);
  }

  const statements: RawStatement[] = [];
  const statementLines: RawStatementLine[] = [];
  for (const [index, statement] of draft.statements.entries()) {
    const { account_id } = accountAt(statement.account);
    const statement_id = `S${index}`;
    statements.push({ statement_id, account_id, issued_on: dayOf(calendar, statement.issued).toString() });
    const own = invoices.flatMap((row, place) => (row.account_id === account_id ? [place] : []));
    const seen = new Set<number>();
    for (const line of own.length === 0 ? [] : statement.lines) {
      const place = at(own, line.invoice);
      if (seen.has(place)) continue;
      seen.add(place);
      const row = at(invoices, place);
      statementLines.push({
        statement_id,
        invoice_id: row.invoice_id ?? row.invoice_number,
        ...discountCells(line.discount, at(draft.invoices, place).minor, calendar, text),
      });
    }
  }

  const invites = draft.invites.map(
    (invite, index): RawInvite => ({
      account_id: accountAt(invite.account).account_id,
      // Not in the order of the file, nor in the order of the numbers: ids compare as text.
      ...(draft.inviteIds ? { invite_id: `I-${(index * 7) % 12}` } : {}),
      ...inviteCells(invite, Temporal.Instant.from(now), index),
    }),
  );

  const named = new Set([...invoices, ...adjustments, ...payments].map(({ account_id }) => account_id));
  const accountsListed = draft.accountsListed || named.size === 0;
  const isKnown = ({ account_id }: { account_id: string }): boolean =>
    accountsListed || named.has(account_id);
  const knownStatements = statements.filter(isKnown);

  const ledger: RawLedger = {
    business: { time_zone: zone, currency: spelledOut ? { code: currency, exponent } : currency },
    ...(accountsListed ? { accounts } : {}),
    invoices,
    ...rows("adjustments", adjustments),
    ...rows("payments", payments),
    ...rows("allocations", allocations),
    ...rows("invites", invites.filter(isKnown)),
    ...rows("statements", knownStatements),
    ...rows(
      "statement_lines",
      statementLines.filter((line) =>
        knownStatements.some(({ statement_id }) => statement_id === line.statement_id),
      ),
    ),
    ...rows("jobs", jobs.filter(isKnown)),
  };
  return { ledger, now, asOf: asOf.toString() };
}

function accountRow(account: ValueOf<typeof arbAccount>, isListed: boolean): RawAccount {
  return {
    account_id: account.id,
    ...given("account_name", account.name),
    ...given("buyer_company_name", account.company),
    ...given("account_type", account.type),
    ...given("status", account.status),
    ...(isListed ? given("terms", account.terms) : {}), // terms of an unlisted account are known to nobody
  };
}

interface InvoiceDates {
  issued: Day | undefined;
  recorded: Day | undefined;
  voided: Day | undefined;
  isVoided: boolean;
  hasVoidStatus: boolean;
}

function invoiceDates(
  invoice: ValueOf<typeof arbInvoice>,
  due: Day,
  calendar: Calendar,
  historyIsFull: boolean,
): InvoiceDates {
  const issued = issuedDay(invoice.issued, due.subtract({ days: invoice.daysToPay }), calendar.today);
  const recorded =
    recordedDay(invoice.recorded, issued ?? calendar.asOf, calendar) ??
    (issued === undefined && historyIsFull ? calendar.today : undefined);
  if (invoice.voided === "not")
    return { issued, recorded, voided: undefined, isVoided: false, hasVoidStatus: false };
  if (invoice.voided === "undated" && !historyIsFull) {
    return { issued, recorded, voided: undefined, isVoided: true, hasVoidStatus: true };
  }
  // Voided once it is there, never before.
  const voided = [dayOf(calendar, invoice.voidedAt), issued, recorded]
    .filter((each) => each !== undefined)
    .reduce(later);
  const isPast = Temporal.PlainDate.compare(voided, calendar.today) <= 0;
  return {
    issued,
    recorded,
    voided,
    isVoided: true,
    hasVoidStatus: isPast && invoice.voided === "dated with status",
  };
}

function issuedDay(draft: ValueOf<typeof arbInvoice>["issued"], beforeDue: Day, today: Day): Day | undefined {
  if (draft === "unknown") return undefined;
  if (draft === "before due") return beforeDue;
  return today.add({ days: draft === "today" ? 0 : draft });
}

/** Entered by today, but for the one entry that is dated tomorrow. */
function recordedDay(draft: ValueOf<typeof arbRecorded>, from: Day, { today }: Calendar): Day | undefined {
  if (draft === undefined) return undefined;
  if (draft === "tomorrow") return today.add({ days: 1 });
  const recorded = from.add({ days: draft.after });
  return Temporal.PlainDate.compare(recorded, today) > 0 ? today : recorded;
}

function discountCells(
  discount: ValueOf<typeof arbDiscount> | undefined,
  minor: number,
  calendar: Calendar,
  text: (minor: number) => string,
): { discount_amount?: string; discount_until?: string } {
  if (discount === undefined) return {};
  return {
    discount_amount: text(shareOf(minor, discount.percent)),
    discount_until: dayOf(calendar, discount.until).toString(),
  };
}

function noteAllocation(owing: Owing[], end: End, minor: number): void {
  const isOf = ({ row }: Owing): boolean =>
    "adjustment_id" in row
      ? row.adjustment_id === (end.key.adjustment_id ?? end.key.debit_adjustment_id)
      : (row.invoice_id ?? row.invoice_number) === end.key.invoice_id;
  for (const document of owing.filter(isOf)) {
    document.allocated += minor;
    document.hasAllocations = true;
  }
}

/** With allocations (of whatever payments) a balance must agree with them; alone, it may be anything where history may be missing. */
function declaredBalance(
  { minor, allocated, hasAllocations, balance }: Owing,
  historyIsFull: boolean,
): number | undefined {
  if (balance.given === "not") return undefined;
  if (balance.given === "agreeing" || hasAllocations || historyIsFull) return minor - allocated;
  return Number((BigInt(minor) * BigInt(balance.percent)) / 100n);
}

function inviteCells(
  invite: ValueOf<typeof arbInvite>,
  now: Temporal.Instant,
  index: number,
): Omit<RawInvite, "account_id" | "invite_id"> {
  const created = now.subtract({ seconds: invite.secondsAgo });
  const earliestExpiry = created.add({ milliseconds: 1 });
  const expiries = {
    now,
    "a millisecond ago": now.subtract({ milliseconds: 1 }),
    "in a millisecond": now.add({ milliseconds: 1 }),
    "two weeks after creation": created.add({ hours: 14 * 24 }),
  };
  const drawn = invite.expires === undefined ? undefined : expiries[invite.expires];
  const isPossible =
    drawn !== undefined &&
    Temporal.Instant.compare(drawn, earliestExpiry) >= 0 &&
    (invite.status !== "Expired" || Temporal.Instant.compare(drawn, now) <= 0);
  const expires = isPossible ? drawn : undefined;
  const drawnUpdate =
    invite.updatedPercent === undefined
      ? undefined
      : created.add({ milliseconds: invite.secondsAgo * 10 * invite.updatedPercent });
  const updated =
    drawnUpdate !== undefined && expires !== undefined && Temporal.Instant.compare(drawnUpdate, expires) > 0
      ? expires
      : drawnUpdate;
  const spell = (instant: Temporal.Instant): string => {
    if (invite.spelling === "offset") return instant.toString({ timeZone: "+05:45" });
    return invite.spelling === "shortest"
      ? instant.toString()
      : instant.toString({ fractionalSecondDigits: 3 });
  };
  return {
    email: `ap${index}@acme.test`,
    status: invite.status,
    created_at: spell(created),
    ...given("updated_at", updated === undefined ? undefined : spell(updated)),
    ...given("expires_at", expires === undefined ? undefined : spell(expires)),
  };
}

// Small things --------------------------------------------------------------------------------------------------------

function day(text: string): Day {
  return Temporal.PlainDate.from(text);
}

function monthEnd(date: Day): Day {
  return date.with({ day: date.daysInMonth });
}

function later(a: Day, b: Day): Day {
  return Temporal.PlainDate.compare(a, b) >= 0 ? a : b;
}

function amountText(minor: number, exponent: number): string {
  if (exponent === 0) return String(minor);
  const digits = String(minor).padStart(exponent + 1, "0");
  return `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** The element that a pick falls on: picks go round, so any pick is good for any list that is not empty. */
function at<Item>(items: readonly Item[], pick: number): Item {
  const item = items[pick % items.length];
  if (item === undefined) throw new Error("Nothing to pick from");
  return item;
}

/** A key that is there only where its value is. */
function given<Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value } {
  return (value === undefined ? {} : { [key]: value }) as { [K in Key]?: Value };
}

/** A table that is there only where it has rows. */
function rows<Key extends string, Row>(key: Key, table: Row[]): { [K in Key]?: Row[] } {
  return given(key, table.length === 0 ? undefined : table);
}
