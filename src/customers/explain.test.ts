import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { faultOf } from "../../test/fault-of.ts";
import { mustRead } from "../../test/must-read.ts";
import { deepFreeze, usd } from "../../test/reading.ts";
import { readLedger } from "../model/read-ledger.ts";
import type { OpenItem } from "../positions/open-items.ts";
import { customerColumns } from "./columns.ts";
import { type ExplainOptions, explain } from "./explain.ts";
import { type ExplainContext, explainFigure } from "./explain-figure.ts";
import { explainableFigures } from "./explain-figures.ts";
import { customerList } from "./list.ts";

const asOf = "2025-03-10";
const golden: unknown = JSON.parse(
  readFileSync(new URL("../../test/fixtures/golden-dealer.json", import.meta.url), "utf8"),
);
const ledger = deepFreeze(mustRead(readLedger(golden, { today: asOf })));
const of = (figure: string, accountId: string | null = "C-100", options: Partial<ExplainOptions> = {}) =>
  explain(ledger, { figure, accountId, asOf, ...options });

/** The priority of an exposure of so many minor units, one day late, between two ends. */
function priority(exposure: number, lowest: bigint, highest: bigint, policy: object = {}) {
  const items: OpenItem[] = [
    { id: "1", accountId: "A", kind: "invoice", balance: exposure, dueOn: "2025-03-09" },
  ];
  const scale = {
    lowest: { accountId: "L", exposure: lowest },
    highest: { accountId: "H", exposure: highest },
    ...policy,
  };
  return explainFigure("collection_priority", items, { accountId: "A", asOf, currency: usd, scale });
}

describe("which figures there are", () => {
  test("the 28 computed columns of the export in file order, then the panel's 8 metrics", () => {
    const identity = ["id", "text", "enum", "timestamp"];
    const computed = customerColumns.filter(({ kind }) => !identity.includes(kind)).map(({ name }) => name);
    expect(computed).toHaveLength(28);
    expect(explainableFigures.map(({ name }) => name)).toEqual([
      ...computed,
      "outstanding_invoices",
      "current_invoices",
      "past_due_invoices",
      "debit_adjustments",
      "credit_adjustments",
      "discounts",
      "net_ar_amount",
      "invoicing_account_count",
    ]);
    for (const { means, source } of explainableFigures) {
      expect(means).toMatch(/^[A-Z0-9].*\.$/);
      expect(source).toMatch(/^00[01]:\d/);
    }
  });

  test("a count says what it is a count of", () => {
    expect(of("one_to_thirty_invoice_count").means).toBe(
      "Past-due invoices 1 to 30 days overdue. How many those are.",
    );
  });

  test("F-40 a name that is none is refused, and so is a column that is no sum", () => {
    const fault = faultOf(() => of("outstanding"));
    expect([fault?.code, fault?.path]).toEqual(["QUERY_INVALID", ["figure"]]);
    expect(fault?.message).toMatch(
      /^There is no figure "outstanding"; the figures are collection_priority, .*_count\.$/,
    );
    for (const { name, kind } of customerColumns) {
      if (!["id", "text", "enum", "timestamp"].includes(kind)) continue;
      const identity = faultOf(() => of(name));
      expect([identity?.code, identity?.path]).toEqual(["QUERY_INVALID", ["figure"]]);
      expect(identity?.message).toBe(`${name} is no sum of documents: it stands in the account's own data.`);
    }
  });
});

