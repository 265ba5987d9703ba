/**
 * Long random histories of a ledger, with the rows of the ledger kept beside them.
 *
 * What is drawn is a draft of plain choices (what happens, which account, how many days ahead); `build` turns any draft
 * into a history. Its rows are changed here, by code that shares nothing with the store; whether rows may stand beside
 * each other is asked of `readLedger`. So a history knows what a store must make of every change, without asking one.
 */
import { Temporal } from "@js-temporal/polyfill";
import fc from "fast-check";
import type { FaultCode } from "../src/fault/codes.ts";
import type { Reading } from "../src/fault/issue.ts";
import type { Ledger } from "../src/model/ledger.ts";
import { readLedger } from "../src/model/read-ledger.ts";
import type { Change } from "../src/store/change.ts";
import type {
  RawAccount,
  RawAdjustment,
  RawAllocation,
  RawInvite,
  RawInvoice,
  RawLedger,
  RawLineItem,
  RawPayment,
  RawStatement,
  RawStatementLine,
} from "./twin/twin.ts";

/** A ledger as it comes in, with all its tables. */
export interface Rows extends Required<RawLedger> {
  business: RawLedger["business"] & { layby_term: { days: number } };
  contracts: { contract_id: string; job_id: string; amount: string; billed?: string }[];
  sites: { site_id: string; account_id: string; name?: string; status?: string }[];
  laybys: { layby_id: string; account_id: string; sold_on: string; due_on?: string }[];
  layby_items: { layby_id: string; price: string; quantity: string; collected: string; credited: string }[];
  layby_payments: { layby_id: string; paid_on: string; amount: string }[];
  quotes: { quote_id: string; account_id: string; quoted_on: string; kind?: string; status?: string }[];
  quote_lines: { quote_id: string; amount: string; brand?: string }[];
  notes: RawNote[];
  sales: { account_id: string; sold_on: string; amount: string; cost?: string; brand?: string }[];
  activities: (RawWork & { activity_id: string })[];
  tasks: (RawWork & { task_id: string })[];
  events: { event_id: string; account_id: string; at: string; text: string }[];
  agreements: { agreement_id: string; account_id: string; starts_on: string; ends_on: string }[];
  bonuses: { agreement_id: string; target: string; basis?: string; rate?: string }[];
  period_clears: { kind: string; executed_on: string }[];
}

interface RawNote {
  note_id: string;
  account_id: string;
  at: string;
  text: string;
  invoice_id?: string;
  adjustment_id?: string;
  payment_id?: string;
}

/** What activities and tasks say alike. */
interface RawWork {
  account_id: string;
  at: string;
  text: string;
  status?: string;
  due_at?: string;
  completed_at?: string;
}

type Row<Table extends keyof Rows> = Rows[Table] extends (infer Item)[] ? Item : never;

/** What a change says, in the columns of the tables. */
type Happening =
  | { kind: "account-changed"; account: RawAccount }
  | { kind: "notes-changed"; accountId: string; notes: string }
  | { kind: "invoice-created" | "invoice-updated"; invoice: RawInvoice; lineItems?: RawLineItem[] }
  | { kind: "invoice-paid"; invoiceId: string }
  | { kind: "invoice-voided"; invoiceId: string; voidedOn: string }
  | { kind: "payment-posted" | "payment-updated"; payment: RawPayment }
  | { kind: "payment-allocated" | "adjustment-applied"; allocation: RawAllocation }
  | { kind: "adjustment-created" | "adjustment-updated"; adjustment: RawAdjustment }
  | { kind: "invite-created" | "invite-changed"; invite: RawInvite }
  | { kind: "statement-issued"; statement: RawStatement; lines: RawStatementLine[] }
  | { kind: "job-changed"; job: Row<"jobs"> }
  | { kind: "contract-changed"; contract: Row<"contracts"> }
  | { kind: "site-changed"; site: Row<"sites"> }
  | {
      kind: "layby-changed";
      layby: Row<"laybys">;
      items?: Row<"layby_items">[];
      payments?: Row<"layby_payments">[];
    }
  | { kind: "quote-changed"; quote: Row<"quotes">; lines?: Row<"quote_lines">[] }
  | { kind: "note-added"; note: RawNote }
  | { kind: "sale-recorded"; sale: Row<"sales"> }
  | { kind: "activity-changed"; activity: Row<"activities"> }
  | { kind: "task-changed"; task: Row<"tasks"> }
  | { kind: "event-recorded"; event: Row<"events"> }
  | { kind: "agreement-changed"; agreement: Row<"agreements">; bonuses?: Row<"bonuses">[] }
  | { kind: "period-cleared"; periodClear: Row<"period_clears"> };

/** A change with the sender's id. */
type Identified = Happening & { changeId: string };

/** What a store must answer. */
export type Answer =
  | { readonly ok: true; readonly applied: number; readonly replayed: number; readonly accountIds: string[] }
  | { readonly ok: false; readonly codes: readonly FaultCode[] };

/** One thing that happens to a store. */
export type Step =
  /** Changes come in, as a list or alone; `rows` is the ledger afterwards. */
  | {
      readonly do: "apply";
      readonly changes: Change | Change[];
      readonly answer: Answer;
      readonly rows: Rows;
    }
  /** Figures are brought up to date: all, or those of some accounts. */
  | { readonly do: "recompute"; readonly now: string; readonly accounts?: string[] }
  /** Somebody looks, perhaps at an instant far ahead. */
  | { readonly do: "look"; readonly now: string };

/** A ledger, the instant at which it was opened, and what happened to it. */
export interface History {
  readonly openedAt: string;
  readonly opening: Rows;
  readonly steps: readonly Step[];
  /** Every change that was taken, once, in order, and the account that it is about, where it is about one. */
  readonly taken: readonly { readonly change: Change; readonly accountId: string | undefined }[];
}

// The rows -----------------------------------------------------------------------------------------------------------

const days = new Map<string, string>();

/** The day it is in a time zone at an instant. Asked often of the same instants: zones are slow. */
export function dayAt(timeZone: string, now: string): string {
  const key = `${timeZone} ${now}`;
  const known = days.get(key);
  if (known !== undefined) return known;
  const day = Temporal.Instant.from(now).toZonedDateTimeISO(timeZone).toPlainDate().toString();
  days.set(key, day);
  return day;
}

/** A ledger in which nothing has happened yet. */
function emptyRows(business: Rows["business"], accounts: Rows["accounts"]): Rows {
  return {
    business,
    accounts,
    invoices: [],
    line_items: [],
    adjustments: [],
    payments: [],
    allocations: [],
    invites: [],
    statements: [],
    statement_lines: [],
    jobs: [],
    contracts: [],
    sites: [],
    laybys: [],
    layby_items: [],
    layby_payments: [],
    quotes: [],
    quote_lines: [],
    notes: [],
    sales: [],
    activities: [],
    tasks: [],
    events: [],
    agreements: [],
    bonuses: [],
    period_clears: [],
  };
}

/** The tables that have rows, and the accounts. Where there is no table of jobs, invoices may name any. */
export function tablesOf({ business, accounts, ...tables }: Rows): RawLedger {
  const filled = Object.entries(tables).filter(([, table]) => table.length > 0);
  return { business, accounts, ...Object.fromEntries(filled) };
}

export function readRows(rows: Rows, now: string): Reading<Ledger> {
  return readLedger(tablesOf(rows), { today: dayAt(rows.business.time_zone, now) });
}

/** What is wrong with rows as a ledger. */
function problemsOf(rows: Rows, now: string): readonly FaultCode[] {
  const reading = readRows(rows, now);
  return reading.ok ? [] : reading.issues.map(({ code }) => code as FaultCode);
}

export const invoiceId = (row: RawInvoice): string => row.invoice_id ?? row.invoice_number;

/** The amounts that settled payments and credits that are not voided put against an invoice. */
function allocatedTo(rows: Rows, id: string): string[] {
  const counts = ({ payment_id, adjustment_id }: Rows["allocations"][number]) => {
    const payment = rows.payments.find((row) => row.payment_id === payment_id);
    const credit = rows.adjustments.find((row) => row.adjustment_id === adjustment_id);
    return payment === undefined
      ? !/^voided$/i.test(credit?.status ?? "")
      : /^settled$/i.test(payment.status ?? "settled");
  };
  return rows.allocations.filter((row) => row.invoice_id === id && counts(row)).map(({ amount }) => amount);
}

