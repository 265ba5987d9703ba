import { addDays, type Day } from "../calendar/day.ts";
import { endOfMonth } from "../calendar/month.ts";
import type { Fault } from "../fault/fault.ts";

/** A day that is worked out; at the end of the calendar the fault that it would lie beyond. */
export function dayOrFault(workOut: () => Day): Day | Fault {
  try {
    return workOut();
  } catch (error) {
    return error as Fault;
  }
}

/** The payment terms an account may have; they say when its invoices are due. */
export const accountTerms = ["7 days", "30 days", "EOM Current", "EOM Following"] as const;
/** One of {@link accountTerms}. */
export type Terms = (typeof accountTerms)[number];

/**
 * The day an invoice is due under an account's terms: 7 or 30 days after it was issued, or the last day of its month (EOM
 * Current) or of the month after (EOM Following).
 *
 * @throws {Fault} as `dayNumber`; `DATE_RANGE` where the day leaves the year 9999.
 * @see docs/sources.md, 002:25-26; docs/decisions.md, G-108.
 *
 * @example
 * import { dueDate } from "receivables";
 *
 * dueDate("2025-04-12", "EOM Current");   // => "2025-04-30"
 * dueDate("2025-04-12", "EOM Following"); // => "2025-05-31"
 * dueDate("2025-04-12", "7 days");        // => "2025-04-19"
 */
export function dueDate(issuedOn: Day, terms: Terms): Day {
  switch (terms) {
    case "7 days":
      return addDays(issuedOn, 7);
    case "30 days":
      return addDays(issuedOn, 30);
    case "EOM Current":
      return endOfMonth(issuedOn);
    case "EOM Following":
      return endOfMonth(issuedOn, 1);
  }
}
