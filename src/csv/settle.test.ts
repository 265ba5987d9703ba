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
      ],
    );
  });
});

describe("rows that follow", () => {
  const inShort = (more: Readonly<Record<string, string>>, options: Partial<LedgerFileOptions> = {}) =>
    mustRead(read(more, options)).rejected.map(({ file, line, issues, follows }) => {
      return `${file}:${line} ${issues.map(({ code }) => code).join(" ")}${follows ? ", follows" : ""}`;
    });

  test("are told from those that are wrong by themselves, all by file and line", () => {
    expect(inShort({})).toEqual([
      "accounts.csv:3 CREDIT_LIMIT_INVALID",
      "allocations.csv:3 REF_UNKNOWN REF_UNKNOWN, follows",
      "allocations.csv:4 AMOUNT_FORMAT DATE_INVALID",
      "invoices.csv:3 REF_UNKNOWN, follows",
      "invoices.csv:4 ID_DUPLICATE",
      "invoices.csv:5 CSV_SHAPE",
      "payments.csv:3 REF_UNKNOWN, follows",
    ]);
    const payments = "payment_id,account_id,paid_on,amount\nP,A,2025-03-05,4.00\nQ,Z,2025-03-05,4.00\n";
    expect(inShort({ "payments.csv": payments })).toContain("payments.csv:3 REF_UNKNOWN");
  });

  test("a row that names one whose line is too short follows from it", () => {
    const ragged = "account_id,credit_limit\nA,\nB\n";
    expect(inShort({ "accounts.csv": ragged })).toContain("invoices.csv:3 REF_UNKNOWN, follows");
  });

  test("a balance that only a rejected allocation explains follows from it", () => {
    const balance =
      "invoice_number,account_id,amount,balance,due_on\n1,A,10.00,3.00,2025-03-01\n2,A,10.00,,2025-03-01\n";
    const two =
      'payment_id,invoice_id,amount,allocated_on\nP,1,3.00,2025-03-05\nP,1,4.00,2025-03-05\nP,2,"4,00",2025-03-05\n';
    const files = { "accounts.csv": "account_id\nA\nB\n", "invoices.csv": balance };
    expect(inShort({ ...files, "allocations.csv": two })).toEqual([
      "allocations.csv:2 REF_UNKNOWN, follows",
      "allocations.csv:3 PAYMENT_OVER_ALLOCATED",
      "allocations.csv:4 AMOUNT_FORMAT",
      "invoices.csv:2 BALANCE_MISMATCH, follows",
    ]);
  });

  /** Credits and invoices in a chain: without the first link each in turn no longer adds up. */
  const chain = (links: number) => {
    const at = Array.from({ length: links }, (_, index) => index);
    return {
      business,
      invoices: at.map((n) => ({
        invoice_number: `I${n}`,
        account_id: "A",
        amount: "2.00",
        balance: "0.00",
        due_on: n === 0 ? "soon" : "2025-03-01",
      })),
      adjustments: at.map((n) => ({
        adjustment_id: `K${n}`,
        account_id: "A",
        type: "credit",
        amount: "2.00",
        balance: n === links - 1 ? "1.00" : "0.00",
      })),
      allocations: at.flatMap((n) => [
        { adjustment_id: `K${n}`, invoice_id: `I${n}`, amount: "1.00", allocated_on: "2025-03-01" },
        { adjustment_id: `K${n}`, invoice_id: `I${n + 1}`, amount: "1.00", allocated_on: "2025-03-01" },
      ]),
    };
  };

  test("may be many, one after the other, and are followed so often and no further", () => {
    const links = 8;
    const raw = chain(links);
    raw.allocations.pop();
    const options = { today: "2025-03-10", rejectBadRows: true };
    const { ledger, rejected } = mustRead(readLedgerTables(raw, options));
    expect([ledger.invoices.size, ledger.adjustments.size, ledger.allocations.length]).toEqual([0, 1, 0]);
    const invoices = rejected.filter(({ file }) => file === "invoices");
    expect(invoices.map(({ follows }) => follows)).toEqual([false, ...Array(links - 1).fill(true)]);
    const long = chain(100);
    long.allocations.pop();
    const given = readLedgerTables(long, options);
    expect(given.ok).toBe(false);
    const issues = given.ok ? [] : given.issues;
    expect(issues.length).toBeGreaterThan(0);
    expect(issues.length).toBeLessThan(3);
    expect(["BALANCE_MISMATCH", "REF_UNKNOWN"]).toContain(issues[0]?.code);
  });
});