/** Amounts of at most four decimals, added up in the fourth. */
function minorOf(amounts: readonly string[]): bigint {
  return amounts.reduce((sum, amount) => {
    const [whole = "", decimals = ""] = amount.split(".");
    return sum + BigInt(whole + decimals.padEnd(4, "0"));
  }, 0n);
}

/** The rows after something happened; or the code of what is against it, as far as rows alone do not show it. */
function after(rows: Rows, change: Happening): Rows | FaultCode {
  switch (change.kind) {
    case "account-changed":
      return { ...rows, accounts: put(rows.accounts, change.account, "account_id") };
    case "notes-changed": {
      const account = rows.accounts.find(({ account_id }) => account_id === change.accountId);
      if (account === undefined) return "REF_UNKNOWN";
      return { ...rows, accounts: put(rows.accounts, { ...account, notes: change.notes }, "account_id") };
    }
    case "invoice-created": {
      const line_items = [...rows.line_items, ...(change.lineItems ?? [])];
      return { ...rows, invoices: [...rows.invoices, change.invoice], line_items };
    }
    case "invoice-updated": {
      const invoices = replaced(rows.invoices, change.invoice, invoiceId);
      if (typeof invoices === "string") return invoices;
      const { lineItems } = change;
      if (lineItems === undefined) return { ...rows, invoices };
      const others = rows.line_items.filter((line) => line.invoice_id !== invoiceId(change.invoice));
      return { ...rows, invoices, line_items: [...others, ...lineItems] };
    }
    case "invoice-paid": {
      const old = rows.invoices.find((row) => invoiceId(row) === change.invoiceId);
      if (old === undefined) return "REF_UNKNOWN";
      if (isVoided(old)) return "EVENT_CONFLICT";
      const { balance: _, ...invoice } = old;
      const covered = minorOf(allocatedTo(rows, change.invoiceId)) === minorOf([old.amount]);
      const paid = covered ? invoice : { ...invoice, balance: "0" };
      return after(rows, { kind: "invoice-updated", invoice: { ...paid, status: "Paid" } });
    }
    case "invoice-voided": {
      const old = rows.invoices.find((row) => invoiceId(row) === change.invoiceId);
      if (old === undefined) return "REF_UNKNOWN";
      const { voidedOn } = change;
      if (isVoided(old) && (old.voided_on ?? voidedOn) !== voidedOn) return "EVENT_CONFLICT";
      return after(rows, {
        kind: "invoice-updated",
        invoice: { ...old, status: "Voided", voided_on: voidedOn },
      });
    }
    case "payment-posted":
      return { ...rows, payments: [...rows.payments, change.payment] };
    case "payment-updated": {
      const payments = replaced(rows.payments, change.payment, (row) => row.payment_id);
      return typeof payments === "string" ? payments : { ...rows, payments };
    }
    case "payment-allocated":
    case "adjustment-applied": {
      const { payment_id, adjustment_id } = change.allocation;
      const source = change.kind === "payment-allocated" ? payment_id : adjustment_id;
      if (source === undefined) return "ALLOCATION_ENDS";
      return { ...rows, allocations: [...rows.allocations, change.allocation] };
    }
    case "adjustment-created":
      return { ...rows, adjustments: [...rows.adjustments, change.adjustment] };
    case "adjustment-updated": {
      const adjustments = replaced(rows.adjustments, change.adjustment, (row) => row.adjustment_id);
      return typeof adjustments === "string" ? adjustments : { ...rows, adjustments };
    }
    case "invite-created":
      return { ...rows, invites: [...rows.invites, change.invite] };
    case "invite-changed": {
      const { account_id, invite_id, created_at } = change.invite;
      const place = rows.invites.findLastIndex(
        (row) =>
          row.account_id === account_id &&
          row.invite_id === invite_id &&
          (invite_id !== undefined || millisecondsOf(row.created_at) === millisecondsOf(created_at)),
      );
      if (place < 0) return "REF_UNKNOWN";
      return { ...rows, invites: rows.invites.with(place, change.invite) };
    }
    case "statement-issued": {
      const statement_lines = [...rows.statement_lines, ...change.lines];
      return { ...rows, statements: [...rows.statements, change.statement], statement_lines };
    }
    case "job-changed": {
      const old = rows.jobs.find((row) => row.job_id === change.job.job_id);
      if (old !== undefined && old.account_id !== change.job.account_id) return "ACCOUNT_MISMATCH";
      return { ...rows, jobs: put(rows.jobs, change.job, "job_id") };
    }
    case "contract-changed":
      return { ...rows, contracts: put(rows.contracts, change.contract, "contract_id") };
    case "site-changed":
      return { ...rows, sites: put(rows.sites, change.site, "site_id") };
    case "layby-changed": {
      const laybys = putOwn(rows.laybys, change.layby, "layby_id");
      if (typeof laybys === "string") return laybys;
      const { layby_id } = change.layby;
      return {
        ...rows,
        laybys,
        layby_items: withParts(rows.layby_items, change.items, (row) => row.layby_id === layby_id),
        layby_payments: withParts(rows.layby_payments, change.payments, (row) => row.layby_id === layby_id),
      };
    }
    case "quote-changed": {
      const quotes = putOwn(rows.quotes, change.quote, "quote_id");
      if (typeof quotes === "string") return quotes;
      const { quote_id } = change.quote;
      const quote_lines = withParts(rows.quote_lines, change.lines, (row) => row.quote_id === quote_id);
      return { ...rows, quotes, quote_lines };
    }
    case "note-added":
      return { ...rows, notes: [...rows.notes, change.note] };
    case "sale-recorded":
      return { ...rows, sales: [...rows.sales, change.sale] };
    case "activity-changed": {
      const activities = putOwn(rows.activities, change.activity, "activity_id");
      return typeof activities === "string" ? activities : { ...rows, activities };
    }
    case "task-changed": {
      const tasks = putOwn(rows.tasks, change.task, "task_id");
      return typeof tasks === "string" ? tasks : { ...rows, tasks };
    }
    case "event-recorded":
      return { ...rows, events: [...rows.events, change.event] };
    case "agreement-changed": {
      const agreements = putOwn(rows.agreements, change.agreement, "agreement_id");
      if (typeof agreements === "string") return agreements;
      const { agreement_id } = change.agreement;
      const bonuses = withParts(rows.bonuses, change.bonuses, (row) => row.agreement_id === agreement_id);
      return { ...rows, agreements, bonuses };
    }
    case "period-cleared":
      return { ...rows, period_clears: [...rows.period_clears, change.periodClear] };
  }
}

/** The account that a change is about; a clear is about none. */
function accountOf(rows: Rows, change: Happening): string | undefined {
  switch (change.kind) {
    case "account-changed":
      return change.account.account_id;
    case "notes-changed":
      return change.accountId;
    case "invoice-created":
    case "invoice-updated":
      return change.invoice.account_id;
    case "invoice-paid":
    case "invoice-voided":
      return the(rows.invoices, (row) => invoiceId(row) === change.invoiceId).account_id;
    case "payment-posted":
    case "payment-updated":
      return change.payment.account_id;
    case "payment-allocated":
      return the(rows.payments, (row) => row.payment_id === change.allocation.payment_id).account_id;
    case "adjustment-applied":
      return the(rows.adjustments, (row) => row.adjustment_id === change.allocation.adjustment_id).account_id;
    case "adjustment-created":
    case "adjustment-updated":
      return change.adjustment.account_id;
    case "invite-created":
    case "invite-changed":
      return change.invite.account_id;
    case "statement-issued":
      return change.statement.account_id;
    case "job-changed":
      return change.job.account_id;
    case "contract-changed":
      return the(rows.jobs, (row) => row.job_id === change.contract.job_id).account_id;
    case "site-changed":
      return change.site.account_id;
    case "layby-changed":
      return change.layby.account_id;
    case "quote-changed":
      return change.quote.account_id;
    case "note-added":
      return change.note.account_id;
    case "sale-recorded":
      return change.sale.account_id;
    case "activity-changed":
      return change.activity.account_id;
    case "task-changed":
      return change.task.account_id;
    case "event-recorded":
      return change.event.account_id;
    case "agreement-changed":
      return change.agreement.account_id;
    case "period-cleared":
      return undefined;
  }
}

