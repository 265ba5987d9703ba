import { columnsOf } from "../columns/columns-builder.ts";
import { DocumentColumns, type OfferColumns } from "../columns/document-columns.ts";
import { IssueLog } from "../fault/issue.ts";
import type { Ledger } from "../model/ledger.ts";
import { type OpenItem, openItems } from "../positions/open-items.ts";
import { decodeUtf8 } from "../table/read-csv.ts";
import { type DocumentTable, type LayoutColumn, layoutOf } from "./document-layout.ts";
import {
  blankAmount,
  blankChoice,
  blankDay,
  DocumentScanner,
  mostRecords,
  type Unusual,
} from "./document-scan.ts";
import type { IdIndex } from "./id-index.ts";
import { readLedgerFiles } from "./ledger-files.ts";
import { SeenIds } from "./seen-ids.ts";

/** A batch of this many bytes lies in the processor's second memory while three loops go over what it says. */
export const batchBytes: number = 1 << 20;
/** A record that is longer is none that anybody wrote: a quote was opened and never closed. */
const longestRecord = 4 << 20;

/**
 * Says that a file holds more than open items that can be added as they come, or that there is something to say about it:
 * whoever reads it must read all of it the general way.
 */
export class NotPlain extends Error {
  override readonly name = "NotPlain";
}

/** What documents are read against. */
export interface DocumentContext {
  /** The ledger without its documents. */
  readonly ledger: Ledger;
  readonly accounts: IdIndex;
  /** Whether documents name the accounts there are; otherwise all are known beforehand. */
  readonly accountsAreNamed: boolean;
  /** Is given documents with something left on them, accounts by place. The columns are used again afterwards. */
  readonly add: (columns: DocumentColumns) => void;
}

/**
 * Reads a file of documents piece by piece: bytes to small columns, ids to places, columns to whoever adds them up. It keeps
 * no more than a batch.
 */
export class DocumentFile {
  private readonly table: DocumentTable;
  private readonly context: DocumentContext;
  private readonly header: string;
  private readonly layout: readonly LayoutColumn[];
  private readonly seen = new SeenIds();
  private buffer = new Uint8Array(0);
  private filled = 0;
  /** How many bytes came since records were last read. */
  private unread = 0;
  private work: Work | undefined;

  /** @param header - The header line as it stands; `cells` are what it says. */
  constructor(table: DocumentTable, header: string, cells: readonly string[], context: DocumentContext) {
    this.table = table;
    this.header = header;
    this.context = context;
    this.layout = layoutOf(table, cells);
  }

