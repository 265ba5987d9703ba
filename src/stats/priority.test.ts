import { describe, expect, test } from "vitest";
import { exactScore } from "../../test/arbitraries/exposures.ts";
import { usd } from "../../test/arbitraries/open-items.ts";
import { Fault } from "../fault/fault.ts";
import { accountStats, statsByAccount } from "./account-stats.ts";
import { collectionPriorities, exposuresOf, type PriorityOptions } from "./priority.ts";
import type { AccountStats } from "./stats.ts";

/** Scores of exposures in minor-unit days, in their order. */
function scores(exposures: readonly bigint[], options: Partial<PriorityOptions> = {}): readonly number[] {
  const byId = new Map(exposures.map((exposure, index) => [`A${index}`, exposure]));
  const result = collectionPriorities(byId, { currency: usd, ...options });
  expect([...result.keys()]).toEqual([...byId.keys()]);
  return [...result.values()];
}

/** Dollar-days in cents. */
const dollars = (days: bigint | number) => BigInt(days) * 100n;

/** Expects a score that the documents give to so many digits. */
function expectDigits(score: number | undefined, digits: string): void {
  const last = 10 ** -(digits.split(".")[1]?.length ?? 0);
  expect(Math.abs((score ?? Number.NaN) - Number(digits))).toBeLessThanOrEqual(last);
}

function faultOf(act: () => unknown): Pick<Fault, "code" | "path"> {
  try {
    act();
  } catch (error) {
    if (error instanceof Fault) return { code: error.code, path: error.path };
    throw error;
  }
  throw new Error("Nothing was thrown.");
}

describe("the worked examples", () => {
  test("E-19 A-158 A-159 a million that is all current scores 0", () => {
    const options = { asOf: "2025-03-10", currency: usd };
    const rich = accountStats(
      [{ id: "1", accountId: "C-200", kind: "invoice", balance: 1_000_000_00, dueOn: "2025-03-10" }],
      options,
    );
    const late = accountStats(
      [{ id: "2", accountId: "C-500", kind: "invoice", balance: 1, dueOn: "2025-03-09" }],
      options,
    );
    const exposures = exposuresOf(
      new Map([
        ["C-200", rich],
        ["C-500", late],
      ]),
    );
    expect([...exposures]).toEqual([
      ["C-200", 0n],
      ["C-500", 1n],
    ]);
    expect([...collectionPriorities(exposures, { currency: usd })]).toEqual([
      ["C-200", 0],
      ["C-500", 10],
    ]);
  });

  test("E-20 A-155 A-157 A-158 the golden dealer", () => {
    const exposures = [dollars(224_270), 0n, dollars(10_000), 0n, 1n];
    const [first, second, third, fourth, fifth] = scores(exposures);
    expect([first, second, fourth]).toEqual([10, 0, 0]);
    expectDigits(third, "7.475636394818");
    expectDigits(fifth, "0.008076167");
    expect(scores(exposures, { decimals: 1 })).toEqual([10, 0, 7.5, 0, 0]);
    expect(scores(exposures, { decimals: 0 })).toEqual([10, 0, 7, 0, 0]);
    expect(scores(exposures, { decimals: 3 })).toEqual([10, 0, 7.476, 0, 0.008]);
    expect(scores(exposures, { decimals: 6 })).toEqual([10, 0, 7.475636, 0, 0.008076]);
  });

  test("E-21 all equal, one alone, none past due", () => {
    expect(scores([500n, 500n, 500n])).toEqual([10, 10, 10]);
    expect(scores([0n, 500n, 500n])).toEqual([0, 10, 10]);
    expect(scores([500n])).toEqual([10]);
    expect(scores([0n])).toEqual([0]);
    expect(scores([0n, 0n])).toEqual([0, 0]);
    expect(scores([])).toEqual([]);
    expect(scores([10n ** 20n, 10n ** 20n + 1n])).toEqual([0, 10]);
  });

  test("E-21 G-10 what equal exposures score is an option, and nothing past due stays 0", () => {
    for (const equal of [10, 0, 5] as const) {
      expect(scores([500n, 500n], { equal })).toEqual([equal, equal]);
      expect(scores([500n, 500n], { equal, decimals: 1 })).toEqual([equal, equal]);
      expect(scores([0n, 0n], { equal })).toEqual([0, 0]);
      expect(scores([0n, 400n, 500n, 500n], { equal, decimals: 0 })).toEqual([0, 9, 10, 10]);
    }
  });

  test("E-22 A-162 twice the exposure is a tenth more", () => {
    const [least, middle, most] = scores([0n, dollars(1000), dollars(2000)]);
    expect([least, most]).toEqual([0, 10]);
    expect(middle).toBeCloseTo(9.088789772227674, 12);
  });

  test("E-23 A-163 one catastrophe does not flatten the others", () => {
    const [least, middle, most] = scores([0n, dollars(10_000), dollars(1_000_000_000)]);
    expect([least, most]).toEqual([0, 10]);
    expect(middle).toBeCloseTo(4.444492696759824, 12);
  });

  test("E-24 G-09 everyone past due: from the lowest, or from zero", () => {
    const exposures = [dollars(9), dollars(10), dollars(20)];
    const [least, middle, most] = scores(exposures);
    expect([least, most]).toEqual([0, 10]);
    expect(middle).toBeCloseTo(1.284612244974531, 12);
    const [low, higher, highest] = scores(exposures, { floor: "zero" });
    expectDigits(low, "7.563041955");
    expectDigits(higher, "7.876096570");
    expect(highest).toBe(10);
    expect(scores(exposures, { floor: "zero", decimals: 1 })).toEqual([7.6, 7.9, 10]);

    const close = [dollars(999_999), dollars(1_000_000)];
    expect(scores(close)).toEqual([0, 10]);
    expectDigits(scores(close, { floor: "zero" })[0], "9.99999927");
    expect(scores([dollars(9), dollars(9)], { floor: "zero", equal: 5 })).toEqual([10, 10]);
  });

  test("E-25 G-11 the unit is the major unit's day", () => {
    expectDigits(scores([0n, dollars(1), dollars(100)])[1], "1.5019048322");
    const yen = { code: "JPY", exponent: 0 };
    expectDigits(scores([0n, 100n, 10_000n], { currency: yen })[1], "5.0107490337");
    expectDigits(scores([0n, 1n, 100n], { currency: yen })[1], "1.5019048322");
  });
});

