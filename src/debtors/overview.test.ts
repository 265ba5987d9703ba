import { describe, expect, test } from "vitest";
import { debtorLedger, goldenRetailer } from "../../test/retailer.ts";
import { customerDetail } from "./detail.ts";
import { overview } from "./overview.ts";
import { debtorsView } from "./view.ts";

const golden = debtorsView(debtorLedger(goldenRetailer()));

/** A debtor with a limit of 100.00 and one charge, due so many days ago. */
const debtor = (account_id: string, amount: string, daysAgo: string, credit_limit = "100.00") => ({
  account: { account_id, account_name: account_id, credit_limit },
  invoice: { invoice_number: account_id, account_id, amount, issued_on: "2024-12-01", due_on: daysAgo },
});
const boardOf = (...debtors: readonly ReturnType<typeof debtor>[]) =>
  debtorsView(
    debtorLedger({
      accounts: debtors.map(({ account }) => account),
      invoices: debtors.map(({ invoice }) => invoice),
    }),
  );
const cards = (...debtors: readonly ReturnType<typeof debtor>[]) =>
  overview(boardOf(...debtors)).atRisk.cards.map(({ accountId, reasons }) => [
    accountId,
    reasons.map(({ reason }) => reason),
  ]);

const today = "2025-05-10";
const [on60, on61, on90, on91] = ["2025-03-11", "2025-03-10", "2025-02-09", "2025-02-08"];

describe("at risk", () => {
  test("B-098 B-099 B-100 over the limit, then 90+, then 60+, then approaching it", () => {
    const found = cards(
      debtor("approaching", "91.00", today),
      debtor("sixty", "1.00", on61),
      debtor("ninety", "1.00", on91),
      debtor("over", "100.01", today),
      debtor("fine", "90.00", on60),
    );
    expect(found).toEqual([
      ["over", ["over-limit"]],
      ["ninety", ["overdue-90"]],
      ["sixty", ["overdue-60"]],
      ["approaching", ["approaching-limit"]],
    ]);
  });

  test("B-098 B-099 B-100 edges: exactly 90 per cent and 60 days are not at risk, exactly at the limit is approaching", () => {
    expect(cards(debtor("A", "90.00", today))).toEqual([]);
    expect(cards(debtor("A", "90.01", today))).toEqual([["A", ["approaching-limit"]]]);
    expect(cards(debtor("A", "100.00", today))).toEqual([["A", ["approaching-limit"]]]);
    expect(cards(debtor("A", "1.00", on60))).toEqual([]);
    expect(cards(debtor("A", "1.00", on90))).toEqual([["A", ["overdue-60"]]]);
    expect(cards(debtor("A", "1.00", on91))).toEqual([["A", ["overdue-90"]]]);
  });

  test("within a reason the largest excess, the most days, the highest percentage first; then by number", () => {
    expect(
      cards(
        debtor("B", "110.00", today),
        debtor("A", "110.00", today),
        debtor("C", "300.00", today, "150.00"),
      ).map(([id]) => id),
    ).toEqual(["C", "A", "B"]);
    expect(cards(debtor("A", "1.00", on61), debtor("B", "1.00", on90)).map(([id]) => id)).toEqual(["B", "A"]);
    expect(cards(debtor("A", "93.00", today), debtor("B", "99.00", today)).map(([id]) => id)).toEqual([
      "B",
      "A",
    ]);
  });

  test("a customer in credit, or without a limit and not late, is not at risk", () => {
    expect(cards(debtor("A", "500.00", today, "0.00"))).toEqual([]);
    const paid = debtorsView(
      debtorLedger({
        accounts: [{ account_id: "A", credit_limit: "1.00" }],
        invoices: [
          {
            invoice_number: "1",
            account_id: "A",
            amount: "50.00",
            issued_on: "2024-01-01",
            due_on: "2024-01-01",
          },
        ],
        payments: [{ payment_id: "P", account_id: "A", paid_on: "2025-05-01", amount: "50.00" }],
      }),
    );
    expect(overview(paid).atRisk.cards).toEqual([]);
  });

  test("B-097 B-101 B-118 a card says why, and opens the same detail as a line of a grid", () => {
    const [bob] = overview(golden).atRisk.cards;
    expect([bob?.accountName, bob?.reasons[0]?.text]).toEqual([
      "Bob",
      "Over credit limit by 50.00 (125.00% of 200.00)",
    ]);
    expect(bob?.opens).toEqual({ action: "open-customer-detail", accountId: "002" });
    expect(customerDetail(golden, bob?.opens.accountId ?? "").accountName).toBe("Bob");
  });

  test("thresholds may be others", () => {
    const board = boardOf(debtor("A", "80.00", "2025-05-05"));
    const reasons = (atRiskThresholds: object) =>
      overview(board, { atRiskThresholds: atRiskThresholds as never }).atRisk.cards[0]?.reasons.map(
        ({ reason }) => reason,
      );
    expect(reasons({ overdue60: 5, overdue90: 91, approachingPercent: 79 })).toEqual([
      "overdue-60",
      "approaching-limit",
    ]);
    expect(() => reasons({ overdue60: 91, overdue90: 61, approachingPercent: 90 })).toThrow(
      expect.objectContaining({ code: "POLICY_RANGE", path: ["overdue90"] }),
    );
    expect(() => reasons({ overdue60: 61, overdue90: 91, approachingPercent: 900 })).toThrow(
      expect.objectContaining({ code: "POLICY_RANGE", path: ["approachingPercent"] }),
    );
    expect(() => reasons({ overdue30: 1 })).toThrow(
      expect.objectContaining({ code: "POLICY_UNKNOWN", path: ["overdue30"] }),
    );
  });
});