describe("the golden dealer", () => {
  test("A-047 an average: every past-due document with its balance and days, and how they make the figure", () => {
    const { documents, ...rest } = of("past_due_invoice_weighted_average_days_overdue");
    expect(rest).toEqual({
      accountId: "C-100",
      asOf,
      today: asOf,
      currency: { code: "USD", exponent: 2 },
      options: {
        mode: "reconstruct",
        discounts: "max",
        floor: "observed",
        equal: 10,
        priorityDecimals: 1,
        averageDecimals: 2,
      },
      figure: "past_due_invoice_weighted_average_days_overdue",
      kind: "days",
      means: "Average days overdue of past-due invoices, weighted by what is unpaid; 0 when there are none.",
      source: "001:68, 001:27",
      value: 56.78,
      text: "56.78",
      arithmetic:
        "20.00 × 91 + 80.00 × 90 + 400.00 × 61 + 3000.00 × 60 + 250.00 × 31 + 100.00 × 30 + 100.00 × 1 = 224270.00; " +
        "224270.00 ÷ 3950.00 = 56.777… → 56.78",
      score: null,
    });
    expect(documents.map(({ id }) => id)).toEqual(["0007", "0006", "0005", "0001", "0004", "0003", "0002"]);
    expect(documents[3]).toEqual({
      id: "0001",
      accountId: "C-100",
      kind: "invoice",
      dueOn: "2025-01-09",
      daysOverdue: 60,
      bucket: "31-60",
      balance: 300_000,
      contribution: "18000000",
      discount: null,
    });
  });

  test("an average that needs no rounding says so, to as many decimals as asked for", () => {
    const figure = "one_to_thirty_invoice_weighted_average_days_overdue";
    expect(of(figure).arithmetic).toBe("100.00 × 30 + 100.00 × 1 = 3100.00; 3100.00 ÷ 200.00 = 15.50");
    const whole = of(figure, "C-100", { averageDecimals: 0 });
    expect([whole.value, whole.arithmetic]).toEqual([
      16,
      "100.00 × 30 + 100.00 × 1 = 3100.00; 3100.00 ÷ 200.00 = 15.5 → 16",
    ]);
    expect(of(figure, "C-200").arithmetic).toBe("no documents = 0.00");
  });

  test("amounts and counts", () => {
    const outstanding = of("outstanding_amount");
    expect(outstanding.arithmetic).toBe(
      "20.00 + 80.00 + 400.00 + 3000.00 + 250.00 + 100.00 + 100.00 + 500.00 + 700.00 + 75.00 = 5225.00",
    );
    expect([outstanding.value, outstanding.text]).toEqual([522_500, "5225.00"]);
    expect(outstanding.documents.at(-1)).toEqual({
      id: "D-1",
      accountId: "C-100",
      kind: "debit",
      dueOn: null,
      daysOverdue: null,
      bucket: null,
      balance: 7500,
      contribution: 7500,
      discount: null,
    });
    expect(outstanding.documents.at(-2)).toMatchObject({ id: "0009", daysOverdue: -22, bucket: "current" });
    expect(of("outstanding_count")).toMatchObject({
      value: 10,
      arithmetic: "9 invoices + 1 debit adjustment = 10",
    });
    expect(of("outstanding_count", "C-400")).toMatchObject({ value: 0, arithmetic: "no documents = 0" });
    expect(of("current_invoice_amount", "C-400").arithmetic).toBe("no documents = 0.00");
  });

  test("E-16 the net amount: invoices and debits, less credits", () => {
    const net = of("net_ar_amount");
    expect(net.value).toBe(507_500);
    expect(net.arithmetic).toBe(
      "5150.00 of 9 invoices + 75.00 of 1 debit adjustment − 150.00 of 1 credit adjustment = 5075.00",
    );
    expect(net.documents.at(-1)).toMatchObject({
      id: "K-1",
      kind: "credit",
      balance: 15_000,
      contribution: -15_000,
    });
    expect(of("net_ar_amount", "C-400").arithmetic).toBe(
      "0.00 of 0 invoices + 0.00 of 0 debit adjustments − 0.00 of 0 credit adjustments = 0.00",
    );
  });

  test("E-17 a discount: which offers there are, until when, and which counts", () => {
    const today = of("discount_amount");
    expect([today.value, today.arithmetic]).toEqual([1000, "10.00 = 10.00"]);
    expect(
      today.documents.map(({ id, balance, contribution, discount }) => [id, balance, contribution, discount]),
    ).toEqual([
      [
        "0008",
        50_000,
        1000,
        { offered: 1000, offers: [{ from: "invoice", amount: 1000, until: "2025-03-10", state: "counts" }] },
      ],
    ]);
    expect(of("discounts", null).documents).toEqual(today.documents);
    expect(of("discount_count").documents[0]).toEqual({ ...today.documents[0], contribution: 1 });
    expect(of("discount_amount", "C-100", { asOf: "2025-03-11" })).toMatchObject({ value: 0, documents: [] });
  });

  test("E-20 a priority: the exposure, the business's ends and the formula filled in", () => {
    const between = of("collection_priority", "C-300");
    expect(between.value).toBe(7.5);
    expect(between.arithmetic).toBe(
      "1000.00 × 10 = 10000.00; " +
        "10 × ln((1 + 10000.00) ÷ (1 + 0.00)) ÷ ln((1 + 224270.00) ÷ (1 + 0.00)) = 7.4756… → 7.5",
    );
    expect(between.score).toEqual({
      exposure: "1000000",
      lowest: { accountId: "C-200", exposure: "0" },
      highest: { accountId: "C-100", exposure: "22427000" },
      foot: "0",
      rule: "between",
      exact: expect.closeTo(7.475636394818, 11),
    });
    expect(between.documents).toMatchObject([{ id: "0301", contribution: "1000000" }]);
    expect(of("collection_priority", "C-500", { priorityDecimals: 0 }).arithmetic).toMatch(/ = 0\.008… → 0$/);
    expect(of("collection_priority").arithmetic).toMatch(/ = 10 → 10\.0, the highest of the business$/);
    expect(of("collection_priority", "C-400")).toMatchObject({
      value: 0,
      documents: [],
      arithmetic: "no documents = 0.00; nothing past due scores 0.0",
      score: { rule: "nothing-past-due" },
    });
  });

  test("the business: all accounts' documents, and how many accounts there are", () => {
    expect(of("past_due_invoices", null)).toMatchObject({ accountId: null, value: 495_001 });
    expect(of("past_due_invoice_weighted_average_days_overdue", null).value).toBe(47.33);
    expect(of("invoicing_account_count", null)).toMatchObject({
      value: 5,
      arithmetic: "5 accounts = 5",
      documents: [],
    });
    expect(of("invoicing_account_count")).toMatchObject({ value: 1, arithmetic: "1 account = 1" });
    expect(explain(ledger, { figure: "outstanding_count", asOf })).toEqual(of("outstanding_count", null));
  });

  test("A-047 each figure of each account is what the list says, and survives JSON", () => {
    const list = customerList(ledger, { asOf, now: 0 });
    for (const { accountId, stats } of list.rows) {
      expect(of("outstanding_amount", accountId).value).toBe(stats.outstanding.amount);
      for (const { name } of explainableFigures) {
        const explanation = of(name, accountId);
        expect(JSON.parse(JSON.stringify(explanation))).toEqual(explanation);
      }
    }
  });
});

