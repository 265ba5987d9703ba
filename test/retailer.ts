import { readFileSync } from "node:fs";
import type { Ledger } from "../src/model/ledger.ts";
import { readLedger } from "../src/model/read-ledger.ts";
import { mustRead } from "./must-read.ts";

/** The day of the worked examples of the debtors board: a Saturday. */
export const retailerToday = "2025-05-10";

/** Tables of a ledger as they come in. */
export type RawTables = Record<string, unknown>;

/** The worked example of five customers, as it comes in. */
export function goldenRetailer(): RawTables {
  return JSON.parse(readFileSync(new URL("fixtures/golden-retailer.json", import.meta.url), "utf8"));
}

/** A ledger of the debtors board: the business is one in Sydney unless tables say another. */
export function debtorLedger(tables: RawTables, today: string = retailerToday): Ledger {
  const business = { time_zone: "Australia/Sydney", currency: "AUD" };
  return mustRead(readLedger({ business, ...tables }, { today }));
}
