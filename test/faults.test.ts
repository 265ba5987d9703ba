/** Bad input of each family through the command: which line it leads to, exit code 1, and nothing on standard output. */
import { describe, expect, test } from "vitest";
import { folderOf, receivables } from "./command.ts";

const business = '{ "time_zone": "America/Chicago", "currency": "USD" }';

type Files = Readonly<Record<string, string | Uint8Array>>;

/** A folder with invoice 1 of account A over 100.00, payment P over 50.00, credit K over 30.00, debit D over 20.00. */
const base: Files = {
  "business.json": business,
  "accounts.csv": "account_id\nA\nB\n",
  "invoices.csv": "invoice_number,account_id,amount,issued_on,due_on\n1,A,100.00,2025-02-01,2025-03-01\n",
  "payments.csv": "payment_id,account_id,paid_on,amount\nP,A,2025-03-01,50.00\n",
  "adjustments.csv": "adjustment_id,account_id,type,amount\nK,A,credit,30.00\nD,A,debit,20.00\n",
};

/** What `export` answers to a folder that is wrong: its lines, after the exit code and the silence are checked. */
async function refused(files: Files, ...options: readonly string[]): Promise<string[]> {
  const ran = await receivables(["export", folderOf({ ...base, ...files }), ...options]);
  expect({ exitCode: ran.exitCode, out: ran.out }).toEqual({ exitCode: 1, out: "" });
  return ran.err.trimEnd().split("\n");
}

/** What `export` warns of in a folder that is good enough: exit code 0, or 1 where warnings are to count. */
async function warned(files: Files, ...options: readonly string[]): Promise<string[]> {
  const folder = folderOf({ ...base, ...files });
  const ran = await receivables(["export", folder, ...options]);
  expect(ran.exitCode).toBe(0);
  expect(ran.out).toMatch(/^account_id,account_name,/);
  const strict = await receivables(["export", folder, "--strict", ...options]);
  expect([strict.exitCode, strict.out]).toEqual([1, ran.out]);
  return ran.err.trimEnd().split("\n");
}

/** What `export` answers to a JSON ledger on standard input. */
async function refusedJson(ledger: object | string): Promise<string[]> {
  const stdin =
    typeof ledger === "string" ? ledger : JSON.stringify({ business: JSON.parse(business), ...ledger });
  const ran = await receivables(["export", "-"], { stdin });
  expect({ exitCode: ran.exitCode, out: ran.out }).toEqual({ exitCode: 1, out: "" });
  return ran.err.trimEnd().split("\n");
}

/** Lines begin so: file, line, code and column, then a message that is for people. */
function expectLines(lines: readonly string[], ...beginnings: readonly string[]): void {
  const heads = lines.map((line, at) => line.slice(0, beginnings[at]?.length ?? line.length));
  expect(heads).toEqual(beginnings);
}

/** `invoices.csv` with one row: invoice 1 of account A with other cells. */
const invoice = (cells: Readonly<Record<string, string>>): Files => {
  const row = { invoice_number: "1", account_id: "A", amount: "100.00", due_on: "2025-03-01", ...cells };
  const quoted = Object.values(row).map((cell) => `"${cell.replaceAll('"', '""')}"`);
  return { "invoices.csv": `${Object.keys(row).join(",")}\n${quoted.join(",")}\n` };
};

const allocations = (...rows: readonly string[]): Files => ({
  "allocations.csv": `payment_id,adjustment_id,invoice_id,debit_adjustment_id,amount,allocated_on\n${rows.join("\n")}\n`,
});

describe("the business", () => {
  test("F-01 a time zone that is none", async () => {
    for (const zone of ["Mars/Base", "", " America/New_York", "+05:30"]) {
      const files = { "business.json": JSON.stringify({ time_zone: zone, currency: "USD" }) };
      expectLines(
        await refused(files),
        `business.json: TIME_ZONE_UNKNOWN ${JSON.stringify(zone)} is no known time zone`,
      );
    }
  });

  test("F-02 an old name for a fixed offset is warned of, another spelling is not", async () => {
    const est = { "business.json": '{ "time_zone": "EST", "currency": "USD" }' };
    expectLines(
      await warned(est),
      "business.json: TIME_ZONE_ALIAS EST is a fixed offset",
      "1 payment not allocated",
    );
    const ran = await receivables([
      "check",
      folderOf({ ...base, "business.json": '{ "time_zone": "us/eastern", "currency": "USD" }' }),
    ]);
    expect([ran.exitCode, ran.err, ran.out.includes("TIME_ZONE")]).toEqual([0, "", false]);
  });

  test("F-23 a currency that is none, or has too many decimals", async () => {
    const files = (currency: unknown) => ({
      "business.json": JSON.stringify({ time_zone: "UTC", currency }),
    });
    expectLines(await refused(files("XXZ")), 'business.json: CURRENCY_UNKNOWN "XXZ" ');
    expectLines(
      await refused(files({ code: "USD", exponent: 9 })),
      "business.json: CURRENCY_UNKNOWN exponent: An exponent ",
    );
  });

  test("without a zone or a currency", async () => {
    expectLines(
      await refused({ "business.json": "{}" }),
      "business.json: BUSINESS_INCOMPLETE The business needs a time zone",
      "business.json: BUSINESS_INCOMPLETE The business needs a currency",
    );
  });
});

