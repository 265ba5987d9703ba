import { describe, expect, test } from "vitest";
import { faultOf } from "../../test/fault-of.ts";
import { Decimal } from "../money/decimal.ts";
import { averageDays, averageDaysText, roundedAverageDays } from "./average.ts";
import { averageDecimals, scaledAverage } from "./tally.ts";

const most = Number.MAX_SAFE_INTEGER;

describe("averageDays", () => {
  test.each([
    [200, 201n, "1.01"], // 1.99 at 1 day and 0.01 at 2 days: 1.005
    [4000, 10_700n, "2.68"], // 13.00 at 2 days and 27.00 at 3 days: 2.675
    [3, 4n, "1.33"],
    [400_000, 18_500_000n, "46.25"], // 3,000.00 at 60 days and ten times 100.00 at 5
    [395_000, 22_427_000n, "56.78"],
    [most, 328_762_772_798_046_171_500n, "36500.00"], // the largest amount at a hundred years
    [1, 91n, "91.00"],
  ])("E-14 A-102 over %d the sum of %d is %s: balances weigh, halves round away from zero", (amount, amountDays, text) => {
    expect(averageDays({ amount, amountDays }).toFixed(2)).toBe(text);
    expect(averageDaysText({ amount, amountDays })).toBe(text);
  });

  test("where nothing is owed it is 0", () => {
    expect(averageDays({ amount: 0, amountDays: 0n }).toFixed(2)).toBe("0.00");
    expect(averageDaysText({ amount: 0, amountDays: 0n })).toBe("0.00");
    expect(averageDaysText({ amount: 0, amountDays: 0n }, { decimals: 0 })).toBe("0");
  });

  test("decimals are 2 unless asked otherwise, from 0 to 20, rounded once from the exact ratio", () => {
    expect(averageDecimals).toBe(2);
    const third = { amount: 3, amountDays: 14_495n }; // 4831.6666…
    expect(averageDaysText(third, { decimals: 0 })).toBe("4832");
    expect(averageDaysText(third, { decimals: 1 })).toBe("4831.7");
    expect(averageDaysText(third, { decimals: 20 })).toBe("4831.66666666666666666667");
    expect(averageDays(third, { decimals: 20 }).toFixed()).toBe("4831.66666666666666666667");
    expect(averageDaysText({ amount: 200, amountDays: 101n }, { decimals: 0 })).toBe("1"); // 0.505, not 0.51 and then 1
    expect(averageDaysText({ amount: 1000, amountDays: 1495n }, { decimals: 1 })).toBe("1.5"); // 1.495
    expect(averageDaysText({ amount: 1000, amountDays: 1495n }, { decimals: 0 })).toBe("1"); // not 1.5 and then 2
  });

  test.each([-1, 21, 1.5, Number.NaN, "2" as never])("decimals of %o are refused", (decimals) => {
    expect(() => averageDays({ amount: 1, amountDays: 1n }, { decimals })).toThrow(
      expect.objectContaining({ name: "Fault", code: "POLICY_RANGE", path: ["decimals"] }),
    );
  });

  test("another option is refused", () => {
    expect(() => averageDays({ amount: 1, amountDays: 1n }, { digits: 2 } as never)).toThrow(
      expect.objectContaining({ name: "Fault", code: "POLICY_UNKNOWN", path: ["digits"] }),
    );
  });
});

describe("what a host does to the numbers we hand out", () => {
  const tally = { amount: 395_000, amountDays: 22_427_000n };
  const exactly = "56.77721518987341772152";

  test("settings of the class of one answer do not reach the next", () => {
    const Ours = averageDays(tally).constructor as typeof Decimal;
    expect(Ours).toBe(Decimal);
    const { precision, rounding, toExpPos, toExpNeg } = Ours;
    try {
      Ours.set({ precision: 5, rounding: Decimal.ROUND_DOWN, toExpPos: 0, toExpNeg: 0 });
      expect(averageDays(tally, { decimals: 20 }).toFixed()).toBe(exactly);
      expect(averageDays(tally).toFixed(2)).toBe("56.78");
      expect(averageDaysText(tally, { decimals: 20 })).toBe(exactly);
    } finally {
      Ours.set({ precision, rounding, toExpPos, toExpNeg });
    }
  });

  test("a limit of size that would turn answers into Infinity or 0 cannot be set", () => {
    const Ours = averageDays(tally).constructor as typeof Decimal;
    expect(() => Ours.set({ maxE: 0 })).toThrow(TypeError);
    expect(() => Ours.set({ minE: 0 })).toThrow(TypeError);
    expect(averageDays(tally).toFixed(2)).toBe("56.78");
    expect(averageDays({ amount: 100, amountDays: 5n }).toFixed(2)).toBe("0.05");
  });
});

test("options that say nothing count as none", () => {
  const tally = { amount: 3, amountDays: 4n };
  expect(averageDaysText(tally, {})).toBe("1.33");
  expect(averageDaysText(tally, { decimals: undefined } as never)).toBe("1.33");
});

test("an average whose hundredths pass 2^53 has every digit all the same", () => {
  const tally = { amount: 1, amountDays: BigInt(Number.MAX_SAFE_INTEGER) };
  expect(averageDaysText(tally)).toBe("9007199254740991.00");
  expect(averageDays(tally).toFixed(2)).toBe("9007199254740991.00");
  expect(averageDaysText({ amount: 100, amountDays: 9_007_199_254_740_991n })).toBe("90071992547409.91");
});

test.each([
  [{ amount: 1.5, amountDays: 1n }, "AMOUNT_NOT_INTEGER", "amount"],
  [{ amount: -5, amountDays: 1n }, "AMOUNT_NOT_INTEGER", "amount"],
  [{ amount: "5" as never, amountDays: 1n }, "AMOUNT_NOT_INTEGER", "amount"],
  [{ amount: 5, amountDays: 1 as never }, "TYPE", "amountDays"],
])("%o is no tally", (tally, code, key) => {
  for (const average of [averageDays, averageDaysText, roundedAverageDays]) {
    const fault = faultOf(() => average(tally));
    expect([fault?.code, fault?.path]).toEqual([code, [key]]);
    expect(fault?.message).toContain("tally");
  }
});

test.each([
  [4000, 10_700n, 2, 268],
  [200, 201n, 2, 101],
  [3, 4n, 3, 1333],
  [3, 4n, 0, 1],
  [0, 0n, 4, 0],
  [2 ** 40 - 1, 2n ** 41n, 0, 2],
  [7, 2n ** 53n - 1n, 0, 1_286_742_750_677_284],
  [5, 0n, 2, 0],
  // Beyond what doubles prove, bigints have to be asked.
  [3, 4n, 4, undefined],
  [2 ** 40, 2n ** 41n, 0, undefined],
  [7, 2n ** 53n, 0, undefined],
  [7, -1n, 2, undefined],
  [1, 2n ** 53n - 1n, 2, undefined],
])("%d minor units over %d minor-unit days, %d decimals: doubles say %o", (amount, days, decimals, scaled) => {
  expect(scaledAverage(amount, Number(days), decimals)).toBe(scaled);
});
