import { describe, expect, test } from "vitest";
import { usd } from "../../test/arbitraries/open-items.ts";
import { type AgingScheme, agingScheme, byIssueMonth } from "../aging/scheme.ts";
import { addDays } from "../calendar/day.ts";
import { Fault } from "../fault/fault.ts";
import type { OpenDiscount, OpenItem } from "../positions/open-items.ts";
import { averageDays } from "../tally/average.ts";
import type { Tally } from "../tally/tally.ts";
import { type AccountStatsOptions, accountStats, statsByAccount, statsByJob } from "./account-stats.ts";
import { latestStatements } from "./statement.ts";
import type { DiscountCombining } from "./stats.ts";

const asOf = "2025-03-10";
const options = { asOf, currency: usd };
const none = { amount: 0, count: 0, amountDays: 0n };

let serial = 0;
/** An open invoice over minor units, so many days overdue. */
function invoice(balance: number, overdue: number, more: Partial<OpenItem> = {}): OpenItem {
  serial += 1;
  return {
    id: String(serial),
    accountId: "C-100",
    kind: "invoice",
    balance,
    dueOn: addDays(asOf, -overdue),
    ...more,
  };
}

const adjustment = (kind: "credit" | "debit", balance: number): OpenItem => ({
  id: `${kind}${balance}`,
  accountId: "C-100",
  kind,
  balance,
});

const stats = (items: readonly OpenItem[], more: Partial<AccountStatsOptions> = {}) =>
  accountStats(items, { ...options, ...more });

const days = (tally: Tally) => averageDays(tally).toFixed(2);

/** Amount, count and average, as a row of the export shows a bucket. */
const shown = (tally: Tally) => [tally.amount, tally.count, days(tally)];

function faultOf(act: () => unknown): Pick<Fault, "code" | "path"> {
  try {
    act();
  } catch (error) {
    if (error instanceof Fault) return { code: error.code, path: error.path };
    throw error;
  }
  throw new Error("Nothing was thrown.");
}