describe("days and instants", () => {
  test("F-03 a day that no calendar has, or written otherwise", async () => {
    for (const day of ["2025-02-29", "2025-13-01", "2025-1-1", "20250101", "2025-02-30", "3/1/2025"]) {
      expectLines(await refused(invoice({ due_on: day })), `invoices.csv:2: DATE_INVALID due_on: "${day}" `);
    }
  });

  test("F-04 an instant or a number where a day is expected", async () => {
    expectLines(
      await refused(invoice({ due_on: "2025-03-01T00:00:00Z" })),
      "invoices.csv:2: DATE_TYPE due_on:",
    );
    const row = { invoice_number: "1", account_id: "A", amount: "1.00", due_on: 1_741_000_000_000 };
    expectLines(await refusedJson({ invoices: [row] }), "invoices/0/due_on: DATE_TYPE ");
  });

  test("F-05 a year before 1 or after 9999", async () => {
    for (const day of ["0000-01-01", "10000-01-01", "+012025-01-01"]) {
      expectLines(await refused(invoice({ due_on: day })), `invoices.csv:2: DATE_RANGE due_on: "${day}" `);
    }
  });

  test("F-06 an instant that is none, or says no offset", async () => {
    for (const instant of ["yesterday", "2025-03-01T00:00:00", "2025-03-01", "+275760-09-13T00:00:00.001Z"]) {
      const invites = `account_id,email,status,created_at\nA,a@b.test,Pending,${instant}\n`;
      const line = `invites.csv:2: INSTANT_INVALID created_at: "${instant}" `;
      expectLines(await refused({ "invites.csv": invites }), line);
    }
    const invite = { account_id: "A", email: "", status: "Pending", created_at: 8.64e15 + 1 };
    expectLines(await refusedJson({ invites: [invite] }), "invites/0/created_at: INSTANT_INVALID ");
  });

  test("F-48 a day before any data is no error; a day that is none is wrong usage", async () => {
    const folder = folderOf({ ...base, "adjustments.csv": "adjustment_id,account_id,type,amount\n" });
    const before = await receivables(["export", folder, "--as-of", "1999-12-31"]);
    expect(before.exitCode).toBe(0);
    expect(before.out.split("\r\n")[1]).toMatch(/^A,A,,,Active,0\.0,,,,,0\.00,0,0\.00,0,/);
    for (const day of ["2025-02-29", "today", "2025-03-01T00:00:00Z"]) {
      const ran = await receivables(["export", folder, "--as-of", day]);
      expect([ran.exitCode, ran.out, /^DATE_(INVALID|TYPE) /.test(ran.err)]).toEqual([2, "", true]);
    }
  });
});

