/**
 * What a dashboard must show of a list, told by other means than its own: one `filter` and one `sort` over whole rows, as
 * docs/decisions.md says it (G-36 to G-39), and each cell counted out. Shares no line with `src/table`.
 */
import fc from "fast-check";
import type { CustomerList, CustomerRow } from "../src/customers/list.ts";
import type { CustomerQuery } from "../src/customers/query.ts";
import type { CustomerView, CustomerViewRow } from "../src/customers/view.ts";
import { arbText } from "./arbitraries/customer-list.ts";

type Fraction = readonly [numerator: bigint, denominator: bigint];
/** A cell to sort by: code points, an exact number, or blank. */
type Cell = readonly number[] | Fraction | undefined;
type TallyName = "outstanding" | "invoices" | "current" | "discounts" | "pastDue" | "credits" | "debits";

const tallies: Readonly<Record<string, TallyName>> = {
  outstanding: "outstanding",
  outstanding_invoice: "invoices",
  current_invoice: "current",
  discount: "discounts",
  past_due_invoice: "pastDue",
  outstanding_credit_adjustment: "credits",
  outstanding_debit_adjustment: "debits",
};
const buckets: Readonly<Record<string, "1-30" | "31-60" | "61-90" | "91+">> = {
  one_to_thirty_invoice: "1-30",
  thirty_one_to_sixty_invoice: "31-60",
  sixty_one_to_ninety_invoice: "61-90",
  ninety_one_plus_invoice: "91+",
};
const texts: Readonly<Record<string, (row: CustomerRow) => string | null | undefined>> = {
  account_id: (row) => row.accountId,
  account_name: (row) => row.accountName,
  buyer_company_name: (row) => row.buyerCompanyName,
  account_type: (row) => row.accountType,
  status: (row) => row.status,
  invite_email_address: (row) => row.invitation?.email,
  invite_status: (row) => row.invitation?.status,
  invite_created_at: (row) => row.invitation?.createdAt,
  invite_updated_at: (row) => row.invitation?.updatedAt,
};

/** The headers of the export, and whether they hold text. */
export const headers: readonly { readonly column: string; readonly isText: boolean }[] = [
  ...Object.keys(texts).map((column) => ({ column, isText: true })),
  ...[
    "collection_priority",
    ...Object.keys(tallies).flatMap((name) => [`${name}_amount`, `${name}_count`]),
    ...Object.keys(buckets).flatMap((name) => [`${name}_amount`, `${name}_count`]),
    ...["past_due_invoice", ...Object.keys(buckets)].map((name) => `${name}_weighted_average_days_overdue`),
  ].map((column) => ({ column, isText: false })),
];

/** The cell of a numeric column as it sorts. */
function numberOf({ stats }: CustomerRow, column: string): Fraction {
  if (column === "collection_priority") return [BigInt(stats.pastDue.amountDays), 1n];
  const [, name = "", figure] = /^(.+)_(amount|count|weighted_average_days_overdue)$/.exec(column) ?? [];
  const bucket = buckets[name];
  const tally = bucket === undefined ? stats[tallies[name] as TallyName] : stats.byBucket[bucket];
  if (figure === "amount") return [BigInt(tally.amount), 1n];
  if (figure === "count") return [BigInt(tally.count), 1n];
  return tally.amount === 0 ? [0n, 1n] : [BigInt(tally.amountDays), BigInt(tally.amount)];
}

const lower = (text: string): string => Array.from(text, (character) => character.toLowerCase()).join("");
const searched = (text: string): string => lower(text.normalize("NFKC")).normalize("NFKC");
const codePoints = (text: string): readonly number[] =>
  Array.from(lower(text.normalize("NFC")), (character) => character.codePointAt(0) as number);

function cellOf(row: CustomerRow, column: string): Cell {
  const textOf = texts[column];
  if (textOf === undefined) return numberOf(row, column);
  return textOf(row) ? codePoints(textOf(row) as string) : undefined;
}

/** Negative where the first comes first, among cells of one column that are not blank. */
function compared(a: Exclude<Cell, undefined>, b: Exclude<Cell, undefined>): number {
  if (typeof a[0] === "bigint") {
    const [[x, over], [y, under]] = [a as Fraction, b as Fraction];
    return Math.sign(Number(x * under - y * over));
  }
  const at = a.findIndex((point, place) => point !== b[place]);
  if (at === -1) return a.length - b.length;
  return at >= b.length ? 1 : Number(a[at]) - Number(b[at]);
}

