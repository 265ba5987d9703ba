import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { todayIn } from "../src/calendar/index.ts";
import { customerList, exportCustomers, exportRecords } from "../src/customers/index.ts";
import {
  type AccountStats,
  accountStats,
  averageDays,
  collectionPriorities,
  exposuresOf,
  latestStatements,
  openItems,
  readLedger,
  statsByAccount,
  statsByJob,
  type Tally,
  verifyIntegrity,
} from "../src/index.ts";
import { receivables } from "./command.ts";
import { mustRead } from "./must-read.ts";

const fixture = new URL("fixtures/golden-dealer.json", import.meta.url);
const file = fileURLToPath(fixture);
const raw: unknown = JSON.parse(readFileSync(fixture, "utf8"));

/** The first instant of 10 March in Chicago, and of the day after. */
const now = "2025-03-10T05:00:00Z";
const nextDay = "2025-03-11T05:00:00Z";

const today = todayIn("America/Chicago", now);
const ledger = mustRead(readLedger(raw, { today }));
const currency = ledger.business.currency;
const items = openItems(ledger, { asOf: today });
const stats = statsOf("C-100", today);

function statsOf(accountId: string, asOf: string): AccountStats {
  const own = openItems(ledger, { asOf }).filter((item) => item.accountId === accountId);
  return accountStats(own, { asOf, currency });
}

/** Cents, documents and the average days as they are shown. */
function shown(tally: Tally): readonly [amount: number, count: number, average: string] {
  return [tally.amount, tally.count, averageDays(tally).toFixed(2)];
}

const row100 =
  "C-100,Acme Builders,Acme Building LLC,Credit,Active,10.0,ap@acme.test,Accepted," +
  "2025-01-05T15:00:00.000Z,2025-01-06T09:30:00.000Z," +
  "5225.00,10,5150.00,9,1200.00,2,10.00,1,3950.00,7,56.78," +
  "200.00,2,15.50,3250.00,2,57.77,480.00,2,65.83,20.00,1,91.00,150.00,1,75.00,1";

/** The same account a day later, when the invoice due on 10 March has become past due. */
const row100NextDay =
  "C-100,Acme Builders,Acme Building LLC,Credit,Active,10.0,ap@acme.test,Accepted," +
  "2025-01-05T15:00:00.000Z,2025-01-06T09:30:00.000Z," +
  "5225.00,10,5150.00,9,700.00,1,0.00,0,4450.00,8,51.40," +
  "600.00,2,1.17,350.00,2,31.71,3400.00,2,61.12,100.00,2,91.20,150.00,1,75.00,1";