describe("averages", () => {
  test("E-13 A-102 A-103 A-104 A-131 dollar-weighted, not simple: one large invoice outweighs ten small ones", () => {
    const small = Array.from({ length: 10 }, () => invoice(100_00, 5));
    const { pastDue } = stats([invoice(3000_00, 60), ...small]);
    expect(pastDue).toEqual({ amount: 4000_00, count: 11, amountDays: 185_000_00n });
    expect(days(pastDue)).toBe("46.25");
  });

  test("E-14 halves round away from zero, as no float does", () => {
    expect(days(stats([invoice(199, 1), invoice(1, 2)]).pastDue)).toBe("1.01");
    expect(days(stats([invoice(1300, 2), invoice(2700, 3)]).pastDue)).toBe("2.68");
    expect(days(stats([invoice(5, 1), invoice(5, 1), invoice(5, 2)]).pastDue)).toBe("1.33");
  });

  test("E-18 A-105 A-148 nothing past due, or nothing at all: zeros", () => {
    const empty = stats([]);
    expect(empty).toEqual({
      asOf,
      currency: usd,
      outstanding: none,
      invoices: none,
      current: none,
      discounts: none,
      pastDue: none,
      byBucket: { current: none, "1-30": none, "31-60": none, "61-90": none, "91+": none },
      credits: none,
      debits: none,
    });
    const current = stats([invoice(500, 0), invoice(700, -22)]);
    expect(current.pastDue).toEqual(none);
    for (const label of ["1-30", "31-60", "61-90", "91+"] as const) {
      expect(shown(current.byBucket[label])).toEqual([0, 0, "0.00"]);
    }
    expect(days(current.pastDue)).toBe("0.00");
  });

  test("E-27 amount-days pass 2^53 exactly, amounts must not", () => {
    const most = Number.MAX_SAFE_INTEGER;
    const one = stats([invoice(most, 36_500)]);
    expect(one.pastDue.amountDays).toBe(328_762_772_798_046_171_500n);
    expect(days(one.pastDue)).toBe("36500.00");
    const both = () => stats([invoice(most, 36_500), invoice(most, 36_500)]);
    expect(faultOf(both)).toEqual({ code: "AMOUNT_OVERFLOW", path: [] });
    const alone = { amount: 18_014_398_509_481_982, amountDays: 657_525_545_596_092_343_000n };
    expect(averageDays(alone).toFixed(2)).toBe("36500.00");
  });

  test("E-27 exact on both sides of 2^53 amount-days, in every bucket, by account and by job", () => {
    // 2^53 - 1 is 6361 x 1416003655831, so it is a sum of amount-days itself.
    const atLimit = [invoice(1_416_003_655_831, 6361)];
    expect(stats(atLimit).pastDue.amountDays).toBe(9_007_199_254_740_991n);
    const beyond = [...atLimit, invoice(1, 6361), invoice(3, 100), invoice(1, 91)];
    expect(stats(beyond).pastDue.amountDays).toBe(9_007_199_254_740_991n + 6361n + 300n + 91n);

    const large = 1_000_000_000_000_001;
    const items = [
      invoice(large, 29, { accountId: "A", jobId: "J" }),
      invoice(large, 59, { accountId: "B", jobId: "J" }),
      invoice(large, 30, { accountId: "A", jobId: "K" }),
      invoice(large, 89, { accountId: "B", jobId: "J" }),
      invoice(7, 1, { accountId: "A", jobId: "J" }),
      invoice(large, 0, { accountId: "A", jobId: "J" }),
      adjustment("debit", large),
    ];
    const byAccount = statsByAccount(items, options);
    expect(byAccount.get("A")?.byBucket["1-30"].amountDays).toBe(BigInt(large) * 59n + 7n);
    expect(byAccount.get("B")?.byBucket["31-60"].amountDays).toBe(BigInt(large) * 59n);
    expect(byAccount.get("B")?.byBucket["61-90"].amountDays).toBe(BigInt(large) * 89n);
    expect(byAccount.get("B")?.pastDue.amountDays).toBe(BigInt(large) * 148n);
    expect(statsByJob(items, options).jobs.get("J")?.pastDue.amountDays).toBe(BigInt(large) * 177n + 7n);
    expect(stats(items, { scope: { jobId: "K" } }).pastDue.amountDays).toBe(BigInt(large) * 30n);
  });

  test("F-12 each total is checked on its own: outstanding passes 2^53 - 1 where its parts do not", () => {
    const most = Number.MAX_SAFE_INTEGER;
    expect(stats([invoice(most, 0), adjustment("credit", most)]).credits.amount).toBe(most);
    for (const items of [
      [invoice(most, 0), adjustment("debit", 1)],
      [invoice(most, 0), invoice(1, 1)],
      [invoice(most, 0), invoice(1, 0)],
      [invoice(most, 1), invoice(1, 31)],
      [adjustment("credit", most), adjustment("credit", 1)],
      [adjustment("debit", most), adjustment("debit", 1)],
    ]) {
      expect(faultOf(() => stats(items)).code).toBe("AMOUNT_OVERFLOW");
    }
  });
});

/** The worked example: an account of a dealer in Chicago, as of 10 March 2025. */
const golden: readonly OpenItem[] = [
  invoice(3000_00, 60, { jobId: "J1", statementIds: ["S2"] }),
  invoice(100_00, 1),
  invoice(100_00, 30, { discounts: [{ amount: 5_00, until: "2025-04-30", from: "invoice" }] }),
  invoice(250_00, 31, { jobId: "J2", statementIds: ["S1"] }),
  invoice(400_00, 61, { jobId: "J2" }),
  invoice(80_00, 90),
  invoice(20_00, 91),
  invoice(500_00, 0, { discounts: [{ amount: 10_00, until: "2025-03-10", from: "invoice" }] }),
  invoice(700_00, -22, {
    discounts: [{ amount: 14_00, until: "2025-03-09", from: "statement" }],
    statementIds: ["S2"],
  }),
];

