import { describe, expect, test } from "vitest";
import { readBothWays, today } from "../../test/open-files.ts";
import { Fault } from "../fault/fault.ts";
import { type LedgerStatsOptions, readDocumentColumns, readLedgerStats } from "./ledger-columns.ts";

const business = '{ "time_zone": "UTC", "currency": "USD" }';
const header = "invoice_number,account_id,amount,due_on";
const row = "1,A,1.00,2025-01-01";

type Files = Readonly<Record<string, string | Uint8Array>>;

/** Holds the ways of reading against each other; whether documents were added up as they came. */
async function isPlain(files: Files): Promise<boolean> {
  const { plain } = await readBothWays(new Map(Object.entries({ "business.json": business, ...files })), [7]);
  return plain;
}

describe("both ways of reading say the same", () => {
  test("of a label that is too long, which nothing else would look at", async () => {
    const memo = (reason: string) => `adjustment_id,account_id,amount,type,reason\n1,A,1,credit,${reason}\n`;
    expect(await isPlain({ "adjustments.csv": memo("x".repeat(10_000)) })).toBe(true);
    expect(await isPlain({ "adjustments.csv": memo("x".repeat(10_001)) })).toBe(false);
  });

  test("of a header whose line ends with CR alone", async () => {
    for (const lineEnd of ["\r\r\n", "\r,,,\n", "\r\r", "\r"]) {
      expect(await isPlain({ "invoices.csv": `${header}${lineEnd}${row}\n` })).toBe(false);
    }
  });

  test("of a byte order mark amid a file: it is a letter of the id it stands before", async () => {
    const of = (rows: string) => ({ "invoices.csv": `account_id,invoice_number,amount,due_on\n${rows}\n` });
    expect(await isPlain(of("\ufeffA,1,1.00,2025-01-01"))).toBe(true);
    expect(await isPlain(of("A,\ufeff1,1.00,2025-01-01"))).toBe(true);
    expect(await isPlain(of("A,1,1.00,2025-01-01\n\ufeffA,2,1.00,2025-01-01"))).toBe(false);
  });
});

describe("what is asked of documents", () => {
  const files = new Map([
    ["business.json", business],
    ["invoices.csv", `${header}\n${row}\n`],
  ]);

  async function codeOf(options: Partial<LedgerStatsOptions>): Promise<string | undefined> {
    try {
      await readLedgerStats(files, { today, ...options });
      return undefined;
    } catch (error) {
      return error instanceof Fault ? error.code : String(error);
    }
  }

  test("options that cannot be are refused, whether or not documents are kept", async () => {
    expect(await codeOf({ mode: "reage" })).toBeUndefined();
    expect(await codeOf({ mode: "guess" as "reage" })).toBe("POLICY_RANGE");
    expect(await codeOf({ mode: "guess" as "reage", asOf: "2025-01-01" })).toBe("POLICY_RANGE");
    expect(await codeOf({ discounts: "most" as "max" })).toBe("POLICY_RANGE");
    expect(await codeOf({ asOf: "2025-02-30" })).toBe("DATE_INVALID");
    expect(await codeOf({ asOf: "soon" })).toBe("DATE_INVALID");
    expect(await codeOf({ issueLimit: 0 })).toBe("POLICY_RANGE");
    expect(await codeOf({ other: undefined } as object)).toBe("POLICY_UNKNOWN");
  });
});

describe("a file in pieces", () => {
  /** A file in pieces that notes whether whoever read it said that no more is wanted. */
  function watched(pieces: readonly string[]) {
    const seen = { opened: 0, closed: 0 };
    const source = async function* () {
      seen.opened += 1;
      try {
        for (const piece of pieces) yield new TextEncoder().encode(piece);
      } finally {
        seen.closed += 1;
      }
    };
    return { seen, source };
  }

  test.each([
    ["read to its end", [`${header}\n`, `${row}\n`], 1],
    ["given up in its header", [`${header}\r`, `${row}\n`, `${row}\n`], 2],
    ["given up amid its rows", [`${header}\n1,A,0.00,2025-01-01\n`, `${row}\n`], 2],
  ])("is closed when it was %s", async (_, pieces, opened) => {
    const invoices = watched(pieces);
    const memos = watched(["adjustment_id,account_id,amount,type\n", "1,A,1.00,credit\n"]);
    const files = new Map([
      ["business.json", () => watched([business]).source()],
      ["adjustments.csv", memos.source],
      ["invoices.csv", invoices.source],
    ]);
    await readLedgerStats(files, { today });
    expect(invoices.seen).toEqual({ opened, closed: opened });
    expect(memos.seen).toEqual({ opened, closed: opened });
  });
});

test("a file of documents that is a header without a line end has no documents", () => {
  const files = new Map([
    ["business.json", '{ "time_zone": "UTC", "currency": "USD" }'],
    ["invoices.csv", "invoice_number,account_id,amount,due_on"],
  ]);
  const reading = readDocumentColumns(files, { today: "2025-03-10" });
  expect(reading.ok && reading.value.columns.size).toBe(0);
});

test("options that cannot be are thrown as they are, not read around", () => {
  const files = new Map([["invoices.csv", "invoice_number,account_id,amount,due_on\n"]]);
  const options = { today: "2025-03-10", issueLimit: 0 };
  expect(() => readDocumentColumns(files, options)).toThrow(
    expect.objectContaining({ code: "POLICY_RANGE" }),
  );
});
