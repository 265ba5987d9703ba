import fc from "fast-check";
import { expect, test } from "vitest";
import { todayIn } from "../src/calendar/index.ts";
import { readLedgerFiles } from "../src/csv/index.ts";
import { customerColumns, customerList, exportRecords } from "../src/customers/index.ts";
import { asOfModes, Fault, type Ledger, readLedger } from "../src/index.ts";
import { filesOf } from "./files-of.ts";
import { mustRead } from "./must-read.ts";
import { runs } from "./runs.ts";
import { arbRawLedger } from "./twin/ledgers.ts";
import { type RawLedger, type TwinOptions, twinExport } from "./twin/twin.ts";

/** Cells row by row, or the ids of documents that do not say what was open on a past day. */
type Answer = readonly (readonly string[])[] | { readonly historyOf: readonly string[] };

function twinAnswer(ledger: RawLedger, options: TwinOptions): Answer {
  try {
    const { header, rows } = twinExport(ledger, options);
    return [header, ...rows];
  } catch (error) {
    const { message } = error as Error;
    if (!message.startsWith("HISTORY_UNAVAILABLE ")) throw error;
    return { historyOf: message.slice("HISTORY_UNAVAILABLE ".length).split(",") };
  }
}

function answer(ledger: Ledger, { asOf = ledger.today, ...options }: TwinOptions): Answer {
  try {
    const records = exportRecords(customerList(ledger, { asOf, ...options }));
    return [customerColumns.map(({ name }) => name), ...records.map((record) => Object.values(record))];
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== "HISTORY_UNAVAILABLE") throw error;
    return { historyOf: (error.details["ids"] as string[]).toSorted() };
  }
}

test("A-070 every export equals that of an independent twin, cell by cell, or both miss the same history", () => {
  fc.assert(
    fc.property(arbRawLedger, fc.constantFrom(...asOfModes), ({ ledger: raw, now, asOf }, mode) => {
      const ledger = mustRead(readLedger(raw, { today: todayIn(raw.business.time_zone, now) }));
      const options = { now, asOf, mode };
      expect(answer(ledger, options)).toEqual(twinAnswer(raw, options));
    }),
    { numRuns: runs(1000) },
  );
}, 120_000);

test("A-070 F-45 a ledger reads the same from a folder's files as from JSON", () => {
  fc.assert(
    fc.property(arbRawLedger, ({ ledger: raw, now, asOf }) => {
      const today = (timeZone: string) => todayIn(timeZone, now);
      const fromJson = mustRead(readLedger(raw, { today: today(raw.business.time_zone) }));
      const { ledger, rejected } = mustRead(readLedgerFiles(filesOf(raw), { today }));
      expect(rejected).toEqual([]);
      expect(ledger).toEqual(fromJson);
      const options = { now, asOf, mode: "reage" } as const;
      expect(answer(ledger, options)).toEqual(answer(fromJson, options));
    }),
    { numRuns: runs(300) },
  );
});