describe("what is refused", () => {
  const context: ExplainContext = { accountId: null, asOf, currency: usd };

  test("an account that is not there", () => {
    const fault = faultOf(() => of("outstanding_amount", "C-999"));
    expect([fault?.code, fault?.path, fault?.message]).toEqual([
      "REF_UNKNOWN",
      ["accountId"],
      'There is no account "C-999".',
    ]);
  });

  test.each([
    ["a priority of no account", () => of("collection_priority", null), "QUERY_INVALID", ["accountId"]],
    [
      "a priority without a scale",
      () => explainFigure("collection_priority", [], { ...context, accountId: "A" }),
      "QUERY_INVALID",
      ["scale"],
    ],
    [
      "accounts that nobody counted",
      () => explainFigure("invoicing_account_count", [], context),
      "QUERY_INVALID",
      ["accountCount"],
    ],
    [
      "half an account",
      () => explainFigure("invoicing_account_count", [], { ...context, accountCount: 0.5 }),
      "POLICY_RANGE",
      ["accountCount"],
    ],
    ["an exposure below the ends", () => priority(1, 2n, 5n), "EXPOSURE_INVALID", ["scale"]],
    ["an exposure above the ends", () => priority(6, 2n, 5n), "EXPOSURE_INVALID", ["scale"]],
    ["a scale with another key", () => priority(2, 2n, 5n, { least: 1 }), "POLICY_UNKNOWN", ["least"]],
    ["another floor", () => priority(2, 2n, 5n, { floor: "lowest" }), "POLICY_RANGE", ["floor"]],
    ["too many decimals", () => priority(2, 2n, 5n, { decimals: 7 }), "POLICY_RANGE", ["decimals"]],
    [
      "an unknown part of the context",
      () => explainFigure("discounts", [], { ...context, discount: "max" } as never),
      "POLICY_UNKNOWN",
      ["discount"],
    ],
    [
      "decimals that are none",
      () => explainFigure("discounts", [], { ...context, averageDecimals: 21 }),
      "POLICY_RANGE",
      ["averageDecimals"],
    ],
    ["no list", () => explainFigure("discounts", new Set() as never, context), "TYPE", ["items"]],
    ["an unknown option", () => of("discounts", null, { now: 0 } as never), "POLICY_UNKNOWN", ["now"]],
    ["another mode", () => of("discounts", null, { mode: "backdate" as never }), "POLICY_RANGE", ["mode"]],
    [
      "another sum",
      () => of("discounts", null, { discounts: "min" as never }),
      "POLICY_RANGE",
      ["discounts"],
    ],
    ["an unknown floor", () => of("discounts", null, { floor: "least" as never }), "POLICY_RANGE", ["floor"]],
    ["another score", () => of("discounts", null, { equal: 7 as never }), "POLICY_RANGE", ["equal"]],
    [
      "decimals of a score",
      () => of("discounts", null, { priorityDecimals: 7 }),
      "POLICY_RANGE",
      ["priorityDecimals"],
    ],
    [
      "decimals of days",
      () => of("discounts", null, { averageDecimals: 21 }),
      "POLICY_RANGE",
      ["averageDecimals"],
    ],
  ])("%s", (_, call, code, path) => {
    const fault = faultOf(call);
    expect([fault?.code, fault?.path]).toEqual([code, path]);
  });
});