describe("the golden account", () => {
  test("E-15 A-121 A-122 A-123 A-124 A-129 A-130 A-131 totals", () => {
    const { outstanding, invoices, current, pastDue } = stats(golden);
    expect(outstanding).toEqual({ amount: 5150_00, count: 9, amountDays: 0n });
    expect(invoices).toEqual(outstanding);
    expect(current).toEqual({ amount: 1200_00, count: 2, amountDays: 0n });
    expect(pastDue).toEqual({ amount: 3950_00, count: 7, amountDays: 224_270_00n });
    expect(days(pastDue)).toBe("56.78");
  });

  test("E-15 A-133 A-134 A-135 A-136 A-137 A-138 A-139 A-140 A-141 A-142 A-143 A-144 A-148 buckets", () => {
    const { byBucket } = stats(golden);
    expect(shown(byBucket["1-30"])).toEqual([200_00, 2, "15.50"]);
    expect(shown(byBucket["31-60"])).toEqual([3250_00, 2, "57.77"]);
    expect(shown(byBucket["61-90"])).toEqual([480_00, 2, "65.83"]);
    expect(shown(byBucket["91+"])).toEqual([20_00, 1, "91.00"]);
    expect(shown(byBucket.current)).toEqual([1200_00, 2, "0.00"]);
  });

  test("E-16 A-118 A-119 A-120 A-149 A-150 A-151 A-152 A-154 debits count as outstanding, credits stand apart", () => {
    const adjustments = [adjustment("debit", 75_00), adjustment("credit", 150_00), adjustment("credit", 0)];
    const { outstanding, invoices, credits, debits, pastDue } = stats([...golden, ...adjustments]);
    expect(outstanding).toEqual({ amount: 5225_00, count: 10, amountDays: 0n });
    expect(credits).toEqual({ amount: 150_00, count: 1, amountDays: 0n });
    expect(debits).toEqual({ amount: 75_00, count: 1, amountDays: 0n });
    expect(invoices.amount + debits.amount - credits.amount).toBe(5075_00);
    expect(pastDue).toEqual(stats(golden).pastDue);
  });

  test("E-17 A-125 A-126 A-127 A-128 a discount counts to its last day, on current invoices alone", () => {
    expect(stats(golden).discounts).toEqual({ amount: 10_00, count: 1, amountDays: 0n });
    expect(stats(golden, { asOf: "2025-03-11" }).discounts).toEqual(none);
    expect(stats(golden, { asOf: "2025-03-09" }).discounts).toEqual({
      amount: 24_00,
      count: 2,
      amountDays: 0n,
    });
  });

  test("E-26 A-082 A-083 a day later", () => {
    const { pastDue, byBucket } = stats(golden, { asOf: "2025-03-11" });
    expect(pastDue).toEqual({ amount: 4450_00, count: 8, amountDays: 228_720_00n });
    expect(days(pastDue)).toBe("51.40");
    expect([byBucket["1-30"].amount, days(byBucket["1-30"])]).toEqual([600_00, "1.17"]);
    expect([byBucket["31-60"].amount, days(byBucket["31-60"])]).toEqual([350_00, "31.71"]);
    expect([byBucket["61-90"].amount, days(byBucket["61-90"])]).toEqual([3400_00, "61.12"]);
    expect([byBucket["91+"].amount, days(byBucket["91+"])]).toEqual([100_00, "91.20"]);
  });

  test("E-33 A-084 A-174 the most recent statement", () => {
    const statements = [
      { statementId: "S1", accountId: "C-100", issuedOn: "2025-01-31", lines: [] },
      { statementId: "S2", accountId: "C-100", issuedOn: "2025-02-28", lines: [] },
    ];
    const statementId = latestStatements(statements, asOf).get("C-100")?.statementId ?? "none";
    const onStatement = stats([...golden, adjustment("debit", 75_00)], { scope: { statementId } });
    expect(onStatement.outstanding).toEqual({ amount: 3700_00, count: 2, amountDays: 0n });
    expect(shown(onStatement.pastDue)).toEqual([3000_00, 1, "60.00"]);
    expect(onStatement.discounts).toEqual(none);
    expect(onStatement.debits).toEqual(none);
  });

  test("L-29 an adjustment never stands on a statement, whatever it says", () => {
    const debit: OpenItem = { ...adjustment("debit", 75_00), statementIds: ["S2"] };
    expect(stats([debit], { scope: { statementId: "S2" } }).outstanding).toEqual(none);
  });

  test("E-34 A-178 jobs, and what has none", () => {
    const { jobs, unassigned } = statsByJob([...golden, adjustment("credit", 9)], options);
    expect([...jobs.keys()]).toEqual(["J1", "J2"]);
    expect(shown(jobs.get("J1")?.pastDue ?? none)).toEqual([3000_00, 1, "60.00"]);
    expect(shown(jobs.get("J2")?.pastDue ?? none)).toEqual([650_00, 2, "49.46"]);
    expect(unassigned.pastDue.amount).toBe(300_00);
    expect(unassigned.credits).toEqual({ amount: 9, count: 1, amountDays: 0n });
  });
});

