import { describe, expect, test, vi } from "vitest";
import { deepFreeze } from "../../test/deep-freeze.ts";
import { dashboardOf, noonOf, salesOf } from "../../test/profile-of.ts";
import { type CustomerDashboard, withTrendSummary } from "./dashboard.ts";
import type { DashboardOptions } from "./settings.ts";
import type { TrendFacts } from "./trend-summary.ts";

const june = salesOf(
  ["2025-06-10", "5000.00"],
  ["2025-05-10", "3500.00"],
  ["2025-05-11", "4500.00"],
  ["2024-06-10", "4000.00"],
);
const plain = deepFreeze(dashboardOf({ sales: june }));
const summaryOf = ({ widgets }: CustomerDashboard) => widgets.salesTrend?.summary;

describe("the template", () => {
  const text = (sales: readonly object[], options: Partial<DashboardOptions> = {}) => {
    const summary = summaryOf(dashboardOf({ sales }, options));
    expect([summary?.by, summary?.failure]).toEqual(["template", null]);
    return summary?.text;
  };

  test("D-007 says how much, and against which months", () => {
    expect(text(june)).toBe(
      "Acme: sales of 5000.00 USD from 1 to 10 June 2025, 42.86% more than from 1 to 10 May 2025 (3500.00), " +
        "25.00% more than from 1 to 10 June 2024 (4000.00).",
    );
    expect(text(june, { comparison: "full-months" })).toBe(
      "Acme: sales of 5000.00 USD from 1 to 10 June 2025, 37.50% less than in May 2025 (8000.00), " +
        "25.00% more than in June 2024 (4000.00).",
    );
  });

  test("D-007 D-008 says that sales decline, as much, and more than nothing", () => {
    expect(text(salesOf(["2025-06-01", "1.00"], ["2025-05-01", "2.00"], ["2024-06-01", "1.00"]))).toBe(
      "Acme: sales of 1.00 USD from 1 to 10 June 2025, 50.00% less than from 1 to 10 May 2025 (2.00), " +
        "as much as from 1 to 10 June 2024. Sales are declining.",
    );
    expect(
      text(salesOf(["2025-06-01", "1.00"], ["2024-06-01", "-1.00"]), { now: noonOf("2025-06-01") }),
    ).toBe(
      "Acme: sales of 1.00 USD on 1 June 2025, more than on 1 May 2025 (0.00), " +
        "200.00% more than on 1 June 2024 (-1.00).",
    );
  });

  test("every month has its name", () => {
    const names = Array.from({ length: 12 }, (_, at) => {
      const day = `2025-${String(at + 1).padStart(2, "0")}-02`;
      return text(salesOf([day, "1.00"]), { now: noonOf(day) })?.match(/from 1 to 2 (\w+) 2025/)?.[1];
    });
    expect(names.join(" ")).toBe(
      "January February March April May June July August September October November December",
    );
  });

  test("a currency's decimals are its own", () => {
    const business = { time_zone: "America/Denver", currency: "JPY" };
    const dashboard = dashboardOf({ business, sales: salesOf(["2025-06-01", "5000"]) });
    expect(summaryOf(dashboard)?.text).toMatch(/^Acme: sales of 5000 JPY from/);
  });

  test("D-007 is written from facts that are the trend and whose it is", () => {
    const { summary, ...trend } = plain.widgets.salesTrend ?? {};
    expect(summary?.facts).toEqual({
      ...trend,
      accountId: "A",
      accountName: "Acme",
      currency: { code: "USD", exponent: 2 },
    });
    expect(JSON.parse(JSON.stringify(summary))).toEqual(summary);
  });
});