describe("rounding at a tie", () => {
  test("L-17 powers of one number score exact halves, which round up", () => {
    // (1 + 1) is 2 and (1 + 255) is 2^8: an eighth of the scale.
    expect(scores([0n, dollars(1), dollars(255)], { decimals: 1 })).toEqual([0, 1.3, 10]);
    expect(scores([0n, dollars(1), dollars(255)], { decimals: 2 })).toEqual([0, 1.25, 10]);
    // From a lowest of 1 the scale begins at 2.
    expect(scores([dollars(1), dollars(3), dollars(511)], { decimals: 1 })).toEqual([0, 1.3, 10]);
    // Steps of a twentieth: 0.5, 2.5 and 9.5.
    const twentieths = [0n, 1n, 31n, 2n ** 19n - 1n, 2n ** 20n - 1n].map(dollars);
    expect(scores(twentieths, { decimals: 0 })).toEqual([0, 1, 3, 10, 10]);
    // 3^8 and 3^3: 3.75.
    expect(scores([0n, dollars(26), dollars(3 ** 8 - 1)], { decimals: 1 })).toEqual([0, 3.8, 10]);
    // Sixteenths end in 5 at the fourth decimal, 256ths at the eighth.
    expect(scores([0n, dollars(1), dollars(2 ** 16 - 1)], { decimals: 3 })).toEqual([0, 0.625, 10]);
    expect(scores([0n, dollars(1), dollars(2n ** 128n - 1n)], { decimals: 6 })).toEqual([0, 0.078125, 10]);
    expect(scores([0n, dollars(1), dollars(2n ** 128n - 1n)], { decimals: 5 })).toEqual([0, 0.07813, 10]);
  });

  test("L-17 a cent-day beside a tie of 27 digits is no tie", () => {
    const most = dollars(10n ** 24n - 1n); // 1000^8 is 1 more, so 999 scores 1.25
    const rounded = (exposure: bigint, highest: bigint) =>
      scores([0n, exposure, highest], { decimals: 1 })[1];
    expect(rounded(dollars(999), most)).toBe(1.3);
    expect(rounded(dollars(999), most - 1n)).toBe(1.3);
    expect(rounded(dollars(999), most + 1n)).toBe(1.2);
    expect(rounded(dollars(999) - 1n, most)).toBe(1.2);
    const distance = exactScore(dollars(999), 0n, most + 1n)
      .minus("1.25")
      .abs();
    expect(distance.gt(0) && distance.lt("1e-26")).toBe(true);
  });

  test("L-17 within 1e-12 of a tie on either side", () => {
    const most = 12_345_678_901_234_567_890_123_456n;
    for (const [score, below, above] of [
      ["9.75", 9.7, 9.8],
      ["8.25", 8.2, 8.3],
      ["5.55", 5.5, 5.6],
    ] as const) {
      // The tie lies between two neighbouring whole numbers of cent-days.
      let low = 0n;
      let high = most;
      while (high - low > 1n) {
        const middle = (low + high) / 2n;
        if (exactScore(middle, 0n, most).lt(score)) low = middle;
        else high = middle;
      }
      for (const side of [low, high]) {
        expect(exactScore(side, 0n, most).minus(score).abs().lt("1e-12")).toBe(true);
      }
      expect(scores([0n, low, most], { decimals: 1 })[1]).toBe(below);
      expect(scores([0n, high, most], { decimals: 1 })[1]).toBe(above);
    }
  });
});

