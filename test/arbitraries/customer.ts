import fc from "fast-check";
import { addDays } from "../../src/calendar/day.ts";
import type { RawBusiness, Row, TableName } from "../twin/customer-twin.ts";

/** Tables of a random small business as they come in, every table there, some without rows. */
export type CustomerTables = { readonly business: RawBusiness } & {
  readonly [Name in TableName]: readonly Row[];
};

export interface CustomerCase {
  readonly tables: CustomerTables;
  readonly timeZone: string;
  readonly now: string;
  /** The day of `now` in the zone. */
  readonly today: string;
  /** A day to ask about: today, often a day before it, sometimes one after it. */
  readonly asOf: string;
}

// Clocks --------------------------------------------------------------------------------------------------------------

/** First and last milliseconds of days, leap days, ends of months and years, days on which clocks change. */
const clocks = [
  { timeZone: "UTC", now: "2025-06-10T00:00:00Z", today: "2025-06-10" },
  { timeZone: "UTC", now: "2024-02-29T23:59:59.999Z", today: "2024-02-29" },
  { timeZone: "UTC", now: "2025-02-28T12:00:00Z", today: "2025-02-28" },
  { timeZone: "UTC", now: "2025-01-01T09:30:00Z", today: "2025-01-01" },
  { timeZone: "America/Chicago", now: "2025-03-10T04:59:59.999Z", today: "2025-03-09" },
  { timeZone: "America/Chicago", now: "2025-03-10T05:00:00Z", today: "2025-03-10" },
  { timeZone: "America/Chicago", now: "2024-03-01T05:59:59.999Z", today: "2024-02-29" },
  { timeZone: "America/Chicago", now: "2025-11-02T18:00:00Z", today: "2025-11-02" },
  { timeZone: "America/Chicago", now: "2025-06-01T03:30:00Z", today: "2025-05-31" },
  { timeZone: "America/Chicago", now: "2026-01-01T06:00:00Z", today: "2026-01-01" },
  { timeZone: "Pacific/Auckland", now: "2025-06-10T11:59:59.999Z", today: "2025-06-10" },
  { timeZone: "Pacific/Auckland", now: "2025-06-10T12:00:00Z", today: "2025-06-11" },
  { timeZone: "Pacific/Auckland", now: "2025-12-31T10:59:59.999Z", today: "2025-12-31" },
  { timeZone: "Pacific/Auckland", now: "2024-02-28T11:00:00Z", today: "2024-02-29" },
  { timeZone: "Pacific/Auckland", now: "2025-03-30T23:00:00Z", today: "2025-03-31" },
  { timeZone: "Pacific/Auckland", now: "2025-09-28T04:00:00Z", today: "2025-09-28" },
] as const;

type Clock = (typeof clocks)[number];

const hour = 3_600_000;

const formats = new Map<string, Intl.DateTimeFormat>();