describe("the golden dealer through the engine", () => {
  test("E-15 what C-100 owes, current, past due and bucket by bucket", () => {
    expect(today).toBe("2025-03-10");
    expect(shown(stats.byBucket["1-30"])).toEqual([20_000, 2, "15.50"]);
    expect(shown(stats.byBucket["31-60"])).toEqual([325_000, 2, "57.77"]);
    expect(shown(stats.byBucket["61-90"])).toEqual([48_000, 2, "65.83"]);
    expect(shown(stats.byBucket["91+"])).toEqual([2_000, 1, "91.00"]);
    expect(shown(stats.pastDue)).toEqual([395_000, 7, "56.78"]);
    expect(stats.pastDue.amountDays).toBe(22_427_000n);
    expect([stats.current.amount, stats.current.count]).toEqual([120_000, 2]);
    expect([stats.invoices.amount, stats.invoices.count]).toEqual([515_000, 9]);
    expect(verifyIntegrity(stats)).toEqual([]);
  });

  test("E-16 debits are part of what is outstanding, credits stand apart", () => {
    expect([stats.outstanding.amount, stats.outstanding.count]).toEqual([522_500, 10]);
    expect([stats.debits.amount, stats.debits.count]).toEqual([7_500, 1]);
    expect([stats.credits.amount, stats.credits.count]).toEqual([15_000, 1]);
    expect(stats.invoices.amount + stats.debits.amount - stats.credits.amount).toBe(507_500);
  });

  test("E-17 a discount counts on a current invoice up to its last day", () => {
    expect([stats.discounts.amount, stats.discounts.count]).toEqual([1_000, 1]);
    const { discounts } = statsOf("C-100", "2025-03-11");
    expect([discounts.amount, discounts.count]).toEqual([0, 0]);
  });

  test("E-18 averages over nothing past due are zero", () => {
    for (const accountId of ["C-200", "C-400"]) {
      const { pastDue, byBucket } = statsOf(accountId, today);
      const { current: _, ...pastDueBuckets } = byBucket;
      for (const tally of [pastDue, ...Object.values(pastDueBuckets)]) {
        expect(shown(tally)).toEqual([0, 0, "0.00"]);
      }
    }
  });

  test("E-19 E-20 priorities follow past-due exposure, not what is owed", () => {
    const byAccount = statsByAccount(items, { asOf: today, currency });
    const exposures = exposuresOf(byAccount).set("C-400", 0n);
    expect(Object.fromEntries(exposures)).toEqual({
      "C-100": 22_427_000n,
      "C-200": 0n,
      "C-300": 1_000_000n,
      "C-400": 0n,
      "C-500": 1n,
    });
    const scores = collectionPriorities(exposures, { currency });
    expect(byAccount.get("C-200")?.invoices.amount).toBe(100_000_000);
    expect([scores.get("C-100"), scores.get("C-200"), scores.get("C-400")]).toEqual([10, 0, 0]);
    expect(scores.get("C-300")).toBeCloseTo(7.475636394818, 12);
    expect(scores.get("C-500")).toBeCloseTo(0.008076167, 9);
  });

  test("E-26 a day later every past-due document is a day older", () => {
    const { pastDue, byBucket } = statsOf("C-100", "2025-03-11");
    expect(pastDue.amountDays).toBe(22_872_000n);
    expect(pastDue.amountDays).toBe(stats.pastDue.amountDays + BigInt(pastDue.amount));
    expect(shown(pastDue)).toEqual([445_000, 8, "51.40"]);
    expect(shown(byBucket["1-30"])).toEqual([60_000, 2, "1.17"]);
    expect(shown(byBucket["31-60"])).toEqual([35_000, 2, "31.71"]);
    expect(shown(byBucket["61-90"])).toEqual([340_000, 2, "61.12"]);
    expect(shown(byBucket["91+"])).toEqual([10_000, 2, "91.20"]);
  });

  test("A-174 E-33 the most recent statement has stats of its own", () => {
    const statement = latestStatements(ledger.statements.values(), today).get("C-100");
    expect(statement?.statementId).toBe("S-2");
    const own = items.filter(({ accountId }) => accountId === "C-100");
    const scoped = accountStats(own, { asOf: today, currency, scope: { statementId: "S-2" } });
    expect([scoped.invoices.amount, scoped.invoices.count]).toEqual([370_000, 2]);
    expect(shown(scoped.pastDue)).toEqual([300_000, 1, "60.00"]);
    expect(scoped.discounts.amount).toBe(0);
  });

  test("A-178 E-34 jobs and what belongs to none add up to the account", () => {
    const own = items.filter(({ accountId }) => accountId === "C-100");
    const { jobs, unassigned } = statsByJob(own, { asOf: today, currency });
    expect([...jobs.keys()].toSorted()).toEqual(["J1", "J2"]);
    expect(shown((jobs.get("J1") as AccountStats).pastDue)).toEqual([300_000, 1, "60.00"]);
    expect(shown((jobs.get("J2") as AccountStats).pastDue)).toEqual([65_000, 2, "49.46"]);
    expect([unassigned.pastDue.amount, unassigned.pastDue.count]).toEqual([30_000, 4]);
  });
});

