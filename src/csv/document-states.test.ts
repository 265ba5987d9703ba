import { describe, expect, test } from "vitest";
import { readBothWays } from "../../test/open-files.ts";
import type { DocumentTable } from "./document-layout.ts";

const business = '{ "time_zone": "UTC", "currency": "USD" }';

const headers: Readonly<Record<DocumentTable, string>> = {
  invoices:
    "account_id,amount,balance,due_on,issued_on,discount_amount,discount_until,status,posting,invoice_id,invoice_number",
  adjustments: "account_id,amount,balance,type,issued_on,status,adjustment_id",
};

/** Rows that say the same by both ways, each with a number of its own; whether they were added up as they came. */
async function isPlain(table: DocumentTable, rows: readonly string[]): Promise<boolean> {
  const lines = rows.map((row, at) => `${row.replace("#", `N-${at}`)}\n`).join("");
  const files = new Map([
    ["business.json", business],
    [`${table}.csv`, `${headers[table]}\n${lines}`],
  ]);
  const { plain } = await readBothWays(files, [1000]);
  return plain;
}

const usual: Readonly<Record<DocumentTable, readonly string[]>> = {
  invoices: [
    "A,10.00,,2025-03-01,,,,,,,#",
    "B,10.00,,2025-03-01,,,,,Posted,,#",
    "C,10.00,,2025-03-01,,,,,Unapproved,,#",
    "D,10.00,,2025-03-01,,,,,Unposted draw,,#",
    "E,10.00,,2025-03-01,,,,,Unposted A/R,,#",
    "F,10.00,,2025-03-01,,,,Voided,,,#",
    "G,10.00,4.00,2025-03-01,,,,Voided,,,#",
    "H,10.00,0.00,2025-03-01,,,,Voided,,,#",
    "I,10.00,0.00,2025-03-01,,,,Paid,,,#",
    "J,10.00,0.00,2025-03-01,,,,,,,#",
    "K,10.00,4.00,2025-03-01,,,,Partially Paid,,,#",
    "L,10.00,10.00,2025-03-01,,,,Open,,,#",
    "M,10.00,4.00,2025-03-01,,,,Open,,,#",
    "N,10.00,,2025-03-01,2025-03-01,,,,,,#",
    "O,10.00,,2025-03-20,,10.00,2025-03-10,,,,#",
    "P,10.00,4.00,2025-03-20,,4.00,2025-03-10,,,,#",
    "Q,10.00,0.00,2025-03-20,,4.00,2025-03-10,,,,#",
    "R,10.00,,2025-03-20,,0.00,,,,,#",
    "S,10.00,,2025-03-20,,,2025-03-10,,,,#",
    "T,10.00,,2025-03-20,,1.00,2025-03-09,,,,#",
    "U,10.00,,2025-03-10,,1.00,2025-03-10,,,,#",
    "V,10.00,,2025-03-09,,1.00,2025-03-10,,,,#",
    "W,10.00,,2025-03-20,2025-03-11,1.00,2025-03-10,,Posted,,#",
    "X,10.00,,2025-03-01,,,,,,OWN,#",
  ],
  adjustments: [
    "A,10.00,,credit,,,#",
    "B,10.00,,debit,,,#",
    "C,10.00,4.00,credit,,Partially Applied,#",
    "D,10.00,4.00,debit,,Partially Paid,#",
    "E,10.00,4.00,debit,2025-03-11,Open,#",
    "F,10.00,0.00,credit,,Applied,#",
    "G,10.00,0.00,debit,,Paid,#",
    "H,10.00,,credit,,Voided,#",
    "I,10.00,4.00,debit,,Voided,#",
    "J,10.00,0.00,debit,,,#",
    "K,10.00,10.00,credit,,Open,#",
  ],
};