/** The day of an instant in a zone, by what `Intl` knows of zones. */
export function dayIn(timeZone: string, instant: string): string {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat("en-US", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  formats.set(timeZone, format);
  const parts = format.formatToParts(new Date(instant));
  const part = (type: string): string => parts.find((each) => each.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")}`;
}

const starts = new Map<string, number>();

/** The first millisecond of a day, which is a whole hour in these zones. */
function startOf(timeZone: string, day: string): number {
  const key = `${timeZone} ${day}`;
  const known = starts.get(key);
  if (known !== undefined) return known;
  const isIn = (at: number): boolean => dayIn(timeZone, new Date(at).toISOString()) === day;
  let at = Date.parse(`${day}T00:00:00Z`) - 15 * hour;
  while (!isIn(at)) at += hour;
  starts.set(key, at);
  return at;
}

for (const { timeZone, now, today } of clocks) {
  if (dayIn(timeZone, now) !== today) throw new Error(`${now} is not ${today} in ${timeZone}`);
}

// Small draws ---------------------------------------------------------------------------------------------------------

/** The place of an account: the first has most of what there is. */
const arbOwner = fc.constantFrom(0, 0, 0, 1, 1, 2);

/** A pick goes round, so any is good for any list that is not empty. */
const arbPick = fc.nat(60);

function pickOf<Item>(items: readonly Item[], pick: number): Item | undefined {
  return items.length === 0 ? undefined : items[pick % items.length];
}

/** Few amounts, so that payments often settle and sums often tie. */
const arbMinor = fc.oneof(
  { arbitrary: fc.constantFrom(1, 99, 100, 10_000, 10_000, 25_000), weight: 3 },
  { arbitrary: fc.integer({ min: 1, max: 500_000 }), weight: 1 },
);
const arbMinorOrZero = fc.oneof({ arbitrary: arbMinor, weight: 9 }, { arbitrary: fc.constant(0), weight: 1 });

function money(minor: number): string {
  const size = Math.abs(minor);
  const text = `${Math.floor(size / 100)}.${String(size % 100).padStart(2, "0")}`;
  return minor < 0 ? `-${text}` : text;
}

/** Days back from today at which buckets, windows, trends and projections have their edges. */
const edges = [
  0, 0, 1, 6, 7, 8, 29, 30, 31, 59, 60, 61, 89, 90, 91, 92, 178, 179, 180, 181, 364, 365, 366, 367, 730, 731,
];

/** A day by its distance from today, or by a date of a month some months back. */
type DrawnDay =
  | { readonly back: number }
  | { readonly months: number; readonly date: number | "today's" | "tomorrow's" };

const arbBack = fc.oneof(
  fc.constantFrom(...edges),
  fc.constantFrom(-1, -1, -7, -8, -30),
  fc.integer({ min: -20, max: 420 }),
);

const arbDay: fc.Arbitrary<DrawnDay> = fc.oneof(
  fc.record({ back: arbBack }),
  fc.record({
    months: fc.oneof(fc.constantFrom(0, 1, 2, 11, 12, 13, 23, 24), fc.nat(25)),
    date: fc.constantFrom(
      ...[1, 2, 15, 28, 29, 30, 31],
      ...["today's" as const, "today's" as const, "tomorrow's" as const, "tomorrow's" as const],
    ),
  }),
);

function dayOf(drawn: DrawnDay, today: string): string {
  if ("back" in drawn) return addDays(today, -drawn.back);
  const months = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1 - drawn.months;
  const first = `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, "0")}-01`;
  const dates = { "today's": Number(today.slice(8)), "tomorrow's": Number(today.slice(8)) + 1 };
  const day = addDays(first, (typeof drawn.date === "number" ? drawn.date : dates[drawn.date]) - 1);
  // A month that is too short for the date has it on its 28th.
  return day.slice(0, 7) === first.slice(0, 7) ? day : addDays(first, 27);
}

/** A bare day, an instant of a day near its edges, or one near now. */
type DrawnMoment = {
  readonly day: DrawnDay;
  readonly at:
    | "bare"
    | { readonly fromStart: number }
    | { readonly beforeEnd: number }
    | { readonly fromNow: number };
  /** Hours of the offset that the instant is written with. */
  readonly offset: number;
};

const arbOffset = fc.constantFrom(0, 0, 2, -6);
const arbInstant: fc.Arbitrary<DrawnMoment> = fc.record({
  day: arbDay,
  at: fc.oneof(
    fc.record({ fromStart: fc.constantFrom(-1, 0, 1, 12 * hour) }),
    fc.record({ beforeEnd: fc.constantFrom(1, 0, hour) }),
    fc.record({ fromNow: fc.constantFrom(-hour, -1, 0, 0, 1, hour) }),
  ),
  offset: arbOffset,
});
const arbBareDay: fc.Arbitrary<DrawnMoment> = fc.record({
  day: arbDay,
  at: fc.constant("bare" as const),
  offset: fc.constant(0),
});
const arbMoment = fc.oneof(arbInstant, arbBareDay);

/** Often still ahead, by little. */
const arbDueMoment = fc.oneof(
  arbMoment,
  fc
    .tuple(arbMoment, fc.constantFrom(0, -1, -1, -2))
    .map(([moment, back]): DrawnMoment => ({ ...moment, day: { back } })),
);

function momentOf({ day: drawn, at, offset }: DrawnMoment, { timeZone, now, today }: Clock): string {
  const day = dayOf(drawn, today);
  if (at === "bare") return day;
  const spell = (ms: number): string =>
    offset === 0
      ? new Date(ms).toISOString()
      : new Date(ms + offset * hour)
          .toISOString()
          .replace("Z", `${offset < 0 ? "-" : "+"}0${Math.abs(offset)}:00`);
  if ("fromNow" in at) return spell(Date.parse(now) + at.fromNow);
  if ("fromStart" in at) return spell(startOf(timeZone, day) + at.fromStart);
  return spell(startOf(timeZone, addDays(day, 1)) - at.beforeEnd);
}

// Rows as drawn -------------------------------------------------------------------------------------------------------

type Drawn<Arb> = Arb extends fc.Arbitrary<infer Value> ? Value : never;

/** There in so many of ten cases. */
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>, ofTen = 5): fc.Arbitrary<Value | undefined> =>
  fc.oneof({ arbitrary: fc.constant(undefined), weight: 10 - ofTen }, { arbitrary, weight: ofTen });

const arbAccount = fc.record({
  status: fc.constantFrom(undefined, undefined, "Active", "inactive", "Not Used", "not-used"),
  kind: fc.constantFrom(undefined, undefined, "customer", "prospect"),
  terms: fc.constantFrom(undefined, "7 days", "30 days", "EOM Current", "EOM Following"),
});

const arbInvoice = fc.record({
  account: arbOwner,
  number: fc.constantFrom("0007", "0007", "INV-1", "inv-1", "Inv-2"),
  issued: maybe(arbDay, 9),
  due: fc.oneof(
    fc.record({ afterIssue: fc.constantFrom(0, 7, 30, 60) }),
    fc.record({ back: fc.constantFrom(-8, -7, -1, 0, 1, 30, 31, 60, 61, 90, 91, 400) }),
    fc.record({ beforeAsOf: fc.constantFrom(-1, 0, 1, 30, 31, 60, 61, 90, 91) }),
    fc.constant("by terms" as const),
  ),
  amount: arbMinor,
  retentionPercent: maybe(fc.constantFrom(0, 1, 10, 50, 100)),
  cost: maybe(arbMinor),
  posting: fc.constantFrom(
    undefined,
    undefined,
    undefined,
    undefined,
    "posted",
    "Unapproved",
    "Unposted draw",
    "Unposted A/R",
  ),
  posted: maybe(arbDay),
  recorded: maybe(fc.constantFrom(0, 1, 5, 31), 3),
  voided: maybe(
    fc.record({ after: fc.constantFrom(0, 1, 10, 60), withStatus: fc.boolean(), dated: fc.boolean() }),
    2,
  ),
  wholesaler: fc.constantFrom(undefined, "W1", "W2"),
});

const arbPayment = fc.record({
  account: arbOwner,
  paid: arbDay,
  amount: arbMinor,
  kind: fc.constantFrom(undefined, undefined, "payment", "discount", "discount", "write-off"),
  status: fc.constantFrom(
    ...[undefined, undefined, undefined, undefined, "settled", "settled", "Settled"],
    ...["pending", "failed", "reversed"],
  ),
  register: fc.constantFrom(undefined, undefined, undefined, "account", "proforma", "layby"),
  recorded: maybe(fc.constantFrom(0, 1, 31), 3),
});

const arbAdjustment = fc.record({
  account: arbOwner,
  type: fc.constantFrom("credit", "debit"),
  amount: arbMinor,
  issued: maybe(arbDay, 9),
  recorded: maybe(fc.constantFrom(0, 1, 31), 3),
});

const arbAllocation = fc.record({
  source: arbPick,
  target: arbPick,
  percent: fc.constantFrom(100, 100, 100, 50, 1),
  on: fc.oneof(fc.constant("source" as const), arbDay),
});

const arbJob = fc.record({
  account: arbOwner,
  status: fc.constantFrom(undefined, "Active", "Inactive", "Closed"),
});
const arbContract = fc.record({
  job: arbPick,
  amount: arbMinor,
  billed: fc.constantFrom("nothing", "less", "all", "more"),
});
const arbSite = fc.record({ account: arbOwner, status: fc.constantFrom(undefined, "Active", "inactive") });
const arbLayby = fc.record({ account: arbOwner, sold: arbDay, term: fc.constantFrom(0, 90) });
const arbClear = fc.record({ kind: fc.constantFrom("month", "year"), executed: arbDay });

const arbSale = fc.record({
  account: arbOwner,
  sold: arbDay,
  amount: arbMinorOrZero,
  isReturn: fc.constantFrom(false, false, false, true),
  cost: maybe(arbMinor),
  wholesaler: fc.constantFrom(undefined, "W1", "W2"),
  brand: fc.constantFrom(undefined, "Acme"),
});

const arbQuote = fc.record({
  account: arbOwner,
  quoted: fc.oneof(fc.record({ back: fc.constantFrom(-1, 0, 1, 89, 90, 179, 180) }), arbDay),
  kind: fc.constantFrom("quote", "quote", "quote", "quote", "proforma", "qim-invoice"),
  status: fc.constantFrom(undefined, "open", "won", "won", "lost"),
  lines: fc.array(
    fc.record({
      amount: arbMinorOrZero,
      brand: fc.constantFrom(undefined, "Acme", "Acme", "acme", "Zeta", "__proto__", "(no brand)"),
    }),
    { maxLength: 3 },
  ),
});

/** Completed at some moment, or exactly when it began. */
const arbCompleted = maybe(fc.oneof(arbMoment, fc.constant("at once" as const)), 4);
const arbUser = fc.constantFrom(undefined, "sales-rep", "branch-manager");

const arbActivity = fc.record({
  account: arbOwner,
  at: arbMoment,
  kind: fc.constantFrom(undefined, "visit", "Visit", "V I-S_I/T", "call", "CALL", "visits", "meeting"),
  user: arbUser,
  status: fc.constantFrom(undefined, undefined, "planned", "done", "Done", "cancelled"),
  due: maybe(arbDueMoment),
  completed: arbCompleted,
});

const arbTask = fc.record({
  account: arbOwner,
  at: arbMoment,
  user: arbUser,
  status: fc.constantFrom(undefined, "open", "completed", "cancelled"),
  due: maybe(arbDueMoment, 8),
  completed: arbCompleted,
});

const arbEvent = fc.record({ account: arbOwner, at: arbMoment, user: arbUser });
const arbNote = fc.record({ account: arbOwner, at: arbInstant, user: arbUser });

const arbAgreement = fc.record({
  account: arbOwner,
  starts: fc.oneof(fc.record({ back: fc.constantFrom(-1, 0, 1, 30, 365) }), arbDay),
  ends: fc.constantFrom(-30, -1, 0, 0, 1, 365),
  bonuses: fc.array(
    fc.record({
      target: arbMinorOrZero,
      basis: fc.constantFrom(undefined, "sales", "payments", "Payments"),
      rate: fc.constantFrom(undefined, "0", "2.5", "100"),
    }),
    { maxLength: 3 },
  ),
});

const arbFeatures = fc.record(
  {
    due_documents: fc.constantFrom(true, true, true, false),
    agreements: fc.constantFrom(true, true, true, false),
    quotes: fc.constantFrom(true, true, true, false),
    activities: fc.constantFrom(true, true, true, false),
  },
  { noNullPrototype: true },
);

const arbDrawn = fc.record({
  clock: fc.constantFrom<Clock>(...clocks),
  ago: fc.oneof(
    { arbitrary: fc.constant(0), weight: 2 },
    { arbitrary: fc.constantFrom(1, 30, 31, 60, 61, 90, 91, 365), weight: 1 },
    { arbitrary: fc.integer({ min: 1, max: 400 }), weight: 1 },
    { arbitrary: fc.constantFrom(-1, -30, -31, -91), weight: 1 },
  ),
  features: maybe(arbFeatures, 7),
  accountIds: fc.shuffledSubarray(["C1", "0042", "C-2", "__proto__", "constructor"], {
    minLength: 2,
    maxLength: 3,
  }),
  accounts: fc.array(arbAccount, { minLength: 3, maxLength: 3 }),
  invoices: fc.array(arbInvoice, { maxLength: 12, size: "max" }),
  payments: fc.array(arbPayment, { maxLength: 8, size: "max" }),
  adjustments: fc.array(arbAdjustment, { maxLength: 5 }),
  allocations: fc.array(arbAllocation, { maxLength: 16, size: "max" }),
  jobs: fc.array(arbJob, { maxLength: 4 }),
  contracts: fc.array(arbContract, { maxLength: 5 }),
  sites: fc.array(arbSite, { maxLength: 4 }),
  laybys: fc.array(arbLayby, { maxLength: 1 }),
  clears: fc.array(arbClear, { maxLength: 6 }),
  sales: fc.oneof(
    { arbitrary: fc.array(arbSale, { maxLength: 20 }), weight: 3 },
    { arbitrary: fc.array(arbSale, { maxLength: 0 }), weight: 1 },
  ),
  quotes: fc.array(arbQuote, { maxLength: 7 }),
  activities: fc.array(arbActivity, { maxLength: 8 }),
  tasks: fc.array(arbTask, { maxLength: 5 }),
  events: fc.array(arbEvent, { maxLength: 5 }),
  notes: fc.array(arbNote, { maxLength: 4 }),
  agreements: fc.array(arbAgreement, { maxLength: 4 }),
});

/**
 * Random small businesses of two or three customers at an instant, with a day to ask about.
 *
 * Every ledger is one that may be read: whatever refers to something finds it, nothing is paid more than it is, and a
 * past day can be reconstructed.
 */
export const arbCustomerTables: fc.Arbitrary<CustomerCase> = arbDrawn.map((drawn) => {
  const { timeZone, now, today } = drawn.clock;
  const asOf = addDays(today, -drawn.ago);
  return { tables: tablesOf(drawn, asOf), timeZone, now, today, asOf };
});

// Rows as they come in ------------------------------------------------------------------------------------------------

/** A row without the cells that are not known. */
function rowOf(cells: Readonly<Record<string, string | undefined>>): Row {
  return Object.fromEntries(Object.entries(cells).filter(([, text]) => text !== undefined)) as Row;
}

function tablesOf(drawn: Drawn<typeof arbDrawn>, asOf: string): CustomerTables {
  const { clock, accountIds } = drawn;
  const { today } = clock;
  const accountOf = (pick: number): string => pickOf(accountIds, pick) ?? "";
  const on = (day: DrawnDay): string => dayOf(day, today);
  const moneyIfGiven = (minor: number | undefined) => (minor === undefined ? undefined : money(minor));

  const accounts = accountIds.map((account_id, at) => rowOf({ account_id, ...drawn.accounts[at] }));
  const invoices = drawn.invoices.map((invoice, at) =>
    invoiceRow(invoice, `I${at}`, accountOf(invoice.account), accounts, { today, asOf }),
  );
  const payments = drawn.payments.map(({ account, paid, amount, kind, status, register, recorded }, at) => {
    const paid_on = on(paid);
    return rowOf({
      payment_id: `P${at}`,
      account_id: accountOf(account),
      paid_on,
      amount: money(amount),
      kind,
      status,
      register,
      recorded_on: recorded === undefined ? undefined : earlier(addDays(paid_on, recorded), today),
    });
  });
  const adjustments = drawn.adjustments.map(({ account, type, amount, issued, recorded }, at) => {
    const issued_on = issued === undefined ? undefined : on(issued);
    return rowOf({
      adjustment_id: `M${at}`,
      account_id: accountOf(account),
      type,
      amount: money(amount),
      issued_on,
      recorded_on: recordedOn(issued_on, recorded, { today, asOf }),
    });
  });
  const jobs = drawn.jobs.map(({ account, status }, at) =>
    rowOf({ job_id: `J${at}`, account_id: accountOf(account), status }),
  );
  const quotes = drawn.quotes.map((quote, at) => ({ ...quote, quote_id: `Q${at}` }));
  const agreements = drawn.agreements.map((agreement, at) => {
    const starts_on = on(agreement.starts);
    return { ...agreement, agreement_id: `G${at}`, starts_on };
  });

  return {
    business: {
      time_zone: clock.timeZone,
      currency: "USD",
      ...(drawn.features === undefined ? {} : { features: drawn.features }),
    },
    accounts,
    invoices,
    payments,
    adjustments,
    allocations: allocationsOf(drawn.allocations, { invoices, payments, adjustments }, today),
    laybys: drawn.laybys.map(({ account, sold, term }, at) =>
      rowOf({
        layby_id: `L${at}`,
        account_id: accountOf(account),
        sold_on: on(sold),
        due_on: addDays(on(sold), term),
      }),
    ),
    jobs,
    contracts: drawn.contracts.flatMap(({ job, amount, billed }, at) => {
      const of = pickOf(jobs, job);
      if (of === undefined) return [];
      const minors: Readonly<Record<string, number>> = {
        less: Math.floor(amount / 2),
        all: amount,
        more: amount + 1,
      };
      return [
        rowOf({
          contract_id: `K${at}`,
          job_id: of["job_id"],
          amount: money(amount),
          billed: moneyIfGiven(minors[billed]),
        }),
      ];
    }),
    sites: drawn.sites.map(({ account, status }, at) =>
      rowOf({ site_id: `S${at}`, account_id: accountOf(account), status }),
    ),
    period_clears: [...new Set(drawn.clears.map(({ kind, executed }) => `${kind} ${on(executed)}`))].map(
      (text) => ({ kind: text.slice(0, -11), executed_on: text.slice(-10) }),
    ),
    sales: drawn.sales.map(({ account, sold, amount, isReturn, cost, wholesaler, brand }) =>
      rowOf({
        account_id: accountOf(account),
        sold_on: on(sold),
        amount: money(isReturn ? -amount : amount),
        cost: moneyIfGiven(cost),
        wholesaler_id: wholesaler,
        brand,
      }),
    ),
    quotes: quotes.map(({ quote_id, account, quoted, kind, status }) =>
      rowOf({ quote_id, account_id: accountOf(account), quoted_on: on(quoted), kind, status }),
    ),
    quote_lines: quotes.flatMap(({ quote_id, lines }) =>
      lines.map(({ amount, brand }) => rowOf({ quote_id, amount: money(amount), brand })),
    ),
    activities: drawn.activities.map((row, at) =>
      rowOf({
        activity_id: String(at * 5),
        account_id: accountOf(row.account),
        kind: row.kind,
        user: row.user,
        status: row.status,
        ...momentCells(row, clock),
      }),
    ),
    tasks: drawn.tasks.map((row, at) =>
      rowOf({
        task_id: String(at * 5),
        account_id: accountOf(row.account),
        user: row.user,
        status: row.status,
        ...momentCells(row, clock),
      }),
    ),
    events: drawn.events.map(({ account, at, user }, place) =>
      rowOf({ event_id: `E${place}`, account_id: accountOf(account), at: momentOf(at, clock), user }),
    ),
    notes: drawn.notes.map(({ account, at, user }, place) =>
      rowOf({
        note_id: `N${place}`,
        account_id: accountOf(account),
        at: momentOf(at, clock),
        text: "Asked for a copy",
        user,
      }),
    ),
    agreements: agreements.map(({ agreement_id, account, starts_on, ends }) => {
      const ends_on = addDays(today, ends);
      return rowOf({
        agreement_id,
        account_id: accountOf(account),
        starts_on,
        ends_on: ends_on < starts_on ? starts_on : ends_on,
      });
    }),
    bonuses: agreements.flatMap(({ agreement_id, bonuses }) =>
      bonuses.map(({ target, basis, rate }) => rowOf({ agreement_id, target: money(target), basis, rate })),
    ),
  };
}

const earlier = (a: string, b: string): string => (a < b ? a : b);
const later = (a: string, b: string): string => (a > b ? a : b);

interface Days {
  readonly today: string;
  readonly asOf: string;
}

/** Never after today; there in any case where a past day is asked about and nothing else tells when it came in. */
function recordedOn(
  issuedOn: string | undefined,
  after: number | undefined,
  { today, asOf }: Days,
): string | undefined {
  if (after !== undefined) return earlier(addDays(issuedOn ?? asOf, after), today);
  return issuedOn === undefined && asOf < today ? asOf : undefined;
}

function invoiceRow(
  drawn: Drawn<typeof arbInvoice>,
  invoice_id: string,
  account_id: string,
  accounts: readonly Row[],
  days: Days,
): Row {
  const { today, asOf } = days;
  const { due, voided } = drawn;
  const issued_on = drawn.issued === undefined ? undefined : dayOf(drawn.issued, today);
  const recorded_on = recordedOn(issued_on, drawn.recorded, days);
  const entered = recorded_on ?? earlier(issued_on ?? today, today);
  const begun = issued_on === undefined ? entered : later(issued_on, entered);

  const hasTerms = accounts.some((row) => row["account_id"] === account_id && row["terms"] !== undefined);
  const dueOn = (): string | undefined => {
    if (due === "by terms") return hasTerms && issued_on !== undefined ? undefined : today;
    if ("afterIssue" in due) return addDays(issued_on ?? today, due.afterIssue);
    return "back" in due ? addDays(today, -due.back) : addDays(asOf, -due.beforeAsOf);
  };

  // Voided by today if at all, and with its day unless only today and later are asked about.
  const voidedOn = voided === undefined ? undefined : addDays(begun, voided.after);
  const isVoided = voidedOn !== undefined && voidedOn <= today;
  const isDated = voided?.dated === true || asOf < today;
  const isPosted = drawn.posting === undefined || drawn.posting === "posted";
  return rowOf({
    invoice_id,
    invoice_number: drawn.number,
    account_id,
    amount: money(drawn.amount),
    issued_on,
    recorded_on,
    due_on: dueOn(),
    retention:
      drawn.retentionPercent === undefined
        ? undefined
        : money(Math.ceil((drawn.amount * drawn.retentionPercent) / 100)),
    cost: drawn.cost === undefined ? undefined : money(drawn.cost),
    posting: drawn.posting,
    posted_on:
      isPosted && drawn.posted !== undefined ? earlier(dayOf(drawn.posted, today), today) : undefined,
    voided_on: isVoided && isDated ? voidedOn : undefined,
    status: isVoided && (voided?.withStatus === true || !isDated) ? "Voided" : undefined,
    wholesaler_id: drawn.wholesaler,
  });
}

/** Never more than is left of either end, within one account, and never to what is voided. */
function allocationsOf(
  wanted: readonly Drawn<typeof arbAllocation>[],
  { invoices, payments, adjustments }: Pick<CustomerTables, "invoices" | "payments" | "adjustments">,
  today: string,
): readonly Row[] {
  const end = (key: string, id: string | undefined, row: Row, on: string | undefined) => ({
    key,
    id: id ?? "",
    account: row["account_id"],
    on: on ?? today,
    left: Math.round(Number(row["amount"]) * 100),
  });
  const memos = (type: string, key: string) =>
    adjustments
      .filter((row) => row["type"] === type)
      .map((row) => end(key, row["adjustment_id"], row, row["issued_on"] ?? row["recorded_on"]));
  const sources = [
    ...payments.map((row) => end("payment_id", row["payment_id"], row, row["paid_on"])),
    ...memos("credit", "adjustment_id"),
  ];
  const targets = [
    ...invoices
      .filter((row) => row["voided_on"] === undefined && row["status"] === undefined)
      .map((row) => end("invoice_id", row["invoice_id"], row, row["issued_on"])),
    ...memos("debit", "debit_adjustment_id"),
  ];
  return wanted.flatMap(({ source, target, percent, on }) => {
    const from = pickOf(
      sources.filter(({ left }) => left > 0),
      source,
    );
    if (from === undefined) return [];
    const to = pickOf(
      targets.filter(({ account, left }) => account === from.account && left > 0),
      target,
    );
    if (to === undefined) return [];
    const minor = Math.ceil((Math.min(from.left, to.left) * percent) / 100);
    from.left -= minor;
    to.left -= minor;
    const allocated_on = on === "source" ? from.on : dayOf(on, today);
    return [rowOf({ [from.key]: from.id, [to.key]: to.id, amount: money(minor), allocated_on })];
  });
}

/** `at`, `due_at` and `completed_at`, the last never before the first. */
function momentCells(
  row: Pick<Drawn<typeof arbTask>, "at" | "due" | "completed">,
  clock: Clock,
): Readonly<Record<string, string | undefined>> {
  const at = momentOf(row.at, clock);
  const dayOfMoment = (moment: string): string =>
    moment.length === 10 ? moment : dayIn(clock.timeZone, moment);
  const isAfter = (moment: string): boolean =>
    moment.length > 10 && at.length > 10
      ? Date.parse(moment) >= Date.parse(at)
      : dayOfMoment(moment) > dayOfMoment(at);
  const drawn =
    row.completed === "at once" || row.completed === undefined ? at : momentOf(row.completed, clock);
  const completed = drawn === at || isAfter(drawn) ? drawn : at;
  return {
    at,
    due_at: row.due === undefined ? undefined : momentOf(row.due, clock),
    completed_at: row.completed === undefined ? undefined : completed,
  };
}
