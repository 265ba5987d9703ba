import { expectTypeOf, test } from "vitest";
import { agingScheme, type DueDateBucket } from "../aging/scheme.ts";
import type { Tally } from "../tally/tally.ts";
import { type AccountStatsOptions, accountStats, statsByAccount } from "./account-stats.ts";
import { mergeStats } from "./merge.ts";
import type { PriorityOptions } from "./priority.ts";
import { readAccountStats } from "./read-stats.ts";
import type { AccountStats, StatsOptions } from "./stats.ts";

const options = { asOf: "2025-03-10", currency: { code: "USD", exponent: 2 } };
const scheme = agingScheme({
  from: "dueOn",
  unit: "day",
  buckets: [
    { label: "not due", least: null, most: 0 },
    { label: "due", least: 1, most: null },
  ],
});
const byMonth = agingScheme({
  from: "dueOn",
  unit: "month",
  buckets: [{ label: "all", least: null, most: null }],
});
const byIssue = agingScheme({
  from: "issuedOn",
  unit: "day",
  buckets: [{ label: "all", least: null, most: null }],
});

test("A-083 the buckets of an answer are those of the scheme", () => {
  expectTypeOf(accountStats([], options).byBucket).toEqualTypeOf<Readonly<Record<DueDateBucket, Tally>>>();
  const own = accountStats([], { ...options, scheme });
  expectTypeOf(own.byBucket).toEqualTypeOf<Readonly<Record<"not due" | "due", Tally>>>();
  expectTypeOf(statsByAccount([], { ...options, scheme })).toEqualTypeOf<
    Map<string, AccountStats<"not due" | "due">>
  >();
  const reading = readAccountStats([], { ...options, scheme });
  if (reading.ok) {
    expectTypeOf(reading.value).toEqualTypeOf<ReadonlyMap<string, AccountStats<"not due" | "due">>>();
  }
  // @ts-expect-error a bucket that the scheme does not have
  own.byBucket["1-30"];
});

test("F-33 a scheme that ages from another day is refused", () => {
  accountStats([], { ...options, scheme: byMonth }); // the unit is a value: refused when called
  // @ts-expect-error open items of credits have no issue day to age from
  accountStats([], { ...options, scheme: byIssue });
});

test("L-07 parts with different buckets cannot be merged", () => {
  const plain = accountStats([], options);
  const own = accountStats([], { ...options, scheme });
  // @ts-expect-error different labels
  mergeStats(plain, own);
});

test("A-176 no figure of stats is days sales outstanding, and no option goes unnamed", () => {
  expectTypeOf<keyof AccountStats>().toEqualTypeOf<
    | "asOf"
    | "currency"
    | "businessId"
    | "outstanding"
    | "invoices"
    | "current"
    | "discounts"
    | "pastDue"
    | "byBucket"
    | "credits"
    | "debits"
  >();
  // @ts-expect-error an unknown combining
  const combining: StatsOptions = { ...options, discounts: "least" };
  // @ts-expect-error a statement id is text
  const scope: AccountStatsOptions = { ...options, scope: { statementId: 7 } };
  // @ts-expect-error a score that is none of the three
  const equal: PriorityOptions = { currency: options.currency, equal: 7 };
  return [combining, scope, equal];
});