describe("a line that several tables read", () => {
  const columns = [
    { table: "invoices", field: "invoice_number", file: "raw.csv", header: "No" },
    { table: "invoices", field: "account_id", header: "Customer" },
    { table: "invoices", field: "amount", header: "Sum" },
    { table: "invoices", field: "due_on", header: "Due" },
    { table: "payments", field: "payment_id", file: "raw.csv", header: "No" },
    { table: "payments", field: "account_id", header: "Customer" },
    { table: "payments", field: "amount", header: "Sum" },
    { table: "payments", field: "paid_on", header: "Settled" },
    { table: "payments", field: "method", header: "How" },
    { table: "allocations", field: "payment_id", file: "raw.csv", header: "No" },
    { table: "allocations", field: "invoice_id", header: "No" },
    { table: "allocations", field: "amount", header: "Sum" },
    { table: "allocations", field: "allocated_on", header: "Settled" },
  ] as const;
  const raw = (...lines: readonly string[]) =>
    readLedgerFiles(
      new Map([
        ["business.json", JSON.stringify(business)],
        ["raw.csv", `No,Customer,Sum,Due,Settled,How\n${lines.join("\n")}\n`],
      ]),
      { today: "2025-03-10", rejectBadRows: true, columns },
    );

  test("is one reject, with the reasons of all of them, and none of its rows stays", () => {
    const { ledger, rejected } = mustRead(raw("1,A,x,soon,late,", "2,A,5.00,2025-03-01,2025-03-02,Cash"));
    expect(rejected.map(({ file, line }) => `${file}:${line}`)).toEqual(["raw.csv:2"]);
    expect(rejected[0]?.issues.map(({ code, path }) => `${code} ${path.join("/")}`)).toEqual([
      "AMOUNT_FORMAT invoices/0/Sum",
      "DATE_INVALID invoices/0/Due",
      "DATE_INVALID payments/0/Settled",
      "AMOUNT_FORMAT payments/0/Sum",
      "AMOUNT_FORMAT allocations/0/Sum",
      "DATE_INVALID allocations/0/Settled",
    ]);
    expect([[...ledger.invoices.keys()], [...ledger.payments.keys()]]).toEqual([["2"], ["2"]]);
    const half = mustRead(raw("1,A,5.00,soon,2025-03-02,Cash"));
    expect([half.ledger.payments.size, half.rejected.length]).toEqual([0, 1]);
  });

  test("has no payment where nothing that only a payment needs is there", () => {
    const { ledger, rejected } = mustRead(
      raw("1,A,5.00,2025-03-01,,", "2,A,7.00,2025-03-01,2025-03-05,Cash", "3,A,9.00,2025-03-01,  ,"),
    );
    expect(rejected).toEqual([]);
    expect([...ledger.invoices.keys()]).toEqual(["1", "2", "3"]);
    expect([...ledger.payments.keys()]).toEqual(["2"]);
    expect(ledger.allocations).toHaveLength(1);
  });

  test("has one as soon as anything of it is there", () => {
    const { rejected } = mustRead(raw("1,A,5.00,2025-03-01,,Cash"));
    expect(rejected[0]?.issues.map(({ code, path }) => `${code} ${path.join("/")}`)).toEqual([
      "FIELD_MISSING payments/0/Settled",
    ]);
  });

  test("also has a row of a table that needs nothing of its own", () => {
    const jobs = [
      ...columns.slice(0, 4),
      { table: "invoices", field: "job_id", header: "How" },
      { table: "jobs", field: "job_id", file: "raw.csv", header: "How" },
      { table: "jobs", field: "account_id", header: "Customer" },
      { table: "jobs", field: "name", header: "Settled" },
    ] as const;
    const files = new Map([
      ["business.json", JSON.stringify(business)],
      ["raw.csv", "No,Customer,Sum,Due,Settled,How\n1,A,5.00,2025-03-01,,J\n"],
    ]);
    const { ledger } = mustRead(readLedgerFiles(files, { today: "2025-03-10", columns: jobs }));
    expect([...ledger.jobs.keys()]).toEqual(["J"]);
  });
});

