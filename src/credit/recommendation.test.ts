import { describe, expect, test } from "vitest";
import { creditUse } from "./credit-use.ts";
import { recommendation, recommendations, recommendationThresholds } from "./recommendation.ts";

const asOf = "2025-05-10";
const [hold, increase, monitor, review, none, standard] = recommendations;
const in45 = { days: 90, count: 2 };
const in4501 = { days: 4501, count: 100 };

describe("recommendation", () => {
  test.each([
    [12_000, {}, hold],
    [8_500, { daysToPay: in45 }, increase],
    [8_500, { daysToPay: in4501, establishedOn: "2025-02-10" }, monitor],
    [7_600, { establishedOn: "2024-12-10" }, monitor],
    [999, { establishedOn: "2024-04-10" }, review],
    [1_000, { establishedOn: "2024-04-10" }, none],
  ] as const)("E-42 B-146 B-147 B-148 B-149 B-150 %d of 10,000, %j: %s", (net, known, expected) => {
    expect(recommendation(creditUse(10_000, net), { asOf, ...known })).toBe(expected);
  });

  test("E-42 B-151 without a limit: standard terms, whatever is owed", () => {
    expect(recommendation(creditUse(0, 12_000), { asOf, daysToPay: in45 })).toBe(standard);
  });

  test("B-146 over the limit comes before anything else; exactly at it does not count", () => {
    const known = { asOf, daysToPay: in45, establishedOn: "2025-05-01" };
    expect(recommendation(creditUse(10_000, 10_001), known)).toBe(hold);
    expect(recommendation(creditUse(10_000, 10_000), known)).toBe(increase);
  });

  test("B-147 more than 80 per cent, and paid in 45 days or fewer; who has paid nothing does not pay promptly", () => {
    const of = (net: number, daysToPay?: { days: number; count: number }) =>
      recommendation(creditUse(10_000, net), { asOf, daysToPay });
    expect([of(8_000, in45), of(8_001, in45), of(8_001, in4501)]).toEqual([none, increase, none]);
    expect([of(8_001), of(8_001, { days: 0, count: 0 })]).toEqual([none, none]);
  });

  test("B-148 more than 75 per cent, and younger than 6 months to the day", () => {
    const of = (net: number, establishedOn: string) =>
      recommendation(creditUse(10_000, net), { asOf, establishedOn });
    expect([of(7_500, "2025-05-01"), of(7_501, "2025-05-01")]).toEqual([none, monitor]);
    expect([of(7_501, "2024-11-10"), of(7_501, "2024-11-11")]).toEqual([none, monitor]);
  });

  test("B-149 less than 10 per cent, and older than 12 months to the day; in credit is less than 10", () => {
    const of = (net: number, establishedOn?: string) =>
      recommendation(creditUse(10_000, net), { asOf, establishedOn });
    expect([of(999, "2024-05-10"), of(999, "2024-05-09")]).toEqual([none, review]);
    expect([of(-1, "2020-01-01"), of(999)]).toEqual([review, none]);
  });

  test("B-150 the words are those of the source document", () => {
    expect(recommendations).toEqual([
      "HOLD ORDERS - Collect payment before processing",
      "CONSIDER INCREASE - Good payment history",
      "MONITOR CLOSELY - New customer",
      "REVIEW - Low utilization or inactive",
      "NO ACTION - Within normal range",
      "STANDARD TERMS - No limit set",
    ]);
  });

  test("thresholds may be others; one that is out of range or unknown is refused", () => {
    const eager = { ...recommendationThresholds, increaseAbovePercent: 0 };
    expect(recommendation(creditUse(10_000, 1), { asOf, daysToPay: in45 }, eager)).toBe(increase);
    expect(() => recommendation(creditUse(1, 1), { asOf }, { ...eager, newForMonths: -1 })).toThrow(
      expect.objectContaining({ code: "POLICY_RANGE", path: ["newForMonths"] }),
    );
    expect(() => recommendation(creditUse(1, 1), { asOf }, { ...eager, old: 1 } as never)).toThrow(
      expect.objectContaining({ code: "POLICY_UNKNOWN", path: ["old"] }),
    );
  });
});
