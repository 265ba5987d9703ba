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
    ledger,
    today: todayIn(ledger.business.time_zone, now),
    asOf,
  }));

/** The same, read. */
export const arbLedger: fc.Arbitrary<{ ledger: Ledger; asOf: string }> = arbLedgerRows.map(
  ({ ledger, today, asOf }) => ({ ledger: mustRead(readLedger(ledger, { today })), asOf }),
);
