import type { ColumnStats } from "../columns/column-stats.ts";
import { exposureNumbers } from "../columns/exposures.ts";
import type { ColumnFigures } from "../columns/figures.ts";
import type { AgedTally } from "../columns/tallies.ts";
import type { Account } from "../model/account.ts";
import type { Ledger } from "../model/ledger.ts";
import type { PriorityOptions } from "../stats/priority.ts";
import { invitationAt, latestInvites } from "../store/invitation.ts";
import { identityOf } from "../store/row.ts";
import { compareIds } from "../table/order.ts";
import { orderByNumbers } from "../table/radix-order.ts";
import type { CsvOptions } from "../table/write-csv.ts";
import { csvPieces } from "../table/write-csv-bytes.ts";
import { type CustomerColumn, type CustomerWho, customerColumns } from "./columns.ts";
import { decimalsIn } from "./export.ts";
import { decimalsOf, type ShownDecimals } from "./list.ts";

/** What the customer export is written from: accounts, and what their documents add up to, in the same order. */
export interface CustomersAsColumns {
  readonly accounts: Ledger["accounts"];
  readonly invites: Ledger["invites"];
  readonly stats: ColumnStats;
}

/** How the customer export is written from columns. */
export interface ExportColumnsOptions extends ShownDecimals, Omit<PriorityOptions, "currency" | "decimals"> {
  /** The instant at which invitations are read, in milliseconds since 1970-01-01T00:00Z. */
  readonly now: number;
}

/** The most decimals of averages that columns have. */
const mostDecimals = 6;

/** Whether {@link exportOfColumns} can write what is asked for. */
export function fitsColumns({ averageDecimals = 0 }: ShownDecimals): boolean {
  return averageDecimals <= mostDecimals;
}

/**
 * The customer export of all accounts in its default order, piece by piece as UTF-8: what `exportCustomersBytes` writes of
 * the same ledger. Undefined where an exposure is beyond what a number holds.
 *
 * No object is made per account but who it is: figures go from their columns to bytes.
 */
export function exportOfColumns(
  { accounts, invites, stats }: CustomersAsColumns,
  { now, averageDecimals, priorityDecimals, ...scale }: ExportColumnsOptions,
  csv: CsvOptions,
): Iterable<Uint8Array<ArrayBuffer>> | undefined {
  const exposures = exposureNumbers(stats);
  if (exposures === undefined) return undefined;
  const decimals = decimalsOf({
    ...(averageDecimals === undefined ? {} : { averageDecimals }),
    ...(priorityDecimals === undefined ? {} : { priorityDecimals }),
  });
  const latest = latestInvites(invites);
  const whos = Array.from(accounts.values(), (account): CustomerWho => {
    const invite = latest.get(account.accountId);
    return whoOf(account, invite === undefined ? null : invitationAt(invite, now));
  });
  const context = { currency: stats.currency, ...decimals };
  const figures = stats.figures({
    averageDecimals: decimals.averageDecimals,
    priorities: { ...scale, decimals: decimals.priorityDecimals },
  });
  const columns = customerColumns.map((column) => {
    const { name, kind, said } = column;
    if (said !== undefined) {
      const numeric = kind === "timestamp";
      return { name, numeric, text: (place: number) => said(whos[place] as CustomerWho) };
    }
    const places = decimalsIn(kind, context);
    const numbers = numbersOf(column, figures);
    // Averages and scores are rounded to their decimals already: this only takes the point out.
    if (kind === "days" || kind === "score") {
      const unit = 10 ** places;
      for (let place = 0; place < numbers.length; place += 1) {
        numbers[place] = Math.round((numbers[place] as number) * unit);
      }
    }
    return {
      name,
      numeric: true,
      decimals: places,
      numbers,
      text: (place: number) => String(numbers[place]),
    };
  });
  return csvPieces(byUrgency(exposures, stats.accountIds), columns, csv);
}

function whoOf(account: Account, invitation: CustomerWho["invitation"]): CustomerWho {
  const { accountId, accountName, buyerCompanyName, accountType, status } = identityOf(account);
  return { accountId, accountName, buyerCompanyName, accountType, status, invitation };
}

/** The numbers of a column by account. */
function numbersOf({ figure }: CustomerColumn, figures: ColumnFigures): Float64Array {
  if (figure === undefined) return figures.priorities;
  if (figure.of === "amount") return figures.amounts[figure.tally];
  return figure.of === "count"
    ? figures.counts[figure.tally]
    : figures.averageDays[figure.tally as AgedTally];
}

/** The places of accounts, the greatest exposure first, equal ones by id. */
function byUrgency(exposures: Float64Array, ids: readonly string[]): Uint32Array {
  const order = orderByNumbers(exposures, Uint32Array.from(ids.keys()), "desc");
  for (let from = 0; from < order.length; ) {
    const exposure = exposures[order[from] as number];
    let to = from + 1;
    while (to < order.length && exposures[order[to] as number] === exposure) to += 1;
    // Only where exposures are equal does anybody look at ids.
    if (to - from > 1) {
      order.subarray(from, to).sort((a, b) => compareIds(ids[a] as string, ids[b] as string));
    }
    from = to;
  }
  return order;
}