describe("amounts", () => {
  const amounts = async (code: string, ...cells: readonly string[]) => {
    for (const amount of cells) {
      expectLines(await refused(invoice({ amount })), `invoices.csv:2: ${code} amount: `);
    }
  };

  test("F-07 F-28 numbers of JSON: infinite, or dollars or cents?", async () => {
    const ledger = (amount: string) =>
      `{"business":${business},"invoices":[{"invoice_number":"1","account_id":"A","amount":${amount},"due_on":"2025-03-01"}]}`;
    expectLines(await refusedJson(ledger("1e999")), "invoices/0/amount: AMOUNT_NOT_FINITE ");
    expectLines(await refusedJson(ledger("-1e999")), "invoices/0/amount: AMOUNT_NOT_FINITE ");
    expectLines(await refusedJson(ledger("12.5")), "invoices/0/amount: TYPE ");
  });

  test("F-08 beyond what is exact", async () => {
    await amounts("AMOUNT_UNSAFE", "90071992547409.92");
    const largest = invoice({ account_id: "B", amount: "90071992547409.91" });
    expect((await receivables(["export", folderOf({ ...base, ...largest })])).exitCode).toBe(0);
  });

  test("F-09 in another spelling, or no amount at all", async () => {
    await amounts(
      "AMOUNT_FORMAT",
      "1,234.50",
      "1.234,50",
      "$12",
      "1e3",
      "１２",
      " 12 ",
      "--1",
      "NaN",
      "12.",
      ".5",
    );
    await amounts("FIELD_MISSING", "", "  ");
    const folder = folderOf({ ...base, ...invoice({ amount: "1,234.50" }) });
    expect((await receivables(["export", folder, "--group", ","])).out).toContain(",1234.50,1,");
  });

  test("F-10 with more decimals than the currency has; zeros do not count", async () => {
    await amounts("AMOUNT_SCALE", "12.345");
    const yen = { "business.json": '{ "time_zone": "UTC", "currency": "JPY" }' };
    const [line = ""] = await refused({
      ...yen,
      "invoices.csv": "invoice_number,account_id,amount,due_on\n1,A,1.5,2025-03-01\n",
      "payments.csv": "payment_id,account_id,paid_on,amount\n",
      "adjustments.csv": "adjustment_id,account_id,type,amount\n",
    });
    expect(line).toMatch(/^invoices\.csv:2: AMOUNT_SCALE amount: /);
    const ran = await receivables(["export", folderOf({ ...base, ...invoice({ amount: "12.3400" }) })]);
    expect(ran.out).toContain(",12.34,");
  });

  test("F-11 a minus before zero is zero", async () => {
    const ran = await receivables(["export", folderOf({ ...base, ...invoice({ balance: "-0.00" }) })]);
    expect(ran.exitCode).toBe(0);
    expect(ran.out).not.toContain("-0");
  });

  test("F-12 sums beyond what is exact", async () => {
    const rows = ["1", "2"].map((number) => `${number},A,90071992547409.91,2025-03-01`);
    const files = { "invoices.csv": `invoice_number,account_id,amount,due_on\n${rows.join("\n")}\n` };
    expectLines(await refused(files), "AMOUNT_OVERFLOW ");
    const payments = ["P", "Q"].map((id) => `${id},A,2025-03-01,90071992547409.91`);
    const paid = { "payments.csv": `payment_id,account_id,paid_on,amount\n${payments.join("\n")}\n` };
    expectLines(await refused(paid), "AMOUNT_OVERFLOW ");
  });

  test("F-13 negative: refused, or credits where that is asked for; zero: warned of", async () => {
    expectLines(await refused(invoice({ amount: "-5.00" })), "invoices.csv:2: AMOUNT_NOT_POSITIVE amount: ");
    const options = ["--negative-invoices", "as-credits"];
    const ran = await receivables([
      "export",
      folderOf({ ...base, ...invoice({ amount: "-5.00" }) }),
      ...options,
    ]);
    expect(ran.out.split("\r\n")[1]).toMatch(/,35\.00,2,20\.00,1$/);
    expectLines(
      await warned(invoice({ amount: "0.00" })),
      "invoices.csv:2: AMOUNT_ZERO amount: ",
      "1 payment not allocated",
    );
    const payment = { "payments.csv": "payment_id,account_id,paid_on,amount\nP,A,2025-03-01,-1.00\n" };
    expectLines(await refused(payment), "payments.csv:2: AMOUNT_NOT_POSITIVE amount: ");
  });

  test("F-14 F-15 a balance below zero or above the amount", async () => {
    expectLines(await refused(invoice({ balance: "-0.01" })), "invoices.csv:2: BALANCE_NEGATIVE balance: ");
    expectLines(
      await refused(invoice({ balance: "100.01" })),
      "invoices.csv:2: BALANCE_EXCEEDS_AMOUNT balance: ",
    );
    const memo = (balance: string) => ({
      "adjustments.csv": `adjustment_id,account_id,type,amount,balance\nK,A,credit,30.00,${balance}\n`,
    });
    expectLines(await refused(memo("-1.00")), "adjustments.csv:2: BALANCE_NEGATIVE balance: ");
    expectLines(await refused(memo("30.01")), "adjustments.csv:2: BALANCE_EXCEEDS_AMOUNT balance: ");
    const options = ["--negative-invoices", "as-credits"];
    const overpaid = folderOf({ ...base, ...invoice({ balance: "-7.00" }) });
    expect((await receivables(["export", overpaid, ...options])).out.split("\r\n")[1]).toMatch(
      /,37\.00,2,20\.00,1$/,
    );
  });

  test("F-31 F-32 a discount above the balance, below zero, or without its last day", async () => {
    const discount = (discount_amount: string, discount_until: string) =>
      invoice({ due_on: "2025-03-31", discount_amount, discount_until });
    expectLines(
      await warned(discount("100.01", "2025-03-10")),
      "invoices.csv:2: DISCOUNT_EXCEEDS_BALANCE discount_amount: ",
      "1 payment not allocated",
    );
    expectLines(
      await refused(discount("-1.00", "2025-03-10")),
      "invoices.csv:2: AMOUNT_NOT_POSITIVE discount_amount: ",
    );
    expectLines(
      await refused(discount("1.00", "")),
      "invoices.csv:2: DISCOUNT_DATE_MISSING discount_until: ",
    );
  });

  test("F-37 value tiers that overlap, run backwards or share an id; a gap is a warning", async () => {
    const tiers = (...bounds: readonly (readonly [number, string, string | null])[]): Files => {
      const value_tiers = bounds.map(([id, min, max]) => ({ id, name: `T${id}`, min, max }));
      return { "business.json": JSON.stringify({ ...JSON.parse(business), value_tiers }) };
    };
    expectLines(
      await refused(tiers([1, "0.00", "500.00"], [2, "500.00", "1000.00"])),
      "business.json: TIER_OVERLAP",
    );
    expectLines(await refused(tiers([1, "9.00", "5.00"])), "business.json: TIER_RANGE");
    expectLines(await refused(tiers([1, "-1.00", "5.00"])), "business.json: TIER_RANGE");
    expectLines(await refused(tiers([1, "0.00", "5.00"], [1, "5.01", null])), "business.json: TIER_ID");
    expectLines(
      (await warned(tiers([1, "0.00", "5.00"], [2, "5.02", null]))).slice(0, 1),
      "business.json: TIER_GAP",
    );
    expectLines(
      (await warned(tiers([1, "0.00", "5.00"], [3, "5.01", null]))).slice(0, 1),
      "business.json: TIER_ID",
    );
  });

  test("F-39 terms that nobody knows", async () => {
    const accounts = "account_id,terms\nA,Net 45\nB,eom_following\n";
    expectLines(await refused({ "accounts.csv": accounts }), "accounts.csv:2: TERMS_UNKNOWN terms");
  });

  test("F-49 a layby that is overpaid, has a negative item, or is due before its sale", async () => {
    const laybys = (due: string, price: string, paid: string): Files => ({
      "laybys.csv": `layby_id,account_id,sold_on,due_on\nL,A,2025-03-01,${due}\n`,
      "layby_items.csv": `layby_id,price\nL,${price}\n`,
      "layby_payments.csv": `layby_id,paid_on,amount\nL,2025-03-02,${paid}\n`,
    });
    expectLines(
      await refused(laybys("2025-06-01", "50.00", "50.01")),
      "layby_payments.csv:2: LAYBY_OVERPAID amount",
    );
    expectLines(
      await refused(laybys("2025-06-01", "-50.00", "1.00")),
      "layby_items.csv:2: AMOUNT_NOT_POSITIVE price",
    );
    expectLines(
      (await warned(laybys("2025-02-01", "50.00", "1.00"))).slice(0, 1),
      "laybys.csv:2: DUE_BEFORE_ISSUE due_on",
    );
  });

  test("F-50 what ends or was completed before it began; a target below zero", async () => {
    const work = (table: string, id: string, at: string, completed: string): Files => ({
      [`${table}.csv`]: `${id},account_id,at,due_at,completed_at\nW,A,${at},2025-03-31,${completed}\n`,
    });
    for (const [table, id] of [
      ["activities", "activity_id"],
      ["tasks", "task_id"],
    ] as const) {
      for (const [at, completed] of [
        ["2025-03-02", "2025-03-01"],
        ["2025-03-02T10:00:00Z", "2025-03-02T09:59:59Z"],
        ["2025-03-03", "2025-03-01T23:59:59Z"],
      ] as const) {
        expectLines(
          await refused(work(table, id, at, completed)),
          `${table}.csv:2: DATE_ORDER completed_at: Completed at 2025-03-0`,
        );
      }
      const folder = folderOf({ ...base, ...work(table, id, "2025-03-02", "2025-03-01T23:59:59Z") });
      expect((await receivables(["export", folder])).exitCode).toBe(0);
    }
    const agreements = (ends: string, target: string): Files => ({
      "agreements.csv": `agreement_id,account_id,starts_on,ends_on\nG,A,2025-03-02,${ends}\n`,
      "bonuses.csv": `agreement_id,target\nG,${target}\n`,
    });
    expectLines(
      await refused(agreements("2025-03-01", "5.00")),
      "agreements.csv:2: DATE_ORDER ends_on: Ends on 2025-03-01",
    );
    expectLines(
      await refused(agreements("2025-03-02", "-0.01")),
      "bonuses.csv:2: AMOUNT_NOT_POSITIVE target: ",
    );
  });

  test("F-50 a kind that nobody knows, no user and a target of 0 are no error", async () => {
    const files = {
      "activities.csv": "activity_id,account_id,at,kind\nV,A,2025-03-02,Seance\n",
      "tasks.csv": "task_id,account_id,at,kind\nT,A,2025-03-02,Seance\n",
      "events.csv": "event_id,account_id,at,kind,user\nE,A,2025-03-02,Seance,\n",
      "agreements.csv": "agreement_id,account_id,starts_on,ends_on\nG,A,2025-03-02,2025-03-02\n",
      "bonuses.csv": "agreement_id,target\nG,0.00\n",
    };
    const ran = await receivables(["check", folderOf({ ...base, ...files })]);
    expect([ran.exitCode, ran.err]).toEqual([0, ""]);
    expect(ran.out).not.toMatch(/Seance|[A-Z]+_[A-Z]+/);
  });

  test("F-38 a credit limit below zero or no amount", async () => {
    for (const limit of ["-1.00", "NaN", "lots"]) {
      const files = { "accounts.csv": `account_id,credit_limit\nA,${limit}\n` };
      expectLines((await refused(files)).slice(0, 1), "accounts.csv:2: CREDIT_LIMIT_INVALID credit_limit: ");
    }
  });
});

