import { describe, expect, test } from "vitest";
import { mustRead } from "../../test/must-read.ts";
import { issuesOf, usd } from "../../test/reading.ts";
import { agreementReader, bonusBases, bonusReader, readAgreements, readBonuses } from "./agreement.ts";
import { readLedger } from "./read-ledger.ts";

const agreements = agreementReader({ currency: usd });
const bonuses = bonusReader({ currency: usd });
const agreement = {
  agreement_id: "G",
  account_id: "A",
  starts_on: "2025-01-01",
  ends_on: "2025-12-31",
};
const bonus = { agreement_id: "G", target: "20000.00" };

describe("agreements", () => {
  test("every column is read; one row alone has no bonuses yet", () => {
    expect(mustRead(agreements.read({ ...agreement, name: "Partner 2025" }))).toEqual({
      agreementId: "G",
      accountId: "A",
      startsOn: "2025-01-01",
      endsOn: "2025-12-31",
      name: "Partner 2025",
      bonuses: [],
    });
    expect(mustRead(agreements.read(agreement))).not.toHaveProperty("name");
  });

  test.each([
    ["2025-03-09", ["DATE_ORDER ends_on"]],
    ["2025-03-10", []],
    ["2025-03-11", []],
  ])("F-50 M-22 an agreement that starts on 10 March and ends on %s: %j", (ends_on, issues) => {
    expect(issuesOf(agreements.read({ ...agreement, starts_on: "2025-03-10", ends_on }))).toEqual(issues);
  });

  test("F-50 M-22 the path is spelled as the row is, with the row's place", () => {
    const camel = { agreementId: "H", accountId: "A", startsOn: "2025-01-01", endsOn: "2024-12-31" };
    const reading = readAgreements([agreement, camel], { currency: usd });
    expect(issuesOf(reading)).toEqual(["DATE_ORDER 1/endsOn"]);
    expect(reading.ok ? "" : reading.issues[0]?.message).toBe(
      "Ends on 2024-12-31, before it starts on 2025-01-01.",
    );
  });

  test.each([
    [{ agreement_id: undefined }, "FIELD_MISSING agreement_id"],
    [{ account_id: undefined }, "FIELD_MISSING account_id"],
    [{ starts_on: undefined }, "FIELD_MISSING starts_on"],
    [{ ends_on: undefined }, "FIELD_MISSING ends_on"],
    [{ starts_on: "2025-02-30" }, "DATE_INVALID starts_on"],
    [{ ends_on: "2025-12-31T00:00:00Z" }, "DATE_TYPE ends_on"],
  ])("%j: %s", (cells, issue) => {
    expect(issuesOf(agreements.read({ ...agreement, ...cells }))).toEqual([issue]);
  });
});

describe("bonuses", () => {
  test("every column is read; sales count where a row does not say what does", () => {
    expect(
      mustRead(bonuses.read({ ...bonus, name: "Step 1", basis: "Payments", rate: "2.5" })),
    ).toStrictEqual({
      agreementId: "G",
      target: 2_000_000,
      name: "Step 1",
      basis: "payments",
      rate: 2.5,
    });
    expect(mustRead(bonuses.read(bonus))).toStrictEqual({
      agreementId: "G",
      target: 2_000_000,
      basis: "sales",
    });
    expect(bonusBases).toEqual(["sales", "payments"]);
  });

  test.each([
    ["0.01", []],
    ["0.00", []],
    ["-0.00", []],
    ["-0.01", ["AMOUNT_NOT_POSITIVE target"]],
  ])("F-50 a target of %s: %j", (target, issues) => {
    expect(issuesOf(bonuses.read({ ...bonus, target }))).toEqual(issues);
  });

  test("F-50 a target of 0 is kept: it is for whoever reads it to ask whether there is one", () => {
    expect(mustRead(bonuses.read({ ...bonus, target: "0.00" })).target).toBe(0);
  });

  test.each([
    ["0", 0],
    ["100", 100],
    ["2.1234", 2.1234],
    ["0.0001", 0.0001],
  ])("a rate of %s per cent is %d", (rate, percent) => {
    expect(mustRead(bonuses.read({ ...bonus, rate })).rate).toBe(percent);
  });

  test.each([
    [{ agreement_id: undefined }, "FIELD_MISSING agreement_id"],
    [{ target: undefined }, "FIELD_MISSING target"],
    [{ target: 20_000 }, "TYPE target"],
    [{ target: "0.005" }, "AMOUNT_SCALE target"],
    [{ basis: "invoices" }, "ENUM_UNKNOWN basis"],
    [{ rate: "100.0001" }, "NUMBER_INVALID rate"],
    [{ rate: "-1" }, "NUMBER_INVALID rate"],
    [{ rate: 2.5 }, "NUMBER_INVALID rate"],
  ])("%j: %s", (cells, issue) => {
    expect(issuesOf(bonuses.read({ ...bonus, ...cells }))).toEqual([issue]);
  });

  test("paths are spelled as the rows are, with the row's place", () => {
    const camel = { agreementId: "", target: "-1.00", rate: "x" };
    expect(issuesOf(readBonuses([bonus, camel], { currency: usd }))).toEqual([
      "ID_INVALID 1/agreementId",
      "NUMBER_INVALID 1/rate",
    ]);
  });
});

test("in a ledger an agreement has its own bonuses, in the ledger's order", () => {
  const ledger = mustRead(
    readLedger(
      {
        business: { time_zone: "UTC", currency: "USD" },
        agreements: [agreement, { ...agreement, agreement_id: "H", account_id: "B" }],
        bonuses: [
          { ...bonus, target: "2.00" },
          { ...bonus, agreement_id: "H" },
          { ...bonus, target: "1.00" },
          // They have no id, so one like another stands beside it.
          { ...bonus, target: "1.00" },
        ],
      },
      { today: "2025-06-10" },
    ),
  );
  const targets = [...ledger.agreements.values()].map(
    (each) => `${each.agreementId}: ${each.bonuses.map(({ target }) => target).join(" ")}`,
  );
  expect(targets).toEqual(["G: 200 100 100", "H: 2000000"]);
  expect([...ledger.accounts.keys()]).toEqual(["A", "B"]);
});