/** The rows without allocations that reduce nothing: those of payments that failed and of voided credits. */
export function withoutIdleAllocations(rows: Rows): Rows {
  const settled = rows.payments.filter(({ status = "settled" }) => status === "settled");
  const credits = rows.adjustments.filter(({ status }) => status !== "Voided");
  const sources = new Set([
    ...settled.map(({ payment_id }) => payment_id),
    ...credits.map(({ adjustment_id }) => adjustment_id),
  ]);
  const allocations = rows.allocations.filter(({ payment_id, adjustment_id }) =>
    sources.has(payment_id ?? adjustment_id ?? ""),
  );
  return { ...rows, allocations };
}

function isVoided({ status, voided_on }: RawInvoice): boolean {
  return status === "Voided" || voided_on !== undefined;
}

export const millisecondsOf = (instant: string): number => Date.parse(instant);

/** A table in which a row stands where the row of its id stood, or at the end. */
function put<Item, Key extends keyof Item>(table: Item[], row: Item, key: Key): Item[] {
  const place = table.findIndex((each) => each[key] === row[key]);
  return place < 0 ? [...table, row] : table.with(place, row);
}

/** The same; but what is one account's never goes to another. */
function putOwn<Item extends { account_id: string }, Key extends keyof Item>(
  table: Item[],
  row: Item,
  key: Key,
): Item[] | FaultCode {
  const old = table.find((each) => each[key] === row[key]);
  return old === undefined || old.account_id === row.account_id ? put(table, row, key) : "ACCOUNT_MISMATCH";
}

/** A table of parts in which those of one whole are given anew; where none are given, they stay. */
function withParts<Part>(table: Part[], given: Part[] | undefined, isOf: (part: Part) => boolean): Part[] {
  return given === undefined ? table : [...table.filter((part) => !isOf(part)), ...given];
}

/** A table in which a row stands where the row of its id stood; a document never goes to another account. */
function replaced<Item extends { account_id: string }>(
  table: Item[],
  row: Item,
  idOf: (item: Item) => string,
): Item[] | FaultCode {
  const place = table.findIndex((each) => idOf(each) === idOf(row));
  const old = table[place];
  if (old === undefined) return "REF_UNKNOWN";
  return old.account_id === row.account_id ? table.with(place, row) : "ACCOUNT_MISMATCH";
}

function the<Item>(table: readonly Item[], is: (item: Item) => boolean): Item {
  const item = table.find(is);
  if (item === undefined) throw new Error("Nothing there");
  return item;
}

// What is drawn ------------------------------------------------------------------------------------------------------

interface Place {
  zone: string;
  from: string;
  /** Instants at which naive calendars go wrong. */
  odd: string[];
}

const places: Place[] = [
  // Summer time begins on 9 March.
  {
    zone: "America/Chicago",
    from: "2025-03-08T18:00:00.000Z",
    odd: [
      "2025-03-09T05:59:59.999Z",
      "2025-03-09T06:00:00.000Z",
      "2025-03-09T08:00:00.000Z",
      "2025-03-10T05:00:00.000Z",
    ],
  },
  // Summer time ends on 2 November.
  {
    zone: "America/Chicago",
    from: "2025-11-01T18:00:00.000Z",
    odd: [
      "2025-11-02T04:59:59.999Z",
      "2025-11-02T05:00:00.000Z",
      "2025-11-02T07:00:00.000Z",
      "2025-11-03T06:00:00.000Z",
    ],
  },
  {
    zone: "Pacific/Auckland",
    from: "2025-04-05T00:00:00.000Z",
    odd: ["2025-04-05T11:00:00.000Z", "2025-04-05T14:00:00.000Z"],
  },
  {
    zone: "Pacific/Auckland",
    from: "2025-12-31T10:59:59.998Z",
    odd: ["2025-12-31T10:59:59.999Z", "2025-12-31T11:00:00.000Z"],
  },
  // The clock goes back across midnight: it is the 7th, then the 6th again, then the 7th.
  {
    zone: "America/St_Johns",
    from: "2010-11-06T12:00:00.000Z",
    odd: [
      "2010-11-07T02:30:00.000Z",
      "2010-11-07T02:30:59.999Z",
      "2010-11-07T02:31:00.000Z",
      "2010-11-07T03:29:59.999Z",
      "2010-11-07T03:30:00.000Z",
    ],
  },
  // There is no 30 December.
  {
    zone: "Pacific/Apia",
    from: "2011-12-29T12:00:00.000Z",
    odd: ["2011-12-30T09:59:59.999Z", "2011-12-30T10:00:00.000Z"],
  },
  // Midnight comes twice.
  {
    zone: "America/Havana",
    from: "2025-11-01T12:00:00.000Z",
    odd: [
      "2025-11-02T03:59:59.999Z",
      "2025-11-02T04:00:00.000Z",
      "2025-11-02T04:59:59.999Z",
      "2025-11-02T05:00:00.000Z",
    ],
  },
  // There is no midnight.
  {
    zone: "America/Sao_Paulo",
    from: "2018-11-03T12:00:00.000Z",
    odd: ["2018-11-04T02:59:59.999Z", "2018-11-04T03:00:00.000Z"],
  },
  {
    zone: "Asia/Kolkata",
    from: "2024-02-28T12:00:00.000Z",
    odd: ["2024-02-28T18:29:59.999Z", "2024-02-28T18:30:00.000Z"],
  },
];

const plain = { noNullPrototype: true } as const;
const arbPick = fc.nat({ max: 30 });

/** Nothing, or so many times in ten a value. */
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>, timesInTen: number): fc.Arbitrary<Value | undefined> =>
  fc.oneof({ arbitrary: fc.constant(undefined), weight: 10 - timesInTen }, { arbitrary, weight: timesInTen });

/** Minor units. */
const arbMinor = fc.oneof(
  fc.constantFrom(1, 99, 100),
  fc.integer({ min: 1, max: 1_000_000 }),
  fc.integer({ min: 1, max: 100_000_000_000 }),
);

/** Days from today: the edges of the buckets and days near them, and those that the next recomputes reach. */
const arbAhead = fc.oneof(
  fc.constantFrom(0, -1, 1, 2, -29, -30, -31, -59, -60, -61, -89, -90, -91),
  fc.integer({ min: -150, max: 40 }),
);
/** Days from today, often ahead: what begins or ends to count between two recomputes. */
const arbSoon = fc.oneof(fc.integer({ min: -2, max: 5 }), arbAhead);

const arbInvoice = fc.record(
  {
    account: arbPick,
    minor: arbMinor,
    due: arbAhead,
    issued: fc.oneof(fc.integer({ min: -60, max: 0 }), fc.integer({ min: 1, max: 6 })),
    dates: fc.constantFrom("both", "issued", "issued", "issued", "none"),
    posting: maybe(fc.constantFrom("Posted", "Unapproved", "Unposted draw"), 2),
    status: maybe(fc.constantFrom("Open", "Partially Paid", "Paid"), 2),
    voided: maybe(arbSoon, 1),
    discount: maybe(fc.record({ percent: fc.constantFrom(1, 10, 100, 150), until: arbSoon }, plain), 4),
    balance: maybe(fc.integer({ min: 0, max: 100 }), 2),
    job: maybe(arbPick, 3),
    ownId: fc.boolean(),
    lines: maybe(fc.nat({ max: 2 }), 2),
  },
  plain,
);

const arbAdjustment = fc.record(
  {
    account: arbPick,
    type: fc.constantFrom("credit", "debit"),
    minor: arbMinor,
    issued: maybe(arbSoon, 9),
    recorded: maybe(arbSoon, 2),
    status: maybe(fc.constant("Voided"), 1),
    balance: maybe(fc.integer({ min: 0, max: 100 }), 2),
  },
  plain,
);

const arbPayment = fc.record(
  {
    account: arbPick,
    minor: arbMinor,
    paid: arbSoon,
    recorded: maybe(arbSoon, 2),
    status: maybe(fc.constantFrom("settled", "pending", "failed", "reversed"), 4),
  },
  plain,
);

const arbInvite = fc.record(
  {
    account: arbPick,
    withId: fc.boolean(),
    status: fc.constantFrom("Pending", "Pending", "Pending", "Accepted", "Declined", "Expired"),
    secondsAgo: fc.constantFrom(0, 60, 3600, 1_000_000),
    /** Milliseconds from now, or from the coming midnight. */
    expires: maybe(
      fc.record(
        {
          from: fc.constantFrom("now", "midnight"),
          after: fc.constantFrom(0, -1, 1, 1000, 7_200_000, 100_000_000),
        },
        plain,
      ),
      7,
    ),
  },
  plain,
);