describe("allocations", () => {
  test("F-16 a balance that is not what allocations leave", async () => {
    const files = { ...invoice({ balance: "60.00" }), ...allocations("P,,1,,50.00,2025-03-01") };
    expectLines(await refused(files), "invoices.csv:2: BALANCE_MISMATCH balance: ");
  });

  test("F-17 F-18 more than the invoice, more than the payment", async () => {
    const rows = ["P,,1,,50.00,2025-03-01", "Q,,1,,50.01,2025-03-01"];
    const payments = {
      "payments.csv": "payment_id,account_id,paid_on,amount\nP,A,2025-03-01,50.00\nQ,A,2025-03-01,99.00\n",
    };
    expectLines(
      await refused({ ...payments, ...allocations(...rows) }),
      "allocations.csv:3: OVER_ALLOCATED More ",
    );
    expectLines(
      await refused(allocations("P,,1,,50.01,2025-03-01")),
      "allocations.csv:2: PAYMENT_OVER_ALLOCATED More ",
    );
    expectLines(
      await refused(allocations(",K,1,,30.01,2025-03-01")),
      "allocations.csv:2: PAYMENT_OVER_ALLOCATED More ",
    );
  });

  test("F-19 M-14 across accounts, to what is voided, from what is not settled, from or to nothing", async () => {
    const other = { "payments.csv": "payment_id,account_id,paid_on,amount\nP,B,2025-03-01,50.00\n" };
    const row = "P,,1,,50.00,2025-03-01";
    expectLines(
      await refused({ ...other, ...allocations(row) }),
      "allocations.csv:2: ALLOCATION_CROSS_ACCOUNT payment_id: ",
    );
    const voided = { ...invoice({ status: "Voided" }), ...allocations(row) };
    expectLines(await refused(voided), "allocations.csv:2: ALLOCATION_INVALID_TARGET invoice_id: ");
    const memo = allocations("P,,,K,5.00,2025-03-01");
    expectLines(await refused(memo), "allocations.csv:2: ALLOCATION_INVALID_TARGET debit_adjustment_id: ");
    for (const status of ["pending", "failed", "reversed"]) {
      const payment = {
        "payments.csv": `payment_id,account_id,paid_on,amount,status\nP,A,2025-03-01,50.00,${status}\n`,
      };
      expectLines(
        await warned({ ...payment, ...allocations(row) }),
        "allocations.csv:2: ALLOCATION_INACTIVE ",
      );
    }
    expectLines(
      await refused(allocations("P,K,1,,5.00,2025-03-01")),
      "allocations.csv:2: ALLOCATION_ENDS An allocation",
    );
    expectLines(
      await refused(allocations("P,,1,D,5.00,2025-03-01")),
      "allocations.csv:2: ALLOCATION_ENDS An allocation",
    );
  });

  test("F-26 a payment before its invoice was issued is a prepayment", async () => {
    const files = { ...invoice({ issued_on: "2025-03-02" }), ...allocations("P,,1,,50.00,2025-03-01") };
    expectLines(
      await warned(files),
      "invoices.csv:2: DUE_BEFORE_ISSUE due_on: ",
      "allocations.csv:2: PREPAYMENT Paid on 2025-03-01",
    );
  });
});

