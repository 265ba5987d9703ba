import { describe, expect, test } from "vitest";
import { oddTexts } from "../../test/arbitraries/customer-list.ts";
import { faultOf } from "../../test/fault-of.ts";
import { mustRead } from "../../test/must-read.ts";
import { account } from "../../test/short-changes.ts";
import { noon, storeOf } from "../../test/store-of.ts";
import { parseCsv } from "../csv/parse-csv.ts";
import type { Issue } from "../fault/issue.ts";
import { readLedger } from "../model/read-ledger.ts";
import type { Snapshot } from "../store/snapshot.ts";
import { customerColumns } from "./columns.ts";
import { exportCustomers, exportRecords } from "./export.ts";
import { type CustomerList, customerList, customerListOf } from "./list.ts";
import type { CustomerQuery } from "./query.ts";

const asOf = "2025-03-10";

/** Accounts 1, 2, … with these names. */
function listOf(...names: readonly string[]): CustomerList {
  const accounts = names.map((account_name, at) => ({
    account_id: String(at + 1).padStart(2, "0"),
    account_name,
  }));
  const raw = { business: { time_zone: "UTC", currency: "USD" }, accounts };
  return customerList(mustRead(readLedger(raw, { today: asOf })), { asOf, now: 0 });
}

/** What stands between the first and the second comma that is not quoted: the name's cell as it is written. */
function nameCells(list: CustomerList, options = {}): readonly string[] {
  return exportCustomers(list, {}, options)
    .split(/\r\n(?=\d\d,|$)/)
    .slice(1, -1)
    .map((line) => /^\d\d,("(?:[^"]|"")*"|[^,]*),/.exec(line)?.[1] ?? "");
}

describe("the file", () => {
  test("E-28 a header line, a line an account, every line ended by CRLF and 37 cells wide", () => {
    const text = exportCustomers(listOf("Acme", "Zenith"));
    const lines = text.split("\r\n");
    expect(lines).toHaveLength(4);
    expect(lines[0]).toBe(customerColumns.map(({ name }) => name).join(","));
    expect(lines.slice(0, 3).map((line) => line.split(",").length)).toEqual([37, 37, 37]);
    expect(lines[3]).toBe("");
    expect(text).not.toContain("\uFEFF");
  });

  test("a zero is printed, and only what has nothing to say is blank", () => {
    const [record] = exportRecords(listOf("Acme"));
    const blank = Object.entries(record ?? {}).filter(([, cell]) => cell === "");
    expect(blank.map(([name]) => name)).toEqual([
      "buyer_company_name",
      "account_type",
      "invite_email_address",
      "invite_status",
      "invite_created_at",
      "invite_updated_at",
    ]);
    expect(record).toMatchObject({ collection_priority: "0.0", outstanding_amount: "0.00" });
  });

  test("a list without accounts has a header alone", () => {
    expect(exportCustomers(listOf()).split("\r\n")).toHaveLength(2);
    expect(exportRecords(listOf())).toEqual([]);
  });

  test("other line ends, a byte order mark, no guard", () => {
    const text = exportCustomers(listOf("=1+1"), {}, { lineEnd: "\n", bom: true, formulaGuard: false });
    expect(text.startsWith("\uFEFFaccount_id,")).toBe(true);
    expect(text).not.toContain("\r");
    expect(text).toContain("\n01,=1+1,");
  });

  test("F-51 an option that is none is refused", () => {
    const refused = (options: unknown) =>
      faultOf(() => exportCustomers(listOf(), {}, options as never))?.code;
    expect(refused({ eol: "\n" })).toBe("POLICY_UNKNOWN");
    expect(refused({ lineEnd: "\r" })).toBe("POLICY_RANGE");
  });

  test("filters, search and sorting are those of the query", () => {
    const list = listOf("Acme", "Zenith", "acme 2");
    const sort = { column: "account_name", direction: "desc" } as const;
    expect(exportCustomers(list, { search: "ACME", sort }).match(/^\d\d/gm)).toEqual(["03", "01"]);
    expect(exportRecords(list, { search: "ACME", sort }).map((row) => row["account_id"])).toEqual([
      "03",
      "01",
    ]);
    expect(faultOf(() => exportRecords(list, { sort: { column: "x" } }))?.code).toBe("QUERY_INVALID");
  });
});