/** A day, or an hour of it in UTC. */
const arbMoment = fc.record({ days: arbSoon, hour: maybe(fc.nat({ max: 23 }), 5) }, plain);

/** What happens to a customer besides invoices and payments; of an id that there is, the row is changed. */
const arbCustomerHappening = fc.oneof(
  fc.record(
    {
      what: fc.constant("layby-changed"),
      of: arbPick,
      account: arbPick,
      sold: arbSoon,
      due: maybe(arbAhead, 5),
      items: maybe(
        fc.array(
          fc.record(
            {
              minor: arbMinor,
              quantity: fc.integer({ min: 1, max: 3 }),
              collected: fc.nat({ max: 1 }),
              credited: fc.nat({ max: 1 }),
            },
            plain,
          ),
          { maxLength: 3 },
        ),
        5,
      ),
      /** Shares of the layby, per cent. */
      paid: maybe(fc.array(fc.constantFrom(1, 30, 100), { maxLength: 2 }), 5),
    },
    plain,
  ),
  fc.record(
    {
      what: fc.constant("quote-changed"),
      of: arbPick,
      account: arbPick,
      quoted: arbSoon,
      kind: maybe(fc.constantFrom("quote", "proforma", "qim-invoice"), 7),
      status: maybe(fc.constantFrom("open", "won", "lost"), 7),
      lines: maybe(fc.array(arbMinor, { maxLength: 3 }), 5),
    },
    plain,
  ),
  fc.record(
    {
      what: fc.constant("note-added"),
      of: arbPick,
      account: arbPick,
      about: fc.constantFrom("account", "invoice", "adjustment", "payment"),
    },
    plain,
  ),
  fc.record(
    {
      what: fc.constant("sale-recorded"),
      account: arbPick,
      minor: arbMinor,
      sold: arbSoon,
      isReturn: fc.boolean(),
      cost: maybe(arbMinor, 5),
      brand: maybe(fc.constantFrom("Acme", "Ærø 🏗"), 5),
    },
    plain,
  ),
  fc.record(
    {
      what: fc.constantFrom("activity-changed", "task-changed"),
      of: arbPick,
      account: arbPick,
      at: arbMoment,
      due: maybe(arbMoment, 5),
      completed: maybe(arbMoment, 4),
      /** Some are those of the other of the two. */
      status: maybe(fc.constantFrom("planned", "done", "open", "completed", "cancelled"), 3),
    },
    plain,
  ),
  fc.record({ what: fc.constant("event-recorded"), of: arbPick, account: arbPick, at: arbMoment }, plain),
  fc.record(
    {
      what: fc.constant("agreement-changed"),
      of: arbPick,
      account: arbPick,
      starts: arbAhead,
      /** From its first day to its last. */
      days: fc.constantFrom(364, 30, 0, 0, -1),
      bonuses: maybe(
        fc.array(
          fc.record(
            {
              minor: arbMinor,
              basis: maybe(fc.constantFrom("sales", "payments"), 5),
              rate: maybe(fc.constantFrom("0", "2.5", "100", "0.0001"), 7),
            },
            plain,
          ),
          { maxLength: 3 },
        ),
        5,
      ),
    },
    plain,
  ),
  fc.record(
    { what: fc.constant("period-cleared"), period: fc.constantFrom("month", "year"), on: arbSoon },
    plain,
  ),
);

const arbHappening = fc.oneof(
  { weight: 8, arbitrary: fc.record({ what: fc.constant("invoice-created"), invoice: arbInvoice }, plain) },
  {
    weight: 4,
    arbitrary: fc.record(
      { what: fc.constant("invoice-updated"), of: arbPick, invoice: arbInvoice, keeps: fc.boolean() },
      plain,
    ),
  },
  { weight: 2, arbitrary: fc.record({ what: fc.constant("invoice-paid"), of: arbPick }, plain) },
  {
    weight: 2,
    arbitrary: fc.record({ what: fc.constant("invoice-voided"), of: arbPick, on: arbSoon }, plain),
  },
  { weight: 5, arbitrary: fc.record({ what: fc.constant("payment-posted"), payment: arbPayment }, plain) },
  {
    weight: 2,
    arbitrary: fc.record(
      { what: fc.constant("payment-updated"), of: arbPick, payment: arbPayment, keeps: fc.boolean() },
      plain,
    ),
  },
  {
    weight: 10,
    arbitrary: fc.record(
      {
        what: fc.constantFrom("payment-allocated", "adjustment-applied"),
        of: arbPick,
        to: arbPick,
        percent: fc.constantFrom(100, 50, 1, 120),
        on: arbSoon,
      },
      plain,
    ),
  },
  {
    weight: 4,
    arbitrary: fc.record({ what: fc.constant("adjustment-created"), adjustment: arbAdjustment }, plain),
  },
  {
    weight: 2,
    arbitrary: fc.record(
      { what: fc.constant("adjustment-updated"), of: arbPick, adjustment: arbAdjustment },
      plain,
    ),
  },
  { weight: 3, arbitrary: fc.record({ what: fc.constant("invite-created"), invite: arbInvite }, plain) },
  {
    weight: 3,
    arbitrary: fc.record({ what: fc.constant("invite-changed"), of: arbPick, invite: arbInvite }, plain),
  },
  {
    weight: 3,
    arbitrary: fc.record(
      {
        what: fc.constant("statement-issued"),
        account: arbPick,
        issued: arbSoon,
        lines: fc.array(
          fc.record({ of: arbPick, percent: fc.constantFrom(1, 10, 100), until: maybe(arbSoon, 8) }, plain),
          { maxLength: 3 },
        ),
      },
      plain,
    ),
  },
  {
    weight: 3,
    arbitrary: fc.record(
      {
        what: fc.constant("account-changed"),
        account: arbPick,
        isNew: fc.boolean(),
        name: maybe(fc.constantFrom("Acme Builders", "=SUM(A1)", 'Smith, "Bob"', "Ærø 🏗"), 5),
        status: maybe(fc.constantFrom("Active", "Inactive", "Not Used"), 5),
        type: maybe(fc.constantFrom("Cash", "Credit", "Trade-Net15"), 5),
      },
      plain,
    ),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant("notes-changed"), account: arbPick }, plain) },
  {
    weight: 2,
    arbitrary: fc.record(
      {
        what: fc.constantFrom("job-changed", "contract-changed", "site-changed"),
        of: arbPick,
        account: arbPick,
        minor: arbMinor,
      },
      plain,
    ),
  },
  { weight: 10, arbitrary: arbCustomerHappening },
);

type ValueOf<Arbitrary> = Arbitrary extends fc.Arbitrary<infer Value> ? Value : never;
type HappeningDraft = ValueOf<typeof arbHappening>;
type InvoiceDraft = ValueOf<typeof arbInvoice>;
type AdjustmentDraft = ValueOf<typeof arbAdjustment>;
type PaymentDraft = ValueOf<typeof arbPayment>;
type InviteDraft = ValueOf<typeof arbInvite>;
type CustomerDraft = ValueOf<typeof arbCustomerHappening>;
type LaybyDraft = Extract<CustomerDraft, { what: "layby-changed" }>;
type NoteDraft = Extract<CustomerDraft, { what: "note-added" }>;
type AllocationDraft = Extract<HappeningDraft, { to: number }>;

/** How time goes on before a recompute. */
const arbClock = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ by: fc.constant("ms"), amount: fc.constantFrom(0, 1, 1000, 3_600_000) }, plain),
  },
  {
    weight: 3,
    arbitrary: fc.record({ by: fc.constant("midnight"), amount: fc.constantFrom(-1, 0, 1) }, plain),
  },
  { weight: 2, arbitrary: fc.record({ by: fc.constant("odd"), amount: fc.constant(0) }, plain) },
  { weight: 3, arbitrary: fc.record({ by: fc.constant("expiry"), amount: fc.constantFrom(-1, 0) }, plain) },
  {
    weight: 2,
    arbitrary: fc.record(
      { by: fc.constant("ms"), amount: fc.integer({ min: 1, max: 40 }).map((days) => days * 86_400_000) },
      plain,
    ),
  },
);

type ClockDraft = ValueOf<typeof arbClock>;

