import { epochMilliseconds, type InstantLike } from "../calendar/instant.ts";
import type { ColumnStats } from "../columns/column-stats.ts";
import { exposureNumbers } from "../columns/exposures.ts";
import type { ColumnFigures } from "../columns/figures.ts";
import { agedTallies, columnTallies } from "../columns/tallies.ts";
import { Fault } from "../fault/fault.ts";
import { knownOptions } from "../fault/options.ts";
import type { Account } from "../model/account.ts";
import type { Ledger } from "../model/ledger.ts";
import type { PriorityOptions } from "../stats/priority.ts";
import { invitationAt, latestInvites } from "../store/invitation.ts";
import { identityOf } from "../store/row.ts";
import { compareIds } from "../table/order.ts";
import { orderByNumbersAndIds } from "../table/radix-order.ts";
import type { CsvOptions } from "../table/write-csv.ts";
import { csvPieces } from "../table/write-csv-bytes.ts";
import type { CustomerWho } from "./columns.ts";
import { figureColumns, inUnits, mostNumberDecimals, type ShownNumbers } from "./figure-columns.ts";
import { decimalsOf, type ShownDecimals } from "./list.ts";

/** Accounts, and what their documents add up to in the same order: as `readLedgerStats` of `receivables/csv` gives them. */
export interface CustomerStats {
  readonly accounts: Ledger["accounts"];
  readonly invites: Ledger["invites"];
  readonly stats: ColumnStats;
}

/** How figures in columns are exported. */
export interface ExportStatsOptions extends Omit<PriorityOptions, "currency" | "decimals"> {
  /** The instant at which invitations are read. */
  readonly now: InstantLike;
  /** Decimals of averages of days, 0 to 6. Default 2. */
  readonly averageDecimals?: number;
  /** Decimals of priorities, 0 to 6. Default 1. */
  readonly priorityDecimals?: number;
}

/** Whether {@link exportCustomersOfStats} writes averages of so many decimals. */
export function fitsColumns({ averageDecimals = 0 }: ShownDecimals): boolean {
  return averageDecimals <= mostNumberDecimals;
}

/**
 * The customer export of all accounts in its default order, piece by piece as UTF-8: what `exportCustomersBytes` writes of
 * the same ledger, without a row for each account.
 *
 * A piece has about a megabyte. No account gives a header alone.
 *
 * @throws {Fault} `INSTANT_INVALID`, `POLICY_RANGE`, `POLICY_UNKNOWN` for options; `TYPE` where accounts and stats are not as
 * many.
 *
 * @example
 * import { readLedgerStats } from "receivables/csv";
 * import { exportCustomersOfStats } from "receivables/customers";
 *
 * const files = new Map([
 *   ["business.json", '{ "time_zone": "America/Chicago", "currency": "USD" }'],
 *   ["invoices.csv", "invoice_number,account_id,amount,due_on\n7,C-100,12.50,2025-03-01\n"],
 * ]);
 * const reading = await readLedgerStats(files, { today: "2025-03-10" });
 * if (!reading.ok) throw new Error(reading.issues[0]?.message);
 * const pieces = [...exportCustomersOfStats(reading.value, { now: "2025-03-10T12:00:00Z" })];
 * new TextDecoder().decode(pieces[0]).split("\r\n")[1]?.slice(0, 31); // => "C-100,C-100,,,Active,10.0,,,,,1"
 */