describe("the golden dealer through the customers door", () => {
  const lines = (at: string) =>
    exportCustomers(customerList(ledger, { asOf: todayIn("America/Chicago", at), now: at })).split("\r\n");

  test("E-15 E-16 E-17 E-28 the row of C-100, cell by cell", () => {
    expect(lines(now)[1]).toBe(row100);
    expect(lines(now)[1]?.split(",")).toHaveLength(37);
  });

  test("E-18 E-19 E-20 all accounts, most urgent first, with their scores", () => {
    const list = customerList(ledger, { asOf: today, now });
    const records = exportRecords(list);
    expect(records.map((each) => [each["account_id"], each["collection_priority"]])).toEqual([
      ["C-100", "10.0"],
      ["C-300", "7.5"],
      ["C-500", "0.0"],
      ["C-200", "0.0"],
      ["C-400", "0.0"],
    ]);
    const days = Object.entries(records[3] ?? {}).filter(([name]) => name.endsWith("_days_overdue"));
    expect(days.map(([, cell]) => cell)).toEqual(["0.00", "0.00", "0.00", "0.00", "0.00"]);
    expect(list.rows.map(({ priority }) => priority)[4]).toBeCloseTo(0.008076167, 9);
  });

  test("E-17 E-26 the row of C-100 a day later", () => {
    const later = mustRead(readLedger(raw, { today: "2025-03-11" }));
    const list = customerList(later, { asOf: "2025-03-11", now: nextDay });
    expect(exportCustomers(list).split("\r\n")[1]).toBe(row100NextDay);
    expect(lines(nextDay)[1]).toBe(row100NextDay);
  });
});

describe("midnight in the dealer's office", () => {
  const pastDue = async (timeZone: string, dueOn: string, instant: string) => {
    const stdin = JSON.stringify({
      business: { time_zone: timeZone, currency: "USD" },
      invoices: [{ invoice_number: "1", account_id: "A", amount: "1.00", due_on: dueOn }],
    });
    const { out } = await receivables(["export", "-", "--format", "json", "--now", instant], { stdin });
    const [row] = JSON.parse(out) as Record<string, string>[];
    return row?.["past_due_invoice_weighted_average_days_overdue"];
  };

  test("A-086 A-087 E-03 makes past due what was due the day before, a millisecond earlier it is current", async () => {
    const last = "2025-06-10T11:59:59.999Z";
    const first = "2025-06-10T12:00:00.000Z";
    expect(await pastDue("Pacific/Auckland", "2025-06-10", last)).toBe("0.00");
    expect(await pastDue("Pacific/Auckland", "2025-06-10", first)).toBe("1.00");
    for (const elsewhere of ["UTC", "America/Los_Angeles"]) {
      expect(await pastDue(elsewhere, "2025-06-10", last)).toBe("0.00");
      expect(await pastDue(elsewhere, "2025-06-10", first)).toBe("0.00");
    }
    expect(await pastDue("Pacific/Auckland", "2025-12-31", "2025-12-31T10:59:59.999Z")).toBe("0.00");
    expect(await pastDue("Pacific/Auckland", "2025-12-31", "2025-12-31T11:00:00Z")).toBe("1.00");
    expect(await pastDue("America/Chicago", "2025-03-09", "2025-03-10T04:59:59.999Z")).toBe("0.00");
    expect(await pastDue("America/Chicago", "2025-03-09", "2025-03-10T05:00:00.000Z")).toBe("1.00");
  });
});

describe("the golden dealer through the command", () => {
  test("E-15 E-16 E-17 E-20 E-28 export as CSV", async () => {
    const { exitCode, out, err } = await receivables(["export", file, "--now", now]);
    expect(exitCode).toBe(0);
    const lines = out.split("\r\n");
    expect(lines).toHaveLength(7);
    expect(lines[0]?.split(",")).toHaveLength(37);
    expect(lines[1]).toBe(row100);
    expect(lines.at(-1)).toBe("");
    expect(err).toContain("ALLOCATION_INACTIVE");
  });

  test("E-17 E-26 export a day later, by the clock or by --as-of", async () => {
    const byClock = await receivables(["export", file, "--now", nextDay]);
    const byDay = await receivables(["export", file, "--now", now, "--as-of", "2025-03-11"]);
    expect(byClock.out.split("\r\n")[1]).toBe(row100NextDay);
    expect(byDay.out).toBe(byClock.out);
  });

  test("E-18 E-20 E-28 export as JSON", async () => {
    const { exitCode, out } = await receivables(["export", file, "--now", now, "--format", "json"]);
    expect(exitCode).toBe(0);
    const records = JSON.parse(out) as Record<string, string>[];
    expect(Object.values(records[0] ?? {}).join(",")).toBe(row100);
    expect(records.map((each) => each["collection_priority"])).toEqual(["10.0", "7.5", "0.0", "0.0", "0.0"]);
    expect(records[4]).toMatchObject({
      account_id: "C-400",
      status: "Inactive",
      past_due_invoice_weighted_average_days_overdue: "0.00",
    });
  });
});