describe("rows and what they name", () => {
  test("F-20 an id used twice, with the line of the first; ids that look alike are warned of", async () => {
    const accounts = { "accounts.csv": "account_id\nA\nB\nA\n" };
    expect(await refused(accounts)).toEqual([
      'accounts.csv:4: ID_DUPLICATE account_id: "A" is already used at accounts.csv:2.',
    ]);
    const invoices = "invoice_number,account_id,amount,due_on\n1,A,1.00,2025-03-01\n1,A,1.00,2025-03-01\n";
    expect(await refused({ "invoices.csv": invoices })).toEqual([
      'invoices.csv:3: ID_DUPLICATE invoice_number: "1" is already used at invoices.csv:2.',
    ]);
    const clears = "kind,executed_on\nmonth,2025-02-28\nyear,2025-02-28\nmonth,2025-02-28\n";
    expect(await refused({ "period_clears.csv": clears })).toEqual([
      'period_clears.csv:4: ID_DUPLICATE executed_on: The clear of "2025-02-28" of "month" already stands at period_clears.csv:2.',
    ]);
    const alike = { "accounts.csv": "account_id\nA\nB\na\n" };
    expectLines(
      await warned(alike),
      'accounts.csv:4: ID_CONFUSABLE account_id: "a" and "A" ',
      "1 payment not allocated",
    );
  });

  test("F-21 an id with a control character, a lone surrogate, or of nothing", async () => {
    expectLines(
      await refused(invoice({ invoice_number: "1\u0007" })),
      "invoices.csv:2: ID_INVALID invoice_number: ",
    );
    const row = { invoice_number: "", account_id: "A", amount: "1.00", due_on: "2025-03-01" };
    expectLines(await refusedJson({ invoices: [row] }), "invoices/0/invoice_number: ID_INVALID ");
    expectLines(
      await refusedJson({ accounts: [{ account_id: "\ud800" }] }),
      "accounts/0/account_id: ID_INVALID ",
    );
  });

  test("F-22 what is named and not there", async () => {
    expectLines(
      await refused(invoice({ account_id: "Z" })),
      'invoices.csv:2: REF_UNKNOWN account_id: There is no account "Z"',
    );
    const statements = {
      "statements.csv": "statement_id,account_id,issued_on\nS,A,2025-03-01\n",
      "statement_lines.csv": "statement_id,invoice_id\nS,9\nT,1\n",
    };
    expectLines(
      await refused(statements),
      'statement_lines.csv:2: REF_UNKNOWN invoice_id: There is no invoice "9"',
      'statement_lines.csv:3: REF_UNKNOWN statement_id: There is no statement "T"',
    );
    const contracts = {
      "jobs.csv": "job_id,account_id\nJ,A\n",
      "contracts.csv": "contract_id,job_id,amount\nC,K,5.00\n",
    };
    expectLines(await refused(contracts), 'contracts.csv:2: REF_UNKNOWN job_id: There is no job "K"');
    expectLines(
      await refused(allocations("X,,1,,5.00,2025-03-01")),
      'allocations.csv:2: REF_UNKNOWN payment_id: There is no payment "X"',
    );
    expectLines(
      await refused({
        "sales.csv": "account_id,sold_on,amount\nZ,2025-03-01,5.00\n",
        "bonuses.csv": "agreement_id,target\nG,5.00\n",
      }),
      'sales.csv:2: REF_UNKNOWN account_id: There is no account "Z"',
      'bonuses.csv:2: REF_UNKNOWN agreement_id: There is no agreement "G"',
    );
  });

  test("F-23 a row in another currency", async () => {
    expectLines(await refused(invoice({ currency: "EUR" })), "invoices.csv:2: CURRENCY_MIXED currency: ");
    expectLines(await refused(invoice({ currency: "Taler" })), "invoices.csv:2: CURRENCY_UNKNOWN currency: ");
  });

  test("F-24 F-25 due before it was issued is warned of, no due day is an error", async () => {
    const early = invoice({ issued_on: "2025-03-02" });
    expectLines(await warned(early), "invoices.csv:2: DUE_BEFORE_ISSUE due_on: ", "1 payment not allocated");
    expectLines(await refused(invoice({ due_on: "" })), "invoices.csv:2: DUE_DATE_MISSING due_on: ");
  });

  test("F-27 a status that contradicts the balance is warned of, and the balance counts", async () => {
    const files = invoice({ status: "Paid", balance: "10.00" });
    expectLines(
      await warned(files),
      "invoices.csv:2: STATUS_BALANCE_MISMATCH status: ",
      "1 payment not allocated",
    );
    expect((await receivables(["export", folderOf({ ...base, ...files })])).out).toContain(",10.00,1,");
  });

  test("F-28 a word that is none of those known", async () => {
    for (const column of ["kind", "status", "posting"]) {
      expectLines(
        await refused(invoice({ [column]: "strange" })),
        `invoices.csv:2: ENUM_UNKNOWN ${column}: "strange" `,
      );
    }
    const memo = { "adjustments.csv": "adjustment_id,account_id,type,amount\nK,A,gift,30.00\n" };
    expectLines(await refused(memo), 'adjustments.csv:2: ENUM_UNKNOWN type: "gift" ');
  });

  test("F-29 F-30 rows of JSON that are none; ids named like parts of objects are ids", async () => {
    expectLines(
      await refusedJson({ invoices: [null, [], "row", 7] }),
      "invoices/0: TYPE ",
      "invoices/1: TYPE ",
      "invoices/2: TYPE ",
      "invoices/3: TYPE ",
    );
    expectLines(await refusedJson({ accounts: { A: {} } }), "accounts: TYPE ");
    const accounts = ["__proto__", "constructor", "toString"].map((account_id) => ({ account_id }));
    const stdin = JSON.stringify({ business: JSON.parse(business), accounts });
    const ran = await receivables(["export", "-"], { stdin });
    expect([ran.exitCode, ran.err, ran.out.match(/^\w+(?=,)/gm)?.slice(1)]).toEqual([
      0,
      "",
      ["__proto__", "constructor", "toString"],
    ]);
  });

  test("F-54 labels that are too long or empty; other words pass", async () => {
    const accounts = (type: string) => ({
      "accounts.csv": `account_id,account_type\nA,${type}\nB,Trade-Net15\n`,
    });
    const [line = ""] = await refused(accounts("x".repeat(10_001)));
    expectLines([line], "accounts.csv:2: TEXT_TOO_LONG account_type: ");
    const ran = await receivables(["export", folderOf({ ...base, ...accounts("x".repeat(10_000)) })]);
    expect(ran.out).toContain(",Trade-Net15,");
    expectLines(
      await refusedJson({ accounts: [{ account_id: "A", account_type: "" }] }),
      "accounts/0/account_type: TEXT_EMPTY ",
    );
  });
});

