import type { CustomerListOptions } from "../customers/list.ts";
import type { CustomerQuery } from "../customers/query.ts";
import { asOfModes } from "../positions/open-items.ts";
import { type EqualScore, priorityFloors } from "../stats/priority.ts";
import { discountCombinings } from "../stats/stats.ts";
import type { Direction } from "../table/order.ts";
import { UsageError } from "./io.ts";
import { listOf, numberOf, type Parsed, textOf, wordOf } from "./options.ts";

/** The settings of figures, priorities and decimals that a command line asks for. */
export function settingsOf(parsed: Parsed): Omit<CustomerListOptions, "asOf" | "now"> {
  const mode = wordOf(parsed, "as-of-mode", asOfModes);
  const floor = wordOf(parsed, "floor", priorityFloors);
  const equal = wordOf(parsed, "equal", ["10", "5", "0"]);
  const discounts = wordOf(parsed, "discounts", discountCombinings);
  const averageDecimals = numberOf(parsed, "average-decimals");
  const priorityDecimals = numberOf(parsed, "priority-decimals");
  return {
    ...(mode === undefined ? {} : { mode }),
    ...(floor === undefined ? {} : { floor }),
    ...(equal === undefined ? {} : { equal: Number(equal) as EqualScore }),
    ...(discounts === undefined ? {} : { discounts }),
    ...(averageDecimals === undefined ? {} : { averageDecimals }),
    ...(priorityDecimals === undefined ? {} : { priorityDecimals }),
  };
}

/**
 * The query that a command line asks for; what it names is checked by whoever reads it.
 *
 * @throws {UsageError} for a sort that is not spelled like one.
 */
export function queryOf(parsed: Parsed): CustomerQuery {
  const status = listOf(parsed, "status");
  const inviteStatus = listOf(parsed, "invite-status");
  const search = textOf(parsed, "search");
  const sort = textOf(parsed, "sort");
  const [column, direction, ...more] = sort?.split(":") ?? [];
  if (more.length > 0) throw new UsageError(`--sort takes COLUMN[:asc|desc], not ${JSON.stringify(sort)}.`);
  return {
    ...(status === undefined ? {} : { status }),
    ...(inviteStatus === undefined ? {} : { inviteStatus }),
    ...(search === undefined ? {} : { search }),
    ...(column === undefined
      ? {}
      : { sort: { column, ...(direction === undefined ? {} : { direction: direction as Direction }) } }),
  };
}
