import type fc from "fast-check";
import { todayIn } from "../src/calendar/zone.ts";
import type { Ledger } from "../src/model/ledger.ts";
import { readLedger } from "../src/model/read-ledger.ts";
import { mustRead } from "./must-read.ts";
import { arbRawLedger } from "./twin/ledgers.ts";
import type { RawLedger } from "./twin/twin.ts";

/** Random valid ledgers as they come in, with today in the business's zone and a day to ask about. */
export const arbLedgerRows: fc.Arbitrary<{ ledger: RawLedger; today: string; asOf: string }> =
  arbRawLedger.map(({ ledger, now, asOf }) => ({
    ledger: withDueDays(ledger),
    today: todayIn(ledger.business.time_zone, now),
    asOf,
  }));

/** The same, read. */
export const arbLedger: fc.Arbitrary<{ ledger: Ledger; asOf: string }> = arbLedgerRows.map(
  ({ ledger, today, asOf }) => ({ ledger: mustRead(readLedger(ledger, { today })), asOf }),
);

/** Due days are not yet worked out from terms: a row that counts on that is due when it is issued. */
function withDueDays(ledger: RawLedger): RawLedger {
  const invoices = (ledger.invoices ?? []).map((row) =>
    row.due_on === undefined && row.issued_on !== undefined ? { ...row, due_on: row.issued_on } : row,
  );
  return { ...ledger, invoices };
}