describe("F-36 exposures beyond doubles", () => {
  const huge = 10n ** 400n;

  test("F-36 L-17 a scale of 400 digits", () => {
    const [, low, middle] = scores([0n, 10n ** 150n, 10n ** 399n, huge]);
    expect(low).toBeCloseTo((10 * 148) / 398, 12);
    expect(middle).toBeCloseTo((10 * 397) / 398, 12);
    expect(scores([0n, 10n ** 201n, huge], { decimals: 1 })).toEqual([0, 5, 10]);
    expect(scores([0n, 7n * 10n ** 398n, huge], { decimals: 6 })[1]).toBe(
      exactScore(7n * 10n ** 398n, 0n, huge)
        .toDecimalPlaces(6)
        .toNumber(),
    );
    // Both sides of where doubles of the ratio itself end.
    for (const digits of [16n, 17n, 100n, 260n, 270n, 271n, 272n, 273n, 274n, 275n, 300n, 308n, 309n]) {
      const top = 3n * 10n ** digits;
      const half = 7n * 10n ** (digits / 2n);
      expect(scores([0n, half, top])[1]).toBeCloseTo(exactScore(half, 0n, top).toNumber(), 12);
    }
  });

  test("F-36 L-17 huge exposures that differ in their last digits", () => {
    expect(scores([huge, huge + 1n, huge + 2n])).toEqual([0, 5, 10]);
    expect(scores([huge, huge + 1n, huge + 20n], { decimals: 1 })).toEqual([0, 0.5, 10]);
    expect(scores([huge, huge + 1n])).toEqual([0, 10]);
    // The logarithm bends down, so a twentieth of the way scores a little more than 0.5.
    expect(scores([huge, huge + 1n, huge + 20n], { decimals: 0 })).toEqual([0, 1, 10]);
    expect(scores([huge, huge + 3n, huge + 40n], { decimals: 1 })).toEqual([0, 0.8, 10]);
    const [, near, far] = scores([10n ** 20n, 10n ** 20n + 1n, 10n ** 20n + 3n, 10n ** 20n + 4n]);
    expect(near).toBeCloseTo(2.5, 12);
    expect(far).toBeCloseTo(7.5, 12);
    const [, some] = scores([10n ** 50n, 10n ** 50n + 10n ** 10n, 10n ** 50n + 4n * 10n ** 10n]);
    expect(some).toBeCloseTo(2.5, 12);
    const [, half] = scores([10n ** 150n, 15n * 10n ** 149n, 3n * 10n ** 150n]);
    expect(half).toBeCloseTo((10 * Math.log(1.5)) / Math.log(3), 12);
    const [, wide] = scores([10n ** 50n, 3n * 10n ** 50n, 9n * 10n ** 50n]);
    expect(wide).toBeCloseTo(5, 12);
    expect(
      scores([10n ** 50n - 100n, 3n * 10n ** 50n - 100n, 9n * 10n ** 50n - 100n], { decimals: 0 })[1],
    ).toBe(5);
  });

  test("F-36 L-17 no step up the scale goes down by the last bits of a double", () => {
    const currency = { code: "TENTHS", exponent: 1 };
    for (let bits = 890n; bits < 1200n; bits += 1n) {
      const [, below, above] = scores([0n, 2n ** bits - 1n, 2n ** bits, huge], { currency });
      expect(above).toBeGreaterThanOrEqual(below as number);
    }
  });

  test("F-36 L-17 the smallest steps at the foot of a huge scale", () => {
    const [, one, two] = scores([0n, 1n, 2n, huge]);
    expect(one).toBeCloseTo(exactScore(1n, 0n, huge).toNumber(), 12);
    expect(two).toBeGreaterThan(one as number);
    expect(scores([huge, huge + 1n, huge * huge])[1]).toBe(0);
  });
});

