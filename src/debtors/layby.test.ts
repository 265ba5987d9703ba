import { describe, expect, test } from "vitest";
import { debtorLedger, goldenRetailer } from "../../test/retailer.ts";
import { laybyManager } from "./layby.ts";
import { planLaybyReminders } from "./reminders.ts";
import { debtorTiles } from "./tiles.ts";
import { debtorsView } from "./view.ts";

const golden = debtorsView(debtorLedger(goldenRetailer()));
const all = { status: ["No payment yet", "Partially paid", "Paid"] };

/** The labels of a layby of two pieces at 50.00. */
const labels = (item: object, paid: string | null, dueOn = "2025-06-01") => {
  const ledger = debtorLedger({
    laybys: [{ layby_id: "L", account_id: "A", sold_on: "2025-01-31", due_on: dueOn }],
    layby_items: [{ layby_id: "L", price: "50.00", quantity: "2", ...item }],
    layby_payments: paid === null ? [] : [{ layby_id: "L", paid_on: "2025-02-01", amount: paid }],
  });
  return laybyManager(debtorsView(ledger), all).rows[0]?.statuses;
};

describe("statuses", () => {
  test.each([
    [{}, null, ["No payment yet"]],
    [{}, "0.01", ["Partially paid"]],
    [{}, "99.99", ["Partially paid"]],
    [{}, "100.00", ["Paid"]],
    [{ collected: "1" }, null, ["No payment yet", "Partially collected"]],
    [{ collected: "2" }, "100.00", ["Paid", "Collected"]],
    [{ credited: "1" }, "50.00", ["Paid", "Partially credited"]],
    [{ credited: "1", collected: "1" }, "50.00", ["Paid", "Collected", "Partially credited"]],
    [{ credited: "2" }, null, ["No payment yet", "Credited"]],
  ])("B-066 %j, %s paid: %j", (item, paid, expected) => {
    expect(labels(item, paid)).toEqual(expected);
  });

  test("E-47 B-067 Overdue goes with anything that is not finished, from the day after the due day", () => {
    expect(labels({ collected: "1" }, "40.00", "2025-05-09")).toEqual([
      "Partially paid",
      "Partially collected",
      "Overdue",
    ]);
    expect(labels({}, null, "2025-05-10")).toEqual(["No payment yet"]);
    expect(labels({ collected: "2" }, "100.00", "2025-05-09")).toEqual(["Paid", "Collected"]);
    expect(labels({ credited: "2" }, null, "2025-05-09")).toEqual(["No payment yet", "Credited"]);
  });
});

test("B-063 B-064 the total is what all items come to, outstanding what is left of it", () => {
  const [row] = laybyManager(golden).rows;
  expect([row?.total, row?.paid, row?.credited, row?.outstanding]).toEqual([10_000, 4_000, 0, 6_000]);
});

test("B-065 the due day is the row's, or the term after the sale, at month ends too", () => {
  const due = (layby_term: object, sold_on: string) =>
    laybyManager(
      debtorsView(
        debtorLedger({
          business: { time_zone: "Australia/Sydney", currency: "AUD", layby_term },
          laybys: [{ layby_id: "L", account_id: "A", sold_on }],
        }),
      ),
      all,
    ).rows[0]?.dueOn;
  expect(due({ months: 1 }, "2025-01-31")).toBe("2025-02-28");
  expect(due({ days: 90 }, "2025-01-31")).toBe("2025-05-01");
});

test("an instalment dated ahead counts from its day", () => {
  const ledger = debtorLedger({
    laybys: [{ layby_id: "L", account_id: "A", sold_on: "2025-01-31", due_on: "2025-06-01" }],
    layby_items: [{ layby_id: "L", price: "50.00" }],
    layby_payments: [{ layby_id: "L", paid_on: "2025-05-11", amount: "50.00" }],
  });
  expect(laybyManager(debtorsView(ledger)).rows[0]?.outstanding).toBe(5_000);
});

test("B-051 B-052 B-053 the tile: what is outstanding, how many laybys, how many overdue", () => {
  const tile = debtorTiles(golden).tiles.at(-1);
  expect([tile?.amount, tile?.laybys]).toEqual([11_000, { active: 2, overdue: 1 }]);
});

