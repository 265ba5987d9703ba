import type { DocumentColumns } from "../columns/document-columns.ts";
import { type Issue, IssueLog } from "../fault/issue.ts";
import { type Account, namedAccount } from "../model/account.ts";
import type { Ledger } from "../model/ledger.ts";
import { tableNames } from "../model/tables.ts";
import { decodeUtf8, readCsv } from "../table/read-csv.ts";
import { DocumentFile, NotPlain } from "./document-file.ts";
import type { DocumentTable } from "./document-layout.ts";
import { IdIndex } from "./id-index.ts";
import { type LedgerFileOptions, type LedgerFiles, readLedgerFiles } from "./ledger-files.ts";
import { plainAccounts } from "./plain-accounts.ts";
import { SeenIds } from "./seen-ids.ts";

/** The tables whose files may be of any length. */
export const documentTables: readonly DocumentTable[] = ["invoices", "adjustments"];

/** Files that a ledger of open items has: nothing in them takes anything off a document. */
const openFiles = new Set(["business", "accounts", "invites", ...documentTables]);

/** Options under which cells and rows mean what they say. */
const plainOptions = new Set(["today", "timeZone", "currency", "issueLimit", "onProgress"]);

/** Whether files are, by their names, a ledger of open items, and options leave their cells as they are. */
export function mayBeOpen(names: Iterable<string>, options: LedgerFileOptions): boolean {
  const given = Object.entries(options).filter(([, value]) => value !== undefined && value !== false);
  if (given.some(([name, value]) => !plainOptions.has(name) && value !== "refuse")) return false;
  const tables = new Set(names);
  return tableNames.every((table) => openFiles.has(table) || !tables.has(`${table}.csv`));
}

/** A ledger of open items, all read but its documents. */
export interface OpenLedger {
  /** Without documents; with those accounts that these named. */
  readonly ledger: Ledger;
  readonly accountIds: readonly string[];
  readonly warnings: readonly Issue[];
  readonly warningsOmitted: number;
}

/** Takes documents, accounts by place, and how many accounts are known by then. The columns are used again afterwards. */
export type DocumentSink = (columns: DocumentColumns, accounts: number) => void;

/**
 * Reads a ledger of open items whose documents come piece by piece.
 *
 * Where anything in it needs more than its own row, or there is something to say about a document, it gives up: the ledger
 * is then to be read by `readLedgerFiles`, which says the same of all that this takes.
 */
export class OpenLedgerReader {
  private readonly base: Omit<OpenLedger, "accountIds">;
  private readonly accountsAreNamed: boolean;
  private readonly accounts = new IdIndex();
  private readonly files = new Map<DocumentTable, DocumentFile>();

  /**
   * @param files - All but those of documents.
   * @param headers - The header lines of the files of documents.
   * @param sinkOf - Makes of the ledger without documents what is given these in batches.
   * @throws {NotPlain}
   */
  constructor(
    files: LedgerFiles,
    headers: ReadonlyMap<DocumentTable, string>,
    options: LedgerFileOptions,
    sinkOf: (ledger: Ledger) => DocumentSink,
  ) {
    const { onProgress: _, ...quiet } = options;
    const heads = [...headers].map(([table, header]) => [`${table}.csv`, header] as const);
    // What is to be said of headers and of the other files is said as ever, with documents of which there is none.
    const rest = (more: LedgerFiles) =>
      restOf(readLedgerFiles(new Map([...files, ...heads, ...more]), quiet));
    const accounts = files.get("accounts.csv");
    const header = accounts === undefined || files.has("invites.csv") ? undefined : firstLine(accounts);
    const outline = rest(header === undefined ? new Map() : new Map([["accounts.csv", header]]));
    const plain =
      accounts === undefined || header === undefined
        ? undefined
        : plainAccounts(accounts, outline.ledger.business.currency);
    if (plain !== undefined) this.base = { ...outline, ledger: { ...outline.ledger, accounts: plain } };
    else this.base = header === undefined ? outline : rest(new Map());
    const { ledger } = this.base;
    this.accountsAreNamed = !files.has("accounts.csv");
    if (this.accountsAreNamed && ledger.accounts.size > 0)
      throw new NotPlain("Not only documents name accounts.");
    for (const id of ledger.accounts.keys()) this.accounts.placeOf(id);
    const add = sinkOf(ledger);
    const context = {
      ledger,
      accounts: this.accounts,
      accountsAreNamed: this.accountsAreNamed,
      add: (columns: DocumentColumns) => add(columns, this.accounts.size),
    };
    for (const [table, header] of headers) {
      this.files.set(table, new DocumentFile(table, header, cellsOf(header), context));
    }
  }

