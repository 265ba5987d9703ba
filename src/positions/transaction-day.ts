import type { Day } from "../calendar/day.ts";
import { Fault } from "../fault/fault.ts";
import type { Adjustment } from "../model/adjustment.ts";
import type { Invoice } from "../model/invoice.ts";

/** The day of a document's transaction: the day it was issued or, where that is not given, entered. */
export function transactionDay({ issuedOn, recordedOn }: Invoice | Adjustment): Day | undefined {
  return issuedOn ?? recordedOn;
}

const idsShown = 5;

/** The fault of documents that give neither day, where it matters how old they are. */
export function issueDateMissing(ids: readonly string[]): Fault {
  const more = ids.length > idsShown ? ` and ${ids.length - idsShown} more` : "";
  const message =
    `How old ${ids.slice(0, idsShown).join(", ")}${more} are cannot be told: ` +
    "they give neither an issue day nor a record day.";
  return new Fault("ISSUE_DATE_MISSING", message, { details: { ids } });
}
