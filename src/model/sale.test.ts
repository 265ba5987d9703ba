import { Decimal } from "decimal.js";
import { expect, test } from "vitest";
import { mustRead } from "../../test/must-read.ts";
import { issuesOf, usd, warningsOf } from "../../test/reading.ts";
import { readLedger } from "./read-ledger.ts";
import { readSales, saleReader } from "./sale.ts";

const sales = saleReader({ currency: usd });
const sale = { account_id: "A", sold_on: "2025-06-03", amount: "120.00" };

test("every column is read; what a row does not say is not there", () => {
  const row = { ...sale, cost: "80.50", wholesaler_id: "0012", brand: "Acme" };
  expect(mustRead(sales.read(row))).toEqual({
    accountId: "A",
    soldOn: "2025-06-03",
    amount: 12_000,
    cost: 8_050,
    wholesalerId: "0012",
    brand: "Acme",
  });
  expect(mustRead(sales.read(sale))).toStrictEqual({
    accountId: "A",
    soldOn: "2025-06-03",
    amount: 12_000,
  });
});

test.each([
  ["120.00", 12_000],
  ["0.01", 1],
  ["0.00", 0],
  ["-0.01", -1],
  ["-120.00", -12_000],
  [new Decimal("-1.5"), -150],
])("M-20 an amount of %s is %d cents: a return is negative", (amount, minor) => {
  expect(mustRead(sales.read({ ...sale, amount })).amount).toBe(minor);
});

test.each([
  [{ amount: "0.005" }, "AMOUNT_SCALE amount"],
  [{ amount: -120 }, "TYPE amount"],
  [{ amount: "1,000.00" }, "AMOUNT_FORMAT amount"],
  [{ amount: "-90071992547409.92" }, "AMOUNT_UNSAFE amount"],
  [{ amount: null }, "FIELD_MISSING amount"],
  [{ cost: "0.005" }, "AMOUNT_SCALE cost"],
])("M-20 an amount is whole minor units: %j is %s", (cells, issue) => {
  expect(issuesOf(sales.read({ ...sale, ...cells }))).toEqual([issue]);
});

test("M-20 the largest amounts of both signs are exact", () => {
  const rows = ["90071992547409.91", "-90071992547409.91"].map((amount) => ({ ...sale, amount }));
  expect(mustRead(readSales(rows, { currency: usd })).map(({ amount }) => amount)).toEqual([
    Number.MAX_SAFE_INTEGER,
    Number.MIN_SAFE_INTEGER,
  ]);
});

test("goods may cost nothing, or give their cost back", () => {
  const costOf = (cost: string) => mustRead(sales.read({ ...sale, cost })).cost;
  expect([costOf("0.00"), costOf("-80.50")]).toEqual([0, -8_050]);
});

test.each([
  [{ account_id: undefined }, "FIELD_MISSING account_id"],
  [{ sold_on: undefined }, "FIELD_MISSING sold_on"],
  [{ sold_on: "2025-02-30" }, "DATE_INVALID sold_on"],
  [{ sold_on: "2025-06-03T10:00:00Z" }, "DATE_TYPE sold_on"],
  [{ wholesaler_id: "" }, "ID_INVALID wholesaler_id"],
  [{ brand: "" }, "TEXT_EMPTY brand"],
])("%j: %s", (cells, issue) => {
  expect(issuesOf(sales.read({ ...sale, ...cells }))).toEqual([issue]);
});

test("paths are spelled as the rows are, each with its place; other keys are remarked on", () => {
  const camel = { accountId: "A", soldOn: "soon", amount: "1.00", wholesalerId: "\u0000" };
  expect(issuesOf(readSales([sale, camel], { currency: usd }))).toEqual([
    "DATE_INVALID 1/soldOn",
    "ID_INVALID 1/wholesalerId",
  ]);
  expect(warningsOf(sales.read({ ...sale, invoice_id: "7" }))).toEqual(["COLUMN_UNKNOWN invoice_id"]);
});

test("sales stand in a ledger in its order, two that are the same among them: they have no id", () => {
  const business = { time_zone: "UTC", currency: "USD" };
  const rows = [sale, { ...sale, amount: "-5.00" }, sale, { ...sale, sold_on: "2025-06-01" }];
  const ledger = mustRead(readLedger({ business, sales: rows }, { today: "2025-06-10" }));
  expect(ledger.sales.map(({ soldOn, amount }) => `${soldOn} ${amount}`)).toEqual([
    "2025-06-03 12000",
    "2025-06-03 -500",
    "2025-06-03 12000",
    "2025-06-01 12000",
  ]);
});