describe("the top debtors", () => {
  const many = Array.from({ length: 12 }, (_, at) =>
    debtor(`A${String(at).padStart(2, "0")}`, `${at < 3 ? 5 : at}.00`, today),
  );

  test("B-096 at most ten, the highest first, equal ones by number", () => {
    const { title, bars } = overview(boardOf(...many)).topDebtors;
    expect(title).toBe("Top 10 Debtors Outstanding");
    expect(bars.map(({ accountId }) => accountId)).toEqual([
      "A11",
      "A10",
      "A09",
      "A08",
      "A07",
      "A06",
      "A00",
      "A01",
      "A02",
      "A05",
    ]);
    const four = overview(boardOf(...many), { topDebtors: 4 }).topDebtors;
    expect([four.title, four.bars.length]).toEqual(["Top 4 Debtors Outstanding", 4]);
  });
});

describe("payment trends", () => {
  test("B-102 B-103 B-104 months before the month of the day; a line of nothing is marked", () => {
    const { series, months } = overview(
      debtorsView(debtorLedger(goldenRetailer()), { asOf: "2025-02-28" }),
    ).paymentTrends;
    expect(months).toEqual(["2024-08", "2024-09", "2024-10", "2024-11", "2024-12", "2025-01"]);
    expect(series.map(({ name, empty }) => [name, empty])).toEqual([
      ["Payments", true],
      ["Invoice sales", true],
    ]);
  });
});

test("options of the overview that cannot be are refused", () => {
  const asking = (options: object) => () => overview(golden, options);
  expect(asking({ topDebtors: 0 })).toThrow(
    expect.objectContaining({ code: "POLICY_RANGE", path: ["topDebtors"] }),
  );
  expect(asking({ hidden: { monthly: ["Future"] } })).toThrow(
    expect.objectContaining({ code: "POLICY_RANGE", path: ["hidden", "monthly", 0] }),
  );
  expect(asking({ hidden: { monthly: "Current" } })).toThrow(
    expect.objectContaining({ code: "POLICY_RANGE", path: ["hidden", "monthly"] }),
  );
  expect(asking({ hidden: { weekly: [] } })).toThrow(
    expect.objectContaining({ code: "POLICY_UNKNOWN", path: ["weekly"] }),
  );
  expect(asking({ hidden: 1 })).toThrow(expect.objectContaining({ code: "POLICY_RANGE", path: ["hidden"] }));
  expect(asking({ limit: 1 })).toThrow(expect.objectContaining({ code: "POLICY_UNKNOWN", path: ["limit"] }));
});
