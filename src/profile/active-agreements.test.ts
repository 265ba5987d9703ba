import { describe, expect, test } from "vitest";
import { faultOf } from "../../test/fault-of.ts";
import { dashboardOf, noonOf, type ProfileTables, salesOf } from "../../test/profile-of.ts";

const agreement = (rest: object = {}) => ({
  agreement_id: "G",
  account_id: "A",
  starts_on: "2025-01-01",
  ends_on: "2025-12-31",
  ...rest,
});

const agreementsOf = (tables: ProfileTables, options: object = {}) =>
  dashboardOf({ agreements: [agreement()], ...tables }, options).widgets.agreements?.agreements;
const bonusOf = (tables: ProfileTables, bonus: object, options: object = {}) =>
  agreementsOf({ bonuses: [{ agreement_id: "G", target: "20000.00", ...bonus }], ...tables }, options)?.[0]
    ?.bonuses[0];

const sold = (amount: string) => ({ sales: salesOf(["2025-06-01", amount]) });

test("E-58 D-036 D-037 D-038 D-039 an agreement with its last day, and its bonuses with how far they are", () => {
  const agreements = [agreement({ name: "Volume 2025" })];
  const bonuses = [
    { agreement_id: "G", target: "20000.00", name: "Volume", basis: "sales", rate: "1.5" },
    { agreement_id: "G", target: "1000.00", basis: "payments" },
  ];
  const payments = [{ payment_id: "P", account_id: "A", paid_on: "2025-06-01", amount: "250.00" }];
  expect(agreementsOf({ agreements, bonuses, payments, ...sold("12500.00") })).toEqual([
    {
      agreementId: "G",
      name: "Volume 2025",
      startsOn: "2025-01-01",
      endsOn: "2025-12-31",
      daysLeft: 204,
      bonuses: [
        {
          ...{ name: "Volume", basis: "sales", target: 2_000_000, rate: 1.5 },
          ...{ progress: 1_250_000, percent: 62.5, bar: 0.625, reached: false },
        },
        {
          ...{ name: null, basis: "payments", target: 100_000, rate: null },
          ...{ progress: 25_000, percent: 25, bar: 0.25, reached: false },
        },
      ],
    },
  ]);
});

describe("progress", () => {
  test.each([
    ["12500.00", 62.5, 0.625, false],
    ["19999.99", 100, 1, false],
    ["20000.00", 100, 1, true],
    ["26000.00", 130, 1, true],
    ["0.00", 0, 0, false],
    ["-500.00", -2.5, 0, false],
    ["1.00", 0.01, 0.0001, false],
  ])("E-58 D-038 %s of 20,000.00 is %d %%, a bar of %d, reached: %j", (amount, percent, bar, reached) => {
    expect(bonusOf(sold(amount), {})).toMatchObject({ percent, bar, reached });
  });

  test("E-58 D-038 of a target of 0 there is no percentage, and nothing to reach", () => {
    expect(bonusOf(sold("12500.00"), { target: "0.00" })).toMatchObject({
      ...{ target: 0, progress: 1_250_000 },
      ...{ percent: null, bar: null, reached: false },
    });
  });

  test("D-038 counts from the first day of the agreement up to today", () => {
    const sales = salesOf(
      ["2024-12-31", "1.00"],
      ["2025-01-01", "2.00"],
      ["2025-06-10", "4.00"],
      ["2025-06-11", "8.00"],
    );
    expect(bonusOf({ sales }, {})?.progress).toBe(600);
    const payments = sales.map(({ sold_on, amount }, at) => ({
      ...{ payment_id: String(at), account_id: "A", paid_on: sold_on, amount },
    }));
    expect(bonusOf({ payments }, { basis: "payments" })?.progress).toBe(600);
  });

  test.each([
    [{}, 100],
    [{ kind: "discount" }, 0],
    [{ kind: "write-off" }, 0],
    [{ status: "pending" }, 0],
    [{ status: "reversed" }, 0],
    [{ register: "layby" }, 0],
    [{ recorded_on: "2025-06-10" }, 100],
    [{ recorded_on: "2025-06-11" }, 0],
  ])("D-038 of payments, what was received: %j", (rest, progress) => {
    const payments = [{ payment_id: "P", account_id: "A", paid_on: "2025-06-01", amount: "1.00", ...rest }];
    expect(bonusOf({ payments }, { basis: "payments" })?.progress).toBe(progress);
  });

  test("D-038 D-045 counts all sales, whatever the user is shown; invoices where sales are those", () => {
    const sales = salesOf(["2025-06-01", "1.00", "W"], ["2025-06-01", "2.00"]);
    expect(bonusOf({ sales }, {}, { user: "manufacturer", wholesalerId: "W" })?.progress).toBe(300);
    const invoices = [
      {
        ...{ invoice_number: "1", account_id: "A", amount: "4.00" },
        ...{ issued_on: "2025-06-01", due_on: "2025-07-01" },
      },
    ];
    expect(bonusOf({ sales, invoices }, {}, { salesFrom: "invoices" })?.progress).toBe(400);
  });

  test("F-12 progress beyond all amounts is refused", () => {
    const payments = ["90071992547409.91", "0.01"].map((amount, at) => ({
      ...{ payment_id: String(at), account_id: "A", paid_on: "2025-06-01", amount },
    }));
    expect(faultOf(() => bonusOf({ payments }, { basis: "payments" }))?.code).toBe("AMOUNT_OVERFLOW");
  });
});

test.each([
  ["2024-12-31", undefined],
  ["2025-01-01", 364],
  ["2025-12-30", 1],
  ["2025-12-31", 0],
  ["2026-01-01", undefined],
])("E-58 D-036 D-039 G-135 on %s there are so many days left: %j", (day, daysLeft) => {
  expect(agreementsOf({}, { now: noonOf(day) })?.[0]?.daysLeft).toBe(daysLeft);
});

test("D-036 of one day, on that day", () => {
  const agreements = [agreement({ starts_on: "2025-06-10", ends_on: "2025-06-10" })];
  expect(agreementsOf({ agreements })).toMatchObject([{ daysLeft: 0, bonuses: [] }]);
  expect(agreementsOf({ agreements }, { now: noonOf("2025-06-11") })).toBeUndefined();
});

test("D-036 the first to end first, of one day by id; others' are not there", () => {
  const accounts = [{ account_id: "A" }, { account_id: "B" }];
  const agreements = [
    agreement({ agreement_id: "c" }),
    agreement({ agreement_id: "__proto__" }),
    agreement({ agreement_id: "z", ends_on: "2025-06-10" }),
    agreement({ agreement_id: "b", account_id: "B" }),
    agreement({ agreement_id: "old", ends_on: "2025-06-09" }),
  ];
  expect(agreementsOf({ accounts, agreements })?.map((each) => each.agreementId)).toEqual([
    "z",
    "__proto__",
    "c",
  ]);
});

test("D-037 bonuses stand as the ledger has them; what has no name has none, an empty one too", () => {
  const bonuses = ["b", "a", ""].map((name) => ({ agreement_id: "G", target: "1.00", name }));
  const [first] = agreementsOf({ agreements: [agreement({ name: "" })], bonuses }) ?? [];
  expect(first?.name).toBeNull();
  expect(first?.bonuses.map(({ name }) => name)).toEqual(["b", "a", null]);
  expect(agreementsOf({})?.[0]?.name).toBeNull();
});