const arbStep = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record(
      { step: fc.constant("change"), change: arbHappening, respelled: fc.boolean() },
      plain,
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record(
      {
        step: fc.constant("batch"),
        changes: fc.array(arbHappening, { maxLength: 6 }),
        /** A wrong change among them, and where; the batch comes again without it. */
        wrong: maybe(arbPick, 4),
        replays: fc.array(arbPick, { maxLength: 2 }),
      },
      plain,
    ),
  },
  {
    weight: 1,
    arbitrary: fc.record({ step: fc.constant("replay"), of: arbPick, respelled: fc.boolean() }, plain),
  },
  { weight: 1, arbitrary: fc.record({ step: fc.constant("conflict"), of: arbPick }, plain) },
  { weight: 2, arbitrary: fc.record({ step: fc.constant("wrong"), which: arbPick }, plain) },
  { weight: 5, arbitrary: fc.record({ step: fc.constant("recompute"), clock: arbClock }, plain) },
  {
    weight: 2,
    arbitrary: fc.record(
      {
        step: fc.constant("partial"),
        clock: arbClock,
        accounts: fc.array(arbPick, { minLength: 1, maxLength: 3 }),
      },
      plain,
    ),
  },
  { weight: 1, arbitrary: fc.record({ step: fc.constant("look"), clock: arbClock }, plain) },
);

/** What a history is made from. */
function arbDraft(length: { readonly minLength: number; readonly maxLength: number }) {
  return fc.record(
    {
      place: fc.constantFrom(...places),
      currency: fc.constantFrom("USD", "USD", "USD", "JPY", "KWD"),
      // A store treats few changes among many accounts otherwise than many among few.
      accounts: fc.oneof(
        { weight: 3, arbitrary: fc.integer({ min: 0, max: 5 }) },
        { weight: 1, arbitrary: fc.integer({ min: 9, max: 20 }) },
      ),
      opening: fc.array(arbHappening, { maxLength: 12, size: "max" }),
      steps: fc.array(arbStep, { ...length, size: "max" }),
    },
    plain,
  );
}

type Draft = ValueOf<ReturnType<typeof arbDraft>>;
type StepDraft = ValueOf<typeof arbStep>;

/** Histories of some length; the last step always brings everything up to date. */
export function arbHistoryOf(length: {
  readonly minLength: number;
  readonly maxLength: number;
}): fc.Arbitrary<History> {
  return arbDraft(length).map(build);
}

export const arbHistory: fc.Arbitrary<History> = arbHistoryOf({ minLength: 20, maxLength: 32 });

// From a draft to a history ------------------------------------------------------------------------------------------

// Code points and code units order the last two differently.
const accountIds: string[] = [
  "C-100",
  "C-99",
  "0042",
  "42",
  "__proto__",
  "constructor",
  "\u{1F600}",
  "\uFF21",
];
for (let more = 1; more <= 392; more += 1) accountIds.push(`A-${more}`);

const decimals: Readonly<Record<string, number>> = { USD: 2, JPY: 0, KWD: 3 };

function build(draft: Draft): History {
  const book = new Book(draft);
  for (const change of draft.opening) book.open(change);
  const { now: openedAt, rows: opening } = book;
  for (const step of draft.steps) book.add(step);
  book.add({ step: "recompute", clock: { by: "ms", amount: 0 } });
  // A history that fails is printed without the rows after each step: they follow from the changes.
  const said = () =>
    JSON.stringify({ openedAt, opening, steps: book.steps.map((step) => ({ ...step, rows: undefined })) });
  const taken = book.taken.map(({ change, accountId }) => ({ change: sent(change), accountId }));
  return Object.assign({ openedAt, opening, steps: book.steps, taken }, { [fc.toStringMethod]: said });
}

/**
 * A history so long that nobody but the store is asked which changes fit. Each change is about the rows as they are when
 * it is made; every now and then the clock goes on.
 *
 * @param takes - Whether the store takes a change, at an instant, to the rows as they are.
 * @returns The rows, and the instant, at the end.
 */
export function longHistory(
  { accounts, changes, seed }: { readonly accounts: number; readonly changes: number; readonly seed: number },
  takes: (change: Change, rows: Rows, now: string) => boolean,
): { readonly rows: Rows; readonly now: string } {
  const [place] = places as [Place];
  const book = new Book({ place, currency: "USD", accounts });
  const drafts = fc.sample(fc.tuple(arbHappening, arbClock), { numRuns: 2 * changes, seed });
  let taken = 0;
  for (const [draft, clock] of drafts) {
    const change = book.change(draft);
    if (change === undefined || !takes(sent(change), book.rows, book.now)) continue;
    book.keep(change);
    taken += 1;
    if (taken === changes) break;
    if (taken % 100 === 0) book.goOn(clock);
  }
  return { rows: book.rows, now: book.now };
}

/** A history while it is made. */
class Book {
  now: string;
  rows: Rows;
  readonly steps: Step[] = [];
  private readonly place: Place;
  private readonly exponent: number;
  /** Every change that was taken. */
  readonly taken: { change: Identified; accountId: string | undefined }[] = [];
  private serial = 0;

  constructor({ place, currency, accounts }: Pick<Draft, "place" | "currency" | "accounts">) {
    this.place = place;
    this.now = place.from;
    this.exponent = decimals[currency] ?? 2;
    this.rows = emptyRows(
      { time_zone: place.zone, currency, layby_term: { days: 30 } },
      accountIds.slice(0, accounts).map((account_id) => ({ account_id })),
    );
  }

  /** Something that happened before the store was opened. */
  open(draft: HappeningDraft): void {
    const change = this.happening(draft);
    if (change === undefined) return;
    const rows = after(this.rows, change);
    if (typeof rows !== "string" && problemsOf(rows, this.now).length === 0) this.rows = rows;
  }

  add(draft: StepDraft): void {
    switch (draft.step) {
      case "change": {
        const change = this.change(draft.change);
        if (change === undefined) return;
        this.apply(sent(change, draft.respelled), this.take([change]));
        return;
      }
      case "batch":
        this.addBatch(draft.changes, draft.wrong, draft.replays);
        return;
      case "replay": {
        const [replay] = this.earlier([draft.of]);
        if (replay === undefined) return;
        this.apply(sent(replay, draft.respelled), {
          ok: true,
          applied: 0,
          replayed: 1,
          accountIds: [],
        });
        return;
      }
      case "conflict": {
        const [replay] = this.earlier([draft.of]);
        const account = this.rows.accounts[0];
        if (replay === undefined || account === undefined) return;
        const notes = {
          changeId: replay.changeId,
          kind: "notes-changed",
          accountId: account.account_id,
          notes: this.nextId("other "),
        } as const;
        this.apply(sent(notes), { ok: false, codes: ["EVENT_CONFLICT"] });
        return;
      }
      case "wrong": {
        const [change, code] = this.wrong(draft.which);
        this.apply(change, { ok: false, codes: [code] });
        return;
      }
      case "recompute":
        this.goOn(draft.clock);
        this.steps.push({ do: "recompute", now: this.now });
        return;
      case "partial": {
        if (this.rows.accounts.length === 0) return;
        this.goOn(draft.clock);
        const accounts = draft.accounts.map((pick) => at(this.rows.accounts, pick).account_id);
        this.steps.push({ do: "recompute", now: this.now, accounts });
        return;
      }
      case "look":
        this.steps.push({ do: "look", now: this.later(draft.clock) });
    }
  }

  /** The change that a draft comes to; undefined where there is nothing that it could be about. */
  change(draft: HappeningDraft): Identified | undefined {
    const happening = this.happening(draft);
    return happening === undefined ? undefined : { changeId: this.nextId("#"), ...happening };
  }

  /** Keeps a change that is known to fit. */
  keep(change: Identified): void {
    const rows = after(this.rows, change);
    if (typeof rows === "string") throw new Error(`${rows}: ${JSON.stringify(change)}`);
    this.rows = rows;
  }

  goOn(clock: ClockDraft): void {
    this.now = this.later(clock);
  }

  private apply(changes: Change | Change[], answer: Answer): void {
    this.steps.push({ do: "apply", changes, answer, rows: this.rows });
  }

