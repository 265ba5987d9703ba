import { expect, test } from "vitest";
import { mustRead } from "../../test/must-read.ts";
import { issuesOf, usd } from "../../test/reading.ts";
import { readStatementLines, readStatements, statementLineReader, statementReader } from "./statement.ts";

const lines = statementLineReader({ currency: usd });
const line = { statement_id: "S", invoice_id: "7" };

test("a statement alone has no lines yet", () => {
  const row = { statement_id: "S", account_id: "A", issued_on: "2025-03-01" };
  expect(mustRead(statementReader({ currency: usd }).read(row))).toEqual({
    statementId: "S",
    accountId: "A",
    issuedOn: "2025-03-01",
    lines: [],
  });
  expect(issuesOf(readStatements([{}], { currency: usd }))).toEqual([
    "FIELD_MISSING 0/statement_id",
    "FIELD_MISSING 0/account_id",
    "FIELD_MISSING 0/issued_on",
  ]);
});

test("a line may offer a discount", () => {
  expect(mustRead(lines.read(line))).toStrictEqual({ statementId: "S", invoiceId: "7" });
  expect(mustRead(lines.read({ ...line, discount_amount: "1.50", discount_until: "2025-03-09" }))).toEqual({
    statementId: "S",
    invoiceId: "7",
    discount: { amount: 150, until: "2025-03-09" },
  });
});

test.each([
  [{ discount_amount: "0", discount_until: "2025-03-09" }],
  [{ discount_amount: "0" }],
  [{ discount_until: "2025-03-09" }],
])("%j offers nothing", (cells) => {
  expect(mustRead(lines.read({ ...line, ...cells }))).toEqual({ statementId: "S", invoiceId: "7" });
});

test("F-32 a discount is positive and has a last day", () => {
  const rows = [
    { ...line, discount_amount: "-0.01", discount_until: "2025-03-09" },
    { ...line, discount_amount: "0.01" },
    { statementId: "S", invoiceId: "7", discountAmount: "0.01" },
  ];
  expect(issuesOf(readStatementLines(rows, { currency: usd }))).toEqual([
    "AMOUNT_NOT_POSITIVE 0/discount_amount",
    "DISCOUNT_DATE_MISSING 1/discount_until",
    "DISCOUNT_DATE_MISSING 2/discountUntil",
  ]);
});