describe("priorities at the ends of the scale", () => {
  test("the lowest of the business, where it is more than nothing", () => {
    expect(priority(100, 100n, 500n)).toMatchObject({
      value: 0,
      score: { rule: "lowest", foot: "100", exact: 0 },
      arithmetic:
        "1.00 × 1 = 1.00; 10 × ln((1 + 1.00) ÷ (1 + 1.00)) ÷ ln((1 + 5.00) ÷ (1 + 1.00)) = 0 → 0.0, the lowest of the business",
    });
  });

  test("counted from nothing, the lowest is a part of the scale", () => {
    expect(priority(100, 100n, 500n, { floor: "zero" })).toMatchObject({
      value: 3.9,
      score: { rule: "between", foot: "0" },
      arithmetic:
        "1.00 × 1 = 1.00; 10 × ln((1 + 1.00) ÷ (1 + 0.00)) ÷ ln((1 + 5.00) ÷ (1 + 0.00)) = 3.8685… → 3.9",
    });
  });

  test("all equal: the score that was agreed on", () => {
    expect(priority(500, 500n, 500n)).toMatchObject({
      value: 10,
      score: { rule: "all-equal", exact: 10 },
      arithmetic: "5.00 × 1 = 5.00; every account has this exposure, which scores 10.0",
    });
    expect(priority(500, 500n, 500n, { equal: 5 })).toMatchObject({ value: 5, text: "5.0" });
    expect(priority(500, 500n, 500n, { floor: "zero" })).toMatchObject({
      value: 10,
      score: { rule: "highest" },
    });
  });

  test("a half that the double misses by a hair is a half", () => {
    // Dollar-days 0, 1 and 255: ln 2 / ln 256 is exactly an eighth.
    const eighth = priority(100, 0n, 25_500n, { decimals: 1 });
    expect([eighth.value, eighth.arithmetic.split(" = ").at(-1)]).toEqual([1.3, "1.2500… → 1.3"]);
  });
});

test("of accounts with the same lowest or highest exposure the first by id is named", () => {
  const tie = { amount: "1.00", issued_on: "2025-01-01", due_on: "2025-03-09" };
  const late = (account_id: string) => ({ ...tie, invoice_number: account_id, account_id });
  const raw = {
    business: { time_zone: "UTC", currency: "USD" },
    accounts: ["d", "c", "b", "a"].map((account_id) => ({ account_id })),
    invoices: [late("d"), late("c")],
  };
  const tied = mustRead(readLedger(raw, { today: asOf }));
  const { score } = explain(tied, { figure: "collection_priority", accountId: "d", asOf });
  expect(score).toMatchObject({
    rule: "highest",
    lowest: { accountId: "a", exposure: "0" },
    highest: { accountId: "c", exposure: "100" },
  });
});

describe("discounts", () => {
  const item = (balance: number): OpenItem => ({
    id: "1",
    accountId: "A",
    kind: "invoice",
    balance,
    dueOn: asOf,
    discounts: [
      { from: "invoice", amount: 300, until: "2025-03-10" },
      { from: "statement", amount: 500, until: "2025-03-11" },
      { from: "statement", amount: 900, until: "2025-03-09" },
    ],
  });
  const states = (balance: number, discounts: ExplainContext["discounts"]) => {
    const context = {
      accountId: "A",
      asOf,
      currency: usd,
      ...(discounts === undefined ? {} : { discounts }),
    };
    const { value, documents } = explainFigure("discount_amount", [item(balance)], context);
    const discount = documents[0]?.discount;
    return [value, discount?.offered, discount?.offers.map(({ state }) => state)];
  };

  test("the one that counts, those outdone, those that ended", () => {
    expect(states(10_000, undefined)).toEqual([500, 500, ["outdone", "counts", "ended"]]);
    expect(states(10_000, "invoice-first")).toEqual([300, 300, ["counts", "outdone", "ended"]]);
    expect(states(10_000, "sum")).toEqual([800, 800, ["counts", "counts", "ended"]]);
  });

  test("G-17 an invoice adds no more than what is left on it", () => {
    expect(states(450, "max")).toEqual([450, 500, ["outdone", "counts", "ended"]]);
    expect(states(500, "max")).toEqual([500, 500, ["outdone", "counts", "ended"]]);
  });
});