  /**
   * Takes what comes next behind a header.
   *
   * @throws {NotPlain}
   */
  push(table: DocumentTable, bytes: Uint8Array): void {
    this.files.get(table)?.push(bytes);
  }

  /**
   * Says that nothing comes any more of a file. Files end in the order of {@link documentTables}.
   *
   * @throws {NotPlain}
   */
  end(table: DocumentTable): void {
    this.files.get(table)?.end();
  }

  /**
   * The ledger, once all files have ended.
   *
   * @throws {NotPlain}
   */
  ledger(): OpenLedger {
    const base = this.base;
    if (!this.accountsAreNamed) return { ...base, accountIds: [...base.ledger.accounts.keys()] };
    const accountIds = this.accounts.texts();
    const folds = new SeenIds();
    const accounts = new Map<string, Account>();
    for (const accountId of accountIds) {
      if (folds.meetText(accountId)) throw new NotPlain("Two ids of accounts are hard to tell apart.");
      accounts.set(accountId, namedAccount(accountId));
    }
    return { ...base, ledger: { ...base.ledger, accounts }, accountIds };
  }
}

/** A ledger without documents; whoever has something wrong in it is told elsewhere. */
function restOf(reading: ReturnType<typeof readLedgerFiles>): Omit<OpenLedger, "accountIds"> {
  if (!reading.ok) throw new NotPlain("There is something wrong with it.");
  const { ledger } = reading.value;
  return { ledger, warnings: reading.warnings, warningsOmitted: reading.warningsOmitted };
}

/** The header line of a file that is there whole; undefined where it has no line end, or none that is UTF-8. */
function firstLine(content: string | Uint8Array): string | undefined {
  if (typeof content !== "string") return headerOf(content)?.header;
  const end = content.indexOf("\n");
  // With quotes a header may be longer.
  return end === -1 || content.slice(0, end).includes('"') ? undefined : content.slice(0, end + 1);
}

/** The cells of a header line; a header with a column that has no name is for others to judge. */
function cellsOf(header: string): readonly string[] {
  const cells = readCsv(header, "csv", new IssueLog())?.header ?? [];
  if (cells.some((cell) => cell.trim() === "")) throw new NotPlain("A column has no name.");
  return cells;
}

const lineFeed = 10;
const carriageReturn = 13;
const quote = 34;

/**
 * The header line that bytes begin with, and how many bytes it takes; undefined where its end is not among them.
 *
 * @throws {NotPlain}
 */
export function headerOf(
  bytes: Uint8Array,
): { readonly header: string; readonly length: number } | undefined {
  let isQuoted = false;
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at] === quote) isQuoted = !isQuoted;
    // A CR alone ends a line too: what is behind it is no header any more.
    if (bytes[at] === carriageReturn && at + 1 < bytes.length && bytes[at + 1] !== lineFeed)
      throw new NotPlain("Lines end otherwise.");
    if (bytes[at] !== lineFeed || isQuoted) continue;
    const header = decodeUtf8(bytes.subarray(0, at + 1), "csv", new IssueLog());
    if (header === undefined) throw new NotPlain("The header is not UTF-8.");
    return { header, length: at + 1 };
  }
  return undefined;
}
