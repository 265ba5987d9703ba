import { expect } from "vitest";
import { statsOfColumns } from "../src/columns/stats-of-columns.ts";
import { readDocumentColumns, readLedgerStats } from "../src/csv/ledger-columns.ts";
import { readLedgerFiles } from "../src/csv/ledger-files.ts";
import { readOpenStats } from "../src/csv/open-stats.ts";
import type { Reading } from "../src/fault/issue.ts";
import type { Ledger } from "../src/model/ledger.ts";
import { openItems } from "../src/positions/open-items.ts";
import { statsByAccount } from "../src/stats/account-stats.ts";

/** The day on which the files of these tests are read. */
export const today = "2025-03-10";

type Files = ReadonlyMap<string, string | Uint8Array>;

/**
 * Holds what files say and add up to as columns, whole and in pieces, against what they do as rows.
 *
 * @param lengths - How long pieces are, over and over.
 * @returns Whether the ledger has no errors, and whether its documents were added up without being kept.
 */
export async function readBothWays(
  files: Files,
  lengths: readonly number[],
): Promise<{ readonly ok: boolean; readonly plain: boolean }> {
  const expected = generalAnswer(files);
  const columns = readDocumentColumns(files, { today });
  expect(saidBy(columns)).toEqual(expected.said);
  if (columns.ok) {
    const { business, accounts } = columns.value;
    const stats = statsOfColumns(columns.value.columns, { asOf: today, currency: business.currency });
    expect(columnAnswer({ accounts, stats })).toEqual(expected.answer);
  }
  const pieces = new Map([...files].map(([name, content]) => [name, inPieces(content, lengths)]));
  const stats = await readLedgerStats(pieces, { today });
  expect(saidBy(stats)).toEqual(expected.said);
  if (stats.ok) expect(columnAnswer(stats.value)).toEqual(expected.answer);
  const open = await readOpenStats(pieces, { today }, {});
  return { ok: columns.ok, plain: open !== undefined };
}

/** What a reading says, and what its documents add up to, worked out without columns. */
function generalAnswer(files: Files) {
  const reading = readLedgerFiles(files, { today });
  return { said: saidBy(reading), answer: reading.ok ? answerOf(reading.value.ledger) : undefined };
}

function saidBy(reading: Reading<unknown>) {
  const { ok, warnings, warningsOmitted } = reading;
  return { ok, warnings, warningsOmitted, issues: reading.ok ? [] : reading.issues };
}

function answerOf(ledger: Ledger) {
  const { currency } = ledger.business;
  const stats = statsByAccount(openItems(ledger, { asOf: today }), { asOf: today, currency });
  return [...ledger.accounts.values()].map((account) => {
    const { invoices, debits, credits, discounts, byBucket } = stats.get(account.accountId) ?? {};
    return {
      account,
      figures: stats.has(account.accountId) ? { invoices, debits, credits, discounts, byBucket } : "none",
    };
  });
}

function columnAnswer({
  accounts,
  stats,
}: {
  accounts: Ledger["accounts"];
  stats: ReturnType<typeof statsOfColumns>;
}) {
  return [...accounts.values()].map((account, place) => {
    const { invoices, debits, credits, discounts, byBucket } = stats.account(place);
    const isNone = invoices.count + debits.count + credits.count === 0;
    return { account, figures: isNone ? "none" : { invoices, debits, credits, discounts, byBucket } };
  });
}

/** A file whose bytes come in pieces of some lengths, in one array that is written over each time. */
export function inPieces(content: string | Uint8Array, lengths: readonly number[]) {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return async function* () {
    const piece = new Uint8Array(Math.max(...lengths));
    for (let at = 0, index = 0; at < bytes.length; index += 1) {
      const length = lengths[index % lengths.length] as number;
      const part = bytes.subarray(at, at + length);
      piece.set(part);
      yield piece.subarray(0, part.length);
      at += length;
    }
  };
}