test("a long list is spelled out up to twelve documents; beyond, the rest stands as one subtotal", () => {
  const items = (count: number) =>
    Array.from({ length: count }, (_, at): OpenItem => {
      return { id: String(at + 10), accountId: "A", kind: "invoice", balance: 100 + at, dueOn: "2025-03-08" };
    });
  const line = (figure: string, count: number) =>
    explainFigure(figure, items(count), { accountId: "A", asOf, currency: usd }).arithmetic;
  const eleven = items(11).map(({ balance }) => `1.${String(balance).slice(1)}`);
  expect(line("outstanding_amount", 12)).toBe(`${eleven.join(" + ")} + 1.11 = 12.66`);
  expect(line("outstanding_amount", 13)).toBe(`${eleven.join(" + ")} + 2.23 of 2 more documents = 13.78`);
  const days = eleven.map((balance) => `${balance} × 2`).join(" + ");
  expect(line("past_due_invoice_weighted_average_days_overdue", 13)).toBe(
    `${days} + 4.46 of 2 more documents = 27.56; 27.56 ÷ 13.78 = 2.00`,
  );
});

test("documents stand by kind, due day and id, whatever order they come in", () => {
  const items: OpenItem[] = [
    { id: "b", accountId: "A", kind: "credit", balance: 1 },
    { id: "a", accountId: "A", kind: "credit", balance: 1 },
    { id: "a", accountId: "A", kind: "debit", balance: 1 },
    { id: "c", accountId: "A", kind: "invoice", balance: 1, dueOn: "2025-03-01" },
    { id: "b", accountId: "A", kind: "invoice", balance: 1, dueOn: "2025-03-01" },
    { id: "d", accountId: "A", kind: "invoice", balance: 1, dueOn: "2025-02-28" },
    { id: "e", accountId: "A", kind: "invoice", balance: 0, dueOn: "2025-02-28" },
  ];
  const order = (list: readonly OpenItem[]) =>
    explainFigure("net_ar_amount", list, { accountId: "A", asOf, currency: usd }).documents.map(
      ({ id, kind }) => `${kind} ${id}`,
    );
  const expected = ["invoice d", "invoice b", "invoice c", "debit a", "credit a", "credit b"];
  expect(order(items)).toEqual(expected);
  expect(order(items.toReversed())).toEqual(expected);
});

describe("an account among others whose history nobody knows", () => {
  const business = { time_zone: "UTC", currency: "USD" };
  const due = { issued_on: "2025-02-01", due_on: "2025-03-01", amount: "100.00" };
  const invoices = [
    { ...due, invoice_number: "1", account_id: "known" },
    { ...due, invoice_number: "2", account_id: "unknown", balance: "40.00" },
  ];
  const books = mustRead(readLedger({ business, invoices }, { today: asOf }));
  const past = (figure: string, accountId: string | null) =>
    explain(books, { figure, accountId, asOf: "2025-03-05" });

  test.each(
    explainableFigures.map(({ name }) => name).filter((name) => name !== "collection_priority"),
  )("%s is explained", (name) => {
    expect(past(name, "known").accountId).toBe("known");
  });

  test("its own documents are those that are listed", () => {
    expect(past("past_due_invoice_amount", "known").documents.map(({ id }) => id)).toEqual(["1"]);
  });

  test.each<[string, string | null]>([
    ["collection_priority", "known"],
    ["past_due_invoice_amount", "unknown"],
    ["past_due_invoice_amount", null],
  ])("%s of %s needs what is not known", (name, accountId) => {
    expect(faultOf(() => past(name, accountId))?.code).toBe("HISTORY_UNAVAILABLE");
  });
});

describe("a scale that is none", () => {
  const end = { accountId: "A", exposure: 0n };
  test.each<[string, unknown, readonly string[]]>([
    ["without ends", {}, ["scale", "lowest"]],
    ["without its highest end", { lowest: end }, ["scale", "highest"]],
    ["with nothing for an end", { lowest: null, highest: end }, ["scale", "lowest"]],
    [
      "with an exposure that is no bigint",
      { lowest: end, highest: { ...end, exposure: 5 } },
      ["scale", "highest"],
    ],
    ["with an end that is nobody's", { lowest: { exposure: 0n }, highest: end }, ["scale", "lowest"]],
    ["that is null", null, []],
    ["that is a number", 10, []],
  ])("%s", (_, scale, path) => {
    const context = { accountId: "A", asOf, currency: usd, scale } as ExplainContext;
    const fault = faultOf(() => explainFigure("collection_priority", [], context));
    expect([fault?.code, fault?.path]).toEqual(["POLICY_RANGE", path]);
  });
});