export function exportCustomersOfStats(
  { accounts, invites, stats }: CustomerStats,
  options: ExportStatsOptions,
  csv: CsvOptions = {},
): Iterable<Uint8Array<ArrayBuffer>> {
  knownOptions(options, ["now", "averageDecimals", "priorityDecimals", "floor", "equal"]);
  const { now, averageDecimals, priorityDecimals, ...scale } = options;
  const decimals = decimalsOf(
    {
      ...(averageDecimals === undefined ? {} : { averageDecimals }),
      ...(priorityDecimals === undefined ? {} : { priorityDecimals }),
    },
    mostNumberDecimals,
  );
  if (accounts.size !== stats.size) {
    const message = `There are ${accounts.size} accounts, and stats of ${stats.size}.`;
    throw new Fault("TYPE", message, { path: ["stats"] });
  }
  const instant = epochMilliseconds(now);
  const latest = latestInvites(invites);
  const whos = Array.from(accounts.values(), (account): CustomerWho => {
    const invite = latest.get(account.accountId);
    return whoOf(account, invite === undefined ? null : invitationAt(invite, instant));
  });
  const figures = stats.figures({
    averageDecimals: decimals.averageDecimals,
    priorities: { ...scale, decimals: decimals.priorityDecimals },
  });
  for (const tally of agedTallies) inUnits(figures.averageDays[tally], decimals.averageDecimals);
  inUnits(figures.priorities, decimals.priorityDecimals);
  const order = byUrgency(stats);
  const block = new OrderedBlock(figures, order);
  const who = (place: number) => whos[order[block.from + place] as number] as CustomerWho;
  // Every number stands in a column: none is asked for as text.
  const context = { currency: stats.currency, ...decimals };
  const columns = figureColumns(block.numbers, { who, text: () => "" }, context);
  return csvPieces({ length: order.length, at: (index) => block.placeOf(index) }, columns, csv);
}

/** So many rows are put in order at a time: their numbers lie in the processor's second memory. */
const blockSize = 2048;

/**
 * Figures of some rows in an order. To look each up where its account stands took twice the time: one after the other they
 * come from slow memory, a column of them together does not wait for each.
 */
class OrderedBlock {
  /** Which row of the order stands first. */
  from: number = -blockSize;
  readonly numbers: Required<ShownNumbers>;
  private readonly pairs: (readonly [Float64Array, Float64Array])[] = [];
  private readonly order: Uint32Array;

  constructor({ amounts, counts, averageDays, priorities }: ColumnFigures, order: Uint32Array) {
    this.order = order;
    this.numbers = {
      amounts: this.blocksOf(columnTallies, amounts),
      counts: this.blocksOf(columnTallies, counts),
      averageDays: this.blocksOf(agedTallies, averageDays),
      priorities: this.blockOf(priorities),
    };
  }

  private blocksOf<Tally extends string>(
    tallies: readonly Tally[],
    columns: Readonly<Record<Tally, Float64Array>>,
  ): Record<Tally, Float64Array> {
    const blocks = tallies.map((tally) => [tally, this.blockOf(columns[tally])]);
    return Object.fromEntries(blocks) as Record<Tally, Float64Array>;
  }

  private blockOf(column: Float64Array): Float64Array {
    const block = new Float64Array(blockSize);
    this.pairs.push([column, block]);
    return block;
  }

  /** Where a row of the order stands in the block; rows are asked for one after the other. */
  placeOf(index: number): number {
    if (index >= this.from + blockSize) {
      this.from = index;
      const places = this.order.subarray(index, index + blockSize);
      for (const [column, block] of this.pairs) gather(column, places, block);
    }
    return index - this.from;
  }
}

function gather(column: Float64Array, places: Uint32Array, block: Float64Array): void {
  for (let at = 0; at < places.length; at += 1) block[at] = column[places[at] as number] as number;
}

function whoOf(account: Account, invitation: CustomerWho["invitation"]): CustomerWho {
  const { accountId, accountName, buyerCompanyName, accountType, status } = identityOf(account);
  return { accountId, accountName, buyerCompanyName, accountType, status, invitation };
}

/** The places of accounts, the greatest exposure first, equal ones by id. */
function byUrgency(stats: ColumnStats): Uint32Array {
  const idOf = (place: number) => stats.accountIds[place] as string;
  const exposures = exposureNumbers(stats);
  if (exposures !== undefined) return orderByNumbersAndIds(exposures, idOf, "desc");
  const exact = stats.accountIds.map((_, place) => stats.exposure(place));
  return Uint32Array.from(exact.keys()).sort((a, b) => {
    const [x, y] = [exact[a] as bigint, exact[b] as bigint];
    return x === y ? compareIds(idOf(a), idOf(b)) : x > y ? -1 : 1;
  });
}