test("X-006 everything that is wrong is told at once, each thing with its code and its place", async () => {
  const files = {
    "accounts.csv": "account_id,status\nA,Asleep\nB,Active\n",
    "invoices.csv":
      "invoice_number,account_id,amount,due_on\n1,B,x,soon\n2,B,5.00,2025-03-01\n2,B,5.00,2025-03-01\n",
    "payments.csv": "payment_id,account_id,paid_on,amount\nP,C,2025-03-01,50.00\n",
    "adjustments.csv": "adjustment_id,account_id,type,amount\n",
  };
  const lines = await refused(files);
  expect(lines.map((line) => line.split(" ").slice(0, 3).join(" ")).toSorted()).toEqual([
    "accounts.csv:2: ENUM_UNKNOWN status:",
    "invoices.csv:2: AMOUNT_FORMAT amount:",
    "invoices.csv:2: DATE_INVALID due_on:",
    "invoices.csv:4: ID_DUPLICATE invoice_number:",
    "payments.csv:2: REF_UNKNOWN account_id:",
  ]);
});

describe("what cannot be answered", () => {
  test("F-53 a past day of documents that only have a balance: their ids, and reage answers", async () => {
    const rows = Array.from({ length: 7 }, (_, at) => `${at},A,100.00,40.00,2025-02-01,2025-03-01`);
    const files = {
      "invoices.csv": `invoice_number,account_id,amount,balance,issued_on,due_on\n${rows.join("\n")}\n`,
      "adjustments.csv": "adjustment_id,account_id,type,amount\n",
    };
    expectLines(
      await refused(files, "--as-of", "2025-03-09"),
      "HISTORY_UNAVAILABLE What was open on 2025-03-09 cannot be told for 0, 1, 2, 3, 4 and 2 more: ",
      "--as-of-mode reage ages today's balances",
    );
    const folder = folderOf({ ...base, ...files });
    for (const options of [
      [],
      ["--as-of", "2025-03-10"],
      ["--as-of", "2025-03-09", "--as-of-mode", "reage"],
    ]) {
      const ran = await receivables(["export", folder, ...options]);
      expect([ran.exitCode, ran.out.includes(",280.00,7,")]).toEqual([0, true]);
    }
  });
});