/** Documents of which there is something to say, wrong or odd, or of which a cell needs more than its own row. */
const unusual: Readonly<Record<DocumentTable, readonly string[]>> = {
  invoices: [
    "A,0.00,,2025-03-01,,,,,,,#",
    "A,10.00,10.01,2025-03-01,,,,,,,#",
    "A,10.00,,,2025-03-01,,,,,,#",
    "A,10.00,,2025-03-01,2025-03-02,,,,,,#",
    "A,10.00,,2025-03-01,,1.00,,,,,#",
    "A,10.00,4.00,2025-03-01,,4.01,2025-03-10,,,,#",
    "A,10.00,0.00,2025-03-01,,,,Open,,,#",
    "A,10.00,0.00,2025-03-01,,,,Partially Paid,,,#",
    "A,10.00,10.00,2025-03-01,,,,Partially Paid,,,#",
    "A,10.00,0.01,2025-03-01,,,,Paid,,,#",
    "A,10.00,,2025-03-01,,,,Paid,,,#",
    "A,10.00,,2025-03-01,,,,Paid,Unapproved,,#",
    "A,10.00,,2025-03-01,,,,,,OWN,",
    "A,,,2025-03-01,,,,,,,#",
    ",10.00,,2025-03-01,,,,,,,#",
  ],
  adjustments: [
    "A,0.00,,credit,,,#",
    "A,10.00,10.01,credit,,,#",
    "A,10.00,,,,,#",
    "A,10.00,0.00,credit,,Open,#",
    "A,10.00,0.00,credit,,Partially Applied,#",
    "A,10.00,10.00,credit,,Partially Applied,#",
    "A,10.00,0.00,debit,,Partially Paid,#",
    "A,10.00,10.00,debit,,Partially Paid,#",
    "A,10.00,0.01,credit,,Applied,#",
    "A,10.00,0.01,debit,,Paid,#",
    "A,10.00,,credit,,,",
  ],
};

describe.each(["invoices", "adjustments"] as const)("%s", (table) => {
  test("of all states that need no words are added up as they come", async () => {
    expect(await isPlain(table, usual[table])).toBe(true);
  });

  test("with a cell in quotes, which others read, are added up with them", async () => {
    const quoted = usual[table].map((row, at) => (at % 2 === 0 ? row.replace("10.00", '"10.00"') : row));
    expect(await isPlain(table, quoted)).toBe(true);
  });

  test.each(unusual[table])("of which there is something to say are kept: %s", async (row) => {
    const first = usual[table][0] as string;
    expect(await isPlain(table, [first, row])).toBe(false);
    expect(await isPlain(table, [first, row.replace(/^A,/, '"A",')])).toBe(false);
  });

  test("of one id are kept, whichever of them others read", async () => {
    const row = usual[table][0] as string;
    const own = row.replace("#", "Ü-1");
    for (const rows of [
      [row.replace("#", "a-1"), row.replace("#", "A-1")],
      [row.replace("#", "a-1"), row.replace("#", '"A-1"')],
      [row.replace("#", '" a-1"'), row.replace("#", "A-1")],
      [own, own.toLowerCase()],
      [own, own.normalize("NFD").replace(/^a/, "A")],
      [row.replace("#", "K-1"), row.replace("#", "\u212a-1")],
    ])
      expect(await isPlain(table, rows)).toBe(false);
  });
});

test("an invoice's own id tells it from others, whatever its number", async () => {
  const invoice = (own: string, number: string) => `A,10.00,,2025-03-01,,,,,,${own},${number}`;
  expect(await isPlain("invoices", [invoice("1", "7"), invoice("2", "7"), invoice("", "3")])).toBe(true);
  expect(await isPlain("invoices", [invoice("1", "7"), invoice("1", "8")])).toBe(false);
  expect(await isPlain("invoices", [invoice("1", "7"), invoice("", "1")])).toBe(false);
  expect(await isPlain("invoices", [invoice("1", "7"), invoice("", '"1"')])).toBe(false);
});

describe("accounts", () => {
  const invoice = (account: string, at: number) => `${account},10.00,,2025-03-01,,,,,,,N-${at}`;

  test("stand in the order in which rows name them, whoever reads these", async () => {
    const names = ["A", '"B"', "C", '"D"', '"E"', "F", '"A"', "G"];
    expect(await isPlain("invoices", names.map(invoice))).toBe(true);
  });

  test("that are hard to tell apart are told of", async () => {
    for (const names of [
      ["acme", "Acme"],
      ["Acme", "Acme "],
      ["É", "é"],
      ["é", "e\u0301"],
    ])
      expect(await isPlain("invoices", names.map(invoice))).toBe(false);
    expect(await isPlain("invoices", ["1 2", "1-2", "12"].map(invoice))).toBe(true);
  });

  test("that are named by invitations too, or are not in the table of accounts, are no matter of documents alone", async () => {
    const files = new Map([
      ["business.json", business],
      ["invoices.csv", `${headers.invoices}\n${invoice("A", 1)}\n`],
      ["invites.csv", "account_id,email,status,created_at\nB,b@x.test,Pending,2025-01-01T00:00:00Z\n"],
    ]);
    expect(await readBothWays(files, [1000])).toEqual({ ok: true, plain: false });
    files.set("accounts.csv", "account_id\nB\nA\n");
    expect(await readBothWays(files, [1000])).toEqual({ ok: true, plain: true });
    files.set("accounts.csv", "account_id\nB\na\n");
    expect(await readBothWays(files, [1000])).toEqual({ ok: false, plain: false });
  });
});
