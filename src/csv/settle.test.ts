import { describe, expect, test } from "vitest";
import { mustRead } from "../../test/must-read.ts";
import { type LedgerFileOptions, readLedgerFiles } from "./ledger-files.ts";
import { readLedgerTables } from "./ledger-tables.ts";
import { unreachable } from "./settle.ts";

const business = { time_zone: "UTC", currency: "USD" };

const files = {
  "business.json": JSON.stringify(business),
  "accounts.csv": "account_id,credit_limit\nA,\nB,-1.00\n",
  "invoices.csv":
    "invoice_number,account_id,amount,due_on\n1,A,10.00,2025-03-01\n2,B,10.00,2025-03-01\n1,A,5.00,2025-03-01\n3,A\n",
  "payments.csv": "payment_id,account_id,paid_on,amount\nP,A,2025-03-05,4.00\nQ,B,2025-03-05,4.00\n",
  "allocations.csv":
    'payment_id,invoice_id,amount,allocated_on\nP,1,4.00,2025-03-05\nQ,2,4.00,2025-03-05\nP,1,"4,00",soon\n',
};

const read = (more: Readonly<Record<string, string>> = {}, options: Partial<LedgerFileOptions> = {}) =>
  readLedgerFiles(new Map(Object.entries({ ...files, ...more })), {
    today: "2025-03-10",
    rejectBadRows: true,
    ...options,
  });

describe("bad rows set aside", () => {
  const { ledger, rejected } = mustRead(read());

  test("take with them the rows that name them, each with its line and all its own reasons", () => {
    const inShort = rejected.map(({ file, line, issues }) => {
      return `${file}:${line} ${issues.map(({ code }) => code).join(" ")}`;
    });
    expect(inShort.toSorted()).toEqual([
      "accounts.csv:3 CREDIT_LIMIT_INVALID",
      "allocations.csv:3 REF_UNKNOWN REF_UNKNOWN",
      "allocations.csv:4 AMOUNT_FORMAT DATE_INVALID",
      "invoices.csv:3 REF_UNKNOWN",
      "invoices.csv:4 ID_DUPLICATE",
      "invoices.csv:5 CSV_SHAPE",
      "payments.csv:3 REF_UNKNOWN",
    ]);
  });

  test("leave the ledger of all the others", () => {
    expect([...ledger.accounts.keys()]).toEqual(["A"]);
    expect([...ledger.invoices.keys()]).toEqual(["1"]);
    expect([...ledger.payments.keys()]).toEqual(["P"]);
    expect(ledger.allocations).toHaveLength(1);
  });

  test("keep their cells as they stand, and their places whatever went before them", () => {
    const row = rejected.find(({ file, line }) => file === "invoices.csv" && line === 4);
    expect(row?.cells).toEqual(["1", "A", "5.00", "2025-03-01"]);
    expect(row?.issues[0]).toMatchObject({
      path: ["invoices", 2, "invoice_number"],
      related: ["invoices", 0, "invoice_number"],
      message: '"1" is already used at invoices.csv:2.',
    });
    const last = rejected.find(({ file, line }) => file === "allocations.csv" && line === 3);
    expect(last?.issues.map(({ line, path }) => [line, ...path])).toEqual([
      [3, "allocations", 1, "payment_id"],
      [3, "allocations", 1, "invoice_id"],
    ]);
  });

  test("are of no help where the fault lies in no row", () => {
    const codes = (more: Readonly<Record<string, string>>) => {
      const reading = read(more);
      return reading.ok ? [] : reading.issues.map(({ file, code }) => `${file} ${code}`);
    };
    expect(codes({ "business.json": '{ "time_zone": "Mars/Base", "currency": "USD" }' })).toEqual([
      "business.json TIME_ZONE_UNKNOWN",
    ]);
    expect(codes({ "accounts.csv": "account_name\nA\n" })).toEqual(["accounts.csv CSV_SHAPE"]);
    const table = readLedgerTables(
      { business, invoices: "none" },
      { today: "2025-03-10", rejectBadRows: true },
    );
    expect(table).toMatchObject({ ok: false, issues: [{ code: "TYPE", path: ["invoices"] }] });
  });

  test("are not set aside unasked, and then every issue is there", () => {
    const reading = read({}, { rejectBadRows: false });
    expect(reading.ok ? [] : reading.issues.map(({ file, line, code }) => `${file}:${line} ${code}`)).toEqual(
      [
        "invoices.csv:5 CSV_SHAPE",
        "accounts.csv:3 CREDIT_LIMIT_INVALID",
        "allocations.csv:4 AMOUNT_FORMAT",
        "allocations.csv:4 DATE_INVALID",
        "invoices.csv:4 ID_DUPLICATE",
        "invoices.csv:3 REF_UNKNOWN",
        "payments.csv:3 REF_UNKNOWN",
      ],
    );
  });
});

describe("bad rows of JSON set aside", () => {
  const raw = {
    business,
    accounts: [{ account_id: "A" }, { account_id: "A", account_name: "again" }],
    lineItems: [{ invoiceId: "9", line: "1", status: "Picked" }],
  };

  test("have their index for a line and their JSON for cells, tables under either spelling", () => {
    const { rejected } = mustRead(readLedgerTables(raw, { today: "2025-03-10", rejectBadRows: true }));
    expect(rejected.map(({ file, line, cells }) => [file, line, ...cells])).toEqual([
      ["accounts", 1, '{"account_id":"A","account_name":"again"}'],
      ["lineItems", 0, '{"invoiceId":"9","line":"1","status":"Picked"}'],
    ]);
    expect(rejected[0]?.issues[0]?.message).toBe('"A" is already used at accounts/0.');
    expect(rejected[0]?.issues[0]).not.toHaveProperty("file");
  });
});

test("warnings of rows that stay have their lines; a confusable id names the other's", () => {
  const { warnings } = read({ "accounts.csv": "account_id\nA\nB\na\n" });
  expect(warnings).toMatchObject([
    { code: "ID_CONFUSABLE", file: "accounts.csv", line: 4, related: ["accounts", 0, "account_id"] },
  ]);
});

test("a reading with errors has no value to give", () => {
  expect(unreachable).toThrow(TypeError);
});