describe("queries and text", () => {
  test("F-40 an unknown column, filter value or direction is wrong usage; a day far ahead is fine", async () => {
    const folder = folderOf(base);
    const usage = async (...options: readonly string[]) => {
      const ran = await receivables(["export", folder, ...options]);
      expect([ran.exitCode, ran.out]).toEqual([2, ""]);
      return ran.err.split(" ")[0];
    };
    expect(await usage("--sort", "priority")).toBe("QUERY_INVALID");
    expect(await usage("--sort", "account_id:down")).toBe("QUERY_INVALID");
    expect(await usage("--status", "Sleeping")).toBe("QUERY_INVALID");
    expect(await usage("--invite-status", "Active")).toBe("QUERY_INVALID");
    expect((await receivables(["export", folder, "--as-of", "9999-12-31"])).exitCode).toBe(0);
  });

  test("F-41 a search of 1 MB is refused, a pattern is only text", async () => {
    const folder = folderOf({ ...base, "accounts.csv": "account_id,account_name\nA,x.*(y\nB,xy\n" });
    const long = await receivables(["export", folder, "--search", "x".repeat(1_000_000)]);
    expect([long.exitCode, long.out, long.err.split(" ")[0]]).toEqual([2, "", "QUERY_TOO_LONG"]);
    const ran = await receivables(["export", folder, "--search", ".*("]);
    expect(ran.out.match(/^[AB],/gm)).toEqual(["A,"]);
  });

  test("F-42 F-43 formulas are guarded; what hides text is warned of, once, at its line", async () => {
    const files = { "accounts.csv": 'account_id,account_name\nA,=1+1\nB,"\u202Etxt,""q"""\n' };
    const lines = await warned(files);
    expectLines(lines, "accounts.csv:3: TEXT_SUSPICIOUS account_name: ", "1 payment not allocated");
    const { out } = await receivables(["export", folderOf({ ...base, ...files })]);
    expect(out).toContain("\r\nA,'=1+1,");
    expect(out).toContain('\r\nB,"\u202Etxt,""q""",');
  });

  test("F-44 a lone surrogate in a text", async () => {
    const ledger = `{"business":${business},"accounts":[{"account_id":"A","account_name":"\\ud800"}]}`;
    expectLines(await refusedJson(ledger), "accounts/0/account_name: TEXT_NOT_WELL_FORMED ");
  });

  test("F-45 files that are no tables, each with its line", async () => {
    const head = "account_id,notes";
    expectLines(
      await refused({ "accounts.csv": `${head}\nA,x\nB\n` }),
      "accounts.csv:3: CSV_SHAPE 1 cells where the header has 2.",
    );
    expectLines(
      await refused({ "accounts.csv": `${head},Notes\nA,x,y\n` }),
      "accounts.csv:1: CSV_SHAPE The header ",
      "accounts.csv:1: COLUMN_UNKNOWN ",
    );
    expectLines(
      await refused({ "accounts.csv": "notes\nx\n" }),
      "accounts.csv:1: CSV_SHAPE There is no column account_id",
    );
    expectLines(await refused({ "accounts.csv": `${head}\nA,"x\n` }), "accounts.csv:2: CSV_SHAPE ");
    expectLines(await refused({ "accounts.csv": "" }), "accounts.csv:1: CSV_SHAPE accounts.csv is empty");
    const latin = Uint8Array.from([...new TextEncoder().encode(`${head}\nA,caf`), 0xe9, 10]);
    expectLines(
      await refused({ "accounts.csv": latin }),
      "accounts.csv:2: ENCODING_INVALID accounts.csv is not UTF-8",
    );
    expectLines(
      await refused({ "business.json": "{" }),
      "business.json: JSON_INVALID business.json is not JSON: ",
    );
    expectLines(await refusedJson("{"), "standard input: JSON_INVALID standard input is not JSON: ");
    const known = { "accounts.csv": "\uFEFFACCOUNT_ID,colour\r\nA,red\nB,blue\r\n\n" };
    expectLines(
      await warned(known),
      'accounts.csv:1: COLUMN_UNKNOWN Columns that are not read: "colour".',
      "1 payment not allocated",
    );
  });
});
