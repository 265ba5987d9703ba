/**
 * Random open documents, with the traps of amounts and days in them.
 *
 * What is drawn is a draft that says how many days a document is overdue; `itemsOn` makes open items of drafts on any
 * day. So a test knows each age without counting days, and the same documents can be looked at on another day.
 */
import fc from "fast-check";
import { addDays, type Day } from "../../src/calendar/day.ts";
import type { Currency } from "../../src/money/currency.ts";
import type { OpenItem } from "../../src/positions/open-items.ts";

export const usd: Currency = { code: "USD", exponent: 2 };

export interface DraftDiscount {
  readonly amount: number;
  /** How many more days it can be captured: 0 is today, the last day; less is over. */
  readonly daysLeft: number;
  readonly from: "invoice" | "statement";
}

export interface Draft {
  readonly kind: OpenItem["kind"];
  readonly accountId: string;
  readonly balance: number;
  /** Positive: past due. */
  readonly overdue: number;
  readonly discounts: readonly DraftDiscount[];
  readonly statementIds: readonly string[];
  readonly jobId: string | undefined;
}

/** Amounts of minor units from 1 to 9e15, the awkward ones often. */
export const arbAmount: fc.Arbitrary<number> = fc.oneof(
  { arbitrary: fc.constantFrom(1, 99, 100), weight: 4 },
  { arbitrary: fc.integer({ min: 1, max: 1_000_000 }), weight: 4 },
  { arbitrary: fc.integer({ min: 1, max: 9e15 }), weight: 2 },
);

/** Ages at and beside every edge, and any others of some centuries. */
export const arbOverdue: fc.Arbitrary<number> = fc.oneof(
  { arbitrary: fc.constantFrom(0, 1, 30, 31, 60, 61, 90, 91, -1, -30, -31, -60, -61, -90, -91), weight: 6 },
  { arbitrary: fc.integer({ min: -200, max: 200 }), weight: 3 },
  { arbitrary: fc.integer({ min: -36_500, max: 36_500 }), weight: 1 },
);

/** Days: ends of months and leap days often, else any day from year 200 to 9700. */
export const arbDay: fc.Arbitrary<Day> = fc.oneof(
  fc.constantFrom(
    "2024-02-28",
    "2024-02-29",
    "2024-03-01",
    "2025-02-28",
    "2025-03-10",
    "2025-03-31",
    "2024-12-31",
    "2025-01-01",
    "2000-02-29",
    "2100-02-28",
  ),
  fc.integer({ min: 0, max: 3_470_000 }).map((days) => addDays("0200-01-01", days)),
);

const arbDiscount: fc.Arbitrary<DraftDiscount> = fc.record({
  amount: fc.oneof(arbAmount, fc.constant(0)),
  daysLeft: fc.oneof(fc.constantFrom(-1, 0, 1), fc.integer({ min: -100, max: 100 })),
  from: fc.constantFrom("invoice", "statement"),
});

export const arbDraft: fc.Arbitrary<Draft> = fc.record({
  kind: fc.constantFrom("invoice", "invoice", "invoice", "invoice", "credit", "debit"),
  accountId: fc.constantFrom("A", "B", "__proto__"),
  balance: fc.oneof({ arbitrary: arbAmount, weight: 9 }, { arbitrary: fc.constant(0), weight: 1 }),
  overdue: arbOverdue,
  discounts: fc.oneof(fc.constant([]), fc.array(arbDiscount, { maxLength: 3 })),
  statementIds: fc.subarray(["S1", "S2"]),
  jobId: fc.constantFrom(undefined, "J1", "J2"),
});

/** Lists of drafts, empty ones among them, that add up to an exact amount: what does not fit is cut to 1 or 0. */
export const arbDrafts: fc.Arbitrary<readonly Draft[]> = fc
  .array(arbDraft, { maxLength: 12 })
  .map((drafts) => {
    let room = Number.MAX_SAFE_INTEGER - drafts.length;
    return drafts.map((draft) => {
      const balance = draft.balance <= room ? draft.balance : 1;
      room -= balance;
      return { ...draft, balance };
    });
  });

/** Lists of drafts over modest amounts, for laws that multiply or add them. */
export const arbModestDrafts: fc.Arbitrary<readonly Draft[]> = arbDrafts.map((drafts) =>
  drafts.map((draft) => ({ ...draft, balance: draft.balance % 1_000_000_000 })),
);

/** The open items that drafts describe on a day. */
export function itemsOn(drafts: readonly Draft[], asOf: Day): OpenItem[] {
  return drafts.map(({ kind, accountId, balance, overdue, discounts, statementIds, jobId }, index) => ({
    id: String(index),
    accountId,
    kind,
    balance,
    ...(kind === "invoice" ? { dueOn: addDays(asOf, -overdue) } : {}),
    ...(discounts.length === 0
      ? {}
      : {
          discounts: discounts.map(({ amount, daysLeft, from }) => ({
            amount,
            until: addDays(asOf, daysLeft),
            from,
          })),
        }),
    ...(statementIds.length === 0 ? {} : { statementIds }),
    ...(jobId === undefined ? {} : { jobId }),
  }));
}

/** Freezes a value and everything in it. */
export function deepFreeze<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const each of Object.values(value)) deepFreeze(each);
  }
  return value;
}