describe("wrong calls", () => {
  test.each([[-1n], [Number.NaN], [5], ["5"], [undefined], [null]])("F-35 an exposure of %s", (exposure) => {
    const exposures = new Map([
      ["A", 1n],
      ["B", exposure as bigint],
    ]);
    const fault = { code: "EXPOSURE_INVALID", path: ["B"] };
    expect(faultOf(() => collectionPriorities(exposures, { currency: usd }))).toEqual(fault);
    expect(() => collectionPriorities(exposures, { currency: usd })).toThrow(
      /^An exposure is a bigint of minor-unit days, not negative: /,
    );
    expect(faultOf(() => collectionPriorities(exposures, { currency: usd, decimals: 1 }))).toEqual(fault);
  });

  test.each([
    [{ currency: { code: "usd", exponent: 2 } }, "CURRENCY_UNKNOWN", undefined],
    [{ currency: { code: "USD", exponent: 40 } }, "CURRENCY_UNKNOWN", undefined],
    [{ floor: "lowest" }, "POLICY_RANGE", ["floor"]],
    [{ equal: 7 }, "POLICY_RANGE", ["equal"]],
    [{ decimals: 7 }, "POLICY_RANGE", ["decimals"]],
    [{ decimals: -1 }, "POLICY_RANGE", ["decimals"]],
    [{ decimals: 0.5 }, "POLICY_RANGE", ["decimals"]],
    [{ log: "ln-positive" }, "POLICY_UNKNOWN", ["log"]],
  ])("F-51 options %j", (wrong, code, path) => {
    const options = { currency: usd, ...wrong } as unknown as PriorityOptions;
    for (const exposures of [new Map<string, bigint>(), new Map([["A", 1n]])]) {
      const fault = faultOf(() => collectionPriorities(exposures, options));
      expect(fault.code).toBe(code);
      if (path !== undefined) expect(fault.path).toEqual(path);
    }
  });

  test("F-35 what is no map of exposures, or of stats", () => {
    for (const bad of [undefined, null, [["A", 1n]], { A: 1n }]) {
      const exposures = bad as unknown as ReadonlyMap<string, bigint>;
      expect(faultOf(() => collectionPriorities(exposures, { currency: usd }))).toEqual({
        code: "TYPE",
        path: ["exposures"],
      });
      const stats = bad as unknown as ReadonlyMap<string, AccountStats>;
      expect(faultOf(() => exposuresOf(stats))).toEqual({ code: "TYPE", path: ["stats"] });
    }
  });

  test("F-35 A-160 A-161 stats of two businesses, days, currencies or schemes are not scored together", () => {
    const options = { asOf: "2025-03-10", currency: usd, businessId: "dealer 1" };
    const base = accountStats([], options);
    const mixed = (other: Partial<AccountStats>) =>
      faultOf(() =>
        exposuresOf(
          new Map([
            ["A", base],
            ["B", base],
            ["C", { ...base, ...other }],
          ]),
        ),
      ).code;
    expect(mixed({ businessId: "dealer 2" })).toBe("MIXED_BUSINESS");
    const { businessId: _, ...unnamed } = base;
    expect(
      faultOf(() =>
        exposuresOf(
          new Map([
            ["A", unnamed],
            ["B", base],
          ]),
        ),
      ).code,
    ).toBe("MIXED_BUSINESS");
    expect(mixed({ asOf: "2025-03-11" })).toBe("MIXED_DAY");
    expect(mixed({ currency: { code: "EUR", exponent: 2 } })).toBe("CURRENCY_MIXED");
    expect(mixed({ currency: { code: "USD", exponent: 3 } })).toBe("CURRENCY_MIXED");
    expect(mixed({ byBucket: {} as AccountStats["byBucket"] })).toBe("BUCKETS_INVALID");
    expect([
      ...exposuresOf(
        new Map([
          ["A", base],
          ["B", base],
        ]),
      ),
    ]).toEqual([
      ["A", 0n],
      ["B", 0n],
    ]);
    expect(exposuresOf(new Map()).size).toBe(0);
  });
});

test("A-156 L-16 an exposure is what is past due, each balance times its days", () => {
  const byAccount = statsByAccount(
    [
      { id: "1", accountId: "A", kind: "invoice", balance: 100, dueOn: "2025-03-05" },
      { id: "2", accountId: "A", kind: "invoice", balance: 7, dueOn: "2024-03-10" },
      { id: "3", accountId: "A", kind: "invoice", balance: 1000, dueOn: "2025-03-10" },
      { id: "4", accountId: "B", kind: "debit", balance: 1000 },
    ],
    { asOf: "2025-03-10", currency: usd },
  );
  expect([...exposuresOf(byAccount)]).toEqual([
    ["A", 500n + 7n * 365n],
    ["B", 0n],
  ]);
});