  /**
   * Takes what comes next behind the header.
   *
   * @throws {NotPlain}
   */
  push(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length; from += batchBytes) {
      const piece = bytes.subarray(from, from + batchBytes);
      const end = this.filled + piece.length;
      if (end > longestRecord + batchBytes) throw new NotPlain("A record is too long.");
      if (end > this.buffer.length) {
        const longer = new Uint8Array(2 * end);
        longer.set(this.buffer.subarray(0, this.filled));
        this.buffer = longer;
      }
      this.buffer.set(piece, this.filled);
      this.filled = end;
      this.unread += piece.length;
      // Small pieces are read together: a record that comes in many would be begun as often.
      if (2 * this.unread >= batchBytes) this.read();
    }
  }

  /**
   * Says that nothing comes any more.
   *
   * @throws {NotPlain}
   */
  end(): void {
    if (this.filled === 0) return;
    this.push(Uint8Array.of(lineFeed));
    this.read();
    if (this.filled > 0) throw new NotPlain("A quote is never closed.");
  }

  /** Reads the records that lie before the last line end; what is behind stays for later. */
  private read(): void {
    const { buffer, filled } = this;
    this.work ??= this.newWork(filled);
    const { scanner } = this.work;
    const to = buffer.subarray(0, filled).lastIndexOf(lineFeed) + 1;
    let at = 0;
    while (at < to) {
      const stopped = scanner.scan(buffer, at, to, filled);
      if (stopped === undefined)
        throw new NotPlain("Lines end otherwise, or a blank one stands amid records.");
      const others = scanner.unusual.length > 0 ? this.readUnusual(scanner.unusual) : none;
      this.findAccounts(this.work, others);
      if (scanner.count > 0) this.addPlain(this.work);
      this.addUnusual(others);
      if (stopped === at) break;
      at = stopped;
    }
    buffer.copyWithin(0, at, filled);
    this.filled = filled - at;
    this.unread = 0;
  }

  /** Columns for records of so many bytes: a small file takes little. */
  private newWork(bytes: number): Work {
    const room = Math.min(mostRecords, Math.max(leastRecords, bytes >>> 5));
    const { exponent } = this.context.ledger.business.currency;
    return { scanner: new DocumentScanner(this.layout, exponent, room), batch: newBatch(room) };
  }

  /** Adds the records that stand in the scanner's columns. */
  private addPlain({ scanner, batch }: Work): void {
    this.meetIds(scanner);
    const kept = this.table === "invoices" ? takeInvoices(scanner, batch) : takeAdjustments(scanner, batch);
    if (!kept) throw new NotPlain("There is something to say about a document.");
    this.context.add(columnsOfBatch(batch));
  }

  private meetIds(scanner: DocumentScanner): void {
    const { buffer } = this;
    const { idStarts, idEnds, count } = scanner;
    const isInvoice = this.table === "invoices";
    const number = isInvoice ? 0 : 2;
    const starts = idStarts[number] as Uint32Array;
    const ends = idEnds[number] as Uint32Array;
    const ownStarts = idStarts[1] as Uint32Array;
    const ownEnds = idEnds[1] as Uint32Array;
    for (let row = 0; row < count; row += 1) {
      // A document without a number is an error even where it has another id.
      if (ends[row] === 0) throw new NotPlain("A document has no number.");
      const hasOwn = isInvoice && ownEnds[row] !== 0;
      const start = (hasOwn ? ownStarts[row] : starts[row]) as number;
      const end = (hasOwn ? ownEnds[row] : ends[row]) as number;
      if (this.seen.meet(buffer, start, end)) throw new NotPlain("An id may stand twice.");
    }
  }

  /** Finds the places of the accounts, in the order in which records name them. */
  private findAccounts({ scanner, batch }: Work, others: readonly OtherDocument[]): void {
    const { words, accountStarts, accountHashes, count } = scanner;
    const { accounts, accountsAreNamed } = this.context;
    const places = batch.accounts;
    let next = 0;
    for (let row = 0; row <= count; row += 1) {
      for (; others[next]?.row === row; next += 1)
        this.findAccount((others[next] as OtherDocument).accountId);
      if (row === count) break;
      const from = accountStarts[row] as number;
      const to = accountStarts[row + 1] as number;
      const hash = accountHashes[row] as number;
      const place = accountsAreNamed
        ? accounts.place(words, from, to, hash)
        : accounts.knownPlace(words, from, to, hash);
      if (place === -1) throw new NotPlain("An account is not there.");
      places[row] = place;
    }
  }

  private findAccount(id: string): number {
    const { accounts, accountsAreNamed } = this.context;
    const place = accountsAreNamed ? accounts.placeOf(id) : accounts.knownPlaceOf(id);
    if (place === -1) throw new NotPlain("An account is not there.");
    return place;
  }

  /** Reads the other records together, as a small ledger of their own. */
  private readUnusual(records: readonly Unusual[]): readonly OtherDocument[] {
    const { buffer, table } = this;
    const { currency } = this.context.ledger.business;
    const { today } = this.context.ledger;
    const lines = records.map(({ from, to }) => textOf(buffer.subarray(from, to)));
    const files = new Map([
      ["business.json", JSON.stringify({ time_zone: "UTC", currency })],
      [`${table}.csv`, `${this.header}${lines.join("")}`],
    ]);
    const reading = readLedgerFiles(files, { today });
    // What is to be said of the header was said of the whole file.
    if (!reading.ok || reading.warnings.some(({ code }) => code !== "COLUMN_UNKNOWN")) {
      throw new NotPlain("There is something to say about a document.");
    }
    const { ledger } = reading.value;
    const documents = [...(table === "invoices" ? ledger.invoices : ledger.adjustments)];
    if (documents.length !== records.length) throw new NotPlain("A record is no row.");
    const open = new Map(openItems(ledger, { asOf: today }).map((item) => [item.id, item]));
    return documents.map(([id, { accountId }], index) => {
      if (this.seen.meetText(id)) throw new NotPlain("An id may stand twice.");
      return { row: (records[index] as Unusual).row, accountId, item: open.get(id) };
    });
  }

  /** Adds what is left on the other documents. */
  private addUnusual(others: readonly OtherDocument[]): void {
    const items = others.flatMap(({ item }) => item ?? []);
    if (items.length === 0) return;
    const columns = columnsOf(items);
    const places = columns.accountIds.map((id) => this.findAccount(id));
    const accounts = columns.accounts.map((account) => places[account] as number);
    this.context.add(new DocumentColumns({ ...columns, accounts }));
  }
}