describe("what is current", () => {
  test.each([
    [-1, "current"],
    [0, "current"],
    [1, "1-30"],
    [30, "1-30"],
    [31, "31-60"],
    [60, "31-60"],
    [61, "61-90"],
    [90, "61-90"],
    [91, "91+"],
    [4000, "91+"],
  ] as const)("A-083 A-133 A-136 A-139 A-142 %i days overdue: %s", (overdue, label) => {
    const { byBucket, current, pastDue } = stats([invoice(700, overdue)]);
    const amountDays = overdue > 0 ? 700n * BigInt(overdue) : 0n;
    expect(byBucket[label]).toEqual({ amount: 700, count: 1, amountDays });
    expect([current.amount, pastDue.amount]).toEqual(overdue > 0 ? [0, 700] : [700, 0]);
  });

  test("A-098 the due day decides, not the day it was issued nor a discount's", () => {
    const old = invoice(700, -1, {
      issuedOn: "2020-01-01",
      discounts: [{ amount: 5, until: "2020-02-01", from: "invoice" }],
    });
    expect(stats([old]).current.count).toBe(1);
    const fresh = invoice(700, 1, { issuedOn: asOf });
    expect(stats([fresh]).pastDue.count).toBe(1);
  });
});

describe("discounts", () => {
  const offer = (
    from: OpenDiscount["from"],
    amount: number,
    until = asOf,
  ): { readonly from: OpenDiscount["from"]; readonly amount: number; readonly until: string } => ({
    from,
    amount,
    until,
  });
  const captured = (combining: DiscountCombining | undefined, balance: number, ...offers: OpenDiscount[]) => {
    const { discounts } = stats(
      [invoice(balance, 0, { discounts: offers })],
      combining === undefined ? {} : { discounts: combining },
    );
    expect(discounts.count).toBe(discounts.amount > 0 ? 1 : 0);
    return discounts.amount;
  };

  test.each([
    [undefined, 14, 14],
    ["max", 14, 14],
    ["statement-first", 10, 14],
    ["invoice-first", 14, 10],
    ["sum", 24, 24],
  ] as const)("A-125 G-16 %s of two open ones", (combining, greaterOnInvoice, greaterOnStatement) => {
    expect(captured(combining, 1000, offer("invoice", 14), offer("statement", 10))).toBe(greaterOnInvoice);
    expect(captured(combining, 1000, offer("invoice", 10), offer("statement", 14))).toBe(greaterOnStatement);
  });

  test.each([
    "max",
    "statement-first",
    "invoice-first",
    "sum",
  ] as const)("A-127 G-15 %s: one that is over gives way to one that is not", (combining) => {
    const over = "2025-03-09";
    expect(captured(combining, 1000, offer("invoice", 14), offer("statement", 20, over))).toBe(14);
    expect(captured(combining, 1000, offer("invoice", 20, over), offer("statement", 10))).toBe(10);
    expect(captured(combining, 1000, offer("invoice", 20, over), offer("statement", 10, over))).toBe(0);
    expect(captured(combining, 1000, offer("invoice", 14, "2025-03-11"))).toBe(14);
  });

  test("G-16 of several from one side the greatest counts", () => {
    const offers = [offer("statement", 5), offer("statement", 9), offer("statement", 7), offer("invoice", 6)];
    expect(captured("statement-first", 1000, ...offers)).toBe(9);
    expect(captured("max", 1000, ...offers)).toBe(9);
    expect(captured("invoice-first", 1000, ...offers, offer("invoice", 2))).toBe(6);
    expect(captured("sum", 1000, ...offers)).toBe(27);
  });

  test("G-17 never more than is owed", () => {
    expect(captured("max", 1000, offer("invoice", 1000))).toBe(1000);
    expect(captured("max", 1000, offer("invoice", 1001))).toBe(1000);
    expect(captured("sum", 1000, offer("invoice", 999), offer("statement", 999))).toBe(1000);
    const most = Number.MAX_SAFE_INTEGER;
    expect(captured("sum", 1000, offer("invoice", most), offer("statement", most))).toBe(1000);
  });

  test("A-128 a discount over nothing is none, and an offer on an adjustment is not read", () => {
    expect(captured("max", 1000, offer("invoice", 0))).toBe(0);
    expect(stats([{ ...adjustment("debit", 50), discounts: [offer("invoice", 5)] }]).discounts).toEqual(none);
    expect(stats([invoice(0, 0, { discounts: [offer("invoice", 5)] })]).discounts).toEqual(none);
  });
});

