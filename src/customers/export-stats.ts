import type { ColumnStats } from "../columns/column-stats.ts";
import { exposureNumbers } from "../columns/exposures.ts";
import { agedTallies } from "../columns/tallies.ts";
import type { Account } from "../model/account.ts";
import type { Ledger } from "../model/ledger.ts";
import type { PriorityOptions } from "../stats/priority.ts";
import { invitationAt, latestInvites } from "../store/invitation.ts";
import { identityOf } from "../store/row.ts";
import { orderByNumbersAndIds } from "../table/radix-order.ts";
import type { CsvOptions } from "../table/write-csv.ts";
import { csvPieces } from "../table/write-csv-bytes.ts";
import type { CustomerWho } from "./columns.ts";
import { figureColumns, inUnits, mostNumberDecimals } from "./figure-columns.ts";
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

/** Whether {@link exportOfColumns} can write what is asked for. */
export function fitsColumns({ averageDecimals = 0 }: ShownDecimals): boolean {
  return averageDecimals <= mostNumberDecimals;
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
  for (const tally of agedTallies) inUnits(figures.averageDays[tally], decimals.averageDecimals);
  inUnits(figures.priorities, decimals.priorityDecimals);
  const who = (place: number) => whos[place] as CustomerWho;
  // Every number stands in a column: none is asked for as text.
  const columns = figureColumns(figures, { who, text: () => "" }, context);
  const idOf = (place: number) => stats.accountIds[place] as string;
  return csvPieces(orderByNumbersAndIds(exposures, idOf, "desc"), columns, csv);
}

function whoOf(account: Account, invitation: CustomerWho["invitation"]): CustomerWho {
  const { accountId, accountName, buyerCompanyName, accountType, status } = identityOf(account);
  return { accountId, accountName, buyerCompanyName, accountType, status, invitation };
}