/** What records are read with. */
interface Work {
  readonly scanner: DocumentScanner;
  readonly batch: Batch;
}

/** Room for so many records takes no time to make. */
const leastRecords = 256;

/** A document that was read by others. */
interface OtherDocument {
  /** How many of the scanner's records stand before it. */
  readonly row: number;
  readonly accountId: string;
  /** Undefined where nothing is left on it. */
  readonly item: OpenItem | undefined;
}

const none: readonly OtherDocument[] = [];

const lineFeed = 10;

function textOf(bytes: Uint8Array): string {
  const text = decodeUtf8(bytes, "csv", new IssueLog());
  if (text === undefined) throw new NotPlain("A record is not UTF-8.");
  return text;
}

/** Documents with something left on them, as they are found in a batch. */
interface Batch {
  /** By record at first, then by document. */
  readonly accounts: Uint32Array;
  readonly kinds: Uint8Array;
  readonly balances: Float64Array;
  readonly dueDays: Int32Array;
  readonly offerDocuments: Uint32Array;
  readonly offerAmounts: Float64Array;
  readonly offerLastDays: Int32Array;
  readonly offerSources: Uint8Array;
  size: number;
  offers: number;
}

function newBatch(most: number): Batch {
  return {
    accounts: new Uint32Array(most),
    kinds: new Uint8Array(most),
    balances: new Float64Array(most),
    dueDays: new Int32Array(most),
    offerDocuments: new Uint32Array(most),
    offerAmounts: new Float64Array(most),
    offerLastDays: new Int32Array(most),
    offerSources: new Uint8Array(most),
    size: 0,
    offers: 0,
  };
}

function columnsOfBatch(batch: Batch): DocumentColumns {
  const { size, offers: count } = batch;
  const offers: OfferColumns = {
    documents: batch.offerDocuments.subarray(0, count),
    amounts: batch.offerAmounts.subarray(0, count),
    lastDays: batch.offerLastDays.subarray(0, count),
    sources: batch.offerSources.subarray(0, count),
  };
  return new DocumentColumns({
    accountIds: [],
    accounts: batch.accounts.subarray(0, size),
    kinds: batch.kinds.subarray(0, size),
    balances: batch.balances.subarray(0, size),
    dueDays: batch.dueDays.subarray(0, size),
    offers,
  });
}

/** The places of statuses in the order of the library's lists of them. */
const invoiceStatus = { open: 0, partly: 1, paid: 2, voided: 3 } as const;
const posted = 0;