  /** Carries changes out, all or none. */
  private take(changes: readonly Identified[]): Answer {
    let rows = this.rows;
    const touched: (string | undefined)[] = [];
    for (const change of changes) {
      const next = after(rows, change);
      if (typeof next === "string") return { ok: false, codes: [next, ...this.problemsAlone(change)] };
      const codes = problemsOf(next, this.now);
      if (codes.length > 0) return { ok: false, codes };
      rows = next;
      touched.push(accountOf(rows, change));
    }
    this.rows = rows;
    this.taken.push(...changes.map((change, place) => ({ change, accountId: touched[place] })));
    const accountIds = [...new Set(touched.filter((each) => each !== undefined))];
    return { ok: true, applied: changes.length, replayed: 0, accountIds };
  }

  /** What is wrong with a change's own rows, where they do not fit the others: a store says both. */
  private problemsAlone(change: Identified): readonly FaultCode[] {
    const { business, accounts } = this.rows;
    const alone = after(emptyRows(business, accounts), change);
    return typeof alone === "string" ? [] : problemsOf(alone, this.now);
  }

  private addBatch(
    drafts: readonly HappeningDraft[],
    wrong: number | undefined,
    replays: readonly number[],
  ): void {
    const before = { rows: this.rows, taken: this.taken.length };
    const batch: Identified[] = [];
    const touched = new Set<string>();
    // Each is good after those before it; one that is not does not come into the batch.
    for (const draft of drafts) {
      const change = this.change(draft);
      if (change === undefined) continue;
      const answer = this.take([change]);
      if (!answer.ok) continue;
      batch.push(change);
      for (const id of answer.accountIds) touched.add(id);
    }
    const all = [...batch, ...this.earlier(replays)].map((change) => sent(change));
    if (wrong !== undefined) {
      const { rows } = this;
      this.rows = before.rows;
      const [change, code] = this.wrong(wrong);
      this.apply(all.toSpliced(wrong % (all.length + 1), 0, change), { ok: false, codes: [code] });
      this.rows = rows;
    }
    this.apply(all, {
      ok: true,
      applied: batch.length,
      replayed: all.length - batch.length,
      accountIds: [...touched],
    });
  }

  /** Changes that were taken before. */
  private earlier(picks: readonly number[]): Identified[] {
    return this.taken.length === 0 ? [] : picks.map((pick) => at(this.taken, pick).change);
  }

  /** A change that no ledger takes, and why. */
  private wrong(which: number): [Change, FaultCode] {
    const changeId = this.nextId("wrong ");
    const account_id = this.rows.accounts[0]?.account_id ?? "nobody";
    const invoice = { invoice_number: this.nextId("W"), account_id, amount: "1", due_on: this.today };
    const create = { changeId, kind: "invoice-created" } as const;
    const agreement = {
      agreement_id: this.nextId("G"),
      account_id,
      starts_on: this.today,
      ends_on: this.today,
    };
    const choices: [unknown, FaultCode][] = [
      [{ ...create, invoice: { ...invoice, account_id: "nobody" } }, "REF_UNKNOWN"],
      [{ ...create, invoice: { ...invoice, amount: "0.00001" } }, "AMOUNT_SCALE"],
      [{ ...create, invoice: { ...invoice, amount: 1 } }, "TYPE"],
      [{ ...create, invoice: { ...invoice, amount: "-1" } }, "AMOUNT_NOT_POSITIVE"],
      [{ ...create, invoice: { ...invoice, due_on: "2025-02-30" } }, "DATE_INVALID"],
      [
        { ...create, invoice, lineItems: [{ invoice_id: "another", line: "1", status: "Sent" }] },
        "REF_UNKNOWN",
      ],
      [{ changeId, kind: "invoice-updated", invoice }, "REF_UNKNOWN"],
      [{ changeId, kind: "invoice-paid", invoiceId: "none" }, "REF_UNKNOWN"],
      [{ changeId, kind: "invoice-voided", invoiceId: "none", voidedOn: this.today }, "REF_UNKNOWN"],
      [{ changeId, kind: "notes-changed", accountId: "nobody", notes: "" }, "REF_UNKNOWN"],
      [
        { changeId, kind: "contract-changed", contract: { contract_id: "1", job_id: "none", amount: "1" } },
        "REF_UNKNOWN",
      ],
      [
        {
          changeId,
          kind: "sale-recorded",
          sale: { account_id: "nobody", sold_on: this.today, amount: "-1" },
        },
        "REF_UNKNOWN",
      ],
      [
        { changeId, kind: "agreement-changed", agreement, bonuses: [{ agreement_id: "none", target: "1" }] },
        "REF_UNKNOWN",
      ],
      [
        { changeId, kind: "agreement-changed", agreement: { ...agreement, ends_on: this.ahead(-1) } },
        "DATE_ORDER",
      ],
      [
        { changeId, kind: "period-cleared", periodClear: { kind: "week", executed_on: this.today } },
        "ENUM_UNKNOWN",
      ],
      [{ changeId, kind: "invoice-lost", invoice }, "ENUM_UNKNOWN"],
      [{ ...create, invoice, reason: "?" }, "COLUMN_UNKNOWN"],
      [{ kind: "invoice-created", invoice }, "FIELD_MISSING"],
      [null, "TYPE"],
    ];
    const [change, code] = at(choices, which);
    return [change as Change, code];
  }

  /** What a draft says about the rows as they are; undefined where they have nothing that it could be about. */
  private happening(draft: HappeningDraft): Happening | undefined {
    const { rows } = this;
    const { accounts, invoices, adjustments } = rows;
    if (draft.what === "account-changed") {
      const ids = draft.isNew ? accountIds.slice(0, 24) : accounts.map(({ account_id }) => account_id);
      if (ids.length === 0) return undefined;
      const account = {
        account_id: at(ids, draft.account),
        ...given("account_name", draft.name),
        ...given("status", draft.status),
        ...given("account_type", draft.type),
      };
      return { kind: draft.what, account };
    }
    if (accounts.length === 0) return undefined;
    const account = (pick: number): string => at(accounts, pick).account_id;
    switch (draft.what) {
      case "notes-changed":
        return { kind: draft.what, accountId: account(draft.account), notes: this.nextId("Called ") };
      case "invoice-created": {
        const number = this.nextId("00");
        const names = {
          invoice_number: number,
          ...given("invoice_id", draft.invoice.ownId ? `I${number}` : undefined),
        };
        const invoice = { ...names, ...this.invoice(draft.invoice, account(draft.invoice.account)) };
        return { kind: draft.what, invoice, ...given("lineItems", this.lines(draft.invoice.lines, invoice)) };
      }
      case "invoice-updated": {
        if (invoices.length === 0) return undefined;
        const old = at(invoices, draft.of);
        const { invoice_number, account_id } = old;
        const names = { invoice_number, ...given("invoice_id", old.invoice_id) };
        // Now and then it is said to be another account's.
        const owner = draft.invoice.account % 10 === 9 ? account(draft.invoice.account) : account_id;
        const minor = draft.keeps ? this.minor(old.amount) : draft.invoice.minor;
        const invoice = { ...names, ...this.invoice({ ...draft.invoice, minor }, owner) };
        return { kind: draft.what, invoice, ...given("lineItems", this.lines(draft.invoice.lines, invoice)) };
      }
      case "invoice-paid":
        return invoices.length === 0
          ? undefined
          : { kind: draft.what, invoiceId: invoiceId(at(invoices, draft.of)) };
      case "invoice-voided":
        if (invoices.length === 0) return undefined;
        return {
          kind: draft.what,
          invoiceId: invoiceId(at(invoices, draft.of)),
          voidedOn: this.ahead(draft.on),
        };
      case "payment-posted": {
        const account_id = this.debtor(draft.payment.account);
        const payment = { payment_id: this.nextId("P"), account_id, ...this.payment(draft.payment) };
        return { kind: draft.what, payment };
      }
      case "payment-updated": {
        if (rows.payments.length === 0) return undefined;
        const { payment_id, account_id, amount } = at(rows.payments, draft.of);
        const payment = {
          payment_id,
          account_id,
          ...this.payment(draft.payment),
          ...(draft.keeps ? { amount } : {}),
        };
        return { kind: draft.what, payment };
      }
      case "payment-allocated":
      case "adjustment-applied":
        return this.allocation(draft);
      case "adjustment-created": {
        const account_id = this.debtor(draft.adjustment.account);
        const adjustment = {
          adjustment_id: this.nextId("A"),
          account_id,
          ...this.adjustment(draft.adjustment),
        };
        return { kind: draft.what, adjustment };
      }
      case "adjustment-updated": {
        if (adjustments.length === 0) return undefined;
        const { adjustment_id, account_id } = at(adjustments, draft.of);
        const adjustment = { adjustment_id, account_id, ...this.adjustment(draft.adjustment) };
        return { kind: draft.what, adjustment };
      }
      case "invite-created": {
        // Not in the order in which they come: ids compare as text.
        const invite_id = draft.invite.withId ? this.nextId(`I${draft.invite.account}-`) : undefined;
        const created = Temporal.Instant.from(this.now).subtract({ seconds: draft.invite.secondsAgo });
        const names = { account_id: account(draft.invite.account), ...given("invite_id", invite_id) };
        return {
          kind: draft.what,
          invite: { ...names, created_at: created.toString(), ...this.invite(draft.invite) },
        };
      }
      case "invite-changed": {
        if (rows.invites.length === 0) return undefined;
        const { account_id, invite_id, created_at } = at(rows.invites, draft.of);
        const updated_at = Temporal.Instant.from(this.now).toString({ fractionalSecondDigits: 3 });
        const names = { account_id, created_at, ...given("invite_id", invite_id), updated_at };
        return { kind: draft.what, invite: { ...names, ...this.invite(draft.invite) } };
      }
      case "statement-issued": {
        const account_id = this.debtor(draft.account);
        const statement_id = this.nextId("S");
        const own = invoices.filter((row) => row.account_id === account_id);
        const lines = (own.length === 0 ? [] : draft.lines).map(
          ({ of, percent, until }): RawStatementLine => {
            const invoice = at(own, of);
            const discount_until = until === undefined ? undefined : this.ahead(until);
            const discount =
              until === undefined ? undefined : this.text(shareOf(this.minor(invoice.amount), percent));
            const terms = {
              ...given("discount_amount", discount),
              ...given("discount_until", discount_until),
            };
            return { statement_id, invoice_id: invoiceId(invoice), ...terms };
          },
        );
        return {
          kind: draft.what,
          statement: { statement_id, account_id, issued_on: this.ahead(draft.issued) },
          lines,
        };
      }
      case "job-changed":
        return { kind: draft.what, job: { job_id: `J${draft.of % 4}`, account_id: account(draft.account) } };
      case "contract-changed": {
        if (rows.jobs.length === 0) return undefined;
        const { job_id } = at(rows.jobs, draft.of);
        return {
          kind: draft.what,
          contract: { contract_id: `K-${job_id}`, job_id, amount: this.text(draft.minor) },
        };
      }
      case "site-changed": {
        const account_id = account(draft.account);
        return {
          kind: draft.what,
          site: { site_id: `T-${account_id}`, account_id, name: this.nextId("Yard ") },
        };
      }
      default:
        return this.customerHappening(draft);
    }
  }

