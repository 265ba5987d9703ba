import { describe, expect, test } from "vitest";
import { faultOf } from "../../test/fault-of.ts";
import { mustRead } from "../../test/must-read.ts";
import { IssueLog } from "../fault/issue.ts";
import { parseJson, readLedgerTables } from "./ledger-tables.ts";
import type { SourceOptions } from "./settle.ts";

const business = { time_zone: "UTC", currency: "USD" };
const good = { invoice_number: "7", account_id: "A", amount: "12.50", due_on: "2025-03-01" };

const read = (raw: unknown, options: Partial<SourceOptions> = {}) =>
  readLedgerTables(raw, { today: "2025-03-10", ...options });

function issues(raw: unknown, options: Partial<SourceOptions> = {}): string[] {
  const reading = read(raw, options);
  return reading.ok ? [] : reading.issues.map(({ code, path }) => `${path.join("/")}: ${code}`);
}

describe("JSON text", () => {
  test("with or without a byte order mark", () => {
    const log = new IssueLog();
    expect(parseJson('\uFEFF{"a":1}', "x.json", log)).toEqual({ a: 1 });
    expect(parseJson("[]", "x.json", log)).toEqual([]);
    expect(log.issues).toEqual([]);
  });

  test("that is none names its file", () => {
    const log = new IssueLog();
    expect(parseJson("{", "x.json", log)).toBeUndefined();
    expect(log.issues).toMatchObject([{ code: "JSON_INVALID", path: ["x.json"], file: "x.json" }]);
    expect(log.issues[0]?.message).toMatch(/^x\.json is not JSON: /);
  });
});

describe("tables", () => {
  test("become a ledger; today may follow from the time zone", () => {
    const { ledger } = mustRead(
      read({ business, invoices: [good] }, { today: (zone) => `2025-03-0${zone.length}` }),
    );
    expect([ledger.today, ledger.invoices.size]).toEqual(["2025-03-03", 1]);
  });

  test("paths are keys and indexes as the input spells them", () => {
    const raw = {
      business,
      invoices: [good, { invoiceNumber: "8", accountId: "A", amount: 12.5, dueOn: "soon" }],
      lineItems: [{ invoiceId: "9", line: "1", status: "Picked" }],
    };
    expect(issues(raw)).toEqual([
      "invoices/1/amount: TYPE",
      "invoices/1/dueOn: DATE_INVALID",
      "lineItems/0/invoiceId: REF_UNKNOWN",
    ]);
  });

  test("F-28 F-29 what is no ledger, no table or no row is an issue, never an exception", () => {
    expect(issues([])).toEqual([": TYPE"]);
    expect(issues("ledger")).toEqual([": TYPE"]);
    expect(issues({ business, invoices: { 0: good } })).toEqual(["invoices: TYPE"]);
    const cyclic: Record<string, unknown> = { ...good };
    cyclic["amount"] = cyclic;
    const throwing = Object.defineProperty({ ...good }, "amount", {
      enumerable: true,
      get: () => {
        throw new Error("no");
      },
    });
    const rows = [null, undefined, 7n, cyclic, throwing, new Map()];
    expect(issues({ business, invoices: rows })).toEqual([
      "invoices/0: TYPE",
      "invoices/1: TYPE",
      "invoices/2: TYPE",
      "invoices/3/amount: TYPE",
      "invoices/4/amount: TYPE",
      "invoices/5: TYPE",
    ]);
    const table = {
      business,
      get invoices(): unknown {
        throw new Error("no");
      },
    };
    expect(issues(table)).toEqual(["invoices: TYPE"]);
  });

  test("F-29 bad rows without a text of their own can be set aside too", () => {
    const cyclic: Record<string, unknown> = { ...good, invoice_number: "8" };
    cyclic["amount"] = cyclic;
    const raw = { business, invoices: [good, cyclic, undefined, 7n] };
    const { ledger, rejected } = mustRead(read(raw, { rejectBadRows: true }));
    expect([...ledger.invoices.keys()]).toEqual(["7"]);
    expect(rejected.map(({ line, cells }) => [line, ...cells])).toEqual([
      [1, "an object"],
      [2, "undefined"],
      [3, "7n"],
    ]);
  });

  test("F-30 L-64 a key __proto__ is a table nobody knows, and lends nothing", () => {
    const raw = JSON.parse(`{ "__proto__": { "business": ${JSON.stringify(business)} } }`);
    expect(issues(raw)).toEqual([
      "business/time_zone: BUSINESS_INCOMPLETE",
      "business/currency: BUSINESS_INCOMPLETE",
    ]);
    const reading = read({ ...raw, business });
    expect(reading.warnings).toMatchObject([{ code: "TABLE_UNKNOWN", path: ["__proto__"] }]);
  });

  test("F-51 another option is refused", () => {
    expect(faultOf(() => read({ business }, { delimiter: ";" } as never))?.code).toBe("POLICY_UNKNOWN");
    expect(faultOf(() => read({ business }, { issueLimit: 1.5 }))?.code).toBe("POLICY_RANGE");
  });
});