describe("schemes of one's own", () => {
  const halves: AgingScheme<"later" | "this week" | "late" | "very late", "dueOn"> = {
    from: "dueOn",
    unit: "day",
    buckets: [
      { label: "later", least: null, most: -7 },
      { label: "this week", least: -6, most: 0 },
      { label: "late", least: 1, most: 14 },
      { label: "very late", least: 15, most: null },
    ],
  };

  test("A-083 L-02 past due begins after the bucket that ends at 0", () => {
    const items = [
      invoice(1, -7),
      invoice(2, -6),
      invoice(4, 0),
      invoice(8, 1),
      invoice(16, 14),
      invoice(32, 15),
    ];
    const { current, pastDue, byBucket } = accountStats(items, { ...options, scheme: halves });
    expect(byBucket).toEqual({
      later: { amount: 1, count: 1, amountDays: 0n },
      "this week": { amount: 6, count: 2, amountDays: 0n },
      late: { amount: 24, count: 2, amountDays: 8n + 16n * 14n },
      "very late": { amount: 32, count: 1, amountDays: 480n },
    });
    expect(current).toEqual({ amount: 7, count: 3, amountDays: 0n });
    expect(pastDue).toEqual({ amount: 56, count: 3, amountDays: 8n + 224n + 480n });
  });

  test("L-02 a scheme of two buckets, and one without a bucket past due", () => {
    const two = agingScheme({
      from: "dueOn",
      unit: "day",
      buckets: [
        { label: "not due", least: null, most: 0 },
        { label: "due", least: 1, most: null },
      ],
    });
    const { byBucket } = accountStats([invoice(5, 0), invoice(7, 300)], { ...options, scheme: two });
    expect(byBucket).toEqual({
      "not due": { amount: 5, count: 1, amountDays: 0n },
      due: { amount: 7, count: 1, amountDays: 2100n },
    });
  });

  test("F-33 only schemes by day from the due day that tell current from past due", () => {
    const refused = (scheme: unknown) =>
      faultOf(() => accountStats([], { ...options, scheme: scheme as typeof halves }));
    const path = ["scheme"];
    expect(refused(byIssueMonth)).toEqual({ code: "BUCKETS_INVALID", path });
    expect(refused({ ...halves, unit: "month" })).toEqual({ code: "BUCKETS_INVALID", path });
    expect(refused({ ...halves, from: "issuedOn" })).toEqual({ code: "BUCKETS_INVALID", path });
    const without0 = {
      ...halves,
      buckets: [
        { label: "early", least: null, most: 1 },
        { label: "late", least: 2, most: null },
      ],
    };
    expect(refused(without0)).toEqual({ code: "BUCKETS_INVALID", path });
    expect(refused({ ...halves, buckets: [] }).code).toBe("BUCKETS_INVALID");
  });
});