/** The rows that a query shows, in its order. */
export function plainRows({ rows }: CustomerList, query: CustomerQuery): readonly CustomerRow[] {
  const { status = [], inviteStatus = [], search = "", sort = { column: "collection_priority" } } = query;
  const isText = texts[sort.column] !== undefined;
  const sign = (sort.direction ?? (isText ? "asc" : "desc")) === "asc" ? 1 : -1;
  const wanted = searched(search.trim());
  return rows
    .filter((row) => status.length === 0 || status.includes(row.status))
    .filter(
      (row) => inviteStatus.length === 0 || inviteStatus.includes(row.invitation?.status ?? "Not Invited"),
    )
    .filter((row) => searched(row.accountName).includes(wanted) || searched(row.accountId).includes(wanted))
    .map((row) => ({ row, cell: cellOf(row, sort.column) }))
    .sort((a, b) => {
      const byId = a.row.accountId < b.row.accountId ? -1 : 1;
      if (a.cell === undefined || b.cell === undefined) {
        return a.cell === b.cell ? byId : a.cell === undefined ? 1 : -1;
      }
      return sign * compared(a.cell, b.cell) || byId;
    })
    .map(({ row }) => row);
}

/** A row of the dashboard, its badges shortened to what stands on them. */
export type PlainViewRow = Omit<CustomerViewRow, "badges" | "asOf"> & { readonly badges: readonly string[] };

/** The row of the dashboard that a row of a list makes. */
export function plainViewRow(row: CustomerRow, { options }: Pick<CustomerList, "options">): PlainViewRow {
  const { accountId, accountName, accountType, status, invitation, shownPriority, stats } = row;
  return {
    accountId,
    accountName,
    accountType,
    collectionPriority: shownPriority,
    outstanding: stats.outstanding.amount,
    currentInvoices: stats.current.amount,
    pastDueInvoices: stats.pastDue.amount,
    debitAdjustments: stats.debits.amount,
    creditAdjustments: stats.credits.amount,
    averageDaysOverdue: rounded(
      numberOf(row, "past_due_invoice_weighted_average_days_overdue"),
      options.averageDecimals,
    ),
    days1To30: stats.byBucket["1-30"].amount,
    days31To60: stats.byBucket["31-60"].amount,
    days61To90: stats.byBucket["61-90"].amount,
    days91Plus: stats.byBucket["91+"].amount,
    status,
    invitation,
    badges: [status, ...(accountType ? [accountType] : []), ...(invitation ? [invitation.status] : [])],
  };
}

/** Halves up, by whole numbers; what is rounded here is never negative. */
function rounded([numerator, denominator]: Fraction, decimals: number): number {
  const unit = 10n ** BigInt(decimals);
  const units = (2n * numerator * unit + denominator) / (2n * denominator);
  return Number(`${units / unit}.${String(units % unit).padStart(decimals, "0")}`);
}

/** The rows of a view, as {@link plainViewRow} makes them. */
export const withoutMeanings = ({ rows }: CustomerView): readonly PlainViewRow[] =>
  rows.map(({ badges, asOf: _, ...row }) => ({ ...row, badges: badges.map(({ label }) => label) }));

/** The rows of all pages, one behind the other. */
export function allPages(pageOf: (page: number) => CustomerView): readonly PlainViewRow[] {
  const first = pageOf(1);
  const rows = [...withoutMeanings(first)];
  for (let page = 2; page <= first.pages; page += 1) rows.push(...withoutMeanings(pageOf(page)));
  return rows;
}

/** Texts to search for: parts of names and numbers in any spelling, what spans two of them, blanks, and nothing. */
export const arbSearch: fc.Arbitrary<string> = fc.oneof(
  fc
    .tuple(
      arbText,
      fc.nat({ max: 4 }),
      fc.integer({ min: 1, max: 8 }),
      fc.constantFrom(
        (text: string) => text,
        (text: string) => text.toUpperCase(),
        (text: string) => text.toLowerCase(),
        (text: string) => text.normalize("NFD"),
        (text: string) => text.normalize("NFKD"),
        (text: string) => ` ${text}\t`,
      ),
    )
    .map(([text, from, length, spelt]) => spelt(text.slice(from, from + length))),
  fc.constantFrom(
    "",
    "  ",
    "\t\n",
    "c",
    "C-",
    "00",
    "42",
    "a",
    "acme",
    "ΑΣ",
    "ας",
    "acme\nc-99",
    "acme\nc",
    "e\nc-1",
    "wo\r\nli",
    "\n",
    "😀",
    "Ａ",
    "1+1",
  ),
);

/** Queries of every kind: filters, a search, an order with or without a direction; or none of them. */
export const arbQuery: fc.Arbitrary<CustomerQuery> = fc.record(
  {
    status: fc.subarray(["Active", "Inactive"]),
    inviteStatus: fc.subarray(["Not Invited", "Pending", "Accepted", "Declined", "Expired"]),
    search: arbSearch,
    sort: fc.record(
      {
        column: fc.constantFrom(...headers.map(({ column }) => column)),
        direction: fc.constantFrom("asc", "desc"),
      },
      { requiredKeys: ["column"], noNullPrototype: true },
    ),
  },
  { requiredKeys: [], noNullPrototype: true },
);