/** Takes over what is left on invoices; false where one must be talked about. */
function takeInvoices({ count, amounts, days, choices }: DocumentScanner, batch: Batch): boolean {
  const [amountOf, balanceOf, discountOf] = amounts as [Float64Array, Float64Array, Float64Array];
  const [dueOf, issuedOf, untilOf] = days as [Int32Array, Int32Array, Int32Array];
  const [, , statusOf, postingOf] = choices as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
  const { accounts, kinds, balances, dueDays } = batch;
  let size = 0;
  let offers = 0;
  for (let row = 0; row < count; row += 1) {
    const amount = amountOf[row] as number;
    const given = balanceOf[row] as number;
    const balance = given === blankAmount ? amount : given;
    const due = dueOf[row] as number;
    // No amount or a zero one, more left than there was, due by terms or before its issue: each is told or worked out.
    if (!(amount > 0) || balance > amount || due === blankDay || due < (issuedOf[row] as number))
      return false;
    const discount = discountOf[row] as number;
    if (discount > 0 && (untilOf[row] === blankDay || (discount > balance && balance > 0))) return false;
    const status = statusOf[row] as number;
    if (status === invoiceStatus.voided) continue;
    if (status !== blankChoice && contradicts(status, invoiceStatus, balance, amount)) return false;
    const posting = postingOf[row] as number;
    if (balance === 0 || (posting !== posted && posting !== blankChoice)) continue;
    accounts[size] = accounts[row] as number;
    kinds[size] = 0;
    balances[size] = balance;
    dueDays[size] = due;
    if (discount > 0) {
      batch.offerDocuments[offers] = size;
      batch.offerAmounts[offers] = discount;
      batch.offerLastDays[offers] = untilOf[row] as number;
      offers += 1;
    }
    size += 1;
  }
  batch.size = size;
  batch.offers = offers;
  return true;
}

/** Whether a status says otherwise than what is left. */
function contradicts(
  status: number,
  { open, partly }: { readonly open: number; readonly partly: number },
  balance: number,
  amount: number,
): boolean {
  if (status === open) return balance === 0;
  return status === partly ? balance === 0 || balance === amount : balance !== 0;
}

/** The places of types and statuses in the order of the library's lists of them. */
const memoType = { credit: 0, debit: 1 } as const;
const memoStatus = { open: 0, partlyApplied: 1, applied: 2, partlyPaid: 3, paid: 4, voided: 5 } as const;
/** By their places in the library's list of kinds of columns. */
const memoKinds = [1, 2] as const;

/** Takes over what is left on adjustments; false where one must be talked about. */
function takeAdjustments({ count, amounts, choices }: DocumentScanner, batch: Batch): boolean {
  const [amountOf, balanceOf] = amounts as [Float64Array, Float64Array];
  const [, typeOf, statusOf] = choices as [Uint8Array, Uint8Array, Uint8Array];
  const { accounts, kinds, balances, dueDays } = batch;
  let size = 0;
  for (let row = 0; row < count; row += 1) {
    const amount = amountOf[row] as number;
    const given = balanceOf[row] as number;
    const balance = given === blankAmount ? amount : given;
    const type = typeOf[row] as number;
    if (!(amount > 0) || balance > amount || type === blankChoice) return false;
    const status = statusOf[row] as number;
    if (status === memoStatus.voided) continue;
    const partly = status === memoStatus.partlyPaid ? status : memoStatus.partlyApplied;
    if (status !== blankChoice && contradicts(status, { open: memoStatus.open, partly }, balance, amount))
      return false;
    if (balance === 0) continue;
    accounts[size] = accounts[row] as number;
    kinds[size] = type === memoType.credit ? memoKinds[0] : memoKinds[1];
    balances[size] = balance;
    dueDays[size] = 0;
    size += 1;
  }
  batch.size = size;
  batch.offers = 0;
  return true;
}