describe("wrong calls", () => {
  const badItem = (item: unknown) =>
    faultOf(() => stats([invoice(1, 1), adjustment("credit", 1), item as OpenItem]));

  test.each([
    [-1, "BALANCE_NEGATIVE"],
    [12.5, "AMOUNT_NOT_INTEGER"],
    [2 ** 53, "AMOUNT_UNSAFE"],
    [Number.NaN, "AMOUNT_NOT_FINITE"],
    [Number.POSITIVE_INFINITY, "AMOUNT_NOT_FINITE"],
    ["5", "TYPE"],
    [5n, "TYPE"],
    [undefined, "TYPE"],
  ])("F-07 F-08 F-14 a balance of %s", (balance, code) => {
    expect(badItem({ ...invoice(1, 1), balance })).toEqual({ code, path: [2, "balance"] });
    expect(badItem({ ...adjustment("credit", 1), balance })).toEqual({ code, path: [2, "balance"] });
  });

  test("F-11 a balance of -0 is nothing", () => {
    expect(stats([invoice(-0, 1), adjustment("debit", -0)]).outstanding).toEqual(none);
  });

  test.each([
    [undefined, "DUE_DATE_MISSING"],
    ["2025-02-29", "DATE_INVALID"],
    [new Date(0), "DATE_TYPE"],
    [20157, "DATE_TYPE"],
    ["10000-01-01", "DATE_RANGE"],
  ])("F-03 F-04 F-05 F-25 an invoice due %s", (dueOn, code) => {
    expect(badItem({ ...invoice(0, 1), dueOn })).toEqual({ code, path: [2, "dueOn"] });
  });

  test("F-28 an unknown kind", () => {
    expect(badItem({ ...invoice(1, 1), kind: "refund" })).toEqual({
      code: "ENUM_UNKNOWN",
      path: [2, "kind"],
    });
  });

  test("a fault's sentence shows what came", () => {
    const messageOf = (act: () => unknown) => {
      try {
        return act();
      } catch (error) {
        return (error as Fault).message;
      }
    };
    const bad = (item: object) => messageOf(() => stats([{ ...invoice(1, 0), ...item } as OpenItem]));
    expect(bad({ balance: -7 })).toBe("An open balance is not negative: -7.");
    expect(bad({ dueOn: undefined })).toBe("An invoice needs the day it is due.");
    expect(bad({ kind: "refund" })).toBe('An open item is an invoice, debit or credit, not "refund".');
    expect(bad({ discounts: [{ amount: -3, until: asOf, from: "invoice" }] })).toBe(
      "A discount is a whole number of minor units, not negative: -3.",
    );
    const most = Number.MAX_SAFE_INTEGER;
    expect(messageOf(() => stats([invoice(most, 1), invoice(1, 1)]))).toBe(
      "The documents add up to more than 2^53 − 1 minor units.",
    );
    const scope = { scope: "S1" } as unknown as AccountStatsOptions;
    expect(messageOf(() => stats([], scope))).toBe('A scope is { statementId } or { jobId }, not "S1".');
    const scheme = byIssueMonth as unknown as AgingScheme<string, "dueOn">;
    expect(messageOf(() => accountStats([], { ...options, scheme }))).toBe(
      "Stats need a scheme by day from dueOn with a bucket that ends at 0, where past due begins.",
    );
    const nobody = { ...invoice(1, 1), accountId: 7 } as unknown as OpenItem;
    expect(messageOf(() => statsByAccount([nobody], options))).toBe("An open item names its account, not 7.");
  });

  test("F-32 a discount that is none", () => {
    const good = { amount: 5, until: asOf, from: "invoice" };
    const path = [2, "discounts", 1];
    for (const amount of [-1, 0.5, Number.NaN, "5", 2 ** 53]) {
      const fault = badItem({ ...invoice(9, 0), discounts: [good, { ...good, amount }] });
      expect(fault).toEqual({ code: "AMOUNT_NOT_POSITIVE", path: [...path, "amount"] });
    }
    for (const [until, code] of [
      ["2025-02-29", "DATE_INVALID"],
      [undefined, "DATE_TYPE"],
    ]) {
      for (const amount of [0, 5]) {
        const fault = badItem({ ...invoice(9, 0), discounts: [good, { ...good, amount, until }] });
        expect(fault).toEqual({ code, path: [...path, "until"] });
      }
    }
  });

  test("the index in a fault's path is the caller's, by account, by job and in a scope", () => {
    const items = [
      invoice(1, 1, { accountId: "A" }),
      invoice(1, 1, { jobId: "J1", statementIds: ["S"] }),
      invoice(0.5, 1, { jobId: "J2", statementIds: ["S"] }),
    ];
    const fault = { code: "AMOUNT_NOT_INTEGER", path: [2, "balance"] };
    expect(faultOf(() => statsByAccount(items, options))).toEqual(fault);
    expect(faultOf(() => statsByJob(items, options))).toEqual(fault);
    expect(faultOf(() => stats(items, { scope: { statementId: "S" } }))).toEqual(fault);
  });

  test.each([
    [{ asOf: "2025-02-29" }, "DATE_INVALID", []],
    [{ asOf: 20157 }, "DATE_TYPE", []],
    [{ asOf: "0000-01-01" }, "DATE_RANGE", []],
    [{ currency: { code: "usd", exponent: 2 } }, "CURRENCY_UNKNOWN", undefined],
    [{ discounts: "least" }, "POLICY_RANGE", ["discounts"]],
    [{ combine: "max" }, "POLICY_UNKNOWN", ["combine"]],
  ])("F-51 options %j", (wrong, code, path) => {
    const bad = { ...options, ...wrong } as unknown as typeof options;
    for (const act of [
      () => accountStats([], bad),
      () => statsByAccount([], bad),
      () => statsByJob([], bad),
    ]) {
      const fault = faultOf(act);
      expect(fault.code).toBe(code);
      if (path !== undefined) expect(fault.path).toEqual(path);
    }
  });

  test("F-29 what is no list, names no account or brings no options", () => {
    for (const items of [
      undefined,
      null,
      "items",
      new Set([invoice(1, 1)]),
      { length: 1, 0: invoice(1, 1) },
    ]) {
      const bad = items as unknown as OpenItem[];
      for (const act of [accountStats, statsByAccount, statsByJob]) {
        expect(faultOf(() => act(bad, options))).toEqual({ code: "TYPE", path: ["items"] });
      }
    }
    for (const accountId of [undefined, null, 7]) {
      const bad = { ...invoice(1, 1), accountId } as unknown as OpenItem;
      const fault = { code: "TYPE", path: [1, "accountId"] };
      expect(faultOf(() => statsByAccount([invoice(1, 1), bad], options))).toEqual(fault);
    }
    for (const act of [accountStats, statsByAccount, statsByJob]) {
      expect(faultOf(() => act([], null as unknown as typeof options)).code).toBe("POLICY_RANGE");
    }
  });

  test("F-51 a scope is a statement or a job", () => {
    for (const scope of [
      {},
      null,
      "S1",
      { statementId: 7 },
      { jobId: 7 },
      { jobId: undefined },
      { statementId: "S1", jobId: "J1" },
      { statementId: "S1", jobId: null },
    ]) {
      const bad = { scope } as unknown as Partial<AccountStatsOptions>;
      expect(faultOf(() => stats([], bad))).toEqual({ code: "POLICY_RANGE", path: ["scope"] });
    }
    const scoped = { ...options, scope: { jobId: "J1" } };
    expect(faultOf(() => statsByAccount([], scoped)).code).toBe("POLICY_UNKNOWN");
  });
});