describe("laybyManager", () => {
  const numbers = (query: object) => laybyManager(golden, query).rows.map(({ laybyNumber }) => laybyNumber);

  test("B-068 the search finds a number, a name or an amount", () => {
    expect([
      numbers({ search: "1002" }),
      numbers({ search: "anna" }),
      numbers({ search: "60.00" }),
      numbers({ search: "50.00" }),
    ]).toEqual([["1002"], ["1001"], ["1001"], ["1002"]]);
    expect(numbers({ search: "nobody" })).toEqual([]);
  });

  test("B-069 the filter chooses by label, matched loosely; none gives what makes up the tile", () => {
    expect(numbers({ status: ["collected"] })).toEqual(["1003"]);
    expect(numbers({ status: ["OVERDUE", "credited"] })).toEqual(["1001", "1004"]);
    expect(numbers({ status: [] })).toEqual(numbers({}));
    const { shown, totals } = laybyManager(golden, { status: ["Paid"] });
    expect([shown, totals.outstanding]).toEqual([{ count: 1, outstanding: 0 }, 11_000]);
  });

  test.each([
    ["overdue-first", ["1001", "1004", "1003", "1002"]],
    ["due-date", ["1004", "1003", "1001", "1002"]],
    ["sale-date", ["1004", "1001", "1003", "1002"]],
    ["balance", ["1003", "1004", "1002", "1001"]],
  ])("B-070 B-071 B-072 B-073 sorted by %s", (sort, expected) => {
    expect(numbers({ ...all, sort })).toEqual(expected);
  });

  test("B-070 B-071 B-072 B-073 overdue first; earliest due day, earliest sale, lowest balance first", () => {
    const rows = (sort: string) => laybyManager(golden, { ...all, sort: sort as never }).rows;
    expect(rows("overdue-first")[0]?.overdue).toBe(true);
    for (const [sort, key] of [
      ["due-date", "dueOn"],
      ["sale-date", "soldOn"],
    ] as const) {
      const days = rows(sort).map((row) => row[key]);
      expect(days).toEqual([...days].sort());
    }
    const balances = rows("balance").map(({ outstanding }) => outstanding);
    expect(balances).toEqual([...balances].sort((a, b) => a - b));
  });

  test("F-40 unknown labels, orders and keys are refused", () => {
    const asking = (query: unknown) => () => laybyManager(golden, query as never);
    expect(asking({ status: ["Cancelled"] })).toThrow(
      expect.objectContaining({ code: "QUERY_INVALID", path: ["status", 0] }),
    );
    expect(asking({ status: "Paid" })).toThrow(
      expect.objectContaining({ code: "QUERY_INVALID", path: ["status"] }),
    );
    expect(asking({ sort: "name" })).toThrow(
      expect.objectContaining({ code: "QUERY_INVALID", path: ["sort"] }),
    );
    expect(asking({ page: 1 })).toThrow(expect.objectContaining({ code: "QUERY_INVALID", path: ["page"] }));
    expect(asking(7)).toThrow(expect.objectContaining({ code: "QUERY_INVALID" }));
  });

  test("B-075 B-076 every row has a receipt to preview, an overdue one a reminder to send", () => {
    const actions = laybyManager(golden, all).rows.map((row) => row.actions.map(({ action }) => action));
    expect(actions).toEqual([
      ["preview-layby-receipt", "send-layby-reminder"],
      ["preview-layby-receipt"],
      ["preview-layby-receipt"],
      ["preview-layby-receipt"],
    ]);
  });
});

describe("planLaybyReminders", () => {
  test("B-074 a reminder for each overdue layby; the button counts them", () => {
    const { planned, skipped } = planLaybyReminders(golden);
    expect(planned).toEqual([
      {
        action: "send-layby-reminder",
        accountId: "001",
        accountName: "Anna",
        channel: "email",
        to: "anna@anna.example",
        laybyId: "L1",
        laybyNumber: "1001",
        outstanding: 6_000,
        dueOn: "2025-05-09",
      },
    ]);
    expect([skipped, laybyManager(golden).totals.overdue]).toEqual([[], 1]);
  });

  test("B-076 one layby by name, by SMS; one that is not overdue is left out and says so", () => {
    const { planned, skipped } = planLaybyReminders(golden, "sms", ["L1", "L2", "L1"]);
    expect(planned.map(({ laybyId, channel, to }) => [laybyId, channel, to])).toEqual([
      ["L1", "sms", "555-0101"],
    ]);
    expect(skipped).toEqual([{ accountId: "003", laybyId: "L2", reason: "nothing-overdue" }]);
  });

  test("an unknown layby or channel is refused", () => {
    expect(() => planLaybyReminders(golden, "email", ["L9"])).toThrow(
      expect.objectContaining({ code: "REF_UNKNOWN", path: ["laybyIds"] }),
    );
    expect(() => planLaybyReminders(golden, "fax" as never)).toThrow(
      expect.objectContaining({ code: "POLICY_RANGE", path: ["channel"] }),
    );
    expect(() => planLaybyReminders(golden, "email", "L1" as never)).toThrow(
      expect.objectContaining({ code: "TYPE", path: ["laybyIds"] }),
    );
  });
});