describe("the export of a snapshot", () => {
  const tables = (name: string) => ({
    accounts: [
      { account_id: "2", account_name: name },
      { account_id: "1", account_name: "Zenith", status: "Inactive" },
      { account_id: "3", account_name: "Acme 2" },
    ],
    invoices: [{ invoice_number: "7", account_id: "3", amount: "9.00", due_on: "2025-03-09" }],
  });
  const store = storeOf(tables("Acme"));
  const snapshot = store.recompute(noon);

  test("A-067 A-068 is a CSV file of what filters, search and sorting leave, in that order", () => {
    const lines = (query: CustomerQuery) =>
      exportCustomers(snapshot, query)
        .split("\r\n")
        .slice(1, -1)
        .map((line) => line.split(",").slice(0, 6).join(","));
    expect(lines({})).toEqual(["3,Acme 2,,,Active,10.0", "1,Zenith,,,Inactive,0.0", "2,Acme,,,Active,0.0"]);
    expect(lines({ status: ["Active"], search: "acme", sort: { column: "account_name" } })).toEqual([
      "2,Acme,,,Active,0.0",
      "3,Acme 2,,,Active,10.0",
    ]);
    expect(lines({ search: "nobody" })).toEqual([]);
    expect(faultOf(() => exportCustomers(snapshot, { sort: { column: "x" } }))?.code).toBe("QUERY_INVALID");
  });

  test("A-070 A-071 is what was computed, to the byte, until it is computed anew", () => {
    const before = exportCustomers(snapshot);
    mustRead(store.apply(account({ accountId: "2", accountName: "Beta" })));
    expect(exportCustomers(snapshot)).toBe(before);
    expect(exportCustomers(store.snapshot() as Snapshot)).toBe(before);
    const after = store.recompute(noon);
    expect(exportCustomers(after)).toBe(before.replace("2,Acme,", "2,Beta,"));
    expect(exportCustomers(snapshot)).toBe(before);
  });

  test("is that of the snapshot's list, with its options", () => {
    expect(exportCustomers(snapshot, {}, { bom: true, lineEnd: "\n" })).toBe(
      exportCustomers(customerListOf(snapshot), {}, { bom: true, lineEnd: "\n" }),
    );
  });

  test("what is neither a snapshot nor a list is refused", () => {
    for (const none of [undefined, null, {}, 7, snapshot.toJSON()]) {
      expect(faultOf(() => exportCustomers(none as never))?.code).toBe("TYPE");
      expect(faultOf(() => exportRecords(none as never))?.code).toBe("TYPE");
    }
  });
});

test("A-069 every column has a definition and the lines of the document that it comes from, in their order", () => {
  const lines = customerColumns.map(({ source }) => Number(/^001:(\d+)/.exec(source)?.[1]));
  expect(lines).toEqual([
    ...[36, 37, 38, 39, 40, 41, 42, 43, 44, 45],
    ...[52, 53, 60, 61, 62, 63, 64, 65, 66, 67, 68],
    ...[77, 78, 79, 80, 81, 82, 83, 84, 85, 86, 87, 88],
    ...[95, 96, 97, 98],
  ]);
  for (const { means } of customerColumns) expect(means).toMatch(/^[A-Z0-9].*\.$/);
});