describe("many accounts", () => {
  test("L-64 F-30 accounts named like parts of objects are accounts", () => {
    const names = ["__proto__", "constructor", "toString", ""];
    const items = names.flatMap((accountId, index) => [invoice(1 + index, 5, { accountId })]);
    const byAccount = statsByAccount([...items, ...items], options);
    expect([...byAccount].map(([id, { pastDue }]) => [id, pastDue.amount])).toEqual([
      ["__proto__", 2],
      ["constructor", 4],
      ["toString", 6],
      ["", 8],
    ]);
  });

  test("L-07 many more accounts than there was room for at first, each with its own sums", () => {
    const count = 1000;
    const items = Array.from({ length: 3 * count }, (_, index) =>
      invoice(1 + (index % count), 1 + Math.floor(index / count), { accountId: `A${index % count}` }),
    );
    const byAccount = statsByAccount(items, options);
    expect(byAccount.size).toBe(count);
    for (let index = 0; index < count; index += 1) {
      expect(byAccount.get(`A${index}`)?.pastDue).toEqual({
        amount: 3 * (index + 1),
        count: 3,
        amountDays: 6n * BigInt(index + 1),
      });
    }
  });

  test("F-52 amount-days beyond 2^53 in every one of many accounts take no longer than fits a test", () => {
    const items = Array.from({ length: 60_000 }, (_, index) =>
      invoice(2 ** 50, 10, { accountId: `A${index % 20_000}` }),
    );
    const byAccount = statsByAccount(items, options);
    expect(byAccount.size).toBe(20_000);
    for (const { pastDue } of byAccount.values()) expect(pastDue.amountDays).toBe(30n * 2n ** 50n);
  });

  test("A-160 the business is kept where it is named, and only there", () => {
    const named = statsByAccount([invoice(1, 1)], { ...options, businessId: "dealer 1" });
    expect(named.get("C-100")?.businessId).toBe("dealer 1");
    expect(Object.keys(stats([]))).not.toContain("businessId");
  });
});