  private customerHappening(draft: CustomerDraft): Happening {
    const { rows } = this;
    switch (draft.what) {
      case "layby-changed":
        return this.layby(draft);
      case "quote-changed": {
        const quote_id = `Q${draft.of % 2}`;
        const quote = {
          quote_id,
          account_id: this.owner(rows.quotes, draft, ({ quote_id: id }) => id === quote_id),
          quoted_on: this.ahead(draft.quoted),
          ...given("kind", draft.kind),
          ...given("status", draft.status),
        };
        const lines = draft.lines?.map((minor) => ({ quote_id, amount: this.text(minor), brand: "Acme" }));
        return { kind: draft.what, quote, ...given("lines", lines) };
      }
      case "note-added":
        return { kind: draft.what, note: this.note(draft) };
      case "sale-recorded": {
        const amount = this.text(draft.minor);
        const sale = {
          account_id: at(rows.accounts, draft.account).account_id,
          sold_on: this.ahead(draft.sold),
          amount: draft.isReturn ? `-${amount}` : amount,
          ...given("cost", draft.cost === undefined ? undefined : this.text(draft.cost)),
          ...given("brand", draft.brand),
        };
        return { kind: draft.what, sale };
      }
      case "activity-changed":
      case "task-changed": {
        const id = `W${draft.of % 2}`;
        const work = {
          at: this.moment(draft.at),
          text: this.nextId("Asked "),
          ...given("status", draft.status),
          ...given("due_at", draft.due === undefined ? undefined : this.moment(draft.due)),
          ...given("completed_at", draft.completed === undefined ? undefined : this.moment(draft.completed)),
        };
        if (draft.what === "activity-changed") {
          const account_id = this.owner(rows.activities, draft, ({ activity_id }) => activity_id === id);
          return { kind: draft.what, activity: { activity_id: id, account_id, ...work } };
        }
        const account_id = this.owner(rows.tasks, draft, ({ task_id }) => task_id === id);
        return { kind: draft.what, task: { task_id: id, account_id, ...work } };
      }
      case "event-recorded": {
        // Now and then its id is one that is used.
        const old = draft.of % 10 === 9 ? rows.events.at(-1)?.event_id : undefined;
        const event = {
          event_id: old ?? this.nextId("E"),
          account_id: at(rows.accounts, draft.account).account_id,
          at: this.moment(draft.at),
          text: this.nextId("Noted "),
        };
        return { kind: draft.what, event };
      }
      case "agreement-changed": {
        const agreement_id = `G${draft.of % 2}`;
        const agreement = {
          agreement_id,
          account_id: this.owner(rows.agreements, draft, ({ agreement_id: id }) => id === agreement_id),
          starts_on: this.ahead(draft.starts),
          ends_on: this.ahead(draft.starts + draft.days),
        };
        const bonuses = draft.bonuses?.map(({ minor, basis, rate }) => ({
          agreement_id,
          target: this.text(minor),
          ...given("basis", basis),
          ...given("rate", rate),
        }));
        return { kind: draft.what, agreement, ...given("bonuses", bonuses) };
      }
      case "period-cleared":
        return {
          kind: draft.what,
          periodClear: { kind: draft.period, executed_on: this.ahead(draft.on) },
        };
    }
  }

  /** Whose a row is that a draft changes, or enters; now and then it is said to be another's. */
  private owner<Item extends { account_id: string }>(
    table: readonly Item[],
    draft: { account: number },
    isIt: (item: Item) => boolean,
  ): string {
    const drawn = at(this.rows.accounts, draft.account).account_id;
    return draft.account % 10 === 9 ? drawn : (table.find(isIt)?.account_id ?? drawn);
  }

  private layby(draft: LaybyDraft): Happening {
    const { rows } = this;
    const layby_id = `L${draft.of % 2}`;
    const layby = {
      layby_id,
      account_id: this.owner(rows.laybys, draft, ({ layby_id: id }) => id === layby_id),
      sold_on: this.ahead(draft.sold),
      ...given("due_on", draft.due === undefined ? undefined : this.ahead(draft.due)),
    };
    const items = draft.items?.map(({ minor, quantity, collected, credited }) => ({
      layby_id,
      price: this.text(minor),
      quantity: String(quantity),
      collected: String(collected),
      credited: String(credited),
    }));
    const own = items ?? rows.layby_items.filter((row) => row.layby_id === layby_id);
    const left = own.reduce(
      (sum, row) => sum + this.minor(row.price) * (Number(row.quantity) - Number(row.credited)),
      0,
    );
    const payments = draft.paid?.map((percent) => ({
      layby_id,
      paid_on: this.ahead(draft.sold),
      amount: this.text(shareOf(left, percent)),
    }));
    return { kind: draft.what, layby, ...given("items", items), ...given("payments", payments) };
  }

  private note(draft: NoteDraft): RawNote {
    const { accounts, invoices, adjustments, payments, notes } = this.rows;
    const abouts: Readonly<
      Record<NoteDraft["about"], { row: { account_id: string }; key: Partial<RawNote> }[]>
    > = {
      account: [],
      invoice: invoices.map((row) => ({ row, key: { invoice_id: invoiceId(row) } })),
      adjustment: adjustments.map((row) => ({ row, key: { adjustment_id: row.adjustment_id } })),
      payment: payments.map((row) => ({ row, key: { payment_id: row.payment_id } })),
    };
    const documents = abouts[draft.about];
    const about = documents.length === 0 ? undefined : at(documents, draft.of);
    const drawn = at(accounts, draft.account).account_id;
    // Now and then its id is one that is used, or the document another account's.
    const old = draft.of % 10 === 9 ? notes.at(-1)?.note_id : undefined;
    return {
      note_id: old ?? this.nextId("N"),
      account_id: draft.account % 10 === 9 ? drawn : (about?.row.account_id ?? drawn),
      at: this.now,
      text: this.nextId("Promised "),
      ...about?.key,
    };
  }