describe("text that could do harm", () => {
  test("E-29 names that a spreadsheet would run, and quotes with a line end", () => {
    const names = ['=HYPERLINK("http://x","y")', "-2+3", "@SUM(A1)", 'Smith, "Bob"\n'];
    expect(nameCells(listOf(...names))).toEqual([
      `"'=HYPERLINK(""http://x"",""y"")"`,
      "'-2+3",
      "'@SUM(A1)",
      `"Smith, ""Bob""\n"`,
    ]);
  });

  test("F-42 every formula trigger is guarded, in full width, behind blanks and behind quotes too", () => {
    const names = [
      "=1",
      "+1",
      "-1",
      "@A1",
      "\t=1",
      "\r1",
      "＝1",
      "＋1",
      "－1",
      "＠A1",
      "  =1",
      "\u00A0=1",
      "'=1",
    ];
    for (const [at, cell] of nameCells(listOf(...names)).entries()) {
      expect(cell.replace(/^"|"$/g, "")).toBe(`'${names[at]}`);
    }
    const plain = ["Acme", "a=1", "1-2", "'quoted'", "O'Neill"];
    expect(nameCells(listOf(...plain))).toEqual(plain);
  });

  test("F-42 ids, types and companies are guarded as names are; numbers and instants never", () => {
    const raw = {
      business: { time_zone: "UTC", currency: "USD" },
      accounts: [{ account_id: "=1", account_name: "A", buyer_company_name: "@home", account_type: "-own" }],
      invites: [
        { account_id: "=1", email: "+1@acme.test", status: "Pending", created_at: "2025-01-05T15:00:00Z" },
      ],
    };
    const list = customerList(mustRead(readLedger(raw, { today: asOf })), { asOf, now: 0 });
    const [, line = ""] = exportCustomers(list).split("\r\n");
    expect(line.split(",").slice(0, 11)).toEqual([
      "'=1",
      "A",
      "'@home",
      "'-own",
      "Active",
      "0.0",
      "'+1@acme.test",
      "Pending",
      "2025-01-05T15:00:00.000Z",
      "2025-01-05T15:00:00.000Z",
      "0.00",
    ]);
  });

  test("F-43 quotes, commas, line ends, NUL, separators, marks, emoji and right-to-left text are kept", () => {
    const list = listOf(...oddTexts);
    const { rows } = mustRead(parseCsv(new TextEncoder().encode(exportCustomers(list))));
    expect(rows.map((row) => row[1])).toEqual(oddTexts);
  });

  test("F-43 NUL and marks that turn the direction of text are reported, with row and column", () => {
    const warnings: Issue[] = [];
    const onWarning = (issue: Issue) => warnings.push(issue);
    exportCustomers(listOf("Acme", "nul\0", "\u202Etxt.exe", "شركة"), {}, { onWarning });
    expect(warnings.map(({ code, path }) => [code, ...path])).toEqual([
      ["TEXT_SUSPICIOUS", 1, "account_name"],
      ["TEXT_SUSPICIOUS", 2, "account_name"],
    ]);
    expect(warnings[1]?.message).toBe("account_name holds U+202E, which hides text.");
  });

  test("F-44 a lone surrogate is refused by the reader, and by the export where rows are made by hand", () => {
    const accounts = [{ account_id: "1", account_name: "\uD800" }];
    const reading = readLedger(
      { business: { time_zone: "UTC", currency: "USD" }, accounts },
      { today: asOf },
    );
    expect(reading.ok ? [] : reading.issues.map(({ code }) => code)).toEqual(["TEXT_NOT_WELL_FORMED"]);
    const list = listOf("Acme");
    const rows = list.rows.map((row) => ({ ...row, accountName: "Acme \uDC00" }));
    const fault = faultOf(() => exportCustomers({ ...list, rows }));
    expect([fault?.code, fault?.path]).toEqual(["TEXT_NOT_WELL_FORMED", [0, "account_name"]]);
  });
});

describe("accounts named like parts of JavaScript", () => {
  test("L-64 are accounts like any other, and no prototype changes", () => {
    const names = ["__proto__", "constructor", "hasOwnProperty", "toString"];
    const before = Object.getOwnPropertyNames(Object.prototype);
    const raw = JSON.parse(`{
      "business": { "time_zone": "UTC", "currency": "USD" },
      "__proto__": { "accounts": [{ "account_id": "ghost" }] },
      "accounts": ${JSON.stringify(names.map((account_id) => ({ account_id })))},
      "invoices": ${JSON.stringify(
        names.map((account_id, at) => ({
          invoice_number: account_id,
          account_id,
          amount: `${at + 1}.00`,
          due_on: "2025-03-09",
        })),
      )}
    }`);
    const list = customerList(mustRead(readLedger(raw, { today: asOf })), { asOf, now: 0 });
    const records = exportRecords(list, { sort: { column: "outstanding_amount", direction: "asc" } });
    expect(records.map((row) => [row["account_id"], row["account_name"], row["outstanding_amount"]])).toEqual(
      [
        ["__proto__", "__proto__", "1.00"],
        ["constructor", "constructor", "2.00"],
        ["hasOwnProperty", "hasOwnProperty", "3.00"],
        ["toString", "toString", "4.00"],
      ],
    );
    expect(exportCustomers(list)).toContain("\r\n__proto__,__proto__,");
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
    expect(({} as Record<string, unknown>)["accounts"]).toBeUndefined();
  });
});
