import { describe, expect, test } from "vitest";
import { faultOf } from "../../test/fault-of.ts";
import { readBothWays, today } from "../../test/open-files.ts";
import { type LedgerStatsOptions, readLedgerStats } from "./ledger-columns.ts";

const business = '{ "time_zone": "UTC", "currency": "USD" }';
const header = "invoice_number,account_id,amount,due_on";
const row = "1,A,1.00,2025-01-01";

/** Holds the ways of reading against each other; whether documents were added up as they came. */
async function isPlain(files: Readonly<Record<string, string | Uint8Array>>): Promise<boolean> {
  const { plain } = await readBothWays(new Map(Object.entries({ "business.json": business, ...files })), [7]);
  return plain;
}

describe("both ways of reading say the same", () => {
  test("of a label that is too long, which nothing else would look at", async () => {
    const memo = (reason: string) => `adjustment_id,account_id,amount,type,reason\n1,A,1,credit,${reason}\n`;
    expect(await isPlain({ "adjustments.csv": memo("x".repeat(10_000)) })).toBe(true);
    expect(await isPlain({ "adjustments.csv": memo("x".repeat(10_001)) })).toBe(false);
  });
});
