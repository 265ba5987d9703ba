import fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "../../test/runs.ts";
import { readLedgerFiles } from "./ledger-files.ts";
import { plainAccounts } from "./plain-accounts.ts";

const currency = { code: "USD", exponent: 2 };

/** The accounts as any table is read; undefined where there is something to say about them. */
function readAsRows(text: string) {
  const business = JSON.stringify({ time_zone: "UTC", currency });
  const files = new Map([
    ["business.json", business],
    ["accounts.csv", text],
  ]);
  const reading = readLedgerFiles(files, { today: "2025-03-10" });
  const hasWords = !reading.ok || reading.warnings.some(({ code }) => code !== "COLUMN_UNKNOWN");
  return hasWords ? undefined : reading.value.ledger.accounts;
}

const long = "x".repeat(10_001);

test.each([
  ["account_id,account_name\n1,Acme\n2,\n3, \n"],
  ["account_id,account_name,status\n1,Acme,Active\n2,Zenith,Not Used\n3,x,inactive\n4,y,\n"],
  ["account_id,status\n1,Closed\n"],
  ["account_name,account_id,account_type,buyer_company_name\nÄ,1,Cash,Ω\n日本,2,Credit,\n"],
  ['account_id,account_name\n1,"a, ""b"""\n2,"two\nlines"\n'],
  ["account_id,terms,credit_limit,kind,established_on\n1,30 days,100.00,prospect,2020-01-01\n2,,,,\n"],
  ["account_id,terms\n1,someday\n"],
  ["account_id,email,phone,notes,salesperson,more\n1,a@b.c,+1,note,Ann,x\n"],
  [`account_id,account_name\n1,${long}\n`],
  [`account_id,account_type\n1,${long}\n`],
  ["account_id\nÉ1\n2\n"],
  ["account_id\n1\n1\n"],
  ["account_id\na\nA\n"],
  ["account_id\n1\n \n"],
  ["account_id\n1\n\n2\n"],
  ["account_id,account_name\n1\n"],
  ["account_id,account_name\n1,\u202ehidden\n"],
  ["account_name\nA\n"],
  ["account_id,Account_ID\n1,2\n"],
  ["account_id,,\n1,,\n"],
  ["account_id,\n1,x\n"],
  ["account_id\n"],
  [""],
])("accounts of %j are those of any reading", (text) => {
  const plain = plainAccounts(text, currency);
  const rows = readAsRows(text);
  if (plain !== undefined) expect([...plain]).toEqual([...(rows ?? [])]);
  else expect(rows === undefined || /,\n|^account_id,\n|,,/.test(text)).toBe(true);
  expect(plainAccounts(new TextEncoder().encode(text), currency)).toEqual(plain);
});

test("bytes that are no UTF-8 are for others to say", () => {
  const bytes = Uint8Array.of(...new TextEncoder().encode("account_id\n"), 0xff, 10);
  expect(plainAccounts(bytes, currency)).toBeUndefined();
});

const arbCell = fc.oneof(
  { weight: 5, arbitrary: fc.stringMatching(/^[A-Za-z0-9 .-]{0,6}$/) },
  { weight: 1, arbitrary: fc.constantFrom('"a,b"', "Ü", "日", "\u00a0x", "\u200e", '"', "\t", "Active") },
);

test("accounts of any cells are those of any reading, or are left to it", () => {
  let plain = 0;
  const arbRows = fc.array(fc.tuple(arbCell, arbCell, arbCell), { maxLength: 6 });
  fc.assert(
    fc.property(arbRows, (rows) => {
      const lines = rows.map(([name, type, status], at) => `${at + 1}${name},${type},${status}`);
      const text = `account_id,account_name,status\n${lines.join("\n")}\n`;
      const accounts = plainAccounts(text, currency);
      if (accounts === undefined) return;
      plain += 1;
      expect([...accounts]).toEqual([...(readAsRows(text) ?? [])]);
    }),
    { numRuns: runs(1000) },
  );
  expect(plain).toBeGreaterThan(runs(1000) / 20);
});
