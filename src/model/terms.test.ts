import { describe, expect, test } from "vitest";
import { mustRead } from "../../test/must-read.ts";
import { daysBetween } from "../calendar/day.ts";
import { readLedger } from "./read-ledger.ts";
import { accountTerms, dueDate, type Terms } from "./terms.ts";

describe("dueDate", () => {
  test.each([
    ["2025-04-12", "EOM Current", "2025-04-30"],
    ["2025-04-12", "EOM Following", "2025-05-31"],
    ["2025-04-12", "7 days", "2025-04-19"],
    ["2025-04-12", "30 days", "2025-05-12"],
    ["2025-01-31", "EOM Following", "2025-02-28"],
    ["2024-01-31", "EOM Following", "2024-02-29"],
    ["2025-04-30", "EOM Current", "2025-04-30"],
    ["2024-12-15", "EOM Following", "2025-01-31"],
  ])("E-11 B-012 a sale of %s under %s is due on %s", (issuedOn, terms, due) => {
    expect(dueDate(issuedOn, terms as Terms)).toBe(due);
  });

  test("B-013 due at the end of the month, on the 10th of the next one it is 10 days overdue", () => {
    expect(daysBetween(dueDate("2025-04-12", "EOM Current"), "2025-05-10")).toBe(10);
  });

  test("the four terms; a day that is none, or beyond the calendar, is refused", () => {
    expect(accountTerms).toEqual(["7 days", "30 days", "EOM Current", "EOM Following"]);
    expect(() => dueDate("2025-02-30", "7 days")).toThrow(expect.objectContaining({ code: "DATE_INVALID" }));
    expect(() => dueDate("9999-12-31", "7 days")).toThrow(expect.objectContaining({ code: "DATE_RANGE" }));
  });
});

describe("ledgers", () => {
  const today = "2025-05-10";
  const read = (account: object | undefined, invoice: object) =>
    readLedger(
      {
        business: { time_zone: "UTC", currency: "USD" },
        ...(account === undefined ? {} : { accounts: [{ account_id: "A", ...account }] }),
        invoices: [{ invoice_number: "7", account_id: "A", amount: "1.00", ...invoice }],
      },
      { today },
    );
  const issues = (reading: ReturnType<typeof read>) =>
    reading.ok ? [] : reading.issues.map(({ code, path }) => `${code} ${path.join("/")}`);

  test("B-012 a blank due day follows from the account's terms; one that is given stands", () => {
    const due = (invoice: object) =>
      mustRead(read({ terms: "eom-current" }, invoice)).invoices.get("7")?.dueOn;
    expect(due({ issued_on: "2025-04-12" })).toBe("2025-04-30");
    expect(due({ issued_on: "2025-04-12", due_on: "2025-04-20" })).toBe("2025-04-20");
  });

  test("without terms, without an issue day, or without accounts it cannot be worked out", () => {
    const missing = ["DUE_DATE_MISSING invoices/0/due_on"];
    expect(issues(read({}, { issued_on: "2025-04-12" }))).toEqual(missing);
    expect(issues(read({ terms: "7 days" }, {}))).toEqual(missing);
    expect(issues(read(undefined, { issued_on: "2025-04-12" }))).toEqual(missing);
  });

  test("F-39 unknown terms are refused, and not a second time at the invoice that would need them", () => {
    expect(issues(read({ terms: "Net 45" }, { issued_on: "2025-04-12" }))).toEqual([
      "TERMS_UNKNOWN accounts/0/terms",
    ]);
  });

  test("what would be due after the year 9999 is refused", () => {
    expect(issues(read({ terms: "7 days" }, { issued_on: "9999-12-30" }))).toEqual([
      "DATE_RANGE invoices/0/due_on",
    ]);
  });
});