  private moment({ days, hour }: ValueOf<typeof arbMoment>): string {
    const day = this.ahead(days);
    return hour === undefined ? day : `${day}T${String(hour).padStart(2, "0")}:00:00.000Z`;
  }

  /** An account that has an invoice, while there is one. */
  private debtor(pick: number): string {
    const { accounts, invoices } = this.rows;
    return at<{ account_id: string }>(invoices.length === 0 ? accounts : invoices, pick).account_id;
  }

  private invoice(
    draft: InvoiceDraft,
    account_id: string,
  ): Omit<RawInvoice, "invoice_number" | "invoice_id"> {
    const { minor, dates, discount, balance } = draft;
    // Where there is no job at all, an invoice may name any; now and then one does.
    const { jobs } = this.rows;
    const known = jobs.filter((row) => row.account_id === account_id).map(({ job_id }) => job_id);
    const ids = jobs.length === 0 && minor % 10 === 0 ? ["J1", "J2"] : known;
    const job = draft.job === undefined || ids.length === 0 ? undefined : at(ids, draft.job);
    return {
      account_id,
      amount: this.text(minor),
      due_on: this.ahead(draft.due),
      ...given("issued_on", dates === "none" ? undefined : this.ahead(draft.issued)),
      ...given("recorded_on", dates === "both" ? this.ahead(Math.min(0, draft.issued + 3)) : undefined),
      ...given("posting", draft.posting),
      ...given("status", draft.status),
      ...given("voided_on", draft.voided === undefined ? undefined : this.ahead(draft.voided)),
      ...given(
        "discount_amount",
        discount === undefined ? undefined : this.text(shareOf(minor, discount.percent)),
      ),
      ...given("discount_until", discount === undefined ? undefined : this.ahead(discount.until)),
      ...given("balance", balance === undefined ? undefined : this.text(Math.floor((minor * balance) / 100))),
      ...given("job_id", job),
    };
  }

  private lines(count: number | undefined, invoice: RawInvoice): RawLineItem[] | undefined {
    if (count === undefined) return undefined;
    const invoice_id = invoiceId(invoice);
    return Array.from({ length: count }, (_, line) => ({
      invoice_id,
      line: String(line),
      status: "Shipped",
    }));
  }

  private payment(draft: PaymentDraft): Omit<RawPayment, "payment_id" | "account_id"> {
    return {
      paid_on: this.ahead(draft.paid),
      amount: this.text(draft.minor),
      ...given("recorded_on", draft.recorded === undefined ? undefined : this.ahead(draft.recorded)),
      ...given("status", draft.status),
    };
  }

  private adjustment(draft: AdjustmentDraft): Omit<RawAdjustment, "adjustment_id" | "account_id"> {
    const { type, minor, issued, recorded, balance } = draft;
    return {
      type,
      amount: this.text(minor),
      ...given("issued_on", issued === undefined ? undefined : this.ahead(issued)),
      ...given("recorded_on", recorded === undefined ? undefined : this.ahead(recorded)),
      ...given("status", draft.status),
      ...given("balance", balance === undefined ? undefined : this.text(Math.floor((minor * balance) / 100))),
    };
  }

  private invite(draft: InviteDraft): Pick<RawInvite, "email" | "status" | "expires_at"> {
    const { status, expires } = draft;
    const from = expires?.from === "midnight" ? this.midnight() : Temporal.Instant.from(this.now);
    const expires_at =
      expires === undefined ? undefined : from.add({ milliseconds: expires.after }).toString();
    return { email: `${this.nextId("ap")}@acme.test`, status, ...given("expires_at", expires_at) };
  }

  /** Some of what is left of a source, or a little too much, for a document of the same account. */
  private allocation(draft: AllocationDraft): Happening | undefined {
    const { rows } = this;
    const isPayment = draft.what === "payment-allocated";
    const targets = [
      ...rows.invoices.map((row) => ({ key: { invoice_id: invoiceId(row) }, row })),
      ...rows.adjustments
        .filter(({ type }) => type === "debit")
        .map((row) => ({ key: { debit_adjustment_id: row.adjustment_id }, row })),
    ];
    const owing = new Set(targets.map(({ row }) => row.account_id));
    const credits = rows.adjustments.filter(({ type }) => type === "credit");
    const sources = (isPayment ? rows.payments : credits).filter(({ account_id }) => owing.has(account_id));
    if (sources.length === 0) return undefined;
    const source = at<RawPayment | RawAdjustment>(sources, draft.of);
    const own = targets.filter(({ row }) => row.account_id === source.account_id);
    const target = at(own, draft.to);
    const from =
      "payment_id" in source ? { payment_id: source.payment_id } : { adjustment_id: source.adjustment_id };
    const left = Math.min(this.left(source.amount, from), this.left(target.row.amount, target.key));
    const allocation = {
      ...from,
      ...target.key,
      amount: this.text(shareOf(Math.max(left, 1), draft.percent)),
      allocated_on: this.ahead(draft.on),
    };
    return { kind: draft.what, allocation };
  }

  /** What of an amount is not allocated, whatever became of its payments. */
  private left(amount: string, key: Partial<RawAllocation>): number {
    const [[name, id] = ["", ""]] = Object.entries(key);
    const used = this.rows.allocations.filter((row) => row[name as keyof RawAllocation] === id);
    return used.reduce((left, row) => left - this.minor(row.amount), this.minor(amount));
  }

  private get today(): string {
    return dayAt(this.place.zone, this.now);
  }

  private ahead(days: number): string {
    return Temporal.PlainDate.from(this.today).add({ days }).toString();
  }

  /** The first instant of tomorrow. */
  private midnight(): Temporal.Instant {
    return Temporal.PlainDate.from(this.today).add({ days: 1 }).toZonedDateTime(this.place.zone).toInstant();
  }

  /** The instant to which a draft moves the clock, never back. */
  private later({ by, amount }: ClockDraft): string {
    const now = Temporal.Instant.from(this.now);
    const next = this.nextOf(by).add({ milliseconds: amount });
    return (Temporal.Instant.compare(next, now) < 0 ? now : next).toString({ fractionalSecondDigits: 3 });
  }

  private nextOf(by: ClockDraft["by"]): Temporal.Instant {
    if (by === "midnight") return this.midnight();
    if (by === "ms") return Temporal.Instant.from(this.now);
    const times = by === "odd" ? this.place.odd : this.rows.invites.map((row) => row.expires_at);
    const now = millisecondsOf(this.now);
    const ahead = times
      .filter((time) => time !== undefined)
      .map(millisecondsOf)
      .filter((time) => time > now);
    return Temporal.Instant.fromEpochMilliseconds(ahead.length === 0 ? now : Math.min(...ahead));
  }

  private nextId(prefix: string): string {
    this.serial += 1;
    return `${prefix}${this.serial}`;
  }

  private minor(amount: string): number {
    return Math.round(Number(amount) * 10 ** this.exponent);
  }

  private text(minor: number): string {
    if (this.exponent === 0) return String(minor);
    const digits = String(minor).padStart(this.exponent + 1, "0");
    return `${digits.slice(0, -this.exponent)}.${digits.slice(-this.exponent)}`;
  }
}

/**
 * A change as it is sent: its rows in snake_case, or otherwise spelled, with the same meaning: camelCase and zeros
 * behind the amount.
 */
function sent(change: Identified, respelled = false): Change {
  if (!respelled) return change as unknown as Change;
  const spelledRow = (row: object): object =>
    Object.fromEntries(
      Object.entries(row).map(([key, value]) => [
        key.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
        key === "amount" ? spelledAmount(value) : value,
      ]),
    );
  const spelled = Object.entries(change).map(([key, value]: [string, unknown]) => {
    if (Array.isArray(value)) return [key, value.map(spelledRow)];
    return [key, typeof value === "object" && value !== null ? spelledRow(value) : value];
  });
  return Object.fromEntries(spelled) as Change;
}

const spelledAmount = (amount: string): string => `${amount}${amount.includes(".") ? "" : "."}00`;

/** A share of an amount, at least one minor unit. */
const shareOf = (minor: number, percent: number): number => Math.max(1, Math.floor((minor * percent) / 100));

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