describe("withTrendSummary", () => {
  test.each([
    ["gives a text", () => "Call them."],
    ["promises one", async () => "Call them."],
  ])("D-007 the text of a summariser that %s stands for the template's", async (_, summariser) => {
    const told = await withTrendSummary(plain, summariser);
    expect(summaryOf(told)).toEqual({
      text: "Call them.",
      by: "summariser",
      failure: null,
      facts: summaryOf(plain)?.facts,
    });
    // Nothing else has changed, and what was there before is as it was.
    const { salesTrend } = plain.widgets;
    const summary = summaryOf(told);
    expect(told).toEqual({ ...plain, widgets: { ...plain.widgets, salesTrend: { ...salesTrend, summary } } });
    expect(summaryOf(plain)?.by).toBe("template");
    expect(JSON.parse(JSON.stringify(told))).toEqual(told);
  });

  test("D-007 is asked once, with frozen facts and nothing else", async () => {
    const summariser = vi.fn((facts: TrendFacts) => facts.accountName);
    await withTrendSummary(plain, summariser);
    expect(summariser).toHaveBeenCalledTimes(1);
    const [asked, ...more] = summariser.mock.calls[0] ?? [];
    expect(more).toEqual([]);
    expect(asked).toEqual(summaryOf(plain)?.facts);
    const parts = [asked, asked?.previousMonth, asked?.previousMonth?.sameDays, asked?.currency];
    expect(parts.map((part) => Object.isFrozen(part))).toEqual([true, true, true, true]);
    expect(parts.map((part) => typeof part)).toEqual(["object", "object", "object", "object"]);
  });

  test("D-007 the facts are a copy: a dashboard that is not frozen stays so", async () => {
    const dashboard = dashboardOf({ sales: june });
    const told = await withTrendSummary(dashboard, () => "Fine.");
    expect(Object.isFrozen(summaryOf(dashboard)?.facts)).toBe(false);
    expect(Object.isFrozen(summaryOf(told)?.facts.previousMonth)).toBe(false);
  });

  test("D-007 nobody is asked without a sales trend", async () => {
    const summariser = vi.fn(() => "Fine.");
    const dashboard = dashboardOf({ sales: salesOf(["2023-01-01", "1.00"]) });
    expect(await withTrendSummary(dashboard, summariser)).toBe(dashboard);
    expect(summariser).not.toHaveBeenCalled();
  });

  test("D-007 nobody but withTrendSummary asks anybody: no dashboard takes a summariser", () => {
    const summariser = vi.fn(() => "Fine.");
    expect(() => dashboardOf({ sales: june }, { summariser } as object)).toThrow(
      expect.objectContaining({ code: "POLICY_UNKNOWN", path: ["summariser"] }),
    );
    expect(summariser).not.toHaveBeenCalled();
  });

  const rejected = async (reason: unknown) => Promise.reject(reason);
  test.each([
    [
      "throws",
      () => {
        throw new Error("No service.");
      },
      "The summariser failed: No service.",
    ],
    [
      "throws a text",
      () => {
        throw "down";
      },
      'The summariser failed: "down"',
    ],
    ["rejects", () => rejected(new TypeError("Timed out.")), "The summariser failed: Timed out."],
    ["rejects with nothing", () => rejected(undefined), "The summariser failed: undefined"],
    ["gives nothing", () => undefined, "The summariser gave undefined, which is no text."],
    ["promises nothing", async () => null, "The summariser gave null, which is no text."],
    ["gives a number", () => 7, "The summariser gave 7, which is no text."],
    ["gives an empty text", () => "", 'The summariser gave "", which is no text.'],
    ["gives blanks", async () => " \n", 'The summariser gave " \\n", which is no text.'],
    ["gives half a character", () => "\ud83d", 'The summariser gave "\\ud83d", which is no text.'],
    [
      "writes into the facts",
      (facts: object) => Object.assign(facts, { accountName: "Zenith" }).accountName,
      expect.stringMatching(/^The summariser failed: Cannot assign to read only property 'accountName'/),
    ],
  ])("D-007 where one %s the template stands, and says so", async (_, summariser, failure) => {
    const told = await withTrendSummary(plain, summariser as never);
    expect(summaryOf(told)).toEqual({ ...summaryOf(plain), failure });
    expect(summaryOf(plain)?.failure).toBeNull();
  });

  test("D-007 a later summariser's text takes the place of an earlier's, and the template comes back", async () => {
    const once = await withTrendSummary(plain, () => "Once.");
    expect(summaryOf(await withTrendSummary(once, () => "Twice."))?.text).toBe("Twice.");
    const failed = await withTrendSummary(once, () => "");
    expect([summaryOf(failed)?.by, summaryOf(failed)?.text]).toEqual(["template", summaryOf(plain)?.text]);
  });

  test.each([
    undefined,
    null,
    "Fine.",
  ])("X-006 %j is no summariser, with or without a trend", async (summariser) => {
    for (const dashboard of [plain, dashboardOf({})]) {
      await expect(withTrendSummary(dashboard, summariser as never)).rejects.toMatchObject({
        code: "TYPE",
        path: ["summariser"],
      });
    }
  });
});