describe("a ledger that lacks a part", () => {
  const codes = (more: Readonly<Record<string, string>>, options: Partial<LedgerFileOptions> = {}) => {
    const reading = read(more, { rejectBadRows: false, ...options });
    return [...(reading.ok ? [] : reading.issues), ...reading.warnings].map(
      ({ file, line, code, path }) =>
        `${file ?? path.join("/")}${line === undefined ? "" : `:${line}`} ${code}`,
    );
  };
  const bad = {
    "invoices.csv": "invoice_number,account_id,amount,due_on\n1,A,x,2025-03-01\n2,Z,1.00\n",
    "payments.csv": "payment_id,account_id,paid_on,amount\nP,Z,soon,4.00\n",
  };

  test("tells what is wrong with the rows of other tables by themselves, and nothing that the part may mend", () => {
    expect(codes({ ...bad, "accounts.csv": "name\nA\n" })).toEqual(
      [
        "accounts.csv:1 CSV_SHAPE",
        "invoices.csv:3 CSV_SHAPE",
        "invoices.csv:2 AMOUNT_FORMAT",
        "payments.csv:2 DATE_INVALID",
        "allocations.csv:4 AMOUNT_FORMAT",
        "allocations.csv:4 DATE_INVALID",
        "accounts.csv:1 COLUMN_UNKNOWN",
      ].filter((each) => !each.includes("COLUMN")),
    );
  });

  test("tells so without a time zone too, where the currency is known", () => {
    const accounts = { "accounts.csv": "account_id\nA\n" };
    const rows = [
      "invoices.csv:3 CSV_SHAPE",
      "invoices.csv:2 AMOUNT_FORMAT",
      "payments.csv:2 DATE_INVALID",
      "allocations.csv:4 AMOUNT_FORMAT",
      "allocations.csv:4 DATE_INVALID",
    ];
    const zone = '{ "currency": "USD", "colour": "red" }';
    expect(codes({ ...bad, ...accounts, "business.json": zone })).toEqual([
      "business.json BUSINESS_INCOMPLETE",
      ...rows,
      "business.json COLUMN_UNKNOWN",
    ]);
    expect(codes({ ...bad, ...accounts, "business.json": '{ "time_zone": "UTC" }' })).toEqual([
      "business.json BUSINESS_INCOMPLETE",
    ]);
    expect(codes({ ...bad, ...accounts, "business.json": "{" }, { currency: "USD" })).toEqual([
      "business.json JSON_INVALID",
      ...rows,
    ]);
    expect(codes({ ...bad, ...accounts, "business.json": "{" })).toEqual(["business.json JSON_INVALID"]);
  });

  test("what an option says of the business is not put down to the file", () => {
    expect(
      codes({ "business.json": "{}" }, { timeZone: "Mars/Base", currency: "Taler" }).slice(0, 2),
    ).toEqual(["timeZone TIME_ZONE_UNKNOWN", "currency CURRENCY_UNKNOWN"]);
    const good = new Map([["business.json", '{ "time_zone": "HST", "currency": "USD", "colour": 1 }']]);
    const reading = readLedgerFiles(good, { today: "2025-03-10", timeZone: "EST" });
    expect(reading.warnings.map(({ code, file, path }) => [code, file, path])).toEqual([
      ["COLUMN_UNKNOWN", "business.json", ["business", "colour"]],
      ["TIME_ZONE_ALIAS", undefined, ["timeZone"]],
    ]);
  });

  test("issues beyond the limit are counted wherever they were met", () => {
    const many = Array.from({ length: 30 }, (_, at) => `${at},A,x,2025-03-01`).join("\n");
    const files = {
      "invoices.csv": `invoice_number,account_id,amount,due_on\n${many}\n`,
      "payments.csv": "x\n",
    };
    const counts = (more: Readonly<Record<string, string>>, options: Partial<LedgerFileOptions>) => {
      const reading = read(more, { rejectBadRows: false, ...options });
      return reading.ok ? [] : [reading.issues.length, reading.issues.length + reading.omitted];
    };
    expect(counts(files, { issueLimit: 5 })).toEqual([5, counts(files, {})[0]]);
    const { "payments.csv": _, ...rows } = files;
    const whole = counts(rows, {})[0];
    expect(counts(rows, { issueLimit: 5 })).toEqual([5, whole]);
    expect(mustRead(read(rows, { issueLimit: 5 })).rejected.length).toBeGreaterThan(29);
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
