import { expect, test } from "vitest";
import { nextDayChange, todayIn } from "../../src/calendar/index.ts";
import { parseCsv, readLedgerFiles } from "../../src/csv/index.ts";
import { customerList, exportCustomers } from "../../src/customers/index.ts";
import {
  accountStats,
  averageDays,
  collectionPriorities,
  openItems,
  readLedger,
  statsByAccount,
} from "../../src/index.ts";
import golden from "../fixtures/golden-dealer.json" with { type: "json" };
import { mustRead } from "../must-read.ts";

const now = "2025-03-10T05:00:00Z";

test("this is an edge runtime", () => {
  expect("EdgeRuntime" in globalThis).toBe(true);
});

test("E-07 the calendar computes on the edge", () => {
  expect(todayIn("America/Chicago", "2025-03-10T04:59:59.999Z")).toBe("2025-03-09");
  expect(todayIn("America/Chicago", now)).toBe("2025-03-10");
  expect(nextDayChange("America/Chicago", now)).toBe("2025-03-11T05:00:00.000Z");
});

test("E-15 E-20 the engine's stats and priorities compute on the edge", () => {
  const ledger = mustRead(readLedger(golden, { today: "2025-03-10" }));
  const options = { asOf: "2025-03-10", currency: ledger.business.currency };
  const items = openItems(ledger, { asOf: "2025-03-10" });
  const stats = statsByAccount(items, options);
  const own = stats.get("C-100") ?? accountStats([], options);
  expect(own.pastDue).toEqual({ amount: 395_000, count: 7, amountDays: 22_427_000n });
  expect(averageDays(own.pastDue).toFixed(2)).toBe("56.78");
  const exposures = new Map([...stats].map(([id, { pastDue }]) => [id, pastDue.amountDays]));
  const scores = collectionPriorities(exposures, { currency: options.currency });
  expect(scores.get("C-300")).toBeCloseTo(7.475636394818, 12);
});

test("E-28 E-29 the customers door computes and writes on the edge", () => {
  const ledger = mustRead(readLedger(golden, { today: "2025-03-10" }));
  const text = exportCustomers(customerList(ledger, { asOf: "2025-03-10", now }));
  expect(text.split("\r\n")[1]).toMatch(
    /^C-100,Acme Builders,Acme Building LLC,Credit,Active,10\.0,ap@acme\.test,/,
  );
  const { rows } = mustRead(parseCsv(text));
  expect(rows.map((row) => row.length)).toEqual([37, 37, 37, 37, 37]);
});

test("F-45 the CSV door reads bytes, tells bad from good and names lines on the edge", () => {
  const utf8 = (text: string) => new TextEncoder().encode(text);
  const business = utf8('{ "time_zone": "America/Chicago", "currency": "USD" }');
  const read = (invoices: string | Uint8Array) => {
    const bytes = typeof invoices === "string" ? utf8(invoices) : invoices;
    const files = new Map([
      ["business.json", business],
      ["invoices.csv", bytes],
    ]);
    const reading = readLedgerFiles(files, { today: (zone) => todayIn(zone, now) });
    return reading.ok
      ? [reading.value.ledger.invoices.size]
      : reading.issues.map(({ file, line, code }) => `${file}:${line}: ${code}`);
  };
  const head = "invoice_number,account_id,amount,due_on\n";
  expect(read(`\uFEFF${head}7,A,"12.50",2025-03-01\r\n`)).toEqual([1]);
  expect(read(`${head}7,A,12.50,soon\n`)).toEqual(["invoices.csv:2: DATE_INVALID"]);
  expect(read(`${head}7,A\n`)).toEqual(["invoices.csv:2: CSV_SHAPE"]);
  expect(read(Uint8Array.of(0x61, 10, 0xff))).toEqual(["invoices.csv:2: ENCODING_INVALID"]);
});
